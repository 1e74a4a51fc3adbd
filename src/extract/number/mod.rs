//! Numbers: quantities in digits and words, with magnitude, unit, range and approximation.
//!
//! ```text
//! number   = [approx] quantity [approx-after]
//! quantity = [sign] [currency] numeral [unit] [joint [approx] numeral [unit]]   80-90%, từ 5 đến trên 10 km, -3,5%, $10 triệu
//!          | numeral ("/" | "trên") numeral                                   39/55, 25 trên 30 xã
//!          | ordinal-head numeral                                             lần thứ 18, khóa XIII
//! numeral  = digits magnitude* [digits [magnitude]]     1.200 tỷ, 3 tỷ 500 triệu, 2tr5  |  words
//! ```
//! What stands beside decides: a label in front (Điều 5, phường 12, Covid-19) makes a name of it,
//! which is no mention; see [`context`].
//!
//! Not covered: vague numbers (hàng trăm, vài), clock times, telephone and plate numbers, scores of
//! games.

mod context;
mod cues;
mod glued;
mod labels;
mod literal;
mod part;
mod range;
mod ratio;
mod reading;
pub(super) mod words;

use rust_decimal::Decimal;

use crate::extract::roman::roman;
use crate::extract::view::LineCursor;
use crate::lexicon::token::{TokenKind, Tokens, begins};
use crate::lexicon::{Context, NumberCue, NumberWord, lexicons};
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
    words::numeral(&tokens, 0)
        .filter(|numeral| numeral.to == list.len())
        .map(|numeral| numeral.value)
}

pub(super) use literal::Habit;

use part::{part_at, signed_part_at};
use range::with_range;
use reading::NumberReading;

/// Finds all numbers of a line. `habit` is what the document's lines before it have shown.
pub(super) fn find(view: &mut LineCursor<'_>, habit: &mut Habit) {
    if labels::is_page_number(view) {
        return view.claim(0, view.tokens.list.len());
    }
    let mut i = 0;
    while let Some(next) = view.next(i, begins::DIGITS | begins::NUMBER | begins::ROMAN) {
        i = next;
        // Most that have the first letter of a Roman numeral are names.
        let is_name = view.may_begin(i) & (begins::DIGITS | begins::NUMBER) == 0
            && roman(&view.tokens, i).is_none();
        if is_name || !view.is_free(i, i + 1) {
            i += 1;
            continue;
        }
        view.notes.begin();
        match number_at(view, i, habit) {
            Some(NumberReading::Number { from, to, quantity }) => {
                view.notes.rule(rule_of(&quantity));
                view.push(from, to, quantity);
                i = to;
            }
            Some(NumberReading::Label { to }) => {
                view.claim(i, to);
                i = to.max(i + 1);
            }
            None => i += 1,
        }
    }
}

/// The name of the rule that reads such a quantity.
fn rule_of(quantity: &Quantity) -> &'static str {
    match (&quantity.amount, quantity.class, quantity.unit, quantity.form) {
        (Amount::Ratio(..), ..) => "number.ratio",
        (Amount::Range(..), ..) => "number.range",
        (_, NumberClass::Ordinal, ..) => "number.ordinal",
        (_, _, Some(_), _) => "number.unit",
        (.., NumberForm::Digits) => "number.digits",
        (.., NumberForm::Words) => "number.words",
    }
}

