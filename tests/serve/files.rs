//! Articles as files: `show --format html`, `annotate`, the download of the reading page.

use std::fs;

use crate::client::{archive, served};
use crate::support::{Archive, stderr, stdout, thoisu};

#[test]
fn a_document_is_one_file_with_its_marks() {
    let archive = archive();
    let output = thoisu()
        .args(["show", "out", "ben-do", "--format", "html", "--language", "en"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    let page = stdout(&output);
    assert!(output.status.success() && page.starts_with("<!DOCTYPE html>"), "{}", stderr(&output));
    for part in [
        "<style>",
        "class=\"m regulation\"",
        "1/2020/NĐ-CP",
        "Chính phủ",
        "date: 2020-01-02",
        "tabindex=\"0\"",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    for part in ["<script", "<link", "src=", "href=\"/"] {
        assert!(!page.contains(part), "{part}: {page}");
    }
    let served = served();
    let answer = served.get_with("/document.html?id=ben-do", "Accept-Language: en\r\n");
    assert_eq!(
        (answer.text(), answer.header("content-disposition")),
        (page, "attachment; filename=\"ben-do.html\"")
    );
}

#[test]
fn every_document_gets_a_page() {
    let articles: [(&str, &[u8]); 4] = [
        ("bao/A.txt", "Bến đò\n\nNgày 5/3/2021, xã Vân Trà chi 12 triệu đồng.".as_bytes()),
        (
            "bao/a.txt",
            "Đò <b>mới</b>\n\nQuy định số 11-QĐ/TW có hiệu lực từ 1/7/2021 ở xã.".as_bytes(),
        ),
        ("index", "Trang đầu\n\nNgày 6/3/2021, xã Vân Trà họp bàn về bến đò.".as_bytes()),
        ("anh.png", b"\x89PNG\r\n\x1a\n"),
    ];
    let archive = Archive::with(&articles);
    let output = thoisu()
        .args(["annotate", "bao", "index", "anh.png", "--out", "trang", "--language", "en"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let out = archive.path().join("trang");
    let mut names: Vec<String> = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names.len(), 4, "{names:?}");
    let index = fs::read_to_string(out.join("index.html")).unwrap();
    for name in names.iter().filter(|name| *name != "index.html") {
        assert!(index.contains(&format!("<a href=\"{name}\">")), "{name}: {index}");
        let page = fs::read_to_string(out.join(name)).unwrap();
        assert!(page.contains("class=\"m date\"") && !page.contains("<b>mới"), "{name}: {page}");
    }
    // No input, no page.
    let output = thoisu()
        .args(["annotate", "anh.png", "--out", "khong"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
}
