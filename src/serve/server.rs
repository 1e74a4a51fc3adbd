//! Connections: taken within bounds, and finished before the server ends.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use hyper::server::conn::http1::Builder;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::sync::{Notify, Semaphore};

use super::limits::{CONNECTIONS, DOWNLOADS, GRACE, HEAD, HEAD_TIME, LOOK};
use super::options::Options;
use super::patient::Patient;
use super::routes;
use super::state::State;
use crate::{Error, Result};

/// A server that listens, and can be run.
pub struct Server {
    listener: TcpListener,
    state: Arc<State>,
}

impl Server {
    /// Opens the index and listens.
    ///
    /// # Errors
    ///
    /// When a folder holds no index, or the address cannot be listened on.
    ///
    /// ```
    /// use std::time::Duration;
    /// use thoisu::serve::{Options, Server};
    /// let options = Options {
    ///     dirs: vec!["no such folder".into()],
    ///     listen: ([127, 0, 0, 1], 0).into(),
    ///     token: None,
    ///     hosts: Vec::new(),
    ///     time_limit: Duration::from_secs(10),
    ///     workers: 2,
    /// };
    /// assert!(Server::open(options).is_err());
    /// ```
    pub fn open(options: Options) -> Result<Server> {
        let listen = options.listen;
        let state = Arc::new(State::open(options)?);
        let listener =
            TcpListener::bind(listen).map_err(|error| Error::from(error).context(listen))?;
        Ok(Server { listener, state })
    }

    /// Where it listens.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub fn address(&self) -> Result<SocketAddr> {
        Ok(self.listener.local_addr()?)
    }

    /// How many documents the index holds.
    pub fn documents(&self) -> usize {
        self.state.archive.current().index.len()
    }

    /// Answers requests until it is stopped; requests under way are finished first.
    ///
    /// # Errors
    ///
    /// What the system says when threads cannot be started.
    pub fn run(self, stop: &Stop) -> Result<()> {
        run(self.listener, &self.state, stop)
    }
}

/// Stops a server from any thread.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<Notify>);

impl Stop {
    /// Ends it once requests under way are answered.
    pub fn stop(&self) {
        // One permit is kept, so it does not matter which comes first.
        self.0.notify_one();
    }
}

/// Answers requests until it is stopped.
fn run(listener: TcpListener, state: &Arc<State>, stop: &Stop) -> Result<()> {
    let threads = state.options.workers + DOWNLOADS + WATCHERS;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .max_blocking_threads(threads)
        .enable_all()
        .build()?;
    let done = runtime.block_on(accept(listener, state, stop));
    // A search that nobody waits for any more must not hold up the end.
    runtime.shutdown_background();
    done
}

/// Threads beside those of the pool: the one that looks for commits.
const WATCHERS: usize = 2;

async fn accept(listener: TcpListener, state: &Arc<State>, stop: &Stop) -> Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    tokio::spawn(watch(Arc::clone(state)));
    let service = TowerToHyperService::new(routes::router(Arc::clone(state)));
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let place = Arc::clone(&places)
            .acquire_owned()
            .await
            .map_err(|error| Error::caused("no place for a connection", error))?;
        let stream = tokio::select! {
            taken = listener.accept() => taken,
            () = stop.0.notified() => break,
        };
        let Ok((stream, _)) = stream else {
            // The system has no room for more; what is open will close.
            tokio::time::sleep(LOOK).await;
            continue;
        };
        // Answers are written whole; waiting for more to send would only delay them.
        let _ = stream.set_nodelay(true);
        let connection =
            protocol().serve_connection(TokioIo::new(Patient::new(stream)), service.clone());
        let watched = graceful.watch(connection);
        let state = Arc::clone(state);
        tokio::spawn(async move {
            state.metrics.connections.fetch_add(1, Ordering::Relaxed);
            // What a client does to its connection is its own affair.
            if let Err(error) = watched.await {
                log::debug!("a connection ended: {error}");
            }
            state.metrics.connections.fetch_sub(1, Ordering::Relaxed);
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(GRACE, graceful.shutdown()).await.is_err() {
        log::warn!("some requests took longer than {} s and were broken off", GRACE.as_secs());
    }
    Ok(())
}

/// HTTP/1.1 within bounds.
fn protocol() -> Builder {
    let mut protocol = Builder::new();
    protocol.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(HEAD);
    protocol
}

/// Looks for a later commit of the index, again and again.
async fn watch(state: Arc<State>) {
    let warm = Arc::clone(&state);
    let _ = tokio::task::spawn_blocking(move || warm.archive.warm()).await;
    loop {
        tokio::time::sleep(LOOK).await;
        let state = Arc::clone(&state);
        // A reload that panics on a damaged index leaves the earlier state.
        let _ = tokio::task::spawn_blocking(move || state.archive.refresh()).await;
    }
}
