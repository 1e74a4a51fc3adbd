//! Titles and leads that a record has beside its text: read for mentions, searched, shown, and
//! never counted twice.

use serde_json::{Value, json};

use crate::support::{Archive, counts, documents, stderr, stdout, thoisu};

/// A record of each kind: a lead apart from the text, one that the text begins with, a title that
/// the text begins with, none.
fn records() -> String {
    let records = [
        json!({"id": "apart", "published": "2024-03-05", "title": "Quán triệt Quy định 41-QĐ/TW", "sapo": "Hôm qua, 1.250  đại biểu\nnghe Kết luận 127-KL/TW.", "content": "Ngày 6/3 họp tiếp."}),
        json!({"id": "in-text", "published": "2024-03-05", "title": "Họp bàn đường liên thôn", "summary": "Hôm nay, xã bàn Nghị quyết 18-NQ/TW với 30 hộ dân...", "text": "Họp bàn đường liên thôn\n\nHôm nay, xã bàn Nghị quyết 18-NQ/TW với 30 hộ dân ven sông.\n\nNgày 8/3 làm tiếp."}),
        json!({"id": "none", "title": "Mở chợ", "lead": null, "description": "", "text": "Xã mở chợ ngày 2/9/2023."}),
        json!({"id": "odd", "title": "Mở bến", "lead": 5, "text": "Xã mở bến ngày 3/9/2023."}),
    ];
    records.map(|record| format!("{record}\n")).concat()
}

/// Each mention as `field value`, document by document.
fn mentions(lines: &str) -> Vec<String> {
    let shown = |mention: &Value| {
        let field = mention
            .get("field")
            .map_or(String::new(), |field| format!("{} ", field.as_str().unwrap()));
        format!("{field}{}", mention["value"].as_str().unwrap_or("null"))
    };
    let of = |line: &str| {
        let record: Value = serde_json::from_str(line).unwrap();
        record["mentions"].as_array().unwrap().iter().map(shown).collect::<Vec<_>>().join(", ")
    };
    lines.lines().map(of).collect()
}

