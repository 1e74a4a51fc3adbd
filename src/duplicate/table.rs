//! Sketches by their bands: which of those known are like a new one, without comparing it with all.

use super::fingerprint::{LANES, Sketch};

/// Two sketches with so many equal lanes are of near duplicates.
pub(super) const LEAST: usize = 30;

/// Lanes of a band. Sketches of texts that share four in five word runs have an equal band 998
/// times in 1000.
const WIDTH: usize = 4;
const BANDS: usize = LANES / WIDTH;

/// A chain's end.
const NONE: u32 = u32::MAX;

/// Sketches, each in one chain for each of its bands.
#[derive(Debug, Default)]
pub(super) struct Table {
    entries: Vec<Entry>,
    /// For each band and each slot the entry put in last; as many slots as there may be entries
    /// before the table grows.
    heads: Vec<[u32; BANDS]>,
}

#[derive(Debug)]
struct Entry {
    sketch: Sketch,
    /// For each band the entry before in the same slot.
    before: [u32; BANDS],
    /// The document.
    number: u32,
}

impl Table {
    /// The document whose sketch has the most lanes in common with this one, if they are enough,
    /// and how many; of equals the earliest. Only documents that count are looked at.
    pub fn most_similar(
        &self,
        sketch: &Sketch,
        counts: impl Fn(u32) -> bool,
    ) -> Option<(u32, usize)> {
        let mut best: Option<(usize, std::cmp::Reverse<u32>)> = None;
        for (band, slot) in self.slots(sketch).into_iter().enumerate() {
            let mut next = self.heads.get(slot).map_or(NONE, |heads| heads[band]);
            while let Some(entry) = self.entries.get(next as usize) {
                next = entry.before[band];
                // A slot may hold other bands: what is found must not hang on how many slots there
                // are.
                if lanes(&entry.sketch, band) != lanes(sketch, band) {
                    continue;
                }
                let equal = entry.sketch.iter().zip(sketch).filter(|(a, b)| a == b).count();
                if equal >= LEAST && counts(entry.number) {
                    best = best.max(Some((equal, std::cmp::Reverse(entry.number))));
                }
            }
        }
        best.map(|(equal, number)| (number.0, equal))
    }

    /// Adds a document's sketch.
    pub fn insert(&mut self, number: u32, sketch: Sketch) {
        if self.entries.len() == self.heads.len() {
            self.grow();
        }
        self.entries.push(Entry { sketch, before: [NONE; BANDS], number });
        self.chain(self.entries.len() - 1);
    }

    fn grow(&mut self) {
        self.heads = vec![[NONE; BANDS]; (2 * self.heads.len()).max(64)];
        (0..self.entries.len()).for_each(|entry| self.chain(entry));
    }

    fn chain(&mut self, number: usize) {
        let Some(sketch) = self.entries.get(number).map(|entry| entry.sketch) else { return };
        for (band, slot) in self.slots(&sketch).into_iter().enumerate() {
            if let (Some(entry), Some(heads)) =
                (self.entries.get_mut(number), self.heads.get_mut(slot))
            {
                entry.before[band] = std::mem::replace(&mut heads[band], number as u32);
            }
        }
    }

    /// The slot of each band; the lanes are hashes already.
    fn slots(&self, sketch: &Sketch) -> [usize; BANDS] {
        let mut slots = [0; BANDS];
        for (band, slot) in slots.iter_mut().enumerate() {
            let hash =
                lanes(sketch, band).iter().fold(0, |hash, &lane| hash << 8 | usize::from(lane));
            *slot = hash & self.heads.len().wrapping_sub(1);
        }
        slots
    }
}

/// The lanes of a band.
fn lanes(sketch: &Sketch, band: usize) -> &[u8] {
    sketch.chunks_exact(WIDTH).nth(band).unwrap_or_default()
}
