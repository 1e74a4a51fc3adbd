//! Titles compared: by their words.

use std::collections::BTreeSet;

use crate::lexicon::token::{TokenKind, Tokens};
use crate::lexicon::{ReferenceWord, lexicons};

/// The words of a title, to compare.
pub(super) fn words_of(title: &str) -> BTreeSet<String> {
    title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The words of a title that say what it is about: without those that most titles have (quy định
/// chi tiết một số điều của luật).
pub(super) fn subject_of(title: &str) -> BTreeSet<String> {
    let list = lexicons().tokens(title);
    let tokens = Tokens { text: title, list: &list };
    let (mut words, mut at) = (BTreeSet::new(), 0);
    while at < list.len() {
        if let Some(length) = lexicons().references.length(&tokens, at, ReferenceWord::Common.bit())
        {
            at += length;
            continue;
        }
        if tokens.kind(at) != Some(TokenKind::Mark) {
            words.insert(tokens.str(at).to_lowercase());
        }
        at += 1;
    }
    words
}

/// The most titles that one is compared with.
const COMPARED: usize = 256;

/// The titles met so far: one that is a part of another, or shares most words, is the same.
#[derive(Default)]
pub(super) struct Titles {
    met: Vec<(String, BTreeSet<String>)>,
}

impl Titles {
    pub fn key(&mut self, title: &str) -> String {
        let words = words_of(title);
        let is_same = |other: &BTreeSet<String>| {
            let shared = words.intersection(other).count();
            shared * 4 >= words.len().min(other.len()) * 3 && shared > 0
        };
        if let Some((key, _)) = self.met.iter().find(|(_, other)| is_same(other)) {
            return key.clone();
        }
        if self.met.len() < COMPARED {
            self.met.push((title.to_string(), words));
        }
        title.to_string()
    }
}
