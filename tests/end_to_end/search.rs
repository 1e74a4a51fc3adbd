//! `search` and `timeline` of the real binary: the JSON contract, tables, facets, bad and hostile
//! queries.

use crate::support::{Archive, stderr, stdout, thoisu};
use serde_json::{Value, json};

const LINES: &str = r#"{"id":"a","title":"Kỳ họp thứ 5","text":"Ngày 19/5/2021, Ban Bí thư ban hành Quy định số 11-QĐ/TW; tỉnh chi 1.200 tỷ đồng & 4,2 ha.","published":"2021-05-20","url":"https://www.tinmoi.example/a"}
{"id":"b","text":"Dòng sông Nam chảy qua huyện.\nNước dâng 4,2 m trong đêm qua.","published":"2022-10-01"}
{"id":"c","text":"Nghị quyết 15-NQ/TW về Thủ đô được bàn trong năm."}
"#;

fn archive() -> Archive {
    let archive = Archive::with(&[("news.jsonl", LINES.as_bytes())]);
    let output = thoisu()
        .args(["run", "news.jsonl", "--out", "out"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    archive
}

/// What a command prints that goes well.
fn printed(archive: &Archive, arguments: &[&str]) -> String {
    let output = thoisu().args(arguments).current_dir(archive.path()).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    stdout(&output)
}

#[test]
fn the_json_answer_is_a_contract() {
    let archive = archive();
    let query = "quy dinh 11 date:2021 number:\"4,2 ha\"";
    let answer = printed(
        &archive,
        &[
            "search",
            "out",
            query,
            "--format",
            "json",
            "--facets",
            "regulation,type,issuer,year,source",
        ],
    );
    let mut answer: Value = serde_json::from_str(&answer).unwrap();
    assert!(answer["took_ms"].is_f64() && answer["hits"][0]["score"].is_f64());
    answer["took_ms"] = json!(0);
    answer["hits"][0]["score"] = json!(0);
    let facet = |field: &str, value: &str| json!({"field": field, "distinct": 1, "values": [{"value": value, "documents": 1}]});
    let expected = json!({
        "query": query,
        "total": 1,
        "all_words": 1,
        "together": 1,
        "counted": "together",
        "matching": "all",
        "completed": [],
        "dropped": [],
        "took_ms": 0,
        "hits": [{
            "id": "a",
            "source_id": "a",
            "origin": "news.jsonl:1",
            "title": "Kỳ họp thứ 5",
            "published": "2021-05-20",
            "url": "https://www.tinmoi.example/a",
            "source": "tinmoi.example",
            "score": 0,
            "snippet": "<b>Ngày</b> <b>19</b>/<b>5</b>/<b>2021</b>, Ban Bí thư ban hành <b>Quy</b> <b>định</b> số <b>11</b>-<b>QĐ</b>/<b>TW</b>; tỉnh chi 1.200 tỷ đồng &amp; <b>4,2</b> <b>ha</b>.",
            "mentions": [
                {"kind": "date", "start": 0, "end": 14, "text_start": 0, "text_end": 14, "text": "Ngày 19/5/2021", "value": "2021-05-19", "first": "2021-05-19", "last": "2021-05-19", "part_of_day": null},
                {"kind": "regulation", "start": 48, "end": 56, "text_start": 48, "text_end": 56, "text": "11-QĐ/TW", "value": "11-QĐ/TW", "form": "code", "number": "11", "year": null, "type": "Quy định", "issuer": "Ban Bí thư", "issued": "2021-05-19", "title": null},
                {"kind": "number", "start": 83, "end": 89, "text_start": 83, "text_end": 89, "text": "4,2 ha", "value": "4.2", "low": "4.2", "high": "4.2", "form": "digits", "class": "measure", "unit": "ha", "approx": null},
            ],
        }],
        "facets": [
            facet("regulation", "11-QĐ/TW"),
            facet("type", "Quy định"),
            facet("issuer", "Ban Bí thư"),
            facet("year", "2021"),
            facet("source", "tinmoi.example"),
        ],
    });
    assert_eq!(answer, expected, "{answer:#}");
}

#[test]
fn conditions_and_codes_find_their_documents() {
    let archive = archive();
    for (query, expected) in [
        ("15 nq tw", "c"),
        ("nghị quyết 15", "c"),
        ("quy dinh so 11", "a"),
        ("date:19/5/2021", "a"),
        ("date:\"quý II/2021\"", "a"),
        ("date:\"30/9/2022\"", "b"),
        ("number:\"4,2 m\"", "b"),
        ("number:\">= 1.000 ty dong\"", "a"),
        ("\"ban hành định\"~1", "a"),
        ("huy*", "b"),
        ("-date:2021 (sông OR kì)", "b"),
    ] {
        let answer: Value =
            serde_json::from_str(&printed(&archive, &["search", "out", query, "--format", "json"]))
                .unwrap();
        let ids: Vec<&str> = answer["hits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|hit| hit["id"].as_str().unwrap())
            .collect();
        assert_eq!(ids, expected.split_whitespace().collect::<Vec<_>>(), "{query}");
    }
}

#[test]
fn tables_show_mentions_facets_and_how_words_were_taken() {
    let archive = archive();
    let table =
        printed(&archive, &["search", "out", "number:\"> 1 tỷ đồng\"", "--facets", "issuer,year"]);
    assert!(table.contains("     mentions: 1.200 tỷ đồng = 1200000000000\n"), "{table}");
    assert!(table.contains("issuer (1 different)\n  Ban Bí thư  1  ██"), "{table}");
    assert!(table.contains("tỉnh chi [1.200 tỷ đồng]"), "{table}");
    let partial = printed(&archive, &["search", "out", "sông chảy ngược về nguồn"]);
    assert!(partial.starts_with("no document has: `ngược`, `nguồn`\n"), "{partial}");
    assert!(
        partial.contains("[sông]")
            && partial.ends_with("0 have all words somewhere; 1 has a good part of them\n"),
        "{partial}"
    );
    let scattered = printed(&archive, &["search", "out", "song huyen"]);
    assert!(
        scattered.ends_with("0 documents have the words together; 1 has them somewhere\n"),
        "{scattered}"
    );
}

#[test]
fn timelines_in_three_forms() {
    let archive = archive();
    assert_eq!(
        printed(&archive, &["timeline", "out", "-zzz"]),
        "period,documents\n2021,1\n2022,1\n"
    );
    assert_eq!(
        printed(&archive, &["timeline", "out", "zzz", "--format", "csv"]),
        "period,documents\n"
    );
    let bars = printed(
        &archive,
        &["timeline", "out", "-zzz", "--by", "month", "--of", "mentioned", "--format", "bars"],
    );
    assert!(
        bars.starts_with("  2021-05  1  ██")
            && bars.contains("\n  2021-06  0\n")
            && bars.contains("3 documents, 1 without"),
        "{bars}"
    );
    let json: Value = serde_json::from_str(&printed(
        &archive,
        &["timeline", "out", "sông", "--by", "month", "--format", "json"],
    ))
    .unwrap();
    assert_eq!(
        (
            &json["query"],
            &json["by"],
            &json["of"],
            &json["total"],
            &json["undated"],
            &json["matching"],
            &json["periods"]
        ),
        (
            &json!("sông"),
            &json!("month"),
            &json!("published"),
            &json!(1),
            &json!(0),
            &json!("all"),
            &json!([{"period": "2022-10", "documents": 1}])
        )
    );
}

#[test]
fn options_and_queries_that_begin_with_a_hyphen() {
    let archive = archive();
    let one = printed(&archive, &["search", "out", "-zzz", "-n1"]);
    assert!(one.contains("1–1 of 3 documents"), "{one}");
    for arguments in
        [&["search", "out", "-n1", "-zzz"][..], &["search", "-n", "1", "out", "--", "-zzz"]]
    {
        assert!(printed(&archive, arguments).contains("1–1 of 3 documents"), "{arguments:?}");
    }
    let misspelt =
        thoisu().args(["search", "out", "--limt"]).current_dir(archive.path()).output().unwrap();
    assert!(stderr(&misspelt).contains("unexpected argument '--limt'"), "{}", stderr(&misspelt));
}

/// Without quotes, with options anywhere; a row or a line a hit; the hits of many queries.
#[test]
fn hits_leave_the_tool() {
    let archive = archive();
    let unquoted =
        printed(&archive, &["search", "out", "Dòng", "-n", "1", "sông", "--format", "csv"]);
    let row = "Dòng sông,1,b,,2022-10-01,,\"[Dòng sông] Nam chảy qua huyện. Nước dâng 4,2 m trong đêm qua.\"\n";
    assert_eq!(
        unquoted.replace("b,Dòng sông Nam chảy qua huyện.,", "b,,"),
        format!("query,rank,id,title,published,url,snippet\n{row}")
    );
    let lines = printed(&archive, &["search", "out", "-zzz", "--all", "--format", "jsonl"]);
    assert_eq!(
        lines
            .lines()
            .filter(|line| serde_json::from_str::<Value>(line).unwrap()["id"].is_string())
            .count(),
        3
    );
    std::fs::write(archive.path().join("queries.csv"), "query\nsông\n\"nghị quyết 15\"\nchuy*n\n")
        .unwrap();
    let arguments =
        ["search", "out", "--queries", "queries.csv", "--excel", "--output", "hits.csv"];
    let output = thoisu().args(arguments).current_dir(archive.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("queries.csv:4: expected no `*` inside a word"),
        "{}",
        stderr(&output)
    );
    let hits = std::fs::read_to_string(archive.path().join("hits.csv")).unwrap();
    assert!(
        hits.starts_with("\u{feff}query;rank;id;title;published;url;snippet\nsông;1;b;"),
        "{hits}"
    );
    assert!(hits.contains("\nnghị quyết 15;1;c;"), "{hits}");
}

#[test]
fn timelines_have_shares_and_ends() {
    let archive = archive();
    let csv = printed(
        &archive,
        &["timeline", "out", "sông", "--from", "2021", "--to", "2023", "--share"],
    );
    assert_eq!(csv, "period,documents,all,share\n2021,0,1,0.0\n2022,1,1,1.0\n2023,0,0,0.0\n");
    let output = thoisu()
        .args(["timeline", "out", "sông", "--from", "bao giờ"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert!(stderr(&output).contains("--from: expected a date"), "{}", stderr(&output));
}

#[test]
fn show_marks_the_words_of_a_query() {
    let archive = archive();
    let shown = printed(&archive, &["show", "out", "b", "--query", "nuoc dang"]);
    assert!(shown.contains("«Nước» «dâng» [number 4.2: 4,2 m]"), "{shown}");
}

#[test]
fn hostile_names_do_not_act_on_a_terminal() {
    let record = r#"{"id": "x\u001b[31m", "url": "https://a\u001b[2J.vn/\u001b]0;x\u0007", "title": "T\u001b[31m", "text": "Sông dâng."}"#;
    let archive = Archive::with(&[("in/a.jsonl", record.as_bytes())]);
    thoisu().args(["run", "in", "--out", "out"]).current_dir(archive.path()).assert().success();
    for arguments in [
        &["search", "out", "sông", "--facets", "source"][..],
        &["show", "out", "x\u{1b}[31m"],
        &["show", "out", "\u{1b}"],
    ] {
        let output = thoisu().args(arguments).current_dir(archive.path()).output().unwrap();
        let all = stdout(&output) + &stderr(&output);
        assert!(all.contains("\\x1b") && !all.contains('\u{1b}'), "{all:?}");
    }
}

#[test]
fn bad_queries_are_shown_with_a_caret() {
    let archive = archive();
    let deep = "(".repeat(5000);
    let clauses = "thuế OR ".repeat(10_000) + "phí";
    // As much as one argument can hold here.
    let huge = "đ".repeat(50_000);
    for (query, message) in [
        ("*", "expected a word to look for, but found only `*`\n  *\n  ^"),
        ("\"", "expected a second quote for this one, but found the end of the query\n  \"\n  ^"),
        (
            "x number:nhiều",
            "expected a number as the news writes it, such as `1.000 tỷ đồng`, `4,2 ha` or `10 %`, but found `nhiều`\n  x number:nhiều\n           ^",
        ),
        ("date:32/1/2020", "expected a date as the news writes it"),
        (&deep, "expected at most 50 parentheses within each other, but found more"),
        (&clauses, "expected a query of at most 65536 bytes"),
        (&huge, "expected a query of at most 65536 bytes, but found one of 100000"),
        (&"a ".repeat(10_000), "expected at most 1000 words and conditions, but found more"),
    ] {
        let output =
            thoisu().args(["search", "out", query]).current_dir(archive.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains(message), "{message}: {}", stderr(&output));
        assert!(stderr(&output).len() < 1000, "a long query is not printed whole");
    }
    let output = thoisu()
        .args(["search", "out"])
        .current_dir(archive.path())
        .write_stdin("")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("expected a query, such as `thoisu search out 'thuế đất'`; only a terminal gets a prompt"),
        "{}",
        stderr(&output)
    );
}
