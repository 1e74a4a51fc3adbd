//! Years, decades and centuries: `năm 2017`, `2030` behind a cue, `những năm 1990`, `thế kỷ XXI`.

use super::cues::{follows_phrase, has, is, is_count_behind, is_end, is_label, length_of};
use super::numeric;
use super::time::{Point, Time};
use super::words::year_in_words;
use crate::extract::counted::is_counted;
use crate::extract::roman::roman;
use crate::extract::view::Found;
use crate::extract::view::LineCursor;
use crate::lexicon::token::{Case, TokenKind, Tokens};
use crate::lexicon::{Context, DateCue, DateWord, DateWordKind, LunarDay, lexicons};
use crate::model::{CalendarUnit, DateValue, Edtf};

/// `năm 2017`, or a bare year behind a cue: `SN 1975`, `tầm nhìn 2045`, `(2018)`, `2018-2022`.
pub(super) fn year(view: &LineCursor<'_>, i: usize, joint: Option<DateWord>) -> Option<Point> {
    let tokens = &view.tokens;
    // "những năm 2017, 2018": the years of a list, the head outside as it is plural.
    if let Some(length) = length_of(tokens, i, DateWord::YearHead) {
        return headed_year(tokens, i, i + length);
    }
    if let Some(point) = reign(tokens, i) {
        return Some(point);
    }
    let ends_range = joint == Some(DateWord::To);
    // An interval that began with a year may end with one of an earlier age.
    let is_early =
        |year: &i16| ends_range && (1000..1900).contains(year) && !is_count_behind(tokens, i + 1);
    let value =
        numeric::year(tokens, i).filter(|year| (1900..=2100).contains(year) || is_early(year))?;
    if let Some(point) = school_year(tokens, i, value) {
        return Some(point);
    }
    let behind = i + 1;
    // A range of years is one wherever it stands: 2016-2020.
    let ranges = (tokens.is_mark(behind, &['-']) || has(tokens, behind, DateCue::To))
        && numeric::year(tokens, behind + 1).is_some_and(|end| end > value && end < value + 120);
    let is_range = ranges || ends_range;
    if is_part(tokens, i) || !is_range && counts(tokens, behind) {
        return None;
    }
    let moment = match holiday_of(tokens, i, value) {
        Some(day) if !is_range => day,
        _ => CalendarUnit::Year(value),
    };
    let is_year =
        is_range || matches!(moment, CalendarUnit::Day { .. }) || is_told(view, i, value, joint);
    is_year.then(|| Point {
        headed: matches!(moment, CalendarUnit::Day { .. }),
        ..Point::new(i, behind, Time::CalendarUnit(moment))
    })
}

/// The year behind the head at `i`, whose numeral begins at `at`.
fn headed_year(tokens: &Tokens<'_>, i: usize, at: usize) -> Option<Point> {
    if tokens.starts_line(at) || counts_years(tokens, i) {
        return None;
    }
    let plain = numeric::year(tokens, at).map(|year| (year, at + 1));
    let (year, to) =
        plain.or_else(|| year_in_words(tokens, at)).or_else(|| early_year(tokens, i))?;
    let (year, to) = before_christ(tokens, to).map_or((year, to), |to| (1 - year, to));
    let moment = holiday_of(tokens, i, year).unwrap_or(CalendarUnit::Year(year));
    Some(Point::new(i, to, Time::CalendarUnit(moment)))
}

/// Whether digits at `i` are a part of a number, a word, a symbol or a time: `1,1975`, `A1975`,
/// `1975/12`, `1975m`.
fn is_part(tokens: &Tokens<'_>, i: usize) -> bool {
    let behind = i + 1;
    let glued = i > 0
        && tokens.is_glued(i)
        && !tokens.is_mark(i - 1, &['(', '“', '"', '-', '\'', '[', ':', '/']);
    let decimal = glued
        && i > 1
        && tokens.is_mark(i - 1, &[',', '.'])
        && tokens.is_glued(i - 1)
        && tokens.digits(i - 2).is_some();
    let goes_on = tokens.is_mark(behind, &['/', ':']) && tokens.digits(behind + 1).is_some()
        || tokens.kind(behind) == Some(TokenKind::Word);
    decimal || glued && !tokens.is_mark(i - 1, &[',']) || tokens.is_glued(behind) && goes_on
}

