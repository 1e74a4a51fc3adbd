//! Searches and timelines as addresses ask for them: the only file that asks `index::search` for
//! hits.

use std::time::Instant;

use super::archive::{EVERYTHING, Snapshot};
use super::limits::{DEEPEST, FACET_VALUES, HITS};
use super::params::Params;
use super::problem::Problem;
use crate::index::{
    CountBy, Counted as CountedHits, Counts, FacetField, Granularity, Help, Query, SearchOptions,
    SearchResults, Sort, Timeline, TimelineOptions,
};

/// Hits of a page.
const PAGE: usize = 10;

/// Values of a facet.
const VALUES: usize = 10;

/// Facets in the order in which pages show them; those that the index has no field for are left
/// out.
const FACETS: [&str; 7] = ["regulation", "type", "issuer", "year", "source", "section", "author"];

/// The filter by time of publication: a year, a month, a day, a range.
pub const PUBLISHED: &str = "published";

/// A query with the filters of its address.
#[derive(Debug)]
pub struct Asked {
    /// The filters: a facet's name or `published`, and the value.
    pub filters: Vec<(&'static str, String)>,
    /// Both as one query; all documents where there is neither.
    pub query: Query,
    /// Whether there is neither.
    pub is_everything: bool,
}

/// The facets that pages show.
pub fn facets() -> impl Iterator<Item = FacetField> {
    FACETS.into_iter().filter_map(FacetField::named)
}

/// The names of all filters.
pub fn filter_names() -> impl Iterator<Item = &'static str> {
    FacetField::all().map(FacetField::name).chain([PUBLISHED])
}

impl Asked {
    /// Reads the query and the filters of an address.
    ///
    /// # Errors
    ///
    /// When the query does not parse; the place is in what was typed, or in a filter behind it.
    pub fn of(params: &Params) -> Result<Asked, Problem> {
        let typed = params.get("q").unwrap_or_default().to_string();
        if !typed.is_empty() {
            Query::parse(&typed)?;
        }
        let values =
            |name: &'static str| params.all(name).map(move |value| (name, value.to_string()));
        let filters: Vec<_> = filter_names().flat_map(values).collect();
        let text = whole(&typed, &filters);
        let is_everything = text.is_empty();
        let query = Query::parse(if is_everything { EVERYTHING } else { &text })?;
        Ok(Asked { filters, query, is_everything })
    }

    /// The query as data shows it.
    pub fn text(&self) -> &str {
        if self.is_everything { "" } else { self.query.text() }
    }
}

/// What was typed, and behind it a condition for each filter.
fn whole(typed: &str, filters: &[(&'static str, String)]) -> String {
    let mut parts: Vec<String> = Vec::new();
    // OR binds weaker than the blank before a condition.
    let is_loose = !filters.is_empty() && typed.contains("OR");
    if !typed.is_empty() {
        parts.push(if is_loose { format!("({typed})") } else { typed.to_string() });
    }
    for (name, value) in filters {
        let value: String = value.chars().filter(|c| *c != '"' && !c.is_control()).collect();
        let condition = if *name == "year" { PUBLISHED } else { name };
        parts.push(format!("{condition}:\"{value}\""));
    }
    parts.join(" ")
}

/// Which hits.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Hits of a page.
    pub limit: usize,
    /// Hits before them.
    pub offset: usize,
    /// Their order.
    pub sort: Sort,
    facets: Vec<FacetField>,
    facet_limit: usize,
    taken: Taken,
}

/// How the words of a query are taken, and which hits are counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Taken {
    /// Whether every word is only itself, as it is typed.
    pub is_exact: bool,
    /// Which hits facets and bars count; none where that hangs on the query.
    pub counted: Option<CountedHits>,
}

impl Taken {
    /// Reads `exact` and `count` of an address.
    ///
    /// # Errors
    ///
    /// When a name is unknown.
    pub fn of(params: &Params) -> Result<Taken, Problem> {
        let is_exact = params.choice("exact", &[("0", false), ("1", true)])?;
        let counted = params.choice(
            "count",
            &[
                ("", None),
                ("together", Some(CountedHits::Together)),
                ("total", Some(CountedHits::Total)),
            ],
        )?;
        Ok(Taken { is_exact, counted })
    }
}

/// The orders by their names in addresses.
pub const SORTS: [(&str, Sort); 3] = [
    ("relevance", Sort::Relevance),
    ("published-desc", Sort::PublishedDesc),
    ("published", Sort::Published),
];

impl Wanted {
    /// Reads what an address says of them.
    ///
    /// # Errors
    ///
    /// When a number is none or out of bounds, or a name unknown.
    pub fn of(params: &Params, asked: &Asked) -> Result<Wanted, Problem> {
        let limit = params.number("limit", PAGE, 0..=HITS)?;
        let page = params.number("page", 1, 1..=DEEPEST)?;
        let offset = params.number("offset", (page - 1).saturating_mul(limit), 0..=usize::MAX)?;
        if offset.saturating_add(limit) > DEEPEST {
            let told = format!(
                "expected hits up to {DEEPEST}, but found {}; the CSV has all hits",
                offset.saturating_add(limit)
            );
            return Err(Problem::bad(told));
        }
        let facets = match params.get("facets") {
            None => facets().collect(),
            Some(names) => named(names)?,
        };
        let facet_limit = params.number("facet_limit", VALUES, 0..=FACET_VALUES)?;
        Ok(Wanted {
            limit,
            offset,
            sort: sort(params, asked)?,
            facets,
            facet_limit,
            taken: Taken::of(params)?,
        })
    }
}

