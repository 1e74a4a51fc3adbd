//! The official document that a text is, read from its head: symbol, type, issuer, day of issue,
//! title.
//!
//! The issuer is the body that the head names, by its name in the lexicon, or as the text writes it
//! elsewhere in small letters. A head may name a body above it first (`UBND TỈNH LẠNG GIANG`, `SỞ Y
//! TẾ`), or the same one twice; a joint act has several. What the head does not say is taken from
//! the parts of the symbol.

use super::body::word_at;
use super::code::{self, Written};
use super::symbol::Symbol;
use crate::lexicon::official::Sign;
use crate::lexicon::token::Tokens;
use crate::lexicon::{BodyList, BodyWord, lexicons};
use crate::model::{Regulation, RegulationForm};
use crate::text::{is_alphanumeric, small_form, squeezed};
use crate::{Document, OfficialHead};

/// The longest name that is looked for in its text, in bytes.
const LONGEST: usize = 400;

/// The part of a text that is searched for the words of its head, in bytes.
const NEAR: usize = 1 << 15;

/// The official document that this is; none of news.
pub(in crate::extract) fn own(document: &Document) -> Option<Regulation> {
    let head = document.head.as_deref()?;
    let text = document.text.as_str();
    let title = head.title.map(|title| squeezed(title.slice(text)).into_owned());
    let written = head.number.map(|number| squeezed(number.slice(text)).into_owned());
    let found = written
        .as_deref()
        .and_then(|written| code::symbol_of(head.doc_type.unwrap_or_default(), written));
    let Written { symbol, number, year } = found
        .or_else(|| written.map(|written| as_written(&written.replace(' ', ""))))
        .unwrap_or_default();
    let parts = Symbol::new(symbol.as_deref());
    let of_symbol = || parts.doc_type();
    let of_head = || head.doc_type.map(str::to_string);
    let doc_type = if head.is_consolidated {
        of_symbol().or_else(of_head)
    } else {
        of_head().or_else(of_symbol)
    };
    let issuer = issuer(text, head, parts).or_else(|| parts.issuer());
    let (form, value) = match &symbol {
        Some(symbol) => (RegulationForm::Code, symbol.clone()),
        None => (
            RegulationForm::Named,
            cased(&[doc_type.as_deref()?, title.as_deref()?].join(" "), text),
        ),
    };
    Some(Regulation {
        form,
        value,
        number,
        year,
        doc_type,
        issuer,
        issued: head.issued,
        title,
        target: None,
    })
}

/// A symbol whose letters no table holds: itself, its number and year.
fn as_written(symbol: &str) -> Written {
    let mut parts = symbol.split(['/', '-']);
    let number = parts.next().map(str::to_string);
    let year = parts.next().filter(|year| year.len() == 4).and_then(|year| year.parse().ok());
    Written { symbol: Some(symbol.to_string()), number, year }
}

/// The body or bodies that issued it.
fn issuer(text: &str, head: &OfficialHead, symbol: Symbol<'_>) -> Option<String> {
    let mut bodies: Vec<String> =
        names(text, head).iter().flat_map(|name| bodies(name, text)).collect();
    let mut seen: Vec<String> = Vec::new();
    bodies.retain(|body| {
        let is_new = !seen.contains(body);
        seen.push(body.clone());
        is_new
    });
    let is_joint =
        symbol.segments().filter(|segment| lexicons().issuer_of_code(segment).is_some()).count()
            > 1;
    if is_joint && bodies.len() > 1 {
        return Some(bodies.join(", "));
    }
    let named = bodies.pop()?;
    // The Politburo and the Secretariat sign below the head of the Central Committee.
    let signer = head
        .signer
        .and_then(|signer| Sign::For.opens(signer.slice(text)))
        .and_then(|name| listed(name.trim()));
    Some(signer.filter(|_| is_central(&named)).unwrap_or(named))
}

/// Whether this is a body that others sign for with its symbol.
fn is_central(name: &str) -> bool {
    let shared: Vec<&str> = lexicons().bodies.forms(BodyList::SharedCode.bit()).collect();
    lexicons()
        .issuers
        .senses()
        .any(|issuer| issuer.name == name && issuer.codes.iter().any(|code| shared.contains(code)))
}

/// The names on the lines of the head: a line that begins with no body continues the one above.
fn names(text: &str, head: &OfficialHead) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for line in &head.issuers {
        let line = squeezed(line.slice(text));
        match names.last_mut() {
            Some(name) if !begins_body(&line) => *name = format!("{name} {line}"),
            _ => names.push(line.into_owned()),
        }
    }
    names
}

