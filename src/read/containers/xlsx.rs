//! The rows of Excel workbooks (.xlsx): shared strings, numbers as they are kept, days where a
//! cell's format shows days.

use std::vec;

use jiff::civil::{Date, DateTime, date};
use jiff::{SignedDuration, ToSpan as _};
use quick_xml::events::{BytesStart, Event};

use super::rows::{Next, Rows};
use super::zip::Archive;
use crate::read::documents::xml::{Events, attribute, events, text};
use crate::read::limits::HELD_BOOK;
use crate::read::limits::sheet::{COLUMNS, SHEETS, STRINGS};
use crate::{Error, Result};

/// Numbers of the formats that show days or times without saying so.
const OF_DAYS: [std::ops::RangeInclusive<u32>; 4] = [14..=22, 27..=36, 45..=47, 50..=58];

/// An open workbook.
pub(super) struct Workbook {
    archive: Archive,
    /// Names of sheets and of their parts.
    left: vec::IntoIter<(String, String)>,
    sheet: Option<Events>,
    strings: Vec<String>,
    /// For each style of a cell, whether it shows days.
    shows_days: Vec<bool>,
    /// The day before the first.
    epoch: Date,
    row: u64,
}

impl Workbook {
    /// Opens a workbook.
    ///
    /// # Errors
    ///
    /// When a part that it needs is broken or missing.
    pub fn open(mut archive: Archive) -> Result<Workbook> {
        let missing = || {
            Error::format(
                "expected an Excel workbook, but found no sheets in it; export its texts as .csv",
            )
        };
        let book = archive.part("xl/workbook.xml", HELD_BOOK)?.ok_or_else(missing)?;
        let targets = archive.part("xl/_rels/workbook.xml.rels", HELD_BOOK)?.ok_or_else(missing)?;
        let (mut named, mut parts, mut is_1904) = (Vec::new(), Vec::new(), false);
        events(&book, |event| {
            let (Event::Start(element) | Event::Empty(element)) = event else { return };
            let stated = |name: &str| attribute(element, name).unwrap_or_default();
            match element.local_name().as_ref() {
                "sheet" => named.push((stated("name"), stated("id"))),
                "workbookPr" => is_1904 = matches!(&*stated("date1904"), "1" | "true"),
                _ => {}
            }
        })?;
        events(&targets, |event| {
            if let Event::Start(element) | Event::Empty(element) = event {
                parts.push((
                    attribute(element, "Id"),
                    attribute(element, "Target").unwrap_or_default(),
                ));
            }
        })?;
        let part = |id: &str| {
            let (_, target) = parts.iter().find(|(known, _)| known.as_deref() == Some(id))?;
            Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_string))
        };
        let sheets: Vec<_> = named
            .into_iter()
            .filter_map(|(name, id)| Some((name, part(&id)?)))
            .take(SHEETS)
            .collect();
        let strings = strings(&mut archive)?;
        let shows_days = archive
            .part("xl/styles.xml", HELD_BOOK)?
            .map(|styles| shows_days(&styles))
            .transpose()?
            .unwrap_or_default();
        let epoch = if is_1904 { date(1904, 1, 1) } else { date(1899, 12, 30) };
        Ok(Workbook {
            archive,
            left: sheets.into_iter(),
            sheet: None,
            strings,
            shows_days,
            epoch,
            row: 0,
        })
    }

    /// The next row of the sheet that is open.
    fn row(&mut self) -> Result<Option<Vec<String>>> {
        let (mut cells, mut cell, mut is_text) = (Vec::new(), Cell::default(), false);
        while let Some(sheet) = &mut self.sheet {
            let Some(event) = sheet.next()? else { break };
            match &event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "row" => {
                        self.row = attribute(element, "r")
                            .and_then(|row| row.parse().ok())
                            .unwrap_or(self.row + 1)
                    }
                    "c" => cell = Cell::of(element, cells.len()),
                    "v" | "t" => is_text = true,
                    // How a word is spoken is no part of it.
                    "rPh" | "f" => sheet.skip()?,
                    _ => {}
                },
                Event::Empty(element)
                    if element.local_name().as_ref() == "c" && cells.len() < COLUMNS =>
                {
                    let column = Cell::of(element, cells.len()).column;
                    cells.resize(cells.len().max(column.min(COLUMNS - 1) + 1), String::new());
                }
                Event::End(element) => match element.local_name().as_ref() {
                    "v" | "t" => is_text = false,
                    "c" if cell.column < COLUMNS => {
                        cells.resize(cells.len().max(cell.column + 1), String::new());
                        let value = self.value(&cell);
                        cells
                            .get_mut(cell.column)
                            .into_iter()
                            .for_each(|place| value.clone_into(place));
                    }
                    "row" if cells.iter().any(|cell| !cell.is_empty()) => return Ok(Some(cells)),
                    "row" => cells.clear(),
                    "sheetData" => break,
                    _ => {}
                },
                event if is_text => cell.value.push_str(&text(event)),
                _ => {}
            }
        }
        self.sheet = None;
        Ok(None)
    }

    /// What a cell shows.
    fn value(&self, cell: &Cell) -> String {
        let number = || cell.value.trim().parse::<f64>().ok();
        match cell.kind.as_str() {
            "s" => cell
                .value
                .trim()
                .parse()
                .ok()
                .and_then(|at: usize| self.strings.get(at))
                .cloned()
                .unwrap_or_default(),
            // An error, as `#N/A`.
            "e" => String::new(),
            "" | "n" => match number() {
                Some(days) if self.shows_days.get(cell.style).copied().unwrap_or_default() => {
                    day(self.epoch, days).unwrap_or_else(|| cell.value.clone())
                }
                // Numbers of many digits are kept as 1.2E+15.
                Some(whole) if whole.fract() == 0.0 && whole.abs() < 1e15 => format!("{whole:.0}"),
                _ => cell.value.clone(),
            },
            _ => cell.value.clone(),
        }
    }
}

