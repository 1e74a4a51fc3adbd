//! Years, decades and centuries: `năm 2017`, `2030` behind a cue, `những năm 1990`, `thế kỷ XXI`.

use super::cues::{has, is_count_behind, is_label, length_of};
use super::numeric;
use super::time::{Point, Time};
use crate::extract::counted::is_counted;
use crate::extract::roman::roman;
use crate::extract::view::View;
use crate::lexicon::token::{TokenKind, Tokens};
use crate::lexicon::{Context, DateCue, DateWord, lexicons};
use crate::model::Moment;

/// `năm 2017`, or a bare year behind a cue: `SN 1975`, `tầm nhìn 2045`, `(2018)`, `2018-2022`.
pub(super) fn year(view: &View<'_>, i: usize, joint: Option<DateWord>) -> Option<Point> {
    let tokens = &view.tokens;
    // "những năm 2017, 2018": the years of a list, the head outside as it is plural.
    if let Some(length) = length_of(tokens, i, DateWord::YearHead) {
        let at = i + length;
        let year = numeric::year(tokens, at).filter(|_| !tokens.starts_line(at))?;
        // "9 tháng năm 2018" is read from its number on; "5 năm 2018"…: a count before the head leaves the year its head.
        return Some(Point::new(i, at + 1, Time::Moment(Moment::Year(year))));
    }
    let value = numeric::year(tokens, i).filter(|year| (1900..=2100).contains(year))?;
    let mut point = Point::new(i, i + 1, Time::Moment(Moment::Year(value)));
    point.headed = false;
    let dates = &lexicons().dates;
    let behind = i + 1;
    if let Some(point) = school_year(tokens, i, value) {
        return Some(point);
    }
    // A range of years is one wherever it stands: 2016-2020.
    let ranges = (tokens.is_mark(behind, &['-', '–', '—']) || has(tokens, behind, DateCue::To))
        && numeric::year(tokens, behind + 1).is_some_and(|end| end > value && end < value + 120);
    let ends_range = joint == Some(DateWord::To);
    let glued = i > 0 && tokens.is_glued(i) && !tokens.is_mark(i - 1, &['(', '“', '"', '-', '–', '\'', '[', ':', '/']);
    let decimal = glued && i > 1 && tokens.is_mark(i - 1, &[',', '.']) && tokens.is_glued(i - 1) && tokens.digits(i - 2).is_some();
    if decimal
        || glued && !tokens.is_mark(i - 1, &[','])
        || is_count_behind(tokens, behind) && !ranges && joint != Some(DateWord::To) && !tokens.starts_line(behind)
    {
        return None;
    }
    if tokens.is_glued(behind)
        && (tokens.is_mark(behind, &['/', ':']) && tokens.digits(behind + 1).is_some() || tokens.kind(behind) == Some(TokenKind::Word))
    {
        return None;
    }
    if ranges || ends_range {
        return Some(point);
    }
    let cue = dates.longest_before(tokens, i).map(|(word, _)| *word);
    let bracketed = i > 0 && tokens.is_mark(i - 1, &['(']) && tokens.is_mark(behind, &[')', ',', ';', '-', '–']);
    let cued = i > 0
        && !tokens.starts_line(i)
        && match cue {
            Some(DateWord::NoYearCue) => false,
            Some(
                DateWord::YearCue
                | DateWord::To
                | DateWord::From
                | DateWord::DayCue
                | DateWord::Through
                | DateWord::Qualifier
                | DateWord::Tet
                | DateWord::Holiday { .. }
                | DateWord::Season(_)
                | DateWord::Branch(_),
            ) => true,
            _ => false,
        };
    // World Cup 2018, Quốc hội 2016: a capitalised name before, a function word or a mark behind.
    let named = i > 0
        && !tokens.starts_line(i)
        && tokens.is_capitalised(i - 1)
        && tokens.kind(i - 1) == Some(TokenKind::Word)
        && !matches!(cue, Some(DateWord::NoYearCue | DateWord::NameCue));
    let closed = behind >= tokens.list.len()
        || tokens.starts_line(behind)
        || tokens.kind(behind) == Some(TokenKind::Mark) && !tokens.is_mark(behind, &['%', '$', '+', '×'])
        || lexicons().contexts.matches_of(tokens, behind, Context::Function.bit()).next().is_some();
    // Liên hoan toàn quốc 2024: near the publication, behind a word and before a mark, it is the year of what is spoken of.
    let near = view.line.published.is_some_and(|day| (day.year() - 2..=day.year() + 1).contains(&value));
    let of_event = near && closed && i > 0 && !tokens.starts_line(i) && tokens.kind(i - 1) == Some(TokenKind::Word) && cue.is_none();
    (of_event && !is_label(tokens, i)
        || bracketed
        || cued && (closed || joint.is_some() || !is_label(tokens, i))
        || named
            && (closed && (1945..=2060).contains(&value) || (1990..=2035).contains(&value) && !is_counted(tokens, behind))
            && !is_label(tokens, i))
    .then_some(point)
}

