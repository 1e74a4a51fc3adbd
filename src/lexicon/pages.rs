//! What newspapers write around articles (`pages.tsv`), and the questions that text and HTML ask of
//! it.
//!
//! Headings and furniture are known as whole lines: case, marks, list bullets and counts around
//! them do not matter ("» TIN LIÊN QUAN (3):"). The other senses open or end a line, and `split`
//! looks for them by hand.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::table::{Fault, Row, Table, listed};
use crate::text::{first_byte, is_alphanumeric, is_longer, is_one_of, small_form};

/// What a whole line is, besides the text of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Furniture {
    /// The heading of a list of other articles: "Tin liên quan".
    Tail,
    /// The same, but it as often stands in the middle of an article: "Xem thêm".
    Links,
    /// The heading of the tags: "Từ khóa".
    Tags,
    /// The heading of readers' comments: "Bình luận (12)".
    Comments,
    /// A button that shares the article: "Chia sẻ".
    Share,
    /// Any other button or counter: "Về đầu trang", "120 lượt xem".
    Button,
    /// An item of a menu: "Trang chủ".
    Menu,
    /// The name of a section: "Chính trị".
    Section,
}

impl Furniture {
    /// The sense of a line of the table.
    fn named(sense: &str) -> Option<Furniture> {
        Some(match sense {
            "tail" => Furniture::Tail,
            "links" => Furniture::Links,
            "tags" => Furniture::Tags,
            "comments" => Furniture::Comments,
            "share" => Furniture::Share,
            "button" => Furniture::Button,
            "menu" => Furniture::Menu,
            "section" => Furniture::Section,
            _ => return None,
        })
    }
}

/// Senses whose forms open or end a line, or stand in it.
const PARTS: [&str; 22] = [
    "link-end",
    "leads-away",
    "imprint",
    "contact",
    "sure-imprint",
    "credit",
    "bare-credit",
    "end-credit",
    "no-credit",
    "source",
    "signature",
    "note",
    "no-author",
    "paper-mark",
    "dateline-word",
    "ago",
    "site",
    "running-head",
    "page-word",
    "stamp",
    "sure-stamp",
    "of-stamp",
];

/// The table, read once.
pub struct Pages {
    /// Headings and furniture by their whole line.
    whole: FxHashMap<&'static str, Furniture>,
    /// The first words of these lines.
    first_words: Words,
    /// Headings of lists, which a link may follow on their line.
    headings: ByFirst<Heading>,
    /// The first words of all these headings.
    pub heading_words: Words,
    /// The second words of these headings.
    pub heading_second_words: Words,
    /// What may follow "xem thêm" and is no headline.
    pub link_ends: Vec<&'static str>,
    leads_away: ByFirst<&'static str>,
    imprints: ByFirst<&'static str>,
    contacts: ByFirst<&'static str>,
    sure_imprints: ByFirst<&'static str>,
    /// Credits that a name follows.
    pub credits: Vec<&'static str>,
    /// Credits that may open a line: those that a name follows, and those that need none.
    pub leading_credits: Vec<&'static str>,
    /// Credits that need no name and may end a line.
    pub ending_credits: Vec<&'static str>,
    /// The first words of the leading ones and the last words of the ending ones.
    pub credit_openings: Words,
    /// The last words of the ending credits.
    pub credit_endings: Words,
    /// Words before "ảnh:" that make it no credit.
    pub no_credits: Vec<&'static str>,
    /// What opens a source line.
    pub sources: Vec<&'static str>,
    /// Source lines that stand whole.
    pub signatures: Vec<&'static str>,
    /// The first words of source lines and signatures.
    pub source_openings: Words,
    /// What may stand in brackets behind an author.
    pub notes: Vec<&'static str>,
    /// First words of capitalised lines that name no author.
    pub no_authors: Words,
    /// Marks of papers that open a summary on the line of its headline.
    pub paper_marks: Vec<&'static str>,
    /// Small words of publication lines.
    pub dateline_words: Words,
    ago: Vec<&'static str>,
    sites: ByFirst<&'static str>,
    running_heads: ByFirst<&'static str>,
    page_words: ByFirst<&'static str>,
    stamps: ByFirst<&'static str>,
    sure_stamps: ByFirst<&'static str>,
    of_stamps: ByFirst<&'static str>,
}

/// A heading of a list of other articles.
#[derive(Clone, Copy, Debug)]
pub struct Heading {
    /// In small letters.
    pub form: &'static str,
    /// Whether nothing but the list follows it to the end of the page.
    pub is_tail: bool,
    /// Whether it has a single word, which is a heading only as a whole line.
    is_general: bool,
}

