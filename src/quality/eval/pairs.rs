//! Gold mentions and predictions paired one to one by what they share.

use super::gold::GoldMention;
use super::prediction::Prediction;

/// Who is paired with whom, one to one, within one kind.
pub(super) struct Pairs<'a> {
    pub of_gold: Vec<Option<&'a Prediction>>,
    pub of_found: Vec<Option<&'a GoldMention>>,
}

impl<'a> Pairs<'a> {
    pub fn new(gold: &[&'a GoldMention], found: &[&'a Prediction]) -> Pairs<'a> {
        let mut candidates = Vec::new();
        for (g, of_gold) in gold.iter().enumerate() {
            for (f, of_found) in found.iter().enumerate() {
                let overlap = overlap(of_gold, of_found);
                if overlap > 0 {
                    candidates.push((
                        std::cmp::Reverse(overlap),
                        of_gold.start.abs_diff(of_found.start),
                        g,
                        f,
                    ));
                }
            }
        }
        candidates.sort_unstable();
        let mut pairs =
            Pairs { of_gold: vec![None; gold.len()], of_found: vec![None; found.len()] };
        for (_, _, g, f) in candidates {
            if pairs.of_gold[g].is_none() && pairs.of_found[f].is_none() {
                (pairs.of_gold[g], pairs.of_found[f]) = (Some(found[f]), Some(gold[g]));
            }
        }
        pairs
    }
}

/// How many Unicode scalars the two share.
pub(super) fn overlap(gold: &GoldMention, found: &Prediction) -> usize {
    gold.end.min(found.end).saturating_sub(gold.start.max(found.start))
}
