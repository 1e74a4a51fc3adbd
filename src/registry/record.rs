//! A regulation's record: what is shown, and on what it stands.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::body;
use super::choice::{Tally, is_disputed};
use super::evidence::{Evidence, Place};
use super::facts::{Facts, Said, SaidOf, Source};
use super::groups::{Citation, Group, Groups, cited};
use super::relations::{Related, relations};
use super::titles::Titles;
use crate::extract::Symbol;
use crate::model::{RelationKind, is_numbered, regulation_key, symbol_year};
use crate::resolve::Name;

/// What the documents tell of a regulation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Its symbol, or its name with year; with `@` and a year or place where the symbol has others.
    pub id: String,
    /// Nghị quyết, Luật …
    pub doc_type: Option<String>,
    /// The body that issued it.
    pub issuer: Option<String>,
    /// The day of issue.
    pub issued: Option<Date>,
    /// What it is about; of a law its name without the year.
    pub title: Option<String>,
    /// The short forms and names that documents use of it, the most frequent first; the usual one
    /// at the end where none uses it.
    pub aliases: Vec<String>,
    /// How many documents cite it; near duplicates count each.
    pub documents: usize,
    /// How often they mention it.
    pub mentions: u64,
    /// How many documents more have a short form that they leave open and that all documents
    /// together settle as this one ([`settled`](super::settled)). They are not among `documents`.
    pub corpus: usize,
    /// The first and the last day on which an article cites it.
    pub cited: Option<(Date, Date)>,
    /// How many articles cite it in each month, by the month's first day; months without any are
    /// not there.
    pub by_month: BTreeMap<Date, usize>,
    /// What it does to others, and others to it.
    pub relations: Vec<Related>,
    /// Whether it is in force, according to the documents.
    pub force: Force,
    /// The attributes whose value is not sure.
    pub disputed: Vec<SaidOf>,
    /// All stated values of each attribute, the shown one first.
    pub evidence: BTreeMap<SaidOf, Vec<Evidence>>,
}

/// Whether a regulation is in force, according to the documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Force {
    /// No document says whether it binds.
    #[default]
    Unknown,
    /// It has taken effect.
    InForce,
    /// Another took its place.
    Replaced,
    /// It was ended.
    Repealed,
    /// It was stopped or put off.
    Suspended,
}

impl Force {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            Force::Unknown => "unknown",
            Force::InForce => "in force",
            Force::Replaced => "replaced",
            Force::Repealed => "repealed",
            Force::Suspended => "suspended",
        }
    }
}

impl Record {
    /// The symbol or name, without what tells it from others.
    pub fn symbol(&self) -> &str {
        self.id.split('@').next().unwrap_or_default()
    }
}

/// The records of all groups.
pub(super) fn all(documents: &[(Source, Facts)], groups: Groups) -> Vec<Record> {
    let mut relations = relations(documents, &groups);
    let last_day = documents.iter().filter_map(|(source, _)| source.day).max();
    groups
        .list
        .iter()
        .map(|group| Record {
            relations: relations.remove(&group.id).unwrap_or_default(),
            ..record(documents, group)
        })
        .map(|record| record.judged(last_day))
        .collect()
}

fn record(documents: &[(Source, Facts)], group: &Group) -> Record {
    let mut record = Record { id: group.id.clone(), ..Record::default() };
    let mut aliases: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut tallies: BTreeMap<SaidOf, Tally> = BTreeMap::new();
    let mut in_documents = BTreeSet::new();
    let mut title = Titles::default();
    for citation in &group.citations {
        let Some((source, cited)) = cited(documents, *citation) else { continue };
        let is_first = in_documents.insert(source.document.as_str());
        record.mentions += u64::from(cited.mentions);
        if let Some(day) = source.day {
            let (first, last) = record.cited.unwrap_or((day, day));
            record.cited = Some((first.min(day), last.max(day)));
            *record.by_month.entry(day.first_of_month()).or_default() += usize::from(is_first);
        }
        let is_symbol = is_numbered(&cited.id);
        for alias in cited.aliases.iter().chain(Some(&cited.id).filter(|_| !is_symbol)) {
            // Case, brackets and leading zeros make no further name.
            *aliases.entry(regulation_key(alias)).or_default().entry(alias).or_default() += 1;
        }
        for said in &cited.said {
            let independent = source.near_duplicate_of.as_deref().unwrap_or(&source.document);
            let place =
                Place { document: source.document.clone(), start: said.place.0, end: said.place.1 };
            let key = if said.of == SaidOf::Title { title.key(&said.value) } else { key_of(said) };
            tallies.entry(said.of).or_default().add(
                key,
                &written(said),
                independent,
                said.is_beside,
                place,
            );
        }
    }
    record.documents = in_documents.len();
    let usual = |written: BTreeMap<&'_ str, usize>| {
        let count: usize = written.values().sum();
        // Of equals the one with capitals.
        written
            .into_iter()
            .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)))
            .map(|(alias, _)| (alias.to_string(), count))
    };
    let mut aliases: Vec<(String, usize)> = aliases.into_values().filter_map(usual).collect();
    aliases.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    record.aliases = aliases.into_iter().map(|(alias, _)| alias).collect();
    let law = law_name(documents, &group.citations);
    record.take(tallies, law);
    record.add_usual_alias();
    record
}

