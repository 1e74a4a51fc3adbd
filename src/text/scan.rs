//! The scan over text that is most likely clean: where is the next character that may need a change?
//!
//! It walks over bytes and knows the letters of Vietnamese by their first one or two: a byte below 0x80 is looked up in a table, a
//! vowel with a tone is looked at closer only where another vowel stands beside it. All else is decoded and asked.

use super::letters::{Tone, tone_of};
use super::lookalike::{latin_twin, plain_form};
use super::marks::is_stable;
use super::placement::is_misplaced;

/// What to do at a character.
enum Verdict {
    /// Nothing; it is so many bytes long.
    Pass(usize),
    /// Look at the whole word.
    Suspect,
}

/// The place of the next character, from `at` on, that the normal form may not have as it stands.
pub(super) fn next_suspect(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    while let Some(&first) = bytes.get(at) {
        at += match first {
            b' '..=b'~' | b'\n' | b'\t' => 1,
            0x80.. => match beyond_ascii(text, at, first) {
                Verdict::Pass(length) => length,
                Verdict::Suspect => return Some(at),
            },
            _ => return Some(at),
        };
    }
    None
}

/// The letters of Vietnamese by their bytes: C3 (À–ỹ of Latin-1), C4–C6 (ă đ ĩ ũ ơ ư), E1 BA/BB (vowels with two marks).
fn beyond_ascii(text: &str, at: usize, first: u8) -> Verdict {
    let byte = |i: usize| text.as_bytes().get(at + i).copied().unwrap_or_default();
    match (first, byte(1), byte(2)) {
        // Ð and ð; the others with a tone; ä, ç and so on.
        (0xc3, 0x90 | 0xb0, _) => Verdict::Suspect,
        (0xc3, second, _) => match second & 0xdf {
            // â ê ô
            0x82 | 0x8a | 0x94 => Verdict::Pass(2),
            _ => toned(text, at, 2),
        },
        // ă đ ơ ư and their like without a tone; ĩ ũ.
        (0xc4, 0xa8 | 0xa9, _) | (0xc5, 0xa8 | 0xa9, _) => toned(text, at, 2),
        (0xc4 | 0xc5, ..) | (0xc6, 0xa0 | 0xa1 | 0xaf | 0xb0, _) => Verdict::Pass(2),
        (0xe1, 0xba, 0xa0..) | (0xe1, 0xbb, ..=0xb9) => toned(text, at, 3),
        // Punctuation: – ‘ ’ “ ” • …
        (0xe2, 0x80, 0x90..=0xa7 | 0xb0..) => Verdict::Pass(3),
        _ => other(text, at),
    }
}

/// A vowel with a tone. Where it is the only vowel letter of its syllable, or the last with a mark of its own, its place is right.
fn toned(text: &str, at: usize, length: usize) -> Verdict {
    let bytes = text.as_bytes();
    let after = bytes.get(at + length).copied().unwrap_or(b' ');
    let before = at.checked_sub(1).and_then(|i| bytes.get(i)).copied().unwrap_or(b' ');
    let is_first = !may_be_vowel(before) || is_d(bytes, at);
    if is_first && !may_be_vowel(after) {
        return Verdict::Pass(length);
    }
    let vowel = text.get(at..at + length).and_then(|letter| letter.chars().next()).and_then(tone_of);
    let is_right = match vowel {
        None | Some((_, Tone::Level)) => true,
        // A letter with a mark of its own gives its tone only to another such (ừơ).
        Some((vowel, _)) if !vowel.is_ascii() => after < 0x80,
        // ái, ào, ẻo, ói, túi: the tone is on the first of them whatever follows.
        Some((vowel, _)) => is_first && falls(vowel, after),
    };
    if !is_right && is_misplaced(text, at) { Verdict::Suspect } else { Verdict::Pass(length) }
}

/// Whether a vowel and the one behind it are of those pairs whose first bears the tone in every syllable.
fn falls(vowel: char, after: u8) -> bool {
    matches!((vowel.to_ascii_lowercase(), after | 0x20), ('a', b'i' | b'o' | b'u' | b'y') | ('e', b'o') | ('o' | 'u', b'i'))
}

fn may_be_vowel(byte: u8) -> bool {
    byte >= 0x80 || matches!(byte | 0x20, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Whether đ or Đ ends before `at`.
fn is_d(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at.saturating_sub(2)..at), Some([0xc4, 0x90 | 0x91]))
}

fn other(text: &str, at: usize) -> Verdict {
    let Some(letter) = text[at..].chars().next() else { return Verdict::Pass(1) };
    if is_changed_alone(letter) { Verdict::Suspect } else { Verdict::Pass(letter.len_utf8()) }
}

/// Whether a character may be changed for what it is, wherever it stands.
fn is_changed_alone(c: char) -> bool {
    super::blanks::is_invisible(c)
        || super::blanks::plain_blank(c).is_some()
        || matches!(c, 'Ð' | 'ð' | 'Ɖ' | 'ɖ')
        || !is_stable(c)
        || latin_twin(c).is_some()
        || plain_form(c).is_some()
}
