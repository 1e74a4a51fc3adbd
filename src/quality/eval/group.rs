//! The groups that are scored apart.

use crate::Kind;

/// What is counted apart: a kind, or one of the forms in which its mentions are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group {
    kind: Kind,
    /// Its place among the groups of the kind.
    place: usize,
}

impl Group {
    /// All groups, in the order of the table.
    pub fn all() -> impl Iterator<Item = Group> {
        Kind::ALL.iter().flat_map(|&kind| {
            (0..kind.about().groups.len()).map(move |place| Group { kind, place })
        })
    }

    /// The name used in output: `date`, `regulation/code` …
    pub fn name(self) -> &'static str {
        self.kind.about().groups.get(self.place).copied().unwrap_or_default()
    }

    /// The group of a mention by its kind and form; `None` for a form that the kind does not have.
    pub fn of(kind: Kind, form: Option<&str>) -> Option<Group> {
        let is_of = |group: &str| group.split_once('/').is_none_or(|(_, of)| form == Some(of));
        kind.about().groups.iter().position(|group| is_of(group)).map(|place| Group { kind, place })
    }

    /// The group that a prediction without a usable form counts in.
    pub(super) const fn usual(kind: Kind) -> Group {
        Group { kind, place: 0 }
    }
}
