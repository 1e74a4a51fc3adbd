//! Compressed files: gzip and Zstandard, known by their first bytes whatever their name.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use crate::{Error, Result};

/// Large enough that reading costs few system calls, small enough to stay in cache.
const BUFFER: usize = 1 << 16;

const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// The decompressed bytes of a file.
pub(super) fn reader(path: &Path, file: File) -> Result<Box<dyn BufRead + Send>> {
    decompressed(BufReader::with_capacity(BUFFER, file)).map_err(|error| error.context(path.display()))
}

/// The decompressed bytes of any stream.
pub(super) fn decompressed(mut input: impl BufRead + Send + 'static) -> Result<Box<dyn BufRead + Send>> {
    let head = input.fill_buf()?;
    if head.starts_with(&GZIP) {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, flate2::bufread::MultiGzDecoder::new(input))));
    }
    if head.starts_with(&ZSTD) {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, ZstdFrames { input, decoder: FrameDecoder::new(), in_frame: false })));
    }
    Ok(Box::new(input))
}

/// The frames of a Zstandard file one after the other: a decoder of the crate ends with its first frame.
struct ZstdFrames<R: BufRead> {
    input: R,
    decoder: FrameDecoder,
    in_frame: bool,
}

impl<R: BufRead> ZstdFrames<R> {
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
        loop {
            if !self.in_frame {
                self.in_frame = self.begin_frame()?;
                if !self.in_frame {
                    return Ok(0);
                }
            }
            while self.decoder.can_collect() < buffer.len() && !self.decoder.is_finished() {
                let wanted = buffer.len() - self.decoder.can_collect();
                self.decoder.decode_blocks(&mut self.input, BlockDecodingStrategy::UptoBytes(wanted)).map_err(broken)?;
            }
            match self.decoder.read(buffer)? {
                0 if !buffer.is_empty() => self.in_frame = false,
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
