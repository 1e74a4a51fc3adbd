//! What is a provision, and of what.

use crate::Value;
use crate::extract::annotate;
use crate::extract::view::Line;
use crate::model::Provision;
use crate::{Kind, Span};

fn found(text: &str) -> Vec<(Span, Value)> {
    let line = Line { document: 0, start: 0, text: text.into(), published: None };
    let found = annotate(&[line], &[usize::MAX], Kind::ALL.iter().copied().collect(), false)
        .pop()
        .unwrap_or_default();
    found.into_iter().map(|placed| (placed.span, placed.value)).collect()
}

/// The provisions of a text: surface, value, and regulation where it is known.
fn provisions(text: &str) -> Vec<String> {
    let shown = |(span, value): (Span, Value)| {
        let Provision { value, of } = Provision::of(&value)?.clone();
        let of = of.map(|of| format!(" @ {of}")).unwrap_or_default();
        Some(format!("{} = {value}{of}", span.slice(text)))
    };
    found(text).into_iter().filter_map(shown).collect()
}

#[test]
fn provisions_and_their_values() {
    for (text, expected) in [
        ("Theo điểm a khoản 2 Điều 5, xã được hỗ trợ.", &["điểm a khoản 2 Điều 5 = d5.k2.pa"][..]),
        (
            "Căn cứ khoản 2, Điều 5 Luật Đất đai 2024.",
            &["khoản 2, Điều 5 = d5.k2 @ Luật Đất đai 2024"],
        ),
        (
            "Căn cứ Điều 8 Nghị định số 10/2024/NĐ-CP của Chính phủ.",
            &["Điều 8 = d8 @ 10/2024/NĐ-CP"],
        ),
        (
            "Điểm đ khoản 1 Điều 12a của Luật Đất đai 2024",
            &["Điểm đ khoản 1 Điều 12a = d12a.k1.pđ @ Luật Đất đai 2024"],
        ),
        ("quy định tại Điều 8, 10 và 12", &["Điều 8 = d8", "10 = d10", "12 = d12"]),
        ("các khoản 1, 2 Điều 9", &["khoản 1 = d9.k1", "2 Điều 9 = d9.k2"]),
        (
            "các Điều 8, 10 Luật Đất đai 2024",
            &["Điều 8 = d8 @ Luật Đất đai 2024", "10 = d10 @ Luật Đất đai 2024"],
        ),
        (
            "điểm a, b và c khoản 2 Điều 5",
            &["điểm a = d5.k2.pa", "b = d5.k2.pb", "c khoản 2 Điều 5 = d5.k2.pc"],
        ),
        (
            "điểm a khoản 1 và điểm b khoản 2 Điều 5 Luật Đất đai 2024",
            &[
                "điểm a khoản 1 = d5.k1.pa @ Luật Đất đai 2024",
                "điểm b khoản 2 Điều 5 = d5.k2.pb @ Luật Đất đai 2024",
            ],
        ),
        ("khoản 1 Điều 5 và khoản 3 Điều 8", &["khoản 1 Điều 5 = d5.k1", "khoản 3 Điều 8 = d8.k3"]),
        (
            "Điều 5 Luật Đất đai 2024 và Điều 7 Luật Nhà ở 2023",
            &["Điều 5 = d5 @ Luật Đất đai 2024", "Điều 7 = d7 @ Luật Nhà ở 2023"],
        ),
        ("tại Điều 5, khoản 2, điểm a", &["Điều 5, khoản 2, điểm a = d5.k2.pa"]),
        ("tại Điều 5 khoản 2, 3", &["Điều 5 khoản 2 = d5.k2", "3 = d5.k3"]),
        ("Điều 5, khoản 2 Điều 6", &["Điều 5 = d5", "khoản 2 Điều 6 = d6.k2"]),
        ("quy định tại khoản 2 Điều này", &["khoản 2 Điều này = k2"]),
        ("Mục 1 Chương III Luật Đất đai 2024", &["Mục 1 Chương III = c3.m1 @ Luật Đất đai 2024"]),
        ("Chương IV Nghị quyết số 18-NQ/TW", &["Chương IV = c4 @ 18-NQ/TW"]),
        ("Điều 8, 10 người bị phạt", &["Điều 8 = d8"]),
        ("Điều 5; Điều 7 Luật Đất đai 2024", &["Điều 5 = d5", "Điều 7 = d7 @ Luật Đất đai 2024"]),
    ] {
        assert_eq!(provisions(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_provision() {
    for text in [
        "Tỉnh chi một khoản 2 tỷ đồng.",
        "Đội ghi điểm 10 phút cuối.",
        "Theo khoản 2, xã phải báo cáo.",
        "Phim có phần 2 và phần 3.",
        "Tỉnh điều 5 xe cứu hộ đến hiện trường.",
        "Quy định về 19 điều đảng viên không được làm.",
        "Chương trình 135 được thực hiện ở 20 xã.",
        "Mục 3 của bản tin hôm nay.",
        "Điều này đã rõ.",
        "Điều 5/2024",
        "điểm",
    ] {
        assert_eq!(provisions(text), [] as [String; 0], "{text}");
    }
}

#[test]
fn its_numbers_are_its_own() {
    let text =
        "Theo khoản 2 Điều 5 Luật Đất đai 2024, ngày 5/5/2024, tỉnh chi 12 tỷ đồng cho 8 xã.";
    let values: Vec<String> = found(text)
        .iter()
        .map(|(_, value)| format!("{} {}", value.kind(), value.canonical().unwrap_or_default()))
        .collect();
    let expected = [
        "provision d5.k2",
        "regulation Luật Đất đai 2024",
        "date 2024-05-05",
        "number 12000000000",
        "number 8",
    ];
    assert_eq!(values, expected);
}

#[test]
fn they_are_not_looked_for_unless_they_are_wanted() {
    let kinds: Vec<Kind> = crate::extract::find("khoản 2 Điều 5 Luật Đất đai 2024", None)
        .iter()
        .map(|(_, value)| value.kind())
        .collect();
    assert_eq!(kinds, [Kind::Regulation]);
}

proptest::proptest! {
    /// Whatever the heads and labels, mentions lie in text order and none overlap.
    #[test]
    fn mentions_never_overlap(words in proptest::collection::vec("Điều|khoản|điểm|mục|Chương|phần|này|và|,|;|của|a|b|đ|5|12a|IV|2024|Luật Đất đai 2024|Nghị định số 10/2024/NĐ-CP|người", 0..30)) {
        let text = words.join(" ");
        let mut end = 0;
        for (span, value) in found(&text) {
            proptest::prop_assert!(span.start >= end && span.end > span.start, "{text}: {span:?}");
            proptest::prop_assert!(value.canonical().is_some_and(|value| !value.is_empty()) || value.kind() == Kind::Date);
            end = span.end;
        }
    }
}
