//! The symbols and short names of regulations that stand in a query as plain words: `15-NQ/TW`,
//! `15 NQ TW`, `nghị quyết 15`, `quy dinh so 11`.
//!
//! A run of words is one if its key is that of a regulation that some document cites; the longest
//! run counts, from the left. A quoted phrase is no part of one: who quotes wants the words.

use std::ops::Range;

use rustc_hash::FxHashSet;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::node::{Mentioned, Node, Phrase, Scope, Sought};
use crate::index::store::terms::AskedFields;
use crate::lexicon::{DocType, lexicons};
use crate::model::regulation_key;

/// A symbol among the nodes of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Code {
    pub nodes: Range<usize>,
    /// What mentions it, under each of its keys that some document has.
    pub cited: Vec<Mentioned>,
    /// Where no document mentions it: its symbol, and how many mention what is near.
    pub missed: Option<Missed>,
}

/// A symbol that no document mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Missed {
    pub symbol: String,
    pub near: u64,
}

/// The longest symbol, in nodes: "Nghị quyết liên tịch số 403/2017 NQLT UBTVQH14 CP" has ten.
const LONGEST: usize = 10;

/// The symbols among nodes that are all asked for, from left to right, none overlapping.
pub(super) fn codes(nodes: &[Node], searcher: &Searcher) -> Vec<Code> {
    let Some((asked, field)) =
        AskedFields::named("regulation").and_then(|asked| Some((asked, asked.key()?)))
    else {
        return Vec::new();
    };
    let kin = if nodes.iter().any(has_digit) { kin() } else { return Vec::new() };
    let mut out = Vec::new();
    let mut at = 0;
    while at < nodes.len() {
        let code = (1..=LONGEST.min(nodes.len() - at)).rev().find_map(|length| {
            let typed = typed(nodes.get(at..at + length)?)?;
            let cited = |keys: Vec<String>| {
                let indexed = keys.into_iter().filter(|key| documents(searcher, field, key) > 0);
                indexed
                    .map(|key| Mentioned { fields: asked, sought: Sought::Key(key) })
                    .collect::<Vec<Mentioned>>()
            };
            let mut known = keys(&typed, &kin);
            let beginnings = known.iter().filter_map(|key| beginning(key)).collect::<Vec<_>>();
            for beginning in beginnings {
                known.extend(beginning_so(searcher, field, &beginning).unwrap_or_default());
            }
            let found = cited(known);
            if !found.is_empty() {
                return Some(Code { nodes: at..at + length, cited: found, missed: None });
            }
            let near = near_keys(&typed, &kin)?;
            let most = near.iter().map(|key| documents(searcher, field, key)).max().unwrap_or(0);
            let missed = Some(Missed { symbol: typed.to_uppercase(), near: most });
            Some(Code { nodes: at..at + length, cited: cited(near), missed })
        });
        at = code.as_ref().map_or(at + 1, |code| code.nodes.end);
        out.extend(code);
    }
    out
}

/// The text of words that could be a symbol: plain ones, a digit among them.
fn typed(nodes: &[Node]) -> Option<String> {
    let typed = |node: &Node| match node {
        Node::Phrase(Phrase {
            typed, is_quoted: false, scope: Scope::Everywhere, words, ..
        }) if !words.iter().any(|word| word.is_prefix) => Some(typed.clone()),
        _ => None,
    };
    let typed = nodes.iter().map(typed).collect::<Option<Vec<String>>>()?.join(" ");
    // A number alone is no symbol.
    (typed.contains(|c: char| c.is_ascii_digit()) && typed.contains(char::is_alphabetic))
        .then_some(typed)
}

fn has_digit(node: &Node) -> bool {
    matches!(node, Node::Phrase(phrase) if phrase.typed.contains(|c: char| c.is_ascii_digit()))
}

