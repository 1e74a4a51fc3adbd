//! Markdown, read as articles.

use serde_json::Value;

use crate::support::{Archive, stderr, stdout, thoisu, zip};

#[test]
fn markdown_is_read_without_its_marks() {
    let article = "---\ntitle: Họp bàn đường liên thôn\ndate: 2023-05-04\n---\n\n# Họp bàn đường liên thôn\n\nHôm qua, xã thực hiện **Quy định số\n11-QĐ/TW**.\n\n---\n\n- Có 5 xã dự\n";
    let plain = "# Mưa lớn\n\nNgày 3/9/2022 có 12 xã ngập.\n";
    let archive = Archive::with(&[
        ("bai.md", article.as_bytes()),
        ("goi.zip", &zip(&[("tin/mua.markdown", plain.as_bytes())])),
        ("rong.md", b"---\ntitle: A\n---\n"),
    ]);
    let output =
        thoisu().args(["extract", ".", "--text"]).current_dir(archive.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert_eq!(stderr(&output), "thoisu: ./rong.md: empty document; skipped\n");
    let documents: Vec<Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told = |document: &Value| {
        let values: Vec<&str> = document["mentions"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|mention| mention["value"].as_str())
            .collect();
        format!(
            "{} {} {} {}",
            document["id"],
            document["title"],
            document["published"],
            values.join(" ")
        )
    };
    assert_eq!(
        documents.iter().map(told).collect::<Vec<_>>(),
        [
            "\"bai.md\" \"Họp bàn đường liên thôn\" \"2023-05-04\" 2023-05-03 11-QĐ/TW 5",
            "\"goi.zip!tin/mua.markdown\" \"Mưa lớn\" null 2022-09-03 12",
        ]
    );
    assert_eq!(
        documents[0]["text"],
        "Họp bàn đường liên thôn\nHôm qua, xã thực hiện Quy định số 11-QĐ/TW.\nCó 5 xã dự"
    );
    assert!(documents[0]["mentions"][0]["start"].is_null());
}
