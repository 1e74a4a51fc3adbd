//! Points and spans of the calendar as EDTF (Extended Date/Time Format, Library of Congress; ISO
//! 8601-2:2019, level 1).

use std::fmt;

use jiff::civil::Date;

/// A point of the calendar with its own grain: a month is not its first day.
///
/// Years are of the Gregorian calendar; a `year` of `None` is unknown (`XXXX`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CalendarUnit {
    /// A day.
    Day {
        /// The year, if known.
        year: Option<i16>,
        /// 1–12.
        month: i8,
        /// 1–31, and possible in that month.
        day: i8,
    },
    /// A month.
    Month {
        /// The year, if known.
        year: Option<i16>,
        /// 1–12.
        month: i8,
    },
    /// A quarter; EDTF writes the first as `33`.
    Quarter {
        /// The year, if known.
        year: Option<i16>,
        /// 1–4.
        quarter: i8,
    },
    /// A half-year; EDTF writes the first as `40`.
    Half {
        /// The year, if known.
        year: Option<i16>,
        /// 1–2.
        half: i8,
    },
    /// A season; EDTF writes spring as `21`.
    Season {
        /// The year, if known; a winter's is that in which it begins.
        year: Option<i16>,
        /// 1 for spring to 4 for winter.
        season: i8,
    },
    /// A year.
    Year(i16),
    /// A decade, by its first year: 1990.
    Decade(i16),
    /// A century, by its first year as EDTF counts: 2000 for the 21st, 0 for the first, which
    /// begins with the year 1.
    Century(i16),
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// Open: written `..`.
    Open,
    /// A point.
    At(CalendarUnit),
}

/// A date value: a point or an interval.
///
/// ```
/// use thoisu::model::{Bound, Edtf, CalendarUnit};
/// let quarter = Edtf::At(CalendarUnit::Quarter { year: Some(2023), quarter: 1 });
/// assert_eq!(quarter.to_string(), "2023-33");
/// assert_eq!(quarter.last().unwrap().to_string(), "2023-03-31");
/// let since = Edtf::Interval(Bound::At(CalendarUnit::Year(2018)), Bound::Open);
/// assert_eq!(since.to_string(), "2018/..");
/// assert_eq!(since.last(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edtf {
    /// A point with its grain.
    At(CalendarUnit),
    /// From the beginning of the first to the end of the second.
    Interval(Bound, Bound),
}

impl CalendarUnit {
    /// A day of the calendar.
    pub fn from_date(date: Date) -> CalendarUnit {
        CalendarUnit::Day { year: Some(date.year()), month: date.month(), day: date.day() }
    }

    /// The year this lies in, where it lies in one and it is known.
    pub fn year(self) -> Option<i16> {
        match self {
            CalendarUnit::Day { year, .. }
            | CalendarUnit::Month { year, .. }
            | CalendarUnit::Quarter { year, .. }
            | CalendarUnit::Half { year, .. }
            | CalendarUnit::Season { year, .. } => year,
            CalendarUnit::Year(year) => Some(year),
            CalendarUnit::Decade(_) | CalendarUnit::Century(_) => None,
        }
    }

    /// The same point in a given year; years, decades and centuries are left as they are.
    #[must_use]
    pub fn with_year(self, y: i16) -> CalendarUnit {
        let year = Some(y);
        match self {
            CalendarUnit::Day { month, day, .. } => CalendarUnit::Day { year, month, day },
            CalendarUnit::Month { month, .. } => CalendarUnit::Month { year, month },
            CalendarUnit::Quarter { quarter, .. } => CalendarUnit::Quarter { year, quarter },
            CalendarUnit::Half { half, .. } => CalendarUnit::Half { year, half },
            CalendarUnit::Season { season, .. } => CalendarUnit::Season { year, season },
            other => other,
        }
    }

    /// The first day, where the year is known.
    pub fn first(self) -> Option<Date> {
        let (year, month, day) = match self {
            CalendarUnit::Day { year, month, day } => (year?, month, day),
            CalendarUnit::Month { year, month } => (year?, month, 1),
            CalendarUnit::Quarter { year, quarter } => (year?, quarter * 3 - 2, 1),
            CalendarUnit::Half { year, half } => (year?, half * 6 - 5, 1),
            // Spring is March to May, and so on.
            CalendarUnit::Season { year, season } => (year?, season * 3, 1),
            CalendarUnit::Century(0) => (1, 1, 1),
            CalendarUnit::Year(year) | CalendarUnit::Decade(year) | CalendarUnit::Century(year) => {
                (year, 1, 1)
            }
        };
        Date::new(year, month, day).ok()
    }

    /// The last day, where the year is known.
    pub fn last(self) -> Option<Date> {
        let (year, month) = match self {
            CalendarUnit::Day { .. } => return self.first(),
            CalendarUnit::Month { year, month } => (year?, month),
            CalendarUnit::Quarter { year, quarter } => (year?, quarter * 3),
            CalendarUnit::Half { year, half } => (year?, half * 6),
            CalendarUnit::Season { year, season: 4 } => (year?.checked_add(1)?, 2),
            CalendarUnit::Season { year, season } => (year?, season * 3 + 2),
            CalendarUnit::Year(year) => (year, 12),
            CalendarUnit::Decade(year) => (year + 9, 12),
            CalendarUnit::Century(year) => (year + 99, 12),
        };
        Some(Date::new(year, month, 1).ok()?.last_of_month())
    }
}

