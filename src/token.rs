//! Tokens: the words, digit runs and marks of a text, each word known by its number in a vocabulary.
//!
//! Grammars walk over tokens, never over characters: a syllable is compared by its [`WordId`], found once while scanning.

use rustc_hash::FxHashMap;

use crate::Span;
use crate::text::codes::{BITS, CAPITAL, MOST, code_at, is_letter};

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

/// A word as a vocabulary knows it, in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key<'a> {
    /// Up to nine Vietnamese letters or digits, packed, or a mark: nearly every token.
    Packed(u64),
    /// All else.
    Long(&'a str),
}

impl Key<'_> {
    /// The key of a mark; no packed word has this bit.
    const fn of_mark(mark: char) -> Key<'static> {
        Key::Packed(1 << 63 | mark as u64)
    }
}

/// The words that the lexicons hold, in lower case, each with a number.
#[derive(Debug, Default)]
pub struct Vocabulary {
    packed: FxHashMap<u64, WordId>,
    long: FxHashMap<Box<str>, WordId>,
}

impl Vocabulary {
    /// The word's number, given now if it has none.
    pub fn intern(&mut self, key: Key) -> WordId {
        let next = self.ids() as WordId;
        *match key {
            Key::Packed(word) => self.packed.entry(word).or_insert(next),
            Key::Long(word) => self.long.entry(word.into()).or_insert(next),
        }
    }

    /// The number of a word.
    #[inline]
    pub fn get(&self, key: Key) -> WordId {
        let id = match key {
            Key::Packed(word) => self.packed.get(&word),
            Key::Long(word) => self.long.get(word),
        };
        id.copied().unwrap_or(UNKNOWN)
    }

    /// One more than the highest number given: the size of a table indexed by number.
    pub fn ids(&self) -> usize {
        self.packed.len() + self.long.len() + 1
    }
}

/// Cuts `text` into tokens and hands each to `push`; `lookup` gives a word its number.
#[inline]
pub fn scan(text: &str, mut lookup: impl FnMut(Key) -> WordId, mut push: impl FnMut(Token)) {
    let bytes = text.as_bytes();
    let (mut at, mut gap) = (0, Gap::Line);
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_whitespace() {
            gap = if byte == b'\n' || gap == Gap::Line { Gap::Line } else { Gap::Space };
            at += 1;
            continue;
        }
        let word = Packed::at(bytes, at);
        let beyond_ascii = bytes.get(word.end).filter(|next| !next.is_ascii()).and_then(|_| text.get(word.end..)?.chars().next());
        let mut token = Token { start: at as u32, end: word.end as u32, word: UNKNOWN, kind: word.kind, case: word.case, gap, begins: 0 };
        match word.kind {
            TokenKind::Digits => {
                token.begins = begins::DIGITS;
                if word.letters <= 2 {
                    token.word = lookup(Key::Packed(word.key));
                }
            }
            _ if word.letters > MOST || beyond_ascii.is_some_and(char::is_alphabetic) => uncommon(text, &mut token, &mut lookup),
            TokenKind::Word => token.word = lookup(Key::Packed(word.key)),
            TokenKind::Mark => {
                // Its own character is its word, so that units such as `%` can be looked up.
                let mark = beyond_ascii.unwrap_or(char::from(byte));
                token.end += mark.len_utf8() as u32;
                token.word = lookup(Key::of_mark(mark));
            }
        }
        at = token.end as usize;
        gap = Gap::None;
        push(token);
    }
}

/// Vietnamese letters, or digits, that stand together; neither, and the place is a mark's.
struct Packed {
    key: u64,
    end: usize,
    kind: TokenKind,
    letters: u32,
    case: Case,
}

impl Packed {
    #[inline(always)]
    fn at(bytes: &[u8], start: usize) -> Packed {
        let (first, width) = code_at(bytes, start);
        let (mut key, mut end, mut letters, mut code, mut width) = (0, start, 0, first, width);
        if !is_letter(first) {
            // No letter and no digit: the code is 0.
            while code != 0 && !is_letter(code) {
                key = key << BITS | u64::from(code);
                end += width;
                letters += 1;
                (code, width) = code_at(bytes, end);
            }
            let kind = if letters > 0 { TokenKind::Digits } else { TokenKind::Mark };
            return Packed { key, end, kind, letters, case: Case::Lower };
        }
        // Whether all are capitals, in the bit that tells one.
        let mut capitals = CAPITAL;
        while is_letter(code) {
            key = key << BITS | u64::from(code & !CAPITAL);
            capitals &= code;
            letters += 1;
            end += width;
            (code, width) = code_at(bytes, end);
        }
        Packed { key, end, kind: TokenKind::Word, letters, case: case(first & CAPITAL != 0, capitals != 0) }
    }
}

