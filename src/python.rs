//! The extension module of the Python package `thoisu`: extraction, tables, archives.
//!
//! Python sees it as `thoisu._thoisu`; what users import, with types and docstrings, is the package
//! in `src/python/thoisu/`.
//!
//! | file | does |
//! |---|---|
//! | `failures` | our errors as exceptions |
//! | `rows` | texts and columns to items, and items to documents in parallel |
//! | `given` | a text and what goes with it, from Python's objects |
//! | `mention` | a mention as an object |
//! | `extracting` | `extract`, `extract_batch` |
//! | `columns` | the columns of a table that others made |
//! | `table` | tables in and out, by the Arrow PyCapsule interface |
//! | `records` | the rows of a table as JSON Lines |
//! | `archive` | an index that is searched; its registry |
//! | `indexing` | `run`, `merge`, the command line |
//! | `texts` | `normalize`, `split`, `resolve` |
//!
//! No lock of the interpreter is held while texts are read, and Ctrl-C is looked for between
//! portions of work.

#![doc = include_str!("python/PYTHON.md")]

mod archive;
mod columns;
mod extracting;
mod failures;
mod given;
mod indexing;
mod mention;
mod records;
mod rows;
mod table;
mod texts;

use pyo3::prelude::*;

/// The extension module; `thoisu` is the package to import.
#[pymodule]
mod _thoisu {
    #[pymodule_export]
    use super::archive::{Archive, Records};
    #[pymodule_export]
    use super::extracting::{extract, extract_batch};
    #[pymodule_export]
    use super::indexing::{main, merge, run, run_records};
    #[pymodule_export]
    use super::mention::PyMention;
    #[pymodule_export]
    use super::records::records;
    #[pymodule_export]
    use super::table::{Table, extract_rows};
    #[pymodule_export]
    use super::texts::{normalize, resolve, split};
    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
