//! `thoisu search`: the hits of a query as a table, JSON, JSON Lines or CSV; those of many queries
//! as CSV; without a query, a prompt.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser};
use serde::Serialize;

use super::answer::{Answer, HitRecord, help_sentences};
use super::done::Done;
use super::hit_rows::{HitRows, queries_of};
use super::lexicon::add_words_of;
use super::query::{self, CountName, LANGUAGE, search};
use super::with::With;
use super::{print, prompt};
use crate::index::{FacetField, Query, SearchOptions, Sort};
use crate::{Error, Result};

/// Search an index
#[derive(clap::Args)]
#[command(after_help = format!("{LANGUAGE}
Examples:
  thoisu search archive 'nghi quyet trung uong'
  thoisu search archive '\"Quốc hội\" regulation:27-NQ/TW published:2018..2020' --sort published
  thoisu search archive 'number:\">= 1.000 tỷ đồng\" date:2022' --facets issuer,year
  thoisu search archive 'title:ngân sách -thuế' --format json | jq .hits[].id
  thoisu search archive thuế đất -n 20        no quotes: all behind the folder is the query
  thoisu search archive 'tham nhung' --all --format csv --excel --output hits.csv
  thoisu search archive --queries queries.csv -n 20 --output hits.csv
  thoisu search archive                       a prompt: one query a line"))]
pub(super) struct Arguments {
    /// The folder that `thoisu run` wrote
    dir: PathBuf,
    #[command(flatten)]
    with: With,
    /// The query, with or without quotes; without one, a terminal gets a prompt
    #[arg(value_parser = query::argument)]
    query: Vec<String>,
    /// A CSV file with a query a line, in its first column or the one named `query`; gives CSV
    #[arg(long, value_name = "FILE", conflicts_with_all = ["query", "facets"])]
    queries: Option<PathBuf>,
    /// Hits to show
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    limit: usize,
    /// Show all hits
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    /// Hits to skip first
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// The order of the hits; undated documents come last by either time order
    #[arg(long, value_enum, default_value_t = Order::Relevance)]
    sort: Order,
    /// Count the values of these over all hits
    #[arg(long, value_name = "FIELD,…", value_parser = facet_names(), value_delimiter = ',')]
    facets: Vec<String>,
    /// Values to show of each facet
    #[arg(long, value_name = "N", default_value_t = 10)]
    facet_limit: usize,
    /// Which documents facets count [default: together for a query typed without marks, else total]
    #[arg(long, value_enum, value_name = "WHICH")]
    count: Option<CountName>,
    /// Search for the words as typed only: no other marks, no corrections, no abbreviations
    #[arg(long)]
    exact: bool,
    /// How to print the hits [default: table; csv where there are --queries]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write to this file
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// CSV as Excel in Vietnamese opens it: a byte order mark, and `;` between cells
    #[arg(long)]
    excel: bool,
}

fn facet_names() -> PossibleValuesParser {
    PossibleValuesParser::new(
        FacetField::all().map(|field| PossibleValue::new(field.name()).help(field.help())),
    )
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    /// Best matches first
    Relevance,
    /// Oldest first
    Published,
    /// Newest first
    PublishedDesc,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A table to read
    Table,
    /// One JSON object
    Json,
    /// A JSON object a hit
    Jsonl,
    /// A row a hit
    Csv,
}

impl Arguments {
    fn options(&self) -> SearchOptions {
        let sort = match self.sort {
            Order::Relevance => Sort::Relevance,
            Order::Published => Sort::Published,
            Order::PublishedDesc => Sort::PublishedDesc,
        };
        let facets = self.facets.iter().filter_map(|name| FacetField::named(name)).collect();
        SearchOptions {
            limit: self.limit,
            offset: self.offset,
            sort,
            facets,
            facet_limit: self.facet_limit,
            counted: self.count.map(CountName::counted),
            is_exact: self.exact,
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<Done> {
    add_words_of(&arguments.dir)?;
    let options = arguments.options();
    if let Some(file) = &arguments.queries {
        return many(arguments, file, &options);
    }
    let typed = query::joined(&arguments.query);
    if arguments.query.is_empty() {
        if !print::is_dialogue() {
            let example = format!("thoisu search {} 'thuế đất'", arguments.dir.display());
            return Err(Error::new(format!(
                "expected a query, such as `{example}`; only a terminal gets a prompt"
            )));
        }
        return prompt::run(&arguments.with.open(&arguments.dir)?, options);
    }
    // A mistake in the query is told before the index is opened.
    let query = Query::parse(&typed)?;
    let index = arguments.with.open(&arguments.dir)?;
    let (results, took_ms) = search(&index, &query, &options)?;
    let answer = Answer { query: query.text(), results: &results, offset: options.offset, took_ms };
    match arguments.format.unwrap_or(if arguments.excel { Format::Csv } else { Format::Table }) {
        Format::Json => arguments.write(&json_line(&answer.json())?)?,
        Format::Table if arguments.output.is_some() => {
            arguments.write(answer.table(false).as_str().as_bytes())?
        }
        Format::Table => print::page(&answer.table(print::is_terminal()))?,
        Format::Jsonl => {
            let mut lines = Vec::new();
            for hit in &results.hits {
                lines.extend(json_line(&HitRecord::new(hit))?);
            }
            arguments.write(&lines)?;
        }
        Format::Csv => {
            let mut rows = HitRows::new(arguments.excel)?;
            rows.add(query.text(), options.offset, &results)?;
            arguments.write(&rows.finish()?)?;
        }
    }
    if matches!(arguments.format, Some(Format::Csv | Format::Jsonl)) {
        help_sentences(&results.help).iter().for_each(|sentence| log::warn!("{sentence}"));
    }
    Ok(Done::All)
}

impl Arguments {
    /// Writes to the file that was asked for, else to standard output.
    fn write(&self, bytes: &[u8]) -> Result<()> {
        match &self.output {
            Some(path) => Ok(print::create(path)?.write_all(bytes)?),
            None => print::data(bytes),
        }
    }
}

fn json_line(value: &impl Serialize) -> Result<Vec<u8>> {
    let mut line = serde_json::to_vec(value)
        .map_err(|error| Error::caused("the answer could not be written as JSON", error))?;
    line.push(b'\n');
    Ok(line)
}

/// Answers each query of a file. One that does not parse is named and skipped.
fn many(arguments: &Arguments, file: &Path, options: &SearchOptions) -> Result<Done> {
    let queries = queries_of(file)?;
    let index = arguments.with.open(&arguments.dir)?;
    let mut rows = HitRows::new(arguments.excel)?;
    let mut failed = 0;
    for (line, typed) in &queries {
        let found = Query::parse(typed)
            .map_err(Error::from)
            .and_then(|query| index.search(&query, options));
        match found {
            Ok(results) => rows.add(typed, options.offset, &results)?,
            Err(error) => {
                print::note(error.context(format!("{}:{line}", file.display())));
                failed += 1;
            }
        }
    }
    arguments.write(&rows.finish()?)?;
    match failed {
        0 => Ok(Done::All),
        _ if failed == queries.len() => {
            Err(Error::new("no query could be answered").context(file.display()))
        }
        _ => Ok(Done::WithSkips),
    }
}