impl Rows for Workbook {
    fn next(&mut self) -> Result<Next> {
        loop {
            if self.sheet.is_some()
                && let Some(cells) = self.row()?
            {
                return Ok(Next::Row(self.row, cells));
            }
            let Some((name, part)) = self.left.next() else { return Ok(Next::End) };
            self.row = 0;
            // A sheet of a chart has no part of this kind.
            let Some(stream) = self.archive.stream_of(&part)? else { continue };
            self.sheet = Some(Events::new(stream));
            return Ok(Next::Sheet(name));
        }
    }
}

#[derive(Default)]
struct Cell {
    column: usize,
    kind: String,
    style: usize,
    value: String,
}

impl Cell {
    /// A cell; where it names no column it is the one behind the last.
    fn of(element: &BytesStart, next: usize) -> Cell {
        let column = attribute(element, "r").and_then(|place| {
            let letters = place.bytes().take_while(u8::is_ascii_alphabetic).take(4);
            letters
                .fold(0usize, |column, letter| {
                    column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
                })
                .checked_sub(1)
        });
        let style =
            attribute(element, "s").and_then(|style| style.parse().ok()).unwrap_or_default();
        Cell {
            column: column.unwrap_or(next),
            kind: attribute(element, "t").unwrap_or_default(),
            style,
            value: String::new(),
        }
    }
}

/// The strings that cells share.
fn strings(archive: &mut Archive) -> Result<Vec<String>> {
    let Some(stream) = archive.stream_of("xl/sharedStrings.xml")? else { return Ok(Vec::new()) };
    let (mut events, mut strings, mut held, mut is_text) =
        (Events::new(stream), Vec::<String>::new(), 0, false);
    while let Some(event) = events.next()? {
        match &event {
            Event::Start(element) => match element.local_name().as_ref() {
                "si" => strings.push(String::new()),
                "t" => is_text = true,
                "rPh" => events.skip()?,
                _ => {}
            },
            Event::Empty(element) if element.local_name().as_ref() == "si" => {
                strings.push(String::new())
            }
            Event::End(element) if element.local_name().as_ref() == "t" => is_text = false,
            event if is_text => {
                let text = text(event);
                held += text.len();
                strings.last_mut().into_iter().for_each(|string| string.push_str(&text));
            }
            _ => {}
        }
        if held + strings.len() * size_of::<String>() > STRINGS {
            return Err(Error::format(format!(
                "expected a workbook, but found more than `{STRINGS}` bytes of strings; export it as .csv"
            )));
        }
    }
    Ok(strings)
}

