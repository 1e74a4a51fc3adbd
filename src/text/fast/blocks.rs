//! A text in blocks of up to 64 bytes: its small letters, and where letters, digits and blanks
//! stand, a bit for every byte.
//!
//! Words are then found by shifting bits: where a letter stands behind none, one begins. That takes
//! no decision for each byte, and so no processor has to guess where a word will end. Letters of
//! Vietnamese and of its neighbours in French and German are made small in the same pass: À to Þ by
//! one bit of their last byte, Ă Đ Ĩ Ũ Ơ and Ạ to Ỹ by another, Ư by hand.

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch};

pub(crate) use super::lanes::SIZE;
use super::lanes::{LANES, begun, bits, for_each_of, is, is_beyond, lanes, set, within};

/// Bytes before a block that tell what its first ones belong to.
const BEFORE: usize = 2;

/// What stands in a block: the lowest bit of each set is for its first byte.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Its bytes, at least one; blocks end with whole characters, so that some are up to three
    /// bytes shorter than the longest.
    pub length: usize,
    /// The bytes of letters: ASCII, À to þ but for ß, Ă Đ Ĩ Ũ Ơ Ư, and Ạ to ỹ.
    pub letters: u64,
    /// Digits of ASCII.
    pub digits: u64,
    /// White space of ASCII.
    pub blanks: u64,
    /// The first bytes of all other characters beyond ASCII.
    pub others: u64,
    /// All bytes beyond ASCII.
    beyond: u64,
}

impl Block {
    /// All other characters of ASCII.
    #[inline(always)]
    pub(crate) const fn marks(&self) -> u64 {
        self.all() & !(self.letters | self.digits | self.blanks | self.beyond)
    }

    /// A bit for each byte there is.
    #[inline(always)]
    pub(crate) const fn all(&self) -> u64 {
        u64::MAX >> (SIZE - self.length)
    }

    /// Whether the last byte is in a set, as the lowest bit: what the next block has to know.
    #[inline(always)]
    pub(crate) const fn last_of(&self, set: u64) -> u64 {
        set >> (self.length - 1) & 1
    }
}

/// The bytes of a block with its letters made small, and room behind them, so that some bytes can
/// be taken from any place of the block.
pub(crate) type Small = [u8; SIZE + LANES];

/// What reads a text block by block. Its functions are to be `#[inline(always)]`: they are then
/// compiled for each processor.
pub(crate) trait BlockReader {
    /// Reads a block, with its letters made small; the bytes behind the block mean nothing.
    ///
    /// Returned is how far it has read, in bytes from the block's beginning: the next one begins
    /// there. No way on ends the reading.
    fn take(&mut self, block: Block, small: &Small) -> usize;
}

/// Reads texts block by block.
#[derive(Clone, Debug, Default)]
pub(crate) struct Blocks {
    /// The text with zeros around it, in room for the longest yet.
    padded: Vec<u8>,
    /// The text with its letters made small; what is behind it means nothing.
    small: Vec<u8>,
}

impl Blocks {
    /// Gives the blocks of a text to a reader, in order, and returns it.
    #[inline]
    pub(crate) fn read<R: BlockReader>(&mut self, text: &str, reader: R) -> R {
        dispatch!(Level::new(), simd => self.read_by(simd, text, reader))
    }

    /// `simd` says what the processor can do; what is called in
    /// [`dispatch!`](fearless_simd::dispatch) is compiled for it.
    #[inline(always)]
    fn read_by<S: Simd, R: BlockReader>(&mut self, simd: S, text: &str, mut reader: R) -> R {
        if self.small.len() < text.len() + SIZE + LANES {
            self.padded.resize(BEFORE + text.len() + SIZE, 0);
            self.small.resize(text.len() + SIZE + LANES, 0);
        }
        let Some((padded, rest)) =
            self.padded.get_mut(BEFORE..).and_then(|room| room.split_at_mut_checked(text.len()))
        else {
            return reader;
        };
        let Some(behind) = rest.first_chunk_mut() else { return reader };
        padded.copy_from_slice(text.as_bytes());
        *behind = [0; SIZE];
        let mut start = 0;
        while start < text.len() {
            let chunk = self.padded.get(start..).and_then(<[u8]>::first_chunk::<{ BEFORE + SIZE }>);
            let small = self.small.get_mut(start..).and_then(<[u8]>::first_chunk_mut::<SIZE>);
            let (Some(chunk), Some(small)) = (chunk, small) else { return reader };
            let [.., a, b, c] = *chunk;
            let length = (SIZE - begun([a, b, c])).min(text.len() - start);
            let block = block(simd, chunk, small, start, length);
            let Some(small) = self.small.get(start..).and_then(<[u8]>::first_chunk) else {
                return reader;
            };
            let read = reader.take(block, small);
            if read == 0 {
                return reader;
            }
            start += read;
        }
        reader
    }

    /// The text read last with its letters made small, those of [`Block::letters`]; more bytes may
    /// follow.
    #[inline(always)]
    pub(crate) fn small(&self) -> &[u8] {
        &self.small
    }
}

