//! The table of the kinds of files: how each is told, what it is called, and which reader takes it
//! or what to do about it.
//!
//! A kind that no reader takes yet becomes one that is read by a variant of [`Format`] and
//! `Read(Format::…)` in its row.

use std::path::Path;

use crate::{Error, Miss, Result};

/// How a file's content is to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text, one article or several.
    Text,
    /// Text with the marks of Markdown, one article.
    Markdown,
    /// A page.
    Html,
    /// A PDF with a text layer.
    Pdf,
    /// A Word document.
    Docx,
    /// A document of Word 97 to 2003.
    Doc,
    /// An OpenDocument text.
    Odt,
    /// An RTF document.
    Rtf,
    /// A page that a browser saved as one file.
    Mht,
    /// A mail, with what is attached to it.
    Mail,
    /// Mails one after the other.
    Mbox,
    /// A book of pages.
    Epub,
    /// A web archive with its tables, in a zip.
    Wacz,
    /// An Excel workbook, its rows.
    Xlsx,
    /// An OpenDocument spreadsheet, its rows.
    Ods,
    /// A record a line.
    JsonLines,
    /// A list of records, or one.
    Json,
    /// A table with a header, a record a row.
    Csv,
    /// A Parquet table, a record a row; read with the feature `tables`.
    Parquet,
    /// A web archive: the responses that hold pages.
    Warc,
    /// An archive of files.
    Tar,
    /// An archive of files with its table of contents at the end.
    Zip,
}

/// A kind of file.
#[derive(Debug)]
pub(super) struct Kind {
    /// For people, with its article.
    pub name: &'static str,
    /// What its name ends in, in small letters.
    endings: &'static [&'static str],
    marks: &'static [Mark],
    pub way: Way,
    /// What is read of it, or what to do about it.
    pub says: &'static str,
}

/// What the content shows of its kind.
#[derive(Debug)]
pub(super) enum Mark {
    /// These bytes at this place.
    At(usize, &'static [u8]),
    /// A zip with this file.
    Member(&'static str),
}

/// What becomes of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// It is read.
    Read(Format),
    /// No reader takes it.
    Skip,
}

use Mark::{At, Member};
use Way::{Read, Skip};

const fn kind(
    name: &'static str,
    endings: &'static [&'static str],
    marks: &'static [Mark],
    way: Way,
    says: &'static str,
) -> Kind {
    Kind { name, endings, marks, way, says }
}

const NO_TEXT: &str = "thoisu reads text";
const SAVE: &str = "save it as .html or .txt";
const OLD_OFFICE: &str = "save it as .xlsx, .html, .eml or .txt";
const UNPACK: &str = "unpack it, or pack it again as .zip or .tar";
const EXPORT: &str = "export its texts as .csv or .jsonl";
const DECOMPRESS: &str = "decompress it, or use gzip or zstd";

/// Parquet needs a crate that not every build has.
const PARQUET: (Way, &str) = if cfg!(feature = "tables") {
    (
        Read(Format::Parquet),
        "a table with a column of texts, as sets on Hugging Face; a record a row",
    )
} else {
    (Skip, EXPORT)
};

