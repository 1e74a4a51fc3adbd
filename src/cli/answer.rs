//! The answer to a query, as a table to read or as JSON.

use std::time::Instant;

use anstyle::{AnsiColor, Style};
use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use super::print::{self, Page};
use crate::Span;
use crate::index::{
    CitedAs, Counted, Counts, CountsRecord, DocumentFacts, Facet, Help, Hit, SearchResults, Snippet,
};
use crate::model::MentionRecord;
use crate::run::grouped;
use crate::text::Printable;

/// What was asked and what was found.
pub(crate) struct Answer<'a> {
    pub query: &'a str,
    pub results: &'a SearchResults,
    pub offset: usize,
    pub took_ms: f64,
}

/// What `--format json` prints: a contract, in `index/QUERIES.md`.
#[derive(Serialize)]
pub(crate) struct AnswerRecord<'a> {
    query: &'a str,
    #[serde(flatten)]
    counts: CountsRecord,
    #[serde(flatten)]
    help: &'a Help,
    took_ms: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    cited_as: Option<CitedAs>,
    hits: Vec<HitRecord<'a>>,
    #[serde(skip_serializing_if = "<[Facet]>::is_empty")]
    facets: &'a [Facet],
}

/// A hit in JSON.
#[derive(Serialize)]
pub(super) struct HitRecord<'a> {
    #[serde(flatten)]
    document: &'a DocumentFacts,
    score: f32,
    /// The matched words stand between `<b>` and `</b>`; other angle brackets and ampersands are
    /// escaped as in HTML.
    snippet: String,
    mentions: &'a [MentionRecord<'a>],
}

impl<'a> HitRecord<'a> {
    pub(super) fn new(hit: &'a Hit) -> HitRecord<'a> {
        HitRecord {
            document: &hit.document,
            score: hit.score,
            snippet: hit.snippet.html(),
            mentions: &hit.mentions,
        }
    }
}

/// A passage without colours, on one line: matched words stand in brackets, one pair around words
/// that follow each other.
pub(super) fn marked(snippet: &Snippet) -> String {
    let mut out = String::new();
    let mut at = 0;
    for run in runs(snippet) {
        out.push_str(Span::new(at, run.start).slice(&snippet.text));
        out.push('[');
        out.push_str(run.slice(&snippet.text));
        out.push(']');
        at = run.end;
    }
    out.push_str(Span::new(at, snippet.text.len()).slice(&snippet.text));
    out
}

/// Milliseconds since then, to hundredths.
pub(crate) fn took_ms(begun: Instant) -> f64 {
    (begun.elapsed().as_secs_f64() * 1e5).round() / 100.0
}

/// Mentions shown of a hit; it may have hundreds that satisfy `date:2020..`.
const MENTIONS: usize = 5;

impl<'a> Answer<'a> {
    pub(crate) fn json(&self) -> AnswerRecord<'a> {
        let SearchResults { counts, help, hits, cited_as, facets } = self.results;
        let hits = hits.iter().map(HitRecord::new).collect();
        AnswerRecord {
            query: self.query,
            counts: CountsRecord::new(counts),
            help,
            took_ms: self.took_ms,
            cited_as: *cited_as,
            hits,
            facets,
        }
    }

    /// The table; on a terminal matched words are coloured, elsewhere they stand in brackets.
    pub(super) fn table(&self, is_terminal: bool) -> Page {
        let mut page = Page::default();
        let mut said: String = help_sentences(&self.results.help)
            .into_iter()
            .map(|sentence| sentence + "\n")
            .collect();
        if self.results.counts.total > 0 {
            page.push(&std::mem::take(&mut said));
        }
        for (number, hit) in self.results.hits.iter().enumerate() {
            push_hit(self.offset + number + 1, hit, is_terminal, &mut page);
        }
        for facet in &self.results.facets {
            page.push(&shown_facet(facet));
        }
        let counts = &self.results.counts;
        let (total, shown, took_ms) = (counts.total, self.results.hits.len(), self.took_ms);
        page.push(&match (total, shown) {
            (0, _) => format!("no document matches ({took_ms} ms)\n"),
            (total, 0) => format!(
                "{} match, none behind --offset {} ({took_ms} ms)\n",
                documents(total),
                self.offset
            ),
            (total, _) => format!(
                "{}–{} of {} ({took_ms} ms)\n",
                self.offset + 1,
                self.offset + shown,
                documents(total)
            ),
        });
        if let Some(cited_as) = &self.results.cited_as {
            page.push(&cited_sentence(cited_as));
        }
        page.push(&said);
        if let Some(sentence) = counts_sentence(counts).filter(|_| total > 0) {
            page.push(&format!("{sentence}\n"));
        }
        if !self.results.facets.is_empty()
            && counts.counted == Counted::Together
            && counts.together != Some(total)
        {
            page.push(&format!(
                "facets count the {} with the words together; --count total counts all\n",
                documents(counts.number_counted())
            ));
        }
        page
    }
}