/// The order that an address says; else the best first, or the newest where nothing is asked.
///
/// # Errors
///
/// When there is none of that name.
pub fn sort(params: &Params, asked: &Asked) -> Result<Sort, Problem> {
    match params.get("sort") {
        None if asked.is_everything => Ok(Sort::PublishedDesc),
        _ => params.choice("sort", &SORTS),
    }
}

/// The facets of a list of names; `none` is an empty list.
fn named(names: &str) -> Result<Vec<FacetField>, Problem> {
    let field = |name: &str| {
        let known = || {
            FacetField::all()
                .map(|field| format!("`{}`", field.name()))
                .collect::<Vec<_>>()
                .join(", ")
        };
        FacetField::named(name).ok_or_else(|| {
            Problem::bad(format!("expected some of {} as `facets`, but found `{name}`", known()))
        })
    };
    names
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty() && *name != "none")
        .map(field)
        .collect()
}

/// What was found.
pub struct Answered {
    /// The hits, how many there are, the facets.
    pub results: SearchResults,
    /// Milliseconds that the index took.
    pub took_ms: f64,
}

/// Searches.
///
/// # Errors
///
/// When a prefix begins too many words, or the index is damaged.
pub fn search(snapshot: &Snapshot, asked: &Asked, wanted: &Wanted) -> Result<Answered, Problem> {
    let begun = Instant::now();
    let Wanted { limit, offset, sort, facets, facet_limit, taken: Taken { is_exact, counted } } =
        wanted.clone();
    let options = SearchOptions { limit, offset, sort, facets, facet_limit, counted, is_exact };
    let results = snapshot.index.search(&asked.query, &options)?;
    Ok(Answered { results, took_ms: begun.elapsed().as_secs_f64() * 1e3 })
}

/// The ids of the hits before and behind a rank, from 1, if the hit of that rank is this document.
pub struct Around {
    /// The hit before it.
    pub previous: Option<String>,
    /// The hit behind it.
    pub next: Option<String>,
    /// How many hits there are.
    pub total: usize,
}

/// Looks for the hits beside one.
///
/// # Errors
///
/// As [`search`].
pub fn around(
    snapshot: &Snapshot,
    asked: &Asked,
    params: &Params,
    rank: usize,
    id: &str,
) -> Result<Option<Around>, Problem> {
    let (offset, sort) = (rank.saturating_sub(2), sort(params, asked)?);
    let options = SearchOptions {
        limit: 3,
        offset,
        sort,
        is_exact: Taken::of(params)?.is_exact,
        ..SearchOptions::default()
    };
    let results = snapshot.index.search(&asked.query, &options)?;
    let at = rank.saturating_sub(1).saturating_sub(offset);
    let of = |at: Option<usize>| {
        at.and_then(|at| results.hits.get(at)).map(|hit| hit.document.id.clone())
    };
    let is_it = of(Some(at)).as_deref() == Some(id);
    Ok(is_it.then(|| Around {
        previous: of(at.checked_sub(1)),
        next: of(at.checked_add(1)),
        total: results.counts.total,
    }))
}

/// How a timeline is asked for.
#[derive(Clone, Copy, Debug)]
pub struct TimelineWanted {
    /// Years or months.
    pub by: Granularity,
    /// By publication, or by the dates mentioned.
    pub of: CountBy,
    /// Whether each period is to be compared with all articles of it.
    pub share: bool,
    taken: Taken,
}

impl TimelineWanted {
    /// Reads what an address says.
    ///
    /// # Errors
    ///
    /// When a name is unknown.
    pub fn of(params: &Params) -> Result<TimelineWanted, Problem> {
        let by =
            params.choice("by", &[("year", Granularity::Year), ("month", Granularity::Month)])?;
        let of = params.choice(
            "of",
            &[("published", CountBy::Published), ("mentioned", CountBy::Mentioned)],
        )?;
        let share = params.choice("share", &[("0", false), ("1", true)])?;
        Ok(TimelineWanted { by, of, share, taken: Taken::of(params)? })
    }
}

/// A year or month of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// `2023` or `2023-04`.
    pub period: String,
    /// How many hits are in it.
    pub documents: u64,
    /// How many articles are in it in all; none where shares are not asked for, or dates mentioned
    /// are counted.
    pub all: Option<u64>,
}

impl Counted {
    /// The share of all articles of the period, to millionths.
    pub fn share(&self) -> Option<f64> {
        #[allow(clippy::cast_precision_loss, reason = "a share needs no more digits")]
        let share = |all: u64| (self.documents as f64 / all.max(1) as f64 * 1e6).round() / 1e6;
        self.all.map(share)
    }
}

