//! A word or phrase of a query, each place of it with all its spellings, looked for in several fields: tantivy's query, weight and scorer.
//!
//! tantivy has phrases of single terms, and phrases of patterns, which it matches anew in every segment and ranks by nothing; here
//! - a place matches if any of its spellings stands there, so `nghi quyet` typed bare is one phrase, not some hundred;
//! - all fields count as one text for the ranking (BM25F): a title word adds to the body's, with a higher weight, and no sum over fields
//!   or spellings favours a word that is written in many ways;
//! - a document that has a bare word as typed comes before any that has only other spellings of it.
//!
//! ```text
//! tf    = Σ over fields: weight · frequency / (1 − b + b · length / average length)
//! bm25  = factor · idf · (k1 + 1) · tf / (k1 + tf)           always below factor · idf · (k1 + 1) = top
//! score = bm25                                      if every place has one spelling
//!       = bm25 / 2 + (top / 2, if written as typed) otherwise
//! ```

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, TantivyError};

use super::analyzer::{Words, term};
use crate::Span;

/// BM25's usual constants: how soon repetition stops counting, and how much a long text is discounted.
const K1: Score = 1.2;
const B: Score = 0.75;

/// Scores are multiples of 1/1024: sums of them are exact in an `f32` up to 16 384, so that no order of adding, which varies with the
/// segments, can change a score and with it the order of hits.
const SCORE_STEPS: Score = 1024.0;

/// A word that every document has still ranks those that have it often, or as typed, above the others.
const LEAST_IDF: Score = 0.1;

/// One place of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The word as typed, in lower case.
    pub typed: String,
    /// All its spellings, itself among them.
    pub spellings: Vec<String>,
    /// How many words stand before it in the phrase.
    pub offset: u32,
}

/// A word (one place) or a phrase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pattern {
    pub places: Vec<Place>,
    /// How many words more may stand between the places, in all.
    pub slop: u32,
}

impl Pattern {
    /// The words of a text as they are written, next to each other.
    pub(super) fn of_words(text: &str) -> Pattern {
        let place = |(offset, span): (u32, Span)| {
            let typed = term(span.slice(text));
            Place { spellings: vec![typed.clone()], typed, offset }
        };
        Pattern { places: (0..).zip(Words::new(text)).map(place).collect(), slop: 0 }
    }
}

/// A pattern looked for in some fields.
#[derive(Clone, Debug)]
pub(super) struct WordsQuery {
    /// The fields to look in, with what a match in each weighs.
    pub fields: Vec<(Field, Score)>,
    pub pattern: Pattern,
    /// How many times a match counts: 1 for what was asked for; another for what only tells better hits from worse.
    pub factor: Score,
}

impl Query for WordsQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let scale = match scoring {
            EnableScoring::Enabled { searcher, .. } => Some(self.scale(searcher)?),
            EnableScoring::Disabled { .. } => None,
        };
        Ok(Box::new(WordsWeight { query: self.clone(), scale }))
    }
}

impl WordsQuery {
    /// More than any document's score.
    pub(super) fn top(&self, searcher: &Searcher) -> tantivy::Result<Score> {
        Ok(self.scale(searcher)?.top)
    }

    fn scale(&self, searcher: &Searcher) -> tantivy::Result<Scale> {
        let documents: u64 = searcher.segment_readers().iter().map(|segment| u64::from(segment.max_doc())).sum();
        let mut average_lengths = Vec::new();
        for &(field, _) in &self.fields {
            let mut tokens = 0;
            for segment in searcher.segment_readers() {
                tokens += segment.inverted_index(field)?.total_num_tokens();
            }
            average_lengths.push((tokens as Score / documents.max(1) as Score).max(1.0));
        }
        let mut idf = 0.0;
        for place in &self.pattern.places {
            // As rare as its commonest spelling: added up, the rare ones would make a common word look like one that says nothing.
            let mut most = 0;
            for spelling in &place.spellings {
                for &(field, _) in &self.fields {
                    most = most.max(searcher.doc_freq(&Term::from_field_text(field, spelling))?);
                }
            }
            let (most, documents) = (most as Score, documents as Score);
            idf += (1.0 + (documents - most + 0.5) / (most + 0.5)).ln().max(LEAST_IDF);
        }
        let has_choice = self.pattern.places.iter().any(|place| place.spellings.len() > 1);
        Ok(Scale { top: self.factor * idf * (K1 + 1.0), average_lengths, has_choice })
    }
}

