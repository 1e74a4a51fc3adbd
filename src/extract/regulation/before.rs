//! What stands before a regulation: the body that issues it, and the day.
//!
//! | order | example |
//! |---|---|
//! | day, body, verb | Ngày 19/7, Bộ Tài chính (đã) ban hành Thông tư … |
//! | day, signer of a body, verb | Ngày 19/7, Bộ trưởng Bộ Y tế Lê An ký Quyết định … |
//! | body, decision, "tại" | Thủ tướng Chính phủ phê duyệt tại Quyết định … |
//!
//! The letters of a symbol decide where a sentence names several bodies. A day of a meeting or of a
//! statement is no day of issue.

use jiff::civil::Date;

use super::body::{Agreement, Body, body_at, person_title};
use super::line::{AskedLine, OTHER_EVENTS, day_of};
use super::symbol::Symbol;
use crate::extract::view::Found;
use crate::lexicon::{BodyWord, TitleWord};

/// What stands before a regulation.
#[derive(Default)]
pub(super) struct Before {
    pub issued: Option<Date>,
    pub issuer: Option<Body>,
}

/// A body stands at most so many tokens before its verb.
const FARTHEST: usize = 40;

/// A body that may issue the regulation.
struct Candidate {
    /// With the title of the person who signs for it.
    from: usize,
    body: Body,
    /// It is the place of a person who is named before it: ông Lê An, Giám đốc Sở ….
    is_apposed: bool,
}

impl Before {
    /// Reads what stands before the phrase of a regulation that begins at `phrase`.
    pub fn read(line: &AskedLine<'_>, phrase: usize, symbol: Symbol<'_>) -> Before {
        let kinds = TitleWord::Issue.bit() | TitleWord::PlaceOf.bit();
        let Some((word, length)) = line.title_word_before(phrase, kinds) else {
            return Before::default();
        };
        let verb = phrase - length;
        let from = clause_start(line, verb);
        let candidates = candidates(line, from, verb);
        if word == TitleWord::PlaceOf {
            let holds = |c: &Candidate| match c.body.agreement(symbol) {
                Agreement::Agrees => decides(line, c.body.to, verb),
                _ => symbol.is_none() && c.body.to == verb,
            };
            let issuer = candidates.into_iter().rev().find(holds).map(|candidate| candidate.body);
            return Before { issued: None, issuer };
        }
        let candidate = chosen(line, candidates, verb, symbol);
        let issued = day(line, candidate.as_ref(), verb, phrase);
        Before { issued, issuer: candidate.map(|candidate| candidate.body) }
    }
}

/// Where the clause of the verb begins, or the part of it that is looked at.
fn clause_start(line: &AskedLine<'_>, verb: usize) -> usize {
    let near = line.sentence_start(verb).max(verb.saturating_sub(FARTHEST));
    (near..verb).rev().find(|&t| line.tokens.is_mark(t, &[';'])).map_or(near, |mark| mark + 1)
}

fn candidates(line: &AskedLine<'_>, from: usize, verb: usize) -> Vec<Candidate> {
    let tokens = &line.tokens;
    let mut list = Vec::new();
    let (mut at, mut is_named) = (from, false);
    while at < verb {
        let title = person_title(tokens, at);
        let next = match body_at(tokens, at)
            .filter(|body| body.to <= verb && !(body.is_abbreviated() && body.to == body.from + 1))
        {
            Some(body) => {
                let to = body.to;
                let behind_mark = at > from && tokens.is_mark(at - 1, &[',', '-']);
                list.push(Candidate {
                    from: at,
                    body,
                    is_apposed: title.is_some() && is_named && behind_mark,
                });
                to
            }
            None => at + title.map_or(1, |(length, _)| length),
        };
        let is_surname =
            tokens.is_capitalised(at) && line.body_word(at, BodyWord::Surname.bit()).is_some();
        is_named |= is_surname && next == at + 1 && tokens.is_capitalised(at + 1)
            || title.is_some_and(|(_, signs)| !signs);
        at = next;
    }
    list
}

