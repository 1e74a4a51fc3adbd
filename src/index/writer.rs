//! Building an index: beside the old one, and in its place only when it is whole.
//!
//! ```text
//! DIR/index       the index in use; holds the marker file with the version
//! DIR/index.new   one being built; a killed run leaves it, the next run removes it
//! DIR/index.old   the previous one, only between two renames
//! ```

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tantivy::directory::error::LockError;
use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::indexer::IndexWriterOptions;

use super::analyzer::{self, VietnameseTokenizer};
use super::schema::{self, Fields, VERSION};
use crate::{Annotated, Error, Result};

/// The folders inside an output folder.
const INDEX: &str = "index";
const NEW: &str = "index.new";
const OLD: &str = "index.old";

/// The file that tells an index of ours, and its version.
const MARKER: &str = "thoisu-index";

/// Threads beyond these bring tantivy nothing; it refuses more.
const MOST_THREADS: usize = 8;

/// Bytes that each thread gathers before it writes a segment, unless the caller says otherwise.
const MEMORY_PER_THREAD: usize = 64 << 20;

/// What tantivy asks for at least, and what it takes at most.
const MEMORY_LIMITS: (usize, usize) = (15_000_000, 4_000_000_000);

/// Builds a new index in an output folder.
///
/// Until [`finish`](IndexWriter::finish) an index that was there before stays as it is and can be searched.
pub struct IndexWriter {
    dir: PathBuf,
    writer: tantivy::IndexWriter,
    fields: Fields,
}

impl IndexWriter {
    /// Begins a new index in `dir`, which is made if it does not exist, with `threads` indexing threads (1 to 8) and the default memory budget.
    ///
    /// # Errors
    ///
    /// When `dir` cannot be written, when it holds things but no thoisu index, and when another run is writing to it.
    pub fn create(dir: &Path, threads: usize) -> Result<IndexWriter> {
        IndexWriter::create_with_memory(dir, threads, MEMORY_PER_THREAD)
    }

    /// The same with a memory budget of one's own, in bytes for each thread (at least 15 MB are taken).
    ///
    /// # Errors
    ///
    /// As for [`create`](IndexWriter::create).
    pub fn create_with_memory(dir: &Path, threads: usize, memory_per_thread: usize) -> Result<IndexWriter> {
        let unwritable = |error: io::Error| Error::new(format!("the output folder cannot be written: {error}")).context(dir.display());
        fs::create_dir_all(dir).map_err(unwritable)?;
        refuse_a_strangers_folder(dir)?;
        let new = dir.join(NEW);
        if new.exists() {
            refuse_a_running_writer(dir, &new)?;
            log::info!("{}: removing what an unfinished run left", new.display());
            fs::remove_dir_all(&new).map_err(unwritable)?;
        }
        // A run killed between the two renames of `finish` left the index under its other name.
        if !dir.join(INDEX).exists() && dir.join(OLD).exists() {
            fs::rename(dir.join(OLD), dir.join(INDEX)).map_err(unwritable)?;
        }
        fs::create_dir(&new).map_err(unwritable)?;
        // First of all, so that a run killed from here on leaves a folder that is known as ours.
        fs::write(new.join(MARKER), format!("{VERSION}\n")).map_err(unwritable)?;
        let (schema, fields) = schema::build();
        let index = tantivy::Index::create_in_dir(&new, schema).map_err(|error| Error::from(error).context(new.display()))?;
        index.tokenizers().register(analyzer::NAME, VietnameseTokenizer::default());
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads.clamp(1, MOST_THREADS))
            .memory_budget_per_thread(memory_per_thread.clamp(MEMORY_LIMITS.0, MEMORY_LIMITS.1))
            .build();
        let writer = index.writer_with_options(options).map_err(|error| Error::from(error).context(new.display()))?;
        Ok(IndexWriter { dir: dir.to_path_buf(), writer, fields })
    }

    /// Adds a document. `mentions_json` is kept as it is and given back by [`StoredDocument`](super::StoredDocument).
    ///
    /// Worker threads may share the writer; the order in which they add has no influence on the order of hits.
    ///
    /// # Errors
    ///
    /// When the index can no longer be written, as on a full disk.
    pub fn add(&self, annotated: &Annotated, mentions_json: &str) -> Result<()> {
        self.writer.add_document(self.fields.document(annotated, mentions_json))?;
        Ok(())
    }

    /// Writes everything out and puts the new index in the place of the old one.
    ///
    /// # Errors
    ///
    /// When the index cannot be written; an index that was there before is then still in its place.
    pub fn finish(mut self) -> Result<()> {
        self.writer.commit()?;
        self.writer.wait_merging_threads()?;
        let (index, old) = (self.dir.join(INDEX), self.dir.join(OLD));
        let misplaced = |error: io::Error| Error::new(format!("the new index cannot be put in place: {error}")).context(index.display());
        remove_if_there(&old).map_err(misplaced)?;
        if index.exists() {
            fs::rename(&index, &old).map_err(misplaced)?;
        }
        if let Err(error) = fs::rename(self.dir.join(NEW), &index) {
            // Whatever is wrong, the old index must not be lost to it.
            if old.exists() {
                fs::rename(&old, &index).map_err(misplaced)?;
            }
            return Err(misplaced(error));
        }
        remove_if_there(&old).map_err(misplaced)
    }
}

