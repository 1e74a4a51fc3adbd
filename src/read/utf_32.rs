//! UTF-32 to UTF-8 as a stream, for containers whose records are cut at bytes.

use std::io::{self, Read};

use super::compression::Stream;

/// A stream of UTF-32 read as UTF-8, without its mark. What is no character becomes U+FFFD.
pub(super) struct FromUtf32 {
    input: Stream,
    /// How four bytes make a number.
    number: fn([u8; 4]) -> u32,
    /// The character at hand, and how much of it was given.
    held: [u8; 4],
    length: usize,
    given: usize,
}

const MARK: char = '\u{feff}';

impl FromUtf32 {
    pub fn new(input: Stream, number: fn([u8; 4]) -> u32) -> FromUtf32 {
        FromUtf32 { input, number, held: [0; 4], length: 0, given: 0 }
    }

    /// Reads the next character that is no mark; `None` at the end.
    fn next(&mut self) -> io::Result<Option<char>> {
        loop {
            let mut bytes = [0; 4];
            let mut read = 0;
            while let Some(rest) = bytes.get_mut(read..).filter(|rest| !rest.is_empty()) {
                match self.input.read(rest)? {
                    0 if read == 0 => return Ok(None),
                    0 => return Ok(Some(char::REPLACEMENT_CHARACTER)),
                    count => read += count,
                }
            }
            let c = char::from_u32((self.number)(bytes)).unwrap_or(char::REPLACEMENT_CHARACTER);
            if c != MARK {
                return Ok(Some(c));
            }
        }
    }
}

impl Read for FromUtf32 {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut written = 0;
        while let Some(to) = buffer.get_mut(written..).filter(|to| !to.is_empty()) {
            let held = self.held.get(self.given..self.length).unwrap_or_default();
            if held.is_empty() {
                let Some(c) = self.next()? else { break };
                (self.length, self.given) = (c.encode_utf8(&mut self.held).len(), 0);
                continue;
            }
            let count = held.len().min(to.len());
            to.iter_mut().zip(held).for_each(|(to, from)| *to = *from);
            written += count;
            self.given += count;
        }
        Ok(written)
    }
}
