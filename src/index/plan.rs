//! A query to what tantivy is asked.
//!
//! Diacritics are decided by the query: a syllable typed with any mark matches only itself; a syllable typed bare matches every term of the dictionary
//! that folds to it, the bare spelling a little ahead. The expansion is a walk of the term dictionary with an automaton that allows each letter
//! its Vietnamese variants (`dang` → `[dđ][aàá…]ng`), so nothing is kept in memory between queries and the index holds no folded twin.

use std::collections::BTreeMap;

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhraseQuery, Query as TantivyQuery,
    RangeQuery, RegexPhraseQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};
use tantivy_fst::Regex;

use super::analyzer;
use super::query::{Node, Scope};
use super::schema::{Fields, regulation_key};
use super::writer::instant;
use crate::text::is_bare;
use crate::{Error, Published, Result, Text};

/// A match in the title counts so much more than one in the body.
const TITLE_BOOST: f32 = 2.0;
/// The bare spelling of a bare syllable counts so much more than its other readings.
const BARE_BOOST: f32 = 1.5;
/// A bare syllable has at most some 60 spellings; more terms only come from foreign words.
const MOST_EXPANSIONS: usize = 256;

/// A planned query, with the terms that its hits may show.
pub(super) struct Plan {
    pub query: Box<dyn TantivyQuery>,
    /// Terms of the body, weighted by their rarity, for snippets.
    pub terms: BTreeMap<String, f32>,
}

pub(super) fn plan(root: &Node, searcher: &Searcher, fields: Fields) -> Result<Plan> {
    let mut planner = Planner { searcher, fields, terms: BTreeMap::new() };
    let query = planner.node(root, true)?;
    // A query of exclusions alone means all other documents.
    let query = if is_negative(root) { excluding(vec![(Occur::Must, Box::new(AllQuery))], query) } else { query };
    Ok(Plan { query, terms: planner.terms })
}

fn is_negative(node: &Node) -> bool {
    match node {
        Node::Not(_) => true,
        Node::And(nodes) => nodes.iter().all(is_negative),
        _ => false,
    }
}

fn excluding(mut clauses: Vec<(Occur, Box<dyn TantivyQuery>)>, query: Box<dyn TantivyQuery>) -> Box<dyn TantivyQuery> {
    clauses.push((Occur::Must, query));
    Box::new(BooleanQuery::new(clauses))
}

struct Planner<'a> {
    searcher: &'a Searcher,
    fields: Fields,
    terms: BTreeMap<String, f32>,
}

