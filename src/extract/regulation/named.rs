//! Names: laws, codes, ordinances, the Constitution; resolutions of plenums and congresses.
//!
//! | shape | example |
//! |---|---|
//! | law of the lexicon, with its year | Luật Đất đai năm 2013 → `Luật Đất đai 2013` |
//! | amending law | Luật sửa đổi, bổ sung một số điều của Luật Đầu tư công |
//! | `Luật` and a capitalised name not in the lexicon, up to a function word | Luật Phát triển nông thôn |
//! | plenum | Nghị quyết Hội nghị Trung ương 4 (khóa XII), Nghị quyết Trung ương 4 khóa XI |
//! | congress | Nghị quyết Đại hội XIV của Đảng, Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX |
//!
//! Not covered: a bare "luật" or "hiến pháp" without a capital, treaties, foreign laws by
//! translation.

use std::borrow::Cow;

use super::cues::{behind, follows, has};
use crate::extract::counted::is_counted;
use crate::extract::roman::roman;
use crate::extract::view::LineCursor;
use crate::lexicon::token::{Case, TokenKind, Tokens, begins};
use crate::lexicon::{
    ContextWordKind, NumberWord, ReferenceWord, RegulationCue, RegulationList, lexicons,
};
use crate::model::{Regulation, RegulationForm};
use crate::text::{is_one_of, is_syllable};

/// A name that the lexicon lacks is cut after so many words.
const LONGEST_NAME: usize = 14;

/// A name of so many words is one even in small letters: luật đầu tư công.
const LONG_NAME: usize = 4;

pub(super) fn find(view: &mut LineCursor<'_>) {
    let mut i = 0;
    while let Some(next) = view.next(i, begins::NAME) {
        i = next;
        view.notes.begin();
        let name =
            if view.tokens.kind(i) == Some(TokenKind::Word) { name_at(view, i) } else { None };
        match name {
            Some(name) if view.is_free(i, name.to) => {
                let span = view.tokens.span(i, name.to);
                let value = official(canonical(span.slice(view.tokens.text)), name.law);
                push_name(view, i, name.to, value.clone(), &name);
                i = push_further_years(view, &name, &value);
            }
            _ => i += 1,
        }
    }
}

fn push_name(view: &mut LineCursor<'_>, from: usize, to: usize, value: String, name: &Name) {
    let mut found = Regulation::bare(RegulationForm::Named, value, Some(name.doc_type.to_string()));
    found.year = name.year;
    view.push(from, to, found);
}

/// `Hiến pháp năm 1946, 1959 và 1992`: each further year names a law of that name. Gives the token
/// behind the last.
fn push_further_years(view: &mut LineCursor<'_>, first: &Name, value: &str) -> usize {
    let mut at = first.to;
    let Some((head, _)) = value.rsplit_once(' ').filter(|_| first.year.is_some()) else {
        return at;
    };
    while let Some((year_at, year)) = further_year(view, at) {
        let name = Name { year: Some(year), ..*first };
        push_name(view, at + 1, year_at + 1, format!("{head} {year}"), &name);
        at = year_at + 1;
    }
    at
}

/// The year of a list's next law behind a joint at `at`, and its token. What is counted there, or
/// dates the next clause, is none.
fn further_year(view: &LineCursor<'_>, at: usize) -> Option<(usize, i16)> {
    let tokens = &view.tokens;
    let is_last = has(tokens, at, RegulationCue::And);
    if !is_last && !tokens.is_mark(at, &[',']) {
        return None;
    }
    let year_at = if is_last { behind(tokens, at + 1, RegulationCue::Year) } else { at + 1 };
    let year = law_year(tokens, year_at).filter(|_| view.is_free(at, year_at + 1))?;
    let next = year_at + 1;
    let closes = tokens.get(next).is_none()
        || tokens.starts_line(next)
        || tokens.kind(next) == Some(TokenKind::Mark);
    let goes_on =
        closes || has(tokens, next, RegulationCue::And) || is_last && !is_counted(tokens, next);
    goes_on.then_some((year_at, year))
}

/// The year of a law at `at`.
fn law_year(tokens: &Tokens<'_>, at: usize) -> Option<i16> {
    let year = tokens
        .digits(at)
        .filter(|digits| digits.len() == 4 && !tokens.is_glued(at))?
        .parse()
        .ok()?;
    ((1900..=2100).contains(&year) && !tokens.is_mark(at + 1, &['/'])).then_some(year)
}

