//! Several indexes as one that is only read: the union of their segments.
//!
//! tantivy opens a [`UnionFolder`] as any index: its list of segments is made here, and each file
//! lies in the folder of its own index. All that a search counts (how many documents have a word,
//! how long texts are) is counted over all segments, so the union answers as one index would.
//!
//! - *The same item in two indexes.* That of the later index is taken, as a later run takes the
//!   place of an earlier one: the documents of the earlier are deleted by lists that exist in
//!   memory alone.
//! - *The same segment in two indexes*, as merged ones share files: it is there once, with what the
//!   later index has deleted of it.
//! - *Indexes that say different things* of the same text (another table of words, other kinds of
//!   mentions) are refused.
//! - *An index that is being written* is taken as its last commit left it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, OwnedBytes, WatchCallback, WatchHandle, WritePtr,
};
use tantivy::fastfield::write_alive_bitset;
use tantivy::index::{IndexMeta, SegmentComponent, SegmentId};
use tantivy::{BitSet, Searcher, SegmentReader, TantivyError};

use super::directory::{Access, IndexFolder};
use super::files::footed;
use super::opening::{ATTEMPTS, INDEX, META, is_gone, open, registered, segments};
use super::schema::Fields;
use super::words::Said;
use crate::{Error, Result};

/// The files that each segment has.
const PARTS: [SegmentComponent; 6] = [
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::Terms,
    SegmentComponent::Store,
    SegmentComponent::FastFields,
    SegmentComponent::FieldNorms,
];

/// Items that two indexes have, under the same file and record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The index whose documents of these items are left out.
    pub earlier: PathBuf,
    /// The index whose documents are taken.
    pub later: PathBuf,
    /// The documents that are left out.
    pub documents: u64,
    /// The origin of the first.
    pub example: String,
}

impl fmt::Display for Overlap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (earlier, later) = (self.earlier.display(), self.later.display());
        write!(
            f,
            "`{}` is in {earlier} and in {later}; the one in {later}, named later, is taken",
            self.example
        )?;
        match self.documents {
            0 | 1 => Ok(()),
            more => write!(f, ", and so for {} more documents", more - 1),
        }
    }
}

/// The union of indexes.
pub(in crate::index) struct Union {
    /// The list of segments, as one index would have it.
    pub meta: IndexMeta,
    /// Its documents.
    pub searcher: Searcher,
    pub fields: Fields,
    /// What is left out.
    pub overlaps: Vec<Overlap>,
    files: Arc<Files>,
}

/// Where the files are.
#[derive(Debug)]
struct Files {
    folders: Vec<(PathBuf, IndexFolder)>,
    of_segment: FxHashMap<String, usize>,
    /// Lists of deleted documents that no index has.
    made: FxHashMap<PathBuf, OwnedBytes>,
    meta: Vec<u8>,
}

/// A file of the union.
pub(in crate::index) enum UnionFile<'u> {
    /// In the folder of an index.
    At(PathBuf),
    /// Made here.
    Made(&'u [u8]),
}

impl Union {
    /// Opens the indexes in these output folders; of the same item that of the later folder is
    /// taken.
    ///
    /// # Errors
    ///
    /// When one is no index, of another version, or differs from the others in its table of words
    /// or kinds of mentions; when it cannot be read.
    pub fn open(dirs: &[PathBuf]) -> Result<Union> {
        let mut attempt = 1;
        loop {
            match Union::attempt(dirs) {
                // A run may have merged segments away between their list and their files.
                Ok(Err(error)) if is_gone(&error) && attempt < ATTEMPTS => attempt += 1,
                Ok(opened) => return Ok(opened?),
                Err(error) => return Err(error),
            }
        }
    }

    fn attempt(dirs: &[PathBuf]) -> Result<tantivy::Result<Union>> {
        let (mut metas, mut folders, mut fields) = (Vec::new(), Vec::new(), None);
        for dir in dirs {
            let (index, of_index) = open(dir, Access::Read)?;
            fields = Some(of_index);
            metas.push(index.load_metas()?);
            let folder = IndexFolder::open(&dir.join(INDEX), Access::Read)
                .map_err(|error| Error::from(TantivyError::from(error)))?;
            folders.push((dir.clone(), folder));
        }
        refuse_differences(dirs, &metas)?;
        let Some(fields) = fields else { return Err(Error::index("expected at least one index")) };
        Ok(Union::of(metas, folders, fields))
    }

