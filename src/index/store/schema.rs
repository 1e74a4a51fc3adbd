//! The fields of a document in the index, and how its values are put into them.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use tantivy::DateTime;
use tantivy::schema::{
    DateOptions, DateTimePrecision, FAST, Field, INDEXED, IndexRecordOption, STORED, STRING,
    Schema, TantivyDocument, TextFieldIndexing, TextOptions,
};

use super::keys::source_key;
use super::manifest::Stamp;
use super::named::{Named, NamedFields};
use super::terms::MentionTerms;
use crate::index::analyzer;
use crate::model::json::Put;
use crate::registry::Facts;
use crate::{Annotated, Published, Text};

/// Raised whenever fields or terms change, so that an index of another make is refused, not
/// misread.
pub(in crate::index) const VERSION: u32 = 12;

/// The fields by handle; each has in the index the name it has here, but for the own regulation:
/// `regulation` is for those cited.
#[derive(Clone, Copy, Debug)]
pub(in crate::index) struct Fields {
    /// The document's id: exact, stored; fast, for ties between hits are broken by it.
    pub id: Field,
    /// The id of the record or file: exact, stored.
    pub source_id: Field,
    /// The file and record it came from: stored; fast, so that what is left of a damaged index
    /// tells them.
    pub origin: Field,
    /// The headline: analysed with positions, stored.
    pub title: Field,
    /// The lead where it is a field of its own: stored, its words among those of the body.
    pub lead: Field,
    /// The lead and the document's blocks, a value each, so that no phrase runs from one into the
    /// next and a caption that stands twice counts once: analysed with positions.
    pub body: Field,
    /// The whole normalised text: stored.
    pub text: Field,
    /// The instant of publication, a bare day as its midnight in Vietnam: indexed, fast, stored.
    pub published: Field,
    /// The publication time as printed: stored.
    pub published_text: Field,
    /// Where the publication time is from, if it is not stated: stored.
    pub published_from: Field,
    /// The address: stored.
    pub url: Field,
    /// The newspaper, the address's host in lower case: exact, fast, stored.
    pub source: Field,
    /// The author, the section and the tags.
    pub author: NamedFields,
    pub section: NamedFields,
    pub tag: NamedFields,
    /// The mentions as `stored` writes them: stored.
    pub mentions: Field,
    /// The regulation that an official document is, as JSON: stored.
    pub regulation: Field,
    /// The id of the document of which it is a near duplicate: exact, fast, stored.
    pub near_duplicate_of: Field,
    /// The fingerprint by which duplicates are known, of a run that looked for them: fast.
    pub fingerprint: Field,
    /// What the document says of regulations, [`Facts`](crate::registry::Facts) as JSON: fast.
    pub facts: Field,
    /// The number of the document in the order in which the index got them: fast.
    pub sequence: Field,
    /// The hash of the item's file, key and content, as `Stamp` says: fast; the key indexed, for it
    /// is deleted by.
    pub item_file: Field,
    pub item_key: Field,
    pub item_content: Field,
}

/// The schema and its fields; always the same.
pub(in crate::index) fn build() -> (Schema, Fields) {
    let analysed = TextFieldIndexing::default()
        .set_tokenizer(analyzer::NAME)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(analysed);
    let exact_fast = (STRING | STORED).set_fast("raw");
    let date = DateOptions::default()
        .set_indexed()
        .set_fast()
        .set_stored()
        .set_precision(DateTimePrecision::Seconds);
    let mut schema = Schema::builder();
    MentionTerms::add_fields(&mut schema);
    let fields = Fields {
        id: schema.add_text_field("id", exact_fast.clone()),
        source_id: schema.add_text_field("source_id", STRING | STORED),
        origin: schema.add_text_field("origin", TextOptions::from(STORED).set_fast("raw")),
        title: schema.add_text_field("title", text.clone().set_stored()),
        lead: schema.add_text_field("lead", STORED),
        body: schema.add_text_field("body", text),
        text: schema.add_text_field("text", STORED),
        published: schema.add_date_field("published", date),
        published_text: schema.add_text_field("published_text", STORED),
        published_from: schema.add_text_field("published_from", STORED),
        url: schema.add_text_field("url", STORED),
        source: schema.add_text_field("source", exact_fast.clone()),
        author: Named::Author.add_fields(&mut schema),
        section: Named::Section.add_fields(&mut schema),
        tag: Named::Tag.add_fields(&mut schema),
        mentions: schema.add_text_field("mentions", STORED),
        regulation: schema.add_text_field("own_regulation", STORED),
        near_duplicate_of: schema.add_text_field("near_duplicate_of", exact_fast),
        fingerprint: schema.add_bytes_field("fingerprint", FAST),
        facts: schema.add_bytes_field("facts", FAST),
        sequence: schema.add_u64_field("sequence", FAST),
        item_file: schema.add_u64_field("item_file", FAST),
        item_key: schema.add_u64_field("item_key", INDEXED | FAST),
        item_content: schema.add_u64_field("item_content", FAST),
    };
    (schema.build(), fields)
}

