//! Words and phrases of a query, typed side by side, each with all its spellings, looked for in
//! several fields: tantivy's query, weight and scorer.
//!
//! tantivy has phrases of single terms, and phrases of patterns, which it matches anew in every
//! segment and ranks by nothing; here
//! - a place matches if any of its spellings stands there, so `nghi quyet` typed bare is one
//!   phrase, not some hundred;
//! - all fields count as one text for the ranking (BM25F): a title word adds to the body's, with a
//!   higher weight, and no sum over fields or spellings favours a word that is written in many
//!   ways;
//! - a document that has a bare word as typed comes before any that has only other spellings of it;
//! - words that are typed one behind the other count more where they stand so: most words of
//!   Vietnamese have two syllables.
//!
//! ```text
//! tf    = Σ over fields: weight · frequency / (1 − b + b · length / average length)
//! bm25  = idf · (k1 + 1) · tf / (k1 + tf)           always below idf · (k1 + 1) = top
//! score = bm25                                      if every place has one spelling
//!       = bm25 / 2 + (top / 2, if written as typed) otherwise
//! ```
//! and the same for each pair of neighbours, as a phrase with the idf of both, [`PAIR_FACTOR`]
//! times. To find the pairs, positions must be read, which takes longer than all the rest; but they
//! cannot be more than the rarer of the two words, which gives a bound without them
//! ([`Scoring::Bounds`]). The best hits are those whose bounds are looked into first (`ranking`).

mod cursor;
mod lengths;
mod pattern;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, TantivyError};

use self::cursor::{Count, FieldCursor, most_together, together};
pub(in crate::index) use self::cursor::{WordCursor, beside};
pub(in crate::index) use self::lengths::{length_factors, rarity};
pub(in crate::index) use self::pattern::{Pattern, Place};

/// How soon repetition stops counting: BM25's usual constant.
pub(in crate::index) const K1: Score = 1.2;

/// Scores are multiples of 1/1024: sums of them are exact in an `f32` up to 16 384, so that no
/// order of adding, which varies with the segments, can change a score and with it the order of
/// hits.
const SCORE_STEPS: Score = 1024.0;

/// A pair of neighbours counts so many times what it would as a phrase that was asked for. Measured
/// by words of titles looked for in 13 863 articles (MRR@10, with marks and without): .42 and .17
/// at 0, .68 and .53 at 0.5, .70 and .62 at 1, .70 and .66 at 2, no more beyond.
const PAIR_FACTOR: Score = 2.0;

/// Pairs looked for in a query: a pasted text is not slowed down by all of its.
const MOST_PAIRS: usize = 16;

/// How many of the words a document needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::index) enum Needs {
    All,
    Some,
}

/// Words and phrases looked for in some fields.
#[derive(Clone, Debug)]
pub(in crate::index) struct WordsQuery {
    /// The fields to look in, with what a match in each weighs.
    pub fields: Vec<(Field, Score)>,
    /// In the order in which they were typed, one behind the other.
    pub patterns: Vec<Pattern>,
    pub needs: Needs,
    pub scoring: Scoring,
}

/// How exact scores are.
#[derive(Clone, Debug)]
pub(in crate::index) enum Scoring {
    /// Upper bounds, which take no positions.
    Bounds,
    /// Exact, but for those not above the floor, which may be bounds.
    Above(Floor),
}

/// A score that rises while hits are collected: those not above it are of no interest.
#[derive(Clone, Debug, Default)]
pub(in crate::index) struct Floor(Arc<AtomicU32>);

impl Floor {
    pub(in crate::index) fn set(&self, score: Score) {
        self.0.store(score.to_bits(), Ordering::Relaxed);
    }

    fn get(&self) -> Score {
        Score::from_bits(self.0.load(Ordering::Relaxed))
    }
}

impl Query for WordsQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let scale = match scoring {
            EnableScoring::Enabled { searcher, .. } => Some(Arc::new(self.scale(searcher)?)),
            EnableScoring::Disabled { .. } => None,
        };
        Ok(Box::new(WordsWeight { query: self.clone(), scale }))
    }
}

impl WordsQuery {
    /// More than any document's score.
    pub(in crate::index) fn top(&self, searcher: &Searcher) -> tantivy::Result<Score> {
        let scale = self.scale(searcher)?;
        Ok(scale
            .words
            .iter()
            .map(|word| word.top)
            .chain(scale.pairs.iter().map(|(_, pair)| pair.top))
            .sum())
    }

