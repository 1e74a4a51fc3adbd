//! Values that documents state of one thing, and which of them is shown.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::evidence::{Evidence, Place};
use super::titles::words_of;

/// The most places shown for a value.
const PLACES: usize = 3;

/// A second value with more than this share of the first makes a dispute: a third.
const DISPUTE: usize = 3;

/// The values stated of one thing.
#[derive(Default)]
pub(super) struct Tally {
    values: Vec<Value>,
    /// The place of each value, by its key.
    places: FxHashMap<String, usize>,
}

/// A value, the documents that state it, and where.
struct Value {
    key: String,
    /// The ways of writing it, and how often each.
    written: Vec<(String, usize)>,
    documents: BTreeSet<String>,
    beside: BTreeSet<String>,
    places: Vec<(bool, Place)>,
}

impl Tally {
    /// Adds a statement. `key` is equal for ways of writing one value; near duplicates have one
    /// `document`.
    pub fn add(
        &mut self,
        key: String,
        written: &str,
        document: &str,
        is_beside: bool,
        place: Place,
    ) {
        let at = self.places.get(&key).copied().unwrap_or_else(|| {
            self.places.insert(key.clone(), self.values.len());
            self.values.push(Value {
                key,
                written: Vec::new(),
                documents: BTreeSet::new(),
                beside: BTreeSet::new(),
                places: Vec::new(),
            });
            self.values.len() - 1
        });
        let Some(value) = self.values.get_mut(at) else { return };
        match value.written.iter_mut().find(|(other, _)| other == written) {
            Some((_, count)) => *count += 1,
            None => value.written.push((written.to_string(), 1)),
        }
        value.documents.insert(document.to_string());
        if is_beside {
            value.beside.insert(document.to_string());
        }
        value.places.push((!is_beside, place));
    }

    /// The values, best first, and how many of them fit: those that fit, those stated beside the symbol, those that most
    /// documents state, then in order.
    pub fn ranked(mut self, fits: impl Fn(&str) -> bool) -> (Vec<Evidence>, usize) {
        let fitting = self.values.iter().filter(|value| fits(&value.key)).count();
        let rank = |value: &Value| {
            (!fits(&value.key), value.beside.is_empty(), std::cmp::Reverse(value.documents.len()))
        };
        self.values.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.key.cmp(&b.key)));
        (self.values.into_iter().map(Value::evidence).collect(), fitting)
    }
}

impl Value {
    fn evidence(mut self) -> Evidence {
        self.places.sort();
        self.places.dedup();
        self.written.sort();
        let value = most_like_all(&self.written);
        let at = self.places.into_iter().map(|(_, place)| place).take(PLACES).collect();
        Evidence { value, documents: self.documents.len(), at }
    }
}

/// The most spellings to compare.
const COMPARED: usize = 64;

/// The spelling most like all others, weighted by how often each occurs; of equals the shortest.
fn most_like_all(written: &[(String, usize)]) -> String {
    let words: Vec<BTreeSet<String>> = written.iter().map(|(value, _)| words_of(value)).collect();
    let likeness = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
        2 * 1000 * a.intersection(b).count() / (a.len() + b.len()).max(1)
    };
    let to_all = |own: &BTreeSet<String>| -> usize {
        words
            .iter()
            .zip(written)
            .take(COMPARED)
            .map(|(other, (_, count))| count * likeness(own, other))
            .sum()
    };
    let best = words
        .iter()
        .zip(written)
        .take(COMPARED)
        .max_by_key(|(own, (value, _))| (to_all(own), std::cmp::Reverse(value.len())));
    best.map(|(_, (value, _))| value.clone()).unwrap_or_default()
}

/// Whether a second value has enough documents to make the first unsure. Values of which `is_one`
/// holds are no conflict.
pub(super) fn is_disputed(values: &[Evidence], is_one: impl Fn(&str, &str) -> bool) -> bool {
    let Some((first, others)) = values.split_first() else { return false };
    let second = others.iter().find(|other| !is_one(&first.value, &other.value));
    second.is_some_and(|second| second.documents * DISPUTE > first.documents)
}
