//! Markdown to its document: front matter to metadata, headings, paragraphs, items and rows to
//! blocks, without the marks.
//!
//! ```text
//! ---                                       the title, day, author, address … under the names that records have
//! title: Họp xã
//! date: 2023-05-04
//! ---
//! # Họp xã                                  the title: the first heading of the first level, or else the first block
//! Sáng **5/9**, xã [Yên Hòa](https://…)     a paragraph: "Sáng 5/9, xã Yên Hòa"
//! ![Quang cảnh](a.jpg)                      a caption, if it stands alone
//! | a | b |                                 a paragraph: "a | b"
//! ```
//!
//! The marks are gone from the text, so places in it say nothing of the file. Footnote marks go,
//! their notes are paragraphs. Of HTML in it the tags go. Not covered: the numbers of list items.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde_json::Value;

use super::record;
use crate::read::Fields;
use crate::{Block, BlockKind, Meta, Origin, RawDocument, Span};

/// The document of a file of Markdown.
pub(in crate::read) fn document(
    markdown: &str,
    fields: &Fields,
    origin: Origin,
    source_id: String,
) -> RawDocument {
    let mut read = Read::default();
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(markdown, options | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS) {
        read.take(event);
    }
    read.close();
    let meta = front_matter(&read.front_matter, fields, &origin);
    if !read.has_title
        && meta.title.is_none()
        && let Some(first) = read.blocks.first_mut()
    {
        first.kind = BlockKind::Title;
    }
    RawDocument {
        origin,
        source_id,
        meta,
        text: read.text,
        blocks: read.blocks,
        addressable: false,
    }
}

/// What was read so far.
#[derive(Default)]
struct Read {
    text: String,
    blocks: Vec<Block>,
    front_matter: String,
    in_front_matter: bool,
    /// The block under way.
    line: String,
    /// Its text outside of images; an image alone is a caption.
    has_text: bool,
    images: usize,
    had_image: bool,
    in_title: bool,
    has_title: bool,
}

impl Read {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_front_matter => self.front_matter.push_str(&text),
            Event::Text(text) | Event::Code(text) => self.write(&text),
            Event::Html(html) | Event::InlineHtml(html) => self.write(&without_tags(&html)),
            Event::SoftBreak => self.line.push(' '),
            Event::HardBreak | Event::Rule => self.close(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::TableCell => {}
            Tag::Image { .. } => {
                self.images += 1;
                self.had_image = true;
            }
            Tag::MetadataBlock(_) => self.in_front_matter = true,
            _ => {
                self.close();
                self.in_title =
                    !self.has_title && matches!(tag, Tag::Heading { level: HeadingLevel::H1, .. });
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {}
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::MetadataBlock(_) => self.in_front_matter = false,
            TagEnd::TableCell => self.line.push_str(" | "),
            _ => self.close(),
        }
    }

    fn write(&mut self, text: &str) {
        self.has_text |= self.images == 0 && !text.trim().is_empty();
        // A block is a line.
        self.line.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
    }

    /// Ends the block under way.
    fn close(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim().trim_end_matches('|').trim_end();
        let kind = match (self.in_title, self.has_text, self.had_image) {
            (true, ..) => BlockKind::Title,
            (_, false, true) => BlockKind::Caption,
            _ => BlockKind::Paragraph,
        };
        (self.has_text, self.had_image, self.in_title) =
            (false, false, self.in_title && line.is_empty());
        if line.is_empty() {
            return;
        }
        self.has_title |= kind == BlockKind::Title;
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.text.push_str(line);
        self.blocks.push(Block { kind, span: Span::new(start, self.text.len()), part: 0 });
    }
}

/// What stands outside of tags.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if !in_tag => text.push(c),
            _ => {}
        }
    }
    text
}

