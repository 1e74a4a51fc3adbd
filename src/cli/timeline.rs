//! `thoisu timeline`: how many hits of a query are of each year or month, as bars, CSV or JSON.

use std::path::PathBuf;
use std::time::Instant;

use serde::Serialize;

use super::answer::{bars, counts_sentence, documents, help_sentences, took_ms};
use super::done::Done;
use super::lexicon::add_words_of;
use super::print;
use super::query::{self, CountName};
use super::with::With;
use crate::index::{
    CountBy, CountsRecord, Granularity, Help, Period, Query, Timeline, TimelineOptions, days,
};
use crate::{Error, Result};

/// Count the hits of a query by year or month
#[derive(clap::Args)]
#[command(after_help = "\
The query language is that of `thoisu search` (see `thoisu help search`).

Examples:
  thoisu timeline archive 'regulation:15-NQ/TW' --by month
  thoisu timeline archive '\"đất đai\" published:2018..2022' --format csv > land.csv
  thoisu timeline archive 'tham nhung' --by month --from 2022 --to 2023-06 --share
  thoisu timeline archive 'ngân sách' --of mentioned      the years that these articles speak of")]
pub(super) struct Arguments {
    /// The folder that `thoisu run` wrote
    dir: PathBuf,
    #[command(flatten)]
    with: With,
    /// The query, with or without quotes
    #[arg(value_parser = query::argument, required = true)]
    query: Vec<String>,
    /// The length of a period
    #[arg(long, value_enum, default_value_t = ByName::Year)]
    by: ByName,
    /// What puts a document in a period
    #[arg(long, value_enum, default_value_t = OfName::Published)]
    of: OfName,
    /// Which documents are counted [default: together for a query typed without marks, else total]
    #[arg(long, value_enum, value_name = "WHICH")]
    count: Option<CountName>,
    /// Also print the number of all articles of each period, and the share of the hits
    #[arg(long)]
    share: bool,
    /// The first period: 2022, 2022-04, "tháng 4/2022"
    #[arg(long, value_name = "TIME")]
    from: Option<String>,
    /// The last period
    #[arg(long, value_name = "TIME")]
    to: Option<String>,
    /// Search for the words as typed only: no other marks, no corrections, no abbreviations
    #[arg(long)]
    exact: bool,
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

/// What `--format json` prints: a contract, in `index/QUERIES.md`.
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
    took_ms: f64,
    periods: &'a [Period],
}

pub(super) fn run(arguments: &Arguments) -> Result<Done> {
    add_words_of(&arguments.dir)?;
    let query = Query::parse(&query::joined(&arguments.query))?;
    let index = arguments.with.open(&arguments.dir)?;
    let by = match arguments.by {
        ByName::Year => Granularity::Year,
        ByName::Month => Granularity::Month,
    };
    let of = match arguments.of {
        OfName::Published => CountBy::Published,
        OfName::Mentioned => CountBy::Mentioned,
    };
    let begun = Instant::now();
    let options = options(arguments, by, of)?;
    let timeline = index.timeline(&query, &options)?;
    let took_ms = took_ms(begun);
    let format =
        arguments.format.unwrap_or(if print::is_terminal() { Format::Bars } else { Format::Csv });
    match format {
        Format::Json => print::json(&TimelineRecord {
            query: query.text(),
            by,
            of,
            counts: CountsRecord::new(&timeline.counts),
            help: &timeline.help,
            undated: timeline.undated,
            took_ms,
            periods: &timeline.periods,
        })?,
        Format::Csv => {
            sentences(&timeline).for_each(|sentence| log::warn!("{sentence}"));
            print::data(&csv_of(&timeline.periods, arguments.share)?)?;
        }
        Format::Bars => print_bars(&timeline, of, took_ms)?,
    }
    Ok(Done::All)
}

/// What the library is asked for.
fn options(arguments: &Arguments, by: Granularity, of: CountBy) -> Result<TimelineOptions> {
    let time = |option: &str, text: &Option<String>| {
        let read = |text: &String| days(text).map_err(|error| error.context(option));
        text.as_ref().map(read).transpose()
    };
    Ok(TimelineOptions {
        by,
        of,
        counted: arguments.count.map(CountName::counted),
        is_exact: arguments.exact,
        from: time("--from", &arguments.from)?.and_then(|(first, _)| first),
        to: time("--to", &arguments.to)?.and_then(|(_, last)| last),
        with_share: arguments.share,
    })
}

/// What is said of the query and of the counts.
fn sentences(timeline: &Timeline) -> impl Iterator<Item = String> {
    help_sentences(&timeline.help).into_iter().chain(counts_sentence(&timeline.counts))
}

/// A row a period.
fn csv_of(periods: &[Period], with_share: bool) -> Result<Vec<u8>> {
    let mut csv = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    let failed =
        |error: csv::Error| Error::caused("the timeline could not be written as CSV", error);
    // Where there is nothing to count, the names of the columns stand all the same.
    let share = if with_share { &["all", "share"][..] } else { &[] };
    csv.write_record(["period", "documents"].iter().chain(share)).map_err(failed)?;
    for period in periods {
        csv.serialize(period).map_err(failed)?;
    }
    csv.into_inner().map_err(|error| {
        Error::caused("the timeline could not be written as CSV", error.into_error())
    })
}

fn print_bars(timeline: &Timeline, of: CountBy, took_ms: f64) -> Result<()> {
    // A share is shown in parts of ten thousand.
    let row = |period: &Period| match (period.share, period.all) {
        (Some(share), Some(all)) => (
            format!("{}  {} of {}, of 10 000:", period.period, period.documents, all),
            (share * 1e4).round() as u64,
        ),
        _ => (period.period.clone(), period.documents),
    };
    let rows: Vec<(String, u64)> = timeline.periods.iter().map(row).collect();
    let rows: Vec<(&str, u64)> = rows.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    let said: String = sentences(timeline).map(|sentence| sentence + "\n").collect();
    let what = match of {
        CountBy::Published => "without a day of publication",
        CountBy::Mentioned => "without a date in one period",
    };
    let counted = documents(timeline.counts.number_counted());
    let undated = timeline.undated;
    print::text(format_args!("{}{counted}, {undated} {what} ({took_ms} ms)\n{said}", bars(&rows)))
}
