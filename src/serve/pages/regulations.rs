//! The table of regulations: filtered, in three orders.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use maud::{Markup, html};

use super::frame;
use crate::registry::Record;
use crate::serve::ask::Ask;
use crate::serve::params::Params;
use crate::serve::parts::{self, wide};
use crate::serve::problem::Problem;
use crate::serve::records::{List, SWITCHES};
use crate::serve::reply::Reply;
use crate::serve::strings::fill;

/// Where the page is.
const PATH: &str = "/regulations";

/// Values of a filter that are offered: the most frequent.
const OFFERED: usize = 40;

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Problem> {
    let list = List::of(ask)?;
    let words = ask.words();
    let records = &ask.snapshot.known()?.registry.records;
    let found =
        [ask.language.number(wide(list.records.len())), ask.language.number(wide(records.len()))];
    let main = html! {
        h1 { (words.regulations) }
        (filters(ask, records))
        p class="summary" role="status" { (fill(words.regulations_found, &[&found[0], &found[1]])) }
        @if !list.records.is_empty() {
            div class="scroll" tabindex="0" role="region" aria-label=(words.regulations) { (table(ask, &list)) }
        } @else {
            p { a href=(ask.to(PATH, Params::default())) { (words.all_regulations) } }
        }
        (parts::pager(ask, PATH, list.offset, list.limit, list.records.len()))
        (parts::downloads(ask, PATH, true))
    };
    Ok(frame::page(ask, StatusCode::OK, words.regulations, &main))
}

/// What narrows the table: words, lists of values, switches.
fn filters(ask: &Ask, records: &[Record]) -> Markup {
    let words = ask.words();
    let years: Vec<String> = {
        let mut years: Vec<i16> = records.iter().filter_map(year).collect();
        years.sort_unstable_by(|a, b| b.cmp(a));
        years.dedup();
        years.iter().map(i16::to_string).collect()
    };
    html! {
        form class="filters" action=(PATH) {
            label { (words.words) input name="q" type="search" value=(ask.params.get("q").unwrap_or_default()) autocomplete="off" maxlength="400"; }
            (choice(ask, "type", &frequent(records.iter().filter_map(|record| record.doc_type.as_deref()))))
            (choice(ask, "issuer", &frequent(records.iter().filter_map(|record| record.issuer.as_deref()))))
            (choice(ask, "year", &years))
            fieldset {
                legend class="hidden" { (words.filters) }
                @for name in SWITCHES {
                    label { input type="checkbox" name=(name) value="1" checked[ask.params.has(name, "1")]; (words.of_name(name)) }
                }
            }
            @for (name, value) in ask.params.only(&["sort", "lang"]).pairs() { input type="hidden" name=(name) value=(value); }
            button type="submit" { (words.narrow) }
            a href=(ask.to(PATH, Params::default())) { (words.all_regulations) }
        }
    }
}

/// The year by which [`Wanted`](crate::registry::Wanted) knows a record.
fn year(record: &Record) -> Option<i16> {
    record.issued.map(|day| day.year()).or(record.year())
}

/// The most frequent values, those first.
fn frequent<'v>(values: impl Iterator<Item = &'v str>) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    counts.into_iter().take(OFFERED).map(|(value, _)| value.to_string()).collect()
}

/// A list of values of which one is taken, or any.
fn choice(ask: &Ask, name: &str, values: &[String]) -> Markup {
    let words = ask.words();
    let current = ask.params.get(name).unwrap_or_default();
    let is_other = !current.is_empty() && !values.iter().any(|value| value == current);
    html! {
        label {
            (words.of_name(name))
            select name=(name) {
                option value="" { (words.any) }
                @if is_other { option selected { (current) } }
                @for value in values { option selected[value == current] { (value) } }
            }
        }
    }
}

fn table(ask: &Ask, list: &List) -> Markup {
    let words = ask.words();
    html! {
        table class="list" {
            thead {
                tr {
                    (heading(ask, "id", words.symbol, "ascending"))
                    th scope="col" { (words.of_name("type")) }
                    th scope="col" { (words.of_name("issuer")) }
                    (heading(ask, "issued", words.of_name("issued"), "descending"))
                    th scope="col" { (words.of_name("title")) }
                    (heading(ask, "citations", words.articles, "descending"))
                    th scope="col" { (words.last_cited) }
                    th scope="col" { (words.force) }
                }
            }
            tbody { @for record in list.page() { (row(ask, record)) } }
        }
    }
}

/// The heading of a column by which the table can be ordered.
fn heading(ask: &Ask, sort: &str, name: &str, order: &str) -> Markup {
    let is_current = ask.params.get("sort").unwrap_or("citations") == sort;
    let params = ask.params.without("page").without("offset").with("sort", sort);
    html! {
        th scope="col" aria-sort=[is_current.then_some(order)] { a href=(ask.to(PATH, params)) data-part="" { (name) } }
    }
}

fn row(ask: &Ask, record: &Record) -> Markup {
    let words = ask.words();
    let day = |day: Option<jiff::civil::Date>| {
        day.map(|day| ask.language.day(&day.to_string())).unwrap_or_default()
    };
    html! {
        tr {
            th scope="row" { a href=(ask.to_regulation(&record.id)) { (record.id) } }
            td { (record.doc_type.as_deref().unwrap_or_default()) }
            td class="issuer" { (record.issuer.as_deref().unwrap_or_default()) }
            td class="day" { (day(record.issued)) }
            td class="title" { (record.title.as_deref().unwrap_or_default()) }
            td class="figure" { (ask.language.number(wide(record.documents))) }
            td class="day" { (day(record.cited.map(|(_, last)| last))) }
            td {
                @if record.force != Default::default() { (words.of_name(record.force.name())) }
                @if !record.disputed.is_empty() { " " span class="disputed" { (words.disputed) } }
            }
        }
    }
}
