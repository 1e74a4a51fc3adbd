//! Compressed streams: gzip and Zstandard, known by their first bytes whatever their name, held
//! against the limits.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::gzip::{Broken, GZIP, GzipMembers};
use super::limits::{Budget, Counted, Expanded, NESTING};
use crate::error::told;
use crate::{Error, Result};

/// Large enough that reading costs few system calls, small enough to stay in cache.
pub(super) const BUFFER: usize = 1 << 16;

const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// A Zstandard stream begins with a frame, or with one to be skipped, in which pzstd and others
/// keep notes of their own.
fn is_zstd(head: &[u8]) -> bool {
    head.starts_with(&ZSTD) || matches!(head, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

/// Whether the first bytes are those of a compressed stream.
pub(super) fn is_compressed(head: &[u8]) -> bool {
    head.starts_with(&GZIP) || is_zstd(head)
}

/// A stream of bytes that some other thread may read.
pub(super) type Stream = Box<dyn BufRead + Send>;

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
pub(super) fn decompressed(
    mut input: Stream,
    budget: &Arc<Budget>,
    broken: Broken,
) -> Result<Stream> {
    for _ in 0..=NESTING {
        let (head, whole) = peek(input, ZSTD.len()).map_err(|error| explain(&error))?;
        let budget = budget.clone();
        input = if head.starts_with(&GZIP) {
            buffered(Expanded { inner: Some(GzipMembers::new(whole, broken)), budget })
        } else if is_zstd(&head) {
            buffered(Expanded { inner: Some(ZstdFrames::new(whole)), budget })
        } else {
            return Ok(whole);
        };
    }
    Err(Error::format(format!(
        "it is compressed more than {NESTING} times over; decompress it first"
    )))
}

/// The first bytes of a stream, as many as it has up to `count`, and the stream with them still in
/// it.
pub(super) fn peek(mut input: Stream, count: usize) -> io::Result<(Vec<u8>, Stream)> {
    if let Some(head) = input.fill_buf()?.get(..count) {
        return Ok((head.to_vec(), input));
    }
    let mut head = Vec::new();
    // A pipe gives what it has; an error behind the first bytes is for who comes to it.
    let after: Stream = match input.by_ref().take(count as u64).read_to_end(&mut head) {
        Ok(_) => input,
        Err(error) => Box::new(BufReader::new(Failing(Some(error))).chain(input)),
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

/// The frames of a Zstandard file one after the other: a decoder of the crate ends with its first
/// frame.
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
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
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
                self.decoder
                    .decode_blocks(&mut self.input, BlockDecodingStrategy::UptoBytes(wanted))
                    .map_err(broken)?;
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
        io::ErrorKind::UnexpectedEof => {
            Error::format("the compressed file is cut short; fetch it again")
        }
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            Error::format(format!("the compressed file is broken: {error}"))
        }
        _ => Error::format(told(error)),
    }
}