    /// Whether some of the words may be neighbours.
    pub(in crate::index) fn has_pairs(&self) -> bool {
        self.pairs().next().is_some()
    }

    /// The first of each two words that stand one behind the other, no others being allowed
    /// between.
    fn pairs(&self) -> impl Iterator<Item = usize> {
        let pairs = self.patterns.windows(2).enumerate().take(MOST_PAIRS);
        pairs.filter(|(_, pair)| pair.iter().all(|pattern| pattern.slop == 0)).map(|(left, _)| left)
    }

    fn scale(&self, searcher: &Searcher) -> tantivy::Result<Scale> {
        let documents: u64 =
            searcher.segment_readers().iter().map(|segment| u64::from(segment.max_doc())).sum();
        let factors = length_factors(searcher, &self.fields)?;
        let word = |pattern: &Pattern| {
            let idf = |place: &Place| rarity(place.documents, documents);
            Rank {
                top: pattern.places.iter().map(idf).sum::<Score>() * (K1 + 1.0),
                has_choice: pattern.has_choice(),
            }
        };
        let words: Vec<Rank> = self.patterns.iter().map(word).collect();
        let pair = |left: usize| match words.get(left..left + 2) {
            Some([first, second]) => {
                let has_choice = first.has_choice || second.has_choice;
                Some((left, Rank { top: PAIR_FACTOR * (first.top + second.top), has_choice }))
            }
            _ => None,
        };
        let mut pairs: Vec<(usize, Rank)> = self.pairs().filter_map(pair).collect();
        pairs.sort_by(|a, b| b.1.top.total_cmp(&a.1.top));
        Ok(Scale { factors, words, pairs })
    }
}

/// What scores are measured by: the same for all segments.
struct Scale {
    /// For each field, what one occurrence counts in a text of each length, by the length's norm.
    factors: Vec<[Score; 256]>,
    words: Vec<Rank>,
    /// Those first that count most, each with the place of its first word among `words`.
    pairs: Vec<(usize, Rank)>,
}

/// How a word or a pair is ranked.
#[derive(Clone, Copy)]
struct Rank {
    top: Score,
    has_choice: bool,
}

impl Rank {
    fn score(self, (frequency, as_typed): (Score, bool)) -> Score {
        let bm25 = self.top * frequency / (K1 + frequency);
        quantise(match (self.has_choice, as_typed) {
            (false, _) => bm25,
            (true, false) => bm25 / 2.0,
            (true, true) => (bm25 + self.top) / 2.0,
        })
    }
}

/// A score in steps whose sums are exact.
pub(in crate::index) fn quantise(score: Score) -> Score {
    // `round` is a call.
    (score * SCORE_STEPS + 0.5) as u32 as Score / SCORE_STEPS
}

struct WordsWeight {
    query: WordsQuery,
    scale: Option<Arc<Scale>>,
}

impl WordsWeight {
    fn words_scorer(&self, segment: &SegmentReader) -> tantivy::Result<Option<WordsScorer>> {
        let query = &self.query;
        let reads_pairs = matches!(query.scoring, Scoring::Above(_))
            && self.scale.as_ref().is_some_and(|scale| !scale.pairs.is_empty());
        let mut words = Vec::new();
        for pattern in &query.patterns {
            let option = match &self.scale {
                _ if reads_pairs || pattern.places.len() > 1 => {
                    IndexRecordOption::WithFreqsAndPositions
                }
                Some(_) => IndexRecordOption::WithFreqs,
                None => IndexRecordOption::Basic,
            };
            let fields: tantivy::Result<Vec<FieldCursor>> = query
                .fields
                .iter()
                .map(|&(field, _)| FieldCursor::open(segment, field, pattern, option))
                .collect();
            words.push(WordCursor::new(fields?));
        }
        let mut norms = Vec::new();
        for &(field, _) in &query.fields {
            let reader = segment.fieldnorms_readers().get_field(field)?;
            norms.push(reader.unwrap_or_else(|| FieldNormReader::constant(segment.max_doc(), 1)));
        }
        let mut by_size: Vec<usize> = (0..words.len()).collect();
        by_size.sort_by_key(|&i| words.get(i).map(WordCursor::size_hint));
        let factors = vec![0.0; norms.len()];
        let scale = self.scale.clone();
        let (needs, scoring) = (query.needs, query.scoring.clone());
        let mut scorer =
            WordsScorer { words, by_size, needs, doc: 0, norms, scale, scoring, factors };
        scorer.find(0);
        Ok((scorer.doc != TERMINATED).then_some(scorer))
    }
}

