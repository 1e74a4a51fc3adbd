use std::fmt::Write;

use super::lookup::read;
use super::senses::Sense;
use super::table::{Fault, Table};
use super::token::Vocabulary;
use super::*;

/// What is wrong with a table of units whose lines these are.
fn faults_of<S: Sense>(lines: &[&str], columns: &str) -> Vec<String> {
    let mut text = format!("# A comment\n{columns}\n");
    lines.iter().for_each(|line| writeln!(text, "{}", line.replace(" >", "\t")).unwrap_or_default());
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
            &["measure > thúng|thùng to > thung > 5 thúng", "measure > m > m > 5 m", "measure > M > megametre > 5 M"],
            COLUMNS
        ),
        none
    );
    assert_eq!(faults_of::<Context>(&["label > tổ > > tổ 5", "counted > tổ > > năm tổ > > label"], COLUMNS), none);
    // Lists are questions of their own.
    assert_eq!(faults_of::<DateCue>(&["and > và > > 5 và 6", "last-and > và > > 5 và 6"], COLUMNS), none);
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
        ("measure > thúng 1000 > thung > 5 thúng 1000", "expected words and numbers of one or two digits, but found `thúng 1000`"),
        ("measure > thúng > thung > 5 thúng > > > more", "expected at most 6 cells, but found 7"),
        ("measure > thúng > thung > 5 thúng > > money", "expected in `also` only what earlier lines say of these forms, but found `money`"),
        ("measure > lạng > thung > 5 lạng", "expected each form once, but found `lạng` at mine.tsv:3 too"),
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
        ("weekday > thứ tám > tám > thứ tám", "expected a number as value of `weekday`, but found `tám`"),
        (
            "relative > tuần kia > -2 > tuần kia",
            "expected `day`, `week`, `month`, `quarter` or `year` with a number, such as `week -1`, or `year before` as value of `relative`, but found `-2`",
        ),
        ("holiday > tết hoa > 2 > tết hoa", "expected a lunar month and day, such as `1-15` as value of `holiday`, but found `2`"),
        ("year > năm > 1 > năm 2020", "expected no value of `year`, but found `1`"),
    ];
    for (line, expected) in table {
        assert_eq!(faults_of::<DateWord>(&[line], COLUMNS), [format!("mine.tsv:3: {expected}")], "{line}");
    }
    let flag = faults_of::<DocType>(&["numbered > Giấy mời > GM > Giấy mời 15 > true"], "sense\tforms\tvalue\texample\tverb");
    assert_eq!(flag, ["mine.tsv:3: expected `yes` or nothing in column `verb`, but found `true`"]);
}

#[test]
fn a_bad_header_is_named() {
    let table = [
        ("sense\tforms", "expected a header with the columns `sense`, `forms`, `example`, but found no `example`"),
        (
            "sense\tforms\texample\tcolour",
            "expected one of the columns `sense`, `forms`, `value`, `example`, `also`, `note`, but found `colour`",
        ),
    ];
    for (columns, expected) in table {
        assert_eq!(faults_of::<Unit>(&["measure > thúng > thung > 5 thúng"], columns), [format!("mine.tsv:2: {expected}")]);
    }
}

#[test]
fn words_typed_bare_are_known() {
    assert_eq!(marked_words("thang"), ["tháng", "thắng"]);
    assert!(marked_words("ty").contains(&"tỷ".to_string()));
    assert!(marked_words("tháng").is_empty() && marked_words("gi").is_empty());
}
