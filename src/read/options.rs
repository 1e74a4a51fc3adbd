//! What a caller may ask of the reader.

use twox_hash::XxHash3_64;

use super::limits::MAX_DOCUMENT;
use super::{Fields, Format, Ignore};
use crate::Extent;
use crate::text::charset::Encoding;

/// How inputs are read.
///
/// ```
/// use thoisu::read::{Fields, ReadOptions};
/// let mut fields = Fields::default();
/// fields.name("text=toan_van")?;
/// let options = ReadOptions { fields, max_document: 5_000_000, ..ReadOptions::default() };
/// # assert_eq!(options.format, None);
/// # Ok::<(), thoisu::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// The names of the fields in JSON records and CSV columns.
    pub fields: Fields,
    /// Bytes that a document may have: a file, page, record or row, decompressed. What is larger is
    /// skipped and never held.
    pub max_document: u64,
    /// How standard input, and files whose names tell nothing, are read; by default they are known
    /// by their first bytes.
    pub format: Option<Format>,
    /// How much of a page of HTML is read.
    pub extent: Extent,
    /// The encoding of all text; by default each document's is told from its words.
    pub encoding: Option<Encoding>,
    /// Whether the fields of records are HTML.
    pub html_fields: HtmlFields,
    /// Whether symbolic links that lead out of an input folder are followed.
    pub follow: bool,
    /// Files of folders and archives, and inputs, that are left out.
    pub ignore: Ignore,
}

/// Whether text, title and lead of records are HTML, as content systems and WordPress store them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HtmlFields {
    /// Each that surely is.
    #[default]
    Auto,
    /// All are.
    Yes,
    /// None is.
    No,
}

impl HtmlFields {
    /// All, with their names as options.
    pub const NAMES: [(&'static str, HtmlFields); 3] =
        [("auto", HtmlFields::Auto), ("yes", HtmlFields::Yes), ("no", HtmlFields::No)];

    /// That of a name.
    pub fn named(name: &str) -> Option<HtmlFields> {
        HtmlFields::NAMES.into_iter().find(|(known, _)| *known == name).map(|(_, fields)| fields)
    }
}

impl ReadOptions {
    /// A number that differs where other documents may be made of the same bytes: by other options,
    /// or another version of this program.
    pub fn salt(&self) -> u64 {
        let version = env!("CARGO_PKG_VERSION");
        let ReadOptions { fields, format, encoding, html_fields, .. } = self;
        XxHash3_64::oneshot(
            format!("{version} {fields:?} {format:?} {encoding:?} {html_fields:?}").as_bytes(),
        )
    }
}

impl Default for ReadOptions {
    fn default() -> ReadOptions {
        ReadOptions {
            fields: Fields::default(),
            max_document: MAX_DOCUMENT,
            format: None,
            extent: Extent::Blocks,
            encoding: None,
            html_fields: HtmlFields::Auto,
            follow: false,
            ignore: Ignore::default(),
        }
    }
}