const PAGES: Table = Table { name: "pages.tsv", text: include_str!("data/pages.tsv") };

/// The table of pages.
pub fn pages() -> &'static Pages {
    static READ: LazyLock<Pages> = LazyLock::new(|| {
        // A fault of a built-in table is one of the program, and every test that reads a text meets
        // it.
        Pages::read(PAGES).unwrap_or_else(|faults| {
            panic!("{}", faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n"))
        })
    });
    &READ
}

impl Pages {
    fn read(table: Table) -> Result<Pages, Vec<Fault>> {
        let mut faults = Vec::new();
        let rows = table.rows(&[], &mut faults);
        faults.extend(rows.iter().filter_map(fault_of));
        if !faults.is_empty() {
            return Err(faults);
        }
        let of = |sense: &str| -> Vec<&'static str> {
            rows.iter().filter(|row| row.sense == sense).flat_map(Row::forms).collect()
        };
        let whole = whole_lines(&rows);
        let headings = headings(&rows);
        let words = |forms: &[&'static str], word: fn(&'static str) -> &'static str| {
            Words::new(forms.iter().map(|form| word(form)))
        };
        let (credits, bare) = (of("credit"), of("bare-credit"));
        let (sources, signatures) = (of("source"), of("signature"));
        let leading_credits = [credits.clone(), bare.clone()].concat();
        let ending_credits = [bare, of("end-credit")].concat();
        let all_headings: Vec<&str> = headings.iter().map(|heading| heading.form).collect();
        let bare_sources: Vec<&str> = [&sources[..], &signatures]
            .concat()
            .iter()
            .map(|form| form.trim_start_matches('('))
            .collect();
        Ok(Pages {
            first_words: Words::new(whole.keys().map(|form| first_word(form))),
            whole,
            heading_words: words(&all_headings, first_word),
            heading_second_words: words(&all_headings, second_word),
            headings: ByFirst::new(headings.into_iter()),
            link_ends: of("link-end"),
            leads_away: ByFirst::new(of("leads-away").into_iter()),
            imprints: ByFirst::new(of("imprint").into_iter()),
            contacts: ByFirst::new(of("contact").into_iter()),
            sure_imprints: ByFirst::new(of("sure-imprint").into_iter()),
            credit_openings: words(&leading_credits, first_word),
            credit_endings: words(&ending_credits, last_word),
            credits,
            leading_credits,
            ending_credits,
            no_credits: of("no-credit"),
            source_openings: words(&bare_sources, first_word),
            sources,
            signatures,
            notes: of("note"),
            no_authors: Words::new(of("no-author").into_iter()),
            paper_marks: of("paper-mark"),
            dateline_words: Words::new(of("dateline-word").into_iter()),
            ago: of("ago"),
            sites: ByFirst::new(of("site").into_iter()),
            running_heads: ByFirst::new(of("running-head").into_iter()),
            page_words: ByFirst::new(of("page-word").into_iter()),
            stamps: ByFirst::new(of("stamp").into_iter()),
            sure_stamps: ByFirst::new(of("sure-stamp").into_iter()),
            of_stamps: ByFirst::new(of("of-stamp").into_iter()),
        })
    }

    /// What a whole line is, if it is no text of an article.
    pub fn furniture(&self, line: &str) -> Option<Furniture> {
        if line.len() > LONGEST {
            return None;
        }
        let bare = bare(line);
        if !self.first_words.has(first_word(bare)) {
            return None;
        }
        let small: String = bare.chars().map(small_form).collect();
        self.whole.get(small.as_str()).copied()
    }

    /// Whether a line is of the imprint at the foot of a page: publisher, licence, editor.
    pub fn is_imprint(&self, line: &str) -> bool {
        opening(&self.sure_imprints, line).is_some()
            || opening(&self.imprints, line).is_some_and(names_something)
    }

    /// Whether a line tells how to reach someone: at the foot of a page the newspaper.
    pub fn is_contact(&self, line: &str) -> bool {
        opening(&self.contacts, line).is_some_and(names_something)
    }

    /// Whether a line leads to other articles or is about the site.
    pub fn leads_away(&self, line: &str) -> bool {
        let line = line.trim_start();
        line.starts_with(">>")
            || self.leads_away.like(line).iter().any(|opening| behind(line, opening).is_some())
    }

    /// The longest of the headings that opens a line, so that "mời bạn đọc xem thêm" is not read as
    /// "mời bạn đọc" and a headline; whether only a tail follows it, and what follows it on the
    /// line.
    pub fn heading<'a>(&self, line: &'a str) -> Option<(Heading, &'a str)> {
        let alike = self.headings.like(line).iter().filter(|heading| !heading.is_general);
        let found = alike.filter_map(|heading| Some((*heading, behind(line, heading.form)?)));
        found
            .filter(|(_, rest)| !rest.starts_with(is_alphanumeric))
            .max_by_key(|(heading, _)| heading.form.len())
    }

    /// All headings of lists.
    #[cfg(test)]
    pub fn headings(&self) -> impl Iterator<Item = &'static str> {
        self.headings.lists.iter().flatten().map(|heading| heading.form)
    }

    /// Whether a line begins with a heading that as often stands in the middle of an article.
    pub fn opens_links(&self, line: &str) -> bool {
        self.headings
            .like(line)
            .iter()
            .any(|heading| !heading.is_tail && behind(line, heading.form).is_some())
    }

    /// Whether a short line says how long ago something was published: "3 giờ trước".
    pub fn is_ago(&self, line: &str) -> bool {
        let bare = line.trim_matches(|c: char| !is_alphanumeric(c));
        let bare = bare.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        !is_longer(bare, 20) && is_one_of(bare, &self.ago)
    }

    /// Whether what follows the headline on its line is the name of a site: "Báo Tân Phú",
    /// "tanphu.vn".
    pub fn is_site(&self, name: &str) -> bool {
        let has_address = [".vn", ".com", ".net", ".org"].iter().any(|end| name.contains(end));
        let is_short = !is_longer(name, 40) && name.split_whitespace().count() <= 6;
        is_short
            && (has_address
                || name.ends_with("nline")
                || opening(&self.sites, name).is_some()
                || name.starts_with("VOV")
                || name.starts_with("VTV"))
    }

    /// Whether a line is printed at the head of each page of a paper: "CÔNG BÁO/Số 12/Ngày
    /// 5-6-2024".
    pub fn is_running_head(&self, line: &str) -> bool {
        opening(&self.running_heads, line).is_some()
    }

    /// What follows the word "Trang" before the number of a page; the line itself where there is
    /// none.
    pub fn behind_page_word<'a>(&self, line: &'a str) -> &'a str {
        opening(&self.page_words, line).unwrap_or(line)
    }

    /// Whether a line is the number of its page: `12`, `- 12 -`, `Trang 3/10`, `iv`.
    pub fn is_page_number(&self, text: &str) -> bool {
        let bare =
            text.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | ' ' | '.' | '|' | '[' | ']'));
        let bare = self.behind_page_word(bare).trim();
        let (number, of) = bare.split_once('/').unwrap_or((bare, "1"));
        let is_number = |text: &str| {
            (1..=4).contains(&text.trim().len())
                && text.trim().bytes().all(|byte| byte.is_ascii_digit())
        };
        let is_roman = (1..=6).contains(&bare.len())
            && bare.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
        is_number(number) && is_number(of) || is_roman
    }

    /// Whether a line is of the stamp that a digital signature leaves: "Người ký: …", "Digitally
    /// signed by …".
    pub fn is_stamp(&self, line: &str) -> bool {
        opening(&self.sure_stamps, line).is_some()
            || opening(&self.stamps, line).is_some_and(is_label)
    }

    /// Whether a line may be of such a stamp, where others beside it are: "Email: …", "Cơ quan: …".
    pub fn is_of_stamp(&self, line: &str) -> bool {
        opening(&self.of_stamps, line).is_some_and(is_label)
    }
}

