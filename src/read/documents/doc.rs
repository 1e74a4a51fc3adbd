//! Documents of Word 97 to 2003 (.doc): the text of the pieces that their table names, in order.
//!
//! ```text
//! WordDocument   the head (which table, how many characters each part has), and the characters of all pieces
//! 0Table, 1Table the pieces: up to which character each goes, where its bytes are, in one byte (windows-1252) or two each
//! ```
//!
//! Cells of a row are told by their marks, fields give what they show; footnotes and text boxes
//! stand behind the text, heads and feet of pages go. Not covered: pictures, tracked deletions
//! (they stay), Word 6 and 95.

use std::io::Cursor;

use super::html::Page;
use super::paragraphs::{Outline, Paragraph, Role, page};
use crate::caught::caught;
use crate::read::format::OTHER_OFFICE;
use crate::read::limits::whole;
use crate::text::charset::{Encoding, decode};
use crate::text::squeezed;
use crate::{Error, Meta, Published, Result};

/// The mark of Word 97 and later, and where the head says what.
const WORD: u16 = 0xa5ec;
const WORD_97: u16 = 0x00c1;
const FLAGS: usize = 0x0a;
const IS_ENCRYPTED: u16 = 0x0100;
const HAS_TABLE_1: u16 = 0x0200;
/// The characters of the text, of the footnotes, heads and feet, macros, comments, endnotes and
/// text boxes; what of them is read.
const COUNTS: usize = 0x4c;
const IS_READ: [bool; 7] = [true, true, false, false, false, true, true];
const PIECES: usize = 0x1a2;

/// Reads a Word 97 document.
///
/// # Errors
///
/// When it is broken, encrypted, older, of another program, or holds no text.
pub(in crate::read) fn read(bytes: &[u8]) -> Result<Page> {
    let found = caught(|| parts(bytes)).unwrap_or_else(|| Err(broken()))?;
    let mut outline = Outline::default();
    for part in found.texts {
        put(&part, &mut outline);
    }
    page(outline.into_paragraphs(), properties(&found.summary).unwrap_or_default())
}

fn broken() -> Error {
    Error::format("the Word document is broken or cut short; fetch it again")
}

/// What is read of a file: its texts, and what it says of itself.
struct Parts {
    texts: Vec<String>,
    summary: Vec<u8>,
}

fn parts(bytes: &[u8]) -> Result<Parts> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| broken())?;
    let most = bytes.len() as u64;
    let mut stream = |name: &str| {
        file.open_stream(name).ok().and_then(|mut stream| whole(&mut stream, most).ok().flatten())
    };
    if stream("/EncryptedPackage").is_some() {
        return Err(encrypted());
    }
    let Some(document) = stream("/WordDocument") else { return Err(OTHER_OFFICE.unsupported()) };
    let flags = short(&document, FLAGS).ok_or_else(broken)?;
    if short(&document, 0) != Some(WORD)
        || short(&document, 2).is_none_or(|version| version < WORD_97)
    {
        return Err(Error::format(
            "expected a document of Word 97 or later, but found an older one; save it as .docx or .rtf",
        ));
    }
    if flags & IS_ENCRYPTED != 0 {
        return Err(encrypted());
    }
    let table =
        stream(if flags & HAS_TABLE_1 == 0 { "/0Table" } else { "/1Table" }).ok_or_else(broken)?;
    let text = text(&document, &table, bytes.len()).ok_or_else(broken)?;
    Ok(Parts {
        texts: texts(&document, &text),
        summary: stream("/\u{5}SummaryInformation").unwrap_or_default(),
    })
}

fn encrypted() -> Error {
    Error::format("the document is encrypted; save it without its password first")
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?) as usize)
}

/// All characters of the document, 16 bits each; at most `most`, for no two pieces share bytes.
fn text(document: &[u8], table: &[u8], most: usize) -> Option<Vec<u16>> {
    let (at, length) = (long(document, PIECES)?, long(document, PIECES + 4)?);
    let mut rest = table.get(at..at.checked_add(length)?)?;
    // Formats that pieces share come before the pieces.
    while let [1, behind @ ..] = rest {
        rest = behind.get(2 + usize::from(short(behind, 0)?)..)?;
    }
    let [2, pieces @ ..] = rest else { return None };
    let pieces = pieces.get(4..)?.get(..long(pieces, 0)?)?;
    let count = pieces.len().checked_sub(4)? / 12;
    let mut text = Vec::new();
    for piece in 0..count {
        let (start, end) = (long(pieces, 4 * piece)?, long(pieces, 4 * piece + 4)?);
        let place = long(pieces, 4 * (count + 1) + 8 * piece + 2)?;
        let length = end.checked_sub(start).filter(|length| text.len() + length <= most)?;
        let is_narrow = place & 0x4000_0000 != 0;
        let place = place & 0x3fff_ffff;
        if is_narrow {
            let bytes = document.get(place / 2..)?.get(..length)?.to_vec();
            let letters = decode(bytes, "windows-1252".parse().ok(), None).ok()?.text;
            text.extend(letters.encode_utf16());
        } else {
            let bytes = document.get(place..)?.get(..length.checked_mul(2)?)?;
            text.extend(bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)));
        }
    }
    Some(text)
}

