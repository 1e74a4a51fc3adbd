//! The option `--with` of the commands that read an index: several indexes as one.

use std::path::{Path, PathBuf};

use crate::Result;
use crate::index::Index;

/// The indexes that are read as one with DIR.
#[derive(clap::Args)]
pub(super) struct With {
    /// Read the index of this folder as well, as one with DIR; repeatable
    ///
    /// Answers are those of one index over all documents. Where several indexes hold the same item,
    /// the one named last counts. This writes nothing; `thoisu merge` makes one index of them.
    #[arg(long = "with", value_name = "DIR")]
    others: Vec<PathBuf>,
}

impl With {
    /// The folders, `dir` first.
    pub fn dirs(&self, dir: &Path) -> Vec<PathBuf> {
        [dir.to_path_buf()].into_iter().chain(self.others.iter().cloned()).collect()
    }

    /// Opens the index in `dir` and the others as one, and names what is left out.
    pub fn open(&self, dir: &Path) -> Result<Index> {
        let (index, overlaps) = Index::open_all(&self.dirs(dir))?;
        overlaps.iter().for_each(|overlap| log::warn!("{overlap}"));
        Ok(index)
    }
}
