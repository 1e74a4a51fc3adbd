//! The fields of a document in the index, and how its values are put into them.

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use rust_decimal::prelude::ToPrimitive;
use tantivy::DateTime;
use tantivy::schema::{
    DateOptions, DateTimePrecision, FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TantivyDocument, TextFieldIndexing,
    TextOptions,
};

use super::analyzer;
use super::manifest::Stamp;
use crate::mention::Amount;
use crate::text::fold;
use crate::{Annotated, Published, Text, Value};

/// Raised whenever fields or terms change, so that an index of another make is refused, not misread.
pub(super) const VERSION: u32 = 3;

/// The fields by handle; each has in the index the name it has here.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
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
    /// The canonical value of each regulation cited, once: exact, fast (for facets), stored.
    pub regulation: Field,
    /// The [`regulation_key`] of each regulation cited: exact.
    pub regulation_key: Field,
    /// The [`name_key`] of each sort of regulation cited ("Nghị quyết"), and of each issuer ("Bộ Chính trị"): exact.
    pub regulation_type: Field,
    pub issuer: Field,
    /// First day of each date mention, in days since 1970-01-01: fast. An open or unknown beginning is `i64::MIN`.
    pub date_first: Field,
    /// Last day of the same date mention, in the same order: fast. An open or unknown end is `i64::MAX`.
    pub date_last: Field,
    /// Lower end of each exact number or range: fast. For filtering; the exact decimal is in `mentions`.
    pub number_low: Field,
    /// Upper end of the same number, in the same order; equals the lower one for an exact number: fast.
    pub number_high: Field,
    /// The mentions as one JSON string: stored.
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
pub(super) fn build() -> (Schema, Fields) {
    let analysed = TextFieldIndexing::default().set_tokenizer(analyzer::NAME).set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(analysed);
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
        regulation: schema.add_text_field("regulation", exact_fast.clone()),
        regulation_key: schema.add_text_field("regulation_key", STRING),
        regulation_type: schema.add_text_field("regulation_type", STRING),
        issuer: schema.add_text_field("issuer", STRING),
        date_first: schema.add_i64_field("date_first", INDEXED | FAST),
        date_last: schema.add_i64_field("date_last", INDEXED | FAST),
        number_low: schema.add_f64_field("number_low", INDEXED | FAST),
        number_high: schema.add_f64_field("number_high", INDEXED | FAST),
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
    /// What the index holds of a document.
    pub(super) fn document(&self, annotated: &Annotated, mentions_json: &str, stamp: &Stamp) -> TantivyDocument {
        let document = &annotated.document;
        let mut out = TantivyDocument::default();
        out.add_u64(self.item_file, stamp.file);
        out.add_u64(self.item_key, stamp.key);
        out.add_u64(self.item_content, stamp.content);
        out.add_text(self.id, &document.id);
        out.add_text(self.source_id, &document.source_id);
        out.add_text(self.origin, document.origin.to_string());
        if let Some(title) = &document.meta.title {
            out.add_text(self.title, Text::new(title.clone()).as_str());
        }
        for block in &document.blocks {
            out.add_text(self.body, document.block_text(block));
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
        out.add_text(self.mentions, mentions_json);
        self.add_mentions(annotated, &mut out);
        out
    }

    fn add_mentions(&self, annotated: &Annotated, out: &mut TantivyDocument) {
        let (mut regulations, mut dates, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
        let (mut types, mut issuers) = (Vec::new(), Vec::new());
        for mention in &annotated.mentions {
            match &mention.value {
                Value::Date { edtf, .. } => {
                    let (first, last) = edtf.map_or((None, None), |edtf| (edtf.first(), edtf.last()));
                    if first.is_some() || last.is_some() {
                        dates.push((first.map_or(i64::MIN, days), last.map_or(i64::MAX, days)));
                    }
                }
                Value::Regulation(regulation) => {
                    regulations.push(regulation.value.as_str());
                    types.extend(regulation.doc_type.as_deref().map(name_key));
                    issuers.extend(regulation.issuer.as_deref().map(name_key));
                }
                Value::Number(quantity) => {
                    let ends = match quantity.amount {
                        Amount::Exact(value) => Some((value, value)),
                        Amount::Range(from, to) => Some((from, to)),
                        Amount::Ratio(..) => None,
                    };
                    numbers.extend(ends.and_then(|(low, high)| Some((low.to_f64()?, high.to_f64()?))));
                }
            }
        }
        regulations.sort_unstable();
        regulations.dedup();
        for regulation in regulations {
            out.add_text(self.regulation, regulation);
            out.add_text(self.regulation_key, regulation_key(regulation));
        }
        for (field, mut keys) in [(self.regulation_type, types), (self.issuer, issuers)] {
            keys.sort_unstable();
            keys.dedup();
            keys.iter().for_each(|key| out.add_text(field, key));
        }
        dates.sort_unstable();
        dates.dedup();
        for (first, last) in dates {
            out.add_i64(self.date_first, first);
            out.add_i64(self.date_last, last);
        }
        numbers.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        numbers.dedup();
        for (low, high) in numbers {
            out.add_f64(self.number_low, low);
            out.add_f64(self.number_high, high);
        }
    }
}

/// The key under which a regulation is found however it is typed: case, diacritics, Đ or D, separators and leading zeros make no difference.
///
/// Only digits keep apart from digits: `1/12` is not `11/2`.
pub(super) fn regulation_key(value: &str) -> String {
    let mut key = String::new();
    let folded = fold(value);
    for part in folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        if key.ends_with(|c: char| c.is_ascii_digit()) && part.starts_with(|c: char| c.is_ascii_digit()) {
            key.push('-');
        }
        let plain = part.trim_start_matches('0');
        key.push_str(if plain.starts_with(|c: char| c.is_ascii_digit()) { plain } else { part });
    }
    key
}

/// The key under which a sort of regulation or an issuer is found however it is typed: case, marks and blanks make no difference.
pub(super) fn name_key(name: &str) -> String {
    fold(name).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The key of a newspaper: its host in lower case, without a scheme or `www.`, which people paste along.
pub(super) fn source_key(value: &str) -> String {
    let lower = value.trim().to_lowercase();
    let host = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest).trim_end_matches('/');
    host.strip_prefix("www.").unwrap_or(host).to_string()
}

/// Indochina Time, in which publication times are meant.
const VIETNAM: Offset = Offset::constant(7);

/// The instant of a publication time; a bare day is its midnight.
///
/// The index counts nanoseconds in an `i64`: years before 1678 or after 2261 become its first or last instant.
pub(super) fn instant(published: Published) -> DateTime {
    let time = published.time.unwrap_or(Time::midnight());
    let local = published.day.to_datetime(time);
    match VIETNAM.to_timestamp(local).map(|timestamp| timestamp.as_second()) {
        Ok(seconds) if seconds.checked_mul(1_000_000_000).is_some() => DateTime::from_timestamp_secs(seconds),
        _ if published.day.year() < 1970 => DateTime::MIN,
        _ => DateTime::MAX,
    }
}

/// Days since 1970-01-01.
fn days(date: Date) -> i64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regulations_are_found_however_typed() {
        let same: [(&str, &[&str]); 4] = [
            ("11-QĐ/TW", &["11-qđ/tw", "11 QĐ TW", "11QD/TW", "11-qd-tw", " 11 – QĐ / TW ", "011-QĐ/TW"]),
            ("10/2026/QĐ-UBND", &["10/2026/qd-ubnd", "10 2026 QĐ UBND"]),
            ("Nghị quyết 18", &["nghi quyet 18", "NGHỊ QUYẾT 18", "nghị quyết  018"]),
            ("66.7-NQ/CP", &["66.7 nq cp", "66-7-nq-cp"]),
        ];
        for (value, typed) in same {
            for typed in typed {
                assert_eq!(regulation_key(typed), regulation_key(value), "{typed}");
            }
        }
        for (a, b) in [("1/12/QĐ", "11/2/QĐ"), ("15-NQ/TW", "150-NQ/TW"), ("15-NQ/TW", "15-QĐ/TW"), ("0-NQ", "NQ")] {
            assert_ne!(regulation_key(a), regulation_key(b));
        }
    }

    #[test]
    fn names_are_found_however_typed() {
        for typed in ["Bộ Chính trị", "bo chinh tri", " BỘ  CHÍNH TRỊ "] {
            assert_eq!(name_key(typed), "bo chinh tri");
        }
    }

    #[test]
    fn times_are_of_vietnam() {
        for (text, seconds) in [("1970-01-01", -7 * 3600), ("1970-01-01T07:00:00+07:00", 0), ("1969-12-31T20:00:00Z", -4 * 3600)] {
            let published = Published::parse(text);
            assert_eq!(published.map(instant), Some(DateTime::from_timestamp_secs(seconds)), "{text}");
        }
        assert_eq!(Published::parse("0938-01-01").map(instant), Some(DateTime::MIN));
        assert_eq!(Published::parse("9999-12-31").map(instant), Some(DateTime::MAX));
        assert_eq!(days(Date::constant(1970, 1, 2)), 1);
        assert_eq!(days(Date::constant(1930, 2, 3)), -14_577);
    }

    #[test]
    fn sources_are_hosts() {
        for typed in ["bao.example.vn", "Bao.Example.vn", "www.bao.example.vn", "https://www.bao.example.vn/"] {
            assert_eq!(source_key(typed), "bao.example.vn");
        }
    }
}
