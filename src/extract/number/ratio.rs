//! Parts of a whole: `39/55`, `25 trên 30 xã`, `hai phần ba`, `một nửa`, `nửa triệu`.

use rust_decimal::Decimal;

use super::part::part_at;
use super::reading::{NumberReading, Part};
use super::{context, cues, literal, words};
use crate::extract::counted::is_counted;
use crate::extract::view::LineCursor;
use crate::lexicon::token::{TokenKind, Tokens};
use crate::lexicon::{Context, NumberCue, NumberList, NumberWord, Unit, lexicons};
use crate::model::{Amount, NumberClass, NumberForm, Quantity};

/// `a/b` glued: k of n, a fraction, a scale; or `a trên b`. `24/7` and three-part chains are
/// labels.
pub(super) fn in_digits(view: &LineCursor<'_>, i: usize, part: &Part) -> Option<NumberReading> {
    let tokens = &view.tokens;
    let slash = part.numeral_to;
    let is_slash =
        tokens.is_mark(slash, &['/']) && tokens.is_glued(slash) && tokens.is_glued(slash + 1);
    // 700 triệu/1 năm: a sum for each year.
    if !is_slash || part.power > 0 {
        return out_of(view, part);
    }
    let second = tokens.digits(slash + 1).filter(|_| view.is_free(slash, slash + 2))?;
    let whole = literal::literal(tokens, slash + 1, literal::Beside::NOTHING)?;
    let chain = tokens.end_of_chain(i);
    let first: u64 = part.value.try_into().ok()?;
    let denominator: u64 = whole.value.try_into().ok()?;
    let is_named = matches!(context::before(tokens, i, whole.to), Some(Context::Label))
        && !cues::follows(tokens, i, NumberCue::Scale);
    let is_unit = lexicons().units.longest(tokens, whole.to).is_some();
    let is_word = tokens.kind(whole.to) == Some(TokenKind::Word) && !is_unit;
    let continues = tokens.is_glued(whole.to) && (tokens.is_mark(whole.to, &['/', '-']) || is_word);
    if is_named && !is_unit
        || continues
        || denominator == 0
        || !part.value.fract().is_zero()
        || matches!((first, second), (24, "7"))
        || matches!((first, second), (24, "24")) && !is_counted(tokens, whole.to)
        || part.unit.is_some()
        || follows_day(view, i) && first <= 31 && denominator <= 12 && !is_counted(tokens, whole.to)
    {
        return Some(NumberReading::Label { to: end_of_days(tokens, chain.max(whole.to)) });
    }
    Some(ratio(tokens, part.from, whole.to, (first, denominator), NumberForm::Digits))
}

fn ratio(
    tokens: &Tokens<'_>,
    from: usize,
    to: usize,
    (part, whole): (u64, u64),
    form: NumberForm,
) -> NumberReading {
    let quantity = Quantity {
        amount: Amount::Ratio(part, whole),
        form,
        class: NumberClass::Ratio,
        unit: None,
        approx: context::approx(tokens, from, to),
    };
    NumberReading::Number { from, to, quantity }
}

/// Whether a day of a list stands before: `30/4 và 1/5`.
fn follows_day(view: &LineCursor<'_>, i: usize) -> bool {
    let tokens = &view.tokens;
    let is_joint = i > 2
        && (tokens.is_mark(i - 1, &[',']) || cues::has(tokens, i - 1, NumberCue::JoinsLabels));
    is_joint && tokens.is_mark(i - 3, &['/', '-']) && !view.is_free(i - 3, i - 1)
}

/// `dịp 30/4 và 1/5`: behind the first of some days that are named, the others are too.
fn end_of_days(tokens: &Tokens<'_>, mut to: usize) -> usize {
    let is_joint =
        |at: usize| tokens.is_mark(at, &[',']) || cues::has(tokens, at, NumberCue::JoinsLabels);
    let is_day = |at: usize| {
        tokens.digits(at).is_some()
            && tokens.is_mark(at + 1, &['/'])
            && tokens.is_glued(at + 2)
            && tokens.digits(at + 2).is_some()
    };
    while is_joint(to) && is_day(to + 1) && !is_counted(tokens, to + 4) {
        to += 4;
    }
    to
}

