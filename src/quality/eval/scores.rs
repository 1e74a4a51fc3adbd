//! The figures of an evaluation, as a table and as JSON.

use std::collections::BTreeMap;
use std::fmt;

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use super::counts::{Counts, f1, ratio};
use super::group::Group;
use super::link_scores::LinkScores;
use crate::Kind;

/// The figures of an evaluation: those of each group that has anything, of the attributes of
/// regulations, and what went wrong.
///
/// `Display` is a table with a row for each group; behind the figures of the F1 with value stands
/// its 95 % interval (see the bootstrap). As JSON it is an object with the groups' names as keys,
/// `attr.type` … and `errors`.
#[derive(Clone, Debug, PartialEq)]
pub struct Scores {
    /// The groups with gold or predictions, in the order of [`Group::all`].
    pub groups: Vec<GroupScore>,
    /// The attributes of regulations that gold states.
    pub attributes: Vec<AttributeScore>,
    /// Targets and relations, where the gold has any.
    pub links: Option<LinkScores>,
    /// What went wrong: by group, then in the order of the gold.
    pub faults: Vec<Fault>,
    /// Pages of gold for which there are no predictions at all.
    pub unpredicted: u64,
}

impl Scores {
    /// The figures of a group; `None` where it has neither gold nor predictions.
    pub fn group(&self, group: Group) -> Option<&GroupScore> {
        self.groups.iter().find(|score| score.group == group)
    }

    /// The names and F1 of all that a floor holds for: each group, and of [`LinkScores`] each row
    /// of targets and all relations together.
    pub fn floored(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let groups = self.groups.iter().map(|score| (score.group.name(), score.f1()));
        groups.chain(self.links.iter().flat_map(LinkScores::floored))
    }

    /// Keeps the first `limit` faults of each group.
    pub fn keep_faults(&mut self, limit: usize) {
        let mut kept: BTreeMap<&'static str, usize> = BTreeMap::new();
        self.faults.retain(|fault| {
            let kept = kept.entry(fault.group).or_default();
            *kept += 1;
            *kept <= limit
        });
    }
}

/// The figures of one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupScore {
    /// Which group.
    pub group: Group,
    /// What the figures are made of.
    pub counts: Counts,
    /// The 95 % interval of [`f1`](GroupScore::f1); `None` where there are too few pages.
    pub interval: Option<(f64, f64)>,
}

impl GroupScore {
    /// The share of predictions that are right.
    pub fn precision(&self) -> f64 {
        ratio(self.counts.right, self.counts.pred)
    }

    /// The share of gold that was found with the right value.
    pub fn recall(&self) -> f64 {
        ratio(self.counts.right, self.counts.gold)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        f1(self.counts, self.counts.right)
    }

    /// F1 where any overlap is right, whatever the value.
    pub fn f1_overlap(&self) -> f64 {
        f1(self.counts, self.counts.found)
    }

    /// F1 where the span must be the very same too.
    pub fn f1_exact(&self) -> f64 {
        f1(self.counts, self.counts.exact)
    }
}

/// How often an attribute is right where gold states it and the mention was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttributeScore {
    /// The kind that has it.
    pub kind: Kind,
    /// `type`, `issuer`, `issued`.
    pub name: &'static str,
    /// How often it is right.
    pub right: u64,
    /// How often gold states it.
    pub stated: u64,
}

/// In what way something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultSort {
    /// Gold that nothing overlaps.
    Missed,
    /// Found, with another value.
    Value,
    /// A prediction where gold has nothing.
    Spurious,
}

impl FaultSort {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            FaultSort::Missed => "missed",
            FaultSort::Value => "value",
            FaultSort::Spurious => "spurious",
        }
    }
}

/// Something that went wrong, in its context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The name of the group or row it counts against: `date`, `target/back`, `relation/amends` …
    pub group: &'static str,
    /// In what way.
    pub sort: FaultSort,
    /// The page's id.
    pub document: String,
    /// 30 characters before, the words, 20 characters behind; line ends shown as `⏎`.
    pub context: String,
    /// The words of the gold mention, or those of a spurious prediction.
    pub text: String,
    /// The value that gold has.
    pub gold: Option<String>,
    /// The value that was found.
    pub got: Option<String>,
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:20} {:>5} {:>5}   P      R      F1     | F1 overlap  F1 exact span  F1 95 %",
            "group", "gold", "pred"
        )?;
        for score in &self.groups {
            let Counts { gold, pred, .. } = score.counts;
            let (precision, recall, f1) = (score.precision(), score.recall(), score.f1());
            let (overlap, exact) = (score.f1_overlap(), score.f1_exact());
            write!(
                f,
                "{:20} {gold:5} {pred:5}  {precision:.4} {recall:.4} {f1:.4} | {overlap:.4}      {exact:.4}",
                score.group.name()
            )?;
            match score.interval {
                Some((low, high)) => writeln!(f, "         {low:.4}–{high:.4}")?,
                None => writeln!(f)?,
            }
        }
        for AttributeScore { kind, name, right, stated } in &self.attributes {
            writeln!(f, "{kind}.{name:8} right {right}/{stated}")?;
        }
        self.links.iter().try_for_each(|links| write!(f, "{links}"))?;
        self.faults.iter().try_for_each(|fault| writeln!(f, "{fault}"))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {} [{}] …{}… `{}`",
            self.group,
            self.sort.name(),
            self.document,
            self.context,
            self.text
        )?;
        let value = |value: &Option<String>| {
            value.as_deref().map_or("null".to_string(), |value| format!("`{value}`"))
        };
        match self.sort {
            FaultSort::Missed => write!(f, " gold={}", value(&self.gold)),
            FaultSort::Value => write!(f, " gold={} got={}", value(&self.gold), value(&self.got)),
            FaultSort::Spurious => write!(f, " got={}", value(&self.got)),
        }
    }
}

impl Serialize for Scores {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(None)?;
        for score in &self.groups {
            out.serialize_entry(score.group.name(), score)?;
        }
        for attribute in &self.attributes {
            out.serialize_entry(
                &format!("attr.{}", attribute.name),
                &ratio(attribute.right, attribute.stated),
            )?;
        }
        if let Some(links) = &self.links {
            links.serialize_into(&mut out)?;
        }
        out.serialize_entry("errors", &self.faults)?;
        out.end()
    }
}

impl Serialize for GroupScore {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("GroupScore", 8)?;
        out.serialize_field("gold", &self.counts.gold)?;
        out.serialize_field("pred", &self.counts.pred)?;
        out.serialize_field("P", &self.precision())?;
        out.serialize_field("R", &self.recall())?;
        out.serialize_field("F1", &self.f1())?;
        out.serialize_field("overlap", &self.f1_overlap())?;
        out.serialize_field("exact", &self.f1_exact())?;
        out.serialize_field("interval", &self.interval)?;
        out.end()
    }
}

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Fault", 7)?;
        out.serialize_field("group", self.group)?;
        out.serialize_field("sort", self.sort.name())?;
        out.serialize_field("document", &self.document)?;
        out.serialize_field("context", &self.context)?;
        out.serialize_field("text", &self.text)?;
        out.serialize_field("gold", &self.gold)?;
        out.serialize_field("got", &self.got)?;
        out.end()
    }
}
