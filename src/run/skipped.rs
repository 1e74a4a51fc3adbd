//! `DIR/skipped.jsonl`: every item that gave no document, with its fate and the reason.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use serde::Serialize;

use crate::{Error, Origin, Result};

/// Writes the list of the items that gave no document; it holds the whole of it after
/// [`finish`](SkippedLog::finish).
pub struct SkippedLog {
    out: BufWriter<File>,
    /// The file, as errors name it.
    name: String,
}

/// One line.
#[derive(Serialize)]
struct SkippedLine<'a> {
    path: &'a str,
    record: Option<u64>,
    fate: &'a str,
    reason: &'a str,
}

impl SkippedLog {
    /// The name of the file in the output folder.
    pub const NAME: &'static str = "skipped.jsonl";

    /// Begins a list.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn create(path: &Path) -> Result<SkippedLog> {
        let name = path.display().to_string();
        let file = File::create(path).map_err(|error| Error::from(error).context(&name))?;
        Ok(SkippedLog { out: BufWriter::new(file), name })
    }

    /// Adds an item: `{"path", "record", "fate", "reason"}`; `record` is null where the path names
    /// the item, `fate` is the name of the reason's [`Miss`](crate::Miss).
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn add(&mut self, origin: &Origin, reason: &Error) -> Result<()> {
        let line = SkippedLine {
            path: &origin.path,
            record: origin.record,
            fate: reason.miss().name(),
            reason: &reason.to_string(),
        };
        let done = serde_json::to_writer(&mut self.out, &line)
            .map_err(std::io::Error::from)
            .and_then(|()| self.out.write_all(b"\n"));
        done.map_err(|error| Error::from(error).context(&self.name))
    }

    /// Writes out what is left.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn finish(mut self) -> Result<()> {
        self.out.flush().map_err(|error| Error::from(error).context(&self.name))
    }
}
