//! Many indexes as one: merged, searched as a union, optimized.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::atomic::AtomicBool;

use thoisu::index::{FacetField, Index, IndexWriter, Query, SearchOptions, Sort, TimelineOptions};
use thoisu::read::{ReadOptions, Reader};
use thoisu::run::{Options, ingest};

use crate::support::{Archive, stderr, stdout, thoisu};

fn run(dir: &Path, arguments: &str) -> Output {
    thoisu().args(arguments.split(' ')).current_dir(dir).output().unwrap()
}

fn done(dir: &Path, arguments: &str) -> String {
    let output = run(dir, arguments);
    assert!(output.status.success(), "{arguments}: {}", stderr(&output));
    stdout(&output)
}

/// Queries of all sorts, for the invented news of `thoisu synth`.
const QUERIES: [&str; 60] = [
    "ngân sách",
    "ngan sach",
    "thu ngân sách",
    "nghi quyêt",
    "nghi quyet trung uong",
    "đất",
    "dat",
    "chợ",
    "không có trong bài nào",
    "hội nghị thường trực",
    "\"nước sạch nông thôn\"",
    "\"nước nông thôn\"~2",
    "\"hồ sơ đất đai\"",
    "quy*",
    "nông th*",
    "title:đất",
    "title:\"dân chủ\"",
    "title:(quỹ hồ)",
    "ngân sách -đất",
    "-đất",
    "-\"nước sạch\"",
    "chợ OR cầu",
    "(chợ OR cầu) nông sản",
    "thuế OR phí OR học",
    "nghị quyết 36",
    "luật ngân sách nhà nước",
    "regulation:\"Luật Ngân sách nhà nước\"",
    "regulation:\"Nghị quyết 36\"",
    "regulation:36-NQ/TW",
    "type:\"Nghị quyết\"",
    "type:thong-tu",
    "type:\"Quyết định\" ngân sách",
    "issuer:\"Bộ Chính trị\"",
    "issuer:\"chinh phu\"",
    "date:2015",
    "date:\"tháng 4/2017\"",
    "date:\">= 2020\"",
    "date:2011..2015",
    "date:12/4/2017",
    "number:\">= 1.000 tỷ đồng\"",
    "number:\"10..20 %\"",
    "number:\"100..200 ha\"",
    "number:\"> 500 người\"",
    "published:2017",
    "published:2016..2018",
    "published:..2016 đất",
    "published:2018-03..",
    "source:example.org",
    "source:example.org ngân sách",
    "id:synth-1-0000007",
    "sở nông nghiệp và môi trường công bố việc thu ngân sách ở vùng sâu",
    "việc làm cho lao động trở về những nơi còn yếu kém trước mùa mưa bão",
    "Bên cạnh đó, các chi bộ tăng cường công tác cán bộ bằng nguồn xã hội hóa",
    "mạng lưới y tế thôn bản date:2016",
    "y tế number:\"> 10 %\"",
    "type:\"Luật\" published:2017",
    "regulation:\"Luật Ngân sách nhà nước\" -chợ",
    "ủy ban OR hội đồng issuer:\"bo chinh tri\"",
    "khu tái định cư quy hoạch",
    "thon ban",
];

fn options(sort: Sort, offset: usize) -> SearchOptions {
    SearchOptions {
        limit: 20,
        offset,
        sort,
        facets: FacetField::all().collect(),
        facet_limit: 10,
        ..SearchOptions::default()
    }
}

/// Everything that two indexes answer is the same.
fn assert_same(one: &Index, other: &Index, name: &str) {
    assert_eq!(one.len(), other.len(), "{name}");
    for (at, text) in QUERIES.into_iter().enumerate() {
        let query = Query::parse(text).unwrap();
        let sort = [Sort::Relevance, Sort::Relevance, Sort::Published, Sort::PublishedDesc][at % 4];
        for options in [options(Sort::Relevance, 0), options(sort, at % 5)] {
            assert_eq!(
                one.search(&query, &options).unwrap(),
                other.search(&query, &options).unwrap(),
                "{name}: {text}"
            );
        }
        let timelines = [one, other].map(|index| {
            format!("{:?}", index.timeline(&query, &TimelineOptions::default()).unwrap())
        });
        assert_eq!(timelines[0], timelines[1], "{name}: {text}");
    }
    assert_eq!(one.registry().unwrap(), other.registry().unwrap(), "{name}");
}

