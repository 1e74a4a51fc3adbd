//! Whether a record's field is HTML, and what it says then: dumps of content systems and WordPress
//! hold pages' text with its tags.
//!
//! A field is HTML where that is sure:
//!
//! | it holds | for example |
//! |---|---|
//! | a block element or comment at its beginning | `<p>Chi 1.200 tỷ`, `<!-- wp:paragraph -->` |
//! | two of: block and void elements, elements in the line with their ends | `Câu một.<br>Câu hai.<br>`, `Ngày <b>7</b>/3, <i>An</i>` |
//! | a character reference | `1.200&nbsp;tỷ`, `ng&agrave;y`, `Ngh&#7883; quy&#7871;t` |
//!
//! Names are those of [`BLOCKS`], [`VOID`] and [`INLINE`], attributes have values, references end
//! with `;` and are known: `a < b`, `<Tên cơ quan>`, `An <an@bao.vn>`, `chọn <a> hoặc <b>`,
//! `GD&ĐT; TT&TT;` and a stray `<br>` are plain text.
//!
//! A field whose lines no element parts, as WordPress stores them, keeps its line ends.

use std::borrow::Cow;

use super::html::{self, Page};
use crate::text::fast::bytes::{has_byte, places, places_of_two};
use crate::{Extent, Result};

/// Elements that are blocks of text or hold some; one at the beginning is enough.
const BLOCKS: [&str; 33] = [
    "!doctype",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "div",
    "dl",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "html",
    "iframe",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "script",
    "section",
    "style",
    "table",
    "tr",
    "ul",
];

/// Elements without an end.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];

/// Elements in the line of text; one counts with its end.
const INLINE: [&str; 13] =
    ["a", "b", "em", "font", "i", "s", "small", "span", "strike", "strong", "sub", "sup", "u"];

/// Elements that part the lines of a text.
const PARTS_LINES: [&str; 3] = ["p", "div", "br"];

/// Character references by name, beside those of letters ([`LETTERS`]).
const REFERENCES: [&str; 28] = [
    "nbsp", "amp", "quot", "apos", "lt", "gt", "ndash", "mdash", "lsquo", "rsquo", "sbquo",
    "ldquo", "rdquo", "bdquo", "laquo", "raquo", "hellip", "bull", "middot", "deg", "sup2", "sup3",
    "frac12", "times", "copy", "reg", "shy", "ensp",
];

/// What follows the letter in the name of an accented one: `&agrave;`, `&Ocirc;`.
const LETTERS: [&str; 7] = ["grave", "acute", "circ", "tilde", "uml", "cedil", "ring"];

/// A tag longer than this, in bytes, is none.
const LONGEST_TAG: usize = 1 << 14;

/// A character reference longer than this is none.
const LONGEST_REFERENCE: usize = 10;

/// Tags that make HTML of a text.
const ENOUGH: usize = 2;

/// Whether a text is surely HTML.
pub(in crate::read) fn is_html(text: &str) -> bool {
    // Nearly no plain text has either character.
    let has_any = places_of_two(text, b'<', b'&').next().is_some();
    has_any && (begins_with_block(text) || has_references(text) || tags(text) >= ENOUGH)
}

/// A tag: its name in small letters, and whether it is an end.
struct Tag {
    name: String,
    is_end: bool,
    length: usize,
}

