//! What the sentence says of a regulation: type before it, issuer and day of issue around it, title behind it.
//!
//! | order | example |
//! |---|---|
//! | type – code – date – issuer – title | Nghị quyết số 15-NQ/TW, ngày 5/5/2022, của Bộ Chính trị về … |
//! | type – issuer – code | Chỉ thị của Ban Bí thư số 05-CT/TW |
//! | date – issuer – ký/ban hành – type – code | Ngày 19/7, Bộ Tài chính ban hành Thông tư … |
//!
//! Items of a list share what stands before the first and behind the last. The issuer is the body as written; its term and congress
//! are left out. What the sentence does not say is taken from the symbol's own parts (NĐ → Nghị định, CP → Chính phủ).

use jiff::civil::Date;

use super::super::{Found, View};
use crate::Value;
use crate::lexicon::{DocType, lexicons};
use crate::mention::{Edtf, Moment, Regulation, RegulationForm};
use crate::token::{Gap, TokenKind, Tokens};

/// Words behind which an issuer's name ends and the title begins.
const TITLE_WORDS: [&str; 10] = ["về", "quy", "ban", "khóa", "phê", "sửa", "hướng", "đã", "ngày", "có"];

/// Administrative units that lengthen a body's name: UBND tỉnh …, Đảng bộ thành phố ….
const PLACES: [&str; 16] =
    ["tỉnh", "thành", "phố", "huyện", "quận", "xã", "phường", "thị", "TP", "Tp", "tp", "TP.", "nước", "Trung", "ương", "Đảng"];

/// Fills the attributes; `found` holds the mentions of the block in text order.
pub(in crate::extract) fn attributes(view: &View<'_>, found: &mut [Found]) {
    let tokens = &view.tokens;
    let mut inherited: Option<(usize, Option<String>)> = None;
    for at in 0..found.len() {
        let Some(regulation) = regulation_of(&found[at]) else { continue };
        let form = regulation.form;
        let symbol = regulation.value.clone();
        let (from, to) = (found[at].from, found[at].to);
        let doc_type = if form == RegulationForm::Code {
            let near = type_before(tokens, from);
            let of_list = inherited.as_ref().filter(|(end, _)| is_joint(tokens, *end, from)).and_then(|(_, t)| t.clone());
            near.map(|(name, _)| name).or(of_list)
        } else {
            regulation.doc_type.clone()
        };
        inherited = Some((to, doc_type.clone()));
        // Date and issuer stand behind the last item of the list.
        let last = last_of_list(tokens, found, at);
        let behind = Behind::read(tokens, found, found[last].to);
        let type_start = if form == RegulationForm::Code { type_before(tokens, from).map_or(from, |(_, start)| start) } else { from };
        let before = Before::read(tokens, found, type_start, at);
        let inner = issuer_between(tokens, type_start, from);
        let issued = behind.issued.or(before.issued);
        let issuer = behind.issuer.or(inner).or(before.issuer);
        let Value::Regulation(regulation) = &mut found[at].value else { continue };
        regulation.issued = issued;
        regulation.title = behind.title.filter(|_| form != RegulationForm::Named);
        regulation.doc_type = doc_type.or_else(|| type_of_symbol(&symbol, form));
        regulation.issuer = issuer.or_else(|| if form == RegulationForm::Code { issuer_of_symbol(&symbol) } else { None });
    }
}

fn regulation_of(found: &Found) -> Option<&Regulation> {
    match &found.value {
        Value::Regulation(regulation) => Some(regulation),
        _ => None,
    }
}

