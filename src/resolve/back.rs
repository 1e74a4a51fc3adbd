//! Back references: `Nghị định này`, `Thông tư nói trên`, `quyết định mới`.
//!
//! Not covered: several at once ("các văn bản trên"), and a rule or a decision in small letters
//! that no document is near.

use super::reading::{Reading, Reference};
use super::symbol::{letters, may_issue};
use super::targets::Targets;
use crate::lexicon::{Issuer, ReferenceList, ReferenceWord, RelationList, TitleList, lexicons};
use crate::model::{How, Regulation, RegulationForm, is_numbered};
use crate::{Annotated, Mention};

/// How far back a decision in small letters points, in tokens.
const NEAR: usize = 80;

/// The most tokens between a verb and the symbol of what it ends: thay thế Nghị định số.
const TO_ENDED: usize = 6;

/// The most acts that a quotation names.
const QUOTED: usize = 8;

/// How far back the last act of the type is meant, in tokens.
const BESIDE: usize = 60;

/// The back references of a text.
pub(super) fn find(reading: &Reading, annotated: &Annotated, mentions: &[Mention]) -> Vec<Mention> {
    let references = reading.references(mentions);
    let tokens = reading.tokens();
    let drafts = drafts(reading);
    let mut found = Vec::new();
    let (mut at, mut next) = (0, 0);
    while at < tokens.list.len() {
        while references.get(next).is_some_and(|reference| reference.to <= at) {
            next += 1;
        }
        if let Some(inside) = references.get(next).filter(|reference| reference.from <= at) {
            at = inside.to;
            continue;
        }
        match reference_at(reading, &references, &drafts, at, next) {
            Some((to, doc_type)) => {
                let back = Regulation::bare(
                    RegulationForm::Back,
                    String::new(),
                    Some(doc_type.to_string()),
                );
                found.extend(reading.mention(annotated, at, to, back));
                at = to;
            }
            None => at += 1,
        }
    }
    found
}

