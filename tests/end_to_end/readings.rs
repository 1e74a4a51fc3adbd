//! Input that is not broken, in the forms that programs write it: each is read as it is meant.

use serde_json::{Value, json};
use thoisu::text::charset::{Encoding, encode};

use crate::support::{Archive, documents, gzip, stderr, stdout, thoisu, zstd};

/// What `extract` prints of one file, line by line, and its standard error.
fn extract(name: &str, content: &[u8]) -> (Vec<Value>, String) {
    let archive = Archive::with(&[(name, content)]);
    let output = thoisu().args(["extract", name]).current_dir(archive.path()).output().unwrap();
    (
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect(),
        stderr(&output),
    )
}

/// The values of a document's mentions.
fn values(document: &Value) -> Vec<&str> {
    document["mentions"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|mention| mention["value"].as_str())
        .collect()
}

#[test]
fn frames_to_be_skipped_stand_anywhere() {
    let skipped = |kind: u8, notes: &[u8]| {
        [&[0x50 + kind, 0x2a, 0x4d, 0x18], &(notes.len() as u32).to_le_bytes()[..], notes].concat()
    };
    let lines = [
        "{\"id\":\"a\",\"text\":\"Xã họp ngày 3/2/2021.\"}\n",
        "{\"id\":\"b\",\"text\":\"Xã họp ngày 4/2/2021.\"}\n",
    ];
    let frames = lines.map(|line| zstd(line.as_bytes()));
    for content in [
        [
            skipped(0, b"\x20\0\0\0"),
            frames[0].clone(),
            skipped(0, b"\x21\0\0\0"),
            frames[1].clone(),
        ]
        .concat(),
        [skipped(15, b""), skipped(7, b"notes"), frames.concat(), skipped(1, b"end")].concat(),
    ] {
        let (documents, errors) = extract("tin.jsonl.zst", &content);
        assert_eq!(
            documents.iter().map(values).collect::<Vec<_>>(),
            [["2021-02-03"], ["2021-02-04"]],
            "{errors}"
        );
    }
    let (documents, _) = extract(
        "tin.txt.zst",
        &[skipped(3, b"x"), zstd("Xã họp ngày 5/2/2021.".as_bytes())].concat(),
    );
    assert_eq!(values(&documents[0]), ["2021-02-05"]);
}

#[test]
fn utf_32_in_files_and_records() {
    let text = "Sáng 7/8/2022, xã Yên Hòa họp.";
    let record = format!("{{\"id\":\"r\",\"text\":\"{text}\"}}\n");
    for encoding in [Encoding::Utf32Le, Encoding::Utf32Be] {
        for (name, content, marks) in [
            ("tin.txt", text, &["", "\u{feff}"][..]),
            ("tin.jsonl", &record, &["\u{feff}"]),
            ("tin.csv", "id;content\r\nr;Sáng 7/8/2022, xã Yên Hòa họp.\r\n", &["\u{feff}"]),
            (
                "tin.html",
                "<h1>Xã họp bàn</h1><p>Sáng 7/8/2022, xã Yên Hòa họp bàn về đường liên thôn, có 120 hộ.</p>",
                &["\u{feff}"],
            ),
        ] {
            for mark in marks {
                let (documents, errors) =
                    extract(name, &encode(&format!("{mark}{content}"), encoding).unwrap());
                assert!(documents.len() == 1 && errors.is_empty(), "{encoding} {name}: {errors}");
                assert_eq!(
                    documents[0]["mentions"][0]["text"], "Sáng 7/8/2022",
                    "{encoding} {name}"
                );
                let start = if name == "tin.html" { Value::Null } else { Value::from(0) };
                assert_eq!(documents[0]["mentions"][0]["start"], start, "{encoding} {name}");
            }
        }
    }
}

#[test]
fn ids_are_as_written() {
    for id in [
        "123456789012345678901234",
        "-98765432109876543210",
        "18446744073709551616",
        "1e400",
        "0.10",
        "12345678901234567.0",
        "7",
    ] {
        let (documents, errors) =
            extract("tin.jsonl", format!("{{\"id\":{id},\"text\":\"Năm 2021.\"}}\n").as_bytes());
        assert_eq!(documents[0]["id"], id, "{errors}");
    }
    let (documents, _) = extract(
        "tin.json",
        br#"[{"_id":{"$oid":"5f0c2a"},"text":"a 1"},{"_id":98765432109876543210,"text":"b 2"}]"#,
    );
    assert_eq!([&documents[0]["id"], &documents[1]["id"]], ["5f0c2a", "98765432109876543210"]);
}

