//! What an index holds of its inputs: of each item where it came from and what its content was, as
//! hashes.
//!
//! Every document carries the three hashes of its [`Stamp`] as columns, so the index is its own
//! record of what was done: the two are written by the same commit and can never disagree, wherever
//! a run was killed.

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::Searcher;
use twox_hash::XxHash3_64;

use crate::Result;
use crate::duplicate::Fingerprint;

/// The hashes that tell an item again in a later run.
///
/// They are XXH3 of 64 bits: among a million items two have the same with a chance of about 1 in 30
/// million.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Of the outermost file's path.
    pub file: u64,
    /// Of the file's path and the item's id: what is read under the same key later takes this
    /// item's place.
    pub key: u64,
    /// Of the file's path and the item's bytes: the same content needs no second reading.
    pub content: u64,
}

/// Keeps path, id and bytes apart from each other under one hash.
const SEEDS: [u64; 3] = [0x7468_6f69_7375_0001, 0x7468_6f69_7375_0002, 0x7468_6f69_7375_0003];

impl Stamp {
    /// The stamp of an item of the file `path` with this id and content; `salt` tells apart
    /// readings of the same bytes that differ in what they make of them (another version of the
    /// program, other options).
    pub fn new(path: &str, id: &str, content: &[u8], salt: u64) -> Stamp {
        let [of_path, of_id, of_content] = SEEDS;
        let file = hash(path.as_bytes(), of_path);
        let key = hash(id.as_bytes(), file ^ of_id);
        Stamp { file, key, content: hash(content, file ^ salt ^ of_content) }
    }

    /// What [`file`](Stamp::file) is for a path.
    pub fn of_file(path: &str) -> u64 {
        hash(path.as_bytes(), SEEDS[0])
    }

    /// The same for an item of whose documents only those with these texts are in the index. A
    /// later run does not know the content again, so it reads the item and decides anew which
    /// documents to keep.
    #[must_use]
    pub fn of_part(self, kept: impl Iterator<Item = u128>) -> Stamp {
        let texts: Vec<u8> = kept.flat_map(u128::to_le_bytes).collect();
        Stamp { content: hash(&texts, self.content), ..self }
    }

    /// The same with a content that holds the place too, which the id given to [`new`](Stamp::new)
    /// tells: a record that has moved is read again, for its place is part of what is stored of it.
    #[must_use]
    pub fn at_its_place(self) -> Stamp {
        Stamp { content: self.content ^ self.key.rotate_left(17), ..self }
    }
}

fn hash(bytes: &[u8], seed: u64) -> u64 {
    XxHash3_64::oneshot_with_seed(seed, bytes)
}

/// The items of an index, and which of them a run has met again.
#[derive(Default)]
pub(in crate::index) struct Manifest {
    items: Vec<Known>,
    by_key: FxHashMap<u64, usize>,
    by_content: FxHashMap<u64, usize>,
}

struct Known {
    stamp: Stamp,
    documents: u64,
    is_met: bool,
}

impl Manifest {
    /// Reads the columns of an index.
    pub fn read(searcher: &Searcher) -> Result<Manifest> {
        let mut manifest = Manifest::default();
        for segment in searcher.segment_readers() {
            let columns = segment.fast_fields();
            let (files, keys, contents) =
                (columns.u64("item_file")?, columns.u64("item_key")?, columns.u64("item_content")?);
            for document in segment.doc_ids_alive() {
                let (Some(file), Some(key), Some(content)) =
                    (files.first(document), keys.first(document), contents.first(document))
                else {
                    continue;
                };
                manifest.add(Stamp { file, key, content }, 1);
            }
        }
        Ok(manifest)
    }

    /// How many documents the item under this key has in the index.
    pub fn documents(&self, key: u64) -> u64 {
        self.by_key.get(&key).and_then(|&at| self.items.get(at)).map_or(0, |known| known.documents)
    }

    /// Whether an item is there under this key that was not met.
    pub fn is_unmet(&self, key: u64) -> bool {
        self.by_key.get(&key).and_then(|&at| self.items.get(at)).is_some_and(|known| !known.is_met)
    }

    /// The contents of all items, for workers to look them up without waiting for each other.
    pub fn contents(&self) -> FxHashSet<u64> {
        self.by_content.keys().copied().collect()
    }

    /// Notes so many documents of an item.
    pub fn add(&mut self, stamp: Stamp, documents: u64) {
        if let Some(known) = self.by_key.get(&stamp.key).and_then(|&at| self.items.get_mut(at)) {
            known.documents += documents;
            return;
        }
        let at = self.items.len();
        self.items.push(Known { stamp, documents, is_met: false });
        self.by_key.insert(stamp.key, at);
        self.by_content.insert(stamp.content, at);
    }

    /// The key of the item of this content, if it is there and was not met yet; it is met from then
    /// on.
    pub fn meet(&mut self, content: u64) -> Option<u64> {
        let known = self.items.get_mut(*self.by_content.get(&content)?)?;
        let is_first = !std::mem::replace(&mut known.is_met, true);
        is_first.then_some(known.stamp.key)
    }