    fn of(
        metas: Vec<IndexMeta>,
        folders: Vec<(PathBuf, IndexFolder)>,
        fields: Fields,
    ) -> tantivy::Result<Union> {
        let (mut meta, of_segment) = united(metas)?;
        let mut files = Arc::new(Files {
            folders,
            of_segment,
            made: FxHashMap::default(),
            meta: written(&meta)?,
        });
        let mut searcher = opened(&files)?;
        let (dead, overlaps) = overridden(&searcher, &files)?;
        if !dead.is_empty() {
            let mut made = FxHashMap::default();
            for segment in &mut meta.segments {
                let Some(dead) = dead.get(&segment.id()) else { continue };
                let reader = searcher
                    .segment_readers()
                    .iter()
                    .find(|reader| reader.segment_id() == segment.id());
                let Some((count, list)) =
                    reader.map(|reader| deletions(reader, dead)).transpose()?
                else {
                    continue;
                };
                *segment = segment.clone().with_delete_meta(count, meta.opstamp);
                made.insert(segment.relative_path(SegmentComponent::Delete), OwnedBytes::new(list));
            }
            let Files { folders, of_segment, .. } = &*files;
            files = Arc::new(Files {
                folders: folders.clone(),
                of_segment: of_segment.clone(),
                made,
                meta: written(&meta)?,
            });
            searcher = opened(&files)?;
        }
        Ok(Union { meta, searcher, fields, overlaps, files })
    }

    /// All files of the segments with their names.
    pub fn files(&self) -> impl Iterator<Item = (PathBuf, UnionFile<'_>)> {
        let names = self.meta.segments.iter().flat_map(|segment| {
            let parts =
                PARTS.into_iter().chain(segment.delete_opstamp().map(|_| SegmentComponent::Delete));
            parts.map(|part| segment.relative_path(part)).collect::<Vec<_>>()
        });
        names.filter_map(|name| {
            let file = match self.files.made.get(&name) {
                Some(bytes) => UnionFile::Made(bytes.as_slice()),
                None => UnionFile::At(
                    self.files.folders.get(self.files.place(&name)?)?.0.join(INDEX).join(&name),
                ),
            };
            Some((name, file))
        })
    }
}

/// One list of segments, and the index that each is in.
fn united(metas: Vec<IndexMeta>) -> tantivy::Result<(IndexMeta, FxHashMap<String, usize>)> {
    let mut of_segment = FxHashMap::default();
    // Of the later index first: it has the say about a segment that two share.
    for (place, meta) in metas.iter().enumerate().rev() {
        for segment in &meta.segments {
            of_segment.entry(segment.id().uuid_string()).or_insert(place);
        }
    }
    let stamps = metas.iter().flat_map(|meta| {
        let deleted = meta.segments.iter().filter_map(|segment| segment.delete_opstamp());
        deleted.chain([meta.opstamp])
    });
    // Later than all that was done to any of them.
    let opstamp = stamps.max().unwrap_or(0) + 1;
    let mut metas = metas.into_iter();
    let mut whole = metas.next().ok_or_else(|| TantivyError::InvalidArgument("no index".into()))?;
    let mut segments = Vec::new();
    for (place, meta) in std::iter::once(whole.segments.split_off(0))
        .chain(metas.map(|meta| meta.segments))
        .enumerate()
    {
        segments.extend(
            meta.into_iter()
                .filter(|segment| of_segment.get(&segment.id().uuid_string()) == Some(&place)),
        );
    }
    (whole.segments, whole.opstamp) = (segments, opstamp);
    Ok((whole, of_segment))
}

fn written(meta: &IndexMeta) -> tantivy::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(meta)
        .map_err(|error| TantivyError::from(io::Error::from(error)))?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn opened(files: &Arc<Files>) -> tantivy::Result<Searcher> {
    segments(&registered(tantivy::Index::open(UnionFolder(Arc::clone(files)))?))
}

/// The documents of each segment whose items a later index has too.
type Dead = FxHashMap<SegmentId, Vec<u32>>;

