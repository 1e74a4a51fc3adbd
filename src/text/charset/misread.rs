//! Text that is Unicode now but was read in a wrong encoding before: UTF-8 or a Vietnamese legacy
//! encoding taken for windows-1252.
//!
//! Text with letters of U+1E00–1EFF, which nearly every Vietnamese line has and misread text cannot
//! have, is passed after a few bytes; the rest is scanned once for what misreading leaves.

use super::decoded::{Decoded, doubt};
use super::encoding::Encoding;
use super::evidence::Evidence;
use super::legacy::legacy;
use super::{viqr, windows_1252};
use crate::text::is_syllable;

/// A share of right words above which a text is as it should be.
const FINE: f64 = 0.5;

/// Marked words that a repaired text must have, and the share of right ones.
const MARKED: usize = 4;
const SHARE: f64 = 0.85;

/// Text may have been misread more than once.
const ROUNDS: usize = 3;

/// The text that was meant, where a text was misread or is VIQR; `None` for what is as it should
/// be, which is most of all text.
///
/// ```
/// use thoisu::text::charset::{Encoding, repair};
/// let repaired = repair("Nghá»‹ quyáº¿t cá»§a Ban BÃ­ thÆ° vá»\u{81} xÃ£ há»™i").unwrap();
/// assert_eq!((repaired.text.as_str(), repaired.encoding), ("Nghị quyết của Ban Bí thư về xã hội", Encoding::Utf8));
/// let repaired = repair("NghÞ quyÕt cña Ban BÝ th\u{ad} vÒ x· héi").unwrap();
/// assert_eq!((repaired.text.as_str(), repaired.encoding), ("Nghị quyết của Ban Bí thư về xã hội", Encoding::Tcvn3));
/// assert_eq!(repair("Le gouvernement a été réélu à l'unanimité, déjà."), None);
/// ```
pub fn repair(text: &str) -> Option<Decoded> {
    if has_vietnamese_letters(text) {
        return None;
    }
    if text.is_ascii() {
        return from_viqr(text);
    }
    let before = Evidence::of(text);
    if before.wrong < MARKED || before.share() > FINE {
        return None;
    }
    let mut candidates: Vec<(Evidence, Decoded)> = Vec::new();
    let mut again = text.to_string();
    for _ in 0..ROUNDS {
        again = as_utf_8(&again);
        candidates.push((Evidence::of(&again), reading(again.clone(), Encoding::Utf8)));
    }
    for encoding in [Encoding::Tcvn3, Encoding::Vni, Encoding::Viscii, Encoding::Windows1258] {
        let text = as_legacy(text, encoding);
        candidates.push((Evidence::of(&text), reading(text, encoding)));
    }
    // Of equals the first: one round is simpler than two.
    candidates.sort_by(|(a, _), (b, _)| b.score().total_cmp(&a.score()));
    let mut candidates = candidates
        .into_iter()
        .filter(|(evidence, _)| evidence.right >= MARKED && evidence.share() >= SHARE);
    let (evidence, best) = candidates.next()?;
    let rival = candidates
        .find(|(_, other)| other.encoding != best.encoding && other.text != best.text)
        .map(|(other, second)| (other.score(), second.encoding));
    let doubt = doubt(evidence.score(), rival).or_else(|| left_over(&best));
    Some(Decoded { doubt, ..best })
}

/// What no word of a repaired text has: the beginnings of letters whose last byte was lost or
/// replaced on the way.
const HALF_LETTERS: [&str; 5] = ["á»", "áº", "Ä", "Æ", "â€"];

/// A doubt where letters of a repaired text are still in pieces, for their bytes are gone.
fn left_over(repaired: &Decoded) -> Option<String> {
    if repaired.encoding != Encoding::Utf8 {
        return None;
    }
    let pieces: usize = HALF_LETTERS.iter().map(|half| repaired.text.matches(half).count()).sum();
    // A single one may be a foreign name.
    (pieces > 1).then(|| format!("{pieces} letters have lost bytes and stay as they are"))
}

