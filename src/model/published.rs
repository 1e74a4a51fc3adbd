//! When a document was published: the moment, and the forms in which metadata and pages write it.
//!
//! A text holds a day in one of the forms of [`DAYS`], with or without words around it, and perhaps
//! a time of day with an offset. Without an offset, or with "GMT+7", the time is Vietnam's; another
//! offset is carried over.
//!
//! Not covered: years of two digits, days told in words ("hôm qua"), months before days (4/13/2023)
//! unless no other reading is a date.

use std::fmt;
use std::sync::{LazyLock, OnceLock};

use jiff::ToSpan as _;
use jiff::civil::{Date, Time};
use regex::{Captures, Regex};

/// The moment a document was published, in Vietnam's time (UTC+7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Published {
    /// The day.
    pub day: Date,
    /// The time of day, where known.
    pub time: Option<Time>,
}

/// Where the moment of publication is from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PublishedFrom {
    /// The input states it: a record, the metadata of a page, a dateline.
    #[default]
    Input,
    /// Nothing states it, but the address holds a day ([`day_in_address`](super::day_in_address)).
    Url,
}

impl PublishedFrom {
    /// The name in output, where it is told: `url`.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            PublishedFrom::Input => None,
            PublishedFrom::Url => Some("url"),
        }
    }
}

/// Indochina Time, the civil time of Vietnam since 1975, in minutes ahead of UTC.
const VIETNAM: i64 = 7 * 60;

/// The forms of a day, the surest first; `month` is an English name.
const DAYS: [&str; 6] = [
    r"(?P<y>[0-9]{4})[-/](?P<m>[0-9]{1,2})[-/](?P<d>[0-9]{1,2})",
    r"(?P<d>[0-9]{1,2})\s?[-/.]\s?(?P<m>[0-9]{1,2})\s?[-/.]\s?(?P<y>[0-9]{4})",
    r"(?P<d>[0-9]{1,2})\s+tháng\s+(?P<m>[0-9]{1,2})\s?,?\s+(?:năm\s+)?(?P<y>[0-9]{4})",
    r"(?P<d>[0-9]{1,2})\s+tháng\s+(?P<word>mười một|mười hai|mười|một|hai|ba|tư|năm|sáu|bảy|tám|chín)\s?,?\s+(?:năm\s+)?(?P<y>[0-9]{4})",
    r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?[\s-](?P<month>[a-z]{3})[a-z]*[\s,-]\s?(?P<y>[0-9]{4})",
    r"(?P<month>[a-z]{3})[a-z]*\.?\s(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?\s?,?\s(?P<y>[0-9]{4})",
];

/// A time of day and its offset: `08:15`, `8:15:30 PM`, `9h30`, `9 giờ 30`, `01:15:00Z`,
/// `08:15 (GMT+7)`.
const TIME: &str = r"(?:^|[^0-9+:])(?P<h>[0-9]{1,2})\s?(?::|h|g|giờ)\s?(?P<min>[0-9]{2})(?::(?P<s>[0-9]{2}))?(?:[.,][0-9]+)?(?:\s?(?P<half>am|pm|sa|ch)(?:[^a-z]|$))?\s?(?P<zone>\(?(?:z|utc|gmt)?\s?(?:(?P<oh>[+-][0-9]{1,2})(?::?(?P<om>[0-9]{2}))?)?)";

/// The months in words, as the Vietnamese WordPress writes them.
const MONTH_WORDS: [&str; 12] =
    ["một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"];

/// The first three letters of the English months.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Each is compiled when the surer ones have failed: most days are of the first form.
static DAY_FORMS: [OnceLock<Option<Regex>>; DAYS.len()] = [const { OnceLock::new() }; DAYS.len()];
static TIME_FORM: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(TIME).ok());

