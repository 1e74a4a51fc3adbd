//! The head of an official document: motto, issuer, number, place and day, type and title, in any
//! order of their lines.
//!
//! ```text
//! State:  issuer           CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM      Party:  issuer         ĐẢNG CỘNG SẢN VIỆT NAM
//!         Số: 5/2026/…     Độc lập - Tự do - Hạnh phúc                     Số 5-QĐ/TU     place, day
//!                          place, day
//!                    TYPE                                                           TYPE
//!                    title                                                          title
//! ```
//!
//! Most texts are news, whose first line tells that they have no such head. A letter has no type
//! line, but "V/v" and "Kính gửi". Where the head of a page was taken from the PDF behind its text,
//! type and title come first, then the grounds ("Căn cứ"), and the rest later.

use jiff::civil::Date;

use super::noise::{Noise, is_rule};
use super::pieces::{self, Part, Piece, is_capital, pieces};
use crate::lexicon::lexicons;
use crate::lexicon::official::Sign;
use crate::split::lines::trimmed;
use crate::text::squeezed;
use crate::{Block, BlockKind, OfficialHead, Span};

/// Lines of a head up to its type, at most, blank ones and those around pages aside.
const LINES: usize = 30;

/// Lines that a head may have between its parts without their being one, at most, and their bytes.
const OTHERS: usize = 2;
const OTHER: usize = 90;

/// The most bytes of a line that a gazette prints around a page; the first paragraph of an article
/// mostly has more.
const LONGEST_NOISE: usize = 160;

/// The longest name of a type, in bytes.
const LONGEST_TYPE: usize = 40;

/// Lines of a title, at most.
const TITLE: usize = 16;

/// The most lines from the title to the grounds.
const GROUNDS: usize = 30;

/// The most lines from the title to the first article.
const ARTICLES: usize = 400;

/// The head stands so many lines behind the title, at most, where it was taken from the PDF behind
/// the text of its page.
const BEHIND: usize = 90;

/// The abbreviation of letters in symbols.
const LETTER: &str = "CV";

/// What was read of a head.
#[derive(Debug, Default)]
pub(crate) struct Head {
    /// Its parts.
    pub parts: OfficialHead,
    /// Its lines: the title, the lines of issuer, number and day, and those that are no text.
    pub blocks: Vec<Block>,
    /// Where the text behind it begins.
    pub end: usize,
    has_motto: bool,
    has_party: bool,
    /// A number line is there, though its number may be left blank.
    has_number: bool,
    has_day: bool,
    is_letter: bool,
    /// The country's name went on over the end of its line.
    is_motto_cut: bool,
    /// Where a day began that went on over the end of its line.
    cut_day: Option<usize>,
    /// The line of its type.
    type_line: Option<Span>,
}

/// The lines of a text from `start` on, without blanks around them; empty ones too.
pub(super) fn rows(text: &str, start: usize) -> impl Iterator<Item = Span> {
    let mut from = start;
    text.get(start..).unwrap_or_default().split_inclusive('\n').map(move |line| {
        let span = Span::new(from, from + line.len());
        from = span.end;
        trimmed(text, span)
    })
}

/// The head that a text begins with. `stated` is the title that the input states, which may stand
/// above the head.
pub(crate) fn read(text: &str, stated: Option<&str>) -> Option<Head> {
    let start = start(text, stated)?;
    let (mut head, mut noise) = (Head::default(), Noise::default());
    for row in rows(text, 0)
        .take_while(|row| row.start < start)
        .filter(|row| !row.is_empty() && noise.has(row.slice(text)))
    {
        head.put(BlockKind::Furniture, row);
    }
    head.before_type(text, start)?;
    head.is_known(text).then_some(head)
}

impl Head {
    /// The head of a further act at a place of a text, if every part of it is there.
    pub(super) fn sure(text: &str, start: usize) -> Option<Head> {
        let mut head = Head::default();
        head.before_type(text, start)?;
        let is_whole = (head.has_motto || head.has_party)
            && head.parts.number.is_some()
            && head.parts.issued.is_some();
        (is_whole
            && !head.parts.issuers.is_empty()
            && (head.has_grounds(text) || head.has_articles(text)))
        .then_some(head)
    }
}

/// Whether a text, also one that is not normalised, may begin with such a head: most do not by
/// their first line.
pub(crate) fn may_begin(text: &str, stated: Option<&str>) -> bool {
    start(text, stated).is_some()
}

