//! Timelines: how many hits were published in each year or month, or mention a date of it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DateTime, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::index::query::{self, Counted, Help};
use crate::index::store::schema::local_day;
use crate::index::store::terms::day_of_number;

/// How long a period is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Granularity {
    /// A year.
    #[default]
    Year,
    /// A month.
    Month,
}

/// What puts a document in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CountBy {
    /// That it was published in it, by Vietnam's days.
    #[default]
    Published,
    /// That it mentions a date that lies within it. A document may be in several, once in each.
    Mentioned,
}

/// Which timeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimelineOptions {
    /// How long a period is.
    pub by: Granularity,
    /// What puts a document in a period.
    pub of: CountBy,
    /// Which hits are counted; the default hangs on the query, as that of a search.
    pub counted: Option<Counted>,
    /// Whether every word is only itself, as it is typed.
    pub is_exact: bool,
    /// The first and last day: what lies outside is not counted, and periods without a document are
    /// given from the first to the last.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
    /// Whether each period also has the number of all its documents.
    pub with_share: bool,
}

/// The hits of a query in the course of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// How many documents match, how many of them have the words how, and which were counted.
    pub counts: query::Counts,
    /// What was done to understand the words.
    pub help: Help,
    /// How many of those that were counted are in no period.
    pub undated: u64,
    /// The periods in order. Up to [`LONGEST_GAP`](Timeline::LONGEST_GAP) empty ones stand between
    /// two others; a longer gap has none.
    pub periods: Vec<Period>,
}

/// A year or month.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Period {
    /// `2023` or `2023-04`.
    pub period: String,
    /// How many documents are in it.
    pub documents: u64,
    /// How many of all documents of the index are in it, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all: Option<u64>,
    /// The part of all documents that those are, from 0 to 1; 0 of none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<f64>,
}

impl Timeline {
    /// Empty periods that are given one by one.
    pub const LONGEST_GAP: i32 = 36;

    pub(super) fn new(
        counts: &Counts,
        all: Option<&Counts>,
        of_query: query::Counts,
        help: Help,
        options: TimelineOptions,
    ) -> Timeline {
        let mut periods = Vec::new();
        let mut push = |at: i32, documents: u64| {
            let all = all.map(|all| all.periods.get(&at).copied().unwrap_or(0));
            let share = all.map(|all| {
                if all == 0 { 0.0 } else { (documents as f64 / all as f64 * 1e6).round() / 1e6 }
            });
            periods.push(Period { period: name(at, options.by), documents, all, share });
        };
        let end = |day: Option<Date>| day.map(|day| number(day, options.by));
        let mut next: Option<i32> = end(options.from);
        for (&number, &documents) in &counts.periods {
            if let Some(next) = next.filter(|next| number - next <= Timeline::LONGEST_GAP) {
                (next..number).for_each(|empty| push(empty, 0));
            }
            push(number, documents);
            next = Some(number + 1);
        }
        if let (Some(next), Some(last)) = (next, end(options.to)) {
            (next..=last).take(Timeline::LONGEST_GAP as usize).for_each(|empty| push(empty, 0));
        }
        Timeline { counts: of_query, help, undated: counts.undated, periods }
    }
}

/// The number of the period of a day: its year, or the months since the year 0.
fn number(day: Date, by: Granularity) -> i32 {
    match by {
        Granularity::Year => i32::from(day.year()),
        Granularity::Month => i32::from(day.year()) * 12 + i32::from(day.month()) - 1,
    }
}

fn name(number: i32, by: Granularity) -> String {
    match by {
        Granularity::Year => format!("{number:04}"),
        Granularity::Month => {
            format!("{:04}-{:02}", number.div_euclid(12), number.rem_euclid(12) + 1)
        }
    }
}

/// Collects the documents of each period.
pub(super) struct Times(pub TimelineOptions);

/// Documents by the number of their period.
#[derive(Default)]
pub(super) struct Counts {
    periods: BTreeMap<i32, u64>,
    undated: u64,
}

impl Collector for Times {
    type Fruit = Counts;
    type Child = SegmentTimes;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<SegmentTimes> {
        let columns = segment.fast_fields();
        let column = match self.0.of {
            CountBy::Published => SegmentColumn::Published(columns.date("published")?),
            CountBy::Mentioned => SegmentColumn::Mentioned {
                first: columns.i64("date_first")?,
                last: columns.i64("date_last")?,
            },
        };
        Ok(SegmentTimes { column, options: self.0, counts: Counts::default(), periods: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Counts>) -> tantivy::Result<Counts> {
        let mut all = Counts::default();
        for segment in segments {
            all.undated += segment.undated;
            for (number, documents) in segment.periods {
                *all.periods.entry(number).or_default() += documents;
            }
        }
        Ok(all)
    }
}

pub(super) struct SegmentTimes {
    column: SegmentColumn,
    options: TimelineOptions,
    counts: Counts,
    /// Those of one document.
    periods: Vec<i32>,
}

enum SegmentColumn {
    Published(Column<DateTime>),
    Mentioned { first: Column<i64>, last: Column<i64> },
}

impl SegmentCollector for SegmentTimes {
    type Fruit = Counts;

    fn collect(&mut self, doc: DocId, _: Score) {
        let TimelineOptions { by, from, to, .. } = self.options;
        let is_within = |first: Date, last: Date| {
            from.is_none_or(|from| first >= from) && to.is_none_or(|to| last <= to)
        };
        self.periods.clear();
        match &self.column {
            SegmentColumn::Published(column) => {
                let day = column.first(doc).and_then(local_day);
                if day.is_some_and(|day| !is_within(day, day)) {
                    return;
                }
                self.periods.extend(day.map(|day| number(day, by)));
            }
            SegmentColumn::Mentioned { first, last } => {
                let within_one = |(first, last): (i64, i64)| {
                    let (first, last) = (day_of_number(first)?, day_of_number(last)?);
                    let period = number(first, by);
                    (is_within(first, last) && period == number(last, by)).then_some(period)
                };
                self.periods.extend(
                    first.values_for_doc(doc).zip(last.values_for_doc(doc)).filter_map(within_one),
                );
                self.periods.sort_unstable();
                self.periods.dedup();
            }
        }
        for &period in &self.periods {
            *self.counts.periods.entry(period).or_default() += 1;
        }
        if self.periods.is_empty() {
            self.counts.undated += 1;
        }
    }

    fn harvest(self) -> Counts {
        self.counts
    }
}
