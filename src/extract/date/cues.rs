//! What stands before and behind a numeral and says how to read it.

use super::time::{Direction, Time};
use crate::extract::counted::is_counted;
use crate::lexicon::token::Tokens;
use crate::lexicon::{Context, DateCue, DateSort, DateWord, Relative, lexicons};
use crate::model::Moment;

/// Whether an entry of this sense begins at `at`.
#[inline]
pub(super) fn is(tokens: &Tokens<'_>, at: usize, word: DateWord) -> bool {
    length_of(tokens, at, word).is_some()
}

/// The number of tokens of the entry of this sense at `at`.
#[inline(always)]
pub(super) fn length_of(tokens: &Tokens<'_>, at: usize, word: DateWord) -> Option<usize> {
    // Nearly every answer is no, and found without a call.
    let may_begin = lexicons().dates.sorts(tokens, at) & word.bit() != 0;
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

fn length_of_entry(tokens: &Tokens<'_>, at: usize, word: DateWord) -> Option<usize> {
    lexicons().dates.matches(tokens, at).find(|(found, _)| **found == word).map(|(_, length)| length)
}

pub(super) fn is_count_behind(tokens: &Tokens<'_>, at: usize) -> bool {
    lexicons().units.longest(tokens, at).is_some()
        || is_counted(tokens, at)
        || tokens.is_mark(at, &['%'])
        || tokens.is_mark(at, &[',', '.']) && tokens.is_glued(at) && tokens.is_glued(at + 1) && tokens.digits(at + 1).is_some()
}

pub(super) fn is_lunar(tokens: &Tokens<'_>, at: usize) -> bool {
    let at = at + usize::from(tokens.is_mark(at, &['(']));
    is(tokens, at, DateWord::Lunar) || is(tokens, at, DateWord::Tet) && !has(tokens, at, DateCue::NotLunar)
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

/// `năm ngoái`, `năm nay` behind a day, month or quarter.
pub(super) fn relative_year_after(tokens: &Tokens<'_>, at: usize) -> Option<(Relative, usize)> {
    lexicons().dates.matches_of(tokens, at, DateSort::Relative.bit()).find_map(|(word, length)| match word {
        DateWord::Relative(relative @ (Relative::Year(_) | Relative::YearBefore)) => Some((*relative, length)),
        _ => None,
    })
}

/// "tới", "vừa qua" and "cùng năm" stay outside the mention, but say which year it is of.
pub(super) fn directed(tokens: &Tokens<'_>, moment: Moment, to: usize) -> Time {
    let ends = !tokens.is_capitalised(to + 1) && tokens.digits(to + 1).is_none() && !has(tokens, to + 1, DateCue::NotDirected);
    if is(tokens, to, DateWord::SameYear) {
        return Time::SameYear(moment);
    }
    if ends && has(tokens, to, DateCue::Next) || has(tokens, to, DateCue::Coming) {
        Time::Directed(moment, Direction::Future)
    } else if ends && has(tokens, to, DateCue::Past) || has(tokens, to, DateCue::JustPast) {
        Time::Directed(moment, Direction::Past)
    } else {
        Time::Moment(moment)
    }
}