#[derive(Clone, Copy)]
struct Name {
    to: usize,
    doc_type: &'static str,
    year: Option<i16>,
    /// The name in the lexicon, for a law that is there.
    law: Option<&'static str>,
}

fn name_at(view: &LineCursor<'_>, i: usize) -> Option<Name> {
    let tokens = &view.tokens;
    if let Some((law, length)) = lexicons().laws.longest(tokens, i) {
        // "luật đất đai" in small letters speaks of the subject, not of one law.
        let capital = (i..i + length).any(|t| tokens.is_capitalised(t));
        if (capital || length >= LONG_NAME)
            && !follows_other_word(tokens, i)
            && (length > 1 || tokens.is_capitalised(i))
        {
            view.notes.rule("named.law");
            return Some(Name { law: Some(law.name), ..with_year(view, i + length, law.doc_type) });
        }
    }
    let named = view.notes.read("named.shape", law_by_shape(view, i));
    named.or_else(|| view.notes.read("named.resolution", party_resolution(tokens, i)))
}

/// `kỷ luật`, `pháp luật`, `Đại học Luật`, `Tòa án Hiến pháp`: the word before belongs to `luật`.
fn follows_other_word(tokens: &Tokens<'_>, i: usize) -> bool {
    !tokens.starts_line(i) && follows(tokens, i, RegulationCue::OtherWord)
        || i > 1 && has(tokens, i - 2, RegulationCue::Court)
}

fn with_year(view: &LineCursor<'_>, mut to: usize, doc_type: &'static str) -> Name {
    let tokens = &view.tokens;
    // Luật Đất đai sửa đổi năm 2024
    let amended = behind(tokens, to, RegulationCue::Amended);
    let year_at = behind(tokens, amended, RegulationCue::Year);
    if amended > to && tokens.digits(year_at).is_some_and(|digits| digits.len() == 4) {
        to = amended;
    }
    // "(sửa đổi)" belongs to the name when a year or nothing follows; it stays outside, as the year
    // does inside brackets.
    let at = behind(tokens, to, RegulationCue::Year);
    let year = law_year(tokens, at);
    if year.is_some() && view.is_free(at, at + 1) {
        to = at + 1;
    }
    Name { to, doc_type, year, law: None }
}

/// Behind the last word that a law's name in sentence case, which begins at `first`, may have.
fn name_end(tokens: &Tokens<'_>, first: usize) -> Option<usize> {
    let mut to = first;
    while to < first + LONGEST_NAME {
        let token = tokens.get(to)?;
        let is_comma = tokens.is_mark(to, &[','])
            && !tokens.is_capitalised(to + 1)
            && to > first
            && is_listing(tokens, to);
        // Luật Hỗ trợ DNNVV: an abbreviation ends the name.
        if to > first
            && tokens.case(to) == Case::Upper
            && tokens.str(to).len() > 1
            && !tokens.in_capitals(to)
            && !tokens.is_capitalised(to + 1)
        {
            to += 1;
            break;
        }
        if (token.kind != TokenKind::Word && !is_comma)
            || (to > first && tokens.is_capitalised(to))
            || tokens.starts_line(to)
        {
            break;
        }
        if to > first && has(tokens, to, RegulationCue::NameEnd) {
            break;
        }
        to += 1;
        if to >= tokens.list.len() {
            break;
        }
    }
    Some(to)
}

/// `Luật`, then a name in sentence case.
fn law_by_shape(view: &LineCursor<'_>, i: usize) -> Option<Name> {
    let tokens = &view.tokens;
    let head =
        lexicons().regulation_cues.matches_of(tokens, i, RegulationList::LawHead.bit()).next();
    let Some((&RegulationCue::LawHead(doc_type), length)) = head else { return None };
    if follows_other_word(tokens, i) {
        return None;
    }
    let first = i + length;
    // An amending law: its name ends where the amended law's ends.
    if has(tokens, first, RegulationCue::Amending)
        && (tokens.is_capitalised(i) || names_amended(tokens, first))
    {
        let of = (first..first + 14)
            .take_while(|&t| !tokens.is_mark(t, &['.', ';', '(', ')']))
            .find(|&t| has(tokens, t, RegulationCue::AmendedLaw));
        let law = (of?..of? + 3)
            .find_map(|t| lexicons().laws.longest(tokens, t).map(|(_, length)| t + length))?;
        return Some(with_year(view, law, doc_type));
    }
    if has(tokens, first, RegulationCue::NoLaw)
        || tokens.case(first) != Case::Title
        || tokens.starts_line(first)
        || !tokens.is_capitalised(i)
    {
        return None;
    }
    let mut to = name_end(tokens, first)?;
    // "Luật Dẫn độ và các văn bản": what only joins is no part of the name.
    while to > first && follows(tokens, to, RegulationCue::NoLastWord) {
        to -= 1;
    }
    // A name of one syllable, or cut at the limit, is no sure name.
    (to >= first + 2 && to < first + LONGEST_NAME).then(|| with_year(view, to, doc_type))
}

