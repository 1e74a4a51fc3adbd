//! The passage of a text that shows best why it was found, with the words that matched.
//!
//! The passage is the window with the most of the query's words and phrases in it (of several such:
//! the most matches, then the first), widened to the beginning of its sentence and to the end of
//! one where there is room, else to whole words, and set on one line.

use rustc_hash::FxHashMap;
use tantivy::tokenizer::{TokenStream, Tokenizer};
use unicode_segmentation::GraphemeCursor;

use crate::Span;
use crate::index::analyzer::VietnameseTokenizer;
use crate::index::query::bm25f::Pattern;

/// Characters of a passage, without the `…` that stand for what was cut.
const LENGTH: usize = 200;

/// Characters that the matches of a passage may span, so that some words before and behind them
/// have room too.
const WINDOW: usize = 140;

/// A passage of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The passage on one line; `…` stands where a sentence was cut.
    pub text: String,
    /// The words that matched: bytes of `text`, in order, none overlapping.
    pub highlights: Vec<Span>,
}

impl Snippet {
    /// The passage with each matched word between `open` and `close`.
    ///
    /// ```
    /// use thoisu::Span;
    /// use thoisu::index::Snippet;
    /// let snippet = Snippet { text: "Thuế đất".into(), highlights: vec![Span::new(0, 6)] };
    /// assert_eq!(snippet.marked("[", "]"), "[Thuế] đất");
    /// ```
    pub fn marked(&self, open: &str, close: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        for highlight in &self.highlights {
            out.push_str(Span::new(at, highlight.start).slice(&self.text));
            out.push_str(open);
            out.push_str(highlight.slice(&self.text));
            out.push_str(close);
            at = highlight.end;
        }
        out.push_str(Span::new(at, self.text.len()).slice(&self.text));
        out
    }

    /// The passage as HTML: matched words in `<b>`, everything else escaped.
    ///
    /// ```
    /// use thoisu::Span;
    /// use thoisu::index::Snippet;
    /// let snippet = Snippet { text: "Thuế < phí".into(), highlights: vec![Span::new(0, 6)] };
    /// assert_eq!(snippet.html(), "<b>Thuế</b> &lt; phí");
    /// ```
    pub fn html(&self) -> String {
        // Marks that no text holds stand for the tags until everything else is escaped.
        let escaped = self
            .marked("\u{1}", "\u{2}")
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        escaped.replace('\u{1}', "<b>").replace('\u{2}', "</b>")
    }

    /// The passage of `text` for these words and phrases; the beginning of the text where it has
    /// none of them.
    pub(super) fn new(text: &str, shown: &[Pattern]) -> Snippet {
        let matches = matches(text, shown);
        let kept = best_window(text, &matches);
        let (core, begin) = match (kept.first(), kept.last()) {
            (Some(first), Some(last)) => {
                let core = Span::new(first.word.start, last.word.end);
                (core, begin_of(text, core))
            }
            _ => {
                let first = text.len() - text.trim_start().len();
                (Span::new(first, first), first)
            }
        };
        let room = LENGTH.saturating_sub(chars(text, begin, core.end));
        let end = end_of(text, core.end, room);
        let shown = Span::new(begin, end);
        passage(
            text,
            shown,
            matches.iter().map(|found| found.word).filter(|&word| shown.contains(word)),
        )
    }
}

/// The words of a text that are of these words and phrases, in order.
pub(super) fn matched_words(text: &str, shown: &[Pattern]) -> Vec<Span> {
    matches(text, shown).into_iter().map(|found| found.word).collect()
}

/// A word of the text that matches, by itself or as a part of a phrase.
struct Match {
    word: Span,
    /// Which word or phrase of the query.
    query: usize,
}

/// A word of the text that stands in the query at all: its place among the text's words, where it
/// is, and its places in the query, each the number of a word or phrase and the place in that.
type Candidate<'a> = (usize, Span, &'a [(usize, usize)]);