/// Whether a body begins with the first word of a line.
fn begins_body(line: &str) -> bool {
    let list = lexicons().tokens(line);
    let tokens = Tokens { text: line, list: &list };
    let (heads, units) = (BodyList::Local.bit() | BodyList::Open.bit(), BodyWord::Unit.bit());
    let length = |kinds| word_at(&tokens, 0, kinds).map_or(0, |(_, length)| length);
    lexicons().issuers.longest(&tokens, 0).is_some() || length(heads) > length(units)
}

/// The bodies that a name holds: those of the lexicon with dashes between them, or one as it is
/// written.
fn bodies(name: &str, text: &str) -> Vec<String> {
    let name = name.trim_matches(|c: char| !is_alphanumeric(c));
    let list = lexicons().tokens(name);
    let tokens = Tokens { text: name, list: &list };
    let (mut bodies, mut at) = (Vec::new(), 0);
    while at < list.len() {
        if tokens.is_mark(at, &['-', ',', ';', '*']) && !bodies.is_empty() {
            at += 1;
        } else if let Some((issuer, length)) = lexicons().issuers.longest(&tokens, at) {
            bodies.push(issuer.name.to_string());
            at += length;
        } else {
            return if name.is_empty() { Vec::new() } else { vec![cased(name, text)] };
        }
    }
    bodies
}

/// The body of the lexicon that a text names.
fn listed(name: &str) -> Option<String> {
    let list = lexicons().tokens(name);
    let (issuer, _) = lexicons().issuers.longest(&Tokens { text: name, list: &list }, 0)?;
    Some(issuer.name.to_string())
}

/// A name in capitals as the text writes it elsewhere; else with small letters where words of
/// bodies have them.
fn cased(name: &str, text: &str) -> String {
    if name.contains(char::is_lowercase)
        && !name
            .split(' ')
            .skip(1)
            .any(|word| word.chars().filter(|c| c.is_uppercase()).nth(1).is_some())
    {
        return name.to_string();
    }
    written(name, text).unwrap_or_else(|| {
        let list = lexicons().tokens(name);
        let tokens = Tokens { text: name, list: &list };
        let kinds = BodyList::Local.bit() | BodyList::Open.bit() | BodyWord::Unit.bit();
        let mut small = 0;
        let mut words = Vec::new();
        for at in 0..list.len() {
            small = word_at(&tokens, at, kinds).map_or(0, |(_, length)| at + length).max(small);
            let word: String = tokens.str(at).to_lowercase();
            let is_small =
                at > 0 && (at < small || word_at(&tokens, at, BodyWord::Joint.bit()).is_some());
            let blank = if at > 0 && !tokens.is_glued(at) { " " } else { "" };
            let mut letters = word.chars();
            let first: String = if is_small {
                String::new()
            } else {
                letters.next().into_iter().flat_map(char::to_uppercase).collect()
            };
            words.push(format!("{blank}{first}{}", letters.as_str()));
        }
        words.concat()
    })
}

/// The first place where a text has these words with small letters among them, and a capital first.
fn written(name: &str, text: &str) -> Option<String> {
    let end = (0..=NEAR.min(text.len())).rev().find(|&end| text.is_char_boundary(end))?;
    let near = text.get(..end).filter(|_| name.len() <= LONGEST)?;
    let first = name.chars().next()?;
    near.char_indices().filter(|(_, c)| *c == first).find_map(|(at, _)| {
        let found = same(name, near.get(at..)?)?;
        found.contains(char::is_lowercase).then(|| squeezed(found).into_owned())
    })
}

