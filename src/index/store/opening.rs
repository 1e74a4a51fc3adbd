//! Opening an index: its marker and version, its fields, its segments.

use std::fs;
use std::path::Path;

use tantivy::directory::error::OpenReadError;
use tantivy::{IndexReader, ReloadPolicy, Searcher, TantivyError};

use super::directory::{Access, IndexFolder};
use super::schema::{self, Fields, VERSION};
use crate::index::analyzer::{self, VietnameseTokenizer};
use crate::output::{INDEX_DIR, MARKER_FILE};
use crate::{Error, Result};

/// The folder of the index in an output folder.
pub(in crate::index) const INDEX: &str = INDEX_DIR;

/// The file that tells an index of ours, and its version.
pub(in crate::index) const MARKER: &str = MARKER_FILE;

/// tantivy's file with the list of segments.
pub(in crate::index) const META: &str = "meta.json";

/// How often the segments are opened at most while a run changes them.
pub(in crate::index) const ATTEMPTS: u32 = 5;

/// Opens the index in an output folder.
///
/// # Errors
///
/// When there is none, or one of another version.
pub(in crate::index) fn open(dir: &Path, access: Access) -> Result<(tantivy::Index, Fields)> {
    let path = dir.join(INDEX);
    let missing = |found: &str| {
        let message = format!(
            "expected a folder with a thoisu index, but found {found}; make one with `thoisu run INPUT --out DIR`"
        );
        Error::index(message).context(dir.display())
    };
    if !path.join(MARKER).exists() {
        let is_there = dir.exists();
        return Err(missing(match is_there {
            false => "nothing of that name",
            true if !dir.is_dir() => "a file",
            true => "none in it",
        }));
    }
    let version = fs::read(path.join(MARKER))
        .map_err(|error| Error::from(error).context(path.join(MARKER).display()))?;
    let (schema, fields) = schema::build();
    let Some(found) = version_in(&version) else {
        return Err(missing("one whose marker holds no version").damage());
    };
    if found != VERSION {
        let remedy = "remove the folder or name another, and run `thoisu run INPUT --out DIR`";
        return Err(Error::index(format!(
            "expected an index of version {VERSION}, but found version `{found}`; {remedy}"
        ))
        .context(dir.display()));
    }
    let placed = |error: TantivyError| Error::from(error).context(path.display());
    let folder = IndexFolder::open(&path, access).map_err(|error| placed(error.into()))?;
    let index = registered(tantivy::Index::open(folder).map_err(placed)?);
    if index.schema() != schema {
        return Err(missing("one with other fields").damage());
    }
    Ok((index, fields))
}

/// The version that a marker states; none where it is damaged.
fn version_in(marker: &[u8]) -> Option<u32> {
    std::str::from_utf8(marker).ok()?.trim().parse().ok()
}

/// The index with our tokenizer.
pub(in crate::index) fn registered(index: tantivy::Index) -> tantivy::Index {
    index.tokenizers().register(analyzer::NAME, VietnameseTokenizer::default());
    index
}

/// Whether a file is not there: a run may have merged its segment away.
pub(in crate::index) const fn is_gone(error: &TantivyError) -> bool {
    matches!(error, TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(_)))
}

/// Opens the segments of the last commit for searches. It writes nothing.
///
/// # Errors
///
/// As for [`open`], and when files of the index cannot be read.
pub(in crate::index) fn searcher(dir: &Path) -> Result<(Searcher, Fields)> {
    let mut attempt = 1;
    loop {
        let (index, fields) = open(dir, Access::Read)?;
        match segments(&index) {
            Ok(searcher) => return Ok((searcher, fields)),
            // Without a lock, a run may have merged segments away between their list and their
            // files.
            Err(error) if is_gone(&error) && attempt < ATTEMPTS => attempt += 1,
            Err(error) => return Err(Error::from(error)),
        }
    }
}

/// Opens the segments of an index's last commit, once.
///
/// tantivy's usual reader watches for later commits in threads of its own. They open all segments
/// again right away, and may still read the files when the index is long closed: whoever cuts a
/// file then ends the process with a bus error.
///
/// # Errors
///
/// When files of the index cannot be read.
pub(in crate::index) fn segments(index: &tantivy::Index) -> tantivy::Result<Searcher> {
    let reader: IndexReader =
        index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    Ok(reader.searcher())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_states_its_version_or_is_damaged() {
        let cases: [(&[u8], Option<u32>); 5] = [
            (b"11\n", Some(11)),
            (b"2", Some(2)),
            (b"1q\n", None),
            (b"\xb11\n", None),
            (b"", None),
        ];
        for (marker, expected) in cases {
            assert_eq!(version_in(marker), expected, "{marker:?}");
        }
    }
}
