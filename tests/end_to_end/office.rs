//! Files of office programs: what people wrote in them is read, what is broken is named and
//! skipped.

use std::path::Path;

use serde_json::Value;

use crate::support::{Archive, counts, stderr, stdout, thoisu, zip};

/// A file that another program made; `tests/files/README.md` says how.
pub fn file(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name)).unwrap()
}

/// The documents that `extract --text` prints of one file, and what it says beside.
pub fn extracted(name: &str, bytes: &[u8]) -> (Vec<Value>, String) {
    let archive = Archive::with(&[(name, bytes)]);
    let output =
        thoisu().args(["extract", "--text", name]).current_dir(archive.path()).output().unwrap();
    assert!(output.status.code().is_some(), "{name}: ended by a signal");
    (
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect(),
        stderr(&output),
    )
}

/// The one document of a file.
pub fn document(name: &str) -> Value {
    let (mut documents, said) = extracted(name, &file(name));
    assert_eq!((documents.len(), said.as_str()), (1, ""), "{name}");
    documents.remove(0)
}

pub fn lines(document: &Value) -> Vec<String> {
    document["text"].as_str().unwrap().lines().map(str::to_string).collect()
}

pub fn values(document: &Value) -> Vec<&str> {
    document["mentions"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|mention| mention["value"].as_str())
        .collect()
}

#[test]
fn a_pdf_of_an_office_program_is_one_document_in_paragraphs() {
    let document = document("nghi-quyet.pdf");
    assert_eq!(document["title"], "Nghị quyết về nước sạch nông thôn huyện Thanh Lộc");
    let lines = lines(&document);
    assert_eq!(
        lines[..7],
        [
            "Nghị quyết về nước sạch nông thôn huyện Thanh Lộc",
            "Ngày 12/4/2023, Huyện ủy Thanh Lộc họp bàn việc thực hiện Nghị quyết số 15-NQ/TW và Quyết định số 4321/2019/QĐ-UBND của tỉnh. \
             Hội nghị thống nhất chi 1.250 tỷ đồng trong năm năm, giao mỗi xã lập đề án riêng.",
            "Điều 1. Mục tiêu",
            "Đến năm 2030, 98,5% số hộ có nước sạch; việc này giao cho các chi bộ.",
            "Xã | Số hộ",
            "Bình Lãng | 2.345",
            "Tân Trà | 1.678",
        ]
    );
    // A heading and a paragraph for each article, though pages end between and in them; no head,
    // number or stamp among them.
    assert_eq!(lines.len(), 7 + 2 * 10 + 1, "{lines:#?}");
    for (article, pair) in (2..).zip(lines[7..27].chunks(2)) {
        assert_eq!(pair[0], format!("Điều {article}. Việc thứ {article}"));
        assert!(
            pair[1].ends_with(&format!("Xong trước ngày {article} tháng {article} năm 2027.")),
            "{}",
            pair[1]
        );
    }
    for value in [
        "2023-04-12",
        "15-NQ/TW",
        "4321/2019/QĐ-UBND",
        "1250000000000",
        "98.5",
        "2345",
        "2027-11-11",
    ] {
        assert!(values(&document).contains(&value), "{value}: {:?}", values(&document));
    }
    assert!(!values(&document).contains(&"2033-02-01"), "the day of the signature's stamp");
}

#[test]
fn columns_are_read_one_after_the_other_and_letters_composed() {
    for name in ["hai-cot-nfd.pdf", "khoa-trong.pdf"] {
        let document = document(name);
        let lines = lines(&document);
        assert_eq!(document["title"], "Hai tin ngắn của xã Bình Lãng", "{name}");
        assert_eq!(lines.len(), 3, "{lines:#?}");
        assert!(
            lines[1].starts_with("Ngày 7/8/2024, xã Bình Lãng mở lớp")
                && lines[1].ends_with("cách trung tâm xã 3,5 km."),
            "{}",
            lines[1]
        );
        assert!(lines[1].contains("theo Quyết định số 812/2022/QĐ-UBND của tỉnh."), "{}", lines[1]);
        assert!(
            lines[2].starts_with("Cùng ngày,")
                && lines[2].ends_with("chia lãi theo công của từng nhà."),
            "{}",
            lines[2]
        );
    }
}

