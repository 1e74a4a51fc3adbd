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

use crate::Value;
use crate::extract::view::Found;
use crate::lexicon::token::{Case, Gap, TokenKind, Tokens};
use crate::lexicon::{DocType, lexicons};
use crate::model::{DateValue, Edtf, Moment, Regulation, RegulationForm};
use crate::text::squeezed;

/// Words that no body's name holds: verbs, prepositions.
const NAME_ENDS: [&str; 23] = [
    "gửi", "cho", "do", "với", "vừa", "sẽ", "xác", "nêu", "cũng", "là", "tại", "từ", "trong", "để", "được", "thì", "mới", "ra", "ký",
    "thông", "yêu", "giao", "không",
];

/// Words behind which an issuer's name ends and the title begins.
const TITLE_WORDS: [&str; 10] = ["về", "quy", "ban", "khóa", "phê", "sửa", "hướng", "đã", "ngày", "có"];

/// Administrative units that lengthen a body's name: UBND tỉnh …, Đảng bộ thành phố ….
const PLACES: [&str; 16] =
    ["tỉnh", "thành", "phố", "huyện", "quận", "xã", "phường", "thị", "TP", "Tp", "tp", "TP.", "nước", "Trung", "ương", "Đảng"];

/// Fills the attributes; `found` holds the mentions of the block in text order.
pub(in crate::extract) fn attributes(tokens: &Tokens<'_>, found: &mut [Found]) {
    let mut inherited: Option<(usize, Option<String>)> = None;
    for at in 0..found.len() {
        let Some(regulation) = regulation_of(&found[at]) else { continue };
        let form = regulation.form;
        let symbol = regulation.value.clone();
        let (from, to) = (found[at].from, found[at].to);
        let doc_type = if form == RegulationForm::Code {
            let near = type_before(tokens, from);
            let of_list = inherited.as_ref().filter(|(end, _)| is_joint(tokens, *end, from)).and_then(|(_, t)| t.clone());
            near.map(|(name, _)| name).or(of_list).or_else(|| type_of_name_before(tokens, &found[..at], from))
        } else {
            regulation.doc_type.clone()
        };
        inherited = Some((to, doc_type.clone()));
        // Date and issuer stand behind the last item of the list.
        let last = last_of_list(tokens, found, at);
        let behind = Behind::read(tokens, found, found[last].to);
        let type_start = match form {
            RegulationForm::Code => type_before(tokens, from).map_or_else(|| phrase_start(tokens, from), |(_, start)| start),
            _ => from,
        };
        let before = Before::read(tokens, found, type_start, at);
        let inner = issuer_between(tokens, type_start, from);
        let issued = behind.issued.or(before.issued);
        let issuer = behind.issuer.or(inner).or(before.issuer);
        // "(sửa đổi Nghị định số X … (Nghị định số X)": the same symbol earlier in the sentence has said it.
        let sentence = sentence_start(tokens, from);
        let said = found[..at].iter().filter(|f| f.from >= sentence).filter_map(regulation_of).find(|r| r.value == symbol);
        let issued = issued.or(said.and_then(|r| r.issued));
        let issuer = issuer.or_else(|| said.and_then(|r| r.issuer.clone()));
        let Some(regulation) = Regulation::of_mut(&mut found[at].value) else { continue };
        regulation.issued = issued;
        regulation.title = behind.title.filter(|_| form != RegulationForm::Named);
        regulation.doc_type = doc_type.or_else(|| type_of_symbol(&symbol, form));
        regulation.issuer = issuer.or_else(|| if form == RegulationForm::Code { issuer_of_symbol(&symbol) } else { None });
    }
}

fn regulation_of(found: &Found) -> Option<&Regulation> {
    Regulation::of(&found.value)
}

