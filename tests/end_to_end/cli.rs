//! The real binary, end to end: commands, exit codes, what is printed where.

use crate::support::{Archive, stderr, stdout, thoisu};
use serde_json::Value;

const LINES: &str = r#"{"id":"a","title":"Kỳ họp thứ 5","text":"Ngày 19/5/2021, Ban Bí thư ban hành Quy định số 11-QĐ/TW với 8.890 đại biểu.","published":"2021-05-20","url":"https://www.tinmoi.example/a"}
{"id":"b","text":"Dòng sông Nam chảy qua huyện.\nNước dâng 4,2 m trong đêm qua.","published":"2022-10-01"}

{"id":"c","text":"Nghị quyết 15-NQ/TW về Thủ đô được bàn trong năm."}
"#;

#[test]
fn extract_prints_the_contract() {
    let archive = Archive::with(&[("news.jsonl", LINES.as_bytes())]);
    let output =
        thoisu().args(["extract", "news.jsonl"]).current_dir(archive.path()).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let records: Vec<Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records.len(), 3);
    let first = &records[0];
    let line = stdout(&output).lines().next().unwrap().to_string();
    let order: Vec<usize> = ["id", "source_id", "title", "published", "url", "mentions"]
        .iter()
        .map(|key| line.find(&format!("\"{key}\":")).unwrap())
        .collect();
    assert!(order.is_sorted(), "{line}");
    assert_eq!(first["source_id"], "a");
    assert_eq!(first["published"], "2021-05-20");
    let regulation = &first["mentions"][1];
    let expected = serde_json::json!({
        "kind": "regulation", "start": 48, "end": 56, "text": "11-QĐ/TW", "value": "11-QĐ/TW", "form": "code", "number": "11", "year": null,
        "type": "Quy định", "issuer": "Ban Bí thư", "issued": "2021-05-19", "title": null,
    });
    assert_eq!(regulation, &expected);
    let number = &first["mentions"][2];
    assert_eq!((number["value"].as_str(), number["class"].as_str()), (Some("8890"), Some("count")));
    assert_eq!(records[1]["mentions"][1]["value"], "2022-09-30");
    assert_eq!(
        records[1]["title"],
        Value::Null,
        "a first line that ends like a sentence is no headline"
    );
}

#[test]
fn the_output_does_not_depend_on_threads() {
    let mut lines = String::new();
    for i in 0..2000 {
        lines.push_str(&format!(
            "{{\"id\":\"{i}\",\"text\":\"Ngày {}/{}/2020, xã có {i} hộ, đạt {}%.\"}}\n",
            i % 28 + 1,
            i % 12 + 1,
            i % 100
        ));
    }
    let archive = Archive::with(&[
        ("a.jsonl", lines.as_bytes()),
        ("b/c.txt", "Tiêu đề\n\nNăm 2022 có 5 xã.".as_bytes()),
    ]);
    let run = |threads: &str| {
        let output = thoisu()
            .args(["extract", ".", "--text", "--threads", threads])
            .current_dir(archive.path())
            .output()
            .unwrap();
        assert!(output.status.success());
        output.stdout
    };
    let one = run("1");
    assert_eq!(one.iter().filter(|byte| **byte == b'\n').count(), 2001);
    assert!(one == run("2") && one == run("7"));
}

