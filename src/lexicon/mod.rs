//! Words and codes as data: each table is a TSV file under `lexicon/data/`, each line an entry with
//! its forms and an example.
//!
//! To add a unit, an issuer or a document type, add one line and run `cargo test lexicon`: a table
//! with an unknown sense, a bad value, no example, an example that its own entry does not match, or
//! a form that has another sense already is refused, by line (`table` lists the columns). The
//! tables of cues hold the lists of words that grammars ask for by name (`cues`).

mod check;
mod cues;
pub mod dateline;
mod lexicons;
mod lists;
mod lookup;
pub mod official;
mod own;
pub mod pages;
mod queries;
mod references;
mod senses;
mod surroundings;
mod table;
mod tables;
pub mod token;
mod words;

pub use check::check_built_in;
pub use cues::{
    DateCue, DateList, NumberCue, NumberList, ProvisionWord, ProvisionWordKind, RegulationCue,
    RegulationList, SentenceList, SentenceWord,
};
pub use lexicons::{Lexicons, OwnTable};
pub use lists::WordLists;
pub use lookup::Lexicon;
pub use own::{LONGEST, add, added, check, lexicons};
pub use queries::{QueryWord, query_words};
pub use references::{
    IdentityList, IdentityWord, ReferenceList, ReferenceWord, RelationList, RelationWord,
};
pub use senses::{
    Context, ContextWordKind, DateWord, DateWordKind, DocType, Issuer, Kinded, LawName, LunarDay,
    NumberWord, NumberWordKind, Relative, Unit, YearEnd,
};
pub use surroundings::{BodyList, BodyWord, TitleList, TitleWord};
pub use table::Fault;
pub use words::{marked_words, sentence_words};

#[cfg(test)]
mod tests;
