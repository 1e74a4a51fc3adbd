//! Documents into the index: the writer, the segments it builds, and which of them are merged;
//! indexes into one.

pub(super) mod merge;
mod merging;
pub(super) mod optimize;
mod segment;
pub(super) mod writer;
