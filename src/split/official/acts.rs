//! Several acts in one text, as an issue of a gazette has them: where one ends and the head of the
//! next begins.
//!
//! A form in an annex has such a head, too, with blanks for number and day. So an act begins only
//! behind a signature, with motto, issuer, type, a number of its own, a day, and grounds or
//! articles below its title. In doubt the text stays one document.

use std::collections::VecDeque;

use super::head::{Head, rows};
use super::noise::Noise;
use super::pieces::{Part, is_capital, pieces};
use crate::Span;
use crate::lexicon::official::Sign;

/// The most lines of a head above its motto.
const ABOVE: usize = 8;

/// A longer line is neither a motto nor a signature, in bytes.
const LONGEST: usize = 240;

/// The stretches of the acts in a text that begins with this head; one where it holds one.
pub(crate) fn acts(text: &str, first: &Head) -> Vec<Span> {
    let mut starts = vec![0];
    let mut number = first.parts.number.map(|number| number.slice(text));
    let (mut above, mut is_signed, mut behind) = (VecDeque::new(), false, first.end);
    for row in rows(text, first.end).filter(|row| !row.is_empty()) {
        let line = row.slice(text);
        if line.len() <= LONGEST && row.start >= behind {
            is_signed |= Sign::Recipients.opens(line).is_some() || is_capital(line) && signs(line);
            if is_signed && has_motto(line) {
                let start = above
                    .iter()
                    .rev()
                    .take_while(|&&row| may_be_head(text, row))
                    .last()
                    .copied()
                    .unwrap_or(row);
                if let Some(head) = Head::sure(text, start.start) {
                    let own = head.parts.number.map(|number| number.slice(text));
                    if own != number {
                        starts.push(start.start);
                        (number, is_signed, behind) = (own, false, head.end);
                    }
                }
            }
        }
        above.push_back(row);
        if above.len() > ABOVE {
            above.pop_front();
        }
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(&start, end)| Span::new(start, end)).collect()
}

fn signs(line: &str) -> bool {
    Sign::For.opens(line).is_some() || Sign::Officer.opens(line).is_some()
}

/// Whether the country's or the Party's name stands in a line in capitals.
fn has_motto(line: &str) -> bool {
    [Sign::Motto, Sign::Party]
        .into_iter()
        .filter_map(|sign| sign.find(line))
        .any(|place| is_capital(place.slice(line)))
}

/// Whether a line above a motto may be of the same head.
fn may_be_head(text: &str, row: Span) -> bool {
    let is_part =
        |part| matches!(part, Part::Capitals | Part::Number(_) | Part::Section | Part::Day(_));
    Noise::default().has(row.slice(text))
        || pieces(text, row).iter().all(|piece| is_part(piece.part))
}
