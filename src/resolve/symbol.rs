//! Symbols taken apart and made: what fits type and number, and what type, number, year and issuer
//! fix.

use crate::extract::Symbol;
use crate::lexicon::token::Tokens;
use crate::lexicon::{Issuer, lexicons};
use crate::model::{Regulation, RegulationForm};

/// Whether a symbol may be what type and number mean: `Nghị định 49` and `49/2017/NĐ-CP`.
pub(crate) fn fits(partial: &Regulation, code: &Regulation) -> bool {
    let number = |regulation: &Regulation| {
        regulation.number.as_deref().map(|number| number.trim_start_matches('0').to_lowercase())
    };
    let years = partial.year.is_none() || code.year.is_none() || partial.year == code.year;
    code.form == RegulationForm::Code
        && number(partial) == number(code)
        && years
        && is_type(partial, code)
        && is_issuer(partial, code)
}

/// Whether the letters of a symbol may be of this type.
fn is_type(partial: &Regulation, code: &Regulation) -> bool {
    let Some(wanted) = partial.doc_type.as_deref() else { return false };
    if let Some(stated) = code.doc_type.as_deref()
        && stated.starts_with(wanted)
    {
        return true;
    }
    let Some(sign) = letters(&code.value).next() else { return false };
    let of_sign = |name: &str| {
        lexicons()
            .doc_types
            .senses()
            .any(|doc_type| doc_type.name == name && doc_type.codes.contains(&sign))
    };
    match lexicons().type_of_code(sign) {
        // A joint circular is a circular; QĐ/TW is a quyết định or a quy định.
        Some(doc_type) => {
            doc_type.name.starts_with(wanted)
                || of_sign(wanted)
                || sign == DECISION && RULES.contains(&wanted)
        }
        // 225/2025/QH15: laws and resolutions have the same.
        None => {
            code.doc_type.is_none() && ASSEMBLY_TYPES.contains(&wanted) && sign.contains(ASSEMBLY)
        }
    }
}

/// Whether the body that a short form names may have made a symbol.
fn is_issuer(partial: &Regulation, code: &Regulation) -> bool {
    partial.issuer.as_deref().and_then(issuer).is_none_or(|stated| may_issue(stated, code))
}

/// Whether a body may have made an act, judged by its symbol.
pub(super) fn may_issue(stated: &Issuer, code: &Regulation) -> bool {
    let Some(sign) = letters(&code.value).last().filter(|_| code.form == RegulationForm::Code)
    else {
        return true;
    };
    let Some(of_code) = lexicons().issuer_of_code(sign) else { return true };
    stated.name == of_code.name
        || stated.codes.iter().any(|code| letters_of_body(code) == letters_of_body(sign))
}

fn letters_of_body(code: &str) -> &str {
    code.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// The parts of a symbol that are letters.
pub(super) fn letters(symbol: &str) -> impl Iterator<Item = &str> {
    Symbol::new(Some(symbol)).segments()
}

/// The body of a name, where it is one of the table.
fn issuer(name: &str) -> Option<&'static Issuer> {
    let list = lexicons().tokens(name);
    lexicons().issuers.longest(&Tokens { text: name, list: &list }, 0).map(|(issuer, _)| issuer)
}

/// The symbol that type, number, year and issuer fix. `year` is what the sentence says beside the
/// number.
pub(super) fn by_rule(partial: &Regulation, year: Option<i16>) -> Option<String> {
    let number = partial.number.as_deref()?;
    let doc_type = partial.doc_type.as_deref()?;
    let sign = lexicons()
        .doc_types
        .senses()
        .find(|known| known.name == doc_type)
        .and_then(|known| known.codes.first().copied());
    let issuer = partial.issuer.as_deref().and_then(issuer);
    let code = issuer.and_then(|issuer| issuer.codes.first().copied()).unwrap_or_default();
    let is_party = issuer.is_some_and(|issuer| issuer.codes.contains(&PARTY));
    let in_symbol = partial.year;
    let year = in_symbol.or(year);
    if is_party {
        let sign = if RULES.contains(&doc_type) { DECISION } else { sign? };
        return PARTY_SIGNS.contains(&sign).then(|| format!("{number}-{sign}/{PARTY}"));
    }
    let year = year.filter(|year| (FIRST_YEAR..=LAST_YEAR).contains(year))?;
    match sign? {
        "NĐ" => Some(format!("{number}/{year}/NĐ-CP")),
        "TT" if code.starts_with(MINISTRY) || code == BANK => {
            Some(format!("{number}/{year}/TT-{code}"))
        }
        "QĐ" if code == PREMIER && in_symbol.is_some() => {
            Some(format!("{number}/{year}/QĐ-{PREMIER}"))
        }
        "QĐ" if code == PREMIER => Some(match number.len() < 3 {
            true => format!("{number}/{year}/QĐ-{PREMIER}"),
            false => format!("{number}/QĐ-{PREMIER}"),
        }),
        // 66.13/2026: only the Government numbers within a resolution.
        "NQ" if (code == GOVERNMENT || number.contains('.')) && in_symbol.is_some() => {
            Some(format!("{number}/{year}/NQ-{GOVERNMENT}"))
        }
        "NQ" if code == GOVERNMENT => Some(format!("{number}/NQ-{GOVERNMENT}")),
        "NQ" if code.starts_with(ASSEMBLY) || code.starts_with(COMMITTEE) => {
            let body = letters_of_body(code);
            assembly(year, partial).map(|term| format!("{number}/{year}/{body}{term}"))
        }
        _ => None,
    }
}

/// Letters in symbols: Decree 30/2020/NĐ-CP (State), Guidance 36-HD/VPTW (Party).
const PARTY: &str = "TW";
const PARTY_SIGNS: [&str; 4] = ["NQ", "CT", "KL", "QĐ"];
const DECISION: &str = "QĐ";
const RULES: [&str; 2] = ["Quy định", "Quyết định"];
const ASSEMBLY: &str = "QH";
const COMMITTEE: &str = "UBTVQH";
const ASSEMBLY_TYPES: [&str; 4] = ["Nghị quyết", "Luật", "Pháp lệnh", "Bộ luật"];
const PREMIER: &str = "TTg";
const GOVERNMENT: &str = "CP";
const MINISTRY: char = 'B';
const BANK: &str = "NHNN";

/// Symbols have their year since the first Law on legal documents (12 November 1996).
const FIRST_YEAR: i16 = 1997;
const LAST_YEAR: i16 = 2100;

/// The term of the National Assembly that sat in a year: five years each, from the elections of
/// 1997 (X), 2002, 2007, 2011, 2016, 2021, 2026. In a year of elections two sat, unless the day of
/// the act tells.
fn assembly(year: i16, partial: &Regulation) -> Option<u8> {
    const ELECTED: [(i16, i8, u8); 7] = [
        (1997, 9, 10),
        (2002, 7, 11),
        (2007, 7, 12),
        (2011, 7, 13),
        (2016, 7, 14),
        (2021, 7, 15),
        (2026, 4, 16),
    ];
    let at = ELECTED.partition_point(|(elected, ..)| *elected <= year).checked_sub(1)?;
    let (elected, month, term) = *ELECTED.get(at)?;
    if elected != year {
        return Some(term);
    }
    let issued = partial.issued.filter(|issued| issued.year() == year)?;
    Some(if issued.month() >= month { term } else { term - 1 })
}
