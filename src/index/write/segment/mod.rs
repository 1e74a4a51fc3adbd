//! A segment of the index, from documents to its files.
//!
//! tantivy's own writer would take a quarter of a run's time to grow its lists of words; here they
//! are made in another way (`postings`) and written by tantivy's serialisers, so that every reader
//! finds what it expects: a test holds the two to the same lists. Fast fields and stored documents
//! are tantivy's own.
//!
//! ```text
//! documents ─▶ threads ─▶ builder ─▶ words ─▶ keys ─▶ numbers (`terms`) ─▶ log (`postings`) ─▶ when full: lists ─▶ files
//! ```

mod builder;
mod postings;
mod terms;
mod threads;

pub(super) use self::builder::Source;
pub(super) use self::threads::Builders;
