//! Months, quarters, seasons and halves: `tháng 3/2026`, `tháng Tám năm 2021`, `8/2015`,
//! `quý I/2023`, `6 tháng đầu năm 2023`.

use super::behind::{directed, in_year_after, relative_year_after};
use super::cues::{follows, has, is, is_count_behind, is_end, is_lunar, is_name, length_of};
use super::numeric::{self, Shape};
use super::time::{Direction, Point, Time};
use crate::extract::roman::roman;
use crate::extract::view::LineCursor;
use crate::lexicon::token::{Case, Tokens};
use crate::lexicon::{
    DateCue, DateList, DateWord, DateWordKind, NumberWord, Relative, YearEnd, lexicons,
};
use crate::model::CalendarUnit;

/// `tháng 3/2026`, `tháng 3 năm 2026`, `tháng Tám`, and a bare `8/2015`.
pub(super) fn month(tokens: &Tokens<'_>, i: usize, joint: Option<DateWord>) -> Option<Point> {
    let Some(length) = length_of(tokens, i, DateWord::MonthHead) else {
        return month_year(tokens, i, joint);
    };
    let at = i + length;
    if tokens.starts_line(at) {
        return None;
    }
    if let Some(Shape { moment: moment @ CalendarUnit::Month { .. }, length, .. }) =
        numeric::shape(tokens, at)
    {
        return Some(Point::new(i, at + length, Time::CalendarUnit(moment)));
    }
    let counted = i > 0
        && !tokens.starts_line(i)
        && (tokens.digits(i - 1).is_some() || has(tokens, i - 1, DateCue::SomeMonths));
    // Cách mạng tháng Tám, đường Cách Mạng Tháng 8
    if follows(tokens, i, DateCue::NamedMonth) {
        return None;
    }
    let (month, to) = match numeric::month(tokens, at).filter(|_| !counted) {
        Some(month) => (month, at + 1),
        None => named_month(tokens, i, at)
            .filter(|(_, to)| !counted || has(tokens, to - 1, DateCue::LunarMonth))?,
    };
    // tháng Giêng, tháng Chạp
    if has(tokens, at, DateCue::LunarMonth) {
        return Some(Point::new(i, to, Time::Unvalued));
    }
    if is_lunar(tokens, to) {
        return Some(Point::new(i, to, Time::Unvalued));
    }
    // tháng 6, 20 người: the comma of a decimal would touch both.
    if tokens.is_mark(to, &['%']) {
        return None;
    }
    let moment = CalendarUnit::Month { year: None, month };
    if let Some((time, to)) = in_year_after(tokens, moment, to) {
        return Some(Point::new(i, to, time));
    }
    // tháng 12 2016
    if let Some(year) = numeric::year(tokens, to).filter(|year| {
        (1900..=2100).contains(year) && !tokens.starts_line(to) && !is_count_behind(tokens, to + 1)
    }) {
        return Some(Point::new(i, to + 1, Time::CalendarUnit(moment.with_year(year))));
    }
    // "hồi tháng 4" looks back.
    if follows(tokens, i, DateCue::LooksBack) {
        return Some(Point::new(i, to, Time::Directed(moment, Direction::Past)));
    }
    // tháng 4-5/2018, tháng 7-9: the months of a range are read one by one.
    Some(Point::new(i, to, directed(tokens, moment, to)))
}

/// A month in words behind its head at `i`, and the token behind: "tháng hai" is February only with
/// a capital, a year behind, or between words that leave nothing else.
fn named_month(tokens: &Tokens<'_>, i: usize, at: usize) -> Option<(i8, usize)> {
    let (month, length) = lexicons()
        .dates
        .matches_of(tokens, at, DateWordKind::MonthName.bit())
        .find_map(|(word, length)| match word {
            DateWord::MonthName(month) => Some((*month, length)),
            _ => None,
        })?;
    let to = at + length;
    let is_dated = || is(tokens, to, DateWord::YearHead) && numeric::year(tokens, to + 1).is_some();
    let is_capital = match tokens.case(at) {
        Case::Lower => false,
        Case::Title => true,
        // In a line of capitals the case tells nothing.
        Case::Upper => is_end(tokens, to),
    };
    let is_month = is_capital
        || has(tokens, at, DateCue::LunarMonth)
        || is_dated()
        || stands_alone(tokens, i, to);
    is_month.then_some((month, to))
}

