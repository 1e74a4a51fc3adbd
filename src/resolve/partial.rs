//! Type and number: the one symbol of the document that fits, or the one that the rule makes.

use rustc_hash::FxHashMap;

use super::reading::{Reading, Reference};
use super::symbol::{by_rule, fits};
use super::targets::Targets;
use crate::lexicon::{ReferenceList, ReferenceWord, RelationList, lexicons};
use crate::model::{How, Regulation, RegulationForm};

/// How far from a short form its year may be, in tokens.
const NEAR: usize = 14;

pub(super) fn resolve(reading: &Reading, references: &[Reference<'_>], targets: &mut Targets) {
    let partials = || {
        references
            .iter()
            .enumerate()
            .filter(|(_, reference)| reference.regulation.form == RegulationForm::Partial)
    };
    for (at, reference) in partials() {
        if let Some(code) = fitting(references, at, reference) {
            let how = if code < at { How::Antecedent } else { How::Later };
            if let Some(found) = references.get(code) {
                targets.set(at, found.regulation.value.clone(), how, Some(code));
            }
            continue;
        }
        let year = year_beside(reading, references, reference);
        let listed = || {
            let issuer = Some(issuer_of_list(reading, references, at)?.to_string());
            by_rule(&Regulation { issuer, ..reference.regulation.clone() }, year)
        };
        if let Some(symbol) = by_rule(reference.regulation, year).or_else(listed) {
            targets.set(at, symbol, How::Rule, None);
        }
    }
    share(references, targets);
    called_so(reading, references, targets);
}

/// The body of the short form that one goes on from: Nghị quyết 85 năm 2012 và Nghị quyết 16 năm
/// 2015.
fn issuer_of_list<'a>(
    reading: &Reading,
    references: &[Reference<'a>],
    at: usize,
) -> Option<&'a str> {
    let (before, here) = (references.get(at.checked_sub(1)?)?, references.get(at)?);
    let tokens = reading.tokens();
    let joins = |at: usize| {
        tokens.is_mark(at, &[',']) || lexicons().relations.has(&tokens, at, RelationList::And.bit())
    };
    let is_year = |at: usize| {
        tokens.digits(at).is_some()
            || lexicons().references.has(&tokens, at, ReferenceList::Year.bit())
    };
    let mut gap = before.to..here.from;
    let is_list = before.regulation.doc_type == here.regulation.doc_type
        && here.regulation.issuer.is_none()
        && gap.clone().any(joins)
        && gap.all(|at| joins(at) || is_year(at));
    before.regulation.issuer.as_deref().filter(|_| is_list)
}