impl Planner<'_> {
    /// `positive` tells that a match of this node is wanted, so that its terms are worth showing.
    fn node(&mut self, node: &Node, positive: bool) -> Result<Box<dyn TantivyQuery>> {
        Ok(match node {
            Node::Text { text, scope } => self.text(text, *scope, positive)?,
            Node::Regulation(value) => constant(self.fields.regulation, &regulation_key(Text::new(value.clone()).as_str())),
            Node::Source(value) => constant(self.fields.source, value),
            Node::Id(value) => constant(self.fields.id, value),
            Node::Published { from, to } => {
                let bound = |day: jiff::civil::Date| Term::from_field_date(self.fields.published, instant(Published { day, time: None }));
                let lower = from.map_or(std::ops::Bound::Unbounded, |day| std::ops::Bound::Included(bound(day)));
                // Up to the end of the last day: before the midnight that follows.
                let upper = match to.map(|day| day.tomorrow()) {
                    Some(Ok(next)) => std::ops::Bound::Excluded(bound(next)),
                    _ => std::ops::Bound::Unbounded,
                };
                Box::new(ConstScoreQuery::new(Box::new(RangeQuery::new(lower, upper)), 0.0))
            }
            Node::Not(inner) => {
                let inner = self.node(inner, false)?;
                Box::new(BooleanQuery::new(vec![(Occur::Must, Box::new(AllQuery) as Box<dyn TantivyQuery>), (Occur::MustNot, inner)]))
            }
            Node::And(nodes) => {
                let mut clauses = Vec::new();
                for node in nodes {
                    clauses.push(match node {
                        Node::Not(inner) if !nodes.iter().all(is_negative) => (Occur::MustNot, self.node(inner, false)?),
                        node => (Occur::Must, self.node(node, positive)?),
                    });
                }
                Box::new(BooleanQuery::new(clauses))
            }
            Node::Or(nodes) => {
                let clauses: Result<Vec<_>> = nodes.iter().map(|node| Ok((Occur::Should, self.node(node, positive)?))).collect();
                Box::new(BooleanQuery::new(clauses?))
            }
        })
    }

    fn text(&mut self, text: &str, scope: Scope, positive: bool) -> Result<Box<dyn TantivyQuery>> {
        let words = analyzer::terms(Text::new(text.to_string()).as_str());
        let title = self.words(&words, self.fields.title, false)?;
        let title: Box<dyn TantivyQuery> = Box::new(BoostQuery::new(title, TITLE_BOOST));
        if scope == Scope::Title {
            return Ok(title);
        }
        let body = self.words(&words, self.fields.body, positive)?;
        Ok(Box::new(BooleanQuery::new(vec![(Occur::Should, title), (Occur::Should, body)])))
    }

    /// One word, or several that stand together.
    fn words(&mut self, words: &[String], field: Field, show: bool) -> Result<Box<dyn TantivyQuery>> {
        let spellings: Result<Vec<Vec<String>>> = words.iter().map(|word| self.spellings(word, field)).collect();
        let spellings = spellings?;
        if show {
            for spelling in spellings.iter().flatten() {
                let frequency = self.searcher.doc_freq(&Term::from_field_text(field, spelling))?;
                self.terms.insert(spelling.clone(), 1.0 / (1.0 + frequency as f32));
            }
        }
        if spellings.is_empty() || spellings.iter().any(Vec::is_empty) {
            return Ok(Box::new(EmptyQuery));
        }
        if let [spellings] = spellings.as_slice() {
            return Ok(self.any_spelling(spellings, &words[0], field));
        }
        if spellings.iter().all(|spellings| spellings.len() == 1) {
            let terms = spellings.iter().flatten().map(|spelling| Term::from_field_text(field, spelling)).collect();
            return Ok(Box::new(PhraseQuery::new(terms)));
        }
        let patterns = spellings.iter().map(|spellings| spellings.iter().map(|s| escaped(s)).collect::<Vec<_>>().join("|")).collect();
        Ok(Box::new(RegexPhraseQuery::new(field, patterns)))
    }

    fn any_spelling(&self, spellings: &[String], typed: &str, field: Field) -> Box<dyn TantivyQuery> {
        let term = |spelling: &String| -> Box<dyn TantivyQuery> {
            let query = TermQuery::new(Term::from_field_text(field, spelling), IndexRecordOption::WithFreqs);
            if spelling == typed && spellings.len() > 1 { Box::new(BoostQuery::new(Box::new(query), BARE_BOOST)) } else { Box::new(query) }
        };
        match spellings {
            [one] => term(one),
            many => Box::new(DisjunctionMaxQuery::new(many.iter().map(term).collect())),
        }
    }

    /// The terms of the field that a word typed so may mean: itself, or, typed bare, all that fold to it.
    fn spellings(&self, word: &str, field: Field) -> Result<Vec<String>> {
        if !is_bare(word) || word.bytes().all(|b| !b.is_ascii_alphabetic()) {
            return Ok(vec![word.to_string()]);
        }
        let pattern: String = word.chars().map(variants).collect();
        let automaton = Regex::new(&pattern).map_err(|error| Error::new(format!("`{word}` cannot be looked for: {error:?}")))?;
        let mut spellings = Vec::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut stream = inverted.terms().search(&automaton).into_stream()?;
            while stream.advance() && spellings.len() < MOST_EXPANSIONS {
                spellings.extend(std::str::from_utf8(stream.key()).ok().map(str::to_string));
            }
        }
        spellings.sort_unstable();
        spellings.dedup();
        Ok(spellings)
    }
}

fn constant(field: Field, value: &str) -> Box<dyn TantivyQuery> {
    let query = TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic);
    Box::new(ConstScoreQuery::new(Box::new(query), 1.0))
}

/// The letters that a bare letter may stand for.
fn variants(letter: char) -> String {
    let class = match letter {
        'a' => "aàáảãạăằắẳẵặâầấẩẫậ",
        'd' => "dđ",
        'e' => "eèéẻẽẹêềếểễệ",
        'i' => "iìíỉĩị",
        'o' => "oòóỏõọôồốổỗộơờớởỡợ",
        'u' => "uùúủũụưừứửữự",
        'y' => "yỳýỷỹỵ",
        other => return escaped(&other.to_string()),
    };
    format!("[{class}]")
}

/// A term as a pattern that matches only itself.
fn escaped(term: &str) -> String {
    let mut out = String::new();
    for c in term.chars() {
        if !c.is_alphanumeric() {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
