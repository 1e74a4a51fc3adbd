//! Files that hold many items: one file a format, each a [`Source`](super::source::Source).

pub(super) mod csv;
pub(super) mod epub;
pub(super) mod json;
pub(super) mod jsonl;
mod made;
pub(super) mod mail;
mod ods;
#[cfg(feature = "tables")]
pub(super) mod parquet;
mod rows;
pub(super) mod sheets;
pub(super) mod tar;
pub(super) mod warc;
mod xlsx;
pub(super) mod zip;
