//! The inputs walked in order: files, folders in the order of their names, standard input.

use std::collections::VecDeque;
use std::fs::{self, File, FileType, Metadata};
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::compression::is_compressed;
use super::format::Format;
use super::item::Content;
use super::options::ReadOptions;
use super::source::{Notes, Source, Step, StreamPlace, Unopened};
use super::tell::{self, HEAD, Told};
use crate::output::{INDEX_DIR, MARKER_FILE};
use crate::text::printable;
use crate::{Error, ErrorKind, Result};

/// The inputs that the caller named.
pub(super) struct Inputs {
    left: VecDeque<PathBuf>,
    options: Arc<ReadOptions>,
}

impl Inputs {
    pub fn new(inputs: &[PathBuf], options: Arc<ReadOptions>) -> Result<Inputs> {
        for input in inputs.iter().filter(|input| *input != Path::new("-")) {
            fs::metadata(input).map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => {
                    let input = input.display();
                    Error::new(format!("no such file or folder: `{input}`; check the path"))
                        .of(ErrorKind::Io)
                }
                _ => Error::from(error).context(input.display()),
            })?;
        }
        Ok(Inputs { left: inputs.iter().cloned().collect(), options })
    }
}

/// A stream that the caller hands over.
pub(super) struct Handed {
    stream: Option<Unopened>,
}

impl Handed {
    pub fn new(name: &str, input: Box<dyn Read + Send>, options: &Arc<ReadOptions>) -> Handed {
        let name = printable(name.as_bytes());
        let place = place(Path::new(&name), name.clone(), name.clone(), options);
        Handed { stream: Some(Unopened::Stream { place, input, format: options.format }) }
    }
}

impl Source for Handed {
    fn next(&mut self, _: &mut Notes) -> Step {
        self.stream.take().map_or(Step::End, Step::Found)
    }
}

/// The outermost files that inputs name.
#[derive(Clone, Debug)]
pub struct InputFiles {
    inputs: Vec<PathBuf>,
    options: Arc<ReadOptions>,
}

impl InputFiles {
    pub(super) fn new(inputs: &[PathBuf], options: Arc<ReadOptions>) -> InputFiles {
        InputFiles { inputs: inputs.to_vec(), options }
    }

    /// The path of each, as [`Item::key_path`](super::Item::key_path) has it; folders are searched
    /// through, and files of other formats are among them.
    pub fn paths(&self) -> impl Iterator<Item = String> + '_ {
        self.inputs.iter().flat_map(|input| -> Box<dyn Iterator<Item = String>> {
            if input == Path::new("-") {
                return Box::new(std::iter::once("-".to_string()));
            }
            let place = input_place(input, &self.options);
            match input.is_dir() {
                true => Box::new(Folder::new(input.clone(), place).into_files()),
                false => Box::new(std::iter::once(place.file.to_string())),
            }
        })
    }
}

fn input_place(input: &Path, options: &Arc<ReadOptions>) -> StreamPlace {
    let name = input.file_name().unwrap_or(input.as_os_str());
    place(input, printable(name.as_encoded_bytes()), absolute(input), options)
}

/// The absolute path of an input without links, or as it is if that can't be told.
fn absolute(path: &Path) -> String {
    let absolute = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    printable(absolute.as_os_str().as_encoded_bytes())
}

fn place(path: &Path, id: String, file: String, options: &Arc<ReadOptions>) -> StreamPlace {
    let path = printable(path.as_os_str().as_encoded_bytes());
    StreamPlace {
        path,
        id,
        file: file.into(),
        depth: 0,
        budget: Arc::default(),
        options: options.clone(),
    }
}

impl Source for Inputs {
    fn next(&mut self, _: &mut Notes) -> Step {
        let Some(input) = self.left.pop_front() else { return Step::End };
        if input == Path::new("-") {
            let place = StreamPlace {
                file: "-".into(),
                ..place(&input, "-".into(), String::new(), &self.options)
            };
            return Step::Found(Unopened::Stream {
                place,
                input: Box::new(io::stdin()),
                format: self.options.format,
            });
        }
        let place = input_place(&input, &self.options);
        let metadata = match fs::metadata(&input) {
            Ok(metadata) => metadata,
            Err(error) => return place.lost(None, error.into()),
        };
        if metadata.is_dir() {
            return Step::Open(Box::new(Folder::new(input, place)));
        }
        // What a shell makes of `<(command)`, or of /dev/stdin: a stream by the caller's own wish.
        if !metadata.is_file()
            && ["/dev/fd/", "/dev/stdin", "/proc/self/fd/"]
                .iter()
                .any(|folder| place.path.starts_with(folder))
        {
            return match File::open(&input) {
                Ok(file) => Step::Found(Unopened::Stream {
                    place,
                    input: Box::new(file),
                    format: self.options.format,
                }),
                Err(error) => place.lost(None, error.into()),
            };
        }
        if place.is_ignored() {
            return Step::Passed;
        }
        begin(&input, &metadata, place)
    }
}

/// A folder searched through.
struct Folder {
    root: PathBuf,
    /// The same without links.
    inside: PathBuf,
    place: StreamPlace,
    walk: walkdir::IntoIter,
}

impl Folder {
    fn new(root: PathBuf, place: StreamPlace) -> Folder {
        // Sorted, so that the order of the documents does not depend on the file system.
        let walk = WalkDir::new(&root).follow_links(true).sort_by_file_name().into_iter();
        let inside = fs::canonicalize(&root).unwrap_or_else(|_| root.clone());
        Folder { root, inside, place, walk }
    }

