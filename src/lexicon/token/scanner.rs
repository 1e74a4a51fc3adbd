//! Text to tokens, sixty-four bytes at a time: words begin and end where sets of bits change.
//!
//! What the blocks do not know (letters of other alphabets, signs beyond ASCII, words longer than a
//! block) is read by [`careful`], character by character; a test holds the two to the same tokens.

use super::begins;
use super::careful::careful;
use super::tokens::{Gap, PADDING, Token, TokenKind};
use super::vocabulary::{SHORT, Spelling, Vocabulary};
use crate::text::fast::blocks::{Block, BlockReader, Blocks, SIZE, Small};
use crate::text::fast::bytes::has_byte;

/// Cuts texts into tokens whose words a vocabulary knows.
#[derive(Debug)]
pub struct Scanner<'v> {
    vocabulary: &'v Vocabulary,
    blocks: Blocks,
    found: FoundTokens,
}

/// The tokens found, in buffers that are kept when they are forgotten.
#[derive(Debug, Default)]
struct FoundTokens {
    /// The tokens, and behind them buffer.
    tokens: Vec<Token>,
    /// What may begin with each.
    begins: Vec<u8>,
    /// How many they are.
    count: usize,
}

impl FoundTokens {
    /// Room for as many as a block can have.
    fn buffer(&mut self) -> Option<TokenBuffer<'_>> {
        if self.tokens.len() < self.count + SIZE + PADDING {
            self.tokens.resize(self.count + GROWTH, Token::NONE);
            self.begins.resize(self.count + GROWTH, 0);
        }
        let tokens = self.tokens.get_mut(self.count..)?.first_chunk_mut()?;
        let begins = self.begins.get_mut(self.count..)?.first_chunk_mut()?;
        Some(TokenBuffer { tokens, begins })
    }
}

/// Room grows by so many tokens.
const GROWTH: usize = 1 << 10;

/// Room for the tokens of a block, and what may begin with each.
struct TokenBuffer<'f> {
    tokens: &'f mut [Token; SIZE],
    begins: &'f mut [u8; SIZE],
}

impl<'v> Scanner<'v> {
    /// A scanner by this vocabulary.
    pub fn new(vocabulary: &'v Vocabulary) -> Scanner<'v> {
        Scanner { vocabulary, blocks: Blocks::default(), found: FoundTokens::default() }
    }

    /// The tokens of all texts since they were last forgotten.
    pub fn tokens(&self) -> &[Token] {
        self.found.tokens.get(..self.found.count).unwrap_or_default()
    }

    /// What may begin with each of the tokens, sets of [`begins`], and [`PADDING`] where there are
    /// any.
    pub fn begins(&self) -> &[u8] {
        self.found.begins.get(..self.found.count + PADDING).unwrap_or_default()
    }

    /// Forgets the tokens.
    pub fn clear(&mut self) {
        self.found.count = 0;
    }

    /// Cuts a text into tokens.
    pub fn scan(&mut self, text: &str) {
        match has_byte(text.trim_ascii_end(), b'\n') {
            true => self.read::<true>(text),
            false => self.read::<false>(text),
        }
    }

    /// Cuts a text that is one line into tokens.
    pub fn scan_line(&mut self, line: &str) {
        self.read::<false>(line);
    }

    /// `HAS_LINES` tells whether a line ends before the last token.
    fn read<const HAS_LINES: bool>(&mut self, text: &str) {
        let Scanner { vocabulary, blocks, found } = self;
        let first = found.count;
        let before = Before { end: usize::MAX, ends_sentence: false };
        blocks.read(
            text,
            Scan {
                reader: TokenReader::<HAS_LINES> { text, vocabulary },
                before,
                found: &mut *found,
            },
        );
        if first < found.count
            && let (Some(token), Some(begins)) =
                (found.tokens.get_mut(first), found.begins.get_mut(first))
        {
            token.gap = Gap::Line;
            *begins |= begins::SENTENCE;
        }
    }
}

/// What a token's first byte tells: the beginnings of digits and of Roman numerals, and whether it
/// ends a sentence.
static FIRST: [u8; 0x100] = first();
const ENDS_SENTENCE: u8 = 1 << 7;

const fn first() -> [u8; 0x100] {
    let mut first = [0; 0x100];
    let mut byte = 0;
    while byte < 0x100 {
        first[byte] = match byte as u8 {
            b'0'..=b'9' => begins::DIGITS,
            b'I' | b'V' | b'X' | b'L' => begins::ROMAN,
            b'.' | b'!' | b'?' | b';' => ENDS_SENTENCE,
            _ => 0,
        };
        byte += 1;
    }
    first
}

/// What is known of the token before.
#[derive(Clone, Copy)]
struct Before {
    /// Where it ends; no place before the first.
    end: usize,
    /// Whether it ends a sentence.
    ends_sentence: bool,
}

/// A text being read.
struct TokenReader<'a, const HAS_LINES: bool> {
    text: &'a str,
    vocabulary: &'a Vocabulary,
}

