//! Queries and their trees; bad queries and their errors.

use proptest::prelude::*;

use super::super::Query;
use super::super::node::{Condition, Mentioned, Node, Phrase, Scope, Sought};
use super::super::value::Days;

/// A tree as text: words joined by `+`, `*` behind a prefix, `~` before a slop, `t:` in the title,
/// `q:` quoted, `&`, `|`, `!`.
fn shown(node: &Node) -> String {
    let all = |sign: &str, nodes: &[Node]| {
        format!("({})", nodes.iter().map(shown).collect::<Vec<_>>().join(sign))
    };
    let days = |days: &Days| {
        let day = |day: Option<jiff::civil::Date>| day.map_or(String::new(), |day| day.to_string());
        format!("{}..{}", day(days.first), day(days.last))
    };
    match node {
        Node::Phrase(Phrase { words, slop, is_quoted, scope, .. }) => {
            let words: Vec<String> = words
                .iter()
                .map(|word| format!("{}{}", word.text, if word.is_prefix { "*" } else { "" }))
                .collect();
            let head = format!(
                "{}{}",
                if *scope == Scope::Title { "t:" } else { "" },
                if *is_quoted { "q:" } else { "" }
            );
            format!(
                "{head}{}{}",
                words.join("+"),
                if *slop > 0 { format!("~{slop}") } else { String::new() }
            )
        }
        Node::Condition(condition) => match condition {
            Condition::Mentions(Mentioned { fields, sought }) => {
                match (fields.asked.name, sought) {
                    (name, Sought::Key(key)) => format!("{name}:{key}"),
                    (name, Sought::Days(range)) => format!("{name}:{}", days(range)),
                    (name, Sought::Numbers(numbers)) => {
                        format!(
                            "{name}:{:?} {:?} {}",
                            numbers.low,
                            numbers.high,
                            numbers.unit.unwrap_or("any")
                        )
                    }
                }
            }
            Condition::Source(key) => format!("source:{key}"),
            Condition::Id(id) => format!("id:{id}"),
            Condition::Named(named, key) => format!("{}:{key}", named.name()),
            Condition::Published(range) => days(range),
            Condition::Listed(listed) => format!("listed:{}", listed.0.len()),
        },
        Node::Not(node) => format!("!{}", shown(node)),
        Node::And(nodes) => all(" & ", nodes),
        Node::Or(nodes) => all(" | ", nodes),
    }
}

