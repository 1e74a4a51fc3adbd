//! What people see: a file a page.

pub mod document;
mod frame;
pub mod problem;
pub mod regulation;
pub mod regulations;
pub mod search;
pub mod timeline;
