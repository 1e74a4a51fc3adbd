//! Numerals in words: `hai mươi mốt`, `ba trăm linh năm`, `một triệu hai trăm nghìn`,
//! `hai phần ba`, `nửa triệu`.
//!
//! ```text
//! number  = whole "phẩy" decimals magnitude* | whole
//! whole   = section "tỷ"* [[","] whole] | section                  (n times a billion, then what is less)
//! section = group magnitude [[","] section | digit] | group         (triệu, vạn, nghìn, each smaller than the one before)
//! group   = [digit "trăm"] [("linh" | "lẻ") digit | tens | digit]   (a comma stands before "… trăm" only)
//! tens    = "mười" [digit] | digit "mươi" [digit | mốt | tư | lăm] | digit (mốt | tư | lăm) | digit "chục"
//! ratio   = number "phần" number | "một nửa"
//! ```

use rust_decimal::Decimal;

use super::cues::has;
use crate::extract::counted::is_counted;
use crate::lexicon::token::Tokens;
use crate::lexicon::{NumberCue, NumberWord, lexicons};
use crate::model::NumberClass;

/// The number word at `at`, if it is one word of the table.
pub(super) fn word(tokens: &Tokens<'_>, at: usize) -> Option<NumberWord> {
    lexicons().numbers.single(tokens, at).copied()
}

/// A numeral in words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::extract) struct Numeral {
    pub value: Decimal,
    /// Behind its last token.
    pub to: usize,
    /// The power of ten of its last magnitude; 0 without one.
    pub power: u32,
}

/// The numeral that begins at token `i`. A lone digit is included; whether it counts is the
/// caller's question.
pub(in crate::extract) fn numeral(tokens: &Tokens<'_>, i: usize) -> Option<Numeral> {
    let whole = whole(tokens, i)?;
    let is_short = whole.power == 0
        && !tokens.starts_line(whole.to)
        && has(tokens, whole.to, NumberCue::Point);
    if is_short { decimal(tokens, whole) } else { None }.or(Some(whole))
}

/// `bảy phẩy năm`, `một phẩy không năm tỷ`: decimals behind a whole number that ends before "phẩy".
fn decimal(tokens: &Tokens<'_>, whole: Numeral) -> Option<Numeral> {
    let first = whole.to + 1;
    let mut at = first;
    while word(tokens, at) == Some(NumberWord::Zero) && at < first + MOST_DECIMALS {
        at += 1;
    }
    let zeros = (at - first) as u32;
    let (decimals, to) = group(tokens, at, false).unwrap_or((0, at));
    if to == first {
        return None;
    }
    let digits = zeros + if to > at { decimals.checked_ilog10().unwrap_or(0) + 1 } else { 0 };
    let decimals = Decimal::try_from_i128_with_scale(decimals.into(), digits).ok()?;
    let (power, to) = magnitudes(tokens, to);
    let value = whole.value.checked_add(decimals)?.checked_mul(power_of_ten(power)?)?;
    Some(Numeral { value, to, power })
}

/// Zeros behind "phẩy" are read so far.
const MOST_DECIMALS: usize = 6;

/// The magnitude words from `at` on, as one power of ten, and the token behind them.
fn magnitudes(tokens: &Tokens<'_>, mut at: usize) -> (u32, usize) {
    let mut power = 0;
    while let Some(next) = magnitude(tokens, at).filter(|next| power + next <= GREATEST) {
        power += next;
        at += 1;
    }
    (power, at)
}

/// No numeral is greater than this power of ten: a billion billions.
const GREATEST: u32 = 18;

/// A numeral without decimals.
fn whole(tokens: &Tokens<'_>, i: usize) -> Option<Numeral> {
    let mut whole = Numeral { value: Decimal::ZERO, to: i, power: 0 };
    let mut least = u32::MAX;
    while let Some(section) = section(tokens, behind_comma(tokens, whole.to, i), whole.to > i) {
        let mut to = section.to;
        let mut billions = 0;
        while magnitude(tokens, to) == Some(BILLION) && billions < GREATEST {
            billions += BILLION;
            to += 1;
        }
        if billions >= least {
            break;
        }
        let value = section.value.checked_mul(power_of_ten(billions)?)?;
        whole =
            Numeral { value: whole.value.checked_add(value)?, to, power: section.power + billions };
        least = billions;
        if billions == 0 {
            break;
        }
        if let Some(next) = next_place(tokens, to, billions) {
            return Some(Numeral {
                value: whole.value.checked_add(next)?,
                to: to + 1,
                power: whole.power,
            });
        }
    }
    (whole.to > i).then_some(whole)
}

