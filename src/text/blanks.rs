//! Blanks, line ends and characters that show nothing.

use std::borrow::Cow;

/// Control characters and those that show nothing: soft hyphens, zero-width and direction marks.
pub(super) fn is_invisible(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{feff}' => true,
        _ => {
            matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}')
        }
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

/// Whether white space is single spaces only, none at the ends. Nearly every line is so, and is
/// told by its bytes: neither fold ends early, so that many are looked at together.
fn is_squeezed(text: &str) -> bool {
    let bytes = text.as_bytes();
    let pairs = || bytes.iter().zip(bytes.iter().skip(1));
    let has_double =
        pairs().fold(false, |found, (&first, &second)| found | (first == b' ' && second == b' '));
    // The first bytes of all other blanks: tab to carriage return, U+0085 and U+00A0, U+1680,
    // U+2000 to U+205F, U+3000.
    let may_have_other = bytes
        .iter()
        .fold(false, |found, &byte| found | matches!(byte, b'\t'..=b'\r' | 0xc2 | 0xe2 | 0xe3))
        || pairs()
            .fold(false, |found, (&first, &second)| found | (first == 0xe1 && second == 0x9a));
    let has_other = || text.contains(|c: char| c != ' ' && c.is_whitespace());
    !(has_double || text.starts_with(' ') || text.ends_with(' ') || may_have_other && has_other())
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