/// Whether something is counted at `at`.
fn counts(tokens: &Tokens<'_>, at: usize) -> bool {
    is_count_behind(tokens, at) && !tokens.starts_line(at) && !names_place(tokens, at)
}

/// Whether the words around a bare year at `i` say that it is one.
fn is_told(view: &LineCursor<'_>, i: usize, value: i16, joint: Option<DateWord>) -> bool {
    let tokens = &view.tokens;
    let behind = i + 1;
    let bracketed =
        i > 0 && tokens.is_mark(i - 1, &['(']) && tokens.is_mark(behind, &[')', ',', ';', '-']);
    // "Theo ông Bình, 2027 là một năm bản lề"
    let is_subject = (tokens.starts_sentence(i) || tokens.is_mark(i - 1, &[',']))
        && has(tokens, behind, DateCue::YearIs);
    if bracketed || is_subject {
        return true;
    }
    if i == 0 || tokens.starts_line(i) {
        return false;
    }
    let closed = behind >= tokens.list.len()
        || tokens.starts_line(behind)
        || tokens.kind(behind) == Some(TokenKind::Mark)
            && !tokens.is_mark(behind, &['%', '$', '+', '×'])
        || lexicons().contexts.matches_of(tokens, behind, Context::Function.bit()).next().is_some();
    let cue = lexicons().dates.longest_before(tokens, i).map(|(word, _)| *word);
    let is_cued = cue.is_some_and(|cue| cue.bit() & CUES != 0);
    let follows_word = tokens.kind(i - 1) == Some(TokenKind::Word);
    // World Cup 2018, Quốc hội 2016: a capitalised name before, a function word or a mark behind.
    let is_named = follows_word
        && tokens.is_capitalised(i - 1)
        && !matches!(cue, Some(DateWord::NoYearCue | DateWord::NameCue))
        && (closed && (1945..=2060).contains(&value)
            || (1990..=2035).contains(&value) && !is_counted(tokens, behind));
    let goes_on = tokens.kind(behind) == Some(TokenKind::Word)
        && (tokens.case(behind) == Case::Lower || names_place(tokens, behind));
    let is_of_event =
        || follows_word && cue.is_none() && (closed || goes_on) && is_near(view, value);
    is_cued && (closed || joint.is_some())
        || (is_cued || is_named || is_of_event()) && !is_label(tokens, i)
}

/// The words before a bare year that make it one.
const CUES: u64 = DateWord::YearCue.bit()
    | DateWord::To.bit()
    | DateWord::From.bit()
    | DateWord::DayCue.bit()
    | DateWord::Through.bit()
    | DateWord::Qualifier.bit()
    | DateWord::Tet.bit()
    | DateWordKind::Holiday.bit()
    | DateWord::HolidayCue.bit()
    | DateWordKind::Season.bit()
    | DateWordKind::Branch.bit();

/// Liên hoan toàn quốc 2024: near the publication a year behind a word is that of what is spoken
/// of; so is one that the text has named, "năm 2017 … kỳ thi quốc gia 2017".
fn is_near(view: &LineCursor<'_>, value: i16) -> bool {
    let names_it = |found: &Found| matches!(DateValue::of(&found.value), Some(DateValue { edtf: Some(Edtf::At(moment)), .. }) if moment.year() == Some(value));
    view.line.published.is_some_and(|day| (day.year() - 2..=day.year() + 1).contains(&value))
        || view.found().take(NAMED_BEFORE).any(names_it)
}

/// The day of the holiday before a year or its head at `i`: Quốc khánh 2026.
fn holiday_of(tokens: &Tokens<'_>, i: usize, year: i16) -> Option<CalendarUnit> {
    match lexicons()
        .dates
        .longest_before_of(tokens, i, DateWordKind::HolidayName.bit())
        .filter(|_| !tokens.starts_line(i))?
    {
        (DateWord::HolidayName(LunarDay { month, day }), _) => {
            Some(CalendarUnit::Day { year: Some(year), month: *month, day: *day })
        }
        _ => None,
    }
}