#[test]
fn queries_and_their_trees() {
    let table = [
        ("thuế", "thuế"),
        ("  Thuế   PHÍ ", "(thuế & phí)"),
        ("thuế AND phí", "(thuế & phí)"),
        ("\"lệ phí\"", "q:lệ+phí"),
        ("“lệ phí”", "q:lệ+phí"),
        ("\"lệ phí\"xăng", "(q:lệ+phí & xăng)"),
        ("a OR b c", "(a | (b & c))"),
        ("a b OR c OR d", "((a & b) | c | d)"),
        ("(a OR b) c", "((a | b) & c)"),
        ("a(b)c", "(a & b & c)"),
        ("((a))", "a"),
        ("-phí", "!phí"),
        ("type:\"Nghị quyết\" issuer:X", "(type:nghi quyet & issuer:x)"),
        ("thuế -phí", "(thuế & !phí)"),
        ("-\"lệ phí\" -(a OR b)", "(!q:lệ+phí & !(a | b))"),
        ("-title:phí", "!t:phí"),
        ("thuế - phí", "(thuế & phí)"),
        ("(a -)", "a"),
        ("--phí", "!phí"),
        ("thu-chi", "thu+chi"),
        ("11-QĐ/TW", "11+qđ+tw"),
        ("1.200 8:30 TP.HCM", "(1.200 & 8+30 & tp+hcm)"),
        ("thuế – phí …", "(thuế & phí)"),
        ("hoà thuỷ", "(hòa & thủy)"),
        ("Ðảng\u{a0}viên", "(đảng & viên)"),
        ("or and Oregon ANDES", "(or & and & oregon & andes)"),
        ("\"OR\" a", "(q:or & a)"),
        ("title:thuế phí", "(t:thuế & phí)"),
        ("title:\"lệ phí\"", "t:q:lệ+phí"),
        ("title:(a OR -b) c", "((t:a | !t:b) & c)"),
        ("title:8:30", "t:8+30"),
        ("regulation:15-NQ/TW thuế", "(regulation:15nqtw & thuế)"),
        ("(regulation:15-NQ/TW)", "regulation:15nqtw"),
        ("regulation:\"Nghị quyết 18\"", "regulation:nghiquyet18"),
        ("source:bao.example.vn", "source:bao.example.vn"),
        ("id:2023/a.html#2", "id:2023/a.html#2"),
        ("id:\"ba bài (1).txt\"", "id:ba bài (1).txt"),
        ("id:hoa\u{300}.txt", "id:hoa\u{300}.txt"),
        ("published:2023", "2023-01-01..2023-12-31"),
        ("published:2024-02", "2024-02-01..2024-02-29"),
        ("published:2023-04-13", "2023-04-13..2023-04-13"),
        ("published:2022..2023-06", "2022-01-01..2023-06-30"),
        ("published:..2022", "..2022-12-31"),
        ("published:2024-05..", "2024-05-01.."),
        ("published:2024..2024", "2024-01-01..2024-12-31"),
        ("published:\"tháng 4/2024\"", "2024-04-01..2024-04-30"),
        ("date:19/5/2021 x", "(date:2021-05-19..2021-05-19 & x)"),
        ("date:\"quý I/2023\"", "date:2023-01-01..2023-03-31"),
        ("date:>=2020", "date:2020-01-01.."),
        ("number:\"4,2 ha\"", "number:Included(4.2) Included(4.2) ha"),
        ("-number:<5%", "!number:Unbounded Excluded(5) %"),
        // prefixes, and phrases with more between
        ("chuyển* số", "(chuyển* & số)"),
        ("\"Chuyển* SỐ\"~3", "q:chuyển*+số~3"),
        ("ki* kĩ", "(ki* & kỹ)"),
        ("a * c**", "(a & c)"),
        ("15-NQ*", "15+nq*"),
        ("-published:2024", "!2024-01-01..2024-12-31"),
        // No fields: other words, capitals, nothing behind the colon.
        (
            "TTXVN:tin nguon: x Data:x http://a.vn?b=1",
            "(ttxvn+tin & nguon & x & data+x & http+a+vn+b+1)",
        ),
        // Fields in capitals.
        ("Title:thuế", "t:thuế"),
        ("DATE:2020 Id:A", "(date:2020-01-01..2020-12-31 & id:A)"),
        ("source:https://u@www.vnexpress.net:80/foo-1.html", "source:vnexpress.net"),
        // Words behind a value that do not belong to it, and one in quotes.
        ("number:30 doanh nghiệp", "(number:Included(30) Included(30) any & doanh & nghiệp)"),
        ("number:\"5\" ha", "(number:Included(5) Included(5) any & ha)"),
        ("date:2020 tháng 5", "(date:2020-01-01..2020-12-31 & tháng & 5)"),
        ("titel: sources:", "(titel & sources)"),
        // exclusion in words, exact words, names, undated
        ("thuế NOT phí", "(thuế & !phí)"),
        ("thuế AND NOT phí", "(thuế & !phí)"),
        ("thuế !phí NOT (a OR b)", "(thuế & !phí & !(a | b))"),
        ("NOT phí", "!phí"),
        ("thuế OR NOT phí", "(thuế | !phí)"),
        ("hay! thật", "(hay & thật)"),
        ("=chi =tiêu = x", "(chi & tiêu & x)"),
        (
            "author:\"Lan Anh\" section:\"Thời sự\" tag:đất",
            "(author:lan anh & section:thoi su & tag:dat)",
        ),
        ("published:none", "!.."),
        ("Vì sao? Hỏi: đáp", "(vì & sao & hỏi & đáp)"),
    ];
    for (query, expected) in table {
        assert_eq!(
            Query::parse(query).map(|query| shown(&query.root)).as_deref(),
            Ok(expected),
            "{query}"
        );
    }
}

