//! The words that the lexicons hold, each with a number, found by the bytes of its small letters.
//!
//! Nearly every word of a text is asked for, and nearly every one has no more than sixteen bytes (`nghiêng` has eight): those are compared as
//! two numbers, without a look at their letters.

use rustc_hash::FxHashMap;

use super::careful::careful;
use super::{Token, UNKNOWN, WordId};

/// The bytes of the longest short word.
pub(super) const SHORT: usize = 16;

/// A short word by its bytes, zeros behind them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spelling(u64, u64);

/// Which bytes of a spelling belong to a word of so many.
static MASKS: [(u64, u64); SHORT + 1] = masks();

const fn masks() -> [(u64, u64); SHORT + 1] {
    let mut masks = [(0, 0); SHORT + 1];
    let mut length = 1;
    while length <= SHORT {
        masks[length] = if length <= 8 { (u64::MAX >> (64 - 8 * length), 0) } else { (u64::MAX, u64::MAX >> (128 - 8 * length)) };
        length += 1;
    }
    masks
}

impl Spelling {
    /// Of the first `length` bytes of so many; none where they are too long.
    #[inline(always)]
    pub(super) fn of(bytes: &[u8; SHORT], length: usize) -> Option<Spelling> {
        let &(low, high) = MASKS.get(length)?;
        let [first, second] = *bytes.as_chunks::<8>().0 else { return None };
        Some(Spelling(u64::from_le_bytes(first) & low, u64::from_le_bytes(second) & high))
    }

    /// The bucket, of 2^`bits`, in which the word is looked for: the high bits of a product depend on all bits of the word.
    #[inline(always)]
    const fn bucket(self, bits: u32) -> usize {
        let product = self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ self.1.wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
        (product >> (u64::BITS - bits)) as usize
    }
}

/// A word by its number.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    /// Its spelling; none of a text's where it is too long for one.
    spelling: Spelling,
    /// The next word in its bucket; [`UNKNOWN`] where it is the last.
    next: WordId,
    /// What may begin with it: a set of [`begins`](super::begins).
    begins: u8,
}

/// The words that the lexicons hold, in lower case, each with a number.
#[derive(Debug, Default)]
pub struct Vocabulary {
    numbers: FxHashMap<Box<str>, WordId>,
    entries: Vec<Entry>,
    /// The first word of each bucket.
    buckets: Vec<WordId>,
    /// The logarithm of their number.
    bits: u32,
}

impl Vocabulary {
    /// The tokens of a table's form; words that have no number are given one. What stands before each is not told.
    pub fn read(&mut self, form: &str) -> Vec<Token> {
        let mut list: Vec<Token> = Vec::new();
        let mut end = 0;
        while let Some(start) = form.get(end..).and_then(|rest| Some(end + rest.find(|c: char| !c.is_ascii_whitespace())?)) {
            let token = careful(form, start, |word| (self.number(word), 0));
            end = token.span().end;
            list.push(token);
        }
        list
    }

    /// The word's number, given now if it has none.
    fn number(&mut self, word: &str) -> WordId {
        let next = self.ids() as WordId;
        *self.numbers.entry(word.into()).or_insert(next)
    }

    /// Makes the words known to scanners, and what begins with each.
    pub fn index(&mut self, begins: impl Fn(WordId) -> u8) {
        self.bits = self.ids().next_power_of_two().ilog2() + 1;
        self.buckets = vec![UNKNOWN; 1 << self.bits];
        self.entries = vec![Entry::default(); self.ids()];
        for (word, &number) in &self.numbers {
            let mut bytes = [0; SHORT];
            bytes.iter_mut().zip(word.bytes()).for_each(|(to, from)| *to = from);
            let Some(entry) = self.entries.get_mut(usize::from(number)) else { continue };
            entry.begins = begins(number);
            let Some(spelling) = Spelling::of(&bytes, word.len()) else { continue };
            if let Some(first) = self.buckets.get_mut(spelling.bucket(self.bits)) {
                *entry = Entry { spelling, next: std::mem::replace(first, number), ..*entry };
            }
        }
    }

    /// The number of a short word, and what may begin with it.
    #[inline(always)]
    pub(super) fn get(&self, spelling: Spelling) -> (WordId, u8) {
        let mut number = self.buckets.get(spelling.bucket(self.bits)).copied().unwrap_or(UNKNOWN);
        while number != UNKNOWN
            && let Some(entry) = self.entries.get(usize::from(number))
        {
            if entry.spelling == spelling {
                return (number, entry.begins);
            }
            number = entry.next;
        }
        (UNKNOWN, 0)
    }

    /// The same of any word.
    pub(super) fn get_any(&self, word: &str) -> (WordId, u8) {
        let number = self.numbers.get(word).copied().unwrap_or(UNKNOWN);
        (number, self.entries.get(usize::from(number)).map_or(0, |entry| entry.begins))
    }

    /// One more than the highest number given: the size of a table indexed by number.
    pub fn ids(&self) -> usize {
        self.numbers.len() + 1
    }
}
