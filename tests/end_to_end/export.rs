//! `thoisu export`: every line that it writes fits the mapping beside it. No engine runs here; the
//! rules of the types are OpenSearch's and Quickwit's own, as their manuals state them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use crate::support::{Archive, stderr, stdout, thoisu};

/// Fields of all kinds: open dates, dates before any engine's first day, ranges of amounts, short
/// forms, a lead, tags, ids that are there twice.
const NEWS: &str = r#"{"id":"1","title":"Hội nghị tổng kết","sapo":"Sau 10 năm có 3/4 số xã đạt chuẩn.","published":"2024-03-05T20:00:00Z","url":"https://bao.example/1","tags":["Đảng","kinh tế"],"text":"Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương; tỉnh chi từ 4,5 đến 6 tỷ đồng. Nghị quyết 18 có hiệu lực từ năm 2018 đến nay, khoản 2 Điều 5 Luật Đất đai 2024."}
{"id":"trời","text":"Trời đẹp."}
"#;

/// Another file, with an id of the first.
const MORE: &str = r#"{"id":"1","published":"2024-03-06","author":"Lê Thị Ví Dụ","text":"Hôm qua có 12 đại biểu dự; năm 1010 vua dời đô, năm 208 trước Công nguyên thì chưa. Sáng 5/5/2022."}
"#;

/// What was written: its objects, the mapping, and the bytes of all files.
struct Written {
    objects: Vec<Value>,
    actions: Vec<Value>,
    mapping: Value,
    bytes: Vec<(String, Vec<u8>)>,
}

