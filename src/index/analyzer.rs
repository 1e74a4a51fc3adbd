//! Text to terms: words as written, in lower case, with their diacritics.
//!
//! Words are those of Unicode (UAX #29), cut once more at every joining mark that has not a digit
//! on both sides: `1.200` and `19.5` stay whole, `TP.HCM` becomes `tp` and `hcm`, `D’Estaing`
//! becomes `d` and `estaing`. Runs of ASCII and Vietnamese letters and digits, which nearly all
//! words are, are found in [`Blocks`] of bytes; only a stretch between blanks that holds anything
//! else goes through `unicode-segmentation`. A test holds the two to the same words.
//!
//! The text is expected to be normalised ([`Text::new`](crate::Text::new)), on both sides: document
//! and query.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};
use unicode_segmentation::UnicodeSegmentation;

use crate::Span;
use crate::text::fast::blocks::{Block, BlockReader, Blocks, Small};
use crate::text::fast::bytes::as_text;
use crate::text::fast::lanes::bits;
use crate::text::push_lower;

/// The analyser's name in the schema.
pub(super) const NAME: &str = "vi";

/// Longer words, in bytes, are no words but addresses and keys; they get no term, but keep their
/// place in a phrase.
pub(super) const LONGEST: usize = 64;

/// The term of a word.
pub(super) fn term(word: &str) -> String {
    let mut out = String::new();
    push_term(&mut out, word);
    out
}

/// A word in lower case, which is its term but for `i` and `y`.
pub(super) fn lower(word: &str) -> String {
    let mut out = String::new();
    push_lower_word(&mut out, word);
    out
}

/// Puts the term of a word into an empty string: in lower case, and with `y` where both `i` and `y`
/// are written (kĩ, kỹ).
fn push_term(out: &mut String, word: &str) {
    push_lower_word(out, word);
    write_y(out);
}

fn push_lower_word(out: &mut String, word: &str) {
    word.chars().for_each(|c| push_lower(out, c));
}

/// Puts `y` in the place of an `i` for which it is written as well.
#[inline(always)]
fn write_y(syllable: &mut String) {
    // The longest is `quỹ`, of five bytes; most others are told by their first.
    let may_end_so = syllable.len() <= 5
        && matches!(
            syllable.as_bytes().first(),
            Some(b'h' | b'k' | b'l' | b'm' | b's' | b't' | b'q')
        );
    if may_end_so && let Some((at, y)) = with_y(syllable) {
        syllable.truncate(at);
        syllable.push(y);
    }
}

/// A syllable that ends in an `i` after a consonant with which `y` is written as well: where the
/// `i` stands, and the `y` with its tone.
///
/// Both are in use since the spelling of Decision 240/QĐ (1984) has `i` after h, k, l, m, s, t, and
/// newspapers keep `y` in words from Chinese (kỹ, lý, Mỹ); `quí` and `quý` are the same for longer.
fn with_y(syllable: &str) -> Option<(usize, char)> {
    let (at, i) = syllable.char_indices().next_back()?;
    let y = match i {
        'i' => 'y',
        'ì' => 'ỳ',
        'í' => 'ý',
        'ỉ' => 'ỷ',
        'ĩ' => 'ỹ',
        'ị' => 'ỵ',
        _ => return None,
    };
    matches!(syllable.get(..at)?, "h" | "k" | "l" | "m" | "s" | "t" | "qu").then_some((at, y))
}

/// The words of a normalised text as the index cuts them, as byte spans of it.
///
/// ```
/// use thoisu::index::words;
/// let text = "TP.HCM thu 1.200 tỷ đồng";
/// assert_eq!(words(text).map(|span| span.slice(text)).collect::<Vec<_>>(), ["TP", "HCM", "thu", "1.200", "tỷ", "đồng"]);
/// ```
pub fn words(text: &str) -> impl Iterator<Item = Span> + use<> {
    let mut cutter = Cutter::default();
    cutter.cut(text);
    cutter.words.into_iter().map(|word| word.span)
}

/// The analyser of titles and bodies, for a tantivy index of one's own.
pub fn analyzer() -> TextAnalyzer {
    TextAnalyzer::from(VietnameseTokenizer::default())
}

/// The term of a word in lower case, where it is not the word itself.
pub(super) fn other_spelling(word: &str) -> Option<String> {
    let mut term = word.to_string();
    write_y(&mut term);
    (term != word).then_some(term)
}

