//! What must hold of targets and relations in any text.

use proptest::prelude::*;
use thoisu::model::{Regulation, RegulationForm};
use thoisu::{Annotated, link};

use crate::annotate;

/// Sentences of full forms, short forms and what points back.
fn sentences(with_full: bool) -> impl Strategy<Value = String> {
    const OPEN: [&str; 14] = [
        "Nghị định 49",
        "Thông tư số 12",
        "Quyết định 477 của Thủ tướng",
        "Nghị quyết 54 của Quốc hội",
        "Luật Giá",
        "Luật Đất đai",
        "Bộ luật Hình sự",
        "dự án Luật Nhà ở (sửa đổi)",
        "các nghị quyết 19 trước",
        "Chỉ thị 5",
        "Kế hoạch 30",
        "quy định này",
        "kỷ luật này",
        "Pháp lệnh Giá",
    ];
    const FULL: [&str; 8] = [
        "Nghị định 49/2017/NĐ-CP",
        "Thông tư số 12/2020/TT-BYT",
        "Luật Giá năm 2023",
        "Luật Đất đai số 31/2024/QH15",
        "Nghị định này",
        "Luật nói trên",
        "Nghị quyết số 54/2017/QH14",
        "Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị",
    ];
    const VERBS: [&str; 7] = [
        " nêu rõ",
        " thay thế ",
        " sửa đổi ",
        " được bãi bỏ bởi ",
        " hướng dẫn ",
        " có hiệu lực từ ngày 1/7/2024",
        " và ",
    ];
    let count = if with_full { OPEN.len() + FULL.len() } else { OPEN.len() };
    let named =
        (0..count).prop_map(|at| OPEN.iter().chain(&FULL).nth(at).copied().unwrap_or_default());
    let sentence = (named.clone(), prop::sample::select(VERBS.to_vec()), named, any::<bool>());
    let written = sentence.prop_map(|(a, verb, b, is_line)| {
        let object = if verb.ends_with(' ') { b } else { "" };
        format!("{a}{verb}{object}.{}", if is_line { "\n" } else { " " })
    });
    prop::collection::vec(written, 1..12).prop_map(|sentences| sentences.concat())
}

/// What a document says once it is linked.
fn said(linked: &Annotated) -> (Vec<String>, String) {
    let mention = |mention: &thoisu::Mention| {
        format!("{:?} {:?} {:?}", mention.field, mention.span, mention.value)
    };
    (
        linked.all_mentions().map(mention).collect(),
        format!("{:?} {:?}", linked.relations, linked.in_force),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn linking_twice_changes_nothing(text in sentences(true)) {
        for document in annotate(&text) {
            let once = link(document);
            let expected = said(&once);
            prop_assert_eq!(said(&link(once)), expected);
        }
    }

    /// A short form may get its symbol only from what the text says.
    #[test]
    fn without_full_forms_there_is_no_target(text in sentences(false)) {
        for document in annotate(&text) {
            for mention in link(document).all_mentions() {
                let Some(regulation) = Regulation::of(&mention.value) else { continue };
                // What points back takes the value of what it points to.
                let is_open = regulation.form == RegulationForm::Back || regulation.target.is_none();
                prop_assert!(is_open, "{} means {:?} in {}", mention.surface, regulation.target, text);
            }
        }
    }
}
