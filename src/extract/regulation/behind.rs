//! What follows a regulation: the day of issue, the body, the year, the term; and where a title may
//! begin.
//!
//! | order | example |
//! |---|---|
//! | day, body | ngày 5/5/2022 của Bộ Chính trị khóa XIII |
//! | in brackets | (ngày 5/5/2022) |
//! | verb and day | ban hành ngày 5/5/2022 |
//! | session, body | của Hội nghị lần thứ 7 Ban Chấp hành Trung ương |
//! | body and verb | do Bộ Y tế ban hành, vừa được Quốc hội thông qua |

use jiff::civil::Date;

use super::body::{Body, behind_person, body_at};
use super::line::AskedLine;
use crate::lexicon::{BodyWord, TitleWord};

/// What follows a regulation.
pub(super) struct Behind {
    pub issued: Option<Date>,
    pub issuer: Option<Body>,
    /// Behind all of it.
    pub to: usize,
}

/// A regulation is described by at most so many parts.
const PARTS: usize = 6;

impl Behind {
    pub fn read(line: &AskedLine<'_>, at: usize) -> Behind {
        let end = line.sentence_end(at.saturating_sub(1));
        let mut behind = Behind { issued: None, issuer: None, to: at };
        for _ in 0..PARTS {
            let comma = line.tokens.is_mark(behind.to, &[',']);
            let mut from = behind.to + usize::from(comma);
            let bracket = line.tokens.is_mark(from, &['(']);
            from += usize::from(bracket);
            let Some(to) = behind.part(line, from, comma && !bracket).filter(|&to| to <= end)
            else {
                break;
            };
            behind.to = to + usize::from(bracket && line.tokens.is_mark(to, &[')']));
        }
        behind
    }

    /// The end of the part at `from`, which is taken down.
    fn part(&mut self, line: &AskedLine<'_>, from: usize, comma: bool) -> Option<usize> {
        // ban hành ngày …, ký ngày …: the verb leads to the day.
        let verb = line.title_word(from, TitleWord::Issue.bit()).map_or(0, |(_, length)| length);
        if let Some((day, to)) = line.day_at(from + verb) {
            // "…, ngày 5/6, UBND xã đã họp": the day of another clause. One with its year is the
            // document's.
            let has_year = (from + verb..to)
                .any(|at| line.tokens.digits(at).is_some_and(|digits| digits.len() == 4));
            if self.issued.is_some() || comma && !has_year && opens_clause(line, to) {
                return None;
            }
            self.issued = Some(day);
            return Some(to);
        }
        if let Some(to) = year(line, from).or_else(|| term(line, from)) {
            return Some(to);
        }
        if self.issuer.is_some() {
            return None;
        }
        let skipped = line.title_word(from, TitleWord::Skip.bit()).map_or(0, |(_, length)| length);
        if line.is_title_word(from + skipped, TitleWord::Of.bit()) {
            let at = from + skipped + 1;
            let body = session(line, at)
                .and_then(|at| body_at(&line.tokens, at))
                .or_else(|| body_at(&line.tokens, at))?;
            let to = self.issued_by(body);
            return Some(behind_second(line, behind_person(&line.tokens, to)));
        }
        let body = agent(line, from)?;
        // được Quốc hội khóa XV thông qua, do Chủ tịch UBND tỉnh Lê Văn Ba ký
        let signed = behind_person(&line.tokens, body.to);
        let named = term(line, signed).unwrap_or(signed);
        let named =
            named + line.title_word(named, TitleWord::Skip.bit()).map_or(0, |(_, length)| length);
        let issues =
            |at: usize| line.title_word(at, TitleWord::Issue.bit()).map(|(_, length)| at + length);
        let adverb = line.body_word(named, BodyWord::Adverb.bit()).unwrap_or(0);
        let to = issues(named).or_else(|| issues(named + adverb))?;
        self.issued_by(body);
        Some(to)
    }

    fn issued_by(&mut self, body: Body) -> usize {
        let to = body.to;
        self.issuer = Some(body);
        to
    }
}

/// Behind the session of a body: của Hội nghị lần thứ 7 | Ban Chấp hành Trung ương.
fn session(line: &AskedLine<'_>, at: usize) -> Option<usize> {
    let (_, length) = line.title_word(at, TitleWord::Session.bit())?;
    let number = at + length + 1;
    Some(number + usize::from(line.tokens.is_mark(number, &[','])))
}

/// Behind a second body that issues with the first: của Bộ Y tế và Bộ Tài chính.
fn behind_second(line: &AskedLine<'_>, at: usize) -> usize {
    let tokens = &line.tokens;
    let joins = line.body_word(at, BodyWord::Joint.bit()).is_some() || tokens.is_mark(at, &['-']);
    let second =
        if joins && line.document_at(at + 1).is_none() { body_at(tokens, at + 1) } else { None };
    second.map_or(at, |body| body.to)
}

/// Whether a new clause follows a day between commas: a body, a place or a person that does
/// something.
fn opens_clause(line: &AskedLine<'_>, at: usize) -> bool {
    let tokens = &line.tokens;
    let next = at + usize::from(tokens.is_mark(at, &[',']));
    let goes_on = line.is_title_word(at, TitleWord::Of.bit())
        || line.is_title_word(next, TitleWord::Of.bit())
        || line.is_title_word(next, TitleWord::About.bit());
    let verb = TitleWord::Verb.bit() | TitleWord::Amend.bit();
    let is_end = next >= tokens.list.len() || tokens.is_mark(next, &['.', ';', ')', '(']);
    !goes_on && !is_end && (tokens.is_capitalised(next) || !line.is_title_word(next, verb))
}

/// The body behind "do" or "được", which must issue.
fn agent(line: &AskedLine<'_>, from: usize) -> Option<Body> {
    let tokens = &line.tokens;
    let adverb = line.body_word(from, BodyWord::Adverb.bit()).unwrap_or(0);
    let leads = line.is_title_word(from + adverb, TitleWord::Agent.bit());
    if leads { body_at(tokens, from + adverb + 1) } else { None }
}

/// `năm 2025` at `at`: the year of the document.
fn year(line: &AskedLine<'_>, at: usize) -> Option<usize> {
    let is_year = line.is_title_word(at, TitleWord::Year.bit())
        && line.tokens.digits(at + 1).is_some_and(|digits| digits.len() == 4);
    is_year.then_some(at + 2)
}

/// `khóa XIII` at `at`: the term of the body, which is no part of its name.
fn term(line: &AskedLine<'_>, at: usize) -> Option<usize> {
    let tokens = &line.tokens;
    let is_numeral = tokens.is_capitalised(at + 1) || tokens.digits(at + 1).is_some();
    (line.is_title_word(at, TitleWord::Term.bit()) && is_numeral).then_some(at + 2)
}
