//! Web archives (WARC 1.0 and 1.1): the pages among their records.
//!
//! ```text
//! WARC/1.0                          response    an HTTP head and a body   a page, if it is HTML of status 200
//! WARC-Type: response               resource    a body                    a page or text, by its Content-Type
//! WARC-Target-URI: https://…        conversion  a body                    text that was made from a page (WET)
//! Content-Length: 5120              all others: requests, metadata, revisits, pictures, redirects … are passed over
//!
//! HTTP/1.1 200 OK …
//! ```
//!
//! The `warc` crate was weighed and left: it ends at the first broken record, and holds every
//! record whole, of whatever size and kind.
//!
//! A record's id is its address; further captures of an address get their time behind it
//! (`https://…@2023-04-13T01:00:00Z`). That time is the crawler's and says nothing of publication,
//! so it is used for nothing else. Not covered: records in segments, revisits of other archives'
//! records, ARC.

use std::io::{self, BufRead, Read};

use crate::read::compression::{Stream, explain};
use crate::read::documents::http::{self, Head};
use crate::read::format::Format;
use crate::read::item::{Content, Hints, Item};
use crate::read::limits::{BoundedLine, HEAD, line, too_long};
use crate::read::source::{Notes, Source, Step, StreamPlace};
use crate::text::printable;
use crate::{Error, Origin};

const GOES_ON: &str = "; reading goes on at the next record that is whole";

/// An open web archive.
pub(in crate::read) struct Records {
    place: StreamPlace,
    input: Stream,
    record: u64,
    /// Behind something broken, that was named: the next record is looked for.
    lost: bool,
    ended: bool,
}

/// The fields of a record's head that matter.
#[derive(Default)]
struct Record {
    kind: String,
    address: Option<String>,
    date: Option<String>,
    media_type: String,
    length: Option<u64>,
    segment: u64,
}

/// What a record's block holds.
enum RecordBlock {
    /// A document.
    Page {
        format: Format,
        body: Vec<u8>,
        head: Head,
    },
    /// Nothing for us, and why.
    Other(String),
    TooLong,
}

impl Records {
    pub fn new(place: StreamPlace, input: Stream) -> Records {
        Records { place, input, record: 0, lost: false, ended: false }
    }

    /// The step that names something broken, once for all that is lost by it.
    fn broken(&mut self, what: &str) -> Step {
        if std::mem::replace(&mut self.lost, true) {
            return Step::Passed;
        }
        self.record += 1;
        self.place.lost(Some(self.record), Error::format(what))
    }

    fn step(&mut self, notes: &mut Notes) -> io::Result<Step> {
        let first = match line(&mut self.input, HEAD)? {
            BoundedLine::End => return Ok(self.end()),
            BoundedLine::TooLong => Vec::new(),
            BoundedLine::Whole(line) => line,
        };
        if first.trim_ascii().is_empty() {
            return Ok(Step::Passed);
        }
        if !first.starts_with(b"WARC/1.") {
            let found: String = printable(first.trim_ascii()).chars().take(40).collect();
            return Ok(self.broken(&format!(
                "expected a web archive's record, but found `{found}`{GOES_ON}"
            )));
        }
        let Some(record) = self.head()? else {
            return Ok(self.broken(&format!("the head of the record is broken{GOES_ON}")));
        };
        let Some(length) = record.length else {
            return Ok(self.broken(&format!(
                "expected a `Content-Length` in the record's head, but found none{GOES_ON}"
            )));
        };
        self.lost = false;
        self.record += 1;
        let mut block = self.input.by_ref().take(length);
        let read = block_of(&record, &mut block, self.place.options.max_document)?;
        io::copy(&mut block, &mut io::sink())?;
        if block.limit() > 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(self.taken(record, read, notes))
    }

    fn end(&mut self) -> Step {
        self.ended = true;
        if self.record == 0 {
            self.place
                .lost(None, Error::format("expected a web archive, but found no record in it"))
        } else {
            Step::End
        }
    }

