//! TCVN3 with its two troubles: capitals that the fonts lack, and a range of bytes with two
//! meanings.
//!
//! The fonts .VnTime have no capitals with a tone. People typed small letters in a line of capitals
//! (`HéI NGHÞ`, set in .VnTimeH): in a word that has two capitals and no small letter of ASCII, or
//! a capital behind a small letter (`ñY`, `§¹T`), the others are raised too; and so are short words
//! beside such a word (`Xã` in "CÉNG HßA X· HéI"), or between one so raised and one of capitals
//! (`Xã` in "§¶NG Bé X· NAM").
//!
//! At 0x80–0x9F the standard (VN1) has capitals with tones, files typed in Windows have quotation
//! marks and dashes. A byte there is a letter only if it makes a syllable of capitals with its
//! neighbours, or begins a syllable where Windows has no usual punctuation.

use super::{tables, windows_1252};
use crate::text::is_syllable;

/// The text of TCVN3 bytes.
pub(super) fn decode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    for word in bytes.chunk_by(|&a, &b| is_letter(a) == is_letter(b)) {
        match word.iter().any(|byte| (0x80..0xa0).contains(byte)) {
            true => ambiguous(word, &mut text),
            false => text.extend(word.iter().map(|&byte| tables::TCVN.char_of(byte))),
        }
    }
    raised(&text)
}

/// A byte that may be part of a word.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic()
        || byte >= 0x80 && byte != 0xa0
        || tables::TCVN.low.iter().any(|&(low, _)| low == byte)
}

/// What texts typed in Windows have at 0x80–0x9F: `€ … ‘ ’ “ ” • – —`.
const USUAL: [u8; 9] = [0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97];

/// A word with bytes of 0x80–0x9F: the longest middle that is a syllable, punctuation around it.
fn ambiguous(word: &[u8], text: &mut String) {
    const PUNCTUATION: usize = 2;
    let letters: Vec<char> = word.iter().map(|&byte| tables::TCVN.char_of(byte)).collect();
    let is_word = |start: usize, end: usize| {
        let Some((first, rest)) = letters.get(start..end).and_then(<[char]>::split_first) else {
            return false;
        };
        let is_usual = word.get(start).is_some_and(|byte| USUAL.contains(byte));
        let capitals = rest.iter().filter(|c| c.is_uppercase()).count();
        let is_cased = first.is_uppercase()
            && (capitals == rest.len() && !rest.is_empty() || capitals == 0 && !is_usual);
        is_cased
            && is_syllable(&letters.iter().take(end).skip(start).collect::<String>().to_lowercase())
    };
    let ends = (0..=PUNCTUATION).flat_map(|start| (0..=PUNCTUATION).map(move |end| (start, end)));
    let mut ends: Vec<(usize, usize)> =
        ends.filter(|(start, end)| start + end < word.len()).collect();
    ends.sort_by_key(|(start, end)| start + end);
    let found = ends.into_iter().find(|&(start, end)| is_word(start, word.len() - end));
    let middle = found.map_or(0..0, |(start, end)| start..word.len() - end);
    for (at, (&byte, &letter)) in word.iter().zip(&letters).enumerate() {
        let is_sign = (0x80..0xa0).contains(&byte) && !middle.contains(&at);
        text.push(if is_sign { windows_1252::char_of(byte) } else { letter });
    }
}

/// Small letters in words of capitals raised.
fn raised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let words: Vec<&str> = line.split_inclusive(char::is_whitespace).collect();
        let states: Vec<State> = words.iter().map(|word| State::of(word)).collect();
        let state = |at: usize| states.get(at).copied().unwrap_or(State::Usual);
        let before = |at: usize| at.checked_sub(1);
        let is_raised = |at: usize| match state(at) {
            State::Mixed => true,
            State::Either => {
                before(at).map(state) == Some(State::Mixed) || state(at + 1) == State::Mixed
            }
            State::Capitals | State::Usual => false,
        };
        // BỘ XÃ NAM PHÚ: a word between one raised and one of capitals. "và" between two of
        // capitals is not (HĐND và UBND).
        let is_between = |at: usize| {
            let is_capital = |at: usize| is_raised(at) || state(at) == State::Capitals;
            let sides =
                before(at).map(|before| (before, at + 1)).filter(|_| state(at) == State::Either);
            sides.is_some_and(|(a, b)| {
                is_capital(a) && is_capital(b) && (is_raised(a) || is_raised(b))
            })
        };
        for (at, word) in words.iter().enumerate() {
            match is_raised(at) || is_between(at) {
                true => out.extend(word.chars().flat_map(char::to_uppercase)),
                false => out.push_str(word),
            }
        }
    }
    out
}

/// What a word's letters say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Small letters with marks, and two capitals or one behind a small letter: typed with the
    /// capitals key.
    Mixed,
    /// Small letters with marks, with a capital in front or none: a usual word, or one of a line of
    /// capitals.
    Either,
    /// Capitals without marks, at least two.
    Capitals,
    Usual,
}

impl State {
    fn of(word: &str) -> State {
        let count = |is: &dyn Fn(char) -> bool| word.chars().filter(|&c| is(c)).count();
        let small_marked = count(&|c| !c.is_ascii() && c.is_lowercase());
        let (capitals, small) = (count(&char::is_uppercase), count(&|c| c.is_ascii_lowercase()));
        let capital_behind =
            word.chars().skip_while(|c| !c.is_lowercase()).any(|c| c.is_ascii_uppercase());
        match (small_marked, small, capitals) {
            (0, 0, 2..) => State::Capitals,
            (0, ..) => State::Usual,
            (_, 0, _) if capitals > 1 || capital_behind => State::Mixed,
            (_, 0, _) => State::Either,
            _ => State::Usual,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_and_punctuation() {
        let table: [(&[u8], &str); 13] = [
            (b"C\xe9NG H\xdfA X\xb7 H\xe9I", "CỘNG HÒA XÃ HỘI"),
            (b"x\xb7 h\xe9i, \xa7\xb6ng", "xã hội, Đảng"),
            (b"\x93Ngh\xde quy\xd5t\x94 \x96 5", "“Nghị quyết” – 5"),
            (b"H\x97I NGH\x91 \x93H\x97I\x94", "HỘI NGHỊ “HỘI”"),
            (b"\xa7\xb6NG B\xe9 X\xb7 NAM PH\xf3", "ĐẢNG BỘ XÃ NAM PHÚ"),
            (b"H\xa7ND v\xb5 UBND", "HĐND và UBND"),
            (b"X\xb7 An", "Xã An"),
            (b"\xa7\xb9T", "ĐẠT"),
            (b"\xf1Y BAN", "ỦY BAN"),
            (b"\xa7\xb7 xong", "Đã xong"),
            (b"T\xadng b\x85", "Tưng b…"),
            (b"\x9ey ban, \x81nh: \x99", "Ủy ban, Ảnh: Ở"),
            (b"\x93anh\x94 \x96 5 \x80", "“anh” – 5 €"),
        ];
        for (bytes, expected) in table {
            assert_eq!(decode(bytes), expected);
        }
    }
}
