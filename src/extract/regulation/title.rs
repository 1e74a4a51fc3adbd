//! The title of a document, as the sentence states it: the phrase behind the symbol that says what
//! the document is about.
//!
//! ```text
//! title  = opener words            opener: về, sửa đổi …, thành lập, một số vấn đề, a quotation
//! words  = (word | comma words | brackets | quotation | document [its day, body and title])*
//! ```
//!
//! It ends before the end of the sentence, a new clause, a predicate, the next document of a list,
//! and brackets at its end. Where the document is the subject, a verb opens a title only if another
//! predicate follows. The words are those of `titles.tsv`.
//!
//! Regulations are read from the last to the first: the title of one that a title names is known
//! when the title reaches it. Not covered: a title before the symbol, or behind a colon.

use super::body::{body_at, person_title};
use super::line::{AskedLine, day_of, regulation_of};
use crate::extract::view::Found;
use crate::lexicon::token::TokenKind;
use crate::lexicon::{BodyWord, TitleWord, lexicons};
use crate::model::{DateValue, Regulation, RegulationForm};
use crate::text::squeezed;

/// A longer title is none: something did not end it.
const LONGEST: usize = 200;

/// The longest quotation or bracket inside a title, and the longest part between two commas that is
/// looked through.
const LONGEST_PART: usize = 60;

/// What a document is in its sentence.
#[derive(Clone, Copy, Default)]
pub(super) struct Role {
    /// Its sentence or clause begins with it.
    subject: bool,
    /// A part of it is meant: Điều 5 Nghị định ….
    article: bool,
    /// The sentence begins with a phrase that ends in it, and its clause follows: Theo Nghị định …,
    /// ….
    frame: bool,
}

/// A document whose title is looked for.
pub(super) struct Document<'a> {
    /// Its value.
    pub own: &'a str,
    pub role: Role,
    /// Behind its day, body and year.
    pub at: usize,
    /// A day or a body follows it.
    pub is_described: bool,
    /// For each mention behind it, where what is said of it ends.
    pub ends: &'a [usize],
}

impl Role {
    /// The role of a document whose phrase (type and symbol) begins at `phrase`.
    pub fn of(line: &AskedLine<'_>, phrase: usize, is_described: bool) -> Role {
        let tokens = &line.tokens;
        let start = line.sentence_start(phrase);
        let owner = phrase
            - usize::from(phrase > start && line.is_title_word(phrase - 1, TitleWord::Of.bit()));
        let is_label = |t: usize| {
            tokens.digits(t).is_some() || tokens.str(t).len() <= 3 && !tokens.is_mark(t, &[','])
        };
        let article = (owner.saturating_sub(4).max(start)..owner).any(|t| {
            line.is_title_word(t, TitleWord::Article.bit())
                && t + 1 < owner
                && (t + 1..owner).all(is_label)
        });
        let mut first = start;
        while first < phrase
            && (tokens.kind(first) == Some(TokenKind::Mark)
                || line.is_title_word(first, TitleWord::Linker.bit()))
        {
            first +=
                line.title_word(first, TitleWord::Linker.bit()).map_or(1, |(_, length)| length);
        }
        let behind_mark = phrase > start
            && tokens.is_mark(phrase - 1, &[',', ':', '-', '“', '"', '•', '+', '*', ')']);
        let is_listed = line.index(start) < line.index(phrase)
            && line.found.get(line.index(start)..line.index(phrase)).is_some_and(has_regulation);
        let is_item = is_described && !tokens.is_mark(phrase.saturating_sub(1), &[',']);
        let subject = first >= phrase || behind_mark && !is_listed && !is_item;
        Role { subject, article, frame: frames(line, start, phrase) }
    }
}

/// Whether one of the last few of these mentions is a regulation.
fn has_regulation(found: &[Found]) -> bool {
    const FEW: usize = 8;
    found.iter().rev().take(FEW).any(|found| regulation_of(found).is_some())
}

