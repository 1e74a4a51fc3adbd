//! Corpus resolution of the mentions that are shown: what a short form means that its document
//! leaves open.
//!
//! A short form is settled by the documents that cite what has its type and number; the index finds
//! them by that key. So only the facts of these are read, whatever the size of the index, and each
//! short form once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, Term};

use crate::Result;
use crate::index::store::facts::facts_of;
use crate::index::store::law_names::regulation_keys;
use crate::model::{MentionRecord, Regulation, RegulationForm, regulation_key};
use crate::registry::{Facts, Open, Registry, SaidOf, Source, number_of, settled};

/// The registries that short forms were settled by, by type and number.
pub(super) struct Corpus<'i> {
    searcher: &'i Searcher,
    known: BTreeMap<String, Registry>,
}

impl<'i> Corpus<'i> {
    pub fn new(searcher: &'i Searcher) -> Corpus<'i> {
        Corpus { searcher, known: BTreeMap::new() }
    }

    /// Gives each open short form of a document of this day its target, where all documents
    /// together tell it.
    pub fn settle(
        &mut self,
        mentions: &mut [MentionRecord<'static>],
        published: Option<&str>,
    ) -> Result<()> {
        let Some(day) = published.and_then(|published| published.get(..DAY)?.parse::<Date>().ok())
        else {
            return Ok(());
        };
        let mut known: BTreeMap<String, Regulation> = BTreeMap::new();
        for open in mentions.iter().filter_map(open) {
            // What one mention says of it holds for all.
            match known.get_mut(&open.value) {
                Some(first) => {
                    first.issuer = first.issuer.take().or(open.issuer);
                    first.title = first.title.take().or(open.title);
                }
                None => drop(known.insert(open.value.clone(), open)),
            }
        }
        let mut targets: BTreeMap<String, (String, u8)> = BTreeMap::new();
        for (value, open) in known {
            if let Some(settled) = settled(self.registry(&open)?, &open, day) {
                // Above 0 and below 1.
                let hundredths =
                    format!("{:.0}", settled.confidence * 100.0).parse().unwrap_or_default();
                targets.insert(value, (settled.id, hundredths));
            }
        }
        for mention in mentions {
            if let Some((target, hundredths)) =
                open(mention).and_then(|open| targets.get(&open.value))
            {
                mention.settle(target.clone(), *hundredths);
            }
        }
        Ok(())
    }

    /// What the documents that cite something of a short form's type and number say of regulations
    /// with that number.
    fn registry(&mut self, open: &Regulation) -> Result<&Registry> {
        let number = open.number.as_deref().unwrap_or_default();
        let key = short_key(open.doc_type.as_deref().unwrap_or_default(), number);
        if !self.known.contains_key(&key) {
            let facts = citing(self.searcher, &key)?.into_iter().map(|(_, facts)| facts).collect();
            self.known.insert(key.clone(), Registry::of_number(facts, number));
        }
        Ok(self.known.entry(key).or_default())
    }
}

/// The key of a short form.
fn short_key(doc_type: &str, number: &str) -> String {
    regulation_key(&format!("{doc_type} {number}"))
}

/// The facts of the documents that cite what has this key.
fn citing(searcher: &Searcher, key: &str) -> Result<Vec<(DocAddress, (Source, Facts))>> {
    let Some(field) = regulation_keys() else { return Ok(Vec::new()) };
    let query = TermQuery::new(Term::from_field_text(field, key), IndexRecordOption::Basic);
    facts_of(searcher, searcher.search(&query, &DocSetCollector)?)
}

/// The documents whose open short forms all documents together settle as the regulation of this
/// key.
pub(super) fn settled_as(searcher: &Searcher, key: &str) -> Result<BTreeSet<DocAddress>> {
    let mut short: BTreeSet<(String, String)> = BTreeSet::new();
    for (_, (_, facts)) in citing(searcher, key)? {
        for cited in facts.cited.iter().filter(|cited| regulation_key(&cited.id) == key) {
            let Some(number) = number_of(&cited.id) else { continue };
            let said = cited.said.iter().filter(|said| said.of == SaidOf::Type);
            short.extend(said.map(|said| (said.value.clone(), number.to_string())));
        }
    }
    let mut found = BTreeSet::new();
    for (doc_type, number) in &short {
        let short = short_key(doc_type, number);
        let all = citing(searcher, &short)?;
        let registry =
            Registry::of_number(all.iter().map(|(_, facts)| facts.clone()).collect(), number);
        for (address, (source, facts)) in &all {
            let Some(day) = source.day else { continue };
            let is_meant = |open: &Open| {
                let settled = settled(&registry, &open.regulation(), day);
                settled.is_some_and(|settled| {
                    settled.id.split('@').next().map(regulation_key).as_deref() == Some(key)
                })
            };
            let is_short = |open: &&Open| short_key(&open.doc_type, &open.number) == short;
            if facts.open.iter().filter(is_short).any(is_meant) {
                found.insert(*address);
            }
        }
    }
    Ok(found)
}

/// The characters of a day: 2025-03-01.
const DAY: usize = 10;

/// The short form of a mention that its document leaves open.
fn open(mention: &MentionRecord<'_>) -> Option<Regulation> {
    if mention.kind != Regulation::KIND {
        return None;
    }
    let text = |name: &str| mention.fact(name).and_then(|fact| fact.as_str()).map(str::to_string);
    let is_open =
        text("form").as_deref() == Some(RegulationForm::Partial.name()) && text("target").is_none();
    is_open.then(|| Regulation {
        form: RegulationForm::Partial,
        value: mention.value.as_deref().unwrap_or_default().to_string(),
        number: text("number"),
        year: mention.fact("year").and_then(|year| year.as_whole()),
        doc_type: text("type"),
        issuer: text("issuer"),
        issued: None,
        title: text("title"),
        target: None,
    })
}
