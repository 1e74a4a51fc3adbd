//! tantivy's errors as ours.

use std::io;

use tantivy::TantivyError;
use tantivy::directory::error::OpenReadError;

use crate::{Error, ErrorKind};

impl From<TantivyError> for Error {
    fn from(error: TantivyError) -> Error {
        let is_damage = is_damage(&error);
        let error = Error::caused("index", error).of(ErrorKind::Index);
        if is_damage { error.damage() } else { error }
    }
}

/// Whether files that are not as they were written may be the cause: not where the system refuses
/// to read them, or the caller asked for too much.
fn is_damage(error: &TantivyError) -> bool {
    // What the system says has a number; what a reader says of the bytes has none.
    let of_bytes = |error: &io::Error| {
        error.raw_os_error().is_none() || error.kind() == io::ErrorKind::NotFound
    };
    match error {
        TantivyError::IoError(error)
        | TantivyError::OpenReadError(OpenReadError::IoError { io_error: error, .. }) => {
            of_bytes(error)
        }
        TantivyError::InvalidArgument(_)
        | TantivyError::LockFailure(..)
        | TantivyError::IndexAlreadyExists
        | TantivyError::OpenDirectoryError(_)
        | TantivyError::OpenWriteError(_) => false,
        _ => true,
    }
}
