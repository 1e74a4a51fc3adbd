//! What stands beside a numeral: signs, currencies, units, counted nouns, labels, approximators.

use super::cues::{follows, has};
use super::reading::Part;
use super::words;
use crate::extract::counted::is_counted;
use crate::extract::view::LineCursor;
use crate::lexicon::token::{Case, TokenKind, Tokens};
use crate::lexicon::{Context, NumberCue, NumberList, NumberWord, NumberWordKind, Unit, lexicons};
use crate::model::{Approx, NumberClass, NumberForm};

/// What the words right before the numeral make of it; the longest entry wins (`tổng số` over
/// `số`). `to` is behind the numeral: a counted noun there outweighs a weak label.
pub(super) fn before(tokens: &Tokens<'_>, i: usize, to: usize) -> Option<Context> {
    let at = if i > 1 && tokens.is_mark(i - 1, &[':']) { i - 1 } else { i };
    if at == 0 || tokens.starts_line(at) {
        return None;
    }
    const BEFORE: u64 = Context::WeakLabel.bit()
        | Context::WeakOrdinal.bit()
        | Context::Label.bit()
        | Context::Ordinal.bit()
        | Context::Counts.bit();
    match *lexicons().contexts.longest_before_of(tokens, at, BEFORE)?.0 {
        Context::WeakLabel if is_counted(tokens, to) => None,
        // mỗi lần 2 lớp, but lần 2 lớp 10
        Context::WeakOrdinal if is_counted(tokens, to) && !names_next(tokens, to) => None,
        Context::WeakOrdinal => Some(Context::Ordinal),
        Context::WeakLabel => Some(Context::Label),
        context @ (Context::Label | Context::Ordinal | Context::Counts) => Some(context),
        _ => None,
    }
}

/// Whether the nearest `"` before `at` opens a quotation: a blank stands before it and none behind.
fn is_in_quotation(tokens: &Tokens<'_>, at: usize) -> bool {
    let quote =
        (at.saturating_sub(LONGEST_QUOTATION)..at).rev().find(|&t| tokens.is_mark(t, &['"']));
    quote.is_some_and(|quote| {
        tokens.is_glued(quote + 1)
            && (quote == 0 || !tokens.is_glued(quote) || tokens.is_mark(quote - 1, &['(']))
    })
}

/// A quotation that opens further back is not looked for.
const LONGEST_QUOTATION: usize = 64;

/// Whether a label's word at `at` names the number behind it.
fn names_next(tokens: &Tokens<'_>, at: usize) -> bool {
    let label = lexicons().contexts.length(tokens, at, Context::Label.bit());
    label.is_some_and(|length| tokens.digits(at + length).is_some())
}

/// The unit at `at`; a longer counted noun (đồng chí, độ tuổi) is none.
pub(super) fn unit_at(view: &LineCursor<'_>, at: usize, form: NumberForm) -> Option<(Unit, usize)> {
    let tokens = &view.tokens;
    let (unit, length) = lexicons().units.longest(tokens, at)?;
    let counted = lexicons()
        .contexts
        .matches_of(tokens, at, Context::Counted.bit())
        .map(|(_, length)| length)
        .max();
    let is_few = at > 0
        && tokens.digits(at - 1).is_some_and(|digits| digits.len() < 3)
        && !tokens.is_mark(at.wrapping_sub(2), &['.', ',']);
    let other_word =
        has(tokens, at, NumberCue::NoUnit) || is_few && has(tokens, at, NumberCue::NoUnitOfFew);
    // The sign of inches closes a quotation more often than it measures.
    let closes_quotation =
        tokens.is_mark(at, &['"']) && (!tokens.is_glued(at) || is_in_quotation(tokens, at));
    let single_letter = length == 1
        && tokens.str(at).chars().count() == 1
        && tokens.kind(at) == Some(TokenKind::Word);
    let in_word = single_letter && form == NumberForm::Words
        || tokens.is_glued(at + length)
            && tokens.kind(at + length) == Some(TokenKind::Digits)
            && tokens.kind(at + length - 1) == Some(TokenKind::Word);
    // A capital begins a name (5 Công ty …), but USD, MW and Euro are written so.
    let name = tokens.is_capitalised(at)
        && !tokens.in_capitals(at)
        && unit.class != NumberClass::Money
        && tokens.kind(at) == Some(TokenKind::Word)
        && (tokens.str(at).chars().count() > 3
            || unit.class == NumberClass::Duration && tokens.case(at) == Case::Title);
    let fits = counted.is_none_or(|counted| counted <= length)
        && !other_word
        && !closes_quotation
        && !in_word
        && !name
        && !tokens.starts_line(at)
        && view.is_free(at, at + length);
    fits.then_some((*unit, length))
}

