//! Inputs to raw documents: files, folders, archives and standard input; text, pages, office
//! documents, mails, records and web archives, each also compressed.
//!
//! Reading has two halves. A [`Reader`] walks the inputs on one thread and hands out [`Item`]s,
//! which are cheap: a file's path, a record's bytes. [`Item::load`] and [`decode`] turn one item
//! into a [`RawDocument`] and are run in parallel. What can't be read becomes an [`Error`] with its
//! origin in front, never a panic, and the reader goes on.
//!
//! | file | does |
//! |---|---|
//! | `walk` | inputs and folders to files |
//! | `source` | what walks and containers tell of what they hold: an item, something to open, nothing |
//! | `reader`, `open` | the stack of open containers; a file or entry to an item or a container |
//! | `item` | an item, and how its bytes come into memory |
//! | `containers/` | `jsonl`, `json`, `csv`, `sheets`, `mail`, `epub`, `warc`, `tar`, `zip`: each a `source::Source` |
//! | `documents/` | `record`, `markup`, `html`, `markdown`, `pdf`, `docx`, `doc`, `odt`, `rtf`, `mail`: bytes of one item to its document |
//! | `format`, `tell` | the table of the kinds of files; what a file is, by its content and its name |
//! | `ignore` | which files the caller wants left out |
//! | `fields`, `options`, `limits`, `compression`, `gzip`, `utf_32` | names of fields, options, limits, streams |

#![doc = include_str!("FORMATS.md")]

mod compression;
mod containers;
mod documents;
mod fields;
mod format;
mod gzip;
mod ignore;
mod item;
mod limits;
mod open;
mod options;
mod reader;
mod source;
mod tell;
mod utf_32;
mod walk;

pub use documents::html;
use documents::{markdown, markup, record};
pub use fields::{Field, Fields};
pub use format::Format;
pub use ignore::Ignore;
use item::Content;
pub use item::Item;
pub use options::{HtmlFields, ReadOptions};
pub use reader::Reader;
pub use walk::InputFiles;

use crate::text::charset::{self, Encoding};
use crate::text::fast::bytes::{as_text, has_byte};
use crate::{Error, MentionField, Meta, Origin, RawDocument, Result};

/// A document and how its bytes were read.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The document.
    pub raw: RawDocument,
    /// The encoding of its bytes.
    pub reading: Reading,
}

/// Reads one item to its end. A doubtful encoding is named by a warning in the log.
///
/// # Errors
///
/// The reason why the item is no document, without its origin: an unreadable or broken file, bytes
/// that are no text, a record that does not parse or lacks `text`, a page without an article, more
/// bytes than [`ReadOptions::max_document`].
pub fn decode(item: Item) -> Result<Decoded> {
    let decoded = decoded(item)?;
    limits::lines(&decoded.raw.text)?;
    Ok(decoded)
}

fn decoded(mut item: Item) -> Result<Decoded> {
    item.load();
    let Item { origin, source_id, options, hints, content, .. } = item;
    let (mut bytes, format) = match content {
        Content::Failed(error) => return Err(error),
        Content::Record(bytes) => return record(bytes, &options, origin, source_id),
        Content::Document { bytes, format } | Content::Packed { bytes, format, .. } => {
            (bytes, format)
        }
        Content::File { .. } => return Err(Error::format("the file was not loaded")),
    };
    let format = match tell::by_mark(bytes.get(..tell::HEAD).unwrap_or(&bytes)) {
        Some(kind) if format.is_text() => kind.document()?,
        _ => format,
    };
    if let Some(page) = documents::page(&mut bytes, format, &options, &origin) {
        return page.map(|page| of_page(page, origin, source_id, hints));
    }
    let declared = hints
        .charset
        .clone()
        .or_else(|| if format == Format::Html { charset::declared_in_page(&bytes) } else { None });
    let decoded = charset::decode(bytes, options.encoding, declared.as_deref())?;
    let reading = Reading::of(&decoded, &origin);
    let text = decoded.text;
    if format == Format::Markdown {
        limits::marks(&text)?;
        return Ok(Decoded {
            raw: markdown::document(&text, &options.fields, origin, source_id),
            reading,
        });
    }
    if format != Format::Html {
        let meta = hints.with(Meta::default());
        let raw = RawDocument {
            origin,
            source_id,
            meta,
            text,
            blocks: Vec::new(),
            addressable: !reading.misread,
        };
        return Ok(Decoded { raw, reading });
    }
    let page = documents::article(&text, options.extent, hints.is_chapter)?;
    let meta = hints.with(page.meta);
    Ok(Decoded {
        raw: RawDocument {
            origin,
            source_id,
            meta,
            text: page.text,
            blocks: page.blocks,
            addressable: false,
        },
        reading,
    })
}