/// A scan under way.
struct Scan<'a, 'f, const HAS_LINES: bool> {
    reader: TokenReader<'a, HAS_LINES>,
    before: Before,
    found: &'f mut FoundTokens,
}

impl<const HAS_LINES: bool> BlockReader for Scan<'_, '_, HAS_LINES> {
    #[inline(always)]
    fn take(&mut self, block: Block, small: &Small) -> usize {
        let Some(buffer) = self.found.buffer() else { return 0 };
        let (count, read) = self.reader.take(block, small, &mut self.before, buffer);
        self.found.count += count;
        read
    }
}

/// What a token is of which its block does not tell all.
enum Unsure {
    /// It has so many bytes.
    Long(usize),
    /// It is this one, with what may begin with its word; the next block begins behind it.
    Last(Token, u8),
    /// The next block begins with it.
    Cut,
}

/// The kind of a token whose first byte is a letter's, a digit's, or neither's.
#[inline(always)]
const fn kind_of(letter: u64, digit: u64) -> TokenKind {
    match (letter, digit) {
        (1, _) => TokenKind::Word,
        (_, 1) => TokenKind::Digits,
        _ => TokenKind::Mark,
    }
}

impl<const HAS_LINES: bool> TokenReader<'_, HAS_LINES> {
    /// Finds the tokens of a block; tells how many, and how far it has read.
    #[inline(always)]
    fn take(
        &self,
        block: Block,
        small: &Small,
        before: &mut Before,
        buffer: TokenBuffer,
    ) -> (usize, usize) {
        let Block { start, length, letters, digits, others, .. } = block;
        // The first and the last bytes of all tokens, in the same order.
        let marks = block.marks() | others;
        let mut firsts = letters & !(letters << 1) | digits & !(digits << 1) | marks;
        let mut lasts = letters & !(letters >> 1) | digits & !(digits >> 1) | marks;
        // Where a token ends of which the block does not tell all: it may go on behind the block,
        // or in a letter of another alphabet.
        let is_cut = start + length < self.text.len();
        let unsure = others | others >> 1 | u64::from(is_cut) << (length - 1);
        // What is known of the token before is kept out of memory.
        let (mut last_token, mut count, mut read) = (*before, 0, length);
        let mut open = None;
        while firsts != 0 {
            let (at, last) = (firsts.trailing_zeros() as usize, lasts.trailing_zeros() as usize);
            (firsts, lasts) = (firsts & (firsts - 1), lasts & lasts.wrapping_sub(1));
            let mut size = last + 1 - at;
            if unsure >> last & 1 != 0 || size > SHORT {
                match self.unsure(block, small, at, size) {
                    Unsure::Long(length) => size = length,
                    Unsure::Last(token, begins) => {
                        read = token.span().end - start;
                        open = Some((token, begins));
                        break;
                    }
                    Unsure::Cut => {
                        read = at;
                        break;
                    }
                }
            }
            let spelling = small
                .get(at..)
                .and_then(<[u8]>::first_chunk)
                .and_then(|bytes| Spelling::of(bytes, size));
            let (word, begins) = self.vocabulary.get(spelling.unwrap_or_default());
            let kind = kind_of(letters >> at & 1, digits >> at & 1);
            let (start, end) = ((start + at) as u32, (start + at + size) as u32);
            let token = Token { start, end, word, kind, gap: Gap::None };
            (buffer.tokens[count % SIZE], buffer.begins[count % SIZE]) =
                self.behind(&mut last_token, token, begins);
            count += 1;
        }
        if let Some((token, begins)) = open {
            (buffer.tokens[count % SIZE], buffer.begins[count % SIZE]) =
                self.behind(&mut last_token, token, begins);
            count += 1;
        }
        *before = last_token;
        (count, read)
    }

    /// Reads on where a block does not tell all of a token, of `size` bytes as far as it tells.
    #[cold]
    fn unsure(&self, block: Block, small: &Small, at: usize, size: usize) -> Unsure {
        // – “ ” … and their like, U+2000 to U+203F, are marks by themselves.
        let is_sign = |at: usize| matches!(small.get(at..), Some([0xe2, 0x80, ..]));
        let is_other = |at: usize| at < block.length && block.others >> at & 1 == 1;
        let is_last = block.start + block.length == self.text.len();
        let end = at + size;
        let is_run = (block.letters | block.digits) >> at & 1 == 1;
        if is_other(at) && is_sign(at) {
            return Unsure::Long(3);
        }
        if is_run && end == block.length && !is_last && at > 0 {
            return Unsure::Cut;
        }
        let goes_on =
            is_run && if end < block.length { is_other(end) && !is_sign(end) } else { !is_last };
        if is_other(at) || goes_on || size > SHORT {
            let (token, begins) =
                careful(self.text, block.start + at, |word| self.vocabulary.get_any(word));
            return Unsure::Last(token, begins);
        }
        Unsure::Long(size)
    }

    /// The token, told what stands before it, and what may begin with it beside what its word
    /// tells; the first of all is told by the scanner.
    #[inline(always)]
    fn behind(&self, before: &mut Before, mut token: Token, begins: u8) -> (Token, u8) {
        let bytes = self.text.as_bytes();
        let start = token.start as usize;
        let is_glued = before.end == start;
        token.gap = if is_glued { Gap::None } else { Gap::Space };
        if HAS_LINES {
            token.gap = match bytes.get(before.end..start) {
                Some([]) => Gap::None,
                Some(blanks) if !blanks.contains(&b'\n') => Gap::Space,
                _ => Gap::Line,
            };
            before.ends_sentence |= token.gap == Gap::Line;
        }
        let first = FIRST[usize::from(bytes.get(start).copied().unwrap_or_default())];
        let sentence = u8::from(before.ends_sentence & !is_glued) * begins::SENTENCE;
        *before = Before { end: token.end as usize, ends_sentence: first & ENDS_SENTENCE != 0 };
        (token, begins | first & !ENDS_SENTENCE | sentence)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::lexicon::token::{Case, Tokens, UNKNOWN};

    fn vocabulary(words: &[&str]) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        words.iter().for_each(|word| drop(vocabulary.intern(word)));
        vocabulary.index(|word| word as u8 & begins::DATE);
        vocabulary
    }

    #[test]
    fn a_text_is_cut_into_words_digits_and_marks() {
        let vocabulary = vocabulary(&["ngày", "ha"]);
        let text = "Ngày 19/5, TP.HCM\nThu 4,2ha";
        let mut scanner = Scanner::new(&vocabulary);
        scanner.scan(text);
        let tokens = Tokens { text, list: scanner.tokens() };
        let words: Vec<_> = (0..tokens.list.len()).map(|i| tokens.str(i)).collect();
        assert_eq!(
            words,
            ["Ngày", "19", "/", "5", ",", "TP", ".", "HCM", "Thu", "4", ",", "2", "ha"]
        );
        assert_eq!((tokens.word(0), tokens.word(1), tokens.word(12)), (1, UNKNOWN, 2));
        assert_eq!(
            (tokens.case(0), tokens.case(1), tokens.case(5), tokens.case(12)),
            (Case::Title, Case::Lower, Case::Upper, Case::Lower)
        );
        assert!(tokens.starts_line(8) && tokens.is_glued(12) && !tokens.is_glued(1));
        assert_eq!(tokens.span(9, 13).slice(text), "4,2ha");
    }

    proptest! {
        /// Blocks of bytes give the same tokens as reading character by character.
        #[test]
        fn a_text_is_cut_as_character_by_character(
            text in "([a-cA-C0-9IX]|[đĐẢịưƯ]|năm|NĂM|Năm|nĂm|kWh|nghiêng|[.,/“–…%]|[ \n]|[éÉöÖßŠžD东\u{301}²×ʊỻ😀]|\\PC){0,90}",
        ) {
            let vocabulary = vocabulary(&["năm", "kWh", "%", "–", "12", "Šö", "ab", "a", "đ", "nghiêngnghiêng", "nghiêngnghiêngnghiêng"]);
            let mut fast = Scanner::new(&vocabulary);
            fast.scan("a text before it");
            let before = fast.tokens().len();
            fast.scan(&text);
            let (mut at, mut ends_sentence) = (0, true);
            for (i, (token, &found)) in fast.tokens().iter().zip(fast.begins()).skip(before).enumerate() {
                let blanks = text[at..].len() - text[at..].trim_ascii_start().len();
                let gap = match &text[at..at + blanks] {
                    _ if i == 0 => Gap::Line,
                    "" => Gap::None,
                    blanks if blanks.contains('\n') => Gap::Line,
                    _ => Gap::Space,
                };
                let (expected, mut may_begin) = careful(&text, at + blanks, |word| vocabulary.get_any(word));
                let expected = Token { gap, ..expected };
                if gap == Gap::Line || ends_sentence && gap != Gap::None {
                    may_begin |= begins::SENTENCE;
                }
                if expected.kind == TokenKind::Digits {
                    may_begin |= begins::DIGITS;
                }
                if token.span().slice(&text).starts_with(['I', 'V', 'X', 'L']) {
                    may_begin |= begins::ROMAN;
                }
                prop_assert_eq!((format!("{token:?}"), found), (format!("{expected:?}"), may_begin));
                at = token.span().end;
                ends_sentence = matches!(token.span().slice(&text), "." | "!" | "?" | ";");
            }
            prop_assert_eq!(text[at..].trim_ascii_start(), "");
        }
    }
}
