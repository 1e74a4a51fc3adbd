//! Compressed streams: gzip and Zstandard, known by their first bytes whatever their name, held against the limits.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;

use flate2::bufread::GzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::limits::{Budget, Counted, Expanded, NESTING};
use crate::{Error, Result};

/// Large enough that reading costs few system calls, small enough to stay in cache.
pub(super) const BUFFER: usize = 1 << 16;

const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// A stream of bytes that some other thread may read.
pub(super) type Stream = Box<dyn BufRead + Send>;

/// What follows a broken part of a compressed stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// Nothing can be read any more.
    Ends,
    /// The next gzip member may be whole: web archives have a member a record.
    GoesOn,
}

/// An input's own bytes, counted for its budget.
pub(super) fn counted(input: impl Read + Send + 'static, budget: &Arc<Budget>) -> Stream {
    buffered(Counted { inner: input, budget: budget.clone() })
}

/// Buffers a source of bytes.
pub(super) fn buffered(input: impl Read + Send + 'static) -> Stream {
    Box::new(BufReader::with_capacity(BUFFER, input))
}

/// The bytes under all layers of compression.
///
/// # Errors
///
/// When the first bytes cannot be read, or there are too many layers.
pub(super) fn decompressed(mut input: Stream, budget: &Arc<Budget>, broken: Broken) -> Result<Stream> {
    for _ in 0..=NESTING {
        let (head, whole) = peek(input, ZSTD.len()).map_err(|error| explain(&error))?;
        let budget = budget.clone();
        input = if head.starts_with(&GZIP) {
            buffered(Expanded { inner: Some(GzipMembers { state: Gzip::Between(whole), broken }), budget })
        } else if head.starts_with(&ZSTD) {
            buffered(Expanded { inner: Some(ZstdFrames::new(whole)), budget })
        } else {
            return Ok(whole);
        };
    }
    Err(Error::new(format!("it is compressed more than {NESTING} times over; decompress it first")))
}

/// The first bytes of a stream, as many as it has up to `count`, and the stream with them still in it.
pub(super) fn peek(mut input: Stream, count: usize) -> io::Result<(Vec<u8>, Stream)> {
    if let Some(head) = input.fill_buf()?.get(..count) {
        return Ok((head.to_vec(), input));
    }
    let mut head = Vec::new();
    // A pipe gives what it has; an error behind the first bytes is for who comes to it.
    let after: Stream = match input.by_ref().take(count as u64).read_to_end(&mut head) {
        Ok(_) => input,
        Err(error) => Box::new(BufReader::new(Failing(Some(error)))),
    };
    Ok((head.clone(), Box::new(Cursor::new(head).chain(after))))
}

/// A stream that has only an error to give.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// The members of a gzip file one after the other. The crate's own decoder of many members ends at the first that is broken, and takes
/// the zeros with which tapes and some writers fill up for one.
struct GzipMembers {
    state: Gzip,
    broken: Broken,
}

enum Gzip {
    Between(Stream),
    In(GzDecoder<Stream>),
    /// Behind a broken member: the next beginning of one is looked for.
    Lost(Stream),
    End,
}

impl Read for GzipMembers {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, Gzip::End) {
                Gzip::End => return Ok(0),
                Gzip::Between(mut input) => {
                    while input.fill_buf()?.first() == Some(&0) {
                        input.consume(1);
                    }
                    self.state = match input.fill_buf()?.first() {
                        None => Gzip::End,
                        Some(&first) if first == GZIP[0] => Gzip::In(GzDecoder::new(input)),
                        Some(_) => return self.fail(input, io::Error::new(io::ErrorKind::InvalidData, "other bytes follow its end")),
                    };
                }
                Gzip::In(mut decoder) => match decoder.read(buffer) {
                    Ok(0) => self.state = Gzip::Between(decoder.into_inner()),
                    Ok(count) => {
                        self.state = Gzip::In(decoder);
                        return Ok(count);
                    }
                    Err(error) => return self.fail(decoder.into_inner(), error),
                },
                Gzip::Lost(mut input) => self.state = if next_member(&mut input)? { Gzip::Between(input) } else { Gzip::End },
            }
        }
    }
}

impl GzipMembers {
    fn fail(&mut self, input: Stream, error: io::Error) -> io::Result<usize> {
        self.state = if self.broken == Broken::GoesOn { Gzip::Lost(input) } else { Gzip::End };
        Err(error)
    }
}

/// Passes over bytes up to what may begin a member, at least one of them; false at the end of the stream.
fn next_member(input: &mut Stream) -> io::Result<bool> {
    input.consume(1);
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(false);
        }
        // A beginning cut by the end of the buffer may be one: the decoder will tell.
        let found = (0..buffer.len()).find(|&at| buffer[at] == GZIP[0] && buffer.get(at + 1).is_none_or(|&byte| byte == GZIP[1]));
        let passed = found.unwrap_or(buffer.len());
        input.consume(passed);
        if found.is_some() {
            return Ok(true);
        }
    }
}

/// The frames of a Zstandard file one after the other: a decoder of the crate ends with its first frame.
pub(super) struct ZstdFrames<R: BufRead> {
    input: R,
    decoder: FrameDecoder,
    state: Frame,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    Between,
    In,
    /// At the end, or behind what is broken.
    End,
}

impl<R: BufRead> ZstdFrames<R> {
    pub fn new(input: R) -> ZstdFrames<R> {
        ZstdFrames { input, decoder: FrameDecoder::new(), state: Frame::Between }
    }

    /// Begins the next frame, over skippable ones; false at the end of the stream.
    fn begin_frame(&mut self) -> io::Result<bool> {
        loop {
            if self.input.fill_buf()?.is_empty() {
                return Ok(false);
            }
            match self.decoder.init(&mut self.input) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.input.by_ref().take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => return Err(broken(error)),
            }
        }
    }
}

fn broken(error: FrameDecoderError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error.to_string())
}

impl<R: BufRead> Read for ZstdFrames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.read_frames(buffer).inspect_err(|_| self.state = Frame::End)
    }
}

impl<R: BufRead> ZstdFrames<R> {
    fn read_frames(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.state == Frame::Between {
                self.state = if self.begin_frame()? { Frame::In } else { Frame::End };
            }
            if self.state == Frame::End {
                return Ok(0);
            }
            while self.decoder.can_collect() < buffer.len() && !self.decoder.is_finished() {
                let wanted = buffer.len() - self.decoder.can_collect();
                self.decoder.decode_blocks(&mut self.input, BlockDecodingStrategy::UptoBytes(wanted)).map_err(broken)?;
            }
            match self.decoder.read(buffer)? {
                0 if !buffer.is_empty() => self.state = Frame::Between,
                count => return Ok(count),
            }
        }
    }
}

/// A broken stream in words that name the remedy.
pub(super) fn explain(error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Error::new("the compressed file is cut short; fetch it again"),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => Error::new(format!("the compressed file is broken: {error}")),
        _ => Error::new(error.to_string()),
    }
}
