//! Word documents (.docx): paragraphs, tables, text boxes and footnotes of the parts in their zip
//! archive.
//!
//! Tracked changes are read as accepted: what was deleted or moved away goes, what was inserted
//! stays. Fields give what they show. Of two forms of the same thing (`mc:AlternateContent`) the
//! first is read. Footnotes stand behind the text, each a paragraph.
//!
//! Paragraphs of lists have the numbers that Word shows (`Điều 1.`). Not covered: pictures,
//! equations, heads and feet of pages.

use quick_xml::events::{BytesStart, Event};

use super::fonts;
use super::html::Page;
use super::numbering::Numbering;
use super::paragraphs::{Outline, Paragraph, Role, page};
use super::properties::properties;
use super::xml::{MARKUP, attribute, events, text};
use crate::read::containers::zip::Archive;
use crate::{Error, Result};

/// Elements whose text is not read.
const SKIPPED: [&str; 8] =
    ["Fallback", "del", "moveFrom", "pPrChange", "rPrChange", "instrText", "delText", "binData"];

/// Reads a Word document whose text is at most `max` bytes.
///
/// # Errors
///
/// When the archive is broken, is another kind of Office document, or holds no text.
pub(in crate::read) fn read(bytes: Vec<u8>, max: u64) -> Result<Page> {
    let mut archive = Archive::in_memory(bytes)?;
    let mut part = |name: &str| archive.part(name, max.saturating_mul(MARKUP));
    let Some(body) = part("word/document.xml")? else {
        return Err(Error::format(
            "expected a Word document, but found another kind of archive or Office document; save its text as .docx or .txt",
        ));
    };
    let (lists, styles) = (
        part("word/numbering.xml")?.unwrap_or_default(),
        part("word/styles.xml")?.unwrap_or_default(),
    );
    let mut numbering =
        Numbering::read(&lists, &styles).map_err(|error| error.context("word/numbering.xml"))?;
    let mut paragraphs =
        paragraphs(&body, &mut numbering).map_err(|error| error.context("word/document.xml"))?;
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = part(notes)? {
            paragraphs.extend(
                self::paragraphs(&notes, &mut numbering)
                    .map_err(|error| error.context("the footnotes"))?,
            );
        }
    }
    let properties = part("docProps/core.xml")?
        .map(|stated| properties(&stated))
        .transpose()?
        .unwrap_or_default();
    page(paragraphs, properties)
}

/// What is open while a part is read.
#[derive(Default)]
struct Open {
    out: Outline,
    /// Paragraphs, one in another where a text box stands in one, …
    paragraphs: Vec<Paragraph>,
    /// … and of each the list that it belongs to, with its level.
    lists: Vec<Option<(String, usize)>>,
    /// Depth inside of what is skipped.
    skipped: usize,
    /// The font of the run that is open, where it names one.
    font: Option<String>,
    /// Whether text is text, and not the blanks between elements.
    is_text: bool,
}

/// The paragraphs of a part, those of a table a row each.
fn paragraphs(xml: &[u8], numbering: &mut Numbering) -> Result<Vec<Paragraph>> {
    let mut open = Open::default();
    events(xml, |event| match event {
        Event::Start(element) => open.start(element, numbering),
        Event::End(element) => open.end(element.local_name().as_ref(), numbering),
        Event::Empty(element) if open.skipped == 0 => open.empty(element, numbering),
        event => open.text(&text(event)),
    })?;
    Ok(open.out.into_paragraphs())
}

impl Open {
    fn start(&mut self, element: &BytesStart, numbering: &Numbering) {
        let name = element.local_name();
        if self.skipped > 0 || SKIPPED.contains(&name.as_ref()) {
            self.skipped += 1;
            return;
        }
        match name.as_ref() {
            "p" => {
                self.paragraphs.push(Paragraph::default());
                self.lists.push(None);
            }
            "tr" => self.out.row(),
            "tc" => self.out.cell(),
            "t" => self.is_text = true,
            "r" => self.font = None,
            _ => self.empty(element, numbering),
        }
    }

    fn empty(&mut self, element: &BytesStart, numbering: &Numbering) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match element.local_name().as_ref() {
            "tab" | "br" | "cr" => paragraph.text.push(' '),
            "noBreakHyphen" => paragraph.text.push('-'),
            "numId" | "ilvl" => {
                let (value, list) =
                    (attribute(element, "val").unwrap_or_default(), self.lists.last_mut());
                if let Some(list) = list.map(|list| list.get_or_insert_default()) {
                    match element.local_name().as_ref() {
                        "numId" => list.0 = value,
                        _ => list.1 = value.parse().unwrap_or_default(),
                    }
                }
            }
            "rFonts" => self.font = attribute(element, "ascii"),
            "pStyle" => {
                let style = attribute(element, "val");
                if let (Some(list), Some(style)) = (self.lists.last_mut(), style.as_deref()) {
                    *list = numbering.of_style(style);
                }
                paragraph.role = match style.as_deref() {
                    Some("Title") => Role::Title,
                    Some("Heading1") => Role::Heading,
                    _ => Role::Text,
                };
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(paragraph) =
            self.paragraphs.last_mut().filter(|_| self.is_text && self.skipped == 0)
        {
            let looks = self.font.as_deref().and_then(|font| fonts::as_it_looks(text, font));
            paragraph.text.push_str(looks.as_deref().unwrap_or(text));
        }
    }

    fn end(&mut self, name: &str, numbering: &mut Numbering) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "t" => self.is_text = false,
            "p" => {
                let Some(mut paragraph) = self.paragraphs.pop() else { return };
                let number = self
                    .lists
                    .pop()
                    .flatten()
                    .and_then(|(list, level)| numbering.next(&list, level));
                if let Some(number) = number.filter(|_| !paragraph.text.trim().is_empty()) {
                    paragraph.text.insert_str(0, &format!("{number} "));
                }
                self.out.put(paragraph);
            }
            "tr" => self.out.end_row(),
            _ => {}
        }
    }
}