fn extract(archive: &Archive, arguments: &[&str]) -> String {
    let output =
        thoisu().arg("extract").args(arguments).current_dir(archive.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    stdout(&output)
}

#[test]
fn mentions_of_all_fields_are_printed_where_they_are_wanted() {
    let archive = Archive::with(&[("tin.jsonl", records().as_bytes())]);
    let plain = ["2024-03-06", "2024-03-05, 18-NQ/TW, 30, 2024-03-08", "2023-09-02", "2023-09-03"];
    assert_eq!(mentions(&extract(&archive, &["tin.jsonl"])), plain);
    let all = extract(&archive, &["tin.jsonl", "--all-fields", "--text"]);
    let first = "title 41-QĐ/TW, lead 2024-03-04, lead 1250, lead 127-KL/TW, 2024-03-06";
    assert_eq!(mentions(&all), [&[first], &plain[1..]].concat());
    // Offsets count in the field as given, and in the field as it is printed.
    let record: Value = serde_json::from_str(all.lines().next().unwrap()).unwrap();
    let given = serde_json::from_str::<Value>(records().lines().next().unwrap()).unwrap();
    let part = |text: &Value, start: &Value, end: &Value| -> String {
        let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
        text.as_str().unwrap().chars().skip(start).take(end - start).collect()
    };
    for mention in record["mentions"].as_array().unwrap() {
        let field = mention["field"].as_str().unwrap_or("text");
        let name = match field {
            "lead" => "sapo",
            "title" => "title",
            _ => "content",
        };
        assert_eq!(
            part(&given[name], &mention["start"], &mention["end"]),
            mention["text"].as_str().unwrap()
        );
        assert_eq!(
            part(&record[field], &mention["text_start"], &mention["text_end"]),
            mention["text"].as_str().unwrap()
        );
    }
    assert_eq!(record["lead"], "Hôm qua, 1.250 đại biểu nghe Kết luận 127-KL/TW.");
    // Where the text begins with the lead, that block is it.
    let second: Value = serde_json::from_str(all.lines().nth(1).unwrap()).unwrap();
    assert!(second["lead"].is_null());
    assert_eq!(second["blocks"][1]["kind"], "lead");
}

#[test]
fn what_is_no_lead_costs_no_record() {
    let archive = Archive::with(&[("tin.jsonl", records().as_bytes())]);
    let output =
        thoisu().args(["extract", "tin.jsonl"]).current_dir(archive.path()).output().unwrap();
    let told =
        "tin.jsonl:4: expected a string in the field `lead`, but found a number; read without it\n";
    assert!(
        stderr(&output).lines().count() == 1 && stderr(&output).ends_with(told),
        "{}",
        stderr(&output)
    );
    assert_eq!(stdout(&output).lines().count(), 4);
}

#[test]
fn tables_have_a_column_for_the_field() {
    let table = "Mã bài,Tiêu đề,Tóm tắt,Nội dung\n1,Quy định 41-QĐ/TW,Có 1.250 đại biểu.,Họp ngày 6/3/2024.\n";
    let archive = Archive::with(&[("tin.csv", table.as_bytes())]);
    let rows = |arguments: &[&str]| {
        extract(&archive, &[&["tin.csv", "--format", "csv"], arguments].concat())
    };
    let all = rows(&["--all-fields"]);
    let ends: Vec<&str> = all.lines().map(|row| row.rsplit(',').next().unwrap()).collect();
    assert_eq!(ends, ["field", "title", "lead", "text"]);
    let plain = rows(&[]);
    assert_eq!((plain.lines().count(), plain.contains("field")), (2, false));
}

#[test]
fn the_index_holds_the_mentions_of_all_fields() {
    let archive = Archive::with(&[("tin.jsonl", records().as_bytes())]);
    let run = || {
        thoisu()
            .args(["run", "tin.jsonl", "--out", "out"])
            .current_dir(archive.path())
            .output()
            .unwrap()
    };
    let first = stdout(&run());
    let counted = counts(&first);
    assert_eq!(
        (counted["documents"], counted["regulations"], counted["dates"], counted["numbers"]),
        (4, 3, 6, 2),
        "{first}"
    );
    assert_eq!(counts(&stdout(&run()))["unchanged"], 4);
    let search = |query: &str, more: &[&str]| {
        let output = thoisu()
            .args(["search", "out", query, "--format", "json"])
            .args(more)
            .current_dir(archive.path())
            .output()
            .unwrap();
        serde_json::from_str::<Value>(&stdout(&output)).unwrap()
    };
    for (query, ids, field, snippet) in [
        ("regulation:127-KL/TW", "apart", json!("lead"), "<b>127</b>-<b>KL</b>/<b>TW</b>"),
        ("regulation:41-QD/TW", "apart", json!("title"), "Hôm qua"),
        ("date:4/3/2024", "apart", json!("lead"), "<b>Hôm</b> <b>qua</b>"),
        ("regulation:18-NQ/TW", "in-text", Value::Null, "<b>18</b>-"),
        ("\"đại biểu nghe\"", "apart", Value::Null, "<b>đại</b> <b>biểu</b> <b>nghe</b>"),
        // No phrase runs from the lead into the text.
        ("\"TW ngày\"", "", Value::Null, ""),
    ] {
        let found = search(query, &[]);
        let hits = found["hits"].as_array().unwrap();
        assert_eq!(
            hits.iter().map(|hit| hit["id"].as_str().unwrap()).collect::<Vec<_>>().join(" "),
            ids,
            "{query}"
        );
        for hit in hits {
            assert_eq!(hit["mentions"][0]["field"], field, "{query}");
            assert!(
                hit["snippet"].as_str().unwrap().contains(snippet),
                "{query}: {}",
                hit["snippet"]
            );
        }
    }
    let facets = search("nghị OR xã OR họp", &["--facets", "regulation"]);
    let values = facets["facets"][0]["values"].as_array().unwrap();
    assert!(values.iter().all(|value| value["documents"] == 1) && values.len() == 3, "{values:?}");
    assert_eq!(
        documents(archive.path(), "out")[0]["lead"],
        "Hôm qua, 1.250 đại biểu nghe Kết luận 127-KL/TW."
    );
    let shown =
        thoisu().args(["show", "out", "apart"]).current_dir(archive.path()).output().unwrap();
    let expected = "Quán triệt Quy định [regulation 41-QĐ/TW]\napart  2024-03-05\n\n\
                    [date 2024-03-04: Hôm qua], [number 1250: 1.250] đại biểu nghe Kết luận [regulation 127-KL/TW].\n\n\
                    [date 2024-03-06: Ngày 6/3] họp tiếp.\n";
    assert_eq!(stdout(&shown), expected);
    let verified = thoisu().args(["verify", "out"]).current_dir(archive.path()).output().unwrap();
    assert_eq!(verified.status.code(), Some(0), "{}", stdout(&verified));
}

/// The same words are the same article, wherever the lead stands; another lead is another article,
/// nearly the same.
#[test]
fn the_lead_counts_for_duplicates() {
    let text = "Chiều 5/9, đoàn công tác của tỉnh đã đến kiểm tra tiến độ thi công cây cầu mới bắc qua sông Cái và yêu cầu các nhà thầu tập \
                trung máy móc, nhân lực để hoàn thành phần móng trước mùa mưa, bảo đảm an toàn cho người dân sống ở hai bên bờ sông.";
    let lead = "Cầu sông Cái sẽ xong móng trong tháng 9.";
    let records = [
        json!({"id": "a", "title": "Kiểm tra cầu", "lead": lead, "text": text}),
        json!({"id": "b", "title": "Kiểm tra cầu", "text": format!("{lead}\n\n{text}")}),
        json!({"id": "c", "title": "Kiểm tra cầu", "lead": lead, "text": format!("{lead}\n\n{text}")}),
        json!({"id": "d", "title": "Kiểm tra cầu", "lead": "Theo Quyết định 18/2023/QĐ-UBND.", "text": text}),
        json!({"id": "e", "title": "Kiểm tra cầu", "text": text}),
    ];
    let archive = Archive::with(&[(
        "tin.jsonl",
        records.map(|record| format!("{record}\n")).concat().as_bytes(),
    )]);
    for round in 0..2 {
        let output = thoisu()
            .args(["run", "tin.jsonl", "--out", "out", "--dedup"])
            .current_dir(archive.path())
            .output()
            .unwrap();
        let counted = counts(&stdout(&output));
        assert_eq!(
            (counted["indexed"] + counted["unchanged"], counted["duplicates"]),
            (3, 2),
            "round {round}: {counted:?}"
        );
    }
    let hits = documents(archive.path(), "out");
    let near: Vec<(&str, Option<&str>)> = hits
        .iter()
        .map(|hit| (hit["id"].as_str().unwrap(), hit["near_duplicate_of"].as_str()))
        .collect();
    assert_eq!(near, [("a", None), ("d", Some("a")), ("e", Some("a"))]);
}
