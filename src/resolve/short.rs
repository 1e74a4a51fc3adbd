//! Short forms of types whose number alone is no reference: `Kế hoạch 30` means 30-KH/TU where the document has that symbol.

use super::reading::{Reading, Reference};
use super::symbol::fits;
use crate::lexicon::{DocType, ReferenceWord, lexicons};
use crate::model::{Regulation, RegulationForm};
use crate::{Annotated, Mention};

/// The short forms of a text that one symbol of it fits.
pub(super) fn find(reading: &Reading, annotated: &Annotated, mentions: &[Mention]) -> Vec<Mention> {
    let references = reading.references(mentions);
    let is_further = |reference: &Reference<'_>| {
        let doc_type = reference.regulation.doc_type.as_deref();
        reference.regulation.form == RegulationForm::Code && doc_type.is_some_and(is_further_type)
    };
    if !references.iter().any(is_further) {
        return Vec::new();
    }
    let tokens = reading.tokens();
    let (mut found, mut next) = (Vec::new(), 0);
    for at in 0..tokens.list.len() {
        while references.get(next).is_some_and(|reference| reference.to <= at) {
            next += 1;
        }
        let Some((doc_type, to, number)) = short_at(reading, at) else { continue };
        if references.get(next).is_some_and(|reference| reference.from < to) {
            continue;
        }
        let value = format!("{doc_type} {number}");
        let short = Regulation { number: Some(number), ..Regulation::bare(RegulationForm::Partial, value, Some(doc_type.to_string())) };
        let mut fitting =
            references.iter().filter(|code| is_further(code) && fits(&short, code.regulation)).map(|code| &code.regulation.value);
        let first = fitting.next();
        if first.is_some() && fitting.all(|other| Some(other) == first) {
            found.extend(reading.mention(annotated, at, to, short));
        }
    }
    found
}

/// Whether type and number alone are no reference.
fn is_further_type(name: &str) -> bool {
    lexicons().doc_types.senses().any(|doc_type| doc_type.name == name && !doc_type.numbered)
}

/// A type whose number alone is no reference, where its number ends, and the number.
fn short_at(reading: &Reading, at: usize) -> Option<(&'static str, usize, String)> {
    let tokens = reading.tokens();
    let is_meant = |doc_type: &DocType| !doc_type.numbered && tokens.is_capitalised(at);
    let (doc_type, length) = lexicons().doc_types.longest(&tokens, at).filter(|(doc_type, _)| is_meant(doc_type))?;
    let number_at = at + length + lexicons().references.length(&tokens, at + length, ReferenceWord::Number.bit()).unwrap_or(0);
    let number = tokens.digits(number_at)?;
    // 30/2020, 30-KH: more than a number. 30 %, 30 ngày: something counted.
    let next = number_at + 1;
    let goes_on = tokens.is_mark(next, &['/', '-', '.', ',']) && tokens.is_glued(next) && tokens.is_glued(next + 1);
    (!goes_on && !tokens.is_mark(next, &['%'])).then(|| (doc_type.name, next, number.to_string()))
}
