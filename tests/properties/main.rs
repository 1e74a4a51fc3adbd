//! What must hold for any text: no panic, spans that slice to surfaces, normalising twice changes
//! nothing.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

mod charset;
mod links;
mod metamorphic;
mod normalize;
#[cfg(all(feature = "index", feature = "read"))]
mod reruns;
mod round_trips;
mod spell;

use proptest::prelude::*;
use thoisu::{Annotated, Meta, Origin, RawDocument, Text, extract, split::split};

/// Text that looks like news more often than chance would have it.
fn newslike() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("ngày ".to_string()),
        Just("19/5/2021".into()),
        Just("từ năm ".into()),
        Just("đến ".into()),
        Just("2018-2022".into()),
        Just("Nghị quyết số ".into()),
        Just("15-NQ/TW".into()),
        Just("Nghị định 01 và 02/2019/NĐ-CP ".into()),
        Just("của Chính phủ ".into()),
        Just("3 tỷ 500 triệu đồng".into()),
        Just("hai mươi mốt ".into()),
        Just("80-90%".into()),
        Just("Luật Đất đai năm 2013".into()),
        Just("hoà ".into()),
        Just("Tie\u{302}\u{301}ng ".into()),
        Just("Q\u{d0}\u{ad}".into()),
        Just("\r\n".into()),
        Just(". ".into()),
        Just(", ".into()),
        Just("(".into()),
        Just("/".into()),
        Just("-".into()),
        Just("\u{a0}".into()),
        "[0-9]{1,6}",
        "\\PC{0,4}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn annotate(text: &str) -> Vec<Annotated> {
    let raw = RawDocument {
        origin: Origin { path: "x".into(), record: Some(1) },
        source_id: "x".into(),
        meta: Meta { published: thoisu::Published::parse("2023-04-13"), ..Meta::default() },
        text: text.to_string(),
        blocks: Vec::new(),
        addressable: true,
    };
    split(raw).map_or_else(|_| Vec::new(), |documents| documents.into_iter().map(extract).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_slice_to_surfaces(text in newslike()) {
        let chars: Vec<char> = text.chars().collect();
        for annotated in annotate(&text) {
            let document = &annotated.document;
            let mut end = 0;
            for mention in &annotated.mentions {
                prop_assert!(mention.span.start >= end && !mention.span.is_empty(), "out of order or overlapping");
                end = mention.span.end;
                prop_assert!(document.text.as_str().get(mention.span.start..mention.span.end).is_some());
                let surface: String = chars[mention.source.start..mention.source.end].iter().collect();
                prop_assert_eq!(&surface, &mention.surface);
            }
        }
    }

    #[test]
    fn normalising_twice_changes_nothing(text in newslike()) {
        let once = Text::new(text);
        let twice = Text::new(once.as_str().to_string());
        prop_assert_eq!(twice.as_str(), once.as_str());
    }

    /// Text that looks for trouble: nothing but marks, blanks and look-alikes.
    #[test]
    fn marks_in_any_order_are_normalised_once(text in "[a-eăâđơưÐ\u{a0}\u{200b}\u{300}-\u{323}\u{31b}\u{731}\u{1e023}\r\n ]{0,12}") {
        let once = Text::new(text);
        let twice = Text::new(once.as_str().to_string());
        prop_assert_eq!(twice.as_str(), once.as_str());
    }

    #[test]
    fn every_part_of_the_clean_text_leads_back_into_the_source(text in newslike(), from in 0usize..200, length in 0usize..50) {
        let text = Text::new(text);
        let clean = text.as_str();
        let bound = |at: usize| (0..=at.min(clean.len())).rev().find(|at| clean.is_char_boundary(*at)).unwrap_or(0);
        let span = thoisu::Span::new(bound(from), bound(from + length));
        let source = text.source_span(span);
        prop_assert!(text.source().get(source.start..source.end).is_some());
        let chars = text.source_chars(span);
        prop_assert_eq!(chars.len(), text.source_slice(span).chars().count());
    }
}
