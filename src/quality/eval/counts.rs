//! What is counted, from which precision and recall follow.

/// What is counted for one group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Scored gold mentions.
    pub gold: u64,
    /// Predictions that count: those paired with gold of this group, and spurious ones of this form.
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
