//! The fields that the mentions of a document fill: what each kind says it can be asked for, as
//! columns and keys.
//!
//! | asked by | fields | each holds |
//! |---|---|---|
//! | name | `…`, `…_key` | the names, for facets; their keys, for queries |
//! | days | `…_first`, `…_last` | days since 1970-01-01; what is open or not known is `i64::MIN`, `i64::MAX` |
//! | amounts | `…_low`, `…_high`, `…_unit` | both ends, for filtering (the exact decimal is in `mentions`); the unit |
//!
//! Columns of one mention have the same place in the lists of a document.

use std::borrow::Cow;
use std::sync::LazyLock;

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use tantivy::schema::{FAST, Field, STRING, SchemaBuilder, TantivyDocument, TextOptions};

use crate::Annotated;
use crate::model::{Asked, By, Kind, Term};

/// What stands for the unit of an amount without one.
const NO_UNIT: &str = "";

/// The fields of one thing that can be asked.
#[derive(Debug)]
pub(in crate::index) struct AskedFields {
    pub kind: Kind,
    pub asked: &'static Asked,
    pub columns: Columns,
}

/// The fields by handle.
#[derive(Clone, Copy, Debug)]
pub(in crate::index) enum Columns {
    /// The names are fast; the keys exact.
    Name { name: Field, key: Field },
    /// Fast.
    Days { first: Field, last: Field },
    /// Fast.
    Amounts { low: Field, high: Field, unit: Field },
}

/// What is asked tells one from another.
impl PartialEq for AskedFields {
    fn eq(&self, other: &AskedFields) -> bool {
        self.asked == other.asked
    }
}

impl Eq for AskedFields {}

impl AskedFields {
    /// Adds its fields to a schema.
    fn new(kind: Kind, asked: &'static Asked, schema: &mut SchemaBuilder) -> AskedFields {
        let name = asked.field;
        let words = || TextOptions::default().set_fast("raw");
        let columns = match asked.by {
            By::Name { .. } => {
                let key = format!("{name}_key");
                Columns::Name {
                    name: schema.add_text_field(name, words()),
                    key: schema.add_text_field(&key, STRING),
                }
            }
            By::Days => {
                let [first, last] = ["first", "last"]
                    .map(|end| schema.add_i64_field(&format!("{name}_{end}"), FAST));
                Columns::Days { first, last }
            }
            By::Amounts => {
                let [low, high] =
                    ["low", "high"].map(|end| schema.add_f64_field(&format!("{name}_{end}"), FAST));
                Columns::Amounts {
                    low,
                    high,
                    unit: schema.add_text_field(&format!("{name}_unit"), words()),
                }
            }
        };
        AskedFields { kind, asked, columns }
    }

    /// All, in the order of the kinds. They are the first fields of a schema.
    pub fn all() -> &'static [AskedFields] {
        static ALL: LazyLock<Vec<AskedFields>> =
            LazyLock::new(|| MentionTerms::add_fields(&mut SchemaBuilder::default()));
        &ALL
    }

    /// That of this name in queries.
    pub fn named(name: &str) -> Option<&'static AskedFields> {
        AskedFields::all().iter().find(|fields| fields.asked.name == name)
    }

    /// The field of its keys, if it is asked by name.
    pub fn key(&self) -> Option<Field> {
        match self.columns {
            Columns::Name { key, .. } => Some(key),
            _ => None,
        }
    }
}

/// What is gathered of a document's mentions for one thing that can be asked.
#[derive(Default)]
pub(in crate::index) struct MentionTerms<'m> {
    names: Vec<Cow<'m, str>>,
    keys: Vec<String>,
    days: Vec<(i64, i64)>,
    amounts: Vec<Amounts<'m>>,
}

/// The columns of an amount.
struct Amounts<'m> {
    low: f64,
    high: f64,
    unit: Cow<'m, str>,
}