/// All matches in text order, each word once.
fn matches(text: &str, shown: &[Pattern]) -> Vec<Match> {
    let mut places: FxHashMap<&str, Vec<(usize, usize)>> = FxHashMap::default();
    for (query, pattern) in shown.iter().enumerate() {
        for (i, place) in pattern.places.iter().enumerate() {
            for spelling in &place.spellings {
                places.entry(spelling).or_default().push((query, i));
            }
        }
    }
    if places.is_empty() {
        return Vec::new();
    }
    // Most words are told from those of the query by the last byte of their term.
    let mut lasts = [false; 256];
    for last in places.keys().filter_map(|term| term.bytes().last()) {
        lasts[usize::from(last)] = true;
    }
    let mut found: Vec<Candidate> = Vec::new();
    let mut tokenizer = VietnameseTokenizer::default();
    let mut tokens = tokenizer.token_stream(text);
    while tokens.advance() {
        let token = tokens.token();
        let may_match = token.text.bytes().last().is_some_and(|last| lasts[usize::from(last)]);
        if may_match && let Some(places) = places.get(token.text.as_str()) {
            found.push((token.position, Span::new(token.offset_from, token.offset_to), places));
        }
    }
    let mut out = Vec::new();
    for (first, (_, _, places)) in found.iter().enumerate() {
        for &(query, _) in places.iter().filter(|(_, place)| *place == 0) {
            let words =
                shown.get(query).and_then(|pattern| words_from(&found, first, pattern, query));
            out.extend(words.into_iter().flatten().map(|word| Match { word, query }));
        }
    }
    out.sort_by_key(|found| (found.word, found.query));
    out.dedup_by_key(|found| found.word);
    out
}

/// The words of a phrase that begins with a candidate, if it stands there.
fn words_from(
    found: &[Candidate],
    first: usize,
    pattern: &Pattern,
    query: usize,
) -> Option<Vec<Span>> {
    let (begin, word, _) = found.get(first)?;
    let (mut at, mut slop, mut offset) =
        (first, pattern.slop as usize, pattern.places.first()?.offset);
    let mut before = *begin;
    let mut words = vec![*word];
    for (i, place) in pattern.places.iter().enumerate().skip(1) {
        let wanted = before + (place.offset - offset) as usize;
        at += 1 + found
            .get(at + 1..)?
            .iter()
            .position(|(at, _, places)| *at >= wanted && places.contains(&(query, i)))?;
        let (here, word, _) = found.get(at)?;
        slop = slop.checked_sub(here - wanted)?;
        (before, offset) = (*here, place.offset);
        words.push(*word);
    }
    Some(words)
}

/// The run of near matches that has most of the query.
fn best_window<'a>(text: &str, matches: &'a [Match]) -> &'a [Match] {
    // Where each match begins and ends, in characters: counted once from each to the next.
    let mut at = (0, 0);
    let mut count_to = |byte: usize| {
        at = (byte, at.1 + chars(text, at.0, byte));
        at.1
    };
    let places: Vec<(usize, usize)> = matches
        .iter()
        .map(|found| (count_to(found.word.start), count_to(found.word.end)))
        .collect();
    let mut best: (usize, usize, &[Match]) = (0, 0, &[]);
    let mut end = 0;
    let mut seen: FxHashMap<usize, usize> = FxHashMap::default();
    for (start, (begin, _)) in places.iter().enumerate() {
        // A word longer than a window is one all the same.
        while end <= start || places.get(end).is_some_and(|(_, stop)| stop - begin <= WINDOW) {
            let Some(found) = matches.get(end) else { break };
            *seen.entry(found.query).or_default() += 1;
            end += 1;
        }
        if (seen.len(), end - start) > (best.0, best.1) {
            best = (seen.len(), end - start, matches.get(start..end).unwrap_or_default());
        }
        if let Some(found) = matches.get(start)
            && let Some(count) = seen.get_mut(&found.query)
        {
            *count -= 1;
            if *count == 0 {
                seen.remove(&found.query);
            }
        }
    }
    best.2
}

/// Where a passage around `core` begins: at its sentence if that is near, else at a word a little
/// before it.
fn begin_of(text: &str, core: Span) -> usize {
    let room = LENGTH.saturating_sub(chars(text, core.start, core.end));
    let lead = |most: usize| back(text, core.start, most);
    let far = lead(room * 2 / 3);
    let before = Span::new(far, core.start).slice(text);
    let sentence = before.char_indices().rev().find(|&(at, c)| {
        c == '\n' || c.is_whitespace() && ends_sentence(before.get(..at).unwrap_or_default())
    });
    if let Some((at, c)) = sentence {
        return far + at + c.len_utf8();
    }
    if far == 0 {
        return 0;
    }
    let near = lead(room / 3);
    match Span::new(near, core.start).slice(text).find(char::is_whitespace) {
        Some(at) => near + at + 1,
        None => grapheme(text, near).max(grapheme(text, core.start)),
    }
}

