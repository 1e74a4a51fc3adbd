//! What one request asks: an address, a language, one commit of the index.

use std::sync::Arc;

use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::archive::Snapshot;
use super::language::Language;
use super::params::Params;
use super::strings::Words;

/// What one request asks.
pub struct Ask {
    /// The commit that answers it.
    pub snapshot: Arc<Snapshot>,
    /// The path, decoded.
    pub path: String,
    /// What is behind the `?`.
    pub params: Params,
    /// The language of pages.
    pub language: Language,
    /// Whether pages may link data: not where a token is asked for, which a browser does not show.
    pub has_data: bool,
}

/// What stands in a path as it is: the letters of symbols, and the marks between them.
const IN_PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'@').remove(b'~');

impl Ask {
    pub fn new(snapshot: Arc<Snapshot>, head: &Parts, has_data: bool) -> Ask {
        let params = Params::parse(head.uri.query().unwrap_or_default());
        let accepted = head
            .headers
            .get(ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let language = params
            .get("lang")
            .and_then(Language::of_tag)
            .unwrap_or_else(|| Language::accepted(accepted));
        let path = percent_decode_str(head.uri.path()).decode_utf8_lossy().into_owned();
        Ask { snapshot, path, params, language, has_data }
    }

    /// The words of its language.
    pub fn words(&self) -> &'static Words {
        self.language.words()
    }

    /// An address on this server that keeps the language, where this one says it.
    pub fn to(&self, path: &str, params: Params) -> String {
        let params = match self.params.get("lang") {
            Some(_) => params.with("lang", self.language.tag()),
            None => params,
        };
        params.at(path)
    }

    /// This address with other parameters.
    pub fn here(&self, params: Params) -> String {
        params.at(&utf8_percent_encode(&self.path, IN_PATH).to_string())
    }

    /// The address of a regulation's card.
    pub fn to_regulation(&self, id: &str) -> String {
        self.to(&format!("/regulation/{}", utf8_percent_encode(id, IN_PATH)), Params::default())
    }

    /// The address of a document, read from the beginning.
    pub fn to_document(&self, id: &str) -> String {
        self.to("/document", Params::default().with("id", id))
    }
}
