//! The best hits, without a score for every hit.
//!
//! A score needs the positions of words, a bound for it does not
//! ([`Scoring::Bounds`](crate::index::query::bm25f::Scoring)). So all hits get their bounds, and
//! only those with the highest their scores, more and more of them until the bounds of all others
//! are below the scores of a page, or until as many are scored as the plan has patience for
//! ([`Plan::window`]): of words that stand in every second document but seldom side by side, no
//! bound ever falls below the scores. Hits outside that window come behind it.

use std::ops::Range;

use tantivy::collector::sort_key::{SortByStaticFastValue, SortByString};
use tantivy::collector::{Collector, SegmentCollector, SortKeyComputer, TopDocs};
use tantivy::query::Weight;
use tantivy::{DocAddress, DocId, Order, Score, Searcher, SegmentOrdinal, SegmentReader};

use super::closeness::Closeness;
use crate::Result;
use crate::index::query::bag::Bag;
use crate::index::query::plan::Plan;

/// Hits with their scores, or bounds for them.
pub(super) type Scored = Vec<(Score, DocAddress)>;

/// Hits that are scored first for each that is wanted: most queries need no more.
const FIRST_PER_WANTED: usize = 3;

/// Where those were not enough, so many times as many as were scored so far: few rounds, for each
/// opens all postings anew.
const MORE_EACH_ROUND: usize = 3;

/// Hits of loose words whose words are looked at where they stand: those that have most, and of
/// those that have the words side by side.
const WINDOW: usize = 500;

/// The hits of a page in order of score, ties by id.
pub(super) fn best(searcher: &Searcher, plan: &Plan, page: Range<usize>) -> Result<Scored> {
    let bounds = plan.bounds.as_ref().unwrap_or(&plan.query);
    let mut hits = searcher.search(&**bounds, &Scores)?;
    if plan.bounds.is_some() {
        hits = best_by_bounds(searcher, plan, hits, page.end)?;
    }
    in_order(searcher, hits, page)
}

/// The documents of each segment as hits.
pub(super) fn scored<'h>(segments: impl Iterator<Item = &'h [(DocId, Score)]>) -> Scored {
    let of = |(ord, hits): (u32, &'h [(DocId, Score)])| {
        hits.iter().map(move |&(doc, score)| (score, DocAddress::new(ord, doc)))
    };
    (0..).zip(segments).flat_map(of).collect()
}

/// The hits of a page of loose words, in order of score, ties by id. The best by what words they
/// have are scored anew by where these stand; all others come behind them.
pub(super) fn best_of(
    searcher: &Searcher,
    bag: &Bag,
    mut hits: Scored,
    together: Option<&[Vec<DocId>]>,
    page: Range<usize>,
) -> Result<Scored> {
    let mut end = window(&mut hits, WINDOW);
    if let (Some(together), Some(rest)) = (together, hits.get_mut(end..)) {
        let is_together = |address: DocAddress| {
            together
                .get(address.segment_ord as usize)
                .is_some_and(|docs| docs.binary_search(&address.doc_id).is_ok())
        };
        let mut close: Vec<usize> = (0..rest.len())
            .filter(|&at| rest.get(at).is_some_and(|hit| is_together(hit.1)))
            .collect();
        if let Some(nth) = close.len().checked_sub(WINDOW + 1).map(|_| WINDOW) {
            let score = |at: usize| rest.get(at).map_or(0.0, |hit| hit.0);
            let lowest = {
                close.select_nth_unstable_by(nth, |&a, &b| score(b).total_cmp(&score(a)));
                close.get(nth).map_or(0.0, |&at| score(at))
            };
            close.retain(|&at| score(at) > lowest);
        }
        close.sort_unstable();
        for (to, at) in close.iter().copied().enumerate() {
            rest.swap(to, at);
        }
        end += close.len();
    }
    let (inside, outside) = hits.split_at_mut_checked(end).unwrap_or_default();
    gain(searcher, bag, inside)?;
    let lowest = inside.iter().map(|(score, _)| *score).fold(Score::INFINITY, Score::min);
    outside.iter_mut().for_each(|(score, _)| *score = score.min(lowest));
    in_order(searcher, hits, page)
}

/// Adds to the scores of hits what they gain by where the words stand.
fn gain(searcher: &Searcher, bag: &Bag, hits: &mut [(Score, DocAddress)]) -> Result<()> {
    hits.sort_unstable_by_key(|(_, address)| *address);
    for hits in hits.chunk_by_mut(|a, b| a.1.segment_ord == b.1.segment_ord) {
        let Some(ord) = hits.first().map(|hit| hit.1.segment_ord) else { continue };
        let mut closeness = Closeness::open(bag, searcher.segment_reader(ord))?;
        hits.iter_mut().for_each(|(score, address)| *score += closeness.gain(address.doc_id));
    }
    Ok(())
}

