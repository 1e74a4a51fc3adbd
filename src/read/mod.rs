//! Inputs to raw documents: files, folders, archives and standard input; text, HTML, JSON, CSV and web archives, each also compressed.
//!
//! Reading has two halves. A [`Reader`] walks the inputs on one thread and hands out [`Item`]s, which are cheap: a file's path, a
//! record's bytes. [`Item::load`] and [`decode`] turn one item into a [`RawDocument`] and are run in parallel. What can't be read becomes an
//! [`Error`] with its origin in front, never a panic, and the reader goes on.
//!
//! | file | does |
//! |---|---|
//! | `source` | the stack of open containers, and the reader that takes items from its top |
//! | `walk`, `open` | inputs and folders to files; a file or entry to an item or a container |
//! | `containers/` | `jsonl`, `json`, `csv`, `warc`, `tar`, `zip`: each a `source::Source` |
//! | `documents/` | `record`, `html`, `http`: bytes of one item to its document |
//! | `fields`, `format`, `options`, `limits`, `compression` | names of fields, formats, limits, streams |

mod compression;
mod containers;
mod documents;
mod fields;
mod format;
mod limits;
mod open;
mod options;
mod source;
mod walk;

use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;

pub use documents::html;
use documents::{http, record};
pub use fields::{Field, Fields};
pub use format::Format;
pub use options::ReadOptions;
pub use source::Reader;
pub use walk::InputFiles;
pub(crate) use walk::OUTPUT;

use crate::text::charset::{self, Encoding};
use crate::{Error, Meta, Origin, RawDocument, Result};

/// One thing of the input that becomes one document or page.
#[derive(Debug)]
pub struct Item {
    /// Where it is.
    pub origin: Origin,
    /// The id it has if its record brings none: the path relative to the input, with the record's number for a record of many; the address
    /// for a record of a web archive.
    pub source_id: String,
    /// The outermost input file.
    file: Arc<str>,
    options: Arc<ReadOptions>,
    hints: Hints,
    content: Content,
    rest_lost: bool,
}

/// What a container says of an item, for what the item does not say itself.
#[derive(Clone, Debug, Default)]
struct Hints {
    url: Option<String>,
    charset: Option<String>,
}

#[derive(Debug)]
enum Content {
    /// A whole file, opened only when it is loaded.
    File { path: PathBuf, size: u64, format: Format },
    /// A page as a server sent it, in its packing.
    Packed { bytes: Vec<u8>, packing: http::Packing, format: Format },
    /// A document's bytes.
    Document { bytes: Vec<u8>, format: Format },
    /// A JSON record: a line, an element of a list, a row of a table.
    Record(Vec<u8>),
    /// It can't be read.
    Failed(Error),
}

impl Item {
    /// Brings the item's bytes into memory, decompressed: a file is opened only here. What goes wrong is kept for [`decode`].
    pub fn load(&mut self) {
        let max = self.options.max_document;
        let loaded = match std::mem::replace(&mut self.content, Content::Record(Vec::new())) {
            Content::File { path, format, .. } => {
                let bytes = load_file(&path, max);
                // The record is the whole of its file.
                self.rest_lost = bytes.is_err();
                bytes.map(|bytes| Content::Document { bytes, format })
            }
            Content::Packed { bytes, packing, format } => {
                http::unpack(bytes, packing, max).map(|bytes| Content::Document { bytes, format })
            }
            content => Ok(content),
        };
        self.content = loaded.unwrap_or_else(Content::Failed);
    }

