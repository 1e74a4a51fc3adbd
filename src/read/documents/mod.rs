//! The bytes of one item to its document: a page, a record, a response of a web archive.

pub(super) mod docx;
mod given;
pub mod html;
pub(super) mod http;
pub(super) mod markdown;
pub(super) mod markup;
mod mended;
pub(super) mod pdf;
pub(super) mod record;
