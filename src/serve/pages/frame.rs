//! What stands around every page: the head, the search box, the ways to the other pages.

use axum::http::StatusCode;
use maud::{DOCTYPE, Markup, html};

use crate::serve::answer::filter_names;
use crate::serve::ask::Ask;
use crate::serve::assets::ADDRESSES;
use crate::serve::language::Language;
use crate::serve::reply::{self, Reply};

/// A page with this title and these parts of `<main>`.
pub fn page(ask: &Ask, status: StatusCode, title: &str, main: &Markup) -> Reply {
    let words = ask.words();
    let page = html! {
        (DOCTYPE)
        html lang=(ask.language.tag()) {
            (head(title))
            body {
                a class="skip" href="#main" { (words.skip) }
                header class="top" {
                    a class="brand" href=(ask.to("/", Default::default())) { "thời sự" }
                    (search_box(ask))
                    (ways(ask))
                }
                main id="main" tabindex="-1" { (main) }
                footer {
                    p { (words.footer) " " (ask.snapshot.name) " · " (words.keys) }
                }
            }
        }
    };
    reply::page(status, ask.language, page)
}

/// The head of a page.
pub fn head(title: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            title { (title) " – thời sự" }
            link rel="stylesheet" href=(ADDRESSES.style);
            link rel="icon" href=(ADDRESSES.icon) type="image/svg+xml";
            script src=(ADDRESSES.script) defer {}
        }
    }
}

/// The one box. What filters and orders the hits stays as it is.
fn search_box(ask: &Ask) -> Markup {
    let words = ask.words();
    let is_search = matches!(ask.path.as_str(), "/" | "/search" | "/document");
    let kept: Vec<&str> = filter_names()
        .chain(["sort", "by", "share", "exact", "count"])
        .filter(|_| is_search)
        .chain(["lang"])
        .collect();
    let typed =
        ask.params.get("q").filter(|_| !is_about_regulations(&ask.path)).unwrap_or_default();
    html! {
        form class="search" role="search" action="/search" {
            label class="hidden" for="q" { (words.search_label) }
            input id="q" name="q" type="search" value=(typed) placeholder=(words.search_hint) autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="4000";
            @for (name, value) in ask.params.only(&kept).pairs() {
                input type="hidden" name=(name) value=(value);
            }
            button type="submit" { (words.search) }
        }
    }
}

/// Whether `q` of a path asks for regulations, in their own small language.
fn is_about_regulations(path: &str) -> bool {
    path == "/regulations" || path.starts_with("/regulation/")
}

/// The ways to the other pages, and to the same page in the other language.
fn ways(ask: &Ask) -> Markup {
    let words = ask.words();
    let other = ask.language.other();
    let query = ask.params.only(&["q"]);
    let timeline = if is_about_regulations(&ask.path) { Default::default() } else { query };
    html! {
        nav aria-label=(words.ways) {
            @for (path, name, params) in [
                ("/search", words.articles, Default::default()),
                ("/regulations", words.regulations, Default::default()),
                ("/timeline", words.timeline, timeline),
            ] {
                a href=(ask.to(path, params)) aria-current=[(ask.path == path).then_some("page")] { (name) }
            }
            a class="language" lang=(other.tag()) hreflang=(other.tag()) rel="nofollow" href=(in_language(ask, other)) { (other.words().own_name) }
        }
    }
}

/// The same page in another language.
fn in_language(ask: &Ask, language: Language) -> String {
    ask.here(ask.params.with("lang", language.tag()))
}
