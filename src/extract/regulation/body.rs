//! Names of bodies, as the sentence writes them.
//!
//! | pattern | example |
//! |---|---|
//! | a body with one name | Bộ Y tế, Ban Bí thư |
//! | a local head, then a place or another body | UBND tỉnh Lạng Giang, Ban Thường vụ Đảng ủy Bộ Công an |
//! | an open head, then capitals and small words | Sở Văn hóa, Thể thao và Du lịch, Học viện Nông nghiệp |
//! | capitals only, then a place | TAND tỉnh Lạng Giang |
//!
//! The words are those of `issuers.tsv` and `bodies.tsv`. Not covered: a body known by a person
//! only, foreign bodies.

use super::symbol::Symbol;
use crate::lexicon::token::{Case, TokenKind, Tokens};
use crate::lexicon::{BodyList, BodyWord, Issuer, TitleWord, lexicons};
use crate::text::squeezed;

/// The longest name of a body, in tokens.
const LONGEST: usize = 16;

/// Bodies nest at most so deep: Văn phòng · Đảng ủy · Bộ Công an.
const DEEPEST: usize = 3;

/// The longest name of a place, in words.
const LONGEST_PLACE: usize = 4;

/// A body that the text names.
pub(super) struct Body {
    pub from: usize,
    pub to: usize,
    kind: Kind,
}

/// How a body is known.
#[derive(Clone, Copy)]
enum Kind {
    /// It is in the list of issuers.
    Listed(&'static Issuer),
    /// It begins with a local or an open head.
    Headed(&'static BodyWord),
    /// It is an abbreviation that no list holds.
    Abbreviated,
}

/// The abbreviations that a head has in symbols.
fn codes_of(head: &BodyWord) -> Vec<&'static str> {
    match head {
        BodyWord::Local(codes) | BodyWord::Open(codes) => {
            codes.split('|').filter(|code| *code != "-").collect()
        }
        _ => Vec::new(),
    }
}

/// What the letters of a symbol say of a body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreement {
    Agrees,
    Conflicts,
    Unknown,
}

impl Body {
    /// Whether it is an abbreviation that no list holds.
    pub const fn is_abbreviated(&self) -> bool {
        matches!(self.kind, Kind::Abbreviated)
    }

    /// The name as written, with single blanks.
    pub fn name(&self, tokens: &Tokens<'_>) -> String {
        squeezed(tokens.span(self.from, self.to).slice(tokens.text)).into_owned()
    }

    /// Whether these parts of a symbol name this body.
    pub fn agreement(&self, symbol: Symbol<'_>) -> Agreement {
        let (codes, is_prefix) = match self.kind {
            Kind::Listed(issuer) => (issuer.codes.clone(), false),
            Kind::Headed(head) => (codes_of(head), true),
            Kind::Abbreviated => return Agreement::Unknown,
        };
        let is_known = |segment: &str| lexicons().issuer_of_code(segment).is_some();
        let agrees = |segment: &str| {
            let begins = |code: &&'static str| segment.starts_with(code) && !is_known(segment);
            codes.contains(&segment) || is_prefix && codes.iter().any(begins)
        };
        if symbol.segments().any(agrees) {
            Agreement::Agrees
        } else if !codes.is_empty() && symbol.segments().any(is_known) {
            Agreement::Conflicts
        } else {
            Agreement::Unknown
        }
    }
}

/// The title of a person at `at`: its length, and whether the person signs for the body that
/// follows.
pub(super) fn person_title(tokens: &Tokens<'_>, at: usize) -> Option<(usize, bool)> {
    let kinds = BodyWord::Signer.bit() | BodyWord::Deputy.bit();
    let (word, length) = word_at(tokens, at, kinds)?;
    // The President (Chủ tịch nước) is a body himself.
    let listed = lexicons().issuers.longest(tokens, at).is_some_and(|(_, listed)| listed >= length);
    (!listed).then_some((length, *word == BodyWord::Signer))
}

/// The body at `at`, or the one that the person with a title there signs for.
pub(super) fn body_at(tokens: &Tokens<'_>, at: usize) -> Option<Body> {
    match person_title(tokens, at) {
        Some((length, true)) => name_at(tokens, at + length, true, 0),
        Some(_) => None,
        None => name_at(tokens, at, false, 0),
    }
}

/// Behind the name of the person who signs for a body, if one begins at `at`: Chủ tịch UBND tỉnh Lê
/// Văn Ba.
pub(super) fn behind_person(tokens: &Tokens<'_>, at: usize) -> usize {
    const LONGEST_NAME: usize = 5;
    let is_name = |t: usize| tokens.is_capitalised(t) && tokens.kind(t) == Some(TokenKind::Word);
    let length = (at..at + LONGEST_NAME).take_while(|&t| is_name(t)).count();
    if length > 1 && is_word(tokens, at, &BodyWord::Surname) { at + length } else { at }
}

