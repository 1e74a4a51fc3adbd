//! Verbs between regulations: the actor, the deed, the object.

use super::found::{Found, To};
use super::units::Unit;
use crate::Span;
use crate::lexicon::token::{TokenKind, Tokens};
use crate::lexicon::{ReferenceList, RelationList, TitleList, lexicons};
use crate::model::{RegulationForm, RelationKind};
use crate::resolve::Reading;

/// The most tokens between a verb and its object (một số điều của, khoản 1 Điều 5), and the most
/// words among them that name no part.
const TO_OBJECT: usize = 18;
const WORDS_TO_OBJECT: usize = 12;
/// The most tokens between a regulation and its verb, and the most words among them that do not
/// describe the regulation.
const TO_VERB: usize = 40;
const WORDS_TO_VERB: usize = 4;
/// How far before a verb its plan or denial stands, in tokens.
const BEFORE: usize = 12;
const DENIAL: usize = 3;
/// The most tokens between an act and the one that is made for it: Thực hiện A, UBND tỉnh ban hành B.
const TO_MADE: usize = 30;
/// The most tokens between two names of one act, and between `ban hành` and what is made.
const TO_NAME: usize = 4;
/// The most words of a title before the verb that ends it.
const TITLE_WORDS: usize = 20;
/// … and its plans where an act without a number does it.
const FAR: usize = 200;

/// What was done to a unit.
#[derive(Clone, Copy)]
struct Edge {
    kind: RelationKind,
    from: Option<usize>,
    to: usize,
    is_planned: bool,
    /// Whether a part of it was named: Điều 5 của.
    of_part: bool,
}

/// A verb of a relation.
#[derive(Clone, Copy, Debug)]
struct Verb {
    kind: RelationKind,
    from: usize,
    to: usize,
    /// `được sửa đổi bởi`: the unit before it is the object.
    is_turned: bool,
    /// `được sửa đổi`.
    is_passive: bool,
}

pub(super) fn read(reading: &Reading, units: &[Unit<'_>], found: &mut Found<'_>) {
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        let bounds = reading.sentence(unit.from);
        let rest = units.get(at..).unwrap_or_default();
        let end = at + rest.iter().take_while(|unit| unit.from < bounds.end).count().max(1);
        Sentence { reading, units, bounds, first: at, end }.read(found);
        at = end;
    }
}

/// What the last verb of some tokens does, where it needs no actor.
pub(super) fn verb_in(reading: &Reading, bounds: Span) -> Option<RelationKind> {
    let sentence = Sentence { reading, units: &[], bounds, first: 0, end: 0 };
    let verb = (bounds.start..bounds.end).rev().find_map(|at| sentence.verb_at(at))?;
    (verb.kind.needs_no_actor() && !sentence.is_denied(verb)).then_some(verb.kind)
}

struct Sentence<'a> {
    reading: &'a Reading,
    units: &'a [Unit<'a>],
    /// Its tokens.
    bounds: Span,
    /// Its units.
    first: usize,
    end: usize,
}

