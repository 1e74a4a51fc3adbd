//! The one place that uses the crates for PDF: bytes to the lines of each page, with all work
//! bounded.
//!
//! The crates bound depth and the size of a stream. What they don't bound is how often a stream is
//! used and what its text becomes, so they read through [`Source`], which counts.

use std::cell::{Cell, RefCell};
use std::sync::{Condvar, Mutex, PoisonError};

use flate2::{Decompress, FlushDecompress, Status};
use pdfboss_core::{Document, Immediate, ObjRef, Object, ObjectSource, Stream, block_on};
use pdfboss_text::{
    FontCache, ReadingOrder, SkipCause, SkippedTextKind, extract_spans_reporting_cached_with,
};

use super::lines;
use super::sheet::Sheet;
use crate::Error;
use crate::caught::caught;
use crate::read::limits::pdf as limits;
use crate::text::fast::bytes::{find, find_all};

/// Why there is no text.
pub(super) enum Unread {
    /// The file is damaged: no program reads it whole.
    Damaged(Error),
    /// The crate can't read it, or it is too much for it; another program may.
    Failed(Error),
}

impl Unread {
    fn damaged(message: &str) -> Unread {
        Unread::Damaged(Error::format(format!(
            "the PDF is damaged or cut short; fetch it again: {message}"
        )))
    }

    fn failed(message: impl std::fmt::Display) -> Unread {
        Unread::Failed(Error::format(format!(
            "expected a PDF, but found one that can't be read: {message}"
        )))
    }
}

/// The lines of each page.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Unread> {
    whole(bytes)?;
    let _turn = Turn::take();
    // A thread of its own has the stack that nested objects may need.
    let read =
        || caught(|| pages(bytes)).unwrap_or_else(|| Err(Unread::failed("the reader panicked")));
    std::thread::scope(|scope| {
        let thread =
            std::thread::Builder::new().stack_size(limits::STACK).spawn_scoped(scope, read);
        match thread.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(read)) => read,
            Ok(Err(_)) => Err(Unread::failed("the reader panicked")),
            Err(error) => Err(Unread::Failed(error.into())),
        }
    })
}

/// Holds the ends of a file against what every PDF has there, and its packed objects against a
/// bound.
fn whole(bytes: &[u8]) -> Result<(), Unread> {
    let tail = bytes.get(bytes.len().saturating_sub(limits::TAIL)..).unwrap_or(bytes);
    if find(tail, b"%%EOF").is_none() && find(tail, b"startxref").is_none() {
        return Err(Unread::damaged("it has no end"));
    }
    let mut left = limits::objects(bytes.len());
    for packed in [&b"/ObjStm"[..], b"/XRef"] {
        for at in find_all(bytes, packed) {
            let Some(start) =
                find(bytes.get(at..).unwrap_or_default(), b"stream").map(|start| at + start + 6)
            else {
                break;
            };
            let data = bytes.get(start..).unwrap_or_default();
            let data = data.strip_prefix(b"\r").unwrap_or(data);
            let data = data.strip_prefix(b"\n").unwrap_or(data);
            // What is no zlib stream (encrypted, say) does not expand.
            if let Inflated::Longer = inflate(data, left, |count| left -= count) {
                return Err(Unread::failed(
                    "its objects expand to more than those of any document",
                ));
            }
        }
    }
    Ok(())
}

