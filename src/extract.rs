//! Documents to mentions: the list of extractors and the one rule for overlaps.
//!
//! Extractors run line by line in the order of `Extractor::annotate_line`; each sees the tokens that no earlier one claimed. So a year inside a code
//! belongs to the code, a number inside a date to the date, and mentions never overlap. The attributes of a regulation (issuer, day of
//! issue, title) are read last, when the dates beside it are known.

mod date;
mod number;
mod regulation;

use jiff::civil::Date;

pub use number::number_in_words;

use crate::lexicon::{Context, lexicons};
use crate::text::{CharCounter, paragraphs};
use crate::token::{Token, Tokens};
use crate::{Annotated, Document, Mention, Span, Value};

/// Finds the mentions of a document.
///
/// Every paragraph of its text is read, also one that no block holds (a caption that stands twice): the offsets are the caller's, who looks for
/// each place where something is named. What another document of the page holds is left to it.
///
/// Deterministic: the same document gives the same mentions, in text order, none overlapping.
///
/// ```
/// use thoisu::{extract, mention_values};
/// let values = mention_values("Ngày 5/5/2022, Bộ Chính trị ban hành Nghị quyết số 15-NQ/TW với 8.890 đại biểu.");
/// assert_eq!(values, ["2022-05-05", "15-NQ/TW", "8890"]);
/// ```
pub fn extract(document: Document) -> Annotated {
    let published = document.meta.published.map(|published| published.day);
    let mut found = Vec::new();
    let mut extractor = Extractor { published, ..Extractor::default() };
    let text = document.text.as_str();
    for paragraph in paragraphs(text) {
        let before = found.len();
        let lines = paragraph.slice(text);
        match lines.trim_end_matches('\n').contains('\n') {
            // The line ends inside are only blanks; the offsets stay.
            true => extractor.annotate_line(&lines.replace('\n', " "), &mut found),
            false => extractor.annotate_line(lines, &mut found),
        }
        for (span, _) in &mut found[before..] {
            *span = span.shifted(paragraph.start);
        }
    }
    // What is said in a teaser is not the article's.
    found.retain(|(span, _)| !document.foreign.iter().any(|foreign| foreign.start < span.end && span.start < foreign.end));
    let mut counter = CharCounter::new(&document.text);
    let mentions = found
        .into_iter()
        .map(|(span, value)| Mention {
            span,
            source: counter.source_chars(span),
            surface: document.text.source_slice(span).to_string(),
            value,
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
    let mut found = Vec::new();
    Extractor { published, ..Extractor::default() }.annotate_line(text, &mut found);
    found
}

/// What the extractors share while they walk over a document, line by line.
#[derive(Default)]
struct Extractor {
    published: Option<Date>,
    last_dates: date::Last,
    tokens: Vec<Token>,
    claimed: Vec<bool>,
    found: Vec<Found>,
}

/// Whether a counted noun or classifier begins at `at`: the longest entry there decides (lần lượt is no lần).
fn is_counted(tokens: &Tokens<'_>, at: usize) -> bool {
    let mut longest = 0;
    !tokens.starts_line(at)
        && !tokens.is_capitalised(at)
        && lexicons()
            .contexts
            .matches(tokens, at)
            .take_while(|&(_, length)| length >= std::mem::replace(&mut longest, length))
            .any(|(context, _)| *context == Context::Counted)
}

/// A line's tokens, and which of them are taken.
struct View<'a> {
    tokens: Tokens<'a>,
    claimed: &'a mut Vec<bool>,
    published: Option<Date>,
}

/// A mention in a line: its tokens and its value.
struct Found {
    from: usize,
    to: usize,
    value: Value,
}

impl View<'_> {
    /// Whether none of the tokens `from..to` is taken.
    fn is_free(&self, from: usize, to: usize) -> bool {
        self.claimed.get(from..to).is_some_and(|taken| taken.iter().all(|taken| !taken))
    }

    fn claim(&mut self, from: usize, to: usize) {
        if let Some(tokens) = self.claimed.get_mut(from..to) {
            tokens.fill(true);
        }
    }
}

impl Extractor {
    /// The one order of the extractors.
    fn annotate_line(&mut self, text: &str, out: &mut Vec<(Span, Value)>) {
        lexicons().scan(text, &mut self.tokens);
        self.claimed.clear();
        self.claimed.resize(self.tokens.len(), false);
        let mut view = View { tokens: Tokens { text, list: &self.tokens }, claimed: &mut self.claimed, published: self.published };
        let found = &mut self.found;
        regulation::find(&mut view, found);
        date::find(&mut view, &mut self.last_dates, found);
        number::find(&mut view, found);
        found.sort_by_key(|mention: &Found| mention.from);
        regulation::attributes(&view, found);
        out.extend(found.drain(..).map(|mention| (view.tokens.span(mention.from, mention.to), mention.value)));
    }
}
