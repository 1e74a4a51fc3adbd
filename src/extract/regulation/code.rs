//! Official symbols: `15/2020/NĐ-CP`, `1234/QĐ-TTg`, `11-QĐ/TW`, `59/2020/QH14`, `5678/BTC-TCT`, in
//! canonical form from sloppy ones.
//!
//! The list of issuers is open, so a symbol is recognised by its shape; the lexicon names type and
//! issuer and repairs their spelling. What only looks like a symbol is refused: number plates,
//! court files, licences, flights ([`other_symbols`](Lexicons::other_symbols)).

use std::sync::LazyLock;

use regex::Regex;

use super::cues::{follows, has};
use crate::extract::view::LineCursor;
use crate::lexicon::token::{TokenKind, Tokens, begins};
use crate::lexicon::{Lexicons, RegulationCue, lexicons};
use crate::model::{Regulation, RegulationForm};
use crate::text::fold;

/// The longest symbol looked for, in bytes.
const LONGEST: usize = 90;

/// A symbol at the beginning of the text. Blanks are allowed where the wire or a PDF put them:
/// around separators, inside a year.
static SYMBOL: LazyLock<Option<Regex>> =
    LazyLock::new(|| symbol("[0-9]", "[12]", &format!("[A-ZĐƯÂÔ]{LETTER}*")));

/// The same with the letters that a scan puts for digits: `15/2O20/NĐ-CP`, `l5/2020/NĐ-CP`.
static SCANNED: LazyLock<Option<Regex>> =
    LazyLock::new(|| symbol("[0-9OolI]", "[12lI]", &format!("[A-ZĐƯÂÔ]{LETTER}*")));

/// The same in small letters, whose parts must all be known: `102/2017/nđ-cp`.
static SMALL: LazyLock<Option<Regex>> = LazyLock::new(|| symbol("[0-9]", "[12]", "[a-zđưâô]+"));

/// A Latin letter. All letters of Unicode would take a millisecond more to compile, at each start.
const LETTER: &str = r"[A-Za-z\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{24f}\u{1e00}-\u{1eff}]";

/// A symbol's shape by its digits, the first digit of its year, and the letters of its segments.
fn symbol(digit: &str, millennium: &str, letters: &str) -> Option<Regex> {
    // 66.7 is a number of its own; in 1.511/QĐ-TTg the point groups thousands.
    let number =
        format!(r"(?P<number>{digit}{{1,5}}(?:\.[0-9]{{1,3}})?[A-Za-z]?(?:-[0-9]{{1,2}}[A-Z]?)?)");
    let separator = r" ?[/–—-] ?";
    let year =
        format!(r"(?:(?P<year>{millennium} ?{digit} ?{digit} ?{digit})(?P<s2> ?[/–—-] ?|))?");
    let segment = format!(r"(?:T\.Ư|{letters}(?:&{LETTER}+)*(?:[0-9]{{1,3}}|\.[IVX]{{1,4}})?)");
    Regex::new(&format!(
        r"^{number}(?P<s1>{separator}){year}(?P<tail>{segment}(?:(?: ?[/–—-] ?| ?& ?){segment})*)"
    ))
    .ok()
}

/// A symbol whose first separator is a blank: `969 QĐ-UBND`, `62 KL/TW`; only known types are
/// taken.
static BLANK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?P<number>[0-9]{1,5}[A-Za-z]?) (?P<tail>[A-ZĐ][A-Za-zĐđ]{0,4} ?[/–-] ?[A-ZĐƯ][A-Za-zĐđƯư]+)").ok()
});

pub(super) fn find(view: &mut LineCursor<'_>) {
    let mut i = 0;
    while let Some(next) = view.next(i, begins::DIGITS) {
        i = next;
        match symbol_at(&view.tokens, i) {
            Some(symbol) if view.is_free(symbol.from, symbol.to) => {
                view.notes.begin();
                view.notes.rule("code");
                let written = view.tokens.span(symbol.from, symbol.to).slice(view.tokens.text);
                if written != symbol.value {
                    view.notes.because(|| {
                        format!("{} is the canonical form of what is written", symbol.value)
                    });
                }
                let mut found = Regulation::bare(RegulationForm::Code, symbol.value, None);
                found.number = Some(symbol.number);
                found.year = symbol.year;
                view.push(symbol.from, symbol.to, found);
                i = symbol.to;
            }
            _ => i += 1,
        }
    }
}

