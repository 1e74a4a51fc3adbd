//! What the sentence says of a regulation: type before it, issuer and day of issue around it, title
//! behind it.
//!
//! | order | example |
//! |---|---|
//! | type – code – date – issuer – title | Nghị quyết số 15-NQ/TW, ngày 5/5/2022, của Bộ Chính trị về … |
//! | type – issuer – code | Chỉ thị của Ban Bí thư số 05-CT/TW |
//! | date – issuer – ký/ban hành – type – code | Ngày 19/7, Bộ Tài chính ban hành Thông tư … |
//!
//! Items of a list share what stands before the first and behind the last, but for the title. The
//! issuer is the body as written; its term and congress are left out. What the sentence does not
//! say is taken from the symbol's own parts (NĐ → Nghị định, CP → Chính phủ).

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::before::Before;
use super::behind::Behind;
use super::body::body_at;
use super::line::{AskedLine, regulation_of};
use super::symbol::Symbol;
use super::title::{Document, Role, title};
use crate::Why;
use crate::extract::view::Found;
use crate::lexicon::token::Tokens;
use crate::lexicon::{TitleWord, lexicons};
use crate::model::{Regulation, RegulationForm};

/// What the sentence says of one regulation.
#[derive(Default)]
struct Said {
    doc_type: Option<String>,
    issuer: Option<String>,
    issued: Option<Date>,
    title: Option<String>,
    /// A day or a body follows it.
    is_described: bool,
    /// Where issuer and day stand.
    issuer_is: &'static str,
    issued_is: &'static str,
}

/// Where an attribute stands, in words.
const BEHIND: &str = "behind it";
const BEFORE: &str = "before it";
const OF_LIST: &str = "of its list";
const AS_BEFORE: &str = "as where the sentence named it before";

/// The titles that the lines of a document have given, by symbol.
pub(in crate::extract) type Titles = FxHashMap<String, String>;

/// Fills the attributes; `found` holds the mentions of the line in text order, `titles` what the
/// lines before it said.
pub(in crate::extract) fn attributes(
    tokens: &Tokens<'_>,
    found: &mut [Found],
    titles: &mut Titles,
) {
    if !found.iter().any(|found| regulation_of(found).is_some()) {
        return;
    }
    let line = AskedLine::new(*tokens, found);
    let types = types(&line);
    let mut said: Vec<Said> =
        types.into_iter().map(|doc_type| Said { doc_type, ..Said::default() }).collect();
    around(&line, &mut said);
    repeated(&line, &mut said);
    for (found, said) in found.iter_mut().zip(said) {
        let Some(regulation) = Regulation::of_mut(&mut found.value) else { continue };
        let symbol = symbol_of(regulation);
        explain(&said, &symbol, found.why.as_deref_mut());
        let doc_type = said.doc_type.or_else(|| symbol.doc_type());
        let issuer = said.issuer.or_else(|| symbol.issuer());
        let title = said.title.filter(|title| {
            said.is_described || titles.get(&regulation.value).is_none_or(|known| known == title)
        });
        if let Some(title) = &title {
            titles.entry(regulation.value.clone()).or_insert_with(|| title.clone());
        }
        regulation.doc_type = doc_type;
        regulation.issuer = issuer;
        regulation.issued = said.issued;
        regulation.title = title;
    }
}

/// Adds to the reasons of a mention where its attributes stand.
fn explain(said: &Said, symbol: &Symbol<'_>, why: Option<&mut Why>) {
    let Some(why) = why else { return };
    let because = &mut why.because;
    if said.doc_type.is_none() && symbol.doc_type().is_some() {
        because.push("type from the letters of the symbol".to_string());
    }
    if said.issuer.is_some() {
        because.push(format!("issuer {}", said.issuer_is));
    } else if symbol.issuer().is_some() {
        because.push("issuer from the letters of the symbol".to_string());
    }
    if said.issued.is_some() {
        because.push(format!("day of issue {}", said.issued_is));
    }
    if said.title.is_some() {
        because.push("title behind it".to_string());
    }
}

fn symbol_of(regulation: &Regulation) -> Symbol<'_> {
    Symbol::new((regulation.form == RegulationForm::Code).then_some(regulation.value.as_str()))
}