impl Sentence<'_> {
    fn read(&self, found: &mut Found<'_>) {
        let mut edges: Vec<Edge> = Vec::new();
        for at in self.first..self.end {
            let Some(unit) = self.units.get(at) else { return };
            let before = if at > self.first { self.units.get(at - 1) } else { None };
            let gap = Span::new(before.map_or(self.bounds.start, |before| before.to), unit.from);
            if let Some((first, last)) = self.verbs(gap) {
                match self.done(found, at, before, (first, last), &edges) {
                    Some(edge) => edges.push(edge),
                    None => edges.clear(),
                }
            } else if before.is_some() && self.is_list(gap) {
                if let Some(edge) = self.shared(&edges, at, gap) {
                    found.add(edge.kind, edge.from, To::Unit(at), edge.is_planned, unit.from);
                    edges.push(Edge { to: at, ..edge });
                }
            } else if before.is_none_or(|before| before.id != unit.id) {
                // The short form of the same in brackets ends no list.
                edges.clear();
            }
            self.undergoes(found, at);
        }
    }

    fn tokens(&self) -> Tokens<'_> {
        self.reading.tokens()
    }

    fn is(&self, at: usize, list: RelationList) -> bool {
        lexicons().relations.has(&self.tokens(), at, list.bit())
    }

    /// The last verb of a gap if it reaches the end, and the first of the same kind that it goes on
    /// from.
    fn verbs(&self, gap: Span) -> Option<(Verb, Verb)> {
        let (mut first, mut last): (Option<Verb>, Option<Verb>) = (None, None);
        let mut at = gap.start;
        while at < gap.end {
            let Some(verb) = self.verb_at(at).filter(|verb| verb.to <= gap.end) else {
                at += 1;
                continue;
            };
            at = verb.to;
            first = first.filter(|first| first.kind == verb.kind).or(Some(verb));
            last = Some(verb);
        }
        let (first, last) = (first?, last?);
        self.reaches(last.to, gap.end).then_some((first, last))
    }

    /// Whether only parts and linking words separate a verb from its object.
    fn reaches(&self, from: usize, to: usize) -> bool {
        let tokens = self.tokens();
        let ends = |at: usize| {
            let of_parts = tokens.is_mark(at, &[','])
                && (tokens.digits(at + 1).is_some() || self.is(at + 1, RelationList::Part));
            tokens.is_mark(at, &['.', ';', ':', '?', '!', '”', ',', '(']) && !of_parts
                || self.is(at, RelationList::Noun)
                || self.is(at, RelationList::Purpose)
        };
        let is_word = |at: &usize| {
            tokens.kind(*at) == Some(TokenKind::Word) && !self.is(*at, RelationList::Part)
        };
        to - from <= TO_OBJECT
            && !self.has_object(from, to)
            && !(from..to).any(ends)
            && (from..to).filter(is_word).count() <= WORDS_TO_OBJECT
    }

    /// Whether a verb has another object, beside which the regulation stands: A hướng dẫn về lệ phí
    /// và Thông tư B.
    fn has_object(&self, from: usize, to: usize) -> bool {
        let tokens = self.tokens();
        let number =
            to > from && lexicons().references.has(&tokens, to - 1, ReferenceList::Number.bit());
        let to = to - usize::from(number);
        let length =
            lexicons().doc_types.longest_before(&tokens, to).map_or(0, |(_, length)| length);
        let Some(and) = (to - length).checked_sub(1).filter(|and| *and > from) else {
            return false;
        };
        let is_object =
            |at: usize| tokens.kind(at) == Some(TokenKind::Word) && !self.is(at, RelationList::And);
        self.is(and, RelationList::And) && (from..and).any(is_object) && !self.has_part(from, and)
    }

    /// The verb at a token.
    fn verb_at(&self, at: usize) -> Option<Verb> {
        const KINDS: [(RelationList, RelationKind); 10] = [
            (RelationList::Amends, RelationKind::Amends),
            (RelationList::Replaces, RelationKind::Replaces),
            (RelationList::Repeals, RelationKind::Repeals),
            (RelationList::Suspends, RelationKind::Suspends),
            (RelationList::Extends, RelationKind::Extends),
            (RelationList::Details, RelationKind::Details),
            (RelationList::Implements, RelationKind::Implements),
            (RelationList::BasedOn, RelationKind::BasedOn),
            (RelationList::Consolidates, RelationKind::Consolidates),
            (RelationList::Corrects, RelationKind::Corrects),
        ];
        let (tokens, words) = (self.tokens(), &lexicons().relations);
        if words.has(&tokens, at, RelationList::NoVerb.bit()) {
            return None;
        }
        let kinds = KINDS
            .iter()
            .filter_map(|(list, kind)| Some((words.length(&tokens, at, list.bit())?, *kind)));
        let beside = words
            .length(&tokens, at, RelationList::AmendsBeside.bit())
            .filter(|length| self.names_act(at + length));
        let kinds = kinds.chain(beside.map(|length| (length, RelationKind::Amends)));
        let (length, kind) = kinds.max_by_key(|(length, _)| *length)?;
        let to = at + length;
        // "Luật Báo chí sửa đổi này" is a noun, "sửa đổi trên cơ sở" is not.
        let is_noun = kind == RelationKind::Amends
            && lexicons().references.has(&tokens, to, ReferenceList::Pointer.bit())
            && !words.has(&tokens, to, RelationList::BasedOn.bit());
        if is_noun {
            return None;
        }
        // Luật Đầu tư công (sửa đổi) và …
        if at > 0 && tokens.is_mark(at - 1, &['(']) && tokens.is_mark(to, &[')']) {
            return None;
        }
        // B (sửa đổi, bổ sung tại A) is passive, too.
        let in_brackets = at > 0
            && tokens.is_mark(at - 1, &['('])
            && kind.needs_no_actor()
            && words.has(&tokens, to, RelationList::By.bit());
        let is_passive = in_brackets
            || words.longest_before_of(&tokens, at, RelationList::Passive.bit()).is_some();
        let list = if is_passive { RelationList::By } else { RelationList::Agent };
        let by =
            words.length(&tokens, to, list.bit()).filter(|_| is_passive || kind.needs_no_actor());
        Some(Verb { kind, from: at, to: to + by.unwrap_or(0), is_turned: by.is_some(), is_passive })
    }

    /// Whether an act is named at a token: its type and its number.
    fn names_act(&self, at: usize) -> bool {
        let near = self.units.get(self.units.partition_point(|unit| unit.from < at));
        near.is_some_and(|unit| unit.from <= at + 4)
            && lexicons().doc_types.longest(&self.tokens(), at).is_some()
    }

    /// What a verb before unit `at` says of it.
    fn done(
        &self,
        found: &mut Found<'_>,
        at: usize,
        before: Option<&Unit<'_>>,
        verbs: (Verb, Verb),
        edges: &[Edge],
    ) -> Option<Edge> {
        let (first, mut verb) = verbs;
        if self.is_denied(first) || self.is_denied(verb) {
            return None;
        }
        let unit = self.units.get(at)?;
        let of_part = self.has_part(verb.to, unit.from);
        if verb.is_turned || verb.is_passive {
            let object = before
                .filter(|before| verb.is_turned && self.acts(before, first))
                .map(|_| at - 1)?;
            found.add(verb.kind, Some(at), To::Unit(object), unit.is_draft, unit.from);
            return None;
        }
        // Single articles are amended, not ended.
        if verb.kind == RelationKind::Repeals && of_part {
            verb.kind = RelationKind::Amends;
        }
        let from = self.actor(at, before, first, edges);
        // Nghị định sửa đổi A là B.
        let named = from.is_none() && self.is_unnamed_act(first);
        let from = from.or_else(|| self.named_behind(at).filter(|_| named));
        let is_ground = matches!(
            verb.kind,
            RelationKind::Details | RelationKind::Implements | RelationKind::BasedOn
        );
        if from.is_none()
            && is_ground
            && self.sets_out(first)
            && let Some(made) = self.made_for(at)
        {
            found.add(verb.kind, Some(made), To::Unit(at), false, unit.from);
        }
        // A letter proposes; it changes nothing.
        let proposes = from
            .and_then(|from| self.units.get(from))
            .is_some_and(|from| verb.kind.needs_no_actor() && is_letter(from));
        let from = from.filter(|_| !proposes);
        let is_lower = from
            .and_then(|from| self.units.get(from))
            .is_none_or(|from| verb.kind != RelationKind::Details || is_below(from, unit));
        if !is_lower {
            return None;
        }
        let is_planned =
            proposes || self.is_planned(first, from.and_then(|from| self.units.get(from)));
        let is_said = is_planned || self.is_done(first) || self.is_unnamed_act(first);
        if from.is_none() && !(verb.kind.needs_no_actor() && is_said) {
            return None;
        }
        found.add(verb.kind, from, To::Unit(at), is_planned, unit.from);
        Some(Edge { kind: verb.kind, from, to: at, is_planned, of_part })
    }

    /// Which unit before the one at `at` does what the verb says.
    fn actor(
        &self,
        at: usize,
        before: Option<&Unit<'_>>,
        verb: Verb,
        edges: &[Edge],
    ) -> Option<usize> {
        let before = before?;
        // A sửa đổi B và thay thế C: the actor is the same.
        if let Some(edge) = edges.last().filter(|_| self.is_joint(before.to, verb.from)) {
            return edge.from;
        }
        if self.acts(before, verb) {
            return Some(at - 1);
        }
        // A về …, có hiệu lực từ …, thay thế B: the last act of that type.
        let unit = self.units.get(at)?;
        (ends_another(verb) && self.goes_on(before.to, verb))
            .then(|| self.last_of_type(at, unit))
            .flatten()
    }

    /// Whether a verb goes on with what was said from a token on: a comma precedes it.
    fn goes_on(&self, from: usize, verb: Verb) -> bool {
        let tokens = self.tokens();
        verb.from > 0
            && (tokens.is_mark(verb.from - 1, &[',', '('])
                || self.is(verb.from - 1, RelationList::And))
            && !(from..verb.from).any(|at| tokens.is_mark(at, &[';']))
    }

    /// The act that the text calls so right behind one: … là Nghị định 28.
    fn named_behind(&self, at: usize) -> Option<usize> {
        let (unit, next) = (self.units.get(at)?, self.units.get(at + 1)?);
        let is_near = at + 1 < self.end && next.from <= unit.to + TO_NAME;
        (is_near && self.is(unit.to, RelationList::Equals)).then_some(at + 1)
    }

    /// Whether a verb begins its sentence: Thực hiện Nghị quyết 1, …
    fn sets_out(&self, verb: Verb) -> bool {
        let words = &lexicons().relations;
        let before =
            words.longest_before_of(&self.tokens(), verb.from, RelationList::SetsOut.bit());
        let starts =
            |at: usize| at <= self.bounds.start || self.tokens().is_mark(at - 1, &['”', '“', '-']);
        starts(verb.from) || before.is_some_and(|(_, length)| starts(verb.from - length))
    }

    /// The act that a body makes for one: …, UBND tỉnh đã ban hành Kế hoạch 12.
    fn made_for(&self, at: usize) -> Option<usize> {
        let (unit, next) = (self.units.get(at)?, self.units.get(at + 1)?);
        let tokens = self.tokens();
        let gap = unit.to..next.from;
        let ends = |at: usize| tokens.is_mark(at, &['.', ';', ':', '“', '”']);
        let comma = gap.clone().find(|at| tokens.is_mark(*at, &[',']))?;
        let made = (comma + 1..next.from).rev().find_map(|at| {
            let length = lexicons().relations.length(&tokens, at, RelationList::Made.bit())?;
            Some(at + length)
        })?;
        let is_one = at + 1 < self.end
            && gap.len() <= TO_MADE
            && made + TO_NAME >= next.from
            && made <= next.from;
        (is_one && !gap.clone().any(ends)).then_some(at + 1)
    }

    /// The last act of the type of `unit` in the sentence before it.
    fn last_of_type(&self, at: usize, unit: &Unit<'_>) -> Option<usize> {
        let is_like = |other: &&Unit<'_>| {
            other.regulation.doc_type.is_some()
                && other.regulation.doc_type == unit.regulation.doc_type
        };
        (self.first..at).rev().find(|&before| self.units.get(before).filter(is_like).is_some())
    }

    /// `NHNN đã lùi thời điểm áp dụng Thông tư 02`: a body did it.
    fn is_done(&self, verb: Verb) -> bool {
        lexicons()
            .relations
            .longest_before_of(&self.tokens(), verb.from, RelationList::Done.bit())
            .is_some()
    }

    /// Whether the sentence speaks of plans before a verb.
    fn is_of_plans(&self, verb: Verb) -> bool {
        let words = RelationList::Planned.bit() | RelationList::Bill.bit();
        let from = verb.from.saturating_sub(FAR).max(self.bounds.start);
        (from..verb.from).any(|at| lexicons().relations.has(&self.tokens(), at, words))
    }

    /// `Nghị định sửa đổi Nghị định 38`: an act without a number does it.
    fn is_unnamed_act(&self, verb: Verb) -> bool {
        lexicons().doc_types.longest_before(&self.tokens(), verb.from).is_some()
    }

    /// Whether only a comma or `và` separates two tokens.
    fn is_joint(&self, from: usize, to: usize) -> bool {
        let tokens = self.tokens();
        from < to
            && to - from <= 3
            && (from..to).any(|at| tokens.is_mark(at, &[',']) || self.is(at, RelationList::And))
    }

    /// Whether the unit before a verb is its actor: only words that describe the unit separate
    /// them.
    fn acts(&self, before: &Unit<'_>, verb: Verb) -> bool {
        let tokens = self.tokens();
        let between = before.to..verb.from;
        let is_loose = verb.kind.needs_no_actor();
        let is_type = |at: usize| {
            tokens.is_capitalised(at) && lexicons().doc_types.longest(&tokens, at).is_some()
        };
        // A có hiệu lực từ 1/12, quy định chi tiết B
        let in_force = between
            .clone()
            .any(|at| lexicons().references.has(&tokens, at, ReferenceList::InForce.bit()));
        // Quyết định A ban hành Kế hoạch thực hiện B
        let is_made = |at: usize| {
            let made = RelationList::Made.bit();
            lexicons().relations.longest_before_of(&tokens, at, made).is_some()
        };
        let has_annex = !is_loose && between.clone().any(|at| is_type(at) && is_made(at));
        let ends = |at: usize| {
            let is_type = is_type(at) && !(has_annex && is_made(at));
            let is_joint = tokens.is_mark(at, &[',']) && !in_force
                || self.is(at, RelationList::And) && at == before.to;
            tokens.is_mark(at, &['.', ';', ':', '”'])
                || self.is(at, RelationList::Noun)
                || self.is(at, RelationList::Beside)
                || is_type
                || !is_loose && is_joint
        };
        let is_word = |at: &usize| {
            tokens.kind(*at) == Some(TokenKind::Word)
                && !tokens.is_capitalised(*at)
                && !self.describes(*at)
        };
        // The title of what is amended by another stands before the verb.
        let is_titled = verb.is_turned
            && verb.kind.needs_no_actor()
            && between.clone().any(|at| self.is(at, RelationList::Leads));
        let most = if is_titled || has_annex { TITLE_WORDS } else { WORDS_TO_VERB };
        let is_deed = is_loose
            && verb.from > 1
            && self.is(verb.from - 1, RelationList::Deed)
            && tokens.kind(verb.from - 2) != Some(TokenKind::Word);
        between.len() <= TO_VERB
            && !is_deed
            && !between.clone().any(ends)
            && between.filter(is_word).count() <= most
    }

    /// Words of a regulation's day, body and subject.
    fn describes(&self, at: usize) -> bool {
        let tokens = self.tokens();
        let lists = RelationList::Leads.bit()
            | RelationList::And.bit()
            | RelationList::Passive.bit()
            | RelationList::Planned.bit();
        lexicons().relations.has(&tokens, at, lists)
            || lexicons().dates.begins(&tokens, at)
            || lexicons().issuers.begins(&tokens, at)
            || lexicons().titles.has(&tokens, at, TitleList::Of.bit())
    }

    fn is_denied(&self, verb: Verb) -> bool {
        let from = verb.from.saturating_sub(DENIAL).max(self.bounds.start);
        (from..verb.from).any(|at| self.is(at, RelationList::Denied))
    }

    /// Whether a verb says what is only meant to be. An act that has a symbol is made.
    fn is_planned(&self, verb: Verb, actor: Option<&Unit<'_>>) -> bool {
        if let Some(actor) = actor {
            return actor.is_draft;
        }
        // A task of a list is to be done.
        let begins =
            |at: usize| at == self.bounds.start || self.tokens().is_mark(at - 1, &[':', ';']);
        let is_task = self.bounds.start > 0 && begins(verb.from);
        let from = verb.from.saturating_sub(BEFORE).max(self.bounds.start);
        is_task
            || (from..verb.from).any(|at| self.is(at, RelationList::Planned))
            || self.is_unnamed_act(verb) && self.is_of_plans(verb)
    }

    /// Whether a part of a regulation is named between two tokens.
    fn has_part(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.is(at, RelationList::Part))
    }

    /// Whether a gap only joins two of a list.
    fn is_list(&self, gap: Span) -> bool {
        let tokens = self.tokens();
        let joins = |at: usize| tokens.is_mark(at, &[',']) || self.is(at, RelationList::And);
        let ends = |at: usize| tokens.is_mark(at, &[';', ':', '.']);
        let is_word = |at: &usize| {
            tokens.kind(*at) == Some(TokenKind::Word)
                && !tokens.is_capitalised(*at)
                && !self.describes(*at)
                && !self.is(*at, RelationList::Part)
        };
        let mut tokens = gap.start..gap.end;
        gap.end - gap.start <= TO_VERB
            && !tokens.clone().any(ends)
            && tokens.clone().filter(is_word).count() <= WORDS_TO_VERB
            && tokens.any(joins)
    }

    /// What a further object of a list shares. In "A sửa đổi Điều 1 của B hướng dẫn Luật C và Điều
    /// 2 của D", A amends D: it has a part as B has, and is a decree as B is.
    fn shared(&self, edges: &[Edge], at: usize, gap: Span) -> Option<Edge> {
        let unit = self.units.get(at)?;
        let of_part = self.has_part(gap.start, gap.end);
        let is_like = |edge: &&Edge| {
            let other = self.units.get(edge.to);
            let is_same = other.is_some_and(|other| {
                other.regulation.doc_type == unit.regulation.doc_type
                    || other.regulation.form == unit.regulation.form && edge.from.is_some()
            });
            is_same && (edge.of_part || !of_part)
        };
        let is_one_type = |edge: &&Edge| {
            self.units
                .get(edge.to)
                .is_some_and(|other| other.regulation.doc_type == unit.regulation.doc_type)
        };
        let last = edges.last()?;
        let found = edges
            .iter()
            .rev()
            .find(|edge| is_one_type(edge) && is_like(edge))
            .or_else(|| edges.iter().rev().find(is_like));
        let edge = *found.unwrap_or(last);
        let is_lower = edge
            .from
            .and_then(|from| self.units.get(from))
            .is_none_or(|from| edge.kind != RelationKind::Details || is_below(from, unit));
        is_lower.then_some(edge)
    }

    /// `Luật Luật sư 2006 (được sửa đổi, bổ sung năm 2012)`: the text names no actor.
    fn undergoes(&self, found: &mut Found<'_>, at: usize) {
        let (Some(unit), tokens) = (self.units.get(at), self.tokens()) else { return };
        if unit.regulation.form == RegulationForm::Back {
            return;
        }
        let open = unit.to + usize::from(tokens.is_mark(unit.to, &['(', ',']));
        let passive = lexicons().relations.length(&tokens, open, RelationList::Passive.bit());
        let Some(verb) =
            self.verb_at(open + passive.unwrap_or(0)).filter(|verb| verb.kind.needs_no_actor())
        else {
            return;
        };
        // Bộ luật Hình sự 2015, sửa đổi, bổ sung năm 2017.
        let year_at = verb.to
            + lexicons()
                .references
                .length(&tokens, verb.to, ReferenceList::Year.bit())
                .unwrap_or(0);
        let has_year = tokens.digits(year_at).is_some_and(|digits| digits.len() == 4);
        if passive.is_none() && !(has_year && unit.regulation.form == RegulationForm::Named) {
            return;
        }
        let next = self.units.get(at + 1).filter(|_| at + 1 < self.end);
        let names_actor =
            verb.is_turned && next.is_some_and(|next| next.from < verb.to + TO_OBJECT);
        if !names_actor && !self.is_denied(verb) {
            let is_planned = self.is_planned(Verb { from: open, ..verb }, None);
            found.add(verb.kind, None, To::Unit(at), is_planned, unit.from);
        }
    }
}

