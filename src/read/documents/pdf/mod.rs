//! PDF files: the text of their pages in reading order, as paragraphs.
//!
//! ```text
//! bytes ─ reader (the crate, bounded) ─▶ spans ─ lines ─▶ lines ─ clean ─▶ without heads, numbers, stamps ─ paragraphs ─▶ Page
//! ```
//!
//! [`read`] is the only way in. What another crate does with hostile bytes stays behind it: a panic
//! is caught, its work is counted and bounded, and where it fails the system's `pdftotext` is
//! asked, if there is one.
//!
//! Not covered: passwords other than the empty one, pictures of text (OCR is another program's
//! work), forms and annotations.

mod clean;
mod lines;
mod paragraphs;
mod pdftotext;
mod reader;
mod sheet;

use self::reader::Unread;
use self::sheet::Sheet;
use super::html::Page;
use crate::text::charset;
use crate::{Error, Origin, Result};

/// Reads a PDF.
///
/// # Errors
///
/// When it is damaged or cut short, needs a password, holds no text, or would take more work than
/// any document of its length.
pub(in crate::read) fn read(bytes: Vec<u8>, origin: &Origin) -> Result<Page> {
    let sheets = match reader::sheets(&bytes) {
        Ok(sheets) => sheets,
        Err(Unread::Damaged(error)) => return Err(error),
        Err(Unread::Failed(error)) => match pdftotext::sheets(bytes) {
            Some(sheets) => {
                log::warn!("{origin}: read with `pdftotext`, for our own reader failed: {error}");
                sheets
            }
            None => return Err(error.remedy("install `pdftotext` (poppler-utils), which reads some of these, or save its text as .txt")),
        },
    };
    let (blank, count) =
        (sheets.iter().filter(|sheet| sheet.lines.is_empty()).count(), sheets.len());
    let sheets = clean::cleaned(sheets);
    let page = paragraphs::page(&repaired(sheets));
    if !page.text.chars().any(char::is_alphanumeric) {
        return Err(Error::format("scanned: no text layer; OCR it first (ocrmypdf)"));
    }
    if blank > 0 {
        log::info!("{origin}: {blank} of {count} pages have no text");
    }
    Ok(page)
}

/// The pages as they were meant, where a font of the nineties has its letters in the places of
/// others.
fn repaired(mut sheets: Vec<Sheet>) -> Vec<Sheet> {
    let lines: Vec<&str> =
        sheets.iter().flat_map(|sheet| &sheet.lines).map(|line| &*line.text).collect();
    if let Some(meant) = charset::repair(&lines.join("\n")) {
        for line in sheets.iter_mut().flat_map(|sheet| &mut sheet.lines) {
            line.text = charset::reread(&line.text, meant.encoding);
        }
    }
    sheets
}
