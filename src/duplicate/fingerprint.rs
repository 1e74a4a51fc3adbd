//! What is kept of a document to know it again: a hash of all its words, and 48 min-hashes of its
//! runs of four words.

use twox_hash::XxHash3_128;

use crate::random::{GOLDEN, mixed};
use crate::{BlockKind, Document};

/// Min-hashes of a document.
pub(super) const LANES: usize = 48;

/// A byte of each min-hash: two different ones are equal by chance once in 256 times, far less than
/// the estimate is off anyway.
pub(super) type Sketch = [u8; LANES];

/// The running text is compared by its runs of this many words: short enough to survive an edited
/// sentence, long enough to be rarely met in another article.
const RUN: usize = 4;

/// A text with fewer words is only compared as a whole: two weather reports of forty words differ
/// in the figures alone.
const LEAST_WORDS: usize = 40;

/// A document's fingerprint: the same on every machine and in every version that says so, for it is
/// stored with the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// The hash of headline, lead and blocks, white space squeezed, capitals as they are.
    pub exact: u128,
    /// All zero for a text too short to be compared.
    sketch: Sketch,
}

impl Fingerprint {
    /// Bytes of a stored fingerprint.
    pub const BYTES: usize = 16 + LANES;

    /// The fingerprint of a document. What stands in none of its blocks (links, teasers of others)
    /// is left aside.
    pub fn of(document: &Document) -> Fingerprint {
        let mut squeezed = String::with_capacity(document.text.as_str().len());
        let mut push =
            |text: &str| text.split_whitespace().for_each(|word| squeezed.extend([word, " "]));
        push(document.meta.title.as_deref().unwrap_or_default());
        let mut runs = Runs::default();
        if let Some(lead) = &document.lead {
            push(lead.as_str());
            words(lead.as_str(), |word| runs.push(word));
        }
        for block in &document.blocks {
            let text = document.block_text(block);
            if block.kind != BlockKind::Title {
                push(text);
            }
            if matches!(block.kind, BlockKind::Lead | BlockKind::Paragraph | BlockKind::Article) {
                words(text, |word| runs.push(word));
            }
        }
        Fingerprint { exact: XxHash3_128::oneshot(squeezed.as_bytes()), sketch: runs.sketch() }
    }

    /// The fingerprint as it is stored.
    pub fn to_bytes(&self) -> [u8; Fingerprint::BYTES] {
        let mut bytes = [0; Fingerprint::BYTES];
        let (exact, sketch) = bytes.split_at_mut(16);
        exact.copy_from_slice(&self.exact.to_le_bytes());
        sketch.copy_from_slice(&self.sketch);
        bytes
    }

    /// A stored fingerprint; none where the bytes are not as many as they must be.
    pub fn from_bytes(bytes: &[u8]) -> Option<Fingerprint> {
        let (exact, sketch) = bytes.split_first_chunk::<16>()?;
        Some(Fingerprint { exact: u128::from_le_bytes(*exact), sketch: sketch.try_into().ok()? })
    }

    /// The min-hashes, where the text is long enough to have any.
    pub(super) fn sketch(&self) -> Option<&Sketch> {
        self.sketch.iter().any(|&lane| lane != 0).then_some(&self.sketch)
    }
}

/// The min-hashes while words come in.
struct Runs {
    words: usize,
    last: [u64; RUN],
    least: [u32; LANES],
}

impl Default for Runs {
    fn default() -> Runs {
        Runs { words: 0, last: [0; RUN], least: [u32::MAX; LANES] }
    }
}

impl Runs {
    fn push(&mut self, word: u64) {
        self.last.rotate_left(1);
        self.last[RUN - 1] = word;
        self.words += 1;
        if self.words < RUN {
            return;
        }
        let run = mixed(
            self.last
                .iter()
                .fold(0, |hash: u64, &word| hash.wrapping_mul(GOLDEN).wrapping_add(word)),
        );
        let (low, high) = (run as u32, (run >> 32) as u32);
        for (least, seed) in self.least.iter_mut().zip(SEEDS) {
            let hash = (low ^ seed).wrapping_mul(seed).wrapping_add(high);
            *least = (*least).min((hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d));
        }
    }

    fn sketch(&self) -> Sketch {
        match self.words < LEAST_WORDS {
            true => [0; LANES],
            // The least of many hashes is a small number: its last bits are mixed once more.
            false => self.least.map(|least| mixed(u64::from(least)) as u8),
        }
    }
}

/// An odd factor for each lane.
const SEEDS: [u32; LANES] = {
    let mut seeds = [0; LANES];
    let mut lane = 0;
    while lane < LANES {
        seeds[lane] = mixed(lane as u64 + 1) as u32 | 1;
        lane += 1;
    }
    seeds
};

/// Hands out a hash (FNV-1a over characters) for each run of letters and digits, capitals aside:
/// papers differ in them and in their marks.
fn words(text: &str, mut push: impl FnMut(u64)) {
    const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;
    let mut hash = EMPTY;
    for c in text.chars() {
        match small(c) {
            Some(c) => hash = (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3),
            None if hash != EMPTY => {
                push(hash);
                hash = EMPTY;
            }
            None => {}
        }
    }
    if hash != EMPTY {
        push(hash);
    }
}

/// A letter's small form or a digit; none for what parts words. The letters of Vietnamese need no
/// look-up.
fn small(c: char) -> Option<u32> {
    match c {
        'a'..='z' | '0'..='9' | 'à'..='ö' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => {
            Some(u32::from(c))
        }
        'A'..='Z' => Some(u32::from(c) | 0x20),
        // Small letters follow their capitals.
        'Ạ'..='ỹ' => Some(u32::from(c) | 1),
        _ if c.is_ascii() => None,
        _ => c.is_alphanumeric().then(|| c.to_lowercase().next().map_or(u32::from(c), u32::from)),
    }
}
