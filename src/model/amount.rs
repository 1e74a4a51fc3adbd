//! Exact amounts.

use std::fmt;

use rust_decimal::Decimal;

/// The amount that a number mention states, exactly.
///
/// ```
/// use thoisu::model::Amount;
/// use rust_decimal::Decimal;
/// assert_eq!(Amount::Exact(Decimal::new(420, 2)).to_string(), "4.2");
/// assert_eq!(Amount::Range(80.into(), 90.into()).to_string(), "80..90");
/// assert_eq!(Amount::Ratio(39, 55).to_string(), "39/55");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// One number, its magnitude multiplied out.
    Exact(Decimal),
    /// From … to …, both ends included.
    Range(Decimal, Decimal),
    /// k of n, a fraction, a scale.
    Ratio(u64, u64),
}

impl Amount {
    /// Both ends; a ratio has none.
    pub fn ends(self) -> Option<(Decimal, Decimal)> {
        match self {
            Amount::Exact(value) => Some((value, value)),
            Amount::Range(low, high) => Some((low, high)),
            Amount::Ratio(..) => None,
        }
    }

    /// The amount as a whole number of 64 bits, as most are: it is written in half the time.
    pub(crate) fn as_whole(self) -> Option<i64> {
        match self {
            Amount::Exact(value) if value.scale() == 0 => i64::try_from(value.mantissa()).ok(),
            _ => None,
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Amount::Exact(value) => match self.as_whole() {
                Some(whole) => whole.fmt(f),
                None => value.normalize().fmt(f),
            },
            Amount::Range(from, to) => write!(f, "{}..{}", from.normalize(), to.normalize()),
            Amount::Ratio(part, whole) => write!(f, "{part}/{whole}"),
        }
    }
}
