//! Numerals in digits: `8.890`, `4,2`, `1.234,56`, `24.5`, `1 200`, exactly.
//!
//! Vietnamese groups by dots and begins decimals with a comma. The exceptions met in news are
//! decided here, by the numeral's shape, by what stands beside it, and by what the document has
//! shown before ([`Habit`]):
//!
//! | written | read as | because |
//! |---|---|---|
//! | `1,950.25`, `12,345.6` | English grouping | commas before a point |
//! | `1,234` | decimal, but grouped before a counted noun, when it ends in `00`, or by habit | 71 % of 84 read are decimals |
//! | `24.5%`, `8.5 điểm`, `hệ số 2.34` | decimal | a unit or counted noun follows, or a word of measuring precedes one or two digits |
//! | `12.5` | decimal by habit only | it may be a day, a section, a version |
//! | `1 200` | grouped | only with a unit, magnitude or counted noun behind |

use rust_decimal::Decimal;

use crate::lexicon::token::{Gap, TokenKind, Tokens};

/// A numeral and how it was written.
pub(super) struct Literal {
    pub value: Decimal,
    /// Behind its last token.
    pub to: usize,
    /// Digits only, no mark: may be a year, a label, a part of a ratio.
    pub is_plain: bool,
    /// The habit that it shows beyond doubt.
    pub shows: Option<Habit>,
    /// What decided how it is read, where its digits and marks alone do not.
    pub because: Option<&'static str>,
}

/// How a document writes decimals and groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::extract) enum Habit {
    /// `1.234,5`
    #[default]
    Vietnamese,
    /// `1,234.5`
    English,
}

/// What stands beside a numeral.
#[derive(Clone, Copy)]
pub(super) struct Beside<'c> {
    /// Whether a counted noun begins at a token.
    pub counts: &'c dyn Fn(usize) -> bool,
    /// Whether a unit or magnitude begins at a token.
    pub measures: &'c dyn Fn(usize) -> bool,
    /// Whether a word before it says that it measures.
    pub is_announced: &'c dyn Fn() -> bool,
    pub habit: Habit,
}

impl Beside<'_> {
    /// Nothing that tells how the numeral is meant.
    pub const NOTHING: Beside<'static> = Beside {
        counts: &|_| false,
        measures: &|_| false,
        is_announced: &|| false,
        habit: Habit::Vietnamese,
    };
}

/// More groups of three digits are read by no decimal.
const MOST_GROUPS: usize = 9;

/// The numeral at `i`.
pub(super) fn literal(tokens: &Tokens<'_>, i: usize, beside: Beside<'_>) -> Option<Literal> {
    let Beside { counts, measures, .. } = beside;
    let first = tokens.digits(i)?;
    let mut whole = Digits::default().with(first)?;
    let mut to = i + 1;
    let may_group = first.len() <= 3 && !first.starts_with('0');
    while may_group
        && let Some(group) = glued_digits(tokens, to, '.').filter(|group| group.len() == 3)
    {
        whole = whole.with(group)?;
        to += 2;
    }
    let is_grouped = to > i + 1;
    if !is_grouped && may_group {
        let is_group = |at: usize| {
            tokens.get(at).is_some_and(|token| token.gap == Gap::Space)
                && tokens.digits(at).is_some_and(|group| group.len() == 3)
        };
        let at = (to..to + MOST_GROUPS).find(|&at| !is_group(at)).unwrap_or(to);
        if at > to && (counts(at) || measures(at)) {
            for group in to..at {
                whole = whole.with(tokens.str(group))?;
            }
            return read(
                finish(whole, "", at, false)?,
                "blanks group, for something counted follows",
            );
        }
        if let Some(english) = english(tokens, whole, to) {
            return Some(english);
        }
    }
    if let Some(decimals) = glued_digits(tokens, to, ',') {
        return behind_comma(tokens, whole, Comma { to, decimals, may_group, is_grouped }, beside);
    }
    if !is_grouped && let Some(decimals) = glued_digits(tokens, to, '.') {
        return behind_point(tokens, i, whole, decimals, beside);
    }
    finish(whole, "", to, !is_grouped)
}

/// The decimals behind the digits at `i` and a point, where a point may begin decimals.
fn behind_point(
    tokens: &Tokens<'_>,
    i: usize,
    whole: Digits,
    decimals: &str,
    beside: Beside<'_>,
) -> Option<Literal> {
    let Beside { counts, measures, .. } = beside;
    let first = tokens.digits(i)?;
    let to = i + 1;
    // Against 16.3 (a day), 4.0 (a version), 2.1 (a section) and 0902.999 (a telephone).
    let is_section = tokens.starts_line(i) || i > 0 && tokens.is_mark(i - 1, &['.', ';', ':', '(']);
    let by_habit = beside.habit == Habit::English && !is_section;
    let touches_word = tokens.is_glued(to + 2) && tokens.kind(to + 2) == Some(TokenKind::Word);
    let is_short = decimals.len() <= 2 && glued_digits(tokens, to + 2, '.').is_none();
    let is_measured = measures(to + 2);
    let is_sure = is_measured || counts(to + 2);
    let is_decimal = is_short
        && (is_sure || !touches_word && ((beside.is_announced)() || by_habit))
        || first == "0";
    let shows = (is_short && is_sure).then_some(Habit::English);
    let because = match () {
        () if is_sure => "the point begins decimals, for a unit or something counted follows",
        () if first == "0" => "the point begins decimals, for a zero precedes it",
        () if by_habit => "the point begins decimals, as before in the document",
        () => "the point begins decimals, for a word of measuring precedes",
    };
    if is_decimal {
        read(Literal { shows, ..finish(whole, decimals, to + 2, false)? }, because)
    } else {
        None
    }
}

