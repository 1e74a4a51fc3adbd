//! Formats: told by a file's name, or by its first bytes where it has none; and what other kinds of file begin with.

use std::path::Path;

/// How a file's content is to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text, one article or several.
    Text,
    /// A page.
    Html,
    /// A record a line.
    JsonLines,
    /// A list of records, or one.
    Json,
    /// A table with a header, a record a row.
    Csv,
    /// A web archive: the responses that hold pages.
    Warc,
    /// An archive of files.
    Tar,
    /// An archive of files with its table of contents at the end.
    Zip,
}

/// Each format's name and the endings of its files.
const FORMATS: [(Format, &str, &[&str]); 8] = [
    (Format::Text, "text", &["txt"]),
    (Format::Html, "html", &["html", "htm", "xhtml"]),
    (Format::JsonLines, "jsonl", &["jsonl", "ndjson"]),
    (Format::Json, "json", &["json"]),
    (Format::Csv, "csv", &["csv", "tsv"]),
    (Format::Warc, "warc", &["warc", "wet"]),
    (Format::Tar, "tar", &["tar", "tgz", "tzst"]),
    (Format::Zip, "zip", &["zip"]),
];

/// The endings of compressed files, which stand behind any of the others.
const COMPRESSED: [&str; 4] = ["gz", "zst", "gzip", "zstd"];

/// What is read, for messages.
pub(super) const READ: &str = ".txt, .html, .jsonl, .json, .csv, .tsv, .warc, .tar or .zip";

impl Format {
    /// The format that a file's name tells, under any `.gz` and `.zst`.
    ///
    /// ```
    /// use thoisu::read::Format;
    /// assert_eq!(Format::of("tin/2021.jsonl.gz".as_ref()), Some(Format::JsonLines));
    /// assert_eq!(Format::of("README.md".as_ref()), None);
    /// ```
    pub fn of(path: &Path) -> Option<Format> {
        path.file_name().and_then(|name| Format::of_name(&name.to_string_lossy()))
    }

    /// The same for a name, with or without folders before it.
    pub(super) fn of_name(name: &str) -> Option<Format> {
        let (stem, ending) = name.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        if COMPRESSED.contains(&&*ending) {
            return Format::of_name(stem);
        }
        FORMATS.iter().find(|(.., endings)| endings.contains(&&*ending)).map(|(format, ..)| *format)
    }

    /// The format of a name as in `--input-format`: `text`, `html`, `jsonl`, `json`, `csv`, `warc`, `tar`, `zip`.
    pub fn named(name: &str) -> Option<Format> {
        FORMATS.iter().find(|(_, known, _)| *known == name).map(|(format, ..)| *format)
    }

    /// The names of all formats.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().map(|(_, name, _)| *name)
    }

    /// The format that the first bytes tell; text if nothing speaks for another.
    pub(super) fn of_head(head: &[u8]) -> Format {
        if head.starts_with(b"WARC/") {
            return Format::Warc;
        }
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            return Format::Zip;
        }
        if head.get(257..262) == Some(b"ustar") {
            return Format::Tar;
        }
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        match (text.first(), text.get(1)) {
            (Some(b'<'), _) => Format::Html,
            // A record of JSON Lines goes on in the line of its brace; `[` alone may as well begin a text.
            (Some(b'{'), Some(b'\n' | b'\r')) => Format::Json,
            (Some(b'{'), _) => Format::JsonLines,
            (Some(b'['), _) if text[1..].trim_ascii_start().first().is_none_or(|byte| matches!(byte, b'{' | b']')) => Format::Json,
            _ => Format::Text,
        }
    }

    /// Whether a file of this format is one document.
    pub(super) fn is_document(self) -> bool {
        matches!(self, Format::Text | Format::Html)
    }
}

/// How many bytes tell what a file is: a tar has its mark behind the first entry's name.
pub(super) const HEAD: usize = 512;

/// The first bytes of files that hold no text for us, with what to do about it.
const BINARY: [(&[u8], &str); 15] = [
    (b"%PDF-", "a PDF; save its text as .txt"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; save it as .txt or .html"),
    (b"{\\rtf", "an RTF document; save it as .txt or .html"),
    (b"PK\x03\x04", "a zip archive or Office document; name an archive .zip, save a document as .txt"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP picture, sound or film"),
    (b"BZh", "bzip2-compressed data; decompress it, or use gzip or zstd"),
    (b"\xfd7zXZ\0", "xz-compressed data; decompress it, or use gzip or zstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it, or use zip or tar"),
    (b"Rar!", "a rar archive; unpack it, or use zip or tar"),
    (b"SQLite format 3", "an SQLite database; export it as .csv or .jsonl"),
    (b"PAR1", "a Parquet table; export it as .csv or .jsonl"),
    (b"WARC/1.", "a web archive; name it .warc"),
];

/// What a file that should be text is instead, as far as its first bytes tell.
pub(super) fn binary(head: &[u8]) -> Option<&'static str> {
    if head.get(257..262) == Some(b"ustar") {
        return Some("a tar archive; name it .tar");
    }
    BINARY.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, name)| *name)
}

/// Whether a file is not for reading although its name says so: annotations beside the articles (`gold.jsonl`, `dev.gold.jsonl`), and
/// what macOS puts beside each file (`__MACOSX/`, `._name`).
pub(super) fn is_aside(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.trim_end_matches(".gz").trim_end_matches(".zst");
    stem == "gold.jsonl" || stem.ends_with(".gold.jsonl") || name.starts_with("._") || path.split('/').any(|part| part == "__MACOSX")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_by_name() {
        for (name, format) in [
            ("a.txt", Some(Format::Text)),
            ("a.HTML", Some(Format::Html)),
            ("a.htm.gz", Some(Format::Html)),
            ("a.jsonl.zst", Some(Format::JsonLines)),
            ("a.json", Some(Format::Json)),
            ("a.tsv.gz", Some(Format::Csv)),
            ("crawl-00001.warc.gz", Some(Format::Warc)),
            ("crawl.warc.wet.gz", Some(Format::Warc)),
            ("a.tar", Some(Format::Tar)),
            ("a.tgz", Some(Format::Tar)),
            ("a.tar.zst", Some(Format::Tar)),
            ("tin.ZIP", Some(Format::Zip)),
            ("a.gz", None),
            ("txt", None),
            ("README.md", None),
        ] {
            assert_eq!(Format::of(Path::new(name)), format, "{name}");
        }
        for name in ["corpus/gold.jsonl", "x/dev.gold.jsonl.gz", "__MACOSX/a/bai.txt", "a/._bai.txt"] {
            assert!(is_aside(name), "{name}");
        }
        assert!(!is_aside("golden.jsonl"));
    }

    #[test]
    fn formats_by_content() {
        for (head, format) in [
            ("WARC/1.0\r\n", Format::Warc),
            ("PK\x03\x04", Format::Zip),
            ("\u{feff} <!doctype html>", Format::Html),
            ("{\"text\":\"a\"}", Format::JsonLines),
            ("{\n  \"text\": \"a\"}", Format::Json),
            ("[{\"text\":\"a\"}]", Format::Json),
            ("[\n {", Format::Json),
            ("[Infographic] Đại hội XIV", Format::Text),
            ("Hà Nội", Format::Text),
            ("", Format::Text),
        ] {
            assert_eq!(Format::of_head(head.as_bytes()), format, "{head}");
        }
    }
}