    /// Whether an entry is a link to something outside of the folder, which only the user's word
    /// makes part of it.
    fn leads_out(&self, entry: &walkdir::DirEntry) -> bool {
        let may_lead_out =
            entry.path_is_symlink() && entry.depth() > 0 && !self.place.options.follow;
        may_lead_out
            && !fs::canonicalize(entry.path()).is_ok_and(|target| target.starts_with(&self.inside))
    }

    /// Whether the caller wants an entry left out, and all that is below it.
    fn is_ignored(&self, entry: &walkdir::DirEntry) -> bool {
        let name = self.below(entry.path()).id;
        !name.is_empty() && self.place.options.ignore.covers(&name, entry.file_type().is_dir())
    }

    /// The paths of all files of the folder.
    fn into_files(mut self) -> impl Iterator<Item = String> {
        std::iter::from_fn(move || {
            loop {
                let Ok(entry) = self.walk.next()? else { continue };
                let is_folder = entry.file_type().is_dir();
                match self.leads_out(&entry) || self.is_ignored(&entry) {
                    true if is_folder => self.walk.skip_current_dir(),
                    false if !is_folder => return Some(self.below(entry.path()).file.to_string()),
                    _ => {}
                }
            }
        })
    }

    /// The place of something below the folder.
    fn below(&self, path: &Path) -> StreamPlace {
        let relative = path.strip_prefix(&self.root).unwrap_or(path);
        let id = printable(relative.as_os_str().as_encoded_bytes());
        let id = if cfg!(windows) { id.replace('\\', "/") } else { id };
        // Joining is cheaper than asking for each file, and as stable.
        let file = if id.is_empty() {
            self.place.file.to_string()
        } else {
            format!("{}/{id}", self.place.file)
        };
        place(path, id, file, &self.place.options)
    }
}

impl Source for Folder {
    fn next(&mut self, notes: &mut Notes) -> Step {
        let entry = match self.walk.next() {
            None => return Step::End,
            Some(Ok(entry)) => entry,
            Some(Err(error)) => {
                let place = self.below(error.path().unwrap_or(&self.root));
                let broken_link = |error: &io::Error| {
                    error.kind() == io::ErrorKind::NotFound && !place.id.is_empty()
                };
                let reason = match error.io_error() {
                    None => Error::format("a link that leads back to a folder above it"),
                    Some(error) if broken_link(error) => Error::format("a link that leads nowhere"),
                    Some(error) => Error::new(error.to_string()).of(ErrorKind::Io),
                };
                return place.lost(None, reason);
            }
        };
        if self.leads_out(&entry) {
            if entry.file_type().is_dir() {
                self.walk.skip_current_dir();
            }
            return notes.leave_link(entry.path());
        }
        if self.is_ignored(&entry) {
            log::info!("{}: left out by --ignore", entry.path().display());
            if entry.file_type().is_dir() {
                self.walk.skip_current_dir();
            }
            return Step::Passed;
        }
        if entry.file_type().is_dir() {
            if entry.path().join(Path::new(INDEX_DIR).join(MARKER_FILE)).exists() {
                log::info!("{}: skipped, it is an output folder of thoisu", entry.path().display());
                self.walk.skip_current_dir();
            }
            return Step::Passed;
        }
        let place = self.below(entry.path());
        if let Some(kind) = place.aside() {
            return place.unsupported(kind);
        }
        match entry.metadata() {
            Ok(metadata) => begin(entry.path(), &metadata, place),
            Err(error) => place.lost(None, Error::new(error.to_string()).of(ErrorKind::Io)),
        }
    }
}

/// Begins a file. One that is a document is read only when it is loaded.
fn begin(path: &Path, metadata: &Metadata, place: StreamPlace) -> Step {
    if !metadata.is_file() {
        // Opening a pipe without a writer would wait for ever.
        let message = format!(
            "expected a file, but found {}; give a stream as standard input (`-`)",
            kind(metadata.file_type())
        );
        return place.lost(None, Error::format(message));
    }
    let (file, told) =
        match File::open(path).and_then(|mut file| Ok((told(&mut file, &place)?, file))) {
            Ok((told, file)) => (file, told),
            Err(error) => return place.lost(None, error.into()),
        };
    match told {
        Some(Told::As(format)) if format.is_document() => Step::Item(
            place.item(None, Content::File { path: path.to_path_buf(), size: metadata.len() }),
        ),
        Some(Told::Other(kind)) => place.unsupported(kind),
        Some(Told::As(_)) | None => {
            Step::Found(Unopened::File { place, file, size: metadata.len() })
        }
    }
}

/// What a file is; none where its compression must be taken off first. Of what is compressed, a
/// name that says document is believed until it is loaded.
fn told(file: &mut File, place: &StreamPlace) -> io::Result<Option<Told>> {
    let mut head = Vec::with_capacity(HEAD);
    file.take(HEAD as u64).read_to_end(&mut head)?;
    file.rewind()?;
    if !is_compressed(&head) {
        return Ok(Some(tell::file(&head, &place.id, place.options.format)));
    }
    Ok(Format::of_name(&place.id).filter(|format| format.is_document()).map(Told::As))
}

#[cfg(unix)]
fn kind(file: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match file {
        file if file.is_fifo() => "a named pipe",
        file if file.is_socket() => "a socket",
        file if file.is_dir() => "a folder",
        _ => "a device",
    }
}

#[cfg(not(unix))]
fn kind(_: FileType) -> &'static str {
    "something else"
}
