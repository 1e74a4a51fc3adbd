//! Which symbol documents give to a law's name: `Luật Đất đai 2024` is 31/2024/QH15.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::collector::Count;
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::terms::AskedFields;
use crate::Result;
use crate::model::{NAMED_KEYS, Regulation, is_numbered, named_of_key, regulation_key};

/// The names of laws with their years, each with its only symbol.
#[derive(Debug, Default)]
pub(in crate::index) struct LawNames {
    /// The symbol's key and the symbol, by the name's key.
    symbols: BTreeMap<String, (String, String)>,
}

impl LawNames {
    /// Those of an index. A name to which documents give two symbols is none.
    pub fn of(searcher: &Searcher) -> Result<LawNames> {
        let Some(field) = regulation_keys() else { return Ok(LawNames::default()) };
        let mut stated: BTreeSet<String> = BTreeSet::new();
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut keys = inverted.terms().range().ge(NAMED_KEYS).into_stream()?;
            while let Some((key, _)) = keys.next() {
                if !key.starts_with(NAMED_KEYS.as_bytes()) {
                    break;
                }
                stated.extend(std::str::from_utf8(key).map(str::to_string));
            }
        }
        // A document that was changed or pruned says nothing any more.
        let is_whole = searcher.segment_readers().iter().all(|segment| !segment.has_deletes());
        let is_said = |key: &str| -> Result<bool> {
            let query = TermQuery::new(Term::from_field_text(field, key), IndexRecordOption::Basic);
            Ok(is_whole || searcher.search(&query, &Count)? > 0)
        };
        let mut symbols: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for (key, (name, symbol)) in stated.iter().filter_map(|key| Some((key, named_of_key(key)?)))
        {
            if is_said(key)? {
                let of_name = symbols.entry(name.to_string()).or_default();
                of_name.entry(regulation_key(symbol)).or_insert_with(|| symbol.to_string());
            }
        }
        let only = |(name, symbols): (String, BTreeMap<String, String>)| {
            if symbols.len() == 1 { Some((name, symbols.into_iter().next()?)) } else { None }
        };
        Ok(LawNames { symbols: symbols.into_iter().filter_map(only).collect() })
    }

    /// The symbol of a name.
    pub fn symbol(&self, name: &str) -> Option<&str> {
        if self.symbols.is_empty() || is_numbered(name) {
            return None;
        }
        self.symbols.get(&regulation_key(name)).map(|(_, symbol)| symbol.as_str())
    }

    /// The keys of a regulation: its own, those of the symbol and of further names.
    pub fn keys(&self, key: &str) -> Vec<String> {
        let symbol = self.symbols.get(key).map_or(key, |(symbol, _)| symbol).to_string();
        let is_of = |(_, (other, _)): &(&String, &(String, String))| *other == symbol;
        let names = self.symbols.iter().filter(is_of).map(|(name, _)| name.clone());
        std::iter::once(symbol.clone()).chain(names).collect()
    }
}

/// The field of the keys of regulations.
pub(in crate::index) fn regulation_keys() -> Option<Field> {
    AskedFields::named(Regulation::KIND.name()).and_then(AskedFields::key)
}
