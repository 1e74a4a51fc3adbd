//! Title, publication time, address, author, section and tags: the surest place first.
//!
//! | of the page | from |
//! |---|---|
//! | title | the headline on the page where it is like one of the metadata's; else `og:title`, JSON-LD, `<title>` without the site |
//! | published | `article:published_time`, JSON-LD, microdata, `pubdate` …, `<time datetime>`, the dateline; the time it was changed never |
//! | url | `link rel=canonical`, `og:url` |
//! | author | JSON-LD, `article:author` and the like, the byline by class; never the newspaper's own name |
//! | section | `article:section`, JSON-LD, the way from the front page, the link beside the headline |
//! | tags | `article:tag`, the tag list, `news_keywords`, JSON-LD, `keywords` |

use std::collections::HashMap;

use scraper::{ElementRef, Html};

use super::article::{Article, Claim};
use super::body::likeness;
use super::decoded::{decoded, squeezed};
use super::json_ld::JsonLd;
use super::{names, phrases};
use crate::{Meta, Published};

/// The separators before a site's name in `<title>`.
const SITE_SEPARATORS: [&str; 6] = [" | ", " - ", " – ", " — ", " :: ", " » "];

/// Words of classes around the way from the front page, and of a single link to the section.
const CRUMB_WORDS: [&str; 4] = ["breadcrumb", "breadcrumbs", "breadcrum", "crumb"];
const SECTION_WORDS: [&str; 5] = ["cate", "category", "cat", "chuyenmuc", "section"];
/// Words of classes around the tag list.
const TAG_WORDS: [&str; 8] =
    ["tag", "tags", "tagdetail", "taglist", "keyword", "keywords", "tukhoa", "hashtag"];

/// What is named on the way from the front page and is no section, in lower case.
const NO_SECTIONS: [&str; 8] =
    ["trang chủ", "trang nhất", "home", "homepage", "tin tức", "tất cả", "chi tiết", "bài viết"];

/// What is longer, in bytes, is no title.
const LONGEST_TITLE: usize = 800;

/// A list of sections or tags has no more nodes.
const MOST_NODES: usize = 400;
/// More tags than this are no newspaper's choice.
const MOST_TAGS: usize = 30;

/// So many elements behind the headline the link to the section may stand, in an element of so many
/// nodes.
const BESIDE: usize = 10;

/// Where in the page an element is.
#[derive(Clone, Copy, Default)]
struct PagePlace {
    /// Behind an `h1`.
    has_headline: bool,
    /// So many elements behind it.
    behind: usize,
}

/// What a page says of itself outside its text, collected in one pass.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// `<meta>` by name, property or itemprop in lower case.
    metas: HashMap<String, Vec<String>>,
    json_ld: JsonLd,
    canonical: Option<String>,
    /// The text of `<title>`.
    title: Option<String>,
    /// `datetime` and `content` of elements that state a time of publication.
    times: Vec<String>,
    crumbs: Vec<String>,
    sections: Vec<String>,
    tags: Vec<String>,
}

impl Facts {
    /// Collects them.
    pub fn of(document: &Html) -> Facts {
        let mut facts = Facts::default();
        let mut scripts = Vec::new();
        let mut place = PagePlace::default();
        for element in document.root_element().descendants().filter_map(ElementRef::wrap) {
            let (name, value) = (element.value().name(), element.value());
            match name {
                "meta" => facts.take_meta(element),
                "script" if value.attr("type").is_some_and(|kind| kind.contains("ld+json")) => {
                    scripts.push(element.text().collect::<String>())
                }
                "title" if facts.title.is_none() => facts.title = Some(text_of(element)),
                "link" if value.attr("rel") == Some("canonical") => {
                    facts.canonical = facts.canonical.take().or(value.attr("href").map(decoded))
                }
                "time" => facts.times.extend(value.attr("datetime").map(decoded)),
                "h1" => place = PagePlace { has_headline: true, behind: 0 },
                "a" | "script" | "style" | "img" => {}
                _ => facts.take_links(element, place),
            }
            place.behind += 1;
            if name != "meta"
                && matches!(value.attr("itemprop"), Some("datePublished" | "dateCreated"))
            {
                facts.times.extend(value.attr("content").or(value.attr("datetime")).map(decoded));
            }
        }
        // Where nothing tells the headline's place, a section's link is any box's.
        if !place.has_headline {
            facts.sections.clear();
        }
        facts.json_ld = JsonLd::read(scripts.iter().map(String::as_str));
        facts
    }