/// Opens the index in an output folder for reading.
///
/// # Errors
///
/// When there is none, or one of another version.
pub(super) fn open(dir: &Path) -> Result<(tantivy::Index, Fields)> {
    let remedy = "make one with `thoisu run INPUT --out DIR`";
    let missing =
        |found: &str| Error::new(format!("expected a folder with a thoisu index, but found {found}; {remedy}")).context(dir.display());
    let Some(path) = [INDEX, OLD].map(|name| dir.join(name)).into_iter().find(|path| path.join(MARKER).exists()) else {
        let found = if !dir.exists() {
            "nothing of that name"
        } else if !dir.is_dir() {
            "a file"
        } else if dir.join(NEW).join(MARKER).exists() {
            "only one that is unfinished"
        } else {
            "none in it"
        };
        return Err(missing(found));
    };
    let version = fs::read_to_string(path.join(MARKER)).map_err(|error| Error::from(error).context(path.join(MARKER).display()))?;
    let (schema, fields) = schema::build();
    if version.trim() != VERSION.to_string() {
        let error = Error::new(format!("expected an index of version {VERSION}, but found version `{}`; {remedy}", version.trim()));
        return Err(error.context(dir.display()));
    }
    let index = tantivy::Index::open_in_dir(&path).map_err(|error| Error::from(error).context(path.display()))?;
    if index.schema() != schema {
        return Err(missing("one with other fields"));
    }
    index.tokenizers().register(analyzer::NAME, VietnameseTokenizer::default());
    Ok((index, fields))
}

/// A folder with things in it is only ours if every `index…` in it carries our marker and there is at least one.
fn refuse_a_strangers_folder(dir: &Path) -> Result<()> {
    let mut entries = fs::read_dir(dir).map_err(|error| Error::from(error).context(dir.display()))?.peekable();
    if entries.peek().is_none() {
        return Ok(());
    }
    let is_ours = |path: &Path| path.join(MARKER).exists() || fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none());
    let there: Vec<PathBuf> = [INDEX, NEW, OLD].map(|name| dir.join(name)).into_iter().filter(|path| path.exists()).collect();
    if !there.is_empty() && there.iter().all(|path| is_ours(path)) {
        return Ok(());
    }
    let error = Error::new(
        "expected a new folder, an empty one or one with a thoisu index, but found other files in it; name another with `--out`",
    );
    Err(error.context(dir.display()))
}

