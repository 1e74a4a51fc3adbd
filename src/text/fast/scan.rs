//! The scan over text that is most likely clean: where is the next character that may need a
//! change?
//!
//! Sixty-four bytes at a time it finds [`candidates`]: what is no letter of Vietnamese and no mark
//! of ASCII, and vowels with a tone that stand beside others, for only they may have it in the
//! wrong place. Most stretches hold few. A candidate is then looked at by itself: a letter by its
//! code in a table, all else is decoded and asked.

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, u8x32};

use super::lanes::{LANES, SIZE, begun, bits, is, is_beyond, lanes, set, within};
use crate::text::blanks::{is_invisible, plain_blank};
use crate::text::letters::{Tone, VOWELS, tone_of};
use crate::text::lookalike::{is_crossed_d, latin_twin, plain_form};
use crate::text::marks::{continues, is_stable};
use crate::text::placement::is_misplaced;

/// Looks for suspects by what the processor can do.
pub(in crate::text) struct Scan {
    level: Level,
}

impl Scan {
    /// Asks the processor.
    pub fn new() -> Scan {
        Scan { level: Level::new() }
    }

    /// The place of the next character, from `at` on, that the normal form may not have as it
    /// stands.
    pub fn next(&self, text: &str, at: usize) -> Option<usize> {
        next_suspect(self.level, text, at)
    }
}

fn next_suspect(level: Level, text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let mut padded = [b' '; SIZE + BEHIND];
        let stretch = rest.first_chunk().unwrap_or_else(|| {
            // What lies behind the text is no candidate.
            padded.iter_mut().zip(rest).for_each(|(to, &byte)| *to = byte);
            &padded
        });
        let [a, b, c] = [stretch[SIZE - 3], stretch[SIZE - 2], stretch[SIZE - 1]];
        let length = rest.len().min(SIZE - begun([a, b, c]));
        let mut candidates =
            bits(dispatch!(level, simd => candidates(simd, stretch)) & u64::MAX >> (SIZE - length))
                .map(|candidate| at + candidate);
        if let suspect @ Some(_) = candidates.find(|&candidate| is_suspect(text, candidate)) {
            return suspect;
        }
        at += length;
    }
    None
}

/// Bytes behind a stretch that tell what follows its last ones.
const BEHIND: usize = 3;