impl Record {
    /// Chooses among what was said.
    fn take(&mut self, tallies: BTreeMap<SaidOf, Tally>, law: Option<String>) {
        let symbol = self.symbol().to_string();
        let of_symbol = body::of_symbol(&symbol)
            .or_else(|| body::of_name(&symbol).filter(|_| !is_numbered(&symbol)));
        let type_of_symbol = type_of(&symbol);
        let year = self.year();
        let first_cited = self.cited.map(|(first, _)| first);
        for (of, tally) in tallies {
            let fits = |key: &str| match of {
                SaidOf::Issued => {
                    let day: Option<Date> = key.parse().ok();
                    let in_year = day.is_some_and(|day| year.is_none_or(|year| day.year() == year));
                    in_year && first_cited.is_none_or(|first| day.is_some_and(|day| day <= first))
                }
                SaidOf::Issuer => of_symbol.as_deref().is_none_or(|known| body::key(known) == key),
                SaidOf::Type => type_of_symbol.as_deref().is_none_or(|known| known == key),
                SaidOf::Title | SaidOf::InForce => true,
            };
            let (values, fitting) = tally.ranked(fits);
            let shown = values.first().map(|value| value.value.clone());
            match of {
                SaidOf::Type => self.doc_type = shown,
                SaidOf::Issuer => self.issuer = shown,
                SaidOf::Issued => self.issued = shown.and_then(|day| day.parse().ok()),
                SaidOf::Title => self.title = shown,
                SaidOf::InForce => {}
            }
            // What the symbol says is not disputed.
            let is_known = of == SaidOf::Issuer && of_symbol.is_some()
                || of == SaidOf::Type && type_of_symbol.is_some();
            // Parts of an act may take effect on different days.
            // A body and the one that took it over are one.
            let is_one =
                |a: &str, b: &str| of == SaidOf::Issuer && body::key_today(a) == body::key_today(b);
            // A day of another year than the symbol's is a slip.
            let rivals = if of == SaidOf::Issued { fitting.max(1) } else { values.len() };
            let rivals = values.get(..rivals).unwrap_or_default();
            if !is_known && of != SaidOf::InForce && is_disputed(rivals, is_one) {
                self.disputed.push(of);
            }
            self.evidence.insert(of, values);
        }
        self.issuer = of_symbol.or(self.issuer.take());
        self.doc_type = type_of_symbol.or(self.doc_type.take());
        if let Some(law) = law {
            self.doc_type =
                LAWS.iter().find(|head| law.starts_with(**head)).map(ToString::to_string);
            self.title = Some(law);
        }
        self.name_law();
    }

    /// The title of a law is its name, which begins with its type; an amending law's name is no
    /// name of the law that it amends.
    fn name_law(&mut self) {
        let (Some(doc_type), Some(title)) = (&self.doc_type, &mut self.title) else { return };
        if !LAWS.contains(&doc_type.as_str()) {
            return;
        }
        if !LAWS.iter().any(|law| title.starts_with(law)) {
            *title = format!("{doc_type} {title}");
        }
        let own = Name::new(title);
        let amends = |alias: &str| {
            let alias = Name::new(alias);
            alias.words() > own.words() + 1 && alias.key().ends_with(own.key())
        };
        self.aliases.retain(|alias| !amends(alias));
    }

