//! The scan over text that is most likely clean: where is the next character that may need a change?
//!
//! Sixteen bytes at a time it finds [`candidates`]: what is no letter of Vietnamese and no mark of ASCII, and vowels with a tone that stand beside
//! others, for only they may have it in the wrong place. Most stretches hold few. A candidate is then looked at by itself: a letter by its code
//! in a table, all else is decoded and asked.

use wide::u8x16;

use super::blanks::{is_invisible, plain_blank};
use super::lanes::{LANES, SIZE, begun, bits, is, set, within};
use super::letters::{Tone, VOWELS, tone_of};
use super::lookalike::{is_crossed_d, latin_twin, plain_form};
use super::marks::{continues, is_stable};
use super::placement::is_misplaced;

/// The place of the next character, from `at` on, that the normal form may not have as it stands.
pub(super) fn next_suspect(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let (candidates, length) = match rest.first_chunk::<SIZE>() {
            Some(stretch @ [.., a, b, c]) => (candidates(stretch), SIZE - begun([*a, *b, *c])),
            None => {
                // What lies behind the text is no candidate.
                let mut stretch = [b' '; SIZE];
                stretch.iter_mut().zip(rest).for_each(|(to, &byte)| *to = byte);
                (candidates(&stretch), rest.len())
            }
        };
        let mut candidates = bits(candidates & u64::MAX >> (SIZE - length)).map(|candidate| at + candidate);
        if let suspect @ Some(_) = candidates.find(|&candidate| is_suspect(text, candidate)) {
            return suspect;
        }
        at += length;
    }
    None
}

/// The characters of a stretch that must be looked at: a bit for each first byte, the lowest for the first of all.
///
/// Some too many are no harm, one too few is: where it would take what stands beyond an end to tell, that counts as a vowel.
#[inline]
fn candidates(stretch: &[u8; SIZE]) -> u64 {
    let (mut vowels, mut high, mut odd, mut firsts) = (0, 0, 0, 0);
    let (mut c3, mut c4_c5, mut c6, mut e1) = (0, 0, 0, 0);
    let (mut marked, mut eth, mut tilde, mut african) = (0, 0, 0, 0);
    let (mut ba, mut bb, mut plain_of_ba, mut plain_of_bb) = (0, 0, 0, 0);
    for (i, lanes) in stretch.as_chunks::<LANES>().0.iter().enumerate() {
        let bytes = u8x16::new(*lanes);
        // The small form of a letter of ASCII, and of the second byte of À to ß.
        let small = bytes | u8x16::splat(0x20);
        let (is, is_small) = (|byte| is(bytes, byte), |byte| is(small, byte));
        let within = |from, to| within(bytes, from, to);
        let set = |bytes| set(bytes, i);
        vowels |= set(is_small(b'a') | is_small(b'e') | is_small(b'i') | is_small(b'o') | is_small(b'u') | is_small(b'y'));
        high |= set(bytes);
        odd |= set(within(0, 0x1f) & !(is(b'\n') | is(b'\t')) | is(0x7f));
        firsts |= set(within(0xc0, 0xff));
        c3 |= set(is(0xc3));
        c4_c5 |= set(is(0xc4) | is(0xc5));
        c6 |= set(is(0xc6));
        e1 |= set(is(0xe1));
        // The second bytes of â ê ô, of ð, of ĩ ũ, and of Ɖ.
        marked |= set(is_small(0xa2) | is_small(0xaa) | is_small(0xb4));
        eth |= set(is_small(0xb0));
        tilde |= set(is(0xa8) | is(0xa9));
        african |= set(is(0x89));
        // The second bytes of ạ to ỹ, and the third ones of those whose vowel has no mark but its tone: ạ ả ẹ ẻ ẽ, ỉ ị ọ ỏ ụ ủ ỳ ỵ ỷ ỹ.
        ba |= set(is(0xba));
        bb |= set(is(0xbb));
        plain_of_ba |= set(within(0xa0, 0xa3) | within(0xb8, 0xbd));
        plain_of_bb |= set(within(0x88, 0x8f) | within(0xa4, 0xa7) | within(0xb2, 0xb9));
    }
    let behind = |set: u64, bytes: u32| set >> bytes | !(u64::MAX >> bytes);
    let before = (vowels | high) << 1 | 1;
    let of_three = e1 & ((ba | bb) >> 1);
    let plain_of_three = e1 & ((ba >> 1 & plain_of_ba >> 2) | (bb >> 1 & plain_of_bb >> 2));
    let plain_of_two = c3 & !(marked >> 1) | c4_c5 & (tilde >> 1);
    let foreign = firsts & !(c3 | c4_c5 | c6 | of_three);
    let crossed = c3 & behind(eth, 1) | c6 & behind(african, 1);
    odd | foreign
        | crossed
        | plain_of_two & (before | behind(vowels | high, 2))
        | plain_of_three & (before | behind(vowels | high, 3))
        | of_three & behind(high, 3)
}

/// Whether the character at `at` may need a change.
fn is_suspect(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let byte = |i: usize| bytes.get(at + i).copied().unwrap_or_default();
    let first = byte(0);
    if first < 0x80 {
        return !matches!(first, b' '..=b'~' | b'\n' | b'\t');
    }
    let is_long = first >= 0xe0;
    let two = usize::from(first & 0x1f) << 6 | usize::from(byte(1) & 0x3f);
    let three = usize::from(first) << 12 | usize::from(byte(1) & 0x3f) << 6 | usize::from(byte(2) & 0x3f);
    let slot = if is_long { HIGH_SLOT.wrapping_add(three.wrapping_sub(HIGH_CODE)) } else { two.min(LOW_END) };
    let concern = LETTERS.get(slot).copied().unwrap_or(ASK);
    let length = 2 + usize::from(is_long);
    let after = AFTER[usize::from(byte(length))];
    let before = BEFORE[usize::from(bytes.get(at.wrapping_sub(1)).copied().unwrap_or_default())];
    match concern & (before | after | ASK) {
        0 => false,
        ASK.. => text.get(at..).and_then(|rest| rest.chars().next()).is_none_or(is_changed_alone),
        _ => !is_right(text, at, length),
    }
}

/// What is to be asked of a letter: no bit for nothing, or of which neighbours it must beware.
const VOWEL_BEFORE: u8 = 1;
const VOWEL_AFTER: u8 = 2;
const LETTER_BEYOND_ASCII_AFTER: u8 = 4;
/// The letter itself is to be decoded.
const ASK: u8 = 0x80;

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Every character is looked at: what the sixteen lanes pass over is no suspect.
        #[test]
        fn nothing_is_passed_over(text in "([bcđgnqt ]{0,2}[aeiouyăâêôơưàáảãạẻẽỉịóọỏụủùỳỵỷỹếộướĩũÀẢĨỸƯẤ]{1,3}[cimnptuy ]{0,2}|[\u{0}\t\n\u{7f}ðÐƉßñǺẀḂ“…²Д\u{301}\u{a0}😀]|\\PC){0,60}") {
            let behind = |at: usize| at + text[at..].chars().next().map_or(1, char::len_utf8);
            let found = std::iter::successors(next_suspect(&text, 0), |&at| next_suspect(&text, behind(at)));
            let expected: Vec<usize> = text.char_indices().map(|(at, _)| at).filter(|&at| is_suspect(&text, at)).collect();
            prop_assert_eq!(found.collect::<Vec<_>>(), expected);
        }
    }
}
