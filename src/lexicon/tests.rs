use std::fmt::Write;

use super::lookup::read;
use super::senses::Sense;
use super::table::{Fault, Table};
use super::token::Vocabulary;
use super::*;

/// What is wrong with a table of units whose lines these are.
fn faults_of<S: Sense>(lines: &[&str], columns: &str) -> Vec<String> {
    let mut text = format!("# A comment\n{columns}\n");
    lines
        .iter()
        .for_each(|line| writeln!(text, "{}", line.replace(" >", "\t")).unwrap_or_default());
    let mut faults: Vec<Fault> = Vec::new();
    let table = Table { name: "mine.tsv", text: text.leak() };
    read::<S>(table, &[], &mut Vocabulary::default(), &mut faults);
    faults.iter().map(Fault::to_string).collect()
}

const COLUMNS: &str = "sense\tforms\tvalue\texample\tnote\talso";

#[test]
fn good_tables_have_no_fault() {
    let none: [String; 0] = [];
    assert_eq!(
        faults_of::<Unit>(
            &[
                "measure > thúng|thùng to > thung > 5 thúng",
                "measure > m > m > 5 m",
                "measure > M > megametre > 5 M"
            ],
            COLUMNS
        ),
        none
    );
    assert_eq!(
        faults_of::<Context>(
            &["label > tổ > > tổ 5", "counted > tổ > > năm tổ > > label"],
            COLUMNS
        ),
        none
    );
    // Lists are questions of their own.
    assert_eq!(
        faults_of::<DateCue>(&["and > và > > 5 và 6", "last-and > và > > 5 và 6"], COLUMNS),
        none
    );
}

#[test]
fn a_bad_line_is_named() {
    let table = [
        (
            "measures > thúng > thung > 5 thúng",
            "expected one of the senses `measure`, `money`, `percent`, `duration`, but found `measures`",
        ),
        ("measure > thúng > > 5 thúng", "expected a text as value of `measure`, but found ``"),
        ("measure > thúng > thung", "expected an example of `thúng`, but found none"),
        ("measure > > thung > 5 thúng", "expected a form, but found none"),
        (
            "measure > thúng 1000 > thung > 5 thúng 1000",
            "expected words and numbers of one or two digits, but found `thúng 1000`",
        ),
        ("measure > thúng > thung > 5 thúng > > > more", "expected at most 6 cells, but found 7"),
        (
            "measure > thúng > thung > 5 thúng > > money",
            "expected in `also` only what earlier lines say of these forms, but found `money`",
        ),
        (
            "measure > lạng > thung > 5 lạng",
            "expected each form once, but found `lạng` at mine.tsv:3 too",
        ),
        (
            "money > LẠNG > lang > 5 lạng",
            "expected one sense of `LẠNG`, but it is `money` here and `measure` at mine.tsv:3: where both hold, name the earlier one in column \
             `also`",
        ),
    ];
    for (line, expected) in table {
        let faults = faults_of::<Unit>(&["measure > lạng > hg > 5 lạng", line], COLUMNS);
        assert_eq!(faults, [format!("mine.tsv:4: {expected}")], "{line}");
    }
}

#[test]
fn a_bad_value_is_named() {
    let table = [
        (
            "weekday > thứ tám > tám > thứ tám",
            "expected a number as value of `weekday`, but found `tám`",
        ),
        (
            "relative > tuần kia > -2 > tuần kia",
            "expected `day`, `week`, `month`, `quarter` or `year` with a number, such as `week -1`, or `year before` as value of `relative`, but found `-2`",
        ),
        (
            "holiday > tết hoa > 2 > tết hoa",
            "expected a lunar month and day, such as `1-15` as value of `holiday`, but found `2`",
        ),
        ("year > năm > 1 > năm 2020", "expected no value of `year`, but found `1`"),
    ];
    for (line, expected) in table {
        assert_eq!(
            faults_of::<DateWord>(&[line], COLUMNS),
            [format!("mine.tsv:3: {expected}")],
            "{line}"
        );
    }
    let flag = faults_of::<DocType>(
        &["numbered > Giấy mời > GM > Giấy mời 15 > true"],
        "sense\tforms\tvalue\texample\tverb",
    );
    assert_eq!(flag, ["mine.tsv:3: expected `yes` or nothing in column `verb`, but found `true`"]);
}

