//! Searching an index: hits in a settled order, stored documents.
//!
//! The order of hits does not depend on how the index came to be laid out: scores are exact sums
//! (`query::bm25f`), ties are broken by id.

mod answering;
mod cited;
mod closeness;
mod corpus;
mod doubt;
pub(super) mod facets;
mod meant;
mod pages;
mod presence;
mod ranking;
mod reading;
pub(super) mod snippet;
pub(super) mod timeline;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use serde::Serialize;
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption, TantivyDocument, Value as _};
use tantivy::{DocAddress, Searcher, Term};

pub use self::cited::CitedAs;
use self::corpus::Corpus;
use self::facets::{Facet, FacetField};
use self::snippet::Snippet;
use super::guard::{damaged, guarded};
use super::query::bm25f::Pattern;
use super::query::plan::Plan;
use super::query::{Counted, Counts, Help};
use super::store::facts::facts;
use super::store::files;
use super::store::opening;
use super::store::schema::Fields;
use super::store::stored;
use super::store::union::{Overlap, Union};
use crate::model::{MentionRecord, Regulation};
use crate::registry::Registry;
use crate::{Error, MentionField, Result};

/// An index opened for searching; it may be shared by threads. It stays as it was opened, whatever
/// is written later.
pub struct Index {
    /// The output folder, as it is named in errors.
    dir: PathBuf,
    /// The output folders of the indexes that are searched with it as one.
    others: Vec<PathBuf>,
    searcher: Searcher,
    fields: Fields,
}

/// The order of hits. Documents without a publication time come last by either time order; ties are
/// broken by id.
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

/// Which hits to give, in which order, and what to count over all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchOptions {
    /// How many hits to give at most.
    pub limit: usize,
    /// How many to leave out before them.
    pub offset: usize,
    /// The order.
    pub sort: Sort,
    /// What to count, over all hits.
    pub facets: Vec<FacetField>,
    /// How many values of each facet to give at most.
    pub facet_limit: usize,
    /// Which hits facets count; the default hangs on the query: those that have the words together
    /// if it is typed without marks, else all.
    pub counted: Option<Counted>,
    /// Whether every word is only itself, as it is typed.
    pub is_exact: bool,
}

impl Default for SearchOptions {
    fn default() -> SearchOptions {
        SearchOptions {
            limit: 10,
            offset: 0,
            sort: Sort::Relevance,
            facets: Vec::new(),
            facet_limit: 10,
            counted: None,
            is_exact: false,
        }
    }
}

/// A page of hits.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchResults {
    /// How many documents match, on this page or not, and how many of them have the words how.
    pub counts: Counts,
    /// What was done to understand the words.
    pub help: Help,
    /// The page.
    pub hits: Vec<Hit>,
    /// In which ways the hits cite the regulation that the query asks for: where it asks for one,
    /// with `regulation:`, by a symbol or full name that some document has.
    pub cited_as: Option<CitedAs>,
    /// The counts that were asked for, in that order.
    pub facets: Vec<Facet>,
}

/// What is known of a document beside its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentFacts {
    /// The document's id.
    pub id: String,
    /// The id of the record or file it came from.
    pub source_id: String,
    /// The file, and the record in it, as the run that indexed it was given them.
    pub origin: String,
    /// The headline.
    pub title: Option<String>,
    /// The lead, where it is a field of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// The publication time as [`Published`](crate::Published) prints it.
    pub published: Option<String>,
    /// `url` where nothing states that time and only the address tells its day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_from: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The newspaper: the address's host.
    pub source: Option<String>,
    /// The author or agency, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The section of the newspaper, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The tags that the newspaper gave it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The regulation that the document is, if it is an official one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regulation: Option<Regulation>,
    /// The id of the document of which it is a near duplicate, if the run looked for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near_duplicate_of: Option<String>,
}

