//! The inputs walked in order: files, folders in the order of their names, standard input; each file's items one after the other.

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{Content, Item, compression};
use crate::{Error, Origin, Result};

/// How a file's content is to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text, one article a file.
    Text,
    /// A page.
    Html,
    /// A record a line.
    JsonLines,
}

impl Format {
    /// The format that a file's name tells, under `.gz` or `.zst`: `.txt`, `.html`, `.htm`, `.jsonl`, `.ndjson`.
    pub fn of(path: &Path) -> Option<Format> {
        let extension = |path: &Path| path.extension().and_then(OsStr::to_str).map(str::to_lowercase);
        let stem = match extension(path).as_deref() {
            Some("gz" | "zst") => path.with_extension(""),
            _ => path.to_path_buf(),
        };
        match extension(&stem).as_deref() {
            Some("txt") => Some(Format::Text),
            Some("html" | "htm") => Some(Format::Html),
            Some("jsonl" | "ndjson") => Some(Format::JsonLines),
            _ => None,
        }
    }
}

/// Whether a file holds annotations beside the articles (`gold.jsonl`, `dev.gold.jsonl`) and is passed over in a folder.
fn is_gold(path: &Path) -> bool {
    path.file_name().and_then(OsStr::to_str).is_some_and(|name| {
        let name = name.trim_end_matches(".gz").trim_end_matches(".zst");
        name == "gold.jsonl" || name.ends_with(".gold.jsonl")
    })
}

/// Hands out the items of all inputs, in order.
pub struct Reader {
    inputs: VecDeque<PathBuf>,
    walk: Option<(PathBuf, walkdir::IntoIter)>,
    lines: Option<Lines>,
    /// Files of other formats met in folders.
    ignored: u64,
}

/// An open file of JSON Lines.
struct Lines {
    path: String,
    relative: String,
    input: Box<dyn BufRead + Send>,
    record: u64,
}

impl Reader {
    /// A reader over files, folders (searched through) and `-` for standard input.
    ///
    /// # Errors
    ///
    /// When an input does not exist: nothing is read then.
    pub fn new(inputs: &[PathBuf]) -> Result<Reader> {
        for input in inputs.iter().filter(|input| *input != Path::new("-")) {
            fs::metadata(input).map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => Error::new(format!("no such file or folder: `{}`", input.display())),
                _ => Error::from(error).context(input.display()),
            })?;
        }
        Ok(Reader { inputs: inputs.iter().cloned().collect(), walk: None, lines: None, ignored: 0 })
    }

    /// How many files of folders were passed over because of their format.
    pub fn ignored(&self) -> u64 {
        self.ignored
    }

    /// Begins the file at `path`; `relative` is its id. Its first item, if it has one at once.
    fn begin(&mut self, path: PathBuf, relative: String, format: Format) -> Option<Item> {
        let origin = Origin { path: path.display().to_string(), record: None };
        if format != Format::JsonLines {
            return Some(Item { origin, source_id: relative, content: Content::File { path, format } });
        }
        match File::open(&path).map_err(Error::from).and_then(|file| compression::reader(&path, file)) {
            Ok(input) => {
                self.lines = Some(Lines { path: origin.path, relative, input, record: 0 });
                None
            }
            Err(error) => Some(Item { origin, source_id: relative, content: Content::Failed(error) }),
        }
    }

    fn standard_input(&mut self) -> Option<Item> {
        let failed = |error: Error| Item { origin: stdin_origin(), source_id: "-".into(), content: Content::Failed(error) };
        let mut input = match compression::decompressed(BufReader::new(io::stdin())) {
            Ok(input) => input,
            Err(error) => return Some(failed(error)),
        };
        // JSON begins with a brace, a page with an angle bracket; all else is text.
        let first = match input.fill_buf() {
            Ok(head) => head.iter().copied().find(|byte| !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(byte)),
            Err(error) => return Some(failed(error.into())),
        };
        if first == Some(b'{') {
            self.lines = Some(Lines { path: "-".into(), relative: "-".into(), input, record: 0 });
            return None;
        }
        let mut bytes = Vec::new();
        if let Err(error) = input.read_to_end(&mut bytes) {
            return Some(failed(compression::explain(&error)));
        }
        let format = if first == Some(b'<') { Format::Html } else { Format::Text };
        Some(Item { origin: stdin_origin(), source_id: "-".into(), content: Content::Bytes { bytes, format } })
    }

    fn next_of_walk(&mut self) -> Option<Item> {
        let (root, walk) = self.walk.as_mut()?;
        let Some(entry) = walk.next() else {
            self.walk = None;
            return None;
        };
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(root).display().to_string();
                let error = Error::new(error.io_error().map_or_else(|| "a loop of links".into(), ToString::to_string));
                return Some(Item {
                    origin: Origin { path: path.clone(), record: None },
                    source_id: path,
                    content: Content::Failed(error),
                });
            }
        };
        if entry.file_type().is_dir() {
            return None;
        }
        let path = entry.into_path();
        let relative = path.strip_prefix(&*root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        match Format::of(&path).filter(|_| !is_gold(&path)) {
            Some(format) => self.begin(path, relative, format),
            None => {
                log::info!("{}: passed over, expected .txt, .html, .htm or .jsonl (or these as .gz, .zst)", path.display());
                self.ignored += 1;
                None
            }
        }
    }

    fn next_of_inputs(&mut self, input: PathBuf) -> Option<Item> {
        if input == Path::new("-") {
            return self.standard_input();
        }
        if input.is_dir() {
            // Sorted, so that the order of the documents does not depend on the file system.
            let walk = WalkDir::new(&input).follow_links(true).sort_by_file_name().into_iter();
            self.walk = Some((input, walk));
            return None;
        }
        let name = input.file_name().map_or_else(|| input.display().to_string(), |name| name.to_string_lossy().into_owned());
        match Format::of(&input) {
            Some(format) => self.begin(input, name, format),
            None => {
                let error = Error::new("expected a name that ends in .txt, .html, .htm or .jsonl, or one of these with .gz or .zst");
                Some(Item {
                    origin: Origin { path: input.display().to_string(), record: None },
                    source_id: name,
                    content: Content::Failed(error),
                })
            }
        }
    }
}

