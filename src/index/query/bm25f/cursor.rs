//! Where the words of a pattern stand: cursors through the postings of a segment; a word's over its
//! fields', a field's over its places', a place's over its spellings'.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::pattern::{Pattern, Place};

/// How often something stands in a field of a document, and whether once as typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::index) struct Count {
    pub occurrences: u32,
    pub as_typed: bool,
}

/// The documents of a segment that have a word or phrase in at least one field.
pub(in crate::index) struct WordCursor {
    pub fields: Vec<FieldCursor>,
    /// The least of theirs.
    doc: DocId,
}

impl WordCursor {
    /// Opens a word or phrase in each of these fields.
    pub(in crate::index) fn open(
        segment: &SegmentReader,
        fields: impl Iterator<Item = Field>,
        pattern: &Pattern,
        option: IndexRecordOption,
    ) -> tantivy::Result<WordCursor> {
        let fields: tantivy::Result<Vec<FieldCursor>> =
            fields.map(|field| FieldCursor::open(segment, field, pattern, option)).collect();
        Ok(WordCursor::new(fields?))
    }

    pub(super) fn new(fields: Vec<FieldCursor>) -> WordCursor {
        let doc = fields.iter().map(|field| field.doc).min().unwrap_or(TERMINATED);
        WordCursor { fields, doc }
    }

    pub(super) fn size_hint(&self) -> u32 {
        self.fields.iter().map(FieldCursor::size_hint).fold(0, u32::saturating_add)
    }

    /// What one document costs, measured by one posting. Each that has all words of a phrase has
    /// their positions read.
    pub(super) fn cost(&self) -> u64 {
        if self.fields.iter().any(|field| field.places.len() > 1) { 10 } else { 1 }
    }

    pub(in crate::index) fn doc(&self) -> DocId {
        self.doc
    }

    pub(in crate::index) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.doc =
                self.fields.iter_mut().map(|field| field.seek(target)).min().unwrap_or(TERMINATED);
        }
        self.doc
    }
}

/// The documents of a segment that have a word or phrase in one field.
pub(in crate::index) struct FieldCursor {
    /// In the order of the phrase; none if some place has no spelling that stands anywhere.
    places: Vec<PlaceCursor>,
    slop: u32,
    /// The places' indices, the rarest first: it leads, the others follow.
    by_size: Vec<usize>,
    doc: DocId,
    /// In the document that was counted last.
    count: Count,
    /// Where the pattern stands in document `started`.
    starts: Vec<Start>,
    started: DocId,
    buffer: Vec<Start>,
}

/// A place where a phrase may stand, told by its words so far. Positions are less the words' offset
/// in the phrase, and shifted by the phrase's length so as never to be negative: the words of a
/// phrase without more between them have all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Start {
    /// The last word's.
    last: u32,
    /// The first word's.
    first: u32,
    is_typed: bool,
}

impl FieldCursor {
    pub(super) fn open(
        segment: &SegmentReader,
        field: Field,
        pattern: &Pattern,
        option: IndexRecordOption,
    ) -> tantivy::Result<FieldCursor> {
        let mut places = Vec::new();
        for place in &pattern.places {
            places.extend(PlaceCursor::open(segment, field, place, option)?);
        }
        if places.len() < pattern.places.len() {
            places.clear();
        }
        let mut by_size: Vec<usize> = (0..places.len()).collect();
        by_size.sort_by_key(|&i| places.get(i).map(PlaceCursor::size_hint));
        let (count, starts, buffer) = (Count::default(), Vec::new(), Vec::new());
        let mut cursor = FieldCursor {
            places,
            slop: pattern.slop,
            by_size,
            doc: 0,
            count,
            starts,
            started: TERMINATED,
            buffer,
        };
        cursor.find(0);
        Ok(cursor)
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
        if let [place] = self.places.as_mut_slice() {
            self.doc = place.seek(target);
            return;
        }
        while target < TERMINATED && !self.places.is_empty() {
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
            self.doc = doc;
            if doc == TERMINATED || !self.starts().is_empty() {
                return;
            }
            target = doc + 1;
        }
        self.doc = TERMINATED;
    }

    /// How often the pattern stands in a document; that to which its word's cursor went.
    pub(in crate::index) fn count(&mut self, doc: DocId) -> Count {
        self.count = match self.places.as_slice() {
            _ if self.doc != doc => Count::default(),
            [place] => place.count(),
            _ => count(self.starts()),
        };
        self.count
    }

    /// Where the pattern stands in the document that all places are at.
    fn starts(&mut self) -> &[Start] {
        if self.started != self.doc {
            self.started = self.doc;
            let last = self.last_offset();
            for (i, place) in self.places.iter_mut().enumerate() {
                if i == 0 {
                    place.starts(last, &mut self.starts);
                } else {
                    place.starts(last, &mut self.buffer);
                    follow(&mut self.starts, &self.buffer, self.slop);
                }
                if self.starts.is_empty() {
                    break;
                }
            }
        }
        &self.starts
    }

    /// How often the pattern begins among the first words of the field, in the document that was
    /// counted. It was opened with positions.
    pub(in crate::index) fn early(&mut self, words: u32) -> u32 {
        if self.count.occurrences == 0 {
            return 0;
        }
        let last = self.last_offset();
        let early = self.starts().iter().take_while(|start| start.first < words + last).count();
        u32::try_from(early).unwrap_or(u32::MAX)
    }

    fn last_offset(&self) -> u32 {
        self.places.iter().map(|place| place.offset).max().unwrap_or(0)
    }
}

