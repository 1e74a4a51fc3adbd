//! A query's tree to what tantivy is asked.

use rustc_hash::FxHashMap;
use tantivy::query::{BooleanQuery, Occur, Query as TantivyQuery};
use tantivy::schema::Field;
use tantivy::{Score, Searcher};

use super::codes::{Code, codes};
use super::condition::everything;
use super::query::{Condition, Node, Phrase, Scope, Word};
use super::schema::Fields;
use super::spelling::{Marks, prefixed, spellings};
use super::words::{Pattern, Place, WordsQuery, exact};
use crate::Result;

/// A word in the title counts as this many in the body (of average length).
const TITLE_WEIGHT: Score = 3.0;

/// A pair of neighbours adds so many times what it would count as a phrase that was asked for. Measured by words of titles looked for in 13 863
/// articles (MRR@10, with marks and without): .42 and .17 at 0, .68 and .53 at 0.5, .70 and .62 at 1, .70 and .66 at 2, no more beyond.
const PAIR_FACTOR: Score = 2.0;

/// Pairs looked for in a query: a pasted text is not slowed down by all of its.
const MOST_PAIRS: usize = 16;

/// How strictly a query is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Every word as typed.
    Strict,
    /// Every word, with its marks and more.
    Completed,
    /// Some of the words.
    Partial,
}

/// A planned query.
pub(super) struct Plan {
    pub query: Box<dyn TantivyQuery>,
    /// The words and phrases that a hit may show in its body.
    pub shown: Vec<Pattern>,
    /// The conditions that mentions of a hit may satisfy.
    pub conditions: Vec<Condition>,
}

/// A clause of a boolean query.
type Clause = (Occur, Box<dyn TantivyQuery>);

/// Plans a query for one index. Only the words that [stand side by side](words_side_by_side) can be taken in part.
pub(super) fn plan(root: &Node, searcher: &Searcher, fields: Fields, mode: Mode) -> Result<Plan> {
    let mut planner = Planner { searcher, fields, mode, known: FxHashMap::default(), shown: Vec::new(), conditions: Vec::new() };
    let query = match (mode, root) {
        (Mode::Partial, Node::And(nodes)) => planner.some_of(nodes)?,
        _ => planner.node(root, true)?,
    };
    Ok(Plan { query, shown: planner.shown, conditions: planner.conditions })
}

/// How many words and phrases are asked for side by side, in no brackets.
pub(super) fn words_side_by_side(root: &Node) -> usize {
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
    known: FxHashMap<(usize, bool, String), Vec<String>>,
    shown: Vec<Pattern>,
    conditions: Vec<Condition>,
}

