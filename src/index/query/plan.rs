//! A query's tree to what is asked of the index: the loose words as a [`Bag`], all else as a query
//! of tantivy.

use rustc_hash::FxHashMap;
use tantivy::query::{BooleanQuery, Occur, Query as TantivyQuery};
use tantivy::schema::Field;
use tantivy::{Score, Searcher};

use super::bag::Bag;
use super::bm25f::{Floor, Needs, Pattern, Place, Scoring, WordsQuery, quantise};
use super::codes::{Code, codes};
use super::condition::everything;
use super::help::Help;
use super::node::{Condition, Node, Phrase, Scope, Word};
use super::spelling::{Marks, Spellings, prefixed, spellings};
use crate::Result;
use crate::index::store::schema::Fields;

/// A word in the title counts as this many in the body (of average length).
const TITLE_WEIGHT: Score = 3.0;

/// How a query is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::index) struct Taking {
    /// Whether words may also be those that have their marks and more.
    pub completes: bool,
    /// Whether every word is itself only.
    pub is_exact: bool,
    /// Whether some word of the query has marks, so that one without is typed so on purpose.
    pub is_marked: bool,
}

impl Taking {
    /// Which written forms a word stands for.
    fn marks(self, word: &Word) -> Marks {
        match word.text.is_ascii() {
            _ if self.is_exact || word.is_exact => Marks::Exact,
            _ if self.completes => Marks::Completed,
            true if !self.is_marked => Marks::Any,
            _ => Marks::Kept,
        }
    }
}

/// A planned query.
pub(in crate::index) struct Plan {
    /// The loose words. Without them `query` is all that is asked.
    pub bag: Option<Bag>,
    /// What else a hit must be.
    pub query: Box<dyn TantivyQuery>,
    /// Whether that leaves any document out, or adds to its score.
    pub is_gated: bool,
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
    /// What was done to understand the query.
    pub help: Help,
}

/// A clause of a boolean query.
type Clause = (Occur, Box<dyn TantivyQuery>);

/// What a query is planned with, and what was met on the way.
pub(super) struct Planner<'a> {
    pub searcher: &'a Searcher,
    pub fields: Fields,
    pub taking: Taking,
    /// Loose words that are as they are meant, in lower case: they are not completed.
    pub sure: &'a [String],
    /// The spellings of each word, by the number of fields asked, which is that of the scope.
    pub known: FxHashMap<(usize, Word, Marks), Spellings>,
    pub shown: Vec<Pattern>,
    pub conditions: Vec<Condition>,
    pub scoring: Scoring,
    /// Parts met that have scores.
    pub scored: usize,
    /// Whether neighbours were met, which scores depend on.
    pub has_pairs: bool,
    /// Whether a word was met that may be written in several ways.
    pub has_choice: bool,
    pub help: Help,
}

