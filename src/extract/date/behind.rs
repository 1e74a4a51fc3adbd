//! What follows a moment and says of which year it is: `năm 2019`, `của năm ngoái`, `tới`,
//! `vừa qua`.

use super::cues::{has, is};
use super::numeric;
use super::time::{Direction, Time};
use super::words::year_in_words;
use crate::lexicon::token::Tokens;
use crate::lexicon::{DateCue, DateWord, DateWordKind, Relative, lexicons};
use crate::model::CalendarUnit;

/// `năm ngoái`, `năm nay` behind a day, month or quarter.
pub(super) fn relative_year_after(tokens: &Tokens<'_>, at: usize) -> Option<(Relative, usize)> {
    lexicons().dates.matches_of(tokens, at, DateWordKind::Relative.bit()).find_map(
        |(word, length)| match word {
            DateWord::Relative(relative @ (Relative::Year(_) | Relative::YearBefore)) => {
                Some((*relative, length))
            }
            _ => None,
        },
    )
}

/// The year of a moment that ends before `at`: `năm 2019`, `của năm 2019`, `năm ngoái`; the time,
/// and the token behind.
pub(super) fn in_year_after(
    tokens: &Tokens<'_>,
    moment: CalendarUnit,
    at: usize,
) -> Option<(Time, usize)> {
    let at = at + usize::from(has(tokens, at, DateCue::Of));
    if tokens.starts_line(at) {
        return None;
    }
    if is(tokens, at, DateWord::YearHead)
        && let Some((year, to)) = numeric::year(tokens, at + 1)
            .map(|year| (year, at + 2))
            .or_else(|| year_in_words(tokens, at + 1))
    {
        return Some((Time::CalendarUnit(moment.with_year(year)), to));
    }
    // "tháng 12 của năm trước đó" leans on another year.
    let relative = relative_year_after(tokens, at)
        .filter(|(_, length)| !has(tokens, at + length, DateCue::LeansOn));
    relative.map(|(relative, length)| (Time::InYear(moment, relative), at + length))
}

/// "tới", "vừa qua" and "cùng năm" stay outside the mention, but say which year it is of.
pub(super) fn directed(tokens: &Tokens<'_>, moment: CalendarUnit, to: usize) -> Time {
    let ends = !tokens.is_capitalised(to + 1)
        && tokens.digits(to + 1).is_none()
        && !has(tokens, to + 1, DateCue::NotDirected);
    if is(tokens, to, DateWord::SameYear) {
        return Time::SameYear(moment);
    }
    // "tháng 6 (năm 2025)"
    if tokens.is_mark(to, &['('])
        && is(tokens, to + 1, DateWord::YearHead)
        && tokens.is_mark(to + 3, &[')'])
        && let Some(year) = numeric::year(tokens, to + 2)
    {
        return Time::CalendarUnit(moment.with_year(year));
    }
    if ends && has(tokens, to, DateCue::Next) || has(tokens, to, DateCue::Coming) {
        Time::Directed(moment, Direction::Future)
    } else if ends && has(tokens, to, DateCue::Past) || has(tokens, to, DateCue::JustPast) {
        Time::Directed(moment, Direction::Past)
    } else {
        Time::CalendarUnit(moment)
    }
}
