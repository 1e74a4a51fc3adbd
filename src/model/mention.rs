//! Mentions, and what they mean: the value of a date, a regulation or a number.

use std::fmt::{Display, Write};

use super::{Edtf, PartOfDay, Quantity, Regulation};
use crate::Span;

/// What sort of thing a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A calendar expression.
    Date,
    /// A reference to a legal or Party document.
    Regulation,
    /// A quantity.
    Number,
}

impl Kind {
    /// All kinds, in the order in which summaries list them.
    pub const ALL: [Kind; 3] = [Kind::Date, Kind::Regulation, Kind::Number];

    /// The name used in output: `date`, `regulation`, `number`.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Date => "date",
            Kind::Regulation => "regulation",
            Kind::Number => "number",
        }
    }
}

/// A stretch of a document's text that names a date, a regulation or a number, with its canonical value.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Bytes of the document's normalised text.
    pub span: Span,
    /// Unicode scalar offsets into the text as the caller gave it.
    pub source: Span,
    /// The characters at `source` in the text as given.
    pub surface: String,
    /// What it means.
    pub value: Value,
}

/// The meaning of a mention.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A date, with the part of the day if the text names one; no EDTF where nothing says which day is meant.
    Date {
        /// The time named; `None` where it depends on an unknown publication day.
        edtf: Option<Edtf>,
        /// Morning, evening … where the mention says so.
        part_of_day: Option<PartOfDay>,
    },
    /// A regulation.
    Regulation(Box<Regulation>),
    /// A number.
    Number(Quantity),
}

impl Value {
    /// The kind of mention that has this value.
    pub const fn kind(&self) -> Kind {
        match self {
            Value::Date { .. } => Kind::Date,
            Value::Regulation(_) => Kind::Regulation,
            Value::Number(_) => Kind::Number,
        }
    }

    /// The canonical value as text: EDTF, symbol or decimal; `None` for a date that could not be resolved.
    pub fn canonical(&self) -> Option<String> {
        match self {
            Value::Date { edtf, .. } => edtf.map(written),
            Value::Regulation(regulation) => Some(regulation.value.clone()),
            Value::Number(quantity) => Some(written(quantity.amount)),
        }
    }
}

/// A value as it is printed, in room that nearly all need no more than.
pub(crate) fn written(value: impl Display) -> String {
    let mut out = String::with_capacity(32);
    // Writing to a string does not fail.
    let _ = write!(out, "{value}");
    out
}
