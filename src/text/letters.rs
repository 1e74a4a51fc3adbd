//! The Vietnamese vowels as a table: each with its six tones; and the small letters of Latin ones.

use std::sync::LazyLock;

use super::fast::bytes::count_chars;

/// A tone (thanh).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// ngang: no mark
    Level,
    /// huyền: à
    Grave,
    /// sắc: á
    Acute,
    /// hỏi: ả
    Hook,
    /// ngã: ã
    Tilde,
    /// nặng: ạ
    Dot,
}

const TONES: [Tone; 6] =
    [Tone::Level, Tone::Grave, Tone::Acute, Tone::Hook, Tone::Tilde, Tone::Dot];

/// The twelve vowel letters, lower and upper case, in the order of [`TONES`].
pub(super) const VOWELS: [[char; 6]; 24] = [
    ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
    ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ'],
    ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ'],
    ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
    ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ'],
    ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'],
    ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
    ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ'],
    ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ'],
    ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
    ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự'],
    ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'],
    ['A', 'À', 'Á', 'Ả', 'Ã', 'Ạ'],
    ['Ă', 'Ằ', 'Ắ', 'Ẳ', 'Ẵ', 'Ặ'],
    ['Â', 'Ầ', 'Ấ', 'Ẩ', 'Ẫ', 'Ậ'],
    ['E', 'È', 'É', 'Ẻ', 'Ẽ', 'Ẹ'],
    ['Ê', 'Ề', 'Ế', 'Ể', 'Ễ', 'Ệ'],
    ['I', 'Ì', 'Í', 'Ỉ', 'Ĩ', 'Ị'],
    ['O', 'Ò', 'Ó', 'Ỏ', 'Õ', 'Ọ'],
    ['Ô', 'Ồ', 'Ố', 'Ổ', 'Ỗ', 'Ộ'],
    ['Ơ', 'Ờ', 'Ớ', 'Ở', 'Ỡ', 'Ợ'],
    ['U', 'Ù', 'Ú', 'Ủ', 'Ũ', 'Ụ'],
    ['Ư', 'Ừ', 'Ứ', 'Ử', 'Ữ', 'Ự'],
    ['Y', 'Ỳ', 'Ý', 'Ỷ', 'Ỹ', 'Ỵ'],
];

/// Where each letter stands in [`VOWELS`], counted from 1 through all rows; 0 for what is no vowel.
/// Indexed by [`slot`].
static PLACES: [u8; SLOTS] = places();

/// Two blocks of Unicode hold the vowels: all up to ư, and those with two marks.
const LOW_END: usize = 'ư' as usize + 1;
const HIGH_START: usize = 'Ạ' as usize;
const SLOTS: usize = LOW_END + ('ỹ' as usize + 1 - HIGH_START);

const fn slot(letter: char) -> usize {
    let code = letter as usize;
    match code {
        0..LOW_END => code,
        HIGH_START.. => LOW_END + (code - HIGH_START),
        _ => SLOTS,
    }
}

const fn places() -> [u8; SLOTS] {
    let mut places = [0; SLOTS];
    let mut i = 0;
    while i < VOWELS.len() * TONES.len() {
        places[slot(VOWELS[i / TONES.len()][i % TONES.len()])] = i as u8 + 1;
        i += 1;
    }
    places
}

/// The row of a vowel in [`VOWELS`], and the column of its tone.
fn place(letter: char) -> Option<(&'static [char; 6], usize)> {
    let at = usize::from(*PLACES.get(slot(letter))?).checked_sub(1)?;
    Some((VOWELS.get(at / TONES.len())?, at % TONES.len()))
}

/// The vowel without its tone (but with its circumflex, breve or horn), and the tone; `None` for
/// what is no Vietnamese vowel.
///
/// ```
/// use thoisu::text::{tone_of, Tone};
/// assert_eq!(tone_of('ộ'), Some(('ô', Tone::Dot)));
/// assert_eq!(tone_of('đ'), None);
/// ```
pub fn tone_of(letter: char) -> Option<(char, Tone)> {
    place(letter).map(|(row, tone)| (row[0], TONES[tone]))
}

/// The vowel with another tone; other letters are left as they are.
pub(super) fn with_tone(letter: char, tone: Tone) -> char {
    place(letter).map_or(letter, |(row, _)| row[tone as usize])
}

/// The small form of a vowel, with its tone.
pub(super) fn lower_vowel(letter: char) -> Option<char> {
    let at = usize::from(*PLACES.get(slot(letter))?).checked_sub(1)?;
    VOWELS.get(at / TONES.len() % (VOWELS.len() / 2)).map(|row| row[at % TONES.len()])
}

