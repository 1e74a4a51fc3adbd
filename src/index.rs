//! The search index: the only users of tantivy.
//!
//! | module | answers |
//! |---|---|
//! | `schema` | which fields a document has in the index |
//! | `analyzer` | how text is cut into terms |
//! | `writer` | how an index is built, and put in place only when it is whole |
//! | `query` | what a query says: a tree, with errors that point into it |
//! | `plan` | what tantivy is asked: diacritics decided by the query |
//! | `search` | hits, snippets, stored documents |

mod analyzer;
mod plan;
mod query;
mod schema;
mod search;
mod writer;

pub use query::{Query, QueryError};
pub use search::{Hit, Index, SearchOptions, SearchResults, Snippet, Sort, StoredDocument};
pub use writer::IndexWriter;
