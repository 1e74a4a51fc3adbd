//! What a word may be that no document has: with the marks that keys of Telex or VNI make, with other
//! marks, as two words, or with another letter.

use tantivy::schema::Field;

use super::bm25f::{Pattern, Place};
use super::near::{decoded, near, parted};
use super::node::{Phrase, Word};
use super::plan::Planner;
use super::spelling::{Marks, is_level};
use crate::Result;
use crate::text::{Tone, is_syllable, tone_of};

/// What stands in the place of a word: as it is shown, and where it stands.
type Corrected = (String, Pattern);

/// What a word may be that no document has.
pub(super) fn corrected(
    planner: &mut Planner,
    fields: &[Field],
    phrase: &Phrase,
) -> Result<Option<Corrected>> {
    let [word] = phrase.words.as_slice() else { return Ok(None) };
    // A syllable with its tone was typed with care.
    if word.text.chars().all(|c| !c.is_alphabetic())
        || is_syllable(&word.text) && !is_level(&word.text)
    {
        return Ok(None);
    }
    let keyed = decoded(&word.text);
    if let Some((letters, tone)) = &keyed {
        let letters = Word { text: letters.clone(), ..word.clone() };
        let mut found = planner.spellings(fields, &letters, Marks::Completed)?.terms;
        found.retain(|term| has_tone(term, *tone));
        if let Some(shown) = commonest(planner, fields, &found, word)? {
            return Ok(Some(shown));
        }
    }
    // A word of one document may be a slip itself: the words that most documents have are meant.
    let any = planner.spellings(fields, word, Marks::Any)?.terms;
    let marked = commonest(planner, fields, &any, word)?;
    let parted = in_two(planner, fields, word)?;
    let documents = |found: &Option<Corrected>| {
        let places = found.iter().flat_map(|(_, pattern)| &pattern.places);
        places.map(|place| place.documents).min().unwrap_or(0)
    };
    if marked.is_some() || parted.is_some() {
        return Ok(if documents(&parted) > documents(&marked) { parted } else { marked });
    }
    let mut terms = near(planner.searcher, fields, &word.text)?;
    if let Some((letters, tone @ Some(_))) = keyed.filter(|_| terms.is_empty()) {
        terms = near(planner.searcher, fields, &letters)?;
        terms.retain(|term| has_tone(term, tone));
    }
    commonest(planner, fields, &terms, word)
}

/// Whether a word has this tone, where there is one.
fn has_tone(term: &str, tone: Option<Tone>) -> bool {
    tone.is_none_or(|tone| term.chars().any(|c| tone_of(c).is_some_and(|(_, own)| own == tone)))
}

/// Two words that documents have and that are typed as one.
fn in_two(planner: &mut Planner, fields: &[Field], word: &Word) -> Result<Option<Corrected>> {
    let mut best: Option<(u64, Corrected)> = None;
    for (left, right) in parted(&word.text) {
        let typed = format!("{left} {right}");
        let pattern = planner.pattern(fields, &Phrase::of(&typed), None)?;
        let documents = pattern.places.iter().map(|place| place.documents).min().unwrap_or(0);
        if documents > best.as_ref().map_or(0, |(most, _)| *most) {
            best = Some((documents, (typed, pattern)));
        }
    }
    Ok(best.map(|(_, found)| found))
}

/// The words that documents have, in the place of one: with the one that most have.
fn commonest(
    planner: &mut Planner,
    fields: &[Field],
    terms: &[String],
    word: &Word,
) -> Result<Option<Corrected>> {
    let mut found: Vec<(u64, String)> = Vec::new();
    for text in terms {
        let exact = Word { text: text.clone(), ..word.clone() };
        let documents = planner.spellings(fields, &exact, Marks::Exact)?.documents;
        if documents > 0 {
            found.push((documents, text.clone()));
        }
    }
    let Some((documents, shown)) =
        found.iter().max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1))).cloned()
    else {
        return Ok(None);
    };
    let mut spellings: Vec<String> = found.into_iter().map(|(_, text)| text).collect();
    spellings.sort_unstable();
    let place = Place { typed: word.text.clone(), spellings, documents, offset: 0 };
    Ok(Some((shown, Pattern { places: vec![place], slop: 0 })))
}
