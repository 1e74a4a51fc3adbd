//! tantivy's errors as ours.

use tantivy::TantivyError;

use crate::Error;

impl From<TantivyError> for Error {
    fn from(error: TantivyError) -> Error {
        Error::caused("index", error)
    }
}