/// All kinds. Where a mark of one begins a mark of another, the longer one comes first.
#[rustfmt::skip]
pub(super) const KINDS: &[Kind] = &[
    // What is read, in the order of the help.
    kind("plain text", &["txt"], &[], Read(Format::Text), "an article, or several parted by form feeds, `---` or `===`"),
    kind("Markdown", &["md", "markdown"], &[], Read(Format::Markdown), "an article; its front matter gives title, date, author and address"),
    kind("a page", &["html", "htm", "xhtml", "aspx", "asp", "php", "jsp", "shtml"], &[], Read(Format::Html), "a page, by its structure; also without an ending"),
    kind("a PDF document", &["pdf"], &[At(0, b"%PDF-")], Read(Format::Pdf), "a document with a text layer, by paragraphs"),
    kind("a Word document", &["docx", "docm"], &[Member("word/document.xml")], Read(Format::Docx), "a document, tracked changes as accepted"),
    kind("a Word 97 document", &["doc"], &[At(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")], Read(Format::Doc), "a document of Word 97 to 2003"),
    kind("an OpenDocument text", &["odt"], &[At(30, b"mimetypeapplication/vnd.oasis.opendocument.text")], Read(Format::Odt), "a document, tracked changes as accepted"),
    kind("an RTF document", &["rtf"], &[At(0, b"{\\rtf")], Read(Format::Rtf), "a document, also in code pages and fonts of before Unicode"),
    kind("a page saved as MHT", &["mht", "mhtml"], &[], Read(Format::Mht), "the page in it"),
    kind("a mail", &["eml"], &[], Read(Format::Mail), "its text; what is attached is named `a.eml!b.pdf`"),
    kind("a mailbox", &["mbox"], &[], Read(Format::Mbox), "a mail an item"),
    kind("an EPUB book", &["epub"], &[At(30, b"mimetypeapplication/epub+zip"), Member("META-INF/container.xml")], Read(Format::Epub), "a chapter a page, in their order; named `a.epub!chapter.xhtml`"),
    kind("JSON Lines", &["jsonl", "ndjson"], &[], Read(Format::JsonLines), "a record a line"),
    kind("JSON", &["json"], &[], Read(Format::Json), "a list of records, or an object with one"),
    kind("a table", &["csv", "tsv"], &[], Read(Format::Csv), "a header, and a record a row"),
    kind("a Parquet table", &["parquet"], &[At(0, b"PAR1")], PARQUET.0, PARQUET.1),
    kind("an Excel workbook", &["xlsx", "xlsm"], &[Member("xl/workbook.xml")], Read(Format::Xlsx), "as a table, of each sheet whose header names a column of texts"),
    kind("an OpenDocument spreadsheet", &["ods"], &[At(30, b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet")], Read(Format::Ods), "as .xlsx; a row is named `a.ods!sheet:7`"),
    kind("a web archive", &["warc", "wet"], &[At(0, b"WARC/1.")], Read(Format::Warc), "the pages among its responses"),
    kind("a WACZ web archive", &["wacz"], &[Member("datapackage-digest.json"), Member("pages/pages.jsonl")], Read(Format::Wacz), "the same of the archives in it"),
    kind("a tar archive", &["tar", "tgz", "tzst"], &[At(257, b"ustar")], Read(Format::Tar), "all of these, up to four archives deep"),
    // Documents.
    kind("a PowerPoint presentation", &["pptx"], &[Member("ppt/presentation.xml")], Skip, SAVE),
    kind("an old Office document", &["xls", "ppt", "msg"], &[], Skip, OLD_OFFICE),
    kind("an XML document", &["xml", "rss", "atom", "xsl"], &[], Skip, EXPORT),
    // Pictures, sound, films.
    kind("a JPEG image", &["jpg", "jpeg", "jfif"], &[At(0, b"\xff\xd8\xff")], Skip, NO_TEXT),
    kind("a PNG image", &["png"], &[At(0, b"\x89PNG\r\n\x1a\n")], Skip, NO_TEXT),
    kind("a GIF image", &["gif"], &[At(0, b"GIF87a"), At(0, b"GIF89a")], Skip, NO_TEXT),
    kind("a WebP image", &["webp"], &[At(8, b"WEBPVP8")], Skip, NO_TEXT),
    kind("a TIFF image", &["tif", "tiff"], &[At(0, b"II*\0"), At(0, b"MM\0*")], Skip, NO_TEXT),
    kind("another image", &["bmp", "ico", "svg", "avif", "heic"], &[At(4, b"ftypavif"), At(4, b"ftypheic")], Skip, NO_TEXT),
    kind("a sound recording", &["mp3", "wav", "ogg", "m4a", "flac"], &[At(0, b"ID3\x02"), At(0, b"ID3\x03"), At(0, b"ID3\x04"), At(8, b"WAVEfmt "), At(0, b"OggS\0"), At(0, b"fLaC\0"), At(4, b"ftypM4A")], Skip, NO_TEXT),
    kind("a film", &["mp4", "avi", "mkv", "webm", "mov", "flv"], &[At(4, b"ftyp"), At(8, b"AVI LIST"), At(0, b"\x1a\x45\xdf\xa3")], Skip, NO_TEXT),
    // Archives and data.
    kind("bzip2-compressed data", &["bz2"], &[At(4, b"1AY&SY")], Skip, DECOMPRESS),
    kind("xz-compressed data", &["xz"], &[At(0, b"\xfd7zXZ\0")], Skip, DECOMPRESS),
    kind("a 7z archive", &["7z"], &[At(0, b"7z\xbc\xaf\x27\x1c")], Skip, UNPACK),
    kind("a rar archive", &["rar"], &[At(0, b"Rar!\x1a\x07")], Skip, UNPACK),
    kind("an SQLite database", &["sqlite", "sqlite3", "db"], &[At(0, b"SQLite format 3\0")], Skip, EXPORT),
    // What comes with pages and programs.
    kind("a style sheet or script", &["css", "js", "mjs"], &[], Skip, NO_TEXT),
    kind("a font", &["ttf", "otf", "woff", "woff2", "eot"], &[At(0, b"wOFF\0"), At(0, b"wOF2\0"), At(0, b"\0\x01\0\0\0"), At(0, b"OTTO\0")], Skip, NO_TEXT),
    kind("a program", &["exe", "dll", "so", "py", "sh", "rs", "java", "class"], &[At(0, b"\x7fELF"), At(0, b"MZ\x90\0"), At(0, b"\xca\xfe\xba\xbe"), At(0, b"<?php"), At(0, b"#!/")], Skip, NO_TEXT),
    // Behind all that are zip archives too.
    kind("a zip archive", &["zip"], &[At(0, b"PK\x03\x04"), At(0, b"PK\x05\x06")], Read(Format::Zip), "as .tar; what is inside is named `a.zip!folder/b.jsonl:17`"),
];

/// A file of which neither content nor name tells the kind.
pub(super) static UNKNOWN: Kind =
    kind("a file of unknown kind", &[], &[], Skip, "say how to read it with `--input-format`");
/// What has the mark of Word 97 and is of another program.
pub(super) static OTHER_OFFICE: Kind = kind("an old Office document", &[], &[], Skip, OLD_OFFICE);
/// What lies beside articles and is none.
pub(super) static ANNOTATIONS: Kind =
    kind("annotations", &[], &[], Skip, "`thoisu eval` reads them");
/// What macOS puts beside each file.
pub(super) static COMPANION: Kind =
    kind("a companion file of macOS", &[], &[], Skip, "it holds no article");
/// What begins with a dot and has no ending, as `.DS_Store`.
pub(super) static HIDDEN: Kind =
    kind("a hidden file", &[], &[], Skip, "rename it if it holds an article");
/// An entry of an archive that is no file.
pub(super) static LINK: Kind =
    kind("a link or device in an archive", &[], &[], Skip, "unpack the archive to follow it");

/// The endings of compressed files, which stand behind any of the others.
const COMPRESSED: [&str; 4] = ["gz", "zst", "gzip", "zstd"];

/// Each format's name for `--input-format`.
const NAMES: [(Format, &str); 22] = [
    (Format::Text, "text"),
    (Format::Markdown, "markdown"),
    (Format::Html, "html"),
    (Format::Pdf, "pdf"),
    (Format::Docx, "docx"),
    (Format::Doc, "doc"),
    (Format::Odt, "odt"),
    (Format::Rtf, "rtf"),
    (Format::Mht, "mht"),
    (Format::Mail, "mail"),
    (Format::Mbox, "mbox"),
    (Format::Epub, "epub"),
    (Format::Wacz, "wacz"),
    (Format::JsonLines, "jsonl"),
    (Format::Json, "json"),
    (Format::Csv, "csv"),
    (Format::Parquet, "parquet"),
    (Format::Xlsx, "xlsx"),
    (Format::Ods, "ods"),
    (Format::Warc, "warc"),
    (Format::Tar, "tar"),
    (Format::Zip, "zip"),
];

impl Kind {
    /// Whether the first bytes of a file show this kind.
    pub fn has_mark(&self, head: &[u8]) -> bool {
        self.marks.iter().any(|mark| matches!(mark, At(at, bytes) if head.get(*at..).is_some_and(|rest| rest.starts_with(bytes))))
    }

    /// Whether a zip with this file is of this kind.
    pub fn has_member(&self, name: &str) -> bool {
        self.marks.iter().any(|mark| matches!(mark, Member(member) if *member == name))
    }

    /// The kind of a name's ending, under any `.gz` and `.zst`; a name has folders before it or
    /// not.
    pub fn of_name(name: &str) -> Option<&'static Kind> {
        let ending = ending(name)?.to_ascii_lowercase();
        KINDS.iter().find(|kind| kind.endings.contains(&&*ending))
    }

    /// Why an item of this kind is skipped.
    pub fn unsupported(&self) -> Error {
        Error::format(format!("{}; {}", self.name, self.says)).missed(Miss::Unsupported)
    }

    /// The format of a document that shows this kind although it came as text.
    ///
    /// # Errors
    ///
    /// When no reader takes it as a document.
    pub fn document(&self) -> Result<Format> {
        match self.way {
            Read(format) if format.is_document() => Ok(format),
            Read(_) => Err(Error::format(format!(
                "expected a document, but found {} in its place",
                self.name
            ))),
            Skip => Err(self.unsupported()),
        }
    }

    /// Its endings, as `.html, .htm`.
    fn dotted(&self) -> String {
        self.endings.iter().map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(", ")
    }
}

/// A name's ending, under any `.gz` and `.zst`; none if the name has no dot but at its beginning.
pub(super) fn ending(name: &str) -> Option<&str> {
    let name = name.rsplit(['/', '!']).next().unwrap_or(name);
    let (stem, ending) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty())?;
    if COMPRESSED.iter().any(|compressed| ending.eq_ignore_ascii_case(compressed)) {
        self::ending(stem)
    } else {
        Some(ending)
    }
}

impl Format {
    /// The format that a file's name tells, under any `.gz` and `.zst`; none where it tells
    /// nothing, or a kind that is not read.
    ///
    /// ```
    /// use thoisu::read::Format;
    /// assert_eq!(Format::of("tin/2021.jsonl.gz".as_ref()), Some(Format::JsonLines));
    /// assert_eq!(Format::of("anh.jpg".as_ref()), None);
    /// ```
    pub fn of(path: &Path) -> Option<Format> {
        Format::of_name(&path.file_name()?.to_string_lossy())
    }

    /// The same for a name, with or without folders before it.
    pub(super) fn of_name(name: &str) -> Option<Format> {
        match Kind::of_name(name)?.way {
            Read(format) => Some(format),
            Skip => None,
        }
    }

    /// The format of a name as in `--input-format`: `text`, `markdown`, `html`, `pdf`, `docx`,
    /// `doc`, `odt`, `rtf`, `mht`, `mail`, `mbox`, `epub`, `wacz`, `jsonl`, `json`, `csv`,
    /// `parquet`, `xlsx`, `ods`, `warc`, `tar`, `zip`.
    pub fn named(name: &str) -> Option<Format> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(format, _)| *format)
    }

    /// The names of all formats.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(_, name)| *name)
    }

    /// What is read and what is not, a line a kind, for the help: the endings, what it is, and what
    /// is read of it or what to do about it.
    ///
    /// ```
    /// let help = thoisu::read::Format::help();
    /// assert!(help.contains(".jsonl, .ndjson  a record a line\n"));
    /// assert!(help.contains(".jpg, .jpeg, .jfif  a JPEG image; thoisu reads text\n"));
    /// ```
    pub fn help() -> String {
        let line = |kind: &Kind| match kind.way {
            Read(_) => format!("{}  {}\n", kind.dotted(), kind.says),
            Skip => format!("{}  {}; {}\n", kind.dotted(), kind.name, kind.says),
        };
        let lines = |read: bool| {
            KINDS
                .iter()
                .filter(|kind| matches!(kind.way, Read(_)) == read)
                .map(line)
                .collect::<String>()
        };
        format!(
            "Read, each also as .gz or .zst:\n{}\nSkipped, and what to do:\n{}",
            lines(true),
            lines(false)
        )
    }

    /// Whether a file of this format is one document.
    pub(super) fn is_document(self) -> bool {
        self.is_text()
            || matches!(
                self,
                Format::Pdf | Format::Docx | Format::Doc | Format::Odt | Format::Rtf | Format::Mht
            )
    }

    /// Whether a document of this format is text to be decoded, and not for a reader of bytes.
    pub(super) fn is_text(self) -> bool {
        matches!(self, Format::Text | Format::Markdown | Format::Html)
    }
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
            ("Default.aspx", Some(Format::Html)),
            ("a.jsonl.zst", Some(Format::JsonLines)),
            ("a.json", Some(Format::Json)),
            ("a.tsv.gz", Some(Format::Csv)),
            ("crawl-00001.warc.gz", Some(Format::Warc)),
            ("crawl.warc.wet.gz", Some(Format::Warc)),
            ("a.tar", Some(Format::Tar)),
            ("a.tgz", Some(Format::Tar)),
            ("a.tar.zst", Some(Format::Tar)),
            ("tin.ZIP", Some(Format::Zip)),
            ("README.md", Some(Format::Markdown)),
            ("a.gz", None),
            ("txt", None),
            (".txt", None),
            ("a.b/txt", None),
            ("a.jpg", None),
        ] {
            assert_eq!(Format::of(Path::new(name)), format, "{name}");
        }
    }

    #[test]
    fn every_format_has_a_name_and_a_kind_and_no_ending_is_there_twice() {
        for (format, name) in NAMES {
            let is_there = KINDS.iter().any(|kind| kind.way == Read(format));
            assert!(is_there || format == Format::Parquet && !cfg!(feature = "tables"), "{name}");
        }
        let mut endings: Vec<&str> =
            KINDS.iter().flat_map(|kind| kind.endings.iter().copied()).collect();
        endings.sort_unstable();
        assert!(endings.windows(2).all(|pair| pair[0] != pair[1]), "{endings:?}");
        assert!(KINDS.iter().all(|kind| !kind.endings.is_empty()));
    }
}
