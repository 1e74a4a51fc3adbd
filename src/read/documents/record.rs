//! One JSON record to its document: `{"id", "title"?, "text", "published"?, "url"?, "author"?, "section"?, "tags"?}`; further fields are left
//! alone.
//!
//! A field is found under any of its [names](Fields). A value of the wrong type is an error under a field's first name; under
//! one of the others it is taken for something else and left alone.

use std::fmt;

use jiff::Timestamp;
use serde::Deserializer as _;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::read::{Field, Fields};
use crate::{Error, Meta, Origin, Published, RawDocument, Result};

/// A value as far as it matters here.
#[derive(Debug)]
enum Given {
    Text(String),
    Number(serde_json::Number),
    List(Vec<String>),
    Null,
    /// Something else, by its name in an error.
    Other(&'static str),
}

/// The best value of each field so far, with the place of its name among the field's names.
type Found = [Option<(usize, Given)>; Field::COUNT];

/// The document of a record; `fallback` is the id of a record without one.
pub(in crate::read) fn document(json: &str, fields: &Fields, origin: Origin, fallback: String) -> Result<RawDocument> {
    let mut found = parse(json, fields)?;
    let mut take = |field: Field| found.get_mut(field as usize).and_then(Option::take).map(|(_, given)| given);
    let name = |field: Field| fields.first(field);
    let text = string(take(Field::Text), name(Field::Text))?
        .ok_or_else(|| Error::new(format!("expected a field `{}`, but the record has none", name(Field::Text))))?;
    let id = match take(Field::Id) {
        Some(Given::Number(id)) => Some(id.to_string()),
        id => string(id, name(Field::Id))?.filter(|id| !id.is_empty()),
    };
    let title = string(take(Field::Title), name(Field::Title))?.filter(|title| !title.trim().is_empty());
    let published = published(take(Field::Published), name(Field::Published), &origin)?;
    let meta = Meta {
        title,
        published,
        url: string(take(Field::Url), name(Field::Url))?,
        author: list(take(Field::Author), name(Field::Author))?.map(|names| names.join(", ")).filter(|names| !names.trim().is_empty()),
        section: list(take(Field::Section), name(Field::Section))?.map(|names| names.join(", ")).filter(|names| !names.trim().is_empty()),
        tags: tags(take(Field::Tags), name(Field::Tags))?,
    };
    Ok(RawDocument { origin, source_id: id.unwrap_or(fallback), meta, text, blocks: Vec::new(), addressable: true })
}

fn parse(json: &str, fields: &Fields) -> Result<Found> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    deserializer.deserialize_map(Record { fields }).and_then(|found| deserializer.end().map(|()| found)).map_err(|error| {
        let message = error.to_string();
        // A record is most often one line, and then its number says nothing.
        let message = message.replace(" at line 1 column ", " at column ");
        let half = ["surrogate", "hex escape"].iter().any(|what| message.contains(what));
        let remedy = if half { "; a `\\ud83d` without its other half is no character: delete it or write both" } else { "" };
        Error::new(format!("expected a JSON object with a string `{}`, but: {message}{remedy}", fields.first(Field::Text)))
    })
}

fn wrong(name: &str, found: &str) -> Error {
    Error::new(format!("expected a string in the field `{name}`, but found {found}"))
}

fn string(given: Option<Given>, name: &str) -> Result<Option<String>> {
    match given {
        None | Some(Given::Null) => Ok(None),
        Some(Given::Text(text)) => Ok(Some(text)),
        Some(given) => Err(wrong(name, given.kind())),
    }
}

fn list(given: Option<Given>, name: &str) -> Result<Option<Vec<String>>> {
    match given {
        Some(Given::List(list)) => Ok(Some(list)),
        given => Ok(string(given, name)?.map(|text| vec![text])),
    }
}

/// Tags are a list, or a string in which commas or semicolons part them.
fn tags(given: Option<Given>, name: &str) -> Result<Vec<String>> {
    let given = list(given, name)?.unwrap_or_default();
    let parts = |text: String| text.split([',', ';']).map(|tag| tag.trim().to_string()).collect::<Vec<_>>();
    let tags = match <[String; 1]>::try_from(given) {
        Ok([text]) => parts(text),
        Err(tags) => tags.into_iter().map(|tag| tag.trim().to_string()).collect(),
    };
    Ok(tags.into_iter().filter(|tag| !tag.is_empty()).collect())
}