/// The end of the back reference at `at`, and its type. `next` is the first reference behind.
fn reference_at(
    reading: &Reading,
    references: &[Reference<'_>],
    drafts: &[&str],
    at: usize,
    next: usize,
) -> Option<(usize, &'static str)> {
    let tokens = reading.tokens();
    let words = &lexicons().references;
    let (doc_type, length) = type_at(reading, at)?;
    let behind = at + length;
    let pointer = words.length(&tokens, behind, ReferenceWord::Pointer.bit());
    let is_new = words.length(&tokens, behind, ReferenceWord::NewPointer.bit());
    let to = behind + pointer.or(is_new)?;
    let before = |word: ReferenceWord| at > 0 && words.has(&tokens, at - 1, word.bit());
    // "9 luật này" are several, "Điều 9 Luật này" is a part of one.
    let is_part = at > 1 && lexicons().relations.has(&tokens, at - 2, RelationList::Part.bit());
    if before(ReferenceWord::OtherWord)
        || before(ReferenceWord::Several)
        || at > 0 && tokens.digits(at - 1).is_some() && !is_part
    {
        return None;
    }
    // "trên" and "mới" go on with what they belong to: quyết định trên cơ sở, luật mới ban hành.
    let goes_on = pointer.is_some()
        && lexicons().relations.matches(&tokens, behind).any(|(_, longer)| behind + longer > to);
    if goes_on {
        return None;
    }
    let is_rule = words.has(&tokens, at, ReferenceWord::AlsoRule.bit());
    let of_type = |reference: &&Reference<'_>| is_of_type(reference.regulation, doc_type);
    let before = references.get(..next).unwrap_or_default();
    let last = before.iter().rev().find(of_type);
    let is_capital = tokens.is_capitalised(at) && !tokens.starts_sentence(at);
    // An act that is not made yet, and one that the text introduces without a number.
    let is_new = is_new.filter(|_| pointer.is_none());
    let is_made = is_new.is_none()
        || !drafts.contains(&doc_type) && (!makes(reading, at) || has_two(references, doc_type));
    // "dự thảo Nghị định này" is a draft, and "văn bản mới" a letter.
    let is_draft = reading.follows(at, ReferenceList::Draft.bit());
    let is_bill = last.is_some_and(|last| reading.follows(last.from, ReferenceList::Draft.bit()));
    if is_draft && !is_bill || is_new.is_some() && doc_type == ANY {
        return None;
    }
    if !is_made || last.is_some_and(|last| introduces(reading, last.to, at, doc_type)) {
        return None;
    }
    let is_closing = words.has(&tokens, to, ReferenceWord::InForce.bit());
    let is_meant = match (is_rule && !is_closing, tokens.is_capitalised(at)) {
        (false, _) => last.is_some(),
        (true, true) if is_capital => last.is_some(),
        (true, _) => last.is_some_and(|last| at - last.to < NEAR),
    };
    // "quy định này" is a rule unless a Quy định of the Party is meant, and "luật mới" a bill.
    let is_allowed =
        (doc_type != RULE || tokens.is_capitalised(at)) && (pointer.is_some() || !is_law(doc_type));
    (is_meant && is_allowed).then_some((to, doc_type))
}

/// The types of which the text has a draft: dự thảo nghị định.
fn drafts(reading: &Reading) -> Vec<&'static str> {
    let tokens = reading.tokens();
    let draft = |at: usize| {
        let length = lexicons().references.length(&tokens, at, ReferenceList::Draft.bit())?;
        type_at(reading, at + length).map(|(doc_type, _)| doc_type)
    };
    let mut found: Vec<&str> = (0..tokens.list.len()).filter_map(draft).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether the text names two acts of a type: a new one beside the old.
fn has_two(references: &[Reference<'_>], doc_type: &str) -> bool {
    let mut values = references
        .iter()
        .map(|reference| reference.regulation)
        .filter(|regulation| is_of_type(regulation, doc_type));
    let first = values.next().map(|regulation| &regulation.number);
    first.is_some_and(|first| values.any(|other| other.number != *first))
}

/// Whether a document is made before `at`: ban hành Nghị định mới.
fn makes(reading: &Reading, at: usize) -> bool {
    reading.follows(at, ReferenceList::Makes.bit())
}

/// Whether the text speaks of another document of the type between two tokens: ra tiếp một Thông
/// báo.
fn introduces(reading: &Reading, from: usize, to: usize, doc_type: &str) -> bool {
    let tokens = reading.tokens();
    (from.max(to.saturating_sub(NEAR))..to).any(|at| {
        let is_type = type_at(reading, at).is_some_and(|(other, length)| {
            other == doc_type
                && tokens.digits(at + length).is_none()
                && !lexicons().references.has(&tokens, at + length, ReferenceWord::Number.bit())
        });
        is_type && reading.follows(at, ReferenceList::Introduces.bit())
    })
}

const RULE: &str = "Quy định";

fn is_law(doc_type: &str) -> bool {
    matches!(doc_type, "Luật" | "Bộ luật" | "Hiến pháp")
}

fn type_at(reading: &Reading, at: usize) -> Option<(&'static str, usize)> {
    let tokens = reading.tokens();
    // Nearly no token begins a type.
    if !lexicons().doc_types.begins(&tokens, at)
        && !lexicons().references.has(&tokens, at, ReferenceList::BackType.bit())
    {
        return None;
    }
    let further =
        lexicons().references.matches_of(&tokens, at, ReferenceList::BackType.bit()).next();
    if let Some((&ReferenceWord::BackType(name), length)) = further {
        return Some((name, length));
    }
    lexicons().doc_types.longest(&tokens, at).map(|(doc_type, length)| (doc_type.name, length))
}

/// Whether a regulation may be meant by a type.
fn is_of_type(regulation: &Regulation, doc_type: &str) -> bool {
    if doc_type == ANY {
        return regulation.form != RegulationForm::Named;
    }
    match regulation.doc_type.as_deref() {
        Some(stated) => {
            stated == doc_type
                || stated.starts_with(doc_type)
                || is_law(doc_type) && is_law(stated) && doc_type == "Luật"
        }
        None => {
            let sign = letters(&regulation.value).next();
            let of_type = |sign| {
                lexicons()
                    .doc_types
                    .senses()
                    .any(|known| known.name == doc_type && known.codes.contains(&sign))
            };
            sign.is_some_and(|sign| {
                of_type(sign)
                    || sign == "QĐ" && doc_type == RULE
                    || sign.starts_with("QH") && doc_type == "Luật"
            })
        }
    }
}

const ANY: &str = "Văn bản";

/// Gives each back reference its target. `own` is the official document itself, whose articles call
/// it "Quyết định này".
pub(super) fn resolve(
    reading: &Reading,
    references: &[Reference<'_>],
    own: Option<&str>,
    targets: &mut Targets,
) {
    let own = own
        .and_then(|own| references.iter().position(|reference| reference.regulation.value == own));
    for (at, reference) in references.iter().enumerate() {
        if reference.regulation.form != RegulationForm::Back {
            continue;
        }
        let doc_type = reference.regulation.doc_type.as_deref().unwrap_or_default();
        let issuer = issuer_behind(reading, reference);
        let is_candidate = |other: &Reference<'_>| {
            let is_type = other.regulation.form != RegulationForm::Back
                && is_of_type(other.regulation, doc_type);
            is_type && issuer.is_none_or(|issuer| may_issue(issuer, other.regulation))
        };
        let is_meant = |own: &usize| {
            references.get(*own).is_some_and(is_candidate) && !in_quotes(reading, reference)
        };
        let main = own
            .filter(is_meant)
            .or_else(|| antecedent(reading, references, targets, at, is_candidate));
        let Some((from, other)) = main.and_then(|from| Some((from, references.get(from)?))) else {
            continue;
        };
        let id = targets.id(from, other).unwrap_or(&other.regulation.value).to_string();
        targets.set(at, id, if from < at { How::Antecedent } else { How::Later }, Some(from));
    }
}

/// The body that follows a back reference: Nghị quyết này của HĐND.
fn issuer_behind(reading: &Reading, reference: &Reference<'_>) -> Option<&'static Issuer> {
    let tokens = reading.tokens();
    let of = lexicons().titles.length(&tokens, reference.to, TitleList::Of.bit())?;
    lexicons().issuers.longest(&tokens, reference.to + of).map(|(issuer, _)| issuer)
}

/// What a back reference points to: the last of its type nearby; else what the document is about,
/// if it names that as often.
fn antecedent(
    reading: &Reading,
    references: &[Reference<'_>],
    targets: &Targets,
    at: usize,
    is_candidate: impl Fn(&Reference<'_>) -> bool,
) -> Option<usize> {
    let first = references.iter().position(&is_candidate);
    let last = references.get(..at).and_then(|before| before.iter().rposition(&is_candidate));
    let last = last.map(|last| ended_by(reading, references, last, &is_candidate).unwrap_or(last));
    let (Some(first), Some(last), Some(here)) = (first, last, references.get(at)) else {
        return last.or(first);
    };
    let last = before_quotes(reading, references, last, here, &is_candidate).unwrap_or(last);
    let is_beside = references.get(last).is_some_and(|last| here.from - last.to < BESIDE);
    // "Nghị định này" is once and again the act that the document is about.
    let is_like = |other: &Reference<'_>| {
        other.regulation.form == RegulationForm::Back
            && other.regulation.doc_type == here.regulation.doc_type
    };
    let again = (0..at).rev().find(|&before| {
        references.get(before).is_some_and(is_like) && targets.get(before).is_some()
    });
    if let Some(again) = again.and_then(|again| targets.from(again)).filter(|_| !is_beside) {
        return Some(again);
    }
    // A law that the document does not identify is not what it is about.
    let is_known = references
        .get(first)
        .is_some_and(|found| targets.id(first, found).is_some_and(is_numbered));
    if speaks_of_itself(reading, here) && !in_quotes(reading, here) {
        return Some(first);
    }
    // What is cited without an article is not the act whose articles the text goes through.
    let is_part = part_before(reading, here) && !in_quotes(reading, here);
    let is_aside = references.get(last).is_some_and(|last| {
        !part_before(reading, last) && reading.sentence(last.from) != reading.sentence(here.from)
    });
    let id = |at: usize| {
        references
            .get(at)
            .and_then(|reference| targets.id(at, reference).or(Some(&reference.regulation.value)))
    };
    let count = |wanted: usize| (0..references.len()).filter(|&at| id(at) == id(wanted)).count();
    if is_part && is_aside && count(first) > count(last) {
        return Some(first);
    }
    Some(if is_beside || !is_known || count(last) > count(first) { last } else { first })
}

/// The act before the words of an act that a sentence quotes: outside of them, the text does not go
/// on about what they name.
fn before_quotes(
    reading: &Reading,
    references: &[Reference<'_>],
    last: usize,
    here: &Reference<'_>,
    is_candidate: impl Fn(&Reference<'_>) -> bool,
) -> Option<usize> {
    let quoted = references.get(last)?;
    if reading.sentence(quoted.from) == reading.sentence(here.from)
        || !in_quotes(reading, quoted)
        || in_quotes(reading, here)
    {
        return None;
    }
    let start = reading.sentence(quoted.from).start;
    (0..last).rev().take(QUOTED).find(|&at| {
        references.get(at).is_some_and(|other| {
            other.from >= start && is_candidate(other) && !in_quotes(reading, other)
        })
    })
}

/// Whether an article of a regulation is named before it: Điều 9 (của) Luật này.
fn part_before(reading: &Reading, reference: &Reference<'_>) -> bool {
    let tokens = reading.tokens();
    let of = reference
        .from
        .checked_sub(1)
        .filter(|at| lexicons().titles.has(&tokens, *at, TitleList::Of.bit()));
    let number = of.unwrap_or(reference.from).checked_sub(1);
    number.is_some_and(|at| {
        tokens.digits(at).is_some()
            && at > 0
            && lexicons().relations.has(&tokens, at - 1, RelationList::Part.bit())
    })
}

/// The act that replaces or repeals another, in the sentence that says so: the text goes on about
/// it, not about what it ends.
fn ended_by(
    reading: &Reading,
    references: &[Reference<'_>],
    ended: usize,
    is_candidate: impl Fn(&Reference<'_>) -> bool,
) -> Option<usize> {
    let (tokens, words) = (reading.tokens(), &lexicons().relations);
    let here = references.get(ended)?;
    let start = reading.sentence(here.from).start;
    let by = references
        .get(..ended)?
        .iter()
        .rposition(|other| other.from >= start && is_candidate(other))?;
    let verbs = RelationList::Replaces.bit() | RelationList::Repeals.bit();
    let from = here.from.saturating_sub(TO_ENDED).max(references.get(by)?.to);
    let verb = (from..here.from).find(|&at| words.has(&tokens, at, verbs))?;
    let is_passive = words
        .longest_before_of(&tokens, verb, RelationList::Passive.bit() | RelationList::Denied.bit())
        .is_some();
    (!is_passive).then_some(by)
}

/// Whether a quotation is open at a reference, in its sentence.
fn in_quotes(reading: &Reading, reference: &Reference<'_>) -> bool {
    let tokens = reading.tokens();
    let before = reading.sentence(reference.from).start..reference.from;
    let count = |mark: char| before.clone().filter(|&at| tokens.is_mark(at, &[mark])).count();
    count('“') > count('”') || count('"') % 2 == 1
}

/// `Nghị quyết này có hiệu lực …`, `quyết định mới`: the act that the document is about, not the
/// last one named.
fn speaks_of_itself(reading: &Reading, reference: &Reference<'_>) -> bool {
    let tokens = reading.tokens();
    let words = &lexicons().references;
    words.has(&tokens, reference.to, ReferenceWord::InForce.bit())
        || reference.to > 0 && words.has(&tokens, reference.to - 1, ReferenceWord::NewPointer.bit())
}
