//! The files of an index against their checksums: which there must be, and which are not as they
//! were written.
//!
//! | file | held against |
//! |---|---|
//! | the marker | the version |
//! | `meta.json`, `.managed.json` | their [`seal`](super::seal) |
//! | files of segments | the checksum in their footer; the footer against its one way of being written, and those of the same segment |
//!
//! What a killed run left (segments that no commit names) is no part of the index, and not looked
//! at.

use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;
use tantivy::directory::FileSlice;
use tantivy::directory::footer::Footer;
use tantivy::{Directory, HasLen};

use super::directory::{Access, IndexFolder};
use super::opening::{INDEX, MARKER, META};
use super::schema::VERSION;
use super::seal::{self, Seal};
use crate::{Error, Result};

/// tantivy's list of files.
pub(in crate::index) const MANAGED: &str = ".managed.json";

/// The ends of the names of the files that each segment has.
const PARTS: [&str; 6] = ["idx", "pos", "term", "store", "fast", "fieldnorm"];

/// A damaged file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::index) struct Broken {
    /// Its name in the folder of the index.
    pub file: String,
    /// What is wrong with it.
    pub what: String,
    /// The place of its segment in the list; of the other files there is none.
    pub segment: Option<usize>,
}

/// A segment as the last commit names it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(in crate::index) struct ListedSegment {
    segment_id: String,
    pub max_doc: u32,
    deletes: Option<Deletes>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Deletes {
    num_deleted_docs: u32,
    opstamp: u64,
}

impl ListedSegment {
    /// The name of one of its files.
    pub fn file(&self, part: &str) -> String {
        format!("{}.{part}", self.segment_id.replace('-', ""))
    }

    /// The file that says which documents are deleted, if any are.
    pub fn deletions(&self) -> Option<String> {
        self.deletes.as_ref().map(|deletes| self.file(&format!("{}.del", deletes.opstamp)))
    }

    /// How many documents are deleted.
    pub fn deleted(&self) -> u32 {
        self.deletes.as_ref().map_or(0, |deletes| deletes.num_deleted_docs)
    }

    fn files(&self) -> impl Iterator<Item = String> {
        PARTS.iter().map(|part| self.file(part)).chain(self.deletions())
    }
}

/// What was found of an index's files.
pub(in crate::index) struct Checked {
    /// The segments; none where their list cannot be read.
    pub segments: Vec<ListedSegment>,
    /// The damaged files, those of a segment together.
    pub broken: Vec<Broken>,
}

/// Whether a file is the list of segments, without which nothing is known of them.
pub(in crate::index) fn is_list(file: &str) -> bool {
    file == META
}

/// Holds all files of the index in an output folder against their checksums. It writes nothing.
///
/// # Errors
///
/// When there is no index, or its folder cannot be read.
pub(in crate::index) fn check(dir: &Path) -> Result<Checked> {
    let path = dir.join(INDEX);
    if !path.join(MARKER).exists() && !path.join(META).exists() {
        let message = "expected a folder with a thoisu index, but found none in it; make one with `thoisu run INPUT --out DIR`";
        return Err(Error::index(message).context(dir.display()));
    }
    let folder = IndexFolder::open(&path, Access::Read)
        .map_err(|error| Error::caused("index", error).context(path.display()))?;
    let mut broken = Vec::new();
    broken.extend(marker(&path));
    let segments: Vec<ListedSegment> = match small(&path, META, &mut broken) {
        Some(data) => listed(&data).unwrap_or_default(),
        None => Vec::new(),
    };
    let managed: Option<Vec<String>> =
        small(&path, MANAGED, &mut broken).and_then(|data| serde_json::from_slice(&data).ok());
    for (place, segment) in segments.iter().enumerate() {
        let mut footers = Footers::default();
        for file in segment.files() {
            let wrong =
                footers.check(&folder, &file).err().map(|error| told(&error)).or_else(|| {
                    let is_listed = managed.as_ref().is_none_or(|managed| managed.contains(&file));
                    (!is_listed).then(|| format!("it is missing in {MANAGED}"))
                });
            broken.extend(wrong.map(|what| Broken { file, what, segment: Some(place) }));
        }
        broken.extend(footers.odd().map(|file| Broken {
            file,
            what: "its footer tells another version than the others".into(),
            segment: Some(place),
        }));
    }
    Ok(Checked { segments, broken })
}

