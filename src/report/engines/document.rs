//! A document as the object that an engine gets: no key is null, and each has its type in
//! `mapping.rs`.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde_json::{Map, Value};
use twox_hash::XxHash3_128;

use super::engine::Engine;
use crate::index::StoredDocument;
use crate::model::{Fact, Holds, MentionRecord, Regulation, Term};

/// Years whose days every engine can hold: Quickwit counts nanoseconds in 64 bits.
const YEARS: std::ops::RangeInclusive<i16> = 1678..=2261;

/// What tells a document from all others, whatever ids their files give: its origin and id, hashed.
pub(super) fn key(document: &StoredDocument) -> String {
    let named = format!("{}\0{}", document.facts.origin, document.facts.id);
    format!("{:032x}", XxHash3_128::oneshot(named.as_bytes()))
}

/// The object of a document.
pub(super) fn object(document: &StoredDocument, engine: Engine) -> Map<String, Value> {
    let facts = &document.facts;
    let mut object = Map::new();
    let mut put = |key: &str, value: Option<&str>| {
        if let Some(value) = value {
            object.insert(key.into(), value.into());
        }
    };
    let day = facts.published.as_deref().and_then(|published| published.get(.."2021-05-20".len()));
    put("id", Some(&facts.id));
    put("source_id", Some(&facts.source_id));
    put("origin", Some(&facts.origin));
    put("title", facts.title.as_deref());
    put("lead", facts.lead.as_deref());
    put(
        "published",
        facts.published.as_deref().map(|published| moment(published, engine)).as_deref(),
    );
    put("day", day);
    put("published_from", facts.published_from.as_deref());
    put("url", facts.url.as_deref());
    put("source", facts.source.as_deref());
    put("author", facts.author.as_deref());
    put("section", facts.section.as_deref());
    put("near_duplicate_of", facts.near_duplicate_of.as_deref());
    put("text", Some(&document.text));
    if !facts.tags.is_empty() {
        object.insert("tags".into(), facts.tags.as_slice().into());
    }
    if let Some(own) = &facts.regulation {
        object.insert("regulation".into(), regulation(own).into());
    }
    if engine == Engine::Quickwit {
        put_lists(&document.mentions, &mut object);
    }
    let mentions: Vec<Value> =
        document.mentions.iter().map(|record| mention(record).into()).collect();
    object.insert("mentions".into(), mentions.into());
    object
}

/// A time of publication; for Quickwit a day is its beginning in Vietnam.
fn moment(published: &str, engine: Engine) -> String {
    let is_day = published.len() == "2021-05-20".len();
    match engine == Engine::Quickwit && is_day {
        true => format!("{published}T00:00:00+07:00"),
        false => published.to_string(),
    }
}

/// The regulation that an official document is.
fn regulation(own: &Regulation) -> Map<String, Value> {
    let texts = [
        ("value", Some(own.value.as_str())),
        ("type", own.doc_type.as_deref()),
        ("issuer", own.issuer.as_deref()),
        ("title", own.title.as_deref()),
    ];
    let known = texts.into_iter().filter_map(|(key, text)| Some((key.into(), text?.into())));
    known.chain(own.issued.and_then(day).map(|day| ("issued".into(), day.into()))).collect()
}

/// A mention: what the command line prints of it, and what it is found by: its days and amounts as
/// ranges, the regulation that it cites.
fn mention(record: &MentionRecord<'_>) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("kind".into(), record.kind.name().into());
    object.insert("field".into(), record.field.name().into());
    for (key, place) in [("start", record.start), ("end", record.end)] {
        place.map(|place| object.insert(key.into(), place.into()));
    }
    object.insert("text".into(), record.text.as_ref().into());
    record.value.as_deref().map(|value| object.insert("value".into(), value.into()));
    for (field, fact) in record.kind.about().fields.iter().zip(&record.facts) {
        if let Some(value) = value(field.holds, fact) {
            object.insert(field.name.into(), value);
        }
    }
    if let Some(hundredths) = record.confidence {
        object.insert("confidence".into(), (f64::from(hundredths) / 100.0).into());
    }
    record.cites().map(|cited| object.insert("cites".into(), cited.into()));
    record.terms(&mut |_, term| match term {
        Term::Days(first, last) => {
            if let Some(days) = range(first.and_then(day), last.and_then(day)) {
                object.insert("days".into(), days);
            }
        }
        Term::Amounts { low, high, .. } => {
            if let Some(amount) = range(number(low), number(high)) {
                object.insert("amount".into(), amount);
            }
        }
        Term::Name(_) | Term::Key(_) => {}
    });
    object
}

/// A fact as the type that its field has in the mapping.
fn value(holds: Holds, fact: &Fact<'_>) -> Option<Value> {
    match holds {
        Holds::Day => fact.as_day().and_then(day).map(Value::from),
        Holds::Whole => fact.as_whole().map(Value::from),
        Holds::Text => fact.clone().into_text().map(|text| text.as_ref().into()),
    }
}

/// A day that every engine can hold.
fn day(day: Date) -> Option<String> {
    YEARS.contains(&day.year()).then(|| day.to_string())
}

/// An end of a range. Engines have no decimals; `value` is exact.
fn number(amount: Decimal) -> Option<f64> {
    amount.to_f64().filter(|number| number.is_finite())
}

/// A range; an end that is open or not known is left out, and a range without ends is none.
fn range(from: Option<impl Into<Value>>, to: Option<impl Into<Value>>) -> Option<Value> {
    let ends = [("gte", from.map(Into::into)), ("lte", to.map(Into::into))];
    let known: Map<String, Value> = ends
        .into_iter()
        .filter_map(|(key, end): (_, Option<Value>)| Some((key.into(), end?)))
        .collect();
    (!known.is_empty()).then_some(known.into())
}

/// What is asked of mentions, in lists of the document: Quickwit has no objects within lists that
/// stay apart.
fn put_lists(mentions: &[MentionRecord<'_>], object: &mut Map<String, Value>) {
    let mut cites: Vec<&str> = mentions.iter().filter_map(MentionRecord::cites).collect();
    cites.sort_unstable();
    cites.dedup();
    object.insert("cites".into(), cites.into());
    let (mut first, mut last): (Vec<String>, Vec<String>) = Default::default();
    for record in mentions {
        record.terms(&mut |_, term| {
            if let Term::Days(from, to) = term {
                for (end, list) in [(from, &mut first), (to, &mut last)] {
                    list.extend(end.and_then(day).map(|day| format!("{day}T00:00:00Z")));
                }
            }
        });
    }
    object.insert("date_first".into(), first.into());
    object.insert("date_last".into(), last.into());
}
