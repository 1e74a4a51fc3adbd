//! Made-up input for every reader, `split`, `extract`, the query parser and search: what must hold
//! of any bytes.
//!
//! ```text
//! cargo test --test fuzz                                     some hundred cases of each kind
//! THOISU_FUZZ_CASES=1000000 cargo test --release --test fuzz -- --nocapture      hours
//! ```
//! Real input, the articles of `corpus/`, is mutated and packed; other input is generated of what
//! news and queries are made of. What is found is shrunk by proptest, and belongs as a line into a
//! table of tests.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on should stop where it stands"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use thoisu::index::{FacetField, Index, IndexWriter, Query, SearchOptions};
use thoisu::model::{Kinds, MentionRecord};
use thoisu::read::{ReadOptions, Reader, decode};
use thoisu::report::{Shown, write_jsonl};
use thoisu::run::pipeline::{self, annotate};
use thoisu::run::{Options, ingest};
use thoisu::{Annotated, Value};

/// Cases of each kind, where the environment says nothing.
const FILES: u32 = 400;
const TEXTS: u32 = 2_000;
const QUERIES: u32 = 3_000;

/// The most bytes of output for a byte of input, and what each document may add.
const OUTPUT: usize = 400;
const OF_DOCUMENT: usize = 4_096;

/// Endings of files, each with a reader of its own.
const ENDINGS: [&str; 27] = [
    "txt",
    "parquet",
    "md",
    "aspx",
    "html",
    "pdf",
    "docx",
    "doc",
    "odt",
    "rtf",
    "mht",
    "eml",
    "mbox",
    "epub",
    "wacz",
    "xlsx",
    "ods",
    "jsonl",
    "json",
    "csv",
    "tsv",
    "warc",
    "tar",
    "zip",
    "txt.gz",
    "jsonl.zst",
    "tar.gz",
];

/// What input is spoiled with and made of.
const PIECES: [&str; 96] = [
    "ngày ",
    "19/5/2021",
    "31/02/2023",
    "tháng ",
    "năm ",
    "quý I/",
    "thế kỷ XX",
    "trước Công nguyên",
    "0",
    "99999999999999999999",
    "1.000",
    "1,5",
    "-",
    "–",
    "/",
    "%",
    "hai mươi mốt ",
    "tỷ ",
    "đồng",
    "nửa ",
    "Nghị quyết số ",
    "15-NQ/TW",
    "01/2019/NĐ-CP",
    "Nghị định ",
    "và ",
    ", ",
    "Luật Đất đai ",
    "khóa XII ",
    "của Chính phủ ",
    "khoản 2 Điều 5 ",
    "điểm a ",
    "sửa đổi, bổ sung ",
    "hôm qua ",
    "thứ Hai ",
    "từ ",
    "đến ",
    "hoà ",
    "QUỶ ",
    "Q\u{d0}",
    "\u{301}",
    "\u{200b}",
    "\u{feff}",
    "\0",
    "\u{a0}",
    "\r\n",
    "\n",
    "\n\n",
    "\u{c}",
    "---\n",
    "***\n",
    "Tin liên quan\n",
    "Bài 2: ",
    "Tiêu đề: ",
    "Ảnh: ",
    "(Báo Ví dụ) - ",
    "TP.",
    ". ",
    "“",
    "”",
    "\"",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ";",
    "<p>",
    "</p>",
    "<div class='box'>",
    "<h1>",
    "<table><tr><td>",
    "<a href=x>",
    "<b id=",
    "<!--",
    "-->",
    "<![CDATA[",
    "<script>",
    "&amp",
    "&#x110;",
    "<svg><title>",
    "\\u0110",
    "\\",
    "null",
    "{\"text\":\"a 1\"}",
    "[[[[",
    "id,text\n",
    "WARC/1.0\r\n",
    "Content-Length: 99999\r\n\r\n",
    "HTTP/1.1 200 OK\r\n\r\n",
    "Nghá»‹ ",
    "quyáº¿t ",
    "\u{1f600}",
    "Ⅻ",
    "٣",
];

