//! How results are written: JSON Lines and CSV records, the summary of a run, a text with its mentions marked.

mod csv;
mod marked;
mod record;
mod summary;

pub use csv::CsvWriter;
pub use marked::{Style, marked};
pub use record::{Details, MentionRecord, Record, write_jsonl};
pub use summary::Summary;
