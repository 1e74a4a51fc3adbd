//! Dates: points of the calendar, intervals, lists, and times seen from the publication day.
//!
//! ```text
//! mention  = interval | list | point
//! interval = ["từ"] [clock] point ("đến" | "tới" | "-") ["hết"] [clock] (point | "nay") | "từ" point "trở đi"
//! list     = point ("," | "và") point …        ngày 5, 6 và 7/4: each day is a mention of its own
//! point    = [part of day] [weekday] head numeral …     see [`point`]
//! ```
//! A year-less date takes the year nearest to the publication day, unless the sentence names
//! another ([`resolve`]).
//!
//! Not covered: clock times, durations, "hiện nay" and other times without a value.

mod behind;
mod calendar;
mod clock;
mod cues;
mod day;
mod lunar;
mod month;
mod numeric;
mod point;
mod relative;
mod resolve;
mod time;
mod words;
mod year;

use crate::extract::view::LineCursor;
use crate::lexicon::token::{Tokens, begins};
use crate::lexicon::{DateCue, DateWord};
use crate::model::{Bound, CalendarUnit, DateValue, Edtf, PartOfDay};
pub(super) use cues::is_name;
use cues::{has, is, length_of};
pub(super) use resolve::Last;
use resolve::Resolver;
use time::{Point, Time};

/// Finds all dates of a line.
pub(super) fn find(view: &mut LineCursor<'_>, last: &mut Last) {
    let mut i = 0;
    let (mut sentence, mut sentence_year, mut named_year) = (0, None, None);
    while let Some(next) = view.next(i, begins::SENTENCE | begins::DATE | begins::DIGITS) {
        i = next;
        let tokens = view.tokens;
        let may_begin = view.may_begin(i);
        if may_begin & begins::SENTENCE != 0 {
            sentence = i;
            named_year = None;
            sentence_year = opening_year(&tokens, i);
        }
        if may_begin & (begins::DATE | begins::DIGITS) == 0 {
            i += 1;
            continue;
        }
        if !view.is_free(i, i + 1) {
            i += 1;
            continue;
        }
        let resolver = Resolver {
            view,
            opening_year: sentence_year,
            named_year,
            last: *last,
            sentence,
            at: i,
        };
        view.notes.begin();
        match mention_at(view, i, &resolver) {
            Some(DateReading::One(mention)) => i = take(view, last, &mut named_year, mention),
            Some(DateReading::List(mentions)) => {
                i = mentions
                    .into_iter()
                    .fold(i + 1, |_, mention| take(view, last, &mut named_year, mention))
            }
            // Understood as a time without a value (mùng 1 Tết): no number may take its digits
            // either.
            Some(DateReading::Unvalued(to)) => {
                view.claim(i, to);
                i = to;
            }
            None => i += 1,
        }
    }
}

/// Takes the tokens of a mention and notes what it named; returns the token behind it.
fn take(
    view: &mut LineCursor<'_>,
    last: &mut Last,
    named_year: &mut Option<i16>,
    mention: Dated,
) -> usize {
    let (from, to, edtf, part_of_day) = mention;
    if let Some(Edtf::At(day @ CalendarUnit::Day { .. })) = edtf {
        last.day = day.first().or(last.day);
    }
    if let Some(Edtf::At(moment) | Edtf::Interval(Bound::At(moment), _)) = edtf {
        *named_year = moment.year().or(*named_year);
        last.year = moment.year().or(last.year);
    }
    view.push(from, to, DateValue { edtf, part_of_day });
    to
}

/// The tokens of a mention, its value and part of day.
type Dated = (usize, usize, Option<Edtf>, Option<PartOfDay>);

/// What a date grammar makes of the tokens at one place.
enum DateReading {
    One(Dated),
    /// In text order, at least one.
    List(Vec<Dated>),
    /// A calendar expression that has no value here.
    Unvalued(usize),
}

/// "Năm 2016, …" or "Trong năm 2016, …" opens the sentence: year-less dates in it are of that year.
fn opening_year(tokens: &Tokens<'_>, i: usize) -> Option<i16> {
    let opens = |at: &usize| is(tokens, *at, DateWord::YearHead) && tokens.is_mark(at + 2, &[',']);
    (i..i + 2).filter(opens).find_map(|at| numeric::year(tokens, at + 1))
}