/// The lines that are furniture as a whole.
fn whole_lines(rows: &[Row]) -> FxHashMap<&'static str, Furniture> {
    rows.iter()
        .filter_map(|row| Some((Furniture::named(row.sense)?, row)))
        .flat_map(|(furniture, row)| row.forms().map(move |form| (form, furniture)))
        .collect()
}

/// The headings that may stand on a line with something else.
fn headings(rows: &[Row]) -> Vec<Heading> {
    rows.iter()
        .filter(|row| row.cell("value") == ON_A_LINE)
        .flat_map(|row| {
            row.forms().map(|form| Heading {
                form,
                is_tail: row.sense == "tail",
                is_general: !form.contains(' '),
            })
        })
        .collect()
}

/// Whether what follows a word shows that it is a label, with or without what it labels.
fn is_label(rest: &str) -> bool {
    rest.trim().is_empty() || rest.trim_start().starts_with(':')
}

/// The value of headings that a headline may follow on their line.
const ON_A_LINE: &str = "line";

/// What is wrong with a line of the table, by itself.
fn fault_of(row: &Row) -> Option<Fault> {
    let furniture = Furniture::named(row.sense);
    if furniture.is_none() && !PARTS.contains(&row.sense) {
        return Some(row.fault(format!(
            "expected one of the senses {}, but found `{}`",
            listed(PARTS.into_iter()),
            row.sense
        )));
    }
    if !matches!(row.cell("value"), "" | ON_A_LINE) {
        return Some(row.fault(format!(
            "expected `{ON_A_LINE}` or no value, but found `{}`",
            row.cell("value")
        )));
    }
    let is_small =
        |form: &str| row.sense == "paper-mark" || form.chars().all(|c| small_form(c) == c);
    row.forms()
        .find(|form| !is_small(form))
        .map(|form| row.fault(format!("expected small letters, but found `{form}`")))
}

