//! RTF documents: what Word, WordPad and LibreOffice write, with the code pages and fonts of before
//! Unicode.
//!
//! ```text
//! {\rtf1\ansi\ansicpg1258{\fonttbl{\f1\fcharset0 .VnTime;}}{\info{\title …}} \f1 Ngh\'de quy\'d5t\par }
//! group      { … }            keeps the font, and whether text is read, to itself
//! word       \f1, \par        what it means is in the tables below; others are left alone
//! bytes      \'de, Þ          in the code page of the font, or of the document
//! character  \u7883?          \uc1 says how many bytes behind it stand in for it
//! ```
//!
//! Letters of the fonts .Vn… (TCVN3) and VNI-… are read as they look; the capitals fonts (.VnTimeH)
//! give capitals. Deleted and hidden text goes, numbers of lists stay, footnotes stand behind the
//! text. Not covered: pictures, equations, styles, heads and feet of pages.

use std::collections::HashMap;

use super::fonts;
use super::html::Page;
use super::paragraphs::{Outline, Paragraph, Role, page};
use crate::read::limits::rtf::DEPTH;
use crate::text::charset::{Encoding, decode};
use crate::text::squeezed;
use crate::{Error, Meta, Published, Result};

/// Groups whose text is not the document's.
#[rustfmt::skip]
const SKIPPED: [&str; 32] = [
    "annotation", "atnauthor", "atnid", "atrfend", "atrfstart", "bkmkend", "bkmkstart", "colortbl", "datafield", "filetbl", "fldinst",
    "footer", "footerf", "footerl", "footerr", "header", "headerf", "headerl", "headerr", "listoverridetable", "listtable",
    "nonesttables", "nonshppict", "objdata", "pict", "private", "revtbl", "shprslt", "sp", "stylesheet", "tc", "xe",
];

/// Groups that are read although `\*` lets a reader leave them out.
const KEPT: [&str; 3] = ["shpinst", "listtext", "pntext"];

/// Words that are characters.
#[rustfmt::skip]
const CHARACTERS: [(&str, char); 15] = [
    ("bullet", '•'), ("emdash", '—'), ("emspace", ' '), ("endash", '–'), ("enspace", ' '), ("ldblquote", '“'), ("line", ' '), ("lquote", '‘'),
    ("nestcell", ' '), ("qmspace", ' '), ("rdblquote", '”'), ("rquote", '’'), ("softline", ' '), ("tab", ' '), ("column", ' '),
];

/// Reads an RTF document.
///
/// # Errors
///
/// When it is cut short or holds no text.
pub(in crate::read) fn read(bytes: &[u8]) -> Result<Page> {
    let mut reader = RtfReader {
        groups: vec![Group { substitutes: 1, ..Group::default() }],
        code_page: 1252,
        ..RtfReader::default()
    };
    reader.run(bytes)?;
    let RtfReader { mut outline, notes, texts, created: [year, month, day], .. } = reader;
    for text in notes {
        outline.put(Paragraph { text, role: Role::Text });
    }
    let stated = |text: &str| Some(squeezed(text).into_owned()).filter(|text| !text.is_empty());
    let [_, _, title, author, _] = texts;
    let published = Published::parse(&format!("{year:04}-{month:02}-{day:02}"));
    page(
        outline.into_paragraphs(),
        Meta { title: stated(&title), author: stated(&author), published, ..Meta::default() },
    )
}

/// Where text goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Target {
    #[default]
    Body,
    Note,
    Title,
    Author,
    /// The name of a font.
    Font,
    Nowhere,
}

/// What a group keeps to itself.
#[derive(Clone, Copy, Default)]
struct Group {
    target: Target,
    font: i32,
    /// How many bytes behind a `\u` stand in for it.
    substitutes: usize,
    is_hidden: bool,
    is_deleted: bool,
    /// Whether `\*` precedes its first word.
    is_optional: bool,
    /// Whether its words say when the document was made.
    is_created: bool,
}

/// A font: how its bytes are read.
#[derive(Clone, Default)]
struct Font {
    name: String,
    charset: i32,
}

#[derive(Default)]
struct RtfReader {
    groups: Vec<Group>,
    /// What comes next is to be left out so many times.
    left_out: usize,
    code_page: i32,
    fonts: HashMap<i32, Font>,
    /// Text of one font that is not decoded yet: bytes, and behind them characters.
    bytes: Vec<u8>,
    run: String,
    /// The first half of a pair.
    surrogate: Option<u16>,
    /// By target, what is open.
    texts: [String; 5],
    notes: Vec<String>,
    outline: Outline,
    is_in_table: bool,
    created: [i32; 3],
}

