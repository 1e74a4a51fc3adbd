//! Archives as they really are: containers in containers, hostile and broken ones, names of fields;
//! nothing is lost silently.

use proptest::prelude::*;
use thoisu::read::{Decoded, Fields, Format, ReadOptions, Reader, decode};

use crate::support::{Archive, gzip, stderr, stdout, tar, thoisu, zip, zstd};

const ARTICLE: &str = "Tiêu đề\n\nNăm 2022, xã Yên Hòa có 5 thôn.";
const PAGE: &str = "<html><title>Họp xã</title><body><h1>Họp xã</h1><p>Sáng 5/9, xã Yên Hòa họp bàn về đường liên thôn, có 120 hộ dự.</p></body></html>";
const LINES: &str =
    "{\"id\":\"a\",\"text\":\"Năm 2021 có 5 xã.\"}\n{\"text\":\"Năm 2022 có 7 xã.\"}\n";

fn record(kind: &str, address: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2023-04-13T01:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 {status}\r\n{headers}\r\n").as_bytes(), body].concat()
}

fn records() -> Vec<Vec<u8>> {
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    let page = response("200 OK", html, PAGE.as_bytes());
    let packed =
        response("200 OK", &format!("{html}Content-Encoding: gzip\r\n"), &gzip(PAGE.as_bytes()));
    vec![
        record("warcinfo", "", b"software: thu\r\n"),
        record("request", "https://bao.example/a", b"GET /a HTTP/1.1\r\n\r\n"),
        record("response", "https://bao.example/a", &page),
        record(
            "response",
            "https://bao.example/anh.png",
            &response("200 OK", "Content-Type: image/png\r\n", b"\x89PNG"),
        ),
        record("response", "https://bao.example/cu", &response("301 Moved", html, b"")),
        record("response", "https://bao.example/b", &packed),
        record("response", "https://bao.example/a", &page),
    ]
}

/// The id of an item, and the last line of its text or why it has none.
type Read = (String, Result<String, String>);

/// Reads the files of a folder; also how much was passed over.
fn read(archive: &Archive, options: ReadOptions) -> (Vec<Read>, u64) {
    let mut reader = Reader::new(&[archive.path().to_path_buf()], options).unwrap();
    let items: Vec<_> = reader
        .by_ref()
        .map(|item| {
            let (id, origin) = (item.source_id.clone(), item.origin.to_string());
            let origin = origin
                .strip_prefix(&format!("{}/", archive.path().display()))
                .unwrap_or(&origin)
                .to_string();
            match decode(item) {
                Ok(Decoded { raw, .. }) => {
                    (raw.source_id, Ok(raw.text.lines().last().unwrap_or_default().to_string()))
                }
                Err(error) => (id, Err(format!("{origin}: {error}"))),
            }
        })
        .collect();
    (items, reader.ignored())
}

fn ids(archive: &Archive) -> Vec<String> {
    let (items, _) = read(archive, ReadOptions::default());
    let told = |(id, outcome): Read| match outcome {
        Ok(_) => id,
        Err(reason) => format!("{id} failed: {reason}"),
    };
    items.into_iter().map(told).collect()
}

fn failures(name: &str, content: &[u8]) -> Vec<String> {
    let (items, _) = read(&Archive::with(&[(name, content)]), ReadOptions::default());
    items.into_iter().filter_map(|(_, outcome)| outcome.err()).collect()
}