/// The moment of publication: a text in one of the usual forms, or seconds or milliseconds since 1970.
fn published(given: Option<Given>, name: &str, origin: &Origin) -> Result<Option<Published>> {
    let given = match given {
        Some(Given::Number(number)) => match number.as_i64().and_then(instant) {
            Some(published) => return Ok(Some(published)),
            None => number.to_string(),
        },
        given => string(given, name)?.unwrap_or_default(),
    };
    let published = Published::parse(&given);
    if published.is_none() && !given.trim().is_empty() {
        log::warn!("{origin}: `{name}` is no date that can be read: `{given}`; relative dates stay unresolved");
    }
    Ok(published)
}

fn instant(number: i64) -> Option<Published> {
    // 20230413 is a day; as seconds it would be in 1970.
    if (19_000_101..=21_001_231).contains(&number) {
        return Published::parse(&format!("{:04}-{:02}-{:02}", number / 10_000, number / 100 % 100, number % 100));
    }
    // Seconds reach 11 digits in the year 5138, milliseconds have had 12 since 1973.
    let milliseconds = if number.abs() < 100_000_000_000 { number.checked_mul(1_000)? } else { number };
    Published::parse(&Timestamp::from_millisecond(milliseconds).ok()?.to_string())
}

impl Given {
    fn kind(&self) -> &'static str {
        match self {
            Given::Text(_) => "a string",
            Given::Number(_) => "a number",
            Given::List(_) => "a list",
            Given::Null => "null",
            Given::Other(kind) => kind,
        }
    }

    /// Whether a value under one of a field's further names may be meant as the field.
    fn fits(&self, field: Field) -> bool {
        match self {
            Given::Text(text) => !text.trim().is_empty(),
            Given::Number(_) => matches!(field, Field::Id | Field::Published),
            Given::List(list) => !list.is_empty() && matches!(field, Field::Author | Field::Section | Field::Tags),
            Given::Null | Given::Other(_) => false,
        }
    }

    fn is_blank(&self) -> bool {
        match self {
            Given::Text(text) => text.trim().is_empty(),
            Given::List(list) => list.is_empty(),
            Given::Null => true,
            Given::Number(_) | Given::Other(_) => false,
        }
    }
}

/// Picks the known fields out of an object.
struct Record<'f> {
    fields: &'f Fields,
}

impl<'de> Visitor<'de> for Record<'_> {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Found, A::Error> {
        let mut found = Found::default();
        while let Some(key) = map.next_key_seed(Key { fields: self.fields })? {
            let Some((field, rank)) = key else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let given = map.next_value_seed(Value)?;
            let Some(slot) = found.get_mut(field as usize) else { continue };
            let is_better = match slot {
                None => rank == 0 || given.fits(field),
                Some((before, held)) => (rank < *before && !given.is_blank()) || (held.is_blank() && given.fits(field)),
            };
            if is_better {
                *slot = Some((rank, given));
            }
        }
        Ok(found)
    }
}

/// Reads a key as the field that it means.
struct Key<'f> {
    fields: &'f Fields,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<(Field, usize)>;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> std::result::Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<(Field, usize)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> std::result::Result<Self::Value, E> {
        Ok(self.fields.find(name))
    }
}

struct Value;

impl<'de> DeserializeSeed<'de> for Value {
    type Value = Given;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> std::result::Result<Given, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value {
    type Value = Given;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> std::result::Result<Given, E> {
        Ok(Given::Text(text.to_string()))
    }

    fn visit_string<E>(self, text: String) -> std::result::Result<Given, E> {
        Ok(Given::Text(text))
    }

    fn visit_i64<E>(self, number: i64) -> std::result::Result<Given, E> {
        Ok(Given::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> std::result::Result<Given, E> {
        Ok(Given::Number(number.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> std::result::Result<Given, E> {
        serde_json::Number::from_f64(number).map(Given::Number).ok_or_else(|| E::custom("a number that is none"))
    }

    fn visit_bool<E>(self, _: bool) -> std::result::Result<Given, E> {
        Ok(Given::Other("a boolean"))
    }

    fn visit_unit<E>(self) -> std::result::Result<Given, E> {
        Ok(Given::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> std::result::Result<Given, A::Error> {
        let (mut texts, mut others) = (Vec::new(), false);
        while let Some(given) = list.next_element_seed(Value)? {
            match given {
                Given::Text(text) => texts.push(text),
                _ => others = true,
            }
        }
        Ok(if others { Given::Other("a list of other things than strings") } else { Given::List(texts) })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Given, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Given::Other("an object"))
    }
}
