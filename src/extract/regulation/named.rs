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
//! Not covered: a bare "luật" or "hiến pháp" without a capital, treaties, foreign laws by translation.

use super::cues::{behind, follows, has};
use super::found::{push, regulation};
use crate::extract::roman::roman;
use crate::extract::view::View;
use crate::lexicon::token::{Case, TokenKind, Tokens, begins};
use crate::lexicon::{Context, RegulationCue, RegulationList, lexicons};
use crate::model::RegulationForm;

/// A name that the lexicon lacks is cut after so many words.
const LONGEST_NAME: usize = 14;

/// A name of so many words is one even in small letters: luật đầu tư công.
const LONG_NAME: usize = 4;

pub(super) fn find(view: &mut View<'_>) {
    let mut i = 0;
    while let Some(next) = view.next(i, begins::NAME) {
        i = next;
        let name = if view.tokens.kind(i) == Some(TokenKind::Word) { name_at(view, i) } else { None };
        match name {
            Some(name) if view.is_free(i, name.to) => {
                let span = view.tokens.span(i, name.to);
                let value = official(canonical(span.slice(view.tokens.text)), name.law);
                let mut found = regulation(RegulationForm::Named, value, Some(name.doc_type.to_string()));
                found.year = name.year;
                push(view, i, name.to, found);
                i = name.to;
            }
            _ => i += 1,
        }
    }
}

struct Name {
    to: usize,
    doc_type: &'static str,
    year: Option<i16>,
    /// The name in the lexicon, for a law that is there.
    law: Option<&'static str>,
}

fn name_at(view: &View<'_>, i: usize) -> Option<Name> {
    let tokens = &view.tokens;
    if let Some((law, length)) = lexicons().laws.longest(tokens, i) {
        // "luật đất đai" in small letters speaks of the subject, not of one law.
        let capital = (i..i + length).any(|t| tokens.is_capitalised(t));
        if (capital || length >= LONG_NAME) && !follows_other_word(tokens, i) && (length > 1 || tokens.is_capitalised(i)) {
            return Some(Name { law: Some(law.name), ..with_year(view, i + length, law.doc_type) });
        }
    }
    law_by_shape(view, i).or_else(|| party_resolution(tokens, i))
}

/// `kỷ luật`, `pháp luật`, `Đại học Luật`, `Tòa án Hiến pháp`: the word before belongs to `luật`.
fn follows_other_word(tokens: &Tokens<'_>, i: usize) -> bool {
    !tokens.starts_line(i) && follows(tokens, i, RegulationCue::OtherWord) || i > 1 && has(tokens, i - 2, RegulationCue::Court)
}

fn with_year(view: &View<'_>, mut to: usize, doc_type: &'static str) -> Name {
    let tokens = &view.tokens;
    // Luật Đất đai sửa đổi năm 2024
    let amended = behind(tokens, to, RegulationCue::Amended);
    let year_at = behind(tokens, amended, RegulationCue::Year);
    if amended > to && tokens.digits(year_at).is_some_and(|digits| digits.len() == 4) {
        to = amended;
    }
    // "(sửa đổi)" belongs to the name when a year or nothing follows; it stays outside, as the year does inside brackets.
    let at = behind(tokens, to, RegulationCue::Year);
    let year = tokens.digits(at).filter(|d| d.len() == 4 && !tokens.is_glued(at)).and_then(|d| d.parse::<i16>().ok());
    let year = year.filter(|year| (1900..=2100).contains(year) && !tokens.is_mark(at + 1, &['/']));
    if year.is_some() && view.is_free(at, at + 1) {
        to = at + 1;
    }
    Name { to, doc_type, year, law: None }
}

