//! The fields of a document in the index, and how its values are put into them.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use tantivy::DateTime;
use tantivy::schema::{
    DateOptions, DateTimePrecision, FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TantivyDocument, TextFieldIndexing,
    TextOptions,
};

use super::keys::{name_key, regulation_keys, source_key};
use super::manifest::Stamp;
use crate::index::analyzer;
use crate::model::{Amount, Edtf};
use crate::{Annotated, Published, Text, Value};

/// Raised whenever fields or terms change, so that an index of another make is refused, not misread.
pub(in crate::index) const VERSION: u32 = 5;

/// The fields by handle; each has in the index the name it has here.
#[derive(Clone, Copy, Debug)]
pub(in crate::index) struct Fields {
    /// The document's id: exact, stored; fast, for ties between hits are broken by it.
    pub id: Field,
    /// The id of the record or file: exact, stored.
    pub source_id: Field,
    /// The file and record it came from: stored.
    pub origin: Field,
    /// The headline: analysed with positions, stored.
    pub title: Field,
    /// The document's blocks, a value each, so that no phrase runs from one into the next and a caption that stands twice counts once:
    /// analysed with positions.
    pub body: Field,
    /// The whole normalised text: stored.
    pub text: Field,
    /// The instant of publication, a bare day as its midnight in Vietnam: indexed, fast, stored.
    pub published: Field,
    /// The publication time as printed: stored.
    pub published_text: Field,
    /// The address: stored.
    pub url: Field,
    /// The newspaper, the address's host in lower case: exact, fast, stored.
    pub source: Field,
    /// The canonical value of each regulation cited, once: fast, for facets.
    pub regulation: Field,
    /// The [`regulation_keys`] of each regulation cited: exact.
    pub regulation_key: Field,
    /// Each sort of regulation cited ("Nghị quyết"), and each issuer ("Bộ Chính trị"), once: fast, for facets.
    pub doc_type: Field,
    pub issuer: Field,
    /// The [`name_key`] of each of these: exact.
    pub doc_type_key: Field,
    pub issuer_key: Field,
    /// First day of each date mention, in days since 1970-01-01: fast. An open or unknown beginning is `i64::MIN`.
    pub date_first: Field,
    /// Last day of the same date mention, in the same order: fast. An open or unknown end is `i64::MAX`.
    pub date_last: Field,
    /// Lower end of each exact number or range: fast. For filtering; the exact decimal is in `mentions`.
    pub number_low: Field,
    /// Upper end of the same number, in the same order; equals the lower one for an exact number: fast.
    pub number_high: Field,
    /// Its unit, in the same order, [`NO_UNIT`] where it has none: fast.
    pub number_unit: Field,
    /// The mentions as `stored` writes them: stored.
    pub mentions: Field,
    /// The id of the document of which it is a near duplicate: exact, fast, stored.
    pub near_duplicate_of: Field,
    /// The fingerprint by which duplicates are known, of a run that looked for them: fast.
    pub fingerprint: Field,
    /// The number of the document in the order in which the index got them: fast.
    pub sequence: Field,
    /// The hash of the item's file, key and content, as `Stamp` says: fast; the key indexed, for it is deleted by.
    pub item_file: Field,
    pub item_key: Field,
    pub item_content: Field,
}

