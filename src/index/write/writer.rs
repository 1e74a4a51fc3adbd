//! Writing to an index: opened or made new, brought forward by commits that are whole or not there.
//!
//! ```text
//! DIR/index       the index; holds the marker file with the version
//! DIR/index.new   an empty one being made; a killed run may leave it, the next run removes it
//! DIR/lock        held by the run that writes
//! ```
//!
//! A commit is one atomic rename of tantivy's: a run killed at any moment leaves the index of the
//! last commit. Documents of one item are always in the same commit, so an item is in the index
//! whole or not at all.

use std::fs::{self, File, TryLockError};
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use tantivy::indexer::IndexWriterOptions;
use tantivy::query::{BooleanQuery, RangeQuery, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{IndexSettings, Searcher, Term};

use super::merging::SmallOnes;
use super::segment::{Builders, Source};
use crate::duplicate::Fingerprint;
use crate::index::guard::{damaged, guarded};
use crate::index::store::directory::{Access, IndexFolder, Lease};
use crate::index::store::files;
use crate::index::store::manifest::{self, KnownText, Manifest, Stamp};
use crate::index::store::opening::{INDEX, MARKER, open, searcher, segments};
use crate::index::store::schema::{self, Fields, VERSION};
use crate::index::store::{stored, words};
use crate::model::Kinds;
use crate::{Annotated, Error, Result};

/// What an output folder holds beside the index.
pub(super) const NEW: &str = "index.new";
const LOCK: &str = "lock";

/// Each thread leaves a segment of its own at every commit, and searches do some work for each.
const MOST_THREADS: usize = 8;

/// Bytes that each thread gathers before it writes a segment, unless the caller says otherwise.
const MEMORY_PER_THREAD: usize = 64 << 20;

/// Bytes on disk of a segment that is not merged with others. Of news, what a thread gathers makes
/// more than twice as many; commits cut some short.
const FULL_SEGMENT: u64 = MEMORY_PER_THREAD as u64 / 2;

/// What tantivy asks for at least, and what it would take at most.
const MEMORY_LIMITS: (usize, usize) = (15_000_000, 4_000_000_000);

/// Writes to the index in an output folder; one at a time.
///
/// What is added can be searched after the next [`commit`](IndexWriter::commit), and is lost
/// without one.
pub struct IndexWriter {
    pub(super) dir: PathBuf,
    /// Commits, deletes and merges; segments it gets from the builders.
    pub(super) writer: tantivy::IndexWriter,
    /// There are some from the first document after a commit on.
    builders: Option<Builders>,
    threads: usize,
    memory_per_thread: usize,
    fields: Fields,
    manifest: Manifest,
    /// The documents that this index was given so far: the number of the next.
    sequence: u64,
    /// The number of this run's first.
    first: u64,
    /// The kinds of mentions that are looked for, where that was said.
    kinds: Option<Kinds>,
    /// The index as it was opened.
    before: Searcher,
    /// Ends what this writer's merging threads may do to the folder, before the lock lets another
    /// in.
    _lease: Lease,
    /// Held until the writer goes; the system lets it go when the process ends, however it does.
    _lock: File,
}

/// Makes what an index stores of documents, in any thread.
#[derive(Clone, Copy)]
pub struct DocumentBuilder {
    fields: Fields,
}

/// A document in the form in which it is stored.
pub struct IndexDocument {
    source: Source,
    fields: Fields,
}

impl IndexDocument {
    /// Stores the fingerprint by which later runs know duplicates of the document, and of which it
    /// is a near one.
    #[must_use]
    pub fn with_fingerprint(
        mut self,
        fingerprint: &Fingerprint,
        near_duplicate_of: Option<&str>,
    ) -> IndexDocument {
        self.source.values.add_bytes(self.fields.fingerprint, &fingerprint.to_bytes());
        if let Some(of) = near_duplicate_of {
            self.source.values.add_text(self.fields.near_duplicate_of, of);
        }
        self
    }
}

impl DocumentBuilder {
    /// The stored form of a document.
    pub fn build(&self, annotated: &Annotated) -> IndexDocument {
        let values = self.fields.document(annotated, &stored::encode(annotated));
        let blocks = annotated.document.blocks.iter().map(|block| block.span).collect();
        IndexDocument { source: Source { values, blocks }, fields: self.fields }
    }
}

impl IndexWriter {
    /// Opens the index in `dir`, or makes an empty one there, with `threads` indexing threads (1 to
    /// 8) and the default memory budget.
    ///
    /// # Errors
    ///
    /// When `dir` cannot be written, when it holds things but no thoisu index, when its index is of
    /// another version or damaged, and when another run is writing to it.
    pub fn open(dir: &Path, threads: usize) -> Result<IndexWriter> {
        IndexWriter::open_with_memory(dir, threads, MEMORY_PER_THREAD)
    }

    /// The same with a memory budget of one's own, in bytes for each thread (at least 15 MB are
    /// taken).
    ///
    /// # Errors
    ///
    /// As for [`open`](IndexWriter::open).
    pub fn open_with_memory(
        dir: &Path,
        threads: usize,
        memory_per_thread: usize,
    ) -> Result<IndexWriter> {
        fs::create_dir_all(dir).map_err(|error| unwritable(dir, &error))?;
        refuse_a_strangers_folder(dir)?;
        let lock = lock(dir)?;
        if dir.join(INDEX).exists() {
            // Merging would give damage a checksum that is right.
            refuse_damage(dir)?;
        } else {
            make_empty(dir)?;
        }
        guarded(dir, || IndexWriter::open_sound(dir, threads, memory_per_thread, lock))
    }

    /// Opens the index in a folder that is held by a lock.
    fn open_sound(
        dir: &Path,
        threads: usize,
        memory_per_thread: usize,
        lock: File,
    ) -> Result<IndexWriter> {
        let lease = Lease::default();
        let (index, fields) = open(dir, lease.access())?;
        let (threads, memory_per_thread) = (
            threads.clamp(1, MOST_THREADS),
            memory_per_thread.clamp(MEMORY_LIMITS.0, MEMORY_LIMITS.1),
        );
        // Its own thread gets no documents, and so takes no memory.
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(MEMORY_LIMITS.0)
            .build();
        let placed =
            |error: tantivy::TantivyError| Error::from(error).context(dir.join(INDEX).display());
        let before = segments(&index).map_err(placed)?;
        let (manifest, sequence) = (Manifest::read(&before)?, manifest::next_sequence(&before)?);
        let writer = index.writer_with_options(options).map_err(placed)?;
        writer.set_merge_policy(Box::new(SmallOnes::new(dir.join(INDEX), FULL_SEGMENT)));
        let dir = dir.to_path_buf();
        Ok(IndexWriter {
            dir,
            writer,
            builders: None,
            threads,
            memory_per_thread,
            fields,
            manifest,
            sequence,
            first: sequence,
            kinds: None,
            before,
            _lease: lease,
            _lock: lock,
        })
    }

    /// Says which kinds of mentions the documents have, for the next commit to tell.
    pub fn set_kinds(&mut self, kinds: Kinds) {
        self.kinds = Some(kinds);
    }

    /// What workers need to make documents.
    pub fn builder(&self) -> DocumentBuilder {
        DocumentBuilder { fields: self.fields }
    }

    /// The documents that the index held when it was opened, as far as they have fingerprints, to
    /// know duplicates of them.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn known_texts(&self) -> Result<Vec<KnownText>> {
        manifest::known_texts(&self.before)
    }

    /// How many documents of the item under this key are from earlier runs.
    pub fn documents_of(&self, key: u64) -> u64 {
        self.manifest.documents(key)
    }

    /// Whether an earlier run put an item there under this key, and this run has not met it.
    pub fn is_unmet(&self, key: u64) -> bool {
        self.manifest.is_unmet(key)
    }

    /// The contents of the items that are there, as [`Stamp`] counts them.
    pub fn contents(&self) -> FxHashSet<u64> {
        self.manifest.contents()
    }

    /// The key of the item of this content, if it is there and was not met before in this run; it
    /// is met from then on.
    pub fn meet(&mut self, content: u64) -> Option<u64> {
        self.manifest.meet(content)
    }

    /// Puts an item's documents in the place of those that an earlier run put there under its key;
    /// says whether there were any.
    ///
    /// What this run has put is not looked for: a key must not be put twice.
    ///
    /// # Errors
    ///
    /// When the index can no longer be written, as on a full disk.
    pub fn put(&mut self, stamp: &Stamp, documents: Vec<IndexDocument>) -> Result<bool> {
        let was_there = self.remove(stamp.key)?;
        for IndexDocument { mut source, .. } in documents {
            self.fields.add_stamp(&mut source.values, stamp);
            source.values.add_u64(self.fields.sequence, self.sequence);
            self.sequence += 1;
            self.add(source).map_err(|error| broken(&self.dir, error))?;
        }
        Ok(was_there)
    }

    fn add(&mut self, source: Source) -> tantivy::Result<()> {
        let builders = match self.builders.take() {
            Some(builders) => builders,
            None => Builders::start(
                self.writer.index(),
                self.fields,
                self.threads,
                self.memory_per_thread,
            )?,
        };
        self.builders.insert(builders).add(source)
    }

    /// Takes an item's documents out; says whether there were any.
    ///
    /// # Errors
    ///
    /// When the index can no longer be read.
    pub fn remove(&mut self, key: u64) -> Result<bool> {
        let was_there = self.manifest.replace(key);
        if was_there {
            // A segment of ours may be added behind the deletion and be asked for it all the same:
            // only what was there before this run shall go.
            let of_item = TermQuery::new(
                Term::from_field_u64(self.fields.item_key, key),
                IndexRecordOption::Basic,
            );
            let end = Term::from_field_u64(self.fields.sequence, self.first);
            let before = RangeQuery::new(Bound::Unbounded, Bound::Excluded(end));
            let both = BooleanQuery::intersection(vec![Box::new(of_item), Box::new(before)]);
            self.writer.delete_query(Box::new(both)).map_err(|error| broken(&self.dir, error))?;
        }
        Ok(was_there)
    }

    /// Takes out the items that this run has not met, those of the files in `spared` (by
    /// [`Stamp::file`]) aside; gives the number of items and documents.
    ///
    /// # Errors
    ///
    /// As for [`remove`](IndexWriter::remove).
    pub fn prune(&mut self, spared: &FxHashSet<u64>) -> Result<(u64, u64)> {
        let (keys, documents) = self.manifest.gone(spared);
        for &key in &keys {
            self.remove(key)?;
        }
        Ok((keys.len() as u64, documents))
    }

    /// How many items, and documents of theirs, this run has not met.
    pub fn unmet(&self) -> (u64, u64) {
        let (keys, documents) = self.manifest.gone(&FxHashSet::default());
        (keys.len() as u64, documents)
    }

    /// Makes all that was done so far durable and visible to new searches.
    ///
    /// # Errors
    ///
    /// When the index cannot be written; it is then as at the last commit.
    pub fn commit(&mut self) -> Result<()> {
        self.commit_segments().map_err(|error| broken(&self.dir, error))
    }

    fn commit_segments(&mut self) -> tantivy::Result<()> {
        if let Some(builders) = self.builders.take() {
            builders
                .finish()?
                .into_iter()
                .try_for_each(|segment| self.writer.add_segment(segment))?;
        }
        let mut commit = self.writer.prepare_commit()?;
        if let Some(payload) = words::payload(self.kinds) {
            commit.set_payload(&payload);
        }
        commit.commit().map(drop)
    }

    /// Commits without waiting for the merging of segments, and makes sure that the index is there
    /// and opens.
    ///
    /// # Errors
    ///
    /// As for [`finish`](IndexWriter::finish).
    pub fn stop(mut self) -> Result<()> {
        self.commit()?;
        make_sure(&self.dir)
    }

    /// Commits, waits for the merging of segments, and makes sure that the index is there and
    /// opens.
    ///
    /// # Errors
    ///
    /// As for [`commit`](IndexWriter::commit), and when files of the index have gone since the run
    /// began.
    pub fn finish(mut self) -> Result<()> {
        self.commit()?;
        let IndexWriter { dir, writer, .. } = self;
        writer.wait_merging_threads().map_err(|error| broken(&dir, error))?;
        make_sure(&dir)
    }
}

