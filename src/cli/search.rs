//! `thoisu search`: the hits of a query as a table or JSON; without a query, a prompt.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};

use super::answer::Answer;
use super::done::Done;
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
  thoisu search archive                       a prompt: one query a line"))]
pub(super) struct Arguments {
    /// The folder that `thoisu run` wrote
    dir: PathBuf,
    #[command(flatten)]
    with: With,
    /// What to look for; without it, a terminal gets a prompt
    #[arg(value_parser = query::argument)]
    query: Option<String>,
    /// Hits to show
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    limit: usize,
    /// Hits to pass over first
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
    /// A table to read or one JSON object
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

fn facet_names() -> PossibleValuesParser {
    PossibleValuesParser::new(FacetField::all().map(|field| PossibleValue::new(field.name()).help(field.help())))
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
    Table,
    Json,
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
    let Some(query) = &arguments.query else {
        if !print::is_dialogue() {
            let example = format!("thoisu search {} 'thuế đất'", arguments.dir.display());
            return Err(Error::new(format!("expected a query, such as `{example}`; only a terminal gets a prompt")));
        }
        return prompt::run(&arguments.with.open(&arguments.dir)?, options);
    };
    // A mistake in the query is told before the index is opened.
    let query = Query::parse(query)?;
    let index = arguments.with.open(&arguments.dir)?;
    let (results, took_ms) = search(&index, &query, &options)?;
    let answer = Answer { query: query.text(), results: &results, offset: options.offset, took_ms };
    match arguments.format {
        Format::Json => print::json(&answer.json())?,
        Format::Table => print::page(&answer.table(print::is_terminal()))?,
    }
    Ok(Done::All)
}
