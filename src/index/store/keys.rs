//! The keys under which regulations, issuers and newspapers are found however they are typed.

use crate::model::RegulationForm;
use crate::model::host;
use crate::text::fold;

/// The key of a regulation as typed: case, diacritics, Đ or D, separators, leading zeros and the "số" before a number make no difference.
///
/// Only digits keep apart from digits: `1/12` is not `11/2`.
pub(in crate::index) fn regulation_key(typed: &str) -> String {
    let mut key = String::new();
    let folded = fold(typed);
    let mut parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).peekable();
    while let Some(part) = parts.next() {
        let is_numbered = parts.peek().is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        if part == NUMBER_SIGN && is_numbered && !key.is_empty() {
            continue;
        }
        if key.ends_with(|c: char| c.is_ascii_digit()) && part.starts_with(|c: char| c.is_ascii_digit()) {
            key.push('-');
        }
        let plain = part.trim_start_matches('0');
        key.push_str(if plain.starts_with(|c: char| c.is_ascii_digit()) { plain } else { part });
    }
    key
}

/// "số", folded: Quy định số 11.
const NUMBER_SIGN: &str = "so";

/// All keys under which a regulation is found: its value, and of a symbol (`178/2024/NĐ-CP`) also its type with it, with the number and the year,
/// with the number alone (`Nghị định 178`), and the type's sign with the number (`NĐ 178`).
pub(in crate::index) fn regulation_keys(
    form: &str,
    value: &str,
    number: Option<&str>,
    year: Option<i16>,
    doc_type: Option<&str>,
) -> Vec<String> {
    let mut keys = vec![regulation_key(value)];
    let Some(number) = number.filter(|_| form == RegulationForm::Code.name()) else { return keys };
    if let Some(doc_type) = doc_type {
        keys.push(regulation_key(&format!("{doc_type} {value}")));
        keys.push(regulation_key(&format!("{doc_type} {number}")));
        keys.extend(year.map(|year| regulation_key(&format!("{doc_type} {number}/{year}"))));
    }
    let sign = value.split(|c: char| !c.is_alphanumeric()).find(|part| !part.starts_with(|c: char| c.is_ascii_digit()));
    if let Some(sign) = sign.filter(|sign| sign.chars().all(char::is_alphabetic)) {
        keys.push(regulation_key(&format!("{sign} {number}")));
    }
    keys
}

/// The key of a sort of regulation or an issuer as typed: case, marks and blanks make no difference.
pub(in crate::index) fn name_key(typed: &str) -> String {
    fold(typed).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The key of a newspaper: its host in lower case. Of an address the rest goes, as do `www.`, a user and a port, which people paste along.
pub(in crate::index) fn source_key(typed: &str) -> String {
    host(&typed.trim().to_lowercase()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regulations_are_found_however_typed() {
        let same: [(&str, &[&str]); 5] = [
            ("11-QĐ/TW", &["11-qđ/tw", "11 QĐ TW", "11QD/TW", "11-qd-tw", " 11 – QĐ / TW ", "011-QĐ/TW"]),
            ("10/2026/QĐ-UBND", &["10/2026/qd-ubnd", "10 2026 QĐ UBND"]),
            ("Nghị quyết 18", &["nghi quyet 18", "NGHỊ QUYẾT 18", "nghị quyết  018", "nghi quyet so 18"]),
            ("66.7-NQ/CP", &["66.7 nq cp", "66-7-nq-cp"]),
            ("Luật Đất đai số 31", &["luat dat dai 31"]),
        ];
        for (value, typed) in same {
            for typed in typed {
                assert_eq!(regulation_key(typed), regulation_key(value), "{typed}");
            }
        }
        for (a, b) in [("1/12/QĐ", "11/2/QĐ"), ("15-NQ/TW", "150-NQ/TW"), ("15-NQ/TW", "15-QĐ/TW"), ("0-NQ", "NQ"), ("số 5", "5")] {
            assert_ne!(regulation_key(a), regulation_key(b));
        }
    }

    #[test]
    fn a_symbol_is_found_by_its_type_and_number_too() {
        let code = RegulationForm::Code.name();
        let table = [
            (
                regulation_keys(code, "178/2024/NĐ-CP", Some("178"), Some(2024), Some("Nghị định")),
                &["178/2024/nđ-cp", "nghị định 178/2024/NĐ-CP", "nghi dinh so 178", "Nghị định 178/2024", "nd 178"][..],
            ),
            (
                regulation_keys(code, "05-QĐ/TW", Some("05"), None, Some("Quy định")),
                &["5 qd tw", "quy định số 05-QĐ/TW", "quy dinh 5", "QĐ 5"],
            ),
            (regulation_keys(code, "202/2025/QH15", Some("202"), Some(2025), None), &["202/2025/qh15"]),
            (regulation_keys("partial", "Nghị quyết 18", Some("18"), None, Some("Nghị quyết")), &["nghị quyết 18"]),
        ];
        for (keys, typed) in table {
            let expected: Vec<String> = typed.iter().map(|typed| regulation_key(typed)).collect();
            assert_eq!(keys, expected);
        }
    }

    #[test]
    fn names_are_found_however_typed() {
        for typed in ["Bộ Chính trị", "bo chinh tri", " BỘ  CHÍNH TRỊ "] {
            assert_eq!(name_key(typed), "bo chinh tri");
        }
    }

    #[test]
    fn sources_are_hosts() {
        for typed in [
            "bao.example.vn",
            "Bao.Example.vn",
            "www.bao.example.vn",
            "https://www.bao.example.vn/",
            "https://bao.example.vn/a/b-1.html?x=a@b#c",
            "user@bao.example.vn",
            "http://user:pw@bao.example.vn:8080/",
            "bao.example.vn:80",
        ] {
            assert_eq!(source_key(typed), "bao.example.vn", "{typed}");
        }
        assert_eq!(source_key("http://[::1]:80/"), "[::1]");
    }
}