/// The symbol that a short form means: the only one that fits, or the nearest before of one that is
/// meant more than once.
fn fitting(references: &[Reference<'_>], at: usize, reference: &Reference<'_>) -> Option<usize> {
    let fitting = |from: usize, list: &[Reference<'_>]| -> Vec<usize> {
        list.iter()
            .enumerate()
            .filter(|(_, code)| fits(reference.regulation, code.regulation))
            .map(|(i, _)| from + i)
            .collect()
    };
    let (before, behind) = (fitting(0, references.get(..at)?), fitting(at, references.get(at..)?));
    let value = |code: &usize| references.get(*code).map(|code| code.regulation.value.as_str());
    // 34/NĐ-CP beside 34/2013/NĐ-CP is a short writing of it.
    let has_year =
        |code: &usize| references.get(*code).is_some_and(|code| code.regulation.year.is_some());
    let any_year = before.iter().chain(&behind).any(has_year);
    let is_full = |code: &&usize| !any_year || has_year(code);
    let mut all: Vec<&str> =
        before.iter().chain(&behind).filter(is_full).filter_map(value).collect();
    all.sort_unstable();
    all.dedup();
    let last = before.iter().rev().find(is_full);
    match all.len() {
        0 => None,
        1 => last.or(behind.iter().find(is_full)).copied(),
        _ => last.copied(),
    }
}

/// The year beside a short form: `Nghị định 34 năm 2011`, `Nghị định 11 (…) có từ năm 2012`, its
/// day of issue.
fn year_beside(
    reading: &Reading,
    references: &[Reference<'_>],
    reference: &Reference<'_>,
) -> Option<i16> {
    if let Some(issued) = reference.regulation.issued {
        return Some(issued.year());
    }
    let tokens = reading.tokens();
    let cue =
        |at: usize, word: ReferenceWord| lexicons().references.length(&tokens, at, word.bit());
    let year = |at: usize| {
        tokens.digits(at).filter(|digits| digits.len() == 4).and_then(|digits| digits.parse().ok())
    };
    if let Some(length) = cue(reference.to, ReferenceWord::Year) {
        return year(reference.to + length);
    }
    let sentence = reading.sentence(reference.from);
    let behind = (reference.to..sentence.end.min(reference.to + NEAR)).find_map(|at| {
        let made = at + cue(at, ReferenceWord::MadeIn)?;
        year(made + cue(made, ReferenceWord::Year)?)
    });
    // Tháng 7/2014, Chính phủ ban hành Nghị định 67
    let is_made = lexicons()
        .references
        .longest_before_of(&tokens, reference.from, ReferenceList::MadeIn.bit())
        .is_some();
    let from = sentence.start.max(reference.from.saturating_sub(NEAR));
    let is_free =
        || references.iter().all(|other| other.to <= from || other.from >= reference.from);
    behind.or_else(|| {
        if is_made && is_free() { (from..reference.from).rev().find_map(year) } else { None }
    })
}

/// What one short form is by rule, all of its type and number are that say no other year.
fn share(references: &[Reference<'_>], targets: &mut Targets) {
    let mut known: FxHashMap<(&str, &str), Vec<usize>> = FxHashMap::default();
    for (at, reference) in references.iter().enumerate() {
        if let Some(key) = key(reference)
            && targets.get(at).is_some()
        {
            known.entry(key).or_default().push(at);
        }
    }
    for (at, reference) in references.iter().enumerate() {
        let Some(list) =
            key(reference).filter(|_| targets.get(at).is_none()).and_then(|key| known.get(&key))
        else {
            continue;
        };
        let year = reference.regulation.year;
        let year_of = |from: &usize| references.get(*from).and_then(|from| from.regulation.year);
        let is_meant = |from: &&usize| year.is_none() || year_of(from) == year;
        let from = list
            .iter()
            .rev()
            .filter(is_meant)
            .find(|from| **from < at)
            .or(list.iter().find(is_meant));
        if let Some(&from) = from
            && let Some(id) = targets.get(from).map(str::to_string)
        {
            targets.set(at, id, How::Rule, Some(from));
        }
    }
}

/// The type and number of a short form.
fn key<'a>(reference: &Reference<'a>) -> Option<(&'a str, &'a str)> {
    let regulation = reference.regulation;
    let number =
        regulation.number.as_deref().filter(|_| regulation.form == RegulationForm::Partial)?;
    Some((regulation.doc_type.as_deref()?, number.trim_start_matches('0')))
}

/// `Nghị quyết số 66.13/2026 (gọi tắt là Nghị quyết số 66)`: a short form in brackets after a
/// fuller one.
fn called_so(reading: &Reading, references: &[Reference<'_>], targets: &mut Targets) {
    let tokens = reading.tokens();
    let mut named: Vec<(usize, usize)> = Vec::new();
    for (at, pair) in references.windows(2).enumerate() {
        let [full, short] = pair else { continue };
        let cue = (full.to..short.from).find_map(|i| {
            lexicons().references.length(&tokens, i, ReferenceWord::CalledSo.bit()).map(|l| i + l)
        });
        let beside = short.from == full.to + 1 && tokens.is_mark(full.to, &['(']);
        if short.regulation.form == RegulationForm::Partial
            && full.regulation.doc_type == short.regulation.doc_type
            && (cue == Some(short.from) || beside)
            && targets.get(at + 1).is_none()
        {
            named.push((at, at + 1));
        }
    }
    for (full, short) in named {
        let Some((reference, given)) = references.get(full).zip(references.get(short)) else {
            continue;
        };
        let Some(id) = targets.id(full, reference).map(str::to_string) else { continue };
        for (at, other) in references.iter().enumerate() {
            let is_same = other.regulation.value == given.regulation.value
                && other.regulation.form == RegulationForm::Partial;
            if is_same && targets.get(at).is_none() {
                let how = if at > full { How::Antecedent } else { How::Later };
                targets.set(at, id.clone(), how, Some(full));
            }
        }
    }
}
