//! From what the text says to a day of the calendar: the nearest year, the publication day, the sentence's own year.

use jiff::civil::Date;
use jiff::{Span as TimeSpan, ToSpan};

use super::time::{Direction, Time};
use crate::lexicon::Relative;
use crate::mention::{Bound, Edtf, Moment};

/// What a time may lean on.
#[derive(Clone, Copy)]
pub(super) struct Resolver {
    pub published: Option<Date>,
    /// The year that opens the sentence.
    pub sentence_year: Option<i16>,
    /// The last day named in the document.
    pub last_day: Option<Date>,
}

impl Resolver {
    /// The value of one point; `None` where it depends on an unknown publication day.
    pub fn resolve(&self, time: &Time) -> Option<Edtf> {
        match time {
            Time::Moment(moment) => Some(Edtf::At(self.with_year(*moment, Direction::Nearest))),
            Time::Directed(moment, direction) => Some(Edtf::At(self.with_year(*moment, *direction))),
            Time::InYear(moment, relative) => {
                let year = self.relative_year(*relative)?;
                Some(Edtf::At(moment.with_year(year)))
            }
            Time::Months { year, from, to } => {
                let year = year.or_else(|| self.published.map(|day| day.year()));
                let month = |month| Bound::At(Moment::Month { year, month });
                Some(Edtf::Interval(month(*from), month(*to)))
            }
            Time::DayOnly(day) => {
                let base = self.last_day.or(self.published)?;
                Date::new(base.year(), base.month(), *day).ok().map(|date| Edtf::At(Moment::from_date(date)))
            }
            Time::Weekday { weekday, week } => self.weekday(*weekday, *week),
            Time::Fixed(relative) => self.relative(*relative),
            Time::Unvalued => None,
        }
    }

    /// Both ends of an interval: the first takes from the second what it lacks, and lies before it.
    pub fn resolve_pair(&self, first: &Time, second: &Time) -> Option<(Moment, Moment)> {
        let Edtf::At(end) = self.resolve(second)? else { return None };
        let start = match (first, end) {
            (Time::DayOnly(day), Moment::Day { year, month, .. }) => {
                let start = Moment::Day { year, month, day: *day };
                // từ 29 đến 2/7: the first day is of the month before.
                match second {
                    Time::Moment(Moment::Day { day: last, .. }) if day > last => {
                        let (year, month) = if month == 1 { (year.map(|y| y - 1), 12) } else { (year, month - 1) };
                        Moment::Day { year, month, day: *day }
                    }
                    _ => start,
                }
            }
            (Time::Moment(moment), _) if moment.year().is_none() => match end.year() {
                Some(year) => {
                    let start = moment.with_year(year);
                    if start.first() > end.first() { moment.with_year(year - 1) } else { start }
                }
                None => *moment,
            },
            _ => match self.resolve(first)? {
                Edtf::At(start) => start,
                Edtf::Interval(..) => return None,
            },
        };
        // The year stands at the first end only: từ 29/6/2020 đến 2/7.
        let end = match (second, start.year()) {
            (Time::Moment(moment), Some(year)) if moment.year().is_none() && first.year().is_some() => {
                let end = moment.with_year(year);
                if end.first() < start.first() { moment.with_year(year + 1) } else { end }
            }
            _ => end,
        };
        Some((start, end))
    }

    fn with_year(&self, moment: Moment, direction: Direction) -> Moment {
        if moment.year().is_some() || matches!(moment, Moment::Decade(_) | Moment::Century(_)) {
            return moment;
        }
        if let Some(year) = self.sentence_year {
            return moment.with_year(year);
        }
        let Some(published) = self.published else { return moment };
        let distance = |moment: &Moment| match (moment.first(), moment.last()) {
            (Some(first), Some(last)) => {
                let days = if published < first { days_between(published, first) } else { days_between(last, published).max(0) };
                let wrong_way = match direction {
                    Direction::Nearest => false,
                    Direction::Future => last < published,
                    Direction::Past => first > published,
                };
                (wrong_way, days)
            }
            _ => (true, i32::MAX),
        };
        let years = [published.year(), published.year() - 1, published.year() + 1];
        years.into_iter().map(|year| moment.with_year(year)).min_by_key(distance).unwrap_or(moment)
    }

    fn relative_year(&self, relative: Relative) -> Option<i16> {
        match relative {
            Relative::Year(offset) => Some(self.published?.year() + offset as i16),
            _ => None,
        }
    }

    fn relative(&self, relative: Relative) -> Option<Edtf> {
        let today = self.published?;
        let shifted = |span: TimeSpan| today.checked_add(span).ok();
        Some(match relative {
            Relative::Day(n) => Edtf::At(Moment::from_date(shifted(n.days())?)),
            Relative::Week(n) => {
                let monday = self.monday(n)?;
                let sunday = monday.checked_add(6.days()).ok()?;
                Edtf::Interval(Bound::At(Moment::from_date(monday)), Bound::At(Moment::from_date(sunday)))
            }
            Relative::Month(n) => {
                let day = today.first_of_month().checked_add(n.months()).ok()?;
                Edtf::At(Moment::Month { year: Some(day.year()), month: day.month() })
            }
            Relative::Quarter(n) => {
                let day = today.first_of_month().checked_add((3 * n).months()).ok()?;
                Edtf::At(Moment::Quarter { year: Some(day.year()), quarter: (day.month() + 2) / 3 })
            }
            Relative::Year(n) => Edtf::At(Moment::Year(today.year() + n as i16)),
        })
    }

    /// The Monday of the week `offset` weeks from the publication day's.
    fn monday(&self, offset: i32) -> Option<Date> {
        let today = self.published?;
        let back = i32::from(today.weekday().to_monday_zero_offset());
        today.checked_add((7 * offset - back).days()).ok()
    }

    /// A weekday of a week, or the last one up to the publication day.
    fn weekday(&self, weekday: i8, week: Option<i32>) -> Option<Edtf> {
        let in_week = |week: i32| self.monday(week)?.checked_add((i32::from(weekday) - 1).days()).ok();
        let published = self.published?;
        let day = match week {
            Some(week) => in_week(week),
            // News tells what was: of two, the one that lies behind unless it is a week away.
            None => (-1..=0).filter_map(in_week).filter(|day| *day <= published).max(),
        }?;
        Some(Edtf::At(Moment::from_date(day)))
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}
