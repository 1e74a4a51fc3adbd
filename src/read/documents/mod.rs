//! The bytes of one item to its document: a page, a record, a response of a web archive.

pub mod html;
pub(super) mod http;
pub(super) mod record;