/// The type of each regulation: its own, the one before its symbol, or that of the list it stands
/// in.
fn types(line: &AskedLine<'_>) -> Vec<Option<String>> {
    let mut types: Vec<Option<String>> = Vec::with_capacity(line.found.len());
    // Where the last regulation ended, and its type.
    let mut last: Option<(usize, Option<String>)> = None;
    for (at, found) in line.found.iter().enumerate() {
        let Some(regulation) = regulation_of(found) else {
            types.push(None);
            continue;
        };
        let doc_type = if regulation.form == RegulationForm::Code {
            let of_list = || {
                last.as_ref()
                    .filter(|(end, _)| is_joint(&line.tokens, *end, found.from))
                    .and_then(|(_, t)| t.clone())
            };
            let near = type_before(&line.tokens, found.from).map(|(name, _)| name.to_string());
            near.or_else(of_list).or_else(|| type_of_name_before(line, at))
        } else {
            regulation.doc_type.clone()
        };
        last = Some((found.to, doc_type.clone()));
        types.push(doc_type);
    }
    types
}

/// Where the phrase of type and symbol begins whose mention begins at `from`.
fn start_of_phrase(line: &AskedLine<'_>, from: usize, form: RegulationForm) -> usize {
    match form {
        RegulationForm::Code => type_before(&line.tokens, from)
            .map_or_else(|| phrase_start(&line.tokens, from), |(_, start)| start),
        _ => from,
    }
}

/// Where the issuer stands, in words: its own name behind, that of its list, or between type and
/// symbol.
fn issuer_place(is_own: bool, is_of_list: bool, is_inner: bool) -> &'static str {
    match () {
        () if is_own => BEHIND,
        () if is_of_list => OF_LIST,
        () if is_inner => "between type and symbol",
        () => BEFORE,
    }
}

/// Issuer, day and title of each, from the last to the first: a list has what its last item has, a
/// title what the documents in it have.
fn around(line: &AskedLine<'_>, said: &mut [Said]) {
    let mut ends: Vec<usize> = line.found.iter().map(|found| found.to).collect();
    let mut shared: Option<(usize, Option<String>, Option<Date>)> = None;
    for at in (0..line.found.len()).rev() {
        let (Some(found), Some(regulation)) =
            (line.found.get(at), line.found.get(at).and_then(regulation_of))
        else {
            continue;
        };
        let behind = Behind::read(line, found.to);
        let is_described = behind.issued.is_some() || behind.issuer.is_some();
        let of_list = shared.take().filter(|(next, ..)| is_joint(&line.tokens, found.to, *next));
        let phrase = start_of_phrase(line, found.from, regulation.form);
        let inner = issuer_between(&line.tokens, phrase, found.from);
        let (list_issuer, list_issued) =
            of_list.map_or((None, None), |(_, issuer, issued)| (issuer, issued));
        let own = behind.issuer.as_ref().map(|body| body.name(&line.tokens));
        let issuer_is = issuer_place(own.is_some(), list_issuer.is_some(), inner.is_some());
        let issued_is = match (behind.issued, list_issued) {
            (Some(_), _) => BEHIND,
            (None, Some(_)) => OF_LIST,
            (None, None) => BEFORE,
        };
        let issuer = own.or(list_issuer).or(inner);
        let issued = behind.issued.or(list_issued);
        shared = Some((found.from, issuer.clone(), issued));
        let mut end = behind.to;
        if regulation.form != RegulationForm::Named {
            let document = Document {
                role: Role::of(line, behind_name(line, at, phrase), is_described),
                at: behind_bracket(line, phrase, found.from, behind.to),
                is_described,
                ends: &ends,
                own: &regulation.value,
            };
            if let Some((title, to)) = title(line, &document) {
                end = to;
                if let Some(said) = said.get_mut(at) {
                    said.title = Some(title);
                }
            }
        }
        if let Some(known) = ends.get_mut(at) {
            *known = end;
        }
        let Some(said) = said.get_mut(at) else { continue };
        (said.is_described, said.issuer_is, said.issued_is) = (is_described, issuer_is, issued_is);
        let before = if issuer.is_none() || issued.is_none() {
            Before::read(line, phrase, symbol_of(regulation))
        } else {
            Before::default()
        };
        said.issuer = issuer.or_else(|| before.issuer.map(|body| body.name(&line.tokens)));
        said.issued = issued.or(before.issued);
    }
}

