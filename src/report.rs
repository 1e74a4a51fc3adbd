//! How results are written: JSON Lines and CSV records, a text with its mentions marked.

mod csv;
mod marked;
mod record;

pub use csv::CsvWriter;
pub use marked::{Style, marked};
pub use record::write_jsonl;

pub use crate::mention::{Details, MentionRecord};