impl Published {
    /// Reads the forms met in metadata and on pages: ISO 8601 days and times, and datelines with
    /// the day before or after the time of day.
    ///
    /// ```
    /// use thoisu::Published;
    /// for (text, iso) in [
    ///     ("2018-05-12", "2018-05-12"),
    ///     ("2025-08-10T20:00:00Z", "2025-08-11T03:00:00+07:00"),
    ///     ("2025-08-11T18:31:00+07:00", "2025-08-11T18:31:00+07:00"),
    ///     ("2016-03-01 08:05:00", "2016-03-01T08:05:00+07:00"),
    ///     ("Thứ Năm, 13/04/2023, 08:15 (GMT+7)", "2023-04-13T08:15:00+07:00"),
    ///     ("9h30, 5/9/2022", "2022-09-05T09:30:00+07:00"),
    /// ] {
    ///     assert_eq!(Published::parse(text).unwrap().to_string(), iso);
    /// }
    /// assert_eq!(Published::parse("31/02/2023"), None);
    /// assert_eq!(Published::parse("hôm qua"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Published> {
        // Most texts that are asked about hold no year: they are told apart without a regex.
        if !text.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit)) {
            return None;
        }
        let text = text.to_lowercase();
        let (day, place) = DAY_FORMS.iter().zip(DAYS).find_map(|(form, written)| {
            let compiled = || Regex::new(&format!("(?:^|[^0-9])(?:{written})(?:[^0-9]|$)")).ok();
            let found = form.get_or_init(compiled).as_ref()?.captures(&text)?;
            Some((day(&found)?, found.get(0)?.range()))
        })?;
        // The time stands beside the day, but never in it.
        let (before, after) = (text.get(..place.start)?, text.get(place.end.saturating_sub(1)..)?);
        let (time, offset) = time(after)
            .or_else(|| time(before))
            .map_or((None, None), |(time, offset)| (Some(time), offset));
        match (time, offset) {
            (Some(time), Some(offset)) if offset != VIETNAM => {
                let local = day.to_datetime(time).checked_add((VIETNAM - offset).minutes()).ok()?;
                Some(Published { day: local.date(), time: Some(local.time()) })
                    .filter(|published| published.day.year() > 0)
            }
            (time, _) => Some(Published { day, time }),
        }
    }
}

fn number<T: std::str::FromStr>(found: &Captures, name: &str) -> Option<T> {
    found.name(name)?.as_str().replace(' ', "").parse().ok()
}

fn day(found: &Captures) -> Option<Date> {
    let (y, d) = (number(found, "y")?, number::<i8>(found, "d")?);
    let place = |names: &[&str], name: regex::Match| {
        i8::try_from(names.iter().position(|month| *month == name.as_str())?).ok()
    };
    let m: i8 = match (found.name("month"), found.name("word")) {
        (Some(name), _) => place(&MONTHS, name)? + 1,
        (_, Some(name)) => place(&MONTH_WORDS, name)? + 1,
        _ => number(found, "m")?,
    };
    let swapped = || (m > 12).then(|| Date::new(y, d, m).ok()).flatten();
    // There is no year 0; programs that know no date write it.
    Date::new(y, m, d).ok().or_else(swapped).filter(|day| day.year() > 0)
}

