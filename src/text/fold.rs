//! The lossy search key of a word: lower case, no diacritics.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a word to the letters people type in haste: lower case, without tone and quality marks, đ
/// as d.
///
/// Words that differ fold together (ma, má, mà → ma), so the result is for looking up only.
///
/// ```
/// assert_eq!(thoisu::text::fold("Nghị quyết Đảng"), "nghi quyet dang");
/// ```
pub fn fold(word: &str) -> String {
    word.nfd()
        .filter(|&c| !is_combining_mark(c))
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, 'đ' | 'ð') { 'd' } else { c })
        .collect()
}

/// Whether a word, in lower case, carries no mark at all: typed bare, it may mean any spelling that
/// folds to it.
pub fn is_bare(word: &str) -> bool {
    word.is_ascii() || fold(word) == word
}
