//! Tables for analysts: the files of a folder, and CSV for Excel.

use std::fs;
use std::path::Path;

use crate::support::{Archive, stderr, stdout, thoisu};

const NEWS: &str = r#"{"id":"1","published":"2024-03-05T20:00:00Z","text":"Nghị quyết 18-NQ/TW ngày 25/10/2017; tỉnh chi từ 4,5 đến 6 tỷ đồng, đạt 3/4."}
{"id":"2","text":"Trời đẹp."}
"#;

fn names(dir: &Path) -> String {
    let mut names: Vec<String> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names.join(" ")
}

#[test]
fn tables_are_files_of_a_folder() {
    let archive = Archive::with(&[("news.jsonl", NEWS.as_bytes()), ("tệp", b"")]);
    for (arguments, expected) in [
        ("--format parquet --output a/b", "documents.parquet mentions.parquet"),
        (
            "--format parquet --output c --resolve",
            "documents.parquet mentions.parquet regulations.parquet relations.parquet",
        ),
        (
            "--format csv --output d/ --resolve",
            "documents.csv mentions.csv regulations.csv relations.csv",
        ),
        (
            "--format csv --output a/b --excel",
            "documents.csv documents.parquet mentions.csv mentions.parquet",
        ),
    ] {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let output = thoisu()
            .args(["extract", "news.jsonl"])
            .args(&arguments)
            .current_dir(archive.path())
            .output()
            .unwrap();
        assert!(output.status.success() && output.stdout.is_empty(), "{}", stderr(&output));
        assert_eq!(names(&archive.path().join(arguments[3])), expected);
    }
    for name in ["documents", "mentions", "regulations", "relations"] {
        let bytes = fs::read(archive.path().join("c").join(format!("{name}.parquet"))).unwrap();
        assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"), "{name}");
    }
    let documents = fs::read_to_string(archive.path().join("d/documents.csv")).unwrap();
    let rows: Vec<&str> = documents.lines().skip(1).collect();
    assert!(
        rows[0].starts_with("1,1,news.jsonl:1,,2024-03-06T03:00:00+07:00,2024-03-06,"),
        "{}",
        rows[0]
    );
    assert!(
        rows[1].starts_with("2,2,news.jsonl:2,,,,"),
        "a document without mentions is there: {}",
        rows[1]
    );
}

#[test]
fn what_is_no_place_for_tables_is_told() {
    let archive = Archive::with(&[("news.jsonl", NEWS.as_bytes()), ("tệp", b"")]);
    for (arguments, code, expected) in [
        ("--format parquet", 2, "--output <PATH>"),
        ("--format parquet --output tệp", 1, "tệp: expected a folder for tables, but found a file"),
        ("--format csv --output tệp/", 1, "tệp/: expected a folder for tables, but found a file"),
    ] {
        let output = thoisu()
            .args(["extract", "news.jsonl"])
            .args(arguments.split(' '))
            .current_dir(archive.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments}");
        assert!(stderr(&output).contains(expected), "{arguments}: {}", stderr(&output));
    }
}

