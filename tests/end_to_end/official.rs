//! Official documents of every kind of file: one document each, with the regulation that it is and
//! its articles.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::{Archive, stderr, stdout, thoisu};

const DECISION: &str = "CÔNG BÁO/Số 12 + 13/Ngày 20-3-2026
41

ỦY BAN NHÂN DÂN
TỈNH LẠNG GIANG

Số: 27/2026/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Lạng Giang, ngày 05 tháng 3 năm 2026

QUYẾT ĐỊNH
Ban hành Quy chế quản lý bến đò ngang
trên địa bàn tỉnh Lạng Giang

ỦY BAN NHÂN DÂN TỈNH LẠNG GIANG

Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý bến đò ngang.
Điều 2. Quyết định này có hiệu lực từ ngày 20 tháng 3 năm 2026./.
Nơi nhận:
- Như Điều 2;
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Thị Thu An
\x0c
QUY CHẾ
Quản lý bến đò ngang
(Ban hành kèm theo Quyết định số 27/2026/QĐ-UBND)
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Quy chế này quy định việc quản lý 38 bến đò ngang của tỉnh.
Điều 2. Đối tượng áp dụng
Chủ bến, chủ đò và người qua đò.
";

/// The documents that `extract --text` prints of a file.
fn extracted(name: &str, bytes: &[u8]) -> Vec<Value> {
    let archive = Archive::with(&[(name, bytes)]);
    let output =
        thoisu().args(["extract", "--text", name]).current_dir(archive.path()).output().unwrap();
    assert!(output.status.success(), "{name}: {}", stderr(&output));
    stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A file that another program made; `tests/files/README.md` says how.
fn file(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name)).unwrap()
}

/// The numbers of a document's articles.
fn articles(document: &Value) -> Vec<&str> {
    document["blocks"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|block| block["number"].as_str())
        .collect()
}

#[test]
fn an_act_is_one_document_in_every_kind_of_file() {
    let record = json!({"id": "q27", "title": "Phí đò", "text": DECISION}).to_string();
    for (name, bytes, title, numbers) in [
        (
            "a.txt",
            DECISION.as_bytes().to_vec(),
            "QUYẾT ĐỊNH Ban hành Quy chế quản lý bến đò ngang trên địa bàn tỉnh Lạng Giang",
            "1 2 1 2",
        ),
        // A record states its title.
        ("a.jsonl", record.into_bytes(), "Phí đò", "1 2 1 2"),
        (
            "a.pdf",
            file("quyet-dinh.pdf"),
            "QUYẾT ĐỊNH Ban hành Quy chế quản lý bến đò ngang",
            "1 2 3 1 2",
        ),
        (
            "a.docx",
            file("quyet-dinh.docx"),
            "QUYẾT ĐỊNH Ban hành Quy chế quản lý bến đò ngang",
            "1 2 3 1 2",
        ),
    ] {
        let documents = extracted(name, &bytes);
        let [document] = documents.as_slice() else {
            panic!("{name}: {} documents", documents.len())
        };
        assert!(
            document["title"].as_str().unwrap().starts_with(title),
            "{name}: {}",
            document["title"]
        );
        let own = &document["regulation"];
        assert_eq!(own["value"], "27/2026/QĐ-UBND", "{name}");
        assert_eq!(
            (&own["number"], &own["year"], &own["form"]),
            (&json!("27"), &json!(2026), &json!("code")),
            "{name}"
        );
        assert_eq!(
            (&own["type"], &own["issued"]),
            (&json!("Quyết định"), &json!("2026-03-05")),
            "{name}"
        );
        assert_eq!(own["issuer"], "Ủy ban nhân dân tỉnh Lạng Giang", "{name}");
        assert!(
            own["title"].as_str().unwrap().starts_with("Ban hành Quy chế quản lý bến đò ngang"),
            "{name}"
        );
        assert_eq!(articles(document), numbers.split(' ').collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn news_has_no_regulation_of_its_own() {
    let text = format!(
        "Tỉnh Lạng Giang có quy chế mới về bến đò\n\nUBND tỉnh vừa ban hành quyết định sau đây.\n\n{DECISION}"
    );
    for (name, bytes) in [
        ("tin.txt", text.clone().into_bytes()),
        ("tin.jsonl", json!({ "text": text }).to_string().into_bytes()),
    ] {
        let documents = extracted(name, &bytes);
        assert!(
            documents
                .iter()
                .all(|document| document.get("regulation").is_none()
                    && articles(document).is_empty()),
            "{name}"
        );
    }
}

#[test]
fn an_index_keeps_the_regulation_that_a_document_is() {
    let archive = Archive::with(&[
        ("in/a.txt", DECISION.as_bytes()),
        ("in/tin.txt", "Họp dân\n\nXã họp dân bàn việc mở bến đò.".as_bytes()),
    ]);
    let run = |arguments: &[&str]| {
        let output = thoisu().args(arguments).current_dir(archive.path()).output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        stdout(&output)
    };
    run(&["run", "in", "--out", "out"]);
    let shown: Value =
        serde_json::from_str(&run(&["show", "out", "a.txt", "--format", "json"])).unwrap();
    let own = json!({
        "value": "27/2026/QĐ-UBND", "form": "code", "number": "27", "year": 2026, "type": "Quyết định",
        "issuer": "Ủy ban nhân dân tỉnh Lạng Giang", "issued": "2026-03-05",
        "title": "Ban hành Quy chế quản lý bến đò ngang trên địa bàn tỉnh Lạng Giang",
    });
    assert_eq!(shown["regulation"], own);
    let found: Value =
        serde_json::from_str(&run(&["search", "out", "bến đò", "--format", "json"])).unwrap();
    let hits = found["hits"].as_array().unwrap();
    let of = |id: &str| hits.iter().find(|hit| hit["id"] == id).unwrap().get("regulation");
    assert_eq!((of("a.txt"), of("tin.txt")), (Some(&own), None));
    let text = run(&["show", "out", "a.txt"]);
    assert!(
        text.contains(
            "regulation  27/2026/QĐ-UBND, Quyết định, Ủy ban nhân dân tỉnh Lạng Giang, 2026-03-05\n"
        ),
        "{text}"
    );
    // Its own symbol finds it, as what cites it.
    assert!(run(&["search", "out", "27/2026/qd-ubnd"]).contains("a.txt"));
}

#[test]
fn split_tells_articles_and_what_is_printed_around_them() {
    let archive = Archive::with(&[("a.txt", DECISION.as_bytes())]);
    let output = thoisu().args(["split", "a.txt"]).current_dir(archive.path()).output().unwrap();
    let lines: Vec<String> = stdout(&output)
        .lines()
        .map(|line| line.split_whitespace().take(5).collect::<Vec<_>>().join(" "))
        .collect();
    for (line, kind) in [
        ("CÔNG", "furniture"),
        ("QUYẾT", "title"),
        ("Điều", "article"),
        ("Nơi", "paragraph"),
        ("Lê", "byline"),
    ] {
        let words = |text: &str| text.split(' ').any(|word| word == line);
        assert!(
            lines.iter().any(|text| words(text) && text.split(' ').nth(2) == Some(kind)),
            "{line} {kind}: {lines:#?}"
        );
    }
}
