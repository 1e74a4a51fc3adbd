//! The folder of an index as tantivy sees it: memory-mapped files, with two differences.
//!
//! - *Reading needs no writing.* tantivy's reader locks a file of the folder, which fails on a read-only mount and for users who may only
//!   read. Where the lock cannot be had for such a reason, a reader goes on without it; [`Access::Read`] says that it is one.
//! - *Files have the mode that the user's umask gives.* What tantivy replaces atomically (`meta.json`) passes through a temporary file,
//!   which only its owner may read. Here that file is an ordinary one.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr};

/// What an index is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::index) enum Access {
    /// To be searched.
    Read,
    /// To be brought forward.
    Write,
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
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.files.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let path = self.path.join(path);
        let mut new = path.clone().into_os_string();
        new.push(NEW);
        // Only the run that holds the folder's lock writes here, so what a killed one left is in nobody's way.
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&new)?;
        file.write_all(data)?;
        file.sync_data()?;
        fs::rename(&new, &path)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.files.acquire_lock(lock) {
            Err(LockError::IoError(_)) if self.access == Access::Read => Ok(DirectoryLock::from(Box::new(()))),
            lock => lock,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}