/// The first time of day with its offset in minutes, where one is stated.
fn time(text: &str) -> Option<(Time, Option<i64>)> {
    let found = TIME_FORM.as_ref()?.captures(text)?;
    let hour: i8 = number(&found, "h")?;
    let hour = match found.name("half").map(|half| half.as_str()) {
        Some("pm" | "ch") if hour < 12 => hour + 12,
        Some("am" | "sa") if hour == 12 => 0,
        _ => hour,
    };
    let time = Time::new(hour, number(&found, "min")?, number(&found, "s").unwrap_or(0), 0).ok()?;
    let is_zone =
        found.name("zone").is_some_and(|zone| !zone.as_str().trim_matches(['(', ' ']).is_empty());
    let offset = number::<i64>(&found, "oh")
        .map(|hours| hours * 60 + hours.signum() * number(&found, "om").unwrap_or(0));
    Some((time, is_zone.then_some(offset.unwrap_or(0))))
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day)?;
        match self.time {
            Some(t) => write!(f, "T{:02}:{:02}:{:02}+07:00", t.hour(), t.minute(), t.second()),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in metadata and datelines, and the moment that it is.
    const FORMS: [(&str, &str); 37] = [
        ("20 Tháng Chín, 2019", "2019-09-20"),
        ("Đăng ngày 7 Tháng Mười Hai, 2021 bởi Hòa An", "2021-12-07"),
        ("Thứ Tư, 4 tháng tám năm 2021, 9h30", "2021-08-04T09:30:00+07:00"),
        ("2023-04-13", "2023-04-13"),
        ("2023/04/13 08:15", "2023-04-13T08:15:00+07:00"),
        ("2023-04-13T08:15", "2023-04-13T08:15:00+07:00"),
        ("2023-04-13T08:15+07:00", "2023-04-13T08:15:00+07:00"),
        ("2023-04-13T08:15:30.123+0700", "2023-04-13T08:15:30+07:00"),
        ("2023-04-13 08:15:30 +0700", "2023-04-13T08:15:30+07:00"),
        ("2023-04-13T20:15:30Z", "2023-04-14T03:15:30+07:00"),
        ("2023-04-13T20:15:30.000Z", "2023-04-14T03:15:30+07:00"),
        ("2023-04-13T01:15:00-05:00", "2023-04-13T13:15:00+07:00"),
        ("2023-04-13T08:15:00 GMT+7", "2023-04-13T08:15:00+07:00"),
        ("Thu, 13 Apr 2023 08:15:00 +0700", "2023-04-13T08:15:00+07:00"),
        ("Thu, 13 Apr 2023 20:15:00 GMT", "2023-04-14T03:15:00+07:00"),
        ("April 13th, 2023", "2023-04-13"),
        ("13-Apr-2023", "2023-04-13"),
        ("4/13/2023 8:15:00 PM", "2023-04-13T20:15:00+07:00"),
        ("Thứ Năm, 13/04/2023, 08:15 (GMT+7)", "2023-04-13T08:15:00+07:00"),
        ("Thứ năm, 13/4/2023 | 08:15 GMT+7", "2023-04-13T08:15:00+07:00"),
        ("Thứ năm, 13/4/2023 08:15 (GMT +7)", "2023-04-13T08:15:00+07:00"),
        ("13/04/2023 08:15 GMT+07:00", "2023-04-13T08:15:00+07:00"),
        ("08:15 | 13/04/2023", "2023-04-13T08:15:00+07:00"),
        ("08:15, 13/04/2023", "2023-04-13T08:15:00+07:00"),
        ("08:15 13-04-2023", "2023-04-13T08:15:00+07:00"),
        ("08:15' ngày 13/04/2023", "2023-04-13T08:15:00+07:00"),
        ("Cập nhật: 13/4/2023 - 08:15", "2023-04-13T08:15:00+07:00"),
        ("Ngày đăng : 13/04/2023", "2023-04-13"),
        ("13.04.2023 | 08:15", "2023-04-13T08:15:00+07:00"),
        ("13 / 04 / 2023 8h15", "2023-04-13T08:15:00+07:00"),
        ("13 Tháng 4, 2023", "2023-04-13"),
        ("Hà Nội, ngày 13 tháng 4 năm 2023", "2023-04-13"),
        ("13/04/2023 8 giờ 15", "2023-04-13T08:15:00+07:00"),
        ("13-04-2023 - 00:01 AM", "2023-04-13T00:01:00+07:00"),
        ("13/04/2023 12:05 SA", "2023-04-13T00:05:00+07:00"),
        ("13/04/2023 2:05:10 CH", "2023-04-13T14:05:10+07:00"),
        ("13/04/2023 14:05 PM", "2023-04-13T14:05:00+07:00"),
    ];

    #[test]
    fn forms() {
        for (text, expected) in FORMS {
            assert_eq!(
                Published::parse(text).map(|published| published.to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_moment() {
        for text in [
            "",
            "hôm qua",
            "31/02/2023",
            "0000-00-00",
            "0000-01-01 00:00:00",
            "13/04/23",
            "2023",
            "08:15",
            "tháng 4/2023",
            "1234567890",
            "12/2023/NĐ-CP",
            "113/04/2023",
            "13/04/20231",
        ] {
            assert_eq!(Published::parse(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read(y in 1990i16..2100, m in 1i8..=12, d in 1i8..=28, h in 0i8..24, min in 0i8..60) {
            let published = Published { day: Date::new(y, m, d).unwrap_or_default(), time: Time::new(h, min, 0, 0).ok() };
            proptest::prop_assert_eq!(Published::parse(&published.to_string()), Some(published));
            proptest::prop_assert_eq!(Published::parse(&format!("{h:02}:{min:02} | {d}/{m}/{y}")), Some(published));
            proptest::prop_assert_eq!(Published::parse(&format!("Thứ Hai, {d:02}/{m:02}/{y}, {h:02}:{min:02} (GMT+7)")), Some(published));
        }

        #[test]
        fn nothing_panics(text in "[0-9/:.\\-+TZhg giờtháng]{0,40}|.*") {
            let _ = Published::parse(&text);
        }
    }
}
