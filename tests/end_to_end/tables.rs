//! Tables for analysts: the files of a folder, and CSV for Excel.

use std::fs;
use std::path::Path;

use crate::support::{Archive, stderr, stdout, thoisu};

const NEWS: &str = r#"{"id":"1","published":"2024-03-05T20:00:00Z","text":"Nghị quyết 18-NQ/TW ngày 25/10/2017; tỉnh chi từ 4,5 đến 6 tỷ đồng, đạt 3/4."}
{"id":"2","text":"Trời đẹp."}
"#;

fn names(dir: &Path) -> String {
    let mut names: Vec<String> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names.join(" ")
}

#[test]
fn tables_are_files_of_a_folder() {
    let archive = Archive::with(&[("news.jsonl", NEWS.as_bytes()), ("tệp", b"")]);
    for (arguments, expected) in [
        ("--format parquet --output a/b", "documents.parquet mentions.parquet"),
        ("--format parquet --output c --resolve", "documents.parquet mentions.parquet regulations.parquet relations.parquet"),
        ("--format csv --output d/ --resolve", "documents.csv mentions.csv regulations.csv relations.csv"),
        ("--format csv --output a/b --excel", "documents.csv documents.parquet mentions.csv mentions.parquet"),
    ] {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let output = thoisu().args(["extract", "news.jsonl"]).args(&arguments).current_dir(archive.path()).output().unwrap();
        assert!(output.status.success() && output.stdout.is_empty(), "{}", stderr(&output));
        assert_eq!(names(&archive.path().join(arguments[3])), expected);
    }
    for name in ["documents", "mentions", "regulations", "relations"] {
        let bytes = fs::read(archive.path().join("c").join(format!("{name}.parquet"))).unwrap();
        assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"), "{name}");
    }
    let documents = fs::read_to_string(archive.path().join("d/documents.csv")).unwrap();
    let rows: Vec<&str> = documents.lines().skip(1).collect();
    assert!(rows[0].starts_with("1,1,news.jsonl:1,,2024-03-06T03:00:00+07:00,2024-03-06,"), "{}", rows[0]);
    assert!(rows[1].starts_with("2,2,news.jsonl:2,,,,"), "a document without mentions is there: {}", rows[1]);
}

#[test]
fn what_is_no_place_for_tables_is_told() {
    let archive = Archive::with(&[("news.jsonl", NEWS.as_bytes()), ("tệp", b"")]);
    for (arguments, code, expected) in [
        ("--format parquet", 2, "--output <PATH>"),
        ("--format parquet --output tệp", 1, "tệp: expected a folder for tables, but found a file"),
        ("--format csv --output tệp/", 1, "tệp/: expected a folder for tables, but found a file"),
    ] {
        let output = thoisu().args(["extract", "news.jsonl"]).args(arguments.split(' ')).current_dir(archive.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments}");
        assert!(stderr(&output).contains(expected), "{arguments}: {}", stderr(&output));
    }
}

#[test]
fn excel_gets_a_mark_and_semicolons() {
    let archive = Archive::with(&[("news.jsonl", NEWS.as_bytes())]);
    let output = thoisu().args(["extract", "news.jsonl", "--format", "csv", "--excel"]).current_dir(archive.path()).output().unwrap();
    let csv = stdout(&output);
    assert!(csv.starts_with("\u{feff}id;source_id;title;published;url;kind;start;end;text;value;"), "{csv}");
    assert!(csv.contains("1;1;;2024-03-06T03:00:00+07:00;;regulation;11;19;18-NQ/TW;"), "{csv}");
}

#[test]
fn json_lines_have_origin_day_and_ends() {
    let archive = Archive::with(&[("news.jsonl", NEWS.as_bytes())]);
    let output = thoisu().args(["extract", "news.jsonl"]).current_dir(archive.path()).output().unwrap();
    let lines: Vec<serde_json::Value> = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((lines[0]["origin"].as_str(), lines[0]["day"].as_str()), (Some("news.jsonl:1"), Some("2024-03-06")));
    assert!(lines[1]["day"].is_null() && lines[1].get("day").is_some());
    let numbers: Vec<String> = lines[0]["mentions"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|mention| mention["kind"] == "number")
        .map(|mention| format!("{} {} {}", mention["value"], mention["low"], mention["high"]))
        .collect();
    assert_eq!(numbers, [r#""4500000000..6000000000" "4500000000" "6000000000""#, r#""3/4" null null"#]);
}

#[test]
fn the_records_of_an_index_are_a_table() {
    let archive = Archive::with(&[("news.jsonl", NEWS.as_bytes())]);
    assert!(thoisu().args(["run", "news.jsonl", "--out", "ix", "-q"]).current_dir(archive.path()).output().unwrap().status.success());
    let arguments = ["regulations", "ix", "--format", "parquet", "--output", "r.parquet"];
    let output = thoisu().args(arguments).current_dir(archive.path()).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(fs::read(archive.path().join("r.parquet")).unwrap().starts_with(b"PAR1"));
    assert_eq!(thoisu().args(&arguments[..4]).current_dir(archive.path()).output().unwrap().status.code(), Some(2));
}