#[test]
fn letters_of_old_fonts_are_read_as_they_look() {
    let document = document("tcvn3.pdf");
    assert!(
        document["text"]
            .as_str()
            .unwrap()
            .contains("Ban Chấp hành Trung ương Đảng ban hành Nghị quyết số 15-NQ/TW")
    );
    assert_eq!(values(&document), ["1998-09-05", "15-NQ/TW", "250000000000"]);
}

#[test]
fn a_word_document_is_read_with_its_changes_accepted() {
    for name in ["nghi-quyet-sua.docx", "nghi-quyet-nfd.docx"] {
        let document = document(name);
        assert_eq!(
            document["title"], "Nghị quyết về nước sạch nông thôn huyện Thanh Lộc",
            "{name}"
        );
        assert_eq!(document["author"], "Văn phòng Huyện ủy Thanh Lộc", "{name}");
        assert!(
            document["published"].as_str().unwrap().starts_with("2023-04-12"),
            "{name}: {}",
            document["published"]
        );
        let lines = lines(&document);
        assert_eq!(
            lines[2..9],
            [
                "Điều 1. Mục tiêu",
                "Đến năm 2030, 98,5% số hộ có nước sạch; việc này giao cho các chi bộ.",
                "Xã | Số hộ",
                "Bình Lãng | 2.345",
                "Tân Trà | 1.678",
                "Hộp: 321 trạm bơm",
                "Phần khung:",
            ],
            "{name}"
        );
        assert_eq!(lines.last().unwrap(), "Theo Báo cáo số 77-BC/HU ngày 2/3/2023.", "{name}");
        for value in ["15-NQ/TW", "1250000000000", "98.5", "77-BC/HU"] {
            assert!(values(&document).contains(&value), "{name}: {value}: {:?}", values(&document));
        }
    }
}

/// The place in the middle of what begins behind a mark.
fn middle_of(bytes: &[u8], mark: &[u8], end: &[u8]) -> usize {
    let find = |from: usize, wanted: &[u8]| {
        bytes[from..].windows(wanted.len()).position(|found| found == wanted).unwrap() + from
    };
    let start = find(0, mark) + mark.len();
    start.midpoint(find(start, end))
}

#[test]
fn what_holds_no_text_or_is_broken_is_skipped_by_name() {
    let pdf = file("nghi-quyet.pdf");
    let cut = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    let flipped = |bytes: &[u8], at: usize| {
        let mut bytes = bytes.to_vec();
        bytes[at] ^= 0xff;
        bytes
    };
    let broken_content = flipped(&pdf, middle_of(&pdf, b"stream\n", b"endstream"));
    let word = file("nghi-quyet-sua.docx");
    let broken_text = flipped(&word, middle_of(&word, b"word/document.xml", b"PK\x03\x04"));
    for (name, bytes, reason) in [
        ("nua.docx", cut(&word), "the zip archive is broken or cut short; fetch it again"),
        ("lat.docx", broken_text, "word/document.xml: the compressed file is broken"),
        ("anh-quet.pdf", file("anh-quet.pdf"), "scanned: no text layer; OCR it first (ocrmypdf)"),
        ("khoa.pdf", file("khoa.pdf"), "the PDF is encrypted; save it without its password first"),
        ("nua.pdf", cut(&pdf), "the PDF is damaged or cut short; fetch it again"),
        ("lat.pdf", broken_content, "the PDF is damaged or cut short; fetch it again"),
        (
            "nua.odt",
            cut(&file("thong-bao.odt")),
            "the zip archive is broken or cut short; fetch it again",
        ),
        (
            "khoa.odt",
            file("khoa.odt"),
            "the document is encrypted; save it without its password first",
        ),
        (
            "nua.doc",
            cut(&file("thong-bao.doc")),
            "the Word document is broken or cut short; fetch it again",
        ),
        (
            "nua.rtf",
            cut(&file("thong-bao.rtf")),
            "the RTF document is broken or cut short; fetch it again",
        ),
        ("rong.pdf", Vec::new(), "the PDF is damaged or cut short; fetch it again: it has no end"),
    ] {
        let archive = Archive::with(&[
            (name, &bytes),
            ("z/good.txt", "Họp xã\n\nNăm 2022 có 5 xã.".as_bytes()),
        ]);
        let output = thoisu()
            .args(["run", ".", "--out", "out"])
            .current_dir(archive.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}: {}", stderr(&output));
        let counts = counts(&stdout(&output));
        assert_eq!((counts["items"], counts["indexed"], counts["skipped"]), (2, 1, 1), "{name}");
        let skipped = std::fs::read_to_string(archive.path().join("out/skipped.jsonl")).unwrap();
        assert!(skipped.contains(name) && skipped.contains(reason), "{name}: {skipped}");
    }
}

