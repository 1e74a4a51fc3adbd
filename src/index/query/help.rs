//! What was done to understand the words of a query, for the answer to say.

use serde::Serialize;

/// What was done to understand the words of a query. What was not done is empty.
///
/// ```
/// use thoisu::index::Help;
/// assert_eq!(serde_json::to_string(&Help::default())?, r#"{"completed":[],"dropped":[]}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Help {
    /// Words that were also looked for with more marks than they were typed with.
    pub completed: Vec<String>,
    /// Words that no document has, or that were left out.
    pub dropped: Vec<String>,
    /// Words that no document has, with what was looked for in their place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<Replaced>,
    /// Abbreviations and long forms, with what was looked for beside them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub expanded: Vec<Replaced>,
    /// The query as it was understood, where words of it were corrected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub showing: Option<String>,
    /// What else a reader should know, a sentence each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// What was typed, and what was looked for in its place or beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Replaced {
    /// As typed.
    pub typed: String,
    /// What was looked for, what is most likely meant first.
    pub searched: Vec<String>,
}