/// What queries are made of beside that.
const OPERATORS: [&str; 30] = [
    "thuế ",
    "thue ",
    "OR ",
    "-",
    "\"",
    "(",
    ")",
    "~3",
    "*",
    "title:",
    "regulation:",
    "date:",
    "number:",
    "published:",
    "source:",
    "id:",
    "type:",
    "issuer:",
    "provision:",
    "..",
    ">= ",
    "< ",
    "15-nq/tw ",
    "2021 ",
    "quý I/2023",
    "1.000 tỷ",
    "d5.k2",
    " ",
    ":",
    "năm",
];

fn cases(usual: u32) -> u32 {
    std::env::var("THOISU_FUZZ_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}

fn run<S: Strategy>(
    name: &str,
    usual: u32,
    strategy: S,
    test: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let config = Config {
        cases: cases(usual),
        failure_persistence: None,
        max_shrink_iters: 2_000,
        ..Config::default()
    };
    TestRunner::new(config).run(&strategy, test).unwrap();
    println!("{name}: {} cases", cases(usual));
}

/// The files of the corpus by their endings, and archives of them.
static SEEDS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let mut files = Vec::new();
    let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    collect(&corpus, &mut files);
    files.sort();
    let read = |path: &PathBuf| (ending(path), fs::read(path).unwrap());
    let mut seeds: Vec<(String, Vec<u8>)> = files
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending != "md"))
        .map(read)
        .collect();
    let packed: Vec<_> =
        seeds.iter().step_by(9).flat_map(|(ending, bytes)| packed(ending, bytes)).collect();
    seeds.extend(packed);
    // The corpus has neither: a text with a heading, and a page under the ending of a server's
    // program.
    let (text, page) = (
        seeds.iter().find(|(ending, _)| ending == "txt"),
        seeds.iter().find(|(ending, _)| ending == "html"),
    );
    let markdown = text.map(|(_, bytes)| {
        ("md".to_string(), [b"# Tin trong ng\xc3\xa0y\n\n", &bytes[..]].concat())
    });
    let served = page.map(|(_, bytes)| ("aspx".to_string(), bytes.clone()));
    let more: Vec<_> = markdown.into_iter().chain(served).collect();
    seeds.extend(more);
    let mut office = Vec::new();
    collect(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/files"), &mut office);
    office.sort();
    seeds.extend(
        office
            .iter()
            .filter(|path| ENDINGS.contains(&&*ending(path)) && !path.ends_with("README.md"))
            .map(read),
    );
    seeds
});

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}

fn ending(path: &Path) -> String {
    path.extension().and_then(|ending| ending.to_str()).unwrap_or("txt").to_string()
}

/// A file in every container.
fn packed(ending: &str, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let name = format!("bai.{ending}");
    let text = String::from_utf8_lossy(bytes);
    let mut tar = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes.len() as u64);
    tar.append_data(&mut header, &name, bytes).unwrap();
    let tar = tar.into_inner().unwrap();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(&name, zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
    let zip = zip.finish().unwrap().into_inner();
    let body = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{text}");
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://vidu.vn/1\r\nWARC-Date: 2023-01-01T00:00:00Z\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
        body.len()
    );
    let json = serde_json::json!([{"id": "1", "text": text, "published": "2023-04-13"}, {"id": "2", "title": "Họp", "text": "Sáng 5/9."}]);
    let rows = |comma: char| {
        format!(
            "id{comma}text{comma}published\n1{comma}\"{}\"{comma}2023-04-13\n",
            text.replace('"', "\"\"")
        )
    };
    let (csv, tsv) = (rows(','), rows('\t'));
    let others = [
        ("txt.gz", gzip(bytes)),
        (
            "jsonl.zst",
            ruzstd::encoding::compress_to_vec(
                json[0].to_string().as_bytes(),
                ruzstd::encoding::CompressionLevel::Fastest,
            ),
        ),
        ("tar.gz", gzip(&tar)),
        ("tar", tar),
        ("zip", zip),
        ("warc", warc.into_bytes()),
        ("json", json.to_string().into_bytes()),
        ("csv", csv.into_bytes()),
        ("tsv", tsv.into_bytes()),
    ];
    others.map(|(ending, bytes)| (ending.to_string(), bytes)).into()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// One thing done to bytes: which, and two places as shares of the length.