fn refuse_a_running_writer(dir: &Path, new: &Path) -> Result<()> {
    let directory = MmapDirectory::open(new).map_err(|error| Error::caused("index", error).context(new.display()))?;
    match directory.acquire_lock(&INDEX_WRITER_LOCK) {
        Err(LockError::LockBusy) => Err(Error::new("another run is writing to this folder").context(dir.display())),
        Err(LockError::IoError(error)) => Err(Error::new(format!("the output folder cannot be written: {error}")).context(dir.display())),
        Ok(_) => Ok(()),
    }
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::search::tests::{annotated, ids};
    use super::super::{Index, SearchOptions};
    use super::*;

    fn build(dir: &Path, texts: &[&str]) -> Result<()> {
        let writer = IndexWriter::create(dir, 1)?;
        for (i, text) in texts.iter().enumerate() {
            writer.add(&annotated(&format!("d{i}"), "", text, None), "[]")?;
        }
        writer.finish()
    }

    fn refusal(result: Result<impl Sized>) -> String {
        result.err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_new_index_takes_the_place_of_the_old_only_when_whole() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().join("đầu/ra");
        build(&dir, &["hội nghị"]).unwrap();
        let unfinished = IndexWriter::create(&dir, 1).unwrap();
        unfinished.add(&annotated("mới", "", "kế hoạch", None), "[]").unwrap();
        assert!(refusal(IndexWriter::create(&dir, 1)).ends_with("another run is writing to this folder"));
        drop(unfinished);
        assert_eq!(ids(&Index::open(&dir).unwrap(), "nghị", &SearchOptions::default()), "d0");
        // Its left-overs are no hindrance.
        fs::rename(dir.join(INDEX), dir.join(OLD)).unwrap();
        assert_eq!(ids(&Index::open(&dir).unwrap(), "nghị", &SearchOptions::default()), "d0");
        let writer = IndexWriter::create(&dir, 1).unwrap();
        assert!(dir.join(INDEX).exists() && !dir.join(OLD).exists());
        writer.finish().unwrap();
        assert!(Index::open(&dir).unwrap().is_empty());
        assert!(!dir.join(NEW).exists() && !dir.join(OLD).exists());
    }

    #[test]
    fn a_strangers_folder_is_left_alone() {
        let temp = tempfile::tempdir().unwrap();
        fs::write(temp.path().join("ảnh.txt"), "x").unwrap();
        let expected =
            "expected a new folder, an empty one or one with a thoisu index, but found other files in it; name another with `--out`";
        let expected = format!("{}: {expected}", temp.path().display());
        assert_eq!(refusal(IndexWriter::create(temp.path(), 1)), expected);
        fs::create_dir(temp.path().join(NEW)).unwrap();
        fs::write(temp.path().join(NEW).join("của tôi"), "x").unwrap();
        assert_eq!(refusal(IndexWriter::create(temp.path(), 1)), expected);
        assert!(temp.path().join(NEW).join("của tôi").exists());
        let file = temp.path().join("ảnh.txt");
        assert!(refusal(IndexWriter::create(&file, 1)).contains("ảnh.txt: the output folder cannot be written: "));
    }

    #[test]
    fn what_is_no_index_is_told_so() {
        let temp = tempfile::tempdir().unwrap();
        let open = |dir: &Path| refusal(Index::open(dir)).replace(&temp.path().display().to_string(), "T");
        let remedy = "make one with `thoisu run INPUT --out DIR`";
        assert_eq!(open(temp.path()), format!("T: expected a folder with a thoisu index, but found none in it; {remedy}"));
        let none = temp.path().join("không");
        assert_eq!(open(&none), format!("T/không: expected a folder with a thoisu index, but found nothing of that name; {remedy}"));
        let _writer = IndexWriter::create(&none, 1).unwrap();
        assert_eq!(open(&none), format!("T/không: expected a folder with a thoisu index, but found only one that is unfinished; {remedy}"));
        let old = temp.path().join("cũ");
        build(&old, &[]).unwrap();
        fs::write(old.join(INDEX).join(MARKER), "0\n").unwrap();
        assert_eq!(open(&old), format!("T/cũ: expected an index of version 1, but found version `0`; {remedy}"));
    }
}
