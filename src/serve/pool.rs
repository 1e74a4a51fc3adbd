//! A bounded pool of threads for what reads the index, with a time limit.
//!
//! A search cannot be broken off. So who has waited too long gets 503, while the search keeps its
//! place in the pool until it ends: whatever is asked, no more searches than there are places go on
//! at a time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::http::StatusCode;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::problem::Problem;

/// The pool.
pub struct Pool {
    places: Arc<Semaphore>,
    time_limit: Duration,
    /// Requests that were answered with 503.
    pub refused: AtomicU64,
}

impl Pool {
    pub fn new(workers: usize, time_limit: Duration) -> Pool {
        Pool {
            places: Arc::new(Semaphore::new(workers.max(1))),
            time_limit,
            refused: AtomicU64::new(0),
        }
    }

    /// Does some work on a thread of the pool.
    ///
    /// # Errors
    ///
    /// When it is not done in time, or panics.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let places = Arc::clone(&self.places);
        let done = async {
            let place = places.acquire_owned().await;
            tokio::task::spawn_blocking(move || {
                let done = work();
                drop(place);
                done
            })
            .await
        };
        match timeout(self.time_limit, done).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(_)) => Err(Problem::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "the request ended a thread; please report its address",
            )),
            Err(_) => {
                self.refused.fetch_add(1, Ordering::Relaxed);
                let seconds = self.time_limit.as_secs_f64();
                Err(Problem::busy(format!(
                    "the answer takes more than {seconds} s; ask for less, or again later"
                )))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block_on<T>(work: impl Future<Output = T>) -> Option<T> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_time()
            .build()
            .ok()?;
        Some(runtime.block_on(work))
    }

    #[test]
    fn late_work_is_refused_and_keeps_its_place() {
        let (send, wait) = std::sync::mpsc::channel::<()>();
        let status = |done: Result<u8, Problem>| done.map_err(|problem| problem.status.as_u16());
        let seen = block_on(async {
            let pool = Pool::new(1, Duration::from_millis(50));
            let late = status(pool.run(move || wait.recv().map_or(0, |()| 1)).await);
            let behind = status(pool.run(|| 2).await);
            let _ = send.send(());
            let mut after = status(pool.run(|| 3).await);
            while after.is_err() {
                after = status(pool.run(|| 3).await);
            }
            (late, behind, after, pool.refused.load(Ordering::Relaxed) >= 2)
        });
        assert_eq!(seen, Some((Err(503), Err(503), Ok(3), true)));
    }

    #[test]
    fn a_panic_ends_one_request() {
        let seen = block_on(async {
            let pool = Pool::new(1, Duration::from_secs(30));
            let panicked = pool
                .run(|| std::panic::resume_unwind(Box::new(1)))
                .await
                .map_err(|problem: Problem| problem.status.as_u16());
            let _: Result<(), u16> = panicked;
            pool.run(|| 3).await.ok()
        });
        assert_eq!(seen, Some(Some(3)));
    }
}