#[test]
fn errors_point_to_their_place() {
    let table = [
        ("", "expected a word to look for, but found an empty query", ""),
        (
            "a chuy*n",
            "expected no `*` inside a word; a `*` may end one (`chuyển*`), other wildcards there are not",
            "a chuy",
        ),
        (
            "*yển",
            "expected no `*` inside a word; a `*` may end one (`chuyển*`), other wildcards there are not",
            "",
        ),
        (
            "ch?n",
            "expected no `?` inside a word; a `*` may end one (`chuyển*`), other wildcards there are not",
            "ch",
        ),
        (
            "chuyển~1",
            "expected `~` behind a phrase only (`\"thuế đất\"~3`); a misspelt word is corrected by itself",
            "chuyển",
        ),
        (
            "chó^2 x",
            "expected no `^`: words cannot be weighted; they weigh by how rare they are",
            "chó",
        ),
        (
            "a nguon:x",
            "expected a field (`title:`, `date:`, `regulation:`, `type:`, `issuer:`, `number:`, `provision:`, `published:`, `source:`, `author:`, `section:`, `tag:`, `id:`), but found `nguon:`; a blank behind the colon makes it a word",
            "a ",
        ),
        ("a NOT", "expected a word after `NOT`, but found the end of the query", "a NOT"),
        ("author:…", "expected a name after `author:`, but found `…`", "author:"),
        ("  … -", "expected a word to look for, but found only `… -`", ""),
        ("lệ \"phí", "expected a second quote for this one, but found the end of the query", "lệ "),
        ("(thuế (phí) x", "expected a `)` for this `(`, but found the end of the query", ""),
        ("thuế) phí", "expected a word, but found `)` without a `(` before it", "thuế"),
        ("thuế ()", "expected a word in the parentheses, but found `)`", "thuế ("),
        ("a \"\" b", "expected a word between the quotes, but found none", "a "),
        ("a “…”", "expected a word between the quotes, but found none", "a "),
        ("thuế OR", "expected a word after `OR`, but found the end of the query", "thuế OR"),
        ("a OR OR b", "expected a word after `OR`, but found `OR`", "a OR "),
        ("OR a", "expected a word before `OR`; to look for the word itself, quote it", ""),
        ("a (AND b)", "expected a word before `AND`; to look for the word itself, quote it", "a ("),
        ("(a AND )", "expected a word after `AND`, but found `)`", "(a AND "),
        (
            "title: thuế",
            "expected a word, a phrase or `(` after `title:`, but found a blank",
            "title:",
        ),
        (
            "title:(a source:b)",
            "expected words only inside `title:(…)`, but found `source:`",
            "title:(a ",
        ),
        ("(regulation:)", "expected a value after `regulation:`, but found `)`", "(regulation:"),
        (
            "regulation:--",
            "expected a regulation, such as `15-NQ/TW`, but found `--`",
            "regulation:",
        ),
        ("id:\"\"", "expected a value after `id:`, but found empty quotes", "id:"),
        ("source:", "expected a value after `source:`, but found the end of the query", "source:"),
        ("titel:thuế", "expected a field, such as `title:`, but found `titel:`", ""),
        ("a -pub:2023", "expected a field, such as `published:`, but found `pub:`", "a -"),
        ("regulations:15", "expected a field, such as `regulation:`, but found `regulations:`", ""),
        ("publised:2023", "expected a field, such as `published:`, but found `publised:`", ""),
        ("pubished:2023", "expected a field, such as `published:`, but found `pubished:`", ""),
        ("Isuer:X", "expected a field, such as `issuer:`, but found `Isuer:`", ""),
        ("ids:3", "expected a field, such as `id:`, but found `ids:`", ""),
        ("nunber:3", "expected a field, such as `number:`, but found `nunber:`", ""),
        (
            "number:5 ha",
            "expected quotes around a value of several words: `number:\"5 ha\"`",
            "number:",
        ),
        (
            "x number:>= 1.000 ty dong thuế",
            "expected quotes around a value of several words: `number:\">= 1.000 ty dong\"`",
            "x number:",
        ),
        (
            "date:quý I/2023",
            "expected quotes around a value of several words: `date:\"quý I/2023\"`",
            "date:",
        ),
        (
            "published:tháng 4/2023 x",
            "expected quotes around a value of several words: `published:\"tháng 4/2023\"`",
            "published:",
        ),
        (
            "source:https://",
            "expected a site, such as `nhandan.vn`, but found `https://`",
            "source:",
        ),
        ("\u{1b}[\u{1b}", "expected a word to look for, but found only ` [ `", "\u{1b}"),
        ("published:2023-13", "expected a month from 01 to 12, but found `2023-13`", "published:"),
        (
            "published:2023-02-29",
            "expected a day of the calendar, but found `2023-02-29`",
            "published:",
        ),
        (
            "published:2022..2023-00",
            "expected a month from 01 to 12, but found `2023-00`",
            "published:2022..",
        ),
        (
            "published:2023..2022-06",
            "expected an end not before the beginning `2023`, but found `2022-06`",
            "published:2023..",
        ),
        (
            "published:..",
            "expected a date on at least one side of `..`, but found none",
            "published:",
        ),
        (
            "date:\">= thuế\"",
            "expected a date as the news writes it, such as `19/5/2021`, `tháng 5/2021`, `quý I/2023`, `2021` or `2021-05-19`, but found `thuế`",
            "date:\">= ",
        ),
        (
            "number:\"5 ha..9 km\"",
            "expected one unit on both sides of `..`, but found `ha` and `km`",
            "number:\"5 ha..",
        ),
        ("*", "expected a word to look for, but found only `*`", ""),
        ("\"a b\"~", "expected a number of words up to 100 after `~`, such as `~3`", "\"a b\""),
        ("\"a b\"~101", "expected a number of words up to 100 after `~`, such as `~3`", "\"a b\""),
    ];
    for (query, message, before) in table {
        let error = Query::parse(query).err();
        let seen = error.as_ref().map(|error| (error.message(), query.get(..error.offset())));
        assert_eq!(seen, Some((message, Some(before))), "{query}");
    }
    // Of a long value only the beginning is quoted.
    let error = Query::parse(&format!("regulation:{}", "-".repeat(60_000)))
        .err()
        .map(|error| error.message().to_string());
    assert_eq!(
        error,
        Some(format!("expected a regulation, such as `15-NQ/TW`, but found `{}…`", "-".repeat(60)))
    );
    let form = "expected a date as the news writes it, such as `19/5/2021`, `tháng 5/2021`, `quý I/2023`, `2021` or `2021-05-19`, but found";
    for value in ["23", "2023-4-13-", "2023--", "năm", "2023-04-13T08:00", "+023", "31/2/2023"] {
        let error = Query::parse(&format!("published:{value}"))
            .err()
            .map(|error| error.message().to_string());
        assert_eq!(error, Some(format!("{form} `{value}`")));
    }
}