/// Hits with their scores, the best among them.
fn best_by_bounds(
    searcher: &Searcher,
    plan: &Plan,
    mut bounds: Scored,
    wanted: usize,
) -> Result<Scored> {
    let mut scored = Scored::new();
    let window = window(&mut bounds, plan.window);
    while let Some(left) = bounds.get_mut(scored.len()..window).filter(|left| !left.is_empty()) {
        let size = scored
            .len()
            .saturating_mul(MORE_EACH_ROUND)
            .max(wanted.saturating_mul(FIRST_PER_WANTED));
        let highest_left =
            (size < left.len()).then(|| left.select_nth_unstable_by(size, best_first).1.0);
        let chosen = left.get(..size).unwrap_or(left);
        let mut among = vec![Vec::new(); searcher.segment_readers().len()];
        for (_, address) in chosen {
            if let Some(documents) = among.get_mut(address.segment_ord as usize) {
                documents.push(address.doc_id);
            }
        }
        among.iter_mut().for_each(|documents: &mut Vec<DocId>| documents.sort_unstable());
        scored.extend(searcher.search(&*plan.query, &ScoresAmong(among))?);
        let Some(highest_left) = highest_left else { break };
        if scored.len() >= wanted {
            let lowest = scored.select_nth_unstable_by(wanted - 1, best_first).1.0;
            // At the same score the id decides.
            if highest_left < lowest {
                break;
            }
            if let Some(floor) = &plan.floor {
                floor.set(lowest.next_down());
            }
        }
    }
    if scored.len() < wanted {
        let lowest = scored.iter().map(|(score, _)| *score).fold(Score::INFINITY, Score::min);
        scored.extend(
            bounds.iter().skip(window).map(|(bound, address)| (bound.min(lowest), *address)),
        );
    }
    Ok(scored)
}

/// Moves the hits with the highest bounds to the front, `size` of them and those that tie with the
/// last; how many they are.
fn window(bounds: &mut Scored, size: usize) -> usize {
    if bounds.len() <= size {
        return bounds.len();
    }
    let lowest = bounds.select_nth_unstable_by(size - 1, best_first).1.0;
    // Which of those that tie would be in the window depends on how the index came to be laid out.
    let mut end = size;
    for at in size..bounds.len() {
        if bounds.get(at).is_some_and(|(bound, _)| *bound == lowest) {
            bounds.swap(at, end);
            end += 1;
        }
    }
    end
}

fn best_first(a: &(Score, DocAddress), b: &(Score, DocAddress)) -> std::cmp::Ordering {
    b.0.total_cmp(&a.0)
}

/// The hits of a page in order of score, ties by id.
fn in_order(searcher: &Searcher, mut hits: Scored, page: Range<usize>) -> Result<Scored> {
    if page.end < hits.len() {
        let lowest = hits.select_nth_unstable_by(page.end - 1, best_first).1.0;
        hits.retain(|(score, _)| *score >= lowest);
    }
    hits.sort_unstable_by(best_first);
    let mut out = Scored::new();
    for tied in hits.chunk_by(|a, b| a.0 == b.0) {
        match tied {
            [_] => out.extend_from_slice(tied),
            _ => out.extend(by_id(searcher, tied, page.end - out.len())?),
        }
    }
    Ok(out.into_iter().skip(page.start).collect())
}

/// The first hits by id, of those that tie.
fn by_id(searcher: &Searcher, tied: &[(Score, DocAddress)], wanted: usize) -> Result<Scored> {
    let mut out = Vec::new();
    for (segment_ord, segment) in (0..).zip(searcher.segment_readers()) {
        let (Some(ids), items) =
            (segment.fast_fields().str("id")?, segment.fast_fields().u64("item_key")?)
        else {
            continue;
        };
        let here = tied.iter().filter(|(_, address)| address.segment_ord == segment_ord);
        let mut here: Vec<_> = here
            .map(|hit| (ids.term_ords(hit.1.doc_id).next(), items.first(hit.1.doc_id), *hit))
            .collect();
        // In a segment ids are numbered in their order: only those that may be on the page are
        // looked up.
        here.sort_unstable_by_key(|(id, item, _)| (*id, *item));
        for (ord, item, hit) in here.into_iter().take(wanted) {
            let mut id = String::new();
            if let Some(ord) = ord {
                ids.ord_to_str(ord, &mut id)?;
            }
            out.push((id, item, hit));
        }
    }
    out.sort_unstable_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    Ok(out.into_iter().take(wanted).map(|(.., hit)| hit).collect())
}

