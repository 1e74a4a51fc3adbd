//! Letters that look like a Latin one without being it: Đ of other languages, Cyrillic and Greek
//! letters, forms for display.
//!
//! The pairs are those of Unicode's `confusables.txt` (UTS #39, *Unicode Security Mechanisms*),
//! without the ones that differ to the eye at once (к, т, α, ν …). Whether a letter is taken for
//! the Latin one is for its surroundings to say: see [`stretch`](super::stretch).

use unicode_normalization::UnicodeNormalization;

use super::letters::is_vietnamese_vowel;

/// Cyrillic and Greek letters, each with the Latin letter it looks like.
#[rustfmt::skip]
const LOOKALIKES: [(char, char); 47] = [
    // Greek
    ('Α', 'A'), ('Β', 'B'), ('Ε', 'E'), ('Ζ', 'Z'), ('Η', 'H'), ('Ι', 'I'), ('Κ', 'K'), ('Μ', 'M'), ('Ν', 'N'), ('Ο', 'O'),
    ('Ρ', 'P'), ('Τ', 'T'), ('Υ', 'Y'), ('Χ', 'X'), ('ο', 'o'),
    // Cyrillic
    ('Ѕ', 'S'), ('І', 'I'), ('Ј', 'J'), ('А', 'A'), ('В', 'B'), ('Е', 'E'), ('К', 'K'), ('М', 'M'), ('Н', 'H'), ('О', 'O'),
    ('Р', 'P'), ('С', 'C'), ('Т', 'T'), ('У', 'Y'), ('Х', 'X'), ('а', 'a'), ('е', 'e'), ('о', 'o'), ('р', 'p'), ('с', 'c'),
    ('у', 'y'), ('х', 'x'), ('ѕ', 's'), ('і', 'i'), ('ј', 'j'), ('Ү', 'Y'), ('һ', 'h'), ('Ӏ', 'I'), ('ԁ', 'd'), ('ԛ', 'q'),
    ('Ԝ', 'W'), ('ԝ', 'w'),
];

/// The Latin letter that a Cyrillic or Greek one looks like.
pub(super) fn latin_twin(letter: char) -> Option<char> {
    if !matches!(letter, 'Α'..='ԝ') {
        return None;
    }
    let at = LOOKALIKES.binary_search_by_key(&letter, |&(twin, _)| twin).ok()?;
    LOOKALIKES.get(at).map(|&(_, latin)| latin)
}

/// Whether a letter is of the Latin script.
pub(super) fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'À'..='ʯ' | 'Ḁ'..='ỿ') && c.is_alphabetic()
}

/// The hyphens and minus signs that mean the one of the keyboard: word processors put them into
/// codes, dates and signed numbers.
const HYPHENS: [char; 6] = ['\u{2010}', '\u{2011}', '\u{2012}', '\u{2015}', '\u{2212}', '\u{fe63}'];

/// The plain characters of a form made for display: fullwidth (Ａ), mathematical (𝐀), a roman
/// numeral in one sign (Ⅻ), a ligature (ﬁ), a unit's letter (K, Å), a hyphen or minus sign of its
/// own (‑, −). `None` for any other character, also for a mathematical Greek letter.
pub(super) fn plain_form(c: char) -> Option<impl Iterator<Item = char>> {
    let is_hyphen = HYPHENS.contains(&c);
    let plain = move || std::iter::once(if is_hyphen { '-' } else { c }).nfkc();
    let is_form = matches!(c,
        '\u{ff0d}' | '\u{ff0f}' | '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}'
        | '\u{1d400}'..='\u{1d7ff}' | '\u{2160}'..='\u{217f}' | '\u{fb00}'..='\u{fb06}' | '\u{212a}'..='\u{212b}');
    ((is_form || is_hyphen) && plain().all(|c| c.is_ascii() || is_latin(c))).then(plain)
}

/// Whether a letter of another language looks like Đ or đ.
pub(super) fn is_crossed_d(letter: char) -> bool {
    matches!(letter, 'Ð' | 'ð' | 'Ɖ' | 'ɖ')
}

/// Đ for the letters of other languages that look like it, by the characters around it (`None`
/// where no word goes on).
///
/// In Icelandic names and in phonetic script ð follows a vowel or r (Guðmundur, Sigurður), where no
/// Vietnamese word has đ: there it stays. Alone it is the bullet of a symbol font.
pub(super) fn crossed_d(letter: char, before: Option<char>, after: Option<char>) -> Option<char> {
    match (letter, before, after) {
        ('Ð' | 'Ɖ', ..) => Some('Đ'),
        ('ɖ', ..) => Some('đ'),
        ('ð', None, None) => None,
        ('ð', Some(before), _) if is_vietnamese_vowel(before) || "ëöæøəɛɪrR".contains(before) => {
            None
        }
        ('ð', ..) => Some('đ'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_leads_to_latin_letters() {
        assert!(LOOKALIKES.is_sorted_by(|a, b| a.0 < b.0));
        assert!(LOOKALIKES.iter().all(|&(twin, latin)| latin.is_ascii_alphabetic()
            && twin.is_uppercase() == latin.is_uppercase()));
    }

    #[test]
    fn eth_is_no_d_with_a_stroke_in_foreign_words() {
        for (before, after, expected) in [
            (None, Some('ể'), Some('đ')),
            (Some('q'), None, Some('đ')),
            (Some('0'), None, Some('đ')),
        ] {
            assert_eq!(crossed_d('ð', before, after), expected);
        }
        for (before, after) in [(Some('u'), Some('m')), (Some('r'), Some('u')), (None, None)] {
            assert_eq!(crossed_d('ð', before, after), None);
        }
    }

    #[test]
    fn forms_for_display_are_plain() {
        for (form, plain) in [
            ('Ａ', "A"),
            ('９', "9"),
            ('／', "/"),
            ('－', "-"),
            ('𝐓', "T"),
            ('𝟏', "1"),
            ('Ⅻ', "XII"),
            ('ﬁ', "fi"),
            ('\u{212a}', "K"),
            ('‑', "-"),
            ('−', "-"),
            ('‒', "-"),
            ('―', "-"),
        ] {
            assert_eq!(plain_form(form).map(String::from_iter).as_deref(), Some(plain));
        }
        for other in ['A', 'α', '𝛂', '²', '（', '①', 'Ω', '\u{2126}'] {
            assert!(plain_form(other).is_none(), "{other}");
        }
    }
}