/// Whether a sentence that begins at `start` has, before its first clause, a phrase that leads to
/// `phrase`.
fn frames(line: &AskedLine<'_>, start: usize, phrase: usize) -> bool {
    let tokens = &line.tokens;
    let Some((_, length)) = line
        .title_word_before(phrase, TitleWord::Frame.bit() | TitleWord::Article.bit())
        .or_else(|| {
            // Theo Điều 5 Nghị định …
            let near = phrase.saturating_sub(8).max(start);
            (near..phrase)
                .find(|&t| line.is_title_word(t, TitleWord::Frame.bit()))
                .map(|t| (TitleWord::Frame, phrase - t))
        })
    else {
        return false;
    };
    let leads = phrase - length;
    let opens = |at: usize| {
        line.is_title_word(at, TitleWord::Frame.bit() | TitleWord::Linker.bit())
            || line.mention_at(at).is_some_and(|f| day_of(&f.value).is_some())
    };
    let skipped =
        start + (start..leads).take_while(|&t| tokens.kind(t) == Some(TokenKind::Mark)).count();
    leads <= skipped || tokens.is_mark(leads - 1, &[',']) && opens(skipped)
}

/// The words of the sort, as a set.
const OPENERS: u64 =
    TitleWord::About.bit() | TitleWord::Verb.bit() | TitleWord::Amend.bit() | TitleWord::Noun.bit();

/// The word that opens a title at `from`, and its length.
fn opener(
    line: &AskedLine<'_>,
    document: &Document<'_>,
    from: usize,
) -> Option<(TitleWord, usize)> {
    let comma = from > document.at;
    let (opener, length) = line.title_word(from, OPENERS)?;
    // "quy định rõ", "ban hành ngày …" are no titles; "có" and the like are no openers.
    let is_stop = line
        .title_word(from, TitleWord::Stop.bit())
        .is_some_and(|(_, stop)| stop > length || stop == length && opener != TitleWord::About);
    let is_verb = matches!(opener, TitleWord::Verb | TitleWord::Amend);
    // "…, áp dụng từ ngày 1/7" is a clause.
    let is_clause = comma
        && line
            .title_word(from, TitleWord::Clause.bit())
            .is_some_and(|(_, clause)| clause > length);
    // "…, Thanh tra Sở nêu rõ": a body.
    let is_body =
        is_verb && line.tokens.is_capitalised(from) && body_at(&line.tokens, from).is_some();
    let is_loose =
        is_clause || is_body || comma && !document.is_described && opener == TitleWord::Verb;
    if is_stop || is_loose || is_verb && document.role.article && !document.is_described {
        return None;
    }
    Some((opener, length))
}

/// The title of a document and where it ends.
pub(super) fn title(line: &AskedLine<'_>, document: &Document<'_>) -> Option<(String, usize)> {
    let tokens = &line.tokens;
    let comma = tokens.is_mark(document.at, &[',']);
    let from = document.at + usize::from(comma);
    let end = line.sentence_end(document.at.saturating_sub(1));
    if from >= end {
        return None;
    }
    let mut reader = TitleReader {
        line,
        ends: document.ends,
        own: document.own,
        role: document.role,
        from,
        end,
        at: from,
        behind_document: usize::MAX,
        comma: None,
        form: None,
    };
    if tokens.is_mark(from, &['“', '"', '«']) && (!comma || document.is_described) {
        return reader.quoted().map(|to| (reader.text(from, to), to));
    }
    let (opener, length) = opener(line, document, from)?;
    let is_verb = matches!(opener, TitleWord::Verb | TitleWord::Amend);
    reader.at = from + length;
    // Verbs in a row: sửa đổi, bãi bỏ một số …
    while tokens.is_mark(reader.at, &[',']) && is_verb {
        let (_, length) =
            line.title_word(reader.at + 1, TitleWord::Amend.bit() | TitleWord::Verb.bit())?;
        reader.at += 1 + length;
    }
    let body = reader.at;
    // "Nghị quyết 5 sửa đổi và nhiều nghị quyết" has no object.
    if is_verb
        && line.is_title_word(body, TitleWord::And.bit())
        && !line.is_title_word(body + 1, TitleWord::Verb.bit() | TitleWord::Amend.bit())
    {
        return None;
    }
    // "ban hành năm 2014" dates it.
    if is_verb && line.mention_at(body).is_some_and(|found| DateValue::of(&found.value).is_some()) {
        return None;
    }
    let last = reader.read()?;
    let to = last.to;
    if to <= body || (body..to).all(|t| tokens.kind(t) == Some(TokenKind::Mark)) {
        return None;
    }
    let has_stamp = (from..to + 1).any(|at| line.is_title_word(at, TitleWord::Stamp.bit()));
    if has_stamp || is_verb && !reader.is_stated(opener, from, &last) {
        return None;
    }
    Some((reader.text(from, to), to))
}

