//! The records of all documents.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::groups;
use super::record::Record;

/// The regulations that documents speak of, by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Registry {
    /// The records, in the order of their ids.
    pub records: Vec<Record>,
    /// The places of the records that each document cites, without those that cite one only.
    together: Vec<Vec<usize>>,
    /// The places of the records with a symbol, by its number.
    numbered: FxHashMap<String, Vec<usize>>,
}

impl Registry {
    /// The registry of some records, in the order of their ids, and of which of them each document
    /// cites.
    pub(super) fn of(records: Vec<Record>, together: Vec<Vec<usize>>) -> Registry {
        let mut numbered: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, record) in records.iter().enumerate() {
            if let Some(number) = number_of(record.symbol()) {
                numbered.entry(plain(number)).or_default().push(at);
            }
        }
        Registry { records, together, numbered }
    }

    /// The records whose symbol has a number.
    pub(super) fn with_number(&self, number: Option<&str>) -> impl Iterator<Item = &Record> {
        let places = number.and_then(|number| self.numbered.get(&plain(number)));
        places.into_iter().flatten().filter_map(|at| self.records.get(*at))
    }

    /// The regulations that articles cite beside this one, and how many articles do; most first, at
    /// most `limit`.
    pub fn co_cited(&self, id: &str, limit: usize) -> Vec<(&Record, usize)> {
        let Ok(own) = self.records.binary_search_by(|record| record.id.as_str().cmp(id)) else {
            return Vec::new();
        };
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for cited in self.together.iter().filter(|cited| cited.binary_search(&own).is_ok()) {
            cited
                .iter()
                .filter(|other| **other != own)
                .for_each(|other| *counts.entry(*other).or_default() += 1);
        }
        let mut counts: Vec<(usize, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(other, count)| (std::cmp::Reverse(*count), *other));
        counts
            .into_iter()
            .take(limit)
            .filter_map(|(other, count)| Some((self.records.get(other)?, count)))
            .collect()
    }

    /// The record of an id, with its `@` or without if there is one only.
    pub fn get(&self, id: &str) -> Option<&Record> {
        if let Ok(at) = self.records.binary_search_by(|record| record.id.as_str().cmp(id)) {
            return self.records.get(at);
        }
        let mut same =
            self.records.iter().filter(|record| groups::key(record.symbol()) == groups::key(id));
        same.next().filter(|_| same.next().is_none())
    }
}

/// The number that a symbol begins with: 66.13 of `66.13/2026/NQ-CP`; a name has none.
pub(crate) fn number_of(symbol: &str) -> Option<&str> {
    let end = symbol.find(|c: char| !c.is_alphanumeric() && c != '.').unwrap_or(symbol.len());
    symbol.get(..end).filter(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// A number without leading zeros.
pub(super) fn plain(number: &str) -> String {
    number.trim_start_matches('0').to_lowercase()
}
