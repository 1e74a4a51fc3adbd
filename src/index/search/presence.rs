//! Which documents have enough of a query's words, and how well they match by how often each stands
//! there.
//!
//! Each list of a word's documents is read once, block by block, into columns with an entry a
//! document: what a word counts there, what all words count, how many there are. That costs a few
//! nanoseconds for each entry of each list, no more for common words that stand in every second
//! document than it takes to read them. Where words stand is not looked at (`closeness`).

use tantivy::query::{EnableScoring, Query as TantivyQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Score, Searcher, SegmentReader, TERMINATED, Term};

use crate::Result;
use crate::index::query::bag::{Bag, Form, Source, Unit};
use crate::index::query::bm25f::{K1, Pattern, WordCursor, quantise};
use crate::index::query::plan::Plan;
use crate::index::store::schema::Fields;

/// Which part of a query's words a hit must have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Enough {
    /// All of them.
    All,
    /// So much of their weight.
    Share(Score),
    /// One.
    Any,
}

/// The documents of one segment that have enough.
#[derive(Default)]
pub(super) struct Present {
    /// In order, with their scores.
    pub hits: Vec<(DocId, Score)>,
    /// Those of them that have all words.
    pub full: Vec<DocId>,
}

/// The documents of each segment that have enough.
pub(super) fn present(
    searcher: &Searcher,
    fields: Fields,
    plan: &Plan,
    bag: &Bag,
    enough: Enough,
) -> Result<Vec<Present>> {
    let mut out = Vec::new();
    for segment in searcher.segment_readers() {
        let gate = if plan.is_gated { Some(gate(searcher, segment, &*plan.query)?) } else { None };
        let mut columns = Columns::new(segment);
        for unit in &bag.units {
            columns.add(bag, unit, segment, searcher, fields)?;
        }
        let mut present = columns.enough(bag, enough, segment, gate.as_deref());
        raise(&mut present.hits, bag, segment, searcher, fields)?;
        out.push(present);
    }
    Ok(out)
}

/// What a document must be beside, with the score for it; documents that are not so have none.
fn gate(
    searcher: &Searcher,
    segment: &SegmentReader,
    query: &dyn TantivyQuery,
) -> Result<Vec<Option<Score>>> {
    let mut gate = vec![None; segment.max_doc() as usize];
    let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
    let mut scorer = weight.scorer(segment, 1.0)?;
    while scorer.doc() != TERMINATED {
        let score = scorer.score();
        if let Some(entry) = gate.get_mut(scorer.doc() as usize) {
            *entry = Some(score);
        }
        scorer.advance();
    }
    Ok(gate)
}

/// Adds to the scores what raises documents.
fn raise(
    hits: &mut [(DocId, Score)],
    bag: &Bag,
    segment: &SegmentReader,
    searcher: &Searcher,
    fields: Fields,
) -> Result<()> {
    for (condition, more) in &bag.raises {
        let weight =
            condition.query(fields).weight(EnableScoring::disabled_from_searcher(searcher))?;
        let mut docs = weight.scorer(segment, 1.0)?;
        for (doc, score) in hits.iter_mut() {
            if docs.doc() < *doc {
                docs.seek(*doc);
            }
            if docs.doc() == *doc {
                *score += quantise(*more);
            }
        }
    }
    Ok(())
}

/// What is known of each document of a segment.
struct Columns {
    /// What the unit at hand counts: how often it stands there, by the length of the text.
    counts: Vec<Score>,
    /// The highest factor of its forms there.
    factors: Vec<Score>,
    /// Documents with the unit at hand, in no order.
    touched: Vec<DocId>,
    scores: Vec<Score>,
    /// The weight of the units that it has.
    weights: Vec<Score>,
    /// How many units it has.
    units: Vec<u16>,
}

impl Columns {
    fn new(segment: &SegmentReader) -> Columns {
        let documents = segment.max_doc() as usize;
        let zeros = || vec![0.0; documents];
        Columns {
            counts: zeros(),
            factors: zeros(),
            touched: Vec::new(),
            scores: zeros(),
            weights: zeros(),
            units: vec![0; documents],
        }
    }

