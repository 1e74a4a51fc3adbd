//! Normalisation: one spelling for one word, with a list of what was changed.
//!
//! One scan finds the characters that may need a change; the stretches between them are copied whole. A cluster is changed by
//! - [`cluster`] — combining marks, look-alikes, blanks, invisible characters, line ends;
//! - [`tone_placement`] — `hoà` → `hòa`.
//!
//! It does not guess at words: i/y variants (kỹ, kĩ), capitals and punctuation stay as written.

use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::Edit;
use super::letters::{Tone, is_vietnamese_vowel, tone_of, with_tone};
use crate::Span;

/// The normalised text and its edits, or `None` where there is nothing to change.
pub(super) fn normalize(source: &str) -> Option<(String, Vec<Edit>)> {
    let mut out = Output { source, normalized: String::new(), edits: Vec::new(), copied: 0 };
    let mut at = 0;
    while let Some(start) = next_suspect(source, at) {
        at = start
            + match change_at(source, start, out.copied).filter(|change| change.source.start >= out.copied) {
                Some(change) => {
                    out.replace(change.source, &change.replacement);
                    change.source.end - start
                }
                None => source[start..].chars().next().map_or(1, char::len_utf8),
            };
    }
    if out.edits.is_empty() {
        return None;
    }
    out.normalized.push_str(&source[out.copied..]);
    Some((out.normalized, out.edits))
}

struct Output<'a> {
    source: &'a str,
    normalized: String,
    edits: Vec<Edit>,
    copied: usize,
}

impl Output<'_> {
    fn replace(&mut self, span: Span, replacement: &str) {
        if self.edits.is_empty() {
            self.normalized.reserve(self.source.len());
        }
        self.normalized.push_str(&self.source[self.copied..span.start]);
        let start = self.normalized.len();
        self.normalized.push_str(replacement);
        self.edits.push(Edit { normalized: Span::new(start, self.normalized.len()), source: span });
        self.copied = span.end;
    }
}

/// A stretch of the source and what it becomes.
struct Change {
    source: Span,
    replacement: String,
}

/// The next byte from `at` on where a change may begin: a control character or the first byte of a non-ASCII letter.
fn next_suspect(source: &str, at: usize) -> Option<usize> {
    let bytes = source.as_bytes().get(at..)?;
    bytes.iter().position(|&byte| byte >= 0x80 || (byte < 0x20 && byte != b'\n') || byte == 0x7f).map(|i| at + i)
}

/// The change that begins at `start`, or a little before it, but not before `floor`: what stands there is done.
fn change_at(source: &str, start: usize, floor: usize) -> Option<Change> {
    let letter = source[start..].chars().next()?;
    match letter {
        '\t' => None,
        '\r' => {
            let end = start + if source[start..].starts_with("\r\n") { 2 } else { 1 };
            Some(Change { source: Span::new(start, end), replacement: "\n".into() })
        }
        _ if is_invisible(letter) => {
            let behind = source[start..].chars().find(|&c| !is_invisible(c));
            if behind.is_some_and(is_mark) { cluster(source, start, floor) } else { remove(start, letter) }
        }
        // The plain letters of Vietnamese and its typography: nothing but a following mark or a misplaced tone can be wrong.
        'À'..='Ï' | 'Ñ'..='ï' | 'ñ'..='ÿ' | 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | 'Ạ'..='ỹ' =>
        {
            let next = start + letter.len_utf8();
            match source[next..].chars().next() {
                Some(mark) if is_mark(mark) => cluster(source, next, floor),
                after => tone_placement(source, start, letter, after),
            }
        }
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            Some(Change { source: Span::new(start, start + letter.len_utf8()), replacement: " ".into() })
        }
        '\u{2028}' | '\u{2029}' => Some(Change { source: Span::new(start, start + letter.len_utf8()), replacement: "\n".into() }),
        'Ð' | 'Ɖ' => Some(Change { source: Span::new(start, start + letter.len_utf8()), replacement: "Đ".into() }),
        'ð' | 'ɖ' => Some(Change { source: Span::new(start, start + letter.len_utf8()), replacement: "đ".into() }),
        // Punctuation of running text, which NFC leaves alone.
        '\u{2010}'..='\u{2027}' | '\u{a1}'..='\u{bf}' => None,
        _ if is_mark(letter) || is_nfc_quick(std::iter::once(letter)) != IsNormalized::Yes => cluster(source, start, floor),
        _ => None,
    }
}