/// A longer line is no heading and no furniture, in bytes.
const LONGEST: usize = 90;

/// What follows the first of the openings that a line begins with, as a whole word.
fn opening<'a>(openings: &ByFirst<&'static str>, line: &'a str) -> Option<&'a str> {
    let line = line.trim_start_matches([' ', '*', '-', '(', '•', '|']);
    let is_whole = |opening: &str, rest: &str| {
        !rest.starts_with(is_alphanumeric) || !opening.ends_with(is_alphanumeric)
    };
    openings
        .like(line)
        .iter()
        .find_map(|opening| behind(line, opening).filter(|rest| is_whole(opening, rest)))
}

/// Whether what follows the opening of an imprint is what it names: a colon and a name, a number.
fn names_something(rest: &str) -> bool {
    rest.trim_start().starts_with(|c: char| c == ':' || c.is_ascii_digit() || c == '(')
}

/// A head without the number of its page.
pub fn unnumbered(text: &str) -> &str {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '|');
    let text = text.trim();
    let start = text.trim_start_matches(is_number);
    let text = if text.len() - start.len() <= 8 { start } else { text };
    let end = text.trim_end_matches(is_number);
    // The day at the end of a head is part of it.
    if text.get(end.len()..).is_some_and(|number| number.starts_with([' ', '|'])) {
        end
    } else {
        text
    }
}

/// A line without the marks and counts around it: "» Tin liên quan (3):" → "Tin liên quan", "12
/// bình luận" → "bình luận".
fn bare(line: &str) -> &str {
    let no_word = |c: char| !is_alphanumeric(c) && c != '©';
    let mut bare = line.trim_matches(no_word);
    // A count stands in brackets behind, or apart before or behind.
    let end = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    if end.len() < bare.len() && end.ends_with(no_word) {
        bare = end.trim_end_matches(no_word);
    }
    let start = bare.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    if start.len() < bare.len() && start.starts_with(' ') {
        bare = start.trim_start_matches(no_word);
    }
    // "a-" and "a+" are buttons.
    if bare.len() == 1 { line.trim() } else { bare }
}

/// Forms in small letters, by their first bytes: that tells nearly all others apart.
struct ByFirst<T> {
    lists: Vec<Vec<T>>,
}

/// What is looked for by its form.
trait Form: Clone {
    fn form(&self) -> &'static str;
}

impl Form for &'static str {
    fn form(&self) -> &'static str {
        self
    }
}

impl Form for Heading {
    fn form(&self) -> &'static str {
        self.form
    }
}

/// So many first bytes are told apart.
const FIRSTS: usize = 1 << 6;

impl<T: Form> ByFirst<T> {
    fn new(forms: impl Iterator<Item = T>) -> ByFirst<T> {
        let mut lists = vec![Vec::new(); FIRSTS];
        for form in forms {
            if let Some(list) =
                first_byte(form.form()).and_then(|first| lists.get_mut(usize::from(first) % FIRSTS))
            {
                list.push(form);
            }
        }
        ByFirst { lists }
    }

    /// The forms that a text of any case may begin with, in the order of the table.
    #[inline]
    fn like(&self, text: &str) -> &[T] {
        first_byte(text)
            .and_then(|first| self.lists.get(usize::from(first) % FIRSTS))
            .map_or(&[], Vec::as_slice)
    }
}