impl Weight for WordsWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        debug_assert!(boost == 1.0, "no part of a plan is boosted");
        Ok(match self.words_scorer(segment)? {
            Some(scorer) => Box::new(scorer),
            None => Box::new(EmptyScorer),
        })
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        if let Some(mut scorer) = self.words_scorer(segment)?
            && scorer.seek(doc) == doc
        {
            return Ok(Explanation::new("words (BM25F)", scorer.score()));
        }
        Err(TantivyError::InvalidArgument(format!("document {doc} does not match")))
    }
}

/// The documents of a segment that have all of the words, or some.
struct WordsScorer {
    words: Vec<WordCursor>,
    /// Their places, the rarest first: it leads, the others follow.
    by_size: Vec<usize>,
    needs: Needs,
    doc: DocId,
    norms: Vec<FieldNormReader>,
    scale: Option<Arc<Scale>>,
    scoring: Scoring,
    /// For each field, what one occurrence counts in the document at hand.
    factors: Vec<Score>,
}

impl WordsScorer {
    /// Goes to the first document from `target` on that has the words.
    fn find(&mut self, mut target: DocId) {
        if self.needs == Needs::Some {
            self.doc =
                self.words.iter_mut().map(|word| word.seek(target)).min().unwrap_or(TERMINATED);
            return;
        }
        let mut agreed = 0;
        // Around the words until all stand at the same document.
        for &i in self.by_size.iter().cycle() {
            let at = self.words.get_mut(i).map_or(TERMINATED, |word| word.seek(target));
            agreed = if at == target { agreed + 1 } else { 1 };
            target = at;
            if target == TERMINATED || agreed == self.words.len() {
                break;
            }
        }
        self.doc = target;
    }
}

impl DocSet for WordsScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED { TERMINATED } else { self.seek(self.doc + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.find(target);
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        let sizes = self.words.iter().map(WordCursor::size_hint);
        match self.needs {
            Needs::All => sizes.min().unwrap_or(0),
            Needs::Some => sizes.fold(0, u32::saturating_add),
        }
    }

    fn cost(&self) -> u64 {
        u64::from(self.size_hint()) * self.words.iter().map(WordCursor::cost).sum::<u64>()
    }
}

impl Scorer for WordsScorer {
    fn score(&mut self) -> Score {
        let Some(scale) = &self.scale else { return 1.0 };
        let doc = self.doc;
        for ((factor, norms), factors) in
            self.factors.iter_mut().zip(&self.norms).zip(&scale.factors)
        {
            *factor = factors[usize::from(norms.fieldnorm_id(doc))];
        }
        let mut score = 0.0;
        for (word, rank) in self.words.iter_mut().zip(&scale.words) {
            score += rank
                .score(weigh(word.fields.iter_mut().map(|field| field.count(doc)), &self.factors));
        }
        let most =
            |words: &[WordCursor], (left, rank): &(usize, Rank)| match words.get(*left..left + 2) {
                Some([left, right]) => rank.score(weigh(
                    left.fields.iter().zip(&right.fields).map(most_together),
                    &self.factors,
                )),
                _ => 0.0,
            };
        for pair in &scale.pairs {
            score += most(&self.words, pair);
        }
        if let Scoring::Above(floor) = &self.scoring {
            for pair @ (left, rank) in &scale.pairs {
                if score <= floor.get() {
                    break;
                }
                score -= most(&self.words, pair);
                if let Some([left, right]) = self.words.get_mut(*left..left + 2) {
                    score += rank.score(weigh(
                        left.fields.iter_mut().zip(&mut right.fields).map(together),
                        &self.factors,
                    ));
                }
            }
        }
        score
    }
}

/// The weighted sum of how often something stands in each field, and whether it does once as typed.
fn weigh(counts: impl Iterator<Item = Count>, factors: &[Score]) -> (Score, bool) {
    counts.zip(factors).fold((0.0, false), |(frequency, as_typed), (count, factor)| {
        (frequency + count.occurrences as Score * factor, as_typed | count.as_typed)
    })
}
