//! How the words of a query stand in a document: side by side, and near its beginning.
//!
//! Where words stand must be read from another file than which documents have them, so only some
//! documents are looked into: those that may be among the best, and, to count in how many every two
//! neighbouring words of the query stand side by side, those that have all words.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Score, SegmentReader};

use crate::Result;
use crate::index::query::bag::{Bag, Source, Unit};
use crate::index::query::bm25f::{K1, WordCursor, beside, quantise};

/// A pair of neighbours counts so many times what its words do.
const PAIR: Score = 1.0;

/// A name counts so many times what its words do.
const NAME: Score = 2.0;

/// Of the news the first words say what it is about: an occurrence among so many counts so much
/// more.
const EARLY_WORDS: u32 = 60;
const EARLY: Score = 1.0;

/// Pairs that are scored, those that say most: a pasted text is not slowed down by all of its.
const MOST_PAIRS: usize = 40;

/// A form of a unit, where it stands.
struct FormCursor {
    factor: Score,
    beside: Score,
    words: WordCursor,
}

/// Two units that were typed one behind the other.
struct Pair {
    left: usize,
    weight: Score,
    /// Whether both are of one abbreviation or long form.
    is_one: bool,
}

/// The words of a bag where they stand in one segment.
pub(super) struct Closeness<'b> {
    bag: &'b Bag,
    units: Vec<Vec<FormCursor>>,
    names: Vec<(WordCursor, Score)>,
    /// Those first that say most.
    pairs: Vec<Pair>,
    norms: Vec<Option<FieldNormReader>>,
    /// For each field, what one occurrence counts in the document at hand.
    factors: Vec<Score>,
}