#[derive(Clone, Debug)]
struct Change {
    what: u8,
    at: u16,
    to: u16,
    piece: usize,
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = (0u8..8, any::<u16>(), any::<u16>(), 0..PIECES.len())
        .prop_map(|(what, at, to, piece)| Change { what, at, to, piece });
    prop::collection::vec(change, 0..10)
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    const NEAR: usize = 400;
    for Change { what, at, to, piece } in changes {
        let place = |share: &u16| usize::from(*share) * bytes.len() / (usize::from(u16::MAX) + 1);
        let (at, to) = (place(at), place(to));
        let near = (at + 1 + to % NEAR).min(bytes.len());
        match what {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << (to % 8),
            1 => drop(bytes.splice(at..at, PIECES[*piece].bytes())),
            2 => drop(bytes.drain(at..near)),
            3 => {
                let part = bytes[at..near].to_vec();
                drop(bytes.splice(at..at, part.repeat(1 + to % 4)));
            }
            4 => drop(bytes.splice(at..at, PIECES[*piece].repeat(1 + to % 50).into_bytes())),
            5 => bytes.truncate(at),
            6 => {
                let other = &SEEDS[to % SEEDS.len()].1;
                drop(bytes.splice(at..at, other.iter().copied().take(2_000)));
            }
            _ => bytes.rotate_left(at),
        }
    }
    bytes
}

fn kinds() -> Kinds {
    "date,regulation,number,provision".parse().unwrap()
}

/// The lines that the documents of a file make, and bytes of its texts; on one thread or more.
fn lines(path: &Path, threads: usize) -> (Vec<String>, usize) {
    let (mut lines, mut bytes) = (Vec::new(), 0);
    let mut reader = Reader::new(&[path.to_path_buf()], ReadOptions::default()).unwrap();
    let work = |items| pipeline::annotate(items, kinds());
    pipeline::run(&mut reader, threads, work, |outcome| {
        bytes += outcome.bytes as usize;
        match outcome.documents {
            Ok(documents) => lines.extend(documents.iter().map(|annotated| line(annotated, true))),
            Err(reason) => lines.push(format!("{}: {reason}", outcome.origin)),
        }
        Ok(())
    })
    .unwrap();
    (lines, bytes)
}

fn line(annotated: &Annotated, with_text: bool) -> String {
    let mut line = String::new();
    write_jsonl(
        annotated,
        Shown { text: with_text, all_fields: with_text, relations: with_text },
        None,
        &mut line,
    );
    line
}

/// What must hold of the documents of a file.
fn check_file(path: &Path) -> Result<(), TestCaseError> {
    let items = || Reader::new(&[path.to_path_buf()], ReadOptions::default()).unwrap();
    for (item, again) in items().zip(items()) {
        // The characters that the offsets count.
        let given: Option<Vec<char>> = decode(again)
            .ok()
            .filter(|decoded| decoded.raw.addressable)
            .map(|decoded| decoded.raw.text.chars().collect());
        for annotated in annotate(vec![item], kinds())
            .into_iter()
            .flat_map(|outcome| outcome.documents.unwrap_or_default())
        {
            check(&annotated, given.as_deref())?;
        }
    }
    Ok(())
}

