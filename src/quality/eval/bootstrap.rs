//! How far a figure could lie from the truth: the bootstrap over pages.
//!
//! Mentions of one page stand and fall together, so whole pages are drawn anew, with replacement,
//! and F1 is taken of each draw. The draws come from a fixed seed: the same scores have the same
//! interval.

use super::counts::Counts;
use crate::random::{GOLDEN, Random};

/// How often the pages are drawn.
const DRAWS: usize = 1000;

/// Draws left out at either end for an interval of 95 %, per thousand.
const TAIL: usize = 25;

/// The 95 % interval of F1 by the percentiles of its draws; `None` with fewer than two pages.
pub(super) fn f1_interval(pages: impl Iterator<Item = Counts>) -> Option<(f64, f64)> {
    let pages: Vec<Counts> = pages.collect();
    if pages.len() < 2 {
        return None;
    }
    let mut random = Random::new(GOLDEN);
    let mut draws = Vec::with_capacity(DRAWS);
    for _ in 0..DRAWS {
        let (mut right, mut of) = (0, 0);
        for _ in 0..pages.len() {
            if let Some(page) = pages.get(random.below(pages.len())) {
                right += page.right;
                of += page.gold + page.pred;
            }
        }
        // A draw in which nothing is to be found, and nothing was, says nothing.
        if of > 0 {
            draws.push(2.0 * right as f64 / of as f64);
        }
    }
    draws.sort_unstable_by(f64::total_cmp);
    let cut = draws.len() * TAIL / 1000;
    Some((*draws.get(cut)?, *draws.get(draws.len().checked_sub(cut + 1)?)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(gold: u64, pred: u64, right: u64) -> Counts {
        Counts { gold, pred, right, ..Counts::default() }
    }

    #[test]
    fn the_interval_holds_the_figure_and_narrows() {
        let spread = |n: usize| {
            let pages = (0..n).map(|i| if i % 5 == 0 { page(4, 4, 1) } else { page(4, 4, 4) });
            f1_interval(pages).unwrap_or_default()
        };
        let (few, many) = (spread(20), spread(500));
        for (low, high) in [few, many] {
            assert!(low < 0.85 && 0.85 < high, "{low}..{high}");
        }
        assert!(many.1 - many.0 < (few.1 - few.0) / 3.0);
        // The mean of n pages with a deviation of 0.3 each: 0.85 ± 1.96 · 0.3 / √500.
        assert!((many.0 - 0.8237).abs() < 0.006 && (many.1 - 0.8763).abs() < 0.006, "{many:?}");
        assert_eq!(spread(20), few, "the same again");
    }

    #[test]
    fn where_there_is_no_interval() {
        for (pages, expected) in [
            (vec![], None),
            (vec![page(3, 3, 2)], None),
            (vec![page(0, 0, 0), page(0, 0, 0)], None),
            (vec![page(2, 2, 2), page(3, 3, 3)], Some((1.0, 1.0))),
        ] {
            assert_eq!(f1_interval(pages.into_iter()), expected);
        }
    }
}
