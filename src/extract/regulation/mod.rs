//! Regulations: symbols, type and number, names; then what the sentence says of them.
//!
//! | form | grammar | module |
//! |---|---|---|
//! | code | `number [/ year] / tail`, `number - type / issuer` | [`code`] |
//! | partial | `type [số] number [/ year]`, and lists of them | [`partial`] |
//! | named | `Luật …`, `Bộ luật …`, `Nghị quyết Trung ương N khóa R` | [`named`] |
//! | attributes | type before, issuer and day around, title behind | [`attributes`](mod@attributes) |
//!
//! Not covered: later short forms ("Nghị quyết này"), articles and clauses, treaties, court files.

mod attributes;
mod before;
mod behind;
mod body;
mod code;
mod cues;
mod line;
mod named;
mod own;
mod partial;
mod symbol;
mod title;

use super::view::LineCursor;

pub(super) use attributes::{Titles, attributes};
pub(super) use own::own;
pub(crate) use symbol::Symbol;

/// Finds all regulations: codes first, for a number inside a code is no partial reference.
pub(super) fn find(view: &mut LineCursor<'_>) {
    let first = view.found.len();
    code::find(view);
    let codes = first..view.found.len();
    named::find(view);
    partial::find(view, codes);
}

#[cfg(test)]
mod tests;
