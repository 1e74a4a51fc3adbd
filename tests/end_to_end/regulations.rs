//! `thoisu regulations` and `thoisu resolve` over a small archive.

use std::fs;

use serde_json::{Value, json};

use crate::support::{Archive, stderr, stdout, thoisu};

/// Records: id, day, text.
const ARTICLES: [(&str, &str, &str); 6] = [
    (
        "quy-dinh",
        "2021-05-10",
        "Giữ lời\n\nNgày 4/5/2021, Ban Bí thư ban hành Quy định số 11-QĐ/TW về giữ lời hứa. Xã Vân Trà họp.",
    ),
    (
        "ban-lai",
        "2021-06-11",
        "Xã bàn lại\n\nQuy định số 11-QĐ/TW của Bộ Chính trị về giữ lời hứa có hiệu lực.",
    ),
    (
        "ben-do",
        "2021-06-12",
        "Bến đò\n\nNghị định 1/2020/NĐ-CP ngày 2/1/2020 của Chính phủ thay thế Nghị định 2/2010/NĐ-CP. Nghị định 1 rất rõ.",
    ),
    (
        "phao",
        "2021-07-12",
        "Phao\n\nNghị định 5/2021/NĐ-CP ngày 1/7/2021 của Chính phủ thay thế Nghị định 1/2020/NĐ-CP.",
    ),
    ("de-nghi", "2021-08-12", "Đề nghị\n\nBộ đề nghị thay thế Nghị định 5/2021/NĐ-CP."),
    ("dat", "2014-01-05", "Đất\n\nLuật Đất đai năm 2013 được Quốc hội thông qua ngày 29/11/2013."),
];

/// An archive of these articles, indexed in `out`.
fn archive(articles: &[(&str, &str, &str)]) -> Archive {
    let archive = Archive::with(&[("in.jsonl", lines(articles).as_bytes())]);
    run(&archive, &["run", "in.jsonl", "--out", "out", "-q"]);
    archive
}

fn lines(articles: &[(&str, &str, &str)]) -> String {
    let record = |(id, published, text): &(&str, &str, &str)| json!({"id": id, "published": published, "text": text});
    articles.iter().map(|article| format!("{}\n", record(article))).collect()
}

/// What a command that goes well prints.
fn run(archive: &Archive, arguments: &[&str]) -> String {
    let output = thoisu().args(arguments).current_dir(archive.path()).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    stdout(&output)
}

fn regulations(archive: &Archive, query: &[&str]) -> String {
    run(archive, &[&["regulations", "out"], query].concat())
}

/// The ids of the records that a query finds.
fn ids(archive: &Archive, query: &[&str]) -> Vec<String> {
    let lines = regulations(archive, &[query, &["--format", "jsonl"]].concat());
    lines
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_string()
        })
        .collect()
}

#[test]
fn a_list_has_filters_and_orders() {
    let archive = archive(&ARTICLES);
    for (query, expected) in [
        (&[][..], "1/2020/NĐ-CP 11-QĐ/TW@2021 5/2021/NĐ-CP 2/2010/NĐ-CP Luật Đất đai 2013"),
        (&["type:luat"], "Luật Đất đai 2013"),
        (&["issuer:chinh phu", "year:2020"], "1/2020/NĐ-CP"),
        (&["issuer:\"chinh phu\" year:2020"], "1/2020/NĐ-CP"),
        (&["cited:2"], "1/2020/NĐ-CP 11-QĐ/TW@2021 5/2021/NĐ-CP"),
        (&["cited:>2"], ""),
        (&["disputed"], "11-QĐ/TW@2021"),
        (&["replaced", "--sort", "date"], "1/2020/NĐ-CP 2/2010/NĐ-CP"),
        (&["planned"], "5/2021/NĐ-CP"),
        (&["giu", "loi"], "11-QĐ/TW@2021"),
        (&["--sort", "issued", "-n", "2"], "5/2021/NĐ-CP 11-QĐ/TW@2021"),
        (&["--sort", "id", "--limit", "1"], "1/2020/NĐ-CP"),
        // An id, its form without @, a short form that one has.
        (&["1/2020/nd-cp"], "1/2020/NĐ-CP"),
        (&["11-QĐ/TW"], "11-QĐ/TW@2021"),
        (&["Nghị", "định", "1"], "1/2020/NĐ-CP"),
        (&["chim cánh cụt"], ""),
    ] {
        assert_eq!(ids(&archive, query).join(" "), expected, "{query:?}");
    }
    let table = regulations(&archive, &["type:nghi dinh"]);
    assert!(table.starts_with("     2  1/2020/NĐ-CP  2020-01-02\n"), "{table}");
    assert!(
        regulations(&archive, &["disputed", "giu"])
            .starts_with("     2  11-QĐ/TW@2021  2021-05-04  về giữ lời hứa\n")
    );
    assert!(table.contains("3 of 3 regulations; 5 in the index."), "{table}");
}

