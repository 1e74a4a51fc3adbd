//! Text to terms: words as written, in small letters, with their diacritics.
//!
//! Words are those of Unicode (UAX #29, by `unicode-segmentation`), so `1.200` and `19.5` stay whole; a dot, colon or apostrophe beside a letter
//! cuts as well (`TP.HCM` → `tp`, `hcm`). The text is already NFC with one placement of the tone mark, and queries go through
//! [`Text::new`](crate::Text::new) for the same.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};
use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

/// The analyser's name in the schema.
pub(super) const NAME: &str = "vi";

/// Longer words are no words but addresses and keys; they are left out, as tantivy does.
const LONGEST: usize = 64;

/// The analyser of titles, bodies and queries.
pub(super) fn analyzer() -> TextAnalyzer {
    TextAnalyzer::from(Vietnamese::default())
}

/// The terms of a text, for queries.
pub(super) fn terms(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    analyzer().token_stream(text).process(&mut |token| out.push(token.text.clone()));
    out
}

#[derive(Clone, Default)]
struct Vietnamese {
    token: Token,
}

struct Stream<'a> {
    words: UnicodeWordIndices<'a>,
    /// What is left of the current word, and where it begins.
    rest: &'a str,
    at: usize,
    token: &'a mut Token,
}

impl Tokenizer for Vietnamese {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.token.reset();
        Stream { words: text.unicode_word_indices(), rest: "", at: 0, token: &mut self.token }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        loop {
            if self.rest.is_empty() {
                let Some((at, word)) = self.words.next() else { return false };
                (self.at, self.rest) = (at, word);
            }
            let end = first_cut(self.rest);
            let (part, rest) = self.rest.split_at(end);
            let start = self.at;
            // The mark at the cut is part of no term.
            let skipped = rest.chars().next().map_or(0, char::len_utf8);
            self.rest = rest.get(skipped..).unwrap_or_default();
            self.at = start + end + skipped;
            if part.is_empty() || part.len() > LONGEST || !part.chars().any(char::is_alphanumeric) {
                continue;
            }
            self.token.position = self.token.position.wrapping_add(1);
            self.token.offset_from = start;
            self.token.offset_to = start + end;
            self.token.text.clear();
            self.token.text.extend(part.chars().flat_map(char::to_lowercase));
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

/// Where a word of Unicode is cut: at a joining mark unless digits stand on both sides.
fn first_cut(word: &str) -> usize {
    let mut before = None;
    let mut chars = word.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if matches!(c, '.' | ':' | '\'' | '’' | '_' | '·' | ',') {
            let between_digits = before.is_some_and(|c: char| c.is_ascii_digit()) && chars.peek().is_some_and(|(_, c)| c.is_ascii_digit());
            if !between_digits {
                return at;
            }
        }
        before = Some(c);
    }
    word.len()
}

#[cfg(test)]
mod tests {
    use super::terms;

    #[test]
    fn words_as_written() {
        let table: [(&str, &[&str]); 6] = [
            ("Nghị quyết số 15-NQ/TW", &["nghị", "quyết", "số", "15", "nq", "tw"]),
            ("TP.HCM chi 1.200 tỷ đồng", &["tp", "hcm", "chi", "1.200", "tỷ", "đồng"]),
            ("ngày 19/5/2021.", &["ngày", "19", "5", "2021"]),
            ("ĐẢNG ỦY", &["đảng", "ủy"]),
            ("PGS.TS Trần A.", &["pgs", "ts", "trần", "a"]),
            ("“…” — !", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(terms(text), expected, "{text}");
        }
    }
}
