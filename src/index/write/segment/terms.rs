//! The terms of a field in one segment, numbered in the order in which they come.
//!
//! A word of up to fifteen bytes, as nearly all are, is one number of 128 bits: it is found without
//! a string being written, followed or compared.

use rustc_hash::FxHashMap;

use crate::index::analyzer::{Lower, other_spelling};

/// The number that no term has.
pub(super) const NONE: u32 = 0;

/// The bytes of a word, with their number as the last; or the number of its term, where they do not
/// fit. Nothing for [`NONE`].
pub(super) type Key = u128;

/// The longest word that is a key.
const LONGEST_KEY: usize = size_of::<Key>() - 1;

/// Bytes that an entry takes beside its term: its number and key in a table that is half full, and
/// the term's end.
const ENTRY_BYTES: usize = 80;

/// Terms by number and numbers by term.
#[derive(Debug, Default)]
pub(super) struct Terms {
    short: FxHashMap<Key, u32>,
    long: FxHashMap<Box<[u8]>, u32>,
    /// The terms one behind the other, and where each ends; the first is [`NONE`].
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Terms {
    /// The number of a term; a new one if it was never met.
    pub(super) fn number(&mut self, term: &[u8]) -> u32 {
        let new = self.ends.len().max(1) as u32;
        let number = match key(term) {
            Some(key) => *self.short.entry(key).or_insert(new),
            None => match self.long.get(term) {
                Some(&number) => number,
                None => *self.long.entry(term.into()).or_insert(new),
            },
        };
        if number == new {
            self.push(term);
        }
        number
    }

    /// The key of a word, by which its number is then found: keys first and numbers behind, so that
    /// one need not wait for the other's memory.
    #[inline(always)]
    pub(super) fn key(&mut self, word: Lower<'_>) -> Key {
        match word.start().filter(|_| word.length() <= LONGEST_KEY) {
            Some(start) => masked(Key::from_le_bytes(*start), word.length()),
            // No key of a word is so small, for each ends with its length.
            None => Key::from(self.number_of_new_word(word.as_str())),
        }
    }

    /// The number of the term of a word, by its key.
    #[inline(always)]
    pub(super) fn number_of_key(&mut self, key: Key) -> u32 {
        if length(key) == 0 {
            return key as u32;
        }
        match self.short.get(&key) {
            Some(&number) => number,
            None => self.number_of_new_key(key),
        }
    }

    #[cold]
    fn number_of_new_key(&mut self, key: Key) -> u32 {
        let bytes = key.to_le_bytes();
        let word = bytes.get(..length(key)).map(std::str::from_utf8);
        self.number_of_new_word(word.and_then(Result::ok).unwrap_or_default())
    }

    /// The number of the term of a word that may not have been met as it is written.
    #[cold]
    fn number_of_new_word(&mut self, word: &str) -> u32 {
        let Some(term) = other_spelling(word) else { return self.number(word.as_bytes()) };
        let number = self.number(term.as_bytes());
        if let Some(key) = key(word.as_bytes()) {
            self.short.insert(key, number);
        }
        number
    }

    fn push(&mut self, term: &[u8]) {
        if self.ends.is_empty() {
            self.ends.push(0);
        }
        self.bytes.extend_from_slice(term);
        self.ends.push(self.bytes.len());
    }

    /// The term of a number.
    pub(super) fn term(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let range = number
            .checked_sub(1)
            .and_then(|before| Some(*self.ends.get(before)?..*self.ends.get(number)?));
        range.and_then(|range| self.bytes.get(range)).unwrap_or_default()
    }

    /// The numbers in the order of their terms' bytes.
    pub(super) fn in_order(&self) -> Vec<u32> {
        // Most are told by their first eight bytes, which need not be fetched for each comparison.
        let start = |number: u32| {
            let mut start = [0; size_of::<u64>()];
            start.iter_mut().zip(self.term(number)).for_each(|(start, byte)| *start = *byte);
            (u64::from_be_bytes(start), number)
        };
        let mut numbers: Vec<(u64, u32)> = (1..self.ends.len() as u32).map(start).collect();
        numbers.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0).then_with(|| self.term(a.1).cmp(self.term(b.1)))
        });
        numbers.into_iter().map(|(_, number)| number).collect()
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        self.bytes.len() + self.ends.len() * ENTRY_BYTES
    }

    /// Forgets all terms, and keeps the room.
    pub(super) fn clear(&mut self) {
        self.short.clear();
        self.long.clear();
        self.bytes.clear();
        self.ends.clear();
    }
}

/// A term that is short enough, as a key.
fn key(term: &[u8]) -> Option<Key> {
    let mut bytes = [0; size_of::<Key>()];
    bytes.get_mut(..LONGEST_KEY)?.get_mut(..term.len())?.copy_from_slice(term);
    Some(masked(Key::from_le_bytes(bytes), term.len()))
}

/// How many bytes the word of a key has.
#[inline(always)]
const fn length(key: Key) -> usize {
    (key >> (8 * LONGEST_KEY)) as usize
}

/// The first bytes of a key, at most fifteen, with their number in the sixteenth: two terms never
/// have the same.
#[inline(always)]
const fn masked(bytes: Key, length: usize) -> Key {
    bytes & ((1 << (8 * length)) - 1) | (length as Key) << (8 * LONGEST_KEY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::analyzer::WordReader;

    fn numbers(terms: &mut Terms, text: &str) -> Vec<u32> {
        let mut keys = Vec::new();
        WordReader::default().read(text, |word| keys.push(word.map_or(0, |word| terms.key(word))));
        keys.into_iter().map(|key| terms.number_of_key(key)).collect()
    }

    #[test]
    fn terms_are_numbered_as_they_come() {
        let mut terms = Terms::default();
        assert_eq!(
            numbers(&mut terms, "Kỹ sư, KĨ SƯ: kĩ thuật; quý, quí"),
            [1, 2, 1, 2, 1, 3, 4, 4]
        );
        assert_eq!(terms.number("kỹ".as_bytes()), 1);
        // Of fifteen, sixteen and seventeen bytes; the first has to wait for its number.
        assert_eq!(
            numbers(&mut terms, "abcdefghijklmno abcdefghijklmnop abcdefghijklmnopq"),
            [7, 5, 6]
        );
        assert_eq!(numbers(&mut terms, "Дума abcdefghijklmnop abcdefghijklmno Дума"), [8, 5, 7, 8]);
        assert_eq!(numbers(&mut terms, &"x".repeat(65)), [NONE]);
        assert_eq!(terms.number(b""), 9);
        assert_eq!(terms.number(b"a\0"), 10);
        assert_eq!(terms.number(b"a"), 11);
        let in_order: Vec<&[u8]> =
            terms.in_order().into_iter().map(|number| terms.term(number)).collect();
        assert!(in_order.is_sorted() && in_order.len() == 11);
        assert_eq!(terms.term(9), b"");
        assert_eq!(terms.term(3), "thuật".as_bytes());
        terms.clear();
        assert_eq!(numbers(&mut terms, "thuật"), [1]);
    }
}
