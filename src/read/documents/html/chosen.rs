//! A block that is chosen for a document, and the lengths that tell a headline from text.

use crate::BlockKind;

/// A block with its role and the part it belongs to.
pub(super) type Chosen = (String, BlockKind, usize);

/// A paragraph that is surely text and no label, in characters.
pub(super) const TEXT: usize = 40;
/// A headline's length at most, in characters.
pub(super) const HEADLINE: usize = 250;