/// The digits behind a mark that touches them and what stands before.
fn glued_digits<'t>(tokens: &Tokens<'t>, mark: usize, sign: char) -> Option<&'t str> {
    (tokens.is_mark(mark, &[sign]) && tokens.is_glued(mark) && tokens.is_glued(mark + 1))
        .then(|| tokens.digits(mark + 1))
        .flatten()
}

/// `1,950.25`: groups behind commas from `to` on, then a point and decimals.
fn english(tokens: &Tokens<'_>, mut whole: Digits, to: usize) -> Option<Literal> {
    let mut at = to;
    while let Some(group) = glued_digits(tokens, at, ',').filter(|group| group.len() == 3) {
        whole = whole.with(group)?;
        at += 2;
    }
    let decimals = glued_digits(tokens, at, '.')
        .filter(|_| at > to && glued_digits(tokens, at + 2, '.').is_none())?;
    read(
        Literal { shows: Some(Habit::English), ..finish(whole, decimals, at + 2, false)? },
        "commas group, for a point and decimals follow",
    )
}

/// A comma at `to` and the digits behind it.
struct Comma<'t> {
    to: usize,
    decimals: &'t str,
    may_group: bool,
    is_grouped: bool,
}

fn behind_comma(
    tokens: &Tokens<'_>,
    mut whole: Digits,
    comma: Comma<'_>,
    beside: Beside<'_>,
) -> Option<Literal> {
    let Comma { to, decimals, may_group, is_grouped } = comma;
    let is_group =
        |at: usize| glued_digits(tokens, at, ',').filter(|group| group.len() == 3 && may_group);
    // 1,234,567 is grouped; 3,4,5 is a list without blanks, read up to its first comma.
    if glued_digits(tokens, to + 2, ',').is_some() {
        let mut at = to;
        while let Some(group) = is_group(at) {
            whole = whole.with(group)?;
            at += 2;
        }
        return finish(whole, "", at, at == to);
    }
    let is_measured = (beside.measures)(to + 2);
    let by_habit = beside.habit == Habit::English;
    let is_grouping = is_group(to).is_some()
        && !is_grouped
        && (by_habit || !is_measured && (decimals.ends_with("00") || (beside.counts)(to + 2)));
    if is_grouping {
        whole = whole.with(decimals)?;
        let because = if by_habit {
            "the comma groups, as before in the document"
        } else {
            "the comma groups a round or counted number"
        };
        return read(finish(whole, "", to + 2, false)?, because);
    }
    let shows = (is_grouped || is_measured && decimals.len() <= 2).then_some(Habit::Vietnamese);
    let literal = Literal { shows, ..finish(whole, decimals, to + 2, false)? };
    // 71 % of those read are decimals.
    let may_group = !is_measured && is_group(to).is_some() && !is_grouped;
    if may_group {
        read(literal, "unsure: the comma may group; it mostly begins decimals")
    } else {
        Some(literal)
    }
}

/// A numeral that something besides its digits and marks decided.
fn read(literal: Literal, because: &'static str) -> Option<Literal> {
    Some(Literal { because: Some(because), ..literal })
}

fn finish(whole: Digits, decimals: &str, to: usize, is_plain: bool) -> Option<Literal> {
    let value = whole.with(decimals)?.with_decimals(decimals.len())?;
    Some(Literal { value, to, is_plain, shows: None, because: None })
}

/// So many digits fit into 64 bits.
const PART: usize = 18;

/// Digits read so far, as a number.
#[derive(Clone, Copy, Default)]
struct Digits(i128);

impl Digits {
    /// The number with more digits behind it; none where it is longer than any decimal.
    fn with(self, digits: &str) -> Option<Digits> {
        // Nearly all are in one part, and the checks of 128 bits are made once for it.
        let part = |number: i128, part: &[u8]| {
            let digits = part
                .iter()
                .fold(0, |number, digit| 10 * number + u64::from(digit.wrapping_sub(b'0')));
            number.checked_mul(10u64.pow(part.len() as u32).into())?.checked_add(digits.into())
        };
        digits.as_bytes().chunks(PART).try_fold(self.0, part).map(Digits)
    }

    /// The decimal whose last `decimals` digits stand behind the comma.
    fn with_decimals(self, decimals: usize) -> Option<Decimal> {
        Decimal::try_from_i128_with_scale(self.0, decimals.try_into().ok()?).ok()
    }
}
