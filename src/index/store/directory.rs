//! The folder of an index as tantivy sees it: memory-mapped files, with four differences.
//!
//! - *Reading needs no writing.* tantivy's reader locks a file of the folder, which fails on a
//!   read-only mount and for users who may only read. Where the lock cannot be had for such a
//!   reason, a reader goes on without it; [`Access::Read`] says that it is one.
//! - *Files have the mode that the user's umask gives.* What tantivy replaces atomically
//!   (`meta.json`) passes through a temporary file, which only its owner may read. Here that file
//!   is an ordinary one.
//! - *A writer that is gone writes no more.* tantivy merges segments in threads that outlive their
//!   writer. Two writers of one process would change the same list of files; a [`Lease`] ends what
//!   the first one may do.
//! - *Small files have a checksum.* The files of segments have one by tantivy; what is replaced
//!   atomically gets a [`seal`].

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::directory::error::{
    DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError,
};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

use super::seal;

/// What an index is opened for.
#[derive(Clone, Debug)]
pub(in crate::index) enum Access {
    /// To be searched.
    Read,
    /// To be brought forward, as long as the lease lasts.
    Write(Permit),
}

impl Access {
    /// Lets one thread change the folder at a time.
    ///
    /// # Errors
    ///
    /// When the lease has ended, or there was none.
    fn to_write(&self) -> io::Result<MutexGuard<'_, State>> {
        let Access::Write(Permit(state)) = self else {
            return Err(io::Error::other("the folder is open for reading only"));
        };
        let state = state.lock().unwrap_or_else(PoisonError::into_inner);
        match *state {
            State::Held => Ok(state),
            State::Ended => Err(io::Error::other("the writer that began this is gone")),
        }
    }
}

/// The right to write to the folder of an index; it ends when this is dropped, and waits for a
/// change that is being made.
#[derive(Debug, Default)]
pub(in crate::index) struct Lease(Arc<Mutex<State>>);

/// What a folder knows of a [`Lease`].
#[derive(Clone, Debug)]
pub(in crate::index) struct Permit(Arc<Mutex<State>>);

#[derive(Debug, Default)]
enum State {
    #[default]
    Held,
    Ended,
}

impl Lease {
    pub fn access(&self) -> Access {
        Access::Write(Permit(Arc::clone(&self.0)))
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = State::Ended;
    }
}

/// The end of the name under which a file is written before it takes the place of another.
const NEW: &str = ".new";

/// The folder of an index.
#[derive(Clone, Debug)]
pub(in crate::index) struct IndexFolder {
    path: PathBuf,
    access: Access,
    files: MmapDirectory,
}

impl IndexFolder {
    pub fn open(path: &Path, access: Access) -> Result<IndexFolder, OpenDirectoryError> {
        Ok(IndexFolder { path: path.to_path_buf(), access, files: MmapDirectory::open(path)? })
    }
}

impl Directory for IndexFolder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.files.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let failed = |error| DeleteError::IoError {
            io_error: Arc::new(error),
            filepath: path.to_path_buf(),
        };
        let _writing = self.access.to_write().map_err(failed)?;
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let _writing = self
            .access
            .to_write()
            .map_err(|error| OpenWriteError::wrap_io_error(error, path.to_path_buf()))?;
        self.files.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(path).map(|file| seal::opened(&file).0.to_vec())
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let _writing = self.access.to_write()?;
        let path = self.path.join(path);
        let mut new = path.clone().into_os_string();
        new.push(NEW);
        // Only the holder of the lease writes here, one thread at a time, so what a killed run left
        // is in nobody's way.
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&new)?;
        file.write_all(&seal::sealed(data))?;
        file.sync_data()?;
        fs::rename(&new, &path)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.files.acquire_lock(lock) {
            Err(LockError::IoError(_)) if matches!(self.access, Access::Read) => {
                Ok(DirectoryLock::from(Box::new(())))
            }
            lock => lock,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_written_to_only_while_its_lease_lasts() {
        let (dir, lease) = (tempfile::tempdir().unwrap(), Lease::default());
        let (file, other) = (Path::new("meta.json"), Path::new("0.idx"));
        let folder = IndexFolder::open(dir.path(), lease.access()).unwrap();
        folder.atomic_write(file, b"one").unwrap();
        drop(folder.open_write(other).unwrap());
        drop(lease);
        assert!(folder.atomic_write(file, b"two").is_err());
        assert!(folder.open_write(Path::new("1.idx")).is_err());
        assert!(folder.delete(other).is_err());
        assert_eq!(folder.atomic_read(file).unwrap(), b"one");
        assert!(folder.exists(other).unwrap());
    }

    #[test]
    fn threads_that_replace_one_file_leave_it_whole() {
        let (dir, lease) = (tempfile::tempdir().unwrap(), Lease::default());
        let folder = IndexFolder::open(dir.path(), lease.access()).unwrap();
        std::thread::scope(|scope| {
            for byte in b"abcd" {
                let folder = folder.clone();
                scope.spawn(move || {
                    (0..50).for_each(|_| {
                        folder.atomic_write(Path::new("list"), &[*byte; 4000]).unwrap()
                    })
                });
            }
        });
        let list = folder.atomic_read(Path::new("list")).unwrap();
        assert!(list.len() == 4000 && list.iter().all(|byte| *byte == list[0]));
    }
}
