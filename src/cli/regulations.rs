//! `thoisu regulations`: what the articles of an index tell of each regulation, as a list, a card, JSON or CSV.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use super::done::Done;
use super::lexicon::add_words_of;
use super::print::{self, Page};
use crate::index::Index;
use crate::model::{name_key, regulation_key};
use crate::registry::{Evidence, Record, Registry, Related, SaidOf};
use crate::{Error, Result};

/// List the regulations that the articles cite, or show what they tell of one
#[derive(clap::Args)]
#[command(after_help = "\
Words of the query are looked for in ids, titles and short forms; marks make no difference. Conditions, with a blank between them:
  type:luat   issuer:\"bo chinh tri\"   year:2024   cited:>5   disputed   replaced   planned

Examples:
  thoisu regulations archive                        the most cited first
  thoisu regulations archive 57-NQ/TW               one regulation: what is said of it, and by how many articles
  thoisu regulations archive 'type:luat disputed' --format csv > laws.csv")]
pub(super) struct Arguments {
    /// The folder that `thoisu run` wrote
    dir: PathBuf,
    /// An id, words, conditions [default: all]
    query: Vec<String>,
    /// The order of a list
    #[arg(long, value_enum, default_value_t = Order::Citations)]
    sort: Order,
    /// How many of a list to print on a terminal; the other formats print all
    #[arg(long, default_value_t = 50)]
    limit: usize,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    /// The number of articles that cite it
    Citations,
    /// The day of issue, the newest first
    Issued,
    Id,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Table,
    Json,
    Jsonl,
    Csv,
}

pub(super) fn run(arguments: &Arguments) -> Result<Done> {
    add_words_of(&arguments.dir)?;
    let registry = Index::open(&arguments.dir)?.registry()?;
    let query = arguments.query.join(" ");
    if let Some(record) = registry.get(query.trim()).filter(|_| !query.trim().is_empty()) {
        return match arguments.format {
            Format::Table => print::page(&card(record)),
            _ => printed(&[record], arguments.format),
        }
        .map(|()| Done::All);
    }
    let wanted = Wanted::parse(&query)?;
    let mut records: Vec<&Record> = registry.records.iter().filter(|record| wanted.has(record)).collect();
    sort(&mut records, arguments.sort);
    match arguments.format {
        Format::Table => print::page(&table(&records, arguments.limit, &registry))?,
        format => printed(&records, format)?,
    }
    Ok(Done::All)
}

fn sort(records: &mut [&Record], order: Order) {
    match order {
        Order::Citations => records.sort_by(|a, b| b.documents.cmp(&a.documents).then(b.mentions.cmp(&a.mentions)).then(a.id.cmp(&b.id))),
        Order::Issued => records.sort_by(|a, b| b.issued.cmp(&a.issued).then(a.id.cmp(&b.id))),
        Order::Id => records.sort_by(|a, b| a.id.cmp(&b.id)),
    }
}

/// What a query asks of records.
#[derive(Default)]
struct Wanted {
    words: Vec<String>,
    doc_type: Option<String>,
    issuer: Option<String>,
    year: Option<i16>,
    more_than: usize,
    disputed: bool,
    replaced: bool,
    planned: bool,
}

impl Wanted {
    fn parse(query: &str) -> Result<Wanted> {
        let mut wanted = Wanted::default();
        for part in parts(query) {
            match part.split_once(':') {
                Some(("type", value)) => wanted.doc_type = Some(name_key(value)),
                Some(("issuer", value)) => wanted.issuer = Some(name_key(value)),
                Some(("year", value)) => wanted.year = Some(number(value, "a year, such as `year:2024`")?),
                Some(("cited", value)) => wanted.more_than = number(value.trim_start_matches('>'), "a number, such as `cited:>5`")?,
                _ if part == "disputed" => wanted.disputed = true,
                _ if part == "replaced" => wanted.replaced = true,
                _ if part == "planned" => wanted.planned = true,
                _ => wanted.words.push(regulation_key(&part)),
            }
        }
        Ok(wanted)
    }

