//! Precision, recall and F1 of the extractors against gold annotations.
//!
//! A prediction is right when it overlaps a gold mention of its kind (one to one, larger overlaps first) and has the same value. What overlaps
//! a gold span marked `"score": false` is neither right nor wrong. Documents of one page (same `source_id`) count together. Offsets are
//! Unicode scalars of the gold document's `text`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::report::{Details, MentionRecord};

/// The groups that are scored apart, in the order of the table.
pub const GROUPS: [&str; 6] = ["date", "regulation/code", "regulation/partial", "regulation/named", "number/digits", "number/words"];

/// Resamples of the bootstrap; its 95 % interval is stable to about a tenth of a point with so many.
const RESAMPLES: usize = 1000;

/// How much of the text is shown around an error, in characters.
const CONTEXT: (usize, usize) = (30, 20);

/// A document with its annotations: a line of a gold file.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldDocument {
    /// The id.
    pub id: String,
    /// The publication day.
    #[serde(default)]
    pub published: Option<String>,
    /// The text as annotated.
    pub text: String,
    /// The mentions.
    pub mentions: Vec<GoldMention>,
}

/// An annotated or predicted mention.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct GoldMention {
    /// `date`, `regulation` or `number`.
    pub kind: String,
    /// First Unicode scalar.
    pub start: usize,
    /// Behind the last Unicode scalar.
    pub end: usize,
    /// The canonical value.
    #[serde(default)]
    pub value: Option<String>,
    /// `code`, `digits` …
    #[serde(default)]
    pub form: Option<String>,
    /// False for a span that is neither right nor wrong to find.
    #[serde(default = "yes")]
    pub score: bool,
    /// A regulation's type.
    #[serde(default, rename = "type")]
    pub doc_type: Option<String>,
    /// A regulation's issuer.
    #[serde(default)]
    pub issuer: Option<String>,
    /// A regulation's day of issue.
    #[serde(default)]
    pub issued: Option<String>,
}

fn yes() -> bool {
    true
}

impl GoldMention {
    fn group(&self) -> String {
        match (&*self.kind, self.form.as_deref()) {
            ("date", _) => "date".into(),
            (kind, Some(form)) if GROUPS.contains(&&*format!("{kind}/{form}")) => format!("{kind}/{form}"),
            ("regulation", _) => "regulation/code".into(),
            _ => "number/digits".into(),
        }
    }

    fn overlap(&self, other: &GoldMention) -> usize {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }

    /// The value as it is compared: the case of names ("luật Đất đai") does not count, that of codes does.
    fn comparable(&self) -> Option<String> {
        let value = self.value.as_deref()?.trim();
        let is_code = value.split_once(['-', '/']).is_some_and(|(number, _)| {
            let number = number.trim_end();
            number.starts_with(|c: char| c.is_numeric()) && number.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_'))
        });
        Some(if self.kind == "regulation" && !is_code {
            value.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
        } else {
            value.to_string()
        })
    }
}

impl From<&MentionRecord> for GoldMention {
    fn from(record: &MentionRecord) -> GoldMention {
        let mut mention = GoldMention {
            kind: record.kind.clone(),
            start: record.start.unwrap_or(0),
            end: record.end.unwrap_or(0),
            value: record.value.clone(),
            score: true,
            ..GoldMention::default()
        };
        match &record.details {
            Details::Regulation { form, doc_type, issuer, issued, .. } => {
                mention.form = Some(form.clone());
                mention.doc_type.clone_from(doc_type);
                mention.issuer.clone_from(issuer);
                mention.issued.clone_from(issued);
            }
            Details::Number { form, .. } => mention.form = Some(form.clone()),
            Details::Date { .. } => {}
        }
        mention
    }
}

/// Counts of one group in one document or all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    gold: u32,
    predicted: u32,
    found: u32,
    right: u32,
    exact: u32,
}