    /// Makes room for an item under this key: whether another content was there, whose documents
    /// are to go.
    pub fn replace(&mut self, key: u64) -> bool {
        let Some(at) = self.by_key.remove(&key) else { return false };
        let Some(known) = self.items.get_mut(at) else { return false };
        (known.is_met, known.documents) = (true, 0);
        self.by_content.remove(&known.stamp.content);
        true
    }

    /// The keys of the items that were not met, files in `spared` aside, and how many documents
    /// they have.
    pub fn gone(&self, spared: &FxHashSet<u64>) -> (Vec<u64>, u64) {
        let gone =
            self.items.iter().filter(|known| !known.is_met && !spared.contains(&known.stamp.file));
        gone.fold((Vec::new(), 0), |(mut keys, documents), known| {
            keys.push(known.stamp.key);
            (keys, documents + known.documents)
        })
    }
}

/// The number of the next document that an index is given.
pub(in crate::index) fn next_sequence(searcher: &Searcher) -> Result<u64> {
    let mut next = 0;
    for segment in searcher.segment_readers() {
        let numbers = segment.fast_fields().u64("sequence")?;
        next = next.max(if numbers.num_docs() > 0 { numbers.max_value() + 1 } else { 0 });
    }
    Ok(next)
}

/// A document that has a fingerprint.
pub struct KnownText {
    /// Its id.
    pub id: String,
    /// The key of its item ([`Stamp::key`]).
    pub item: u64,
    /// The file of its item ([`Stamp::file`]).
    pub file: u64,
    /// Its fingerprint.
    pub fingerprint: Fingerprint,
    /// Whether it is a near duplicate of another.
    pub is_near: bool,
}

/// The documents that have fingerprints, in the order in which the index got them.
pub(in crate::index) fn known_texts(searcher: &Searcher) -> Result<Vec<KnownText>> {
    let mut found = Vec::new();
    for segment in searcher.segment_readers() {
        let columns = segment.fast_fields();
        let (Some(fingerprints), Some(ids)) = (columns.bytes("fingerprint")?, columns.str("id")?)
        else {
            continue;
        };
        let (items, files) = (columns.u64("item_key")?, columns.u64("item_file")?);
        let (numbers, originals) = (columns.u64("sequence")?, columns.str("near_duplicate_of")?);
        for document in segment.doc_ids_alive() {
            let (mut bytes, mut id) = (Vec::new(), String::new());
            let (Some(print), Some(name)) =
                (fingerprints.term_ords(document).next(), ids.term_ords(document).next())
            else {
                continue;
            };
            fingerprints.ord_to_bytes(print, &mut bytes)?;
            ids.ord_to_str(name, &mut id)?;
            let is_near = originals
                .as_ref()
                .is_some_and(|originals| originals.term_ords(document).next().is_some());
            let (Some(item), Some(file)) = (items.first(document), files.first(document)) else {
                continue;
            };
            if let Some(fingerprint) = Fingerprint::from_bytes(&bytes) {
                found.push((
                    numbers.first(document),
                    KnownText { id, item, file, fingerprint, is_near },
                ));
            }
        }
    }
    found.sort_by_key(|(number, _)| *number);
    Ok(found.into_iter().map(|(_, known)| known).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_tell_apart_path_id_content_and_salt() {
        let stamp = Stamp::new("a", "b", b"c", 0);
        assert_eq!(stamp, Stamp::new("a", "b", b"c", 0));
        assert_ne!(stamp.content, Stamp::new("a", "b", b"c", 1).content);
        assert_ne!(stamp.content, Stamp::new("z", "b", b"c", 0).content);
        assert_eq!(stamp.content, Stamp::new("a", "z", b"c", 0).content);
        assert_ne!(
            stamp.at_its_place().content,
            Stamp::new("a", "z", b"c", 0).at_its_place().content
        );
        assert_ne!(stamp.key, Stamp::new("a", "z", b"c", 0).key);
    }

    #[test]
    fn an_item_is_met_once_replaced_or_gone() {
        let stamps = ["một", "hai", "ba"].map(|id| Stamp::new("a.jsonl", id, id.as_bytes(), 0));
        let mut manifest = Manifest::default();
        stamps.iter().for_each(|&stamp| manifest.add(stamp, 2));
        assert_eq!(
            [0, 0].map(|i| manifest.meet(stamps[i].content)),
            [Some(stamps[0].key), None],
            "the second is a duplicate"
        );
        assert!(
            manifest.replace(stamps[1].key) && manifest.meet(stamps[1].content).is_none(),
            "what was replaced is no longer there"
        );
        assert_eq!(manifest.gone(&FxHashSet::default()), (vec![stamps[2].key], 2));
        assert_eq!(manifest.gone(&FxHashSet::from_iter([stamps[2].file])), (vec![], 0));
    }
}
