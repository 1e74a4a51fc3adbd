//! Times seen from the publication day: `hôm qua`, `tuần trước`, `tháng này`, `năm ngoái`.

use super::cues::{follows, has, is};
use super::numeric;
use super::time::{Point, Time};
use crate::lexicon::token::{Case, Tokens};
use crate::lexicon::{DateCue, DateWord, DateWordKind, NumberWord, Relative, lexicons};

/// hôm qua, tuần trước, tháng này, năm ngoái — not behind a number ("5 năm qua") or a vague word
/// ("nhiều năm nay").
pub(super) fn relative(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    let (relative, length) = lexicons()
        .dates
        .matches_of(tokens, i, DateWordKind::Relative.bit())
        .find_map(|(word, length)| match word {
        DateWord::Relative(relative) => Some((*relative, length)),
        _ => None,
    })?;
    // "cao quý này", "là quý rồi": precious.
    let is_precious =
        matches!(relative, Relative::Quarter(_)) && follows(tokens, i, DateCue::Precious);
    if is_precious {
        return None;
    }
    if i > 0 && !tokens.starts_line(i) {
        let counted = || {
            tokens.digits(i - 1).is_some() && !is_day_or_month_before(tokens, i)
                || is_count_before(tokens, i)
        };
        // "mấy hôm nay", "vài năm nay"
        if has(tokens, i - 1, DateCue::Several)
            || !matches!(relative, Relative::Day(_)) && counted()
        {
            return None;
        }
    }
    let (last, to) = (i + length - 1, i + length);
    // "năm trước đó", "tháng sau đó", "năm trước khi" lean on another time; "hôm nay khi" does not.
    let leans = has(tokens, to, DateCue::LeansOn)
        || has(tokens, to, DateCue::When)
            && (has(tokens, last, DateCue::Before) || has(tokens, last, DateCue::After));
    if leans || has(tokens, last, DateCue::Next) && tokens.digits(to).is_some() {
        return None;
    }
    // The cells "Năm" and "Trước 1995" of a table's head.
    if last > i
        && tokens.case(last) == Case::Title
        && tokens.case(i) == Case::Title
        && has(tokens, last, DateCue::Before)
    {
        return None;
    }
    // "đến năm trước 2020", "tháng tới hạn": followed by its own numeral, it is another phrase.
    (!(has(tokens, i + 1, DateCue::Before)
        && tokens.digits(i + length).is_some_and(|d| d.len() == 4)))
    .then(|| Point::new(i, i + length, Time::Fixed(relative)))
}

/// A number or a vague one right before: hai năm qua, nhiều năm nay; but not an approximator (hơn
/// năm ngoái).
fn is_count_before(tokens: &Tokens<'_>, i: usize) -> bool {
    lexicons().numbers.longest_before(tokens, i).is_some_and(|(word, length)| {
        // hai mươi mốt năm nay, but mùa mốt năm nay
        let is_other_word = || {
            let tens = lexicons().numbers.longest_before(tokens, i - length);
            !matches!(tens, Some((NumberWord::Tens | NumberWord::Filler, _)))
        };
        let is_count = !matches!(word, NumberWord::DigitAfterTens(_)) || !is_other_word();
        is_count
            && !matches!(
                word,
                NumberWord::Approx(_)
                    | NumberWord::ApproxAfter(_)
                    | NumberWord::RangeJoint
                    | NumberWord::OrdinalHead
                    | NumberWord::Parts
                    | NumberWord::Zero
            )
    })
}

fn is_day_or_month_before(tokens: &Tokens<'_>, i: usize) -> bool {
    let headed = i > 3 && is(tokens, i - 4, DateWord::DayHead);
    i > 1
        && (is(tokens, i - 2, DateWord::MonthHead)
            || numeric::glued_separator(tokens, i - 2).is_some_and(|mark| mark == '/' || headed))
}
