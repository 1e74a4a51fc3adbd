//! A table as a CSV file.

use std::fs::File;
use std::path::Path;

use super::schema::{Cell, Table};
use crate::report::csv::{CsvStyle, into_error};
use crate::report::new_file::NewFile;
use crate::{Error, Result};

/// A CSV file under way: its path has it after [`CsvTable::finish`], and never a part of it.
pub struct CsvTable {
    file: NewFile,
    writer: csv::Writer<File>,
    style: CsvStyle,
}

impl CsvTable {
    /// Begins a table with its header.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn create(path: &Path, table: Table, style: CsvStyle) -> Result<CsvTable> {
        let (file, out) = NewFile::create(path)?;
        let mut writer = style.writer(out).map_err(|error| file.failed(error))?;
        let names = table.columns().into_iter().map(|column| column.name);
        writer.write_record(names).map_err(|error| file.failed(into_error(error)))?;
        Ok(CsvTable { file, writer, style })
    }

    /// Adds a row; the texts of a list are joined by `|`.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn push(&mut self, row: &[Cell<'_>]) -> Result<()> {
        let cells = self.style.cells;
        for cell in row {
            let done = match cell {
                Cell::Empty => self.writer.write_field(""),
                Cell::Text(text) => self.writer.write_field(cells.text(&**text).as_bytes()),
                Cell::Texts(texts) => {
                    self.writer.write_field(cells.text(texts.join("|")).as_bytes())
                }
                Cell::Whole(number) => self.writer.write_field(number.to_string()),
                Cell::Day(day) => self.writer.write_field(day.to_string()),
                Cell::Amount(amount) => self.writer.write_field(amount.to_string()),
            };
            done.map_err(|error| self.file.failed(into_error(error)))?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(|error| self.file.failed(into_error(error)))
    }

    /// Writes out what is left, and gives the file its name.
    ///
    /// # Errors
    ///
    /// When the file cannot be written; there is none of this name then, or the older one.
    pub fn finish(self) -> Result<()> {
        let out = self
            .writer
            .into_inner()
            .map_err(|error| self.file.failed(Error::from(error.into_error())))?;
        self.file.keep(&out)
    }
}
