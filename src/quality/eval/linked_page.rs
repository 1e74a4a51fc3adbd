//! One page's references and relations, gold and found, as the regulations that they mean.

use std::collections::{BTreeMap, HashMap};

use super::gold::{GoldMention, Page, TARGET, has_targets, text_of};
use super::names;
use super::pairs::Pairs;
use super::prediction::{PredictedPage, Prediction};
use crate::model::{End, RelationKind};

/// A relation over regulations: what is done, by which, to which.
pub(super) type RelationKey = (RelationKind, Option<String>, Option<String>);

/// How a relation is stated.
pub(super) struct Stated {
    pub is_planned: bool,
    /// Its ends in words.
    pub told: String,
    /// The place of a mention at an end, in Unicode scalars.
    pub at: Option<(usize, usize)>,
}

/// What became of a gold mention.
pub(super) struct Outcome {
    /// Whether the gold leaves open which regulation it means.
    pub is_open: bool,
    /// Whether a prediction overlaps.
    pub is_found: bool,
    /// Whether the prediction has a target that counts.
    pub is_resolved: bool,
    pub is_right: bool,
}

/// The references of a page, paired.
pub(super) struct LinkedPage<'a> {
    pub page: &'a Page<'a>,
    pub gold: Vec<&'a GoldMention>,
    /// The prediction paired with each of `gold`.
    pub partners: Vec<Option<&'a Prediction>>,
    found: &'a PredictedPage,
    /// The gold mention paired with each prediction of the page.
    gold_of: Vec<Option<&'a GoldMention>>,
    /// The key of a target by that of a further name.
    names: HashMap<String, String>,
}

impl<'a> LinkedPage<'a> {
    pub fn new(page: &'a Page<'a>, found: &'a PredictedPage) -> LinkedPage<'a> {
        let gold: Vec<&GoldMention> =
            page.mentions.iter().copied().filter(|gold| has_targets(gold.kind)).collect();
        let references: Vec<&Prediction> =
            found.mentions.iter().filter(|found| has_targets(found.kind)).collect();
        let Pairs { of_gold: partners, of_found } = Pairs::new(&gold, &references);
        let mut of_found = of_found.into_iter();
        let partner = |found: &Prediction| {
            if has_targets(found.kind) { of_found.next().flatten() } else { None }
        };
        let gold_of = found.mentions.iter().map(partner).collect();
        let names = page
            .names
            .iter()
            .map(|(name, target)| (names::key(name), names::key(target)))
            .collect();
        LinkedPage { page, gold, partners, found, gold_of, names }
    }

    /// What became of a gold mention with its prediction.
    pub fn outcome(&self, gold: &GoldMention, partner: Option<&Prediction>) -> Outcome {
        let got = partner.and_then(|found| text_of(&found.facts, TARGET));
        let repeats = partner.is_some_and(|found| is_repeated(got, found.value.as_deref()));
        let is_resolved = got.is_some() && !repeats;
        let is_found = partner.is_some();
        match text_of(&gold.facts, TARGET) {
            Some(target) => {
                let is_self = self.is_trivial(gold);
                let got = got.or_else(|| partner.filter(|_| is_self)?.value.as_deref());
                let is_right =
                    got.is_some_and(|got| self.regulation(got) == self.regulation(target));
                Outcome { is_open: false, is_found, is_resolved: is_resolved || is_right, is_right }
            }
            None => {
                let world = text_of(&gold.facts, "world").map(names::key);
                let is_known = is_resolved && world.is_some() && got.map(names::key) == world;
                Outcome {
                    is_open: true,
                    is_found,
                    is_resolved: is_resolved && !is_known,
                    is_right: !is_resolved || is_known,
                }
            }
        }
    }

    /// Whether the target of a gold mention says no more than the mention.
    pub fn is_trivial(&self, gold: &GoldMention) -> bool {
        is_repeated(text_of(&gold.facts, TARGET), gold.value.as_deref())
    }

    pub fn gold_relations(&self) -> BTreeMap<RelationKey, Stated> {
        let stated = self.page.relations.iter().map(|relation| {
            let name = |end: &End| match end {
                End::Name(name) => Some(self.regulation(name)),
                End::Mention(at) => self.page.mentions.get(*at).and_then(|gold| self.of_gold(gold)),
            };
            let place = |end: &End| match end {
                End::Name(_) => None,
                End::Mention(at) => self.page.mentions.get(*at).map(|gold| (gold.start, gold.end)),
            };
            let (from, to) = (relation.from.as_ref(), &relation.to);
            let at = place(to).or_else(|| from.and_then(place));
            as_stated(relation.kind, from.and_then(name), name(to), relation.status.is_some(), at)
        });
        stated.collect()
    }

    pub fn found_relations(&self) -> BTreeMap<RelationKey, Stated> {
        let stated = self.found.relations.iter().map(|(kind, from, to, is_planned)| {
            let name = |end: &End| match end {
                End::Name(name) => Some(self.regulation(name)),
                End::Mention(at) => self.of_found(*at),
            };
            let place = |end: &End| match end {
                End::Name(_) => None,
                End::Mention(at) => {
                    self.found.mentions.get(*at).map(|found| (found.start, found.end))
                }
            };
            let from = from.as_ref();
            let at = place(to).or_else(|| from.and_then(place));
            as_stated(*kind, from.and_then(name), name(to), *is_planned, at)
        });
        stated.collect()
    }

    /// The key of a regulation by any of its names.
    fn regulation(&self, name: &str) -> String {
        let key = names::key(name);
        self.names.get(&key).cloned().unwrap_or(key)
    }

    fn of_gold(&self, gold: &GoldMention) -> Option<String> {
        text_of(&gold.facts, TARGET).or(gold.value.as_deref()).map(|name| self.regulation(name))
    }

    /// The regulation at a predicted place: that of the gold mention there, since targets are
    /// scored apart.
    fn of_found(&self, at: usize) -> Option<String> {
        let gold = self
            .gold_of
            .get(at)
            .copied()
            .flatten()
            .filter(|gold| gold.score)
            .and_then(|gold| self.of_gold(gold));
        gold.or_else(|| {
            let found = self.found.mentions.get(at)?;
            text_of(&found.facts, TARGET)
                .or(found.value.as_deref())
                .map(|name| self.regulation(name))
        })
    }
}

/// Whether a target says no more than the mention's value.
fn is_repeated(target: Option<&str>, value: Option<&str>) -> bool {
    target.is_some() && target.map(names::key) == value.map(names::key)
}

fn as_stated(
    kind: RelationKind,
    from: Option<String>,
    to: Option<String>,
    is_planned: bool,
    at: Option<(usize, usize)>,
) -> (RelationKey, Stated) {
    let told =
        format!("{} → {}", from.as_deref().unwrap_or("null"), to.as_deref().unwrap_or("null"));
    ((kind, from, to), Stated { is_planned, told, at })
}
