//! Numbers: quantities in digits and words, with magnitude, unit, range and approximation.
//!
//! ```text
//! number   = [approx] quantity [approx-after]
//! quantity = numeral [unit] [joint numeral [unit]]     80-90%, từ 5 đến 10 km
//!          | numeral "/" numeral                        39/55
//!          | ordinal-head numeral                       lần thứ 18, khóa XIII
//! numeral  = digits magnitude* [digits magnitude]       1.200 tỷ, 3 tỷ 500 triệu  |  words
//! ```
//! What stands beside decides: a label in front (Điều 5, phường 12, Covid-19) makes a name of it, which is no mention; see [`context`].
//!
//! Not covered: vague numbers (hàng trăm, vài), clock times, telephone and plate numbers, scores of games.

mod context;
mod cues;
mod literal;
mod words;

use rust_decimal::Decimal;

use crate::extract::counted::is_counted;
use crate::extract::roman::roman;
use crate::extract::view::View;
use crate::lexicon::token::{TokenKind, Tokens, begins};
use crate::lexicon::{Context, DateWord, NumberCue, NumberWord, Unit, lexicons};
use crate::model::{Amount, NumberClass, NumberForm, Quantity};

/// The value of a numeral in words, if the whole text is one.
///
/// ```
/// use rust_decimal::Decimal;
/// use thoisu::extract::number_in_words;
/// assert_eq!(number_in_words("ba trăm linh năm"), Some(Decimal::from(305)));
/// assert_eq!(number_in_words("một triệu hai trăm nghìn"), Some(Decimal::from(1_200_000)));
/// assert_eq!(number_in_words("hai người"), None);
/// ```
pub fn number_in_words(text: &str) -> Option<Decimal> {
    let list = lexicons().tokens(text);
    let tokens = Tokens { text, list: &list };
    if list.len() == 1 && words::word(&tokens, 0) == Some(NumberWord::Zero) {
        return Some(Decimal::ZERO);
    }
    words::numeral(&tokens, 0).filter(|numeral| numeral.to == list.len()).map(|numeral| numeral.value)
}

/// Finds all numbers of a line.
pub(super) fn find(view: &mut View<'_>) {
    let mut i = 0;
    while let Some(next) = view.next(i, begins::DIGITS | begins::NUMBER | begins::ROMAN) {
        i = next;
        // Most that have the first letter of a Roman numeral are names.
        let is_name = view.may_begin(i) & (begins::DIGITS | begins::NUMBER) == 0 && roman(&view.tokens, i).is_none();
        if is_name || !view.is_free(i, i + 1) {
            i += 1;
            continue;
        }
        match number_at(view, i) {
            Some(Reading::Number { from, to, quantity }) => {
                view.push(from, to, quantity);
                i = to;
            }
            Some(Reading::Label { to }) => {
                view.claim(i, to);
                i = to.max(i + 1);
            }
            None => i += 1,
        }
    }
}

enum Reading {
    Number {
        from: usize,
        to: usize,
        quantity: Quantity,
    },
    /// A numeral that names, or a vague phrase: no mention.
    Label {
        to: usize,
    },
}

/// A numeral with magnitude and unit, before ranges and contexts are asked.
struct Part {
    value: Decimal,
    /// The power of ten of its magnitude words.
    power: u32,
    form: NumberForm,
    unit: Option<Unit>,
    /// Behind the numeral and its magnitude.
    numeral_to: usize,
    /// Behind the unit.
    to: usize,
    is_plain: bool,
}

fn number_at(view: &View<'_>, i: usize) -> Option<Reading> {
    let tokens = &view.tokens;
    match tokens.kind(i)? {
        TokenKind::Digits => digits_at(view, i),
        TokenKind::Word => {
            if let Some(value) = roman(tokens, i) {
                let is_ordinal = context::before(tokens, i, i + 1) == Some(Context::Ordinal);
                return is_ordinal.then(|| ordinal(i, i + 1, value.into(), NumberForm::Digits));
            }
            words_at(view, i)
        }
        TokenKind::Mark => None,
    }
}

fn ordinal(from: usize, to: usize, value: Decimal, form: NumberForm) -> Reading {
    let quantity = Quantity { amount: Amount::Exact(value), form, class: NumberClass::Ordinal, unit: None, approx: None };
    Reading::Number { from, to, quantity }
}

