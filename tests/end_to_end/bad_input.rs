//! Bad input: named, counted and skipped; the rest goes on, and the exit code tells.

use serde_json::Value;

use crate::support::{Archive, counts, gzip, stderr, stdout, tar, thoisu, zip, zstd};

const GOOD: &[u8] = "Tiêu đề tốt\n\nNăm 2022 có 5 xã.".as_bytes();

/// What is broken, in which file, how many items the file holds, and what is said of those that are
/// skipped (each of the file's skipped items has one of the reasons, each reason is given).
struct Broken {
    name: &'static str,
    content: Vec<u8>,
    items: u64,
    reasons: &'static [&'static str],
}

fn broken() -> Vec<Broken> {
    let lines: String = (0..2000)
        .map(|i| format!("{{\"id\":\"z{i}\",\"text\":\"Năm {i} và {}\"}}\n", i * 7919))
        .collect();
    let cut = |mut bytes: Vec<u8>| {
        bytes.truncate(bytes.len() / 2);
        bytes
    };
    let wide = "x".repeat(2_000_000);
    let nested = |inner: Vec<u8>, wrap: &dyn Fn(&[u8]) -> Vec<u8>| {
        (0..10).fold(inner, |inner, _| wrap(&inner))
    };
    let jsonl = |line: &str| format!("{line}\n{{\"text\":\"Năm 2022.\"}}\n").into_bytes();
    let mut table = Vec::new();
    let mut add = |name, content: Vec<u8>, items, reasons| {
        table.push(Broken { name, content, items, reasons })
    };
    // What is no text.
    add("a01.txt", b"\x7fELF\x00\x01\x02".to_vec(), 1, &["a program; thoisu reads text"][..]);
    add("a06.txt", b"Tin\0\x01\x02".to_vec(), 1, &["found a NUL byte: is this a binary file?"]);
    add("a02.txt", b"\x89PNG\r\n\x1a\n".to_vec(), 1, &["a PNG image; thoisu reads text"]);
    add(
        "a03.html",
        b"%PDF-1.7 x".to_vec(),
        1,
        &["the PDF is damaged or cut short; fetch it again: it has no end"],
    );
    add(
        "a04.txt",
        b"{\\rtf1 x".to_vec(),
        1,
        &["the RTF document is broken or cut short; fetch it again"],
    );
    add(
        "a05.txt",
        zip(&[("word/document.xml", b"<x/>")]),
        1,
        &["expected a document with text, but found none"],
    );
    // Texts without a letter or digit.
    add("b01.txt", b"".to_vec(), 1, &["empty document"]);
    add("b02.txt", b" \n\t\n".to_vec(), 1, &["empty document"]);
    add("b03.txt", b"- / -\n***".to_vec(), 1, &["empty document"]);
    add("b04.txt", b"\xef\xbb\xbf".to_vec(), 1, &["empty document"]);
    // Pages without an article.
    add(
        "c01.html",
        b"<html><body><ul><li><a href='/'>Menu</a></ul></body></html>".to_vec(),
        1,
        &["found no article text"],
    );
    add("c02.html", b"".to_vec(), 1, &["found no article text"]);
    add(
        "c03.html",
        "<div>".repeat(5000).into_bytes(),
        1,
        &["found more than 210 elements within each other"],
    );
    // Records.
    add("d01.jsonl", jsonl("{\"id\":2}"), 2, &["expected a field `text`, but the record has none"]);
    add("d02.jsonl", jsonl("{\"id\":3,\"text\":"), 2, &["EOF while parsing a value"]);
    add("d03.jsonl", jsonl("[1]"), 2, &["expected a JSON object"]);
    add("d04.jsonl", jsonl("{\"text\":5}"), 2, &["expected a string in the field `text`"]);
    add(
        "d05.jsonl",
        jsonl("{\"text\":\"a \\ud83d b\"}"),
        2,
        &["without its other half is no character"],
    );
    add("d06.jsonl", jsonl("{\"text\":\"a\0b\"}"), 2, &["NUL byte"]);
    add(
        "d07.jsonl",
        jsonl(&format!("{{\"text\":\"{wide}\"}}")),
        2,
        &["longer than a document may be"],
    );
    add("d08.jsonl", jsonl("{\"text\":\" \"}"), 2, &["empty document"]);
    add(
        "d09.jsonl",
        b"{\"id\":1,\"text\":\"a\"}\n{\"id\":1,\"text\":\"b\"}\n".to_vec(),
        2,
        &["this id was read before with another content"],
    );
    add("d10.jsonl", jsonl(&"{\"text\":".repeat(500)), 2, &["EOF while parsing a value"]);
    add("d11.json", b"[{\"text\":\"a 1\"},{\"text\":".to_vec(), 2, &["d11.json"]);
    add("d12.json", b"\"x\"".to_vec(), 1, &["expected"]);
    add("d13.csv", b"a;b\n1;2\n".to_vec(), 1, &["expected a header with a column `text`"]);
    add("d14.csv", b"id,text\n1,a\n2\n3,c\n".to_vec(), 3, &["d14.csv"]);
    // Pages that build more than a page does.
    let bold: String = (0..1_500).map(|number| format!("<b id={number}>")).collect();
    let attributes: String = (0..80_000).map(|number| format!(" a{number}=1")).collect();
    let page = |body: &str| format!("<h1>Họp</h1>{body}").into_bytes();
    add(
        "c90.html",
        page(&"<div></x>".repeat(32_000)),
        1,
        &["found more than 210 elements within each other"],
    );
    add(
        "c91.html",
        page(&format!("<p>{bold}</p>{}", "<p>x</p>".repeat(4_000))),
        1,
        &["found more than 210 elements within each other"],
    );
    add(
        "c92.html",
        page(&format!("<div{attributes}>")),
        1,
        &["found more than 190 attributes of one tag"],
    );
    add("c93.html", page(&"<br>".repeat(20_000)), 1, &["found more than 17460 elements"]);
    // Compressed files.
    add(
        "e01.jsonl.gz",
        cut(gzip(lines.as_bytes())),
        0,
        &["the compressed file is cut short; fetch it again"],
    );
    add("e02.jsonl.zst", cut(zstd(lines.as_bytes())), 0, &["the compressed file is"]);
    add("e03.txt.gz", b"\x1f\x8b\x08garbage".to_vec(), 1, &["the compressed file is"]);
    add("e04.jsonl.gz", b"".to_vec(), 1, &["the file is empty"]);
    add(
        "e05.txt.gz",
        nested(b"a".to_vec(), &|inner| gzip(inner)),
        1,
        &["compressed more than 4 times over"],
    );
    add("e06.txt.gz", gzip(wide.as_bytes()), 1, &["longer than a document may be"]);
    // Archives.
    add(
        "f01.tar",
        nested(tar(&[("a.txt", GOOD)]), &|inner| tar(&[("b.tar", inner)])),
        1,
        &["nested more than 4 deep"],
    );
    add(
        "f02.tar",
        tar(&[("../../etc/a.txt", GOOD), ("b.txt", GOOD)]),
        2,
        &["expected a name inside the archive"],
    );
    add("f03.zip", cut(zip(&[("a.txt", GOOD), ("b.txt", GOOD)])), 1, &["f03.zip"]);
    add("f04.tar.gz", cut(gzip(&tar(&[("a.jsonl", lines.as_bytes())]))), 0, &["cut short"]);
    add(
        "f05.warc",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 90\r\n\r\nHTTP/1.1".to_vec(),
        1,
        &["f05.warc"],
    );
    table
}

