//! A text with its normalised form and the way back to the source.

mod blanks;
pub mod charset;
mod edit;
pub(crate) mod fast;
mod fold;
mod letters;
mod lookalike;
mod marks;
mod normalize;
mod placement;
mod printable;
pub mod span;
mod stretch;
mod syllable;
mod wrap;

use std::borrow::Cow;
use std::sync::OnceLock;

pub(crate) use blanks::squeezed;
use edit::Edit;
use fast::bytes::count_chars;
pub use fold::{fold, is_bare};
pub use letters::{Tone, is_vietnamese_vowel, tone_of};
pub(crate) use letters::{
    first_byte, is_alphabetic, is_alphanumeric, is_longer, is_one_of, push_lower, small_form,
};
pub(crate) use printable::{Printable, printable, write_visible};
pub use syllable::is_syllable;
use wrap::Paragraphs;

use crate::Span;

/// A normalised text that remembers where each part of it came from.
///
/// Offsets are bytes of the normalised string; [`Text::source_chars`] leads them back to Unicode
/// scalar offsets of the text as given. Normalising keeps the meaning: see [`Text::new`] for what
/// it does.
///
/// ```
/// use thoisu::{Span, Text};
/// let text = Text::new("Hoà\u{a0}bình, ngày\u{200b} 5/9".to_string());
/// assert_eq!(text.as_str(), "Hòa bình, ngày 5/9");
/// let at = text.as_str().find("5/9").unwrap();
/// let span = Span::new(at, at + 3);
/// assert_eq!(text.source_chars(span), Span::new(16, 19), "one zero-width space further on");
/// assert_eq!(text.source_slice(span), "5/9");
/// ```
#[derive(Clone, Debug)]
pub struct Text {
    normalized: String,
    /// The text as given, where it differs from the normalised one.
    source: Option<String>,
    /// The places where the two differ, in order, none touching the next out of order.
    edits: Vec<Edit>,
    /// Unicode scalars of the given text that stand before `source`: non-zero for a part of a page.
    chars_before: usize,
    /// Found when they are first asked for.
    paragraphs: OnceLock<Paragraphs>,
}

impl Text {
    /// Normalises a text.
    ///
    /// - Unicode NFC, also for combining marks that come doubled or in odd order (`e` + dot below +
    ///   circumflex, `á` + circumflex → `ấ`); of two tones on one vowel the first counts;
    /// - Ð (U+00D0, Icelandic) and Ɖ (U+0189, African) become Đ (U+0110), ð becomes đ but in
    ///   foreign names (Guðmundur);
    /// - Cyrillic and Greek letters in Latin words and codes (`NĐ-СР`) become the Latin ones they
    ///   look like; a Russian or Greek word, an α or μ stays. Fullwidth and mathematical letters,
    ///   roman numerals in one sign and ligatures become plain letters;
    /// - every kind of blank becomes a space; zero-width characters, soft hyphens, direction marks
    ///   and control characters go;
    /// - `\r\n` and `\r` become `\n`;
    /// - one place of the tone mark for every syllable, that of the Party and State press: hòa,
    ///   khỏe, thủy, but hoàn, quý, khuỷu; của for *cuả*, được for *đựơc*. What is no Vietnamese
    ///   syllable stays, and so do i and y (kỹ, kĩ).
    ///
    /// Text that is already clean is scanned once and moved, not copied.
    pub fn new(source: String) -> Text {
        match normalize::normalize(&source) {
            None => Text::with_edits(source, None, Vec::new(), 0),
            Some((normalized, edits)) => Text::with_edits(normalized, Some(source), edits, 0),
        }
    }

    const fn with_edits(
        normalized: String,
        source: Option<String>,
        edits: Vec<Edit>,
        chars_before: usize,
    ) -> Text {
        Text { normalized, source, edits, chars_before, paragraphs: OnceLock::new() }
    }

    /// The normalised text.
    pub fn as_str(&self) -> &str {
        &self.normalized
    }

    /// Whether the normalised text is the whole text as the caller gave it, unchanged.
    pub(crate) fn is_as_given(&self) -> bool {
        self.source.is_none() && self.chars_before == 0
    }

    /// The text as given.
    pub fn source(&self) -> &str {
        self.source.as_deref().unwrap_or(&self.normalized)
    }

