//! Tables: CSV and its kin with a header, a record a row.
//!
//! A row is handed on as the JSON record that it stands for, with the columns that mean a field, so
//! that there is one way from records to documents. The delimiter (`,` `;` tab `|`) is the one that
//! the header has most of, or that a line `sep=;` before it tells. Rows are parsed here and not by
//! the `csv` crate's reader because a quote that is never closed makes one row of all that follows:
//! a row is bounded, and a longer one passed over without being held.

use csv_core::{ReadRecordResult, ReaderBuilder};
use std::io::{self, BufRead};

use crate::read::compression::{Stream, explain, peek};
use crate::read::fields::Field;
use crate::read::item::Content;
use crate::read::limits::{HEAD, too_long};
use crate::read::source::{Notes, Source, Step, StreamPlace};
use crate::{Error, Result};

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// An open table, behind its header.
struct Rows {
    place: StreamPlace,
    input: Stream,
    parser: csv_core::Reader,
    row: Row,
    /// For each column, the JSON key with which its value begins, if it means a field.
    columns: Vec<Option<String>>,
    record: u64,
}

/// One row: its fields one after the other, and where each ends.
struct Row {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    fields: usize,
}

enum Read {
    Row,
    TooLong,
    End,
}

/// Opens a table and reads its header.
pub(in crate::read) fn open(place: StreamPlace, input: Stream) -> Step {
    match with_header(&place, input) {
        Ok(rows) => Step::Open(Box::new(Rows { place, ..rows })),
        Err(error) => place.lost(None, error),
    }
}

fn with_header(place: &StreamPlace, input: Stream) -> Result<Rows> {
    let (head, mut input) = peek(input, HEAD as usize).map_err(|error| explain(&error))?;
    if head.starts_with(b"\xef\xbb\xbf") {
        input.consume(3);
    }
    let told = told_delimiter(&head);
    if told.is_some() {
        input.skip_until(b'\n').map_err(|error| explain(&error))?;
    }
    let mut parser =
        ReaderBuilder::new().delimiter(told.unwrap_or_else(|| delimiter(&head))).build();
    let mut row = Row { bytes: vec![0; 1 << 12], ends: vec![0; 64], fields: 0 };
    let header = match row.read(&mut parser, &mut input, HEAD).map_err(|error| explain(&error))? {
        Read::Row => row
            .iter()
            .map(|name| String::from_utf8_lossy(name).trim().to_string())
            .collect::<Vec<_>>(),
        Read::TooLong | Read::End => Vec::new(),
    };
    let fields = &place.options.fields;
    let meant: Vec<_> = header.iter().map(|name| fields.find(name)).collect();
    if !meant.iter().flatten().any(|(field, _)| *field == Field::Text) {
        let found: String = header.join(", ").chars().take(200).collect();
        let name = fields.first(Field::Text);
        let message = format!(
            "expected a header with a column `{name}`, but found `{found}`; name the column with `--field text=COLUMN`"
        );
        return Err(Error::format(message));
    }
    let columns = header
        .iter()
        .zip(&meant)
        .map(|(name, meant)| meant.map(|_| quoted(name.as_bytes())))
        .collect::<Vec<_>>();
    let columns = columns
        .into_iter()
        .map(|key| key.map(|key| String::from_utf8_lossy(&key).into_owned() + ":"))
        .collect();
    Ok(Rows { place: place.clone(), input, parser, row, columns, record: 0 })
}

/// The delimiter that a first line `sep=;` tells, as Excel writes and reads it.
fn told_delimiter(head: &[u8]) -> Option<u8> {
    let line =
        head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).split(|byte| *byte == b'\n').next()?;
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match line.split_at_checked(4)? {
        (key, [delimiter])
            if key.eq_ignore_ascii_case(b"sep=") && !delimiter.is_ascii_alphanumeric() =>
        {
            Some(*delimiter)
        }
        _ => None,
    }
}

