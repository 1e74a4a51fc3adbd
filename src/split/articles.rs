//! Several articles in one text file: where one ends and the next begins.
//!
//! ```text
//! file = article {separator article}              separator = form feed | line of --- === *** ~~~ …
//!      | {"Tiêu đề:" headline {keyed} body}        a keyed head for each article
//!      | {"Bài" number ":" headline body}          numbered from 1
//!      | {headline dateline body}                  or the dateline first
//!      | {headline "(Báo X) - " body}              the same mark in each
//! ```
//!
//! A rule or a row of asterisks also stands between the sections of one article, and a form feed at
//! the end of each page. So a file is cut only if its parts look like articles: a headline of five
//! words or more, and text of some length behind it; where the separator is weak, a dateline or
//! byline as well. In doubt the file stays whole.
//!
//! Not covered: articles one behind the other with nothing between them but a blank line; `***`
//! between articles that have no byline or date.

use super::heads::{self, Key};
use super::lines::{self, Line, ends_with_stop};
use super::phrases;
use crate::lexicon::dateline::dateline;
use crate::lexicon::pages::{Furniture, pages};
use crate::text::fast::bytes::count_chars;
use crate::{Span, Text};

/// A headline in words and characters, at least: subheadings are shorter.
const HEADLINE_WORDS: usize = 5;
const HEADLINE_CHARS: usize = 20;

/// What the parts of a file must look like.
#[derive(Clone, Copy)]
struct Rule {
    /// Characters of an article's text, at rule.
    chars: usize,
    /// Lines of it, at least, unless it is long: some files give each article one line.
    lines: usize,
    /// Whether a dateline, byline or key is wanted besides.
    is_signed: bool,
    /// Of ten parts so many must be articles: a headline of three words or one that ends with a
    /// stop does not spoil a whole file.
    of_ten: usize,
}

/// Behind a dateline or a key, which alone tell much.
const AFTER_HEAD: Rule = Rule { chars: 100, lines: 1, is_signed: false, of_ten: 8 };
/// Behind a form feed, `---` or `===`.
const AFTER_RULE: Rule = Rule { chars: 200, lines: 1, is_signed: false, of_ten: 8 };
/// Behind `***`, which authors put between sections, and behind a rule that stands in the text only
/// once.
const AFTER_BREAK: Rule = Rule { chars: 200, lines: 1, is_signed: true, of_ten: 10 };
/// Behind "Bài 2: …" or "(Báo X) - ", which also open teasers.
const AFTER_MARK: Rule = Rule { chars: 400, lines: 3, is_signed: false, of_ten: 8 };

/// A text of so many characters may stand on one line.
const LONG: usize = 1000;

/// The articles of a text file, in order; the whole text as one where it does not show several.
pub(super) fn texts(source: String) -> Vec<Text> {
    for (parts, rule) in divisions(&source).into_iter().filter(|(parts, _)| parts.len() > 1) {
        let texts = parted(&source, &parts);
        let articles = texts.iter().filter(|text| is_article(text, rule)).count();
        if articles > 1 && 10 * articles >= rule.of_ten * texts.len() {
            return texts;
        }
    }
    vec![Text::new(source)]
}

/// The parts as texts whose offsets count from the beginning of the file.
fn parted(source: &str, parts: &[Span]) -> Vec<Text> {
    let (mut chars, mut counted) = (0, 0);
    let mut text = |part: &Span| {
        chars += count_chars(Span::new(counted, part.start).slice(source));
        counted = part.start;
        Text::new(part.slice(source).to_string()).behind(chars)
    };
    parts.iter().map(&mut text).collect()
}