/// Where a passage ends that may have so many characters more behind `from`.
fn end_of(text: &str, from: usize, room: usize) -> usize {
    let far = text
        .get(from..)
        .unwrap_or_default()
        .char_indices()
        .nth(room)
        .map_or(text.len(), |(at, _)| from + at);
    if far == text.len() {
        return far;
    }
    let after = Span::new(from, far).slice(text);
    let sentence = after.char_indices().rev().find(|&(at, c)| {
        c == '\n' || c.is_whitespace() && ends_sentence(after.get(..at).unwrap_or_default())
    });
    if let Some((at, _)) = sentence
        && at * 2 >= after.len()
    {
        return from + at;
    }
    // The passage may end with the last whole word just here.
    if text.get(far..).is_some_and(|rest| rest.starts_with(char::is_whitespace)) {
        return far;
    }
    match after.rfind(char::is_whitespace) {
        Some(at) => from + at,
        None => grapheme(text, far).max(grapheme_after(text, from)),
    }
}

/// Whether a sentence seems to end here: after `.`, `!`, `?` or `…`, closing quotes and brackets
/// aside.
fn ends_sentence(before: &str) -> bool {
    before.trim_end_matches(['"', '”', '’', ')', '»']).ends_with(['.', '!', '?', '…'])
}

/// So many characters back.
fn back(text: &str, from: usize, most: usize) -> usize {
    let before = text.get(..from).unwrap_or_default();
    if most == 0 { from } else { before.char_indices().rev().nth(most - 1).map_or(0, |(at, _)| at) }
}

fn chars(text: &str, from: usize, to: usize) -> usize {
    Span::new(from, to).slice(text).chars().count()
}

/// The last grapheme boundary up to a character boundary.
fn grapheme(text: &str, mut at: usize) -> usize {
    while at > 0 && at < text.len() && !is_grapheme_boundary(text, at) {
        at = back(text, at, 1);
    }
    at
}

/// The first grapheme boundary from a character boundary on.
fn grapheme_after(text: &str, mut at: usize) -> usize {
    while at > 0 && at < text.len() && !is_grapheme_boundary(text, at) {
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
    }
    at
}

