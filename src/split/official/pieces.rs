//! A line of the head of an official document, cut into its pieces: texts taken from two columns
//! have several on a line.
//!
//! ```text
//! BỘ XÂY DỰNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM          → capitals, motto
//! Số: 5/2026/TT-BXD Hà Nội, ngày 5 tháng 3 năm 2026       → number, day
//! ```

use jiff::civil::Date;

use crate::Span;
use crate::lexicon::official::Sign;
use crate::lexicon::token::Tokens;
use crate::lexicon::{TitleWord, lexicons};
use crate::split::lines::trimmed;
use crate::text::{is_syllable, squeezed};

/// What a piece of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The country's name or its motto.
    Motto,
    /// The Party's name.
    Party,
    /// The number: the place of its symbol, none where it was left blank.
    Number(Option<Span>),
    /// Place and day of issue: the day, none where it was left blank.
    Day(Option<Date>),
    /// The type of the document, and where the title begins that follows it on its line.
    Type(&'static str, Option<usize>),
    /// The section of the gazette.
    Section,
    /// What stands above the signature of a consolidated text.
    Certify,
    /// What a letter is about.
    Subject,
    /// The addressees of a letter.
    Dear,
    /// What the act is based on.
    Basis,
    /// Words in capitals: before the type the issuer, behind it a title.
    Capitals,
    /// Anything else.
    Other,
}

/// A piece of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub span: Span,
    pub part: Part,
}

/// Words of the place before the day of issue, at most.
const PLACE: usize = 6;

/// A cell of a table ends so.
const CELL: &str = " | ";

/// A longer line is of no head, in bytes.
pub(super) const LONGEST: usize = 2000;

/// The pieces of the line at `row` of a text, in their order.
pub(super) fn pieces(text: &str, row: Span) -> Vec<Piece> {
    if row.len() > LONGEST {
        return vec![Piece { span: row, part: Part::Other }];
    }
    let mut pieces = Vec::new();
    let mut start = row.start;
    for cell in row.slice(text).split(CELL) {
        cut(text, Span::new(start, start + cell.len()), &mut pieces);
        start += cell.len() + CELL.len();
    }
    pieces
}

/// Cuts a stretch at the first landmark in it, and what follows it again.
fn cut(text: &str, stretch: Span, pieces: &mut Vec<Piece>) {
    let mut rest = stretch;
    while let Some(Piece { span, part }) = landmark(text, rest) {
        push(text, Span::new(rest.start, span.start), pieces);
        pieces.push(Piece { span, part });
        rest.start = span.end;
    }
    push(text, rest, pieces);
}

/// A stretch that holds no landmark, by its first words.
fn push(text: &str, stretch: Span, pieces: &mut Vec<Piece>) {
    let span = trimmed(text, stretch);
    if !span.is_empty() {
        pieces.push(Piece { span, part: whole(text, span) });
    }
}

/// The first landmark of a stretch: motto, number or day.
fn landmark(text: &str, stretch: Span) -> Option<Piece> {
    let line = stretch.slice(text);
    let named = [
        (Sign::Motto, Part::Motto),
        (Sign::Freedom, Part::Motto),
        (Sign::Party, Part::Party),
        (Sign::Certify, Part::Certify),
    ];
    let named = named.into_iter().filter_map(|(sign, part)| {
        let span = sign.find(line)?;
        // In a sentence the country is named, too: Hiến pháp nước Cộng hòa ….
        let is_head = is_capital(span.slice(line))
            || sign == Sign::Freedom
            || span.len() == line.trim().len();
        is_head.then_some(Piece { span, part })
    });
    let found = named.chain(number(line)).chain(day(line)).min_by_key(|piece| piece.span.start)?;
    let shifted = |span: Span| span.shifted(stretch.start);
    let part = if let Part::Number(symbol) = found.part {
        Part::Number(symbol.map(shifted))
    } else {
        found.part
    };
    Some(Piece { span: shifted(found.span), part })
}