/// A document that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Which one.
    pub document: DocumentFacts,
    /// The relevance, comparable within one query only; 0 where hits are sorted by time or the
    /// query only filters.
    pub score: f32,
    /// The passage that shows why it was found.
    pub snippet: Snippet,
    /// The mentions that satisfy a condition of the query (`date:`, `number:`, `regulation:`,
    /// `type:`, `issuer:`, or a symbol among its words), those of the title, the lead, the text, of
    /// each in its order.
    pub mentions: Vec<MentionRecord<'static>>,
}

/// A document as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDocument {
    /// Which one.
    pub facts: DocumentFacts,
    /// The normalised text.
    pub text: String,
    /// What was found in its title, its lead and its text, of each in its order.
    pub mentions: Vec<MentionRecord<'static>>,
}

/// Mentions that a passage is chosen by; thousands may satisfy `number:>0`.
const MOST_SHOWN: usize = 20;

impl Index {
    /// What the documents of the index tell of each regulation.
    ///
    /// Documents that a later run changed or pruned are not among them.
    ///
    /// # Errors
    ///
    /// When the index is damaged.
    pub fn registry(&self) -> Result<Registry> {
        Ok(Registry::new(self.guarded(|| facts(&self.searcher))?))
    }

    /// Opens the index in an output folder of `thoisu run`.
    ///
    /// # Errors
    ///
    /// When the folder holds no index, or one of another version; the message says how to make one.
    /// When it shows to be damaged.
    pub fn open(dir: impl AsRef<Path>) -> Result<Index> {
        let dir = dir.as_ref();
        let (searcher, fields) = guarded(dir, || opening::searcher(dir))?;
        Ok(Index { dir: dir.to_path_buf(), others: Vec::new(), searcher, fields })
    }

    /// Opens several indexes to be searched as one, without writing: hits, scores, counts and the
    /// registry are those of one index over all their documents. Of the same item in two of them
    /// that of the later folder is taken; the second value names what is left out.
    ///
    /// ```no_run
    /// let (index, left_out) = thoisu::index::Index::open_all(&["2023".into(), "2024".into()])?;
    /// # Ok::<(), thoisu::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`open`](Index::open), and when the indexes differ in their table of words or kinds
    /// of mentions.
    pub fn open_all(dirs: &[PathBuf]) -> Result<(Index, Vec<Overlap>)> {
        let Some((dir, others)) = dirs.split_first() else {
            return Err(Error::index("expected at least one index"));
        };
        if others.is_empty() {
            return Ok((Index::open(dir)?, Vec::new()));
        }
        let opened = guarded(dir, || Union::open(dirs)).map_err(|error| told_where(dirs, error))?;
        let Union { searcher, fields, overlaps, .. } = opened;
        Ok((Index { dir: dir.clone(), others: others.to_vec(), searcher, fields }, overlaps))
    }