fn remove(start: usize, letter: char) -> Option<Change> {
    Some(Change { source: Span::new(start, start + letter.len_utf8()), replacement: String::new() })
}

fn is_mark(c: char) -> bool {
    // All marks that Vietnamese text meets lie here; others are left to the quick check.
    ('\u{300}'..='\u{36f}').contains(&c) || (c as u32 > 0x36f && canonical_combining_class(c) != 0)
}

/// Control characters and those that show nothing: soft hyphens, zero-width and direction marks.
fn is_invisible(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{feff}' => true,
        _ => matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}'),
    }
}

/// Composes the cluster around `at`: the base before it, and all marks (and invisible characters between them) behind.
fn cluster(source: &str, at: usize, floor: usize) -> Option<Change> {
    let first = source[at..].chars().next()?;
    let is_joined = is_mark(first) || is_invisible(first);
    let base = source[..at].char_indices().next_back().filter(|&(i, c)| c != '\n' && i >= floor);
    let start = if is_joined { base.map_or(at, |(i, _)| i) } else { at };
    let run = source[at..].char_indices().take_while(|&(i, c)| i == 0 || is_mark(c) || is_invisible(c));
    let end = run.filter(|&(i, c)| i == 0 || is_mark(c)).last().map_or(source.len(), |(i, c)| at + i + c.len_utf8());
    let span = Span::new(start, end);
    let visible: String = span.slice(source).chars().filter(|&c| !is_invisible(c)).collect();
    let composed = compose(&visible);
    if composed == span.slice(source) {
        return None;
    }
    // The composed vowel may now close a syllable whose tone is misplaced: the word is looked at once more.
    let rest = &source[span.end..];
    let mut letters = composed.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && let Some(change) = tone_placement_between(&source[..span.start], letter, rest.chars().next(), span)
    {
        return Some(change);
    }
    Some(Change { source: span, replacement: composed })
}

/// NFC, after putting the marks of each Vietnamese letter in order (circumflex, breve or horn before the tone) and dropping doubles.
fn compose(cluster: &str) -> String {
    let mut decomposed: Vec<char> = cluster.nfd().collect();
    let vowel_marks = |c: char| matches!(c, '\u{302}' | '\u{306}' | '\u{31b}');
    if decomposed.first().is_some_and(char::is_ascii_alphabetic) {
        // Stable: quality marks first, tones as they came; a doubled mark counts once.
        decomposed[1..].sort_by_key(|&c| !vowel_marks(c));
        decomposed.dedup_by(|a, b| a == b && is_combining_mark(*a));
    }
    decomposed.into_iter().nfc().collect()
}

/// Moves the tone of `letter` (at `start`) where the syllable it closes or opens wants it.
fn tone_placement(source: &str, start: usize, letter: char, after: Option<char>) -> Option<Change> {
    tone_placement_between(&source[..start], letter, after, Span::new(start, start + letter.len_utf8()))
}