/// The type word that leads to token `from`, over "số", a colon, or "của <issuer>": its name as the lexicon has it, and where it begins.
fn type_before(tokens: &Tokens<'_>, from: usize) -> Option<(String, usize)> {
    let mut at = from;
    while at > 0 && (tokens.is_mark(at - 1, &[':', '(', '“', '"']) || tokens.is_word(at - 1, &["số"])) {
        at -= 1;
    }
    // Chỉ thị của Ban Bí thư số 05: up to eight words between.
    (0..=9).take_while(|&n| n < at && !tokens.is_mark(at - n, &['.', ';', ','])).find_map(|n| {
        let (doc_type, length) = lexicons().doc_types.longest_before(tokens, at - n)?;
        let between_is_issuer = n == 0 || tokens.str(at - n) == "của" && lexicons().issuers.matches(tokens, at - n + 1).next().is_some();
        (between_is_issuer && doc_type.name != "Văn bản").then(|| (doc_type.name.to_string(), at - n - length))
    })
}

/// `Luật Giáo dục 2019 (số 43/2019/QH14)`: the symbol in brackets is that of the name before it.
fn type_of_name_before(tokens: &Tokens<'_>, before: &[Found], from: usize) -> Option<String> {
    let last = before.last()?;
    let named = regulation_of(last).filter(|regulation| regulation.form == RegulationForm::Named)?;
    let leads = |t: usize| tokens.is_mark(t, &['(', ',']) || tokens.is_word(t, &["số", "luật"]);
    (last.to..from).all(leads).then(|| named.doc_type.clone())?
}

/// Where "văn bản số" or a bare "số" before the symbol at `from` begins.
fn phrase_start(tokens: &Tokens<'_>, from: usize) -> usize {
    let at = from - usize::from(from > 0 && tokens.is_word(from - 1, &["số"]));
    lexicons().doc_types.longest_before(tokens, at).map_or(at, |(_, length)| at - length)
}

