//! Months, quarters, seasons and halves: `tháng 3/2026`, `tháng Tám năm 2021`, `8/2015`, `quý I/2023`, `6 tháng đầu năm 2023`.

use super::cues::{directed, follows, has, is, is_count_behind, is_lunar, is_name, length_of, relative_year_after};
use super::numeric::{self, Shape};
use super::time::{Direction, Point, Time};
use crate::extract::roman::roman;
use crate::extract::view::View;
use crate::lexicon::token::{Case, Tokens};
use crate::lexicon::{DateCue, DateList, DateSort, DateWord, NumberWord, Relative, YearEnd, lexicons};
use crate::model::Moment;

/// `tháng 3/2026`, `tháng 3 năm 2026`, `tháng Tám`, and a bare `8/2015`.
pub(super) fn month(tokens: &Tokens<'_>, i: usize, joint: Option<DateWord>) -> Option<Point> {
    let Some(length) = length_of(tokens, i, DateWord::MonthHead) else {
        return month_year(tokens, i, joint);
    };
    let at = i + length;
    if tokens.starts_line(at) {
        return None;
    }
    if let Some(Shape { moment: moment @ Moment::Month { .. }, length, .. }) = numeric::shape(tokens, at) {
        return Some(Point::new(i, at + length, Time::Moment(moment)));
    }
    let counted = i > 0 && !tokens.starts_line(i) && (tokens.digits(i - 1).is_some() || has(tokens, i - 1, DateCue::SomeMonths));
    // Cách mạng tháng Tám, đường Cách Mạng Tháng 8
    if follows(tokens, i, DateCue::NamedMonth) {
        return None;
    }
    let (month, to) = match numeric::month(tokens, at) {
        Some(month) if !counted => (month, at + 1),
        _ => {
            let (month, length) = lexicons().dates.matches(tokens, at).find_map(|(word, length)| match word {
                DateWord::MonthName(month) => Some((*month, length)),
                _ => None,
            })?;
            // "tháng hai" is February only with a capital or a year behind.
            let to = at + length;
            let dated = is(tokens, to, DateWord::YearHead) && numeric::year(tokens, to + 1).is_some();
            let is_lunar_name = has(tokens, at, DateCue::LunarMonth);
            if is_lunar_name {
                return Some(Point::new(i, to, Time::Unvalued));
            }
            if counted || !(dated || tokens.case(at) == Case::Title) {
                return None;
            }
            (month, to)
        }
    };
    if is_lunar(tokens, to) {
        return Some(Point::new(i, to, Time::Unvalued));
    }
    // tháng 6, 20 người: the comma of a decimal would touch both.
    if tokens.is_mark(to, &['%']) {
        return None;
    }
    let moment = Moment::Month { year: None, month };
    if is(tokens, to, DateWord::YearHead)
        && let Some(year) = numeric::year(tokens, to + 1)
    {
        return Some(Point::new(i, to + 2, Time::Moment(moment.with_year(year))));
    }
    // tháng 12 2016
    if let Some(year) =
        numeric::year(tokens, to).filter(|year| (1900..=2100).contains(year) && !tokens.starts_line(to) && !is_count_behind(tokens, to + 1))
    {
        return Some(Point::new(i, to + 1, Time::Moment(moment.with_year(year))));
    }
    if let Some((relative, length)) = relative_year_after(tokens, to) {
        return Some(Point::new(i, to + length, Time::InYear(moment, relative)));
    }
    // "hồi tháng 4" looks back.
    if follows(tokens, i, DateCue::LooksBack) {
        return Some(Point::new(i, to, Time::Directed(moment, Direction::Past)));
    }
    // tháng 4-5/2018, tháng 7-9: the months of a range are read one by one.
    Some(Point::new(i, to, directed(tokens, moment, to)))
}

