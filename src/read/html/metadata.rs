//! Title, publication time and address from a page's metadata, the surest place first.

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

use crate::{Meta, Published};

/// Types of JSON-LD that are articles.
const ARTICLES: [&str; 6] = ["NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "WebPage", "AnalysisNewsArticle"];

/// The separators before a site's name in `<title>`.
const SITE_SEPARATORS: [&str; 4] = [" | ", " - ", " – ", " — "];

pub(super) fn read(document: &Html) -> Meta {
    let linked = linked_data(document);
    let from_linked = |key: &str| linked.iter().find_map(|item| item.get(key)?.as_str().map(str::to_string));
    let heading = text_of(document, "h1");
    let title = content(document, "meta[property='og:title'], meta[name='og:title']")
        .or_else(|| from_linked("headline"))
        .or(heading.clone())
        .or_else(|| text_of(document, "title"))
        .map(|title| without_site(&title, heading.as_deref()));
    let published = content(document, "meta[property='article:published_time'], meta[name='article:published_time']")
        .and_then(|time| Published::parse(&time))
        .or_else(|| from_linked("datePublished").and_then(|time| Published::parse(&time)))
        .or_else(|| {
            content(document, "meta[itemprop='datePublished'], [itemprop='datePublished'][content]")
                .and_then(|time| Published::parse(&time))
        })
        .or_else(|| {
            content(document, "meta[name='pubdate'], meta[name='publish-date'], meta[name='date'], meta[name='DC.date.issued']")
                .and_then(|time| Published::parse(&time))
        })
        .or_else(|| attribute(document, "time[datetime]", "datetime").and_then(|time| Published::parse(&time)))
        .or_else(|| visible_date(document));
    let url = attribute(document, "link[rel='canonical']", "href")
        .or_else(|| content(document, "meta[property='og:url']"))
        .filter(|url| url.contains("://"));
    Meta { title: title.filter(|title| !title.is_empty()), published, url, ..Meta::default() }
}

fn select<'a>(document: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    Selector::parse(selector).map_or_else(|_| Vec::new(), |selector| document.select(&selector).collect())
}

fn attribute(document: &Html, selector: &str, name: &str) -> Option<String> {
    select(document, selector).into_iter().filter_map(|element| element.value().attr(name)).map(squeezed).find(|value| !value.is_empty())
}

fn content(document: &Html, selector: &str) -> Option<String> {
    attribute(document, selector, "content")
}

fn text_of(document: &Html, selector: &str) -> Option<String> {
    select(document, selector).into_iter().map(|element| squeezed(&element.text().collect::<String>())).find(|text| !text.is_empty())
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "Headline | Báo Mới" without the site, if the rest is the page's own headline or the site's part is short.
fn without_site(title: &str, heading: Option<&str>) -> String {
    if let Some(heading) = heading.filter(|heading| title.starts_with(*heading)) {
        return heading.to_string();
    }
    SITE_SEPARATORS
        .iter()
        .filter_map(|separator| title.rsplit_once(separator))
        .find(|(head, site)| head.split_whitespace().count() >= 4 && site.chars().count() <= 30 && site.split_whitespace().count() <= 5)
        .map_or_else(|| title.to_string(), |(head, _)| head.trim().to_string())
}

/// The article objects of all JSON-LD scripts, those inside arrays and `@graph` too.
fn linked_data(document: &Html) -> Vec<Value> {
    let mut found = Vec::new();
    for script in select(document, "script[type='application/ld+json']") {
        let text: String = script.text().collect();
        // Broken JSON-LD is common and no reason to lose the page.
        let Ok(value) = serde_json::from_str::<Value>(text.trim()) else { continue };
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(values) => open.extend(values),
                Value::Object(mut object) => {
                    open.extend(object.remove("@graph"));
                    let is_article = match object.get("@type") {
                        Some(Value::String(name)) => ARTICLES.contains(&name.as_str()),
                        Some(Value::Array(names)) => names.iter().any(|name| name.as_str().is_some_and(|name| ARTICLES.contains(&name))),
                        _ => false,
                    };
                    if is_article {
                        found.push(Value::Object(object));
                    }
                }
                _ => {}
            }
        }
    }
    // An article says more of itself than the web page around it.
    found.sort_by_key(|item| item.get("@type").and_then(Value::as_str) == Some("WebPage"));
    found
}

/// "Thứ Năm, 13/04/2023, 08:15 (GMT+7)" in a short element with a telling class, or beside the headline.
fn visible_date(document: &Html) -> Option<Published> {
    const LONGEST: usize = 80;
    let candidates =
        "time, [class*='date'], [class*='time'], [class*='publish'], [class*='ngay'], [id*='date'], h1 ~ span, h1 ~ p, h1 ~ div";
    select(document, candidates).into_iter().take(200).find_map(|element| {
        let text = squeezed(&element.text().collect::<String>());
        let has_time = text.contains(':') || text.contains("GMT") || text.chars().count() <= 24;
        (text.chars().count() <= LONGEST && has_time).then(|| Published::parse(&text)).flatten()
    })
}
