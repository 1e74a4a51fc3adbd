//! Numerals in words: `hai mươi mốt`, `ba trăm linh năm`, `một triệu hai trăm nghìn`, `hai phần ba`, `nửa triệu`.
//!
//! ```text
//! number  = section "tỷ"* [number] | section                      (so many times a billion, then what is less)
//! section = group magnitude [section] | group                       (triệu, vạn, nghìn, each smaller than the one before)
//! group   = [digit "trăm"] [("linh" | "lẻ") digit | tens | digit]
//! tens    = "mười" [digit] | digit "mươi" [digit | mốt | tư | lăm] | digit (mốt | tư | lăm) | digit "chục"
//! ratio   = number "phần" number | "một nửa"
//! ```

use rust_decimal::Decimal;

use super::cues::has;
use crate::lexicon::token::Tokens;
use crate::lexicon::{NumberCue, NumberWord, lexicons};

/// The number word at `at`, if it is one word of the table.
pub(super) fn word(tokens: &Tokens<'_>, at: usize) -> Option<NumberWord> {
    lexicons().numbers.single(tokens, at).copied()
}

/// A numeral in words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    pub value: Decimal,
    /// Behind its last token.
    pub to: usize,
    /// The power of ten of its last magnitude; 0 without one.
    pub power: u32,
}

/// The numeral that begins at token `i`. A lone digit is included; whether it counts is the caller's question.
pub(super) fn numeral(tokens: &Tokens<'_>, i: usize) -> Option<Numeral> {
    let mut whole = Numeral { value: Decimal::ZERO, to: i, power: 0 };
    let mut least = u32::MAX;
    while let Some(section) = section(tokens, whole.to, whole.to > i) {
        let mut to = section.to;
        let mut billions = 0;
        while magnitude(tokens, to) == Some(BILLION) {
            billions += BILLION;
            to += 1;
        }
        if billions >= least {
            break;
        }
        let value = section.value.checked_mul(power_of_ten(billions)?)?;
        whole = Numeral { value: whole.value.checked_add(value)?, to, power: section.power + billions };
        least = billions;
        if billions == 0 {
            break;
        }
    }
    (whole.to > i).then_some(whole)
}

/// A numeral below a billion: groups with falling magnitudes.
fn section(tokens: &Tokens<'_>, i: usize, continues: bool) -> Option<Numeral> {
    let mut whole = Numeral { value: Decimal::ZERO, to: i, power: 0 };
    let mut least = u32::MAX;
    while let Some((group, mut to)) = group(tokens, whole.to, continues || whole.to > i) {
        let mut power = 0;
        while let Some(magnitude) = magnitude(tokens, to).filter(|power| *power < BILLION) {
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
    }
    (whole.to > i).then_some(whole)
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
    let mut at = i;
    let mut value = 0;
    let mut hundreds = false;
    let zero = (continues && word(tokens, at) == Some(NumberWord::Zero)).then_some(0);
    if let Some(digit) = digit(tokens, at).or(zero)
        && word(tokens, at + 1) == Some(NumberWord::Hundred)
    {
        value += digit * 100;
        at += 2;
        hundreds = true;
    }
    if matches!(word(tokens, at), Some(NumberWord::Filler)) && (hundreds || continues) {
        return match digit(tokens, at + 1) {
            Some(digit) => Some((value + digit, at + 2)),
            None => hundreds.then_some((value, at)),
        };
    }
    if word(tokens, at) == Some(NumberWord::Ten) {
        value += 10;
        at += 1;
        if let Some(digit) = last_digit(tokens, at) {
            value += digit;
            at += 1;
        }
        return Some((value, at));
    }
    if let Some(tens) = digit(tokens, at) {
        match word(tokens, at + 1) {
            Some(NumberWord::Tens) => {
                value += tens * 10;
                at += 2;
                if let Some(digit) = last_digit(tokens, at) {
                    value += digit;
                    at += 1;
                }
                return Some((value, at));
            }
            Some(NumberWord::Dozen) => return Some((value + tens * 10, at + 2)),
            Some(NumberWord::DigitAfterTens(digit)) if tens > 1 && !(matches!(tens, 3 | 5) && digit == 4) => {
                return Some((value + tens * 10 + u64::from(digit), at + 2));
            }
            // Behind hundreds a lone digit counts tens (hai trăm rưỡi apart) only in speech; "năm" there begins a unit of time.
            _ if hundreds && tens == 5 => {}
            _ if !hundreds || continues => return Some((value + tens, at + 1)),
            _ => {}
        }
    }
    hundreds.then_some((value, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_as_numbers() {
        let table: [(&str, i64); 16] = [
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
        ];
        for (text, value) in table {
            let list = lexicons().tokens(text);
            let found = numeral(&Tokens { text, list: &list }, 0).map(|numeral| numeral.value);
            assert_eq!(found, Some(value.into()), "{text}");
        }
    }
}
