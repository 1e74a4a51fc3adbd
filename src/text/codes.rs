//! Letters as numbers of seven bits, read by table: a word of up to nine of them is one number, and no Vietnamese syllable has more than seven.

use super::letters::VOWELS;

/// Set in the code of a capital.
pub(crate) const CAPITAL: u8 = 0x80;

/// A letter or digit takes so many bits in a packed word.
pub(crate) const BITS: u32 = 7;

/// The letters of the longest packed word.
pub(crate) const MOST: u32 = 9;

/// The end of the blocks of two-byte letters, and the slots of those of three bytes (Ḁ to ỿ) behind them.
const LOW_END: usize = 0x250;
const SLOTS: usize = LOW_END + 0x100;
const HIGH: usize = 0x1e00;

/// The code of each letter of Vietnamese and of each digit, in either case the same but for [`CAPITAL`]; 0 for all else.
static CODES: [u8; SLOTS] = codes();

const fn slot(letter: char) -> usize {
    let code = letter as usize;
    if code < LOW_END { code } else { LOW_END + (code - HIGH) }
}

const fn codes() -> [u8; SLOTS] {
    let mut codes = [0; SLOTS];
    let mut next = 1;
    let mut byte = b'0';
    while byte <= b'z' {
        if byte.is_ascii_digit() || byte.is_ascii_lowercase() {
            codes[byte as usize] = next;
            next += 1;
        }
        if byte.is_ascii_lowercase() {
            codes[byte.to_ascii_uppercase() as usize] = codes[byte as usize] | CAPITAL;
        }
        byte += 1;
    }
    codes[slot('đ')] = next;
    codes[slot('Đ')] = next | CAPITAL;
    next += 1;
    // The small vowels come first, the capitals in the same order behind them.
    let half = VOWELS.len() / 2;
    let mut i = 0;
    while i < half * 6 {
        let (small, capital) = (VOWELS[i / 6][i % 6], VOWELS[half + i / 6][i % 6]);
        if !small.is_ascii() {
            codes[slot(small)] = next;
            codes[slot(capital)] = next | CAPITAL;
            next += 1;
        }
        i += 1;
    }
    assert!(next <= CAPITAL, "codes have seven bits");
    codes
}

/// Whether a code is a letter's: those of the ten digits come first.
#[inline]
pub(crate) const fn is_letter(code: u8) -> bool {
    code > 10
}

/// The code of the letter or digit that begins with the byte at `at`, and its bytes; a code of 0 for what is none.
#[inline(always)]
pub(crate) fn code_at(bytes: &[u8], at: usize) -> (u8, usize) {
    let byte = |i: usize| usize::from(bytes.get(at + i).copied().unwrap_or_default());
    match byte(0) {
        first @ 0..=0x7f => (CODES[first], 1),
        first @ 0xc2..=0xc8 => (CODES[(first & 0x1f) << 6 | byte(1) & 0x3f], 2),
        0xe1 => {
            let code = 0x1000 | (byte(1) & 0x3f) << 6 | byte(2) & 0x3f;
            // What lies before the block must not wrap into the slots of the letters of two bytes.
            let slot = code.checked_sub(HIGH).map_or(SLOTS, |at| LOW_END + at);
            (CODES.get(slot).copied().unwrap_or_default(), 3)
        }
        _ => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_a_code_of_its_own() {
        let letters =
            || ('0'..='9').chain('a'..='z').chain(['đ']).chain(VOWELS[..VOWELS.len() / 2].concat().into_iter().filter(|c| !c.is_ascii()));
        let code = |letter: char| code_at(letter.to_string().as_bytes(), 0);
        let mut codes: Vec<u8> = letters().map(|letter| code(letter).0).collect();
        for letter in letters().filter(|letter| letter.is_alphabetic()) {
            let capital = letter.to_uppercase().next().unwrap_or(letter);
            assert_eq!(code(capital), (code(letter).0 | CAPITAL, capital.len_utf8()), "{letter}");
        }
        codes.sort_unstable();
        codes.dedup();
        assert_eq!((codes.len(), codes.first()), (letters().count(), Some(&1)));
        for other in [
            '\u{1be1}',
            '\u{1c11}',
            '\u{1d2c}',
            '\u{1dc4}',
            '\u{1f00}',
            'ñ',
            'ü',
            'µ',
            'ẁ',
            'Д',
            '東',
            '²',
            '-',
            ' ',
            '\u{301}',
            '\u{1f000}',
            '\u{c0}'.to_ascii_lowercase(),
        ] {
            assert_eq!(code(other).0 != 0, letters().any(|letter| letter == other || letter.to_uppercase().eq([other])), "{other}");
        }
    }
}
