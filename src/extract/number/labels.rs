//! What is no number at all: labels and their lists, telephone numbers, clock times, parts of
//! names.

use super::context;
use super::cues::{follows, has};
use super::reading::Part;
use super::{glued, words};
use crate::extract::counted::is_counted;
use crate::extract::date::is_name;
use crate::extract::view::{Found, LineCursor};
use crate::lexicon::token::{Case, RAISED, TokenKind, Tokens};
use crate::lexicon::{
    Context, ContextWordKind, DateWord, NumberCue, NumberWordKind, Relative, lexicons,
};
use crate::model::{NumberClass, Quantity};

/// The longest plain run of digits that may be a count without a unit; longer ones are telephone,
/// account and identity numbers.
const LONGEST_COUNT: usize = 7;

/// Whether a line begins at `i`, or behind the quotation mark there: “1. Trong độ tuổi lao động …
fn begins_line(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.starts_line(i)
        || i > 0 && tokens.starts_line(i - 1) && tokens.is_mark(i - 1, &['"', '“', '‘'])
}

/// Whether the digits are the figure of a footnote: `1 Điều này được bãi bỏ …`, `b)5 Trường hợp …`.
fn is_footnote(tokens: &Tokens<'_>, i: usize) -> bool {
    let names_document = |at: usize| {
        let is_label =
            || lexicons().contexts.matches_of(tokens, at, Context::Label.bit()).next().is_some();
        tokens.case(at) == Case::Title
            && (lexicons().doc_types.longest(tokens, at).is_some() || is_label())
    };
    let opens_note = tokens.starts_line(i) && names_document(i + 1);
    let behind_letter =
        i > 1 && tokens.is_glued(i) && tokens.is_mark(i - 1, &[')']) && tokens.starts_line(i - 2);
    tokens.str(i).len() <= 2 && (opens_note || behind_letter && tokens.is_capitalised(i + 1))
}

/// Digits that are no numeral: parts of names and codes, telephone numbers, clock times, list
/// markers. Gives the token behind.
pub(super) fn no_number(tokens: &Tokens<'_>, i: usize) -> Option<usize> {
    let digits = tokens.str(i);
    let chain = tokens.end_of_chain(i);
    if let Some(to) = telephone(tokens, i) {
        return Some(to);
    }
    let is_long = digits.len() > LONGEST_COUNT
        && !tokens.is_mark(i + 1, &[','])
        && !is_measured(tokens, i + 1);
    if continues_name(tokens, i) || is_long || digits.starts_with('0') && digits.len() > 2 {
        return Some(chain);
    }
    // 10⁶: the value stands in both; 10¹ has a footnote.
    let is_note = || tokens.is_mark(i + 1, &['¹']) && tokens.behind_note(i + 1) == i + 2;
    if digits == "10" && tokens.is_glued(i + 1) && tokens.is_mark(i + 1, &RAISED) && !is_note() {
        return Some(i + 2);
    }
    clock_time(tokens, i, chain)
        .or_else(|| begins_name(tokens, i).then_some(chain))
        .or_else(|| item_marker(tokens, i))
        .or_else(|| {
            // A chain of three or more: 4-3-3, 2-4-6, 0902.999.655, 192.168.1.1
            let parts = (i..chain).filter(|&t| tokens.digits(t).is_some()).count();
            let dashes = || (i..chain).filter(|&t| tokens.is_mark(t, &['-'])).count();
            let first_mark = || (i..chain).find_map(|t| tokens.mark(t));
            let is_dotted = || {
                parts >= 2
                    && first_mark() == Some('.')
                    && tokens.digits(i + 2).is_some_and(|d| d.len() > 3)
            };
            (parts >= 3 && dashes() >= 2 || is_dotted()).then_some(chain)
        })
}

