//! What a word may be that no document has: a slip of the fingers, what a keyboard left of Telex or
//! VNI, two syllables typed as one.

use rustc_hash::FxHashMap;
use tantivy::schema::Field;
use tantivy::{Searcher, TantivyError};
use tantivy_fst::Automaton;
use unicode_normalization::UnicodeNormalization;

use super::spelling::{Bare, bare};
use crate::Result;
use crate::text::{Tone, fold, is_syllable, tone_of};

/// Shorter words are a letter away from too many others.
const SHORTEST: usize = 3;

/// Up to this length the first letter is right.
const SHORT: usize = 4;

/// Longer words are not Vietnamese, and have a bit too many for the automaton.
const LONGEST: usize = 30;

/// The written words of an index whose letters are those of a word but for one: left out, too much,
/// another, or exchanged with the next; each with the number of documents that have it. Of all
/// words that fold to the same letters, those that most documents have.
pub(super) fn near(searcher: &Searcher, fields: &[Field], word: &str) -> Result<Vec<String>> {
    let letters = fold(word);
    let length = letters.len();
    if !letters.bytes().all(|byte| byte.is_ascii_lowercase())
        || !(SHORTEST..=LONGEST).contains(&length)
    {
        return Ok(Vec::new());
    }
    let mut found: FxHashMap<String, FxHashMap<String, u64>> = FxHashMap::default();
    for &field in fields {
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut stream = inverted
                .terms()
                .search(Near { letters: letters.as_bytes() })
                .into_stream()
                .map_err(TantivyError::from)?;
            while stream.advance() {
                let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
                let folded = fold(term);
                if length > SHORT || folded.as_bytes().first() == letters.as_bytes().first() {
                    *found.entry(folded).or_default().entry(term.to_string()).or_default() +=
                        u64::from(stream.value().doc_freq);
                }
            }
        }
    }
    let most = found.into_iter().max_by_key(|(folded, terms)| {
        (terms.values().max().copied(), std::cmp::Reverse(folded.clone()))
    });
    let mut terms: Vec<(String, u64)> =
        most.map(|(_, terms)| terms.into_iter().collect()).unwrap_or_default();
    // Of a word with marks, those that have them.
    let typed = marks(word);
    if !typed.is_empty() && terms.iter().any(|(term, _)| marks(term) == typed) {
        terms.retain(|(term, _)| marks(term) == typed);
    }
    terms.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    Ok(terms.into_iter().map(|(term, _)| term).collect())
}

/// The marks of a word, in their order.
fn marks(word: &str) -> Vec<char> {
    word.nfd()
        .map(|c| if c == 'đ' { '\u{335}' } else { c })
        .filter(|c| matches!(c, '\u{300}'..='\u{36f}'))
        .collect()
}

/// What Telex or VNI would have made of a word: its letters with their marks, and its tone where it
/// has one.
pub(super) fn decoded(word: &str) -> Option<(String, Option<Tone>)> {
    let (word, tone) = match word.chars().next_back().and_then(tone_key) {
        Some(tone) if word.chars().count() > 2 => (word.get(..word.len() - 1)?, Some(tone)),
        _ => (word, None),
    };
    let mut out = String::new();
    let mut changed = tone.is_some();
    for c in word.chars() {
        let last = out.chars().next_back();
        match last.and_then(|last| joined(last, c)) {
            Some(letter) => {
                out.pop();
                out.push(letter);
                changed = true;
            }
            None => out.push(c),
        }
    }
    // `uow` is ươ.
    let out = out.replace("uơ", "ươ");
    (changed && out.chars().all(char::is_alphabetic)).then_some((out, tone))
}

/// The tone that a key behind a syllable gives it.
fn tone_key(key: char) -> Option<Tone> {
    Some(match key {
        's' | '1' => Tone::Acute,
        'f' | '2' => Tone::Grave,
        'r' | '3' => Tone::Hook,
        'x' | '4' => Tone::Tilde,
        'j' | '5' => Tone::Dot,
        _ => return None,
    })
}

/// The letter that a key makes of the one before it.
fn joined(letter: char, key: char) -> Option<char> {
    let (vowel, tone) = tone_of(letter).unwrap_or((letter, Tone::Level));
    if tone != Tone::Level {
        return None;
    }
    Some(match (vowel, key) {
        ('a', 'a' | '6') => 'â',
        ('e', 'e' | '6') => 'ê',
        ('o', 'o' | '6') => 'ô',
        ('a', 'w' | '8') => 'ă',
        ('o', 'w' | '7') => 'ơ',
        ('u', 'w' | '7') => 'ư',
        ('d', 'd' | '9') => 'đ',
        _ => return None,
    })
}

