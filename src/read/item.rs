//! An item: a file, page or record, before it is decoded.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use twox_hash::XxHash3_64;

use super::compression::{counted, decompressed, explain};
use super::documents::http;
use super::format::Format;
use super::gzip::Broken;
use super::limits::{too_long, whole};
use super::options::ReadOptions;
use super::tell::{self, Told};
use crate::{Error, Meta, Origin, Result};

/// One thing of the input that becomes one document or page.
#[derive(Debug)]
pub struct Item {
    /// Where it is.
    pub origin: Origin,
    /// The id it has if its record brings none: the path relative to the input, with the record's
    /// number for a record of many; the address for a record of a web archive.
    pub source_id: String,
    /// The outermost input file.
    pub(super) file: Arc<str>,
    pub(super) options: Arc<ReadOptions>,
    pub(super) hints: Hints,
    pub(super) content: Content,
    pub(super) rest_lost: bool,
}

/// What a container says of an item, for what the item does not say itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Hints {
    pub url: Option<String>,
    pub charset: Option<String>,
    pub meta: Option<Box<Meta>>,
    /// Whether it is a page whose whole text is meant, not an article among menus.
    pub is_chapter: bool,
}

impl Hints {
    /// What a page says of itself, and of the rest what its container says.
    pub fn with(self, page: Meta) -> Meta {
        let Hints { url, meta, .. } = self;
        let meta = meta.map(|meta| *meta).unwrap_or_default();
        Meta {
            title: page.title.or(meta.title),
            published: page.published.or(meta.published),
            url: page.url.or(url),
            author: page.author.or(meta.author),
            ..page
        }
    }
}

#[derive(Debug)]
pub(super) enum Content {
    /// A whole file that is a document, opened only when it is loaded.
    File { path: PathBuf, size: u64 },
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
    /// A JSON record that the caller has in memory; `source_id` is its id where it brings none.
    ///
    /// ```
    /// use thoisu::{Origin, read::{Item, ReadOptions, decode}};
    /// let origin = Origin { path: "row".into(), record: Some(7) };
    /// let json = r#"{"text": "Ngày 5/9"}"#.into();
    /// let item = Item::record(json, origin, "7".into(), ReadOptions::default().into());
    /// assert_eq!(decode(item)?.raw.source_id, "7");
    /// # Ok::<(), thoisu::Error>(())
    /// ```
    pub fn record(
        json: Vec<u8>,
        origin: Origin,
        source_id: String,
        options: Arc<ReadOptions>,
    ) -> Item {
        let max = options.max_document;
        let content = if json.len() as u64 > max {
            Content::Failed(too_long(max))
        } else {
            Content::Record(json)
        };
        Item {
            file: origin.path.as_str().into(),
            origin,
            source_id,
            options,
            hints: Hints::default(),
            content,
            rest_lost: false,
        }
    }

    /// A page of HTML that the caller has in memory: an article among menus and links.
    pub fn page(
        html: Vec<u8>,
        origin: Origin,
        source_id: String,
        options: Arc<ReadOptions>,
    ) -> Item {
        let content = Content::Document { bytes: html, format: Format::Html };
        Item {
            file: origin.path.as_str().into(),
            origin,
            source_id,
            options,
            hints: Hints::default(),
            content,
            rest_lost: false,
        }
    }

    /// Brings the item's bytes into memory, decompressed: a file is opened only here. What goes
    /// wrong is kept for [`decode`](super::decode).
    pub fn load(&mut self) {
        let max = self.options.max_document;
        let loaded = match std::mem::replace(&mut self.content, Content::Record(Vec::new())) {
            Content::File { path, .. } => {
                let bytes = load_file(&path, max);
                // The record is the whole of its file.
                self.rest_lost = bytes.is_err();
                bytes.and_then(|bytes| self.document(bytes))
            }
            Content::Packed { bytes, packing, format } => {
                http::unpack(bytes, packing, max).map(|bytes| Content::Document { bytes, format })
            }
            content => Ok(content),
        };
        self.content = loaded.unwrap_or_else(Content::Failed);
    }

    /// A file's bytes by what they are; those of a compressed file were not seen before.
    fn document(&self, bytes: Vec<u8>) -> Result<Content> {
        let head = bytes.get(..tell::HEAD).unwrap_or(&bytes);
        match tell::file(head, &self.source_id, self.options.format) {
            Told::As(format) if format.is_document() => Ok(Content::Document { bytes, format }),
            Told::As(format) => Err(Error::format(format!(
                "expected one document, but found {format:?} below its compression; name it so"
            ))),
            Told::Other(kind) => Err(kind.unsupported()),
        }
    }

    /// A number that differs where the item's container says something else of it: zero where it
    /// says nothing.
    pub(crate) fn stated(&self) -> u64 {
        self.hints
            .meta
            .as_ref()
            .map_or(0, |meta| XxHash3_64::oneshot(format!("{meta:?}").as_bytes()))
    }

    /// The item's bytes as they will be decoded, once it is loaded: two items of the same bytes and
    /// the same id are the same document. `None` before, and for an item that can't be read.
    pub fn content(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Document { bytes, .. } | Content::Record(bytes) => Some(bytes),
            Content::File { .. } | Content::Packed { .. } | Content::Failed(_) => None,
        }
    }

    /// The outermost input file (or folder, if that can't be read) as an absolute path without
    /// links; `-` for standard input.
    pub fn key_path(&self) -> &str {
        &self.file
    }

    /// Whether the item stands for an error that hides what else [`key_path`](Item::key_path)
    /// holds: of a file cut short, one that can't be opened, a folder that can't be listed (then of
    /// all below it).
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
            Content::Record(bytes)
            | Content::Document { bytes, .. }
            | Content::Packed { bytes, .. } => bytes.len(),
            Content::File { size, .. } => (*size).min(self.options.max_document) as usize,
            Content::Failed(_) => 64,
        }
    }
}

fn load_file(path: &Path, max: u64) -> Result<Vec<u8>> {
    let budget = Arc::default();
    let input = counted(File::open(path)?, &budget);
    let mut input = decompressed(input, &budget, Broken::Ends)?;
    whole(&mut input, max).map_err(|error| explain(&error))?.ok_or_else(|| too_long(max))
}
