//! How results are written: JSON Lines and CSV records, a text with its mentions marked,
//! regulations as linked data and as a graph, all of it as tables, an index for other engines.

#![doc = include_str!("OUTPUT.md")]

#[cfg(feature = "serve")]
mod csv;
mod dot;
#[cfg(feature = "cli")]
pub mod engines;
mod jsonl;
mod marked;
#[cfg(feature = "tables")]
mod new_file;
#[cfg(feature = "serve")]
mod records;
#[cfg(feature = "index")]
mod sentence;
pub mod tables;
mod turtle;

#[cfg(feature = "serve")]
pub use csv::{Cells, CsvStyle, CsvWriter};
pub use dot::dot;
pub use jsonl::{Shown, write_jsonl};
pub use marked::{Marked, Piece, marked, pieces};
#[cfg(feature = "serve")]
pub use records::{PrintedRecord, records_csv, records_json, records_jsonl};
#[cfg(feature = "index")]
pub use sentence::Evidenced;
pub use turtle::turtle;

pub use crate::model::MentionRecord;
