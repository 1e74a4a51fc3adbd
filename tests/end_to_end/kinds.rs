//! The choice of kinds of mentions, in what `extract` prints and in what an index holds, and why
//! each has its value.

use serde_json::Value;

use crate::support::{Archive, counts, documents, stderr, stdout, thoisu};

const NEWS: &str = "{\"id\":\"a\",\"text\":\"Ngày 5/5/2022, theo khoản 2 Điều 5 Luật Đất đai 2024, xã chi 12 tỷ đồng.\"}\n";

/// The kinds and values of the mentions in the JSON Lines of `extract`.
fn found(lines: &str) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or("null").to_string();
    let mentions = |line: &str| {
        serde_json::from_str::<Value>(line).unwrap()["mentions"].as_array().unwrap().clone()
    };
    lines
        .lines()
        .flat_map(mentions)
        .map(|mention| (text(&mention["kind"]), text(&mention["value"])))
        .collect()
}

#[test]
fn only_the_kinds_asked_for_are_printed() {
    let archive = Archive::with(&[("news.jsonl", NEWS.as_bytes())]);
    for (kinds, expected) in [
        (
            "date,regulation,number",
            "date=2022-05-05 regulation=Luật Đất đai 2024 number=12000000000",
        ),
        ("number,date", "date=2022-05-05 number=12000000000"),
        ("regulation", "regulation=Luật Đất đai 2024"),
        ("provision", "provision=d5.k2"),
    ] {
        let output = thoisu()
            .args(["extract", "news.jsonl", "--kinds", kinds])
            .current_dir(archive.path())
            .output()
            .unwrap();
        let shown: Vec<String> =
            found(&stdout(&output)).iter().map(|(kind, value)| format!("{kind}={value}")).collect();
        assert_eq!(shown.join(" "), expected, "{kinds}");
    }
    let output = thoisu()
        .args(["extract", "news.jsonl", "--kinds", "dates"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert!(stderr(&output).contains("but found `dates`"), "{}", stderr(&output));
}

#[test]
fn csv_has_the_columns_of_the_kinds_asked_for() {
    let archive = Archive::with(&[("news.jsonl", NEWS.as_bytes())]);
    let every = "id,source_id,title,published,url,kind,start,end,text,value";
    for (kinds, columns) in [
        (
            "date,regulation,number",
            "first,last,part_of_day,form,number,year,type,issuer,issued,regulation_title,class,unit,approx",
        ),
        ("date", "first,last,part_of_day"),
        ("date,provision", "first,last,part_of_day,of"),
        ("number,date", "first,last,part_of_day,form,class,unit,approx"),
    ] {
        let arguments = ["extract", "news.jsonl", "--format", "csv", "--kinds", kinds];
        let output = thoisu().args(arguments).current_dir(archive.path()).output().unwrap();
        assert_eq!(
            stdout(&output).lines().next(),
            Some(format!("{every},{columns},published_from").as_str()),
            "{kinds}"
        );
    }
}

#[test]
fn another_choice_of_kinds_reads_an_index_again() {
    let archive = Archive::with(&[("news.jsonl", NEWS.as_bytes())]);
    let run = |kinds: &str| {
        let output = thoisu()
            .args(["run", "news.jsonl", "--out", "out", "--kinds", kinds])
            .current_dir(archive.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        let counts = counts(&stdout(&output));
        (counts["indexed"], counts["unchanged"], counts.contains_key("regulations"))
    };
    assert_eq!(run("date,regulation,number"), (1, 0, true));
    assert_eq!(run("number,regulation,date"), (0, 1, true), "the order makes no difference");
    assert_eq!(run("date,number"), (1, 0, false));
    assert_eq!(run("date,number"), (0, 1, false));
    let all = documents(archive.path(), "out");
    assert_eq!(all.len(), 1, "the item took the place of what was there: {all:?}");
}

#[test]
fn provisions_are_found_where_they_are_asked_for() {
    let archive = Archive::with(&[("news.jsonl", NEWS.as_bytes())]);
    let run = |arguments: &[&str]| {
        let output = thoisu().args(arguments).current_dir(archive.path()).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
        stdout(&output)
    };
    let all = "date,regulation,number,provision";
    let printed = run(&["extract", "news.jsonl", "--kinds", all]);
    let expected = r#"{"kind":"provision","start":20,"end":34,"text":"khoản 2 Điều 5","value":"d5.k2","of":"Luật Đất đai 2024"}"#;
    assert!(printed.contains(expected), "{printed}");
    assert!(!run(&["run", "news.jsonl", "--out", "out"]).contains("provisions"));
    assert_eq!(
        counts(&run(&["run", "news.jsonl", "--out", "out", "--kinds", all]))["provisions"],
        1
    );
    for (query, total) in [("provision:d5.k2", 1), ("provision:D5", 1), ("provision:d5.k3", 0)] {
        let answer: Value =
            serde_json::from_str(&run(&["search", "out", query, "--format", "json"])).unwrap();
        assert_eq!(answer["total"], total, "{query}");
        let surfaces = answer["hits"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|hit| hit["mentions"].as_array().unwrap());
        assert!(surfaces.into_iter().all(|mention| mention["text"] == "khoản 2 Điều 5"), "{query}");
    }
    assert!(
        run(&["search", "out", "xã", "--facets", "provision"]).contains("provision (1 different)")
    );
    assert!(
        run(&["show", "out", "a"])
            .contains("[provision d5.k2: khoản 2 Điều 5] [regulation Luật Đất đai 2024")
    );
}

#[test]
fn gold_of_a_kind_asks_for_it() {
    let arguments = ["eval", "corpus/provisions.gold.jsonl", "--floor", "0.9"];
    let output = thoisu().args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}{}", stdout(&output), stderr(&output));
    assert!(stdout(&output).contains("provision.of"), "{}", stdout(&output));
    let usual = thoisu()
        .args(["eval", "corpus/gold.jsonl"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(!stdout(&usual).contains("provision"), "{}", stdout(&usual));
}

#[test]
fn explanations_are_printed_when_asked_for() {
    let archive = Archive::with(&[("news.jsonl", NEWS.as_bytes())]);
    let mentions = |arguments: &[&str]| {
        let output = thoisu()
            .args(["extract", "news.jsonl"])
            .args(arguments)
            .current_dir(archive.path())
            .output()
            .unwrap();
        let line: Value = serde_json::from_str(&stdout(&output)).unwrap();
        line["mentions"].as_array().unwrap().clone()
    };
    let (plain, mut explained) = (mentions(&[]), mentions(&["--explain"]));
    let rules: Vec<Value> = explained.iter().map(|mention| mention["rule"].clone()).collect();
    assert_eq!(rules, ["day.headed", "named.law", "number.unit"]);
    assert!(explained.iter().all(|mention| mention["because"].is_array()));
    for mention in &mut explained {
        let keys = mention.as_object_mut().unwrap();
        keys.retain(|key, _| key != "rule" && key != "because");
    }
    assert_eq!(explained, plain, "the values are the same");
}
