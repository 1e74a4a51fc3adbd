//! The best hits, without a score for every hit.
//!
//! A score needs the positions of words, a bound for it does not ([`WordsQuery::is_bound`](super::words::WordsQuery)). So all hits get their
//! bounds, and only those with the highest their scores, more and more of them until the bounds of all others are below the scores of a page.

use std::ops::Range;

use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue, SortByString};
use tantivy::collector::{Collector, Count, SegmentCollector, SortKeyComputer, TopDocs};
use tantivy::query::Weight;
use tantivy::{DocAddress, DocId, Order, Score, Searcher, SegmentOrdinal, SegmentReader};

use super::plan::Plan;
use crate::Result;

/// Hits that are scored first for each that is wanted, and at least: most queries need no more.
const FIRST_PER_WANTED: usize = 4;
const FIRST: usize = 64;

/// How many times more are scored if those were not enough.
const GROWTH: usize = 4;

/// Hits with their scores.
type Scored = Vec<(Score, DocAddress)>;

/// The number of all hits, those of a page in order of score, and what `others` collects over all.
pub(super) fn best<C: Collector>(
    searcher: &Searcher,
    plan: &Plan,
    page: Range<usize>,
    others: C,
) -> Result<(usize, Scored, C::Fruit)> {
    let by_score = || ordered(page.clone(), SortBySimilarityScore);
    let scored = |found: Vec<((Score, _), DocAddress)>| found.into_iter().map(|((score, _), address)| (score, address)).collect();
    let Some(bounds) = &plan.bounds else {
        let (total, found, others) = searcher.search(&*plan.query, &(Count, by_score(), others))?;
        return Ok((total, scored(found), others));
    };
    let (mut hits, others) = searcher.search(&**bounds, &(Bounds, others))?;
    let mut size = FIRST.max(page.end.saturating_mul(FIRST_PER_WANTED));
    loop {
        let highest_left = (size < hits.len()).then(|| hits.select_nth_unstable_by(size, |a, b| b.0.total_cmp(&a.0)).1.0);
        let chosen = hits.get(..size).unwrap_or(&hits);
        let found = searcher.search(&*plan.query, &Among::new(by_score(), searcher, chosen))?;
        let lowest = found.last().filter(|_| found.len() == page.len()).map(|((score, _), _)| *score);
        // At the same score the id decides.
        if highest_left.is_none_or(|left| lowest.is_some_and(|lowest| left < lowest)) {
            return Ok((hits.len(), scored(found), others));
        }
        size = size.saturating_mul(GROWTH);
    }
}

/// The hits of a page in some order; ties are broken by id.
pub(super) fn ordered<S: SortKeyComputer + Send + 'static>(
    page: Range<usize>,
    order: S,
) -> impl Collector<Fruit = Vec<((S::SortKey, IdAndItem), DocAddress)>> {
    let id = (SortByString::for_field("id"), Order::Asc);
    let item = (SortByStaticFastValue::<u64>::for_field("item_key"), Order::Asc);
    TopDocs::with_limit(page.len()).and_offset(page.start).order_by((order, (id, item)))
}

/// What ties are broken by.
type IdAndItem = (Option<String>, Option<u64>);

/// Collects all hits with their scores.
struct Bounds;

impl Collector for Bounds {
    type Fruit = Scored;
    type Child = SegmentBounds;

    fn for_segment(&self, segment_ord: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<SegmentBounds> {
        Ok(SegmentBounds { segment_ord, hits: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<Self::Fruit>) -> tantivy::Result<Self::Fruit> {
        Ok(segments.concat())
    }
}

struct SegmentBounds {
    segment_ord: SegmentOrdinal,
    hits: Vec<(Score, DocAddress)>,
}

impl SegmentCollector for SegmentBounds {
    type Fruit = Scored;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.hits.push((score, DocAddress::new(self.segment_ord, doc)));
    }

    fn harvest(self) -> Self::Fruit {
        self.hits
    }
}

/// Lets a collector see only some of the hits.
struct Among<C> {
    collector: C,
    /// Those of each segment, in order.
    documents: Vec<Vec<DocId>>,
}

impl<C> Among<C> {
    fn new(collector: C, searcher: &Searcher, hits: &[(Score, DocAddress)]) -> Among<C> {
        let mut documents = vec![Vec::new(); searcher.segment_readers().len()];
        for (_, address) in hits {
            if let Some(documents) = documents.get_mut(address.segment_ord as usize) {
                documents.push(address.doc_id);
            }
        }
        documents.iter_mut().for_each(|documents: &mut Vec<DocId>| documents.sort_unstable());
        Among { collector, documents }
    }
}

impl<C: Collector> Collector for Among<C> {
    type Fruit = C::Fruit;
    type Child = C::Child;

    fn for_segment(&self, segment_ord: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<C::Child> {
        self.collector.for_segment(segment_ord, segment)
    }

    fn requires_scoring(&self) -> bool {
        self.collector.requires_scoring()
    }

    fn merge_fruits(&self, segments: Vec<<C::Child as SegmentCollector>::Fruit>) -> tantivy::Result<C::Fruit> {
        self.collector.merge_fruits(segments)
    }

    fn collect_segment(
        &self,
        weight: &dyn Weight,
        segment_ord: u32,
        segment: &SegmentReader,
    ) -> tantivy::Result<<C::Child as SegmentCollector>::Fruit> {
        let mut child = self.for_segment(segment_ord, segment)?;
        let documents = self.documents.get(segment_ord as usize).map(Vec::as_slice).unwrap_or_default();
        if !documents.is_empty() {
            let mut scorer = weight.scorer(segment, 1.0)?;
            for &document in documents {
                if scorer.doc() < document {
                    scorer.seek(document);
                }
                if scorer.doc() == document {
                    child.collect(document, scorer.score());
                }
            }
        }
        Ok(child.harvest())
    }
}
