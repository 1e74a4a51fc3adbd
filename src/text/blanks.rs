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
    let mut is_blank = true;
    let is_squeezed = text.chars().all(|c| {
        let was_blank = std::mem::replace(&mut is_blank, c.is_whitespace());
        !is_blank || c == ' ' && !was_blank
    });
    let ends_well = !is_blank || text.is_empty();
    match is_squeezed && ends_well {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}
