//! The built-in tables, as text: one line a table.

use super::table::Table;

/// A built-in table.
macro_rules! table {
    ($name:literal) => {
        Table { name: $name, text: include_str!(concat!("data/", $name)) }
    };
}

pub(super) const DATES: Table = table!("dates.tsv");
pub(super) const NUMBERS: Table = table!("numbers.tsv");
pub(super) const UNITS: Table = table!("units.tsv");
pub(super) const CONTEXTS: Table = table!("contexts.tsv");
pub(super) const DOC_TYPES: Table = table!("doc_types.tsv");
pub(super) const ISSUERS: Table = table!("issuers.tsv");
pub(super) const LAWS: Table = table!("laws.tsv");
pub(super) const DATE_CUES: Table = table!("date_cues.tsv");
pub(super) const NUMBER_CUES: Table = table!("number_cues.tsv");
pub(super) const REGULATION_CUES: Table = table!("regulation_cues.tsv");
pub(super) const PROVISIONS: Table = table!("provisions.tsv");
pub(super) const TITLES: Table = table!("titles.tsv");
pub(super) const BODIES: Table = table!("bodies.tsv");
pub(super) const IDENTITIES: Table = table!("identities.tsv");

pub(super) const REFERENCES: Table = table!("references.tsv");
pub(super) const RELATIONS: Table = table!("relations.tsv");
pub(super) const QUERIES: Table = table!("queries.tsv");
pub(super) const SENTENCES: Table = table!("sentences.tsv");