#[test]
fn a_bad_header_is_named() {
    let table = [
        (
            "sense\tforms",
            "expected a header with the columns `sense`, `forms`, `example`, but found no `example`",
        ),
        (
            "sense\tforms\texample\tcolour",
            "expected one of the columns `sense`, `forms`, `value`, `example`, `also`, `note`, but found `colour`",
        ),
    ];
    for (columns, expected) in table {
        assert_eq!(
            faults_of::<Unit>(&["measure > thúng > thung > 5 thúng"], columns),
            [format!("mine.tsv:2: {expected}")]
        );
    }
}

/// What is wrong with a user's own table.
fn faults_of_own(text: &str) -> Vec<String> {
    check("mine.tsv", text).iter().map(Fault::to_string).collect()
}

const OWN: &str = "sense\tforms\tvalue\texample\n";

#[test]
fn own_tables_are_read_as_texts_are() {
    let none: [String; 0] = [];
    for line in [
        "measure\tthúng\tthung\tgặt 5 thúng",
        "measure\thu\u{300}ng hoà\thung\tnăm hùng hòa\r",
        "party\tBan Cán sự Đảng xã Thị\tBCSĐXT|BCXT\tcủa Ban Cán sự Đảng xã Thị",
    ] {
        assert_eq!(faults_of_own(&format!("\u{feff}{OWN}{line}\n")), none, "{line}");
    }
}

#[test]
fn own_tables_change_no_built_in_word() {
    let table = [
        (
            "measure\ttấn\tton\t5 tấn",
            "mine.tsv:2: expected each form once, but found `tấn` at units.tsv:",
        ),
        (
            "percent\ttấn\tton\t5 tấn",
            "mine.tsv:2: expected one sense of `tấn`, but it is `percent` here and `measure` at units.tsv:",
        ),
        (
            "state\tBan Tin Cũ\tBTC\ttheo Ban Tin Cũ",
            "mine.tsv:2: expected an abbreviation of its own, but `BTC` is that of `Bộ Tài chính`",
        ),
        (
            "state\tBan Tin Cũ\tB T\ttheo Ban Tin Cũ",
            "mine.tsv:2: expected an abbreviation as symbols have it, such as `BTC`, but found `B T`",
        ),
        ("label\tbến\t\tbến 5", "mine.tsv:2: expected one of the senses `state`, "),
    ];
    for (line, expected) in table {
        let faults = faults_of_own(&format!("{OWN}{line}\n"));
        assert!(matches!(faults.as_slice(), [fault] if fault.starts_with(expected)), "{faults:?}");
    }
}

#[test]
fn own_tables_have_bounds() {
    let line = |i: usize| format!("measure\tx{}\tthung\t5 x{}\n", letters(i), letters(i));
    let many: String = (0..2_000).map(line).collect();
    assert_eq!(faults_of_own(&format!("{OWN}{many}")), [""; 0]);
    let many: String = (0..30_000).map(line).collect();
    assert_eq!(
        faults_of_own(&format!("{OWN}{many}")),
        ["mine.tsv:2: expected at most 16384 different words in all tables, but found more"]
    );
    let long = format!("{OWN}{}", "#\n".repeat(LONGEST / 2));
    assert_eq!(
        faults_of_own(&long),
        [format!("mine.tsv:1: expected at most {LONGEST} bytes, but found {}", long.len())]
    );
}

/// A number in letters.
fn letters(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

#[test]
fn words_typed_bare_are_known() {
    assert_eq!(marked_words("thang"), ["tháng", "thắng"]);
    assert!(marked_words("ty").contains(&"tỷ".to_string()));
    assert!(marked_words("tháng").is_empty() && marked_words("gi").is_empty());
}
