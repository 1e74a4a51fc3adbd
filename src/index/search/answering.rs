//! How a query is answered: which documents are hits, how many have its words how, and in which
//! order they come.

use tantivy::collector::{Collector, Count, SegmentCollector};
use tantivy::{DocId, Searcher};

use super::Index;
use super::cited::{Asked, widened};
use super::closeness::{Closeness, has_pairs};
use super::doubt::{doubtful_words, sure_words};
use super::presence::{Enough, Present, present};
use super::ranking::{Scored, best_of, scored};
use crate::Result;
use crate::index::query::bag::Bag;
use crate::index::query::plan::{Plan, Taking};
use crate::index::query::planned::plan;
use crate::index::query::{Counted, Counts, Query};

/// How much of the weight of its words a hit has, by the number of words: all of two, a third of
/// eight or more. Measured by headlines of 8 to 20 words looked for in the bodies of 4 894
/// articles: at a share of 0.3 each body has enough, at 0.4 one in a hundred has not, at 0.5 two,
/// at 0.6 six, at 0.7 fifteen.
const SHARES: [(usize, f32); 5] = [(3, 0.7), (4, 0.6), (5, 0.5), (7, 0.4), (usize::MAX, 0.3)];

/// Queries of so many words and more are answered with documents that have a share of them.
const SOME_WORDS: usize = 3;

/// With fewer documents a word typed without a tone may also be one that has it.
const FEW: usize = 10;

/// Documents with all words that are looked into, to count those that have them side by side.
const MOST_LOOKED_INTO: usize = 30_000;

/// How a query wants to be taken and counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    pub is_exact: bool,
    pub counted: Option<Counted>,
}

/// What a query found.
pub(super) struct Answered {
    pub plan: Plan,
    pub counts: Counts,
    /// The regulation that it asks for.
    pub asked: Option<Asked>,
    /// Of a query with loose words, its hits.
    found: Option<Found>,
}

/// The documents that have the loose words of a query.
pub(super) struct Found {
    segments: Vec<Present>,
    /// Those that have them side by side, where these were looked for.
    together: Option<Vec<Vec<DocId>>>,
}

impl Found {
    /// How many documents have the words together, as far as that was looked into.
    fn number_together(&self) -> usize {
        match &self.together {
            Some(together) => together.iter().map(Vec::len).sum(),
            None => self.segments.iter().map(|segment| segment.full.len()).sum(),
        }
    }
}

impl Index {
    /// Finds and counts the documents that match.
    pub(super) fn answered(&self, query: &Query, wanted: Wanted) -> Result<Answered> {
        let taking =
            Taking { completes: false, is_exact: wanted.is_exact, is_marked: query.is_marked() };
        let (root, asked) = widened(&query.root, &self.searcher)?;
        let mut query = query.clone();
        query.root = root;
        let first = Answered { asked, ..self.taken(&query, taking, &[], wanted)? };
        if wanted.is_exact || !taking.is_marked {
            return Ok(first);
        }
        let sure = match (&first.plan.bag, &first.found) {
            (Some(_), Some(found)) if found.number_together() >= FEW => return Ok(first),
            (Some(bag), Some(found)) => {
                let segments: Vec<_> =
                    found.segments.iter().map(|segment| segment.hits.as_slice()).collect();
                let sure = sure_words(&self.searcher, bag, &segments)?;
                let is_sure = doubtful_words(bag).all(|word| sure.contains(word));
                if is_sure && (first.counts.total > 0 || !first.plan.is_gated) {
                    return Ok(first);
                }
                sure
            }
            _ if first.counts.total > 0 => return Ok(first),
            _ => Vec::new(),
        };
        let second = self.taken(&query, Taking { completes: true, ..taking }, &sure, wanted)?;
        let finds_more = second.counts.total > first.counts.total
            || second.counts.all_words > first.counts.all_words;
        Ok(if finds_more { Answered { asked: first.asked, ..second } } else { first })
    }