/// A text beside one that [`repair`] found misread, read as that: a headline is too short to tell
/// by itself.
pub fn reread(text: &str, encoding: Encoding) -> String {
    match encoding {
        _ if has_vietnamese_letters(text) => text.to_string(),
        Encoding::Utf8 => (0..ROUNDS).fold(text.to_string(), |text, _| as_utf_8(&text)),
        Encoding::Viqr => viqr::decode(text),
        _ => as_legacy(text, encoding),
    }
}

fn reading(text: String, encoding: Encoding) -> Decoded {
    Decoded { text, encoding, misread: true, doubt: None }
}

/// U+1E80–1EFF begin with these two bytes in UTF-8; nothing but whole letters does.
fn has_vietnamese_letters(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| matches!(pair, [0xe1, 0xba | 0xbb]))
}

/// The text whose UTF-8 was taken for windows-1252, character for character; what does not fit
/// stays.
fn as_utf_8(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut bytes = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match windows_1252::byte_of(c).filter(|byte| *byte >= 0x80) {
            Some(byte) => {
                bytes.push(byte);
                // à is C3 A0, and the no-break space that A0 became is often a plain one by now, or
                // gone with one that stood behind.
                if bytes == [0xc3] && chars.peek() == Some(&' ') {
                    chars.next();
                    flush(&mut vec![0xc3, 0xa0], &mut out);
                    bytes.clear();
                    out.push(LOST);
                }
            }
            None => {
                flush(&mut bytes, &mut out);
                out.push(c);
            }
        }
    }
    flush(&mut bytes, &mut out);
    if out.contains(LOST) { with_blanks(&out) } else { out }
}

/// A blank that may have been half of an à.
const LOST: char = '\u{f8ff}';

/// Makes each [`LOST`] a blank again, unless what stands around it is one syllable.
fn with_blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split(LOST).peekable();
    while let Some(part) = parts.next() {
        out.push_str(part);
        if let Some(next) = parts.peek() {
            let before: String = out
                .chars()
                .rev()
                .take_while(|c| c.is_alphabetic())
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            let after: String = next.chars().take_while(|c| c.is_alphabetic()).collect();
            let is_one =
                !after.is_empty() && is_syllable(&format!("{before}{after}").to_lowercase());
            let has_blank = next.starts_with(char::is_whitespace);
            out.extend((!is_one && !has_blank).then_some(' '));
        }
    }
    out
}

fn flush(bytes: &mut Vec<u8>, out: &mut String) {
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().map(|&byte| windows_1252::char_of(byte)));
    }
    bytes.clear();
}

/// The text whose bytes were of a legacy encoding; characters outside windows-1252 stay.
fn as_legacy(text: &str, encoding: Encoding) -> String {
    let mut out = String::with_capacity(text.len());
    let mut bytes = Vec::new();
    for c in text.chars() {
        match windows_1252::byte_of(c) {
            Some(byte) => bytes.push(byte),
            None => {
                out.push_str(&legacy(&bytes, encoding));
                bytes.clear();
                out.push(c);
            }
        }
    }
    out.push_str(&legacy(&bytes, encoding));
    out
}

/// Text in VIQR, told from plain ASCII by its circumflexes: every seventh Vietnamese word has â, ê
/// or ô.
fn from_viqr(text: &str) -> Option<Decoded> {
    const CIRCUMFLEXES: usize = 3;
    const MARKED_OF_TEN: usize = 3;
    text.match_indices('^').nth(CIRCUMFLEXES - 1)?;
    let decoded = viqr::decode(text);
    let evidence = Evidence::of(&decoded);
    let words = text.split_ascii_whitespace().count();
    let is_viqr = evidence.right >= MARKED
        && evidence.share() >= SHARE
        && 10 * evidence.right >= MARKED_OF_TEN * words.min(8 << 10);
    is_viqr.then(|| Decoded {
        text: decoded,
        encoding: Encoding::Viqr,
        misread: false,
        doubt: doubt(evidence.score(), None),
    })
}
