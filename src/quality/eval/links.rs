//! Targets and relations against gold, page by page: which regulation each reference means, and
//! what regulations do to each other.
//!
//! Gold mentions of every form but `code` that state a target are paired with what overlaps them
//! most. A target is right when its name is that of the gold or one of its further names
//! (`"names"`). A gold target that only repeats the mention counts apart, as `self`. Where the gold
//! has null, a target is wrong, unless it is the `"world"` id: what a reader who knows the field
//! can tell.
//!
//! Relations are sets of (kind, from, to) over regulations, not over mentions: an end is right when
//! it is any mention of the regulation. Whether a relation is planned is scored on those found.

use std::collections::BTreeMap;

use super::counts::Counts;
use super::gold::{GoldMention, Page, TARGET, text_of};
use super::link_scores::{ALL_RELATIONS, LinkScores, RelationScore, TargetCounts, TargetScore};
use super::linked_page::{LinkedPage, Outcome, Stated};
use super::pairs::overlap;
use super::prediction::{PredictedPage, Prediction};
use super::scores::{Fault, FaultSort};
use crate::model::{RegulationForm, RelationKind};

/// The rows of targets, in the order of the table: the form of the gold mention, all forms
/// together, and those that repeat the mention.
const ROWS: [&str; 5] = ["target/partial", "target/named", "target/back", "target/all", SELF];
const ALL: &str = "target/all";
const SELF: &str = "target/self";

/// What is counted so far.
#[derive(Default)]
pub(super) struct LinkTally {
    /// A row of targets, with the counts of each page that has any.
    targets: BTreeMap<&'static str, Vec<TargetCounts>>,
    /// By kind, the counts of each page that has any.
    relations: BTreeMap<RelationKind, Vec<Counts>>,
    /// All kinds together, a page each.
    all_relations: Vec<Counts>,
    status: (u64, u64),
    spurious_back: (u64, u64),
    faults: Vec<Fault>,
}

impl LinkTally {
    /// Scores a page.
    pub fn add(&mut self, page: &Page<'_>, found: &PredictedPage) {
        let links = LinkedPage::new(page, found);
        let mut targets = BTreeMap::new();
        links
            .gold
            .iter()
            .zip(&links.partners)
            .for_each(|(gold, partner)| self.add_target(&links, gold, *partner, &mut targets));
        targets
            .into_iter()
            .for_each(|(row, counts)| self.targets.entry(row).or_default().push(counts));
        for back in found.mentions.iter().filter(|found| found.is_back()) {
            self.spurious_back.1 += 1;
            self.spurious_back.0 +=
                u64::from(!links.gold.iter().any(|gold| overlap(gold, back) > 0));
        }
        self.add_relations(&links);
    }

    fn add_target(
        &mut self,
        links: &LinkedPage<'_>,
        gold: &GoldMention,
        partner: Option<&Prediction>,
        targets: &mut BTreeMap<&'static str, TargetCounts>,
    ) {
        let is_scored = gold.score && gold.facts.contains_key(TARGET);
        let Some(form) = row_of(gold).filter(|_| is_scored) else { return };
        let outcome = links.outcome(gold, partner);
        let rows = if links.is_trivial(gold) { vec![SELF] } else { vec![form, ALL] };
        for &row in &rows {
            count(targets.entry(row).or_default(), &outcome);
        }
        if let Some(&group) = rows.first().filter(|_| !outcome.is_right) {
            let sort = if partner.is_none() { FaultSort::Missed } else { FaultSort::Value };
            self.faults.push(Fault {
                group,
                sort,
                document: links.page.id.to_string(),
                context: links.page.context(gold.start, gold.end),
                text: gold.text.clone(),
                gold: text_of(&gold.facts, TARGET).map(str::to_string),
                got: partner.and_then(|found| text_of(&found.facts, TARGET)).map(str::to_string),
            });
        }
    }

