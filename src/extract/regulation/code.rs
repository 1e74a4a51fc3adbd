//! Official symbols: `15/2020/NĐ-CP`, `1234/QĐ-TTg`, `11-QĐ/TW`, `59/2020/QH14`, `5678/BTC-TCT`, in canonical form from sloppy ones.
//!
//! The list of issuers is open, so a symbol is recognised by its shape; the lexicon names type and issuer and repairs their spelling.
//! What only looks like a symbol is refused: number plates, court files, licences, flights ([`other_symbols`](Lexicons::other_symbols)).

use std::sync::LazyLock;

use regex::Regex;

use super::cues::{follows, has};
use super::found::{push, regulation};
use crate::extract::view::View;
use crate::lexicon::token::{TokenKind, Tokens, begins};
use crate::lexicon::{Lexicons, RegulationCue, lexicons};
use crate::model::RegulationForm;
use crate::text::fold;

/// The longest symbol looked for, in bytes.
const LONGEST: usize = 90;

/// A symbol at the beginning of the text. Blanks are allowed where the wire or a PDF put them: around separators, inside a year.
static SYMBOL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let number = r"(?P<number>\d{1,5}(?:\.\d{1,2})?[A-Za-z]?(?:-\d{1,2}[A-Z]?)?)";
    let separator = r" ?[/–—-] ?";
    let year = r"(?:(?P<year>[12] ?\d ?\d ?\d)(?P<s2> ?[/–—-] ?|))?";
    let segment = r"(?:T\.Ư|[A-ZĐƯÂÔ][^\W\d_]*(?:&[^\W\d_]+)*(?:\d{1,2}|\.[IVX]{1,4})?)";
    Regex::new(&format!(r"^{number}(?P<s1>{separator}){year}(?P<tail>{segment}(?:(?: ?[/–—-] ?| ?& ?){segment})*)")).ok()
});

/// A symbol whose first separator is a blank: `969 QĐ-UBND`, `62 KL/TW`; only known types are taken.
static BLANK: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?P<number>\d{1,5}[A-Za-z]?) (?P<tail>[A-ZĐ][A-Za-zĐđ]{0,4} ?[/–-] ?[A-ZĐƯ][A-Za-zĐđƯư]+)").ok());

pub(super) fn find(view: &mut View<'_>) {
    let mut i = 0;
    while let Some(next) = view.next(i, begins::DIGITS) {
        i = next;
        match symbol_at(&view.tokens, i) {
            Some(symbol) => {
                let mut found = regulation(RegulationForm::Code, symbol.value, None);
                found.number = Some(symbol.number);
                found.year = symbol.year;
                push(view, i, symbol.to, found);
                i = symbol.to;
            }
            None => i += 1,
        }
    }
}

struct Symbol {
    /// Behind its last token.
    to: usize,
    value: String,
    number: String,
    year: Option<i16>,
}

