//! JSON-LD: what a page says of its article for search engines.

use serde_json::{Map, Value};

use super::decoded::decoded;

/// Types of JSON-LD that are articles, the surest first.
const ARTICLES: [&str; 8] = [
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "Article",
    "BlogPosting",
    "LiveBlogPosting",
    "WebPage",
];

/// The JSON-LD objects of a page.
#[derive(Debug, Default)]
pub(super) struct JsonLd {
    /// Those that are articles, the surest first.
    articles: Vec<Map<String, Value>>,
    /// The names on the way from the front page.
    pub crumbs: Vec<String>,
}

impl JsonLd {
    /// Reads the scripts; those inside arrays and `@graph` too. Broken ones are common and no
    /// reason to lose the page.
    pub fn read<'a>(scripts: impl Iterator<Item = &'a str>) -> JsonLd {
        let mut linked = JsonLd::default();
        for script in scripts {
            // Line breaks inside strings are no JSON, but many pages have them; outside they are
            // blanks.
            let text = script.replace(['\n', '\r', '\t'], " ");
            let text = text
                .trim()
                .trim_start_matches("//<![CDATA[")
                .trim_start_matches("<!--")
                .trim_end_matches("-->")
                .trim_end_matches("//]]>");
            if let Ok(value) = serde_json::from_str::<Value>(text.trim().trim_end_matches(';')) {
                linked.take(value);
            }
        }
        let rank =
            |article: &Map<String, Value>| ARTICLES.iter().position(|name| is_of(article, name));
        linked.articles.sort_by_key(rank);
        linked
    }

    fn take(&mut self, value: Value) {
        match value {
            Value::Array(values) => values.into_iter().for_each(|value| self.take(value)),
            Value::Object(mut object) => {
                if let Some(graph) = object.remove("@graph") {
                    self.take(graph);
                }
                if is_of(&object, "BreadcrumbList") {
                    self.crumbs = crumbs(&object);
                } else if ARTICLES.iter().any(|name| is_of(&object, name)) {
                    self.articles.push(object);
                }
            }
            _ => {}
        }
    }

    /// The first text under a key; where it is an object, its name.
    pub fn text(&self, key: &str) -> Option<String> {
        self.texts(key).into_iter().next()
    }

    /// The texts under a key of the first article that has any: a string, an object with a name, or
    /// an array of such.
    pub fn texts(&self, key: &str) -> Vec<String> {
        let found =
            self.articles.iter().map(|article| article.get(key).map(names).unwrap_or_default());
        found.into_iter().find(|texts| !texts.is_empty()).unwrap_or_default()
    }
}

fn is_of(object: &Map<String, Value>, name: &str) -> bool {
    match object.get("@type") {
        Some(Value::String(found)) => found == name,
        Some(Value::Array(found)) => found.iter().any(|found| found.as_str() == Some(name)),
        _ => false,
    }
}

fn names(value: &Value) -> Vec<String> {
    let found = match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(names).collect(),
        Value::Object(object) => object.get("name").map(names).unwrap_or_default(),
        _ => Vec::new(),
    };
    found.iter().map(|text| decoded(text)).filter(|text| !text.is_empty()).collect()
}

fn crumbs(list: &Map<String, Value>) -> Vec<String> {
    let Some(Value::Array(items)) = list.get("itemListElement") else { return Vec::new() };
    let name = |item: &Value| {
        item.get("name").or_else(|| item.get("item")?.get("name")).map(names).unwrap_or_default()
    };
    items.iter().flat_map(name).collect()
}
