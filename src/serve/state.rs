//! What all requests share: the archive, the pool, who may ask, the counters.

use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::Semaphore;

use super::archive::Archive;
use super::limits::DOWNLOADS;
use super::metrics::{Measured, Metrics};
use super::options::Options;
use super::pool::Pool;
use crate::Result;

/// What all requests share.
pub struct State {
    pub archive: Archive,
    pub pool: Pool,
    /// Places for downloads of all hits.
    pub downloads: std::sync::Arc<Semaphore>,
    pub metrics: Metrics,
    pub options: Options,
}

impl State {
    pub fn open(options: Options) -> Result<State> {
        let archive = Archive::open(&options.dirs)?;
        let pool = Pool::new(options.workers, options.time_limit);
        Ok(State {
            archive,
            pool,
            downloads: std::sync::Arc::new(Semaphore::new(DOWNLOADS)),
            metrics: Metrics::default(),
            options,
        })
    }
    /// What is measured of the index and the pool.
    pub fn measured(&self) -> [Measured; 3] {
        let whole =
            |count: &AtomicU64| i64::try_from(count.load(Ordering::Relaxed)).unwrap_or(i64::MAX);
        let documents = i64::try_from(self.archive.current().index.len()).unwrap_or(i64::MAX);
        let counter = |name, help, value| Measured { name, kind: "counter", help, value };
        [
            counter(
                "thoisu_requests_refused_total",
                "Requests answered with 503 at the time limit.",
                whole(&self.pool.refused),
            ),
            counter(
                "thoisu_index_reloads_total",
                "Later commits of the index that were opened.",
                whole(&self.archive.reloads),
            ),
            Measured {
                name: "thoisu_index_documents",
                kind: "gauge",
                help: "Documents of the index.",
                value: documents,
            },
        ]
    }
}
