//! Text to terms: words as written, in lower case, with their diacritics.
//!
//! Words are those of Unicode (UAX #29), cut once more at every joining mark that has not a digit on both sides:
//! `1.200` and `19.5` stay whole, `TP.HCM` becomes `tp` and `hcm`, `D’Estaing` becomes `d` and `estaing`.
//! Text in ASCII and Vietnamese letters, which is nearly all of it, is cut by a table; only a stretch between blanks that holds
//! anything else goes through `unicode-segmentation`. A test holds the two to the same words.
//!
//! The text is expected to be normalised ([`Text::new`](crate::Text::new)), on both sides: document and query.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};
use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

use crate::Span;
use crate::text::codes::{CAPITAL, code_at};
use crate::text::push_lower;

/// The analyser's name in the schema.
pub(super) const NAME: &str = "vi";

/// Longer words, in bytes, are no words but addresses and keys; they get no term, but keep their place in a phrase.
pub(super) const LONGEST: usize = 64;

/// The term of a word.
pub(super) fn term(word: &str) -> String {
    let mut out = String::new();
    push_term(&mut out, word, false);
    out
}

/// A word in lower case, which is its term but for `i` and `y`.
pub(super) fn lower(word: &str) -> String {
    let mut out = String::new();
    push_lower_word(&mut out, word);
    out
}

/// Puts the term of a word into an empty string: in lower case, and with `y` where both `i` and `y` are written (kĩ, kỹ).
fn push_term(out: &mut String, word: &str, is_small: bool) {
    if is_small {
        out.push_str(word);
    } else {
        push_lower_word(out, word);
    }
    if let Some((at, y)) = with_y(out) {
        out.truncate(at);
        out.push(y);
    }
}

fn push_lower_word(out: &mut String, word: &str) {
    word.chars().for_each(|c| push_lower(out, c));
}