/// The type word that leads to token `from`, over "số", a colon, or "của <issuer>": its name as the lexicon has it, and where it begins.
fn type_before(tokens: &Tokens<'_>, from: usize) -> Option<(String, usize)> {
    let mut at = from;
    while at > 0 && (tokens.is_mark(at - 1, &[':', '(', '“', '"']) || tokens.str(at - 1).to_lowercase() == "số") {
        at -= 1;
    }
    // Chỉ thị của Ban Bí thư số 05: up to eight words between.
    (0..=9).take_while(|&n| n < at && !tokens.is_mark(at - n, &['.', ';', ','])).find_map(|n| {
        let (doc_type, length) = lexicons().doc_types.longest_before(tokens, at - n)?;
        let between_is_issuer = n == 0 || tokens.str(at - n) == "của" && lexicons().issuers.matches(tokens, at - n + 1).next().is_some();
        (between_is_issuer && doc_type.name != "Văn bản").then(|| (doc_type.name.to_string(), at - n - length))
    })
}

/// Whether only a joint of a list stands between two items: comma, "và", "số".
fn is_joint(tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
    to > from && to - from <= 3 && (from..to).all(|t| tokens.is_mark(t, &[',', ';', '/']) || matches!(tokens.str(t).to_lowercase().as_str(), "và" | "số" | "hoặc"))
}

fn last_of_list(tokens: &Tokens<'_>, found: &[Found], at: usize) -> usize {
    let mut last = at;
    while let (Some(this), Some(next)) = (found.get(last), found.get(last + 1)) {
        if regulation_of(next).is_none() || !is_joint(tokens, this.to, next.from) {
            break;
        }
        last += 1;
    }
    last
}

/// What stands behind a regulation.
#[derive(Default)]
struct Behind {
    issued: Option<Date>,
    issuer: Option<String>,
    title: Option<String>,
}

impl Behind {
    fn read(tokens: &Tokens<'_>, found: &[Found], mut at: usize) -> Behind {
        let mut behind = Behind::default();
        loop {
            let start = at;
            while tokens.is_mark(at, &[',', '(']) || matches!(tokens.str(at), "ký" | "ban" | "hành" if tokens.str(at) == "ký") {
                at += 1;
            }
            if behind.issued.is_none() && let Some((day, to)) = day_at(found, at) {
                behind.issued = Some(day);
                at = to;
                while tokens.is_mark(at, &[')']) {
                    at += 1;
                }
                continue;
            }
            if behind.issuer.is_none() && tokens.str(at) == "của" && let Some((issuer, to)) = issuer_at(tokens, at + 1) {
                behind.issuer = Some(issuer);
                at = skip_term(tokens, to);
                continue;
            }
            at = start;
            break;
        }
        behind.title = title_at(tokens, at);
        behind
    }
}

/// `khóa XIII` behind a body is no part of its name, but the title may follow it.
fn skip_term(tokens: &Tokens<'_>, at: usize) -> usize {
    let head = at + usize::from(tokens.is_mark(at, &['(']));
    if tokens.str(head).to_lowercase() == "khóa" { head + 2 + usize::from(tokens.is_mark(head + 2, &[')'])) } else { at }
}

/// What stands before it: `Ngày 19/7, Bộ Tài chính ban hành Thông tư …`.
#[derive(Default)]
struct Before {
    issued: Option<Date>,
    issuer: Option<String>,
}

/// Verbs of issuing that join a body to its document.
const ISSUING: [&str; 3] = ["ký", "hành", "ra"];

impl Before {
    fn read(tokens: &Tokens<'_>, found: &[Found], type_start: usize, at: usize) -> Before {
        let Some(verb) = type_start.checked_sub(1) else { return Before::default() };
        if !ISSUING.contains(&tokens.str(verb)) {
            return Before::default();
        }
        let sentence = (0..verb).rev().find(|&t| tokens.is_mark(t, &['.', ';', '!', '?']) || tokens.starts_line(t)).map_or(0, |t| {
            if tokens.starts_line(t) && !tokens.is_mark(t, &['.', ';', '!', '?']) { t } else { t + 1 }
        });
        // Only a day that opens the sentence dates the signing.
        let opening = found.iter().take(at).find(|f| f.from >= sentence && f.from <= sentence + 1);
        let issued = opening.and_then(|f| day_of(&f.value));
        // Only bodies of the lexicon: before the verb stand all sorts of capitals.
        let issuer = (sentence..verb).filter(|&t| lexicons().issuers.longest(tokens, t).is_some() || title_length(tokens, t).is_some()).find_map(|t| issuer_at(tokens, t).map(|(name, _)| name));
        Before { issued, issuer }
    }
}

