//! A user's own table of words: checked, read by `run`, `extract` and `eval`, kept by the index.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{Archive, counts, stderr, stdout, thoisu};

const TABLE: &str = "# Words of the lagoon\n\
    sense\tforms\tvalue\texample\tshort\n\
    state\tBan Quản lý đầm Thị|BQL đầm Thị\tBQLĐT\ttheo Ban Quản lý đầm Thị\n\
    measure\tthúng|thùng to\tthung\tgặt 5 thúng\n\
    numbered\tGiấy mời\tGM\tGiấy mời 15\tGM\n";

const NEWS: &str = "Mùa cá ở đầm Thị\n\nTheo Giấy mời số 15-GM/BQLĐT, mỗi thuyền nộp 5 thúng cá.\n";

fn archive(table: &str) -> Archive {
    Archive::with(&[("mine.tsv", table.as_bytes()), ("news/ca.txt", NEWS.as_bytes())])
}

/// The mentions that `extract` finds, as value, issuer or unit, and type.
fn mentions(dir: &Path, options: &[&str]) -> Vec<String> {
    let output =
        thoisu().arg("extract").arg("news").args(options).current_dir(dir).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let document: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let of = |mention: &Value, key: &str| mention[key].as_str().unwrap_or("-").to_string();
    let mentions = document["mentions"].as_array().unwrap();
    mentions
        .iter()
        .map(|m| ["value", "issuer", "unit", "type"].map(|key| of(m, key)).join(" "))
        .collect()
}

#[test]
fn a_table_adds_issuers_units_and_types() {
    let archive = archive(TABLE);
    assert_eq!(mentions(archive.path(), &[]), ["15-GM/BQLĐT - - -", "5 - - -"]);
    let with = mentions(archive.path(), &["--lexicon", "mine.tsv"]);
    assert_eq!(with, ["15-GM/BQLĐT Ban Quản lý đầm Thị - Giấy mời", "5 - thung -"]);
}

#[test]
fn a_table_is_checked() {
    let crossed = "sense\tforms\tvalue\texample\n\
        measure\ttấn\tton\t5 tấn\n\
        litre\tlít\tl\t5 lít\n\
        state\tBan Tin Cũ\tBTC\ttheo Ban Tin Cũ\n";
    let archive = Archive::with(&[
        ("good.tsv", TABLE.as_bytes()),
        ("crossed.tsv", crossed.as_bytes()),
        ("example.tsv", b"sense\tforms\tvalue\texample\nmeasure\tth\xc3\xbang\tthung\t5 con\n"),
        ("latin.tsv", b"sense\tforms\tvalue\texample\nmeasure\tth\xfang\tthung\t5 con\n"),
        ("empty.tsv", b"# nothing\n"),
    ]);
    let check = |file: &[&str]| {
        let output = thoisu()
            .args(["lexicon", "check"])
            .args(file)
            .current_dir(archive.path())
            .output()
            .unwrap();
        (output.status.code(), stdout(&output), stderr(&output))
    };
    assert_eq!(check(&[]), (Some(0), "the built-in tables: no fault\n".into(), String::new()));
    assert_eq!(check(&["good.tsv"]), (Some(0), "good.tsv: no fault\n".into(), String::new()));
    assert_eq!(check(&["empty.tsv"]), (Some(0), "empty.tsv: no fault\n".into(), String::new()));
    let (code, out, told) = check(&["crossed.tsv"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    let expected = [
        "thoisu: crossed.tsv:2: expected each form once, but found `tấn` at units.tsv:",
        "thoisu: crossed.tsv:3: expected one of the senses `state`, `party`, `former`, `measure`, ",
        "thoisu: crossed.tsv:4: expected an abbreviation of its own, but `BTC` is that of `Bộ Tài chính`",
        "thoisu: crossed.tsv: 3 lines are at fault",
    ];
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), expected.len(), "{told}");
    lines
        .iter()
        .zip(expected)
        .for_each(|(line, expected)| assert!(line.starts_with(expected), "{line}\n{expected}"));
    let (_, _, told) = check(&["example.tsv"]);
    assert_eq!(
        told,
        "thoisu: example.tsv:2: expected an example with `thúng`, but found `5 con`\nthoisu: example.tsv: 1 line is at fault\n"
    );
    let (code, _, told) = check(&["latin.tsv"]);
    assert!(
        code == Some(1) && told.starts_with("thoisu: latin.tsv: expected a table in UTF-8"),
        "{told}"
    );
    let (code, _, told) = check(&["none.tsv"]);
    assert!(code == Some(1) && told.starts_with("thoisu: none.tsv: "), "{told}");
}

