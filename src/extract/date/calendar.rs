//! The Vietnamese lunar calendar: from a lunar day to the day of the Gregorian calendar.
//!
//! The rules are astronomical: a month begins on the day of the new moon in Vietnam (UTC+7); the
//! month of the winter solstice is the eleventh; if thirteen months lie between two such months,
//! the first without a major solar term is a leap month. The new moon and the sun's longitude
//! follow J. Meeus, *Astronomical Algorithms*, in the short form published by Hồ Ngọc Đức
//! (Computing the Vietnamese lunar calendar, 2004), right to within minutes from 1900 to 2100.

use std::f64::consts::PI;

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Hours by which Vietnam's time is ahead of UTC.
const TIME_ZONE: f64 = 7.0;
/// The mean length of a lunar month, in days.
const MONTH: f64 = 29.530_588_853;
/// The Julian day number of 1970-01-01.
const EPOCH: i64 = 2_440_588;

/// The Gregorian day of a lunar day. `None` for a day or leap month that does not exist, or outside
/// 1900–2100.
pub(super) fn solar(year: i16, month: i8, day: i8, is_leap: bool) -> Option<Date> {
    if !(1900..=2100).contains(&year) || !(1..=12).contains(&month) || !(1..=30).contains(&day) {
        return None;
    }
    // Months 11 and 12 belong to the solstice year that begins with the eleventh month of `year`.
    let (start, next) = if month < 11 {
        (eleventh_month(year - 1)?, eleventh_month(year)?)
    } else {
        (eleventh_month(year)?, eleventh_month(year + 1)?)
    };
    let number = (0.5 + (start as f64 - 2_415_021.076_998_695) / MONTH).floor();
    let mut offset = i32::from(month) - 11;
    if offset < 0 {
        offset += 12;
    }
    let leap = if next - start > 365 { leap_offset(number) } else { None };
    // The leap month has the number of the month before it.
    if is_leap && leap != Some(offset + 1) {
        return None;
    }
    if is_leap || leap.is_some_and(|leap| offset >= leap) {
        offset += 1;
    }
    let first = new_moon(number + f64::from(offset));
    let following = new_moon(number + f64::from(offset) + 1.0);
    (i64::from(day) <= following - first).then(|| gregorian(first + i64::from(day) - 1))?
}

/// The last year of the sexagenary cycle with this stem and branch (both from 0) up to the one
/// behind `near`: news tells what was, and announces the next Tết.
pub(super) fn cycle_year(stem: i8, branch: i8, near: i16) -> Option<i16> {
    (near - 58..=near + 1).rev().find(|year| {
        (year - 4).rem_euclid(10) == i16::from(stem)
            && (year - 4).rem_euclid(12) == i16::from(branch)
    })
}

/// The Julian day of the k-th new moon since 1900-01-01, as a day of Vietnam.
fn new_moon(k: f64) -> i64 {
    let t = k / 1236.85;
    let (t2, t3) = (t * t, t * t * t);
    let radians = PI / 180.0;
    let mean = 2_415_020.759_33 + 29.530_588_68 * k + 0.000_117_8 * t2 - 0.000_000_155 * t3
        + 0.000_33 * ((166.56 + 132.87 * t - 0.009_173 * t2) * radians).sin();
    // Mean anomalies of sun and moon, and the moon's argument of latitude.
    let m = 359.224_2 + 29.105_356_08 * k - 0.000_033_3 * t2 - 0.000_003_47 * t3;
    let mpr = 306.025_3 + 385.816_918_06 * k + 0.010_730_6 * t2 + 0.000_012_36 * t3;
    let f = 21.296_4 + 390.670_506_46 * k - 0.001_652_8 * t2 - 0.000_002_39 * t3;
    let sin = |degrees: f64| (degrees * radians).sin();
    let correction = (0.173_4 - 0.000_393 * t) * sin(m) + 0.002_1 * sin(2.0 * m)
        - 0.406_8 * sin(mpr)
        + 0.016_1 * sin(2.0 * mpr)
        - 0.000_4 * sin(3.0 * mpr)
        + 0.010_4 * sin(2.0 * f)
        - 0.005_1 * sin(m + mpr)
        - 0.007_4 * sin(m - mpr)
        + 0.000_4 * sin(2.0 * f + m)
        - 0.000_4 * sin(2.0 * f - m)
        - 0.000_6 * sin(2.0 * f + mpr)
        + 0.001_0 * sin(2.0 * f - mpr)
        + 0.000_5 * sin(2.0 * mpr + m);
    let delta = if t < -11.0 {
        0.001 + 0.000_839 * t + 0.000_226_1 * t2 - 0.000_008_45 * t3 - 0.000_000_081 * t * t3
    } else {
        -0.000_278 + 0.000_265 * t + 0.000_262 * t2
    };
    (mean + correction - delta + 0.5 + TIME_ZONE / 24.0).floor() as i64
}

