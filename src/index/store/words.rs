//! What an index was made with, as the commit of its documents says: the user's own table of words,
//! the kinds of mentions.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::opening::{INDEX, META};
use crate::lexicon::{self, OwnTable};
use crate::model::Kinds;

/// What a commit says beside its documents.
#[derive(Default, Serialize, Deserialize)]
struct Payload {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lexicon: Option<Named>,
    /// The kinds of mentions that were looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kinds: Option<String>,
}

/// A table by its name and hash, and what it says, for searches to know its words.
#[derive(Serialize, Deserialize)]
struct Named {
    name: String,
    /// XXH3 of 64 bits, in hexadecimal.
    hash: String,
    text: String,
}

/// What the next commit says: the table in use, if there is one, and the kinds of mentions, where
/// they are known.
pub(in crate::index) fn payload(kinds: Option<Kinds>) -> Option<String> {
    let lexicon = lexicon::added().map(|table| Named {
        name: table.name.clone(),
        hash: format!("{:016x}", table.hash()),
        text: table.text.clone(),
    });
    let payload = Payload { lexicon, kinds: kinds.map(|kinds| kinds.to_string()) };
    if payload.lexicon.is_none() && payload.kinds.is_none() {
        return None;
    }
    serde_json::to_string(&payload).ok()
}

fn read(payload: &str) -> Payload {
    serde_json::from_str(payload).unwrap_or_default()
}

/// The table that the index in an output folder was made with; nothing where there is no index, or
/// one of built-in words only.
pub fn own_table(dir: &Path) -> Option<OwnTable> {
    #[derive(Deserialize)]
    struct Meta {
        payload: Option<String>,
    }
    let meta: Meta = serde_json::from_slice(&fs::read(dir.join(INDEX).join(META)).ok()?).ok()?;
    let Named { name, text, .. } = read(&meta.payload?).lexicon?;
    Some(OwnTable { name, text })
}

/// What two indexes must say alike to be one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::index) struct Said {
    /// Name and hash of the table.
    lexicon: Option<(String, String)>,
    /// `None` where it is not known: an index without a run, or of a library.
    kinds: Option<String>,
}

impl Said {
    /// What a commit says.
    pub fn of(payload: Option<&str>) -> Said {
        let Payload { lexicon, kinds } = payload.map(read).unwrap_or_default();
        Said { lexicon: lexicon.map(|Named { name, hash, .. }| (name, hash)), kinds }
    }

    /// How another differs, in words.
    pub fn difference(&self, other: &Said) -> Option<String> {
        let table = |said: &Said| {
            said.lexicon
                .as_ref()
                .map_or_else(|| "none".to_string(), |(name, _)| format!("`{name}`"))
        };
        if self.lexicon.as_ref().map(|(_, hash)| hash)
            != other.lexicon.as_ref().map(|(_, hash)| hash)
        {
            let (here, there) = (table(other), table(self));
            let same_name = if here == there { ", of other content" } else { "" };
            return Some(format!("its table of words: {here}, there {there}{same_name}"));
        }
        match (&self.kinds, &other.kinds) {
            (Some(there), Some(here)) if there != here => {
                Some(format!("the kinds of its mentions: {here}, there {there}"))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_told() {
        let said = |lexicon: Option<(&str, &str)>, kinds: Option<&str>| Said {
            lexicon: lexicon.map(|(name, hash)| (name.to_string(), hash.to_string())),
            kinds: kinds.map(str::to_string),
        };
        for (one, other, expected) in [
            (said(None, None), said(None, Some("date")), None),
            (said(Some(("a.tsv", "1")), None), said(Some(("b.tsv", "1")), None), None),
            (
                said(None, None),
                said(Some(("a.tsv", "1")), None),
                Some("its table of words: `a.tsv`, there none"),
            ),
            (
                said(Some(("a.tsv", "1")), None),
                said(Some(("a.tsv", "2")), None),
                Some("its table of words: `a.tsv`, there `a.tsv`, of other content"),
            ),
            (
                said(None, Some("date")),
                said(None, Some("number")),
                Some("the kinds of its mentions: number, there date"),
            ),
        ] {
            assert_eq!(one.difference(&other).as_deref(), expected);
        }
        assert_eq!(Said::of(Some(r#"{"kinds":"date"}"#)), said(None, Some("date")));
        assert_eq!(Said::of(None), Said::default());
    }
}
