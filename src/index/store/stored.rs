//! Mentions as they are stored: their records with short keys, and without what the text or other
//! keys tell.
//!
//! As records they would take more room than the text that they stand in; this takes a quarter of
//! it. Not a contract: only this file reads it.
//!
//! | key | holds |
//! |---|---|
//! | `k` | the tag of the kind; nothing for the kind whose tag is empty |
//! | `w` | where: `t` for the title, `l` for the lead; nothing for the text |
//! | `v` | the value; nothing where it is the surface |
//! | the tag of a field | the fact; nothing where it is as usual |
//! | `b` | the first byte in the normalised text of its field, and how many they are |
//! | `s` | the characters in the field as given, where they are others than in the normalised text; empty where they are not known |
//! | `t` | the surface, where the normalised text has another |

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};

use crate::model::json::{Name, Object, Put, key, list};
use crate::model::{Amount, Fact, Field, FieldPlaces, Kind, MentionRecord, Usual};
use crate::{Annotated, Error, Mention, MentionField, Result, Span, Text};

/// The mentions of a document as one string.
pub(in crate::index) fn encode(annotated: &Annotated) -> String {
    let document = &annotated.document;
    let mut places = FieldPlaces::new(|field| document.field(field).map_or("", Text::as_str));
    // Where nothing was changed, the place in the field as given is that in the normalised one.
    let is_as_given =
        MentionField::ALL.map(|field| document.field(field).is_some_and(Text::is_as_given));
    let is_as_given =
        |mention: &Mention| is_as_given.get(mention.field as usize).copied().unwrap_or_default();
    let mut out =
        String::with_capacity((annotated.mentions.len() + annotated.apart.len()) * USUAL_BYTES);
    list(annotated.all_mentions(), &mut out, |mention, out| {
        let place = if is_as_given(mention) {
            mention.source
        } else {
            places.span(mention.field, mention.span)
        };
        write(
            mention,
            document.is_addressable(mention.field),
            place,
            places.text(mention.field),
            out,
        );
    });
    out
}

/// Bytes that most mentions take less than.
const USUAL_BYTES: usize = 64;

/// The records of the mentions in stored fields, those of the title, the lead, the text.
///
/// # Errors
///
/// When they are no mentions of them.
pub(in crate::index) fn decode<'t>(
    stored: &str,
    text: impl Fn(MentionField) -> &'t str,
) -> Result<Vec<MentionRecord<'static>>> {
    let read: Vec<Compact> = serde_json::from_str(stored)
        .map_err(|error| Error::caused("the stored mentions cannot be read", error).damage())?;
    let mut places = FieldPlaces::new(text);
    Ok(read.into_iter().map(|compact| record(compact, &mut places)).collect())
}

/// Appends a mention as [`Compact`] reads it; `place` is that in the normalised text, in Unicode
/// scalars.
fn write(mention: &Mention, addressable: bool, place: Span, text: &str, out: &mut String) {
    let surface = mention.surface.as_str();
    let about = mention.value.kind().about();
    let mut object = Object::new(out);
    object.field_if_any(key!("k"), Some(Name(about.tag)).filter(|_| !about.tag.is_empty()));
    object.field_if_any(key!("w"), tag_of(mention.field).map(Name));
    mention.value.with_facts(|value, facts| {
        object.field_if_any(key!("v"), Some(value).filter(|value| !is_written(value, surface)));
        for (field, fact) in about.fields.iter().zip(facts) {
            object.field_if_any(
                field.stored_key,
                Some(fact).filter(|fact| !is_usual(field, fact, value)),
            );
        }
    });
    object.list(key!("b"), [mention.span.start, mention.span.len()], Put::put);
    if !addressable {
        object.list(key!("s"), [] as [usize; 0], Put::put);
    } else if mention.source != place {
        object.list(key!("s"), [mention.source.start, mention.source.end], Put::put);
    }
    object.field_if_any(
        key!("t"),
        Some(surface).filter(|&surface| surface != mention.span.slice(text)),
    );
    object.end();
}

/// How the field of a mention is written; the text needs nothing.
const fn tag_of(field: MentionField) -> Option<&'static str> {
    match field {
        MentionField::Title => Some("t"),
        MentionField::Lead => Some("l"),
        MentionField::Text => None,
    }
}

/// Whether a fact is the one that a mention without an entry has.
fn is_usual(field: &Field, fact: &Fact, value: &Fact) -> bool {
    match field.usual {
        Usual::Unknown => fact.is_unknown(),
        Usual::Text(usual) => fact.as_str() == Some(usual),
        Usual::Value => fact == value,
    }
}

/// Whether the surface is a value as it is printed.
fn is_written(value: &Fact, surface: &str) -> bool {
    match value {
        // Most are whole numbers written by their digits alone, and need not be written again to be
        // compared.
        Fact::Amount(Amount::Exact(value))
            if value.scale() == 0 && !surface.starts_with(['0', '+']) =>
        {
            surface.parse() == Ok(value.mantissa())
        }
        // No time is written so but a bare year, which has a word before it.
        Fact::Time(_) => false,
        Fact::Amount(amount) => crate::model::written(amount) == surface,
        other => other.as_str() == Some(surface),
    }
}

