//! Searching an index: hits in a settled order, stored documents.
//!
//! The order of hits does not depend on how the index came to be laid out: scores are exact sums (`words`), ties are broken by id.

use std::path::Path;

use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue, SortByString};
use tantivy::collector::{Count, DocSetCollector, TopDocs};
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption, TantivyDocument, Value as _};
use tantivy::{DateTime, DocAddress, Order, ReloadPolicy, Searcher, Term};

use super::plan::{Plan, plan};
use super::query::Query;
use super::schema::Fields;
use super::snippet::Snippet;
use super::spelling::Marks;
use super::writer;
use crate::{Error, Result};

/// An index opened for searching; it may be shared by threads. It stays as it was opened, whatever is written later.
pub struct Index {
    searcher: Searcher,
    fields: Fields,
}

/// The order of hits. Documents without a publication time come last by either time order; ties are broken by id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best matches first.
    #[default]
    Relevance,
    /// The oldest first.
    Published,
    /// The newest first.
    PublishedDesc,
}

/// Which hits to give, and in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchOptions {
    /// How many hits to give at most.
    pub limit: usize,
    /// How many to leave out before them.
    pub offset: usize,
    /// The order.
    pub sort: Sort,
}

impl Default for SearchOptions {
    fn default() -> SearchOptions {
        SearchOptions { limit: 10, offset: 0, sort: Sort::Relevance }
    }
}

/// A page of hits.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchResults {
    /// How many documents match, on this page or not.
    pub total: usize,
    /// Whether no document has the words as typed, and those were taken that have the typed marks and more (`nghi quyêt`, `đang bô`).
    pub completed: bool,
    /// The page.
    pub hits: Vec<Hit>,
}

/// A document that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The document's id.
    pub id: String,
    /// The id of the record or file it came from.
    pub source_id: String,
    /// The file, and the record in it, as the run that indexed it was given them.
    pub origin: String,
    /// The headline.
    pub title: Option<String>,
    /// The publication time as [`Published`](crate::Published) prints it.
    pub published: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The id of the document of which it is a near duplicate, if the run looked for them.
    pub near_duplicate_of: Option<String>,
    /// The relevance, comparable within one query only; 0 where hits are sorted by time or the query only filters.
    pub score: f32,
    /// The passage that shows why it was found.
    pub snippet: Snippet,
}

/// A document as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDocument {
    /// The document's id.
    pub id: String,
    /// The id of the record or file it came from.
    pub source_id: String,
    /// The file, and the record in it, as the run that indexed it was given them.
    pub origin: String,
    /// The headline.
    pub title: Option<String>,
    /// The publication time as [`Published`](crate::Published) prints it.
    pub published: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The id of the document of which it is a near duplicate, if the run looked for them.
    pub near_duplicate_of: Option<String>,
    /// The normalised text.
    pub text: String,
    /// What [`DocumentBuilder::build`](super::DocumentBuilder::build) was given.
    pub mentions_json: String,
}

impl Index {
    /// Opens the index in an output folder of `thoisu run`.
    ///
    /// # Errors
    ///
    /// When the folder holds no index, or one of another version; the message says how to make one.
    pub fn open(dir: &Path) -> Result<Index> {
        let (index, fields) = writer::open(dir)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
        let reader: tantivy::IndexReader = reader.map_err(|error: tantivy::TantivyError| Error::from(error).context(dir.display()))?;
        Ok(Index { searcher: reader.searcher(), fields })
    }

    /// How many documents the index holds.
    pub fn len(&self) -> usize {
        usize::try_from(self.searcher.num_docs()).unwrap_or(usize::MAX)
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Finds the documents that match. Where none has the words as they are typed, those are found that have their marks and more
    /// ([`SearchResults::completed`]).
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn search(&self, query: &Query, options: &SearchOptions) -> Result<SearchResults> {
        let exact = self.search_with(query, options, Marks::Kept)?;
        if exact.total > 0 || query.text().is_ascii() {
            return Ok(exact);
        }
        let completed = self.search_with(query, options, Marks::Completed)?;
        Ok(SearchResults { completed: completed.total > 0, ..completed })
    }

    fn search_with(&self, query: &Query, options: &SearchOptions, marks: Marks) -> Result<SearchResults> {
        let Plan { query, shown } = plan(&query.root, &self.searcher, self.fields, marks)?;
        // The collector reserves room for a whole page, so it must not be asked for more than there is.
        let limit = options.limit.min(self.len().saturating_sub(options.offset));
        if limit == 0 {
            return Ok(SearchResults { total: self.searcher.search(&*query, &Count)?, completed: false, hits: Vec::new() });
        }
        let top = TopDocs::with_limit(limit).and_offset(options.offset);
        let by_id = (SortByString::for_field("id"), Order::Asc);
        let by_item = (SortByStaticFastValue::<u64>::for_field("item_key"), Order::Asc);
        let (total, found): (usize, Vec<(f32, DocAddress)>) = match options.sort {
            Sort::Relevance => {
                let (total, found) = self.searcher.search(&*query, &(Count, top.order_by((SortBySimilarityScore, by_id, by_item))))?;
                (total, found.into_iter().map(|((score, ..), address)| (score, address)).collect())
            }
            Sort::Published | Sort::PublishedDesc => {
                let order = if options.sort == Sort::Published { Order::Asc } else { Order::Desc };
                let by_time = (SortByStaticFastValue::<DateTime>::for_field("published"), order);
                let (total, found) = self.searcher.search(&*query, &(Count, top.order_by((by_time, by_id, by_item))))?;
                (total, found.into_iter().map(|(_, address)| (0.0, address)).collect())
            }
        };
        let hit = |(score, address)| {
            let StoredDocument { id, source_id, origin, title, published, url, near_duplicate_of, text, .. } = self.stored(address)?;
            Ok(Hit { id, source_id, origin, title, published, url, near_duplicate_of, score, snippet: Snippet::new(&text, &shown) })
        };
        let hits: Result<Vec<Hit>> = found.into_iter().map(hit).collect();
        Ok(SearchResults { total, completed: false, hits: hits? })
    }

    /// The documents with this id, as stored: one, unless files of several origins use the same ids.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn documents(&self, id: &str) -> Result<Vec<StoredDocument>> {
        let query = TermQuery::new(Term::from_field_text(self.fields.id, id), IndexRecordOption::Basic);
        let found = self.searcher.search(&query, &DocSetCollector)?;
        let mut documents: Vec<StoredDocument> = found.into_iter().map(|address| self.stored(address)).collect::<Result<_>>()?;
        documents.sort_by(|a, b| a.origin.cmp(&b.origin));
        Ok(documents)
    }

    fn stored(&self, address: DocAddress) -> Result<StoredDocument> {
        let document: TantivyDocument = self.searcher.doc(address)?;
        let text = |field: Field| document.get_first(field).and_then(|value| value.as_str()).map(str::to_string);
        Ok(StoredDocument {
            id: text(self.fields.id).unwrap_or_default(),
            source_id: text(self.fields.source_id).unwrap_or_default(),
            origin: text(self.fields.origin).unwrap_or_default(),
            title: text(self.fields.title),
            published: text(self.fields.published_text),
            url: text(self.fields.url),
            near_duplicate_of: text(self.fields.near_duplicate_of),
            text: text(self.fields.text).unwrap_or_default(),
            mentions_json: text(self.fields.mentions).unwrap_or_default(),
        })
    }
}

#[cfg(test)]
pub(super) mod tests;