    fn has(&self, record: &Record) -> bool {
        let is = |wanted: &Option<String>, value: &Option<String>| {
            wanted.as_ref().is_none_or(|wanted| value.as_ref().is_some_and(|value| name_key(value).contains(wanted.as_str())))
        };
        let year = record.issued.map(|day| day.year());
        let texts = || [Some(&record.id), record.title.as_ref()].into_iter().flatten().chain(&record.aliases);
        let has_word = |word: &String| texts().any(|text| regulation_key(text).contains(word.as_str()));
        is(&self.doc_type, &record.doc_type)
            && is(&self.issuer, &record.issuer)
            && self.year.is_none_or(|wanted| year == Some(wanted))
            && record.documents > self.more_than.saturating_sub(usize::from(self.more_than == 0))
            && (!self.disputed || !record.disputed.is_empty())
            && (!self.replaced
                || record.relations.iter().any(|related| !related.is_actor && !related.is_planned && related.kind.name() == "replaces"))
            && (!self.planned || record.relations.iter().any(|related| !related.is_actor && related.is_planned))
            && self.words.iter().all(has_word)
    }
}

/// The parts of a query, those in quotation marks as one.
fn parts(query: &str) -> Vec<String> {
    let (mut parts, mut part, mut in_quotes) = (Vec::new(), String::new(), false);
    for c in query.chars() {
        match c {
            '"' => in_quotes = !in_quotes,
            c if c.is_whitespace() && !in_quotes => parts.push(std::mem::take(&mut part)),
            c => part.push(c),
        }
    }
    parts.push(part);
    parts.retain(|part| !part.is_empty());
    parts
}

fn number<T: std::str::FromStr>(value: &str, expected: &str) -> Result<T> {
    value.parse().map_err(|_| Error::new(format!("expected {expected}, but found `{value}`")))
}

fn table(records: &[&Record], limit: usize, registry: &Registry) -> Page {
    let mut page = Page::of("");
    for record in records.iter().take(limit) {
        let issued = record.issued.map_or(String::new(), |day| day.to_string());
        let title = record.title.as_deref().unwrap_or_default();
        let title: String = title.chars().take(70).collect();
        page.push(&format!("{:>6}  {:<22}  {:<10}  {title}\n", record.documents, record.id, issued));
    }
    let shown = records.len().min(limit);
    page.push(&format!(
        "{shown} of {} regulations; {} in the index. Articles, id, day of issue, title.\n",
        records.len(),
        registry.records.len()
    ));
    page
}

/// One regulation, with the evidence of each value.
fn card(record: &Record) -> Page {
    let mut page = Page::of(format_args!("{}\n", record.id));
    for (of, label) in ATTRIBUTES {
        let values = record.evidence.get(&of).map(Vec::as_slice).unwrap_or_default();
        let shown = shown(record, of);
        if shown.is_none() && values.is_empty() {
            continue;
        }
        let disputed = if record.disputed.contains(&of) { "  (disputed)" } else { "" };
        page.push(&format!("  {label:<8}{}{disputed}\n", shown.unwrap_or_default()));
        for value in values.iter().take(3) {
            let at = value.at.first().map_or(String::new(), |place| format!("{} {}–{}", place.document, place.start, place.end));
            page.push(&format!("            {} · {} · {at}\n", value.value, articles(value.documents)));
        }
    }
    let cited = record.cited.map_or(String::new(), |(first, last)| format!(", {first} to {last}"));
    page.push(&format!("  cited   {}, {} mentions{cited}\n", articles(record.documents), record.mentions));
    if !record.aliases.is_empty() {
        page.push(&format!("  called  {}\n", record.aliases.join(" · ")));
    }
    page.push(&format!("  force   {}\n", record.force.name()));
    for related in &record.relations {
        page.push(&format!("  {}\n", relation(related)));
    }
    page
}

const ATTRIBUTES: [(SaidOf, &str); 4] =
    [(SaidOf::Type, "type"), (SaidOf::Issuer, "issuer"), (SaidOf::Issued, "issued"), (SaidOf::Title, "title")];

