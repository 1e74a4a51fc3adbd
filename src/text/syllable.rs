//! The structure of a Vietnamese syllable: an onset, a rhyme, a tone. What has it looks Vietnamese.
//!
//! Onsets and rhymes are those of the standard orthography (Hoàng Phê, *Từ điển chính tả*, Nhà xuất
//! bản Đà Nẵng), with the few that loans and names add (*oong*, *uyn*). A rhyme that ends in `c`,
//! `ch`, `p`, `t` bears only the acute and the dot.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::letters::{Tone, is_vietnamese_vowel, tone_of};

/// The consonants that may open a syllable, longest first; an empty onset is not listed. `qu` and
/// `gi` hold their vowel letter.
pub(crate) const ONSETS: [&str; 28] = [
    "ngh", "ng", "nh", "gh", "gi", "ch", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "w",
];

/// The rhymes, without their tones.
#[rustfmt::skip]
pub(crate) const RHYMES: [&str; 175] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay",
    "ăc", "ăk", "ăm", "ăn", "ăng", "ăp", "ăt",
    "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây",
    "e", "ec", "em", "en", "eng", "eo", "ep", "et",
    "ê", "êch", "êm", "ên", "êng", "ênh", "êp", "êt", "êu",
    "i", "ia", "ich", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", "im", "in", "inh", "ip", "it", "iu",
    "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay",
    "oăc", "oăm", "oăn", "oăng", "oăp", "oăt", "oc", "oe", "oem", "oen", "oeng", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong",
    "op", "ot",
    "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôông", "ôp", "ôt",
    "ơ", "ơi", "ơm", "ơn", "ơng", "ơp", "ơt",
    "u", "ua", "uân", "uâng", "uât", "uây", "uc", "uê", "uêch", "uên", "uênh", "uêt", "ui", "um", "un", "ung", "uơ", "uôc", "uôi", "uôm", "uôn",
    "uông", "uôt", "up", "ut", "uy", "uya", "uych", "uyên", "uyêt", "uyn", "uynh", "uyp", "uyt", "uyu",
    "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu", "ưt", "ưu",
    "y", "ych", "yêm", "yên", "yêng", "yêt", "yêu", "yn", "ynh", "yp", "yt", "yu",
];

/// The letters of the longest syllable (*nghiêng*), onset and rhyme.
pub(super) const LONGEST: usize = 7;
const LONGEST_ONSET: usize = 3;
const LONGEST_RHYME: usize = 4;

/// What is known of a rhyme.
#[derive(Clone, Copy, Debug)]
struct Rhyme {
    /// The place of the letter that bears the tone.
    bearer: usize,
    /// Whether it ends in a stop, so that only two tones are possible.
    is_checked: bool,
}

static RHYME_TABLE: LazyLock<FxHashMap<[char; LONGEST_RHYME], Rhyme>> = LazyLock::new(|| {
    let known = RHYMES.iter().map(|rhyme| rhyme.chars().collect::<Vec<char>>());
    known
        .filter_map(|rhyme| {
            Some((key(&rhyme)?, Rhyme { bearer: bearer(&rhyme), is_checked: is_checked(&rhyme) }))
        })
        .collect()
});

static ONSET_TABLE: LazyLock<FxHashSet<[char; LONGEST_ONSET]>> = LazyLock::new(|| {
    ONSETS.iter().filter_map(|onset| key(&onset.chars().collect::<Vec<char>>())).collect()
});

/// The letters as a key of fixed length; `None` for more letters than any entry has.
fn key<const N: usize>(letters: &[char]) -> Option<[char; N]> {
    let mut key = ['\0'; N];
    key.get_mut(..letters.len())?.copy_from_slice(letters);
    Some(key)
}

