//! The forms in which offices and readers keep what they write: each is read as it looks, and
//! broken ones are named and skipped.

use serde_json::Value;

use crate::office::{document, extracted, file, lines, values};
use crate::support::{Archive, documents, gzip, stderr, stdout, tar, thoisu, zip};

/// One notice, saved in several forms: the text is the same, whatever the form.
const NOTICE: [&str; 7] = [
    "Thông báo về trồng rừng xã Bình Lãng",
    "Ngày 12/4/2023, xã Bình Lãng quán triệt Quy định số 11-QĐ/TW và Nghị quyết số 15-NQ/TW; có 8.890 đại biểu dự.",
    "Thôn | Số cây",
    "Tân Trà | 2.345",
    "Bến Đò | 1.678",
    "Xã chi 1.250 triệu đồng, xong trước ngày 2 tháng 9 năm 2024.",
    "Xem Quyết định số 4321/2019/QĐ-UBND của tỉnh.",
];

fn check_notice(name: &str, document: &Value) {
    assert_eq!(lines(document), NOTICE, "{name}");
    assert_eq!(document["title"], NOTICE[0], "{name}");
    // Authors stay as they are written.
    assert!(
        document["author"] == "Văn phòng xã Bình Lãng" || name.contains("nfd"),
        "{name}: {}",
        document["author"]
    );
    assert!(
        document["published"].as_str().is_some_and(|day| day.starts_with("2023-04-12")),
        "{name}: {}",
        document["published"]
    );
    for value in [
        "2023-04-12",
        "11-QĐ/TW",
        "15-NQ/TW",
        "8890",
        "2345",
        "1250000000",
        "2024-09-02",
        "4321/2019/QĐ-UBND",
    ] {
        assert!(values(document).contains(&value), "{name}: {value}: {:?}", values(document));
    }
}

#[test]
fn a_text_is_the_same_in_every_form() {
    for name in ["thong-bao.rtf", "thong-bao.doc", "thong-bao.odt", "thong-bao-nfd.odt"] {
        check_notice(name, &document(name));
    }
}

/// TCVN3, in a file whose last paragraph is in Unicode: the fonts tell.
#[test]
fn old_fonts_are_read_as_they_look() {
    for name in ["tcvn3.rtf", "tcvn3.doc", "tcvn3.docx", "tcvn3.odt"] {
        let document = document(name);
        let lines = lines(&document);
        assert_eq!(lines[0].to_lowercase(), "nghị quyết của huyện ủy thanh lộc", "{name}");
        assert!(
            lines[1].starts_with("Ngày 5/9/1998, Ban Chấp hành Đảng bộ huyện ban hành"),
            "{name}: {}",
            lines[1]
        );
        assert_eq!(lines[2], "Bản sao gửi Quy định số 11-QĐ/TW cho các xã.", "{name}");
        assert_eq!(
            values(&document),
            ["1998-09-05", "15-NQ/TW", "250000000000", "11-QĐ/TW"],
            "{name}"
        );
    }
}

/// The documents of a file by their ids: title, day, a value that is mentioned.
fn check_documents(name: &str, bytes: &[u8], expected: &[(&str, &str, &str, &str)]) {
    let (documents, said) = extracted(name, bytes);
    let ids: Vec<&str> =
        documents.iter().map(|document| document["id"].as_str().unwrap()).collect();
    assert_eq!(ids, expected.iter().map(|(id, ..)| *id).collect::<Vec<_>>(), "{name}: {said}");
    for (document, (id, title, day, value)) in documents.iter().zip(expected) {
        assert_eq!(document["title"].as_str().unwrap_or_default(), *title, "{id}");
        assert_eq!(
            document["published"].as_str().unwrap_or_default().get(..10).unwrap_or_default(),
            *day,
            "{id}"
        );
        assert!(values(document).contains(value), "{id}: {value}: {:?}", values(document));
    }
}

const MAIL: [(&str, &str, &str, &str); 3] = [
    ("thu.eml", "Về việc quán triệt Quy định 11-QĐ/TW", "2023-04-12", "2023-04-11"),
    ("thu.eml!quyết-định.pdf", "", "", "15-NQ/TW"),
    ("thu.eml!mail.eml", "Báo cáo nhanh", "2023-04-11", "06-CT/HU"),
];

