//! Words that the grammar of numbers asks for by list.

use crate::lexicon::token::Tokens;
use crate::lexicon::{NumberCue, lexicons};

/// Whether a word of this list stands at `at`.
#[inline]
pub(super) fn has(tokens: &Tokens<'_>, at: usize, cue: NumberCue) -> bool {
    lexicons().number_cues.has(tokens, at, cue.bit())
}

/// Whether a word of this list stands before `at`.
#[inline]
pub(super) fn follows(tokens: &Tokens<'_>, at: usize, cue: NumberCue) -> bool {
    at > 0 && has(tokens, at - 1, cue)
}
