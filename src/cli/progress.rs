//! A progress bar on a terminal, and the lines about skipped items.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::print;
use crate::text::Printable;
use crate::{Error, Miss, Origin};

/// Shows how far a run is, on a terminal only; skipped items are named on standard error in either
/// case.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    documents: u64,
    bytes: u64,
    /// Of each kind that is not read, how many files were not named.
    unnamed: BTreeMap<String, u64>,
}

impl Progress {
    pub fn new(quiet: bool) -> Progress {
        let bar = if quiet || !print::has_progress() {
            ProgressBar::hidden()
        } else {
            ProgressBar::new_spinner()
        };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed_precise}  {msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Progress { bar, begun: Instant::now(), documents: 0, bytes: 0, unnamed: BTreeMap::new() }
    }

    /// Counts what one item gave.
    pub fn add(&mut self, documents: usize, bytes: u64) {
        self.documents += documents as u64;
        self.bytes += bytes;
        if !self.bar.is_hidden() {
            let megabytes = self.bytes as f64 / 1e6;
            let rate = megabytes / self.begun.elapsed().as_secs_f64().max(1e-3);
            self.bar.set_message(format!(
                "{} documents, {megabytes:.1} MB, {rate:.1} MB/s",
                self.documents
            ));
        }
    }

    /// Names a skipped item; of each kind that is not read the first, for a folder may have more
    /// pictures than pages.
    pub fn skip(&mut self, origin: &Origin, reason: &Error) {
        if reason.miss() == Miss::Unsupported {
            let unnamed =
                self.unnamed.entry(reason.to_string()).and_modify(|count| *count += 1).or_default();
            if *unnamed > 0 {
                return log::info!("{origin}: {reason}; skipped");
            }
        }
        let skipped = format!("{origin}: {reason}; skipped");
        let say = if reason.miss() == Miss::Failed { print::note } else { print::tell };
        self.bar.suspend(|| say(Printable(&skipped)));
    }

    /// Says of how many files more each kind was that is not read.
    pub fn tell_unnamed(&self) {
        for (kind, count) in self.unnamed.iter().filter(|(_, count)| **count > 0) {
            self.bar.suspend(|| {
                print::tell(format_args!(
                    "{count} more of this kind skipped (-v names them): {kind}"
                ))
            });
        }
    }

    /// Takes the bar away; gives the time since the beginning.
    pub fn finish(self) -> Duration {
        self.bar.finish_and_clear();
        self.begun.elapsed()
    }
}