/// Whether a month's name in small letters, `i..to`, stands between a word of time and the end of
/// the phrase: "vào tháng mười hai, …".
fn stands_alone(tokens: &Tokens<'_>, i: usize, to: usize) -> bool {
    const BEFORE: u64 = DateWord::Qualifier.bit()
        | DateWord::DayCue.bit()
        | DateWord::YearCue.bit()
        | DateWord::From.bit()
        | DateWord::To.bit()
        | DateWord::Through.bit();
    let dates = &lexicons().dates;
    let introduced = i > 0 && dates.all_before(tokens, i).any(|word| word.bit() & BEFORE != 0);
    introduced
        && (is_end(tokens, to)
            || in_year_after(tokens, CalendarUnit::Month { year: None, month: 1 }, to).is_some())
}

/// A bare `8/2015`, or the first month of `4-5/2018`.
fn month_year(tokens: &Tokens<'_>, i: usize, joint: Option<DateWord>) -> Option<Point> {
    let glued = i > 0 && tokens.is_glued(i) && !tokens.is_mark(i - 1, &['(', '-', '“', '"', '[']);
    if glued {
        return None;
    }
    let shape = numeric::shape(tokens, i);
    if let Some(Shape {
        moment: moment @ CalendarUnit::Month { .. },
        length,
        separator,
        is_loose,
    }) = shape
    {
        // "kỳ 2 - 2024": with blanks a dash joins two things unless a word says when.
        let joins = is_loose
            && separator == '-'
            && joint.is_none()
            && !(i > 0 && tokens.is_mark(i - 1, &['(']));
        if is_name(tokens, i) || joins {
            return None;
        }
        let mut point = Point::new(i, i + length, Time::CalendarUnit(moment));
        point.headed = false;
        // 1/2000 is the scale of a map unless a word says when.
        let scale = moment == CalendarUnit::Month { year: Some(2000), month: 1 }
            && separator == '/'
            && joint.is_none();
        return (!scale && (separator != '.' || joint == Some(DateWord::To))).then_some(point);
    }
    // Behind "tháng 7-" or "từ tháng 7 đến" a lone 9 is a month.
    let month = numeric::month(tokens, i).filter(|_| joint == Some(DateWord::To))?;
    let after_month = (i >= 3
        && tokens.is_mark(i - 1, &['-'])
        && is(tokens, i - 3, DateWord::MonthHead))
        || (i >= 3 && is(tokens, i - 1, DateWord::To) && is(tokens, i - 3, DateWord::MonthHead));
    if !after_month
        || is_name(tokens, i)
        || is_count_behind(tokens, i + 1)
        || numeric::glued_separator(tokens, i + 1).is_some()
    {
        return None;
    }
    let mut point =
        Point::new(i, i + 1, Time::CalendarUnit(CalendarUnit::Month { year: None, month }));
    if is(tokens, i + 1, DateWord::YearHead)
        && let Some(year) = numeric::year(tokens, i + 2)
    {
        point.to = i + 3;
        point.time = Time::CalendarUnit(CalendarUnit::Month { year: Some(year), month });
    }
    Some(point)
}

/// `quý I/2023`, `quý 2 năm 2023`, `quý III`.
pub(super) fn quarter(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    let at = i + length_of(tokens, i, DateWord::QuarterHead)?;
    let counted = i > 0 && !tokens.starts_line(i) && tokens.digits(i - 1).is_some();
    if tokens.starts_line(at) || counted && numeric::small(tokens, at).is_none() {
        return None;
    }
    // quý đầu năm 2019, quý cuối năm ngoái
    let said = lexicons()
        .date_cues
        .matches_of(tokens, at, DateList::QuarterEnd.bit() | DateList::QuarterNumber.bit())
        .next();
    if let Some((&DateCue::QuarterEnd(quarter), _)) = said {
        let moment = CalendarUnit::Quarter { year: None, quarter };
        let year_at = at + 1 + usize::from(is(tokens, at + 1, DateWord::YearHead));
        return match (numeric::year(tokens, year_at), relative_year_after(tokens, at + 1)) {
            (Some(year), _) => {
                Some(Point::new(i, year_at + 1, Time::CalendarUnit(moment.with_year(year))))
            }
            (None, Some((relative, length))) => {
                Some(Point::new(i, at + 1 + length, Time::InYear(moment, relative)))
            }
            (None, None) => None,
        };
    }
    let quarter = roman(tokens, at).map(|n| n as i8).or_else(|| numeric::small(tokens, at)).or(
        match said {
            Some((&DateCue::QuarterNumber(quarter), _)) => Some(quarter),
            _ => None,
        },
    )?;
    if !(1..=4).contains(&quarter)
        || tokens.is_mark(at + 1, &[',', '.'])
            && tokens.is_glued(at + 2)
            && tokens.digits(at + 2).is_some()
    {
        return None;
    }
    let to = at + 1;
    if let Some(point) = quarters(tokens, i, quarter, to) {
        return Some(point);
    }
    let moment = CalendarUnit::Quarter { year: None, quarter };
    let year_at = if is(tokens, to, DateWord::YearHead) || tokens.is_mark(to, &['/', '-', '.', ','])
    {
        to + 1
    } else {
        to
    };
    if let Some(year) = numeric::year(tokens, year_at).filter(|_| !tokens.starts_line(year_at)) {
        return Some(Point::new(i, year_at + 1, Time::CalendarUnit(moment.with_year(year))));
    }
    let (time, to) =
        in_year_after(tokens, moment, to).unwrap_or_else(|| (directed(tokens, moment, to), to));
    Some(Point::new(i, to, time))
}

