//! The relations of each record, both ways.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::evidence::Place;
use super::facts::{Facts, Source, Stated};
use super::groups::Groups;
use crate::model::RelationKind;

/// A relation to another regulation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    /// What is done.
    pub kind: RelationKind,
    /// Whether the record's regulation does it, or undergoes it.
    pub is_actor: bool,
    /// The other regulation's id; none where the documents name no actor.
    pub other: Option<String>,
    /// Whether all that say so speak of a plan.
    pub is_planned: bool,
    /// What was done to it of what is planned here: the regulation that did it.
    pub closed_by: Option<String>,
    /// The first and the last day on which a document says so.
    pub stated: Option<(Date, Date)>,
    /// The documents that say so.
    pub documents: Vec<String>,
    /// Some places that say so.
    pub at: Vec<Place>,
}

/// What is done, by which regulation, to which.
type Ends = (RelationKind, Option<String>, String);

/// What documents say of one relation.
struct Told {
    /// Whether all speak of a plan.
    is_planned: bool,
    documents: BTreeSet<String>,
    places: BTreeSet<Place>,
    days: Option<(Date, Date)>,
}

/// The most places shown for a relation.
const PLACES: usize = 3;

/// The relations of each record, by its id.
pub(super) fn relations(
    documents: &[(Source, Facts)],
    groups: &Groups,
) -> BTreeMap<String, Vec<Related>> {
    let told = told(documents, groups);
    let done = done(&told);
    let mut records: BTreeMap<String, Vec<Related>> = BTreeMap::new();
    for ((kind, from, to), said) in &told {
        // Only a plan of no named act is carried out by another.
        let closed_by =
            done.get(&(*kind, to.as_str())).filter(|_| said.is_planned && from.is_none());
        let related = |is_actor: bool, other: Option<&String>| Related {
            kind: *kind,
            is_actor,
            other: other.cloned(),
            is_planned: said.is_planned,
            closed_by: closed_by.map(ToString::to_string),
            stated: said.days,
            documents: said.documents.iter().cloned().collect(),
            at: said.places.iter().take(PLACES).cloned().collect(),
        };
        if let Some(from) = from {
            records.entry(from.clone()).or_default().push(related(true, Some(to)));
        }
        records.entry(to.clone()).or_default().push(related(false, from.as_ref()));
    }
    records
}

/// Each relation once.
fn told(documents: &[(Source, Facts)], groups: &Groups) -> BTreeMap<Ends, Told> {
    let mut all: BTreeMap<Ends, Told> = BTreeMap::new();
    for (at, (source, facts)) in documents.iter().enumerate() {
        let id =
            |id: &String| groups.of(at, id).map_or_else(|| id.clone(), |group| group.id.clone());
        for Stated { kind, from, to, is_planned, place, .. } in &facts.relations {
            let ends = (*kind, from.as_ref().map(id), id(to));
            let told = all.entry(ends).or_insert_with(|| Told {
                is_planned: true,
                documents: BTreeSet::new(),
                places: BTreeSet::new(),
                days: None,
            });
            told.is_planned &= is_planned;
            told.documents.insert(source.document.clone());
            let place =
                place.map(|(start, end)| Place { document: source.document.clone(), start, end });
            told.places.extend(place);
            if let Some(day) = source.day {
                told.days = Some(
                    told.days.map_or((day, day), |(first, last)| (first.min(day), last.max(day))),
                );
            }
        }
    }
    all
}

/// Who did what was done to each regulation: of several the first in order.
fn done(told: &BTreeMap<Ends, Told>) -> BTreeMap<(RelationKind, &str), &str> {
    let mut done = BTreeMap::new();
    for ((kind, from, to), _) in told.iter().filter(|(_, said)| !said.is_planned) {
        if let Some(from) = from {
            done.entry((*kind, to.as_str())).or_insert(from.as_str());
        }
    }
    done
}
