//! A query's tree to what tantivy is asked.

use std::ops::Bound;

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, Occur, Query as TantivyQuery, RangeQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Score, Searcher};

use super::analyzer::Term;
use super::keys::{name_key, regulation_key, source_key};
use super::query::{Node, Scope};
use super::schema::{Fields, instant};
use super::spelling::{Marks, spellings};
use super::words::{Place, WordsQuery};
use crate::{Published, Result};

/// A word in the title counts as this many in the body (of average length).
const TITLE_WEIGHT: Score = 3.0;

/// A pair of neighbours adds so many times what it would count as a phrase that was asked for. Measured by words of titles looked for in 13 863
/// articles (MRR@10, with marks and without): .42 and .17 at 0, .68 and .53 at 0.5, .70 and .62 at 1, .70 and .66 at 2, no more beyond.
const PAIR_FACTOR: Score = 2.0;

/// Pairs looked for in a query: a pasted text is not slowed down by all of its.
const MOST_PAIRS: usize = 16;

/// A planned query.
pub(super) struct Plan {
    pub query: Box<dyn TantivyQuery>,
    /// The words and phrases that a hit may show in its body.
    pub shown: Vec<Vec<Place>>,
}

/// Plans a query for one index.
pub(super) fn plan(root: &Node, searcher: &Searcher, fields: Fields, marks: Marks) -> Result<Plan> {
    let mut planner = Planner { searcher, fields, marks, known: FxHashMap::default(), shown: Vec::new() };
    let query = planner.node(root, true)?;
    Ok(Plan { query, shown: planner.shown })
}

struct Planner<'a> {
    searcher: &'a Searcher,
    fields: Fields,
    marks: Marks,
    /// The spellings of each word, by the number of fields asked, which is that of the scope.
    known: FxHashMap<(usize, String), Vec<String>>,
    shown: Vec<Vec<Place>>,
}

impl Planner<'_> {
    /// `is_wanted` tells that hits have this node, so that its words are worth showing.
    fn node(&mut self, node: &Node, is_wanted: bool) -> Result<Box<dyn TantivyQuery>> {
        Ok(match node {
            Node::Words { terms, scope } => {
                let words = self.words(terms, *scope)?;
                if is_wanted && *scope == Scope::Everywhere {
                    self.shown.push(words.places.clone());
                }
                Box::new(words)
            }
            Node::Regulation(value) => exactly(self.fields.regulation_key, &regulation_key(value)),
            Node::Type(value) => exactly(self.fields.doc_type_key, &name_key(value)),
            Node::Issuer(value) => exactly(self.fields.issuer_key, &name_key(value)),
            Node::Source(value) => exactly(self.fields.source, &source_key(value)),
            Node::Id(value) => exactly(self.fields.id, value),
            Node::Published { from, to } => self.published(*from, *to),
            Node::And(nodes) => {
                let mut clauses = Vec::new();
                if nodes.iter().all(|node| matches!(node, Node::Not(_))) {
                    clauses.push((Occur::Must, everything()));
                }
                if is_wanted {
                    clauses.extend(self.neighbours(nodes)?);
                }
                for node in nodes {
                    clauses.push(match node {
                        Node::Not(inner) => (Occur::MustNot, self.node(inner, false)?),
                        _ => (Occur::Must, self.node(node, is_wanted)?),
                    });
                }
                Box::new(BooleanQuery::new(clauses))
            }
            Node::Or(nodes) => {
                let clauses: Result<Vec<_>> = nodes.iter().map(|node| Ok((Occur::Should, self.node(node, is_wanted)?))).collect();
                Box::new(BooleanQuery::new(clauses?))
            }
            Node::Not(inner) => {
                let inner = self.node(inner, false)?;
                Box::new(BooleanQuery::new(vec![(Occur::Must, everything()), (Occur::MustNot, inner)]))
            }
        })
    }

    fn words(&mut self, terms: &[Term], scope: Scope) -> Result<WordsQuery> {
        let body = (self.fields.body, 1.0);
        let title = (self.fields.title, TITLE_WEIGHT);
        let fields = if scope == Scope::Title { vec![title] } else { vec![title, body] };
        let names: Vec<Field> = fields.iter().map(|&(field, _)| field).collect();
        let first = terms.first().map_or(0, |term| term.position);
        let mut places = Vec::new();
        for term in terms {
            let spellings = self.spellings(&names, &term.text)?;
            let offset = u32::try_from(term.position - first).unwrap_or(u32::MAX);
            places.push(Place { typed: term.text.clone(), spellings, offset });
        }
        Ok(WordsQuery { fields, places, factor: 1.0 })
    }

    /// The spellings of a word, which its neighbours need again, from the dictionaries only once.
    fn spellings(&mut self, fields: &[Field], word: &str) -> Result<Vec<String>> {
        let key = (fields.len(), word.to_string());
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        let found = spellings(self.searcher, fields, word, self.marks)?;
        self.known.insert(key, found.clone());
        Ok(found)
    }

    /// For each two words typed one behind the other, the phrase of the two: most words have two syllables, so a document in which
    /// they stand together is more likely meant. It is no condition.
    fn neighbours(&mut self, nodes: &[Node]) -> Result<Vec<(Occur, Box<dyn TantivyQuery>)>> {
        let mut clauses: Vec<(Occur, Box<dyn TantivyQuery>)> = Vec::new();
        for pair in nodes.windows(2).take(MOST_PAIRS) {
            let [Node::Words { terms: left, scope }, Node::Words { terms: right, scope: other }] = pair else { continue };
            if scope != other {
                continue;
            }
            let (next, first) = (left.last().map_or(0, |term| term.position + 1), right.first().map_or(0, |term| term.position));
            let right = right.iter().map(|term| Term { position: next + (term.position - first), ..term.clone() });
            let terms: Vec<Term> = left.iter().cloned().chain(right).collect();
            let phrase = WordsQuery { factor: PAIR_FACTOR, ..self.words(&terms, *scope)? };
            clauses.push((Occur::Should, Box::new(phrase)));
        }
        Ok(clauses)
    }

    /// From the first midnight to the one that follows the last day, both Vietnam's.
    fn published(&self, from: Option<Date>, to: Option<Date>) -> Box<dyn TantivyQuery> {
        let midnight = |day: Date| tantivy::Term::from_field_date(self.fields.published, instant(Published { day, time: None }));
        let lower = Bound::Included(midnight(from.unwrap_or(Date::MIN)));
        let upper = match to.unwrap_or(Date::MAX).tomorrow() {
            Ok(next) => Bound::Excluded(midnight(next)),
            // The calendar's last day has no morrow.
            Err(_) => Bound::Included(midnight(Date::MAX)),
        };
        Box::new(ConstScoreQuery::new(Box::new(RangeQuery::new(lower, upper)), 0.0))
    }
}

/// Filters add nothing to the score.
fn exactly(field: Field, value: &str) -> Box<dyn TantivyQuery> {
    let query = TermQuery::new(tantivy::Term::from_field_text(field, value), IndexRecordOption::Basic);
    Box::new(ConstScoreQuery::new(Box::new(query), 0.0))
}

fn everything() -> Box<dyn TantivyQuery> {
    Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))
}