/// Whether the digits continue a name or a code: U23, F0; Covid-19, A-320, 29A-123; GMT+7; T.8; /2.
fn continues_name(tokens: &Tokens<'_>, i: usize) -> bool {
    let is_word = |at: usize| tokens.kind(at) == Some(TokenKind::Word);
    if i == 0 || !tokens.is_glued(i) {
        return false;
    }
    let behind_word =
        is_word(i - 1) && !lost_blank(tokens, i) || tokens.is_mark(i - 1, &['_', '#', '@', '№']);
    // The 2 of a fraction or an address, but not the 100 of miligam/100 mililít.
    let behind_slash =
        tokens.is_mark(i - 1, &['/']) && lexicons().units.longest(tokens, i + 1).is_none();
    let joins = i > 1 && is_word(i - 2);
    let behind_joint = joins && tokens.is_mark(i - 1, &['-', '.']) && tokens.is_glued(i - 1);
    behind_word || behind_slash || behind_joint || joins && tokens.is_mark(i - 1, &['+'])
}

/// Whether a word that is no unit touches the digits: 10A1, 4K, 3G, 1A.
fn begins_name(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.is_glued(i + 1)
        && tokens.kind(i + 1) == Some(TokenKind::Word)
        && lexicons().units.longest(tokens, i + 1).is_none()
        && words::magnitude(tokens, i + 1).is_none()
        && glued::behind(tokens, i + 1).is_none()
        && tokens.str(i + 1) != "x"
}

/// A clock time: 8h30, 14h, 8g30; 20:15. Gives the token behind.
fn clock_time(tokens: &Tokens<'_>, i: usize, chain: usize) -> Option<usize> {
    if tokens.is_glued(i + 1) && matches!(tokens.str(i + 1), "h" | "H") && tokens.str(i).len() <= 2
    {
        return Some(chain.max(i + 2));
    }
    if tokens.is_glued(i + 1)
        && tokens.is_mark(i + 1, &[':'])
        && tokens.is_glued(i + 2)
        && tokens.digits(i + 2).is_some()
    {
        return Some(chain);
    }
    is_clock(tokens, i).then(|| {
        let minutes = tokens.digits(i + 2).is_some() && !tokens.starts_line(i + 2);
        let to = i + if minutes { 3 } else { 2 };
        to + usize::from(minutes && has(tokens, to, NumberCue::Minutes))
    })
}

/// The marker of an item: "1. Nội dung", "2) …" at the beginning of a line, and a bare (34), which
/// is an age or a reference. Gives the token behind.
fn item_marker(tokens: &Tokens<'_>, i: usize) -> Option<usize> {
    let length = tokens.str(i).len();
    let is_marked = tokens.is_mark(i + 1, &['.', ')', '/'])
        && tokens.is_glued(i + 1)
        && !tokens.is_glued(i + 2)
        && length <= 2;
    if begins_line(tokens, i) && is_marked || opens_item(tokens, i) {
        return Some(i + 2);
    }
    if is_footnote(tokens, i) {
        return Some(i + 1);
    }
    let in_brackets = i > 0
        && tokens.is_mark(i - 1, &['(', '['])
        && tokens.is_mark(i + 1, &[')', ']'])
        && length <= 3;
    in_brackets.then_some(i + 1)
}

/// `… xong. 2. Nội dung`, `gồm: 1- Đơn; 2- Biên bản`: the marker of an item behind a sentence or
/// clause, in a line of several.
fn opens_item(tokens: &Tokens<'_>, i: usize) -> bool {
    let is_behind = i > 0 && tokens.is_mark(i - 1, &['.', ';', ':', '!', '?']);
    let is_marker = tokens.is_mark(i + 1, &['.', '-', ')'])
        && tokens.is_glued(i + 1)
        && !tokens.is_glued(i + 2);
    let is_dot = tokens.is_mark(i + 1, &['.']) && tokens.is_glued(i);
    is_behind && is_marker && !is_dot && tokens.str(i).len() <= 2 && tokens.is_capitalised(i + 2)
}

