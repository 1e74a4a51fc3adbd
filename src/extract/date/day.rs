//! A day: its part of day, weekday, head and numerals: `sáng thứ Ba, ngày 19/5/2021`, `ngày 5 tháng 7 năm 2019`, `ngày 28`.

use super::cues::{directed, follows, has, is, is_count_behind, is_lunar, is_name, is_recurring, length_of, relative_year_after};
use super::numeric::{self, Shape};
use super::time::{Point, Time};
use super::{calendar, lunar};
use crate::extract::view::View;
use crate::lexicon::token::Tokens;
use crate::lexicon::{DateCue, DateSort, DateWord, Relative, lexicons};
use crate::model::Moment;

/// Parts of day, weekdays and day heads before a day.
pub(super) fn day_with_part(view: &View<'_>, i: usize, joint: Option<DateWord>) -> Option<Point> {
    let tokens = &view.tokens;
    let dates = &lexicons().dates;
    let mut at = i;
    let mut part_of_day = None;
    if let Some((part, length)) = dates.matches_of(tokens, at, DateSort::PartOfDay.bit()).find_map(|(word, length)| match word {
        DateWord::PartOfDay(part) => Some((*part, length)),
        _ => None,
    }) {
        part_of_day = Some(part);
        at += length;
        let shift = [(DateWord::Nay, 0), (DateWord::Qua, -1), (DateWord::Mai, 1)]
            .into_iter()
            .find_map(|(word, n)| Some((length_of(tokens, at, word)?, n)));
        if let Some((length, days)) = shift {
            let mut point = Point::new(i, at + length, Time::Fixed(Relative::Day(days)));
            point.part_of_day = part_of_day;
            return Some(point);
        }
        // sáng cùng ngày 5/4 is the day itself.
        at += usize::from(has(tokens, at, DateCue::Same) && tokens.digits(at + 2).is_some());
    }
    let mut headed = part_of_day.is_some();
    // ngày chủ nhật 29/01
    let names_weekday = dates.matches_of(tokens, at + 1, DateSort::Weekday.bit()).next().is_some();
    if names_weekday && is(tokens, at, DateWord::DayHead) {
        at += 1;
        if !matches!(weekday_at(view, i, at, headed, joint), Weekday::BeforeDay(_)) {
            return None;
        }
    }
    match weekday_at(view, i, at, headed, joint) {
        Weekday::None => {}
        Weekday::Ordinal => return None,
        Weekday::Alone(time, to) => {
            let mut point = Point::new(i, to, time);
            point.part_of_day = part_of_day;
            return Some(point);
        }
        Weekday::BeforeDay(day_at) => {
            headed = true;
            at = day_at;
        }
    }
    let (time, to, sure, has_head) = day_shape(view, at, headed, joint)?;
    let mut point = Point::new(i, to, time);
    point.part_of_day = part_of_day;
    point.headed = headed || has_head;
    point.sure = sure;
    Some(point)
}

/// What a weekday's words are at one place.
enum Weekday {
    /// There are none.
    None,
    /// "thứ hai" is "second" here.
    Ordinal,
    /// A day by itself: its time, and the token behind.
    Alone(Time, usize),
    /// The head of a day that begins at this token.
    BeforeDay(usize),
}

/// The weekday at `at`; the mention begins at `i`. "thứ hai" is "second" unless a date, a capital, a week or a part of day says Monday.
fn weekday_at(view: &View<'_>, i: usize, at: usize, has_part: bool, joint: Option<DateWord>) -> Weekday {
    let tokens = &view.tokens;
    let dates = &lexicons().dates;
    let found = dates.matches_of(tokens, at, DateSort::Weekday.bit()).find_map(|(word, length)| match word {
        DateWord::Weekday(day) => Some((*day, at + length)),
        _ => None,
    });
    let Some((weekday, after)) = found else { return Weekday::None };
    let week = dates.matches_of(tokens, after, DateSort::Relative.bit()).find_map(|(word, length)| match word {
        DateWord::Relative(Relative::Week(n)) => Some((*n, after + length)),
        _ => None,
    });
    if let Some((week, to)) = week {
        return Weekday::Alone(Time::Weekday { weekday, week: Some(week) }, to);
    }
    let comma = usize::from(tokens.is_mark(after, &[',']) && !tokens.starts_line(after + 1));
    if let Some(day_at) = [after, after + comma].into_iter().find(|&day_at| day_shape(view, day_at, true, joint).is_some()) {
        return Weekday::BeforeDay(day_at);
    }
    // "thứ Năm (5-9)": the day in brackets says which one.
    let bracketed = match day_shape(view, after + 1, true, joint) {
        Some((time @ Time::Moment(_), ..)) if tokens.is_mark(after, &['(']) => Some(time),
        _ => None,
    };
    let capital = weekday == 7 || tokens.digits(after - 1).is_none() && tokens.is_capitalised(after - 1);
    let recurs = follows(tokens, i, DateCue::EachWeekday);
    if recurs || !(capital || has_part || bracketed.is_some()) || is(tokens, after, DateWord::Recurring) || follows_ordinal_noun(tokens, i)
    {
        return Weekday::Ordinal;
    }
    match bracketed {
        Some(time) => Weekday::Alone(time, after),
        None if has(tokens, after, DateCue::Next) => Weekday::Alone(Time::NextWeekday(weekday), after + 1),
        None => Weekday::Alone(Time::Weekday { weekday, week: None }, after),
    }
}