/// All of them in one run: each is named with its reason, nothing else is lost, and the counts add
/// up.
#[test]
fn every_item_ends_somewhere() {
    let broken = broken();
    assert!(broken.len() >= 30);
    let mut files: Vec<(&str, &[u8])> =
        broken.iter().map(|broken| (broken.name, &*broken.content)).collect();
    // Doubtful but good: the bytes of no known encoding, a date that is none.
    let good = [
        ("z/good.txt", GOOD),
        ("z/latin.txt", b"Le pr\xe9sident a \xe9t\xe9 r\xe9\xe9lu."),
        ("z/date.jsonl", b"{\"text\":\"Tin 1.\",\"published\":\"31/02/2023\"}\n"),
        ("z/other.md", b"x"),
        ("z/anh", b"GIF89a\x01\0"),
    ];
    files.extend(good);
    let archive = Archive::with(&files);
    let outside = tempfile::tempdir().unwrap();
    let out = outside.path().join("out");
    let run = || {
        thoisu()
            .args(["run", ".", "--out", out.to_str().unwrap(), "--max-document", "1MB"])
            .current_dir(archive.path())
            .output()
            .unwrap()
    };
    let first = run();
    let skipped = std::fs::read_to_string(out.join("skipped.jsonl")).unwrap();
    let second = run();
    let skipped_again = std::fs::read_to_string(out.join("skipped.jsonl")).unwrap();
    assert_eq!(first.status.code(), Some(2), "{}", stderr(&first));
    let counted = counts(&stdout(&first));
    assert_eq!(
        counted["items"],
        counted["indexed"]
            + counted["unchanged"]
            + counted["duplicates"]
            + counted["no article"]
            + counted["skipped"],
        "{counted:?}"
    );
    assert!(
        stderr(&first).contains("z/latin.txt: read as")
            && stderr(&first).contains("is no date that can be read"),
        "{}",
        stderr(&first)
    );
    assert!(
        stdout(&first).contains("       1  a GIF image; thoisu reads text: ./z/anh\n"),
        "{}",
        stdout(&first)
    );

    let skipped: Vec<Value> =
        skipped.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(skipped.len() as u64, counted["no article"] + counted["skipped"]);
    let path = |line: &Value| line["path"].as_str().unwrap().trim_start_matches("./").to_string();
    let mut items = good.len() as u64;
    for Broken { name, items: count, reasons, .. } in &broken {
        let said: Vec<String> = skipped
            .iter()
            .filter(|line| path(line).starts_with(name))
            .map(|line| format!("{}: {}", path(line), line["reason"]))
            .collect();
        assert!(!said.is_empty(), "{name} is not in the list");
        assert!(
            said.iter().all(|said| reasons.iter().any(|reason| said.contains(reason))),
            "{name}: {said:?}"
        );
        assert!(
            reasons.iter().all(|reason| said.iter().any(|said| said.contains(reason))),
            "{name}: {said:?}"
        );
        assert!(
            stderr(&first).contains(&format!("{}; skipped", skipped_reason(&skipped, name))),
            "{name} is not named on standard error"
        );
        items += count;
    }
    // Of streams that are cut, it is not stated here how many lines come before.
    let streams = ["e01", "e02", "f04"];
    let broken_streams = skipped
        .iter()
        .filter(|line| streams.iter().any(|name| path(line).starts_with(name)))
        .count();
    assert!(broken_streams >= streams.len());
    let whole_lines = counted["items"] - items - broken_streams as u64;
    assert!(whole_lines > 100 && whole_lines < 6000, "{whole_lines} lines of {counted:?}");

    // The same again: all that is good is known, all that is bad is named again.
    let again = counts(&stdout(&second));
    assert_eq!(
        (again["items"], again["unchanged"], again["skipped"]),
        (counted["items"], counted["indexed"], counted["skipped"])
    );
    assert_eq!(skipped_again.lines().count(), skipped.len());
}

