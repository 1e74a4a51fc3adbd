//! Which function answers an address.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State as Held};
use axum::http::StatusCode;
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderValue};
use axum::http::request::Parts;
use axum::middleware::{Next, from_fn_with_state};
use axum::routing::any;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;

use super::ask::Ask;
use super::limits::BODY;
use super::named::document_of;
use super::problem::Problem;
use super::reply::{self, Reply};
use super::state::State;
use super::{api, assets, guard, openapi, pages, rows, standalone};

/// What answers: a plain function of what is asked.
type Handler = fn(&Ask) -> Result<Reply, Problem>;

/// All routes, within the walls that hold for each.
pub fn router(state: Arc<State>) -> Router {
    let guarded = from_fn_with_state(Arc::clone(&state), guarded);
    Router::new()
        .fallback(any(answer))
        .layer(RequestBodyLimitLayer::new(BODY))
        .layer(guarded)
        .layer(CatchPanicLayer::new())
        .with_state(state)
}

/// Admits a request, counts it and notes it.
async fn guarded(Held(state): Held<Arc<State>>, request: Request, next: Next) -> Reply {
    let begun = Instant::now();
    state.metrics.in_flight.fetch_add(1, Ordering::Relaxed);
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let admitted =
        guard::admit(&method, &uri, request.version(), request.headers(), &state.options);
    let mut reply = match admitted {
        Ok(()) => next.run(request).await,
        Err(problem) => reply::problem(&problem),
    };
    if reply.status() == StatusCode::METHOD_NOT_ALLOWED {
        reply.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    guard::seal(&mut reply);
    state.metrics.in_flight.fetch_sub(1, Ordering::Relaxed);
    let (status, took) = (reply.status().as_u16(), begun.elapsed());
    state.metrics.count(uri.path(), status, took);
    log::info!("{method} {uri} {status} {:.1} ms", took.as_secs_f64() * 1e3);
    reply
}

/// Answers an admitted request.
async fn answer(Held(state): Held<Arc<State>>, request: Request) -> Reply {
    let (head, _) = request.into_parts();
    if let Some(reply) = at_once(&state, &head) {
        return reply;
    }
    let ask = Ask::new(state.archive.current(), &head, state.options.token.is_none());
    let is_page = !guard::is_data(&ask.path);
    let language = ask.language;
    let done = match route(&ask.path) {
        Some(Route::Page(handler)) => state.pool.run(move || shown(handler, &ask)).await,
        Some(Route::Data(handler, ending)) => {
            state.pool.run(move || data(handler, ask, ending)).await
        }
        Some(Route::AllHits) => {
            let ask = Ask { path: "/search".to_string(), ..ask };
            Ok(rows::search(ask, &state).unwrap_or_else(|problem| reply::problem(&problem)))
        }
        None => {
            let problem = Problem::missing(format!("there is nothing at `{}`", ask.path));
            Ok(if is_page {
                pages::problem::page(&ask, &problem)
            } else {
                reply::problem(&problem)
            })
        }
    };
    match done {
        Ok(reply) => reply,
        Err(problem) if is_page => reply::retry(pages::problem::plain(language, &problem)),
        Err(problem) => reply::problem(&problem),
    }
}

/// What needs no thread: health, counters, assets.
fn at_once(state: &State, head: &Parts) -> Option<Reply> {
    let path = head.uri.path();
    Some(match path {
        "/healthz" => reply::body(StatusCode::OK, "text/plain; charset=utf-8", "ok\n"),
        "/metrics" => reply::body(
            StatusCode::OK,
            "text/plain; version=0.0.4; charset=utf-8",
            state.metrics.text(&state.measured()),
        ),
        "/openapi.json" => reply::json(openapi::TEXT.to_string()),
        "/robots.txt" => {
            reply::body(StatusCode::OK, "text/plain; charset=utf-8", "User-agent: *\nDisallow: /\n")
        }
        path => {
            let (content_type, text) = assets::of(path)?;
            let mut reply = reply::body(StatusCode::OK, content_type, Body::from(text));
            // Pages name an asset with its hash, so what is kept is never an old one.
            reply.headers_mut().insert(
                CACHE_CONTROL,
                HeaderValue::from_static("public, max-age=31536000, immutable"),
            );
            reply
        }
    })
}

/// How an address is answered.
enum Route {
    /// A page; its problems are pages too.
    Page(Handler),
    /// Data; behind the path is this ending.
    Data(Handler, &'static str),
    /// All hits as CSV.
    AllHits,
}

/// The route of a path.
fn route(path: &str) -> Option<Route> {
    Some(match path {
        "/" | "/search" => Route::Page(pages::search::page),
        "/search.json" | "/api/v1/search" => Route::Data(api::search, ".json"),
        "/search.csv" => Route::AllHits,
        "/document" => Route::Page(pages::document::page),
        "/document.html" => Route::Page(file),
        "/document.json" | "/api/v1/document" => Route::Data(api::document, ".json"),
        "/document.csv" => Route::Data(rows::document, ".csv"),
        "/regulations" => Route::Page(pages::regulations::page),
        "/regulations.json" | "/api/v1/regulations" => Route::Data(api::regulations, ".json"),
        "/regulations.csv" => Route::Data(rows::regulations, ".csv"),
        "/timeline" => Route::Page(pages::timeline::page),
        "/timeline.json" | "/api/v1/timeline" => Route::Data(api::timeline, ".json"),
        "/timeline.csv" => Route::Data(rows::timeline, ".csv"),
        "/api/v1/regulation" => Route::Data(api::regulation, ""),
        _ if path.starts_with("/api/v1/regulation/") => Route::Data(api::regulation, ""),
        _ if path.starts_with("/regulation/") => match path {
            _ if path.ends_with(".json") => Route::Data(api::regulation, ".json"),
            _ if path.ends_with(".csv") => Route::Data(rows::regulation, ".csv"),
            _ => Route::Page(pages::regulation::page),
        },
        _ => return None,
    })
}

/// The document with its marks, as a file to keep.
fn file(ask: &Ask) -> Result<Reply, Problem> {
    let document = document_of(ask)?;
    let page = standalone::stored_page(&document, ask.language);
    let mut reply = reply::file(
        reply::body(StatusCode::OK, "text/html; charset=utf-8", page),
        &document.facts.id,
        "html",
    );
    reply
        .headers_mut()
        .insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(guard::POLICY_OF_FILES));
    Ok(reply)
}

/// A page, or the page of its problem.
fn shown(handler: Handler, ask: &Ask) -> Reply {
    handler(ask).unwrap_or_else(|problem| pages::problem::page(ask, &problem))
}

/// Data, or its problem.
fn data(handler: Handler, ask: Ask, ending: &str) -> Reply {
    let path = ask.path.strip_suffix(ending).unwrap_or(&ask.path).to_string();
    handler(&Ask { path, ..ask }).unwrap_or_else(|problem| reply::problem(&problem))
}
