//! What all requests share: the archive, the pool, who may ask, the counters.

use tokio::sync::Semaphore;

use super::archive::Archive;
use super::limits::DOWNLOADS;
use super::metrics::Metrics;
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
        Ok(State { archive, pool, downloads: std::sync::Arc::new(Semaphore::new(DOWNLOADS)), metrics: Metrics::default(), options })
    }
}
