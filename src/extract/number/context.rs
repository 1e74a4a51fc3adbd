//! What stands beside a numeral: units, counted nouns, labels, approximators; and what is no number at all.

use super::cues::{follows, has};
use super::words;
use crate::extract::counted::is_counted;
use crate::extract::date::is_name;
use crate::extract::view::View;
use crate::lexicon::token::{Case, TokenKind, Tokens};
use crate::lexicon::{Context, DateWord, NumberCue, NumberSort, NumberWord, Relative, Unit, lexicons};
use crate::model::{Approx, NumberClass, NumberForm};

/// The longest plain run of digits that may be a count; longer ones are telephone, account and identity numbers.
const LONGEST_COUNT: usize = 7;

/// What the words right before the numeral make of it; the longest entry wins (`tổng số` over `số`). `to` is behind the numeral: a counted
/// noun there outweighs a weak label.
pub(super) fn before(tokens: &Tokens<'_>, i: usize, to: usize) -> Option<Context> {
    let at = if i > 1 && tokens.is_mark(i - 1, &[':']) { i - 1 } else { i };
    if at == 0 || tokens.starts_line(at) {
        return None;
    }
    const BEFORE: u64 =
        Context::WeakLabel.bit() | Context::WeakOrdinal.bit() | Context::Label.bit() | Context::Ordinal.bit() | Context::Counts.bit();
    match *lexicons().contexts.longest_before_of(tokens, at, BEFORE)?.0 {
        Context::WeakLabel | Context::WeakOrdinal if is_counted(tokens, to) => None,
        Context::WeakOrdinal => Some(Context::Ordinal),
        Context::WeakLabel => Some(Context::Label),
        context @ (Context::Label | Context::Ordinal | Context::Counts) => Some(context),
        _ => None,
    }
}

/// The unit at `at`; a longer counted noun (đồng chí, độ tuổi) is none.
pub(super) fn unit_at(view: &View<'_>, at: usize, form: NumberForm) -> Option<(Unit, usize)> {
    let tokens = &view.tokens;
    let (unit, length) = lexicons().units.longest(tokens, at)?;
    let counted = lexicons().contexts.matches_of(tokens, at, Context::Counted.bit()).map(|(_, length)| length).max();
    let other_word = has(tokens, at, NumberCue::NoUnit);
    // The sign of inches closes a quotation more often than it measures.
    let quotes = || (0..at).filter(|&t| tokens.is_mark(t, &['"'])).count();
    let closes_quotation = tokens.is_mark(at, &['"']) && (!tokens.is_glued(at) || quotes() % 2 == 1);
    let single_letter = length == 1 && tokens.str(at).chars().count() == 1 && tokens.kind(at) == Some(TokenKind::Word);
    let in_word = single_letter && form == NumberForm::Words
        || tokens.is_glued(at + length)
            && tokens.kind(at + length) == Some(TokenKind::Digits)
            && tokens.kind(at + length - 1) == Some(TokenKind::Word);
    // A capital begins a name (5 Công ty …), but USD, MW and Euro are written so.
    let name = tokens.is_capitalised(at)
        && unit.class != NumberClass::Money
        && tokens.kind(at) == Some(TokenKind::Word)
        && tokens.str(at).chars().count() > 3;
    let fits = counted.is_none_or(|counted| counted <= length)
        && !other_word
        && !closes_quotation
        && !in_word
        && !name
        && !tokens.starts_line(at)
        && view.is_free(at, at + length);
    fits.then_some((*unit, length))
}

/// hơn, gần, khoảng before the numeral (also before "từ"), trở lên behind it.
pub(super) fn approx(tokens: &Tokens<'_>, from: usize, to: usize) -> Option<Approx> {
    let from = from - usize::from(follows(tokens, from, NumberCue::From));
    let behind = (to..to + 3).find_map(|at| {
        lexicons().numbers.matches_of(tokens, at, NumberSort::ApproxAfter.bit()).find_map(|(word, _)| match word {
            NumberWord::ApproxAfter(approx) => Some(*approx),
            _ => None,
        })
    });
    behind.or_else(|| match lexicons().numbers.longest_before_of(tokens, from, NumberSort::Approx.bit())? {
        (NumberWord::Approx(approx), _) => Some(*approx),
        _ => None,
    })
}

