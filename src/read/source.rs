//! What holds items, and what it tells of them one step at a time.
//!
//! A folder holds files, a tar a web archive, that a page: each is a [`Source`]. It opens nothing
//! that it holds; it gives what it finds ([`Unopened`]) to the reader.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::compression::{Stream, explain};
use super::format::{Format, Kind};
use super::item::{Content, Hints, Item};
use super::limits::{Budget, NESTING, too_long, whole};
use super::options::ReadOptions;
use super::tell;
use crate::text::printable;
use crate::{Error, Origin};

/// What a source has next.
pub(super) enum Step {
    /// An item.
    Item(Item),
    /// A file, stream or entry, which the reader opens.
    Found(Unopened),
    /// A container, to be read to its end before the source goes on.
    Open(Box<dyn Source>),
    /// Something that is no item, already noted.
    Passed,
    /// No more.
    End,
}

/// What a source holds that may be an item or a container.
pub(super) enum Unopened {
    /// A file that may be a container.
    File { place: StreamPlace, file: File, size: u64 },
    /// A stream that has no name: its format is the one asked for, or told by its first bytes.
    Stream { place: StreamPlace, input: Box<dyn Read + Send>, format: Option<Format> },
    /// The entry of an archive.
    Entry { place: StreamPlace, input: Stream },
}

/// Something that holds items.
pub(super) trait Source: Send {
    /// The next step; after [`Step::End`] it is not asked again.
    fn next(&mut self, notes: &mut Notes) -> Step;
}

/// What the reader keeps in mind over all inputs.
#[derive(Default)]
pub(super) struct Notes {
    pub ignored: u64,
    pub links: u64,
    /// Hashes of the addresses met in web archives: 8 bytes each, where a collision only makes an
    /// id longer.
    addresses: FxHashSet<u64>,
    /// By the hash of an address with its time that was met again, the number that its next capture
    /// tries.
    captures: FxHashMap<u64, u64>,
}

impl Notes {
    /// Notes a record that is no item.
    pub fn pass(&mut self, place: &str, why: &str) -> Step {
        log::info!("{place}: skipped, {why}");
        self.ignored += 1;
        Step::Passed
    }

    /// Notes a link that is not followed.
    pub fn leave_link(&mut self, path: &Path) -> Step {
        log::info!("{}: not followed, the link leads out of the input folder", path.display());
        self.links += 1;
        Step::Passed
    }

    /// Whether an address is met for the first time.
    pub fn is_new(&mut self, address: &str) -> bool {
        self.addresses.insert(hash_of(address))
    }

    /// The address with the first number from 2 on that makes it new. What was tried is not tried
    /// again: of an archive with one address alone each capture would try all numbers before its
    /// own.
    pub fn numbered(&mut self, address: &str) -> String {
        let key = hash_of(address);
        let mut number = self.captures.get(&key).copied().unwrap_or(2);
        let new = loop {
            #[cfg(test)]
            crate::work::count(1);
            let new = format!("{address}@{number}");
            number += 1;
            if self.is_new(&new) {
                break new;
            }
        };
        self.captures.insert(key, number);
        new
    }
}

fn hash_of(address: &str) -> u64 {
    use std::hash::{BuildHasher, BuildHasherDefault};
    BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(address)
}

/// Where a stream is: what its items are called, and what bounds them.
#[derive(Clone)]
pub(super) struct StreamPlace {
    /// The path as shown.
    pub path: String,
    /// The path relative to the input.
    pub id: String,
    /// The outermost input file.
    pub file: Arc<str>,
    /// How many archives it is inside of.
    pub depth: usize,
    pub budget: Arc<Budget>,
    pub options: Arc<ReadOptions>,
}

impl StreamPlace {
    /// An item of this place: the place itself, or the record of a number.
    pub fn item(&self, record: Option<u64>, content: Content) -> Item {
        let source_id = match record {
            Some(record) => format!("{}:{record}", self.id),
            None => self.id.clone(),
        };
        Item {
            origin: Origin { path: self.path.clone(), record },
            source_id,
            file: self.file.clone(),
            options: self.options.clone(),
            hints: Hints::default(),
            content,
            rest_lost: false,
        }
    }