/// `quý II-III/2023`, `quý 1 - 2 năm 2023`: the months from the first of quarter `first`, which
/// ends before `to`, to the last of another.
fn quarters(tokens: &Tokens<'_>, i: usize, first: i8, to: usize) -> Option<Point> {
    if !tokens.is_mark(to, &['-']) || tokens.starts_line(to + 1) {
        return None;
    }
    let last = roman(tokens, to + 1)
        .map(|n| n as i8)
        .or_else(|| numeric::small(tokens, to + 1))
        .filter(|last| (first + 1..=4).contains(last))?;
    let to = to + 2;
    let span = |year: Option<i16>| {
        Time::Span(
            CalendarUnit::Month { year, month: 3 * first - 2 },
            CalendarUnit::Month { year, month: 3 * last },
        )
    };
    match in_year_after(tokens, CalendarUnit::Quarter { year: None, quarter: last }, to) {
        Some((Time::CalendarUnit(moment), to)) => {
            return Some(Point::new(i, to, span(moment.year())));
        }
        // A span without its year is of the year of publication.
        Some((Time::InYear(_, Relative::Year(0)), to)) => {
            return Some(Point::new(i, to, span(None)));
        }
        _ => {}
    }
    let year = numeric::year(tokens, to + 1)
        .filter(|_| tokens.is_mark(to, &['/', '-', '.']) && !tokens.starts_line(to + 1));
    Some(Point::new(i, if year.is_some() { to + 2 } else { to }, span(year)))
}

/// How many months begin at `i`: 9 tháng (đầu năm), 3 quý (đầu năm).
fn counted_months(tokens: &Tokens<'_>, i: usize) -> Option<i8> {
    let count = numeric::month(tokens, i).or_else(|| {
        lexicons().numbers.longest(tokens, i).and_then(|(word, length)| match word {
            NumberWord::Digit(digit) if length == 1 && !tokens.is_glued(i) => Some(*digit as i8),
            NumberWord::Ten => Some(10),
            _ => None,
        })
    })?;
    if has(tokens, i + 1, DateCue::Month) {
        Some(count)
    } else if has(tokens, i + 1, DateCue::Quarter) && count <= 4 {
        Some(3 * count)
    } else {
        None
    }
}

/// `N tháng đầu năm [y]`, `N tháng cuối năm`, `nửa đầu năm y`, `9 tháng năm 2018`.
pub(super) fn months_of_year(view: &LineCursor<'_>, i: usize) -> Option<Point> {
    let tokens = &view.tokens;
    let dates = &lexicons().dates;
    let half = dates.matches_of(tokens, i, DateWordKind::HalfOf.bit()).find_map(
        |(word, length)| match word {
            DateWord::HalfOf(end) => Some((*end, length)),
            _ => None,
        },
    );
    if let Some((end, length)) = half {
        return half_of_year(view, i, i + length, end);
    }
    // "trong 2-3 tháng đầu năm" counts months.
    if i > 1
        && tokens.is_mark(i - 1, &['-'])
        && tokens.is_glued(i)
        && tokens.digits(i - 2).is_some()
    {
        return None;
    }
    let count = counted_months(tokens, i)?;
    let at = i + 2;
    let (first, mut to) = match dates.matches(tokens, at).find_map(|(word, length)| match word {
        DateWord::MonthsOf(end) => Some((*end == YearEnd::First, length)),
        _ => None,
    }) {
        Some((first, length)) => (first, at + length),
        None => (true, months_behind(tokens, at)?),
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
        let moment = if half > 0 {
            CalendarUnit::Half { year: None, half }
        } else {
            return Some(months(i, to, view, relative, from_month, to_month));
        };
        return Some(Point::new(i, to, Time::InYear(moment, relative)));
    }
    if year.is_none() {
        year = view.line.published.map(|day| day.year());
    }
    let time = if half > 0 {
        Time::CalendarUnit(CalendarUnit::Half { year, half })
    } else {
        months_between(year, from_month, to_month)
    };
    Some(Point::new(i, to, time))
}