fn day_of(value: &Value) -> Option<Date> {
    match value {
        Value::Date { edtf: Some(Edtf::At(moment @ Moment::Day { .. })), .. } => moment.first(),
        _ => None,
    }
}

/// A day mention that begins at token `at`.
fn day_at(found: &[Found], at: usize) -> Option<(Date, usize)> {
    found.iter().find(|f| f.from == at).and_then(|f| day_of(&f.value).map(|day| (day, f.to)))
}

fn issuer_between(tokens: &Tokens<'_>, from: usize, to: usize) -> Option<String> {
    (from..to).find(|&t| tokens.str(t) == "của").and_then(|of| issuer_at(tokens, of + 1)).map(|(name, _)| name)
}

/// Titles of people who sign for a body.
const SIGNERS: [&[&str]; 6] =
    [&["Bộ", "trưởng"], &["Chủ", "tịch"], &["Thứ", "trưởng"], &["Phó", "Chủ", "tịch"], &["Thống", "đốc"], &["Giám", "đốc"]];

/// The length of a signer's title at `at`; the President (Chủ tịch nước) is a body himself.
fn title_length(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    SIGNERS
        .iter()
        .find(|title| title.iter().enumerate().all(|(n, word)| tokens.str(at + n) == *word) && tokens.str(at + title.len()) != "nước")
        .map(|title| title.len())
}

/// The body named at token `at`, as written, and where its name ends.
fn issuer_at(tokens: &Tokens<'_>, at: usize) -> Option<(String, usize)> {
    let (mut start, mut to) = (at, at);
    // A titled person signs for the body: Bộ trưởng Bộ Y tế, Chủ tịch UBND tỉnh.
    if let Some(length) = title_length(tokens, at) {
        start = at + length;
    }
    if let Some((_, length)) = lexicons().issuers.longest(tokens, start) {
        to = start + length;
    } else if start > at || !tokens.is_capitalised(start) || tokens.kind(start) != Some(TokenKind::Word) {
        return None;
    }
    // Capitalised words and words of place lengthen the name: UBND tỉnh Quảng Nam, Thanh tra Bộ ….
    let mut open = to == start;
    while let Some(token) = tokens.get(to) {
        let word = tokens.str(to);
        let is_place = PLACES.contains(&word) && (tokens.is_capitalised(to + 1) || PLACES.contains(&tokens.str(to + 1)) || tokens.is_mark(to + 1, &['.']));
        let is_name = tokens.is_capitalised(to) && token.kind == TokenKind::Word;
        let is_abbreviation_dot = tokens.is_mark(to, &['.']) && matches!(tokens.str(to.saturating_sub(1)), "TP" | "Tp") && tokens.is_capitalised(to + 1);
        if token.gap == Gap::Line || TITLE_WORDS.contains(&word) && !open || !(is_place || is_name || is_abbreviation_dot || open && token.kind == TokenKind::Word) {
            break;
        }
        // An unknown body: small words are part of its name only between capitals.
        if open && !is_name && !is_place {
            if !tokens.is_capitalised(to + 1) || TITLE_WORDS.contains(&word) || matches!(word, "và" | "cho" | "do" | "với") {
                break;
            }
        }
        to += 1;
        open = open && to < start + 8;
    }
    (to > start).then(|| (tokens.span(start, to).slice(tokens.text).split_whitespace().collect::<Vec<_>>().join(" "), to))
}

