//! Regulations: symbols, type and number, names; then what the sentence says of them.
//!
//! | form | grammar | module |
//! |---|---|---|
//! | code | `number [/ year] / tail`, `number - type / issuer` | [`code`] |
//! | partial | `type [số] number [/ year]`, and lists of them | [`partial`] |
//! | named | `Luật …`, `Bộ luật …`, `Nghị quyết Trung ương N khóa R` | [`named`] |
//! | attributes | type before, issuer, day of issue and title around | [`attributes`](mod@attributes) |
//!
//! Not covered: later short forms ("Nghị quyết này"), articles and clauses, treaties, court files.

mod attributes;
mod code;
mod named;
mod partial;

use super::View;
use crate::lexicon::token::Tokens;
use crate::lexicon::{RegulationCue, lexicons};
use crate::{Value, model::Regulation, model::RegulationForm};

pub(super) use attributes::attributes;
pub(super) use named::roman;

/// Whether a word of this list stands at `at`.
#[inline]
fn has(tokens: &Tokens<'_>, at: usize, cue: RegulationCue) -> bool {
    lexicons().regulation_cues.has(tokens, at, cue.bit())
}

/// Whether a word of this list stands before `at`.
#[inline]
fn follows(tokens: &Tokens<'_>, at: usize, cue: RegulationCue) -> bool {
    at > 0 && has(tokens, at - 1, cue)
}

/// Behind a word of this list at `at`; at `at` itself where there is none.
fn behind(tokens: &Tokens<'_>, at: usize, cue: RegulationCue) -> usize {
    at + lexicons().regulation_cues.length(tokens, at, cue.bit()).unwrap_or(0)
}

/// Finds all regulations: codes first, for a number inside a code is no partial reference.
pub(super) fn find(view: &mut View<'_>) {
    code::find(view);
    named::find(view);
    partial::find(view);
}

/// A regulation of which only form, value and type are known yet.
fn regulation(form: RegulationForm, value: String, doc_type: Option<String>) -> Regulation {
    Regulation { form, value, number: None, year: None, doc_type, issuer: None, issued: None, title: None }
}

fn push(view: &mut View<'_>, from: usize, to: usize, regulation: Regulation) {
    view.push(from, to, Value::Regulation(Box::new(regulation)));
}
