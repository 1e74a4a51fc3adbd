//! What a file is: its content says it first, its name second.
//!
//! ```text
//! bytes that no text begins with (%PDF-, PK…)   →  its kind, whatever the name says
//! a name that tells nothing, --input-format     →  the format asked for
//! <!doctype html>, <html                        →  a page
//! a name with a known ending                    →  its kind
//! no ending                                     →  what the text begins with: a page, records, the head of a mail, text
//! another ending                                →  a file of unknown kind
//! ```

use super::format::{ANNOTATIONS, COMPANION, Format, HIDDEN, KINDS, Kind, UNKNOWN, Way, ending};

/// How many bytes tell what a file is: a tar has its mark behind the first entry's name.
pub(super) const HEAD: usize = 512;

/// What a file is to us.
#[derive(Clone, Copy, Debug)]
pub(super) enum Told {
    /// This is how it is read.
    As(Format),
    /// No reader takes it.
    Other(&'static Kind),
}

impl From<&'static Kind> for Told {
    fn from(kind: &'static Kind) -> Told {
        match kind.way {
            Way::Read(format) => Told::As(format),
            Way::Skip => Told::Other(kind),
        }
    }
}

/// The kind that the first bytes show, if no text begins so.
pub(super) fn by_mark(head: &[u8]) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.has_mark(head))
}

/// The kind of a zip that holds these files, where it is not just an archive.
pub(super) fn by_members(
    mut names: impl Iterator<Item = impl AsRef<str>>,
) -> Option<&'static Kind> {
    names.find_map(|name| KINDS.iter().find(|kind| kind.has_member(name.as_ref())))
}

/// What a file with a name is, from its first bytes. `asked` is for names that tell nothing.
pub(super) fn file(head: &[u8], name: &str, asked: Option<Format>) -> Told {
    if let Some(kind) = by_mark(head) {
        return kind.into();
    }
    let named = Kind::of_name(name);
    match (named, asked) {
        (None, Some(format)) => Told::As(format),
        _ if is_page(head) => Told::As(Format::Html),
        (Some(kind), _) => kind.into(),
        (None, None) if ending(name).is_some() || !may_be_text(head) => Told::Other(&UNKNOWN),
        (None, None) => Told::As(by_beginning(head)),
    }
}

/// What a stream without a name is, from its first bytes.
pub(super) fn stream(head: &[u8], asked: Option<Format>) -> Told {
    match (by_mark(head), asked) {
        (Some(kind), _) => kind.into(),
        (None, Some(format)) => Told::As(format),
        (None, None) => Told::As(by_beginning(head)),
    }
}

/// What lies beside articles and is none, by its name: annotations (`gold.jsonl`,
/// `dev.gold.jsonl`), what macOS puts beside each file (`__MACOSX/`, `._name`), and hidden files
/// without an ending.
pub(super) fn aside(path: &str) -> Option<&'static Kind> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.trim_end_matches(".gz").trim_end_matches(".zst");
    if stem == "gold.jsonl" || stem.ends_with(".gold.jsonl") {
        return Some(&ANNOTATIONS);
    }
    if name.starts_with("._") || path.split('/').any(|part| part == "__MACOSX") {
        return Some(&COMPANION);
    }
    (name.starts_with('.') && ending(name).is_none()).then_some(&HIDDEN)
}

/// The letters of ASCII that a text begins with: without the mark of its encoding, the zeros of
/// UTF-16 and blanks.
fn beginning(head: &[u8]) -> Vec<u8> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let narrow: Vec<u8> = head
        .iter()
        .skip(if wide { 2 } else { 0 })
        .copied()
        .filter(|byte| !wide || *byte != 0)
        .collect();
    narrow.trim_ascii_start().to_ascii_lowercase()
}

