//! What a short form of a regulation means.

/// The regulation that a reference means.
///
/// ```
/// use thoisu::model::{How, Target};
/// let target = Target { id: "49/2017/NĐ-CP".to_string(), how: How::Antecedent, antecedent: Some(0) };
/// assert_eq!(target.how.name(), "antecedent");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its symbol, or the name with year or term of one whose symbol the document does not give.
    pub id: String,
    /// What determines it.
    pub how: How,
    /// The mention that has the fuller form: its place among the document's mentions.
    pub antecedent: Option<usize>,
}

/// What determines the target of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    /// A fuller form precedes it.
    Antecedent,
    /// A fuller form follows, and none precedes.
    Later,
    /// A symbol beside it belongs to it.
    Adjacent,
    /// Type, number, year and issuer fix the symbol.
    Rule,
    /// It is the id.
    Itself,
}

impl How {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            How::Antecedent => "antecedent",
            How::Later => "later",
            How::Adjacent => "adjacent",
            How::Rule => "rule",
            How::Itself => "self",
        }
    }
}
