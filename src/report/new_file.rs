//! A file that is there whole or not at all: it is written under another name, and takes its own in
//! the end.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::{Error, Result};

/// What a name has at its end while its file is written.
const NEW: &str = ".new";

/// The file while it is written; it goes where it is let go without [`NewFile::keep`].
pub(super) struct NewFile {
    path: PathBuf,
    new: PathBuf,
    is_kept: bool,
}

impl NewFile {
    /// Begins the file of a path. What a killed process left under the other name goes.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn create(path: &Path) -> Result<(NewFile, File)> {
        let mut new = path.to_path_buf().into_os_string();
        new.push(NEW);
        let new = PathBuf::from(new);
        let file = File::create(&new).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                Error::new("the folder does not exist; make it first").context(path.display())
            }
            _ => Error::from(error).context(path.display()),
        })?;
        Ok((NewFile { path: path.to_path_buf(), new, is_kept: false }, file))
    }

    /// Gives the file its name, once all is written. It takes the place of an older one in one
    /// step.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written; there is no file then, or the older one.
    pub fn keep(mut self, file: &File) -> Result<()> {
        let done = file.sync_data().and_then(|()| fs::rename(&self.new, &self.path));
        done.map_err(|error| Error::from(error).context(self.path.display()))?;
        self.is_kept = true;
        Ok(())
    }

    /// The error of a write, with the file in front.
    pub fn failed(&self, error: impl Into<Error>) -> Error {
        error.into().context(self.path.display())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.is_kept {
            // It is of no use to anyone; where it cannot be removed, the next writer does.
            let _ = fs::remove_file(&self.new);
        }
    }
}
