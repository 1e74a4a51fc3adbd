//! Answers of each form: a page, JSON, CSV, a file to keep.

use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_TYPE, HeaderName, HeaderValue,
    RETRY_AFTER,
};
use axum::http::{Response, StatusCode};
use maud::Markup;

use super::language::Language;
use super::limits;
use super::problem::Problem;

/// An answer.
pub type Reply = Response<Body>;

/// Where a header says how long the index took.
const SERVER_TIMING: HeaderName = HeaderName::from_static("server-timing");

/// A body of a type.
pub fn body(status: StatusCode, content_type: &'static str, body: impl Into<Body>) -> Reply {
    let mut reply = Response::new(body.into());
    *reply.status_mut() = status;
    reply.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    reply.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    reply
}

/// A page.
pub fn page(status: StatusCode, language: Language, page: Markup) -> Reply {
    let mut reply = body(status, "text/html; charset=utf-8", page.into_string());
    reply.headers_mut().insert(CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    reply
}

/// Data as JSON.
pub fn json(json: String) -> Reply {
    body(StatusCode::OK, "application/json", json)
}

/// A problem for programs.
pub fn problem(problem: &Problem) -> Reply {
    retry(body(problem.status, "application/problem+json", problem.json()))
}

/// Says when to ask again, where that helps.
pub fn retry(mut reply: Reply) -> Reply {
    if reply.status() == StatusCode::SERVICE_UNAVAILABLE {
        reply.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static(limits::RETRY_AFTER));
    }
    reply
}

/// Rows for a spreadsheet.
pub fn csv(name: &str, rows: impl Into<Body>) -> Reply {
    file(body(StatusCode::OK, "text/csv; charset=utf-8", rows), name, "csv")
}

/// A file to keep, under a name of which only plain characters are left.
pub fn file(mut reply: Reply, name: &str, ending: &str) -> Reply {
    let disposition = format!("attachment; filename=\"{}.{ending}\"", file_name(name));
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        reply.headers_mut().insert(CONTENT_DISPOSITION, disposition);
    }
    reply
}

/// A name of a file that every system takes: ASCII, no path, no dot in front, without an ending of
/// its own.
///
/// ```
/// use thoisu::serve::file_name;
/// assert_eq!(file_name("../đảng/hội nghị.txt"), "dang-hoi-nghi.txt");
/// ```
pub fn file_name(name: &str) -> String {
    let plain = crate::text::fold(name);
    let kept: String = plain
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' })
        .collect();
    let kept: String = kept.trim_matches(['.', '-']).chars().take(LONGEST_NAME).collect();
    if kept.is_empty() { "thoisu".to_string() } else { kept }
}

/// Characters of a file's name.
const LONGEST_NAME: usize = 80;

/// Notes in the head how many milliseconds the index took.
pub fn timed(mut reply: Reply, took_ms: f64) -> Reply {
    if let Ok(timing) = HeaderValue::from_str(&format!("index;dur={took_ms:.2}")) {
        reply.headers_mut().insert(SERVER_TIMING, timing);
    }
    reply
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_plain() {
        for (name, expected) in [
            ("dang/hội nghị.txt", "dang-hoi-nghi.txt"),
            ("../../etc/passwd", "etc-passwd"),
            ("a\r\nSet-Cookie: x", "a--set-cookie--x"),
            ("…", "thoisu"),
        ] {
            assert_eq!(file_name(name), expected);
        }
    }
}