/// `luật sửa đổi, bổ sung một số điều của …`: the name of a law, in small letters too.
fn names_amended(tokens: &Tokens<'_>, first: usize) -> bool {
    (first..first + 8)
        .any(|at| lexicons().references.has(tokens, at, ReferenceWord::SomeArticlesOf.bit()))
}

/// A comma inside a name joins short members: `Phòng, chống …`.
fn is_listing(tokens: &Tokens<'_>, comma: usize) -> bool {
    has(tokens, comma + 1, RegulationCue::NameGoesOn)
}

/// Resolutions of plenums and congresses.
fn party_resolution(tokens: &Tokens<'_>, i: usize) -> Option<Name> {
    let head = lexicons()
        .regulation_cues
        .matches_of(tokens, i, RegulationList::ResolutionHead.bit())
        .next();
    let Some((&RegulationCue::ResolutionHead(doc_type), length)) = head else { return None };
    // "các nghị quyết Hội nghị Trung ương 5" are several, none of them named.
    if follows(tokens, i, RegulationCue::Several)
        && (!tokens.is_capitalised(i) || tokens.in_capitals(i))
    {
        return None;
    }
    let mut meeting = Meeting::default();
    let first = i + length + usize::from(has(tokens, i + length, RegulationCue::OfCongress));
    let mut to = first;
    loop {
        let at = to + usize::from(to > first && tokens.is_mark(to, &[',']));
        match meeting.part(tokens, at).filter(|&end| end > at && !tokens.starts_line(at)) {
            Some(end) => to = end,
            None => break,
        }
    }
    meeting.is_known().then_some(Name { to, doc_type, year: None, law: None })
}

/// What has been said of the meeting that passed a resolution. Its parts come in any order, each
/// once: `Hội nghị lần thứ 9 | Ban Chấp hành Trung ương Đảng | khóa XII`, `Đại hội | XX | Đảng bộ
/// tỉnh`.
#[derive(Default)]
struct Meeting {
    plenum: bool,
    central: bool,
    congress: bool,
    which: bool,
    term: bool,
}

impl Meeting {
    /// A plenum needs its number and whose it is, a congress its number.
    fn is_known(&self) -> bool {
        self.which && (self.congress || self.central || self.plenum && self.term)
    }

    /// Behind the part that begins at `at`.
    fn part(&mut self, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
        if self.congress {
            return None;
        }
        let part = |cue| Some(behind(tokens, at, cue)).filter(|&end| end > at);
        if !self.plenum
            && !self.central
            && let Some(end) = part(RegulationCue::Plenum)
        {
            self.plenum = true;
            return Some(end);
        }
        if let Some(end) = part(RegulationCue::WhichPlenum)
            && (self.plenum || self.central)
            && !self.which
        {
            self.which = true;
            return numeral(tokens, end);
        }
        if let Some(end) =
            part(RegulationCue::CentralCommittee).or_else(|| part(RegulationCue::Central))
            && !self.central
        {
            self.central = true;
            let party = behind(tokens, end, RegulationCue::Party);
            let number = if self.which { None } else { numeral(tokens, party) };
            self.which |= number.is_some();
            return Some(number.unwrap_or(party));
        }
        if let Some(end) = part(RegulationCue::Congress)
            && !self.central
        {
            self.congress = true;
            let end = congress(tokens, end)?;
            self.which = true;
            return Some(end);
        }
        let end = if self.which && !self.term { term(tokens, at)? } else { return None };
        self.term = true;
        Some(end)
    }
}

/// A congress is named by so many tokens at most.
const LONGEST_CONGRESS: usize = 16;

