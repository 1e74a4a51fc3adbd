//! One point of the calendar: its head, its numerals, its qualifiers.
//!
//! | shape | example |
//! |---|---|
//! | day | [sáng] [thứ Ba,] [ngày] 19/5[/2021], ngày 5 tháng 7 [năm 2019], ngày 28 |
//! | month | [đầu] tháng 3/2026, tháng Tám năm 2021, tháng 11 năm ngoái, 8/2015 |
//! | quarter, half | quý I/2023, quý 2 năm 2023, nửa đầu năm 2016, 6 tháng đầu năm 2023 |
//! | year | [cuối] năm 2017, 2030 behind a cue, những năm 1990, thế kỷ XXI |
//! | relative | hôm nay, tối qua, tuần trước, cuối tháng này, thứ Hai tuần tới |
//! | lunar | mùng 1 Tết, 12/8 âm lịch: understood, but without a value |

use super::cues::{follows, has, is, is_count_behind, length_of};
use super::day::Day;
use super::numeric::{self, Shape};
use super::time::{Point, Time};
use super::{day, lunar, month, relative, year};
use crate::extract::roman::roman;
use crate::extract::view::LineCursor;
use crate::lexicon::token::Tokens;
use crate::lexicon::{DateCue, DateWord, DateWordKind, Relative, lexicons};
use crate::model::CalendarUnit;

/// The point that begins at token `i`; `joint` tells that "từ" or "đến" stands before it.
pub(super) fn point_at(view: &LineCursor<'_>, i: usize, joint: Option<DateWord>) -> Option<Point> {
    let tokens = &view.tokens;
    let kinds = lexicons().dates.kinds(tokens, i);
    // bốn tháng đầu năm: that is all that a numeral in words begins.
    let is_month = has(tokens, i + 1, DateCue::Month);
    let counts = is_month || has(tokens, i + 1, DateCue::Quarter);
    let may_begin = match tokens.digits(i) {
        Some(digits) => joint == Some(DateWord::To) || may_be_date(tokens, i, digits),
        None => {
            kinds & DateWordKind::BEGINNINGS != 0 || counts && lexicons().numbers.begins(tokens, i)
        }
    };
    if !may_begin || !view.is_free(i, i + 1) {
        return None;
    }
    let point = match tokens.digits(i) {
        Some(_) => after_numeral(view, i, joint, is_month, counts),
        None => after_words(view, i, joint, kinds, counts),
    }?;
    view.is_free(i, point.to).then_some(point)
}

/// The point whose first token, `i`, is a numeral: it has no head of its own to be looked for.
fn after_numeral(
    view: &LineCursor<'_>,
    i: usize,
    joint: Option<DateWord>,
    is_month: bool,
    counts: bool,
) -> Option<Point> {
    let tokens = &view.tokens;
    let when = |holds: bool| holds.then_some(());
    let read = |rule, point| view.notes.read(rule, point);
    when(is_month || has(tokens, i + 1, DateCue::Tet))
        .and_then(|()| read("lunar.day", lunar::day(view, i)))
        .or_else(|| read("day.bare", day::day_with_part(view, i, joint)))
        .or_else(|| {
            when(counts).and_then(|()| read("months-of-year", month::months_of_year(view, i)))
        })
        .or_else(|| read("month.bare", month::month(tokens, i, joint)))
        .or_else(|| read("year.bare", year::year(view, i, joint)))
}

