//! VIQR: Vietnamese in ASCII, marks as punctuation behind their letter (`Vie^.t Nam`, `DDa?ng`,
//! `tu+.`).
//!
//! Source: RFC 1456, section 3. A quality mark (`^ ( +`, also `*`) and a tone (`' ` ? ~ .`) follow
//! the vowel, in either order; `dd` is đ; a backslash takes the meaning of a mark away.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The marks, the combining mark that each is, and the letters that bear it.
const MARKS: [(char, char, &str); 9] = [
    ('^', '\u{302}', "aeoAEO"),
    ('(', '\u{306}', "aA"),
    ('+', '\u{31b}', "ouOU"),
    ('*', '\u{31b}', "ouOU"),
    ('\'', '\u{301}', "aeiouyAEIOUY"),
    ('`', '\u{300}', "aeiouyAEIOUY"),
    ('?', '\u{309}', "aeiouyAEIOUY"),
    ('~', '\u{303}', "aeiouyAEIOUY"),
    ('.', '\u{323}', "aeiouyAEIOUY"),
];

/// The first four marks make another vowel, the rest are tones.
fn is_quality(mark: char) -> bool {
    matches!(mark, '^' | '(' | '+' | '*')
}

fn combining(letter: char, mark: char) -> Option<char> {
    MARKS
        .iter()
        .find(|&&(m, _, letters)| m == mark && letters.contains(letter))
        .map(|&(_, combining, _)| combining)
}

/// The text of VIQR.
pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            // Only before what would be taken for a mark is a backslash one of VIQR's.
            ('\\', Some(&next))
                if next == '\\'
                    || next == 'd'
                    || next == 'D'
                    || MARKS.iter().any(|&(mark, ..)| mark == next) =>
            {
                decoded.push(next);
                chars.next();
            }
            ('d', Some('d')) => {
                decoded.push('đ');
                chars.next();
            }
            ('D', Some('d' | 'D')) => {
                decoded.push('Đ');
                chars.next();
            }
            _ => {
                decoded.push(c);
                let (mut quality, mut tone) = (false, false);
                while let Some(&mark) = chars.peek()
                    && let Some(combining) = combining(c, mark)
                    && !std::mem::replace(
                        if is_quality(mark) { &mut quality } else { &mut tone },
                        true,
                    )
                {
                    decoded.push(combining);
                    chars.next();
                }
            }
        }
    }
    decoded.nfc().collect()
}

/// VIQR for a text; `None` behind the first character that it lacks.
pub(super) fn encode(text: &str) -> Result<String, char> {
    let mut encoded = String::with_capacity(text.len() * 3 / 2);
    // What a mark behind would be taken to belong to.
    let mut letter = None;
    for c in text.nfc() {
        let mut parts = std::iter::once(c).nfd();
        let base = parts.next().unwrap_or(c);
        match c {
            'đ' | 'Đ' => {
                // "DĐ": the first D must not pair with the second's.
                if matches!(letter, Some('d' | 'D'))
                    && !encoded.ends_with("\\d")
                    && !encoded.ends_with("\\D")
                {
                    encoded.insert(encoded.len() - 1, '\\');
                }
                encoded.push_str(if c == 'đ' { "dd" } else { "DD" });
            }
            _ if base.is_ascii() => {
                let follows_d = matches!(base, 'd' | 'D') && encoded.ends_with(['d', 'D']);
                if base == '\\'
                    || follows_d
                    || letter.is_some_and(|letter| combining(letter, base).is_some())
                {
                    encoded.push('\\');
                }
                encoded.push(base);
            }
            _ => return Err(c),
        }
        let mut marks: Vec<char> = Vec::new();
        for mark in parts {
            let typed = MARKS.iter().find(|&&(m, combining, letters)| {
                combining == mark && m != '*' && letters.contains(base)
            });
            marks.push(typed.ok_or(c)?.0);
        }
        marks.sort_by_key(|&mark| !is_quality(mark));
        encoded.extend(&marks);
        letter = if is_combining_mark(base) { letter } else { Some(base) };
    }
    Ok(encoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        for (viqr, text) in [
            ("Vie^.t Nam", "Việt Nam"),
            ("DDa?ng Co^.ng sa?n", "Đảng Cộng sản"),
            ("nghi. quye^'t so^' 15\\.", "nghị quyết số 15\\."),
            ("nu+o+'c", "nước"),
            ("BG\\DDDT ddddd", "BGDĐT đđd"),
            ("la`m gi`\\?", "làm gì?"),
            ("xa~\\. Tho^i\\.", "xã. Thôi."),
        ] {
            assert_eq!(
                decode(viqr),
                text.replace('\\', if viqr.contains("15\\.") { "" } else { "\\" }),
                "{viqr}"
            );
            assert_eq!(decode(&encode(text).unwrap_or_default()), text);
        }
        assert_eq!(decode("Vie.^t, DDu+'c, tu*`"), "Việt, Đức, từ");
        assert_eq!(encode("add \\ dd"), Ok("ad\\d \\\\ d\\d".to_string()));
        assert_eq!(encode("“a”"), Err('“'));
    }
}
