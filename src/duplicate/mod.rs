//! Duplicates: the same article twice, and the same agency report in several papers.
//!
//! ```text
//! Document ─ Fingerprint::of ─▶ 64 bytes ─ Duplicates::judge ─▶ New · Exact(of) · Near(of)
//! └──── in parallel workers ────────────┘ └──── one after the other, in the order of the input ────┘
//! ```
//!
//! Two documents are *exact* duplicates if headline, lead and blocks are the same but for white
//! space and the ways of writing that [`Text::new`](crate::Text::new) makes one. They are *near*
//! duplicates if their running text shares most of its runs of four words; headline, captions and
//! bylines, which every paper writes anew, have no say. How much is shared is estimated from 48
//! min-hashes (Broder's resemblance) of a byte each; twelve bands of four find the candidates, so
//! that the cost of a question does not grow with the archive. `SimHash`, the usual choice for 64
//! bits, was measured on the same news: within three bits it finds one pair in five, and a limit
//! wide enough to find nine in ten calls as many others alike.
//!
//! Not covered: a short report that stands whole inside a long article, and texts below forty words
//! (headlines, teasers), which have no near duplicates.

mod fingerprint;
mod table;

use rustc_hash::FxHashMap;

pub use fingerprint::Fingerprint;
use table::Table;

/// What a document is among those judged before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict<'a> {
    /// Nothing like it was seen.
    New,
    /// The same, word for word, as the document of this id.
    Exact(&'a str),
    /// Nearly the same as a document that was new when it came.
    Near {
        /// That document's id; of several the most similar, of equals the earliest.
        of: &'a str,
        /// The estimated share of common word runs, from [`Duplicates::LEAST`] to 1.
        similarity: f32,
    },
}

/// The documents seen so far, as far as later ones are compared with them.
///
/// Near duplicates are compared only with documents that were new themselves: all copies of a
/// report name one and the same document, each is like the one it names, and a series of small
/// changes never leads from one article to another.
///
/// ```
/// use thoisu::duplicate::{Duplicates, Fingerprint, Verdict};
/// # use thoisu::{Meta, Origin, RawDocument, split::split};
/// # let document = |id: &str, text: &str| {
/// #     let origin = Origin { path: id.into(), record: None };
/// #     let raw = RawDocument { origin, source_id: id.into(), meta: Meta::default(), text: text.into(), blocks: Vec::new(), addressable: true };
/// #     split(raw).unwrap().remove(0)
/// # };
/// let report = "Chiều 5/9, đoàn công tác của tỉnh đã đến kiểm tra tiến độ thi công cây cầu mới bắc qua sông Cái và yêu cầu các nhà thầu \
///     tập trung máy móc, nhân lực để hoàn thành phần móng trước mùa mưa, bảo đảm an toàn cho người dân sống ở hai bên bờ.";
/// let mut duplicates = Duplicates::default();
/// for (id, text, verdict) in [
///     ("a", format!("Kiểm tra cầu sông Cái\n\n{report}"), Verdict::New),
///     ("b", format!("Kiểm tra cầu  sông Cái\r\n{report}"), Verdict::Exact("a")),
///     ("c", format!("Sớm xong móng cầu sông Cái\n\n(Báo X) - {report}\n\nTheo TTXVN"), Verdict::Near { of: "a", similarity: 1.0 }),
///     ("d", "Kiểm tra cầu sông Cái\n\nĐoàn kiểm tra đã đến.".to_string(), Verdict::New),
/// ] {
///     let found = duplicates.judge(id, &Fingerprint::of(&document(id, &text)));
///     match (found, verdict) {
///         (Verdict::Near { of, .. }, Verdict::Near { of: expected, .. }) => assert_eq!(of, expected),
///         _ => assert_eq!(found, verdict),
///     }
/// }
/// ```
#[derive(Debug, Default)]
pub struct Duplicates {
    /// The ids of the documents known, one behind the other, in order.
    ids: Ids,
    /// The first document of each exact text.
    exact: FxHashMap<u128, u32>,
    /// The documents that were new.
    table: Table,
}

impl Duplicates {
    /// From this similarity on two documents are near duplicates: 30 of the 48 min-hashes. Of two
    /// texts the longer of which has lost its last third, about two in three word runs are common.
    pub const LEAST: f32 = table::LEAST as f32 / fingerprint::LANES as f32;

    /// Compares a document with all before it, and remembers it unless it is an exact duplicate.
    pub fn judge(&mut self, id: &str, fingerprint: &Fingerprint) -> Verdict<'_> {
        match self.holder(fingerprint.exact) {
            Some(holder) => Verdict::Exact(self.id(holder)),
            None => self.admit(id, fingerprint, |_| true),
        }
    }

    /// Remembers a document that is no exact duplicate, or takes the text over from the one that
    /// held it; says what near duplicate it is of those documents that count, by their numbers. Its
    /// own is that of documents known before it.
    pub fn admit(
        &mut self,
        id: &str,
        fingerprint: &Fingerprint,
        counts: impl Fn(u32) -> bool,
    ) -> Verdict<'_> {
        let number = self.ids.len();
        self.ids.push(id);
        self.hold(fingerprint.exact, number);
        match fingerprint.sketch().and_then(|sketch| self.table.most_similar(sketch, counts)) {
            Some((of, equal)) => Verdict::Near {
                of: self.ids.get(of),
                similarity: equal as f32 / fingerprint::LANES as f32,
            },
            None => {
                self.lead(number, fingerprint);
                Verdict::New
            }
        }
    }

    /// The number of the document that holds an exact text.
    pub fn holder(&self, exact: u128) -> Option<u32> {
        self.exact.get(&exact).copied()
    }

    /// Makes a known document the one that holds an exact text.
    pub fn hold(&mut self, exact: u128, number: u32) {
        self.exact.insert(exact, number);
    }

    /// The id of a known document.
    pub fn id(&self, number: u32) -> &str {
        self.ids.get(number)
    }

    /// Remembers a document whose verdict is known, as when an index is continued: `is_new` tells
    /// whether it was new when it came. Gives its number.
    pub fn remember(&mut self, id: &str, fingerprint: &Fingerprint, is_new: bool) -> u32 {
        let number = self.ids.len();
        self.ids.push(id);
        self.exact.entry(fingerprint.exact).or_insert(number);
        if is_new {
            self.lead(number, fingerprint);
        }
        number
    }

    fn lead(&mut self, number: u32, fingerprint: &Fingerprint) {
        if let Some(sketch) = fingerprint.sketch() {
            self.table.insert(number, *sketch);
        }
    }
}

/// Ids in one string: a million of them need no million allocations.
#[derive(Debug, Default)]
struct Ids {
    joined: String,
    ends: Vec<usize>,
}

impl Ids {
    fn len(&self) -> u32 {
        self.ends.len() as u32
    }

    fn push(&mut self, id: &str) {
        self.joined.push_str(id);
        self.ends.push(self.joined.len());
    }

    fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied()
            .unwrap_or_default();
        self.ends.get(number).and_then(|&end| self.joined.get(start..end)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
