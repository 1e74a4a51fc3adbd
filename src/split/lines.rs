//! The lines a page is made of, and what a line looks like: a headline, a summary, a caption, a
//! byline.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::hash_map::Entry;
use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;

use super::phrases::{self, Signpost};
use crate::lexicon::pages::{first_word, last_word};
use crate::text::{is_longer, squeezed};
use crate::{Block, BlockKind, Span, Text};

/// A stretch of the text that becomes one block or none.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// The place, without white space at either end; never empty.
    pub span: Span,
    /// The characters there.
    pub text: &'a str,
    /// Whether it is a sentence that holds none of the [`phrases`] that tell other roles.
    pub is_prose: bool,
    /// Whether a blank line stands before.
    pub gap: bool,
    /// The role that the input's structure gave; for a plain paragraph none, so that its look
    /// decides.
    pub kind: Option<BlockKind>,
    /// The part that the input's structure gave.
    pub part: usize,
    /// Which half of an article on one line this is, where the line was such.
    pub half: Option<Half>,
    /// What the line is, if it is known to be in no document.
    pub aside: Option<BlockKind>,
    /// Its [`signpost`](Line::signpost), from the first time that it is asked for.
    pub once: OnceCell<Option<Signpost>>,
}

/// An article squeezed into one line is cut in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    Headline,
    Summary,
}

/// Lines that repeat an earlier one word for word are dropped only above this length, in
/// characters: shorter ones ("Trả lời:") may be there twice with reason.
const REPEATABLE: usize = 25;

/// The non-blank paragraphs of a plain text: its lines, or more of them where they are wrapped.
pub(super) fn of_text(text: &Text) -> Vec<Line<'_>> {
    let paragraphs = text.paragraphs();
    let text = text.as_str();
    let mut lines = Vec::with_capacity(paragraphs.len());
    let mut signs = phrases::signs(text).peekable();
    let mut gap = false;
    for &paragraph in paragraphs {
        let span = trimmed(text, paragraph);
        if span.is_empty() {
            gap = !lines.is_empty();
        } else {
            while signs.next_if(|&sign| sign < span.start).is_some() {}
            let has_sign = signs.peek().is_some_and(|&sign| sign < span.end);
            lines.push(Line { gap, ..Line::of(text, span, has_sign) });
            gap = false;
        }
    }
    lines
}

/// The non-blank blocks that HTML gave, in text order; their spans are of the text as given.
pub(super) fn of_blocks<'a>(text: &'a Text, blocks: &[Block]) -> Vec<Line<'a>> {
    let mut lines: Vec<Line> = blocks
        .iter()
        .filter_map(|block| {
            let span = trimmed(text.as_str(), text.normalized_span(block.span));
            let kind = Some(block.kind).filter(|&kind| kind != BlockKind::Paragraph);
            let aside = (block.part == Block::NO_DOCUMENT).then_some(block.kind);
            let part = if aside.is_some() { 0 } else { block.part };
            let line = Line { kind, part, aside, ..Line::new(text.as_str(), span) };
            (!span.is_empty()).then_some(line)
        })
        .collect();
    lines.sort_by_key(|line| line.span);
    // Blocks never overlap; of two that do, the first holds.
    let mut end = 0;
    lines.retain(|line| {
        let is_free = line.span.start >= end;
        end = end.max(line.span.end);
        is_free
    });
    lines
}

/// The span without the white space at its ends; empty where it fits no characters of `text`.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let slice = span.slice(text);
    let line = slice.strip_suffix('\n').unwrap_or(slice);
    // Most have none but a line end, as their first and last bytes tell.
    if let [b'!'..=b'~', .., b'!'..=b'~'] = line.as_bytes() {
        return Span::new(span.start, span.start + line.len());
    }
    let begun = line.trim_start();
    let start = span.start + (line.len() - begun.len());
    Span::new(start, start + begun.trim_end().len())
}

/// For each line the earlier line of the same part that it repeats word for word, a final stop
/// aside.
pub(super) fn repetitions(lines: &[Line]) -> Vec<Option<usize>> {
    let mut out = vec![None; lines.len()];
    // Lines that are the same begin and end with the same words; few lines of a page do.
    let (mut first_of, mut alike) = (FxHashMap::default(), Vec::new());
    first_of.reserve(lines.len());
    for (i, line) in lines.iter().enumerate() {
        if line.text.len() > REPEATABLE && line.aside.is_none() {
            match first_of.entry(ends(line.text)) {
                Entry::Occupied(first) => alike.extend([*first.get(), i]),
                Entry::Vacant(place) => drop(place.insert(i)),
            }
        }
    }
    alike.sort_unstable();
    alike.dedup();
    let mut seen: FxHashMap<(usize, Cow<str>), usize> = FxHashMap::default();
    for i in alike {
        let key = squeezed(without_stop(lines[i].text));
        if is_longer(&key, REPEATABLE) {
            let first = *seen.entry((lines[i].part, key)).or_insert(i);
            out[i] = (first != i).then_some(first);
        }
    }
    out
}

