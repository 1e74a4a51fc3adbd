//! The words of a query that are typed side by side without quotes: what may stand for each, and
//! how much each weighs.
//!
//! A document need not have all of them. What it has is weighed: a rare word says more than a
//! common one. The search decides how much is enough, and which are best.

use tantivy::Score;
use tantivy::schema::Field;

use super::bm25f::Pattern;
use super::node::Condition;

/// The loose words of a query.
#[derive(Clone, Debug, Default)]
pub(in crate::index) struct Bag {
    /// In the order in which they were typed. Those that no document has are not among them.
    pub units: Vec<Unit>,
    /// The fields to look in, with what a match in each weighs.
    pub fields: Vec<(Field, Score)>,
    /// For each field, what one occurrence counts in a text of each length, by the length's norm.
    pub factors: Vec<[Score; 256]>,
    /// Names among the words: syllables that count more where they stand together.
    pub names: Vec<Name>,
    /// What raises a document without being asked of it, with the score that it adds.
    pub raises: Vec<(Condition, Score)>,
    /// Whether all its words were typed without marks.
    pub is_bare: bool,
    /// How many of its words no document has.
    pub dropped: usize,
}

/// A word of the query, or several that mean one thing.
#[derive(Clone, Debug)]
pub(in crate::index) struct Unit {
    /// What may stand for it, those that count most first; never empty.
    pub forms: Vec<Form>,
    /// How much it says: the rarer, the more.
    pub weight: Score,
    /// Whether it was typed right behind the unit before it.
    pub follows: bool,
    /// Of the units of one abbreviation or long form the same number: whatever else stands for it
    /// stands for all of them.
    pub same: Option<usize>,
}

/// What may stand for a unit.
#[derive(Clone, Debug)]
pub(in crate::index) struct Form {
    pub source: Source,
    /// 1 for what was typed, less for what only may be meant.
    pub factor: Score,
    /// The same where it stands beside its neighbour, which tells that it is meant.
    pub beside: Score,
}

impl Form {
    /// What was typed.
    pub fn typed(source: Source) -> Form {
        Form { source, factor: 1.0, beside: 1.0 }
    }
}

/// How a form is found.
#[derive(Clone, Debug)]
pub(in crate::index) enum Source {
    /// A word or a phrase.
    Words(Pattern),
    /// What mentions it.
    Cited(Condition),
}

/// Units that are a name together.
#[derive(Clone, Debug)]
pub(in crate::index) struct Name {
    pub pattern: Pattern,
    pub weight: Score,
}

impl Bag {
    /// The weight of all its units.
    pub fn weight(&self) -> Score {
        self.units.iter().map(|unit| unit.weight).sum()
    }

    /// The words and phrases that a hit may show.
    pub fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        self.units.iter().flat_map(|unit| &unit.forms).filter_map(|form| match &form.source {
            Source::Words(pattern) => Some(pattern),
            Source::Cited(_) => None,
        })
    }

    /// The conditions that mentions of a hit may satisfy.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let cited =
            self.units.iter().flat_map(|unit| &unit.forms).filter_map(|form| match &form.source {
                Source::Cited(condition) => Some(condition),
                Source::Words(_) => None,
            });
        cited.chain(self.raises.iter().map(|(condition, _)| condition))
    }
}
