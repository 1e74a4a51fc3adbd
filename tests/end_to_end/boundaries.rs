//! The pages of `corpus/trang-bao/` as scrapers dump them: where the article ends, which teasers follow, and what is in no document.
//!
//! Each page is read as it is, and again with every heading replaced by words that no table has: then its structure alone decides.

use std::fs;
use std::path::PathBuf;

use crate::support::{stdout, thoisu};
use serde_json::Value;

/// What was right on some pages.
#[derive(Debug, Default, PartialEq)]
struct Score {
    pages: usize,
    titles: usize,
    /// Pages with a publication day that is the gold's.
    days: usize,
    /// Pages whose article has all of its paragraphs and nothing else.
    bodies: usize,
    /// Pages whose article lost none of its paragraphs.
    whole: usize,
    teasers: usize,
    found: usize,
    invented: usize,
}

const UNKNOWN: [&str; 5] = ["Sóng vỗ mạn thuyền", "Hương bưởi đầu ngõ", "NẮNG THÁNG BA", "Quán nhỏ", "Đò chiều bến cũ"];

fn gold() -> Vec<Value> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus/trang-bao.gold.jsonl");
    fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|value| value.as_str().unwrap().to_string()).collect()
}

/// A document's blocks of some kinds.
fn blocks(document: &Value, kinds: &[&str]) -> Vec<String> {
    let text: Vec<char> = document["text"].as_str().unwrap().chars().collect();
    let of_kind = document["blocks"].as_array().unwrap().iter().filter(|block| kinds.contains(&block["kind"].as_str().unwrap()));
    let place = |block: &Value, key: &str| block[key].as_u64().unwrap() as usize;
    of_kind.map(|block| text[place(block, "start")..place(block, "end")].iter().collect()).collect()
}

fn score(with_unknown_headings: bool) -> Score {
    let folder = tempfile::tempdir().unwrap();
    let mut score = Score::default();
    for (number, gold) in gold().iter().enumerate() {
        let source = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus").join(gold["id"].as_str().unwrap());
        let mut page = fs::read_to_string(source).unwrap();
        if with_unknown_headings {
            for heading in strings(&gold["headings"]) {
                let lines: Vec<&str> =
                    page.split("\n\n").map(|line| if line == heading { UNKNOWN[number % UNKNOWN.len()] } else { line }).collect();
                page = lines.join("\n\n");
            }
        }
        let path = folder.path().join("trang.txt");
        fs::write(&path, page).unwrap();
        let output = thoisu().args(["extract", "--text"]).arg(&path).output().unwrap();
        let documents: Vec<Value> = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let (article, teasers) = documents.split_first().unwrap();
        let body = blocks(article, &["lead", "paragraph"]);
        let expected = strings(&gold["body"]);
        score.pages += 1;
        score.titles += usize::from(article["title"] == gold["title"]);
        score.days += usize::from(article["published"].as_str().map(|time| &time[..10]) == gold["published"].as_str());
        score.bodies += usize::from(body == expected);
        score.whole += usize::from(expected.iter().all(|line| body.contains(line)));
        let gold: Vec<Vec<String>> = gold["teasers"].as_array().unwrap().iter().map(strings).collect();
        score.teasers += gold.len();
        for teaser in teasers {
            let found = [blocks(teaser, &["title"]), blocks(teaser, &["lead"])].concat();
            let is_right = gold.contains(&found);
            score.found += usize::from(is_right);
            score.invented += usize::from(!is_right);
        }
    }
    score
}

#[test]
fn pages_as_they_are() {
    let score = score(false);
    let Score { pages, titles, days, bodies, whole, teasers, found, invented } = score;
    assert!(pages >= 20, "{score:?}");
    assert_eq!((titles, days, bodies, whole, found, invented), (pages, pages, pages, pages, teasers, 0), "{score:?}");
}

#[test]
fn pages_with_unknown_headings() {
    let score = score(true);
    // No article loses a line; its unknown heading, and a box in its middle, may stay with it.
    assert_eq!((score.titles, score.whole), (score.pages, score.pages), "{score:?}");
    assert!(10 * score.found >= 7 * score.teasers && 4 * score.invented <= score.teasers, "{score:?}");
}
