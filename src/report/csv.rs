//! One row a mention, for spreadsheets.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a
//! formula, which may start programs and send data away. Text cells that begin so get a `'` in
//! front, as OWASP advises ("CSV injection"); figures such as `value` and `start` never do.
//! [`Cells::Raw`] leaves text as it is, for programs that read the rows.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::model::{Fact, Kind, Kinds};
use crate::{Annotated, Result};

/// The columns of every mention; those of the fields of its kind follow.
const COLUMNS: [&str; 10] =
    ["id", "source_id", "title", "published", "url", "kind", "start", "end", "text", "value"];

/// How text cells are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cells {
    /// Text that a spreadsheet would take for a formula gets a `'` in front.
    Guarded,
    /// Text as it is.
    Raw,
}

impl Cells {
    /// A text cell.
    ///
    /// ```
    /// use thoisu::report::Cells;
    /// assert_eq!(Cells::Guarded.text("=SUM(A1)"), "'=SUM(A1)");
    /// assert_eq!(Cells::Guarded.text("Nghị quyết"), "Nghị quyết");
    /// assert_eq!(Cells::Raw.text("-3,5%"), "-3,5%");
    /// ```
    pub fn text<'a>(self, text: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
        let text = text.into();
        match self {
            Cells::Guarded if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
                Cow::Owned(format!("'{text}"))
            }
            _ => text,
        }
    }
}

/// How CSV is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CsvStyle {
    /// How text cells are written.
    pub cells: Cells,
    /// Whether a byte order mark comes first, and `;` stands between cells: as Excel opens it where
    /// the decimal mark is a comma.
    pub is_for_excel: bool,
}

impl CsvStyle {
    /// A writer in this style, which has written the byte order mark if there is one.
    pub(super) fn writer<W: Write>(self, mut out: W) -> io::Result<csv::Writer<W>> {
        if !self.is_for_excel {
            return Ok(csv::Writer::from_writer(out));
        }
        out.write_all("\u{feff}".as_bytes())?;
        Ok(csv::WriterBuilder::new().delimiter(b';').from_writer(out))
    }
}

/// Writes a header, then a row for each mention.
pub struct CsvWriter<W: Write> {
    out: csv::Writer<W>,
    cells: Cells,
    /// The columns that kinds have for their fields; kinds that name the same one share it.
    columns: Vec<&'static str>,
    /// Whether there are rows of the mentions of titles and leads, and a last column with the
    /// field.
    all_fields: bool,
}

impl<W: Write> CsvWriter<W> {
    /// A writer for mentions of these kinds that has written its header; the last column is
    /// `published_from`. `all_fields` adds the mentions of titles and leads, and one more column
    /// `field`.
    ///
    /// # Errors
    ///
    /// What the writer says.
    pub fn new(out: W, style: CsvStyle, kinds: Kinds, all_fields: bool) -> Result<CsvWriter<W>> {
        let mut columns: Vec<&str> = Vec::new();
        for field in
            kinds.iter().flat_map(|kind| kind.about().fields).filter(|field| !field.is_extra)
        {
            if !columns.contains(&field.column) {
                columns.push(field.column);
            }
        }
        let mut out = style.writer(out)?;
        let last = ["published_from"].into_iter().chain(all_fields.then_some("field"));
        out.write_record(COLUMNS.iter().chain(&columns).copied().chain(last))
            .map_err(into_error)?;
        Ok(CsvWriter { out, cells: style.cells, columns, all_fields })
    }

    /// Writes the mentions of a document.
    ///
    /// # Errors
    ///
    /// What the writer says.
    pub fn write(&mut self, annotated: &Annotated) -> Result<()> {
        let document = &annotated.document;
        let published =
            document.meta.published.map(|published| published.to_string()).unwrap_or_default();
        let published_from = document.meta.published_from.name().unwrap_or_default();
        let cells = self.cells;
        let [id, source_id] = [&document.id, &document.source_id].map(|id| cells.text(id));
        let [title, url] = [&document.meta.title, &document.meta.url]
            .map(|fact| cells.text(fact.as_deref().unwrap_or_default()));
        let apart = if self.all_fields { annotated.apart.as_slice() } else { &[] };
        for mention in apart.iter().chain(&annotated.mentions) {
            let offset = |at: usize| {
                if document.is_addressable(mention.field) { at.to_string() } else { String::new() }
            };
            let (start, end) = (offset(mention.source.start), offset(mention.source.end));
            let surface = cells.text(&*mention.surface);
            let kind = mention.value.kind();
            let (value, details) = mention.value.with_facts(|value, facts| {
                (
                    value.clone().into_text().unwrap_or_default().into_owned(),
                    self.details(kind, facts),
                )
            });
            let row: [&str; 10] = [
                &id,
                &source_id,
                &title,
                &published,
                &url,
                kind.name(),
                &start,
                &end,
                &surface,
                &value,
            ];
            let field = self.all_fields.then_some(mention.field.name());
            let last = [published_from].into_iter().chain(field);
            let row = row.into_iter().chain(details.iter().map(String::as_str)).chain(last);
            self.out.write_record(row).map_err(into_error)?;
        }
        Ok(())
    }

    /// The cells of the columns that kinds have: those of this kind filled.
    fn details(&self, kind: Kind, facts: &[Fact]) -> Vec<String> {
        let mut row = vec![String::new(); self.columns.len()];
        for (field, fact) in kind.about().fields.iter().zip(facts) {
            let place = self.columns.iter().position(|column| *column == field.column);
            if let Some(cell) = place.and_then(|place| row.get_mut(place)) {
                *cell = match fact {
                    Fact::Text(text) => self.cells.text(&**text).into_owned(),
                    fact => fact.to_string(),
                };
            }
        }
        row
    }

    /// Writes out what is buffered.
    ///
    /// # Errors
    ///
    /// What the writer says.
    pub fn flush(&mut self) -> Result<()> {
        Ok(self.out.flush()?)
    }
}

/// An I/O error keeps its kind, so that a closed pipe is known as one.
pub(super) fn into_error(error: csv::Error) -> crate::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        _ => crate::Error::new("a row could not be written as CSV"),
    }
}
