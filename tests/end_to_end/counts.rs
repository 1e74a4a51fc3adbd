//! Totals of searches, held against a count by brute force over what `extract --text` prints.
//!
//! The counter cuts texts into words as the index does and knows nothing else of it: no weights, no
//! lists, no spellings.

use std::path::Path;

use crate::support::{Archive, stderr, stdout, thoisu};
use serde_json::Value;
use thoisu::index::words;
use thoisu::random::Random;
use thoisu::text::fold;

/// The words of a document: each value of each field by itself, the title first.
struct Counted {
    title: Vec<String>,
    body: Vec<Vec<String>>,
}

impl Counted {
    fn of(record: &Value) -> Counted {
        let cut = |text: &str| {
            words(text).map(|span| span.slice(text).to_lowercase()).collect::<Vec<String>>()
        };
        let text: Vec<char> = record["text"].as_str().unwrap().chars().collect();
        let block = |block: &Value| {
            let (start, end) = (
                block["start"].as_u64().unwrap() as usize,
                block["end"].as_u64().unwrap() as usize,
            );
            cut(&text[start..end].iter().collect::<String>())
        };
        let lead = record["lead"].as_str().into_iter().map(cut);
        let blocks = record["blocks"].as_array().unwrap().iter().map(block);
        Counted {
            title: record["title"].as_str().map(cut).unwrap_or_default(),
            body: lead.chain(blocks).collect(),
        }
    }

    fn values(&self) -> impl Iterator<Item = &Vec<String>> {
        std::iter::once(&self.title).chain(&self.body)
    }

    /// Whether words that are as `is_one` says of each place stand side by side.
    fn has_phrase(&self, phrase: &[&str], is_one: fn(&str, &str) -> bool) -> bool {
        self.values().any(|value| {
            value
                .windows(phrase.len())
                .any(|run| run.iter().zip(phrase).all(|(word, asked)| is_one(word, asked)))
        })
    }

    fn has_all(&self, asked: &[&str], is_one: fn(&str, &str) -> bool) -> bool {
        asked.iter().all(|asked| self.has_phrase(&[asked], is_one))
    }
}

/// A word that is written in one way: `kỳ` and `kì` are the same to the index.
fn is_plain(word: &str) -> bool {
    word.chars().count() > 1
        && word.chars().all(char::is_alphabetic)
        && !fold(word).ends_with(['i', 'y'])
}

fn answer(archive: &Path, query: &str, is_exact: bool) -> Value {
    let exact = if is_exact { &["--exact"][..] } else { &[] };
    let output = thoisu()
        .args(["search", "out", query, "-n", "0", "--format", "json"])
        .args(exact)
        .current_dir(archive)
        .output()
        .unwrap();
    assert!(output.status.success(), "{query}: {}", stderr(&output));
    serde_json::from_str(&stdout(&output)).unwrap()
}

#[test]
fn totals_are_those_of_a_count_by_brute_force() {
    let archive = Archive::with(&[]);
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let corpus = corpus.to_str().unwrap();
    thoisu()
        .args(["run", corpus, "--ignore", "README.md", "--out", "out", "-q"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    let extract = ["extract", corpus, "--ignore", "README.md", "--text", "--allow-skips", "-q"];
    let output = thoisu().args(extract).current_dir(archive.path()).output().unwrap();
    let documents: Vec<Counted> = stdout(&output)
        .lines()
        .map(|line| Counted::of(&serde_json::from_str(line).unwrap()))
        .collect();
    assert!(documents.len() > 100, "{}", stderr(&output));
    let count = |holds: &dyn Fn(&Counted) -> bool| {
        documents.iter().filter(|document| holds(document)).count()
    };
    let is_same: fn(&str, &str) -> bool = |a, b| a == b;
    let is_folded: fn(&str, &str) -> bool = |a, b| fold(a) == b;
    let mut random = Random::new(31);
    let mut checked = 0;
    while checked < 90 {
        let value: Vec<&Vec<String>> = documents[random.below(documents.len())]
            .values()
            .filter(|value| value.len() > 4)
            .collect();
        let Some(value) = (!value.is_empty()).then(|| value[random.below(value.len())]) else {
            continue;
        };
        let start = random.below(value.len() - 3);
        let run: Vec<&str> = value[start..start + 3].iter().map(String::as_str).collect();
        if !run.iter().all(|word| is_plain(word)) {
            continue;
        }
        let [a, b, c] = [run[0], run[1], run[2]];
        let all = [a, b, c].join(" ");
        let found = answer(archive.path(), &all, true);
        assert_eq!(found["all_words"], count(&|found| found.has_all(&run, is_same)), "{all}");
        let together = |found: &Counted| {
            found.has_phrase(&[a, b], is_same) && found.has_phrase(&[b, c], is_same)
        };
        assert_eq!(found["together"], count(&together), "{all}");
        assert_eq!(
            answer(archive.path(), &format!("{a} {c}"), true)["total"],
            count(&|found| found.has_all(&[a, c], is_same)),
            "{a} {c}"
        );
        let phrase = format!("\"{a} {b}\" -{c}");
        let holds =
            |found: &Counted| found.has_phrase(&[a, b], is_same) && !found.has_all(&[c], is_same);
        assert_eq!(answer(archive.path(), &phrase, true)["total"], count(&holds), "{phrase}");
        let either = format!("{a} OR {c}");
        let holds = |found: &Counted| found.has_all(&[a], is_same) || found.has_all(&[c], is_same);
        assert_eq!(answer(archive.path(), &either, true)["total"], count(&holds), "{either}");
        let beginning: String = c.chars().take(2).collect();
        let holds =
            |found: &Counted| found.values().flatten().any(|word| word.starts_with(&beginning));
        if !beginning.is_ascii() {
            assert_eq!(
                answer(archive.path(), &format!("{beginning}*"), true)["total"],
                count(&holds),
                "{beginning}*"
            );
        }
        // Typed bare; an abbreviation or long form among the words finds more.
        let bare = [fold(a), fold(b)];
        let folded: Vec<&str> = bare.iter().map(String::as_str).collect();
        let found = answer(archive.path(), &bare.join(" "), false);
        if found.get("expanded").is_none() {
            assert_eq!(
                found["total"],
                count(&|found| found.has_all(&folded, is_folded)),
                "{bare:?}"
            );
            assert_eq!(
                found["together"],
                count(&|found| found.has_phrase(&folded, is_folded)),
                "{bare:?}"
            );
        }
        checked += 6;
    }
}
