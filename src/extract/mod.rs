//! Documents to mentions: the list of extractors and the one rule for overlaps.
//!
//! Extractors run over the lines in the order of `annotate`; each sees the tokens that no earlier one claimed. So a year inside a code
//! belongs to the code, a number inside a date to the date, and mentions never overlap. The attributes of a regulation (issuer, day of
//! issue, title) are read last, when the dates beside it are known.

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

use jiff::civil::Date;

pub use number::number_in_words;

use self::notes::Notes;
use self::view::{Found, Line, View};
use crate::lexicon::lexicons;
use crate::lexicon::token::{PADDING, Scanner, Tokens};
use crate::model::{Kinds, Provision};
use crate::text::CharCounter;
use crate::{Annotated, Document, Mention, Span, Value, Why};

/// Finds the mentions of a document.
///
/// Every paragraph of its text is read, also one that no block holds (a caption that stands twice): the offsets are the caller's, who looks for
/// each place where something is named. What another document of the page holds is left to it, and links and furniture are nobody's.
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

/// Finds the mentions of a document that are of these kinds. Without a kind, those of the others are the same.
pub fn extract_kinds(document: Document, kinds: Kinds) -> Annotated {
    of_one(document, kinds, false)
}

/// The same, each mention with the rule that read it and what decided ([`Why`](crate::Why)).
pub fn extract_explained(document: Document, kinds: Kinds) -> Annotated {
    of_one(document, kinds, true)
}

fn of_one(document: Document, kinds: Kinds, explained: bool) -> Annotated {
    let lines: Vec<Line> = lines_of(0, &document).collect();
    let found = annotate(&lines, 1, kinds, explained).pop().unwrap_or_default();
    drop(lines);
    annotated(document, found)
}

/// Finds the mentions of documents, of each as if it were alone.
pub(crate) fn extract_all(documents: Vec<Document>, kinds: Kinds, explained: bool) -> Vec<Annotated> {
    let mut lines = Vec::with_capacity(documents.iter().map(|document| document.text.paragraphs().len()).sum());
    documents.iter().enumerate().for_each(|(i, document)| lines.extend(lines_of(i, document)));
    let found = annotate(&lines, documents.len(), kinds, explained);
    drop(lines);
    documents.into_iter().zip(found).map(|(document, found)| annotated(document, found)).collect()
}

/// The paragraphs of the `i`-th document.
fn lines_of(i: usize, document: &Document) -> impl Iterator<Item = Line<'_>> {
    let published = document.meta.published.map(|published| published.day);
    document.text.paragraphs_on_one_line().map(move |(span, text)| Line { document: i, start: span.start, text, published })
}

/// A document with what was found in it.
fn annotated(document: Document, mut found: Vec<Placed>) -> Annotated {
    // What is said in a teaser is not the article's.
    found.retain(|Placed { span, .. }| !document.foreign.iter().any(|foreign| foreign.start < span.end && span.start < foreign.end));
    let mut counter = CharCounter::new(&document.text);
    let mentions = found
        .into_iter()
        .map(|Placed { span, value, why }| {
            let source = document.text.source_span(span);
            Mention { span, source: counter.chars(source), surface: source.slice(document.text.source()).to_string(), value, why }
        })
        .collect();
    Annotated { document, mentions }
}

/// The canonical values of the mentions in a plain sentence: for examples and tests, without a publication day.
#[doc(hidden)]
pub fn mention_values(text: &str) -> Vec<String> {
    find(text, None).into_iter().map(|(_, value)| value.canonical().unwrap_or_else(|| "null".into())).collect()
}

/// The mentions of one normalised paragraph, as byte spans and values, in text order.
pub fn find(text: &str, published: Option<Date>) -> Vec<(Span, Value)> {
    let text = Cow::Owned(text.replace('\n', " "));
    let found = annotate(&[Line { document: 0, start: 0, text, published }], 1, Kinds::default(), false).pop();
    found.into_iter().flatten().map(|Placed { span, value, .. }| (span, value)).collect()
}

/// What the lines of a batch are read with. A thread keeps it for its next batch, whose tokens then come into memory that is at hand.
struct Reader {
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
    static READER: RefCell<Reader> = RefCell::new(Reader::new());
}

/// The mentions of the lines of so many documents, by document, found by the thread's reader.
fn annotate(lines: &[Line], documents: usize, kinds: Kinds, explained: bool) -> Vec<Vec<Placed>> {
    READER.with_borrow_mut(|reader| {
        reader.notes = Notes::new(explained);
        let found = reader.annotate(lines, documents, kinds);
        if reader.scanner.tokens().len() > TOKENS_KEPT {
            *reader = Reader::new();
        }
        found
    })
}

