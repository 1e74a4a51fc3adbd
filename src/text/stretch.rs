//! One stretch of text without blanks, a word or a code (`15/NQ-HĐND`), made normal as a whole.
//!
//! Step by step: take the characters that show, in their plain form; Cyrillic and Greek letters
//! among Latin ones become Latin; compose letters and marks; mend Đ; place the tones. Each result
//! remembers the piece of the source that it came from.

use super::blanks::{is_invisible, plain_blank};
use super::lookalike::{crossed_d, is_crossed_d, is_latin, latin_twin, plain_form};
use super::marks::{compose, composed_vowel, continues, is_mark, is_stable};
use super::placement::{is_word, place_tone};
use crate::Span;

/// A part of the source and the characters that it becomes: usually one letter; none for what is
/// taken out.
#[derive(Clone, Copy, Debug)]
struct Piece {
    source: Span,
    /// Places in [`Stretch::out`].
    out: Span,
}

/// The buffers for one stretch after the other.
#[derive(Default)]
pub(super) struct Stretch {
    /// The characters that show, each with the bytes of the source that it stands for.
    seen: Vec<(char, Span)>,
    pieces: Vec<Piece>,
    out: Vec<char>,
    /// The characters of one piece.
    text: String,
}

/// The stretch around the suspect at `at`, not reaching back before `floor`.
pub(super) fn around(source: &str, at: usize, floor: usize) -> Span {
    let before = source.get(floor..at).unwrap_or_default();
    let mut start =
        at - before.chars().rev().take_while(|&c| is_part(c)).map(char::len_utf8).sum::<usize>();
    let behind = source.get(at..).unwrap_or_default();
    let end = at + behind.chars().take_while(|&c| is_part(c)).map(char::len_utf8).sum::<usize>();
    // A mark at the very beginning stands on the sign before it ("=" with a stroke is "≠").
    let first = Span::new(start, end).slice(source).chars().find(|&c| !is_invisible(c));
    if first.is_some_and(continues) {
        let base = source.get(floor..start).unwrap_or_default().chars().next_back();
        start -= base.filter(|&c| c != '\n' && plain_blank(c).is_none()).map_or(0, char::len_utf8);
    }
    Span::new(start, end)
}

/// Whether a character is part of a stretch: letters, digits, marks, what shows nothing, and what
/// joins the parts of a code.
pub(super) fn is_part(c: char) -> bool {
    is_joint(c) || is_word(c) || is_invisible(c) || !is_stable(c) || plain_form(c).is_some()
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '/')
}

impl Stretch {
    /// Normalises the stretch `span` of `source` and gives each change to `change`, in order.
    pub fn normalize(&mut self, source: &str, span: Span, mut change: impl FnMut(Span, &str)) {
        self.see(source, span);
        self.latin_letters();
        self.compose(span);
        self.crossed_d();
        self.out.chunk_by_mut(|&a, &b| is_word(a) && is_word(b)).for_each(place_tone);
        let text = &mut self.text;
        for piece in &self.pieces {
            text.clear();
            text.extend(self.out.get(piece.out.start..piece.out.end).unwrap_or_default());
            if piece.source.slice(source) != text {
                change(piece.source, text);
            }
        }
    }

    fn see(&mut self, source: &str, span: Span) {
        self.seen.clear();
        for (i, c) in span.slice(source).char_indices().filter(|&(_, c)| !is_invisible(c)) {
            let place = Span::new(span.start + i, span.start + i + c.len_utf8());
            match plain_form(c) {
                Some(plain) => self.seen.extend(plain.map(|c| (c, place))),
                None => self.seen.push((c, place)),
            }
        }
    }

    /// Where a Latin letter stands in the chain, words of nothing but Latin letters and look-alikes
    /// of them become Latin. A Russian or Greek word, and a single α or μ, has letters that look
    /// like no Latin one, or stands alone.
    fn latin_letters(&mut self) {
        for chain in self.seen.split_mut(|&(c, _)| !is_joint(c) && !is_word(c)) {
            if !chain.iter().any(|&(c, _)| latin_twin(c).is_some())
                || !chain.iter().any(|&(c, _)| is_latin(c))
            {
                continue;
            }
            for word in chain.split_mut(|&(c, _)| is_joint(c)) {
                let is_other = |c: char| c.is_alphabetic() && !is_latin(c) && !is_mark(c);
                if word.iter().all(|&(c, _)| !is_other(c) || latin_twin(c).is_some()) {
                    word.iter_mut().for_each(|(c, _)| *c = latin_twin(*c).unwrap_or(*c));
                }
            }
        }
    }

    /// Letters with their marks become pieces; what lies between the pieces shows nothing, and
    /// becomes a piece of no characters.
    fn compose(&mut self, span: Span) {
        self.pieces.clear();
        self.out.clear();
        let mut done = span.start;
        for cluster in self.seen.chunk_by(|_, &(next, _)| continues(next)) {
            let (Some((first, start)), Some((_, end))) = (cluster.first(), cluster.last()) else {
                continue;
            };
            let place = Span::new(start.start, end.end);
            let before = self.out.len();
            let letters = || cluster.iter().map(|&(c, _)| c);
            match composed_vowel(letters()) {
                Some(vowel) => self.out.push(vowel),
                None if cluster.len() == 1 && is_stable(*first) => self.out.push(*first),
                None => self.out.extend(compose(letters())),
            }
            let out = Span::new(before, self.out.len());
            match self.pieces.last_mut().filter(|_| place.start < done) {
                // Several letters of one sign.
                Some(last) => {
                    (last.out.end, last.source.end) = (out.end, place.end.max(last.source.end))
                }
                None => {
                    leave_out(&mut self.pieces, Span::new(done, place.start), before);
                    self.pieces.push(Piece { source: place, out });
                }
            }
            done = done.max(place.end);
        }
        leave_out(&mut self.pieces, Span::new(done, span.end), self.out.len());
    }

    fn crossed_d(&mut self) {
        for i in 0..self.out.len() {
            if !self.out.get(i).is_some_and(|&c| is_crossed_d(c)) {
                continue;
            }
            let neighbour = |c: Option<&char>| c.copied().filter(|&c| is_word(c));
            let before =
                self.out.get(..i).and_then(|before| before.iter().rfind(|&&c| !is_mark(c)));
            let Some(&letter) = self.out.get(i) else { continue };
            if let Some(crossed) =
                crossed_d(letter, neighbour(before), neighbour(self.out.get(i + 1)))
            {
                self.out[i] = crossed;
            }
        }
    }
}

fn leave_out(pieces: &mut Vec<Piece>, source: Span, at: usize) {
    if !source.is_empty() {
        pieces.push(Piece { source, out: Span::new(at, at) });
    }
}