/// Whatever is spoiled, the program ends by itself: with the document, or with the reason.
#[test]
fn spoiled_files_end_with_a_document_or_a_reason() {
    for name in [
        "nghi-quyet.pdf",
        "hai-cot-nfd.pdf",
        "tcvn3.pdf",
        "nghi-quyet-sua.docx",
        "tcvn3.rtf",
        "thong-bao.odt",
        "thong-bao.doc",
    ] {
        let whole = file(name);
        let mut random = 0x2545_f491_4f6c_dd1d_u64;
        let mut files: Vec<(String, Vec<u8>)> = Vec::new();
        for number in 0..120 {
            let mut bytes = whole.clone();
            for _ in 0..=number % 4 {
                random = random
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let at = (random >> 33) as usize % bytes.len();
                bytes[at] = (random >> 25) as u8;
            }
            files.push((format!("in/{number:03}-{name}"), bytes));
        }
        files.extend((1..10).map(|tenth| {
            (format!("in/{tenth}0%-{name}"), whole[..whole.len() * tenth / 10].to_vec())
        }));
        let given: Vec<(&str, &[u8])> =
            files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let archive = Archive::with(&given);
        let output = thoisu()
            .args(["extract", "in", "--skipped", "skipped.jsonl"])
            .current_dir(archive.path())
            .output()
            .unwrap();
        assert!(
            matches!(output.status.code(), Some(0 | 2)),
            "{name}: {:?} {}",
            output.status,
            stderr(&output)
        );
        let skipped =
            std::fs::read_to_string(archive.path().join("skipped.jsonl")).unwrap().lines().count();
        let read =
            stdout(&output).lines().filter(|line| line.contains(&format!("{name}\""))).count();
        assert!(
            read + skipped >= files.len() && read > 0 && skipped >= 9,
            "{name}: {read} read, {skipped} skipped"
        );
        assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
    }
}

#[test]
fn a_pdf_is_known_by_its_bytes_wherever_it_is() {
    let pdf = file("tcvn3.pdf");
    let archive = Archive::with(&[
        ("a.txt", &pdf),
        ("b.zip", &zip(&[("c/d.pdf", &pdf)])),
        ("e.pdf.gz", &crate::support::gzip(&pdf)),
    ]);
    let output = thoisu().args(["extract", "."]).current_dir(archive.path()).output().unwrap();
    let ids: Vec<Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].clone())
        .collect();
    assert_eq!(ids, ["a.txt", "b.zip!c/d.pdf", "e.pdf.gz"], "{}", stderr(&output));
    let output = thoisu().args(["extract", "-"]).write_stdin(pdf).output().unwrap();
    assert!(stdout(&output).contains("15-NQ/TW"), "{}", stderr(&output));
}