/// Where a title ends, and why.
struct Last {
    to: usize,
    /// A predicate of the sentence follows.
    predicate: bool,
}

struct TitleReader<'r, 'a> {
    line: &'r AskedLine<'a>,
    /// The value of the document itself.
    own: &'r str,
    ends: &'r [usize],
    role: Role,
    from: usize,
    end: usize,
    at: usize,
    /// Where the last document that the title names ended, with what is said of it; and how it was
    /// named.
    behind_document: usize,
    /// The last comma that ended nothing.
    comma: Option<usize>,
    form: Option<RegulationForm>,
}

impl TitleReader<'_, '_> {
    fn text(&self, from: usize, to: usize) -> String {
        squeezed(self.line.tokens.span(from, to).slice(self.line.tokens.text)).into_owned()
    }

    /// A name in quotation marks, and what continues it.
    fn quoted(&mut self) -> Option<usize> {
        let close = self.close_of_quote(self.from)?;
        if close <= self.from + 2 {
            return None;
        }
        self.at = close + 1;
        if self.line.is_title_word(self.at, TitleWord::GoesOn.bit()) {
            return self.read().map(|last| last.to);
        }
        Some(self.at)
    }

    /// Reads on to the end of the title.
    fn read(&mut self) -> Option<Last> {
        let mut mention = self.line.index(self.at);
        while self.at < self.end {
            if self.at > self.from + LONGEST {
                return None;
            }
            while self.line.found.get(mention).is_some_and(|found| found.from < self.at) {
                mention += 1;
            }
            if let Some(found) = self.line.found.get(mention).filter(|found| found.from == self.at)
            {
                self.at = found.to;
                if let Some(regulation) = Regulation::of(&found.value) {
                    self.at = self.ends.get(mention).copied().unwrap_or(found.to).max(found.to);
                    (self.behind_document, self.form) = (self.at, Some(regulation.form));
                }
                continue;
            }
            if let Some(last) = self.step() {
                return Some(last);
            }
        }
        // A sentence that begins with "Theo …" has its clause behind the last comma, if no other
        // was one.
        if let Some(comma) = self.comma.filter(|_| self.must_have_clause()) {
            return Some(self.last(comma, false));
        }
        // What a long document ends may reach beyond the limit.
        (self.end <= self.from + LONGEST).then(|| self.last(self.end, false))
    }

    /// Whether the sentence ends with a full stop and begins with a preposition that leads to the
    /// document.
    fn must_have_clause(&self) -> bool {
        let start = self.line.sentence_start(self.from);
        let is_stated = self.line.tokens.is_mark(self.end - 1, &['.'])
            && self.line.is_title_word(start, TitleWord::Frame.bit());
        self.role.frame && is_stated && !self.line.is_title_word(start, TitleWord::Verb.bit())
    }

    fn last(&self, to: usize, predicate: bool) -> Last {
        // A full stop, a comma and a word that only leads on do not belong to it.
        let leads_on = |at: usize| self.line.is_title_word(at, TitleWord::LeadsOn.bit());
        let mut to = to.min(self.end);
        while to > self.from
            && (self.line.tokens.is_mark(to - 1, &['.', ',', ';', ':', '…', '!', '?', '-', '/'])
                || leads_on(to - 1))
        {
            to -= 1;
        }
        Last { to, predicate }
    }

