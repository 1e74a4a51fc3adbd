//! Verifying an index: every file against its checksum, then what the files say against each other.
//!
//! | file | does |
//! |---|---|
//! | `documents` | the columns, stored documents and lists of the segments against each other and the counts |
//! | `items` | the items that have documents in a segment, if its files can still be read |

mod documents;
mod items;

use std::fmt;
use std::path::Path;

use self::items::Items;
use super::store::files::{self, Broken, Checked};
use super::store::opening::INDEX;
use crate::Result;

/// How often an index is looked at again because a run changed it meanwhile.
const ATTEMPTS: u32 = 5;

/// What [`verify`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The segments of the index.
    pub segments: usize,
    /// The documents in them, as the index counts them.
    pub documents: u64,
    /// The faults; none in a whole index.
    pub faults: Vec<Fault>,
}

/// A file of an index that is damaged or missing, or at odds with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, from the output folder on.
    pub file: String,
    /// What is wrong with it.
    pub what: String,
    /// Which items of the input are to be read again.
    pub again: Again,
}

/// The items of the input to read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Again {
    /// None is lost with the file, but without it the index does not open.
    Nothing,
    /// All: it cannot be told what the index held.
    All,
    /// Those that have documents in the segment of the file.
    These {
        /// The origin of each, file and record, in the order of the index.
        items: Vec<String>,
        /// How many documents there are besides, of which nothing can be read.
        unknown: u64,
    },
}

impl fmt::Display for Fault {
    /// `index/FILE: WHAT; read again: ITEM, ITEM …`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; read again: ", self.file, self.what)?;
        match &self.again {
            Again::Nothing => f.write_str("nothing, but make the index again"),
            Again::All => f.write_str("all items"),
            Again::These { items, unknown } => {
                f.write_str(&items.join(", "))?;
                let and = if items.is_empty() { "" } else { ", and " };
                if *unknown > 0 {
                    write!(f, "{and}the items of `{unknown}` documents that cannot be read")
                } else {
                    Ok(())
                }
            }
        }
    }
}

/// Holds the index in an output folder against its checksums, and its files against each other. It
/// writes nothing, and reads all of the index.
///
/// ```no_run
/// for fault in thoisu::index::verify("archive")?.faults {
///     println!("{fault}");
/// }
/// # Ok::<(), thoisu::Error>(())
/// ```
///
/// # Errors
///
/// When there is no index in the folder, or it cannot be read at all; damage is no error, but a
/// [`Fault`].
pub fn verify(dir: impl AsRef<Path>) -> Result<Verified> {
    let dir = dir.as_ref();
    let mut checked = files::check(dir)?;
    // A run that goes on takes files away that its next commit no longer names.
    for _ in 1..ATTEMPTS {
        if checked.broken.is_empty() {
            break;
        }
        let again = files::check(dir)?;
        let is_the_same = again.segments == checked.segments;
        checked = again;
        if is_the_same {
            break;
        }
    }
    let documents = checked
        .segments
        .iter()
        .map(|segment| u64::from(segment.max_doc.saturating_sub(segment.deleted())))
        .sum();
    let mut found = checked.broken.clone();
    // Files that are damaged say nothing of each other.
    if found.iter().all(|broken| broken.segment.is_some()) {
        let sound = |place: usize| !found.iter().any(|broken| broken.segment == Some(place));
        let sound: Vec<usize> = (0..checked.segments.len()).filter(|&place| sound(place)).collect();
        found.extend(documents::check(dir, &checked.segments, &sound));
    }
    let faults = faults(dir, &checked, found);
    Ok(Verified { segments: checked.segments.len(), documents, faults })
}

fn faults(dir: &Path, checked: &Checked, found: Vec<Broken>) -> Vec<Fault> {
    let mut of_segments: Vec<Option<Items>> = vec![None; checked.segments.len()];
    let is_broken = |file: &str| checked.broken.iter().any(|broken| broken.file == file);
    let again = |place: usize, of_segments: &mut Vec<Option<Items>>| {
        let (segment, known) = (checked.segments.get(place)?, of_segments.get_mut(place)?);
        let Items { items, unknown } =
            known.get_or_insert_with(|| items::of_segment(dir, segment, is_broken)).clone();
        Some(Again::These { items, unknown })
    };
    let fault = |Broken { file, what, segment }: Broken| {
        let again = match segment {
            Some(place) => again(place, &mut of_segments).unwrap_or(Again::All),
            None if files::is_list(&file) => Again::All,
            None => Again::Nothing,
        };
        Fault { file: format!("{INDEX}/{file}"), what, again }
    };
    found.into_iter().map(fault).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
