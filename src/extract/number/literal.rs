//! Numerals in digits: `8.890`, `4,2`, `1.234,56`, `24.5`, `1 200`, exactly.
//!
//! Vietnamese groups by dots and begins decimals with a comma. The exceptions met in news are decided here:
//!
//! | written | read as | because |
//! |---|---|---|
//! | `1,234` | decimal, but grouped before a counted noun, or when it ends in `00` | 71 % of 84 read are decimals |
//! | `24.5%`, `3.6 triệu` | decimal | a unit follows one or two digits |
//! | `1 200` | grouped | only with a unit, magnitude or counted noun behind |

use rust_decimal::Decimal;

use crate::lexicon::token::{Gap, Tokens};

/// A numeral and how it was written.
pub(super) struct Literal {
    pub value: Decimal,
    /// Behind its last token.
    pub to: usize,
    /// Digits only, no mark: may be a year, a label, a part of a ratio.
    pub is_plain: bool,
}

/// The numeral at `i`; `counts` says whether a counted noun, and `measures` whether a unit or magnitude, begins at a token.
pub(super) fn literal(tokens: &Tokens<'_>, i: usize, counts: impl Fn(usize) -> bool, measures: impl Fn(usize) -> bool) -> Option<Literal> {
    let first = tokens.digits(i)?;
    let glued_digits = |mark: usize, sign: char| {
        (tokens.is_mark(mark, &[sign]) && tokens.is_glued(mark) && tokens.is_glued(mark + 1)).then(|| tokens.digits(mark + 1)).flatten()
    };
    let mut whole = Digits::default().with(first)?;
    let mut to = i + 1;
    let may_group = first.len() <= 3 && !first.starts_with('0');
    while may_group && let Some(group) = glued_digits(to, '.').filter(|group| group.len() == 3) {
        whole = whole.with(group)?;
        to += 2;
    }
    let is_grouped = to > i + 1;
    if !is_grouped && may_group {
        let mut at = to;
        while tokens.get(at).is_some_and(|token| token.gap == Gap::Space) && tokens.digits(at).is_some_and(|group| group.len() == 3) {
            at += 1;
        }
        if at > to && (counts(at) || measures(at)) {
            for group in to..at {
                whole = whole.with(tokens.str(group))?;
            }
            return finish(whole, "", at, false);
        }
    }
    if let Some(decimals) = glued_digits(to, ',') {
        let further = glued_digits(to + 2, ',');
        // 1,234,567 is grouped; 3,4,5 is a list without blanks, read up to its first comma.
        if further.is_some() {
            let mut at = to;
            while let Some(group) = glued_digits(at, ',').filter(|group| group.len() == 3 && may_group) {
                whole = whole.with(group)?;
                at += 2;
            }
            return finish(whole, "", at, at == to);
        }
        let grouping = decimals.len() == 3 && may_group && !is_grouped && !measures(to + 2) && (decimals.ends_with("00") || counts(to + 2));
        if grouping {
            whole = whole.with(decimals)?;
            return finish(whole, "", to + 2, false);
        }
        return finish(whole, decimals, to + 2, false);
    }
    if !is_grouped && let Some(decimals) = glued_digits(to, '.') {
        // 24.5% against 16.3 (a day), 4.0 (a version) and 0902.999 (a telephone).
        let is_decimal = decimals.len() <= 2 && measures(to + 2) || first == "0";
        return if is_decimal { finish(whole, decimals, to + 2, false) } else { None };
    }
    finish(whole, "", to, !is_grouped)
}

fn finish(whole: Digits, decimals: &str, to: usize, is_plain: bool) -> Option<Literal> {
    let value = whole.with(decimals)?.with_decimals(decimals.len())?;
    Some(Literal { value, to, is_plain })
}

/// So many digits fit into 64 bits.
const PART: usize = 18;

/// Digits read so far, as a number.
#[derive(Clone, Copy, Default)]
struct Digits(i128);

impl Digits {
    /// The number with more digits behind it; none where it is longer than any decimal.
    fn with(self, digits: &str) -> Option<Digits> {
        // Nearly all are in one part, and the checks of 128 bits are made once for it.
        let part = |number: i128, part: &[u8]| {
            let digits = part.iter().fold(0, |number, digit| 10 * number + u64::from(digit.wrapping_sub(b'0')));
            number.checked_mul(10u64.pow(part.len() as u32).into())?.checked_add(digits.into())
        };
        digits.as_bytes().chunks(PART).try_fold(self.0, part).map(Digits)
    }

    /// The decimal whose last `decimals` digits stand behind the comma.
    fn with_decimals(self, decimals: usize) -> Option<Decimal> {
        Decimal::try_from_i128_with_scale(self.0, decimals.try_into().ok()?).ok()
    }
}
