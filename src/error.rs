//! The one error type: what went wrong, with the file and place in front.

use std::fmt;

/// Why an operation failed: a message, with context (a file, a record, a place) put in front on the
/// way up.
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
    kind: ErrorKind,
}

/// What sort of thing went wrong, for a caller that acts on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The system refused to read or write: no such file, no permission, no space.
    Io,
    /// What the caller gave does not fit: an argument, a field, a table of words.
    #[default]
    Input,
    /// A file or record is not of the form that its kind has.
    Format,
    /// Something is larger, deeper or longer than its bound.
    Limit,
    /// A query does not parse, or asks for too much.
    Query,
    /// An index is missing, damaged, in use, or of another version.
    Index,
    /// A signal ended what was under way.
    Interrupted,
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
        Error {
            message: message.into(),
            source: None,
            io: None,
            is_damage: false,
            miss: Miss::Failed,
            kind: ErrorKind::Input,
        }
    }

    /// An error of [`ErrorKind::Format`].
    #[cfg(feature = "read")]
    pub(crate) fn format(message: impl Into<String>) -> Error {
        Error::new(message).of(ErrorKind::Format)
    }

    /// An error of [`ErrorKind::Limit`].
    #[cfg(feature = "read")]
    pub(crate) fn limit(message: impl Into<String>) -> Error {
        Error::new(message).of(ErrorKind::Limit)
    }

    /// An error of [`ErrorKind::Index`].
    #[cfg(feature = "index")]
    pub(crate) fn index(message: impl Into<String>) -> Error {
        Error::new(message).of(ErrorKind::Index)
    }

    /// The same error, of another kind.
    #[must_use]
    pub(crate) fn of(mut self, kind: ErrorKind) -> Error {
        self.kind = kind;
        self
    }

    /// What sort of thing went wrong.
    ///
    /// ```
    /// use thoisu::{Error, ErrorKind};
    /// let error = Error::from(std::io::Error::from(std::io::ErrorKind::NotFound)).context("news.jsonl");
    /// assert_eq!(error.kind(), ErrorKind::Io);
    /// ```
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// An error with a message of our own and the lower-level error that caused it.
    pub fn caused(
        message: impl Into<String>,
        source: impl std::error::Error + Send + Sync + 'static,
    ) -> Error {
        Error { source: Some(Box::new(source)), ..Error::new(message) }
    }

    /// Whether the reader of our output has closed it.
    pub fn is_broken_pipe(&self) -> bool {
        self.io == Some(std::io::ErrorKind::BrokenPipe)
    }

    /// The same error, told as one that damaged files may have caused.
    #[must_use]
    pub(crate) fn damage(mut self) -> Error {
        self.is_damage = true;
        self.of(ErrorKind::Index)
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
        let kind = if error.kind() == std::io::ErrorKind::Interrupted {
            ErrorKind::Interrupted
        } else {
            ErrorKind::Io
        };
        Error { io: Some(error.kind()), ..Error::new(error.to_string()).of(kind) }
    }
}
