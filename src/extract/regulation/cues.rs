//! Words that the grammars of regulations ask for by list.

use crate::lexicon::token::Tokens;
use crate::lexicon::{RegulationCue, lexicons};

/// Whether a word of this list stands at `at`.
#[inline]
pub(super) fn has(tokens: &Tokens<'_>, at: usize, cue: RegulationCue) -> bool {
    lexicons().regulation_cues.has(tokens, at, cue.bit())
}

/// Whether a word of this list stands before `at`.
#[inline]
pub(super) fn follows(tokens: &Tokens<'_>, at: usize, cue: RegulationCue) -> bool {
    at > 0 && has(tokens, at - 1, cue)
}

/// Behind a word of this list at `at`; at `at` itself where there is none.
pub(super) fn behind(tokens: &Tokens<'_>, at: usize, cue: RegulationCue) -> usize {
    at + lexicons().regulation_cues.length(tokens, at, cue.bit()).unwrap_or(0)
}
