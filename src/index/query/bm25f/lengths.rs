//! What one occurrence of a word counts in texts of each length.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;
use tantivy::{Score, Searcher};

/// How much a long text is discounted: BM25's usual constant.
const B: Score = 0.75;

/// For each field with its weight, what one occurrence counts, by the norm of the text's length.
pub(in crate::index) fn length_factors(
    searcher: &Searcher,
    fields: &[(Field, Score)],
) -> tantivy::Result<Vec<[Score; 256]>> {
    let documents: u64 =
        searcher.segment_readers().iter().map(|segment| u64::from(segment.max_doc())).sum();
    let mut factors = Vec::new();
    for &(field, weight) in fields {
        let mut tokens = 0;
        for segment in searcher.segment_readers() {
            tokens += segment.inverted_index(field)?.total_num_tokens();
        }
        let average_length = (tokens as Score / documents.max(1) as Score).max(1.0);
        let factor = |norm: u8| {
            weight
                / (1.0 - B + B * FieldNormReader::id_to_fieldnorm(norm) as Score / average_length)
        };
        factors.push(std::array::from_fn(|norm| factor(norm as u8)));
    }
    Ok(factors)
}

/// How much a word says that so many documents have, of all: even one that every document has says
/// a little.
pub(in crate::index) fn rarity(with: u64, all: u64) -> Score {
    let (with, all) = (with as Score, all as Score);
    (1.0 + (all - with + 0.5) / (with + 0.5)).ln().max(LEAST_IDF)
}

/// A word that every document has still ranks those that have it often above the others.
const LEAST_IDF: Score = 0.1;
