//! The card of a regulation: what the articles say of it, each claim with the sentences that it
//! stands on.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use maud::{Markup, html};

use super::frame;
use crate::index::{Counts, Help};
use crate::index::{Query, SearchOptions, Sort};
use crate::registry::{Evidence, Place, Record, Registry, Related, SaidOf};
use crate::report::Evidenced;
use crate::serve::answer::{Counted, Times};
use crate::serve::archive::Known;
use crate::serve::ask::Ask;
use crate::serve::named::{regulation_name, regulation_of};
use crate::serve::params::Params;
use crate::serve::parts::{self, articles, wide};
use crate::serve::problem::Problem;
use crate::serve::reply::Reply;
use crate::serve::strings::fill;
use crate::serve::svg::{Arm, graph};

/// Values of an attribute that are shown, and sentences of the first and of each other.
const VALUES: usize = 5;
const SENTENCES: (usize, usize) = (2, 1);

/// Articles named of a relation, regulations cited beside it, newest articles, arms of the graph on
/// one side.
const DOCUMENTS: usize = 5;
const BESIDE: usize = 10;
const NEWEST: usize = 10;
const ARMS: usize = 7;

/// Months that are shown; where there are more, its articles are counted by year.
const MONTHS: usize = 36;

/// The page of one regulation, or of several that are called so.
pub fn page(ask: &Ask) -> Result<Reply, Problem> {
    let known = ask.snapshot.known()?;
    let name = regulation_name(ask);
    if known.called(&name).len() > 1 {
        return Ok(several(ask, known, &name));
    }
    let record = regulation_of(ask)?;
    let card = Card { ask, record, registry: &known.registry };
    let words = ask.words();
    let main = html! {
        p class="kind" { (record.doc_type.as_deref().unwrap_or(words.regulation)) }
        h1 { (record.id) }
        @if let Some(title) = &record.title { p class="lead" { (title) } }
        div class="columns card" {
            div {
                (card.attributes()?)
                (card.relations()?)
                (card.months())
            }
            aside {
                (card.newest()?)
                (card.beside())
                (parts::downloads(ask, &data_path(ask, record), false))
            }
        }
    };
    Ok(frame::page(ask, StatusCode::OK, &record.id, &main))
}

/// The path of a record's page, for the endings of its data.
fn data_path(ask: &Ask, record: &Record) -> String {
    ask.to_regulation(&record.id).split('?').next().unwrap_or_default().to_string()
}

/// What may be meant by a name that several regulations have.
fn several(ask: &Ask, known: &Known, name: &str) -> Reply {
    let words = ask.words();
    let mut records = known.called(name);
    crate::registry::RecordOrder::Citations.sort(&mut records);
    let main = html! {
        h1 { (name) }
        p { (fill(words.several, &[&ask.language.number(wide(records.len()))])) }
        ul class="several" {
            @for record in records {
                li {
                    a href=(ask.to_regulation(&record.id)) { (record.id) } " "
                    (record.title.as_deref().unwrap_or_default())
                    span class="count" { " " (articles(ask, wide(record.documents))) }
                }
            }
        }
    };
    frame::page(ask, StatusCode::OK, name, &main)
}

/// A record, and where it is from.
struct Card<'a> {
    ask: &'a Ask,
    record: &'a Record,
    registry: &'a Registry,
}

