//! The symbols and short names of regulations that stand in a query as plain words: `15-NQ/TW`, `15 NQ TW`, `nghị quyết 15`, `quy dinh so 11`.
//!
//! A run of words is one if its key is that of a regulation that some document cites; the longest run counts, from the left. A quoted phrase
//! is no part of one: who quotes wants the words.

use std::ops::Range;

use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::node::{Mentioned, Node, Phrase, Scope, Sought};
use crate::index::store::terms::AskedFields;
use crate::model::regulation_key;

/// A symbol among the nodes of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Code {
    pub nodes: Range<usize>,
    /// What mentions it.
    pub cited: Mentioned,
}

/// The longest symbol, in nodes: "Nghị quyết liên tịch số 403/2017 NQLT UBTVQH14 CP" has ten.
const LONGEST: usize = 10;

/// The symbols among nodes that are all asked for, from left to right, none overlapping.
pub(super) fn codes(nodes: &[Node], searcher: &Searcher) -> Vec<Code> {
    let Some((asked, field)) = AskedFields::named("regulation").and_then(|asked| Some((asked, asked.key()?))) else { return Vec::new() };
    let mut out = Vec::new();
    let mut at = 0;
    while at < nodes.len() {
        let code = (1..=LONGEST.min(nodes.len() - at)).rev().find_map(|length| {
            let key = key(nodes.get(at..at + length)?).filter(|key| is_indexed(searcher, field, key))?;
            Some(Code { nodes: at..at + length, cited: Mentioned { fields: asked, sought: Sought::Key(key) } })
        });
        at = code.as_ref().map_or(at + 1, |code| code.nodes.end);
        out.extend(code);
    }
    out
}

/// The key of words that could be a symbol: plain ones, a digit among them.
fn key(nodes: &[Node]) -> Option<String> {
    let typed = |node: &Node| match node {
        Node::Phrase(Phrase { typed, is_quoted: false, scope: Scope::Everywhere, words, .. })
            if !words.iter().any(|word| word.is_prefix) =>
        {
            Some(typed.clone())
        }
        _ => None,
    };
    let typed = nodes.iter().map(typed).collect::<Option<Vec<String>>>()?.join(" ");
    // A number alone is no symbol.
    let is_mixed = typed.contains(|c: char| c.is_ascii_digit()) && typed.contains(char::is_alphabetic);
    is_mixed.then(|| regulation_key(&typed))
}

fn is_indexed(searcher: &Searcher, field: Field, key: &str) -> bool {
    searcher.doc_freq(&Term::from_field_text(field, key)).is_ok_and(|documents| documents > 0)
}
