//! One row a mention, for spreadsheets.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula, which may start
//! programs and send data away. Text cells that begin so get a `'` in front, as OWASP advises ("CSV injection"); figures such as
//! `value` and `start` never do. [`Cells::Raw`] leaves text as it is, for programs that read the rows.

use std::borrow::Cow;
use std::io::Write;

use crate::model::{Details, MentionRecord};
use crate::{Annotated, Result};

const HEADER: [&str; 23] = [
    "id",
    "source_id",
    "title",
    "published",
    "url",
    "kind",
    "start",
    "end",
    "text",
    "value",
    "first",
    "last",
    "part_of_day",
    "form",
    "number",
    "year",
    "type",
    "issuer",
    "issued",
    "regulation_title",
    "class",
    "unit",
    "approx",
];

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
            Cells::Guarded if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => Cow::Owned(format!("'{text}")),
            _ => text,
        }
    }
}

/// Writes a header, then a row for each mention.
pub struct CsvWriter<W: Write> {
    out: csv::Writer<W>,
    cells: Cells,
}

impl<W: Write> CsvWriter<W> {
    /// A writer that has written its header.
    ///
    /// # Errors
    ///
    /// What the writer says.
    pub fn new(out: W, cells: Cells) -> Result<CsvWriter<W>> {
        let mut out = csv::Writer::from_writer(out);
        out.write_record(HEADER).map_err(into_error)?;
        Ok(CsvWriter { out, cells })
    }

    /// Writes the mentions of a document.
    ///
    /// # Errors
    ///
    /// What the writer says.
    pub fn write(&mut self, annotated: &Annotated) -> Result<()> {
        let document = &annotated.document;
        let published = document.meta.published.map(|published| published.to_string()).unwrap_or_default();
        let cells = self.cells;
        let [id, source_id] = [&document.id, &document.source_id].map(|id| cells.text(id));
        let [title, url] = [&document.meta.title, &document.meta.url].map(|fact| cells.text(fact.as_deref().unwrap_or_default()));
        for mention in &annotated.mentions {
            let mention = MentionRecord::new(mention, document.addressable, None);
            let offset = |at: Option<usize>| at.map(|at| at.to_string()).unwrap_or_default();
            let (start, end) = (offset(mention.start), offset(mention.end));
            let value = mention.value.unwrap_or_default();
            let surface = cells.text(&*mention.text);
            let mut row: Vec<&str> = vec![&id, &source_id, &title, &published, &url, &mention.kind, &start, &end, &surface, &value];
            let text = Option::unwrap_or_default;
            let details: [Cow<str>; 13] = match mention.details {
                Details::Date { first, last, part_of_day } => details([(0, text(first)), (1, text(last)), (2, text(part_of_day))]),
                Details::Regulation { form, number, year, doc_type, issuer, issued, title } => details([
                    (3, form),
                    (4, text(number)),
                    (5, year.map(|year| Cow::from(year.to_string())).unwrap_or_default()),
                    (6, text(doc_type)),
                    (7, cells.text(text(issuer))),
                    (8, text(issued)),
                    (9, cells.text(text(title))),
                ]),
                Details::Number { form, class, unit, approx } => details([(3, form), (10, class), (11, text(unit)), (12, text(approx))]),
            };
            row.extend(details.iter().map(Cow::as_ref));
            self.out.write_record(row).map_err(into_error)?;
        }
        Ok(())
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

/// The columns behind `value`, filled at the places given.
fn details<const N: usize>(filled: [(usize, Cow<str>); N]) -> [Cow<str>; 13] {
    let mut row: [Cow<str>; 13] = Default::default();
    for (at, value) in filled {
        if let Some(cell) = row.get_mut(at) {
            *cell = value;
        }
    }
    row
}

/// An I/O error keeps its kind, so that a closed pipe is known as one.
fn into_error(error: csv::Error) -> crate::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        _ => crate::Error::new("a row could not be written as CSV"),
    }
}
