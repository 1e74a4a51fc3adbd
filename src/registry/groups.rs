//! Citations gathered by the regulation that they mean: one symbol may be several, and a name and a
//! symbol one.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::body;
use super::facts::{Cited, Facts, SaidOf, Source};
use super::terms::{Restart, restart, run};
use super::titles::words_of;
use crate::model::{is_numbered, symbol_year};
use crate::resolve::Name;

/// A document's citation: the places of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Citation {
    pub document: usize,
    pub cited: usize,
}

/// The citations of one regulation.
#[derive(Debug)]
pub(super) struct Group {
    /// Its id: the symbol, and what tells it from others of that symbol.
    pub id: String,
    pub citations: Vec<Citation>,
}

/// All groups, and in which each document's ids are.
#[derive(Debug, Default)]
pub(super) struct Groups {
    pub list: Vec<Group>,
    of: FxHashMap<(usize, String), usize>,
}

type Documents<'d> = &'d [(Source, Facts)];

/// The key under which ids are one: case, leading zeros, and marks between words make no
/// difference.
pub(super) fn key(id: &str) -> String {
    if is_numbered(id) {
        return id.trim_start_matches('0').to_uppercase();
    }
    let name = Name::new(id);
    name.year.map_or_else(|| name.key().to_string(), |year| format!("{} {year}", name.key()))
}

pub(super) fn cited<'d>(documents: Documents<'d>, at: Citation) -> Option<(&'d Source, &'d Cited)> {
    let (source, facts) = documents.get(at.document)?;
    Some((source, facts.cited.get(at.cited)?))
}

impl Groups {
    pub fn new(documents: Documents<'_>) -> Groups {
        let mut by_key: BTreeMap<String, Vec<Citation>> = BTreeMap::new();
        let symbols = symbols_of_names(documents);
        for (document, (_, facts)) in documents.iter().enumerate() {
            for (cited, fact) in facts.cited.iter().enumerate() {
                let own = key(&fact.id);
                let key = symbols.get(&own).cloned().unwrap_or(own);
                by_key.entry(key).or_default().push(Citation { document, cited });
            }
        }
        let mut groups = Groups::default();
        for citations in by_key.into_values() {
            for part in by_type(documents, citations).into_values() {
                for (place, part) in by_place(documents, part) {
                    for (year, part) in by_run(documents, part) {
                        groups.push(documents, part, place.as_deref(), year);
                    }
                }
            }
        }
        groups.list.sort_by(|a, b| a.id.cmp(&b.id));
        for (at, group) in groups.list.iter().enumerate() {
            for citation in &group.citations {
                if let Some((_, cited)) = cited(documents, *citation) {
                    groups.of.insert((citation.document, cited.id.clone()), at);
                }
            }
        }
        groups
    }

    fn push(
        &mut self,
        documents: Documents<'_>,
        citations: Vec<Citation>,
        place: Option<&str>,
        year: Option<i16>,
    ) {
        let mut written: BTreeMap<&str, usize> = BTreeMap::new();
        for citation in &citations {
            if let Some((_, cited)) = cited(documents, *citation) {
                *written.entry(cited.id.as_str()).or_default() += 1;
            }
        }
        // A symbol before a name; of several writings the most frequent.
        let Some((symbol, _)) = written
            .into_iter()
            .max_by_key(|(id, count)| (is_numbered(id), *count, std::cmp::Reverse(*id)))
        else {
            return;
        };
        let suffix = year
            .map(|year| year.to_string())
            .or(place.map(str::to_string))
            .map_or(String::new(), |suffix| format!("@{suffix}"));
        self.list.push(Group { id: format!("{symbol}{suffix}"), citations });
    }

    /// The groups that each document cites, where it cites more than one.
    pub fn together(&self, documents: usize) -> Vec<Vec<usize>> {
        let mut together = vec![Vec::new(); documents];
        for (at, group) in self.list.iter().enumerate() {
            for citation in &group.citations {
                if let Some(cited) =
                    together.get_mut(citation.document).filter(|cited| cited.last() != Some(&at))
                {
                    cited.push(at);
                }
            }
        }
        together.retain(|cited| cited.len() > 1);
        together
    }

    /// The group of an id in a document.
    pub fn of(&self, document: usize, id: &str) -> Option<&Group> {
        self.list.get(*self.of.get(&(document, id.to_string()))?)
    }
}

