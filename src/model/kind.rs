//! What a kind of mention says of itself: how its mentions are printed, stored, found and counted.
//!
//! Each kind implements [`MentionKind`] beside its type; the list of kinds is in `kinds`. Nothing
//! outside `model` asks which kind a mention is: it asks the kind. A kind states its terms as plain
//! names, days and amounts; the index makes its own terms of them.

use std::borrow::{BorrowMut, Cow};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::fact::Fact;
use super::json::{Object, key};

/// A kind of mention.
pub trait MentionKind: Sized {
    /// How a `Value` holds it: as it is, or in a box where it is large.
    type Held: From<Self> + BorrowMut<Self>;
    /// All that does not depend on a mention.
    const ABOUT: About;

    /// The canonical value.
    fn value(&self) -> Fact<'_>;

    /// The facts in the order of [`About::fields`], as many.
    fn facts(&self) -> impl AsRef<[Fact<'_>]>;

    /// States what a mention with these facts is found by. Each term goes with the name of its
    /// [`Asked`].
    fn terms<'m>(
        value: &Fact<'m>,
        facts: &[Fact<'m>],
        put: &mut impl FnMut(&'static str, Term<'m>),
    );

    /// Whether two values that differ in spelling are the same.
    fn is_same(_: &str, _: &str) -> bool {
        false
    }

    /// What it counts as among the most frequent values of its kind.
    fn counted(&self) -> Counted<'_> {
        Counted { id: self.value().into_text(), name: None }
    }
}

/// What a mention counts as among the most frequent values of its kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted<'m> {
    /// What it means; none where that is open.
    pub id: Option<Cow<'m, str>>,
    /// A name that the mention says to be of the same: other mentions may mean it by that name
    /// alone.
    pub name: Option<Cow<'m, str>>,
}

/// What is the same for all mentions of a kind.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// The name in output, and of gold.
    pub name: &'static str,
    /// Whether its mentions are wanted where nobody says which kinds are.
    pub is_usual: bool,
    /// The mark of its mentions in the index. The most frequent kind has an empty one, which is not
    /// written.
    pub tag: &'static str,
    /// Its colour on a terminal.
    pub colour: Colour,
    /// What its mentions say beside their value, in the order of JSON and CSV.
    pub fields: &'static [Field],
    /// What is counted apart when it is scored: `regulation/code` for each form, the name alone
    /// where it has no forms.
    pub groups: &'static [&'static str],
    /// What a query can ask of it.
    pub asked: &'static [Asked],
    /// The heading under which a run lists its most frequent values, if it does.
    pub most_frequent: Option<&'static str>,
}

impl About {
    /// Whether values are amounts, which have a lower and an upper end.
    ///
    /// ```
    /// use thoisu::Kind;
    /// assert!(Kind::Number.about().has_ends() && !Kind::Date.about().has_ends());
    /// ```
    pub const fn has_ends(&self) -> bool {
        let mut at = 0;
        while at < self.asked.len() {
            if matches!(self.asked[at].by, By::Amounts) {
                return true;
            }
            at += 1;
        }
        false
    }
}

/// A colour of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Green.
    Green,
    /// Magenta.
    Magenta,
    /// Cyan.
    Cyan,
    /// Yellow.
    Yellow,
}

/// A fact that mentions of a kind have, by its names.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The name in JSON.
    pub name: &'static str,
    /// The name as a key in a JSON object, with its quotation marks and colon.
    pub(crate) key: &'static str,
    /// The name of its column in CSV. Kinds may share a column.
    pub column: &'static str,
    /// The name in the index; `k`, `v`, `b`, `s` and `t` are taken.
    pub tag: &'static str,
    /// The same as a key in a JSON object.
    pub(crate) stored_key: &'static str,
    /// What its facts are.
    pub holds: Holds,
    /// What the index need not hold.
    pub usual: Usual,
    /// Whether gold may state it, and it is scored then.
    pub is_scored: bool,
    /// Whether JSON has it only where it is known, and CSV not at all: what a choice of the user
    /// adds.
    pub is_extra: bool,
}

