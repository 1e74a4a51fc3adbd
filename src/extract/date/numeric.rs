//! Numeric shapes: `19/5/2021`, `19-5`, `5/2021`, `2021-05-19`, and the decision whether `a/b` is a date at all.

use jiff::civil::Date;

use super::cues::has;
use crate::extract::counted::is_counted;
use crate::lexicon::token::Tokens;
use crate::lexicon::{DateCue, DateWord, Relative, lexicons};
use crate::model::Moment;

/// The separators of numeric dates.
pub(super) const SEPARATORS: [char; 5] = ['/', '-', '.', '–', '—'];

/// A four-digit year of the time that news speaks of.
pub(super) fn year(tokens: &Tokens<'_>, at: usize) -> Option<i16> {
    let digits = tokens.digits(at).filter(|digits| digits.len() == 4)?;
    let year: i16 = digits.parse().ok()?;
    // Digits behind a mark (1975,5) make it a number.
    let continues =
        tokens.is_glued(at + 1) && tokens.is_mark(at + 1, &[',', '.']) && tokens.is_glued(at + 2) && tokens.digits(at + 2).is_some();
    ((1000..=2199).contains(&year) && !continues).then_some(year)
}

/// One or two digits as a number.
pub(super) fn small(tokens: &Tokens<'_>, at: usize) -> Option<i8> {
    tokens.digits(at).filter(|digits| digits.len() <= 2)?.parse().ok()
}

pub(super) fn month(tokens: &Tokens<'_>, at: usize) -> Option<i8> {
    small(tokens, at).filter(|month| (1..=12).contains(month))
}

/// Whether day and month (and year, else any leap year) exist.
pub(super) fn is_day(year: Option<i16>, month: i8, day: i8) -> bool {
    Date::new(year.unwrap_or(2000), month, day).is_ok()
}

/// A separator at `at` that touches both neighbours; blanks are allowed on both sides of none.
pub(super) fn glued_separator(tokens: &Tokens<'_>, at: usize) -> Option<char> {
    let mark = tokens.str(at).chars().next()?;
    (tokens.is_mark(at, &SEPARATORS) && tokens.is_glued(at) && tokens.is_glued(at + 1)).then_some(if matches!(mark, '–' | '—') {
        '-'
    } else {
        mark
    })
}

/// A numeric shape: what it is, its length in tokens, and its separator.
pub(super) struct Shape {
    pub moment: Moment,
    pub length: usize,
    pub separator: char,
}

/// The numeric date at `at`: `d/m/y`, `d/m`, `m/y`, ISO.
pub(super) fn shape(tokens: &Tokens<'_>, at: usize) -> Option<Shape> {
    if let Some(year) = year(tokens, at) {
        // ISO 8601
        let (month, day) = (month(tokens, at + 2)?, small(tokens, at + 4)?);
        let dashes = glued_separator(tokens, at + 1) == Some('-') && glued_separator(tokens, at + 3) == Some('-');
        let padded = tokens.str(at + 2).len() == 2 && tokens.str(at + 4).len() == 2;
        return (dashes && padded && is_day(Some(year), month, day)).then_some(Shape {
            moment: Moment::Day { year: Some(year), month, day },
            length: 5,
            separator: '-',
        });
    }
    let first = small(tokens, at)?;
    let separator = glued_separator(tokens, at + 1)?;
    if let Some(year) = year(tokens, at + 2).filter(|_| separator != '.' || tokens.digits(at).is_some()) {
        let continues = glued_separator(tokens, at + 3) == Some('/');
        return ((1..=12).contains(&first) && !continues && (1900..=2100).contains(&year)).then_some(Shape {
            moment: Moment::Month { year: Some(year), month: first },
            length: 3,
            separator,
        });
    }
    let second = month(tokens, at + 2)?;
    // ngày 26/5/ 2017: a blank behind the second slash.
    let loose_year =
        year(tokens, at + 4).filter(|_| tokens.is_mark(at + 3, &['/']) && tokens.is_glued(at + 3) && !tokens.starts_line(at + 4));
    if let Some(year) = loose_year.filter(|year| separator == '/' && !tokens.is_glued(at + 4) && is_day(Some(*year), second, first)) {
        return Some(Shape { moment: Moment::Day { year: Some(year), month: second, day: first }, length: 5, separator });
    }
    if let Some(next) = glued_separator(tokens, at + 3)
        && tokens.digits(at + 4).is_some()
    {
        if let Some(year) = year(tokens, at + 4) {
            // d-m/yyyy is always a range of months (16 of 16 in real news): 4-5/2018.
            let same = next == separator || separator == '/';
            return (same && is_day(Some(year), second, first)).then_some(Shape {
                moment: Moment::Day { year: Some(year), month: second, day: first },
                length: 5,
                separator,
            });
        }
        // 31/05/13 07:48, ngày 22/06/13: two digits are a year only before a clock time or behind a head.
        if let Some(short) =
            tokens.digits(at + 4).filter(|short| short.len() == 2 && next == separator).and_then(|short| short.parse::<i16>().ok())
        {
            let clock = tokens.digits(at + 5).is_some() && tokens.is_mark(at + 6, &[':']) && tokens.digits(at + 7).is_some();
            let headed = at > 0 && lexicons().dates.matches(tokens, at - 1).any(|(word, _)| *word == DateWord::DayHead);
            let year = Some(if short <= 35 { 2000 + short } else { 1900 + short });
            if (clock || headed && separator == '/') && is_day(year, second, first) {
                return Some(Shape { moment: Moment::Day { year, month: second, day: first }, length: 5, separator });
            }
        }
        // d/m-d/m goes on as an interval; a third small number with the same mark (2-4-6, 22/06/13) makes no date here,
        // and 4-5/2 is the fourth to the fifth of February.
        if next == separator || next == '/' {
            return None;
        }
    }
    is_day(None, second, first).then_some(Shape { moment: Moment::Day { year: None, month: second, day: first }, length: 3, separator })
}

