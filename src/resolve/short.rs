//! Short forms of types whose number alone is no reference: `Kế hoạch 30` means 30-KH/TU where the
//! document has that symbol.

use rustc_hash::FxHashMap;

use super::reading::Reading;
use super::symbol::fits;
use crate::lexicon::{DocType, ReferenceWord, lexicons};
use crate::model::{Regulation, RegulationForm};
use crate::{Annotated, Mention};

/// The short forms of a text that one symbol of it fits.
pub(super) fn find(reading: &Reading, annotated: &Annotated, mentions: &[Mention]) -> Vec<Mention> {
    let references = reading.references(mentions);
    let codes: Vec<&Regulation> = references
        .iter()
        .map(|reference| reference.regulation)
        .filter(|code| is_further(code))
        .collect();
    if codes.is_empty() {
        return Vec::new();
    }
    let tokens = reading.tokens();
    let (mut found, mut next) = (Vec::new(), 0);
    // Each short form is looked for once.
    let mut known: FxHashMap<String, bool> = FxHashMap::default();
    for at in 0..tokens.list.len() {
        while references.get(next).is_some_and(|reference| reference.to <= at) {
            next += 1;
        }
        let Some((doc_type, to, number)) = short_at(reading, at) else { continue };
        if references.get(next).is_some_and(|reference| reference.from < to) {
            continue;
        }
        let value = format!("{doc_type} {number}");
        let bare =
            Regulation::bare(RegulationForm::Partial, value.clone(), Some(doc_type.to_string()));
        let short = Regulation { number: Some(number), ..bare };
        if *known.entry(value).or_insert_with(|| is_of_one(&short, &codes)) {
            found.extend(reading.mention(annotated, at, to, short));
        }
    }
    found
}

/// Whether one symbol alone fits a short form.
fn is_of_one(short: &Regulation, codes: &[&Regulation]) -> bool {
    let mut fitting = codes.iter().filter(|code| fits(short, code)).map(|code| &code.value);
    let first = fitting.next();
    first.is_some() && fitting.all(|other| Some(other) == first)
}

/// Whether a symbol is of a type whose number alone is no reference.
fn is_further(code: &Regulation) -> bool {
    code.form == RegulationForm::Code && code.doc_type.as_deref().is_some_and(is_further_type)
}

/// Whether type and number alone are no reference.
fn is_further_type(name: &str) -> bool {
    lexicons().doc_types.senses().any(|doc_type| doc_type.name == name && !doc_type.numbered)
}

/// A type whose number alone is no reference, where its number ends, and the number.
fn short_at(reading: &Reading, at: usize) -> Option<(&'static str, usize, String)> {
    let tokens = reading.tokens();
    let is_meant = |doc_type: &DocType| !doc_type.numbered && tokens.is_capitalised(at);
    let (doc_type, length) =
        lexicons().doc_types.longest(&tokens, at).filter(|(doc_type, _)| is_meant(doc_type))?;
    let number_at = at
        + length
        + lexicons()
            .references
            .length(&tokens, at + length, ReferenceWord::Number.bit())
            .unwrap_or(0);
    let number = tokens.digits(number_at)?;
    // 30/2020, 30-KH: more than a number. 30 %, 30 ngày: something counted.
    let next = number_at + 1;
    let goes_on = tokens.is_mark(next, &['/', '-', '.', ','])
        && tokens.is_glued(next)
        && tokens.is_glued(next + 1);
    (!goes_on && !tokens.is_mark(next, &['%'])).then(|| (doc_type.name, next, number.to_string()))
}
