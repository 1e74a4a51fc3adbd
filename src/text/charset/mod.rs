//! Character encodings of Vietnamese archives: which one it is, and the text.
//!
//! | encoding | from |
//! |---|---|
//! | UTF-8, UTF-16, UTF-32 | Unicode, with or without a byte order mark |
//! | windows-1258 | Microsoft's, with combining tone marks (through `encoding_rs`) |
//! | VISCII, TCVN3 (ABC), VNI, VIQR | the Vietnamese ones of the nineties: tables in `tables`, `vni`, `viqr` |
//! | misread | text of these or UTF-8 that was taken for windows-1252 and saved again as UTF-8 (`Nghá»‹ quyáº¿t`, `NghÞ quyÕt`) |
//! | others | what `chardetng` guesses |
//!
//! No byte decides: each candidate is decoded, and the words of the result are counted that are
//! Vietnamese syllables (`evidence`). A label that the page or server declares breaks ties, no
//! more, for it is often wrong. Where another reading is nearly as good, or the text is too short
//! to tell, the answer says so ([`Decoded::doubt`]).
//!
//! Not covered: the capitals fonts of TCVN3 (.VnTimeH) show small letters' bytes as capitals. Bytes
//! keep no font, so their text comes out in small letters, but for words that were typed with
//! capital ASCII letters (`HéI` → HỘI).

mod capitals;
mod decoded;
mod encoding;
mod evidence;
mod legacy;
mod misread;
mod tables;
mod viqr;
mod vni;
mod windows_1252;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

pub use self::decoded::Decoded;
use self::decoded::doubt;
pub use self::encoding::Encoding;
use self::evidence::Evidence;
use self::legacy::legacy;
pub use self::misread::{repair, reread};
use crate::text::marks::is_tone;
use crate::{Error, Result};

/// Decodes a whole file or page. `forced` is what the user says; `declared` what the page or server
/// says.
///
/// ```
/// use thoisu::text::charset::{Encoding, decode};
/// let bytes = b"Ban Ch\xcap h\xb5nh Trung \xad\xacng \xa7\xb6ng ban h\xb5nh ngh\xde quy\xd5t".to_vec();
/// let decoded = decode(bytes, None, None)?;
/// assert_eq!(decoded.encoding, Encoding::Tcvn3);
/// assert_eq!(decoded.text, "Ban Chấp hành Trung ương Đảng ban hành nghị quyết");
/// # Ok::<(), thoisu::Error>(())
/// ```
///
/// # Errors
///
/// When the bytes are no text, or not of the forced encoding.
pub fn decode(
    mut bytes: Vec<u8>,
    forced: Option<Encoding>,
    declared: Option<&str>,
) -> Result<Decoded> {
    if let Some(encoding) = forced {
        return strictly(&bytes, encoding).map(|text| Decoded::sure(text, encoding));
    }
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    if let Some(encoding) = wide(&bytes) {
        return strictly(&bytes, encoding).map(|text| Decoded::sure(text, encoding));
    }
    if bytes.contains(&0) {
        return Err(Error::new("expected text, but found a NUL byte: is this a binary file?"));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(repair(&text).unwrap_or_else(|| Decoded::sure(text, Encoding::Utf8))),
        Err(error) => Ok(best(error.as_bytes(), declared)),
    }
}

/// The encoding of two or four bytes a character whose mark begins these bytes.
///
/// ```
/// use thoisu::text::charset::{Encoding, marked};
/// assert_eq!(marked(b"\xff\xfeH\0"), Some(Encoding::Utf16Le));
/// assert_eq!(marked(b"\xff\xfe\0\0H\0\0\0"), Some(Encoding::Utf32Le));
/// assert_eq!(marked(b"H\0"), None);
/// ```
pub fn marked(bytes: &[u8]) -> Option<Encoding> {
    // The longer marks first: no text begins with a NUL.
    MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, encoding)| *encoding)
}

const MARKS: [(&[u8], Encoding); 4] = [
    (b"\xff\xfe\0\0", Encoding::Utf32Le),
    (b"\0\0\xfe\xff", Encoding::Utf32Be),
    (b"\xff\xfe", Encoding::Utf16Le),
    (b"\xfe\xff", Encoding::Utf16Be),
];

