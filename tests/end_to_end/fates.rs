//! Every file is an item, and every item has a fate: the counts add up, `skipped.jsonl` has what
//! gave no document, the exit code tells.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{Archive, counts, documents, stderr, stdout, tar, thoisu, zip};

const ARTICLE: &[u8] =
    "Họp bàn đường liên thôn\n\nNgày 5/9/2022, xã thực hiện Quy định số 11-QĐ/TW.".as_bytes();
const PAGE: &str = "<!DOCTYPE html><title>Mưa lớn</title><h1>Mưa lớn</h1><p>Ngày 3/9/2022, mưa lớn làm 12 xã ven sông bị ngập sâu, theo Quyết định số 18/2022/QĐ-UBND của tỉnh.</p>";
const MENU: &[u8] = b"<html><body><ul><li><a href='/'>Menu</a></ul></body></html>";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
const SHEET: &[u8] = b"body { color: red }";

/// A file's name and content.
type File<'a> = (&'a str, &'a [u8]);

/// A zip as Word and its like write it.
fn office(part: &str) -> Vec<u8> {
    zip(&[("[Content_Types].xml", b"<Types/>"), (part, b"<x/>")])
}

/// The lines of a list of items without a document: fate and reason by path.
fn listed(path: &Path) -> BTreeMap<String, (String, String)> {
    let said = |line: &Value, key: &str| line[key].as_str().unwrap().to_string();
    let lines = fs::read_to_string(path).unwrap();
    let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.map(|line| (said(&line, "path"), (said(&line, "fate"), said(&line, "reason")))).collect()
}

/// A folder of everything: what is read is read wherever its kind is told, what is not has its kind
/// and a remedy.
#[test]
fn the_fates_of_all_files_add_up() {
    let inner = zip(&[("tin/bai.txt", ARTICLE), ("tin/anh.jpg", JPEG), ("kieu.css", SHEET)]);
    let page = PAGE.as_bytes();
    let archive = Archive::with(&[
        ("in/bai.txt", ARTICLE),
        ("in/chi-tiet.aspx", &PAGE.replace("3/9", "4/9").into_bytes()),
        ("in/khong-ten", &PAGE.replace("3/9", "5/9").into_bytes()),
        ("in/doc.php?id=5", &PAGE.replace("3/9", "6/9").into_bytes()),
        ("in/trang.txt", page),
        ("in/goi.dat", &inner),
        ("in/ban-do.tar", &tar(&[("b/anh.png", PNG)])),
        ("in/bia.jpg", JPEG),
        ("in/bia-2.txt", JPEG),
        ("in/nghi-quyet.pdf.txt", b"\x1f\x8b\x08garbage"),
        ("in/to-trinh", &office("ppt/presentation.xml")),
        ("in/trinh-chieu.pptx", &office("ppt/presentation.xml")),
        ("in/so.sqlite", b"SQLite format 3\0"),
        ("in/ma.php", b"<?php echo 1;"),
        ("in/la.xyz", b"x"),
        ("in/.DS_Store", b"\0\0\0\x01Bud1"),
        ("in/gold.jsonl", b"{}"),
        ("in/trang-chu.html", MENU),
        ("in/hong.jsonl", b"{\"text\":5}\n"),
    ]);
    let run = || {
        thoisu().args(["run", "in", "--out", "out"]).current_dir(archive.path()).output().unwrap()
    };
    let first = run();
    assert_eq!(first.status.code(), Some(2), "{}", stderr(&first));
    let counted = counts(&stdout(&first));
    let of = |name: &str| counted[name];
    assert_eq!(
        (of("items"), of("indexed"), of("no article"), of("skipped")),
        (21, 6, 1, 14),
        "{}",
        stdout(&first)
    );
    assert_eq!(
        of("items"),
        of("indexed") + of("unchanged") + of("duplicates") + of("no article") + of("skipped")
    );
    let list = listed(&archive.path().join("out/skipped.jsonl"));
    for (path, fate, reason) in [
        ("in/goi.dat!tin/anh.jpg", "unsupported", "a JPEG image; thoisu reads text"),
        ("in/goi.dat!kieu.css", "unsupported", "a style sheet or script; thoisu reads text"),
        ("in/ban-do.tar!b/anh.png", "unsupported", "a PNG image; thoisu reads text"),
        ("in/bia.jpg", "unsupported", "a JPEG image; thoisu reads text"),
        ("in/bia-2.txt", "unsupported", "a JPEG image; thoisu reads text"),
        ("in/nghi-quyet.pdf.txt", "failed", "the compressed file is"),
        ("in/to-trinh", "unsupported", "a PowerPoint presentation; "),
        ("in/trinh-chieu.pptx", "unsupported", "a PowerPoint presentation; "),
        ("in/so.sqlite", "unsupported", "an SQLite database; "),
        ("in/ma.php", "unsupported", "a program; "),
        (
            "in/la.xyz",
            "unsupported",
            "a file of unknown kind; say how to read it with `--input-format`",
        ),
        ("in/.DS_Store", "unsupported", "a hidden file; "),
        ("in/gold.jsonl", "unsupported", "annotations; `thoisu eval` reads them"),
        (
            "in/trang-chu.html",
            "no_article",
            "expected a page with an article, but found no article text",
        ),
        ("in/hong.jsonl", "failed", "expected a string in the field `text`"),
    ] {
        let (said_fate, said) =
            list.get(path).unwrap_or_else(|| panic!("{path} is not listed: {list:?}"));
        assert!(said_fate == fate && said.starts_with(reason), "{path}: {said_fate}: {said}");
    }
    assert_eq!(list.len(), 15);
    assert!(stdout(&first).contains("       3  a JPEG image; thoisu reads text: in/bia-2.txt, in/bia.jpg, in/goi.dat!tin/anh.jpg\n"));
    // The first of a kind is named, the others are counted.
    assert_eq!(stderr(&first).matches("a JPEG image").count(), 1, "{}", stderr(&first));
    assert_eq!(documents(archive.path(), "out").len(), 6);

    let again = counts(&stdout(&run()));
    assert_eq!((again["unchanged"], again["no article"], again["skipped"]), (6, 1, 14));
}

