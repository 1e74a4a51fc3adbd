//! Searching an index: hits in a settled order, snippets with the matched words marked, stored documents.

use std::fs;
use std::path::Path;

use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption, TantivyDocument, Value as _};
use tantivy::snippet::SnippetGenerator;
use tantivy::{DateTime, DocAddress, Index as TantivyIndex, Order, Searcher, Term};

use super::analyzer;
use super::plan::{Plan, plan};
use super::query::Query;
use super::schema::{self, Fields, VERSION};
use super::writer::{INDEX, MARKER};
use crate::{Error, Result, Span};

/// Characters of a snippet.
const SNIPPET: usize = 200;

/// An index opened for searching.
pub struct Index {
    searcher: Searcher,
    fields: Fields,
}

/// The order of hits. Documents without a publication time come last by either time order; ties keep the order of the input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best matches first.
    #[default]
    Relevance,
    /// The oldest first.
    Published,
    /// The newest first.
    PublishedDescending,
}

/// Which hits to give, and in which order.
#[derive(Clone, Copy, Debug)]
pub struct SearchOptions {
    /// Hits to give.
    pub limit: usize,
    /// Hits to leave out first.
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
#[derive(Clone, Debug)]
pub struct SearchResults {
    /// All hits, not only the page's.
    pub total: usize,
    /// The page.
    pub hits: Vec<Hit>,
}

/// A document that matches.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The document's id.
    pub id: String,
    /// The id of its page or record.
    pub source_id: String,
    /// The headline.
    pub title: Option<String>,
    /// The publication time.
    pub published: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The relevance; 0 when sorted by time.
    pub score: f32,
    /// The best passage.
    pub snippet: Snippet,
}

/// A passage of a document, with the words that matched.
#[derive(Clone, Debug, Default)]
pub struct Snippet {
    /// The passage on one line.
    pub text: String,
    /// Byte spans of `text`.
    pub highlights: Vec<Span>,
}

impl Snippet {
    /// The passage with each matched word between `open` and `close`.
    pub fn marked(&self, open: &str, close: &str) -> String {
        self.rendered(open, close, str::to_string)
    }

    /// The passage as HTML: matched words in `<b>`, everything else escaped.
    pub fn html(&self) -> String {
        self.rendered("<b>", "</b>", |text| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
    }

    fn rendered(&self, open: &str, close: &str, escape: impl Fn(&str) -> String) -> String {
        let mut out = String::new();
        let mut at = 0;
        for highlight in &self.highlights {
            out.push_str(&escape(Span::new(at, highlight.start).slice(&self.text)));
            out.push_str(open);
            out.push_str(&escape(highlight.slice(&self.text)));
            out.push_str(close);
            at = highlight.end;
        }
        out.push_str(&escape(Span::new(at, self.text.len()).slice(&self.text)));
        out
    }
}

/// A document as stored.
#[derive(Clone, Debug)]
pub struct StoredDocument {
    /// The document's id.
    pub id: String,
    /// The id of its page or record.
    pub source_id: String,
    /// The headline.
    pub title: Option<String>,
    /// The publication time.
    pub published: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The normalised text.
    pub text: String,
    /// What [`IndexWriter::add`](super::IndexWriter::add) was given.
    pub mentions: String,
}

impl Index {
    /// Opens the index in a folder that `thoisu run` wrote.
    ///
    /// # Errors
    ///
    /// When the folder holds no index, or one of another version.
    pub fn open(dir: &Path) -> Result<Index> {
        let path = dir.join(INDEX);
        let remedy = "make one with `thoisu run INPUT --out DIR`";
        let version = fs::read_to_string(path.join(MARKER))
            .map_err(|_| Error::new(format!("expected a thoisu index, but found none; {remedy}")).context(dir.display()))?;
        if version.trim() != VERSION.to_string() {
            let error = Error::new(format!("expected an index of version {VERSION}, but found `{}`; {remedy}", version.trim()));
            return Err(error.context(dir.display()));
        }
        let index = TantivyIndex::open_in_dir(&path).map_err(|error| Error::from(error).context(dir.display()))?;
        index.tokenizers().register(analyzer::NAME, analyzer::analyzer());
        let (_, fields) = schema::build();
        Ok(Index { searcher: index.reader()?.searcher(), fields })
    }

