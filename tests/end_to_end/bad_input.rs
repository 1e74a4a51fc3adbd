//! Bad input: named, counted and skipped; the rest goes on, and the exit code tells.

use crate::support::{Archive, stderr, stdout, thoisu};

const GOOD: &[u8] = "Tiêu đề tốt\n\nNăm 2022 có 5 xã.".as_bytes();

/// What is broken, in which file, and what is said of it.
fn broken() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let mut cut = {
        use std::io::Write;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        for i in 0..2000 {
            writeln!(gzip, "{{\"id\":\"z{i}\",\"text\":\"Năm {i} và {}\"}}", i * 7919).unwrap();
        }
        gzip.finish().unwrap()
    };
    cut.truncate(cut.len() / 2);
    vec![
        ("binary.txt", b"\x7fELF\x00\x01\x02".to_vec(), "binary.txt: expected text, but found a NUL byte: is this a binary file?; skipped"),
        (
            "latin.txt",
            b"Ti\xeau \xf0\xea".to_vec(),
            "latin.txt: expected UTF-8 text, but found other bytes at offset 2; convert the file to UTF-8 first; skipped",
        ),
        ("empty.txt", b"".to_vec(), "empty.txt: empty document; skipped"),
        ("blank.txt", b" \n\t\n".to_vec(), "blank.txt: empty document; skipped"),
        (
            "menu.html",
            b"<html><body><ul><li><a href='/'>Menu</a></ul></body></html>".to_vec(),
            "menu.html: expected a page with an article, but found no article text; skipped",
        ),
        (
            "lines.jsonl",
            b"{\"id\":1,\"text\":\"a 5\"}\n{\"id\":2}\n{\"id\":3,\"text\":\n".to_vec(),
            "lines.jsonl:2: expected a field `text`, but the record has none; skipped",
        ),
        ("cut.jsonl.gz", cut, "the compressed file is cut short; fetch it again; skipped"),
        ("fake.txt.gz", b"\x1f\x8b\x08garbage".to_vec(), "fake.txt.gz: the compressed file is"),
    ]
}

#[test]
fn each_is_named_and_the_rest_goes_on() {
    for (name, content, message) in broken() {
        let archive = Archive::with(&[(name, &content), ("z/good.txt", GOOD)]);
        let output = thoisu().args(["extract", "."]).current_dir(archive.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}: {}", stderr(&output));
        assert!(stderr(&output).contains(message), "{name}: {}", stderr(&output));
        assert!(stdout(&output).lines().any(|line| line.contains("\"z/good.txt\"")), "{name}: the good file is missing");
        let output = thoisu().args(["run", ".", "--out", "../out-of-the-way"]).current_dir(archive.path()).output();
        let output = output.unwrap();
        std::fs::remove_dir_all(archive.path().join("../out-of-the-way")).ok();
        assert_eq!(output.status.code(), Some(2), "{name}: {}", stderr(&output));
        assert!(stdout(&output).contains("skipped, and why"), "{name}: {}", stdout(&output));
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
        (&["run", "empty", "--out", "o"], "expected .txt, .html, .jsonl or other files that can be read in the input, but found none"),
        (&["extract", "a.txt", "--output", "no/such/file"], "no/such/file: the folder does not exist"),
        (
            &["search", "other", "x"],
            "other: expected a folder with a thoisu index, but found none in it; make one with `thoisu run INPUT --out DIR`",
        ),
        (&["search", "other", "(x"], "thoisu: expected a `)` for this `(`, but found the end of the query\n  (x\n  ^"),
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
    let archive = Archive::with(&[("a.jsonl", b"{\"id\":\"x\",\"text\":\"a 1\"}\n{\"id\":\"x\",\"text\":\"b 2\"}\n")]);
    let output = thoisu().args(["run", "a.jsonl", "--out", "out"]).current_dir(archive.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("a.jsonl:2: this id was read before with another content: `x`, in a.jsonl:1; skipped"),
        "{}",
        stderr(&output)
    );
}
