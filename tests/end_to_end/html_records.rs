//! Records that hold HTML, as content systems and WordPress dump them: read as HTML where they
//! surely are, said in the summary.

use serde_json::{Value, json};

use crate::support::{Archive, counts, stderr, stdout, thoisu};

const DUMP: &str = "<p>Chi 1.250&nbsp;tỷ&nbsp;đồng ng&agrave;y 6/3 theo Quy&#7871;t định 18/2024/QĐ-UBND.</p><p>Ngày <b>7</b>/3.</p><script>var d='8/3/2024'</script>";

/// As the interface of WordPress gives a post.
fn post() -> Value {
    json!({
        "id": 4711, "date": "2024-03-05T08:00:00", "link": "https://bao.example.vn/hop", "type": "post",
        "title": {"rendered": "Xã họp &#8211; bàn Kết luận 127-KL/TW"},
        "content": {"rendered": "\n<p>Hôm qua, 30 hộ dân họp.</p>\n\n<figure><img src=\"a.jpg\"/><figcaption>Quang cảnh</figcaption></figure>\n", "protected": false},
        "excerpt": {"rendered": "<p>Hôm qua, 30 hộ dân [&hellip;]</p>\n", "protected": false},
        "author": 3, "categories": [1, 5], "tags": [12, 40], "meta": []
    })
}

fn extract(archive: &Archive, arguments: &[&str]) -> Vec<Value> {
    let output =
        thoisu().arg("extract").args(arguments).current_dir(archive.path()).output().unwrap();
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
    stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn values(record: &Value) -> String {
    let mentions = record["mentions"].as_array().unwrap();
    mentions
        .iter()
        .map(|mention| mention["value"].as_str().unwrap_or("null").to_string())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn a_dump_is_read_as_html() {
    let lines = [
        json!({"id": "dump", "published": "2024-03-05", "content": DUMP}),
        json!({"id": "plain", "published": "2024-03-05", "text": "a < b, ngày 7/3 <Tên xã> GD&ĐT; 5 hộ"}),
        json!({"id": "lead", "published": "2024-03-05", "description": "<a href='/a'><img src='a.jpg'></a><br>Có 12&nbsp;xã dự.", "text": "Ngày 7/3 họp."}),
    ];
    let table =
        format!("id,published,content\ndump,2024-03-05,\"{}\"\n", DUMP.replace('"', "\"\""));
    let archive = Archive::with(&[
        ("tin.jsonl", lines.map(|line| format!("{line}\n")).concat().as_bytes()),
        ("tin.csv", table.as_bytes()),
    ]);
    let records = extract(&archive, &["tin.jsonl", "--text", "--all-fields"]);
    let expected = "1250000000000 2024-03-06 18/2024/QĐ-UBND 2024-03-07";
    assert_eq!(
        records.iter().map(values).collect::<Vec<_>>(),
        [expected, "2024-03-07 5", "12 2024-03-07"]
    );
    assert_eq!(
        records[0]["text"],
        "Chi 1.250 tỷ đồng ngày 6/3 theo Quyết định 18/2024/QĐ-UBND.\nNgày 7/3."
    );
    assert!(
        records[0]["mentions"]
            .as_array()
            .unwrap()
            .iter()
            .all(|mention| mention["start"].is_null() && mention["end"].is_null())
    );
    assert_eq!(records[1]["mentions"][0]["start"], 7);
    // The lead was HTML, the text was not.
    let starts: Vec<&Value> = records[2]["mentions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mention| &mention["start"])
        .collect();
    assert_eq!(starts, [&Value::Null, &json!(0)]);
    assert_eq!(values(&extract(&archive, &["tin.csv"])[0]), expected);
    // As it is written, and all as HTML.
    let no = extract(&archive, &["tin.jsonl", "--html-fields", "no", "--text"]);
    assert_eq!(no[0]["text"], DUMP);
    let yes = extract(&archive, &["tin.jsonl", "--html-fields", "yes"]);
    assert!(yes[1]["mentions"][0]["start"].is_null());
}

#[test]
fn posts_of_wordpress_are_read() {
    let archive = Archive::with(&[("posts.json", json!([post()]).to_string().as_bytes())]);
    let records = extract(&archive, &["posts.json", "--text", "--all-fields"]);
    let record = &records[0];
    assert_eq!(record["title"], "Xã họp – bàn Kết luận 127-KL/TW");
    assert_eq!(record["text"], "Hôm qua, 30 hộ dân họp.\nQuang cảnh");
    assert_eq!(values(record), "127-KL/TW 2024-03-04 30");
    let kinds: Vec<&str> = record["blocks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|block| block["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["paragraph", "caption"]);
    assert!(
        record["lead"].is_null() && record["author"].is_null() && record["tags"].is_null(),
        "{record}"
    );
}

#[test]
fn the_summary_tells_and_other_options_read_again() {
    let archive = Archive::with(&[(
        "posts.json",
        json!([post(), {"id": 1, "text": "Ngày 5/9 họp."}]).to_string().as_bytes(),
    )]);
    let run = |more: &[&str]| {
        let output = thoisu()
            .args(["run", "posts.json", "--out", "out"])
            .args(more)
            .current_dir(archive.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let counts = counts(&stdout(&output));
        (counts["indexed"], counts["unchanged"], counts.get("HTML records").copied())
    };
    assert_eq!(run(&[]), (2, 0, Some(1)));
    assert_eq!(run(&["--html-fields", "auto"]), (0, 2, None));
    assert_eq!(run(&["--html-fields", "no"]), (2, 0, None));
    assert_eq!(run(&["--html-fields", "no"]), (0, 2, None));
    assert_eq!(run(&[]), (2, 0, Some(1)));
}