/// The tag with which a text begins.
fn tag(text: &str) -> Option<Tag> {
    let rest = text.strip_prefix('<')?;
    if rest.starts_with("!--") {
        return Some(Tag { name: "!--".into(), is_end: false, length: 4 });
    }
    let (is_end, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
    let end = rest.bytes().take(LONGEST_TAG).position(|byte| matches!(byte, b'<' | b'>'))?;
    let inside = rest.get(..end).filter(|_| rest.as_bytes().get(end) == Some(&b'>'))?;
    let length = inside
        .bytes()
        .position(|byte| !byte.is_ascii_alphanumeric() && byte != b'!')
        .unwrap_or(end);
    let (name, attributes) = inside.split_at_checked(length)?;
    let is_parted = attributes.is_empty()
        || attributes.starts_with(|c: char| c == '/' || c.is_ascii_whitespace());
    let is_doctype = name.eq_ignore_ascii_case("!doctype");
    let attributes = attributes.trim().trim_end_matches('/').trim_end();
    let are_attributes =
        attributes.is_empty() || !is_end && (attributes.contains('=') || is_doctype);
    (is_parted && are_attributes).then(|| Tag {
        name: name.to_ascii_lowercase(),
        is_end,
        length: end + 2 + usize::from(is_end),
    })
}

fn begins_with_block(text: &str) -> bool {
    let begin = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    tag(begin).is_some_and(|tag| !tag.is_end && (tag.name == "!--" || BLOCKS.contains(&&*tag.name)))
}

/// How many tags count, as far as they are needed.
fn tags(text: &str) -> usize {
    let (mut count, mut open) = (0, [false; INLINE.len()]);
    for at in places(text, b'<') {
        let Some(Tag { name, is_end, .. }) = text.get(at..).and_then(tag) else { continue };
        let place = INLINE.iter().position(|known| *known == name);
        match place.and_then(|place| open.get_mut(place)) {
            // An end counts for its beginning as well.
            Some(open) if is_end => count += if std::mem::take(open) { 2 } else { 0 },
            Some(open) => *open = true,
            None => {
                count +=
                    usize::from(name == "!--" || VOID.contains(&&*name) || BLOCKS.contains(&&*name))
            }
        }
        if count >= ENOUGH {
            break;
        }
    }
    count
}

/// Whether a known character reference is in a text.
fn has_references(text: &str) -> bool {
    places(text, b'&').any(|at| {
        let rest = text.get(at + 1..).unwrap_or_default();
        let end = rest.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';');
        let Some(name) = end.and_then(|end| rest.get(..end)) else { return false };
        let is_number = |digits: &str| match digits.strip_prefix(['x', 'X']) {
            Some(digits) => {
                !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
            }
            None => !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()),
        };
        let is_letter = |name: &str| {
            name.starts_with(|c: char| c.is_ascii_alphabetic())
                && name.get(1..).is_some_and(|mark| LETTERS.contains(&mark))
        };
        name.strip_prefix('#').is_some_and(is_number)
            || REFERENCES.contains(&name)
            || is_letter(name)
    })
}

/// Reads a text that is HTML: all of it is one article, unless it is a whole page.
///
/// # Errors
///
/// When it builds more than any page does.
pub(in crate::read) fn read(text: &str, extent: Extent) -> Result<Page> {
    let begin = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if tag(begin).is_some_and(|tag| matches!(&*tag.name, "!doctype" | "html" | "head")) {
        let page = html::parse_to(text, extent)?;
        if !page.text.trim().is_empty() {
            return Ok(page);
        }
    }
    // Tags that were escaped once more: `&lt;p&gt;`.
    if !has_byte(text, b'<') && text.contains("&lt;") {
        let inner = html::content(&with_breaks(text), extent)?;
        return if is_html(&inner.text) && has_byte(&inner.text, b'<') {
            html::content(&with_breaks(&inner.text), extent)
        } else {
            Ok(inner)
        };
    }
    html::content(&with_breaks(text), extent)
}

/// A title or lead that is HTML, as text; what says nothing stays.
///
/// # Errors
///
/// Those of [`read`].
pub(in crate::read) fn inline(text: String) -> Result<String> {
    let read = read(&text, Extent::Blocks)?.text;
    Ok(if read.trim().is_empty() { text } else { read })
}

