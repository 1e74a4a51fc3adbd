//! The page of a problem: what was expected, the place in the query, the way on.

use axum::http::StatusCode;
use maud::{DOCTYPE, html};

use super::frame;
use crate::serve::ask::Ask;
use crate::serve::language::Language;
use crate::serve::problem::Problem;
use crate::serve::reply::{self, Reply};
use crate::serve::strings::Words;

/// The page of a problem.
pub fn page(ask: &Ask, problem: &Problem) -> Reply {
    let words = ask.words();
    let title = title(words, problem);
    let main = html! {
        h1 { (title) }
        pre class="problem" { (problem.detail) }
        @if problem.offset.is_some() {
            p { (words.query_help) }
            (super::super::parts::examples(ask))
        } @else {
            p { a href=(ask.to("/", Default::default())) { (words.to_start) } }
        }
    };
    frame::page(ask, problem.status, title, &main)
}

/// The page of a problem where nothing of the archive can be asked: the pool is full.
pub fn plain(language: Language, problem: &Problem) -> Reply {
    let title = title(language.words(), problem);
    let page = html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            (frame::head(title))
            body { main id="main" { h1 { (title) } pre class="problem" { (problem.detail) } } }
        }
    };
    reply::page(problem.status, language, page)
}

fn title(words: &'static Words, problem: &Problem) -> &'static str {
    match problem.status {
        _ if problem.offset.is_some() => words.problem_query,
        StatusCode::NOT_FOUND => words.problem_missing,
        StatusCode::SERVICE_UNAVAILABLE => words.problem_busy,
        StatusCode::BAD_REQUEST => words.problem_request,
        _ => problem.title(),
    }
}
