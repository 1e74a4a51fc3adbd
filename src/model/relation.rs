//! What regulations do to each other.

use jiff::civil::Date;

use crate::{MentionField, Span};

/// What one regulation does to another.
///
/// The kinds are those of the European Legislation Identifier where it has one, and of Akoma Ntoso
/// 1.0.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// Changes a part: `eli:amends`.
    Amends,
    /// Takes the place of the whole: `eli:repeals` covers it.
    Replaces,
    /// Ends the whole without a successor: `eli:repeals`.
    Repeals,
    /// Stops or puts off: `postponementOfEntryIntoForce`.
    Suspends,
    /// Lengthens: `prorogationOfForce`.
    Extends,
    /// Spells out a higher act: narrower than `eli:based_on`.
    Details,
    /// Carries out a policy.
    Implements,
    /// Rests on it: `eli:based_on`.
    BasedOn,
    /// Writes several as one: `eli:consolidates`.
    Consolidates,
    /// Corrects it: `eli:corrects`.
    Corrects,
}

impl RelationKind {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            RelationKind::Amends => "amends",
            RelationKind::Replaces => "replaces",
            RelationKind::Repeals => "repeals",
            RelationKind::Suspends => "suspends",
            RelationKind::Extends => "extends",
            RelationKind::Details => "details",
            RelationKind::Implements => "implements",
            RelationKind::BasedOn => "based_on",
            RelationKind::Consolidates => "consolidates",
            RelationKind::Corrects => "corrects",
        }
    }

    /// The name of what is done to the other regulation.
    pub const fn passive(self) -> &'static str {
        match self {
            RelationKind::Amends => "amended_by",
            RelationKind::Replaces => "replaced_by",
            RelationKind::Repeals => "repealed_by",
            RelationKind::Suspends => "suspended_by",
            RelationKind::Extends => "extended_by",
            RelationKind::Details => "detailed_by",
            RelationKind::Implements => "implemented_by",
            RelationKind::BasedOn => "basis_for",
            RelationKind::Consolidates => "consolidated_by",
            RelationKind::Corrects => "corrected_by",
        }
    }

    /// Whether a document may say that it happens without naming who does it.
    pub const fn needs_no_actor(self) -> bool {
        matches!(
            self,
            RelationKind::Amends
                | RelationKind::Replaces
                | RelationKind::Repeals
                | RelationKind::Suspends
                | RelationKind::Extends
                | RelationKind::Corrects
        )
    }
}

/// One end of a relation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(untagged)]
pub enum End {
    /// A mention, by its place among the document's mentions.
    Mention(usize),
    /// A regulation that occurs only inside a longer name.
    Name(String),
}

/// A relation that a document states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// What is done.
    pub kind: RelationKind,
    /// Who does it; none where the text does not name it.
    pub from: Option<End>,
    /// To what.
    pub to: End,
    /// Whether it is a draft, a bill or a proposal.
    pub is_planned: bool,
    /// The field of the document that says so.
    pub field: MentionField,
    /// The sentence that says so, in bytes of the normalised text of its field.
    pub evidence: Span,
}

/// A document's statement that a regulation takes effect, or has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InForce {
    /// The regulation: a place among the document's mentions.
    pub mention: usize,
    /// From which day; none where the document says only that it does.
    pub since: Option<Date>,
    /// The field of the document that says so.
    pub field: MentionField,
    /// The sentence that says so, in bytes of the normalised text of its field.
    pub evidence: Span,
}