/// The point whose first token, `i`, is a word of these `kinds`: each grammar begins with words of
/// its own.
fn after_words(
    view: &LineCursor<'_>,
    i: usize,
    joint: Option<DateWord>,
    kinds: u64,
    counts: bool,
) -> Option<Point> {
    let tokens = &view.tokens;
    let when = |holds: bool| holds.then_some(());
    let read = |rule, point| view.notes.read(rule, point);
    const LUNAR: u64 = DateWordKind::Holiday.bit()
        | DateWordKind::FixedHoliday.bit()
        | DateWordKind::FullMoon.bit()
        | DateWord::LunarDayHead.bit()
        | DateWord::DayHead.bit();
    const DAY: u64 =
        DateWordKind::PartOfDay.bit() | DateWordKind::Weekday.bit() | DateWord::DayHead.bit();
    const LONG: u64 =
        DateWord::CenturyHead.bit() | DateWord::YearsHead.bit() | DateWord::DecadeHead.bit();
    let at = |words: u64| when(kinds & words != 0);
    at(LUNAR)
        .and_then(|()| read("lunar.day", lunar::day(view, i)))
        .or_else(|| {
            at(DateWord::Tet.bit()).and_then(|()| read("lunar.year", lunar::named_year(view, i)))
        })
        .or_else(|| at(DAY).and_then(|()| read("day.headed", day::day_with_part(view, i, joint))))
        .or_else(|| {
            at(DateWordKind::Relative.bit())
                .and_then(|()| read("relative", relative::relative(tokens, i)))
        })
        .or_else(|| {
            at(DateWordKind::HalfOf.bit())
                .or(when(counts))
                .and_then(|()| read("months-of-year", month::months_of_year(view, i)))
        })
        .or_else(|| {
            at(DateWord::Qualifier.bit()).and_then(|()| read("qualified", qualified(view, i)))
        })
        .or_else(|| {
            at(DateWord::MonthHead.bit())
                .and_then(|()| read("month.headed", month::month(tokens, i, joint)))
        })
        .or_else(|| {
            at(DateWord::QuarterHead.bit())
                .and_then(|()| read("quarter", month::quarter(tokens, i)))
        })
        .or_else(|| {
            at(DateWordKind::Season.bit()).and_then(|()| read("season", month::season(view, i)))
        })
        .or_else(|| {
            at(LONG).and_then(|()| read("decade-or-century", year::decade_or_century(tokens, i)))
        })
        .or_else(|| {
            at(DateWord::YearHead.bit())
                .and_then(|()| read("year.headed", year::year(view, i, joint)))
        })
}

/// Whether digits may begin a date at all: a year, or a small number before a separator or a word
/// that makes a date of it. Most are counts.
fn may_be_date(tokens: &Tokens<'_>, i: usize, digits: &str) -> bool {
    let leads = || {
        tokens.is_mark(i + 1, &numeric::SEPARATORS)
            || [DateCue::Month, DateCue::Quarter, DateCue::Tet]
                .into_iter()
                .any(|cue| has(tokens, i + 1, cue))
            || lexicons().dates.kinds(tokens, i + 1) & DateWord::To.bit() != 0
    };
    // (968-980)
    let in_brackets = || i > 0 && tokens.is_mark(i - 1, &['(']) && tokens.is_mark(i + 1, &['-']);
    match digits.len() {
        4 => true,
        3 => in_brackets(),
        length => length <= 2 && leads(),
    }
}

/// đầu, giữa, cuối before a month, quarter, year, century or a relative one.
fn qualified(view: &LineCursor<'_>, i: usize) -> Option<Point> {
    let tokens = &view.tokens;
    let length = length_of(tokens, i, DateWord::Qualifier)?;
    let at = i + length;
    // "lần đầu năm 2019": the first time.
    let is_first_time = follows(tokens, i, DateCue::FirstTime);
    if tokens.starts_line(at) || is_first_time {
        return None;
    }
    let mut point = month::month(tokens, at, None)
        .or_else(|| {
            relative::relative(tokens, at)
                .filter(|point| !matches!(point.time, Time::Fixed(Relative::Day(_))))
        })
        .or_else(|| month::quarter(tokens, at))
        .or_else(|| year::decade_or_century(tokens, at))
        .or_else(|| {
            if is(tokens, at, DateWord::YearHead) { year::year(view, at, None) } else { None }
        })?;
    point.from = i;
    Some(point)
}