fn whole(file: &str, what: impl Into<String>) -> Broken {
    Broken { file: file.to_string(), what: what.into(), segment: None }
}

/// The file that tells the version.
fn marker(path: &Path) -> Option<Broken> {
    match fs::read(path.join(MARKER)) {
        Ok(found) if found == format!("{VERSION}\n").as_bytes() => None,
        Ok(found) => {
            let found = String::from_utf8_lossy(&found);
            Some(whole(
                MARKER,
                format!(
                    "expected version `{VERSION}`, but found `{}`: damaged, or of another thoisu",
                    found.trim_end()
                ),
            ))
        }
        Err(error) => Some(whole(MARKER, told(&error))),
    }
}

/// The data of a small file, and whether it is as written.
fn small(path: &Path, name: &str, broken: &mut Vec<Broken>) -> Option<Vec<u8>> {
    let file = match fs::read(path.join(name)) {
        Ok(file) => file,
        Err(error) => {
            broken.push(whole(name, told(&error)));
            return None;
        }
    };
    let (data, seal) = seal::opened(&file);
    match seal {
        Seal::Right => {}
        Seal::Wrong => broken.push(whole(name, "its checksum is wrong")),
        Seal::Missing => broken.push(whole(name, "its checksum is damaged or cut off")),
    }
    Some(data.to_vec())
}

fn listed(meta: &[u8]) -> Option<Vec<ListedSegment>> {
    #[derive(Deserialize)]
    struct Meta {
        segments: Vec<ListedSegment>,
    }
    serde_json::from_slice(meta).ok().map(|Meta { segments }| segments)
}

fn told(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is missing".to_string(),
        _ => crate::error::told(error),
    }
}

/// The footers of the files of a segment.
#[derive(Default)]
struct Footers(Vec<(String, Footer)>);

impl Footers {
    /// Holds a file against its footer.
    fn check(&mut self, folder: &IndexFolder, file: &str) -> io::Result<()> {
        let slice = raw(folder, file)?;
        let length = slice.len();
        let wrong = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what);
        let (footer, body) = Footer::extract_footer(slice.clone())
            .map_err(|_| wrong("its footer is damaged or cut off"))?;
        // The mark and the length of the footer were read already.
        let written = slice.slice(body.len()..length.saturating_sub(8)).read_bytes()?;
        if serde_json::to_vec(&footer)? != written.as_slice() {
            return Err(wrong("its footer is damaged"));
        }
        if crc32fast::hash(body.read_bytes()?.as_slice()) != footer.crc {
            return Err(wrong("its checksum is wrong"));
        }
        self.0.push((file.to_string(), footer));
        Ok(())
    }

    /// The files whose footer tells another version than this program's and most of the others.
    fn odd(&self) -> impl Iterator<Item = String> {
        let is_ours = |footer: &Footer| footer.version == *tantivy::version();
        let as_most = |footer: &Footer| {
            self.0.iter().filter(|(_, other)| other.version == footer.version).count() * 2
                > self.0.len()
        };
        self.0
            .iter()
            .filter(move |(_, footer)| !is_ours(footer) && !as_most(footer))
            .map(|(file, _)| file.clone())
    }
}

/// What a file holds, with the footer behind it that tantivy would write.
pub(in crate::index) fn footed(mut body: Vec<u8>) -> io::Result<Vec<u8>> {
    /// The mark at the end of each file.
    const MAGIC: u32 = 1337;
    let footer = serde_json::to_vec(&Footer {
        version: tantivy::version().clone(),
        crc: crc32fast::hash(&body),
    })?;
    let length = u32::try_from(footer.len()).map_err(io::Error::other)?;
    body.extend(footer);
    body.extend(length.to_le_bytes());
    body.extend(MAGIC.to_le_bytes());
    Ok(body)
}

/// A file of the index with its footer.
fn raw(folder: &IndexFolder, file: &str) -> io::Result<FileSlice> {
    folder.open_read(Path::new(file)).map_err(|error| match error {
        tantivy::directory::error::OpenReadError::FileDoesNotExist(_) => {
            io::ErrorKind::NotFound.into()
        }
        error => io::Error::other(error.to_string()),
    })
}

/// What a file of the index holds before its footer.
pub(in crate::index) fn body(folder: &IndexFolder, file: &str) -> io::Result<FileSlice> {
    Ok(Footer::extract_footer(raw(folder, file)?)?.1)
}