/// The delimiter that stands most often in the first line, outside quotes.
fn delimiter(head: &[u8]) -> u8 {
    let mut counts = [0u32; DELIMITERS.len()];
    let mut in_quotes = false;
    for &byte in head {
        match byte {
            b'"' => in_quotes = !in_quotes,
            b'\n' if !in_quotes => break,
            _ if in_quotes => {}
            _ => counts
                .iter_mut()
                .zip(DELIMITERS)
                .filter(|(_, delimiter)| *delimiter == byte)
                .for_each(|(count, _)| *count += 1),
        }
    }
    let most = counts.iter().max().copied().unwrap_or_default();
    counts
        .iter()
        .zip(DELIMITERS)
        .find(|(count, _)| **count == most)
        .map_or(b',', |(_, delimiter)| delimiter)
}

impl Row {
    /// Reads the next row, of at most `max` bytes.
    fn read(
        &mut self,
        parser: &mut csv_core::Reader,
        input: &mut impl BufRead,
        max: u64,
    ) -> io::Result<Read> {
        let (mut written, mut fields, mut too_long) = (0, 0, false);
        loop {
            let buffer = input.fill_buf()?;
            let output = self.bytes.get_mut(written..).unwrap_or_default();
            let ends = self.ends.get_mut(fields..).unwrap_or_default();
            let (result, read, wrote, ended) = parser.read_record(buffer, output, ends);
            input.consume(read);
            written += wrote;
            fields += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if written as u64 >= max => {
                    // The row is lost anyway: its room is used again.
                    (written, too_long) = (0, true);
                }
                ReadRecordResult::OutputFull => self.bytes.resize(self.bytes.len() * 2, 0),
                // A row of so many columns is no row; its further ends are not wanted.
                ReadRecordResult::OutputEndsFull if self.ends.len() as u64 > HEAD => {
                    (fields, too_long) = (0, true)
                }
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    self.fields = fields;
                    return Ok(if too_long || written as u64 > max {
                        Read::TooLong
                    } else {
                        Read::Row
                    });
                }
                ReadRecordResult::End => return Ok(Read::End),
            }
        }
    }

    fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let ends = self.ends.iter().take(self.fields);
        ends.scan(0, |start, &end| {
            Some(self.bytes.get(std::mem::replace(start, end)..end).unwrap_or_default())
        })
    }
}

impl Source for Rows {
    fn next(&mut self, _: &mut Notes) -> Step {
        let max = self.place.options.max_document;
        self.record += 1;
        let (record, line) = (Some(self.record), self.parser.line());
        let at = |error: Error| Error::format(format!("{error} (the row at line {line})"));
        match self.row.read(&mut self.parser, &mut self.input, max) {
            Ok(Read::End) => Step::End,
            Ok(Read::TooLong) => {
                // Memory that one long row took is given back.
                self.row.bytes = vec![0; 1 << 12];
                self.place.failed(record, at(too_long(max)))
            }
            Ok(Read::Row) if self.row.fields == self.columns.len() => {
                Step::Item(self.place.item(record, Content::Record(self.json())))
            }
            Ok(Read::Row) => {
                let message = format!(
                    "expected `{}` columns as in the header, but found `{}`",
                    self.columns.len(),
                    self.row.fields
                );
                self.place.failed(record, at(Error::format(message)))
            }
            Err(error) => {
                self.input = Box::new(io::empty());
                self.place.lost(record, explain(&error))
            }
        }
    }
}

impl Rows {
    /// The row as a JSON record, in the encoding of the table.
    fn json(&self) -> Vec<u8> {
        let mut json = Vec::with_capacity(self.row.bytes.len().min(1 << 14));
        for (key, value) in self.columns.iter().zip(self.row.iter()) {
            let Some(key) = key else { continue };
            json.push(if json.is_empty() { b'{' } else { b',' });
            json.extend_from_slice(key.as_bytes());
            quote(value, &mut json);
        }
        json.push(b'}');
        json
    }
}

fn quoted(text: &[u8]) -> Vec<u8> {
    let mut json = Vec::new();
    quote(text, &mut json);
    json
}

/// Writes a JSON string; bytes beyond ASCII stay as they are, to be understood with the record.
fn quote(text: &[u8], json: &mut Vec<u8>) {
    json.push(b'"');
    for &byte in text {
        match byte {
            b'"' | b'\\' => json.extend_from_slice(&[b'\\', byte]),
            // A NUL stays one, to be found where text is looked at.
            1..=0x1f => json.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
            _ => json.push(byte),
        }
    }
    json.push(b'"');
}
