//! The spellings that a word of a query may stand for, out of the dictionaries of an index.
//!
//! A word typed bare is walked through each dictionary by an automaton that takes, for each letter,
//! every letter that folds to it (`d` also `đ`, `a` also `ấ`). Only branches that can still match
//! are entered, so this costs microseconds, whatever the vocabulary, and nothing has to be built
//! when an index is opened (a map from folded to written terms would read the whole vocabulary
//! first).

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::schema::Field;
use tantivy::termdict::TermDictionary;
use tantivy::{Searcher, Term};
use tantivy_fst::Automaton;

use crate::index::analyzer::term;
use crate::text::{Tone, fold, is_syllable, tone_of};
use crate::{Error, Result};

/// Which written forms a word with marks may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Marks {
    /// Itself only.
    Exact,
    /// Itself, unless no syllable is written so (`quyêt`, `uong`): then those that have its marks
    /// and more.
    Kept,
    /// Those that have its marks and more (`đang`: đảng, đáng …), for a query that else finds too
    /// little.
    Completed,
    /// All that fold to the same letters, whatever its marks.
    Any,
}

/// The written forms that a word stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spellings {
    /// Sorted; the word itself is among them.
    pub terms: Vec<String>,
    /// How many documents have the commonest of them, in the field in which they are most.
    pub documents: u64,
}

/// The written forms of a word in some fields; one typed bare has all that fold to it, one without
/// a letter only itself.
pub(super) fn spellings(
    searcher: &Searcher,
    fields: &[Field],
    word: &str,
    marks: Marks,
) -> Result<Spellings> {
    let folded = fold(word);
    let is_open = match marks {
        Marks::Exact => false,
        Marks::Kept => !is_syllable(word),
        Marks::Completed | Marks::Any => true,
    };
    if is_open && folded.is_ascii() && folded.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return collect(searcher, fields, word, |dictionary, found| {
            let mut stream = dictionary
                .search(Folded { letters: folded.as_bytes(), is_prefix: false })
                .into_stream()?;
            while stream.advance() {
                if let Ok(term) = std::str::from_utf8(stream.key())
                    && (marks == Marks::Any || completes(term, word))
                {
                    found(term, stream.value().doc_freq);
                }
            }
            Ok(())
        });
    }
    let mut documents = 0;
    for &field in fields {
        documents = documents.max(searcher.doc_freq(&Term::from_field_text(field, word))?);
    }
    Ok(Spellings { terms: vec![word.to_string()], documents })
}

/// Words that a prefix may stand for; each costs a walk through its postings.
const MOST_PREFIXED: usize = 1000;

/// The written words that begin so: exactly so where the prefix has marks, else however they are
/// marked. The prefix as a whole word is among them.
///
/// # Errors
///
/// When they are too many.
pub(super) fn prefixed(searcher: &Searcher, fields: &[Field], prefix: &str) -> Result<Spellings> {
    // As a word by itself it may be written otherwise: `ki` as `ky`.
    let spellings = collect(searcher, fields, &term(prefix), |dictionary, found| {
        let mut take = |key: &[u8], documents: u32| {
            std::str::from_utf8(key).into_iter().for_each(|term| found(term, documents))
        };
        // One more than may be tells that they are too many.
        if prefix.is_ascii() {
            let mut stream = dictionary
                .search(Folded { letters: prefix.as_bytes(), is_prefix: true })
                .into_stream()?;
            for _ in 0..=MOST_PREFIXED {
                let Some((key, value)) = stream.next() else { break };
                take(key, value.doc_freq);
            }
        } else {
            let mut stream = dictionary.range().ge(prefix).into_stream()?;
            for _ in 0..=MOST_PREFIXED {
                let Some((key, value)) =
                    stream.next().filter(|(key, _)| key.starts_with(prefix.as_bytes()))
                else {
                    break;
                };
                take(key, value.doc_freq);
            }
        }
        Ok(())
    })?;
    if spellings.terms.len() > MOST_PREFIXED {
        return Err(Error::new(format!(
            "expected a longer beginning: more than {MOST_PREFIXED} words of the index begin with `{prefix}*`"
        )));
    }
    Ok(spellings)
}

