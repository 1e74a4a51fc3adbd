//! Writing indexes, and the command line, from Python.

use std::ffi::OsString;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::extracting::kinds;
use super::failures::no_archive;
use super::rows::threads;
use crate::index::{self, IndexWriter};
use crate::read::{Format, ReadOptions, Reader};
use crate::run::{Fate, Options, SkippedLog, Summary, ingest};

/// How often Ctrl-C is looked for.
const PATIENCE: Duration = Duration::from_millis(100);

/// Reads files and brings the index in a folder up to date, as `thoisu run` does; what became of
/// the items, counted.
#[pyfunction]
#[pyo3(signature = (inputs, out, *, threads=None, prune=false, dedup=false, kinds=None))]
pub(super) fn run(
    py: Python<'_>,
    inputs: Vec<PathBuf>,
    out: PathBuf,
    threads: Option<usize>,
    prune: bool,
    dedup: bool,
    kinds: Option<Vec<String>>,
) -> PyResult<Py<PyDict>> {
    let kinds = self::kinds(kinds)?;
    let options =
        Options { threads: self::threads(threads), prune, dedup, kinds, ..Options::default() };
    let read = move || Reader::new(&inputs, ReadOptions::default());
    brought_up_to_date(py, read, &out, &options, &Raised::default())
}

/// The same of records that Python gives: `chunks` iterates over `bytes` of JSON Lines, and `name`
/// is that of their file in origins. What it raises ends the run.
#[pyfunction]
#[pyo3(signature = (name, chunks, out, *, threads=None, kinds=None))]
pub(super) fn run_records(
    py: Python<'_>,
    name: String,
    chunks: &Bound<'_, PyAny>,
    out: PathBuf,
    threads: Option<usize>,
    kinds: Option<Vec<String>>,
) -> PyResult<Py<PyDict>> {
    let kinds = self::kinds(kinds)?;
    let options = Options { threads: self::threads(threads), kinds, ..Options::default() };
    let raised = Raised::default();
    let chunks = chunks.try_iter()?.into_any().unbind();
    let stream = Chunks { chunks, held: Vec::new(), at: 0, raised: Raised::clone(&raised) };
    let read = move || {
        let options = ReadOptions { format: Some(Format::JsonLines), ..ReadOptions::default() };
        Ok(Reader::of_stream(&name, Box::new(stream), options))
    };
    brought_up_to_date(py, read, &out, &options, &raised)
}

/// What Python raised while Rust worked: an interrupt, an error of what it iterates over.
type Raised = Arc<Mutex<Option<PyErr>>>;

/// Keeps the first of what is raised.
fn keep(raised: &Raised, error: PyErr) {
    let mut held = raised.lock().unwrap_or_else(PoisonError::into_inner);
    held.get_or_insert(error);
}

/// The bytes that a Python iterator gives.
struct Chunks {
    chunks: Py<PyAny>,
    held: Vec<u8>,
    at: usize,
    raised: Raised,
}

impl Chunks {
    /// The next bytes; none at the end.
    fn next(&self) -> PyResult<Option<Vec<u8>>> {
        Python::attach(|py| {
            let mut chunks = self.chunks.bind(py).try_iter()?;
            chunks.next().map(|chunk| chunk?.extract::<Vec<u8>>()).transpose()
        })
    }
}

impl Read for Chunks {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.at == self.held.len() {
            match self.next() {
                Ok(Some(chunk)) => (self.held, self.at) = (chunk, 0),
                Ok(None) => return Ok(0),
                Err(error) => {
                    let told = io::Error::other(error.to_string());
                    keep(&self.raised, error);
                    return Err(told);
                }
            }
        }
        let mut left = self.held.get(self.at..).unwrap_or_default();
        let count = left.read(out)?;
        self.at += count;
        Ok(count)
    }
}

/// Brings an index up to date, and counts what became of the items.
fn brought_up_to_date(
    py: Python<'_>,
    read: impl FnOnce() -> crate::Result<Reader> + Send,
    out: &Path,
    options: &Options,
    raised: &Raised,
) -> PyResult<Py<PyDict>> {
    let done = py.detach(|| indexed(read()?, out, options, raised));
    if let Some(error) = raised.lock().unwrap_or_else(PoisonError::into_inner).take() {
        return Err(error);
    }
    let summary = done.map_err(|error| no_archive(&error))?;
    let counts = PyDict::new(py);
    for (name, count) in [
        ("items", summary.items),
        ("kept", summary.kept()),
        ("no_article", summary.no_article),
        ("skipped", summary.skipped()),
        ("failed", summary.failed),
    ] {
        counts.set_item(name, count)?;
    }
    Ok(counts.unbind())
}

/// Brings an index up to date; what Python raises stops it with what is committed.
fn indexed(
    mut reader: Reader,
    out: &Path,
    options: &Options,
    raised: &Raised,
) -> crate::Result<Summary> {
    let writer = IndexWriter::open(out, options.threads)?;
    let mut skipped = SkippedLog::create(&out.join(SkippedLog::NAME))?;
    let mut summary = Summary::of(options.kinds);
    let stop = AtomicBool::new(false);
    let mut looked = Instant::now();
    ingest(&mut reader, writer, options, &stop, &mut |event| {
        summary.add(&event);
        if let Fate::Skipped(reason) = &event.fate {
            skipped.add(&event.origin, reason)?;
        }
        if looked.elapsed() > PATIENCE {
            looked = Instant::now();
            if let Err(error) = Python::attach(|py| py.check_signals()) {
                stop.store(true, Ordering::Relaxed);
                keep(raised, error);
            }
        }
        Ok(())
    })?;
    skipped.finish()?;
    Ok(summary)
}

/// Makes one index of several in a new folder; how many documents it has, and what overlaps, a
/// sentence each.
#[pyfunction]
pub(super) fn merge(
    py: Python<'_>,
    dirs: Vec<PathBuf>,
    out: PathBuf,
) -> PyResult<(u64, Vec<String>)> {
    let merged = py.detach(|| index::merge(&dirs, &out)).map_err(|error| no_archive(&error))?;
    Ok((merged.documents, merged.overlaps.iter().map(ToString::to_string).collect()))
}

/// Runs the command line; its exit code.
#[pyfunction]
pub(super) fn main(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| crate::cli::run(arguments.into_iter()))
}