/// `về …`, `quy định …` up to the end of the clause, or a title in quotation marks.
fn title_at(tokens: &Tokens<'_>, mut at: usize) -> Option<String> {
    at += usize::from(tokens.is_mark(at, &[',']));
    let quoted = (at..at + 4).find(|&t| tokens.is_mark(t, &['“', '"']));
    let begins = matches!(tokens.str(at), "về" | "quy" | "phê" | "ban" | "sửa" | "hướng") && !tokens.starts_line(at);
    if !begins && quoted != Some(at) {
        return None;
    }
    let from = quoted.map_or(at, |q| q + 1);
    let close = if quoted.is_some() { &['”', '"'][..] } else { &['.', ';', ',', '(', ')', '”', '"', ':'][..] };
    let to = (from..tokens.list.len().min(from + 60)).find(|&t| tokens.is_mark(t, close) && !(tokens.is_glued(t + 1) && tokens.digits(t + 1).is_some()) || tokens.starts_line(t) && t > from)?;
    let title = tokens.span(from, to).slice(tokens.text);
    (to > from + 1).then(|| title.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn segments(symbol: &str) -> impl Iterator<Item = &str> {
    symbol.split(['/', '-']).filter(|segment| !segment.bytes().next().is_some_and(|b| b.is_ascii_digit()))
}

/// The type that a symbol names by itself. `QĐ/TW` may be a quyết định or a quy định, so it names none.
fn type_of_symbol(symbol: &str, form: RegulationForm) -> Option<String> {
    let doc_type: &DocType = segments(symbol).find_map(|segment| lexicons().type_of_code(segment))?;
    let ambiguous = symbol.ends_with("-QĐ/TW");
    (form == RegulationForm::Code && !ambiguous).then(|| doc_type.name.to_string())
}

fn issuer_of_symbol(symbol: &str) -> Option<String> {
    // `/TW` is signed by the Politburo, the Secretariat and the Central Committee alike, `/TU`, `UBND` and `HĐND` by 34 provinces.
    let ambiguous = ["TW", "TU", "HU", "ĐU", "UBND", "HĐND", "UB", "CT"];
    let bodies: Vec<_> = segments(symbol).filter(|s| !ambiguous.contains(s)).filter_map(|s| lexicons().issuer_of_code(s)).collect();
    match bodies.as_slice() {
        [one] => Some(one.name.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::find;
    use crate::Value;

    #[test]
    fn what_the_sentence_says() {
        // text → type, issuer, issued, title of the first regulation
        let table = [
            (
                "Nghị quyết số 15-NQ/TW, ngày 5/5/2022, của Bộ Chính trị khóa XIII về phương hướng phát triển Thủ đô.",
                [Some("Nghị quyết"), Some("Bộ Chính trị"), Some("2022-05-05"), Some("về phương hướng phát triển Thủ đô")],
            ),
            ("Chỉ thị của Ban Bí thư số 05-CT/TW được triển khai.", [Some("Chỉ thị"), Some("Ban Bí thư"), None, None]),
            (
                "Ngày 19/7/2022, Bộ trưởng Bộ Y tế ký ban hành Quyết định 1467/QĐ-BYT.",
                [Some("Quyết định"), Some("Bộ Y tế"), Some("2022-07-19"), None],
            ),
            ("Quyết định 10/2026/QĐ-UBND của UBND tỉnh Quảng Trị", [Some("Quyết định"), Some("UBND tỉnh Quảng Trị"), None, None]),
            ("theo 15/2020/NĐ-CP.", [Some("Nghị định"), Some("Chính phủ"), None, None]),
            ("theo 11-QĐ/TW.", [None, None, None, None]),
            ("Nghị định 100 của Chính phủ", [Some("Nghị định"), Some("Chính phủ"), None, None]),
        ];
        for (text, expected) in table {
            let first = find(text, None).into_iter().find_map(|(_, value)| match value {
                Value::Regulation(r) => Some(r),
                _ => None,
            });
            let issued = first.as_ref().and_then(|r| r.issued).map(|d| d.to_string());
            let got = first.as_ref().map(|r| [r.doc_type.as_deref(), r.issuer.as_deref(), issued.as_deref(), r.title.as_deref()]);
            assert_eq!(got, Some(expected), "{text}");
        }
    }
}