/// The number of the document: "Số: 5/2026/TT-BXD", "Luật số: 5/2026/QH16", "Số 5-NQ/TU".
fn number(line: &str) -> Option<Piece> {
    let sign = Sign::Number.find(line)?;
    let behind = line.get(sign.end..)?;
    let value = behind.trim_start_matches([' ', ':']);
    let has_colon = behind.trim_start().starts_with(':');
    let from = line.len() - value.len();
    let symbol = symbol(value).map(|length| Span::new(from, from + length));
    let before = line.get(..sign.start)?;
    // The type may stand before it: Luật số: ….
    let start = before
        .char_indices()
        .filter(|(at, _)| *at == 0 || before.get(..*at).is_some_and(|head| head.ends_with(' ')));
    let start = start
        .map(|(at, _)| at)
        .find(|&at| before.get(at..).and_then(|words| doc_type(words.trim())).is_some());
    let start = start.unwrap_or(sign.start);
    let is_apart = !before.get(..start)?.contains(char::is_lowercase);
    let is_blank = || has_colon && !value.starts_with(char::is_alphabetic);
    let is_number = is_apart
        && if symbol.is_some() { has_colon || before.trim().is_empty() } else { is_blank() };
    let end = symbol.map_or_else(|| from + blank_symbol(value), |symbol| symbol.end);
    is_number.then_some(Piece { span: Span::new(start, end), part: Part::Number(symbol) })
}

/// How long the symbol is that begins a text: digits, then parts joined by slashes and hyphens, at
/// whose sides blanks may stand.
fn symbol(text: &str) -> Option<usize> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let joins = |text: &str| text.trim_start().starts_with(['/', '-', '–']);
        let is_part = |text: &str| {
            text.trim_start().starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase())
        };
        let rest = text.get(at..)?;
        match c {
            c if c.is_alphanumeric() || matches!(c, '/' | '-' | '–' | '.' | '&' | ',') => {
                end = at + c.len_utf8()
            }
            ' ' if joins(rest) || text.get(..end)?.ends_with(['/', '-', '–']) && is_part(rest) => {
            }
            _ => break,
        }
    }
    let symbol = text.get(..end)?.trim_end_matches(['/', '-', '–', '.', ',']);
    let has_letters = symbol.contains(['/', '-', '–']) && symbol.contains(char::is_uppercase);
    has_letters.then_some(symbol.len())
}

/// How long what stands in the place of a number is that was left blank: "/2026/TT-BXD",
/// "…/QĐ-UBND".
fn blank_symbol(text: &str) -> usize {
    text.find(|c: char| c.is_alphabetic() || c == ' ').map_or(text.len(), |at| {
        text.get(at..).and_then(|rest| rest.find(' ')).map_or(text.len(), |end| at + end)
    })
}

/// Place and day: "Hà Nội, ngày 5 tháng 3 năm 2025".
fn day(line: &str) -> Option<Piece> {
    let sign = Sign::Day.find(line)?;
    let (length, day) = written(line.get(sign.start..)?)?;
    // In a sentence words follow: ngày 5 tháng 3 năm 2025 của ….
    if line.get(sign.start + length..)?.trim_start().starts_with(char::is_lowercase) {
        return None;
    }
    let before = line.get(..sign.start)?;
    // The place is the last few words before the comma; a symbol may stand before them.
    let place = before.trim_end().strip_suffix(',');
    let start = place.map_or(sign.start, |place| {
        place.rfind([':', ';', '.', '/']).map_or(0, |at| {
            place.get(at..).and_then(|rest| rest.find(' ')).map_or(sign.start, |blank| at + blank)
        })
    });
    let words = line.get(start..sign.start)?.split_whitespace().count();
    (words <= PLACE && (place.is_some() || before.trim().is_empty()))
        .then_some(Piece { span: Span::new(start, sign.start + length), part: Part::Day(day) })
}

/// Where a day begins in the line at `row` that goes on in the next line: "Hà Nội, ngày 5 tháng 3
/// năm".
pub(super) fn cut_day(text: &str, row: Span) -> Option<usize> {
    let line = row.slice(text).get(..).filter(|line| line.len() <= LONGEST)?;
    let sign = Sign::Day.find(line)?;
    let behind = line.get(sign.end..)?;
    let is_of_day = |word: &str| {
        let signs = [Sign::Month, Sign::Year];
        word.bytes().all(|byte| byte.is_ascii_digit())
            || signs.iter().any(|sign| sign.opens(word) == Some(""))
    };
    let is_cut = behind.split_whitespace().all(is_of_day)
        && !matches!(day(line), Some(Piece { part: Part::Day(Some(_)), .. }));
    is_cut.then_some(row.start + sign.start)
}

/// The day that two lines together say, which is all they say from its first word on.
pub(super) fn whole_day(text: &str, stretch: Span) -> Option<Date> {
    let both = squeezed(stretch.slice(text));
    let (length, day) = written(&both)?;
    day.filter(|_| length == both.len())
}

