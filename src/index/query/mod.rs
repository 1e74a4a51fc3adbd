//! The query language: what a query says, as a tree.
//!
//! ```text
//! nghị quyết              documents that have both words, in title or body
//! "nghị quyết"            the words next to each other; "nghị quyết"~3 in this order, with at most three words more between them
//! chuyển*  "chuyển* số"   every word that begins so
//! thuế OR phí             either; binds looser than AND, which may be left out or written
//! -phí  !phí  NOT phí  -"lệ phí"  -(…)   without; a query of nothing else means all other documents
//! (…)                     a part
//! title:thuế  title:"…"  title:(…)              in the title only
//! regulation:15-NQ/TW  regulation:"Nghị quyết 18"   cites it, however it is typed
//! type:"Nghị quyết"  issuer:"Bộ Chính trị"      cites one of that sort, of that issuer, typed with marks or without
//! date:19/5/2021  date:"quý I/2023"  date:2018..2022  date:">= 2020"         mentions a day, or a span of days, that lies within
//! number:"4,2 ha"  number:">= 1.000 tỷ đồng"  number:"10..20 %"              mentions such a number, of that unit
//! published:2023  published:2023-04-13  published:"tháng 4/2023"  published:2022..2023  published:..2022-06
//! published:none                                without a time of publication
//! author:"Lan Anh"  section:"thời sự"  tag:đất   some words of the name, one behind the other, typed with marks or without
//! source:bao.example.vn  id:…                   exactly
//! =chi                    just this word, in no other spelling
//! ```
//!
//! A word typed with any diacritic is only itself; one typed bare is every word that folds to it. A
//! word that the index cuts into several (`11-QĐ/TW`) is a phrase of them; one without letters or
//! digits (`–`) is skipped, as in a document. Words that are the symbol or the short name of a
//! regulation that the index holds (`15 NQ TW`, `nghị quyết 15`) find the documents that cite it
//! too. `“ ”` are the same as `"`. `OR` and `AND` are operators in capitals only. A `-` counts only
//! before a word.
//!
//! A `*` inside a word, `?` between letters, `~1` and `^2` behind a word are refused: there are no
//! such operators.
//!
//! A field may be typed in capitals (`Title:thuế`). A colon behind a word that names no field
//! belongs to the word (`8:30`, `TTXVN:`), unless the word is of small ASCII letters and the value
//! stands right behind it (`nguon:x`), which is refused. A word that only looks like a field — its
//! letters in another order, one of them amiss, cut short to three letters or more, or grown longer
//! — and has something right behind its colon is refused, for it would find nothing: `titel:thuế`,
//! `reg:15-NQ/TW`, `pubished:2023`, `sources:x`. So is a date or number without its quotes, of
//! which only the first word would count: `number:5 ha`.

pub(super) mod bag;
mod codes;
mod condition;
mod error;
pub(super) mod gather;
mod help;
mod matching;
mod mentioned;
mod near;
pub(super) mod node;
mod parser;
mod slips;
pub(super) mod plan;
pub(super) mod planned;
pub(super) mod spelling;
mod understood;
mod value;
pub(super) mod bm25f;

use std::str::FromStr;

use jiff::civil::Date;

pub use error::QueryError;
pub use help::{Help, Replaced};
pub use matching::{Counted, Counts, CountsRecord, Matching};
use node::Node;

use crate::text::is_bare;

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
    /// What a reader of the answer should know.
    pub(super) notes: Vec<String>,
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    ///
    /// When it does not parse: what was expected, and where.
    pub fn parse(text: &str) -> Result<Query, QueryError> {
        parser::parse(text).map(|(root, notes)| Query { text: text.to_string(), root, notes })
    }

    /// Whether some letter of it has a mark: then a word without marks is typed so on purpose.
    pub(super) fn is_marked(&self) -> bool {
        !is_bare(&self.text.to_lowercase())
    }

    /// The query as given.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// The first and last day of a time as `published:` takes it: `2023`, `2023-04`, `"tháng 4/2023"`,
/// `2022..2023`; `None` is open.
///
/// ```
/// use thoisu::index::days;
/// let (first, last) = days("2023-04")?;
/// assert_eq!(first.map(|day| day.to_string()).as_deref(), Some("2023-04-01"));
/// assert_eq!(last.map(|day| day.to_string()).as_deref(), Some("2023-04-30"));
/// # Ok::<(), thoisu::Error>(())
/// ```
///
/// # Errors
///
/// When it is no time.
pub fn days(text: &str) -> crate::Result<(Option<Date>, Option<Date>)> {
    let found = value::days(text).map_err(|(_, message)| crate::Error::new(message))?;
    Ok((found.first, found.last))
}

impl FromStr for Query {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Query, QueryError> {
        Query::parse(text)
    }
}
