//! Days and years of the lunar calendar: `mùng 1 Tết`, `rằm tháng Giêng`, `Tết Kỷ Hợi 2019`,
//! `năm Mậu Thân`.

use super::cues::{has, is, is_count_behind, length_of};
use super::time::{Point, Time};
use super::{calendar, numeric};
use crate::extract::view::LineCursor;
use crate::lexicon::token::Tokens;
use crate::lexicon::{DateCue, DateWord, DateWordKind, LunarDay, NumberWord, lexicons};
use crate::model::CalendarUnit;

/// Days and holidays of the lunar calendar: `mùng 1 Tết`, `rằm tháng Giêng`,
/// `Tết Nguyên đán Bính Ngọ 2026`, `12/8 âm lịch`.
///
/// With a year they have the solar day; the name of a year (`Kỷ Hợi`) counts as one where a
/// publication day says which cycle is meant.
pub(super) fn day(view: &LineCursor<'_>, i: usize) -> Option<Point> {
    let tokens = &view.tokens;
    if let Some(point) = fixed_holiday(tokens, i) {
        return Some(point);
    }
    let MonthAndDay { month, day, to } = month_and_day(tokens, i)?;
    let is_leap = has(tokens, to, DateCue::LeapMonth);
    let (year, to) = year(view, to + usize::from(is_leap));
    let time = match year.and_then(|year| calendar::solar(year, month, day, is_leap)) {
        Some(solar) => Time::CalendarUnit(CalendarUnit::from_date(solar)),
        None => Time::Unvalued,
    };
    Some(Point::new(i, to, time))
}

/// Month and day of a lunar expression.
struct MonthAndDay {
    month: i8,
    day: i8,
    /// The token behind it.
    to: usize,
}

fn month_and_day(tokens: &Tokens<'_>, i: usize) -> Option<MonthAndDay> {
    let found = |month: i8, day: i8, to: usize| Some(MonthAndDay { month, day, to });
    let holiday = lexicons().dates.matches_of(tokens, i, DateWordKind::Holiday.bit()).find_map(
        |(word, length)| match word {
            DateWord::Holiday(LunarDay { month, day }) => Some((*month, *day, length)),
            _ => None,
        },
    );
    if let Some((month, day, length)) = holiday {
        return found(month, day, i + length);
    }
    let lunar_month = |at: usize| -> Option<(i8, usize)> {
        if !has(tokens, at, DateCue::Month) {
            return None;
        }
        let name = lexicons().dates.matches(tokens, at + 1).find_map(|(word, length)| match word {
            DateWord::MonthName(month) => Some((*month, at + 1 + length)),
            _ => None,
        });
        numeric::month(tokens, at + 1).map(|month| (month, at + 2)).or(name)
    };
    if is(tokens, i, DateWord::FullMoon) {
        return lunar_month(i + 1).and_then(|(month, to)| found(month, 15, to));
    }
    let is_tet = |at: usize| has(tokens, at, DateCue::NewYear);
    if is(tokens, i, DateWord::LunarDayHead) {
        let word = match lexicons().numbers.longest(tokens, i + 1) {
            Some((NumberWord::Digit(digit), _)) => Some(*digit as i8),
            Some((NumberWord::Ten, _)) => Some(10),
            _ => None,
        };
        let day = numeric::small(tokens, i + 1).or(word)?;
        if let Some((month, to)) = lunar_month(i + 2) {
            return found(month, day, to);
        }
        if numeric::glued_separator(tokens, i + 2).is_some()
            && let Some(month) = numeric::month(tokens, i + 3)
        {
            return found(month, day, i + 4);
        }
        return found(1, day, i + 2 + usize::from(is_tet(i + 2)));
    }
    let at = i + length_of(tokens, i, DateWord::DayHead).unwrap_or(0);
    let day = numeric::small(tokens, at)?;
    // 28 Tết is of the twelfth month, 4 Tết of the first.
    if has(tokens, at + 1, DateCue::Tet) {
        return found(if day > 20 { 12 } else { 1 }, day, at + 2);
    }
    let (month, to) = lunar_month(at + 1)?;
    let is_lunar_month =
        has(tokens, to - 1, DateCue::LunarMonth) || has(tokens, to, DateCue::LeapMonth);
    if is_lunar_month { found(month, day, to) } else { None }
}