fn written(dir: &Path, engine: &str) -> Written {
    let output =
        thoisu().args(["export", "archive", "--to", engine]).current_dir(dir).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let mut files: Vec<_> =
        fs::read_dir(dir.join(engine)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let bytes: Vec<(String, Vec<u8>)> = files
        .iter()
        .map(|path| {
            (path.file_name().unwrap().to_str().unwrap().to_string(), fs::read(path).unwrap())
        })
        .collect();
    let (mut objects, mut actions, mut mapping) = (Vec::new(), Vec::new(), Value::Null);
    for (name, content) in &bytes {
        if !name.ends_with(".jsonl") {
            mapping = serde_json::from_slice(content).unwrap();
            continue;
        }
        assert!(content.ends_with(b"\n"), "{name}");
        for line in std::str::from_utf8(content).unwrap().lines() {
            let object: Value = serde_json::from_str(line).unwrap();
            match object.get("index").is_some() {
                true => actions.push(object),
                false => objects.push(object),
            }
        }
    }
    Written { objects, actions, mapping, bytes }
}

fn archive() -> Archive {
    let archive = Archive::with(&[("a.jsonl", NEWS.as_bytes()), ("b.jsonl", MORE.as_bytes())]);
    let output = thoisu()
        .args([
            "run",
            "a.jsonl",
            "b.jsonl",
            "--out",
            "archive",
            "--kinds",
            "date,regulation,number,provision",
        ])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    archive
}

/// Whether a text is a day, or a day with a time and a zone.
fn is_moment(text: &str, may_be_day: bool) -> bool {
    let digits = |range: std::ops::Range<usize>| {
        text.get(range).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_day = digits(0..4) && digits(5..7) && digits(8..10) && text.len() >= 10;
    let time = text.get(10..).unwrap_or_default();
    let is_time = time.starts_with('T') && (time.ends_with('Z') || time.ends_with("+07:00"));
    is_day && (time.is_empty() && may_be_day || is_time && [10, 15].contains(&time.len()))
}

/// Holds an object against the properties of OpenSearch, in mode `strict`.
fn fits(object: &Map<String, Value>, properties: &Value, seen: &mut BTreeSet<String>) {
    for (name, value) in object {
        let property = &properties[name];
        assert!(property.is_object(), "`{name}` is not in the mapping");
        seen.insert(name.clone());
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in values {
            let told = format!("`{name}`: {value}");
            match property["type"].as_str() {
                Some("keyword" | "text") => assert!(value.is_string(), "{told}"),
                Some("integer") => {
                    assert!(value.as_i64().is_some_and(|n| i32::try_from(n).is_ok()), "{told}")
                }
                Some("double") => assert!(value.is_number(), "{told}"),
                Some("date") => assert!(is_moment(value.as_str().unwrap(), true), "{told}"),
                Some(range @ ("date_range" | "double_range")) => {
                    let ends = value.as_object().unwrap();
                    assert!(
                        !ends.is_empty()
                            && ends.keys().all(|key| ["gte", "lte"].contains(&key.as_str())),
                        "{told}"
                    );
                    for end in ends.values() {
                        match range {
                            "date_range" => assert!(
                                end.as_str()
                                    .is_some_and(|day| day.len() == 10 && is_moment(day, true)),
                                "{told}"
                            ),
                            _ => assert!(end.is_number(), "{told}"),
                        }
                    }
                    if let (Some(low), Some(high)) = (ends.get("gte"), ends.get("lte")) {
                        let in_order = match (low.as_f64(), high.as_f64()) {
                            (Some(low), Some(high)) => low <= high,
                            _ => low.as_str() <= high.as_str(),
                        };
                        assert!(in_order, "{told}");
                    }
                }
                Some("nested") | None => {
                    fits(value.as_object().unwrap(), &property["properties"], seen)
                }
                Some(other) => panic!("no rule for {other}"),
            }
        }
    }
}

#[test]
fn bulk_requests_fit_their_mapping() {
    let archive = archive();
    let Written { objects, actions, mapping, .. } = written(archive.path(), "opensearch");
    assert_eq!((objects.len(), actions.len()), (3, 3));
    let ids: BTreeSet<&str> =
        actions.iter().map(|action| action["index"]["_id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 3, "documents with one id stay apart");
    assert_eq!(mapping["mappings"]["dynamic"], "strict");
    let mut seen = BTreeSet::new();
    for object in &objects {
        fits(object.as_object().unwrap(), &mapping["mappings"]["properties"], &mut seen);
    }
    for name in [
        "lead",
        "tags",
        "author",
        "url",
        "days",
        "amount",
        "cites",
        "issued",
        "unit",
        "of",
        "part_of_day",
    ] {
        assert!(seen.contains(name), "`{name}` is not tested: {seen:?}");
    }
    let text = &mapping["mappings"]["properties"]["text"];
    assert_eq!(
        (&text["analyzer"], &text["fields"]["folded"]["analyzer"]),
        (&"words".into(), &"folded".into())
    );
    assert_eq!(mapping["mappings"]["properties"]["mentions"]["type"], "nested");
}

#[test]
fn mentions_have_what_is_asked_of_them() {
    let archive = archive();
    let Written { objects, .. } = written(archive.path(), "opensearch");
    let mentions: Vec<&Value> =
        objects.iter().flat_map(|object| object["mentions"].as_array().unwrap()).collect();
    let of = |text: &str| *mentions.iter().find(|mention| mention["text"] == text).unwrap();
    for (text, key, expected) in [
        ("18-NQ/TW", "cites", r#""18-NQ/TW""#),
        ("Nghị quyết 18", "cites", r#""18-NQ/TW""#),
        ("ngày 25/10/2017", "days", r#"{"gte":"2017-10-25","lte":"2017-10-25"}"#),
        ("từ 4,5 đến 6 tỷ đồng", "amount", r#"{"gte":4500000000.0,"lte":6000000000.0}"#),
        ("Hôm qua", "days", r#"{"gte":"2024-03-05","lte":"2024-03-05"}"#),
        ("năm 1010", "days", "null"),
        ("năm 1010", "value", r#""1010""#),
    ] {
        assert_eq!(of(text)[key].to_string(), expected, "{text}: {}", of(text));
    }
}

#[test]
fn documents_fit_the_configuration_of_quickwit() {
    let archive = archive();
    let Written { objects, actions, mapping, .. } = written(archive.path(), "quickwit");
    assert_eq!((objects.len(), actions.len()), (3, 0));
    let fields: Vec<&Value> =
        mapping["doc_mapping"]["field_mappings"].as_array().unwrap().iter().collect();
    for (name, value) in objects.iter().flat_map(|object| object.as_object().unwrap()) {
        let field = fields.iter().find(|field| field["name"] == *name);
        let of = field
            .and_then(|field| field["type"].as_str())
            .unwrap_or_else(|| panic!("`{name}` is not mapped"));
        let (of, is_list) =
            of.strip_prefix("array<").map_or((of, false), |of| (of.trim_end_matches('>'), true));
        assert_eq!(value.is_array(), is_list, "`{name}`: {value}");
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in values {
            let is_right = match of {
                "text" => value.is_string(),
                "datetime" => value.as_str().is_some_and(|text| is_moment(text, false)),
                "json" => value.is_object(),
                other => panic!("no rule for {other}"),
            };
            assert!(is_right, "`{name}`: {value}");
        }
    }
    assert_eq!(objects[0]["cites"].to_string(), r#"["18-NQ/TW","Luật Đất đai 2024"]"#);
    assert_eq!(objects[2]["published"], "2024-03-06T00:00:00+07:00");
    assert_eq!(objects[2]["date_first"].as_array().unwrap().len(), 2, "{}", objects[2]);
    for folded in fields.iter().filter(|field| field["type"] == "concatenate") {
        let of = folded["concatenate_fields"][0].as_str().unwrap();
        assert!(fields.iter().any(|field| field["name"] == of), "{folded}");
    }
}

#[test]
fn the_same_index_gives_the_same_bytes() {
    let archive = archive();
    let dir = archive.path();
    for engine in ["opensearch", "quickwit"] {
        let first = written(dir, engine).bytes;
        // What a longer export left goes, and nothing else.
        let part = first.iter().find(|(name, _)| name.ends_with(".jsonl")).unwrap().0.clone();
        fs::write(dir.join(engine).join(part.replace("00000", "00001")), "x").unwrap();
        assert_eq!(written(dir, engine).bytes, first, "{engine}");
        fs::write(dir.join(engine).join("mine.jsonl"), "{\"index\":1}\n").unwrap();
        assert_eq!(written(dir, engine).bytes.len(), first.len() + 1, "{engine}");
    }
}

#[test]
fn what_cannot_be_exported_is_told() {
    let archive = archive();
    fs::write(archive.path().join("file"), "").unwrap();
    for (arguments, code, expected) in [
        ("export archive --to solr", 2, "opensearch, quickwit"),
        ("export nowhere --to quickwit", 1, "nowhere"),
        (
            "export archive --to quickwit --output file",
            1,
            "file: expected a folder, but found a file",
        ),
    ] {
        let output =
            thoisu().args(arguments.split(' ')).current_dir(archive.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments}");
        assert!(stderr(&output).contains(expected), "{arguments}: {}", stderr(&output));
        assert!(stdout(&output).is_empty(), "{arguments}");
    }
}
