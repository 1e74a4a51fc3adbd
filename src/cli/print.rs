//! All that the command line prints: the only file that writes to standard output and standard
//! error.
//!
//! A [`Page`] for people takes any text and writes out what a terminal would obey, and so does
//! [`note`]: a file name, an id or a title from an archive cannot send escape sequences, and no
//! caller can forget to clean them. Colours come from [`Page::styled`] alone. Data for programs
//! (JSON, CSV) is printed as it is.
//!
//! A reader that closes standard output has read enough: the error says so
//! ([`Error::is_broken_pipe`]). Nobody may be listening to standard error, so a message that cannot
//! be written is dropped, and the work goes on.

use std::fmt::{self, Write as _};
use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anstyle::Style;
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::text::write_visible;
use crate::{Error, Result};

/// The columns of the terminal; 100 where it does not tell.
pub(super) fn width() -> usize {
    terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0).max(40))
}

/// A text to read on a terminal, made of what the program says and of what the input holds.
///
/// Everything that is pushed or formatted into it is cleaned but for line breaks. What must stay on
/// one line goes in as [`Printable`](crate::text::Printable).
#[derive(Debug, Default)]
pub(super) struct Page {
    text: String,
}

impl Page {
    /// A page of one text.
    pub fn of(text: impl fmt::Display) -> Page {
        let mut page = Page::default();
        // Writing to a String cannot fail.
        let _ = write!(page, "{text}");
        page
    }

    /// Adds a text.
    pub fn push(&mut self, text: &str) {
        for c in text.chars() {
            let _ = if is_line_layout(c) {
                self.text.write_char(c)
            } else {
                write_visible(c, &mut self.text)
            };
        }
    }

    /// Adds a text in a style.
    pub fn styled(&mut self, style: Style, text: impl fmt::Display) {
        let _ = write!(self.text, "{style}");
        let _ = write!(self, "{text}");
        let _ = write!(self.text, "{style:#}");
    }

    /// The page with its colours.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// Characters that lay out a text and do no harm.
fn is_line_layout(c: char) -> bool {
    matches!(c, '\n' | '\t')
}

impl fmt::Write for Page {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push(text);
        Ok(())
    }
}

/// Whether people look at standard output.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether people look at standard output, and can type.
pub(super) fn is_dialogue() -> bool {
    io::stdin().is_terminal() && is_terminal()
}

/// Whether people look at standard error.
pub(super) fn has_progress() -> bool {
    io::stderr().is_terminal()
}

/// Prints a page to standard output; its colours only where a terminal shows them.
pub(super) fn page(page: &Page) -> Result<()> {
    write(&mut anstream::stdout().lock(), page.as_str().as_bytes())
}

/// Prints a page through `$PAGER`, if standard output is a terminal and it is set, else as
/// [`page`].
pub(super) fn paged(page_of: &Page) -> Result<()> {
    let pager = std::env::var("PAGER").unwrap_or_default();
    let mut words = pager.split_whitespace();
    let Some(program) = words.next().filter(|_| is_terminal()) else { return page(page_of) };
    let mut command = std::process::Command::new(program);
    command.args(words).stdin(std::process::Stdio::piped());
    // `less` shows colours only when it is told to, and ends by itself where there is one screen.
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    let Ok(mut pager) = command.spawn() else { return page(page_of) };
    if let Some(mut input) = pager.stdin.take() {
        // Who leaves the pager has read enough.
        let _ = input.write_all(page_of.as_str().as_bytes());
    }
    pager.wait()?;
    Ok(())
}

/// Prints a text to standard output, cleaned as a [`Page`] is.
pub(super) fn text(text: impl fmt::Display) -> Result<()> {
    page(&Page::of(text))
}

/// Prints data for programs to standard output, as it is.
pub(super) fn data(data: &[u8]) -> Result<()> {
    write(&mut io::stdout().lock(), data)
}

fn write(out: &mut impl Write, bytes: &[u8]) -> Result<()> {
    let done = out.write_all(bytes).and_then(|()| out.flush());
    done.map_err(|error| Error::from(error).context(STANDARD_OUTPUT))
}