struct Symbol {
    from: usize,
    /// Behind its last token.
    to: usize,
    value: String,
    number: String,
    year: Option<i16>,
}

/// Marks that may touch a symbol in front.
const OPENING: [char; 12] = ['(', '“', '"', ':', '‘', '[', '\'', ',', ';', '…', '|', '='];

/// Where a symbol may begin whose first digits are at `i`. A digit run that continues a word, a
/// number or a date (A32/…, 1.200/…, 12/5/2018) begins none, but for a type or "số" that lost its
/// blank (`Nghị định168/…`) and a scan's letter (`l5/…`).
fn start_of_symbol(tokens: &Tokens<'_>, i: usize) -> Option<usize> {
    if i == 0 || !tokens.is_glued(i) || tokens.is_mark(i - 1, &OPENING) {
        return Some(i);
    }
    let is_letter =
        i > 1 && !tokens.is_glued(i - 1) && matches!(tokens.str(i - 1), "l" | "I" | "O" | "o");
    if is_letter {
        return Some(i - 1);
    }
    let is_head = has(tokens, i - 1, RegulationCue::SymbolNumber)
        || lexicons().doc_types.longest_before(tokens, i).is_some();
    is_head.then_some(i)
}

/// What stands in a symbol's text: how its first separator is written, and the captures.
struct Shape<'r> {
    captures: regex::Captures<'r>,
    sort: Sort,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Usual,
    /// A blank for the first separator.
    Blank,
    /// In small letters: every part must be known.
    Small,
}

impl<'r> Shape<'r> {
    fn of(rest: &'r str, starts_with_digit: bool) -> Option<Shape<'r>> {
        let of = |shape: &LazyLock<Option<Regex>>, sort| {
            shape.as_ref()?.captures(rest).map(|captures| Shape { captures, sort })
        };
        let usual = if starts_with_digit {
            of(&SYMBOL, Sort::Usual).or_else(|| of(&BLANK, Sort::Blank))
        } else {
            None
        };
        let scanned =
            || if rest.contains(['O', 'o', 'l', 'I']) { of(&SCANNED, Sort::Usual) } else { None };
        usual.or_else(scanned).or_else(|| of(&SMALL, Sort::Small))
    }

    fn text(&self, name: &str) -> &'r str {
        self.captures.name(name).map_or("", |part| part.as_str())
    }

    /// The canonical form of a separator. A slash forgotten behind the year (191/2007NĐ-CP) is put
    /// back.
    fn separator(&self, name: &str) -> &'static str {
        match self.captures.name(name).map(|separator| separator.as_str().trim()) {
            Some("/" | "") => "/",
            Some(_) => "-",
            None => "",
        }
    }

    fn year(&self) -> Option<i16> {
        digits_of(&self.text("year").replace(' ', "")).parse().ok()
    }

    /// The number as the symbol has it: without a point that groups thousands.
    fn number(&self) -> String {
        let number = digits_of(self.text("number"));
        match number.split_once('.') {
            Some((thousands, rest)) if rest.len() == 3 => format!("{thousands}{rest}"),
            _ => number,
        }
    }
}

/// A scan's letters as the digits they stand for; a letter suffix (30a) is none of them.
fn digits_of(number: &str) -> String {
    number
        .chars()
        .map(|c| match c {
            'O' | 'o' => '0',
            'l' | 'I' => '1',
            c => c,
        })
        .collect()
}

/// The symbol of an official document, its number and year.
#[derive(Default)]
pub(super) struct Written {
    pub symbol: Option<String>,
    pub number: Option<String>,
    pub year: Option<i16>,
}

