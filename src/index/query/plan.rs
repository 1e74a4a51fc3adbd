//! A query's tree to what tantivy is asked.

use rustc_hash::FxHashMap;
use tantivy::query::{BooleanQuery, Occur, Query as TantivyQuery};
use tantivy::schema::Field;
use tantivy::{Score, Searcher};

use super::codes::{Code, codes};
use super::condition::everything;
use super::node::{Condition, Node, Phrase, Scope, Word};
use super::spelling::{Marks, Spellings, prefixed, spellings};
use super::words::{Floor, Needs, Pattern, Place, Scoring, WordsQuery, exact};
use crate::Result;
use crate::index::store::schema::Fields;

/// A word in the title counts as this many in the body (of average length).
const TITLE_WEIGHT: Score = 3.0;

/// How strictly a query is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::index) enum Mode {
    /// Every word as typed.
    Strict,
    /// Every word, with its marks and more.
    Completed,
    /// Some of the words, but every symbol: who pastes a citation wants what cites it.
    Partial,
    /// Some of the words and symbols.
    Any,
}

/// A planned query.
pub(in crate::index) struct Plan {
    pub query: Box<dyn TantivyQuery>,
    /// The same with upper bounds for scores, where those take much less time.
    pub bounds: Option<Box<dyn TantivyQuery>>,
    /// Where only one part of the query is scored, the score below which it need not be exact.
    pub floor: Option<Floor>,
    /// How many hits are scored at most, those with the highest bounds.
    pub window: usize,
    /// The words and phrases that a hit may show in its body.
    pub shown: Vec<Pattern>,
    /// The conditions that mentions of a hit may satisfy.
    pub conditions: Vec<Condition>,
}

/// Hits whose bounds are looked into: the more of them, the longer the slowest queries take. Among 13 863 articles, known items rank as with
/// all hits from 500 on, those typed bare (whose bounds tell less) from 2 000 on.
const WINDOW: usize = 500;
const WINDOW_OF_CHOICE: usize = 2000;

/// A clause of a boolean query.
type Clause = (Occur, Box<dyn TantivyQuery>);

/// Plans a query for one index. Only the words that [stand side by side](words_side_by_side) can be taken in part.
pub(in crate::index) fn plan(root: &Node, searcher: &Searcher, fields: Fields, mode: Mode) -> Result<Plan> {
    let floor = Floor::default();
    let (known, scoring) = (FxHashMap::default(), Scoring::Above(floor.clone()));
    let (shown, conditions, scored, has_pairs, has_choice) = (Vec::new(), Vec::new(), 0, false, false);
    let mut planner = Planner { searcher, fields, mode, known, scoring, shown, conditions, scored, has_pairs, has_choice };
    let query = planner.root(root)?;
    let (shown, conditions) = (std::mem::take(&mut planner.shown), std::mem::take(&mut planner.conditions));
    let floor = (planner.scored == 1).then_some(floor);
    planner.scoring = Scoring::Bounds;
    let bounds = if planner.has_pairs { Some(planner.root(root)?) } else { None };
    let window = if planner.has_choice { WINDOW_OF_CHOICE } else { WINDOW };
    Ok(Plan { query, bounds, floor, window, shown, conditions })
}

/// How many words and phrases are asked for side by side, in no brackets.
pub(in crate::index) fn words_side_by_side(root: &Node) -> usize {
    match root {
        Node::And(nodes) => nodes.iter().filter(|node| matches!(node, Node::Phrase(_))).count(),
        _ => 0,
    }
}

struct Planner<'a> {
    searcher: &'a Searcher,
    fields: Fields,
    mode: Mode,
    /// The spellings of each word, by the number of fields asked, which is that of the scope, and whether it is a prefix.
    known: FxHashMap<(usize, bool, String), Spellings>,
    shown: Vec<Pattern>,
    conditions: Vec<Condition>,
    scoring: Scoring,
    /// Parts met that have scores.
    scored: usize,
    /// Whether neighbours were met, which scores depend on.
    has_pairs: bool,
    /// Whether a word was met that may be written in several ways.
    has_choice: bool,
}

