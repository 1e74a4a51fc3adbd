//! The tree that a query is.

use std::collections::BTreeSet;
use std::sync::Arc;

use tantivy::DocAddress;

use super::value::{Days, Numbers};
use crate::index::analyzer::{term, words};
use crate::index::store::named::Named;
use crate::index::store::terms::AskedFields;

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

impl Phrase {
    /// A text as a phrase of a query.
    pub fn of(text: &str) -> Phrase {
        let word = |(position, span): (usize, crate::Span)| Word {
            text: term(span.slice(text)),
            position,
            is_prefix: false,
            is_exact: false,
        };
        Phrase {
            words: words(text).enumerate().map(word).collect(),
            typed: text.to_string(),
            slop: 0,
            is_quoted: false,
            scope: Scope::Everywhere,
        }
    }
}

/// A word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::index) struct Word {
    /// The term; of a prefix, its letters in lower case.
    pub text: String,
    /// How many words stand before it.
    pub position: usize,
    /// Whether every word that begins so is meant.
    pub is_prefix: bool,
    /// Whether it was asked for exactly as typed: `=chi`.
    pub is_exact: bool,
}

/// What a document is, or mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::index) enum Condition {
    /// Mentions what is sought.
    Mentions(Mentioned),
    /// Was published on one of these days.
    Published(Days),
    /// Is from the newspaper of this `source_key`.
    Source(String),
    Id(String),
    /// Has a name of this key, or one with these words in it.
    Named(Named, String),
    /// Is one of these.
    Listed(Listed),
}

/// Documents that were found before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::index) struct Listed(pub Arc<BTreeSet<DocAddress>>);

/// What a mention is asked for, and which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::index) struct Mentioned {
    pub fields: &'static AskedFields,
    pub sought: Sought,
}

/// What is sought among the mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::index) enum Sought {
    /// A name of this key.
    Key(String),
    /// A time that lies within these days.
    Days(Days),
    /// Such a number.
    Numbers(Numbers),
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::index) enum Scope {
    Everywhere,
    Title,
}