impl Card<'_> {
    /// Type, issuers, day and titles with their sentences; then citations, names and force.
    fn attributes(&self) -> Result<Markup, Problem> {
        let (ask, record, words) = (self.ask, self.record, self.ask.words());
        let mut evidenced = Evidenced::new(&ask.snapshot.index);
        let mut stated = Vec::new();
        for of in SaidOf::ALL.into_iter().filter(|of| *of != SaidOf::InForce) {
            stated.push((of, self.values(of, &mut evidenced)?));
        }
        let in_force = self.values(SaidOf::InForce, &mut evidenced)?;
        let cited = record.cited.map(|(first, last)| (first.to_string(), last.to_string()));
        let cites = Params::default().with("regulation", record.symbol());
        Ok(html! {
            dl class="facts" {
                @for (of, values) in &stated {
                    @if let Some(values) = values {
                        dt { (words.of_name(of.name())) @if record.disputed.contains(of) { " " span class="disputed" { (words.disputed) } } }
                        dd { (values) }
                    }
                }
                dt { (words.cited) }
                dd {
                    a href=(ask.to("/search", cites)) { (articles(ask, wide(record.documents))) }
                    ", " (fill(words.times, &[&ask.language.number(record.mentions)]))
                    @if let Some((first, last)) = &cited { br; (fill(words.from_to, &[&ask.language.day(first), &ask.language.day(last)])) }
                }
                @if !record.aliases.is_empty() {
                    dt { (words.called) }
                    dd { ul class="aliases" { @for alias in record.aliases.iter().take(20) { li { (alias) } } } }
                }
                dt { (words.force) }
                dd { (words.of_name(record.force.name())) (self.successors()) @if let Some(in_force) = &in_force { (in_force) } }
            }
        })
    }

    /// What took its place, and what took the place of that.
    fn successors(&self) -> Markup {
        let (ask, words) = (self.ask, self.ask.words());
        html! {
            @for next in self.registry.successors(self.record) {
                @let is_known = self.registry.get(&next.id).is_some();
                " → " @if is_known { a href=(ask.to_regulation(&next.id)) { (next.id) } } @else { (next.id) }
                @if let Some(day) = next.since { " " (fill(words.since, &[&ask.language.day(&day.to_string())])) }
            }
        }
    }

    /// The values of an attribute; nothing where none is known.
    fn values(&self, of: SaidOf, evidenced: &mut Evidenced<'_>) -> Result<Option<Markup>, Problem> {
        let (ask, words) = (self.ask, self.ask.words());
        let values = self.record.evidence.get(&of).map(Vec::as_slice).unwrap_or_default();
        let shown = self.shown(of);
        let day = |value: &str| {
            if matches!(of, SaidOf::Issued | SaidOf::InForce) {
                ask.language.day(value)
            } else {
                value.to_string()
            }
        };
        // What the symbol says may be stated by no article.
        let is_stated =
            shown.as_ref().is_none_or(|shown| values.iter().any(|value| value.value == *shown));
        if shown.is_none() && values.is_empty() {
            return Ok(None);
        }
        let mut rows = Vec::new();
        for (at, value) in values.iter().take(VALUES).enumerate() {
            let sentences = if at == 0 { SENTENCES.0 } else { SENTENCES.1 };
            rows.push((day(&value.value), value, self.sentences(value, sentences, evidenced)?));
        }
        Ok(Some(html! {
            @if let Some(shown) = shown.filter(|_| !is_stated) { p { strong { (day(&shown)) } " " (words.by_symbol) } }
            @for (written, value, sentences) in rows {
                p { strong { (written) } " " span class="count" { (articles(ask, wide(value.documents))) } }
                (sentences)
            }
            @if let Some(more) = values.len().checked_sub(VALUES).filter(|more| *more > 0) { p { (fill(words.more, &[&ask.language.number(wide(more))])) } }
        }))
    }

    fn shown(&self, of: SaidOf) -> Option<String> {
        match of {
            SaidOf::Type => self.record.doc_type.clone(),
            SaidOf::Issuer => self.record.issuer.clone(),
            SaidOf::Issued => self.record.issued.map(|day| day.to_string()),
            SaidOf::Title => self.record.title.clone(),
            SaidOf::InForce => None,
        }
    }

    /// The sentences that state a value, each a link to its place.
    fn sentences(
        &self,
        value: &Evidence,
        most: usize,
        evidenced: &mut Evidenced<'_>,
    ) -> Result<Markup, Problem> {
        let mut found = Vec::new();
        for place in value.at.iter().take(most) {
            let sentence = evidenced.sentence(self.record, place)?;
            found.push((self.to_place(place), sentence.unwrap_or_else(|| place.document.clone())));
        }
        Ok(html! {
            ul class="evidence" {
                @for (href, sentence) in found { li { a href=(href) { (sentence) } } }
            }
        })
    }

    fn to_place(&self, place: &Place) -> String {
        let params = Params::default()
            .with("id", &place.document)
            .with("at", place.start)
            .with("means", self.record.symbol());
        format!("{}#here", self.ask.to("/document", params))
    }

    /// What it does to others, and others to it: drawn, and as a list with the articles that say
    /// so.
    fn relations(&self) -> Result<Markup, Problem> {
        let words = self.ask.words();
        if self.record.relations.is_empty() {
            return Ok(html! {});
        }
        let of = |is_actor: bool| {
            self.record.relations.iter().filter(move |related| related.is_actor == is_actor)
        };
        let arms = |is_actor: bool| {
            of(is_actor).take(ARMS).map(|related| self.arm(related)).collect::<Vec<_>>()
        };
        let mut lists = Vec::new();
        for (is_actor, heading) in [(true, words.what_it_does), (false, words.done_to_it)] {
            let mut items = Vec::new();
            for related in of(is_actor) {
                items.push(self.related(related)?);
            }
            lists.push((heading, items));
        }
        Ok(html! {
            section aria-label=(words.relations) {
                h2 { (words.relations) }
                div class="scroll" tabindex="0" role="region" aria-label=(words.relations_drawn) {
                    (graph(words.relations_drawn, &self.record.id, &arms(false), &arms(true)))
                }
                @for (heading, items) in lists.iter().filter(|(_, items)| !items.is_empty()) {
                    h3 { (heading) }
                    ul class="relations" { @for item in items { li { (item) } } }
                }
            }
        })
    }

    fn kind(&self, related: &Related) -> String {
        let words = self.ask.words();
        let kind = words.of_name(if related.is_actor {
            related.kind.name()
        } else {
            related.kind.passive()
        });
        if related.is_planned { format!("{kind} ({})", words.planned) } else { kind.to_string() }
    }

    fn arm(&self, related: &Related) -> Arm {
        let other = related.other.as_deref();
        let href =
            other.filter(|id| self.registry.get(id).is_some()).map(|id| self.ask.to_regulation(id));
        let label = other.unwrap_or(self.ask.words().not_named).to_string();
        Arm { kind: self.kind(related), label, href, is_planned: related.is_planned }
    }

    /// A relation, and the articles that say so: each leads to where it names the other regulation.
    fn related(&self, related: &Related) -> Result<Markup, Problem> {
        let (ask, words) = (self.ask, self.ask.words());
        let arm = self.arm(related);
        let means = related
            .other
            .as_deref()
            .unwrap_or(&self.record.id)
            .split('@')
            .next()
            .unwrap_or_default();
        let mut documents = Vec::new();
        for id in related.documents.iter().take(DOCUMENTS) {
            let title = ask
                .snapshot
                .index
                .documents(id)?
                .into_iter()
                .next()
                .and_then(|document| document.facts.title);
            let params = Params::default().with("id", id).with("means", means);
            documents.push((
                format!("{}#here", ask.to("/document", params)),
                title.unwrap_or_else(|| id.clone()),
            ));
        }
        let more = related.documents.len().saturating_sub(DOCUMENTS);
        Ok(html! {
            (arm.kind) " "
            @match &arm.href { Some(href) => a href=(href) { (arm.label) }, None => (arm.label) }
            ul class="evidence" {
                @for (href, title) in documents { li { a href=(href) { (title) } } }
                @if more > 0 { li { (fill(words.more, &[&ask.language.number(wide(more))])) } }
            }
        })
    }

    /// Its articles in time.
    fn months(&self) -> Markup {
        let (ask, record, words) = (self.ask, self.record, self.ask.words());
        if record.by_month.is_empty() {
            return html! {};
        }
        let is_year = record.by_month.len() > MONTHS;
        let length = if is_year { "2023".len() } else { "2023-04".len() };
        let mut periods: Vec<Counted> = Vec::new();
        for (month, count) in &record.by_month {
            let period: String = month.to_string().chars().take(length).collect();
            match periods.last_mut() {
                Some(last) if last.period == period => last.documents += wide(*count),
                _ => periods.push(Counted { period, documents: wide(*count), all: None }),
            }
        }
        let dated: u64 = periods.iter().map(|counted| counted.documents).sum();
        let undated = wide(record.documents).saturating_sub(dated);
        let times = Times {
            counts: Counts::of_total(record.documents),
            help: Help::default(),
            undated,
            periods,
            took_ms: 0.0,
        };
        let filter = if is_year { "year" } else { "published" };
        let link = |period: &str| {
            Some(ask.to(
                "/search",
                Params::default().with("regulation", record.symbol()).with(filter, period),
            ))
        };
        html! {
            section aria-label=(words.in_time) {
                h2 { (if is_year { words.by_year } else { words.by_month }) }
                (parts::times(ask, &times, if is_year { words.by_year } else { words.by_month }, None, &link))
                @if undated > 0 { p class="note" { (fill(words.undated, &[&ask.language.number(undated)])) } }
            }
        }
    }

    /// The newest articles that cite it.
    fn newest(&self) -> Result<Markup, Problem> {
        let (ask, words) = (self.ask, self.ask.words());
        let symbol = self.record.symbol().replace('"', " ");
        let query = Query::parse(&format!("regulation:\"{symbol}\""))?;
        let options =
            SearchOptions { limit: NEWEST, sort: Sort::PublishedDesc, ..SearchOptions::default() };
        let found = ask.snapshot.index.search(&query, &options)?;
        Ok(html! {
            section aria-label=(words.newest) {
                h2 { (words.newest) }
                ul class="newest" {
                    @for hit in &found.hits {
                        @let params = Params::default().with("id", &hit.document.id).with("means", self.record.symbol());
                        li {
                            a href=(format!("{}#here", ask.to("/document", params))) { (hit.document.title.as_deref().unwrap_or(words.no_title)) }
                            " " span class="meta" { (super::document::origin(ask, &hit.document)) }
                        }
                    }
                }
            }
        })
    }

    /// What articles cite beside it.
    fn beside(&self) -> Markup {
        let (ask, words) = (self.ask, self.ask.words());
        let beside = self.registry.co_cited(&self.record.id, BESIDE);
        // What cites both: the symbols of both, each once.
        let both = |other: &Record| {
            let symbols: BTreeSet<&str> = [self.record.symbol(), other.symbol()].into();
            symbols
                .into_iter()
                .fold(Params::default(), |params, symbol| params.and("regulation", symbol))
        };
        html! {
            @if !beside.is_empty() {
                section aria-label=(words.beside) {
                    h2 { (words.beside) }
                    ul class="beside-it" {
                        @for (other, count) in beside {
                            li {
                                a href=(ask.to_regulation(&other.id)) { (other.id) } " "
                                a class="count" href=(ask.to("/search", both(other))) { (articles(ask, wide(count))) }
                            }
                        }
                    }
                }
            }
        }
    }
}
