//! The values of `date:`, `published:` and `number:`: read by the extractors that read the
//! documents, so what the news writes can be asked for.
//!
//! ```text
//! value      = [comparator] one | [one] ".." [one]
//! comparator = ">=" | "<=" | ">" | "<" | "≥" | "≤" | "="
//! one        = a date (`19/5/2021`, `tháng 5/2021`, `quý I/2023`, `2021-05-19`, `2021`) | a number (`1.000 tỷ đồng`, `4,2 ha`, `10 %`)
//! ```
//! Words may be typed bare or in capitals: `thang 5/2021`, `1.000 ty dong`. What says nothing about
//! the value may stand beside it: what is counted (`10.000 người`), that it is about so much
//! (`khoảng 5 ha`), what the years are (`nhiệm kỳ 2020-2025`). Digits need no dots (`1000000000`),
//! and a dot before one or two of them begins decimals (`1.5`).

use std::ops::Bound;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::error::beginning;
use crate::extract::find;
use crate::lexicon::token::Tokens;
use crate::lexicon::{DateWord, Kinded, Lexicon, NumberWord, lexicons, marked_words};
use crate::model::{self, CalendarUnit, DateValue, Edtf};
use crate::text::is_syllable;
use crate::{Span, Value};

/// Days from the first to the last, both included; `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::index) struct Days {
    pub first: Option<Date>,
    pub last: Option<Date>,
}

/// Numbers between two ends, of one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::index) struct Numbers {
    pub low: Bound<Decimal>,
    pub high: Bound<Decimal>,
    /// The unit's canonical sign; numbers of any unit, or none, where it is `None`.
    pub unit: Option<&'static str>,
}

/// Why a value cannot be read: the byte in the value, what was expected and what was found.
pub(super) type Refusal = (usize, String);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Comparator {
    Equal,
    AtLeast,
    AtMost,
    Over,
    Under,
}

const COMPARATORS: [(&str, Comparator); 7] = [
    (">=", Comparator::AtLeast),
    ("<=", Comparator::AtMost),
    ("≥", Comparator::AtLeast),
    ("≤", Comparator::AtMost),
    (">", Comparator::Over),
    ("<", Comparator::Under),
    ("=", Comparator::Equal),
];

/// A value cut into its comparator or its two ends.
enum Parts {
    One(Comparator, Span),
    Between(Option<Span>, Option<Span>),
}

/// Cuts a value; `kind` names in messages what it is of.
fn parts(value: &str, kind: &str) -> Result<Parts, Refusal> {
    let whole = trimmed(value, Span::new(0, value.len()));
    if let Some((from, _)) = whole.slice(value).split_once("..") {
        let dots = whole.start + from.len();
        // `2018...2022` has no more ends than `2018..2022`.
        let behind = whole.end
            - whole
                .slice(value)
                .get(from.len()..)
                .unwrap_or_default()
                .trim_start_matches('.')
                .len();
        let end = |span: Span| Some(trimmed(value, span)).filter(|span| !span.is_empty());
        let (from, to) = (end(Span::new(whole.start, dots)), end(Span::new(behind, whole.end)));
        if from.is_none() && to.is_none() {
            return Err((
                whole.start,
                format!("expected a {kind} on at least one side of `..`, but found none"),
            ));
        }
        return Ok(Parts::Between(from, to));
    }
    for (sign, comparator) in COMPARATORS {
        if whole.slice(value).starts_with(sign) {
            let one = trimmed(value, Span::new(whole.start + sign.len(), whole.end));
            if one.is_empty() {
                return Err((
                    one.start,
                    format!("expected a {kind} after `{sign}`, but found none"),
                ));
            }
            return Ok(Parts::One(comparator, one));
        }
    }
    Ok(Parts::One(Comparator::Equal, whole))
}

fn trimmed(text: &str, span: Span) -> Span {
    let start = span.end - span.slice(text).trim_start().len();
    Span::new(start, start + Span::new(start, span.end).slice(text).trim_end().len())
}

