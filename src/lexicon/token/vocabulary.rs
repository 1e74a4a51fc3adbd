//! The words that the lexicons hold, each with a number, found by the bytes of its small letters.
//!
//! Nearly every word of a text is asked for, and nearly every one has no more than thirteen bytes
//! (`nghiêng` has eight): those are compared as two numbers of eight bytes, without a look at their
//! letters, and the three bytes that no letter needs say what is known of the word.

use std::hint::select_unpredictable;

use rustc_hash::{FxHashMap, FxHashSet};

use super::careful::careful;
use super::tokens::{Token, UNKNOWN, WordId};

/// The bytes of the longest short word.
pub(super) const SHORT: usize = 13;

/// So many bytes are read of any word.
pub(super) const READ: usize = 16;

/// A short word by its bytes, zeros behind them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spelling(u64, u64);

/// Which bytes of a spelling belong to a word of so many.
static MASKS: [(u64, u64); SHORT + 1] = masks();

const fn masks() -> [(u64, u64); SHORT + 1] {
    let mut masks = [(0, 0); SHORT + 1];
    let mut length = 1;
    while length <= SHORT {
        masks[length] = if length <= 8 {
            (u64::MAX >> (64 - 8 * length), 0)
        } else {
            (u64::MAX, u64::MAX >> (128 - 8 * length))
        };
        length += 1;
    }
    masks
}

impl Spelling {
    /// Of the first `length` bytes of so many; none where they are too long.
    #[inline(always)]
    pub(super) fn of(bytes: &[u8; READ], length: usize) -> Option<Spelling> {
        let &(low, high) = MASKS.get(length)?;
        let [first, second] = *bytes.as_chunks::<8>().0 else { return None };
        Some(Spelling(u64::from_le_bytes(first) & low, u64::from_le_bytes(second) & high))
    }

    /// A number that depends on all bits of the word, the high bits most.
    #[inline(always)]
    const fn mix(self) -> u64 {
        self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ self.1.wrapping_mul(0xc2b2_ae3d_27d4_eb4f)
    }
}

/// A word where scanners find it: its spelling, its number and what may begin with it (a set of
/// [`begins`](super::begins)) in the bytes behind the thirteenth. All zeros where there is none.
#[derive(Clone, Copy, Debug, Default)]
struct Entry(u64, u64);

impl Entry {
    /// The bits of the second number that belong to the spelling.
    const LETTERS: u32 = 8 * (SHORT as u32 - 8);

    fn new(spelling: Spelling, number: WordId, begins: u8) -> Entry {
        Entry(
            spelling.0,
            spelling.1 | (u64::from(begins) << 16 | u64::from(number)) << Entry::LETTERS,
        )
    }

    fn spelling(self) -> Spelling {
        Spelling(self.0, self.1 & !(u64::MAX << Entry::LETTERS))
    }

    fn is_empty(self) -> bool {
        self.1 >> Entry::LETTERS == 0
    }

    /// Number and beginnings of the word with this spelling; zeros if the entry's is another.
    /// Whether a word is known cannot be foreseen, so that takes no branch.
    #[inline(always)]
    fn known(self, spelling: Spelling) -> (WordId, u8) {
        let rest = self.1 ^ spelling.1;
        let differs = self.0 ^ spelling.0 | rest << (u64::BITS - Entry::LETTERS);
        let known = select_unpredictable(differs == 0, rest >> Entry::LETTERS, 0);
        (known as WordId, (known >> 16) as u8)
    }
}

/// The words that the lexicons hold, in lower case, each with a number.
#[derive(Debug)]
pub struct Vocabulary {
    numbers: FxHashMap<Box<str>, WordId>,
    /// What may begin with each word, by number.
    begins: Vec<u8>,
    /// The short words, each in a place of its own; as many places as a power of two.
    entries: Vec<Entry>,
    /// How far the words of each group are moved, so that no two words meet: a look-up compares one
    /// word and is done.
    moves: [u16; GROUPS],
}