    fn take_meta(&mut self, element: ElementRef) {
        let attribute = |name: &str| element.value().attr(name);
        let Some(content) = attribute("content").map(decoded).filter(|content| !content.is_empty())
        else {
            return;
        };
        for key in ["property", "name", "itemprop"].into_iter().filter_map(attribute) {
            self.metas.entry(key.to_ascii_lowercase()).or_default().push(content.clone());
        }
    }

    /// The links in an element whose class says that it holds sections or tags.
    fn take_links(&mut self, element: ElementRef, place: PagePlace) {
        let value = element.value();
        if value.attr("class").is_none() && value.attr("id").is_none() {
            return;
        }
        // A list is short: what is long is the page itself, with a class of its own.
        let links = |element: ElementRef| -> Vec<String> {
            let inside = element.descendants().take(MOST_NODES).filter_map(ElementRef::wrap);
            inside
                .filter(|inner| inner.value().name() == "a")
                .map(text_of)
                .filter(|text| !text.is_empty())
                .collect()
        };
        if self.crumbs.is_empty() && names::has_word(value, &CRUMB_WORDS) {
            self.crumbs = links(element);
        }
        // The section's link stands above the headline, or right below.
        let is_near = !place.has_headline || self.sections.is_empty() && place.behind <= BESIDE;
        let is_small = || element.descendants().nth(BESIDE).is_none();
        if is_near && names::has_word(value, &SECTION_WORDS) && is_small() {
            let links = links(element);
            if links.len() == 1 && !links.iter().any(|name| phrases::is_box_heading(name)) {
                self.sections = links;
            }
        }
        // What a page's head offers as tags are its topics of the day.
        if self.tags.is_empty() && place.has_headline && names::has_word(value, &TAG_WORDS) {
            self.tags =
                Some(links(element)).filter(|links| links.len() <= MOST_TAGS).unwrap_or_default();
        }
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.metas.get(*name)?.first().cloned())
    }

    /// What the metadata call the page, the surest name first.
    pub fn titles(&self) -> Vec<String> {
        let stated = [
            self.first(&["og:title"]),
            self.json_ld.text("headline"),
            self.first(&["headline", "twitter:title", "title", "its_title"]),
        ];
        let mut titles: Vec<String> = stated.into_iter().flatten().collect();
        titles.extend(self.title.clone());
        titles
            .iter()
            .map(|title| without_site(title))
            .filter(|title| !title.is_empty() && title.len() <= LONGEST_TITLE)
            .collect()
    }

    /// What the page calls itself.
    pub fn claim(&self) -> Claim {
        let is_dated = !self.stated().is_empty();
        match self.first(&["og:type"]).map(|kind| kind.to_lowercase()).as_deref() {
            Some("article") if is_dated => Claim::Article,
            Some("website") if !is_dated => Claim::Site,
            _ => Claim::Nothing,
        }
    }

    /// The document's metadata; the title on the page is `headline`.
    pub fn meta(&self, article: &Article, headline: Option<&str>) -> Meta {
        let titles = self.titles();
        // The headline that readers see; a page's title may be another for search engines.
        let title = headline.map(squeezed).or_else(|| titles.first().cloned());
        let url = self
            .canonical
            .clone()
            .or_else(|| self.first(&["og:url"]))
            .filter(|url| url.contains("://"));
        let published = self.published(article);
        let (author, section, tags) =
            (self.author(article), self.section(title.as_deref()), self.tags());
        Meta { title, published, url, author, section, tags, ..Meta::default() }
    }

    /// The times of publication that the metadata state.
    fn stated(&self) -> Vec<Published> {
        let stated = [
            self.first(&["article:published_time", "og:published_time"]),
            self.json_ld.text("datePublished"),
            self.first(&[
                "datepublished",
                "pubdate",
                "publishdate",
                "publish-date",
                "publish_date",
                "date",
                "dc.date.issued",
                "dc.date",
                "dc.created",
            ]),
            self.json_ld.text("dateCreated"),
        ];
        stated
            .into_iter()
            .flatten()
            .filter_map(|time| Published::parse(&time))
            .filter(is_plausible)
            .collect()
    }

    fn published(&self, article: &Article) -> Option<Published> {
        let stated = self.stated();
        let Some(&first) = stated.first() else {
            // The times of other articles stand in their teasers, so the dateline beside the
            // headline is surer than any `<time>`.
            let times =
                || self.times.iter().filter_map(|time| Published::parse(time)).find(is_plausible);
            return article
                .published
                .filter(|published| published.time.is_some())
                .or_else(times)
                .or(article.published);
        };
        // A day alone is made exact by another place that names the same day.
        let exact = stated
            .iter()
            .chain(&article.published)
            .find(|other| other.day == first.day && other.time.is_some());
        if first.time.is_none() { exact.copied().or(Some(first)) } else { Some(first) }
    }

    fn author(&self, article: &Article) -> Option<String> {
        let linked = self.json_ld.texts("author");
        let linked = (!linked.is_empty()).then(|| linked.join(", "));
        let after_title = self
            .title
            .as_ref()
            .and_then(|title| title.get(without_site(title).len()..).map(str::to_string));
        let sites = [
            self.first(&["og:site_name"]),
            self.json_ld.text("publisher"),
            self.canonical.clone(),
            after_title,
        ];
        let sites: Vec<String> = sites
            .into_iter()
            .flatten()
            .map(|name| letters(&name))
            .filter(|site| !site.is_empty())
            .collect();
        let is_person = |name: &String| {
            let letters = letters(name);
            let is_site = sites.iter().any(|site| {
                !letters.is_empty() && (site.contains(&letters) || letters.contains(site))
            });
            !letters.is_empty()
                && !is_site
                && !name.contains("://")
                && !name.contains(".vn")
                && !name.contains(".com")
                && name.chars().count() <= 120
        };
        let keys = ["article:author", "dable:author", "author", "dc.creator"];
        let stated = linked.into_iter().chain(keys.iter().filter_map(|key| self.first(&[key])));
        let by_name = stated.into_iter().find(|name| is_person(name) && name.contains(' '));
        let found = by_name.or_else(|| article.author.clone())?;
        Some(
            found
                .trim_start_matches("Theo ")
                .split(';')
                .map(str::trim)
                .collect::<Vec<_>>()
                .join(", "),
        )
    }

    fn section(&self, title: Option<&str>) -> Option<String> {
        let is_section = |name: &String| {
            let lower = name.trim_matches(['>', '»', '/', ' ', '›']).to_lowercase();
            let is_title = title.is_some_and(|title| likeness(title, &lower) >= 60);
            !lower.is_empty()
                && lower.chars().count() <= 40
                && !is_title
                && !NO_SECTIONS.contains(&lower.as_str())
                && !lower.contains("://")
        };
        let stated = [
            self.first(&["article:section"]),
            self.json_ld.text("articleSection"),
            self.first(&["articlesection"]),
        ];
        let stated = stated.into_iter().flatten().find(is_section);
        let crumb = |crumbs: &[String]| crumbs.iter().rfind(|name| is_section(name)).cloned();
        let found = stated
            .or_else(|| crumb(&self.json_ld.crumbs))
            .or_else(|| crumb(&self.crumbs))
            .or_else(|| crumb(&self.sections));
        found.map(|name| {
            name.split([',', ';'])
                .next()
                .unwrap_or_default()
                .trim_matches(['>', '»', '/', ' ', '›'])
                .to_string()
        })
    }

    fn tags(&self) -> Vec<String> {
        let meta = |name: &str| self.metas.get(name).cloned().unwrap_or_default();
        let places = [
            meta("article:tag"),
            self.tags.clone(),
            meta("news_keywords"),
            self.json_ld.texts("keywords"),
            meta("keywords"),
        ];
        let mut tags: Vec<String> = Vec::new();
        for place in places {
            for tag in place.iter().flat_map(|list| list.split([',', ';'])) {
                let tag = tag.trim().trim_start_matches('#').trim();
                let is_known = tags.iter().any(|known| {
                    known.eq_ignore_ascii_case(tag) || known.to_lowercase() == tag.to_lowercase()
                });
                if !tag.is_empty()
                    && tag.chars().count() <= 80
                    && !is_known
                    && tags.len() < MOST_TAGS
                {
                    tags.push(tag.to_string());
                }
            }
            if !tags.is_empty() {
                break;
            }
        }
        tags
    }
}

fn text_of(element: ElementRef) -> String {
    decoded(&element.text().collect::<String>())
}

/// Letters and digits alone, in lower case and without marks, to tell "Báo Mới" and "baomoi" alike.
fn letters(name: &str) -> String {
    crate::text::fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Placeholders like `0001-01-01` are no time of publication.
fn is_plausible(published: &Published) -> bool {
    (1990..2100).contains(&published.day.year())
}

/// "Headline | Báo Mới" without the site, if its part is short.
fn without_site(title: &str) -> String {
    let cut = SITE_SEPARATORS.iter().filter_map(|separator| title.rsplit_once(separator));
    let is_site = |(head, site): &(&str, &str)| {
        head.split_whitespace().count() >= 4
            && site.chars().count() <= 40
            && site.split_whitespace().count() <= 6
    };
    cut.filter(is_site)
        .min_by_key(|(head, _)| std::cmp::Reverse(head.len()))
        .map_or_else(|| title.to_string(), |(head, _)| head.trim().to_string())
}