    /// How many documents it holds.
    pub fn len(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Finds the documents that match.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn search(&self, query: &Query, options: &SearchOptions) -> Result<SearchResults> {
        let Plan { query, terms } = plan(&query.root, &self.searcher, self.fields)?;
        // tantivy takes no limit of zero.
        let top = TopDocs::with_limit(options.limit.max(1)).and_offset(options.offset);
        let by_order = || (SortByStaticFastValue::<u64>::for_field("order"), Order::Asc);
        let (total, mut found): (usize, Vec<(f32, DocAddress)>) = match options.sort {
            Sort::Relevance => {
                let (total, top) = self.searcher.search(&*query, &(Count, top.order_by((SortBySimilarityScore, by_order()))))?;
                (total, top.into_iter().map(|((score, _), address)| (score, address)).collect())
            }
            Sort::Published | Sort::PublishedDescending => {
                let order = if options.sort == Sort::Published { Order::Asc } else { Order::Desc };
                let by_time = (SortByStaticFastValue::<DateTime>::for_field("published"), order);
                let (total, top) = self.searcher.search(&*query, &(Count, top.order_by((by_time, by_order()))))?;
                (total, top.into_iter().map(|(_, address)| (0.0, address)).collect())
            }
        };
        found.truncate(options.limit);
        let snippets = SnippetGenerator::new(terms, analyzer::analyzer(), self.fields.text, SNIPPET);
        let hits: Result<Vec<Hit>> = found.into_iter().map(|(score, address)| self.hit(score, address, &snippets)).collect();
        Ok(SearchResults { total, hits: hits? })
    }

    fn hit(&self, score: f32, address: DocAddress, snippets: &SnippetGenerator) -> Result<Hit> {
        let document: TantivyDocument = self.searcher.doc(address)?;
        let stored = self.stored(&document);
        let snippet = snippet(snippets, &stored);
        Ok(Hit {
            id: stored.id,
            source_id: stored.source_id,
            title: stored.title,
            published: stored.published,
            url: stored.url,
            score,
            snippet,
        })
    }

    fn stored(&self, document: &TantivyDocument) -> StoredDocument {
        let text = |field: Field| document.get_first(field).and_then(|value| value.as_str()).map(str::to_string);
        StoredDocument {
            id: text(self.fields.id).unwrap_or_default(),
            source_id: text(self.fields.source_id).unwrap_or_default(),
            title: text(self.fields.title),
            published: text(self.fields.published_text),
            url: text(self.fields.url),
            text: text(self.fields.text).unwrap_or_default(),
            mentions: text(self.fields.mentions).unwrap_or_default(),
        }
    }

    /// The document with this id.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn document(&self, id: &str) -> Result<Option<StoredDocument>> {
        let query = TermQuery::new(Term::from_field_text(self.fields.id, id), IndexRecordOption::Basic);
        let found = self.searcher.search(&query, &TopDocs::with_limit(1).order_by_score())?;
        match found.first() {
            Some((_, address)) => Ok(Some(self.stored(&self.searcher.doc(*address)?))),
            None => Ok(None),
        }
    }
}

/// The best passage, on one line; the beginning of the text where no word of it matched (a hit by title or field).
fn snippet(generator: &SnippetGenerator, stored: &StoredDocument) -> Snippet {
    let found = generator.snippet(&stored.text);
    if found.is_empty() {
        let end = stored.text.char_indices().nth(SNIPPET).map_or(stored.text.len(), |(at, _)| at);
        let start = stored.text.get(..end).unwrap_or_default();
        // Cut behind a whole word.
        let cut = if end < stored.text.len() { start.rfind(char::is_whitespace).unwrap_or(end) } else { end };
        return Snippet { text: on_one_line(start.get(..cut).unwrap_or_default()), highlights: Vec::new() };
    }
    let highlights = found.highlighted().iter().map(|range| Span::from(range.clone())).collect();
    Snippet { text: on_one_line(found.fragment()), highlights }
}

/// Line ends as blanks: same length, so that spans still fit.
fn on_one_line(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}
