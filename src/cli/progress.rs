//! A progress bar on a terminal, and the lines about skipped items.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::print;
use crate::text::Printable;
use crate::{Error, Origin};

/// Shows how far a run is, on a terminal only; skipped items are named on standard error in either case.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    documents: u64,
    bytes: u64,
}

impl Progress {
    pub fn new(quiet: bool) -> Progress {
        let bar = if quiet || !print::has_progress() { ProgressBar::hidden() } else { ProgressBar::new_spinner() };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed_precise}  {msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Progress { bar, begun: Instant::now(), documents: 0, bytes: 0 }
    }

    /// Counts what one item gave.
    pub fn add(&mut self, documents: usize, bytes: u64) {
        self.documents += documents as u64;
        self.bytes += bytes;
        if !self.bar.is_hidden() {
            let megabytes = self.bytes as f64 / 1e6;
            let rate = megabytes / self.begun.elapsed().as_secs_f64().max(1e-3);
            self.bar.set_message(format!("{} documents, {megabytes:.1} MB, {rate:.1} MB/s", self.documents));
        }
    }

    /// Names a skipped item.
    pub fn skip(&self, origin: &Origin, reason: &Error) {
        let skipped = format!("{origin}: {reason}; skipped");
        self.bar.suspend(|| print::note(Printable(&skipped)));
    }

    /// Takes the bar away; gives the time since the beginning.
    pub fn finish(self) -> Duration {
        self.bar.finish_and_clear();
        self.begun.elapsed()
    }
}
