//! Precision, recall and F1 of what is found against gold.
//!
//! A prediction is right when it overlaps a gold mention of its kind and has the same value.
//! Predictions and gold of one kind are paired one to one: the pair with the largest overlap first,
//! then the one whose starts lie nearest, then in the order given. A prediction paired with an
//! unscored gold span (`"score": false`), or paired with nothing and touching an unscored span of
//! any kind, is neither right nor wrong. Values compare as written, but the case and the blanks of
//! a regulation's *name* do not count; see [`same_value`]. The documents of one page (one
//! `source_id`) count together, since gold offsets are those of the page.
//!
//! Where the gold says which regulation its mentions mean, or what regulations do to each other,
//! `links` scores that too. Kinds of which such gold marks no mention are not scored then.
//!
//! What this does not do: it runs no extractor. The caller makes [`Predictions`] from annotated
//! documents.

mod bootstrap;
mod counts;
mod gold;
mod group;
mod link_scores;
mod linked_page;
mod links;
mod names;
mod pairs;
mod prediction;
mod scores;

use std::collections::BTreeMap;

pub use counts::Counts;
pub use gold::{Facts, GoldDocument, GoldMention, GoldRelation, Status, read_gold};
pub use group::Group;
pub use link_scores::{LinkScores, RelationScore, TargetCounts, TargetScore};
pub use prediction::{Prediction, Predictions};
pub use scores::{AttributeScore, Fault, FaultSort, GroupScore, Scores};

use crate::Kind;
use crate::model::Kinds;
use links::LinkTally;
use pairs::{Pairs, overlap};
use prediction::PredictedPage;

/// The counts of every group that has any.
type GroupCounts = BTreeMap<Group, Counts>;

/// Scores predictions against gold. A page without predictions counts as one in which nothing was
/// found.
pub fn score(gold: &[GoldDocument], predictions: &Predictions) -> Scores {
    let pages = gold::pages(gold);
    let mut tally = Tally::default();
    let mut per_page = Vec::with_capacity(pages.len());
    let mut unpredicted = 0;
    let mut links = LinkTally::default();
    let marked = gold::marked_kinds(gold);
    for page in &pages {
        let before = std::mem::take(&mut tally.counts);
        let found = predictions.pages.get(page.id);
        unpredicted += u64::from(found.is_none());
        let nothing = PredictedPage::default();
        let found = found.unwrap_or(&nothing);
        PageScorer::new(page, &found.mentions, marked).run(&mut tally);
        links.add(page, found);
        per_page.push(tally.counts.clone());
        before
            .into_iter()
            .for_each(|(group, counts)| *tally.counts.entry(group).or_default() += counts);
    }
    let of_page =
        |counts: &GroupCounts, group: &Group| counts.get(group).copied().unwrap_or_default();
    let scored = |(group, counts): (Group, Counts)| {
        let interval =
            bootstrap::f1_interval(per_page.iter().map(|counts| of_page(counts, &group)));
        GroupScore { group, counts, interval }
    };
    let groups = tally.counts.into_iter().map(scored).collect();
    let attributes = tally.attributes.into_values().collect();
    tally.faults.sort_by_key(|(group, _)| *group);
    let mut faults: Vec<Fault> = tally.faults.into_iter().map(|(_, fault)| fault).collect();
    let has_links = gold.iter().any(GoldDocument::has_links);
    let links = has_links.then(|| links.finish(&mut faults));
    Scores { groups, attributes, links, faults, unpredicted }
}

/// What has been counted so far.
#[derive(Default)]
struct Tally {
    counts: GroupCounts,
    /// By the kind and the place of the field among its fields.
    attributes: BTreeMap<(Kind, usize), AttributeScore>,
    faults: Vec<(Group, Fault)>,
}

impl Tally {
    /// The counts of a group; a gold mention of no known group is counted nowhere.
    fn count(&mut self, group: Option<Group>, count: impl FnOnce(&mut Counts)) {
        if let Some(group) = group {
            count(self.counts.entry(group).or_default());
        }
    }
}

/// The comparison of one page.
struct PageScorer<'a> {
    page: &'a gold::Page<'a>,
    found: &'a [Prediction],
    kinds: Option<Kinds>,
}

