//! The timeline page: the hits of a query in the course of time.

use axum::http::StatusCode;
use maud::{Markup, html};

use super::frame;
use crate::index::{CountBy, Granularity};
use crate::serve::answer::{self, Asked, Bounds, TimelineWanted, Times};
use crate::serve::ask::Ask;
use crate::serve::params::Params;
use crate::serve::parts::{self, articles, wide};
use crate::serve::problem::Problem;
use crate::serve::reply::{self, Reply};
use crate::serve::strings::fill;

/// Where the page is.
const PATH: &str = "/timeline";

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Problem> {
    let asked = Asked::of(&ask.params)?;
    let wanted = TimelineWanted::of(&ask.params)?;
    let times = answer::timeline(&ask.snapshot, &asked, wanted, &Bounds::of(&ask.params)?)?;
    let words = ask.words();
    let main = html! {
        h1 { (words.timeline) }
        (form(ask))
        (parts::chips(ask, &asked, PATH))
        (summary(ask, &times, wanted))
        div class="switches" {
            (parts::switch(ask, PATH, "by", words.period, &[("year", words.years), ("month", words.months)]))
            (parts::switch(ask, PATH, "of", words.counted_by, &[("published", words.published), ("mentioned", words.mentioned)]))
            (parts::switch(ask, PATH, "share", words.share, &[("0", words.counts), ("1", words.shares)]))
        }
        @if !times.periods.is_empty() { (drawn(ask, wanted, &times)) }
        (parts::downloads(ask, PATH, false))
    };
    let title = if asked.text().is_empty() { words.timeline } else { asked.text() };
    Ok(reply::timed(frame::page(ask, StatusCode::OK, title, &main), times.took_ms))
}

fn drawn(ask: &Ask, wanted: TimelineWanted, times: &Times) -> Markup {
    let words = ask.words();
    let is_year = wanted.by == Granularity::Year;
    let query =
        ask.params.without("by").without("of").without("share").without("from").without("to");
    // Hits that mention a date of a period are those of a condition.
    let link = |period: &str| match wanted.of {
        CountBy::Published => {
            Some(ask.to("/search", query.with(if is_year { "year" } else { "published" }, period)))
        }
        // Years before our era are no value of `date:`.
        CountBy::Mentioned if period.starts_with('-') => None,
        CountBy::Mentioned => {
            let typed = query.get("q").unwrap_or_default();
            Some(ask.to("/search", query.with("q", format!("{typed} date:\"{period}\"").trim())))
        }
    };
    html! {
        section aria-label=(words.in_time) {
            (parts::times(ask, times, if is_year { words.by_year } else { words.by_month }, None, &link))
        }
    }
}

fn form(ask: &Ask) -> Markup {
    let words = ask.words();
    let params = &ask.params;
    let kept: Params = params.without("q").without("from").without("to");
    html! {
        form class="filters" action=(PATH) {
            label { (words.query) input name="q" type="search" value=(params.get("q").unwrap_or_default()) autocomplete="off" maxlength="4000"; }
            label { (words.from) input name="from" value=(params.get("from").unwrap_or_default()) placeholder="2020" pattern="[0-9]{4}(-[0-9]{2})?" size="8"; }
            label { (words.to) input name="to" value=(params.get("to").unwrap_or_default()) placeholder="2023-06" pattern="[0-9]{4}(-[0-9]{2})?" size="8"; }
            @for (name, value) in kept.pairs() { input type="hidden" name=(name) value=(value); }
            button type="submit" { (words.show) }
        }
    }
}

fn summary(ask: &Ask, times: &Times, wanted: TimelineWanted) -> Markup {
    let words = ask.words();
    html! {
        p class="summary" role="status" {
            strong { (articles(ask, wide(times.counts.number_counted()))) } " " (words.found)
            (parts::counts_note(ask, &times.counts))
            @if times.undated > 0 {
                " " (fill(if wanted.of == CountBy::Published { words.undated } else { words.undated_mentioned }, &[&ask.language.number(times.undated)]))
            }
        }
        @if wanted.of == CountBy::Mentioned { p class="note" { (words.mentioned_note) } }
    }
}
