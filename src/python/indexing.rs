//! Writing indexes, and the command line, from Python.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::extracting::kinds;
use super::failures::no_archive;
use super::rows::threads;
use crate::index::{self, IndexWriter};
use crate::read::{ReadOptions, Reader};
use crate::run::{Options, SkippedLog, Summary, ingest};

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
    let mut interrupt = None;
    let done = py.detach(|| indexed(&inputs, &out, &options, &mut interrupt));
    if let Some(interrupt) = interrupt {
        return Err(interrupt);
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

/// Brings an index up to date; an interrupt stops it with what is committed.
fn indexed(
    inputs: &[PathBuf],
    out: &std::path::Path,
    options: &Options,
    interrupt: &mut Option<PyErr>,
) -> crate::Result<Summary> {
    let mut reader = Reader::new(inputs, ReadOptions::default())?;
    let writer = IndexWriter::open(out, options.threads)?;
    let mut skipped = SkippedLog::create(&out.join(SkippedLog::NAME))?;
    let mut summary = Summary::of(options.kinds);
    let stop = AtomicBool::new(false);
    let mut looked = Instant::now();
    ingest(&mut reader, writer, options, &stop, &mut |event| {
        summary.add(&event);
        if let crate::run::Fate::Skipped(reason) = &event.fate {
            skipped.add(&event.origin, reason)?;
        }
        if looked.elapsed() > PATIENCE {
            looked = Instant::now();
            if let Err(error) = Python::attach(|py| py.check_signals()) {
                stop.store(true, Ordering::Relaxed);
                interrupt.get_or_insert(error);
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
    Ok((merged.documents as u64, merged.overlaps.iter().map(ToString::to_string).collect()))
}

/// Runs the command line; its exit code.
#[pyfunction]
pub(super) fn main(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| crate::cli::run(arguments.into_iter()))
}
