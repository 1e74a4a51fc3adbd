//! Parts that several pages have: chips, examples, pages of a list, downloads, bars in time.

use maud::{Markup, html};

use super::answer::{Asked, Counted, Times};
use super::ask::Ask;
use super::params::Params;
use super::strings::fill;
use super::svg::{self, Bar};
use crate::index::{Counted as CountedHits, Counts, Help};

/// Queries that show what can be asked; on an empty page they are links.
const EXAMPLES: [&str; 5] = [
    "nghi quyet trung uong",
    "\"chính trị\"",
    "date:\"tháng 4/2023\"",
    "number:\">= 1.000 tỷ đồng\"",
    "thuế OR phí -xăng",
];

/// What each of [`EXAMPLES`] shows, in their order.
pub fn examples(ask: &Ask) -> Markup {
    let words = ask.words();
    let told = [
        words.example_bare,
        words.example_phrase,
        words.example_date,
        words.example_number,
        words.example_or,
    ];
    html! {
        dl class="examples" {
            @for (query, told) in EXAMPLES.iter().zip(told) {
                div {
                    dt { a href=(ask.to("/search", Params::default().with("q", query))) { code { (query) } } }
                    dd { (told) }
                }
            }
        }
    }
}

/// The filters of an address, each with the way to the page without it.
pub fn chips(ask: &Ask, asked: &Asked, path: &str) -> Markup {
    let words = ask.words();
    html! {
        @if !asked.filters.is_empty() {
            ul class="chips" aria-label=(words.filters_on) {
                @for (name, value) in &asked.filters {
                    @let without = ask.params.minus(name, value).without("page").without("offset");
                    li {
                        a href=(ask.to(path, without)) data-part="" {
                            span class="of" { (words.of_name(name)) } " " (value) " "
                            span class="cross" aria-hidden="true" { "×" }
                            span class="hidden" { (words.filter_off) }
                        }
                    }
                }
            }
        }
    }
}

/// The ways to the pages before and behind: of `total` entries, `shown` behind the first `offset`.
pub fn pager(ask: &Ask, path: &str, offset: usize, limit: usize, total: usize) -> Markup {
    let words = ask.words();
    let page = offset / limit.max(1) + 1;
    let last = total.div_ceil(limit.max(1)).min(super::limits::DEEPEST / limit.max(1));
    let params = ask.params.without("offset");
    let to = |page: usize| {
        ask.to(path, if page == 1 { params.without("page") } else { params.with("page", page) })
    };
    html! {
        @if last > 1 {
            nav class="pager" aria-label=(words.pages) {
                @if page > 1 { a rel="prev" href=(to(page - 1)) data-part="" { "← " (words.page_before) } }
                span { (fill(words.page_of, &[&ask.language.number(wide(page)), &ask.language.number(wide(last))])) }
                @if page < last { a rel="next" href=(to(page + 1)) data-part="" { (words.page_behind) " →" } }
            }
        }
    }
}

/// The same page as data.
pub fn downloads(ask: &Ask, path: &str, is_all: bool) -> Markup {
    let words = ask.words();
    let csv = ask.params.without("page").without("offset").without("limit").without("lang");
    html! {
        @if ask.has_data {
            p class="downloads" {
                a href=(csv.at(&format!("{path}.csv"))) { (if is_all { words.csv_all } else { words.csv }) }
                " · "
                a href=(ask.params.without("lang").at(&format!("{path}.json"))) { "JSON" }
            }
        }
    }
}