/// The entry of `bodies.tsv` at `at` of one of these kinds, and its length.
pub(super) fn word_at(
    tokens: &Tokens<'_>,
    at: usize,
    kinds: u64,
) -> Option<(&'static BodyWord, usize)> {
    lexicons().bodies.matches_of(tokens, at, kinds).next()
}

fn is_word(tokens: &Tokens<'_>, at: usize, word: &BodyWord) -> bool {
    word_at(tokens, at, word.bit()).is_some()
}

fn name_at(tokens: &Tokens<'_>, from: usize, signed: bool, depth: usize) -> Option<Body> {
    if tokens.kind(from) != Some(TokenKind::Word) {
        return None;
    }
    let listed = lexicons().issuers.longest(tokens, from);
    let head =
        word_at(tokens, from, BodyList::Local.bit()).map(|(head, length)| (head, length, true));
    let open =
        word_at(tokens, from, BodyList::Open.bit()).map(|(head, length)| (head, length, false));
    // The longest head; of two alike the local one.
    let head = match (head, open) {
        (Some(local), Some(open)) if open.1 > local.1 => Some(open),
        (local, open) => local.or(open),
    };
    let name = Name { tokens, signed, depth };
    if let Some((issuer, length)) = listed
        && head.is_none_or(|(_, head, is_local)| head < length || head == length && !is_local)
    {
        return Some(Body { from, to: from + length, kind: Kind::Listed(issuer) });
    }
    let Some((head, length, is_local)) = head else { return name.abbreviation(from) };
    let behind = from + length;
    // "văn phòng", "sở" in small letters are bodies only if a name follows.
    let is_named = tokens.is_capitalised(from)
        || tokens.is_capitalised(behind)
        || is_local && name.unit(behind).is_some();
    if !is_named {
        return None;
    }
    let to = if is_local { name.behind_local(behind) } else { name.behind_open(behind) };
    // A bare "Ban", "Bộ" or "Trường" is no body.
    let is_bare = to == behind
        && length == 1
        && (!is_local || tokens.case(from) != Case::Upper && depth == 0);
    let is_name = !is_bare || is_local && !codes_of(head).is_empty();
    is_name.then_some(Body { from, to, kind: Kind::Headed(head) })
}

/// A name that is being read.
struct Name<'a, 't> {
    tokens: &'a Tokens<'t>,
    /// A person signs for it, whose own name may follow.
    signed: bool,
    depth: usize,
}

impl Name<'_, '_> {
    /// `TAND tỉnh Lạng Giang`, `VFF`.
    fn abbreviation(&self, from: usize) -> Option<Body> {
        let is_abbreviation =
            self.tokens.case(from) == Case::Upper && self.tokens.str(from).chars().count() > 2;
        let is_roman =
            self.tokens.str(from).bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'));
        if !is_abbreviation || is_roman || self.depth > 0 {
            return None;
        }
        let to = if self.unit(from + 1).is_some() { self.behind_local(from + 1) } else { from + 1 };
        Some(Body { from, to, kind: Kind::Abbreviated })
    }

    /// Behind an administrative unit at `at`: `tỉnh`, `TP.`, `quận 1`.
    fn unit(&self, at: usize) -> Option<usize> {
        let (_, length) = word_at(self.tokens, at, BodyWord::Unit.bit())?;
        let mut to = at + length;
        if self.tokens.is_mark(to, &['.'])
            && self.tokens.case(at) == Case::Upper
            && self.tokens.is_capitalised(to + 1)
        {
            to += 1;
        }
        let is_number = self.tokens.digits(to).is_some_and(|digits| digits.len() <= 2)
            && !self.tokens.is_mark(to + 1, &['/']);
        Some(to + usize::from(is_number))
    }

    fn province(&self, at: usize) -> Option<usize> {
        let is_name = self.tokens.is_capitalised(at);
        word_at(self.tokens, at, BodyWord::Province.bit())
            .filter(|_| is_name)
            .map(|(_, length)| at + length)
    }

    /// Whether a person's name begins at `at`.
    fn person(&self, at: usize) -> bool {
        self.signed
            && self.tokens.is_capitalised(at)
            && self.tokens.is_capitalised(at + 1)
            && is_word(self.tokens, at, &BodyWord::Surname)
    }

