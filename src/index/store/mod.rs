//! What an index holds on disk: its fields, the stored form of mentions, the keys that find them,
//! and the manifest of its inputs.

pub(super) mod keys;
pub(super) mod manifest;
pub(super) mod schema;
pub(super) mod stored;