/// What a text begins with if it is the same words in any case, over line ends.
fn same<'t>(name: &str, text: &'t str) -> Option<&'t str> {
    let mut letters = text.char_indices().peekable();
    for wanted in name.chars() {
        let (_, found) = letters.next()?;
        if wanted == ' ' && found.is_whitespace() {
            while letters.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        } else if small_form(wanted) != small_form(found) {
            return None;
        }
    }
    let end = letters.peek().map_or(text.len(), |(at, _)| *at);
    (!text.get(end..)?.starts_with(is_alphanumeric)).then(|| text.get(..end)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Meta, Origin, RawDocument};

    /// Heads (issuers, number, place and day, type and title, text behind them) → value, number,
    /// year, type, issuer, issued, title.
    const TABLE: &[(&str, &str, &str)] = &[
        (
            "CHÍNH PHỦ\nSố: 05/2026/NĐ-CP\nHà Nội, ngày 05 tháng 3 năm 2026\nNGHỊ ĐỊNH\nVề bến đò\nCăn cứ Luật Đò;",
            "C",
            "05/2026/NĐ-CP 05 2026 | Nghị định | Chính phủ | 2026-03-05 | Về bến đò",
        ),
        // Twice the same body; a line end in a name; blanks in a symbol.
        (
            "BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI\nBỘ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI\nSố: 12 /2024/TT - BLĐTBXH\nHà Nội, ngày 5 tháng 3 năm 2024\nTHÔNG TƯ\nVề nghề\nCăn cứ Luật;",
            "C",
            "12/2024/TT-BLĐTBXH 12 2024 | Thông tư | Bộ Lao động - Thương binh và Xã hội | 2024-03-05 | Về nghề",
        ),
        // The body above is not the issuer; what no table holds is as the text writes it, or by the
        // rules of such names.
        (
            "UBND TỈNH LẠNG GIANG\nSỞ TÀI CHÍNH\nSố: 77/QĐ-STC\nLạng Giang, ngày 5 tháng 3 năm 2026\nQUYẾT ĐỊNH\nVề phí\nGiám đốc Sở Tài chính quyết định.",
            "C",
            "77/QĐ-STC 77 - | Quyết định | Sở Tài chính | 2026-03-05 | Về phí",
        ),
        (
            "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ VÂN TRÀ\nSố: 7/CT-UBND\nVân Trà, ngày 5 tháng 3 năm 2026\nCHỈ THỊ\nVề đê\n",
            "C",
            "7/CT-UBND 7 - | Chỉ thị | Ủy ban nhân dân thành phố Vân Trà | 2026-03-05 | Về đê",
        ),
        // A joint act; a Party document signed for another body than that of its head.
        (
            "BỘ CÔNG AN - BỘ QUỐC PHÒNG\nSố: 3/2026/TTLT-BCA-BQP\nHà Nội, ngày 5 tháng 3 năm 2026\nTHÔNG TƯ LIÊN TỊCH\nVề phối hợp\nCăn cứ Luật;",
            "C",
            "3/2026/TTLT-BCA-BQP 3 2026 | Thông tư liên tịch | Bộ Công an, Bộ Quốc phòng | 2026-03-05 | Về phối hợp",
        ),
        (
            "BAN CHẤP HÀNH TRUNG ƯƠNG\n*\nSố 15-NQ/TW\nHà Nội, ngày 5 tháng 5 năm 2026\nNGHỊ QUYẾT\nvề kinh tế biển\nI- TÌNH HÌNH\nT/M BỘ CHÍNH TRỊ\nTỔNG BÍ THƯ",
            "P",
            "15-NQ/TW 15 - | Nghị quyết | Bộ Chính trị | 2026-05-05 | về kinh tế biển",
        ),
        // Without a number the name, as the text writes it; without an issuer that of the symbol.
        (
            "QUỐC HỘI\nLuật số:    /2026/QH16\nLUẬT\nBẾN ĐÒ NGANG\nCăn cứ Hiến pháp;\nQuốc hội ban hành Luật Bến đò ngang.",
            "C",
            "Luật Bến đò ngang - - | Luật | Quốc hội | - | BẾN ĐÒ NGANG",
        ),
        (
            "Số: 9/2026/TT-BXD\nHà Nội, ngày 5 tháng 3 năm 2026\nTHÔNG TƯ\nVề đò\nCăn cứ Luật;",
            "C",
            "9/2026/TT-BXD 9 2026 | Thông tư | Bộ Xây dựng | 2026-03-05 | Về đò",
        ),
        // Letters that no table holds.
        (
            "UBND TỈNH LẠNG GIANG\nTRUNG TÂM ĐÒ NGANG\nSố: 41/TTĐN-KH\nLạng Giang, ngày 5 tháng 3 năm 2026\nKính gửi: Các bến",
            "C",
            "41/TTĐN-KH 41 - | Công văn | Trung tâm Đò Ngang | 2026-03-05 | -",
        ),
    ];

    #[test]
    fn the_act_that_a_text_is() -> crate::Result<()> {
        for (text, form, expected) in TABLE {
            let motto = if *form == "P" {
                "ĐẢNG CỘNG SẢN VIỆT NAM"
            } else {
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
            };
            let raw = RawDocument {
                origin: Origin { path: "v".into(), record: None },
                source_id: "v".into(),
                meta: Meta::default(),
                text: format!("{motto}\n{text}"),
                blocks: Vec::new(),
                addressable: true,
            };
            let own = own(&crate::split::split(raw)?.remove(0));
            let shown = own.map(|own| {
                let or_none = |part: Option<String>| part.unwrap_or_else(|| "-".to_string());
                let (year, issued) =
                    (own.year.map(|year| year.to_string()), own.issued.map(|day| day.to_string()));
                let head = format!("{} {} {}", own.value, or_none(own.number), or_none(year));
                [
                    head,
                    or_none(own.doc_type),
                    or_none(own.issuer),
                    or_none(issued),
                    or_none(own.title),
                ]
                .join(" | ")
            });
            assert_eq!(shown.as_deref(), Some(*expected), "{text}");
        }
        Ok(())
    }
}
