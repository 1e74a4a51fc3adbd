//! The plan of a whole query: its loose words as a bag, all else as a query of tantivy.

use rustc_hash::FxHashMap;
use tantivy::Searcher;

use super::bm25f::{Floor, Scoring};
use super::gather::{Loose, gather};
use super::help::Help;
use super::node::{Node, Scope};
use super::plan::{Plan, Planner, Taking};
use crate::Result;
use crate::index::store::schema::Fields;

/// Hits whose bounds are looked into: the more of them, the longer the slowest queries take. Among
/// 13 863 articles, known items rank as with all hits from 500 on, those typed bare (whose bounds
/// tell less) from 2 000 on.
const WINDOW: usize = 500;
const WINDOW_OF_CHOICE: usize = 2000;

/// Plans a query for one index. Loose words that are `sure` are not completed.
pub(in crate::index) fn plan(
    root: &Node,
    searcher: &Searcher,
    fields: Fields,
    taking: Taking,
    sure: &[String],
) -> Result<Plan> {
    let floor = Floor::default();
    let mut planner = Planner {
        searcher,
        fields,
        taking,
        sure,
        known: FxHashMap::default(),
        scoring: Scoring::Above(floor.clone()),
        shown: Vec::new(),
        conditions: Vec::new(),
        scored: 0,
        has_pairs: false,
        has_choice: false,
        help: Help::default(),
    };
    let (loose, rest) = parted(root);
    if !loose.is_empty() {
        return planned_bag(&loose, &rest, planner);
    }
    let query = planner.node(root, true)?;
    let (shown, conditions) =
        (std::mem::take(&mut planner.shown), std::mem::take(&mut planner.conditions));
    let floor = (planner.scored == 1).then_some(floor);
    planner.scoring = Scoring::Bounds;
    let bounds = if planner.has_pairs { Some(planner.node(root, true)?) } else { None };
    let window = if planner.has_choice { WINDOW_OF_CHOICE } else { WINDOW };
    Ok(Plan {
        bag: None,
        query,
        is_gated: true,
        bounds,
        floor,
        window,
        shown,
        conditions,
        help: planner.help,
    })
}

/// Plans a query with loose words: a bag of them, behind the gate of the rest.
fn planned_bag(loose: &[Loose<'_>], rest: &[Node], mut planner: Planner<'_>) -> Result<Plan> {
    let asked = planner.fields(true);
    let bag = gather(loose, &asked, &mut planner)?;
    let query = planner.all_of(rest, true)?;
    Ok(Plan {
        query,
        is_gated: !rest.is_empty(),
        bounds: None,
        floor: None,
        window: WINDOW,
        shown: planner.shown.into_iter().chain(bag.patterns().cloned()).collect(),
        conditions: planner.conditions.into_iter().chain(bag.conditions().cloned()).collect(),
        help: planner.help,
        bag: Some(bag),
    })
}

/// The loose words of a query, each with its place among the nodes, and all other nodes.
fn parted(root: &Node) -> (Vec<Loose<'_>>, Vec<Node>) {
    let nodes = match root {
        Node::And(nodes) => nodes.as_slice(),
        node => std::slice::from_ref(node),
    };
    let (mut loose, mut rest) = (Vec::new(), Vec::new());
    for (at, node) in nodes.iter().enumerate() {
        match node {
            Node::Phrase(phrase) if !phrase.is_quoted && phrase.scope == Scope::Everywhere => {
                loose.push(Loose { at, node, phrase })
            }
            node => rest.push(node.clone()),
        }
    }
    (loose, rest)
}
