//! Workbooks (.xlsx, .ods): tables with a header, a record a row, as in CSV.
//!
//! A sheet is a table of texts where one of its first rows names a column for them; other sheets
//! are left alone. A record is named `so.xlsx!Tin:7` after its sheet and its row there. Rows are
//! read as a stream, cells only up to the header's last: a sheet that claims a million empty ones
//! costs nothing.

use super::rows::{Next, Rows};
use super::zip::Archive;
use super::{made, ods, xlsx};
use crate::read::fields::{Field, Fields};
use crate::read::limits::sheet::HEADER;
use crate::read::source::{Notes, Source, Step, StreamPlace};
use crate::{Error, Result};

/// An open workbook.
struct Records {
    place: StreamPlace,
    rows: Box<dyn Rows>,
    /// The place of the sheet that is open.
    sheet: StreamPlace,
    /// The names of its columns that mean a field, once the header was met.
    columns: Option<Vec<Option<String>>>,
    /// Rows of the sheet without one.
    before_header: usize,
    has_table: bool,
    /// The first row that was met, for what is said where no sheet is a table.
    first: Option<String>,
    is_ended: bool,
}

/// Opens a workbook of Excel.
pub(in crate::read) fn xlsx(place: StreamPlace, archive: Archive) -> Step {
    opened(place, xlsx::Workbook::open(archive).map(|rows| Box::new(rows) as Box<dyn Rows>))
}

/// Opens an OpenDocument spreadsheet.
pub(in crate::read) fn ods(place: StreamPlace, archive: Archive) -> Step {
    opened(place, ods::Workbook::open(archive).map(|rows| Box::new(rows) as Box<dyn Rows>))
}

fn opened(place: StreamPlace, rows: Result<Box<dyn Rows>>) -> Step {
    match rows {
        Ok(rows) => {
            let place = made::place(&place, place.options.fields.clone());
            let sheet = place.clone();
            let records = Records {
                place,
                rows,
                sheet,
                columns: None,
                before_header: 0,
                has_table: false,
                first: None,
                is_ended: false,
            };
            Step::Open(Box::new(records))
        }
        Err(error) => place.lost(None, error),
    }
}

impl Source for Records {
    fn next(&mut self, _: &mut Notes) -> Step {
        if self.is_ended {
            return Step::End;
        }
        match self.rows.next() {
            Ok(Next::Sheet(name)) => self.begin(&name),
            Ok(Next::Row(number, cells)) => self.row(number, &cells),
            Ok(Next::End) => self.end(),
            Err(error) => {
                self.is_ended = true;
                self.place.lost(None, error)
            }
        }
    }
}

impl Records {
    fn begin(&mut self, name: &str) -> Step {
        (self.columns, self.before_header) = (None, 0);
        // A name is no path.
        match self.place.entry(name.replace(['/', '\\', '!'], "_").as_bytes()) {
            Ok(sheet) => self.sheet = sheet,
            Err(error) => return self.place.failed(None, error),
        }
        Step::Passed
    }

    fn row(&mut self, number: u64, cells: &[String]) -> Step {
        let Some(columns) = &self.columns else {
            if self.before_header < HEADER {
                self.before_header += 1;
                self.columns = header(cells, &self.place.options.fields);
                self.has_table |= self.columns.is_some();
                self.first.get_or_insert_with(|| cells.join(", ").chars().take(200).collect());
            }
            return Step::Passed;
        };
        let values: Vec<(&str, &str)> = columns
            .iter()
            .zip(cells)
            .filter_map(|(name, cell)| Some((name.as_deref()?, &**cell)))
            .filter(|(_, cell)| !cell.trim().is_empty())
            .collect();
        match values.is_empty() {
            true => Step::Passed,
            false => Step::Item(made::item(&self.sheet, Some(number), values.into_iter())),
        }
    }

    fn end(&mut self) -> Step {
        self.is_ended = true;
        if self.has_table {
            return Step::End;
        }
        let name = self.place.options.fields.first(Field::Text);
        let found = self.first.as_deref().unwrap_or_default();
        let message = format!(
            "expected a sheet with a header with a column `{name}`, but found `{found}`; name the column with `--field text=COLUMN`"
        );
        self.place.lost(None, Error::format(message))
    }
}

/// The names of the columns that mean a field; `None` if no column has texts.
fn header(cells: &[String], fields: &Fields) -> Option<Vec<Option<String>>> {
    let meant = |cell: &String| fields.find(cell.trim()).map(|(field, _)| field);
    let has_text = cells.iter().any(|cell| meant(cell) == Some(Field::Text));
    has_text
        .then(|| cells.iter().map(|cell| meant(cell).map(|_| cell.trim().to_string())).collect())
}
