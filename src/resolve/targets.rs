//! The targets found so far.

use super::reading::Reference;
use crate::model::{How, RegulationForm};

/// An id, how it is known, and the reference that has the fuller form.
pub(super) type Known = (String, How, Option<usize>);

/// What is known of each reference so far.
pub(super) struct Targets {
    list: Vec<Option<Known>>,
}

impl Targets {
    pub fn new(references: usize) -> Targets {
        Targets { list: vec![None; references] }
    }

    pub fn into_list(self) -> Vec<Option<Known>> {
        self.list
    }

    pub fn set(&mut self, reference: usize, id: impl Into<String>, how: How, from: Option<usize>) {
        if let Some(slot) = self.list.get_mut(reference) {
            *slot = Some((id.into(), how, from));
        }
    }

    pub fn get(&self, reference: usize) -> Option<&str> {
        self.list.get(reference)?.as_ref().map(|(id, ..)| id.as_str())
    }

    /// The reference that has the fuller form of another.
    pub fn from(&self, reference: usize) -> Option<usize> {
        self.list.get(reference)?.as_ref().and_then(|(.., from)| *from)
    }

    /// The id of a reference: its target, or its symbol.
    pub fn id<'t>(&'t self, at: usize, reference: &'t Reference<'_>) -> Option<&'t str> {
        self.get(at).or_else(|| {
            (reference.regulation.form == RegulationForm::Code)
                .then_some(reference.regulation.value.as_str())
        })
    }
}
