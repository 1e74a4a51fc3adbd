//! The JSON object of one document: the contract that other programs read.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::Annotated;
use crate::mention::MentionRecord;
use crate::text::CharPlaces;

/// One document as `extract` prints it. Keys that do not apply or are unknown are null; author, section, tags and what follows a choice of the
/// user (near_duplicate_of, text, blocks) are left out then.
#[derive(Serialize)]
pub struct Record<'a> {
    id: &'a str,
    source_id: &'a str,
    title: Option<&'a str>,
    published: Option<String>,
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    near_duplicate_of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    blocks: Option<Vec<BlockRecord>>,
    mentions: MentionRecords<'a>,
}

/// The records of a document's mentions; each is made when it is written, for it takes more room than what is written of it.
struct MentionRecords<'a> {
    annotated: &'a Annotated,
    with_text: bool,
}

impl Serialize for MentionRecords<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(MentionRecord::all(self.annotated, self.with_text))
    }
}

#[derive(Serialize)]
struct BlockRecord {
    kind: &'static str,
    start: usize,
    end: usize,
}

impl<'a> Record<'a> {
    /// The record of a document; `with_text` adds the normalised text, its blocks, and the mentions' places in it; `near_duplicate_of` the
    /// document that it is like.
    pub fn new(annotated: &'a Annotated, with_text: bool, near_duplicate_of: Option<&'a str>) -> Record<'a> {
        let document = &annotated.document;
        let blocks = with_text.then(|| {
            let mut chars = CharPlaces::new(document.text.as_str());
            let record = |block: &crate::Block| {
                let span = chars.span(block.span);
                BlockRecord { kind: block.kind.name(), start: span.start, end: span.end }
            };
            document.blocks.iter().map(record).collect()
        });
        Record {
            id: &document.id,
            source_id: &document.source_id,
            title: document.meta.title.as_deref(),
            published: document.meta.published.map(|published| published.to_string()),
            url: document.meta.url.as_deref(),
            author: document.meta.author.as_deref(),
            section: document.meta.section.as_deref(),
            tags: &document.meta.tags,
            near_duplicate_of,
            text: with_text.then(|| document.text.as_str()),
            blocks,
            mentions: MentionRecords { annotated, with_text },
        }
    }
}

impl<'a> MentionRecord<'a> {
    /// The records of all mentions of a document; `with_text` adds their places in the normalised text.
    pub fn all(annotated: &'a Annotated, with_text: bool) -> impl Iterator<Item = MentionRecord<'a>> {
        let document = &annotated.document;
        let mut chars = CharPlaces::new(document.text.as_str());
        annotated.mentions.iter().map(move |mention| {
            let place = with_text.then(|| chars.span(mention.span));
            MentionRecord::new(mention, document.addressable, place)
        })
    }
}

/// Writes one document as one line.
///
/// # Errors
///
/// What the writer says.
pub fn write_jsonl(out: &mut impl Write, annotated: &Annotated, with_text: bool, near_duplicate_of: Option<&str>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Record::new(annotated, with_text, near_duplicate_of))?;
    out.write_all(b"\n")
}
