//! Numbers: amounts with unit, class and approximation.

use super::amount::Amount;
use super::fact::Fact;
use super::kind::{About, Asked, By, Colour, MentionKind, Term, Usual, field};

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberClass {
    /// How many.
    Count,
    /// A physical quantity with a unit.
    Measure,
    /// A sum of money.
    Money,
    /// Per cent, per mille, percentage points.
    Percent,
    /// k of n.
    Ratio,
    /// How long.
    Duration,
    /// Which one in a row.
    Ordinal,
}

impl NumberClass {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            NumberClass::Count => "count",
            NumberClass::Measure => "measure",
            NumberClass::Money => "money",
            NumberClass::Percent => "percent",
            NumberClass::Ratio => "ratio",
            NumberClass::Duration => "duration",
            NumberClass::Ordinal => "ordinal",
        }
    }
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberForm {
    /// In digits or Roman numerals, with or without a magnitude word.
    Digits,
    /// In words alone.
    Words,
}

impl NumberForm {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            NumberForm::Digits => "digits",
            NumberForm::Words => "words",
        }
    }
}

/// How the words around a number loosen it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Approx {
    /// hơn, trên: more than.
    Over,
    /// gần, dưới: less than.
    Under,
    /// khoảng, chừng: about.
    About,
    /// ít nhất, trở lên: at least.
    AtLeast,
    /// tối đa, không quá: at most.
    AtMost,
}

impl Approx {
    /// The sign used in output: `>`, `<`, `~`, `>=`, `<=`.
    pub const fn sign(self) -> &'static str {
        match self {
            Approx::Over => ">",
            Approx::Under => "<",
            Approx::About => "~",
            Approx::AtLeast => ">=",
            Approx::AtMost => "<=",
        }
    }
}

/// A number with what it counts or measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// How much.
    pub amount: Amount,
    /// Digits or words.
    pub form: NumberForm,
    /// What sort of quantity.
    pub class: NumberClass,
    /// The unit's canonical sign: `VND`, `ha`, `%`, `year`.
    pub unit: Option<&'static str>,
    /// More than, about, at least …
    pub approx: Option<Approx>,
}

impl MentionKind for Quantity {
    type Held = Quantity;

    const ABOUT: About = About {
        name: "number",
        is_usual: true,
        tag: "",
        colour: Colour::Cyan,
        fields: &[
            field!("form", "f").usually(Usual::Text("digits")),
            field!("class", "c").usually(Usual::Text("count")),
            field!("unit", "u"),
            field!("approx", "a"),
        ],
        groups: &["number/digits", "number/words"],
        asked: &[Asked { name: "number", field: "number", by: By::Amounts }],
        most_frequent: None,
    };

    fn value(&self) -> Fact<'_> {
        Fact::Amount(self.amount)
    }

    fn facts(&self) -> impl AsRef<[Fact<'_>]> {
        [
            Fact::Name(self.form.name()),
            Fact::Name(self.class.name()),
            Fact::of_name(self.unit),
            Fact::of_name(self.approx.map(Approx::sign)),
        ]
    }

    fn terms<'m>(
        value: &Fact<'m>,
        facts: &[Fact<'m>],
        put: &mut impl FnMut(&'static str, Term<'m>),
    ) {
        let [_, _, unit, ..] = facts else { return };
        if let Some((low, high)) = value.as_ends() {
            put("number", Term::Amounts { low, high, unit: unit.text() });
        }
    }
}