/// The hits of a page in the order of a sort key; ties are broken by id.
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
struct Scores;

impl Collector for Scores {
    type Fruit = Scored;
    type Child = SegmentScores;

    fn for_segment(
        &self,
        segment_ord: SegmentOrdinal,
        _: &SegmentReader,
    ) -> tantivy::Result<SegmentScores> {
        Ok(SegmentScores { segment_ord, hits: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<Scored>) -> tantivy::Result<Scored> {
        Ok(segments.concat())
    }
}

/// Collects some hits: those of each segment, in order.
struct ScoresAmong(Vec<Vec<DocId>>);

impl Collector for ScoresAmong {
    type Fruit = Scored;
    type Child = SegmentScores;

    fn for_segment(
        &self,
        segment_ord: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<SegmentScores> {
        Scores.for_segment(segment_ord, segment)
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<Scored>) -> tantivy::Result<Scored> {
        Scores.merge_fruits(segments)
    }

    fn collect_segment(
        &self,
        weight: &dyn Weight,
        segment_ord: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<Scored> {
        let mut child = self.for_segment(segment_ord, segment)?;
        let documents = self.0.get(segment_ord as usize).map(Vec::as_slice).unwrap_or_default();
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

struct SegmentScores {
    segment_ord: SegmentOrdinal,
    hits: Scored,
}

impl SegmentCollector for SegmentScores {
    type Fruit = Scored;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.hits.push((score, DocAddress::new(self.segment_ord, doc)));
    }

    fn harvest(self) -> Scored {
        self.hits
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{annotated, put};
    use super::*;
    use crate::index::{Index, IndexWriter, Query, SearchOptions};

    #[test]
    fn a_window_holds_those_that_tie_with_its_last() {
        let hit = |score: Score, doc: DocId| (score, DocAddress::new(0, doc));
        let mut bounds: Scored = [1.0, 3.0, 2.0, 5.0, 3.0, 3.0, 0.5]
            .into_iter()
            .zip(0..)
            .map(|(score, doc)| hit(score, doc))
            .collect();
        assert_eq!(window(&mut bounds, 2), 4);
        let mut inside: Vec<DocId> =
            bounds[..4].iter().map(|(_, address)| address.doc_id).collect();
        inside.sort_unstable();
        assert_eq!(inside, [1, 3, 4, 5]);
        assert_eq!(window(&mut bounds, 7), 7);
    }

    /// More hits than are looked into, few with the words side by side: each comes once, in an
    /// order that neither the segments nor the size of the pages change.
    #[test]
    fn hits_beyond_the_window_come_behind_it() -> Result<()> {
        let text = |i: usize| {
            let scattered = "với các nước và mỹ ".repeat(i % 5 + 1);
            if i.is_multiple_of(150) {
                format!("với mỹ {scattered}")
            } else {
                format!("{scattered}{}", "thì ".repeat(i % 11))
            }
        };
        let mut orders = Vec::new();
        for (threads, page) in [(1, 700), (3, 700), (3, 90)] {
            let temp = tempfile::tempdir()?;
            let mut writer = IndexWriter::open(temp.path(), threads)?;
            (0..700)
                .for_each(|i| put(&mut writer, &annotated(&format!("{i:03}"), "", &text(i), None)));
            writer.finish()?;
            let index = Index::open(temp.path())?;
            let mut order = Vec::new();
            while order.len() < 700 {
                let options =
                    SearchOptions { limit: page, offset: order.len(), ..SearchOptions::default() };
                let found = index.search(&Query::parse("với mỹ")?, &options)?;
                assert_eq!(found.counts.total, 700);
                order.extend(found.hits.into_iter().map(|hit| (hit.document.id, hit.score)));
            }
            orders.push(order);
        }
        assert!(orders.iter().all(|order| order.is_sorted_by(|a, b| a.1 >= b.1)));
        let ids =
            |order: &[(String, Score)]| order.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
        assert!(orders.iter().all(|order| ids(order) == ids(&orders[0])));
        let mut first = ids(&orders[0][..5]);
        first.sort_unstable();
        assert_eq!(first, ["000", "150", "300", "450", "600"]);
        let mut all = ids(&orders[0]);
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 700);
        Ok(())
    }
}