/// A bare `8/2015`, or the first month of `4-5/2018`.
fn month_year(tokens: &Tokens<'_>, i: usize, joint: Option<DateWord>) -> Option<Point> {
    let glued = i > 0 && tokens.is_glued(i) && !tokens.is_mark(i - 1, &['(', '-', '–', '“', '"', '[']);
    if glued {
        return None;
    }
    let shape = numeric::shape(tokens, i);
    if let Some(Shape { moment: moment @ Moment::Month { .. }, length, separator }) = shape {
        if is_name(tokens, i) {
            return None;
        }
        let mut point = Point::new(i, i + length, Time::Moment(moment));
        point.headed = false;
        // 1/2000 is the scale of a map unless a word says when.
        let scale = moment == Moment::Month { year: Some(2000), month: 1 } && separator == '/' && joint.is_none();
        return (!scale && (separator != '.' || joint == Some(DateWord::To))).then_some(point);
    }
    // Behind "tháng 7-" or "từ tháng 7 đến" a lone 9 is a month.
    let month = numeric::month(tokens, i).filter(|_| joint == Some(DateWord::To))?;
    let after_month = (i >= 3 && tokens.is_mark(i - 1, &['-', '–']) && is(tokens, i - 3, DateWord::MonthHead))
        || (i >= 3 && is(tokens, i - 1, DateWord::To) && is(tokens, i - 3, DateWord::MonthHead));
    if !after_month || is_name(tokens, i) || is_count_behind(tokens, i + 1) || numeric::glued_separator(tokens, i + 1).is_some() {
        return None;
    }
    let mut point = Point::new(i, i + 1, Time::Moment(Moment::Month { year: None, month }));
    if is(tokens, i + 1, DateWord::YearHead)
        && let Some(year) = numeric::year(tokens, i + 2)
    {
        point.to = i + 3;
        point.time = Time::Moment(Moment::Month { year: Some(year), month });
    }
    Some(point)
}

/// `quý I/2023`, `quý 2 năm 2023`, `quý III`.
pub(super) fn quarter(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    let at = i + length_of(tokens, i, DateWord::QuarterHead)?;
    let counted = i > 0 && !tokens.starts_line(i) && tokens.digits(i - 1).is_some();
    if tokens.starts_line(at) || counted && numeric::small(tokens, at).is_none() {
        return None;
    }
    // quý đầu năm 2019, quý cuối năm ngoái
    let said = lexicons().date_cues.matches_of(tokens, at, DateList::QuarterEnd.bit() | DateList::QuarterNumber.bit()).next();
    if let Some((&DateCue::QuarterEnd(quarter), _)) = said {
        let moment = Moment::Quarter { year: None, quarter };
        let year_at = at + 1 + usize::from(is(tokens, at + 1, DateWord::YearHead));
        return match (numeric::year(tokens, year_at), relative_year_after(tokens, at + 1)) {
            (Some(year), _) => Some(Point::new(i, year_at + 1, Time::Moment(moment.with_year(year)))),
            (None, Some((relative, length))) => Some(Point::new(i, at + 1 + length, Time::InYear(moment, relative))),
            (None, None) => None,
        };
    }
    let quarter = roman(tokens, at).map(|n| n as i8).or_else(|| numeric::small(tokens, at)).or(match said {
        Some((&DateCue::QuarterNumber(quarter), _)) => Some(quarter),
        _ => None,
    })?;
    if !(1..=4).contains(&quarter) || tokens.is_mark(at + 1, &[',', '.']) && tokens.is_glued(at + 2) && tokens.digits(at + 2).is_some() {
        return None;
    }
    let to = at + 1;
    let moment = Moment::Quarter { year: None, quarter };
    let year_at = if is(tokens, to, DateWord::YearHead) || tokens.is_mark(to, &['/', '-', '–', '.', ',']) { to + 1 } else { to };
    if let Some(year) = numeric::year(tokens, year_at).filter(|_| !tokens.starts_line(year_at)) {
        return Some(Point::new(i, year_at + 1, Time::Moment(moment.with_year(year))));
    }
    if let Some((relative, length)) = relative_year_after(tokens, to) {
        return Some(Point::new(i, to + length, Time::InYear(moment, relative)));
    }
    Some(Point::new(i, to, directed(tokens, moment, to)))
}