/// The ways to part the file that its marks propose, the surest first.
fn divisions(source: &str) -> Vec<(Vec<Span>, Rule)> {
    let mut divisions = Vec::new();
    if source.contains('\x0c') {
        divisions.push((
            between(source, source.match_indices('\x0c').map(|(at, _)| Span::new(at, at + 1))),
            AFTER_RULE,
        ));
    }
    let marks = marks(source);
    let mut rules: Vec<char> = marks
        .iter()
        .filter_map(|mark| if let Sign::Rule(c) = mark.sign { Some(c) } else { None })
        .collect();
    rules.sort_unstable();
    rules.dedup();
    for rule in rules {
        let lines = marks.iter().filter(|mark| mark.sign == Sign::Rule(rule)).map(|mark| mark.line);
        let parts = between(source, lines);
        let body =
            if matches!(rule, '-' | '=') && parts.len() > 2 { AFTER_RULE } else { AFTER_BREAK };
        divisions.push((parts, body));
    }
    divisions.push((behind_heads(source, keyed_heads(&marks)), AFTER_HEAD));
    divisions.push((behind_heads(source, numbered_heads(&marks)), AFTER_MARK));
    // Behind the heading of other articles, headlines with a date are their teasers.
    if !source.lines().any(|line| pages().furniture(line.trim()) == Some(Furniture::Tail)) {
        divisions.push((behind_heads(source, dated_heads(&marks)), AFTER_HEAD));
    }
    divisions.push((behind_heads(source, credited_heads(&marks)), AFTER_MARK));
    divisions
}

/// The stretches between separators that hold any text.
fn between(source: &str, separators: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut start = 0;
    let ends = separators.chain([Span::new(source.len(), source.len())]);
    let parts = ends
        .map(|separator| Span::new(std::mem::replace(&mut start, separator.end), separator.start));
    parts.filter(|part| part.slice(source).contains(char::is_alphabetic)).collect()
}

/// The stretches from each head to the next; none where text stands before the first.
fn behind_heads(source: &str, heads: Vec<usize>) -> Vec<Span> {
    if heads
        .first()
        .is_none_or(|&first| Span::new(0, first).slice(source).contains(char::is_alphabetic))
    {
        return Vec::new();
    }
    let ends = heads.iter().skip(1).copied().chain([source.len()]);
    heads.iter().zip(ends).map(|(&start, end)| Span::new(start, end)).collect()
}

/// A line that may part articles.
#[derive(Debug)]
struct Mark {
    sign: Sign,
    line: Span,
    /// The line before, blank ones aside, if it may be a headline, and whether a blank line stands
    /// before that.
    headline_before: Option<(usize, bool)>,
    /// Whether the next line may be a headline.
    headline_behind: bool,
    /// Its number among the lines that are not blank.
    number: usize,
}

#[derive(Debug, PartialEq)]
enum Sign {
    /// A line of one character: `---`, `* * *`.
    Rule(char),
    Keyed(Key),
    Dateline,
    /// "Bài 2: …"; the last one has no number ("Bài cuối: …").
    Numbered(Option<u32>),
    /// "(Báo X) - …": the mark.
    Credit(String),
}

/// All lines that may part articles, in order.
fn marks(source: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let (mut start, mut number, mut gap, mut headline) = (0, 0, true, None);
    for line in source.split_inclusive(['\n', '\r', '\x0c']) {
        let span = Span::new(start, start + line.len());
        start = span.end;
        let text = line.trim();
        if text.is_empty() {
            // The second half of a line end `\r\n` is no blank line.
            gap |= !(line == "\n" && source[..span.start].ends_with('\r'));
            continue;
        }
        number += 1;
        let may_be_headline = is_headline(text);
        if let Some(last) = marks.last_mut().filter(|last| last.number + 1 == number) {
            last.headline_behind = may_be_headline;
        }
        if let Some(sign) = sign(text) {
            marks.push(Mark {
                sign,
                line: span,
                headline_before: headline,
                headline_behind: false,
                number,
            });
        }
        headline = may_be_headline.then_some((span.start, gap));
        gap = false;
    }
    marks
}

