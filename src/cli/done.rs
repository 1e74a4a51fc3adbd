//! How a command ended, and the exit codes that say so.

use std::process::ExitCode;

/// What a command that went through reports.
pub(super) enum Done {
    /// Everything was done.
    All,
    /// Some items were skipped, and named on standard error.
    WithSkips,
    /// The user stopped it; what was done is kept.
    Stopped,
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
