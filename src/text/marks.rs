//! Combining marks: letters composed (NFC), with the marks of a Vietnamese vowel in order and none
//! doubled.

use unicode_normalization::char::{
    canonical_combining_class, compose as compose_pair, is_combining_mark,
};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::letters::is_vietnamese_vowel;

/// Whether a character may be a mark on the one before it.
pub(super) fn is_mark(c: char) -> bool {
    c >= '\u{300}' && (c <= '\u{36f}' || is_combining_mark(c) || canonical_combining_class(c) != 0)
}

/// Whether NFC leaves a character alone, whatever stands before it.
pub(super) fn is_stable(c: char) -> bool {
    c < '\u{300}' || matches!(c, 'Ạ'..='ỹ') || is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
}

/// Whether a character belongs to the one before it: a mark, or a letter that NFC may join to it.
pub(super) fn continues(c: char) -> bool {
    match c {
        '\0'..'\u{300}' | 'Ạ'..='ỹ' => false,
        '\u{300}'..='\u{36f}' => true,
        _ => {
            canonical_combining_class(c) != 0
                || is_nfc_quick(std::iter::once(c)) == IsNormalized::Maybe
        }
    }
}

/// NFC of a letter with its marks. On a Latin letter, circumflex, breve and horn come before the
/// tone, and a doubled mark counts once; on a vowel, the first tone is the only one.
pub(super) fn compose(cluster: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut decomposed: Vec<char> = cluster.nfd().collect();
    if let Some((base, marks)) = decomposed.split_first_mut()
        && base.is_ascii_alphabetic()
    {
        // Stable: quality marks first, tones as they came.
        marks.sort_by_key(|&mark| !is_quality(mark));
        let is_vowel = "aeiouy".contains(base.to_ascii_lowercase());
        decomposed.dedup_by(|a, b| a == b && is_combining_mark(*a));
        let mut has_tone = false;
        decomposed
            .retain(|&mark| !(is_vowel && is_tone(mark) && std::mem::replace(&mut has_tone, true)));
    }
    decomposed.into_iter().nfc()
}

/// The vowel that its marks make one after the other, as they mostly come.
pub(super) fn composed_vowel(mut cluster: impl Iterator<Item = char>) -> Option<char> {
    let base = cluster.next()?;
    cluster.try_fold(base, compose_pair).filter(|&letter| is_vietnamese_vowel(letter))
}

fn is_quality(mark: char) -> bool {
    matches!(mark, '\u{302}' | '\u{306}' | '\u{31b}')
}

/// Whether a mark is one of the five tones.
pub(super) fn is_tone(mark: char) -> bool {
    matches!(mark, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}
