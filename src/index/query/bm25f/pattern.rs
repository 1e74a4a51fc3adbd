//! Words and phrases as they are looked for: each place with all its spellings.

use crate::Span;
use crate::index::analyzer::{term, words};

/// One place of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::index) struct Place {
    /// The word as typed, in lower case.
    pub typed: String,
    /// All its spellings, itself among them.
    pub spellings: Vec<String>,
    /// How many documents have the commonest of them, in the field in which they are most. The
    /// others do not add to it: they would make a common word look like one that says nothing.
    pub documents: u64,
    /// How many words stand before it in the phrase.
    pub offset: u32,
}

/// A word (one place) or a phrase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::index) struct Pattern {
    pub places: Vec<Place>,
    /// How many words more may stand between the places, in all.
    pub slop: u32,
}

impl Pattern {
    /// The words of a text as they are written, next to each other.
    pub(in crate::index) fn of_words(text: &str) -> Pattern {
        let place = |(offset, span): (u32, Span)| {
            let typed = term(span.slice(text));
            Place { spellings: vec![typed.clone()], typed, documents: 0, offset }
        };
        Pattern { places: (0..).zip(words(text)).map(place).collect(), slop: 0 }
    }

    /// Whether one of its places may be written in several ways.
    pub(in crate::index) fn has_choice(&self) -> bool {
        self.places.iter().any(|place| place.spellings.len() > 1)
    }
}
