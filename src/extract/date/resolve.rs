//! From what the text says to a day of the calendar: the nearest year, the publication day, the
//! sentence's own year.

use jiff::civil::Date;
use jiff::{Span as TimeSpan, ToSpan};

use super::numeric;
use super::time::{Direction, Time};
use crate::extract::view::LineCursor;
use crate::lexicon::{DateCue, DateWord, Relative, lexicons};
use crate::model::{Bound, CalendarUnit, DateValue, Edtf};

/// A year-less time so many days off is doubtful: there the sentence's tense decides, not the
/// nearest year.
const DOUBTFUL_DAYS: i32 = 90;

/// Days of one story lie no further apart.
const STORY_DAYS: i32 = 60;

/// How far before and behind the mention its tense is looked for, in tokens.
const TENSE_WINDOW: (usize, usize) = (8, 24);

/// What was named last, from line to line: "cùng ngày", "ngày 28", "tháng 9 cùng năm" lean on it.
#[derive(Clone, Copy, Default)]
pub(in crate::extract) struct Last {
    pub day: Option<Date>,
    pub year: Option<i16>,
}

/// What a time may lean on.
#[derive(Clone, Copy)]
pub(super) struct Resolver<'a> {
    pub view: &'a LineCursor<'a>,
    /// The year that opens the sentence.
    pub opening_year: Option<i16>,
    /// The year that the sentence has named so far.
    pub named_year: Option<i16>,
    /// What the document named last.
    pub last: Last,
    /// The first token of the sentence, and of the mention.
    pub sentence: usize,
    pub at: usize,
}