/// A word, and whether it holds more than letters that [`Blocks`] makes small, digits and the marks
/// between them.
#[derive(Clone, Copy, Debug)]
struct Word {
    span: Span,
    is_odd: bool,
}

/// Cuts texts into words.
#[derive(Clone, Debug, Default)]
struct Cutter {
    blocks: Blocks,
    /// The words of the text at hand.
    words: Vec<Word>,
    /// The runs of letters and digits of a text that holds more.
    runs: Vec<Word>,
    /// The characters that the blocks do not know.
    unknown: Vec<usize>,
}

impl Cutter {
    /// Finds the words of a text.
    fn cut(&mut self, text: &str) {
        self.find_runs(text);
        if self.unknown.is_empty() {
            return;
        }
        std::mem::swap(&mut self.words, &mut self.runs);
        self.words.clear();
        let mut runs = self.runs.iter().copied().peekable();
        let mut done = 0;
        for &at in &self.unknown {
            if at < done {
                continue;
            }
            // What stands between blanks around it is left to `unicode-segmentation`.
            let stretch = around(text.as_bytes(), at);
            self.words
                .extend(std::iter::from_fn(|| runs.next_if(|run| run.span.start < stretch.start)));
            self.words.extend(words_of(text, stretch).map(|span| Word { span, is_odd: true }));
            while runs.next_if(|run| run.span.start < stretch.end).is_some() {}
            done = stretch.end;
        }
        self.words.extend(runs);
    }

    /// Finds the runs of letters and digits, and of digits with a joining mark between them, and
    /// the characters that the blocks do not know.
    fn find_runs(&mut self, text: &str) {
        let Cutter { blocks, words, unknown, .. } = self;
        words.clear();
        unknown.clear();
        let runs = blocks.read(text, Runs { text, words, unknown, open: None, digit: 0 });
        if let Some(begun) = runs.open {
            runs.words.push(Word { span: Span::new(begun, text.len()), is_odd: false });
        }
    }
}

/// The runs of a text as its blocks are read.
struct Runs<'a> {
    text: &'a str,
    words: &'a mut Vec<Word>,
    unknown: &'a mut Vec<usize>,
    /// Where the run begins that goes on in the next block.
    open: Option<usize>,
    /// Whether the block before ends with a digit, as the lowest bit.
    digit: u64,
}

impl BlockReader for Runs<'_> {
    #[inline(always)]
    fn take(&mut self, block: Block, _: &Small) -> usize {
        let (text, start, digits) = (self.text, block.start, block.digits);
        let next =
            u64::from(text.as_bytes().get(start + block.length).is_some_and(u8::is_ascii_digit))
                << (block.length - 1);
        let between_digits = block.marks() & (digits << 1 | self.digit) & (digits >> 1 | next);
        let class_at = |at: usize| {
            text.get(at..).and_then(|rest| rest.chars().next()).map_or(Class::Break, class)
        };
        let joints = bits(between_digits).filter(|at| class_at(start + at) == Class::Join);
        let runs = block.letters | digits | joints.fold(0, |joints, at| joints | 1 << at);
        // Where runs begin, and behind which they end, in turn.
        let mut open = self.open;
        let mut changes = (runs ^ (runs << 1 | u64::from(open.is_some()))) & block.all();
        while changes != 0 {
            let at = start + changes.trailing_zeros() as usize;
            changes &= changes - 1;
            match open.take() {
                Some(begun) => self.words.push(Word { span: Span::new(begun, at), is_odd: false }),
                None => open = Some(at),
            }
        }
        self.open = open;
        // ‘ and ’ part words, but not between digits.
        let is_unknown = |at: &usize| class_at(*at) != Class::Break;
        self.unknown.extend(bits(block.others).map(|at| start + at).filter(is_unknown));
        self.digit = block.last_of(digits);
        block.length
    }
}

/// What stands between blanks around a place.
fn around(bytes: &[u8], at: usize) -> Span {
    let (before, behind) = bytes.split_at_checked(at).unwrap_or_default();
    let start = before.iter().rposition(u8::is_ascii_whitespace).map_or(0, |blank| blank + 1);
    Span::new(
        start,
        behind.iter().position(u8::is_ascii_whitespace).map_or(bytes.len(), |blank| at + blank),
    )
}