/// The symbol that a text is which the form of a document announces, in its canonical form.
pub(super) fn symbol_of(doc_type: &str, text: &str) -> Option<Written> {
    // The type before it decides where the letters are not known.
    let text = format!("{doc_type} {text}");
    let list = lexicons().tokens(&text);
    let tokens = Tokens { text: &text, list: &list };
    let first = (0..list.len()).find(|&at| tokens.digits(at).is_some())?;
    let Symbol { value, number, year, .. } = symbol_at(&tokens, first)?;
    Some(Written { symbol: Some(value), number: Some(number), year })
}

fn symbol_at(tokens: &Tokens<'_>, i: usize) -> Option<Symbol> {
    let from = start_of_symbol(tokens, i)?;
    if !leads_to_segment(tokens, i) {
        return None;
    }
    let start = tokens.get(from)?.span().start;
    let mut end = (start + LONGEST).min(tokens.text.len());
    while !tokens.text.is_char_boundary(end) {
        end -= 1;
    }
    let rest = tokens.text.get(start..end)?;
    let shape = Shape::of(rest, from == i)?;
    let year = shape.year();
    if year.is_some_and(|year| !(1945..=2100).contains(&year)) {
        return None;
    }
    let tail = shape.captures.name("tail")?;
    let tail_text = tail_of(rest, tail.start(), tail.end());
    let segments = Segments::of(tail_text, lexicons());
    if !segments.is_regulation(tokens, from, shape.sort, year.is_some()) {
        return None;
    }
    let to_byte = start + tail.start() + tail_text.len();
    let to = (from..tokens.list.len())
        .take_while(|&t| tokens.get(t).is_some_and(|t| t.span().start < to_byte))
        .last()?
        + 1;
    let number = shape.number();
    let canonical = segments.canonical();
    let value = if shape.sort == Sort::Blank {
        // The missing separator is the one its system uses: Party symbols put the number before a
        // hyphen.
        let first = if segments.list.iter().any(|(separator, _)| *separator == Some('/')) {
            "-"
        } else {
            "/"
        };
        format!("{number}{first}{canonical}")
    } else {
        let year = year.map(|year| format!("{year}{}", shape.separator("s2"))).unwrap_or_default();
        format!("{number}{}{year}{canonical}", shape.separator("s1"))
    };
    Some(Symbol { from, to, value, number, year })
}

/// The tail at `start..end` of a text, without words of the sentence and footnote figures, with a
/// term that a blank cut off.
fn tail_of(rest: &str, start: usize, end: usize) -> &str {
    let tail = whole_words(rest, start, end, lexicons());
    let tail = without_footnote(tail, lexicons());
    // 54/2017/QH 14: the term of the Assembly, cut off by a blank.
    let behind = rest.get(start + tail.len()..).unwrap_or_default();
    let term = if tail.ends_with("QH") { behind.strip_prefix(" 1") } else { None };
    let is_term = term.is_some_and(|more| more.bytes().take_while(u8::is_ascii_digit).count() == 1);
    if is_term { rest.get(start..start + tail.len() + 3).unwrap_or(tail) } else { tail }
}

/// `18-NQ/TW1`: a figure behind a body whose symbol has none is that of a footnote. `QH15` has one,
/// and a unit may have any (VPCP-KTN2).
fn without_footnote<'r>(tail: &'r str, lexicons: &Lexicons) -> &'r str {
    let plain = tail.trim_end_matches(|c: char| c.is_ascii_digit());
    let last = plain
        .rfind(SEPARATORS)
        .map_or(plain, |cut| plain.get(cut..).unwrap_or_default().trim_start_matches(SEPARATORS))
        .trim();
    if plain.len() == tail.len() || !is_issuer(last, lexicons) {
        return tail;
    }
    let body = canonical_segment(last, lexicons);
    let terms = || {
        lexicons
            .codes
            .iter()
            .filter_map(|code| code.strip_prefix(body))
            .filter(|term| term.starts_with(|c: char| c.is_ascii_digit()))
    };
    let figures = tail.get(plain.len()..).unwrap_or_default();
    match terms().find(|term| figures.starts_with(term)) {
        Some(term) => tail.get(..plain.len() + term.len()).unwrap_or(tail),
        None if terms().next().is_some() => tail,
        None => plain,
    }
}

