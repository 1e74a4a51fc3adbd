//! The language of a page: what the address says, else what the browser prefers.

use super::strings::{ENGLISH, VIETNAMESE, Words};

/// A language of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vietnamese,
    /// English.
    English,
}

impl Language {
    /// The language of a tag: `vi`, `en-GB`.
    ///
    /// ```
    /// use thoisu::serve::Language;
    /// assert_eq!(Language::of_tag("en-GB"), Some(Language::English));
    /// assert_eq!(Language::of_tag("fr"), None);
    /// ```
    pub fn of_tag(tag: &str) -> Option<Language> {
        match tag.split('-').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
            "vi" => Some(Language::Vietnamese),
            "en" => Some(Language::English),
            _ => None,
        }
    }

    /// The one of both that `Accept-Language` prefers; Vietnamese where it names neither.
    ///
    /// ```
    /// use thoisu::serve::Language;
    /// assert_eq!(Language::accepted("fr, en;q=0.8, vi;q=0.9"), Language::Vietnamese);
    /// assert_eq!(Language::accepted("en-US,en;q=0.5"), Language::English);
    /// ```
    pub fn accepted(header: &str) -> Language {
        let weighed = header.split(',').take(32).filter_map(|part| {
            let (tag, weight) = part.split_once(';').unwrap_or((part, ""));
            let weight = weight
                .trim()
                .strip_prefix("q=")
                .map_or(Some(1.0), |weight| weight.trim().parse::<f32>().ok())?;
            Some((Language::of_tag(tag)?, weight)).filter(|(_, weight)| *weight > 0.0)
        });
        // Of equal ones the first.
        let best = weighed.fold(None, |best: Option<(Language, f32)>, one| {
            best.filter(|best| best.1 >= one.1).or(Some(one))
        });
        best.map(|(language, _)| language).unwrap_or_default()
    }

    /// The tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Language::Vietnamese => "vi",
            Language::English => "en",
        }
    }

    /// The other one.
    pub(super) const fn other(self) -> Language {
        match self {
            Language::Vietnamese => Language::English,
            Language::English => Language::Vietnamese,
        }
    }

    /// The words of the pages.
    pub(super) fn words(self) -> &'static Words {
        match self {
            Language::Vietnamese => &VIETNAMESE,
            Language::English => &ENGLISH,
        }
    }

    /// A number with marks between thousands: `3.408`, `3,408`.
    pub(super) fn number(self, number: u64) -> String {
        let mark = match self {
            Language::Vietnamese => '.',
            Language::English => ',',
        };
        let digits = number.to_string();
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(mark);
            }
            out.push(digit);
        }
        out
    }

    /// A day, month or year as people write it: `12/4/2023`, `4/2023`; English has it as it is,
    /// `2023-04-12`.
    pub(super) fn day(self, iso: &str) -> String {
        let day = iso.get(..10).unwrap_or(iso);
        if self == Language::English {
            return day.to_string();
        }
        let mut parts: Vec<&str> =
            day.split('-').map(|part| part.trim_start_matches('0')).collect();
        if parts.len() > 3
            || parts
                .iter()
                .any(|part| part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit()))
        {
            return day.to_string();
        }
        parts.reverse();
        parts.join("/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_are_written_as_people_do() {
        for (number, vietnamese, english) in [
            (0, "0", "0"),
            (117, "117", "117"),
            (3408, "3.408", "3,408"),
            (1_234_567, "1.234.567", "1,234,567"),
        ] {
            assert_eq!(Language::Vietnamese.number(number), vietnamese);
            assert_eq!(Language::English.number(number), english);
        }
        for (day, expected) in [
            ("2023-04-12", "12/4/2023"),
            ("2023-04", "4/2023"),
            ("2023", "2023"),
            ("2023-04-12T08:00:00+07:00", "12/4/2023"),
            ("x", "x"),
        ] {
            assert_eq!(Language::Vietnamese.day(day), expected);
        }
        assert_eq!(Language::English.day("2023-04-12T08:00:00+07:00"), "2023-04-12");
    }

    #[test]
    fn odd_headers_mean_vietnamese() {
        for header in ["", "*", "fr", "en;q=0", "en;q=x", ";;;,,,", "q=1"] {
            assert_eq!(Language::accepted(header), Language::Vietnamese, "{header}");
        }
    }
}
