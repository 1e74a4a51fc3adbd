//! VNI for Windows: a letter, and behind it a byte that shows its marks; a few letters have a byte
//! of their own.
//!
//! Source: the tables of VNI Software for its Windows fonts (VNI-Times), as ICU-based converters
//! and VietUnicode (1.0, `VNI.java`) carry them. A mark's capital (0x20 below) stands behind a
//! capital.

use unicode_normalization::UnicodeNormalization;

use super::windows_1252;

const CIRCUMFLEX: char = '\u{302}';
const BREVE: char = '\u{306}';
const HORN: char = '\u{31b}';
const GRAVE: char = '\u{300}';
const ACUTE: char = '\u{301}';
const TILDE: char = '\u{303}';
const HOOK: char = '\u{309}';
const DOT: char = '\u{323}';

/// The bytes of marks, lower case: the quality mark, the tone, the letters that bear them (of `ô`,
/// that is ơ, and `ö`, that is ư, as well).
const MARKS: [(u8, Option<char>, Option<char>, &str); 17] = [
    (0xf9, None, Some(ACUTE), "aeouyôö"),
    (0xf8, None, Some(GRAVE), "aeouyôö"),
    (0xfb, None, Some(HOOK), "aeouyôö"),
    (0xf5, None, Some(TILDE), "aeouyôö"),
    (0xef, None, Some(DOT), "aeouyôö"),
    (0xea, Some(BREVE), None, "a"),
    (0xe9, Some(BREVE), Some(ACUTE), "a"),
    (0xe8, Some(BREVE), Some(GRAVE), "a"),
    (0xfa, Some(BREVE), Some(HOOK), "a"),
    (0xfc, Some(BREVE), Some(TILDE), "a"),
    (0xeb, Some(BREVE), Some(DOT), "a"),
    (0xe2, Some(CIRCUMFLEX), None, "aeo"),
    (0xe1, Some(CIRCUMFLEX), Some(ACUTE), "aeo"),
    (0xe0, Some(CIRCUMFLEX), Some(GRAVE), "aeo"),
    (0xe5, Some(CIRCUMFLEX), Some(HOOK), "aeo"),
    (0xe3, Some(CIRCUMFLEX), Some(TILDE), "aeo"),
    (0xe4, Some(CIRCUMFLEX), Some(DOT), "aeo"),
];

/// Letters with a byte of their own, lower case; the capital is 0x20 below.
const SINGLES: [(u8, char); 9] = [
    (0xec, 'ì'),
    (0xed, 'í'),
    (0xe6, 'ỉ'),
    (0xf3, 'ĩ'),
    (0xf2, 'ị'),
    (0xee, 'ỵ'),
    (0xf1, 'đ'),
    (0xf4, 'ơ'),
    (0xf6, 'ư'),
];

/// The text of VNI bytes; what is none of VNI's is windows-1252.
pub(super) fn decode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    let mut rest = bytes;
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        let letter = base(byte);
        let marks = behind.first().and_then(|&mark| marks_of(letter.unwrap_or_default(), mark));
        let single = SINGLES.iter().find(|(single, _)| *single == byte | 0x20 && byte >= 0xc0);
        match single {
            Some(&(_, c)) if byte & 0x20 == 0 => text.extend(c.to_uppercase()),
            Some(&(_, c)) => text.push(c),
            None => text.push(windows_1252::char_of(byte)),
        }
        if let Some((quality, tone)) = marks {
            text.extend(quality.into_iter().chain(tone));
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    text.nfc().collect()
}

/// The letter, lower case, that a byte is for the marks behind it.
fn base(byte: u8) -> Option<char> {
    match byte {
        0xf4 | 0xd4 => Some('ô'),
        0xf6 | 0xd6 => Some('ö'),
        _ => Some((byte as char).to_ascii_lowercase()).filter(char::is_ascii_lowercase),
    }
}

fn marks_of(letter: char, mark: u8) -> Option<(Option<char>, Option<char>)> {
    let lower = if mark >= 0xc0 { mark | 0x20 } else { return None };
    MARKS
        .iter()
        .find(|(byte, _, _, letters)| *byte == lower && letters.contains(letter))
        .map(|&(_, quality, tone, _)| (quality, tone))
}

/// The bytes of a character; `None` where VNI lacks it.
pub(super) fn encode(c: char, bytes: &mut Vec<u8>) -> Option<()> {
    let lower = c.to_lowercase().next()?;
    let capital = if c == lower { 0 } else { 0x20 };
    if let Some(&(byte, _)) = SINGLES.iter().find(|&&(_, single)| single == lower) {
        bytes.push(byte - capital);
        return Some(());
    }
    let mut parts = std::iter::once(lower).nfd();
    let letter = parts.next()?;
    let (mut quality, mut tone) = (None, None);
    for mark in parts {
        match mark {
            CIRCUMFLEX | BREVE | HORN => quality = Some(mark),
            _ => tone = Some(mark),
        }
    }
    if quality.is_none() && tone.is_none() {
        bytes.push(windows_1252::byte_of(c)?);
        return Some(());
    }
    // ơ and ư have their own byte, and of the marks only the tone.
    let (base, letter, quality) = match (letter, quality) {
        ('o', Some(HORN)) => (0xf4 - capital, 'ô', None),
        ('u', Some(HORN)) => (0xf6 - capital, 'ö', None),
        _ => (u8::try_from(letter).ok()? - capital, letter, quality),
    };
    let mark = MARKS
        .iter()
        .find(|(_, q, t, letters)| *q == quality && *t == tone && letters.contains(letter));
    match mark {
        Some((mark, ..)) => bytes.extend([base, mark - capital]),
        None => bytes.push(windows_1252::byte_of(c)?),
    }
    Some(())
}