/// Whether digits, separators and single letters glued to digits lead from the number at `i` to a
/// word with a capital, as in every symbol: most dates, ranges and fractions are told apart so.
fn leads_to_segment(tokens: &Tokens<'_>, i: usize) -> bool {
    // Most numbers are followed by a word in small letters.
    if tokens.kind(i + 1) == Some(TokenKind::Word)
        && !tokens.is_glued(i + 1)
        && !tokens.is_capitalised(i + 1)
    {
        return false;
    }
    let is_separator = |at: usize| tokens.is_mark(at, &['/', '-']);
    let has_separator = (i + 1..=i + 4).any(is_separator);
    let is_letter = |at: usize| {
        tokens.is_glued(at) && tokens.digits(at - 1).is_some() && tokens.str(at).len() == 1
    };
    let is_on_the_way = |at: &usize| match tokens.kind(*at) {
        Some(TokenKind::Digits) => true,
        Some(TokenKind::Mark) => is_separator(*at) || tokens.is_mark(*at, &['.']),
        Some(TokenKind::Word) => is_letter(*at) && !tokens.is_capitalised(*at),
        None => false,
    };
    // A symbol in small letters shows a known part.
    let begins_segment = |at: usize| {
        tokens.is_capitalised(at)
            || tokens.kind(at) == Some(TokenKind::Word)
                && tokens.is_glued(at)
                && is_known(tokens.str(at), lexicons())
    };
    has_separator
        && (i + 1..i + LONGEST_NUMBER).find(|at| !is_on_the_way(at)).is_some_and(begins_segment)
}

/// So many tokens, at most, stand between a symbol's first digits and its first segment.
const LONGEST_NUMBER: usize = 20;

const SEPARATORS: [char; 5] = ['/', '-', '–', '—', '&'];

/// The tail without a last segment that is a word of the sentence, or only begins one:
/// `15-NQ/TW - Bộ Chính trị`.
fn whole_words<'r>(rest: &'r str, start: usize, end: usize, lexicons: &Lexicons) -> &'r str {
    let mut tail = rest.get(start..end).unwrap_or_default();
    loop {
        let cut = tail.rfind(SEPARATORS);
        let last =
            tail.get(cut.unwrap_or(0)..).unwrap_or_default().trim_start_matches(SEPARATORS).trim();
        // A raised figure is that of a footnote.
        let goes_on = rest[start + tail.len()..]
            .starts_with(|c: char| c.is_alphabetic() || c.is_ascii_digit());
        let is_word = last.chars().count() > 1
            && last.chars().skip(1).all(char::is_lowercase)
            && !is_known(last, lexicons);
        match cut {
            Some(cut) if goes_on || is_word => {
                tail = tail.get(..cut).unwrap_or_default().trim_end()
            }
            None if goes_on || is_word => return "",
            _ => return tail.trim_end(),
        }
    }
}

/// The parts of a tail, each with the separator before it.
struct Segments<'a> {
    list: Vec<(Option<char>, &'a str)>,
    lexicons: &'a Lexicons,
}

