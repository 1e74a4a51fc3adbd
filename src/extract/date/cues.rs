//! What stands before and behind a numeral and says how to read it, word for word.

use crate::extract::counted::is_counted;
use crate::lexicon::token::{TokenKind, Tokens};
use crate::lexicon::{Context, DateCue, DateWord, lexicons};

/// Whether an entry of this sense begins at `at`.
#[inline]
pub(super) fn is(tokens: &Tokens<'_>, at: usize, word: DateWord) -> bool {
    length_of(tokens, at, word).is_some()
}

/// The number of tokens of the entry of this sense at `at`.
#[inline(always)]
pub(super) fn length_of(tokens: &Tokens<'_>, at: usize, word: DateWord) -> Option<usize> {
    // Nearly every answer is no, and found without a call.
    let may_begin = lexicons().dates.kinds(tokens, at) & word.bit() != 0;
    if may_begin { length_of_entry(tokens, at, word) } else { None }
}

/// Whether a word of this list stands at `at`.
#[inline]
pub(super) fn has(tokens: &Tokens<'_>, at: usize, cue: DateCue) -> bool {
    lexicons().date_cues.has(tokens, at, cue.bit())
}

/// Whether a word of this list stands before `at`.
#[inline]
pub(super) fn follows(tokens: &Tokens<'_>, at: usize, cue: DateCue) -> bool {
    at > 0 && has(tokens, at - 1, cue)
}

/// The same of a list that has phrases.
pub(super) fn follows_phrase(tokens: &Tokens<'_>, at: usize, cue: DateCue) -> bool {
    lexicons().date_cues.all_before(tokens, at).any(|found| found.bit() & cue.bit() != 0)
}

fn length_of_entry(tokens: &Tokens<'_>, at: usize, word: DateWord) -> Option<usize> {
    lexicons()
        .dates
        .matches(tokens, at)
        .find(|(found, _)| **found == word)
        .map(|(_, length)| length)
}

pub(super) fn is_count_behind(tokens: &Tokens<'_>, at: usize) -> bool {
    lexicons().units.longest(tokens, at).is_some()
        || is_counted(tokens, at)
        || tokens.is_mark(at, &['%'])
        || tokens.is_mark(at, &[',', '.'])
            && tokens.is_glued(at)
            && tokens.is_glued(at + 1)
            && tokens.digits(at + 1).is_some()
}

pub(super) fn is_lunar(tokens: &Tokens<'_>, at: usize) -> bool {
    let at = at + usize::from(tokens.is_mark(at, &['(']));
    is(tokens, at, DateWord::Lunar)
        || is(tokens, at, DateWord::Tet) && !has(tokens, at, DateCue::NotLunar)
}

pub(super) fn is_recurring(tokens: &Tokens<'_>, at: usize) -> bool {
    is(tokens, at, DateWord::Recurring)
}

/// Whether a name that a numeral belongs to ends before `at`: Công viên 23/9.
pub(in crate::extract) fn is_name(tokens: &Tokens<'_>, at: usize) -> bool {
    lexicons().dates.longest_before_of(tokens, at, DateWord::NameCue.bit()).is_some()
}

pub(super) fn is_label(tokens: &Tokens<'_>, i: usize) -> bool {
    lexicons().contexts.longest_before_of(tokens, i, Context::Label.bit()).is_some()
}

/// Whether nothing goes on at `at`: the text or line ends, a mark or a function word follows.
pub(super) fn is_end(tokens: &Tokens<'_>, at: usize) -> bool {
    at >= tokens.list.len()
        || tokens.starts_line(at)
        || tokens.kind(at) == Some(TokenKind::Mark)
        || lexicons().contexts.has(tokens, at, Context::Function.bit())
}
