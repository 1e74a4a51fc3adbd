//! Every bound against hostile and slow clients, with its reason.

use std::time::Duration;

/// Bytes of an address. A query has at most 1000 words, and a browser encodes a Vietnamese letter
/// with up to nine characters.
pub const ADDRESS: usize = 16 * 1024;

/// Bytes of a request's head. Browsers send one to two thousand beside the address.
pub const HEAD: usize = 32 * 1024;

/// Bytes of a request's body. No route reads one.
pub const BODY: usize = 16 * 1024;

/// How long a client may take to send the head of a request, and be idle between two.
pub const HEAD_TIME: Duration = Duration::from_secs(15);

/// How long a client may take nothing of an answer.
pub const STALL: Duration = Duration::from_secs(30);

/// Connections at a time. Others wait in the system's queue. Each holds at most a head and an
/// answer.
pub const CONNECTIONS: usize = 512;

/// Downloads of all hits at a time. Each has a thread for as long as its client takes.
pub const DOWNLOADS: usize = 4;

/// How long requests under way have when the server is stopped.
pub const GRACE: Duration = Duration::from_secs(10);

/// How often the index is looked at for a new commit.
pub const LOOK: Duration = Duration::from_millis(500);

/// Hits of a page at most.
pub const HITS: usize = 100;

/// Regulations of a page at most.
pub const RECORDS: usize = 1000;

/// Values of a facet at most.
pub const FACET_VALUES: usize = 100;

/// The last hit that a page may show. The index ranks all before it to find it.
pub const DEEPEST: usize = 10_000;

/// Seconds after which a client may ask again.
pub const RETRY_AFTER: &str = "2";