impl<'a> Segments<'a> {
    fn of(tail: &'a str, lexicons: &'a Lexicons) -> Segments<'a> {
        let mut list = Vec::new();
        let (mut start, mut separator) = (0, None);
        for (at, c) in tail.char_indices().filter(|(_, c)| matches!(c, '/' | '-' | '–' | '—')) {
            list.push((separator, tail[start..at].trim()));
            separator = Some(if c == '/' { '/' } else { '-' });
            start = at + c.len_utf8();
        }
        list.push((separator, tail[start..].trim()));
        list.retain(|(_, segment)| !segment.is_empty());
        Segments { list, lexicons }
    }

    fn is_known(&self, segment: &str) -> bool {
        is_known(segment, self.lexicons)
    }

    fn is_regulation(&self, tokens: &Tokens<'_>, i: usize, sort: Sort, has_year: bool) -> bool {
        let Some(&(_, first)) = self.list.first() else { return false };
        let first = canonical_segment(first, self.lexicons);
        if self.lexicons.other_symbols.contains(first) {
            return false;
        }
        if sort == Sort::Small {
            let are_known = self.list.iter().all(|(_, segment)| self.is_known(segment));
            return are_known && (has_year || self.list.len() > 1 && is_announced(tokens, i));
        }
        let capitals = |segment: &str| segment.chars().filter(|c| c.is_uppercase()).count();
        if self.list.iter().all(|(_, segment)| capitals(segment) < 2 && !self.is_known(segment)) {
            return false;
        }
        if sort == Sort::Blank {
            let is_type = self.lexicons.type_of_code(first).is_some();
            return is_type && self.list.iter().skip(1).any(|(_, segment)| self.is_known(segment));
        }
        // A known type or issuer anywhere decides; without one, the words before must announce a
        // document. One lone segment (61/CP, 194/HĐBT, 34/2018/QĐ) needs more: a year, or an
        // announcement.
        let known = self.list.iter().any(|(_, segment)| self.is_known(segment))
            || glued_parts(first, self.lexicons).is_some();
        let announced = is_announced(tokens, i);
        if self.list.len() == 1 && !has_year {
            announced && (known || capitals(first) >= 3)
        } else {
            known || announced
        }
    }

    fn canonical(&self) -> String {
        let mut out = String::new();
        for (i, (separator, segment)) in self.list.iter().enumerate() {
            out.extend(*separator);
            // 7269/UBND-DA: behind an issuer stands its unit, whose letters mean what it likes.
            let is_unit = i > 0
                && self.list.first().is_some_and(|(_, first)| is_issuer(first, self.lexicons))
                && !is_issuer(segment, self.lexicons);
            if is_unit {
                out.extend(segment.chars().filter(|c| *c != ' '));
                continue;
            }
            let canonical = canonical_segment(segment, self.lexicons);
            if let Some((doc_type, body)) = glued_parts(canonical, self.lexicons).filter(|_| i == 0)
            {
                // NĐCP, QĐTTg: Party symbols part the two by a slash, all others by a hyphen.
                let joint = if matches!(body, "TW" | "TU" | "HU" | "ĐU") { '/' } else { '-' };
                out.push_str(doc_type);
                out.push(joint);
                out.push_str(body);
                continue;
            }
            // Joint issuers written with a slash or ampersand stay as they are.
            out.extend(canonical.chars().filter(|c| *c != ' '));
        }
        out
    }
}

/// Whether a segment is the abbreviation of a type or issuer, in its own spelling or a sloppy one.
fn is_known(segment: &str, lexicons: &Lexicons) -> bool {
    let canonical = canonical_segment(segment, lexicons);
    lexicons.type_of_code(canonical).is_some() || lexicons.issuer_of_code(canonical).is_some()
}

fn is_issuer(segment: &str, lexicons: &Lexicons) -> bool {
    lexicons.issuer_of_code(canonical_segment(segment, lexicons)).is_some()
}

/// The official spelling of a segment: itself if the lexicon has it so, else the one entry that
/// differs only in case or Đ/D.
fn canonical_segment<'a>(segment: &'a str, lexicons: &'a Lexicons) -> &'a str {
    if lexicons
        .regulation_cues
        .forms(RegulationCue::SloppyCentral.bit())
        .any(|form| form == segment)
    {
        return "TW";
    }
    let codes = &lexicons.codes;
    if codes.contains(segment) {
        return segment;
    }
    // BCHTƯ, UBKTTƯ
    if let Some(stem) = segment.strip_suffix("TƯ")
        && let Some(code) = codes.get(format!("{stem}TW").as_str())
    {
        return code;
    }
    let alike = lexicons.codes_by_fold.get(&fold(segment)).map(Vec::as_slice).unwrap_or_default();
    // Two different entries alike (HD, HĐ) decide nothing; what is unknown stays as written.
    match alike {
        [code] => code,
        _ => segment,
    }
}

