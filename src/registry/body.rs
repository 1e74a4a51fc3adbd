//! Bodies: one identity however written, who took them over, and the place of a local one.

use crate::extract::Symbol;
use crate::lexicon::token::Tokens;
use crate::lexicon::{BodyList, BodyWord, IdentityList, IdentityWord, lexicons};
use crate::model::{is_numbered, name_key};

/// The most words before the name of a body: Hội nghị lần thứ tư.
const LEADING: usize = 6;

/// Calls `read` with the words of a name.
fn with_tokens<T>(stated: &str, read: impl FnOnce(&Tokens<'_>) -> T) -> T {
    let list = lexicons().tokens(stated);
    read(&Tokens { text: stated, list: &list })
}

/// The one name of a body: `BCH T.Ư Đảng` is Ban Chấp hành Trung ương.
pub(super) fn canonical(stated: &str) -> String {
    let whole = with_tokens(stated, |tokens| {
        // Hội nghị BCHTW Đảng, lãnh đạo Bộ Y tế: what the words end with.
        let leads =
            lexicons().bodies.has(tokens, 0, BodyList::Meeting.bit()) || !tokens.is_capitalised(0);
        (0..if leads { tokens.list.len().min(LEADING) } else { 1 }).find_map(|at| {
            let same = identity(tokens, at, IdentityList::Same, |word| {
                if let IdentityWord::Same(name) = word { Some(*name) } else { None }
            });
            let issuer = || {
                lexicons().issuers.longest(tokens, at).map(|(issuer, length)| (issuer.name, length))
            };
            let (name, length) = same.or_else(issuer)?;
            (at + length == tokens.list.len()).then(|| name.to_string())
        })
    });
    match whole {
        // The table of issuers has short names of bodies: Trung ương.
        Some(name) if name != stated => canonical(&name),
        Some(name) => name,
        None => stated.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// What the table of identities says of the words at a token, and how many they are.
fn identity<'t>(
    tokens: &Tokens<'_>,
    at: usize,
    list: IdentityList,
    name: impl Fn(&IdentityWord) -> Option<&'t str>,
) -> Option<(&'t str, usize)> {
    lexicons()
        .identities
        .matches_of(tokens, at, list.bit())
        .find_map(|(word, length)| Some((name(word)?, length)))
}

/// The key by which two spellings of a body are one: UBND TP Hà Nội, Ủy ban nhân dân thành phố Hà
/// Nội.
pub(super) fn key(stated: &str) -> String {
    key_of(&canonical(stated), IdentityList::Place)
}

/// The key of the body that a body is today, or whose part it became: Bộ Kế hoạch và Đầu tư is Bộ
/// Tài chính since 1/3/2025.
pub(super) fn key_today(stated: &str) -> String {
    key_of(&successor(stated).unwrap_or_else(|| canonical(stated)), IdentityList::Merged)
}

/// The words of a name without what tells nothing; places by the names that `list` gives them.
fn key_of(name: &str, list: IdentityList) -> String {
    const WORDS: u64 =
        IdentityList::Place.bit() | IdentityList::Long.bit() | IdentityList::Drop.bit();
    with_tokens(name, |tokens| {
        let (mut key, mut at) = (Vec::new(), 0);
        while at < tokens.list.len() {
            let found = lexicons().identities.matches_of(tokens, at, WORDS | list.bit()).next();
            let is_city =
                |at: usize| lexicons().identities.has(tokens, at, IdentityList::City.bit());
            let (word, length): (&str, usize) = match found {
                Some((IdentityWord::Place(name) | IdentityWord::Merged(name), length)) => {
                    (name, length)
                }
                // thành phố Hà Nội
                Some((IdentityWord::Long(short), length)) => {
                    (if is_city(at + length) { "" } else { short }, length)
                }
                Some((_, length)) => ("", length),
                None => (tokens.str(at), 1),
            };
            key.push(name_key(word));
            at += length;
        }
        key.retain(|word| !word.is_empty());
        key.join(" ")
    })
}

/// The body that took a body over, or that has its province today, by the table; none where it is
/// as it was.
///
/// Several steps are taken: Bộ Thủy sản, Bộ Nông nghiệp và Phát triển nông thôn, Bộ Nông nghiệp và
/// Môi trường.
pub(crate) fn successor(stated: &str) -> Option<String> {
    let mut name = canonical(stated);
    let mut found = None;
    for _ in 0..STEPS {
        let Some(next) = taken_over(&name) else { break };
        name.clone_from(&next);
        found = Some(next);
    }
    found
}

/// The most steps from a body to what it is today.
const STEPS: usize = 4;

fn taken_over(name: &str) -> Option<String> {
    with_tokens(name, |tokens| {
        let became = identity(tokens, 0, IdentityList::Became, |word| {
            if let IdentityWord::Became(name) = word { Some(*name) } else { None }
        });
        if let Some((next, _)) = became.filter(|(_, length)| *length == tokens.list.len()) {
            return Some(next.to_string());
        }
        let merged = |at: usize| {
            let of = |word: &IdentityWord| {
                if let IdentityWord::Merged(name) = word { Some(*name) } else { None }
            };
            let (next, length) = identity(tokens, at, IdentityList::Merged, of)?;
            (at + length == tokens.list.len() && at > 0)
                .then(|| format!("{} {next}", tokens.span(0, at).slice(name)))
        };
        (0..tokens.list.len()).find_map(merged)
    })
}

/// The body that the letters of a symbol name, where they name one of the whole country.
pub(super) fn of_symbol(symbol: &str) -> Option<String> {
    let letters = Symbol::new(Some(symbol));
    // BHXH: each province has one, too. The first letters may be those of a type: CT-TTg.
    let is_type =
        letters.segments().next().is_some_and(|first| lexicons().type_of_code(first).is_some());
    let is_shared = letters.segments().skip(usize::from(is_type)).any(is_code_of_local);
    if is_numbered(symbol) && !is_local(symbol) && !is_shared { letters.issuer() } else { None }
}

/// The body that alone makes acts whose names begin so: of a law the National Assembly.
pub(super) fn of_name(id: &str) -> Option<String> {
    let of = |word: &IdentityWord| {
        if let IdentityWord::OfName(name) = word { Some(*name) } else { None }
    };
    let found = with_tokens(id, |tokens| identity(tokens, 0, IdentityList::OfName, of));
    found.map(|(name, _)| name.to_string()).filter(|name| name != MANY)
}

/// What the table says of a name that acts of many bodies have.
const MANY: &str = "-";

/// Whether letters are those of a body that each place has.
fn is_code_of_local(letters: &str) -> bool {
    lexicons().bodies.senses().any(|word| matches!(word, BodyWord::Local(codes) if codes.split('|').any(|code| code == letters)))
}

/// Whether a symbol is one of those that each province has.
pub(super) fn is_local(symbol: &str) -> bool {
    const LOCAL: [&str; 6] = ["HĐND", "UBND", "TU", "HU", "QU", "ĐU"];
    symbol.split(['/', '-']).any(|part| LOCAL.contains(&part))
}

/// The place of a local body: what follows its words. Of a province the usual spelling.
pub(super) fn place(stated: &str) -> Option<String> {
    with_tokens(stated, |tokens| {
        let (_, length) = lexicons().bodies.longest(tokens, 0)?;
        let usual = |at: usize| {
            let of = |word: &IdentityWord| {
                if let IdentityWord::Place(name) = word { Some(*name) } else { None }
            };
            identity(tokens, at, IdentityList::Place, of)
                .filter(|(_, length)| at + length == tokens.list.len())
                .map(|(name, _)| name.to_string())
        };
        let mut at = length;
        while let Some(skip) = lexicons().bodies.length(tokens, at, BodyList::Unit.bit()) {
            if let Some(name) = usual(at) {
                return Some(name);
            }
            at += skip;
            // TP. Hà Nội
            at += usize::from(tokens.is_mark(at, &['.']));
        }
        usual(at).or_else(|| {
            (at < tokens.list.len())
                .then(|| tokens.span(at, tokens.list.len()).slice(stated).to_string())
        })
    })
}
