//! How results are written: JSON Lines and CSV records, a text with its mentions marked, regulations as linked data and as a graph.

#[cfg(feature = "cli")]
mod csv;
mod dot;
mod jsonl;
mod marked;
mod turtle;

#[cfg(feature = "cli")]
pub use csv::{Cells, CsvWriter};
pub use dot::dot;
pub use jsonl::{Shown, write_jsonl};
pub use marked::{Marked, Piece, marked, pieces};
pub use turtle::turtle;

pub use crate::model::MentionRecord;
