//! A text and what goes with it, from Python's objects.

use std::borrow::Cow;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

use super::rows::{Decoded, Given, decoded};

/// What is wrong with an argument.
pub(super) enum Fault {
    /// Its type: the caller's mistake.
    Type(PyErr),
    /// Its content: a mistake of the data.
    Content(String),
}

/// A text as `str` or `bytes`; none of `None`.
pub(super) fn text(value: &Bound<'_, PyAny>, name: &str) -> Result<Option<String>, Fault> {
    Ok(read(value, name)?.map(|decoded| decoded.text))
}

/// The same, with why it may be read wrongly.
fn read(value: &Bound<'_, PyAny>, name: &str) -> Result<Option<Decoded>, Fault> {
    if value.is_none() {
        return Ok(None);
    }
    if let Ok(text) = value.cast::<PyString>() {
        let lone = |_| {
            Fault::Content(format!(
                "`{name}` holds half a character (a lone surrogate), which is no Unicode; decode it anew"
            ))
        };
        let whole = |text: Cow<'_, str>| Some(Decoded { text: text.into_owned(), doubt: None });
        return text.to_cow().map(whole).map_err(lone);
    }
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return decoded(bytes.as_bytes())
            .map(Some)
            .map_err(|error| Fault::Content(format!("`{name}`: {error}")));
    }
    let found = value.get_type().name().map(|name| name.to_string()).unwrap_or_default();
    Err(Fault::Type(PyTypeError::new_err(format!(
        "expected str, bytes or None for `{name}`, but found {found}"
    ))))
}

/// A day or time of publication: `str`, `datetime.date`, `datetime.datetime`, what else has
/// `isoformat`; none of `None`.
pub(super) fn published(value: &Bound<'_, PyAny>) -> Result<Option<String>, Fault> {
    if value.is_none() || value.cast::<PyString>().is_ok() {
        return text(value, "published");
    }
    match value.call_method0("isoformat").and_then(|text| text.extract::<String>()) {
        // What pandas has in the place of a missing time.
        Ok(text) if text == "NaT" => Ok(None),
        Ok(text) => Ok(Some(text)),
        Err(_) => {
            let found = value.get_type().name().map(|name| name.to_string()).unwrap_or_default();
            let message = format!(
                "expected str, datetime.date, datetime.datetime or None for `published`, but found {found}"
            );
            Err(Fault::Type(PyTypeError::new_err(message)))
        }
    }
}

/// A text with its day of publication and its title.
pub(super) fn given(
    text_of: &Bound<'_, PyAny>,
    published_of: Option<&Bound<'_, PyAny>>,
    title: Option<&Bound<'_, PyAny>>,
) -> Result<Given, Fault> {
    let (read, doubt) = match read(text_of, "text")? {
        Some(Decoded { text, doubt }) => (text, doubt),
        None => (String::new(), None),
    };
    Ok(Given {
        text: read,
        doubt,
        published: published_of.map_or(Ok(None), published)?,
        title: title.map_or(Ok(None), |title| text(title, "title"))?,
        ..Given::default()
    })
}