    /// An answer to the query as it is taken. Words that are `sure` are not completed.
    fn taken(
        &self,
        query: &Query,
        taking: Taking,
        sure: &[String],
        wanted: Wanted,
    ) -> Result<Answered> {
        let mut plan = plan(&query.root, &self.searcher, self.fields, taking, sure)?;
        plan.help.notes.extend_from_slice(&query.notes);
        let Some(bag) = &plan.bag else {
            let total =
                self.searcher.search(plan.bounds.as_ref().unwrap_or(&plan.query), &Count)?;
            let counts = Counts::of_total(total);
            return Ok(Answered { plan, counts, asked: None, found: None });
        };
        let segments = self.present(&plan, bag)?;
        let total = segments.iter().map(|segment| segment.hits.len()).sum();
        let all_words = segments.iter().map(|segment| segment.full.len()).sum();
        let together = if has_pairs(bag) && all_words <= MOST_LOOKED_INTO {
            Some(together(&self.searcher, bag, &segments)?)
        } else {
            None
        };
        // Of a word that no document has, none has all.
        let all = if bag.dropped == 0 { all_words } else { 0 };
        let number = match &together {
            Some(together) => Some(together.iter().map(Vec::len).sum::<usize>().min(all)),
            None => (!has_pairs(bag) || all == 0).then_some(all),
        };
        let usual = if bag.is_bare { Counted::Together } else { Counted::Total };
        // Of words that nowhere stand together, all hits are counted.
        let counted = match wanted.counted.unwrap_or(usual) {
            Counted::Together
                if number.is_some_and(|number| number > 0 || wanted.counted.is_some()) =>
            {
                Counted::Together
            }
            _ => Counted::Total,
        };
        let counts = Counts { total, all_words: all, together: number, counted };
        Ok(Answered { plan, counts, asked: None, found: Some(Found { segments, together }) })
    }

    /// The documents that have enough of the words: where none has, those that have less.
    fn present(&self, plan: &Plan, bag: &Bag) -> Result<Vec<Present>> {
        if bag.units.is_empty() {
            return Ok(self
                .searcher
                .segment_readers()
                .iter()
                .map(|_| Present::default())
                .collect());
        }
        let ladder = &match bag.units.len() + bag.dropped {
            ..SOME_WORDS => [Enough::All, Enough::Any, Enough::Any],
            words => {
                let share =
                    SHARES.iter().find(|(most, _)| words <= *most).map_or(1.0, |(_, share)| *share);
                [Enough::Share(share), Enough::Share(share / 2.0), Enough::Any]
            }
        };
        let mut found = Vec::new();
        for enough in ladder {
            found = present(&self.searcher, self.fields, plan, bag, *enough)?;
            if found.iter().any(|segment| !segment.hits.is_empty()) {
                break;
            }
        }
        Ok(found)
    }

    /// The best hits of a page, ties by id.
    pub(super) fn best(&self, answered: &Answered, page: std::ops::Range<usize>) -> Result<Scored> {
        match (&answered.plan.bag, &answered.found) {
            (Some(bag), Some(found)) => {
                let hits = found.segments.iter().map(|segment| segment.hits.as_slice());
                best_of(&self.searcher, bag, scored(hits), found.together.as_deref(), page)
            }
            _ => super::ranking::best(&self.searcher, &answered.plan, page),
        }
    }

    /// Collects something over all hits.
    pub(super) fn over_hits<C: Collector>(
        &self,
        answered: &Answered,
        collector: &C,
    ) -> Result<C::Fruit> {
        match &answered.found {
            Some(found) => {
                let hits =
                    found.segments.iter().map(|segment| segment.hits.iter().map(|(doc, _)| *doc));
                collect(&self.searcher, collector, hits)
            }
            None => Ok(self.searcher.search(&*answered.plan.query, collector)?),
        }
    }

    /// Collects something over the hits that facets and timelines count.
    pub(super) fn over_counted<C: Collector>(
        &self,
        answered: &Answered,
        collector: &C,
    ) -> Result<C::Fruit> {
        match (answered.counts.counted, &answered.found) {
            (Counted::Together, Some(Found { together: Some(together), .. })) => {
                collect(&self.searcher, collector, together.iter().map(|docs| docs.iter().copied()))
            }
            // Without neighbours, all words together are all words.
            (Counted::Together, Some(found)) => collect(
                &self.searcher,
                collector,
                found.segments.iter().map(|segment| segment.full.iter().copied()),
            ),
            _ => self.over_hits(answered, collector),
        }
    }
}

/// Collects over documents of each segment, in order.
fn collect<C: Collector>(
    searcher: &Searcher,
    collector: &C,
    documents: impl Iterator<Item = impl Iterator<Item = DocId>>,
) -> Result<C::Fruit> {
    let mut fruits = Vec::new();
    for ((ord, segment), documents) in (0..).zip(searcher.segment_readers()).zip(documents) {
        let mut child = collector.for_segment(ord, segment)?;
        documents.for_each(|doc| child.collect(doc, 0.0));
        fruits.push(child.harvest());
    }
    Ok(collector.merge_fruits(fruits)?)
}

/// Of the documents that have all words, those in which every two neighbours stand side by side.
fn together(searcher: &Searcher, bag: &Bag, segments: &[Present]) -> Result<Vec<Vec<DocId>>> {
    let mut out = Vec::new();
    for (segment, present) in searcher.segment_readers().iter().zip(segments) {
        let mut found = Vec::new();
        if !present.full.is_empty() {
            let mut closeness = Closeness::open(bag, segment)?;
            found.extend(present.full.iter().filter(|&&doc| closeness.are_together(doc)));
        }
        out.push(found);
    }
    Ok(out)
}
