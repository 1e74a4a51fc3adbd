//! The fixed phrases of news pages: credits, bylines, teaser headings and links; all in normalised lower case.

use crate::text::fast::bytes::{places_from_end, places_of_two};
use crate::text::{WordList, first_byte, is_alphabetic, is_alphanumeric, is_longer, is_one_of, small_form};

/// Quotes and brackets that may stand behind the mark that ends a sentence.
pub(super) const CLOSERS: [char; 9] = ['"', '”', '\'', '’', '»', ')', ']', '›', ' '];

/// A headline's length at most, in characters.
pub(super) const HEADLINE: usize = 180;

/// A caption's length at most, in characters.
const CAPTION: usize = 400;

/// A caption that opens with its credit is no longer than this: "Video: …" may be the first words of a paragraph.
const LEADING_CREDIT: usize = 200;

/// The name behind a credit's colon, in characters.
const CREDITED: usize = 60;

/// A byline's length at most, in characters.
const BYLINE: usize = 70;

/// Names on a byline, at most.
const AUTHORS: usize = 4;

/// Credits that a name follows, at the end of a caption or as all of it.
const CREDITS: [&str; 9] = ["ảnh:", "ảnh :", "đồ họa:", "video:", "clip:", "infographic:", "photo:", "ảnh - video:", "nguồn ảnh:"];

/// Credits that need no name.
const BARE_CREDITS: [&str; 10] = [
    "ảnh minh họa",
    "ảnh tư liệu",
    "ảnh chụp màn hình",
    "ảnh cắt từ clip",
    "ảnh cắt từ video",
    "ảnh nhân vật cung cấp",
    "ảnh do nhân vật cung cấp",
    "hình minh họa",
    "minh họa",
    "ảnh internet",
];

/// The words that a credit may open a line with, and those that a bare one may end it with.
static CREDIT_OPENINGS: WordList<7> = WordList::new(["clip", "infographic", "nguồn", "photo", "video", "đồ", "ảnh"]);
static CREDIT_ENDINGS: WordList<7> = WordList::new(["clip", "cấp", "hình", "họa", "internet", "liệu", "video"]);

/// Words before "ảnh:" that make it no credit ("những hình ảnh: …").
const PICTURES: [&str; 4] = ["hình", "bức", "tấm", "loạt"];

/// What opens a source line; a name follows the colon or the blank.
const SOURCES: [&str; 15] = [
    "theo:",
    "nguồn:",
    "nguồn :",
    "nguồn tin:",
    "tác giả:",
    "bài:",
    "bài, ảnh:",
    "bài và ảnh:",
    "tin, ảnh:",
    "tin và ảnh:",
    "tin, bài:",
    "thực hiện:",
    "biên tập:",
    "phóng viên:",
    "người viết:",
];

/// Source lines that stand whole.
const SIGNATURES: [&str; 14] = [
    "pv",
    "p.v",
    "pv.",
    "nhóm pv",
    "nhóm phóng viên",
    "phóng viên",
    "tổng hợp",
    "(tổng hợp)",
    "t/h",
    "(t/h)",
    "t.h",
    "ban thời sự",
    "theo",
    "bạn đọc",
];

/// The words that signatures and source lines begin with, behind brackets and stars.
static SOURCE_OPENINGS: WordList<16> =
    WordList::new(["ban", "biên", "bài", "bạn", "nguồn", "người", "nhóm", "p", "phóng", "pv", "t", "theo", "thực", "tin", "tác", "tổng"]);

/// What may stand in brackets behind an author's name.
const NOTES: [&str; 12] = ["tổng hợp", "t/h", "th", "theo", "thực hiện", "ghi", "lược", "dịch", "biên", "từ", "video", "ttxvn"];

/// What makes a capitalised line a caption or a subheading rather than an author's name.
static NOT_AUTHORS: WordList<21> = WordList::new([
    "ông",
    "bà",
    "anh",
    "chị",
    "cụ",
    "em",
    "cô",
    "chú",
    "bác",
    "thủ",
    "tổng",
    "bộ",
    "tỉnh",
    "xã",
    "phường",
    "quận",
    "huyện",
    "điều",
    "chương",
    "nhóm",
    "hội",
]);

