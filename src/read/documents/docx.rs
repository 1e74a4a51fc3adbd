//! Word documents (.docx): paragraphs, tables, text boxes and footnotes of the parts in their zip archive.
//!
//! Tracked changes are read as accepted: what was deleted or moved away goes, what was inserted stays. Fields give what they show. Of
//! two forms of the same thing (`mc:AlternateContent`) the first is read. Footnotes stand behind the text, each a paragraph.
//!
//! Not covered: pictures, equations, numbers of automatic lists, heads and feet of pages.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::html::Page;
use crate::read::containers::zip::Archive;
use crate::text::fast::bytes::as_text;
use crate::{Block, BlockKind, Error, Meta, Published, Result, Span};

/// XML is longer than its text: a paragraph of one word has some hundred bytes.
const MARKUP: u64 = 20;

/// Elements whose text is not read.
const SKIPPED: [&str; 8] = ["Fallback", "del", "moveFrom", "pPrChange", "rPrChange", "instrText", "delText", "binData"];

/// Reads a Word document whose text is at most `max` bytes.
///
/// # Errors
///
/// When the archive is broken, is another kind of Office document, or holds no text.
pub(in crate::read) fn read(bytes: Vec<u8>, max: u64) -> Result<Page> {
    let mut archive = Archive::in_memory(bytes)?;
    let mut part = |name: &str| archive.part(name, max.saturating_mul(MARKUP));
    let Some(body) = part("word/document.xml")? else {
        return Err(Error::new(
            "expected a Word document, but found another kind of archive or Office document; save its text as .docx or .txt",
        ));
    };
    let mut paragraphs = paragraphs(&body).map_err(|error| error.context("word/document.xml"))?;
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = part(notes)? {
            paragraphs.extend(self::paragraphs(&notes).map_err(|error| error.context("the footnotes"))?);
        }
    }
    let properties = part("docProps/core.xml")?.map(|properties| self::properties(&properties)).transpose()?.unwrap_or_default();
    if paragraphs.is_empty() {
        return Err(Error::new("expected a document with text, but found none; if it holds pictures of text, OCR them first"));
    }
    Ok(page(paragraphs, properties))
}

/// A paragraph and what it is by its style.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    style: String,
}

/// The page of these paragraphs. Its title is the paragraph in the style of titles, the property, or the first heading.
fn page(paragraphs: Vec<Paragraph>, properties: Meta) -> Page {
    let styled = |style: &str| paragraphs.iter().position(|paragraph| paragraph.style == style);
    let stated = properties.title.as_deref().and_then(|title| paragraphs.iter().position(|paragraph| paragraph.text == title));
    let title = styled("Title").or(stated).or_else(|| styled("Heading1").filter(|_| properties.title.is_none()));
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
    let title = title.and_then(|at| paragraphs.get(at)).map(|paragraph| paragraph.text.clone()).or(properties.title);
    Page { meta: Meta { title, ..properties }, text, blocks }
}

/// What is open while a part is read.
#[derive(Default)]
struct Open {
    out: Vec<Paragraph>,
    /// Paragraphs, one in another where a text box stands in one.
    paragraphs: Vec<Paragraph>,
    /// Rows of tables, one in another, with the texts of their cells.
    rows: Vec<Vec<String>>,
    /// Depth inside of what is skipped.
    skipped: usize,
    /// Whether text is text, and not the blanks between elements.
    is_text: bool,
}

/// The paragraphs of a part, those of a table a row each.
fn paragraphs(xml: &[u8]) -> Result<Vec<Paragraph>> {
    let mut open = Open::default();
    events(xml, |event| match event {
        Event::Start(element) => open.start(element),
        Event::End(element) => open.end(element.local_name().as_ref()),
        Event::Empty(element) if open.skipped == 0 => open.empty(element),
        event => open.text(&text(event)),
    })?;
    Ok(open.out)
}

/// The text of an event: none of most.
fn text<'a>(event: &'a Event) -> Cow<'a, str> {
    match event {
        Event::Text(text) => text.xml_content(XmlVersion::Implicit1_0),
        Event::CData(text) => Cow::Borrowed(text),
        Event::GeneralRef(entity) => match entity.resolve_char_ref() {
            Ok(Some(c)) => Cow::Owned(c.to_string()),
            _ => Cow::Borrowed(quick_xml::escape::resolve_xml_entity(entity).unwrap_or_default()),
        },
        _ => Cow::Borrowed(""),
    }
}

/// Calls for each event of a part.
fn events(xml: &[u8], mut each: impl FnMut(&Event)) -> Result<()> {
    let xml = as_text(xml).ok_or_else(|| Error::new("expected a part in UTF-8, but found other bytes; save the Word document again"))?;
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return Ok(()),
            Ok(event) => each(&event),
            Err(error) => return Err(Error::caused("the Word document is broken; save it again", error)),
        }
    }
}

impl Open {
    fn start(&mut self, element: &BytesStart) {
        let name = element.local_name();
        if self.skipped > 0 || SKIPPED.contains(&name.as_ref()) {
            self.skipped += 1;
            return;
        }
        match name.as_ref() {
            "p" => self.paragraphs.push(Paragraph::default()),
            "tr" => self.rows.push(Vec::new()),
            "tc" => self.rows.last_mut().into_iter().for_each(|row| row.push(String::new())),
            "t" => self.is_text = true,
            _ => self.empty(element),
        }
    }

    fn empty(&mut self, element: &BytesStart) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match element.local_name().as_ref() {
            "tab" | "br" | "cr" => paragraph.text.push(' '),
            "noBreakHyphen" => paragraph.text.push('-'),
            "pStyle" => {
                let style = element.try_get_attribute("w:val").ok().flatten();
                paragraph.style = style.map(|style| style.value.into_owned()).unwrap_or_default();
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| self.is_text && self.skipped == 0) {
            paragraph.text.push_str(text);
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "t" => self.is_text = false,
            "p" => {
                let Some(paragraph) = self.paragraphs.pop() else { return };
                self.put(paragraph);
            }
            "tr" => {
                let Some(row) = self.rows.pop() else { return };
                let text = row.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" | ");
                self.put(Paragraph { text, style: String::new() });
            }
            _ => {}
        }
    }

    /// Puts a paragraph into the cell that is open, or behind the others.
    fn put(&mut self, paragraph: Paragraph) {
        let text = paragraph.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return;
        }
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => {
                cell.push(' ');
                cell.push_str(&text);
            }
            None => self.out.push(Paragraph { text, ..paragraph }),
        }
    }
}

/// Title, author and day of the core properties.
fn properties(xml: &[u8]) -> Result<Meta> {
    let (mut meta, mut value) = (Meta::default(), String::new());
    events(xml, |event| match event {
        Event::Start(_) => value.clear(),
        Event::End(element) => {
            let found = Some(value.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|found| !found.is_empty());
            match element.local_name().as_ref() {
                "title" => meta.title = found,
                "creator" => meta.author = found,
                "created" => meta.published = found.and_then(|day| Published::parse(&day)),
                _ => {}
            }
            value.clear();
        }
        event => value.push_str(&text(event)),
    })?;
    Ok(meta)
}
