//! Tables in and out by the Arrow PyCapsule interface: rows of texts to tables of documents and
//! mentions.

use std::sync::Arc;

use arrow_array::ffi::FFI_ArrowSchema;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_pyarrow::FromPyArrow;
use arrow_schema::SchemaRef;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};

use super::columns::{Columns, Names};
use super::extracting::kinds;
use super::failures::failed;
use super::rows::{Done, PORTION, Row, annotated, threads, wanted};
use crate::read::ReadOptions;
use crate::report::Shown;
use crate::report::tables::{self, Batch, Cell, Column, Contents, document_row, mention_rows};
use crate::run::pipeline::Wanted;

/// A table in memory: what takes Arrow streams takes it (`pyarrow.table`, `polars.DataFrame`,
/// DuckDB).
#[pyclass(frozen, module = "thoisu")]
pub(super) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

#[pymethods]
impl Table {
    /// How many rows it has.
    #[getter]
    fn num_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The names of its columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __len__(&self) -> usize {
        self.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("Table({} rows: {})", self.num_rows(), self.column_names().join(", "))
    }

    /// The Arrow stream of its rows, which keeps the table as it is.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Py<PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A wish that need not be met.
        drop(requested_schema);
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader: Box<dyn RecordBatchReader + Send> =
            Box::new(RecordBatchIterator::new(batches, Arc::clone(&self.schema)));
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), c"arrow_array_stream")
    }

    /// The Arrow schema of its columns.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(failed)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// A `pyarrow.Table` of the same memory; needs pyarrow.
    fn to_arrow<'py>(slf: &Bound<'py, Table>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("table", (slf,))
    }

    /// A `pandas.DataFrame`; needs pandas and pyarrow.
    fn to_pandas<'py>(slf: &Bound<'py, Table>) -> PyResult<Bound<'py, PyAny>> {
        Table::to_arrow(slf)?.call_method0("to_pandas")
    }

    /// A `polars.DataFrame`; needs polars.
    fn to_polars<'py>(slf: &Bound<'py, Table>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("polars")?.call_method1("DataFrame", (slf,))
    }

    /// Its rows as dictionaries, which `pandas.DataFrame` takes; needs pyarrow.
    fn __iter__<'py>(slf: &Bound<'py, Table>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Table::to_arrow(slf)?.call_method0("to_pylist")?.try_iter()?.into_any())
    }
}

/// Columns of documents beside those of the command line's tables.
const FURTHER: [Column; 2] = [
    Column { name: "row", contents: Contents::Whole },
    Column { name: "error", contents: Contents::Text },
];

/// What is read of a table, and how.
struct Reading {
    columns: Columns,
    options: Arc<ReadOptions>,
    wanted: Wanted,
    threads: usize,
    shown: Shown,
}

/// Tables under way.
struct Tables {
    documents: Filling,
    mentions: Filling,
}

/// A table under way.
struct Filling {
    batch: Batch,
    batches: Vec<RecordBatch>,
}

impl Filling {
    fn new(batch: Batch) -> Filling {
        Filling { batch, batches: Vec::new() }
    }

    fn push(&mut self, row: &[Cell<'_>]) -> crate::Result<()> {
        self.batch.push(row);
        if self.batch.is_full() {
            self.batches.push(self.batch.take()?);
        }
        Ok(())
    }

    fn finish(mut self) -> crate::Result<Table> {
        self.batches.push(self.batch.take()?);
        Ok(Table { schema: self.batch.schema(), batches: self.batches })
    }
}

impl Tables {
    /// Adds what became of a row: a row of documents for each, one with its error where there is
    /// none.
    fn add(
        &mut self,
        number: usize,
        id: Option<String>,
        done: &Done,
        shown: Shown,
    ) -> crate::Result<()> {
        let end = |row: &mut Vec<_>| {
            row.push(Cell::Whole(i64::try_from(number).unwrap_or(i64::MAX)));
            row.push(done.error.as_deref().map_or(Cell::Empty, |error| Cell::Text(error.into())));
        };
        for annotated in &done.documents {
            let mut row = document_row(annotated, shown, None);
            end(&mut row);
            self.documents.push(&row)?;
            mention_rows(annotated, shown, |row| self.mentions.push(&row))?;
        }
        if done.documents.is_empty() {
            let id = id.unwrap_or_else(|| number.to_string());
            let mut row = vec![Cell::Empty; tables::Table::Documents.columns().len()];
            if let [first, second, ..] = row.as_mut_slice() {
                (*first, *second) = (Cell::Text(id.clone().into()), Cell::Text(id.into()));
            }
            end(&mut row);
            self.documents.push(&row)?;
        }
        Ok(())
    }
}

/// Rows of texts to a table of documents (with `row` and `error`) and one of mentions.
#[pyfunction]
#[pyo3(signature = (table, *, text="text".into(), published=Some("published".into()), id=Some("id".into()), title=Some("title".into()),
    lead=Some("lead".into()), url=Some("url".into()), with_text=false, all_fields=false, resolve=false, kinds=None, threads=None))]
