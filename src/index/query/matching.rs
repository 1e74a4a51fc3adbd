//! How a search took the words of its query, and what it counted.

use serde::Serialize;

/// How the words of a query were taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matching {
    /// All hits have all words.
    All,
    /// Some hits have a large part of the words, but not all.
    Partial,
}

impl Matching {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            Matching::All => "all",
            Matching::Partial => "partial",
        }
    }
}

/// Which documents facets and timelines count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Those in which every two neighbouring words of the query stand side by side.
    Together,
    /// All hits.
    Total,
}

impl Counted {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            Counted::Together => "together",
            Counted::Total => "total",
        }
    }
}

/// How many documents have the words of a query, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// The hits: documents that have enough of the words, and all else that was asked.
    pub total: usize,
    /// Those that have all words, but for the dropped ones.
    pub all_words: usize,
    /// Those in which every two neighbouring words of the query stand side by side in one field.
    /// Unknown where more documents have all words than are looked into.
    pub together: Option<usize>,
    /// Which of them facets and timelines count.
    pub counted: Counted,
}

impl Counts {
    /// Those of a query without words side by side.
    pub const fn of_total(total: usize) -> Counts {
        Counts { total, all_words: total, together: Some(total), counted: Counted::Total }
    }

    /// How the words were taken.
    pub const fn matching(&self) -> Matching {
        if self.total > self.all_words { Matching::Partial } else { Matching::All }
    }

    /// How many documents facets and timelines count.
    pub fn number_counted(&self) -> usize {
        match self.counted {
            Counted::Together => self.together.unwrap_or(self.total),
            Counted::Total => self.total,
        }
    }
}

/// The same as answers in JSON have it: `total`, `all_words`, `together`, `counted`, `matching`.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct CountsRecord {
    total: usize,
    all_words: usize,
    together: Option<usize>,
    counted: &'static str,
    matching: &'static str,
}

impl CountsRecord {
    /// The record of some counts.
    pub fn new(counts: &Counts) -> CountsRecord {
        let Counts { total, all_words, together, counted } = *counts;
        CountsRecord {
            total,
            all_words,
            together,
            counted: counted.name(),
            matching: counts.matching().name(),
        }
    }
}