/// The body that issues: one that the symbol names, else the nearest, if nothing else is done
/// between it and the verb.
fn chosen(
    line: &AskedLine<'_>,
    candidates: Vec<Candidate>,
    verb: usize,
    symbol: Symbol<'_>,
) -> Option<Candidate> {
    let mut is_nearest = true;
    candidates.into_iter().rev().find(|candidate| {
        let nearest = std::mem::replace(&mut is_nearest, false);
        match candidate.body.agreement(symbol) {
            Agreement::Agrees => true,
            Agreement::Conflicts => false,
            Agreement::Unknown => {
                nearest && !candidate.is_apposed && is_clean(line, candidate.body.to, verb)
            }
        }
    })
}

/// Whether a body decides something between `from` and the "tại" at `to`; "theo quy định tại" is no
/// decision.
fn decides(line: &AskedLine<'_>, from: usize, to: usize) -> bool {
    let verbs = TitleWord::Verb.bit() | TitleWord::Amend.bit();
    from == to
        || line.title_word_before(to, TitleWord::Rule.bit()).is_none()
            && (from..to).any(|t| line.is_title_word(t, verbs))
}

/// Whether only names, titles, days and adverbs stand between a body and its verb.
fn is_clean(line: &AskedLine<'_>, from: usize, verb: usize) -> bool {
    let tokens = &line.tokens;
    let mut at = from;
    while at < verb {
        let passes = BodyWord::Adverb.bit() | BodyWord::Person.bit();
        let title = person_title(tokens, at);
        // Another person than one of the body signs: UBND tỉnh, Phó Thủ tướng Lê An ký ….
        if title.is_some_and(|(_, signs)| !signs) {
            return false;
        }
        let term = line.title_word(at, TitleWord::Term.bit()).map(|(_, length)| length);
        at = if let Some(length) =
            line.body_word(at, passes).or(title.map(|(length, _)| length)).or(term)
        {
            at + length
        } else if let Some(mention) =
            line.mention_at(at).filter(|mention| day_of(&mention.value).is_some())
        {
            mention.to
        } else if tokens.is_capitalised(at) || tokens.is_mark(at, &[',', '-', '(', ')', '.', '&']) {
            at + 1
        } else {
            return false;
        };
    }
    true
}

/// The day of issue: one that opens the sentence, or one beside the body.
fn day(
    line: &AskedLine<'_>,
    candidate: Option<&Candidate>,
    verb: usize,
    phrase: usize,
) -> Option<Date> {
    let sentence = line.sentence_start(verb);
    let first = line.index(sentence);
    let opening =
        line.found.get(first).filter(|found| found.from <= sentence + 1 && found.to <= verb);
    let opening = opening
        .filter(|opening| is_of_issue(line, opening.to, verb, phrase))
        .and_then(|found| day_of(&found.value));
    let beside = |candidate: &Candidate| {
        // UBND xã ngày 5/6 ra …; ngày 5/6, UBND xã ra …
        let behind =
            line.day_at(candidate.body.to).filter(|&(_, to)| to <= verb).map(|(day, _)| day);
        let last = line.index(candidate.from).checked_sub(1).and_then(|last| line.found.get(last));
        let touches = |last: &&Found| {
            let comma = last.to + 1 == candidate.from && line.tokens.is_mark(last.to, &[',']);
            last.from >= sentence && (last.to == candidate.from || comma)
        };
        behind.or_else(|| last.filter(touches).and_then(|last| day_of(&last.value)))
    };
    opening.or_else(|| candidate.and_then(beside))
}

/// Whether the day that ends before `from` is that of the verb: no meeting and no statement stands
/// between the two.
fn is_of_issue(line: &AskedLine<'_>, from: usize, verb: usize, phrase: usize) -> bool {
    // What a meeting passes has its day.
    let passes = phrase > 0 && line.is_title_word(phrase - 1, TitleWord::Passes.bit());
    let kinds = if passes { BodyWord::Saying.bit() } else { OTHER_EVENTS };
    verb - from <= FARTHEST && !(from..verb).any(|at| line.is_small_body_word(at, kinds))
}
