//! Normalisation: once is enough, and the offset map is exact in both directions.
//!
//! What a piece of text becomes depends on the stretch it stands in: letters, digits, marks and
//! invisible characters, with the hyphens and slashes between them (a tone moves inside a word, a
//! Cyrillic letter is Latin beside Latin ones), and `\r\n` is one line end. So a slice normalised
//! alone is held against the whole where both its ends lie between stretches.

use proptest::prelude::*;
use thoisu::{Span, Text};

/// Text with everything that normalisation mends, mixed with plain text.
fn odd_text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "hoà",
        "khuỷu",
        "qúy",
        "cuả",
        "đựơc",
        "ngừơi",
        "gìay",
        "gía",
        "nghiã",
        "tíên",
        "QÚA",
        "Hoà",
        "thuở",
        "giữa",
        "hòan",
        "Zoé",
        "toàn",
        "Tie\u{302}\u{301}ng",
        "Vie\u{323}\u{302}t",
        "đô\u{301}i",
        "ye\u{302}u\u{301}",
        "lý\u{301}",
        "đôí\u{300}",
        "a\u{340}",
        "hoa\u{300}",
        "QÐ-TTg",
        "НĐ-CP",
        "NĐ-СР",
        "40/2026/NĐ-СР",
        "Москва",
        "ВОТ",
        "α",
        "μm",
        "Guðmundur",
        "ðể",
        "Ɖảng",
        "МиГ-29",
        "хеm",
        "Α/B",
        "ＮĐ－ＣＰ",
        "４０／２０２６",
        "𝐓𝐡𝐨̂𝐧𝐠",
        "Ⅻ",
        "ﬁ",
        "\u{212b}",
        "=\u{338}",
        "\u{37e}",
        "가",
        "\u{1100}\u{1161}",
        "न\u{93c}",
    ]);
    let glue = prop::sample::select(vec![
        " ", " ", " ", ". ", ", ", "-", "/", "\n", "\r\n", "\r", "\t", "\u{a0}", "\u{3000}",
        "\u{2028}", "\u{200b}", "\u{ad}", "\u{feff}", "(", "\u{301}", "\u{323}", "\u{302}", "",
        "\u{1}",
    ]);
    let piece = prop_oneof![
        6 => words.prop_map(String::from),
        6 => glue.prop_map(String::from),
        1 => "[a-yđ]{1,3}[àáảãạèéìíòóọùúủỳýăâêôơưộượửế][aeiouyơêâ]?[a-z]{0,2}",
        1 => "[0-9]{1,4}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric()
        || unicode_normalization::char::is_combining_mark(c)
        || matches!(c, '-' | '/')
}

/// The places of a normalised text between two stretches.
fn free_places(text: &str) -> Vec<usize> {
    let places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    places
        .filter(|&at| {
            let (before, after) = (text[..at].chars().next_back(), text[at..].chars().next());
            let is_mark = |c: char| unicode_normalization::char::is_combining_mark(c);
            !(after.is_some_and(is_mark)
                || before.is_some_and(is_part) && after.is_some_and(is_part))
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn odd_text_is_normalised_once(text in odd_text()) {
        let once = Text::new(text);
        let twice = Text::new(once.as_str().to_string());
        prop_assert_eq!(twice.as_str(), once.as_str());
        prop_assert_eq!(twice.source_span(Span::new(0, twice.as_str().len())), Span::new(0, twice.as_str().len()));
    }

    #[test]
    fn a_slice_of_the_source_becomes_the_span_it_was_taken_for(text in odd_text()) {
        let text = Text::new(text);
        let places = free_places(text.as_str());
        for (i, &start) in places.iter().enumerate() {
            for &end in &places[i + 1..] {
                let span = Span::new(start, end);
                let alone = Text::new(text.source_slice(span).to_string());
                prop_assert_eq!(alone.as_str(), span.slice(text.as_str()), "{:?} of {:?}", span, text.source());
                prop_assert_eq!(text.normalized_span(text.source_span(span)), span, "{:?}", text.source());
            }
        }
    }

    /// Any two places: the source span is one, a later one never begins earlier, and there and back
    /// leads to the same or, from inside a change, to all of it.
    #[test]
    fn the_way_there_and_back_is_in_order(text in odd_text()) {
        let text = Text::new(text);
        let clean = text.as_str();
        let places: Vec<usize> = clean.char_indices().map(|(at, _)| at).chain([clean.len()]).collect();
        for pair in places.windows(2) {
            let [one, two] = [pair[0], pair[1]].map(|at| text.source_span(Span::new(at, clean.len())).start);
            prop_assert!(one <= two);
            let [one, two] = [pair[0], pair[1]].map(|at| text.source_span(Span::new(0, at)).end);
            prop_assert!(one <= two);
            let span = Span::new(pair[0], pair[1]);
            let source = text.source_span(span);
            prop_assert!(text.source().get(source.start..source.end).is_some());
            prop_assert!(text.normalized_span(source).contains(span));
        }
        prop_assert_eq!(text.normalized_span(Span::new(0, text.source().len())), Span::new(0, clean.len()));
    }
}
