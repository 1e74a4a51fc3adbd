//! One run over an archive: what is new is annotated and indexed, what changed takes the place of
//! what was there, what is known is passed over.
//!
//! ```text
//!             parallel                          in the order of the items
//! items ─▶ load, hash ─▶ known? ───────────────▶ met again: unchanged
//!                          └─▶ decode … extract ─▶ duplicate? skipped? else put into the index ─▶ commit now and then
//! ```
//!
//! Results come back in the order of the items, and only here does the index change: a commit
//! therefore holds the items up to some place and none behind it, so that a run that was killed and
//! run again decides about duplicates as one that was not.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustc_hash::{FxHashMap, FxHashSet};

use super::texts::Texts;
use crate::duplicate::{Fingerprint, Verdict};
use crate::index::{DocumentBuilder, IndexDocument, IndexWriter, Stamp};
use crate::lexicon::{self, OwnTable};
use crate::model::Kinds;
use crate::read::{Item, Reader, Reading};
use crate::run::pipeline::{self, Outcome, Times, annotate};
use crate::{Annotated, Error, Miss, Origin, Result};

/// How a run is to go.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Threads that annotate.
    pub threads: usize,
    /// Bytes of text between two commits: a run that is killed loses no more.
    pub commit_every: u64,
    /// Whether duplicates are looked for: exact ones are dropped, near ones name the document they
    /// are like.
    pub dedup: bool,
    /// The kinds of mentions that are looked for. An item that was indexed with others is read
    /// again.
    pub kinds: Kinds,
    /// Whether items of earlier runs that are no longer in the input leave the index.
    pub prune: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            threads: 1,
            commit_every: 256 << 20,
            dedup: false,
            kinds: Kinds::default(),
            prune: false,
        }
    }
}

/// What became of an item.
#[derive(Debug)]
pub enum Fate {
    /// Its documents are in the index.
    Indexed {
        /// What was indexed.
        documents: Vec<Annotated>,
        /// Whether another content was there under its id.
        changed: bool,
        /// How many of the documents are near duplicates of others.
        near_duplicates: u64,
        /// How many further documents were dropped, for they are in the index already.
        dropped: u64,
    },
    /// It was in the index, as it is.
    Unchanged,
    /// It was read before under the same id, or nothing is left of it but documents that are in the
    /// index already: the place or id of the first.
    Duplicate(String),
    /// It is no document; why, without the origin. [`Error::miss`] tells in which way.
    Skipped(Error),
}

/// An item and what became of it.
#[derive(Debug)]
pub struct Event {
    /// Where the item was.
    pub origin: Origin,
    /// Bytes of its text; 0 where it was not decoded.
    pub bytes: u64,
    /// The encoding it was in, where it was decoded.
    pub reading: Option<Reading>,
    /// What became of it.
    pub fate: Fate,
    /// How long it was worked on.
    pub times: Times,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    /// Whether it was told to stop before the end of the input.
    pub stopped: bool,
    /// Items, and documents of theirs, that are in the index from earlier runs and were not in the
    /// input.
    pub unmet: (u64, u64),
    /// Items, and documents of theirs, that left the index.
    pub pruned: (u64, u64),
    /// How long the input was read and decompressed.
    pub reading: Duration,
    /// How long the index took what it was given, and was committed; its own threads work beside.
    pub indexing: Duration,
}