/// The twelfth of the ecliptic (0 from the March equinox) in which the sun stands at the beginning
/// of a day of Vietnam.
fn solar_term(julian_day: i64) -> i64 {
    let t = (julian_day as f64 - 2_451_545.5 - TIME_ZONE / 24.0) / 36_525.0;
    let t2 = t * t;
    let radians = PI / 180.0;
    let m = 357.529_10 + 35_999.050_30 * t - 0.000_155_9 * t2 - 0.000_000_48 * t * t2;
    let l0 = 280.466_45 + 36_000.769_83 * t + 0.000_303_2 * t2;
    let centre = (1.914_600 - 0.004_817 * t - 0.000_014 * t2) * (m * radians).sin()
        + (0.019_993 - 0.000_101 * t) * (2.0 * m * radians).sin()
        + 0.000_290 * (3.0 * m * radians).sin();
    let longitude = (l0 + centre).rem_euclid(360.0);
    (longitude / 30.0).floor() as i64
}

/// The first day of the eleventh month: the one with the winter solstice.
fn eleventh_month(year: i16) -> Option<i64> {
    let end_of_year = julian(date(year, 12, 31));
    let k = ((end_of_year as f64 - 2_415_021.0) / MONTH).floor();
    let first = new_moon(k);
    // The sun is past the solstice when the month begins: the solstice lies in the month before.
    Some(if solar_term(first) >= 9 { new_moon(k - 1.0) } else { first })
}

/// The place of the leap month behind the eleventh: the first month in which the sun enters no new
/// twelfth.
fn leap_offset(number: f64) -> Option<i32> {
    let mut last = solar_term(new_moon(number + 1.0));
    for offset in 2..15 {
        let arc = solar_term(new_moon(number + f64::from(offset)));
        if arc == last {
            return Some(offset - 1);
        }
        last = arc;
    }
    None
}

fn julian(day: Date) -> i64 {
    date(1970, 1, 1).until(day).map_or(EPOCH, |span| EPOCH + i64::from(span.get_days()))
}

fn gregorian(julian_day: i64) -> Option<Date> {
    date(1970, 1, 1).checked_add((julian_day - EPOCH).days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first day of Tết by the published calendars of Vietnam; 1968, 1985 and 2007 differ from
    /// China's.
    #[test]
    fn new_years_days() {
        let table = [
            (1945, "1945-02-13"),
            (1954, "1954-02-03"),
            (1975, "1975-02-11"),
            (1985, "1985-01-21"),
            (1995, "1995-01-31"),
            (2000, "2000-02-05"),
            (2007, "2007-02-17"),
            (2010, "2010-02-14"),
            (2011, "2011-02-03"),
            (2017, "2017-01-28"),
            (2019, "2019-02-05"),
            (2020, "2020-01-25"),
            (2023, "2023-01-22"),
            (2024, "2024-02-10"),
            (2025, "2025-01-29"),
            (2026, "2026-02-17"),
            (2030, "2030-02-02"),
        ];
        for (year, expected) in table {
            assert_eq!(
                solar(year, 1, 1, false).map(|day| day.to_string()).as_deref(),
                Some(expected),
                "{year}"
            );
        }
    }

    #[test]
    fn other_days() {
        let table = [
            ((2024, 3, 10), Some("2024-04-18")),  // Giỗ Tổ Hùng Vương
            ((2018, 8, 15), Some("2018-09-24")),  // Trung thu
            ((2024, 7, 15), Some("2024-08-18")),  // Vu lan
            ((2023, 3, 10), Some("2023-04-29")),  // behind the leap second month of 2023
            ((2020, 12, 30), Some("2021-02-11")), // giao thừa
            ((2025, 12, 30), None),               // the month has 29 days
        ];
        for ((year, month, day), expected) in table {
            assert_eq!(
                solar(year, month, day, false).map(|day| day.to_string()).as_deref(),
                expected,
                "{day}/{month}/{year}"
            );
        }
        let leap = |year, month| solar(year, month, 1, true).map(|day| day.to_string());
        assert_eq!(
            (leap(2025, 6).as_deref(), leap(2023, 2).as_deref()),
            (Some("2025-07-25"), Some("2023-03-22"))
        );
        assert_eq!((leap(2025, 5), leap(2024, 6)), (None, None));
        // Mậu Thân (stem 4, branch 8) seen from 1970 and from 2018
        assert_eq!(
            (cycle_year(4, 8, 1970), cycle_year(4, 8, 2018), cycle_year(2, 6, 2026)),
            (Some(1968), Some(1968), Some(2026))
        );
    }
}
