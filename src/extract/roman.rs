//! Roman numerals.

use crate::lexicon::token::Tokens;

/// The value of a Roman numeral below 90 in capitals.
pub(super) fn roman(tokens: &Tokens<'_>, at: usize) -> Option<u32> {
    let text = tokens.str(at);
    // LXXXVIII is the longest.
    if text.len() > 8 {
        return None;
    }
    let digit = |letter| match letter {
        b'I' => Some(1),
        b'V' => Some(5),
        b'X' => Some(10),
        b'L' => Some(50),
        _ => None,
    };
    // A digit before a greater one is taken away; read from the back, the greatest so far tells it.
    let (value, _) = text.bytes().rev().try_fold((0i32, 0), |(value, greatest), letter| {
        let digit = digit(letter)?;
        Some(if digit < greatest { (value - digit, greatest) } else { (value + digit, digit) })
    })?;
    (value > 0 && is_roman(text, value as u32)).then_some(value as u32)
}

/// Whether this is the one proper spelling, to refuse IIII and VX.
fn is_roman(text: &str, mut value: u32) -> bool {
    let mut rest = text;
    for (unit, sign) in [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    {
        while value >= unit {
            let Some(further) = rest.strip_prefix(sign) else { return false };
            (rest, value) = (further, value - unit);
        }
    }
    rest.is_empty()
}
