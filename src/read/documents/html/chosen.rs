//! A block that is chosen for a document, and the lengths that tell a headline from text.

use crate::BlockKind;

/// A block with its role and the part it belongs to.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    /// Its place among the blocks of the page.
    pub at: usize,
    pub text: String,
    pub kind: BlockKind,
    pub part: usize,
}

/// A paragraph that is surely text and no label, in characters.
pub(super) const TEXT: usize = 40;
/// A headline's length at most, in characters.
pub(super) const HEADLINE: usize = 250;
