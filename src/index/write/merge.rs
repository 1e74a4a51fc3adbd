//! Indexes into a new one without reading their documents again: the files of their segments get a
//! second name there.
//!
//! The files of segments never change, so indexes can share them (hard links); over file systems
//! they are copied. The list of segments is written last, and the folder gets its name when all is
//! there: a merge killed at any moment leaves no index, and the same command begins anew.
//!
//! Documents keep their sequence numbers, which then are unique in an item only. Later runs number
//! on behind the greatest.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::writer::{NEW, is_held, lock, make_sure, refuse_a_strangers_folder, unwritable};
use crate::index::guard::guarded;
use crate::index::store::files::MANAGED;
use crate::index::store::manifest;
use crate::index::store::opening::{ATTEMPTS, INDEX, MARKER, META};
use crate::index::store::schema::VERSION;
use crate::index::store::seal::sealed;
use crate::index::store::union::{Overlap, Union, UnionFile};
use crate::{Error, Result};

/// What [`merge`] did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The documents of the new index.
    pub documents: u64,
    /// Its segments.
    pub segments: usize,
    /// Items that were in several indexes.
    pub overlaps: Vec<Overlap>,
    /// Documents that are word for word the same as one of another item, as far as runs with
    /// `--dedup` know; they stay.
    pub duplicates: u64,
    /// The indexes that a run was writing to: what they had committed is taken.
    pub busy: Vec<PathBuf>,
}

/// Makes one index of several, in a new or empty folder; of the same item that of the later index
/// is taken. The indexes stay as they are.
///
/// ```no_run
/// let merged = thoisu::index::merge(&["2023".into(), "2024".into()], "all".as_ref())?;
/// println!("{} documents", merged.documents);
/// # Ok::<(), thoisu::Error>(())
/// ```
///
/// # Errors
///
/// When the folder has an index or other files, or cannot be written; when one of the indexes is
/// none, is of another version, or differs from the others in its table of words or kinds of
/// mentions.
pub fn merge(dirs: &[PathBuf], out: &Path) -> Result<Merged> {
    // A mistake is told before a folder is made.
    drop(Union::open(dirs)?);
    fs::create_dir_all(out).map_err(|error| unwritable(out, &error))?;
    refuse_a_strangers_folder(out)?;
    let _lock = lock(out)?;
    if out.join(INDEX).exists() {
        let message = "expected a folder without an index, but found one; remove it or name another with `--out`";
        return Err(Error::index(message).context(out.display()));
    }
    let busy = dirs.iter().filter(|dir| is_held(dir)).cloned().collect();
    let new = out.join(NEW);
    let union = linked(dirs, out, &new)?;
    let failed = |error: io::Error| unwritable(out, &error);
    let mut managed: Vec<String> =
        union.files().map(|(name, _)| name.to_string_lossy().into_owned()).collect();
    managed.push(META.to_string());
    let managed = serde_json::to_vec(&managed).map_err(|error| failed(error.into()))?;
    let meta = serde_json::to_vec_pretty(&union.meta).map_err(|error| failed(error.into()))?;
    for (name, bytes) in [
        (MARKER, format!("{VERSION}\n").into_bytes()),
        (MANAGED, sealed(&managed)),
        (META, sealed(&meta)),
    ] {
        write(&new.join(name), &bytes).map_err(failed)?;
    }
    // The names outlive a loss of power; where folders cannot be synced, the system does it in its
    // own time.
    drop(File::open(&new).and_then(|folder| folder.sync_all()));
    fs::rename(&new, out.join(INDEX)).map_err(failed)?;
    drop(File::open(out).and_then(|folder| folder.sync_all()));
    make_sure(out)?;
    let duplicates = guarded(out, || duplicates(&union))?;
    let (documents, segments) = (union.searcher.num_docs(), union.meta.segments.len());
    Ok(Merged { documents, segments, overlaps: union.overlaps, duplicates, busy })
}

/// The union of the indexes, all of whose files are in the new folder.
fn linked(dirs: &[PathBuf], out: &Path, new: &Path) -> Result<Union> {
    let mut attempt = 1;
    loop {
        if new.exists() {
            fs::remove_dir_all(new).map_err(|error| unwritable(out, &error))?;
        }
        fs::create_dir(new).map_err(|error| unwritable(out, &error))?;
        // It is ours from the first moment on.
        write(&new.join(MARKER), b"").map_err(|error| unwritable(out, &error))?;
        let union = Union::open(dirs)?;
        let done = union.files().try_for_each(|(name, file)| take(&file, &new.join(name)));
        match done {
            Ok(()) => return Ok(union),
            // A run took a file away after its list was read.
            Err(error) if error.kind() == io::ErrorKind::NotFound && attempt < ATTEMPTS => {
                attempt += 1
            }
            Err(error) => return Err(unwritable(out, &error)),
        }
    }
}

/// Gives a file a second name, or copies it where it cannot have one.
fn take(file: &UnionFile<'_>, to: &Path) -> io::Result<()> {
    match file {
        UnionFile::Made(bytes) => write(to, bytes),
        UnionFile::At(from) => fs::hard_link(from, to).or_else(|_| {
            fs::copy(from, to)?;
            File::open(to)?.sync_all()
        }),
    }
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// How many documents with fingerprints have the text of one of another item.
fn duplicates(union: &Union) -> Result<u64> {
    let mut first: FxHashMap<u128, u64> = FxHashMap::default();
    let known = manifest::known_texts(&union.searcher)?;
    let again = known
        .iter()
        .filter(|text| *first.entry(text.fingerprint.exact).or_insert(text.item) != text.item)
        .count();
    Ok(again as u64)
}