    /// The named fields at the head of a record; `None` if it is no head.
    fn head(&mut self) -> io::Result<Option<Record>> {
        let (mut record, mut left) = (Record { segment: 1, ..Record::default() }, HEAD);
        loop {
            let BoundedLine::Whole(line) = line(&mut self.input, left)? else { return Ok(None) };
            left = left.saturating_sub(line.len() as u64);
            let line = String::from_utf8_lossy(&line);
            let line = line.trim();
            if line.is_empty() {
                return Ok(Some(record));
            }
            // A line without a colon continues the one before, and none of those we need is ever so
            // long.
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => record.kind = value.to_ascii_lowercase(),
                // WARC 1.0 wrote the address in angle brackets in its grammar, and some writers do.
                "warc-target-uri" => {
                    record.address = Some(value.trim_matches(['<', '>']).to_string())
                }
                "warc-date" => record.date = Some(value.to_string()),
                "content-type" => record.media_type = value.to_string(),
                "content-length" => record.length = value.parse().ok(),
                "warc-segment-number" => record.segment = value.parse().unwrap_or(0),
                _ => {}
            }
        }
    }

    fn taken(&mut self, record: Record, block: RecordBlock, notes: &mut Notes) -> Step {
        let address = record.address.as_deref().map(|address| printable(address.as_bytes()));
        let shown = match &address {
            Some(address) => format!("{}:{} ({address})", self.place.path, self.record),
            None => format!("{}:{}", self.place.path, self.record),
        };
        let (content, head) = match block {
            RecordBlock::Other(why) => return notes.pass(&shown, &why),
            RecordBlock::TooLong => {
                (Content::Failed(too_long(self.place.options.max_document)), Head::default())
            }
            RecordBlock::Page { format, body, head } => {
                (Content::Packed { bytes: body, packing: head.packing.clone(), format }, head)
            }
        };
        let item = self.place.item(Some(self.record), content);
        let source_id = match &address {
            Some(address) => unique(address, record.date.as_deref(), notes),
            None => item.source_id.clone(),
        };
        let hints = Hints { url: address, charset: head.charset, ..Hints::default() };
        Step::Item(Item { origin: Origin { path: shown, record: None }, source_id, hints, ..item })
    }
}

/// The id of a capture: its address, with its time, and a number if need be, where the address was
/// met before.
fn unique(address: &str, date: Option<&str>, notes: &mut Notes) -> String {
    if notes.is_new(address) {
        return address.to_string();
    }
    let dated = date.map_or_else(
        || address.to_string(),
        |date| format!("{address}@{}", printable(date.as_bytes())),
    );
    if date.is_some() && notes.is_new(&dated) {
        return dated;
    }
    notes.numbered(&dated)
}

/// Reads a record's block as far as it is wanted.
fn block_of(
    record: &Record,
    block: &mut io::Take<impl BufRead>,
    max: u64,
) -> io::Result<RecordBlock> {
    let other = |why: &str| Ok(RecordBlock::Other(why.to_string()));
    if record.segment != 1 {
        return other("a further segment of a record");
    }
    match record.kind.as_str() {
        "response" => response(block, max),
        "resource" | "conversion" => {
            let (media_type, charset) = http::media_type(&record.media_type);
            let format = match media_type.as_str() {
                "text/html" | "application/xhtml+xml" => Format::Html,
                "text/plain" => Format::Text,
                _ => return other(&format!("it is `{media_type}`")),
            };
            body(block, format, Head { charset, ..Head::default() }, Vec::new(), max)
        }
        kind => other(&format!("a record of type `{kind}`")),
    }
}

fn response(block: &mut io::Take<impl BufRead>, max: u64) -> io::Result<RecordBlock> {
    let mut begin = Vec::new();
    block.by_ref().take(HEAD).read_to_end(&mut begin)?;
    let Some((head, at)) = http::head(&begin) else {
        return Ok(RecordBlock::Other("no response of the web".into()));
    };
    let begin = begin.split_off(at);
    let is_page = match head.media_type.as_str() {
        "text/html" | "application/xhtml+xml" => true,
        "" => begin.trim_ascii_start().starts_with(b"<"),
        _ => false,
    };
    if head.status != 200 || !is_page {
        return Ok(RecordBlock::Other(format!(
            "it is `{}` of status {}",
            head.media_type, head.status
        )));
    }
    body(block, Format::Html, head, begin, max)
}

fn body(
    block: &mut io::Take<impl BufRead>,
    format: Format,
    head: Head,
    mut body: Vec<u8>,
    max: u64,
) -> io::Result<RecordBlock> {
    let more = max.saturating_add(1).saturating_sub(body.len() as u64);
    block.by_ref().take(more).read_to_end(&mut body)?;
    Ok(if body.len() as u64 > max {
        RecordBlock::TooLong
    } else {
        RecordBlock::Page { format, body, head }
    })
}

impl Source for Records {
    fn next(&mut self, notes: &mut Notes) -> Step {
        if self.ended {
            return Step::End;
        }
        match self.step(notes) {
            Ok(step) => step,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                self.broken("the web archive is cut short; fetch it again")
            }
            Err(error) => {
                // A broken member of gzip has others behind it; a disk that fails has nothing.
                self.ended = !matches!(
                    error.kind(),
                    io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput
                );
                self.broken(&format!("{}{GOES_ON}", explain(&error)))
            }
        }
    }
}
