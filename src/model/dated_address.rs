//! The day that an address holds, as newspapers write it: the last resort where nothing else says
//! when an article was published.
//!
//! ```text
//! day   = in a path: "/" year "/" month "/" day "/"  |  "/" year "-" month "-" day ("-" | "/")  |  "/" yyyymmdd "/"
//!       | the last digits of the path, behind a hyphen: yyyymmdd  |  yyyymmdd hhmm [ss [parts of the second]]
//!       | … or behind the number of a site: 1xx yymmdd hhmmss and parts of the second
//! ```
//!
//! Digits that are no day of the calendar, no time of day, before the first online newspaper or
//! after the day on which they are read are a number of the article. The host, what follows `?` and
//! `#`, and days in the words of a title (`ngay-5-3-2024`) are not looked at.

use jiff::civil::{Date, Time};

/// The year of the first online newspaper of Vietnam.
const FIRST_YEAR: i16 = 1997;

/// The first year in which sites write their number before a time with two digits of the year.
const FIRST_SHORT_YEAR: i16 = 2020;

/// The day of publication that an address tells; never one after `today`.
///
/// ```
/// use jiff::civil::date;
/// use thoisu::model::day_in_address;
/// let day = |address: &str| day_in_address(address, date(2026, 1, 1));
/// assert_eq!(day("https://bao.example.vn/2024/03/05/hop.html"), Some(date(2024, 3, 5)));
/// assert_eq!(day("https://bao.example.vn/hop-20240305081234567.htm"), Some(date(2024, 3, 5)));
/// assert_eq!(day("https://bao.example.vn/hop-4183089.html"), None);
/// ```
pub fn day_in_address(address: &str, today: Date) -> Option<Date> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    let (_, path) = path.split_once('/')?;
    let is_plausible = |day: &Date| day.year() >= FIRST_YEAR && *day <= today;
    let in_path = of_segments(path).filter(is_plausible);
    in_path.or_else(|| of_stamp(path.trim_end_matches('/'), is_plausible))
}

/// The day that segments of a path are.
fn of_segments(path: &str) -> Option<Date> {
    let segments: Vec<&str> = path.split('/').collect();
    // What stands last is the article's own name.
    let of_three = segments.windows(4).find_map(|window| match window {
        [year, month, day, _] => of_parts(year, month, day),
        _ => None,
    });
    let of_one = |segment: &&str| {
        let mut parts = segment.splitn(4, '-');
        of_parts(parts.next()?, parts.next()?, parts.next()?)
    };
    let inner = segments.iter().rev().skip(1);
    of_three
        .or_else(|| segments.iter().find_map(of_one))
        .or_else(|| inner.filter(|segment| segment.len() == 8).find_map(|digits| of_digits(digits)))
}

/// A day of a year of four digits, a month and a day of one or two.
fn of_parts(year: &str, month: &str, day: &str) -> Option<Date> {
    let are_digits = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_day = are_digits(year, 4..=4) && are_digits(month, 1..=2) && are_digits(day, 1..=2);
    if is_day {
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    } else {
        None
    }
}

/// The day in the digits with which a path ends, its ending (`.htm`) aside.
fn of_stamp(path: &str, is_plausible: impl Fn(&Date) -> bool) -> Option<Date> {
    let name = path.rsplit('/').next().unwrap_or_default();
    let name = name.split('.').next().unwrap_or_default();
    let before = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = name.get(before.len()..).filter(|_| before.ends_with('-'))?;
    let whole = match digits.len() {
        8 => of_digits(digits),
        12 | 14..=17 => of_digits(digits).filter(|_| is_time(digits.get(8..).unwrap_or_default())),
        _ => None,
    };
    let behind_number = || {
        let stamp =
            digits.strip_prefix('1').filter(|_| (16..=18).contains(&digits.len()))?.get(2..)?;
        let day = of_digits(&format!("20{}", stamp.get(..6)?))
            .filter(|day| day.year() >= FIRST_SHORT_YEAR)?;
        is_time(stamp.get(6..)?).then_some(day)
    };
    whole.filter(&is_plausible).or_else(|| behind_number().filter(&is_plausible))
}