/// Digits: first what is no number at all, then ratio, range, quantity.
fn digits_at(view: &View<'_>, i: usize) -> Option<Reading> {
    let tokens = &view.tokens;
    if let Some(to) = context::no_number(tokens, i) {
        return Some(Reading::Label { to });
    }
    // 4.80, 2.0: neither grouped nor a decimal with a unit; a version, a price abroad, a mark.
    let Some(part) = part_at(view, i) else { return Some(Reading::Label { to: tokens.end_of_chain(i) }) };
    if let Some(reading) = ratio(view, i, &part) {
        return Some(reading);
    }
    let is_bare = part.is_plain && part.unit.is_none() && part.power == 0;
    if is_bare {
        // mức 600-800 USD: a range with a unit counts whatever stands before.
        if let reading @ Reading::Number { quantity: Quantity { amount: Amount::Range(..), unit: Some(_), .. }, .. } =
            with_range(view, i, &part)
        {
            return Some(reading);
        }
        match context::before(tokens, i, part.to) {
            Some(Context::Ordinal) => return Some(ordinal(i, part.to, part.value, part.form)),
            Some(Context::Label) => return Some(Reading::Label { to: tokens.end_of_chain(i) }),
            _ => {}
        }
    }
    if context::is_label(tokens, i, part.to, is_bare) {
        return Some(Reading::Label { to: tokens.end_of_chain(i) });
    }
    Some(with_range(view, i, &part))
}

/// `a/b` glued: k of n, a fraction, a scale. `24/7` and three-part chains are labels.
fn ratio(view: &View<'_>, i: usize, part: &Part) -> Option<Reading> {
    let tokens = &view.tokens;
    let slash = part.numeral_to;
    let is_slash = tokens.is_mark(slash, &['/']) && tokens.is_glued(slash) && tokens.is_glued(slash + 1);
    let second = tokens.digits(slash + 1).filter(|_| is_slash && view.is_free(slash, slash + 2))?;
    let whole = literal::literal(tokens, slash + 1, |_| false, |_| false)?;
    let chain = tokens.end_of_chain(i);
    let first: u64 = part.value.try_into().ok()?;
    let denominator: u64 = whole.value.try_into().ok()?;
    let is_named = matches!(context::before(tokens, i, whole.to), Some(Context::Label)) && !cues::follows(tokens, i, NumberCue::Scale);
    let continues = tokens.is_glued(whole.to) && (tokens.is_mark(whole.to, &['/', '-']) || tokens.kind(whole.to) == Some(TokenKind::Word));
    if is_named
        || continues
        || denominator == 0
        || !part.value.fract().is_zero()
        || matches!((first, second), (24, "7"))
        || matches!((first, second), (24, "24")) && !is_counted(tokens, whole.to)
        || part.unit.is_some()
    {
        return Some(Reading::Label { to: chain.max(whole.to) });
    }
    let quantity = Quantity {
        amount: Amount::Ratio(first, denominator),
        form: NumberForm::Digits,
        class: NumberClass::Ratio,
        unit: None,
        approx: context::approx(tokens, i, whole.to),
    };
    Some(Reading::Number { from: i, to: whole.to, quantity })
}