/// A bare year is one if one of so many dates before it names it.
const NAMED_BEFORE: usize = 8;

/// "5 năm 2026-2030": the head counts years, and the interval stands alone. "tháng 5 năm 2018-2019"
/// has the head to itself.
fn counts_years(tokens: &Tokens<'_>, i: usize) -> bool {
    if i == 0
        || tokens.starts_line(i)
        || !(tokens.is_mark(i + 2, &['-']) && numeric::year(tokens, i + 3).is_some())
    {
        return false;
    }
    let is_counted =
        tokens.digits(i - 1).is_some_and(|digits| digits.len() <= 2) || is_number(tokens, i - 1);
    let is_dated = i > 1
        && (is(tokens, i - 2, DateWord::MonthHead)
            || is(tokens, i - 2, DateWord::QuarterHead)
            || tokens.is_mark(i - 2, &['/', '-', '.']));
    is_counted && !is_dated
}

/// A year before 1000 behind its head at `i`: three digits that count nothing, or any with the
/// words of its age beside them.
fn early_year(tokens: &Tokens<'_>, i: usize) -> Option<(i16, usize)> {
    let to = i + 2;
    let digits =
        tokens.digits(i + 1).filter(|digits| digits.len() <= 3 && !digits.starts_with('0'))?;
    let is_told = before_christ(tokens, to).is_some()
        || has(tokens, to, DateCue::AfterChrist)
        || follows_phrase(tokens, i, DateCue::OldEvent);
    let counted = i > 0
        && !tokens.starts_line(i)
        && (tokens.digits(i - 1).is_some()
            || is_number(tokens, i - 1)
            || follows_phrase(tokens, i, DateCue::EachYear));
    let goes_on = is_count_behind(tokens, to)
        || tokens.is_mark(to, &['%', '/', '-', '+', ':'])
        || numeric::glued_separator(tokens, to).is_some();
    let is_year = is_told
        || digits.len() == 3
            && !counted
            && !goes_on
            && (is_end(tokens, to) || tokens.is_capitalised(to));
    Some((digits.parse().ok()?, to)).filter(|_| is_year)
}

fn is_number(tokens: &Tokens<'_>, at: usize) -> bool {
    lexicons().numbers.single(tokens, at).is_some_and(|word| word.begins_numeral())
}

/// "trước Công nguyên", "TCN" at `at`: the token behind.
fn before_christ(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    lexicons().date_cues.length(tokens, at, DateCue::BeforeChrist.bit()).map(|length| at + length)
}

/// The years of a reign or life in brackets behind a name: `nhà Đinh (968-980)`,
/// `Nguyễn Du (1765-1820)`.
fn reign(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    let dash = tokens.is_mark(i + 1, &['-']);
    if !dash
        || i < 2
        || !tokens.is_mark(i - 1, &['('])
        || !tokens.is_mark(i + 3, &[')', ',', ';'])
        || !tokens.is_capitalised(i - 2)
    {
        return None;
    }
    let year = |at: usize| {
        tokens.digits(at).filter(|digits| (3..=4).contains(&digits.len()))?.parse::<i16>().ok()
    };
    let (first, last) = (year(i)?, year(i + 2)?);
    let ruled = (i.saturating_sub(REIGN_WINDOW)..i).any(|at| has(tokens, at, DateCue::Reign));
    let is_old = (if ruled { 100 } else { 1000 }..1900).contains(&first)
        && (first + 1..=first + 400).contains(&last);
    is_old.then(|| Point {
        headed: false,
        ..Point::new(i, i + 3, Time::Span(CalendarUnit::Year(first), CalendarUnit::Year(last)))
    })
}

/// How far before its bracket a dynasty is named, in tokens.
const REIGN_WINDOW: usize = 7;

/// "2027 xã Nam Sơn": a place behind a year is named, not counted.
fn names_place(tokens: &Tokens<'_>, at: usize) -> bool {
    lexicons().date_cues.length(tokens, at, DateCue::Place.bit()).is_some_and(|length| {
        tokens.case(at) == Case::Lower
            && tokens.case(at + length) == Case::Title
            && !tokens.starts_line(at + length)
    })
}

