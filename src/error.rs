//! The one error type: what went wrong, with the file and place in front.

use std::borrow::Cow;
use std::fmt;
use std::io;

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
    io: Option<io::ErrorKind>,
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
        self.io == Some(io::ErrorKind::BrokenPipe)
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
        f.write_str(&in_words(&self.message))?;
        match &self.source {
            Some(source) => write!(f, ": {}", in_words(&source.to_string())),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    // The cause is already part of the message, so it is not offered again as a `source`.
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        let kind = if error.kind() == io::ErrorKind::Interrupted {
            ErrorKind::Interrupted
        } else {
            ErrorKind::Io
        };
        Error { io: Some(error.kind()), ..Error::new(told(&error)).of(kind) }
    }
}

/// What the system says, in words that name the remedy.
pub(crate) fn told(error: &io::Error) -> String {
    if error.get_ref().is_some() {
        return error.to_string();
    }
    if let Some(known) = known(error) {
        return known.to_string();
    }
    let text = error.to_string();
    match text.split_once(OS_ERROR) {
        Some((says, _)) => says.trim_end().to_string(),
        None => text,
    }
}

/// What may be done about the errors of the system that users meet.
fn known(error: &io::Error) -> Option<&'static str> {
    Some(match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder; check the path",
        io::ErrorKind::PermissionDenied => {
            "permission denied; change the permissions, or run as another user"
        }
        io::ErrorKind::IsADirectory => "expected a file, but found a folder; name a file",
        io::ErrorKind::NotADirectory => "expected a folder, but found a file; check the path",
        io::ErrorKind::AlreadyExists => {
            "a file of this name exists already; remove it, or choose another name"
        }
        io::ErrorKind::StorageFull => "no space left on the device; free some, or write elsewhere",
        io::ErrorKind::QuotaExceeded => "the disk quota is used up; free some, or write elsewhere",
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only; write elsewhere",
        io::ErrorKind::FileTooLarge => {
            "the file is larger than the file system allows; write elsewhere"
        }
        io::ErrorKind::InvalidFilename => "the name is too long; choose a shorter one",
        io::ErrorKind::ResourceBusy => "another program uses it; close that and try again",
        io::ErrorKind::AddrInUse => "another program uses the address; choose another port",
        io::ErrorKind::AddrNotAvailable => {
            "this machine does not have the address; choose one that it has"
        }
        _ if cfg!(unix) => match error.raw_os_error() {
            Some(5) => "the device fails to read or write; check the disk",
            Some(23 | 24) => "too many files are open; raise the limit with `ulimit -n`",
            Some(40) if cfg!(target_os = "linux") => {
                "its links lead in a circle; mend them, or name the file itself"
            }
            _ => return None,
        },
        _ => return None,
    })
}

const OS_ERROR: &str = "(os error ";

/// A text in which another crate quotes the system, with our words in the place of the system's.
fn in_words(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    while let Some((_, behind)) = text.split_once(OS_ERROR)
        && let Some(number) = behind.split_once(')').and_then(|(number, _)| number.parse().ok())
    {
        let error = io::Error::from_raw_os_error(number);
        let changed = text.replacen(&error.to_string(), &told(&error), 1);
        if changed == text {
            break;
        }
        text = Cow::Owned(changed);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn the_system_is_told_in_words_with_the_remedy() {
        let table = [
            (2, "no such file or folder; check the path"),
            (5, "the device fails to read or write; check the disk"),
            (13, "permission denied; change the permissions, or run as another user"),
            (17, "a file of this name exists already; remove it, or choose another name"),
            (20, "expected a folder, but found a file; check the path"),
            (21, "expected a file, but found a folder; name a file"),
            (24, "too many files are open; raise the limit with `ulimit -n`"),
            (28, "no space left on the device; free some, or write elsewhere"),
        ];
        for (number, words) in table {
            let system = || io::Error::from_raw_os_error(number);
            assert_eq!(Error::from(system()).to_string(), words);
            // As another crate quotes it, once or twice, in a message or as a source.
            let quoted = format!("an IO error: '{0}', {0}", system());
            let expected = format!("an IO error: '{words}', {words}");
            assert_eq!(Error::new(quoted).to_string(), expected);
            let caused = Error::caused("a row", io::Error::other(system().to_string()));
            assert_eq!(caused.to_string(), format!("a row: {words}"));
        }
    }

    #[test]
    fn no_number_is_left_and_no_other_text_changes() {
        for number in 1..140 {
            let said = Error::from(io::Error::from_raw_os_error(number)).to_string();
            assert!(!said.is_empty() && !said.contains("os error"), "{said}");
        }
        for text in ["an article says (os error", "(os error x)", "Lỗi lạ (os error 28)", ""] {
            assert_eq!(Error::new(text).to_string(), text);
        }
    }
}