/// The year behind a lunar day: `2026`, `năm 2026`, `Bính Ngọ 2026`, `năm Bính Ngọ`.
pub(super) fn year(view: &LineCursor<'_>, mut at: usize) -> (Option<i16>, usize) {
    let tokens = &view.tokens;
    let start = at;
    at += length_of(tokens, at, DateWord::Lunar).unwrap_or(0);
    let behind_mark = at;
    at +=
        usize::from(is(tokens, at, DateWord::YearHead) || has(tokens, at, DateCue::LunarYearHead));
    let named = cycle_name(tokens, at);
    at += if named.is_some() { 2 } else { 0 };
    let at_year = at
        + usize::from(
            named.is_some()
                && (is(tokens, at, DateWord::YearHead) || tokens.is_mark(at, &['(', '-'])),
        );
    if let Some(year) = numeric::year(tokens, at_year)
        .filter(|year| (1900..=2100).contains(year) && !tokens.starts_line(at_year))
    {
        let bracket = usize::from(tokens.is_mark(at_year + 1, &[')']) && at_year > at);
        return (Some(year), at_year + 1 + bracket);
    }
    match (named, view.line.published) {
        (Some((stem, branch)), Some(published)) => {
            (calendar::cycle_year(stem, branch, published.year()), at)
        }
        (Some(_), None) => (None, at),
        (None, _) => (None, behind_mark.max(start)),
    }
}

/// The stem and branch that name a year: `Kỷ Hợi`, both with a capital.
fn cycle_name(tokens: &Tokens<'_>, at: usize) -> Option<(i8, i8)> {
    if !tokens.is_capitalised(at) || !tokens.is_capitalised(at + 1) || tokens.starts_line(at + 1) {
        return None;
    }
    let stem = lexicons()
        .dates
        .matches(tokens, at)
        .find_map(|(word, _)| if let DateWord::Stem(stem) = word { Some(*stem) } else { None })?;
    let branch = lexicons().dates.matches(tokens, at + 1).find_map(|(word, _)| {
        if let DateWord::Branch(branch) = word { Some(*branch) } else { None }
    })?;
    Some((stem, branch))
}

/// `Tết Kỷ Hợi 2019`, `Xuân Mậu Thân 1968`: the first day of that year; `năm Kỷ Hợi 2019`: the
/// year.
pub(super) fn named_year(view: &LineCursor<'_>, i: usize) -> Option<Point> {
    let tokens = &view.tokens;
    if !is(tokens, i, DateWord::Tet) {
        return None;
    }
    if cycle_name(tokens, i + 1).is_none() {
        return tet(tokens, i);
    }
    let (year, to) = year(view, i + 1);
    let time = match year {
        Some(year) if is(tokens, i, DateWord::YearHead) => {
            Time::CalendarUnit(CalendarUnit::Year(year))
        }
        Some(year) => calendar::solar(year, 1, 1, false)
            .map_or(Time::Unvalued, |day| Time::CalendarUnit(CalendarUnit::from_date(day))),
        None => Time::Unvalued,
    };
    Some(Point::new(i, to, time))
}

/// `Tết 2027`, `tết năm 2027`: the first day of that lunar year. Before 1976 North and South had
/// two calendars.
fn tet(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    if !has(tokens, i, DateCue::NewYear) {
        return None;
    }
    let (year, to) = own_year(tokens, i + 1)?;
    let first = if year < 1976 { None } else { calendar::solar(year, 1, 1, false) };
    Some(Point::new(
        i,
        to,
        first.map_or(Time::Unvalued, |day| Time::CalendarUnit(CalendarUnit::from_date(day))),
    ))
}

/// `Tết Dương lịch 2023`, `Giáng sinh năm 2022`: holidays of a fixed day, with their year.
fn fixed_holiday(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    let holiday =
        lexicons().dates.matches_of(tokens, i, DateWordKind::FixedHoliday.bit()).next()?;
    let (DateWord::FixedHoliday(LunarDay { month, day }), length) = holiday else { return None };
    let (year, to) = own_year(tokens, i + length)?;
    Some(Point::new(
        i,
        to,
        Time::CalendarUnit(CalendarUnit::Day { year: Some(year), month: *month, day: *day }),
    ))
}

/// The year at `at`, with or without its head, and the token behind; one that counts or begins a
/// range is none.
fn own_year(tokens: &Tokens<'_>, at: usize) -> Option<(i16, usize)> {
    let at = at + usize::from(is(tokens, at, DateWord::YearHead));
    let year = numeric::year(tokens, at)
        .filter(|year| (1900..=2100).contains(year) && !tokens.starts_line(at))?;
    let goes_on = is_count_behind(tokens, at + 1)
        || tokens.is_mark(at + 1, &['-']) && tokens.digits(at + 2).is_some();
    (!goes_on).then_some((year, at + 1))
}
