//! What a reader asks beside a page of hits: the query's words in a text, near duplicates of a
//! document, all hits, all documents.

use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Term};

use super::answering::Wanted;
use super::corpus::Corpus;
use super::snippet::matched_words;
use super::{DocumentFacts, Hit, Index, SearchOptions, Sort, Stored, StoredDocument};
use crate::index::query::Query;
use crate::index::query::plan::Taking;
use crate::index::query::planned::plan;
use crate::{Result, Span};

impl Index {
    /// The words of a normalised text for which a query finds it: bytes, in order, none
    /// overlapping. Words that are typed as no document has them are completed, as a search does,
    /// unless it `is_exact`.
    ///
    /// # Errors
    ///
    /// As [`search`](Index::search).
    pub fn words_in(&self, query: &Query, text: &str, is_exact: bool) -> Result<Vec<Span>> {
        let words = || {
            for completes in [false, !is_exact] {
                let taking = Taking { completes, is_exact, is_marked: query.is_marked() };
                let found = matched_words(
                    text,
                    &plan(&query.root, &self.searcher, self.fields, taking, &[])?.shown,
                );
                if !found.is_empty() {
                    return Ok(found);
                }
            }
            Ok(Vec::new())
        };
        self.guarded(words)
    }

    /// The documents that are near duplicates of this one, by id; none in an index made without
    /// `--dedup`.
    ///
    /// # Errors
    ///
    /// When the index shows to be damaged.
    pub fn near_duplicates(&self, id: &str) -> Result<Vec<DocumentFacts>> {
        let found = || {
            let query = TermQuery::new(
                Term::from_field_text(self.fields.near_duplicate_of, id),
                IndexRecordOption::Basic,
            );
            let mut facts = Vec::new();
            for address in self.searcher.search(&query, &DocSetCollector)? {
                facts.push(
                    Stored { document: self.searcher.doc(address)?, fields: self.fields }.facts(),
                );
            }
            facts.sort_by(|a: &DocumentFacts, b| a.id.cmp(&b.id));
            Ok(facts)
        };
        self.guarded(found)
    }

    /// Gives all hits of a query one after the other; how many they were. One hit is held at a
    /// time, and 16 bytes for each other. Every word is only itself where it `is_exact`.
    ///
    /// # Errors
    ///
    /// As [`search`](Index::search), and what `take` says: no further hit is given then.
    pub fn each_hit(
        &self,
        query: &Query,
        sort: Sort,
        is_exact: bool,
        take: &mut dyn FnMut(Hit) -> Result<()>,
    ) -> Result<usize> {
        let options = SearchOptions { limit: usize::MAX, sort, ..SearchOptions::default() };
        let each = || {
            let answered = self.answered(query, Wanted { is_exact, counted: None })?;
            let found = self.page(&answered, &options)?;
            let mut corpus = Corpus::new(&self.searcher);
            for &(score, address) in &found {
                take(self.hit(score, address, &answered.plan, &mut corpus)?)?;
            }
            Ok(found.len())
        };
        self.guarded(each)
    }

    /// Gives all documents one after the other, in the order in which they came into the index; how
    /// many they were. One document is held at a time, and 24 bytes for each other.
    ///
    /// # Errors
    ///
    /// When the index shows to be damaged, and what `take` says: no further document is given then.
    pub fn each_document(
        &self,
        take: &mut dyn FnMut(StoredDocument) -> Result<()>,
    ) -> Result<usize> {
        self.guarded(|| {
            let mut found: Vec<(Option<u64>, DocAddress)> = Vec::new();
            for (ord, segment) in (0..).zip(self.searcher.segment_readers()) {
                let numbers = segment.fast_fields().u64("sequence")?;
                let alive = segment.doc_ids_alive();
                found.extend(alive.map(|id| (numbers.first(id), DocAddress::new(ord, id))));
            }
            // Indexes that were merged number their documents alike: those of the first come first.
            found.sort_unstable();
            let mut corpus = Corpus::new(&self.searcher);
            for &(_, address) in &found {
                take(self.stored_at(address, &mut corpus)?)?;
            }
            Ok(found.len())
        })
    }
}
