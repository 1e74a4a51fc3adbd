//! The stages in parallel: items in, results out in the order of the input, memory bounded by a
//! window.
//!
//! The only user of rayon. Documents share nothing, so each batch of items is worked on by itself;
//! the calling thread reads the input and takes the results back in order, and never lets more than
//! a window of batches be under way.

use std::collections::BTreeMap;
use std::ops::AddAssign;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use rayon::ThreadPoolBuilder;

use crate::extract::{Reading, extract_all};
use crate::model::{Kinds, Regulation};
use crate::read::{self, Item, decode};
use crate::split::{cut, normalized};
use crate::{Annotated, Document, Error, Extent, Origin, RawDocument, Result, link};

/// A batch closes at so many bytes or items: large enough that each stage has much to do once its
/// program is at hand, small enough to keep all threads busy.
const BATCH_BYTES: usize = 1 << 17;
const BATCH_ITEMS: usize = 64;
/// Batches under way for each thread.
const BATCHES_PER_THREAD: usize = 4;

/// How long an item was worked on, stage by stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// From bytes to a raw document.
    pub decode: Duration,
    /// Normalising, and splitting into documents and blocks.
    pub split: Duration,
    /// Finding the mentions.
    pub extract: Duration,
    /// Making what is stored or printed.
    pub store: Duration,
}

impl AddAssign for Times {
    fn add_assign(&mut self, more: Times) {
        self.decode += more.decode;
        self.split += more.split;
        self.extract += more.extract;
        self.store += more.store;
    }
}

/// What became of one item.
#[derive(Debug)]
pub struct Outcome<T = Vec<Annotated>> {
    /// Where it was.
    pub origin: Origin,
    /// Bytes of its text.
    pub bytes: u64,
    /// The encoding it was in, where it could be decoded.
    pub reading: Option<read::Reading>,
    /// Its documents, or why it was skipped (without the origin).
    pub documents: Result<T>,
    /// How long that took: its share of what its batch took.
    pub times: Times,
}

impl<T> Outcome<T> {
    /// What the next stage makes of it.
    fn then<U>(self, stage: impl FnOnce(T) -> Result<U>) -> Outcome<U> {
        let Outcome { origin, bytes, reading, documents, times } = self;
        Outcome { origin, bytes, reading, documents: documents.and_then(stage), times }
    }
}

/// Takes a batch of items through decode, normalise, split and extract mentions of these kinds; the
/// outcomes have their order.
///
/// All of them go through one stage before the next begins: a processor keeps the program of a
/// stage at hand, but not of all. Taken one by one they take a tenth more time.
pub fn annotate(items: Vec<Item>, kinds: Kinds) -> Vec<Outcome> {
    annotate_to(
        items,
        Wanted { kinds, extent: Extent::Blocks, explained: false, all_fields: true, linked: true },
    )
}

/// What is wanted of each item.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// The kinds of mentions.
    pub kinds: Kinds,
    /// How much of each page.
    pub extent: Extent,
    /// Whether each mention says why it has its value.
    pub explained: bool,
    /// Whether the titles and leads that are fields of their own are read for mentions as well
    /// ([`Annotated::apart`]).
    pub all_fields: bool,
    /// Whether short forms are resolved and relations read ([`link`]).
    pub linked: bool,
}