/// Where the first line of a text stands if it may be that of a head.
fn start(text: &str, stated: Option<&str>) -> Option<usize> {
    let mut noise = Noise::default();
    for row in rows(text, 0).filter(|row| !row.is_empty()).take(LINES) {
        let line = row.slice(text);
        // A title is no shorter than it is without its double blanks.
        let is_stated = || {
            stated.is_some_and(|title| line.len() >= title.len() && squeezed(line) == title)
                && !has_mark(text, row)
        };
        if line.len() <= LONGEST_NOISE && noise.has(line) || is_stated() {
            continue;
        }
        // Most articles begin with a word that has small letters.
        let first = line.split(' ').next().unwrap_or_default();
        let opens = || Sign::Number.opens(line).is_some() || Sign::Freedom.opens(line).is_some();
        let is_type = || line.len() <= LONGEST_TYPE && pieces::doc_type(line).is_some();
        let has_number = || line.len() <= OTHER && line.contains(':') && has_mark(text, row);
        return (is_capital(first) || opens() || is_type() || has_number()).then_some(row.start);
    }
    None
}

impl Head {
    /// Reads the lines up to the type and on to the end of the title; none where another text
    /// begins before.
    fn before_type(&mut self, text: &str, start: usize) -> Option<()> {
        let (mut noise, mut others, mut lines) = (Noise::default(), 0, 0);
        let mut subject: Option<Span> = None;
        for row in rows(text, start).filter(|row| !row.is_empty()) {
            if self.ends_cut(text, row) {
                continue;
            }
            if noise.has(row.slice(text)) {
                self.put(BlockKind::Furniture, row);
                continue;
            }
            self.cut_day = pieces::cut_day(text, row);
            lines += 1;
            if lines > LINES {
                return None;
            }
            for Piece { span, part } in pieces(text, row) {
                if self.ends_symbol(text, span) {
                    continue;
                }
                match part {
                    Part::Type(name, title) if title.is_none() || self.has_form() => {
                        self.parts.doc_type = Some(name);
                        return self.title(text, span, title);
                    }
                    Part::Dear => {
                        self.is_letter = true;
                        return self.ends(text, row.start, subject);
                    }
                    Part::Subject => subject = Some(span),
                    Part::Basis => return None,
                    Part::Other
                        if self.has_form()
                            && subject.is_some_and(|subject| is_next(text, subject, span)) =>
                    {
                        subject = subject.map(|subject| Span::new(subject.start, span.end));
                    }
                    Part::Other => {
                        others += 1;
                        if !self.has_form() || others > OTHERS || span.len() > OTHER {
                            return None;
                        }
                        self.put(BlockKind::Byline, span);
                    }
                    part => {
                        let is_whole = || {
                            Sign::MottoEnd.find(span.slice(text)).is_some()
                                || Sign::Freedom.opens(span.slice(text)).is_some()
                        };
                        self.is_motto_cut |= part == Part::Motto && !is_whole();
                        self.take(span, part);
                    }
                }
            }
        }
        None
    }

    /// Takes in a line that ends what the line before it began: "năm", "2026"; "CỘNG HÒA XÃ HỘI CHỦ
    /// NGHĨA", "VIỆT NAM".
    fn ends_cut(&mut self, text: &str, row: Span) -> bool {
        if let Some(day) =
            self.cut_day.take().and_then(|start| pieces::whole_day(text, Span::new(start, row.end)))
        {
            (self.has_day, self.parts.issued) = (true, self.parts.issued.or(Some(day)));
            self.put(BlockKind::Byline, row);
            return true;
        }
        let is_end = |line: &str| Sign::MottoEnd.opens(line) == Some("") && is_capital(line);
        let ends_motto = self.is_motto_cut && is_end(row.slice(text));
        if ends_motto {
            self.is_motto_cut = false;
            self.put(BlockKind::Furniture, row);
        }
        ends_motto
    }

    /// Takes in what a line end cut off a symbol: "TTLT-VKSNDTC-", "TANDTC-BCA".
    fn ends_symbol(&mut self, text: &str, next: Span) -> bool {
        let Some(number) = self.parts.number.as_mut() else { return false };
        let between = text.get(number.end..next.start).unwrap_or_default();
        let is_cut = between.trim_start_matches(' ').starts_with(['-', '/', '–'])
            && !between.contains(char::is_alphanumeric);
        let rest = next.slice(text);
        let is_symbol =
            is_cut && is_capital(rest) && !rest.contains(' ') && rest.contains(['-', '/']);
        if is_symbol {
            number.end = next.end;
        }
        is_symbol
    }

    /// The title of the document, as its head has it: the type and what it is about, without the
    /// marks of footnotes.
    pub fn name(&self, text: &str) -> Option<String> {
        let title = squeezed(self.parts.title?.slice(text));
        let doc_type = self.type_line.map_or("", |line| pieces::without_note(line.slice(text)));
        Some(format!("{} {title}", doc_type.trim()).trim_start().to_string())
    }

    /// Whether a part was seen that only such heads have.
    const fn has_form(&self) -> bool {
        self.has_motto || self.has_party || self.has_number
    }

