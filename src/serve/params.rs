//! What stands behind the `?` of an address: read, changed, written.

use form_urlencoded::{Serializer, parse};

use super::problem::Problem;

/// Names and values in their order; a name may stand several times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Reads what is behind the `?`. Bytes that are no UTF-8 become `�`.
    pub fn parse(query: &str) -> Params {
        let pairs = parse(query.as_bytes())
            .map(|(name, value)| (name.into_owned(), value.trim().to_string()));
        Params(pairs.filter(|(_, value)| !value.is_empty()).collect())
    }

    /// The first value of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// All values of a name.
    pub fn all<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p str> {
        self.0.iter().filter(move |(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Whether a name has this value.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|other| other == value)
    }

    /// The number that a name has, or the usual one.
    ///
    /// # Errors
    ///
    /// When it is no number within the bounds.
    pub fn number(
        &self,
        name: &str,
        usual: usize,
        bounds: std::ops::RangeInclusive<usize>,
    ) -> Result<usize, Problem> {
        let Some(value) = self.get(name) else { return Ok(usual) };
        let number = value.parse().ok().filter(|number| bounds.contains(number));
        let (from, to) = (bounds.start(), bounds.end());
        number.ok_or_else(|| {
            Problem::bad(format!(
                "expected a number from {from} to {to} as `{name}`, but found `{value}`"
            ))
        })
    }

    /// The one of these that a name has, or the first.
    ///
    /// # Errors
    ///
    /// When it has another value.
    pub fn choice<T: Copy>(&self, name: &str, choices: &[(&str, T)]) -> Result<T, Problem> {
        let names = || {
            choices
                .iter()
                .filter(|(name, _)| !name.is_empty())
                .map(|(name, _)| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let found = match self.get(name) {
            None => choices.first(),
            Some(value) => choices.iter().find(|(choice, _)| *choice == value),
        };
        let value = || self.get(name).unwrap_or_default();
        found.map(|(_, choice)| *choice).ok_or_else(|| {
            Problem::bad(format!(
                "expected one of {} as `{name}`, but found `{}`",
                names(),
                value()
            ))
        })
    }

    /// The same with this value in the place of all of a name.
    #[must_use]
    pub fn with(&self, name: &str, value: impl ToString) -> Params {
        self.without(name).and(name, value)
    }

    /// The same with one more value of a name.
    #[must_use]
    pub fn and(mut self, name: &str, value: impl ToString) -> Params {
        let value = value.to_string();
        if !value.is_empty() {
            self.0.push((name.to_string(), value));
        }
        self
    }

    /// The same without a name.
    #[must_use]
    pub fn without(&self, name: &str) -> Params {
        Params(self.0.iter().filter(|(other, _)| other != name).cloned().collect())
    }

    /// The same without this value of a name.
    #[must_use]
    pub fn minus(&self, name: &str, value: &str) -> Params {
        Params(
            self.0.iter().filter(|(other, held)| other != name || held != value).cloned().collect(),
        )
    }

    /// The same with these names only.
    #[must_use]
    pub fn only(&self, names: &[&str]) -> Params {
        Params(self.0.iter().filter(|(name, _)| names.contains(&name.as_str())).cloned().collect())
    }

    /// The pairs.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// An address with them.
    pub fn at(&self, path: &str) -> String {
        if self.0.is_empty() {
            return path.to_string();
        }
        Serializer::for_suffix(format!("{path}?"), path.len() + 1)
            .extend_pairs(self.pairs())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_written() {
        let params = Params::parse(
            "q=thu%E1%BA%BF+%C4%91%E1%BA%A5t&issuer=B%E1%BB%99+Ch%C3%ADnh+tr%E1%BB%8B&issuer=x&empty=&%ff=%fe",
        );
        assert_eq!(params.get("q"), Some("thuế đất"));
        assert_eq!(params.all("issuer").collect::<Vec<_>>(), ["Bộ Chính trị", "x"]);
        assert_eq!(params.get("empty"), None);
        let changed = params.only(&["q", "issuer"]).minus("issuer", "x").with("page", 2);
        assert_eq!(
            changed.at("/search"),
            "/search?q=thu%E1%BA%BF+%C4%91%E1%BA%A5t&issuer=B%E1%BB%99+Ch%C3%ADnh+tr%E1%BB%8B&page=2"
        );
        assert_eq!(Params::parse(changed.at("").trim_start_matches('?')), changed);
        assert_eq!(Params::default().at("/"), "/");
    }

    #[test]
    fn wrong_values_say_what_was_expected() {
        let params = Params::parse("n=x&sort=best&page=3");
        let told = |problem: Result<usize, Problem>| {
            problem.err().map(|problem| problem.detail).unwrap_or_default()
        };
        assert_eq!(
            told(params.number("n", 1, 1..=5)),
            "expected a number from 1 to 5 as `n`, but found `x`"
        );
        assert_eq!(
            told(params.choice("sort", &[("a", 1), ("b", 2)])),
            "expected one of `a`, `b` as `sort`, but found `best`"
        );
        assert_eq!(params.number("page", 1, 1..=5).ok(), Some(3));
        assert_eq!(params.choice("by", &[("a", 1), ("b", 2)]).ok(), Some(1));
    }
}
