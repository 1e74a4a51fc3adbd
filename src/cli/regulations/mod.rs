//! `thoisu regulations`: what the articles of an index tell of each regulation, as a list, a card
//! or data.

mod card;
mod list;

use std::io::Write as _;
use std::path::PathBuf;

use super::done::Done;
use super::lexicon::add_words_of;
use super::print;
use super::with::With;
use crate::Result;
use crate::registry::{MARKS, Record, RecordOrder, Wanted};
use crate::report::tables::{ParquetTable, Table, regulation_row};
use crate::report::{dot, records_csv, records_json, records_jsonl, turtle};

/// List the regulations that the articles cite, or show what they tell of one
#[derive(clap::Args)]
#[command(after_help = "\
QUERY is one regulation, or words and conditions with a blank between them. All must hold.
  57-NQ/TW, \"Nghị định 49\"     one regulation, by its id or what only it is called: its card
  dat dai                      words of ids, titles and short forms; marks make no difference
  type:luat                    of that type; issuer:\"bo chinh tri\" of that issuer, or of one that it
                               succeeded
  year:2024                    issued in that year
  cited:>5                     cited by more than five articles; cited:5 by five or more
  disputed                     with an attribute on which the articles disagree
  replaced                     whose place another took; planned: that someone plans to change

The card shows each value with the sentences that state it. An @ in an id tells apart what has one
symbol: 35-CT/TW@2019, 35-CT/TW@2024.

Examples:
  thoisu regulations archive                        the most cited first
  thoisu regulations archive 57-NQ/TW
  thoisu regulations archive type:luat disputed --format csv --output laws.csv
  thoisu regulations archive 'issuer:\"chinh phu\" year:2024' --sort issued -n 10
  thoisu regulations archive planned --format dot | dot -Tsvg > plans.svg
  thoisu regulations archive --format ttl --output archive.ttl
  thoisu regulations archive --format parquet --output regulations.parquet")]
pub(super) struct Arguments {
    /// The folder that `thoisu run` wrote
    dir: PathBuf,
    #[command(flatten)]
    with: With,
    /// An id, words, conditions [default: all]
    query: Vec<String>,
    /// The order of a list
    #[arg(long, value_enum, default_value_t = Order::Citations)]
    sort: Order,
    /// Regulations to print at most [default: 50 as a table, else all]
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Where to write [default: standard output]
    #[arg(long, short, value_name = "FILE", required_if_eq("format", "parquet"))]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    /// The number of articles that cite it
    Citations,
    /// The day of issue, the newest first
    #[value(alias = "date")]
    Issued,
    /// The symbol
    Id,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// To read: a list, or the card of one
    Table,
    /// One JSON list
    Json,
    /// A JSON object a line
    Jsonl,
    /// A row a regulation, for spreadsheets
    Csv,
    /// Linked data: Turtle in terms of schema.org and ELI
    Ttl,
    /// The relations as a graph, for Graphviz
    Dot,
    /// A Parquet table, a row a regulation
    Parquet,
}

/// Lines of a table.
const LINES: usize = 50;

pub(super) fn run(arguments: &Arguments) -> Result<Done> {
    let query = query(&arguments.query);
    // A mistake in the query is told before the index is opened.
    let wanted = Wanted::parse(&query)?;
    add_words_of(&arguments.dir)?;
    let index = arguments.with.open(&arguments.dir)?;
    let registry = index.registry()?;
    let one = registry.called(query.trim());
    if let Some(record) = one.filter(|_| arguments.format == Format::Table) {
        return shown(&card::card(record, &registry, &index)?, arguments);
    }
    let has = |record: &&Record| one.map_or_else(|| wanted.has(record), |one| one.id == record.id);
    let mut records: Vec<&Record> = registry.records.iter().filter(has).collect();
    RecordOrder::from(arguments.sort).sort(&mut records);
    if arguments.format == Format::Table {
        return shown(
            &list::table(&records, arguments.limit.unwrap_or(LINES), registry.records.len()),
            arguments,
        );
    }
    if records.is_empty() {
        log::warn!("no regulation matches; {} in the index", registry.records.len());
    }
    records.truncate(arguments.limit.unwrap_or(usize::MAX));
    if let (Format::Parquet, Some(path)) = (arguments.format, &arguments.output) {
        let mut table = ParquetTable::create(path, Table::Regulations)?;
        records.iter().try_for_each(|record| table.push(&regulation_row(record)))?;
        return table.finish().map(|()| Done::All);
    }
    let data = match arguments.format {
        Format::Csv => records_csv(&records)?,
        Format::Json => records_json(&records)?.into_bytes(),
        Format::Jsonl | Format::Table | Format::Parquet => records_jsonl(&records)?.into_bytes(),
        Format::Ttl => turtle(records).into_bytes(),
        Format::Dot => dot(&records).into_bytes(),
    };
    match &arguments.output {
        Some(_) => write(&data, arguments),
        None => print::data(&data).map(|()| Done::All),
    }
}

/// The query's arguments as one, with the quotes that the shell took from `issuer:"Bộ Chính trị"`
/// put back.
fn query(arguments: &[String]) -> String {
    let is_name = |value: &str| {
        value.contains(' ')
            && !value.contains([':', '"'])
            && !value.split(' ').any(|word| MARKS.contains(&word))
    };
    let quoted = |argument: &String| match argument.split_once(':') {
        Some((name, value)) if is_name(value) => format!("{name}:\"{value}\""),
        _ => argument.clone(),
    };
    arguments.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

impl From<Order> for RecordOrder {
    fn from(order: Order) -> RecordOrder {
        match order {
            Order::Citations => RecordOrder::Citations,
            Order::Issued => RecordOrder::Issued,
            Order::Id => RecordOrder::Id,
        }
    }
}

fn shown(page: &print::Page, arguments: &Arguments) -> Result<Done> {
    match &arguments.output {
        Some(_) => write(page.as_str().as_bytes(), arguments),
        None => print::page(page).map(|()| Done::All),
    }
}

/// Writes to the file of `--output`.
fn write(data: &[u8], arguments: &Arguments) -> Result<Done> {
    let Some(path) = &arguments.output else { return Ok(Done::All) };
    let mut file = print::create(path)?;
    file.write_all(data)?;
    Ok(Done::All)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_shell_takes_is_put_back() {
        for (arguments, expected) in [
            (&["type:luat", "issuer:bo chinh tri"][..], "type:luat issuer:\"bo chinh tri\""),
            (&["issuer:bo chinh tri"], "issuer:\"bo chinh tri\""),
            (
                &["type:luat disputed", "type:luat year:2024"],
                "type:luat disputed type:luat year:2024",
            ),
            (&["issuer:\"bo chinh tri\" year:2024"], "issuer:\"bo chinh tri\" year:2024"),
            (&["Nghị", "định", "49"], "Nghị định 49"),
            (&[], ""),
        ] {
            let arguments: Vec<String> =
                arguments.iter().map(|argument| (*argument).to_string()).collect();
            assert_eq!(query(&arguments), expected);
        }
    }
}