    fn add_relations(&mut self, links: &LinkedPage<'_>) {
        let (gold, found) = (links.gold_relations(), links.found_relations());
        let mut counts: BTreeMap<RelationKind, Counts> = BTreeMap::new();
        for (key, stated) in &gold {
            let counts = counts.entry(key.0).or_default();
            counts.gold += 1;
            let Some(got) = found.get(key) else {
                self.faults.push(relation_fault(
                    links,
                    key.0,
                    stated,
                    FaultSort::Missed,
                    Some(stated.told.clone()),
                    None,
                ));
                continue;
            };
            counts.right += 1;
            self.status.1 += 1;
            if got.is_planned == stated.is_planned {
                self.status.0 += 1;
            } else {
                let told = |stated: &Stated| {
                    Some(format!(
                        "{}{}",
                        stated.told,
                        if stated.is_planned { ", planned" } else { "" }
                    ))
                };
                self.faults.push(relation_fault(
                    links,
                    key.0,
                    stated,
                    FaultSort::Value,
                    told(stated),
                    told(got),
                ));
            }
        }
        for (key, got) in &found {
            counts.entry(key.0).or_default().pred += 1;
            if !gold.contains_key(key) {
                self.faults.push(relation_fault(
                    links,
                    key.0,
                    got,
                    FaultSort::Spurious,
                    None,
                    Some(got.told.clone()),
                ));
            }
        }
        let mut all = Counts::default();
        counts.values().for_each(|counts| all += *counts);
        self.all_relations.extend(Some(all).filter(|_| !counts.is_empty()));
        counts
            .into_iter()
            .for_each(|(kind, counts)| self.relations.entry(kind).or_default().push(counts));
    }

    /// The scores; what went wrong goes behind other faults, in the order of the rows.
    pub fn finish(mut self, faults: &mut Vec<Fault>) -> LinkScores {
        let targets =
            ROWS.iter().filter_map(|&row| Some(TargetScore::new(row, self.targets.get(row)?)));
        let mut relations: Vec<RelationScore> = self
            .relations
            .iter()
            .map(|(kind, pages)| RelationScore::new(relation_row(*kind), pages))
            .collect();
        if !self.all_relations.is_empty() {
            relations.push(RelationScore::new(ALL_RELATIONS, &self.all_relations));
        }
        let scores = LinkScores {
            targets: targets.collect(),
            relations,
            status: self.status,
            spurious_back: self.spurious_back,
        };
        let place = |fault: &Fault| {
            let mut rows = scores
                .targets
                .iter()
                .map(|score| score.name)
                .chain(scores.relations.iter().map(|score| score.name));
            rows.position(|row| row == fault.group)
        };
        self.faults.sort_by_key(place);
        faults.append(&mut self.faults);
        scores
    }
}

/// The row of a gold mention by its form; a symbol has none.
fn row_of(gold: &GoldMention) -> Option<&'static str> {
    let forms = [RegulationForm::Partial, RegulationForm::Named, RegulationForm::Back];
    let place = forms.iter().position(|form| gold.form.as_deref() == Some(form.name()))?;
    ROWS.get(place).copied()
}

fn count(row: &mut TargetCounts, outcome: &Outcome) {
    let counts = &mut row.counts;
    counts.found += u64::from(outcome.is_found);
    counts.pred += u64::from(outcome.is_resolved);
    if outcome.is_open {
        row.nulls += 1;
        row.kept += u64::from(outcome.is_right);
    } else {
        counts.gold += 1;
        counts.right += u64::from(outcome.is_right);
    }
}

fn relation_fault(
    page: &LinkedPage<'_>,
    kind: RelationKind,
    stated: &Stated,
    sort: FaultSort,
    gold: Option<String>,
    got: Option<String>,
) -> Fault {
    let (start, end) = stated.at.unwrap_or_default();
    Fault {
        group: relation_row(kind),
        sort,
        document: page.page.id.to_string(),
        context: page.page.context(start, end),
        text: page.page.slice(start, end),
        gold,
        got,
    }
}

/// The row of a kind of relation.
const fn relation_row(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Amends => "relation/amends",
        RelationKind::Replaces => "relation/replaces",
        RelationKind::Repeals => "relation/repeals",
        RelationKind::Suspends => "relation/suspends",
        RelationKind::Extends => "relation/extends",
        RelationKind::Details => "relation/details",
        RelationKind::Implements => "relation/implements",
        RelationKind::BasedOn => "relation/based_on",
        RelationKind::Consolidates => "relation/consolidates",
        RelationKind::Corrects => "relation/corrects",
    }
}
