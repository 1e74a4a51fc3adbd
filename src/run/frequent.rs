//! The values of a kind that most documents mention: what they mean counts, not how it is written.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::model::Counted;

/// How often the documents of a run mention each value of a kind.
#[derive(Debug, Default)]
pub(super) struct Frequent {
    /// By [`key`].
    values: FxHashMap<String, Times>,
    /// What each name is of, by the keys of both: Luật Nhà ở 2023 is 27/2023/QH15.
    named: BTreeMap<String, BTreeSet<String>>,
    /// How many documents mention a value by such a name and by its id, by the keys of both.
    both: FxHashMap<(String, String), u64>,
}

/// How often a value is mentioned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Times {
    /// As it is written; of several ways the first in order.
    pub id: String,
    pub documents: u64,
    pub mentions: u64,
}

/// The key under which ways of writing are one: case makes no difference.
fn key(id: &str) -> String {
    id.to_lowercase()
}

impl Frequent {
    /// Adds what the mentions of one document count as.
    pub fn add_document(&mut self, counted: &[Counted<'_>]) {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for Counted { id, name } in counted {
            let Some(id) = id else { continue };
            let key = key(id);
            if let Some(name) = name {
                self.named.entry(self::key(name)).or_default().insert(key.clone());
            }
            let times = self.values.entry(key.clone()).or_default();
            if times.id.is_empty() || **id < *times.id {
                times.id = id.clone().into_owned();
            }
            times.mentions += 1;
            times.documents += u64::from(seen.insert(key));
        }
        let is_symbol = |id: &&String| id.starts_with(|c: char| c.is_ascii_digit());
        let (symbols, names): (Vec<&String>, Vec<&String>) = seen.iter().partition(is_symbol);
        for name in names {
            // Only an act of that year may have the name.
            let Some(year) = name.rsplit(' ').next() else { continue };
            for symbol in symbols.iter().filter(|symbol| symbol.contains(&format!("/{year}/"))) {
                *self.both.entry((name.clone(), (*symbol).clone())).or_default() += 1;
            }
        }
    }

    /// The values that most documents mention, at most `limit`; equally frequent ones in order.
    pub fn ranked(&self, limit: usize) -> Vec<Times> {
        let mut values: BTreeMap<&str, Times> = BTreeMap::new();
        // Symbols come before names: digits before letters.
        let mut keys: Vec<&String> = self.values.keys().collect();
        keys.sort();
        for key in keys {
            let Some(own) = self.values.get(key) else { continue };
            let of = self.named.get(key).filter(|of| of.len() == 1).and_then(|of| of.first());
            let both = of
                .and_then(|symbol| self.both.get(&(key.clone(), symbol.clone())))
                .copied()
                .unwrap_or_default();
            match of.and_then(|symbol| values.get_mut(symbol.as_str())) {
                Some(times) => times.add(own, both),
                None => drop(values.insert(key, own.clone())),
            }
        }
        let mut ranked: Vec<Times> = values.into_values().collect();
        ranked.sort_by(|a, b| {
            (b.documents, b.mentions, &a.id).cmp(&(a.documents, a.mentions, &b.id))
        });
        ranked.truncate(limit);
        ranked
    }
}

impl Times {
    /// Adds what is counted of another way of naming it; `both` documents use the two.
    fn add(&mut self, other: &Times, both: u64) {
        self.documents = (self.documents + other.documents).saturating_sub(both);
        self.mentions += other.mentions;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted<'m>(id: &'m str, name: &'m str) -> Counted<'m> {
        let some = |text: &'m str| Some(text).filter(|text| !text.is_empty()).map(Into::into);
        Counted { id: some(id), name: some(name) }
    }

    #[test]
    fn what_is_meant_counts() {
        let mut documents = [
            vec![counted("27/2023/QH15", "Luật Nhà ở 2023"), counted("27/2023/QH15", "")],
            vec![counted("Luật Nhà ở 2023", ""), counted("27/2023/QH15", "")],
            vec![counted("Luật nhà ở 2023", ""), counted("", "")],
            vec![counted("15-NQ/TW", "")],
        ];
        let expected = [("27/2023/QH15", 3, 5), ("15-NQ/TW", 1, 1)];
        for turn in 0..documents.len() {
            documents.rotate_left(1);
            let mut frequent = Frequent::default();
            documents.iter().for_each(|document| frequent.add_document(document));
            let ranked = frequent.ranked(10);
            let rows: Vec<_> =
                ranked.iter().map(|row| (row.id.as_str(), row.documents, row.mentions)).collect();
            assert_eq!(rows, expected, "turn {turn}");
            assert_eq!(frequent.ranked(1).len(), 1);
        }
    }
}
