//! The groups that are scored apart.

use crate::Kind;

/// What is counted apart: a kind, and for regulations and numbers how they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Dates.
    Date,
    /// Regulations by their symbol.
    RegulationCode,
    /// Regulations by type and number.
    RegulationPartial,
    /// Regulations by name.
    RegulationNamed,
    /// Numbers in digits.
    NumberDigits,
    /// Numbers in words.
    NumberWords,
}

impl Group {
    /// All groups, in the order of the table.
    pub const ALL: [Group; 6] =
        [Group::Date, Group::RegulationCode, Group::RegulationPartial, Group::RegulationNamed, Group::NumberDigits, Group::NumberWords];

    /// The name used in output: `date`, `regulation/code` …
    pub const fn name(self) -> &'static str {
        match self {
            Group::Date => "date",
            Group::RegulationCode => "regulation/code",
            Group::RegulationPartial => "regulation/partial",
            Group::RegulationNamed => "regulation/named",
            Group::NumberDigits => "number/digits",
            Group::NumberWords => "number/words",
        }
    }

    /// The group of a mention by its kind and form; `None` for a form that the kind does not have.
    pub fn of(kind: Kind, form: Option<&str>) -> Option<Group> {
        Some(match (kind, form) {
            (Kind::Date, _) => Group::Date,
            (Kind::Regulation, Some("code")) => Group::RegulationCode,
            (Kind::Regulation, Some("partial")) => Group::RegulationPartial,
            (Kind::Regulation, Some("named")) => Group::RegulationNamed,
            (Kind::Number, Some("digits")) => Group::NumberDigits,
            (Kind::Number, Some("words")) => Group::NumberWords,
            (Kind::Regulation | Kind::Number, _) => return None,
        })
    }

    /// The group that a prediction without a usable form counts in.
    pub(super) const fn usual(kind: Kind) -> Group {
        match kind {
            Kind::Date => Group::Date,
            Kind::Regulation => Group::RegulationCode,
            Kind::Number => Group::NumberDigits,
        }
    }
}
