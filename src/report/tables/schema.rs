//! The tables and their columns: the schema that `OUTPUT.md` documents.

use std::borrow::Cow;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::{Field, Holds, Kind};

/// The version of the schema, which files name in their metadata (`thoisu.schema`).
pub const VERSION: &str = "1";

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// A row a document, also one without mentions.
    Documents,
    /// A row a mention.
    Mentions,
    /// A row a regulation.
    Regulations,
    /// A row for what one regulation does to another.
    Relations,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name: no keyword of SQL.
    pub name: &'static str,
    /// What its cells hold.
    pub contents: Contents,
}

/// What the cells of a column hold; each may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// A whole number.
    Whole,
    /// A day: `date32`.
    Day,
    /// An amount with up to nine decimals: `decimal(38, 9)`.
    Amount,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing is known.
    Empty,
    /// A text.
    Text(Cow<'a, str>),
    /// A list of texts.
    Texts(Cow<'a, [String]>),
    /// A whole number.
    Whole(i64),
    /// A day.
    Day(Date),
    /// An amount.
    Amount(Decimal),
}

/// A row: a cell for each column of its table.
pub type Row<'a> = Vec<Cell<'a>>;

/// Decimals of an amount.
pub(super) const DECIMALS: u32 = 9;

impl<'a> Cell<'a> {
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Cell<'a> {
        Cell::Text(text.into())
    }

    pub(super) fn text_if_any(text: Option<impl Into<Cow<'a, str>>>) -> Cell<'a> {
        text.map_or(Cell::Empty, Cell::text)
    }

    pub(super) fn day(day: Option<Date>) -> Cell<'a> {
        day.map_or(Cell::Empty, Cell::Day)
    }

    pub(super) fn whole(number: Option<impl TryInto<i64>>) -> Cell<'a> {
        number.and_then(|number| number.try_into().ok()).map_or(Cell::Empty, Cell::Whole)
    }

    /// An amount; empty where a column of `decimal(38, 9)` cannot hold it exactly.
    pub(super) fn amount(amount: Option<Decimal>) -> Cell<'a> {
        amount
            .map(|amount| amount.normalize())
            .filter(|amount| amount.scale() <= DECIMALS)
            .map_or(Cell::Empty, Cell::Amount)
    }
}

const fn column(name: &'static str, contents: Contents) -> Column {
    Column { name, contents }
}

use Contents::{Amount, Day, Text, Texts, Whole};

const DOCUMENTS: [Column; 20] = [
    column("id", Text),
    column("source_id", Text),
    column("origin", Text),
    column("title", Text),
    column("published", Text),
    column("day", Day),
    column("published_from", Text),
    column("url", Text),
    column("source", Text),
    column("lead", Text),
    column("author", Text),
    column("section", Text),
    column("tags", Texts),
    column("near_duplicate_of", Text),
    column("mentions", Whole),
    column("regulation", Text),
    column("regulation_type", Text),
    column("regulation_issuer", Text),
    column("regulation_issued", Day),
    column("text", Text),
];

/// What all mentions have; the columns of their kinds follow.
const MENTIONS: [Column; 12] = [
    column("id", Text),
    column("origin", Text),
    column("day", Day),
    column("place", Whole),
    column("kind", Text),
    column("field", Text),
    column("start_char", Whole),
    column("end_char", Whole),
    column("text", Text),
    column("value", Text),
    column("low", Amount),
    column("high", Amount),
];

/// Behind the columns of kinds.
const MENTIONS_END: [Column; 3] =
    [column("cites", Text), column("text_start_char", Whole), column("text_end_char", Whole)];

const REGULATIONS: [Column; 13] = [
    column("id", Text),
    column("symbol", Text),
    column("type", Text),
    column("issuer", Text),
    column("issued", Day),
    column("title", Text),
    column("aliases", Texts),
    column("documents", Whole),
    column("mentions", Whole),
    column("first_cited", Day),
    column("last_cited", Day),
    column("in_force", Text),
    column("disputed", Texts),
];

const RELATIONS: [Column; 6] = [
    column("kind", Text),
    column("from_id", Text),
    column("to_id", Text),
    column("status", Text),
    column("documents", Whole),
    column("document_ids", Texts),
];

/// Columns of CSV whose names are keywords of SQL.
const RENAMED: [(&str, &str); 1] = [("of", "of_regulation")];

impl Table {
    /// All, in the order in which they are written.
    pub const ALL: [Table; 4] =
        [Table::Documents, Table::Mentions, Table::Regulations, Table::Relations];

    /// The name, which its file has before the ending: `documents`, `mentions`, `regulations`,
    /// `relations`.
    pub const fn name(self) -> &'static str {
        match self {
            Table::Documents => "documents",
            Table::Mentions => "mentions",
            Table::Regulations => "regulations",
            Table::Relations => "relations",
        }
    }

    /// The columns in their order.
    ///
    /// ```
    /// use thoisu::report::tables::Table;
    /// let names: Vec<&str> = Table::Relations.columns().iter().map(|column| column.name).collect();
    /// assert_eq!(names, ["kind", "from_id", "to_id", "status", "documents", "document_ids"]);
    /// ```
    pub fn columns(self) -> Vec<Column> {
        match self {
            Table::Documents => DOCUMENTS.to_vec(),
            Table::Mentions => {
                let mut columns = MENTIONS.to_vec();
                for field in Kind::ALL.iter().flat_map(|kind| kind.about().fields) {
                    let of_field = of_field(field);
                    if !columns.contains(&of_field) {
                        columns.push(of_field);
                    }
                }
                columns.extend(MENTIONS_END);
                columns
            }
            Table::Regulations => REGULATIONS.to_vec(),
            Table::Relations => RELATIONS.to_vec(),
        }
    }
}

/// The column of a kind's field; kinds share columns.
pub(super) fn of_field(field: &Field) -> Column {
    let name = RENAMED
        .iter()
        .find(|(name, _)| *name == field.column)
        .map_or(field.column, |(_, name)| name);
    let contents = match field.holds {
        Holds::Text => Text,
        Holds::Whole => Whole,
        Holds::Day => Day,
    };
    column(name, contents)
}