fn pages(bytes: &[u8]) -> Result<Vec<Sheet>, Unread> {
    let document = Document::load(bytes.to_vec()).map_err(|error| match error {
        pdfboss_core::Error::Encrypted => Unread::Damaged(Error::format(
            "the PDF is encrypted; save it without its password first (`qpdf --decrypt`)",
        )),
        pdfboss_core::Error::InvalidXref => Unread::damaged("it has no table of its objects"),
        error => Unread::failed(error),
    })?;
    let count = document.flattened_page_count();
    if count == 0 {
        return Err(Unread::damaged("it has no pages"));
    }
    if count > limits::PAGES {
        return Err(Unread::Failed(Error::format(format!(
            "a PDF may have {} pages, but this has {count}; part it",
            limits::PAGES
        ))));
    }
    let (fonts, layers) = (FontCache::default(), document.oc_state());
    let source = Source::new(&document, bytes.len());
    let mut sheets = Vec::new();
    for number in 0..count {
        source.begin_page();
        let page = document.page(number).map_err(Unread::failed)?;
        let order = ReadingOrder::Content;
        let read = block_on(extract_spans_reporting_cached_with(
            Immediate(&source),
            &page,
            &fonts,
            layers.as_ref(),
            None,
            order,
        ));
        let (spans, report) = read.map_err(Unread::failed)?;
        source.verdict()?;
        for skipped in report.skipped {
            match (skipped.kind, &skipped.cause) {
                // Of no text, or of text that is read all the same.
                (SkippedTextKind::XObject | SkippedTextKind::FontEncoding, _) => {}
                (_, SkipCause::Unreadable | SkipCause::Parse) => {
                    return Err(Unread::damaged(&format!(
                        "{} of page {} can't be read",
                        skipped.kind,
                        number + 1
                    )));
                }
                (kind, cause) => {
                    return Err(Unread::failed(format!("{kind} of page {}: {cause}", number + 1)));
                }
            }
        }
        sheets.push(Sheet { lines: lines::of_spans(&spans, page.size().1) });
    }
    Ok(sheets)
}

/// The objects of a document, and how much has been made of them.
struct Source<'a> {
    document: &'a Document,
    /// Bytes that may still be handed out.
    left: Cell<u64>,
    /// Strings that the page may still show.
    strings: Cell<u64>,
    /// Bytes of content that the page has, and the most ranges of a font's table: each character
    /// looks through them.
    content: Cell<u64>,
    ranges: Cell<u64>,
    fault: RefCell<Option<Unread>>,
}

impl<'a> Source<'a> {
    fn new(document: &'a Document, size: usize) -> Source<'a> {
        let zero = || Cell::new(0);
        Source {
            document,
            left: Cell::new(limits::work(size)),
            strings: zero(),
            content: zero(),
            ranges: zero(),
            fault: RefCell::new(None),
        }
    }

    fn begin_page(&self) {
        self.strings.set(limits::STRINGS);
        self.content.set(0);
    }

    /// What went wrong behind the crate's back, which goes on without what it can't get.
    fn verdict(&self) -> Result<(), Unread> {
        self.fault.borrow_mut().take().map_or(Ok(()), Err)
    }

    /// Counts work; an error once it is too much.
    fn take(&self, counter: &Cell<u64>, work: u64) -> pdfboss_core::Result<()> {
        #[cfg(test)]
        crate::work::count(work as usize);
        match counter.get().checked_sub(work) {
            Some(left) => counter.set(left),
            None => {
                counter.set(0);
                let error = "it takes more work than any document of its length";
                self.fault.borrow_mut().get_or_insert_with(|| Unread::failed(error));
                return Err(pdfboss_core::Error::Other(error.into()));
            }
        }
        Ok(())
    }

    /// Counts what a stream may become when it is run.
    fn count(&self, data: &[u8]) -> pdfboss_core::Result<()> {
        let length = data.len() as u64;
        self.take(&self.left, length)?;
        let strings = data.iter().filter(|byte| matches!(byte, b'(' | b'<')).count();
        if find(data, b"beginbfrange").is_some() {
            self.ranges.set(self.ranges.get().max(strings as u64 / 3));
            return self
                .take(&self.left, self.content.get() * (self.ranges.get() / limits::RANGES));
        }
        self.content.set(self.content.get() + length);
        self.take(&self.strings, strings as u64)?;
        self.take(&self.left, length * (self.ranges.get() / limits::RANGES))
    }
}

impl ObjectSource for Source<'_> {
    fn get(&self, place: ObjRef) -> pdfboss_core::Result<Object> {
        let object = self.document.get(place)?;
        // A picture is copied each time it is drawn.
        let length = object.as_stream().map_or(0, |stream| stream.data.len() as u64);
        self.take(&self.left, 64 + length / 16)?;
        Ok(object)
    }

