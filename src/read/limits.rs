//! The limits that keep hostile or broken input from taking all memory or time, each with its
//! reason.
//!
//! Nothing is ever written to disk on reading, so an archive can't place files anywhere; what it
//! can do is expand. Documents are bounded by [`ReadOptions::max_document`](super::ReadOptions),
//! everything larger is streamed, and a [`Budget`] ends streams that only pretend to hold text.

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::Error;

/// A document is at most so large: a book of 3 000 pages has 10 MB of text, and no article comes
/// near it.
pub(super) const MAX_DOCUMENT: u64 = 20_000_000;

/// Archives inside archives, and layers of compression, go at most so deep: a yearly tar of monthly
/// zips of daily files needs two.
pub(super) const NESTING: usize = 4;

/// A stream may grow by this factor. Pages and records of text grow 3 to 20 times, a file of one
/// repeated line 300 times; only runs of a single byte come to the 1 032 that gzip can reach at
/// all.
const EXPANSION: u64 = 1_000;

/// … and is judged only from here on, so that small files with much repetition pass.
const EXPANSION_FROM: u64 = 64 << 20;

/// A zip inside another archive has to be held, for its table of contents stands at its end.
pub(super) const HELD_ZIP: u64 = 64 << 20;

/// A record of a web archive is held up to here until the checksum of its gzip member is known:
/// three of the longest documents.
pub(super) const HELD_RECORD: u64 = 64 << 20;

/// The head of a record: more is no head of a response, tar entry or web archive that anyone wrote.
pub(super) const HEAD: u64 = 64 << 10;

/// What a page may build when it is parsed: ten times as much as the largest of 28 pages of
/// newspapers.
///
/// The parser takes time and memory by what it builds. That may be the square of what is written:
/// an open `<b>` is built again in every paragraph behind it, and an attribute is compared with all
/// those before it.
pub(super) mod page {
    use crate::Error;

    /// A bound on something that a page builds.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Bound {
        pub most: usize,
        what: &'static str,
    }

    impl Bound {
        const fn new(most: usize, what: &'static str) -> Bound {
            Bound { most, what }
        }

        /// The reason why a page beyond the bound is skipped.
        pub fn error(self) -> Error {
            Error::limit(format!(
                "expected a page, but found more than {} {}, ten times what a newspaper's page has",
                self.most, self.what
            ))
        }
    }

    /// Those that the parser adds included.
    pub const ELEMENTS: Bound = Bound::new(17_460, "elements");
    pub const DEPTH: Bound = Bound::new(210, "elements within each other");
    pub const ATTRIBUTES: Bound = Bound::new(35_860, "attributes");
    pub const ATTRIBUTES_OF_TAG: Bound = Bound::new(190, "attributes of one tag");
    /// Itself, those that it implies, and the open formatting that is built again.
    pub const AT_ONCE: Bound = Bound::new(30, "elements that one tag builds");
}

/// What a PDF may make of its bytes. Of 12 gazettes the longest has 25 pages, and no page shows
/// more than 2 000 strings.
pub(super) mod pdf {
    /// Pages: a yearbook or budget has some thousand.
    pub const PAGES: usize = 10_000;
    /// Strings that one page may show, forms counted as often as they are used: each takes half a
    /// kilobyte.
    pub const STRINGS: u64 = 200_000;
    /// Bytes of one stream of drawing: maps have some megabytes.
    pub const STREAM: usize = 64 << 20;
    /// Ranges of a font's table that cost nothing: each character looks through them.
    pub const RANGES: u64 = 512;
    /// Where the end of a file is looked for, in bytes.
    pub const TAIL: usize = 4 << 10;
    /// So many are read at once: a bomb takes some hundred megabytes before it is known.
    pub const AT_ONCE: usize = 4;
    /// Bytes of stack: objects within each other go 256 deep.
    pub const STACK: usize = 16 << 20;
    /// Bytes of text that another program may print, and seconds that it may take.
    pub const OUTPUT: u64 = 64 << 20;
    pub const PATIENCE: u64 = 20;

    /// Bytes of streams handed out while a file of this length is read: fonts and drawing expand 4
    /// to 10 times.
    pub const fn work(length: usize) -> u64 {
        (32 << 20) + 50 * length as u64
    }

    /// Bytes of its packed objects, which expand 3 to 10 times.
    pub const fn objects(length: usize) -> usize {
        (32 << 20) + 10 * length
    }
}

/// A mail is held as a whole, for its parts are told by what stands between them. Servers take 25
/// to 50 MB.
pub(super) const HELD_MAIL: u64 = 64 << 20;

/// A part of a book or workbook that says what is in it.
pub(super) const HELD_BOOK: u64 = 64 << 20;

/// What a workbook may hold.
pub(super) mod sheet {
    /// Sheets that are opened.
    pub const SHEETS: usize = 1_000;
    /// Columns of a table of texts: further ones are left alone.
    pub const COLUMNS: usize = 256;
    /// Rows among which a header is looked for: some have a title above.
    pub const HEADER: usize = 20;
    /// Bytes of all strings that cells share, which are held.
    pub const STRINGS: usize = 256 << 20;
    /// Bytes of a part that is read as a stream: a sheet of a million rows has some hundred
    /// megabytes.
    pub const PART: u64 = 2 << 30;
    /// Bytes of one text or element in it: a cell of Excel has 32 767 characters.
    pub const EVENT: u64 = 32 << 20;
}

/// What a mail may hold.
pub(super) mod mail {
    /// Words `boundary`: a forwarded mail with pictures has some ten. Each may cost a look through
    /// the whole mail.
    pub const PARTED: usize = 100;
    /// Mails in mails: each costs stack.
    pub const NESTED: usize = 100;
}