/// Makes an empty index; it is there whole or not at all.
fn make_empty(dir: &Path) -> Result<()> {
    let failed = |error: io::Error| unwritable(dir, &error);
    let new = dir.join(NEW);
    if new.exists() {
        fs::remove_dir_all(&new).map_err(failed)?;
    }
    fs::create_dir(&new).map_err(failed)?;
    let mut marker = File::create(new.join(MARKER)).map_err(failed)?;
    io::Write::write_all(&mut marker, format!("{VERSION}\n").as_bytes())
        .and_then(|()| marker.sync_all())
        .map_err(failed)?;
    let (schema, _) = schema::build();
    let settings =
        IndexSettings { docstore_compress_dedicated_thread: false, ..IndexSettings::default() };
    IndexFolder::open(&new, Lease::default().access())
        .map_err(tantivy::TantivyError::from)
        .and_then(|folder| tantivy::Index::create(folder, schema, settings))
        .map_err(|error| Error::from(error).context(new.display()))?;
    fs::rename(&new, dir.join(INDEX)).map_err(failed)?;
    // So that the name outlives a loss of power; where folders cannot be synced, the system does it
    // in its own time.
    drop(File::open(dir).and_then(|folder| folder.sync_all()));
    Ok(())
}

/// A folder with things in it is only ours if what would be the index carries our marker.
pub(super) fn refuse_a_strangers_folder(dir: &Path) -> Result<()> {
    let entries = fs::read_dir(dir).map_err(|error| Error::from(error).context(dir.display()))?;
    let mut names = entries.filter_map(|entry| entry.ok().map(|entry| entry.file_name()));
    // A run killed before it had an index leaves no more than these two.
    if dir.join(INDEX).join(MARKER).exists()
        || names.all(|name| name == LOCK || name == NEW) && is_ours_or_none(&dir.join(NEW))
    {
        return Ok(());
    }
    let error = Error::index(
        "expected a new folder, an empty one or one with a thoisu index, but found other files in it; name another with `--out`",
    );
    Err(error.context(dir.display()))
}