/// A numeral below a billion: groups with falling magnitudes.
fn section(tokens: &Tokens<'_>, i: usize, continues: bool) -> Option<Numeral> {
    let mut whole = Numeral { value: Decimal::ZERO, to: i, power: 0 };
    let mut least = u32::MAX;
    while let Some((group, mut to)) =
        group(tokens, behind_comma(tokens, whole.to, i), continues || whole.to > i)
    {
        let mut power = 0;
        while let Some(magnitude) = magnitude(tokens, to)
            .filter(|magnitude| *magnitude < BILLION && power + magnitude <= GREATEST)
        {
            power += magnitude;
            to += 1;
        }
        if power >= least || tokens.starts_line(whole.to) && whole.to > i {
            break;
        }
        let value = Decimal::from(group).checked_mul(power_of_ten(power)?)?;
        whole = Numeral { value: whole.value.checked_add(value)?, to, power };
        least = power;
        if power == 0 {
            break;
        }
        if let Some(next) = next_place(tokens, to, power) {
            return Some(Numeral { value: whole.value.checked_add(next)?, to: to + 1, power });
        }
    }
    (whole.to > i).then_some(whole)
}

/// Where the next group of a numeral that began at `i` begins: sums in words have commas between
/// groups, which then have hundreds.
fn behind_comma(tokens: &Tokens<'_>, at: usize, i: usize) -> usize {
    let is_group =
        || digit(tokens, at + 1).is_some() || word(tokens, at + 1) == Some(NumberWord::Zero);
    let is_comma = at > i && tokens.is_mark(at, &[',']) && !tokens.starts_line(at + 1);
    if is_comma && is_group() && word(tokens, at + 2) == Some(NumberWord::Hundred) {
        at + 1
    } else {
        at
    }
}

/// `bốn triệu sáu`: a lone digit behind a magnitude is its next decimal place, unless it counts
/// something itself. What a digit five begins there is mostly years (bốn nghìn năm), and one is
/// said otherwise (mốt).
fn next_place(tokens: &Tokens<'_>, at: usize, power: u32) -> Option<Decimal> {
    let digit = match word(tokens, at)? {
        NumberWord::Digit(digit) if digit != 1 && digit != 5 => digit,
        NumberWord::DigitAfterTens(digit) => digit,
        _ => return None,
    };
    let next = word(tokens, at + 1);
    let goes_on = matches!(
        next,
        Some(
            NumberWord::Hundred | NumberWord::Tens | NumberWord::TensUnit | NumberWord::Digit(2..)
        )
    ) || magnitude(tokens, at + 1).is_some()
        || matches!(
            next,
            Some(NumberWord::DigitAfterTens(_) | NumberWord::Parts | NumberWord::AndHalf)
        );
    let unit = lexicons().units.longest(tokens, at + 1);
    let counts = is_counted(tokens, at + 1)
        || unit.is_some_and(|(unit, _)| unit.class != NumberClass::Money);
    if goes_on || counts || tokens.starts_line(at) || has(tokens, at + 1, NumberCue::Point) {
        return None;
    }
    Decimal::from(digit).checked_mul(power_of_ten(power.checked_sub(1)?)?)
}

/// tỷ
const BILLION: u32 = 9;

/// Ten to the `power`, if a decimal can hold it.
pub(super) fn power_of_ten(power: u32) -> Option<Decimal> {
    10u64.checked_pow(power).map(Decimal::from)
}

/// A magnitude word in its own right: not the first syllable of tỷ lệ, tỷ phú, triệu tập.
pub(super) fn magnitude(tokens: &Tokens<'_>, at: usize) -> Option<u32> {
    let Some(NumberWord::Magnitude(power)) = word(tokens, at) else { return None };
    let is_other_word = has(tokens, at + 1, NumberCue::NoMagnitude) || tokens.starts_line(at);
    (!is_other_word).then_some(power)
}

fn digit(tokens: &Tokens<'_>, at: usize) -> Option<u64> {
    match word(tokens, at)? {
        NumberWord::Digit(digit) => Some(u64::from(digit)),
        _ => None,
    }
}

/// A digit behind tens: mốt, tư, lăm or a plain one.
fn last_digit(tokens: &Tokens<'_>, at: usize) -> Option<u64> {
    match word(tokens, at)? {
        // hai mươi năm: twenty years, not twenty-five.
        NumberWord::Digit(5) => None,
        NumberWord::Digit(digit) | NumberWord::DigitAfterTens(digit) => Some(u64::from(digit)),
        _ => None,
    }
}

/// A number below a thousand.
fn group(tokens: &Tokens<'_>, i: usize, continues: bool) -> Option<(u64, usize)> {
    let zero = (continues && word(tokens, i) == Some(NumberWord::Zero)).then_some(0);
    let digit_before =
        digit(tokens, i).or(zero).filter(|_| word(tokens, i + 1) == Some(NumberWord::Hundred));
    let Some(digit_before) = digit_before else {
        return below_hundred(tokens, i, false, continues);
    };
    let (hundreds, at) = (digit_before * 100, i + 2);
    let (rest, to) = below_hundred(tokens, at, true, continues).unwrap_or((0, at));
    Some((hundreds + rest, to))
}