/// The symbol that documents give a law's name and year, where all that do give one.
fn symbols_of_names(documents: Documents<'_>) -> FxHashMap<String, String> {
    let mut symbols: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for cited in documents.iter().flat_map(|(_, facts)| &facts.cited) {
        let year = symbol_year(&cited.id);
        let names = cited
            .name
            .iter()
            .chain(cited.aliases.iter().filter(|alias| Name::new(alias).year.is_some()));
        for name in names.filter(|_| is_numbered(&cited.id)) {
            let name = Name::new(name).of_year(year);
            if name.year == year && year.is_some() {
                let named = format!("{} {}", name.key(), year.unwrap_or_default());
                symbols.entry(named).or_default().insert(key(&cited.id));
            }
        }
    }
    let only = |(name, symbols): (String, BTreeSet<String>)| {
        if symbols.len() == 1 { Some((name, symbols.into_iter().next()?)) } else { None }
    };
    symbols.into_iter().filter_map(only).collect()
}

/// What a citation says first of something.
fn said<'d>(documents: Documents<'d>, at: Citation, of: SaidOf) -> Option<&'d str> {
    let (_, cited) = cited(documents, at)?;
    let said = || cited.said.iter().filter(|said| said.of == of);
    said().find(|said| said.is_beside).or_else(|| said().next()).map(|said| said.value.as_str())
}

/// Laws and resolutions of the National Assembly are numbered apart.
fn by_type(documents: Documents<'_>, citations: Vec<Citation>) -> BTreeMap<bool, Vec<Citation>> {
    const LAWS: [&str; 3] = ["Luật", "Bộ luật", "Hiến pháp"];
    let is_assembly = |citation: &Citation| {
        cited(documents, *citation).is_some_and(|(_, cited)| cited.id.contains("/QH"))
    };
    let is_law = |citation: &Citation| {
        let (_, cited) = cited(documents, *citation)?;
        let is_named = cited.name.is_some() || !is_numbered(&cited.id);
        if is_named {
            Some(true)
        } else {
            said(documents, *citation, SaidOf::Type).map(|doc_type| LAWS.contains(&doc_type))
        }
    };
    if !citations.iter().any(is_assembly) {
        return BTreeMap::from([(false, citations)]);
    }
    // What says no type is of the type that most say.
    let laws = citations.iter().filter(|citation| is_law(citation) == Some(true)).count();
    let others = citations.iter().filter(|citation| is_law(citation) == Some(false)).count();
    let mut parts: BTreeMap<bool, Vec<Citation>> = BTreeMap::new();
    for citation in citations {
        parts.entry(is_law(&citation).unwrap_or(laws >= others)).or_default().push(citation);
    }
    parts
}

/// Provinces and other bodies count their own.
fn by_place(
    documents: Documents<'_>,
    citations: Vec<Citation>,
) -> Vec<(Option<String>, Vec<Citation>)> {
    let is_local = citations
        .first()
        .and_then(|citation| cited(documents, *citation))
        .is_some_and(|(_, cited)| body::is_local(&cited.id));
    if !is_local {
        return vec![(None, citations)];
    }
    let place =
        |citation: &Citation| said(documents, *citation, SaidOf::Issuer).and_then(body::place);
    let mut parts: BTreeMap<Option<String>, Vec<Citation>> = BTreeMap::new();
    let mut written: BTreeMap<String, String> = BTreeMap::new();
    for citation in citations {
        let place = place(&citation)
            .map(|place| written.entry(place.to_lowercase()).or_insert(place).clone());
        parts.entry(place).or_default().push(citation);
    }
    // What names no place is of the only one.
    if parts.len() == 2
        && let Some(unplaced) = parts.remove(&None)
        && let Some(only) = parts.values_mut().next()
    {
        only.extend(unplaced);
        only.sort();
    }
    parts.into_iter().collect()
}

/// Numbers that start anew: each citation to the run whose day it states, whose words it shares, or
/// which was the latest by then.
fn by_run(documents: Documents<'_>, citations: Vec<Citation>) -> Vec<(Option<i16>, Vec<Citation>)> {
    let symbol = citations
        .first()
        .and_then(|citation| cited(documents, *citation))
        .map(|(_, cited)| cited.id.as_str());
    let restart = symbol.map_or(Restart::Never, restart);
    if restart == Restart::Never {
        return vec![(None, citations)];
    }
    let runs = Runs::new(documents, &citations, restart);
    let mut parts: BTreeMap<Option<i16>, Vec<Citation>> = BTreeMap::new();
    for citation in citations {
        parts.entry(runs.of(citation)).or_default().push(citation);
    }
    let year =
        |of: i16| runs.days.get(&of).and_then(|days| most_frequent(days)).map(|day| day.year());
    parts.into_iter().map(|(of, part)| (of.and_then(year), part)).collect()
}

/// The runs of one symbol, as its citations tell of them.
struct Runs<'d> {
    documents: Documents<'d>,
    restart: Restart,
    /// The stated days of issue of each run.
    days: BTreeMap<i16, Vec<Date>>,
    /// The words of the stated titles of each run.
    titles: BTreeMap<i16, BTreeSet<String>>,
    /// The runs that are slips of the pen for others.
    typing: BTreeMap<i16, i16>,
}