#[inline]
const fn case(is_capitalised: bool, is_all_capitals: bool) -> Case {
    match (is_capitalised, is_all_capitals) {
        (false, _) => Case::Lower,
        (true, false) => Case::Title,
        (true, true) => Case::Upper,
    }
}

/// Reads a word that holds letters of other alphabets or is very long.
#[cold]
fn uncommon(text: &str, token: &mut Token, lookup: &mut impl FnMut(Key) -> WordId) {
    let rest = text.get(token.start as usize..).unwrap_or_default();
    let (mut lower, mut length, mut letters, mut capitals, mut is_capitalised) = (String::new(), 0, 0, 0, false);
    for c in rest.chars().take_while(|c| c.is_alphabetic()) {
        let mut small = c.to_lowercase();
        // A letter whose small form is longer than one character stays.
        let small = small.next().filter(|_| small.next().is_none()).unwrap_or(c);
        capitals += u32::from(small != c);
        is_capitalised |= letters == 0 && small != c;
        letters += 1;
        length += c.len_utf8();
        lower.push(small);
    }
    let packed = Packed::at(lower.as_bytes(), 0);
    let is_packed = packed.end == lower.len() && packed.letters <= MOST;
    token.end = token.start + length as u32;
    token.kind = TokenKind::Word;
    token.case = case(is_capitalised, capitals == letters);
    token.word = lookup(if is_packed { Key::Packed(packed.key) } else { Key::Long(&lower) });
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
    #[inline]
    pub fn get(&self, i: usize) -> Option<&'a Token> {
        self.list.get(i)
    }

    /// The first token from `from` on that may begin something of `candidates` (a set of [`begins`]); behind the last where none is left.
    #[inline]
    pub fn next(&self, from: usize, candidates: u8) -> usize {
        let rest = self.list.get(from..).unwrap_or_default();
        rest.iter().position(|token| token.begins & candidates != 0).map_or(self.list.len(), |at| from + at)
    }

    /// The word's number; [`UNKNOWN`] beyond the end.
    #[inline]
    pub fn word(&self, i: usize) -> WordId {
        self.get(i).map_or(UNKNOWN, |token| token.word)
    }

    /// The characters of the token; empty beyond the end.
    #[inline]
    pub fn str(&self, i: usize) -> &'a str {
        self.get(i).map_or("", |token| token.span().slice(self.text))
    }

    /// The kind of the token.
    #[inline]
    pub fn kind(&self, i: usize) -> Option<TokenKind> {
        self.get(i).map(|token| token.kind)
    }

    /// Whether the token is one of these marks.
    #[inline]
    pub fn is_mark(&self, i: usize, marks: &[char]) -> bool {
        self.kind(i) == Some(TokenKind::Mark) && self.str(i).chars().all(|c| marks.contains(&c))
    }

    /// The digits at `i`.
    #[inline]
    pub fn digits(&self, i: usize) -> Option<&'a str> {
        (self.kind(i) == Some(TokenKind::Digits)).then(|| self.str(i))
    }

    /// Whether the token touches the one before it.
    #[inline]
    pub fn is_glued(&self, i: usize) -> bool {
        self.get(i).is_some_and(|token| token.gap == Gap::None)
    }

    /// Whether a line ends before the token.
    #[inline]
    pub fn starts_line(&self, i: usize) -> bool {
        self.get(i).is_some_and(|token| token.gap == Gap::Line)
    }

    /// Whether the word begins with a capital.
    #[inline]
    pub fn is_capitalised(&self, i: usize) -> bool {
        self.get(i).is_some_and(|token| token.case != Case::Lower)
    }

    /// The place of the tokens `from..to` (not empty) in the text.
    #[inline]
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
        let mut day = UNKNOWN;
        scan("ngày", |key| vocabulary.intern(key), |token| day = token.word);
        let mut list = Vec::new();
        let text = "Ngày 19/5, TP.HCM\nThu 4,2ha";
        scan(text, |key| vocabulary.get(key), |token| list.push(token));
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
