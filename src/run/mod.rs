//! One run over an archive: the stages in parallel, what is new or gone, and the summary.

#![doc = include_str!("RUNNING.md")]

pub mod pipeline;
mod frequent;
mod ingest;
#[cfg(all(test, feature = "cli"))]
mod scaling;
mod skipped;
mod summary;
mod texts;

pub use ingest::{Ended, Event, Fate, Options, ingest};
pub use skipped::SkippedLog;
pub use summary::Summary;
#[cfg(feature = "cli")]
pub(crate) use summary::grouped;