/// A [`Field`] by its names in JSON and in the index.
macro_rules! field {
    ($name:literal, $tag:literal) => {
        $crate::model::Field {
            name: $name,
            key: $crate::model::json::key!($name),
            column: $name,
            tag: $tag,
            stored_key: $crate::model::json::key!($tag),
            holds: $crate::model::Holds::Text,
            usual: $crate::model::Usual::Unknown,
            is_scored: false,
            is_extra: false,
        }
    };
}
pub(super) use field;

impl Field {
    /// The same with another column in CSV, for its name is another's there.
    pub(super) const fn in_column(self, column: &'static str) -> Field {
        Field { column, ..self }
    }

    /// The same, of which each fact is a day.
    pub(super) const fn day(self) -> Field {
        Field { holds: Holds::Day, ..self }
    }

    /// The same, of which each fact is a whole number.
    pub(super) const fn whole(self) -> Field {
        Field { holds: Holds::Whole, ..self }
    }

    /// The same, not stored where it is as usual.
    pub(super) const fn usually(self, usual: Usual) -> Field {
        Field { usual, ..self }
    }

    /// The same, printed only where it is known.
    pub(super) const fn extra(self) -> Field {
        Field { is_extra: true, ..self }
    }

    /// The same, scored where gold states it.
    pub(super) const fn scored(self) -> Field {
        Field { is_scored: true, ..self }
    }
}

/// What the facts of a field are; a table has a column of that type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Texts and names.
    Text,
    /// Whole numbers.
    Whole,
    /// Days.
    Day,
}

/// The fact that a mention without an entry for it in the index has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usual {
    /// None.
    Unknown,
    /// This one.
    Text(&'static str),
    /// The mention's value.
    Value,
}

/// Something that a query can ask of the mentions of a kind: `issuer:"Bộ Chính trị"`.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The field in a query.
    pub name: &'static str,
    /// What the fields of the index begin with.
    pub field: &'static str,
    /// How it is asked.
    pub by: By,
}

/// How something is asked, and what the index holds of it.
#[derive(Clone, Copy, Debug)]
pub enum By {
    /// By a name. It can be counted as a facet, too.
    Name {
        /// The key of a name: what makes no difference to a reader does not reach it.
        key: fn(&str) -> String,
        /// What a query without a name ought to have: `a name after …`.
        expected: &'static str,
        /// What a facet counts, in a line of help.
        counts: &'static str,
    },
    /// By a span of days within which another lies.
    Days,
    /// By a span of amounts within which another lies.
    Amounts,
}

/// The name tells one from another.
impl PartialEq for Asked {
    fn eq(&self, other: &Asked) -> bool {
        self.name == other.name
    }
}

impl Eq for Asked {}

/// What one mention is found by.
#[derive(Clone, Debug, PartialEq)]
pub enum Term<'m> {
    /// A name, under its key.
    Name(Cow<'m, str>),
    /// A further key for the name.
    Key(String),
    /// The first and last day; `None` is open, or not known.
    Days(Option<Date>, Option<Date>),
    /// The lower and upper end.
    Amounts {
        /// The lower end.
        low: Decimal,
        /// The upper end.
        high: Decimal,
        /// The unit that both have.
        unit: Option<Cow<'m, str>>,
    },
}

/// Fields that a kind has at most.
const MOST_FIELDS: usize = 10;

/// Appends the value and the facts of a mention to a JSON object: place by place, not in a loop,
/// for then the keys are constants and it is known of each fact what it is.
#[inline(always)]
pub(super) fn put_facts<T: MentionKind>(meaning: &T, object: &mut Object<'_>) {
    const { assert!(T::ABOUT.fields.len() <= MOST_FIELDS, "a kind with more fields needs more places") };
    let value = meaning.value();
    object.field(key!("value"), &value);
    if const { T::ABOUT.has_ends() } {
        let (low, high) = value.ends();
        object.field(key!("low"), &low);
        object.field(key!("high"), &high);
    }
    let facts = meaning.facts();
    let facts = facts.as_ref();
    put_fact::<T, 0>(facts, object);
    put_fact::<T, 1>(facts, object);
    put_fact::<T, 2>(facts, object);
    put_fact::<T, 3>(facts, object);
    put_fact::<T, 4>(facts, object);
    put_fact::<T, 5>(facts, object);
    put_fact::<T, 6>(facts, object);
    put_fact::<T, 7>(facts, object);
    put_fact::<T, 8>(facts, object);
    put_fact::<T, 9>(facts, object);
}