fn symbol_at(tokens: &Tokens<'_>, i: usize) -> Option<Symbol> {
    // A digit run that continues a word, a number or a date (A32/…, 1.200/…, 12/5/2018) begins no symbol.
    if i > 0 && tokens.is_glued(i) && !tokens.is_mark(i - 1, &['(', '“', '"', ':', '‘', '[', '\'', ',', ';', '…']) {
        return None;
    }
    if !leads_to_segment(tokens, i) {
        return None;
    }
    let start = tokens.get(i)?.span().start;
    let mut end = (start + LONGEST).min(tokens.text.len());
    while !tokens.text.is_char_boundary(end) {
        end -= 1;
    }
    let rest = tokens.text.get(start..end)?;
    let lexicons = lexicons();
    let (captures, blank) = match SYMBOL.as_ref()?.captures(rest) {
        Some(captures) => (captures, false),
        None => (BLANK.as_ref()?.captures(rest)?, true),
    };
    let number = captures.name("number")?.as_str();
    let year: Option<i16> = captures.name("year").and_then(|year| year.as_str().replace(' ', "").parse().ok());
    if year.is_some_and(|year| !(1945..=2100).contains(&year)) {
        return None;
    }
    let tail = captures.name("tail")?;
    let tail_text = whole_words(rest, tail.start(), tail.end(), lexicons);
    // 54/2017/QH 14: the term of the Assembly, cut off by a blank.
    let cut_term = tail_text.ends_with("QH").then(|| rest[tail.start() + tail_text.len()..].strip_prefix(" 1")).flatten();
    let term =
        cut_term.filter(|more| more.starts_with(|c: char| c.is_ascii_digit()) && !more[1..].starts_with(|c: char| c.is_ascii_digit()));
    let tail_text =
        if term.is_some() { rest.get(tail.start()..tail.start() + tail_text.len() + 3).unwrap_or(tail_text) } else { tail_text };
    let segments = Segments::of(tail_text, lexicons);
    if !segments.is_regulation(tokens, i, blank, year.is_some()) {
        return None;
    }
    let to_byte = start + tail.start() + tail_text.len();
    let to = (i..tokens.list.len()).take_while(|&t| tokens.get(t).is_some_and(|t| t.span().start < to_byte)).last()? + 1;
    // A slash forgotten behind the year (191/2007NĐ-CP) is put back.
    let separator = |name: &str| match captures.name(name).map(|s| s.as_str().trim()) {
        Some("/" | "") => "/",
        Some(_) => "-",
        None => "",
    };
    let value = if blank {
        // The missing separator is the one its system uses: Party symbols put the number before a hyphen.
        let first = if segments.list.iter().any(|(separator, _)| *separator == Some('/')) { "-" } else { "/" };
        format!("{number}{first}{}", segments.canonical())
    } else {
        let year = year.map(|year| format!("{year}{}", separator("s2"))).unwrap_or_default();
        format!("{number}{}{year}{}", separator("s1"), segments.canonical())
    };
    Some(Symbol { to, value, number: number.to_string(), year })
}

/// Whether digits, separators and single letters glued to digits lead from the number at `i` to a word with a capital, as in every symbol:
/// most dates, ranges and fractions are told apart so.
fn leads_to_segment(tokens: &Tokens<'_>, i: usize) -> bool {
    // Most numbers are followed by a word in small letters.
    if tokens.kind(i + 1) == Some(TokenKind::Word) && !tokens.is_glued(i + 1) && !tokens.is_capitalised(i + 1) {
        return false;
    }
    let is_separator = |at: usize| tokens.is_mark(at, &['/', '-', '–', '—']);
    let has_separator = (i + 1..=i + 4).any(is_separator);
    let is_letter = |at: usize| tokens.is_glued(at) && tokens.digits(at - 1).is_some() && tokens.str(at).len() == 1;
    let is_on_the_way = |at: &usize| match tokens.kind(*at) {
        Some(TokenKind::Digits) => true,
        Some(TokenKind::Mark) => is_separator(*at) || tokens.is_mark(*at, &['.']),
        Some(TokenKind::Word) => is_letter(*at) && !tokens.is_capitalised(*at),
        None => false,
    };
    has_separator && (i + 1..).find(|at| !is_on_the_way(at)).is_some_and(|at| tokens.is_capitalised(at))
}

