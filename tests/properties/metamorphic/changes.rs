//! Ways to write the same text: each gives the changed text, and where each character of the old
//! one is in it.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// A text written in another way.
pub struct Changed {
    pub text: String,
    /// The place of each old character in the new text, in characters.
    places: Vec<Range<usize>>,
}

impl Changed {
    /// Writes each character as `piece` says, given its place: what comes in front of it, and what
    /// it becomes.
    fn by(text: &str, mut piece: impl FnMut(usize, char) -> (String, String)) -> Changed {
        let mut changed = Changed { text: String::new(), places: Vec::new() };
        let mut at = 0;
        for (place, c) in text.chars().enumerate() {
            let (before, becomes) = piece(place, c);
            let start = at + before.chars().count();
            at = start + becomes.chars().count();
            changed.places.push(start..at);
            changed.text.extend([before, becomes]);
        }
        changed
    }

    /// Where old characters are in the new text.
    pub fn place(&self, start: usize, end: usize) -> Range<usize> {
        self.places[start].start..self.places[end - 1].end
    }
}

/// The characters of mentions, in the order of the text.
pub type Spans = [Range<usize>];

pub fn in_capitals(text: &str) -> Changed {
    Changed::by(text, |_, c| (String::new(), c.to_uppercase().collect()))
}

/// Each letter apart from its marks.
pub fn decomposed(text: &str) -> Changed {
    Changed::by(text, |_, c| (String::new(), std::iter::once(c).nfd().collect()))
}

pub fn with_hyphen(text: &str, hyphen: char) -> Changed {
    Changed::by(text, |_, c| (String::new(), if c == '-' { hyphen } else { c }.to_string()))
}

/// A blank on both sides of the slashes and hyphens inside these spans.
pub fn with_blanks(text: &str, spans: &Spans) -> Changed {
    let inside: Vec<bool> = marked(text, spans, |span| span.start + 1..span.end - 1);
    Changed::by(text, |place, c| {
        let becomes =
            if inside[place] && matches!(c, '/' | '-') { format!(" {c} ") } else { c.to_string() };
        (String::new(), becomes)
    })
}

/// A footnote's sign right behind each span; the last character of the text has none.
pub fn with_footnotes(text: &str, spans: &Spans, sign: &str) -> Changed {
    let behind: Vec<bool> = marked(text, spans, |span| span.end..span.end + 1);
    Changed::by(text, |place, c| {
        (if behind[place] { sign.to_string() } else { String::new() }, c.to_string())
    })
}

/// Wraps lines at a number of characters, where words allow it.
pub fn wrapped(text: &str, width: usize) -> Changed {
    let chars: Vec<char> = text.chars().collect();
    let mut column = 0;
    Changed::by(text, |place, c| {
        let word = chars[place + 1..].iter().take_while(|next| !next.is_whitespace()).count();
        let breaks = c == ' ' && column > 0 && column + 1 + word > width;
        column = if breaks || c == '\n' { 0 } else { column + 1 };
        (String::new(), if breaks { '\n' } else { c }.to_string())
    })
}

/// Which characters of the text are in one of the ranges that `range` makes of the spans.
fn marked(text: &str, spans: &Spans, range: impl Fn(&Range<usize>) -> Range<usize>) -> Vec<bool> {
    let mut marked = vec![false; text.chars().count()];
    for place in spans.iter().flat_map(range) {
        if let Some(mark) = marked.get_mut(place) {
            *mark = true;
        }
    }
    marked
}