/// The unit as the words before the numeral have it: `góc 45 độ`, `vĩ độ 15,5 độ` are no
/// temperatures. `to` is behind the unit.
pub(super) fn unit_beside(tokens: &Tokens<'_>, i: usize, to: usize, unit: Unit) -> Unit {
    let is_angle = i > 0
        && has(tokens, to - 1, NumberCue::Degree)
        && lexicons().number_cues.all_before(tokens, i).any(|cue| *cue == NumberCue::BeforeAngle);
    if is_angle { Unit { sign: "°", class: NumberClass::Measure } } else { unit }
}

/// The unit of `5 năm 2026-2030` where the date took the word at `at`: it belongs to both.
pub(super) fn years_before_span(view: &LineCursor<'_>, at: usize) -> Option<Unit> {
    let tokens = &view.tokens;
    let is_year = |at: usize| tokens.digits(at).is_some_and(|digits| digits.len() == 4);
    let is_span = is_year(at + 1) && tokens.is_mark(at + 2, &['-']) && is_year(at + 3);
    let is_taken = !view.is_free(at, at + 1) && is_span;
    if is_taken {
        lexicons()
            .units
            .single(tokens, at)
            .copied()
            .filter(|unit| unit.class == NumberClass::Duration)
    } else {
        None
    }
}

/// Whether a sign or "âm" stands before the digits at `i`. A dash that opens a line or joins what
/// stands on both sides is none, and a bare number has a sign only in brackets or behind a word of
/// measuring.
pub(super) fn is_negative(view: &LineCursor<'_>, i: usize, part: &Part) -> bool {
    let tokens = &view.tokens;
    let Some(sign) = i.checked_sub(1).filter(|&sign| view.is_free(sign, i)) else { return false };
    if has(tokens, sign, NumberCue::Minus) {
        return !part.is_bare() && !tokens.starts_line(i);
    }
    let is_dash = tokens.is_mark(sign, &['-']) && tokens.is_glued(i) && !tokens.starts_line(sign);
    let Some(before) = sign.checked_sub(1).filter(|_| is_dash) else { return false };
    let is_opened = tokens.is_mark(before, &['(', '[', '|', ':', '=', '"', '“', '>', '<', '~']);
    let stands_apart = !tokens.is_glued(sign)
        && view.is_free(before, sign)
        && tokens.digits(before).is_none()
        && !tokens.is_mark(before, &['%']);
    let in_brackets = is_opened && tokens.is_mark(part.to, &[')', ']', '|']);
    let measures = || {
        let is_end = follows(tokens, sign, NumberCue::From)
            || lexicons().numbers.has(tokens, before, NumberWordKind::RangeJoint.bit());
        is_end || measures_behind(tokens, sign)
    };
    (is_opened || stands_apart) && (!part.is_bare() || in_brackets || measures())
}

/// Whether a word before `at` says that a measure follows: hệ số, đạt, tăng.
pub(super) fn measures_behind(tokens: &Tokens<'_>, at: usize) -> bool {
    let follows = |at: usize, lists: u64| {
        lexicons().number_cues.all_before(tokens, at).any(|cue| cue.bit() & lists != 0)
    };
    // hệ số lương 2.34: a word may stand between.
    let index = || {
        (1..3)
            .filter_map(|words| at.checked_sub(words))
            .any(|at| follows(at, NumberList::Index.bit()))
    };
    !tokens.starts_line(at)
        && (follows(at, NumberList::BeforeMeasure.bit() | NumberList::Index.bit()) || index())
}

