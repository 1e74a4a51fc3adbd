//! Documents and their mapping in the files of a folder.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::document::{key, object};
use super::engine::Engine;
use super::mapping::mapping;
use crate::index::StoredDocument;
use crate::report::new_file::NewFile;
use crate::{Error, Result};

/// Bytes of a file of documents: OpenSearch takes requests of up to 100 MB. A file is longer only
/// by its last document.
const PART: usize = 32 << 20;

/// An export under way: a file of documents after the other, and their mapping in the end. Each
/// file has its name once it is whole.
pub struct ExportFolder {
    dir: PathBuf,
    engine: Engine,
    part: Option<Part>,
    parts: usize,
    documents: usize,
}

struct Part {
    file: NewFile,
    out: BufWriter<File>,
    bytes: usize,
}

impl ExportFolder {
    /// Begins an export. Files of an earlier one are replaced.
    ///
    /// # Errors
    ///
    /// When the folder cannot be made, or is a file.
    pub fn create(dir: &Path, engine: Engine) -> Result<ExportFolder> {
        fs::create_dir_all(dir).map_err(|error| {
            let error = match dir.is_file() {
                true => {
                    Error::new("expected a folder, but found a file; name another with `--output`")
                }
                false => Error::from(error),
            };
            error.context(dir.display())
        })?;
        Ok(ExportFolder { dir: dir.to_path_buf(), engine, part: None, parts: 0, documents: 0 })
    }

    /// Adds a document.
    ///
    /// # Errors
    ///
    /// When a file cannot be written.
    pub fn add(&mut self, document: &StoredDocument) -> Result<()> {
        let mut lines = Vec::new();
        if self.engine == Engine::OpenSearch {
            put(&json!({ "index": { "_id": key(document) } }), &mut lines)?;
        }
        put(&object(document, self.engine).into(), &mut lines)?;
        let mut part = match self.part.take() {
            Some(part) => part,
            None => self.next_part()?,
        };
        part.out.write_all(&lines).map_err(|error| part.file.failed(error))?;
        part.bytes += lines.len();
        self.documents += 1;
        match part.bytes >= PART {
            true => part.keep(),
            false => {
                self.part = Some(part);
                Ok(())
            }
        }
    }

    fn next_part(&mut self) -> Result<Part> {
        let (file, out) = NewFile::create(&self.dir.join(self.name(self.parts)))?;
        self.parts += 1;
        Ok(Part { file, out: BufWriter::new(out), bytes: 0 })
    }

    fn name(&self, part: usize) -> String {
        format!("{}-{part:05}.jsonl", self.engine.part())
    }

    /// Writes the mapping, and takes away files of a longer export before this one; how many
    /// documents and files of documents there are.
    ///
    /// # Errors
    ///
    /// When a file cannot be written.
    pub fn finish(mut self) -> Result<(usize, usize)> {
        if let Some(part) = self.part.take() {
            part.keep()?;
        }
        let path = self.dir.join(self.engine.mapping_file());
        let (file, mut out) = NewFile::create(&path)?;
        let text = serde_json::to_string_pretty(&mapping(self.engine))
            .map_err(|error| file.failed(Error::caused("the mapping cannot be written", error)))?;
        out.write_all(format!("{text}\n").as_bytes()).map_err(|error| file.failed(error))?;
        file.keep(&out)?;
        for part in self.parts.. {
            match fs::remove_file(self.dir.join(self.name(part))) {
                Ok(()) => {}
                Err(_) => break,
            }
        }
        Ok((self.documents, self.parts))
    }
}

impl Part {
    fn keep(self) -> Result<()> {
        let Part { file, out, .. } = self;
        let out = out.into_inner().map_err(|error| file.failed(error.into_error()))?;
        file.keep(&out)
    }
}

/// Appends a value as a line.
fn put(value: &serde_json::Value, lines: &mut Vec<u8>) -> Result<()> {
    serde_json::to_writer(&mut *lines, value)
        .map_err(|error| Error::caused("a document cannot be written", error))?;
    lines.push(b'\n');
    Ok(())
}
