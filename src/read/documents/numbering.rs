//! The numbers that Word gives to paragraphs of lists: `Điều 1.`, `a)`, `2.1`.
//!
//! A list (`num`) counts by the levels of its pattern (`abstractNum`); lists of one pattern count
//! on. Not covered: bullets, numbers in words.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::xml::{attribute, events};
use crate::Result;

/// Levels of a list.
const LEVELS: usize = 9;

/// How a level is numbered.
#[derive(Clone, Default)]
struct Level {
    start: u32,
    format: String,
    /// `Điều %1.`: the count of level 1 and what is around it.
    pattern: String,
}

/// The lists of a document, and how far each has counted.
#[derive(Default)]
pub(super) struct Numbering {
    patterns: HashMap<String, [Level; LEVELS]>,
    lists: HashMap<String, String>,
    /// Of a style, the list that it belongs to and the level.
    styles: HashMap<String, (String, usize)>,
    counts: HashMap<String, [u32; LEVELS]>,
}

impl Numbering {
    /// Reads the lists, and the styles that belong to them.
    ///
    /// # Errors
    ///
    /// When a part is broken.
    pub fn read(lists: &[u8], styles: &[u8]) -> Result<Numbering> {
        let mut numbering = Numbering::default();
        let (mut pattern, mut list, mut level) = (String::new(), String::new(), 0);
        events(lists, |event| {
            let (Event::Start(element) | Event::Empty(element)) = event else { return };
            match element.local_name().as_ref() {
                "abstractNum" => pattern = attribute(element, "abstractNumId").unwrap_or_default(),
                "num" => list = attribute(element, "numId").unwrap_or_default(),
                "abstractNumId" => drop(
                    numbering
                        .lists
                        .insert(list.clone(), attribute(element, "val").unwrap_or_default()),
                ),
                "lvl" => {
                    level = attribute(element, "ilvl")
                        .and_then(|level| level.parse().ok())
                        .unwrap_or(LEVELS)
                }
                name => numbering.say(&pattern, level, name, element),
            }
        })?;
        let (mut style, mut level) = (String::new(), 0);
        events(styles, |event| {
            let (Event::Start(element) | Event::Empty(element)) = event else { return };
            match element.local_name().as_ref() {
                "style" => (style, level) = (attribute(element, "styleId").unwrap_or_default(), 0),
                "ilvl" => {
                    level = attribute(element, "val")
                        .and_then(|level| level.parse().ok())
                        .unwrap_or_default()
                }
                "numId" => {
                    drop(numbering.styles.insert(
                        style.clone(),
                        (attribute(element, "val").unwrap_or_default(), level),
                    ))
                }
                _ => {}
            }
        })?;
        Ok(numbering)
    }

    /// Takes what an element says of a level.
    fn say(&mut self, pattern: &str, level: usize, name: &str, element: &BytesStart) {
        if !matches!(name, "start" | "numFmt" | "lvlText") {
            return;
        }
        let value = attribute(element, "val").unwrap_or_default();
        let Some(level) = self.patterns.entry(pattern.to_string()).or_default().get_mut(level)
        else {
            return;
        };
        match name {
            "start" => level.start = value.parse().unwrap_or_default(),
            "numFmt" => level.format = value,
            _ => level.pattern = value,
        }
    }

    /// The list and level of a style.
    pub fn of_style(&self, style: &str) -> Option<(String, usize)> {
        self.styles.get(style).cloned()
    }

    /// The number of the next paragraph of a list; `None` where it has none.
    pub fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let name = self.lists.get(list)?;
        let levels = self.patterns.get(name)?;
        let counts = self.counts.entry(name.clone()).or_default();
        let count = counts.get_mut(level)?;
        *count =
            if *count == 0 { levels.get(level)?.start.max(1) } else { count.saturating_add(1) };
        counts.iter_mut().skip(level + 1).for_each(|count| *count = 0);
        let Level { format, pattern, .. } = levels.get(level)?;
        if matches!(format.as_str(), "bullet" | "none") {
            return None;
        }
        let mut number = String::new();
        let mut parts = pattern.split('%');
        number.push_str(parts.next()?);
        for part in parts {
            let digit = part
                .chars()
                .next()
                .and_then(|digit| digit.to_digit(10))
                .and_then(|digit| (digit as usize).checked_sub(1));
            let (Some(at), Some(rest)) = (digit.filter(|at| *at < LEVELS), part.get(1..)) else {
                continue;
            };
            let count = counts.get(at).copied().unwrap_or_default().max(1);
            number.push_str(&written(count, &levels.get(at)?.format));
            number.push_str(rest);
        }
        Some(number).filter(|number| number.chars().any(char::is_alphanumeric))
    }
}

/// A count as its format writes it.
fn written(count: u32, format: &str) -> String {
    let letter = |first: u8| (first + ((count - 1) % 26) as u8) as char;
    // After z comes aa.
    let letters =
        |first: u8| letter(first).to_string().repeat(((count - 1) / 26 + 1).min(4) as usize);
    match format {
        "lowerLetter" => letters(b'a'),
        "upperLetter" => letters(b'A'),
        "lowerRoman" => roman(count).to_ascii_lowercase(),
        "upperRoman" => roman(count),
        "decimalZero" => format!("{count:02}"),
        _ => count.to_string(),
    }
}

fn roman(count: u32) -> String {
    const DIGITS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let (mut left, mut roman) = (count.min(3_999), String::new());
    for (value, digit) in DIGITS {
        while left >= value {
            roman.push_str(digit);
            left -= value;
        }
    }
    roman
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_numbered_as_word_shows_them() {
        let lists = br#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="5">
            <w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="decimal"/><w:lvlText w:val="&#272;i&#7873;u %1."/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
            <w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
            <w:lvl w:ilvl="3"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%4%"/></w:lvl></w:abstractNum>
            <w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num></w:numbering>"#;
        let styles = br#"<w:styles xmlns:w="w"><w:style w:styleId="Dieu"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"#;
        let mut numbering = Numbering::read(lists, styles).unwrap_or_default();
        assert_eq!(numbering.of_style("Dieu"), Some(("1".to_string(), 1)));
        let mut numbers = |levels: &[usize]| {
            levels
                .iter()
                .map(|&level| numbering.next("1", level).unwrap_or_default())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            numbers(&[0, 1, 1, 2, 0, 1, 3, 3, 9]),
            ["Điều 2.", "2.a)", "2.b)", "", "Điều 3.", "3.a)", "I", "II", ""]
        );
        assert_eq!(numbering.next("7", 0), None);
    }
}