impl Default for Vocabulary {
    fn default() -> Vocabulary {
        Vocabulary {
            numbers: FxHashMap::default(),
            begins: Vec::new(),
            entries: Vec::new(),
            moves: [0; GROUPS],
        }
    }
}

impl Vocabulary {
    /// The tokens of a table's form; words that have no number are given one. What stands before
    /// each is not told.
    pub fn intern(&mut self, form: &str) -> Vec<Token> {
        let mut list: Vec<Token> = Vec::new();
        let mut end = 0;
        while let Some(start) = form
            .get(end..)
            .and_then(|rest| Some(end + rest.find(|c: char| !c.is_ascii_whitespace())?))
        {
            let (token, _) = careful(form, start, |word| (self.number(word), 0));
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
        self.begins = (0..self.ids()).map(|number| begins(number as WordId)).collect();
        let mut groups: Vec<Vec<Entry>> = vec![Vec::new(); GROUPS];
        for (word, &number) in &self.numbers {
            let mut bytes = [0; READ];
            bytes.iter_mut().zip(word.bytes()).for_each(|(to, from)| *to = from);
            let Some(spelling) = Spelling::of(&bytes, word.len()) else { continue };
            if let Some(group) = groups.get_mut(group(spelling.mix())) {
                group.push(Entry::new(spelling, number, begins(number)));
            }
        }
        // The first size or the second will do: words are parted by more bits with each.
        let mut size = self.ids().next_power_of_two();
        while !self.settle(&groups, size) {
            size *= 2;
        }
    }

    /// Gives every word a place of its own among so many; says whether that was possible.
    fn settle(&mut self, groups: &[Vec<Entry>], size: usize) -> bool {
        self.entries = vec![Entry::default(); size];
        self.moves = [0; GROUPS];
        // The largest groups first, while there is room.
        let mut order: Vec<usize> = (0..groups.len()).collect();
        order.sort_by_key(|&group| std::cmp::Reverse(groups[group].len()));
        order.into_iter().all(|group| {
            let places = |by: u16| {
                groups[group].iter().map(move |entry| place(entry.spelling().mix(), by, size))
            };
            // Two that meet are moved alike, and meet wherever they are moved.
            if places(0).collect::<FxHashSet<_>>().len() < groups[group].len() {
                return false;
            }
            let is_free = |by: &u16| places(*by).all(|place| self.entries[place].is_empty());
            let Some(by) = (0..=u16::MAX).find(is_free) else { return false };
            self.moves[group] = by;
            places(by).zip(&groups[group]).for_each(|(place, &entry)| self.entries[place] = entry);
            true
        })
    }

    /// The number of a short word, and what may begin with it.
    #[inline(always)]
    pub(super) fn get(&self, spelling: Spelling) -> (WordId, u8) {
        let mix = spelling.mix();
        let by = self.moves[group(mix)];
        self.entries
            .get(place(mix, by, self.entries.len()))
            .map_or((UNKNOWN, 0), |entry| entry.known(spelling))
    }

    /// The same of any word.
    pub(in crate::lexicon) fn get_any(&self, word: &str) -> (WordId, u8) {
        let number = self.numbers.get(word).copied().unwrap_or(UNKNOWN);
        (number, self.begins.get(usize::from(number)).copied().unwrap_or_default())
    }

    /// One more than the highest number given: the size of a table indexed by number.
    pub fn ids(&self) -> usize {
        self.numbers.len() + 1
    }
}

/// Groups of words that are moved together.
const GROUPS: usize = 1 << 9;

/// The group of a word: the high bits of its mix.
#[inline(always)]
const fn group(mix: u64) -> usize {
    (mix >> (u64::BITS - GROUPS.ilog2())) as usize
}

/// The place of a word of a group that is moved by so much, among so many.
#[inline(always)]
const fn place(mix: u64, by: u16, size: usize) -> usize {
    ((mix >> 32) as usize ^ by as usize) & size.wrapping_sub(1)
}