impl fmt::Display for CalendarUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            // Nearly all are days, and these are written with no thought of widths.
            CalendarUnit::Day { year: Some(year @ 0..=9999), month, day } => {
                let [[a, b], [c, d], [m, n], [x, y]] =
                    [year / 100, year % 100, month.into(), day.into()].map(two_digits);
                return f.write_str(
                    str::from_utf8(&[a, b, c, d, b'-', m, n, b'-', x, y]).unwrap_or_default(),
                );
            }
            CalendarUnit::Decade(year) => return write!(f, "{:03}X", year / 10),
            CalendarUnit::Century(year) => return write!(f, "{:02}XX", year / 100),
            _ => {}
        }
        match self.year() {
            // The sign of a year before our era is no digit of the four.
            Some(year) => {
                write!(f, "{}{:04}", if year < 0 { "-" } else { "" }, year.unsigned_abs())?
            }
            None => f.write_str("XXXX")?,
        }
        match *self {
            CalendarUnit::Day { month, day, .. } => write!(f, "-{month:02}-{day:02}"),
            CalendarUnit::Month { month, .. } => write!(f, "-{month:02}"),
            CalendarUnit::Quarter { quarter, .. } => write!(f, "-{}", 32 + quarter),
            CalendarUnit::Half { half, .. } => write!(f, "-{}", 39 + half),
            CalendarUnit::Season { season, .. } => write!(f, "-{}", 20 + season),
            CalendarUnit::Year(_) | CalendarUnit::Decade(_) | CalendarUnit::Century(_) => Ok(()),
        }
    }
}

/// The digits of a number below a hundred.
const fn two_digits(number: i16) -> [u8; 2] {
    [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8]
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::Open => f.write_str(".."),
            Bound::At(moment) => moment.fmt(f),
        }
    }
}

impl Edtf {
    /// The first day covered; `None` if open or of unknown year.
    pub fn first(self) -> Option<Date> {
        match self {
            Edtf::At(moment) | Edtf::Interval(Bound::At(moment), _) => moment.first(),
            Edtf::Interval(Bound::Open, _) => None,
        }
    }

    /// The last day covered; `None` if open or of unknown year.
    pub fn last(self) -> Option<Date> {
        match self {
            Edtf::At(moment) | Edtf::Interval(_, Bound::At(moment)) => moment.last(),
            Edtf::Interval(_, Bound::Open) => None,
        }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Edtf::At(moment) => moment.fmt(f),
            Edtf::Interval(from, to) => write!(f, "{from}/{to}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_knows_its_first_and_last_day() {
        let table = [
            (
                CalendarUnit::Day { year: Some(2021), month: 5, day: 19 },
                "2021-05-19",
                "2021-05-19",
                "2021-05-19",
            ),
            (
                CalendarUnit::Month { year: Some(2024), month: 2 },
                "2024-02",
                "2024-02-01",
                "2024-02-29",
            ),
            (
                CalendarUnit::Quarter { year: Some(2023), quarter: 4 },
                "2023-36",
                "2023-10-01",
                "2023-12-31",
            ),
            (
                CalendarUnit::Half { year: Some(2023), half: 2 },
                "2023-41",
                "2023-07-01",
                "2023-12-31",
            ),
            (
                CalendarUnit::Season { year: Some(2023), season: 4 },
                "2023-24",
                "2023-12-01",
                "2024-02-29",
            ),
            (CalendarUnit::Year(2022), "2022", "2022-01-01", "2022-12-31"),
            (CalendarUnit::Decade(1990), "199X", "1990-01-01", "1999-12-31"),
            (CalendarUnit::Century(2000), "20XX", "2000-01-01", "2099-12-31"),
            (CalendarUnit::Century(0), "00XX", "0001-01-01", "0099-12-31"),
            (CalendarUnit::Year(938), "0938", "0938-01-01", "0938-12-31"),
        ];
        for (moment, edtf, first, last) in table {
            assert_eq!(moment.to_string(), edtf);
            assert_eq!(moment.first().map(|d| d.to_string()).as_deref(), Some(first), "{edtf}");
            assert_eq!(moment.last().map(|d| d.to_string()).as_deref(), Some(last), "{edtf}");
        }
    }

    #[test]
    fn without_a_year_there_is_no_day() {
        for (moment, edtf) in [
            (CalendarUnit::Day { year: None, month: 4, day: 12 }, "XXXX-04-12"),
            (CalendarUnit::Month { year: None, month: 4 }, "XXXX-04"),
            (CalendarUnit::Quarter { year: None, quarter: 2 }, "XXXX-34"),
        ] {
            assert_eq!(moment.to_string(), edtf);
            assert_eq!(moment.first(), None);
            assert_eq!(moment.last(), None);
        }
    }
}