    /// Takes one token, bracket or quotation, or ends.
    fn step(&mut self) -> Option<Last> {
        let tokens = &self.line.tokens;
        let at = self.at;
        match tokens.mark(at) {
            Some('(' | '[') => {
                let close = (at + 1..self.end.min(at + LONGEST_PART))
                    .find(|&t| tokens.is_mark(t, &[')', ']']));
                let Some(close) = close else { return Some(self.last(at, false)) };
                if self.brackets_end(at, close) {
                    let predicate = self.predicate_at(close + 1);
                    return Some(self.last(at, predicate));
                }
                self.at = close + 1;
            }
            // A quotation that nothing closes is read on.
            Some('“' | '"' | '«' | '‘') => {
                self.at = self.close_of_quote(at).map_or(at + 1, |close| close + 1)
            }
            Some(')' | ']' | '”' | '»' | '•' | '…' | '?' | '!') => {
                return Some(self.last(at, false));
            }
            Some(':') if !(tokens.is_glued(at + 1) && tokens.digits(at + 1).is_some()) => {
                return Some(self.last(at, false));
            }
            Some(',' | ';') => {
                if self.ends_at_comma(at) {
                    return Some(
                        self.last(at, self.line.is_title_word(at + 1, TitleWord::Stop.bit())),
                    );
                }
                self.comma = Some(at);
                self.at = at + 1;
            }
            Some(_) => self.at = at + 1,
            None => return self.word(),
        }
        None
    }

    /// Whether the brackets from `open` to `close` end the title: nothing of it follows, or they
    /// speak of the document.
    fn brackets_end(&self, open: usize, close: usize) -> bool {
        let next = close + 1;
        // (Nghị định số 55/2031/NĐ-CP): its own symbol closes its title.
        let first = self.line.index(open);
        let inside = self.line.found.iter().skip(first).take_while(|found| found.from < close);
        let names_own =
            inside.filter_map(regulation_of).any(|regulation| regulation.value == self.own);
        let names = self.line.document_at(open + 1).is_some()
            || lexicons().doc_types.longest(&self.line.tokens, open + 1).is_some();
        let speaks =
            self.line.is_title_word(open + 1, TitleWord::Stop.bit() | TitleWord::Clause.bit())
                || names && self.behind_document != open;
        let ends = next >= self.end
            || self.line.tokens.is_mark(next, &['.', ';', ':', ')', '”', '('])
                && !self.line.tokens.is_glued(next + 1)
            || self.line.tokens.is_mark(next, &[',']) && self.ends_at_comma(next)
            || self.word_ends(next).is_some();
        names_own || speaks || ends
    }

    /// The mark that closes the quotation that opens at `open`.
    fn close_of_quote(&self, open: usize) -> Option<usize> {
        let tokens = &self.line.tokens;
        let closes: &[char] = match tokens.mark(open)? {
            '“' => &['”', '"'],
            '«' => &['»'],
            '‘' => &['’', '\''],
            _ => &['"', '”'],
        };
        let close = (open + 1..self.end.min(open + LONGEST_PART))
            .find(|&t| tokens.is_mark(t, closes) || tokens.is_mark(t, &['“', '«']))?;
        tokens.is_mark(close, closes).then_some(close)
    }

    /// Takes a word, or ends before it.
    fn word(&mut self) -> Option<Last> {
        if let Some(predicate) = self.word_ends(self.at) {
            return Some(self.last(self.at, predicate));
        }
        self.at += 1;
        None
    }

