//! What queries abbreviate and ask, line by line.

use super::lookup::read_sense;
use super::senses::{Sense, senses};
use super::table::refuse;
use super::tables::QUERIES;

senses! {
    /// What a line says of the words of queries.
    pub enum QueryWord, kinds QueryWordKind, lists with ["source"] {
        /// Each form stands for the others: `UBND`, `Ủy ban nhân dân`.
        Same = "same",
        /// Words that say what is asked, not about what: `là ai`.
        Question = "question",
        /// What begins a name of three syllables.
        Surname = "surname",
        /// A province that was, and the one that it is part of.
        Merged = "merged",
    }
}

/// The lines of the table, each with its forms.
pub fn query_words() -> Vec<(QueryWord, Vec<&'static str>)> {
    let mut faults = Vec::new();
    let mut lines = Vec::new();
    for row in QUERIES.rows(QueryWord::COLUMNS, &mut faults) {
        if row.cell("source").is_empty() {
            faults.push(row.fault("expected a source, but found none"));
        }
        match read_sense(&row) {
            Ok(sense) => lines.push((sense, row.forms().collect())),
            Err(message) => faults.push(row.fault(message)),
        }
    }
    refuse(&faults);
    lines
}