/// The small form of a Latin letter with a mark, itself if it is small; `None` where it becomes two
/// letters (İ), and for all other characters. A look-up costs a tenth of what `char::to_lowercase`
/// does.
fn lower_latin(c: char) -> Option<char> {
    static LOWER: LazyLock<Vec<Option<char>>> = LazyLock::new(|| {
        let lower = |c: char| {
            let mut lower = c.to_lowercase();
            lower.next().filter(|_| lower.next().is_none() && c.is_alphabetic())
        };
        ('\u{c0}'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}').map(lower).collect()
    });
    const FIRST_BLOCK: usize = 0x250 - 0xc0;
    let at = match c {
        '\u{c0}'..='\u{24f}' => c as usize - 0xc0,
        '\u{1e00}'..='\u{1eff}' => FIRST_BLOCK + c as usize - 0x1e00,
        _ => return None,
    };
    LOWER.get(at).copied().flatten()
}

/// Appends a character in lower case.
pub(crate) fn push_lower(out: &mut String, c: char) {
    match c {
        '\0'..='\u{7f}' => out.push(c.to_ascii_lowercase()),
        _ => match lower_latin(c) {
            Some(lower) => out.push(lower),
            None => out.extend(c.to_lowercase()),
        },
    }
}

/// The small form of a character, the first letter of it where it has several.
pub(crate) fn small_form(c: char) -> char {
    match c {
        '\0'..='\u{7f}' => c.to_ascii_lowercase(),
        _ => lower_latin(c).or_else(|| c.to_lowercase().next()).unwrap_or(c),
    }
}

/// Whether a character is a letter: `char::is_alphabetic`, with a table for Latin ones.
pub(crate) fn is_alphabetic(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        // – “ ” … and their like.
        '\u{2000}'..='\u{206f}' => false,
        _ => lower_latin(c).is_some() || c.is_alphabetic(),
    }
}

/// Whether a character is a letter or a digit, as `char::is_alphanumeric` says.
pub(crate) fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{2000}'..='\u{206f}' => false,
        _ => is_alphabetic(c) || c.is_numeric(),
    }
}

/// Whether a text has more than so many characters; counted only where its bytes do not tell.
pub(crate) fn is_longer(text: &str, chars: usize) -> bool {
    text.len() > chars && (text.len() > 4 * chars || count_chars(text) > chars)
}

/// The first byte of a text, the same for its small form: the first bytes of a letter's two cases
/// differ by no more than one bit.
pub(crate) const fn first_byte(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [first, ..] => Some(*first | 0x20),
        [] => None,
    }
}

/// Whether a word of any case is one of those, which are in small letters.
pub(crate) fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|known| is_form_of(word, known))
}

/// Whether a word of any case is that one, which is in small letters.
fn is_form_of(word: &str, known: &str) -> bool {
    // Letters have as many bytes in either case: that, the first byte and the last tell nearly all
    // words apart.
    let ends = |word: &str| (first_byte(word), last_byte(word));
    known.len() == word.len()
        && ends(known) == ends(word)
        && word.chars().map(small_form).eq(known.chars())
}

/// The last byte of a text, the same for its small form; zero for all letters beyond ASCII.
const fn last_byte(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [.., last] if last.is_ascii() => Some(*last | 0x20),
        [.., _] => Some(0),
        [] => None,
    }
}

/// Whether a letter is one of the twelve Vietnamese vowels, with any tone, in either case.
pub fn is_vietnamese_vowel(letter: char) -> bool {
    place(letter).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_are_those_of_unicode() {
        for c in (0..=0x3_0000).filter_map(char::from_u32) {
            assert_eq!(
                (is_alphabetic(c), is_alphanumeric(c)),
                (c.is_alphabetic(), c.is_alphanumeric()),
                "{c:?}"
            );
        }
    }

    #[test]
    fn every_vowel_is_found_at_its_place() {
        for row in VOWELS {
            for (i, vowel) in row.into_iter().enumerate() {
                assert_eq!(tone_of(vowel), Some((row[0], TONES[i])));
                assert_eq!(row.map(|other| with_tone(other, TONES[i])), [vowel; 6]);
            }
        }
        let found =
            (0..0x3000).filter_map(char::from_u32).filter(|&c| is_vietnamese_vowel(c)).count();
        assert_eq!(found, 24 * 6);
    }
}
