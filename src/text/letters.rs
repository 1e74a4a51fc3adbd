//! The Vietnamese vowels as a table: each with its six tones.

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

const TONES: [Tone; 6] = [Tone::Level, Tone::Grave, Tone::Acute, Tone::Hook, Tone::Tilde, Tone::Dot];

/// The twelve vowel letters, lower and upper case, in the order of [`TONES`].
const VOWELS: [[char; 6]; 24] = [
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

/// The vowel without its tone (but with its circumflex, breve or horn), and the tone; `None` for what is no Vietnamese vowel.
///
/// ```
/// use thoisu::text::{tone_of, Tone};
/// assert_eq!(tone_of('ộ'), Some(('ô', Tone::Dot)));
/// assert_eq!(tone_of('đ'), None);
/// ```
pub fn tone_of(letter: char) -> Option<(char, Tone)> {
    VOWELS.iter().find_map(|row| row.iter().position(|&vowel| vowel == letter).map(|tone| (row[0], TONES[tone])))
}

/// The vowel with another tone; other letters are left as they are.
pub(super) fn with_tone(letter: char, tone: Tone) -> char {
    let at = TONES.iter().position(|&t| t == tone).unwrap_or(0);
    VOWELS.iter().find(|row| row.contains(&letter)).map_or(letter, |row| row[at])
}

/// Whether a letter is one of the twelve Vietnamese vowels, with any tone, in either case.
pub fn is_vietnamese_vowel(letter: char) -> bool {
    tone_of(letter).is_some()
}