impl Fields {
    /// The fields of what a newspaper names.
    pub(in crate::index) const fn named(&self, named: Named) -> NamedFields {
        match named {
            Named::Author => self.author,
            Named::Section => self.section,
            Named::Tag => self.tag,
        }
    }

    /// Adds where a document came from.
    pub(in crate::index) fn add_stamp(&self, out: &mut TantivyDocument, stamp: &Stamp) {
        out.add_u64(self.item_file, stamp.file);
        out.add_u64(self.item_key, stamp.key);
        out.add_u64(self.item_content, stamp.content);
    }

    /// What the index holds of a document; its body is read from its lead and the blocks of its
    /// text.
    pub(in crate::index) fn document(
        &self,
        annotated: &Annotated,
        mentions: &str,
    ) -> TantivyDocument {
        let document = &annotated.document;
        let mut out = TantivyDocument::with_capacity(
            document.text.as_str().len() + mentions.len() + SMALL_FIELDS,
        );
        out.add_text(self.id, &document.id);
        out.add_text(self.source_id, &document.source_id);
        out.add_text(self.origin, document.origin.to_string());
        if let Some(title) = &document.meta.title {
            out.add_text(self.title, Text::new(title.clone()).as_str());
        }
        if let Some(lead) = &document.lead {
            out.add_text(self.lead, lead.as_str());
        }
        out.add_text(self.text, document.text.as_str());
        if let Some(published) = document.meta.published {
            out.add_text(self.published_text, published.to_string());
            out.add_date(self.published, instant(published));
        }
        if let Some(from) = document.meta.published_from.name() {
            out.add_text(self.published_from, from);
        }
        if let Some(url) = &document.meta.url {
            out.add_text(self.url, url);
        }
        if let Some(source) = document.source() {
            out.add_text(self.source, source_key(source));
        }
        Named::ALL
            .into_iter()
            .for_each(|named| named.add(self.named(named), &document.meta, &mut out));
        out.add_text(self.mentions, mentions);
        if let Some(regulation) = document.regulation.as_deref() {
            let mut json = String::new();
            regulation.put(&mut json);
            out.add_text(self.regulation, json);
        }
        MentionTerms::add(annotated, &mut out);
        let facts = Facts::new(annotated);
        if !facts.is_empty() {
            // Plain data: it is always written.
            out.add_bytes(self.facts, &serde_json::to_vec(&facts).unwrap_or_default());
        }
        out
    }
}

/// Bytes that the values of the small fields take together, about.
const SMALL_FIELDS: usize = 2048;

/// Indochina Time, in which publication times are meant.
const VIETNAM: Offset = Offset::constant(7);

/// The instant of a publication time; a bare day is its midnight.
///
/// The index counts nanoseconds in an `i64`: years before 1678 or after 2261 become its first or
/// last instant.
pub(in crate::index) fn instant(published: Published) -> DateTime {
    let time = published.time.unwrap_or(Time::midnight());
    let local = published.day.to_datetime(time);
    match VIETNAM.to_timestamp(local).map(|timestamp| timestamp.as_second()) {
        Ok(seconds) if seconds.checked_mul(1_000_000_000).is_some() => {
            DateTime::from_timestamp_secs(seconds)
        }
        _ if published.day.year() < 1970 => DateTime::MIN,
        _ => DateTime::MAX,
    }
}

/// The day in Vietnam of an instant.
pub(in crate::index) fn local_day(instant: DateTime) -> Option<Date> {
    let instant = Timestamp::from_second(instant.into_timestamp_secs()).ok()?;
    Some(VIETNAM.to_datetime(instant).date())
}

#[cfg(test)]
mod tests {
    use super::super::terms::{EPOCH, day_number, day_of_number};
    use super::*;

    #[test]
    fn times_are_of_vietnam() {
        for (text, seconds) in [
            ("1970-01-01", -7 * 3600),
            ("1970-01-01T07:00:00+07:00", 0),
            ("1969-12-31T20:00:00Z", -4 * 3600),
        ] {
            let published = Published::parse(text);
            assert_eq!(
                published.map(instant),
                Some(DateTime::from_timestamp_secs(seconds)),
                "{text}"
            );
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