/// Words in small letters.
pub struct Words(ByFirst<&'static str>);

impl Words {
    fn new(words: impl Iterator<Item = &'static str>) -> Words {
        let mut words: Vec<&'static str> = words.collect();
        words.sort_unstable();
        words.dedup();
        Words(ByFirst::new(words.into_iter()))
    }

    /// Whether a word of any case is one of them.
    #[inline]
    pub fn has(&self, word: &str) -> bool {
        is_one_of(word, self.0.like(word))
    }
}

/// What stands behind an opening, which is in lower case, in a text of any case.
pub fn behind<'a>(text: &'a str, opening: &str) -> Option<&'a str> {
    // Most texts differ in the first letter.
    if first_byte(text) != first_byte(opening) {
        return None;
    }
    let mut letters = text.chars();
    opening
        .chars()
        .all(|letter| letters.next().is_some_and(|found| small_form(found) == letter))
        .then_some(letters.as_str())
}

/// What stands before an ending, which is in lower case, in a text of any case.
pub fn before<'a>(text: &'a str, ending: &str) -> Option<&'a str> {
    let mut letters = text.chars();
    ending
        .chars()
        .rev()
        .all(|letter| letters.next_back().is_some_and(|found| small_form(found) == letter))
        .then_some(letters.as_str())
}

/// The letters that a text begins with, up to a blank or another mark of ASCII.
pub fn first_word(text: &str) -> &str {
    let short = text
        .as_bytes()
        .first_chunk()
        .map(|bytes| letters_before_others(u64::from_le_bytes(*bytes)))
        .filter(|&length| length < 8);
    let end = || text.bytes().position(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic());
    text.get(..short.or_else(end).unwrap_or(text.len())).unwrap_or_default()
}

/// The letters of its second word, behind blanks and commas.
pub fn second_word(text: &str) -> &str {
    let rest = text.get(first_word(text).len()..).unwrap_or_default();
    first_word(rest.trim_start_matches([' ', ',']))
}

/// The letters that it ends with.
pub fn last_word(text: &str) -> &str {
    let short = text
        .as_bytes()
        .last_chunk()
        .map(|bytes| letters_before_others(u64::from_be_bytes(*bytes)))
        .filter(|&length| length < 8);
    let start = || {
        text.bytes()
            .rposition(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic())
            .map_or(0, |at| at + 1)
    };
    text.get(short.map_or_else(start, |length| text.len() - length)..).unwrap_or_default()
}

/// How many of eight bytes, the lowest first, come before the first that is of ASCII and no letter:
/// all are looked at together, for where words end cannot be foreseen.
const fn letters_before_others(bytes: u64) -> usize {
    const EACH: u64 = u64::MAX / 0xff;
    let small = (bytes | (EACH * 0x20)) & (EACH * 0x7f);
    // The highest bit of each byte from a on, and of each behind z.
    let from_a = small + EACH * (0x80 - b'a' as u64);
    let behind_z = small + EACH * (0x7f - b'z' as u64);
    let others = !(bytes | (from_a & !behind_z)) & (EACH << 7);
    (others.trailing_zeros() / u8::BITS) as usize
}

#[cfg(test)]
mod tests {
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
            assert_eq!(
                (first_word(text), second_word(text), last_word(text)),
                (first, second, last),
                "{text}"
            );
        }
    }

    /// Each line holds a form of its own in its example, and no whole line has two senses.
    #[test]
    fn every_line_is_matched_by_its_example() {
        let mut faults = Vec::new();
        let mut known = FxHashMap::default();
        for row in PAGES.rows(&[], &mut faults) {
            let furniture = Furniture::named(row.sense);
            let small: String = row.example.chars().map(small_form).collect();
            assert!(
                row.forms().any(|form| small.contains(&form.to_lowercase())),
                "{}: `{}` holds no form",
                row.place(),
                row.example
            );
            assert_eq!(pages().furniture(row.example), furniture, "{}", row.place());
            for form in row.forms().filter(|_| furniture.is_some()) {
                assert_eq!(known.insert(form, row.sense), None, "`{form}` has two senses");
                assert_eq!(pages().furniture(form), furniture, "`{form}`");
            }
        }
        assert!(faults.is_empty(), "{faults:?}");
    }

    #[test]
    fn marks_and_counts_around_whole_lines() {
        for (line, expected) in [
            ("» TIN LIÊN QUAN (3):", Some(Furniture::Tail)),
            ("## Tin liên quan", Some(Furniture::Tail)),
            ("Xem thêm >>", Some(Furniture::Links)),
            ("12 bình luận", Some(Furniture::Comments)),
            ("Bình luận [12]", Some(Furniture::Comments)),
            ("1.204 lượt xem", Some(Furniture::Button)),
            ("A-", Some(Furniture::Button)),
            ("Tin liên quan đến vụ cháy", None),
            ("Bình luận về bản án", None),
            ("Ý kiến thứ hai", None),
        ] {
            assert_eq!(pages().furniture(line), expected, "{line}");
        }
    }
}