fn count(starts: &[Start]) -> Count {
    Count {
        occurrences: u32::try_from(starts.len()).unwrap_or(u32::MAX),
        as_typed: starts.iter().any(|start| start.is_typed),
    }
}

/// Leads each start on to the nearest of the next word's, where there is one near enough; both are
/// sorted.
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

/// How often a pattern stands right before another in a field of the document in which both were
/// counted. Neither has a slop.
pub(super) fn together((left, right): (&mut FieldCursor, &mut FieldCursor)) -> Count {
    if left.count.occurrences.min(right.count.occurrences) == 0 {
        return Count::default();
    }
    // The left one's places are shifted by its last word's offset, the right one's by its own; and
    // one word further it begins.
    let distance = right.last_offset() + 1;
    let mut rights = right.starts().iter().peekable();
    let mut count = Count::default();
    for left in left.starts() {
        while rights.next_if(|right| right.last < left.last + distance).is_some() {}
        if let Some(right) = rights.peek().filter(|right| right.last == left.last + distance) {
            count.occurrences += 1;
            count.as_typed |= left.is_typed && right.is_typed;
        }
    }
    count
}

/// How often a pattern stands right before another in a field of the document in which both were
/// counted, and how often of that among the first words of the field.
pub(in crate::index) fn beside(
    left: &mut FieldCursor,
    right: &mut FieldCursor,
    words: u32,
) -> (u32, u32) {
    if left.count.occurrences.min(right.count.occurrences) == 0 {
        return (0, 0);
    }
    let (last, distance) = (left.last_offset(), right.last_offset() + 1);
    let mut rights = right.starts().iter().peekable();
    let (mut all, mut early) = (0, 0);
    for left in left.starts() {
        while rights.next_if(|right| right.last < left.last + distance).is_some() {}
        if rights.peek().is_some_and(|right| right.last == left.last + distance) {
            all += 1;
            early += u32::from(left.first < words + last);
        }
    }
    (all, early)
}

/// How often that may be at most, by how often each stands there.
pub(super) fn most_together((left, right): (&FieldCursor, &FieldCursor)) -> Count {
    let (left, right) = (left.count, right.count);
    Count {
        occurrences: left.occurrences.min(right.occurrences),
        as_typed: left.as_typed && right.as_typed,
    }
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
    /// `None` if no spelling stands there.
    fn open(
        segment: &SegmentReader,
        field: Field,
        place: &Place,
        option: IndexRecordOption,
    ) -> tantivy::Result<Option<PlaceCursor>> {
        let inverted = segment.inverted_index(field)?;
        let mut postings = Vec::new();
        for spelling in &place.spellings {
            if let Some(found) =
                inverted.read_postings(&Term::from_field_text(field, spelling), option)?
            {
                postings.push((found, *spelling == place.typed));
            }
        }
        let docs: Vec<DocId> = postings.iter().map(|(postings, _)| postings.doc()).collect();
        let first = docs.iter().copied().min();
        Ok(first.map(|doc| PlaceCursor {
            postings,
            docs,
            offset: place.offset,
            doc,
            positions: Vec::new(),
        }))
    }

    fn size_hint(&self) -> u32 {
        self.postings.iter().map(|(postings, _)| postings.size_hint()).fold(0, u32::saturating_add)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            let mut least = TERMINATED;
            for (doc, (postings, _)) in self.docs.iter_mut().zip(&mut self.postings) {
                if *doc < target {
                    // Of a common word it is most often the next.
                    *doc =
                        if *doc + 1 == target { postings.advance() } else { postings.seek(target) };
                }
                least = least.min(*doc);
            }
            self.doc = least;
        }
        self.doc
    }

    fn count(&self) -> Count {
        if let [(postings, is_typed)] = self.postings.as_slice() {
            return Count { occurrences: postings.term_freq(), as_typed: *is_typed };
        }
        let here = self.docs.iter().zip(&self.postings).filter(|(doc, _)| **doc == self.doc);
        here.fold(Count::default(), |count, (_, (postings, is_typed))| Count {
            occurrences: count.occurrences + postings.term_freq(),
            as_typed: count.as_typed | is_typed,
        })
    }

    /// Where phrases that have this word in its place may begin.
    fn starts(&mut self, last: u32, out: &mut Vec<Start>) {
        out.clear();
        for (doc, (postings, typed)) in self.docs.iter().zip(&mut self.postings) {
            if *doc == self.doc {
                postings.positions_with_offset(last - self.offset, &mut self.positions);
                out.extend(self.positions.iter().map(|&at| Start {
                    last: at,
                    first: at,
                    is_typed: *typed,
                }));
            }
        }
        // One spelling stands at one place: no start comes twice.
        if self.postings.len() > 1 {
            out.sort_unstable();
        }
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
            (
                &[(1, true), (4, true), (9, false)],
                &[(1, false), (5, true), (9, true)],
                0,
                &[(1, 1, false), (9, 9, false)],
            ),
            (&[(3, true)], &[(1, true), (2, true), (3, true)], 0, &[(3, 3, true)]),
            (&[(3, true)], &[], 5, &[]),
            (&[], &[(3, true)], 5, &[]),
            (
                &[(1, true), (4, true)],
                &[(0, true), (3, false), (6, true)],
                2,
                &[(1, 3, false), (4, 6, true)],
            ),
            (&[(1, true)], &[(4, true)], 2, &[]),
        ];
        for (left, right, slop, expected) in table {
            let mut kept = starts(left);
            follow(&mut kept, &starts(right), slop);
            assert_eq!(
                kept.iter()
                    .map(|start| (start.first, start.last, start.is_typed))
                    .collect::<Vec<_>>(),
                expected
            );
        }
    }
}
