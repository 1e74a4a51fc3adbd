//! `extract` and `extract_batch`: texts to mentions.

use std::sync::Arc;

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyString};

use super::failures::{DocumentError, failed};
use super::given::{Fault, given};
use super::mention::{PyMention, mentions};
use super::rows::{Done, PORTION, Row, annotated, threads, wanted};
use crate::model::Kinds;
use crate::read::ReadOptions;

/// The kinds of mentions that are named.
pub(super) fn kinds(named: Option<Vec<String>>) -> PyResult<Kinds> {
    named.map_or(Ok(Kinds::default()), |named| {
        named.join(",").parse().map_err(|error| PyValueError::new_err(format!("`kinds`: {error}")))
    })
}

/// The mentions of one text.
#[pyfunction]
#[pyo3(signature = (text, *, published=None, title=None, all_fields=false, resolve=false, kinds=None))]
pub(super) fn extract(
    py: Python<'_>,
    text: &Bound<'_, PyAny>,
    published: Option<&Bound<'_, PyAny>>,
    title: Option<&Bound<'_, PyAny>>,
    all_fields: bool,
    resolve: bool,
    kinds: Option<Vec<String>>,
) -> PyResult<Vec<PyMention>> {
    let wanted = wanted(all_fields, resolve, self::kinds(kinds)?);
    let row = match given(text, published, title) {
        Ok(given) => Row::new(
            0,
            // A caller of one text looks at it; no doubt keeps its mentions from them.
            &super::rows::Given { id: Some("text".into()), doubt: None, ..given },
            &Arc::new(ReadOptions::default()),
        ),
        Err(Fault::Type(error)) => return Err(error),
        Err(Fault::Content(error)) => return Err(DocumentError::new_err(error)),
    };
    let done = py.detach(|| annotated(vec![row], 1, wanted)).map_err(failed)?;
    let Done { documents, error } = done.into_iter().next().unwrap_or_default();
    match error {
        Some(error) => Err(DocumentError::new_err(error)),
        None => Ok(mentions(documents, wanted.all_fields).collect()),
    }
}

/// The mentions of each text, and what is wrong with it: a list of pairs.
#[pyfunction]
#[pyo3(signature = (texts, *, published=None, titles=None, all_fields=false, resolve=false, kinds=None, threads=None))]
#[allow(clippy::too_many_arguments, reason = "Python's keywords")]
pub(super) fn extract_batch(
    py: Python<'_>,
    texts: &Bound<'_, PyAny>,
    published: Option<&Bound<'_, PyAny>>,
    titles: Option<&Bound<'_, PyAny>>,
    all_fields: bool,
    resolve: bool,
    kinds: Option<Vec<String>>,
    threads: Option<usize>,
) -> PyResult<Py<PyList>> {
    let (wanted, threads) =
        (wanted(all_fields, resolve, self::kinds(kinds)?), self::threads(threads));
    let options = Arc::new(ReadOptions::default());
    let class = py.import("thoisu.mentions")?.getattr("Mentions")?;
    let found = PyList::empty(py);
    let mut rows = Batch {
        published: column(published, "published")?,
        titles: column(titles, "titles")?,
        rows: Vec::new(),
        bytes: 0,
    };
    if texts.cast::<PyString>().is_ok() || texts.cast::<PyBytes>().is_ok() {
        return Err(PyTypeError::new_err(
            "expected many texts for `texts`, but found one; `extract` takes one",
        ));
    }
    let take = |rows: Vec<Row>| -> PyResult<()> {
        py.check_signals()?;
        for Done { documents, error } in
            py.detach(|| annotated(rows, threads, wanted)).map_err(failed)?
        {
            let keywords = PyDict::new(py);
            keywords.set_item("error", error)?;
            let of_text: Vec<PyMention> = mentions(documents, wanted.all_fields).collect();
            found.append(class.call((of_text,), Some(&keywords))?)?;
        }
        Ok(())
    };
    for (number, text) in texts.try_iter()?.enumerate() {
        if rows.add(number, &text?, &options)? {
            take(rows.taken())?;
        }
    }
    rows.at_end()?;
    take(rows.taken())?;
    Ok(found.unbind())
}

/// What goes with many texts, one by one.
fn column<'py>(
    values: Option<&Bound<'py, PyAny>>,
    name: &str,
) -> PyResult<Option<Bound<'py, pyo3::types::PyIterator>>> {
    let Some(values) = values else { return Ok(None) };
    if values.cast::<PyString>().is_ok() {
        return Err(PyTypeError::new_err(format!(
            "expected a list for `{name}`, one of each text, but found one str"
        )));
    }
    values.try_iter().map(Some)
}

/// Rows under way.
struct Batch<'py> {
    published: Option<Bound<'py, pyo3::types::PyIterator>>,
    titles: Option<Bound<'py, pyo3::types::PyIterator>>,
    rows: Vec<Row>,
    bytes: usize,
}

impl<'py> Batch<'py> {
    /// Adds a row; whether they are enough for a portion.
    fn add(
        &mut self,
        number: usize,
        text: &Bound<'py, PyAny>,
        options: &Arc<ReadOptions>,
    ) -> PyResult<bool> {
        let next =
            |values: &mut Option<Bound<'py, pyo3::types::PyIterator>>, name: &str| match values {
                None => Ok(None),
                Some(values) => values
                    .next()
                    .ok_or_else(|| {
                        PyValueError::new_err(format!(
                            "expected as many `{name}` as texts, but found {number}"
                        ))
                    })?
                    .map(Some),
            };
        let (published, title) =
            (next(&mut self.published, "published")?, next(&mut self.titles, "titles")?);
        let row = match given(text, published.as_ref(), title.as_ref()) {
            Ok(given) => Row::new(number, &given, options),
            Err(Fault::Content(error)) => Row::Bad(error),
            Err(Fault::Type(error)) => return Err(error),
        };
        self.bytes += row.weight();
        self.rows.push(row);
        Ok(self.rows.len() >= PORTION.0 || self.bytes >= PORTION.1)
    }

    fn taken(&mut self) -> Vec<Row> {
        self.bytes = 0;
        std::mem::take(&mut self.rows)
    }

    /// Whether nothing is left that goes with no text.
    fn at_end(&mut self) -> PyResult<()> {
        for (values, name) in [(&mut self.published, "published"), (&mut self.titles, "titles")] {
            if values.as_mut().and_then(Iterator::next).is_some() {
                return Err(PyValueError::new_err(format!(
                    "expected as many `{name}` as texts, but found more"
                )));
            }
        }
        Ok(())
    }
}