/// Indexes an input, in this process: a hundred others take a minute.
fn index(input: &Path, out: &Path) {
    let mut reader = Reader::new(&[input.to_path_buf()], ReadOptions::default()).unwrap();
    let writer = IndexWriter::open(out, 1).unwrap();
    ingest(&mut reader, writer, &Options::default(), &AtomicBool::new(false), &mut |_| Ok(()))
        .unwrap();
}

#[test]
fn a_hundred_indexes_are_one() {
    let archive = Archive::with(&[]);
    let dir = archive.path();
    let news = done(dir, "synth --documents 200");
    let lines: Vec<&str> = news.lines().collect();
    fs::create_dir(dir.join("tin")).unwrap();
    let mut shards: Vec<PathBuf> = Vec::new();
    for (at, part) in lines.chunks(2).enumerate() {
        fs::write(dir.join(format!("tin/{at:03}.jsonl")), part.join("\n")).unwrap();
        shards.push(dir.join(format!("kho{at:03}")));
        index(&dir.join(format!("tin/{at:03}.jsonl")), &shards[at]);
    }
    assert_eq!(shards.len(), 100);
    index(&dir.join("tin"), &dir.join("một"));
    let one = Index::open(dir.join("một")).unwrap();
    let found = QUERIES.iter().filter(|text| {
        one.search(&Query::parse(text).unwrap(), &options(Sort::Relevance, 0)).unwrap().counts.total
            > 0
    });
    assert!(found.count() > 50, "most queries should find something");
    let (union, overlaps) = Index::open_all(&shards).unwrap();
    assert!(overlaps.is_empty());
    assert_same(&one, &union, "union");
    let names: Vec<String> = (0..100).map(|at| format!("kho{at:03}")).collect();
    let told = done(dir, &format!("merge {} --out gộp", names.join(" ")));
    assert!(told.starts_with("200 documents of 100 indexes in "), "{told}");
    assert_same(&one, &Index::open(dir.join("gộp")).unwrap(), "merged");
    assert!(done(dir, "verify gộp").starts_with("gộp: no fault in 200 documents"));
    assert!(done(dir, "optimize gộp").starts_with("gộp: 1 segments, before "));
    assert_same(&one, &Index::open(dir.join("gộp")).unwrap(), "optimized");
    assert!(done(dir, "verify gộp").contains("(1 segments)"));
    // A run goes on with it: nothing is read again.
    let table = stdout(
        &thoisu()
            .arg("run")
            .arg(dir.join("tin"))
            .arg("--out")
            .arg(dir.join("gộp"))
            .output()
            .unwrap(),
    );
    assert!(table.contains("unchanged           200"), "{table}");
}

const FIRST: &str = "{\"id\":\"a\",\"text\":\"Hội nghị thứ nhất bàn Nghị quyết 18-NQ/TW.\"}\n{\"id\":\"b\",\"text\":\"Hội nghị thứ hai.\"}\n";
const SECOND: &str = "{\"id\":\"a\",\"text\":\"Hội nghị đã dời sang Nghị định 5/2020/NĐ-CP.\"}\n";

/// Two indexes with one item of the same file and record.
fn overlapping() -> Archive {
    let archive = Archive::with(&[("tin.jsonl", FIRST.as_bytes())]);
    done(archive.path(), "run tin.jsonl --out cũ -q");
    fs::write(archive.path().join("tin.jsonl"), SECOND).unwrap();
    done(archive.path(), "run tin.jsonl --out mới -q");
    archive
}

