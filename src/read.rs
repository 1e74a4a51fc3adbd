//! Inputs to raw documents: files, folders and standard input; text, HTML and JSON Lines, each also compressed.
//!
//! Reading has two halves. A [`Reader`] walks the inputs on one thread and hands out [`Item`]s, which are cheap: a file's path or a
//! line of JSON. [`decode`] turns one item into a [`RawDocument`] and is run in parallel. What can't be read becomes an [`Error`] with its
//! origin in front, never a panic, and the reader goes on.

mod compression;
pub mod html;
mod jsonl;
mod source;

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

pub use source::{Format, Reader};

use crate::{Error, Meta, Origin, RawDocument, Result};

/// One thing of the input that becomes one document or page.
#[derive(Debug)]
pub struct Item {
    /// Where it is.
    pub origin: Origin,
    /// The id it has if its record brings none: the path relative to the input, with the record's number for a line.
    pub source_id: String,
    content: Content,
}

#[derive(Debug)]
enum Content {
    /// A whole file, opened only when it is decoded.
    File { path: PathBuf, format: Format },
    /// Bytes already read: standard input.
    Bytes { bytes: Vec<u8>, format: Format },
    /// A line of JSON Lines.
    Line(Vec<u8>),
    /// The reader itself met an error here.
    Failed(Error),
}

impl Item {
    /// The outermost file's path, the same in every run that reads the file.
    pub fn key_path(&self) -> &str {
        &self.origin.path
    }

    /// Brings the bytes of the item into memory, if they are not there.
    ///
    /// # Errors
    ///
    /// When the file cannot be read to its end.
    pub fn load(&mut self) -> Result<()> {
        if let Content::File { path, format } = &self.content {
            let mut bytes = Vec::new();
            compression::reader(path, File::open(path)?)?.read_to_end(&mut bytes).map_err(|error| compression::explain(&error))?;
            self.content = Content::Bytes { bytes, format: *format };
        }
        Ok(())
    }

    /// The bytes of a loaded item; empty for one that is not loaded or could not be read.
    pub fn content_bytes(&self) -> &[u8] {
        match &self.content {
            Content::Line(bytes) | Content::Bytes { bytes, .. } => bytes,
            Content::File { .. } | Content::Failed(_) => &[],
        }
    }
}

/// Reads one item to its end.
///
/// # Errors
///
/// The reason why the item is no document, without its origin: an unreadable or broken file, bytes that are no UTF-8 text, a JSON line
/// that does not parse or lacks `text`, a page without an article.
pub fn decode(item: Item) -> Result<RawDocument> {
    let Item { origin, source_id, content } = item;
    match content {
        Content::Failed(error) => Err(error),
        Content::Line(line) => jsonl::document(&line, origin, source_id),
        Content::File { path, format } => {
            let file = File::open(&path)?;
            let mut bytes = Vec::new();
            compression::reader(&path, file)?.read_to_end(&mut bytes).map_err(|error| compression::explain(&error))?;
            whole(bytes, format, origin, source_id)
        }
        Content::Bytes { bytes, format } => whole(bytes, format, origin, source_id),
    }
}

fn whole(bytes: Vec<u8>, format: Format, origin: Origin, source_id: String) -> Result<RawDocument> {
    let text = utf8(bytes)?;
    if format != Format::Html {
        return Ok(RawDocument { origin, source_id, meta: Meta::default(), text, blocks: Vec::new(), addressable: true });
    }
    let page = html::parse(&text);
    if page.text.trim().is_empty() {
        return Err(Error::new("expected a page with an article, but found no article text"));
    }
    Ok(RawDocument { origin, source_id, meta: page.meta, text: page.text, blocks: page.blocks, addressable: false })
}

/// UTF-8 text without its byte order mark.
fn utf8(mut bytes: Vec<u8>) -> Result<String> {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    if bytes.contains(&0) {
        return Err(Error::new("expected text, but found a NUL byte: is this a binary file?"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Error::new(format!("expected UTF-8 text, but found other bytes at offset {at}; convert the file to UTF-8 first"))
    })
}
