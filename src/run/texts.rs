//! Which document holds each text while a run goes on with an index, where duplicates are looked
//! for.
//!
//! A fresh run keeps the first of several identical documents, and so does a run that goes on with
//! an index. It cannot take a document of an earlier run for granted, though: that document's item
//! may yet be replaced by another content, or leave the index. So a document of an earlier run
//! holds its text only
//!
//! - once this run has met its item and found it unchanged, or
//! - where nothing is pruned and its file is not among the inputs, so that it stays in any case.
//!
//! Otherwise a document of this run takes the text over. If the item then turns up unchanged, it is
//! read again without what was taken ([`Texts::keeps`] says so); if it never turns up and stays, it
//! is removed once all its texts are taken ([`Texts::taken_over`]).

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use crate::duplicate::{Duplicates, Fingerprint, Verdict};
use crate::index::{KnownText, Stamp};
use crate::read::InputFiles;

/// The documents known, and who holds each text.
pub(super) struct Texts {
    duplicates: Duplicates,
    /// By the number that `duplicates` gives a document.
    documents: Vec<Document>,
    /// The documents of earlier runs, sorted.
    earlier: Vec<Earlier>,
    /// Earlier items that lost a text to a document of this run.
    losers: BTreeSet<u64>,
    /// The files that this run reads, where documents that are not among them stay; listed when
    /// first asked for.
    inputs: Inputs,
}

/// A document known.
struct Document {
    item: u64,
    file: u64,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Of an earlier run; what becomes of its item is not known yet.
    Earlier,
    /// In the index when this run ends.
    Settled,
    /// Another content took its item's place.
    Gone,
}

/// A document of an earlier run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Earlier {
    item: u64,
    exact: u128,
    number: u32,
}

/// Where documents of earlier runs may still lose their place.
struct Inputs {
    files: InputFiles,
    hashes: Option<FxHashSet<u64>>,
    prune: bool,
}

impl Inputs {
    /// Whether what the index holds of a file stays, whatever this run still reads.
    fn spare(&mut self, file: u64) -> bool {
        let files = &self.files;
        !self.prune
            && !self
                .hashes
                .get_or_insert_with(|| files.paths().map(|path| Stamp::of_file(&path)).collect())
                .contains(&file)
    }
}

impl Texts {
    /// The texts of an index, for a run over these files.
    pub fn new(known: Vec<KnownText>, files: InputFiles, prune: bool) -> Texts {
        let inputs = Inputs { files, hashes: None, prune };
        let (duplicates, documents, earlier) = (Duplicates::default(), Vec::new(), Vec::new());
        let mut texts = Texts { duplicates, documents, earlier, losers: BTreeSet::new(), inputs };
        for KnownText { id, item, file, fingerprint, is_near } in known {
            let number = texts.duplicates.remember(&id, &fingerprint, !is_near);
            texts.documents.push(Document { item, file, state: State::Earlier });
            texts.earlier.push(Earlier { item, exact: fingerprint.exact, number });
        }
        texts.earlier.sort_unstable();
        texts
    }

    /// The documents that an earlier run made of an item.
    fn of_item(&self, item: u64) -> std::ops::Range<usize> {
        let begin = self.earlier.partition_point(|earlier| earlier.item < item);
        begin
            ..begin
                + self
                    .earlier
                    .get(begin..)
                    .unwrap_or_default()
                    .partition_point(|earlier| earlier.item == item)
    }

    /// Whether an unchanged item of an earlier run, which has so many documents in the index, can
    /// stay as it is; its documents are settled then. It can not where a document holds one of its
    /// texts already, or where fingerprints are missing.
    pub fn keeps(&mut self, item: u64, documents: u64) -> bool {
        let range = self.of_item(item);
        let own: Vec<Earlier> = self.earlier.get(range).unwrap_or_default().to_vec();
        let repeats = own.windows(2).any(|pair| matches!(pair, [a, b] if a.exact == b.exact));
        let holders: Vec<u32> =
            own.iter().filter_map(|earlier| self.duplicates.holder(earlier.exact)).collect();
        let is_elsewhere = |number: u32| {
            self.documents.get(number as usize).is_some_and(|document| document.item != item)
        };
        let elsewhere: Vec<u32> =
            holders.into_iter().filter(|&holder| is_elsewhere(holder)).collect();
        if own.len() as u64 != documents
            || repeats
            || elsewhere.into_iter().any(|holder| self.is_certain(holder))
        {
            return false;
        }
        for Earlier { exact, number, .. } in own {
            self.note_loser(exact, item);
            self.duplicates.hold(exact, number);
            self.set(number, State::Settled);
        }
        true
    }

    /// Another content takes an item's place, or nothing does.
    pub fn replace(&mut self, item: u64) {
        for at in self.of_item(item) {
            if let Some(earlier) = self.earlier.get(at) {
                self.set(earlier.number, State::Gone);
            }
        }
    }

    /// Compares a document of an item with those known; it is settled unless it is an exact
    /// duplicate.
    pub fn judge(&mut self, stamp: &Stamp, id: &str, fingerprint: &Fingerprint) -> Verdict<'_> {
        let exact = fingerprint.exact;
        if let Some(holder) =
            self.duplicates.holder(exact).filter(|&holder| self.is_certain(holder))
        {
            return Verdict::Exact(self.duplicates.id(holder));
        }
        self.note_loser(exact, stamp.key);
        self.documents.push(Document { item: stamp.key, file: stamp.file, state: State::Settled });
        let (documents, prune) = (&self.documents, self.inputs.prune);
        self.duplicates.admit(id, fingerprint, |number| {
            match documents.get(number as usize).map(|document| document.state) {
                Some(State::Settled) => true,
                // Whether its item stays is not known, but a near duplicate loses nothing by naming
                // it.
                Some(State::Earlier) => !prune,
                Some(State::Gone) | None => false,
            }
        })
    }

    /// The items of earlier runs all of whose texts are held by others now.
    pub fn taken_over(&self) -> Vec<u64> {
        let is_taken = |earlier: &Earlier| {
            let holder = self
                .duplicates
                .holder(earlier.exact)
                .and_then(|holder| self.documents.get(holder as usize));
            holder
                .is_some_and(|holder| holder.item != earlier.item && holder.state == State::Settled)
        };
        let all_taken = |item: &u64| {
            self.earlier.get(self.of_item(*item)).unwrap_or_default().iter().all(is_taken)
        };
        self.losers.iter().copied().filter(all_taken).collect()
    }

    /// Whether a document is in the index when this run ends, whatever comes.
    fn is_certain(&mut self, number: u32) -> bool {
        self.documents.get(number as usize).is_some_and(|document| match document.state {
            State::Settled => true,
            State::Earlier => self.inputs.spare(document.file),
            State::Gone => false,
        })
    }

    /// An item takes a text: the one that held it may have to go.
    fn note_loser(&mut self, exact: u128, winner: u64) {
        let holder =
            self.duplicates.holder(exact).and_then(|holder| self.documents.get(holder as usize));
        if let Some(loser) = holder.map(|holder| holder.item).filter(|&item| item != winner) {
            self.losers.insert(loser);
        }
    }

    fn set(&mut self, number: u32, state: State) {
        if let Some(document) = self.documents.get_mut(number as usize) {
            document.state = state;
        }
    }
}
