//! Documents to mentions: the list of extractors and the one rule for overlaps.
//!
//! Extractors run over the lines in the order of `annotate`; each sees the tokens that no earlier
//! one claimed. So a year inside a code belongs to the code, a number inside a date to the date,
//! and mentions never overlap. The attributes of a regulation (issuer, day of issue, title) are
//! read last, when the dates beside it are known.

mod address;
mod counted;
mod date;
mod notes;
mod number;
mod provision;
mod regulation;
mod roman;
mod view;

use std::borrow::Cow;
use std::cell::RefCell;
use std::iter;

use jiff::civil::Date;

pub use number::number_in_words;
pub(crate) use regulation::Symbol;

use self::notes::Notes;
use self::view::{Found, Line, LineCursor};
use crate::lexicon::lexicons;
use crate::lexicon::token::{PADDING, Scanner, Tokens};
use crate::model::{Kinds, Provision};
use crate::text::CharCounter;
use crate::{Annotated, Document, Error, Mention, MentionField, Result, Span, Text, Value, Why};

/// Finds the mentions of a document.
///
/// Every paragraph of its text is read, also one that no block holds (a caption that stands twice):
/// the offsets are the caller's, who looks for each place where something is named. What another
/// document of the page holds is left to it, and links and furniture are nobody's. The title and
/// the lead are read too where they are fields of their own ([`Annotated::apart`]); days in them
/// count from the same publication day.
///
/// Deterministic: the same document gives the same mentions, in text order, none overlapping.
///
/// ```
/// use thoisu::{extract, mention_values};
/// let values = mention_values("Ngày 5/5/2022, Bộ Chính trị ban hành Nghị quyết số 15-NQ/TW với 8.890 đại biểu.");
/// assert_eq!(values, ["2022-05-05", "15-NQ/TW", "8890"]);
/// ```
pub fn extract(document: Document) -> Annotated {
    extract_kinds(document, Kinds::default())
}

/// Finds the mentions of a document that are of these kinds. Without a kind, those of the others
/// are the same.
pub fn extract_kinds(document: Document, kinds: Kinds) -> Annotated {
    of_one(document, kinds, false)
}

/// The same, each mention with the rule that read it and what decided ([`Why`]).
pub fn extract_explained(document: Document, kinds: Kinds) -> Annotated {
    of_one(document, kinds, true)
}

fn of_one(document: Document, kinds: Kinds, explained: bool) -> Annotated {
    let found = found_in(
        std::slice::from_ref(&document),
        Reading { kinds, explained, all_fields: true },
        |_| usize::MAX,
    );
    annotated(document, found.into_iter().map(|(_, found)| found))
}

/// What is read of documents, and how.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    /// The kinds of mentions.
    pub kinds: Kinds,
    /// Whether each mention says why it has its value.
    pub explained: bool,
    /// Whether the titles and leads that are fields of their own are read as well.
    pub all_fields: bool,
}

/// Finds the mentions of documents, of each as if it were alone. One with more than
/// [`most_mentions`] in a field is none.
pub(crate) fn extract_all(documents: Vec<Document>, reading: Reading) -> Vec<Result<Annotated>> {
    let mut found = found_in(&documents, reading, most_mentions).into_iter().peekable();
    let mut annotated = |(number, document): (usize, Document)| {
        let of_document: Vec<InField> = iter::from_fn(|| found.next_if(|(of, _)| *of == number))
            .map(|(_, found)| found)
            .collect();
        let text = |field| document.field(field).map_or("", Text::as_str);
        let most = of_document
            .iter()
            .map(|found| (found.mentions.len(), most_mentions(text(found.field))))
            .find(|(found, most)| found > most);
        match most {
            Some((_, most)) => Err(Error::new(format!(
                "expected a document, but found more than {most} dates, regulations and numbers; part it"
            ))),
            None => Ok(annotated(document, of_document.into_iter())),
        }
    };
    documents.into_iter().enumerate().map(&mut annotated).collect()
}