fn is_grapheme_boundary(text: &str, at: usize) -> bool {
    // The whole text is at hand, so the cursor never asks for more of it.
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// The passage on one line, every run of blanks a single one.
fn passage(text: &str, shown: Span, words: impl Iterator<Item = Span>) -> Snippet {
    let mut out = Snippet::default();
    let before = text.get(..shown.start).unwrap_or_default();
    if !before.trim().is_empty() && !before.ends_with('\n') && !ends_sentence(before.trim_end()) {
        out.text.push_str("… ");
    }
    let mut at = shown.start;
    for word in words {
        push_on_one_line(&mut out.text, Span::new(at, word.start).slice(text));
        let start = out.text.len();
        out.text.push_str(word.slice(text));
        out.highlights.push(Span::new(start, out.text.len()));
        at = word.end;
    }
    push_on_one_line(&mut out.text, Span::new(at, shown.end).slice(text));
    out.text.truncate(out.text.trim_end().len());
    let after = text.get(shown.end..).unwrap_or_default();
    if !after.trim().is_empty() && !after.starts_with('\n') && !ends_sentence(&out.text) {
        out.text.push_str(" …");
    }
    out
}

fn push_on_one_line(out: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::query::bm25f::Place;

    /// `"năm|nam bộ"`: a phrase of two places, the first with two spellings.
    fn phrase(text: &str) -> Pattern {
        let place = |(offset, word): (usize, &str)| {
            let spellings: Vec<String> = word.split('|').map(str::to_string).collect();
            Place { typed: spellings[0].clone(), spellings, documents: 0, offset: offset as u32 }
        };
        let (text, slop) = text
            .split_once('~')
            .map_or((text, 0), |(text, slop)| (text, slop.parse().unwrap_or(0)));
        Pattern { places: text.split(' ').enumerate().map(place).collect(), slop }
    }

    fn marked(text: &str, shown: &[&str]) -> String {
        Snippet::new(text, &shown.iter().map(|text| phrase(text)).collect::<Vec<_>>())
            .marked("[", "]")
    }

    #[test]
    fn the_words_that_matched_are_marked() {
        let text = "Tỉnh họp bàn\nthu ngân sách.  Ngân hàng tỉnh dự, sách vở không bàn.";
        let table: [(&[&str], &str); 7] = [
            (&[], "Tỉnh họp bàn thu ngân sách. Ngân hàng tỉnh dự, sách vở không bàn."),
            (&["tỉnh"], "[Tỉnh] họp bàn thu ngân sách. Ngân hàng [tỉnh] dự, sách vở không bàn."),
            (
                &["ngân sách"],
                "Tỉnh họp bàn thu [ngân] [sách]. Ngân hàng tỉnh dự, sách vở không bàn.",
            ),
            (
                &["ngan|ngân hang|hàng", "vở"],
                "Tỉnh họp bàn thu ngân sách. [Ngân] [hàng] tỉnh dự, sách [vở] không bàn.",
            ),
            (
                &["thu sách~1"],
                "Tỉnh họp bàn [thu] ngân [sách]. Ngân hàng tỉnh dự, sách vở không bàn.",
            ),
            (
                &["tỉnh sách~3"],
                "Tỉnh họp bàn thu ngân sách. Ngân hàng [tỉnh] dự, [sách] vở không bàn.",
            ),
            (
                &["bàn thu ngân", "thu"],
                "Tỉnh họp [bàn] [thu] [ngân] sách. Ngân hàng tỉnh dự, sách vở không bàn.",
            ),
        ];
        for (shown, expected) in table {
            // A passage begins with the sentence of its first match.
            let seen = marked(text, shown);
            assert!(
                expected.ends_with(&seen)
                    && seen.matches('[').count() == expected.matches('[').count(),
                "{shown:?}: {seen}"
            );
        }
    }

    #[test]
    fn the_densest_passage_is_taken() {
        let filler = "Đoàn công tác đã đi thăm nhiều xã vùng cao của huyện trong ngày. ".repeat(8);
        let text = format!(
            "Thuế đất được bàn. {filler}Lãnh đạo xã nói rằng thuế và lệ phí đất đai sẽ được thu đúng. {filler}"
        );
        let seen = marked(&text, &["thuế", "lệ phí"]);
        assert!(
            seen.starts_with(
                "Lãnh đạo xã nói rằng [thuế] và [lệ] [phí] đất đai sẽ được thu đúng. Đoàn"
            ),
            "{seen}"
        );
        assert!(seen.ends_with("."), "{seen}");
        let seen = marked(&text, &["thuế"]);
        assert!(seen.starts_with("[Thuế] đất được bàn."), "{seen}");
    }

    #[test]
    fn long_sentences_are_cut_between_words() {
        let text = format!("{}then chốt {}", "một hai ba ".repeat(60), "bốn năm sáu ".repeat(60));
        let seen = Snippet::new(&text, &[phrase("then chốt")]);
        assert!(seen.text.starts_with("… ") && seen.text.ends_with(" …"), "{}", seen.text);
        assert!(seen.text.chars().count() <= LENGTH + 4, "{}", seen.text);
        let words: Vec<&str> = seen.text.trim_matches(['…', ' ']).split(' ').collect();
        assert!(
            words.iter().all(
                |word| ["một", "hai", "ba", "then", "chốt", "bốn", "năm", "sáu"].contains(word)
            ),
            "{words:?}"
        );
        assert_eq!(
            seen.highlights.iter().map(|span| span.slice(&seen.text)).collect::<Vec<_>>(),
            ["then", "chốt"]
        );
    }

    proptest! {
        #[test]
        fn never_panics_and_marks_words(text in "(xã |thuế |\n|\\.|e\u{301}|👩\u{200d}👧|東|x{30}|\\PC){0,120}") {
            let seen = Snippet::new(&text, &[phrase("thuế|xã"), phrase("東"), phrase("xã thuế")]);
            prop_assert!(seen.text.chars().count() <= LENGTH + 60);
            let mut at = 0;
            for span in seen.highlights {
                prop_assert!(at <= span.start && ["thuế", "xã", "東"].contains(&span.slice(&seen.text)));
                at = span.end;
            }
        }
    }
}
