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
    /// Bytes that a document may have: a file, page, record or row, decompressed. What is larger is skipped and never held.
    pub max_document: u64,
    /// How standard input, and files whose names tell nothing, are read; by default they are known by their first bytes.
    pub format: Option<Format>,
    /// How much of a page of HTML is read.
    pub extent: Extent,
    /// The encoding of all text; by default each document's is told from its words.
    pub encoding: Option<Encoding>,
    /// Whether symbolic links that lead out of an input folder are followed.
    pub follow: bool,
    /// Files of folders and archives, and inputs, that are left out.
    pub ignore: Ignore,
}

impl ReadOptions {
    /// A number that differs where other documents may be made of the same bytes: by other options, or another version of this program.
    pub fn salt(&self) -> u64 {
        let version = env!("CARGO_PKG_VERSION");
        XxHash3_64::oneshot(format!("{version} {:?} {:?} {:?}", self.fields, self.format, self.encoding).as_bytes())
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
            follow: false,
            ignore: Ignore::default(),
        }
    }
}
