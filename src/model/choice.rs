//! Kinds by their names, and a choice of them: which mentions are wanted.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use twox_hash::XxHash3_64;

use super::kinds::Kind;
use crate::Error;

impl Kind {
    /// The name used in output: `date`, `regulation` …
    pub const fn name(self) -> &'static str {
        self.about().name
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// The kind whose mentions have this mark in the index.
    pub(crate) fn of_tag(tag: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.about().tag == tag)
    }

    /// The names of all kinds, as a message gives them: `a`, `b` or `c`.
    pub(crate) fn names() -> String {
        let names: Vec<String> =
            Kind::ALL.iter().map(|kind| format!("`{}`", kind.name())).collect();
        match names.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, before)) => format!("{} or {last}", before.join(", ")),
            None => String::new(),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Kind, D::Error> {
        let name = Cow::<str>::deserialize(deserializer)?;
        Kind::named(&name).ok_or_else(|| {
            serde::de::Error::custom(format!("expected {}, but found `{name}`", Kind::names()))
        })
    }
}

/// The kinds of mentions that are wanted.
///
/// ```
/// use thoisu::Kind;
/// use thoisu::model::Kinds;
/// let kinds: Kinds = "number,date".parse()?;
/// assert!(kinds.contains(Kind::Number) && !kinds.contains(Kind::Regulation));
/// assert_eq!(kinds.to_string(), "date,number");
/// assert!("dates".parse::<Kinds>().is_err());
/// # Ok::<(), thoisu::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds {
    /// A bit for each.
    bits: u64,
}

impl Kinds {
    /// Whether a kind is wanted.
    pub fn contains(self, kind: Kind) -> bool {
        self.bits & bit(kind) != 0
    }

    /// The kinds, in the order of [`Kind::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.iter().copied().filter(move |&kind| self.contains(kind))
    }

    /// A number that tells this choice from others.
    pub fn salt(self) -> u64 {
        XxHash3_64::oneshot(self.to_string().as_bytes())
    }
}

/// The bit of a kind.
const fn bit(kind: Kind) -> u64 {
    1 << kind as u64
}

impl FromIterator<Kind> for Kinds {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Kinds {
        Kinds { bits: kinds.into_iter().fold(0, |bits, kind| bits | bit(kind)) }
    }
}

/// The usual kinds.
impl Default for Kinds {
    fn default() -> Kinds {
        Kind::ALL.iter().copied().filter(|kind| kind.about().is_usual).collect()
    }
}

/// The names with commas between.
impl FromStr for Kinds {
    type Err = Error;

    fn from_str(text: &str) -> Result<Kinds, Error> {
        let named = |name: &str| {
            Kind::named(name.trim()).ok_or_else(|| {
                Error::new(format!("expected {}, but found `{}`", Kind::names(), name.trim()))
            })
        };
        text.split(',').map(named).collect()
    }
}

impl fmt::Display for Kinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.iter().map(Kind::name).collect();
        f.write_str(&names.join(","))
    }
}
