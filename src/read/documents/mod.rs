//! The bytes of one item to its document: a page, a record, a response of a web archive.

pub(super) mod doc;
pub(super) mod docx;
mod fonts;
mod given;
pub mod html;
pub(super) mod http;
pub(in crate::read) mod mail;
pub(super) mod markdown;
pub(super) mod markup;
mod mended;
mod numbering;
pub(super) mod odt;
mod paragraphs;
pub(super) mod pdf;
pub(in crate::read) mod properties;
pub(super) mod record;
pub(super) mod rtf;
pub(in crate::read) mod xml;

use super::{Format, ReadOptions};
use crate::text::charset;
use crate::{BlockKind, Error, Extent, Meta, Miss, Origin, Result};

/// The page of a document whose format says how its text is written; `None` for one that is text.
pub(super) fn page(
    bytes: &mut Vec<u8>,
    format: Format,
    options: &ReadOptions,
    origin: &Origin,
) -> Option<Result<html::Page>> {
    let bytes = match format.is_text() {
        true => return None,
        false => std::mem::take(bytes),
    };
    match format {
        Format::Pdf => Some(pdf::read(bytes, origin)),
        Format::Docx => Some(docx::read(bytes, options.max_document)),
        Format::Doc => Some(doc::read(&bytes)),
        Format::Odt => Some(odt::read(bytes, options.max_document)),
        Format::Rtf => Some(rtf::read(&bytes)),
        Format::Mht => Some(saved(&bytes, options.extent)),
        _ => None,
    }
}

/// The article of a page, or all of a chapter.
///
/// # Errors
///
/// When it has none, or builds more than any page of a newspaper.
pub(super) fn article(page: &str, extent: Extent, is_chapter: bool) -> Result<html::Page> {
    let page = if is_chapter { chapter(page, extent) } else { html::parse_to(page, extent) }?;
    match page.text.trim().is_empty() {
        true => Err(Error::format("expected a page with an article, but found no article text")
            .missed(Miss::NoArticle)),
        false => Ok(page),
    }
}

/// The article of a page that a browser saved, with the address where it was.
fn saved(bytes: &[u8], extent: Extent) -> Result<html::Page> {
    let (page, url) = mail::saved_page(bytes)?;
    let page = article(&charset::repair(&page).map_or(page, |meant| meant.text), extent, false)?;
    let meta = Meta { url: page.meta.url.or(url), ..page.meta };
    Ok(html::Page { meta, ..page })
}

/// All of a page that has no menus around its text. Its headline is its title.
fn chapter(page: &str, extent: Extent) -> Result<html::Page> {
    let page = html::content(page, extent)?;
    let headline =
        page.blocks.iter().find(|block| block.kind == BlockKind::Title).map(|block| block.span);
    let title = headline.and_then(|span| page.text.get(span.start..span.end)).map(str::to_string);
    Ok(html::Page { meta: Meta { title, ..page.meta }, ..page })
}
