//! The grounds of an official document: `Căn cứ Luật Giá 2023;`, a line each under its head.
//!
//! Only the first act of a line is a ground; what follows it says more of it.

use super::found::{Found, To};
use super::units::Unit;
use crate::lexicon::{RelationList, lexicons};
use crate::model::RelationKind;
use crate::resolve::Reading;

/// `own` is the symbol of the official document; news has none.
pub(super) fn read(
    own: Option<&str>,
    reading: &Reading,
    units: &[Unit<'_>],
    found: &mut Found<'_>,
) {
    let is_own = |unit: &Unit<'_>| own == Some(unit.regulation.value.as_str());
    let Some(from) = units.iter().position(is_own) else { return };
    let mut last = None;
    for (at, unit) in units.iter().enumerate().skip(from + 1) {
        let line = reading.line_start(unit.from);
        let is_first = last.replace(line) != Some(line);
        if is_first
            && lexicons().relations.has(&reading.tokens(), line, RelationList::BasedOn.bit())
        {
            found.add(RelationKind::BasedOn, Some(from), To::Unit(at), false, unit.from);
        }
    }
}