/// The words of a stretch that holds characters which the blocks do not know.
fn words_of(text: &str, stretch: Span) -> impl Iterator<Item = Span> {
    stretch.slice(text).unicode_word_indices().flat_map(move |(begin, word)| {
        let mut rest = Span::new(0, word.len()).shifted(stretch.start + begin);
        std::iter::from_fn(move || {
            let word = first_word(text, rest)?;
            rest.start = word.end;
            Some(word)
        })
    })
}

/// The first word of what `unicode-segmentation` takes for one.
fn first_word(text: &str, stretch: Span) -> Option<Span> {
    let is_word = |c: char| class(c) == Class::Part;
    let rest = stretch.slice(text);
    let (start, _) = rest.char_indices().find(|&(_, c)| is_word(c))?;
    let word = rest.get(start..)?;
    let mut before = '\0';
    let mut end = word.len();
    for (at, c) in word.char_indices() {
        let joins = || {
            class(c) == Class::Join
                && before.is_numeric()
                && word
                    .get(at + c.len_utf8()..)
                    .is_some_and(|rest| rest.starts_with(char::is_numeric))
        };
        if !is_word(c) && !joins() {
            end = at;
            break;
        }
        before = c;
    }
    Some(Span::new(start, start + end).shifted(stretch.start))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Holds a word together between digits, parts it elsewhere.
    Join,
    /// Always stands between words.
    Break,
    /// All else: a letter, a digit, or what `unicode-segmentation` must tell.
    Part,
}

const fn class(c: char) -> Class {
    match c {
        '.' | ',' | ';' | '\'' | '_' | '‘' | '’' => Class::Join,
        'a'..='z' | 'A'..='Z' | '0'..='9' => Class::Part,
        '\0'..='\x7f' | '–' | '—' | '“' | '”' | '•' | '…' => Class::Break,
        _ => Class::Part,
    }
}

/// Reads the words of texts in lower case.
#[derive(Clone, Debug, Default)]
pub(super) struct WordReader {
    cutter: Cutter,
    odd: String,
}

/// A word in lower case, in a text that may go on behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lower<'a> {
    text: &'a [u8],
    length: usize,
}

impl<'a> Lower<'a> {
    /// The first `N` bytes of it and what follows; none where there are no more so many.
    #[inline(always)]
    pub(super) fn start<const N: usize>(self) -> Option<&'a [u8; N]> {
        self.text.first_chunk()
    }

    /// Its bytes in UTF-8.
    #[inline(always)]
    pub(super) fn length(self) -> usize {
        self.length
    }

    pub(super) fn as_str(self) -> &'a str {
        self.text.get(..self.length).and_then(as_text).unwrap_or_default()
    }
}

impl WordReader {
    /// Gives the words of a text to `each`, in order; none for one that gets no term, but keeps its
    /// place.
    #[inline]
    pub(super) fn read(&mut self, text: &str, mut each: impl FnMut(Option<Lower<'_>>)) {
        let WordReader { cutter, odd } = self;
        cutter.cut(text);
        let small = cutter.blocks.small();
        for &word in &cutter.words {
            each(word.lower(text, small, odd));
        }
    }
}

impl Word {
    /// The word in lower case, taken from the text with its letters made small, or written into
    /// `odd`; none if it gets no term.
    #[inline(always)]
    fn lower<'a>(self, text: &str, small: &'a [u8], odd: &'a mut String) -> Option<Lower<'a>> {
        let Word { span, is_odd } = self;
        if span.len() > LONGEST {
            return None;
        }
        if !is_odd {
            return Some(Lower {
                text: small.get(span.start..).unwrap_or_default(),
                length: span.len(),
            });
        }
        odd.clear();
        push_lower_word(odd, span.slice(text));
        Some(Lower { text: odd.as_bytes(), length: odd.len() })
    }
}

/// The tokenizer of titles and bodies, for tantivy.
#[derive(Clone, Default)]
pub(super) struct VietnameseTokenizer {
    token: Token,
    reader: WordReader,
}

impl Tokenizer for VietnameseTokenizer {
    type TokenStream<'a> = VietnameseTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> VietnameseTokens<'a> {
        let VietnameseTokenizer { token, reader: WordReader { cutter, odd } } = self;
        token.reset();
        cutter.cut(text);
        VietnameseTokens {
            text,
            small: cutter.blocks.small(),
            words: cutter.words.iter(),
            odd,
            token,
        }
    }
}

pub(super) struct VietnameseTokens<'a> {
    text: &'a str,
    /// The text with its letters made small.
    small: &'a [u8],
    words: std::slice::Iter<'a, Word>,
    odd: &'a mut String,
    token: &'a mut Token,
}

