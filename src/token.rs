//! Tokens: the words, digit runs and marks of a text, each word known by its number in a vocabulary.
//!
//! Grammars walk over tokens, never over characters: a syllable is compared by its [`WordId`], found once while scanning.

use rustc_hash::FxHashMap;

use crate::Span;
use crate::text::lower_latin;

/// The number of a word in a [`Vocabulary`]; [`UNKNOWN`] for every word that no lexicon holds.
pub type WordId = u16;

/// The id of a word that no lexicon holds.
pub const UNKNOWN: WordId = 0;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters.
    Word,
    /// ASCII digits.
    Digits,
    /// One character that is neither letter, digit nor blank.
    Mark,
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No capital at the front (and every token that is no word).
    Lower,
    /// A capital, then small letters.
    Title,
    /// Capitals only.
    Upper,
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing: the two touch.
    None,
    /// Blanks.
    Space,
    /// A line end.
    Line,
}

/// A word, a run of digits, or a mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    start: u32,
    end: u32,
    /// The word's number; short digit runs and marks may have one as well (`m` `2`, `km` `/` `h`).
    pub word: WordId,
    /// What it is made of.
    pub kind: TokenKind,
    /// Its capitals.
    pub case: Case,
    /// What stands before it.
    pub gap: Gap,
    /// What may begin with it: a set of [`begins`].
    pub begins: u8,
}

/// What may begin with a token: grammars go from one candidate to the next, and most tokens are none.
pub mod begins {
    /// A word of dates, or of numbers (bốn tháng đầu năm).
    pub const DATE: u8 = 1;
    /// A numeral in words or Roman digits, or a phrase that holds one.
    pub const NUMBER: u8 = 1 << 1;
    /// The name or type of a regulation.
    pub const REGULATION: u8 = 1 << 2;
    /// Digits.
    pub const DIGITS: u8 = 1 << 3;
    /// A sentence, or its next part behind a semicolon.
    pub const SENTENCE: u8 = 1 << 4;
}

impl Token {
    /// Its place in the text.
    pub const fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// The words that the lexicons hold, in lower case, each with a number.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// The words of up to eight bytes, which is nearly every syllable, as one number each.
    short: FxHashMap<u64, WordId>,
    long: FxHashMap<Box<[u8]>, WordId>,
}

impl Vocabulary {
    /// The word's number, given now if it has none.
    pub fn intern(&mut self, word: &str) -> WordId {
        let next = self.ids() as WordId;
        let word = word.to_lowercase().into_bytes();
        *match packed(&word) {
            Some(key) => self.short.entry(key).or_insert(next),
            None => self.long.entry(word.into_boxed_slice()).or_insert(next),
        }
    }

    /// The number of a word in lower case, given by its bytes.
    pub fn get(&self, lower: &[u8]) -> WordId {
        let id = match packed(lower) {
            Some(key) => self.short.get(&key),
            None => self.long.get(lower),
        };
        id.copied().unwrap_or(UNKNOWN)
    }

    /// One more than the highest number given: the size of a table indexed by number.
    pub fn ids(&self) -> usize {
        self.short.len() + self.long.len() + 1
    }
}

/// A word of up to eight bytes as a number. No word holds U+0000, so no two have the same.
fn packed(word: &[u8]) -> Option<u64> {
    (word.len() <= 8).then(|| word.iter().rev().fold(0, |packed, &byte| packed << 8 | u64::from(byte)))
}

/// Longer words stand in no lexicon: the longest Vietnamese syllable (`nghiêng`) has 8 bytes, `nghiễng` 9.
const LONGEST_WORD: usize = 24;

/// Cuts `text` into tokens and hands each to `push`; `lookup` gives a lower-cased word its number.
pub fn scan(text: &str, mut lookup: impl FnMut(&[u8]) -> WordId, mut push: impl FnMut(Token)) {
    let bytes = text.as_bytes();
    let (mut at, mut gap) = (0, Gap::Line);
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_whitespace() {
            gap = if byte == b'\n' || gap == Gap::Line { Gap::Line } else { Gap::Space };
            at += 1;
            continue;
        }
        let token = if byte.is_ascii_digit() {
            let end = at + bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
            let word = if end - at <= 2 { lookup(&bytes[at..end]) } else { UNKNOWN };
            Token { start: at as u32, end: end as u32, word, kind: TokenKind::Digits, case: Case::Lower, gap, begins: begins::DIGITS }
        } else {
            word_or_mark(text, at, gap, &mut lookup)
        };
        at = token.end as usize;
        gap = Gap::None;
        push(token);
    }
}

fn word_or_mark(text: &str, start: usize, gap: Gap, lookup: &mut impl FnMut(&[u8]) -> WordId) -> Token {
    let mut lower = [0u8; LONGEST_WORD];
    let (mut filled, mut fits) = (0, true);
    let (mut end, mut letters, mut capitals, mut first_is_capital) = (start, 0, 0, false);
    for c in text[start..].chars() {
        let Some(small) = small_letter(c) else { break };
        if small != c {
            capitals += 1;
            first_is_capital |= letters == 0;
        }
        letters += 1;
        end += c.len_utf8();
        let room = lower.get_mut(filled..filled + small.len_utf8());
        match room {
            Some(room) => filled += small.encode_utf8(room).len(),
            None => fits = false,
        }
    }
    let (kind, case) = if letters == 0 {
        // One mark; its own character is its word, so that units such as `%` can be looked up.
        let mark = text[start..].chars().next().unwrap_or(' ');
        end = start + mark.len_utf8();
        filled = mark.encode_utf8(&mut lower).len();
        (TokenKind::Mark, Case::Lower)
    } else if !first_is_capital {
        (TokenKind::Word, Case::Lower)
    } else if capitals == letters {
        (TokenKind::Word, Case::Upper)
    } else {
        (TokenKind::Word, Case::Title)
    };
    let word = if fits { lookup(&lower[..filled]) } else { UNKNOWN };
    Token { start: start as u32, end: end as u32, word, kind, case, gap, begins: 0 }
}