/// The schema and its fields; always the same.
pub(in crate::index) fn build() -> (Schema, Fields) {
    let analysed = TextFieldIndexing::default().set_tokenizer(analyzer::NAME).set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(analysed);
    let fast = TextOptions::default().set_fast("raw");
    let exact_fast = (STRING | STORED).set_fast("raw");
    let date = DateOptions::default().set_indexed().set_fast().set_stored().set_precision(DateTimePrecision::Seconds);
    let mut schema = Schema::builder();
    let fields = Fields {
        id: schema.add_text_field("id", exact_fast.clone()),
        source_id: schema.add_text_field("source_id", STRING | STORED),
        origin: schema.add_text_field("origin", STORED),
        title: schema.add_text_field("title", text.clone().set_stored()),
        body: schema.add_text_field("body", text),
        text: schema.add_text_field("text", STORED),
        published: schema.add_date_field("published", date),
        published_text: schema.add_text_field("published_text", STORED),
        url: schema.add_text_field("url", STORED),
        source: schema.add_text_field("source", exact_fast.clone()),
        regulation: schema.add_text_field("regulation", fast.clone()),
        regulation_key: schema.add_text_field("regulation_key", STRING),
        doc_type: schema.add_text_field("doc_type", fast.clone()),
        issuer: schema.add_text_field("issuer", fast.clone()),
        doc_type_key: schema.add_text_field("doc_type_key", STRING),
        issuer_key: schema.add_text_field("issuer_key", STRING),
        date_first: schema.add_i64_field("date_first", FAST),
        date_last: schema.add_i64_field("date_last", FAST),
        number_low: schema.add_f64_field("number_low", FAST),
        number_high: schema.add_f64_field("number_high", FAST),
        number_unit: schema.add_text_field("number_unit", fast),
        mentions: schema.add_text_field("mentions", STORED),
        near_duplicate_of: schema.add_text_field("near_duplicate_of", exact_fast),
        fingerprint: schema.add_bytes_field("fingerprint", FAST),
        sequence: schema.add_u64_field("sequence", FAST),
        item_file: schema.add_u64_field("item_file", FAST),
        item_key: schema.add_u64_field("item_key", INDEXED | FAST),
        item_content: schema.add_u64_field("item_content", FAST),
    };
    (schema.build(), fields)
}

impl Fields {
    /// Adds where a document came from.
    pub(in crate::index) fn add_stamp(&self, out: &mut TantivyDocument, stamp: &Stamp) {
        out.add_u64(self.item_file, stamp.file);
        out.add_u64(self.item_key, stamp.key);
        out.add_u64(self.item_content, stamp.content);
    }

    /// What the index holds of a document; its body is read from the blocks of its text.
    pub(in crate::index) fn document(&self, annotated: &Annotated, mentions: &str) -> TantivyDocument {
        let document = &annotated.document;
        let mut out = TantivyDocument::with_capacity(document.text.as_str().len() + mentions.len() + SMALL_FIELDS);
        out.add_text(self.id, &document.id);
        out.add_text(self.source_id, &document.source_id);
        out.add_text(self.origin, document.origin.to_string());
        if let Some(title) = &document.meta.title {
            out.add_text(self.title, Text::new(title.clone()).as_str());
        }
        out.add_text(self.text, document.text.as_str());
        if let Some(published) = document.meta.published {
            out.add_text(self.published_text, published.to_string());
            out.add_date(self.published, instant(published));
        }
        if let Some(url) = &document.meta.url {
            out.add_text(self.url, url);
        }
        if let Some(source) = document.source() {
            out.add_text(self.source, source_key(source));
        }
        out.add_text(self.mentions, mentions);
        self.add_mentions(annotated, &mut out);
        out
    }

    fn add_mentions(&self, annotated: &Annotated, out: &mut TantivyDocument) {
        let (mut regulations, mut keys, mut dates, mut numbers) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut types, mut issuers) = (Vec::new(), Vec::new());
        for mention in &annotated.mentions {
            match &mention.value {
                Value::Date { edtf, .. } => dates.extend(edtf.and_then(day_numbers)),
                Value::Regulation(regulation) => {
                    regulations.push(regulation.value.as_str());
                    let (number, year, doc_type) = (regulation.number.as_deref(), regulation.year, regulation.doc_type.as_deref());
                    keys.extend(regulation_keys(regulation.form.name(), &regulation.value, number, year, doc_type));
                    types.extend(regulation.doc_type.as_deref());
                    issuers.extend(regulation.issuer.as_deref());
                }
                Value::Number(quantity) => {
                    let ends = match quantity.amount {
                        Amount::Exact(value) => comparable(value).map(|value| (value, value)),
                        Amount::Range(from, to) => comparable(from).zip(comparable(to)),
                        Amount::Ratio(..) => None,
                    };
                    let unit = quantity.unit.unwrap_or(NO_UNIT);
                    numbers.extend(ends.map(|(low, high)| (low, high, unit)));
                }
            }
        }
        each_once(&mut regulations).for_each(|regulation| out.add_text(self.regulation, regulation));
        each_once(&mut keys).for_each(|key| out.add_text(self.regulation_key, key));
        for (name, key, mut names) in [(self.doc_type, self.doc_type_key, types), (self.issuer, self.issuer_key, issuers)] {
            let mut keys: Vec<String> =
                each_once(&mut names).inspect(|value| out.add_text(name, value)).map(|value| name_key(value)).collect();
            each_once(&mut keys).for_each(|value| out.add_text(key, value));
        }
        for (first, last) in each_once(&mut dates) {
            out.add_i64(self.date_first, *first);
            out.add_i64(self.date_last, *last);
        }
        numbers.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(b.2)));
        numbers.dedup();
        for (low, high, unit) in numbers {
            out.add_f64(self.number_low, low);
            out.add_f64(self.number_high, high);
            out.add_text(self.number_unit, unit);
        }
    }
}