/// Reads the value of a condition on days.
pub(super) fn days(value: &str) -> Result<Days, Refusal> {
    let one =
        |span: Span| day_or_longer(span.slice(value)).map_err(|message| (span.start, message));
    match parts(value, "date")? {
        Parts::One(comparator, span) => {
            let days = one(span)?;
            let missing = || {
                (
                    span.start,
                    format!(
                        "expected a date with an end to compare with, but found `{}`",
                        beginning(span.slice(value))
                    ),
                )
            };
            let beyond = |day: Option<Date>, step: fn(Date) -> Option<Date>| {
                day.and_then(step).map(Some).ok_or_else(missing)
            };
            Ok(match comparator {
                Comparator::Equal => days,
                Comparator::AtLeast => {
                    Days { first: Some(days.first.ok_or_else(missing)?), last: None }
                }
                Comparator::AtMost => {
                    Days { first: None, last: Some(days.last.ok_or_else(missing)?) }
                }
                Comparator::Over => {
                    Days { first: beyond(days.last, |day| day.tomorrow().ok())?, last: None }
                }
                Comparator::Under => {
                    Days { first: None, last: beyond(days.first, |day| day.yesterday().ok())? }
                }
            })
        }
        Parts::Between(from, to) => {
            let first = from.map(one).transpose()?.and_then(|days| days.first);
            let last = to.map(one).transpose()?.and_then(|days| days.last);
            match (first, last, from, to) {
                (Some(first), Some(last), Some(from), Some(to)) if first > last => {
                    Err(backwards(value, from, to))
                }
                _ => Ok(Days { first, last }),
            }
        }
    }
}

fn backwards(value: &str, from: Span, to: Span) -> Refusal {
    (
        to.start,
        format!(
            "expected an end not before the beginning `{}`, but found `{}`",
            beginning(from.slice(value)),
            beginning(to.slice(value))
        ),
    )
}

/// A date in one of its forms.
fn day_or_longer(text: &str) -> Result<Days, String> {
    if let Some(moment) = iso(text)? {
        return Ok(Days { first: moment.first(), last: moment.last() });
    }
    let of = |value: &Value| DateValue::of(value)?.edtf;
    // `5/2021` and `19/5` are dates only behind their word.
    let headed = || {
        spelled(text)
            .flat_map(|text| ["", "ngày ", "tháng ", "năm "].map(|head| format!("{head}{text}")))
    };
    let names_years = |before: &str, behind: &str| {
        behind.is_empty() && is_entry(&lexicons().dates, before, |&word| word == DateWord::YearCue)
    };
    let found = headed()
        .find_map(|text| read(&text, of))
        .or_else(|| read_within(spelled(text), names_years, of));
    let edtf: Edtf = found.ok_or_else(|| {
        format!("expected a date as the news writes it, such as `19/5/2021`, `tháng 5/2021`, `quý I/2023`, `2021` or `2021-05-19`, but found `{}`", beginning(text))
    })?;
    let days = Days { first: edtf.first(), last: edtf.last() };
    match edtf {
        Edtf::At(_) if days.first.is_none() => Err(format!(
            "expected a date with its year, such as `19/5/2021`, but found `{}`",
            beginning(text)
        )),
        _ => Ok(days),
    }
}

/// A year, month or day in ISO 8601 that exists; `None` for what is of another form.
fn iso(text: &str) -> Result<Option<CalendarUnit>, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let fits = parts.iter().zip([4, 2, 2]).all(|(part, digits)| {
        part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    if !fits || parts.len() > 3 {
        return Ok(None);
    }
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<i16>().ok());
    let small = |at: usize| number(at).and_then(|number| i8::try_from(number).ok());
    let Some(year) = number(0) else { return Ok(None) };
    let Some(month) = small(1) else { return Ok(Some(CalendarUnit::Year(year))) };
    if !(1..=12).contains(&month) {
        return Err(format!("expected a month from 01 to 12, but found `{text}`"));
    }
    let Some(day) = small(2) else {
        return Ok(Some(CalendarUnit::Month { year: Some(year), month }));
    };
    let date = Date::new(year, month, day)
        .map_err(|_| format!("expected a day of the calendar, but found `{text}`"))?;
    Ok(Some(CalendarUnit::from_date(date)))
}

