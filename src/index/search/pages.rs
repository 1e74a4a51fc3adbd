//! The hits of a page, and those of each year or month.

use tantivy::collector::DocSetCollector;
use tantivy::collector::sort_key::SortByStaticFastValue;
use tantivy::{DateTime, DocAddress, Order};

use super::answering::{Answered, Wanted};
use super::corpus::Corpus;
use super::facets::Facets;
use super::timeline::{Timeline, TimelineOptions, Times};
use super::{Hit, Index, SearchOptions, SearchResults, Sort, ranking};
use crate::Result;
use crate::index::query::Query;
use crate::index::store::law_names::LawNames;

impl Index {
    /// Finds the documents that match. Of three words or more a document must have a good part of
    /// their weight; those that have all of them, and have them side by side, come first by their
    /// score ([`SearchResults::counts`]).
    ///
    /// ```no_run
    /// use thoisu::index::{Index, Query, SearchOptions};
    ///
    /// let index = Index::open("archive")?;
    /// let query = Query::parse("nghi quyet trung uong published:2022..")?;
    /// let results = index.search(&query, &SearchOptions { limit: 5, ..SearchOptions::default() })?;
    /// for hit in &results.hits {
    ///     println!("{} {}", hit.document.id, hit.snippet.marked("[", "]"));
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the index shows to be damaged ([`verify`](crate::index::verify) tells where), or a
    /// prefix of the query begins too many words of it.
    pub fn search(&self, query: &Query, options: &SearchOptions) -> Result<SearchResults> {
        self.guarded(|| self.results(query, options))
    }

    fn results(&self, query: &Query, options: &SearchOptions) -> Result<SearchResults> {
        let mut answered =
            self.answered(query, Wanted { is_exact: options.is_exact, counted: options.counted })?;
        let meant = self.several_meant(&answered)?;
        answered.plan.help.notes.extend(meant);
        let found = self.page(&answered, options)?;
        let facets = match options.facets.as_slice() {
            [] => Vec::new(),
            fields => {
                let laws = match fields.iter().any(|field| field.is_of_regulations()) {
                    true => LawNames::of(&self.searcher)?,
                    false => LawNames::default(),
                };
                let facets = Facets { fields: fields.to_vec(), limit: options.facet_limit, laws };
                self.over_counted(&answered, &facets)?
            }
        };
        let mut corpus = Corpus::new(&self.searcher);
        let hits: Result<Vec<Hit>> = found
            .into_iter()
            .map(|(score, address)| self.hit(score, address, &answered.plan, &mut corpus))
            .collect();
        let cited_as = match &answered.asked {
            Some(asked) => {
                let all = self.over_hits(&answered, &DocSetCollector)?;
                asked.ways(&self.searcher, &all)?
            }
            None => None,
        };
        let (counts, help) = (answered.counts, answered.plan.help);
        Ok(SearchResults { counts, help, hits: hits?, cited_as, facets })
    }

    /// How many of the matching documents were published in each year or month, or mention a date
    /// of it.
    ///
    /// ```no_run
    /// use thoisu::index::{Index, Query, TimelineOptions};
    ///
    /// let timeline = Index::open("archive")?.timeline(&Query::parse("regulation:15-NQ/TW")?, &TimelineOptions::default())?;
    /// for period in &timeline.periods {
    ///     println!("{} {}", period.period, period.documents);
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`search`](Index::search).
    pub fn timeline(&self, query: &Query, options: &TimelineOptions) -> Result<Timeline> {
        self.guarded(|| {
            let answered = self
                .answered(query, Wanted { is_exact: options.is_exact, counted: options.counted })?;
            let counts = self.over_counted(&answered, &Times(*options))?;
            let all = match options.with_share {
                true => Some(self.searcher.search(&tantivy::query::AllQuery, &Times(*options))?),
                false => None,
            };
            Ok(Timeline::new(&counts, all.as_ref(), answered.counts, answered.plan.help, *options))
        })
    }

    /// The hits of a page with their scores.
    pub(super) fn page(
        &self,
        answered: &Answered,
        options: &SearchOptions,
    ) -> Result<Vec<(f32, DocAddress)>> {
        // The collector reserves room for a whole page, so it must not be asked for more than there
        // is.
        let limit = options.limit.min(answered.counts.total.saturating_sub(options.offset));
        if limit == 0 {
            return Ok(Vec::new());
        }
        let page = options.offset..options.offset + limit;
        let order = match options.sort {
            Sort::Published => Order::Asc,
            Sort::PublishedDesc => Order::Desc,
            Sort::Relevance => return self.best(answered, page),
        };
        let top = ranking::ordered(
            page,
            (SortByStaticFastValue::<DateTime>::for_field("published"), order),
        );
        let found = self.over_hits(answered, &top)?;
        Ok(found.into_iter().map(|(_, address)| (0.0, address)).collect())
    }
}
