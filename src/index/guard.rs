//! Damage met by the way: what tantivy's panics and errors say to the user.
//!
//! Opening an index reads no more than it must, so a file that has changed on the disk is met in
//! the middle of a query, and tantivy trusts its files. A panic there is caught, its message not
//! printed, and the user told what to do.

use std::path::Path;

use crate::caught::caught;
use crate::{Error, Result};

/// Reads what may be damaged; `None` where it cannot be read.
pub(in crate::index) fn read<T>(work: impl FnOnce() -> Option<T>) -> Option<T> {
    caught(work).flatten()
}

/// Does what reads the index in an output folder; a panic, and an error that no sound index gives,
/// become the one that names the remedy.
pub(in crate::index) fn guarded<T>(dir: &Path, work: impl FnOnce() -> Result<T>) -> Result<T> {
    match caught(work) {
        Some(Err(error)) if error.is_damage() => {
            log::info!("{}: {error}", dir.display());
            Err(damaged(dir))
        }
        Some(done) => done,
        None => Err(damaged(dir)),
    }
}

/// The error of a damaged index.
pub(in crate::index) fn damaged(dir: &Path) -> Error {
    let dir = dir.display();
    Error::new(format!("the index is damaged; `thoisu verify {dir}` tells what"))
        .context(&dir)
        .damage()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panics_and_damage_name_the_remedy() {
        let dir = Path::new("kho");
        let told =
            |work: &dyn Fn() -> Result<u8>| guarded(dir, work).map_err(|error| error.to_string());
        let damaged = Err("kho: the index is damaged; `thoisu verify kho` tells what".to_string());
        assert_eq!(told(&|| panic!("index out of bounds")), damaged);
        assert_eq!(told(&|| Err(Error::new("checksum").damage())), damaged);
        assert_eq!(told(&|| Err(Error::new("too many words"))), Err("too many words".to_string()));
        assert_eq!(told(&|| Ok(5)), Ok(5));
    }
}