impl RtfReader {
    fn run(&mut self, bytes: &[u8]) -> Result<()> {
        let cut = || Error::format("the RTF document is broken or cut short; fetch it again");
        let mut rest = bytes;
        while let Some((&first, behind)) = rest.split_first() {
            rest = behind;
            match first {
                b'{' if self.groups.len() > DEPTH => {
                    return Err(Error::format(format!(
                        "expected an RTF document, but found more than {DEPTH} groups in each other"
                    )));
                }
                b'{' => {
                    self.flush();
                    self.groups.push(Group { is_optional: false, ..self.group() });
                }
                b'}' => {
                    self.end_group();
                    // Behind the end are zeros, or nothing.
                    if self.groups.len() == 1 {
                        self.end_paragraph();
                        return Ok(());
                    }
                }
                b'\\' => rest = self.control(rest).ok_or_else(cut)?,
                b'\r' | b'\n' | 0 => {}
                byte => self.byte(byte),
            }
        }
        Err(cut())
    }

    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or_default()
    }

    fn set(&mut self, set: impl FnOnce(&mut Group)) {
        if let Some(group) = self.groups.last_mut() {
            set(group);
        }
    }

    /// The same for what the text before has, or has not.
    fn change(&mut self, set: impl FnOnce(&mut Group)) {
        self.flush();
        self.set(set);
    }

    /// Reads what follows a `\`; gives the rest, `None` where the document ends in it.
    fn control<'a>(&mut self, rest: &'a [u8]) -> Option<&'a [u8]> {
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).take(32).count();
        let (word, behind) = rest.split_at_checked(letters)?;
        if word.is_empty() {
            let (&symbol, behind) = rest.split_first()?;
            return self.symbol(symbol, behind);
        }
        let sign = usize::from(behind.first() == Some(&b'-'));
        let digits =
            behind.iter().skip(sign).take_while(|byte| byte.is_ascii_digit()).take(10).count();
        let (number, behind) = if digits > 0 {
            behind.split_at_checked(sign + digits)?
        } else {
            (&behind[..0], behind)
        };
        let number = std::str::from_utf8(number)
            .ok()
            .and_then(|number| number.parse::<i64>().ok())
            .map(|number| number as i32);
        let behind = behind.strip_prefix(b" ").unwrap_or(behind);
        let word = std::str::from_utf8(word).unwrap_or_default();
        if word == "bin" {
            return behind.get(usize::try_from(number.unwrap_or(0)).unwrap_or(0)..);
        }
        self.word(word, number);
        Some(behind)
    }

    fn symbol<'a>(&mut self, symbol: u8, rest: &'a [u8]) -> Option<&'a [u8]> {
        match symbol {
            b'\'' => {
                let (digits, behind) = rest.split_at_checked(2)?;
                let digits = std::str::from_utf8(digits).ok();
                self.byte(
                    digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).unwrap_or(b'?'),
                );
                return Some(behind);
            }
            b'*' => self.set(|group| group.is_optional = true),
            b'~' => self.byte(b' '),
            b'_' => self.byte(b'-'),
            b'\r' | b'\n' => self.end_paragraph(),
            b'{' | b'}' | b'\\' => self.byte(symbol),
            _ => {}
        }
        Some(rest)
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let is_optional = self.group().is_optional;
        self.set(|group| group.is_optional = false);
        let value = number.unwrap_or(1);
        if let Some((_, c)) = CHARACTERS.iter().find(|(known, _)| *known == word) {
            return self.character(*c);
        }
        match word {
            "u" => self.unicode(value),
            "uc" => {
                self.set(|group| group.substitutes = usize::try_from(value).unwrap_or(1).min(8))
            }
            "ansicpg" => self.code_page = value,
            "par" | "sect" | "page" => self.end_paragraph(),
            "pard" => self.is_in_table = false,
            "intbl" => self.is_in_table = true,
            "cell" => self.end_cell(),
            "row" => self.outline.end_row(),
            "v" => self.change(|group| group.is_hidden = value != 0),
            "deleted" => self.change(|group| group.is_deleted = value != 0),
            "plain" => self.change(|group| (group.is_hidden, group.is_deleted) = (false, false)),
            "f" | "deff" => self.change(|group| group.font = value),
            "fcharset" => {
                let font = self.group().font;
                self.fonts.entry(font).or_default().charset = value;
            }
            "yr" | "mo" | "dy" if self.group().is_created => {
                let at = usize::from(word != "yr") + usize::from(word == "dy");
                self.created.get_mut(at).into_iter().for_each(|part| *part = value);
            }
            word => self.destination(word, is_optional),
        }
    }

    /// Begins a group of its own kind, if the word is that of one.
    fn destination(&mut self, word: &str, is_optional: bool) {
        let target = match word {
            "fonttbl" => Target::Font,
            "title" => Target::Title,
            "author" => Target::Author,
            // A text box stands in the middle of a paragraph, too.
            "footnote" | "shptxt" => Target::Note,
            "info" => Target::Nowhere,
            "creatim" => return self.set(|group| group.is_created = true),
            word if SKIPPED.contains(&word) => Target::Nowhere,
            word if is_optional && !KEPT.contains(&word) => Target::Nowhere,
            _ => return,
        };
        // What is in something that is left out is left out too, but for what `info` says.
        let is_stated = matches!(target, Target::Title | Target::Author);
        if is_stated {
            // It is there twice, the second time with all letters.
            self.take(target);
        }
        self.change(|group| {
            if target == Target::Nowhere
                || group.target == Target::Body
                || is_stated && group.target == Target::Nowhere
            {
                group.target = target;
            }
        });
    }

    fn byte(&mut self, byte: u8) {
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        self.bytes.push(byte);
    }

    /// A character that is written by its number, as one of 16 bits with or without a sign.
    fn unicode(&mut self, number: i32) {
        let unit = number as u16;
        let pair = self.surrogate.take().map(|first| [first, unit]);
        match char::decode_utf16(
            pair.as_ref().map_or(&[unit][..], |pair| &pair[..]).iter().copied(),
        )
        .next()
        {
            Some(Ok(c)) => self.character(c),
            _ => self.surrogate = Some(unit),
        }
        self.left_out = self.group().substitutes;
    }

    fn character(&mut self, c: char) {
        self.left_out = 0;
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            self.run.push_str(&self.decoded(bytes));
        }
        self.run.push(c);
    }

    /// The text of bytes in the font of the group.
    fn decoded(&self, bytes: Vec<u8>) -> String {
        let font = self.fonts.get(&self.group().font);
        let label = match font.map_or(0, |font| font.charset) {
            _ if font.is_some_and(|font| fonts::encoding(&font.name).is_some()) => {
                "windows-1252".to_string()
            }
            128 => "shift_jis".to_string(),
            129 => "euc-kr".to_string(),
            134 => "gbk".to_string(),
            136 => "big5".to_string(),
            161 => "windows-1253".to_string(),
            162 => "windows-1254".to_string(),
            163 => "windows-1258".to_string(),
            186 => "windows-1257".to_string(),
            204 => "windows-1251".to_string(),
            238 => "windows-1250".to_string(),
            _ if self.code_page == 65001 => "utf-8".to_string(),
            _ => format!("windows-{}", self.code_page),
        };
        // Of the two that have all bytes, the Vietnamese one.
        let usual = Encoding::Windows1258;
        let encoding = label.parse().unwrap_or(usual);
        let decoded = decode(bytes.clone(), Some(encoding), None)
            .or_else(|_| decode(bytes, Some(usual), None));
        decoded.map(|decoded| decoded.text).unwrap_or_default()
    }

    /// Puts the text that was read in one font where it goes.
    fn flush(&mut self) {
        self.left_out = 0;
        if self.bytes.is_empty() && self.run.is_empty() {
            return;
        }
        let (bytes, group) = (std::mem::take(&mut self.bytes), self.group());
        let mut text = std::mem::take(&mut self.run);
        text.push_str(&self.decoded(bytes));
        if group.target == Target::Font {
            return self.name_font(group.font, &text);
        }
        let font = self.fonts.get(&group.font);
        if let Some(looks) = font.and_then(|font| fonts::as_it_looks(&text, &font.name)) {
            text = looks;
        }
        // The pictures of a symbol font are no letters.
        let is_symbols = font.is_some_and(|font| font.charset == 2);
        if !is_symbols && !group.is_hidden && !group.is_deleted {
            self.texts
                .get_mut(group.target as usize)
                .into_iter()
                .for_each(|target| target.push_str(&text));
        }
    }

    /// The fonts' names end with a semicolon.
    fn name_font(&mut self, font: i32, text: &str) {
        let name = text.split(';').next().unwrap_or_default().trim().to_string();
        if !name.is_empty() {
            self.fonts.entry(font).or_default().name = name;
        }
    }

    fn end_group(&mut self) {
        self.flush();
        let ended = self.groups.pop().unwrap_or_default();
        if ended.target == Target::Note && self.group().target != Target::Note {
            let note = self.take(Target::Note);
            self.notes.push(note);
        }
    }

    fn take(&mut self, target: Target) -> String {
        self.texts.get_mut(target as usize).map(std::mem::take).unwrap_or_default()
    }

    fn end_paragraph(&mut self) {
        if self.is_in_table || self.group().target != Target::Body {
            return self.character(' ');
        }
        self.flush();
        let text = self.take(Target::Body);
        self.outline.put(Paragraph { text, role: Role::Text });
    }

    fn end_cell(&mut self) {
        self.flush();
        if !self.outline.is_in_row() {
            self.outline.row();
        }
        self.outline.cell();
        let text = self.take(Target::Body);
        self.outline.put(Paragraph { text, role: Role::Text });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FONTS: &str = r"{\fonttbl{\f0\fnil\fcharset163 Times;}{\f1\fcharset0 .VnTime{\*\falt Arial};}{\f2\fcharset0 .VnTimeH;}{\f3 VNI-Times;}{\f4\fcharset2 Wingdings;}}";

    fn read(body: &str) -> Result<String> {
        super::read(format!(r"{{\rtf1\ansi\ansicpg1252\deff9{FONTS} {body}}}").as_bytes())
            .map(|page| page.text)
    }

    #[test]
    fn what_is_written_is_what_is_seen() {
        for (body, expected) in [
            (r"Tin \f0 xa\'de v\'ea\'cc\f9 \'e9\par M\u7897?t", "Tin xã vềé\nMột"),
            (r"\f1 NghÞ quy\'d5t \f2 h\u233\'e9i", "Nghị quyết HỘI"),
            (r"\f3 Ngh\'f2 quye\'e1t", "Nghị quyết"),
            (r"{\uc2\u7897xx\uc0\u7897 }\u7897?{\u7897 ?}a", "ộộộộa"),
            (
                r"\u-10179?\u-8704? 1\~250\_a\-b \{c\\\} \lquote d\rquote\emdash e",
                "😀 1 250-ab {c\\} ‘d’—e",
            ),
            (
                r"a{\deleted b}{\v c}\v d\v0 e\plain f{\field{\*\fldinst x}{\fldrslt g}}{\*\la h}",
                "aefg",
            ),
            (r"a{\footnote {\super 1}b\par c}d\par e", "ad\ne\n1b c"),
            (r"{\header x\par}a{\pict\bin4 }}}}\'ff}b{\listtext 1.\tab}c", "ab1. c"),
            (r"\trowd\intbl a\par b\cell c\cell\row\pard d\par", "a b | c\nd"),
            (r"\f4 \'d8\f9 a{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt b\par}}c\par", "ac\nb"),
        ] {
            let body = body.replace('Þ', r"\'de");
            assert_eq!(read(&body).ok().as_deref(), Some(expected), "{body}");
        }
    }

    #[test]
    fn what_the_file_says_of_itself() {
        let info = r"{\rtf1{\info{\upr{\title H\'3fp}{\*\ud{\title H\u7885\'3fp x\u227\'e3}}}{\author An}{\creatim\yr2023\mo4\dy12}{\revtim\yr2024\mo1\dy1}}a}";
        let meta = super::read(info.as_bytes()).map(|page| page.meta);
        let meta = meta.unwrap_or_default();
        assert_eq!((meta.title.as_deref(), meta.author.as_deref()), (Some("Họp xã"), Some("An")));
        assert_eq!(
            meta.published.map(|published| published.to_string()).as_deref(),
            Some("2023-04-12")
        );
    }

    #[test]
    fn what_is_cut_or_empty_is_an_error() {
        for (whole, expected) in [
            (r"{\rtf1 a", "broken or cut short"),
            (r"{\rtf1 a\", "broken or cut short"),
            (r"{\rtf1 a\'4", "broken or cut short"),
            (r"{\rtf1\bin999 a}", "broken or cut short"),
            (r"{\rtf1\par}", "found none"),
        ] {
            let said = super::read(whole.as_bytes())
                .map(|page| page.text)
                .map_err(|error| error.to_string());
            assert!(said.as_ref().is_err_and(|said| said.contains(expected)), "{whole}: {said:?}");
        }
        assert!(super::read("{\\rtf1".repeat(DEPTH + 2).as_bytes()).is_err());
    }
}
