//! What a point of the calendar says, before the publication day is asked.

use crate::lexicon::Relative;
use crate::model::{CalendarUnit, PartOfDay};

/// Which way a year-less date looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Nearest,
    /// tới, sắp tới
    Future,
    /// vừa qua, qua
    Past,
}

impl Direction {
    /// The side of the publication day that it looks to, in words.
    pub fn side(self) -> &'static str {
        match self {
            Direction::Nearest => "",
            Direction::Future => ", behind it",
            Direction::Past => ", before it",
        }
    }
}

/// What a point says, before the publication day is asked.
#[derive(Clone)]
pub(super) enum Time {
    /// A moment, with or without its year.
    CalendarUnit(CalendarUnit),
    /// A year-less moment that looks one way: tháng 9 tới.
    Directed(CalendarUnit, Direction),
    /// A moment in a relative year: tháng 11 năm ngoái.
    InYear(CalendarUnit, Relative),
    /// A moment of the year named last: tháng 9 cùng năm.
    SameYear(CalendarUnit),
    /// From the beginning of one moment to the end of another: N tháng đầu năm, mùa giải 2019/20,
    /// những năm 80-90.
    Span(CalendarUnit, CalendarUnit),
    /// ngày 28
    DayOnly(i8),
    /// thứ Hai [tuần tới]
    Weekday { weekday: i8, week: Option<i32> },
    /// thứ Hai tới
    NextWeekday(i8),
    /// thứ Hai này
    ThisWeekday(i8),
    /// thứ Hai vừa qua
    LastWeekday(i8),
    /// ngày 2 tháng này: the day, and the month as counted from that of publication.
    InMonth { day: i8, month: Relative },
    /// hôm qua, năm ngoái
    Fixed(Relative),
    /// Understood, but without a value.
    Unvalued,
}

impl Time {
    pub fn year(&self) -> Option<i16> {
        match self {
            Time::CalendarUnit(moment) => moment.year(),
            _ => None,
        }
    }

    /// Whether a moment may be what is meant: its year is 1 to 9999, or the text itself says one
    /// "trước Công nguyên". All else was counted from another time, or is a slip.
    pub fn may_be(&self, moment: CalendarUnit) -> bool {
        let says = |year: i16| match self {
            Time::CalendarUnit(said) => *said == CalendarUnit::Year(year),
            Time::Span(from, to) => [from, to].contains(&&CalendarUnit::Year(year)),
            _ => false,
        };
        moment.year().is_none_or(|year| {
            (1..=9999).contains(&year) || (-9998..1).contains(&year) && says(year)
        })
    }

    /// Year and month of a day.
    pub fn month(&self) -> Option<(Option<i16>, i8)> {
        match self {
            Time::CalendarUnit(CalendarUnit::Day { year, month, .. }) => Some((*year, *month)),
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
            Time::DayOnly(_) => 2,
            Time::InMonth { .. } | Time::Fixed(Relative::Day(_)) => 1,
            Time::CalendarUnit(moment) | Time::Directed(moment, _) | Time::InYear(moment, _) => {
                match moment {
                    CalendarUnit::Day { .. } => 1,
                    CalendarUnit::Month { .. } => 3,
                    CalendarUnit::Quarter { .. } => 4,
                    CalendarUnit::Year(_) => 5,
                    CalendarUnit::Decade(_) => 6,
                    _ => 7,
                }
            }
            _ => 7,
        }
    }

    /// The second end of an interval read by the grain of the first: 5-10/4 is fine as it is,
    /// "tháng 4-5" gives the 5 its month.
    pub fn ended_by(&self, second: Point) -> Option<Point> {
        match (&self.time, &second.time) {
            (Time::DayOnly(_), _) if second.grain() == 1 => Some(second),
            _ => None,
        }
    }
}
