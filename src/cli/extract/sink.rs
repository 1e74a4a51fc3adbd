//! Where extracted documents are written, in order.

use std::io::{BufWriter, Write};
use std::path::Path;

use crate::cli::print;
use crate::duplicate::Verdict;
use crate::model::Kinds;
use crate::report::tables::{TableFolder, TableForm};
use crate::report::{CsvStyle, CsvWriter, Shown, write_jsonl};
use crate::{Annotated, Error, Result};

/// An output under way.
pub(super) enum Sink {
    /// A JSON object a document.
    Lines { out: Out, shown: Shown },
    /// A row a mention.
    Csv(Box<CsvWriter<Out>>),
    /// Tables in a folder.
    Tables(Box<TableFolder>),
}

/// A file or standard output.
type Out = BufWriter<Box<dyn Write>>;

impl Sink {
    /// JSON Lines to a file, or to standard output.
    pub fn lines(output: Option<&Path>, shown: Shown) -> Result<Sink> {
        Ok(Sink::Lines { out: open(output)?, shown })
    }

    /// CSV to a file or standard output, or tables to a folder.
    pub fn csv(output: Option<&Path>, style: CsvStyle, kinds: Kinds, shown: Shown) -> Result<Sink> {
        match output {
            Some(dir) if is_folder(dir) => {
                Ok(Sink::Tables(Box::new(TableFolder::create(dir, TableForm::Csv(style), shown)?)))
            }
            _ => Ok(Sink::Csv(Box::new(CsvWriter::new(
                open(output)?,
                style,
                kinds,
                shown.all_fields,
            )?))),
        }
    }

    /// Tables to a folder, as Parquet.
    pub fn parquet(output: Option<&Path>, shown: Shown) -> Result<Sink> {
        let dir = output.ok_or_else(|| {
            Error::new("Parquet tables need a folder; name one with `--output DIR/`")
        })?;
        Ok(Sink::Tables(Box::new(TableFolder::create(dir, TableForm::Parquet, shown)?)))
    }

    /// Writes an item's documents, whose lines are made.
    pub fn write(&mut self, documents: &[Annotated], lines: &str) -> Result<()> {
        match self {
            Sink::Lines { out, .. } => Ok(out.write_all(lines.as_bytes())?),
            Sink::Csv(csv) => documents.iter().try_for_each(|annotated| csv.write(annotated)),
            Sink::Tables(tables) => {
                documents.iter().try_for_each(|annotated| tables.add(annotated, None))
            }
        }
    }

    /// Writes a document unless it is an exact duplicate; a near one names the other (in JSON Lines
    /// and tables).
    pub fn write_if_new(&mut self, annotated: &Annotated, verdict: Verdict<'_>) -> Result<()> {
        let near = match verdict {
            Verdict::Exact(of) => {
                log::info!("{}: a duplicate of {of}", annotated.document.id);
                return Ok(());
            }
            Verdict::Near { of, .. } => Some(of),
            Verdict::New => None,
        };
        match self {
            Sink::Lines { out, shown } => {
                let mut line = String::new();
                write_jsonl(annotated, *shown, near, &mut line);
                Ok(out.write_all(line.as_bytes())?)
            }
            Sink::Csv(csv) => csv.write(annotated),
            Sink::Tables(tables) => tables.add(annotated, near),
        }
    }

    /// Writes out what is left.
    pub fn finish(self) -> Result<()> {
        match self {
            Sink::Lines { mut out, .. } => Ok(out.flush()?),
            Sink::Csv(mut csv) => csv.flush(),
            Sink::Tables(tables) => tables.finish(),
        }
    }
}

fn open(output: Option<&Path>) -> Result<Out> {
    let out: Box<dyn Write> = match output {
        Some(path) => Box::new(print::create(path)?),
        None => print::stream(),
    };
    Ok(BufWriter::with_capacity(1 << 16, out))
}

/// Whether a path is a folder, or is written as one.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}
