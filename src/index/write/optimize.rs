//! Segments of an index into few: searches do some work for each.

use std::cmp::Reverse;

use tantivy::index::{SegmentId, SegmentMeta};
use tantivy::merge_policy::NoMergePolicy;

use super::writer::{IndexWriter, broken, make_sure};
use crate::Result;

/// What [`IndexWriter::optimize`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Optimized {
    /// The segments that there were.
    pub before: usize,
    /// The segments that there are.
    pub after: usize,
}

impl IndexWriter {
    /// Merges the segments of the last commit into at most so many, of about the same number of
    /// documents, and drops what deleted documents leave.
    ///
    /// Each merge is a commit of its own: killed at any moment, the index has what it had, in the
    /// segments of before or after. It needs room for the merged segments beside the old ones.
    ///
    /// # Errors
    ///
    /// When the index cannot be written, as on a full disk; it is then as after the last merge.
    pub fn optimize(self, most: usize) -> Result<Optimized> {
        let IndexWriter { dir, mut writer, .. } = self;
        let failed = |error| broken(&dir, error);
        writer.set_merge_policy(Box::new(NoMergePolicy));
        let segments = writer.index().searchable_segment_metas().map_err(failed)?;
        let before = segments.len();
        for group in groups(segments, most.max(1)) {
            writer.merge(&group).wait().map_err(failed)?;
            writer.garbage_collect_files().wait().map_err(failed)?;
        }
        let after = writer.index().searchable_segment_metas().map_err(failed)?.len();
        writer.wait_merging_threads().map_err(failed)?;
        make_sure(&dir)?;
        Ok(Optimized { before, after })
    }
}

/// The segments in groups to be merged; one that would stay alone and has lost nothing is in none.
fn groups(mut segments: Vec<SegmentMeta>, most: usize) -> Vec<Vec<SegmentId>> {
    segments.sort_by_key(|segment| Reverse((segment.num_docs(), segment.id())));
    let mut groups: Vec<(u64, Vec<&SegmentMeta>)> = vec![(0, Vec::new()); most.min(segments.len())];
    for segment in &segments {
        if let Some((documents, group)) = groups.iter_mut().min_by_key(|(documents, _)| *documents)
        {
            *documents += u64::from(segment.num_docs());
            group.push(segment);
        }
    }
    let is_work = |group: &[&SegmentMeta]| {
        group.len() > 1 || group.iter().any(|segment| segment.num_deleted_docs() > 0)
    };
    let groups = groups.into_iter().map(|(_, group)| group).filter(|group| is_work(group));
    groups.map(|group| group.into_iter().map(SegmentMeta::id).collect()).collect()
}