fn overridden(searcher: &Searcher, files: &Files) -> tantivy::Result<(Dead, Vec<Overlap>)> {
    let (mut dead, mut overlaps): (Dead, Vec<Overlap>) = (FxHashMap::default(), Vec::new());
    let mut later: FxHashMap<u64, usize> = FxHashMap::default();
    let place_of =
        |reader: &SegmentReader| files.of_segment.get(&reader.segment_id().uuid_string()).copied();
    for place in (0..files.folders.len()).rev() {
        let mut own = FxHashSet::default();
        let mut of_later: FxHashMap<usize, (u64, String)> = FxHashMap::default();
        for reader in
            searcher.segment_readers().iter().filter(|reader| place_of(reader) == Some(place))
        {
            let columns = reader.fast_fields();
            let keys = columns.u64("item_key")?;
            for document in reader.doc_ids_alive() {
                let Some(key) = keys.first(document) else { continue };
                let Some(other) = later.get(&key) else {
                    own.insert(key);
                    continue;
                };
                dead.entry(reader.segment_id()).or_default().push(document);
                let found = of_later.entry(*other).or_default();
                found.0 += 1;
                if found.0 == 1
                    && let Some(origins) = columns.str("origin")?
                    && let Some(ord) = origins.term_ords(document).next()
                {
                    origins.ord_to_str(ord, &mut found.1)?;
                }
            }
        }
        later.extend(own.into_iter().map(|key| (key, place)));
        let dir =
            |place: usize| files.folders.get(place).map(|(dir, _)| dir.clone()).unwrap_or_default();
        let mut found: Vec<_> = of_later.into_iter().collect();
        found.sort_unstable();
        overlaps.extend(found.into_iter().map(|(other, (documents, example))| Overlap {
            earlier: dir(place),
            later: dir(other),
            documents,
            example,
        }));
    }
    Ok((dead, overlaps))
}

/// How many documents are deleted with these, and the file that says so.
fn deletions(reader: &SegmentReader, dead: &[u32]) -> tantivy::Result<(u32, Vec<u8>)> {
    let mut alive = BitSet::with_max_value(reader.max_doc());
    for document in reader.doc_ids_alive() {
        alive.insert(document);
    }
    dead.iter().for_each(|document| alive.remove(*document));
    let mut body = Vec::new();
    write_alive_bitset(&alive, &mut body)?;
    let count = u32::try_from(alive.len()).unwrap_or(u32::MAX);
    Ok((reader.max_doc().saturating_sub(count), footed(body)?))
}

/// Refuses indexes that say different things of the same text.
fn refuse_differences(dirs: &[PathBuf], metas: &[IndexMeta]) -> Result<()> {
    let said: Vec<Said> = metas.iter().map(|meta| Said::of(meta.payload.as_deref())).collect();
    let Some((first, rest)) = said.split_first() else { return Ok(()) };
    for (other, dir) in rest.iter().zip(dirs.iter().skip(1)) {
        if let Some(difference) = first.difference(other) {
            let first = dirs.first().map(|dir| dir.display().to_string()).unwrap_or_default();
            let remedy = "indexes that are searched as one are made alike; run `thoisu run` again on one of them";
            return Err(Error::index(format!("it differs from {first} in {difference}; {remedy}"))
                .context(dir.display()));
        }
    }
    Ok(())
}

/// The folders of several indexes as tantivy sees them: one, with a list of segments of its own.
#[derive(Clone, Debug)]
struct UnionFolder(Arc<Files>);

impl Files {
    /// The index that a file belongs to, by its segment.
    fn place(&self, path: &Path) -> Option<usize> {
        self.of_segment.get(path.to_str()?.split('.').next()?).copied()
    }

    fn folder(&self, path: &Path) -> Option<&IndexFolder> {
        self.folders.get(self.place(path)?).map(|(_, folder)| folder)
    }
}

fn read_only() -> io::Error {
    io::Error::other("several indexes as one are only read")
}

impl Directory for UnionFolder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        if let Some(bytes) = self.0.made.get(path) {
            return Ok(Arc::new(bytes.clone()));
        }
        match self.0.folder(path) {
            Some(folder) => folder.get_file_handle(path),
            None => Err(OpenReadError::FileDoesNotExist(path.to_path_buf())),
        }
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(read_only()), filepath: path.to_path_buf() })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        if path == Path::new(META) || self.0.made.contains_key(path) {
            return Ok(true);
        }
        self.0.folder(path).map_or(Ok(false), |folder| folder.exists(path))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(read_only(), path.to_path_buf()))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        if path == Path::new(META) {
            Ok(self.0.meta.clone())
        } else {
            Err(OpenReadError::FileDoesNotExist(path.to_path_buf()))
        }
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(read_only())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