    fn stream_data(&self, stream: &Stream) -> pdfboss_core::Result<Vec<u8>> {
        let data = match is_deflated(stream) {
            false => self.document.stream_data(stream)?,
            true => {
                let mut data = Vec::new();
                match inflate_into(
                    &stream.data,
                    usize::try_from(self.left.get()).unwrap_or(usize::MAX).min(limits::STREAM),
                    &mut data,
                ) {
                    Inflated::Whole => data,
                    // Some writers get framing wrong; the crate knows their ways.
                    Inflated::NotZlib => self.document.stream_data(stream)?,
                    Inflated::Longer => {
                        self.left.set(0);
                        self.take(&self.left, 1)?;
                        data
                    }
                    Inflated::Broken => {
                        self.fault
                            .borrow_mut()
                            .get_or_insert_with(|| Unread::damaged("a packed stream is broken"));
                        return Err(pdfboss_core::Error::Decode("broken".into()));
                    }
                }
            }
        };
        self.count(&data)?;
        Ok(data)
    }
}

/// Whether a stream is packed with deflate and nothing else.
fn is_deflated(stream: &Stream) -> bool {
    let is_deflate = |filter: &Object| {
        filter.as_name().is_some_and(|name| matches!(name.0.as_str(), "FlateDecode" | "Fl"))
    };
    let filter = stream.dict.get("Filter").or_else(|| stream.dict.get("F"));
    let alone = match filter {
        Some(Object::Array(filters)) => {
            matches!(filters.as_slice(), [filter] if is_deflate(filter))
        }
        Some(filter) => is_deflate(filter),
        None => false,
    };
    alone && stream.dict.get("DecodeParms").is_none()
}

enum Inflated {
    Whole,
    /// It is longer than allowed.
    Longer,
    /// It ends early, or its checksum is another one.
    Broken,
    /// It does not even begin as one.
    NotZlib,
}

/// Unpacks zlib data that something may follow, and throws it away.
fn inflate(data: &[u8], most: usize, mut count: impl FnMut(usize)) -> Inflated {
    let mut out = Vec::new();
    let inflated = inflate_into(data, most, &mut out);
    count(out.len());
    inflated
}

/// Unpacks zlib data that other data may follow, up to a bound in bytes.
fn inflate_into(data: &[u8], most: usize, out: &mut Vec<u8>) -> Inflated {
    let Some(([method, flags], _)) = data.split_first_chunk::<2>() else {
        return Inflated::NotZlib;
    };
    if method & 0x0f != 8 || (u16::from(*method) << 8 | u16::from(*flags)) % 31 != 0 {
        return Inflated::NotZlib;
    }
    let mut inflater = Decompress::new(true);
    loop {
        if out.len() == out.capacity() {
            if out.len() >= most {
                return Inflated::Longer;
            }
            out.reserve(out.len().clamp(4096, 1 << 22));
        }
        let (read, written) = (inflater.total_in(), out.len());
        let rest = usize::try_from(read).ok().and_then(|read| data.get(read..)).unwrap_or_default();
        match inflater.decompress_vec(rest, out, FlushDecompress::None) {
            Ok(Status::StreamEnd) => return Inflated::Whole,
            Ok(_)
                if inflater.total_in() == read
                    && out.len() == written
                    && out.len() < out.capacity() =>
            {
                return Inflated::Broken;
            }
            Ok(_) => {}
            Err(_) => return Inflated::Broken,
        }
    }
}

/// One of the places for documents that are read at once: a bomb takes some hundred megabytes
/// before it is known.
struct Turn;

static TURNS: (Mutex<usize>, Condvar) = (Mutex::new(limits::AT_ONCE), Condvar::new());

impl Turn {
    fn take() -> Turn {
        let (free, changed) = &TURNS;
        let mut free = changed
            .wait_while(free.lock().unwrap_or_else(PoisonError::into_inner), |free| *free == 0)
            .unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Turn
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let (free, changed) = &TURNS;
        *free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        changed.notify_one();
    }
}