#[test]
fn run_search_and_show() {
    let archive = Archive::with(&[("news.jsonl", LINES.as_bytes())]);
    let output = thoisu()
        .args(["run", "news.jsonl", "--out", "out"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let summary = stdout(&output);
    assert!(
        summary.contains("documents               3") && summary.contains("15-NQ/TW"),
        "{summary}"
    );
    // query → ids of the hits, in order of relevance
    let table: [(&str, &[&str]); 18] = [
        ("regulation:11-qd/tw", &["a"]),
        ("regulation:\"15 NQ TW\"", &["c"]),
        ("type:\"Quy định\"", &["a"]),
        ("type:\"nghi quyet\" năm", &["c"]),
        ("issuer:\"ban bi thu\"", &["a"]),
        ("issuer:\"Bộ Chính trị\"", &[]),
        ("nam", &["b", "c"]),
        ("năm", &["c"]),
        ("Nam", &["b", "c"]),
        ("\"dong song\"", &["b"]),
        ("\"sông dòng\"", &[]),
        ("bí thư -sông", &["a"]),
        ("sông OR thư", &["a", "b"]),
        ("title:\"ky hop\"", &["a"]),
        ("published:2021..2022", &["a", "b"]),
        ("published:2022-10", &["b"]),
        ("source:tinmoi.example", &["a"]),
        ("-sông", &["a", "c"]),
    ];
    for (query, expected) in table {
        let output = thoisu()
            .args(["search", "out", query, "--format", "json"])
            .current_dir(archive.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{query}: {}", stderr(&output));
        let answer: Value = serde_json::from_str(&stdout(&output)).unwrap();
        let mut ids: Vec<&str> = answer["hits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|hit| hit["id"].as_str().unwrap())
            .collect();
        ids.sort_unstable();
        assert_eq!(ids, expected, "{query}");
        assert_eq!(answer["total"], expected.len(), "{query}");
    }
    let output = thoisu()
        .args(["search", "out", "sông", "--limit", "1"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert!(stdout(&output).contains("[sông]"), "{}", stdout(&output));
    let output = thoisu()
        .args(["search", "out", "published:2000..", "--sort", "published-desc", "--offset", "1"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert!(stdout(&output).contains("2–2 of 2"), "{}", stdout(&output));
    let output = thoisu().args(["show", "out", "a"]).current_dir(archive.path()).output().unwrap();
    assert!(
        stdout(&output).contains("[regulation 11-QĐ/TW] với [number 8890: 8.890]"),
        "{}",
        stdout(&output)
    );
    // A second run finds nothing to do.
    let output = thoisu()
        .args(["run", "news.jsonl", "--out", "out", "-q"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stderr(&output), "");
}

#[test]
fn compressed_input_is_the_same_input() {
    use flate2::write::GzEncoder;
    use std::io::Write;
    let mut gzip = GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(LINES.as_bytes()).unwrap();
    let gzip = gzip.finish().unwrap();
    let zstd = |text: &str| {
        ruzstd::encoding::compress_to_vec(
            text.as_bytes(),
            ruzstd::encoding::CompressionLevel::Fastest,
        )
    };
    // Two frames, as parallel compressors write them.
    let cut = LINES.find('\n').unwrap() + 1;
    let frames = [zstd(&LINES[..cut]), zstd(&LINES[cut..])].concat();
    let archive = Archive::with(&[
        ("a.jsonl", LINES.as_bytes()),
        ("b.jsonl.gz", &gzip),
        ("c.jsonl.zst", &frames),
    ]);
    // Only the origin tells them apart.
    let run = |name: &str| {
        let output = thoisu().args(["extract", name]).current_dir(archive.path()).output().unwrap();
        stdout(&output).replace(&format!("\"origin\":\"{name}:"), "\"origin\":\"-:").into_bytes()
    };
    let plain = run("a.jsonl");
    assert!(!plain.is_empty() && plain == run("b.jsonl.gz") && plain == run("c.jsonl.zst"));
    let piped = thoisu().args(["extract", "-"]).write_stdin(gzip).output().unwrap();
    assert!(piped.stdout == plain, "{}", stderr(&piped));
}

#[test]
fn csv_has_a_row_a_mention() {
    let archive = Archive::with(&[("news.jsonl", LINES.as_bytes())]);
    let output = thoisu()
        .args(["extract", "news.jsonl", "--format", "csv"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    let text = stdout(&output);
    let rows: Vec<&str> = text.lines().collect();
    assert!(rows[0].starts_with("id,source_id,title,published,url,kind,start,end,text,value,"));
    assert_eq!(
        rows[1],
        "a,a,Kỳ họp thứ 5,2021-05-20,https://www.tinmoi.example/a,date,0,14,Ngày 19/5/2021,2021-05-19,2021-05-19,2021-05-19,,,,,,,,,,,,"
    );
}

#[test]
fn help_version_and_completions() {
    for (arguments, expected) in [
        (&["--help"][..], "Exit codes"),
        (&["run", "--help"], "Examples:"),
        (&["extract", "--help"], "Examples:"),
        (&["search", "--help"], "The query language:"),
        (&["search", "--help"], "number:\">= 1.000 tỷ đồng\""),
        (&["timeline", "--help"], "Examples:"),
        (&["show", "--help"], "Examples:"),
        (&["eval", "--help"], "Examples:"),
        (&["--version"], env!("CARGO_PKG_VERSION")),
        (&["completions", "bash"], "complete -F _thoisu"),
        (&["man"], ".TH thoisu 1"),
        (&["man", "search"], ".TH thoisu-search 1"),
    ] {
        let output = thoisu().args(arguments).output().unwrap();
        assert!(output.status.success() && stdout(&output).contains(expected), "{arguments:?}");
    }
}

#[test]
fn invented_news_are_read_and_found_again() {
    let archive = Archive::with(&[]);
    let run = |arguments: &[&str]| {
        let output = thoisu().args(arguments).current_dir(archive.path()).output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        stdout(&output)
    };
    let printed = run(&["synth", "--documents", "30", "--seed", "7", "--gold", "news.gold.jsonl"]);
    assert_eq!(printed.lines().count(), 30);
    assert!(
        run(&["synth", "--documents", "90", "--seed", "7"]).starts_with(&printed),
        "fewer documents are the beginning of more"
    );
    run(&["eval", "news.gold.jsonl", "--floor", "0.95"]);
    run(&["synth", "--documents", "30", "--seed", "7", "--out", "news.jsonl"]);
    let table = run(&["run", "news.jsonl", "--out", "archive", "--timings"]);
    assert!(
        table.contains("documents              30")
            && table.contains("time by stage")
            && table.contains("%  extract"),
        "{table}"
    );
    assert!(
        run(&["search", "archive", "chi bo", "--format", "json"]).contains("\"matching\":\"all\"")
    );
}
