//! The rows of OpenDocument spreadsheets (.ods): texts as they are shown, numbers and days as they
//! are kept.

use quick_xml::events::{BytesStart, Event};

use super::rows::{Next, Rows};
use super::zip::Archive;
use crate::read::documents::xml::{Events, attribute, text};
use crate::read::limits::HELD_BOOK;
use crate::read::limits::sheet::COLUMNS;
use crate::{Error, Result};

/// An open workbook.
pub(super) struct Workbook {
    content: Events,
    row: u64,
    /// How often the row that is open is there.
    repeated: u64,
    cells: Vec<String>,
    cell: Cell,
}

/// The cell that is open.
#[derive(Default)]
struct Cell {
    is_open: bool,
    /// The value that is kept beside what is shown.
    kept: Option<String>,
    shown: String,
    repeated: usize,
    /// Paragraphs that are open in it.
    paragraphs: usize,
}

impl Workbook {
    /// Opens a workbook.
    ///
    /// # Errors
    ///
    /// When it is broken or encrypted.
    pub fn open(mut archive: Archive) -> Result<Workbook> {
        let manifest = archive.part("META-INF/manifest.xml", HELD_BOOK)?.unwrap_or_default();
        if String::from_utf8_lossy(&manifest).contains("encryption-data") {
            return Err(Error::format(
                "the workbook is encrypted; save it without its password first",
            ));
        }
        let content = archive.stream_of("content.xml")?;
        let content = content.ok_or_else(|| {
            Error::format("expected a spreadsheet, but found no content.xml in it; save it again")
        })?;
        Ok(Workbook {
            content: Events::new(content),
            row: 0,
            repeated: 1,
            cells: Vec::new(),
            cell: Cell::default(),
        })
    }

    fn start(&mut self, element: &BytesStart, is_empty: bool) -> Result<Option<Next>> {
        let number = |name: &str| {
            attribute(element, name)
                .and_then(|number| number.parse::<u64>().ok())
                .unwrap_or(1)
                .max(1)
        };
        match element.local_name().as_ref() {
            "table" => {
                self.row = 0;
                return Ok(Some(Next::Sheet(attribute(element, "name").unwrap_or_default())));
            }
            // A row that repeats is one record.
            "table-row" => {
                (self.cells, self.repeated) = (Vec::new(), number("number-rows-repeated"));
                self.row = self.row.saturating_add(1);
                if is_empty {
                    self.end_row();
                }
            }
            "table-cell" | "covered-table-cell" => {
                let kept = match attribute(element, "value-type").as_deref() {
                    Some("date") => attribute(element, "date-value"),
                    Some("float") => attribute(element, "value"),
                    _ => None,
                };
                let repeated =
                    usize::try_from(number("number-columns-repeated")).unwrap_or(COLUMNS);
                self.cell = Cell { is_open: true, kept, repeated, ..Cell::default() };
                if is_empty {
                    self.end_cell();
                }
            }
            "p" if self.cell.is_open => {
                self.cell.paragraphs += usize::from(!is_empty);
                if !self.cell.shown.is_empty() {
                    self.cell.shown.push('\n');
                }
            }
            "annotation" | "tracked-changes" if !is_empty => self.content.skip()?,
            "s" | "tab" | "line-break" if self.cell.paragraphs > 0 => self.cell.shown.push(' '),
            _ => {}
        }
        Ok(None)
    }

    fn end_cell(&mut self) {
        let Cell { kept, shown, repeated, .. } = std::mem::take(&mut self.cell);
        let value = kept.unwrap_or(shown);
        // Cells up to the end of the sheet are there as one empty one, which a later one would come
        // behind.
        let until = self.cells.len().saturating_add(repeated).min(COLUMNS);
        self.cells.resize(until, value);
    }

    fn end_row(&mut self) {
        self.row = self.row.saturating_add(self.repeated - 1);
    }
}

impl Rows for Workbook {
    fn next(&mut self) -> Result<Next> {
        while let Some(event) = self.content.next()? {
            match &event {
                Event::Start(element) => {
                    if let Some(next) = self.start(element, false)? {
                        return Ok(next);
                    }
                }
                Event::Empty(element) => {
                    if let Some(next) = self.start(element, true)? {
                        return Ok(next);
                    }
                }
                Event::End(element) => match element.local_name().as_ref() {
                    "table-cell" | "covered-table-cell" => self.end_cell(),
                    "p" => self.cell.paragraphs = self.cell.paragraphs.saturating_sub(1),
                    "table-row" => {
                        let (row, cells) = (self.row, std::mem::take(&mut self.cells));
                        self.end_row();
                        if cells.iter().any(|cell| !cell.is_empty()) {
                            return Ok(Next::Row(row, cells));
                        }
                    }
                    _ => {}
                },
                event if self.cell.paragraphs > 0 => self.cell.shown.push_str(&text(event)),
                _ => {}
            }
        }
        Ok(Next::End)
    }
}