/// Where the phrase of the `at`-th mention begins if a name leads to its symbol: Luật Thủy sản số
/// 5/2003/QH11.
fn behind_name(line: &AskedLine<'_>, at: usize, phrase: usize) -> usize {
    let last =
        at.checked_sub(1).and_then(|last| line.found.get(last)).filter(|last| last.to == phrase);
    last.filter(|last| regulation_of(last).is_some()).map_or(phrase, |last| last.from)
}

/// Behind the bracket that closes at `at` if it opens between the type and the symbol: Quyết định
/// (số 5/QĐ-TTg) về ….
fn behind_bracket(line: &AskedLine<'_>, phrase: usize, from: usize, at: usize) -> usize {
    let opens = (phrase.saturating_sub(1)..from).any(|t| line.tokens.is_mark(t, &['(']));
    let closes =
        line.tokens.is_mark(at, &[')']) && line.is_title_word(at + 1, TitleWord::About.bit());
    at + usize::from(opens && closes)
}

/// "(sửa đổi Nghị định số X … (Nghị định số X)": what the same symbol had earlier in the sentence
/// holds for it too.
fn repeated(line: &AskedLine<'_>, said: &mut [Said]) {
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    let mut sentence = usize::MAX;
    for (at, found) in line.found.iter().enumerate() {
        let Some(regulation) = regulation_of(found) else { continue };
        let start = line.sentence_start(found.from);
        if start != sentence {
            known.clear();
            sentence = start;
        }
        let Some(first) = known.insert(&regulation.value, at).and_then(|first| said.get(first))
        else {
            continue;
        };
        let (issuer, issued) = (first.issuer.clone(), first.issued);
        if let Some(said) = said.get_mut(at) {
            if said.issuer.is_none() {
                (said.issuer, said.issuer_is) = (issuer, AS_BEFORE);
            }
            if said.issued.is_none() {
                (said.issued, said.issued_is) = (issued, AS_BEFORE);
            }
        }
    }
}

/// Whether a word of this list stands at `at`.
fn is_word(tokens: &Tokens<'_>, at: usize, word: TitleWord) -> bool {
    lexicons().titles.has(tokens, at, word.bit())
}

/// The type word that leads to token `from`, over "số", a colon, or "của <issuer>": its name as the
/// lexicon has it, and where it begins.
fn type_before(tokens: &Tokens<'_>, from: usize) -> Option<(&'static str, usize)> {
    let mut at = from;
    while at > 0
        && (tokens.is_mark(at - 1, &[':', '(', '“', '"'])
            || is_word(tokens, at - 1, TitleWord::Number))
    {
        at -= 1;
    }
    // Chỉ thị của Ban Bí thư số 05: up to eight words between.
    (0..=9).take_while(|&n| n < at && !tokens.is_mark(at - n, &['.', ';', ','])).find_map(|n| {
        let (doc_type, length) = lexicons().doc_types.longest_before(tokens, at - n)?;
        let between_is_issuer = n == 0
            || is_word(tokens, at - n, TitleWord::Of) && body_at(tokens, at - n + 1).is_some();
        (between_is_issuer && !is_word(tokens, at - n - length, TitleWord::NoType))
            .then_some((doc_type.name, at - n - length))
    })
}

/// `Luật Giáo dục 2019 (số 43/2019/QH14)`: the symbol in brackets is that of the name before it.
fn type_of_name_before(line: &AskedLine<'_>, at: usize) -> Option<String> {
    let (last, from) = (line.found.get(at.checked_sub(1)?)?, line.found.get(at)?.from);
    let named =
        regulation_of(last).filter(|regulation| regulation.form == RegulationForm::Named)?;
    let leads = |t: usize| {
        line.tokens.is_mark(t, &['(', ','])
            || line.is_title_word(t, TitleWord::Number.bit() | TitleWord::Law.bit())
    };
    (last.to..from).all(leads).then(|| named.doc_type.clone())?
}

/// Where "văn bản số" or a bare "số" before the symbol at `from` begins.
fn phrase_start(tokens: &Tokens<'_>, from: usize) -> usize {
    let at = from - usize::from(from > 0 && is_word(tokens, from - 1, TitleWord::Number));
    lexicons().doc_types.longest_before(tokens, at).map_or(at, |(_, length)| at - length)
}

