//! A numeral with its sign, magnitude and unit, before ranges and the words around it are asked.

use rust_decimal::Decimal;

use super::literal::{Beside, Habit, Literal, literal};
use super::reading::Part;
use super::{context, cues, glued, words};
use crate::extract::counted::is_counted;
use crate::extract::view::LineCursor;
use crate::lexicon::token::Tokens;
use crate::lexicon::{NumberCue, NumberWord, lexicons};
use crate::model::{NumberClass, NumberForm};

/// The numeral at `i` in digits, with its sign, magnitude and unit.
pub(super) fn signed_part_at(view: &LineCursor<'_>, i: usize, habit: Habit) -> Option<Part> {
    let part = part_at(view, i, habit)?;
    if context::is_negative(view, i, &part) {
        Some(Part { from: i - 1, value: -part.value, ..part })
    } else {
        Some(part)
    }
}

/// The digits or words at a place.
struct Numeral {
    value: Decimal,
    /// Behind its last token.
    to: usize,
    /// The power of ten that its words name; digits have none of their own.
    power: u32,
    form: NumberForm,
    is_plain: bool,
    shows: Option<Habit>,
}

fn numeral_at(view: &LineCursor<'_>, i: usize, habit: Habit) -> Option<Numeral> {
    let tokens = &view.tokens;
    if tokens.digits(i).is_none() {
        let words::Numeral { value, to, power, .. } = words::numeral(tokens, i)?;
        let (form, is_plain, shows) = (NumberForm::Words, false, None);
        return Some(Numeral { value, to, power, form, is_plain, shows });
    }
    let beside = Beside {
        counts: &|at| is_counted(tokens, at),
        measures: &|at| {
            context::unit_at(view, at, NumberForm::Digits).is_some()
                || words::magnitude(tokens, at).is_some()
        },
        is_announced: &|| {
            context::measures_behind(tokens, i) || context::approx(tokens, i, i).is_some()
        },
        habit,
    };
    let Literal { value, to, is_plain, shows, because } = literal(tokens, i, beside)?;
    because.into_iter().for_each(|reason| view.notes.because(|| reason.into()));
    Some(Numeral { value, to, power: 0, form: NumberForm::Digits, is_plain, shows })
}

/// The numeral at `i` in digits or words, with its magnitude and unit.
pub(super) fn part_at(view: &LineCursor<'_>, i: usize, habit: Habit) -> Option<Part> {
    let tokens = &view.tokens;
    if !view.is_free(i, i + 1) {
        return None;
    }
    let Numeral { mut value, mut to, mut power, form, is_plain, shows } =
        numeral_at(view, i, habit)?;
    let mut glued_unit = None;
    if form == NumberForm::Digits {
        Scaled { value, to, power } = with_magnitude(tokens, value, to)?;
        if let Some((decimals, places)) = height(tokens, to) {
            value = value.checked_add(Decimal::new(decimals, places))?;
            glued_unit = lexicons().units.longest(tokens, to).map(|(unit, _)| *unit);
            to += 2;
        }
        // 5.000.000 đồngđối với; 3 tỷđồng
        if let Some(glued::Glued { power: more, unit }) = glued::behind(tokens, to) {
            value = value.checked_mul(words::power_of_ten(more)?)?;
            power += more;
            glued_unit = unit;
        }
    }
    // 2 triệu rưỡi
    if power > 0 && words::word(tokens, to) == Some(NumberWord::AndHalf) {
        value = value.checked_add(words::power_of_ten(power)?.checked_div(2.into())?)?;
        to += 1;
    }
    if !view.is_free(i, to) {
        return None;
    }
    let numeral_to = to;
    let unit = context::unit_at(view, to, form);
    if let Some((_, length)) = unit {
        to += length;
        // 3 năm rưỡi, 2 km rưỡi
        if words::word(tokens, to) == Some(NumberWord::AndHalf) && power == 0 {
            value = value.checked_add(Decimal::new(5, 1))?;
            to += 1;
        }
    }
    let unit = unit.map(|(unit, _)| context::unit_beside(tokens, i, to, unit)).or(glued_unit);
    let unit = unit.or_else(|| {
        let years = context::years_before_span(view, to).filter(|_| power == 0);
        years.inspect(|_| view.notes.because(|| "years, for a span of years follows".into()))
    });
    Some(Part { from: i, value, power, form, unit, numeral_to, to, is_plain, shows })
}

