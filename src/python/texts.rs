//! `normalize`, `split`, `resolve`: one text and what is in it.

use std::sync::Arc;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use super::archive::Records;
use super::failures::{DocumentError, failed, no_document};
use super::given::{Fault, given, published};
use super::rows::Given;
use crate::cli::resolve::answers;
use crate::read::{Item, ReadOptions, decode};
use crate::report::{Shown, write_jsonl};
use crate::split::split as split_raw;
use crate::{Annotated, Origin, Published, Text};

fn content(fault: Fault) -> PyErr {
    match fault {
        Fault::Type(error) => error,
        Fault::Content(error) => DocumentError::new_err(error),
    }
}

/// A text in its normal form: NFC, one place for the tone of a syllable, one kind of blank.
#[pyfunction]
pub(super) fn normalize(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<String> {
    let text = super::given::text(text, "text").map_err(content)?.unwrap_or_default();
    Ok(py.detach(|| Text::new(text).as_str().to_string()))
}

/// The documents of a text or page, in JSON Lines.
#[pyfunction]
#[pyo3(signature = (text_or_html, *, published=None, title=None))]
pub(super) fn split(
    py: Python<'_>,
    text_or_html: &Bound<'_, PyAny>,
    published: Option<&Bound<'_, PyAny>>,
    title: Option<&Bound<'_, PyAny>>,
) -> PyResult<String> {
    let given = given(text_or_html, published, title).map_err(content)?;
    if given.text.trim().is_empty() {
        return Ok(String::new());
    }
    py.detach(|| documents(given)).map_err(|error| no_document(&error))
}

fn documents(given: Given) -> crate::Result<String> {
    let options = Arc::new(ReadOptions::default());
    let origin = Origin { path: "text".into(), record: None };
    let item = match is_page(&given.text) {
        true => Item::page(given.text.into_bytes(), origin, "text".into(), options),
        false => {
            let json = serde_json::to_vec(&given)
                .map_err(|error| crate::Error::caused("a text cannot be written", error))?;
            Item::record(json, origin, "text".into(), options)
        }
    };
    let mut lines = String::new();
    for document in split_raw(decode(item)?.raw)? {
        let annotated = Annotated {
            document,
            mentions: Vec::new(),
            apart: Vec::new(),
            relations: Vec::new(),
            in_force: Vec::new(),
        };
        write_jsonl(&annotated, Shown { text: true, ..Shown::default() }, None, &mut lines);
    }
    Ok(lines)
}

/// Bytes within which a page says that it is one.
const HEAD: usize = 1024;

/// Whether a text is a whole page, with menus and links around its article.
fn is_page(text: &str) -> bool {
    let end = (0..=HEAD.min(text.len()))
        .rev()
        .find(|&end| text.is_char_boundary(end))
        .unwrap_or_default();
    let head = text.get(..end).unwrap_or_default().to_ascii_lowercase();
    head.trim_start().starts_with('<')
        && ["<!doctype html", "<html", "<head", "<body"].iter().any(|mark| head.contains(mark))
}

/// Which regulation each short form of a text may mean, in JSON.
#[pyfunction]
#[pyo3(signature = (text, *, registry=None, on=None, limit=5))]
pub(super) fn resolve(
    py: Python<'_>,
    text: &str,
    registry: Option<&Bound<'_, Records>>,
    on: Option<&Bound<'_, PyAny>>,
    limit: usize,
) -> PyResult<String> {
    let on = on.map_or(Ok(None), published).map_err(content)?;
    let on = on.map(|typed| {
        Published::parse(&typed).ok_or_else(|| {
            PyValueError::new_err(format!(
                "expected a day for `on`, such as `2025-03-01`, but found `{typed}`"
            ))
        })
    });
    let (on, registry) = (on.transpose()?, registry.map(|records| &records.get().registry));
    let answers =
        py.detach(|| answers(text, registry, on, limit)).map_err(|error| no_document(&error))?;
    serde_json::to_string(&answers).map_err(failed)
}
