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

use std::collections::HashMap;

use serde::Deserialize;

pub use counts::Counts;
pub use gold::{GoldDocument, GoldMention, read_gold};
pub use group::Group;
pub use scores::{AttributeScore, Fault, FaultSort, GroupScore, Scores};

use crate::text::squeezed;
use crate::{Annotated, Kind, Mention, Value};

/// A mention as some system found it; the shape of a mention in the output of `extract`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Prediction {
    /// First Unicode scalar of the text as given.
    pub start: usize,
    /// Behind the last Unicode scalar.
    pub end: usize,
    /// What sort of thing.
    #[serde(deserialize_with = "gold::kind")]
    pub kind: Kind,
    /// How it is written: `code`, `words` …
    #[serde(default)]
    pub form: Option<String>,
    /// The canonical value.
    #[serde(default)]
    pub value: Option<String>,
    /// The type of a regulation.
    #[serde(default, rename = "type")]
    pub doc_type: Option<String>,
    /// Who issued a regulation.
    #[serde(default)]
    pub issuer: Option<String>,
    /// The day a regulation was issued, YYYY-MM-DD.
    #[serde(default)]
    pub issued: Option<String>,
}

impl From<&Mention> for Prediction {
    fn from(mention: &Mention) -> Prediction {
        let mut prediction = Prediction {
            start: mention.source.start,
            end: mention.source.end,
            kind: mention.value.kind(),
            form: None,
            value: mention.value.canonical(),
            doc_type: None,
            issuer: None,
            issued: None,
        };
        match &mention.value {
            Value::Date { .. } => {}
            Value::Regulation(regulation) => {
                prediction.form = Some(regulation.form.name().to_string());
                prediction.doc_type.clone_from(&regulation.doc_type);
                prediction.issuer.clone_from(&regulation.issuer);
                prediction.issued = regulation.issued.map(|day| day.to_string());
            }
            Value::Number(quantity) => prediction.form = Some(quantity.form.name().to_string()),
        }
        prediction
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

/// The counts of every group, in the order of [`Group::ALL`].
type GroupCounts = [Counts; Group::ALL.len()];

/// The attributes of regulations that gold may state, with how to read them.
type Attribute = (&'static str, fn(&GoldMention) -> Option<&str>, fn(&Prediction) -> Option<&str>);
const ATTRIBUTES: [Attribute; 3] = [
    ("type", |gold| gold.doc_type.as_deref(), |found| found.doc_type.as_deref()),
    ("issuer", |gold| gold.issuer.as_deref(), |found| found.issuer.as_deref()),
    ("issued", |gold| gold.issued.as_deref(), |found| found.issued.as_deref()),
];

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
        per_page.push(tally.counts);
        tally.counts.iter_mut().zip(before).for_each(|(counts, before)| *counts += before);
    }
    let groups = Group::ALL
        .into_iter()
        .zip(tally.counts)
        .filter(|(_, counts)| counts.gold > 0 || counts.pred > 0)
        .map(|(group, counts)| GroupScore {
            group,
            counts,
            interval: bootstrap::f1_interval(per_page.iter().map(|counts| counts[group as usize])),
        })
        .collect();
    let attributes = ATTRIBUTES
        .into_iter()
        .zip(tally.attributes)
        .filter(|(_, (_, stated))| *stated > 0)
        .map(|((name, ..), (right, stated))| AttributeScore { name, right, stated })
        .collect();
    tally.faults.sort_by_key(|fault| fault.group);
    Scores { groups, attributes, faults: tally.faults, unpredicted }
}

/// What has been counted so far.
#[derive(Default)]
struct Tally {
    counts: GroupCounts,
    /// Right, stated; in the order of [`ATTRIBUTES`].
    attributes: [(u64, u64); ATTRIBUTES.len()],
    faults: Vec<Fault>,
}

impl Tally {
    /// The counts of a group; a gold mention of no known group is counted nowhere.
    fn count(&mut self, group: Option<Group>, count: impl FnOnce(&mut Counts)) {
        if let Some(group) = group {
            count(&mut self.counts[group as usize]);
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
        for kind in Kind::ALL {
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
        if gold.kind != Kind::Regulation {
            return;
        }
        for ((_, of_gold, of_found), (right, stated)) in ATTRIBUTES.into_iter().zip(&mut tally.attributes) {
            if let Some(expected) = of_gold(gold).filter(|expected| !expected.is_empty()) {
                *stated += 1;
                *right += u64::from(of_found(found).unwrap_or_default().to_lowercase() == expected.to_lowercase());
            }
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

/// Whether two values of a kind are the same: as written, without blanks at the ends; for a regulation that is no symbol,
/// also without regard to case and to how many blanks stand between words.
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
    if a == b {
        return true;
    }
    let name = |value: &str| squeezed(value).to_lowercase();
    kind == Kind::Regulation && !is_symbol(a) && !is_symbol(b) && name(a) == name(b)
}

/// Whether a regulation's value begins as symbols do: a digit, then letters, digits and dots, then a hyphen or slash.
fn is_symbol(value: &str) -> bool {
    value.starts_with(|c: char| c.is_ascii_digit())
        && value.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.')).trim_start().starts_with(['-', '/'])
}

#[cfg(test)]
mod tests;
