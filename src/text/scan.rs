//! The scan over text that is most likely clean: where is the next character that may need a change?
//!
//! It walks over bytes with tables in place of branches: a byte below 0x80 is looked up, a letter of Vietnamese by its code, and a vowel
//! with a tone is looked at closer only where another vowel may stand beside it. All else is decoded and asked.

use super::blanks::{is_invisible, plain_blank};
use super::letters::{Tone, VOWELS, tone_of};
use super::lookalike::{is_crossed_d, latin_twin, plain_form};
use super::marks::{continues, is_stable};
use super::placement::is_misplaced;

/// The place of the next character, from `at` on, that the normal form may not have as it stands.
pub(super) fn next_suspect(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    while let Some(&first) = bytes.get(at) {
        if first < 0x80 {
            if ASCII[usize::from(first & 0x7f)] {
                at += 1;
                continue;
            }
            return Some(at);
        }
        let byte = |i: usize| bytes.get(at + i).copied().unwrap_or_default();
        let is_long = first >= 0xe0;
        let two = usize::from(first & 0x1f) << 6 | usize::from(byte(1) & 0x3f);
        let three = usize::from(first) << 12 | usize::from(byte(1) & 0x3f) << 6 | usize::from(byte(2) & 0x3f);
        let slot = if is_long { HIGH_SLOT.wrapping_add(three.wrapping_sub(HIGH_CODE)) } else { two.min(LOW_END) };
        let concern = LETTERS.get(slot).copied().unwrap_or(ASK);
        let length = 2 + usize::from(is_long);
        let after = AFTER[usize::from(byte(length))];
        let before = BEFORE[usize::from(bytes.get(at.wrapping_sub(1)).copied().unwrap_or_default())];
        at += match concern & (before | after | ASK) {
            0 => length,
            ASK.. => match text.get(at..).and_then(|rest| rest.chars().next()) {
                Some(letter) if !is_changed_alone(letter) => letter.len_utf8(),
                _ => return Some(at),
            },
            _ if is_right(text, at, length) => length,
            _ => return Some(at),
        };
    }
    None
}

/// What is to be asked of a letter: no bit for nothing, or of which neighbours it must beware.
const VOWEL_BEFORE: u8 = 1;
const VOWEL_AFTER: u8 = 2;
const LETTER_BEYOND_ASCII_AFTER: u8 = 4;
/// The letter itself is to be decoded.
const ASK: u8 = 0x80;

/// The characters that are as they should be.
static ASCII: [bool; 0x80] = {
    let mut is_clean = [false; 0x80];
    let mut byte = b' ';
    while byte <= b'~' {
        is_clean[byte as usize] = true;
        byte += 1;
    }
    is_clean[b'\n' as usize] = true;
    is_clean[b'\t' as usize] = true;
    is_clean
};

/// The Latin letters up to `LOW_END`, then those of the block from Ḁ (1E00) to ỿ.
static LETTERS: [u8; HIGH_SLOT + 0x100] = letters();
const LOW_END: usize = 0x250;
const HIGH_SLOT: usize = LOW_END + 1;
/// Ḁ, computed from its bytes with the mark of the first byte left in.
const HIGH_CODE: usize = 0xe1 << 12 | 0xe00;

const fn letters() -> [u8; HIGH_SLOT + 0x100] {
    let mut letters = [0; HIGH_SLOT + 0x100];
    // Control characters and U+00A0.
    let mut code = 0;
    while code <= 0xa0 {
        letters[code] = ASK;
        code += 1;
    }
    letters['\u{ad}' as usize] = ASK;
    letters['Ð' as usize] = ASK;
    letters['ð' as usize] = ASK;
    letters['Ɖ' as usize] = ASK;
    letters[LOW_END] = ASK;
    let mut i = 0;
    while i < VOWELS.len() * 6 {
        let (row, tone) = (VOWELS[i / 6], i % 6);
        let code = row[tone] as usize;
        let slot = if code < LOW_END { code } else { HIGH_SLOT + (code - 0x1e00) };
        if tone > 0 {
            // A letter with a mark of its own gives its tone only to another such (ừơ).
            letters[slot] =
                if row[0].is_ascii() { VOWEL_BEFORE | VOWEL_AFTER | LETTER_BEYOND_ASCII_AFTER } else { LETTER_BEYOND_ASCII_AFTER };
        }
        i += 1;
    }
    letters
}