#[test]
fn excel_gets_a_mark_and_semicolons() {
    let archive = Archive::with(&[("news.jsonl", NEWS.as_bytes())]);
    let output = thoisu()
        .args(["extract", "news.jsonl", "--format", "csv", "--excel"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    let csv = stdout(&output);
    assert!(
        csv.starts_with("\u{feff}id;source_id;title;published;url;kind;start;end;text;value;"),
        "{csv}"
    );
    assert!(csv.contains("1;1;;2024-03-06T03:00:00+07:00;;regulation;11;19;18-NQ/TW;"), "{csv}");
}

#[test]
fn json_lines_have_origin_day_and_ends() {
    let archive = Archive::with(&[("news.jsonl", NEWS.as_bytes())]);
    let output =
        thoisu().args(["extract", "news.jsonl"]).current_dir(archive.path()).output().unwrap();
    let lines: Vec<serde_json::Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        (lines[0]["origin"].as_str(), lines[0]["day"].as_str()),
        (Some("news.jsonl:1"), Some("2024-03-06"))
    );
    assert!(lines[1]["day"].is_null() && lines[1].get("day").is_some());
    let numbers: Vec<String> = lines[0]["mentions"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|mention| mention["kind"] == "number")
        .map(|mention| format!("{} {} {}", mention["value"], mention["low"], mention["high"]))
        .collect();
    assert_eq!(
        numbers,
        [r#""4500000000..6000000000" "4500000000" "6000000000""#, r#""3/4" null null"#]
    );
}

#[test]
fn the_records_of_an_index_are_a_table() {
    let archive = Archive::with(&[("news.jsonl", NEWS.as_bytes())]);
    assert!(
        thoisu()
            .args(["run", "news.jsonl", "--out", "ix", "-q"])
            .current_dir(archive.path())
            .output()
            .unwrap()
            .status
            .success()
    );
    let arguments = ["regulations", "ix", "--format", "parquet", "--output", "r.parquet"];
    let output = thoisu().args(arguments).current_dir(archive.path()).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(fs::read(archive.path().join("r.parquet")).unwrap().starts_with(b"PAR1"));
    assert_eq!(
        thoisu().args(&arguments[..4]).current_dir(archive.path()).output().unwrap().status.code(),
        Some(2)
    );
}

const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files");

/// What `extract` makes of these bytes under this name: exit code, lines, what it says.
fn extracted(
    name: &str,
    bytes: &[u8],
    arguments: &[&str],
) -> (Option<i32>, Vec<serde_json::Value>, String) {
    let archive = Archive::with(&[(name, bytes)]);
    let output = thoisu()
        .args(["extract", name])
        .args(arguments)
        .current_dir(archive.path())
        .output()
        .unwrap();
    let lines = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (output.status.code(), lines, stderr(&output))
}

#[test]
fn parquet_is_read() {
    let table = fs::read(format!("{FILES}/tin.parquet")).unwrap();
    let inside = crate::support::tar(&[("tin.parquet", &table)]);
    for (name, bytes, origin) in [
        ("tin.parquet", table.clone(), "tin.parquet"),
        ("không tên", table.clone(), "không tên"),
        ("tin.parquet.gz", crate::support::gzip(&table), "tin.parquet.gz"),
        ("kho.tar", inside, "kho.tar!tin.parquet"),
    ] {
        let (code, lines, told) = extracted(name, &bytes, &[]);
        assert_eq!((code, lines.len()), (Some(0), 2), "{name}: {told}");
        let found = ["id", "origin", "title", "published"]
            .map(|key| lines[0][key].as_str().unwrap().to_string());
        assert_eq!(
            found,
            ["7", &format!("{origin}:1"), "Siết kỷ luật", "2021-05-20T08:00:00+07:00"],
            "a time without a zone is Vietnam's"
        );
        assert_eq!(lines[0]["tags"], serde_json::json!(["Đảng", "kỷ luật"]));
        assert_eq!(
            (lines[1]["id"].as_str(), lines[1]["mentions"][0]["value"].as_str()),
            (Some("9"), Some("2021-06-01"))
        );
        assert!(
            told.contains(&format!("{origin}:2: the row has no text: its column is null")),
            "{told}"
        );
    }
}

#[test]
fn a_parquet_table_that_is_none_or_has_no_texts_is_told() {
    let [table, odd] = ["tin.parquet", "sai-kieu.parquet"]
        .map(|name| fs::read(format!("{FILES}/{name}")).unwrap());
    for (bytes, arguments, expected) in [
        (
            &odd[..],
            &[][..],
            "a.parquet: expected texts in the column `text`, but found Int64; name the column of texts with `--field text=COLUMN`",
        ),
        (
            &table,
            &["--field", "text=diem"],
            "a.parquet: expected texts in the column `diem`, but found Float64",
        ),
        (
            &table,
            &["--field", "text=bai"],
            "a.parquet: expected a column `bai`, but found `ma_bai, tieu_de, noi_dung, ngay_dang, tags, diem`",
        ),
        (
            &table[..table.len() / 2],
            &[],
            "a.parquet: the Parquet table is broken or cut short; fetch it again: ",
        ),
        (b"PAR1PAR1", &[], "a.parquet: the Parquet table is broken or cut short; fetch it again: "),
    ] {
        let (code, lines, told) = extracted("a.parquet", bytes, arguments);
        assert!(code == Some(2) && lines.is_empty(), "{code:?} {told}");
        assert!(told.contains(expected), "{told}");
    }
    let (_, lines, told) = extracted("a.parquet", &table, &["--field", "title=diem"]);
    assert!(lines.len() == 2 && lines[0]["title"].is_null(), "{told}");
    assert!(
        told.contains(
            "a.parquet: the column `diem` holds Float64, which its field cannot be; read without it"
        ),
        "{told}"
    );
}

#[test]
fn tables_of_ours_are_read_again() {
    let archive = Archive::with(&[("news.jsonl", NEWS.as_bytes())]);
    let arguments = ["extract", "news.jsonl", "--text", "--format", "parquet", "--output", "t"];
    assert!(
        thoisu().args(arguments).current_dir(archive.path()).output().unwrap().status.success()
    );
    let output = thoisu()
        .args(["extract", "t/documents.parquet"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    let lines: Vec<serde_json::Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        (lines.len(), lines[0]["day"].as_str(), lines[0]["mentions"].as_array().map(Vec::len)),
        (2, Some("2024-03-06"), Some(4))
    );
}
