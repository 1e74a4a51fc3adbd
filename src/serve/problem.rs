//! What went wrong with a request: as a page for people, as `application/problem+json` (RFC 9457)
//! for programs.

use axum::http::StatusCode;
use serde::Serialize;

use crate::Error;
use crate::index::QueryError;

/// Why a request has no other answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The status.
    pub status: StatusCode,
    /// What was expected, and what was found; of a query with the place under it.
    pub detail: String,
    /// The place in the query: a byte.
    pub offset: Option<usize>,
    /// What may have been meant.
    pub candidates: Vec<String>,
}

/// What programs get.
#[derive(Serialize)]
struct ProblemRecord<'p> {
    r#type: &'static str,
    title: &'p str,
    status: u16,
    detail: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<usize>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    candidates: &'p [String],
}

impl Problem {
    /// One of a status.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Problem {
        Problem { status, detail: detail.into(), offset: None, candidates: Vec::new() }
    }

    /// What was asked makes no sense.
    pub fn bad(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, detail)
    }

    /// There is no such thing.
    pub fn missing(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::NOT_FOUND, detail)
    }

    /// It takes too long, or too many ask.
    pub fn busy(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, detail)
    }

    /// The status in words.
    pub fn title(&self) -> &'static str {
        match self.offset {
            Some(_) => "The query does not parse",
            None => self.status.canonical_reason().unwrap_or("Error"),
        }
    }

    /// As `application/problem+json`.
    pub fn json(&self) -> String {
        let r#type = if self.offset.is_some() { "urn:thoisu:problem:query" } else { "about:blank" };
        let Problem { status, detail, offset, candidates } = self;
        let record = ProblemRecord {
            r#type,
            title: self.title(),
            status: status.as_u16(),
            detail,
            offset: *offset,
            candidates,
        };
        serde_json::to_string(&record).unwrap_or_default()
    }
}

impl From<QueryError> for Problem {
    fn from(error: QueryError) -> Problem {
        Problem { offset: Some(error.offset()), ..Problem::bad(error.to_string()) }
    }
}

/// What the index says: of a query that asks for too much, or of damage.
impl From<Error> for Problem {
    fn from(error: Error) -> Problem {
        if error.is_damage() {
            log::error!("{error}");
            return Problem::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "the index is damaged; `thoisu verify DIR` tells what",
            );
        }
        Problem::bad(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Query;

    #[test]
    fn a_query_error_has_its_caret() {
        let problem = Query::parse("thuế published:2023-13").err().map(Problem::from);
        let json: serde_json::Value =
            serde_json::from_str(&problem.map(|problem| problem.json()).unwrap_or_default())
                .unwrap_or_default();
        assert_eq!((json["status"].as_u64(), json["offset"].as_u64()), (Some(400), Some(17)));
        let detail = json["detail"].as_str().unwrap_or_default();
        assert!(
            detail.starts_with("expected a month") && detail.ends_with("\n                 ^"),
            "{detail}"
        );
    }
}
