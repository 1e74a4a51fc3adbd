//! The query language: what a query says, as a tree.
//!
//! ```text
//! nghị quyết              documents that have both words, in title or body
//! "nghị quyết"            the words next to each other
//! thuế OR phí             either; binds looser than AND, which may be left out or written
//! -phí  -"lệ phí"  -(…)   without; a query of nothing else means all other documents
//! (…)                     a part
//! title:thuế  title:"…"  title:(…)              in the title only
//! regulation:15-NQ/TW  regulation:"Nghị quyết 18"   cites it, however it is typed
//! type:"Nghị quyết"  issuer:"Bộ Chính trị"      cites one of that sort, of that issuer, typed with marks or without
//! published:2023  published:2023-04  published:2023-04-13  published:2022..2023  published:2024..  published:..2022-06
//! source:bao.example.vn  id:…                   exactly
//! ```
//!
//! A word typed with any diacritic is only itself; one typed bare is every word that folds to it. A word that the index cuts
//! into several (`11-QĐ/TW`) is a phrase of them; one without letters or digits (`–`) is skipped, as in a document.
//! `“ ”` are the same as `"`. `OR` and `AND` are operators in capitals only. A `-` counts only before a word.
//!
//! A colon behind a word that names no field belongs to the word (`8:30`, `TTXVN:`). But a word that only looks like a field
//! with a letter amiss — its letters in another order, cut short to three letters or more, or grown longer — and has something
//! right behind its colon is refused, for it would find nothing: `titel:thuế`, `reg:15-NQ/TW`, `sources:x`.

mod parser;

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use unicode_segmentation::UnicodeSegmentation;

use super::analyzer::Term;
use crate::Error;

/// A query that was understood, ready for [`Index::search`](super::Index::search).
///
/// ```
/// use thoisu::index::Query;
/// assert!(Query::parse("\"Quốc hội\" (thuế OR phí) -xăng regulation:27-NQ/TW published:2022..2023-06").is_ok());
///
/// let error = Query::parse("thuế published:2023-13").unwrap_err();
/// assert_eq!(error.offset(), 17);
/// assert_eq!(
///     error.to_string(),
///     "expected a month from 01 to 12, but found `2023-13`\n  thuế published:2023-13\n                 ^",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    text: String,
    pub(super) root: Node,
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    ///
    /// When it does not parse: what was expected, and where.
    pub fn parse(text: &str) -> Result<Query, QueryError> {
        parser::parse(text).map(|root| Query { text: text.to_string(), root })
    }

    /// The query as given.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl FromStr for Query {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Query, QueryError> {
        Query::parse(text)
    }
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// A word, or several next to each other; never empty.
    Words {
        terms: Vec<Term>,
        scope: Scope,
    },
    /// A regulation as typed.
    Regulation(String),
    /// A sort of regulation that is cited, as typed.
    Type(String),
    /// The issuer of one, as typed.
    Issuer(String),
    /// First and last day of publication; at least one is given.
    Published {
        from: Option<Date>,
        to: Option<Date>,
    },
    Source(String),
    Id(String),
    Not(Box<Node>),
    /// Two or more.
    And(Vec<Node>),
    /// Two or more.
    Or(Vec<Node>),
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    Everywhere,
    Title,
}

/// Why a query does not parse, and where.
///
/// Printed, it is the message and, below it, the query with a caret under the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    query: String,
    offset: usize,
    message: String,
}

impl QueryError {
    /// What was expected and what was found.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The place: a byte offset into the query as given.
    pub fn offset(&self) -> usize {
        self.offset
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What takes no column, or many, would put the caret out of place.
        let plain = |text: &str| text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
        let before = plain(self.query.get(..self.offset).unwrap_or(&self.query));
        let column = before.graphemes(true).count();
        writeln!(f, "{}", self.message)?;
        writeln!(f, "  {}", plain(&self.query))?;
        write!(f, "  {:column$}^", "")
    }
}

impl std::error::Error for QueryError {}

impl From<QueryError> for Error {
    fn from(error: QueryError) -> Error {
        Error::new(error.to_string())
    }
}
