//! Numerals in words: `hai mươi mốt`, `ba trăm linh năm`, `một triệu hai trăm nghìn`, `hai phần ba`, `nửa triệu`.
//!
//! ```text
//! number  = group magnitude [number] | group
//! group   = [digit "trăm"] [("linh" | "lẻ") digit | tens | digit]
//! tens    = "mười" [digit] | digit "mươi" [digit | mốt | tư | lăm] | digit (mốt | tư | lăm) | digit "chục"
//! ratio   = number "phần" number | "một nửa"
//! ```

use rust_decimal::Decimal;

use crate::lexicon::{NumberWord, lexicons};
use crate::token::Tokens;

/// The number word at `at`, if it is one word of the table.
pub(super) fn word(tokens: &Tokens<'_>, at: usize) -> Option<NumberWord> {
    lexicons().numbers.matches(tokens, at).find(|&(_, length)| length == 1).map(|(word, _)| *word)
}

/// A numeral in words: its value, and the token behind. A lone digit is included; whether it counts is the caller's question.
pub(super) fn numeral(tokens: &Tokens<'_>, i: usize) -> Option<(Decimal, usize)> {
    let (mut total, mut at) = (Decimal::ZERO, i);
    let mut smallest = u32::MAX;
    while let Some((group, mut to)) = group(tokens, at, smallest != u32::MAX) {
        let mut value = Decimal::from(group);
        let mut power = 0;
        while let Some(magnitude) = magnitude(tokens, to) {
            power += magnitude;
            to += 1;
        }
        if power >= smallest || tokens.starts_line(at) && at > i {
            break;
        }
        value = value.checked_mul(Decimal::from(10u64.checked_pow(power)?))?;
        total = total.checked_add(value)?;
        at = to;
        smallest = power;
        if power == 0 {
            break;
        }
    }
    (at > i).then_some((total, at))
}

/// A magnitude word in its own right: not the first syllable of tỷ lệ, tỷ phú, triệu tập.
pub(super) fn magnitude(tokens: &Tokens<'_>, at: usize) -> Option<u32> {
    let Some(NumberWord::Magnitude(power)) = word(tokens, at) else { return None };
    let is_other_word =
        matches!(tokens.str(at + 1), "lệ" | "số" | "phú" | "giá" | "suất" | "trọng" | "tập" | "hồi") || tokens.starts_line(at);
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
            Some(NumberWord::DigitAfterTens(digit)) if tens > 1 && !(tens == 3 && digit == 4) => {
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
    use crate::token::Token;

    #[test]
    fn words_read_as_numbers() {
        let table: [(&str, i64); 14] = [
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
        ];
        for (text, value) in table {
            let mut list: Vec<Token> = Vec::new();
            lexicons().scan(text, &mut list);
            let found = numeral(&Tokens { text, list: &list }, 0).map(|(value, _)| value);
            assert_eq!(found, Some(value.into()), "{text}");
        }
    }
}
