//! A mention as it is printed and stored: its keys in JSON are a contract.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Edtf, Moment, written};
use crate::model::json::{Name, Object, Shown, key};
use crate::{Mention, Span, Value};

/// One mention as it is printed and stored; what it says is borrowed from the mention where it can be.
#[derive(Clone, Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
pub struct MentionRecord<'a> {
    /// `date`, `regulation` or `number`.
    pub kind: Cow<'a, str>,
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
    pub text: Cow<'a, str>,
    /// The canonical value; null for a date that could not be resolved.
    pub value: Option<Cow<'a, str>>,
    /// What the kind adds.
    #[serde(flatten)]
    pub details: Details<'a>,
}

/// The keys of each kind. Read back, the first fits that has all its keys: a number has a class, a regulation a form.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(untagged)]
pub enum Details<'a> {
    /// A number's.
    Number {
        /// `digits` or `words`.
        form: Cow<'a, str>,
        /// `count`, `money` …
        class: Cow<'a, str>,
        /// The unit's sign.
        unit: Option<Cow<'a, str>>,
        /// `>`, `<`, `~`, `>=`, `<=`.
        approx: Option<Cow<'a, str>>,
    },
    /// A regulation's.
    Regulation {
        /// `code`, `partial` or `named`.
        form: Cow<'a, str>,
        /// The number in the symbol.
        number: Option<Cow<'a, str>>,
        /// The year in the symbol or name.
        year: Option<i16>,
        /// Nghị quyết, Luật …
        #[serde(rename = "type")]
        doc_type: Option<Cow<'a, str>>,
        /// The issuing body.
        issuer: Option<Cow<'a, str>>,
        /// The day of issue.
        issued: Option<Cow<'a, str>>,
        /// What it is about.
        title: Option<Cow<'a, str>>,
    },
    /// A date's.
    Date {
        /// The first day covered.
        first: Option<Cow<'a, str>>,
        /// The last day covered.
        last: Option<Cow<'a, str>>,
        /// `morning` …
        part_of_day: Option<Cow<'a, str>>,
    },
}

impl<'a> MentionRecord<'a> {
    /// The record of a mention. `addressable` tells that its place in the text as given is known; `place` is that in the normalised text, in
    /// Unicode scalars, where it is wanted.
    pub fn new(mention: &'a Mention, addressable: bool, place: Option<Span>) -> MentionRecord<'a> {
        MentionRecord {
            kind: mention.value.kind().name().into(),
            start: addressable.then_some(mention.source.start),
            end: addressable.then_some(mention.source.end),
            text_start: place.map(|place| place.start),
            text_end: place.map(|place| place.end),
            text: mention.surface.as_str().into(),
            value: match &mention.value {
                Value::Regulation(regulation) => Some(regulation.value.as_str().into()),
                value => value.canonical().map(Cow::Owned),
            },
            details: Details::of(&mention.value),
        }
    }
}

impl Default for Details<'_> {
    fn default() -> Self {
        Details::Date { first: None, last: None, part_of_day: None }
    }
}

impl<'a> Details<'a> {
    fn of(value: &'a Value) -> Details<'a> {
        let optional = |value: &'a Option<String>| value.as_deref().map(Cow::Borrowed);
        let day = |day: Date| Cow::Owned(written(Moment::from_date(day)));
        match value {
            Value::Date { edtf, part_of_day } => Details::Date {
                first: edtf.and_then(|edtf| edtf.first()).map(day),
                last: edtf.and_then(|edtf| edtf.last()).map(day),
                part_of_day: part_of_day.map(|part| part.name().into()),
            },
            Value::Regulation(regulation) => Details::Regulation {
                form: regulation.form.name().into(),
                number: optional(&regulation.number),
                year: regulation.year,
                doc_type: optional(&regulation.doc_type),
                issuer: optional(&regulation.issuer),
                issued: regulation.issued.map(day),
                title: optional(&regulation.title),
            },
            Value::Number(quantity) => Details::Number {
                form: quantity.form.name().into(),
                class: quantity.class.name().into(),
                unit: quantity.unit.map(Cow::Borrowed),
                approx: quantity.approx.map(|approx| approx.sign().into()),
            },
        }
    }
}

impl Mention {
    /// Appends the mention as JSON: its [`MentionRecord::new`] as a serialiser writes it, but without making the record or looking at the keys.
    pub fn write_json(&self, addressable: bool, place: Option<Span>, out: &mut String) {
        let mut object = Object::new(out);
        object.field(key!("kind"), Name(self.value.kind().name()));
        object.field(key!("start"), addressable.then_some(self.source.start));
        object.field(key!("end"), addressable.then_some(self.source.end));
        if let Some(place) = place {
            object.field(key!("text_start"), place.start);
            object.field(key!("text_end"), place.end);
        }
        object.field(key!("text"), self.surface.as_str());
        match &self.value {
            Value::Date { edtf, part_of_day } => {
                object.field(key!("value"), edtf.map(Shown));
                object.field(key!("first"), edtf.and_then(Edtf::first).map(Moment::from_date).map(Shown));
                object.field(key!("last"), edtf.and_then(Edtf::last).map(Moment::from_date).map(Shown));
                object.field(key!("part_of_day"), part_of_day.map(|part| Name(part.name())));
            }
            Value::Regulation(regulation) => {
                object.field(key!("value"), regulation.value.as_str());
                object.field(key!("form"), Name(regulation.form.name()));
                object.field(key!("number"), regulation.number.as_deref());
                object.field(key!("year"), regulation.year);
                object.field(key!("type"), regulation.doc_type.as_deref());
                object.field(key!("issuer"), regulation.issuer.as_deref());
                object.field(key!("issued"), regulation.issued.map(Moment::from_date).map(Shown));
                object.field(key!("title"), regulation.title.as_deref());
            }
            Value::Number(quantity) => {
                object.field(key!("value"), Shown(quantity.amount));
                object.field(key!("form"), Name(quantity.form.name()));
                object.field(key!("class"), Name(quantity.class.name()));
                object.field(key!("unit"), quantity.unit.map(Name));
                object.field(key!("approx"), quantity.approx.map(|approx| Name(approx.sign())));
            }
        }
        object.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for (text, kind) in [
            ("ngày 19/5/2021", "date"),
            ("hôm qua", "date"),
            ("sáng 19/5", "date"),
            ("từ năm 2018 đến nay", "date"),
            ("Nghị quyết số 15-NQ/TW ngày 5/5/2022 của Bộ Chính trị về \"ba không\"", "regulation"),
            ("1.200 tỷ đồng", "number"),
            ("hơn 4,50 ha", "number"),
            ("80-90%", "number"),
            ("ba phần tư", "number"),
        ] {
            let found = crate::extract::find(text, None);
            let mention =
                found.into_iter().next().map(|(span, value)| Mention { span, source: span, surface: span.slice(text).into(), value });
            for (addressable, place) in [(true, None), (false, Some(Span::new(3, 12)))] {
                let record = mention.as_ref().map(|mention| MentionRecord::new(mention, addressable, place));
                let json = record.as_ref().and_then(|record| serde_json::to_string(record).ok()).unwrap_or_default();
                let mut written = String::new();
                mention.iter().for_each(|mention| mention.write_json(addressable, place, &mut written));
                assert_eq!(written, json);
                assert_eq!(serde_json::from_str(&json).ok(), record);
                assert_eq!(record.map(|record| record.kind).as_deref(), Some(kind), "{text}");
            }
        }
    }
}
