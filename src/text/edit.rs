//! One change that normalising makes.

use crate::Span;

/// One place where the normalised text differs from its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// Bytes of the normalised text; may be empty.
    pub normalized: Span,
    /// Bytes of the source; never empty.
    pub source: Span,
}
