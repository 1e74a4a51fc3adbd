//! From a page to its documents: normalise, find the blocks, give each teaser a document of its own.
//!
//! ```text
//! raw text ─ Text::new ─▶ lines (or the blocks of HTML) ─ teasers ─▶ parts ─ blocks ─▶ one Document per part
//! ```
//!
//! The stages work on [`lines::Line`]s, each one stretch of the text that no block crosses: a line of plain text, or a block that HTML
//! gave. [`teasers`] tells which of them belong to other articles, [`blocks`] gives the rest their roles. What is left out
//! (a bare link to another article, a teaser heading, a caption that stands twice) stays in the document's text and is in none of its blocks.
//!
//! Not covered: paragraphs glued into one line stay one block (their [`sentences`] are found); a page of several full articles is one document.

mod abbreviations;
mod blocks;
mod lines;
mod phrases;
mod sentences;
mod teasers;
mod words;

pub use sentences::sentences;
pub use words::words;

use crate::{Block, BlockKind, Document, Error, Meta, RawDocument, Result, Span, Text};

/// Splits a raw document into its documents: the main article first, then the teasers of its page in text order.
///
/// The main article has `id` = `source_id`, the teasers `source_id#2`, `#3` … Where the page has but one document, its text is the whole
/// text; else each document's text is its own stretch of the page, from its first block to its last (the main article's from the page's beginning).
/// A title that the input did not state is taken from the Title block.
///
/// # Errors
/// `empty document` where there is no letter to be found, or nothing but links to other articles.
///
/// ```
/// use thoisu::{BlockKind, Meta, Origin, RawDocument};
/// let text = "Khánh thành cầu Bến Đình\n\nCây cầu dài 1.200 mét nối hai bờ sông.\n\nLễ khánh thành diễn ra sáng 5/9.\n\nTin liên quan\nHuyện Phú Lộc mở đường mới\nTuyến đường dài 12 km sẽ thông xe trong năm nay.";
/// let documents = thoisu::split::split(RawDocument {
///     origin: Origin { path: "cau.txt".to_string(), record: None },
///     source_id: "cau.txt".to_string(),
///     meta: Default::default(),
///     text: text.to_string(),
///     blocks: Vec::new(),
///     addressable: true,
/// })?;
/// assert_eq!(documents[0].meta.title.as_deref(), Some("Khánh thành cầu Bến Đình"));
/// assert_eq!(documents[0].blocks[1].kind, BlockKind::Lead);
/// assert_eq!(documents[1].id, "cau.txt#2");
/// assert_eq!(documents[1].meta.title.as_deref(), Some("Huyện Phú Lộc mở đường mới"));
/// # Ok::<(), thoisu::Error>(())
/// ```
pub fn split(raw: RawDocument) -> Result<Vec<Document>> {
    let RawDocument { origin, source_id, mut meta, text, blocks: given, addressable } = raw;
    let text = Text::new(text);
    if !text.as_str().chars().any(char::is_alphabetic) {
        return Err(Error::new("empty document"));
    }
    meta.title = meta.title.map(|title| lines::squeezed(Text::new(title).as_str())).filter(|title| !title.is_empty());
    let found = if given.is_empty() {
        // A file of its own opens with its headline; a record of many states it, and its text may or may not repeat it.
        let opening = match &meta.title {
            Some(title) => blocks::Opening::TitleIf(title),
            None if origin.record.is_none() => blocks::Opening::Title,
            None => blocks::Opening::MaybeTitle,
        };
        blocks::of_lines(lines::of_text(text.as_str()), opening)
    } else {
        blocks::of_lines(lines::of_blocks(&text, &given), blocks::Opening::Marked)
    };
    let parts = by_part(found);
    if parts.is_empty() {
        return Err(Error::new("empty document"));
    }
    Ok(documents(&Page { origin, source_id, addressable }, meta, text, parts))
}

/// What the documents of one page share.
struct Page {
    origin: crate::Origin,
    source_id: String,
    addressable: bool,
}

/// The blocks of each part that has any, in the order of the parts' numbers.
fn by_part(mut blocks: Vec<Block>) -> Vec<Vec<Block>> {
    blocks.sort_by_key(|block| (block.part, block.span));
    blocks.chunk_by(|a, b| a.part == b.part).map(<[Block]>::to_vec).collect()
}

fn documents(page: &Page, meta: Meta, text: Text, parts: Vec<Vec<Block>>) -> Vec<Document> {
    let document = |number: usize, text: Text, mut meta: Meta, mut blocks: Vec<Block>, offset: usize| {
        for block in &mut blocks {
            *block = Block { span: block.span.shifted_back(offset), part: 0, ..*block };
        }
        if meta.title.is_none() {
            let title = blocks.iter().find(|block| block.kind == BlockKind::Title);
            meta.title = title.map(|block| lines::squeezed(block.span.slice(text.as_str())));
        }
        let id = if number == 0 { page.source_id.clone() } else { format!("{}#{}", page.source_id, number + 1) };
        let (source_id, origin) = (page.source_id.clone(), page.origin.clone());
        Document { id, source_id, origin, meta, text, blocks, addressable: page.addressable }
    };
    if parts.len() == 1 {
        return parts.into_iter().map(|blocks| document(0, text.clone(), meta.clone(), blocks, 0)).collect();
    }
    let numbered = parts.into_iter().enumerate();
    numbered
        .map(|(number, blocks)| {
            let first = blocks.iter().map(|block| block.span.start).min().unwrap_or_default();
            let end = blocks.iter().map(|block| block.span.end).max().unwrap_or_default();
            let start = if number == 0 { 0 } else { first };
            let meta = if number == 0 { meta.clone() } else { Meta::default() };
            document(number, text.part(Span::new(start, end)), meta, blocks, start)
        })
        .collect()
}