/// The day of `yyyymmdd`, whatever follows.
fn of_digits(digits: &str) -> Option<Date> {
    of_parts(digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?)
}

/// Whether digits begin with a time of day, `hhmm` or `hhmmss`.
fn is_time(digits: &str) -> bool {
    let part =
        |from: usize| digits.get(from..from + 2).map_or(Some(0), |part| part.parse::<i8>().ok());
    matches!((part(0), part(2), part(4)), (Some(hour), Some(minute), Some(second)) if Time::new(hour, minute, second, 0).is_ok())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_in_addresses() {
        for (address, expected) in [
            ("https://bao.example.vn/2024/03/05/hop.html", "2024-03-05"),
            ("https://bao.example.vn/2024/3/5/hop", "2024-03-05"),
            ("https://bao.example.vn/tin/2024/03/05/", "2024-03-05"),
            ("bao.example.vn/2024-03-05/hop", "2024-03-05"),
            ("https://bao.example.vn/2024-03-05-hop-ban.html", "2024-03-05"),
            ("https://bao.example.vn/20240305/hop", "2024-03-05"),
            ("https://bao.example.vn/hop-20240305.html", "2024-03-05"),
            ("https://bao.example.vn/hop-20240305081234567.htm?utm=1#x", "2024-03-05"),
            ("https://bao.example.vn/hop-2024030508123456.chn", "2024-03-05"),
            ("https://bao.example.vn/hop-20240305081234.htm", "2024-03-05"),
            ("https://bao.example.vn/hop-202403050812/", "2024-03-05"),
            ("https://bao.example.vn/hop-185240305081234567.htm", "2024-03-05"),
            ("https://bao.example.vn/hop-1852403050812345.htm", "2024-03-05"),
            ("https://bao.example.vn/2024/03/05/hop-20240306081234567.htm", "2024-03-05"),
            // What only looks like a day.
            ("https://bao.example.vn/hop-4183089.html", ""),
            ("https://bao.example.vn/hop-18577545.htm", ""),
            ("https://bao.example.vn/hop-1851475832.htm", ""),
            ("https://bao.example.vn/hop-2024030512.htm", ""),
            ("https://bao.example.vn/hop-c20240305.epi", ""),
            ("https://bao.example.vn/hop-20240230.htm", ""),
            ("https://bao.example.vn/hop-20241305.htm", ""),
            ("https://bao.example.vn/hop-20240305251234567.htm", ""),
            ("https://bao.example.vn/hop-20240305086034567.htm", ""),
            ("https://bao.example.vn/hop-185241305081234567.htm", ""),
            ("https://bao.example.vn/hop-285240305081234567.htm", ""),
            ("https://bao.example.vn/hop-19890305.htm", ""),
            ("https://bao.example.vn/1989/03/05/hop", ""),
            ("https://bao.example.vn/2024/03/hop-5.html", ""),
            ("https://bao.example.vn/2024/13/05/hop", ""),
            ("https://bao.example.vn/hop-ngay-5-3-2024.html", ""),
            ("https://bao.example.vn/hop?ngay=2024/03/05/", ""),
            ("https://20240305.example.vn/hop", ""),
            ("https://bao.example.vn", ""),
            ("20240305", ""),
            ("", ""),
            // The day after that on which it is read.
            ("https://bao.example.vn/2026/01/01/hop", "2026-01-01"),
            ("https://bao.example.vn/2026/01/02/hop", ""),
            ("https://bao.example.vn/hop-29990305.htm", ""),
            ("https://bao.example.vn/hop-185990305081234567.htm", ""),
        ] {
            let found = day_in_address(address, date(2026, 1, 1))
                .map(|day| day.to_string())
                .unwrap_or_default();
            assert_eq!(found, expected, "{address}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(address in "(https?://)?[a-z.]{0,9}(/?[-0-9./é]{0,20}){0,3}|.*") {
            let _ = day_in_address(&address, date(2026, 1, 1));
        }
    }
}