/// `nửa đầu năm y`: the half, whose year's head is at `at`.
fn half_of_year(view: &LineCursor<'_>, i: usize, at: usize, end: YearEnd) -> Option<Point> {
    let tokens = &view.tokens;
    let half = if end == YearEnd::First { 1 } else { 2 };
    let moment = CalendarUnit::Half { year: None, half };
    if let Some((time, to)) = in_year_after(tokens, moment, at) {
        return Some(Point::new(i, to, time));
    }
    if !is(tokens, at, DateWord::YearHead) {
        return None;
    }
    let year = view.line.published.map(|day| day.year());
    Some(Point::new(i, at + 1, Time::CalendarUnit(CalendarUnit::Half { year, half })))
}

/// Behind `N tháng` at `at`: `năm 2018`, `của năm 2018`, `/2018`, `năm nay`; where the year or the
/// word behind `năm` begins.
fn months_behind(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let of = at + usize::from(has(tokens, at, DateCue::Of));
    let is_year = |at: usize| numeric::year(tokens, at).is_some();
    let headed = is(tokens, of, DateWord::YearHead) && is_year(of + 1)
        || matches!(relative_year_after(tokens, of), Some((Relative::Year(_), 2)))
            && !has(tokens, of + 2, DateCue::LeansOn);
    let slashed = tokens.is_mark(at, &['/']) && is_year(at + 1);
    if tokens.starts_line(at) || !(headed || slashed) {
        None
    } else {
        Some(if slashed { at } else { of } + 1)
    }
}

/// The months of a relative year: 9 tháng đầu năm ngoái.
fn months(
    i: usize,
    to: usize,
    view: &LineCursor<'_>,
    relative: Relative,
    from_month: i8,
    to_month: i8,
) -> Point {
    let offset = if let Relative::Year(n) = relative { n as i16 } else { 0 };
    let year = view.line.published.map(|day| day.year() + offset);
    Point::new(i, to, months_between(year, from_month, to_month))
}

fn months_between(year: Option<i16>, from: i8, to: i8) -> Time {
    Time::Span(CalendarUnit::Month { year, month: from }, CalendarUnit::Month { year, month: to })
}

/// `mùa hè năm 2018`, `mùa đông 2018`, `mùa thu năm ngoái`, `mùa hè này`; without a year it is any
/// year's.
pub(super) fn season(view: &LineCursor<'_>, i: usize) -> Option<Point> {
    let tokens = &view.tokens;
    let (season, length) =
        lexicons().dates.matches(tokens, i).find_map(|(word, length)| match word {
            DateWord::Season(season) => Some((*season, length)),
            _ => None,
        })?;
    let is_event =
        i > 0 && lexicons().dates.all_before(tokens, i).any(|word| *word == DateWord::EventCue);
    if is_event || tokens.case(i) == Case::Title && !tokens.starts_sentence(i) {
        return None;
    }
    let moment = CalendarUnit::Season { year: None, season };
    let to = i + length;
    let year_at = to + usize::from(is(tokens, to, DateWord::YearHead));
    if let Some(year) = numeric::year(tokens, year_at).filter(|_| !tokens.starts_line(year_at)) {
        return Some(Point::new(i, year_at + 1, Time::CalendarUnit(moment.with_year(year))));
    }
    if let Some((time, to)) = in_year_after(tokens, moment, to) {
        return Some(Point::new(i, to, time));
    }
    (has(tokens, to, DateCue::This))
        .then(|| Point::new(i, to + 1, Time::InYear(moment, Relative::Year(0))))
}