/// `1m75`, `2m5`: the decimals of metres behind the sign at `at`, and how many there are.
fn height(tokens: &Tokens<'_>, at: usize) -> Option<(i64, u32)> {
    let is_glued =
        tokens.is_glued(at) && tokens.is_glued(at + 1) && cues::has(tokens, at, NumberCue::Metre);
    // 600m2 and 5m3 are areas and volumes.
    let digits = tokens
        .digits(at + 1)
        .filter(|digits| is_glued && digits.len() <= 2 && !matches!(*digits, "2" | "3"))?;
    let ends =
        !tokens.is_glued(at + 2) || tokens.is_mark(at + 2, &['.', ',', ';', ')', '!', '?', ':']);
    if ends { Some((digits.parse().ok()?, digits.len() as u32)) } else { None }
}

/// A numeral with its words of magnitude.
struct Scaled {
    value: Decimal,
    /// Behind its last token.
    to: usize,
    /// The power of ten of the first magnitude.
    power: u32,
}

/// `1,2 triệu tỷ`, `3 tỷ 500 triệu`, `5 trăm triệu`.
fn with_magnitude(tokens: &Tokens<'_>, mut value: Decimal, mut to: usize) -> Option<Scaled> {
    let mut power = 0;
    loop {
        let next = match words::word(tokens, to) {
            Some(NumberWord::Hundred) if words::magnitude(tokens, to + 1).is_some() => Some(2),
            Some(NumberWord::TensUnit) if words::magnitude(tokens, to + 1).is_some() => Some(1),
            _ => words::magnitude(tokens, to),
        };
        let Some(next) = next else { break };
        power += next;
        to += 1;
    }
    if power > 18 {
        return None;
    }
    value = value.checked_mul(words::power_of_ten(power)?)?;
    // A smaller sum may follow, with or without the unit between: 8 tỷ đồng 245 triệu đồng.
    if power >= 6 && tokens.digits(to).is_some_and(|d| d.len() <= 3) && !tokens.starts_line(to) {
        let literal = literal(tokens, to, Beside::NOTHING)?;
        if words::magnitude(tokens, literal.to).is_some_and(|smaller| smaller < power) {
            let rest = with_magnitude(tokens, literal.value, literal.to)?;
            return Some(Scaled { value: value.checked_add(rest.value)?, to: rest.to, power });
        }
        if let Some(places) = next_places(tokens, to) {
            let rest =
                Decimal::try_from_i128_with_scale(tokens.str(to).parse().ok()?, places).ok()?;
            let rest = rest.checked_mul(words::power_of_ten(power)?)?;
            return Some(Scaled { value: value.checked_add(rest)?, to: to + 1, power });
        }
    }
    Some(Scaled { value, to, power })
}

/// `2tr5`, `1 tỷ 2`: the digits at `at` are the next decimal places of the magnitude before them.
/// Gives how many. Apart from it, digits are so only before a mark, a sum of money or the end.
fn next_places(tokens: &Tokens<'_>, at: usize) -> Option<u32> {
    let digits = tokens.digits(at)?;
    let ends = |at: usize| {
        let is_money = lexicons()
            .units
            .longest(tokens, at)
            .is_some_and(|(unit, _)| unit.class == NumberClass::Money);
        let is_closed = tokens.is_mark(at, &['.', ',', ';', ')', '!', '?'])
            && !(tokens.is_glued(at + 1) && tokens.digits(at + 1).is_some());
        tokens.get(at).is_none() || tokens.starts_line(at) || is_closed || is_money
    };
    let is_next = if tokens.is_glued(at) {
        !tokens.is_mark(at + 1, &['/', '-'])
    } else {
        digits.len() == 1 && digits != "0" && ends(at + 1)
    };
    is_next.then_some(digits.len() as u32)
}