fn mention_at(view: &LineCursor<'_>, i: usize, resolver: &Resolver<'_>) -> Option<DateReading> {
    let tokens = &view.tokens;
    if is(tokens, i, DateWord::From) {
        return interval_from(view, i, resolver);
    }
    let first = point::point_at(view, i, None)?;
    if let Time::Unvalued = first.time {
        return Some(DateReading::Unvalued(first.to));
    }
    if let Some(reading) = interval_after(view, &first, first.from, resolver) {
        return Some(reading);
    }
    Some(list_after(view, first, resolver))
}

/// `từ X đến Y`, `từ X đến nay`, `từ X trở đi`; a plain `từ X` leaves "từ" outside the mention.
fn interval_from(view: &LineCursor<'_>, i: usize, resolver: &Resolver<'_>) -> Option<DateReading> {
    let clock = clock::clock(&view.tokens, i + 1);
    let first = point::point_at(view, i + 1 + clock, Some(DateWord::From))
        .filter(|first| clock == 0 || first.grain() == 1)?;
    if let Time::Unvalued = first.time {
        return Some(DateReading::Unvalued(first.to));
    }
    if let Some(reading) = interval_after(view, &first, i, resolver) {
        return Some(reading);
    }
    let tokens = &view.tokens;
    if let Some(length) = length_of(tokens, first.to, DateWord::Onward)
        && let Some(Edtf::At(moment)) = resolver.resolve(&first.time)
    {
        let edtf = Edtf::Interval(Bound::At(moment), Bound::Open);
        let to = first.to + length;
        view.notes.rule("interval.onward");
        return Some(DateReading::One((i, to, Some(edtf), first.part_of_day)));
    }
    if !first.sure {
        return None;
    }
    Some(list_after(view, first, resolver))
}

/// The second end of an interval behind `first`; the mention begins at token `from`.
fn interval_after(
    view: &LineCursor<'_>,
    first: &Point,
    from: usize,
    resolver: &Resolver<'_>,
) -> Option<DateReading> {
    let tokens = &view.tokens;
    let says_from = from < first.from;
    let dash = tokens.is_mark(first.to, &['-']) && !tokens.starts_line(first.to);
    let joint = if dash { Some(1) } else { length_of(tokens, first.to, DateWord::To) };
    let mut at = first.to + joint?;
    if !dash
        && let Some(length) =
            length_of(tokens, at, DateWord::Now).filter(|_| says_from || first.headed)
    {
        return until_now(view, first, from..at + length, resolver);
    }
    if !dash && let Some(length) = length_of(tokens, at, DateWord::Through) {
        at += length;
    }
    at += clock::clock(tokens, at);
    let mut second = point::point_at(view, at, Some(DateWord::To))?;
    match second.time {
        // "từ ngày 1/1 đến ngày 31/12 hằng năm": neither end has a value.
        Time::Unvalued if says_from => return Some(DateReading::Unvalued(second.to)),
        Time::Fixed(_) | Time::Unvalued => return None,
        _ => {}
    }
    // A bare second year behind a year: năm 2018-2022, 2018 đến 2022.
    // "từ năm 2001 đến tháng 9/2005" may mix them, if both say their year.
    let both_dated =
        (says_from || !dash) && first.time.year().is_some() && second.time.year().is_some();
    // "từ ngày 5/9 đến hết tháng 10/2025": the day takes the year of the month.
    let mixed = says_from
        && !dash
        && first.sure
        && second.headed
        && [first, &second].iter().all(|point| matches!(point.grain(), 1 | 3));
    if second.grain() != first.grain() && !both_dated && !mixed {
        second = first.ended_by(second)?;
    }
    // A dash joins without "từ" only what is glued alike or of full form; both must be dates in
    // their own right, or one by the other.
    if !(first.sure || second.sure) {
        return None;
    }
    between(view, first, &second, from, resolver, dash)
}

/// "từ … đến nay", with a beginning that is itself a date: "từ trước đến nay" has none.
fn until_now(
    view: &LineCursor<'_>,
    first: &Point,
    tokens: std::ops::Range<usize>,
    resolver: &Resolver<'_>,
) -> Option<DateReading> {
    let Some(Edtf::At(moment)) = resolver.resolve(&first.time) else { return None };
    view.notes.rule("interval.until-now");
    let edtf = Edtf::Interval(Bound::At(moment), Bound::Open);
    Some(DateReading::One((tokens.start, tokens.end, Some(edtf), first.part_of_day)))
}