/// Headings that nothing but teasers follows.
const TAIL_HEADINGS: [&str; 29] = [
    "có thể bạn quan tâm",
    "có thể bạn chưa biết",
    "bạn có thể quan tâm",
    "có thể quý vị quan tâm",
    "tin liên quan",
    "tin tức liên quan",
    "tin bài liên quan",
    "tin, bài liên quan",
    "bài liên quan",
    "bài viết liên quan",
    "các tin liên quan",
    "các bài liên quan",
    "các bài viết liên quan",
    "nội dung liên quan",
    "chủ đề liên quan",
    "tin cùng chuyên mục",
    "bài cùng chuyên mục",
    "cùng chuyên mục",
    "cùng chủ đề",
    "tin cùng chủ đề",
    "tin khác",
    "các tin khác",
    "tin mới",
    "tin mới nhất",
    "tin nổi bật",
    "tin đọc nhiều",
    "đọc nhiều",
    "đừng bỏ lỡ",
    "tin tiếp theo",
];

/// Headings that stand as often in the middle of an article, before one or two links.
const LINK_HEADINGS: [&str; 15] = [
    "xem thêm",
    "đọc thêm",
    "xem tiếp",
    "đọc tiếp",
    "tham khảo thêm",
    "mời bạn đọc",
    "mời độc giả",
    "mời bạn đọc xem thêm",
    "mời bạn đọc thêm",
    "mời độc giả xem thêm",
    "mời quý độc giả đón đọc",
    "mời quý độc giả xem thêm",
    "mời xem thêm",
    "nên đọc",
    "bạn nên đọc",
];

/// The first words of the headings and their second ones: nearly every line is told from them by these.
static HEADING_WORDS: WordList<14> =
    WordList::new(["bài", "bạn", "chủ", "các", "có", "cùng", "mời", "nên", "nội", "tham", "tin", "xem", "đọc", "đừng"]);
static HEADING_SECOND_WORDS: WordList<26> = WordList::new([
    "bài", "bạn", "bỏ", "chuyên", "chủ", "có", "cùng", "dung", "khác", "khảo", "liên", "mới", "nhiều", "nên", "nổi", "quý", "thêm", "thể",
    "tin", "tiếp", "tức", "viết", "xem", "đề", "đọc", "độc",
]);

/// What may stand behind "xem thêm" without being a headline.
const LINK_TAILS: [&str; 5] = ["tại đây", "ở đây", "chi tiết", "chi tiết tại đây", "trang sau"];

/// Bylines of the daily press that open a summary on the line of its headline: "Headline TTO - Summary".
pub(super) const DATELINES: [&str; 7] = ["TTO", "NLĐO", "TPO", "PLO", "SGGPO", "VOV.VN", "NDO"];

/// Marks that may stand before the first word of a sentence.
const OPENERS: [char; 4] = ['"', '“', '\'', '‘'];

/// The places of the signs of which each dateline has one, and each credit that stands at no line's end.
pub(super) fn signs(text: &str) -> impl Iterator<Item = usize> {
    places_of_two(text, b':', b'O')
}

/// Whether a line without [`signs`] is a sentence that holds none of the phrases here, as five lines in six are: no caption, byline, heading or
/// link. Some that hold none are not known as such, and must be asked.
pub(super) fn is_prose(line: &str) -> bool {
    let begins = line.starts_with(|c: char| is_alphanumeric(c) || OPENERS.contains(&c));
    let Some(sentence) = line.strip_suffix('.').map(|sentence| sentence.trim_end_matches(CLOSERS)) else { return false };
    if !begins || !sentence.ends_with(is_alphanumeric) || CREDIT_ENDINGS.has(last_word(sentence)) {
        return false;
    }
    let first = first_word(line);
    let may_be_byline = || (SOURCE_OPENINGS.has(first) || !is_clause(line, first)) && !is_longer(line, BYLINE + 1);
    !may_be_heading(line, first) && (!CREDIT_OPENINGS.has(first) || is_longer(line, LEADING_CREDIT)) && !may_be_byline()
}

/// Whether a line, whose first word is given, begins with the first two words of a heading.
fn may_be_heading(line: &str, first: &str) -> bool {
    HEADING_WORDS.has(first) && HEADING_SECOND_WORDS.has(second_word(line))
}

/// Whether the second word of a line, whose first is given, begins small, as it does in no name but for "và".
fn is_clause(line: &str, first: &str) -> bool {
    let second = line.get(first.len()..).and_then(|rest| rest.strip_prefix(' '));
    second.is_some_and(|second| second.starts_with(char::is_lowercase) && !second.starts_with("và"))
}

/// What a line is on the way to other articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signpost {
    /// A heading that only teasers follow.
    Tail,
    /// A heading that links or teasers follow, or that a paragraph ends.
    Links,
    /// A link: heading and headline on one line.
    Link,
    /// A tail heading with the first headline on the same line.
    TailLink,
}