#[test]
fn an_archive_of_archives() {
    let warc: Vec<u8> = records().iter().flat_map(|record| gzip(record)).collect();
    let month = zip(&[
        ("ngay-1/bai.txt", ARTICLE.as_bytes()),
        ("ngay-2/trang.html.gz", &gzip(PAGE.as_bytes())),
        ("anh.png", b"\x89PNG"),
    ]);
    let long = format!("{}bai.txt", "thu-muc-dai/".repeat(20));
    let year = tar(&[
        ("./tin/a.jsonl.gz", &gzip(LINES.as_bytes())),
        ("thang-5.zip", &month),
        ("crawl.warc.gz", &warc),
        (&long, ARTICLE.as_bytes()),
        ("bang.csv", "id,Nội dung\nc1,\"Năm 2020,\ncó 3 xã.\"\n".as_bytes()),
        ("danh-sach.json", "{\"status\":\"ok\",\"articles\":[{\"id\":\"j1\",\"content\":\"Năm 2019.\"}],\"total\":1}".as_bytes()),
    ]);
    for (name, content) in [
        ("2021.tar", year.clone()),
        ("2021.tar.gz", gzip(&year)),
        ("2021.tar.zst", zstd(&year)),
        ("2021.tgz", gzip(&year)),
    ] {
        let archive = Archive::with(&[(name, &content)]);
        let inside = |entry: &str| format!("{name}!{entry}");
        assert_eq!(
            ids(&archive),
            [
                "a".to_string(),
                inside("tin/a.jsonl.gz:2"),
                inside("thang-5.zip!ngay-1/bai.txt"),
                inside("thang-5.zip!ngay-2/trang.html.gz"),
                inside(&format!(
                    "thang-5.zip!anh.png failed: {name}!thang-5.zip!anh.png: a PNG image; thoisu reads text"
                )),
                "https://bao.example/a".into(),
                "https://bao.example/b".into(),
                "https://bao.example/a@2023-04-13T01:00:00Z".into(),
                inside(&long),
                "c1".into(),
                "j1".into(),
            ]
        );
    }
    let (_, ignored) = read(&Archive::with(&[("2021.tar", &year)]), ReadOptions::default());
    assert_eq!(ignored, 4, "records of the web archive");
}

#[test]
fn an_origin_says_where_inside() {
    let lines = "{\"text\":\"a 1\"}\n{\"id\":2}\n";
    let menu =
        response("200 OK", "Content-Type: text/html\r\n", b"<ul><li><a href='/'>Menu</a></ul>");
    for (name, content, expected) in [
        (
            "a.tar.gz",
            gzip(&tar(&[("thu-muc/bai.jsonl.gz", &gzip(lines.as_bytes()))])),
            "a.tar.gz!thu-muc/bai.jsonl.gz:2: expected a field `text`",
        ),
        (
            "c.warc.gz",
            gzip(&record("response", "https://bao.example/", &menu)),
            "c.warc.gz:1 (https://bao.example/): expected a page with",
        ),
        (
            "d.csv",
            b"id,text\n1,a\n\n2\n".to_vec(),
            "d.csv:2: expected `2` columns as in the header, but found `1` (the row at line ",
        ),
        (
            "e.json",
            b"[{\"text\":\"a\"},{\"id\":1},7]".to_vec(),
            "e.json:2: expected a field `text`, but the record has none",
        ),
    ] {
        let failures = failures(name, &content);
        assert!(failures.iter().any(|failure| failure.starts_with(expected)), "{failures:?}");
    }
}

#[test]
fn hostile_archives_end_with_a_reason() {
    let zeros = vec![0u8; 66 << 20];
    let packed = gzip(&zeros);
    let nested = (0..10)
        .fold(tar(&[("bai.txt", ARTICLE.as_bytes())]), |inner, _| tar(&[("trong.tar", &inner)]));
    let nested_zip = (0..10)
        .fold(zip(&[("bai.txt", ARTICLE.as_bytes())]), |inner, _| zip(&[("trong.zip", &inner)]));
    let layers = (0..10).fold(ARTICLE.as_bytes().to_vec(), |inner, _| gzip(&inner));
    for (name, content, expected) in [
        ("a.tar", nested, "archives are nested more than 4 deep; unpack the outer ones first"),
        ("a.zip", nested_zip, "archives are nested more than 4 deep; unpack the outer ones first"),
        ("a.txt.gz", layers, "it is compressed more than 4 times over; decompress it first"),
        (
            "a.tar",
            tar(&[("../../etc/bai.txt", b"x")]),
            "expected a name inside the archive, but found `../../etc/bai.txt`",
        ),
        (
            "a.zip",
            zip(&[("../bai.txt", b"x")]),
            "expected a name inside the archive, but found `../bai.txt`",
        ),
        (
            "a.txt.gz",
            packed.clone(),
            "longer than a document may be, `20000000` bytes; allow more with `--max-document`",
        ),
        ("a.zip", zip(&[("bai.txt", &zeros)]), "longer than a document may be"),
        ("a.jsonl.gz", packed.clone(), "it expands to more than 1000 times its size"),
        ("a.zip", zip(&[("bai.jsonl", &zeros)]), "it expands to more than 1000 times its size"),
        (
            "a.tar.gz",
            gzip(&tar(&[("b.jsonl.gz", &packed)])),
            "it expands to more than 1000 times its size",
        ),
    ] {
        let failures = failures(name, &content);
        assert_eq!(failures.len(), 1, "{name}: {failures:?}");
        assert!(failures[0].contains(expected), "{name}: {failures:?}");
    }
    // A leading slash is dropped, as tar does.
    assert_eq!(
        ids(&Archive::with(&[("a.tar", &tar(&[("/etc/bai.txt", ARTICLE.as_bytes())]))])),
        ["a.tar!etc/bai.txt"]
    );
}