/// `25 trên 30 xã`, `45 trên tổng số 63 tỉnh`, `ba trên năm xã`: so many out of those. Years of age
/// have no whole (15 trên 60 tuổi).
fn out_of(view: &LineCursor<'_>, part: &Part) -> Option<NumberReading> {
    let tokens = &view.tokens;
    let is_whole = part.unit.is_none() && part.power == 0 && part.value.fract().is_zero();
    if !is_whole || !cues::has(tokens, part.to, NumberCue::OutOfThese) {
        return None;
    }
    let length = lexicons().number_cues.length(tokens, part.to, NumberList::OutOfThese.bit())?;
    let second = part_at(view, part.to + length, literal::Habit::Vietnamese)?;
    let pair: (u64, u64) = (part.value.try_into().ok()?, second.value.try_into().ok()?);
    let fits = second.unit.is_none()
        && second.power == 0
        && second.value.fract().is_zero()
        && pair.0 <= pair.1
        && pair.0 > 0;
    let is_plain = part.is_plain && second.is_plain || part.form == NumberForm::Words;
    let is_ratio = fits
        && is_plain
        && !cues::has(tokens, second.to, NumberCue::NoWhole)
        && is_counted_or_closed(tokens, second.to);
    is_ratio.then(|| ratio(tokens, part.from, second.to, pair, part.form))
}

/// Whether what ends before `at` is of something counted, or of nothing said.
fn is_counted_or_closed(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.get(at).is_none() || tokens.starts_line(at) || tokens.kind(at) != Some(TokenKind::Digits)
}

/// What "nửa" before token `to` says: half of all, of a power of ten, of a unit of time.
fn with_half(view: &LineCursor<'_>, i: usize, to: usize) -> Option<NumberReading> {
    let tokens = &view.tokens;
    let exact = |amount, class, unit: Option<Unit>, to| NumberReading::Number {
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
        return Some(exact(
            Amount::Exact(value),
            class,
            unit.map(|(unit, _)| unit),
            to + 1 + unit.map_or(0, |(_, length)| length),
        ));
    }
    if to == i + 1
        && let Some((unit, length)) = context::unit_at(view, to, NumberForm::Words)
            .filter(|(unit, _)| unit.class == NumberClass::Duration)
    {
        return Some(exact(Amount::Exact(Decimal::new(5, 1)), unit.class, Some(unit), to + length));
    }
    let said_whole = to > i + 1
        || cues::follows(tokens, i, NumberCue::BeforeHalf)
        || cues::has(tokens, to, NumberCue::BehindHalf);
    if said_whole && !cues::has(tokens, to, NumberCue::NoHalf) {
        Some(exact(Amount::Ratio(1, 2), NumberClass::Ratio, None, to))
    } else {
        Some(NumberReading::Label { to })
    }
}

/// `một nửa`, `hơn nửa`, `nửa triệu`, `nửa năm`, `hai phần ba`.
pub(super) fn in_words(view: &LineCursor<'_>, i: usize) -> Option<NumberReading> {
    let tokens = &view.tokens;
    let half = lexicons()
        .numbers
        .matches_of(tokens, i, NumberWord::Half.bit())
        .next()
        .map(|(_, length)| i + length);
    if let Some(to) = half {
        return with_half(view, i, to);
    }
    let words::Numeral { value: part, to, .. } = words::numeral(tokens, i)?;
    if words::word(tokens, to) != Some(NumberWord::Parts) {
        // trong năm trên 30 xã: a year there.
        let is_year = to == i + 1 && part == Decimal::from(5);
        let is_out_of = !is_year && cues::has(tokens, to, NumberCue::OutOfThese);
        return if is_out_of {
            part_at(view, i, literal::Habit::Vietnamese).and_then(|part| out_of(view, &part))
        } else {
            None
        };
    }
    let (whole, end) = match words::word(tokens, to + 1) {
        Some(NumberWord::DigitAfterTens(4)) => (Decimal::from(4), to + 2),
        _ => words::numeral(tokens, to + 1).map(|numeral| (numeral.value, numeral.to))?,
    };
    // một phần một số điều: a part of some.
    if whole == Decimal::ONE {
        return Some(NumberReading::Label { to: to + 1 });
    }
    let quantity = Quantity {
        amount: Amount::Ratio(part.try_into().ok()?, whole.try_into().ok()?),
        form: NumberForm::Words,
        class: NumberClass::Ratio,
        unit: None,
        approx: context::approx(tokens, i, end),
    };
    Some(NumberReading::Number { from: i, to: end, quantity })
}