fn shown(record: &Record, of: SaidOf) -> Option<String> {
    match of {
        SaidOf::Type => record.doc_type.clone(),
        SaidOf::Issuer => record.issuer.clone(),
        SaidOf::Issued => record.issued.map(|day| day.to_string()),
        SaidOf::Title => record.title.clone(),
    }
}

fn articles(count: usize) -> String {
    if count == 1 { "1 article".to_string() } else { format!("{count} articles") }
}

fn relation(related: &Related) -> String {
    let other = related.other.as_deref().unwrap_or("an act that the articles do not name");
    let planned = if related.is_planned { " (planned)" } else { "" };
    let documents = articles(related.documents.len());
    let kind = related.kind.name();
    if related.is_actor { format!("{kind}{planned} {other} · {documents}") } else { format!("{kind}{planned} by {other} · {documents}") }
}

/// A record as it is printed: a contract, in the README.
#[derive(Serialize)]
struct Printed<'r> {
    id: &'r str,
    r#type: Option<&'r str>,
    issuer: Option<&'r str>,
    issued: Option<String>,
    title: Option<&'r str>,
    aliases: &'r [String],
    documents: usize,
    mentions: u64,
    first_cited: Option<String>,
    last_cited: Option<String>,
    relations: Vec<PrintedRelation<'r>>,
    in_force: &'static str,
    disputed: Vec<&'static str>,
    evidence: BTreeMap<&'static str, Vec<PrintedEvidence<'r>>>,
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

impl<'r> Printed<'r> {
    fn of(record: &'r Record) -> Printed<'r> {
        let name = |of: &SaidOf| ATTRIBUTES.iter().find(|(other, _)| other == of).map_or("", |(_, name)| *name);
        let place = |place: &'r crate::registry::Place| PrintedPlace { document: &place.document, start: place.start, end: place.end };
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
        };
        Printed {
            id: &record.id,
            r#type: record.doc_type.as_deref(),
            issuer: record.issuer.as_deref(),
            issued: record.issued.map(|day| day.to_string()),
            title: record.title.as_deref(),
            aliases: &record.aliases,
            documents: record.documents,
            mentions: record.mentions,
            first_cited: record.cited.map(|(first, _)| first.to_string()),
            last_cited: record.cited.map(|(_, last)| last.to_string()),
            relations: record.relations.iter().map(relation).collect(),
            in_force: record.force.name(),
            disputed: record.disputed.iter().map(name).collect(),
            evidence: record.evidence.iter().map(|(of, values)| (name(of), values.iter().map(evidence).collect())).collect(),
        }
    }
}

fn printed(records: &[&Record], format: Format) -> Result<()> {
    let all = records.iter().map(|record| Printed::of(record));
    match format {
        Format::Json => print::json(&all.collect::<Vec<_>>()),
        Format::Csv => print::data(&csv_of(records)?),
        Format::Jsonl | Format::Table => {
            let mut lines = String::new();
            for record in all {
                let line = serde_json::to_string(&record).map_err(|error| Error::caused("a record cannot be written as JSON", error))?;
                lines.push_str(&line);
                lines.push('\n');
            }
            print::data(lines.as_bytes())
        }
    }
}

fn csv_of(records: &[&Record]) -> Result<Vec<u8>> {
    let failed = |error: csv::Error| Error::caused("the regulations could not be written as CSV", error);
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record([
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
    ])
    .map_err(failed)?;
    for record in records {
        let printed = Printed::of(record);
        let text = |text: Option<&str>| text.unwrap_or_default().to_string();
        out.write_record([
            printed.id.to_string(),
            text(printed.r#type),
            text(printed.issuer),
            text(printed.issued.as_deref()),
            text(printed.title),
            printed.aliases.join("|"),
            printed.documents.to_string(),
            printed.mentions.to_string(),
            text(printed.first_cited.as_deref()),
            text(printed.last_cited.as_deref()),
            printed.in_force.to_string(),
            printed.disputed.join("|"),
        ])
        .map_err(failed)?;
    }
    out.into_inner().map_err(|error| Error::caused("the regulations could not be written as CSV", error.into_error()))
}