/// Whether only a joint of a list stands between two items: comma, "và", "số".
fn is_joint(tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
    to > from
        && to - from <= 3
        && (from..to).all(|t| {
            tokens.is_mark(t, &[',', ';', '/'])
                || is_word(tokens, t, TitleWord::And)
                || is_word(tokens, t, TitleWord::Number)
        })
}

fn issuer_between(tokens: &Tokens<'_>, from: usize, to: usize) -> Option<String> {
    let of = (from..to).find(|&t| is_word(tokens, t, TitleWord::Of))?;
    body_at(tokens, of + 1).map(|body| body.name(tokens))
}

#[cfg(test)]
mod tests {
    use super::super::super::find;
    use crate::Value;

    // text → type, issuer, issued, title of the first regulation
    const SAID: &[(&str, [Option<&str>; 4])] = &[
        (
            "Nghị quyết số 15-NQ/TW, ngày 5/5/2022, của Bộ Chính trị khóa XIII về phương hướng phát triển Thủ đô.",
            [
                Some("Nghị quyết"),
                Some("Bộ Chính trị"),
                Some("2022-05-05"),
                Some("về phương hướng phát triển Thủ đô"),
            ],
        ),
        (
            "Chỉ thị của Ban Bí thư số 05-CT/TW được triển khai.",
            [Some("Chỉ thị"), Some("Ban Bí thư"), None, None],
        ),
        (
            "Ngày 19/7/2022, Bộ trưởng Bộ Y tế ký ban hành Quyết định 1467/QĐ-BYT.",
            [Some("Quyết định"), Some("Bộ Y tế"), Some("2022-07-19"), None],
        ),
        (
            "Quyết định 10/2026/QĐ-UBND của UBND tỉnh Quảng Trị",
            [Some("Quyết định"), Some("UBND tỉnh Quảng Trị"), None, None],
        ),
        (
            "Ngày 9/4/2013, Sở GD&ĐT Bắc Sơn có văn bản số 405/SGDĐT-VP gửi các trường.",
            [None, Some("Sở GD&ĐT Bắc Sơn"), Some("2013-04-09"), None],
        ),
        (
            "Ngày 3/5/2013, Đại tá Hà Văn Lâm đã ký văn bản số 200/CV-CAT.",
            [Some("Công văn"), None, Some("2013-05-03"), None],
        ),
        (
            "Ngày 5/4/2019, Thanh tra Bộ đã ban hành Quyết định số 100 về việc thanh tra.",
            [
                Some("Quyết định"),
                Some("Thanh tra Bộ"),
                Some("2019-04-05"),
                Some("về việc thanh tra"),
            ],
        ),
        (
            "Quyết định số 01/QĐ-CA của TAND tỉnh Bình Thuận",
            [Some("Quyết định"), Some("TAND tỉnh Bình Thuận"), None, None],
        ),
        (
            "Quyết định 942/QĐ-UBND của UBND tỉnh Thừa Thiên - Huế",
            [Some("Quyết định"), Some("UBND tỉnh Thừa Thiên - Huế"), None, None],
        ),
        ("Quy định 350 mới của Ban Bí thư", [Some("Quy định"), Some("Ban Bí thư"), None, None]),
        ("Luật Giáo dục 2019 (số 43/2019/QH14)", [Some("Luật"), None, None, None]),
        ("theo 15/2020/NĐ-CP.", [Some("Nghị định"), Some("Chính phủ"), None, None]),
        ("theo 11-QĐ/TW.", [None, None, None, None]),
        ("Nghị định 100 của Chính phủ", [Some("Nghị định"), Some("Chính phủ"), None, None]),
    ];

    #[test]
    fn what_the_sentence_says() {
        for &(text, expected) in SAID {
            let first = find(text, None).into_iter().find_map(|(_, value)| match value {
                Value::Regulation(r) => Some(r),
                _ => None,
            });
            let issued = first.as_ref().and_then(|r| r.issued).map(|d| d.to_string());
            let got = first.as_ref().map(|r| {
                [r.doc_type.as_deref(), r.issuer.as_deref(), issued.as_deref(), r.title.as_deref()]
            });
            assert_eq!(got, Some(expected), "{text}");
        }
    }
}
