//! Tar archives: their files, streamed.
//!
//! The `tar` crate reads the heads, with all their dialects. Its entries borrow the archive, which
//! a stack of sources cannot; so a head is read by an archive of its own, and the bytes that follow
//! are ours to pass on.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::Error;
use crate::read::compression::{Stream, buffered, explain};
use crate::read::format::LINK;
use crate::read::source::{Notes, Source, Step, StreamPlace, Unopened};

/// Heads with their long names and attributes go up to here; the crate would hold names of any
/// length.
const HEADS: u64 = 1 << 20;
const BLOCK: u64 = 512; // of a tar, which is in blocks of this size

/// An open tar archive.
pub(in crate::read) struct Entries {
    place: StreamPlace,
    archive: Arc<Mutex<Archive>>,
    ended: bool,
}

/// The stream of the archive, in an entry or between two.
struct Archive {
    input: Stream,
    /// Bytes of the entry that were not read yet.
    left: u64,
    /// Zeros behind it, up to a whole block.
    padding: u64,
}

/// What is said of an entry.
struct Head {
    name: Vec<u8>,
    kind: tar::EntryType,
}

impl Entries {
    pub fn new(place: StreamPlace, input: Stream) -> Entries {
        Entries {
            place,
            archive: Arc::new(Mutex::new(Archive { input, left: 0, padding: 0 })),
            ended: false,
        }
    }
}

/// A lock is never held over anything that could panic.
fn lock(archive: &Mutex<Archive>) -> MutexGuard<'_, Archive> {
    archive.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Archive {
    /// The next entry's head, past what was left of the one before.
    fn next(&mut self) -> io::Result<Option<Head>> {
        let rest = self.left + self.padding;
        if io::copy(&mut self.input.by_ref().take(rest), &mut io::sink())? < rest {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        (self.left, self.padding) = (0, 0);
        let mut archive = tar::Archive::new(self.input.by_ref().take(HEADS));
        let Some(entry) = archive.entries()?.next() else { return Ok(None) };
        let entry = entry?;
        let kind = entry.header().entry_type();
        // The size of a sparse file is that of its holes as well.
        let size = if kind.is_gnu_sparse() { entry.header().entry_size()? } else { entry.size() };
        let head = Head { name: entry.path_bytes().into_owned(), kind };
        (self.left, self.padding) = (size, size.wrapping_neg() % BLOCK);
        // Heads are not worth a size that no file has.
        if size > u64::MAX / 2 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "an entry of impossible size"));
        }
        Ok(Some(head))
    }
}

/// The bytes of the entry that the archive is in.
struct Entry {
    archive: Arc<Mutex<Archive>>,
}

impl Read for Entry {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let archive = &mut *lock(&self.archive);
        let count = archive.input.by_ref().take(archive.left).read(buffer)?;
        if count == 0 && archive.left > 0 && !buffer.is_empty() {
            // Said once: nothing follows, here or in the archive.
            archive.left = 0;
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        archive.left -= count as u64;
        Ok(count)
    }
}

impl Source for Entries {
    fn next(&mut self, _: &mut Notes) -> Step {
        if self.ended {
            return Step::End;
        }
        let head = lock(&self.archive).next();
        let head = match head {
            Ok(Some(head)) => head,
            Ok(None) => return Step::End,
            Err(error) => {
                self.ended = true;
                return self.place.lost(None, broken(&error));
            }
        };
        if head.kind.is_dir() || head.kind.is_pax_global_extensions() {
            return Step::Passed;
        }
        let place = match self.place.entry(&head.name) {
            Ok(place) => place,
            Err(error) => return self.place.failed(None, error),
        };
        if !head.kind.is_file() && !head.kind.is_contiguous() {
            return place.unsupported(&LINK);
        }
        Step::Found(Unopened::Entry {
            place,
            input: buffered(Entry { archive: self.archive.clone() }),
        })
    }
}

fn broken(error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Error::format("the archive is cut short; fetch it again"),
        _ => Error::format(format!(
            "the archive is broken here, and its further files can't be read: {}",
            explain(error)
        )),
    }
}
