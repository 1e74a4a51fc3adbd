//! The tree that a query is.

use super::value::{Days, Numbers};

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::index) enum Node {
    Phrase(Phrase),
    Condition(Condition),
    Not(Box<Node>),
    /// Two or more.
    And(Vec<Node>),
    /// Two or more.
    Or(Vec<Node>),
}

/// A word, or several that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::index) struct Phrase {
    /// Never empty.
    pub words: Vec<Word>,
    /// As typed, without its quotes.
    pub typed: String,
    /// How many words more may stand between the words, in all.
    pub slop: u32,
    /// Whether the user asked for just these words.
    pub is_quoted: bool,
    pub scope: Scope,
}

/// A word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::index) struct Word {
    /// The term; of a prefix, its letters in lower case.
    pub text: String,
    /// How many words stand before it.
    pub position: usize,
    /// Whether every word that begins so is meant.
    pub is_prefix: bool,
}

/// What a document is, or mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::index) enum Condition {
    /// Cites the regulation of this `regulation_key`.
    Regulation(String),
    /// Cites one of the sort, or of the issuer, of this `name_key`.
    Type(String),
    Issuer(String),
    /// Mentions a time that lies within these days.
    Date(Days),
    /// Mentions such a number.
    Number(Numbers),
    /// Was published on one of these days.
    Published(Days),
    /// Is from the newspaper of this `source_key`.
    Source(String),
    Id(String),
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::index) enum Scope {
    Everywhere,
    Title,
}