/// `14 giờ 30`, `lúc 8 giờ`, `14 giờ ngày 5/9`, `7 giờ sáng`: a time of day; other `N giờ` are
/// durations.
fn is_clock(tokens: &Tokens<'_>, i: usize) -> bool {
    let hour: Option<u8> = tokens.str(i).parse().ok();
    if !has(tokens, i + 1, NumberCue::Hours) || hour.is_none_or(|hour| hour > 24) {
        return false;
    }
    let cue = follows(tokens, i, NumberCue::BeforeClock);
    let next = lexicons().dates.matches(tokens, i + 2).any(|(word, _)| {
        matches!(
            word,
            DateWord::PartOfDay(_) | DateWord::DayHead | DateWord::Relative(Relative::Day(_))
        )
    });
    cue && !has(tokens, i + 2, NumberCue::NoClock) && !tokens.is_mark(i + 2, &['/'])
        || next
        || tokens.digits(i + 2).is_some()
}

/// Whether plain digits that no head announced are still a label: a year in an odd place, a
/// lottery, a score.
pub(super) fn is_label(tokens: &Tokens<'_>, i: usize, to: usize) -> bool {
    let year_like = tokens
        .digits(i)
        .is_some_and(|d| d.len() == 4 && (d.starts_with("19") || d.starts_with("20")));
    let noun_follows = || {
        is_counted(tokens, to)
            || tokens.kind(to) == Some(TokenKind::Word)
                && !tokens.is_capitalised(to)
                && !tokens.starts_line(to)
                && !lexicons().contexts.has(tokens, to, Context::Function.bit())
    };
    if year_like && !noun_follows() && context::approx(tokens, i, to).is_none() {
        return true;
    }
    if ends_name(tokens, i, to) || ends_quotation(tokens, i, to) || is_page(tokens, i, to) {
        return true;
    }
    is_name(tokens, i) && !is_counted(tokens, to) && tokens.is_mark(to, &['-', '/'])
}

/// `Thủy điện Vân Trà 2 được …`: a small number between a name and a word that no number of things
/// is followed by.
fn ends_name(tokens: &Tokens<'_>, i: usize, to: usize) -> bool {
    let is_small =
        tokens.digits(i).is_some_and(|digits| digits.len() < 3 && !digits.starts_with('0'));
    let follows_name = i > 1
        && !tokens.starts_line(i)
        && tokens.case(i - 1) == Case::Title
        && tokens.is_capitalised(i - 2);
    is_small
        && follows_name
        && lexicons().contexts.has(tokens, to, ContextWordKind::Function.bit())
        && !is_counted(tokens, to)
}

/// A quoted name is so long at most, in tokens.
const LONGEST_TITLE: usize = 8;

/// `“Đêm hội hoa 7”`: a small number that ends a short quotation which begins with a capital is
/// part of a name.
fn ends_quotation(tokens: &Tokens<'_>, i: usize, to: usize) -> bool {
    if !tokens.is_mark(to, &['"', '”']) || !tokens.is_glued(to) || tokens.str(i).len() > 2 {
        return false;
    }
    let quote =
        (i.saturating_sub(LONGEST_TITLE)..i).rev().find(|&at| tokens.is_mark(at, &['"', '“']));
    quote.is_some_and(|quote| tokens.is_capitalised(quote + 1) && tokens.is_glued(quote + 1))
        && context::approx(tokens, i, to).is_none()
}

/// A page header is so long at most, in tokens.
const LONGEST_HEADER: usize = 16;

/// Whether the number is that of a page beside its header: `4 CÔNG BÁO/Số 12`,
/// `CÔNG BÁO/Số 12/Ngày 5-6-2024 5`.
fn is_page(tokens: &Tokens<'_>, i: usize, to: usize) -> bool {
    let ends_header = || {
        let number = (i.saturating_sub(LONGEST_HEADER)..i).rev().find(|&at| is_header(tokens, at));
        number.is_some_and(|header| {
            (header..i)
                .all(|at| tokens.kind(at) != Some(TokenKind::Word) || tokens.is_capitalised(at))
        })
    };
    is_header(tokens, to) || i > 0 && tokens.digits(i - 1).is_some() && ends_header()
}