impl Counts {
    fn add(&mut self, other: Counts) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.found += other.found;
        self.right += other.right;
        self.exact += other.exact;
    }

    fn f1(self, hits: u32) -> f64 {
        let (precision, recall) = (share(hits, self.predicted), share(hits, self.gold));
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

/// One wrong or missing mention, in its context.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct ErrorCase {
    /// The group it counts in.
    pub group: String,
    /// `missed`, `value` or `spurious`.
    pub sort: &'static str,
    /// The document.
    pub id: String,
    /// Some text around it, line ends shown as ⏎.
    pub context: String,
    /// The surface.
    pub surface: String,
    /// The gold value.
    pub gold: Option<String>,
    /// The predicted value.
    pub got: Option<String>,
}

/// The figures of one group.
#[derive(Clone, Debug, Serialize)]
pub struct GroupScore {
    /// Scored gold mentions.
    pub gold: u32,
    /// Scored predictions.
    pub predicted: u32,
    /// Right values among the predictions.
    pub precision: f64,
    /// Right values among the gold.
    pub recall: f64,
    /// F1 with value.
    pub f1: f64,
    /// 95 % confidence interval of F1: bootstrap over documents.
    pub f1_interval: (f64, f64),
    /// F1 on overlap alone.
    pub f1_overlap: f64,
    /// F1 on exact span and value.
    pub f1_exact: f64,
}

/// Scores of all groups, and what went wrong.
#[derive(Debug, Serialize)]
pub struct Scores {
    /// Documents compared.
    pub documents: usize,
    /// By group, in the order of [`GROUPS`]; groups without gold or predictions are left out.
    pub groups: Vec<(String, GroupScore)>,
    /// Right and stated: type, issuer, issued.
    pub attributes: Vec<(&'static str, u32, u32)>,
    /// All errors, by group and document.
    pub errors: Vec<ErrorCase>,
}

/// Compares predictions with gold, document by document.
#[derive(Default)]
pub struct Evaluation {
    documents: Vec<BTreeMap<String, Counts>>,
    attributes: [(u32, u32); 3],
    errors: Vec<ErrorCase>,
}

const ATTRIBUTES: [&str; 3] = ["type", "issuer", "issued"];

impl Evaluation {
    /// Adds one document and what was predicted for it (all documents of its page together).
    pub fn add(&mut self, gold: &GoldDocument, predicted: &[GoldMention]) {
        let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
        let unscored: Vec<&GoldMention> = gold.mentions.iter().filter(|mention| !mention.score).collect();
        let text: Vec<char> = gold.text.chars().collect();
        for kind in ["date", "regulation", "number"] {
            let golds: Vec<&GoldMention> = gold.mentions.iter().filter(|mention| mention.kind == kind).collect();
            let predictions: Vec<&GoldMention> = predicted.iter().filter(|mention| mention.kind == kind).collect();
            let (of_gold, of_prediction) = pair(&golds, &predictions);
            for (mention, partner) in golds.iter().zip(&of_gold).filter(|(mention, _)| mention.score) {
                let group = mention.group();
                let count = counts.entry(group.clone()).or_default();
                count.gold += 1;
                let Some(prediction) = partner.and_then(|at| predictions.get(at)) else {
                    self.errors.push(case("missed", group, gold, &text, mention, mention.value.clone(), None));
                    continue;
                };
                count.found += 1;
                if prediction.comparable() == mention.comparable() {
                    count.right += 1;
                    count.exact += u32::from((mention.start, mention.end) == (prediction.start, prediction.end));
                } else {
                    self.errors.push(case("value", group, gold, &text, mention, mention.value.clone(), prediction.value.clone()));
                }
                self.compare_attributes(mention, prediction);
            }
            for (prediction, partner) in predictions.iter().zip(&of_prediction) {
                match partner.and_then(|at| golds.get(at)) {
                    Some(mention) if mention.score => counts.entry(mention.group()).or_default().predicted += 1,
                    Some(_) => {}
                    None if unscored.iter().any(|mention| mention.overlap(prediction) > 0) => {}
                    None => {
                        let group = prediction.group();
                        counts.entry(group.clone()).or_default().predicted += 1;
                        self.errors.push(case("spurious", group, gold, &text, prediction, None, prediction.value.clone()));
                    }
                }
            }
        }
        self.documents.push(counts);
    }