impl Reader {
    fn new() -> Reader {
        Reader { scanner: lexicons().scanner(), ends: Vec::new(), claimed: Vec::new(), found: Vec::new(), notes: Notes::default() }
    }

    /// The one order of the extractors. Each goes over all lines before the next begins: a processor keeps the program of one at hand, but not
    /// of all.
    ///
    /// The usual ones run whatever is wanted: what one leaves out would fall to another.
    fn annotate(&mut self, lines: &[Line], documents: usize, kinds: Kinds) -> Vec<Vec<Placed>> {
        self.scan(lines);
        self.each(lines, address::claim);
        self.each(lines, regulation::find);
        if kinds.contains(Provision::KIND) {
            self.each(lines, provision::find);
        }
        let (mut document, mut last) = (0, date::Last::default());
        self.each(lines, |view| {
            if view.line.document != document {
                (document, last) = (view.line.document, date::Last::default());
            }
            date::find(view, &mut last);
        });
        let (mut document, mut habit) = (0, number::Habit::default());
        self.each(lines, |view| {
            if view.line.document != document {
                (document, habit) = (view.line.document, number::Habit::default());
            }
            number::find(view, &mut habit);
        });
        self.mentions(lines, documents, kinds)
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
    fn each(&mut self, lines: &[Line], mut look: impl FnMut(&mut View<'_>)) {
        let Reader { scanner, ends, claimed, found, notes } = self;
        let (tokens, begins) = (scanner.tokens(), scanner.begins());
        let mut from = 0;
        for (number, (line, &end)) in lines.iter().zip(ends.iter()).enumerate() {
            let tokens = Tokens { text: &line.text, list: tokens.get(from..end).unwrap_or_default() };
            let begins = begins.get(from..end + PADDING).unwrap_or_default();
            let claimed = claimed.get_mut(from..end).unwrap_or_default();
            look(&mut View { number, line, lines, tokens, begins, claimed, notes, found });
            from = end;
        }
    }

    /// Takes what was found of these kinds: by document, in text order, with what the sentences say of it.
    fn mentions(&mut self, lines: &[Line], documents: usize, kinds: Kinds) -> Vec<Vec<Placed>> {
        let Reader { scanner, ends, found, .. } = self;
        found.sort_by_key(|mention| (mention.line, mention.from));
        let tokens_of = |number: usize| {
            let from = number.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or_default();
            let list = ends.get(number).and_then(|&end| scanner.tokens().get(from..end)).unwrap_or_default();
            Some((Tokens { text: &lines.get(number)?.text, list }, lines.get(number)?))
        };
        let (mut document, mut titles) = (0, regulation::Titles::default());
        for mentions in found.chunk_by_mut(|a, b| a.line == b.line) {
            if let Some((tokens, line)) = mentions.first().and_then(|mention| tokens_of(mention.line)) {
                if line.document != document {
                    (document, titles) = (line.document, regulation::Titles::default());
                }
                regulation::attributes(&tokens, mentions, &mut titles);
                provision::attributes(&tokens, mentions);
            }
        }
        let mut counts = vec![0; documents];
        for line in found.iter().filter_map(|mention| lines.get(mention.line)) {
            if let Some(count) = counts.get_mut(line.document) {
                *count += 1;
            }
        }
        let mut mentions: Vec<Vec<Placed>> = counts.into_iter().map(Vec::with_capacity).collect();
        for Found { line, from, to, value, why } in found.drain(..) {
            if kinds.contains(value.kind())
                && let Some((tokens, line)) = tokens_of(line)
                && let Some(mentions) = mentions.get_mut(line.document)
            {
                mentions.push(Placed { span: tokens.span(from, to).shifted(line.start), value, why });
            }
        }
        mentions
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::token::READS;

    /// Tokens that the extractors of spans and values ask for in one line of this shape, so many times.
    fn reads(shape: &str, times: usize) -> usize {
        let lines = [Line { document: 0, start: 0, text: shape.repeat(times).into(), published: None }];
        let mut reader = Reader::new();
        reader.scan(&lines);
        READS.set(0);
        reader.each(&lines, address::claim);
        reader.each(&lines, regulation::find);
        let (mut last, mut habit) = (date::Last::default(), number::Habit::default());
        reader.each(&lines, |view| date::find(view, &mut last));
        reader.each(&lines, |view| number::find(view, &mut habit));
        READS.get()
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
            assert!(twice <= 2 * once + once / 5, "{shape:?}: {once} reads for {TIMES} times, {twice} for twice as many");
        }
    }
}