/// A type and a body whose hyphen was forgotten: `NĐCP`, `QĐTTg`. None where the letters are one
/// code, or may be cut in two ways.
fn glued_parts<'a>(segment: &'a str, lexicons: &'a Lexicons) -> Option<(&'a str, &'a str)> {
    if is_known(segment, lexicons) {
        return None;
    }
    let cut = |(at, _): (usize, char)| {
        let (doc_type, body) = segment.split_at_checked(at)?;
        let (doc_type, body) =
            (canonical_segment(doc_type, lexicons), canonical_segment(body, lexicons));
        (lexicons.type_of_code(doc_type).is_some() && lexicons.issuer_of_code(body).is_some())
            .then_some((doc_type, body))
    };
    let mut cuts = segment.char_indices().skip(1).filter_map(cut);
    cuts.next().filter(|_| cuts.next().is_none())
}

/// Whether the words before token `i` announce a document: `số`, a type, or another symbol of a
/// list.
fn is_announced(tokens: &Tokens<'_>, i: usize) -> bool {
    let mut at = i;
    while at > 0
        && (tokens.is_mark(at - 1, &[':', '(', '“', '"'])
            || has(tokens, at - 1, RegulationCue::SymbolNumber))
    {
        at -= 1;
    }
    lexicons().doc_types.longest_before(tokens, at).is_some()
        || at < i && follows(tokens, i, RegulationCue::Number)
}

#[cfg(test)]
mod tests {
    use crate::Value;
    use crate::extract::find;
    use crate::model::RegulationForm;

    fn codes(text: &str) -> Vec<String> {
        find(text, None)
            .into_iter()
            .filter_map(|(_, value)| match value {
                Value::Regulation(r) if r.form == RegulationForm::Code => Some(r.value),
                _ => None,
            })
            .collect()
    }

