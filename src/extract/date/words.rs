//! Numerals of dates in words: `ngày hai mươi lăm tháng ba`,
//! `năm một nghìn chín trăm bảy mươi lăm`.

use crate::extract::number::words::numeral;
use crate::lexicon::lexicons;
use crate::lexicon::token::Tokens;

/// A year in words, and the token behind: `một nghìn chín trăm bảy mươi lăm`.
pub(super) fn year_in_words(tokens: &Tokens<'_>, at: usize) -> Option<(i16, usize)> {
    let (year, to) = whole_number(tokens, at)?;
    (1000..=2199).contains(&year).then_some((year, to))
}

/// A day of the month in words, and the token behind: `hai mươi lăm`.
pub(super) fn day_in_words(tokens: &Tokens<'_>, at: usize) -> Option<(i8, usize)> {
    let (day, to) = whole_number(tokens, at)?;
    (1..=31).contains(&day).then_some((day as i8, to))
}

fn whole_number(tokens: &Tokens<'_>, at: usize) -> Option<(i16, usize)> {
    if !lexicons().numbers.begins(tokens, at) || tokens.starts_line(at) {
        return None;
    }
    let numeral = numeral(tokens, at)?;
    Some((i16::try_from(numeral.value).ok()?, numeral.to))
}