/// Behind `Đại hội`: whose, and the how-manieth, in either order.
fn congress(tokens: &Tokens<'_>, mut at: usize) -> Option<usize> {
    let start = at;
    let mut numbered = false;
    let mut of_party = false;
    let mut of_last = false;
    while at < start + LONGEST_CONGRESS && at < tokens.list.len() && !tokens.starts_line(at) {
        let is_party = has(tokens, at, RegulationCue::Party);
        let says_whose = has(tokens, at, RegulationCue::CongressOf);
        let body = behind(tokens, at, RegulationCue::PartyBody);
        let is_name = tokens.kind(at) == Some(TokenKind::Word) && tokens.is_capitalised(at);
        if is_party || says_whose && (!numbered || of_last) {
            of_party |= is_party;
            of_last = is_party || says_whose;
            at += 1;
        } else if body > at && of_party && (!numbered || of_last) {
            at = body;
        } else if !numbered && has(tokens, at, RegulationCue::Term) {
            // Đại hội Đảng bộ xã khóa I
            at = numeral(tokens, at + 1)?;
            (numbered, of_last) = (true, false);
        } else if !numbered && has(tokens, at, RegulationCue::WhichCongress) {
            at = numeral(tokens, behind(tokens, at, RegulationCue::WhichCongress))?;
            (numbered, of_last) = (true, false);
        } else if numbered && has(tokens, at, RegulationCue::OfParty) {
            at = behind(tokens, at, RegulationCue::OfParty);
            break;
        } else if !numbered && roman(tokens, at).is_some() {
            at += 1;
            (numbered, of_last) = (true, false);
        } else if of_party && is_name && (!numbered || of_last && tokens.case(at) == Case::Title) {
            // The name of a province: Đảng bộ tỉnh Quảng Nam lần thứ XXI.
            at += 1;
        } else if of_party && !numbered {
            // A body that no list holds: Đảng bộ Sư đoàn 5 anh hùng lần thứ X.
            at = number_ahead(tokens, at)?;
        } else {
            break;
        }
    }
    // "Nghị quyết Đại hội" alone, or a shareholders' meeting, is no known resolution.
    numbered.then_some(at)
}

/// Where the number of a congress is said behind the name of a body at `at`: no word of a clause
/// and no mark stands between.
fn number_ahead(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let is_clause = |at: usize| {
        lexicons().contexts.has(tokens, at, ContextWordKind::Function.bit())
            && !has(tokens, at, RegulationCue::And)
    };
    let ends = |at: &usize| {
        has(tokens, *at, RegulationCue::WhichCongress) || has(tokens, *at, RegulationCue::Term)
    };
    let is_open = |at: &usize| {
        tokens.kind(*at) == Some(TokenKind::Word) && !tokens.starts_line(*at) && !is_clause(*at)
    };
    (at..at + LONGEST_BODY).take_while(is_open).find(ends)
}

/// The name of a Party body has so many words at most.
const LONGEST_BODY: usize = 12;

/// `khóa XII` or `(khóa XII)`, and where it ends.
fn term(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let bracket = tokens.is_mark(at, &['(']);
    let head = at + usize::from(bracket) + usize::from(tokens.is_mark(at, &[',']));
    let is_term = has(tokens, head, RegulationCue::Term);
    let to = if is_term { numeral(tokens, head + 1)? } else { return None };
    if bracket { tokens.is_mark(to, &[')']).then_some(to + 1) } else { Some(to) }
}

/// An arabic, roman or spelt-out ordinal.
fn numeral(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let is_word = matches!(
        lexicons().numbers.single(tokens, at),
        Some(NumberWord::Digit(_) | NumberWord::DigitAfterTens(_) | NumberWord::Ten)
    );
    let is_numeral =
        tokens.digits(at).is_some_and(|d| d.len() <= 2) || roman(tokens, at).is_some() || is_word;
    is_numeral.then_some(at + 1)
}

/// One spelling for one law: "Luật đất đai" is written "Luật Đất đai" where only capitals differ;
/// abbreviations stay as written.
fn official(value: String, law: Option<&str>) -> String {
    match law.and_then(|law| Some((law, value.get(..law.len())?, value.get(law.len()..)?))) {
        Some((law, head, rest)) if head.to_lowercase() == law.to_lowercase() => {
            format!("{law}{rest}")
        }
        _ => value,
    }
}

/// Single spaces; the year without "năm"; a name in capitals as the rest of a text has it.
fn canonical(name: &str) -> String {
    let name = if name.contains(char::is_lowercase) {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(in_small_letters(name))
    };
    let words: Vec<&str> = name.split_whitespace().collect();
    match words.as_slice() {
        [head @ .., year_head, year]
            if year.bytes().all(|b| b.is_ascii_digit()) && is_one_of(year_head, &["năm"]) =>
        {
            format!("{} {year}", head.join(" "))
        }
        _ => words.join(" "),
    }
}

