//! A table as a Parquet file.

use std::fs::File;
use std::path::Path;

use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use super::batch::{Batch, metadata, schema};
use super::schema::{Cell, Table};
use crate::report::new_file::NewFile;
use crate::{Error, Result};

/// Rows of a row group, and bytes of one whose rows hold texts: a writer holds a group in memory.
const ROW_GROUP: (usize, usize) = (128 * 1024, 32 << 20);

/// A Parquet file under way: its path has it after [`ParquetTable::finish`], and never a part of
/// it.
pub struct ParquetTable {
    file: NewFile,
    writer: ArrowWriter<File>,
    batch: Batch,
}

impl ParquetTable {
    /// Begins a table.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn create(path: &Path, table: Table) -> Result<ParquetTable> {
        let (file, out) = NewFile::create(path)?;
        let pairs =
            metadata(table).map(|(key, value)| KeyValue::new(key.to_string(), value.to_string()));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(ROW_GROUP.0))
            .set_max_row_group_bytes(Some(ROW_GROUP.1))
            .set_key_value_metadata(Some(pairs.to_vec()))
            .set_created_by(concat!("thoisu version ", env!("CARGO_PKG_VERSION")).to_string())
            .build();
        let writer = ArrowWriter::try_new(out, schema(table), Some(properties))
            .map_err(|error| file.failed(unwritten(error)))?;
        Ok(ParquetTable { file, writer, batch: Batch::new(table) })
    }

    /// Adds a row.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn push(&mut self, row: &[Cell<'_>]) -> Result<()> {
        self.batch.push(row);
        if self.batch.is_full() { self.write() } else { Ok(()) }
    }

    fn write(&mut self) -> Result<()> {
        let batch = self.batch.take()?;
        self.writer.write(&batch).map_err(|error| self.file.failed(unwritten(error)))
    }

    /// Writes out what is left, and gives the file its name.
    ///
    /// # Errors
    ///
    /// When the file cannot be written; there is none of this name then, or the older one.
    pub fn finish(mut self) -> Result<()> {
        self.write()?;
        let out = self.writer.into_inner().map_err(|error| self.file.failed(unwritten(error)))?;
        self.file.keep(&out)
    }
}

/// What the writer says: a full disk by its own words.
fn unwritten(error: ParquetError) -> Error {
    match error {
        ParquetError::External(error) => match error.downcast::<std::io::Error>() {
            Ok(error) => Error::from(*error),
            Err(error) => Error::new(error.to_string()),
        },
        error => Error::caused("the table cannot be written", error),
    }
}
