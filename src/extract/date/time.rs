//! What a point of the calendar says, before the publication day is asked.

use crate::lexicon::Relative;
use crate::mention::{Moment, PartOfDay};

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
    pub fn new(from: usize, to: usize, time: Time) -> Point {
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
