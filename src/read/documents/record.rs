//! One JSON record to its document: `{"id", "title"?, "lead"?, "text", "published"?, "url"?,
//! "author"?, "section"?, "tags"?}`; further fields are left alone.
//!
//! A field is found under any of its [names](Fields). A value of the wrong type is an error under a
//! field's first name; under one of the others it is taken for something else and left alone.

use std::fmt;

use jiff::Timestamp;
use serde::Deserializer as _;
use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::given::{Given, Value};
use super::mended::mended;
use crate::read::{Field, Fields};
use crate::text::printable;
use crate::{Error, Meta, Origin, Published, RawDocument, Result};

/// The best value of each field so far, with the place of its name among the field's names.
type Found = [Option<(usize, Given)>; Field::COUNT];

/// The document of a record, and whether its text is said to be HTML; `fallback` is the id of a
/// record without one.
pub(in crate::read) fn document(
    json: &str,
    fields: &Fields,
    origin: Origin,
    fallback: String,
) -> Result<(RawDocument, bool)> {
    let mut found = parse(json, fields, &origin)?;
    let is_rendered =
        matches!(found.get(Field::Text as usize), Some(Some((_, Given::Rendered(_)))));
    let mut take =
        |field: Field| found.get_mut(field as usize).and_then(Option::take).map(|(_, given)| given);
    let name = |field: Field| fields.first(field);
    let text = text(take(Field::Text), name(Field::Text), &origin)?.ok_or_else(|| {
        Error::format(format!("expected a field `{}`, but the record has none", name(Field::Text)))
    })?;
    let id = match take(Field::Id) {
        Some(Given::Number(id)) => Some(id),
        id => string(id, name(Field::Id))?.filter(|id| !id.is_empty()),
    };
    let title =
        string(take(Field::Title), name(Field::Title))?.filter(|title| !title.trim().is_empty());
    let meta = Meta {
        title,
        lead: lead(take(Field::Lead), name(Field::Lead), &origin),
        published: take(Field::Published)
            .and_then(|given| published(&given, name(Field::Published), &origin)),
        url: string(take(Field::Url), name(Field::Url))?,
        author: list(take(Field::Author), name(Field::Author))?
            .map(|names| names.join(", "))
            .filter(|names| !names.trim().is_empty()),
        section: list(take(Field::Section), name(Field::Section))?
            .map(|names| names.join(", "))
            .filter(|names| !names.trim().is_empty()),
        tags: tags(take(Field::Tags), name(Field::Tags))?,
        ..Meta::default()
    };
    let raw = RawDocument {
        origin,
        source_id: id.unwrap_or(fallback),
        meta,
        text,
        blocks: Vec::new(),
        addressable: true,
    };
    Ok((raw, is_rendered))
}

fn parse(json: &str, fields: &Fields, origin: &Origin) -> Result<Found> {
    let read = |json: &str| {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        deserializer
            .deserialize_map(Record { fields })
            .and_then(|found| deserializer.end().map(|()| found))
    };
    let found = read(json).or_else(|error| {
        // Few records hold what is no number, so only those that cannot be read are looked through
        // for it.
        let Some((mended, keys)) = mended(json) else { return Err(error) };
        let found = read(&mended).map_err(|_| error)?;
        log::warn!("{origin}: expected a number under {}, but found NaN, Infinity or the like; taken for null", keys.join(", "));
        Ok(found)
    });
    found.map_err(|error| {
        let message = error.to_string();
        // A record is most often one line, and then its number says nothing.
        let message = message.replace(" at line 1 column ", " at column ");
        let half = ["surrogate", "hex escape"].iter().any(|what| message.contains(what));
        let remedy = if half {
            "; a `\\ud83d` without its other half is no character: delete it or write both"
        } else {
            ""
        };
        Error::format(format!(
            "expected a JSON object with a string `{}`, but: {message}{remedy}",
            fields.first(Field::Text)
        ))
    })
}

fn wrong(name: &str, found: &str) -> Error {
    Error::format(format!("expected a string in the field `{name}`, but found {found}"))
}

fn string(given: Option<Given>, name: &str) -> Result<Option<String>> {
    match given {
        None | Some(Given::Null) => Ok(None),
        Some(Given::Text(text) | Given::Rendered(text)) => Ok(Some(text)),
        Some(given) => Err(wrong(name, given.kind())),
    }
}

