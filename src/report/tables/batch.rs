//! Rows to Arrow record batches.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{
    Date32Builder, Decimal128Builder, Int64Builder, ListBuilder, StringBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::schema::{Cell, Column, Contents, DECIMALS, Table, VERSION};
use crate::{Error, Result};

/// Digits of an amount.
const DIGITS: u8 = 38;

/// Rows, and bytes of their texts, at which a batch is full.
const FULL: (usize, usize) = (8192, 16 << 20);

/// Bytes of a text that is left out: the offsets of a column have 31 bits.
const TOO_LONG: usize = 1 << 30;

/// The metadata of a table: its name, the version of the schema, that of the program.
pub(super) const fn metadata(table: Table) -> [(&'static str, &'static str); 3] {
    [
        ("thoisu.table", table.name()),
        ("thoisu.schema", VERSION),
        ("thoisu.version", env!("CARGO_PKG_VERSION")),
    ]
}

/// The Arrow schema of a table. Every column may be null.
///
/// ```
/// use thoisu::report::tables::{Table, schema};
/// let mentions = schema(Table::Mentions);
/// assert_eq!(mentions.field_with_name("low").map(|field| field.data_type().to_string()).as_deref().ok(), Some("Decimal128(38, 9)"));
/// assert_eq!(mentions.metadata().get("thoisu.schema").map(String::as_str), Some("1"));
/// ```
pub fn schema(table: Table) -> SchemaRef {
    schema_with(table, &[])
}

fn schema_with(table: Table, further: &[Column]) -> SchemaRef {
    let field = |Column { name, contents }| Field::new(name, data_type(contents), true);
    let fields: Vec<Field> =
        table.columns().into_iter().chain(further.iter().copied()).map(field).collect();
    let metadata: HashMap<String, String> =
        metadata(table).map(|(key, value)| (key.to_string(), value.to_string())).into();
    Arc::new(Schema::new(fields).with_metadata(metadata))
}

fn data_type(contents: Contents) -> DataType {
    match contents {
        Contents::Text => DataType::Utf8,
        Contents::Texts => DataType::new_list(DataType::Utf8, true),
        Contents::Whole => DataType::Int64,
        Contents::Day => DataType::Date32,
        Contents::Amount => DataType::Decimal128(DIGITS, DECIMALS as i8),
    }
}

/// Rows of a table under way to a record batch.
pub struct Batch {
    schema: SchemaRef,
    columns: Vec<Builder>,
    rows: usize,
    bytes: usize,
}

impl Batch {
    /// No rows yet.
    pub fn new(table: Table) -> Batch {
        Batch::with(table, &[])
    }

    /// No rows yet; further columns follow those of the table.
    pub fn with(table: Table, further: &[Column]) -> Batch {
        let columns = table
            .columns()
            .iter()
            .chain(further)
            .map(|column| Builder::new(column.contents))
            .collect();
        Batch { schema: schema_with(table, further), columns, rows: 0, bytes: 0 }
    }

    /// Its columns.
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// Adds a row: a cell for each column. A cell that a column cannot hold becomes null.
    pub fn push(&mut self, row: &[Cell<'_>]) {
        let mut cells = row.iter();
        for column in &mut self.columns {
            self.bytes += column.push(cells.next().unwrap_or(&Cell::Empty));
        }
        self.rows += 1;
    }

    /// Whether it should be taken before more rows are added.
    pub fn is_full(&self) -> bool {
        self.rows >= FULL.0 || self.bytes >= FULL.1
    }

    /// The rows so far, and none is left.
    ///
    /// # Errors
    ///
    /// None that input can cause.
    pub fn take(&mut self) -> Result<RecordBatch> {
        (self.rows, self.bytes) = (0, 0);
        let columns: Vec<ArrayRef> = self.columns.iter_mut().map(Builder::finish).collect();
        RecordBatch::try_new(Arc::clone(&self.schema), columns)
            .map_err(|error| Error::caused("a table cannot be made", error))
    }
}

/// A column under way.
enum Builder {
    Text(StringBuilder),
    Texts(Box<ListBuilder<StringBuilder>>),
    Whole(Int64Builder),
    Day(Date32Builder),
    Amount(Decimal128Builder),
}

impl Builder {
    fn new(contents: Contents) -> Builder {
        match contents {
            Contents::Text => Builder::Text(StringBuilder::new()),
            Contents::Texts => Builder::Texts(Box::new(ListBuilder::new(StringBuilder::new()))),
            Contents::Whole => Builder::Whole(Int64Builder::new()),
            Contents::Day => Builder::Day(Date32Builder::new()),
            Contents::Amount => {
                Builder::Amount(Decimal128Builder::new().with_data_type(data_type(contents)))
            }
        }
    }

    /// Adds a cell, and tells how many bytes of text it has.
    fn push(&mut self, cell: &Cell<'_>) -> usize {
        match (self, cell) {
            (Builder::Text(column), Cell::Text(text)) => {
                let text = Some(text).filter(|text| text.len() < TOO_LONG);
                column.append_option(text);
                return text.map_or(0, |text| text.len());
            }
            (Builder::Texts(column), Cell::Texts(texts)) => {
                let fits = |text: &&String| text.len() < TOO_LONG / texts.len().max(1);
                texts.iter().filter(fits).for_each(|text| column.values().append_value(text));
                column.append(true);
                return texts.iter().filter(fits).map(String::len).sum();
            }
            (Builder::Whole(column), Cell::Whole(number)) => column.append_value(*number),
            (Builder::Day(column), Cell::Day(day)) => column.append_option(days(*day)),
            (Builder::Amount(column), Cell::Amount(amount)) => {
                column.append_option(billionths(*amount))
            }
            (column, _) => column.push_null(),
        }
        0
    }

    fn push_null(&mut self) {
        match self {
            Builder::Text(column) => column.append_null(),
            Builder::Texts(column) => column.append_null(),
            Builder::Whole(column) => column.append_null(),
            Builder::Day(column) => column.append_null(),
            Builder::Amount(column) => column.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Builder::Text(column) => Arc::new(column.finish()),
            Builder::Texts(column) => Arc::new(column.finish()),
            Builder::Whole(column) => Arc::new(column.finish()),
            Builder::Day(column) => Arc::new(column.finish()),
            Builder::Amount(column) => Arc::new(column.finish()),
        }
    }
}

/// The day from which `date32` counts.
const EPOCH: Date = Date::constant(1970, 1, 1);

fn days(day: Date) -> Option<i32> {
    EPOCH.until(day).ok().map(|span| span.get_days())
}

/// An amount in units of the last decimal; none where it has more decimals.
fn billionths(amount: Decimal) -> Option<i128> {
    let missing = DECIMALS.checked_sub(amount.scale())?;
    amount.mantissa().checked_mul(10_i128.pow(missing))
}
