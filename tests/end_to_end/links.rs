//! Targets and relations against gold: what `eval` prints, as a table and as JSON, and which floor
//! they reach.

use crate::support::{Archive, stderr, stdout, thoisu};
use serde_json::{Value, json};

const TEXT: &str = "Nghị định 49/2017/NĐ-CP thay thế Nghị định 25/2011/NĐ-CP. Theo Nghị định 49, đại lý báo cáo; dự án Luật Giá chưa xong.";

/// A mention of `words`, their first place in [`TEXT`] from `from` on, in Unicode scalars.
fn mention(form: &str, words: &str, from: usize, more: Value) -> Value {
    let text: Vec<char> = TEXT.chars().collect();
    let wanted: Vec<char> = words.chars().collect();
    let start = (from..text.len()).find(|&at| text[at..].starts_with(&wanted)).unwrap();
    let mut mention = json!({"kind": "regulation", "form": form, "start": start, "end": start + wanted.len(), "text": words, "value": words});
    mention.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    mention
}

/// Gold of one document, with the target of the short form and the relations.
fn gold(target: &str, relations: Value) -> String {
    let mentions = [
        mention("code", "49/2017/NĐ-CP", 0, json!({})),
        mention("code", "25/2011/NĐ-CP", 0, json!({})),
        mention("partial", "Nghị định 49", 20, json!({"target": target})),
        mention("named", "Luật Giá", 0, json!({"target": null})),
    ];
    let names = json!({"49/2017/NĐ-CP": ["Nghị định Đại lý"]});
    json!({"id": "a", "text": TEXT, "mentions": mentions, "relations": relations, "names": names})
        .to_string()
}

#[test]
fn targets_and_relations_are_scored() {
    let right = json!([{"kind": "replaces", "from": 0, "to": 1}]);
    let turned = json!([{"kind": "replaces", "from": 1, "to": 0}]);
    for (target, relations, row, code) in [
        // "năm", case and zeros do not count, nor which of its names the gold has.
        (
            "049/2017/nđ-cp",
            &right,
            "target/partial           1     1  1.0000 1.0000 1.0000 | 0/0",
            0,
        ),
        ("Nghị định đại lý", &right, "relation/replaces        1     1  1.0000 1.0000 1.0000 |", 0),
        (
            "49/2017/NĐ-CP",
            &right,
            "target/named             0     0  0.0000 0.0000 0.0000 | 1/1",
            0,
        ),
        ("49/2017/NĐ-CP", &right, "relation.status     right 1/1", 0),
        (
            "25/2011/NĐ-CP",
            &right,
            "target/partial           1     1  0.0000 0.0000 0.0000 | 0/0",
            1,
        ),
        ("49/2017/NĐ-CP", &turned, "relation/replaces        1     1  0.0000 0.0000 0.0000 |", 1),
        (
            "49/2017/NĐ-CP",
            &json!([]),
            "relation/replaces        0     1  0.0000 0.0000 0.0000 |",
            1,
        ),
    ] {
        let archive =
            Archive::with(&[("a.gold.jsonl", gold(target, relations.clone()).as_bytes())]);
        let output = thoisu()
            .args(["eval", "a.gold.jsonl", "--floor", "0.9"])
            .current_dir(archive.path())
            .output()
            .unwrap();
        let printed = stdout(&output);
        assert!(printed.lines().any(|line| line == row), "`{row}` in\n{printed}");
        assert!(
            !printed.contains("number"),
            "kinds that the gold does not mark are not scored:\n{printed}"
        );
        assert_eq!(output.status.code(), Some(code), "{printed}{}", stderr(&output));
    }
}

#[test]
fn the_same_as_json() {
    let relations = json!([{"kind": "replaces", "from": 0, "to": 1, "status": "planned"}]);
    let archive = Archive::with(&[("a.gold.jsonl", gold("25/2011/NĐ-CP", relations).as_bytes())]);
    let output = thoisu()
        .args(["eval", "a.gold.jsonl", "--format", "json", "--errors", "5"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    let scores: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(scores["target/all"]["F1"], 0.0);
    assert_eq!(
        (&scores["target/all"]["nulls"], &scores["target/all"]["kept"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(
        (&scores["relation/all"]["F1"], &scores["relation.status"]),
        (&json!(1.0), &json!(0.0))
    );
    let faults: Vec<&str> = scores["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| fault["group"].as_str().unwrap())
        .collect();
    assert_eq!(faults, ["target/partial", "relation/replaces"]);
}

#[test]
fn the_gold_of_the_corpus_has_its_floor() {
    let output = thoisu()
        .args(["eval", "corpus/registry.gold.jsonl", "--floor", "0.8"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}{}", stdout(&output), stderr(&output));
    let usual = thoisu()
        .args(["eval", "corpus/gold.jsonl"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(!stdout(&usual).contains("target"), "gold without targets: {}", stdout(&usual));
}
