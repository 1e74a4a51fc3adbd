//! Tables of gold and predictions with the counts they ought to give.

use super::*;
use crate::model::{CalendarUnit, DateValue, Edtf, Regulation, RegulationForm};
use crate::{Annotated, Document, Mention, MentionField, Meta, Origin, Span, Text};

const TEXT: &str = "Sáng 5/9, xã Yên Hòa họp bàn.\nTheo luật Thủy sản 2017 và Quyết định 07/2022/QĐ-UBND, 12 thôn có ba đội, tổ 4";

/// The Unicode scalars of `words` in [`TEXT`].
fn place(words: &str) -> (usize, usize) {
    let at = TEXT.find(words).unwrap_or_else(|| panic!("the text has no `{words}`"));
    let start = TEXT[..at].chars().count();
    (start, start + words.chars().count())
}

/// `date`, `regulation/code` …
fn kind_and_form(name: &str) -> (Kind, Option<String>) {
    let (kind, form) =
        name.split_once('/').map_or((name, None), |(kind, form)| (kind, Some(form.to_string())));
    (Kind::named(kind).unwrap_or(Kind::Date), form)
}

/// Group, words, value.
type Row = (&'static str, &'static str, Option<&'static str>);

fn gold_mention((name, words, value): Row) -> GoldMention {
    let (kind, form) = kind_and_form(name);
    let (start, end) = place(words);
    let (text, value) = (words.to_string(), value.map(str::to_string));
    GoldMention { kind, form, start, end, text, value, score: true, facts: Facts::new() }
}

fn facts(facts: &[(&str, &str)]) -> Facts {
    facts.iter().map(|&(name, fact)| (name.to_string(), fact.into())).collect()
}

fn unscored(row: Row) -> GoldMention {
    GoldMention { score: false, ..gold_mention(row) }
}

fn prediction((name, words, value): Row) -> Prediction {
    let (kind, form) = kind_and_form(name);
    let (start, end) = place(words);
    Prediction { start, end, kind, form, value: value.map(str::to_string), facts: Facts::new() }
}

fn page(id: &str, mentions: Vec<GoldMention>) -> GoldDocument {
    GoldDocument { id: id.to_string(), text: TEXT.to_string(), mentions, ..GoldDocument::default() }
}

fn scored(gold: Vec<GoldMention>, found: &[Row]) -> Scores {
    let mut predictions = Predictions::default();
    predictions.insert("p", found.iter().map(|row| prediction(*row)));
    score(&[page("p", gold)], &predictions)
}

/// Group, gold, pred, found, right, exact.
fn counts(scores: &Scores) -> Vec<(&'static str, [u64; 5])> {
    let row = |score: &GroupScore| {
        let Counts { gold, pred, found, right, exact } = score.counts;
        (score.group.name(), [gold, pred, found, right, exact])
    };
    scores.groups.iter().map(row).collect()
}

#[test]
fn one_against_one() {
    let gold: Row = ("date", "Sáng 5/9", Some("2022-09-05"));
    let table: [(&[Row], [u64; 5]); 8] = [
        (&[gold], [1, 1, 1, 1, 1]),
        (&[("date", "5/9", Some("2022-09-05"))], [1, 1, 1, 1, 0]),
        (&[("date", "5/9", Some(" 2022-09-05 "))], [1, 1, 1, 1, 0]),
        (&[("date", "5/9", Some("XXXX-09-05"))], [1, 1, 1, 0, 0]),
        (&[("date", "5/9", None)], [1, 1, 1, 0, 0]),
        (&[], [1, 0, 0, 0, 0]),
        (&[("date", "2017", Some("2017"))], [1, 1, 0, 0, 0]),
        // One of two takes the gold mention: the longer; the other is spurious.
        (&[("date", "5/9", Some("2022-09-05")), ("date", "Sáng 5", Some("2022"))], [1, 2, 1, 0, 0]),
    ];
    for (found, expected) in table {
        assert_eq!(
            counts(&scored(vec![gold_mention(gold)], found)),
            [("date", expected)],
            "{found:?}"
        );
    }
}

#[test]
fn equal_overlaps_go_to_the_nearer_start_then_to_the_first() {
    let gold: Row = ("number/words", "ba đội", Some("3"));
    let table: [(&[Row], u64); 4] = [
        (&[("number/words", "a đ", Some("9")), ("number/words", "đội", Some("3"))], 0),
        (&[("number/words", "đội", Some("3")), ("number/words", "a đ", Some("9"))], 0),
        (&[("number/words", "ba", Some("3")), ("number/words", "ba", Some("9"))], 1),
        (&[("number/words", "ba", Some("9")), ("number/words", "ba", Some("3"))], 0),
    ];
    for (found, right) in table {
        assert_eq!(
            counts(&scored(vec![gold_mention(gold)], found)),
            [("number/words", [1, 2, 1, right, 0])],
            "{found:?}"
        );
    }
}

#[test]
fn what_is_not_scored() {
    let label: Row = ("number/digits", "4", None);
    let vague: Row = ("date", "tổ", None);
    let table: [(Row, Option<u64>); 4] = [
        // Paired with the unscored span, or over one of another kind: neither right nor wrong.
        (("number/digits", "tổ 4", Some("4")), None),
        (("regulation/code", "tổ 4", Some("4")), None),
        (("number/words", "tổ", Some("4")), None),
        (("number/digits", "12", Some("12")), Some(1)),
    ];
    for (found, pred) in table {
        let scores = scored(vec![unscored(label), unscored(vague)], &[found]);
        assert_eq!(scores.groups.first().map(|score| score.counts.pred), pred, "{found:?}");
    }
    // Over a scored span of another kind it is wrong.
    let scores = scored(
        vec![gold_mention(("date", "5/9", Some("2022-09-05")))],
        &[("number/digits", "5/9", Some("5/9"))],
    );
    assert_eq!(counts(&scores), [("date", [1, 0, 0, 0, 0]), ("number/digits", [0, 1, 0, 0, 0])]);
}

#[test]
fn a_prediction_counts_in_the_group_of_its_gold() {
    let gold =
        vec![gold_mention(("regulation/named", "luật Thủy sản 2017", Some("Luật Thủy sản 2017")))];
    let found: [Row; 3] = [
        ("regulation/partial", "luật Thủy sản 2017", Some("luật Thủy sản 2017")),
        ("regulation/other", "xã Yên Hòa", Some("xã")),
        ("number", "12", Some("12")),
    ];
    let expected = [
        ("regulation/code", [0, 1, 0, 0, 0]),
        ("regulation/named", [1, 1, 1, 1, 1]),
        ("number/digits", [0, 1, 0, 0, 0]),
    ];
    assert_eq!(counts(&scored(gold, &found)), expected);
}

#[test]
fn values() {
    use Kind::{Date, Number, Regulation};
    for (kind, a, b, same) in [
        (Regulation, Some("Luật Thủy sản"), Some("LUẬT THỦY SẢN"), true),
        (Regulation, Some("nghị quyết 18"), Some("Nghị  quyết\u{a0}18"), true),
        (Regulation, Some("07/2022/QĐ-UBND"), Some("07/2022/qđ-ubnd"), false),
        (Regulation, Some("7a.1 /2022"), Some("7A.1 /2022"), false),
        (Regulation, Some("18 nghị quyết"), Some("18 Nghị quyết"), true),
        (Number, Some("12"), Some("12 "), true),
        (Number, Some("12"), Some("12.0"), false),
        (Date, Some("199x"), Some("199X"), false),
        (Date, None, None, true),
        (Date, None, Some(""), false),
    ] {
        assert_eq!(same_value(kind, a, b), same, "{a:?} {b:?}");
        assert_eq!(same_value(kind, b, a), same, "{b:?} {a:?}");
    }
}

#[test]
fn attributes_of_regulations() {
    let mut gold = gold_mention(("regulation/code", "07/2022/QĐ-UBND", Some("07/2022/QĐ-UBND")));
    gold.facts = facts(&[("type", "Quyết định"), ("issuer", "Ủy ban xã")]);
    let mut found = prediction(("regulation/code", "07/2022", Some("07/2022")));
    found.facts = facts(&[("type", "QUYẾT ĐỊNH"), ("issued", "2022-09-05")]);
    let mut predictions = Predictions::default();
    predictions.insert("p", [found]);
    let scores = score(&[page("p", vec![gold])], &predictions);
    let expected = [("type", 1, 1), ("issuer", 0, 1)].map(|(name, right, stated)| AttributeScore {
        kind: Kind::Regulation,
        name,
        right,
        stated,
    });
    assert_eq!(scores.attributes, expected);
}

/// Two documents of a page share its predictions; a page without predictions has found nothing.
#[test]
fn documents_of_a_page_count_together() {
    let (first, second): (Row, Row) =
        (("date", "5/9", Some("2022-09-05")), ("number/digits", "12", Some("12")));
    let mut teaser = page("p#2", vec![gold_mention(second)]);
    teaser.source_id = Some("p".to_string());
    let gold =
        [page("p", vec![gold_mention(first)]), teaser, page("q", vec![gold_mention(second)])];
    let mut predictions = Predictions::default();
    predictions.insert("p", [prediction(second)]);
    predictions.insert("p", [prediction(first)]);
    let scores = score(&gold, &predictions);
    assert_eq!(counts(&scores), [("date", [1, 1, 1, 1, 1]), ("number/digits", [2, 1, 1, 1, 1])]);
    assert_eq!(scores.unpredicted, 1);
}

#[test]
fn predictions_are_made_of_mentions() {
    let regulation = Regulation {
        form: RegulationForm::Partial,
        value: "Nghị quyết 18".to_string(),
        number: Some("18".to_string()),
        year: None,
        doc_type: Some("Nghị quyết".to_string()),
        issuer: Some("Đảng ủy xã".to_string()),
        issued: jiff::civil::Date::new(2022, 9, 5).ok(),
        title: None,
        target: None,
    };
    let mention = |value| Mention {
        field: MentionField::Text,
        span: Span::new(3, 9),
        source: Span::new(2, 5),
        surface: "…".to_string(),
        value,
        why: None,
    };
    let annotated = Annotated {
        document: Document {
            id: "p#2".to_string(),
            source_id: "p".to_string(),
            origin: Origin { path: "p.txt".to_string(), record: None },
            meta: Meta::default(),
            text: Text::new(TEXT.to_string()),
            title: None,
            lead: None,
            blocks: Vec::new(),
            asides: Vec::new(),
            foreign: Vec::new(),
            addressable: true,
            head: None,
            regulation: None,
        },
        mentions: vec![
            mention(regulation.into()),
            mention(
                DateValue { edtf: Some(Edtf::At(CalendarUnit::Year(2022))), part_of_day: None }
                    .into(),
            ),
        ],
        apart: Vec::new(),
        relations: Vec::new(),
        in_force: Vec::new(),
    };
    let some = |text: &str| Some(text.to_string());
    let expected = [
        Prediction {
            start: 2,
            end: 5,
            kind: Kind::Regulation,
            form: some("partial"),
            value: some("Nghị quyết 18"),
            facts: facts(&[
                ("form", "partial"),
                ("number", "18"),
                ("type", "Nghị quyết"),
                ("issuer", "Đảng ủy xã"),
                ("issued", "2022-09-05"),
            ]),
        },
        Prediction {
            start: 2,
            end: 5,
            kind: Kind::Date,
            form: None,
            value: some("2022"),
            facts: facts(&[("first", "2022-01-01"), ("last", "2022-12-31")]),
        },
    ];
    assert_eq!(
        Predictions::from(&annotated).pages.get("p").map(|found| found.mentions.as_slice()),
        Some(expected.as_slice())
    );
}

fn mixed() -> Scores {
    let gold = vec![
        gold_mention(("number/words", "ba", Some("3"))),
        gold_mention(("regulation/code", "07/2022/QĐ-UBND", Some("07/2022/QĐ-UBND"))),
        gold_mention(("date", "Sáng 5/9", Some("2022-09-05"))),
    ];
    let found: [Row; 4] = [
        ("date", "5/9", Some("2022-09-05")),
        ("date", "2017", Some("2017")),
        ("date", "Thủy", None),
        ("regulation/code", "07/2022/QĐ", Some("07/2022/QĐ")),
    ];
    scored(gold, &found)
}

#[test]
fn the_table() {
    let expected = "\
group                 gold  pred   P      R      F1     | F1 overlap  F1 exact span  F1 95 %
date                     1     3  0.3333 1.0000 0.5000 | 0.5000      0.0000
regulation/code          1     1  0.0000 0.0000 0.0000 | 1.0000      0.0000
number/words             1     0  0.0000 0.0000 0.0000 | 0.0000      0.0000
date spurious [p] …a họp bàn.⏎Theo luật Thủy sản 2017 và Quyết định 07/20… `2017` got=`2017`
regulation/code value [p] …t Thủy sản 2017 và Quyết định 07/2022/QĐ-UBND, 12 thôn có ba đội,… \
`07/2022/QĐ-UBND` gold=`07/2022/QĐ-UBND` got=`07/2022/QĐ`
number/words missed [p] …h 07/2022/QĐ-UBND, 12 thôn có ba đội, tổ 4… `ba` gold=`3`
";
    let mut scores = mixed();
    assert_eq!(scores.faults.len(), 4);
    scores.keep_faults(1);
    assert_eq!(scores.to_string(), expected);
}

#[test]
fn as_json() -> serde_json::Result<()> {
    let mut scores = mixed();
    scores.keep_faults(0);
    scores.attributes.push(AttributeScore {
        kind: Kind::Regulation,
        name: "type",
        right: 1,
        stated: 2,
    });
    let expected = concat!(
        r#"{"date":{"gold":1,"pred":3,"P":0.3333333333333333,"R":1.0,"F1":0.5,"overlap":0.5,"exact":0.0,"interval":null},"#,
        r#""regulation/code":{"gold":1,"pred":1,"P":0.0,"R":0.0,"F1":0.0,"overlap":1.0,"exact":0.0,"interval":null},"#,
        r#""number/words":{"gold":1,"pred":0,"P":0.0,"R":0.0,"F1":0.0,"overlap":0.0,"exact":0.0,"interval":null},"#,
        r#""attr.type":0.5,"errors":[]}"#
    );
    assert_eq!(serde_json::to_string(&scores)?, expected);
    let faults = serde_json::to_value(mixed().faults)?;
    let missed = r#"{"group":"number/words","sort":"missed","document":"p","context":"h 07/2022/QĐ-UBND, 12 thôn có ba đội, tổ 4","text":"ba","gold":"3","got":null}"#;
    assert_eq!(faults[3], serde_json::from_str::<serde_json::Value>(missed)?);
    Ok(())
}
