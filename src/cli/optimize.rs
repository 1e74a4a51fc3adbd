//! `thoisu optimize`: the segments of an index into few, for faster searches.

use std::path::PathBuf;

use super::done::Done;
use super::print;
use crate::Result;
use crate::index::IndexWriter;

/// Merge the segments of an index into few, for faster searches
///
/// A run leaves segments of some 64 MB, and a search does some work for each. Merging changes no
/// answer. It takes time and, while it runs, as much disk space again. If it is killed, the index
/// is as before, or has some segments merged.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  thoisu optimize archive
  thoisu optimize archive --segments 4")]
pub(super) struct Arguments {
    /// The folder that `thoisu run` or `thoisu merge` wrote
    dir: PathBuf,
    /// How many segments to leave at most
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    segments: u16,
}

pub(super) fn run(arguments: &Arguments) -> Result<Done> {
    // A folder without an index is no place to make one.
    drop(crate::index::Index::open(&arguments.dir)?);
    let done = IndexWriter::open(&arguments.dir, 1)?.optimize(usize::from(arguments.segments))?;
    print::text(format_args!(
        "{}: {} segments, before {}\n",
        arguments.dir.display(),
        done.after,
        done.before
    ))?;
    Ok(Done::All)
}
