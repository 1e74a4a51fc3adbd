//! One regulation, as a card: what is said of it, with the sentences that say it.

use crate::Result;
use crate::cli::answer::bars;
use crate::cli::print::Page;
use crate::index::Index;
use crate::registry::{Place, Record, Registry, Related, SaidOf};
use crate::report::Evidenced;
use crate::text::Printable;

/// Values of an attribute that are shown; of a disputed one there are two at least.
const VALUES: usize = 3;

/// Sentences of the shown value, and of each other.
const SENTENCES: (usize, usize) = (2, 1);

/// Regulations cited beside it that are shown.
const BESIDE: usize = 5;

/// Months that are shown; where there are more, its citations are counted by year.
const MONTHS: usize = 36;

/// The card of a record of a registry.
pub(super) fn card(record: &Record, registry: &Registry, index: &Index) -> Result<Page> {
    let mut page = Page::of(format_args!("{}\n", Printable(&record.id)));
    let mut evidenced = Evidenced::new(index);
    for of in SaidOf::ALL.into_iter().filter(|of| *of != SaidOf::InForce) {
        push_values(record, of, &mut evidenced, &mut page)?;
    }
    let cited = record.cited.map_or(String::new(), |(first, last)| format!(", {first} to {last}"));
    let mentions = if record.mentions == 1 {
        "1 mention".to_string()
    } else {
        format!("{} mentions", record.mentions)
    };
    page.push(&format!("  cited   by {}, {}{cited}\n", articles(record.documents), mentions));
    if record.corpus > 0 {
        let more = if record.corpus == 1 { "leaves" } else { "leave" };
        page.push(&format!(
            "  corpus  {} more {more} the number alone; by type, day, issuer and subject they mean it\n",
            articles(record.corpus)
        ));
    }
    if !record.aliases.is_empty() {
        page.push(&format!("  called  {}\n", Printable(&record.aliases.join(" · "))));
    }
    push_force(record, &mut evidenced, &mut page)?;
    push_relations(record, registry, &mut evidenced, &mut page)?;
    let beside = registry.co_cited(&record.id, BESIDE);
    if !beside.is_empty() {
        page.push("\ncited beside it\n");
        let ids: Vec<(String, u64)> = beside
            .into_iter()
            .map(|(other, count)| (Printable(&other.id).to_string(), wide(count)))
            .collect();
        page.push(&bars(&ids.iter().map(|(id, count)| (id.as_str(), *count)).collect::<Vec<_>>()));
    }
    push_periods(record, &mut page);
    Ok(page)
}

/// Adds the values of an attribute, each with sentences that state it.
fn push_values(
    record: &Record,
    of: SaidOf,
    evidenced: &mut Evidenced<'_>,
    page: &mut Page,
) -> Result<()> {
    let values = record.evidence.get(&of).map(Vec::as_slice).unwrap_or_default();
    let shown = shown(record, of);
    if shown.is_none() && values.is_empty() {
        return Ok(());
    }
    let stated = || {
        values
            .iter()
            .take(2)
            .map(|value| format!("{} ({})", value.value, articles(value.documents)))
    };
    let is_one = values.len() == 1 && values.first().map(|value| &value.value) == shown.as_ref();
    let line = match () {
        () if record.disputed.contains(&of) => {
            format!("disputed: {}", stated().collect::<Vec<_>>().join(" · "))
        }
        () if is_one => stated().collect(),
        () => shown.unwrap_or_default(),
    };
    page.push(&format!("  {:<8}{}\n", of.name(), Printable(&line)));
    // A type stands in each mention; a sentence says no more.
    if is_one && of == SaidOf::Type {
        return Ok(());
    }
    for (at, value) in values.iter().take(VALUES).enumerate() {
        if !is_one {
            page.push(&format!(
                "          {}, {}\n",
                Printable(&value.value),
                articles(value.documents)
            ));
        }
        let sentences = if at == 0 { SENTENCES.0 } else { SENTENCES.1 };
        push_sentences(record, value.at.iter().take(sentences), evidenced, page)?;
    }
    Ok(())
}

/// Adds whether it is in force, and the sentences that say since when.
fn push_force(record: &Record, evidenced: &mut Evidenced<'_>, page: &mut Page) -> Result<()> {
    page.push(&format!("  force   {}\n", record.force.name()));
    for value in record.evidence.get(&SaidOf::InForce).into_iter().flatten().take(VALUES) {
        let since = if value.value.is_empty() {
            "takes effect".to_string()
        } else {
            format!("takes effect on {}", value.value)
        };
        page.push(&format!("          {since}, {}\n", articles(value.documents)));
        push_sentences(record, value.at.iter().take(SENTENCES.1), evidenced, page)?;
    }
    Ok(())
}

