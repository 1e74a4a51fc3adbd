//! Encodings over the project's own articles: there and back, told right, and never a panic.

use proptest::prelude::*;
use thoisu::Text;
use thoisu::text::charset::{Encoding, decode, encode, repair};

/// The texts of the corpus's annotated articles.
fn articles() -> Vec<String> {
    let gold =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/gold.jsonl")).unwrap();
    let text = |line: &str| {
        serde_json::from_str::<serde_json::Value>(line).unwrap()["text"]
            .as_str()
            .unwrap()
            .to_string()
    };
    gold.lines().filter(|line| !line.is_empty()).map(text).collect()
}

/// The article with the signs that an eight-bit Vietnamese set has no room for put plainly, as
/// typists of the time did.
fn plain(text: &str, encoding: Encoding) -> String {
    if matches!(
        encoding,
        Encoding::Utf8
            | Encoding::Utf16Le
            | Encoding::Utf16Be
            | Encoding::Utf32Le
            | Encoding::Utf32Be
    ) {
        return text.to_string();
    }
    let sign = |c: char| match c {
        '“' | '”' | '″' => "\"".to_string(),
        '‘' | '’' | '′' => "'".to_string(),
        '–' | '—' | '−' => "-".to_string(),
        '…' => "...".to_string(),
        '\u{a0}' => " ".to_string(),
        c => c.to_string(),
    };
    let text: String = Text::new(text.to_string()).as_str().chars().map(sign).collect();
    text.chars().filter(|c| encode(c.encode_utf8(&mut [0; 4]), encoding).is_ok()).collect()
}

#[test]
fn every_article_survives_every_encoding() {
    let articles = articles();
    assert!(articles.len() > 50);
    for encoding in Encoding::ALL {
        for article in &articles {
            let text = plain(article, encoding);
            assert!(
                text.chars().count() * 50 > article.chars().count() * 49,
                "nearly all of it can be written in {encoding}"
            );
            let bytes = encode(&text, encoding).unwrap();
            let back = decode(bytes, Some(encoding), None).unwrap().text;
            assert_eq!(Text::new(back).as_str(), Text::new(text).as_str(), "{encoding}");
        }
    }
}

/// Of pieces of 200 letters and more, at least 99 in 100 are told right, and no piece is told wrong
/// without a doubt.
#[test]
fn encodings_are_told_from_200_letters() {
    let mut pieces: Vec<String> = Vec::new();
    for article in articles() {
        let chars: Vec<char> = article.chars().collect();
        pieces.extend(
            chars
                .chunks(340)
                .map(|piece| piece.iter().collect::<String>())
                .filter(|piece| letters(piece) >= 200),
        );
        pieces.push(article);
    }
    assert!(pieces.len() > 300, "{}", pieces.len());
    for encoding in Encoding::ALL {
        let (mut right, mut silent) = (0, Vec::new());
        for piece in &pieces {
            let text = plain(piece, encoding);
            let decoded = decode(encode(&text, encoding).unwrap(), None, None).unwrap();
            let is_right = Text::new(decoded.text).as_str() == Text::new(text).as_str();
            right += usize::from(is_right);
            if !is_right && decoded.doubt.is_none() {
                silent.push((decoded.encoding, piece));
            }
        }
        assert!(
            right * 100 >= pieces.len() * 99,
            "{encoding}: {right} of {}; {silent:?}",
            pieces.len()
        );
        assert!(
            silent.len() * 200 <= pieces.len(),
            "{encoding}: told wrong without a doubt: {silent:?}"
        );
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

#[test]
fn articles_as_they_are_need_no_repair() {
    for article in articles() {
        assert_eq!(repair(&article), None);
    }
}

proptest! {
    #[test]
    fn any_bytes_are_text_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(decoded) = decode(bytes.clone(), None, None) {
            prop_assert!(decoded.text.len() <= 6 * bytes.len());
        }
        for encoding in Encoding::ALL {
            drop(decode(bytes.clone(), Some(encoding), None));
        }
    }

    #[test]
    fn valid_utf_8_is_taken_as_it_is(text in "[a-z ]{0,20}[ạ-ỹ][\\PC\n]{0,80}") {
        let decoded = decode(text.clone().into_bytes(), None, None).unwrap();
        prop_assert_eq!((decoded.text, decoded.encoding, decoded.misread, decoded.doubt), (text, Encoding::Utf8, false, None));
    }

    #[test]
    fn any_text_is_repaired_or_left(text in "\\PC{0,120}") {
        if let Some(repaired) = repair(&text) {
            prop_assert!(repaired.text != text);
        }
    }
}