/// Whether a `d/m` without a head is a date. Without one, 61 % of `N/N` and 76 % of `N-N` in real news are not.
pub(super) fn is_headless_date(tokens: &Tokens<'_>, at: usize, shape: &Shape, joint: Option<DateWord>) -> bool {
    let Moment::Day { month, day, .. } = shape.moment else { return false };
    let behind = at + shape.length;
    let lexicons = lexicons();
    let before = |word: DateWord| lexicons.dates.all_before(tokens, at).any(|found| *found == word);
    if before(DateWord::NameCue)
        || tokens.is_mark(behind, &['%'])
        || (tokens.is_glued(at) && at > 0 && !tokens.is_mark(at - 1, &['(', ',', '-', '–', '“', '"', '/', '[']))
    {
        return false;
    }
    // What is counted or measured follows at once: 2/3 ghế, 5-6 năm.
    let counted = lexicons.units.longest(tokens, behind).is_some()
        || is_counted(tokens, behind)
        || lexicons.numbers.longest(tokens, behind).is_some_and(|(word, _)| matches!(word, crate::lexicon::NumberWord::Magnitude(_)));
    // đến 31-12 năm nay
    let of_year = lexicons.dates.matches(tokens, behind).any(|(word, _)| matches!(word, DateWord::Relative(Relative::Year(_))));
    if counted && !(of_year && day > month) && !tokens.starts_line(behind) {
        return false;
    }
    let in_brackets = at > 0 && tokens.is_mark(at - 1, &['(']) && tokens.is_mark(behind, &[')', ',', ';']);
    // hôm nay (28-8), sáng nay 21.11
    let deictic_end = at - usize::from(at > 0 && tokens.is_mark(at - 1, &['(', ',']));
    let after_deictic = deictic_end > 0
        && lexicons.dates.longest_before(tokens, deictic_end).is_some_and(|(word, _)| {
            matches!(word, DateWord::Relative(_) | DateWord::Nay | DateWord::Qua | DateWord::Mai | DateWord::Now | DateWord::Weekday(_))
        });
    if after_deictic {
        return true;
    }
    let cue = joint.is_some() || before(DateWord::DayCue) || before(DateWord::To) || before(DateWord::From) || before(DateWord::Through);
    // A fraction or a k of n has its smaller part first; 24/7 and 24/24 are no days.
    let descending = day > month;
    let around_the_clock = day == 24 && month == 7;
    if around_the_clock && !cue {
        return false;
    }
    let padded = tokens.str(at).starts_with('0') || tokens.str(at + 2).starts_with('0');
    let from = before(DateWord::From);
    // "từ 31-1 đến nay", "Từ 1-9, …" are days; "từ 5-6 năm", "đạt từ 1-3 điểm" are not.
    let ends = behind >= tokens.list.len()
        || tokens.starts_line(behind)
        || tokens.is_mark(behind, &[',', '.', ';', ')', ':', '(']) && !tokens.is_glued(behind + 1)
        || has(tokens, behind, DateCue::EndsSpan);
    let in_force = has(tokens, behind, DateCue::Next) && tokens.digits(behind + 1).is_none();
    let since = from && ends && (descending || in_force || tokens.is_capitalised(at - 1) && tokens.is_mark(behind, &[',']));
    match shape.separator {
        // "từ 1/3 lên 1/2" are fractions; "từ 1/7 Chủ tịch …" is a day.
        '/' => descending || padded || cue && !has(tokens, behind, DateCue::Fraction) || in_brackets && day > 3,
        '-' => since || (cue || in_brackets) && descending && !from || padded && tokens.str(at + 2).len() == 2 && cue,
        // 28.9 is a day behind "tính đến" and the like; decimals are written with a comma.
        _ => cue && descending && !from,
    }
}
