//! Parquet tables: a row a record, of the columns that mean a field, as in CSV. Sets on Hugging
//! Face have this form.
//!
//! A row is handed on as the JSON record that it stands for. Rows are read a few at a time: a
//! column may say a long text once and mean it a million times. A table is read from its end, so
//! one in an archive or stream is held.

use std::fs::File;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use bytes::Bytes;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::basic::Compression;
use parquet::file::reader::ChunkReader;
use serde_json::Value;

use super::made;
use crate::caught::caught;
use crate::read::fields::{Field, Fields};
use crate::read::item::Content;
use crate::read::source::{Notes, Source, Step, StreamPlace};
use crate::{Error, Miss, Result};

/// Rows that are held at once: each may be as long as a document may be.
const ROWS: usize = 16;

/// An open table.
struct Rows {
    place: StreamPlace,
    batches: ParquetRecordBatchReader,
    batch: Option<RecordBatch>,
    /// The row of the batch that comes next.
    at: usize,
    record: u64,
    is_ended: bool,
}

/// Opens a table in a file.
pub(in crate::read) fn file(place: StreamPlace, file: File) -> Step {
    opened(place, file)
}

/// Opens a table in memory.
pub(in crate::read) fn held(place: StreamPlace, bytes: Vec<u8>) -> Step {
    opened(place, Bytes::from(bytes))
}

fn opened(place: StreamPlace, input: impl ChunkReader + 'static) -> Step {
    let batches =
        caught(|| batches(&place, input)).unwrap_or_else(|| Err(broken("its table of contents")));
    match batches {
        Ok(batches) => {
            let place = made::place(&place, place.options.fields.clone());
            Step::Open(Box::new(Rows {
                place,
                batches,
                batch: None,
                at: 0,
                record: 0,
                is_ended: false,
            }))
        }
        Err(error) => place.lost(None, error),
    }
}

fn broken(what: impl std::fmt::Display) -> Error {
    Error::format(format!("the Parquet table is broken or cut short; fetch it again: {what}"))
}

fn batches(
    place: &StreamPlace,
    input: impl ChunkReader + 'static,
) -> Result<ParquetRecordBatchReader> {
    // What other programs keep about their own types is of no use here: texts are texts.
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let builder =
        ParquetRecordBatchReaderBuilder::try_new_with_options(input, options).map_err(broken)?;
    let wanted = wanted(
        place,
        builder.schema().fields().iter().map(|field| (field.name().as_str(), field.data_type())),
    )?;
    let columns = builder.metadata().row_groups().iter().flat_map(|group| group.columns());
    for column in columns {
        if !matches!(
            column.compression(),
            Compression::UNCOMPRESSED | Compression::SNAPPY | Compression::GZIP(_)
        ) {
            let (name, codec) = (column.column_path().string(), column.compression());
            return Err(Error::format(format!(
                "the column `{name}` is compressed with {codec}, which is not read; write the table with snappy or gzip"
            )));
        }
    }
    let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
    builder.with_projection(mask).with_batch_size(ROWS).build().map_err(broken)
}

/// The places of the columns that mean a field and hold what it may have.
fn wanted<'c>(
    place: &StreamPlace,
    columns: impl Iterator<Item = (&'c str, &'c DataType)>,
) -> Result<Vec<usize>> {
    let fields = &place.options.fields;
    let (mut places, mut names, mut odd, mut has_text) = (Vec::new(), Vec::new(), None, false);
    for (at, (name, data_type)) in columns.enumerate() {
        names.push(name);
        let Some((field, rank)) = fields.find(name) else { continue };
        if fits(field, data_type) {
            has_text |= field == Field::Text;
            places.push(at);
        } else if field == Field::Text {
            odd.get_or_insert((name, data_type));
        } else if rank == 0 {
            log::warn!(
                "{}: the column `{name}` holds {data_type}, which its field cannot be; read without it",
                place.path
            );
        }
    }
    if has_text {
        return Ok(places);
    }
    let remedy = "name the column of texts with `--field text=COLUMN`";
    Err(Error::format(match odd {
        Some((name, data_type)) => {
            format!("expected texts in the column `{name}`, but found {data_type}; {remedy}")
        }
        None => {
            let found: String = names.join(", ").chars().take(200).collect();
            format!(
                "expected a column `{}`, but found `{found}`; {remedy}",
                fields.first(Field::Text)
            )
        }
    }))
}

/// Whether a column of this type may be a field.
fn fits(field: Field, data_type: &DataType) -> bool {
    let is_text = |data_type: &DataType| data_type.is_string() || data_type.is_binary();
    let is_list = matches!(data_type, DataType::List(inner) | DataType::LargeList(inner) if is_text(inner.data_type()));
    let is_day = matches!(data_type, DataType::Date32 | DataType::Timestamp(..));
    is_text(data_type)
        || match field {
            Field::Text | Field::Lead | Field::Author | Field::Section | Field::Tags => is_list,
            Field::Id => data_type.is_integer(),
            Field::Published => is_day || data_type.is_integer(),
            Field::Title | Field::Url => false,
        }
}

