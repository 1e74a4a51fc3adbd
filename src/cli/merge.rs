//! `thoisu merge`: several indexes into a new one, without reading anything again.

use std::path::PathBuf;

use super::done::Done;
use super::print;
use crate::Result;
use crate::index::merge;

/// Make one index of several, without reading anything again
///
/// The new index shares the files of the others by hard links (across file systems it copies them),
/// and leaves the others as they are. A search in it gives what one index over all of the input
/// would: hits, scores, counts, records of regulations. Where several indexes hold the same item
/// (file and record), the one named last counts, and a message names both. Documents that are word
/// for word the same in several items stay. Indexes of another version, with another table of words
/// or other kinds of mentions are refused.
#[derive(clap::Args)]
#[command(after_help = "\
A merge that is killed leaves no index; the same command starts over. Where a run is writing to an
index, its last commit counts.

Examples:
  thoisu merge 2022 2023 2024 --out all
  thoisu search 2022 --with 2023 --with 2024 'ngan sach'     the same without a new index
  thoisu merge shards/* --out all && thoisu optimize all")]
pub(super) struct Arguments {
    /// The folders that `thoisu run` wrote
    #[arg(required = true, value_name = "DIR")]
    dirs: Vec<PathBuf>,
    /// The folder of the new index: a new one or an empty one
    #[arg(long, short, value_name = "DIR")]
    out: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<Done> {
    let merged = merge(&arguments.dirs, &arguments.out)?;
    for dir in &merged.busy {
        log::warn!(
            "{}: a run is writing to this index; what it had committed is taken",
            dir.display()
        );
    }
    merged.overlaps.iter().for_each(|overlap| log::warn!("{overlap}"));
    if merged.duplicates > 0 {
        log::warn!(
            "{} documents are word for word the same as one of another item, and stay; \
             `thoisu run --dedup` on all of the input keeps one of each",
            merged.duplicates
        );
    }
    let (out, indexes) = (arguments.out.display(), arguments.dirs.len());
    let (documents, segments) = (merged.documents, merged.segments);
    print::text(format_args!(
        "{documents} documents of {indexes} indexes in {segments} segments\n\
         The index is in {out}; search it with: thoisu search {out} 'QUERY'\n"
    ))?;
    if segments > MANY {
        print::text(format_args!("Searches are faster in few segments: thoisu optimize {out}\n"))?;
    }
    Ok(Done::All)
}

/// Segments of which a search notices that they are many.
const MANY: usize = 10;