/// The interval of two points, or two days of which one is the anniversary of the other.
fn between(
    view: &LineCursor<'_>,
    first: &Point,
    second: &Point,
    from: usize,
    resolver: &Resolver<'_>,
    dash: bool,
) -> Option<DateReading> {
    let (start, end) = resolver.resolve_pair(&first.time, &second.time)?;
    if is_anniversary(start, end) {
        view.notes.because(|| "the same day in two years is no interval".into());
        let mentions = vec![
            (first.from, first.to, Some(Edtf::At(start)), None),
            (second.from, second.to, Some(Edtf::At(end)), None),
        ];
        return Some(DateReading::List(mentions));
    }
    if let (Some(a), Some(b)) = (start.first(), end.last())
        && a > b
    {
        return None;
    }
    let edtf = Edtf::Interval(Bound::At(start), Bound::At(end));
    view.notes.rule(if dash { "interval.dash" } else { "interval.to" });
    Some(DateReading::One((from, second.to, Some(edtf), first.part_of_day)))
}

/// `30/4/1975-30/4/2019`: the same day in two years is an anniversary, two dates and no interval
/// (44 of 59 in real news).
fn is_anniversary(start: CalendarUnit, end: CalendarUnit) -> bool {
    match (start, end) {
        (
            CalendarUnit::Day { month: m1, day: d1, year: Some(y1) },
            CalendarUnit::Day { month: m2, day: d2, year: Some(y2) },
        ) => (m1, d1) == (m2, d2) && y1 != y2,
        _ => false,
    }
}

/// The most members of a list. A table of years is longer than any list in a sentence.
const MOST_MEMBERS: usize = 24;

/// The point itself, with the further members of its list: `ngày 5, 6 và 7/4`, `tháng 10 và 11`,
/// `năm 2017 và 2019`.
fn list_after(view: &LineCursor<'_>, first: Point, resolver: &Resolver<'_>) -> DateReading {
    let tokens = &view.tokens;
    let member_after = |last: &Point| {
        let joint = tokens.is_mark(last.to, &[',']) || has(tokens, last.to, DateCue::And);
        if joint { point::member_at(view, last.to + 1, last) } else { next_year(view, last) }
    };
    let Some(second) = member_after(&first) else {
        return DateReading::One((
            first.from,
            first.to,
            resolver.resolve(&first.time),
            first.part_of_day,
        ));
    };
    view.notes.rule("list");
    let mut points = vec![first, second];
    while let Some(next) =
        points.last().filter(|_| points.len() < MOST_MEMBERS).and_then(member_after)
    {
        points.push(next);
    }
    // A list of bare days needs a month in the end; without one only the first, headed day is kept.
    let month = points.iter().rev().find_map(|point| point.time.month());
    if month.is_none() && matches!(points[0].time, Time::DayOnly(_)) {
        points.truncate(1);
    }
    let closing = points.last().map(|point| point.time.clone());
    let closing_year = closing.as_ref().and_then(Time::year);
    let closing = closing
        .and_then(|time| if let Time::CalendarUnit(moment) = time { Some(moment) } else { None });
    let mentions = points
        .iter()
        .map(|point| {
            let time = match (&point.time, month) {
                (Time::DayOnly(day), Some((year, month))) => {
                    Time::CalendarUnit(CalendarUnit::Day { year, month, day: *day })
                }
                (Time::CalendarUnit(moment), _)
                    if moment.year().is_none() && closing_year.is_some() =>
                {
                    Time::CalendarUnit(
                        closing_year.map_or(*moment, |year| before_closing(*moment, closing, year)),
                    )
                }
                (time, _) => time.clone(),
            };
            (point.from, point.to, resolver.resolve(&time), point.part_of_day)
        })
        .collect();
    DateReading::List(mentions)
}

/// A year that stands right behind the one before it, as in the head of a table: năm 2008 2009
/// 2010.
fn next_year(view: &LineCursor<'_>, last: &Point) -> Option<Point> {
    let Time::CalendarUnit(CalendarUnit::Year(year)) = last.time else { return None };
    let next = numeric::year(&view.tokens, last.to)
        .filter(|next| *next == year + 1 && view.is_free(last.to, last.to + 1))?;
    Some(Point {
        sure: true,
        headed: false,
        ..Point::new(last.to, last.to + 1, Time::CalendarUnit(CalendarUnit::Year(next)))
    })
}

/// A member of a list whose last one names the year: "tháng 12 và tháng 1/2023" begins in the year
/// before.
fn before_closing(moment: CalendarUnit, closing: Option<CalendarUnit>, year: i16) -> CalendarUnit {
    let dated = moment.with_year(year);
    let is_behind = closing.is_some_and(|closing| dated.first() > closing.first());
    if is_behind && matches!(moment, CalendarUnit::Month { .. } | CalendarUnit::Quarter { .. }) {
        moment.with_year(year - 1)
    } else {
        dated
    }
}

#[cfg(test)]
mod tests;
