//! The search page: hits, what they share as filters, and their course in time.

use axum::http::StatusCode;
use maud::{Markup, html};

use super::frame;
use crate::Span;
use crate::index::{Facet, Hit, Snippet};
use crate::model::MentionRecord;
use crate::serve::answer::{
    self, Answered, Asked, Bounds, PUBLISHED, SORTS, TimelineWanted, Times, Wanted, filter_names,
};
use crate::serve::archive::Known;
use crate::serve::ask::Ask;
use crate::serve::marks::told;
use crate::serve::params::Params;
use crate::serve::parts::{self, wide};
use crate::serve::problem::Problem;
use crate::serve::reply::{self, Reply};
use crate::serve::strings::fill;

/// Mentions shown of a hit; it may have hundreds that satisfy `date:2020..`.
const MENTIONS: usize = 5;

/// Where the page is, whatever it was asked by.
const PATH: &str = "/search";

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Problem> {
    let asked = Asked::of(&ask.params)?;
    let wanted = Wanted::of(&ask.params, &asked)?;
    let found = answer::search(&ask.snapshot, &asked, &wanted)?;
    let by = by(ask, &asked)?;
    let times = answer::timeline(&ask.snapshot, &asked, by, &Bounds::of(&ask.params)?)?;
    let known = ask.snapshot.known()?;
    let words = ask.words();
    let results = &found.results;
    let main = html! {
        h1 class="hidden" { (words.articles) }
        @if asked.is_everything { (welcome(ask)) }
        (summary(ask, &asked, &found))
        (parts::chips(ask, &asked, PATH))
        div class="columns" {
            section class="results" aria-label=(words.results) {
                @if !times.periods.is_empty() { (in_time(ask, by, &times)) }
                @if results.counts.total > 0 { (orders(ask, &asked)) }
                ol class="hits" start=(wanted.offset + 1) {
                    @for (at, hit) in results.hits.iter().enumerate() { li { (shown(ask, &asked, wanted.offset + at + 1, hit)) } }
                }
                @if results.counts.total > 0 && results.hits.is_empty() { p { (words.no_hit_here) } }
                (parts::pager(ask, PATH, wanted.offset, wanted.limit, results.counts.total))
                @if results.counts.total > 0 { (parts::downloads(ask, PATH, true)) }
            }
            aside id="filters" aria-label=(words.filters) {
                @for facet in results.facets.iter().filter(|facet| !facet.values.is_empty()) { (shown_facet(ask, &asked, known, facet)) }
            }
        }
    };
    let title = if asked.text().is_empty() { words.search } else { asked.text() };
    let took_ms = found.took_ms + times.took_ms;
    Ok(reply::timed(frame::page(ask, StatusCode::OK, title, &main), took_ms))
}

/// How the course in time is shown: by months where a year is the filter, and nothing else is said.
fn by(ask: &Ask, asked: &Asked) -> Result<TimelineWanted, Problem> {
    let mut wanted = TimelineWanted::of(&ask.params)?;
    if ask.params.get("by").is_none()
        && asked.filters.iter().any(|(name, _)| matches!(*name, "year" | PUBLISHED))
    {
        wanted.by = crate::index::Granularity::Month;
    }
    Ok(wanted)
}

/// What the page of no query says first.
fn welcome(ask: &Ask) -> Markup {
    let words = ask.words();
    html! {
        section class="welcome" {
            h2 { (words.welcome) }
            p { (words.welcome_bare) }
            (parts::examples(ask))
        }
    }
}

/// How many hits there are, and what that number counts.
fn summary(ask: &Ask, asked: &Asked, found: &Answered) -> Markup {
    let words = ask.words();
    let total = parts::articles(ask, wide(found.results.counts.total));
    html! {
        p class="summary" role="status" {
            @match (asked.is_everything, found.results.counts.total) {
                (true, _) => { strong { (total) } " " (words.newest_first) },
                (false, 0) => strong { (words.nothing) },
                (false, _) => { strong { (total) } " " (words.found) },
            }
            @if !asked.is_everything { (parts::counts_note(ask, &found.results.counts)) }
            " " a class="to-filters" href="#filters" { (words.to_filters) }
        }
        @if !asked.is_everything { (parts::help_note(ask, &found.results.help)) }
        @if found.results.counts.total == 0 {
            ul class="advice" {
                li { (words.advice_bare) }
                @if !asked.filters.is_empty() { li { a href=(ask.to(PATH, ask.params.only(&["q"]))) data-part="" { (words.advice_filters) } } }
                li { (words.advice_fewer) }
            }
        }
    }
}

/// The course in time, each bar a filter.
fn in_time(ask: &Ask, wanted: TimelineWanted, times: &Times) -> Markup {
    let words = ask.words();
    let is_year = wanted.by == crate::index::Granularity::Year;
    let filter = if is_year { "year" } else { PUBLISHED };
    let plain = ask
        .params
        .without("page")
        .without("offset")
        .without("year")
        .without(PUBLISHED)
        .without("by");
    let link = |period: &str| Some(ask.to(PATH, plain.with(filter, period)));
    let current = ask.params.get(filter);
    let name = if is_year { words.by_year } else { words.by_month };
    html! {
        section class="time" aria-label=(words.in_time) {
            div class="switches" {
                (parts::switch(ask, PATH, "by", words.period, &[("year", words.years), ("month", words.months)]))
                (parts::switch(ask, PATH, "share", words.share, &[("0", words.counts), ("1", words.shares)]))
            }
            (parts::times(ask, times, name, current, &link))
            @if times.undated > 0 { p class="note" { (fill(words.undated, &[&ask.language.number(times.undated)])) } }
        }
    }
}

