//! `thoisu verify`: checks an index for damage, and names the items to read again.

use std::path::PathBuf;

use super::done::Done;
use super::print::{self, Page};
use crate::index::verify;
use crate::text::Printable;
use crate::{Error, Result};

/// Check an index for damage, and name the items to read again
///
/// Disks, memory and copies change bits, and a search does not look at every byte. This command
/// reads all of the index and changes nothing. It checks every file against its checksum, then the
/// lists, counts and stored documents against each other. Run it after a crash of the machine, on a
/// copy, or when a search says that the index is damaged.
#[derive(clap::Args)]
#[command(after_help = "\
A line for each fault: the file, what is wrong with it, and the items of the input that have
documents in its segment. The other items are as they were.

  index/3c4aa3e2.store: its checksum is wrong; read again: tin/2021.jsonl:17, tin/2021.jsonl:18

A damaged file cannot be repaired. Move the folder away and run `thoisu run` again on all of the
input, or only on the damaged items, into a new folder. Exit codes: 0 the index is whole; 1 it is
damaged, or there is none.

Examples:
  thoisu verify archive
  thoisu verify archive && rsync -a archive/ backup:archive/")]
pub(super) struct Arguments {
    /// The folder that `thoisu run` wrote
    dir: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<Done> {
    let dir = arguments.dir.display();
    let found = verify(&arguments.dir)?;
    if found.faults.is_empty() {
        let (segments, documents) = (found.segments, found.documents);
        print::page(&Page::of(format_args!(
            "{dir}: no fault in {documents} documents ({segments} segments)\n"
        )))?;
        return Ok(Done::All);
    }
    let mut page = Page::default();
    for fault in &found.faults {
        page.push(&format!("{}\n", Printable(&fault.to_string())));
    }
    print::page(&page)?;
    let count = match found.faults.len() {
        1 => "1 fault".to_string(),
        faults => format!("{faults} faults"),
    };
    Err(Error::new(format!("{count}; move the folder away and run `thoisu run` again"))
        .context(dir))
}
