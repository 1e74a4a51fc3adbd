//! The vocabulary: documents and the mentions found in them, one file a kind.
//!
//! Types and their spelling (`Display`, JSON) only; `extract` finds them.

mod date;
mod document;
pub(crate) mod json;
mod mention;
mod number;
mod published;
mod record;
mod regulation;

pub use date::{Bound, Edtf, Moment, PartOfDay};
pub(crate) use document::host;
pub use document::{Annotated, Block, BlockKind, Document, Meta, Origin, RawDocument};
pub(crate) use mention::written;
pub use mention::{Kind, Mention, Value};
pub use number::{Amount, Approx, NumberClass, NumberForm, Quantity};
pub use published::Published;
pub use record::{Details, MentionRecord};
pub use regulation::{Regulation, RegulationForm};
