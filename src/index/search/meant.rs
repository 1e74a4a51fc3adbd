//! Which regulations a short symbol may mean: `qđ 144` is a decision of one year and a rule of
//! another body.

use super::Index;
use super::answering::Answered;
use super::facets::{FacetField, Facets};
use crate::Result;
use crate::index::query::bag::{Bag, Source};
use crate::index::query::node::{Condition, Mentioned, Sought};
use crate::index::store::law_names::LawNames;
use crate::model::regulation_key;

/// Regulations that are named; the others are counted.
const NAMED: usize = 5;

/// Values that are looked at, of the regulations that hits cite.
const MOST: usize = 10_000;

impl Index {
    /// A sentence on the regulations that a query of nothing but a type and a number may mean,
    /// where they are several.
    pub(super) fn several_meant(&self, answered: &Answered) -> Result<Option<String>> {
        let Some((typed, keys)) = answered.plan.bag.as_ref().and_then(only_code) else {
            return Ok(None);
        };
        let Some(field) = FacetField::named("regulation") else { return Ok(None) };
        // Names of laws have no number, and are not asked about.
        let laws = LawNames::default();
        let cited = self.over_hits(answered, &Facets { fields: vec![field], limit: MOST, laws })?;
        let values = cited.iter().flat_map(|facet| &facet.values);
        let meant: Vec<_> = values.filter(|value| is_one_of(&value.value, &keys)).collect();
        if meant.len() < 2 {
            return Ok(None);
        }
        let named: Vec<String> = meant
            .iter()
            .take(NAMED)
            .map(|value| format!("{} ({})", value.value, value.documents))
            .collect();
        let more = match meant.len() - named.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let named = named.join(", ");
        Ok(Some(format!("`{typed}` may be one of several: {named}{more}; type one whole")))
    }
}

/// What was typed, and the keys that it is found by, of a query that is only a symbol without its
/// year.
fn only_code(bag: &Bag) -> Option<(String, Vec<&str>)> {
    let [unit] = bag.units.as_slice() else { return None };
    let mut keys = Vec::new();
    let mut typed = String::new();
    for form in &unit.forms {
        match &form.source {
            Source::Cited(Condition::Mentions(Mentioned { sought: Sought::Key(key), .. })) => {
                keys.push(key.as_str());
            }
            Source::Words(pattern) if !keys.is_empty() => {
                let words = pattern.places.iter().map(|place| place.typed.as_str());
                typed = words.collect::<Vec<_>>().join(" ");
            }
            _ => {}
        }
    }
    let is_short = !keys.is_empty() && keys.iter().all(|key| !key.contains('-'));
    is_short.then(|| match typed.as_str() {
        "" => (keys.first().copied().unwrap_or_default().to_string(), keys),
        _ => (typed, keys),
    })
}

/// Whether a symbol has the number of one of the keys, and its sign.
fn is_one_of(symbol: &str, keys: &[&str]) -> bool {
    let own = regulation_key(symbol);
    let end = own.find(|c: char| !c.is_ascii_digit()).unwrap_or(own.len());
    let (number, rest) = own.split_at(end);
    let letters = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    let is_one = |key: &&str| {
        let key = key.split_at(key.find(|c: char| c.is_ascii_digit()).unwrap_or(0));
        key.1 == number && !key.0.is_empty() && letters.starts_with(key.0)
    };
    !number.is_empty() && keys.iter().any(is_one)
}

#[cfg(test)]
mod tests {
    use super::is_one_of;

    #[test]
    fn symbols_of_a_type_and_number() {
        for (symbol, keys, expected) in [
            ("144/2007/QĐ-TTg", &["quyetdinh144", "qd144"][..], true),
            ("144-QĐ/TW", &["qd144"], true),
            ("1144-QĐ/TW", &["qd144"], false),
            ("144/NQ-CP", &["qd144"], false),
            ("Luật Đất đai", &["qd144"], false),
            ("144", &["144"], false),
        ] {
            assert_eq!(is_one_of(symbol, keys), expected, "{symbol}");
        }
    }
}
