//! Conditions on what a document is and mentions: what tantivy is asked, and which mentions of a
//! hit satisfy them.
//!
//! A date or a number has several facts (first and last day; low and high end and unit) that must
//! hold of one and the same mention. They stand in parallel columns, so a condition goes through
//! the mentions of each candidate; there is no list of postings that could tell.

use std::collections::BTreeMap;
use std::ops::{Bound, RangeBounds};

use jiff::civil::Date;
use tantivy::index::SegmentId;
use tantivy::query::doc_predicate_query::{DocPredicateQuery, FunctionPredicate};
use tantivy::query::{
    AllQuery, BitSetDocSet, ConstScoreQuery, ConstScorer, EnableScoring, Explanation, Query,
    RangeQuery, Scorer, TermQuery, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocId, Score, SegmentReader, Term as IndexTerm};

use super::node::{Condition, Listed, Mentioned, Sought};
use super::value::{Days, Numbers};
use crate::Published;
use crate::index::store::schema::{Fields, instant};
use crate::index::store::terms::{comparable, day_number};
use crate::model::{By, MentionRecord, Term};

impl Condition {
    /// The documents that satisfy it. A condition adds nothing to the score.
    pub(in crate::index) fn query(&self, fields: Fields) -> Box<dyn Query> {
        match self {
            Condition::Mentions(mentioned) => mentioned.query(),
            Condition::Source(key) => exactly(fields.source, key),
            Condition::Id(id) => exactly(fields.id, id),
            Condition::Named(named, key) => exactly(fields.named(*named).key, key),
            Condition::Published(days) => published(*days, fields.published),
            Condition::Listed(listed) => {
                Box::new(ConstScoreQuery::new(Box::new(listed.clone()), 0.0))
            }
        }
    }

    /// Whether a mention is one that satisfies it; none does where it is not about mentions.
    pub(in crate::index) fn holds(&self, mention: &MentionRecord) -> bool {
        match self {
            Condition::Mentions(mentioned) => mentioned.holds(mention),
            _ => false,
        }
    }
}

impl Mentioned {
    fn query(&self) -> Box<dyn Query> {
        match (&self.sought, self.fields.key()) {
            (Sought::Key(key), Some(field)) => exactly(field, key),
            (Sought::Key(_), None) => Box::new(tantivy::query::EmptyQuery),
            (Sought::Days(days), _) => mentions_days(self.fields.asked.field, *days),
            (Sought::Numbers(numbers), _) => mentions_amounts(self.fields.asked.field, *numbers),
        }
    }

    fn holds(&self, mention: &MentionRecord) -> bool {
        let mut holds = false;
        if mention.kind == self.fields.kind {
            mention.terms(&mut |name, term| {
                holds |=
                    name == self.fields.asked.name && self.sought.is(&term, self.fields.asked.by)
            });
        }
        holds
    }
}

impl Sought {
    /// Whether a term is one that is sought.
    fn is(&self, term: &Term, by: By) -> bool {
        match (self, term, by) {
            (Sought::Key(sought), Term::Name(name), By::Name { key, .. }) => key(name) == *sought,
            (Sought::Key(sought), Term::Key(key), _) => key == sought,
            (Sought::Days(days), Term::Days(first, last), _) => {
                days.first.is_none_or(|from| first.is_some_and(|first| first >= from))
                    && days.last.is_none_or(|to| last.is_some_and(|last| last <= to))
            }
            (Sought::Numbers(numbers), Term::Amounts { low, high, unit }, _) => {
                numbers.unit.is_none_or(|asked| unit.as_deref() == Some(asked))
                    && within((numbers.low, numbers.high), low, high)
            }
            _ => false,
        }
    }
}

/// Whether an amount from `low` to `high` lies within the ends that were asked for.
fn within<T: PartialOrd>(asked: (Bound<T>, Bound<T>), low: &T, high: &T) -> bool {
    (asked.0, Bound::Unbounded).contains(low) && (Bound::Unbounded, asked.1).contains(high)
}

impl Query for Listed {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let mut documents: BTreeMap<SegmentId, Vec<DocId>> = BTreeMap::new();
        for address in self.0.iter() {
            if let Some(searcher) = scoring.searcher() {
                let segment = searcher.segment_reader(address.segment_ord).segment_id();
                documents.entry(segment).or_default().push(address.doc_id);
            }
        }
        Ok(Box::new(ListedWeight(documents)))
    }
}

/// The documents of each segment, in order.
struct ListedWeight(BTreeMap<SegmentId, Vec<DocId>>);

impl Weight for ListedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut listed = BitSet::with_max_value(reader.max_doc());
        let documents = self.0.get(&reader.segment_id()).into_iter().flatten();
        for document in documents {
            listed.insert(*document);
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(listed), boost)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("listed", 1.0))
    }
}

pub(in crate::index) fn everything() -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))
}

fn exactly(field: Field, value: &str) -> Box<dyn Query> {
    let query = TermQuery::new(IndexTerm::from_field_text(field, value), IndexRecordOption::Basic);
    Box::new(ConstScoreQuery::new(Box::new(query), 0.0))
}

/// From the first midnight to the one that follows the last day, both Vietnam's.
fn published(days: Days, field: Field) -> Box<dyn Query> {
    let midnight =
        |day: Date| IndexTerm::from_field_date(field, instant(Published { day, time: None }));
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

/// The documents that mention days within these; the columns are those of `field`.
fn mentions_days(field: &'static str, days: Days) -> Box<dyn Query> {
    let first = days.first.map_or(i64::MIN, day_number);
    let last = days.last.map_or(i64::MAX, day_number);
    all_that(move |segment: &SegmentReader| {
        let columns = segment.fast_fields();
        let (firsts, lasts) =
            (columns.i64(&format!("{field}_first"))?, columns.i64(&format!("{field}_last"))?);
        Ok(move |doc: DocId| {
            firsts
                .values_for_doc(doc)
                .zip(lasts.values_for_doc(doc))
                .any(|(from, to)| from >= first && to <= last)
        })
    })
}

/// The documents that mention amounts within these; the columns are those of `field`.
fn mentions_amounts(field: &'static str, numbers: Numbers) -> Box<dyn Query> {
    all_that(move |segment: &SegmentReader| {
        let columns = segment.fast_fields();
        let (lows, highs) =
            (columns.f64(&format!("{field}_low"))?, columns.f64(&format!("{field}_high"))?);
        let units = columns.str(&format!("{field}_unit"))?;
        // A segment that has no such unit has no such number: no place in its dictionary is that.
        let ord =
            |unit: &str| units.as_ref().map_or(Ok(None), |units| units.dictionary().term_ord(unit));
        let asked = numbers
            .unit
            .map(|unit| Ok::<_, tantivy::TantivyError>(ord(unit)?.unwrap_or(u64::MAX)))
            .transpose()?;
        let low = numbers.low.map(|end| comparable(end).unwrap_or(f64::NAN));
        let high = numbers.high.map(|end| comparable(end).unwrap_or(f64::NAN));
        Ok(move |doc: DocId| {
            let ords = units.iter().flat_map(|units| units.term_ords(doc));
            lows.values_for_doc(doc).zip(highs.values_for_doc(doc)).zip(ords).any(
                |((from, to), unit)| {
                    asked.is_none_or(|asked| unit == asked) && within((low, high), &from, &to)
                },
            )
        })
    })
}
