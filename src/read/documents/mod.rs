//! The bytes of one item to its document: a page, a record, a response of a web archive.

pub(super) mod docx;
mod fonts;
mod given;
pub mod html;
pub(super) mod http;
pub(super) mod markdown;
pub(super) mod markup;
mod mended;
mod paragraphs;
pub(super) mod pdf;
pub(super) mod record;
pub(super) mod rtf;
pub(in crate::read) mod xml;

use super::Format;
use crate::{Origin, Result};

/// The page of a document whose format says how its text is written; `None` for one that is text.
pub(super) fn page(bytes: &mut Vec<u8>, format: Format, max: u64, origin: &Origin) -> Option<Result<html::Page>> {
    let bytes = match format.is_text() {
        true => return None,
        false => std::mem::take(bytes),
    };
    match format {
        Format::Pdf => Some(pdf::read(bytes, origin)),
        Format::Docx => Some(docx::read(bytes, max)),
        Format::Rtf => Some(rtf::read(&bytes)),
        _ => None,
    }
}
