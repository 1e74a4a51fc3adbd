//! Records of regulations as JSON and CSV: a contract, in `registry/REGULATIONS.md`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::csv::Cells;
use crate::registry::{Evidence, Record, Related};
use crate::{Error, Result};

/// A record as it is printed.
#[derive(Serialize)]
pub struct PrintedRecord<'r> {
    id: &'r str,
    r#type: Option<&'r str>,
    issuer: Option<&'r str>,
    issued: Option<String>,
    title: Option<&'r str>,
    aliases: &'r [String],
    documents: usize,
    mentions: u64,
    /// Documents more whose open short form can only mean it, told from all documents.
    corpus: usize,
    first_cited: Option<String>,
    last_cited: Option<String>,
    cited_by_month: Vec<PrintedMonth>,
    relations: Vec<PrintedRelation<'r>>,
    in_force: &'static str,
    disputed: Vec<&'static str>,
    evidence: BTreeMap<&'static str, Vec<PrintedEvidence<'r>>>,
}

#[derive(Serialize)]
struct PrintedMonth {
    month: String,
    documents: usize,
}

#[derive(Serialize)]
struct PrintedRelation<'r> {
    kind: &'static str,
    #[serde(skip_serializing_if = "is_null")]
    from: Option<Option<&'r str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'r str>,
    documents: &'r [String],
    status: Option<&'static str>,
    /// Who did what was planned.
    #[serde(skip_serializing_if = "Option::is_none")]
    closed_by: Option<&'r str>,
    /// The days of the first and the last document that say so.
    first_stated: Option<String>,
    last_stated: Option<String>,
    at: Vec<PrintedPlace<'r>>,
}

/// Whether the key is left out: the regulation itself acts.
#[allow(clippy::ref_option, reason = "serde asks so")]
const fn is_null(from: &Option<Option<&str>>) -> bool {
    from.is_none()
}

#[derive(Serialize)]
struct PrintedEvidence<'r> {
    value: &'r str,
    documents: usize,
    at: Vec<PrintedPlace<'r>>,
}

#[derive(Serialize)]
struct PrintedPlace<'r> {
    document: &'r str,
    start: usize,
    end: usize,
}

impl<'r> PrintedRecord<'r> {
    /// The record as it is printed.
    pub fn of(record: &'r Record) -> PrintedRecord<'r> {
        let place = |place: &'r crate::registry::Place| PrintedPlace {
            document: &place.document,
            start: place.start,
            end: place.end,
        };
        let evidence = |value: &'r Evidence| PrintedEvidence {
            value: &value.value,
            documents: value.documents,
            at: value.at.iter().map(place).collect(),
        };
        let relation = |related: &'r Related| PrintedRelation {
            kind: related.kind.name(),
            from: (!related.is_actor).then_some(related.other.as_deref()),
            to: related.other.as_deref().filter(|_| related.is_actor),
            documents: &related.documents,
            status: related.is_planned.then_some("planned"),
            closed_by: related.closed_by.as_deref(),
            first_stated: related.stated.map(|(first, _)| first.to_string()),
            last_stated: related.stated.map(|(_, last)| last.to_string()),
            at: related.at.iter().map(place).collect(),
        };
        let month = |(month, documents): (&jiff::civil::Date, &usize)| PrintedMonth {
            month: month.to_string().chars().take("2023-04".len()).collect(),
            documents: *documents,
        };
        PrintedRecord {
            id: &record.id,
            r#type: record.doc_type.as_deref(),
            issuer: record.issuer.as_deref(),
            issued: record.issued.map(|day| day.to_string()),
            title: record.title.as_deref(),
            aliases: &record.aliases,
            documents: record.documents,
            mentions: record.mentions,
            corpus: record.corpus,
            first_cited: record.cited.map(|(first, _)| first.to_string()),
            last_cited: record.cited.map(|(_, last)| last.to_string()),
            cited_by_month: record.by_month.iter().map(month).collect(),
            relations: record.relations.iter().map(relation).collect(),
            in_force: record.force.name(),
            disputed: record.disputed.iter().map(|of| of.name()).collect(),
            evidence: record
                .evidence
                .iter()
                .map(|(of, values)| (of.name(), values.iter().map(evidence).collect()))
                .collect(),
        }
    }
}

/// Records as one JSON list.
///
/// # Errors
///
/// When it cannot be written.
pub fn records_json(records: &[&Record]) -> Result<String> {
    let all: Vec<PrintedRecord> = records.iter().map(|record| PrintedRecord::of(record)).collect();
    Ok(format!("{}\n", serde_json::to_string(&all).map_err(unwritten)?))
}

/// Records as JSON Lines.
///
/// # Errors
///
/// When they cannot be written.
pub fn records_jsonl(records: &[&Record]) -> Result<String> {
    let mut lines = String::new();
    for record in records {
        lines.push_str(&serde_json::to_string(&PrintedRecord::of(record)).map_err(unwritten)?);
        lines.push('\n');
    }
    Ok(lines)
}

fn unwritten(error: serde_json::Error) -> Error {
    Error::caused("a record cannot be written as JSON", error)
}

/// The columns of the CSV.
const COLUMNS: [&str; 12] = [
    "id",
    "type",
    "issuer",
    "issued",
    "title",
    "aliases",
    "documents",
    "mentions",
    "first_cited",
    "last_cited",
    "in_force",
    "disputed",
];

/// Records as CSV, a row each; a text that a spreadsheet would take for a formula gets a `'` in
/// front.
///
/// # Errors
///
/// When it cannot be written.
pub fn records_csv(records: &[&Record]) -> Result<Vec<u8>> {
    let failed =
        |error: csv::Error| Error::caused("the regulations could not be written as CSV", error);
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(COLUMNS).map_err(failed)?;
    for record in records {
        let printed = PrintedRecord::of(record);
        let text = |text: Option<&str>| Cells::Guarded.text(text.unwrap_or_default()).into_owned();
        let row: [String; COLUMNS.len()] = [
            text(Some(printed.id)),
            text(printed.r#type),
            text(printed.issuer),
            text(printed.issued.as_deref()),
            text(printed.title),
            text(Some(&printed.aliases.join("|"))),
            printed.documents.to_string(),
            printed.mentions.to_string(),
            text(printed.first_cited.as_deref()),
            text(printed.last_cited.as_deref()),
            printed.in_force.to_string(),
            printed.disputed.join("|"),
        ];
        out.write_record(row).map_err(failed)?;
    }
    out.into_inner().map_err(|error| {
        Error::caused("the regulations could not be written as CSV", error.into_error())
    })
}
