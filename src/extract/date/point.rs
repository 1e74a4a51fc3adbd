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

use super::lunar as calendar;
use super::numeric::{self, Shape};
use super::{View, is, length_of};
use crate::extract::is_counted;
use crate::extract::regulation::roman;
use crate::lexicon::{Context, DateWord, NumberWord, Relative, lexicons};
use crate::mention::{Moment, PartOfDay};
use crate::token::{Case, TokenKind, Tokens};

/// Which way a year-less date looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Nearest,
    /// tới, sắp tới
    Future,
    /// vừa qua, qua
    Past,
}

/// What a point says, before the publication day is asked.
#[derive(Clone)]
pub(super) enum Time {
    /// A moment, with or without its year.
    Moment(Moment),
    /// A year-less moment that looks one way: tháng 9 tới.
    Directed(Moment, Direction),
    /// A moment in a relative year: tháng 11 năm ngoái.
    InYear(Moment, Relative),
    /// The months of a year, N tháng đầu năm.
    Months { year: Option<i16>, from: i8, to: i8 },
    /// ngày 28
    DayOnly(i8),
    /// thứ Hai [tuần tới]
    Weekday { weekday: i8, week: Option<i32> },
    /// hôm qua, năm ngoái
    Fixed(Relative),
    /// Understood, but without a value.
    Unvalued,
}

impl Time {
    pub fn year(&self) -> Option<i16> {
        match self {
            Time::Moment(moment) => moment.year(),
            _ => None,
        }
    }

    /// Year and month of a day.
    pub fn month(&self) -> Option<(Option<i16>, i8)> {
        match self {
            Time::Moment(Moment::Day { year, month, .. }) => Some((*year, *month)),
            _ => None,
        }
    }
}

/// A point and its tokens.
#[derive(Clone)]
pub(super) struct Point {
    pub from: usize,
    pub to: usize,
    pub time: Time,
    pub part_of_day: Option<PartOfDay>,
    /// It has a head (ngày, tháng, năm …).
    pub headed: bool,
    /// It is a date in its own right, not only as the end of an interval.
    pub sure: bool,
}

impl Point {
    fn new(from: usize, to: usize, time: Time) -> Point {
        Point { from, to, time, part_of_day: None, headed: true, sure: true }
    }

    /// Day, month … as a number that tells unlike grains apart.
    pub fn grain(&self) -> u8 {
        match &self.time {
            Time::Moment(Moment::Day { .. }) => 1,
            Time::DayOnly(_) => 2,
            Time::Moment(Moment::Month { .. }) => 3,
            Time::Moment(Moment::Quarter { .. }) => 4,
            Time::Moment(Moment::Year(_)) => 5,
            Time::Moment(Moment::Decade(_)) => 6,
            _ => 7,
        }
    }

    /// The second end of an interval read by the grain of the first: 5-10/4 is fine as it is, "tháng 4-5" gives the 5 its month.
    pub fn completed_by(&self, second: Point) -> Option<Point> {
        match (&self.time, &second.time) {
            (Time::DayOnly(_), Time::Moment(Moment::Day { .. })) => Some(second),
            _ => None,
        }
    }
}

/// The point that begins at token `i`; `joint` tells that "từ" or "đến" stands before it.
pub(super) fn point_at(view: &View<'_>, i: usize, joint: Option<DateWord>) -> Option<Point> {
    let tokens = &view.tokens;
    if !view.is_free(i, i + 1) {
        return None;
    }
    let point = lunar(view, i)
        .or_else(|| named_year(view, i))
        .or_else(|| day_with_part(view, i, joint))
        .or_else(|| relative(tokens, i))
        .or_else(|| months_of_year(view, i))
        .or_else(|| qualified(view, i))
        .or_else(|| month(tokens, i, joint))
        .or_else(|| quarter(tokens, i))
        .or_else(|| decade_or_century(tokens, i))
        .or_else(|| year(view, i, joint))?;
    view.is_free(i, point.to).then_some(point)
}