/// What was found in a field of a document.
struct InField {
    field: MentionField,
    mentions: Vec<Placed>,
}

/// What is found in the fields of documents: in the order of the documents, of each the title's,
/// the lead's, the text's. Of a field with more mentions than `most` one more is given.
///
/// Reads titles and leads as texts of their own, after all others: a day in a title is no context
/// for the text.
fn found_in(
    documents: &[Document],
    reading: Reading,
    most: impl Fn(&str) -> usize,
) -> Vec<(usize, InField)> {
    let texts = documents
        .iter()
        .enumerate()
        .map(|(number, document)| (number, MentionField::Text, &document.text));
    let apart = documents.iter().enumerate().filter(|_| reading.all_fields).flat_map(
        |(number, document)| {
            let fields = [MentionField::Title, MentionField::Lead].into_iter();
            fields.filter_map(move |field| Some((number, field, document.field(field)?)))
        },
    );
    let fields: Vec<(usize, MentionField, &Text)> = texts.chain(apart).collect();
    let mut lines =
        Vec::with_capacity(fields.iter().map(|(.., text)| text.paragraphs().len()).sum());
    for (place, &(number, _, text)) in fields.iter().enumerate() {
        let published = documents
            .get(number)
            .and_then(|document| document.meta.published)
            .map(|published| published.day);
        lines.extend(lines_of(place, text, published));
    }
    let most: Vec<usize> = fields.iter().map(|(.., text)| most(text.as_str())).collect();
    let found = annotate(&lines, &most, reading.kinds, reading.explained);
    let placed = fields.iter().zip(found);
    let mut found: Vec<(usize, InField)> = placed
        .map(|(&(number, field, _), mentions)| (number, InField { field, mentions }))
        .collect();
    found.sort_by_key(|(number, found)| (*number, found.field));
    found
}

/// The most mentions of a text. Articles have one in 60 bytes, tables of figures one in 8; each
/// takes some hundred bytes of memory.
const fn most_mentions(text: &str) -> usize {
    100_000 + text.len() / 64
}

/// The paragraphs of the text that stands at this place, longer ones in pieces.
fn lines_of(place: usize, text: &Text, published: Option<Date>) -> impl Iterator<Item = Line<'_>> {
    let line =
        move |(span, text): (Span, _)| Line { document: place, start: span.start, text, published };
    text.paragraphs_on_one_line().flat_map(pieces).map(line)
}

/// A longer paragraph is read in pieces, in bytes: tokens take more memory than text. The longest
/// paragraph of an article has a few thousand.
const LONGEST: usize = 1 << 17;