#[inline(always)]
fn block<S: Simd>(
    simd: S,
    chunk: &[u8; BEFORE + SIZE],
    small: &mut [u8; SIZE],
    start: usize,
    length: usize,
) -> Block {
    let (mut ascii, mut of_two, mut of_three, mut digits, mut blanks, mut beyond) =
        (0, 0, 0, 0, 0, 0);
    for (i, small) in small.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
        let from = BEFORE + i * LANES;
        // Each byte, the one before it, and the one before that.
        let (byte, second, third) =
            (lanes(simd, chunk, from), lanes(simd, chunk, from - 1), lanes(simd, chunk, from - 2));
        // The bit that small letters have in place of capitals: of ASCII and À to þ, and of all
        // others.
        let (low, odd) = (byte | 0x20, byte | 1);
        let letter = within(low, b'a', b'z');
        // À to þ, but for × ÷ ß.
        let latin = is(second, 0xc3) & !(is(low, 0xb7) | is(byte, 0x9f));
        // ă đ ĩ, ũ, ơ, ư
        let i_u = is(odd, 0xa9);
        let a_d_i_u =
            is(second, 0xc4) & (is(odd, 0x83) | is(odd, 0x91) | i_u) | is(second, 0xc5) & i_u;
        let horned = is(second, 0xc6);
        let (o, capital_u, u) =
            (horned & is(odd, 0xa1), horned & is(byte, 0xaf), horned & is(byte, 0xb0));
        // Ạ to ỹ.
        let toned = is(third, 0xe1)
            & (is(second, 0xba) & is(byte | 0x1f, 0xbf) | is(second, 0xbb) & byte.simd_le(0xb9));
        let smaller =
            byte | for_each_of(letter | latin, 0x20) | for_each_of(a_d_i_u | o | toned, 1);
        (smaller ^ for_each_of(capital_u, 0xaf ^ 0xb0)).store_array(small);
        ascii |= set(letter, i);
        of_two |= set(latin | a_d_i_u | o | capital_u | u, i);
        of_three |= set(toned, i);
        digits |= set(within(byte, b'0', b'9'), i);
        blanks |= set(is(byte, b' ') | within(byte, b'\t', b'\r') & !is(byte, 0x0b), i);
        beyond |= set(is_beyond(byte), i);
    }
    let all = u64::MAX >> (SIZE - length);
    let letters = all & (ascii | of_two | of_two >> 1 | of_three | of_three >> 1 | of_three >> 2);
    // What is beyond ASCII and no letter: few blocks have any.
    let others = bits(all & beyond & !letters)
        .filter(|&at| chunk[BEFORE + at] >= 0xc0)
        .fold(0, |others, at| others | 1 << at);
    Block { start, length, letters, digits: digits & all, blanks: blanks & all, others, beyond }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::small_form;

    #[derive(Default)]
    struct All(Vec<Block>);

    impl BlockReader for All {
        fn take(&mut self, block: Block, _: &Small) -> usize {
            self.0.push(block);
            block.length
        }
    }

    /// The set that a character is in.
    fn class(c: char) -> &'static str {
        match c {
            '×' | '÷' | 'ß' => "others",
            'À'..='ÿ' | 'Ạ'..='ỹ' => "letters",
            'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' => {
                "letters"
            }
            'a'..='z' | 'A'..='Z' => "letters",
            '0'..='9' => "digits",
            _ if c.is_ascii_whitespace() => "blanks",
            _ if c.is_ascii() => "marks",
            _ => "others",
        }
    }

    proptest! {
        #[test]
        fn every_byte_is_in_its_set(text in "([a-zA-Z0-9]|[ăĂđĐĩĨũŨơƠưƯ]|[À-ÿẠ-ỹ]|[.,“–\u{b}\u{c}\u{7f}]|[ \n\t\r]|[東Дé\u{301}²Ɖʊðßə̀ĹĺẀỿḀ\u{1c80}😀]|\\PC){0,150}") {
            let small: String = text.chars().map(|c| if class(c) == "letters" { small_form(c) } else { c }).collect();
            // As this processor can do it, and as every one can.
            for level in [Level::new(), Level::baseline()] {
                let (mut blocks, mut end) = (Blocks::default(), 0);
                let read = dispatch!(level, simd => blocks.read_by(simd, &text, All::default())).0;
                for block in read {
                    prop_assert_eq!(block.start, end);
                    end += block.length;
                    for (at, c) in text[block.start..end].char_indices() {
                        let Block { letters, digits, blanks, others, .. } = block;
                        let sets = [("letters", letters), ("digits", digits), ("blanks", blanks), ("marks", block.marks()), ("others", others)];
                        let found: Vec<&str> = sets.iter().filter(|(_, set)| set >> at & 1 == 1).map(|(name, _)| *name).collect();
                        prop_assert_eq!(found, [class(c)], "{:?}", c);
                        let is_letter = class(c) == "letters";
                        prop_assert!((at..at + c.len_utf8()).all(|at| (letters >> at & 1 == 1) == is_letter));
                    }
                }
                prop_assert_eq!(end, text.len());
                prop_assert_eq!(std::str::from_utf8(&blocks.small()[..text.len()]), Ok(small.as_str()));
            }
        }
    }
}