/// Two years that follow each other, the second perhaps by its last two digits: mùa giải 2019/20, năm học 2024/2025.
fn school_year(tokens: &Tokens<'_>, i: usize, year: i16) -> Option<Point> {
    let second =
        tokens.digits(i + 2).filter(|_| tokens.is_mark(i + 1, &['/', '-', '–']) && tokens.is_glued(i + 1) && tokens.is_glued(i + 2))?;
    let next = year + 1;
    let follows = match second.len() {
        2 => second.parse() == Ok(next % 100) && matches!(lexicons().dates.longest_before(tokens, i), Some((DateWord::YearCue, _))),
        4 => second.parse() == Ok(next) && tokens.is_mark(i + 1, &['/']),
        _ => false,
    };
    let mut point = Point::new(i, i + 3, Time::Span(Moment::Year(year), Moment::Year(next)));
    point.headed = false;
    follows.then_some(point)
}

/// `những năm 1990`, `thập niên 90`, `thế kỷ XXI`.
pub(super) fn decade_or_century(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    if let Some(length) = length_of(tokens, i, DateWord::CenturyHead) {
        let at = i + length + usize::from(has(tokens, i + length, DateCue::Ordinal));
        let number = roman(tokens, at).or_else(|| numeric::small(tokens, at).map(|n| n as u32)).filter(|n| (1..=22).contains(n))?;
        let century = |number: u32| Moment::Century((number as i16 - 1) * 100);
        // thế kỷ 19-20
        let last = roman(tokens, at + 2).or_else(|| numeric::small(tokens, at + 2).map(|n| n as u32));
        if let Some(last) = last.filter(|last| tokens.is_mark(at + 1, &['-', '–']) && (number + 1..=22).contains(last)) {
            return Some(Point::new(i, at + 3, Time::Span(century(number), century(last))));
        }
        return Some(Point::new(i, at + 1, Time::Moment(century(number))));
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
            && !(tokens.is_mark(at + 1, &['-', '–', ',']) && numeric::year(tokens, at + 2).is_some())
            && (1000..=2100).contains(&value) =>
        {
            value
        }
        _ => return None,
    };
    // những năm 80-90, những năm 80 và 90
    let joined = tokens.is_mark(at + 1, &['-', '–']) || has(tokens, at + 1, DateCue::AndTo);
    let last: Option<i16> = tokens.digits(at + 2).filter(|last| joined && last.len() == 2).and_then(|last| last.parse().ok());
    Some(match last.filter(|last| last % 10 == 0 && 1900 + last > decade) {
        Some(last) => Point::new(i, at + 3, Time::Span(Moment::Decade(decade), Moment::Decade(1900 + last))),
        None => Point::new(i, at + 1, Time::Moment(Moment::Decade(decade))),
    })
}
