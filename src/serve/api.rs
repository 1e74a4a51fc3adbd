//! Data as JSON: what the interface answers, and the pages' `.json`. The forms are a contract, in
//! `openapi.json`.

use serde::Serialize;

use super::answer::{self, Asked, Bounds, Counted, TimelineWanted, Wanted};
use super::ask::Ask;
use super::named::{document_of, regulation_of};
use super::problem::Problem;
use super::records::List;
use super::reply::{self, Reply};
use crate::index::{CitedAs, CountBy, CountsRecord, DocumentFacts, Facet, Granularity, Help};
use crate::model::MentionRecord;
use crate::report::PrintedRecord;

#[derive(Serialize)]
struct SearchRecord<'a> {
    query: &'a str,
    #[serde(flatten)]
    counts: CountsRecord,
    #[serde(flatten)]
    help: &'a Help,
    offset: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    cited_as: Option<CitedAs>,
    hits: Vec<HitRecord<'a>>,
    facets: &'a [Facet],
}

#[derive(Serialize)]
struct HitRecord<'a> {
    #[serde(flatten)]
    document: &'a DocumentFacts,
    score: f32,
    /// The matched words stand between `<b>` and `</b>`; other angle brackets and ampersands are
    /// escaped.
    snippet: String,
    mentions: &'a [MentionRecord<'a>],
}

/// The hits of a query.
pub fn search(ask: &Ask) -> Result<Reply, Problem> {
    let asked = Asked::of(&ask.params)?;
    let wanted = Wanted::of(&ask.params, &asked)?;
    let found = answer::search(&ask.snapshot, &asked, &wanted)?;
    let results = &found.results;
    let hits = results.hits.iter().map(|hit| HitRecord {
        document: &hit.document,
        score: hit.score,
        snippet: hit.snippet.html(),
        mentions: &hit.mentions,
    });
    let record = SearchRecord {
        query: asked.text(),
        counts: CountsRecord::new(&results.counts),
        help: &results.help,
        offset: wanted.offset,
        cited_as: results.cited_as,
        hits: hits.collect(),
        facets: &results.facets,
    };
    Ok(reply::timed(written(&record)?, found.took_ms))
}

#[derive(Serialize)]
struct TimelineRecord<'a> {
    query: &'a str,
    by: Granularity,
    of: CountBy,
    #[serde(flatten)]
    counts: CountsRecord,
    #[serde(flatten)]
    help: &'a Help,
    undated: u64,
    periods: Vec<PeriodRecord<'a>>,
}

#[derive(Serialize)]
struct PeriodRecord<'a> {
    period: &'a str,
    documents: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    all: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<f64>,
}

/// The hits of a query in the course of time.
pub fn timeline(ask: &Ask) -> Result<Reply, Problem> {
    let asked = Asked::of(&ask.params)?;
    let wanted = TimelineWanted::of(&ask.params)?;
    let times = answer::timeline(&ask.snapshot, &asked, wanted, &Bounds::of(&ask.params)?)?;
    let periods = times.periods.iter().map(|counted| {
        let Counted { period, documents, all } = counted;
        PeriodRecord { period, documents: *documents, all: *all, share: counted.share() }
    });
    let TimelineWanted { by, of, .. } = wanted;
    let (counts, help, undated) = (CountsRecord::new(&times.counts), &times.help, times.undated);
    let record = TimelineRecord {
        query: asked.text(),
        by,
        of,
        counts,
        help,
        undated,
        periods: periods.collect(),
    };
    Ok(reply::timed(written(&record)?, times.took_ms))
}

#[derive(Serialize)]
struct DocumentRecord<'a> {
    #[serde(flatten)]
    facts: &'a DocumentFacts,
    text: &'a str,
    mentions: &'a [MentionRecord<'a>],
}

/// One document.
pub fn document(ask: &Ask) -> Result<Reply, Problem> {
    let document = document_of(ask)?;
    written(&DocumentRecord {
        facts: &document.facts,
        text: &document.text,
        mentions: &document.mentions,
    })
}

#[derive(Serialize)]
struct RegulationsRecord<'a> {
    query: &'a str,
    total: usize,
    offset: usize,
    regulations: Vec<PrintedRecord<'a>>,
}

/// The regulations that a query finds.
pub fn regulations(ask: &Ask) -> Result<Reply, Problem> {
    let list = List::of(ask)?;
    let regulations = list.page().iter().map(|record| PrintedRecord::of(record)).collect();
    written(&RegulationsRecord {
        query: &list.query,
        total: list.records.len(),
        offset: list.offset,
        regulations,
    })
}

/// One regulation: of `/api/v1/regulation?id=…`, or the path's rest.
pub fn regulation(ask: &Ask) -> Result<Reply, Problem> {
    written(&PrintedRecord::of(regulation_of(ask)?))
}

fn written(record: &impl Serialize) -> Result<Reply, Problem> {
    Ok(reply::json(format!("{}\n", serde_json::to_string(record).map_err(unwritten)?)))
}

#[allow(clippy::needless_pass_by_value, reason = "a function for map_err")]
fn unwritten(error: serde_json::Error) -> Problem {
    Problem::new(
        axum::http::StatusCode::INTERNAL_SERVER_ERROR,
        format!("the answer could not be written: {error}"),
    )
}
