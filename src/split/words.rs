//! Words, as Unicode cuts them (UAX #29): for counting and for snippets.

use unicode_segmentation::UnicodeSegmentation;

use crate::Span;

/// The words of a text: spans that hold at least one letter or digit, in order.
///
/// A Vietnamese "word" here is a syllable, as written between blanks; numbers keep their points and
/// commas (`1.200`, `15,5`), and what joins with a dot stays whole (`TP.HCM`).
///
/// ```
/// use thoisu::split::words;
/// let text = "TP.HCM có 1.200 km đường (mới).";
/// let words: Vec<&str> = words(text).map(|span| span.slice(text)).collect();
/// assert_eq!(words, ["TP.HCM", "có", "1.200", "km", "đường", "mới"]);
/// ```
pub fn words(text: &str) -> impl Iterator<Item = Span> {
    text.unicode_word_indices().map(|(start, word)| Span::new(start, start + word.len()))
}