#[allow(clippy::too_many_arguments, reason = "Python's keywords")]
pub(super) fn extract_rows(
    py: Python<'_>,
    table: &Bound<'_, PyAny>,
    text: String,
    published: Option<String>,
    id: Option<String>,
    title: Option<String>,
    lead: Option<String>,
    url: Option<String>,
    with_text: bool,
    all_fields: bool,
    resolve: bool,
    kinds: Option<Vec<String>>,
    threads: Option<usize>,
) -> PyResult<(Table, Table)> {
    let names = Names { text, id, published, title, lead, url };
    let wanted = wanted(all_fields, resolve, self::kinds(kinds)?);
    let shown = Shown { text: with_text, all_fields: wanted.all_fields, relations: false };
    let (schema, batches) = incoming(table)?;
    let columns = Columns::of(&schema, &names)?;
    let reading = Reading {
        columns,
        options: Arc::default(),
        wanted,
        threads: self::threads(threads),
        shown,
    };
    let mut tables = Tables {
        documents: Filling::new(Batch::with(tables::Table::Documents, &FURTHER)),
        mentions: Filling::new(Batch::new(tables::Table::Mentions)),
    };
    let mut first = 0;
    for batch in batches {
        let batch = batch?;
        reading.read(py, &batch, first, &mut tables)?;
        first += batch.num_rows();
    }
    Ok((tables.documents.finish().map_err(failed)?, tables.mentions.finish().map_err(failed)?))
}

impl Reading {
    /// Reads a batch, whose first row has this number, in portions.
    fn read(
        &self,
        py: Python<'_>,
        batch: &RecordBatch,
        first: usize,
        tables: &mut Tables,
    ) -> PyResult<()> {
        let mut at = 0;
        while at < batch.num_rows() {
            py.check_signals()?;
            at = py.detach(|| self.portion(batch, at, first, tables)).map_err(failed)?;
        }
        Ok(())
    }

    /// Reads a portion of a batch from a row on; the row behind it.
    fn portion(
        &self,
        batch: &RecordBatch,
        start: usize,
        first: usize,
        tables: &mut Tables,
    ) -> crate::Result<usize> {
        let (mut rows, mut ids, mut bytes, mut at) = (Vec::new(), Vec::new(), 0, start);
        while at < batch.num_rows() && rows.len() < PORTION.0 && bytes < PORTION.1 {
            let row = match self.columns.row(batch.columns(), at) {
                Ok(given) => {
                    ids.push(given.id.clone());
                    Row::new(first + at, &given, &self.options)
                }
                Err(error) => {
                    ids.push(self.columns.id(batch.columns(), at));
                    Row::Bad(error)
                }
            };
            bytes += row.weight();
            rows.push(row);
            at += 1;
        }
        let done = annotated(rows, self.threads, self.wanted)?;
        for ((done, id), number) in done.iter().zip(ids).zip(first + start..) {
            tables.add(number, id, done, self.shown)?;
        }
        Ok(at)
    }
}

/// Batches, one after the other.
type Batches = Box<dyn Iterator<Item = PyResult<RecordBatch>>>;

/// The schema and the batches of a table that others made.
///
/// # Errors
///
/// `TypeError` for what is no table.
pub(super) fn incoming(table: &Bound<'_, PyAny>) -> PyResult<(SchemaRef, Batches)> {
    if table.hasattr("__arrow_c_stream__")? {
        let reader = arrow_array::ffi_stream::RecordBatchStreamReader::from_pyarrow_bound(table)?;
        return Ok((reader.schema(), Box::new(reader.map(|batch| batch.map_err(failed)))));
    }
    if table.hasattr("__arrow_c_array__")? {
        let batch = RecordBatch::from_pyarrow_bound(table)?;
        return Ok((batch.schema(), Box::new(std::iter::once(Ok(batch)))));
    }
    let is_plain = table.is_instance_of::<PyDict>();
    let found = table.get_type().name()?;
    let remedy = if is_plain { "; `pyarrow.table(…)` makes one of a dict" } else { "" };
    Err(PyTypeError::new_err(format!(
        "expected a table that speaks Arrow (pyarrow, polars, pandas 2.2, DuckDB), but found {found}{remedy}"
    )))
}
