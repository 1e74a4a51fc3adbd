//! The threads that build segments.

use std::mem;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use tantivy::index::SegmentMeta;
use tantivy::{Index, TantivyError};

use super::builder::{SegmentBuilder, Source};
use crate::index::store::schema::Fields;

/// Documents are handed over in batches of so many bytes.
const BATCH_BYTES: usize = 1 << 16;

/// What a document takes beside its text, about.
const DOCUMENT_BYTES: usize = 1 << 10;

/// Batches that wait, for each thread.
const BATCHES_PER_THREAD: usize = 4;

type Batch = Vec<Source>;

/// Threads that take documents, whichever is free the next ones, and build segments of them.
///
/// What they were given is lost if they are let go without [`finish`](Builders::finish).
pub(in crate::index::write) struct Builders {
    batches: SyncSender<Batch>,
    threads: Vec<JoinHandle<tantivy::Result<Vec<SegmentMeta>>>>,
    /// Whether the segments that are not full shall be written when no batches are left.
    are_wanted: Arc<AtomicBool>,
    batch: Batch,
    batch_bytes: usize,
}

impl Builders {
    /// Starts the threads, each with so many bytes of memory.
    pub(in crate::index::write) fn start(
        index: &Index,
        fields: Fields,
        threads: usize,
        memory: usize,
    ) -> tantivy::Result<Builders> {
        let (batches, receiver) = sync_channel(threads * BATCHES_PER_THREAD);
        let receiver = Arc::new(Mutex::new(receiver));
        let are_wanted = Arc::new(AtomicBool::new(false));
        let start = |number: usize| {
            let (receiver, are_wanted, index) =
                (receiver.clone(), are_wanted.clone(), index.clone());
            let work =
                move || build(&receiver, &are_wanted, SegmentBuilder::new(index, fields, memory));
            Ok(thread::Builder::new().name(format!("thoisu-index-{number}")).spawn(work)?)
        };
        let threads = (0..threads).map(start).collect::<tantivy::Result<_>>()?;
        Ok(Builders { batches, threads, are_wanted, batch: Batch::new(), batch_bytes: 0 })
    }

    /// Gives a document to a thread.
    pub(in crate::index::write) fn add(&mut self, source: Source) -> tantivy::Result<()> {
        self.batch_bytes +=
            DOCUMENT_BYTES + source.blocks.iter().map(|block| block.len()).sum::<usize>();
        self.batch.push(source);
        if self.batch_bytes >= BATCH_BYTES { self.send() } else { Ok(()) }
    }

    fn send(&mut self) -> tantivy::Result<()> {
        self.batch_bytes = 0;
        // One that ends before it is told to has failed.
        let has_failed = self.threads.iter().any(JoinHandle::is_finished);
        if has_failed || self.batches.send(mem::take(&mut self.batch)).is_err() {
            return Err(self.join().err().unwrap_or_else(|| {
                TantivyError::ErrorInThread("a thread ended too early".into())
            }));
        }
        Ok(())
    }

    /// Waits for all that was given to be in segments, which are no part of the index yet.
    pub(in crate::index::write) fn finish(mut self) -> tantivy::Result<Vec<SegmentMeta>> {
        self.send()?;
        self.are_wanted.store(true, Ordering::Release);
        self.join()
    }

    /// Lets the threads come to their end.
    fn join(&mut self) -> tantivy::Result<Vec<SegmentMeta>> {
        self.batches = sync_channel(0).0;
        let mut segments = Vec::new();
        for thread in mem::take(&mut self.threads) {
            let built = thread
                .join()
                .map_err(|_| TantivyError::ErrorInThread("a thread panicked".into()))?;
            segments.extend(built?);
        }
        Ok(segments)
    }
}

/// What each thread does.
fn build(
    batches: &Mutex<Receiver<Batch>>,
    are_wanted: &AtomicBool,
    mut builder: SegmentBuilder,
) -> tantivy::Result<Vec<SegmentMeta>> {
    let mut segments = Vec::new();
    loop {
        let next = batches.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(batch) = next else { break };
        for source in &batch {
            builder.add(source)?;
        }
        if builder.is_full() {
            segments.extend(builder.finish()?);
        }
    }
    if are_wanted.load(Ordering::Acquire) {
        segments.extend(builder.finish()?);
    }
    Ok(segments)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::builder::tests::sources;
    use super::*;
    use crate::index::store::schema;

    /// Documents as many as fill some batches, and the threads they are given to.
    fn started(index: &Index, fields: Fields) -> (Vec<Source>, Builders) {
        let texts: Vec<Vec<String>> =
            (0..200).map(|number| vec![format!("tin số {number} {}", "x ".repeat(400))]).collect();
        (sources(fields, &texts), Builders::start(index, fields, 2, 1 << 24).unwrap())
    }

    #[test]
    fn all_documents_are_in_segments() {
        let (schema, fields) = schema::build();
        let (sources, mut builders) = started(&Index::create_in_ram(schema), fields);
        sources.into_iter().try_for_each(|source| builders.add(source)).unwrap();
        let segments = builders.finish().unwrap();
        assert_eq!(segments.iter().map(SegmentMeta::max_doc).sum::<u32>(), 200);
        assert!(segments.len() <= 2);
    }

    #[test]
    fn a_thread_that_cannot_write_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let (schema, fields) = schema::build();
        let index = Index::create_in_dir(dir.path(), schema).unwrap();
        dir.close().unwrap();
        let (sources, mut builders) = started(&index, fields);
        let added = sources.into_iter().try_for_each(|source| builders.add(source));
        let error = added.and_then(|()| builders.finish().map(drop)).unwrap_err();
        assert!(!matches!(error, TantivyError::ErrorInThread(_)), "{error}");
    }
}