    /// Takes a part in that says nothing of what follows it.
    fn take(&mut self, span: Span, part: Part) {
        match part {
            Part::Motto => self.has_motto = true,
            Part::Party => self.has_party = true,
            Part::Number(symbol) => {
                self.has_number = true;
                self.parts.number = self.parts.number.or(symbol);
            }
            Part::Day(day) => {
                self.has_day = true;
                self.parts.issued = self.parts.issued.or(day);
            }
            Part::Capitals | Part::Type(..) => self.parts.issuers.push(span),
            _ => {}
        }
        let is_furniture = matches!(part, Part::Motto | Part::Party | Part::Section);
        self.put(if is_furniture { BlockKind::Furniture } else { BlockKind::Byline }, span);
    }

    fn put(&mut self, kind: BlockKind, span: Span) {
        self.blocks.push(Block { kind, span, part: 0 });
    }

    /// Reads the title, which begins on the line of the type or below it, and what else of the head
    /// stands there.
    fn title(&mut self, text: &str, doc_type: Span, from: Option<usize>) -> Option<()> {
        let mut title: Option<Span> = from.map(|from| trimmed(text, Span::new(from, doc_type.end)));
        let (mut end, mut has_gap, mut lines) = (doc_type.end, false, 0);
        let (mut noise, mut is_closed, mut is_apart) = (Noise::default(), false, false);
        for row in rows(text, doc_type.end).skip(1) {
            let line = row.slice(text);
            if line.is_empty() || is_rule(line) {
                // A rule closes a title, or stands in the place of a blank line before it.
                is_closed |= !line.is_empty() && title.is_some();
                has_gap = title.is_some();
                continue;
            }
            if noise.has(line) {
                self.put(BlockKind::Furniture, row);
                continue;
            }
            lines += 1;
            let found = pieces(text, row);
            if lines <= TITLE && is_of_head(&found) && !(title.is_some() && has_gap) {
                is_closed |= title.is_some();
                is_apart |= title.is_none();
                found.into_iter().for_each(|Piece { span, part }| self.take(span, part));
                end = row.end;
                continue;
            }
            if is_closed || lines > TITLE || !self.goes_on(text, title, row, has_gap) {
                break;
            }
            title = Some(Span::new(title.map_or(row.start, |title| title.start), row.end));
            (end, has_gap) = (row.end, false);
        }
        let title = title.filter(|title| !title.is_empty())?;
        let bare = pieces::without_note(title.slice(text));
        self.parts.title = Some(Span::new(title.start, title.start + bare.len()));
        self.type_line = Some(Span::new(doc_type.start, from.unwrap_or(doc_type.end)));
        if is_apart {
            self.put(BlockKind::Byline, doc_type);
        }
        self.put(
            BlockKind::Title,
            Span::new(if is_apart { title.start } else { doc_type.start }, title.end),
        );
        self.end = end;
        Some(())
    }