#[test]
fn a_bad_table_stops_a_command() {
    let archive = archive("sense\tforms\tvalue\texample\nmeasure\tthúng\tthung\n");
    fs::write(archive.path().join("gold.jsonl"), "").unwrap();
    for command in
        [&["extract", "news"][..], &["run", "news", "--out", "out"], &["eval", "gold.jsonl"]]
    {
        let output = thoisu()
            .args(command)
            .args(["--lexicon", "mine.tsv"])
            .current_dir(archive.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{command:?}");
        assert_eq!(
            stderr(&output),
            "thoisu: mine.tsv:2: expected an example of `thúng`, but found none\n",
            "{command:?}"
        );
    }
    assert!(!archive.path().join("out").exists());
}

/// How many items a run on `out` indexed, and how many it left.
fn run(dir: &Path, options: &[&str]) -> [u64; 2] {
    let output = thoisu()
        .args(["run", "news", "--out", "out"])
        .args(options)
        .current_dir(dir)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let counts = counts(&stdout(&output));
    ["indexed", "unchanged"].map(|name| counts[name])
}

/// The payload of the index's last commit.
fn payload(dir: &Path) -> Option<Value> {
    let meta: Value =
        serde_json::from_slice(&fs::read(dir.join("out/index/meta.json")).unwrap()).unwrap();
    meta["payload"].as_str().map(|payload| serde_json::from_str(payload).unwrap())
}

#[test]
fn an_index_keeps_its_table() {
    let archive = archive(TABLE);
    let dir = archive.path();
    fs::write(dir.join("other.tsv"), TABLE.replace("|thùng to", "")).unwrap();
    let found = |command: &str, query: &str| {
        let output = thoisu()
            .args([command, "out", query, "--format", "json"])
            .current_dir(dir)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        serde_json::from_str::<Value>(&stdout(&output)).unwrap()["total"].as_u64().unwrap()
    };
    assert_eq!(run(dir, &["--lexicon", "mine.tsv"]), [1, 0]);
    let first = payload(dir).unwrap();
    assert_eq!(first["lexicon"]["name"], "mine.tsv");
    assert_eq!(first["lexicon"]["text"], TABLE);
    assert_eq!(first["lexicon"]["hash"].as_str().unwrap().len(), 16);
    for query in [
        "number:\"5 thúng\"",
        "number:\"5 thung to\"",
        "issuer:\"ban quan ly dam thi\"",
        "type:\"Giấy mời\"",
        "15-GM/BQLĐT",
    ] {
        assert_eq!(found("search", query), 1, "{query}");
        assert_eq!(found("timeline", query), 1, "{query}");
    }
    assert_eq!(found("search", "number:\"6 thúng\""), 0);

    assert_eq!(run(dir, &["--lexicon", "mine.tsv"]), [0, 1], "the same table again");
    assert_eq!(payload(dir).as_ref(), Some(&first));
    assert_eq!(run(dir, &["--lexicon", "other.tsv"]), [1, 0], "another table");
    assert_ne!(payload(dir).unwrap()["lexicon"]["hash"], first["lexicon"]["hash"]);
    assert_eq!(run(dir, &[]), [1, 0], "no table");
    assert!(payload(dir).unwrap().get("lexicon").is_none());
    assert_eq!(found("search", "type:\"Giấy mời\""), 0);
    assert_eq!(run(dir, &[]), [0, 1]);
}

#[test]
fn a_table_is_scored() {
    let archive = archive(TABLE);
    let gold = format!(
        "{{\"id\": \"ca\", \"published\": null, \"text\": {}, \"mentions\": [{}]}}\n",
        serde_json::to_string("Xã gửi Giấy mời 15 cho dân.").unwrap(),
        "{\"kind\": \"regulation\", \"start\": 7, \"end\": 18, \"text\": \"Giấy mời 15\", \"value\": \"Giấy mời 15\", \"form\": \"partial\"}",
    );
    fs::write(archive.path().join("gold.jsonl"), gold).unwrap();
    for (options, code) in [(&[][..], 1), (&["--lexicon", "mine.tsv"], 0)] {
        let output = thoisu()
            .args(["eval", "gold.jsonl", "--floor", "1"])
            .args(options)
            .current_dir(archive.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(code), "{}{}", stdout(&output), stderr(&output));
    }
}
