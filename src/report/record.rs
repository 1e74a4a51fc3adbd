//! The JSON object of one document: the contract that other programs read.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::{Annotated, Mention, Span, Value};

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
    mentions: Vec<MentionRecord>,
}

#[derive(Serialize)]
struct BlockRecord {
    kind: &'static str,
    start: usize,
    end: usize,
}

/// One mention as it is printed and stored.
#[derive(Clone, Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
pub struct MentionRecord {
    /// `date`, `regulation` or `number`.
    pub kind: String,
    /// First Unicode scalar in the text as given; null for HTML.
    pub start: Option<usize>,
    /// Behind the last Unicode scalar.
    pub end: Option<usize>,
    /// The same in the normalised text, when that is printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_start: Option<usize>,
    /// The same in the normalised text, when that is printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_end: Option<usize>,
    /// The surface.
    pub text: String,
    /// The canonical value; null for a date that could not be resolved.
    pub value: Option<String>,
    /// What the kind adds.
    #[serde(flatten)]
    pub details: Details,
}

/// The keys of each kind.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(untagged)]
pub enum Details {
    /// A regulation's.
    Regulation {
        /// `code`, `partial` or `named`.
        form: String,
        /// The number in the symbol.
        number: Option<String>,
        /// The year in the symbol or name.
        year: Option<i16>,
        /// Nghị quyết, Luật …
        #[serde(rename = "type")]
        doc_type: Option<String>,
        /// The issuing body.
        issuer: Option<String>,
        /// The day of issue.
        issued: Option<String>,
        /// What it is about.
        title: Option<String>,
    },
    /// A number's.
    Number {
        /// `digits` or `words`.
        form: String,
        /// `count`, `money` …
        class: String,
        /// The unit's sign.
        unit: Option<String>,
        /// `>`, `<`, `~`, `>=`, `<=`.
        approx: Option<String>,
    },
    /// A date's.
    Date {
        /// The first day covered.
        first: Option<String>,
        /// The last day covered.
        last: Option<String>,
        /// `morning` …
        part_of_day: Option<String>,
    },
}

impl Default for Details {
    fn default() -> Details {
        Details::Date { first: None, last: None, part_of_day: None }
    }
}

impl Details {
    fn of(value: &Value) -> Details {
        match value {
            Value::Date { edtf, part_of_day } => Details::Date {
                first: edtf.and_then(|edtf| edtf.first()).map(|day| day.to_string()),
                last: edtf.and_then(|edtf| edtf.last()).map(|day| day.to_string()),
                part_of_day: part_of_day.map(|part| part.name().to_string()),
            },
            Value::Regulation(regulation) => Details::Regulation {
                form: regulation.form.name().to_string(),
                number: regulation.number.clone(),
                year: regulation.year,
                doc_type: regulation.doc_type.clone(),
                issuer: regulation.issuer.clone(),
                issued: regulation.issued.map(|day| day.to_string()),
                title: regulation.title.clone(),
            },
            Value::Number(quantity) => Details::Number {
                form: quantity.form.name().to_string(),
                class: quantity.class.name().to_string(),
                unit: quantity.unit.map(str::to_string),
                approx: quantity.approx.map(|approx| approx.sign().to_string()),
            },
        }
    }
}

impl<'a> Record<'a> {
    /// The record of a document; `with_text` adds the normalised text, its blocks, and the mentions' places in it; `near_duplicate_of` the
    /// document that it is like.
    pub fn new(annotated: &'a Annotated, with_text: bool, near_duplicate_of: Option<&'a str>) -> Record<'a> {
        let document = &annotated.document;
        let mut chars = Chars { text: document.text.as_str(), byte: 0, count: 0 };
        let blocks = with_text.then(|| {
            let record = |block: &crate::Block| {
                let span = chars.span(block.span);
                BlockRecord { kind: block.kind.name(), start: span.start, end: span.end }
            };
            document.blocks.iter().map(record).collect()
        });
        let mentions = MentionRecord::all(annotated, with_text);
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
            mentions,
        }
    }
}

impl MentionRecord {
    /// The records of all mentions of a document; `with_text` adds their places in the normalised text.
    pub fn all(annotated: &Annotated, with_text: bool) -> Vec<MentionRecord> {
        let document = &annotated.document;
        let mut chars = Chars { text: document.text.as_str(), byte: 0, count: 0 };
        let record = |mention: &Mention| {
            let place = with_text.then(|| chars.span(mention.span));
            MentionRecord {
                kind: mention.value.kind().name().to_string(),
                start: document.addressable.then_some(mention.source.start),
                end: document.addressable.then_some(mention.source.end),
                text_start: place.map(|place| place.start),
                text_end: place.map(|place| place.end),
                text: mention.surface.clone(),
                value: mention.value.canonical(),
                details: Details::of(&mention.value),
            }
        };
        annotated.mentions.iter().map(record).collect()
    }
}

/// Counts Unicode scalars up to byte offsets that come in order.
struct Chars<'a> {
    text: &'a str,
    byte: usize,
    count: usize,
}

impl Chars<'_> {
    fn at(&mut self, byte: usize) -> usize {
        if byte < self.byte {
            (self.byte, self.count) = (0, 0);
        }
        self.count += Span::new(self.byte, byte).slice(self.text).chars().count();
        self.byte = byte;
        self.count
    }

    fn span(&mut self, span: Span) -> Span {
        Span::new(self.at(span.start), self.at(span.end))
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