#[inline(always)]
fn put_fact<T: MentionKind, const PLACE: usize>(facts: &[Fact<'_>], object: &mut Object<'_>) {
    if let (Some(field), Some(fact)) = (T::ABOUT.fields.get(PLACE), facts.get(PLACE))
        && !(field.is_extra && fact.is_unknown())
    {
        object.field(field.key, fact);
    }
}

/// Makes of the list what has to know every kind.
macro_rules! list_of_kinds {
    ($($kind:ident: $type:ty),+ $(,)?) => {
        /// What sort of thing a mention is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(#[doc = concat!("See `", stringify!($type), "`.")] $kind,)+
        }

        /// The meaning of a mention.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Value {
            $(#[doc = concat!("See `", stringify!($type), "`.")] $kind(<$type as MentionKind>::Held),)+
        }

        impl Kind {
            /// All kinds, in the order in which they are shown.
            pub const ALL: &'static [Kind] = &[$(Kind::$kind),+];

            /// What is the same for all its mentions.
            pub const fn about(self) -> &'static About {
                match self {
                    $(Kind::$kind => const { &<$type as MentionKind>::ABOUT },)+
                }
            }

            /// States what a mention of this kind with these facts is found by.
            pub(crate) fn terms<'m>(self, value: &Fact<'m>, facts: &[Fact<'m>], put: &mut impl FnMut(&'static str, Term<'m>)) {
                match self {
                    $(Kind::$kind => <$type as MentionKind>::terms(value, facts, put),)+
                }
            }

            /// Whether two values that differ in spelling are the same.
            pub(crate) fn is_same(self, a: &str, b: &str) -> bool {
                match self {
                    $(Kind::$kind => <$type as MentionKind>::is_same(a, b),)+
                }
            }
        }

        impl Value {
            /// The kind of mention that has this value.
            pub const fn kind(&self) -> Kind {
                match self {
                    $(Value::$kind(_) => Kind::$kind,)+
                }
            }

            /// What `look` makes of the canonical value and the other facts, which have the order
            /// of the kind's fields.
            #[inline]
            pub fn with_facts<'m, T>(&'m self, look: impl FnOnce(&Fact<'m>, &[Fact<'m>]) -> T) -> T {
                match self {
                    $(Value::$kind(held) => {
                        let held: &$type = held.borrow();
                        look(&held.value(), held.facts().as_ref())
                    })+
                }
            }

            /// Appends the value and the facts to a JSON object.
            #[inline]
            pub(super) fn put(&self, object: &mut Object<'_>) {
                match self {
                    $(Value::$kind(held) => put_facts::<$type>(held.borrow(), object),)+
                }
            }

            /// The canonical value.
            pub(crate) fn fact(&self) -> Fact<'_> {
                match self {
                    $(Value::$kind(held) => Borrow::<$type>::borrow(held).value(),)+
                }
            }

            /// What it counts as among the most frequent values of its kind.
            pub fn counted(&self) -> Counted<'_> {
                match self {
                    $(Value::$kind(held) => Borrow::<$type>::borrow(held).counted(),)+
                }
            }
        }

        $(
            impl From<$type> for Value {
                fn from(meaning: $type) -> Value {
                    Value::$kind(meaning.into())
                }
            }

            impl $type {
                /// The kind.
                pub const KIND: Kind = Kind::$kind;

                /// The meaning that a value has, if it is of this kind.
                pub fn of(value: &Value) -> Option<&$type> {
                    match value {
                        Value::$kind(held) => Some(held.borrow()),
                        #[allow(unreachable_patterns)]
                        _ => None,
                    }
                }

                /// The same, to be changed.
                pub fn of_mut(value: &mut Value) -> Option<&mut $type> {
                    match value {
                        Value::$kind(held) => Some(held.borrow_mut()),
                        #[allow(unreachable_patterns)]
                        _ => None,
                    }
                }
            }
        )+
    };
}
pub(super) use list_of_kinds;
