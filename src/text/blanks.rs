//! Blanks, line ends and characters that show nothing.

use std::borrow::Cow;

/// Control characters and those that show nothing: soft hyphens, zero-width and direction marks.
pub(super) fn is_invisible(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{feff}' => true,
        _ => matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}'),
    }
}

/// The space or line end that stands for another blank. `\r` before `\n` is for the caller to see.
pub(super) fn plain_blank(c: char) -> Option<&'static str> {
    match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(" "),
        '\r' | '\u{2028}' | '\u{2029}' => Some("\n"),
        _ => None,
    }
}

/// The text with every stretch of white space made one space, none at the ends.
pub(crate) fn squeezed(text: &str) -> Cow<'_, str> {
    match is_squeezed(text) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// Whether white space is single spaces only, none at the ends; by bytes, for nearly every line is so.
fn is_squeezed(text: &str) -> bool {
    let bytes = text.as_bytes();
    // First whether any byte may be of another blank, or any two make one too many: neither fold ends early, so that many are looked at together.
    let has_blank = |found, &byte: &u8| found | matches!(byte, b'\t'..=b'\r' | 0xc2 | 0xe2 | 0xe3);
    let has_pair = |found, (&second, &first): (&u8, &u8)| found | (first == b' ' && second == b' ') | (first == 0xe1 && second == 0x9a);
    let has_ends = text.starts_with(' ') || text.ends_with(' ');
    if !bytes.iter().fold(has_ends, has_blank) && !bytes.iter().skip(1).zip(bytes).fold(false, has_pair) {
        return true;
    }
    let mut before = b' ';
    for (at, &byte) in bytes.iter().enumerate() {
        let is_other_blank = match byte {
            b' ' => before == b' ',
            b'\t'..=b'\r' => true,
            // The first bytes of all other blanks: U+0085 and U+00A0, U+1680, U+2000 to U+205F, U+3000.
            0xc2 | 0xe2 | 0xe3 => text.get(at..).is_some_and(|rest| rest.starts_with(char::is_whitespace)),
            0xe1 => bytes.get(at + 1) == Some(&0x9a),
            _ => false,
        };
        if is_other_blank {
            return false;
        }
        before = byte;
    }
    before != b' ' || text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_squeezed() {
        let table = [
            ("Hội nghị – “bàn”", "Hội nghị – “bàn”", true),
            ("", "", true),
            (" a", "a", false),
            ("a ", "a", false),
            ("a  b\nc", "a b c", false),
            ("a\u{a0}b\u{2003}c\u{3000}d\u{1680}e", "a b c d e", false),
        ];
        for (text, expected, is_borrowed) in table {
            assert_eq!(squeezed(text), expected);
            assert_eq!(matches!(squeezed(text), Cow::Borrowed(_)), is_borrowed, "{text:?}");
        }
    }
}
