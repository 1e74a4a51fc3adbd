//! `thoisu lexicon`: checks tables of words; and the option `--lexicon` of the commands that find
//! mentions.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::done::Done;
use super::print::{self, Page};
use crate::index::own_table;
use crate::lexicon::{self, OwnTable};
use crate::{Error, Result};

/// Check tables of words
///
/// A table is a TSV file whose first line names its columns. Your own may add issuers, units and
/// types of documents: `--lexicon FILE` of `run`, `extract` and `eval` reads it beside the built-in
/// tables.
#[derive(clap::Args)]
#[command(after_help = "\
A table:
  sense     forms                 value   example
  state     Ban Quản lý đầm Thị   BQLĐT   theo Ban Quản lý đầm Thị
  measure   thúng|thùng to        thung   gặt 5 thúng
  numbered  Giấy mời              GM      Giấy mời 15

Between the cells stands a tab. The senses are state, party and former (a body; the value is its
abbreviation in symbols), measure, money, percent and duration (a unit; the value is its sign),
numbered and unnumbered (a type of document: whether type and number alone are a reference; the
value is its abbreviation). Forms are separated by |, and so are abbreviations. The example has one
of the forms.

Examples:
  thoisu lexicon check                       the built-in tables
  thoisu lexicon check mine.tsv
  thoisu run articles/ --lexicon mine.tsv")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Name the lines with an unknown sense, a bad value, an example that does not hold, or a form
    /// that has another sense already
    Check {
        /// Your own table [default: the built-in ones]
        file: Option<PathBuf>,
    },
}

pub(super) fn run(arguments: &Arguments) -> Result<Done> {
    let Command::Check { file } = &arguments.command;
    let (name, faults) = match file {
        Some(path) => {
            let OwnTable { name, text } = read(path)?;
            let faults = lexicon::check(&name, &text);
            (name, faults)
        }
        None => ("the built-in tables".to_string(), lexicon::check_built_in()),
    };
    if faults.is_empty() {
        print::page(&Page::of(format_args!("{name}: no fault\n")))?;
        return Ok(Done::All);
    }
    faults.iter().for_each(print::note);
    let count = match faults.len() {
        1 => "1 line is at fault".to_string(),
        faults => format!("{faults} lines are at fault"),
    };
    Err(Error::new(count).context(name))
}

/// The words that a command finds mentions with.
#[derive(clap::Args)]
pub(super) struct OwnWords {
    /// Know also the issuers, units and types of documents in this table (`thoisu lexicon --help`
    /// shows one)
    ///
    /// An index keeps its table for searches. A run with another table, or none, reads all items
    /// again.
    #[arg(long, value_name = "FILE.tsv")]
    lexicon: Option<PathBuf>,
}

impl OwnWords {
    /// Adds the table, before anything is read.
    pub fn add(&self) -> Result<()> {
        self.lexicon.as_deref().map_or(Ok(()), |path| add(&read(path)?))
    }
}

/// Adds the words that an index was made with, for a query to be read as its documents were.
pub(crate) fn add_words_of(dir: &Path) -> Result<()> {
    own_table(dir).map_or(Ok(()), |table| add(&table))
}

fn add(table: &OwnTable) -> Result<()> {
    lexicon::add(&table.name, &table.text)
}

/// The table in a file.
fn read(path: &Path) -> Result<OwnTable> {
    let placed = |error: Error| error.context(path.display());
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| placed(error.into()))?;
    file.take(lexicon::LONGEST as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| placed(error.into()))?;
    if bytes.len() > lexicon::LONGEST {
        return Err(placed(Error::new(format!(
            "expected at most {} bytes, but found more",
            lexicon::LONGEST
        ))));
    }
    let text = String::from_utf8(bytes)
        .map_err(|error| placed(Error::caused("expected a table in UTF-8", error)))?;
    let name = path
        .file_name()
        .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    Ok(OwnTable { name, text })
}
