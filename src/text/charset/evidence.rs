//! How Vietnamese a decoded text is: what decides between encodings.
//!
//! Only words with a letter outside ASCII speak, for all candidates read ASCII alike. Right bytes
//! give syllables of the language; wrong ones give letters in places where no syllable has them,
//! capitals inside words, signs between letters, control characters.

use unicode_normalization::UnicodeNormalization;

use crate::text::is_syllable;

/// So much of a text is looked at, in characters, in so many stretches spread over it.
const SAMPLE: usize = 48 << 10;
const STRETCHES: usize = 6;

/// What a text shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Evidence {
    /// Marked words that are syllables.
    pub right: usize,
    /// Marked words that are none, and characters that no text has.
    pub wrong: usize,
}

impl Evidence {
    /// What a text shows, long ones by samples.
    pub fn of(text: &str) -> Evidence {
        let mut evidence = Evidence::default();
        for stretch in stretches(text) {
            evidence.add(stretch);
        }
        evidence
    }

    /// The share of right ones.
    pub fn share(self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    /// Whether it speaks for Vietnamese at all.
    pub fn is_vietnamese(self) -> bool {
        self.right >= 2 && self.share() >= 0.7
    }

    /// Right ones less wrong ones, which weigh more.
    pub fn score(self) -> f64 {
        self.right as f64 - 2.0 * self.wrong as f64
    }

    fn add(&mut self, text: &str) {
        let is_part =
            |c: char| c.is_alphanumeric() || is_suspect(c) || ('\u{300}'..='\u{36f}').contains(&c);
        // A sign by itself says nothing, but for those that no text has.
        let speaks = |word: &&str| {
            !word.is_ascii()
                && word.chars().any(|c| {
                    c.is_alphabetic() || c.is_control() || c == char::REPLACEMENT_CHARACTER
                })
        };
        for word in text.split(|c: char| !is_part(c)).filter(speaks) {
            match is_odd(word) {
                false
                    if word
                        .nfc()
                        .collect::<String>()
                        .to_lowercase()
                        .split(|c: char| c.is_ascii_digit())
                        .all(|part| part.is_ascii() || is_syllable(part)) =>
                {
                    self.right += 1;
                }
                _ => self.wrong += 1,
            }
        }
    }
}

/// Signs that a wrong encoding puts between letters, and that running text has not there.
fn is_suspect(c: char) -> bool {
    matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{a1}'..='\u{aa}' | '\u{ac}'..='\u{b6}' | '\u{b8}'..='\u{ba}' | '\u{bc}'..='\u{bf}' | '×' | '÷' | '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '€' | '™' | 'ƒ' | '†' | '‡' | '‰' | '‹' | '›')
}

/// A sign of [`is_suspect`] beside a letter, or a capital behind a small letter.
fn is_odd(word: &str) -> bool {
    let has_letters = word.chars().any(char::is_alphabetic);
    let signs = word.chars().filter(|&c| is_suspect(c)).count();
    let lower_then_upper =
        word.chars().zip(word.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    word.contains(char::REPLACEMENT_CHARACTER)
        || has_letters && (signs > 0 || lower_then_upper)
        || word.chars().any(|c| c.is_control())
}

/// Up to six stretches spread over the text.
fn stretches(text: &str) -> impl Iterator<Item = &str> {
    let whole = text.len() <= SAMPLE;
    let size = SAMPLE / STRETCHES;
    let step = text.len() / STRETCHES;
    let cut = move |at: usize| {
        let (start, end) = if whole { (0, text.len()) } else { (at * step, at * step + size) };
        let boundary = |at: usize| {
            (at..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
        };
        text.get(boundary(start)..boundary(end)).unwrap_or_default()
    };
    (0..if whole { 1 } else { STRETCHES }).map(cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_and_wrong_words() {
        for (text, right, wrong) in [
            ("Nghị quyết của Đảng", 4, 0),
            ("Vie\u{302}\u{323}t Nam", 1, 0),
            ("NghÞ quyÕt cña §¶ng", 0, 4),
            ("Nghá»‹ quyáº¿t", 0, 2),
            ("été à Genève", 1, 2),
            ("plain text", 0, 0),
            ("xã\u{85}", 0, 1),
            ("5% đất – 20 €", 1, 0),
        ] {
            let found = Evidence::of(text);
            assert_eq!((found.right, found.wrong.min(4)), (right, wrong), "{text}");
        }
    }

    #[test]
    fn long_texts_are_sampled() {
        let text = "Nghị quyết ".repeat(200_000);
        let found = Evidence::of(&text);
        assert!(found.right > 1_000 && found.right < 20_000 && found.wrong <= 12, "{found:?}");
    }
}
