//! The paragraphs of an office program's file to a page: rows of tables as one each, a title,
//! letters of old fonts as they look.

use super::html::Page;
use crate::text::charset;
use crate::text::squeezed;
use crate::{Block, BlockKind, Error, Meta, Result, Span};

/// A paragraph and what its style makes of it.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub text: String,
    pub role: Role,
}

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    /// A heading of the first level.
    Heading,
    #[default]
    Text,
}

/// Paragraphs as they are read, those of a row of a table joined.
#[derive(Debug, Default)]
pub(super) struct Outline {
    done: Vec<Paragraph>,
    /// Rows of tables, one in another, with the texts of their cells.
    rows: Vec<Vec<String>>,
}

impl Outline {
    /// Begins a row.
    pub fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Begins a cell of the row that is open.
    pub fn cell(&mut self) {
        self.rows.last_mut().into_iter().for_each(|row| row.push(String::new()));
    }

    /// Whether a row is open.
    pub fn is_in_row(&self) -> bool {
        !self.rows.is_empty()
    }

    /// Ends a row: its cells become one paragraph.
    pub fn end_row(&mut self) {
        let Some(row) = self.rows.pop() else { return };
        let text = row
            .iter()
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
            .collect::<Vec<_>>()
            .join(" | ");
        self.put(Paragraph { text, role: Role::Text });
    }

    /// Puts a paragraph into the open cell, or after the others.
    pub fn put(&mut self, paragraph: Paragraph) {
        let text = squeezed(&paragraph.text).into_owned();
        if text.is_empty() {
            return;
        }
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => {
                cell.push(' ');
                cell.push_str(&text);
            }
            None => self.done.push(Paragraph { text, ..paragraph }),
        }
    }

    /// All paragraphs; rows that were never ended end here.
    pub fn into_paragraphs(mut self) -> Vec<Paragraph> {
        while self.is_in_row() {
            self.end_row();
        }
        self.done
    }
}

/// The page of these paragraphs. Its title is the paragraph in the style of titles, the property,
/// or the first heading.
///
/// # Errors
///
/// When there is no text.
pub(super) fn page(mut paragraphs: Vec<Paragraph>, properties: Meta) -> Result<Page> {
    if paragraphs.is_empty() {
        return Err(Error::format(
            "expected a document with text, but found none; if it holds pictures of text, OCR them first",
        ));
    }
    let properties = repaired(&mut paragraphs, properties);
    let styled = |role: Role| paragraphs.iter().position(|paragraph| paragraph.role == role);
    let stated = properties
        .title
        .as_deref()
        .and_then(|title| paragraphs.iter().position(|paragraph| paragraph.text == title));
    let title = styled(Role::Title)
        .or(stated)
        .or_else(|| styled(Role::Heading).filter(|_| properties.title.is_none()));
    let (mut text, mut blocks) = (String::new(), Vec::new());
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(&paragraph.text);
        let kind = if Some(at) == title { BlockKind::Title } else { BlockKind::Paragraph };
        blocks.push(Block { kind, span: Span::new(start, text.len()), part: 0 });
    }
    let title = title
        .and_then(|at| paragraphs.get(at))
        .map(|paragraph| paragraph.text.clone())
        .or(properties.title);
    Ok(Page { meta: Meta { title, ..properties }, text, blocks })
}

/// The text as it was meant, where a font of the nineties has its letters in the places of others.
fn repaired(paragraphs: &mut [Paragraph], properties: Meta) -> Meta {
    let lines: Vec<&str> = paragraphs.iter().map(|paragraph| &*paragraph.text).collect();
    let Some(meant) = charset::repair(&lines.join("\n")) else {
        // Of a file in fonts of both times, some paragraphs are long enough to tell by themselves.
        for paragraph in paragraphs {
            if let Some(meant) = charset::repair(&paragraph.text) {
                paragraph.text = meant.text;
            }
        }
        return properties;
    };
    let again = |text: String| charset::reread(&text, meant.encoding);
    for paragraph in paragraphs {
        paragraph.text = again(std::mem::take(&mut paragraph.text));
    }
    let Meta { title, author, .. } = properties;
    Meta { title: title.map(again), author: author.map(again), ..properties }
}