/// `N tháng đầu năm [y]`, `N tháng cuối năm`, `nửa đầu năm y`, `9 tháng năm 2018`.
pub(super) fn months_of_year(view: &View<'_>, i: usize) -> Option<Point> {
    let tokens = &view.tokens;
    let dates = &lexicons().dates;
    if let Some((first, length)) = dates.matches_of(tokens, i, DateSort::HalfOf.bit()).find_map(|(word, length)| match word {
        DateWord::HalfOf(end) => Some((*end == YearEnd::First, length)),
        _ => None,
    }) {
        let at = i + length;
        if !is(tokens, at, DateWord::YearHead) && relative_year_after(tokens, at).is_none() {
            return None;
        }
        let moment = Moment::Half { year: None, half: if first { 1 } else { 2 } };
        return match (numeric::year(tokens, at + 1), relative_year_after(tokens, at)) {
            (Some(year), _) => Some(Point::new(i, at + 2, Time::Moment(moment.with_year(year)))),
            (_, Some((relative, length))) => Some(Point::new(i, at + length, Time::InYear(moment, relative))),
            _ => {
                let year = view.line.published.map(|day| day.year());
                Some(Point::new(i, at + 1, Time::Moment(Moment::Half { year, half: if first { 1 } else { 2 } })))
            }
        };
    }
    let count = numeric::month(tokens, i).or_else(|| {
        lexicons().numbers.longest(tokens, i).and_then(|(word, length)| match word {
            NumberWord::Digit(digit) if length == 1 && !tokens.is_glued(i) => Some(*digit as i8),
            NumberWord::Ten => Some(10),
            _ => None,
        })
    })?;
    // 9 tháng đầu năm, 3 quý đầu năm
    let count = if has(tokens, i + 1, DateCue::Month) {
        count
    } else if has(tokens, i + 1, DateCue::Quarter) && count <= 4 {
        3 * count
    } else {
        return None;
    };
    let at = i + 2;
    let (first, mut to) = match dates.matches(tokens, at).find_map(|(word, length)| match word {
        DateWord::MonthsOf(end) => Some((*end == YearEnd::First, length)),
        _ => None,
    }) {
        Some((first, length)) => (first, at + length),
        None if is(tokens, at, DateWord::YearHead) && numeric::year(tokens, at + 1).is_some() => (true, at + 1),
        None => return None,
    };
    let mut year = numeric::year(tokens, to);
    to += usize::from(year.is_some());
    let (mut half, from_month, to_month) = if first { (1, 1, count) } else { (2, 13 - count, 12) };
    if count != 6 {
        half = 0;
    }
    // "đầu năm nay": the lexicon's "đầu năm" has taken the head.
    if year.is_none()
        && let Some((Relative::Year(_), length)) = relative_year_after(tokens, to - 1)
    {
        let relative = relative_year_after(tokens, to - 1).map(|(relative, _)| relative)?;
        to = to - 1 + length;
        let moment =
            if half > 0 { Moment::Half { year: None, half } } else { return Some(months(i, to, view, relative, from_month, to_month)) };
        return Some(Point::new(i, to, Time::InYear(moment, relative)));
    }
    if year.is_none() {
        year = view.line.published.map(|day| day.year());
    }
    let time = if half > 0 { Time::Moment(Moment::Half { year, half }) } else { months_between(year, from_month, to_month) };
    Some(Point::new(i, to, time))
}

/// The months of a relative year: 9 tháng đầu năm ngoái.
fn months(i: usize, to: usize, view: &View<'_>, relative: Relative, from_month: i8, to_month: i8) -> Point {
    let offset = if let Relative::Year(n) = relative { n as i16 } else { 0 };
    let year = view.line.published.map(|day| day.year() + offset);
    Point::new(i, to, months_between(year, from_month, to_month))
}

fn months_between(year: Option<i16>, from: i8, to: i8) -> Time {
    Time::Span(Moment::Month { year, month: from }, Moment::Month { year, month: to })
}

/// `mùa hè năm 2018`, `mùa đông 2018`, `mùa thu năm ngoái`, `mùa hè này`; without a year it is any year's.
pub(super) fn season(view: &View<'_>, i: usize) -> Option<Point> {
    let tokens = &view.tokens;
    let (season, length) = lexicons().dates.matches(tokens, i).find_map(|(word, length)| match word {
        DateWord::Season(season) => Some((*season, length)),
        _ => None,
    })?;
    let is_event = i > 0 && lexicons().dates.all_before(tokens, i).any(|word| *word == DateWord::EventCue);
    if is_event || tokens.is_capitalised(i) && !tokens.starts_sentence(i) {
        return None;
    }
    let moment = Moment::Season { year: None, season };
    let to = i + length;
    let year_at = to + usize::from(is(tokens, to, DateWord::YearHead));
    if let Some(year) = numeric::year(tokens, year_at).filter(|_| !tokens.starts_line(year_at)) {
        return Some(Point::new(i, year_at + 1, Time::Moment(moment.with_year(year))));
    }
    if let Some((relative, length)) = relative_year_after(tokens, to) {
        return Some(Point::new(i, to + length, Time::InYear(moment, relative)));
    }
    (has(tokens, to, DateCue::This)).then(|| Point::new(i, to + 1, Time::InYear(moment, Relative::Year(0))))
}