    /// The short form that type and number make, and of a law its name with the year, whether or
    /// not a document uses it.
    fn add_usual_alias(&mut self) {
        let number: String =
            self.symbol().chars().take_while(|c| c.is_alphanumeric() || *c == '.').collect();
        let is_symbol = is_numbered(&number);
        let alias = match (&self.doc_type, &self.title, self.year()) {
            (Some(doc_type), Some(name), Some(year))
                if LAWS.contains(&doc_type.as_str()) && name.chars().count() <= LONGEST_ALIAS =>
            {
                format!("{name} {year}")
            }
            (Some(doc_type), ..) if is_symbol && !LAWS.contains(&doc_type.as_str()) => {
                format!("{doc_type} {number}")
            }
            _ => return,
        };
        let key = regulation_key(&alias);
        if alias != self.symbol() && !self.aliases.iter().any(|other| regulation_key(other) == key)
        {
            self.aliases.push(alias);
        }
    }

    /// The year that the id says.
    pub fn year(&self) -> Option<i16> {
        let of_symbol = || symbol_year(self.symbol());
        let of_suffix = || self.id.split('@').nth(1).and_then(|year| year.parse().ok());
        let of_name = || Name::new(self.symbol()).year.filter(|_| !is_numbered(&self.id));
        of_suffix().or_else(of_symbol).or_else(of_name).filter(|year| (1900..=2100).contains(year))
    }

    /// With what is said of its force. A plan changes nothing, and a day counts once the archive
    /// has reached it (`last_day`).
    fn judged(mut self, last_day: Option<Date>) -> Record {
        let has_come = |evidence: &Evidence| match (evidence.value.parse::<Date>(), last_day) {
            (Ok(since), Some(last)) => since <= last,
            _ => true,
        };
        let takes_effect =
            self.evidence.get(&SaidOf::InForce).is_some_and(|values| values.iter().any(has_come));
        let undergoes = |kind| {
            self.relations
                .iter()
                .any(|related| related.kind == kind && !related.is_actor && !related.is_planned)
        };
        self.force = match () {
            () if undergoes(RelationKind::Replaces) => Force::Replaced,
            () if undergoes(RelationKind::Repeals) => Force::Repealed,
            () if undergoes(RelationKind::Suspends) => Force::Suspended,
            () if takes_effect => Force::InForce,
            () => Force::Unknown,
        };
        self
    }
}

/// The type that the letters of a symbol say, where they say one: QĐ/TU is a quyết định or a quy
/// định, as QĐ/TW is.
fn type_of(symbol: &str) -> Option<String> {
    if is_numbered(symbol) && !symbol.ends_with("QĐ/TU") {
        Symbol::new(Some(symbol)).doc_type()
    } else {
        None
    }
}

/// The key by which values are one.
fn key_of(said: &Said) -> String {
    match said.of {
        SaidOf::Issuer => body::key(&said.value),
        _ => said.value.clone(),
    }
}

fn written(said: &Said) -> String {
    match said.of {
        SaidOf::Issuer => body::canonical(&said.value),
        _ => said.value.clone(),
    }
}

/// The name of a law without its year, as most documents write it.
fn law_name(documents: &[(Source, Facts)], citations: &[Citation]) -> Option<String> {
    let mut names: BTreeMap<String, (usize, BTreeMap<String, usize>)> = BTreeMap::new();
    for (_, cited) in citations.iter().filter_map(|citation| cited(documents, *citation)) {
        let own = Some(&cited.id).filter(|id| !is_numbered(id));
        let said =
            own.or(cited.name.as_ref()).filter(|name| LAWS.iter().any(|law| name.starts_with(law)));
        if let Some(name) = said {
            let named = Name::new(name);
            let year = named.year.map(|year| format!(" {year}")).unwrap_or_default();
            let bare = name.strip_suffix(&year).unwrap_or(name).to_string();
            let entry = names.entry(named.key().to_string()).or_default();
            entry.0 += 1;
            *entry.1.entry(bare).or_default() += 1;
        }
    }
    let (_, (_, written)) =
        names.into_iter().max_by(|a, b| a.1.0.cmp(&b.1.0).then(b.0.cmp(&a.0)))?;
    written.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|(name, _)| name)
}

/// Nobody calls a law by a longer name and its year, in characters.
const LONGEST_ALIAS: usize = 100;

const LAWS: [&str; 4] = ["Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"];
