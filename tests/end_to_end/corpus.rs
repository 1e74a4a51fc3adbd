//! The articles of `corpus/` as golden files: what is read from each page, record and file is what
//! its gold holds.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::support::{stderr, stdout, thoisu};
use serde_json::Value;

fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn gold() -> Vec<Value> {
    let gold = fs::read_to_string(corpus().join("gold.jsonl")).unwrap();
    gold.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn each_article_is_read_as_its_gold_says() {
    let output = thoisu()
        .args(["extract", "corpus", "--text", "--ignore", "README.md"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    // source_id → its documents' blocks, a line each, and the publication day
    let mut read: BTreeMap<String, (Vec<String>, Option<String>)> = BTreeMap::new();
    for line in stdout(&output).lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        // The dumps of pages have gold of their own.
        if record["source_id"].as_str().unwrap().starts_with("trang-bao/") {
            continue;
        }
        let text: Vec<char> = record["text"].as_str().unwrap().chars().collect();
        let place = |value: &Value, start: &str, end: &str| -> String {
            text[value[start].as_u64().unwrap() as usize..value[end].as_u64().unwrap() as usize]
                .iter()
                .collect()
        };
        for mention in record["mentions"].as_array().unwrap() {
            assert_eq!(place(mention, "text_start", "text_end"), mention["text"].as_str().unwrap());
        }
        let blocks =
            record["blocks"].as_array().unwrap().iter().map(|block| place(block, "start", "end"));
        let page = read.entry(record["source_id"].as_str().unwrap().to_string()).or_default();
        page.0.extend(blocks);
        if record["id"] == record["source_id"] {
            page.1 = record["published"].as_str().map(|published| published[..10].to_string());
        }
    }
    let gold = gold();
    assert_eq!(read.len(), gold.len());
    for document in gold {
        let id = document["id"].as_str().unwrap();
        let (blocks, published) = &read[id];
        let text = document["text"].as_str().unwrap();
        if id.ends_with(".html") {
            assert_eq!(blocks.join("\n"), text, "{id}");
            assert_eq!(published.as_deref(), document["published"].as_str(), "{id}");
        } else {
            // Text and records are given as they are; their blocks are lines of it, a teaser
            // heading in none.
            let lines: Vec<&str> = text
                .lines()
                .filter(|line| !line.is_empty() && *line != "Có thể bạn quan tâm")
                .collect();
            assert_eq!(blocks, &lines, "{id}");
        }
    }
}

#[test]
fn teasers_are_documents_of_their_own() {
    let output = thoisu()
        .args(["extract", "corpus", "--ignore", "README.md"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let ids: Vec<String> = stdout(&output)
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_string()
        })
        .collect();
    let ids: Vec<String> = ids.into_iter().filter(|id| !id.starts_with("trang-bao/")).collect();
    let teasers = ids.iter().filter(|id| id.contains('#')).count();
    assert!(teasers >= 10, "{teasers} teasers");
    assert_eq!(ids.len() - teasers, gold().len());
}

#[test]
fn gold_slices_to_its_surfaces() {
    for document in gold() {
        let text: Vec<char> = document["text"].as_str().unwrap().chars().collect();
        let mut end = 0;
        for mention in document["mentions"].as_array().unwrap() {
            let (start, stop) = (
                mention["start"].as_u64().unwrap() as usize,
                mention["end"].as_u64().unwrap() as usize,
            );
            assert!(start >= end, "{}: mentions overlap at {start}", document["id"]);
            end = stop;
            assert_eq!(
                text[start..stop].iter().collect::<String>(),
                mention["text"].as_str().unwrap()
            );
        }
    }
}