/// What an incremental run needs of an item before it is parsed.
#[test]
fn items_can_be_told_apart_before_they_are_parsed() {
    let mut cut = gzip(LINES.as_bytes());
    cut.truncate(cut.len() - 4);
    let archive = Archive::with(&[
        ("a.jsonl.gz", &cut),
        ("b/c.html", PAGE.as_bytes()),
        ("d.tar", &tar(&[("e.txt", ARTICLE.as_bytes())])),
    ]);
    let root = archive.path().canonicalize().unwrap();
    let mut items: Vec<_> =
        Reader::new(&[archive.path().join(".")], ReadOptions::default()).unwrap().collect();
    items.iter_mut().for_each(thoisu::read::Item::load);
    let told = |item: &thoisu::read::Item| {
        let file =
            item.key_path().strip_prefix(&format!("{}/", root.display())).unwrap().to_string();
        (
            file,
            item.content().map(|bytes| String::from_utf8_lossy(bytes).into_owned()),
            item.rest_lost(),
        )
    };
    let told: Vec<_> = items.iter().map(told).collect();
    let mut lines = LINES.lines().map(|line| Some(line.to_string()));
    let expected = [
        ("a.jsonl.gz", lines.next().unwrap(), false),
        ("a.jsonl.gz", lines.next().unwrap(), false),
        ("a.jsonl.gz", None, true),
        ("b/c.html", Some(PAGE.to_string()), false),
        ("d.tar", Some(ARTICLE.to_string()), false),
    ];
    assert_eq!(told, expected.map(|(file, content, lost)| (file.to_string(), content, lost)));
}

