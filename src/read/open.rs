//! A file, stream or entry of an archive to what it is: an item, or a container of items.

use std::fs::File;
use std::io::{Cursor, Read, Seek};

use encoding_rs_io::DecodeReaderBytes;

use super::compression::{Stream, buffered, counted, decompressed, explain, peek};
#[cfg(feature = "tables")]
use super::containers::parquet;
use super::containers::{csv, epub, json, jsonl, mail, sheets, tar, warc, zip};
use super::format::{Format, Kind, Way};
use super::gzip::Broken;
use super::limits::{self, HELD_RECORD, HELD_ZIP, whole};
use super::source::{Step, StreamPlace, Unopened};
use super::tell::{self, HEAD, Told};
use super::utf_32::FromUtf32;
use crate::text::charset::{Encoding, marked};
use crate::{Error, Result};

/// Opens what a source found.
pub(super) fn open(found: Unopened) -> Step {
    match found {
        Unopened::File { place, file, size } => self::file(place, file, size),
        Unopened::Stream { place, input, format } => {
            let input = counted(input, &place.budget);
            begin(place, input, format, |head, _| tell::stream(head, format))
        }
        Unopened::Entry { place, input } => entry(place, input),
    }
}

/// Opens a file.
fn file(place: StreamPlace, mut file: File, size: u64) -> Step {
    // A zip is read from its end, so it is not made a stream unless it is compressed once more.
    let mut head = [0; 4];
    let is_read = file.read(&mut head).is_ok_and(|count| count == 4);
    let is_zip = is_read && (&head == b"PK\x03\x04" || &head == b"PK\x05\x06");
    if let Err(error) = file.rewind() {
        return place.lost(None, error.into());
    }
    if is_zip {
        // The file as a whole is what may expand: entries that overlap in it count once.
        place.budget.read(size);
        return self::zip(place, file, size);
    }
    #[cfg(feature = "tables")]
    if is_read && &head == b"PAR1" {
        return parquet::file(place, file);
    }
    let input = counted(file, &place.budget);
    named(place, input)
}

/// Opens the entry of an archive.
fn entry(place: StreamPlace, input: Stream) -> Step {
    if place.is_ignored() {
        return Step::Passed;
    }
    match place.aside() {
        Some(kind) => place.unsupported(kind),
        None => named(place, input),
    }
}

/// Opens what has a name.
fn named(place: StreamPlace, input: Stream) -> Step {
    let format = Format::of_name(&place.id).or(place.options.format);
    begin(place, input, format, |head, place| tell::file(head, &place.id, place.options.format))
}

/// Opens a stream; `format` is what is known before its first bytes are read.
fn begin(
    place: StreamPlace,
    input: Stream,
    format: Option<Format>,
    tell: impl Fn(&[u8], &StreamPlace) -> Told,
) -> Step {
    let held = HELD_RECORD.min(place.options.max_document.saturating_add(2 * limits::HEAD));
    let broken = if matches!(format, None | Some(Format::Warc)) {
        Broken::GoesOn { held }
    } else {
        Broken::Ends
    };
    let peeked = decompressed(input, &place.budget, broken)
        .and_then(|input| peek(input, HEAD).map_err(|error| explain(&error)));
    let (head, input) = match peeked {
        Ok(peeked) => peeked,
        Err(error) => return place.lost(None, error),
    };
    match tell(&head, &place) {
        Told::Other(kind) => place.unsupported(kind),
        Told::As(format) if format.is_document() => place.document(input, format),
        Told::As(_) if head.is_empty() => place.lost(None, Error::format("the file is empty")),
        Told::As(format) => container(place, as_utf_8(&head, input), format),
    }
}

/// Records are cut at the bytes of line ends and commas, so UTF-16 and UTF-32 are made UTF-8
/// before.
fn as_utf_8(head: &[u8], input: Stream) -> Stream {
    match marked(head) {
        Some(Encoding::Utf32Le) => buffered(FromUtf32::new(input, u32::from_le_bytes)),
        Some(Encoding::Utf32Be) => buffered(FromUtf32::new(input, u32::from_be_bytes)),
        Some(_) => buffered(DecodeReaderBytes::new(input)),
        None => input,
    }
}

fn container(place: StreamPlace, mut input: Stream, format: Format) -> Step {
    match format {
        Format::Mail => mail::open(place, input),
        Format::Mbox => Step::Open(Box::new(mail::Mails::new(place, input))),
        Format::JsonLines => Step::Open(Box::new(jsonl::Lines::new(place, input))),
        Format::Json => Step::Open(Box::new(json::Values::new(place, input))),
        Format::Csv => csv::open(place, input),
        Format::Warc => Step::Open(Box::new(warc::Records::new(place, input))),
        Format::Tar => match place.deeper() {
            Ok(place) => Step::Open(Box::new(tar::Entries::new(place, input))),
            Err(step) => *step,
        },
        Format::Zip | Format::Epub | Format::Wacz | Format::Xlsx | Format::Ods => match held(&mut input) {
            Ok(bytes) => {
                let size = bytes.len() as u64;
                self::zip(place, Cursor::new(bytes), size)
            }
            Err(error) => place.lost(None, error),
        },
        #[cfg(feature = "tables")]
        Format::Parquet => match held(&mut input) {
            Ok(bytes) => parquet::held(place, bytes),
            Err(error) => place.lost(None, error),
        },
        #[cfg(not(feature = "tables"))]
        Format::Parquet => place
            .lost(None, Error::format("this program is built without the reader of Parquet tables; export its texts as .csv or .jsonl")),
        Format::Text
        | Format::Markdown
        | Format::Html
        | Format::Pdf
        | Format::Docx
        | Format::Doc
        | Format::Odt
        | Format::Rtf
        | Format::Mht => place.document(input, format),
    }
}

/// Opens a zip of so many bytes: an archive of files, or what office programs and others keep in
/// one.
fn zip(place: StreamPlace, bytes: impl Read + Seek + Send + 'static, size: u64) -> Step {
    let place = match place.deeper() {
        Ok(place) => place,
        Err(step) => return *step,
    };
    let mut archive = match zip::Archive::open(bytes, size, place.budget.clone()) {
        Ok(archive) => archive,
        Err(error) => return place.lost(None, error),
    };
    // What has nothing of its own inside, its name tells.
    let named = || Kind::of_name(&place.id).filter(|kind| kind.way == Way::Read(Format::Wacz));
    match archive.kind().or_else(named).map(Told::from) {
        Some(Told::Other(kind)) => place.unsupported(kind),
        Some(Told::As(Format::Epub)) => epub::open(place, archive),
        Some(Told::As(Format::Xlsx)) => sheets::xlsx(place, archive),
        Some(Told::As(Format::Ods)) => sheets::ods(place, archive),
        Some(Told::As(Format::Wacz)) => {
            Step::Open(Box::new(zip::Entries::new(place, archive, "archive/")))
        }
        Some(Told::As(format)) if format.is_document() => {
            place.document(archive.into_bytes(), format)
        }
        Some(Told::As(_)) | None => Step::Open(Box::new(zip::Entries::new(place, archive, ""))),
    }
}

/// The bytes of a zip or table that can't be read from its end where it is.
fn held(input: &mut Stream) -> Result<Vec<u8>> {
    whole(input, HELD_ZIP).map_err(|error| explain(&error))?.ok_or_else(|| {
        Error::format(format!(
            "a zip or Parquet table in another archive or a stream may have `{HELD_ZIP}` bytes, but this has more; give it as a file of its own"
        ))
    })
}
