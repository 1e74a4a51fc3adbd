//! The relations of regulations as a graph for Graphviz.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::registry::Record;

/// Characters of a title in a node.
const TITLE: usize = 40;

/// The records with relations as nodes, the relations as edges, plans dashed. A record alone is a
/// node too where it is the only one.
///
/// Relations of acts that no document names have no edge.
///
/// ```
/// use thoisu::registry::Record;
/// use thoisu::report::dot;
/// let record = Record { id: "49/2017/NĐ-CP".into(), ..Record::default() };
/// assert!(dot(&[&record]).contains("\"49/2017/NĐ-CP\""));
/// ```
pub fn dot(records: &[&Record]) -> String {
    let mut nodes: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    let mut edges = BTreeSet::new();
    for record in records {
        for related in &record.relations {
            let Some(other) = related.other.as_deref() else { continue };
            let (from, to) = if related.is_actor {
                (record.id.as_str(), other)
            } else {
                (other, record.id.as_str())
            };
            edges.insert((from, to, related.kind.name(), related.is_planned));
            nodes.entry(from).or_default();
            nodes.entry(to).or_default();
        }
    }
    if let [only] = records {
        nodes.entry(&only.id).or_default();
    }
    for record in records {
        if let Some(title) = nodes.get_mut(record.id.as_str()) {
            *title = record.title.as_deref();
        }
    }
    let mut out = String::from("digraph regulations {\n  rankdir=LR;\n  node [shape=box];\n");
    for (id, title) in nodes {
        let title: String = title.unwrap_or_default().chars().take(TITLE).collect();
        let separator = if title.is_empty() { "" } else { "\\n" };
        let _ = writeln!(
            out,
            "  \"{}\" [label=\"{}{separator}{}\"];",
            quoted(id),
            quoted(id),
            quoted(&title)
        );
    }
    for (from, to, kind, is_planned) in edges {
        let planned = if is_planned { ", style=dashed" } else { "" };
        let _ = writeln!(
            out,
            "  \"{}\" -> \"{}\" [label=\"{kind}\"{planned}];",
            quoted(from),
            quoted(to)
        );
    }
    out.push_str("}\n");
    out
}

/// A text escaped for quotation marks; control characters become blanks.
fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RelationKind;
    use crate::registry::Related;

    #[test]
    fn an_edge_is_drawn_once() {
        let related = |is_actor, other: &str| Related {
            kind: RelationKind::Replaces,
            is_actor,
            other: Some(other.into()),
            is_planned: true,
            closed_by: None,
            stated: None,
            documents: vec!["d".into()],
            at: Vec::new(),
        };
        let new = Record {
            id: "a".into(),
            title: Some("về \"ba\\không\"\n".into()),
            relations: vec![related(true, "b")],
            ..Record::default()
        };
        let old =
            Record { id: "b".into(), relations: vec![related(false, "a")], ..Record::default() };
        let alone = Record { id: "c".into(), ..Record::default() };
        let expected = "digraph regulations {\n  rankdir=LR;\n  node [shape=box];\n  \"a\" [label=\"a\\nvề \\\"ba\\\\không\\\" \"];\n  \"b\" [label=\"b\"];\n  \"a\" -> \"b\" [label=\"replaces\", style=dashed];\n}\n";
        assert_eq!(dot(&[&new, &old, &alone]), expected);
    }
}
