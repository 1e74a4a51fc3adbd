//! What follows the head of an official document: articles, headings, the signature, annexes.

use jiff::civil::Date;

use super::head::{Head, article, passed, rows};
use super::noise::Noise;
use super::pieces::{Part, Piece, is_capital, pieces};
use crate::lexicon::official::Sign;
use crate::split::blocks::Outline;
use crate::split::lines::{Line, trimmed};
use crate::text::{is_longer, squeezed};
use crate::{Block, BlockKind, OfficialHead, Span};

/// A number that was lost between two articles, and as many as may be, do not end the row.
const LOST: u32 = 3;

/// The most lines from the heading of an annex to its first article.
const HEADING: usize = 14;

/// The most paragraphs of a quoted act.
const QUOTED: usize = 60;

/// The most lines from an office to the signer's name.
const SIGNED: usize = 5;

/// The most characters of a signature's line.
const SIGNATURE: usize = 80;

/// The outline of a document with this head, and the head with what only its end tells.
pub(crate) fn outline(text: &str, lines: &[Line], head: Head) -> (Outline, OfficialHead) {
    let Head { mut parts, mut blocks, end, .. } = head;
    ending(text, lines, end, &mut parts);
    let mut body = Body {
        blocks: Vec::new(),
        open: None,
        last: 0,
        quoted: None,
        since_heading: HEADING + 1,
        is_signed: false,
        since_signature: SIGNED + 1,
    };
    let mut noise = Noise::default();
    for line in lines.iter().filter(|line| line.span.end > end) {
        let span = Span::new(line.span.start.max(end), line.span.end);
        let span = trimmed(text, span);
        if span.is_empty() {
            continue;
        }
        let paragraph = span.slice(text);
        if noise.has(paragraph) {
            body.blocks.push(Block { kind: BlockKind::Furniture, span, part: 0 });
        } else {
            body.take(span, paragraph);
        }
    }
    body.close();
    blocks.append(&mut body.blocks);
    blocks.sort_by_key(|block| block.span);
    let (asides, blocks) = blocks.into_iter().partition(|block| block.kind == BlockKind::Furniture);
    (Outline { blocks, asides, published: Vec::new() }, parts)
}

/// The body while its blocks are found.
struct Body {
    blocks: Vec<Block>,
    /// The article that is open.
    open: Option<Span>,
    /// Its number, or that of the last one; 0 before the first.
    last: u32,
    /// The quotation that is open, which has articles of another act.
    quoted: Option<Quoted>,
    /// Lines since one that may be the heading of an annex.
    since_heading: usize,
    /// The act was signed: what follows are annexes.
    is_signed: bool,
    /// Lines since the last one of a signature.
    since_signature: usize,
}

/// A quotation of another act, from its opening mark on.
struct Quoted {
    /// The number of its last article; none before the first.
    last: Option<u32>,
    /// Paragraphs of it.
    lines: usize,
}

impl Quoted {
    /// The quotation that begins with this paragraph if articles may stand in it: that of an
    /// article or a chapter.
    fn of(paragraph: &str) -> Option<Quoted> {
        let last = article(paragraph)
            .and_then(|number| number.trim_end_matches(char::is_alphabetic).parse().ok());
        let is_part = Sign::Part.opens(paragraph).is_some_and(is_numeral);
        (last.is_some() || is_part).then_some(Quoted { last, lines: 0 })
    }

    /// Whether an article of this number is its next. A quotation of some length was closed without
    /// a mark.
    fn goes_on(&mut self, number: u32) -> bool {
        let goes_on = self.lines <= QUOTED
            && self.last.is_none_or(|last| number > last && number <= last + LOST);
        if goes_on {
            self.last = Some(number);
        }
        goes_on
    }
}

impl Body {
    /// Takes the next paragraph in.
    fn take(&mut self, span: Span, paragraph: &str) {
        let first = paragraph.lines().next().unwrap_or_default();
        let is_article = article(first).is_some_and(|number| self.is_next(number));
        self.quote(paragraph);
        if is_article {
            self.quoted = None;
            self.close();
            self.open = Some(span);
            self.since_heading = HEADING + 1;
            return;
        }
        let (ends, kind) = self.kind(first, paragraph);
        if ends {
            self.close();
        }
        match &mut self.open {
            Some(open) => open.end = span.end,
            None => self.blocks.push(Block { kind, span, part: 0 }),
        }
    }

    /// Ends the article that is open.
    fn close(&mut self) {
        self.blocks.extend(self.open.take().map(|span| Block {
            kind: BlockKind::Article,
            span,
            part: 0,
        }));
    }

    /// Whether the article of this number is the next one: that behind the last, or the first of an
    /// annex.
    fn is_next(&mut self, number: &str) -> bool {
        let digits = number.trim_end_matches(char::is_alphabetic);
        let Ok(found) = digits.parse::<u32>() else { return false };
        let is_inserted = digits.len() < number.len() && found == self.last;
        let is_first = found == 1 && (self.last == 0 || self.since_heading <= HEADING);
        let is_near = found > self.last && found <= self.last + LOST && self.last > 0;
        let is_next = match &mut self.quoted {
            None => is_inserted || is_first || is_near,
            Some(quoted) => {
                !quoted.goes_on(found) && found == self.last + 1 || self.last == 0 && found == 1
            }
        };
        if is_next {
            self.last = found;
        }
        is_next
    }