/// What an RTF document may build.
pub(super) mod rtf {
    /// Groups in each other: Word writes some ten, each keeps what is set in it.
    pub const DEPTH: usize = 500;
}

/// How much of one input file was read, and how much has come out of it, over all its layers.
#[derive(Debug, Default)]
pub(super) struct Budget {
    read: AtomicU64,
    expanded: AtomicU64,
}

impl Budget {
    /// Counts bytes of the input itself.
    pub fn read(&self, bytes: u64) {
        self.read.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Counts bytes that a decompressor gave; an error once they are too many for what was read.
    fn expand(&self, bytes: u64) -> io::Result<()> {
        let expanded = self.expanded.fetch_add(bytes, Ordering::Relaxed) + bytes;
        let read = self.read.load(Ordering::Relaxed);
        if expanded > EXPANSION_FROM && expanded / EXPANSION > read {
            let message = format!(
                "it expands to more than {EXPANSION} times its size, as no archive of text does"
            );
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(())
    }
}

/// The bytes of an input file, counted.
pub(super) struct Counted<R> {
    pub inner: R,
    pub budget: Arc<Budget>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.budget.read(count as u64);
        Ok(count)
    }
}

/// What a decompressor gives, held against the budget; behind what is too much comes nothing.
pub(super) struct Expanded<R> {
    pub inner: Option<R>,
    pub budget: Arc<Budget>,
}

impl<R: Read> Read for Expanded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(inner) = &mut self.inner else { return Ok(0) };
        let count = inner.read(buffer)?;
        self.budget.expand(count as u64).inspect_err(|_| self.inner = None)?;
        Ok(count)
    }
}

/// A line of at most `max` bytes.
pub(super) enum BoundedLine {
    /// The line with its end.
    Whole(Vec<u8>),
    /// A longer one; it was passed over without being held.
    TooLong,
    /// The end of the input.
    End,
}

/// Reads a line, bounded.
pub(super) fn line(input: &mut impl BufRead, max: u64) -> io::Result<BoundedLine> {
    let mut line = Vec::new();
    // One byte for the end of a line that is just as long as allowed.
    input.by_ref().take(max.saturating_add(1)).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(BoundedLine::End);
    }
    if line.len() as u64 > max && line.last() != Some(&b'\n') {
        drop(line);
        input.skip_until(b'\n')?;
        return Ok(BoundedLine::TooLong);
    }
    Ok(BoundedLine::Whole(line))
}

/// Reads all of a document of at most `max` bytes; `None` if it is longer.
pub(super) fn whole(input: &mut impl Read, max: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    input.take(max.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= max).then_some(bytes))
}

/// The most lines of a text. Each takes memory beside its bytes; the lines of a poem have 25.
const fn most_lines(text: &str) -> usize {
    200_000 + text.len() / 32
}

/// Holds a text against the bound on its lines.
///
/// # Errors
///
/// When it has more.
pub(super) fn lines(text: &str) -> crate::Result<()> {
    let most = most_lines(text);
    // A text has no more lines than bytes: that tells of nearly all.
    let found =
        if text.len() > most { text.bytes().filter(|&byte| byte == b'\n').count() } else { 0 };
    if found > most {
        Err(Error::limit(format!("expected a document, but found more than {most} lines; part it")))
    } else {
        Ok(())
    }
}

/// Bytes that Markdown reads as marks.
const MARKS: &[u8] = b"[]*_~!<>|&`\\-+#";

/// The most marks of a text in Markdown. Its parser makes a node of each, of some 150 bytes; an
/// article has one mark in 40 bytes.
const fn most_marks(text: &str) -> usize {
    100_000 + text.len() / 16
}

/// Holds a text in Markdown against the bound on its marks.
///
/// # Errors
///
/// When it has more.
pub(super) fn marks(text: &str) -> crate::Result<()> {
    let most = most_marks(text);
    let found = if text.len() > most {
        text.bytes().filter(|byte| MARKS.contains(byte)).count()
    } else {
        0
    };
    if found > most {
        Err(Error::limit(format!(
            "expected Markdown, but found more than {most} marks in it; part it"
        )))
    } else {
        Ok(())
    }
}

/// The one reason for what is longer than a document may be.
pub(super) fn too_long(max: u64) -> Error {
    Error::limit(format!(
        "longer than a document may be, `{max}` bytes; allow more with `--max-document`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_up_to_the_bound() {
        let mut input: &[u8] = b"abc\nabcd\nab\nabcd";
        let mut read = || match line(&mut input, 3) {
            Ok(BoundedLine::Whole(line)) => String::from_utf8_lossy(&line).into_owned(),
            Ok(BoundedLine::TooLong) => "too long".into(),
            Ok(BoundedLine::End) => "end".into(),
            Err(error) => error.to_string(),
        };
        assert_eq!(
            [read(), read(), read(), read(), read()],
            ["abc\n", "too long", "ab\n", "too long", "end"]
        );
    }

    #[test]
    fn marks_are_counted_in_long_texts_only() {
        for (piece, times, is_read) in
            [("[", 100_000, true), ("[", 300_000, false), ("- *Họp xã* [1](a)\n", 50_000, false)]
        {
            assert_eq!(marks(&piece.repeat(times)).is_ok(), is_read, "{piece} {times} times");
        }
        assert!(
            marks(
                &"Sáng **5/9**, xã Yên Hòa họp dân, bàn việc đắp đê và làm đường.\n"
                    .repeat(100_000)
            )
            .is_ok()
        );
    }

    #[test]
    fn expansion_is_judged_once_it_is_large() {
        let budget = Budget::default();
        budget.read(1_000);
        assert!(budget.expand(EXPANSION_FROM).is_ok());
        assert!(budget.expand(1).is_err());
        budget.read(1_000_000);
        assert!(budget.expand(1).is_ok());
    }
}
