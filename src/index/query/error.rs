//! Why a query does not parse, shown with the place.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;

use crate::{Error, ErrorKind};

/// Why a query does not parse, and where.
///
/// Printed, it is the message and, below it, the query with a caret under the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    pub(super) query: String,
    pub(super) offset: usize,
    pub(super) message: String,
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

/// Columns of a query that are shown on either side of a place in it, and of what a message quotes
/// of it.
const SHOWN: usize = 60;

/// A text of a query on one line. What takes no column, or many, would put a caret out of place,
/// and may act on a terminal.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The beginning of a text of a query, as messages quote it.
pub(super) fn beginning(text: &str) -> String {
    let text = plain(text);
    let mut shown: String = text.graphemes(true).take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, after) = self.query.split_at_checked(self.offset).unwrap_or((&self.query, ""));
        let before = plain(before);
        let mut near: Vec<&str> = before.graphemes(true).rev().take(SHOWN + 1).collect();
        if near.len() > SHOWN {
            near.truncate(SHOWN - 1);
            near.push("…");
        }
        let rest = beginning(after);
        writeln!(f, "{}", self.message)?;
        writeln!(f, "  {}{rest}", near.iter().rev().copied().collect::<String>())?;
        write!(f, "  {:column$}^", "", column = near.len())
    }
}

impl std::error::Error for QueryError {}

impl From<QueryError> for Error {
    fn from(error: QueryError) -> Error {
        Error::new(error.to_string()).of(ErrorKind::Query)
    }
}
