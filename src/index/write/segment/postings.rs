//! The postings of a field in one segment: gathered as a log of its terms, and turned into lists, a
//! term each, when the segment is written.
//!
//! Each list grown by itself, as tantivy does it, makes every word wait for memory: for its entry
//! in a table, its term, its list, and the list's end, each somewhere else. Here a word is a number
//! at the end of a log, in two bytes for nearly all; when the segment is full the log is read as
//! often as needed to put its places in the order of the terms, a part of the terms at a time, so
//! that the room for it is bounded.

use std::{io, mem};

use tantivy::DocId;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::FieldSerializer;

use super::terms::{NONE, Terms};

/// What stands in the log before a number that does not fit into two bytes and takes four.
const LONG: u16 = u16::MAX;

/// A field's terms in the documents of a segment.
#[derive(Debug, Default)]
pub(super) struct Postings {
    pub(super) terms: Terms,
    /// How often each term stands in the log, by its number.
    counts: Vec<u32>,
    /// The number of the term at each place, of all documents one behind the other; [`NONE`] where
    /// there is none.
    log: Vec<u16>,
    /// How many places the log has.
    places: u32,
    /// The place behind each document's last.
    ends: Vec<u32>,
    /// How many places of each document have terms, as tantivy's norms tell it: about.
    norms: Vec<u8>,
    /// How many places have terms, and how many had before the document at hand.
    tokens: (u64, u64),
}

impl Postings {
    /// Without any terms, and with room for so many bytes of log, which takes memory only as it is
    /// used.
    pub(super) fn with_room(bytes: usize) -> Postings {
        Postings { log: Vec::with_capacity(bytes / size_of::<u16>()), ..Postings::default() }
    }

    /// Puts a term, by its number, at the next place.
    #[inline(always)]
    pub(super) fn push(&mut self, number: u32) {
        match u16::try_from(number) {
            Ok(short) if short != LONG => self.log.push(short),
            _ => self.log.extend([LONG, (number >> 16) as u16, number as u16]),
        }
        self.places += 1;
        if number == NONE {
            return;
        }
        self.tokens.0 += 1;
        match self.counts.get_mut(number as usize) {
            Some(count) => *count += 1,
            None => {
                self.counts.resize(number as usize, 0);
                self.counts.push(1);
            }
        }
    }

    /// Ends the next document.
    pub(super) fn end_document(&mut self) {
        self.ends.push(self.places);
        let tokens = self.tokens.0 - mem::replace(&mut self.tokens.1, self.tokens.0);
        self.norms
            .push(FieldNormReader::fieldnorm_to_id(u32::try_from(tokens).unwrap_or(u32::MAX)));
    }

    /// The norm of each document.
    pub(super) fn norms(&self) -> &[u8] {
        &self.norms
    }

    /// How many places have terms.
    pub(super) fn tokens(&self) -> u64 {
        self.tokens.0
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        self.terms.memory()
            + size_of_val(&*self.counts)
            + size_of_val(&*self.log)
            + size_of_val(&*self.ends)
            + self.norms.len()
    }

    /// Forgets all, and keeps the room.
    pub(super) fn clear(&mut self) {
        self.terms.clear();
        self.counts.clear();
        self.log.clear();
        self.ends.clear();
        self.norms.clear();
        (self.places, self.tokens) = (0, (0, 0));
    }

    /// Writes the lists of all terms, in the terms' order. At most `buffer.size` places, or those
    /// of one term, are put in order at once.
    pub(super) fn write(
        &self,
        serializer: &mut FieldSerializer<'_>,
        buffer: &mut SortBuffer,
        with_positions: bool,
    ) -> io::Result<()> {
        let order = self.terms.in_order();
        let landmarks = self.landmarks();
        let mut rest = order.as_slice();
        while !rest.is_empty() {
            let part;
            (part, rest) = rest.split_at(self.that_fit(rest, buffer.size));
            buffer.sort(self, part);
            let mut start = 0;
            for &number in part {
                let end = start + self.count(number);
                let places = buffer.places.get(start..end).unwrap_or_default();
                self.write_term(
                    serializer,
                    self.terms.term(number),
                    places,
                    &landmarks,
                    &mut buffer.list,
                    with_positions,
                )?;
                start = end;
            }
        }
        Ok(())
    }

    /// How many of the terms have together no more places than fit; one at least.
    fn that_fit(&self, terms: &[u32], size: usize) -> usize {
        let mut places = 0;
        let fit = terms.iter().position(|&number| {
            places += self.count(number);
            places > size
        });
        fit.unwrap_or(terms.len()).max(1)
    }

    fn count(&self, number: u32) -> usize {
        self.counts.get(number as usize).map_or(0, |&count| count as usize)
    }

    /// The terms' numbers, place by place.
    #[inline(always)]
    fn each_place(&self, mut each: impl FnMut(u32)) {
        let mut log = self.log.iter().map(|&short| u32::from(short));
        while let Some(short) = log.next() {
            each(match short == u32::from(LONG) {
                true => log.next().unwrap_or_default() << 16 | log.next().unwrap_or_default(),
                false => short,
            });
        }
    }