/// A currency's sign or code right before a number that has no unit of its own: `$10 triệu`,
/// `USD 500`.
pub(super) fn currency_before(view: &LineCursor<'_>, part: &Part) -> Option<Unit> {
    let tokens = &view.tokens;
    let at = part
        .from
        .checked_sub(1)
        .filter(|_| part.unit.is_none() && !tokens.starts_line(part.from))?;
    let is_sign = tokens.kind(at) == Some(TokenKind::Mark) && tokens.is_glued(part.from);
    let is_code = tokens.kind(at) == Some(TokenKind::Word)
        && tokens.case(at) == Case::Upper
        && tokens.str(at).chars().count() == 3
        && (!part.is_bare() || tokens.is_glued(part.from));
    if !is_sign && !is_code || !view.is_free(at, part.from) {
        return None;
    }
    let (unit, length) = lexicons().units.longest(tokens, at)?;
    // 500 USD 2 năm: the currency belongs to the number before it.
    let is_behind =
        at > 0 && (tokens.digits(at - 1).is_some() || words::magnitude(tokens, at - 1).is_some());
    (unit.class == NumberClass::Money && length == 1 && !is_behind).then_some(*unit)
}

/// Signs that loosen the number they touch.
const SIGNS: [(char, Approx); 7] = [
    ('~', Approx::About),
    ('∼', Approx::About),
    ('≈', Approx::About),
    ('>', Approx::Over),
    ('<', Approx::Under),
    ('≥', Approx::AtLeast),
    ('≤', Approx::AtMost),
];

/// hơn, gần, khoảng, ~ before the numeral (also before "từ"), trở lên behind it.
pub(super) fn approx(tokens: &Tokens<'_>, from: usize, to: usize) -> Option<Approx> {
    let is_arrow = from > 1 && tokens.is_mark(from - 2, &['-', '=']);
    let sign = from.checked_sub(1).filter(|_| !is_arrow).and_then(|before| tokens.mark(before));
    if let Some(&(_, approx)) =
        sign.and_then(|sign| SIGNS.iter().find(|(written, _)| *written == sign))
    {
        return Some(approx);
    }
    let from = from - usize::from(follows(tokens, from, NumberCue::From));
    let behind = (to..to + 3).find_map(|at| {
        lexicons().numbers.matches_of(tokens, at, NumberWordKind::ApproxAfter.bit()).find_map(
            |(word, _)| match word {
                NumberWord::ApproxAfter(approx) => Some(*approx),
                _ => None,
            },
        )
    });
    behind.or_else(|| {
        match lexicons().numbers.longest_before_of(tokens, from, NumberWordKind::Approx.bit())? {
            (NumberWord::Approx(approx), _) => Some(*approx),
            _ => None,
        }
    })
}

/// Whether a numeral in words counts something. Multi-word numerals do; a lone one needs a noun
/// behind and no name around.
pub(super) fn word_counts(
    view: &LineCursor<'_>,
    i: usize,
    to: usize,
    single: bool,
    unit: Option<Unit>,
) -> bool {
    let tokens = &view.tokens;
    let follows = |cue: NumberCue| !tokens.starts_line(i) && follows(tokens, i, cue);
    // hàng trăm xe, but hàng bốn bánh: what is counted there are goods.
    let is_goods = single
        && follows(NumberCue::Goods)
        && matches!(words::word(tokens, i), Some(NumberWord::Digit(_)));
    let vague = i > 0
        && matches!(words::word(tokens, i - 1), Some(NumberWord::Vague))
        && !follows(NumberCue::StillCounts)
        && !is_goods
        || follows(NumberCue::Few);
    if vague {
        return false;
    }
    // A name: ông Sáu, Ba Vì; a capital is allowed where a sentence begins.
    let in_capitals = tokens.is_capitalised(i) && tokens.in_capitals(i);
    // NGUYEN THI BA, HAI YEN CO LTD: names in capitals without marks.
    let has_mark = |at: usize| !tokens.str(at).is_ascii();
    if in_capitals && single && !(has_mark(to) || i > 0 && has_mark(i - 1)) {
        return false;
    }
    let is_capital = tokens.is_capitalised(i) && !in_capitals;
    if is_capital && !tokens.starts_sentence(i) {
        return false;
    }
    if is_capital && single && tokens.is_capitalised(to) {
        return false;
    }
    // hai mươi mấy, ba mươi vài
    if has(tokens, to, NumberCue::FewMore) {
        return false;
    }
    if before(tokens, i, to) == Some(Context::Label) && unit.is_none() && !is_counted(tokens, to) {
        return false;
    }
    !single || digit_counts(tokens, i, to, unit)
}