/// A paragraph as it is, or in pieces that end at blanks.
fn pieces((span, text): (Span, Cow<'_, str>)) -> impl Iterator<Item = (Span, Cow<'_, str>)> {
    let mut rest = Some((span, text));
    std::iter::from_fn(move || {
        let (span, text) = rest.take()?;
        let Some(at) = end_of_piece(&text) else { return Some((span, text)) };
        let (piece, behind) = match text {
            Cow::Borrowed(text) => text
                .split_at_checked(at)
                .map(|(piece, behind)| (Cow::Borrowed(piece), Cow::Borrowed(behind)))?,
            Cow::Owned(mut text) => {
                let behind = text.split_off(at);
                (Cow::Owned(text), Cow::Owned(behind))
            }
        };
        rest = Some((Span::new(span.start + at, span.end), behind));
        Some((Span::new(span.start, span.start + at), piece))
    })
}

/// Where a paragraph is cut: behind the last blank that fits, or where there is none, between two
/// characters.
fn end_of_piece(text: &str) -> Option<usize> {
    let end = (0..=LONGEST.min(text.len()))
        .rev()
        .find(|&end| text.is_char_boundary(end))
        .filter(|&end| end < text.len())?;
    Some(text.get(..end)?.rfind(' ').map_or(end, |blank| blank + 1))
}

/// A document with what was found in its fields.
fn annotated(mut document: Document, found: impl Iterator<Item = InField>) -> Annotated {
    let (mut mentions, mut apart) = (Vec::new(), Vec::new());
    for InField { field, mentions: mut placed } in found {
        let Some(text) = document.field(field) else { continue };
        if field != MentionField::Text {
            apart.extend(led_back(text, field, placed));
            continue;
        }
        // What is said in a teaser is not the article's.
        placed.retain(|Placed { span, .. }| {
            let behind = document.foreign.partition_point(|foreign| foreign.end <= span.start);
            document.foreign.get(behind).is_none_or(|foreign| span.end <= foreign.start)
        });
        mentions = led_back(text, field, placed).collect();
    }
    document.regulation = regulation::own(&document).map(Box::new);
    Annotated { document, mentions, apart, relations: Vec::new(), in_force: Vec::new() }
}

/// What was found in a field's text, led back to the field as given.
fn led_back(text: &Text, field: MentionField, found: Vec<Placed>) -> impl Iterator<Item = Mention> {
    let mut counter = CharCounter::new(text);
    found.into_iter().map(move |Placed { span, value, why }| {
        let source = text.source_span(span);
        Mention {
            field,
            span,
            source: counter.chars(source),
            surface: source.slice(text.source()).to_string(),
            value,
            why,
        }
    })
}

/// The canonical values of the mentions in a plain sentence: for examples and tests, without a
/// publication day.
#[doc(hidden)]
pub fn mention_values(text: &str) -> Vec<String> {
    find(text, None)
        .into_iter()
        .map(|(_, value)| value.canonical().unwrap_or_else(|| "null".into()))
        .collect()
}

/// The mentions of one normalised paragraph, as byte spans and values, in text order.
pub fn find(text: &str, published: Option<Date>) -> Vec<(Span, Value)> {
    let text = Cow::Owned(text.replace('\n', " "));
    let found = annotate(
        &[Line { document: 0, start: 0, text, published }],
        &[usize::MAX],
        Kinds::default(),
        false,
    )
    .pop();
    found.into_iter().flatten().map(|Placed { span, value, .. }| (span, value)).collect()
}

/// What the lines of a batch are read with. A thread keeps it for its next batch, whose tokens then
/// come into memory that is at hand.
struct LineReader {
    scanner: Scanner<'static>,
    /// Where the tokens of each line end.
    ends: Vec<usize>,
    claimed: Vec<bool>,
    found: Vec<Found>,
    notes: Notes,
}

/// What was found at a place of a document, in bytes of its normalised text.
struct Placed {
    span: Span,
    value: Value,
    why: Option<Box<Why>>,
}

/// After a batch of more tokens than that, which is one long document, the memory is given back.
const TOKENS_KEPT: usize = 1 << 16;

thread_local! {
    static READER: RefCell<LineReader> = RefCell::new(LineReader::new());
}

/// The lines that are read together, in bytes: more than a usual batch has.
const TOGETHER: usize = 1 << 18;

/// Lines that are read together.
fn windows<'l, 'a>(mut lines: &'l [Line<'a>]) -> impl Iterator<Item = &'l [Line<'a>]> {
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let is_full = |line: &Line| {
            bytes += line.text.len();
            bytes >= TOGETHER
        };
        let end = lines.iter().position(is_full).map_or(lines.len(), |last| last + 1);
        let (window, rest) = lines.split_at_checked(end)?;
        lines = rest;
        (!window.is_empty()).then_some(window)
    })
}

/// What is remembered of a document from line to line, each with the document that it is of.
#[derive(Default)]
struct Memory {
    last: (usize, date::Last),
    habit: (usize, number::Habit),
    titles: (usize, regulation::Titles),
}

/// What is remembered of this document.
fn of_document<T: Default>((of, memory): &mut (usize, T), document: usize) -> &mut T {
    if *of != document {
        (*of, *memory) = (document, T::default());
    }
    memory
}