impl Resolver<'_> {
    /// The value of one point; `None` where it depends on an unknown publication day, or lies
    /// outside of the years 1 to 9999 though the text does not say "trước Công nguyên".
    pub fn resolve(&self, time: &Time) -> Option<Edtf> {
        self.counted(time).filter(|edtf| match edtf {
            Edtf::At(moment) => time.may_be(*moment),
            Edtf::Interval(from, to) => [from, to].into_iter().all(|bound| match bound {
                Bound::At(moment) => time.may_be(*moment),
                Bound::Open => true,
            }),
        })
    }

    fn counted(&self, time: &Time) -> Option<Edtf> {
        match time {
            Time::CalendarUnit(moment) => {
                Some(Edtf::At(self.with_year(*moment, Direction::Nearest)))
            }
            Time::Directed(moment, direction) => {
                Some(Edtf::At(self.with_year(*moment, *direction)))
            }
            Time::InYear(moment, relative) => {
                let year = self.relative_year(*relative)?;
                Some(Edtf::At(moment.with_year(year)))
            }
            Time::SameYear(moment) => match self.last.year {
                Some(year) => {
                    self.because(|| format!("year named last, {year}"));
                    Some(Edtf::At(moment.with_year(year)))
                }
                None => Some(Edtf::At(self.with_year(*moment, Direction::Nearest))),
            },
            Time::Span(from, to) => {
                let year = self.view.line.published.map(|day| day.year());
                let dated = |moment: CalendarUnit| {
                    Bound::At(match year.filter(|_| moment.year().is_none()) {
                        Some(year) => moment.with_year(year),
                        None => moment,
                    })
                };
                Some(Edtf::Interval(dated(*from), dated(*to)))
            }
            Time::DayOnly(day) => {
                let base = self.last.day.or(self.view.line.published)?;
                let named = if self.last.day.is_some() {
                    "the day named last"
                } else {
                    "the publication day"
                };
                self.because(|| format!("month of {named}, {base}"));
                Date::new(base.year(), base.month(), *day)
                    .ok()
                    .map(|date| Edtf::At(CalendarUnit::from_date(date)))
            }
            Time::Weekday { weekday, week } => self.weekday(*weekday, *week),
            Time::NextWeekday(weekday) => self.nearest_weekday(*weekday, |day, today| day > today),
            Time::ThisWeekday(weekday) => self.nearest_weekday(*weekday, |day, today| day >= today),
            Time::LastWeekday(weekday) => self.nearest_weekday(*weekday, |day, today| day < today),
            Time::InMonth { day, month } => match self.relative(*month)? {
                Edtf::At(CalendarUnit::Month { year: Some(year), month }) => {
                    Date::new(year, month, *day)
                        .ok()
                        .map(|day| Edtf::At(CalendarUnit::from_date(day)))
                }
                _ => None,
            },
            Time::Fixed(relative) => self.relative(*relative),
            Time::Unvalued => None,
        }
    }

    /// Both ends of an interval: the first takes from the second what it lacks, and lies before it.
    /// Bounds are as in [`resolve`](Self::resolve).
    pub fn resolve_pair(
        &self,
        first: &Time,
        second: &Time,
    ) -> Option<(CalendarUnit, CalendarUnit)> {
        self.counted_pair(first, second)
            .filter(|(start, end)| first.may_be(*start) && second.may_be(*end))
    }

    fn counted_pair(&self, first: &Time, second: &Time) -> Option<(CalendarUnit, CalendarUnit)> {
        let Edtf::At(end) = self.resolve(second)? else { return None };
        let start = match (first, end) {
            (Time::DayOnly(day), CalendarUnit::Day { year, month, .. }) => {
                let start = CalendarUnit::Day { year, month, day: *day };
                // từ 29 đến 2/7: the first day is of the month before.
                match end {
                    CalendarUnit::Day { day: last, .. } if *day > last => {
                        let (year, month) =
                            if month == 1 { (year.map(|y| y - 1), 12) } else { (year, month - 1) };
                        CalendarUnit::Day { year, month, day: *day }
                    }
                    _ => start,
                }
            }
            (Time::CalendarUnit(moment) | Time::Directed(moment, _), _)
                if moment.year().is_none() =>
            {
                match end.year() {
                    Some(year) => {
                        let start = moment.with_year(year);
                        if start.first() > end.first() { moment.with_year(year - 1) } else { start }
                    }
                    None => *moment,
                }
            }
            _ => match self.resolve(first)? {
                Edtf::At(start) => start,
                Edtf::Interval(..) => return None,
            },
        };
        // The year stands at the first end only: từ 29/6/2020 đến 2/7.
        let end = match (second, start.year()) {
            (Time::CalendarUnit(moment), Some(year))
                if moment.year().is_none() && first.year().is_some() =>
            {
                let end = moment.with_year(year);
                if end.first() < start.first() { moment.with_year(year + 1) } else { end }
            }
            _ => end,
        };
        Some((start, end))
    }

    /// Notes what decides.
    fn because(&self, reason: impl FnOnce() -> String) {
        self.view.notes.because(reason);
    }

    fn with_year(&self, moment: CalendarUnit, direction: Direction) -> CalendarUnit {
        if moment.year().is_some()
            || matches!(moment, CalendarUnit::Decade(_) | CalendarUnit::Century(_))
        {
            return moment;
        }
        if let Some(year) = self.opening_year {
            self.because(|| format!("year from the sentence's {year}"));
            return moment.with_year(year);
        }
        if let Some(year) = year_before(self.view, self.at) {
            self.because(|| format!("year from the {year} right before it"));
            return moment.with_year(year);
        }
        let Some(published) = self.view.line.published else {
            self.because(|| "unsure: no year, for the publication day is not known".into());
            return moment;
        };
        self.nearest_year(moment, direction, published)
    }

    /// The year that brings a time without one near to the publication day, on the side that the
    /// words tell.
    fn nearest_year(
        &self,
        moment: CalendarUnit,
        direction: Direction,
        published: Date,
    ) -> CalendarUnit {
        let years = [published.year(), published.year() - 1, published.year() + 1]
            .map(|year| moment.with_year(year));
        let distance = |moment: &CalendarUnit, direction| distance(published, *moment, direction);
        let best = |direction| {
            years.into_iter().min_by_key(|moment| distance(moment, direction)).unwrap_or(moment)
        };
        let nearest = best(direction);
        let has_tense = matches!(moment, CalendarUnit::Day { .. } | CalendarUnit::Month { .. });
        if direction != Direction::Nearest
            || !has_tense
            || distance(&nearest, direction).1 < DOUBTFUL_DAYS
        {
            self.because(|| {
                format!("year nearest to the publication day, {published}{}", direction.side())
            });
            return nearest;
        }
        match self.tense() {
            Direction::Nearest => self.near_last_day(&years).map_or_else(
                || {
                    self.because(|| {
                        format!(
                            "unsure: two years fit; this one is nearest to the publication day, \
                             {published}"
                        )
                    });
                    nearest
                },
                |moment| {
                    self.because(|| "year that brings it near the day named last".into());
                    moment
                },
            ),
            direction => {
                self.because(|| {
                    format!(
                        "year nearest to the publication day, {published}{}, as the sentence looks",
                        direction.side()
                    )
                });
                best(direction)
            }
        }
    }

    /// The one of these moments that lies beside the day named last: a story goes on from day to
    /// day.
    fn near_last_day(&self, years: &[CalendarUnit]) -> Option<CalendarUnit> {
        let last = self.last.day?;
        let distance = |moment: &CalendarUnit| {
            moment.first().map_or(i32::MAX, |first| days_between(first, last).abs())
        };
        years.iter().copied().min_by_key(distance).filter(|moment| distance(moment) <= STORY_DAYS)
    }

    /// Which way the sentence looks, if it looks one way only.
    fn tense(&self) -> Direction {
        let tokens = &self.view.tokens;
        let from = self.sentence.max(self.at.saturating_sub(TENSE_WINDOW.0));
        let ends = |at: usize| {
            tokens.starts_line(at)
                || tokens.is_mark(at - 1, &['.', '!', '?']) && !tokens.is_glued(at)
        };
        let until = (self.at + 1..self.at + TENSE_WINDOW.1)
            .find(|&at| ends(at))
            .unwrap_or(self.at + TENSE_WINDOW.1);
        // "hôm 4/8" looks back.
        let (mut past, mut future) =
            (lexicons().date_cues.has(tokens, self.at, DateCue::ThatDay.bit()), false);
        for at in from..until {
            for (word, _) in lexicons().dates.matches(tokens, at) {
                past |= *word == DateWord::PastCue;
                // What is to come is said before its day; behind it, the cue is of another day.
                future |= *word == DateWord::FutureCue && at < self.at;
            }
        }
        match (past, future) {
            (true, false) => Direction::Past,
            (false, true) => Direction::Future,
            _ => Direction::Nearest,
        }
    }

    /// The publication day, from which times are counted.
    fn today(&self) -> Option<Date> {
        let today = self.view.line.published;
        self.because(|| match today {
            Some(today) => format!("counted from the publication day, {today}"),
            None => "unsure: the publication day is not known".into(),
        });
        today
    }

    fn relative_year(&self, relative: Relative) -> Option<i16> {
        match relative {
            Relative::Year(offset) => Some(self.today()?.year() + offset as i16),
            Relative::YearBefore => {
                self.today().map(|day| self.named_year.unwrap_or(day.year()) - 1)
            }
            _ => None,
        }
    }

    fn relative(&self, relative: Relative) -> Option<Edtf> {
        let today = self.today()?;
        let shifted = |span: TimeSpan| today.checked_add(span).ok();
        Some(match relative {
            Relative::Day(n) => Edtf::At(CalendarUnit::from_date(shifted(n.days())?)),
            Relative::Week(n) => {
                let monday = self.monday(n)?;
                let sunday = monday.checked_add(6.days()).ok()?;
                Edtf::Interval(
                    Bound::At(CalendarUnit::from_date(monday)),
                    Bound::At(CalendarUnit::from_date(sunday)),
                )
            }
            Relative::Month(n) => {
                let day = today.first_of_month().checked_add(n.months()).ok()?;
                Edtf::At(CalendarUnit::Month { year: Some(day.year()), month: day.month() })
            }
            Relative::Quarter(n) => {
                let day = today.first_of_month().checked_add((3 * n).months()).ok()?;
                Edtf::At(CalendarUnit::Quarter {
                    year: Some(day.year()),
                    quarter: (day.month() + 2) / 3,
                })
            }
            Relative::Year(_) | Relative::YearBefore => {
                Edtf::At(CalendarUnit::Year(self.relative_year(relative)?))
            }
        })
    }

    /// The Monday of the week `offset` weeks from the publication day's.
    fn monday(&self, offset: i32) -> Option<Date> {
        let today = self.today()?;
        let back = i32::from(today.weekday().to_monday_zero_offset());
        today.checked_add((7 * offset - back).days()).ok()
    }

    /// A weekday of a week, or the last one up to the publication day.
    fn weekday(&self, weekday: i8, week: Option<i32>) -> Option<Edtf> {
        let in_week =
            |week: i32| self.monday(week)?.checked_add((i32::from(weekday) - 1).days()).ok();
        let published = self.today()?;
        let day = match week {
            Some(week) => in_week(week),
            None if self.tense() == Direction::Future => {
                return self.nearest_weekday(weekday, |day, today| day > today);
            }
            // News tells what was: of two, the one that lies behind unless it is a week away.
            None => (-1..=0).filter_map(in_week).filter(|day| *day <= published).max(),
        }?;
        Some(Edtf::At(CalendarUnit::from_date(day)))
    }

    /// The weekday nearest to the publication day on the side that `fits` says.
    fn nearest_weekday(&self, weekday: i8, fits: impl Fn(Date, Date) -> bool) -> Option<Edtf> {
        let today = self.today()?;
        let in_week =
            |week: i32| self.monday(week)?.checked_add((i32::from(weekday) - 1).days()).ok();
        let day = (-1..=1)
            .filter_map(in_week)
            .filter(|day| fits(*day, today))
            .min_by_key(|day| days_between(*day, today).abs())?;
        Some(Edtf::At(CalendarUnit::from_date(day)))
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

/// "chiến dịch năm 1972, ngày 4/3": the year that ends right before token `i`, or before its comma.
fn year_before(view: &LineCursor<'_>, i: usize) -> Option<i16> {
    let tokens = &view.tokens;
    let end = if tokens.is_mark(i.checked_sub(1)?, &[',']) { i - 1 } else { i };
    // Only what a mention says itself.
    numeric::year(tokens, end.checked_sub(1)?)?;
    let found = view.found().next().filter(|found| found.to == end)?;
    // "Ông X, người nhậm chức năm 2014, ngày 2/10 nói": only the phrase that opens the sentence
    // speaks of all of it.
    let opening = (found.from.saturating_sub(OPENING)..found.from)
        .rev()
        .take_while(|&at| !tokens.starts_sentence(at + 1));
    if end < i && opening.into_iter().any(|at| tokens.is_mark(at, &[','])) {
        return None;
    }
    match DateValue::of(&found.value)?.edtf? {
        Edtf::At(moment) if !matches!(moment, CalendarUnit::Month { .. }) => moment.year(),
        _ => None,
    }
    // "hội nghị tổng kết năm 2025, ngày 16/1": of two years that touch, the nearest day is the
    // likelier.
    .filter(|year| view.line.published.is_none_or(|published| published.year().abs_diff(*year) > 1))
}

/// The longest opening phrase, in tokens.
const OPENING: usize = 30;

/// How far a time is from the publication day, in days, after whether it lies on the wrong side.
fn distance(published: Date, moment: CalendarUnit, direction: Direction) -> (bool, i32) {
    let (Some(first), Some(last)) = (moment.first(), moment.last()) else {
        return (true, i32::MAX);
    };
    let days = if published < first {
        days_between(published, first)
    } else {
        days_between(last, published).max(0)
    };
    let wrong_way = match direction {
        Direction::Nearest => false,
        Direction::Future => last < published,
        Direction::Past => first > published,
    };
    (wrong_way, days)
}