/// The table of exit codes in `src/read/FORMATS.md`, for the commands that read.
#[test]
fn exit_codes() {
    let bad = b"{\"text\":5}\n".to_vec();
    let table: [(&str, &[File], i32); 8] = [
        ("a document", &[("in/a.txt", ARTICLE)], 0),
        (
            "a document, a picture, a front page",
            &[("in/a.txt", ARTICLE), ("in/b.jpg", JPEG), ("in/c.html", MENU)],
            0,
        ),
        ("a document and a broken record", &[("in/a.txt", ARTICLE), ("in/b.jsonl", &bad)], 2),
        ("a broken record alone", &[("in/b.jsonl", &bad)], 2),
        ("a broken record and a picture", &[("in/b.jsonl", &bad), ("in/b.jpg", JPEG)], 2),
        ("pictures", &[("in/a.jpg", JPEG), ("in/b.jpg", JPEG)], 1),
        ("a front page", &[("in/a.html", MENU)], 1),
        ("nothing", &[("in/gold.jsonl", b"{}")], 1),
    ];
    for (what, files, code) in table {
        let archive = Archive::with(files);
        for command in [&["run", "in", "--out", "out"][..], &["extract", "in"]] {
            let output = thoisu().args(command).current_dir(archive.path()).output().unwrap();
            assert_eq!(
                output.status.code(),
                Some(code),
                "{command:?} of {what}: {}",
                stderr(&output)
            );
            let told = "expected at least one document in the input, but found none; `thoisu help run` lists what is read";
            assert_eq!(
                stderr(&output).contains(told),
                code == 1,
                "{command:?} of {what}: {}",
                stderr(&output)
            );
        }
    }
}

