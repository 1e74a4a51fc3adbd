//! Mentions: where something is named in a text, and what it means.

use std::borrow::Cow;

use super::kinds::Value;
use super::why::Why;
use crate::Span;

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
    /// The rule that read it and what decided, where that was asked for.
    pub why: Option<Box<Why>>,
}

impl Value {
    /// The canonical value as text: EDTF, symbol or decimal; `None` for a date that could not be resolved.
    pub fn canonical(&self) -> Option<String> {
        self.fact().into_text().map(Cow::into_owned)
    }
}
