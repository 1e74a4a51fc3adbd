//! What a short form may mean, judged by all documents: records of its type and number or name,
//! ranked, with reasons.

use std::cmp::Reverse;
use std::fmt;

use jiff::civil::Date;

use super::all::{Registry, number_of};
use super::body;
use super::groups::key;
use super::record::Record;
use crate::model::{Regulation, RegulationForm};
use crate::resolve::{Name, fits};

/// A record that a mention may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The record's id.
    pub id: String,
    /// Its title, where documents say it.
    pub title: Option<String>,
    /// Why it is where it is, what decides first.
    pub reasons: Vec<Reason>,
}

/// What speaks for a candidate, or against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The document says that the mention means it.
    Target,
    /// The mention is its symbol.
    Symbol,
    /// It has the type and the number of the mention.
    TypeAndNumber,
    /// It has the name of the mention.
    Name,
    /// The mention names its issuer.
    Issuer(String),
    /// The mention names another issuer than the documents do.
    OtherIssuer(String),
    /// It was issued on a day, and how many days that is before the one asked for.
    Before(Date, i32),
    /// It was issued after the day that was asked for.
    After(Date),
    /// It was issued on a day; none was asked for.
    Issued(Date),
    /// No document tells when it was issued.
    Undated,
    /// So many documents cite it.
    Documents(usize),
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Target => write!(out, "the text says so"),
            Reason::Symbol => write!(out, "this is its symbol"),
            Reason::TypeAndNumber => write!(out, "type and number fit"),
            Reason::Name => write!(out, "the name fits"),
            Reason::Issuer(issuer) => write!(out, "issued by {issuer}, as stated"),
            Reason::OtherIssuer(issuer) => write!(out, "but issued by {issuer}"),
            Reason::Before(day, days) => write!(out, "issued on {day}, {days} days before"),
            Reason::After(day) => write!(out, "but issued later, on {day}"),
            Reason::Issued(day) => write!(out, "issued on {day}"),
            Reason::Undated => write!(out, "day of issue unknown"),
            Reason::Documents(1) => write!(out, "1 article cites it"),
            Reason::Documents(count) => write!(out, "{count} articles cite it"),
        }
    }
}

/// The records that a mention may mean, the likeliest first; of one with a target only what is
/// that; none of an open back reference (`Nghị định này`).
///
/// First comes what has the stated issuer, then what was issued by the day `on`, the nearest to it
/// first, then what most documents cite. Without a day the newest of a name comes first, and of a
/// number what most documents cite.
///
/// ```
/// use thoisu::model::{Regulation, RegulationForm};
/// use thoisu::registry::{Registry, candidates};
/// let mention = Regulation {
///     form: RegulationForm::Partial, value: "Nghị quyết 57".into(), number: Some("57".into()), year: None,
///     doc_type: Some("Nghị quyết".into()), issuer: None, issued: None, title: None, target: None,
/// };
/// assert!(candidates(&Registry::default(), &mention, None).is_empty());
/// ```
pub fn candidates(registry: &Registry, mention: &Regulation, on: Option<Date>) -> Vec<Candidate> {
    let mut found: Vec<Ranked> = fitting(registry, mention)
        .map(|(record, fits)| Ranked::new(record, fits, mention, on))
        .collect();
    found.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.candidate.id.cmp(&b.candidate.id)));
    found.into_iter().map(|ranked| ranked.candidate).collect()
}

