//! What commands say where the system refuses: the file, and the remedy, without a number.
#![cfg(target_os = "linux")]

use std::net::TcpListener;
use std::path::Path;
use std::process::Output;

use crate::support::{Archive, stderr, thoisu};

const NEWS: &[u8] = "{\"id\":\"a\",\"title\":\"Kỳ họp thứ 5\",\"text\":\"Ngày 19/5/2021, Ban Bí thư ban hành Quy định số 11-QĐ/TW.\",\"mentions\":[]}\n".as_bytes();

fn call(dir: &Path, arguments: &[&str]) -> Output {
    thoisu().args(arguments).current_dir(dir).output().unwrap()
}

/// An archive with an index `out` and a folder `dir`.
fn archive() -> Archive {
    let archive = Archive::with(&[("news.jsonl", NEWS), ("dir/note.txt", b"x")]);
    let output = call(archive.path(), &["run", "news.jsonl", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    archive
}

#[test]
fn what_the_system_refuses_is_said_with_its_remedy() {
    let archive = archive();
    let long = "ạ".repeat(200);
    std::os::unix::fs::symlink("circle", archive.path().join("circle")).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = listener.local_addr().unwrap().to_string();
    let (folder, space) =
        ("expected a file, but found a folder; ", "no space left on the device; ");
    let table: &[(&[&str], &str)] = &[
        (&["extract", "nowhere"], "`nowhere`; check the path"),
        (&["extract", "news.jsonl/x"], "news.jsonl/x: expected a folder, but found a file; "),
        (&["extract", &long], "the name is too long; "),
        (&["extract", "circle"], "circle: its links lead in a circle"),
        (&["extract", "news.jsonl", "--output", "dir"], folder),
        (&["extract", "news.jsonl", "--skipped", "dir"], folder),
        (&["extract", "news.jsonl", "--output", "/dev/full"], "/dev/full: no space"),
        (&["extract", "news.jsonl", "--output", "no/such"], "no/such: the folder does not exist; "),
        (&["extract", "news.jsonl", "--format", "parquet", "--output", "news.jsonl/"], "a file; "),
        (&["run", "news.jsonl", "--out", "news.jsonl"], "exists already; "),
        (&["run", "news.jsonl", "--out", "news.jsonl/x"], "expected a folder, but found a file; "),
        (
            &["annotate", "news.jsonl", "--out", "news.jsonl"],
            "news.jsonl: a file of this name exists already; ",
        ),
        (&["search", "out", "họp", "--format", "json", "--output", "dir"], folder),
        (&["search", "out", "họp", "--format", "json", "--output", "/dev/full"], space),
        (&["regulations", "out", "--format", "csv", "--output", "/dev/full"], space),
        (&["merge", "out", "--out", "news.jsonl"], "exists already; "),
        (&["eval", "dir"], folder),
        (&["eval", "nowhere"], "nowhere: no such file or folder; check the path"),
        (&["lexicon", "check", "dir"], folder),
        (&["synth", "--out", "dir"], folder),
        (
            &["synth", "--out", "/dev/full", "--documents", "9"],
            "/dev/full: no space left on the device; ",
        ),
        (&["serve", "out", "--listen", &taken], "another program uses the address; "),
    ];
    for (arguments, message) in table {
        let output = call(archive.path(), arguments);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(said.starts_with("thoisu: ") && said.lines().count() == 1, "{arguments:?}: {said}");
        assert!(said.contains(message) && said.contains("; "), "{arguments:?}: {said}");
        assert!(!said.contains("os error"), "{arguments:?}: {said}");
    }
}