/// The characters of a stretch that must be looked at: a bit for each first byte, the lowest for
/// the first of all.
///
/// Some too many are no harm, one too few is: what stands before or behind the stretch counts as a
/// vowel.
#[inline(always)]
fn candidates<S: Simd>(simd: S, stretch: &[u8; SIZE + BEHIND]) -> u64 {
    let (mut certain, mut vowels, mut plain_of_two, mut plain_of_three) = (0, 0, 0, 0);
    let (mut barred, mut glides, mut a_of_two, mut a_of_three) = (0, 0, 0, 0);
    for i in 0..SIZE / LANES {
        let at = |behind: usize| lanes(simd, stretch, i * LANES + behind);
        // Each byte, and the three behind it.
        let (byte, second, third, fourth) = (at(0), at(1), at(2), at(3));
        // The small form of a letter of ASCII, and of the second byte of À to ß.
        let small = |bytes: u8x32<S>| bytes | 0x20;
        // a e i u y (and m, q) have the same two last bits; letters beyond ASCII have the highest.
        let letter = small(byte);
        let vowel = is(byte & 0x43, 0x41) & !is(letter, b'm') | is(letter, b'o') | is_beyond(byte);
        let odd = byte.simd_le(0x1f) & !is(byte, b'\n') | is(byte, 0x7f);
        let (c3, c4_c5, c6, e1) =
            (is(byte, 0xc3), is(byte | 1, 0xc5), is(byte, 0xc6), is(byte, 0xe1));
        // ạ to ỹ, and those whose vowel has no mark but its tone: ạ ả ẹ ẻ ẽ, ỉ ị ọ ỏ ụ ủ ỳ ỵ ỷ ỹ.
        let (ba, bb) = (e1 & is(second, 0xba), e1 & is(second, 0xbb));
        let (of_four, of_eight) = (third & 0xfc, third & 0xf8);
        let plain_of_ba = is(of_four, 0xa0) | within(third, 0xb8, 0xbd);
        let plain_of_bb = is(of_eight, 0x88) | is(of_four, 0xa4) | within(third, 0xb2, 0xb9);
        // â ê ô have a mark of their own; ð, and Ɖ; ĩ ũ.
        let next = small(second);
        let marked = is(next | 0x08, 0xaa) | is(next, 0xb4);
        let crossed = c3 & is(next, 0xb0) | c6 & is(second, 0x89);
        let tilde = is(second | 1, 0xa9);
        let foreign = byte.simd_ge(0xc0) & !(c3 | c4_c5 | c6 | ba | bb);
        // đ; i o u y; à á ã, ả ạ.
        let d = is(byte, 0xc4) & is(second | 1, 0x91);
        let glide = is(letter | 0x10, b'y') | is(letter, b'o') | is(letter, b'u');
        let (a_c3, a_ba) = (c3 & within(next, 0xa0, 0xa3), ba & is(of_four, 0xa0));
        barred |= set(d, i);
        glides |= set(glide, i);
        a_of_two |= set(a_c3, i);
        a_of_three |= set(a_ba, i);
        certain |= set(odd | foreign | crossed | (ba | bb) & is_beyond(fourth), i);
        vowels |= set(vowel, i);
        plain_of_two |= set(c3 & !marked | c4_c5 & tilde, i);
        plain_of_three |= set(ba & plain_of_ba | bb & plain_of_bb, i);
    }
    let before = (vowels & !(barred << 1)) << 1 | 1;
    let behind = |bytes: u32| vowels >> bytes | !(u64::MAX >> bytes);
    // ài áo ãy ạu: where no vowel stands before it, a has the tone of both.
    let falls = !before & (a_of_two & glides >> 2 | a_of_three & glides >> 3);
    certain
        | plain_of_two & (before | behind(2)) & !falls
        | plain_of_three & (before | behind(3)) & !falls
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
    let three =
        usize::from(first) << 12 | usize::from(byte(1) & 0x3f) << 6 | usize::from(byte(2) & 0x3f);
    let slot = if is_long {
        HIGH_SLOT.wrapping_add(three.wrapping_sub(HIGH_CODE))
    } else {
        two.min(LOW_END)
    };
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
            letters[slot] = if row[0].is_ascii() {
                VOWEL_BEFORE | VOWEL_AFTER | LETTER_BEYOND_ASCII_AFTER
            } else {
                LETTER_BEYOND_ASCII_AFTER
            };
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
    let vowel =
        text.get(at..at + length).and_then(|letter| letter.chars().next()).and_then(tone_of);
    match vowel {
        None | Some((_, Tone::Level)) => true,
        // ái, ào, ẻo, ói: the tone is on the first of them whatever follows; and a vowel behind đ
        // may be alone.
        Some((vowel, _)) if is_first && (AFTER[usize::from(after)] == 0 || falls(vowel, after)) => {
            true
        }
        Some((vowel, _)) => {
            is_settled(bytes, at, length, vowel.to_ascii_lowercase(), is_first)
                || !is_misplaced(text, at)
        }
    }
}

/// Whether the letters beside a vowel with a tone tell by themselves that it stands right, as they
/// do for eight in ten: `của`, `địa` | `toàn`, `hoạt`, `ngoài` | `quả`, `quản`, `quý` | `giá`,
/// `giảm`, `giúp`. The others are looked at as a whole.
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

/// Whether a vowel and the one behind it are of those pairs whose first bears the tone in every
/// syllable.
fn falls(vowel: char, after: u8) -> bool {
    matches!(
        (vowel.to_ascii_lowercase(), after | 0x20),
        ('a', b'i' | b'o' | b'u' | b'y') | ('e', b'o') | ('o', b'i')
    )
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
        /// Every character is looked at: what the lanes pass over is no suspect.
        #[test]
        fn nothing_is_passed_over(text in "([bcđgnqt ]{0,2}[aeiouyăâêôơưàáảãạẻẽỉịóọỏụủùỳỵỷỹếộướĩũÀẢĨỸƯẤ]{1,3}[cimnptuy ]{0,2}|[\u{0}\t\n\u{7f}ðÐƉßñǺẀḂ“…²Д\u{301}\u{a0}😀]|\\PC){0,60}") {
            let behind = |at: usize| at + text[at..].chars().next().map_or(1, char::len_utf8);
            let expected: Vec<usize> = text.char_indices().map(|(at, _)| at).filter(|&at| is_suspect(&text, at)).collect();
            for level in [Level::new(), Level::baseline()] {
                let found = std::iter::successors(next_suspect(level, &text, 0), |&at| next_suspect(level, &text, behind(at)));
                prop_assert_eq!(found.collect::<Vec<_>>(), expected.as_slice());
            }
        }
    }
}