/// Digits that are no numeral: parts of names and codes, telephone numbers, clock times, list markers. Gives the token behind.
pub(super) fn no_number(tokens: &Tokens<'_>, i: usize) -> Option<usize> {
    let digits = tokens.str(i);
    let chain = tokens.end_of_chain(i);
    let glued = i > 0 && tokens.is_glued(i);
    // GMT+7
    if glued && tokens.is_mark(i - 1, &['+']) && i > 1 && tokens.kind(i - 2) == Some(TokenKind::Word) {
        return Some(chain);
    }
    // U23, F0; Covid-19, A-320, 29A-123; /2; T.8
    if glued
        && (tokens.kind(i - 1) == Some(TokenKind::Word) || tokens.is_mark(i - 1, &['_', '#', '@', '№'])
        // /2 of a fraction or an address, but not the 100 of miligam/100 mililít
        || tokens.is_mark(i - 1, &['/']) && lexicons().units.longest(tokens, i + 1).is_none())
    {
        return Some(chain);
    }
    if glued && i > 1 && tokens.is_mark(i - 1, &['-', '–', '.']) && tokens.is_glued(i - 1) && tokens.kind(i - 2) == Some(TokenKind::Word)
    {
        return Some(chain);
    }
    if digits.len() > LONGEST_COUNT && !tokens.is_mark(i + 1, &[',']) || digits.starts_with('0') && digits.len() > 2 {
        return Some(chain);
    }
    // 8h30, 14h, 8g30; 20:15
    let glued_next = tokens.is_glued(i + 1);
    if glued_next && matches!(tokens.str(i + 1), "h" | "H") && digits.len() <= 2 {
        return Some(chain.max(i + 2));
    }
    if glued_next && tokens.is_mark(i + 1, &[':']) && tokens.is_glued(i + 2) && tokens.digits(i + 2).is_some() {
        return Some(chain);
    }
    if is_clock(tokens, i) {
        let minutes = tokens.digits(i + 2).is_some() && !tokens.starts_line(i + 2);
        let to = i + if minutes { 3 } else { 2 };
        return Some(to + usize::from(minutes && has(tokens, to, NumberCue::Minutes)));
    }
    // A glued word that is no unit: 10A1, 4K, 3G, 1A.
    if glued_next
        && tokens.kind(i + 1) == Some(TokenKind::Word)
        && lexicons().units.longest(tokens, i + 1).is_none()
        && words::magnitude(tokens, i + 1).is_none()
        && tokens.str(i + 1) != "x"
    {
        return Some(chain);
    }
    // "1. Nội dung", "2) …" at the beginning of a line; a bare (34) is an age or a reference.
    if tokens.starts_line(i) && tokens.is_mark(i + 1, &['.', ')', '/']) && glued_next && !tokens.is_glued(i + 2) && digits.len() <= 2 {
        return Some(i + 2);
    }
    if i > 0 && tokens.is_mark(i - 1, &['(', '[']) && tokens.is_mark(i + 1, &[')', ']']) && digits.len() <= 3 {
        return Some(i + 1);
    }
    // A chain of three or more: 4-3-3, 2-4-6, 0902.999.655, 192.168.1.1
    let parts = (i..chain).filter(|&t| tokens.digits(t).is_some()).count();
    let dashes = || (i..chain).filter(|&t| tokens.is_mark(t, &['-', '–'])).count();
    let first_mark = || (i..chain).find_map(|t| tokens.mark(t));
    if parts >= 3 && dashes() >= 2 || parts >= 2 && first_mark() == Some('.') && tokens.digits(i + 2).is_some_and(|d| d.len() > 3) {
        return Some(chain);
    }
    None
}

/// `14 giờ 30`, `lúc 8 giờ`, `14 giờ ngày 5/9`, `7 giờ sáng`: a time of day; other `N giờ` are durations.
fn is_clock(tokens: &Tokens<'_>, i: usize) -> bool {
    let hour: Option<u8> = tokens.str(i).parse().ok();
    if !has(tokens, i + 1, NumberCue::Hours) || hour.is_none_or(|hour| hour > 24) {
        return false;
    }
    let cue = follows(tokens, i, NumberCue::BeforeClock);
    let next = lexicons()
        .dates
        .matches(tokens, i + 2)
        .any(|(word, _)| matches!(word, DateWord::PartOfDay(_) | DateWord::DayHead | DateWord::Relative(Relative::Day(_))));
    cue && !has(tokens, i + 2, NumberCue::NoClock) && !tokens.is_mark(i + 2, &['/']) || next || tokens.digits(i + 2).is_some()
}

