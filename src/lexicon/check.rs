//! Whether the examples of the tables hold: each is matched by its own entry.

use super::cues::SentenceWord;
use super::lexicons::Lexicons;
use super::lookup::Lexicon;
use super::queries::QueryWord;
use super::senses::Sense;
use super::table::{Fault, Row, Table};
use super::tables::{
    BODIES, CONTEXTS, DATE_CUES, DATES, DOC_TYPES, IDENTITIES, ISSUERS, LAWS, NUMBER_CUES, NUMBERS,
    PROVISIONS, QUERIES, REFERENCES, REGULATION_CUES, RELATIONS, SENTENCES, TITLES, UNITS,
};
use super::token::Tokens;

/// What is wrong with the built-in tables: nothing, or the tests fail.
pub fn check_built_in() -> Vec<Fault> {
    let (lexicons, mut faults) = Lexicons::read(&[]);
    // An entry that could not be read is found nowhere.
    if faults.is_empty() {
        faults = lexicons.check();
    }
    faults
}

impl Lexicons {
    /// The lines of the built-in tables whose example has none of their forms.
    fn check(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        self.check_table(DATES, &self.dates, &mut faults);
        self.check_table(NUMBERS, &self.numbers, &mut faults);
        self.check_table(UNITS, &self.units, &mut faults);
        self.check_table(CONTEXTS, &self.contexts, &mut faults);
        self.check_table(DOC_TYPES, &self.doc_types, &mut faults);
        self.check_table(ISSUERS, &self.issuers, &mut faults);
        self.check_table(LAWS, &self.laws, &mut faults);
        self.check_table(DATE_CUES, &self.date_cues, &mut faults);
        self.check_table(NUMBER_CUES, &self.number_cues, &mut faults);
        self.check_table(REGULATION_CUES, &self.regulation_cues, &mut faults);
        self.check_table(PROVISIONS, &self.provisions, &mut faults);
        self.check_table(TITLES, &self.titles, &mut faults);
        self.check_table(BODIES, &self.bodies, &mut faults);
        self.check_table(IDENTITIES, &self.identities, &mut faults);
        self.check_table(REFERENCES, &self.references, &mut faults);
        self.check_table(RELATIONS, &self.relations, &mut faults);
        check_lists::<QueryWord>(QUERIES, &mut faults);
        check_lists::<SentenceWord>(SENTENCES, &mut faults);
        faults
    }

    fn check_table<S: Sense>(&self, table: Table, lexicon: &Lexicon<S>, faults: &mut Vec<Fault>) {
        let rows = table.rows(S::COLUMNS, faults);
        self.check_rows(&rows, lexicon, faults);
    }

    /// The rows of these senses whose example has none of their forms.
    pub(super) fn check_rows<S: Sense>(
        &self,
        rows: &[Row],
        lexicon: &Lexicon<S>,
        faults: &mut Vec<Fault>,
    ) {
        for row in rows.iter().filter(|row| S::SENSES.contains(&row.sense)) {
            let list = self.tokens(row.example);
            let tokens = Tokens { text: row.example, list: &list };
            let forms: Vec<String> = row.forms().map(str::to_lowercase).collect();
            let found = (0..list.len()).any(|at| {
                lexicon.matches(&tokens, at).any(|(_, length)| {
                    let words = tokens.span(at, at + length).slice(row.example).to_lowercase();
                    forms.contains(&words)
                })
            });
            if !found {
                faults.push(missing(row));
            }
        }
    }
}

/// The same of lists of whole words.
fn check_lists<S: Sense>(table: Table, faults: &mut Vec<Fault>) {
    for row in table.rows(S::COLUMNS, faults) {
        let example = row.example.to_lowercase();
        if !row.forms().any(|form| example.contains(&form.to_lowercase())) {
            faults.push(missing(&row));
        }
    }
}

fn missing(row: &Row) -> Fault {
    row.fault(format!(
        "expected an example with `{}`, but found `{}`",
        row.canonical(),
        row.example
    ))
}

#[cfg(test)]
mod tests {
    use super::check_built_in;

    #[test]
    fn every_line_is_matched_by_its_example() {
        let faults: Vec<String> = check_built_in().iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