    /// The end of the place or the body that belongs to a local head before `at`.
    fn behind_local(&self, at: usize) -> usize {
        let mut to = at;
        let mut words = 0;
        // "Tỉnh ủy" is a body, "Tỉnh" a unit.
        let heads = word_at(self.tokens, at, BodyList::Local.bit() | BodyList::Open.bit())
            .map_or(0, |(_, length)| length);
        let unit = word_at(self.tokens, at, BodyWord::Unit.bit()).map_or(0, |(_, length)| length);
        if self.depth < DEEPEST
            && (unit == 0 || heads > unit)
            && self.tokens.is_capitalised(at)
            && !self.tokens.starts_line(at)
            && let Some(nested) = name_at(self.tokens, at, self.signed, self.depth + 1)
        {
            return nested.to;
        }
        while to < at + LONGEST && to < self.tokens.list.len() && !self.tokens.starts_line(to) {
            if let Some(behind) = self.province(to) {
                to = behind;
                // The name of a province ends the place: UBND tỉnh Lạng Giang Lê An.
                if self.unit(to).is_none() {
                    break;
                }
            } else if let Some(behind) = self.unit(to) {
                (to, words) = (behind, 0);
            } else if let Some((_, length)) = word_at(self.tokens, to, BodyWord::Inner.bit()) {
                to += length;
            } else if self.is_part(to) && words < LONGEST_PLACE && !(to > at && self.person(to)) {
                (to, words) = (to + 1, words + 1);
            } else {
                break;
            }
        }
        to
    }

    /// Whether a capitalised word at `at`, or a hyphen between two, may be a part of a name.
    fn is_part(&self, at: usize) -> bool {
        let tokens = self.tokens;
        let is_name =
            tokens.is_capitalised(at) && tokens.kind(at) == Some(TokenKind::Word) && !self.ends(at);
        let is_hyphen =
            tokens.is_mark(at, &['-', '&']) && tokens.is_glued(at) && tokens.is_glued(at + 1);
        is_name || is_hyphen && tokens.is_capitalised(at + 1) && tokens.is_capitalised(at - 1)
    }

    /// The end of a name whose open head stands before `at`.
    fn behind_open(&self, at: usize) -> usize {
        let tokens = self.tokens;
        let mut to = at;
        while to < at + LONGEST && to < tokens.list.len() && !tokens.starts_line(to) {
            if let Some(behind) = self.province(to) {
                to = behind;
                if self.unit(to).is_none() {
                    break;
                }
            } else if let Some(behind) = self.unit(to) {
                to = behind;
            } else if let Some((_, length)) = word_at(tokens, to, BodyWord::Inner.bit()) {
                to += length;
            } else if self.ends(to) || to > at && self.person(to) {
                break;
            } else if tokens.kind(to) == Some(TokenKind::Word) {
                if is_word(tokens, to, &BodyWord::Joint) && !self.joins(to) {
                    break;
                }
                to += 1;
            } else if self.is_part(to)
                || tokens.digits(to).is_some()
                || tokens.is_mark(to, &[',']) && self.lists(to)
                || self.is_dash(to)
            {
                to += 1;
            } else {
                break;
            }
        }
        to
    }

    /// Whether the word at `at` belongs to no name: a verb in small letters, or what opens a title.
    fn ends(&self, at: usize) -> bool {
        if self.tokens.is_capitalised(at) {
            let openers = TitleWord::About.bit() | TitleWord::Amend.bit() | TitleWord::Rule.bit();
            return lexicons().titles.matches_of(self.tokens, at, openers).next().is_some();
        }
        word_at(self.tokens, at, BodyWord::End.bit() | BodyWord::Adverb.bit()).is_some()
    }

    /// Whether a dash at `at` joins two parts of one name: Thi đua - Khen thưởng.
    fn is_dash(&self, at: usize) -> bool {
        let tokens = self.tokens;
        let is_dash = tokens.is_mark(at, &['-'])
            && !tokens.is_glued(at)
            && tokens.kind(at - 1) == Some(TokenKind::Word);
        is_dash
            && !is_word(tokens, at + 1, &BodyWord::Surname)
            && person_title(tokens, at + 1).is_none()
            && self.joins(at)
    }

    /// Whether "và" at `at` joins two parts of one name: Nông nghiệp và Môi trường.
    fn joins(&self, at: usize) -> bool {
        let is_body = word_at(self.tokens, at + 1, BodyList::Local.bit() | BodyList::Open.bit())
            .is_some()
            || lexicons().issuers.begins(self.tokens, at + 1);
        let is_body = is_body && name_at(self.tokens, at + 1, false, DEEPEST).is_some();
        self.tokens.is_capitalised(at + 1)
            && !is_body
            && lexicons().doc_types.longest(self.tokens, at + 1).is_none()
    }

    /// Whether the comma at `at` belongs to a name: Văn hóa, Thể thao và Du lịch; khám, chữa bệnh.
    fn lists(&self, at: usize) -> bool {
        let joint = (at + 1..at + 6).take_while(|&t| self.tokens.kind(t) == Some(TokenKind::Word));
        let joint = joint.into_iter().find(|&t| is_word(self.tokens, t, &BodyWord::Joint));
        joint.is_some_and(|joint| self.joins(joint))
            && self.tokens.is_capitalised(at + 1)
            && word_at(self.tokens, at + 1, BodyList::Local.bit()).is_none()
    }
}