/// The orders of hits.
fn orders(ask: &Ask, asked: &Asked) -> Markup {
    let words = ask.words();
    let usual = if asked.is_everything { "published-desc" } else { "relevance" };
    let current = ask.params.get("sort").unwrap_or(usual);
    let told = [words.sort_relevance, words.sort_newest, words.sort_oldest];
    html! {
        p class="orders" {
            (words.order) " "
            span class="switch" role="group" aria-label=(words.order) {
                @for ((name, _), told) in SORTS.iter().zip(told).filter(|((name, _), _)| !(asked.is_everything && *name == "relevance")) {
                    @let params = ask.params.without("page").without("offset").with("sort", name);
                    a href=(ask.to(PATH, params)) data-part="" aria-current=[(current == *name).then_some("true")] { (told) }
                }
            }
        }
    }
}

/// A hit: its title, where it is from, the passage that shows why it was found, the mentions that a
/// condition asked for.
fn shown(ask: &Ask, asked: &Asked, rank: usize, hit: &Hit) -> Markup {
    let words = ask.words();
    let facts = &hit.document;
    let mut params = Params::default().with("id", &facts.id);
    if !asked.is_everything {
        let names: Vec<&str> = filter_names().chain(["q", "sort", "exact"]).collect();
        for (name, value) in ask.params.only(&names).pairs() {
            params = params.and(name, value);
        }
        params = params.with("n", rank);
    }
    html! {
        article class="hit" {
            h2 { a href=(ask.to("/document", params)) { (facts.title.as_deref().unwrap_or(words.no_title)) } }
            p class="meta" {
                (super::document::origin(ask, facts))
                @if let Some(of) = &facts.near_duplicate_of { " · " a href=(ask.to_document(of)) { (words.near_duplicate) } }
            }
            p class="snippet" { (passage(&hit.snippet)) }
            @if !hit.mentions.is_empty() { (mentions(ask, &hit.mentions)) }
        }
    }
}

/// A passage with its matched words marked.
fn passage(snippet: &Snippet) -> Markup {
    let mut at = 0;
    html! {
        @for word in &snippet.highlights {
            (Span::new(std::mem::replace(&mut at, word.end), word.start).slice(&snippet.text))
            mark { (word.slice(&snippet.text)) }
        }
        (Span::new(at, snippet.text.len()).slice(&snippet.text))
    }
}

/// The mentions that satisfied the query.
fn mentions(ask: &Ask, mentions: &[MentionRecord]) -> Markup {
    let words = ask.words();
    html! {
        ul class="mentions" aria-label=(words.mentions) {
            @for mention in mentions.iter().take(MENTIONS) {
                li { span class=(format!("m {}", mention.kind.name())) { (mention.text) } " " span class="value" { (told(mention, ask.language)) } }
            }
            @if let Some(more) = mentions.len().checked_sub(MENTIONS).filter(|more| *more > 0) {
                li { (fill(words.more, &[&ask.language.number(wide(more))])) }
            }
        }
    }
}

/// The address's parameters with a filter turned on or off. An article has one year and one source,
/// so another takes the place of the first.
fn filtered(ask: &Ask, name: &str, value: &str, is_on: bool) -> Params {
    match name {
        _ if is_on => ask.params.minus(name, value),
        "regulation" | "type" | "issuer" | "author" | "tag" => ask.params.clone().and(name, value),
        _ => ask.params.with(name, value),
    }
}

/// The values of a facet as filters.
fn shown_facet(ask: &Ask, asked: &Asked, known: &Known, facet: &Facet) -> Markup {
    let words = ask.words();
    let name = facet.field.name();
    let most = facet.values.iter().map(|value| value.documents).max().unwrap_or(1);
    html! {
        section class="facet" {
            h2 { (words.of_name(name)) " " span class="count" { (fill(words.different, &[&ask.language.number(wide(facet.distinct))])) } }
            ul {
                @for value in &facet.values {
                    @let is_on = asked.filters.iter().any(|(on, held)| *on == name && *held == value.value);
                    @let params = filtered(ask, name, &value.value, is_on);
                    li {
                        a href=(ask.to(PATH, params.without("page").without("offset"))) data-part="" aria-current=[is_on.then_some("true")] {
                            span class="value" { (value.value) } " "
                            span class="count" { (ask.language.number(value.documents)) }
                        }
                        meter min="0" max=(most) value=(value.documents) aria-hidden="true" {}
                        @if name == "regulation" && known.has(&value.value) { a class="card" href=(ask.to_regulation(&value.value)) aria-label=(fill(words.card_of, &[&value.value])) { (words.card) } }
                    }
                }
            }
        }
    }
}
