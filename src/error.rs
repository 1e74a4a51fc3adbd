//! The one error type: what went wrong, with the file and place in front.

use std::fmt;

/// Why an operation failed: a message, with context (a file, a record, a place) put in front on the way up.
///
/// ```
/// use thoisu::Error;
/// let error = Error::new("expected a JSON object, but found `[1`").context("news.jsonl:7");
/// assert_eq!(error.to_string(), "news.jsonl:7: expected a JSON object, but found `[1`");
/// ```
#[derive(Debug)]
pub struct Error {
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
    /// The kind of the I/O error behind it, if one is.
    io: Option<std::io::ErrorKind>,
    /// Whether files that are not as they were written may be the cause.
    is_damage: bool,
    miss: Miss,
}

/// Why an item of the input gave no document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Miss {
    /// It is of a kind that is read, but broken, too large, or lacks what a document needs.
    #[default]
    Failed,
    /// It is a page without an article: a front page, a list.
    NoArticle,
    /// No reader takes its kind.
    Unsupported,
}

impl Miss {
    /// The name in `skipped.jsonl`: `failed`, `no_article`, `unsupported`.
    pub const fn name(self) -> &'static str {
        match self {
            Miss::Failed => "failed",
            Miss::NoArticle => "no_article",
            Miss::Unsupported => "unsupported",
        }
    }
}

/// A result with the crate's error.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error with a message: lower case, no final full stop.
    pub fn new(message: impl Into<String>) -> Error {
        Error { message: message.into(), source: None, io: None, is_damage: false, miss: Miss::Failed }
    }

    /// An error with a message of our own and the lower-level error that caused it.
    pub fn caused(message: impl Into<String>, source: impl std::error::Error + Send + Sync + 'static) -> Error {
        Error { message: message.into(), source: Some(Box::new(source)), io: None, is_damage: false, miss: Miss::Failed }
    }

    /// Whether the reader of our output has closed it.
    pub fn is_broken_pipe(&self) -> bool {
        self.io == Some(std::io::ErrorKind::BrokenPipe)
    }

    /// The same error, told as one that damaged files may have caused.
    #[must_use]
    pub(crate) fn damage(mut self) -> Error {
        self.is_damage = true;
        self
    }

    /// The same error, told as the reason why an item gave no document.
    #[must_use]
    pub(crate) fn missed(mut self, miss: Miss) -> Error {
        self.miss = miss;
        self
    }

    /// Why an item gave no document, where this is the reason.
    pub fn miss(&self) -> Miss {
        self.miss
    }

    /// The same error with `; remedy` behind.
    #[must_use]
    pub(crate) fn remedy(mut self, remedy: &str) -> Error {
        self.message = format!("{}; {remedy}", self.message);
        self
    }

    /// Whether damaged files may have caused it.
    pub(crate) fn is_damage(&self) -> bool {
        self.is_damage
    }

    /// The same error with `place: ` in front.
    #[must_use]
    pub fn context(mut self, place: impl fmt::Display) -> Error {
        self.message = format!("{place}: {}", self.message);
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.source {
            Some(source) => write!(f, ": {source}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    // The cause is already part of the message, so it is not offered again as a `source`.
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Error {
        Error { io: Some(error.kind()), ..Error::new(error.to_string()) }
    }
}
