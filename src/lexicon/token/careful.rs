//! One token, read character by character: for the forms of tables, and for what the scanner's
//! blocks do not know.

use super::tokens::{Gap, Token, TokenKind, UNKNOWN, WordId};
use crate::text::small_form;

/// The token that begins at `at`, read character by character, and what may begin with its word;
/// `lookup` knows the word's number and that.
///
/// What stands before it is not told.
pub(super) fn careful(
    text: &str,
    at: usize,
    lookup: impl FnOnce(&str) -> (WordId, u8),
) -> (Token, u8) {
    let rest = text.get(at..).unwrap_or_default();
    let first = rest.chars().next().unwrap_or_default();
    let token = |length: usize, kind: TokenKind, (word, begins): (WordId, u8)| {
        (Token { start: at as u32, end: (at + length) as u32, word, kind, gap: Gap::None }, begins)
    };
    if first.is_ascii_digit() {
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        // Long numbers are no words.
        let (word, begins) =
            rest.get(..length).filter(|digits| digits.len() <= 2).map_or((UNKNOWN, 0), lookup);
        return token(length, TokenKind::Digits, (word, begins));
    }
    if !first.is_alphabetic() {
        let length = first.len_utf8();
        return token(length, TokenKind::Mark, lookup(rest.get(..length).unwrap_or_default()));
    }
    let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let word = rest.get(..end).unwrap_or_default();
    let small: String = word.chars().map(small_form).collect();
    token(word.len(), TokenKind::Word, lookup(&small))
}
