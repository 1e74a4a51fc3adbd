//! What an index holds on disk: its fields, the stored form of mentions, the keys that find them,
//! the manifest of its inputs, and how it is opened.

pub(super) mod commit;
pub(super) mod directory;
pub(super) mod facts;
pub(super) mod files;
pub(super) mod keys;
pub(super) mod law_names;
pub(super) mod manifest;
pub(super) mod named;
pub(super) mod opening;
pub(super) mod schema;
pub(super) mod seal;
pub(super) mod stored;
pub(super) mod terms;
pub(super) mod union;
pub(super) mod words;
