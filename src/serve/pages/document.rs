//! The reading page: an article with what it mentions, and the ways from there.

use axum::http::StatusCode;
use maud::{Markup, html};

use super::frame;
use crate::index::{DocumentFacts, StoredDocument};
use crate::model::{MentionRecord, Regulation};
use crate::serve::answer::{self, Around, Asked, filter_names};
use crate::serve::archive::Known;
use crate::serve::ask::Ask;
use crate::serve::marks::{Look, Marks};
use crate::serve::named::document_of;
use crate::serve::params::Params;
use crate::serve::parts::wide;
use crate::serve::problem::Problem;
use crate::serve::reply::Reply;
use crate::serve::strings::fill;
use crate::{Kind, MentionField, Span};

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Problem> {
    let document = document_of(ask)?;
    let known = ask.snapshot.known()?;
    let asked = asked(ask);
    let facts = &document.facts;
    let around = match (&asked, ask.params.get("n").and_then(|rank| rank.parse().ok())) {
        (Some(asked), Some(rank)) if (1..crate::serve::limits::DEEPEST).contains(&rank) => {
            answer::around(&ask.snapshot, asked, &ask.params, rank, &facts.id)?
                .map(|around| (around, rank))
        }
        _ => None,
    };
    let marked = Marked {
        ask,
        document: &document,
        asked: asked.as_ref(),
        link: &|mention| regulation(mention).map(|name| to_regulation(ask, known, &name)),
    };
    let title = facts.title.as_deref().unwrap_or(ask.words().no_title);
    let main = html! {
        @if let Some((around, rank)) = &around { (beside(ask, around, *rank)) }
        div class="columns" {
            article class="reading" {
                (marked.head()?)
                (marked.body()?)
            }
            aside class="about" {
                (legend(ask, &document.mentions))
                (about(ask, known, &document)?)
            }
        }
    };
    Ok(frame::page(ask, StatusCode::OK, title, &main))
}

/// The query that led here, if there is one that parses.
fn asked(ask: &Ask) -> Option<Asked> {
    Asked::of(&ask.params).ok().filter(|asked| !asked.is_everything)
}

/// When and where an article was published.
pub fn origin(ask: &Ask, facts: &DocumentFacts) -> Markup {
    let words = ask.words();
    html! {
        @match &facts.published {
            Some(published) => time datetime=(published.get(..10).unwrap_or(published)) { (ask.language.day(published)) },
            None => (words.no_day),
        }
        @if facts.published_from.is_some() { " (" (words.from_address) ")" }
        @if let Some(source) = &facts.source { " · " (source) }
    }
}

/// Where the name of a regulation leads: to its card, or to the articles that cite what has none.
fn to_regulation(ask: &Ask, known: &Known, name: &str) -> String {
    match known.called(name).as_slice() {
        [] => ask.to("/search", Params::default().with("regulation", name)),
        [record] => ask.to_regulation(&record.id),
        _ => ask.to_regulation(name),
    }
}

/// The regulation that a mention means: the one that its article makes clear, or as it is written.
fn regulation(mention: &MentionRecord) -> Option<String> {
    if mention.kind != Regulation::KIND {
        return None;
    }
    let target = mention.fact("target").and_then(|target| target.as_str().map(str::to_string));
    target.or_else(|| mention.value.as_deref().map(str::to_string))
}

/// An article with everything that is marked in it.
struct Marked<'a> {
    ask: &'a Ask,
    document: &'a StoredDocument,
    asked: Option<&'a Asked>,
    link: &'a dyn Fn(&MentionRecord) -> Option<String>,
}

impl Marked<'_> {
    fn marks<'m>(&'m self, field: MentionField, text: &'m str) -> Result<Marks<'m>, Problem> {
        let mentions = self.document.mentions.iter().filter(move |mention| mention.field == field);
        let words = match self.asked {
            Some(asked) => self.ask.snapshot.index.words_in(
                &asked.query,
                text,
                self.ask.params.has("exact", "1"),
            )?,
            None => Vec::new(),
        };
        Ok(Marks::new(text, mentions, words))
    }

    fn shown(&self, show: impl FnOnce(&Look) -> Markup) -> Markup {
        let here = self.here();
        let is_here =
            |mention: &MentionRecord| here.is_some_and(|here| std::ptr::eq(here, mention));
        show(&Look { language: self.ask.language, link: self.link, is_here: &is_here })
    }

    /// The mention that the address leads to: the one at its place, else the first that means its
    /// regulation.
    fn here(&self) -> Option<&MentionRecord<'static>> {
        let place = self.ask.params.get("at").and_then(|at| at.parse::<usize>().ok());
        let wanted = self.ask.params.get("means");
        let symbol = |id: &str| id.split('@').next().unwrap_or_default().to_string();
        let means = |mention: &&MentionRecord| {
            wanted.is_some_and(|wanted| {
                regulation(mention).is_some_and(|id| symbol(&id) == symbol(wanted))
            })
        };
        let mentions = || self.document.mentions.iter();
        let at = |mention: &&MentionRecord<'static>| {
            mention.start == place && place.is_some() && mention.kind == Regulation::KIND
        };
        mentions()
            .find(|mention| at(mention) && means(mention))
            .or_else(|| mentions().find(at))
            .or_else(|| mentions().find(|mention| means(mention)))
    }

    /// Title, origin, lead. A title that is the first line of the text is shown once.
    fn head(&self) -> Result<Markup, Problem> {
        let facts = &self.document.facts;
        let words = self.ask.words();
        let text = self.marks(MentionField::Text, &self.document.text)?;
        let title = facts.title.as_deref().unwrap_or(words.no_title);
        let (of_title, of_lead) = (
            self.marks(MentionField::Title, title)?,
            self.marks(MentionField::Lead, facts.lead.as_deref().unwrap_or_default())?,
        );
        Ok(self.shown(|look| {
            html! {
                h1 {
                    @match self.title_line(&text) {
                        Some(line) => (text.line(line, look)),
                        None => (of_title.whole(look)),
                    }
                }
                p class="meta" { (origin(self.ask, facts)) }
                @if facts.lead.is_some() { p class="lead" { (of_lead.whole(look)) } }
            }
        }))
    }

    fn title_line(&self, text: &Marks) -> Option<Span> {
        let title = self.document.facts.title.as_deref()?.trim();
        text.lines().first().copied().filter(|line| text.line_text(*line) == title)
    }

    fn body(&self) -> Result<Markup, Problem> {
        let text = self.marks(MentionField::Text, &self.document.text)?;
        let title = self.title_line(&text);
        Ok(self.shown(|look| {
            html! { @for line in text.lines().into_iter().filter(|line| Some(*line) != title) { p { (text.line(line, look)) } } }
        }))
    }
}