/// The name of each type with its signs, as keys.
fn kin() -> Vec<Vec<String>> {
    let of = |doc_type: &DocType| {
        let name = regulation_key(doc_type.name);
        // The Party writes its regulations QĐ as well, as it has since 2021.
        let also = (name == "quydinh").then(|| "qd".to_string());
        [name]
            .into_iter()
            .chain(also)
            .chain(doc_type.codes.iter().copied().chain(doc_type.short).map(regulation_key))
            .collect()
    };
    lexicons().doc_types.senses().map(of).collect()
}

/// The keys under which a symbol may be indexed: its own; with the names of its type in the place
/// of their sign (`nq 57`), and the sign in the place of a name; with its sign first (`57 nq`).
fn keys(typed: &str, kin: &[Vec<String>]) -> Vec<String> {
    let own = regulation_key(typed);
    let mut keys = vec![own.clone()];
    let digits_first = own.find(|c: char| !c.is_ascii_digit() && c != '-').filter(|&end| end > 0);
    let (sign, number) = match digits_first {
        Some(end) => {
            let (number, sign) = own.split_at(end);
            (sign.to_string(), number.to_string())
        }
        None => {
            let end = own.find(|c: char| c.is_ascii_digit()).unwrap_or(own.len());
            let (sign, number) = own.split_at(end);
            (sign.to_string(), number.to_string())
        }
    };
    if number.is_empty() || !number.chars().all(|c| c.is_ascii_digit() || c == '-') {
        return keys;
    }
    keys.extend(
        kin.iter()
            .filter(|kin| kin.contains(&sign))
            .flatten()
            .map(|sign| format!("{sign}{number}")),
    );
    let mut seen = FxHashSet::default();
    keys.retain(|key| seen.insert(key.clone()));
    keys
}

/// What the symbol of a sign with number and year begins with: `178-2024nd` of `nd178-2024`.
fn beginning(key: &str) -> Option<String> {
    let (sign, number) =
        key.split_at_checked(key.find(|c: char| c.is_ascii_digit()).filter(|&end| end > 0)?)?;
    let is_dated = number
        .split_once('-')
        .is_some_and(|(_, year)| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()));
    is_dated.then(|| format!("{number}{sign}"))
}

/// Symbols that may begin so: a number is used once a year by each of some issuers.
const MOST_SYMBOLS: usize = 20;

/// The keys of an index that begin so.
fn beginning_so(
    searcher: &Searcher,
    field: Field,
    beginning: &str,
) -> tantivy::Result<Vec<String>> {
    let mut keys = Vec::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut stream = inverted.terms().range().ge(beginning).into_stream()?;
        for _ in 0..MOST_SYMBOLS {
            let Some((key, _)) =
                stream.next().filter(|(key, _)| key.starts_with(beginning.as_bytes()))
            else {
                break;
            };
            keys.extend(std::str::from_utf8(key).map(str::to_string));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    Ok(keys)
}

/// What is near a symbol with a hyphen or slash, such as `57-NQ/TW`: its type and number.
fn near_keys(typed: &str, kin: &[Vec<String>]) -> Option<Vec<String>> {
    let number = typed
        .find(|c: char| !c.is_ascii_digit())
        .filter(|&end| end > 0)
        .and_then(|end| typed.get(..end))?;
    let is_symbol =
        !typed.contains(char::is_whitespace) && typed.get(number.len()..)?.starts_with(['-', '/']);
    let own = regulation_key(typed);
    let letters = own.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    let fits = |kin: &&Vec<String>| kin.iter().any(|sign| letters.starts_with(sign.as_str()));
    let sign = kin.iter().filter(fits).max_by_key(|kin| {
        kin.iter().filter(|sign| letters.starts_with(sign.as_str())).map(String::len).max()
    });
    let number = regulation_key(number);
    is_symbol.then_some(())?;
    Some(sign?.iter().map(|sign| format!("{sign}{number}")).collect())
}

fn documents(searcher: &Searcher, field: Field, key: &str) -> u64 {
    searcher.doc_freq(&Term::from_field_text(field, key)).unwrap_or(0)
}
