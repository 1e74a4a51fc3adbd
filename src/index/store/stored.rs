//! Mentions as they are stored: their records with short keys, and without what the text or other keys tell.
//!
//! As records they would take more room than the text that they stand in; this takes a quarter of it. Not a contract: only this file reads it.

use std::borrow::Cow;

use serde::Deserialize;

use crate::model::json::{Name, Object, Put, Shown, key, list};
use crate::model::{Amount, Details, Edtf, MentionRecord, Moment, Quantity, written};
use crate::text::CharPlaces;
use crate::{Annotated, Error, Mention, Result, Span, Value};

/// A mention without what can be told, as [`write`] puts it down.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Compact<'a> {
    /// Nothing for a number, `d` for a day, `e` for another date, `r` for a regulation.
    #[serde(rename = "k")]
    kind: Option<char>,
    /// The first byte in the normalised text, and how many they are.
    #[serde(rename = "b")]
    bytes: (usize, usize),
    /// The characters in the text as given, where they are others than in the normalised text; empty where they are not known.
    #[serde(rename = "s")]
    source: Option<Vec<usize>>,
    /// The surface, where the normalised text has another.
    #[serde(rename = "t")]
    text: Option<Cow<'a, str>>,
    /// The value; for a number or regulation nothing where it is the surface.
    #[serde(rename = "v")]
    value: Option<Cow<'a, str>>,
    /// Nothing for `digits` and `code`.
    #[serde(rename = "f")]
    form: Option<Cow<'a, str>>,
    /// Nothing for `count`.
    #[serde(rename = "c")]
    class: Option<Cow<'a, str>>,
    #[serde(rename = "u")]
    unit: Option<Cow<'a, str>>,
    #[serde(rename = "a")]
    approx: Option<Cow<'a, str>>,
    #[serde(rename = "n")]
    number: Option<Cow<'a, str>>,
    #[serde(rename = "y")]
    year: Option<i16>,
    #[serde(rename = "q")]
    doc_type: Option<Cow<'a, str>>,
    #[serde(rename = "i")]
    issuer: Option<Cow<'a, str>>,
    #[serde(rename = "o")]
    issued: Option<Cow<'a, str>>,
    #[serde(rename = "h")]
    title: Option<Cow<'a, str>>,
    /// The first and last day of what is no day.
    #[serde(rename = "1")]
    first: Option<Cow<'a, str>>,
    #[serde(rename = "2")]
    last: Option<Cow<'a, str>>,
    #[serde(rename = "p")]
    part_of_day: Option<Cow<'a, str>>,
}

/// The mentions of a document as one string.
pub(in crate::index) fn encode(annotated: &Annotated) -> String {
    let (document, mentions) = (&annotated.document, &annotated.mentions);
    let text = document.text.as_str();
    let mut places = CharPlaces::new(text);
    // Where nothing was changed, the place in the text as given is that in the normalised one.
    let is_as_given = document.text.is_as_given();
    let mut place_of = |mention: &Mention| if is_as_given { mention.source } else { places.span(mention.span) };
    let mut out = String::with_capacity(mentions.len() * USUAL_BYTES);
    list(mentions, &mut out, |mention, out| write(mention, document.addressable, place_of(mention), text, out));
    out
}

/// Bytes that most mentions take less than.
const USUAL_BYTES: usize = 64;

/// The records of the mentions in a stored text.
///
/// # Errors
///
/// When they are no mentions of it.
pub(in crate::index) fn decode(stored: &str, text: &str) -> Result<Vec<MentionRecord<'static>>> {
    let read: Vec<Compact> =
        serde_json::from_str(stored).map_err(|error| Error::caused("the stored mentions cannot be read; run `thoisu run` again", error))?;
    let mut places = CharPlaces::new(text);
    Ok(read.into_iter().map(|compact| record(compact, text, &mut places)).collect())
}

/// Appends a mention as [`Compact`] reads it; `place` is that in the normalised text, in Unicode scalars.
fn write(mention: &Mention, addressable: bool, place: Span, text: &str, out: &mut String) {
    let surface = mention.surface.as_str();
    let other = |found: &'static str, usual: &str| (found != usual).then_some(Name(found));
    let mut object = Object::new(out);
    match &mention.value {
        Value::Number(quantity) => {
            let value = (!is_written_plainly(quantity, surface)).then(|| written(quantity.amount));
            object.field_if_any(key!("v"), value.as_deref().filter(|&value| value != surface));
            object.field_if_any(key!("f"), other(quantity.form.name(), "digits"));
            object.field_if_any(key!("c"), other(quantity.class.name(), "count"));
            object.field_if_any(key!("u"), quantity.unit.map(Name));
            object.field_if_any(key!("a"), quantity.approx.map(|approx| Name(approx.sign())));
        }
        Value::Regulation(regulation) => {
            object.field(key!("k"), Name("r"));
            object.field_if_any(key!("v"), Some(regulation.value.as_str()).filter(|&value| value != surface));
            object.field_if_any(key!("f"), other(regulation.form.name(), "code"));
            object.field_if_any(key!("n"), regulation.number.as_deref());
            object.field_if_any(key!("y"), regulation.year);
            object.field_if_any(key!("q"), regulation.doc_type.as_deref());
            object.field_if_any(key!("i"), regulation.issuer.as_deref());
            object.field_if_any(key!("o"), regulation.issued.map(Moment::from_date).map(Shown));
            object.field_if_any(key!("h"), regulation.title.as_deref());
        }
        Value::Date { edtf, part_of_day } => {
            let (first, last) = (edtf.and_then(Edtf::first), edtf.and_then(Edtf::last));
            let is_day = matches!(edtf, Some(Edtf::At(_))) && first.is_some() && first == last;
            object.field(key!("k"), Name(if is_day { "d" } else { "e" }));
            object.field_if_any(key!("v"), edtf.map(Shown));
            if !is_day {
                object.field_if_any(key!("1"), first.map(Moment::from_date).map(Shown));
                object.field_if_any(key!("2"), last.map(Moment::from_date).map(Shown));
            }
            object.field_if_any(key!("p"), part_of_day.map(|part| Name(part.name())));
        }
    }
    object.list(key!("b"), [mention.span.start, mention.span.len()], Put::put);
    if !addressable {
        object.list(key!("s"), [] as [usize; 0], Put::put);
    } else if mention.source != place {
        object.list(key!("s"), [mention.source.start, mention.source.end], Put::put);
    }
    object.field_if_any(key!("t"), Some(surface).filter(|&surface| surface != mention.span.slice(text)));
    object.end();
}