impl<'d> Runs<'d> {
    fn new(documents: Documents<'d>, citations: &[Citation], restart: Restart) -> Runs<'d> {
        let mut days: BTreeMap<i16, Vec<Date>> = BTreeMap::new();
        for day in citations.iter().filter_map(|citation| stated_day(documents, *citation)) {
            days.entry(run(restart, day)).or_default().push(day);
        }
        let typing = merged_typing(&mut days);
        let mut runs = Runs { documents, restart, days, titles: BTreeMap::new(), typing };
        for &citation in citations {
            if let Some(day) = stated_day(documents, citation) {
                let words = title_words(documents, citation);
                runs.titles.entry(runs.of_day(day)).or_default().extend(words);
            }
        }
        runs
    }

    fn of_day(&self, day: Date) -> i16 {
        let of = run(self.restart, day);
        *self.typing.get(&of).unwrap_or(&of)
    }

    /// The run that a citation is of; none where nothing tells.
    fn of(&self, citation: Citation) -> Option<i16> {
        if let Some(day) = stated_day(self.documents, citation) {
            return Some(self.of_day(day));
        }
        let own = title_words(self.documents, citation);
        // "… năm 2019": the plan of a year is made in it, or right before.
        let in_year = own
            .iter()
            .filter_map(|word| word.parse::<i16>().ok())
            .find(|year| self.restart == Restart::Year && self.days.contains_key(year));
        let shares = |words: &BTreeSet<String>| {
            own.len() > 2 && own.intersection(words).count() * 2 > own.len()
        };
        in_year
            .or_else(|| self.titles.iter().find(|(_, words)| shares(words)).map(|(run, _)| *run))
            .or_else(|| self.latest_by(published(self.documents, citation)))
    }

    /// The latest run by the day of an article; without a day, the only one of this generation.
    fn latest_by(&self, published: Option<Date>) -> Option<i16> {
        let first = |days: &Vec<Date>| days.iter().min().copied();
        let Some(published) = published else {
            // Such an article hardly means what is a generation older than the newest.
            let newest = self.days.values().filter_map(first).max()?;
            let is_recent =
                |days| first(days).is_some_and(|day| newest.year() - day.year() < GENERATION);
            let mut recent = self.days.iter().filter(|(_, days)| is_recent(days));
            return recent.next().map(|(run, _)| *run).filter(|_| recent.next().is_none());
        };
        self.days
            .iter()
            .rev()
            .find(|(_, days)| first(days).is_some_and(|day| day <= published))
            .map(|(run, _)| *run)
    }
}

/// The day of issue that a citation states. A day after the article is none.
fn stated_day(documents: Documents<'_>, citation: Citation) -> Option<Date> {
    let day = said(documents, citation, SaidOf::Issued)?.parse::<Date>().ok()?;
    published(documents, citation).is_none_or(|published| day <= published).then_some(day)
}

/// The day on which the article of a citation was published.
fn published(documents: Documents<'_>, citation: Citation) -> Option<Date> {
    cited(documents, citation).and_then(|(source, _)| source.day)
}

fn title_words(documents: Documents<'_>, citation: Citation) -> BTreeSet<String> {
    said(documents, citation, SaidOf::Title).map(words_of).unwrap_or_default()
}

/// Years.
const GENERATION: i16 = 30;

/// A run that differs from a larger one by its year alone is a slip of the pen: 23/3/2015 for
/// 23/3/2016.
fn merged_typing(runs: &mut BTreeMap<i16, Vec<Date>>) -> BTreeMap<i16, i16> {
    let mut merged = BTreeMap::new();
    let all: Vec<(i16, Vec<Date>)> = runs.iter().map(|(run, days)| (*run, days.clone())).collect();
    for (run, days) in &all {
        let larger = all.iter().find(|(other, others)| {
            let is_slip = days.iter().all(|day| {
                others.iter().any(|other| (other.month(), other.day()) == (day.month(), day.day()))
            });
            other != run && others.len() > days.len() && is_slip
        });
        if let Some((larger, _)) = larger {
            merged.insert(*run, *larger);
            runs.remove(run);
        }
    }
    merged
}

fn most_frequent(days: &[Date]) -> Option<Date> {
    let mut counts: BTreeMap<Date, usize> = BTreeMap::new();
    days.iter().for_each(|day| *counts.entry(*day).or_default() += 1);
    counts
        .into_iter()
        .max_by_key(|(day, count)| (*count, std::cmp::Reverse(*day)))
        .map(|(day, _)| day)
}
