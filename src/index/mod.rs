//! The search index: building it, the query language, hits with snippets. The only user of tantivy.
//!
//! | module | answers |
//! |---|---|
//! | `analyzer` | how text is cut into terms |
//! | `store::schema` | which fields a document has in the index |
//! | `store::stored` | how the mentions of a document are stored |
//! | `store::facts` | what documents say of regulations: the registry is a fold over it |
//! | `store::keys` | under which keys regulations, issuers and newspapers are found however they are typed |
//! | `store::words` | the user's own table of words that the index was made with |
//! | `store::manifest` | what the index holds of its inputs, so that a later run reads only what is new |
//! | `store::directory` | which files an index has, and who may read them |
//! | `store::seal`, `store::files` | the checksums of its files, and which of them are right |
//! | `store::commit` | which commit an index is at |
//! | `store::opening` | how an index is opened, and what is none |
//! | `store::union` | several indexes as one that is only read |
//! | `write::writer` | how an index is written to and committed |
//! | `write::segment` | how documents become a segment of the index |
//! | `write::merging` | which segments are merged |
//! | `write::optimize` | all segments into few |
//! | `write::merge` | several indexes into a new one |
//! | `query` | what a query says: a tree, with errors that point into it |
//! | `query::bag`, `query::gather` | what the loose words of a query may stand for, and how much each weighs |
//! | `query::help` | what was done to understand a query |
//! | `query::codes` | which words of a query are the symbol of a regulation |
//! | `query::spelling` | which terms a word typed without diacritics may mean |
//! | `query::bm25f` | which documents hold a word or phrase, and how well they match |
//! | `query::condition` | which documents and mentions satisfy a condition |
//! | `query::plan` | what tantivy is asked for a query |
//! | `search` | hits in a settled order, stored documents |
//! | `search::reading` | what a reader asks beside a page of hits |
//! | `search::answering` | which documents are hits, and how many have the words how |
//! | `search::presence` | which documents have enough of the words |
//! | `search::closeness` | how the words stand in a document |
//! | `search::ranking` | which hits are the best, in which order |
//! | `search::facets` | how many hits have each value of a field |
//! | `search::timeline` | how many hits are of each year or month |
//! | `search::snippet` | the passage that shows why a document was found |
//! | `verify` | what of an index is damaged, and which items that costs |
//! | `guard` | what a damaged file says to who searches |
//!
//! Diacritics are decided by the query: the index keeps words as written (lower case), a syllable
//! typed with a mark matches only itself, a syllable typed bare matches every spelling that folds
//! to it, the bare one first.
//!
//! An archive is indexed and asked:
//!
//! ```
//! use std::sync::atomic::AtomicBool;
//! use thoisu::index::{FacetField, Index, IndexWriter, Query, SearchOptions};
//! use thoisu::run::{Options, ingest};
//! use thoisu::read::{ReadOptions, Reader};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let dir = tempfile::tempdir()?;
//! let file = dir.path().join("tin.jsonl");
//! std::fs::write(&file, r#"{"id": "1", "text": "Ngày 19/5/2021, Bộ Chính trị ban hành Nghị quyết 15-NQ/TW; tỉnh chi 1.200 tỷ đồng."}"#)?;
//!
//! let out = dir.path().join("archive");
//! let options = Options { commit_every: 1 << 28, ..Options::default() };
//! let mut reader = Reader::new(&[file], ReadOptions::default())?;
//! ingest(&mut reader, IndexWriter::open(&out, 1)?, &options, &AtomicBool::new(false), &mut |_| Ok(()))?;
//!
//! let index = Index::open(&out)?;
//! let query = Query::parse(r#"bo chinh tri date:"tháng 5/2021" number:">= 1.000 tỷ đồng""#)?;
//! let results = index.search(&query, &SearchOptions { facets: FacetField::named("regulation").into_iter().collect(), ..SearchOptions::default() })?;
//! assert_eq!(results.counts.total, 1);
//! let hit = &results.hits[0];
//! assert_eq!(hit.document.id, "1");
//! assert_eq!(hit.mentions[1].value.as_deref(), Some("1200000000000"));
//! assert!(hit.snippet.marked("[", "]").contains("[Bộ] [Chính] [trị]"));
//! assert_eq!(results.facets[0].values[0].value, "15-NQ/TW");
//! # Ok(())
//! # }
//! ```

#![doc = include_str!("QUERIES.md")]

mod analyzer;
mod error;
mod guard;
mod store;
mod write;
mod query;
mod search;
mod verify;

pub use analyzer::{analyzer, words};
pub use query::{Counted, Counts, CountsRecord, Help, Matching, Query, QueryError, Replaced, days};
pub use search::facets::{Facet, FacetField, FacetValue};
pub use search::snippet::Snippet;
pub use search::timeline::{CountBy, Granularity, Period, Timeline, TimelineOptions};
pub use search::{
    CitedAs, DocumentFacts, Hit, Index, SearchOptions, SearchResults, Sort, StoredDocument,
};
pub use store::commit::commit_of;
pub use store::manifest::{KnownText, Stamp};
pub use store::union::Overlap;
pub use store::words::own_table;
pub use verify::{Again, Fault, Verified, verify};
pub use write::merge::{Merged, merge};
pub use write::optimize::Optimized;
pub use write::writer::{DocumentBuilder, IndexDocument, IndexWriter};