impl<'b> Closeness<'b> {
    pub(super) fn open(bag: &'b Bag, segment: &SegmentReader) -> Result<Closeness<'b>> {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let fields = || bag.fields.iter().map(|&(field, _)| field);
        let mut units = Vec::new();
        for unit in &bag.units {
            let mut forms = Vec::new();
            for form in &unit.forms {
                if let Source::Words(pattern) = &form.source {
                    let words = WordCursor::open(segment, fields(), pattern, option)?;
                    forms.push(FormCursor { factor: form.factor, beside: form.beside, words });
                }
            }
            units.push(forms);
        }
        let mut names = Vec::new();
        for name in &bag.names {
            names.push((WordCursor::open(segment, fields(), &name.pattern, option)?, name.weight));
        }
        let mut norms = Vec::new();
        for field in fields() {
            norms.push(segment.fieldnorms_readers().get_field(field)?);
        }
        let mut pairs = pairs(bag);
        pairs.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let factors = vec![0.0; norms.len()];
        Ok(Closeness { bag, units, names, pairs, norms, factors })
    }

    /// Whether every two neighbours stand side by side in a document; documents are asked for in
    /// their order.
    pub(super) fn are_together(&mut self, doc: DocId) -> bool {
        let Closeness { units, pairs, .. } = self;
        pairs.iter().all(|pair| {
            let Some(both) = units.get_mut(pair.left..pair.left + 2) else { return false };
            both.iter_mut().for_each(|forms| go_to(forms, doc));
            if pair.is_one
                && both
                    .first()
                    .is_some_and(|left| left.iter().skip(1).any(|form| form.words.doc() == doc))
            {
                return true;
            }
            are_beside(both)
        })
    }

    /// The units before neighbours that stand side by side in a document; documents are asked for
    /// in their order.
    pub(super) fn neighbours(&mut self, doc: DocId) -> impl Iterator<Item = usize> {
        let Closeness { units, pairs, .. } = self;
        units.iter_mut().for_each(|forms| go_to(forms, doc));
        pairs
            .iter()
            .map(|pair| pair.left)
            .filter(|&left| units.get_mut(left..left + 2).is_some_and(are_beside))
    }

    /// What a document gains by where the words stand in it; documents are asked for in their
    /// order.
    pub(super) fn gain(&mut self, doc: DocId) -> Score {
        for ((factor, norms), factors) in
            self.factors.iter_mut().zip(&self.norms).zip(&self.bag.factors)
        {
            *factor =
                factors[usize::from(norms.as_ref().map_or(1, |norms| norms.fieldnorm_id(doc)))];
        }
        self.units.iter_mut().for_each(|forms| go_to(forms, doc));
        self.early(doc) + self.side_by_side() + self.named(doc)
    }

    /// What the words gain that stand near its beginning.
    fn early(&mut self, doc: DocId) -> Score {
        let mut gain = 0.0;
        for (unit, forms) in self.bag.units.iter().zip(&mut self.units) {
            // What is mentioned counts enough.
            if unit.forms.len() > forms.len() {
                continue;
            }
            let (mut all, mut early) = (Sum::default(), Sum::default());
            for form in forms {
                let (mut occurrences, mut first) = (0.0, 0.0);
                for (field, factor) in form.words.fields.iter_mut().zip(&self.factors) {
                    occurrences += field.count(doc).occurrences as Score * factor;
                    first += EARLY * field.early(EARLY_WORDS) as Score * factor;
                }
                all.add(form.factor, occurrences);
                early.add(form.factor, occurrences + first);
            }
            gain += early.score(unit.weight) - all.score(unit.weight);
        }
        gain
    }

    /// What neighbours gain that stand side by side.
    fn side_by_side(&mut self) -> Score {
        let mut gain = 0.0;
        for pair in self.pairs.iter().take(MOST_PAIRS) {
            let Some([left, right]) = self.units.get_mut(pair.left..pair.left + 2) else {
                continue;
            };
            let mut sum = Sum::default();
            for left in left.iter_mut() {
                for right in right.iter_mut() {
                    let fields = left
                        .words
                        .fields
                        .iter_mut()
                        .zip(&mut right.words.fields)
                        .zip(&self.factors);
                    let counts = fields.map(|((left, right), factor)| {
                        let (all, early) = beside(left, right, EARLY_WORDS);
                        (all as Score + EARLY * early as Score) * factor
                    });
                    sum.add(left.beside * right.beside, counts.sum());
                }
            }
            gain += sum.score(pair.weight * PAIR);
        }
        gain
    }

    /// What names gain that stand together.
    fn named(&mut self, doc: DocId) -> Score {
        let mut gain = 0.0;
        for (words, weight) in &mut self.names {
            words.seek(doc);
            let mut sum = Sum::default();
            let counts = words
                .fields
                .iter_mut()
                .zip(&self.factors)
                .map(|(field, factor)| field.count(doc).occurrences as Score * factor);
            sum.add(1.0, counts.sum());
            gain += sum.score(*weight * NAME);
        }
        gain
    }
}

/// Whether some forms of two units stand side by side in the document that both are led to.
fn are_beside(both: &mut [Vec<FormCursor>]) -> bool {
    let [left, right] = both else { return false };
    left.iter_mut().any(|left| {
        right.iter_mut().any(|right| {
            let mut fields = left.words.fields.iter_mut().zip(&mut right.words.fields);
            fields.any(|(left, right)| beside(left, right, 0).0 > 0)
        })
    })
}

/// Leads the forms of a unit to a document, and counts them there.
fn go_to(forms: &mut [FormCursor], doc: DocId) {
    for form in forms {
        form.words.seek(doc);
        for field in &mut form.words.fields {
            field.count(doc);
        }
    }
}

/// The pairs of neighbours of a bag.
fn pairs(bag: &Bag) -> Vec<Pair> {
    let both = |(left, pair): (usize, &[Unit])| match pair {
        [first, second] if second.follows => {
            let is_one = first.same.is_some() && first.same == second.same;
            Some(Pair { left, weight: first.weight + second.weight, is_one })
        }
        _ => None,
    };
    bag.units.windows(2).enumerate().filter_map(both).collect()
}

/// Whether a bag has neighbours.
pub(super) fn has_pairs(bag: &Bag) -> bool {
    bag.units.iter().skip(1).any(|unit| unit.follows)
}

/// What several forms of one thing count together.
#[derive(Default)]
struct Sum {
    count: Score,
    factor: Score,
}

impl Sum {
    fn add(&mut self, factor: Score, count: Score) {
        if count > 0.0 {
            self.count += count * factor;
            self.factor = self.factor.max(factor);
        }
    }

    /// The score of something of this weight.
    fn score(&self, weight: Score) -> Score {
        quantise(weight * (K1 + 1.0) * self.count / (K1 + self.count) * self.factor)
    }
}