    /// Whether the title ends before the word at `at`, and whether the word is a predicate.
    fn word_ends(&self, at: usize) -> Option<bool> {
        let line = self.line;
        const ENDS: u64 = TitleWord::Stop.bit()
            | TitleWord::Finite.bit()
            | TitleWord::Predicate.bit()
            | TitleWord::Rule.bit();
        let is_passive = |at: usize| {
            line.is_title_word(at, TitleWord::Passive.bit())
                && body_at(&line.tokens, at + 1).is_some()
        };
        if line.is_title_word(at, TitleWord::Agent.bit()) && self.is_agent(at) || is_passive(at) {
            return Some(true);
        }
        if line.is_title_word(at, TitleWord::And.bit()) && self.is_next_document(at, at + 1) {
            return Some(false);
        }
        // … là 5 triệu đồng
        if line.is_title_word(at, TitleWord::Is.bit()) && line.tokens.digits(at + 1).is_some() {
            return Some(true);
        }
        if line.is_title_word(at, TitleWord::Inside.bit()) {
            return None;
        }
        let words = lexicons().titles.matches_of(&line.tokens, at, ENDS);
        for (word, _) in words {
            match word {
                TitleWord::Stop => return Some(!line.is_title_word(at, TitleWord::And.bit())),
                TitleWord::Finite if !self.is_held(at) => return Some(true),
                TitleWord::Predicate if self.role.subject => return Some(true),
                // hướng dẫn Luật Viễn thông quy định …: the act before does that.
                TitleWord::Rule
                    if (self.behind_document != at || self.form == Some(RegulationForm::Named))
                        && !self.is_noun(at) =>
                {
                    return Some(true);
                }
                _ => {}
            }
        }
        None
    }

    /// Whether the finite word at `at` only describes a noun: người đã nghỉ việc, đối với TNXP đã
    /// hoàn thành.
    fn is_held(&self, at: usize) -> bool {
        let toward = |end: usize| {
            end > self.from && self.line.title_word_before(end, TitleWord::Toward.bit()).is_some()
        };
        self.line.title_word_before(at, TitleWord::Holder.bit()).is_some()
            || (at.saturating_sub(2)..at).any(toward)
    }

    /// Whether "quy định" at `at` is a noun, or says what the documents before it are about: các
    /// Nghị định quy định ….
    fn is_noun(&self, at: usize) -> bool {
        let is_of_documents = lexicons().doc_types.longest_before(&self.line.tokens, at).is_some();
        is_of_documents || self.line.title_word_before(at, TitleWord::Determiner.bit()).is_some()
    }

    /// Whether another document of a list is named at `at`, behind a joint at `joint`. Two alike
    /// that are amended together are of one title.
    fn is_next_document(&self, joint: usize, at: usize) -> bool {
        let Some(next) = self.line.document_at(at).and_then(regulation_of) else { return false };
        let is_alike = self.form.is_some_and(|form| {
            (form == RegulationForm::Named) == (next.form == RegulationForm::Named)
        });
        self.behind_document != joint || !is_alike || self.line.tokens.is_mark(joint, &[';'])
    }

    fn predicate_at(&self, at: usize) -> bool {
        self.word_ends(at) == Some(true)
    }

    /// `do Bộ Y tế ban hành`, `do ông Lê An trình bày`.
    fn is_agent(&self, at: usize) -> bool {
        let tokens = &self.line.tokens;
        let Some(body) = body_at(tokens, at + 1) else {
            return person_title(tokens, at + 1).is_some()
                || self.line.body_word(at + 1, BodyWord::Person.bit()).is_some();
        };
        (body.to..body.to + 6).any(|t| self.line.is_title_word(t, TitleWord::Issue.bit()))
    }