    fn compare_attributes(&mut self, gold: &GoldMention, prediction: &GoldMention) {
        let pairs = [(&gold.doc_type, &prediction.doc_type), (&gold.issuer, &prediction.issuer), (&gold.issued, &prediction.issued)];
        for ((right, stated), (gold, prediction)) in self.attributes.iter_mut().zip(pairs) {
            if let Some(gold) = gold.as_deref().filter(|gold| !gold.is_empty()) {
                *stated += 1;
                *right += u32::from(prediction.as_deref().unwrap_or_default().to_lowercase() == gold.to_lowercase());
            }
        }
    }

    /// The figures over all documents added.
    pub fn scores(mut self) -> Scores {
        self.errors.sort_by_key(|error| GROUPS.iter().position(|group| *group == error.group));
        let groups = GROUPS.iter().filter_map(|group| {
            let per_document: Vec<Counts> = self.documents.iter().map(|counts| counts.get(*group).copied().unwrap_or_default()).collect();
            let mut all = Counts::default();
            per_document.iter().for_each(|counts| all.add(*counts));
            (all.gold + all.predicted > 0).then(|| {
                let score = GroupScore {
                    gold: all.gold,
                    predicted: all.predicted,
                    precision: share(all.right, all.predicted),
                    recall: share(all.right, all.gold),
                    f1: all.f1(all.right),
                    f1_interval: bootstrap(&per_document),
                    f1_overlap: all.f1(all.found),
                    f1_exact: all.f1(all.exact),
                };
                (group.to_string(), score)
            })
        });
        let groups = groups.collect();
        let attributes = ATTRIBUTES.iter().zip(self.attributes).map(|(name, (right, stated))| (*name, right, stated)).collect();
        Scores { documents: self.documents.len(), groups, attributes, errors: self.errors }
    }
}

/// One-to-one pairs by overlap: the largest first, then the nearest starts, then text order. Gives each side its partner.
fn pair(golds: &[&GoldMention], predictions: &[&GoldMention]) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    let mut candidates: Vec<(usize, usize, usize, usize)> = Vec::new();
    for (g, gold) in golds.iter().enumerate() {
        for (p, prediction) in predictions.iter().enumerate() {
            let overlap = gold.overlap(prediction);
            if overlap > 0 {
                candidates.push((overlap, gold.start.abs_diff(prediction.start), g, p));
            }
        }
    }
    candidates.sort_by_key(|&(overlap, distance, g, p)| (std::cmp::Reverse(overlap), distance, g, p));
    let (mut of_gold, mut of_prediction) = (vec![None; golds.len()], vec![None; predictions.len()]);
    for (_, _, g, p) in candidates {
        if of_gold[g].is_none() && of_prediction[p].is_none() {
            of_gold[g] = Some(p);
            of_prediction[p] = Some(g);
        }
    }
    (of_gold, of_prediction)
}

fn case(
    sort: &'static str,
    group: String,
    gold: &GoldDocument,
    text: &[char],
    mention: &GoldMention,
    expected: Option<String>,
    got: Option<String>,
) -> ErrorCase {
    let slice = |from: usize, to: usize| -> String {
        text.get(from.min(text.len())..to.min(text.len())).unwrap_or_default().iter().map(|&c| if c == '\n' { '⏎' } else { c }).collect()
    };
    let context = slice(mention.start.saturating_sub(CONTEXT.0), mention.end + CONTEXT.1);
    ErrorCase { group, sort, id: gold.id.clone(), context, surface: slice(mention.start, mention.end), gold: expected, got }
}