/// The numeral at `i` in digits or words, with its magnitude and unit.
fn part_at(view: &View<'_>, i: usize) -> Option<Part> {
    let tokens = &view.tokens;
    if !view.is_free(i, i + 1) {
        return None;
    }
    let measures = |at: usize| context::unit_at(view, at, NumberForm::Digits).is_some() || words::magnitude(tokens, at).is_some();
    let mut power = 0;
    let (mut value, mut to, form, is_plain) = if tokens.digits(i).is_some() {
        let literal = literal::literal(tokens, i, |at| is_counted(tokens, at), measures)?;
        (literal.value, literal.to, NumberForm::Digits, literal.is_plain)
    } else {
        let numeral = words::numeral(tokens, i)?;
        power = numeral.power;
        (numeral.value, numeral.to, NumberForm::Words, false)
    };
    if form == NumberForm::Digits {
        (value, to, power) = with_magnitude(tokens, value, to)?;
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
    if let Some((unit, length)) = unit {
        to += length;
        // 3 năm rưỡi
        if words::word(tokens, to) == Some(NumberWord::AndHalf) && unit.class == NumberClass::Duration {
            value = value.checked_add(Decimal::new(5, 1))?;
            to += 1;
        }
    }
    Some(Part { value, power, form, unit: unit.map(|(unit, _)| unit), numeral_to, to, is_plain })
}

/// `1,2 triệu tỷ`, `3 tỷ 500 triệu`, `5 trăm triệu`.
fn with_magnitude(tokens: &Tokens<'_>, mut value: Decimal, mut to: usize) -> Option<(Decimal, usize, u32)> {
    let mut power = 0;
    loop {
        let next = match words::word(tokens, to) {
            Some(NumberWord::Hundred) if words::magnitude(tokens, to + 1).is_some() => Some(2),
            Some(NumberWord::Dozen) if words::magnitude(tokens, to + 1).is_some() => Some(1),
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
        let literal = literal::literal(tokens, to, |_| false, |_| false)?;
        if words::magnitude(tokens, literal.to).is_some_and(|smaller| smaller < power) {
            let (rest, rest_to, _) = with_magnitude(tokens, literal.value, literal.to)?;
            return Some((value.checked_add(rest)?, rest_to, power));
        }
        // 2 triệu 3 is said for 2,3 million.
    }
    Some((value, to, power))
}

/// A second numeral behind a dash or "đến" makes a range.
fn with_range(view: &View<'_>, i: usize, first: &Part) -> Reading {
    let tokens = &view.tokens;
    let says_from = i > 0 && lexicons().dates.matches_of(tokens, i - 1, DateWord::From.bit()).next().is_some() && view.is_free(i - 1, i);
    if let Some((second, joint_is_word)) = second_of_range(view, first) {
        let same_unit = first.unit.is_none() || second.unit.is_none() || first.unit.map(|u| u.sign) == second.unit.map(|u| u.sign);
        // 7-10 triệu: the magnitude of the second belongs to both.
        let low = if first.power == 0 && second.power > 0 && first.unit.is_none() {
            words::power_of_ten(second.power)
                .and_then(|magnitude| magnitude.checked_mul(first.value))
                .filter(|low| *low < second.value)
                .unwrap_or(first.value)
        } else {
            first.value
        };
        let first_is_free = first.unit.is_none() || second.unit.is_some();
        if same_unit && first_is_free && low < second.value {
            let from = if says_from && joint_is_word { i - 1 } else { i };
            let unit = second.unit.or(first.unit);
            let quantity = Quantity {
                amount: Amount::Range(low, second.value),
                form: first.form,
                class: unit.map_or(NumberClass::Count, |unit| unit.class),
                unit: unit.map(|unit| unit.sign),
                approx: context::approx(tokens, i, second.to),
            };
            return Reading::Number { from, to: second.to, quantity };
        }
        // 4-2, 3-1: a score or another pair that does not rise.
        if !joint_is_word && tokens.is_glued(first.to) && first.unit.is_none() && second.unit.is_none() {
            return Reading::Label { to: second.to };
        }
    }
    let quantity = Quantity {
        amount: Amount::Exact(first.value),
        form: first.form,
        class: first.unit.map_or(NumberClass::Count, |unit| unit.class),
        unit: first.unit.map(|unit| unit.sign),
        approx: context::approx(tokens, i, first.to),
    };
    Reading::Number { from: i, to: first.to, quantity }
}

fn second_of_range(view: &View<'_>, first: &Part) -> Option<(Part, bool)> {
    let tokens = &view.tokens;
    let at = first.to;
    if tokens.is_mark(at, &['-', '–', '—']) && !tokens.starts_line(at + 1) {
        let second = part_at(view, at + 1).filter(|part| part.form == NumberForm::Digits && first.form == NumberForm::Digits)?;
        let chain = tokens.is_mark(second.to, &['-', '–']) && tokens.is_glued(second.to) && tokens.digits(second.to + 1).is_some();
        return (!chain).then_some((second, false));
    }
    let (_, length) = lexicons().numbers.matches_of(tokens, at, NumberWord::RangeJoint.bit()).next()?;
    let second = part_at(view, at + length)?;
    // từ 500.000 đồng đến một triệu đồng
    let alike = second.form == first.form || first.unit.is_some() && second.unit.is_some();
    alike.then_some((second, true))
}

/// Words: fractions and halves, ordinals, then plain counts.
fn words_at(view: &View<'_>, i: usize) -> Option<Reading> {
    let tokens = &view.tokens;
    if is_article(tokens, i) {
        return None;
    }
    if let Some((_, length)) = lexicons().contexts.matches_of(tokens, i, Context::Fixed.bit()).next() {
        return Some(Reading::Label { to: i + length });
    }
    words::word(tokens, i)?;
    if let Some(reading) = half_or_fraction(view, i) {
        return Some(reading);
    }
    if context::before(tokens, i, i + 1) == Some(Context::Ordinal) && !tokens.starts_line(i) {
        let value = match words::word(tokens, i)? {
            NumberWord::Digit(digit) | NumberWord::DigitAfterTens(digit)
                if words::numeral(tokens, i).is_none_or(|numeral| numeral.to == i + 1) =>
            {
                Some((Decimal::from(digit), i + 1))
            }
            _ => words::numeral(tokens, i).map(|numeral| (numeral.value, numeral.to)),
        };
        return value.map(|(value, to)| ordinal(i, to, value, NumberForm::Words));
    }
    let part = part_at(view, i)?;
    let single = part.numeral_to == i + 1;
    if !context::word_counts(view, i, part.numeral_to, single, part.unit) {
        return (part.numeral_to > i + 1 || context::before(tokens, i, part.numeral_to) == Some(Context::Label))
            .then_some(Reading::Label { to: part.numeral_to });
    }
    Some(with_range(view, i, &part))
}

/// Whether "một" at `i` is the article "a", as it mostly is: no other word of numbers stands near it.
fn is_article(tokens: &Tokens<'_>, i: usize) -> bool {
    words::word(tokens, i) == Some(NumberWord::Digit(1))
        && !(i + 1..i + 4).any(|at| lexicons().numbers.begins(tokens, at))
        && !tokens.is_mark(i + 1, &['%'])
        && context::before(tokens, i, i + 1) != Some(Context::Ordinal)
}

/// `một nửa`, `hơn nửa`, `nửa triệu`, `nửa năm`, `hai phần ba`.
fn half_or_fraction(view: &View<'_>, i: usize) -> Option<Reading> {
    let tokens = &view.tokens;
    let half = lexicons().numbers.matches_of(tokens, i, NumberWord::Half.bit()).next().map(|(_, length)| i + length);
    if let Some(to) = half {
        let exact = |amount, class, unit: Option<Unit>, to| Reading::Number {
            from: i,
            to,
            quantity: Quantity {
                amount,
                form: NumberForm::Words,
                class,
                unit: unit.map(|unit| unit.sign),
                approx: context::approx(tokens, i, to),
            },
        };
        if let Some(power) = words::magnitude(tokens, to) {
            let value = words::power_of_ten(power)?.checked_div(2.into())?;
            let unit = context::unit_at(view, to + 1, NumberForm::Words);
            let class = unit.map_or(NumberClass::Count, |(unit, _)| unit.class);
            return Some(exact(Amount::Exact(value), class, unit.map(|(unit, _)| unit), to + 1 + unit.map_or(0, |(_, length)| length)));
        }
        if to == i + 1
            && let Some((unit, length)) =
                context::unit_at(view, to, NumberForm::Words).filter(|(unit, _)| unit.class == NumberClass::Duration)
        {
            return Some(exact(Amount::Exact(Decimal::new(5, 1)), unit.class, Some(unit), to + length));
        }
        let said_whole = to > i + 1 || cues::follows(tokens, i, NumberCue::BeforeHalf) || cues::has(tokens, to, NumberCue::BehindHalf);
        return if said_whole && !cues::has(tokens, to, NumberCue::NoHalf) {
            Some(exact(Amount::Ratio(1, 2), NumberClass::Ratio, None, to))
        } else {
            Some(Reading::Label { to })
        };
    }
    let words::Numeral { value: part, to, .. } = words::numeral(tokens, i)?;
    if words::word(tokens, to) != Some(NumberWord::Parts) {
        return None;
    }
    let (whole, end) = match words::word(tokens, to + 1) {
        Some(NumberWord::DigitAfterTens(4)) => (Decimal::from(4), to + 2),
        _ => words::numeral(tokens, to + 1).map(|numeral| (numeral.value, numeral.to))?,
    };
    let quantity = Quantity {
        amount: Amount::Ratio(part.try_into().ok()?, whole.try_into().ok()?),
        form: NumberForm::Words,
        class: NumberClass::Ratio,
        unit: None,
        approx: context::approx(tokens, i, end),
    };
    Some(Reading::Number { from: i, to: end, quantity })
}

#[cfg(test)]
mod tests;
