//! Units and magnitudes whose blank was lost: `5.000.000 đồngđối với`, `3 tỷđồng`, `12kmđường`.

use crate::lexicon::token::{TokenKind, Tokens, UNKNOWN};
use crate::lexicon::{NumberWord, Unit, lexicons};
use crate::text::is_syllable;

/// What the front of a word that no table holds says of the number before it.
pub(super) struct Glued {
    /// The power of ten of its magnitude.
    pub power: u32,
    pub unit: Option<Unit>,
}

/// The magnitude, the unit, or both that stand glued to a syllable in the word at `at`.
pub(super) fn behind(tokens: &Tokens<'_>, at: usize) -> Option<Glued> {
    if tokens.kind(at) != Some(TokenKind::Word)
        || tokens.word(at) != UNKNOWN
        || tokens.starts_line(at)
    {
        return None;
    }
    let word = tokens.str(at);
    if word.len() < SHORTEST || word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    // A syllable of its own is no two.
    if is_syllable(&word) {
        return None;
    }
    let cuts = word.char_indices().map(|(cut, _)| cut).filter(|&cut| cut > 1);
    cuts.rev().find_map(|cut| glued(word.get(..cut)?, word.get(cut..)?))
}

/// In bytes, of two short syllables and of two long ones.
const SHORTEST: usize = 5;
const LONGEST: usize = 40;

/// A unit or magnitude, and the syllable or unit behind it; in small letters.
fn glued(front: &str, rest: &str) -> Option<Glued> {
    let lexicons = lexicons();
    let unit_of = |word: &str| lexicons.units.of_word(lexicons.word(word)).copied();
    if let Some(unit) = unit_of(front).filter(|_| is_syllable(rest)) {
        return Some(Glued { power: 0, unit: Some(unit) });
    }
    let Some(&NumberWord::Magnitude(power)) = lexicons.numbers.of_word(lexicons.word(front)) else {
        return None;
    };
    let unit = unit_of(rest);
    (unit.is_some() || is_syllable(rest)).then_some(Glued { power, unit })
}