#[test]
fn files_are_left_out() {
    let goi = zip(&[("a.jpg", JPEG), ("a.txt", b"Tin 7")]);
    let archive = Archive::with(&[
        ("in/a.txt", b"Tin 1"),
        ("in/b.jpg", JPEG),
        ("in/nháp/c.txt", b"Tin 2"),
        ("in/tin/nháp/d.txt", b"Tin 3"),
        ("in/tin/d.jsonl", b"{\"text\":\"Tin 4\"}\n"),
        ("in/goi.zip", &goi),
    ]);
    for (globs, ids) in [
        (&["*.jpg"][..], "a.txt goi.zip!a.txt nháp/c.txt tin/d.jsonl:1 tin/nháp/d.txt"),
        (&["*.jpg", "/nháp/"], "a.txt goi.zip!a.txt tin/d.jsonl:1 tin/nháp/d.txt"),
        (&["*.jpg", "nháp/", "*.zip"], "a.txt tin/d.jsonl:1"),
        (&["*", "!a.txt"], "a.txt"),
    ] {
        let mut command = thoisu();
        command.args(["extract", "in"]).current_dir(archive.path());
        command.args(globs.iter().flat_map(|glob| ["--ignore", glob]));
        let output = command.output().unwrap();
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "{globs:?}");
        let id = |line: &str| {
            serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_string()
        };
        assert_eq!(stdout(&output).lines().map(id).collect::<Vec<_>>().join(" "), ids, "{globs:?}");
    }
    let run = |more: &[&str]| {
        let output = thoisu()
            .args(["run", "in", "--out", "out"])
            .args(more)
            .current_dir(archive.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        counts(&stdout(&output))
    };
    assert_eq!((run(&[])["items"], run(&["--ignore", "*.jpg"])["items"]), (7, 5));
    // What is left out is no longer in the input. A picture in an archive hides nothing of it.
    run(&["--ignore", "/nháp", "--prune"]);
    assert_eq!(documents(archive.path(), "out").len(), 4);
    fs::write(archive.path().join("in/goi.zip"), zip(&[("a.jpg", JPEG)])).unwrap();
    run(&["--prune"]);
    assert_eq!(
        documents(archive.path(), "out").len(),
        4,
        "of the zip nothing is left, c.txt is back"
    );
    let output = thoisu()
        .args(["extract", "in", "--ignore", "[a"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert!(
        output.status.code() == Some(1) && stderr(&output).contains("--ignore: expected a glob"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn skips_as_data() {
    let archive = Archive::with(&[
        ("in/a.txt", ARTICLE),
        ("in/b.jsonl", b"{\"text\":5}\n"),
        ("in/c.jpg", JPEG),
        ("in/d.jpg", JPEG),
    ]);
    let extract = |arguments: &[&str]| {
        thoisu().arg("extract").args(arguments).current_dir(archive.path()).output().unwrap()
    };
    let output = extract(&["in", "--allow-skips", "--skipped", "list.jsonl"]);
    assert_eq!(
        (output.status.code(), stdout(&output).lines().count()),
        (Some(0), 1),
        "{}",
        stderr(&output)
    );
    let fates = listed(&archive.path().join("list.jsonl"));
    let fates: Vec<(&str, &str)> =
        fates.iter().map(|(path, (fate, _))| (path.as_str(), fate.as_str())).collect();
    assert_eq!(
        fates,
        [("in/b.jsonl", "failed"), ("in/c.jpg", "unsupported"), ("in/d.jpg", "unsupported")]
    );
    assert!(
        stderr(&output).contains("1 more of this kind skipped (-v names them): a JPEG image"),
        "{}",
        stderr(&output)
    );
    assert_eq!(extract(&["in/b.jsonl", "--allow-skips"]).status.code(), Some(0));
    assert_eq!(extract(&["in/b.jsonl"]).status.code(), Some(2));
    assert_eq!(extract(&["in", "--skipped", "no/such/file"]).status.code(), Some(1));
}

/// The help and `src/read/FORMATS.md` list the kinds of files from the table that the program uses.
#[test]
fn the_kinds_of_files_are_told() {
    let table = thoisu::read::Format::help();
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/read/FORMATS.md"))
            .unwrap();
    let help = stdout(&thoisu().args(["help", "run"]).output().unwrap());
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let help = words(&help);
    for line in table.lines().filter(|line| !line.is_empty()) {
        assert!(
            readme.lines().any(|told| told == line),
            "src/read/FORMATS.md lacks the line: {line}"
        );
        assert!(help.contains(&words(line)), "the help lacks: {line}");
    }
}
