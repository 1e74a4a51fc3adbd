//! `thoisu serve` over real connections: the contract, hostile requests, reloads, files.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

mod client;
mod contract;
mod files;
mod guard;
mod hostile;
mod load;
mod schema;
#[path = "../end_to_end/support.rs"]
#[allow(dead_code, reason = "shared with the other end-to-end tests")]
mod support;
