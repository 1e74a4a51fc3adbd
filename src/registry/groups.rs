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
    let day = |citation: &Citation| {
        said(documents, *citation, SaidOf::Issued).and_then(|day| day.parse::<Date>().ok())
    };
    let published =
        |citation: &Citation| cited(documents, *citation).and_then(|(source, _)| source.day);
    // A day after the article is no day of issue.
    let stated = |citation: &Citation| {
        day(citation).filter(|day| published(citation).is_none_or(|published| *day <= published))
    };
    let mut runs: BTreeMap<i16, Vec<Date>> = BTreeMap::new();
    for day in citations.iter().filter_map(stated) {
        runs.entry(run(restart, day)).or_default().push(day);
    }
    let typing = merged_typing(&mut runs);
    let run_of = |day: Date| {
        let of = run(restart, day);
        *typing.get(&of).unwrap_or(&of)
    };
    let words = |citation: &Citation| {
        said(documents, *citation, SaidOf::Title).map(words_of).unwrap_or_default()
    };
    let mut titles: BTreeMap<i16, BTreeSet<String>> = BTreeMap::new();
    for citation in &citations {
        if let Some(day) = stated(citation) {
            titles.entry(run_of(day)).or_default().extend(words(citation));
        }
    }
    let of = |citation: &Citation| {
        if let Some(day) = stated(citation) {
            return Some(run_of(day));
        }
        let own = words(citation);
        // "… năm 2019": the plan of a year is made in it, or right before.
        if let Some(year) = own
            .iter()
            .filter_map(|word| word.parse::<i16>().ok())
            .find(|year| restart == Restart::Year && runs.contains_key(year))
        {
            return Some(year);
        }
        let shares = |words: &BTreeSet<String>| {
            own.len() > 2 && own.intersection(words).count() * 2 > own.len()
        };
        if let Some((run, _)) = titles.iter().find(|(_, words)| shares(words)) {
            return Some(*run);
        }
        let first = |days: &Vec<Date>| days.iter().min().copied();
        match published(citation) {
            Some(published) => runs
                .iter()
                .rev()
                .find(|(_, days)| first(days).is_some_and(|day| day <= published))
                .map(|(run, _)| *run),
            // An article without a day hardly means what is a generation older than the newest.
            None => {
                let newest = runs.values().filter_map(first).max()?;
                let mut recent = runs.iter().filter(|(_, days)| {
                    first(days).is_some_and(|day| newest.year() - day.year() < GENERATION)
                });
                recent.next().map(|(run, _)| *run).filter(|_| recent.next().is_none())
            }
        }
    };
    let mut parts: BTreeMap<Option<i16>, Vec<Citation>> = BTreeMap::new();
    for citation in citations {
        parts.entry(of(&citation)).or_default().push(citation);
    }
    let year = |of: i16| runs.get(&of).and_then(|days| most_frequent(days)).map(|day| day.year());
    parts.into_iter().map(|(of, part)| (of.and_then(year), part)).collect()
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