fn number_at(view: &LineCursor<'_>, i: usize, habit: &mut Habit) -> Option<NumberReading> {
    let tokens = &view.tokens;
    match tokens.kind(i)? {
        TokenKind::Digits => digits_at(view, i, habit),
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

fn ordinal(from: usize, to: usize, value: Decimal, form: NumberForm) -> NumberReading {
    let quantity = Quantity {
        amount: Amount::Exact(value),
        form,
        class: NumberClass::Ordinal,
        unit: None,
        approx: None,
    };
    NumberReading::Number { from, to, quantity }
}

/// Digits: first what is no number at all, then ratio, range, quantity.
fn digits_at(view: &LineCursor<'_>, i: usize, habit: &mut Habit) -> Option<NumberReading> {
    let tokens = &view.tokens;
    if let Some(to) = labels::no_number(tokens, i) {
        return Some(NumberReading::Label { to });
    }
    // 4.80, 2.0: neither grouped nor a decimal with a unit; a version, a price abroad, a mark.
    let Some(part) = signed_part_at(view, i, *habit) else {
        return Some(NumberReading::Label { to: tokens.end_of_chain(i) });
    };
    *habit = part.shows.unwrap_or(*habit);
    if let Some(reading) = ratio::in_digits(view, i, &part) {
        return Some(reading);
    }
    let currency = context::currency_before(view, &part);
    let quantity = with_range(view, &part, *habit);
    if part.is_bare() && currency.is_none() {
        // mức 600-800 USD: a range with a unit counts whatever stands before.
        if let NumberReading::Number {
            quantity: Quantity { amount: Amount::Range(..), unit: Some(_), .. },
            ..
        } = quantity
        {
            return Some(quantity);
        }
        match context::before(tokens, i, part.to) {
            Some(Context::Ordinal) => return Some(ordinal(i, part.to, part.value, part.form)),
            Some(Context::Label) if !labels::counts_on(view, i, part.to) => {
                return Some(NumberReading::Label {
                    to: labels::end_of_list(view, tokens.end_of_chain(i)),
                });
            }
            _ => {}
        }
        if labels::is_label(tokens, i, part.to) {
            return Some(NumberReading::Label { to: tokens.end_of_chain(i) });
        }
    }
    Some(match (currency, quantity) {
        (Some(unit), NumberReading::Number { from, to, quantity }) if quantity.unit.is_none() => {
            let quantity = Quantity { class: unit.class, unit: Some(unit.sign), ..quantity };
            NumberReading::Number { from: from - 1, to, quantity }
        }
        (_, quantity) => quantity,
    })
}

/// Words: fractions and halves, ordinals, then plain counts.
fn words_at(view: &LineCursor<'_>, i: usize) -> Option<NumberReading> {
    let tokens = &view.tokens;
    if is_article(tokens, i) {
        return None;
    }
    if let Some((_, length)) =
        lexicons().contexts.matches_of(tokens, i, Context::Fixed.bit()).next()
    {
        return Some(NumberReading::Label { to: i + length });
    }
    words::word(tokens, i)?;
    if let Some(reading) = ratio::in_words(view, i) {
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
    let part = part_at(view, i, Habit::Vietnamese)?;
    let single = part.numeral_to == i + 1;
    let is_between = || cues::follows(tokens, i, NumberCue::Between);
    let is_range = |reading: &NumberReading| {
        matches!(
            reading,
            NumberReading::Number { quantity: Quantity { amount: Amount::Range(..), .. }, .. }
        )
    };
    if labels::repeats_digits(view, i, &part) {
        return Some(with_range(view, &part, Habit::Vietnamese));
    }
    if is_between()
        && let Some(range) = Some(with_range(view, &part, Habit::Vietnamese)).filter(is_range)
    {
        return Some(range);
    }
    if !context::word_counts(view, i, part.numeral_to, single, part.unit) {
        return (part.numeral_to > i + 1
            || context::before(tokens, i, part.numeral_to) == Some(Context::Label))
        .then_some(NumberReading::Label { to: part.numeral_to });
    }
    Some(with_range(view, &part, Habit::Vietnamese))
}

/// Whether "một" at `i` is the article "a", as it mostly is: no other word of numbers stands near
/// it.
fn is_article(tokens: &Tokens<'_>, i: usize) -> bool {
    words::word(tokens, i) == Some(NumberWord::Digit(1))
        && !(i + 1..i + 4).any(|at| lexicons().numbers.begins(tokens, at))
        && !tokens.is_mark(i + 1, &['%', ')'])
        && context::before(tokens, i, i + 1) != Some(Context::Ordinal)
}

#[cfg(test)]
mod tests;
