//! Units: the regulations of a text in order, a name and the symbol beside it as one.

use crate::lexicon::ReferenceWord;
use crate::model::Regulation;
use crate::resolve::{Reading, Reference, Resolved};

/// A regulation where the text names it.
pub(super) struct Unit<'a> {
    /// The mention that stands for it.
    pub mention: usize,
    pub regulation: &'a Regulation,
    /// The regulation that it means.
    pub id: String,
    /// Its tokens.
    pub from: usize,
    pub to: usize,
    /// Whether its name is that of a law that amends others.
    pub is_amending: bool,
    /// Whether `dự thảo` or `dự án` precedes it.
    pub is_draft: bool,
}

pub(super) fn of<'a>(reading: &Reading, resolved: &'a Resolved) -> Vec<Unit<'a>> {
    let mut units: Vec<Unit<'a>> = Vec::new();
    for reference in reading.references(&resolved.mentions) {
        let id = resolved
            .id(reference.mention)
            .or(reference.regulation.doc_type.as_deref())
            .unwrap_or_default()
            .to_string();
        if let Some(last) = units.last_mut()
            && is_one(reading, last, &reference, &id)
        {
            last.to = reference.to;
            continue;
        }
        let is_amending = reading.is_amending(&reference);
        let is_draft = reading.follows(reference.from, ReferenceWord::Draft.bit());
        units.push(Unit {
            mention: reference.mention,
            regulation: reference.regulation,
            id,
            from: reference.from,
            to: reference.to,
            is_amending,
            is_draft,
        });
    }
    units
}

/// Whether a symbol is that of the name right before it.
fn is_one(reading: &Reading, last: &Unit<'_>, reference: &Reference<'_>, id: &str) -> bool {
    last.id == id && reading.is_beside(last.to, reference.from, &['(', ',', ':'])
}