/// Reads all items and brings the index up to date. Each item's fate is told to `report` in the
/// order of the items.
///
/// When `stop` becomes true no further item is begun; those under way are finished and committed.
///
/// # Errors
///
/// When the index can no longer be written, and the errors of `report`. What was committed stays.
pub fn ingest(
    reader: &mut Reader,
    mut writer: IndexWriter,
    options: &Options,
    stop: &AtomicBool,
    report: &mut dyn FnMut(Event) -> Result<()>,
) -> Result<Ended> {
    let known = writer.contents();
    writer.set_kinds(options.kinds);
    let (dedup, kinds) = (options.dedup, options.kinds);
    let salt = reader.salt() ^ kinds.salt() ^ lexicon::added().map_or(0, OwnTable::hash);
    let worker = Worker { known: &known, builder: writer.builder(), dedup, kinds, salt };
    let texts = if options.dedup {
        Some(Texts::new(writer.known_texts()?, reader.files(), options.prune))
    } else {
        None
    };
    let mut run = Run {
        worker: &worker,
        writer: &mut writer,
        texts,
        read: FxHashMap::default(),
        unsure: FxHashSet::default(),
        may_prune: options.prune,
        uncommitted: 0,
    };
    let (mut reading, mut indexing) = (Duration::ZERO, Duration::ZERO);
    let mut items = std::iter::from_fn(|| {
        timed(&mut reading, || if stop.load(Ordering::Relaxed) { None } else { reader.next() })
    });
    pipeline::run(
        &mut items,
        options.threads,
        |items| worker.work(items),
        |done| {
            report(timed(&mut indexing, || run.take(done))?)?;
            timed(&mut indexing, || run.commit_if_due(options.commit_every))
        },
    )?;
    let left = Left {
        unsure: run.unsure,
        may_prune: run.may_prune,
        taken_over: run.texts.map(|texts| texts.taken_over()).unwrap_or_default(),
    };
    let stopped = stop.load(Ordering::Relaxed);
    let mut ended = Ended { stopped, reading, indexing, ..Ended::default() };
    let begun = Instant::now();
    if stopped {
        // What was merged so far is enough: whoever stopped the run does not want to wait.
        writer.stop()?;
        return Ok(ended);
    }
    left.clear(&mut writer, &mut ended)?;
    writer.finish()?;
    ended.indexing += begun.elapsed();
    Ok(ended)
}

/// Does `work`, and adds the time that it takes to `sum`.
fn timed<T>(sum: &mut Duration, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = work();
    *sum += begun.elapsed();
    done
}

/// What a run leaves to be cleared when all items are read.
struct Left {
    unsure: FxHashSet<u64>,
    may_prune: bool,
    /// Items whose texts other items hold now.
    taken_over: Vec<u64>,
}

impl Left {
    /// Removes what is in the index and no longer in the input.
    fn clear(self, writer: &mut IndexWriter, ended: &mut Ended) -> Result<()> {
        if self.may_prune {
            ended.pruned = writer.prune(&self.unsure)?;
        }
        for item in self.taken_over {
            if writer.is_unmet(item) {
                writer.remove(item)?;
            }
        }
        ended.unmet = writer.unmet();
        Ok(())
    }
}

/// What an item became in a worker.
enum Done {
    /// Its content is in the index. The item is kept, for one before it may take it away. The stamp
    /// is of its place.
    Known(Box<Item>, Stamp),
    Read(Box<Prepared>),
}

struct Prepared {
    outcome: Outcome,
    stored: Vec<IndexDocument>,
    /// Of each document, where duplicates are looked for.
    fingerprints: Vec<Fingerprint>,
    stamp: Stamp,
    /// The hash of the bytes, wherever they are in the file.
    bytes_hash: u64,
    /// Whether it stands for a folder that could not be listed.
    hides_folder: bool,
}

/// Where an item is, kept while it becomes documents.
struct ItemPlace {
    path: String,
    /// The id it has by its place.
    id: String,
    hides_folder: bool,
    stamp: Stamp,
}

/// What the threads share.
struct Worker<'a> {
    known: &'a FxHashSet<u64>,
    builder: DocumentBuilder,
    dedup: bool,
    kinds: Kinds,
    salt: u64,
}