/// Takes the terms that `walk` finds in each dictionary of the fields, with the number of documents
/// that have them, and `word` itself.
fn collect(
    searcher: &Searcher,
    fields: &[Field],
    word: &str,
    walk: impl Fn(&TermDictionary, &mut dyn FnMut(&str, u32)) -> std::io::Result<()>,
) -> Result<Spellings> {
    let mut terms = vec![word.to_string()];
    let mut most = 0;
    for &field in fields {
        let mut found: FxHashMap<String, u64> = FxHashMap::default();
        for segment in searcher.segment_readers() {
            walk(segment.inverted_index(field)?.terms(), &mut |term, documents| match found
                .get_mut(term)
            {
                Some(known) => *known += u64::from(documents),
                None => drop(found.insert(term.to_string(), u64::from(documents))),
            })?;
        }
        most = found.values().copied().fold(most, u64::max);
        terms.extend(found.into_keys());
    }
    terms.sort_unstable();
    terms.dedup();
    Ok(Spellings { terms, documents: most })
}

/// Whether a term has every mark that was typed: `quyêt` may be quyết, not quyét.
fn completes(term: &str, word: &str) -> bool {
    let has = |(found, typed): (char, char)| {
        let ((found_vowel, found_tone), (vowel, tone)) = (
            tone_of(found).unwrap_or((found, Tone::Level)),
            tone_of(typed).unwrap_or((typed, Tone::Level)),
        );
        found == typed
            || (vowel.is_ascii() || found_vowel == vowel)
                && (tone == Tone::Level || found_tone == tone)
    };
    // What folds to the same letters has as many, but for marks that no letter took in.
    word.is_ascii()
        || term.chars().count() == word.chars().count() && term.chars().zip(word.chars()).all(has)
}

/// Accepts the terms that fold to these ASCII letters, or begin with what does.
struct Folded<'a> {
    letters: &'a [u8],
    is_prefix: bool,
}

/// How far a term has been read.
#[derive(Clone, Copy)]
enum State {
    /// So many letters matched; behind them so many bytes of a letter not yet whole.
    Alive {
        matched: usize,
        pending: [u8; 4],
        len: usize,
    },
    Dead,
}

