//! JSON files: a list of records, a record, several in a row, or an object that holds a list of
//! them (`{"data": [{…}, …]}`).
//!
//! `serde_json` reads lists only whole. So the bounds of each value are found here, by brackets and
//! quotes alone, and each is held by itself; what is between its bounds is for the one who parses
//! it. A raw line end inside a string, which JSON forbids, ends the string: a quote that was
//! forgotten costs one record, not all that follow.

use std::io::{self, BufRead};

use crate::Error;
use crate::read::compression::{Stream, explain};
use crate::read::fields::{Field, Fields};
use crate::read::item::Content;
use crate::read::limits::too_long;
use crate::read::source::{Notes, Source, Step, StreamPlace};

/// The keys under which news interfaces put their lists; any other counts too if it is the object's
/// first.
const LISTS: [&[u8]; 12] = [
    b"data",
    b"articles",
    b"items",
    b"records",
    b"results",
    b"documents",
    b"docs",
    b"news",
    b"posts",
    b"entries",
    b"rows",
    b"bai_viet",
];

/// An open JSON file.
pub(in crate::read) struct Values {
    place: StreamPlace,
    input: Stream,
    record: u64,
    level: Level,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    /// Before anything.
    Start,
    /// Outside of all lists.
    Top,
    /// In a list; `in_object` if that is the value of a key.
    List { in_object: bool },
}

impl Values {
    pub fn new(place: StreamPlace, input: Stream) -> Values {
        Values { place, input, record: 0, level: Level::Start }
    }

    fn lost(&mut self, error: Error) -> Step {
        self.input = Box::new(io::empty());
        self.level = Level::Top;
        self.place.lost((self.record > 0).then_some(self.record), error)
    }

    /// The next byte that is not blank, left in the input.
    fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Ok(None);
            }
            let blank = buffer
                .iter()
                .take_while(|byte| byte.is_ascii_whitespace() || b"\xef\xbb\xbf".contains(byte))
                .count();
            let found = buffer.get(blank).copied();
            self.input.consume(blank);
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    fn step(&mut self) -> io::Result<Step> {
        let Some(first) = self.peek()? else {
            let in_list = matches!(self.level, Level::List { .. });
            self.level = Level::Top;
            return Ok(if in_list {
                self.place.lost(
                    Some(self.record + 1),
                    Error::format("the file ends inside a list; it is cut short, fetch it again"),
                )
            } else {
                Step::End
            });
        };
        match (self.level, first) {
            (Level::Start | Level::Top, b'[') => {
                self.input.consume(1);
                self.level = Level::List { in_object: false };
                Ok(Step::Passed)
            }
            (Level::List { .. }, b',') | (Level::Top, b',') => {
                self.input.consume(1);
                Ok(Step::Passed)
            }
            (Level::List { in_object }, b']') => {
                self.input.consume(1);
                self.level = Level::Top;
                if in_object {
                    // What stands beside the list is about it.
                    let mut scan = Scan { depth: 1, ..Scan::default() };
                    scan.run(&mut self.input, 0, |_| false)?;
                }
                Ok(Step::Passed)
            }
            (Level::Start, b'{') => self.object(true),
            (_, b'{') => self.object(false),
            (Level::List { .. }, _) => {
                self.record += 1;
                let ended = Scan::default().run(&mut self.input, 256, |_| false)?;
                let found = String::from_utf8_lossy(ended.bytes())
                    .trim()
                    .chars()
                    .take(40)
                    .collect::<String>();
                let message = format!("expected a JSON object, but found `{found}`");
                Ok(self.place.failed(Some(self.record), Error::format(message)))
            }
            (Level::Start | Level::Top, _) => {
                let message = format!(
                    "expected a JSON list or object, but found `{}`; nothing is read from here on",
                    char::from(first)
                );
                Ok(self.lost(Error::format(message)))
            }
        }
    }

    /// Reads an object; the file's first may turn out to hold a list of records, which is then
    /// entered.
    fn object(&mut self, may_hold_list: bool) -> io::Result<Step> {
        let options = &self.place.options;
        let max = options.max_document;
        let mut scan = Scan::default();
        let ended = scan.run(&mut self.input, max, |scan| {
            may_hold_list && scan.is_at_records(&options.fields)
        })?;
        if let Ended::Stopped = ended {
            self.level = Level::List { in_object: true };
            return Ok(Step::Passed);
        }
        self.record += 1;
        let record = Some(self.record);
        if self.level == Level::Start {
            self.level = Level::Top;
        }
        Ok(match ended {
            Ended::TooLong(_) => self.place.failed(record, too_long(max)),
            Ended::Cut(_) => self.lost(Error::format(
                "the file ends inside a record; it is cut short, fetch it again",
            )),
            Ended::Whole(bytes) => Step::Item(self.place.item(record, Content::Record(bytes))),
            Ended::Stopped => Step::Passed,
        })
    }
}

impl Source for Values {
    fn next(&mut self, _: &mut Notes) -> Step {
        self.step().unwrap_or_else(|error| {
            self.record += 1;
            self.lost(explain(&error))
        })
    }
}

