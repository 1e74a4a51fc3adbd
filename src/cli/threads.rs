//! How many threads a command uses.

use std::num::NonZeroUsize;

use clap::Args;

/// How many threads to use.
#[derive(Args)]
pub(super) struct Threads {
    /// Threads to use, at most four for each core [default: all cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

/// Threads for each core at most: more only wait for each other, and thousands of them take longer
/// to start than a run.
const THREADS_PER_CORE: usize = 4;

impl Threads {
    pub fn count(&self) -> usize {
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let wanted = self.threads.map_or(cores, NonZeroUsize::get);
        let most = cores.saturating_mul(THREADS_PER_CORE);
        if wanted > most {
            log::warn!(
                "--threads {wanted}: {most} are used, {THREADS_PER_CORE} for each of {cores} cores"
            );
        }
        wanted.min(most)
    }
}