impl Worker<'_> {
    fn work(&self, items: Vec<Item>) -> Vec<Done> {
        let mut unread = Vec::with_capacity(items.len());
        let mut done: Vec<Option<Done>> = Vec::with_capacity(items.len());
        for mut item in items {
            item.load();
            let salt = self.salt ^ item.stated();
            let stamp = Stamp::new(
                item.key_path(),
                &item.source_id,
                item.content().unwrap_or_default(),
                salt,
            );
            match item.content().is_some() && self.known.contains(&stamp.at_its_place().content) {
                true => done.push(Some(Done::Known(Box::new(item), stamp))),
                false => {
                    unread.push((item, stamp));
                    done.push(None);
                }
            }
        }
        let mut read =
            self.prepare(unread).into_iter().map(|prepared| Done::Read(Box::new(prepared)));
        done.into_iter().filter_map(|done| done.or_else(|| read.next())).collect()
    }

    /// Annotates items and makes what the index stores of them.
    fn prepare(&self, items: Vec<(Item, Stamp)>) -> Vec<Prepared> {
        let (items, places): (Vec<Item>, Vec<ItemPlace>) = items
            .into_iter()
            .map(|(item, stamp)| {
                let (path, id) = (item.key_path().to_string(), item.source_id.clone());
                let hides_folder = item.rest_lost() && Path::new(&path).is_dir();
                (item, ItemPlace { path, id, hides_folder, stamp })
            })
            .unzip();
        annotate(items, self.kinds)
            .into_iter()
            .zip(places)
            .map(|(outcome, place)| self.prepared(outcome, place))
            .collect()
    }

    fn prepared(&self, mut outcome: Outcome, place: ItemPlace) -> Prepared {
        let ItemPlace { path, id: place, hides_folder, stamp } = place;
        let id = outcome
            .documents
            .as_ref()
            .ok()
            .and_then(|documents| Some(&documents.first()?.document.source_id));
        let (bytes_hash, mut stamp) = (stamp.content, stamp.at_its_place());
        match id {
            // What comes by a pipe has no place that means anything tomorrow.
            Some(id) if path == "-" && *id == place => stamp.key = bytes_hash,
            // An id of its own tells the record wherever it stands in the file; without one, its
            // place is its id.
            Some(id) => stamp.key = Stamp::new(&path, id, b"", 0).key,
            None => {}
        }
        let begun = Instant::now();
        let documents = outcome.documents.as_deref().unwrap_or_default();
        let stored: Vec<IndexDocument> =
            documents.iter().map(|annotated| self.builder.build(annotated)).collect();
        let fingerprints = match &outcome.documents {
            Ok(documents) if self.dedup => {
                documents.iter().map(|annotated| Fingerprint::of(&annotated.document)).collect()
            }
            _ => Vec::new(),
        };
        outcome.times.store = begun.elapsed();
        Prepared { outcome, stored, fingerprints, stamp, bytes_hash, hides_folder }
    }
}

/// The side where the threads meet.
struct Run<'a> {
    worker: &'a Worker<'a>,
    writer: &'a mut IndexWriter,
    /// Who holds each text, where duplicates are looked for.
    texts: Option<Texts>,
    /// The keys read in this run, with the hash of the bytes and where they were.
    read: FxHashMap<u64, (u64, Option<u64>)>,
    /// Files with items that could not be read: what is missing from them may be there still.
    unsure: FxHashSet<u64>,
    /// Not where a whole folder could not be listed.
    may_prune: bool,
    uncommitted: u64,
}

