//! What is counted, from which precision and recall follow.

/// What is counted for one group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Scored gold mentions.
    pub gold: u64,
    /// Predictions that count: those paired with gold of this group, and spurious ones of this
    /// form.
    pub pred: u64,
    /// Gold mentions that some prediction overlaps.
    pub found: u64,
    /// … and that have the same value.
    pub right: u64,
    /// … and the same span.
    pub exact: u64,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, more: Counts) {
        self.gold += more.gold;
        self.pred += more.pred;
        self.found += more.found;
        self.right += more.right;
        self.exact += more.exact;
    }
}

/// A share; none of nothing.
pub(super) fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The harmonic mean of precision and recall.
pub(super) fn f1(counts: Counts, right: u64) -> f64 {
    let (precision, recall) = (ratio(right, counts.pred), ratio(right, counts.gold));
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}