/// What scores are measured by: the same for all segments.
#[derive(Clone)]
struct Scale {
    top: Score,
    average_lengths: Vec<Score>,
    has_choice: bool,
}

struct WordsWeight {
    query: WordsQuery,
    scale: Option<Scale>,
}

impl WordsWeight {
    fn words_scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Option<WordsScorer>> {
        let is_phrase = self.query.pattern.places.len() > 1;
        let option = match (is_phrase, &self.scale) {
            (true, _) => IndexRecordOption::WithFreqsAndPositions,
            (false, Some(_)) => IndexRecordOption::WithFreqs,
            (false, None) => IndexRecordOption::Basic,
        };
        let mut fields = Vec::new();
        'fields: for (i, &(field, weight)) in self.query.fields.iter().enumerate() {
            let inverted = segment.inverted_index(field)?;
            let mut cursors = Vec::new();
            for place in &self.query.pattern.places {
                let mut postings = Vec::new();
                for spelling in &place.spellings {
                    if let Some(found) = inverted.read_postings(&Term::from_field_text(field, spelling), option)? {
                        postings.push((found, *spelling == place.typed));
                    }
                }
                if postings.is_empty() {
                    continue 'fields;
                }
                cursors.push(PlaceCursor::new(postings, place.offset));
            }
            let norms = match segment.fieldnorms_readers().get_field(field)? {
                Some(norms) if self.scale.is_some() => norms,
                _ => FieldNormReader::constant(segment.max_doc(), 1),
            };
            let average_length = self.scale.as_ref().and_then(|scale| scale.average_lengths.get(i)).copied().unwrap_or(1.0);
            fields.extend(FieldCursor::new(cursors, self.query.pattern.slop, norms, weight * boost, average_length));
        }
        let Some(doc) = fields.iter().map(|field| field.doc).min().filter(|&doc| doc != TERMINATED) else { return Ok(None) };
        let size = fields.iter().map(FieldCursor::size_hint).fold(0, u32::saturating_add).min(segment.max_doc());
        Ok(Some(WordsScorer { fields, doc, size, is_phrase, scale: self.scale.clone() }))
    }
}

impl Weight for WordsWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(match self.words_scorer(segment, boost)? {
            Some(scorer) => Box::new(scorer),
            None => Box::new(EmptyScorer),
        })
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        if let Some(mut scorer) = self.words_scorer(segment, 1.0)?
            && scorer.seek(doc) == doc
        {
            return Ok(Explanation::new("words (BM25F)", scorer.score()));
        }
        Err(TantivyError::InvalidArgument(format!("document {doc} does not match")))
    }
}

/// All documents that have the words in at least one field.
struct WordsScorer {
    /// Never empty.
    fields: Vec<FieldCursor>,
    /// The least of theirs.
    doc: DocId,
    size: u32,
    is_phrase: bool,
    scale: Option<Scale>,
}

impl DocSet for WordsScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED { TERMINATED } else { self.seek(self.doc + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let mut doc = TERMINATED;
        for field in &mut self.fields {
            doc = doc.min(field.seek(target));
        }
        self.doc = doc;
        doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        if self.is_phrase { self.size / 10 } else { self.size }
    }

    fn cost(&self) -> u64 {
        // Each candidate of a phrase has its positions read.
        u64::from(self.size) * if self.is_phrase { 10 } else { 1 }
    }
}

