//! Bodies: one identity however written, and the place of a local one.

use crate::extract::Symbol;
use crate::lexicon::token::Tokens;
use crate::lexicon::{BodyList, BodyWord, lexicons};
use crate::model::{is_numbered, name_key};

/// The most words before the name of a body: Hội nghị lần thứ tư.
const LEADING: usize = 6;

/// The one name of a body: `BCH T.Ư Đảng` is Ban Chấp hành Trung ương.
pub(super) fn canonical(stated: &str) -> String {
    let list = lexicons().tokens(stated);
    let tokens = Tokens { text: stated, list: &list };
    // Hội nghị BCHTW Đảng: what the words end with.
    let whole = (0..list.len().min(LEADING)).find_map(|at| {
        let (issuer, length) = lexicons().issuers.longest(&tokens, at)?;
        (at + length == list.len()).then(|| issuer.name.to_string())
    });
    whole.unwrap_or_else(|| stated.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The key by which two spellings of a local body are one: UBND TP Hà Nội, Ủy ban nhân dân thành phố Hà Nội.
pub(super) fn key(stated: &str) -> String {
    const SAME: [(&str, &str); 6] = [
        ("uy ban nhan dan", "ubnd"),
        ("hoi dong nhan dan", "hdnd"),
        ("thanh pho", "tp"),
        ("thanh uy", "tu"),
        ("tinh uy", "tu"),
        (" tinh ", " "),
    ];
    SAME.iter().fold(name_key(&canonical(stated)), |key, (long, short)| key.replace(long, short))
}

/// The body that the letters of a symbol name, where they name one of the whole country.
pub(super) fn of_symbol(symbol: &str) -> Option<String> {
    let letters = Symbol::new(Some(symbol));
    // BHXH: each province has one, too. The first letters may be those of a type: CT-TTg.
    let is_type = letters.segments().next().is_some_and(|first| lexicons().type_of_code(first).is_some());
    let is_shared = letters.segments().skip(usize::from(is_type)).any(is_code_of_local);
    if is_numbered(symbol) && !is_local(symbol) && !is_shared { letters.issuer() } else { None }
}

/// Whether letters are those of a body that each place has.
fn is_code_of_local(letters: &str) -> bool {
    lexicons().bodies.senses().any(|word| matches!(word, BodyWord::Local(codes) if codes.split('|').any(|code| code == letters)))
}

/// Whether a symbol is one of those that each province has.
pub(super) fn is_local(symbol: &str) -> bool {
    const LOCAL: [&str; 6] = ["HĐND", "UBND", "TU", "HU", "QU", "ĐU"];
    symbol.split(['/', '-']).any(|part| LOCAL.contains(&part))
}

/// The place of a local body: what follows its words.
pub(super) fn place(stated: &str) -> Option<String> {
    let list = lexicons().tokens(stated);
    let tokens = Tokens { text: stated, list: &list };
    let (_, length) = lexicons().bodies.longest(&tokens, 0)?;
    let mut at = length;
    while let Some(skip) = lexicons().bodies.length(&tokens, at, BodyList::Unit.bit()) {
        at += skip;
    }
    (at < list.len()).then(|| tokens.span(at, list.len()).slice(stated).to_string())
}