    /// The bytes of [`source`](Text::source) that a span of the normalised text came from.
    ///
    /// A span that cuts through an edit is widened to the whole edit; what was removed at either
    /// end stays outside. Normalising the slice alone gives the span again where both ends lie
    /// between words: inside a word, or a code such as `15/NQ-TW`, the letters around count too.
    pub fn source_span(&self, span: Span) -> Span {
        let start = self.source_offset(span.start, false);
        let end = self.source_offset(span.end, true);
        Span::new(start.min(end), end)
    }

    /// The bytes of the normalised text that a span of the source became.
    pub fn normalized_span(&self, span: Span) -> Span {
        let offset = |at: usize, is_end: bool| {
            let next = self.edits.partition_point(|edit| edit.source.end <= at);
            let before = next
                .checked_sub(1)
                .map_or((0, 0), |i| (self.edits[i].normalized.end, self.edits[i].source.end));
            match self.edits.get(next) {
                Some(edit) if edit.source.start < at => {
                    if is_end {
                        edit.normalized.end
                    } else {
                        edit.normalized.start
                    }
                }
                _ => before.0 + (at - before.1),
            }
        };
        Span::new(offset(span.start, false), offset(span.end, true))
    }

    /// Unicode scalar offsets, in the text as the caller gave it, of a span of the normalised text.
    pub fn source_chars(&self, span: Span) -> Span {
        CharCounter::new(self).source_chars(span)
    }

    /// The characters of the text as given that a span of the normalised text came from.
    pub fn source_slice(&self, span: Span) -> &str {
        self.source_span(span).slice(self.source())
    }

    /// A part of this text as a text of its own, whose source offsets still count from the
    /// beginning of the whole.
    pub fn part(&self, span: Span) -> Text {
        self.counted_part(span, &mut CharCounter::new(self))
    }

    /// Several parts, each as [`part`](Text::part) gives it; the text is counted once where they
    /// come in order.
    pub fn parts(&self, spans: impl IntoIterator<Item = Span>) -> Vec<Text> {
        let mut counter = CharCounter::new(self);
        spans.into_iter().map(|span| self.counted_part(span, &mut counter)).collect()
    }

    fn counted_part(&self, span: Span, counter: &mut CharCounter) -> Text {
        let source_span = self.source_span(span);
        let chars_before = counter.chars_before(source_span.start);
        let normalized = span.slice(&self.normalized).to_string();
        let source = self.source.as_ref().map(|source| source_span.slice(source).to_string());
        let first = self.edits.partition_point(|edit| edit.source.start < source_span.start);
        let edits =
            self.edits.iter().skip(first).take_while(|edit| edit.source.end <= source_span.end);
        let edits = edits
            .map(|edit| Edit {
                normalized: edit.normalized.shifted_back(span.start),
                source: edit.source.shifted_back(source_span.start),
            })
            .collect();
        Text::with_edits(normalized, source, edits, chars_before)
    }

    /// The same text without some of its stretches, which are in order and overlap nothing; what is
    /// left still leads back to its source.
    pub(crate) fn without(self, holes: &[Span]) -> Text {
        if holes.is_empty() {
            return self;
        }
        let source = self.source().to_string();
        let (mut normalized, mut edits) =
            (String::with_capacity(self.normalized.len()), Vec::new());
        let mut old = self.edits.iter().peekable();
        let (mut kept, mut removed) = (0, 0);
        for &hole in holes.iter().chain([&Span::new(self.normalized.len(), self.normalized.len())])
        {
            normalized.push_str(Span::new(kept, hole.start).slice(&self.normalized));
            let cut = self.source_span(hole);
            while let Some(edit) =
                old.next_if(|edit| edit.source.start < cut.start || hole.is_empty())
            {
                edits.push(Edit {
                    normalized: edit.normalized.shifted_back(removed),
                    source: edit.source,
                });
            }
            if !hole.is_empty() {
                while old.next_if(|edit| edit.source.start < cut.end).is_some() {}
                edits.push(Edit {
                    normalized: Span::new(normalized.len(), normalized.len()),
                    source: cut,
                });
            }
            removed += hole.len();
            kept = hole.end;
        }
        Text::with_edits(normalized, Some(source), edits, self.chars_before)
    }