/// The lines `key: value` of a front matter as a record's fields: what they are called and how days
/// are written is the same.
fn front_matter(lines: &str, fields: &Fields, origin: &Origin) -> Meta {
    let unquoted = |value: &str| value.trim().trim_matches(['"', '\'']).to_string();
    let value = |value: &str| match value
        .trim()
        .strip_prefix('[')
        .and_then(|list| list.strip_suffix(']'))
    {
        Some(list) => list.split(',').map(|element| Value::String(unquoted(element))).collect(),
        None => Value::String(unquoted(value)),
    };
    let pairs = lines
        .lines()
        .filter(|line| !line.starts_with([' ', '#', '-']))
        .filter_map(|line| line.split_once(':'));
    let mut record: serde_json::Map<String, Value> =
        pairs.map(|(key, given)| (key.trim().to_string(), value(given))).collect();
    record.retain(|_, value| value.as_str().is_none_or(|value| !value.is_empty()));
    record.insert(fields.first(crate::read::Field::Text).to_string(), Value::String(String::new()));
    let read =
        record::document(&Value::Object(record).to_string(), fields, origin.clone(), String::new());
    read.map(|(read, _)| read.meta).unwrap_or_else(|error| {
        log::warn!("{origin}: the front matter is left out: {error}");
        Meta::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(markdown: &str) -> (Meta, Vec<(BlockKind, String)>) {
        let origin = Origin { path: "a.md".into(), record: None };
        let RawDocument { meta, text, blocks, .. } =
            document(markdown, &Fields::default(), origin, "a.md".into());
        let blocks = blocks
            .iter()
            .map(|block| (block.kind, text[block.span.start..block.span.end].to_string()))
            .collect();
        (meta, blocks)
    }

    #[test]
    fn blocks_have_no_marks() {
        use BlockKind::{Caption, Paragraph, Title};
        for (markdown, expected) in [
            (
                "# Họp xã\n\nSáng **5/9**, xã [Yên Hòa](https://x.vn/1) họp\n_bàn_.",
                &[(Title, "Họp xã"), (Paragraph, "Sáng 5/9, xã Yên Hòa họp bàn.")][..],
            ),
            (
                "Họp xã\n======\n\nMột\n\n---\n\nHai",
                &[(Title, "Họp xã"), (Paragraph, "Một"), (Paragraph, "Hai")],
            ),
            (
                "Họp xã\n\n## Một\n\n- a\n- b\n  1. c",
                &[
                    (Title, "Họp xã"),
                    (Paragraph, "Một"),
                    (Paragraph, "a"),
                    (Paragraph, "b"),
                    (Paragraph, "c"),
                ],
            ),
            (
                "# A\n![Quang cảnh](a.jpg)\n\nVà ![x](y.jpg)",
                &[(Title, "A"), (Caption, "Quang cảnh"), (Paragraph, "Và x")],
            ),
            (
                "# A\n\n| Xã | Dân |\n|---|--:|\n| Yên | 5 |",
                &[(Title, "A"), (Paragraph, "Xã | Dân"), (Paragraph, "Yên | 5")],
            ),
            (
                "# A\n\n> Trích `11-QĐ/TW`[^1]\n\n[^1]: Nguồn",
                &[(Title, "A"), (Paragraph, "Trích 11-QĐ/TW"), (Paragraph, "Nguồn")],
            ),
            (
                "# A\n\n<div>Một <b>hai</b></div>\n\n# B",
                &[(Title, "A"), (Paragraph, "Một hai"), (Paragraph, "B")],
            ),
            ("", &[]),
        ] {
            let expected: Vec<_> =
                expected.iter().map(|(kind, text)| (*kind, text.to_string())).collect();
            assert_eq!(read(markdown).1, expected, "{markdown}");
        }
    }

    #[test]
    fn front_matter_has_the_names_of_records() {
        let (meta, blocks) = read(
            "---\ntitle: \"Họp: xã\"\ndate: 2023-05-04\ntags: [xã, 'họp']\nauthor: An\nlayout:\n---\nMột\n\n---\n\nHai",
        );
        assert_eq!((meta.title.as_deref(), meta.author.as_deref()), (Some("Họp: xã"), Some("An")));
        assert_eq!(
            meta.published.map(|published| published.to_string()).as_deref(),
            Some("2023-05-04")
        );
        assert_eq!(meta.tags, ["xã", "họp"]);
        assert_eq!(
            blocks,
            [(BlockKind::Paragraph, "Một".to_string()), (BlockKind::Paragraph, "Hai".to_string())]
        );
    }
}
