//! A mention as a Python object.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use jiff::civil::Date;
use pyo3::exceptions::PyAttributeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDate, PyString, PyType};

use crate::model::{Fact, Holds, Regulation};
use crate::{Annotated, Mention};

/// A date, regulation or number that a text mentions. Offsets count characters of the text as
/// given, as Python's slices do.
#[pyclass(frozen, name = "Mention", module = "thoisu")]
pub(super) struct PyMention {
    mention: Mention,
    document: Arc<str>,
    is_addressable: bool,
}

/// The class `Decimal`.
static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();

/// The mentions of documents, one document after the other.
pub(super) fn mentions(
    documents: Vec<Annotated>,
    all_fields: bool,
) -> impl Iterator<Item = PyMention> {
    documents.into_iter().flat_map(move |annotated| {
        let Annotated { document, mentions, apart, .. } = annotated;
        let id: Arc<str> = document.id.as_str().into();
        let apart = if all_fields { apart } else { Vec::new() };
        apart.into_iter().chain(mentions).map(move |mention| {
            let is_addressable = document.is_addressable(mention.field);
            PyMention { mention, document: Arc::clone(&id), is_addressable }
        })
    })
}

fn day(py: Python<'_>, day: Date) -> PyResult<Py<PyAny>> {
    Ok(PyDate::new(py, day.year().into(), day.month().unsigned_abs(), day.day().unsigned_abs())?
        .into_any()
        .unbind())
}

fn decimal(py: Python<'_>, text: &str) -> PyResult<Py<PyAny>> {
    Ok(DECIMAL.import(py, "decimal", "Decimal")?.call1((text,))?.unbind())
}

fn string(py: Python<'_>, text: &str) -> Py<PyAny> {
    PyString::new(py, text).into_any().unbind()
}

impl PyMention {
    /// One end of an amount.
    fn end_of_amount(&self, py: Python<'_>, is_low: bool) -> PyResult<Option<Py<PyAny>>> {
        if !self.mention.value.kind().about().has_ends() {
            return Ok(None);
        }
        let ends = self.mention.value.with_facts(|value, _| value.as_ends());
        ends.map(|(low, high)| {
            decimal(py, &(if is_low { low } else { high }).normalize().to_string())
        })
        .transpose()
    }

    /// The fact with this name: `Ok(None)` where it is not known, an error where mentions have none
    /// of that name.
    fn fact(&self, py: Python<'_>, name: &str) -> Option<PyResult<Option<Py<PyAny>>>> {
        let fields = self.mention.value.kind().about().fields;
        let place = fields.iter().position(|field| field.name == name)?;
        let holds = fields.get(place)?.holds;
        Some(self.mention.value.with_facts(|_, facts| match facts.get(place) {
            None | Some(Fact::Unknown) => Ok(None),
            Some(fact) => match (holds, fact.as_day(), fact.as_whole()) {
                (Holds::Day, Some(found), _) => day(py, found).map(Some),
                (Holds::Whole, _, Some(number)) => {
                    Ok(Some(number.into_pyobject(py)?.into_any().unbind()))
                }
                _ => Ok(fact.clone().into_text().map(|text| string(py, &text))),
            },
        }))
    }

    fn json(&self) -> String {
        let mut json = String::new();
        self.mention.write_json(self.is_addressable, None, &mut json);
        json
    }
}

#[pymethods]
impl PyMention {
    /// `date`, `regulation` or `number`.
    #[getter]
    fn kind(&self) -> &'static str {
        self.mention.value.kind().name()
    }

    /// The field that names it: `text`, `title` or `lead`.
    #[getter]
    fn field(&self) -> &'static str {
        self.mention.field.name()
    }

    /// The first character, from 0; None where the text was HTML.
    #[getter]
    fn start(&self) -> Option<usize> {
        self.is_addressable.then_some(self.mention.source.start)
    }

    /// Behind the last character; None where the text was HTML.
    #[getter]
    fn end(&self) -> Option<usize> {
        self.is_addressable.then_some(self.mention.source.end)
    }

    /// The characters as they stand in the text.
    #[getter]
    fn text(&self) -> &str {
        &self.mention.surface
    }

    /// The id of the document that names it: that of the text, with `#2`, `#3` … where it holds
    /// several articles.
    #[getter]
    fn document(&self) -> &str {
        &self.document
    }

    /// The value as the command line prints it: EDTF, symbol or decimal; None for a date that stays
    /// open.
    #[getter]
    fn canonical(&self) -> Option<String> {
        self.mention.value.canonical().filter(|value| !value.is_empty())
    }

    /// The value: `datetime.date` of one day, `Decimal` of one amount, else `canonical`.
    #[getter]
    fn value(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        let Some(text) = self.canonical() else { return Ok(None) };
        let has_ends = self.mention.value.kind().about().has_ends();
        let ends = self.mention.value.with_facts(|value, _| value.as_ends().filter(|_| has_ends));
        if ends.is_some_and(|(low, high)| low == high) {
            return decimal(py, &text).map(Some);
        }
        let is_other = has_ends || Regulation::of(&self.mention.value).is_some();
        match text.parse::<Date>().ok().filter(|_| !is_other && text.len() == "2021-05-20".len()) {
            Some(found) => day(py, found).map(Some),
            None => Ok(Some(string(py, &text))),
        }
    }

    /// The lower end of an amount as a `Decimal`; None of other kinds.
    #[getter]
    fn low(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        self.end_of_amount(py, true)
    }

    /// The upper end of an amount as a `Decimal`; None of other kinds.
    #[getter]
    fn high(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        self.end_of_amount(py, false)
    }

    fn __getattr__(&self, py: Python<'_>, name: &str) -> PyResult<Option<Py<PyAny>>> {
        // `class` is a word of Python's own.
        let plain = name.strip_suffix('_').unwrap_or(name);
        let is_fact = |name: &str| {
            crate::Kind::ALL
                .iter()
                .any(|kind| kind.about().fields.iter().any(|field| field.name == name))
        };
        match self.fact(py, plain) {
            Some(fact) => fact,
            None if is_fact(plain) => Ok(None),
            None => Err(PyAttributeError::new_err(format!("a mention has no `{name}`"))),
        }
    }

    /// The object that the command line prints in JSON.
    fn to_dict(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Ok(py.import("json")?.call_method1("loads", (self.json(),))?.unbind())
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let text = PyString::new(py, &self.mention.surface).repr()?.to_string();
        let value = self.value(py)?.map_or_else(
            || Ok("None".to_string()),
            |value| value.bind(py).repr().map(|repr| repr.to_string()),
        )?;
        let at = self
            .start()
            .zip(self.end())
            .map_or(String::new(), |(start, end)| format!(", {start}:{end}"));
        Ok(format!("Mention({} {text} = {value}{at})", self.kind()))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<PyMention>().is_ok_and(|other| {
            let other = other.get();
            self.mention == other.mention
                && self.document == other.document
                && self.is_addressable == other.is_addressable
        })
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.mention.source.start, &self.mention.surface, &self.document).hash(&mut hasher);
        hasher.finish()
    }
}