/// UTF-16 and UTF-32 by their mark, or by the zeros that they have in the same places of every
/// character.
fn wide(bytes: &[u8]) -> Option<Encoding> {
    if let Some(encoding) = marked(bytes) {
        return Some(encoding);
    }
    let sample = bytes.get(..4096).unwrap_or(bytes);
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let half = sample.len() / 2;
    // Of a character of UTF-32 the highest byte is always zero, and the next one nearly.
    let at = |place: usize| sample.iter().skip(place).step_by(4).all(|&byte| byte == 0);
    let near = |place: usize| sample.iter().skip(place).step_by(4).all(|&byte| byte <= 0x10);
    if half >= 4 && bytes.len().is_multiple_of(4) {
        match (at(3) && near(2), at(0) && near(1)) {
            (true, false) => return Some(Encoding::Utf32Le),
            (false, true) => return Some(Encoding::Utf32Be),
            _ => {}
        }
    }
    match (zeros(0), zeros(1)) {
        _ if half < 4 || bytes.len() % 2 == 1 => None,
        (even, odd) if odd * 2 >= half && even * 50 <= half => Some(Encoding::Utf16Le),
        (even, odd) if even * 2 >= half && odd * 50 <= half => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// The text of bytes in an encoding.
///
/// # Errors
///
/// When they are not of it: names the first offset of UTF-8; of the others only that they do not
/// fit.
fn strictly(bytes: &[u8], encoding: Encoding) -> Result<String> {
    let unfit = || {
        Error::new(format!(
            "expected text in {encoding}, but found other bytes; name another with `--encoding`"
        ))
    };
    match encoding {
        Encoding::Utf8 => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            let text = std::str::from_utf8(bytes).map_err(|error| {
                let at = error.valid_up_to();
                Error::new(format!("expected text in UTF-8, but found other bytes at offset {at}; name another encoding with `--encoding`"))
            })?;
            Ok(text.to_string())
        }
        Encoding::Other(other) => other
            .decode_without_bom_handling_and_without_replacement(bytes)
            .map(Into::into)
            .ok_or_else(unfit),
        Encoding::Utf16Le | Encoding::Utf16Be => {
            let (other, mark) = if encoding == Encoding::Utf16Le {
                (UTF_16LE, b"\xff\xfe")
            } else {
                (UTF_16BE, b"\xfe\xff")
            };
            let bytes = bytes.strip_prefix(mark).unwrap_or(bytes);
            other
                .decode_without_bom_handling_and_without_replacement(bytes)
                .map(Into::into)
                .ok_or_else(unfit)
        }
        Encoding::Utf32Le => utf_32(bytes, u32::from_le_bytes).ok_or_else(unfit),
        Encoding::Utf32Be => utf_32(bytes, u32::from_be_bytes).ok_or_else(unfit),
        _ => Ok(legacy(bytes, encoding)),
    }
}

/// The text of UTF-32 without its mark.
fn utf_32(bytes: &[u8], number: fn([u8; 4]) -> u32) -> Option<String> {
    let (characters, rest) = bytes.as_chunks::<4>();
    let text: String =
        characters.iter().map(|four| char::from_u32(number(*four))).collect::<Option<_>>()?;
    rest.is_empty()
        .then(|| text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_string))
}

/// The eight-bit encodings that bytes may be in.
const EIGHT_BIT: [Encoding; 4] =
    [Encoding::Windows1258, Encoding::Tcvn3, Encoding::Vni, Encoding::Viscii];

/// UTF-8 with so few broken places is UTF-8: one in so many bytes.
const BROKEN_UTF_8: usize = 200;

/// The best reading of bytes that are no UTF-8.
fn best(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let lossy = String::from_utf8_lossy(bytes);
    let (broken, whole) = (
        lossy.matches(char::REPLACEMENT_CHARACTER).count(),
        lossy.chars().filter(|&c| c > '\u{7f}' && c != char::REPLACEMENT_CHARACTER).count(),
    );
    if whole >= 20 * broken && broken * BROKEN_UTF_8 <= bytes.len() {
        let doubt = Some(format!("{broken} broken places in UTF-8 were replaced"));
        return Decoded { doubt, ..Decoded::sure(lossy.into_owned(), Encoding::Utf8) };
    }
    let declared = declared.and_then(|label| label.parse::<Encoding>().ok());
    let mut read: Vec<(f64, Evidence, Decoded)> = EIGHT_BIT
        .iter()
        .map(|&encoding| {
            let text = legacy(bytes, encoding);
            let evidence = Evidence::of(&text);
            // The declared one needs a little less.
            let score = evidence.score() + if declared == Some(encoding) { 0.5 } else { 0.0 };
            (score, evidence, Decoded::sure(text, encoding))
        })
        .collect();
    read.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut read = read.into_iter();
    match read.next() {
        Some((score, evidence, first)) if evidence.is_vietnamese() => {
            let rival = read
                .find(|(_, other, second)| other.is_vietnamese() && second.text != first.text)
                .map(|(score, _, second)| (score, second.encoding));
            Decoded { doubt: doubt(score, rival), ..first }
        }
        _ => foreign(bytes, declared),
    }
}