/// Two years that follow each other, the second perhaps by its last two digits: mùa giải 2019/20,
/// năm học 2024/2025.
fn school_year(tokens: &Tokens<'_>, i: usize, year: i16) -> Option<Point> {
    let is_even = tokens.is_glued(i + 1) == tokens.is_glued(i + 2)
        && !tokens.starts_line(i + 1)
        && !tokens.starts_line(i + 2);
    let second = tokens.digits(i + 2).filter(|_| tokens.is_mark(i + 1, &['/', '-']) && is_even)?;
    let next = year + 1;
    let follows = match second.len() {
        2 => {
            second.parse() == Ok(next % 100)
                && matches!(
                    lexicons().dates.longest_before(tokens, i),
                    Some((DateWord::YearCue, _))
                )
        }
        4 => second.parse() == Ok(next) && tokens.is_mark(i + 1, &['/']),
        _ => false,
    };
    let mut point =
        Point::new(i, i + 3, Time::Span(CalendarUnit::Year(year), CalendarUnit::Year(next)));
    point.headed = false;
    follows.then_some(point)
}

/// `những năm 1990`, `thập niên 90`, `thế kỷ XXI`.
pub(super) fn decade_or_century(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    if let Some(length) = length_of(tokens, i, DateWord::CenturyHead) {
        let at = i + length + usize::from(has(tokens, i + length, DateCue::Ordinal));
        let number = roman(tokens, at)
            .or_else(|| numeric::small(tokens, at).map(|n| n as u32))
            .filter(|n| (1..=22).contains(n))?;
        let century = |number: u32| CalendarUnit::Century((number as i16 - 1) * 100);
        // thế kỷ 19-20
        let last =
            roman(tokens, at + 2).or_else(|| numeric::small(tokens, at + 2).map(|n| n as u32));
        if let Some(last) =
            last.filter(|last| tokens.is_mark(at + 1, &['-']) && (number + 1..=22).contains(last))
        {
            return Some(Point::new(i, at + 3, Time::Span(century(number), century(last))));
        }
        // thế kỷ III trước Công nguyên, thế kỷ VII-VI TCN
        if let Some(to) = before_christ(tokens, at + 1) {
            let (first, last) = (
                CalendarUnit::Year(1 - 100 * number as i16),
                CalendarUnit::Year(100 - 100 * number as i16),
            );
            return Some(Point::new(i, to, Time::Span(first, last)));
        }
        return Some(Point::new(i, at + 1, Time::CalendarUnit(century(number))));
    }
    let (length, plain) = length_of(tokens, i, DateWord::YearsHead)
        .map(|length| (length, true))
        .or_else(|| length_of(tokens, i, DateWord::DecadeHead).map(|length| (length, false)))?;
    let mut at = i + length;
    // thập niên (những năm) 90
    at += usize::from(!plain && has(tokens, at, DateCue::Year));
    at += length_of(tokens, at, DateWord::YearsHead).unwrap_or(0);
    let digits = tokens.digits(at)?;
    let value: i16 = digits.parse().ok()?;
    let decade = match digits.len() {
        2 if value % 10 == 0 && value >= 10 => 1900 + value,
        4 if value % 10 == 0
            && !(tokens.is_mark(at + 1, &['-', ','])
                && numeric::year(tokens, at + 2).is_some())
            && (1000..=2100).contains(&value) =>
        {
            value
        }
        _ => return None,
    };
    // những năm 80-90, những năm 80 và 90
    let joined = tokens.is_mark(at + 1, &['-']) || has(tokens, at + 1, DateCue::AndTo);
    let last: Option<i16> = tokens
        .digits(at + 2)
        .filter(|last| joined && last.len() == 2)
        .and_then(|last| last.parse().ok());
    Some(match last.filter(|last| last % 10 == 0 && 1900 + last > decade) {
        Some(last) => Point::new(
            i,
            at + 3,
            Time::Span(CalendarUnit::Decade(decade), CalendarUnit::Decade(1900 + last)),
        ),
        None => Point::new(i, at + 1, Time::CalendarUnit(CalendarUnit::Decade(decade))),
    })
}
