//! OpenDocument texts (.odt): paragraphs, tables, text boxes and footnotes of the content in their
//! zip archive.
//!
//! Tracked deletions go, footnotes stand behind the text, letters of the fonts of before Unicode
//! are read as they look. Not covered: pictures, comments, numbers of automatic lists, heads and
//! feet of pages.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::fonts;
use super::html::Page;
use super::paragraphs::{Outline, Paragraph, Role, page};
use super::properties::properties;
use super::xml::{MARKUP, attribute, events, text};
use crate::read::containers::zip::Archive;
use crate::{Error, Result};

/// Elements whose text is not read.
const SKIPPED: [&str; 8] = [
    "tracked-changes",
    "annotation",
    "note-citation",
    "ruby-text",
    "forms",
    "desc",
    "object",
    "number",
];

/// Reads an OpenDocument text whose text is at most `max` bytes.
///
/// # Errors
///
/// When the archive is broken, encrypted, or holds no text.
pub(in crate::read) fn read(bytes: Vec<u8>, max: u64) -> Result<Page> {
    let mut archive = Archive::in_memory(bytes)?;
    let mut part = |name: &str| archive.part(name, max.saturating_mul(MARKUP));
    let manifest = part("META-INF/manifest.xml")?.unwrap_or_default();
    if String::from_utf8_lossy(&manifest).contains("encryption-data") {
        return Err(Error::format("the document is encrypted; save it without its password first"));
    }
    let content = part("content.xml")?.ok_or_else(|| {
        Error::format(
            "expected an OpenDocument text, but found no content.xml in it; save it again",
        )
    })?;
    let mut open = Open::default();
    events(&content, |event| match event {
        Event::Start(element) => open.start(element),
        Event::End(element) => open.end(element.local_name().as_ref()),
        Event::Empty(element) if open.skipped == 0 => open.empty(element),
        event => open.text(&text(event)),
    })
    .map_err(|error| error.context("content.xml"))?;
    let properties =
        part("meta.xml")?.map(|meta| properties(&meta)).transpose()?.unwrap_or_default();
    let mut paragraphs = open.out.into_paragraphs();
    paragraphs.extend(open.notes.into_paragraphs());
    page(paragraphs, properties)
}

/// What is open while the content is read.
#[derive(Default)]
struct Open {
    out: Outline,
    notes: Outline,
    /// How many notes are open.
    in_notes: usize,
    /// Paragraphs, one in another where a note or a text box stands in one.
    paragraphs: Vec<Paragraph>,
    /// The fonts of the paragraphs and stretches that are open.
    fonts: Vec<Option<String>>,
    /// Depth inside of what is skipped.
    skipped: usize,
    /// The style that is being told, and the fonts of all.
    style: String,
    font_of: HashMap<String, String>,
}

impl Open {
    fn outline(&mut self) -> &mut Outline {
        if self.in_notes > 0 { &mut self.notes } else { &mut self.out }
    }

    fn start(&mut self, element: &BytesStart) {
        let name = element.local_name();
        if self.skipped > 0 || SKIPPED.contains(&name.as_ref()) {
            self.skipped += 1;
            return;
        }
        match name.as_ref() {
            "p" | "h" => {
                let style = self.begin_style(element);
                let is_first =
                    attribute(element, "outline-level").is_some_and(|level| level == "1");
                let role = match style.as_deref() {
                    Some("Title") => Role::Title,
                    _ if is_first => Role::Heading,
                    _ => Role::Text,
                };
                self.paragraphs.push(Paragraph { text: String::new(), role });
            }
            "span" => drop(self.begin_style(element)),
            "note-body" => self.in_notes += 1,
            "table-row" => self.outline().row(),
            "table-cell" => self.outline().cell(),
            "style" => self.style = attribute(element, "name").unwrap_or_default(),
            _ => self.empty(element),
        }
    }

    /// Begins a paragraph or stretch in a style; gives its name.
    fn begin_style(&mut self, element: &BytesStart) -> Option<String> {
        let style = attribute(element, "style-name");
        let font = style
            .as_ref()
            .and_then(|style| self.font_of.get(style))
            .or_else(|| self.fonts.last().and_then(Option::as_ref))
            .cloned();
        self.fonts.push(font);
        style
    }

    fn empty(&mut self, element: &BytesStart) {
        match element.local_name().as_ref() {
            "text-properties" => {
                if let Some(font) =
                    attribute(element, "font-name").filter(|font| fonts::encoding(font).is_some())
                {
                    self.font_of.insert(self.style.clone(), font);
                }
            }
            "s" | "tab" | "line-break" => self
                .paragraphs
                .last_mut()
                .into_iter()
                .for_each(|paragraph| paragraph.text.push(' ')),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let font = self.fonts.last().and_then(Option::as_deref);
        let looks = font.and_then(|font| fonts::as_it_looks(text, font));
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| self.skipped == 0) {
            paragraph.text.push_str(looks.as_deref().unwrap_or(text));
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "p" | "h" => {
                self.fonts.pop();
                let Some(paragraph) = self.paragraphs.pop() else { return };
                self.outline().put(paragraph);
            }
            "span" => drop(self.fonts.pop()),
            "note-body" => self.in_notes = self.in_notes.saturating_sub(1),
            "table-row" => self.outline().end_row(),
            _ => {}
        }
    }
}