    /// Notes whether a quotation is open behind this paragraph.
    fn quote(&mut self, paragraph: &str) {
        let opens = paragraph.matches('“').count();
        let closes = paragraph.matches('”').count();
        self.quoted = match self.quoted.take() {
            Some(quoted) if closes <= opens => Some(Quoted { lines: quoted.lines + 1, ..quoted }),
            None if opens > closes => paragraph.strip_prefix('“').and_then(Quoted::of),
            _ => None,
        };
    }

    /// Whether a paragraph ends the article before it, and what it is if none is open.
    fn kind(&mut self, first: &str, paragraph: &str) -> (bool, BlockKind) {
        self.since_heading += 1;
        self.since_signature += 1;
        let is_short = !is_longer(paragraph, SIGNATURE);
        let is_capital = is_capital(first);
        let opens = |sign: Sign| sign.opens(first).is_some();
        if self.quoted.is_none()
            && (opens(Sign::Enclosed) || is_capital && (self.is_signed || opens(Sign::Annex)))
        {
            self.since_heading = 0;
        }
        if opens(Sign::Recipients)
            || is_capital
                && is_short
                && (opens(Sign::For) || opens(Sign::Officer))
                && self.quoted.is_none()
        {
            self.is_signed = true;
            self.since_signature = 0;
            return (
                true,
                if opens(Sign::Recipients) { BlockKind::Paragraph } else { BlockKind::Byline },
            );
        }
        let is_part = Sign::Part.opens(first).is_some_and(is_numeral) && is_short;
        let ends = self.quoted.is_none()
            && (is_part
                || opens(Sign::Annex) && (is_capital || is_short)
                || opens(Sign::Enclosed)
                || certified(first).is_some());
        let is_name = self.since_signature <= SIGNED && !is_part && is_short && is_name(paragraph);
        (ends, if is_name { BlockKind::Byline } else { BlockKind::Paragraph })
    }
}

/// Whether the number of a chapter or section opens a text: "II", "5.", "thứ nhất".
fn is_numeral(text: &str) -> bool {
    let first = text.trim_start().split([' ', '.', ':', '\n']).next().unwrap_or_default();
    let is_roman =
        !first.is_empty() && first.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L'));
    is_roman
        || first.len() <= 2
            && first.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && !first.is_empty()
        || first == "thứ"
}

/// Whether a line is the name of a person: two to five words with capitals.
fn is_name(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let is_word =
        |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
    (2..=5).contains(&words)
        && line.contains(char::is_lowercase)
        && line.split_whitespace().all(is_word)
}

/// Reads what only the end of a document tells: who signed a consolidated text, its number and day;
/// the day on which a law was passed; for whom a Party document was signed.
fn ending(text: &str, lines: &[Line], end: usize, head: &mut OfficialHead) {
    let behind = lines.iter().filter(|line| line.span.end > end);
    let certified = behind
        .clone()
        .rev()
        .find_map(|line| certified(line.text).map(|place| place.shifted(line.span.start)));
    if let Some(certified) = certified {
        return certify(text, certified, head);
    }
    if head.issued.is_none() {
        // A line may end between "thông qua" and the day.
        let pairs = behind.clone().rev().skip(1).zip(behind.clone().rev());
        let pair = |(line, next): (&Line, &Line)| {
            passed(&squeezed(Span::new(line.span.start, next.span.end).slice(text)))
        };
        let last = behind
            .clone()
            .next_back()
            .and_then(|line| passed(&squeezed(line.text)))
            .or_else(|| pairs.into_iter().find_map(pair));
        head.issued = last.or_else(|| behind.clone().rev().find_map(|line| day(text, line.span)));
    }
    let signers =
        behind.filter(|line| is_capital(line.text) && Sign::For.opens(line.text).is_some());
    head.signer = signers.last().map(|line| line.span);
}

/// Where a line tells that a consolidated text is certified.
fn certified(line: &str) -> Option<Span> {
    if is_longer(line, 2 * SIGNATURE) {
        return None;
    }
    Sign::Certify.find(line).filter(|place| is_capital(place.slice(line)))
}

/// The day of a line that holds nothing but place and day.
fn day(text: &str, line: Span) -> Option<Date> {
    if is_longer(line.slice(text), SIGNATURE) {
        return None;
    }
    match pieces(text, line).as_slice() {
        [Piece { part: Part::Day(day), .. }] => *day,
        _ => None,
    }
}

/// Takes number, body and day of a consolidated text from the lines around "XÁC THỰC VĂN BẢN HỢP
/// NHẤT".
fn certify(text: &str, certified: Span, head: &mut OfficialHead) {
    const AROUND: usize = 1000;
    let from = (certified.start.saturating_sub(AROUND)..=certified.start)
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(certified.start);
    let near: Vec<Span> = rows(text, from)
        .filter(|row| !row.is_empty())
        .take_while(|row| row.start < certified.end + AROUND)
        .collect();
    let at = near.partition_point(|row| row.end <= certified.start);
    (head.number, head.issued) = (None, None);
    head.issuers.clear();
    const LINES: usize = 6;
    let mut noise = Noise::default();
    for row in near
        .iter()
        .skip(at.saturating_sub(LINES))
        .take(2 * LINES)
        .filter(|row| !noise.has(row.slice(text)))
    {
        for Piece { span, part } in pieces(text, *row) {
            match part {
                Part::Number(symbol) => head.number = head.number.or(symbol),
                Part::Day(day) => head.issued = head.issued.or(day),
                Part::Capitals if span.start < certified.start => head.issuers.push(span),
                Part::Other | Part::Basis if span.start < certified.start => head.issuers.clear(),
                _ => {}
            }
        }
    }
    head.is_consolidated = true;
}