impl TokenStream for VietnameseTokens<'_> {
    #[inline]
    fn advance(&mut self) -> bool {
        for &word in self.words.by_ref() {
            // A token that was never advanced to stands at usize::MAX, so the first word comes to
            // 0.
            self.token.position = self.token.position.wrapping_add(1);
            let Some(lower) = word.lower(self.text, self.small, self.odd) else { continue };
            self.token.offset_from = word.span.start;
            self.token.offset_to = word.span.end;
            self.token.text.clear();
            self.token.text.push_str(lower.as_str());
            write_y(&mut self.token.text);
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(text: &str) -> Vec<String> {
        words(text).map(|span| term(span.slice(text))).collect()
    }

    #[test]
    fn words_as_written() {
        let table: [(&str, &[&str]); 15] = [
            ("Quyết định số 41-QĐ/TW", &["quyết", "định", "số", "41", "qđ", "tw"]),
            ("TP.HCM thu 1.200 tỷ đồng", &["tp", "hcm", "thu", "1.200", "tỷ", "đồng"]),
            ("ngày 19/5/2021, lúc 8:30.", &["ngày", "19", "5", "2021", "lúc", "8", "30"]),
            ("ĐẢNG ỦY XÃ", &["đảng", "ủy", "xã"]),
            (
                "kĩ sư Mĩ quí II, hi vọng, thi",
                &["kỹ", "sư", "mỹ", "quý", "ii", "hy", "vọng", "thi"],
            ),
            ("PGS.TS Lê B. và Th.S C", &["pgs", "ts", "lê", "b", "và", "th", "s", "c"]),
            ("D’Estaing, d'Estaing", &["d", "estaing", "d", "estaing"]),
            ("tệp_tin a_1 1_2 _1_", &["tệp", "tin", "a", "1", "1_2", "1"]),
            ("4,5% 1.5tr 3.000đ 2,5; 7", &["4,5", "1.5tr", "3.000đ", "2,5", "7"]),
            ("“…” — ! ' _ .", &[]),
            ("", &[]),
            ("Дума quốc gia", &["дума", "quốc", "gia"]),
            ("m²·km 東京", &["m", "²", "km", "東", "京"]),
            ("«Hội nghị»", &["hội", "nghị"]),
            ("a\u{308}\u{323} b", &["a\u{308}\u{323}", "b"]),
        ];
        for (text, expected) in table {
            assert_eq!(texts(text), expected, "{text}");
        }
    }

    #[test]
    fn tokens_carry_offsets_and_places() {
        let long = "x".repeat(LONGEST + 1);
        let text = format!("Sở Tài {long} chính");
        let mut analyzer = analyzer();
        let mut seen = Vec::new();
        for _ in 0..2 {
            seen.clear();
            analyzer.token_stream(&text).process(&mut |token| {
                seen.push((
                    token.text.clone(),
                    token.position,
                    text[token.offset_from..token.offset_to].to_string(),
                ));
            });
        }
        let expected = [("sở", 0, "Sở"), ("tài", 1, "Tài"), ("chính", 3, "chính")];
        assert_eq!(
            seen,
            expected.map(|(term, position, surface)| (
                term.to_string(),
                position,
                surface.to_string()
            ))
        );
    }

    /// The words of `unicode-segmentation` over the whole text, cut by the same rule: what the
    /// blocks must not differ from.
    fn by_unicode(text: &str) -> Vec<Span> {
        words_of(text, Span::new(0, text.len())).collect()
    }

    proptest! {
        #[test]
        fn the_blocks_are_cut_as_unicode_does(text in "([a-cĐđẢịư0-9]|[.,;:'’‘_–“\"%/(\\-]| |\n|[東Дé\u{301}\u{308}²·µ\u{200d}…×]){0,24}") {
            prop_assert_eq!(words(&text).collect::<Vec<_>>(), by_unicode(&text));
        }

        #[test]
        fn any_text_is_cut_without_panic(text in "\\PC{0,40}") {
            prop_assert_eq!(words(&text).collect::<Vec<_>>(), by_unicode(&text));
        }
    }
}