#[test]
fn broken_records_do_not_hide_the_next() {
    let good = |i: usize| format!("{{\"id\":\"{i}\",\"text\":\"Năm {i}.\"}}");
    // What is between two good records, and what is said of it.
    for (broken, expected) in [
        (r#"{"text":"\ud83d"}"#, "without its other half is no character: delete it or write both"),
        (r#"{"text":5}"#, "expected a string in the field `text`, but found a number"),
        ("{\"text\":\"a\0b\"}", "expected text, but found a NUL byte"),
        ("[1]", "expected a JSON object with a string `text`, but: invalid type: sequence"),
        ("{\"text\":\"a", "but: EOF while parsing a string at column 10"),
    ] {
        let lines = format!("{}\n{broken}\n{}\n", good(1), good(3));
        let found = ids(&Archive::with(&[("a.jsonl", lines.as_bytes())]));
        assert!(found.len() == 3 && found[1].contains(expected) && found[2] == "3", "{found:?}");
    }
    let latin = [good(1).as_bytes(), b"\n{\"text\":\"Ti\xeau\"}\n", good(3).as_bytes()].concat();
    let found = ids(&Archive::with(&[("a.jsonl", &latin)]));
    assert_eq!(
        found,
        ["1", "a.jsonl:2", "3"],
        "another encoding, or none that is known, hides nothing"
    );
    // In a list a forgotten quote costs a record, not all.
    let list = format!("[{},\n{{\"text\":\"a}},\n{}]", good(1), good(3));
    let found = ids(&Archive::with(&[("a.json", list.as_bytes())]));
    assert!(found[0] == "1" && found.len() >= 2, "{found:?}");
    // A web archive goes on at the next record, also behind a broken member of gzip.
    let mut members: Vec<Vec<u8>> = records().iter().map(|record| gzip(record)).collect();
    let middle = members[2].len() / 2;
    members[2][middle..middle + 8].fill(0xff);
    let found = ids(&Archive::with(&[("a.warc.gz", &members.concat())]));
    assert!(
        found.len() == 3 && found[0].contains("reading goes on at the next record"),
        "{found:?}"
    );
    assert_eq!(found[1..], ["https://bao.example/b", "https://bao.example/a"]);
    let mut plain = records();
    plain[2] = b"WARC/1.0\r\nContent-Length: many\r\n\r\nabc\r\n\r\n".to_vec();
    let found = ids(&Archive::with(&[("a.warc", &plain.concat())]));
    assert!(found.len() == 3 && found[0].contains("expected a `Content-Length`"), "{found:?}");
}

#[test]
fn json_files_of_all_shapes() {
    for (json, expected) in [
        (r#"[{"id":1,"text":"a"},{"id":2,"text":"b"}]"#, &["1", "2"][..]),
        ("\u{feff}[\n  {\"id\": 1, \"text\": \"a]}\\\"\"}\n]\n", &["1"]),
        (r#"{"id":1,"text":"a","images":[{"src":"b"}]}"#, &["1"]),
        (
            r#"{"id":1,"tags":[{"name":"b"}],"text":"a"}"#,
            &[
                "1 failed: a.json:1: expected a string in the field `tags`, but found a list of other things than strings",
            ],
        ),
        ("{\n \"id\": 1,\n \"text\": \"a\"\n}\n{\"id\":2,\"text\":\"b\"}", &["1", "2"]),
        (r#"{"data":[{"id":1,"text":"a"},{"id":2,"text":"b"}],"page":{"a":[1]}}"#, &["1", "2"]),
        (r#"{"tin_tuc":[{"id":1,"text":"a"}]}"#, &["1"]),
        (r#"{"totalResults":1,"articles":[{"id":1,"content":"a"}]}"#, &["1"]),
        ("[]", &[]),
    ] {
        let found = ids(&Archive::with(&[("a.json", json.as_bytes())]));
        let expected: Vec<String> =
            expected.iter().map(|id| id.replace("1 failed", "a.json:1 failed")).collect();
        assert_eq!(found, expected, "{json}");
    }
    for (json, expected) in [
        ("[{\"text\":\"a\"}", "the file ends inside a list"),
        ("[{\"text\":\"a", "the file ends inside a record"),
        ("{\"text\":", "the file ends inside a record"),
        ("Hà Nội", "expected a JSON list or object"),
        ("[5,{\"text\":\"a\"}]", "expected a JSON object, but found `5`"),
        ("[}]", "expected a JSON object, but found `}`"),
        ("", "the file is empty"),
    ] {
        let failures = failures("a.json", json.as_bytes());
        assert!(failures.len() == 1 && failures[0].contains(expected), "{json}: {failures:?}");
    }
}

#[test]
fn tables_of_all_kinds() {
    for (csv, expected) in [
        ("id,text\n1,a\n2,\"b, \"\"c\"\"\nd\"\n", &[("1", "a"), ("2", "d")][..]),
        ("\u{feff}id;Nội dung;Ngày đăng\r\n1;\"a; b\";13/04/2023\r\n", &[("1", "a; b")]),
        ("text\tid\nHà Nội\\x\t7\n", &[("7", "Hà Nội\\x")]),
        ("title|content\nA|b\n", &[("a.csv:1", "b")]),
        ("id,text\n", &[]),
    ] {
        let (items, _) = read(&Archive::with(&[("a.csv", csv.as_bytes())]), ReadOptions::default());
        let found: Vec<(&str, &str)> =
            items.iter().map(|(id, text)| (id.as_str(), text.as_deref().unwrap())).collect();
        assert_eq!(found, expected, "{csv}");
    }
    let utf16: Vec<u8> =
        "\u{feff}id,text\n1,a\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        read(&Archive::with(&[("a.csv", &utf16)]), ReadOptions::default()).0,
        [("1".to_string(), Ok("a".to_string()))]
    );
    let failures = failures("a.csv", b"id,noidung_bai\n1,a\n");
    assert!(
        failures[0]
            .contains("expected a header with a column `text`, but found `id, noidung_bai`; name the column with `--field text=COLUMN`")
    );
}

#[test]
fn what_is_longer_than_allowed_is_passed_over() {
    let options = || ReadOptions { max_document: 300, ..ReadOptions::default() };
    let long = "a".repeat(5_000);
    let lines = format!("{{\"id\":1,\"text\":\"{long}\"}}\n{{\"id\":2,\"text\":\"b\"}}\n");
    let list = format!("[{{\"id\":1,\"text\":\"{long}\"}},{{\"id\":2,\"text\":\"b\"}}]");
    let table = format!("id,text\n1,{long}\n2,b\n");
    let page = response("200 OK", "Content-Type: text/html\r\n", long.as_bytes());
    let short = response("200 OK", "Content-Type: text/html\r\n", PAGE.as_bytes());
    let warc = [record("response", "u:1", &page), record("response", "u:2", &short)].concat();
    for (name, content) in [
        ("a.jsonl", lines.into_bytes()),
        ("a.json", list.into_bytes()),
        ("a.csv", table.into_bytes()),
        ("a.warc", warc),
        ("a.tar", tar(&[("1.txt", long.as_bytes()), ("2.txt", b"b 1")])),
        ("a.zip", zip(&[("1.txt", long.as_bytes()), ("2.txt", b"b 1")])),
    ] {
        let (items, _) = read(&Archive::with(&[(name, &content)]), options());
        let said = items[0].1.as_ref().unwrap_err();
        assert!(
            said.contains(
                "longer than a document may be, `300` bytes; allow more with `--max-document`"
            ),
            "{name}: {said}"
        );
        assert!(items.len() == 2 && items[1].1.is_ok(), "{name}: {items:?}");
    }
}

#[test]
fn fields_are_mapped() {
    let record = r#"{"ma":9,"tieu-de":"T","toan_van":"Năm 2022.","content":"tóm tắt","date":1681348500,"authors":["A","B"],"keywords":"x, y"}"#;
    let mut fields = Fields::default();
    fields.name("text=toan_van").unwrap();
    fields.name("id=ma").unwrap();
    let archive = Archive::with(&[("a.jsonl", record.as_bytes())]);
    let item = Reader::new(
        &[archive.path().to_path_buf()],
        ReadOptions { fields, ..ReadOptions::default() },
    )
    .unwrap()
    .next()
    .unwrap();
    let raw = decode(item).unwrap().raw;
    assert_eq!(
        (raw.source_id.as_str(), raw.text.as_str(), raw.meta.title.as_deref()),
        ("9", "Năm 2022.", Some("T"))
    );
    assert_eq!(raw.meta.published.unwrap().to_string(), "2023-04-13T08:15:00+07:00");
    assert_eq!(
        (raw.meta.author.as_deref(), raw.meta.tags),
        (Some("A, B"), vec!["x".to_string(), "y".into()])
    );

    let output = thoisu()
        .args(["extract", "a.jsonl", "--field", "text=toan_van"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert!(output.status.success() && stdout(&output).contains("\"2022\""), "{}", stderr(&output));
    let output = thoisu()
        .args(["extract", "a.jsonl", "--field", "txet=x"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("--field: expected one of the fields id, title, lead, text,"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn standard_input_is_known_by_its_bytes() {
    let warc = records().concat();
    for (arguments, input, expected) in [
        (&["-"][..], LINES.as_bytes().to_vec(), 2),
        (&["-"], format!("[{}]", LINES.lines().next().unwrap()).into_bytes(), 1),
        (&["-"], gzip(&warc), 3),
        (&["-"], tar(&[("a.txt", ARTICLE.as_bytes())]), 1),
        (&["-"], zip(&[("a.txt", ARTICLE.as_bytes()), ("b.jsonl", LINES.as_bytes())]), 3),
        (&["-"], PAGE.as_bytes().to_vec(), 1),
        (&["-"], ARTICLE.as_bytes().to_vec(), 1),
        (&["-", "--input-format", "csv"], "id,text\n1,Năm 2022\n".as_bytes().to_vec(), 1),
    ] {
        let output = thoisu().arg("extract").args(arguments).write_stdin(input).output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        assert_eq!(stdout(&output).lines().count(), expected, "{}", stdout(&output));
    }
    let archive = Archive::with(&[("part-00000", LINES.as_bytes())]);
    let (items, ignored) = read(&archive, ReadOptions::default());
    assert_eq!((items.len(), ignored), (2, 0), "told by content");
    let archive = Archive::with(&[("part.00000", LINES.as_bytes())]);
    assert!(
        read(&archive, ReadOptions::default()).0[0]
            .1
            .as_ref()
            .is_err_and(|reason| reason.contains("a file of unknown kind"))
    );
    let (items, _) =
        read(&archive, ReadOptions { format: Some(Format::JsonLines), ..ReadOptions::default() });
    assert_eq!(items.len(), 2);
}

/// Files that are none, and files that are others than their names say.
#[cfg(unix)]
#[test]
fn odd_files_are_named_and_never_waited_for() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let archive = Archive::with(&[
        ("anh.txt", b"\x89PNG\r\n\x1a\n"),
        ("cong-van.txt", b"%PDF-1.7"),
        ("empty.jsonl", b""),
        ("empty.txt.gz", b""),
        ("gz.txt", &gzip(ARTICLE.as_bytes())),
        ("plain.jsonl.gz", LINES.as_bytes()),
        ("really-zip.jsonl", &zip(&[("a.txt", b"x")])),
        ("trailing.jsonl.gz", &[gzip(LINES.as_bytes()), b"rest".to_vec()].concat()),
        ("zeros.jsonl.gz", &[gzip(b"{\"id\":\"z\",\"text\":\"a\"}"), vec![0; 700]].concat()),
        ("a/b/c/d/e/f/g/h/i/j/sau.txt", ARTICLE.as_bytes()),
        ("folder.txt/bai.txt", ARTICLE.as_bytes()),
    ]);
    let root = archive.path();
    symlink("..", root.join("a/loop")).unwrap();
    symlink("nowhere.txt", root.join("link.txt")).unwrap();
    std::fs::write(root.join(std::ffi::OsStr::from_bytes(b"\xff\xfe.txt")), ARTICLE).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(root.join("socket.txt")).unwrap();
    let status = std::process::Command::new("mkfifo").arg(root.join("pipe.jsonl")).status();
    assert!(status.is_ok_and(|status| status.success()));
    let found = ids(&archive);
    let expected = [
        "a/b/c/d/e/f/g/h/i/j/sau.txt",
        "a/loop failed: a/loop: a link that leads back to a folder above it",
        "anh.txt failed: anh.txt: a PNG image; thoisu reads text",
        "cong-van.txt failed: cong-van.txt: the PDF is damaged or cut short; fetch it again: it has no end",
        "empty.jsonl failed: empty.jsonl: the file is empty",
        "empty.txt.gz",
        "folder.txt/bai.txt",
        "gz.txt",
        "link.txt failed: link.txt: a link that leads nowhere",
        "pipe.jsonl failed: pipe.jsonl: expected a file, but found a named pipe; give a stream as standard input (`-`)",
        "a",
        "plain.jsonl.gz:2",
        "really-zip.jsonl!a.txt",
        "socket.txt failed: socket.txt: expected a file, but found a socket; give a stream as standard input (`-`)",
        "a",
        "trailing.jsonl.gz:2",
        "trailing.jsonl.gz:3 failed: trailing.jsonl.gz:3: the compressed file is broken: other bytes follow its end",
        "z",
        "\\xff\\xfe.txt",
    ];
    assert_eq!(found, expected);
}

/// Whatever is cut off or changed, reading ends, and each item is a document or has a reason.
#[test]
fn archives_cut_anywhere_end_with_a_reason() {
    let warc: Vec<u8> = records().iter().flat_map(|record| gzip(record)).collect();
    let inner = zip(&[("bai.txt", ARTICLE.as_bytes()), ("b.jsonl", LINES.as_bytes())]);
    let all = [
        (
            "a.tar",
            tar(&[
                ("a.txt", ARTICLE.as_bytes()),
                ("b.jsonl", LINES.as_bytes()),
                ("c.zip", &inner),
                ("d.warc.gz", &warc),
            ]),
            12,
        ),
        (
            "a.zip",
            zip(&[("a.txt", ARTICLE.as_bytes()), ("b.jsonl", LINES.as_bytes()), ("c.zip", &inner)]),
            6,
        ),
        ("a.warc.gz", warc.clone(), 3),
        ("a.warc", records().concat(), 3),
        ("a.jsonl.gz", gzip(LINES.as_bytes()), 2),
        ("a.jsonl.zst", zstd(LINES.as_bytes()), 2),
        ("a.json", format!("[{}]", LINES.trim().replace('\n', ",")).into_bytes(), 2),
        ("a.csv", "id,text\n1,a\n2,b\n".as_bytes().to_vec(), 2),
    ];
    for (name, whole, most) in &all {
        for cut in (0..whole.len()).step_by(10) {
            let (items, _) = read(&Archive::with(&[(name, &whole[..cut])]), ReadOptions::default());
            let good = items.iter().filter(|(_, outcome)| outcome.is_ok()).count();
            assert!(good <= *most && items.len() <= most + 3, "{name} cut at {cut}: {items:?}");
            // Of a plain text the end is not known, and the zeros at the end of a tar say nothing.
            if matches!(*name, "a.zip" | "a.warc.gz" | "a.jsonl.gz" | "a.jsonl.zst" | "a.json")
                && cut > 0
            {
                let at_member =
                    *name == "a.warc.gz" && items.iter().all(|(_, outcome)| outcome.is_ok());
                assert!(
                    at_member || items.iter().any(|(_, outcome)| outcome.is_err()),
                    "{name} cut at {cut}: {items:?}"
                );
            }
        }
        for at in (0..whole.len()).step_by(7) {
            let mut changed = whole.clone();
            changed[at] ^= 0x55;
            let (items, _) = read(&Archive::with(&[(name, &changed)]), ReadOptions::default());
            assert!(items.len() <= most + 8, "{name} changed at {at}: {items:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// Whatever bytes stand in a file, reading it ends and nothing panics; items are never more
    /// than the bytes.
    #[test]
    fn any_bytes_as_any_format(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..600),
            // Bytes that mean something to one of the formats.
            prop::collection::vec(
                prop::sample::select(vec![
                    &b"{"[..], b"}", b"[", b"]", b",", b"\"", b"\\", b"\n", b"\"text\":", b"\"data\":", b"a", b";", b"id,text\n", b"WARC/1.0\r\n",
                    b"WARC-Type: response\r\n", b"Content-Length: 9\r\n", b"Content-Length: 99999999999\r\n", b"\r\n", b"HTTP/1.1 200 OK\r\n",
                    b"Content-Type: text/html\r\n", b"Transfer-Encoding: chunked\r\n", b"5\r\n", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08\0", b"\x28\xb5\x2f\xfd", b"\0",
                ]),
                0..60,
            )
            .prop_map(|parts| parts.concat()),
        ]
    ) {
        for name in ["a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.warc", "a.tar", "a.zip", "a.jsonl.gz", "a.warc.zst"] {
            let (items, _) = read(&Archive::with(&[(name, &bytes)]), ReadOptions::default());
            prop_assert!(items.len() <= bytes.len() + 1);
        }
    }
}
