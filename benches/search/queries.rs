//! Queries that are drawn from an archive, each in three typings, and questions with their answers.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::path::Path;

use serde::Deserialize;
use thoisu::Annotated;
use thoisu::random::Random;
use thoisu::text::{fold, tone_of};

/// How a query is typed.
#[derive(Clone, Copy)]
pub enum Typing {
    Marked,
    Bare,
    OneToneMissing,
}

impl Typing {
    pub const ALL: [Typing; 3] = [Typing::Marked, Typing::Bare, Typing::OneToneMissing];
}

/// Syllables of a title, and the document whose title it is.
pub struct KnownItem {
    pub id: String,
    typed: [String; 3],
}

impl KnownItem {
    pub fn typed(&self, typing: Typing) -> &str {
        &self.typed[typing as usize]
    }
}

/// A question and the documents that answer it.
#[derive(Deserialize)]
pub struct Question {
    query: String,
    pub relevant: Vec<String>,
    #[serde(default)]
    bare: String,
}

impl Question {
    pub fn typed(&self, typing: Typing) -> &str {
        if matches!(typing, Typing::Marked) { &self.query } else { &self.bare }
    }
}

/// Reads questions; every engine gets their words alone, for `?`, `(` and the like are operators in some.
pub fn questions(path: &Path) -> Vec<Question> {
    let text = std::fs::read_to_string(path).unwrap();
    let question = |line: &str| {
        let question: Question = serde_json::from_str(line).unwrap();
        let query: String = question.query.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let query = thoisu::Text::new(query.to_lowercase()).as_str().split_whitespace().collect::<Vec<_>>().join(" ");
        Question { bare: fold(&query), query, ..question }
    };
    text.lines().map(question).collect()
}

/// Draws neighbouring syllables out of titles that stand once; each with some mark, so that the typings differ.
pub fn known_items(documents: &[Annotated], count: usize, syllables: RangeInclusive<usize>, seed: u64) -> Vec<KnownItem> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let titles: Vec<(&str, &str)> = documents
        .iter()
        .filter_map(|annotated| Some((annotated.document.id.as_str(), annotated.document.meta.title.as_deref()?)))
        .collect();
    titles.iter().for_each(|(_, title)| *seen.entry(title).or_default() += 1);
    let mut random = Random::new(seed);
    let mut out = Vec::new();
    // An archive may have few titles that will do.
    for _ in 0..count * 100 {
        if out.len() == count || titles.is_empty() {
            break;
        }
        let (id, title) = titles[random.below(titles.len())];
        let text = thoisu::Text::new(title.to_string());
        let clean = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let words: Vec<String> = text.as_str().split_whitespace().map(clean).collect();
        let length = syllables.start() + random.below(syllables.end() - syllables.start() + 1);
        if seen[title] > 1 || words.len() < length.max(4) {
            continue;
        }
        let start = random.below(words.len() - length + 1);
        let drawn = &words[start..start + length];
        let toned: Vec<usize> = (0..length).filter(|&i| without_tone(&drawn[i]) != drawn[i]).collect();
        if toned.is_empty() || drawn.iter().any(|word| word.is_empty() || !word.chars().all(char::is_alphabetic)) {
            continue;
        }
        let missing = toned[random.below(toned.len())];
        let one: Vec<String> =
            drawn.iter().enumerate().map(|(i, word)| if i == missing { without_tone(word) } else { word.clone() }).collect();
        let marked = drawn.join(" ");
        out.push(KnownItem { id: id.to_string(), typed: [marked.clone(), fold(&marked), one.join(" ")] });
    }
    out
}

fn without_tone(word: &str) -> String {
    word.chars().map(|c| tone_of(c).map_or(c, |(letter, _)| letter)).collect()
}
