//! Numeric shapes: `19/5/2021`, `19-5`, `5/2021`, `2021-05-19`, and the decision whether `a/b` is a
//! date at all.

use jiff::civil::Date;

use super::cues::{follows_phrase, has, is_count_behind};
use crate::extract::counted::is_counted;
use crate::lexicon::token::Tokens;
use crate::lexicon::{DateCue, DateWord, DateWordKind, Lexicons, NumberWord, Relative, lexicons};
use crate::model::CalendarUnit;

/// The separators of numeric dates.
pub(super) const SEPARATORS: [char; 3] = ['/', '-', '.'];

/// A four-digit year of the time that news speaks of.
pub(super) fn year(tokens: &Tokens<'_>, at: usize) -> Option<i16> {
    let digits = tokens.digits(at).filter(|digits| digits.len() == 4)?;
    let year: i16 = digits.parse().ok()?;
    // Digits behind a mark (1975,5) make it a number.
    let continues = tokens.is_glued(at + 1)
        && tokens.is_mark(at + 1, &[',', '.'])
        && tokens.is_glued(at + 2)
        && tokens.digits(at + 2).is_some();
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

/// The separator at `at`.
fn separator(tokens: &Tokens<'_>, at: usize) -> Option<char> {
    tokens.mark(at).filter(|mark| SEPARATORS.contains(mark))
}

/// A separator at `at` that touches both neighbours.
pub(super) fn glued_separator(tokens: &Tokens<'_>, at: usize) -> Option<char> {
    separator(tokens, at).filter(|_| tokens.is_glued(at) && tokens.is_glued(at + 1))
}

/// A slash or dash at `at` with a blank on either side or both: `1 / 8 / 2014`.
fn loose_separator(tokens: &Tokens<'_>, at: usize) -> Option<char> {
    let is_glued = tokens.is_glued(at) && tokens.is_glued(at + 1);
    let is_loose = !is_glued && !tokens.starts_line(at) && !tokens.starts_line(at + 1);
    separator(tokens, at).filter(|mark| *mark != '.' && is_loose)
}

/// A numeric shape: what it is, its length in tokens, and its separator.
pub(super) struct Shape {
    pub moment: CalendarUnit,
    pub length: usize,
    pub separator: char,
    /// Blanks stand around its first separator.
    pub is_loose: bool,
}

/// The numeric date at `at`: `d/m/y`, `d/m`, `m/y`, ISO, perhaps with blanks around its separators.
pub(super) fn shape(tokens: &Tokens<'_>, at: usize) -> Option<Shape> {
    if loose_separator(tokens, at + 1).is_some() {
        loose_shape(tokens, at)
    } else {
        glued_shape(tokens, at)
    }
}

/// `y / m / d` and `d / m / y`, `d / m`, `m / y`: a dash between two numbers more often joins than
/// separates, so behind it nothing may be counted.
fn loose_shape(tokens: &Tokens<'_>, at: usize) -> Option<Shape> {
    let separator = loose_separator(tokens, at + 1)?;
    if let Some(year) = year(tokens, at) {
        let is_like = loose_separator(tokens, at + 3) == Some(separator);
        return year_first(tokens, at, year).filter(|_| is_like).map(|moment| Shape {
            moment,
            length: 5,
            separator,
            is_loose: true,
        });
    }
    let first = small(tokens, at)?;
    let loose = |moment, length| Some(Shape { moment, length, separator, is_loose: true });
    let next = |at: usize| {
        glued_separator(tokens, at)
            .or_else(|| loose_separator(tokens, at))
            .filter(|_| tokens.digits(at + 1).is_some())
    };
    if let Some(year) = year(tokens, at + 2) {
        let is_month =
            (1..=12).contains(&first) && (1900..=2100).contains(&year) && next(at + 3).is_none();
        return loose(CalendarUnit::Month { year: Some(year), month: first }, 3)
            .filter(|_| is_month);
    }
    let second = month(tokens, at + 2)?;
    match next(at + 3) {
        // 30 / 4 - 1 / 5: a dash behind slashes joins two days.
        Some(mark) if mark == separator || mark == '/' => {
            let year = year(tokens, at + 4)
                .filter(|year| mark == separator && is_day(Some(*year), second, first))?;
            loose(CalendarUnit::Day { year: Some(year), month: second, day: first }, 5)
        }
        _ => {
            let is_range = separator == '-' && is_count_behind(tokens, at + 3);
            loose(CalendarUnit::Day { year: None, month: second, day: first }, 3)
                .filter(|_| is_day(None, second, first) && !is_range)
        }
    }
}

/// The day that a year at `at` begins: month and day have two digits each.
fn year_first(tokens: &Tokens<'_>, at: usize, year: i16) -> Option<CalendarUnit> {
    let (month, day) = (month(tokens, at + 2)?, small(tokens, at + 4)?);
    let is_padded = tokens.str(at + 2).len() == 2 && tokens.str(at + 4).len() == 2;
    (is_padded && is_day(Some(year), month, day)).then_some(CalendarUnit::Day {
        year: Some(year),
        month,
        day,
    })
}

/// The same with every separator but the last touching its neighbours.
fn glued_shape(tokens: &Tokens<'_>, at: usize) -> Option<Shape> {
    let glued = |moment, length, separator| Shape { moment, length, separator, is_loose: false };
    if let Some(year) = year(tokens, at) {
        // ISO 8601, or the same with slashes.
        let separator = glued_separator(tokens, at + 1)
            .filter(|mark| *mark != '.' && glued_separator(tokens, at + 3) == Some(*mark))?;
        return year_first(tokens, at, year).map(|moment| glued(moment, 5, separator));
    }
    let first = small(tokens, at)?;
    let separator = glued_separator(tokens, at + 1)?;
    if let Some(year) =
        year(tokens, at + 2).filter(|_| separator != '.' || tokens.digits(at).is_some())
    {
        let continues = glued_separator(tokens, at + 3) == Some('/');
        let is_month = (1..=12).contains(&first) && !continues && (1900..=2100).contains(&year);
        return is_month
            .then(|| glued(CalendarUnit::Month { year: Some(year), month: first }, 3, separator));
    }
    let second = month(tokens, at + 2)?;
    let dated = |year| {
        glued(CalendarUnit::Day { year: Some(year), month: second, day: first }, 5, separator)
    };
    // ngày 26/5/ 2017: a blank at the second slash.
    let loose_year = year(tokens, at + 4)
        .filter(|_| separator == '/' && loose_separator(tokens, at + 3) == Some('/'));
    if let Some(year) = loose_year.filter(|year| is_day(Some(*year), second, first)) {
        return Some(dated(year));
    }
    if let Some(next) = glued_separator(tokens, at + 3)
        && tokens.digits(at + 4).is_some()
    {
        if let Some(year) = year(tokens, at + 4) {
            // d-m/yyyy is always a range of months (16 of 16 in real news): 4-5/2018.
            let same = next == separator || separator == '/';
            let is_date = same && is_day(Some(year), second, first);
            return is_date.then(|| dated(year));
        }
        if let Some(year) = short_year(tokens, at, separator, next)
            && is_day(Some(year), second, first)
        {
            return Some(dated(year));
        }
        // d/m-d/m goes on as an interval; a third small number with the same mark (2-4-6, 22/06/13)
        // makes no date here, and 4-5/2 is the fourth to the fifth of February.
        if next == separator || next == '/' {
            return None;
        }
    }
    is_day(None, second, first)
        .then(|| glued(CalendarUnit::Day { year: None, month: second, day: first }, 3, separator))
}

/// The year of 31/05/13 07:48 or ngày 22/06/13, written in two digits at `at + 4`: they are one
/// only before a clock time or behind a head.
fn short_year(tokens: &Tokens<'_>, at: usize, separator: char, next: char) -> Option<i16> {
    let short: i16 = tokens
        .digits(at + 4)
        .filter(|short| short.len() == 2 && next == separator)
        .and_then(|short| short.parse().ok())?;
    let clock = tokens.digits(at + 5).is_some()
        && tokens.is_mark(at + 6, &[':'])
        && tokens.digits(at + 7).is_some();
    let headed = at > 0
        && lexicons().dates.matches(tokens, at - 1).any(|(word, _)| *word == DateWord::DayHead);
    (clock || headed && separator == '/').then_some(if short <= 35 {
        2000 + short
    } else {
        1900 + short
    })
}

/// Whether a `d/m` without a head is a date. Without one, 61 % of `N/N` and 76 % of `N-N` in real
/// news are not.
pub(super) fn is_headless_date(
    tokens: &Tokens<'_>,
    at: usize,
    shape: &Shape,
    joint: Option<DateWord>,
) -> bool {
    let CalendarUnit::Day { month, day, .. } = shape.moment else { return false };
    let behind = tokens.behind_note(at + shape.length);
    let before =
        |word: DateWord| lexicons().dates.all_before(tokens, at).any(|found| *found == word);
    if before(DateWord::NameCue)
        || is_part(tokens, at, joint)
        || is_counted_behind(tokens, behind, day > month)
    {
        return false;
    }
    let in_brackets =
        at > 0 && tokens.is_mark(at - 1, &['(']) && tokens.is_mark(behind, &[')', ',', ';']);
    if follows_deictic(tokens, at) || is_holiday_before(tokens, at) {
        return true;
    }
    let cue = joint.is_some()
        || before(DateWord::DayCue)
        || before(DateWord::To)
        || before(DateWord::From)
        || before(DateWord::Through);
    // A fraction or a k of n has its smaller part first; 24/7 and 24/24 are no days.
    let descending = day > month;
    let around_the_clock = day == 24 && month == 7;
    if around_the_clock && !cue {
        return false;
    }
    let padded = tokens.str(at).starts_with('0') || tokens.str(at + 2).starts_with('0');
    let from = before(DateWord::From);
    let since = from && begins_time_since(tokens, at, behind, descending);
    match shape.separator {
        // "từ 1/3 lên 1/2" are fractions; "từ 1/7 Chủ tịch …" is a day.
        '/' => {
            (descending || padded) && (cue || !is_ratio(tokens, at))
                || cue
                    && !has(tokens, behind, DateCue::Fraction)
                    && !has(tokens, behind, DateCue::Whole)
                || in_brackets && day > 3
        }
        '-' => {
            since
                || (cue || in_brackets && !shape.is_loose) && descending && !from
                || padded && tokens.str(at + 2).len() == 2 && cue
        }
        // 28.9 is a day behind "tính đến" and the like; decimals are written with a comma.
        _ => cue && descending && !from,
    }
}

/// hôm nay (28-8), sáng nay 21.11: a word before `at` points to a day.
fn follows_deictic(tokens: &Tokens<'_>, at: usize) -> bool {
    let end = tokens.before_note(at - usize::from(at > 0 && tokens.is_mark(at - 1, &['(', ','])));
    end > 0
        && lexicons().dates.longest_before(tokens, end).is_some_and(|(word, _)| {
            matches!(
                word,
                DateWord::Relative(_)
                    | DateWord::Nay
                    | DateWord::Qua
                    | DateWord::Mai
                    | DateWord::Now
                    | DateWord::Weekday(_)
            )
        })
}

/// "từ 31-1 đến nay", "Từ 1-9, …" are days; "từ 5-6 năm", "đạt từ 1-3 điểm" are not. The numerals
/// at `at` end before token `behind`.
fn begins_time_since(tokens: &Tokens<'_>, at: usize, behind: usize, descending: bool) -> bool {
    let ends = behind >= tokens.list.len()
        || tokens.starts_line(behind)
        || tokens.is_mark(behind, &[',', '.', ';', ')', ':', '(']) && !tokens.is_glued(behind + 1)
        || has(tokens, behind, DateCue::EndsSpan);
    let in_force = || has(tokens, behind, DateCue::Next) && tokens.digits(behind + 1).is_none();
    ends && (descending
        || in_force()
        || tokens.is_capitalised(at - 1) && tokens.is_mark(behind, &[',']))
}

/// Whether digits at `at` go on from a word, a number or an address: hẻm 45/12/7, Lô 15-1/05.
fn is_part(tokens: &Tokens<'_>, at: usize, joint: Option<DateWord>) -> bool {
    if at == 0 || !tokens.is_glued(at) {
        return false;
    }
    let numbers = at > 1
        && tokens.is_glued(at - 1)
        && tokens.is_mark(at - 1, &['/', '-'])
        && tokens.digits(at - 2).is_some();
    numbers && joint.is_none() || !tokens.is_mark(at - 1, &['(', ',', '-', '“', '"', '/', '['])
}

/// Whether what is counted or measured follows at once: 2/3 ghế, 5-6 năm, 30%.
fn is_counted_behind(tokens: &Tokens<'_>, behind: usize, descending: bool) -> bool {
    let Lexicons { units, numbers, dates, .. } = lexicons();
    if tokens.is_mark(behind, &['%']) {
        return true;
    }
    let counted = units.longest(tokens, behind).is_some()
        || is_counted(tokens, behind)
        || numbers
            .longest(tokens, behind)
            .is_some_and(|(word, _)| matches!(word, NumberWord::Magnitude(_)));
    // đến 31-12 năm nay
    let of_year = || {
        dates
            .matches(tokens, behind)
            .any(|(word, _)| matches!(word, DateWord::Relative(Relative::Year(_))))
    };
    counted && !(descending && of_year()) && !tokens.starts_line(behind)
}

/// "tỷ lệ nam nữ là 9/4": a word of the clause names a ratio, and the numbers are what it is.
fn is_ratio(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_told = follows_phrase(tokens, at, DateCue::Is);
    is_told
        && (at.saturating_sub(RATIO_WINDOW)..at)
            .any(|before| has(tokens, before, DateCue::RatioHead))
}

/// How far before its numbers a ratio is named, in tokens.
const RATIO_WINDOW: usize = 8;

/// Whether a holiday or a word for one stands before `at`: Quốc khánh 2/9, dịp 30/4.
pub(super) fn is_holiday_before(tokens: &Tokens<'_>, at: usize) -> bool {
    const HOLIDAYS: u64 = DateWordKind::HolidayCue.bit() | DateWordKind::HolidayName.bit();
    lexicons().dates.all_before(tokens, at).any(|word| word.bit() & HOLIDAYS != 0)
}