/// Reads the value of a condition on numbers.
pub(super) fn numbers(value: &str) -> Result<Numbers, Refusal> {
    let one = |span: Span| quantity(span.slice(value)).ok_or_else(|| no_number(value, span));
    match parts(value, "number")? {
        Parts::One(comparator, span) => {
            let found = one(span)?;
            let (low, high) = ends(&found).ok_or_else(|| no_number(value, span))?;
            let (low, high) = match comparator {
                Comparator::Equal => (Bound::Included(low), Bound::Included(high)),
                Comparator::AtLeast => (Bound::Included(low), Bound::Unbounded),
                Comparator::AtMost => (Bound::Unbounded, Bound::Included(high)),
                Comparator::Over => (Bound::Excluded(high), Bound::Unbounded),
                Comparator::Under => (Bound::Unbounded, Bound::Excluded(low)),
            };
            Ok(Numbers { low, high, unit: found.unit })
        }
        Parts::Between(from, to) => {
            let right = to.map(one).transpose()?;
            let left = match (from, &right, to) {
                (Some(from), Some(right), Some(to)) => Some(with_unit_of(value, from, right, to)?),
                (Some(from), ..) => Some(one(from)?),
                _ => None,
            };
            let units = (
                left.as_ref().and_then(|left| left.unit),
                right.as_ref().and_then(|right| right.unit),
            );
            if let ((Some(a), Some(b)), Some(to)) = (units, to)
                && a != b
            {
                return Err((
                    to.start,
                    format!("expected one unit on both sides of `..`, but found `{a}` and `{b}`"),
                ));
            }
            let low = left.as_ref().and_then(ends).map(|(low, _)| low);
            let high = right.as_ref().and_then(ends).map(|(_, high)| high);
            match (low, high, from, to) {
                (Some(low), Some(high), Some(from), Some(to)) if low > high => {
                    Err(backwards(value, from, to))
                }
                (None, None, ..) => Err(no_number(value, from.or(to).unwrap_or_default())),
                _ => {
                    let bound =
                        |end: Option<Decimal>| end.map_or(Bound::Unbounded, Bound::Included);
                    Ok(Numbers { low: bound(low), high: bound(high), unit: units.0.or(units.1) })
                }
            }
        }
    }
}

fn no_number(value: &str, span: Span) -> Refusal {
    (
        span.start,
        format!(
            "expected a number as the news writes it, such as `1.000 tỷ đồng`, `4,2 ha` or `10 %`, but found `{}`",
            beginning(span.slice(value))
        ),
    )
}

/// The left end of `10..20 %`: what stands behind the digits on the right is meant on the left too,
/// unless the left says its own.
fn with_unit_of(
    value: &str,
    from: Span,
    right: &model::Quantity,
    to: Span,
) -> Result<model::Quantity, Refusal> {
    let left = from.slice(value);
    let is_bare = left.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '));
    let behind =
        to.slice(value).trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let lent = (is_bare && !behind.trim().is_empty())
        .then(|| quantity(&format!("{left}{behind}")))
        .flatten();
    let own = || quantity(left).map(|own| model::Quantity { unit: own.unit.or(right.unit), ..own });
    lent.or_else(own).ok_or_else(|| no_number(value, from))
}

/// A number with its unit.
fn quantity(text: &str) -> Option<model::Quantity> {
    let of = |value: &Value| model::Quantity::of(value).cloned();
    let texts: Vec<String> = [Some(text.to_string()), dotted(text)].into_iter().flatten().collect();
    let is_about = |before: &str| {
        before.is_empty()
            || is_entry(&lexicons().numbers, before, |word| matches!(word, NumberWord::Approx(_)))
    };
    // A word typed bare that may be a unit is not passed over for a noun.
    let is_typed = |word: &str| text.split_whitespace().any(|typed| typed == word);
    let is_noun = |word: &str| {
        is_syllable(word) && is_typed(word) && marked_words(&word.to_lowercase()).is_empty()
    };
    let is_counted = |behind: &str| behind.split_whitespace().all(is_noun);
    let ways = || texts.iter().flat_map(|text| spelled(text));
    ways().find_map(|text| read(&text, of)).or_else(|| {
        read_within(ways(), |before, behind| is_about(before) && is_counted(behind), of)
    })
}

/// A number as the news writes it whose thousands have no dots, or whose decimals begin with one:
/// `1000000` to `1.000.000`, `1.5` to `1,5`.
fn dotted(text: &str) -> Option<String> {
    let is_digit = |c: char| c.is_ascii_digit();
    let (before, rest) = text.split_at_checked(text.find(is_digit)?)?;
    let (digits, behind) =
        rest.split_at_checked(rest.find(|c| !is_digit(c)).unwrap_or(rest.len()))?;
    let (decimals, behind) = match behind.strip_prefix(['.', ',']) {
        Some(rest) if rest.starts_with(is_digit) => {
            rest.split_at_checked(rest.find(|c| !is_digit(c)).unwrap_or(rest.len()))?
        }
        _ => ("", behind),
    };
    // Three digits behind a dot are thousands; a zero in front is no number's.
    if decimals.len() > 2
        || behind.starts_with(['.', ','])
        || digits.len() > 1 && digits.starts_with('0')
    {
        return None;
    }
    let mut out = before.to_string();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push('.');
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out.push(',');
        out.push_str(decimals);
    }
    out.push_str(behind);
    Some(out)
}