/// The hits before and behind this one, and the way back to all.
fn beside(ask: &Ask, around: &Around, rank: usize) -> Markup {
    let words = ask.words();
    let names: Vec<&str> = filter_names().chain(["q", "sort", "exact"]).collect();
    let query = ask.params.only(&names);
    let to =
        |id: &String, rank: usize| ask.to("/document", query.clone().and("id", id).and("n", rank));
    let total = ask.language.number(wide(around.total));
    html! {
        nav class="beside" aria-label=(words.results) {
            a class="back" href=(ask.to("/search", query.clone())) { (words.back) }
            @if let Some(previous) = &around.previous { a rel="prev" href=(to(previous, rank - 1)) { "← " (words.hit_before) } }
            span { (fill(words.hit_of, &[&ask.language.number(wide(rank)), &total])) }
            @if let Some(next) = &around.next { a rel="next" href=(to(next, rank + 1)) { (words.hit_behind) " →" } }
        }
    }
}

/// The colours of the kinds, each with a switch: a box that hides its marks.
fn legend(ask: &Ask, mentions: &[MentionRecord]) -> Markup {
    let words = ask.words();
    html! {
        section class="legend" {
            h2 { (words.legend) }
            ul {
                @for kind in Kind::ALL {
                    @let count = mentions.iter().filter(|mention| mention.kind == *kind).count();
                    @if count > 0 {
                        @let id = format!("show-{}", kind.name());
                        li {
                            input type="checkbox" id=(id) checked;
                            label for=(id) { span class=(format!("m {}", kind.name())) { (words.of_name(kind.name())) } " " (ask.language.number(wide(count))) }
                        }
                    }
                }
            }
            p class="note" { (words.legend_note) }
        }
    }
}

/// What is known of the article, and what can be done with it.
fn about(ask: &Ask, known: &Known, document: &StoredDocument) -> Result<Markup, Problem> {
    let words = ask.words();
    let facts = &document.facts;
    let near = ask.snapshot.index.near_duplicates(&facts.id)?;
    let others = ask
        .snapshot
        .index
        .documents(&facts.id)?
        .into_iter()
        .filter(|other| other.facts.origin != facts.origin);
    let here = Params::default().with("id", &facts.id);
    Ok(html! {
        section {
            h2 { (words.about) }
            dl class="facts" {
                @if let Some(own) = &facts.regulation { dt { (words.official) } dd { a href=(to_regulation(ask, known, &own.value)) { (own.value) } } }
                @if let Some(url) = &facts.url { dt { (words.source_page) } dd { (address(url)) } }
                dt { (words.id) } dd { code { (facts.id) } }
                dt { (words.from_file) } dd { code { (facts.origin) } }
            }
            @if facts.near_duplicate_of.is_some() || !near.is_empty() {
                h3 { (words.near_duplicates) }
                ul {
                    @if let Some(of) = &facts.near_duplicate_of { li { a href=(ask.to_document(of)) { (of) } " (" (words.earlier) ")" } }
                    @for other in &near { li { a href=(ask.to_document(&other.id)) { (other.title.as_deref().unwrap_or(&other.id)) } " " (origin(ask, other)) } }
                }
            }
            @for other in others {
                p { a href=(ask.to("/document", here.with("origin", &other.facts.origin))) { (fill(words.same_id, &[&other.facts.origin])) } }
            }
            h3 { (words.citation) }
            p id="citation" class="citation" { (citation(ask, facts)) }
            ul class="downloads" {
                li { a href=(here.clone().and("lang", ask.language.tag()).at("/document.html")) { (words.annotated) } }
                @if ask.has_data {
                    li { a href=(here.at("/document.csv")) { (words.csv_mentions) } }
                    li { a href=(here.at("/document.json")) { "JSON" } }
                }
            }
        }
    })
}

/// An address as a link, if it is one of the web.
fn address(url: &str) -> Markup {
    let is_web = ["https://", "http://"].iter().any(|scheme| {
        url.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    });
    html! { @if is_web { a href=(url) rel="noreferrer noopener nofollow external" { (url) } } @else { (url) } }
}

/// How to cite the article.
fn citation(ask: &Ask, facts: &DocumentFacts) -> String {
    let title = facts.title.as_deref().map(|title| format!("“{title}”"));
    let day = facts.published.as_deref().map(|day| ask.language.day(day));
    let last = facts.url.clone().unwrap_or_else(|| facts.id.clone());
    [title, facts.source.clone(), day, Some(last)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}
