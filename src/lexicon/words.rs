//! What is asked of words alone: how a bare one is written, and what may follow a full stop.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::cues::SentenceWord;
use super::lexicons::Lexicons;
use super::lists::{self, WordLists};
use super::own::lexicons;
use super::table::refuse;
use super::tables::SENTENCES;
use crate::text::fold;

/// The written words of dates, numbers and units that fold to a word typed bare: `ty` may be tỷ or
/// tỉ, `nam` năm. Empty for any other word.
pub fn marked_words(bare: &str) -> &'static [String] {
    static WORDS: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
        let mut words: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let Lexicons { dates, numbers, units, .. } = lexicons();
        let forms =
            dates.forms(u64::MAX).chain(numbers.forms(u64::MAX)).chain(units.forms(u64::MAX));
        for word in forms.flat_map(str::split_whitespace).filter(|word| !word.is_ascii()) {
            let known = words.entry(fold(word)).or_default();
            if !known.iter().any(|known| known == word) {
                known.push(word.to_string());
            }
        }
        words
    });
    WORDS.get(bare).map_or(&[], Vec::as_slice)
}

/// Words beside a full stop, read at first use.
pub fn sentence_words() -> &'static WordLists<SentenceWord> {
    static WORDS: LazyLock<WordLists<SentenceWord>> = LazyLock::new(|| {
        let mut faults = Vec::new();
        let words = lists::read(SENTENCES, &mut faults);
        refuse(&faults);
        words
    });
    &WORDS
}