fn skipped_reason(skipped: &[Value], name: &str) -> String {
    let line = skipped
        .iter()
        .find(|line| line["path"].as_str().unwrap().trim_start_matches("./").starts_with(name))
        .unwrap();
    line["reason"].as_str().unwrap().to_string()
}

/// One broken item beside a good one, for `extract`.
#[test]
fn each_is_named_and_the_rest_goes_on() {
    for Broken { name, content, .. } in
        broken().into_iter().filter(|broken| !broken.name.starts_with("d09"))
    {
        let archive = Archive::with(&[(name, &content), ("z/good.txt", GOOD)]);
        let output = thoisu()
            .args(["extract", ".", "--max-document", "1MB"])
            .current_dir(archive.path())
            .output()
            .unwrap();
        // What is no page of an article, or of a kind that is not read, is no failure.
        let is_failure = !["a01.txt", "a02.txt", "c01.html", "c02.html"].contains(&name);
        let expected = if is_failure { 2 } else { 0 };
        assert_eq!(output.status.code(), Some(expected), "{name}: {}", stderr(&output));
        assert!(
            stderr(&output).contains(name) && stderr(&output).contains("; skipped"),
            "{name}: {}",
            stderr(&output)
        );
        assert!(
            stdout(&output).lines().any(|line| line.contains("\"z/good.txt\"")),
            "{name}: the good file is missing"
        );
    }
}

#[test]
fn what_cannot_be_done_at_all() {
    let archive = Archive::with(&[("a.txt", GOOD), ("other/file.bin", b"x"), ("empty/.keep", b"")]);
    let table: [(&[&str], &str); 8] = [
        (&["run", "nowhere"], "thoisu: no such file or folder: `nowhere`"),
        (
            &["run", "a.txt", "--out", "other"],
            "other: expected a new folder, an empty one or one with a thoisu index, but found other files in it; name another with `--out`",
        ),
        (&["run", "a.txt", "--out", "a.txt/x"], "a.txt/x: the output folder cannot be written"),
        (
            &["run", "empty", "--out", "o"],
            "expected at least one document in the input, but found none; `thoisu help run` lists what is read",
        ),
        (
            &["extract", "a.txt", "--output", "no/such/file"],
            "no/such/file: the folder does not exist",
        ),
        (
            &["search", "other", "x"],
            "other: expected a folder with a thoisu index, but found none in it; make one with `thoisu run INPUT --out DIR`",
        ),
        (
            &["search", "other", "(x"],
            "thoisu: expected a `)` for this `(`, but found the end of the query\n  (x\n  ^",
        ),
        (&["eval", "a.txt"], "a.txt: "),
    ];
    for (arguments, message) in table {
        let output = thoisu().args(arguments).current_dir(archive.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(message), "{arguments:?}: {}", stderr(&output));
    }
}

#[test]
fn an_id_read_twice_is_not_lost_silently() {
    let archive = Archive::with(&[(
        "a.jsonl",
        b"{\"id\":\"x\",\"text\":\"a 1\"}\n{\"id\":\"x\",\"text\":\"b 2\"}\n",
    )]);
    let output = thoisu()
        .args(["run", "a.jsonl", "--out", "out"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains(
            "a.jsonl:2: this id was read before with another content: `x`, in a.jsonl:1; skipped"
        ),
        "{}",
        stderr(&output)
    );
}
