//! What the grammar of numbers reads: a numeral with its unit, and what became of it.

use rust_decimal::Decimal;

use super::literal::Habit;
use crate::lexicon::Unit;
use crate::model::{NumberForm, Quantity};

/// What was read of a numeral.
pub(super) enum NumberReading {
    Number {
        from: usize,
        to: usize,
        quantity: Quantity,
    },
    /// A numeral that names, or a vague phrase: no mention.
    Label {
        to: usize,
    },
}

/// A numeral with magnitude and unit, before ranges and contexts are asked.
pub(super) struct Part {
    /// Its first token: the sign if it has one.
    pub from: usize,
    pub value: Decimal,
    /// The power of ten of its magnitude words.
    pub power: u32,
    pub form: NumberForm,
    pub unit: Option<Unit>,
    /// Behind the numeral and its magnitude.
    pub numeral_to: usize,
    /// Behind the unit.
    pub to: usize,
    pub is_plain: bool,
    pub shows: Option<Habit>,
}

impl Part {
    /// Digits only: no mark, magnitude or unit.
    pub fn is_bare(&self) -> bool {
        self.is_plain && self.unit.is_none() && self.power == 0
    }
}
