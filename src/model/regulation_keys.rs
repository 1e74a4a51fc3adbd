//! The keys under which a regulation is found however it is typed.

use crate::text::fold;

/// The key of a regulation as typed: case, diacritics, Đ or D, separators, leading zeros and the
/// "số" before a number make no difference.
///
/// Only digits keep apart from digits: `1/12` is not `11/2`.
pub(crate) fn regulation_key(typed: &str) -> String {
    let mut key = String::new();
    let folded = fold(typed);
    let mut parts =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).peekable();
    while let Some(part) = parts.next() {
        let is_numbered =
            parts.peek().is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        if part == NUMBER_SIGN && is_numbered && !key.is_empty() {
            continue;
        }
        if key.ends_with(|c: char| c.is_ascii_digit())
            && part.starts_with(|c: char| c.is_ascii_digit())
        {
            key.push('-');
        }
        let plain = part.trim_start_matches('0');
        key.push_str(if plain.starts_with(|c: char| c.is_ascii_digit()) { plain } else { part });
    }
    key
}

/// The key of what cites the regulation of a key in this form. No key that is typed has an `=`.
pub(crate) fn cited_key(key: &str, form: &str) -> String {
    format!("{key}={form}")
}

/// The key of what says that the name of a key is of a symbol.
pub(super) fn named_key(name: &str, symbol: &str) -> String {
    format!("={name}={symbol}")
}

/// What the keys that say so begin with.
#[cfg(feature = "index")]
pub(crate) const NAMED_KEYS: &str = "=";

/// The name's key and the symbol that such a key tells.
#[cfg(feature = "index")]
pub(crate) fn named_of_key(key: &str) -> Option<(&str, &str)> {
    key.strip_prefix(NAMED_KEYS)?.split_once('=')
}

/// "số", folded: Quy định số 11.
const NUMBER_SIGN: &str = "so";

/// The keys under which a symbol (`178/2024/NĐ-CP`) is found beside its own: its type with it, with
/// the number and the year, with the number alone (`Nghị định 178`), and the type's sign with the
/// number (`NĐ 178`).
pub(super) fn further_keys(
    value: &str,
    number: &str,
    year: Option<i16>,
    doc_type: Option<&str>,
) -> Vec<String> {
    let mut keys = Vec::new();
    if let Some(doc_type) = doc_type {
        keys.push(regulation_key(&format!("{doc_type} {value}")));
        keys.push(regulation_key(&format!("{doc_type} {number}")));
        keys.extend(year.map(|year| regulation_key(&format!("{doc_type} {number}/{year}"))));
    }
    let sign = value
        .split(|c: char| !c.is_alphanumeric())
        .find(|part| !part.starts_with(|c: char| c.is_ascii_digit()));
    if let Some(sign) = sign.filter(|sign| sign.chars().all(char::is_alphabetic)) {
        keys.push(regulation_key(&format!("{sign} {number}")));
    }
    keys
}

/// The key of a sort of regulation or an issuer as typed: case, marks and blanks make no
/// difference.
pub(crate) fn name_key(typed: &str) -> String {
    fold(typed)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regulations_are_found_however_typed() {
        let same: [(&str, &[&str]); 5] = [
            (
                "11-QĐ/TW",
                &["11-qđ/tw", "11 QĐ TW", "11QD/TW", "11-qd-tw", " 11 – QĐ / TW ", "011-QĐ/TW"],
            ),
            ("10/2026/QĐ-UBND", &["10/2026/qd-ubnd", "10 2026 QĐ UBND"]),
            (
                "Nghị quyết 18",
                &["nghi quyet 18", "NGHỊ QUYẾT 18", "nghị quyết  018", "nghi quyet so 18"],
            ),
            ("66.7-NQ/CP", &["66.7 nq cp", "66-7-nq-cp"]),
            ("Luật Đất đai số 31", &["luat dat dai 31"]),
        ];
        for (value, typed) in same {
            for typed in typed {
                assert_eq!(regulation_key(typed), regulation_key(value), "{typed}");
            }
        }
        for (a, b) in [
            ("1/12/QĐ", "11/2/QĐ"),
            ("15-NQ/TW", "150-NQ/TW"),
            ("15-NQ/TW", "15-QĐ/TW"),
            ("0-NQ", "NQ"),
            ("số 5", "5"),
        ] {
            assert_ne!(regulation_key(a), regulation_key(b));
        }
    }

    #[test]
    fn names_are_found_however_typed() {
        for typed in ["Bộ Chính trị", "bo chinh tri", " BỘ  CHÍNH TRỊ "] {
            assert_eq!(name_key(typed), "bo chinh tri");
        }
    }
}