/// What a byte before a letter tells of the letter that ends with it.
static BEFORE: [u8; 0x100] = neighbours(VOWEL_BEFORE, VOWEL_BEFORE);
/// What a byte behind a letter tells of the letter that begins with it.
static AFTER: [u8; 0x100] = neighbours(VOWEL_AFTER, LETTER_BEYOND_ASCII_AFTER);

const fn neighbours(vowel: u8, beyond_ascii: u8) -> [u8; 0x100] {
    let mut neighbours = [0; 0x100];
    let mut byte = 0;
    while byte < 0x100 {
        neighbours[byte] = match byte as u8 | 0x20 {
            _ if byte >= 0x80 => beyond_ascii,
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' => vowel,
            _ => 0,
        };
        byte += 1;
    }
    neighbours
}

/// Whether the tone of a vowel beside another is where it should be.
fn is_right(text: &str, at: usize, length: usize) -> bool {
    let bytes = text.as_bytes();
    let after = bytes.get(at + length).copied().unwrap_or_default();
    let before = bytes.get(at.wrapping_sub(1)).copied().unwrap_or_default();
    let is_first = BEFORE[usize::from(before)] == 0 || is_d(bytes, at);
    let vowel = text.get(at..at + length).and_then(|letter| letter.chars().next()).and_then(tone_of);
    match vowel {
        None | Some((_, Tone::Level)) => true,
        // ái, ào, ẻo, ói: the tone is on the first of them whatever follows; and a vowel behind đ may be alone.
        Some((vowel, _)) if is_first && (AFTER[usize::from(after)] == 0 || falls(vowel, after)) => true,
        Some((vowel, _)) => is_settled(bytes, at, length, vowel.to_ascii_lowercase(), is_first) || !is_misplaced(text, at),
    }
}

/// Whether the letters beside a vowel with a tone tell by themselves that it stands right, as they do for eight in ten:
/// `của`, `địa` | `toàn`, `hoạt`, `ngoài` | `quả`, `quản`, `quý` | `giá`, `giảm`, `giúp`. The others are looked at as a whole.
fn is_settled(bytes: &[u8], at: usize, length: usize, vowel: char, is_first: bool) -> bool {
    let byte = |i: usize| bytes.get(i).copied().unwrap_or_default();
    let before = |n: usize| byte(at.wrapping_sub(n)) | 0x20;
    let is_part = |byte: u8| byte >= 0x80 || byte.is_ascii_alphanumeric();
    let after = byte(at + length);
    let is_closed = after < 0x80 && AFTER[usize::from(after)] == 0;
    match (before(2), before(1), vowel) {
        (_, b'q', 'u') | (_, b'g', 'i') => false,
        (_, _, 'u' | 'i') if is_first => after | 0x20 == b'a' && !is_part(byte(at + length + 1)),
        (_, b'o', 'a') => is_closed && is_part(after) || after | 0x20 == b'i',
        (b'q', b'u', 'a') => after < 0x80,
        (b'q', b'u', 'y') => is_closed,
        (b'g', b'i', 'a') => after < 0x80 && !is_part(byte(at.wrapping_sub(3))),
        (b'g', b'i', 'o' | 'u') => is_closed && !is_part(byte(at.wrapping_sub(3))),
        _ => false,
    }
}

/// Whether a vowel and the one behind it are of those pairs whose first bears the tone in every syllable.
fn falls(vowel: char, after: u8) -> bool {
    matches!((vowel.to_ascii_lowercase(), after | 0x20), ('a', b'i' | b'o' | b'u' | b'y') | ('e', b'o') | ('o', b'i'))
}

/// Whether đ or Đ ends before `at`.
fn is_d(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at.saturating_sub(2)..at), Some([0xc4, 0x90 | 0x91]))
}

/// Whether a character may be changed for what it is, wherever it stands.
fn is_changed_alone(c: char) -> bool {
    is_invisible(c)
        || plain_blank(c).is_some()
        || is_crossed_d(c)
        || continues(c)
        || !is_stable(c)
        || latin_twin(c).is_some()
        || plain_form(c).is_some()
}
