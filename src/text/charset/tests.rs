//! Encodings told apart on short texts; whole articles are in `tests/properties/charset.rs`.

use super::*;

const TEXT: &str = "Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng đã bàn về phát triển kinh tế biển. Các tỉnh ven biển phải giữ rừng ngập mặn, \
    sửa đê và dành quỹ đất cho dân tái định cư trước mùa mưa bão.";

#[test]
fn each_encoding_is_known_by_its_words() {
    for encoding in Encoding::ALL {
        let bytes = encode(TEXT, encoding).unwrap_or_default();
        let decoded = decode(bytes.clone(), None, None).ok();
        assert_eq!(decoded, Some(Decoded::sure(TEXT.to_string(), encoding)), "{encoding}");
        let forced = decode(bytes, Some(encoding), None).ok();
        assert_eq!(forced.map(|decoded| decoded.text).as_deref(), Some(TEXT), "{encoding}");
    }
}

#[test]
fn misread_text_is_read_again() {
    let misread = |encoding| -> String {
        encode(TEXT, encoding)
            .unwrap_or_default()
            .iter()
            .map(|&byte| windows_1252::char_of(byte))
            .collect()
    };
    for encoding in
        [Encoding::Utf8, Encoding::Windows1258, Encoding::Viscii, Encoding::Tcvn3, Encoding::Vni]
    {
        let expected = Decoded { misread: true, ..Decoded::sure(TEXT.to_string(), encoding) };
        assert_eq!(repair(&misread(encoding)), Some(expected), "{encoding}");
    }
    let twice: String = misread(Encoding::Utf8).bytes().map(windows_1252::char_of).collect();
    assert_eq!(repair(&twice).map(|decoded| decoded.text).as_deref(), Some(TEXT));
    // Blanks that are half of an à have become plain, or one with the blank behind.
    assert_eq!(
        repair("lÃ m vÃ cáº§n kiÃªng ká»µ ngÃ y vÃ\u{ad}a").map(|decoded| decoded.text).as_deref(),
        Some("làm và cần kiêng kỵ ngày vía")
    );
    let blanks = misread(Encoding::Utf8).replace('\u{a0}', " ");
    assert_eq!(repair(&blanks).map(|decoded| decoded.text).as_deref(), Some(TEXT));
}

#[test]
fn what_is_as_it_should_be_is_left() {
    for text in [
        TEXT,
        "Nghi quyet cua Ban Bi thu ve xa hoi, khong dau.",
        "Hà Nam, xã Tân An: mưa to.",
        "L'été dernier, le député a été réélu à Genève; déjà vu, café crème, naïveté.",
        "São Paulo não é a capital; informação e educação são prioridades, também à noite.",
        "Zażółć gęślą jaźń",
        "x^2 + y^2 = z^2, a^b, e^x (n+1)",
        "It's 5 o'clock. Who's there? No. I'd say e.g. ~10 a.m.",
        "Москва — столица",
        "",
    ] {
        assert_eq!(repair(text), None, "{text}");
    }
}

#[test]
fn what_cannot_be_told_is_said() {
    let doubt =
        |bytes: &[u8]| decode(bytes.to_vec(), None, None).ok().and_then(|decoded| decoded.doubt);
    assert_eq!(doubt(b"x\xb7 h\xe9i").as_deref(), Some("there is too little marked text to tell"));
    assert_eq!(
        doubt(b"Le pr\xe9sident a \xe9t\xe9 r\xe9\xe9lu \xe0 Gen\xe8ve").as_deref(),
        Some("it is Vietnamese in no known encoding")
    );
    let mut broken = TEXT.repeat(3).into_bytes();
    broken.truncate(broken.len() - 1);
    broken.extend(b"\xe1\xba");
    assert_eq!(doubt(&broken).as_deref(), Some("1 broken places in UTF-8 were replaced"));
}

#[test]
fn what_is_no_text_is_refused() {
    let refusal = |bytes: &[u8], forced| {
        decode(bytes.to_vec(), forced, None).map_err(|error| error.to_string()).err()
    };
    assert_eq!(
        refusal(b"\x7fELF\0\x01\x02", None).as_deref(),
        Some("expected text, but found a NUL byte: is this a binary file?")
    );
    let expected = "expected text in UTF-8, but found other bytes at offset 1; name another encoding with `--encoding`";
    assert_eq!(refusal(b"a\xff", Some(Encoding::Utf8)).as_deref(), Some(expected));
    let expected =
        "expected text in UTF-16LE, but found other bytes; name another with `--encoding`";
    assert_eq!(refusal(b"\x00\xd8", Some(Encoding::Utf16Le)).as_deref(), Some(expected));
}

#[test]
fn a_declared_label_is_a_hint() {
    let bytes = encode(TEXT, Encoding::Tcvn3).unwrap_or_default();
    for label in ["windows-1258", "utf-8", "iso-8859-1", "x-unknown"] {
        assert_eq!(
            decode(bytes.clone(), None, Some(label)).map(|decoded| decoded.encoding).ok(),
            Some(Encoding::Tcvn3),
            "{label}"
        );
    }
    let german = b"Gr\xfc\xdfe aus K\xf6ln, sch\xf6ne Gr\xfc\xdfe".to_vec();
    let decoded = decode(german, None, Some("iso-8859-1")).ok();
    assert_eq!(
        decoded.map(|decoded| decoded.text).as_deref(),
        Some("Grüße aus Köln, schöne Grüße")
    );
}

#[test]
fn every_vietnamese_letter_survives_each_encoding() {
    let vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";
    let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
    let letters: String = vowels
        .chars()
        .flat_map(|vowel| tones.map(|tone| format!("{vowel}{tone} ")))
        .collect::<String>()
        .nfc()
        .collect();
    let letters = format!("{letters}đ Đ");
    for encoding in Encoding::ALL {
        let bytes = encode(&letters, encoding).unwrap_or_default();
        if encoding != Encoding::Tcvn3 {
            assert_eq!(strictly(&bytes, encoding).ok(), Some(letters.clone()), "{encoding}");
        }
    }
}
