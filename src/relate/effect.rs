//! What takes effect: `Nghị định 49/2017/NĐ-CP có hiệu lực từ ngày 24/4/2017`.
//!
//! ```text
//! effect = regulation [its day, body and title] [đã] "có hiệu lực" ["thi hành"] [[kể] từ day]
//! ```
//!
//! Without a day only `đã có hiệu lực` says that it binds. What is denied, or only a time of
//! something else (khi Luật X có hiệu lực), says nothing.

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::units::Unit;
use crate::Mention;
use crate::Span;
use crate::lexicon::{ReferenceWord, RelationList, lexicons};
use crate::model::{DateValue, Edtf, InForce};
use crate::resolve::Reading;

/// How far before `có hiệu lực` a denial or a condition stands, in tokens.
const BEFORE: usize = 3;

/// How far behind it its day stands, in tokens.
const TO_DAY: usize = 7;

/// How far into its sentence the regulation stands that the sentence is about, in tokens.
const TO_SUBJECT: usize = 6;

/// How far before a regulation its parts are named, in tokens.
const TO_PART: usize = 8;

/// How far behind it is said to take effect, in tokens, and before how many regulations at most.
const TO_EFFECT: usize = 200;
const MOST: usize = 20;

pub(super) fn read(reading: &Reading, units: &[Unit<'_>], mentions: &[Mention]) -> Vec<InForce> {
    let mut found: Vec<InForce> = Vec::new();
    let mut known: FxHashSet<&str> = FxHashSet::default();
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        let bounds = reading.sentence(unit.from);
        let end = at
            + units
                .get(at..)
                .unwrap_or_default()
                .iter()
                .take_while(|unit| unit.from < bounds.end)
                .count()
                .max(1);
        let own = units.get(at..end).unwrap_or_default();
        for (from, to) in effects(reading, Span::new(unit.to, bounds.end)) {
            let since = day_behind(reading, mentions, to);
            let is_said = since.is_some() || says_so(reading, from);
            if !is_said || is_uncertain(reading, bounds, from) {
                continue;
            }
            let (field, evidence) = reading.place(bounds.start, bounds.end);
            let in_force =
                |unit: &Unit<'_>| InForce { mention: unit.mention, since, field, evidence };
            // The first day counts: a later one is that of an act which the text quotes, or of a
            // part.
            found.extend(
                subjects(reading, own, bounds, from)
                    .filter(|unit| known.insert(&unit.id))
                    .map(in_force),
            );
        }
        at = end;
    }
    found
}

/// Where `có hiệu lực` stands between two tokens.
fn effects(reading: &Reading, within: Span) -> Vec<(usize, usize)> {
    let tokens = reading.tokens();
    let (mut found, mut at) = (Vec::new(), within.start);
    while at < within.end {
        match lexicons().references.length(&tokens, at, ReferenceWord::TakesEffect.bit()) {
            Some(length) => {
                found.push((at, at + length));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// `đã có hiệu lực`.
fn says_so(reading: &Reading, effect: usize) -> bool {
    lexicons()
        .relations
        .longest_before_of(&reading.tokens(), effect, RelationList::Done.bit())
        .is_some()
}

/// `chưa có hiệu lực`, `khi có hiệu lực`.
fn is_uncertain(reading: &Reading, bounds: Span, effect: usize) -> bool {
    let tokens = reading.tokens();
    let from = effect.saturating_sub(BEFORE).max(bounds.start);
    (from..effect).any(|at| lexicons().relations.has(&tokens, at, RelationList::Denied.bit()))
        || reading.follows(effect, ReferenceWord::Condition.bit())
}

/// The regulations of a sentence that are said to take effect at a token: the one before it, those
/// of a list before it, or the one that the sentence begins with.
fn subjects<'u>(
    reading: &Reading,
    units: &'u [Unit<'u>],
    bounds: Span,
    effect: usize,
) -> impl Iterator<Item = &'u Unit<'u>> {
    let before = units.iter().take_while(|unit| unit.to <= effect).count();
    let units = units.get(..before).filter(|units| units.len() <= MOST).unwrap_or_default();
    let is_one = units.iter().all(|unit| Some(&unit.id) == units.first().map(|first| &first.id));
    let is_list =
        units.windows(2).all(|pair| matches!(pair, [a, b] if is_joint(reading, a.to, b.from)));
    let is_clause = |first: &Unit<'_>| {
        effect - first.to <= TO_EFFECT
            && !(first.to..effect).any(|at| reading.tokens().is_mark(at, &[';', ':']))
    };
    let begins = units
        .first()
        .is_some_and(|first| first.from - bounds.start <= TO_SUBJECT && is_clause(first));
    // … Hiến pháp 2013; Luật Nhà ở sửa đổi có hiệu lực từ …: of another act.
    let is_apart = units
        .last()
        .is_some_and(|last| (last.to..effect).any(|at| reading.tokens().is_mark(at, &[';'])));
    let count = match () {
        () if is_apart => 0,
        () if is_list => units.len(),
        () if is_one || begins => 1,
        () => 0,
    };
    units.iter().take(count).filter(move |unit| !unit.is_draft && !is_open(reading, unit.from))
}

/// Whether only a comma, `và` and the type of the next regulation lie between two tokens.
fn is_joint(reading: &Reading, from: usize, to: usize) -> bool {
    let tokens = reading.tokens();
    let joins = |at: usize| {
        tokens.is_mark(at, &[',']) || lexicons().relations.has(&tokens, at, RelationList::And.bit())
    };
    let start = phrase(reading, to);
    from < start && (from..start).all(joins)
}

/// Whether the words before a regulation make a time, a draft or a part of it: khi Luật Nhà ở có
/// hiệu lực, Điều 5 của Luật này.
fn is_open(reading: &Reading, unit: usize) -> bool {
    let start = phrase(reading, unit);
    let from = start.saturating_sub(TO_PART).max(reading.sentence(unit).start);
    reading.follows(start, ReferenceWord::Condition.bit() | ReferenceWord::Draft.bit())
        || (from..start)
            .any(|at| lexicons().relations.has(&reading.tokens(), at, RelationList::Part.bit()))
}

/// The first token of the phrase of type and symbol.
fn phrase(reading: &Reading, symbol: usize) -> usize {
    let tokens = reading.tokens();
    let number =
        lexicons().references.longest_before_of(&tokens, symbol, ReferenceWord::Number.bit());
    let at = symbol - number.map_or(0, |(_, length)| length);
    at - lexicons().doc_types.longest_before(&tokens, at).map_or(0, |(_, length)| length)
}

/// The day from which it takes effect: the first date right behind.
fn day_behind(reading: &Reading, mentions: &[Mention], effect: usize) -> Option<Date> {
    let tokens = reading.tokens();
    let since = lexicons().references.length(&tokens, effect, ReferenceWord::Since.bit())?;
    let (field, place) = reading.place(effect, effect + since);
    let (_, last) = reading.place(effect, (effect + TO_DAY).min(tokens.list.len()));
    // They are in order.
    let first = mentions
        .partition_point(|mention| (mention.field, mention.span.start) < (field, place.start));
    let near = mentions
        .iter()
        .skip(first)
        .take_while(|mention| mention.field == field && mention.span.start < last.end);
    near.filter_map(|mention| DateValue::of(&mention.value)).next()?.edtf.and_then(Edtf::first)
}