/// The place of the letter of a rhyme that bears the tone, in the spelling of the Party and State
/// press.
///
/// | rhyme | the tone stands on | |
/// |---|---|---|
/// | has ă â ê ô ơ ư | that letter; of two, the last | *tiến, được, thuở, cửa* |
/// | ends in a consonant | the vowel before it | *hoàn, huỳnh, moóc* |
/// | three vowels | the middle one | *hoài, ngoáo, khuỷu* |
/// | one or two vowels | the first | *hòa, khỏe, thủy, mía, của, báo* |
fn bearer(rhyme: &[char]) -> usize {
    if let Some(at) = rhyme.iter().rposition(|letter| "ăâêôơư".contains(*letter)) {
        return at;
    }
    let vowels = rhyme.iter().take_while(|&&letter| is_vietnamese_vowel(letter)).count();
    let is_open = vowels == rhyme.len();
    if is_open { vowels / 3 } else { vowels.saturating_sub(1) }
}

fn is_checked(rhyme: &[char]) -> bool {
    matches!(rhyme, [.., 'c' | 'p' | 't'] | [.., 'c', 'h'])
}

/// Whether a word, in lower case and NFC, is built as a Vietnamese syllable, with the tone on any
/// of its vowels.
///
/// ```
/// use thoisu::text::is_syllable;
/// assert!(["nghị", "quyết", "giêng", "gìn", "khuỷu", "hoà", "hòa", "quý", "ương"].into_iter().all(is_syllable));
/// assert!(!["nghÞ", "thủt", "string", "quyêt", "đđ", "ngháí", ""].into_iter().any(is_syllable));
/// ```
pub fn is_syllable(word: &str) -> bool {
    let mut letters = ['\0'; LONGEST];
    let mut length = 0;
    for letter in word.chars() {
        let Some(place) = letters.get_mut(length) else { return false };
        *place = letter;
        length += 1;
    }
    let tone = take_tone(&mut letters[..length]);
    tone.is_some_and(|(_, tone)| tone_bearer(&letters[..length], tone).is_some())
}

/// Takes the tone off a word: its place (of no meaning for the level tone) and which it was. `None`
/// where there are two.
pub(super) fn take_tone(word: &mut [char]) -> Option<(usize, Tone)> {
    let mut found = (0, Tone::Level);
    for (i, letter) in word.iter_mut().enumerate() {
        match tone_of(*letter) {
            None | Some((_, Tone::Level)) => {}
            Some(_) if found.1 != Tone::Level => return None,
            Some((vowel, tone)) => {
                *letter = vowel;
                found = (i, tone);
            }
        }
    }
    Some(found)
}

/// The place of the letter that bears the tone of a syllable, given in lower case without it;
/// `None` for what is no syllable.
pub(super) fn tone_bearer(bare: &[char], tone: Tone) -> Option<usize> {
    let vowel = bare.iter().position(|&letter| is_vietnamese_vowel(letter))?;
    // The vowel letters of `qu` and `gi` are part of the onset; but `gi` before a consonant is g +
    // i ("gìn"), and alone it is a whole syllable ("gì").
    let parts = match (&bare[..vowel], &bare[vowel..]) {
        (['q'], ['u', ..]) => [Some(vowel + 1), None],
        (['g'], ['i', ..]) => [Some(vowel + 1), Some(vowel)],
        _ => [Some(vowel), None],
    };
    parts.into_iter().flatten().find_map(|onset| {
        rhyme_bearer(&bare[..onset], &bare[onset..], tone).map(|bearer| onset + bearer)
    })
}

fn rhyme_bearer(onset: &[char], rhyme: &[char], tone: Tone) -> Option<usize> {
    let known = RHYME_TABLE.get(&key(rhyme)?)?;
    let tone_fits = !known.is_checked || matches!(tone, Tone::Acute | Tone::Dot);
    let onset_fits = onset.is_empty() || ONSET_TABLE.contains(&key(onset)?) && fits(onset, rhyme);
    (tone_fits && onset_fits).then_some(known.bearer)
}

/// `k`, `gh`, `ngh` stand before e, ê, i, y; `c`, `g`, `ng` before the others.
fn fits(onset: &[char], rhyme: &[char]) -> bool {
    let is_front = matches!(rhyme, ['e' | 'ê' | 'i' | 'y', ..]);
    match onset {
        ['g', 'h'] | ['n', 'g', 'h'] => is_front,
        ['c'] | ['n', 'g'] => !is_front,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_rhyme_or_onset_stands_twice() {
        for table in [&RHYMES[..], &ONSETS[..]] {
            let mut sorted = table.to_vec();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(sorted.len(), table.len());
        }
    }
}
