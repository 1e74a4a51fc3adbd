//! The figures of targets and relations, as tables and as JSON.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use super::bootstrap::f1_interval;
use super::counts::{Counts, f1, ratio};

/// The row of all relations together.
pub(super) const ALL_RELATIONS: &str = "relation/all";

/// How far targets and relations are those of the gold.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkScores {
    /// Targets by the form of their mention, all together, and those that only repeat the mention.
    pub targets: Vec<TargetScore>,
    /// Relations by kind, and all together.
    pub relations: Vec<RelationScore>,
    /// Of the relations found, how many are planned or not as in the gold, and how many they are.
    pub status: (u64, u64),
    /// Back references found where the gold has no reference, and all that were found.
    pub spurious_back: (u64, u64),
}

/// Counts of targets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TargetCounts {
    /// Mentions with a target in the gold, predicted targets, right ones.
    pub counts: Counts,
    /// Mentions that the gold leaves open.
    pub nulls: u64,
    /// … and the prediction too.
    pub kept: u64,
}

/// The figures of a row of targets.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetScore {
    /// `target/partial`, `target/named`, `target/back`, `target/all`, `target/self`.
    pub name: &'static str,
    /// What the figures are made of.
    pub counts: TargetCounts,
    /// The 95 % interval of F1; `None` where there are too few pages.
    pub interval: Option<(f64, f64)>,
}

/// The figures of a kind of relation.
#[derive(Clone, Debug, PartialEq)]
pub struct RelationScore {
    /// `relation/amends` … `relation/all`.
    pub name: &'static str,
    /// What the figures are made of.
    pub counts: Counts,
    /// The 95 % interval of F1; `None` where there are too few pages.
    pub interval: Option<(f64, f64)>,
}

impl TargetScore {
    pub(super) fn new(name: &'static str, pages: &[TargetCounts]) -> TargetScore {
        let mut counts = TargetCounts::default();
        for page in pages {
            counts.counts += page.counts;
            counts.nulls += page.nulls;
            counts.kept += page.kept;
        }
        TargetScore { name, counts, interval: f1_interval(pages.iter().map(|page| page.counts)) }
    }
}

impl RelationScore {
    pub(super) fn new(name: &'static str, pages: &[Counts]) -> RelationScore {
        let mut counts = Counts::default();
        pages.iter().for_each(|page| counts += *page);
        RelationScore { name, counts, interval: f1_interval(pages.iter().copied()) }
    }
}

struct Figures {
    precision: f64,
    recall: f64,
    f1: f64,
}

impl Figures {
    fn of(counts: Counts) -> Figures {
        Figures {
            precision: ratio(counts.right, counts.pred),
            recall: ratio(counts.right, counts.gold),
            f1: f1(counts, counts.right),
        }
    }
}

impl LinkScores {
    /// The names and F1 of the rows that a floor holds for: those of targets that have any in the
    /// gold, and all relations together.
    pub(super) fn floored(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let targets = self.targets.iter().map(|score| (score.name, score.counts.counts));
        let relations = self
            .relations
            .iter()
            .filter(|score| score.name == ALL_RELATIONS)
            .map(|score| (score.name, score.counts));
        // Where the gold has only nulls and nothing is found, all is right.
        let has_any = |(_, counts): &(&str, Counts)| counts.gold + counts.pred > 0;
        targets
            .chain(relations)
            .filter(has_any)
            .map(|(name, counts)| (name, f1(counts, counts.right)))
    }

    /// Adds a key for each row.
    pub(super) fn serialize_into<M: SerializeMap>(&self, out: &mut M) -> Result<(), M::Error> {
        self.targets.iter().try_for_each(|score| out.serialize_entry(score.name, score))?;
        self.relations.iter().try_for_each(|score| out.serialize_entry(score.name, score))?;
        out.serialize_entry("relation.status", &ratio(self.status.0, self.status.1))
    }
}

impl fmt::Display for LinkScores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:20} {:>5} {:>5}   P      R      F1     | nulls kept  F1 95 %",
            "target", "gold", "pred"
        )?;
        for TargetScore { name, counts, interval } in &self.targets {
            let kept = format!("{}/{}", counts.kept, counts.nulls);
            write_row(f, name, counts.counts, &format!("{kept:10}  "), *interval)?;
        }
        let (spurious, back) = self.spurious_back;
        writeln!(f, "target/back spurious {spurious}/{back}")?;
        writeln!(
            f,
            "{:20} {:>5} {:>5}   P      R      F1     | F1 95 %",
            "relation", "gold", "pred"
        )?;
        for RelationScore { name, counts, interval } in &self.relations {
            write_row(f, name, *counts, "", *interval)?;
        }
        writeln!(f, "relation.status     right {}/{}", self.status.0, self.status.1)
    }
}

fn write_row(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    counts: Counts,
    more: &str,
    interval: Option<(f64, f64)>,
) -> fmt::Result {
    let Figures { precision, recall, f1 } = Figures::of(counts);
    let interval = interval.map_or(String::new(), |(low, high)| format!("{low:.4}–{high:.4}"));
    let row = format!(
        "{name:20} {:5} {:5}  {precision:.4} {recall:.4} {f1:.4} | {more}{interval}",
        counts.gold, counts.pred
    );
    writeln!(f, "{}", row.trim_end())
}

impl Serialize for TargetScore {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let TargetCounts { counts, nulls, kept } = self.counts;
        let Figures { precision, recall, f1 } = Figures::of(counts);
        let mut out = serializer.serialize_struct("TargetScore", 8)?;
        out.serialize_field("gold", &counts.gold)?;
        out.serialize_field("pred", &counts.pred)?;
        out.serialize_field("P", &precision)?;
        out.serialize_field("R", &recall)?;
        out.serialize_field("F1", &f1)?;
        out.serialize_field("nulls", &nulls)?;
        out.serialize_field("kept", &kept)?;
        out.serialize_field("interval", &self.interval)?;
        out.end()
    }
}

impl Serialize for RelationScore {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Figures { precision, recall, f1 } = Figures::of(self.counts);
        let mut out = serializer.serialize_struct("RelationScore", 6)?;
        out.serialize_field("gold", &self.counts.gold)?;
        out.serialize_field("pred", &self.counts.pred)?;
        out.serialize_field("P", &precision)?;
        out.serialize_field("R", &recall)?;
        out.serialize_field("F1", &f1)?;
        out.serialize_field("interval", &self.interval)?;
        out.end()
    }
}
