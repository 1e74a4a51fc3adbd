//! A day: its part of day, weekday, head and numerals: `sáng thứ Ba, ngày 19/5/2021`,
//! `ngày 5 tháng 7 năm 2019`, `ngày 28`.

use jiff::civil::{Date, Weekday as DayOfWeek};

use super::behind::{directed, in_year_after};
use super::cues::{
    follows, has, is, is_count_behind, is_end, is_lunar, is_name, is_recurring, length_of,
};
use super::numeric::{self, Shape};
use super::time::{Point, Time};
use super::words::day_in_words;
use super::{calendar, lunar};
use crate::extract::view::LineCursor;
use crate::lexicon::token::{Case, TokenKind, Tokens};
use crate::lexicon::{DateCue, DateList, DateWord, DateWordKind, Relative, lexicons};
use crate::model::{CalendarUnit, DateValue, Edtf, PartOfDay};

/// Parts of day, weekdays and day heads before a day.
pub(super) fn day_with_part(
    view: &LineCursor<'_>,
    i: usize,
    joint: Option<DateWord>,
) -> Option<Point> {
    let tokens = &view.tokens;
    let dates = &lexicons().dates;
    let mut at = i;
    let mut part_of_day = None;
    if let Some((part, length)) = part_of_day_at(tokens, at) {
        part_of_day = Some(part);
        at += length;
        if let Some((days, length)) = shift_at(tokens, at) {
            let mut point = Point::new(i, at + length, Time::Fixed(Relative::Day(days)));
            point.part_of_day = part_of_day;
            return Some(point);
        }
        // sáng cùng ngày 5/4 is the day itself.
        at += usize::from(has(tokens, at, DateCue::Same) && tokens.digits(at + 2).is_some());
    }
    let mut headed = part_of_day.is_some();
    // ngày chủ nhật 29/01, hôm thứ hai
    let names_weekday =
        dates.matches_of(tokens, at + 1, DateWordKind::Weekday.bit()).next().is_some();
    let day_head = names_weekday && is(tokens, at, DateWord::DayHead);
    let is_that_day = day_head && has(tokens, at, DateCue::ThatDay);
    at += usize::from(day_head);
    match weekday_at(view, i, at, headed || is_that_day, joint) {
        Weekday::None => {}
        Weekday::Ordinal => return None,
        // "ngày thứ Bảy tình nguyện": a name, which holds no number either.
        Weekday::Alone(time, to) if day_head && !is_that_day => {
            let ends = is_end(tokens, to) || matches!(time, Time::Weekday { week: Some(_), .. });
            return Some(Point::new(i, to, if ends { time } else { Time::Unvalued }));
        }
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
    let day = day_shape(view, at, headed, joint)?;
    Some(Point {
        from: i,
        to: day.to,
        time: day.time,
        part_of_day,
        headed: headed || day.headed,
        sure: day.sure,
    })
}

/// The part of day at `at`, and its length.
fn part_of_day_at(tokens: &Tokens<'_>, at: usize) -> Option<(PartOfDay, usize)> {
    lexicons().dates.matches_of(tokens, at, DateWordKind::PartOfDay.bit()).find_map(
        |(word, length)| match word {
            DateWord::PartOfDay(part) => Some((*part, length)),
            _ => None,
        },
    )
}

/// The days by which `nay`, `qua` or `mai` behind a part of day shifts it, and the word's length.
fn shift_at(tokens: &Tokens<'_>, at: usize) -> Option<(i32, usize)> {
    [(DateWord::Nay, 0), (DateWord::Qua, -1), (DateWord::Mai, 1)]
        .into_iter()
        .find_map(|(word, days)| Some((days, length_of(tokens, at, word)?)))
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

/// The weekday whose name begins at `at`, and the token behind.
fn weekday_name(tokens: &Tokens<'_>, at: usize) -> Option<(i8, usize)> {
    lexicons().dates.matches_of(tokens, at, DateWordKind::Weekday.bit()).find_map(
        |(word, length)| match word {
            DateWord::Weekday(day) => Some((*day, at + length)),
            _ => None,
        },
    )
}

/// The week behind a weekday (`[của] tuần tới`), counted from this one, and the token behind.
fn week_of_weekday(tokens: &Tokens<'_>, after: usize) -> Option<(i32, usize)> {
    let of = after + usize::from(has(tokens, after, DateCue::Of));
    lexicons().dates.matches_of(tokens, of, DateWordKind::Relative.bit()).find_map(
        |(word, length)| match word {
            DateWord::Relative(Relative::Week(n)) => Some((*n, of + length)),
            _ => None,
        },
    )
}

/// "vào thứ 3, 5, 7": days of every week; `after` is the token behind the first.
fn opens_list_of_weekdays(tokens: &Tokens<'_>, after: usize) -> bool {
    tokens.digits(after - 1).is_some()
        && tokens.is_mark(after, &[',', '-'])
        && tokens.digits(after + 1).is_some_and(|d| d.len() == 1)
}

/// "thứ Năm (5-9)": the day in brackets behind a weekday says which one.
fn day_in_brackets(view: &LineCursor<'_>, after: usize, joint: Option<DateWord>) -> Option<Time> {
    let bracket = view.tokens.behind_note(after);
    match day_shape(view, bracket + 1, true, joint) {
        Some(Day { time: time @ Time::CalendarUnit(_), .. })
            if view.tokens.is_mark(bracket, &['(']) =>
        {
            Some(time)
        }
        _ => None,
    }
}

/// The weekday at `at`; the mention begins at `i`. "thứ hai" is "second" unless a date, a capital,
/// a week or a part of day says Monday.
fn weekday_at(
    view: &LineCursor<'_>,
    i: usize,
    at: usize,
    has_part: bool,
    joint: Option<DateWord>,
) -> Weekday {
    let tokens = &view.tokens;
    let Some((weekday, after)) = weekday_name(tokens, at) else { return Weekday::None };
    if let Some((week, to)) = week_of_weekday(tokens, after) {
        return Weekday::Alone(Time::Weekday { weekday, week: Some(week) }, to);
    }
    if let Some((time, to)) = nth_weekday(tokens, weekday, after) {
        return Weekday::Alone(time, to);
    }
    let comma = usize::from(tokens.is_mark(after, &[',']) && !tokens.starts_line(after + 1));
    if let Some(day_at) = [after, after + comma]
        .into_iter()
        .find(|&day_at| day_shape(view, day_at, true, joint).is_some())
    {
        return Weekday::BeforeDay(day_at);
    }
    let bracketed = day_in_brackets(view, after, joint);
    let capital = weekday == 7 || tokens.case(after - 1) == Case::Title;
    if follows(tokens, i, DateCue::EachWeekday) || capital && is(tokens, after, DateWord::Recurring)
    {
        return Weekday::Alone(Time::Unvalued, after);
    }
    if follows_ordinal_noun(tokens, i)
        || is(tokens, after, DateWord::Recurring)
        || opens_list_of_weekdays(tokens, after)
    {
        return Weekday::Ordinal;
    }
    // "ngày 6/10 (thứ Ba)", "ngày 6/10 - thứ Ba": the day in front says which one.
    if let Some(day) = day_before(view, i, at, after) {
        return Weekday::Alone(Time::CalendarUnit(day), after);
    }
    let directed = directed_weekday(tokens, weekday, after);
    // "vào thứ hai tới": Monday in small letters; "xếp vào thứ hai trong bảng" is second.
    let cued = directed.is_some() && follows(tokens, i, DateCue::WeekdayCue)
        || i == at
            && follows(tokens, i, DateCue::OnWeekday)
            && weekday != 1
            && is_end(tokens, after);
    // In a line of capitals the case tells nothing.
    let shouted = tokens.case(after - 1) == Case::Upper && directed.is_some();
    if !(capital || has_part || bracketed.is_some() || cued || shouted) {
        return Weekday::Ordinal;
    }
    match (bracketed, directed) {
        (Some(time), _) => Weekday::Alone(time, after),
        (None, Some(time)) => {
            Weekday::Alone(time, after + 1 + usize::from(has(tokens, after, DateCue::JustPast)))
        }
        (None, None) => Weekday::Alone(Time::Weekday { weekday, week: None }, after),
    }
}

/// `tới`, `này`, `sau`, `vừa qua` behind a weekday.
fn directed_weekday(tokens: &Tokens<'_>, weekday: i8, after: usize) -> Option<Time> {
    if tokens.starts_line(after) || has(tokens, after + 1, DateCue::LeansOn) {
        return None;
    }
    let at = |cue| has(tokens, after, cue);
    if at(DateCue::Next) {
        Some(Time::NextWeekday(weekday))
    } else if at(DateCue::This) {
        Some(Time::ThisWeekday(weekday))
    } else if at(DateCue::JustPast) {
        Some(Time::LastWeekday(weekday))
    } else if at(DateCue::After) && is_end(tokens, after + 1) {
        Some(Time::Weekday { weekday, week: Some(1) })
    } else {
        None
    }
}

/// "thứ Hai đầu tiên của tháng 9/2024", "Chủ nhật cuối cùng của tháng 5/2024".
fn nth_weekday(tokens: &Tokens<'_>, weekday: i8, after: usize) -> Option<(Time, usize)> {
    let (cue, length) =
        lexicons().date_cues.matches_of(tokens, after, DateList::NthWeekday.bit()).next()?;
    let DateCue::NthWeekday(nth) = *cue else { return None };
    let at = after + length + usize::from(has(tokens, after + length, DateCue::Of));
    let point = super::month::month(tokens, at, None)?;
    let Time::CalendarUnit(CalendarUnit::Month { year: Some(year), month }) = point.time else {
        return None;
    };
    let weekday = DayOfWeek::from_monday_one_offset(weekday).ok()?;
    let day = Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?;
    Some((Time::CalendarUnit(CalendarUnit::from_date(day)), point.to))
}

/// The day that the mention before token `i` has, if the weekday at `at..after` explains it: in
/// brackets, or behind a dash or comma.
fn day_before(view: &LineCursor<'_>, i: usize, at: usize, after: usize) -> Option<CalendarUnit> {
    let tokens = &view.tokens;
    let bracketed = tokens.is_mark(i.checked_sub(1)?, &['('])
        && tokens.is_mark(tokens.behind_note(after), &[')', ',', ';']);
    let joined = tokens.is_mark(i - 1, &['-', ','])
        && is_end(tokens, after)
        && tokens.case(after - 1) != Case::Lower;
    let found = view
        .found()
        .next()
        .filter(|found| found.to + 1 == i && i == at && (bracketed || joined))?;
    match DateValue::of(&found.value)?.edtf? {
        Edtf::At(day @ CalendarUnit::Day { .. }) => Some(day),
        _ => None,
    }
}

/// "lần thứ Hai", "người thứ Ba": an ordinal in a title's capitals.
fn follows_ordinal_noun(tokens: &Tokens<'_>, i: usize) -> bool {
    follows(tokens, i, DateCue::OrdinalNoun)
}

/// What the numerals of a day say.
pub(super) struct Day {
    pub time: Time,
    /// Behind its last token.
    pub to: usize,
    /// It is a date in its own right.
    pub sure: bool,
    /// It has a head: ngày, a part of day, a holiday.
    pub headed: bool,
}

impl Day {
    fn sure(time: Time, to: usize) -> Day {
        Day { time, to, sure: true, headed: true }
    }
}

/// A day: `[ngày] d/m[/y]`, `[ngày] d tháng m [năm y]`, `ngày d`; `headed` tells that a part of day
/// or a weekday stands before it.
pub(super) fn day_shape(
    view: &LineCursor<'_>,
    i: usize,
    headed: bool,
    joint: Option<DateWord>,
) -> Option<Day> {
    let tokens = &view.tokens;
    let head = day_head(tokens, i);
    let at = head.unwrap_or(i);
    let has_head = head.is_some();
    let is_headed = headed || has_head;
    if tokens.starts_line(at) && at > i {
        return None;
    }
    // 8-10 tháng 6 are the days of June, not the eighth of October.
    let in_named_month = |to: usize| {
        has(tokens, to, DateCue::Month)
            && numeric::month(tokens, to + 1).is_some()
            && !tokens.starts_line(to + 1)
    };
    if let Some(shape) =
        numeric::shape(tokens, at).filter(|shape| !in_named_month(at + shape.length))
    {
        return numeric_day(view, at, shape, is_headed, joint);
    }
    let (day, behind) = match numeric::small(tokens, at) {
        Some(day) => (day, at + 1),
        None => head.and_then(|_| day_in_words(tokens, at))?,
    };
    if !(1..=31).contains(&day) {
        return None;
    }
    if let Some((month, to)) = month_of_day(tokens, behind, is_headed) {
        if is_lunar(tokens, to) || is_recurring(tokens, to) || !is_headed && is_name(tokens, at) {
            return Some(Day::sure(Time::Unvalued, to));
        }
        let (time, to) =
            day_of_month(tokens, CalendarUnit::Day { year: None, month, day }, to, is_headed);
        let year = time.year();
        let is_sure =
            is_headed || joint.is_some() || year.is_some() || matches!(time, Time::InYear(..));
        return (numeric::is_day(year, month, day) && is_sure).then(|| Day::sure(time, to));
    }
    // ngày 2 tháng này
    if let Some((month, to)) = relative_month_after(tokens, behind).filter(|_| has_head) {
        return Some(Day::sure(Time::InMonth { day, month }, to));
    }
    if has_head && let Some(day) = headed_day(tokens, i, at, day) {
        return Some(day);
    }
    let from = joint == Some(DateWord::From);
    opens_interval(tokens, at, behind, is_headed || from).then_some(Day {
        time: Time::DayOnly(day),
        to: behind,
        sure: is_headed || from,
        headed: is_headed,
    })
}

/// Whether the bare day at `at`, before token `behind`, is the first of an interval: từ 19 đến
/// 21/1.
fn opens_interval(tokens: &Tokens<'_>, at: usize, behind: usize, is_announced: bool) -> bool {
    let range = (tokens.is_mark(behind, &['-']) || is(tokens, behind, DateWord::To))
        && ends_in_day(tokens, behind + 1);
    let glued_before = at > 0 && tokens.is_glued(at) && !tokens.is_mark(at - 1, &['(', '“', '"']);
    range && !glued_before && (is_announced || dash_range_is_date(tokens, at))
}

/// Where the numeral behind the head of a day at `i` begins.
fn day_head(tokens: &Tokens<'_>, i: usize) -> Option<usize> {
    let at = i + length_of(tokens, i, DateWord::DayHead)?;
    if is(tokens, at, DateWord::LunarDayHead) {
        // ngày mồng 2 tháng 9
        return Some(
            at + usize::from(
                has(tokens, at + 2, DateCue::Month) && tokens.digits(at + 3).is_some(),
            ),
        );
    }
    let in_words =
        || day_in_words(tokens, at).is_some_and(|(_, to)| has(tokens, to, DateCue::Month));
    (!tokens.starts_line(at) && (tokens.digits(at).is_some() || in_words())).then_some(at)
}

/// The day of a numeric shape at `at`.
fn numeric_day(
    view: &LineCursor<'_>,
    at: usize,
    shape: Shape,
    is_headed: bool,
    joint: Option<DateWord>,
) -> Option<Day> {
    let tokens = &view.tokens;
    let to = at + shape.length;
    let CalendarUnit::Day { year, month, day } = shape.moment else {
        return (is_recurring(tokens, to) || is_lunar(tokens, to))
            .then(|| Day::sure(Time::Unvalued, to));
    };
    if is_recurring(tokens, to) {
        return Some(Day::sure(Time::Unvalued, to));
    }
    if is_lunar(tokens, to) {
        let (said, to) = lunar::year(view, to);
        let solar = year.or(said).and_then(|year| calendar::solar(year, month, day, false));
        return Some(Day::sure(
            solar.map_or(Time::Unvalued, |day| Time::CalendarUnit(CalendarUnit::from_date(day))),
            to,
        ));
    }
    if year.is_some() {
        return Some(Day { headed: is_headed, ..Day::sure(Time::CalendarUnit(shape.moment), to) });
    }
    let in_name = !is_headed && is_name(tokens, at);
    // dịp lễ 30/4 và 1/5: the holiday is the head of the list.
    let headed = is_headed || numeric::is_holiday_before(tokens, at);
    let sure = headed || numeric::is_headless_date(tokens, at, &shape, joint);
    let is_day = sure && !in_name || joint == Some(DateWord::To);
    is_day.then(|| with_year_words(tokens, shape, to)).map(|(time, to)| Day {
        time,
        to,
        sure,
        headed,
    })
}

/// `ngày 28`, whose head is at `i` and whose numeral at `at`; no rate ("ngày 3 bữa"), and no day
/// that the calendar lacks (ngày 31/2/2023).
fn headed_day(tokens: &Tokens<'_>, i: usize, at: usize, day: i8) -> Option<Day> {
    let behind = at + 1;
    let is_impossible = match numeric::glued_separator(tokens, behind) {
        Some('/' | '.') => tokens.digits(behind + 1).is_some(),
        Some(_) => {
            numeric::month(tokens, behind + 1).is_some()
                && !is_count_behind(tokens, behind + 2)
                && !ends_in_day(tokens, behind + 1)
        }
        None => false,
    };
    let is_rate = is_each_day(tokens, i);
    if !is_rate && is_impossible {
        return Some(Day::sure(Time::Unvalued, tokens.end_of_chain(at)));
    }
    if tokens.digits(at).is_none()
        || is_count_behind(tokens, behind)
        || is_rate && !is_listed(tokens, behind)
    {
        return None;
    }
    let has_no_value = is_recurring(tokens, behind) || is_lunar(tokens, behind);
    Some(Day::sure(if has_no_value { Time::Unvalued } else { Time::DayOnly(day) }, behind))
}

/// Whether a full or partial `d/m` stands at `at` (behind an optional "hết" or "ngày").
fn ends_in_day(tokens: &Tokens<'_>, at: usize) -> bool {
    let at = at + length_of(tokens, at, DateWord::Through).unwrap_or(0);
    // đêm 24 đến sáng 25/10
    let part = lexicons().dates.matches_of(tokens, at, DateWordKind::PartOfDay.bit()).next();
    let at = at + part.map_or(0, |(_, length)| length);
    let at = at + length_of(tokens, at, DateWord::DayHead).unwrap_or(0);
    matches!(numeric::shape(tokens, at), Some(Shape { moment: CalendarUnit::Day { .. }, .. }))
        || tokens.digits(at).is_some()
            && has(tokens, at + 1, DateCue::Month)
            && tokens.digits(at + 2).is_some()
}

/// `18-19/06`, `5–10 tháng 4` without a head: the end must be a slash date or name its month, and
/// its day comes after.
fn dash_range_is_date(tokens: &Tokens<'_>, at: usize) -> bool {
    let start = numeric::small(tokens, at).unwrap_or(0);
    let is_after = |day: i8| (start + 1..=31).contains(&day) && tokens.is_mark(at + 1, &['-']);
    let names_month = || {
        // "6-36 tháng 5,6%", "2-3 tháng 1 lần" count.
        let ends = !is_count_behind(tokens, at + 5)
            && (is_end(tokens, at + 5) || tokens.kind(at + 5) == Some(TokenKind::Word));
        numeric::small(tokens, at + 2).is_some_and(is_after)
            && has(tokens, at + 3, DateCue::Month)
            && numeric::month(tokens, at + 4).is_some()
            && ends
    };
    match numeric::shape(tokens, at + 2) {
        Some(Shape { moment: CalendarUnit::Day { day, .. }, separator: '/', .. }) => is_after(day),
        _ => names_month(),
    }
}

/// "hai ngày 14 và 15/4": a list that ends in a day tells which days they are.
fn is_listed(tokens: &Tokens<'_>, mut at: usize) -> bool {
    while tokens.is_mark(at, &[','])
        && numeric::small(tokens, at + 1).is_some()
        && !ends_in_day(tokens, at + 1)
    {
        at += 2;
    }
    (tokens.is_mark(at, &[',', '-']) || has(tokens, at, DateCue::AndTo))
        && ends_in_day(tokens, at + 1)
}

/// "mỗi ngày 5 ca", "một ngày 3 bữa": a rate, no calendar day.
fn is_each_day(tokens: &Tokens<'_>, i: usize) -> bool {
    follows(tokens, i, DateCue::EachDay) || i > 0 && tokens.digits(i - 1).is_some()
}

/// `d/m năm 2019`, `d/m năm ngoái`, and the direction of `d/m tới`.
fn with_year_words(tokens: &Tokens<'_>, shape: Shape, to: usize) -> (Time, usize) {
    in_year_after(tokens, shape.moment, to)
        .unwrap_or_else(|| (directed(tokens, shape.moment, to), to))
}

/// The month behind the number of a day, and the token behind: `tháng 7`, `tháng Tám`; in small
/// letters it needs the day's head.
fn month_of_day(tokens: &Tokens<'_>, at: usize, is_headed: bool) -> Option<(i8, usize)> {
    if !has(tokens, at, DateCue::Month) || tokens.starts_line(at) || tokens.starts_line(at + 1) {
        return None;
    }
    if let Some(month) = numeric::month(tokens, at + 1) {
        return Some((month, at + 2));
    }
    let is_named = (is_headed || tokens.case(at + 1) == Case::Title)
        && !has(tokens, at + 1, DateCue::LunarMonth);
    let names = lexicons().dates.matches_of(tokens, at + 1, DateWordKind::MonthName.bit());
    names.filter(|_| is_named).find_map(|(word, length)| {
        if let DateWord::MonthName(month) = word { Some((*month, at + 1 + length)) } else { None }
    })
}

/// A day with the year behind its month: `năm 2019`, `/2019`, `, 2019`, `2019`, `năm ngoái`.
fn day_of_month(
    tokens: &Tokens<'_>,
    day: CalendarUnit,
    to: usize,
    is_headed: bool,
) -> (Time, usize) {
    let comma = usize::from(tokens.is_mark(to, &[',']) && !tokens.starts_line(to + 1));
    if let Some(found) = in_year_after(tokens, day, to).or_else(|| {
        in_year_after(tokens, day, to + comma).filter(|(time, _)| time.year().is_some())
    }) {
        return found;
    }
    if let Some(year) =
        numeric::year(tokens, to + 1).filter(|_| numeric::glued_separator(tokens, to).is_some())
    {
        return (Time::CalendarUnit(day.with_year(year)), to + 2);
    }
    let at = to + comma;
    // Without its head a day and a month are nothing else: "20 tháng 9, 2019 ký kết", but "ngày 5
    // tháng 3, 2000 người".
    let counts = is_headed && is_count_behind(tokens, at + 1);
    let is_year = |year: &i16| (1900..=2100).contains(year) && !tokens.starts_line(at) && !counts;
    match numeric::year(tokens, at).filter(is_year) {
        Some(year) => (Time::CalendarUnit(day.with_year(year)), at + 1),
        None => (directed(tokens, day, to), to),
    }
}

/// `tháng này`, `của tháng trước` behind the number of a day, and the token behind.
fn relative_month_after(tokens: &Tokens<'_>, at: usize) -> Option<(Relative, usize)> {
    let at = at + usize::from(has(tokens, at, DateCue::Of));
    let (month, to) = lexicons()
        .dates
        .matches_of(tokens, at, DateWordKind::Relative.bit())
        .find_map(|(word, length)| match word {
            DateWord::Relative(month @ Relative::Month(_)) => Some((*month, at + length)),
            _ => None,
        })?;
    (!tokens.starts_line(at) && !has(tokens, to, DateCue::LeansOn)).then_some((month, to))
}