/// The parts of the text that are read.
fn texts(document: &[u8], text: &[u16]) -> Vec<String> {
    let mut rest = text;
    let mut texts = Vec::new();
    for (number, is_read) in IS_READ.iter().enumerate() {
        let length = long(document, COUNTS + 4 * number).unwrap_or_default().min(rest.len());
        let (part, behind) = rest.split_at(length);
        rest = behind;
        if *is_read {
            texts.push(String::from_utf16_lossy(part));
        }
    }
    texts
}

/// Puts the paragraphs and rows of a part.
fn put(text: &str, outline: &mut Outline) {
    let mut paragraph = String::new();
    let take =
        |paragraph: &mut String| Paragraph { text: std::mem::take(paragraph), role: Role::Text };
    // The fields that are open, whether it is still said what they are made from, and of how many
    // it is.
    let (mut fields, mut unshown) = (Vec::new(), 0usize);
    let mut is_behind_cell = false;
    for c in text.chars() {
        match c {
            '\u{13}' => {
                fields.push(true);
                unshown += 1;
            }
            '\u{14}' => {
                unshown -= fields
                    .last_mut()
                    .map_or(0, |is_unshown| usize::from(std::mem::take(is_unshown)))
            }
            '\u{15}' => unshown -= fields.pop().map_or(0, usize::from),
            _ if unshown > 0 => {}
            // The mark of a row follows that of its last cell.
            '\u{7}' if is_behind_cell => outline.end_row(),
            // Behind empty cells the end of a row was taken for one before.
            '\u{7}' if paragraph.trim().is_empty() && !outline.is_in_row() => {}
            '\u{7}' => {
                if !outline.is_in_row() {
                    outline.row();
                }
                outline.cell();
                outline.put(take(&mut paragraph));
            }
            '\r' | '\u{c}' if outline.is_in_row() => paragraph.push(' '),
            '\r' | '\u{c}' => outline.put(take(&mut paragraph)),
            '\t' | '\u{b}' | '\u{e}' => paragraph.push(' '),
            '\u{1e}' => paragraph.push('-'),
            c if c < ' ' => {}
            c => paragraph.push(c),
        }
        is_behind_cell = c == '\u{7}' && !is_behind_cell;
    }
    outline.put(take(&mut paragraph));
}

/// Title, author and day of the summary: a set of numbered values behind a table of where they are.
fn properties(summary: &[u8]) -> Option<Meta> {
    const CODE_PAGE: usize = 1;
    const TITLE: usize = 2;
    const AUTHOR: usize = 4;
    const CREATED: usize = 12;
    let set = summary.get(long(summary, 44)?..)?;
    let value = |wanted: usize| {
        let count = long(set, 4)?.min(set.len() / 8);
        let entry = (0..count)
            .map(|number| 8 + 8 * number)
            .find(|&entry| long(set, entry) == Some(wanted))?;
        set.get(long(set, entry + 4)?..)
    };
    let label = match value(CODE_PAGE).and_then(|value| short(value, 4)) {
        Some(65001) => "utf-8".to_string(),
        page => format!("windows-{}", page.unwrap_or(1252)),
    };
    let text = |wanted: usize| {
        let value = value(wanted).filter(|value| long(value, 0) == Some(0x1e))?;
        let bytes = value.get(8..)?.get(..long(value, 4)?)?;
        let bytes = bytes.split(|&byte| byte == 0).next()?.to_vec();
        let text = decode(bytes, label.parse::<Encoding>().ok(), None).ok()?.text;
        Some(squeezed(&text).into_owned()).filter(|text| !text.is_empty())
    };
    // Hundreds of nanoseconds since 1601.
    let created = value(CREATED).filter(|value| long(value, 0) == Some(0x40)).and_then(|value| {
        let ticks =
            Some(u64::from_le_bytes(*value.get(4..)?.first_chunk()?)).filter(|ticks| *ticks > 0)?;
        let second = i64::try_from(ticks / 10_000_000).ok()?.checked_sub(11_644_473_600)?;
        Published::parse(&jiff::Timestamp::from_second(second).ok()?.to_string())
    });
    Some(Meta { title: text(TITLE), author: text(AUTHOR), published: created, ..Meta::default() })
}