    /// Does what reads the index; an error of damage names the folder of the damaged one.
    fn guarded<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        guarded(&self.dir, work).map_err(|error| match self.others.is_empty() {
            true => error,
            false => told_where(&[std::slice::from_ref(&self.dir), &self.others].concat(), error),
        })
    }

    /// How many documents the index holds.
    pub fn len(&self) -> usize {
        usize::try_from(self.searcher.num_docs()).unwrap_or(usize::MAX)
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A hit with its passage and the mentions that satisfied the query.
    fn hit(
        &self,
        score: f32,
        address: DocAddress,
        plan: &Plan,
        corpus: &mut Corpus<'_>,
    ) -> Result<Hit> {
        let stored = Stored { document: self.searcher.doc(address)?, fields: self.fields };
        let mut mentions = Vec::new();
        if !plan.conditions.is_empty() {
            mentions = stored.mentions()?;
            corpus.settle(&mut mentions, stored.text(self.fields.published_text))?;
            mentions
                .retain(|mention| plan.conditions.iter().any(|condition| condition.holds(mention)));
        }
        // The mentions are shown as the words are.
        let surfaces = mentions
            .iter()
            .take(MOST_SHOWN)
            .map(|mention| Pattern::of_words(&mention.text))
            .filter(|pattern| !pattern.places.is_empty());
        let shown: Vec<Pattern> = plan.shown.iter().cloned().chain(surfaces).collect();
        let text = stored.text(self.fields.text).unwrap_or_default();
        let passages = match stored.text(self.fields.lead) {
            Some(lead) => Cow::Owned(format!("{lead}\n\n{text}")),
            None => Cow::Borrowed(text),
        };
        let snippet = Snippet::new(&passages, &shown);
        Ok(Hit { document: stored.facts(), score, snippet, mentions })
    }

    /// The documents with this id, as stored: one, unless files of several origins use the same
    /// ids.
    ///
    /// # Errors
    ///
    /// When the index shows to be damaged.
    pub fn documents(&self, id: &str) -> Result<Vec<StoredDocument>> {
        self.guarded(|| self.stored(id))
    }

    fn stored(&self, id: &str) -> Result<Vec<StoredDocument>> {
        let query =
            TermQuery::new(Term::from_field_text(self.fields.id, id), IndexRecordOption::Basic);
        let mut documents = Vec::new();
        for address in self.searcher.search(&query, &DocSetCollector)? {
            documents.push(self.stored_at(address, &mut Corpus::new(&self.searcher))?);
        }
        documents.sort_by(|a, b| a.facts.origin.cmp(&b.facts.origin));
        Ok(documents)
    }

    /// The document at a place, its mentions with the targets that only all documents tell.
    fn stored_at(&self, address: DocAddress, corpus: &mut Corpus<'_>) -> Result<StoredDocument> {
        let stored = Stored { document: self.searcher.doc(address)?, fields: self.fields };
        let text = stored.text(self.fields.text).unwrap_or_default().to_string();
        let mut mentions = stored.mentions()?;
        corpus.settle(&mut mentions, stored.text(self.fields.published_text))?;
        Ok(StoredDocument { facts: stored.facts(), text, mentions })
    }
}

/// An error of damage in one of several indexes, told of the first whose files are not as they were
/// written.
fn told_where(dirs: &[PathBuf], error: Error) -> Error {
    if !error.is_damage() {
        return error;
    }
    let is_broken =
        |dir: &&PathBuf| files::check(dir).map_or(true, |checked| !checked.broken.is_empty());
    dirs.iter().find(is_broken).map_or(error, |dir| damaged(dir))
}

/// A document out of the store.
struct Stored {
    document: TantivyDocument,
    fields: Fields,
}

impl Stored {
    fn text(&self, field: Field) -> Option<&str> {
        self.document.get_first(field).and_then(|value| value.as_str())
    }

    fn facts(&self) -> DocumentFacts {
        let text = |field: Field| self.text(field).map(str::to_string);
        DocumentFacts {
            id: text(self.fields.id).unwrap_or_default(),
            source_id: text(self.fields.source_id).unwrap_or_default(),
            origin: text(self.fields.origin).unwrap_or_default(),
            title: text(self.fields.title),
            lead: text(self.fields.lead),
            published: text(self.fields.published_text),
            published_from: text(self.fields.published_from),
            url: text(self.fields.url),
            source: text(self.fields.source),
            author: text(self.fields.author.name),
            section: text(self.fields.section.name),
            tags: self
                .document
                .get_all(self.fields.tag.name)
                .filter_map(|tag| tag.as_str())
                .map(str::to_string)
                .collect(),
            regulation: self
                .text(self.fields.regulation)
                .and_then(|json| serde_json::from_str(json).ok()),
            near_duplicate_of: text(self.fields.near_duplicate_of),
        }
    }

    fn mentions(&self) -> Result<Vec<MentionRecord<'static>>> {
        stored::decode(self.text(self.fields.mentions).unwrap_or("[]"), |field| {
            let field = match field {
                MentionField::Title => self.fields.title,
                MentionField::Lead => self.fields.lead,
                MentionField::Text => self.fields.text,
            };
            self.text(field).unwrap_or_default()
        })
    }
}

#[cfg(test)]
pub(super) mod tests;