/// Whether an unfinished index is ours: it carries the marker, or nothing was put into it yet.
fn is_ours_or_none(new: &Path) -> bool {
    new.join(MARKER).exists()
        || fs::read_dir(new).map_or(true, |mut entries| entries.next().is_none())
}

/// An index that is damaged is left as it is: every file is held against its checksum before
/// anything is written.
fn refuse_damage(dir: &Path) -> Result<()> {
    // That it is of another version says more.
    let checked = guarded(dir, || open(dir, Access::Read)).and_then(|_| files::check(dir));
    let sound = checked
        .and_then(|checked| if checked.broken.is_empty() { Ok(()) } else { Err(damaged(dir)) });
    sound.map_err(|error| if error.is_damage() { error.remedy(REMEDY) } else { error })
}

/// What to do about a damaged index.
const REMEDY: &str = "nothing was changed; move the folder away and run the same command again";

/// Takes the folder for this process.
pub(super) fn lock(dir: &Path) -> Result<File> {
    let file = File::create(dir.join(LOCK)).map_err(|error| unwritable(dir, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::index(
            "another run is writing to this folder; wait for it, or name another with `--out`",
        )
        .context(dir.display())),
        // A file system without locks: tantivy has its own beside the index.
        Err(TryLockError::Error(error)) => {
            log::warn!(
                "{}: the folder cannot be locked against other runs: {}",
                dir.display(),
                Error::from(error)
            );
            Ok(file)
        }
    }
}