    /// Whether another clause or another document follows the comma at `comma`.
    fn ends_at_comma(&self, comma: usize) -> bool {
        let line = self.line;
        let next = comma + 1;
        if next >= self.end
            || line.is_title_word(next, TitleWord::Clause.bit() | TitleWord::Stop.bit())
        {
            return true;
        }
        let tokens = &line.tokens;
        let is_semicolon = tokens.is_mark(comma, &[';']);
        // A list of documents, some without a number: "…; kế hoạch thực hiện". A list of other
        // things: "…; Xả nước thải".
        let is_type = lexicons().doc_types.longest(tokens, next).is_some();
        if is_semicolon
            && (is_type
                || line.mention_at(next).is_some()
                || tokens.is_capitalised(next) && body_at(tokens, next).is_none())
        {
            return true;
        }
        let joined = next
            + usize::from(
                line.is_title_word(next, TitleWord::Several.bit() | TitleWord::And.bit()),
            );
        if line.document_at(next).or_else(|| line.document_at(joined)).is_some() {
            return self.is_next_document(
                comma,
                if line.document_at(next).is_some() { next } else { joined },
            );
        }
        // “…”, gắn với …
        let is_behind_name = tokens.is_mark(comma - 1, &['”', '"', '»']);
        if is_behind_name
            && !tokens.is_mark(next, &['“', '"', '«'])
            && !line.is_title_word(next, TitleWord::GoesOn.bit())
        {
            return true;
        }
        if line.day_at(next).is_some() {
            return true;
        }
        self.is_clause(next, is_semicolon)
    }

    /// Whether the part that begins at `at` is a clause: something that does something. Behind a
    /// semicolon, one that is done is enough.
    fn is_clause(&self, at: usize, is_semicolon: bool) -> bool {
        let line = self.line;
        let tokens = &line.tokens;
        let limit = self.end.min(at + LONGEST_PART);
        let to = (at..limit).find(|&t| tokens.is_mark(t, &[',', ';', ':', '('])).unwrap_or(limit);
        let body = body_at(tokens, at).map(|body| body.to).filter(|&end| end <= to);
        // "tổ chức thực hiện …" is a verb.
        let is_verb = line.is_title_word(at, TitleWord::Verb.bit());
        let is_subject =
            body.is_some() || !is_verb && line.is_title_word(at, TitleWord::Subject.bit());
        let finite = |t: usize| {
            line.is_title_word(t, TitleWord::Finite.bit())
                && !line.is_title_word(t, TitleWord::Inside.bit())
                && (is_subject || !self.is_held(t))
        };
        let weak = |t: usize| line.is_title_word(t, TitleWord::Weak.bit());
        if let Some(body) = body {
            // Thủ tướng Lê An khẳng định …, UBND xã tổ chức …
            let says = |t: usize| {
                finite(t)
                    || line.is_title_word(t, TitleWord::Stop.bit())
                    || line.is_small_body_word(t, BodyWord::Saying.bit())
            };
            let acts =
                |body: usize| weak(body) || line.body_word(body, BodyWord::Adverb.bit()).is_some();
            return acts(body)
                || (body..to).any(says)
                || (self.role.frame || is_semicolon) && (body..to).any(weak);
        }
        if is_subject {
            return (at + 1..to).any(finite)
                || (self.role.frame || is_semicolon) && (at + 1..to).any(weak);
        }
        // "…, đường sắt và đánh giá vẫn còn": what is behind "và" is no part of this clause.
        let joint =
            (at + 1..to).find(|&t| line.is_title_word(t, TitleWord::And.bit())).unwrap_or(to);
        // The finite word of a document that is the subject is its own.
        !self.role.subject && !is_verb && (at + 1..joint).any(finite)
            || self.role.frame
                && (at + 1..joint).any(|t| line.is_title_word(t, TitleWord::Modal.bit()))
    }

    /// Whether a title that a verb opens is one, not what the sentence says that the document does.
    fn is_stated(&self, opener: TitleWord, from: usize, last: &Last) -> bool {
        let line = self.line;
        if self.role.subject && !last.predicate {
            return false;
        }
        // "quy định hộ nghèo không phải nộp …", "quy định mức phạt là 5 triệu đồng" are clauses.
        let is_rule = opener == TitleWord::Verb && line.is_title_word(from, TitleWord::Rule.bit());
        let states = |t: usize| {
            line.is_title_word(t, TitleWord::Modal.bit())
                || line.is_title_word(t, TitleWord::Is.bit()) && line.tokens.digits(t + 1).is_some()
        };
        !is_rule || !(from..last.to + 2).any(states)
    }
}
