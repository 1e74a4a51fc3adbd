//! Documents to a registry: what the news tell of each regulation, every value with its evidence.
//!
//! ```text
//! Annotated, linked  →  Facts, a document's  →  Registry: a record a regulation
//! ```
//!
//! The registry is a fold over the [`Facts`] of documents. It is the same whatever their order, and
//! over several indexes it is the fold over the facts of all. Nothing is thrown away: each
//! attribute keeps all values that were stated.

#![doc = include_str!("REGULATIONS.md")]

mod all;
mod body;
mod called;
mod candidates;
mod chain;
mod choice;
mod corpus;
mod evidence;
mod facts;
mod fold;
mod groups;
mod record;
mod relations;
mod terms;
mod titles;
mod wanted;

pub use all::Registry;
#[cfg(feature = "index")]
pub(crate) use all::number_of;
pub use called::RecordOrder;
pub use candidates::{Candidate, Reason, candidates};
pub use chain::Successor;
pub use corpus::{Settled, settled};
pub use evidence::{Evidence, Place};
pub use facts::{Cited, Facts, Open, Said, SaidOf, Source, Stated};
pub use record::{Force, Record};
pub use relations::Related;
pub use wanted::{MARKS, Wanted};

#[cfg(test)]
mod tests;
