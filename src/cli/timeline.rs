//! `thoisu timeline`: how many hits of a query are of each year or month, as bars, CSV or JSON.

use std::path::PathBuf;
use std::time::Instant;

use serde::Serialize;

use super::answer::{COMPLETED, bars, took_ms};
use super::done::Done;
use super::lexicon::add_words_of;
use super::with::With;
use super::{print, query};
use crate::index::{By, Matching, Of, Period, Query, Timeline, TimelineOptions};
use crate::{Error, Result};

/// Count the hits of a query in the course of time
#[derive(clap::Args)]
#[command(after_help = "\
The query language is that of `thoisu search` (see `thoisu help search`). Documents must have all the words.

Examples:
  thoisu timeline archive 'regulation:15-NQ/TW' --by month
  thoisu timeline archive '\"đất đai\" published:2018..2022' --format csv > land.csv
  thoisu timeline archive 'ngân sách' --of mentioned      the years that these articles speak of")]
pub(super) struct Arguments {
    /// The folder that `thoisu run` wrote
    dir: PathBuf,
    #[command(flatten)]
    with: With,
    /// What to look for
    #[arg(value_parser = query::argument)]
    query: String,
    /// How long a period is
    #[arg(long, value_enum, default_value_t = ByName::Year)]
    by: ByName,
    /// What puts a document in a period
    #[arg(long, value_enum, default_value_t = OfName::Published)]
    of: OfName,
    /// How to print it [default: bars on a terminal, else csv]
    #[arg(long, value_enum)]
    format: Option<Format>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum ByName {
    Year,
    Month,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum OfName {
    /// It was published in it
    Published,
    /// It mentions a date that lies within it; a document may be in several periods
    Mentioned,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Bars,
    Csv,
    Json,
}

/// What `--format json` prints: a contract, in the README.
#[derive(Serialize)]
struct TimelineRecord<'a> {
    query: &'a str,
    by: By,
    of: Of,
    total: usize,
    undated: u64,
    matching: &'static str,
    took_ms: f64,
    periods: &'a [Period],
}

pub(super) fn run(arguments: &Arguments) -> Result<Done> {
    add_words_of(&arguments.dir)?;
    let query = Query::parse(&arguments.query)?;
    let index = arguments.with.open(&arguments.dir)?;
    let by = match arguments.by {
        ByName::Year => By::Year,
        ByName::Month => By::Month,
    };
    let of = match arguments.of {
        OfName::Published => Of::Published,
        OfName::Mentioned => Of::Mentioned,
    };
    let begun = Instant::now();
    let Timeline { total, undated, matching, periods } = index.timeline(&query, &TimelineOptions { by, of })?;
    let took_ms = took_ms(begun);
    let format = arguments.format.unwrap_or(if print::is_terminal() { Format::Bars } else { Format::Csv });
    match format {
        Format::Json => {
            let periods = &periods;
            print::json(&TimelineRecord { query: query.text(), by, of, total, undated, matching: matching.name(), took_ms, periods })?;
        }
        Format::Csv => {
            if matching == Matching::Completed {
                log::warn!("{COMPLETED}");
            }
            let mut csv = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
            let failed = |error: csv::Error| Error::caused("the timeline could not be written as CSV", error);
            // Where there is nothing to count, the names of the columns stand all the same.
            csv.write_record(["period", "documents"]).map_err(failed)?;
            for period in &periods {
                csv.serialize(period).map_err(failed)?;
            }
            let bytes = csv.into_inner().map_err(|error| Error::caused("the timeline could not be written as CSV", error.into_error()))?;
            print::data(&bytes)?;
        }
        Format::Bars => {
            let rows: Vec<(&str, u64)> = periods.iter().map(|period| (period.period.as_str(), period.documents)).collect();
            let completed = if matching == Matching::Completed { "the marks that were typed, and more: " } else { "" };
            let what = if of == Of::Published { "without a day of publication" } else { "without a date in one period" };
            print::text(format_args!("{}{completed}{total} documents, {undated} {what} ({took_ms} ms)\n", bars(&rows)))?;
        }
    }
    Ok(Done::All)
}
