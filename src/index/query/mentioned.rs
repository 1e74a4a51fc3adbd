//! Dates and sums among the plain words of a query, as the extractors read them: documents that
//! mention them are raised.

use std::ops::Bound;

use tantivy::Score;

use super::node::{Condition, Mentioned, Sought};
use super::value::{Days, Numbers, days, numbers};
use crate::Value;
use crate::extract::find;
use crate::index::store::terms::AskedFields;
use crate::model::{Approx, DateValue, Quantity};

/// What a document gains that mentions one: about what a rare word does.
const MENTIONED: Score = 6.0;

/// What a document gains that was published at the time that a query names: less, for it need not
/// be about that time.
const PUBLISHED: Score = 3.0;

/// Of a pasted text the first are enough.
const MOST: usize = 5;

/// What the words mention, as conditions, with the score that each adds.
pub(super) fn raises(words: &str) -> Vec<(Condition, Score)> {
    if !words.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let marked = || {
        find(words, None)
            .into_iter()
            .filter_map(|(_, value)| condition(&value))
            .take(MOST)
            .collect()
    };
    let conditions: Vec<Condition> = if words.is_ascii() { bare(words) } else { marked() };
    let published = times(words, &conditions).map(|days| (Condition::Published(days), PUBLISHED));
    let published: Vec<_> = published.collect();
    conditions.into_iter().map(|condition| (condition, MENTIONED)).chain(published).collect()
}

/// The times that words name, as times of publication: the dates among them, and years by
/// themselves.
fn times<'w>(words: &'w str, conditions: &'w [Condition]) -> impl Iterator<Item = Days> + 'w {
    let dates = conditions.iter().filter_map(|condition| match condition {
        Condition::Mentions(Mentioned { sought: Sought::Days(days), .. }) => Some(*days),
        _ => None,
    });
    let is_year = |word: &&str| {
        word.len() == 4
            && word.starts_with(['1', '2'])
            && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    // The year of a date says less than the date.
    let has_date = conditions.iter().any(|condition| {
        matches!(condition, Condition::Mentions(Mentioned { sought: Sought::Days(_), .. }))
    });
    let years = words.split_whitespace().filter(is_year).filter(move |_| !has_date);
    dates.chain(years.filter_map(|year| days(year).ok())).take(MOST)
}

/// Words that a date or sum may have.
const LONGEST: usize = 6;

/// What words without marks mention: stretches whose first or second word is a figure, the longest
/// first. A symbol ends a stretch.
fn bare(words: &str) -> Vec<Condition> {
    let words: Vec<&str> = words.split_whitespace().take(4 * LONGEST).collect();
    let has_digit = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
    let is_symbol = |word: &&str| has_digit(word) && word.contains(char::is_alphabetic);
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() && out.len() < MOST {
        let rest = words.get(at..).unwrap_or_default();
        let longest = rest.iter().take(LONGEST).take_while(|word| !is_symbol(word)).count();
        let has_figure = rest.iter().take(longest.min(2)).any(has_digit);
        let found = (2..=longest)
            .rev()
            .filter(|_| has_figure)
            .find_map(|length| Some((length, read(&rest.get(..length)?.join(" "))?)));
        match found {
            Some((length, condition)) => {
                out.push(condition);
                at += length;
            }
            None => at += 1,
        }
    }
    out
}

/// What a stretch says as the value of `date:` or `number:`.
fn read(stretch: &str) -> Option<Condition> {
    if let Ok(Days { first: Some(first), last: Some(last) }) = days(stretch) {
        return asked("date", Sought::Days(Days { first: Some(first), last: Some(last) }));
    }
    let numbers = numbers(stretch).ok().filter(|numbers| numbers.unit.is_some())?;
    asked("number", Sought::Numbers(numbers))
}

/// What mentions this value, or one that it is a bound for.
fn condition(value: &Value) -> Option<Condition> {
    if let Some(date) = DateValue::of(value) {
        let edtf = date.edtf?;
        let (first, last) = (Some(edtf.first()?), Some(edtf.last()?));
        return asked("date", Sought::Days(Days { first, last }));
    }
    let quantity = Quantity::of(value)?;
    let unit = Some(quantity.unit?);
    let (low, high) = quantity.amount.ends()?;
    let (low, high) = match quantity.approx {
        Some(Approx::Over | Approx::AtLeast) => (Bound::Included(low), Bound::Unbounded),
        Some(Approx::Under | Approx::AtMost) => (Bound::Unbounded, Bound::Included(high)),
        _ => (Bound::Included(low), Bound::Included(high)),
    };
    asked("number", Sought::Numbers(Numbers { low, high, unit }))
}

fn asked(name: &str, sought: Sought) -> Option<Condition> {
    Some(Condition::Mentions(Mentioned { fields: AskedFields::named(name)?, sought }))
}
