//! Work that is counted, in builds for tests alone: how often loops go round that could take more
//! than linear time.

use std::cell::Cell;

thread_local! {
    static DONE: Cell<usize> = const { Cell::new(0) };
}

/// Counts rounds.
pub(crate) fn count(rounds: usize) {
    DONE.with(|done| done.set(done.get() + rounds));
}

/// The rounds that something takes on this thread.
pub(crate) fn of(work: impl FnOnce()) -> usize {
    let before = DONE.get();
    work();
    DONE.get() - before
}