    /// Whether the title, as far as it is read, goes on in a line.
    fn goes_on(&self, text: &str, title: Option<Span>, row: Span, has_gap: bool) -> bool {
        let line = row.slice(text);
        if row.len() > pieces::LONGEST {
            return false;
        }
        let signs =
            [Sign::Basis, Sign::Decides, Sign::Part, Sign::Enclosed, Sign::Dear, Sign::Recipients];
        let opens = |sign: &Sign| {
            let is_heading = |rest: &str| match sign {
                Sign::Part => !rest.trim_start().starts_with(char::is_lowercase),
                Sign::Decides => is_capital(line),
                _ => true,
            };
            sign.opens(line).is_some_and(is_heading)
        };
        if signs.iter().any(opens) || article(line).is_some() {
            return false;
        }
        let Some(title) = title else { return true };
        // A figure goes on with what it belongs to: "Thông tư số", "13/2020/TT-BTC".
        let (read, starts_small) =
            (title.slice(text), line.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()));
        if is_capital(read) != is_capital(line) && !starts_small {
            return false;
        }
        // The same body again, above the grounds: THỦ TƯỚNG CHÍNH PHỦ.
        if is_capital(line) && self.parts.issuers.iter().any(|issuer| issuer.slice(text) == line) {
            return false;
        }
        let leads_on = read.ends_with([',', '-', '–']) || pieces::leads_on(read);
        let is_sentence = read.ends_with(['.', ':']) || line.ends_with(['.', ':']) && !starts_small;
        // Below the title of a consolidated text, which has no number here, stands what it
        // consolidates.
        let is_named = !self.has_number && pieces::names_act(line);
        starts_small || !has_gap && !is_sentence && (leads_on || !is_named)
    }

    /// Ends the head of a letter at its addressees.
    fn ends(&mut self, text: &str, end: usize, subject: Option<Span>) -> Option<()> {
        // A letter is the one document without its type above its title.
        self.parts.doc_type = lexicons().type_of_code(LETTER).map(|letter| letter.name);
        if let Some(subject) = subject {
            self.parts.title = Some(subject).filter(|subject| !subject.slice(text).is_empty());
            self.put(BlockKind::Title, subject);
        }
        self.end = end;
        Some(())
    }

    /// Whether enough of the form is there to be sure; reads what was taken from the PDF behind the
    /// text.
    fn is_known(&mut self, text: &str) -> bool {
        if self.is_letter {
            return self.parts.number.is_some()
                && (self.has_motto || self.has_party || self.has_day);
        }
        if self.has_motto || self.has_party {
            return self.has_number
                || self.has_day
                || self.has_grounds(text)
                || self.has_articles(text);
        }
        if self.has_number && self.has_day && !self.parts.issuers.is_empty() {
            return true;
        }
        let is_known = self.has_grounds(text) && self.has_articles(text);
        if is_known && self.parts.number.is_none() {
            self.behind(text);
        }
        is_known
    }

    /// Whether grounds stand near behind the head.
    fn has_grounds(&self, text: &str) -> bool {
        let mut near = rows(text, self.end).filter(|row| !row.is_empty()).take(GROUNDS);
        near.any(|row| Sign::Basis.opens(row.slice(text)).is_some())
    }

    /// Whether the first article stands behind the head.
    fn has_articles(&self, text: &str) -> bool {
        let mut behind = rows(text, self.end).filter(|row| !row.is_empty()).take(ARTICLES);
        behind.any(|row| article(row.slice(text)) == Some("1"))
    }

    /// Looks for the parts of the head among the lines behind the title.
    fn behind(&mut self, text: &str) {
        let near: Vec<Span> =
            rows(text, self.end).filter(|row| !row.is_empty()).take(BEHIND).collect();
        let parts: Vec<Vec<Piece>> = near.iter().map(|&row| pieces(text, row)).collect();
        let Some(motto) = parts.iter().position(|row| {
            row.iter().any(|piece| matches!(piece.part, Part::Motto | Part::Party))
        }) else {
            return;
        };
        const AROUND: usize = 6;
        let around = parts.iter().take(motto + AROUND).skip(motto.saturating_sub(AROUND));
        let pieces: Vec<Piece> = around.flatten().copied().collect();
        if !pieces.iter().any(|piece| matches!(piece.part, Part::Number(Some(_)))) {
            return;
        }
        for Piece { span, part } in pieces {
            match part {
                Part::Number(symbol) => self.parts.number = self.parts.number.or(symbol),
                Part::Day(day) => self.parts.issued = self.parts.issued.or(day),
                Part::Capitals => self.parts.issuers.push(span),
                _ => {}
            }
        }
    }
}

/// Whether the pieces of a line are all of a head, and not only words in capitals.
fn is_of_head(found: &[Piece]) -> bool {
    let is_head = |piece: &Piece| {
        matches!(piece.part, Part::Motto | Part::Party | Part::Number(_) | Part::Day(_))
    };
    found.iter().any(is_head)
        && found.iter().all(|piece| is_head(piece) || piece.part == Part::Capitals)
}

/// Whether a line holds a motto or the number of a document: "Luật số: 5/2026/QH16".
fn has_mark(text: &str, row: Span) -> bool {
    pieces(text, row)
        .iter()
        .any(|piece| matches!(piece.part, Part::Motto | Part::Party | Part::Number(_)))
}

/// Whether a line stands right below another.
fn is_next(text: &str, above: Span, below: Span) -> bool {
    text.get(above.end..below.start)
        .is_some_and(|between| between.matches('\n').count() <= 1 && between.trim().is_empty())
}

/// The number of the article that a line begins: "Điều 5. Hiệu lực", "Điều 12a.".
pub(crate) fn article(line: &str) -> Option<&str> {
    let rest = Sign::Article.opens(line)?.trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let letters = rest
        .get(digits..)?
        .chars()
        .take_while(|c| c.is_lowercase())
        .take(2)
        .map(char::len_utf8)
        .sum::<usize>();
    let behind = rest.get(digits + letters..)?;
    let ends = behind.starts_with(['.', ':']) || behind.trim_start().is_empty();
    (ends && (1..=4).contains(&digits)).then(|| rest.get(..digits + letters)).flatten()
}

/// The day on which an assembly passed the act, as a paragraph near its end says.
pub(super) fn passed(paragraph: &str) -> Option<Date> {
    let passed = Sign::Passed.find(paragraph)?;
    let behind = paragraph.get(passed.end..)?;
    let day = Sign::Day
        .find(behind)
        .filter(|day| behind.get(..day.start).is_some_and(|between| between.trim().is_empty()))?;
    pieces::written(behind.get(day.start..)?)?.1
}
