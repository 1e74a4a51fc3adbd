//! A token, the tokens of a text, and the questions that grammars ask of them.

use crate::Span;
use crate::text::{is_one_of, small_form};

/// The number of a word, digit run or mark in a `Vocabulary`; [`UNKNOWN`] for every one that no
/// lexicon holds.
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

/// How a token is capitalised.
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
    pub(super) start: u32,
    pub(super) end: u32,
    /// The word's number; short digit runs and marks may have one as well (`m` `2`, `km` `/` `h`).
    pub word: WordId,
    /// What it is made of.
    pub kind: TokenKind,
    /// What stands before it.
    pub gap: Gap,
}

/// So many tokens are looked at together for one that may begin something: most do not.
const TOGETHER: usize = 8;

/// A list of what may begin with each token has so many bytes more, of no meaning.
pub const PADDING: usize = TOGETHER - 1;

/// The first token from `from` on that may begin something of `candidates` (a set of
/// [`begins`](super::begins)), by what may begin with each, and [`PADDING`] behind.
#[inline]
pub(crate) fn next_candidate(begins: &[u8], from: usize, candidates: u8) -> Option<usize> {
    let wanted = u64::from_ne_bytes([candidates; TOGETHER]);
    let mut at = from;
    while let Some(together) = begins.get(at..).and_then(<[u8]>::first_chunk) {
        let found = u64::from_le_bytes(*together) & wanted;
        if found != 0 {
            return Some(at + (found.trailing_zeros() / u8::BITS) as usize)
                .filter(|found| found + PADDING < begins.len());
        }
        at += TOGETHER;
    }
    None
}

impl Token {
    /// A token of nothing.
    pub(super) const NONE: Token =
        Token { start: 0, end: 0, word: UNKNOWN, kind: TokenKind::Mark, gap: Gap::None };

    /// Its place in the text.
    pub const fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// Raised figures.
pub const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The farthest that a word beside another stands, in tokens.
const NEAR: usize = 4;

/// What is glued to digits is followed through so many tokens.
const LONGEST_CHAIN: usize = 32;

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
        #[cfg(test)]
        crate::work::count(1);
        self.list.get(i)
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

    /// `end`, or before the figure of a footnote that ends there.
    pub fn before_note(&self, end: usize) -> usize {
        let Some(last) = end.checked_sub(1).and_then(|last| self.mark(last)) else { return end };
        let length = if last == ']' { 3 } else { 1 };
        end.checked_sub(length).filter(|&at| self.behind_note(at) == end).unwrap_or(end)
    }

    /// The kind of the token.
    #[inline]
    pub fn kind(&self, i: usize) -> Option<TokenKind> {
        self.get(i).map(|token| token.kind)
    }

    /// The mark at `i`. A dash is the hyphen of the keyboard: what it joins, no grammar tells by
    /// its length.
    #[inline]
    pub fn mark(&self, i: usize) -> Option<char> {
        if self.kind(i) != Some(TokenKind::Mark) {
            return None;
        }
        self.str(i).chars().next().map(|mark| if matches!(mark, '–' | '—') { '-' } else { mark })
    }

    /// `at`, or behind the figure of a footnote there: `ba¹ xã`, `ba[1] xã`.
    #[inline]
    pub fn behind_note(&self, at: usize) -> usize {
        // Nearly always a word stands there.
        if self.kind(at) != Some(TokenKind::Mark) || !self.is_glued(at) {
            return at;
        }
        let is_note = |at: usize| self.is_mark(at, &RAISED) && self.is_glued(at);
        if is_note(at) {
            return (at + 1..).find(|&next| !is_note(next)).unwrap_or(at);
        }
        let in_brackets =
            self.is_mark(at, &['[']) && self.is_glued(at) && self.is_mark(at + 2, &[']']);
        if in_brackets && self.digits(at + 1).is_some_and(|figure| figure.len() < 4) {
            at + 3
        } else {
            at
        }
    }

    /// Whether the token is one of these marks.
    #[inline]
    pub fn is_mark(&self, i: usize, marks: &[char]) -> bool {
        self.mark(i).is_some_and(|mark| marks.contains(&mark))
    }

    /// Whether the token is one of these words, given in small letters, in any case.
    pub fn is_word(&self, i: usize, words: &[&str]) -> bool {
        is_one_of(self.str(i), words)
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

    /// How the token is capitalised.
    pub fn case(&self, i: usize) -> Case {
        match self.is_capitalised(i) {
            false => Case::Lower,
            true if self.str(i).chars().all(is_capital) => Case::Upper,
            true => Case::Title,
        }
    }

    /// Whether the token begins with a capital.
    #[inline]
    pub fn is_capitalised(&self, i: usize) -> bool {
        self.str(i).chars().next().is_some_and(is_capital)
    }

    /// Whether the word at `i` stands among words in capitals, so its own tell nothing.
    pub fn in_capitals(&self, i: usize) -> bool {
        let words = |at: usize| {
            (self.kind(at) == Some(TokenKind::Word))
                .then(|| self.case(at) == Case::Upper && self.str(at).len() > 1)
        };
        let before = (i.saturating_sub(NEAR)..i)
            .rev()
            .take_while(|&at| !self.starts_line(at + 1))
            .find_map(words);
        let behind = (i + 1..=i + NEAR).take_while(|&at| !self.starts_line(at)).find_map(words);
        self.case(i) == Case::Upper
            && before != Some(false)
            && behind != Some(false)
            && (before.is_some() || behind.is_some())
    }

    /// The place of the tokens `from..to` (not empty) in the text.
    #[inline]
    pub fn span(&self, from: usize, to: usize) -> Span {
        let start = self.get(from).map_or(0, |token| token.span().start);
        Span::new(
            start,
            to.checked_sub(1)
                .and_then(|last| self.get(last))
                .map_or(start, |token| token.span().end),
        )
    }

    /// Behind everything glued to the digits at `i` that looks like the rest of a number, address,
    /// version or symbol.
    pub fn end_of_chain(&self, i: usize) -> usize {
        let mut to = i + 1;
        while to < i + LONGEST_CHAIN
            && self.is_glued(to)
            && (self.digits(to).is_some()
                || self.digits(to + 1).is_some() && self.is_glued(to + 1)
                || self.str(to).chars().all(char::is_alphabetic))
        {
            to += 1;
        }
        to
    }

    /// Whether a sentence may begin at `i`: a line start, or behind a full stop, colon, quotation
    /// mark or dash.
    pub fn starts_sentence(&self, i: usize) -> bool {
        i == 0
            || self.starts_line(i)
            || self.is_mark(
                i - 1,
                &['.', '!', '?', ':', ';', '“', '"', '…', '-', '(', '•', '+', '*', '‘', '\''],
            )
    }
}

fn is_capital(letter: char) -> bool {
    small_form(letter) != letter
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_next_candidate_is_the_first(list in proptest::collection::vec(0u8..8, 0..40), from in 0usize..40, candidates in 0u8..8) {
            let tokens = list.len().saturating_sub(PADDING);
            let expected = (from..tokens).find(|&i| list[i] & candidates != 0);
            prop_assert_eq!(next_candidate(&list, from, candidates), expected);
        }
    }
}