#[test]
fn mails_and_what_is_attached_to_them_are_items() {
    check_documents("thu.eml", &file("thu.eml"), &MAIL);
    let mailbox = [
        ("hop-thu.mbox:1", "Huyện Thanh Lộc bàn về nghị quyết", "2023-04-13", "15-NQ/TW"),
        ("hop-thu.mbox:2", "Xã Tân Trà họp", "2023-04-14", "2023-04-14"),
        ("hop-thu.mbox:3", "Bản tin điện tử", "2023-04-15", "4321/2019/QĐ-UBND"),
        ("hop-thu.mbox:4", "Nghi quyet", "1998-09-05", "15-NQ/TW"),
        ("hop-thu.mbox:5!tin.txt", "Họp xã", "", "2023-04-16"),
    ];
    check_documents("hop-thu.mbox", &file("hop-thu.mbox"), &mailbox);
    let (documents, _) = extracted("hop-thu.mbox", &file("hop-thu.mbox"));
    let text = |at: usize| documents[at]["text"].as_str().unwrap().to_string();
    assert!(text(1).contains("Quy định số 11-QĐ/TW.\nFrom here on"), "{}", text(1));
    assert!(text(2).starts_with("Bản tin\nSáng 15/4/2023, huyện Thanh Lộc"), "{}", text(2));
    assert!(text(3).contains("Ban Chấp hành Đảng bộ huyện"), "{}", text(3));
    // A mail without a word of its own, and the picture.
    let (_, said) = extracted("hop-thu.mbox", &file("hop-thu.mbox"));
    assert_eq!(
        said,
        "thoisu: hop-thu.mbox:5: expected a mail with text, but found none; what is attached to it is read by itself; skipped\n"
    );
}