/// The text with its line ends as breaks, where no element parts its lines.
fn with_breaks(text: &str) -> Cow<'_, str> {
    let parts = |at: usize| {
        text.get(at..).and_then(tag).is_some_and(|tag| PARTS_LINES.contains(&&*tag.name))
    };
    if !has_byte(text, b'\n') || places(text, b'<').any(parts) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut rest = text;
    // A line end inside a tag is but a blank.
    while let Some(at) = places_of_two(rest, b'\n', b'<').next() {
        let (before, behind) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let length = tag(behind).map_or(1, |tag| tag.length);
        out.push_str(if behind.starts_with('\n') {
            "<br>"
        } else {
            behind.get(..length).unwrap_or_default()
        });
        rest = behind.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_told_from_text() {
        for (text, expected) in [
            ("<p>Chi 1.200&nbsp;tỷ&nbsp;đồng.</p>", true),
            ("\n  <p class=\"Normal\">Chi 1.200 tỷ đồng.", true),
            ("<!-- wp:paragraph -->Xã họp.", true),
            ("<!DOCTYPE html><html><body>Xã họp.", true),
            ("<P>Xã họp.</P>", true),
            ("<img src='a.jpg'/>Xã họp.<br />", true),
            ("Câu một.<br>Câu hai.<br/>Câu ba.", true),
            ("Ngày <strong>7</strong>/3 họp.", true),
            ("Theo <a href=\"/luat\" target=_blank>Luật Đất đai</a>.", true),
            ("Chi 1.200&nbsp;tỷ đồng", true),
            ("ng&agrave;y 7/3, Ngh&#7883; quy&#x1EBF;t", true),
            ("&lt;p&gt;Xã họp.&lt;/p&gt;", true),
            ("AT&amp;T", true),
            ("", false),
            ("Ngày 7/3 họp.", false),
            ("a < b và b > c", false),
            ("nếu a<b thì c>d, a<i", false),
            ("Câu một.<br>Câu hai.", false),
            ("<br>", false),
            ("chọn <a> hoặc <b> hoặc <i>", false),
            ("<a> là đúng, <b> là sai", false),
            ("<b và c> cùng <i và k>", false),
            ("An <a@bao.vn>, Bình <b@bao.vn>", false),
            ("<Tên cơ quan>, <NNT>, <số tiền>VND", false),
            ("< p >Xã họp.< /p >", false),
            ("<p", false),
            ("<p q", false),
            ("Sở GD&ĐT; Bộ TT&TT; NN&PTNT; R&D;", false),
            ("a&b; x & y; &; &#; &#x; &#12a;", false),
            ("<https://bao.vn/p>", false),
            ("</p>", false),
        ] {
            assert_eq!(is_html(text), expected, "{text}");
        }
    }

    #[test]
    fn what_html_says() {
        for (text, expected) in [
            (
                "<p>Chi 1.200&nbsp;tỷ ng&agrave;y&nbsp;6/3.</p><p>Ngày <b>7</b>/3</p><script>var d=\"8/3/2024\"</script>",
                "Chi 1.200\u{a0}tỷ ngày\u{a0}6/3.\nNgày 7/3",
            ),
            (
                "<p>Một</p>\n\n<ul><li>Hai</li><li>Ba</li></ul><blockquote>Bốn</blockquote>",
                "Một\nHai\nBa\nBốn",
            ),
            ("Một <strong>hai</strong>\nBa\n\n<em\nid=x>Bốn</em>", "Một hai\nBa\nBốn"),
            ("Một&nbsp;hai\nBa", "Một\u{a0}hai\nBa"),
            ("<h2>Một</h2>\nHai\nBa", "Một\nHai\nBa"),
            ("Một<br>hai\nba<br>bốn", "Một\nhai ba\nbốn"),
            (
                "<table><tr><th>Xã</th><th>Hộ</th></tr><tr><td>Yên Hòa</td><td>30</td></tr></table>",
                "Xã | Hộ\nYên Hòa | 30",
            ),
            (
                "<figure><img src=a><figcaption>Quang cảnh</figcaption></figure><p>Một</p>",
                "Quang cảnh\nMột",
            ),
            ("&lt;p&gt;Chi 5&amp;nbsp;tỷ&lt;/p&gt;&lt;p&gt;Hai&lt;/p&gt;", "Chi 5\u{a0}tỷ\nHai"),
            ("R&amp;D &lt; 5", "R&D < 5"),
            ("<html><head><title>x</title></head><body>Một</body></html>", "Một"),
        ] {
            assert_eq!(
                read(text, Extent::Blocks).map(|page| page.text).unwrap_or_default(),
                expected,
                "{text}"
            );
        }
        for (text, expected) in [
            ("Họp &#8211; bàn <em>đường</em>", "Họp – bàn đường"),
            ("<img src=a>", "<img src=a>"),
            ("Nghị&nbsp;quyết", "Nghị\u{a0}quyết"),
        ] {
            assert_eq!(inline(text.to_string()).unwrap_or_default(), expected);
        }
    }
}
