//! What to serve, to whom, within which bounds.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// What to serve, to whom, within which bounds.
#[derive(Clone, Debug)]
pub struct Options {
    /// The output folder of `thoisu run`, and others that are searched with it.
    pub dirs: Vec<PathBuf>,
    /// Where to listen; port 0 is any free one.
    pub listen: SocketAddr,
    /// What the interface's callers must show as `Authorization: Bearer …`; none where all may ask.
    pub token: Option<String>,
    /// Names of hosts, beside addresses and `localhost`, that a request may be for.
    pub hosts: Vec<String>,
    /// How long a request may wait and work, before it is answered with 503.
    pub time_limit: Duration,
    /// How many requests read the index at a time.
    pub workers: usize,
}