/// Adds the sentences at some places.
fn push_sentences<'p>(
    record: &Record,
    places: impl Iterator<Item = &'p Place>,
    evidenced: &mut Evidenced<'_>,
    page: &mut Page,
) -> Result<()> {
    for place in places {
        let sentence = evidenced.sentence(record, place)?.unwrap_or_default();
        let (document, sentence) = (Printable(&place.document), Printable(&sentence));
        page.push(&format!("            {document} {}–{}: {sentence}\n", place.start, place.end));
    }
    Ok(())
}

fn push_relations(
    record: &Record,
    registry: &Registry,
    evidenced: &mut Evidenced<'_>,
    page: &mut Page,
) -> Result<()> {
    for (is_actor, heading) in [(true, "what it does"), (false, "what is done to it")] {
        let mut related =
            record.relations.iter().filter(|related| related.is_actor == is_actor).peekable();
        if related.peek().is_some() {
            page.push(&format!("\n{heading}\n"));
            for related in related {
                page.push(&format!("  {}\n", relation(related)));
                push_sentences(record, related.at.iter().take(SENTENCES.1), evidenced, page)?;
            }
        }
    }
    let chain = registry.successors(record);
    for (at, next) in chain.iter().enumerate() {
        let by = if at == 0 { "\nreplaced by" } else { ", which was replaced by" };
        let since = next.since.map_or(String::new(), |day| format!(" since {day}"));
        page.push(&format!("{by} {}{since}", Printable(&next.id)));
    }
    if !chain.is_empty() {
        page.push("\n");
    }
    Ok(())
}

/// Adds a bar for each month with citations, or for each year where they are too many.
fn push_periods(record: &Record, page: &mut Page) {
    if record.by_month.is_empty() {
        return;
    }
    let (by, length) = if record.by_month.len() > MONTHS { ("year", 4) } else { ("month", 7) };
    let mut rows: Vec<(String, u64)> = Vec::new();
    for (month, count) in &record.by_month {
        let period: String = month.to_string().chars().take(length).collect();
        match rows.last_mut() {
            Some((last, sum)) if *last == period => *sum += wide(*count),
            _ => rows.push((period, wide(*count))),
        }
    }
    let dated: usize = record.by_month.values().sum();
    let undated = match record.documents.saturating_sub(dated) {
        0 => String::new(),
        undated => format!("; {undated} undated"),
    };
    page.push(&format!("\narticles by {by}{undated}\n"));
    page.push(&bars(
        &rows.iter().map(|(period, count)| (period.as_str(), *count)).collect::<Vec<_>>(),
    ));
}

fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

fn shown(record: &Record, of: SaidOf) -> Option<String> {
    match of {
        SaidOf::Type => record.doc_type.clone(),
        SaidOf::Issuer => record.issuer.clone(),
        SaidOf::Issued => record.issued.map(|day| day.to_string()),
        SaidOf::Title => record.title.clone(),
        SaidOf::InForce => None,
    }
}

fn articles(count: usize) -> String {
    if count == 1 { "1 article".to_string() } else { format!("{count} articles") }
}

fn relation(related: &Related) -> String {
    let other = related.other.as_deref().unwrap_or("an act that the articles do not name");
    let planned = match &related.closed_by {
        Some(by) => format!(", planned and done by {by},"),
        None if related.is_planned => ", planned,".to_string(),
        None => String::new(),
    };
    let kind = if related.is_actor { related.kind.name() } else { related.kind.passive() }
        .replace('_', " ");
    let documents: Vec<&str> = related.documents.iter().take(3).map(String::as_str).collect();
    let more = if related.documents.len() > 3 { ", …" } else { "" };
    // When a plan was spoken of tells whether it may still be one.
    let days = match related.stated.filter(|_| related.is_planned) {
        Some((first, last)) if first == last => format!(", {first}"),
        Some((first, last)) => format!(", {first} to {last}"),
        None => String::new(),
    };
    let documents =
        format!("{}: {}{more}{days}", articles(related.documents.len()), documents.join(", "));
    format!("{kind}{} {} ({})", Printable(&planned), Printable(other), Printable(&documents))
}
