//! The vocabulary: documents and the mentions found in them, one file a kind.
//!
//! Types and their spelling (`Display`, JSON), and what each kind says of itself ([`MentionKind`]);
//! `extract` finds them.

mod amount;
mod choice;
mod date;
mod dated_address;
mod document;
mod edtf;
mod fact;
pub(crate) mod json;
mod kind;
mod kinds;
mod mention;
mod number;
mod official;
mod provision;
mod published;
mod record;
mod reference;
mod relation;
mod regulation;
mod regulation_keys;
mod why;

pub use amount::Amount;
pub use choice::Kinds;
pub use date::{DateValue, PartOfDay};
pub use dated_address::day_in_address;
pub(crate) use document::host;
pub use document::{Annotated, Block, BlockKind, Document, Extent, Meta, Origin, RawDocument};
pub use edtf::{Bound, CalendarUnit, Edtf};
pub use fact::Fact;
pub(crate) use fact::written;
pub use kind::{About, Asked, By, Colour, Counted, Field, Holds, MentionKind, Term, Usual};
pub use kinds::{Kind, Value};
pub(crate) use mention::FieldPlaces;
pub use mention::{Mention, MentionField};
pub use number::{Approx, NumberClass, NumberForm, Quantity};
pub use official::OfficialHead;
pub use provision::{Level, Provision, Step};
pub use published::{Published, PublishedFrom};
#[cfg(feature = "cli")]
pub(crate) use record::CORPUS;
pub use record::MentionRecord;
pub use reference::{How, Target};
pub use regulation::{Regulation, RegulationForm};
pub(crate) use regulation::{is_numbered, is_open, symbol_year};
#[cfg(feature = "index")]
pub(crate) use regulation_keys::{NAMED_KEYS, cited_key, named_of_key};
pub(crate) use regulation_keys::{name_key, regulation_key};
pub use relation::{End, InForce, Relation, RelationKind};
pub use why::Why;