#[test]
fn what_finds_nothing_and_what_is_wrong_is_said() {
    let archive = archive(&ARTICLES);
    assert_eq!(
        regulations(&archive, &["99/1999/NĐ-CP"]),
        "no regulation matches; 5 in the index, `thoisu regulations DIR` lists them\n"
    );
    for (arguments, message) in [
        (
            &["regulations", "out", "year:abc"][..],
            "expected a year of 1900 to 2100, such as `year:2024`, but found `abc`",
        ),
        (&["regulations", "out", "ngay:2020"], "expected a condition such as `type:luat`"),
        (&["regulations", "nowhere"], "nowhere"),
        (&["regulations", "out", "--output", "no/where.csv"], "the folder does not exist"),
        (&["resolve", " "], "expected a short form or a sentence"),
    ] {
        let output = thoisu().args(arguments).current_dir(archive.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(stderr(&output).contains(message), "{arguments:?}: {}", stderr(&output));
    }
    let output = thoisu().args(["resolve", "Nghị định 1", "--on", "mai"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("expected a day, such as `2025-03-01`"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_card_shows_evidence_and_what_came_after() {
    let archive = archive(&ARTICLES);
    let card = regulations(&archive, &["11-QĐ/TW"]);
    for line in [
        "11-QĐ/TW@2021",
        "  issuer  disputed: Ban Bí thư (1 article) · Bộ Chính trị (1 article)",
        "            quy-dinh 56–64: Ngày 4/5/2021, Ban Bí thư ban hành Quy định số 11-QĐ/TW về giữ lời hứa.",
        "            ban-lai 24–32: Quy định số 11-QĐ/TW của Bộ Chính trị về giữ lời hứa có hiệu lực.",
        "  issued  2021-05-04 (1 article)",
        "  cited   by 2 articles, 2 mentions, 2021-05-10 to 2021-06-11",
        "  called  Quy định 11",
        "articles by month",
        &format!("  2021-05  1  {}", "█".repeat(40)),
    ] {
        assert!(card.lines().any(|shown| shown == line), "{line}\n{card}");
    }
    let card = regulations(&archive, &["2/2010/NĐ-CP"]);
    for line in [
        "  force   replaced",
        "what is done to it",
        "  replaced by 1/2020/NĐ-CP (1 article: ben-do)",
        "replaced by 1/2020/NĐ-CP since 2020-01-02, which was replaced by 5/2021/NĐ-CP since 2021-07-01",
        &format!("  1/2020/NĐ-CP  1  {}", "█".repeat(40)),
    ] {
        assert!(card.lines().any(|shown| shown == line), "{line}\n{card}");
    }
    let card = regulations(&archive, &["5/2021/NĐ-CP"]);
    assert!(card.contains("\nwhat it does\n  replaces 1/2020/NĐ-CP (1 article: phao)\n"), "{card}");
    assert!(card.contains("\n  replaced by, planned, an act that the articles do not name (1 article: de-nghi, 2021-08-12)\n"), "{card}");
    let sentence = "            phao 76–88: Nghị định 5/2021/NĐ-CP ngày 1/7/2021 của Chính phủ thay thế Nghị định 1/2020/NĐ-CP.";
    assert!(card.contains(sentence), "{card}");
}

#[test]
fn json_has_the_keys_of_a_record() {
    let archive = archive(&ARTICLES);
    let list: Value =
        serde_json::from_str(&regulations(&archive, &["1/2020/NĐ-CP", "--format", "json"]))
            .unwrap();
    let record = &list[0];
    let keys: Vec<&String> = record.as_object().unwrap().keys().collect();
    let mut expected =
        "id type issuer issued title aliases documents mentions corpus first_cited last_cited cited_by_month relations in_force \
                        disputed evidence"
            .split_whitespace()
            .collect::<Vec<_>>();
    expected.sort_unstable();
    let mut keys: Vec<&str> = keys.into_iter().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, expected);
    assert_eq!(
        record["cited_by_month"],
        json!([{"month": "2021-06", "documents": 1}, {"month": "2021-07", "documents": 1}])
    );
    let relations = json!([
        {"kind": "replaces", "to": "2/2010/NĐ-CP", "documents": ["ben-do"], "status": null, "first_stated": "2021-06-12",
         "last_stated": "2021-06-12", "at": [{"document": "ben-do", "start": 78, "end": 90}]},
        {"kind": "replaces", "from": "5/2021/NĐ-CP", "documents": ["phao"], "status": null, "first_stated": "2021-07-12",
         "last_stated": "2021-07-12", "at": [{"document": "phao", "start": 76, "end": 88}]},
    ]);
    assert_eq!(record["relations"], relations);
    assert_eq!(
        (&record["in_force"], &record["issued"]),
        (&json!("replaced"), &json!("2020-01-02"))
    );
    assert_eq!(
        record["evidence"]["issued"][0]["at"][0],
        json!({"document": "ben-do", "start": 18, "end": 30})
    );
}

#[test]
fn other_formats_are_escaped_and_go_to_a_file() {
    let text = "Tin\n\nNgày 2/3/2021, xã bàn Nghị định 7/2021/NĐ-CP ngày 1/3/2021 về \"đò \\ phà\". Nghị định 7/2021/NĐ-CP bãi bỏ Nghị định 8/2001/NĐ-CP.";
    let archive = archive(&[("tin", "2021-03-05", text)]);
    run(&archive, &["regulations", "out", "--format", "ttl", "--output", "r.ttl"]);
    let turtle = fs::read_to_string(archive.path().join("r.ttl")).unwrap();
    assert!(
        turtle.starts_with("@prefix eli: <http://data.europa.eu/eli/ontology#> .\n"),
        "{turtle}"
    );
    for line in [
        "<urn:thoisu:regulation:7%2F2021%2FN%C4%90-CP> a schema:Legislation, eli:LegalResource ;",
        "    schema:legislationDate \"2021-03-01\"^^xsd:date ;",
        "    eli:repeals <urn:thoisu:regulation:8%2F2001%2FN%C4%90-CP> .",
        "    eli:repealed_by <urn:thoisu:regulation:7%2F2021%2FN%C4%90-CP> .",
    ] {
        assert!(turtle.lines().any(|shown| shown == line), "{line}\n{turtle}");
    }
    let dot = regulations(&archive, &["--format", "dot"]);
    assert!(dot.contains("  \"7/2021/NĐ-CP\" -> \"8/2001/NĐ-CP\" [label=\"repeals\"];\n"), "{dot}");
    let csv = regulations(&archive, &["--format", "csv"]);
    assert!(csv.starts_with("id,type,issuer,issued,title,aliases,documents,mentions,"), "{csv}");
    assert!(
        csv.contains(
            "\n8/2001/NĐ-CP,Nghị định,Chính phủ,,,Nghị định 8,1,1,2021-03-05,2021-03-05,repealed,\n"
        ),
        "{csv}"
    );
}

#[test]
fn what_is_pruned_is_forgotten() {
    let archive = archive(&ARTICLES);
    let rest: Vec<_> = ARTICLES.iter().copied().filter(|(id, ..)| *id != "ben-do").collect();
    fs::write(archive.path().join("in.jsonl"), lines(&rest)).unwrap();
    run(&archive, &["run", "in.jsonl", "--out", "out", "--prune", "-q"]);
    assert_eq!(ids(&archive, &["2/2010/NĐ-CP"]), [""; 0]);
    let json = regulations(&archive, &["1/2020/NĐ-CP", "--format", "json"]);
    assert!(!json.contains("ben-do"), "{json}");
}

#[test]
fn the_order_of_the_input_makes_no_difference() {
    let mut turned = ARTICLES;
    turned.reverse();
    let json =
        |articles: &[(&str, &str, &str)]| regulations(&archive(articles), &["--format", "json"]);
    assert_eq!(json(&ARTICLES), json(&turned));
}

#[test]
fn short_forms_are_resolved_by_rules_and_by_an_index() {
    let archive = archive(&ARTICLES);
    let resolve = |arguments: &[&str]| -> Value {
        serde_json::from_str(&run(
            &archive,
            &[&["resolve"], arguments, &["--format", "json"]].concat(),
        ))
        .unwrap()
    };
    let found = resolve(&["Nghị định 49 năm 2017"]);
    assert_eq!((&found[0]["target"], &found[0]["how"]), (&json!("49/2017/NĐ-CP"), &json!("rule")));
    let found = resolve(&["Nghị định 1"]);
    assert_eq!(
        found,
        json!([{"text": "Nghị định 1", "value": "Nghị định 1", "target": null, "how": null, "candidates": []}])
    );
    let found = resolve(&["Nghị định 1", "--index", "out", "--on", "2021-09-01"]);
    assert_eq!((&found[0]["target"], &found[0]["how"]), (&json!("1/2020/NĐ-CP"), &json!("corpus")));
    assert_eq!(found[0]["confidence"], json!(0.67));
    let reasons = json!([
        "type and number fit",
        "issued on 2020-01-02, 608 days before",
        "2 articles cite it"
    ]);
    assert_eq!(
        found[0]["candidates"],
        json!([{"id": "1/2020/NĐ-CP", "title": null, "reasons": reasons}])
    );
    let found =
        resolve(&["Theo Luật Đất đai, xã đo lại 3 ha.", "--index", "out", "--on", "5/1/2014"]);
    assert_eq!(found[0]["candidates"][0]["id"], "Luật Đất đai 2013");
    let table = run(&archive, &["resolve", "Nghị định 9", "--index", "out"]);
    assert_eq!(
        table,
        "Nghị định 9\n  the text leaves open what it means\n  no regulation of the index fits\n"
    );
    assert_eq!(run(&archive, &["resolve", "Trời mưa."]), "the text mentions no regulation\n");
}

/// Articles that leave a short form open, and one that tells what it is.
const OPEN: [(&str, &str, &str); 5] = [
    (
        "ky",
        "2024-12-23",
        "Ngày 22/12/2024, Bộ Chính trị ban hành Nghị quyết số 57-NQ/TW về đò ngang và bến nước.",
    ),
    (
        "xa",
        "2025-02-10",
        "Xã Vân Trà học Nghị quyết 57 về đò ngang. Theo Luật Đất đai, dân đo lại bãi bồi.",
    ),
    ("khac", "2025-02-11", "Tỉnh bàn Nghị quyết 57 về giá điện."),
    ("lau", "2029-02-11", "Tỉnh bàn Nghị quyết 57 về đò ngang."),
    (
        "luc",
        "2025-04-02",
        "Nghị định 5/2025/NĐ-CP của Chính phủ có hiệu lực từ ngày 1/3/2025. Nghị định 6/2025/NĐ-CP chưa có hiệu lực.",
    ),
];

#[test]
fn all_documents_tell_what_one_leaves_open() {
    let archive = archive(&OPEN);
    let json =
        |arguments: &[&str]| -> Value { serde_json::from_str(&run(&archive, arguments)).unwrap() };
    let of = |shown: &Value| {
        let mentions = shown["mentions"].as_array().unwrap().clone();
        let found =
            mentions.into_iter().find(|mention| mention["value"] == "Nghị quyết 57").unwrap();
        [found["target"].clone(), found["how"].clone(), found["confidence"].clone()]
    };
    let settled = [json!("57-NQ/TW@2024"), json!("corpus"), json!(0.75)];
    for (id, expected) in [
        ("xa", settled.clone()),
        ("khac", [Value::Null, Value::Null, Value::Null]),
        ("lau", [Value::Null, Value::Null, Value::Null]),
    ] {
        assert_eq!(of(&json(&["show", "out", id, "--format", "json"])), expected, "{id}");
    }
    let hits = json(&["search", "out", "regulation:\"Nghị quyết 57\" id:xa", "--format", "json"]);
    assert_eq!(of(&hits["hits"][0]), settled);
    let shown = run(&archive, &["search", "out", "regulation:\"Nghị quyết 57\" id:xa"]);
    assert!(shown.contains("mentions: Nghị quyết 57 → 57-NQ/TW@2024 (corpus, 75 %)\n"), "{shown}");
    // They are counted apart.
    let record = &json(&["regulations", "out", "57-NQ/TW", "--format", "json"])[0];
    assert_eq!((&record["documents"], &record["corpus"]), (&json!(1), &json!(1)));
}

/// Every way of citing two regulations.
const WAYS: [(&str, &str, &str); 7] = [
    (
        "ky",
        "2024-12-23",
        "Ngày 22/12/2024, Bộ Chính trị ban hành Nghị quyết số 57-NQ/TW về đò ngang. Nghị quyết này có 5 phần, Nghị quyết 57 nêu rõ.",
    ),
    ("chi", "2025-01-02", "Xã học Nghị quyết số 57-NQ/TW của Bộ Chính trị."),
    ("xa", "2025-02-10", "Xã Vân Trà học Nghị quyết 57 về đò ngang."),
    ("khac", "2025-02-11", "Tỉnh bàn Nghị quyết 57 về giá điện."),
    ("so", "2024-03-01", "Quốc hội thông qua Luật Đò ngang số 31/2024/QH15. Luật này có 9 chương."),
    ("ten", "2024-04-01", "Bến đò theo Luật Đò ngang 2024. Luật Đò ngang có lợi cho dân."),
    ("ho", "2024-05-01", "Dân chờ Luật Đò ngang."),
];

#[test]
fn a_search_finds_every_way_of_citing() {
    let archive = archive(&WAYS);
    let found = |query: &str| -> (Vec<String>, Value) {
        let arguments = ["search", "out", query, "--format", "json", "--sort", "published"];
        let found: Value = serde_json::from_str(&run(&archive, &arguments)).unwrap();
        let ids = found["hits"].as_array().unwrap();
        (
            ids.iter().map(|hit| hit["id"].as_str().unwrap().into()).collect(),
            found["cited_as"].clone(),
        )
    };
    let ways = |code: u64, partial: u64, named: u64, back: u64, corpus: u64| json!({"code": code, "partial": partial, "named": named, "back": back, "corpus": corpus});
    for (query, ids, cited_as) in [
        ("regulation:57-NQ/TW", &["ky", "chi", "xa"][..], ways(2, 1, 0, 1, 1)),
        ("regulation:57-NQ/TW@2024", &["ky", "chi", "xa"], ways(2, 1, 0, 1, 1)),
        ("regulation:57-NQ/TW -giá published:2025", &["chi", "xa"], ways(1, 0, 0, 0, 1)),
        ("học regulation:57-NQ/TW", &["chi", "xa"], ways(1, 0, 0, 0, 1)),
        ("xã -regulation:57-NQ/TW", &[], Value::Null),
        // A short form is what is written.
        ("regulation:\"nghị quyết 57\"", &["ky", "chi", "xa", "khac"], Value::Null),
        // A law's name and its symbol are one.
        ("regulation:31/2024/QH15", &["so", "ten"], ways(1, 0, 2, 1, 0)),
        ("regulation:\"luat do ngang 2024\"", &["so", "ten"], ways(1, 0, 2, 1, 0)),
        ("regulation:\"luật đò ngang\"", &["so", "ten", "ho"], Value::Null),
    ] {
        let found = found(query);
        assert_eq!(
            (found.0.iter().map(String::as_str).collect::<Vec<_>>(), found.1),
            (ids.to_vec(), cited_as),
            "{query}"
        );
    }
    let table = run(&archive, &["search", "out", "regulation:57-NQ/TW"]);
    let said = "\ncited: 2 by symbol; 1 by type and number; 1 by a word that points to it; 1 by type and number that only all articles together tell (corpus)\n";
    assert!(table.contains(said), "{table}");
    assert!(table.contains("mentions: Nghị quyết 57 → 57-NQ/TW@2024 (corpus, "), "{table}");
    let timeline = run(&archive, &["timeline", "out", "regulation:57-NQ/TW", "--format", "csv"]);
    assert_eq!(timeline, "period,documents\n2024,1\n2025,2\n");
}

#[test]
fn facets_count_regulations_not_spellings() {
    let archive = archive(&WAYS);
    let arguments =
        ["search", "out", "published:2024..", "--facets", "regulation", "--format", "json"];
    let found: Value = serde_json::from_str(&run(&archive, &arguments)).unwrap();
    let expected = json!([{"field": "regulation", "distinct": 2, "values": [
        {"value": "31/2024/QH15", "documents": 2}, {"value": "57-NQ/TW", "documents": 2},
    ]}]);
    assert_eq!(found["facets"], expected);
}

#[test]
fn what_takes_effect_is_in_force() {
    let archive = archive(&OPEN);
    let record: Value =
        serde_json::from_str(&regulations(&archive, &["5/2025/NĐ-CP", "--format", "json"]))
            .unwrap();
    let evidence = json!([{"value": "2025-03-01", "documents": 1, "at": [{"document": "luc", "start": 10, "end": 22}]}]);
    assert_eq!(
        (&record[0]["in_force"], &record[0]["evidence"]["in_force"]),
        (&json!("in force"), &evidence)
    );
    let card = regulations(&archive, &["5/2025/NĐ-CP"]);
    for line in [
        "  force   in force",
        "          takes effect on 2025-03-01, 1 article",
        "            luc 10–22: Nghị định 5/2025/NĐ-CP của Chính phủ có hiệu lực từ ngày 1/3/2025.",
    ] {
        assert!(card.lines().any(|shown| shown == line), "{line}\n{card}");
    }
    assert!(regulations(&archive, &["6/2025/NĐ-CP"]).contains("\n  force   unknown\n"));
}

#[test]
fn a_run_lists_regulations_not_spellings() {
    let archive = Archive::with(&[("in.jsonl", lines(&OPEN).as_bytes())]);
    let output = thoisu()
        .args(["run", "in.jsonl", "--out", "out"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    let printed = format!("{}{}", stdout(&output), stderr(&output));
    let listed = "most cited regulations (documents, mentions)\n       1        1  5/2025/NĐ-CP\n       1        1  57-NQ/TW\n       1        1  6/2025/NĐ-CP\n\n";
    assert!(printed.contains(listed), "{printed}");
}