/// The mentions of the lines of documents, by document, found by the thread's reader. Of a document
/// with more than `most` one more is given.
fn annotate(lines: &[Line], most: &[usize], kinds: Kinds, explained: bool) -> Vec<Vec<Placed>> {
    READER.with_borrow_mut(|reader| {
        reader.notes = Notes::new(explained);
        let (mut found, mut memory) =
            (most.iter().map(|_| Vec::new()).collect::<Vec<_>>(), Memory::default());
        for window in windows(lines) {
            reader.annotate(window, kinds, &mut memory, &mut found);
            for (found, &most) in
                found.iter_mut().zip(most).filter(|(found, most)| found.len() > **most)
            {
                found.truncate(most + 1);
            }
        }
        if reader.scanner.tokens().len() > TOKENS_KEPT {
            *reader = LineReader::new();
        }
        found
    })
}

impl LineReader {
    fn new() -> LineReader {
        LineReader {
            scanner: lexicons().scanner(),
            ends: Vec::new(),
            claimed: Vec::new(),
            found: Vec::new(),
            notes: Notes::default(),
        }
    }

    /// The one order of the extractors. Each goes over all lines before the next begins: a
    /// processor keeps the program of one at hand, but not of all.
    ///
    /// The usual ones run whatever is wanted: what one leaves out would fall to another.
    fn annotate(
        &mut self,
        lines: &[Line],
        kinds: Kinds,
        memory: &mut Memory,
        mentions: &mut [Vec<Placed>],
    ) {
        self.scan(lines);
        self.each(lines, address::claim);
        self.each(lines, regulation::find);
        if kinds.contains(Provision::KIND) {
            self.each(lines, provision::find);
        }
        self.each(lines, |view| {
            date::find(view, of_document(&mut memory.last, view.line.document))
        });
        self.each(lines, |view| {
            number::find(view, of_document(&mut memory.habit, view.line.document))
        });
        self.attributes(lines, &mut memory.titles);
        self.give(lines, kinds, mentions);
    }

    /// Cuts the lines into tokens.
    fn scan(&mut self, lines: &[Line]) {
        self.scanner.clear();
        self.ends.clear();
        for line in lines {
            self.scanner.scan_line(&line.text);
            self.ends.push(self.scanner.tokens().len());
        }
        self.claimed.clear();
        self.claimed.resize(self.scanner.tokens().len(), false);
    }

    /// Looks at each line in turn.
    fn each(&mut self, lines: &[Line], mut look: impl FnMut(&mut LineCursor<'_>)) {
        let LineReader { scanner, ends, claimed, found, notes } = self;
        let (tokens, begins) = (scanner.tokens(), scanner.begins());
        let mut from = 0;
        for (number, (line, &end)) in lines.iter().zip(ends.iter()).enumerate() {
            let tokens =
                Tokens { text: &line.text, list: tokens.get(from..end).unwrap_or_default() };
            let begins = begins.get(from..end + PADDING).unwrap_or_default();
            let claimed = claimed.get_mut(from..end).unwrap_or_default();
            look(&mut LineCursor { number, line, lines, tokens, begins, claimed, notes, found });
            from = end;
        }
    }

    /// The tokens of the line of a number.
    fn line<'l>(&'l self, lines: &'l [Line], number: usize) -> Option<(Tokens<'l>, &'l Line<'l>)> {
        let (line, &end) = (lines.get(number)?, self.ends.get(number)?);
        let from = number
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied()
            .unwrap_or_default();
        Some((Tokens { text: &line.text, list: self.scanner.tokens().get(from..end)? }, line))
    }

    /// Brings what was found into text order, and adds what the sentences say of it.
    fn attributes(&mut self, lines: &[Line], titles: &mut (usize, regulation::Titles)) {
        let mut found = std::mem::take(&mut self.found);
        found.sort_by_key(|mention| (mention.line, mention.from));
        for mentions in found.chunk_by_mut(|a, b| a.line == b.line) {
            if let Some((tokens, line)) =
                mentions.first().and_then(|mention| self.line(lines, mention.line))
            {
                regulation::attributes(&tokens, mentions, of_document(titles, line.document));
                provision::attributes(&tokens, mentions);
            }
        }
        self.found = found;
    }

