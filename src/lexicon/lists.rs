//! Lists of words that are looked up whole, for text that is not cut into tokens.

use std::marker::PhantomData;

use rustc_hash::FxHashMap;

use super::lookup::read_sense;
use super::senses::{Kinded, Sense};
use super::table::{Fault, Table};

/// The lists of a table. A word is compared as it is written there.
pub struct WordLists<S> {
    /// The lists that have a word: a set of [kinds](Kinded).
    lists: FxHashMap<&'static str, u64>,
    senses: PhantomData<S>,
}

impl<S: Kinded> WordLists<S> {
    /// Whether a word is on this list.
    pub fn has(&self, word: &str, list: S) -> bool {
        self.lists.get(word).is_some_and(|lists| lists & list.bit() != 0)
    }
}

/// Reads a table of lists.
pub(super) fn read<S: Sense>(table: Table, faults: &mut Vec<Fault>) -> WordLists<S> {
    let mut lists: FxHashMap<&'static str, u64> = FxHashMap::default();
    for row in table.rows(S::COLUMNS, faults) {
        let sense: S = match read_sense(&row) {
            Ok(sense) => sense,
            Err(message) => {
                faults.push(row.fault(message));
                continue;
            }
        };
        for form in row.forms() {
            let known = lists.entry(form).or_default();
            if *known & sense.bit() != 0 {
                faults.push(row.fault(format!(
                    "expected each form once in `{}`, but found `{form}` again",
                    row.sense
                )));
            }
            *known |= sense.bit();
        }
    }
    WordLists { lists, senses: PhantomData }
}