/// What must hold of a document; its file has these characters.
fn check(annotated: &Annotated, given: Option<&[char]>) -> Result<(), TestCaseError> {
    let document = &annotated.document;
    let text = document.text.as_str();
    let mut end = 0;
    for mention in &annotated.mentions {
        prop_assert!(
            mention.span.start >= end && !mention.span.is_empty(),
            "out of order or overlapping: {}",
            mention.surface
        );
        end = mention.span.end;
        prop_assert!(
            text.get(mention.span.start..mention.span.end).is_some(),
            "no characters at {:?}",
            mention.span
        );
        prop_assert_eq!(document.text.source_slice(mention.span), &mention.surface);
        let surface: Option<String> = given.map(|given| {
            given.get(mention.source.start..mention.source.end).unwrap_or_default().iter().collect()
        });
        prop_assert!(
            surface.is_none_or(|surface| surface == mention.surface),
            "the file has other characters at {:?}",
            mention.source
        );
        check_value(&mention.value)?;
    }
    for block in &document.blocks {
        prop_assert!(
            text.get(block.span.start..block.span.end).is_some_and(|block| !block.is_empty()),
            "an empty block"
        );
    }
    let line = line(annotated, true);
    prop_assert!(serde_json::from_str::<serde_json::Value>(&line).is_ok(), "no JSON: {}", line);
    prop_assert_eq!(line.matches('\n').count(), 1);
    prop_assert!(
        line.len() <= OUTPUT * document.text.source().len() + OF_DOCUMENT,
        "{} bytes of output",
        line.len()
    );
    Ok(())
}

/// Values are what they say: EDTF; decimals, their ranges and ratios.
fn check_value(value: &Value) -> Result<(), TestCaseError> {
    let Some(canonical) = value.canonical() else { return Ok(()) };
    prop_assert!(!canonical.trim().is_empty());
    match value.kind().name() {
        "date" => prop_assert!(
            canonical.split('/').count() <= 2 && canonical.split('/').all(is_edtf),
            "no EDTF: {}",
            canonical
        ),
        "number" => prop_assert!(
            canonical.split("..").flat_map(|part| part.split('/')).all(is_decimal),
            "no decimal: {}",
            canonical
        ),
        _ => {}
    }
    Ok(())
}

/// A part of an EDTF interval: `..`, a year, a month, a season or quarter, a day, or a time; any
/// digit may be X, and the year may have a sign.
fn is_edtf(part: &str) -> bool {
    let date = part.split_once('T').map_or(part, |(date, _)| date);
    let date = date.strip_prefix('-').unwrap_or(date).trim_end_matches(['?', '~', '%']);
    let are_digits = |part: &str, count: usize| {
        part.len() == count && part.chars().all(|c| c.is_ascii_digit() || c == 'X')
    };
    let parts: Vec<&str> = date.split('-').collect();
    let has_month = |month: &str| {
        are_digits(month, 2)
            && month
                .parse::<u32>()
                .is_ok_and(|month| (1..=12).contains(&month) || (21..=41).contains(&month))
            || month == "XX"
    };
    let has_day = |day: &str| {
        are_digits(day, 2)
            && day.parse::<u32>().map_or(day.contains('X'), |day| (1..=31).contains(&day))
    };
    part == ".."
        || match parts.as_slice() {
            [year] => are_digits(year, 4),
            [year, month] => are_digits(year, 4) && has_month(month),
            [year, month, day] => are_digits(year, 4) && has_month(month) && has_day(day),
            _ => false,
        }
}

fn is_decimal(number: &str) -> bool {
    let digits = number.strip_prefix('-').unwrap_or(number);
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    are_digits(whole) && are_digits(rest) && (whole == "0" || !whole.starts_with('0'))
}

