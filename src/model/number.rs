//! Quantities: exact amounts with unit, class and approximation.

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

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Amount::Exact(value) => match i64::try_from(value.mantissa()) {
                // Most are whole and not great, and written as such in half the time.
                Ok(whole) if value.scale() == 0 => whole.fmt(f),
                _ => value.normalize().fmt(f),
            },
            Amount::Range(from, to) => write!(f, "{}..{}", from.normalize(), to.normalize()),
            Amount::Ratio(part, whole) => write!(f, "{part}/{whole}"),
        }
    }
}

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberClass {
    /// How many.
    Count,
    /// A physical quantity with a unit.
    Measure,
    /// A sum of money.
    Money,
    /// Per cent, per mille, percentage points.
    Percent,
    /// k of n.
    Ratio,
    /// How long.
    Duration,
    /// Which one in a row.
    Ordinal,
}

impl NumberClass {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            NumberClass::Count => "count",
            NumberClass::Measure => "measure",
            NumberClass::Money => "money",
            NumberClass::Percent => "percent",
            NumberClass::Ratio => "ratio",
            NumberClass::Duration => "duration",
            NumberClass::Ordinal => "ordinal",
        }
    }
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberForm {
    /// In digits or Roman numerals, with or without a magnitude word.
    Digits,
    /// In words alone.
    Words,
}

impl NumberForm {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            NumberForm::Digits => "digits",
            NumberForm::Words => "words",
        }
    }
}

/// How the words around a number loosen it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Approx {
    /// hơn, trên: more than.
    Over,
    /// gần, dưới: less than.
    Under,
    /// khoảng, chừng: about.
    About,
    /// ít nhất, trở lên: at least.
    AtLeast,
    /// tối đa, không quá: at most.
    AtMost,
}

impl Approx {
    /// The sign used in output: `>`, `<`, `~`, `>=`, `<=`.
    pub const fn sign(self) -> &'static str {
        match self {
            Approx::Over => ">",
            Approx::Under => "<",
            Approx::About => "~",
            Approx::AtLeast => ">=",
            Approx::AtMost => "<=",
        }
    }
}

/// A number with what it counts or measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// How much.
    pub amount: Amount,
    /// Digits or words.
    pub form: NumberForm,
    /// What sort of quantity.
    pub class: NumberClass,
    /// The unit's canonical sign: `VND`, `ha`, `%`, `year`.
    pub unit: Option<&'static str>,
    /// More than, about, at least …
    pub approx: Option<Approx>,
}
