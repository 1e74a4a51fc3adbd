//! A mention as it is printed and stored: its keys in JSON are a contract.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fact::Fact;
use super::json::{Name, Object, Put, key};
use super::kind::Term;
use super::kinds::Kind;
use super::regulation::{Regulation, RegulationForm};
use crate::{Mention, MentionField, Span};

/// One mention as it is printed and stored; what it says is borrowed from the mention where it can
/// be.
///
/// In JSON, the fields of its kind follow the value, and `kind` tells which they are when it is
/// read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentionRecord<'a> {
    /// `date`, `regulation` …
    pub kind: Kind,
    /// The field that names it; in JSON only where it is not the text.
    pub field: MentionField,
    /// First Unicode scalar in the field as given; null for HTML.
    pub start: Option<usize>,
    /// Behind the last Unicode scalar.
    pub end: Option<usize>,
    /// The same in the normalised text, when that is printed.
    pub text_start: Option<usize>,
    /// The same in the normalised text, when that is printed.
    pub text_end: Option<usize>,
    /// The surface.
    pub text: Cow<'a, str>,
    /// The canonical value; null for a date that could not be resolved.
    pub value: Option<Cow<'a, str>>,
    /// What the kind adds, in the order of its fields.
    pub facts: Vec<Fact<'a>>,
    /// How sure the target is, in hundredths, where not the document but the index tells it (`how`
    /// is `corpus`).
    pub confidence: Option<u8>,
}

/// What `how` says of a target that not the document but all documents of an index tell.
pub(crate) const CORPUS: &str = "corpus";

impl<'a> MentionRecord<'a> {
    /// The record of a mention. `addressable` tells that its place in the text as given is known;
    /// `place` is that in the normalised text, in Unicode scalars, where it is wanted.
    pub fn new(mention: &'a Mention, addressable: bool, place: Option<Span>) -> MentionRecord<'a> {
        let (value, facts) = mention.value.with_facts(|value, facts| {
            let facts = facts.iter().cloned().map(Fact::into_read).collect();
            (value.clone().into_text(), facts)
        });
        MentionRecord {
            kind: mention.value.kind(),
            field: mention.field,
            start: addressable.then_some(mention.source.start),
            end: addressable.then_some(mention.source.end),
            text_start: place.map(|place| place.start),
            text_end: place.map(|place| place.end),
            text: mention.surface.as_str().into(),
            value,
            facts,
            confidence: None,
        }
    }

    /// The fact of this name; `None` where the kind has none.
    pub fn fact(&self, name: &str) -> Option<&Fact<'a>> {
        self.kind
            .about()
            .fields
            .iter()
            .zip(&self.facts)
            .find(|(field, _)| field.name == name)
            .map(|(_, fact)| fact)
    }

    /// The regulation that it means, where that is known: its target, or its symbol
    /// ([`Regulation::known_id`]).
    pub fn cites(&self) -> Option<&str> {
        let of_name = |name| self.fact(name).and_then(Fact::as_str);
        let is_symbol =
            self.kind == Regulation::KIND && of_name("form") == Some(RegulationForm::Code.name());
        of_name("target").or_else(|| self.value.as_deref().filter(|_| is_symbol))
    }

    /// Gives it a target that the document leaves open and its index tells, and how sure that is,
    /// in hundredths.
    pub(crate) fn settle(&mut self, target: String, hundredths: u8) {
        for (name, fact) in
            [("target", Fact::Text(Cow::Owned(target))), ("how", Fact::Text(Cow::Borrowed(CORPUS)))]
        {
            let place = self.kind.about().fields.iter().position(|field| field.name == name);
            if let Some(known) = place.and_then(|place| self.facts.get_mut(place)) {
                *known = fact;
            }
        }
        self.confidence = Some(hundredths);
    }

    /// States what it is found by.
    pub(crate) fn terms(&self, put: &mut impl FnMut(&'static str, Term<'a>)) {
        let value = self.value.clone().map_or(Fact::Unknown, Fact::Text);
        self.kind.terms(&value, &self.facts, put);
    }
}