/// Both ends of an amount; a ratio has none.
fn ends(quantity: &model::Quantity) -> Option<(Decimal, Decimal)> {
    quantity.amount.ends().map(|(low, high)| (low.normalize(), high.normalize()))
}

/// What an extractor makes of the whole text.
fn read<T>(text: &str, value: impl Fn(&Value) -> Option<T>) -> Option<T> {
    match find(text, None).as_slice() {
        [(span, found)] if *span == Span::new(0, text.len()) => value(found),
        _ => None,
    }
}

/// What an extractor makes of a part of one of these texts, if what stands before and behind that
/// says nothing about it: of the least such.
fn read_within<T>(
    texts: impl Iterator<Item = String>,
    says_nothing: impl Fn(&str, &str) -> bool,
    value: impl Fn(&Value) -> Option<T>,
) -> Option<T> {
    let part = |text: String| match find(&text, None).as_slice() {
        [(span, found)] => {
            let (before, behind) = (text.get(..span.start)?.trim(), text.get(span.end..)?.trim());
            says_nothing(before, behind)
                .then(|| Some((text.len() - span.len(), value(found)?)))
                .flatten()
        }
        _ => None,
    };
    texts.filter_map(part).min_by_key(|(beside, _)| *beside).map(|(_, value)| value)
}

/// Whether the whole of a text is an entry of such a sense.
fn is_entry<S: Kinded>(lexicon: &Lexicon<S>, text: &str, is_meant: impl Fn(&S) -> bool) -> bool {
    let list = lexicons().tokens(text);
    lexicon
        .matches(&Tokens { text, list: &list }, 0)
        .any(|(sense, length)| length == list.len() && is_meant(sense))
}