/// "lần thứ Hai", "người thứ Ba": an ordinal in a title's capitals.
fn follows_ordinal_noun(tokens: &Tokens<'_>, i: usize) -> bool {
    follows(tokens, i, DateCue::OrdinalNoun)
}

/// A day: `[ngày] d/m[/y]`, `[ngày] d tháng m [năm y]`, `ngày d`. Gives the time, the token behind, whether it is sure, whether it had a head.
pub(super) fn day_shape(view: &View<'_>, i: usize, headed: bool, joint: Option<DateWord>) -> Option<(Time, usize, bool, bool)> {
    let tokens = &view.tokens;
    let mut at = i;
    let has_head = length_of(tokens, at, DateWord::DayHead)
        .filter(|_| !tokens.starts_line(at + 1) && tokens.digits(at + 1).is_some() || is(tokens, at + 1, DateWord::LunarDayHead));
    if let Some(length) = has_head {
        at += length;
        at += usize::from(is(tokens, at, DateWord::LunarDayHead) && has(tokens, at + 2, DateCue::Month) && tokens.digits(at + 3).is_some());
    }
    let is_headed = headed || has_head.is_some();
    if tokens.starts_line(at) && at > i {
        return None;
    }
    // 8-10 tháng 6 are the days of June, not the eighth of October.
    let in_named_month =
        |to: usize| has(tokens, to, DateCue::Month) && numeric::month(tokens, to + 1).is_some() && !tokens.starts_line(to + 1);
    if let Some(shape) = numeric::shape(tokens, at).filter(|shape| !in_named_month(at + shape.length)) {
        let to = at + shape.length;
        if is_recurring(tokens, to) {
            return Some((Time::Unvalued, to, true, true));
        }
        if is_lunar(tokens, to) {
            let (year, to) = lunar::year(view, to);
            let solar = match shape.moment {
                Moment::Day { year: own, month, day } => own.or(year).and_then(|year| calendar::solar(year, month, day)),
                _ => None,
            };
            return Some((solar.map_or(Time::Unvalued, |day| Time::Moment(Moment::from_date(day))), to, true, true));
        }
        return match shape.moment {
            Moment::Day { year: Some(_), .. } => Some((Time::Moment(shape.moment), to, true, is_headed)),
            Moment::Day { .. } => {
                let in_name = !is_headed && is_name(tokens, at);
                let sure = is_headed || numeric::is_headless_date(tokens, at, &shape, joint);
                ((sure && !in_name) || joint == Some(DateWord::To))
                    .then(|| with_year_words(tokens, shape, to))
                    .map(|(time, to)| (time, to, sure, is_headed))
            }
            _ => None,
        };
    }
    let day = numeric::small(tokens, at).filter(|day| (1..=31).contains(day))?;
    // ngày 5 tháng 7 năm 2019
    if has(tokens, at + 1, DateCue::Month)
        && let Some(month) = numeric::month(tokens, at + 2)
    {
        let to = at + 3;
        if is_lunar(tokens, to) {
            return Some((Time::Unvalued, to, true, true));
        }
        let (year, to) = if let Some(year) =
            numeric::year(tokens, to + 1).filter(|_| is(tokens, to, DateWord::YearHead) || numeric::glued_separator(tokens, to).is_some())
        {
            (Some(year), to + 2)
        } else {
            (None, to)
        };
        let moment = Moment::Day { year, month, day };
        if !numeric::is_day(year, month, day) || !(is_headed || year.is_some() || joint.is_some()) {
            return None;
        }
        return Some(match relative_year_after(tokens, to).filter(|_| year.is_none()) {
            Some((relative, length)) => (Time::InYear(moment, relative), to + length, true, true),
            None => (Time::Moment(moment), to, true, true),
        });
    }
    // "ngày 28", or the first day of an interval or list: từ 19 đến 21/1, ngày 5 và 6/4.
    let behind = at + 1;
    // ngày 31/2/2023: no day of the calendar, and no number either.
    let is_impossible = match numeric::glued_separator(tokens, behind) {
        Some('/' | '.') => tokens.digits(behind + 1).is_some(),
        Some(_) => numeric::month(tokens, behind + 1).is_some() && !is_count_behind(tokens, behind + 2) && !ends_in_day(tokens, behind + 1),
        None => false,
    };
    if has_head.is_some() && !is_each_day(tokens, i) && is_impossible {
        return Some((Time::Unvalued, tokens.end_of_chain(at), true, true));
    }
    if has_head.is_some() && !is_count_behind(tokens, behind) && (!is_each_day(tokens, i) || is_listed(tokens, behind)) {
        if is_recurring(tokens, behind) || is_lunar(tokens, behind) {
            return Some((Time::Unvalued, behind, true, true));
        }
        return Some((Time::DayOnly(day), behind, true, true));
    }
    let range = (tokens.is_mark(behind, &['-', '–']) || is(tokens, behind, DateWord::To)) && ends_in_day(tokens, behind + 1);
    let glued_before = at > 0 && tokens.is_glued(at) && !tokens.is_mark(at - 1, &['(', '“', '"']);
    let range_sure = range && (is_headed || joint == Some(DateWord::From) || dash_range_is_date(tokens, at));
    (range_sure && !glued_before).then_some((Time::DayOnly(day), behind, is_headed || joint == Some(DateWord::From), is_headed))
}