/// Whether plain digits that no head announced are still a label: a year in an odd place, a lottery, a score.
pub(super) fn is_label(tokens: &Tokens<'_>, i: usize, to: usize, bare: bool) -> bool {
    if !bare {
        return false;
    }
    let year_like = tokens.digits(i).is_some_and(|d| d.len() == 4 && (d.starts_with("19") || d.starts_with("20")));
    let noun_follows = is_counted(tokens, to)
        || tokens.kind(to) == Some(TokenKind::Word)
            && !tokens.is_capitalised(to)
            && !tokens.starts_line(to)
            && lexicons().contexts.matches_of(tokens, to, Context::Function.bit()).next().is_none();
    let approximate = approx(tokens, i, to).is_some();
    if year_like && !noun_follows && !approximate {
        return true;
    }
    is_name(tokens, i) && !is_counted(tokens, to) && tokens.is_mark(to, &['-', '–', '/'])
}

/// Whether a numeral in words counts something. Multi-word numerals do; a lone one needs a noun behind and no name around.
pub(super) fn word_counts(view: &View<'_>, i: usize, to: usize, single: bool, unit: Option<Unit>) -> bool {
    let tokens = &view.tokens;
    let follows = |cue: NumberCue| !tokens.starts_line(i) && follows(tokens, i, cue);
    let vague = i > 0 && matches!(words::word(tokens, i - 1), Some(NumberWord::Vague)) && !follows(NumberCue::StillCounts)
        || follows(NumberCue::Few);
    if vague {
        return false;
    }
    // A name: ông Sáu, Ba Vì; a capital is allowed where a sentence begins.
    if tokens.is_capitalised(i) && !tokens.starts_sentence(i) {
        return false;
    }
    if tokens.is_capitalised(i) && single && tokens.is_capitalised(to) {
        return false;
    }
    // hai mươi mấy, ba mươi vài
    if has(tokens, to, NumberCue::FewMore) {
        return false;
    }
    if before(tokens, i, to) == Some(Context::Label) && unit.is_none() && !is_counted(tokens, to) {
        return false;
    }
    if !single {
        return true;
    }
    let Some(NumberWord::Digit(digit)) = words::word(tokens, i) else {
        return words::word(tokens, i) == Some(NumberWord::Ten) && noun_behind(tokens, to);
    };
    // "Chín trong 10 nhóm hàng", "Ba trong số các nghi phạm"
    let of_many = has(tokens, to, NumberCue::OutOf)
        && (tokens.digits(to + 1).is_some() || words::numeral(tokens, to + 1).is_some() || has(tokens, to, NumberCue::Among));
    if of_many && digit > 1 {
        return true;
    }
    // Two digits side by side are vague (hai ba, năm bảy); "bốn năm" is four years.
    let pair = matches!(words::word(tokens, to), Some(NumberWord::Digit(next)) if next != 5 || digit == 5 && unit.is_none());
    match digit {
        // "một năm rưỡi" counts, a bare "một năm" does not.
        1 => {
            unit.is_some_and(|unit| unit.class == NumberClass::Percent)
                || (to..to + 3).any(|at| words::word(tokens, at) == Some(NumberWord::AndHalf))
                || opens_range(tokens, to)
        }
        5 => {
            let one_of = i > 1 && !tokens.starts_line(i) && has(tokens, i - 2, NumberCue::OneOf);
            let is_year = follows(NumberCue::BeforeYear) && !one_of
                || i > 0 && tokens.digits(i - 1).is_some()
                || i > 0
                    && words::word(tokens, i - 1).is_some_and(|w| matches!(w, NumberWord::Digit(_) | NumberWord::Ten | NumberWord::Tens));
            !is_year
                && !pair
                && (is_counted(tokens, to) || unit.is_some_and(|unit| unit.class == NumberClass::Duration && unit.sign != "month"))
                || !is_year && approx(tokens, i, to) == Some(Approx::AtLeast) && noun_behind(tokens, to)
                || follows(NumberCue::Within) && unit.is_some_and(|unit| unit.sign == "month") && tokens.digits(to + 1).is_none()
        }
        _ => !pair && (noun_behind(tokens, to) || unit.is_some()),
    }
}

/// "một đến hai phường": the second end counts, and so the first does.
fn opens_range(tokens: &Tokens<'_>, at: usize) -> bool {
    let joint = lexicons().numbers.matches_of(tokens, at, NumberWord::RangeJoint.bit()).next();
    let second = joint.and_then(|(_, length)| words::numeral(tokens, at + length));
    second.is_some_and(|second| noun_behind(tokens, second.to))
}

/// A small-letter word that can be counted follows: no function word, no mark.
fn noun_behind(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.kind(at) == Some(TokenKind::Word)
        && !tokens.starts_line(at)
        && (is_counted(tokens, at)
            || tokens.case(at) != Case::Title
                && !lexicons().contexts.longest(tokens, at).is_some_and(|(context, _)| *context == Context::Function))
}