/// For each style of a cell, whether it shows days.
fn shows_days(styles: &[u8]) -> Result<Vec<bool>> {
    let (mut own, mut found, mut is_of_cells) = (Vec::new(), Vec::new(), false);
    events(styles, |event| {
        let name = match event {
            Event::Start(element) | Event::Empty(element) => element.local_name(),
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => {
                is_of_cells = false;
                return;
            }
            _ => return,
        };
        let (Event::Start(element) | Event::Empty(element)) = event else { return };
        let number =
            || attribute(element, "numFmtId").and_then(|number| number.parse::<u32>().ok());
        match name.as_ref() {
            "numFmt" => own.push((
                number(),
                is_of_days(&attribute(element, "formatCode").unwrap_or_default()),
            )),
            "cellXfs" => is_of_cells = true,
            "xf" if is_of_cells => found.push(number().is_some_and(|number| {
                let own = own
                    .iter()
                    .find(|(known, _)| *known == Some(number))
                    .map(|(_, is_of_days)| *is_of_days);
                own.unwrap_or_else(|| OF_DAYS.iter().any(|range| range.contains(&number)))
            })),
            _ => {}
        }
    })?;
    Ok(found)
}

/// Whether a format shows a day: it has a y or d outside of what it quotes.
fn is_of_days(code: &str) -> bool {
    let (mut is_quoted, mut in_brackets, mut is_escaped) = (false, false, false);
    code.chars().any(|c| {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' | '_' | '*' => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            '[' if !is_quoted => in_brackets = true,
            ']' if !is_quoted => in_brackets = false,
            'y' | 'Y' | 'd' | 'D' => return !is_quoted && !in_brackets,
            _ => {}
        }
        false
    })
}

/// The day, and time if it has one, that a number of days stands for.
fn day(epoch: Date, days: f64) -> Option<String> {
    // Excel has a 29 February 1900, so that days before it are one later.
    let shift = if epoch == date(1899, 12, 30) && days < 60.0 { 1 } else { 0 };
    let seconds = (days.fract() * 86_400.0).round() as i64;
    if !(0.0..4_000_000.0).contains(&days) {
        return None;
    }
    let day = epoch.checked_add((days.trunc() as i64 + shift).days()).ok()?;
    let moment = DateTime::from_parts(day, jiff::civil::Time::midnight())
        .checked_add(SignedDuration::from_secs(seconds))
        .ok()?;
    Some(if seconds == 0 { day.to_string() } else { moment.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_numbers() {
        for (days, expected) in [
            (1.0, Some("1900-01-01")),
            (59.0, Some("1900-02-28")),
            (61.0, Some("1900-03-01")),
            (44335.0, Some("2021-05-19")),
            (44335.3541666667, Some("2021-05-19T08:30:00")),
            (44335.9999999, Some("2021-05-20T00:00:00")),
            (-1.0, None),
            (f64::NAN, None),
            (1e300, None),
        ] {
            assert_eq!(day(date(1899, 12, 30), days).as_deref(), expected, "{days}");
        }
        assert_eq!(day(date(1904, 1, 1), 0.0).as_deref(), Some("1904-01-01"));
    }

    #[test]
    fn formats_of_days() {
        for (code, expected) in [
            ("dd/mm/yyyy", true),
            ("[$-409]d\\-mmm\\-yy;@", true),
            ("General", false),
            ("#,##0\" đồng\"", false),
            ("[Red]0.00", false),
            ("0.00E+00", false),
            ("h:mm", false),
        ] {
            assert_eq!(is_of_days(code), expected, "{code}");
        }
    }
}
