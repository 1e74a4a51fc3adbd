//! How results are written: JSON Lines and CSV records, a text with its mentions marked.

#[cfg(feature = "cli")]
mod csv;
mod jsonl;
mod marked;

#[cfg(feature = "cli")]
pub use csv::{Cells, CsvWriter};
pub use jsonl::{Shown, write_jsonl};
pub use marked::{Marked, Piece, marked, pieces};

pub use crate::model::MentionRecord;
