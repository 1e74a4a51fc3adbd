//! Mentions: where something is named in a document, and what it means.

use std::borrow::Cow;

use super::kinds::Value;
use super::why::Why;
use crate::Span;
use crate::text::CharPlaces;

/// A stretch of a document's text, title or lead that names a date, a regulation or a number, with
/// its canonical value.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The field that names it. The offsets below count in that field.
    pub field: MentionField,
    /// Bytes of the normalised text of its field ([`Document::field`](crate::Document::field)).
    pub span: Span,
    /// Unicode scalar offsets into the field as the caller gave it.
    pub source: Span,
    /// The characters at `source` in the text as given.
    pub surface: String,
    /// What it means.
    pub value: Value,
    /// The rule that read it and what decided, where that was asked for.
    pub why: Option<Box<Why>>,
}

/// The field of a document that names something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionField {
    /// The title, where the input gives it apart from the text.
    Title,
    /// The lead (sapo), where the input gives it apart from the text.
    Lead,
    /// The text.
    #[default]
    Text,
}

impl MentionField {
    /// All, in the order in which a reader meets them.
    pub const ALL: [MentionField; 3] =
        [MentionField::Title, MentionField::Lead, MentionField::Text];

    /// The name in output: `title`, `lead`, `text`.
    ///
    /// ```
    /// use thoisu::MentionField;
    /// assert_eq!(MentionField::ALL.map(MentionField::name), ["title", "lead", "text"]);
    /// ```
    pub const fn name(self) -> &'static str {
        match self {
            MentionField::Title => "title",
            MentionField::Lead => "lead",
            MentionField::Text => "text",
        }
    }

    /// The field of a name.
    pub fn named(name: &str) -> Option<MentionField> {
        MentionField::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// The places of mentions in the normalised texts of their fields, in Unicode scalars.
pub(crate) struct FieldPlaces<'t> {
    fields: [(&'t str, CharPlaces<'t>); MentionField::ALL.len()],
}

impl<'t> FieldPlaces<'t> {
    /// For the fields of a document; an empty text for one that it has not.
    pub fn new(text: impl Fn(MentionField) -> &'t str) -> FieldPlaces<'t> {
        FieldPlaces {
            fields: MentionField::ALL.map(|field| (text(field), CharPlaces::new(text(field)))),
        }
    }

    /// The text of a field.
    pub fn text(&self, field: MentionField) -> &'t str {
        self.fields.get(field as usize).map_or("", |(text, _)| text)
    }

    /// The place of bytes of a field.
    pub fn span(&mut self, field: MentionField, bytes: Span) -> Span {
        self.fields.get_mut(field as usize).map_or(bytes, |(_, places)| places.span(bytes))
    }
}

impl Value {
    /// The canonical value as text: EDTF, symbol or decimal; `None` for a date that could not be
    /// resolved.
    pub fn canonical(&self) -> Option<String> {
        self.fact().into_text().map(Cow::into_owned)
    }
}
