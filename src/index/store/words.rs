//! The user's own table of words that an index was made with, named in the commit of its documents.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::opening::INDEX;
use crate::lexicon::{self, OwnTable};

/// The file of tantivy's that holds what a commit says.
pub(super) const META: &str = "meta.json";

/// What a commit says beside its documents.
#[derive(Serialize, Deserialize)]
struct Payload {
    lexicon: Named,
}

/// A table by its name and hash, and what it says, for searches to know its words.
#[derive(Serialize, Deserialize)]
struct Named {
    name: String,
    /// XXH3 of 64 bits, in hexadecimal.
    hash: String,
    text: String,
}

/// What the next commit says: the table in use, if there is one.
pub(in crate::index) fn payload() -> Option<String> {
    let table = lexicon::added()?;
    let named = Named { name: table.name.clone(), hash: format!("{:016x}", table.hash()), text: table.text.clone() };
    serde_json::to_string(&Payload { lexicon: named }).ok()
}

/// The table that the index in an output folder was made with; nothing where there is no index, or one of built-in words only.
pub fn own_table(dir: &Path) -> Option<OwnTable> {
    #[derive(Deserialize)]
    struct Meta {
        payload: Option<String>,
    }
    let meta: Meta = serde_json::from_slice(&fs::read(dir.join(INDEX).join(META)).ok()?).ok()?;
    let Payload { lexicon: Named { name, text, .. } } = serde_json::from_str(&meta.payload?).ok()?;
    Some(OwnTable { name, text })
}
