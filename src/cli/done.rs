//! How a command ended, and the exit codes that say so.

use crate::{Error, Result};

/// What a command that went through reports.
pub(super) enum Done {
    /// Everything was done.
    All,
    /// Some items of kinds that are read failed, and were named on standard error.
    WithSkips,
    /// The user stopped it; what was done is kept.
    Stopped,
}

impl Done {
    /// How reading ended, from how many items gave documents and how many failed.
    ///
    /// # Errors
    ///
    /// When there was nothing to do.
    pub fn of(kept: u64, failed: u64) -> Result<Done> {
        match (kept, failed) {
            (0, 0) => Err(Error::new(
                "expected at least one document in the input, but found none; \
                 `thoisu help run` lists what is read",
            )),
            (_, 0) => Ok(Done::All),
            _ => Ok(Done::WithSkips),
        }
    }
}

/// The exit code of a run stopped by Ctrl-C, as shells have it: 128 and the signal's number.
pub(super) const STOPPED: u8 = 130;

/// The exit code where nothing could be done.
pub(super) const FAILED: u8 = 1;

impl From<Done> for u8 {
    fn from(done: Done) -> u8 {
        match done {
            Done::All => 0,
            Done::WithSkips => 2,
            Done::Stopped => STOPPED,
        }
    }
}
