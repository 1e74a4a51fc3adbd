//! Lists of acts under a line: `Các nghị định bị bãi bỏ gồm:`, then an act a line.

use super::found::{Found, To};
use super::units::Unit;
use super::verbs::verb_in;
use crate::resolve::Reading;

/// How far into its line an act of a list begins, in tokens: `1- Nghị định số`, `a) Quyết định số`.
const FROM_LINE: usize = 7;

pub(super) fn read(reading: &Reading, units: &[Unit<'_>], found: &mut Found<'_>) {
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        let line = reading.line_start(unit.from);
        let heads = unit.from - line <= FROM_LINE && line > 0;
        // The line above ends with a colon, says what is done, and names no act itself.
        let above = if heads { reading.line_above(line) } else { None };
        let is_open = |above: &crate::Span| reading.tokens().is_mark(above.end - 1, &[':']);
        let named = |above: &crate::Span| {
            at > 0 && units.get(at - 1).is_some_and(|before| before.from >= above.start)
        };
        let verb = above
            .filter(|above| is_open(above) && !named(above))
            .and_then(|above| verb_in(reading, above));
        let (Some(verb), Some(from)) = (verb, at.checked_sub(1)) else {
            at += 1;
            continue;
        };
        let mut line = line;
        while let Some(unit) =
            units.get(at).filter(|unit| unit.from - reading.line_start(unit.from) <= FROM_LINE)
        {
            if reading.line_start(unit.from) != line
                && reading
                    .line_above(reading.line_start(unit.from))
                    .is_none_or(|above| above.start != line)
            {
                break;
            }
            line = reading.line_start(unit.from);
            found.add(verb, Some(from), To::Unit(at), false, unit.from);
            // Further acts of the line say more of its first.
            at += units
                .get(at..)
                .unwrap_or_default()
                .iter()
                .take_while(|unit| reading.line_start(unit.from) == line)
                .count()
                .max(1);
        }
    }
}