/// Bytes that the values of the small fields take together, about.
const SMALL_FIELDS: usize = 2048;

/// What stands for the unit of a number without one.
pub(in crate::index) const NO_UNIT: &str = "";

/// The values in order, each once.
fn each_once<T: Ord>(values: &mut Vec<T>) -> impl Iterator<Item = &T> {
    values.sort_unstable();
    values.dedup();
    values.iter()
}

/// An exact decimal as the index compares it; equal decimals give equal numbers, however many zeros they end with.
pub(in crate::index) fn comparable(value: Decimal) -> Option<f64> {
    value.normalize().to_f64()
}

/// First and last day of a date value, as the index compares them; `None` for one of which neither is known.
fn day_numbers(edtf: Edtf) -> Option<(i64, i64)> {
    let (first, last) = (edtf.first(), edtf.last());
    (first.is_some() || last.is_some()).then(|| (first.map_or(i64::MIN, day_number), last.map_or(i64::MAX, day_number)))
}

/// Indochina Time, in which publication times are meant.
const VIETNAM: Offset = Offset::constant(7);

/// The instant of a publication time; a bare day is its midnight.
///
/// The index counts nanoseconds in an `i64`: years before 1678 or after 2261 become its first or last instant.
pub(in crate::index) fn instant(published: Published) -> DateTime {
    let time = published.time.unwrap_or(Time::midnight());
    let local = published.day.to_datetime(time);
    match VIETNAM.to_timestamp(local).map(|timestamp| timestamp.as_second()) {
        Ok(seconds) if seconds.checked_mul(1_000_000_000).is_some() => DateTime::from_timestamp_secs(seconds),
        _ if published.day.year() < 1970 => DateTime::MIN,
        _ => DateTime::MAX,
    }
}

/// The day in Vietnam of an instant.
pub(in crate::index) fn local_day(instant: DateTime) -> Option<Date> {
    let instant = Timestamp::from_second(instant.into_timestamp_secs()).ok()?;
    Some(VIETNAM.to_datetime(instant).date())
}

/// The day of a [`day_number`]; `None` for what stands for an open end.
pub(in crate::index) fn day_of_number(number: i64) -> Option<Date> {
    EPOCH.checked_add(jiff::Span::new().try_days(number).ok()?).ok()
}

const EPOCH: Date = Date::constant(1970, 1, 1);

/// Days since 1970-01-01.
pub(in crate::index) fn day_number(date: Date) -> i64 {
    date.duration_since(EPOCH).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_of_vietnam() {
        for (text, seconds) in [("1970-01-01", -7 * 3600), ("1970-01-01T07:00:00+07:00", 0), ("1969-12-31T20:00:00Z", -4 * 3600)] {
            let published = Published::parse(text);
            assert_eq!(published.map(instant), Some(DateTime::from_timestamp_secs(seconds)), "{text}");
        }
        assert_eq!(Published::parse("0938-01-01").map(instant), Some(DateTime::MIN));
        assert_eq!(Published::parse("9999-12-31").map(instant), Some(DateTime::MAX));
        assert_eq!(day_number(Date::constant(1970, 1, 2)), 1);
        assert_eq!(day_number(Date::constant(1930, 2, 3)), -14_577);
        assert_eq!(day_of_number(-14_577), Some(Date::constant(1930, 2, 3)));
        assert_eq!((day_of_number(i64::MIN), day_of_number(i64::MAX)), (None, None));
        assert_eq!(local_day(DateTime::from_timestamp_secs(-7 * 3600)), Some(EPOCH));
    }
}
