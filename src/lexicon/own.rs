//! A user's own table: issuers, units and types of documents beside the built-in ones.
//!
//! It has the columns of [`table`](super::table), and those of the types of documents; the sense of
//! a line says what it adds:
//!
//! | sense | adds |
//! |---|---|
//! | `state`, `party`, `former` | a body, with its abbreviations in symbols as value |
//! | `measure`, `money`, `percent`, `duration` | a unit, with its sign as value |
//! | `numbered`, `unnumbered` | a type of document, with its abbreviations in symbols as value |
//!
//! A line cannot change what a built-in one says: a form or an abbreviation that is there already
//! is refused.

use std::sync::OnceLock;

use super::lexicons::{Lexicons, OwnTable};
use super::senses::{DocType, Issuer, Sense, Unit};
use super::table::{Fault, Row, Table, listed, refuse};
use crate::{Error, Result, Text};

/// The longest table, in bytes.
pub const LONGEST: usize = 1 << 20;

static LEXICONS: OnceLock<Lexicons> = OnceLock::new();

/// The tables, read at first use.
#[inline]
pub fn lexicons() -> &'static Lexicons {
    LEXICONS.get_or_init(|| {
        let (lexicons, faults) = Lexicons::read(&[]);
        refuse(&faults);
        lexicons
    })
}

/// Adds a user's own table to the built-in ones, for the whole process. That can be done once,
/// before the first text is read.
///
/// ```standalone_crate
/// use thoisu::lexicon::add;
/// let table = "sense\tforms\tvalue\texample\n\
///              measure\tthúng|thùng to\tthung\tgặt 5 thúng\n\
///              state\tBan Quản lý đầm Thị\tBQLĐT\ttheo Ban Quản lý đầm Thị\n";
/// add("mine.tsv", table)?;
/// assert_eq!(thoisu::extract::find("gặt 5 thúng", None)[0].0.slice("gặt 5 thúng"), "5 thúng");
/// assert!(add("more.tsv", table).is_err(), "the words are in use");
/// # Ok::<(), thoisu::Error>(())
/// ```
///
/// # Errors
///
/// When the table has a fault ([`check`] lists them all), and when a text was read or a table added
/// before.
pub fn add(name: &str, text: &str) -> Result<()> {
    let (mut lexicons, faults) = read(name, text);
    if let Some(first) = faults.first() {
        let more = faults.len() - 1;
        let more = if more > 0 {
            format!(" (and {more} more; `thoisu lexicon check` lists them)")
        } else {
            String::new()
        };
        return Err(Error::new(format!("{first}{more}")));
    }
    lexicons.own = Some(OwnTable { name: name.into(), text: text.into() });
    LEXICONS
        .set(lexicons)
        .map_err(|_| Error::new("expected one table, before the first text is read").context(name))
}

/// The table that was added, if one was.
pub fn added() -> Option<&'static OwnTable> {
    lexicons().own.as_ref()
}

/// What is wrong with a user's own table; nothing if it can be added.
pub fn check(name: &str, text: &str) -> Vec<Fault> {
    read(name, text).1
}

/// The built-in tables with a further one, and what is wrong with that.
fn read(name: &str, text: &str) -> (Lexicons, Vec<Fault>) {
    // Senses are of the whole process, and so is the text that they point into.
    let table = Table { name: name.to_string().leak(), text: normalized(text).leak() };
    let mut faults = Vec::new();
    let rows =
        if text.len() <= LONGEST { table.rows(DocType::COLUMNS, &mut faults) } else { Vec::new() };
    if text.len() > LONGEST {
        faults.push(
            table.fault(format!("expected at most {LONGEST} bytes, but found {}", text.len())),
        );
    }
    let (known, unknown): (Vec<Row>, Vec<Row>) =
        rows.into_iter().partition(|row| senses().any(|sense| *sense == row.sense));
    faults.extend(unknown.iter().map(|row| {
        row.fault(format!(
            "expected one of the senses {}, but found `{}`",
            listed(senses().copied()),
            row.sense
        ))
    }));
    let (lexicons, found) = Lexicons::read(&known);
    faults.extend(found);
    known.iter().for_each(|row| check_codes(row, &lexicons, &mut faults));
    // An entry that could not be read is found nowhere.
    if faults.is_empty() {
        lexicons.check_rows(&known, &lexicons.units, &mut faults);
        lexicons.check_rows(&known, &lexicons.issuers, &mut faults);
        lexicons.check_rows(&known, &lexicons.doc_types, &mut faults);
    }
    faults.sort_by_key(|fault| fault.line);
    (lexicons, faults)
}

/// The senses that a user's lines may have.
fn senses() -> impl Iterator<Item = &'static &'static str> {
    Issuer::SENSES.iter().chain(Unit::SENSES).chain(DocType::SENSES)
}

/// Each abbreviation is one that symbols can hold, and no other entry's.
fn check_codes(row: &Row, lexicons: &Lexicons, faults: &mut Vec<Fault>) {
    if Unit::SENSES.contains(&row.sense) {
        return;
    }
    for code in row.list("value").chain(row.list("short")) {
        let is_type = DocType::SENSES.contains(&row.sense);
        let owner = if is_type {
            lexicons.type_of_code(code).map(|owner| owner.name)
        } else {
            lexicons.issuer_of_code(code).map(|owner| owner.name)
        };
        if !code.starts_with(char::is_uppercase) || code.contains(char::is_whitespace) {
            faults.push(row.fault(format!(
                "expected an abbreviation as symbols have it, such as `BTC`, but found `{code}`"
            )));
        } else if let Some(owner) = owner.filter(|owner| *owner != row.canonical()) {
            faults.push(row.fault(format!(
                "expected an abbreviation of its own, but `{code}` is that of `{owner}`"
            )));
        }
    }
}

/// The table with its cells in the form in which texts are read.
fn normalized(text: &str) -> String {
    let cell = |cell: &str| Text::new(cell.to_string()).as_str().to_string();
    let line = |line: &str| line.split('\t').map(cell).collect::<Vec<_>>().join("\t");
    text.strip_prefix('\u{feff}').unwrap_or(text).lines().map(line).collect::<Vec<_>>().join("\n")
}