/// A word as two syllables, in each way there is.
pub(super) fn parted(word: &str) -> impl Iterator<Item = (&str, &str)> {
    let splits = word.char_indices().skip(1).filter_map(|(at, _)| word.split_at_checked(at));
    splits.filter(|(left, right)| {
        left.len() > 1 && right.len() > 1 && is_syllable(left) && is_syllable(right)
    })
}

/// Accepts the terms that fold to these ASCII letters but for one slip.
struct Near<'a> {
    letters: &'a [u8],
}

/// How far a term has been read: sets of places in the letters, as bits.
#[derive(Clone, Copy, Default)]
struct State {
    /// Without a slip.
    right: u64,
    /// With one.
    slipped: u64,
    /// With the next letter before the one at the place.
    swapped: u64,
    pending: [u8; 4],
    len: usize,
}

impl Near<'_> {
    /// The places of a letter.
    fn places(&self, letter: u8) -> u64 {
        self.letters
            .iter()
            .enumerate()
            .fold(0, |places, (at, own)| if *own == letter { places | 1 << at } else { places })
    }
}

impl Automaton for Near<'_> {
    type State = State;

    fn start(&self) -> State {
        State { right: 1, ..State::default() }
    }

    fn is_match(&self, state: &State) -> bool {
        let end = 1 << self.letters.len();
        state.len == 0
            && ((state.right | state.slipped) & end != 0 || state.right & (end >> 1) != 0)
    }

    fn can_match(&self, state: &State) -> bool {
        state.right | state.slipped | state.swapped != 0
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        let mut next = *state;
        let Some(slot) = next.pending.get_mut(next.len) else { return State::default() };
        *slot = byte;
        let letter = match std::str::from_utf8(next.pending.get(..=next.len).unwrap_or_default()) {
            Ok(letter) => letter.chars().next().map_or(Bare::Other, bare),
            Err(error) if error.error_len().is_none() => {
                return State { len: next.len + 1, ..next };
            }
            Err(_) => return State::default(),
        };
        let all = (1 << (self.letters.len() + 1)) - 1;
        let places = match letter {
            Bare::Nothing => return State { pending: [0; 4], len: 0, ..next },
            Bare::Letter(letter) => self.places(letter),
            Bare::Other => return State::default(),
        };
        let State { right, slipped, swapped, .. } = *state;
        // One more letter, another letter, a letter left out, two exchanged.
        let slips = right | right << 1 | (right & (places >> 1)) << 2 | (swapped & places) << 2;
        State {
            right: (right & places) << 1 & all,
            slipped: ((slipped & places) << 1 | slips) & all,
            swapped: right & (places >> 1),
            pending: [0; 4],
            len: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_accepted() {
        let accepts = |word: &str, term: &str| {
            let automaton = Near { letters: word.as_bytes() };
            let state =
                term.bytes().fold(automaton.start(), |state, byte| automaton.accept(&state, byte));
            automaton.is_match(&state)
        };
        for (word, terms, others) in [
            ("nghj", &["nghị", "ngh", "nghi", "nghjx"][..], &["nhi", "nga", "nghien"][..]),
            ("thmaf", &["thamf", "thmaf", "thma", "thaf"], &["tham", "thafm"]),
            ("quoc", &["quốc", "quôc", "quocs", "uoc", "qouc", "quo"], &["oc", "quoabc"]),
        ] {
            for term in terms {
                assert!(accepts(word, term), "{word} {term}");
            }
            for term in others {
                assert!(!accepts(word, term), "{word} {term}");
            }
        }
    }

    #[test]
    fn what_a_keyboard_left() {
        for (word, expected) in [
            ("vieen", Some(("viên", None))),
            ("ddảng", Some(("đảng", None))),
            ("quooc1", Some(("quôc", Some(Tone::Acute)))),
            ("nghij", Some(("nghi", Some(Tone::Dot)))),
            ("dduowngf", Some(("đương", Some(Tone::Grave)))),
            ("thue61", Some(("thuê", Some(Tone::Acute)))),
            ("nghị", None),
            ("zzz", None),
        ] {
            let expected = expected.map(|(letters, tone)| (letters.to_string(), tone));
            assert_eq!(decoded(word), expected, "{word}");
        }
        assert_eq!(parted("thamnhũng").collect::<Vec<_>>(), [("tham", "nhũng")]);
    }
}