/// The hits in the course of time.
pub struct Times {
    /// How many documents match, and which of them are counted.
    pub counts: Counts,
    /// What was done to understand the query.
    pub help: Help,
    /// How many of those that are counted are in no period.
    pub undated: u64,
    /// The periods in order.
    pub periods: Vec<Counted>,
    /// Milliseconds that the index took.
    pub took_ms: f64,
}

/// Counts the hits of each period between two, both included.
///
/// # Errors
///
/// As [`search`].
pub fn timeline(
    snapshot: &Snapshot,
    asked: &Asked,
    wanted: TimelineWanted,
    bounds: &Bounds,
) -> Result<Times, Problem> {
    let begun = Instant::now();
    let TimelineWanted { by, of, share, taken: Taken { is_exact, counted } } = wanted;
    let options = TimelineOptions { by, of, is_exact, counted, ..TimelineOptions::default() };
    let Timeline { counts, help, undated, periods } =
        snapshot.index.timeline(&asked.query, &options)?;
    let took_ms = begun.elapsed().as_secs_f64() * 1e3;
    let everything = if share && of == CountBy::Published { snapshot.all_by(by) } else { None };
    let all = |period: &str| {
        let found =
            everything?.periods.binary_search_by(|other| other.period.as_str().cmp(period)).ok()?;
        everything?.periods.get(found).map(|period| period.documents)
    };
    let periods = periods.into_iter().filter(|period| bounds.has(&period.period));
    let periods = periods.map(|period| Counted {
        all: all(&period.period),
        period: period.period,
        documents: period.documents,
    });
    Ok(Times { counts, help, undated, periods: periods.collect(), took_ms })
}

/// The first and the last period that are wanted.
#[derive(Clone, Debug, Default)]
pub struct Bounds {
    from: Option<String>,
    to: Option<String>,
}

impl Bounds {
    /// Reads `from` and `to` of an address: years or months.
    ///
    /// # Errors
    ///
    /// When one is neither.
    pub fn of(params: &Params) -> Result<Bounds, Problem> {
        let bound = |name: &str| match params.get(name) {
            None => Ok(None),
            Some(value) if is_period(value) => Ok(Some(value.to_string())),
            Some(value) => Err(Problem::bad(format!(
                "expected a year or month, such as `2023` or `2023-04`, as `{name}`, but found `{value}`"
            ))),
        };
        Ok(Bounds { from: bound("from")?, to: bound("to")? })
    }

    fn has(&self, period: &str) -> bool {
        let cut =
            |bound: &str| period.get(..bound.len().min(period.len())).unwrap_or(period).to_string();
        let shown = |bound: &String| {
            bound.get(..period.len().min(bound.len())).unwrap_or(bound).to_string()
        };
        self.from.as_ref().is_none_or(|from| cut(from) >= shown(from))
            && self.to.as_ref().is_none_or(|to| cut(to) <= shown(to))
    }
}

/// Whether a text is `2023` or `2023-04`.
fn is_period(text: &str) -> bool {
    let digits = |text: &str, count: usize| {
        text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    match text.split_once('-') {
        None => digits(text, 4),
        Some((year, month)) => {
            digits(year, 4) && digits(month, 2) && ("01"..="12").contains(&month)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_conditions_behind_the_query() {
        for (address, expected) in [
            ("", ""),
            ("q=thuế", "thuế"),
            (
                "q=thuế&year=2023&issuer=Bộ Chính trị",
                "thuế issuer:\"Bộ Chính trị\" published:\"2023\"",
            ),
            ("q=thuế OR phí&year=2023", "(thuế OR phí) published:\"2023\""),
            ("regulation=a\"b", "regulation:\"ab\""),
            ("published=2023-04", "published:\"2023-04\""),
        ] {
            let asked = Asked::of(&Params::parse(address));
            assert_eq!(
                asked.map(|asked| asked.text().to_string()).map_err(|problem| problem.detail),
                Ok(expected.to_string()),
                "{address}"
            );
        }
        let problem = Asked::of(&Params::parse("q=\"thuế&year=2023")).err();
        assert!(problem.is_some_and(|problem| problem.offset.is_some()));
    }

    #[test]
    fn periods_are_bounded_by_years_and_months() {
        for (from, to, period, has) in [
            ("2022", "2023", "2022", true),
            ("2022", "2023", "2024", false),
            ("2022", "2023", "2023-12", true),
            ("2022-05", "", "2022-04", false),
            ("2022-05", "", "2022", true),
            ("", "2022-05", "2022-06", false),
        ] {
            let bounds = Bounds::of(&Params::default().with("from", from).with("to", to));
            assert_eq!(
                bounds.ok().map(|bounds| bounds.has(period)),
                Some(has),
                "{from} {to} {period}"
            );
        }
        for wrong in ["20", "2022-13", "2022-5", "x", "2022-05-01"] {
            assert!(Bounds::of(&Params::default().with("from", wrong)).is_err(), "{wrong}");
        }
    }
}
