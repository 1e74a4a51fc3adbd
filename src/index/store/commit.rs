//! Which commit an index is at: told without opening it.

use std::fs;
use std::path::Path;

use twox_hash::XxHash3_64;

use super::opening::INDEX;
use super::opening::META;

/// A number that differs from one commit of the index in an output folder to the next; none where
/// no index can be read.
///
/// ```
/// assert_eq!(thoisu::index::commit_of(std::path::Path::new("no such folder")), None);
/// ```
pub fn commit_of(dir: &Path) -> Option<u64> {
    fs::read(dir.join(INDEX).join(META)).ok().map(|meta| XxHash3_64::oneshot(&meta))
}
