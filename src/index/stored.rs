//! Mentions as they are stored: their records with short keys, and without what the text or other keys tell.
//!
//! As records they would take more room than the text that they stand in; this takes a quarter of it. Not a contract: only this file reads it.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};

use crate::mention::{Amount, Details, Edtf, MentionRecord, Quantity, written};
use crate::text::CharPlaces;
use crate::{Annotated, Error, Mention, Result, Span, Value};

/// A mention without what can be told.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Compact<'a> {
    /// Nothing for a number, `d` for a day, `e` for another date, `r` for a regulation.
    #[serde(rename = "k", skip_serializing_if = "Option::is_none")]
    kind: Option<char>,
    /// The first byte in the normalised text, and how many they are.
    #[serde(rename = "b")]
    bytes: (usize, usize),
    /// The characters in the text as given, where they are others than in the normalised text; empty where they are not known.
    #[serde(rename = "s", skip_serializing_if = "Option::is_none")]
    source: Option<Vec<usize>>,
    /// The surface, where the normalised text has another.
    #[serde(rename = "t", skip_serializing_if = "Option::is_none")]
    text: Option<Cow<'a, str>>,
    /// The value; for a number or regulation nothing where it is the surface.
    #[serde(rename = "v", skip_serializing_if = "Option::is_none")]
    value: Option<Cow<'a, str>>,
    /// Nothing for `digits` and `code`.
    #[serde(rename = "f", skip_serializing_if = "Option::is_none")]
    form: Option<Cow<'a, str>>,
    /// Nothing for `count`.
    #[serde(rename = "c", skip_serializing_if = "Option::is_none")]
    class: Option<Cow<'a, str>>,
    #[serde(rename = "u", skip_serializing_if = "Option::is_none")]
    unit: Option<Cow<'a, str>>,
    #[serde(rename = "a", skip_serializing_if = "Option::is_none")]
    approx: Option<Cow<'a, str>>,
    #[serde(rename = "n", skip_serializing_if = "Option::is_none")]
    number: Option<Cow<'a, str>>,
    #[serde(rename = "y", skip_serializing_if = "Option::is_none")]
    year: Option<i16>,
    #[serde(rename = "q", skip_serializing_if = "Option::is_none")]
    doc_type: Option<Cow<'a, str>>,
    #[serde(rename = "i", skip_serializing_if = "Option::is_none")]
    issuer: Option<Cow<'a, str>>,
    #[serde(rename = "o", skip_serializing_if = "Option::is_none")]
    issued: Option<Cow<'a, str>>,
    #[serde(rename = "h", skip_serializing_if = "Option::is_none")]
    title: Option<Cow<'a, str>>,
    /// The first and last day of what is no day.
    #[serde(rename = "1", skip_serializing_if = "Option::is_none")]
    first: Option<Cow<'a, str>>,
    #[serde(rename = "2", skip_serializing_if = "Option::is_none")]
    last: Option<Cow<'a, str>>,
    #[serde(rename = "p", skip_serializing_if = "Option::is_none")]
    part_of_day: Option<Cow<'a, str>>,
}

/// The mentions of a document as one string.
///
/// # Errors
///
/// When they cannot be written as JSON.
pub(super) fn encode(annotated: &Annotated) -> Result<String> {
    let (document, mentions) = (&annotated.document, &annotated.mentions);
    let text = document.text.as_str();
    let mut places = CharPlaces::new(text);
    // Where nothing was changed, the place in the text as given is that in the normalised one.
    let is_as_given = document.text.is_as_given();
    let mut place_of = |mention: &Mention| if is_as_given { mention.source } else { places.span(mention.span) };
    // One at a time, for each takes far more room than what is written of it.
    let mut out = Vec::with_capacity(mentions.len() * USUAL_BYTES);
    let all = mentions.iter().map(|mention| compact(mention, document.addressable, place_of(mention), text));
    serde_json::Serializer::new(&mut out)
        .collect_seq(all)
        .map_err(|error| Error::caused("mentions could not be written as JSON", error))?;
    String::from_utf8(out).map_err(|error| Error::caused("mentions could not be written as JSON", error))
}

/// Bytes that most mentions take less than.
const USUAL_BYTES: usize = 64;

/// The records of the mentions in a stored text.
///
/// # Errors
///
/// When they are no mentions of it.
pub(super) fn decode(stored: &str, text: &str) -> Result<Vec<MentionRecord<'static>>> {
    let read: Vec<Compact> =
        serde_json::from_str(stored).map_err(|error| Error::caused("the stored mentions cannot be read; run `thoisu run` again", error))?;
    let mut places = CharPlaces::new(text);
    Ok(read.into_iter().map(|compact| record(compact, text, &mut places)).collect())
}

/// `place` is that in the normalised text, in Unicode scalars.
fn compact<'a>(mention: &'a Mention, addressable: bool, place: Span, text: &str) -> Compact<'a> {
    let other = |found: &'a str, usual: &str| (found != usual).then_some(Cow::Borrowed(found));
    let optional = |value: &'a Option<String>| value.as_deref().map(Cow::Borrowed);
    let day = |day: Option<Date>| day.map(|day| Cow::Owned(written(day)));
    let source = match addressable {
        true => (mention.source != place).then(|| vec![mention.source.start, mention.source.end]),
        false => Some(Vec::new()),
    };
    let base = Compact {
        bytes: (mention.span.start, mention.span.len()),
        source,
        text: other(&mention.surface, mention.span.slice(text)),
        ..Compact::default()
    };
    let canonical = || mention.value.canonical().map(Cow::Owned);
    let unlike_surface = || canonical().filter(|value| *value != mention.surface);
    match &mention.value {
        Value::Number(quantity) => Compact {
            value: if is_written_plainly(quantity, &mention.surface) { None } else { unlike_surface() },
            form: other(quantity.form.name(), "digits"),
            class: other(quantity.class.name(), "count"),
            unit: quantity.unit.map(Cow::Borrowed),
            approx: quantity.approx.map(|approx| Cow::Borrowed(approx.sign())),
            ..base
        },
        Value::Regulation(regulation) => Compact {
            kind: Some('r'),
            value: unlike_surface(),
            form: other(regulation.form.name(), "code"),
            number: optional(&regulation.number),
            year: regulation.year,
            doc_type: optional(&regulation.doc_type),
            issuer: optional(&regulation.issuer),
            issued: day(regulation.issued),
            title: optional(&regulation.title),
            ..base
        },
        Value::Date { edtf, part_of_day } => {
            let (first, last) = (edtf.and_then(|edtf| edtf.first()), edtf.and_then(|edtf| edtf.last()));
            let is_day = matches!(edtf, Some(Edtf::At(_))) && first.is_some() && first == last;
            let (first, last) = if is_day { (None, None) } else { (day(first), day(last)) };
            let part_of_day = part_of_day.map(|part| Cow::Borrowed(part.name()));
            Compact { kind: Some(if is_day { 'd' } else { 'e' }), value: canonical(), first, last, part_of_day, ..base }
        }
    }
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
                assert_eq!(decode(&encode(&annotated)?, annotated.document.text.as_str())?, records);
            }
        }
        assert!(decode("[{\"b\":[900,3]}]", "ngắn").is_ok_and(|read| read[0].text.is_empty()), "a place that is none");
        Ok(())
    }
}
