//! Which words of a query may lack a tone that was meant.
//!
//! A word without a tone (`thu` in `thu tướng`) may be typed in haste. Where it stands beside its
//! neighbour in some of the best documents, it is as it is meant: nothing else needs to be looked
//! for in its place.

use tantivy::{DocAddress, DocId, Score, Searcher};

use super::closeness::Closeness;
use crate::Result;
use crate::index::query::bag::{Bag, Source, Unit};
use crate::index::query::spelling::is_level;

/// The best documents that are looked into.
const LOOKED_INTO: usize = 100;

/// Slips of other people are in fewer.
const ENOUGH: usize = 3;

/// The words of a bag that have no tone.
pub(super) fn doubtful_words(bag: &Bag) -> impl Iterator<Item = &String> {
    bag.units.iter().filter_map(word_of).filter(|word| is_level(word))
}

/// Those of them that stand beside a neighbour in some of the best documents.
pub(super) fn sure_words(
    searcher: &Searcher,
    bag: &Bag,
    segments: &[&[(DocId, Score)]],
) -> Result<Vec<String>> {
    if doubtful_words(bag).next().is_none() {
        return Ok(Vec::new());
    }
    let mut beside = vec![0; bag.units.len()];
    let best = best(segments);
    for addresses in best.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
        let Some(ord) = addresses.first().map(|address| address.segment_ord) else { continue };
        let mut closeness = Closeness::open(bag, searcher.segment_reader(ord))?;
        for address in addresses {
            for left in closeness.neighbours(address.doc_id) {
                beside.iter_mut().skip(left).take(2).for_each(|documents| *documents += 1);
            }
        }
    }
    let sure = bag.units.iter().zip(&beside).filter(|(_, documents)| **documents >= ENOUGH);
    Ok(sure.filter_map(|(unit, _)| word_of(unit)).filter(|word| is_level(word)).cloned().collect())
}

/// The word that a unit was typed as.
fn word_of(unit: &Unit) -> Option<&String> {
    match &unit.forms.first()?.source {
        Source::Words(pattern) => match pattern.places.as_slice() {
            [place] => Some(&place.typed),
            _ => None,
        },
        Source::Cited(_) => None,
    }
}

/// The best documents, in order: those above the score of the next one, for of those that tie the
/// choice would hang on how the index came to be laid out.
fn best(segments: &[&[(DocId, Score)]]) -> Vec<DocAddress> {
    let mut highest: Vec<Score> = Vec::new();
    let mut next = Score::NEG_INFINITY;
    for &(_, score) in segments.iter().copied().flatten() {
        if score > next {
            highest.push(score);
        }
        if highest.len() == 2 * LOOKED_INTO {
            next = *highest.select_nth_unstable_by(LOOKED_INTO, |a, b| b.total_cmp(a)).1;
            highest.truncate(LOOKED_INTO + 1);
        }
    }
    if highest.len() > LOOKED_INTO {
        next = *highest.select_nth_unstable_by(LOOKED_INTO, |a, b| b.total_cmp(a)).1;
    }
    let above = |(ord, hits): (u32, &&[(DocId, Score)])| {
        let above = hits.iter().filter(|(_, score)| *score > next);
        above.map(|&(doc, _)| DocAddress::new(ord, doc)).collect::<Vec<_>>()
    };
    (0..).zip(segments).flat_map(above).collect()
}