fn sign(line: &str) -> Option<Sign> {
    if let Some(rule) = rule(line) {
        return Some(Sign::Rule(rule));
    }
    if line.len() > 400 && !line.starts_with('(') {
        return None;
    }
    let (name, has_colon) = line.split_once(':').map_or((line, false), |(name, _)| (name, true));
    let has_figure = line.len() <= 300 && line.contains(|c: char| c.is_ascii_digit());
    if !(has_colon && name.len() <= 30
        || has_figure
        || line.starts_with('(')
        || opens_with_dateline(line))
    {
        return None;
    }
    // The tables are of normalised text.
    let line = Text::new(line.chars().take(300).collect());
    let line = line.as_str();
    if let Some(number) = series_number(line) {
        return Some(Sign::Numbered(number));
    }
    if let Some((key, _)) = heads::keyed(line) {
        return Some(Sign::Keyed(key));
    }
    if dateline(line).is_some() {
        return Some(Sign::Dateline);
    }
    credit(line).map(|credit| Sign::Credit(credit.to_string()))
}

/// The character of a line that holds only it, three times or more.
fn rule(line: &str) -> Option<char> {
    let first = line.chars().next().filter(|c| "-=*~#+–—•".contains(*c))?;
    let is_rule = line.chars().all(|c| c == first || c == ' ')
        && line.chars().filter(|&c| c == first).count() >= 3;
    is_rule.then_some(first)
}

/// "Bài 2: …": the number; "Bài cuối: …" has none.
fn series_number(line: &str) -> Option<Option<u32>> {
    let rest = line
        .strip_prefix("Bài ")
        .or_else(|| line.strip_prefix("BÀI "))
        .or_else(|| line.strip_prefix("Kỳ "))?;
    let (number, headline) = rest.split_once([':', '.'])?;
    let number = match number.trim() {
        "cuối" | "CUỐI" => None,
        number => Some(number.parse().ok().filter(|&number| number < 100)?),
    };
    (headline.split_whitespace().count() >= 3
        && line.chars().count() <= phrases::HEADLINE
        && !ends_with_stop(line))
    .then_some(number)
}

/// "(Báo X) - Sáng 5/9, …", "TTO - Sáng 5/9, …": the mark of the paper.
fn credit(line: &str) -> Option<&str> {
    let mark = match line.strip_prefix('(') {
        Some(rest) => &line[..rest.find(')').filter(|&end| end <= 60)? + 2],
        None => {
            pages().paper_marks.iter().find_map(|mark| line.starts_with(mark).then_some(*mark))?
        }
    };
    let rest = line[mark.len()..].trim_start();
    let text = rest.strip_prefix(['-', '–', '—'])?.trim_start();
    (text.starts_with(char::is_uppercase) && text.chars().nth(40).is_some()).then_some(mark)
}

fn opens_with_dateline(line: &str) -> bool {
    pages().paper_marks.iter().any(|mark| line.starts_with(mark))
}

/// Where keyed heads begin that name a title: the first of the keyed lines in a row.
fn keyed_heads(marks: &[Mark]) -> Vec<usize> {
    let is_keyed = |mark: &&Mark| matches!(mark.sign, Sign::Keyed(_));
    let keyed: Vec<&Mark> = marks.iter().filter(is_keyed).collect();
    let heads = keyed.chunk_by(|a, b| a.number + 1 == b.number);
    let names_title =
        |head: &&[&Mark]| head.iter().any(|mark| mark.sign == Sign::Keyed(Key::Title));
    heads.filter(names_title).filter_map(|head| head.first().map(|mark| mark.line.start)).collect()
}

/// Where "Bài 1", "Bài 2" … begin.
fn numbered_heads(marks: &[Mark]) -> Vec<usize> {
    let mut heads = Vec::new();
    let mut expected = Some(1);
    for mark in marks {
        let Sign::Numbered(number) = mark.sign else { continue };
        let is_last = number.is_none() && heads.len() > 1 && expected.is_some();
        if number.is_some() && number == expected || is_last {
            heads.push(mark.line.start);
            expected = number.map(|number| number + 1);
        }
    }
    heads
}