    /// The item's bytes as they will be decoded, once it is loaded: two items of the same bytes and the same id are the same document.
    /// `None` before, and for an item that can't be read.
    pub fn content(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Document { bytes, .. } | Content::Record(bytes) => Some(bytes),
            Content::File { .. } | Content::Packed { .. } | Content::Failed(_) => None,
        }
    }

    /// The outermost input file (or folder, if that can't be read) as an absolute path without links; `-` for standard input.
    pub fn key_path(&self) -> &str {
        &self.file
    }

    /// Whether the item stands for an error that hides what else [`key_path`](Item::key_path) holds: of a file cut short, one that can't be
    /// opened, a folder that can't be listed (then of all below it).
    pub fn rest_lost(&self) -> bool {
        self.rest_lost
    }

    /// The character encoding that the item's container declares for it (`charset=` of a response).
    pub fn declared_charset(&self) -> Option<&str> {
        self.hints.charset.as_deref()
    }

    /// About how many bytes the item holds in memory when it is loaded, for windows of work.
    pub fn weight(&self) -> usize {
        match &self.content {
            Content::Record(bytes) | Content::Document { bytes, .. } | Content::Packed { bytes, .. } => bytes.len(),
            Content::File { size, .. } => (*size).min(self.options.max_document) as usize,
            Content::Failed(_) => 64,
        }
    }
}

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
/// The reason why the item is no document, without its origin: an unreadable or broken file, bytes that are no text, a record
/// that does not parse or lacks `text`, a page without an article, more bytes than [`ReadOptions::max_document`].
pub fn decode(mut item: Item) -> Result<Decoded> {
    item.load();
    let Item { origin, source_id, options, hints, content, .. } = item;
    let (bytes, format) = match content {
        Content::Failed(error) => return Err(error),
        Content::Record(bytes) => return record(bytes, &options, origin, source_id),
        Content::Document { bytes, format } | Content::Packed { bytes, format, .. } => (bytes, format),
        Content::File { format, .. } => (Vec::new(), format),
    };
    if let Some(found) = format::binary(bytes.get(..format::HEAD).unwrap_or(&bytes)) {
        return Err(Error::new(format!("expected text, but found {found}")));
    }
    let declared = hints.charset.or_else(|| if format == Format::Html { charset::declared_in_page(&bytes) } else { None });
    let decoded = charset::decode(bytes, options.encoding, declared.as_deref())?;
    let reading = Reading::of(&decoded, &origin);
    let text = decoded.text;
    if format != Format::Html {
        let meta = Meta { url: hints.url, ..Meta::default() };
        let raw = RawDocument { origin, source_id, meta, text, blocks: Vec::new(), addressable: !reading.misread };
        return Ok(Decoded { raw, reading });
    }
    let page = html::parse(&text);
    if page.text.trim().is_empty() {
        return Err(Error::new("expected a page with an article, but found no article text"));
    }
    let meta = Meta { url: page.meta.url.or(hints.url), ..page.meta };
    Ok(Decoded { raw: RawDocument { origin, source_id, meta, text: page.text, blocks: page.blocks, addressable: false }, reading })
}

/// A JSON record: its bytes may be in any encoding, and so may what its strings hold.
fn record(bytes: Vec<u8>, options: &ReadOptions, origin: Origin, source_id: String) -> Result<Decoded> {
    // VIQR is ASCII, which is for the strings.
    let may_be_utf8 = matches!(options.encoding, None | Some(Encoding::Utf8 | Encoding::Viqr));
    let utf8 = simdutf8::basic::from_utf8(&bytes).ok().filter(|json| may_be_utf8 && !json.contains('\0'));
    let document = |json: &str| record::document(json.trim_start_matches('\u{feff}'), &options.fields, origin, source_id);
    let (mut raw, mut reading) = match utf8 {
        Some(json) => (document(json)?, Reading { encoding: Encoding::Utf8, misread: false, is_doubtful: false }),
        None => {
            let json = charset::decode(bytes, options.encoding, None)?;
            let raw = document(&json.text)?;
            let reading = Reading::of(&json, &raw.origin);
            (raw, reading)
        }
    };
    let inner = match options.encoding {
        None => charset::repair(&raw.text),
        Some(Encoding::Viqr) => Some(charset::Decoded::sure(charset::reread(&raw.text, Encoding::Viqr), Encoding::Viqr)),
        Some(_) => None,
    };
    if let Some(inner) = inner {
        reading = Reading::of(&inner, &raw.origin);
        let again = |text: String| charset::reread(&text, inner.encoding);
        let Meta { title, author, section, tags, .. } = std::mem::take(&mut raw.meta);
        raw.meta = Meta {
            title: title.map(again),
            author: author.map(again),
            section: section.map(again),
            tags: tags.into_iter().map(again).collect(),
            ..raw.meta
        };
        // The caller's string is another one than ours.
        (raw.text, raw.addressable) = (inner.text, false);
    }
    Ok(Decoded { raw, reading })
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
}

impl Reading {
    fn of(decoded: &charset::Decoded, origin: &Origin) -> Reading {
        let reading = Reading { encoding: decoded.encoding, misread: decoded.misread, is_doubtful: decoded.doubt.is_some() };
        if let Some(doubt) = &decoded.doubt {
            log::warn!("{origin}: read as {reading}, but {doubt}; name the encoding with `--encoding` if it is another");
        }
        reading
    }
}

impl std::fmt::Display for Reading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.encoding, if self.misread { " misread as windows-1252" } else { "" })
    }
}

fn load_file(path: &std::path::Path, max: u64) -> Result<Vec<u8>> {
    let budget = Arc::default();
    let input = open::counted(File::open(path)?, &budget);
    let mut input = compression::decompressed(input, &budget, compression::Broken::Ends)?;
    limits::whole(&mut input, max).map_err(|error| compression::explain(&error))?.ok_or_else(|| too_long(max))
}

/// The one reason for what is longer than a document may be.
fn too_long(max: u64) -> Error {
    Error::new(format!("longer than a document may be, `{max}` bytes; allow more with `--max-document`"))
}
