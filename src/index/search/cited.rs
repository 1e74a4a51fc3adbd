//! In which ways the hits of a query cite the regulation that it asks for.
//!
//! `regulation:57-NQ/TW` finds what has the symbol, what the document itself makes a short form, a
//! name or a back reference mean, and what all documents settle; of a law also its name with the
//! year, in documents that do not give the symbol.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use serde::Serialize;
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, Term};

use super::corpus::settled_as;
use crate::Result;
use crate::index::query::node::{Condition, Listed, Mentioned, Node, Sought};
use crate::index::store::law_names::{LawNames, regulation_keys};
use crate::index::store::terms::AskedFields;
use crate::model::{Regulation, RegulationForm, cited_key};

/// How many hits cite the regulation that a query asks for, and in which way; a document may in
/// several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CitedAs {
    /// By its symbol.
    pub code: usize,
    /// By type and number, where the document tells which it is.
    pub partial: usize,
    /// By name.
    pub named: usize,
    /// By a word that points to it: Nghị định này.
    pub back: usize,
    /// By type and number, where only all documents together tell which it is.
    pub corpus: usize,
}

/// The regulation that a query asks for.
pub(super) struct Asked {
    /// Its key, then those of its further names.
    keys: Vec<String>,
    settled: BTreeSet<DocAddress>,
}

/// A query that finds every way of citing the regulations that it asks for, and the one that it
/// asks for, if it is one.
pub(super) fn widened(root: &Node, searcher: &Searcher) -> Result<(Node, Option<Asked>)> {
    let mut widening = Widening { searcher, laws: None, asked: Vec::new() };
    let root = widening.node(root, true)?;
    let mut asked = widening.asked;
    let only = asked.pop().filter(|_| asked.is_empty());
    Ok((root, only))
}

struct Widening<'s> {
    searcher: &'s Searcher,
    /// Read once it is needed.
    laws: Option<LawNames>,
    asked: Vec<Asked>,
}

impl Widening<'_> {
    /// `is_wanted` tells that hits have this node.
    fn node(&mut self, node: &Node, is_wanted: bool) -> Result<Node> {
        Ok(match node {
            Node::And(nodes) => Node::And(self.each(nodes, is_wanted)?),
            Node::Or(nodes) => Node::Or(self.each(nodes, is_wanted)?),
            Node::Not(inner) => Node::Not(Box::new(self.node(inner, false)?)),
            Node::Condition(Condition::Mentions(Mentioned {
                fields,
                sought: Sought::Key(key),
            })) if fields.asked.name == Regulation::KIND.name() => {
                let laws = match self.laws.take() {
                    Some(laws) => laws,
                    None => LawNames::of(self.searcher)?,
                };
                let keys = self.laws.insert(laws).keys(key);
                let mut settled = BTreeSet::new();
                for key in &keys {
                    settled.extend(settled_as(self.searcher, key)?);
                }
                let node = any_of(fields, &keys, &settled);
                if is_wanted {
                    self.asked.push(Asked { keys, settled });
                }
                node
            }
            node => node.clone(),
        })
    }

    fn each(&mut self, nodes: &[Node], is_wanted: bool) -> Result<Vec<Node>> {
        nodes.iter().map(|node| self.node(node, is_wanted)).collect()
    }
}

/// What mentions any of these keys, or is among these documents.
fn any_of(fields: &'static AskedFields, keys: &[String], settled: &BTreeSet<DocAddress>) -> Node {
    let mentions = keys
        .iter()
        .map(|key| Condition::Mentions(Mentioned { fields, sought: Sought::Key(key.clone()) }));
    let listed =
        (!settled.is_empty()).then(|| Condition::Listed(Listed(Arc::new(settled.clone()))));
    let mut nodes: Vec<Node> = mentions.chain(listed).map(Node::Condition).collect();
    match (nodes.len(), nodes.pop()) {
        (1, Some(only)) => only,
        (_, last) => Node::Or(nodes.into_iter().chain(last).collect()),
    }
}

impl Asked {
    /// In which ways hits cite it; none where no document cites it by a symbol or full name.
    pub fn ways(&self, searcher: &Searcher, hits: &HashSet<DocAddress>) -> Result<Option<CitedAs>> {
        let Some(field) = regulation_keys() else { return Ok(None) };
        let mut is_known = false;
        let mut count = |form: RegulationForm| -> Result<usize> {
            let mut citing = HashSet::new();
            for key in &self.keys {
                let term = Term::from_field_text(field, &cited_key(key, form.name()));
                let query = TermQuery::new(term, IndexRecordOption::Basic);
                citing.extend(searcher.search(&query, &DocSetCollector)?);
            }
            is_known |= !citing.is_empty();
            Ok(citing.intersection(hits).count())
        };
        let ways = CitedAs {
            code: count(RegulationForm::Code)?,
            partial: count(RegulationForm::Partial)?,
            named: count(RegulationForm::Named)?,
            back: count(RegulationForm::Back)?,
            corpus: self.settled.iter().filter(|document| hits.contains(document)).count(),
        };
        Ok(is_known.then_some(ways))
    }
}
