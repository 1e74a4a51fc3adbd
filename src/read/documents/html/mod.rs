//! Pages to articles: metadata, and the text without menus, scripts and sharing bars, as blocks.
//!
//! ```text
//! HTML ─┬─ metadata::Facts ─────────────────────────────────────────────▶ title, time, address, author, section, tags
//!       └─ body::find ─▶ walk ─▶ text blocks ─▶ article::choose ─▶ blocks with roles; teasers ─▶ parts of their own
//! ```
//!
//! `body` finds the element that holds the article's text by structure and density; `walk` gives the page's text blocks in order with what
//! their elements say of them; `article` chooses the blocks and their roles. Names of elements and classes (`names`) and what newspapers
//! write around articles (`phrases`) are data; no site is known by its address. Each row of a table of figures is a paragraph, its cells parted by
//! ` | `; each item of a list is one, without its bullet. A page without an article (a front page, a section's list) gives no text.
//!
//! Not covered: text that a script writes, articles spread over several pages, the numbers of list items.

mod article;
mod body;
mod chosen;
mod decoded;
mod linked;
mod metadata;
mod names;
mod phrases;
mod tables;
mod teasers;
#[cfg(test)]
mod tests;
mod walk;

use scraper::Html;

use self::chosen::Chosen;
use self::metadata::Facts;
use crate::{Block, BlockKind, Extent, Meta, Span};

/// Elements nested deeper than this are no page that a person wrote; parsing them costs time that grows with the square of the depth.
const DEEPEST: usize = 2_000;

/// What a page holds.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Title, publication time, canonical address, author, section, tags.
    pub meta: Meta,
    /// The texts of the blocks in page order, a line each; empty where the page has no article.
    pub text: String,
    /// The blocks as bytes of `text`; `part` 0 is the article, 1, 2 … the teasers of others that have a summary.
    pub blocks: Vec<Block>,
}

/// Reads a page.
///
/// ```
/// let page = thoisu::read::html::parse("<title>Họp xã | Báo Mới</title><h1>Họp xã</h1><p>Sáng 5/9, xã Yên Hòa họp bàn về đường liên thôn.</p>");
/// assert_eq!(page.meta.title.as_deref(), Some("Họp xã"));
/// assert_eq!(page.text, "Họp xã\nSáng 5/9, xã Yên Hòa họp bàn về đường liên thôn.");
/// ```
pub fn parse(html: &str) -> Page {
    parse_to(html, Extent::Blocks)
}

/// Reads as much of a page as `extent` says: with [`Extent::All`] also the text that belongs to no document, as blocks of the part
/// [`Block::NO_DOCUMENT`].
pub fn parse_to(html: &str, extent: Extent) -> Page {
    if nests_too_deep(html) {
        return Page::default();
    }
    let document = Html::parse_document(html);
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
    let mut page = Page { meta: facts.meta(&article, headline), ..Page::default() };
    for Chosen { text, kind, part, .. } in article.blocks {
        if !page.text.is_empty() {
            page.text.push('\n');
        }
        let start = page.text.len();
        page.text.push_str(&text);
        page.blocks.push(Block { kind, span: Span::new(start, page.text.len()), part });
    }
    page
}

/// Whether more `<div>`-like elements are open at once than any page has: a guard against input made to be slow.
fn nests_too_deep(html: &str) -> bool {
    const VOID: [&str; 14] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p"];
    let (mut depth, mut deepest) = (0usize, 0usize);
    for (at, _) in html.match_indices('<') {
        let rest = html.get(at + 1..).unwrap_or_default();
        match rest.as_bytes().first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(first) if first.is_ascii_alphabetic() => {
                let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).take(12).collect::<String>().to_ascii_lowercase();
                if !VOID.contains(&name.as_str()) {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
            }
            _ => {}
        }
    }
    deepest > DEEPEST
}