    /// Writes the list of a term that stands at these places.
    fn write_term(
        &self,
        serializer: &mut FieldSerializer<'_>,
        term: &[u8],
        mut places: &[u32],
        landmarks: &Landmarks,
        list: &mut List,
        with_positions: bool,
    ) -> io::Result<()> {
        list.documents.clear();
        list.steps.clear();
        while let Some(&first) = places.first() {
            let doc = self.document(first, landmarks);
            let (mut before, end) = self.bounds(doc);
            let frequency = places.iter().position(|&place| place >= end).unwrap_or(places.len());
            let here;
            (here, places) = places.split_at(frequency);
            list.documents.push((doc as DocId, frequency));
            if with_positions {
                list.steps
                    .extend(here.iter().map(|&place| place - mem::replace(&mut before, place)));
            }
        }
        // A field without positions has no frequencies either, and is told of no number of
        // documents.
        serializer.new_term(
            term,
            if with_positions { list.documents.len() as u32 } else { 0 },
            with_positions,
        )?;
        let mut steps = list.steps.as_slice();
        for &(doc, frequency) in &list.documents {
            if with_positions {
                let here;
                (here, steps) = steps.split_at(frequency);
                serializer.write_doc(doc, frequency as u32, here);
            } else {
                serializer.write_doc(doc, 0, &[]);
            }
        }
        serializer.close_term()
    }

    /// The first place of a document, and that behind its last.
    fn bounds(&self, doc: usize) -> (u32, u32) {
        let end = |doc: usize| self.ends.get(doc).copied();
        (doc.checked_sub(1).and_then(end).unwrap_or_default(), end(doc).unwrap_or(u32::MAX))
    }

    /// The document of a place.
    fn document(&self, place: u32, landmarks: &Landmarks) -> usize {
        let before = landmarks
            .documents
            .get((place >> landmarks.distance) as usize)
            .copied()
            .unwrap_or_default();
        self.document_from(before, place)
    }

    /// The document of a place that is in this document or behind it, and not far.
    fn document_from(&self, mut doc: usize, place: u32) -> usize {
        while self.ends.get(doc).is_some_and(|&end| end <= place) {
            doc += 1;
        }
        doc
    }

    fn landmarks(&self) -> Landmarks {
        let length = self.places as usize / self.ends.len().max(1);
        let distance = length.max(1).ilog2();
        let next = |doc: &mut usize, landmark: u32| {
            *doc = self.document_from(*doc, landmark << distance);
            Some(*doc)
        };
        Landmarks { distance, documents: (0..=self.places >> distance).scan(0, next).collect() }
    }
}

/// The documents of places that are about as far from each other as documents are long: from the
/// nearest before a place its own is soon found.
#[derive(Debug)]
struct Landmarks {
    /// How far, as a power of two.
    distance: u32,
    documents: Vec<usize>,
}

/// Where places are put in the order of their terms; the same for one field after the other.
#[derive(Debug)]
pub(super) struct SortBuffer {
    /// How many places are put in order at once.
    size: usize,
    places: Vec<u32>,
    /// For each term's number, where its next place goes; for terms of other parts, behind those of
    /// this one.
    next: Vec<u32>,
    list: List,
}

/// A term's documents, how often each has it, and the steps from one position to the next, the
/// first from the document's beginning.
#[derive(Debug, Default)]
struct List {
    documents: Vec<(DocId, usize)>,
    steps: Vec<u32>,
}

impl SortBuffer {
    /// For so many bytes of places.
    pub(super) fn new(bytes: usize) -> SortBuffer {
        SortBuffer {
            size: bytes / size_of::<u32>(),
            places: Vec::new(),
            next: Vec::new(),
            list: List::default(),
        }
    }

    /// Puts the places of some terms in the order of the terms.
    fn sort(&mut self, postings: &Postings, part: &[u32]) {
        let total = part.iter().map(|&number| postings.count(number)).sum::<usize>();
        // One more than needed takes the places of all other terms: which term comes cannot be
        // foreseen, so nothing is decided for it.
        let elsewhere = total as u32;
        self.places.clear();
        self.places.resize(total + 1, 0);
        self.next.clear();
        self.next.resize(postings.counts.len().max(1), elsewhere);
        let mut start = 0;
        for &number in part {
            if let Some(next) = self.next.get_mut(number as usize) {
                *next = start;
            }
            start += postings.count(number) as u32;
        }
        let mut place = 0;
        postings.each_place(|number| {
            if let Some(next) = self.next.get_mut(number as usize) {
                let at = *next;
                if let Some(slot) = self.places.get_mut(at as usize) {
                    *slot = place;
                }
                *next = at + u32::from(at != elsewhere);
            }
            place += 1;
        });
    }
}