/// Whether nothing but a page begins so: with its type or root, behind comments and a declaration
/// of XML.
fn is_page(head: &[u8]) -> bool {
    let begin = beginning(head);
    let mut rest = &*begin;
    loop {
        rest = rest.trim_ascii_start();
        let close: &[u8] = match rest {
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'?', b'x', b'm', b'l', ..] => b"?>",
            _ => return rest.starts_with(b"<!doctype html") || rest.starts_with(b"<html"),
        };
        let Some(at) = rest.windows(close.len()).position(|window| window == close) else {
            return false;
        };
        rest = rest.get(at + close.len()..).unwrap_or_default();
    }
}

/// Whether the first bytes can be those of a text: UTF-16 has zeros, but then a mark before them.
fn may_be_text(head: &[u8]) -> bool {
    !head.contains(&0)
        || head.starts_with(b"\xff\xfe")
        || head.starts_with(b"\xfe\xff")
        || head.starts_with(b"\0\0\xfe\xff")
}

/// The format that a text's beginning tells; text if nothing speaks for another.
fn by_beginning(head: &[u8]) -> Format {
    let text = beginning(head);
    match (text.first(), text.get(1)) {
        (Some(b'<'), _) => Format::Html,
        // A record of JSON Lines goes on in the line of its brace; `[` alone may as well begin a
        // text.
        (Some(b'{'), Some(b'\n' | b'\r')) => Format::Json,
        (Some(b'{'), _) => Format::JsonLines,
        (Some(b'['), _)
            if text[1..]
                .trim_ascii_start()
                .first()
                .is_none_or(|byte| matches!(byte, b'{' | b']')) =>
        {
            Format::Json
        }
        _ => by_head_of_mail(head).unwrap_or(Format::Text),
    }
}

/// Fields that every mail has one of, in small letters: no article begins with such a line.
const OF_MAILS: [&[u8]; 7] = [
    b"received:",
    b"return-path:",
    b"message-id:",
    b"mime-version:",
    b"delivered-to:",
    b"dkim-signature:",
    b"snapshot-content-location:",
];