/// Bombs and knots end with a reason, at once.
#[test]
fn what_no_one_writes_is_skipped_by_name() {
    let rfc822 = b"Content-Type: message/rfc822\n\n";
    let head = b"From: a@b.example\nSubject: Tin\nMIME-Version: 1.0\n";
    let parts = b"--x\nContent-Type: multipart/mixed; boundary=y\n\n".repeat(200);
    let million = "<si/>".repeat(1_000_000).repeat(12);
    let strings = zip(&[
        ("xl/workbook.xml", br#"<workbook xmlns:r="r"><sheets><sheet name="A" r:id="x1"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="x1" Target="worksheets/sheet1.xml"/></Relationships>"#),
        ("xl/sharedStrings.xml", format!("<sst>{million}").as_bytes()),
    ]);
    for (name, bytes, reason) in [
        ("sau.rtf", b"{\\rtf1".repeat(1_000), "more than 500 groups in each other"),
        ("sau.eml", [&head[..], &rfc822.repeat(101)].concat(), "more than 100 parts in parts"),
        (
            "thu-trong-thu.eml",
            [&head[..], &rfc822.repeat(9), b"\n\nTin 5"].concat(),
            "archives are nested more than 4 deep",
        ),
        (
            "phan.eml",
            [&head[..], b"Content-Type: multipart/mixed; boundary=x\n\n", &parts[..]].concat(),
            "more than 100 parts in parts",
        ),
        ("chuoi.xlsx", strings, "bytes of strings; export it as .csv"),
        ("khong-phai.eml", vec![0; 100], "expected a mail, but found no head of one"),
    ] {
        let (documents, said) = extracted(name, &bytes);
        assert!(said.contains(reason) && documents.is_empty(), "{name}: {said}");
    }
}

#[test]
fn a_saved_page_is_read_as_the_page_that_it_was() {
    check_documents(
        "trang.mht",
        &file("trang.mht"),
        &[("trang.mht", "Mưa lớn ở xã Bình Lãng", "2023-09-03", "18/2022/QĐ-UBND")],
    );
    assert_eq!(document("trang.mht")["url"], "https://bao.example.vn/mua-lon.html");
}

#[test]
fn the_chapters_of_a_book_are_items_in_their_order() {
    let chapters = [
        ("sach.epub!OEBPS/sections/section0001.xhtml", "", "", "2021-09-05"),
        ("sach.epub!OEBPS/sections/section0002.xhtml", "", "", "4321/2019/QĐ-UBND"),
    ];
    check_documents("sach.epub", &file("sach.epub"), &chapters);
    let (documents, _) = extracted("sach.epub", &file("sach.epub"));
    assert_eq!(lines(&documents[0])[0], "Chương 1. Bàn bạc");
    assert_eq!(documents[1]["author"], "Trần Thị Lành");
    let chapters = [
        ("kho-tay.epub!EPUB/mo dau.xhtml", "Mở đầu", "2022-05-04", "15-NQ/TW"),
        ("kho-tay.epub!EPUB/chuong-1.xhtml", "Chương 1. Bàn bạc", "2022-05-04", "11-QĐ/TW"),
    ];
    check_documents("kho-tay.epub", &file("sach-nfd.epub"), &chapters);
}

#[test]
fn the_pages_of_a_wacz_are_those_of_its_archives() {
    let pages = [
        ("https://bao.example.vn/tin-a.html", "Xã Bình Lãng trồng rừng", "2024-03-05", "15-NQ/TW"),
        (
            "https://bao.example.vn/tin-b.html",
            "Huyện Thanh Lộc họp bàn",
            "2024-03-06",
            "2024-03-05",
        ),
    ];
    check_documents("kho.wacz", &file("kho.wacz"), &pages);
}

#[test]
fn the_rows_of_a_workbook_are_records() {
    for name in ["so-tin.xlsx", "so-tin.ods", "so-tin-2.xlsx"] {
        let rows = [
            ("7", "Xã Bình Lãng trồng rừng", "2021-05-19", "15-NQ/TW"),
            ("8", "Huyện Thanh Lộc họp bàn", "2021-05-20", "2021-05-19"),
            ("9", "", "2021-05-21", "8890"),
        ];
        check_documents(name, &file(name), &rows);
    }
    // Without ids, rows have their places; another column is named.
    let output = thoisu()
        .args(["extract", "--field", "text=Ghi chú", "--field", "id=x", "tests/files/so-tin.xlsx"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let id = |line: &str| serde_json::from_str::<Value>(line).unwrap()["id"].clone();
    assert_eq!(
        stdout(&output).lines().map(id).collect::<Vec<_>>(),
        ["so-tin.xlsx!Tin bài:4"],
        "{}",
        stderr(&output)
    );
    let (documents, said) = extracted("so.xlsx", &workbook(&["Xã", "Số hộ"]));
    assert!(
        documents.is_empty()
            && said.contains(
                "expected a sheet with a header with a column `text`, but found `Xã, Số hộ`"
            ),
        "{said}"
    );
}

/// A workbook whose only row has these cells.
fn workbook(cells: &[&str]) -> Vec<u8> {
    let cells: String =
        cells.iter().map(|cell| format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>")).collect();
    zip(&[
        ("xl/workbook.xml", br#"<workbook xmlns:r="r"><sheets><sheet name="A" r:id="x1"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="x1" Target="worksheets/sheet1.xml"/></Relationships>"#),
        ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>").as_bytes()),
    ])
}

#[test]
fn the_numbers_of_lists_are_text() {
    let document = document("danh-so.docx");
    assert_eq!(
        lines(&document),
        [
            "Quy định về họp thôn",
            "Điều 1. Thôn họp mỗi tháng một lần theo Quy định số 11-QĐ/TW.",
            "a) Trưởng thôn chủ trì.",
            "b) Thư ký ghi biên bản.",
            "Điều 2. Biên bản gửi xã trong 3 ngày.",
            "a) Xã trả lời trong 5 ngày.",
        ]
    );
}

/// Wherever a file is, and however it is packed, it gives the same documents under names that begin
/// with its place.
#[test]
fn forms_are_known_wherever_they_are() {
    for name in [
        "thong-bao.rtf",
        "thong-bao.doc",
        "thong-bao.odt",
        "thu.eml",
        "hop-thu.mbox",
        "trang.mht",
        "sach.epub",
        "kho.wacz",
        "so-tin.xlsx",
        "so-tin.ods",
    ] {
        let bytes = file(name);
        let (documents, _) = extracted(name, &bytes);
        assert!(!documents.is_empty(), "{name}");
        let texts = |documents: &[Value]| {
            documents.iter().map(|document| document["text"].to_string()).collect::<Vec<_>>()
        };
        let zip = zip(&[(&format!("tin/{name}"), &bytes)]);
        let tar = tar(&[(name, &gzip(&bytes))]);
        for (place, packed) in [
            (format!("{name}.gz"), gzip(&bytes)),
            ("kho.zip".to_string(), zip),
            ("kho.tar".to_string(), tar),
        ] {
            let (others, said) = extracted(&place, &packed);
            assert_eq!(texts(&others), texts(&documents), "{name} in {place}: {said}");
            // Pages of web archives and rows of workbooks have names of their own.
            let are_named = name.starts_with("kho.") || name.starts_with("so-");
            assert!(
                are_named
                    || others.iter().all(|other| other["id"].as_str().unwrap().starts_with(&place)),
                "{name} in {place}"
            );
        }
        let output = thoisu().args(["extract", "--text", "-"]).write_stdin(bytes).output().unwrap();
        let streamed: Vec<Value> =
            stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(
            texts(&streamed),
            texts(&documents),
            "{name} as standard input: {}",
            stderr(&output)
        );
    }
}

/// A second run finds nothing new, and a changed subject is a change.
#[test]
fn a_second_run_finds_nothing_new() {
    let mail = file("thu.eml");
    let archive = Archive::with(&[
        ("in/thu.eml", &mail),
        ("in/hop-thu.mbox", &file("hop-thu.mbox")),
        ("in/bao.rtf", &file("thong-bao.rtf")),
    ]);
    let run = || {
        let output = thoisu()
            .args(["run", "in", "--out", "out", "--dedup"])
            .current_dir(archive.path())
            .output()
            .unwrap();
        assert!(matches!(output.status.code(), Some(0)), "{}", stderr(&output));
        let counts = crate::support::counts(&stdout(&output));
        (
            counts["items"],
            counts["indexed"],
            counts["unchanged"],
            counts["no article"],
            counts["skipped"],
        )
    };
    // The mail brings three items and a picture, the mailbox five and a text.
    assert_eq!(run(), (11, 9, 0, 1, 1));
    assert_eq!(run(), (11, 0, 9, 1, 1));
    let changed = String::from_utf8(mail).unwrap().replace("Subject: ", "Subject: [TB] ");
    std::fs::write(archive.path().join("in/thu.eml"), changed).unwrap();
    assert_eq!(run(), (11, 2, 7, 1, 1));
}

/// A folder of every form with a broken twin of each: every file is in the index or named with a
/// reason, and the fates add up.
#[test]
fn a_folder_of_every_form_and_its_broken_twin() {
    let text = "# Họp xã\n\nNgày 5/9/2022, xã học Quy định số 11-QĐ/TW.\n".as_bytes();
    let page = "<!DOCTYPE html><title>Mưa lớn</title><h1>Mưa lớn</h1><p>Ngày 3/9/2022, mưa lớn làm 12 xã ven sông bị ngập sâu, theo Nghị quyết số 15-NQ/TW của Đảng.</p>";
    let jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0".as_slice();
    let forms = [
        "nghi-quyet-sua.docx",
        "thong-bao.doc",
        "thong-bao.odt",
        "thong-bao.rtf",
        "thu.eml",
        "hop-thu.mbox",
        "trang.mht",
        "so-tin.xlsx",
        "so-tin.ods",
        "sach.epub",
        "kho.wacz",
        "nghi-quyet.pdf",
        "anh-quet.pdf",
    ];
    let mut files: Vec<(String, Vec<u8>)> =
        forms.iter().map(|name| (name.to_string(), file(name))).collect();
    files.extend([
        ("tin.md".into(), text.to_vec()),
        ("tin.aspx".into(), page.into()),
        ("bia.jpg".into(), jpeg.to_vec()),
    ]);
    // Half of a text is one too: bytes that no text has break it.
    let twin = |bytes: &[u8]| {
        if bytes.len() < 400 {
            [&bytes[..bytes.len() / 2], b"\0\0\xff"].concat()
        } else {
            bytes[..bytes.len() / 2].to_vec()
        }
    };
    let twins: Vec<_> =
        files.iter().map(|(name, bytes)| (format!("hong-{name}"), twin(bytes))).collect();
    files.extend(twins);
    let given: Vec<(String, &[u8])> =
        files.iter().map(|(name, bytes)| (format!("in/{name}"), bytes.as_slice())).collect();
    let given: Vec<(&str, &[u8])> =
        given.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let archive = Archive::with(&given);
    let output =
        thoisu().args(["run", "in", "--out", "out"]).current_dir(archive.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let counts = crate::support::counts(&stdout(&output));
    let fates = ["indexed", "unchanged", "duplicates", "no article", "skipped"]
        .iter()
        .map(|fate| counts[*fate])
        .sum::<u64>();
    assert_eq!(counts["items"], fates, "{}", stdout(&output));
    let listed = std::fs::read_to_string(archive.path().join("out/skipped.jsonl")).unwrap();
    assert_eq!(listed.lines().count() as u64, counts["no article"] + counts["skipped"]);
    let indexed: Vec<String> = documents(archive.path(), "out")
        .iter()
        .map(|hit| hit["origin"].as_str().unwrap().to_string())
        .collect();
    for (name, _) in &files {
        let is_of = |path: &str| path.starts_with(&format!("in/{name}"));
        let is_indexed = indexed.iter().any(|path| is_of(path));
        let reasons: Vec<&str> =
            listed.lines().filter(|line| line.contains(&format!("\"path\":\"in/{name}"))).collect();
        assert!(is_indexed || !reasons.is_empty(), "{name} is nowhere:\n{listed}");
        let may_be_whole =
            !name.starts_with("hong-") && !["anh-quet.pdf", "bia.jpg"].contains(&name.as_str());
        assert!(is_indexed || !may_be_whole, "{name}: {reasons:?}");
        // Of a mail, a mailbox and a saved page the half that is there is read.
        let may_be_half =
            ["hong-thu.eml", "hong-hop-thu.mbox", "hong-trang.mht"].contains(&name.as_str());
        assert!(!name.starts_with("hong-") || may_be_half || !is_indexed, "{name}");
    }
}
