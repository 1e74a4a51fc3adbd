//! The search index: building it, the query language, hits with snippets. The only user of tantivy.
//!
//! | module | answers |
//! |---|---|
//! | `schema` | which fields a document has in the index |
//! | `keys` | under which keys regulations, issuers and newspapers are found however they are typed |
//! | `analyzer` | how text is cut into terms |
//! | `manifest` | what the index holds of its inputs, so that a later run reads only what is new |
//! | `writer` | how an index is opened, written to and committed |
//! | `query` | what a query says: a tree, with errors that point into it |
//! | `spelling` | which terms a word typed without diacritics may mean |
//! | `words` | which documents hold a word or phrase, and how well they match |
//! | `plan` | what tantivy is asked for a query |
//! | `search` | hits in a settled order, stored documents |
//! | `snippet` | the passage that shows why a document was found |
//!
//! Diacritics are decided by the query: the index keeps words as written (lower case), a syllable typed with a mark matches only itself,
//! a syllable typed bare matches every spelling that folds to it, the bare one first.

mod analyzer;
mod keys;
mod manifest;
mod plan;
mod query;
mod schema;
mod search;
mod snippet;
mod spelling;
mod words;
mod writer;

pub use manifest::Stamp;
pub use query::{Query, QueryError};
pub use search::{Hit, Index, SearchOptions, SearchResults, Sort, StoredDocument};
pub use snippet::Snippet;
pub use writer::{DocumentBuilder, IndexDocument, IndexWriter};
