//! Units and magnitudes whose blank was lost: `5.000.000 đồngđối với`, `3 tỷđồng`, `12kmđường`.

use crate::lexicon::token::{TokenKind, Tokens, UNKNOWN};
use crate::lexicon::{Lexicons, NumberWord, Unit, lexicons};
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
    // A syllable of its own is no two; the longest is nghiêng, of seven letters.
    if word.len() < SHORTEST || word.len() > LONGEST || is_syllable(&word.to_lowercase()) {
        return None;
    }
    let cuts = word.char_indices().map(|(cut, _)| cut).filter(|&cut| cut > 1);
    cuts.rev().find_map(|cut| glued(word.get(..cut)?, word.get(cut..)?))
}

/// In bytes, of two short syllables and of two long ones.
const SHORTEST: usize = 5;
const LONGEST: usize = 40;

/// A unit or magnitude, and the syllable or unit behind it.
fn glued(front: &str, rest: &str) -> Option<Glued> {
    let lexicons = lexicons();
    let unit = unit_of(front, lexicons).filter(|_| is_syllable(&rest.to_lowercase()));
    if unit.is_some() {
        return Some(Glued { power: 0, unit });
    }
    let list = lexicons.tokens(front);
    let Some(&NumberWord::Magnitude(power)) =
        lexicons.numbers.single(&Tokens { text: front, list: &list }, 0)
    else {
        return None;
    };
    let unit = unit_of(rest, lexicons);
    (unit.is_some() || is_syllable(&rest.to_lowercase())).then_some(Glued { power, unit })
}

/// The unit that is this one word.
fn unit_of(word: &str, lexicons: &Lexicons) -> Option<Unit> {
    let list = lexicons.tokens(word);
    lexicons
        .units
        .single(&Tokens { text: word, list: &list }, 0)
        .copied()
        .filter(|_| list.len() == 1)
}