/// The day that a text begins with, and how long it is: "ngày 5 tháng 3 năm 2025"; no day where its
/// figures are left blank.
pub(super) fn written(text: &str) -> Option<(usize, Option<Date>)> {
    let month = Sign::Month.find(text)?;
    let rest = text.get(month.end..)?;
    let year = Sign::Year.find(rest)?;
    let figures = rest.get(year.end..)?.trim_start();
    let from = text.len() - figures.len();
    // The figure of a footnote may touch the year.
    let digits = figures.bytes().take_while(u8::is_ascii_digit).take(4).count();
    let number = |text: &str| text.trim().parse::<i16>().ok();
    let of = |sign: Sign, text: &str| sign.opens(text).and_then(number);
    let figure_of_day = of(Sign::Day, text.get(..month.start)?);
    let figure_of_month = number(rest.get(..year.start)?);
    // Between the words are figures and what stands in the place of figures.
    let is_blank = |text: &str| text.len() <= 24 && !text.contains(|c: char| c.is_alphabetic());
    let is_day = is_blank(Sign::Day.opens(text.get(..month.start)?)?)
        && is_blank(rest.get(..year.start)?)
        && matches!(digits, 0 | 4);
    let day = || {
        Date::new(
            number(figures.get(..digits)?)?,
            figure_of_month?.try_into().ok()?,
            figure_of_day?.try_into().ok()?,
        )
        .ok()
    };
    is_day.then(|| (from + digits, day()))
}

/// What a stretch without a landmark is.
fn whole(text: &str, span: Span) -> Part {
    let line = span.slice(text);
    let bare = without_note(line);
    let signs = [
        (Sign::Section, Part::Section),
        (Sign::Subject, Part::Subject),
        (Sign::Dear, Part::Dear),
        (Sign::Basis, Part::Basis),
    ];
    if let Some((_, part)) = signs.into_iter().find(|(sign, _)| sign.opens(line).is_some()) {
        return part;
    }
    if let Some(name) = doc_type(bare) {
        return Part::Type(name, None);
    }
    if !is_capital(line) {
        return Part::Other;
    }
    match opening_type(line) {
        Some((name, length)) => Part::Type(name, Some(span.start + length)),
        None => Part::Capitals,
    }
}

/// Whether a text has capitals and no small letters.
pub(super) fn is_capital(text: &str) -> bool {
    text.chars().filter(|c| c.is_uppercase()).nth(1).is_some() && !text.contains(char::is_lowercase)
}

/// A line without the mark of a footnote at its end: "QUYẾT ĐỊNH¹", "LUẬT1", "NGHỊ ĐỊNH (*)".
pub(super) fn without_note(line: &str) -> &str {
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³' | '⁴' | '*');
    let bare = line
        .trim_end()
        .trim_end_matches(|c: char| is_figure(c) || matches!(c, '[' | ']' | '(' | ')'));
    let note = line.get(bare.len()..).unwrap_or_default().trim();
    // "QH15" ends with a number of its own.
    let word =
        bare.rsplit(' ').next().unwrap_or_default().trim_matches(|c: char| !c.is_alphabetic());
    let is_glued = is_syllable(&word.to_lowercase()) || bare.ends_with(['”', ')', '"']);
    let has_note =
        note.contains(is_figure) && note.len() <= 6 && (is_glued || note.starts_with(['[', '(']));
    if has_note { bare.trim_end() } else { line.trim_end() }
}

/// The type of document that a whole text names.
pub(super) fn doc_type(text: &str) -> Option<&'static str> {
    opening_type(text).filter(|(_, length)| *length == text.len()).map(|(name, _)| name)
}

/// The type of document whose name opens a text, and how long it is; none where the name goes on as
/// that of a body does (… VÀ ĐẦU TƯ).
fn opening_type(text: &str) -> Option<(&'static str, usize)> {
    let list = lexicons().tokens(text);
    let tokens = Tokens { text, list: &list };
    let (found, length) = lexicons().doc_types.longest(&tokens, 0)?;
    let end = tokens.span(0, length).end;
    let goes_on = text.get(end..)?.starts_with([':', ',', '/', '-', '.'])
        || lexicons().titles.has(&tokens, length, TitleWord::And.bit());
    (!goes_on).then_some((found.name, end))
}

/// Whether a line begins as the sentence that names another act by its symbol: "Thông tư số
/// 5/2026/TT-BXD ngày …".
pub(super) fn names_act(line: &str) -> bool {
    let behind = Sign::Number.find(line).and_then(|sign| line.get(sign.end..));
    opening_type(line).is_some()
        && behind.is_some_and(|behind| symbol(behind.trim_start()).is_some())
}

/// Whether a text ends with a word that only leads on: của, và.
pub(super) fn leads_on(text: &str) -> bool {
    let list = lexicons().tokens(text);
    let tokens = Tokens { text, list: &list };
    lexicons().titles.longest_before_of(&tokens, list.len(), TitleWord::LeadsOn.bit()).is_some()
}
