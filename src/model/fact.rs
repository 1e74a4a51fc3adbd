//! Facts: what a mention says, one by one, whatever its kind.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::amount::Amount;
use super::edtf::{CalendarUnit, Edtf};
use super::json::{Name, Put, Shown};

/// A fact of a mention: its value, or one of its kind's [fields](super::Field).
///
/// Printed, stored and read again, a time, an amount or a name is a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Fact<'a> {
    /// Not stated; null in JSON.
    #[default]
    Unknown,
    /// A text.
    Text(Cow<'a, str>),
    /// A name that the program gives, which has no characters to escape.
    Name(&'static str),
    /// A whole number.
    Whole(i16),
    /// A time.
    Time(Edtf),
    /// An amount.
    Amount(Amount),
}

impl<'a> Fact<'a> {
    /// A day, if there is one.
    pub fn of_day(day: Option<Date>) -> Fact<'a> {
        day.map_or(Fact::Unknown, |day| Fact::Time(Edtf::At(CalendarUnit::from_date(day))))
    }

    /// Whether nothing is stated.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Fact::Unknown)
    }

    /// A text, if there is one.
    pub fn of_text(text: Option<&'a str>) -> Fact<'a> {
        text.map_or(Fact::Unknown, |text| Fact::Text(Cow::Borrowed(text)))
    }

    /// A name that the program gives, if there is one.
    pub fn of_name(name: Option<&'static str>) -> Fact<'a> {
        name.map_or(Fact::Unknown, Fact::Name)
    }

    /// The text or name, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Fact::Text(text) => Some(text),
            Fact::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The same; it lives as long as what the fact is of.
    pub fn text(&self) -> Option<Cow<'a, str>> {
        match self {
            Fact::Text(text) => Some(text.clone()),
            Fact::Name(name) => Some(Cow::Borrowed(name)),
            _ => None,
        }
    }

    /// The whole number, if it is one.
    pub fn as_whole(&self) -> Option<i16> {
        match self {
            Fact::Whole(number) => Some(*number),
            _ => None,
        }
    }

    /// The day, if it is one: also of a day that was read from its text.
    pub fn as_day(&self) -> Option<Date> {
        match self {
            Fact::Time(Edtf::At(moment)) => moment.first(),
            Fact::Text(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// Both ends of an amount, also of one that was read from its text; a ratio has none.
    pub fn as_ends(&self) -> Option<(Decimal, Decimal)> {
        match self {
            Fact::Amount(amount) => amount.ends(),
            Fact::Text(text) => {
                let (low, high) = text.split_once("..").unwrap_or((text, text));
                Some((low.parse().ok()?, high.parse().ok()?))
            }
            _ => None,
        }
    }

    /// The lower and the upper end of an amount as facts; unknown where it has none.
    pub fn ends(&self) -> (Fact<'static>, Fact<'static>) {
        match self.as_ends() {
            Some((low, high)) => {
                (Fact::Amount(Amount::Exact(low)), Fact::Amount(Amount::Exact(high)))
            }
            None => (Fact::Unknown, Fact::Unknown),
        }
    }

    /// The fact as text; `None` where nothing is stated.
    pub fn into_text(self) -> Option<Cow<'a, str>> {
        match self {
            Fact::Unknown => None,
            Fact::Text(text) => Some(text),
            Fact::Name(name) => Some(Cow::Borrowed(name)),
            Fact::Whole(number) => Some(Cow::Owned(written(number))),
            Fact::Time(time) => Some(Cow::Owned(written(time))),
            Fact::Amount(amount) => Some(Cow::Owned(written(amount))),
        }
    }

    /// The fact as it is read again: a text or a number.
    pub fn into_read(self) -> Fact<'a> {
        match self {
            Fact::Whole(_) => self,
            other => other.into_text().map_or(Fact::Unknown, Fact::Text),
        }
    }

    /// The fact with a text of its own.
    pub fn into_owned(self) -> Fact<'static> {
        match self {
            Fact::Unknown => Fact::Unknown,
            Fact::Text(text) => Fact::Text(Cow::Owned(text.into_owned())),
            Fact::Name(name) => Fact::Name(name),
            Fact::Whole(number) => Fact::Whole(number),
            Fact::Time(time) => Fact::Time(time),
            Fact::Amount(amount) => Fact::Amount(amount),
        }
    }
}

/// Empty where nothing is stated.
impl Display for Fact<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fact::Unknown => Ok(()),
            Fact::Text(text) => f.write_str(text),
            Fact::Name(name) => f.write_str(name),
            Fact::Whole(number) => number.fmt(f),
            Fact::Time(time) => time.fmt(f),
            Fact::Amount(amount) => amount.fmt(f),
        }
    }
}

impl Put for &Fact<'_> {
    #[inline(always)]
    fn put(self, out: &mut String) {
        match self {
            Fact::Unknown => None::<&str>.put(out),
            Fact::Text(text) => (&**text).put(out),
            Fact::Name(name) => Name(name).put(out),
            Fact::Whole(number) => (*number).put(out),
            Fact::Time(time) => Shown(time).put(out),
            Fact::Amount(amount) => match amount.as_whole() {
                Some(whole) => {
                    out.push('"');
                    whole.put(out);
                    out.push('"');
                }
                None => Shown(amount).put(out),
            },
        }
    }
}

impl Serialize for Fact<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Fact::Unknown => serializer.serialize_none(),
            Fact::Whole(number) => serializer.serialize_i16(*number),
            Fact::Text(text) => serializer.serialize_str(text),
            other => serializer.collect_str(other),
        }
    }
}

impl<'de> Deserialize<'de> for Fact<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl serde::de::Visitor<'_> for Visitor {
            type Value = Fact<'static>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a whole number or null")
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Fact::Unknown)
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Fact::Text(Cow::Owned(text.to_string())))
            }

            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Self::Value, E> {
                i16::try_from(number).map(Fact::Whole).map_err(E::custom)
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Self::Value, E> {
                i16::try_from(number).map(Fact::Whole).map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// A value as it is printed, in room that nearly all need no more than.
pub(crate) fn written(value: impl Display) -> String {
    let mut out = String::with_capacity(32);
    // Writing to a string does not fail.
    let _ = write!(out, "{value}");
    out
}
