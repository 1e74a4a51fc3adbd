//! Zip archives: their files, in the order of the table of contents, streamed.
//!
//! The `zip` crate reads the table. Its entries borrow the archive, which a stack of sources
//! cannot; so it only tells where an entry's bytes are, and the decompressors and limits are those
//! of all other streams. That also spares the crate's own.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use flate2::Crc;
use zip::CompressionMethod;
use zip::read::ZipArchive;
use zip::result::ZipError;

use crate::read::compression::{Stream, ZstdFrames, buffered, explain};
use crate::read::format::{Kind, LINK, Way};
use crate::read::limits::{Budget, Expanded, HEAD, too_long, whole};
use crate::read::source::{Notes, Source, Step, StreamPlace, Unopened};
use crate::read::tell::{by_mark, by_members};
use crate::{Error, Result};

/// An open zip archive as a source.
pub(in crate::read) struct Entries {
    place: StreamPlace,
    archive: Archive,
    next: usize,
    /// The folder whose files are meant, with its slash; empty for all.
    folder: &'static str,
}

/// An open zip archive.
pub(in crate::read) struct Archive {
    table: ZipArchive<Shared>,
    bytes: Shared,
    budget: Arc<Budget>,
}

/// An archive's bytes with a position of one's own.
#[derive(Clone)]
struct Shared {
    bytes: Arc<Mutex<Box<dyn ReadSeek>>>,
    at: u64,
    size: u64,
}

trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

