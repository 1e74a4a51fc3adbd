//! Documents into the index: the writer, the segments it builds, and which of them are merged.

mod merging;
mod segment;
pub(super) mod writer;