/// The small form of a letter, `None` for what is none; letters whose small form is longer than one character stay.
fn small_letter(c: char) -> Option<char> {
    match c {
        'a'..='z' => Some(c),
        'A'..='Z' => Some(c.to_ascii_lowercase()),
        '\0'..='\u{7f}' => None,
        _ => lower_latin(c).or_else(|| {
            let mut small = c.to_lowercase();
            c.is_alphabetic().then(|| small.next().filter(|_| small.next().is_none()).unwrap_or(c))
        }),
    }
}

/// A text and its tokens, with the questions that grammars ask.
#[derive(Clone, Copy)]
pub struct Tokens<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens in order.
    pub list: &'a [Token],
}

impl<'a> Tokens<'a> {
    /// The token at `i`.
    pub fn get(&self, i: usize) -> Option<&'a Token> {
        self.list.get(i)
    }

    /// The first token from `from` on that may begin something of `candidates` (a set of [`begins`]); behind the last where none is left.
    pub fn next(&self, from: usize, candidates: u8) -> usize {
        let rest = self.list.get(from..).unwrap_or_default();
        rest.iter().position(|token| token.begins & candidates != 0).map_or(self.list.len(), |at| from + at)
    }

    /// The word's number; [`UNKNOWN`] beyond the end.
    pub fn word(&self, i: usize) -> WordId {
        self.get(i).map_or(UNKNOWN, |token| token.word)
    }

    /// The characters of the token; empty beyond the end.
    pub fn str(&self, i: usize) -> &'a str {
        self.get(i).map_or("", |token| token.span().slice(self.text))
    }

    /// The kind of the token.
    pub fn kind(&self, i: usize) -> Option<TokenKind> {
        self.get(i).map(|token| token.kind)
    }

    /// Whether the token is one of these marks.
    pub fn is_mark(&self, i: usize, marks: &[char]) -> bool {
        self.kind(i) == Some(TokenKind::Mark) && self.str(i).chars().all(|c| marks.contains(&c))
    }

    /// The digits at `i`.
    pub fn digits(&self, i: usize) -> Option<&'a str> {
        (self.kind(i) == Some(TokenKind::Digits)).then(|| self.str(i))
    }

    /// Whether the token touches the one before it.
    pub fn is_glued(&self, i: usize) -> bool {
        self.get(i).is_some_and(|token| token.gap == Gap::None)
    }

    /// Whether a line ends before the token.
    pub fn starts_line(&self, i: usize) -> bool {
        self.get(i).is_some_and(|token| token.gap == Gap::Line)
    }

    /// Whether the word begins with a capital.
    pub fn is_capitalised(&self, i: usize) -> bool {
        self.get(i).is_some_and(|token| token.case != Case::Lower)
    }

    /// The place of the tokens `from..to` (not empty) in the text.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let start = self.get(from).map_or(0, |token| token.span().start);
        Span::new(start, to.checked_sub(1).and_then(|last| self.get(last)).map_or(start, |token| token.span().end))
    }

    /// Behind everything glued to the digits at `i` that looks like the rest of a number, address, version or symbol.
    pub fn end_of_chain(&self, i: usize) -> usize {
        let mut to = i + 1;
        while self.is_glued(to)
            && (self.digits(to).is_some()
                || self.digits(to + 1).is_some() && self.is_glued(to + 1)
                || self.str(to).chars().all(char::is_alphabetic))
        {
            to += 1;
        }
        to
    }

    /// Whether a sentence may begin at `i`: a line start, or behind a full stop, colon, quotation mark or dash.
    pub fn starts_sentence(&self, i: usize) -> bool {
        i == 0
            || self.starts_line(i)
            || self.is_mark(i - 1, &['.', '!', '?', ':', ';', '“', '"', '…', '-', '–', '(', '•', '+', '*', '‘', '\''])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_into_words_digits_and_marks() {
        let mut vocabulary = Vocabulary::default();
        let day = vocabulary.intern("ngày");
        let mut list = Vec::new();
        let text = "Ngày 19/5, TP.HCM\nThu 4,2ha";
        scan(text, |word| vocabulary.get(word), |token| list.push(token));
        let tokens = Tokens { text, list: &list };
        let words: Vec<_> = (0..list.len()).map(|i| tokens.str(i)).collect();
        assert_eq!(words, ["Ngày", "19", "/", "5", ",", "TP", ".", "HCM", "Thu", "4", ",", "2", "ha"]);
        assert_eq!(tokens.word(0), day);
        assert_eq!(list.iter().map(|t| t.case).collect::<Vec<_>>()[..1], [Case::Title]);
        assert_eq!(list[5].case, Case::Upper);
        assert!(tokens.starts_line(8) && tokens.is_glued(12) && !tokens.is_glued(1));
        assert_eq!(tokens.span(9, 13).slice(text), "4,2ha");
    }
}