/// The records of a mention's symbol, type and number, or name.
pub(super) fn fitting<'r>(
    registry: &'r Registry,
    mention: &'r Regulation,
) -> impl Iterator<Item = (&'r Record, Reason)> {
    let target = mention.target.as_ref().map(|target| (key(&target.id), Name::new(&target.id)));
    let name = Name::new(&mention.value);
    let numbered = (mention.form == RegulationForm::Partial && target.is_none())
        .then(|| registry.with_number(mention.number.as_deref()));
    let all = registry.records.iter().take(if numbered.is_some() { 0 } else { usize::MAX });
    numbered.into_iter().flatten().chain(all).filter_map(move |record| {
        if let Some((target, name)) = &target {
            return (key(record.symbol()) == *target || is_named(record, name))
                .then_some((record, Reason::Target));
        }
        let reason = match mention.form {
            RegulationForm::Code => {
                (key(record.symbol()) == key(&mention.value)).then_some(Reason::Symbol)
            }
            RegulationForm::Partial => {
                fits(mention, &symbol_of(record)?).then_some(Reason::TypeAndNumber)
            }
            RegulationForm::Named => is_named(record, &name).then_some(Reason::Name),
            RegulationForm::Back => None,
        };
        Some((record, reason?))
    })
}

/// A record's symbol taken apart; none where it has a name only.
fn symbol_of(record: &Record) -> Option<Regulation> {
    let symbol = record.symbol();
    number_of(symbol).map(|number| Regulation {
        form: RegulationForm::Code,
        value: symbol.to_string(),
        number: Some(number.to_string()),
        year: record.year(),
        doc_type: record.doc_type.clone(),
        issuer: None,
        issued: record.issued,
        title: None,
        target: None,
    })
}

/// Whether a record has a name, and the year that it says.
fn is_named(record: &Record, name: &Name) -> bool {
    let year = record.issued.map(Date::year).or(record.year());
    let texts = [Some(record.id.as_str()), record.title.as_deref()].into_iter().flatten();
    texts.chain(record.aliases.iter().map(String::as_str)).any(|text| {
        let other = Name::new(text).of_year(year);
        other.is_same(name) && (name.year.is_none() || name.year == other.year)
    })
}

/// Issuer, by the day or not, how far from it, how often cited.
type Rank = (u8, u8, i32, Reverse<usize>);

/// A candidate, and its place among others: the smaller the better.
struct Ranked {
    rank: Rank,
    candidate: Candidate,
}

impl Ranked {
    fn new(record: &Record, fits: Reason, mention: &Regulation, on: Option<Date>) -> Ranked {
        let mut reasons = vec![fits];
        let by_issuer = match (&mention.issuer, &record.issuer) {
            (Some(stated), Some(known)) if body::key(stated) == body::key(known) => {
                reasons.push(Reason::Issuer(known.clone()));
                0
            }
            (Some(_), Some(known)) => {
                reasons.push(Reason::OtherIssuer(known.clone()));
                2
            }
            _ => 1,
        };
        let is_newest_first = mention.form == RegulationForm::Named;
        let (by_day, distance) = match (record.issued, on) {
            (Some(issued), Some(on)) => {
                let days = days_between(issued, on);
                reasons.push(if days >= 0 {
                    Reason::Before(issued, days)
                } else {
                    Reason::After(issued)
                });
                (if days >= 0 { 0 } else { 2 }, days.abs())
            }
            (Some(issued), None) => {
                reasons.push(Reason::Issued(issued));
                (0, if is_newest_first { days_between(issued, Date::MAX) } else { 0 })
            }
            (None, on) => {
                reasons.push(Reason::Undated);
                let on = on.unwrap_or(Date::MAX);
                let year = record.year().and_then(|year| Date::new(year, 1, 1).ok());
                let distance = year.map_or(i32::MAX, |year| days_between(year, on));
                // What the day is not known of may be known by its year.
                let by_day = if distance < 0 { 2 } else { 1 };
                (by_day, if is_newest_first { distance.abs() } else { 0 })
            }
        };
        reasons.push(Reason::Documents(record.documents));
        let rank = (by_issuer, by_day, distance, Reverse(record.documents));
        Ranked {
            rank,
            candidate: Candidate { id: record.id.clone(), title: record.title.clone(), reasons },
        }
    }
}

/// Days from one day to another, below zero where it comes before.
fn days_between(from: Date, to: Date) -> i32 {
    // Days are the largest unit unless another is asked for.
    to.since(from).map_or(0, |span| span.get_days())
}
