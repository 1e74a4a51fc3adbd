//! What tells the output folder of a run: the reader leaves it out, the index makes it.

/// A folder with this folder, and this file in it, is one that `run` writes: it is no input, though
/// it may stand among the articles.
pub(crate) const INDEX_DIR: &str = "index";

/// The file in it that says that thoisu made it.
pub(crate) const MARKER_FILE: &str = "thoisu-index";
