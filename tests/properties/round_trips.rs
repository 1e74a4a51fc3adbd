//! What is written by rule reads back to itself: numbers in words, days in every numeric format,
//! symbols in sloppy spellings.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use thoisu::Value;
use thoisu::extract::{find, number_in_words};
use thoisu::lexicon::lexicons;
use thoisu::model::RegulationForm;

use crate::spell::{STYLES, spell};

/// The only mention of a text: its surface and canonical value.
fn only_mention(text: &str, published: Option<Date>) -> Option<(String, String)> {
    match find(text, published).as_slice() {
        [(span, value)] => Some((text[span.start..span.end].to_string(), value.canonical()?)),
        _ => None,
    }
}

fn reads_back(number: u64) {
    for style in STYLES {
        let words = spell(number, style);
        assert_eq!(
            number_in_words(&words).map(|value| value.to_string()),
            Some(number.to_string()),
            "{words}"
        );
    }
}

#[test]
fn small_numbers_in_words_read_back() {
    (0..=20_000).for_each(reads_back);
}

#[test]
fn round_numbers_in_words_read_back() {
    for power in 0..=15 {
        for digit in 1..=9 {
            for add in [0, 1, 4, 5, 15, 21, 105, 1_001, 1_000_005] {
                reads_back(digit * 10u64.pow(power) + add);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    /// Numbers of every length alike: a uniform choice below 10^15 would hardly ever be short.
    #[test]
    fn any_number_in_words_reads_back(digits in 1u32..=15, number in 0..=1_000_000_000_000_000u64) {
        reads_back(number % 10u64.pow(digits));
        reads_back(number);
    }

    /// In a sentence, before a counted noun, the whole numeral is the mention.
    #[test]
    fn a_counted_number_in_words_is_one_mention(digits in 1u32..=15, number in 0..1_000_000_000_000_000u64, style in 0..STYLES.len()) {
        let number = number % 10u64.pow(digits);
        prop_assume!(number > 1);
        let words = spell(number, STYLES[style]);
        let text = format!("Tỉnh có {words} học viên.");
        prop_assert_eq!(only_mention(&text, None), Some((words, number.to_string())), "{}", text);
    }
}

/// Numeric formats of a day with its year. Official style pads days below 10 and the months 1 and 2
/// only (Decree 30/2020/NĐ-CP, Annex I).
const FORMATS: [&str; 9] = [
    "{d}/{m}/{y}",
    "{dd}/{mm}/{y}",
    "{dd}/{m}/{y}",
    "{d}-{m}-{y}",
    "{dd}-{mm}-{y}",
    "{d}.{m}.{y}",
    "{dd}.{mm}.{y}",
    "{y}-{mm}-{dd}",
    "{d}/{mm}/{y}",
];

fn written(format: &str, day: Date) -> String {
    format
        .replace("{dd}", &format!("{:02}", day.day()))
        .replace("{mm}", &format!("{:02}", day.month()))
        .replace("{d}", &day.day().to_string())
        .replace("{m}", &day.month().to_string())
        .replace("{y}", &day.year().to_string())
}

#[test]
fn every_day_reads_back_in_every_numeric_format() {
    let mut day = date(1900, 1, 1);
    while day.year() <= 2100 {
        for format in FORMATS {
            let surface = format!("ngày {}", written(format, day));
            assert_eq!(only_mention(&surface, None), Some((surface.clone(), day.to_string())));
        }
        let words = format!("ngày {} tháng {} năm {}", day.day(), day.month(), day.year());
        assert_eq!(only_mention(&words, None), Some((words.clone(), day.to_string())));
        day = day.checked_add(1.day()).unwrap();
    }
}

#[test]
fn a_day_without_year_takes_the_nearest_one() {
    let published = date(2024, 3, 1);
    let mut day = date(2023, 9, 2);
    while day < date(2024, 8, 30) {
        for format in ["ngày {d}/{m}", "ngày {d}-{m}", "ngày {dd}/{mm}", "sáng {d}/{m}"] {
            let surface = written(format, day);
            assert_eq!(
                only_mention(&surface, Some(published)),
                Some((surface.clone(), day.to_string()))
            );
        }
        day = day.checked_add(1.day()).unwrap();
    }
}

/// Symbols of every system, built from the types and issuers of the lexicon.
fn symbols() -> BTreeSet<String> {
    let lexicons = lexicons();
    // TƯ is itself a sloppy TW.
    let types = [
        "NQ", "NĐ", "QĐ", "CT", "TT", "TB", "KL", "KH", "BC", "CV", "HD", "TTr", "CTr", "ĐA", "QC",
        "CĐ",
    ];
    let mut out = BTreeSet::new();
    for issuer in lexicons
        .issuers
        .senses()
        .flat_map(|issuer| &issuer.codes)
        .filter(|code| !code.contains('-') && **code != "TƯ")
    {
        for doc_type in types {
            out.insert(format!("15/2020/{doc_type}-{issuer}"));
            out.insert(format!("1234/{doc_type}-{issuer}"));
            out.insert(format!("11-{doc_type}/{issuer}"));
        }
        out.insert(format!("5678/{issuer}-VP"));
    }
    for code in lexicons
        .doc_types
        .senses()
        .flat_map(|doc_type| &doc_type.codes)
        .filter(|code| !code.contains('-') && **code != "BB")
    {
        out.insert(format!("02/{code}-BTC"));
        out.insert(format!("05-{code}/TW"));
    }
    for term in 10..=16 {
        out.insert(format!("59/2020/QH{term}"));
        out.insert(format!("326/2016/UBTVQH{term}"));
    }
    out
}

fn code_in(text: &str) -> Option<String> {
    find(text, None).into_iter().find_map(|(_, value)| match value {
        Value::Regulation(regulation) if regulation.form == RegulationForm::Code => {
            Some(regulation.value)
        }
        _ => None,
    })
}

#[test]
fn every_symbol_survives_sloppy_spellings() {
    for symbol in symbols() {
        let spellings = [
            symbol.clone(),
            symbol.replace('-', "–"),
            symbol.replace('Đ', "\u{d0}"),
            symbol.replace('-', " - "),
            symbol.replace('/', " / "),
            symbol.replace("TTg", "TTG"),
            symbol.replace("TTg", "Ttg"),
            symbol.replace("TW", "TƯ"),
            symbol.replace("QĐ-", "QD-").replace("NĐ-", "ND-"),
        ];
        for spelling in spellings {
            // As a reader meets it: after normalisation.
            let text = thoisu::Text::new(format!("theo văn bản số {spelling} về việc này"));
            assert_eq!(code_in(text.as_str()).as_ref(), Some(&symbol), "{spelling}");
        }
    }
}
