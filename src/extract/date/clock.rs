//! Clock times before a day, which are no part of its value: `từ 8h30 ngày 2/7`.

use super::cues::has;
use super::numeric;
use crate::lexicon::token::Tokens;
use crate::lexicon::{DateCue, DateWord, DateWordKind, lexicons};

/// The tokens of a clock time at `at` that a day follows: `8h30`, `17 giờ`, `8:00`; none where
/// there is none.
pub(super) fn clock(tokens: &Tokens<'_>, at: usize) -> usize {
    if numeric::small(tokens, at).is_none_or(|hour| hour > 24) {
        return 0;
    }
    let minutes = |at: usize| tokens.digits(at).is_some_and(|digits| digits.len() == 2);
    let mut to = at + 2;
    if tokens.is_mark(at + 1, &[':']) && minutes(at + 2) {
        to += 1;
    } else if has(tokens, at + 1, DateCue::ClockHour) {
        to += usize::from(minutes(to) && numeric::glued_separator(tokens, to + 1).is_none());
        to += usize::from(has(tokens, to, DateCue::ClockMinute));
    } else {
        return 0;
    }
    const BEGINNINGS: u64 = DateWord::DayHead.bit()
        | DateWordKind::PartOfDay.bit()
        | DateWordKind::Weekday.bit()
        | DateWordKind::Relative.bit();
    let begins_day = lexicons().dates.kinds(tokens, to) & BEGINNINGS != 0;
    if begins_day || numeric::shape(tokens, to).is_some() { to - at } else { 0 }
}