impl Source for Rows {
    fn next(&mut self, _: &mut Notes) -> Step {
        if self.is_ended {
            return Step::End;
        }
        if self.batch.as_ref().is_none_or(|batch| self.at >= batch.num_rows()) {
            self.batch = None;
            match caught(|| self.batches.next()) {
                Some(None) => {
                    self.is_ended = true;
                    return Step::End;
                }
                Some(Some(Ok(batch))) => (self.batch, self.at) = (Some(batch), 0),
                Some(Some(Err(error))) => return self.lost(broken(error)),
                None => return self.lost(broken("a column")),
            }
        }
        let Some(batch) = &self.batch else { return Step::Passed };
        let Some(row) = (self.at < batch.num_rows()).then_some(self.at) else {
            return Step::Passed;
        };
        (self.at, self.record) = (self.at + 1, self.record + 1);
        Step::Item(match record(batch, row, &self.place.options.fields) {
            Ok(record) => made::record(&self.place, Some(self.record), record),
            Err(error) => self.place.item(Some(self.record), Content::Failed(error)),
        })
    }
}

impl Rows {
    fn lost(&mut self, error: Error) -> Step {
        self.is_ended = true;
        self.place.lost(Some(self.record + 1), error)
    }
}

/// The record of a row: columns that are null are not in it.
///
/// # Errors
///
/// When its text is null: there is no article then.
fn record(
    batch: &RecordBatch,
    row: usize,
    fields: &Fields,
) -> Result<serde_json::Map<String, Value>> {
    let mut record = serde_json::Map::new();
    let mut has_text = false;
    for (field, column) in batch.schema_ref().fields().iter().zip(batch.columns()) {
        if let Some(value) = value(column, row) {
            has_text |= fields.find(field.name()).is_some_and(|(field, _)| field == Field::Text);
            record.insert(field.name().clone(), value);
        }
    }
    if has_text {
        Ok(record)
    } else {
        Err(Error::format("the row has no text: its column is null").missed(Miss::NoArticle))
    }
}

/// What a cell holds, as a record would have it; `None` for null.
fn value(column: &ArrayRef, row: usize) -> Option<Value> {
    if column.is_null(row) {
        return None;
    }
    let text = |bytes: &[u8]| Value::from(String::from_utf8_lossy(bytes));
    Some(match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).into(),
        DataType::LargeUtf8 => column.as_string::<i64>().value(row).into(),
        DataType::Utf8View => column.as_string_view().value(row).into(),
        DataType::Binary => text(column.as_binary::<i32>().value(row)),
        DataType::LargeBinary => text(column.as_binary::<i64>().value(row)),
        DataType::BinaryView => text(column.as_binary_view().value(row)),
        DataType::FixedSizeBinary(_) => text(column.as_fixed_size_binary().value(row)),
        DataType::Int8 => column.as_primitive::<Int8Type>().value(row).into(),
        DataType::Int16 => column.as_primitive::<Int16Type>().value(row).into(),
        DataType::Int32 => column.as_primitive::<Int32Type>().value(row).into(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).into(),
        DataType::UInt8 => column.as_primitive::<UInt8Type>().value(row).into(),
        DataType::UInt16 => column.as_primitive::<UInt16Type>().value(row).into(),
        DataType::UInt32 => column.as_primitive::<UInt32Type>().value(row).into(),
        DataType::UInt64 => column.as_primitive::<UInt64Type>().value(row).into(),
        DataType::Date32 => day(column.as_primitive::<Date32Type>().value(row))?.into(),
        DataType::Timestamp(unit, zone) => {
            time(*unit, ticks(column, *unit, row), zone.is_some())?.into()
        }
        DataType::List(_) => list(&column.as_list::<i32>().value(row)),
        DataType::LargeList(_) => list(&column.as_list::<i64>().value(row)),
        _ => return None,
    })
}

fn list(values: &ArrayRef) -> Value {
    (0..values.len()).filter_map(|at| value(values, at)).collect()
}

fn day(days: i32) -> Option<String> {
    Date::constant(1970, 1, 1).checked_add(days.days()).ok().map(|day| day.to_string())
}

fn ticks(column: &ArrayRef, unit: TimeUnit, row: usize) -> i64 {
    match unit {
        TimeUnit::Second => column.as_primitive::<TimestampSecondType>().value(row),
        TimeUnit::Millisecond => column.as_primitive::<TimestampMillisecondType>().value(row),
        TimeUnit::Microsecond => column.as_primitive::<TimestampMicrosecondType>().value(row),
        TimeUnit::Nanosecond => column.as_primitive::<TimestampNanosecondType>().value(row),
    }
}

/// A time to the second; without a zone it is the newspaper's own, Vietnam's.
fn time(unit: TimeUnit, ticks: i64, has_zone: bool) -> Option<String> {
    let in_second = match unit {
        TimeUnit::Second => 1,
        TimeUnit::Millisecond => 1_000,
        TimeUnit::Microsecond => 1_000_000,
        TimeUnit::Nanosecond => 1_000_000_000,
    };
    let time = Timestamp::from_second(ticks.div_euclid(in_second)).ok()?.to_string();
    Some(if has_zone { time } else { time.trim_end_matches('Z').to_string() })
}