/// A count as a number of any length.
pub fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Bars of a timeline; `link` says where a period leads. A table below has the same figures.
pub fn times(
    ask: &Ask,
    times: &Times,
    name: &str,
    current: Option<&str>,
    link: &dyn Fn(&str) -> Option<String>,
) -> Markup {
    let words = ask.words();
    let has_shares = times.periods.iter().any(|counted| counted.all.is_some());
    #[allow(clippy::cast_precision_loss, reason = "a height")]
    let height = |counted: &Counted| {
        if has_shares { counted.share().unwrap_or_default() } else { counted.documents as f64 }
    };
    let bars: Vec<Bar> = times
        .periods
        .iter()
        .map(|counted| Bar {
            label: ask.language.day(&counted.period),
            told: told(ask, counted),
            height: height(counted),
            href: link(&counted.period).filter(|_| counted.documents > 0),
            is_current: current == Some(counted.period.as_str()),
        })
        .collect();
    let tallest = times.periods.iter().max_by(|a, b| height(a).total_cmp(&height(b)));
    let most = tallest
        .map(
            |counted| {
                if has_shares { percent(counted) } else { ask.language.number(counted.documents) }
            },
        )
        .unwrap_or_default();
    html! {
        div class="scroll newest-first" tabindex="0" role="region" aria-label=(name) { (svg::bars(name, &most, &bars)) }
        details class="figures" {
            summary { (words.as_table) }
            table {
                thead { tr { th scope="col" { (words.period) } th scope="col" class="figure" { (words.articles) } @if has_shares { th scope="col" class="figure" { (words.share) } } } }
                tbody {
                    @for counted in times.periods.iter().filter(|counted| counted.documents > 0) {
                        tr {
                            th scope="row" {
                                @match link(&counted.period) {
                                    Some(href) => a href=(href) data-part="" { (ask.language.day(&counted.period)) },
                                    None => (ask.language.day(&counted.period)),
                                }
                            }
                            td class="figure" { (ask.language.number(counted.documents)) }
                            @if has_shares { td class="figure" { (percent(counted)) } }
                        }
                    }
                }
            }
        }
    }
}

/// `2023: 117 articles, 3.1 %`
fn told(ask: &Ask, counted: &Counted) -> String {
    let period = ask.language.day(&counted.period);
    let count = articles(ask, counted.documents);
    if counted.all.is_some() {
        format!("{period}: {count}, {}", percent(counted))
    } else {
        format!("{period}: {count}")
    }
}

fn percent(counted: &Counted) -> String {
    format!("{:.1} %", counted.share().unwrap_or_default() * 100.0)
}

/// `117 articles`
pub fn articles(ask: &Ask, count: u64) -> String {
    let words = ask.words();
    fill(
        if count == 1 { words.one_article } else { words.some_articles },
        &[&ask.language.number(count)],
    )
}

/// How many articles have the words how, where these are not the same articles.
pub fn counts_note(ask: &Ask, counts: &Counts) -> Markup {
    let words = ask.words();
    let number = |count: usize| ask.language.number(wide(count));
    let Counts { total, all_words, together, counted } = *counts;
    html! {
        @if let Some(together) = together.filter(|together| *together < all_words) {
            " " span class="counts" { (fill(words.together, &[&number(together), &number(all_words)])) }
        }
        @if all_words < total { " " span class="counts" { (fill(words.all_words, &[&number(all_words)])) } }
        @if counted == CountedHits::Together && together != Some(total) {
            " " span class="counts" { (words.counts_together) " " a href=(ask.here(ask.params.with("count", "total"))) data-part="" { (words.count_all) } }
        }
    }
}

/// What was done to understand the words of a query.
pub fn help_note(ask: &Ask, help: &Help) -> Markup {
    let words = ask.words();
    let searched = help.expanded.iter().flat_map(|replaced| &replaced.searched);
    let expanded: Vec<&str> = searched.map(String::as_str).collect();
    let lists = [
        (words.expanded, expanded.join(", ")),
        (words.completed, help.completed.join(", ")),
        (words.dropped, help.dropped.join(", ")),
    ];
    html! {
        @if let Some(showing) = &help.showing {
            p class="note" { (words.showing) " " strong { (showing) } " · " a href=(ask.here(ask.params.with("exact", 1))) data-part="" { (words.exact) } }
        }
        @for (told, list) in lists.iter().filter(|(_, list)| !list.is_empty()) { p class="note" { (told) " " (list) } }
    }
}

/// Two ways of which one is taken: years or months, counts or shares.
pub fn switch(ask: &Ask, path: &str, name: &str, label: &str, choices: &[(&str, &str)]) -> Markup {
    let current =
        ask.params.get(name).or(choices.first().map(|(value, _)| *value)).unwrap_or_default();
    html! {
        span class="switch" role="group" aria-label=(label) {
            @for (value, told) in choices {
                @let params = if choices.first().is_some_and(|(first, _)| first == value) { ask.params.without(name) } else { ask.params.with(name, value) };
                a href=(ask.to(path, params.without("page").without("offset"))) data-part="" aria-current=[(current == *value).then_some("true")] { (told) }
            }
        }
    }
}
