//! The fields of a document in the index.

use tantivy::schema::{
    DateOptions, FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::analyzer;
use crate::text::fold;

/// Raised whenever fields or terms change, so that an index of another make is refused, not misread.
pub(super) const VERSION: u32 = 1;

/// The fields, by name in the index and by handle.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    /// Exact, stored.
    pub id: Field,
    /// Exact, stored.
    pub source_id: Field,
    /// Analysed with positions, stored.
    pub title: Field,
    /// The blocks of the document, analysed with positions; not stored, for `text` holds them.
    pub body: Field,
    /// The whole normalised text, stored only.
    pub text: Field,
    /// The publication time: indexed and fast; a bare day is its midnight in Vietnam.
    pub published: Field,
    /// The publication time as printed, stored only.
    pub published_text: Field,
    /// Stored only.
    pub url: Field,
    /// The newspaper (host of the address): exact, fast.
    pub source: Field,
    /// The key of each regulation cited ([`regulation_key`]): exact.
    pub regulation: Field,
    /// The canonical value of each regulation cited: fast, for counts.
    pub regulation_value: Field,
    /// First day of each date mention: fast, indexed, days since 1970-01-01.
    pub date_first: Field,
    /// Last day of each date mention, in the order of the first days.
    pub date_last: Field,
    /// Each exact number: fast, indexed.
    pub number: Field,
    /// All mentions as JSON, stored only.
    pub mentions: Field,
    /// The place of the document in the input: fast, settles ties.
    pub order: Field,
}

pub(super) fn build() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let analysed = TextFieldIndexing::default().set_tokenizer(analyzer::NAME).set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(analysed);
    let day = NumericOptions::from(INDEXED | FAST);
    let fields = Fields {
        id: schema.add_text_field("id", STRING | STORED),
        source_id: schema.add_text_field("source_id", STRING | STORED),
        title: schema.add_text_field("title", text.clone() | STORED),
        body: schema.add_text_field("body", text),
        text: schema.add_text_field("text", STORED),
        published: schema.add_date_field("published", DateOptions::from(INDEXED) | FAST),
        published_text: schema.add_text_field("published_text", STORED),
        url: schema.add_text_field("url", STORED),
        source: schema.add_text_field("source", STRING | FAST | STORED),
        regulation: schema.add_text_field("regulation", STRING),
        regulation_value: schema.add_text_field("regulation_value", TextOptions::default().set_fast("raw")),
        date_first: schema.add_i64_field("date_first", day.clone()),
        date_last: schema.add_i64_field("date_last", day),
        number: schema.add_f64_field("number", INDEXED | FAST),
        mentions: schema.add_text_field("mentions", STORED),
        order: schema.add_u64_field("order", FAST),
    };
    (schema.build(), fields)
}

/// The key under which a regulation is found whichever way it is typed: `11-QĐ/TW`, `11-qd/tw` and `11 QĐ TW` have one key.
pub(super) fn regulation_key(value: &str) -> String {
    let mut key = fold(value);
    key.retain(char::is_alphanumeric);
    key
}