impl Scorer for WordsScorer {
    fn score(&mut self) -> Score {
        let Some(scale) = &self.scale else { return 1.0 };
        let (mut frequency, mut as_typed) = (0.0, false);
        for field in self.fields.iter_mut().filter(|field| field.doc == self.doc) {
            let (count, typed) = field.count();
            let length = FieldNormReader::id_to_fieldnorm(field.norms.fieldnorm_id(self.doc)) as Score;
            frequency += field.weight * count as Score / (1.0 - B + B * length / field.average_length);
            as_typed |= typed;
        }
        let bm25 = scale.top * frequency / (K1 + frequency);
        let score = match (scale.has_choice, as_typed) {
            (false, _) => bm25,
            (true, false) => bm25 / 2.0,
            (true, true) => (bm25 + scale.top) / 2.0,
        };
        exact(score)
    }
}

/// A score in steps whose sums are exact.
pub(super) fn exact(score: Score) -> Score {
    (score * SCORE_STEPS).round() / SCORE_STEPS
}

/// The documents of a segment that have the words in one field.
struct FieldCursor {
    /// In the order of the phrase; never empty.
    places: Vec<PlaceCursor>,
    slop: u32,
    /// The places' indices, the rarest first: it leads, the others follow.
    by_size: Vec<usize>,
    doc: DocId,
    norms: FieldNormReader,
    weight: Score,
    average_length: Score,
    /// Of a phrase, at `doc`: how often it stands there, and whether once as typed.
    found: (u32, bool),
    starts: Vec<Start>,
    buffer: Vec<Start>,
}

/// A place where a phrase may stand, told by its words so far. Positions are less the words' offset in the phrase, and shifted by the phrase's
/// length so as never to be negative: the words of a phrase without more between them have all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Start {
    /// The last word's.
    last: u32,
    /// The first word's.
    first: u32,
    is_typed: bool,
}

impl FieldCursor {
    fn new(places: Vec<PlaceCursor>, slop: u32, norms: FieldNormReader, weight: Score, average_length: Score) -> Option<FieldCursor> {
        let mut by_size: Vec<usize> = (0..places.len()).collect();
        by_size.sort_by_key(|&i| places.get(i).map(PlaceCursor::size_hint));
        by_size.first()?;
        let (starts, buffer) = (Vec::new(), Vec::new());
        let mut cursor = FieldCursor { places, slop, by_size, doc: 0, norms, weight, average_length, found: (0, false), starts, buffer };
        cursor.find(0);
        Some(cursor)
    }

    fn size_hint(&self) -> u32 {
        self.places.iter().map(PlaceCursor::size_hint).min().unwrap_or(0)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.find(target);
        }
        self.doc
    }

    /// Goes to the first document from `target` on that has all words, next to each other.
    fn find(&mut self, mut target: DocId) {
        while target < TERMINATED {
            let (mut doc, mut agreed) = (target, 0);
            // Around the places until all stand at the same document.
            for &i in self.by_size.iter().cycle() {
                let Some(place) = self.places.get_mut(i) else { break };
                let at = place.seek(doc);
                agreed = if at == doc { agreed + 1 } else { 1 };
                doc = at;
                if doc == TERMINATED || agreed == self.by_size.len() {
                    break;
                }
            }
            if doc == TERMINATED || self.places.len() == 1 || self.find_phrase() {
                self.doc = doc;
                return;
            }
            target = doc + 1;
        }
        self.doc = TERMINATED;
    }

    /// Whether the words stand next to each other in the document that all places are at.
    fn find_phrase(&mut self) -> bool {
        let last = self.places.iter().map(|place| place.offset).max().unwrap_or(0);
        for (i, place) in self.places.iter_mut().enumerate() {
            if i == 0 {
                place.starts(last, &mut self.starts);
            } else {
                place.starts(last, &mut self.buffer);
                follow(&mut self.starts, &self.buffer, self.slop);
            }
            if self.starts.is_empty() {
                return false;
            }
        }
        self.found = (self.starts.len() as u32, self.starts.iter().any(|start| start.is_typed));
        true
    }

    /// How often the words stand in this document, and whether once as typed.
    fn count(&self) -> (u32, bool) {
        match self.places.as_slice() {
            [place] => place.count(),
            _ => self.found,
        }
    }
}

