//! A table of words: a TSV file whose first line names its columns.
//!
//! | column | holds |
//! |---|---|
//! | `sense` | what the entry means; [`senses`](super::senses) and [`cues`](super::cues) list the senses of each table |
//! | `forms` | the spellings of one entry, separated by `\|`; the first is the canonical one |
//! | `value` | what the sense asks for: a digit, a sign, abbreviations; nothing where it asks for nothing |
//! | `example` | a text in which one of the forms is found |
//! | `also` | the other senses that earlier lines give to a form of this line, separated by `\|` |
//! | `note` | anything |
//!
//! Some tables have further columns. `#` begins a comment. A cell at the end of a line may be left
//! out.
//!
//! Reading checks what a line says of itself and of earlier lines; whether the examples hold is for
//! [`check`](super::check).

use std::fmt;

/// The columns of every table.
const COLUMNS: [&str; 6] = ["sense", "forms", "value", "example", "also", "note"];

/// The columns that a header cannot leave out.
const NEEDED: [&str; 3] = ["sense", "forms", "example"];

/// A table as it is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table {
    /// Its name in messages: `units.tsv`.
    pub name: &'static str,
    pub text: &'static str,
}

/// What is wrong with a line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    table: &'static str,
    pub(super) line: usize,
    message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.table, self.line, self.message)
    }
}

/// One line of a table.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    table: &'static str,
    pub line: usize,
    pub sense: &'static str,
    pub example: &'static str,
    forms: &'static str,
    /// All cells with their columns.
    cells: Vec<(&'static str, &'static str)>,
}

impl Row {
    /// The spellings of the entry; none for a body that is known by its abbreviation only.
    pub fn forms(&self) -> impl Iterator<Item = &'static str> + use<> {
        parts(self.forms)
    }

    /// The first form.
    pub fn canonical(&self) -> &'static str {
        self.forms().next().unwrap_or("")
    }

    /// The cell in this column; empty where the line or the table has none.
    pub fn cell(&self, column: &str) -> &'static str {
        self.cells.iter().find(|(name, _)| *name == column).map_or("", |(_, cell)| cell)
    }

    /// The parts of the cell in this column.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'static str> + use<> {
        parts(self.cell(column))
    }

    /// Whether the cell in this column says `yes`.
    pub fn flag(&self, column: &str) -> Result<bool, String> {
        match self.cell(column) {
            "yes" => Ok(true),
            "" => Ok(false),
            other => {
                Err(format!("expected `yes` or nothing in column `{column}`, but found `{other}`"))
            }
        }
    }

    /// The value, read as the sense asks for it.
    pub fn value<T: Value>(&self) -> Result<T, String> {
        let value = self.cell("value");
        T::read(value).ok_or_else(|| {
            format!("expected {} as value of `{}`, but found `{value}`", T::EXPECTED, self.sense)
        })
    }

    /// That there is no value, where the sense asks for none.
    pub fn no_value(&self) -> Result<(), String> {
        match self.cell("value") {
            "" => Ok(()),
            value => Err(format!("expected no value of `{}`, but found `{value}`", self.sense)),
        }
    }

    /// A column with something in it that belongs neither to every table nor to one with these
    /// columns.
    pub fn foreign_column(&self, further: &[&str]) -> Option<&'static str> {
        let is_foreign = |column: &str| !COLUMNS.contains(&column) && !further.contains(&column);
        self.cells
            .iter()
            .find(|(column, cell)| !cell.is_empty() && is_foreign(column))
            .map(|(column, _)| *column)
    }

    /// Where the line stands: `units.tsv:12`.
    pub fn place(&self) -> String {
        format!("{}:{}", self.table, self.line)
    }

    pub fn fault(&self, message: impl Into<String>) -> Fault {
        Fault { table: self.table, line: self.line, message: message.into() }
    }
}

/// What the values of a sense are.
pub(crate) trait Value: Sized {
    /// What a message says was expected.
    const EXPECTED: &str;

    fn read(value: &'static str) -> Option<Self>;
}

/// The parts of a cell that `|` separates.
fn parts(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|part| !part.is_empty())
}

impl Table {
    /// A fault of the table as a whole.
    pub fn fault(self, message: impl Into<String>) -> Fault {
        Fault { table: self.name, line: 1, message: message.into() }
    }

    /// The lines of the table, which may have the columns `further` beside those of every table.
    pub fn rows(self, further: &[&str], faults: &mut Vec<Fault>) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut header: Option<Vec<&'static str>> = None;
        for (at, text) in self
            .text
            .lines()
            .enumerate()
            .filter(|(_, text)| !text.trim().is_empty() && !text.starts_with('#'))
        {
            let cells: Vec<&'static str> = text.split('\t').map(str::trim).collect();
            let fault = |message| Fault { table: self.name, line: at + 1, message };
            let Some(header) = &header else {
                if let Err(message) = check_header(&cells, further) {
                    faults.push(fault(message));
                    return rows;
                }
                header = Some(cells);
                continue;
            };
            if cells.len() > header.len() {
                faults.push(fault(format!(
                    "expected at most {} cells, but found {}",
                    header.len(),
                    cells.len()
                )));
                continue;
            }
            let cells: Vec<_> = header.iter().copied().zip(cells).collect();
            let mut row =
                Row { table: self.name, line: at + 1, sense: "", example: "", forms: "", cells };
            (row.sense, row.example, row.forms) =
                (row.cell("sense"), row.cell("example"), row.cell("forms"));
            if row.example.is_empty() && row.forms().next().is_some() {
                faults.push(row.fault(format!(
                    "expected an example of `{}`, but found none",
                    row.canonical()
                )));
            }
            rows.push(row);
        }
        rows
    }
}

fn check_header(cells: &[&str], further: &[&str]) -> Result<(), String> {
    if let Some(column) = NEEDED.iter().find(|column| !cells.contains(column)) {
        return Err(format!(
            "expected a header with the columns {}, but found no `{column}`",
            NEEDED.map(|name| format!("`{name}`")).join(", ")
        ));
    }
    let is_known = |cell: &&&str| COLUMNS.contains(cell) || further.contains(cell);
    match cells.iter().find(|cell| !is_known(cell)) {
        Some(cell) => Err(format!(
            "expected one of the columns {}, but found `{cell}`",
            listed(COLUMNS.iter().chain(further).copied())
        )),
        None => Ok(()),
    }
}

/// Names in backticks, separated by commas.
pub(crate) fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Stops at a faulty built-in table: the fault is one of the program, and every test that reads a
/// text meets it.
pub(super) fn refuse(faults: &[Fault]) {
    assert!(
        faults.is_empty(),
        "{}",
        faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n")
    );
}