/// The article: a string, or the strings of its paragraphs joined by blank lines.
fn text(given: Option<Given>, name: &str, origin: &Origin) -> Result<Option<String>> {
    match given {
        Some(Given::List { texts, others }) if !texts.is_empty() => {
            if others > 0 {
                log::warn!(
                    "{origin}: expected strings or objects with a `text` in the list `{name}`, but found `{others}` others; left out"
                );
            }
            Ok(Some(texts.join("\n\n")))
        }
        given => string(given, name),
    }
}

/// The lead. It adds to a document, and none is lost for it: what is no text is a warning.
fn lead(given: Option<Given>, name: &str, origin: &Origin) -> Option<String> {
    let found = text(given, name, origin);
    found
        .map_err(|error| log::warn!("{origin}: {error}; read without it"))
        .ok()
        .flatten()
        .filter(|lead| !lead.trim().is_empty())
}

fn list(given: Option<Given>, name: &str) -> Result<Option<Vec<String>>> {
    match given {
        Some(Given::List { texts, others: 0 }) => Ok(Some(texts)),
        // WordPress gives the keys of its tables of authors and tags.
        Some(Given::Number(_) | Given::Numbers) => Ok(None),
        given => Ok(string(given, name)?.map(|text| vec![text])),
    }
}

/// Tags are a list, or a string in which commas or semicolons part them.
fn tags(given: Option<Given>, name: &str) -> Result<Vec<String>> {
    let given = list(given, name)?.unwrap_or_default();
    let parts =
        |text: String| text.split([',', ';']).map(|tag| tag.trim().to_string()).collect::<Vec<_>>();
    let tags = match <[String; 1]>::try_from(given) {
        Ok([text]) => parts(text),
        Err(tags) => tags.into_iter().map(|tag| tag.trim().to_string()).collect(),
    };
    Ok(tags.into_iter().filter(|tag| !tag.is_empty()).collect())
}

/// The moment of publication: a text in one of the usual forms, or seconds or milliseconds since
/// 1970. What cannot be read is a warning.
fn published(given: &Given, name: &str, origin: &Origin) -> Option<Published> {
    let found = match given {
        Given::Null => return None,
        Given::Text(text) | Given::Rendered(text) if text.trim().is_empty() => return None,
        Given::Text(text) | Given::Rendered(text) => Published::parse(text),
        Given::Number(number) => number.parse().ok().and_then(instant),
        Given::Date(date) => match date.as_ref() {
            Given::Number(number) => number.parse().ok().and_then(at_millisecond),
            Given::Text(text) => Published::parse(text),
            _ => None,
        },
        Given::List { .. } | Given::Numbers | Given::Other(_) => None,
    };
    if found.is_none() {
        let quoted: String = given.to_string().chars().take(QUOTED).collect();
        log::warn!(
            "{origin}: `{name}` is no date that can be read: `{}`; relative dates stay unresolved",
            printable(quoted.as_bytes())
        );
    }
    found
}

/// Characters of a date that cannot be read, as it is quoted.
const QUOTED: usize = 80;

fn instant(number: i64) -> Option<Published> {
    // 20230413 is a day; as seconds it would be in 1970.
    if (19_000_101..=21_001_231).contains(&number) {
        return Published::parse(&format!(
            "{:04}-{:02}-{:02}",
            number / 10_000,
            number / 100 % 100,
            number % 100
        ));
    }
    // Seconds reach 11 digits in the year 5138, milliseconds have had 12 since 1973.
    at_millisecond(if number.checked_abs()? < 100_000_000_000 {
        number.checked_mul(1_000)?
    } else {
        number
    })
}

fn at_millisecond(number: i64) -> Option<Published> {
    Published::parse(&Timestamp::from_millisecond(number).ok()?.to_string())
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
            let given = match field {
                // Not through a float: ids are what is written, and so is a date that cannot be
                // read.
                Field::Id | Field::Published => {
                    Given::as_written(&map.next_value::<Box<RawValue>>()?)
                        .map_err(A::Error::custom)?
                }
                _ => map.next_value_seed(Value)?,
            };
            let Some(slot) = found.get_mut(field as usize) else { continue };
            let is_better = match slot {
                None => rank == 0 || given.fits(field),
                Some((before, held)) => {
                    (rank < *before && !given.is_blank()) || (held.is_blank() && given.fits(field))
                }
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

    fn deserialize<D: serde::Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> std::result::Result<Self::Value, D::Error> {
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