fn stdin_origin() -> Origin {
    Origin { path: "-".into(), record: None }
}

impl Lines {
    /// The next line that is not blank; `None` at the end.
    fn next(&mut self) -> Option<Item> {
        loop {
            let mut line = Vec::new();
            self.record += 1;
            let origin = Origin { path: self.path.clone(), record: Some(self.record) };
            let source_id = format!("{}:{}", self.relative, self.record);
            match self.input.read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(_) if line.iter().all(u8::is_ascii_whitespace) => {}
                Ok(_) => {
                    if self.record == 1 && line.starts_with(b"\xef\xbb\xbf") {
                        line.drain(..3);
                    }
                    return Some(Item { origin, source_id, content: Content::Line(line) });
                }
                Err(error) => {
                    let failed = Item { origin, source_id, content: Content::Failed(compression::explain(&error)) };
                    // What follows a broken place in a compressed stream cannot be read.
                    self.input = Box::new(io::empty());
                    return Some(failed);
                }
            }
        }
    }
}

impl Iterator for Reader {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next() {
                    Some(item) => return Some(item),
                    None => self.lines = None,
                }
            } else if self.walk.is_some() {
                if let Some(item) = self.next_of_walk() {
                    return Some(item);
                }
            } else {
                let input = self.inputs.pop_front()?;
                if let Some(item) = self.next_of_inputs(input) {
                    return Some(item);
                }
            }
        }
    }
}

impl Item {
    /// About how many bytes the item holds in memory, for windows of work.
    pub fn weight(&self) -> usize {
        match &self.content {
            Content::Line(bytes) | Content::Bytes { bytes, .. } => bytes.len(),
            // Not read yet: a usual page.
            Content::File { .. } => 16 << 10,
            Content::Failed(_) => 64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_by_name() {
        for (name, format) in [
            ("a.txt", Some(Format::Text)),
            ("a.HTML", Some(Format::Html)),
            ("a.htm.gz", Some(Format::Html)),
            ("a.jsonl.zst", Some(Format::JsonLines)),
            ("a.gz", None),
            ("README.md", None),
        ] {
            assert_eq!(Format::of(Path::new(name)), format, "{name}");
        }
        assert!(
            is_gold(Path::new("corpus/gold.jsonl")) && is_gold(Path::new("x/dev.gold.jsonl.gz")) && !is_gold(Path::new("golden.jsonl"))
        );
    }
}