impl Planner<'_> {
    /// `is_wanted` tells that hits have this node, so that its words are worth showing.
    pub fn node(&mut self, node: &Node, is_wanted: bool) -> Result<Box<dyn TantivyQuery>> {
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
                let clauses: Result<Vec<_>> = nodes
                    .iter()
                    .map(|node| Ok((Occur::Should, self.node(node, is_wanted)?)))
                    .collect();
                Box::new(BooleanQuery::new(clauses?))
            }
            Node::Not(inner) => {
                let inner = self.node(inner, false)?;
                Box::new(BooleanQuery::new(vec![
                    (Occur::Must, everything()),
                    (Occur::MustNot, inner),
                ]))
            }
        })
    }

    /// Documents that have all of the nodes; all documents where there are none.
    pub fn all_of(&mut self, nodes: &[Node], is_wanted: bool) -> Result<Box<dyn TantivyQuery>> {
        let mut clauses = self.parts(nodes, is_wanted)?;
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, everything()));
        }
        Ok(match clauses.as_mut_slice() {
            [(Occur::Must, _)] => clauses.pop().map_or_else(everything, |(_, query)| query),
            _ => Box::new(BooleanQuery::new(clauses)),
        })
    }

    /// A clause for each run of words, for the words that are a regulation's symbol together, and
    /// for each other node.
    fn parts(&mut self, nodes: &[Node], is_wanted: bool) -> Result<Vec<Clause>> {
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
                clauses.push((Occur::Must, Box::new(self.words(&run, is_wanted)?)));
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
    fn code(
        &mut self,
        code: Code,
        nodes: &[Node],
        is_wanted: bool,
    ) -> Result<Box<dyn TantivyQuery>> {
        let words = self.words(&run(nodes.get(code.nodes).unwrap_or_default()), is_wanted)?;
        let most = words.top(self.searcher)? + 1.0;
        let mut clauses: Vec<Clause> = vec![(Occur::Should, Box::new(words))];
        for cited in code.cited {
            let condition = Condition::Mentions(cited);
            let cites = condition.query(self.fields);
            if is_wanted {
                self.conditions.push(condition);
            }
            self.scored += 1;
            clauses.push((
                Occur::Should,
                Box::new(tantivy::query::ConstScoreQuery::new(cites, quantise(most))),
            ));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// The fields of a scope, with what a match in each weighs.
    pub fn fields(&self, is_everywhere: bool) -> Vec<(Field, Score)> {
        let body = is_everywhere.then_some((self.fields.body, 1.0));
        [(self.fields.title, TITLE_WEIGHT)].into_iter().chain(body).collect()
    }

    /// Words and phrases of one scope.
    fn words(&mut self, phrases: &[&Phrase], is_wanted: bool) -> Result<WordsQuery> {
        let is_everywhere = phrases.iter().all(|phrase| phrase.scope == Scope::Everywhere);
        let fields = self.fields(is_everywhere);
        let names: Vec<Field> = fields.iter().map(|&(field, _)| field).collect();
        let mut patterns = Vec::new();
        for phrase in phrases {
            let pattern = self.pattern(&names, phrase, None)?;
            let is_completed = is_wanted && self.taking.completes && pattern.has_choice();
            if is_completed && !self.help.completed.contains(&phrase.typed) {
                self.help.completed.push(phrase.typed.clone());
            }
            patterns.push(pattern);
        }
        if is_wanted && is_everywhere {
            self.shown.extend_from_slice(&patterns);
        }
        let query =
            WordsQuery { fields, patterns, needs: Needs::All, scoring: self.scoring.clone() };
        self.scored += 1;
        self.has_pairs |= query.has_pairs();
        self.has_choice |= query.patterns.iter().any(Pattern::has_choice);
        Ok(query)
    }

    /// A word or phrase with the spellings of each of its words, of these marks where some are
    /// asked for.
    pub(super) fn pattern(
        &mut self,
        fields: &[Field],
        phrase: &Phrase,
        marks: Option<Marks>,
    ) -> Result<Pattern> {
        let first = phrase.words.first().map_or(0, |word| word.position);
        let mut places = Vec::new();
        for word in &phrase.words {
            let marks = marks.unwrap_or_else(|| self.taking.marks(word));
            let Spellings { terms, documents } = self.spellings(fields, word, marks)?;
            let offset = u32::try_from(word.position - first).unwrap_or(u32::MAX);
            places.push(Place { typed: word.text.clone(), spellings: terms, documents, offset });
        }
        Ok(Pattern { places, slop: phrase.slop })
    }

    /// The spellings of a word, which its neighbours need again, from the dictionaries only once.
    pub(super) fn spellings(
        &mut self,
        fields: &[Field],
        word: &Word,
        marks: Marks,
    ) -> Result<Spellings> {
        let key = (fields.len(), word.clone(), marks);
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        let found = match word.is_prefix {
            true => prefixed(self.searcher, fields, &word.text)?,
            false => spellings(self.searcher, fields, &word.text, marks)?,
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
            Node::Phrase(phrase) if run.first().is_none_or(|first| first.scope == phrase.scope) => {
                run.push(phrase)
            }
            _ => break,
        }
    }
    run
}