/// Leads each start on to the nearest of the next word's, where there is one near enough; both are sorted.
fn follow(starts: &mut Vec<Start>, next: &[Start], slop: u32) {
    let mut next = next.iter().peekable();
    starts.retain_mut(|start| {
        while next.next_if(|next| next.last < start.last).is_some() {}
        match next.peek() {
            Some(next) if next.last - start.first <= slop => {
                start.last = next.last;
                start.is_typed &= next.is_typed;
                true
            }
            _ => false,
        }
    });
}

/// The documents of a segment that have one word in one field, in any spelling.
struct PlaceCursor {
    /// One for each spelling, with whether it is the one that was typed.
    postings: Vec<(SegmentPostings, bool)>,
    /// Where each of them stands: apart from them, so that the least is found at a glance.
    docs: Vec<DocId>,
    offset: u32,
    doc: DocId,
    positions: Vec<u32>,
}

impl PlaceCursor {
    fn new(postings: Vec<(SegmentPostings, bool)>, offset: u32) -> PlaceCursor {
        let docs: Vec<DocId> = postings.iter().map(|(postings, _)| postings.doc()).collect();
        let doc = docs.iter().copied().min().unwrap_or(TERMINATED);
        PlaceCursor { postings, docs, offset, doc, positions: Vec::new() }
    }

    fn size_hint(&self) -> u32 {
        self.postings.iter().map(|(postings, _)| postings.size_hint()).fold(0, u32::saturating_add)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            let mut least = TERMINATED;
            for (doc, (postings, _)) in self.docs.iter_mut().zip(&mut self.postings) {
                if *doc < target {
                    *doc = postings.seek(target);
                }
                least = least.min(*doc);
            }
            self.doc = least;
        }
        self.doc
    }

    fn count(&self) -> (u32, bool) {
        let here = self.docs.iter().zip(&self.postings).filter(|(doc, _)| **doc == self.doc);
        here.fold((0, false), |(count, typed), (_, (postings, is_typed))| (count + postings.term_freq(), typed | is_typed))
    }

    /// Where phrases that have this word in its place may begin.
    fn starts(&mut self, last: u32, out: &mut Vec<Start>) {
        out.clear();
        for (doc, (postings, typed)) in self.docs.iter().zip(&mut self.postings) {
            if *doc == self.doc {
                postings.positions_with_offset(last - self.offset, &mut self.positions);
                out.extend(self.positions.iter().map(|&at| Start { last: at, first: at, is_typed: *typed }));
            }
        }
        // One spelling stands at one place: no start comes twice.
        out.sort_unstable();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Starts of a first word, or of a next one.
    fn starts(places: &[(u32, bool)]) -> Vec<Start> {
        places.iter().map(|&(at, is_typed)| Start { last: at, first: at, is_typed }).collect()
    }

    #[test]
    fn phrases_grow_word_by_word() {
        type Table<'a> = [(&'a [(u32, bool)], &'a [(u32, bool)], u32, &'a [(u32, u32, bool)]); 6];
        let table: Table = [
            (&[(1, true), (4, true), (9, false)], &[(1, false), (5, true), (9, true)], 0, &[(1, 1, false), (9, 9, false)]),
            (&[(3, true)], &[(1, true), (2, true), (3, true)], 0, &[(3, 3, true)]),
            (&[(3, true)], &[], 5, &[]),
            (&[], &[(3, true)], 5, &[]),
            (&[(1, true), (4, true)], &[(0, true), (3, false), (6, true)], 2, &[(1, 3, false), (4, 6, true)]),
            (&[(1, true)], &[(4, true)], 2, &[]),
        ];
        for (left, right, slop, expected) in table {
            let mut kept = starts(left);
            follow(&mut kept, &starts(right), slop);
            assert_eq!(kept.iter().map(|start| (start.first, start.last, start.is_typed)).collect::<Vec<_>>(), expected);
        }
    }
}