    const SYMBOLS: &[(&str, &str)] = &[
        ("Nghị định số 15/2020/NĐ-CP", "15/2020/NĐ-CP"),
        ("Quyết định 1234/QĐ-TTg.", "1234/QĐ-TTg"),
        ("Quy định số 11-QĐ/TW, ngày 19/5/2021", "11-QĐ/TW"),
        ("Luật số 59/2020/QH14", "59/2020/QH14"),
        ("Nghị quyết 66.7/2025/NQ-CP", "66.7/2025/NQ-CP"),
        ("Nghị quyết số 326/2016/UBTVQH14", "326/2016/UBTVQH14"),
        ("công văn 5678/BTC-TCT", "5678/BTC-TCT"),
        (
            "Thông tư liên tịch 13/2012/TTLT-BCA-BTP-VKSNDTC-TANDTC",
            "13/2012/TTLT-BCA-BTP-VKSNDTC-TANDTC",
        ),
        ("Quyết định 10/2026/QĐ-UBND", "10/2026/QĐ-UBND"),
        ("Hướng dẫn số 01-HD/BTCTW", "01-HD/BTCTW"),
        ("Kế hoạch số 09-ĐA/TU", "09-ĐA/TU"),
        // sloppy
        ("63/2014/NĐ–CP", "63/2014/NĐ-CP"),
        ("86/2014/ND-CP", "86/2014/NĐ-CP"),
        ("Quyết định 5/QĐ-TTG", "5/QĐ-TTg"),
        ("số 4286 / QĐ - TCHQ", "4286/QĐ-TCHQ"),
        ("Nghị quyết 29-NQ/TƯ", "29-NQ/TW"),
        ("theo 62 KL/TW", "62-KL/TW"),
        ("theo 969 QĐ-UBND", "969/QĐ-UBND"),
        ("20/2 012/QĐ-TTg", "20/2012/QĐ-TTg"),
        ("191/2007NĐ-CP", "191/2007/NĐ-CP"),
        ("văn bản số 7269/UBND-DA", "7269/UBND-DA"),
        ("Văn bản số 2501/VPCP-V.I của", "2501/VPCP-V.I"),
        ("Nghị quyết số 88/2014/QH 13 của Quốc hội", "88/2014/QH13"),
        ("văn bản số 1399/UBND-TN & MT", "1399/UBND-TN&MT"),
        ("Thông báo số 11-TB/BCHTƯ", "11-TB/BCHTW"),
        ("Nghị định số 92/2017/NĐ- CP", "92/2017/NĐ-CP"),
        ("Nghị quyết số 15-NQ/TW - Bộ Chính trị", "15-NQ/TW"),
        ("Nghị định 61/CP", "61/CP"),
        ("Nghị quyết 01-NQ/CP", "01-NQ/CP"),
        // a point for thousands
        ("Quyết định số 2.045/QĐ-TTg", "2045/QĐ-TTg"),
        ("công văn số 3.117/UBND-NC của tỉnh", "3117/UBND-NC"),
        ("theo Quyết định 1.002/QĐ-BTC", "1002/QĐ-BTC"),
        // a blank lost in front
        ("theo Nghị định45/2024/NĐ-CP", "45/2024/NĐ-CP"),
        ("Nghị quyết số29-NQ/TW", "29-NQ/TW"),
        ("Quyết định77/QĐ-TTg", "77/QĐ-TTg"),
        // figures of footnotes
        ("Kết luận số 50-KL/TW2 của Bộ Chính trị", "50-KL/TW"),
        ("Nghị quyết 27-NQ/TW³ nêu", "27-NQ/TW"),
        ("Luật số 31/2024/QH154", "31/2024/QH15"),
        ("Nghị định 20/2023/NĐ-CP12;", "20/2023/NĐ-CP"),
        ("văn bản số 900/VPCP-KTN2", "900/VPCP-KTN2"),
        ("Luật 106/2016/Qh13 quy định", "106/2016/QH13"),
        // a hyphen forgotten
        ("Nghị định 61/2018/NĐCP", "61/2018/NĐ-CP"),
        ("Quyết định 44/QĐTTg", "44/QĐ-TTg"),
        ("Thông tư 09/2021/TTBTC", "09/2021/TT-BTC"),
        ("Chỉ thị 13-CTTW", "13-CT/TW"),
        // letters of a scan
        ("Nghị định 44/2O19/NĐ-CP", "44/2019/NĐ-CP"),
        ("Nghị định số l2/2021/NĐ-CP", "12/2021/NĐ-CP"),
        ("Quyết định 10O/QĐ-TTg", "100/QĐ-TTg"),
        // small letters
        ("theo nghị định 88/2019/nđ-cp", "88/2019/NĐ-CP"),
        ("nghị quyết 15-nq/tw", "15-NQ/TW"),
        ("quyết định 331/qđ-ttg", "331/QĐ-TTg"),
    ];

    #[test]
    fn symbols_in_canonical_form() {
        for &(text, value) in SYMBOLS {
            assert_eq!(codes(text), [value], "{text}");
        }
        assert_eq!(
            codes("các Nghị quyết số 18-NQ/TW, số 19-NQ/TW và 27-NQ/TW"),
            ["18-NQ/TW", "19-NQ/TW", "27-NQ/TW"]
        );
    }

    #[test]
    fn what_only_looks_like_a_symbol() {
        for text in [
            "xe 29A-123.45",
            "chuyến bay VN1234/HAN",
            "bản án số 56/2018/DS-ST",
            "trực 24/7",
            "ngày 12/5/2018",
            "giấy phép 391/GP-BTTTT",
            "đường dây 500kV",
            "tỷ lệ 1/500",
            "năm 2018-2019",
            "lớp 10A1/12A2",
            "60-70 km/h",
            "SE3/SE4",
            "từ 7h-9h",
            "3-5 USD/thùng",
            "chạy 2/TP",
            "đạt 5/ha",
            "cao 1.511/2.000",
            "giảm 5-tt",
            "lOl/O1",
        ] {
            assert_eq!(codes(text), [""; 0], "{text}");
        }
    }
}