/// `Luật`, then a name in sentence case.
fn law_by_shape(view: &View<'_>, i: usize) -> Option<Name> {
    let tokens = &view.tokens;
    let head = lexicons().regulation_cues.matches_of(tokens, i, RegulationList::LawHead.bit()).next();
    let Some((&RegulationCue::LawHead(doc_type), length)) = head else { return None };
    if follows_other_word(tokens, i) {
        return None;
    }
    let first = i + length;
    // An amending law: its name ends where the amended law's ends.
    if has(tokens, first, RegulationCue::Amending) && tokens.is_capitalised(i) {
        let of = (first..first + 14)
            .take_while(|&t| !tokens.is_mark(t, &['.', ';', '(', ')']))
            .find(|&t| has(tokens, t, RegulationCue::AmendedLaw));
        let law = (of?..of? + 3).find_map(|t| lexicons().laws.longest(tokens, t).map(|(_, length)| t + length))?;
        return Some(with_year(view, law, doc_type));
    }
    if has(tokens, first, RegulationCue::NoLaw)
        || tokens.case(first) != Case::Title
        || tokens.starts_line(first)
        || !tokens.is_capitalised(i)
    {
        return None;
    }
    let mut to = first;
    while to < first + LONGEST_NAME {
        let token = tokens.get(to)?;
        let is_comma = tokens.is_mark(to, &[',']) && !tokens.is_capitalised(to + 1) && to > first && is_listing(tokens, to);
        if (token.kind != TokenKind::Word && !is_comma) || (to > first && tokens.is_capitalised(to)) || tokens.starts_line(to) {
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
    // "Luật Dẫn độ và các văn bản": what only joins is no part of the name.
    while to > first && follows(tokens, to, RegulationCue::NoLastWord) {
        to -= 1;
    }
    // A name of one syllable, or cut at the limit, is no sure name.
    (to >= first + 2 && to < first + LONGEST_NAME).then(|| with_year(view, to, doc_type))
}

/// A comma inside a name joins short members: `Phòng, chống …`.
fn is_listing(tokens: &Tokens<'_>, comma: usize) -> bool {
    has(tokens, comma + 1, RegulationCue::NameGoesOn)
}

/// Resolutions of plenums and congresses.
fn party_resolution(tokens: &Tokens<'_>, i: usize) -> Option<Name> {
    let head = lexicons().regulation_cues.matches_of(tokens, i, RegulationList::ResolutionHead.bit()).next();
    let Some((&RegulationCue::ResolutionHead(doc_type), length)) = head else { return None };
    let at = i + length + usize::from(has(tokens, i + length, RegulationCue::OfCongress));
    // "các nghị quyết Hội nghị Trung ương 5" are several, none of them named.
    if follows(tokens, i, RegulationCue::Several) && !tokens.is_capitalised(i) {
        return None;
    }
    let plenum_at = behind(tokens, at, RegulationCue::Plenum);
    let which_at = behind(tokens, plenum_at, RegulationCue::WhichPlenum);
    let central_at = behind(tokens, plenum_at, RegulationCue::Central);
    let congress_at = behind(tokens, plenum_at, RegulationCue::Congress);
    let to = if plenum_at > at && which_at > plenum_at {
        // lần thứ tư Ban Chấp hành Trung ương (khóa XII)
        let committee_at = numeral(tokens, which_at)?;
        let party_at = behind(tokens, committee_at, RegulationCue::CentralCommittee);
        term(tokens, behind(tokens, party_at, RegulationCue::Party))?
    } else if central_at > plenum_at {
        let term_at = numeral(tokens, central_at)?;
        term(tokens, term_at).unwrap_or(term_at)
    } else if congress_at > plenum_at {
        congress(tokens, congress_at)?
    } else {
        return None;
    };
    Some(Name { to, doc_type, year: None, law: None })
}

/// Behind `Đại hội`: whose, and the how-manieth.
fn congress(tokens: &Tokens<'_>, mut at: usize) -> Option<usize> {
    let start = at;
    let mut numbered = false;
    let mut of_party = false;
    while at < start + 16 && at < tokens.list.len() && !tokens.starts_line(at) {
        let is_party = has(tokens, at, RegulationCue::Party);
        if is_party || !numbered && has(tokens, at, RegulationCue::CongressOf) {
            of_party |= is_party;
            at += 1;
        } else if !numbered && has(tokens, at, RegulationCue::WhichCongress) {
            at = numeral(tokens, behind(tokens, at, RegulationCue::WhichCongress))?;
            numbered = true;
        } else if numbered && has(tokens, at, RegulationCue::OfParty) {
            at = behind(tokens, at, RegulationCue::OfParty);
            break;
        } else if !numbered && roman(tokens, at).is_some() {
            at += 1;
            numbered = true;
        } else if !numbered && of_party && tokens.is_capitalised(at) && tokens.kind(at) == Some(TokenKind::Word) {
            // The name of a province: Đảng bộ tỉnh Quảng Nam lần thứ XXI.
            at += 1;
        } else {
            break;
        }
    }
    // "Nghị quyết Đại hội" alone, or a shareholders' meeting, is no known resolution.
    numbered.then_some(at)
}

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
    let is_numeral = tokens.digits(at).is_some_and(|d| d.len() <= 2)
        || roman(tokens, at).is_some()
        || lexicons().numbers.longest(tokens, at).is_some()
            && !lexicons().contexts.longest(tokens, at).is_some_and(|(c, _)| *c == Context::Function);
    is_numeral.then_some(at + 1)
}

/// One spelling for one law: "Luật đất đai" is written "Luật Đất đai" where only capitals differ; abbreviations stay as written.
fn official(value: String, law: Option<&str>) -> String {
    match law.and_then(|law| Some((law, value.get(..law.len())?, value.get(law.len()..)?))) {
        Some((law, head, rest)) if head.to_lowercase() == law.to_lowercase() => format!("{law}{rest}"),
        _ => value,
    }
}

/// Single spaces; the year without "năm".
fn canonical(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    match words.as_slice() {
        [head @ .., "năm", year] if year.bytes().all(|b| b.is_ascii_digit()) => format!("{} {year}", head.join(" ")),
        _ => words.join(" "),
    }
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

    #[test]
    fn names_with_year_or_term() {
        let table = [
            ("theo Luật Đất đai năm 2013.", "Luật Đất đai 2013"),
            ("theo luật đất Đai 2013 và", "Luật Đất đai 2013"),
            ("Bộ luật Hình sự có hiệu lực", "Bộ luật Hình sự"),
            ("theo Hiến pháp năm 2013", "Hiến pháp 2013"),
            ("Luật Phòng, chống tác hại của rượu, bia quy định", "Luật Phòng, chống tác hại của rượu, bia"),
            ("Luật Thực hiện dân chủ ở cơ sở được ban hành", "Luật Thực hiện dân chủ ở cơ sở"),
            ("dự thảo Luật Phát triển kinh tế tập thể được trình", "Luật Phát triển kinh tế tập thể"),
            ("Luật sửa đổi, bổ sung một số điều của Luật Đầu tư công", "Luật sửa đổi, bổ sung một số điều của Luật Đầu tư công"),
            ("Luật Phòng chống tham nhũng năm 2018", "Luật Phòng chống tham nhũng 2018"),
            ("Luật Đất đai sửa đổi năm 2024 vừa được", "Luật Đất đai sửa đổi 2024"),
            ("theo luật đầu tư công hiện hành", "Luật Đầu tư công"),
            ("quy định của Luật NSNN)", "Luật NSNN"),
            ("Luật Dẫn độ và các văn bản", "Luật Dẫn độ"),
            ("Nghị quyết Trung ương 4 khóa XII về", "Nghị quyết Trung ương 4 khóa XII"),
            ("Nghị quyết Hội nghị Trung ương 8 (khóa XI) về", "Nghị quyết Hội nghị Trung ương 8 (khóa XI)"),
            ("Nghị quyết Đại hội XIV của Đảng", "Nghị quyết Đại hội XIV của Đảng"),
            ("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng"),
            ("Nghị quyết Đại hội Đảng bộ tỉnh Nam Định lần thứ XX,", "Nghị quyết Đại hội Đảng bộ tỉnh Nam Định lần thứ XX"),
        ];
        for (text, value) in table {
            assert_eq!(names(text), [value], "{text}");
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
        ] {
            assert_eq!(names(text), [""; 0], "{text}");
        }
    }
}
