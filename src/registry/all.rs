//! The records of all documents.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::corpus;
use super::facts::{Facts, Source};
use super::groups::{self, Groups};
use super::record::{self, Record};

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
    /// The registry of these documents, in any order.
    ///
    /// ```
    /// use thoisu::registry::{Facts, Registry, Source};
    /// use thoisu::{Meta, Origin, RawDocument, extract, link, split::split};
    /// # fn main() -> thoisu::Result<()> {
    /// let raw = RawDocument {
    ///     origin: Origin { path: "tin.txt".into(), record: None },
    ///     source_id: "tin.txt".into(),
    ///     meta: Meta::default(),
    ///     text: "Ngày 9/5/2017, Chính phủ ban hành Nghị định 56/2017/NĐ-CP. Nghị định 56 có 5 chương.".into(),
    ///     blocks: Vec::new(),
    ///     addressable: true,
    /// };
    /// let facts = split(raw)?.into_iter().map(|document| {
    ///     let linked = link(extract(document));
    ///     let source = Source { document: linked.document.id.clone(), day: None, near_duplicate_of: None };
    ///     (source, Facts::new(&linked))
    /// });
    /// let registry = Registry::new(facts);
    /// let record = registry.get("56/2017/NĐ-CP").expect("it is cited");
    /// assert_eq!((record.mentions, record.aliases.as_slice()), (2, &["Nghị định 56".to_string()][..]));
    /// assert_eq!(record.issued.map(|day| day.to_string()).as_deref(), Some("2017-05-09"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn new(documents: impl IntoIterator<Item = (Source, Facts)>) -> Registry {
        let mut documents: Vec<(Source, Facts)> = documents.into_iter().filter(|(_, facts)| !facts.is_empty()).collect();
        documents.sort_by(|a, b| a.0.document.cmp(&b.0.document));
        let groups = Groups::new(&documents);
        let together = groups.together(documents.len());
        let records = record::all(&documents, groups);
        let mut numbered: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, record) in records.iter().enumerate() {
            if let Some(number) = number_of(record.symbol()) {
                numbered.entry(plain(number)).or_default().push(at);
            }
        }
        let mut registry = Registry { records, together, numbered };
        corpus::count(&mut registry, &documents);
        registry
    }

    /// The registry of what these documents say of regulations with a number.
    #[cfg(feature = "index")]
    pub(crate) fn of_number(mut documents: Vec<(Source, Facts)>, number: &str) -> Registry {
        for (_, facts) in &mut documents {
            facts.cited.retain(|cited| number_of(&cited.id).is_some_and(|own| plain(own) == plain(number)));
            facts.open.clear();
            facts.relations.clear();
        }
        Registry::new(documents)
    }

    /// The records whose symbol has a number.
    pub(super) fn with_number(&self, number: Option<&str>) -> impl Iterator<Item = &Record> {
        let places = number.and_then(|number| self.numbered.get(&plain(number)));
        places.into_iter().flatten().filter_map(|at| self.records.get(*at))
    }

    /// The regulations that articles cite beside this one, and how many articles do; most first, at most `limit`.
    pub fn co_cited(&self, id: &str, limit: usize) -> Vec<(&Record, usize)> {
        let Ok(own) = self.records.binary_search_by(|record| record.id.as_str().cmp(id)) else { return Vec::new() };
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for cited in self.together.iter().filter(|cited| cited.binary_search(&own).is_ok()) {
            cited.iter().filter(|other| **other != own).for_each(|other| *counts.entry(*other).or_default() += 1);
        }
        let mut counts: Vec<(usize, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(other, count)| (std::cmp::Reverse(*count), *other));
        counts.into_iter().take(limit).filter_map(|(other, count)| Some((self.records.get(other)?, count))).collect()
    }

    /// The record of an id, with its `@` or without if there is one only.
    pub fn get(&self, id: &str) -> Option<&Record> {
        if let Ok(at) = self.records.binary_search_by(|record| record.id.as_str().cmp(id)) {
            return self.records.get(at);
        }
        let mut same = self.records.iter().filter(|record| groups::key(record.symbol()) == groups::key(id));
        same.next().filter(|_| same.next().is_none())
    }
}

/// The number that a symbol begins with: 66.13 of `66.13/2026/NQ-CP`; a name has none.
pub(super) fn number_of(symbol: &str) -> Option<&str> {
    let end = symbol.find(|c: char| !c.is_alphanumeric() && c != '.').unwrap_or(symbol.len());
    symbol.get(..end).filter(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// A number without leading zeros.
fn plain(number: &str) -> String {
    number.trim_start_matches('0').to_lowercase()
}