/// A number below a hundred; `hundreds` tells that it follows some, `continues` that it follows a
/// magnitude.
fn below_hundred(
    tokens: &Tokens<'_>,
    at: usize,
    hundreds: bool,
    continues: bool,
) -> Option<(u64, usize)> {
    // linh tư, lẻ lăm
    if matches!(word(tokens, at), Some(NumberWord::Filler)) && (hundreds || continues) {
        let after_tens = || match word(tokens, at + 1) {
            Some(NumberWord::DigitAfterTens(digit)) => Some(u64::from(digit)),
            _ => None,
        };
        return digit(tokens, at + 1).or_else(after_tens).map(|digit| (digit, at + 2));
    }
    let with_last_digit = |tens: u64, at: usize| match last_digit(tokens, at) {
        Some(digit) => (tens + digit, at + 1),
        None => (tens, at),
    };
    if word(tokens, at) == Some(NumberWord::Ten) {
        return Some(with_last_digit(10, at + 1));
    }
    // một trăm hai nghìn: behind hundreds a lone digit counts tens, where a magnitude shows that
    // the number goes on.
    let goes_on = || magnitude(tokens, at + 1).is_some();
    if let Some(NumberWord::DigitAfterTens(tens)) = word(tokens, at)
        && hundreds
        && goes_on()
    {
        return Some((u64::from(tens) * 10, at + 1));
    }
    let tens = digit(tokens, at)?;
    match word(tokens, at + 1) {
        Some(NumberWord::Tens) => Some(with_last_digit(tens * 10, at + 2)),
        Some(NumberWord::TensUnit) => Some((tens * 10, at + 2)),
        Some(NumberWord::DigitAfterTens(digit))
            if tens > 1 && !(matches!(tens, 3 | 5) && digit == 4) =>
        {
            Some((tens * 10 + u64::from(digit), at + 2))
        }
        _ if hundreds && goes_on() => Some((tens * 10, at + 1)),
        // Else "năm" begins a unit of time: hai trăm năm, bốn nghìn năm.
        _ if (hundreds || continues) && tens == 5 && !goes_on() => None,
        _ if !hundreds || continues => Some((tens, at + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_as_numbers() {
        let table: [(&str, i64); 31] = [
            ("hai mươi mốt", 21),
            ("ba trăm linh năm", 305),
            ("mười lăm", 15),
            ("một triệu hai trăm nghìn", 1_200_000),
            ("ba mươi ba nghìn", 33_000),
            ("hai tỷ", 2_000_000_000),
            ("hai nghìn tỷ", 2_000_000_000_000),
            ("hai mốt", 21),
            ("ba chục", 30),
            ("hai mươi bốn", 24),
            ("chín trăm chín mươi chín", 999),
            ("một nghìn không trăm linh ba", 1003),
            ("mười", 10),
            ("bảy vạn", 70_000),
            ("một trăm hai mươi nghìn ba trăm tỷ năm triệu", 120_300_005_000_000),
            ("hai triệu tỷ", 2_000_000_000_000_000),
            // commas between groups
            ("mười lăm nghìn, tám trăm tỷ", 15_800_000_000_000),
            ("hai tỷ, ba trăm linh một triệu, không trăm mười nghìn", 2_301_010_000),
            ("sáu trăm triệu, không trăm linh hai nghìn", 600_002_000),
            // the last digit is the next place
            ("ba triệu tư", 3_400_000),
            ("hai nghìn tám", 2_800),
            ("sáu tỷ hai", 6_200_000_000),
            // hundreds and a digit before a magnitude
            ("hai trăm tư nghìn", 240_000),
            ("ba trăm sáu triệu", 360_000_000),
            ("một trăm tám tỷ", 180_000_000_000),
            // a small word behind linh
            ("năm trăm linh tư", 504),
            ("một nghìn lẻ lăm", 1005),
            ("hai trăm lẻ mốt", 201),
            // years
            ("hai nghìn năm", 2_000),
            ("ba trăm năm", 300),
            ("hai triệu năm", 2_000_000),
        ];
        for (text, value) in table {
            let list = lexicons().tokens(text);
            let found = numeral(&Tokens { text, list: &list }, 0).map(|numeral| numeral.value);
            assert_eq!(found, Some(value.into()), "{text}");
        }
    }

    #[test]
    fn decimals_in_words() {
        let table = [
            ("bốn phẩy hai", "4.2"),
            ("mười hai phẩy bảy mươi lăm", "12.75"),
            ("ba phẩy không tám", "3.08"),
            ("hai phẩy năm tỷ", "2500000000"),
            ("một phẩy hai triệu tỷ", "1200000000000000"),
        ];
        for (text, value) in table {
            let list = lexicons().tokens(text);
            let found = numeral(&Tokens { text, list: &list }, 0)
                .map(|numeral| numeral.value.normalize().to_string());
            assert_eq!(found.as_deref(), Some(value), "{text}");
        }
    }
}