#[test]
fn of_an_item_in_two_indexes_the_later_is_taken_and_both_are_named() {
    let archive = overlapping();
    let dir = archive.path();
    let hits = |arguments: &str| {
        let output = run(dir, arguments);
        let answer: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
        let snippet = |hit: &serde_json::Value| {
            hit["snippet"].as_str().unwrap().replace("<b>", "").replace("</b>", "")
        };
        let mut found: Vec<String> =
            answer["hits"].as_array().unwrap().iter().map(snippet).collect();
        // What is deleted counts in scores until its segment is merged, so the order of hits may be
        // another.
        found.sort();
        (found.join(" | "), stderr(&output))
    };
    let (found, told) = hits("search cũ nghị --with mới --format json");
    assert_eq!(found, "Hội nghị thứ hai. | Hội nghị đã dời sang Nghị định 5/2020/NĐ-CP.");
    assert!(
        told.contains("`tin.jsonl:1` is in cũ and in mới; the one in mới, named later, is taken"),
        "{told}"
    );
    assert_eq!(
        hits("search mới nghị --with cũ --format json").0,
        "Hội nghị thứ hai. | Hội nghị thứ nhất bàn Nghị quyết 18-NQ/TW."
    );
    let output = run(dir, "merge cũ mới --out gộp");
    assert!(stdout(&output).starts_with("2 documents of 2 indexes"), "{}", stdout(&output));
    assert!(stderr(&output).contains("`tin.jsonl:1` is in cũ and in mới"), "{}", stderr(&output));
    assert_eq!(hits("search gộp nghị --format json").0, found);
    assert!(
        done(dir, "regulations gộp --format csv").contains("5/2020/NĐ-CP")
            && !done(dir, "regulations gộp --format csv").contains("18-NQ")
    );
    assert_eq!(
        done(dir, "regulations cũ --with mới --format json"),
        done(dir, "regulations gộp --format json")
    );
    assert!(done(dir, "show cũ b --with mới").contains("Hội nghị thứ"));
    assert!(done(dir, "timeline cũ nghị --with mới --format json").contains("\"total\":2"));
    assert!(done(dir, "verify gộp").contains("no fault in 2 documents"));
    done(dir, "optimize gộp");
    assert!(done(dir, "verify gộp").contains("no fault in 2 documents (1 segments)"));
    assert_eq!(hits("search gộp nghị --format json").0, found);
    // Merged with one of its own: the shared segments are there once.
    done(dir, "merge gộp mới --out lại");
    assert_eq!(hits("search lại nghị --with gộp --with lại --format json").0, found);
}

#[test]
fn indexes_that_differ_are_refused() {
    let archive = overlapping();
    let dir = archive.path();
    fs::write(
        dir.join("của tôi.tsv"),
        "sense\tforms\tvalue\texample\nnumbered\tGiấy mời\tGM\tGiấy mời 15\n",
    )
    .unwrap();
    let words = ["run", "tin.jsonl", "--out", "từ", "--lexicon", "của tôi.tsv", "-q"];
    assert!(thoisu().args(words).current_dir(dir).output().unwrap().status.success());
    done(dir, "run tin.jsonl --out loại --kinds date,number -q");
    done(dir, "run tin.jsonl --out bản -q");
    fs::write(dir.join("bản/index/thoisu-index"), "1\n").unwrap();
    fs::create_dir(dir.join("trống")).unwrap();
    for (other, expected) in [
        ("từ", "từ: it differs from cũ in its table of words: `của tôi.tsv`, there none; "),
        (
            "loại",
            "loại: it differs from cũ in the kinds of its mentions: date,number, there date,regulation,number; ",
        ),
        ("bản", "bản: expected an index of version "),
        ("trống", "trống: expected a folder with a thoisu index, but found none in it"),
    ] {
        for arguments in
            [format!("merge cũ {other} --out gộp"), format!("search cũ nghị --with {other}")]
        {
            let output = run(dir, &arguments);
            assert_eq!(output.status.code(), Some(1), "{arguments}");
            assert!(stderr(&output).contains(expected), "{arguments}: {}", stderr(&output));
        }
        assert!(!dir.join("gộp").exists());
    }
}

#[test]
fn a_merge_takes_only_a_new_folder_and_begins_anew_after_a_kill() {
    let archive = overlapping();
    let dir = archive.path();
    let output = run(dir, "merge cũ --out mới");
    assert!(
        stderr(&output).contains("mới: expected a folder without an index, but found one"),
        "{}",
        stderr(&output)
    );
    // What a merge leaves that was killed while it linked files.
    fs::create_dir_all(dir.join("gộp/index.new")).unwrap();
    fs::write(dir.join("gộp/index.new/thoisu-index"), "").unwrap();
    fs::write(dir.join("gộp/index.new/0.idx"), "x").unwrap();
    done(dir, "merge cũ mới --out gộp");
    assert!(done(dir, "verify gộp").contains("no fault in 2 documents"));
    assert!(!dir.join("gộp/index.new").exists());
    // The new index lives on without the others, and they without it.
    fs::remove_dir_all(dir.join("cũ")).unwrap();
    done(dir, "optimize gộp");
    assert!(done(dir, "verify mới").contains("no fault in 1 documents"));
    assert!(stderr(&run(dir, "optimize trống")).contains("expected a folder with a thoisu index"));
    assert!(!dir.join("trống").exists());
}

#[test]
fn damage_in_one_of_several_indexes_names_it() {
    let archive = overlapping();
    let dir = archive.path();
    let meta = dir.join("mới/index/meta.json");
    fs::write(&meta, "{").unwrap();
    let output = run(dir, "search cũ nghị --with mới");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("mới: the index is damaged; `thoisu verify mới` tells what"),
        "{}",
        stderr(&output)
    );
}
