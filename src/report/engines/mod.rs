//! An index for other engines: its documents in the form in which OpenSearch or Quickwit loads
//! them, and the mapping that says what their fields are.
//!
//! | file | does |
//! |---|---|
//! | `engine` | which engines there are, and how their files are called |
//! | `document` | a document as the object that an engine gets |
//! | `mapping` | what the fields of that object are |
//! | `folder` | both in files |
//!
//! [`OUTPUT.md`](super) says how they are loaded.

mod document;
mod engine;
mod folder;
mod mapping;

pub use self::engine::Engine;
pub use self::folder::ExportFolder;