impl Planner<'_> {
    fn root(&mut self, root: &Node) -> Result<Box<dyn TantivyQuery>> {
        match (self.mode, root) {
            (Mode::Partial | Mode::Any, Node::And(nodes)) => self.some_of(nodes),
            _ => self.node(root, true),
        }
    }

    /// `is_wanted` tells that hits have this node, so that its words are worth showing.
    fn node(&mut self, node: &Node, is_wanted: bool) -> Result<Box<dyn TantivyQuery>> {
        Ok(match node {
            Node::Phrase(_) => self.all_of(std::slice::from_ref(node), is_wanted)?,
            Node::Condition(condition) => {
                if is_wanted {
                    self.conditions.push(condition.clone());
                }
                condition.query(self.fields)
            }
            Node::And(nodes) => self.all_of(nodes, is_wanted)?,
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

    /// Documents that have all of the nodes.
    fn all_of(&mut self, nodes: &[Node], is_wanted: bool) -> Result<Box<dyn TantivyQuery>> {
        let mut clauses = self.parts(nodes, Needs::All, is_wanted)?;
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, everything()));
        }
        Ok(match clauses.as_mut_slice() {
            [(Occur::Must, _)] => clauses.pop().map_or_else(everything, |(_, query)| query),
            _ => Box::new(BooleanQuery::new(clauses)),
        })
    }

    /// Documents that have some of the words, and all of the rest.
    fn some_of(&mut self, nodes: &[Node]) -> Result<Box<dyn TantivyQuery>> {
        let (words, rest): (Vec<&Node>, Vec<&Node>) = nodes.iter().partition(|node| matches!(node, Node::Phrase(_)));
        let words: Vec<Node> = words.into_iter().cloned().collect();
        let mut clauses = self.parts(&words, Needs::Some, true)?;
        if self.mode == Mode::Any {
            clauses.iter_mut().for_each(|(occur, _)| *occur = Occur::Should);
        }
        // Beside what is required the optional words only add to the score: without a symbol some of them are required.
        if clauses.iter().all(|(occur, _)| *occur == Occur::Should) {
            clauses = vec![(Occur::Must, Box::new(BooleanQuery::new(clauses)))];
        }
        for node in rest {
            clauses.extend(self.parts(std::slice::from_ref(node), Needs::All, true)?);
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// A clause for each run of words, required if all of them are, for the words that are a regulation's symbol together, and for each other
    /// node.
    fn parts(&mut self, nodes: &[Node], needs: Needs, is_wanted: bool) -> Result<Vec<Clause>> {
        let mut clauses: Vec<Clause> = Vec::new();
        let mut codes = codes(nodes, self.searcher).into_iter().peekable();
        let mut at = 0;
        while let Some(node) = nodes.get(at) {
            if let Some(code) = codes.next_if(|code| code.nodes.start == at) {
                at = code.nodes.end;
                clauses.push((Occur::Must, self.code(code, nodes, is_wanted)?));
                continue;
            }
            let before = codes.peek().map_or(nodes.len(), |code| code.nodes.start);
            let run = run(nodes.get(at..before).unwrap_or_default());
            if !run.is_empty() {
                at += run.len();
                let occur = if needs == Needs::All { Occur::Must } else { Occur::Should };
                clauses.push((occur, Box::new(self.words(&run, needs, is_wanted)?)));
                continue;
            }
            at += 1;
            clauses.push(match node {
                Node::Not(inner) => (Occur::MustNot, self.node(inner, false)?),
                _ => (Occur::Must, self.node(node, is_wanted)?),
            });
        }
        Ok(clauses)
    }

    /// The documents that cite a regulation, before those that have its symbol's words by chance.
    fn code(&mut self, code: Code, nodes: &[Node], is_wanted: bool) -> Result<Box<dyn TantivyQuery>> {
        let words = self.words(&run(nodes.get(code.nodes).unwrap_or_default()), Needs::All, is_wanted)?;
        let most = words.top(self.searcher)? + 1.0;
        let condition = Condition::Mentions(code.cited);
        let cites = condition.query(self.fields);
        if is_wanted {
            self.conditions.push(condition);
        }
        self.scored += 1;
        let cites = Box::new(tantivy::query::ConstScoreQuery::new(cites, exact(most)));
        Ok(Box::new(BooleanQuery::new(vec![(Occur::Should, Box::new(words)), (Occur::Should, cites)])))
    }

    /// Words and phrases of one scope.
    fn words(&mut self, phrases: &[&Phrase], needs: Needs, is_wanted: bool) -> Result<WordsQuery> {
        let is_everywhere = phrases.iter().all(|phrase| phrase.scope == Scope::Everywhere);
        let body = is_everywhere.then_some((self.fields.body, 1.0));
        let fields: Vec<(Field, Score)> = [(self.fields.title, TITLE_WEIGHT)].into_iter().chain(body).collect();
        let names: Vec<Field> = fields.iter().map(|&(field, _)| field).collect();
        let mut patterns = Vec::new();
        for phrase in phrases {
            let first = phrase.words.first().map_or(0, |word| word.position);
            let mut places = Vec::new();
            for word in &phrase.words {
                let Spellings { terms, documents } = self.spellings(&names, word)?;
                let offset = u32::try_from(word.position - first).unwrap_or(u32::MAX);
                places.push(Place { typed: word.text.clone(), spellings: terms, documents, offset });
            }
            patterns.push(Pattern { places, slop: phrase.slop });
        }
        if is_wanted && is_everywhere {
            self.shown.extend_from_slice(&patterns);
        }
        let query = WordsQuery { fields, patterns, needs, scoring: self.scoring.clone() };
        self.scored += 1;
        self.has_pairs |= query.has_pairs();
        self.has_choice |= query.patterns.iter().any(Pattern::has_choice);
        Ok(query)
    }

    /// The spellings of a word, which its neighbours need again, from the dictionaries only once.
    fn spellings(&mut self, fields: &[Field], word: &Word) -> Result<Spellings> {
        let key = (fields.len(), word.is_prefix, word.text.clone());
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        let found = match self.mode {
            _ if word.is_prefix => prefixed(self.searcher, fields, &word.text)?,
            Mode::Strict => spellings(self.searcher, fields, &word.text, Marks::Kept)?,
            Mode::Completed => spellings(self.searcher, fields, &word.text, Marks::Completed)?,
            // A word that stands nowhere may be one with more marks; one that does is itself.
            Mode::Partial | Mode::Any => match spellings(self.searcher, fields, &word.text, Marks::Kept)? {
                Spellings { documents: 0, .. } => spellings(self.searcher, fields, &word.text, Marks::Completed)?,
                found => found,
            },
        };
        self.known.insert(key, found.clone());
        Ok(found)
    }
}

/// The words and phrases of one scope that nodes begin with.
fn run(nodes: &[Node]) -> Vec<&Phrase> {
    let mut run: Vec<&Phrase> = Vec::new();
    for node in nodes {
        match node {
            Node::Phrase(phrase) if run.first().is_none_or(|first| first.scope == phrase.scope) => run.push(phrase),
            _ => break,
        }
    }
    run
}