/// Whether the line is the number of a page, right above or below its header.
pub(super) fn is_page_number(view: &LineCursor<'_>) -> bool {
    let tokens = &view.tokens;
    let is_head = |text: &str| {
        let list = lexicons().tokens(text);
        let tokens = Tokens { text, list: &list };
        is_header(&tokens, usize::from(tokens.digits(0).is_some()))
    };
    tokens.list.len() == 1
        && tokens.digits(0).is_some()
        && view.beside().any(|line| is_head(&line.text))
}

/// Whether the header of a page begins at `at`.
fn is_header(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is_capitalised(at) && has(tokens, at, NumberCue::PageHeader)
}

/// Whether a unit, a magnitude or a counted noun begins at `at`: what stands before it is no
/// account number.
fn is_measured(tokens: &Tokens<'_>, at: usize) -> bool {
    !tokens.starts_line(at)
        && (lexicons().units.longest(tokens, at).is_some()
            || words::magnitude(tokens, at).is_some()
            || is_counted(tokens, at))
}

/// Whether the digits at `i` touch a Vietnamese word whose blank was lost (`hơn20 người`,
/// `tăng5%`). Names of letters have no marks, and the figure of a footnote measures nothing.
fn lost_blank(tokens: &Tokens<'_>, i: usize) -> bool {
    let word = tokens.str(i - 1);
    let is_plain_word =
        word.chars().count() > 2 && !word.is_ascii() && word.chars().all(char::is_lowercase);
    let is_approximate =
        || lexicons().numbers.longest_before_of(tokens, i, NumberWordKind::Approx.bit()).is_some();
    let mut to = i + 1;
    while to < i + 8
        && tokens.is_mark(to, &['.', ','])
        && tokens.is_glued(to + 1)
        && tokens.digits(to + 1).is_some()
    {
        to += 2;
    }
    let is_unit =
        || lexicons().units.longest(tokens, to).is_some() || words::magnitude(tokens, to).is_some();
    is_plain_word && (is_unit() || is_approximate() && is_counted(tokens, to))
}

/// Groups of a telephone number.
const MOST_GROUPS: usize = 5;

/// A telephone number in groups: `0912 345 678`, `(024) 3825 1234`, `1900 1234`, `+84 912 345 678`.
/// Gives the token behind.
fn telephone(tokens: &Tokens<'_>, i: usize) -> Option<usize> {
    let first = tokens.digits(i)?;
    let in_brackets = i > 0 && tokens.is_mark(i - 1, &['(']) && tokens.is_mark(i + 1, &[')']);
    let is_area = first.starts_with('0') && (first.len() > 2 || in_brackets && first.len() > 1);
    let is_service = matches!(first, "1800" | "1900");
    let is_country = i > 0 && tokens.is_mark(i - 1, &['+']) && tokens.is_glued(i);
    if !(is_area || is_service || is_country) {
        return None;
    }
    let mut to = i + 1 + usize::from(in_brackets);
    let mut digits = first.len();
    for _ in 0..MOST_GROUPS {
        let at =
            to + usize::from(tokens.is_mark(to, &['.', '-']) && tokens.digits(to + 1).is_some());
        let Some(group) = tokens
            .digits(at)
            .filter(|group| (2..9).contains(&group.len()) && !tokens.starts_line(at))
        else {
            break;
        };
        digits += group.len();
        to = at + 1;
    }
    ((8..=13).contains(&digits) && to > i + 2 - usize::from(!in_brackets)).then_some(to)
}