impl Run<'_> {
    fn take(&mut self, done: Done) -> Result<Event> {
        let mut prepared = match done {
            Done::Known(item, stamp) => {
                if let Some(key) = self.writer.meet(stamp.at_its_place().content)
                    && self.may_stay(key)
                {
                    self.read.insert(key, (stamp.content, item.origin.record));
                    return Ok(Event {
                        origin: item.origin,
                        bytes: 0,
                        reading: None,
                        fate: Fate::Unchanged,
                        times: Times::default(),
                    });
                }
                // It was met before, or an item before it has taken its place or its text.
                match self.worker.prepare(vec![(*item, stamp)]).pop() {
                    Some(prepared) => prepared,
                    None => return Err(Error::new("an item was lost on its way")),
                }
            }
            Done::Read(prepared) => *prepared,
        };
        let Outcome { bytes, reading, times, .. } = prepared.outcome;
        let origin = prepared.outcome.origin.clone();
        let fate = match std::mem::replace(&mut prepared.outcome.documents, Ok(Vec::new())) {
            Ok(documents) => self.put(documents, prepared, &origin)?,
            // What is of another kind, or a page without an article, was read to its end: nothing
            // is missing.
            Err(error) if error.miss() != Miss::Failed => Fate::Skipped(error),
            Err(error) => {
                self.unsure.insert(prepared.stamp.file);
                if prepared.hides_folder {
                    log::warn!(
                        "{origin}: what is in this folder is not known, so nothing is pruned"
                    );
                    self.may_prune = false;
                }
                Fate::Skipped(error)
            }
        };
        self.uncommitted += bytes;
        Ok(Event { origin, bytes, reading, fate, times })
    }

    /// Whether an unchanged item can stay as it is.
    fn may_stay(&mut self, key: u64) -> bool {
        let documents = self.writer.documents_of(key);
        self.texts.as_mut().is_none_or(|texts| texts.keeps(key, documents))
    }

    fn put(
        &mut self,
        documents: Vec<Annotated>,
        prepared: Prepared,
        origin: &Origin,
    ) -> Result<Fate> {
        let Prepared { stored, fingerprints, stamp, bytes_hash, .. } = prepared;
        if let Some(&(first, record)) = self.read.get(&stamp.key) {
            let place = Origin { record, ..origin.clone() };
            if first == bytes_hash {
                return Ok(Fate::Duplicate(place.to_string()));
            }
            let id = documents
                .first()
                .map(|annotated| annotated.document.source_id.clone())
                .unwrap_or_default();
            return Ok(Fate::Skipped(Error::new(format!(
                "this id was read before with another content: `{id}`, in {place}"
            ))));
        }
        self.read.insert(stamp.key, (bytes_hash, origin.record));
        if self.texts.is_none() {
            return Ok(Fate::Indexed {
                changed: self.writer.put(&stamp, stored)?,
                documents,
                near_duplicates: 0,
                dropped: 0,
            });
        }
        self.put_what_is_new(documents.into_iter().zip(stored).zip(fingerprints), &stamp)
    }

    /// Puts an item's documents into the index but for those that are there already.
    fn put_what_is_new(
        &mut self,
        documents: impl Iterator<Item = ((Annotated, IndexDocument), Fingerprint)>,
        stamp: &Stamp,
    ) -> Result<Fate> {
        let (mut kept, mut stored, mut texts, mut near_duplicates, mut dropped) =
            (Vec::new(), Vec::new(), Vec::new(), 0, Vec::new());
        // A document that changed is like its own older self, which is about to go.
        if let Some(texts) = &mut self.texts {
            texts.replace(stamp.key);
        }
        for ((annotated, document), fingerprint) in documents {
            let id = annotated.document.id.as_str();
            let near = match self
                .texts
                .as_mut()
                .map_or(Verdict::New, |texts| texts.judge(stamp, id, &fingerprint))
            {
                Verdict::Exact(of) => {
                    dropped.push(of.to_string());
                    continue;
                }
                Verdict::Near { of, .. } => Some(of),
                Verdict::New => None,
            };
            near_duplicates += u64::from(near.is_some());
            texts.push(fingerprint.exact);
            stored.push(document.with_fingerprint(&fingerprint, near));
            kept.push(annotated);
        }
        let Some(first) = dropped.first() else {
            return Ok(Fate::Indexed {
                changed: self.writer.put(stamp, stored)?,
                documents: kept,
                near_duplicates,
                dropped: 0,
            });
        };
        if kept.is_empty() {
            // What was there under its key has become another document's double.
            self.writer.remove(stamp.key)?;
            return Ok(Fate::Duplicate(first.clone()));
        }
        let part = stamp.of_part(texts.into_iter());
        if self.writer.meet(part.content).is_some() {
            return Ok(Fate::Unchanged);
        }
        Ok(Fate::Indexed {
            changed: self.writer.put(&part, stored)?,
            documents: kept,
            near_duplicates,
            dropped: dropped.len() as u64,
        })
    }

    fn commit_if_due(&mut self, every: u64) -> Result<()> {
        if self.uncommitted < every {
            return Ok(());
        }
        self.uncommitted = 0;
        self.writer.commit()
    }
}
