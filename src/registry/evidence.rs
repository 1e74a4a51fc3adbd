//! On what a value stands.

/// A value, how many independent documents state it, and some places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The value.
    pub value: String,
    /// Documents; near duplicates count once.
    pub documents: usize,
    /// Some places, best first.
    pub at: Vec<Place>,
}

/// A mention that states a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The document's id.
    pub document: String,
    /// The first character of the mention in the text as given, in Unicode scalars.
    pub start: usize,
    /// Behind the last.
    pub end: usize,
}
