//! Records that a container makes of what it holds: a mail, a row of a workbook.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::read::fields::Fields;
use crate::read::item::{Content, Item};
use crate::read::limits::too_long;
use crate::read::options::ReadOptions;
use crate::read::source::StreamPlace;
use crate::text::charset::Encoding;

/// The place whose records are made here: they are in UTF-8, whatever the files around them are in,
/// and their fields have these names.
pub(super) fn place(place: &StreamPlace, fields: Fields) -> StreamPlace {
    // The words of misread text and of VIQR are told as in other records.
    let encoding = place.options.encoding.filter(|encoding| *encoding == Encoding::Viqr);
    StreamPlace {
        options: Arc::new(ReadOptions { encoding, fields, ..(*place.options).clone() }),
        ..place.clone()
    }
}

/// A record of such a place, by the names of its fields.
pub(super) fn item<'a>(
    place: &StreamPlace,
    number: Option<u64>,
    values: impl Iterator<Item = (&'a str, &'a str)>,
) -> Item {
    record(place, number, values.map(|(name, value)| (name.to_string(), value.into())).collect())
}

/// The same of values of any type.
pub(super) fn record(place: &StreamPlace, number: Option<u64>, values: Map<String, Value>) -> Item {
    let json = Value::Object(values).to_string();
    let max = place.options.max_document;
    let content = if json.len() as u64 > max {
        Content::Failed(too_long(max))
    } else {
        Content::Record(json.into_bytes())
    };
    place.item(number, content)
}