/// Whether a full or partial `d/m` stands at `at` (behind an optional "hết" or "ngày").
fn ends_in_day(tokens: &Tokens<'_>, at: usize) -> bool {
    let at = at + length_of(tokens, at, DateWord::Through).unwrap_or(0);
    let at = at + length_of(tokens, at, DateWord::DayHead).unwrap_or(0);
    matches!(numeric::shape(tokens, at), Some(Shape { moment: Moment::Day { .. }, .. }))
        || tokens.digits(at).is_some() && has(tokens, at + 1, DateCue::Month) && tokens.digits(at + 2).is_some()
}

/// `18-19/06` without a head: the end must be a slash date whose day comes after.
fn dash_range_is_date(tokens: &Tokens<'_>, at: usize) -> bool {
    let end = numeric::shape(tokens, at + 2);
    let start = numeric::small(tokens, at).unwrap_or(0);
    tokens.is_mark(at + 1, &['-', '–']) && matches!(end, Some(Shape { moment: Moment::Day { day, .. }, separator: '/', .. }) if day > start)
}

/// "hai ngày 14 và 15/4": a list that ends in a day tells which days they are.
fn is_listed(tokens: &Tokens<'_>, mut at: usize) -> bool {
    while tokens.is_mark(at, &[',']) && numeric::small(tokens, at + 1).is_some() && !ends_in_day(tokens, at + 1) {
        at += 2;
    }
    (tokens.is_mark(at, &[',', '-', '–']) || has(tokens, at, DateCue::AndTo)) && ends_in_day(tokens, at + 1)
}

/// "mỗi ngày 5 ca", "một ngày 3 bữa": a rate, no calendar day.
fn is_each_day(tokens: &Tokens<'_>, i: usize) -> bool {
    follows(tokens, i, DateCue::EachDay) || i > 0 && tokens.digits(i - 1).is_some()
}

/// `d/m năm 2019`, `d/m năm ngoái`, and the direction of `d/m tới`.
fn with_year_words(tokens: &Tokens<'_>, shape: Shape, to: usize) -> (Time, usize) {
    if let Some((relative, length)) = relative_year_after(tokens, to) {
        return (Time::InYear(shape.moment, relative), to + length);
    }
    if is(tokens, to, DateWord::YearHead)
        && let Some(year) = numeric::year(tokens, to + 1)
    {
        return (Time::Moment(shape.moment.with_year(year)), to + 2);
    }
    (directed(tokens, shape.moment, to), to)
}