/// The same, with what is wanted.
pub fn annotate_to(items: Vec<Item>, wanted: Wanted) -> Vec<Outcome> {
    let Wanted { kinds, extent, explained, all_fields, linked } = wanted;
    let mut times = Times::default();
    let share = u32::try_from(items.len()).unwrap_or(u32::MAX).max(1);
    let mut clock = Instant::now();
    let mut lap = || std::mem::replace(&mut clock, Instant::now()).elapsed() / share;
    let decoded: Vec<_> = items.into_iter().map(decoded).collect();
    times.decode = lap();
    let normalized: Vec<_> =
        decoded.into_iter().map(|outcome| outcome.then(|raw| Ok(normalized(raw)))).collect();
    let split: Vec<_> = normalized
        .into_iter()
        .map(|outcome| outcome.then(|normalized| cut(normalized, extent)))
        .collect();
    times.split = lap();
    let mut documents = Vec::with_capacity(split.len());
    let mut counted = |outcome: Outcome<Vec<Document>>| {
        outcome.then(|found| {
            let count = found.len();
            documents.extend(found);
            Ok(count)
        })
    };
    let counts: Vec<_> = split.into_iter().map(&mut counted).collect();
    let annotated = extract_all(documents, Reading { kinds, explained, all_fields }).into_iter();
    let linked = linked && kinds.contains(Regulation::KIND);
    let mut annotated =
        annotated.map(|annotated| if linked { annotated.map(link) } else { annotated });
    times.extract = lap();
    // All of an item's are taken, also behind one that failed.
    let mut take = |count| annotated.by_ref().take(count).collect::<Vec<_>>().into_iter().collect();
    let outcome = |outcome: Outcome<usize>| outcome.then(&mut take);
    counts.into_iter().map(outcome).map(|outcome| Outcome { times, ..outcome }).collect()
}

fn decoded(item: Item) -> Outcome<RawDocument> {
    let origin = item.origin.clone();
    let (bytes, reading, documents) = match decode(item) {
        Ok(decoded) => (decoded.raw.text.len() as u64, Some(decoded.reading), Ok(decoded.raw)),
        Err(error) => (0, None, Err(error)),
    };
    Outcome { origin, bytes, reading, documents, times: Times::default() }
}

/// Runs `work` on all items, in batches, on `threads` threads and gives the results to `sink` in
/// the order of the items.
///
/// Memory holds a bounded window of items and results, whatever the length of the input. The first
/// error of `sink` ends the run.
///
/// # Errors
///
/// The sink's error, or that no threads could be started.
pub fn run<T: Send>(
    items: &mut dyn Iterator<Item = Item>,
    threads: usize,
    work: impl Fn(Vec<Item>) -> Vec<T> + Sync,
    mut sink: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    if threads <= 1 {
        loop {
            let batch = next_batch(items);
            if batch.is_empty() {
                return Ok(());
            }
            work(batch).into_iter().try_for_each(&mut sink)?;
        }
    }
    let pool = ThreadPoolBuilder::new()
        .num_threads(threads)
        .thread_name(|i| format!("thoisu-{i}"))
        .build()
        .map_err(|error| Error::caused("threads could not be started", error))?;
    let (sender, receiver) = mpsc::channel::<(u64, Vec<T>)>();
    let work = &work;
    pool.in_place_scope(|scope| {
        let mut ordered = Ordered { next: 0, waiting: BTreeMap::new() };
        let (mut started, mut ended) = (0u64, 0u64);
        let mut at_end = false;
        loop {
            while !at_end && started - ended < (threads * BATCHES_PER_THREAD) as u64 {
                let batch = next_batch(items);
                if batch.is_empty() {
                    at_end = true;
                    break;
                }
                let (sender, number) = (sender.clone(), started);
                started += 1;
                // The receiver outlives the scope unless the sink failed, and then nobody wants the
                // result.
                scope.spawn(move |_| drop(sender.send((number, work(batch)))));
            }
            if started == ended {
                return Ok(());
            }
            let Ok((number, results)) = receiver.recv() else {
                return Err(Error::new("a worker ended without a result"));
            };
            ended += 1;
            ordered.waiting.insert(number, results);
            while let Some(results) = ordered.waiting.remove(&ordered.next) {
                ordered.next += 1;
                results.into_iter().try_for_each(&mut sink)?;
            }
        }
    })
}

/// Results that came before their turn.
struct Ordered<T> {
    next: u64,
    waiting: BTreeMap<u64, Vec<T>>,
}

fn next_batch(items: &mut dyn Iterator<Item = Item>) -> Vec<Item> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while bytes < BATCH_BYTES && batch.len() < BATCH_ITEMS {
        let Some(item) = items.next() else { break };
        bytes += item.weight();
        batch.push(item);
    }
    batch
}
