//! Where the tone mark of a syllable stands: one place for each syllable, whichever of its vowels
//! was given the mark.
//!
//! | written | becomes |
//! |---|---|
//! | hoà, khoẻ, thuỷ, uỷ | hòa, khỏe, thủy, ủy |
//! | hòan, khủyu, cuả, nghiã | hoàn, khuỷu, của, nghĩa |
//! | đựơc, ngừơi, tíên | được, người, tiến |
//! | qúy, qủa, gìay, gía | quý, quả, giày, giá |
//!
//! The rule is that of [`syllable`](super::syllable). Only the place changes, never letters,
//! capitals or tone, and what is no syllable stays: no two words become one.

use super::letters::{Tone, is_vietnamese_vowel, lower_vowel, tone_of, with_tone};
use super::marks::is_mark;
use super::syllable::{LONGEST, take_tone, tone_bearer};
use crate::Span;

/// Moves the tone of a word to its place; a word that is no syllable, or is right, stays.
pub(super) fn place_tone(word: &mut [char]) {
    for (i, letter) in changed_letters(word).into_iter().flatten() {
        word[i] = letter;
    }
}

/// The two letters of a word between which its tone must move, in order, each with what it becomes;
/// `None` where the tone is right or the word is no syllable.
fn changed_letters(word: &[char]) -> Option<[(usize, char); 2]> {
    let mut bare = ['\0'; LONGEST];
    let bare = bare.get_mut(..word.len())?;
    let (mut first_capital, mut capitals) = (0, 0);
    for (i, (small, &letter)) in bare.iter_mut().zip(word).enumerate() {
        *small = lower(letter)?;
        if *small != letter {
            capitals += 1;
            first_capital = if capitals == 1 { i } else { first_capital };
        }
    }
    // A capital behind small letters begins a word of its own ("cũÔng").
    if first_capital > 0 || capitals > 1 && capitals < word.len() {
        return None;
    }
    let (from, tone) = take_tone(bare).filter(|&(_, tone)| tone != Tone::Level)?;
    let to = tone_bearer(bare, tone)?;
    let (toneless, _) = tone_of(*word.get(from)?)?;
    let mut changes = [(from, toneless), (to, with_tone(*word.get(to)?, tone))];
    changes.sort_unstable();
    (from != to).then_some(changes)
}

/// The letters of a word, and its place in bytes.
struct Word {
    letters: [char; LONGEST],
    length: usize,
    place: Span,
}

impl Word {
    /// The word around byte `at`; none where it is longer than any syllable.
    fn around(text: &str, at: usize) -> Option<Word> {
        let mut word = Word { letters: ['\0'; LONGEST], length: 0, place: Span::new(at, at) };
        // The letters before `at` fill the array from behind, those from `at` on then follow them.
        for letter in text.get(..at)?.chars().rev().take_while(|&c| is_word(c)) {
            word.push(letter)?;
            word.place.start -= letter.len_utf8();
        }
        word.letters[..word.length].reverse();
        for letter in text.get(at..)?.chars().take_while(|&c| is_word(c)) {
            word.push(letter)?;
            word.place.end += letter.len_utf8();
        }
        Some(word)
    }

    fn push(&mut self, letter: char) -> Option<()> {
        *self.letters.get_mut(self.length)? = letter;
        self.length += 1;
        Some(())
    }

    fn letters(&self) -> &[char] {
        self.letters.get(..self.length).unwrap_or_default()
    }

    /// The bytes of its `i`-th letter.
    fn place_of(&self, i: usize) -> Span {
        let mut places = self.letters().iter().scan(self.place.start, |end, letter| {
            let start = *end;
            *end += letter.len_utf8();
            Some(Span::new(start, *end))
        });
        places.nth(i).unwrap_or(self.place)
    }
}

/// Whether the word around the toned vowel at byte `at` has its tone in the wrong place.
pub(super) fn is_misplaced(text: &str, at: usize) -> bool {
    Word::around(text, at).is_some_and(|word| changed_letters(word.letters()).is_some())
}

/// A tone that stands in the wrong place.
pub(super) struct MovedTone {
    /// The word.
    pub word: Span,
    /// The two letters that change, in order, each with what it becomes.
    pub letters: [(Span, char); 2],
}

/// The misplaced tone of the word around the toned vowel at byte `at`, where that is all there is
/// to change: the word stands between blanks and marks of ASCII, and is no part of a code.
pub(super) fn moved_tone(text: &str, at: usize) -> Option<MovedTone> {
    let word = Word::around(text, at)?;
    let changes = changed_letters(word.letters())?;
    // All that is printed but - and /, which join the parts of a code.
    let is_edge =
        |byte: Option<&u8>| matches!(byte, None | Some(b'\n' | b' '..=b',' | b'.' | b'0'..=b'~'));
    let bytes = text.as_bytes();
    let before = word.place.start.checked_sub(1).and_then(|before| bytes.get(before));
    let is_alone = is_edge(before) && is_edge(bytes.get(word.place.end));
    is_alone.then(|| MovedTone {
        word: word.place,
        letters: changes.map(|(i, letter)| (word.place_of(i), letter)),
    })
}