/// The tail without a last segment that is a word of the sentence, or only begins one: `15-NQ/TW - Bộ Chính trị`.
fn whole_words<'r>(rest: &'r str, start: usize, end: usize, lexicons: &Lexicons) -> &'r str {
    const SEPARATORS: [char; 5] = ['/', '-', '–', '—', '&'];
    let mut tail = rest.get(start..end).unwrap_or_default();
    loop {
        let cut = tail.rfind(SEPARATORS);
        let last = tail.get(cut.unwrap_or(0)..).unwrap_or_default().trim_start_matches(SEPARATORS).trim();
        let goes_on = rest[start + tail.len()..].starts_with(|c: char| c.is_alphanumeric());
        let is_word = last.chars().count() > 1 && last.chars().skip(1).all(char::is_lowercase) && !is_known(last, lexicons);
        match cut {
            Some(cut) if goes_on || is_word => tail = tail.get(..cut).unwrap_or_default().trim_end(),
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

    fn is_regulation(&self, tokens: &Tokens<'_>, i: usize, blank: bool, has_year: bool) -> bool {
        let Some(&(_, first)) = self.list.first() else { return false };
        let first = canonical_segment(first, self.lexicons);
        if self.lexicons.other_symbols.contains(first) {
            return false;
        }
        let capitals = |segment: &str| segment.chars().filter(|c| c.is_uppercase()).count();
        if self.list.iter().all(|(_, segment)| capitals(segment) < 2 && !self.is_known(segment)) {
            return false;
        }
        if blank {
            let is_type = self.lexicons.type_of_code(first).is_some();
            return is_type && self.list.iter().skip(1).any(|(_, segment)| self.is_known(segment));
        }
        // A known type or issuer anywhere decides; without one, the words before must announce a document.
        // One lone segment (61/CP, 194/HĐBT, 34/2018/QĐ) needs more: a year, or an announcement.
        let known = self.list.iter().any(|(_, segment)| self.is_known(segment));
        let announced = is_announced(tokens, i);
        if self.list.len() == 1 && !has_year { announced && (known || capitals(first) >= 3) } else { known || announced }
    }

    fn canonical(&self) -> String {
        let mut out = String::new();
        for (i, (separator, segment)) in self.list.iter().enumerate() {
            out.extend(*separator);
            // 7269/UBND-DA: behind an issuer stands its unit, whose letters mean what it likes.
            let is_unit =
                i > 0 && self.list.first().is_some_and(|(_, first)| is_issuer(first, self.lexicons)) && !is_issuer(segment, self.lexicons);
            if is_unit {
                out.extend(segment.chars().filter(|c| *c != ' '));
                continue;
            }
            // Joint issuers written with a slash or ampersand stay as they are.
            out.extend(canonical_segment(segment, self.lexicons).chars().filter(|c| *c != ' '));
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

/// The official spelling of a segment: itself if the lexicon has it so, else the one entry that differs only in case or Đ/D.
fn canonical_segment<'a>(segment: &'a str, lexicons: &'a Lexicons) -> &'a str {
    if lexicons.regulation_cues.forms(RegulationCue::SloppyCentral.bit()).any(|form| form == segment) {
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
    // Two different entries alike (HD, HĐ) decide nothing; glued parts (NĐCP, QĐTTg) and everything unknown stay as written.
    match alike {
        [code] => code,
        _ => segment,
    }
}

/// Whether the words before token `i` announce a document: `số`, a type, or another symbol of a list.
fn is_announced(tokens: &Tokens<'_>, i: usize) -> bool {
    let mut at = i;
    while at > 0 && (tokens.is_mark(at - 1, &[':', '(', '“', '"']) || has(tokens, at - 1, RegulationCue::SymbolNumber)) {
        at -= 1;
    }
    lexicons().doc_types.longest_before(tokens, at).is_some() || at < i && follows(tokens, i, RegulationCue::Number)
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

    #[test]
    fn symbols_in_canonical_form() {
        let table = [
            ("Nghị định số 15/2020/NĐ-CP", "15/2020/NĐ-CP"),
            ("Quyết định 1234/QĐ-TTg.", "1234/QĐ-TTg"),
            ("Quy định số 11-QĐ/TW, ngày 19/5/2021", "11-QĐ/TW"),
            ("Luật số 59/2020/QH14", "59/2020/QH14"),
            ("Nghị quyết 66.7/2025/NQ-CP", "66.7/2025/NQ-CP"),
            ("Nghị quyết số 326/2016/UBTVQH14", "326/2016/UBTVQH14"),
            ("công văn 5678/BTC-TCT", "5678/BTC-TCT"),
            ("Thông tư liên tịch 13/2012/TTLT-BCA-BTP-VKSNDTC-TANDTC", "13/2012/TTLT-BCA-BTP-VKSNDTC-TANDTC"),
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
        ];
        for (text, value) in table {
            assert_eq!(codes(text), [value], "{text}");
        }
        assert_eq!(codes("các Nghị quyết số 18-NQ/TW, số 19-NQ/TW và 27-NQ/TW"), ["18-NQ/TW", "19-NQ/TW", "27-NQ/TW"]);
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
        ] {
            assert_eq!(codes(text), [""; 0], "{text}");
        }
    }
}
