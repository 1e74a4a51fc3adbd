//! Precision, recall and F1 of what is found against gold.
//!
//! A prediction is right when it overlaps a gold mention of its kind and has the same value. Predictions and gold of one kind are
//! paired one to one: the pair with the largest overlap first, then the one whose starts lie nearest, then in the order given.
//! A prediction paired with an unscored gold span (`"score": false`), or paired with nothing and touching an unscored span of any
//! kind, is neither right nor wrong. Values compare as written, but the case and the blanks of a regulation's *name* do not count;
//! see [`same_value`]. The documents of one page (one `source_id`) count together, since gold offsets are those of the page.
//!
//! What this does not do: it runs no extractor. The caller makes [`Predictions`] from annotated documents.

mod bootstrap;
mod counts;
mod gold;
mod group;
mod scores;

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

pub use counts::Counts;
pub use gold::{Facts, GoldDocument, GoldMention, read_gold};
pub use group::Group;
pub use scores::{AttributeScore, Fault, FaultSort, GroupScore, Scores};

use crate::{Annotated, Kind, Mention};

/// A mention as some system found it; the shape of a mention in the output of `extract`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Prediction {
    /// First Unicode scalar of the text as given.
    pub start: usize,
    /// Behind the last Unicode scalar.
    pub end: usize,
    /// What sort of thing.
    pub kind: Kind,
    /// How it is written: `code`, `words` …
    #[serde(default)]
    pub form: Option<String>,
    /// The canonical value.
    #[serde(default)]
    pub value: Option<String>,
    /// What else is said of it, by name.
    #[serde(flatten)]
    pub facts: Facts,
}

impl From<&Mention> for Prediction {
    fn from(mention: &Mention) -> Prediction {
        let kind = mention.value.kind();
        let facts: Facts = mention.value.with_facts(|_, facts| {
            let named = kind.about().fields.iter().zip(facts).filter(|(_, fact)| !fact.is_unknown());
            named.map(|(field, fact)| (field.name.to_string(), fact.to_string().into())).collect()
        });
        let form = gold::text_of(&facts, "form").map(str::to_string);
        Prediction { start: mention.source.start, end: mention.source.end, kind, form, value: mention.value.canonical(), facts }
    }
}

/// Predictions by page, in the order given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Predictions {
    pages: HashMap<String, Vec<Prediction>>,
}

impl Predictions {
    /// Adds the predictions for a page, behind those it already has.
    pub fn insert(&mut self, page: &str, mentions: impl IntoIterator<Item = Prediction>) {
        match self.pages.get_mut(page) {
            Some(known) => known.extend(mentions),
            None => {
                self.pages.insert(page.to_string(), mentions.into_iter().collect());
            }
        }
    }

    /// Adds the mentions of a document to those of its page.
    pub fn add(&mut self, annotated: &Annotated) {
        self.insert(&annotated.document.source_id, annotated.mentions.iter().map(Prediction::from));
    }
}

impl From<&Annotated> for Predictions {
    fn from(annotated: &Annotated) -> Predictions {
        [annotated].into_iter().collect()
    }
}

impl<'a> FromIterator<&'a Annotated> for Predictions {
    fn from_iter<I: IntoIterator<Item = &'a Annotated>>(annotated: I) -> Predictions {
        let mut predictions = Predictions::default();
        annotated.into_iter().for_each(|annotated| predictions.add(annotated));
        predictions
    }
}

/// The counts of every group that has any.
type GroupCounts = BTreeMap<Group, Counts>;

/// Scores predictions against gold. A page without predictions counts as one in which nothing was found.
pub fn score(gold: &[GoldDocument], predictions: &Predictions) -> Scores {
    let pages = gold::pages(gold);
    let mut tally = Tally::default();
    let mut per_page = Vec::with_capacity(pages.len());
    let mut unpredicted = 0;
    for page in &pages {
        let before = std::mem::take(&mut tally.counts);
        let found = predictions.pages.get(page.id);
        unpredicted += u64::from(found.is_none());
        PageScorer::new(page, found.map_or(&[], Vec::as_slice)).run(&mut tally);
        per_page.push(tally.counts.clone());
        before.into_iter().for_each(|(group, counts)| *tally.counts.entry(group).or_default() += counts);
    }
    let of_page = |counts: &GroupCounts, group: &Group| counts.get(group).copied().unwrap_or_default();
    let scored = |(group, counts): (Group, Counts)| {
        let interval = bootstrap::f1_interval(per_page.iter().map(|counts| of_page(counts, &group)));
        GroupScore { group, counts, interval }
    };
    let groups = tally.counts.into_iter().map(scored).collect();
    let attributes = tally.attributes.into_values().collect();
    tally.faults.sort_by_key(|fault| fault.group);
    Scores { groups, attributes, faults: tally.faults, unpredicted }
}

/// What has been counted so far.
#[derive(Default)]
struct Tally {
    counts: GroupCounts,
    /// By the kind and the place of the field among its fields.
    attributes: BTreeMap<(Kind, usize), AttributeScore>,
    faults: Vec<Fault>,
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
    text: Vec<char>,
}