    /// The same text on one line: every stretch of blanks and line ends is one space, and there is
    /// none at the ends.
    pub(crate) fn on_one_line(self) -> Text {
        if matches!(squeezed(&self.normalized), Cow::Borrowed(_)) {
            return self;
        }
        let bytes = self.normalized.as_bytes();
        let mut holes: Vec<Span> = Vec::new();
        let mut start = 0;
        while let Some(found) = bytes.iter().skip(start).position(u8::is_ascii_whitespace) {
            start += found;
            let length =
                bytes.iter().skip(start).take_while(|byte| byte.is_ascii_whitespace()).count();
            let is_at_end = start == 0 || start + length == bytes.len();
            holes.push(Span::new(start + usize::from(!is_at_end), start + length));
            start += length;
        }
        holes.retain(|hole| !hole.is_empty());
        let as_given = self.source().to_string();
        let text = self.without(&holes);
        let normalized = text.normalized.replace(['\n', '\t'], " ");
        Text {
            normalized,
            source: Some(text.source.unwrap_or(as_given)),
            paragraphs: OnceLock::new(),
            ..text
        }
    }

    /// The paragraphs of the normalised text, each with its line end: single lines, or where the
    /// lines are wrapped, as in text taken from a PDF, as many as belong together.
    ///
    /// ```
    /// use thoisu::Text;
    /// let text = Text::new("Ông đến ngày\n31-7.\nTin khác\n".to_string());
    /// let found: Vec<&str> = text.paragraphs().iter().map(|span| span.slice(text.as_str())).collect();
    /// assert_eq!(found, ["Ông đến ngày\n31-7.\n", "Tin khác\n"]);
    /// ```
    pub fn paragraphs(&self) -> &[Span] {
        &self.found_paragraphs().spans
    }

    /// The paragraphs, each on one line: line ends inside a wrapped one are only blanks, and the
    /// offsets stay.
    pub(crate) fn paragraphs_on_one_line(&self) -> impl Iterator<Item = (Span, Cow<'_, str>)> {
        let Paragraphs { spans, are_lines } = self.found_paragraphs();
        spans.iter().map(move |&span| {
            let paragraph = span.slice(&self.normalized);
            (
                span,
                if *are_lines {
                    Cow::Borrowed(paragraph)
                } else {
                    Cow::Owned(paragraph.replace('\n', " "))
                },
            )
        })
    }

    fn found_paragraphs(&self) -> &Paragraphs {
        self.paragraphs.get_or_init(|| wrap::paragraphs(&self.normalized))
    }

    /// The same text, so many characters further on in the text as the caller gave it.
    pub(crate) fn behind(self, chars: usize) -> Text {
        Text { chars_before: self.chars_before + chars, ..self }
    }

    fn source_offset(&self, at: usize, is_end: bool) -> usize {
        // A start takes the last edit that ends at or before it; an end must not pull in what was
        // removed right behind it.
        let next = self.edits.partition_point(|edit| {
            edit.normalized.end < at
                || edit.normalized.end == at && (!is_end || !edit.normalized.is_empty())
        });
        let before = next
            .checked_sub(1)
            .map_or((0, 0), |i| (self.edits[i].normalized.end, self.edits[i].source.end));
        match self.edits.get(next) {
            Some(edit) if edit.normalized.start < at => {
                if is_end {
                    edit.source.end
                } else {
                    edit.source.start
                }
            }
            _ => before.1 + (at - before.0),
        }
    }
}

/// Turns byte spans of a text into spans of Unicode scalars, counting each stretch once when they
/// come in order.
pub(crate) struct CharPlaces<'a> {
    text: &'a str,
    bytes: usize,
    chars: usize,
}

impl<'a> CharPlaces<'a> {
    pub(crate) const fn new(text: &'a str) -> CharPlaces<'a> {
        CharPlaces { text, bytes: 0, chars: 0 }
    }

    fn at(&mut self, byte: usize) -> usize {
        if byte < self.bytes {
            (self.bytes, self.chars) = (0, 0);
        }
        self.chars += count_chars(Span::new(self.bytes, byte).slice(self.text));
        self.bytes = byte;
        self.chars
    }

    pub(crate) fn span(&mut self, span: Span) -> Span {
        Span::new(self.at(span.start), self.at(span.end))
    }
}

/// Turns byte spans into Unicode scalar offsets, counting each stretch of the text once when the
/// spans come in order.
pub struct CharCounter<'a> {
    text: &'a Text,
    bytes: usize,
    chars: usize,
}