impl Automaton for Folded<'_> {
    type State = State;

    fn start(&self) -> State {
        State::Alive { matched: 0, pending: [0; 4], len: 0 }
    }

    fn is_match(&self, state: &State) -> bool {
        matches!(state, State::Alive { matched, len: 0, .. } if *matched == self.letters.len())
    }

    fn can_match(&self, state: &State) -> bool {
        matches!(state, State::Alive { .. })
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        let State::Alive { matched, mut pending, len } = *state else { return State::Dead };
        if self.is_prefix && matched == self.letters.len() {
            return *state;
        }
        let Some(slot) = pending.get_mut(len) else { return State::Dead };
        *slot = byte;
        let letter = match std::str::from_utf8(pending.get(..=len).unwrap_or_default()) {
            Ok(letter) => letter,
            // Few bytes begin a letter that folds to the next one, or a combining mark: the other
            // branches of a dictionary are not entered.
            Err(error) if error.error_len().is_none() => {
                let folds = || {
                    self.letters
                        .get(matched)
                        .is_some_and(|&next| BEGINNINGS.contains(&(next, pending)))
                };
                let may_match = matches!(pending[0], 0xcc | 0xcd) || folds();
                return if may_match {
                    State::Alive { matched, pending, len: len + 1 }
                } else {
                    State::Dead
                };
            }
            Err(_) => return State::Dead,
        };
        match letter.chars().next().map(bare) {
            // A combining mark that NFC could not join to its letter.
            Some(Bare::Nothing) => State::Alive { matched, pending: [0; 4], len: 0 },
            Some(Bare::Letter(bare)) if self.letters.get(matched) == Some(&bare) => {
                State::Alive { matched: matched + 1, pending: [0; 4], len: 0 }
            }
            _ => State::Dead,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Bare {
    Letter(u8),
    Nothing,
    Other,
}

/// What a character folds to.
pub(super) fn bare(c: char) -> Bare {
    match c {
        _ if c.is_ascii() => u8::try_from(c).map_or(Bare::Other, Bare::Letter),
        '\u{300}'..='\u{36f}' => Bare::Nothing,
        _ => LATIN
            .binary_search_by_key(&c, |&(letter, _)| letter)
            .ok()
            .and_then(|i| LATIN.get(i))
            .map_or(Bare::Other, |&(_, bare)| Bare::Letter(bare)),
    }
}

/// The Latin letters with marks, in order, with the letter they fold to.
static LATIN: LazyLock<Vec<(char, u8)>> = LazyLock::new(|| {
    let letters = ('\u{c0}'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}');
    letters
        .filter_map(|letter| {
            Some((
                letter,
                <[u8; 1]>::try_from(fold(letter.encode_utf8(&mut [0; 4])).as_bytes()).ok()?[0],
            ))
        })
        .collect()
});

/// Each letter of ASCII with the bytes that letters which fold to it begin with: one or two, and
/// zeros behind them.
static BEGINNINGS: LazyLock<FxHashSet<(u8, [u8; 4])>> = LazyLock::new(|| {
    let beginnings = |&(letter, bare): &(char, u8)| {
        let mut bytes = [0; 4];
        let length = letter.encode_utf8(&mut bytes).len();
        (1..length)
            .map(move |end| (bare, std::array::from_fn(|i| if i < end { bytes[i] } else { 0 })))
    };
    LATIN.iter().flat_map(beginnings).collect()
});

/// Whether a word has no tone, as one typed in haste.
pub(in crate::index) fn is_level(word: &str) -> bool {
    word.chars().all(|c| tone_of(c).is_none_or(|(_, tone)| tone == Tone::Level))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(word: &str, term: &str) -> bool {
        let automaton = Folded { letters: word.as_bytes(), is_prefix: false };
        let state =
            term.bytes().fold(automaton.start(), |state, byte| automaton.accept(&state, byte));
        automaton.is_match(&state)
    }

    #[test]
    fn marks_that_were_typed_are_kept() {
        for (word, terms, others) in [
            ("quyêt", &["quyết", "quyệt", "quyêt"][..], &["quyét", "quyt"][..]),
            ("duơng", &["dương", "đường", "dưỡng"], &["duong", "dung"]),
            ("quyét", &["quyết", "quyét"], &["quyệt"]),
            ("đang", &["đảng", "đáng", "đăng"], &["dang", "dạng"]),
            ("hội", &["hội"], &["hỏi", "hối", "họi"]),
        ] {
            assert!(terms.iter().all(|term| completes(term, word)), "{word}");
            assert!(!others.iter().any(|term| completes(term, word)), "{word}");
        }
    }

    #[test]
    fn the_automaton_accepts_what_folds_to_the_word() {
        let terms = [
            "dang",
            "đảng",
            "đang",
            "dâng",
            "đăng",
            "đan",
            "đảngs",
            "d",
            "",
            "nghị",
            "1.200",
            "ả",
            "东",
            "a\u{324}\u{30a}",
        ];
        for word in ["dang", "d", "nghi", "1.200", "a"] {
            for term in terms {
                assert_eq!(accepts(word, term), fold(term) == word, "{word} {term}");
            }
        }
        assert_eq!(
            (bare('ự'), bare('đ'), bare('Đ'), bare('ñ')),
            (Bare::Letter(b'u'), Bare::Letter(b'd'), Bare::Letter(b'd'), Bare::Letter(b'n'))
        );
        assert_eq!(
            (bare('\u{301}'), bare('東'), bare('ß')),
            (Bare::Nothing, Bare::Other, Bare::Other)
        );
    }
}