/// A further member of a list behind `last`: a bare numeral of the same sort, or a whole point of
/// the same grain.
pub(super) fn member_at(view: &LineCursor<'_>, at: usize, last: &Point) -> Option<Point> {
    let tokens = &view.tokens;
    if tokens.starts_line(at) || !view.is_free(at, at + 1) {
        return None;
    }
    match &last.time {
        Time::DayOnly(day) => further_day(view, at, *day),
        Time::CalendarUnit(CalendarUnit::Day { year: None, .. }) if last.headed => {
            match numeric::shape(tokens, at) {
                Some(shape @ Shape { moment: CalendarUnit::Day { .. }, .. }) => {
                    bare(at, Time::CalendarUnit(shape.moment), at + shape.length)
                }
                _ => None,
            }
        }
        // "tháng 6 hoặc tháng 7/2013": the last one says the year of all.
        Time::CalendarUnit(CalendarUnit::Month { year: None, .. })
            if last.headed && is(tokens, at, DateWord::MonthHead) =>
        {
            month::month(tokens, at, None).filter(|next| {
                matches!(next.time, Time::CalendarUnit(CalendarUnit::Month { year: Some(_), .. }))
            })
        }
        Time::CalendarUnit(CalendarUnit::Quarter { year: None, .. })
            if last.headed && is(tokens, at, DateWord::QuarterHead) =>
        {
            month::quarter(tokens, at).filter(|next| {
                matches!(next.time, Time::CalendarUnit(CalendarUnit::Quarter { year: Some(_), .. }))
            })
        }
        Time::CalendarUnit(CalendarUnit::Month { year: None, .. }) if last.headed => {
            further_month(tokens, at)
        }
        Time::CalendarUnit(CalendarUnit::Quarter { year: None, .. }) if last.headed => {
            further_quarter(tokens, at)
        }
        Time::CalendarUnit(CalendarUnit::Year(_)) => {
            let year = numeric::year(tokens, at)
                .filter(|year| (1900..=2100).contains(year) && !is_count_behind(tokens, at + 1))?;
            bare(at, Time::CalendarUnit(CalendarUnit::Year(year)), at + 1)
        }
        _ => None,
    }
}

/// A member without a head of its own.
fn bare(from: usize, time: Time, to: usize) -> Option<Point> {
    Some(Point { from, to, time, part_of_day: None, headed: false, sure: true })
}

/// A day behind the bare day `last`: whole (19/5), or bare again.
fn further_day(view: &LineCursor<'_>, at: usize, last: i8) -> Option<Point> {
    let tokens = &view.tokens;
    if let Some(Day { time: time @ Time::CalendarUnit(CalendarUnit::Day { .. }), to, .. }) =
        day::day_shape(view, at, true, None)
    {
        return bare(at, time, to);
    }
    let next = numeric::small(tokens, at)
        .filter(|next| *next > last && *next <= 31 && !is_count_behind(tokens, at + 1))?;
    // A further bare day must be followed by more of the list.
    let goes_on = tokens.is_mark(at + 1, &[',']) && tokens.digits(at + 2).is_some()
        || has(tokens, at + 1, DateCue::LastAnd);
    if goes_on { bare(at, Time::DayOnly(next), at + 1) } else { None }
}

/// A month behind a headed one without a year: 7/2013, or a bare number.
fn further_month(tokens: &Tokens<'_>, at: usize) -> Option<Point> {
    if let Some(Shape { moment: moment @ CalendarUnit::Month { .. }, length, .. }) =
        numeric::shape(tokens, at)
    {
        return bare(at, Time::CalendarUnit(moment), at + length);
    }
    // "tháng 6, 20 người": only "và", or a full stop behind, makes a bare number a month;
    // "tháng 10 và 11 năm 2020" says its year.
    let year =
        if is(tokens, at + 1, DateWord::YearHead) { numeric::year(tokens, at + 2) } else { None };
    let month = numeric::month(tokens, at).filter(|_| {
        follows(tokens, at, DateCue::LastAnd)
            && (year.is_some() || !is_count_behind(tokens, at + 1))
            && numeric::glued_separator(tokens, at + 1).is_none()
    })?;
    let moment = CalendarUnit::Month { year, month };
    bare(at, Time::CalendarUnit(moment), at + if year.is_some() { 3 } else { 1 })
}

/// A quarter behind a headed one without a year: a Roman numeral, and its year.
fn further_quarter(tokens: &Tokens<'_>, at: usize) -> Option<Point> {
    let quarter = roman(tokens, at).map(|n| n as i8).filter(|n| (1..=4).contains(n))?;
    let year = numeric::year(tokens, at + 2)
        .filter(|_| tokens.is_mark(at + 1, &['/', '-']) || is(tokens, at + 1, DateWord::YearHead));
    bare(
        at,
        Time::CalendarUnit(CalendarUnit::Quarter { year, quarter }),
        at + if year.is_some() { 3 } else { 1 },
    )
}
