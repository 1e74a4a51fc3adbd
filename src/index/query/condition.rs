//! Conditions on what a document is and mentions: what tantivy is asked, and which mentions of a hit satisfy them.
//!
//! A date or a number has several facts (first and last day; low and high end and unit) that must hold of one and the same mention. They stand
//! in parallel columns, so a condition goes through the mentions of each candidate; there is no list of postings that could tell.

use std::borrow::Cow;
use std::ops::{Bound, RangeBounds};
use std::str::FromStr;

use jiff::civil::Date;
use rust_decimal::Decimal;
use tantivy::query::doc_predicate_query::{DocPredicateQuery, FunctionPredicate};
use tantivy::query::{AllQuery, ConstScoreQuery, Query, RangeQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, SegmentReader, Term};

use super::node::Condition;
use super::value::{Days, Numbers};
use crate::Published;
use crate::index::store::keys::{name_key, regulation_keys};
use crate::index::store::schema::{Fields, comparable, day_number, instant};
use crate::model::{Details, MentionRecord};

impl Condition {
    /// The documents that satisfy it. A condition adds nothing to the score.
    pub(in crate::index) fn query(&self, fields: Fields) -> Box<dyn Query> {
        match self {
            Condition::Regulation(key) => exactly(fields.regulation_key, key),
            Condition::Type(key) => exactly(fields.doc_type_key, key),
            Condition::Issuer(key) => exactly(fields.issuer_key, key),
            Condition::Source(key) => exactly(fields.source, key),
            Condition::Id(id) => exactly(fields.id, id),
            Condition::Date(days) => mentions_a_date(*days),
            Condition::Number(numbers) => mentions_a_number(*numbers),
            Condition::Published(days) => published(*days, fields.published),
        }
    }

    /// Whether a mention is one that satisfies it; none does where it is not about mentions.
    pub(in crate::index) fn holds(&self, mention: &MentionRecord) -> bool {
        match (self, &mention.details) {
            (Condition::Regulation(key), Details::Regulation { form, number, year, doc_type, .. }) => mention
                .value
                .as_deref()
                .is_some_and(|value| regulation_keys(form, value, number.as_deref(), *year, doc_type.as_deref()).contains(key)),
            (Condition::Type(key), Details::Regulation { doc_type: Some(name), .. }) => name_key(name) == *key,
            (Condition::Issuer(key), Details::Regulation { issuer: Some(name), .. }) => name_key(name) == *key,
            (Condition::Date(days), Details::Date { first, last, .. }) => {
                let day = |text: &Option<Cow<str>>| text.as_deref().and_then(|text| text.parse::<Date>().ok());
                let (first, last) = (day(first), day(last));
                (first.is_some() || last.is_some())
                    && days.first.is_none_or(|from| first.is_some_and(|first| first >= from))
                    && days.last.is_none_or(|to| last.is_some_and(|last| last <= to))
            }
            (Condition::Number(numbers), Details::Number { unit, .. }) => {
                numbers.unit.is_none_or(|asked| unit.as_deref() == Some(asked))
                    && mention.value.as_deref().and_then(ends).is_some_and(|(low, high)| within((numbers.low, numbers.high), &low, &high))
            }
            _ => false,
        }
    }
}

/// Both ends of an amount as it is printed; a ratio has none.
fn ends(value: &str) -> Option<(Decimal, Decimal)> {
    let (low, high) = value.split_once("..").unwrap_or((value, value));
    Some((Decimal::from_str(low).ok()?, Decimal::from_str(high).ok()?))
}

/// Whether an amount from `low` to `high` lies within the ends that were asked for.
fn within<T: PartialOrd>(asked: (Bound<T>, Bound<T>), low: &T, high: &T) -> bool {
    (asked.0, Bound::Unbounded).contains(low) && (Bound::Unbounded, asked.1).contains(high)
}

pub(in crate::index) fn everything() -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))
}

fn exactly(field: Field, value: &str) -> Box<dyn Query> {
    let query = TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic);
    Box::new(ConstScoreQuery::new(Box::new(query), 0.0))
}

/// From the first midnight to the one that follows the last day, both Vietnam's.
fn published(days: Days, field: Field) -> Box<dyn Query> {
    let midnight = |day: Date| Term::from_field_date(field, instant(Published { day, time: None }));
    let lower = Bound::Included(midnight(days.first.unwrap_or(Date::MIN)));
    let upper = match days.last.unwrap_or(Date::MAX).tomorrow() {
        Ok(next) => Bound::Excluded(midnight(next)),
        // The calendar's last day has no morrow.
        Err(_) => Bound::Included(midnight(Date::MAX)),
    };
    Box::new(ConstScoreQuery::new(Box::new(RangeQuery::new(lower, upper)), 0.0))
}

/// The documents for which `predicate`, made anew for each segment, holds.
fn all_that<P: Fn(DocId) -> bool + Send + Sync + 'static>(
    predicate: impl Fn(&SegmentReader) -> tantivy::Result<P> + Send + Sync + 'static,
) -> Box<dyn Query> {
    let query = DocPredicateQuery::from(FunctionPredicate::from(predicate));
    Box::new(ConstScoreQuery::new(Box::new(query), 0.0))
}

fn mentions_a_date(days: Days) -> Box<dyn Query> {
    let first = days.first.map_or(i64::MIN, day_number);
    let last = days.last.map_or(i64::MAX, day_number);
    all_that(move |segment: &SegmentReader| {
        let columns = segment.fast_fields();
        let (firsts, lasts) = (columns.i64("date_first")?, columns.i64("date_last")?);
        Ok(move |doc: DocId| firsts.values_for_doc(doc).zip(lasts.values_for_doc(doc)).any(|(from, to)| from >= first && to <= last))
    })
}

fn mentions_a_number(numbers: Numbers) -> Box<dyn Query> {
    all_that(move |segment: &SegmentReader| {
        let columns = segment.fast_fields();
        let (lows, highs) = (columns.f64("number_low")?, columns.f64("number_high")?);
        let units = columns.str("number_unit")?;
        // A segment that has no such unit has no such number: no place in its dictionary is that.
        let ord = |unit: &str| units.as_ref().map_or(Ok(None), |units| units.dictionary().term_ord(unit));
        let asked = numbers.unit.map(|unit| Ok::<_, tantivy::TantivyError>(ord(unit)?.unwrap_or(u64::MAX))).transpose()?;
        let low = numbers.low.map(|end| comparable(end).unwrap_or(f64::NAN));
        let high = numbers.high.map(|end| comparable(end).unwrap_or(f64::NAN));
        Ok(move |doc: DocId| {
            let ords = units.iter().flat_map(|units| units.term_ords(doc));
            lows.values_for_doc(doc)
                .zip(highs.values_for_doc(doc))
                .zip(ords)
                .any(|((from, to), unit)| asked.is_none_or(|asked| unit == asked) && within((low, high), &from, &to))
        })
    })
}
