//! Dates: a time of the calendar, and the part of the day.

use super::edtf::Edtf;
use super::fact::Fact;
use super::kind::{About, Asked, By, Colour, MentionKind, Term, Usual, field};

/// The part of the day that a date mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartOfDay {
    /// rạng sáng
    Dawn,
    /// sáng
    Morning,
    /// trưa
    Noon,
    /// chiều
    Afternoon,
    /// tối
    Evening,
    /// đêm, khuya
    Night,
}

impl PartOfDay {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            PartOfDay::Dawn => "dawn",
            PartOfDay::Morning => "morning",
            PartOfDay::Noon => "noon",
            PartOfDay::Afternoon => "afternoon",
            PartOfDay::Evening => "evening",
            PartOfDay::Night => "night",
        }
    }
}

/// The meaning of a date: `sáng 19/5/2021`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateValue {
    /// The time named; `None` where it depends on an unknown publication day.
    pub edtf: Option<Edtf>,
    /// Morning, evening … where the mention says so.
    pub part_of_day: Option<PartOfDay>,
}

impl MentionKind for DateValue {
    type Held = DateValue;

    const ABOUT: About = About {
        name: "date",
        is_usual: true,
        tag: "d",
        colour: Colour::Green,
        fields: &[
            field!("first", "1").usually(Usual::Value).day(),
            field!("last", "2").usually(Usual::Value).day(),
            field!("part_of_day", "p"),
        ],
        groups: &["date"],
        asked: &[Asked { name: "date", field: "date", by: By::Days }],
        most_frequent: None,
    };

    fn value(&self) -> Fact<'_> {
        self.edtf.map_or(Fact::Unknown, Fact::Time)
    }

    fn facts(&self) -> impl AsRef<[Fact<'_>]> {
        [
            Fact::of_day(self.edtf.and_then(Edtf::first)),
            Fact::of_day(self.edtf.and_then(Edtf::last)),
            Fact::of_name(self.part_of_day.map(PartOfDay::name)),
        ]
    }

    fn terms<'m>(_: &Fact<'m>, facts: &[Fact<'m>], put: &mut impl FnMut(&'static str, Term<'m>)) {
        let [first, last, ..] = facts else { return };
        let (first, last) = (first.as_day(), last.as_day());
        if first.is_some() || last.is_some() {
            put("date", Term::Days(first, last));
        }
    }
}