/// Where the bounds of a value are looked for.
#[derive(Default)]
struct Scan {
    bytes: Vec<u8>,
    depth: usize,
    in_string: bool,
    escaped: bool,
    /// The value is longer than allowed, and no longer held.
    too_long: bool,
    /// The strings of the outermost object, keys and values.
    strings: Vec<(usize, usize)>,
    /// A list has just begun that is the value of a key of the outermost object.
    at_list: bool,
}

/// How far a look through a buffer came.
struct Look {
    used: usize,
    /// Why it ended before the buffer did.
    end: Option<End>,
}

#[derive(PartialEq, Eq)]
enum End {
    /// The value ends here.
    Value,
    /// The reader wants no more of it.
    Stop,
}

enum Ended {
    Whole(Vec<u8>),
    TooLong(Vec<u8>),
    /// The input ended first.
    Cut(Vec<u8>),
    Stopped,
}

impl Ended {
    fn bytes(&self) -> &[u8] {
        match self {
            Ended::Whole(bytes) | Ended::TooLong(bytes) | Ended::Cut(bytes) => bytes,
            Ended::Stopped => &[],
        }
    }
}

/// The bytes up to one that means something inside a string.
fn plain(bytes: &[u8]) -> &[u8] {
    let end =
        bytes.iter().position(|byte| matches!(byte, b'"' | b'\\' | b'\n')).unwrap_or(bytes.len());
    bytes.get(..end).unwrap_or_default()
}

impl Scan {
    /// Reads to the end of the value that begins here, keeping up to `max` bytes of it, or to where
    /// `stop` says so.
    fn run(
        &mut self,
        input: &mut Stream,
        max: u64,
        stop: impl Fn(&Scan) -> bool,
    ) -> io::Result<Ended> {
        loop {
            let buffer = input.fill_buf()?;
            if buffer.is_empty() {
                return Ok(Ended::Cut(std::mem::take(&mut self.bytes)));
            }
            let Look { used, end } = self.look(buffer, &stop);
            input.consume(used);
            if end == Some(End::Stop) {
                return Ok(Ended::Stopped);
            }
            if self.bytes.len() as u64 > max && !self.too_long {
                self.too_long = true;
                self.bytes = self.bytes.get(..64).unwrap_or_default().to_vec();
            }
            if end == Some(End::Value) {
                let bytes = std::mem::take(&mut self.bytes);
                return Ok(if self.too_long { Ended::TooLong(bytes) } else { Ended::Whole(bytes) });
            }
        }
    }

    /// Looks through `buffer` to the value's end, to where `stop` says so, or to the buffer's end.
    fn look(&mut self, buffer: &[u8], stop: impl Fn(&Scan) -> bool) -> Look {
        let mut used = 0;
        while let Some(&byte) = buffer.get(used) {
            // Most of a file is the inside of strings, taken in one go.
            let plain = if self.in_string && !self.escaped {
                plain(buffer.get(used..).unwrap_or_default())
            } else {
                &[]
            };
            if !plain.is_empty() {
                used += plain.len();
                if !self.too_long {
                    self.bytes.extend_from_slice(plain);
                }
                continue;
            }
            // A scalar in a list ends before what follows it.
            if self.depth == 0
                && !self.in_string
                && !self.bytes.is_empty()
                && matches!(byte, b',' | b']' | b'}')
            {
                return Look { used, end: Some(End::Value) };
            }
            if self.at_list && !byte.is_ascii_whitespace() {
                self.at_list = false;
                if byte == b'{' && stop(self) {
                    return Look { used, end: Some(End::Stop) };
                }
            }
            used += 1;
            if !self.too_long {
                self.bytes.push(byte);
            }
            if self.take(byte) {
                return Look { used, end: Some(End::Value) };
            }
        }
        Look { used, end: None }
    }

    /// Takes a byte; whether it ends the value.
    fn take(&mut self, byte: u8) -> bool {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' | b'\n' => {
                    self.in_string = false;
                    if let (1, Some((_, end))) = (self.depth, self.strings.last_mut()) {
                        *end = self.bytes.len().saturating_sub(1);
                    }
                    return self.depth == 0;
                }
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => {
                self.in_string = true;
                if self.depth == 1 && !self.too_long {
                    self.strings.push((self.bytes.len(), self.bytes.len()));
                }
            }
            b'{' | b'[' => {
                self.depth += 1;
                self.at_list = byte == b'[' && self.depth == 2 && !self.too_long;
            }
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }

    /// Whether the list that has just begun is one of records: by its key, in an object that is no
    /// record itself.
    fn is_at_records(&self, fields: &Fields) -> bool {
        let strings = || self.strings.iter().filter_map(|&(start, end)| self.bytes.get(start..end));
        let means = |name: &[u8]| {
            std::str::from_utf8(name)
                .ok()
                .and_then(|name| fields.find(name))
                .map(|(field, _)| field)
        };
        let known = strings().next_back().is_some_and(|key| LISTS.contains(&key));
        let only = self.strings.len() == 1 && strings().all(|key| means(key).is_none());
        (known || only) && !strings().any(|name| means(name) == Some(Field::Text))
    }
}