/// Whether an act only proposes, reports or tells.
fn is_letter(unit: &Unit<'_>) -> bool {
    unit.regulation.doc_type.as_deref().is_some_and(|doc_type| LETTERS.contains(&doc_type))
}

const LETTERS: [&str; 6] = ["Tờ trình", "Công văn", "Báo cáo", "Thông báo", "Văn bản", "Công điện"];

/// Whether a verb ends another act: what a new act does beside what it is about.
const fn ends_another(verb: Verb) -> bool {
    matches!(verb.kind, RelationKind::Replaces | RelationKind::Repeals)
}

/// Whether an act may spell out another: it ranks lower, or its rank is unknown.
fn is_below(lower: &Unit<'_>, higher: &Unit<'_>) -> bool {
    const RANKS: [&[&str]; 5] = [
        &["Thông tư", "Thông tư liên tịch"],
        &["Quyết định", "Chỉ thị"],
        &["Nghị định"],
        &["Pháp lệnh"],
        &["Luật", "Bộ luật", "Hiến pháp"],
    ];
    let rank = |unit: &Unit<'_>| {
        let doc_type = unit.regulation.doc_type.as_deref()?;
        RANKS.iter().position(|types| types.contains(&doc_type))
    };
    match (rank(lower), rank(higher)) {
        (Some(lower), Some(higher)) => lower < higher || lower == 0,
        _ => true,
    }
}