#[test]
fn the_caret_stands_under_the_place() {
    let table = [
        ("lệ \"phí", "  lệ \"phí\n     ^"),
        // Typed decomposed: two characters, one column.
        ("le\u{323}\u{302} \"phi\u{301}", "  le\u{323}\u{302} \"phi\u{301}\n     ^"),
        ("a\tb\n\"", "  a b \"\n      ^"),
        ("thuế OR", "  thuế OR\n         ^"),
        // Of a long query only what is near.
        (
            &format!("{}(thuế {}", "đất ".repeat(40), "phí ".repeat(40)),
            &format!("  …{}(thuế {}ph…\n  {:60}^", " đất".repeat(14) + " ", "phí ".repeat(13), "")
                .replacen("… đất", "…ất đất", 1),
        ),
    ];
    for (query, expected) in table {
        let error = Query::parse(query).err().map(|error| error.to_string()).unwrap_or_default();
        assert_eq!(error.split_once('\n').map(|(_, shown)| shown), Some(expected), "{query:?}");
    }
}

#[test]
fn what_is_too_much_is_refused() {
    let deep = format!("{}a{}", "(".repeat(60), ")".repeat(60));
    let error =
        Query::parse(&deep).err().map(|error| (error.offset(), error.message().to_string()));
    assert_eq!(
        error,
        Some((50, "expected at most 50 parentheses within each other, but found more".to_string()))
    );
    let flat = "(a) ".repeat(200);
    assert!(Query::parse(&flat).is_ok());
    let many = "a ".repeat(1001);
    let error =
        Query::parse(&many).err().map(|error| (error.offset(), error.message().to_string()));
    assert_eq!(
        error,
        Some((2000, "expected at most 1000 words and conditions, but found more".to_string()))
    );
    let huge = "đ".repeat(1 << 20);
    let error = Query::parse(&huge)
        .err()
        .map(|error| (error.message().to_string(), error.to_string().len() < 1000));
    assert_eq!(
        error,
        Some((
            "expected a query of at most 65536 bytes, but found one of 2097152".to_string(),
            true
        ))
    );
    for (query, offset, message) in [
        (
            format!("số {}", "x".repeat(65)),
            "số ".len(),
            "expected a word of at most 64 bytes, but found a longer one",
        ),
        (
            format!("x \"{}\"", "a ".repeat(65)),
            131,
            "expected at most 64 words in a phrase, but found more; without quotes and signs they may be more",
        ),
        (
            "a-".repeat(65),
            128,
            "expected at most 64 words in a phrase, but found more; without quotes and signs they may be more",
        ),
        (
            "\"a b\" ".repeat(501),
            3000,
            "expected at most 1000 words and conditions, but found more",
        ),
        (
            "th* ".repeat(21),
            80,
            "expected at most 20 beginnings of words, such as `chuyển*`, but found more",
        ),
        (
            "\"th* th*\" ".repeat(11),
            101,
            "expected at most 20 beginnings of words, such as `chuyển*`, but found more",
        ),
        (
            format!("number:\"{}\"", "một ".repeat(60)),
            7,
            "expected a value of at most 200 bytes after `number:`, but found a longer one",
        ),
    ] {
        let error =
            Query::parse(&query).err().map(|error| (error.offset(), error.message().to_string()));
        assert_eq!(error, Some((offset, message.to_string())), "{message}");
    }
    for query in [
        "thuế đất đai ".repeat(300),
        format!("\"{}\"", "a ".repeat(64)),
        "th* ".repeat(20),
        "a-".repeat(64),
    ] {
        assert!(Query::parse(&query).is_ok(), "{query}");
    }
}

proptest! {
    #[test]
    fn any_text_is_a_query_or_an_error_inside_it(text in "([a-bĐế0-9 ]|[\"“()\\-:.*~]|OR |AND |title:|id:|published:|date:|number:|\\PC){0,16}") {
        if let Err(error) = Query::parse(&text) {
            prop_assert!(text.is_char_boundary(error.offset()));
            prop_assert!(error.to_string().ends_with('^'));
        }
    }
}