/// Whether a character is part of a word: letters, digits, marks.
pub(super) fn is_word(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        'đ' | 'Đ' | '\u{300}'..='\u{36f}' => true,
        '\u{2010}'..='\u{2027}' => false,
        _ => is_vietnamese_vowel(c) || c.is_alphanumeric() || is_mark(c),
    }
}

/// The small form of a Vietnamese letter; `None` for any other character, which is part of no
/// syllable.
fn lower(letter: char) -> Option<char> {
    match letter {
        'a'..='z' | 'đ' => Some(letter),
        'A'..='Z' => Some(letter.to_ascii_lowercase()),
        'Đ' => Some('đ'),
        _ => lower_vowel(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::super::edit::Edit;
    use super::super::syllable::{ONSETS, RHYMES, is_syllable};
    use super::*;

    const TONES: [Tone; 5] = [Tone::Grave, Tone::Acute, Tone::Hook, Tone::Tilde, Tone::Dot];

    fn placed(word: &str) -> String {
        let mut letters: Vec<char> = word.chars().collect();
        place_tone(&mut letters);
        letters.into_iter().collect()
    }

    /// The whole way, so that the scan must find what is to be changed.
    fn normal(word: &str) -> String {
        crate::Text::new(format!("({word}.")).as_str().trim_matches(['(', '.']).to_string()
    }

    fn edits(text: &str) -> Vec<Edit> {
        crate::Text::new(text.to_string()).edits
    }

    /// All spellings of a syllable that differ only in the place of the tone.
    fn placements(bare: &str, tone: Tone) -> Vec<String> {
        let letters: Vec<char> = bare.chars().collect();
        let vowels = (0..letters.len()).filter(|&i| is_vietnamese_vowel(letters[i]));
        vowels
            .map(|at| {
                letters
                    .iter()
                    .enumerate()
                    .map(|(i, &letter)| if i == at { with_tone(letter, tone) } else { letter })
                    .collect()
            })
            .collect()
    }

    /// Every onset with every rhyme and tone: one place, whichever vowel was given the mark, in
    /// small letters and in capitals.
    #[test]
    fn every_syllable_has_one_place_for_its_tone() {
        let mut syllables = 0;
        for onset in ONSETS.iter().copied().chain([""]) {
            for rhyme in RHYMES {
                let bare = format!("{onset}{rhyme}");
                for tone in TONES {
                    let spellings = placements(&bare, tone);
                    if !is_syllable(&spellings[0]) {
                        assert!(
                            spellings.iter().all(|spelling| placed(spelling) == *spelling),
                            "{bare} is no syllable"
                        );
                        continue;
                    }
                    let canonical = placed(&spellings[0]);
                    assert!(
                        spellings.contains(&canonical),
                        "{canonical} is not {bare} with a tone"
                    );
                    assert_eq!(normal(&canonical), canonical);
                    for spelling in spellings {
                        assert_eq!(normal(&spelling), canonical);
                        assert_eq!(
                            edits(&format!("({spelling}.")),
                            edits(&format!("({spelling}-.")),
                            "alone as in a code"
                        );
                        assert_eq!(normal(&spelling.to_uppercase()), canonical.to_uppercase());
                    }
                    syllables += 1;
                }
            }
        }
        assert!(syllables > 15_000, "{syllables}");
    }

    #[test]
    fn the_place_is_that_of_the_press() {
        let table = "hòa khỏe thủy ủy quý quà quốc quỷ quẻ hoàn hoài khoảnh khuỷu khuỷa ngoáo xoáy khoét huỳnh quýnh moóc \
            giữa giúp giá già giò gió gìn gì giếng giặt nghĩa của mủa lúa mía tía thuở quở cừu hươu rượu được người tiến nguyễn \
            khuya chuyện yếu yểu ưỡn uống áo ấy ói úi êu kỷ kỹ";
        for word in table.split_whitespace() {
            let (bare, tone) = bare(word);
            assert!(
                tone == Tone::Level
                    || placements(&bare, tone).iter().all(|spelling| placed(spelling) == word),
                "{word}"
            );
        }
    }

    fn bare(word: &str) -> (String, Tone) {
        let mut letters: Vec<char> = word.chars().collect();
        let (_, tone) = take_tone(&mut letters).unwrap_or((0, Tone::Level));
        (letters.into_iter().collect(), tone)
    }

    #[test]
    fn what_is_no_syllable_stays() {
        for word in [
            "Zoé",
            "touché",
            "José",
            "hoàquả",
            "hòá",
            "café",
            "Chloé",
            "oàzz",
            "",
            "thủt",
            "hoà\u{323}",
            "hoà2",
            "cũÔng",
            "HOà",
        ] {
            assert_eq!(placed(word), word);
        }
        assert_eq!(placed("Hoà"), "Hòa");
        assert_eq!(placed("QÚY"), "QUÝ");
    }
}
