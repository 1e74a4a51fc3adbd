//! How a command ended, and the exit codes that say so.

use std::process::ExitCode;

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
            (0, 0) => Err(Error::new("expected at least one document in the input, but found none; `thoisu help run` lists what is read")),
            (_, 0) => Ok(Done::All),
            _ => Ok(Done::WithSkips),
        }
    }
}

/// The exit code of a run stopped by Ctrl-C, as shells have it: 128 and the signal's number.
pub(super) const STOPPED: u8 = 130;

impl From<Done> for ExitCode {
    fn from(done: Done) -> ExitCode {
        match done {
            Done::All => ExitCode::SUCCESS,
            Done::WithSkips => ExitCode::from(2),
            Done::Stopped => ExitCode::from(STOPPED),
        }
    }
}