/// Where a headline with a dateline begins. If the file opens with the dateline, so do all its
/// articles.
fn dated_heads(marks: &[Mark]) -> Vec<usize> {
    let datelines = marks.iter().filter(|mark| mark.sign == Sign::Dateline);
    if marks.first().is_some_and(|mark| mark.number == 1 && mark.sign == Sign::Dateline) {
        return datelines.filter(|mark| mark.headline_behind).map(|mark| mark.line.start).collect();
    }
    let headlines = datelines.filter_map(|mark| mark.headline_before);
    headlines.filter(|(_, gap)| *gap).map(|(start, _)| start).collect()
}

/// Where a headline with the paper's mark behind it begins; every article has the same mark.
fn credited_heads(marks: &[Mark]) -> Vec<usize> {
    let credits = || marks.iter().filter(|mark| matches!(mark.sign, Sign::Credit(_)));
    let Some(first) = credits().next() else { return Vec::new() };
    let headlines =
        credits().filter(|mark| mark.sign == first.sign).filter_map(|mark| mark.headline_before);
    headlines.filter(|(_, gap)| *gap).map(|(start, _)| start).collect()
}

/// Whether a line may be an article's headline: long enough, no sentence, no item of a list, no
/// author's name.
fn is_headline(text: &str) -> bool {
    let is_item =
        |word: &str| word.ends_with(['.', ')']) || word.chars().all(|c| !c.is_alphanumeric());
    let first = text.split_whitespace().next().unwrap_or_default();
    let line = Line::new(text, Span::new(0, text.len()));
    text.len() <= 600
        && text.split_whitespace().nth(HEADLINE_WORDS - 1).is_some()
        && text.chars().nth(HEADLINE_CHARS - 1).is_some()
        && !is_item(first)
        && line.is_headline()
        && !line.is_caption()
        && !line.is_byline()
}

