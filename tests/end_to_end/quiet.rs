//! `--quiet` silences everything on standard error but errors, whatever the command.

use std::io::{BufRead, BufReader};
use std::process::{Command, Output, Stdio};

use crate::support::{Archive, stderr, stdout, thoisu};

const NEWS: &str = r#"{"id":"a","published":"2021-05-20","title":"Họp xã","text":"Hôm qua, xã Hà Trung họp về Nghị định 49/2017/NĐ-CP; 30 người dự.\nÔng Cao Bá Lộc chủ trì."}
{"id":"b","text":"Hôm qua, xã Hà Trung họp về Nghị định 49/2017/NĐ-CP; 30 người dự.\nÔng Cao Bá Lộc chủ trì."}
{"id":"c","published":"khi nào","text":"Xã Bến Đò dành 12 triệu đồng để sửa đò."}
"#;
const GOLD: &str = r#"{"id":"g","published":"2021-05-20","text":"30 người dự.","mentions":[]}
"#;

/// Each command with something to tell, where one has: a picture among the input, words that were
/// taken for others, a query without a hit, documents that two indexes have.
const COMMANDS: [&str; 20] = [
    "run in --out index",
    "run in --out second",
    "extract in",
    "extract in --resolve --format csv --output tables/",
    "annotate in --out pages",
    "search index hopp --format csv",
    "search index zzz",
    "timeline index hop --format csv",
    "regulations index type:luat",
    "resolve \"Nghị định 49\" --index index",
    "show index a",
    "verify index",
    "merge index second --out merged",
    "optimize merged",
    "split in",
    "eval gold.jsonl",
    "lexicon check",
    "synth --documents 2",
    "completions bash",
    "man run",
];

#[test]
fn no_command_says_anything_but_errors() {
    let archive = Archive::with(&[
        ("in/news.jsonl", NEWS.as_bytes()),
        ("in/a.jpg", b"\xff\xd8\xff\xe0JFIF"),
        ("in/b.jpg", b"\xff\xd8\xff\xe0JFIF"),
        ("gold.jsonl", GOLD.as_bytes()),
    ]);
    let said =
        |arguments: &[&str]| thoisu().args(arguments).current_dir(archive.path()).output().unwrap();
    for command in COMMANDS {
        let quoted: Vec<&str> = command.split('"').collect();
        let arguments: Vec<&str> = quoted
            .iter()
            .enumerate()
            .flat_map(|(at, part)| match at % 2 {
                0 => part.split_whitespace().collect(),
                _ => vec![*part],
            })
            .collect();
        let output = said(&[&["--quiet"], &arguments[..]].concat());
        assert!(output.status.success(), "{command}: {}", stderr(&output));
        assert_eq!(stderr(&output), "", "{command}");
    }
    // There is something to silence.
    for command in [COMMANDS[0], COMMANDS[2], COMMANDS[4]] {
        let output = said(&command.split_whitespace().collect::<Vec<_>>());
        assert!(stderr(&output).contains("a.jpg"), "{command}: {}", stderr(&output));
    }
}

#[test]
fn errors_are_said_in_any_case() {
    let archive = Archive::with(&[("in/bad.jsonl", b"[1\n"), ("in/news.jsonl", NEWS.as_bytes())]);
    let run = |arguments: &[&str]| -> Output {
        thoisu().args(arguments).current_dir(archive.path()).output().unwrap()
    };
    let output = run(&["extract", "in", "-q"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("bad.jsonl"), "{}", stderr(&output));
    let output = run(&["search", "nowhere", "x", "-q"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).starts_with("thoisu: nowhere: "), "{}", stderr(&output));
}

#[test]
fn a_server_says_its_address_alone() {
    let archive = Archive::with(&[("news.jsonl", NEWS.as_bytes())]);
    let output = thoisu()
        .args(["run", "news.jsonl", "--out", "index", "-q"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert!(output.status.success() && stdout(&output).contains("documents"));
    let mut server = Command::new(env!("CARGO_BIN_EXE_thoisu"))
        .args(["serve", "index", "--listen", "127.0.0.1:0", "-q"])
        .current_dir(archive.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    server.kill().unwrap();
    let output = server.wait_with_output().unwrap();
    assert!(line.starts_with("http://127.0.0.1:"), "{line}");
    assert_eq!(stderr(&output), "");
}