/// A mention without what can be told, as [`write`] puts it down.
struct Compact {
    kind: Kind,
    field: MentionField,
    bytes: (usize, usize),
    source: Option<Vec<usize>>,
    text: Option<String>,
    /// `None` where nothing is written.
    value: Option<Fact<'static>>,
    /// With the places of their fields.
    facts: Vec<(usize, Fact<'static>)>,
}

impl<'de> Deserialize<'de> for Compact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Compact, D::Error> {
        deserializer.deserialize_map(Mentioned)
    }
}

/// Reads a [`Compact`].
struct Mentioned;

impl<'de> Visitor<'de> for Mentioned {
    type Value = Compact;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mention")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Compact, A::Error> {
        let of_tag = |tag: &str| {
            Kind::of_tag(tag)
                .ok_or_else(|| A::Error::custom(format!("expected a kind, but found `{tag}`")))
        };
        let kind = of_tag("")?;
        let field = MentionField::Text;
        let mut compact = Compact {
            kind,
            field,
            bytes: (0, 0),
            source: None,
            text: None,
            value: None,
            facts: Vec::new(),
        };
        while let Some(key) = map.next_key::<Cow<str>>()? {
            match &*key {
                // It stands first.
                "k" => compact.kind = of_tag(&map.next_value::<Cow<str>>()?)?,
                "w" => {
                    let tag = map.next_value::<Cow<str>>()?;
                    let field =
                        MentionField::ALL.into_iter().find(|field| tag_of(*field) == Some(&*tag));
                    compact.field = field.ok_or_else(|| {
                        A::Error::custom(format!("expected a field, but found `{tag}`"))
                    })?;
                }
                "b" => compact.bytes = map.next_value()?,
                "s" => compact.source = Some(map.next_value()?),
                "t" => compact.text = Some(map.next_value()?),
                "v" => compact.value = Some(map.next_value()?),
                tag => {
                    match compact.kind.about().fields.iter().position(|field| field.tag == tag) {
                        Some(place) => compact.facts.push((place, map.next_value()?)),
                        None => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
            }
        }
        Ok(compact)
    }
}

fn record<'t>(compact: Compact, places: &mut FieldPlaces<'t>) -> MentionRecord<'static> {
    let Compact { kind, field, bytes, source, text: surface, value, facts: written } = compact;
    let span = Span::new(bytes.0, bytes.0 + bytes.1);
    let (text, place) = (places.text(field), places.span(field, span));
    let (start, end) = match source.as_deref() {
        None => (Some(place.start), Some(place.end)),
        Some(source) => (source.first().copied(), source.get(1).copied()),
    };
    let surface: Cow<'static, str> = surface.unwrap_or_else(|| span.slice(text).to_string()).into();
    let value = value.unwrap_or_else(|| Fact::Text(surface.clone()));
    let usual = |field: &Field| match field.usual {
        Usual::Unknown => Fact::Unknown,
        Usual::Text(usual) => Fact::Text(Cow::Borrowed(usual)),
        Usual::Value => value.clone(),
    };
    let mut facts: Vec<Fact> = kind.about().fields.iter().map(usual).collect();
    for (place, fact) in written {
        if let Some(known) = facts.get_mut(place) {
            *known = fact;
        }
    }
    let (text_start, text_end) = (Some(place.start), Some(place.end));
    MentionRecord {
        kind,
        field,
        start,
        end,
        text_start,
        text_end,
        text: surface,
        value: value.into_text(),
        facts,
        confidence: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Meta, Origin, Published, RawDocument, extract};

    #[test]
    fn what_is_stored_is_read_back() -> Result<()> {
        let text = "Hoà Bình, hôm qua\n\nSáng 12/4, Ban Bí thư ban hành Quy đi\u{323}nh số 11-QĐ/TW về kỷ luật; quý I/2023 và từ năm 2018 đến nay, Luật Đất đai 2024, \
                    hơn 8.890 đại biểu, 97,5%, ba người, lần thứ 18, hai thập kỷ, 1.200 tỷ đồng, 12/8 âm lịch.";
        for (addressable, published) in
            [(true, Some("2023-04-13")), (true, None), (false, Some("2023-04-13"))]
        {
            let raw = RawDocument {
                origin: Origin { path: "a".into(), record: Some(1) },
                source_id: "a".into(),
                meta: Meta {
                    title: Some(" Hoà  Bình có 3 quyết định".into()),
                    lead: Some("Hoà Bình: 15-NQ/TW, hôm qua.".into()),
                    published: published.and_then(Published::parse),
                    ..Meta::default()
                },
                text: text.into(),
                blocks: Vec::new(),
                addressable,
            };
            for annotated in crate::split::split(raw)?.into_iter().map(extract) {
                let document = &annotated.document;
                let of_field = |field| document.field(field).map_or("", Text::as_str);
                let mut places = FieldPlaces::new(of_field);
                let records: Vec<MentionRecord> = annotated
                    .all_mentions()
                    .map(|mention| {
                        MentionRecord::new(
                            mention,
                            addressable,
                            Some(places.span(mention.field, mention.span)),
                        )
                    })
                    .collect();
                assert_eq!(
                    annotated.apart.iter().map(|mention| mention.field.name()).collect::<Vec<_>>(),
                    ["title", "lead", "lead"]
                );
                assert!(records.len() > 10);
                assert_eq!(decode(&encode(&annotated), of_field)?, records);
            }
        }
        assert!(
            decode("[{\"b\":[900,3]}]", |_| "ngắn").is_ok_and(|read| read[0].text.is_empty()),
            "a place that is none"
        );
        Ok(())
    }
}