    /// Gives what was found of these kinds, by document.
    fn give(&mut self, lines: &[Line], kinds: Kinds, mentions: &mut [Vec<Placed>]) {
        let mut found = std::mem::take(&mut self.found);
        for of_document in found.chunk_by(|a, b| {
            lines.get(a.line).map(|line| line.document)
                == lines.get(b.line).map(|line| line.document)
        }) {
            let document = of_document
                .first()
                .and_then(|first| lines.get(first.line))
                .map(|line| line.document);
            if let Some(mentions) = document.and_then(|document| mentions.get_mut(document)) {
                mentions.reserve(of_document.len());
            }
        }
        for Found { line, from, to, value, why } in found.drain(..) {
            if kinds.contains(value.kind())
                && let Some((tokens, line)) = self.line(lines, line)
                && let Some(mentions) = mentions.get_mut(line.document)
            {
                mentions.push(Placed {
                    span: tokens.span(from, to).shifted(line.start),
                    value,
                    why,
                });
            }
        }
        self.found = found;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work;

    /// Tokens that the extractors of spans and values ask for in one line of this shape, so many
    /// times.
    fn reads(shape: &str, times: usize) -> usize {
        let lines =
            [Line { document: 0, start: 0, text: shape.repeat(times).into(), published: None }];
        let mut reader = LineReader::new();
        reader.scan(&lines);
        work::of(|| {
            reader.each(&lines, address::claim);
            reader.each(&lines, regulation::find);
            let (mut last, mut habit) = (date::Last::default(), number::Habit::default());
            reader.each(&lines, |view| date::find(view, &mut last));
            reader.each(&lines, |view| number::find(view, &mut habit));
        })
    }

    #[test]
    fn a_long_paragraph_is_read_in_pieces() {
        let count = 3 * LONGEST / 20;
        for (piece, each) in [("họp ngày 5/9, ", 1), ("15-NQ/TW, ", 1), ("không có gì ở đây ", 0)]
        {
            let (text, mut expected) = (piece.repeat(count), 0);
            let document = crate::split::split(crate::RawDocument { text: text.clone(), ..raw() });
            for annotated in document.into_iter().flatten().map(extract) {
                for mention in &annotated.mentions {
                    assert_eq!(mention.span.slice(&text), mention.surface);
                }
                expected += annotated.mentions.len();
            }
            assert_eq!(expected, each * count, "{piece}");
        }
    }

    fn raw() -> crate::RawDocument {
        crate::RawDocument {
            origin: crate::Origin { path: "x".into(), record: Some(1) },
            source_id: "x".into(),
            meta: crate::Meta::default(),
            text: String::new(),
            blocks: Vec::new(),
            addressable: true,
        }
    }

    #[test]
    fn work_grows_as_the_line_does() {
        const TIMES: usize = 300;
        for shape in [
            "15-NQ/TW, ",
            "15/2020/NĐ-CP; ",
            "Nghị quyết số 1, 2, 3, ",
            "Nghị định 01 và 02/2019/NĐ-CP, ",
            "Hiến pháp 1946, 1959 và 1980, ",
            "Nghị quyết Đại hội Đảng bộ ",
            "Nghị quyết Hội nghị Trung ương, ",
            "Điều 8, 10, ",
            "1/2",
            "1/2 ",
            "1,2,",
            "1.234.",
            "200 ",
            "5\" ",
            "-5 ",
            "hai ",
            "hai trăm, ",
            "hai tỷ ",
            "5 tỷ ",
            "tỷ ",
            "3 trên ",
            "0912 345 ",
            "a1",
            "a.b/1",
            "( 5 ",
            "2tr5",
            "từ 5 đến -",
            "giữa 5 và ",
            "(hai) ",
            "7 chương 52 điều ",
        ] {
            let (once, twice) = (reads(shape, TIMES), reads(shape, 2 * TIMES));
            assert!(
                twice <= 2 * once + once / 5,
                "{shape:?}: {once} reads for {TIMES} times, {twice} for twice as many"
            );
        }
    }
}