/// A syllable that ends in an `i` after a consonant with which `y` is written as well: where the `i` stands, and the `y` with its tone.
///
/// Both are in use since the spelling of Decision 240/QĐ (1984) has `i` after h, k, l, m, s, t, and newspapers keep `y` in words from
/// Chinese (kỹ, lý, Mỹ); `quí` and `quý` are the same for longer.
fn with_y(syllable: &str) -> Option<(usize, char)> {
    // The longest is `quỹ`, of five bytes; most others are told by their first.
    if syllable.len() > 5 || !matches!(syllable.as_bytes().first(), Some(b'h' | b'k' | b'l' | b'm' | b's' | b't' | b'q')) {
        return None;
    }
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
pub fn words(text: &str) -> impl Iterator<Item = Span> {
    Words::new(text)
}

/// The analyser of titles and bodies, for a tantivy index of one's own.
pub fn analyzer() -> TextAnalyzer {
    TextAnalyzer::from(VietnameseTokenizer::default())
}

/// The words of a text, as byte spans of it.
pub(super) struct Words<'a> {
    text: &'a str,
    /// Where the next stretch between blanks begins.
    next: usize,
    /// Whether the last word consists of small Vietnamese letters and digits: it is its own lower case.
    is_small: bool,
    /// What is left of a stretch that is not one word: words are cut out of it from the front.
    stretch: Span,
    /// The words of a stretch that the table does not know, and where it begins.
    unicode: Option<(usize, UnicodeWordIndices<'a>)>,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str) -> Words<'a> {
        Words { text, next: 0, is_small: false, stretch: Span::default(), unicode: None }
    }

    /// Puts the term of the word that came last in the place of what `out` holds.
    #[inline]
    pub(super) fn put_term(&self, word: Span, out: &mut String) {
        out.clear();
        push_term(out, word.slice(self.text), self.is_small);
    }

    /// The next stretch between blanks, if it is one word but for the marks around it, as nearly all are; else it is loaded to be cut. `None` at
    /// the end of the text.
    #[inline]
    fn load(&mut self) -> Option<Option<Span>> {
        let bytes = self.text.as_bytes();
        let is_blank = |at: usize| bytes.get(at).is_none_or(|&byte| byte == b' ' || byte.is_ascii_whitespace());
        let mut at = self.next;
        while at < bytes.len() && is_blank(at) {
            at += 1;
        }
        if at == bytes.len() {
            self.next = at;
            return None;
        }
        let first = at;
        let marks = |mut at: usize| {
            while !is_blank(at) {
                match class_at(bytes, at) {
                    (Class::Break | Class::Join, width) => at += width,
                    _ => break,
                }
            }
            at
        };
        let (mut code, mut width) = code_at(bytes, at);
        if code == 0 {
            at = marks(at);
            (code, width) = code_at(bytes, at);
        }
        let start = at;
        let mut capitals = 0;
        while code != 0 {
            capitals |= code & CAPITAL;
            at += width;
            (code, width) = code_at(bytes, at);
        }
        let end = at;
        if !is_blank(at) {
            at = marks(at);
        }
        if is_blank(at) {
            self.next = at;
            self.is_small = capitals == 0;
            return Some((start < end).then(|| Span::new(start, end)));
        }
        self.load_stretch(first);
        Some(None)
    }

    /// Loads the stretch that begins at `start`, to be cut.
    fn load_stretch(&mut self, start: usize) {
        let bytes = self.text.as_bytes();
        let (mut end, mut known) = (start, true);
        while bytes.get(end).is_some_and(|byte| !byte.is_ascii_whitespace()) {
            let (class, width) = class_at(bytes, end);
            known &= class != Class::Unknown;
            end += width;
        }
        (self.next, self.is_small) = (end, false);
        if known {
            self.stretch = Span::new(start, end);
        } else {
            self.unicode = Some((start, Span::new(start, end).slice(self.text).unicode_word_indices()));
        }
    }

    /// The next word out of the stretch that was loaded; `None` when there is none left.
    fn cut(&mut self) -> Option<Span> {
        loop {
            if !self.stretch.is_empty()
                && let Some(word) = self.first_of_stretch()
            {
                return Some(word);
            }
            let (begin, words) = self.unicode.as_mut()?;
            match words.next() {
                Some((at, word)) => self.stretch = Span::new(*begin + at, *begin + at + word.len()),
                None => self.unicode = None,
            }
        }
    }

    /// The first word of the stretch, which then begins behind it.
    fn first_of_stretch(&mut self) -> Option<Span> {
        let in_unicode_word = self.unicode.is_some();
        let is_word = |c: char| match class(c) {
            Class::Letter | Class::Digit => true,
            Class::Unknown => in_unicode_word,
            Class::Join | Class::Break => false,
        };
        let rest = self.stretch.slice(self.text);
        let Some((start, _)) = rest.char_indices().find(|&(_, c)| is_word(c)) else {
            self.stretch.start = self.stretch.end;
            return None;
        };
        let word = rest.get(start..)?;
        let mut before = '\0';
        let mut end = word.len();
        for (at, c) in word.char_indices() {
            let joins = || {
                class(c) == Class::Join
                    && before.is_numeric()
                    && word.get(at + c.len_utf8()..).is_some_and(|rest| rest.starts_with(char::is_numeric))
            };
            if !is_word(c) && !joins() {
                end = at;
                break;
            }
            before = c;
        }
        let begin = self.stretch.start + start;
        self.stretch.start = begin + end;
        Some(Span::new(begin, begin + end))
    }
}

impl Iterator for Words<'_> {
    type Item = Span;

    #[inline]
    fn next(&mut self) -> Option<Span> {
        loop {
            if (!self.stretch.is_empty() || self.unicode.is_some())
                && let Some(word) = self.cut()
            {
                return Some(word);
            }
            if let Some(word) = self.load()? {
                return Some(word);
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    /// Holds a word together between digits, parts it elsewhere.
    Join,
    /// Always stands between words.
    Break,
    /// Left to `unicode-segmentation`: other scripts, combining marks, rare signs.
    Unknown,
}

fn class(c: char) -> Class {
    class_at(c.encode_utf8(&mut [0; 4]).as_bytes(), 0).0
}

/// The class of the character that begins at `at`, and its length in bytes.
fn class_at(bytes: &[u8], at: usize) -> (Class, usize) {
    let rest = bytes.get(at + 1..).unwrap_or_default();
    match bytes.get(at).copied().unwrap_or_default() {
        b'a'..=b'z' | b'A'..=b'Z' => (Class::Letter, 1),
        b'0'..=b'9' => (Class::Digit, 1),
        b'.' | b',' | b';' | b'\'' | b'_' => (Class::Join, 1),
        0..=0x7f => (Class::Break, 1),
        // À to ɏ, but for × and ÷.
        0xc3 => (if matches!(rest, [0x97 | 0xb7, ..]) { Class::Unknown } else { Class::Letter }, 2),
        0xc4..=0xc8 => (Class::Letter, 2),
        0xc9 => (if matches!(rest, [0x80..=0x8f, ..]) { Class::Letter } else { Class::Unknown }, 2),
        // Ḁ to ỿ.
        0xe1 => (if matches!(rest, [0xb8..=0xbb, ..]) { Class::Letter } else { Class::Unknown }, 3),
        0xe2 => match rest {
            // ‘ ’
            [0x80, 0x98 | 0x99, ..] => (Class::Join, 3),
            // – — “ ” • …
            [0x80, 0x93 | 0x94 | 0x9c | 0x9d | 0xa2 | 0xa6, ..] => (Class::Break, 3),
            _ => (Class::Unknown, 3),
        },
        0xc2 | 0xca..=0xdf => (Class::Unknown, 2),
        0xf0.. => (Class::Unknown, 4),
        _ => (Class::Unknown, 3),
    }
}

/// The tokenizer of titles and bodies, for tantivy.
#[derive(Clone, Default)]
pub(super) struct VietnameseTokenizer {
    token: Token,
}

impl Tokenizer for VietnameseTokenizer {
    type TokenStream<'a> = VietnameseTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> VietnameseTokens<'a> {
        self.token.reset();
        VietnameseTokens { words: Words::new(text), token: &mut self.token }
    }
}

pub(super) struct VietnameseTokens<'a> {
    words: Words<'a>,
    token: &'a mut Token,
}

impl TokenStream for VietnameseTokens<'_> {
    fn advance(&mut self) -> bool {
        loop {
            let Some(word) = self.words.next() else { return false };
            // A token that was never advanced to stands at usize::MAX, so the first word comes to 0.
            self.token.position = self.token.position.wrapping_add(1);
            if word.len() > LONGEST {
                continue;
            }
            self.token.offset_from = word.start;
            self.token.offset_to = word.end;
            self.words.put_term(word, &mut self.token.text);
            return true;
        }
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
        Words::new(text).map(|span| term(span.slice(text))).collect()
    }

    #[test]
    fn words_as_written() {
        let table: [(&str, &[&str]); 15] = [
            ("Quyết định số 41-QĐ/TW", &["quyết", "định", "số", "41", "qđ", "tw"]),
            ("TP.HCM thu 1.200 tỷ đồng", &["tp", "hcm", "thu", "1.200", "tỷ", "đồng"]),
            ("ngày 19/5/2021, lúc 8:30.", &["ngày", "19", "5", "2021", "lúc", "8", "30"]),
            ("ĐẢNG ỦY XÃ", &["đảng", "ủy", "xã"]),
            ("kĩ sư Mĩ quí II, hi vọng, thi", &["kỹ", "sư", "mỹ", "quý", "ii", "hy", "vọng", "thi"]),
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
                seen.push((token.text.clone(), token.position, text[token.offset_from..token.offset_to].to_string()));
            });
        }
        let expected = [("sở", 0, "Sở"), ("tài", 1, "Tài"), ("chính", 3, "chính")];
        assert_eq!(seen, expected.map(|(term, position, surface)| (term.to_string(), position, surface.to_string())));
    }

    /// The words of `unicode-segmentation` over the whole text, cut by the same rule: what the table must not differ from.
    fn by_unicode(text: &str) -> Vec<Span> {
        let mut out = Vec::new();
        for (begin, word) in text.unicode_word_indices() {
            let stretch = Span::new(begin, begin + word.len());
            // As if the stretch came from there.
            let unicode = Some((text.len(), "".unicode_word_indices()));
            let mut words = Words { text, next: text.len(), is_small: false, stretch, unicode };
            while let Some(span) = words.cut() {
                out.push(span);
            }
        }
        out
    }

    proptest! {
        #[test]
        fn the_table_cuts_as_unicode_does(text in "([a-cĐđẢịư0-9]|[.,;:'’‘_–“\"%/(\\-]| |\n|[東Дé\u{301}\u{308}²·µ\u{200d}…×]){0,24}") {
            prop_assert_eq!(Words::new(&text).collect::<Vec<_>>(), by_unicode(&text));
        }

        #[test]
        fn any_text_is_cut_without_panic(text in "\\PC{0,40}") {
            prop_assert_eq!(Words::new(&text).collect::<Vec<_>>(), by_unicode(&text));
        }
    }
}
