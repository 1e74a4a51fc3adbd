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

/// Reads questions; every engine gets their words alone, for `?`, `(` and the like are operators in
/// some.
pub fn questions(path: &Path) -> Vec<Question> {
    let text = std::fs::read_to_string(path).unwrap();
    let question = |line: &str| {
        let question: Question = serde_json::from_str(line).unwrap();
        let query: String =
            question.query.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let query = thoisu::Text::new(query.to_lowercase())
            .as_str()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        Question { bare: fold(&query), query, ..question }
    };
    text.lines().map(question).collect()
}

/// Draws neighbouring syllables out of titles that stand once; each with some mark, so that the
/// typings differ.
pub fn known_items(
    documents: &[Annotated],
    count: usize,
    syllables: RangeInclusive<usize>,
    seed: u64,
) -> Vec<KnownItem> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let titles: Vec<(&str, &str)> = documents
        .iter()
        .filter_map(|annotated| {
            Some((annotated.document.id.as_str(), annotated.document.meta.title.as_deref()?))
        })
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
        let toned: Vec<usize> =
            (0..length).filter(|&i| without_tone(&drawn[i]) != drawn[i]).collect();
        if toned.is_empty()
            || drawn.iter().any(|word| word.is_empty() || !word.chars().all(char::is_alphabetic))
        {
            continue;
        }
        let missing = toned[random.below(toned.len())];
        let one: Vec<String> = drawn
            .iter()
            .enumerate()
            .map(|(i, word)| if i == missing { without_tone(word) } else { word.clone() })
            .collect();
        let marked = drawn.join(" ");
        out.push(KnownItem {
            id: id.to_string(),
            typed: [marked.clone(), fold(&marked), one.join(" ")],
        });
    }
    out
}

fn without_tone(word: &str) -> String {
    word.chars().map(|c| tone_of(c).map_or(c, |(letter, _)| letter)).collect()
}

/// How a headline is typed in haste.
#[derive(Clone, Copy)]
pub enum Noise {
    /// One tone of five is missing.
    Tones,
    /// Two letters of a word are exchanged.
    Swapped,
    /// A word has its Telex keys.
    Telex,
    /// Two words have no blank between them.
    Joined,
    /// All in capitals.
    Capitals,
}

impl Noise {
    pub const ALL: [(&'static str, Noise); 5] = [
        ("one tone of five missing", Noise::Tones),
        ("letters exchanged", Noise::Swapped),
        ("Telex keys", Noise::Telex),
        ("two words joined", Noise::Joined),
        ("capitals", Noise::Capitals),
    ];

    /// The words of a query with this noise, at places that `random` chooses.
    pub fn of(self, words: &[String], random: &mut Random) -> String {
        let mut words = words.to_vec();
        let long: Vec<usize> =
            (0..words.len()).filter(|&at| words[at].chars().count() > 3).collect();
        let chosen = if long.is_empty() { 0 } else { long[random.below(long.len())] };
        match self {
            Noise::Tones => {
                let toned: Vec<usize> =
                    (0..words.len()).filter(|&at| without_tone(&words[at]) != words[at]).collect();
                for _ in 0..toned.len().div_ceil(5) {
                    let at = toned[random.below(toned.len())];
                    words[at] = without_tone(&words[at]);
                }
            }
            Noise::Swapped => {
                let mut letters: Vec<char> = words[chosen].chars().collect();
                if letters.len() > 2 {
                    letters.swap(1, 2);
                }
                words[chosen] = letters.into_iter().collect();
            }
            Noise::Telex => words[chosen] = telex(&words[chosen]),
            Noise::Joined if chosen + 1 < words.len() => {
                let next = words.remove(chosen + 1);
                words[chosen].push_str(&next);
            }
            Noise::Joined => {}
            Noise::Capitals => return words.join(" ").to_uppercase(),
        }
        words.join(" ")
    }
}

/// The keys that make a word in Telex: its marks behind their letters, its tone behind all.
fn telex(word: &str) -> String {
    let mut out = String::new();
    let mut tone = None;
    for c in word.chars() {
        let (letter, own) = tone_of(c).unwrap_or((c, thoisu::text::Tone::Level));
        tone = match own {
            thoisu::text::Tone::Level => tone,
            thoisu::text::Tone::Grave => Some('f'),
            thoisu::text::Tone::Acute => Some('s'),
            thoisu::text::Tone::Hook => Some('r'),
            thoisu::text::Tone::Tilde => Some('x'),
            thoisu::text::Tone::Dot => Some('j'),
        };
        match letter {
            'â' => out.push_str("aa"),
            'ê' => out.push_str("ee"),
            'ô' => out.push_str("oo"),
            'ă' => out.push_str("aw"),
            'ơ' => out.push_str("ow"),
            'ư' => out.push_str("uw"),
            'đ' => out.push_str("dd"),
            letter => out.push(letter),
        }
    }
    out.extend(tone);
    out
}

/// Headlines of 8 to 20 words with the ids of their documents, in lower case and without signs;
/// every `step`-th.
pub fn headlines(documents: &[Annotated], most: usize) -> Vec<(String, Vec<String>)> {
    let all: Vec<(String, Vec<String>)> = documents
        .iter()
        .filter_map(|annotated| {
            let text = thoisu::Text::new(annotated.document.meta.title.clone()?);
            let clean: String = text
                .as_str()
                .to_lowercase()
                .chars()
                .map(|c| if c.is_alphanumeric() { c } else { ' ' })
                .collect();
            let words: Vec<String> = clean.split_whitespace().map(str::to_string).collect();
            (8..=20).contains(&words.len()).then(|| (annotated.document.id.clone(), words))
        })
        .collect();
    let step = (all.len() / most.max(1)).max(1);
    all.into_iter().step_by(step).collect()
}