/// What begins with the head of a mail: a mail, a mailbox, a page that a browser saved.
fn by_head_of_mail(head: &[u8]) -> Option<Format> {
    let small = head.to_ascii_lowercase();
    let is_box = small.starts_with(b"from ");
    let all: Vec<&[u8]> = small.split(|&byte| byte == b'\n').skip(usize::from(is_box)).collect();
    let end = all.iter().position(|line| line.trim_ascii().is_empty());
    let lines = all.get(..end.unwrap_or(all.len()))?;
    let name = |line: &[u8]| {
        line.iter()
            .position(|&byte| byte == b':')
            .and_then(|at| line.get(..at))
            .unwrap_or_default()
            .to_vec()
    };
    let is_field = |line: &&[u8]| {
        let name = name(line);
        !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
    };
    // Where no blank line ends the head, the last line may be cut in its name.
    let whole = lines.get(..lines.len().checked_sub(usize::from(end.is_none()))?)?;
    let continues = |line: &&[u8]| line.first().is_some_and(|&byte| byte == b' ' || byte == b'\t');
    let is_head = lines.first().is_some_and(is_field)
        && whole.iter().all(|line| is_field(line) || continues(line));
    let is_of_mail = lines.iter().any(|line| OF_MAILS.iter().any(|field| line.starts_with(field)));
    let has = |what: &[u8]| small.windows(what.len()).any(|window| window == what);
    match is_head && is_of_mail {
        false => None,
        true if is_box => Some(Format::Mbox),
        true if has(b"snapshot-content-location:") || has(b"saved by") => Some(Format::Mht),
        true => Some(Format::Mail),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name_of(told: Told) -> String {
        match told {
            Told::As(format) => format!("{format:?}"),
            Told::Other(kind) => kind.name.to_string(),
        }
    }

    #[test]
    fn content_comes_before_the_name() {
        let tar = [&[0; 257][..], b"ustar\0"].concat();
        let utf_16: Vec<u8> =
            "\u{feff}<!DOCTYPE html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let odt = b"PK\x03\x04..........................mimetypeapplication/vnd.oasis.opendocument.textPK";
        for (name, head, expected) in [
            ("bai.txt", &b"%PDF-1.7"[..], "Pdf"),
            ("bai.html", b"\xff\xd8\xff\xe0", "a JPEG image"),
            ("bai.txt", b"PK\x03\x04", "Zip"),
            ("bai.zip", odt, "Odt"),
            ("kho", &tar, "Tar"),
            ("kho.txt", b"WARC/1.0\r\n", "Warc"),
            ("anh.jpg", b"<!-- saved from url=(0014)about:internet -->\n<HTML>", "Html"),
            ("bai.txt", b"\xef\xbb\xbf\n<!doctype html>", "Html"),
            ("bai.doc", b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC", "Html"),
            ("bai", &utf_16, "Html"),
            ("chi-tiet.aspx", b"<div>", "Html"),
            ("index.php", b"<?php echo", "a program"),
            ("bai.txt", b"<b>Tin</b>", "Text"),
            ("bai.md", b"# Tin", "Markdown"),
            ("bai", b"# Tin", "Text"),
            ("bai", b"{\"text\":\"a\"}", "JsonLines"),
            ("bai.html?id=5", b"<html>", "Html"),
            ("bai.xyz", b"Tin", "a file of unknown kind"),
            ("bai", b"\x01\0\x02", "a file of unknown kind"),
            ("anh.jpg", b"", "a JPEG image"),
            ("rss.xml", b"<?xml version='1.0'?><rss>", "an XML document"),
        ] {
            assert_eq!(name_of(file(head, name, None)), expected, "{name}");
        }
        assert_eq!(name_of(file(b"Tin", "bai.xyz", Some(Format::Text))), "Text");
        assert_eq!(name_of(file(b"Tin", "anh.jpg", Some(Format::Text))), "a JPEG image");
        assert_eq!(
            by_members(["a.txt", "word/document.xml"].into_iter()).map(|kind| kind.name),
            Some("a Word document")
        );
    }

    #[test]
    fn streams_by_content() {
        for (head, expected) in [
            ("WARC/1.0\r\n", "Warc"),
            ("PK\x03\x04", "Zip"),
            ("\u{feff} <!doctype html>", "Html"),
            ("{\"text\":\"a\"}", "JsonLines"),
            ("{\n  \"text\": \"a\"}", "Json"),
            ("[{\"text\":\"a\"}]", "Json"),
            ("[\n {", "Json"),
            ("[Infographic] Đại hội XIV", "Text"),
            ("Hà Nội", "Text"),
            ("", "Text"),
            ("GIF89a", "a GIF image"),
            ("From: An\nTin", "Text"),
            ("Message-ID: <1@b.example>\nFrom: An\n\nTin", "Mail"),
            ("From: An\r\nReceived: by b\r\n\tfor c\r\nSub", "Mail"),
            ("From: An\nMIME-Version: 1.0\nTin mới trong ngày\n", "Text"),
            ("From an@b.example Thu Jan 1 2020\nReceived: by b\n\nTin", "Mbox"),
            (
                "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related",
                "Mht",
            ),
        ] {
            assert_eq!(name_of(stream(head.as_bytes(), None)), expected, "{head}");
        }
        assert_eq!(name_of(stream(b"<p>", Some(Format::Text))), "Text");
    }

    #[test]
    fn asides_by_name() {
        for name in [
            "corpus/gold.jsonl",
            "x/dev.gold.jsonl.gz",
            "__MACOSX/a/bai.txt",
            "a/._bai.txt",
            "a/.keep",
        ] {
            assert!(aside(name).is_some(), "{name}");
        }
        assert!(aside("golden.jsonl").is_none() && aside(".bai.txt").is_none());
    }
}
