//! Pages to articles: metadata, and the text without menus, scripts and sharing bars, as blocks.
//!
//! ```text
//! HTML ─┬─ metadata::Facts ─────────────────────────────────────────────▶ title, time, address, author, section, tags
//!       └─ body::find ─▶ walk ─▶ text blocks ─▶ article::choose ─▶ blocks with roles; teasers ─▶ parts of their own
//! ```
//!
//! `body` finds the element that holds the article's text by structure and density; `walk` gives
//! the page's text blocks in order with what their elements say of them; `article` chooses the
//! blocks and their roles. Names of elements and classes (`names`) and what newspapers write around
//! articles (`phrases`) are data; no site is known by its address. Each row of a table of figures
//! is a paragraph, its cells parted by ` | `; each item of a list is one, without its bullet. A
//! page without an article (a front page, a section's list) gives no text.
//!
//! Not covered: text that a script writes, articles spread over several pages, the numbers of list
//! items.

mod article;
mod body;
mod chosen;
mod decoded;
mod json_ld;
mod metadata;
mod names;
mod parser;
mod phrases;
mod tables;
mod teasers;
#[cfg(test)]
mod tests;
mod walk;

use self::chosen::Chosen;
use self::metadata::Facts;
use crate::{Block, BlockKind, Extent, Meta, Result, Span};

/// What a page holds.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Title, publication time, canonical address, author, section, tags.
    pub meta: Meta,
    /// The texts of the blocks in page order, a line each; empty where the page has no article.
    pub text: String,
    /// The blocks as bytes of `text`; `part` 0 is the article, 1, 2 … the teasers of others that
    /// have a summary.
    pub blocks: Vec<Block>,
}

/// Reads a page.
///
/// # Errors
///
/// When the page builds more elements, deeper ones or more attributes than any page of a newspaper.
///
/// ```
/// # fn main() -> thoisu::Result<()> {
/// let html = "<title>Họp xã | Báo Mới</title><h1>Họp xã</h1><p>Sáng 5/9, xã Yên Hòa họp bàn về đường liên thôn.</p>";
/// let page = thoisu::read::html::parse(html)?;
/// assert_eq!(page.meta.title.as_deref(), Some("Họp xã"));
/// assert_eq!(page.text, "Họp xã\nSáng 5/9, xã Yên Hòa họp bàn về đường liên thôn.");
/// # Ok(())
/// # }
/// ```
pub fn parse(html: &str) -> Result<Page> {
    parse_to(html, Extent::Blocks)
}

/// Reads as much of a page as `extent` says: with [`Extent::All`] also the text that belongs to no
/// document, as blocks of the part [`Block::NO_DOCUMENT`].
///
/// # Errors
///
/// Those of [`parse`].
pub fn parse_to(html: &str, extent: Extent) -> Result<Page> {
    let document = parser::parse(html)?;
    let facts = Facts::of(&document);
    let titles = facts.titles();
    let trunk = body::find(&document, &titles);
    let blocks = walk::walk(&document, &trunk);
    let mut article = article::choose(&blocks, &titles, facts.claim());
    if extent == Extent::All && !article.blocks.is_empty() {
        article.add_asides(&blocks);
    }
    let is_headline = |block: &&Chosen| block.kind == BlockKind::Title && block.part == 0;
    let headline = article.blocks.iter().find(is_headline).map(|block| block.text.as_str());
    let meta = facts.meta(&article, headline);
    Ok(page(meta, article.blocks))
}

/// Reads HTML that is an article and nothing else, as content systems store it: all its text
/// counts, however short it is, but for boxes of other articles.
///
/// # Errors
///
/// Those of [`parse`].
pub(in crate::read) fn content(html: &str, extent: Extent) -> Result<Page> {
    let document = parser::parse(html)?;
    let blocks = walk::walk(&document, &body::whole(&document));
    let mut article = article::whole(&blocks);
    if extent == Extent::All {
        article.add_asides(&blocks);
    }
    Ok(page(Meta::default(), article.blocks))
}

/// A page of these blocks.
fn page(meta: Meta, blocks: Vec<Chosen>) -> Page {
    let mut page = Page { meta, ..Page::default() };
    for Chosen { text, kind, part, .. } in blocks {
        if !page.text.is_empty() {
            page.text.push('\n');
        }
        let start = page.text.len();
        page.text.push_str(&text);
        page.blocks.push(Block { kind, span: Span::new(start, page.text.len()), part });
    }
    page
}