/// `before` ends where `letter` begins; `span` is the source that `letter` stands for.
///
/// | written | becomes | rule |
/// |---|---|---|
/// | hoà, khoẻ, thuỷ, uỷ | hòa, khỏe, thủy, ủy | open `oa oe uy`: tone on the first vowel |
/// | quý, quà | – | `qu` is a consonant |
/// | hoàn, hoài, khuỷu | – | more letters follow: tone on the second vowel |
/// | giữa, giúp | – | `gi` is a consonant, no `oa oe uy` here |
fn tone_placement_between(before: &str, letter: char, after: Option<char>, span: Span) -> Option<Change> {
    if after.is_some_and(|c| c.is_alphanumeric() || is_combining_mark(c)) {
        return None;
    }
    let glide = before.chars().next_back()?;
    if !matches!((glide, letter), ('o' | 'O', 'À'..='Ã' | 'à'..='ã' | 'È' | 'É' | 'è' | 'é' | 'Ạ'..='Ẽ' | 'ạ'..='ẽ') | ('u' | 'U', 'Ý' | 'ý' | 'Ỳ'..='ỹ'))
    {
        return None;
    }
    let (vowel, tone) = tone_of(letter)?;
    if tone == Tone::Level || !matches!(vowel, 'a' | 'A' | 'e' | 'E' | 'y' | 'Y') {
        return None;
    }
    let word_start =
        before.char_indices().rev().find(|(_, c)| !c.is_alphanumeric() && !is_combining_mark(*c)).map_or(0, |(i, c)| i + c.len_utf8());
    let onset = &before[word_start..before.len() - glide.len_utf8()];
    if onset.chars().any(is_vietnamese_vowel) || !is_onset(onset) {
        return None;
    }
    let mut replacement = String::new();
    replacement.push(with_tone(glide, tone));
    replacement.push(vowel);
    Some(Change { source: Span::new(span.start - glide.len_utf8(), span.end), replacement })
}

/// The consonants that can open a Vietnamese syllable before `oa oe uy`; `q` is left out, for its `u` is no vowel.
fn is_onset(onset: &str) -> bool {
    const ONSETS: [&str; 24] =
        ["", "b", "c", "ch", "d", "đ", "g", "h", "k", "kh", "l", "m", "n", "ng", "nh", "p", "ph", "r", "s", "t", "th", "tr", "v", "x"];
    let lower = onset.to_lowercase();
    ONSETS.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use crate::Text;

    #[test]
    fn what_is_written_in_odd_ways_becomes_one() {
        let table = [
            // combining marks: NFD, odd order, doubled
            ("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t", "Tiếng Việt"),
            ("Vie\u{302}\u{323}t", "Việt"),
            ("qu\u{e1}\u{302}n", "quấn"),
            ("nu\u{31b}\u{301}c \u{1b0}\u{301}", "nức ứ"),
            ("u\u{301}\u{31b}", "ứ"),
            ("Tie\u{302}\u{301}\u{301}ng", "Tiếng"),
            ("\u{301}a", "\u{301}a"),
            // look-alikes and blanks
            ("58-Q\u{d0}/TW c\u{f0}", "58-QĐ/TW cđ"),
            ("12\u{a0}tỷ\u{202f}đồng", "12 tỷ đồng"),
            ("ngh\u{ad}ị\u{200b} quyết\u{feff}", "nghị quyết"),
            ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"),
            ("a\u{0}b\tc", "ab\tc"),
            // tone placement
            ("hoà khoẻ thuý uỷ UỶ BAN Hoà", "hòa khỏe thúy ủy ỦY BAN Hòa"),
            ("hoàn hoài quý quà khuỷu giữa giúp thuỷnh toà-án xoá.", "hoàn hoài quý quà khuỷu giữa giúp thuỷnh tòa-án xóa."),
            ("ho\u{300}a ho\u{61}\u{300}", "hòa hòa"),
            ("Zoé touché", "Zoé touché"),
            // a mark of another script is part of the word before it
            ("\u{9df}hoà", "\u{9af}\u{9bc}hoà"),
        ];
        for (source, expected) in table {
            let text = Text::new(source.to_string());
            assert_eq!(text.as_str(), expected, "{source:?}");
            assert_eq!(text.source(), source);
            assert_eq!(Text::new(expected.to_string()).as_str(), expected, "normalising twice");
        }
    }
}