/// A name in capitals (NGHỊ QUYẾT ĐẠI HỘI ĐẢNG BỘ TỈNH NAM SƠN LẦN THỨ XX) with capitals where
/// names have them: bodies, places, numerals.
fn in_small_letters(name: &str) -> String {
    let list = lexicons().tokens(name);
    let tokens = Tokens { text: name, list: &list };
    let mut out = String::with_capacity(name.len());
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        out.push_str(if i > 0 && !tokens.is_glued(i) { " " } else { "" });
        let written = lexicons()
            .regulation_cues
            .matches_of(&tokens, i, RegulationList::WrittenSo.bit())
            .next();
        if let Some((&RegulationCue::WrittenSo(form), length)) = written {
            out.push_str(form);
            i += length;
            continue;
        }
        let word = token.span().slice(name);
        let is_common =
            lexicons().regulation_cues.begins(&tokens, i) || lexicons().numbers.begins(&tokens, i);
        match word.chars().next() {
            _ if roman(&tokens, i).is_some() => out.push_str(word),
            // NSNN: an abbreviation stays.
            _ if !is_syllable(&word.to_lowercase()) => out.push_str(word),
            Some(first) if !is_common => {
                out.push(first);
                out.push_str(&word.get(first.len_utf8()..).unwrap_or_default().to_lowercase());
            }
            _ => out.push_str(&word.to_lowercase()),
        }
        i += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::Value;
    use crate::extract::find;

    fn names(text: &str) -> Vec<String> {
        let value = |value| match value {
            Value::Regulation(r) => Some(r.value),
            _ => None,
        };
        find(text, None).into_iter().filter_map(|(_, v)| value(v)).collect()
    }

    const NAMES: &[(&str, &str)] = &[
        ("theo Luật Đất đai năm 2013.", "Luật Đất đai 2013"),
        ("theo luật đất Đai 2013 và", "Luật Đất đai 2013"),
        ("Bộ luật Hình sự có hiệu lực", "Bộ luật Hình sự"),
        ("theo Hiến pháp năm 2013", "Hiến pháp 2013"),
        (
            "Luật Phòng, chống tác hại của rượu, bia quy định",
            "Luật Phòng, chống tác hại của rượu, bia",
        ),
        ("Luật Thực hiện dân chủ ở cơ sở được ban hành", "Luật Thực hiện dân chủ ở cơ sở"),
        ("dự thảo Luật Phát triển kinh tế tập thể được trình", "Luật Phát triển kinh tế tập thể"),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Đầu tư công",
            "Luật sửa đổi, bổ sung một số điều của Luật Đầu tư công",
        ),
        ("Luật Phòng chống tham nhũng năm 2018", "Luật Phòng chống tham nhũng 2018"),
        ("Luật Đất đai sửa đổi năm 2024 vừa được", "Luật Đất đai sửa đổi 2024"),
        ("theo luật đầu tư công hiện hành", "Luật Đầu tư công"),
        ("quy định của Luật NSNN)", "Luật NSNN"),
        ("Luật Dẫn độ và các văn bản", "Luật Dẫn độ"),
        ("Nghị quyết Trung ương 4 khóa XII về", "Nghị quyết Trung ương 4 khóa XII"),
        (
            "Nghị quyết Hội nghị Trung ương 8 (khóa XI) về",
            "Nghị quyết Hội nghị Trung ương 8 (khóa XI)",
        ),
        ("Nghị quyết Đại hội XIV của Đảng", "Nghị quyết Đại hội XIV của Đảng"),
        (
            "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng",
            "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng",
        ),
        (
            "Nghị quyết Đại hội Đảng bộ tỉnh Nam Định lần thứ XX,",
            "Nghị quyết Đại hội Đảng bộ tỉnh Nam Định lần thứ XX",
        ),
        // number, body and term in any order
        ("Nghị quyết Hội nghị Trung ương lần thứ 5 về", "Nghị quyết Hội nghị Trung ương lần thứ 5"),
        (
            "Nghị quyết Hội nghị lần thứ sáu, Ban Chấp hành Trung ương Đảng khóa XII,",
            "Nghị quyết Hội nghị lần thứ sáu, Ban Chấp hành Trung ương Đảng khóa XII",
        ),
        (
            "Nghị quyết Hội nghị Ban Chấp hành Trung ương Đảng lần thứ 4, khóa XIII.",
            "Nghị quyết Hội nghị Ban Chấp hành Trung ương Đảng lần thứ 4, khóa XIII",
        ),
        ("Nghị quyết Trung ương 7, khóa XII và", "Nghị quyết Trung ương 7, khóa XII"),
        ("Nghị quyết Đại hội XVII Đảng bộ huyện được", "Nghị quyết Đại hội XVII Đảng bộ huyện"),
        (
            "Nghị quyết Đại hội XXI Đảng bộ tỉnh Vân Trà đề ra",
            "Nghị quyết Đại hội XXI Đảng bộ tỉnh Vân Trà",
        ),
        (
            "Nghị quyết Đại hội Đảng bộ Quân đội lần thứ XII.",
            "Nghị quyết Đại hội Đảng bộ Quân đội lần thứ XII",
        ),
        (
            "Nghị quyết đại hội đại biểu lần VIII của Đảng đã nêu",
            "Nghị quyết đại hội đại biểu lần VIII của Đảng",
        ),
        (
            "theo Luật Cơ quan đại diện Việt Nam ở nước ngoài",
            "Luật Cơ quan đại diện Việt Nam ở nước ngoài",
        ),
        (
            "Nghị quyết Đại hội Đảng bộ Chính phủ lần thứ I,",
            "Nghị quyết Đại hội Đảng bộ Chính phủ lần thứ I",
        ),
        (
            "Nghị quyết Đại hội Đảng bộ Biên phòng tỉnh Vân Trà lần thứ XV,",
            "Nghị quyết Đại hội Đảng bộ Biên phòng tỉnh Vân Trà lần thứ XV",
        ),
        (
            "Nghị quyết Đại hội Đảng bộ phường khóa II đề ra",
            "Nghị quyết Đại hội Đảng bộ phường khóa II",
        ),
        (
            "Nghị quyết Đại hội Đảng bộ Bộ Y tế lần thứ VI",
            "Nghị quyết Đại hội Đảng bộ Bộ Y tế lần thứ VI",
        ),
        // in capitals
        ("HỌC TẬP NGHỊ QUYẾT TRUNG ƯƠNG 6 KHÓA XIII", "Nghị quyết Trung ương 6 khóa XIII"),
        (
            "NGHỊ QUYẾT ĐẠI HỘI ĐẢNG BỘ TỈNH VÂN TRÀ LẦN THỨ XX VÀO CUỘC SỐNG",
            "Nghị quyết Đại hội Đảng bộ tỉnh Vân Trà lần thứ XX",
        ),
        ("THI HÀNH LUẬT NHÀ Ở NĂM 2023", "Luật Nhà ở 2023"),
        ("BỘ LUẬT DÂN SỰ NĂM 2015", "Bộ luật Dân sự 2015"),
    ];

    #[test]
    fn names_with_year_or_term() {
        for &(text, value) in NAMES {
            assert_eq!(names(text), [value], "{text}");
        }
    }

    #[test]
    fn lists_of_years() {
        let table: [(&str, &[&str]); 5] = [
            (
                "các bản Hiến pháp 1980, 1992 và 2013",
                &["Hiến pháp 1980", "Hiến pháp 1992", "Hiến pháp 2013"],
            ),
            ("Hiến pháp năm 1946 và năm 1959 đều", &["Hiến pháp 1946", "Hiến pháp 1959"]),
            (
                "so Luật Đất đai năm 2003, 2013 và 2024",
                &["Luật Đất đai 2003", "Luật Đất đai 2013", "Luật Đất đai 2024"],
            ),
            ("theo Luật Nhà ở 2014, 2020 hộ được cấp", &["Luật Nhà ở 2014"]),
            ("theo Luật Nhà ở 2014, năm 2020 tỉnh cấp", &["Luật Nhà ở 2014"]),
        ];
        for (text, expected) in table {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn no_names() {
        for text in [
            "bị kỷ luật Đảng",
            "báo Pháp luật Thành phố",
            "Trường Đại học Luật Hà Nội",
            "Luật sư Hoàng Lan",
            "Tòa án Hiến pháp",
            "luật này quy định",
            "theo luật đất đai",
            "Nghị quyết đại hội cổ đông",
            "đúng luật Việt Nam",
            "Nghị quyết này",
            "Nghị quyết Đại hội Đảng bộ được thông qua",
            "Nghị quyết Đại hội Đảng các cấp",
        ] {
            assert_eq!(names(text), [""; 0], "{text}");
        }
    }
}