/// Whether only a joint of a list stands between two items: comma, "và", "số".
fn is_joint(tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
    to > from && to - from <= 3 && (from..to).all(|t| tokens.is_mark(t, &[',', ';', '/']) || tokens.is_word(t, &["và", "số", "hoặc"]))
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
            while tokens.is_mark(at, &[',', '(']) {
                at += 1;
            }
            // ban hành ngày …, ký ngày …, thông qua ngày …: the verb leads to the day.
            let verb = verb_length(tokens, at);
            if behind.issued.is_none()
                && let Some((day, to)) = day_at(found, at + verb)
            {
                behind.issued = Some(day);
                at = to;
                while tokens.is_mark(at, &[')']) {
                    at += 1;
                }
                continue;
            }
            // Quy định 350 mới của Ban Bí thư
            at += usize::from(tokens.str(at) == "mới" && tokens.str(at + 1) == "của");
            let leads = matches!(tokens.str(at), "của" | "do" | "được");
            if behind.issuer.is_none()
                && leads
                && let Some((issuer, to)) = issuer_at(tokens, at + 1)
            {
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

/// The length of a verb of issuing in front of a day.
fn verb_length(tokens: &Tokens<'_>, at: usize) -> usize {
    const VERBS: [&[&str]; 5] = [&["đề"], &["ký", "ban", "hành"], &["ban", "hành"], &["thông", "qua"], &["ký"]];
    VERBS.iter().find(|verb| verb.iter().enumerate().all(|(n, word)| tokens.str(at + n) == *word)).map_or(0, |verb| verb.len())
}

/// `khóa XIII` behind a body is no part of its name, but the title may follow it.
fn skip_term(tokens: &Tokens<'_>, at: usize) -> usize {
    let head = at + usize::from(tokens.is_mark(at, &['(']));
    if tokens.is_word(head, &["khóa"]) { head + 2 + usize::from(tokens.is_mark(head + 2, &[')'])) } else { at }
}

/// What stands before it: `Ngày 19/7, Bộ Tài chính ban hành Thông tư …`.
#[derive(Default)]
struct Before {
    issued: Option<Date>,
    issuer: Option<String>,
}

/// Last syllables of the verbs that join a body to its document: ký, ban hành, ra, có, gửi, thông qua.
const ISSUING: [&str; 6] = ["ký", "hành", "ra", "có", "gửi", "qua"];

/// A body stands at most so many tokens before its verb: "… vừa có", "Trần Văn Bình cũng đã ký ban hành".
const FARTHEST_BODY: usize = 25;

impl Before {
    fn read(tokens: &Tokens<'_>, found: &[Found], type_start: usize, at: usize) -> Before {
        let Some(verb) = type_start.checked_sub(1) else { return Before::default() };
        // … của Thủ tướng tại Chỉ thị số 06
        if matches!(tokens.str(verb), "tại" | "trong" | "bằng") {
            let body = (verb.saturating_sub(LONGEST_BODY)..verb)
                .find(|&t| lexicons().issuers.longest(tokens, t).is_some_and(|(_, length)| t + length == verb));
            return Before { issued: None, issuer: body.and_then(|body| issuer_at(tokens, body)).map(|(name, _)| name) };
        }
        // "thi hành Luật", "qua Nghị định" issue nothing.
        let is_half = match tokens.str(verb) {
            "hành" => !matches!(tokens.str(verb.saturating_sub(1)), "ban" | "phát"),
            "qua" => tokens.str(verb.saturating_sub(1)) != "thông",
            _ => false,
        };
        if is_half || !ISSUING.contains(&tokens.str(verb)) {
            return Before::default();
        }
        let sentence = sentence_start(tokens, verb);
        // The day that opens the sentence dates the signing, whoever signs.
        let opening =
            found.iter().take(at).find(|f| f.from >= sentence && f.from <= sentence + 1 && f.to <= verb && day_of(&f.value).is_some());
        let dated = |body: usize| {
            let touches = |f: &&Found| f.to == body || f.to + 1 == body && tokens.is_mark(f.to, &[',']);
            opening.or_else(|| found.iter().take(at).filter(|f| f.from >= sentence).find(touches)).and_then(|f| day_of(&f.value))
        };
        let near = sentence.max(verb.saturating_sub(FARTHEST_BODY));
        // A body that no list holds stands where the sentence, or the clause behind the day, begins: Sở Tài chính tỉnh … có văn bản.
        let clause = (near..verb).rev().find(|&t| tokens.is_mark(t, &[','])).map_or(near, |comma| comma + 1);
        let adverbs = |to: usize| (to..verb).all(|t| ADVERBS.contains(&tokens.str(t)));
        if BODY_HEADS.contains(&tokens.str(clause))
            && tokens.str(clause + 1) != "bản"
            && let Some((issuer, to)) = issuer_at(tokens, clause)
            && to <= verb
            && adverbs(to)
        {
            return Before { issued: dated(clause), issuer: Some(issuer) };
        }
        // The nearest body before the verb; a titled person stands for it, and the title begins its phrase.
        let body = (near..verb).rev().find(|&t| lexicons().issuers.longest(tokens, t).is_some_and(|(_, length)| t + length <= verb));
        let Some(body) = body else { return Before { issued: dated(verb), issuer: None } };
        // The longest name that ends there: "Thủ tướng Chính phủ", not "Chính phủ".
        let body =
            (near..body).find(|&t| lexicons().issuers.longest(tokens, t).is_some_and(|(_, length)| t + length > body)).unwrap_or(body);
        let start = (near..body).find(|&t| title_length(tokens, t).is_some_and(|length| t + length == body)).unwrap_or(body);
        Before { issued: dated(start), issuer: issuer_at(tokens, body).map(|(name, _)| name) }
    }
}

/// Words between a body and the last syllable of its verb.
const ADVERBS: [&str; 13] = ["ban", "phát", "thông", "đã", "vừa", "cũng", "mới", "sẽ", "chính", "thức", "tiếp", "tục", "ký"];

/// Where the sentence around a token begins.
fn sentence_start(tokens: &Tokens<'_>, at: usize) -> usize {
    let abbreviates = |t: usize| t > 0 && matches!(tokens.str(t - 1), "TP" | "Tp" | "Q" | "P" | "TS" | "GS" | "PGS");
    let is_end = |t: usize| tokens.is_mark(t, &['.', ';', '!', '?']) && !tokens.is_glued(t + 1) && !abbreviates(t);
    (0..at).rev().find_map(|t| if is_end(t) { Some(t + 1) } else { tokens.starts_line(t).then_some(t) }).unwrap_or(0)
}

fn day_of(value: &Value) -> Option<Date> {
    match DateValue::of(value)?.edtf? {
        Edtf::At(moment @ Moment::Day { .. }) => moment.first(),
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

/// Bodies of which every province has one: the place belongs to the name.
const LOCAL: [&str; 14] = [
    "UBND",
    "Ủy ban nhân dân",
    "HĐND",
    "Hội đồng nhân dân",
    "Tỉnh ủy",
    "Thành ủy",
    "Huyện ủy",
    "Đảng ủy",
    "Ban Thường vụ Tỉnh ủy",
    "Ban Thường vụ Thành ủy",
    "Ban Tuyên giáo Tỉnh ủy",
    "Văn phòng Tỉnh ủy",
    "Ủy ban Kiểm tra Tỉnh ủy",
    "Tòa án nhân dân",
];

/// First words of bodies that no list holds whole; small words may follow in their names.
const BODY_HEADS: [&str; 14] = ["Sở", "Ban", "Cục", "Tổng", "Vụ", "Thanh", "Chi", "Công", "Hội", "Ủy", "Văn", "Viện", "Đảng", "Liên"];

/// The longest name of a body, in tokens.
const LONGEST_BODY: usize = 14;

/// The body named at token `at`, as written, and where its name ends.
fn issuer_at(tokens: &Tokens<'_>, at: usize) -> Option<(String, usize)> {
    // A titled person signs for the body: Bộ trưởng Bộ Y tế, Chủ tịch UBND tỉnh.
    let start = at + title_length(tokens, at).unwrap_or(0);
    let to = match lexicons().issuers.longest(tokens, start) {
        Some((issuer, length)) if LOCAL.contains(&issuer.name) => place_end(tokens, start + length),
        Some((_, length)) => start + length,
        None if start > at || !tokens.is_capitalised(start) || tokens.kind(start) != Some(TokenKind::Word) => return None,
        None => open_end(tokens, start),
    };
    (to > start).then(|| (squeezed(tokens.span(start, to).slice(tokens.text)).into_owned(), to))
}

/// Behind the place of a local body: `tỉnh Quảng Trị`, `TP. Đà Nẵng`, `huyện`.
fn place_end(tokens: &Tokens<'_>, mut to: usize) -> usize {
    while let Some(token) = tokens.get(to) {
        let word = tokens.str(to);
        let is_dot = tokens.is_mark(to, &['.']) && matches!(tokens.str(to - 1), "TP" | "Tp") && tokens.is_capitalised(to + 1);
        let is_name = tokens.is_capitalised(to) && token.kind == TokenKind::Word;
        // Thừa Thiên - Huế, Bà Rịa-Vũng Tàu, BR-VT
        let joins_names = tokens.is_capitalised(to + 1) && tokens.is_capitalised(to - 1);
        let is_dash =
            tokens.is_mark(to, &['-', '–']) && joins_names && (tokens.is_glued(to) || matches!(tokens.str(to - 1), "Thiên" | "Rịa"));
        if token.gap == Gap::Line || !(is_name || is_dot || is_dash || PLACES.contains(&word)) {
            break;
        }
        to += 1;
    }
    to
}

/// Behind the name of a body that no list holds: capitals, and small words up to a verb, a title or a mark.
fn open_end(tokens: &Tokens<'_>, start: usize) -> usize {
    let open = BODY_HEADS.contains(&tokens.str(start));
    // TAND tỉnh Bình Thuận
    if tokens.case(start) == Case::Upper && tokens.str(start).len() > 3 && PLACES.contains(&tokens.str(start + 1)) {
        return place_end(tokens, start + 1);
    }
    let mut to = start + 1;
    while let Some(token) = tokens.get(to).filter(|token| token.gap != Gap::Line) {
        let word = tokens.str(to);
        let is_name = tokens.is_capitalised(to);
        // Văn hóa, Thể thao và Du lịch; phòng, chống thiên tai
        let comma = open
            && tokens.is_mark(to, &[','])
            && (tokens.is_capitalised(to + 1) && tokens.is_capitalised(to - 2) || tokens.str(to + 1) == "chống");
        let next_item = lexicons().doc_types.longest(tokens, to + 1).is_some();
        let joins = open && !next_item && matches!(word, "và") && (tokens.is_capitalised(to + 1) || tokens.is_mark(to - 2, &[',']));
        let ends = NAME_ENDS.contains(&word) && !(word == "không" && tokens.str(to - 1) == "Hàng");
        let small = open && token.kind == TokenKind::Word && !TITLE_WORDS.contains(&word) && !ends;
        // Sở GD&ĐT, Sở Văn hóa-Thể thao
        let glued = |at: usize| tokens.is_glued(at) && tokens.is_glued(at + 1) && tokens.is_capitalised(at + 1);
        let linked = open && tokens.is_mark(to, &['&', '-']) && glued(to);
        if to >= start + LONGEST_BODY || !(is_name && token.kind == TokenKind::Word || comma || linked || joins || small && word != "và") {
            break;
        }
        to += 1;
    }
    to
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
    let to = (from..tokens.list.len().min(from + 60)).find(|&t| {
        tokens.is_mark(t, close) && !(tokens.is_glued(t + 1) && tokens.digits(t + 1).is_some()) || tokens.starts_line(t) && t > from
    })?;
    let title = tokens.span(from, to).slice(tokens.text);
    (to > from + 1).then(|| squeezed(title).into_owned())
}

fn segments(symbol: &str) -> impl Iterator<Item = &str> {
    symbol.split(['/', '-']).filter(|segment| !segment.bytes().next().is_some_and(|b| b.is_ascii_digit()))
}

/// The type that a symbol names by itself, in its first part: in `1772/UBND-KH` the second is a unit. `QĐ/TW` may be a quyết định or a
/// quy định, so it names none.
fn type_of_symbol(symbol: &str, form: RegulationForm) -> Option<String> {
    let doc_type: &DocType = lexicons().type_of_code(segments(symbol).next()?)?;
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
            (
                "Ngày 9/4/2013, Sở GD&ĐT Bắc Sơn có văn bản số 405/SGDĐT-VP gửi các trường.",
                [None, Some("Sở GD&ĐT Bắc Sơn"), Some("2013-04-09"), None],
            ),
            ("Ngày 3/5/2013, Đại tá Hà Văn Lâm đã ký văn bản số 200/CV-CAT.", [Some("Công văn"), None, Some("2013-05-03"), None]),
            (
                "Ngày 5/4/2019, Thanh tra Bộ đã ban hành Quyết định số 100 về việc thanh tra.",
                [Some("Quyết định"), Some("Thanh tra Bộ"), Some("2019-04-05"), Some("về việc thanh tra")],
            ),
            ("Quyết định số 01/QĐ-CA của TAND tỉnh Bình Thuận", [Some("Quyết định"), Some("TAND tỉnh Bình Thuận"), None, None]),
            ("Quyết định 942/QĐ-UBND của UBND tỉnh Thừa Thiên - Huế", [Some("Quyết định"), Some("UBND tỉnh Thừa Thiên - Huế"), None, None]),
            ("Quy định 350 mới của Ban Bí thư", [Some("Quy định"), Some("Ban Bí thư"), None, None]),
            ("Luật Giáo dục 2019 (số 43/2019/QH14)", [Some("Luật"), None, None, None]),
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
