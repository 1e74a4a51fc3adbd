//! The structure of a Vietnamese syllable: an onset, a rhyme, a tone. What has it looks Vietnamese.
//!
//! Onsets and rhymes are those of the standard orthography (Hoàng Phê, *Từ điển chính tả*, Nhà xuất bản Đà Nẵng), with the few that
//! loans and names add (*oong*, *uyn*). A rhyme that ends in `c`, `ch`, `p`, `t` bears only the acute and the dot.

use super::letters::{Tone, tone_of};

/// The consonants that may open a syllable, longest first; an empty onset is not listed. `qu` and `gi` hold their vowel letter.
pub(crate) const ONSETS: [&str; 28] = [
    "ngh", "ng", "nh", "gh", "gi", "ch", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s",
    "t", "v", "x", "w",
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

/// Whether a word, in lower case and NFC, is built as a Vietnamese syllable, with the tone on any of its vowels.
///
/// ```
/// use thoisu::text::is_syllable;
/// assert!(["nghị", "quyết", "giêng", "gìn", "khuỷu", "hoà", "hòa", "quý", "ương"].into_iter().all(is_syllable));
/// assert!(!["nghÞ", "thủt", "string", "quyêt", "đđ", "ngháí", ""].into_iter().any(is_syllable));
/// ```
pub fn is_syllable(word: &str) -> bool {
    let mut tone = Tone::Level;
    let mut bare = String::with_capacity(word.len());
    for letter in word.chars() {
        let (vowel, found) = tone_of(letter).unwrap_or((letter, Tone::Level));
        if found != Tone::Level {
            if tone != Tone::Level {
                return false;
            }
            tone = found;
        }
        bare.push(vowel);
    }
    // `gi` before a consonant is g + i ("gìn"), and alone it is a whole syllable ("gì").
    is_rhyme(&bare, tone)
        || ONSETS.iter().any(|onset| bare.strip_prefix(onset).is_some_and(|rhyme| is_rhyme(rhyme, tone) && fits(onset, rhyme)))
}

fn is_rhyme(rhyme: &str, tone: Tone) -> bool {
    let is_checked = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
    RHYMES.contains(&rhyme) && (!is_checked || matches!(tone, Tone::Acute | Tone::Dot))
}

/// `k`, `gh`, `ngh` stand before e, ê, i, y; `c`, `g`, `ng` before the others.
fn fits(onset: &str, rhyme: &str) -> bool {
    let is_front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    match onset {
        "gh" | "ngh" => is_front,
        "c" | "ng" => !is_front,
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
