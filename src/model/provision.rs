//! References to the articles, clauses and points of a regulation.

use std::borrow::Cow;
use std::fmt;

use super::fact::Fact;
use super::kind::{About, Asked, By, Colour, MentionKind, Term, field};

/// A level of a regulation, the largest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// phần
    Part,
    /// chương
    Chapter,
    /// mục
    Section,
    /// điều
    Article,
    /// khoản
    Clause,
    /// điểm
    Point,
}

impl Level {
    /// All levels.
    pub const ALL: [Level; 6] =
        [Level::Part, Level::Chapter, Level::Section, Level::Article, Level::Clause, Level::Point];

    /// The letter in a value: the first of its word, `n` for phần.
    pub const fn letter(self) -> &'static str {
        match self {
            Level::Part => "n",
            Level::Chapter => "c",
            Level::Section => "m",
            Level::Article => "d",
            Level::Clause => "k",
            Level::Point => "p",
        }
    }
}

/// A level and which one of it: `d5`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// The level.
    pub level: Level,
    /// Its number or letter: `5`, `5a`, `a`; Roman numerals are digits.
    pub label: String,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.level.letter(), self.label)
    }
}

/// A reference to a part of a regulation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    /// The way to the part, from the largest level on: `d5.k2.pa`.
    pub value: String,
    /// The value of the regulation, where the sentence names it.
    pub of: Option<String>,
}

impl Provision {
    /// A reference by these steps, in any order.
    pub fn new(mut steps: Vec<Step>) -> Provision {
        steps.sort_unstable();
        let steps: Vec<String> = steps.iter().map(Step::to_string).collect();
        Provision { value: steps.join("."), of: None }
    }
}

impl MentionKind for Provision {
    type Held = Box<Provision>;

    const ABOUT: About = About {
        name: "provision",
        is_usual: false,
        tag: "p",
        colour: Colour::Yellow,
        fields: &[field!("of", "o").scored()],
        groups: &["provision"],
        asked: &[Asked {
            name: "provision",
            field: "provision",
            by: By::Name {
                key,
                expected: "a provision, such as `d5.k2.pa`,",
                counts: "The articles, clauses and points cited",
            },
        }],
        most_frequent: None,
    };

    fn value(&self) -> Fact<'_> {
        Fact::of_text(Some(&self.value))
    }

    fn facts(&self) -> impl AsRef<[Fact<'_>]> {
        [Fact::of_text(self.of.as_deref())]
    }

    /// A clause is found by its article, too.
    fn terms<'m>(value: &Fact<'m>, _: &[Fact<'m>], put: &mut impl FnMut(&'static str, Term<'m>)) {
        let Some(value) = value.text() else { return };
        let wider = value.match_indices('.').filter_map(|(dot, _)| value.get(..dot));
        wider.for_each(|wider| put("provision", Term::Key(key(wider))));
        put("provision", Term::Name(Cow::clone(&value)));
    }
}

/// The key of a provision as typed: case makes no difference.
fn key(typed: &str) -> String {
    typed.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_goes_from_the_largest_level_on() {
        let step = |level, label: &str| Step { level, label: label.to_string() };
        let provision = Provision::new(vec![
            step(Level::Point, "đ"),
            step(Level::Clause, "2"),
            step(Level::Article, "5a"),
        ]);
        assert_eq!(provision.value, "d5a.k2.pđ");
        let mut keys = Vec::new();
        Provision::terms(&provision.value(), &[], &mut |_, term| keys.push(term));
        assert_eq!(
            keys,
            [Term::Key("d5a".into()), Term::Key("d5a.k2".into()), Term::Name("d5a.k2.pđ".into())]
        );
        assert!(Level::ALL.is_sorted(), "the largest first");
    }
}
