//! A mention as it is printed and stored: its keys in JSON are a contract.

use serde::{Deserialize, Serialize};

use crate::{Mention, Span, Value};

/// One mention as it is printed and stored.
#[derive(Clone, Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
pub struct MentionRecord {
    /// `date`, `regulation` or `number`.
    pub kind: String,
    /// First Unicode scalar in the text as given; null for HTML.
    pub start: Option<usize>,
    /// Behind the last Unicode scalar.
    pub end: Option<usize>,
    /// The same in the normalised text, when that is printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_start: Option<usize>,
    /// The same in the normalised text, when that is printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_end: Option<usize>,
    /// The surface.
    pub text: String,
    /// The canonical value; null for a date that could not be resolved.
    pub value: Option<String>,
    /// What the kind adds.
    #[serde(flatten)]
    pub details: Details,
}

/// The keys of each kind. Read back, the first fits that has all its keys: a number has a class, a regulation a form.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(untagged)]
pub enum Details {
    /// A number's.
    Number {
        /// `digits` or `words`.
        form: String,
        /// `count`, `money` …
        class: String,
        /// The unit's sign.
        unit: Option<String>,
        /// `>`, `<`, `~`, `>=`, `<=`.
        approx: Option<String>,
    },
    /// A regulation's.
    Regulation {
        /// `code`, `partial` or `named`.
        form: String,
        /// The number in the symbol.
        number: Option<String>,
        /// The year in the symbol or name.
        year: Option<i16>,
        /// Nghị quyết, Luật …
        #[serde(rename = "type")]
        doc_type: Option<String>,
        /// The issuing body.
        issuer: Option<String>,
        /// The day of issue.
        issued: Option<String>,
        /// What it is about.
        title: Option<String>,
    },
    /// A date's.
    Date {
        /// The first day covered.
        first: Option<String>,
        /// The last day covered.
        last: Option<String>,
        /// `morning` …
        part_of_day: Option<String>,
    },
}

impl MentionRecord {
    /// The record of a mention. `addressable` tells that its place in the text as given is known; `place` is that in the normalised text, in
    /// Unicode scalars, where it is wanted.
    pub fn new(mention: &Mention, addressable: bool, place: Option<Span>) -> MentionRecord {
        MentionRecord {
            kind: mention.value.kind().name().to_string(),
            start: addressable.then_some(mention.source.start),
            end: addressable.then_some(mention.source.end),
            text_start: place.map(|place| place.start),
            text_end: place.map(|place| place.end),
            text: mention.surface.clone(),
            value: mention.value.canonical(),
            details: Details::of(&mention.value),
        }
    }
}

impl Default for Details {
    fn default() -> Details {
        Details::Date { first: None, last: None, part_of_day: None }
    }
}

impl Details {
    fn of(value: &Value) -> Details {
        match value {
            Value::Date { edtf, part_of_day } => Details::Date {
                first: edtf.and_then(|edtf| edtf.first()).map(|day| day.to_string()),
                last: edtf.and_then(|edtf| edtf.last()).map(|day| day.to_string()),
                part_of_day: part_of_day.map(|part| part.name().to_string()),
            },
            Value::Regulation(regulation) => Details::Regulation {
                form: regulation.form.name().to_string(),
                number: regulation.number.clone(),
                year: regulation.year,
                doc_type: regulation.doc_type.clone(),
                issuer: regulation.issuer.clone(),
                issued: regulation.issued.map(|day| day.to_string()),
                title: regulation.title.clone(),
            },
            Value::Number(quantity) => Details::Number {
                form: quantity.form.name().to_string(),
                class: quantity.class.name().to_string(),
                unit: quantity.unit.map(str::to_string),
                approx: quantity.approx.map(|approx| approx.sign().to_string()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for (text, kind) in [("ngày 19/5/2021", "date"), ("Nghị quyết 15-NQ/TW", "regulation"), ("1.200 tỷ đồng", "number")] {
            let found = crate::extract::find(text, None);
            let mention =
                found.into_iter().next().map(|(span, value)| Mention { span, source: span, surface: span.slice(text).into(), value });
            let record = mention.map(|mention| MentionRecord::new(&mention, true, None));
            let read = record.as_ref().and_then(|record| serde_json::from_str(&serde_json::to_string(record).ok()?).ok());
            assert_eq!(read, record);
            assert_eq!(record.map(|record| record.kind).as_deref(), Some(kind));
        }
    }
}