/// Reads a line as the heading of a teaser list or as a link to another article.
pub(super) fn signpost(line: &str) -> Option<Signpost> {
    if line.len() > 900 {
        return None;
    }
    let marked = line.trim_start_matches(|c: char| !is_alphanumeric(c) && c != '(' && !OPENERS.contains(&c));
    let mark = &line[..line.len() - marked.len()];
    let arrows = mark.chars().filter(|&c| matches!(c, '>' | '»' | '►' | '➤' | '→')).count();
    if marked.is_empty() {
        return (arrows >= 2).then_some(Signpost::Links);
    }
    if may_be_heading(marked, first_word(marked)) {
        let is_tail = longest(&TAIL_HEADINGS, marked);
        if let Some((heading, rest)) = is_tail.or_else(|| longest(&LINK_HEADINGS, marked)) {
            let (rest, is_tail) = (rest.trim_start(), is_tail.is_some());
            let headline = rest.trim_matches(|c: char| !is_alphanumeric(c));
            let is_separated = rest.starts_with([':', '>', '»', '-', '–', '|']);
            if headline.is_empty() && !rest.starts_with(',') {
                return Some(if is_tail { Signpost::Tail } else { Signpost::Links });
            }
            if is_one_of(headline, &LINK_TAILS) || rest.len() < 400 && is_separated {
                return Some(if is_tail { Signpost::TailLink } else { Signpost::Link });
            }
            // "Xem thêm Thủ tướng …": a link only if a headline can follow, and no sentence.
            let is_see_more = matches!(heading, "xem thêm" | "đọc thêm" | "xem tiếp" | "đọc tiếp");
            let is_sentence = line.ends_with(['.', ':', '…']) || is_longer(line, HEADLINE);
            if is_see_more && rest.starts_with(char::is_uppercase) && !is_sentence {
                return Some(Signpost::Link);
            }
        }
    }
    (arrows >= 2 && !is_longer(line, 250)).then_some(Signpost::Link)
}

/// The longest of the headings that opens a line, so that "mời bạn đọc xem thêm" is not read as "mời bạn đọc" and a headline; and what follows it.
fn longest<'a>(headings: &[&'static str], line: &'a str) -> Option<(&'static str, &'a str)> {
    let found = headings.iter().filter_map(|&heading| Some((heading, behind(line, heading)?)));
    found.filter(|(_, rest)| !rest.starts_with(is_alphanumeric)).max_by_key(|(heading, _)| heading.len())
}

/// What stands behind an opening, which is in lower case, in a text of any case.
fn behind<'a>(text: &'a str, opening: &str) -> Option<&'a str> {
    // Most texts differ in the first letter.
    if first_byte(text) != first_byte(opening) {
        return None;
    }
    let mut letters = text.chars();
    opening.chars().all(|letter| letters.next().is_some_and(|found| small_form(found) == letter)).then_some(letters.as_str())
}

/// What stands before an ending, which is in lower case, in a text of any case.
fn before<'a>(text: &'a str, ending: &str) -> Option<&'a str> {
    let mut letters = text.chars();
    ending.chars().rev().all(|letter| letters.next_back().is_some_and(|found| small_form(found) == letter)).then_some(letters.as_str())
}

/// The letters that a text begins with, up to a blank or another mark of ASCII.
fn first_word(text: &str) -> &str {
    let short = text.as_bytes().first_chunk().map(|bytes| letters_before_others(u64::from_le_bytes(*bytes))).filter(|&length| length < 8);
    let end = || text.bytes().position(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic());
    text.get(..short.or_else(end).unwrap_or(text.len())).unwrap_or_default()
}

/// The letters of its second word, behind blanks and commas.
fn second_word(text: &str) -> &str {
    let rest = text.get(first_word(text).len()..).unwrap_or_default();
    first_word(rest.trim_start_matches([' ', ',']))
}

/// The letters that it ends with.
fn last_word(text: &str) -> &str {
    let short = text.as_bytes().last_chunk().map(|bytes| letters_before_others(u64::from_be_bytes(*bytes))).filter(|&length| length < 8);
    let start = || text.bytes().rposition(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic()).map_or(0, |at| at + 1);
    text.get(short.map_or_else(start, |length| text.len() - length)..).unwrap_or_default()
}