/// Prints a value as one line of JSON to standard output.
pub(super) fn json(value: &impl Serialize) -> Result<()> {
    let json = serde_json::to_string(value)
        .map_err(|error| Error::caused("the result could not be written as JSON", error))?;
    data(format!("{json}\n").as_bytes())
}

/// Standard output as a stream for data of any length.
pub(super) fn stream() -> Box<dyn Write> {
    Box::new(Named { to: io::stdout(), name: STANDARD_OUTPUT.to_string() })
}

/// Creates a file to write to.
pub(super) fn create(path: &Path) -> Result<Named<File>> {
    let file = File::create(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            Error::new("the folder does not exist; make it first").context(path.display())
        }
        _ => Error::from(error).context(path.display()),
    })?;
    Ok(Named { to: file, name: path.display().to_string() })
}

/// What errors call standard output.
const STANDARD_OUTPUT: &str = "standard output";

/// Where results go; the errors of its writes name it.
pub(super) struct Named<W> {
    to: W,
    name: String,
}

impl<W> Named<W> {
    fn named(&self, error: io::Error) -> io::Error {
        io::Error::new(error.kind(), format!("{}: {error}", self.name))
    }
}

impl<W: Write> Write for Named<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.to.write(bytes).map_err(|error| self.named(error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush().map_err(|error| self.named(error))
    }
}

/// Says something on standard error, on a line that begins with the program's name.
pub(super) fn note(message: impl fmt::Display) {
    let line = Page::of(format_args!("thoisu: {message}\n"));
    let _ = anstream::stderr().lock().write_all(line.as_str().as_bytes());
}

/// The same of what is no error: `--quiet` silences it.
pub(super) fn tell(message: impl fmt::Display) {
    if log::log_enabled!(log::Level::Warn) {
        note(message);
    }
}

/// Messages of one kind from a library below ours that are shown in a run. An HTML parser has one
/// for every odd tag of a page; our own code has at most one of a kind for an item.
const FOREIGN: u32 = 10;

/// Sends the library's log to standard error.
pub(super) fn start_log(level: log::LevelFilter) {
    let foreign = Mutex::new(FxHashMap::default());
    env_logger::Builder::new()
        .filter_level(level)
        // tantivy's own housekeeping is of interest only to who debugs it.
        .filter_module("tantivy", level.min(log::LevelFilter::Warn))
        .format(move |out, record| {
            if !record.target().starts_with(env!("CARGO_PKG_NAME")) {
                let mut foreign = foreign.lock().unwrap_or_else(PoisonError::into_inner);
                let count: &mut u32 =
                    foreign.entry((record.target().to_string(), record.line())).or_default();
                *count += 1;
                if *count > FOREIGN {
                    return Ok(());
                }
            }
            let style = out.default_level_style(record.level());
            let mut line = Page::default();
            line.push("thoisu: ");
            if let Some(name) = name_of(record.level()) {
                line.styled(style, name);
                line.push(": ");
            }
            let _ = writeln!(line, "{}", record.args());
            out.write_all(line.as_str().as_bytes())
        })
        .init();
}

/// What a message of the log is called; an error needs no name.
fn name_of(level: log::Level) -> Option<&'static str> {
    match level {
        log::Level::Error => None,
        log::Level::Warn => Some("warning"),
        log::Level::Info => Some("info"),
        log::Level::Debug | log::Level::Trace => Some("debug"),
    }
}

#[cfg(test)]
mod tests {
    use anstyle::AnsiColor;

    use super::*;
    use crate::text::Printable;

    #[test]
    fn a_page_obeys_only_its_own_colours() {
        let mut page = Page::default();
        page.styled(AnsiColor::Red.on_default(), "tiêu\u{1b}[2J đề");
        let _ = writeln!(page, "\nid\u{7} {}\u{202e}", Printable("hai\ndòng"));
        assert_eq!(
            page.as_str(),
            "\u{1b}[31mtiêu\\x1b[2J đề\u{1b}[0m\nid\\x07 hai\\x0adòng\\u{202e}\n"
        );
    }
}