/// Whether a part of the file is an article of its own.
fn is_article(text: &Text, rule: Rule) -> bool {
    let lines = lines::of_text(text);
    let is_text = |key| matches!(key, Key::Text | Key::Lead);
    let is_key = |line: &Line| heads::keyed(line.text).is_some_and(|(key, _)| !is_text(key));
    let is_head = |line: &&Line| is_key(line) || dateline(line.text).is_some();
    let head = lines.iter().take_while(is_head).count();
    let has_title = |line: &Line| heads::keyed(line.text).is_some_and(|(key, _)| key == Key::Title);
    let is_keyed = lines.iter().take(head).any(has_title);
    let body = head + usize::from(!is_keyed);
    let Some(rest) = lines.get(body..) else { return false };
    let has_headline = is_keyed
        || lines
            .get(head)
            .is_some_and(|line| is_headline(line.text) || series_number(line.text).is_some());
    let chars = rest.iter().map(|line| count_chars(line.text)).sum::<usize>();
    let is_signed = || {
        let ends = rest.iter().take(2).chain(rest.iter().rev().take(2));
        head > 0
            || ends.into_iter().any(|line| {
                line.is_byline() || dateline(line.text).is_some() || credit(line.text).is_some()
            })
    };
    has_headline
        && chars >= rule.chars
        && (rest.len() >= rule.lines || chars >= LONG)
        && rest.iter().any(|line| ends_with_stop(line.text))
        && (!rule.is_signed || is_signed())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::split::split;
    use crate::{Document, Meta, Origin, RawDocument, Text};

    fn documents(text: &str, record: Option<u64>) -> Vec<Document> {
        let raw = RawDocument {
            origin: Origin { path: "tin.txt".to_string(), record },
            source_id: "tin".to_string(),
            meta: Meta::default(),
            text: text.to_string(),
            blocks: Vec::new(),
            addressable: true,
        };
        split(raw).unwrap_or_default()
    }

    /// The documents' ids, headlines and days.
    fn outline(text: &str) -> Vec<String> {
        let line = |document: &Document| {
            let day = document.meta.published.map(|published| format!(" ({})", published.day));
            format!(
                "{} {}{}",
                document.id,
                document.meta.title.as_deref().unwrap_or("-"),
                day.unwrap_or_default()
            )
        };
        documents(text, None).iter().map(line).collect()
    }

    const ROAD: &str = "Huyện Sơn Hạ mở thêm tuyến đường liên xã";
    const ROAD_BODY: &str = "Sáng 5/9, huyện Sơn Hạ khởi công tuyến đường nối hai xã vùng cao, dài hơn 12 km với tổng vốn 86 tỷ đồng.
Theo chủ đầu tư, đường rộng 6,5 m, có ba cây cầu nhỏ và sẽ hoàn thành trong mười tám tháng kể từ ngày khởi công.
Người dân hai xã đã hiến gần 4 ha đất để làm đường.";
    const WATER: &str = "Ba xã ven biển có nước sạch trước mùa khô";
    const WATER_BODY: &str =
        "Nhà máy nước Bình Thạnh vừa chạy thử, mỗi ngày đêm cấp 3.000 m3 nước cho ba xã ven biển vốn thường thiếu nước ngọt.
Công ty cấp nước cho biết giá bán cho hộ dân là 8.500 đồng một mét khối, hộ nghèo được giảm một nửa.
Trước đây, mùa khô nào người dân cũng phải mua nước chở bằng xe bồn với giá gấp mười lần.";
    const SCHOOL: &str = "Trường nội trú huyện nhận thêm 120 học sinh";
    const SCHOOL_BODY: &str =
        "Năm học này, Trường Phổ thông dân tộc nội trú huyện Sơn Hạ tuyển 120 học sinh lớp 6, nhiều hơn năm ngoái 30 em.
Hiệu trưởng nhà trường cho biết khu ký túc xá mới gồm 24 phòng đã được đưa vào sử dụng từ đầu tháng 8.
Các em được miễn học phí và nhận trợ cấp hằng tháng.";

    fn three(article: impl Fn(&str, &str) -> String, separator: &str) -> String {
        [(ROAD, ROAD_BODY), (WATER, WATER_BODY), (SCHOOL, SCHOOL_BODY)]
            .map(|(title, body)| article(title, body))
            .join(separator)
    }

    #[test]
    fn several_articles() {
        let plain = |title: &str, body: &str| format!("{title}\n\n{body}\n");
        let whole = [format!("tin {ROAD}"), format!("tin#2 {WATER}"), format!("tin#3 {SCHOOL}")];
        for separator in ["\x0c", "\n\x0c\n", "---\n", "\n=======\n\n", "\r\n-----\r\n"] {
            assert_eq!(outline(&three(plain, separator)), whole, "{separator:?}");
        }
        // Separators at both ends part nothing.
        assert_eq!(outline(&format!("---\n{}---\n", three(plain, "---\n"))), whole);
        let dated = whole.clone().map(|line| format!("{line} (2022-09-05)"));
        for form in [
            |title: &str, body: &str| {
                format!("{title}\nThứ Hai, 5/9/2022, 08:15 (GMT+7)\n\n{body}\n")
            },
            |title: &str, body: &str| format!("05/09/2022\n{title}\n{body}\n"),
            |title: &str, body: &str| {
                format!("Tiêu đề: {title}\nNgày đăng: 5/9/2022\nTác giả: Lê An\nNội dung: {body}\n")
            },
            |title: &str, body: &str| {
                format!("ID: 7\nNgày: 2022-09-05\nTiêu đề: {title}\n\n{body}\n")
            },
        ] {
            assert_eq!(outline(&three(form, "\n")), dated);
        }
        // Asterisks part what is signed.
        let signed = |title: &str, body: &str| format!("{title}\n\n{body}\nTheo TTXVN\n");
        assert_eq!(outline(&three(signed, "\n***\n\n")), whole);
        assert_eq!(outline(&three(signed, "* * *\n")), whole);
        let credited =
            |title: &str, body: &str| format!("{title}\n\n(Báo Sông Hương) - {body} {body}\n");
        assert_eq!(outline(&three(credited, "\n")), whole);
        let series = format!(
            "Bài 1: {ROAD}\n\n{ROAD_BODY}\n{ROAD_BODY}\n\nBài 2: {WATER}\n\n{WATER_BODY}\n{WATER_BODY}"
        );
        assert_eq!(
            outline(&series),
            [format!("tin Bài 1: {ROAD}"), format!("tin#2 Bài 2: {WATER}")]
        );
    }

    #[test]
    fn one_article() {
        let sections = ROAD_BODY.replace('\n', "\n\n***\n\n");
        for text in [
            format!("{ROAD}\n\n{sections}"),
            // Sections with subheadings, pages that end in the middle of the text, a box behind a
            // rule.
            format!(
                "{ROAD}\n\n{ROAD_BODY}\n\n* * *\n\nBa cây cầu nhỏ bắc qua suối\n{SCHOOL_BODY}\n\n* * *\n\nVốn từ ngân sách của tỉnh\n{WATER_BODY}"
            ),
            format!("{ROAD}\n\n{}", ROAD_BODY.replace('\n', "\n\x0c")),
            format!("{ROAD}\n\n{ROAD_BODY}\n---\nHộp tin\n{WATER_BODY}"),
            // A timeline, and the day in the text.
            format!("{ROAD}\n5/9/2022\n{ROAD_BODY}\n12/10/2022\n{WATER_BODY}"),
            format!("{ROAD}\n\n{ROAD_BODY}\nBài 2: {WATER}\nBài 3: {SCHOOL}"),
            format!(
                "{ROAD}\n\nTTO - {ROAD_BODY}\n\n{WATER}\nTTO - Nhà máy nước Bình Thạnh vừa chạy thử để cấp nước cho ba xã ven biển."
            ),
        ] {
            let first = outline(&text).into_iter().next().unwrap_or_default();
            assert!(first.starts_with(&format!("tin {ROAD}")), "{first}");
            let articles =
                documents(&text, None).iter().filter(|document| document.blocks.len() > 2).count();
            assert_eq!(articles, 1, "{text}");
        }
        // A record is one article.
        assert_eq!(
            documents(&three(|title, body| format!("{title}\n\n{body}\n"), "\x0c"), Some(1)).len(),
            1
        );
    }

    #[test]
    fn a_keyed_head_is_no_text() {
        let text = format!(
            "Tiêu đề: {ROAD}\nURL: https://vi.du.vn/duong\nChuyên mục: Thời sự\nTừ khóa: đường, cầu\nNguồn: Báo Sông Hương\nSapo: {WATER_BODY}"
        );
        let documents = documents(&text, None);
        let [document] = documents.as_slice() else { panic!("{documents:?}") };
        assert_eq!(
            (document.source(), document.meta.section.as_deref()),
            (Some("vi.du.vn"), Some("Thời sự"))
        );
        assert_eq!(document.meta.tags, ["đường", "cầu"]);
        let blocks: Vec<&str> = document.blocks.iter().map(|block| block.kind.name()).collect();
        assert_eq!(blocks, ["title", "byline", "lead", "paragraph", "paragraph"]);
    }

    proptest! {
        /// However a file is cut, every block leads back to its place in the file, no two documents
        /// share an id, and no place is in two.
        #[test]
        fn blocks_lead_back_to_the_file(
            pieces in proptest::collection::vec(proptest::sample::select(vec![
                ROAD, ROAD_BODY, WATER, WATER_BODY, "---", "***", "\x0c", "5/9/2022", "Tiêu đề: Uỷ ban họp bàn việc làm đường", "Theo TTXVN", "", "\u{200b}Hoà", "Tin khác", "\r",
            ]), 0..24),
        ) {
            let text = pieces.join("\n");
            let mut places = Vec::new();
            let mut ids = Vec::new();
            for document in documents(&text, None) {
                for block in &document.blocks {
                    let place = document.text.source_chars(block.span);
                    let surface: String = text.chars().skip(place.start).take(place.len()).collect();
                    let surface = Text::new(surface);
                    prop_assert_eq!(surface.as_str(), document.block_text(block));
                    places.push(place);
                }
                ids.push(document.id);
            }
            places.sort_unstable();
            prop_assert!(places.windows(2).all(|pair| pair[0].end <= pair[1].start));
            let count = ids.len();
            ids.sort_unstable();
            ids.dedup();
            prop_assert_eq!(ids.len(), count);
        }
    }
}
