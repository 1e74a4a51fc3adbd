//! A regulation as its grammar finds it, before the sentence is asked for more.

use crate::extract::view::View;
use crate::model::{Regulation, RegulationForm};

/// A regulation of which only form, value and type are known yet.
pub(super) fn regulation(form: RegulationForm, value: String, doc_type: Option<String>) -> Regulation {
    Regulation { form, value, number: None, year: None, doc_type, issuer: None, issued: None, title: None, target: None }
}

pub(super) fn push(view: &mut View<'_>, from: usize, to: usize, regulation: Regulation) {
    view.push(from, to, regulation);
}