/// Whether a number is a whole one written by its digits alone, as its canonical form is: most are, and need not be written again to be compared.
fn is_written_plainly(quantity: &Quantity, surface: &str) -> bool {
    matches!(quantity.amount, Amount::Exact(value) if value.scale() == 0 && !surface.starts_with(['0', '+']) && surface.parse() == Ok(value.mantissa()))
}

fn record(compact: Compact, text: &str, places: &mut CharPlaces) -> MentionRecord<'static> {
    let span = Span::new(compact.bytes.0, compact.bytes.0 + compact.bytes.1);
    let place = places.span(span);
    let (start, end) = match compact.source.as_deref() {
        None => (Some(place.start), Some(place.end)),
        Some(source) => (source.first().copied(), source.get(1).copied()),
    };
    let surface: Cow<'static, str> = compact.text.map_or_else(|| span.slice(text).to_string(), Cow::into_owned).into();
    let owned = |value: Option<Cow<str>>| value.map(|value| Cow::Owned(value.into_owned()));
    let or = |value: Option<Cow<str>>, usual: &'static str| owned(value).unwrap_or(Cow::Borrowed(usual));
    let value = owned(compact.value);
    let (kind, value, details) = match compact.kind {
        Some('d') => {
            let (first, last) = (value.clone(), value.clone());
            ("date", value, Details::Date { first, last, part_of_day: owned(compact.part_of_day) })
        }
        Some('e') => {
            let (first, last) = (owned(compact.first), owned(compact.last));
            ("date", value, Details::Date { first, last, part_of_day: owned(compact.part_of_day) })
        }
        Some(_) => {
            let details = Details::Regulation {
                form: or(compact.form, "code"),
                number: owned(compact.number),
                year: compact.year,
                doc_type: owned(compact.doc_type),
                issuer: owned(compact.issuer),
                issued: owned(compact.issued),
                title: owned(compact.title),
            };
            ("regulation", Some(value.unwrap_or_else(|| surface.clone())), details)
        }
        None => {
            let (form, class) = (or(compact.form, "digits"), or(compact.class, "count"));
            let details = Details::Number { form, class, unit: owned(compact.unit), approx: owned(compact.approx) };
            ("number", Some(value.unwrap_or_else(|| surface.clone())), details)
        }
    };
    MentionRecord { kind: kind.into(), start, end, text_start: Some(place.start), text_end: Some(place.end), text: surface, value, details }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Meta, Origin, Published, RawDocument, extract};

    #[test]
    fn what_is_stored_is_read_back() -> Result<()> {
        let text = "Hoà Bình, hôm qua\n\nSáng 12/4, Ban Bí thư ban hành Quy đi\u{323}nh số 11-QĐ/TW về kỷ luật; quý I/2023 và từ năm 2018 đến nay, Luật Đất đai 2024, \
                    hơn 8.890 đại biểu, 97,5%, ba người, lần thứ 18, hai thập kỷ, 1.200 tỷ đồng, 12/8 âm lịch.";
        for (addressable, published) in [(true, Some("2023-04-13")), (true, None), (false, Some("2023-04-13"))] {
            let raw = RawDocument {
                origin: Origin { path: "a".into(), record: None },
                source_id: "a".into(),
                meta: Meta { published: published.and_then(Published::parse), ..Meta::default() },
                text: text.into(),
                blocks: Vec::new(),
                addressable,
            };
            for annotated in crate::split::split(raw)?.into_iter().map(extract) {
                let mut places = CharPlaces::new(annotated.document.text.as_str());
                let records: Vec<MentionRecord> = annotated
                    .mentions
                    .iter()
                    .map(|mention| MentionRecord::new(mention, addressable, Some(places.span(mention.span))))
                    .collect();
                assert!(records.len() > 10);
                assert_eq!(decode(&encode(&annotated), annotated.document.text.as_str())?, records);
            }
        }
        assert!(decode("[{\"b\":[900,3]}]", "ngắn").is_ok_and(|read| read[0].text.is_empty()), "a place that is none");
        Ok(())
    }
}