impl Serialize for MentionRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(None)?;
        out.serialize_entry("kind", &self.kind)?;
        if self.field != MentionField::Text {
            out.serialize_entry("field", self.field.name())?;
        }
        out.serialize_entry("start", &self.start)?;
        out.serialize_entry("end", &self.end)?;
        for (name, place) in [("text_start", self.text_start), ("text_end", self.text_end)] {
            if let Some(place) = place {
                out.serialize_entry(name, &place)?;
            }
        }
        out.serialize_entry("text", &self.text)?;
        out.serialize_entry("value", &self.value)?;
        if self.kind.about().has_ends() {
            let value =
                self.value.as_deref().map_or(Fact::Unknown, |value| Fact::Text(value.into()));
            let (low, high) = value.ends();
            out.serialize_entry("low", &low)?;
            out.serialize_entry("high", &high)?;
        }
        let facts = self.kind.about().fields.iter().zip(&self.facts);
        for (field, fact) in facts.filter(|(field, fact)| !(field.is_extra && fact.is_unknown())) {
            out.serialize_entry(field.name, fact)?;
        }
        if let Some(hundredths) = self.confidence {
            out.serialize_entry("confidence", &(f64::from(hundredths) / 100.0))?;
        }
        out.end()
    }
}

impl<'de> Deserialize<'de> for MentionRecord<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Read {
            kind: Kind,
            field: Option<String>,
            start: Option<usize>,
            end: Option<usize>,
            text_start: Option<usize>,
            text_end: Option<usize>,
            text: String,
            value: Option<String>,
            confidence: Option<f64>,
            #[serde(flatten)]
            rest: HashMap<String, Fact<'static>>,
        }
        let Read {
            kind,
            field,
            start,
            end,
            text_start,
            text_end,
            text,
            value,
            confidence,
            mut rest,
        } = Read::deserialize(deserializer)?;
        let facts = kind
            .about()
            .fields
            .iter()
            .map(|field| rest.remove(field.name).unwrap_or_default())
            .collect();
        let field = field.as_deref().and_then(MentionField::named).unwrap_or_default();
        // Of hundredths up to a hundred none is lost.
        let confidence =
            confidence.and_then(|confidence| format!("{:.0}", confidence * 100.0).parse().ok());
        Ok(MentionRecord {
            kind,
            field,
            start,
            end,
            text_start,
            text_end,
            text: text.into(),
            value: value.map(Cow::Owned),
            facts,
            confidence,
        })
    }
}

impl Mention {
    /// Appends the mention as JSON: its [`MentionRecord::new`] as a serialiser writes it, but
    /// without making the record or looking at the keys; with `rule` and `because`, where the
    /// mention has them.
    pub fn write_json(&self, addressable: bool, place: Option<Span>, out: &mut String) {
        let mut object = Object::new(out);
        object.field(key!("kind"), Name(self.value.kind().name()));
        object.field_if_any(
            key!("field"),
            (self.field != MentionField::Text).then_some(Name(self.field.name())),
        );
        object.field(key!("start"), addressable.then_some(self.source.start));
        object.field(key!("end"), addressable.then_some(self.source.end));
        if let Some(place) = place {
            object.field(key!("text_start"), place.start);
            object.field(key!("text_end"), place.end);
        }
        object.field(key!("text"), self.surface.as_str());
        self.value.put(&mut object);
        if let Some(why) = &self.why {
            object.field(key!("rule"), why.rule);
            object.list(key!("because"), &why.because, |reason, out| reason.as_str().put(out));
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
            let mention = found.into_iter().next().map(|(span, value)| Mention {
                field: MentionField::Text,
                span,
                source: span,
                surface: span.slice(text).into(),
                value,
                why: None,
            });
            let cases = [
                (true, None, MentionField::Text),
                (false, Some(Span::new(3, 12)), MentionField::Lead),
            ];
            for (addressable, place, field) in cases {
                let mention = mention.clone().map(|mention| Mention { field, ..mention });
                let record =
                    mention.as_ref().map(|mention| MentionRecord::new(mention, addressable, place));
                let json = record
                    .as_ref()
                    .and_then(|record| serde_json::to_string(record).ok())
                    .unwrap_or_default();
                let mut written = String::new();
                mention
                    .iter()
                    .for_each(|mention| mention.write_json(addressable, place, &mut written));
                assert_eq!(written, json);
                assert_eq!(serde_json::from_str(&json).ok(), record);
                assert_eq!(record.map(|record| record.kind.name()), Some(kind), "{text}");
            }
        }
    }
}
