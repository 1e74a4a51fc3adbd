//! Archives of Vietnamese political news: clean documents, structured mentions, full-text search.
#![forbid(unsafe_code)]

pub mod cli;
pub mod document;
pub mod error;
pub mod eval;
pub mod extract;
pub mod index;
pub mod lexicon;
pub mod mention;
pub mod pipeline;
pub mod read;
pub mod report;
pub mod span;
pub mod split;
pub mod text;
pub mod token;

pub use document::{Annotated, Block, BlockKind, Document, Meta, Origin, Published, RawDocument};
pub use error::{Error, Result};
pub use extract::{extract, mention_values};
pub use mention::{Kind, Mention, Value};
pub use span::Span;
pub use text::Text;