impl<'a> PageScorer<'a> {
    fn new(page: &'a gold::Page<'a>, found: &'a [Prediction]) -> PageScorer<'a> {
        PageScorer { page, found, text: page.text.chars().collect() }
    }

    fn run(&self, tally: &mut Tally) {
        for &kind in Kind::ALL {
            let gold: Vec<_> = self.page.mentions.iter().copied().filter(|gold| gold.kind == kind).collect();
            let found: Vec<_> = self.found.iter().filter(|found| found.kind == kind).collect();
            let pairs = Pairs::new(&gold, &found);
            for (gold, partner) in gold.iter().zip(&pairs.of_gold) {
                if gold.score {
                    self.score_gold(tally, gold, *partner);
                }
            }
            for (found, partner) in found.iter().zip(&pairs.of_found) {
                match partner {
                    Some(gold) if gold.score => tally.count(gold.group(), |counts| counts.pred += 1),
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
            tally.faults.push(Fault {
                group,
                sort,
                document: self.page.id.to_string(),
                context: self.context(gold.start, gold.end),
                text: gold.text.clone(),
                gold: gold.value.clone(),
                got: partner.and_then(|found| found.value.clone()),
            });
        }
    }

    fn score_attributes(&self, tally: &mut Tally, gold: &GoldMention, found: &Prediction) {
        let kind = gold.kind;
        for (place, field) in kind.about().fields.iter().enumerate().filter(|(_, field)| field.is_scored) {
            let Some(expected) = gold::text_of(&gold.facts, field.name) else { continue };
            let got = gold::text_of(&found.facts, field.name).unwrap_or_default();
            let score = tally.attributes.entry((kind, place)).or_insert(AttributeScore { kind, name: field.name, right: 0, stated: 0 });
            score.stated += 1;
            score.right += u64::from(got.to_lowercase() == expected.to_lowercase());
        }
    }

    /// Counts a prediction that no gold mention was paired with, unless it touches a span that is not scored.
    fn score_spurious(&self, tally: &mut Tally, found: &Prediction) {
        if self.page.mentions.iter().any(|gold| !gold.score && overlap(gold, found) > 0) {
            return;
        }
        let group = Group::of(found.kind, found.form.as_deref()).unwrap_or(Group::usual(found.kind));
        tally.count(Some(group), |counts| counts.pred += 1);
        tally.faults.push(Fault {
            group,
            sort: FaultSort::Spurious,
            document: self.page.id.to_string(),
            context: self.context(found.start, found.end),
            text: self.slice(found.start, found.end),
            gold: None,
            got: found.value.clone(),
        });
    }

    /// The words around a span, in one line.
    fn context(&self, start: usize, end: usize) -> String {
        self.slice(start.saturating_sub(30), end.saturating_add(20)).replace('\n', "⏎")
    }

    fn slice(&self, start: usize, end: usize) -> String {
        self.text.iter().take(end).skip(start).collect()
    }
}

/// Who is paired with whom, one to one, within one kind.
struct Pairs<'a> {
    of_gold: Vec<Option<&'a Prediction>>,
    of_found: Vec<Option<&'a GoldMention>>,
}

impl<'a> Pairs<'a> {
    fn new(gold: &[&'a GoldMention], found: &[&'a Prediction]) -> Pairs<'a> {
        let mut candidates = Vec::new();
        for (g, of_gold) in gold.iter().enumerate() {
            for (f, of_found) in found.iter().enumerate() {
                let overlap = overlap(of_gold, of_found);
                if overlap > 0 {
                    candidates.push((std::cmp::Reverse(overlap), of_gold.start.abs_diff(of_found.start), g, f));
                }
            }
        }
        candidates.sort_unstable();
        let mut pairs = Pairs { of_gold: vec![None; gold.len()], of_found: vec![None; found.len()] };
        for (_, _, g, f) in candidates {
            if pairs.of_gold[g].is_none() && pairs.of_found[f].is_none() {
                (pairs.of_gold[g], pairs.of_found[f]) = (Some(found[f]), Some(gold[g]));
            }
        }
        pairs
    }
}

/// How many Unicode scalars the two share.
fn overlap(gold: &GoldMention, found: &Prediction) -> usize {
    gold.end.min(found.end).saturating_sub(gold.start.max(found.start))
}

/// Whether two values of a kind are the same: as written, without blanks at the ends, or as the kind sees it; a regulation that is no symbol
/// is the same without regard to case and to how many blanks stand between words.
///
/// ```
/// use thoisu::Kind;
/// use thoisu::quality::eval::same_value;
/// assert!(same_value(Kind::Regulation, Some("Luật Đất đai 2024"), Some("luật  Đất đai 2024")));
/// assert!(!same_value(Kind::Regulation, Some("15-NQ/TW"), Some("15-nq/tw")));
/// assert!(!same_value(Kind::Date, Some("2024"), None));
/// ```
pub fn same_value(kind: Kind, a: Option<&str>, b: Option<&str>) -> bool {
    let (Some(a), Some(b)) = (a.map(str::trim), b.map(str::trim)) else { return a.is_none() && b.is_none() };
    a == b || kind.is_same(a, b)
}

#[cfg(test)]
mod tests;
