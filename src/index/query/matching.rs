//! How a search took the words of its query.

/// How the words of a query were taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matching {
    /// Hits have all words, each as typed.
    All,
    /// No document has the words as typed; hits have all words, each with its marks or more (`nghi quyêt`, `đang bô`).
    Completed,
    /// Few or no documents have all words; hits have some of them, the best first, and cite every regulation that is among them, if any does.
    Partial,
}

impl Matching {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            Matching::All => "all",
            Matching::Completed => "completed",
            Matching::Partial => "partial",
        }
    }
}
