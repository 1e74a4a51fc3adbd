//! The forms in which offices and readers keep what they write: each is read as it looks, and broken ones are named and skipped.

use serde_json::Value;

use crate::office::{document, lines, values};

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
    assert_eq!((&document["title"], &document["author"]), (&NOTICE[0].into(), &"Văn phòng xã Bình Lãng".into()), "{name}");
    assert!(document["published"].as_str().is_some_and(|day| day.starts_with("2023-04-12")), "{name}: {}", document["published"]);
    for value in ["2023-04-12", "11-QĐ/TW", "15-NQ/TW", "8890", "2345", "1250000000", "2024-09-02", "4321/2019/QĐ-UBND"] {
        assert!(values(document).contains(&value), "{name}: {value}: {:?}", values(document));
    }
}

#[test]
fn a_text_is_the_same_in_every_form() {
    for name in ["thong-bao.rtf"] {
        check_notice(name, &document(name));
    }
}

/// TCVN3, in a file whose last paragraph is in Unicode: the fonts tell.
#[test]
fn old_fonts_are_read_as_they_look() {
    for name in ["tcvn3.rtf"] {
        let document = document(name);
        let lines = lines(&document);
        assert_eq!(lines[0].to_lowercase(), "nghị quyết của huyện ủy thanh lộc", "{name}");
        assert!(lines[1].starts_with("Ngày 5/9/1998, Ban Chấp hành Đảng bộ huyện ban hành"), "{name}: {}", lines[1]);
        assert_eq!(lines[2], "Bản sao gửi Quy định số 11-QĐ/TW cho các xã.", "{name}");
        assert_eq!(values(&document), ["1998-09-05", "15-NQ/TW", "250000000000", "11-QĐ/TW"], "{name}");
    }
}
