//! An index that is searched, and its registry. Answers are the JSON of the command line, which the
//! package makes objects of.

use std::path::PathBuf;
use std::time::Instant;

use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;

use super::failures::{failed, no_archive, no_query};
use crate::cli::answer::{Answer, took_ms};
use crate::cli::lexicon::add_words_of;
use crate::index::{FacetField, Index, Query, SearchOptions, Sort};
use crate::registry::{Record, Registry, Wanted};
use crate::report::{records_json, records_jsonl};

/// An index that is open for searching.
#[pyclass(frozen, module = "thoisu._thoisu")]
pub(super) struct Archive {
    index: Index,
    left_out: Vec<String>,
}

#[pymethods]
impl Archive {
    /// Opens indexes as one.
    #[new]
    fn open(py: Python<'_>, dirs: Vec<PathBuf>) -> PyResult<Archive> {
        let opened = py.detach(|| {
            dirs.first().map_or(Ok(()), |dir| add_words_of(dir))?;
            Index::open_all(&dirs)
        });
        let (index, overlaps) = opened.map_err(|error| no_archive(&error))?;
        Ok(Archive { index, left_out: overlaps.iter().map(ToString::to_string).collect() })
    }

    /// What is left out of indexes that overlap, a sentence each.
    #[getter]
    fn left_out(&self) -> Vec<String> {
        self.left_out.clone()
    }

    fn __len__(&self) -> usize {
        self.index.len()
    }

    /// The answer to a query, in JSON.
    #[pyo3(signature = (query, limit, offset, sort, facets, facet_limit, exact))]
    #[allow(clippy::too_many_arguments, reason = "Python's keywords")]
    fn search(
        &self,
        py: Python<'_>,
        query: &str,
        limit: usize,
        offset: usize,
        sort: &str,
        facets: Vec<String>,
        facet_limit: usize,
        exact: bool,
    ) -> PyResult<String> {
        let query = Query::parse(query).map_err(|error| no_query(&error))?;
        let facets = facets.iter().map(|name| facet(name)).collect::<PyResult<_>>()?;
        let options = SearchOptions {
            limit,
            offset,
            sort: order(sort)?,
            facets,
            facet_limit,
            counted: None,
            is_exact: exact,
        };
        let begun = Instant::now();
        let results = py
            .detach(|| self.index.search(&query, &options))
            .map_err(|error| no_archive(&error))?;
        let answer =
            Answer { query: query.text(), results: &results, offset, took_ms: took_ms(begun) };
        serde_json::to_string(&answer.json()).map_err(failed)
    }

    /// The documents with an id, in JSON.
    fn documents(&self, py: Python<'_>, id: &str) -> PyResult<String> {
        let found = py.detach(|| self.index.documents(id)).map_err(|error| no_archive(&error))?;
        let objects = found.iter().map(|document| {
            let mut object = serde_json::to_value(&document.facts)?;
            if let Some(object) = object.as_object_mut() {
                object.insert("text".into(), document.text.as_str().into());
                object.insert("mentions".into(), serde_json::to_value(&document.mentions)?);
            }
            Ok(object)
        });
        let objects: Vec<serde_json::Value> =
            objects.collect::<Result<_, serde_json::Error>>().map_err(failed)?;
        serde_json::to_string(&objects).map_err(failed)
    }

    /// What the documents tell of each regulation.
    fn registry(&self, py: Python<'_>) -> PyResult<Records> {
        let registry = py.detach(|| self.index.registry()).map_err(|error| no_archive(&error))?;
        Ok(Records { registry })
    }
}

fn order(name: &str) -> PyResult<Sort> {
    match name {
        "relevance" => Ok(Sort::Relevance),
        "published" => Ok(Sort::Published),
        "published-desc" => Ok(Sort::PublishedDesc),
        _ => Err(PyValueError::new_err(format!(
            "expected `relevance`, `published` or `published-desc` for `sort`, but found `{name}`"
        ))),
    }
}

fn facet(name: &str) -> PyResult<FacetField> {
    FacetField::named(name).ok_or_else(|| {
        let known: Vec<&str> = FacetField::all().map(|field| field.name()).collect();
        PyValueError::new_err(format!(
            "expected facets among `{}`, but found `{name}`",
            known.join("`, `")
        ))
    })
}

/// The records of regulations.
#[pyclass(frozen, module = "thoisu._thoisu")]
pub(super) struct Records {
    pub(super) registry: Registry,
}

#[pymethods]
impl Records {
    fn __len__(&self) -> usize {
        self.registry.records.len()
    }

    /// The ids of all records, in their order.
    fn ids(&self) -> Vec<String> {
        self.registry.records.iter().map(|record| record.id.clone()).collect()
    }

    /// A record in JSON, in a list of one.
    fn get(&self, id: &str) -> PyResult<String> {
        let record = self.registry.get(id).ok_or_else(|| PyKeyError::new_err(id.to_string()))?;
        records_json(&[record]).map_err(failed)
    }

    /// The records that a query asks for, in JSON Lines.
    fn search(&self, query: &str) -> PyResult<String> {
        let wanted =
            Wanted::parse(query).map_err(|error| PyValueError::new_err(error.to_string()))?;
        let found: Vec<&Record> =
            self.registry.records.iter().filter(|record| wanted.has(record)).collect();
        records_jsonl(&found).map_err(failed)
    }
}