fn without_stop(line: &str) -> &str {
    line.trim_end_matches(['.', ' '])
}

/// The first and the last word of a line, a final stop aside.
fn ends(line: &str) -> (&str, &str) {
    let line = without_stop(line);
    (first_word(line), last_word(line))
}

impl<'a> Line<'a> {
    /// A paragraph of the main article.
    pub fn new(text: &'a str, span: Span) -> Line<'a> {
        Line::of(text, span, phrases::signs(span.slice(text)).next().is_some())
    }

    /// The same, where it is known whether one of the [`signs`](phrases::signs) stands in it.
    fn of(text: &'a str, span: Span, has_sign: bool) -> Line<'a> {
        let text = span.slice(text);
        let is_prose = !has_sign && phrases::is_prose(text);
        Line {
            span,
            text,
            is_prose,
            gap: false,
            kind: None,
            part: 0,
            half: None,
            aside: None,
            once: OnceCell::new(),
        }
    }

    /// Whether it has more than so many characters.
    pub fn is_longer_than(&self, chars: usize) -> bool {
        is_longer(self.text, chars)
    }

    /// Whether the number of its characters is one of these.
    pub fn has_length(&self, chars: &RangeInclusive<usize>) -> bool {
        !self.is_longer_than(*chars.end()) && self.is_longer_than(chars.start().saturating_sub(1))
    }

    /// Whether it holds a letter or a digit at all.
    pub fn has_words(&self) -> bool {
        // Nearly every line has a letter of ASCII, which is told without a look at the characters.
        self.is_prose
            || self.text.bytes().any(|byte| byte.is_ascii_alphanumeric())
            || self.text.chars().any(char::is_alphanumeric)
    }

    /// A short line that starts like a sentence and does not end like one.
    pub fn is_headline(&self) -> bool {
        match (self.half, self.kind) {
            (Some(half), _) => half == Half::Headline,
            (None, Some(kind)) => kind == BlockKind::Title,
            _ if self.is_prose => false,
            _ => {
                let starts_low = self.text.chars().next().is_some_and(char::is_lowercase);
                let ends_open = self.text.ends_with([',', ';', ':']);
                let is_short = !self.is_longer_than(phrases::HEADLINE);
                is_short
                    && !starts_low
                    && !ends_open
                    && !ends_with_stop(self.text)
                    && self.text.split_whitespace().nth(2).is_some()
            }
        }
    }

    /// A caption by its credit ("… - Ảnh: LÊ VĂN", "(Ảnh minh họa)") or by the input's structure.
    pub fn is_caption(&self) -> bool {
        match self.kind {
            Some(kind) => kind == BlockKind::Caption,
            None => self.half.is_none() && !self.is_prose && phrases::is_caption(self.text),
        }
    }

    /// A byline or source line by its look or by the input's structure.
    pub fn is_byline(&self) -> bool {
        match self.kind {
            Some(kind) => kind == BlockKind::Byline,
            None => {
                self.half.is_none()
                    && (self.is_source() || !self.is_prose && phrases::is_author(self.text))
            }
        }
    }

    /// A line that names the article's source.
    pub fn is_source(&self) -> bool {
        !self.is_prose && phrases::is_source(self.text)
    }

    /// What it is on the way to other articles.
    pub fn signpost(&self) -> Option<Signpost> {
        if self.is_prose { None } else { *self.once.get_or_init(|| phrases::signpost(self.text)) }
    }
}

/// Whether the text ends with a full stop or an ellipsis, quotes and brackets behind it aside.
pub(super) fn ends_with_stop(text: &str) -> bool {
    text.trim_end_matches(phrases::CLOSERS).ends_with(['.', '…'])
}

/// Whether the text ends with a question or exclamation mark: a headline or a sentence.
pub(super) fn ends_with_question(text: &str) -> bool {
    text.trim_end_matches(phrases::CLOSERS).ends_with(['?', '!'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_the_same_have_the_same_ends() {
        for (first, second, are_same) in [
            ("Xã họp bàn việc mở đường liên thôn.", "Xã họp bàn  việc mở\tđường liên thôn", true),
            ("Nghiêng mình trước tượng đài.", "Nghiêng\nmình trước tượng đài . .", true),
            ("Tân Phú mở đường liên thôn.", "Tân Phú mở đường liên xã.", false),
            ("Xã họp bàn việc mở đường.", "Huyện họp bàn việc mở đường.", false),
        ] {
            assert_eq!(ends(first) == ends(second), are_same, "{first}");
        }
    }
}