/// Ways to read a text whose words may be typed bare or in capitals: as it is first, then with the
/// marks that the lexicons know.
fn spelled(text: &str) -> impl Iterator<Item = String> {
    // A value has few words that the lexicons know; more are no value.
    const MOST: usize = 32;
    let mut ways = vec![String::new()];
    for (i, word) in text.split(' ').enumerate() {
        let lower = word.to_lowercase();
        let small = Some(lower.as_str()).filter(|lower| *lower != word);
        let spellings =
            [word].into_iter().chain(small).chain(marked_words(&lower).iter().map(String::as_str));
        let before = std::mem::take(&mut ways);
        for spelling in spellings {
            let gap = if i == 0 { "" } else { " " };
            ways.extend(before.iter().map(|before| format!("{before}{gap}{spelling}")));
        }
        ways.truncate(MOST);
    }
    ways.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_the_news_writes_them() {
        let table = [
            ("19/5/2021", "2021-05-19 2021-05-19"),
            ("19-5-2021", "2021-05-19 2021-05-19"),
            ("ngày 19 tháng 5 năm 2021", "2021-05-19 2021-05-19"),
            ("2021-05-19", "2021-05-19 2021-05-19"),
            ("2021-05", "2021-05-01 2021-05-31"),
            ("5/2021", "2021-05-01 2021-05-31"),
            ("tháng 5/2021", "2021-05-01 2021-05-31"),
            ("thang 5/2021", "2021-05-01 2021-05-31"),
            ("quý I/2023", "2023-01-01 2023-03-31"),
            ("quy 1/2023", "2023-01-01 2023-03-31"),
            ("2018..2022", "2018-01-01 2022-12-31"),
            ("2018 .. 6/2022", "2018-01-01 2022-06-30"),
            ("2018..", "2018-01-01 -"),
            ("..19/5/2021", "- 2021-05-19"),
            (">= 2020", "2020-01-01 -"),
            ("> 2020", "2021-01-01 -"),
            ("<2020", "- 2019-12-31"),
            ("≤ tháng 5/2021", "- 2021-05-31"),
            ("= 2020", "2020-01-01 2020-12-31"),
            ("thập niên 1990", "1990-01-01 1999-12-31"),
            ("THÁNG 11 NĂM 2024", "2024-11-01 2024-11-30"),
            ("QUÝ I/2023", "2023-01-01 2023-03-31"),
            ("giai đoạn 2021-2025", "2021-01-01 2025-12-31"),
            ("nhiem ky 2020-2025", "2020-01-01 2025-12-31"),
        ];
        for (value, expected) in table {
            let day = |day: Option<Date>| day.map_or("-".to_string(), |day| day.to_string());
            let seen = days(value).map(|days| format!("{} {}", day(days.first), day(days.last)));
            assert_eq!(seen.as_deref(), Ok(expected), "{value}");
        }
    }

    #[test]
    fn numbers_as_the_news_writes_them() {
        let table = [
            ("4,2 ha", "[4.2 4.2] ha"),
            ("1.000 tỷ đồng", "[1000000000000 1000000000000] VND"),
            ("1.000 ty dong", "[1000000000000 1000000000000] VND"),
            (">= 1.000 tỷ đồng", "[1000000000000 -] VND"),
            ("> 1.200", "(1200 -] any"),
            ("<5%", "[- 5) %"),
            ("<= 5 triệu", "[- 5000000] any"),
            ("10..20 %", "[10 20] %"),
            ("1,5..2 tỷ đồng", "[1500000000 2000000000] VND"),
            ("500 triệu..2 tỷ đồng", "[500000000 2000000000] VND"),
            ("10 ha..", "[10 -] ha"),
            ("..20 km", "[- 20] km"),
            ("80-90%", "[80 90] %"),
            ("1200", "[1200 1200] any"),
            ("2023", "[2023 2023] any"),
            ("123456789", "[123456789 123456789] any"),
            (">= 1000000000 đồng", "[1000000000 -] VND"),
            ("1.5", "[1.5 1.5] any"),
            ("1.25", "[1.25 1.25] any"),
            ("1.5..2.5 tỷ đồng", "[1500000000 2500000000] VND"),
            (">= 10.000 người", "[10000 -] any"),
            ("20 tuổi", "[20 20] any"),
            ("30 doanh nghiệp", "[30 30] any"),
            ("10..20 người", "[10 20] any"),
            ("hơn 1.000 tỷ đồng", "[1000000000000 1000000000000] VND"),
            ("hon 1.000 ty dong", "[1000000000000 1000000000000] VND"),
            ("khoảng 5 ha đất", "[5 5] ha"),
        ];
        for (value, expected) in table {
            let low = |bound| match bound {
                Bound::Included(end) => format!("[{end}"),
                Bound::Excluded(end) => format!("({end}"),
                Bound::Unbounded => "[-".into(),
            };
            let high = |bound| match bound {
                Bound::Included(end) => format!("{end}]"),
                Bound::Excluded(end) => format!("{end})"),
                Bound::Unbounded => "-]".into(),
            };
            let seen = numbers(value).map(|numbers| {
                format!(
                    "{} {} {}",
                    low(numbers.low),
                    high(numbers.high),
                    numbers.unit.unwrap_or("any")
                )
            });
            assert_eq!(seen.as_deref(), Ok(expected), "{value}");
        }
    }

    #[test]
    fn what_is_no_value_is_refused_at_its_place() {
        let refused = |value: &str| {
            days(value).err().map(|(at, message)| {
                (at, message.split(", but").next().unwrap_or_default().to_string())
            })
        };
        let form = "expected a date as the news writes it, such as `19/5/2021`, `tháng 5/2021`, `quý I/2023`, `2021` or `2021-05-19`";
        for (value, at, message) in [
            ("mai sau", 0, form),
            (">= thuế", 3, form),
            ("2018..thuế", 6, form),
            ("32/5/2021", 0, form),
            ("19/5", 0, "expected a date with its year, such as `19/5/2021`"),
            ("2023-13", 0, "expected a month from 01 to 12"),
            ("2022..2023-02-29", 6, "expected a day of the calendar"),
            ("2023..2022", 6, "expected an end not before the beginning `2023`"),
            ("..", 0, "expected a date on at least one side of `..`"),
            (">=", 2, "expected a date after `>=`"),
        ] {
            assert_eq!(refused(value), Some((at, message.to_string())), "{value}");
        }
        let refused = |value: &str| {
            numbers(value).err().map(|(at, message)| {
                (at, message.split(", but").next().unwrap_or_default().to_string())
            })
        };
        let form =
            "expected a number as the news writes it, such as `1.000 tỷ đồng`, `4,2 ha` or `10 %`";
        for (value, at, message) in [
            ("nhiều", 0, form),
            ("4 5 6", 0, form),
            ("4 hxa", 0, form),
            ("4 vườn tan", 0, form),
            ("0912345678", 0, form),
            ("> ha", 2, form),
            ("20..10 %", 4, "expected an end not before the beginning `20`"),
            ("5 ha..9 km", 6, "expected one unit on both sides of `..`"),
            ("..", 0, "expected a number on at least one side of `..`"),
        ] {
            assert_eq!(refused(value), Some((at, message.to_string())), "{value}");
        }
    }
}
