//! Corpus resolution: what a short form means that its own document leaves open, told from the
//! records of all documents.
//!
//! It is made when an index is read, never stored: a further document may make it open again.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::all::Registry;
use super::body;
use super::candidates::fitting;
use super::facts::{Facts, Open, Source};
use super::record::Record;
use super::titles::subject_of;
use crate::model::{Regulation, RegulationForm};

/// The record that all documents together settle on for a short form that its own leaves open.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    /// The record's id.
    pub id: String,
    /// How sure it is, above 0 and below 1: of the articles that cite what has this type and
    /// number, the share that cites this one within a year of the day, one more article counted
    /// against it; what cites another one, which is years away, counts a tenth. What is left is
    /// halved by each of issuer and title that agrees.
    pub confidence: f64,
}

/// So many months before and after an article what it means was issued or cited.
const MONTHS: i32 = 12;

/// Settles a short form (`Nghị quyết 57`) that its document of this day leaves open: the one record
/// of its type and number that was issued or is cited within twelve months of the day.
///
/// There is none where two are, where the one has another issuer or another subject, and where
/// nothing but the number speaks for it: the subject does; else it has to be of these years, and
/// cited then or of the stated issuer.
pub fn settled(registry: &Registry, mention: &Regulation, day: Date) -> Option<Settled> {
    if mention.form != RegulationForm::Partial || mention.target.is_some() {
        return None;
    }
    let all: Vec<&Record> = fitting(registry, mention).map(|(record, _)| record).collect();
    let mut near = all.iter().filter(|record| is_near(record, day));
    let (record, None) = (near.next()?, near.next()) else { return None };
    let issuer = agreement(mention.issuer.as_ref().zip(record.issuer.as_ref()), |stated, known| {
        Some(body::key(stated) == body::key(known))
    });
    let title = agreement(mention.title.as_ref().zip(record.title.as_ref()), shares_subject);
    if issuer == Some(false)
        || title == Some(false)
        || body::is_local(record.symbol()) && issuer.is_none()
    {
        return None;
    }
    let cited: usize = record
        .by_month
        .iter()
        .filter(|(month, _)| is_within(**month, day))
        .map(|(_, count)| count)
        .sum();
    let doc_type = mention.doc_type.as_deref().unwrap_or_default();
    // All decrees are of one body: that it is stated tells nothing.
    let is_of_issuer = issuer == Some(true) && doc_type != DECREE;
    let is_spoken_of = is_of_issuer || cited > 0 && OF_FEW_BODIES.contains(&doc_type);
    if title != Some(true) && !(is_spoken_of && is_recent(record, day)) {
        return None;
    }
    let others: usize =
        all.iter().filter(|other| other.id != record.id).map(|other| other.documents).sum();
    let share = |count: usize| u32::try_from(count).map_or(f64::from(u32::MAX), f64::from);
    // An issue within the year speaks for it as one article does.
    let own = share(cited.max(1));
    let doubt = 1.0 - own / (own + share(others) / FAR + 1.0);
    let agreed = usize::from(is_of_issuer) + usize::from(title == Some(true));
    Some(Settled { id: record.id.clone(), confidence: 1.0 - doubt / share(1 << agreed) })
}

/// How many citations of what is years away weigh as one.
const FAR: f64 = 10.0;

const DECREE: &str = "Nghị định";

/// Types that the Government, the Party and the National Assembly issue; ministries and places
/// hardly do, or say so.
const OF_FEW_BODIES: [&str; 5] = [DECREE, "Nghị quyết", "Quy định", "Kết luận", "Chỉ thị"];

/// Years for which news call an act by its number alone.
const RECENT: i16 = 2;

/// Whether an act is of the years before a day, as far as is known.
fn is_recent(record: &Record, day: Date) -> bool {
    let year = record.issued.map(Date::year).or(record.year());
    year.is_none_or(|year| day.year() - year <= RECENT)
}

/// Whether two values agree; none where one is not known.
fn agreement(
    values: Option<(&String, &String)>,
    is_same: impl Fn(&str, &str) -> Option<bool>,
) -> Option<bool> {
    values.and_then(|(stated, known)| is_same(stated, known))
}

/// Whether a title has half the words of another that say what it is about; none where one has no
/// such words.
fn shares_subject(stated: &str, known: &str) -> Option<bool> {
    let (stated, known) = (subject_of(stated), subject_of(known));
    let shorter = stated.len().min(known.len());
    (shorter > 0).then(|| stated.intersection(&known).count() * 2 >= shorter)
}

/// Whether a record was issued or is cited within the months around a day. What was issued after
/// the day is not meant on it.
fn is_near(record: &Record, day: Date) -> bool {
    let is_made = record.issued.is_none_or(|issued| issued <= day);
    is_made
        && (record.issued.is_some_and(|issued| is_within(issued, day))
            || record.by_month.keys().any(|month| is_within(*month, day)))
}

fn is_within(other: Date, day: Date) -> bool {
    let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    (months(other) - months(day)).abs() <= MONTHS
}

/// Counts for each record the documents of which an open short form is settled as it.
pub(super) fn count(registry: &mut Registry, documents: &[(Source, Facts)]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (source, facts) in documents {
        let Some(day) = source.day else { continue };
        let cited: BTreeSet<String> = facts
            .open
            .iter()
            .filter_map(|open| settled(registry, &open.regulation(), day))
            .map(|settled| settled.id)
            .collect();
        cited.into_iter().for_each(|id| *counts.entry(id).or_default() += 1);
    }
    for record in &mut registry.records {
        record.corpus = counts.get(&record.id).copied().unwrap_or_default();
    }
}

impl Open {
    /// The short form as a mention.
    pub(crate) fn regulation(&self) -> Regulation {
        Regulation {
            form: RegulationForm::Partial,
            value: self.value.clone(),
            number: Some(self.number.clone()),
            year: self.year,
            doc_type: Some(self.doc_type.clone()),
            issuer: self.issuer.clone(),
            issued: None,
            title: self.title.clone(),
            target: None,
        }
    }
}