/// Whether a run is writing to a folder, as far as that can be told without writing.
pub(super) fn is_held(dir: &Path) -> bool {
    File::open(dir.join(LOCK))
        .is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

/// Makes sure that what was committed can be searched: somebody may have removed or replaced files
/// while a run went on.
pub(super) fn make_sure(dir: &Path) -> Result<()> {
    searcher(dir).map(drop).map_err(|error| {
        let remedy = "files of the index were removed or changed while the run went on; remove the folder and run the same command again";
        Error::index(format!("the index was written, but does not open: {error}; {remedy}")).context(dir.display())
    })
}

pub(super) fn unwritable(dir: &Path, error: &io::Error) -> Error {
    Error::index(format!("the output folder cannot be written: {error}")).context(dir.display())
}

pub(super) fn broken(dir: &Path, error: tantivy::TantivyError) -> Error {
    let remedy =
        "what was committed is safe; mend the cause (a full disk?) and run the same command again";
    Error::index(format!("the index cannot be written: {error}; {remedy}")).context(dir.display())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::index::search::tests::{annotated, ids, put};
    use crate::index::{Index, SearchOptions};

    fn refusal(result: Result<impl Sized>) -> String {
        result.err().map(|error| error.to_string()).unwrap_or_default()
    }

    fn hits(dir: &Path, query: &str) -> String {
        ids(&Index::open(dir).unwrap(), query, &SearchOptions::default())
    }

    #[test]
    fn what_is_not_committed_is_not_there() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().join("đầu/ra");
        let mut writer = IndexWriter::open(&dir, 1).unwrap();
        assert!(Index::open(&dir).unwrap().is_empty());
        put(&mut writer, &annotated("một", "", "hội nghị", None));
        writer.commit().unwrap();
        put(&mut writer, &annotated("hai", "", "hội nghị", None));
        assert!(refusal(IndexWriter::open(&dir, 1)).ends_with(
            "another run is writing to this folder; wait for it, or name another with `--out`"
        ));
        drop(writer);
        assert_eq!(hits(&dir, "nghị"), "một");
    }

    #[test]
    fn an_item_takes_the_place_of_the_one_with_its_key() {
        let temp = tempfile::tempdir().unwrap();
        let stamp = |id: &str, content: &str| Stamp::new("a.jsonl", id, content.as_bytes(), 0);
        let mut writer = IndexWriter::open(temp.path(), 1).unwrap();
        let builder = writer.builder();
        let document = |id: &str, text: &str| vec![builder.build(&annotated(id, "", text, None))];
        assert!(!writer.put(&stamp("x", "năm cũ"), document("x", "năm cũ")).unwrap());
        assert!(!writer.put(&stamp("y", "năm nay"), document("y", "năm nay")).unwrap());
        writer.finish().unwrap();
        let mut writer = IndexWriter::open(temp.path(), 1).unwrap();
        assert!(
            writer.meet(stamp("y", "năm nay").content).is_some()
                && writer.meet(stamp("x", "năm mới").content).is_none()
        );
        assert!(writer.put(&stamp("x", "năm mới"), document("x", "năm mới")).unwrap());
        writer.finish().unwrap();
        assert_eq!(hits(temp.path(), "năm"), "x y");
        assert_eq!(hits(temp.path(), "cũ"), "");
        // A run that meets only one: the other can be pruned.
        let mut writer = IndexWriter::open(temp.path(), 1).unwrap();
        assert_eq!(writer.meet(stamp("x", "năm mới").content), Some(stamp("x", "").key));
        assert_eq!(writer.unmet(), (1, 1));
        assert_eq!(writer.prune(&FxHashSet::default()).unwrap(), (1, 1));
        writer.finish().unwrap();
        assert_eq!(hits(temp.path(), "năm"), "x");
    }

    #[test]
    fn a_strangers_folder_is_left_alone() {
        let temp = tempfile::tempdir().unwrap();
        fs::write(temp.path().join("ảnh.txt"), "x").unwrap();
        let expected = "expected a new folder, an empty one or one with a thoisu index, but found other files in it; name another with `--out`";
        let expected = format!("{}: {expected}", temp.path().display());
        assert_eq!(refusal(IndexWriter::open(temp.path(), 1)), expected);
        fs::create_dir(temp.path().join(NEW)).unwrap();
        fs::write(temp.path().join(NEW).join("của tôi"), "x").unwrap();
        assert_eq!(refusal(IndexWriter::open(temp.path(), 1)), expected);
        fs::remove_file(temp.path().join("ảnh.txt")).unwrap();
        assert_eq!(refusal(IndexWriter::open(temp.path(), 1)), expected);
        assert!(temp.path().join(NEW).join("của tôi").exists());
        let file = temp.path().join(NEW).join("của tôi");
        assert!(
            refusal(IndexWriter::open(&file, 1))
                .contains("của tôi: the output folder cannot be written: ")
        );
    }

    #[test]
    fn what_a_run_killed_at_its_beginning_left_is_no_hindrance() {
        let temp = tempfile::tempdir().unwrap();
        fs::write(temp.path().join(LOCK), "").unwrap();
        fs::create_dir(temp.path().join(NEW)).unwrap();
        fs::write(temp.path().join(NEW).join(MARKER), "").unwrap();
        IndexWriter::open(temp.path(), 1).unwrap().finish().unwrap();
        assert!(Index::open(temp.path()).unwrap().is_empty());
    }

    #[test]
    fn what_is_no_index_is_told_so() {
        let temp = tempfile::tempdir().unwrap();
        let open =
            |dir: &Path| refusal(Index::open(dir)).replace(&temp.path().display().to_string(), "T");
        let remedy = "make one with `thoisu run INPUT --out DIR`";
        assert_eq!(
            open(temp.path()),
            format!("T: expected a folder with a thoisu index, but found none in it; {remedy}")
        );
        let none = temp.path().join("không");
        assert_eq!(
            open(&none),
            format!(
                "T/không: expected a folder with a thoisu index, but found nothing of that name; {remedy}"
            )
        );
        let old = temp.path().join("cũ");
        IndexWriter::open(&old, 1).unwrap().finish().unwrap();
        fs::write(old.join(INDEX).join(MARKER), "0\n").unwrap();
        let remedy = "remove the folder or name another, and run `thoisu run INPUT --out DIR`";
        let expected = format!(
            "T/cũ: expected an index of version {VERSION}, but found version `0`; {remedy}"
        );
        assert_eq!(open(&old), expected);
        assert_eq!(
            refusal(IndexWriter::open(&old, 1)).replace(&temp.path().display().to_string(), "T"),
            expected
        );
    }
}