/// How many of eight bytes, the lowest first, come before the first that is of ASCII and no letter: all are looked at together, for where words
/// end cannot be foreseen.
const fn letters_before_others(bytes: u64) -> usize {
    const EACH: u64 = u64::MAX / 0xff;
    let small = (bytes | (EACH * 0x20)) & (EACH * 0x7f);
    // The highest bit of each byte from a on, and of each behind z.
    let from_a = small + EACH * (0x80 - b'a' as u64);
    let behind_z = small + EACH * (0x7f - b'z' as u64);
    let others = !(bytes | (from_a & !behind_z)) & (EACH << 7);
    (others.trailing_zeros() / u8::BITS) as usize
}

/// Whether a line is the text under a picture, as its credit tells.
pub(super) fn is_caption(line: &str) -> bool {
    if is_longer(line, CAPTION) {
        return false;
    }
    let opened = line.trim_start_matches(['(', '[', '*', '-', '–', ' ']);
    let mut leading = CREDITS.iter().chain(&BARE_CREDITS[..5]);
    let is_short = !is_longer(line, LEADING_CREDIT);
    if is_short && CREDIT_OPENINGS.has(first_word(opened)) && leading.any(|credit| behind(opened, credit).is_some()) {
        return true;
    }
    let bare = line.trim_end_matches(|c: char| !is_alphanumeric(c));
    if CREDIT_ENDINGS.has(last_word(bare))
        && BARE_CREDITS.iter().any(|credit| before(bare, credit).is_some_and(|before| stands_apart(before, credit)))
    {
        return true;
    }
    let is_sourced = is_short && line.trim_end_matches(['.', ' ']).ends_with(')');
    // All others have a colon.
    places_from_end(line, b':').any(|at| {
        let (credited, name) = line.split_at(at + 1);
        has_credit(credited, name) || is_sourced && before(credited, "(nguồn:").is_some_and(|before| !before.is_empty())
    })
}

/// Whether a line's beginning, up to a colon, ends with a credit that no word before it gives another sense, and what follows is a name.
fn has_credit(credited: &str, name: &str) -> bool {
    let Some(before) = CREDITS.iter().find_map(|credit| before(credited, credit)) else { return false };
    let name = name.trim_end_matches(|c: char| !is_alphanumeric(c));
    let is_name = !is_longer(name, CREDITED) && !name.contains([':', '?']) && !name.contains(". ");
    let word = before.split_whitespace().next_back().unwrap_or_default();
    is_name && !before.ends_with(is_alphanumeric) && !is_one_of(word, &PICTURES)
}

/// A bare credit stands in brackets or behind a mark: "… (Ảnh minh họa)", "…. Ảnh tư liệu".
fn stands_apart(before: &str, credit: &str) -> bool {
    let before = before.trim_end();
    let is_marked = before.ends_with(['(', '[', '.', ',', '-', '–', ':', '|', '/', '”', '"']);
    is_marked || before.is_empty() || credit != "minh họa" && before.ends_with(" -")
}

/// Whether a line names the source of an article: "Theo TTXVN", "Nguồn: …", "PV", "(T/h)".
pub(super) fn is_source(line: &str) -> bool {
    let bare = without_dots(line);
    if !SOURCE_OPENINGS.has(first_word(inner(bare))) || is_longer(bare, BYLINE) || bare.contains(['?', '!']) || bare.contains(". ") {
        return false;
    }
    if is_one_of(bare, &SIGNATURES) || SOURCES.iter().any(|source| behind(bare, source).is_some()) {
        return true;
    }
    let inner = inner(bare).trim_end_matches([')', '*', ' ']);
    let Some(name) = inner.strip_prefix("Theo ").or_else(|| inner.strip_prefix("theo ")) else { return false };
    // A name and no clause: "Theo Ủy ban Kiểm tra Trung ương", not "Theo đó, …" or "Theo ông Nam: …".
    name.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“')) && !name.contains(": ") && name.split_whitespace().count() <= 8
}

/// A line without the full stops at its end.
fn without_dots(line: &str) -> &str {
    let dots = line.bytes().rev().take_while(|&byte| byte == b'.').count();
    line.get(..line.len() - dots).unwrap_or_default()
}

/// What stands in a line behind an opening bracket or star.
fn inner(line: &str) -> &str {
    line.trim_start_matches(['(', '*', ' '])
}