    /// Adds a unit: its forms, then what they come to in each document.
    fn add(
        &mut self,
        bag: &Bag,
        unit: &Unit,
        segment: &SegmentReader,
        searcher: &Searcher,
        fields: Fields,
    ) -> Result<()> {
        for form in &unit.forms {
            match &form.source {
                Source::Words(pattern) if pattern.places.len() == 1 => {
                    self.word(bag, form, pattern, segment)?
                }
                Source::Words(pattern) => self.phrase(bag, form, pattern, segment)?,
                Source::Cited(condition) => {
                    let weight = condition
                        .query(fields)
                        .weight(EnableScoring::disabled_from_searcher(searcher))?;
                    let mut docs = weight.scorer(segment, 1.0)?;
                    while docs.doc() != TERMINATED {
                        self.occurs(docs.doc(), CITED, form.factor);
                        docs.advance();
                    }
                }
            }
        }
        let top = unit.weight * (K1 + 1.0);
        for doc in self.touched.drain(..) {
            let doc = doc as usize;
            let (Some(count), Some(factor)) = (self.counts.get_mut(doc), self.factors.get_mut(doc))
            else {
                continue;
            };
            if let (Some(score), Some(weight), Some(units)) =
                (self.scores.get_mut(doc), self.weights.get_mut(doc), self.units.get_mut(doc))
            {
                *score += quantise(top * *count / (K1 + *count) * *factor);
                *weight += unit.weight * *factor;
                *units += 1;
            }
            (*count, *factor) = (0.0, 0.0);
        }
        Ok(())
    }

    /// A form stands in a document, counting so much.
    #[inline(always)]
    fn occurs(&mut self, doc: DocId, count: Score, factor: Score) {
        let at = doc as usize;
        if let (Some(counts), Some(factors)) = (self.counts.get_mut(at), self.factors.get_mut(at)) {
            if *counts == 0.0 {
                self.touched.push(doc);
                *factors = factor;
            }
            *counts += count * factor;
        }
    }

    /// One word, in all its spellings: block by block.
    fn word(
        &mut self,
        bag: &Bag,
        form: &Form,
        pattern: &Pattern,
        segment: &SegmentReader,
    ) -> Result<()> {
        let spellings =
            pattern.places.first().map(|place| place.spellings.as_slice()).unwrap_or_default();
        for (&(field, _), factors) in bag.fields.iter().zip(&bag.factors) {
            let inverted = segment.inverted_index(field)?;
            let norms = segment.fieldnorms_readers().get_field(field)?;
            for spelling in spellings {
                let term = Term::from_field_text(field, spelling);
                let Some(mut block) =
                    inverted.read_block_postings(&term, IndexRecordOption::WithFreqs)?
                else {
                    continue;
                };
                while !block.docs().is_empty() {
                    for (&doc, &frequency) in block.docs().iter().zip(block.freqs()) {
                        let norm = norms.as_ref().map_or(1, |norms| norms.fieldnorm_id(doc));
                        self.occurs(
                            doc,
                            factors[usize::from(norm)] * frequency as Score,
                            form.factor,
                        );
                    }
                    block.advance();
                }
            }
        }
        Ok(())
    }

    /// Several words together.
    fn phrase(
        &mut self,
        bag: &Bag,
        form: &Form,
        pattern: &Pattern,
        segment: &SegmentReader,
    ) -> Result<()> {
        let names = bag.fields.iter().map(|&(field, _)| field);
        let mut cursor =
            WordCursor::open(segment, names, pattern, IndexRecordOption::WithFreqsAndPositions)?;
        let mut norms = Vec::new();
        for &(field, _) in &bag.fields {
            norms.push(segment.fieldnorms_readers().get_field(field)?);
        }
        while cursor.doc() != TERMINATED {
            let doc = cursor.doc();
            for ((field, norms), factors) in cursor.fields.iter_mut().zip(&norms).zip(&bag.factors)
            {
                let occurrences = field.count(doc).occurrences;
                if occurrences > 0 {
                    let norm = norms.as_ref().map_or(1, |norms| norms.fieldnorm_id(doc));
                    self.occurs(
                        doc,
                        factors[usize::from(norm)] * occurrences as Score,
                        form.factor,
                    );
                }
            }
            cursor.seek(doc + 1);
        }
        Ok(())
    }

    /// The documents that have enough.
    fn enough(
        self,
        bag: &Bag,
        enough: Enough,
        segment: &SegmentReader,
        gate: Option<&[Option<Score>]>,
    ) -> Present {
        let all = u16::try_from(bag.units.len()).unwrap_or(u16::MAX);
        let least = match enough {
            Enough::Share(share) => share * bag.weight() * (1.0 - ROUNDING),
            Enough::All | Enough::Any => 0.0,
        };
        let mut present = Present::default();
        let alive = segment.alive_bitset();
        for (doc, ((&score, &weight), &units)) in
            (0..).zip(self.scores.iter().zip(&self.weights).zip(&self.units))
        {
            let has_enough = units == all || units > 0 && enough != Enough::All && weight >= least;
            if !has_enough || alive.is_some_and(|alive| !alive.is_alive(doc)) {
                continue;
            }
            let beside = match gate {
                Some(gate) => gate.get(doc as usize).copied().flatten(),
                None => Some(0.0),
            };
            if let Some(beside) = beside {
                present.hits.push((doc, score + beside));
                if units == all {
                    present.full.push(doc);
                }
            }
        }
        present
    }
}

/// A mention counts as a word that stands so often in a text of average length.
const CITED: Score = 3.0;

/// Weights are added in the order of the units, a share of their sum is not.
const ROUNDING: Score = 1e-5;
