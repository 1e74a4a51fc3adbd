//! Which segments of an index are merged: small ones, as short runs leave them, and those that have
//! lost most of their documents.
//!
//! A full segment stays as it is. To merge them takes a third of the time of a long run again, and
//! memory that grows with what is merged. Searches would gain from it (words typed bare, in 320 000
//! articles, take 15 ms in 18 segments and 10 ms in four), but an archive is in use while it grows.

use std::fs;
use std::path::PathBuf;

use tantivy::index::{SegmentComponent, SegmentMeta};
use tantivy::indexer::{LogMergePolicy, MergeCandidate, MergePolicy};

/// A segment that has lost a larger share of its documents is written anew, with others of its
/// size.
const LOST: f32 = 0.5;

/// The files that make up nearly all of a segment.
const LARGE_FILES: [SegmentComponent; 3] =
    [SegmentComponent::Postings, SegmentComponent::Positions, SegmentComponent::Store];

/// Merges small segments, eight or more of about the same size into one.
#[derive(Debug)]
pub(super) struct SmallOnes {
    /// The folder of the index.
    dir: PathBuf,
    /// Bytes on disk from which on a segment is left as it is.
    full: u64,
    by_size: LogMergePolicy,
}

impl SmallOnes {
    /// For the index in this folder, in which a segment of so many bytes is full.
    pub(super) fn new(dir: PathBuf, full: u64) -> SmallOnes {
        let mut by_size = LogMergePolicy::default();
        by_size.set_del_docs_ratio_before_merge(LOST);
        SmallOnes { dir, full, by_size }
    }

    fn is_full(&self, segment: &SegmentMeta) -> bool {
        let size = |part| {
            fs::metadata(self.dir.join(segment.relative_path(part))).map_or(0, |file| file.len())
        };
        LARGE_FILES.map(size).iter().sum::<u64>() >= self.full
    }
}

impl MergePolicy for SmallOnes {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let has_lost_most = |segment: &SegmentMeta| {
            segment.num_deleted_docs() as f32 > LOST * segment.max_doc() as f32
        };
        let small =
            segments.iter().filter(|segment| has_lost_most(segment) || !self.is_full(segment));
        self.by_size.compute_merge_candidates(&small.cloned().collect::<Vec<_>>())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use tantivy::schema::{STORED, Schema, TEXT};
    use tantivy::{Index, TantivyDocument, Term};

    use super::*;

    /// How many documents were written into each segment, after so many commits of one document,
    /// and after so many of the first ten were deleted.
    fn segments(full: u64, commits: u64, deleted: u64) -> Vec<u32> {
        let dir = tempfile::tempdir().unwrap();
        let mut schema = Schema::builder();
        let text = schema.add_text_field("text", TEXT | STORED);
        let index = Index::create_in_dir(dir.path(), schema.build()).unwrap();
        let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, 15_000_000).unwrap();
        writer.set_merge_policy(Box::new(SmallOnes::new(dir.path().to_path_buf(), full)));
        let commit = |writer: &mut tantivy::IndexWriter, names: std::ops::Range<u64>| {
            for name in names {
                let mut document = TantivyDocument::default();
                document.add_text(text, format!("số{name}"));
                writer.add_document(document).unwrap();
            }
            writer.commit().unwrap();
        };
        // One of ten documents, then the others, and one more that comes with what is deleted.
        commit(&mut writer, 0..10);
        (10..10 + commits).for_each(|name| commit(&mut writer, name..name + 1));
        for name in 0..deleted {
            writer.delete_term(Term::from_field_text(text, &format!("số{name}")));
        }
        commit(&mut writer, 90..91);
        writer.wait_merging_threads().unwrap();
        let mut sizes: Vec<u32> =
            index.searchable_segment_metas().unwrap().iter().map(SegmentMeta::max_doc).collect();
        sizes.sort_unstable();
        sizes
    }

    #[test]
    fn small_segments_are_merged_and_full_ones_are_not() {
        assert_eq!(segments(1 << 20, 2, 0), [1, 1, 1, 10]);
        assert_eq!(segments(1 << 20, 6, 0), [17]);
        assert_eq!(segments(1, 9, 0), [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 10]);
    }

    #[test]
    fn a_full_segment_that_has_lost_most_documents_is_written_anew() {
        assert_eq!(segments(1, 0, 5), [1, 10]);
        assert_eq!(segments(1, 0, 6), [1, 4]);
    }
}