/// `7 chương 52 điều`: a label's word that the number before counts is no label, where something is
/// counted behind it too.
pub(super) fn counts_on(view: &LineCursor<'_>, i: usize, to: usize) -> bool {
    let tokens = &view.tokens;
    let label =
        lexicons().contexts.longest_before_of(tokens, i, LABELS).map(|(_, length)| i - length);
    let is_count = |found: &Found| {
        Quantity::of(&found.value).is_some_and(|quantity| quantity.class == NumberClass::Count)
            && found.to == label.unwrap_or_default()
    };
    let is_which = |found: &Found| {
        lexicons().contexts.longest_before_of(tokens, found.from, LABELS | ORDINALS).is_some()
    };
    label.is_some_and(|label| !tokens.is_capitalised(label) || tokens.in_capitals(label))
        && is_counted(tokens, to)
        && view.found().next().is_some_and(|found| is_count(found) && !is_which(found))
}

const LABELS: u64 = Context::Label.bit() | Context::WeakLabel.bit();
const ORDINALS: u64 = Context::Ordinal.bit() | Context::WeakOrdinal.bit();

fn is_label_word(tokens: &Tokens<'_>, at: usize) -> bool {
    lexicons().contexts.matches_of(tokens, at, LABELS).next().is_some()
}

/// Behind the last label of a list whose first ends before `at`: `Điều 8, 10 và 12`,
/// `khoản 1, 2 Điều 5`, `phường 1 đến 3`. What is counted or measured behind a joint is none.
pub(super) fn end_of_list(view: &LineCursor<'_>, at: usize) -> usize {
    let tokens = &view.tokens;
    let mut to = at;
    while let Some(next) = next_label(tokens, to).filter(|&next| view.is_free(to, next)) {
        to = next;
    }
    to
}

fn next_label(tokens: &Tokens<'_>, joint: usize) -> Option<usize> {
    let is_joint = tokens.is_mark(joint, &[',', ';', '-', '&', '+'])
        || has(tokens, joint, NumberCue::JoinsLabels)
        || lexicons().numbers.has(tokens, joint, NumberWordKind::RangeJoint.bit());
    let at = joint + 1;
    let digits = tokens
        .digits(at)
        .filter(|digits| is_joint && digits.len() < 5 && !tokens.starts_line(at))?;
    let mut to = at + 1;
    if tokens.is_glued(to)
        && tokens.kind(to) == Some(TokenKind::Word)
        && tokens.str(to).chars().count() == 1
    {
        to += 1;
    }
    // và 218.345 ca, và 2/3 số hộ
    let goes_on = tokens.is_glued(to + 1) && tokens.digits(to + 1).is_some();
    if tokens.is_mark(to, &['.', ',', '/', '%'])
        && tokens.is_glued(to)
        && (goes_on || tokens.is_mark(to, &['%']))
    {
        return None;
    }
    let closes = tokens.get(to).is_none()
        || tokens.starts_line(to)
        || tokens
            .is_mark(to, &[',', '.', ';', ':', ')', '(', '-', '”', '"', '…', '?', '!', '|', '/']);
    let names_more =
        tokens.is_capitalised(to) || is_label_word(tokens, to) && !is_counted(tokens, to);
    let joins_more = has(tokens, to, NumberCue::JoinsLabels)
        || lexicons().contexts.matches_of(tokens, to, Context::Function.bit()).next().is_some()
            && !is_counted(tokens, to);
    let is_last = has(tokens, joint, NumberCue::JoinsLabels) && !is_measured(tokens, to);
    (!digits.is_empty() && (closes || names_more || joins_more || is_last)).then_some(to)
}

/// `02 (hai) bản`: a number in words that says the digits before its brackets again.
pub(super) fn repeats_digits(view: &LineCursor<'_>, i: usize, part: &Part) -> bool {
    let tokens = &view.tokens;
    let digits = i.checked_sub(2).and_then(|at| tokens.digits(at));
    digits.is_some_and(|digits| {
        tokens.is_mark(i - 1, &['('])
            && tokens.is_mark(part.to, &[')'])
            && digits.parse() == Ok(part.value)
    })
}