/// The 95 % interval of F1 when documents are drawn with replacement. The draws are fixed, so that the same gold gives the same interval.
fn bootstrap(documents: &[Counts]) -> (f64, f64) {
    if documents.is_empty() {
        return (0.0, 0.0);
    }
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut draw = || {
        // SplitMix64 (Steele, Lea and Flood, 2014)
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) as usize % documents.len()
    };
    let mut scores: Vec<f64> = (0..RESAMPLES)
        .map(|_| {
            let mut sum = Counts::default();
            for _ in documents {
                sum.add(documents[draw()]);
            }
            sum.f1(sum.right)
        })
        .collect();
    scores.sort_by(f64::total_cmp);
    (scores[RESAMPLES / 40], scores[RESAMPLES - 1 - RESAMPLES / 40])
}

impl Scores {
    /// The table, and up to `errors` errors of each group.
    pub fn table(&self, errors: usize) -> String {
        use std::fmt::Write;
        let mut out = String::new();
        let _ = writeln!(
            out,
            "{:20} {:>5} {:>5}   {:6} {:6} {:6} {:15} | F1 overlap  F1 exact span",
            "group", "gold", "pred", "P", "R", "F1", "95 % interval"
        );
        for (group, s) in &self.groups {
            let _ = writeln!(
                out,
                "{group:20} {:5} {:5}   {:.4} {:.4} {:.4} {:.4}–{:.4}   | {:.4}      {:.4}",
                s.gold, s.predicted, s.precision, s.recall, s.f1, s.f1_interval.0, s.f1_interval.1, s.f1_overlap, s.f1_exact
            );
        }
        for (name, right, stated) in self.attributes.iter().filter(|(_, _, stated)| *stated > 0) {
            let _ = writeln!(out, "regulation.{name:8} right {right}/{stated}");
        }
        for group in GROUPS {
            for e in self.errors.iter().filter(|error| error.group == group).take(errors) {
                let (gold, got) = (e.gold.as_deref().unwrap_or("–"), e.got.as_deref().unwrap_or("–"));
                let _ = writeln!(out, "{group} {} [{}] …{}… «{}» gold {gold} got {got}", e.sort, e.id, e.context, e.surface);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention(kind: &str, form: Option<&str>, start: usize, end: usize, value: &str) -> GoldMention {
        GoldMention { kind: kind.into(), form: form.map(str::to_string), start, end, value: Some(value.into()), score: true, ..GoldMention::default() }
    }

    fn score(gold: Vec<GoldMention>, predicted: &[GoldMention]) -> Vec<(String, u32, u32, f64)> {
        let mut evaluation = Evaluation::default();
        evaluation.add(&GoldDocument { id: "a".into(), published: None, text: "x".repeat(100), mentions: gold }, predicted);
        evaluation.scores().groups.into_iter().map(|(group, s)| (group, s.gold, s.predicted, s.f1)).collect()
    }

    #[test]
    fn values_decide_and_case_counts_for_codes_only() {
        let named = |value| mention("regulation", Some("named"), 0, 10, value);
        let code = |value| mention("regulation", Some("code"), 20, 30, value);
        let scores = score(vec![named("Luật Đất đai 2013"), code("11-QĐ/TW")], &[named("luật Đất  đai 2013"), code("11-qđ/TW")]);
        assert_eq!(scores, [("regulation/code".into(), 1, 1, 0.0), ("regulation/named".into(), 1, 1, 1.0)]);
    }

    #[test]
    fn unscored_spans_are_left_out() {
        let free = GoldMention { score: false, ..mention("number", Some("digits"), 0, 5, "5") };
        let scores = score(vec![free, mention("date", None, 50, 60, "2022")], &[mention("number", Some("digits"), 1, 2, "9"), mention("date", None, 52, 55, "2022")]);
        assert_eq!(scores, [("date".into(), 1, 1, 1.0)]);
    }

    #[test]
    fn each_prediction_pairs_once() {
        let date = |start, end, value| mention("date", None, start, end, value);
        let scores = score(vec![date(0, 4, "2018"), date(5, 9, "2022")], &[date(0, 9, "2018/2022")]);
        assert_eq!(scores, [("date".into(), 2, 1, 0.0)]);
    }
}
