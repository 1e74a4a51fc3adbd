//! Ranges: `80-90%`, `từ 5 đến trên 10 km`, `giữa 3 và 5 triệu đồng`; and the numbers that are
//! none.

use rust_decimal::Decimal;

use super::context;
use super::cues::{follows, has};
use super::literal::Habit;
use super::part::{part_at, signed_part_at};
use super::reading::{NumberReading, Part};
use super::words;
use crate::extract::view::LineCursor;
use crate::lexicon::{DateWord, NumberCue, NumberWord, NumberWordKind, lexicons};
use crate::model::{Amount, NumberClass, NumberForm, Quantity};

/// A second numeral behind a dash, "đến", or "và" where "giữa" precedes, makes a range.
pub(super) fn with_range(view: &LineCursor<'_>, first: &Part, habit: Habit) -> NumberReading {
    let tokens = &view.tokens;
    let opens = |kinds: bool| {
        first.from > 0
            && kinds
            && !tokens.starts_line(first.from)
            && view.is_free(first.from - 1, first.from)
    };
    let says_from = first.from > 0
        && opens(
            lexicons()
                .dates
                .matches_of(tokens, first.from - 1, DateWord::From.bit())
                .next()
                .is_some(),
        );
    let says_between = opens(follows(tokens, first.from, NumberCue::Between));
    if let Some((second, joint_is_word)) = second_of_range(view, first, says_between, habit) {
        let low = low_of(first, &second);
        if have_one_unit(first, &second) && low < second.value {
            let from = if (says_from || says_between) && joint_is_word {
                first.from - 1
            } else {
                first.from
            };
            let unit = second.unit.or(first.unit);
            let quantity = Quantity {
                amount: Amount::Range(low, second.value),
                form: first.form,
                class: unit.map_or(NumberClass::Count, |unit| unit.class),
                unit: unit.map(|unit| unit.sign),
                approx: context::approx(tokens, first.from, second.to),
            };
            return NumberReading::Number { from, to: second.to, quantity };
        }
        // 4-2, 3-1: a score or another pair that does not rise.
        if !joint_is_word
            && tokens.is_glued(first.to)
            && first.unit.is_none()
            && second.unit.is_none()
        {
            return NumberReading::Label { to: second.to };
        }
    }
    let quantity = Quantity {
        amount: Amount::Exact(first.value),
        form: first.form,
        class: first.unit.map_or(NumberClass::Count, |unit| unit.class),
        unit: first.unit.map(|unit| unit.sign),
        approx: context::approx(tokens, first.from, first.to),
    };
    NumberReading::Number { from: first.from, to: first.to, quantity }
}

/// The lower end: in 7-10 triệu the magnitude of the second belongs to both.
fn low_of(first: &Part, second: &Part) -> Decimal {
    if first.power > 0 || second.power == 0 || first.unit.is_some() {
        return first.value;
    }
    words::power_of_ten(second.power)
        .and_then(|magnitude| magnitude.checked_mul(first.value))
        .filter(|low| *low < second.value)
        .unwrap_or(first.value)
}

/// Whether both count the same: a unit of the first alone is not the second's.
fn have_one_unit(first: &Part, second: &Part) -> bool {
    match (first.unit, second.unit) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(one), Some(other)) => one.sign == other.sign,
    }
}

fn second_of_range(
    view: &LineCursor<'_>,
    first: &Part,
    says_between: bool,
    habit: Habit,
) -> Option<(Part, bool)> {
    let tokens = &view.tokens;
    let at = first.to;
    if tokens.is_mark(at, &['-']) && !tokens.starts_line(at + 1) {
        let second = part_at(view, at + 1, habit)
            .filter(|part| part.form == NumberForm::Digits && first.form == NumberForm::Digits)?;
        let chain = tokens.is_mark(second.to, &['-'])
            && tokens.is_glued(second.to)
            && tokens.digits(second.to + 1).is_some();
        return (!chain).then_some((second, false));
    }
    let between = says_between && has(tokens, at, NumberCue::BetweenJoint);
    let joint = lexicons()
        .numbers
        .matches_of(tokens, at, NumberWord::RangeJoint.bit())
        .next()
        .map(|(_, length)| length);
    let mut at = at + if between { 1 } else { joint? };
    // đến trên 50, đến dưới 16: the range ends there all the same.
    at += lexicons().numbers.length(tokens, at, NumberWordKind::Approx.bit()).unwrap_or(0);
    // từ -5 đến -3 độ
    let has_sign =
        tokens.is_mark(at, &['-']) && tokens.is_glued(at + 1) && tokens.digits(at + 1).is_some();
    at += usize::from(has_sign);
    let second = signed_part_at(view, at, habit)
        .filter(|second| second.value.is_sign_negative() == has_sign)?;
    // từ 500.000 đồng đến một triệu đồng
    let alike = second.form == first.form || first.unit.is_some() && second.unit.is_some();
    alike.then_some((second, true))
}
