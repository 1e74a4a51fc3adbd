//! Archives of Vietnamese political news: clean documents, structured mentions, full-text search.

pub mod document;
pub mod error;
pub mod mention;
pub mod span;
pub mod text;

pub use document::{Annotated, Block, BlockKind, Document, Meta, Origin, Published, RawDocument};
pub use error::{Error, Result};
pub use mention::{Kind, Mention, Value};
pub use span::Span;
pub use text::Text;