impl Read for Shared {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        bytes.seek(SeekFrom::Start(self.at))?;
        let count = bytes.read(buffer)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Shared {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

impl Entries {
    /// The files of an archive, or those of a folder in it.
    pub fn new(place: StreamPlace, archive: Archive, folder: &'static str) -> Entries {
        Entries { place, archive, next: 0, folder }
    }
}

fn broken(error: &ZipError) -> Error {
    Error::format(format!("the zip archive is broken or cut short; fetch it again: {error}"))
}

/// Where an entry is, and what becomes of it.
struct Entry {
    name: Vec<u8>,
    is_file: bool,
    is_dir: bool,
    encrypted: bool,
    method: CompressionMethod,
    start: u64,
    packed: u64,
    size: u64,
    crc: u32,
}

impl Archive {
    /// Opens an archive of `size` bytes.
    ///
    /// # Errors
    ///
    /// When it is broken.
    pub fn open(
        bytes: impl Read + Seek + Send + 'static,
        size: u64,
        budget: Arc<Budget>,
    ) -> Result<Archive> {
        let bytes = Shared { bytes: Arc::new(Mutex::new(Box::new(bytes))), at: 0, size };
        let table = ZipArchive::new(bytes.clone()).map_err(|error| broken(&error))?;
        Ok(Archive { table, bytes, budget })
    }

    /// Opens an archive that is in memory.
    ///
    /// # Errors
    ///
    /// When it is broken.
    pub fn in_memory(bytes: Vec<u8>) -> Result<Archive> {
        let (size, budget) = (bytes.len() as u64, Arc::<Budget>::default());
        budget.read(size);
        Archive::open(io::Cursor::new(bytes), size, budget)
    }

    /// The kind of file that the archive is, where it is not just an archive: by what it says of
    /// itself, or by what is in it.
    pub fn kind(&mut self) -> Option<&'static Kind> {
        // As it stands at the beginning of a file that has it uncompressed.
        let stated = self.part("mimetype", HEAD).ok().flatten().unwrap_or_default();
        let begin = [&[0; 30], &b"mimetype"[..], &stated].concat();
        by_mark(&begin).or_else(|| by_members(self.table.file_names().flatten()))
    }

    /// All bytes of the archive itself.
    pub fn into_bytes(self) -> Stream {
        buffered(Shared { at: 0, ..self.bytes })
    }

    /// The bytes of an entry; `None` where there is none of that name.
    ///
    /// # Errors
    ///
    /// When it is broken, or longer than `max` bytes.
    pub fn part(&mut self, name: &str, max: u64) -> Result<Option<Vec<u8>>> {
        let Some(index) = self.table.index_for_name(name) else { return Ok(None) };
        let entry = self.entry(index).map_err(|error| broken(&error))?;
        let bytes =
            whole(&mut self.stream(&entry)?, max).map_err(|error| explain(&error).context(name))?;
        bytes.map(Some).ok_or_else(|| too_long(max).context(name))
    }

    /// The bytes of an entry as a stream; `None` where there is none of that name.
    ///
    /// # Errors
    ///
    /// When it cannot be unpacked.
    pub fn stream_of(&mut self, name: &str) -> Result<Option<Stream>> {
        let Some(index) = self.table.index_for_name(name) else { return Ok(None) };
        let entry = self.entry(index).map_err(|error| broken(&error))?;
        self.stream(&entry).map(Some)
    }

    fn entry(&mut self, index: usize) -> std::result::Result<Entry, ZipError> {
        let entry = self.table.by_index_raw(index)?;
        let name = entry
            .name()
            .map_or_else(|_| entry.name_raw().to_vec(), |name| name.into_owned().into_bytes());
        Ok(Entry {
            name,
            is_file: entry.is_file(),
            is_dir: entry.is_dir(),
            encrypted: entry.encrypted(),
            method: entry.compression(),
            start: entry.data_start().unwrap_or_default(),
            packed: entry.compressed_size(),
            size: entry.size(),
            crc: entry.crc32(),
        })
    }

    fn stream(&self, entry: &Entry) -> Result<Stream> {
        if entry.encrypted {
            return Err(Error::format(
                "the entry is encrypted; unpack the archive with its password first",
            ));
        }
        let packed = Shared { at: entry.start, ..self.bytes.clone() }.take(entry.packed);
        let packed = io::BufReader::with_capacity(crate::read::compression::BUFFER, packed);
        let budget = self.budget.clone();
        let unpacked: Box<dyn Read + Send> = match entry.method {
            CompressionMethod::STORE => Box::new(packed),
            CompressionMethod::DEFLATE => Box::new(flate2::bufread::DeflateDecoder::new(packed)),
            CompressionMethod::ZSTD => Box::new(ZstdFrames::new(packed)),
            method => {
                let message = format!(
                    "expected an entry packed with deflate or zstd, but found `{method}`; pack the archive again"
                );
                return Err(Error::format(message));
            }
        };
        let checked = Checked {
            inner: Some(unpacked),
            crc: Crc::new(),
            size: entry.size,
            expected: entry.crc,
        };
        Ok(buffered(Expanded { inner: Some(checked), budget }))
    }
}

impl Source for Entries {
    fn next(&mut self, _: &mut Notes) -> Step {
        let index = self.next;
        if index == self.archive.table.len() {
            self.next += 1;
            // The crate keeps one entry a name.
            if self.archive.table.has_duplicate_names() {
                return self.place.lost(
                    None,
                    Error::format(
                        "several entries have the same name; only the last of each was read",
                    ),
                );
            }
        }
        if index >= self.archive.table.len() {
            return Step::End;
        }
        self.next += 1;
        let entry = match self.archive.entry(index) {
            Ok(entry) => entry,
            Err(error) => return self.place.lost(Some(index as u64 + 1), broken(&error)),
        };
        if entry.is_dir || !entry.name.starts_with(self.folder.as_bytes()) {
            return Step::Passed;
        }
        let place = match self.place.entry(&entry.name) {
            Ok(place) => place,
            Err(error) => return self.place.failed(None, error),
        };
        if !entry.is_file {
            return place.unsupported(&LINK);
        }
        match (self.archive.stream(&entry), Kind::of_name(&place.id)) {
            (Ok(input), _) => Step::Found(Unopened::Entry { place, input }),
            // What cannot be unpacked and would not be read costs nothing.
            (Err(_), Some(kind)) if kind.way == Way::Skip => place.unsupported(kind),
            (Err(error), _) => place.lost(None, error),
        }
    }
}

/// What an entry gives, held against the size and checksum that the table names; behind an error
/// comes nothing.
struct Checked<R> {
    inner: Option<R>,
    crc: Crc,
    size: u64,
    expected: u32,
}

impl<R> Checked<R> {
    /// Takes what was read; at the end nothing must be missing.
    fn take(&mut self, read: &[u8], at_end: bool) -> io::Result<()> {
        self.crc.update(read);
        // The sum counts in 32 bits, as old archives do.
        let is_whole = u64::from(self.crc.amount()) == self.size & 0xffff_ffff
            && self.crc.sum() == self.expected;
        if at_end && !is_whole {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "its size or checksum is not the one in the archive's table",
            ));
        }
        Ok(())
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(inner) = &mut self.inner else { return Ok(0) };
        let read = inner.read(buffer);
        let taken = read.and_then(|count| {
            self.take(buffer.get(..count).unwrap_or_default(), count == 0 && !buffer.is_empty())?;
            Ok(count)
        });
        taken.inspect_err(|_| self.inner = None)
    }
}
