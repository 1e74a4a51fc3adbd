//! Archives of Vietnamese political news: clean documents, structured mentions, full-text search.
//!
//! The stages are functions of one document, and data flows one way:
//!
//! ```text
//! read  →  normalise  →  split  →  extract  →  index · JSON Lines · CSV
//! ```
//!
//! The modules below stand in the order of dependency: each uses only names of those before it
//! (`error` anywhere).
//!
//! ```
//! use thoisu::{Meta, Origin, Published, RawDocument, extract, split::split};
//!
//! # fn main() -> thoisu::Result<()> {
//! let raw = RawDocument {
//!     origin: Origin { path: "tin.txt".into(), record: None },
//!     source_id: "tin.txt".into(),
//!     meta: Meta { published: Published::parse("2021-05-20"), ..Meta::default() },
//!     text: "Siết kỷ luật phát ngôn\n\nHôm qua, Ban Bí thư ban hành Quy định số 11-QĐ/TW.".into(),
//!     blocks: Vec::new(),
//!     addressable: true,
//! };
//! for document in split(raw)? {
//!     let annotated = extract(document);
//!     let found: Vec<_> = annotated.mentions.iter().map(|m| (m.surface.as_str(), m.value.canonical())).collect();
//!     assert_eq!(found, [("Hôm qua", Some("2021-05-19".into())), ("11-QĐ/TW", Some("11-QĐ/TW".into()))]);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Features are walls: `read` has files, archives and pages; `index` has search, and alone uses
//! tantivy; both together have `run`; `serve` has the pages; `cli` is the binary and needs all.
//! Without features the crate is text, lexicon, split, extract and their types, and what needs no
//! other crate: duplicates, JSON Lines, scores.
#![forbid(unsafe_code)]
// What only the other rooms use is checked where they are built.
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]

// What tests share names the crate as its users do.
#[cfg(test)]
extern crate self as thoisu;

pub mod error;

#[doc(hidden)]
pub mod random;
mod caught;
mod output;
#[cfg(test)]
mod work;
pub mod text;
pub mod model;
pub mod lexicon;
#[cfg(feature = "read")]
pub mod read;
pub mod split;
pub mod duplicate;
pub mod extract;
#[cfg(test)]
mod sample;
pub mod resolve;
pub mod relate;
pub mod registry;
#[cfg(feature = "index")]
pub mod index;
#[cfg(all(feature = "index", feature = "read"))]
pub mod run;
pub mod report;
pub mod quality;
#[cfg(feature = "serve")]
pub mod serve;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "python")]
mod python;

pub use error::{Error, ErrorKind, Miss, Result};
pub use extract::{extract, extract_explained, extract_kinds, mention_values};
pub use model::{
    Annotated, Block, BlockKind, Document, Extent, Kind, Mention, MentionField, Meta, OfficialHead,
    Origin, Published, PublishedFrom, RawDocument, Value, Why,
};
pub use relate::{link, relate};
pub use resolve::resolve;
pub use text::Text;
pub use text::span::Span;
