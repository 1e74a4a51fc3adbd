//! Files that hold many items: one file a format, each a [`Source`](super::source::Source).

pub(super) mod csv;
pub(super) mod json;
pub(super) mod jsonl;
pub(super) mod tar;
pub(super) mod warc;
pub(super) mod zip;