/// The same of a lone numeral word, one of ten and below.
fn digit_counts(tokens: &Tokens<'_>, i: usize, to: usize, unit: Option<Unit>) -> bool {
    let Some(NumberWord::Digit(digit)) = words::word(tokens, i) else {
        return words::word(tokens, i) == Some(NumberWord::Ten) && noun_behind(tokens, to);
    };
    // "Chín trong 10 nhóm hàng", "Ba trong số các nghi phạm"
    let of_many = has(tokens, to, NumberCue::OutOf)
        && (tokens.digits(to + 1).is_some()
            || words::numeral(tokens, to + 1).is_some()
            || has(tokens, to, NumberCue::Among));
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
        5 => five_counts(tokens, i, to, unit, pair),
        _ => !pair && (noun_behind(tokens, to) || unit.is_some()),
    }
}

/// Whether "năm", from `i` to `to`, is five and no year: `pair` tells that another digit follows.
fn five_counts(tokens: &Tokens<'_>, i: usize, to: usize, unit: Option<Unit>, pair: bool) -> bool {
    let follows = |cue: NumberCue| !tokens.starts_line(i) && follows(tokens, i, cue);
    let one_of = i > 1 && !tokens.starts_line(i) && has(tokens, i - 2, NumberCue::OneOf);
    let is_part = |word| matches!(word, NumberWord::Digit(_) | NumberWord::Ten | NumberWord::Tens);
    let behind_number = i > 0
        && (tokens.digits(i - 1).is_some() || words::word(tokens, i - 1).is_some_and(is_part));
    // Năm lớp 6: a year of school.
    let is_year =
        names_next(tokens, to) || follows(NumberCue::BeforeYear) && !one_of || behind_number;
    let is_time = |unit: Unit| unit.class == NumberClass::Duration && unit.sign != "month";
    let is_months =
        || unit.is_some_and(|unit| unit.sign == "month") && tokens.digits(to + 1).is_none();
    !is_year && !pair && (is_counted(tokens, to) || unit.is_some_and(is_time))
        || !is_year && approx(tokens, i, to) == Some(Approx::AtLeast) && noun_behind(tokens, to)
        || follows(NumberCue::Within) && is_months()
}

/// "một đến hai phường": the second end counts, and so the first does.
fn opens_range(tokens: &Tokens<'_>, at: usize) -> bool {
    let joint = lexicons().numbers.matches_of(tokens, at, NumberWord::RangeJoint.bit()).next();
    let second = joint.and_then(|(_, length)| words::numeral(tokens, at + length));
    second.is_some_and(|second| noun_behind(tokens, second.to))
}

/// A small-letter word that can be counted follows: no function word, no mark.
fn noun_behind(tokens: &Tokens<'_>, at: usize) -> bool {
    let at = tokens.behind_note(at);
    tokens.kind(at) == Some(TokenKind::Word)
        && !tokens.starts_line(at)
        && (is_counted(tokens, at)
            || tokens.case(at) != Case::Title
                && !lexicons()
                    .contexts
                    .longest(tokens, at)
                    .is_some_and(|(context, _)| *context == Context::Function))
}