    /// An item that can't be read.
    pub fn failed(&self, record: Option<u64>, error: Error) -> Step {
        Step::Item(self.item(record, Content::Failed(error)))
    }

    /// An item that can't be read, and with it all that follows.
    pub fn lost(&self, record: Option<u64>, error: Error) -> Step {
        Step::Item(Item { rest_lost: true, ..self.item(record, Content::Failed(error)) })
    }

    /// The place of an archive's entry, by the name that the archive gives it.
    ///
    /// # Errors
    ///
    /// When the name leads out of the archive. Entries are never written anywhere, but ids are made
    /// of their names.
    pub fn entry(&self, name: &[u8]) -> std::result::Result<StreamPlace, Error> {
        let slashed: Vec<u8> =
            name.iter().map(|&byte| if byte == b'\\' { b'/' } else { byte }).collect();
        let name = printable(&slashed);
        let parts: Vec<&str> =
            name.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
        if parts.contains(&"..") {
            return Err(Error::format(format!(
                "expected a name inside the archive, but found `{name}`"
            )));
        }
        let name = parts.join("/");
        Ok(StreamPlace {
            path: format!("{}!{name}", self.path),
            id: format!("{}!{name}", self.id),
            ..self.clone()
        })
    }

    /// The place one archive deeper.
    ///
    /// # Errors
    ///
    /// When archives are nested too deep.
    pub fn deeper(mut self) -> std::result::Result<StreamPlace, Box<Step>> {
        if self.depth >= NESTING {
            let error = Error::format(format!(
                "archives are nested more than {NESTING} deep; unpack the outer ones first"
            ));
            return Err(Box::new(self.lost(None, error)));
        }
        self.depth += 1;
        Ok(self)
    }

    /// An item of a kind that no reader takes.
    pub fn unsupported(&self, kind: &Kind) -> Step {
        self.failed(None, kind.unsupported())
    }

    /// An item that is read at once.
    pub fn document(&self, mut input: Stream, format: Format) -> Step {
        let max = self.options.max_document;
        match whole(&mut input, max) {
            Ok(Some(bytes)) => Step::Item(self.item(None, Content::Document { bytes, format })),
            Ok(None) => self.failed(None, too_long(max)),
            Err(error) => self.lost(None, explain(&error)),
        }
    }

    /// The name below the input, or in the innermost archive.
    fn name(&self) -> &str {
        self.id.rsplit('!').next().unwrap_or(&self.id)
    }

    /// What stands here, if its name says that it lies beside articles and is none.
    pub fn aside(&self) -> Option<&'static Kind> {
        tell::aside(self.name())
    }

    /// Whether the caller wants this file left out; noted in the log.
    pub fn is_ignored(&self) -> bool {
        let ignored = self.options.ignore.covers(self.name(), false);
        if ignored {
            log::info!("{}: left out by --ignore", self.path);
        }
        ignored
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_entries() {
        let archive = StreamPlace {
            path: "kho/a.tar".into(),
            id: "a.tar".into(),
            file: "/kho/a.tar".into(),
            depth: 0,
            budget: Arc::default(),
            options: Arc::default(),
        };
        for (name, expected) in [
            (&b"bai.txt"[..], Some("a.tar!bai.txt")),
            (b"./th\xc6\xb0-m\xe1\xbb\xa5c//bai.txt", Some("a.tar!thư-mục/bai.txt")),
            (b"/etc/bai.txt", Some("a.tar!etc/bai.txt")),
            (b"tin\\bai.txt", Some("a.tar!tin/bai.txt")),
            (b"\xff\x1b[2J.txt", Some("a.tar!\\xff\\x1b[2J.txt")),
            (b"../bai.txt", None),
            (b"a/../../bai.txt", None),
            (b"..\\bai.txt", None),
        ] {
            assert_eq!(archive.entry(name).map(|place| place.id).ok().as_deref(), expected);
        }
    }
}
