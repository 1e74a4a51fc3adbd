//! The values of a JSON record that a field may have.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer as _;
use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::read::Field;

/// A value that a field may have.
#[derive(Debug)]
pub(super) enum Given {
    Text(String),
    /// A string under `rendered`, as WordPress gives HTML.
    Rendered(String),
    /// As it is written.
    Number(String),
    /// A list of nothing but numbers: keys of other tables.
    Numbers,
    /// The strings of a list, also those under `text` in objects of it, and how many elements have
    /// none.
    List {
        texts: Vec<String>,
        others: usize,
    },
    /// `{"$date": …}`, as MongoDB exports dates: a string, or milliseconds since 1970.
    Date(Box<Given>),
    Null,
    /// Something else.
    Other(Other),
}

/// What means no field.
#[derive(Debug)]
pub(super) enum Other {
    Boolean(bool),
    /// An object, with the string that it has under `text`.
    Object {
        text: Option<String>,
        written: Option<String>,
    },
}

impl Given {
    /// Reads a value whose digits matter.
    pub fn as_written(raw: &RawValue) -> serde_json::Result<Given> {
        let json = raw.get();
        if json.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
            return Ok(Given::Number(json.to_string()));
        }
        let mut deserializer = serde_json::Deserializer::from_str(json);
        Ok(match deserializer.deserialize_any(Value)? {
            Given::Other(Other::Object { text, .. }) => {
                Given::Other(Other::Object { text, written: Some(json.to_string()) })
            }
            given => given,
        })
    }

    /// What it is, for an error.
    pub fn kind(&self) -> &'static str {
        match self {
            Given::Text(_) | Given::Rendered(_) => "a string",
            Given::Numbers => "a list of numbers",
            Given::Number(_) => "a number",
            Given::List { others: 0, .. } => "a list",
            Given::List { .. } => "a list of other things than strings",
            Given::Null => "null",
            Given::Date(_) | Given::Other(Other::Object { .. }) => "an object",
            Given::Other(Other::Boolean(_)) => "a boolean",
        }
    }

    /// Whether a value under one of a field's further names may be meant as the field.
    pub fn fits(&self, field: Field) -> bool {
        match self {
            Given::Text(text) | Given::Rendered(text) => !text.trim().is_empty(),
            Given::Number(_) => matches!(field, Field::Id | Field::Published),
            Given::Date(_) => field == Field::Published,
            Given::List { texts, .. } if matches!(field, Field::Text | Field::Lead) => {
                texts.iter().any(|text| !text.trim().is_empty())
            }
            Given::List { texts, others } => {
                *others == 0
                    && !texts.is_empty()
                    && matches!(field, Field::Author | Field::Section | Field::Tags)
            }
            Given::Null | Given::Numbers | Given::Other(_) => false,
        }
    }

    /// Whether it holds nothing.
    pub fn is_blank(&self) -> bool {
        match self {
            Given::Text(text) | Given::Rendered(text) => text.trim().is_empty(),
            Given::List { texts, others } => *others == 0 && texts.is_empty(),
            Given::Null => true,
            Given::Number(_) | Given::Numbers | Given::Date(_) | Given::Other(_) => false,
        }
    }
}

impl fmt::Display for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Given::Text(text)
            | Given::Rendered(text)
            | Given::Number(text)
            | Given::Other(Other::Object { written: Some(text), .. }) => f.write_str(text),
            Given::Numbers => f.write_str("[…]"),
            Given::List { texts, .. } => write!(f, "[{}]", texts.join(", ")),
            Given::Date(date) => date.fmt(f),
            Given::Null => f.write_str("null"),
            Given::Other(Other::Boolean(value)) => value.fmt(f),
            Given::Other(Other::Object { .. }) => f.write_str("{…}"),
        }
    }
}

/// Reads a [`Given`].
pub(super) struct Value;

impl<'de> DeserializeSeed<'de> for Value {
    type Value = Given;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Given, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value {
    type Value = Given;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Given, E> {
        Ok(Given::Text(text.to_string()))
    }

    fn visit_string<E>(self, text: String) -> Result<Given, E> {
        Ok(Given::Text(text))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Given, E> {
        Ok(Given::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Given, E> {
        Ok(Given::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Given, E> {
        Ok(Given::Number(number.to_string()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Given, E> {
        Ok(Given::Other(Other::Boolean(value)))
    }

    fn visit_unit<E>(self) -> Result<Given, E> {
        Ok(Given::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Given, A::Error> {
        let (mut texts, mut others, mut numbers) = (Vec::new(), 0, 0);
        while let Some(given) = list.next_element_seed(Value)? {
            match given {
                Given::Text(text) | Given::Other(Other::Object { text: Some(text), .. }) => {
                    texts.push(text)
                }
                Given::Number(_) => numbers += 1,
                _ => others += 1,
            }
        }
        if numbers > 0 && texts.is_empty() && others == 0 {
            return Ok(Given::Numbers);
        }
        Ok(Given::List { texts, others: others + numbers })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Given, A::Error> {
        let (mut text, mut date) = (None, None);
        while let Some(key) = map.next_key::<Cow<str>>()? {
            if !matches!(&*key, "text" | "rendered" | "$date" | "$numberLong" | "$oid") {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            // Never an object in an object: they may be as deep as they like.
            let given = scalar(map.next_value::<&RawValue>()?.get()).map_err(A::Error::custom)?;
            match (&*key, given) {
                ("text", Given::Text(found)) => text = Some(found),
                ("$date", given) => date = Some(given),
                // {"$numberLong": "1681347600000"}
                ("$numberLong", Given::Text(number) | Given::Number(number)) => {
                    return ended(map, Given::Number(number));
                }
                // {"title": {"rendered": "H&#7885;p"}}
                ("rendered", Given::Text(html)) => return ended(map, Given::Rendered(html)),
                // {"_id": {"$oid": "5f0c…"}}
                ("$oid", Given::Text(id)) => return ended(map, Given::Text(id)),
                _ => {}
            }
        }
        Ok(match date {
            Some(date) => Given::Date(Box::new(date)),
            None => Given::Other(Other::Object { text, written: None }),
        })
    }
}

/// A string, a number, or the number that MongoDB writes as `{"$numberLong": "…"}`.
fn scalar(json: &str) -> serde_json::Result<Given> {
    #[derive(serde::Deserialize)]
    struct Long {
        #[serde(rename = "$numberLong")]
        number: String,
    }
    Ok(match json.as_bytes().first() {
        Some(b'"') => Given::Text(serde_json::from_str(json)?),
        Some(b'-' | b'0'..=b'9') => Given::Number(json.to_string()),
        Some(b'{') => match serde_json::from_str(json) {
            Ok(Long { number }) => Given::Number(number),
            Err(_) => Given::Other(Other::Object { text: None, written: Some(json.to_string()) }),
        },
        _ => Given::Null,
    })
}

/// Reads an object to its end, of which enough is known.
fn ended<'de, A: MapAccess<'de>>(mut map: A, given: Given) -> Result<Given, A::Error> {
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(given)
}