#[test]
fn files() {
    let dir = tempfile::tempdir().unwrap();
    // A quarter keeps its ending from the seed only by chance: each reader sees what is meant for
    // another.
    let strategy = (0..SEEDS.len(), prop::option::weighted(0.2, 0..ENDINGS.len()), changes());
    run("files", FILES, strategy, |(seed, other, changes)| {
        let (ending, seed) = &SEEDS[seed];
        let path =
            dir.path().join(format!("x.{}", other.map_or(ending.as_str(), |other| ENDINGS[other])));
        let bytes = changed(seed.clone(), &changes);
        fs::write(&path, &bytes).unwrap();
        check_file(&path)?;
        let (one, texts) = lines(&path, 1);
        prop_assert_eq!(&one, &lines(&path, 2).0, "one thread and two differ");
        let printed: usize = one.iter().map(String::len).sum();
        prop_assert!(
            printed <= OUTPUT * (texts + bytes.len()) + OF_DOCUMENT * one.len(),
            "{} bytes of output",
            printed
        );
        Ok(())
    });
}

fn generated() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => (0..PIECES.len()).prop_map(|at| PIECES[at].to_string()),
        2 => (0..PIECES.len(), 1usize..30).prop_map(|(at, times)| PIECES[at].repeat(times)),
        1 => "[0-9]{1,12}",
        1 => "\\PC{0,4}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

#[test]
fn texts() {
    let dir = tempfile::tempdir().unwrap();
    run("texts", TEXTS, (generated(), 0..ENDINGS.len()), |(text, ending)| {
        let path = dir.path().join(format!("x.{}", if ending < 14 { "txt" } else { "html" }));
        fs::write(&path, &text).unwrap();
        check_file(&path)
    });
}

/// An index of the corpus.
fn index(dir: &Path) -> Index {
    let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut reader = Reader::new(&[corpus], ReadOptions::default()).unwrap();
    let writer = IndexWriter::open(&dir.join("index"), 1).unwrap();
    let options = Options { commit_every: 1 << 28, kinds: kinds(), ..Options::default() };
    ingest(&mut reader, writer, &options, &AtomicBool::new(false), &mut |_| Ok(())).unwrap();
    Index::open(dir.join("index")).unwrap()
}

#[test]
fn queries() {
    let dir = tempfile::tempdir().unwrap();
    let index = index(dir.path());
    let all = index
        .search(&Query::parse("-zzzzz").unwrap(), &SearchOptions::default())
        .unwrap()
        .counts
        .total;
    let options =
        SearchOptions { limit: 3, facets: FacetField::all().collect(), ..SearchOptions::default() };
    let piece = prop_oneof![
        6 => (0..OPERATORS.len()).prop_map(|at| OPERATORS[at].to_string()),
        2 => (0..PIECES.len()).prop_map(|at| PIECES[at].to_string()),
        1 => "\\PC{0,3}",
    ];
    let query = prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat());
    run("queries", QUERIES, query, |text| {
        let query = match Query::parse(&text) {
            Ok(query) => query,
            Err(error) => {
                prop_assert!(error.offset() <= text.len() && !error.message().is_empty());
                return Ok(());
            }
        };
        let results = index
            .search(&query, &options)
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert!(
            results.counts.total <= all && results.hits.len() == results.counts.total.min(3)
        );
        for hit in &results.hits {
            let mentions: &[MentionRecord] = &hit.mentions;
            prop_assert!(
                serde_json::to_string(mentions).is_ok()
                    && hit.snippet.marked("[", "]").len() < 10_000
            );
        }
        Ok(())
    });
}

/// What runs over long input finds as much as many short runs: the same documents twice are the
/// same lines twice.
#[test]
fn seeds_are_read_alike() {
    let dir = tempfile::tempdir().unwrap();
    let mut documents: BTreeMap<&str, usize> = BTreeMap::new();
    for (ending, bytes) in SEEDS.iter() {
        let path = dir.path().join(format!("x.{ending}"));
        fs::write(&path, bytes).unwrap();
        let (lines, _) = lines(&path, 1);
        *documents.entry(ending).or_default() +=
            lines.iter().filter(|line| line.starts_with('{')).count();
    }
    assert!(
        ENDINGS.iter().all(|ending| documents.get(ending).is_some_and(|count| *count > 0)),
        "{documents:?}"
    );
}