/// The document of a file whose format says how its text is written.
fn of_page(page: html::Page, origin: Origin, source_id: String, hints: item::Hints) -> Decoded {
    let meta = hints.with(page.meta);
    let raw = RawDocument {
        origin,
        source_id,
        meta,
        text: page.text,
        blocks: page.blocks,
        addressable: false,
    };
    Decoded { raw, reading: Reading::UTF_8 }
}

/// A JSON record: its bytes may be in any encoding, and so may what its strings hold.
fn record(
    bytes: Vec<u8>,
    options: &ReadOptions,
    origin: Origin,
    source_id: String,
) -> Result<Decoded> {
    // VIQR is ASCII, which is for the strings.
    let may_be_utf8 = matches!(options.encoding, None | Some(Encoding::Utf8 | Encoding::Viqr));
    let utf8 = as_text(&bytes).filter(|json| may_be_utf8 && !has_byte(json, 0));
    let document = |json: &str| {
        record::document(json.trim_start_matches('\u{feff}'), &options.fields, origin, source_id)
    };
    let ((mut raw, is_rendered), mut reading) = match utf8 {
        Some(json) => (document(json)?, Reading::UTF_8),
        None => {
            let json = charset::decode(bytes, options.encoding, None)?;
            let raw = document(&json.text)?;
            let reading = Reading::of(&json, &raw.0.origin);
            (raw, reading)
        }
    };
    let inner = match options.encoding {
        None => charset::repair(&raw.text),
        Some(Encoding::Viqr) => {
            Some(charset::Decoded::sure(charset::reread(&raw.text, Encoding::Viqr), Encoding::Viqr))
        }
        Some(_) => None,
    };
    if let Some(inner) = inner {
        reading = Reading::of(&inner, &raw.origin);
        let again = |text: String| charset::reread(&text, inner.encoding);
        let Meta { title, lead, author, section, tags, .. } = std::mem::take(&mut raw.meta);
        raw.meta = Meta {
            title: title.map(again),
            lead: lead.map(again),
            author: author.map(again),
            section: section.map(again),
            tags: tags.into_iter().map(again).collect(),
            ..raw.meta
        };
        // The caller's string is another one than ours.
        (raw.text, raw.addressable) = (inner.text, false);
    }
    reading.is_html = read_html(&mut raw, is_rendered, options)?;
    Ok(Decoded { raw, reading })
}

/// Reads those fields of a record that are HTML; whether any is. The text of one that is has the
/// blocks that its elements tell.
fn read_html(raw: &mut RawDocument, is_rendered: bool, options: &ReadOptions) -> Result<bool> {
    let is_html = |text: &str| match options.html_fields {
        HtmlFields::Auto => markup::is_html(text),
        HtmlFields::Yes => true,
        HtmlFields::No => false,
    };
    let Meta { title, lead, reread, .. } = &mut raw.meta;
    for (field, given) in [(MentionField::Title, title), (MentionField::Lead, lead)] {
        if let Some(html) = given.take_if(|given| is_html(given)) {
            *given = Some(markup::inline(html)?);
            reread.push(field);
        }
    }
    let is_text = is_html(&raw.text) || is_rendered && options.html_fields != HtmlFields::No;
    if is_text {
        let html::Page { meta, text, blocks } = markup::read(&raw.text, options.extent)?;
        let Meta { title, published, author, .. } = &mut raw.meta;
        // What the record says itself is surer than its page.
        *title = title.take().or(meta.title);
        *published = published.or(meta.published);
        *author = author.take().or(meta.author);
        (raw.text, raw.blocks, raw.addressable) = (text, blocks, false);
    }
    Ok(is_text || !raw.meta.reread.is_empty())
}

/// In which encoding an item's text was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The encoding.
    pub encoding: Encoding,
    /// Whether it had been taken for windows-1252 and saved again.
    pub misread: bool,
    /// Whether it may be another one.
    pub is_doubtful: bool,
    /// Whether it is a record any field of which was read as HTML ([`HtmlFields`]).
    pub is_html: bool,
}

impl Reading {
    /// That of UTF-8, which has no doubt.
    const UTF_8: Reading =
        Reading { encoding: Encoding::Utf8, misread: false, is_doubtful: false, is_html: false };

    fn of(decoded: &charset::Decoded, origin: &Origin) -> Reading {
        let reading = Reading {
            encoding: decoded.encoding,
            misread: decoded.misread,
            is_doubtful: decoded.doubt.is_some(),
            is_html: false,
        };
        if let Some(doubt) = &decoded.doubt {
            log::warn!(
                "{origin}: read as {reading}, but {doubt}; name the encoding with `--encoding` if it is another"
            );
        }
        reading
    }
}

impl std::fmt::Display for Reading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.encoding, if self.misread { " misread as windows-1252" } else { "" })
    }
}