/// Whether a line is an author's name or initials, or several: "Nguyễn Văn An", "H.Y (tổng hợp)", "LÊ AN - Trần Bình
/// (Theo AFP)".
pub(super) fn is_author(line: &str) -> bool {
    let line = without_dots(line);
    if is_clause(line, first_word(line)) || is_longer(line, BYLINE) || !line.trim_start().starts_with(char::is_uppercase) {
        return false;
    }
    let (names, note) = match line.strip_suffix(')').and_then(|line| line.split_once('(')) {
        Some((names, note)) => (names.trim_end(), Some(note.to_lowercase())),
        None => (line, None),
    };
    if names.split_whitespace().any(|word| word.starts_with(char::is_lowercase) && word != "và") {
        return false;
    }
    let opens_with = |note: &str, word: &str| note.strip_prefix(word).is_some_and(|rest| !rest.starts_with(is_alphanumeric));
    let has_note = note.as_ref().is_some_and(|note| NOTES.iter().any(|word| opens_with(note, word)));
    if note.is_some() && !has_note {
        return false;
    }
    let parts = names.split([',', '/', '&', '–', ';']).flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" và "));
    let names: Vec<&str> = parts.take(AUTHORS + 1).collect();
    let is_sure = has_note || names.len() > 1;
    names.len() <= AUTHORS && names.iter().all(|name| is_name(name, is_sure))
}

/// One to five capitalised words; a single one only where `is_sure` or where it is initials ("H.Y").
fn is_name(name: &str, is_sure: bool) -> bool {
    let is_initials = |word: &str| word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    let has_shape = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| is_alphabetic(c) || matches!(c, '.' | '\'' | '-'))
            && word.chars().count() <= 14
    };
    let words = || name.split_whitespace();
    let Some(first) = words().next() else { return false };
    let is_long_enough = is_sure || words().nth(1).is_some() || is_initials(first);
    is_long_enough && words().nth(5).is_none() && words().all(has_shape) && !NOT_AUTHORS.has(first)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_end_at_marks_of_ascii() {
        for (text, first, second, last) in [
            ("Tin, bài liên quan", "Tin", "bài", "quan"),
            ("Nghiêng mình", "Nghiêng", "mình", "mình"),
            ("Nghiêng-mình trước tượng", "Nghiêng", "", "tượng"),
            ("a@z[`{Z", "a", "", "Z"),
            ("Ảnh", "Ảnh", "", "Ảnh"),
            ("“Ảnh” 12", "“Ảnh”", "", ""),
            ("", "", "", ""),
        ] {
            assert_eq!((first_word(text), second_word(text), last_word(text)), (first, second, last), "{text}");
        }
    }

    #[test]
    fn phrases_begin_and_end_with_their_words() {
        fn words(phrases: &[&'static str], word: fn(&'static str) -> &'static str) -> Vec<&'static str> {
            let mut words: Vec<&str> = phrases.iter().map(|phrase| word(phrase)).collect();
            words.sort_unstable();
            words.dedup();
            words
        }
        let headings = [&TAIL_HEADINGS[..], &LINK_HEADINGS].concat();
        assert_eq!(words(&headings, first_word), HEADING_WORDS.words);
        assert_eq!(words(&headings, second_word), HEADING_SECOND_WORDS.words);
        assert_eq!(words(&[&CREDITS[..], &BARE_CREDITS[..5]].concat(), first_word), CREDIT_OPENINGS.words);
        assert_eq!(words(&BARE_CREDITS, last_word), CREDIT_ENDINGS.words);
        let sources = [&SIGNATURES[..], &SOURCES].concat();
        assert_eq!(words(&sources, |source| first_word(inner(source))), SOURCE_OPENINGS.words);
    }

    proptest! {
        #[test]
        fn prose_holds_no_phrase(begin in "[“(>» ]{0,2}", words in proptest::collection::vec(words(), 1..40), end in "[.”)?]{0,3}") {
            let line = format!("{begin}{}{end}", words.join(" ")).trim().to_string();
            if signs(&line).next().is_none() && is_prose(&line) {
                prop_assert!(!is_caption(&line) && !is_source(&line) && !is_author(&line), "{}", line);
                prop_assert!(signpost(&line).is_none() && !DATELINES.iter().any(|dateline| line.contains(dateline)), "{}", line);
            }
        }
    }

    /// Phrases of all tables, and words that stand in none.
    fn words() -> impl Strategy<Value = &'static str> {
        let tables: [&[&str]; 8] = [
            &CREDITS,
            &BARE_CREDITS,
            &SOURCES,
            &SIGNATURES,
            &TAIL_HEADINGS,
            &LINK_HEADINGS,
            &DATELINES,
            &["Lê", "nước", "2,5", "xã,", "Ảnh:"],
        ];
        (0..tables.len()).prop_flat_map(move |table| proptest::sample::select(tables[table]))
    }
}
