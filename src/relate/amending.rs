//! Amending laws: the name says which laws are amended, and the list that follows names more.

use rustc_hash::FxHashMap;

use super::found::{Found, To};
use super::units::Unit;
use crate::lexicon::{ReferenceWord, RegulationCue, RelationList, lexicons};
use crate::model::{RegulationForm, RelationKind};
use crate::resolve::{Name, Reading};

pub(super) fn read(reading: &Reading, units: &[Unit<'_>], found: &mut Found<'_>) {
    let planned = planned(reading, units);
    // The laws of one name are looked for once.
    let mut laws: FxHashMap<(String, bool), To> = FxHashMap::default();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| unit.is_amending) {
        let is_planned = planned.get(unit.id.as_str()).copied().unwrap_or_default();
        // The law inside the name, without the year, which is the amending law's.
        if let Some((from, to)) = reading.law_between(unit.from + 2, unit.to) {
            let written = reading.span(from, to).slice(reading.tokens().text);
            // The symbol right behind that is not the amending law's is the amended one's.
            let beside = units.get(at + 1).filter(|next| {
                next.regulation.form == RegulationForm::Code
                    && reading.is_beside(unit.to, next.from, &['(', ':'])
            });
            let law = || amended(units, at, written, is_planned);
            let to = if beside.is_some() {
                To::Unit(at + 1)
            } else {
                laws.entry((written.to_lowercase(), is_planned)).or_insert_with(law).clone()
            };
            found.add(RelationKind::Amends, Some(at), to, is_planned, unit.from);
        }
        // A year ends the list: it is the amending law's.
        for next in listed(reading, units, at).take_while(|_| unit.regulation.year.is_none()) {
            found.add(RelationKind::Amends, Some(at), To::Unit(next), is_planned, unit.from);
        }
    }
}

/// Whether each amending law is a bill: some sentence says so, and none that it is made.
fn planned<'u>(reading: &Reading, units: &'u [Unit<'_>]) -> FxHashMap<&'u str, bool> {
    let mut said: FxHashMap<&str, (bool, bool)> = FxHashMap::default();
    for unit in units.iter().filter(|unit| unit.is_amending) {
        let (is_discussed, is_made) = said.entry(unit.id.as_str()).or_default();
        *is_discussed |= is_bill(reading, unit);
        *is_made |= is_passed(reading, unit);
    }
    said.into_iter().map(|(id, (is_discussed, is_made))| (id, is_discussed && !is_made)).collect()
}

/// How far before a law its sentence is read, in tokens.
const FAR: usize = 200;

/// How far before a law a plan is stated, in tokens.
const NEAR: usize = 8;

/// Whether the sentence says before a law's name that it is discussed.
fn is_bill(reading: &Reading, unit: &Unit<'_>) -> bool {
    let start = reading.sentence(unit.from).start.max(unit.from.saturating_sub(FAR));
    let words = &lexicons().relations;
    // sẽ biểu quyết thông qua
    let is_to_come = (start.max(unit.from.saturating_sub(NEAR))..unit.from)
        .any(|at| words.has(&reading.tokens(), at, RelationList::Planned.bit()));
    unit.is_draft
        || is_to_come
        || (start..unit.from)
            .any(|at| lexicons().relations.has(&reading.tokens(), at, RelationList::Bill.bit()))
}

/// Whether the words next to a law's name say that it is made.
fn is_passed(reading: &Reading, unit: &Unit<'_>) -> bool {
    let (tokens, passed) = (reading.tokens(), RelationList::Passed.bit());
    let words = &lexicons().relations;
    let start = reading.sentence(unit.from).start.max(unit.from.saturating_sub(FAR));
    let is_to_come =
        (start..unit.from).any(|at| words.has(&tokens, at, RelationList::Planned.bit()));
    words.longest_before_of(&tokens, unit.from, passed).is_some() && !is_to_come
        || (unit.to..unit.to + 3).any(|at| words.has(&tokens, at, passed))
}

/// The law of this name that the document speaks of: the nearest that is identified, or the name.
fn amended(units: &[Unit<'_>], at: usize, written: &str, is_planned: bool) -> To {
    let name = Name::new(written);
    let is_law = |unit: &Unit<'_>| {
        unit.regulation.form == RegulationForm::Named
            && !unit.is_amending
            && !unit.is_draft
            && Name::new(&unit.regulation.value).is_same(&name)
    };
    let identified = |unit: &Unit<'_>| {
        let id = Name::new(&unit.id);
        is_law(unit) && (id.year.is_some() || id != Name::new(&unit.regulation.value))
    };
    let nearest = |fits: &dyn Fn(&Unit<'_>) -> bool| {
        (0..units.len()).filter(|&i| units.get(i).is_some_and(fits)).min_by_key(|i| i.abs_diff(at))
    };
    if is_planned {
        // What is planned changes the law in force.
        let newest = units
            .iter()
            .enumerate()
            .filter(|(_, unit)| identified(unit))
            .max_by_key(|(_, unit)| Name::new(&unit.id).year);
        if let Some((newest, _)) = newest {
            return To::Unit(newest);
        }
    }
    let mut ids: Vec<&str> =
        units.iter().filter(|unit| identified(unit)).map(|unit| unit.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() > 1 {
        return To::Name(written.to_string());
    }
    nearest(&identified)
        .or_else(|| nearest(&is_law))
        .map_or_else(|| To::Name(written.to_string()), To::Unit)
}

/// The names that follow an amending law's in a list: `…, Luật Giá và Luật Phí`. What follows `và`
/// ends it.
fn listed(reading: &Reading, units: &[Unit<'_>], at: usize) -> impl Iterator<Item = usize> {
    let tokens = reading.tokens();
    let mut end = units.get(at).map_or(0, |unit| unit.to);
    let mut is_last = false;
    (at + 1..units.len()).take_while(move |&next| {
        let Some(unit) = units.get(next) else { return false };
        let is_and =
            |i: usize| lexicons().regulation_cues.has(&tokens, i, RegulationCue::And.bit());
        let is_joint = |i: usize| {
            tokens.is_mark(i, &[','])
                || is_and(i)
                || lexicons().references.has(&tokens, i, ReferenceWord::SomeArticlesOf.bit())
        };
        let is_bill = tokens.is_mark(unit.to, &['('])
            || lexicons().references.has(&tokens, unit.to, ReferenceWord::Revised.bit());
        let is_law = unit.regulation.form == RegulationForm::Named && !unit.is_amending && !is_bill;
        let goes_on = !is_last && is_law && end < unit.from && (end..unit.from).all(is_joint);
        is_last = (end..unit.from).any(is_and);
        end = unit.to;
        goes_on
    })
}