impl<'m> MentionTerms<'m> {
    /// Adds the fields of all kinds to a schema that has none yet.
    pub fn add_fields(schema: &mut SchemaBuilder) -> Vec<AskedFields> {
        let asked = Kind::ALL
            .iter()
            .flat_map(|&kind| kind.about().asked.iter().map(move |asked| (kind, asked)));
        asked.map(|(kind, asked)| AskedFields::new(kind, asked, schema)).collect()
    }

    /// Adds what the mentions of a document are found by.
    pub fn add(annotated: &'m Annotated, out: &mut TantivyDocument) {
        let all = AskedFields::all();
        let mut terms: Vec<MentionTerms> = all.iter().map(|_| MentionTerms::default()).collect();
        for mention in annotated.all_mentions() {
            let kind = mention.value.kind();
            mention.value.with_facts(|value, facts| {
                kind.terms(value, facts, &mut |name, term| {
                    let place = all
                        .iter()
                        .position(|fields| fields.kind == kind && fields.asked.name == name);
                    if let Some(terms) = place.and_then(|place| terms.get_mut(place)) {
                        terms.push(term);
                    }
                });
            });
        }
        all.iter().zip(terms).for_each(|(fields, terms)| terms.put(fields, out));
    }

    fn push(&mut self, term: Term<'m>) {
        match term {
            Term::Name(name) => self.names.push(name),
            Term::Key(key) => self.keys.push(key),
            Term::Days(first, last) => {
                self.days
                    .push((first.map_or(i64::MIN, day_number), last.map_or(i64::MAX, day_number)));
            }
            Term::Amounts { low, high, unit } => {
                let unit = unit.unwrap_or(Cow::Borrowed(NO_UNIT));
                let ends = comparable(low).zip(comparable(high));
                self.amounts.extend(ends.map(|(low, high)| Amounts { low, high, unit }));
            }
        }
    }

    /// Adds each term once.
    fn put(mut self, fields: &AskedFields, out: &mut TantivyDocument) {
        match (fields.columns, fields.asked.by) {
            (Columns::Name { name, key: field }, By::Name { key, .. }) => {
                for value in each_once(&mut self.names) {
                    out.add_text(name, value);
                    self.keys.push(key(value));
                }
                each_once(&mut self.keys).for_each(|key| out.add_text(field, key));
            }
            (Columns::Days { first, last }, _) => {
                for &(from, to) in each_once(&mut self.days) {
                    out.add_i64(first, from);
                    out.add_i64(last, to);
                }
            }
            (Columns::Amounts { low, high, unit }, _) => {
                let of = |a: &Amounts, b: &Amounts| {
                    a.low
                        .total_cmp(&b.low)
                        .then(a.high.total_cmp(&b.high))
                        .then(a.unit.cmp(&b.unit))
                };
                self.amounts.sort_by(of);
                self.amounts.dedup_by(|a, b| of(a, b).is_eq());
                for amounts in &self.amounts {
                    out.add_f64(low, amounts.low);
                    out.add_f64(high, amounts.high);
                    out.add_text(unit, &*amounts.unit);
                }
            }
            (Columns::Name { .. }, _) => {}
        }
    }
}

/// The values in order, each once.
fn each_once<T: Ord>(values: &mut Vec<T>) -> impl Iterator<Item = &T> {
    values.sort_unstable();
    values.dedup();
    values.iter()
}

/// An exact decimal as the index compares it; equal decimals give equal numbers, however many zeros
/// they end with.
pub(in crate::index) fn comparable(value: Decimal) -> Option<f64> {
    value.normalize().to_f64()
}

/// The day of a [`day_number`]; `None` for what stands for an open end.
pub(in crate::index) fn day_of_number(number: i64) -> Option<Date> {
    EPOCH.checked_add(jiff::Span::new().try_days(number).ok()?).ok()
}

pub(super) const EPOCH: Date = Date::constant(1970, 1, 1);

/// Days since 1970-01-01.
pub(in crate::index) fn day_number(date: Date) -> i64 {
    date.duration_since(EPOCH).as_hours() / 24
}
