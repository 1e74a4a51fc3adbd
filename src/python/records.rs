//! Rows of a table as JSON Lines, of which an index is made.

use pyo3::prelude::*;
use pyo3::types::PyBytes;

use super::columns::{Columns, Names};
use super::failures::failed;
use super::table::incoming;

/// The rows of a table as records, a line each, and what is wrong with those that give none: the
/// number of the row, from 0, and the reason. A row whose text is null or blank gives neither. The
/// columns have their usual names.
#[pyfunction]
pub(super) fn records<'py>(
    py: Python<'py>,
    table: &Bound<'py, PyAny>,
) -> PyResult<(Bound<'py, PyBytes>, Vec<Unwritten>)> {
    let (schema, batches) = incoming(table)?;
    let columns = Columns::of(&schema, &Names::usual())?;
    let (mut lines, mut unwritten, mut first) = (Vec::new(), Vec::new(), 0);
    for batch in batches {
        let batch = batch?;
        py.check_signals()?;
        py.detach(|| {
            for row in 0..batch.num_rows() {
                match columns.row(batch.columns(), row) {
                    Ok(given) if given.text.trim().is_empty() => {}
                    Ok(given) => {
                        serde_json::to_writer(&mut lines, &given)?;
                        lines.push(b'\n');
                    }
                    Err(error) => unwritten.push((first + row, error)),
                }
            }
            Ok(())
        })
        .map_err(|error: serde_json::Error| failed(error))?;
        first += batch.num_rows();
    }
    Ok((PyBytes::new(py, &lines), unwritten))
}

/// A row that is no record, by its number from 0, and why.
type Unwritten = (usize, String);