impl<'a> CharCounter<'a> {
    /// A counter at the beginning of `text`.
    pub fn new(text: &'a Text) -> CharCounter<'a> {
        CharCounter { text, bytes: 0, chars: text.chars_before }
    }

    /// The same as [`Text::source_chars`].
    pub fn source_chars(&mut self, span: Span) -> Span {
        self.chars(self.text.source_span(span))
    }

    /// Unicode scalar offsets, in the text as the caller gave it, of bytes of [`Text::source`].
    pub fn chars(&mut self, bytes: Span) -> Span {
        let start = self.chars_before(bytes.start);
        Span::new(start, start + count_chars(bytes.slice(self.text.source())))
    }

    /// The characters of the text as given that stand before a byte of the source.
    fn chars_before(&mut self, byte: usize) -> usize {
        if byte < self.bytes {
            (self.bytes, self.chars) = (0, self.text.chars_before);
        }
        self.chars += count_chars(Span::new(self.bytes, byte).slice(self.text.source()));
        self.bytes = byte;
        self.chars
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character of the clean text leads back to the right place, and a part keeps counting
    /// from the whole.
    #[test]
    fn offsets_lead_back_to_the_source() {
        let source = "Sáng\r\n\u{feff}Uỷ ban hoạ\u{323}t động, Ðảng\u{ad} viên.\u{200b}\u{200b}Hết";
        let text = Text::new(source.to_string());
        assert_eq!(text.as_str(), "Sáng\nỦy ban hoạt động, Đảng viên.Hết");
        for (word, original) in
            [("Sáng", "Sáng"), ("Ủy", "Uỷ"), ("Đảng", "Ðảng"), ("viên.", "viên."), ("Hết", "Hết")]
        {
            let at = text.as_str().find(word).unwrap_or_default();
            let span = Span::new(at, at + word.len());
            assert_eq!(text.source_slice(span), original);
            let chars = text.source_chars(span);
            let by_chars: String = source.chars().skip(chars.start).take(chars.len()).collect();
            assert_eq!(by_chars, original);
            assert_eq!(text.normalized_span(text.source_span(span)), span, "{word}");
            let part = text.part(Span::new(at, text.as_str().len()));
            assert_eq!(part.source_chars(Span::new(0, word.len())), chars, "{word}");
        }
    }

    #[test]
    fn a_text_without_a_stretch_leads_back_to_the_source() {
        let source = "Hoà họp\r\n5/9/2022\u{200b}\r\nDân Hoà họp\u{ad} bàn";
        let text = Text::new(source.to_string());
        let (from, to) = (
            text.as_str().find("5/9").unwrap_or_default(),
            text.as_str().find("Dân").unwrap_or_default(),
        );
        let text = text.without(&[Span::new(from, to)]);
        assert_eq!(text.as_str(), "Hòa họp\nDân Hòa họp bàn");
        for (word, original) in [
            ("Hòa họp", "Hoà họp"),
            ("Dân Hòa", "Dân Hoà"),
            ("bàn", "bàn"),
            ("họp bàn", "họp\u{ad} bàn"),
        ] {
            let at = text.as_str().find(word).unwrap_or_default();
            let chars = text.source_chars(Span::new(at, at + word.len()));
            assert_eq!(
                source.chars().skip(chars.start).take(chars.len()).collect::<String>(),
                original
            );
        }
    }

    #[test]
    fn a_text_on_one_line_leads_back_to_the_source() {
        for (source, expected) in [
            ("Hoà bình", "Hòa bình"),
            ("  Hoà\r\n\r\nbình\u{a0}\u{a0}họp ", "Hòa bình họp"),
            ("Họp\nHoà", "Họp Hòa"),
            ("\tHọp\tHoà\n", "Họp Hòa"),
            (" \n ", ""),
            ("", ""),
        ] {
            let text = Text::new(source.to_string()).on_one_line();
            assert_eq!(text.as_str(), expected);
            assert_eq!(text.as_str(), squeezed(Text::new(source.to_string()).as_str()));
            for word in ["Hòa", "bình", "họp"] {
                let Some(at) = text.as_str().find(word) else { continue };
                let span = text.source_chars(Span::new(at, at + word.len()));
                let found: String = source.chars().skip(span.start).take(span.len()).collect();
                assert_eq!(found.replace("oà", "òa"), word, "{source:?}");
            }
        }
    }

    #[test]
    fn clean_text_has_no_edits() {
        let text = Text::new("Hòa bình, quý I, hoàn thành, giữa tháng".to_string());
        assert_eq!(text.source_span(Span::new(3, 7)), Span::new(3, 7));
        assert!(text.edits.is_empty() && text.source.is_none());
    }
}
