//! Our errors as Python's exceptions, which `thoisu.errors` defines.

use pyo3::PyErr;
use pyo3::import_exception;

use crate::Error;
use crate::index;

import_exception!(thoisu.errors, ThoisuError);
import_exception!(thoisu.errors, DocumentError);
import_exception!(thoisu.errors, ArchiveError);
import_exception!(thoisu.errors, QueryError);

/// A text is no document.
pub(super) fn no_document(error: &Error) -> PyErr {
    DocumentError::new_err(error.to_string())
}

/// An index cannot be read or written.
pub(super) fn no_archive(error: &Error) -> PyErr {
    ArchiveError::new_err(error.to_string())
}

/// A query does not parse.
pub(super) fn no_query(error: &index::QueryError) -> PyErr {
    QueryError::new_err(error.to_string())
}

/// Something else went wrong.
pub(super) fn failed(error: impl ToString) -> PyErr {
    ThoisuError::new_err(error.to_string())
}