#[test]
fn what_is_no_number_is_null_and_the_document_stays() {
    for (record, keys) in [
        (r#"{"id":"a","text":"Năm 2021.","author":NaN}"#, "\"author\""),
        (
            r#"{"id":"a","views":Infinity,"text":"Năm 2021.","score":[1,-Infinity]}"#,
            "\"views\", \"score\"",
        ),
        (
            r#"{"published":NaN,"id":"a","text":"Năm 2021.","title":nan}"#,
            "\"published\", \"title\"",
        ),
        (r#"{"text":"Năm 2021.","id":"a","tags":1e999}"#, "\"tags\""),
    ] {
        for (name, content) in
            [("tin.jsonl", format!("{record}\n")), ("tin.json", format!("[{record}]"))]
        {
            let (documents, errors) = extract(name, content.as_bytes());
            assert!(
                documents.len() == 1
                    && documents[0]["id"] == "a"
                    && values(&documents[0]) == ["2021"],
                "{record}: {errors}"
            );
            assert!(
                errors
                    .contains(&format!("{name}:1: expected a number under {keys}, but found NaN")),
                "{errors}"
            );
        }
    }
    let (documents, errors) = extract(
        "tin.jsonl",
        r#"{"id":"a","text":"NaN năm 2021, Infinity: NaN","url":null}"#.as_bytes(),
    );
    assert!(errors.is_empty() && documents[0]["mentions"][0]["text"] == "năm 2021", "{errors}");
}

#[test]
fn a_text_of_paragraphs_is_joined_by_blank_lines() {
    let joined = "Xã họp ngày 1/3/2022.\n\nHọp lại ngày 2/3/2022.\n\nXong ngày 3/3/2022.";
    for (list, left_out) in [
        (r#"["Xã họp ngày 1/3/2022.","Họp lại ngày 2/3/2022.","Xong ngày 3/3/2022."]"#, None),
        (
            r#"[{"text":"Xã họp ngày 1/3/2022."},{"type":"p","text":"Họp lại ngày 2/3/2022."},"Xong ngày 3/3/2022."]"#,
            None,
        ),
        (
            r#"["Xã họp ngày 1/3/2022.",{"type":"img"},"Họp lại ngày 2/3/2022.",null,"Xong ngày 3/3/2022."]"#,
            Some("found `2` others"),
        ),
    ] {
        for field in ["text", "content"] {
            let (documents, errors) =
                extract("tin.jsonl", format!("{{\"id\":\"a\",\"{field}\":{list}}}\n").as_bytes());
            assert!(
                left_out.map_or(errors.is_empty(), |left_out| errors.contains(left_out)),
                "{errors}"
            );
            let mentions = documents[0]["mentions"].as_array().unwrap();
            assert_eq!(mentions.len(), 3);
            for mention in mentions {
                let [start, end] =
                    ["start", "end"].map(|key| mention[key].as_u64().unwrap() as usize);
                let surface: String = joined.chars().skip(start).take(end - start).collect();
                assert_eq!(mention["text"], surface, "{list}");
            }
        }
    }
    for list in ["[]", "[1,2]", "[{\"html\":\"a\"}]"] {
        let (documents, errors) =
            extract("tin.jsonl", format!("{{\"id\":\"a\",\"text\":{list}}}\n").as_bytes());
        assert!(
            documents.is_empty()
                && errors.contains("expected a string in the field `text`, but found a list"),
            "{errors}"
        );
    }
}

#[test]
fn dates_of_records() {
    let day = "2023-04-13T08:15:00+07:00";
    for (date, published) in [
        (r#"{"$date":"2023-04-13T01:15:00Z"}"#, day),
        (r#"{"$date":1681348500000}"#, day),
        (r#"{"$date":{"$numberLong":"1681348500000"}}"#, day),
        (r#"{"$date":86400000}"#, "1970-01-02T07:00:00+07:00"),
        ("1681348500", day),
        ("20230413", "2023-04-13"),
    ] {
        for field in ["published", "date", "ngay_dang"] {
            let (documents, errors) = extract(
                "tin.jsonl",
                format!("{{\"id\":\"a\",\"text\":\"Họp.\",\"{field}\":{date}}}\n").as_bytes(),
            );
            assert!(
                documents[0]["published"] == published && errors.is_empty(),
                "{field} {date}: {errors}"
            );
        }
    }
    for (date, quoted) in [
        (r#"{"$date":"hôm nọ"}"#, "`hôm nọ`"),
        (r#"{"$date":{"a":1}}"#, r#"`{"a":1}`"#),
        (r#""ngày kia""#, "`ngày kia`"),
        (r#"["2023"]"#, "`[2023]`"),
        (r#"{"y":2023}"#, r#"`{"y":2023}`"#),
        ("99999999999999999999999", "`99999999999999999999999`"),
        ("true", "`true`"),
        (r#""0000-00-00""#, "`0000-00-00`"),
    ] {
        let (documents, errors) = extract(
            "tin.jsonl",
            format!("{{\"id\":\"a\",\"text\":\"Hôm qua họp.\",\"published\":{date}}}\n").as_bytes(),
        );
        assert!(documents[0]["published"].is_null() && errors.contains(quoted), "{date}: {errors}");
    }
}

/// What is looked for in an object is looked for in that one only, and a record is no deeper than
/// it is long.
#[test]
fn objects_in_objects_cost_no_stack() {
    for (open, close) in [
        ("{\"$date\":", "}"),
        ("{\"text\":", "}"),
        ("{\"$numberLong\":", "}"),
        ("{\"$oid\":", "}"),
        ("{\"a\":[", "]}"),
    ] {
        let deep = format!("{}1{}", open.repeat(50_000), close.repeat(50_000));
        for field in ["published", "_id", "byline", "x"] {
            let (documents, errors) = extract(
                "tin.jsonl",
                format!("{{\"{field}\":{deep},\"text\":\"Năm 2021.\"}}\n").as_bytes(),
            );
            assert!(
                documents.len() == 1 && values(&documents[0]) == ["2021"],
                "{open} {field}: {errors:.200}"
            );
        }
    }
}

#[test]
fn a_table_may_begin_by_telling_its_delimiter() {
    for (head, delimiter) in [
        ("sep=;\r\n", ";"),
        ("\u{feff}sep=,\n", ","),
        ("SEP=\t\n", "\t"),
        ("\"sep=|\"\r\n", "|"),
        ("sep=^\n", "^"),
        ("", ";"),
    ] {
        let rows = [
            "id;tiêu đề;nội dung;ngày đăng\r\n",
            "1;Họp, bàn, tính;\"Ngày 5/3/2024, xã họp.\";05/03/2024\r\n",
        ]
        .concat();
        let rows = rows.replace(", ", "—").replace(';', delimiter);
        let (documents, errors) = extract("bang.csv", format!("{head}{rows}").as_bytes());
        assert!(
            documents.len() == 1
                && documents[0]["published"] == "2024-03-05"
                && values(&documents[0]) == ["2024-03-05"],
            "{head}: {errors}"
        );
    }
    let (documents, errors) = extract("bang.csv", b"sep=x,text\n1,5/3/2024\n");
    assert_eq!(documents.len(), 1, "a column of that name: {errors}");
}

#[test]
fn a_text_of_digits_is_a_document() {
    for (text, value) in [
        ("2/9/2024", "2024-09-02"),
        ("15.300", "15300"),
        ("12.345\n\n6.789", "12345"),
        ("٣ 1/1/2021", "2021-01-01"),
    ] {
        let record = serde_json::json!({ "id": "a", "text": text }).to_string();
        for (name, content) in [("so.txt", text), ("so.jsonl", &record)] {
            let (documents, errors) = extract(name, content.as_bytes());
            assert!(
                errors.is_empty() && documents.iter().flat_map(values).any(|found| found == value),
                "{name} {text}: {documents:?} {errors}"
            );
        }
    }
}

#[test]
fn a_broken_record_of_a_web_archive_costs_itself_only() {
    let record = |name: &str| {
        let page = format!(
            "<html><body><h1>Xã {name} họp</h1><p>Sáng 5/9, xã {name} họp bàn về đường liên thôn, có 120 hộ dự.</p></body></html>"
        );
        let response =
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://bao.example/{name}\r\nContent-Length: {}\r\n\r\n",
            response.len()
        );
        gzip(format!("{head}{response}\r\n\r\n").as_bytes())
    };
    let records = ["một", "hai", "ba", "bốn"].map(record);
    let second = records[0].len()..records[0].len() + records[1].len();
    let all = records.concat();
    let places = |documents: &[Value]| {
        documents
            .iter()
            .map(|document| {
                document["id"].as_str().unwrap().rsplit('/').next().unwrap().to_string()
            })
            .collect::<Vec<_>>()
    };
    // The head of a member is under no checksum.
    for at in (second.start + 10..second.end).step_by(second.len() / 12) {
        let (mut changed, mut cut) = (all.clone(), all.clone());
        changed[at] ^= 0x10;
        cut.drain(at..second.end);
        for content in [changed, cut] {
            let (documents, errors) = extract("kho.warc.gz", &content);
            assert_eq!(places(&documents), ["một", "ba", "bốn"], "at {at}: {errors}");
            assert!(
                errors.contains("kho.warc.gz:2: the compressed file is")
                    && errors.lines().count() == 1,
                "{errors}"
            );
        }
    }
}

/// A day of publication that only the address tells: used, stored and marked as such; a stated one
/// counts before it.
#[test]
fn the_address_dates_an_article_as_a_last_resort() {
    let text = "Sáng 5/3, Tỉnh ủy họp; hôm qua đã chuẩn bị.";
    let record = |id: u32, address: &str, published: &str| json!({"id": id, "url": format!("https://bao.example.vn/{address}"), "published": published, "text": text});
    let records = [
        record(1, "2024/03/05/tinh-uy-hop.html", ""),
        record(2, "tinh-uy-hop-20240305081234567.htm", "không rõ"),
        record(3, "tinh-uy-hop-20240305081234567.htm", "2024-03-06"),
        record(4, "tinh-uy-hop-4183089.htm", ""),
        record(5, "2999/03/05/tinh-uy-hop.htm", ""),
    ];
    let archive = Archive::with(&[(
        "tin.jsonl",
        records.map(|record| format!("{record}\n")).concat().as_bytes(),
    )]);
    let output =
        thoisu().args(["extract", "tin.jsonl"]).current_dir(archive.path()).output().unwrap();
    let shown = |line: &str| {
        let record: Value = serde_json::from_str(line).unwrap();
        let text = |value: &Value| value.as_str().unwrap_or("-").to_string();
        let values = record["mentions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|mention| text(&mention["value"]))
            .collect::<Vec<_>>()
            .join(" ");
        format!("{} {} {values}", text(&record["published"]), text(&record["published_from"]))
    };
    let found: Vec<String> = stdout(&output).lines().map(shown).collect();
    assert_eq!(
        found,
        [
            "2024-03-05 url 2024-03-05 2024-03-04",
            "2024-03-05 url 2024-03-05 2024-03-04",
            "2024-03-06 - 2024-03-05 2024-03-05",
            "- - XXXX-03-05 -",
            "- - XXXX-03-05 -",
        ]
    );
    let table = stdout(
        &thoisu()
            .args(["extract", "tin.jsonl", "--format", "csv"])
            .current_dir(archive.path())
            .output()
            .unwrap(),
    );
    let marks: Vec<bool> = table.lines().map(|row| row.ends_with(",url")).collect();
    assert!(table.lines().next().unwrap().ends_with(",published_from"));
    assert_eq!(marks.iter().filter(|mark| **mark).count(), 4, "{table}");

    let run = thoisu()
        .args(["run", "tin.jsonl", "--out", "out"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", stderr(&run));
    let hits = documents(archive.path(), "out");
    let from: Vec<&Value> = hits.iter().map(|hit| &hit["published_from"]).collect();
    assert_eq!(from, [&json!("url"), &json!("url"), &Value::Null, &Value::Null, &Value::Null]);
    let found = thoisu()
        .args(["search", "out", "published:2024-03-05"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert_eq!(
        stdout(&found).matches("2024-03-05 (from the address)  ").count(),
        2,
        "{}",
        stdout(&found)
    );
    let shown = thoisu().args(["show", "out", "1"]).current_dir(archive.path()).output().unwrap();
    assert!(
        stdout(&shown).contains("1  2024-03-05 (from the address)  https://"),
        "{}",
        stdout(&shown)
    );
}
