//! An article with its marks as one file: style within it, no script, nothing loaded.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::assets::STYLE;
use super::language::Language;
use super::marks::{Look, Marks};
use crate::index::StoredDocument;
use crate::model::{FieldPlaces, MentionRecord};
use crate::{Annotated, Kind, MentionField, Text};

/// What is shown of an article.
struct Article<'a> {
    id: &'a str,
    title: Option<&'a str>,
    lead: Option<&'a str>,
    published: Option<String>,
    url: Option<&'a str>,
    text: &'a str,
    mentions: &'a [MentionRecord<'a>],
}

/// A document of an index as one file.
pub fn stored_page(document: &StoredDocument, language: Language) -> String {
    let facts = &document.facts;
    let article = Article {
        id: &facts.id,
        title: facts.title.as_deref(),
        lead: facts.lead.as_deref(),
        published: facts.published.clone(),
        url: facts.url.as_deref(),
        text: &document.text,
        mentions: &document.mentions,
    };
    page(&article, language)
}

/// A document as it was read, with its mentions, as one file.
///
/// ```
/// use thoisu::serve::{Language, annotated_page};
/// use thoisu::{Meta, Origin, RawDocument, extract, split::split};
/// # fn main() -> thoisu::Result<()> {
/// let origin = Origin { path: "tin.txt".into(), record: None };
/// let text = "Bến đò\n\nNgày 9/5/2017, <b>xã</b> chi 12 triệu đồng.".to_string();
/// let raw = RawDocument { origin, source_id: "tin.txt".into(), meta: Meta::default(), text, blocks: Vec::new(), addressable: true };
/// for document in split(raw)? {
///     let page = annotated_page(&extract(document), Language::English);
///     assert!(page.starts_with("<!DOCTYPE html>") && page.contains("date: 2017-05-09") && page.contains("&lt;b&gt;xã"));
/// }
/// # Ok(())
/// # }
/// ```
pub fn annotated_page(annotated: &Annotated, language: Language) -> String {
    let document = &annotated.document;
    let mut places = FieldPlaces::new(|field| document.field(field).map_or("", Text::as_str));
    let record = |mention| {
        let mention: &crate::Mention = mention;
        let place = places.span(mention.field, mention.span);
        MentionRecord::new(mention, document.is_addressable(mention.field), Some(place))
    };
    let mentions: Vec<MentionRecord> = annotated.all_mentions().map(record).collect();
    let field = |field: MentionField| document.field(field).map(Text::as_str);
    let article = Article {
        id: &document.id,
        title: field(MentionField::Title).or(document.meta.title.as_deref()),
        lead: field(MentionField::Lead),
        published: document.meta.published.map(|published| published.to_string()),
        url: document.meta.url.as_deref(),
        text: document.text.as_str(),
        mentions: &mentions,
    };
    page(&article, language)
}

fn page(article: &Article, language: Language) -> String {
    let words = language.words();
    let look = Look { language, link: &|_| None, is_here: &|_| false };
    let of =
        |field: MentionField| article.mentions.iter().filter(move |mention| mention.field == field);
    let text = Marks::new(article.text, of(MentionField::Text), Vec::new());
    let title = article.title.unwrap_or(words.no_title);
    let mut lines = text.lines();
    let title_line = lines.first().copied().filter(|line| text.line_text(*line) == title.trim());
    lines.retain(|line| Some(*line) != title_line);
    let main = html! {
        (legend(article, language))
        article class="reading" lang="vi" {
        h1 {
            @match title_line {
                Some(line) => (text.line(line, &look)),
                None => (Marks::new(title, of(MentionField::Title), Vec::new()).whole(&look)),
            }
        }
        p class="meta" { (origin(article, language)) }
        @if let Some(lead) = article.lead { p class="lead" { (Marks::new(lead, of(MentionField::Lead), Vec::new()).whole(&look)) } }
        @for line in lines { p { (text.line(line, &look)) } }
        }
    };
    whole(title, language, &main).into_string()
}

/// A list of pages in the same folder, each a file's name and a title.
///
/// ```
/// use thoisu::serve::{Language, list_of_pages};
/// let list = list_of_pages(&[("tin.txt.html".to_string(), "Bến đò".to_string())], Language::Vietnamese);
/// assert!(list.contains("<a href=\"tin.txt.html\">Bến đò</a>"));
/// ```
pub fn list_of_pages(pages: &[(String, String)], language: Language) -> String {
    let title = language.words().articles;
    let main = html! {
        h1 { (title) }
        ul class="several" { @for (file, title) in pages { li { a href=(file) { (title) } } } }
    };
    whole(title, language, &main).into_string()
}

/// The legend: the kinds that the article has, and how many of each.
fn legend(article: &Article, language: Language) -> Markup {
    let words = language.words();
    html! {
        section class="legend" aria-label=(words.legend) {
            ul {
                @for kind in Kind::ALL {
                    @let count = article.mentions.iter().filter(|mention| mention.kind == *kind).count();
                    @if count > 0 { li { span class=(format!("m {}", kind.name())) { (words.of_name(kind.name())) } " " (count) } }
                }
            }
        }
    }
}

fn whole(title: &str, language: Language, main: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="generator" content=(concat!("thoisu ", env!("CARGO_PKG_VERSION")));
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body class="standalone" { main { (main) } }
        }
    }
}

fn origin(article: &Article, language: Language) -> Markup {
    let is_web =
        article.url.is_some_and(|url| url.starts_with("https://") || url.starts_with("http://"));
    html! {
        @if let Some(published) = &article.published { time datetime=(published.get(..10).unwrap_or(published)) { (language.day(published)) } " · " }
        @match article.url.filter(|_| is_web) {
            Some(url) => a href=(url) rel="noreferrer noopener" { (url) },
            None => (article.id),
        }
    }
}