/// `1 document`, `3 408 documents`.
pub(super) fn documents(number: usize) -> String {
    format!("{} document{}", grouped(number as u64), if number == 1 { "" } else { "s" })
}

/// In which ways hits cite a regulation, those that there are.
fn cited_sentence(cited_as: &CitedAs) -> String {
    let CitedAs { code, partial, named, back, corpus } = *cited_as;
    let ways = [
        (code, "by symbol"),
        (partial, "by type and number"),
        (named, "by name"),
        (back, "by a word that points to it"),
        (corpus, "by type and number that only all articles together tell (corpus)"),
    ];
    let ways: Vec<String> = ways
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, way)| format!("{} {way}", grouped(*number as u64)))
        .collect();
    if ways.is_empty() { String::new() } else { format!("cited: {}\n", ways.join("; ")) }
}

/// How many documents have the words how, where these are not the same documents.
pub(super) fn counts_sentence(counts: &Counts) -> Option<String> {
    let Counts { total, all_words, together, .. } = *counts;
    let have = |number: usize| if number == 1 { "has" } else { "have" };
    let mut parts = Vec::new();
    match together {
        Some(together) if together < all_words => {
            parts.push(format!("{} {} the words together", documents(together), have(together)))
        }
        Some(_) => {}
        None => parts.push(
            "so many documents have the words that those with the words together were not counted"
                .to_string(),
        ),
    }
    if !parts.is_empty() || all_words < total {
        parts.push(format!(
            "{} {} {} somewhere",
            grouped(all_words as u64),
            have(all_words),
            if parts.is_empty() { "all words" } else { "them" }
        ));
    }
    if all_words < total {
        parts.push(format!("{} {} a good part of them", grouped(total as u64), have(total)));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// What was done to understand a query, a sentence each.
pub(super) fn help_sentences(help: &Help) -> Vec<String> {
    let mut out = Vec::new();
    let quoted = |words: &[String]| {
        words.iter().map(|word| format!("`{}`", Printable(word))).collect::<Vec<_>>().join(", ")
    };
    if let Some(showing) = &help.showing {
        out.push(format!(
            "Showing results for {}; --exact searches for what was typed",
            Printable(showing)
        ));
    }
    if !help.completed.is_empty() {
        out.push(format!("with more marks than typed: {}", quoted(&help.completed)));
    }
    if !help.expanded.is_empty() {
        let each: Vec<String> = help
            .expanded
            .iter()
            .map(|found| {
                format!("`{}` is also {}", Printable(&found.typed), quoted(&found.searched))
            })
            .collect();
        out.push(each.join("; "));
    }
    if !help.dropped.is_empty() {
        out.push(format!("no document has: {}", quoted(&help.dropped)));
    }
    out.extend(help.notes.iter().map(|note| Printable(note).to_string()));
    out
}

/// Follows a day of publication that only the address gives.
pub(super) const FROM_ADDRESS: &str = " (from the address)";

/// Adds a hit: its title, where it is from, the passage that shows why it was found, the mentions
/// that a condition asked for.
fn push_hit(number: usize, hit: &Hit, is_terminal: bool, page: &mut Page) {
    let DocumentFacts { id, title, published, published_from, source, url, .. } = &hit.document;
    let published =
        published.as_deref().and_then(|published| published.get(..10)).unwrap_or("undated");
    page.push(&format!("{number:>3}. "));
    page.styled(Style::new().bold(), Printable(title.as_deref().unwrap_or("(no title)")));
    let guess = if published_from.is_some() { FROM_ADDRESS } else { "" };
    page.push(&format!("\n     {published}{guess}"));
    // The address says the source as well.
    for fact in [Some(id), url.as_ref().or(source.as_ref())].into_iter().flatten() {
        page.push(&format!("  {}", Printable(fact)));
    }
    page.push("\n     ");
    push_snippet(&hit.snippet, is_terminal, page);
    page.push("\n");
    page.push(&mentions(&hit.mentions));
}

/// Adds a passage with its matched words in colour, or in brackets, one pair around words that
/// follow each other.
fn push_snippet(snippet: &Snippet, is_terminal: bool, page: &mut Page) {
    if !is_terminal {
        page.push(&marked(snippet));
        return;
    }
    let (mut column, width) = (INDENT, print::width());
    let mut push = |text: &str, is_match: bool, page: &mut Page| {
        for piece in text.split_inclusive(' ') {
            let length = piece.trim_end().graphemes(true).count();
            if column > INDENT && column + length > width {
                page.push(&format!("\n{:INDENT$}", ""));
                column = INDENT;
            }
            column += piece.graphemes(true).count();
            match is_match {
                true => page.styled(AnsiColor::Yellow.on_default().bold(), piece),
                false => page.push(piece),
            }
        }
    };
    let mut at = 0;
    for run in runs(snippet) {
        push(Span::new(at, run.start).slice(&snippet.text), false, page);
        push(run.slice(&snippet.text), true, page);
        at = run.end;
    }
    push(Span::new(at, snippet.text.len()).slice(&snippet.text), false, page);
}

/// Blanks before what is said of a hit.
const INDENT: usize = 5;

/// The matched words of a passage, those with only a blank between them as one.
fn runs(snippet: &Snippet) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for &word in &snippet.highlights {
        match runs.last_mut() {
            Some(run) if Span::new(run.end, word.start).slice(&snippet.text) == " " => {
                run.end = word.end
            }
            _ => runs.push(word),
        }
    }
    runs
}

/// `41-QĐ/TW = "Quy định 41-QĐ/TW"; …`
fn mentions(mentions: &[MentionRecord]) -> String {
    if mentions.is_empty() {
        return String::new();
    }
    let shown = |mention: &MentionRecord| {
        let text = match mention.value.as_deref() {
            Some(value) if value != mention.text => {
                format!("{} = {}", Printable(&mention.text), Printable(value))
            }
            _ => Printable(&mention.text).to_string(),
        };
        match (mention.confidence, mention.fact("target").and_then(|target| target.as_str())) {
            (Some(hundredths), Some(target)) => {
                format!("{text} → {} (corpus, {hundredths} %)", Printable(target))
            }
            _ => text,
        }
    };
    let mut all: Vec<String> = mentions.iter().take(MENTIONS).map(shown).collect();
    if mentions.len() > MENTIONS {
        all.push(format!("{} more", mentions.len() - MENTIONS));
    }
    format!("     mentions: {}\n", all.join("; "))
}

/// A facet's values as bars: the longest is as long as the terminal's half.
fn shown_facet(facet: &Facet) -> String {
    let mut out = format!("{} ({} different)\n", facet.field.name(), facet.distinct);
    let values: Vec<(String, u64)> = facet
        .values
        .iter()
        .map(|value| (Printable(&value.value).to_string(), value.documents))
        .collect();
    let rows: Vec<(&str, u64)> =
        values.iter().map(|(value, documents)| (value.as_str(), *documents)).collect();
    out.push_str(&bars(&rows));
    out
}

/// The longest bar, in columns.
const BAR: u64 = 40;

/// Names with their counts, and a bar for each.
pub(super) fn bars(rows: &[(&str, u64)]) -> String {
    let most = rows.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let columns = |name: &str| name.graphemes(true).count();
    let widest = rows.iter().map(|(name, _)| columns(name)).max().unwrap_or(0);
    let digits = most.to_string().len();
    let row = |(name, count): &(&str, u64)| {
        // What is there at all is seen.
        let length = (count * BAR).div_ceil(most);
        let bar = "█".repeat(usize::try_from(length).unwrap_or(0));
        let line =
            format!("  {name}{:pad$}  {count:>digits$}  {bar}", "", pad = widest - columns(name));
        format!("{}\n", line.trim_end())
    };
    rows.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_counts() {
        let rows = [("2021", 100), ("quý", 1), ("x", 0)];
        let expected = format!("  2021  100  {}\n  quý     1  █\n  x       0\n", "█".repeat(40));
        assert_eq!(bars(&rows), expected);
        assert_eq!(bars(&[]), "");
    }
}