impl<'a> PageScorer<'a> {
    fn new(
        page: &'a gold::Page<'a>,
        found: &'a [Prediction],
        kinds: Option<Kinds>,
    ) -> PageScorer<'a> {
        PageScorer { page, found, kinds }
    }

    fn run(&self, tally: &mut Tally) {
        let is_marked = |kind: &&Kind| self.kinds.is_none_or(|kinds| kinds.contains(**kind));
        for &kind in Kind::ALL.iter().filter(is_marked) {
            // Back references are no mentions of their own: they are scored by their targets.
            let gold: Vec<_> = self
                .page
                .mentions
                .iter()
                .copied()
                .filter(|gold| gold.kind == kind && !gold.is_back())
                .collect();
            let found: Vec<_> =
                self.found.iter().filter(|found| found.kind == kind && !found.is_back()).collect();
            let pairs = Pairs::new(&gold, &found);
            for (gold, partner) in gold.iter().zip(&pairs.of_gold) {
                if gold.score {
                    self.score_gold(tally, gold, *partner);
                }
            }
            for (found, partner) in found.iter().zip(&pairs.of_found) {
                match partner {
                    Some(gold) if gold.score => {
                        tally.count(gold.group(), |counts| counts.pred += 1)
                    }
                    Some(_) => {}
                    None => self.score_spurious(tally, found),
                }
            }
        }
    }

    fn score_gold(&self, tally: &mut Tally, gold: &GoldMention, partner: Option<&Prediction>) {
        let group = gold.group();
        tally.count(group, |counts| counts.gold += 1);
        let sort = match partner {
            None => FaultSort::Missed,
            Some(found) => {
                tally.count(group, |counts| counts.found += 1);
                self.score_attributes(tally, gold, found);
                if same_value(gold.kind, gold.value.as_deref(), found.value.as_deref()) {
                    let is_exact = (gold.start, gold.end) == (found.start, found.end);
                    tally.count(group, |counts| {
                        counts.right += 1;
                        counts.exact += u64::from(is_exact);
                    });
                    return;
                }
                FaultSort::Value
            }
        };
        if let Some(group) = group {
            tally.faults.push((
                group,
                Fault {
                    group: group.name(),
                    sort,
                    document: self.page.id.to_string(),
                    context: self.page.context(gold.start, gold.end),
                    text: gold.text.clone(),
                    gold: gold.value.clone(),
                    got: partner.and_then(|found| found.value.clone()),
                },
            ));
        }
    }

    fn score_attributes(&self, tally: &mut Tally, gold: &GoldMention, found: &Prediction) {
        let kind = gold.kind;
        for (place, field) in
            kind.about().fields.iter().enumerate().filter(|(_, field)| field.is_scored)
        {
            let Some(expected) = gold::text_of(&gold.facts, field.name) else { continue };
            let got = gold::text_of(&found.facts, field.name).unwrap_or_default();
            let score = tally.attributes.entry((kind, place)).or_insert(AttributeScore {
                kind,
                name: field.name,
                right: 0,
                stated: 0,
            });
            score.stated += 1;
            score.right += u64::from(got.to_lowercase() == expected.to_lowercase());
        }
    }

    /// Counts a prediction that no gold mention was paired with, unless it touches a span that is
    /// not scored.
    fn score_spurious(&self, tally: &mut Tally, found: &Prediction) {
        if self.page.mentions.iter().any(|gold| !gold.score && overlap(gold, found) > 0) {
            return;
        }
        let group =
            Group::of(found.kind, found.form.as_deref()).unwrap_or(Group::usual(found.kind));
        tally.count(Some(group), |counts| counts.pred += 1);
        tally.faults.push((
            group,
            Fault {
                group: group.name(),
                sort: FaultSort::Spurious,
                document: self.page.id.to_string(),
                context: self.page.context(found.start, found.end),
                text: self.page.slice(found.start, found.end),
                gold: None,
                got: found.value.clone(),
            },
        ));
    }
}

/// Whether two values of a kind are the same: as written, without blanks at the ends, or as the
/// kind sees it; a regulation that is no symbol is the same without regard to case and to how many
/// blanks stand between words.
///
/// ```
/// use thoisu::Kind;
/// use thoisu::quality::eval::same_value;
/// assert!(same_value(Kind::Regulation, Some("Luật Đất đai 2024"), Some("luật  Đất đai 2024")));
/// assert!(!same_value(Kind::Regulation, Some("15-NQ/TW"), Some("15-nq/tw")));
/// assert!(!same_value(Kind::Date, Some("2024"), None));
/// ```
pub fn same_value(kind: Kind, a: Option<&str>, b: Option<&str>) -> bool {
    let (Some(a), Some(b)) = (a.map(str::trim), b.map(str::trim)) else {
        return a.is_none() && b.is_none();
    };
    a == b || kind.is_same(a, b)
}

#[cfg(test)]
mod tests;