/// Parts of day, weekdays and day heads before a day.
fn day_with_part(view: &View<'_>, i: usize, joint: Option<DateWord>) -> Option<Point> {
    let tokens = &view.tokens;
    let dates = &lexicons().dates;
    let mut at = i;
    let mut part_of_day = None;
    if let Some((part, length)) = dates.matches(tokens, at).find_map(|(word, length)| match word {
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
        at += usize::from(tokens.str(at) == "cùng" && tokens.digits(at + 2).is_some());
    }
    let mut weekday = None;
    if let Some((day, length)) = dates.matches(tokens, at).find_map(|(word, length)| match word {
        DateWord::Weekday(day) => Some((*day, length)),
        _ => None,
    }) {
        let capital = tokens.is_capitalised(at + length - 1) && length == 2 || day == 7;
        let after = at + length;
        let week = dates.matches(tokens, after).find_map(|(word, length)| match word {
            DateWord::Relative(Relative::Week(n)) => Some((*n, length)),
            _ => None,
        });
        if let Some((week, week_length)) = week {
            let mut point = Point::new(i, after + week_length, Time::Weekday { weekday: day, week: Some(week) });
            point.part_of_day = part_of_day;
            return Some(point);
        }
        // "thứ hai" is "second" unless a date, a capital or a part of day says Monday.
        let comma = usize::from(tokens.is_mark(after, &[',']) && !tokens.starts_line(after + 1));
        let dated = day_shape(view, after + comma, true, joint).is_some() || day_shape(view, after, true, joint).is_some();
        if dated {
            weekday = Some(day);
            at = if day_shape(view, after, true, joint).is_some() { after } else { after + comma };
        } else if (capital && tokens.digits(after - 1).is_none() || part_of_day.is_some())
            && !is(tokens, after, DateWord::Recurring)
            && !follows_ordinal_noun(tokens, i)
        {
            // "thứ Năm (5-9)": the day in brackets says which one.
            let time = match day_shape(view, after + 1, true, joint) {
                Some((time @ Time::Moment(_), ..)) if tokens.is_mark(after, &['(']) => time,
                _ => Time::Weekday { weekday: day, week: None },
            };
            let mut point = Point::new(i, after, time);
            point.part_of_day = part_of_day;
            return Some(point);
        } else {
            return None;
        }
    }
    let headed = part_of_day.is_some() || weekday.is_some();
    let (time, to, sure, has_head) = day_shape(view, at, headed, joint)?;
    let mut point = Point::new(i, to, time);
    point.part_of_day = part_of_day;
    point.headed = headed || has_head;
    point.sure = sure;
    Some(point)
}

/// "lần thứ Hai", "người thứ Ba": an ordinal in a title's capitals.
fn follows_ordinal_noun(tokens: &Tokens<'_>, i: usize) -> bool {
    i > 0
        && matches!(
            tokens.str(i - 1).to_lowercase().as_str(),
            "lần" | "đứng" | "người" | "hạng" | "kỳ" | "phiên" | "bên" | "con" | "vợ" | "ngày"
        )
}

/// A day: `[ngày] d/m[/y]`, `[ngày] d tháng m [năm y]`, `ngày d`. Gives the time, the token behind, whether it is sure, whether it had a head.
fn day_shape(view: &View<'_>, i: usize, headed: bool, joint: Option<DateWord>) -> Option<(Time, usize, bool, bool)> {
    let tokens = &view.tokens;
    let mut at = i;
    let has_head = length_of(tokens, at, DateWord::DayHead)
        .filter(|_| !tokens.starts_line(at + 1) && tokens.digits(at + 1).is_some() || is(tokens, at + 1, DateWord::LunarDayHead));
    if let Some(length) = has_head {
        at += length;
        at += usize::from(is(tokens, at, DateWord::LunarDayHead) && tokens.str(at + 2) == "tháng" && tokens.digits(at + 3).is_some());
    }
    let is_headed = headed || has_head.is_some();
    if tokens.starts_line(at) && at > i {
        return None;
    }
    if let Some(shape) = numeric::shape(tokens, at) {
        let to = at + shape.length;
        if is_recurring(tokens, to) {
            return Some((Time::Unvalued, to, true, true));
        }
        if is_lunar(tokens, to) {
            let (year, to) = lunar_year(view, to);
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
    if tokens.str(at + 1) == "tháng"
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
        if !numeric::is_day(year, month, day) || !(is_headed || year.is_some()) {
            return None;
        }
        return Some(match relative_year_after(tokens, to).filter(|_| year.is_none()) {
            Some((relative, length)) => (Time::InYear(moment, relative), to + length, true, true),
            None => (Time::Moment(moment), to, true, true),
        });
    }
    // "ngày 28", or the first day of an interval or list: từ 19 đến 21/1, ngày 5 và 6/4.
    let behind = at + 1;
    if has_head.is_some() && !is_count_behind(tokens, behind) && !is_each_day(tokens, i) {
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
        || tokens.digits(at).is_some() && tokens.str(at + 1) == "tháng" && tokens.digits(at + 2).is_some()
}

/// `18-19/06` without a head: the end must be a slash date whose day comes after.
fn dash_range_is_date(tokens: &Tokens<'_>, at: usize) -> bool {
    let end = numeric::shape(tokens, at + 2);
    let start = numeric::small(tokens, at).unwrap_or(0);
    tokens.is_mark(at + 1, &['-', '–']) && matches!(end, Some(Shape { moment: Moment::Day { day, .. }, separator: '/', .. }) if day > start)
}

/// "mỗi ngày 5 ca", "một ngày 3 bữa": a rate, no calendar day.
fn is_each_day(tokens: &Tokens<'_>, i: usize) -> bool {
    i > 0
        && (matches!(tokens.str(i - 1).to_lowercase().as_str(), "mỗi" | "một" | "hằng" | "hàng" | "từng") || tokens.digits(i - 1).is_some())
}

fn is_count_behind(tokens: &Tokens<'_>, at: usize) -> bool {
    lexicons().units.longest(tokens, at).is_some()
        || is_counted(tokens, at)
        || tokens.is_mark(at, &['%'])
        || tokens.is_mark(at, &[',', '.']) && tokens.is_glued(at) && tokens.is_glued(at + 1) && tokens.digits(at + 1).is_some()
}

fn is_lunar(tokens: &Tokens<'_>, at: usize) -> bool {
    let at = at + usize::from(tokens.is_mark(at, &['(']));
    is(tokens, at, DateWord::Lunar)
        || is(tokens, at, DateWord::Tet) && tokens.str(at) != "năm" && tokens.str(at) != "xuân" && tokens.str(at) != "Xuân"
}

fn is_recurring(tokens: &Tokens<'_>, at: usize) -> bool {
    is(tokens, at, DateWord::Recurring)
}

fn is_name(tokens: &Tokens<'_>, at: usize) -> bool {
    lexicons().dates.longest_before(tokens, at).is_some_and(|(word, _)| *word == DateWord::NameCue)
}

/// `năm ngoái`, `năm nay` behind a day, month or quarter.
fn relative_year_after(tokens: &Tokens<'_>, at: usize) -> Option<(Relative, usize)> {
    lexicons().dates.matches(tokens, at).find_map(|(word, length)| match word {
        DateWord::Relative(relative @ Relative::Year(_)) => Some((*relative, length)),
        _ => None,
    })
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

/// "tới" and "vừa qua" stay outside the mention, but say which way it looks.
fn directed(tokens: &Tokens<'_>, moment: Moment, to: usize) -> Time {
    let next = tokens.str(to + 1);
    let ends = !tokens.is_capitalised(to + 1)
        && tokens.digits(to + 1).is_none()
        && !matches!(next, "ngày" | "tháng" | "năm" | "hết" | "nay" | "khi");
    match tokens.str(to) {
        "tới" if ends => Time::Directed(moment, Direction::Future),
        "sắp" if next == "tới" => Time::Directed(moment, Direction::Future),
        "vừa" if matches!(next, "qua" | "rồi") => Time::Directed(moment, Direction::Past),
        "qua" if ends => Time::Directed(moment, Direction::Past),
        _ => Time::Moment(moment),
    }
}

/// hôm qua, tuần trước, tháng này, năm ngoái — not behind a number ("5 năm qua") or a vague word ("nhiều năm nay").
fn relative(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    let (relative, length) = lexicons().dates.matches(tokens, i).find_map(|(word, length)| match word {
        DateWord::Relative(relative) => Some((*relative, length)),
        _ => None,
    })?;
    if !matches!(relative, Relative::Day(_)) && i > 0 && !tokens.starts_line(i) {
        let counted = tokens.digits(i - 1).is_some() && !is_day_or_month_before(tokens, i) || is_count_before(tokens, i);
        let vague = matches!(
            tokens.str(i - 1).to_lowercase().as_str(),
            "những" | "các" | "nhiều" | "mấy" | "bao" | "suốt" | "mỗi" | "hằng" | "nửa" | "ba" | "rưỡi"
        );
        if counted || vague {
            return None;
        }
    }
    // "năm trước đó", "tháng sau đó" lean on another time.
    if matches!(tokens.str(i + length), "đó" | "đây" | "ấy" | "khi")
        || tokens.str(i + length - 1) == "tới" && tokens.digits(i + length).is_some()
    {
        return None;
    }
    // "đến năm trước 2020", "tháng tới hạn": followed by its own numeral, it is another phrase.
    (!(tokens.str(i + 1) == "trước" && tokens.digits(i + length).is_some_and(|d| d.len() == 4)))
        .then(|| Point::new(i, i + length, Time::Fixed(relative)))
}

/// A number or a vague one right before: hai năm qua, nhiều năm nay; but not an approximator (hơn năm ngoái).
fn is_count_before(tokens: &Tokens<'_>, i: usize) -> bool {
    lexicons().numbers.longest_before(tokens, i).is_some_and(|(word, _)| {
        !matches!(
            word,
            NumberWord::Approx(_)
                | NumberWord::ApproxAfter(_)
                | NumberWord::RangeJoint
                | NumberWord::OrdinalHead
                | NumberWord::Parts
                | NumberWord::Zero
        )
    })
}

fn is_day_or_month_before(tokens: &Tokens<'_>, i: usize) -> bool {
    i > 1 && (is(tokens, i - 2, DateWord::MonthHead) || numeric::glued_separator(tokens, i - 2).is_some())
}

/// `N tháng đầu năm [y]`, `N tháng cuối năm`, `nửa đầu năm y`, `9 tháng năm 2018`.
fn months_of_year(view: &View<'_>, i: usize) -> Option<Point> {
    let tokens = &view.tokens;
    let dates = &lexicons().dates;
    if let Some((first, length)) = dates.matches(tokens, i).find_map(|(word, length)| match word {
        DateWord::HalfOf { first } => Some((*first, length)),
        _ => None,
    }) {
        let at = i + length;
        if !is(tokens, at, DateWord::YearHead) && relative_year_after(tokens, at).is_none() {
            return None;
        }
        let moment = Moment::Half { year: None, half: if first { 1 } else { 2 } };
        return match (numeric::year(tokens, at + 1), relative_year_after(tokens, at)) {
            (Some(year), _) => Some(Point::new(i, at + 2, Time::Moment(moment.with_year(year)))),
            (_, Some((relative, length))) => Some(Point::new(i, at + length, Time::InYear(moment, relative))),
            _ => {
                let year = view.published.map(|day| day.year());
                Some(Point::new(i, at + 1, Time::Moment(Moment::Half { year, half: if first { 1 } else { 2 } })))
            }
        };
    }
    let count = numeric::month(tokens, i).or_else(|| {
        lexicons().numbers.longest(tokens, i).and_then(|(word, length)| match word {
            NumberWord::Digit(digit) if length == 1 && !tokens.is_glued(i) => Some(*digit as i8),
            NumberWord::Ten => Some(10),
            _ => None,
        })
    })?;
    if tokens.str(i + 1) != "tháng" {
        return None;
    }
    let at = i + 2;
    let (first, mut to) = match dates.matches(tokens, at).find_map(|(word, length)| match word {
        DateWord::MonthsOf { first } => Some((*first, length)),
        _ => None,
    }) {
        Some((first, length)) => (first, at + length),
        None if is(tokens, at, DateWord::YearHead) && numeric::year(tokens, at + 1).is_some() => (true, at + 1),
        None => return None,
    };
    let mut year = numeric::year(tokens, to);
    to += usize::from(year.is_some());
    let (mut half, from_month, to_month) = if first { (1, 1, count) } else { (2, 13 - count, 12) };
    if count != 6 {
        half = 0;
    }
    // "đầu năm nay": the lexicon's "đầu năm" has taken the head.
    if year.is_none()
        && let Some((Relative::Year(_), length)) = relative_year_after(tokens, to - 1)
    {
        let relative = relative_year_after(tokens, to - 1).map(|(relative, _)| relative)?;
        to = to - 1 + length;
        let moment =
            if half > 0 { Moment::Half { year: None, half } } else { return Some(months(i, to, view, relative, from_month, to_month)) };
        return Some(Point::new(i, to, Time::InYear(moment, relative)));
    }
    if year.is_none() {
        year = view.published.map(|day| day.year());
    }
    let time = if half > 0 { Time::Moment(Moment::Half { year, half }) } else { Time::Months { year, from: from_month, to: to_month } };
    Some(Point::new(i, to, time))
}

fn months(i: usize, to: usize, view: &View<'_>, relative: Relative, from_month: i8, to_month: i8) -> Point {
    let offset = if let Relative::Year(n) = relative { n as i16 } else { 0 };
    let year = view.published.map(|day| day.year() + offset);
    Point::new(i, to, Time::Months { year, from: from_month, to: to_month })
}

/// đầu, giữa, cuối before a month, quarter, year, century or a relative one.
fn qualified(view: &View<'_>, i: usize) -> Option<Point> {
    let tokens = &view.tokens;
    let length = length_of(tokens, i, DateWord::Qualifier)?;
    let at = i + length;
    if tokens.starts_line(at) {
        return None;
    }
    let mut point = month(tokens, at, None)
        .or_else(|| relative(tokens, at).filter(|point| !matches!(point.time, Time::Fixed(Relative::Day(_)))))
        .or_else(|| quarter(tokens, at))
        .or_else(|| decade_or_century(tokens, at))
        .or_else(|| if is(tokens, at, DateWord::YearHead) { year(view, at, None) } else { None })?;
    point.from = i;
    Some(point)
}

/// Days and holidays of the lunar calendar: `mùng 1 Tết`, `rằm tháng Giêng`, `Tết Nguyên đán Bính Ngọ 2026`, `12/8 âm lịch`.
///
/// With a year they have the solar day; the name of a year (`Kỷ Hợi`) counts as one where a publication day says which cycle is meant.
fn lunar(view: &View<'_>, i: usize) -> Option<Point> {
    let tokens = &view.tokens;
    let (month, day, to) = lunar_day(tokens, i)?;
    let (year, to) = lunar_year(view, to);
    let time = match year.and_then(|year| calendar::solar(year, month, day)) {
        Some(solar) => Time::Moment(Moment::from_date(solar)),
        None => Time::Unvalued,
    };
    Some(Point::new(i, to, time))
}

/// Month and day of a lunar expression, and the token behind.
fn lunar_day(tokens: &Tokens<'_>, i: usize) -> Option<(i8, i8, usize)> {
    let holiday = lexicons().dates.matches(tokens, i).find_map(|(word, length)| match word {
        DateWord::Holiday { month, day } => Some((*month, *day, length)),
        _ => None,
    });
    if let Some((month, day, length)) = holiday {
        return Some((month, day, i + length));
    }
    let lunar_month = |at: usize| -> Option<(i8, usize)> {
        if tokens.str(at) != "tháng" {
            return None;
        }
        let name = lexicons().dates.matches(tokens, at + 1).find_map(|(word, length)| match word {
            DateWord::MonthName(month) => Some((*month, at + 1 + length)),
            _ => None,
        });
        numeric::month(tokens, at + 1).map(|month| (month, at + 2)).or(name)
    };
    if is(tokens, i, DateWord::FullMoon) {
        return lunar_month(i + 1).map(|(month, to)| (month, 15, to));
    }
    let is_tet = |at: usize| tokens.str(at).to_lowercase() == "tết";
    if is(tokens, i, DateWord::LunarDayHead) {
        let word = match lexicons().numbers.longest(tokens, i + 1) {
            Some((NumberWord::Digit(digit), _)) => Some(*digit as i8),
            Some((NumberWord::Ten, _)) => Some(10),
            _ => None,
        };
        let day = numeric::small(tokens, i + 1).or(word)?;
        if let Some((month, to)) = lunar_month(i + 2) {
            return Some((month, day, to));
        }
        if numeric::glued_separator(tokens, i + 2).is_some()
            && let Some(month) = numeric::month(tokens, i + 3)
        {
            return Some((month, day, i + 4));
        }
        return Some((1, day, i + 2 + usize::from(is_tet(i + 2))));
    }
    let at = i + length_of(tokens, i, DateWord::DayHead).unwrap_or(0);
    let day = numeric::small(tokens, at)?;
    // 28 Tết is of the twelfth month, 4 Tết of the first.
    if tokens.str(at + 1) == "Tết" {
        return Some((if day > 20 { 12 } else { 1 }, day, at + 2));
    }
    let (month, to) = lunar_month(at + 1)?;
    let is_lunar_month = matches!(tokens.str(to - 1).to_lowercase().as_str(), "giêng" | "chạp");
    is_lunar_month.then_some((month, day, to))
}

/// The year behind a lunar day: `2026`, `năm 2026`, `Bính Ngọ 2026`, `năm Bính Ngọ`.
fn lunar_year(view: &View<'_>, mut at: usize) -> (Option<i16>, usize) {
    let tokens = &view.tokens;
    let start = at;
    at += length_of(tokens, at, DateWord::Lunar).unwrap_or(0);
    let behind_mark = at;
    at += usize::from(
        is(tokens, at, DateWord::YearHead) || tokens.str(at).to_lowercase() == "tết" || tokens.str(at).to_lowercase() == "xuân",
    );
    let named = cycle_name(tokens, at);
    at += if named.is_some() { 2 } else { 0 };
    let at_year = at + usize::from(named.is_some() && (is(tokens, at, DateWord::YearHead) || tokens.is_mark(at, &['(', '-'])));
    if let Some(year) = numeric::year(tokens, at_year).filter(|year| (1900..=2100).contains(year) && !tokens.starts_line(at_year)) {
        let bracket = usize::from(tokens.is_mark(at_year + 1, &[')']) && at_year > at);
        return (Some(year), at_year + 1 + bracket);
    }
    match (named, view.published) {
        (Some((stem, branch)), Some(published)) => (calendar::cycle_year(stem, branch, published.year()), at),
        (Some(_), None) => (None, at),
        (None, _) => (None, behind_mark.max(start)),
    }
}

/// The stem and branch that name a year: `Kỷ Hợi`, both with a capital.
fn cycle_name(tokens: &Tokens<'_>, at: usize) -> Option<(i8, i8)> {
    if !tokens.is_capitalised(at) || !tokens.is_capitalised(at + 1) || tokens.starts_line(at + 1) {
        return None;
    }
    let stem =
        lexicons().dates.matches(tokens, at).find_map(|(word, _)| if let DateWord::Stem(stem) = word { Some(*stem) } else { None })?;
    let branch = lexicons()
        .dates
        .matches(tokens, at + 1)
        .find_map(|(word, _)| if let DateWord::Branch(branch) = word { Some(*branch) } else { None })?;
    Some((stem, branch))
}

/// `Tết Kỷ Hợi 2019`, `Xuân Mậu Thân 1968`: the first day of that year; `năm Kỷ Hợi 2019`: the year.
fn named_year(view: &View<'_>, i: usize) -> Option<Point> {
    let tokens = &view.tokens;
    if !is(tokens, i, DateWord::Tet) || cycle_name(tokens, i + 1).is_none() {
        return None;
    }
    let (year, to) = lunar_year(view, i + 1);
    let time = match year {
        Some(year) if is(tokens, i, DateWord::YearHead) => Time::Moment(Moment::Year(year)),
        Some(year) => calendar::solar(year, 1, 1).map_or(Time::Unvalued, |day| Time::Moment(Moment::from_date(day))),
        None => Time::Unvalued,
    };
    Some(Point::new(i, to, time))
}

/// `tháng 3/2026`, `tháng 3 năm 2026`, `tháng Tám`, and a bare `8/2015`.
fn month(tokens: &Tokens<'_>, i: usize, joint: Option<DateWord>) -> Option<Point> {
    let Some(length) = length_of(tokens, i, DateWord::MonthHead) else {
        return month_year(tokens, i, joint);
    };
    let at = i + length;
    if tokens.starts_line(at) {
        return None;
    }
    if let Some(Shape { moment: moment @ Moment::Month { .. }, length, .. }) = numeric::shape(tokens, at) {
        return Some(Point::new(i, at + length, Time::Moment(moment)));
    }
    let counted = i > 0 && !tokens.starts_line(i) && (tokens.digits(i - 1).is_some() || tokens.str(i - 1) == "mỗi");
    let (month, to) = match numeric::month(tokens, at) {
        Some(month) if !counted => (month, at + 1),
        _ => {
            let (month, length) = lexicons().dates.matches(tokens, at).find_map(|(word, length)| match word {
                DateWord::MonthName(month) => Some((*month, length)),
                _ => None,
            })?;
            // "tháng hai" is February only with a capital or a year behind; "Cách mạng tháng Tám" is a name.
            let to = at + length;
            let dated = is(tokens, to, DateWord::YearHead) && numeric::year(tokens, to + 1).is_some();
            let is_lunar_name = matches!(tokens.str(at).to_lowercase().as_str(), "giêng" | "chạp");
            if is_lunar_name {
                return Some(Point::new(i, to, Time::Unvalued));
            }
            if counted
                || !(dated || tokens.is_capitalised(at) && tokens.get(at)?.case == Case::Title)
                || i > 0 && tokens.str(i - 1).to_lowercase() == "mạng"
            {
                return None;
            }
            (month, to)
        }
    };
    if is_lunar(tokens, to) {
        return Some(Point::new(i, to, Time::Unvalued));
    }
    // tháng 6, 20 người: the comma of a decimal would touch both.
    if tokens.is_mark(to, &['%']) {
        return None;
    }
    let moment = Moment::Month { year: None, month };
    if is(tokens, to, DateWord::YearHead)
        && let Some(year) = numeric::year(tokens, to + 1)
    {
        return Some(Point::new(i, to + 2, Time::Moment(moment.with_year(year))));
    }
    if let Some((relative, length)) = relative_year_after(tokens, to) {
        return Some(Point::new(i, to + length, Time::InYear(moment, relative)));
    }
    // "hồi tháng 4" looks back.
    if i > 0 && tokens.str(i - 1).to_lowercase() == "hồi" {
        return Some(Point::new(i, to, Time::Directed(moment, Direction::Past)));
    }
    // tháng 4-5/2018, tháng 7-9: the months of a range are read one by one.
    Some(Point::new(i, to, directed(tokens, moment, to)))
}

/// A bare `8/2015`, or the first month of `4-5/2018`.
fn month_year(tokens: &Tokens<'_>, i: usize, joint: Option<DateWord>) -> Option<Point> {
    let glued = i > 0 && tokens.is_glued(i) && !tokens.is_mark(i - 1, &['(', '-', '–', '“', '"', '[']);
    if glued || is_name(tokens, i) {
        return None;
    }
    let shape = numeric::shape(tokens, i);
    if let Some(Shape { moment: moment @ Moment::Month { .. }, length, separator }) = shape {
        let mut point = Point::new(i, i + length, Time::Moment(moment));
        point.headed = false;
        return (separator != '.').then_some(point);
    }
    // Behind "tháng 7-" or "từ tháng 7 đến" a lone 9 is a month.
    let month = numeric::month(tokens, i).filter(|_| joint == Some(DateWord::To))?;
    let after_month = (i >= 3 && tokens.is_mark(i - 1, &['-', '–']) && is(tokens, i - 3, DateWord::MonthHead))
        || (i >= 3 && is(tokens, i - 1, DateWord::To) && is(tokens, i - 3, DateWord::MonthHead));
    if !after_month || is_count_behind(tokens, i + 1) || numeric::glued_separator(tokens, i + 1).is_some() {
        return None;
    }
    let mut point = Point::new(i, i + 1, Time::Moment(Moment::Month { year: None, month }));
    if is(tokens, i + 1, DateWord::YearHead)
        && let Some(year) = numeric::year(tokens, i + 2)
    {
        point.to = i + 3;
        point.time = Time::Moment(Moment::Month { year: Some(year), month });
    }
    Some(point)
}

/// `quý I/2023`, `quý 2 năm 2023`, `quý III`.
fn quarter(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    let at = i + length_of(tokens, i, DateWord::QuarterHead)?;
    if tokens.starts_line(at) {
        return None;
    }
    let quarter = roman(tokens, at).map(|n| n as i8).or_else(|| numeric::small(tokens, at)).or(match tokens.str(at) {
        "một" => Some(1),
        "hai" => Some(2),
        "ba" => Some(3),
        "bốn" | "tư" => Some(4),
        _ => None,
    })?;
    if !(1..=4).contains(&quarter) || tokens.is_mark(at + 1, &[',', '.']) && tokens.is_glued(at + 2) && tokens.digits(at + 2).is_some() {
        return None;
    }
    let to = at + 1;
    let moment = Moment::Quarter { year: None, quarter };
    let year_at = if is(tokens, to, DateWord::YearHead) || tokens.is_mark(to, &['/', '-', '–', '.', ',']) { to + 1 } else { to };
    if let Some(year) = numeric::year(tokens, year_at).filter(|_| !tokens.starts_line(year_at)) {
        return Some(Point::new(i, year_at + 1, Time::Moment(moment.with_year(year))));
    }
    if let Some((relative, length)) = relative_year_after(tokens, to) {
        return Some(Point::new(i, to + length, Time::InYear(moment, relative)));
    }
    Some(Point::new(i, to, directed(tokens, moment, to)))
}

/// `những năm 1990`, `thập niên 90`, `thế kỷ XXI`.
fn decade_or_century(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    if let Some(length) = length_of(tokens, i, DateWord::CenturyHead) {
        let at = i + length + usize::from(tokens.str(i + length) == "thứ");
        let number = roman(tokens, at).or_else(|| numeric::small(tokens, at).map(|n| n as u32)).filter(|n| (1..=22).contains(n))?;
        return Some(Point::new(i, at + 1, Time::Moment(Moment::Century((number as i16 - 1) * 100))));
    }
    let (length, plain) = length_of(tokens, i, DateWord::YearsHead)
        .map(|length| (length, true))
        .or_else(|| length_of(tokens, i, DateWord::DecadeHead).map(|length| (length, false)))?;
    let mut at = i + length;
    // thập niên (những năm) 90
    at += usize::from(!plain && tokens.str(at) == "năm");
    at += length_of(tokens, at, DateWord::YearsHead).unwrap_or(0);
    let digits = tokens.digits(at)?;
    let value: i16 = digits.parse().ok()?;
    let decade = match digits.len() {
        2 if value % 10 == 0 && value >= 10 => 1900 + value,
        4 if value % 10 == 0
            && !(tokens.is_mark(at + 1, &['-', '–', ',']) && numeric::year(tokens, at + 2).is_some())
            && (1000..=2100).contains(&value) =>
        {
            value
        }
        _ => return None,
    };
    Some(Point::new(i, at + 1, Time::Moment(Moment::Decade(decade))))
}

/// `năm 2017`, or a bare year behind a cue: `SN 1975`, `tầm nhìn 2045`, `(2018)`, `2018-2022`.
fn year(view: &View<'_>, i: usize, joint: Option<DateWord>) -> Option<Point> {
    let tokens = &view.tokens;
    // "những năm 2017, 2018": the years of a list, the head outside as it is plural.
    if let Some(length) = length_of(tokens, i, DateWord::YearHead) {
        let at = i + length;
        let year = numeric::year(tokens, at).filter(|_| !tokens.starts_line(at))?;
        // "9 tháng năm 2018" is read from its number on; "5 năm 2018"…: a count before the head leaves the year its head.
        return Some(Point::new(i, at + 1, Time::Moment(Moment::Year(year))));
    }
    let value = numeric::year(tokens, i).filter(|year| (1900..=2100).contains(year))?;
    let mut point = Point::new(i, i + 1, Time::Moment(Moment::Year(value)));
    point.headed = false;
    let dates = &lexicons().dates;
    let behind = i + 1;
    // A range of years is one wherever it stands: 2016-2020.
    let ranges = (tokens.is_mark(behind, &['-', '–', '—']) || tokens.str(behind) == "đến")
        && numeric::year(tokens, behind + 1).is_some_and(|end| end > value && end < value + 120);
    let ends_range = joint == Some(DateWord::To);
    let glued = i > 0 && tokens.is_glued(i) && !tokens.is_mark(i - 1, &['(', '“', '"', '-', '–', '\'', '[', ':', '/']);
    let decimal = glued && i > 1 && tokens.is_mark(i - 1, &[',', '.']) && tokens.is_glued(i - 1) && tokens.digits(i - 2).is_some();
    if decimal
        || glued && !tokens.is_mark(i - 1, &[','])
        || is_count_behind(tokens, behind) && !ranges && joint != Some(DateWord::To) && !tokens.starts_line(behind)
    {
        return None;
    }
    if tokens.is_glued(behind)
        && (tokens.is_mark(behind, &['/', ':']) && tokens.digits(behind + 1).is_some() || tokens.kind(behind) == Some(TokenKind::Word))
    {
        return None;
    }
    if ranges || ends_range {
        return Some(point);
    }
    let cue = dates.longest_before(tokens, i).map(|(word, _)| *word);
    let bracketed = i > 0 && tokens.is_mark(i - 1, &['(']) && tokens.is_mark(behind, &[')', ',', ';', '-', '–']);
    let cued = i > 0
        && !tokens.starts_line(i)
        && match cue {
            Some(DateWord::NoYearCue) => false,
            Some(
                DateWord::YearCue
                | DateWord::To
                | DateWord::From
                | DateWord::DayCue
                | DateWord::Through
                | DateWord::Qualifier
                | DateWord::Tet
                | DateWord::Holiday { .. }
                | DateWord::Branch(_),
            ) => true,
            _ => false,
        };
    // World Cup 2018, Quốc hội 2016: a capitalised name before, a function word or a mark behind.
    let named = i > 0
        && !tokens.starts_line(i)
        && tokens.is_capitalised(i - 1)
        && tokens.kind(i - 1) == Some(TokenKind::Word)
        && !matches!(cue, Some(DateWord::NoYearCue | DateWord::NameCue));
    let closed = behind >= tokens.list.len()
        || tokens.starts_line(behind)
        || tokens.kind(behind) == Some(TokenKind::Mark) && !tokens.is_mark(behind, &['%', '$', '+', '×'])
        || lexicons().contexts.matches(tokens, behind).any(|(context, _)| *context == Context::Function);
    (bracketed
        || cued && (closed || joint.is_some() || !is_label(tokens, i))
        || named && closed && (1945..=2060).contains(&value) && !is_label(tokens, i))
    .then_some(point)
}

fn is_label(tokens: &Tokens<'_>, i: usize) -> bool {
    lexicons().contexts.longest_before(tokens, i).is_some_and(|(context, _)| *context == Context::Label)
}

/// A further member of a list behind `last`: a bare numeral of the same sort, or a whole point of the same grain.
pub(super) fn member_at(view: &View<'_>, at: usize, last: &Point) -> Option<Point> {
    let tokens = &view.tokens;
    if tokens.starts_line(at) || !view.is_free(at, at + 1) {
        return None;
    }
    let bare = |time: Time, to: usize| Some(Point { from: at, to, time, part_of_day: None, headed: false, sure: true });
    match &last.time {
        Time::DayOnly(day) => {
            if let Some((time @ Time::Moment(Moment::Day { .. }), to, ..)) = day_shape(view, at, true, None) {
                return bare(time, to);
            }
            let next = numeric::small(tokens, at).filter(|next| next > day && *next <= 31 && !is_count_behind(tokens, at + 1))?;
            // A further bare day must be followed by more of the list.
            let goes_on = tokens.is_mark(at + 1, &[',']) && tokens.digits(at + 2).is_some() || tokens.str(at + 1) == "và";
            if goes_on { bare(Time::DayOnly(next), at + 1) } else { None }
        }
        Time::Moment(Moment::Day { year: None, .. }) if last.headed => match numeric::shape(tokens, at) {
            Some(shape @ Shape { moment: Moment::Day { .. }, .. }) => bare(Time::Moment(shape.moment), at + shape.length),
            _ => None,
        },
        Time::Moment(Moment::Month { year: None, .. }) if last.headed => {
            if let Some(Shape { moment: moment @ Moment::Month { .. }, length, .. }) = numeric::shape(tokens, at) {
                return bare(Time::Moment(moment), at + length);
            }
            // "tháng 6, 20 người": only "và", or a full stop behind, makes a bare number a month.
            let month = numeric::month(tokens, at).filter(|_| {
                tokens.str(at - 1) == "và" && !is_count_behind(tokens, at + 1) && numeric::glued_separator(tokens, at + 1).is_none()
            })?;
            let moment = Moment::Month { year: None, month };
            if is(tokens, at + 1, DateWord::YearHead)
                && let Some(year) = numeric::year(tokens, at + 2)
            {
                return bare(Time::Moment(moment.with_year(year)), at + 3);
            }
            bare(Time::Moment(moment), at + 1)
        }
        Time::Moment(Moment::Quarter { year: None, .. }) if last.headed => {
            let quarter = roman(tokens, at).map(|n| n as i8).filter(|n| (1..=4).contains(n))?;
            let year =
                numeric::year(tokens, at + 2).filter(|_| tokens.is_mark(at + 1, &['/', '-']) || is(tokens, at + 1, DateWord::YearHead));
            bare(Time::Moment(Moment::Quarter { year, quarter }), at + if year.is_some() { 3 } else { 1 })
        }
        Time::Moment(Moment::Year(_)) => {
            let year = numeric::year(tokens, at).filter(|year| (1900..=2100).contains(year) && !is_count_behind(tokens, at + 1))?;
            bare(Time::Moment(Moment::Year(year)), at + 1)
        }
        _ => None,
    }
}