impl Planner<'_> {
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
        let mut clauses = self.parts(nodes, is_wanted)?;
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, everything()));
        }
        if is_wanted {
            clauses.extend(self.neighbours(nodes)?);
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
        let some = self.parts(&words, true)?.into_iter().map(|(_, query)| (Occur::Should, query)).collect();
        let mut clauses: Vec<Clause> = vec![(Occur::Must, Box::new(BooleanQuery::new(some)))];
        for node in rest {
            clauses.extend(self.parts(std::slice::from_ref(node), true)?);
        }
        clauses.extend(self.neighbours(nodes)?);
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// A clause for each node, and one for all the words that are a regulation's symbol together.
    fn parts(&mut self, nodes: &[Node], is_wanted: bool) -> Result<Vec<Clause>> {
        let mut clauses: Vec<Clause> = Vec::new();
        let mut codes = codes(nodes, self.searcher, self.fields).into_iter().peekable();
        let mut at = 0;
        while let Some(node) = nodes.get(at) {
            if let Some(code) = codes.next_if(|code| code.nodes.start == at) {
                at = code.nodes.end;
                clauses.push((Occur::Must, self.code(code, nodes, is_wanted)?));
                continue;
            }
            at += 1;
            clauses.push(match node {
                Node::Not(inner) => (Occur::MustNot, self.node(inner, false)?),
                Node::Phrase(phrase) => (Occur::Must, Box::new(self.phrase(phrase, is_wanted)?)),
                _ => (Occur::Must, self.node(node, is_wanted)?),
            });
        }
        Ok(clauses)
    }

    /// The documents that cite a regulation, before those that have its symbol's words by chance.
    fn code(&mut self, code: Code, nodes: &[Node], is_wanted: bool) -> Result<Box<dyn TantivyQuery>> {
        let mut words: Vec<Clause> = Vec::new();
        // As much as its words and pairs can count, with the two pairs that it makes with its neighbours.
        let mut most: Score = 1.0;
        for node in nodes.get(code.nodes.clone()).unwrap_or_default() {
            let Node::Phrase(phrase) = node else { continue };
            let query = self.phrase(phrase, is_wanted)?;
            most += query.top(self.searcher)?;
            words.push((Occur::Must, Box::new(query)));
        }
        let around = code.nodes.start.saturating_sub(1)..(code.nodes.end + 1).min(nodes.len());
        for pair in self.pairs(nodes.get(around).unwrap_or_default())? {
            most += pair.top(self.searcher)?;
        }
        let condition = Condition::Regulation(code.key);
        let cites = condition.query(self.fields);
        if is_wanted {
            self.conditions.push(condition);
        }
        let cites = Box::new(tantivy::query::ConstScoreQuery::new(cites, exact(most)));
        Ok(Box::new(BooleanQuery::new(vec![(Occur::Should, Box::new(BooleanQuery::new(words))), (Occur::Should, cites)])))
    }

    fn phrase(&mut self, phrase: &Phrase, is_wanted: bool) -> Result<WordsQuery> {
        let query = self.words(&phrase.words, phrase.slop, phrase.scope)?;
        if is_wanted && phrase.scope == Scope::Everywhere {
            self.shown.push(query.pattern.clone());
        }
        Ok(query)
    }

    fn words(&mut self, words: &[Word], slop: u32, scope: Scope) -> Result<WordsQuery> {
        let body = (self.fields.body, 1.0);
        let title = (self.fields.title, TITLE_WEIGHT);
        let fields = if scope == Scope::Title { vec![title] } else { vec![title, body] };
        let names: Vec<Field> = fields.iter().map(|&(field, _)| field).collect();
        let first = words.first().map_or(0, |word| word.position);
        let mut places = Vec::new();
        for word in words {
            let spellings = self.spellings(&names, word)?;
            let offset = u32::try_from(word.position - first).unwrap_or(u32::MAX);
            places.push(Place { typed: word.text.clone(), spellings, offset });
        }
        Ok(WordsQuery { fields, pattern: Pattern { places, slop }, factor: 1.0 })
    }

    /// The spellings of a word, which its neighbours need again, from the dictionaries only once.
    fn spellings(&mut self, fields: &[Field], word: &Word) -> Result<Vec<String>> {
        let key = (fields.len(), word.is_prefix, word.text.clone());
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        let found = match self.mode {
            _ if word.is_prefix => prefixed(self.searcher, fields, &word.text)?,
            Mode::Strict => spellings(self.searcher, fields, &word.text, Marks::Kept)?,
            Mode::Completed => spellings(self.searcher, fields, &word.text, Marks::Completed)?,
            // A word that stands nowhere may be one with more marks; one that does is itself.
            Mode::Partial => {
                let kept = spellings(self.searcher, fields, &word.text, Marks::Kept)?;
                let is_there = kept.len() > 1
                    || fields.iter().any(|&field| {
                        let term = tantivy::Term::from_field_text(field, &word.text);
                        self.searcher.doc_freq(&term).is_ok_and(|documents| documents > 0)
                    });
                if is_there { kept } else { spellings(self.searcher, fields, &word.text, Marks::Completed)? }
            }
        };
        self.known.insert(key, found.clone());
        Ok(found)
    }

    /// For each two words typed one behind the other, the phrase of the two: most words have two syllables, so a document in which
    /// they stand together is more likely meant. It is no condition.
    fn neighbours(&mut self, nodes: &[Node]) -> Result<Vec<Clause>> {
        Ok(self.pairs(nodes)?.into_iter().map(|pair| (Occur::Should, Box::new(pair) as Box<dyn TantivyQuery>)).collect())
    }

    fn pairs(&mut self, nodes: &[Node]) -> Result<Vec<WordsQuery>> {
        let mut pairs = Vec::new();
        for pair in nodes.windows(2).take(MOST_PAIRS) {
            let [Node::Phrase(left), Node::Phrase(right)] = pair else { continue };
            if left.scope != right.scope || left.slop + right.slop > 0 {
                continue;
            }
            let (next, first) =
                (left.words.last().map_or(0, |word| word.position + 1), right.words.first().map_or(0, |word| word.position));
            let behind = right.words.iter().map(|word| Word { position: next + (word.position - first), ..word.clone() });
            let words: Vec<Word> = left.words.iter().cloned().chain(behind).collect();
            pairs.push(WordsQuery { factor: PAIR_FACTOR, ..self.words(&words, 0, left.scope)? });
        }
        Ok(pairs)
    }
}
