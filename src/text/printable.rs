//! Text from the input made harmless for a terminal.
//!
//! A control character could move the cursor, set the window's title or fill the clipboard; a
//! bidirectional control (the "Trojan Source" characters) shows letters in another order than they
//! have. Both are written out instead: `\x1b`, `\u{202e}`.

use std::fmt::{self, Write};

/// Whether a terminal would obey the character instead of showing it.
fn is_obeyed(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Writes a character, or what it is if a terminal would obey it.
pub(crate) fn write_visible(c: char, out: &mut impl Write) -> fmt::Result {
    match u32::from(c) {
        _ if !is_obeyed(c) => out.write_char(c),
        code if code < 0x100 => write!(out, "\\x{code:02x}"),
        code => write!(out, "\\u{{{code:x}}}"),
    }
}

/// A text from the input on one line: everything that a terminal would obey is written out, line
/// breaks too.
pub(crate) struct Printable<'a>(pub &'a str);

impl fmt::Display for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| write_visible(c, f))
    }
}

/// A name from the input, which need not be UTF-8: bytes that are no text are written out as
/// `\xff`.
pub(crate) fn printable(name: &[u8]) -> String {
    let mut text = String::with_capacity(name.len());
    for chunk in name.utf8_chunks() {
        // Writing to a String cannot fail.
        let _ = chunk.valid().chars().try_for_each(|c| write_visible(c, &mut text));
        for byte in chunk.invalid() {
            let _ = write!(text, "\\x{byte:02x}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_written_out() {
        for (given, expected) in [
            ("Nghị quyết 15-NQ/TW", "Nghị quyết 15-NQ/TW"),
            ("\u{1b}]0;tiêu đề\u{7}", "\\x1b]0;tiêu đề\\x07"),
            ("một\nhai\tba\r", "một\\x0ahai\\x09ba\\x0d"),
            ("\u{9b}31mđỏ", "\\x9b31mđỏ"),
            ("tin\u{202e}txt.exe\u{2069}", "tin\\u{202e}txt.exe\\u{2069}"),
        ] {
            assert_eq!(Printable(given).to_string(), expected);
            assert_eq!(printable(given.as_bytes()), expected);
        }
        assert_eq!(printable(b"a\xffb\x1b"), "a\\xffb\\x1b");
    }
}