/// A text that is Vietnamese in no encoding.
fn foreign(bytes: &[u8], declared: Option<Encoding>) -> Decoded {
    let guessed = match declared {
        Some(Encoding::Other(other)) => other,
        _ => {
            let mut detector =
                chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            detector.guess(None, chardetng::Utf8Detection::Deny)
        }
    };
    let text = guessed.decode_without_bom_handling(bytes).0.into_owned();
    let doubt = Some("it is Vietnamese in no known encoding".to_string());
    let encoding =
        if guessed == WINDOWS_1258 { Encoding::Windows1258 } else { Encoding::Other(guessed) };
    Decoded { doubt, ..Decoded::sure(text, encoding) }
}

/// The character set that a page declares in its first bytes (`<meta charset=…>`,
/// `<meta … content="…; charset=…">`, `<?xml encoding="…"?>`).
///
/// ```
/// use thoisu::text::charset::declared_in_page;
/// assert_eq!(declared_in_page(b"<html><head><meta charset=\"windows-1258\">").as_deref(), Some("windows-1258"));
/// assert_eq!(declared_in_page(b"<meta content='text/html; charset=utf-8'>").as_deref(), Some("utf-8"));
/// assert_eq!(declared_in_page(b"<p>charset"), None);
/// ```
pub fn declared_in_page(bytes: &[u8]) -> Option<String> {
    const HEAD: usize = 4096;
    let head: String =
        bytes.iter().take(HEAD).map(|&byte| byte.to_ascii_lowercase() as char).collect();
    let behind = |key: &str| {
        head.split_once(key).map(|(_, rest)| rest.trim_start().trim_start_matches(['"', '\'']))
    };
    let xml = head.starts_with("<?xml").then(|| behind("encoding=")).flatten();
    let label: String = xml
        .or_else(|| behind("charset="))?
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    (!label.is_empty()).then_some(label)
}

/// The bytes of a text in an encoding.
///
/// # Errors
///
/// Names the first character that the encoding lacks.
///
/// ```
/// use thoisu::text::charset::{Encoding, encode};
/// assert_eq!(encode("Việt", Encoding::Vni)?, b"Vie\xe4t");
/// assert_eq!(encode("…", Encoding::Viscii).unwrap_err().to_string(), "expected characters of VISCII, but found `…`");
/// # Ok::<(), thoisu::Error>(())
/// ```
pub fn encode(text: &str, encoding: Encoding) -> Result<Vec<u8>> {
    let lacking =
        |c: char| Error::new(format!("expected characters of {encoding}, but found `{c}`"));
    let by_char = |put: &dyn Fn(char, &mut Vec<u8>) -> Option<()>| {
        let mut bytes = Vec::with_capacity(text.len());
        text.nfc().try_for_each(|c| put(c, &mut bytes).ok_or_else(|| lacking(c)))?;
        Ok(bytes)
    };
    match encoding {
        Encoding::Utf8 => Ok(text.as_bytes().to_vec()),
        Encoding::Utf16Le => Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        Encoding::Utf16Be => Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        Encoding::Utf32Le => Ok(text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect()),
        Encoding::Utf32Be => Ok(text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect()),
        Encoding::Windows1258 => by_char(&windows_1258),
        Encoding::Viscii => {
            by_char(&|c, bytes| tables::VISCII.byte_of(c).map(|byte| bytes.push(byte)))
        }
        Encoding::Tcvn3 => {
            by_char(&|c, bytes| tables::TCVN.byte_of(c).map(|byte| bytes.push(byte)))
        }
        Encoding::Vni => by_char(&vni::encode),
        Encoding::Viqr => viqr::encode(text).map(String::into_bytes).map_err(lacking),
        Encoding::Other(other) => by_char(&|c, bytes| by_standard(other, c, bytes)),
    }
}

/// A character whole, or its letter with the quality mark and the tone behind it.
fn windows_1258(c: char, bytes: &mut Vec<u8>) -> Option<()> {
    if by_standard(WINDOWS_1258, c, bytes).is_some() {
        return Some(());
    }
    let parts: Vec<char> = std::iter::once(c).nfd().collect();
    let letter: String = parts.iter().copied().filter(|&c| !is_tone(c)).nfc().collect();
    let tones = parts.iter().copied().filter(|&c| is_tone(c));
    letter.chars().chain(tones).try_for_each(|part| by_standard(WINDOWS_1258, part, bytes))
}

fn by_standard(
    encoding: &'static encoding_rs::Encoding,
    c: char,
    bytes: &mut Vec<u8>,
) -> Option<()> {
    let mut buffer = [0; 4];
    let (encoded, _, is_lossy) = encoding.encode(c.encode_utf8(&mut buffer));
    (!is_lossy).then(|| bytes.extend_from_slice(&encoded))
}

#[cfg(test)]
mod tests;
