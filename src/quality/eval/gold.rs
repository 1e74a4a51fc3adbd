//! Gold annotations: documents with the mentions that ought to be found.

use std::collections::HashMap;
use std::io::BufRead;

use super::group::Group;
use crate::{Error, Kind, Result};

/// A document with the mentions that people marked in it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
pub struct GoldDocument {
    /// The document's id.
    pub id: String,
    /// The id of its page, where that is another.
    #[serde(default)]
    pub source_id: Option<String>,
    /// When it was published.
    #[serde(default)]
    pub published: Option<String>,
    /// The text as given to the extractors.
    pub text: String,
    /// The mentions, their offsets Unicode scalars of `text`.
    pub mentions: Vec<GoldMention>,
}

impl GoldDocument {
    /// The page whose documents count together: `source_id`, or `id` where there is none.
    pub fn page(&self) -> &str {
        self.source_id.as_deref().filter(|id| !id.is_empty()).unwrap_or(&self.id)
    }

    /// Whether every mention is what it says: its text stands at its span, and a scored one has a known form.
    ///
    /// # Errors
    /// The first mention that is not, with the document's id in front.
    pub fn check(&self) -> Result<()> {
        let text: Vec<char> = self.text.chars().collect();
        self.mentions.iter().try_for_each(|mention| mention.check(&text)).map_err(|error| error.context(&self.id))
    }
}

/// A mention that ought to be found, or a span that is not scored.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
pub struct GoldMention {
    /// What sort of thing.
    pub kind: Kind,
    /// How it is written: `code`, `words` …; dates have none.
    #[serde(default)]
    pub form: Option<String>,
    /// First Unicode scalar of the text.
    pub start: usize,
    /// Behind the last Unicode scalar.
    pub end: usize,
    /// The characters at this span.
    pub text: String,
    /// The canonical value; `None` for a date that nothing resolves, and for what is not scored.
    #[serde(default)]
    pub value: Option<String>,
    /// Whether finding it counts.
    #[serde(default = "yes")]
    pub score: bool,
    /// What else is said of it, by name: the type of a regulation where the sentence states it.
    #[serde(flatten)]
    pub facts: Facts,
}

/// What is said of a mention beside its value, by name.
pub type Facts = HashMap<String, serde_json::Value>;

/// A text among facts; an empty one is none.
pub(super) fn text_of<'a>(facts: &'a Facts, name: &str) -> Option<&'a str> {
    facts.get(name).and_then(serde_json::Value::as_str).filter(|text| !text.is_empty())
}

const fn yes() -> bool {
    true
}

impl GoldMention {
    /// The group it counts in; `None` for a form that its kind does not have.
    pub fn group(&self) -> Option<Group> {
        Group::of(self.kind, self.form.as_deref())
    }

    fn check(&self, text: &[char]) -> Result<()> {
        let (start, end, name) = (self.start, self.end, self.kind.name());
        if self.score && self.group().is_none() {
            let form = self.form.as_deref().unwrap_or_default();
            return Err(Error::new(format!("expected a form of {name} at {start}..{end}, but found `{form}`")));
        }
        let found: String = text.get(start..end).unwrap_or_default().iter().collect();
        if found.is_empty() || found != self.text {
            return Err(Error::new(format!("expected `{}` at {start}..{end}, but found `{found}`", self.text)));
        }
        Ok(())
    }
}

/// Reads gold from JSON Lines and checks it; empty lines are passed over.
///
/// # Errors
/// The first line that cannot be read, does not parse or does not hold what it says; the line's number in front.
pub fn read_gold(input: impl BufRead) -> Result<Vec<GoldDocument>> {
    let mut documents = Vec::new();
    for (number, line) in (1..).zip(input.lines()) {
        let at_line = |error: Error| error.context(format_args!("line {number}"));
        let line = line.map_err(|error| at_line(error.into()))?;
        if line.trim().is_empty() {
            continue;
        }
        let document: GoldDocument =
            serde_json::from_str(&line).map_err(|error| at_line(Error::caused("expected a gold document", error)))?;
        document.check().map_err(at_line)?;
        documents.push(document);
    }
    Ok(documents)
}

/// The gold of one page: its documents' mentions, in the order given.
pub(super) struct Page<'a> {
    pub id: &'a str,
    /// The text of the page's first document, of which the offsets are.
    pub text: &'a str,
    pub mentions: Vec<&'a GoldMention>,
}

/// Gathers documents into pages, in order of first appearance.
pub(super) fn pages(documents: &[GoldDocument]) -> Vec<Page<'_>> {
    let mut pages: Vec<Page<'_>> = Vec::new();
    let mut place_of: HashMap<&str, usize> = HashMap::new();
    for document in documents {
        let id = document.page();
        let place = *place_of.entry(id).or_insert(pages.len());
        match pages.get_mut(place) {
            Some(page) => page.mentions.extend(&document.mentions),
            None => pages.push(Page { id, text: &document.text, mentions: document.mentions.iter().collect() }),
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_gold_is_read() {
        let lines = concat!(
            r#"{"id":"g1","published":null,"text":"Xã họp 5/9/2022","mentions":[{"kind":"date","start":7,"end":15,"text":"5/9/2022","value":"2022-09-05"}]}"#,
            "\n\n",
            r#"{"id":"g2#2","source_id":"g2","text":"tổ 3","mentions":[{"kind":"number","start":3,"end":4,"text":"3","score":false}]}"#,
        );
        let documents = read_gold(lines.as_bytes()).unwrap_or_default();
        let ids: Vec<_> =
            documents.iter().map(|document| (document.page(), document.mentions.iter().filter(|m| m.score).count())).collect();
        assert_eq!(ids, [("g1", 1), ("g2", 0)]);
    }

    #[test]
    fn bad_gold_is_told() {
        for (line, expected) in [
            (r#"{"id":"x""#, "line 1: expected a gold document: EOF while parsing an object at line 1 column 9"),
            (
                r#"{"id":"x","text":"a","mentions":[{"kind":"place","start":0,"end":1,"text":"a"}]}"#,
                "line 1: expected a gold document: expected `date`, `regulation`, `number` or `provision`, but found `place` at line 1 column 48",
            ),
            (
                r#"{"id":"x","text":"tháng 4","mentions":[{"kind":"date","start":0,"end":6,"text":"tháng 4"}]}"#,
                "line 1: x: expected `tháng 4` at 0..6, but found `tháng `",
            ),
            (
                r#"{"id":"x","text":"4","mentions":[{"kind":"number","form":"roman","start":0,"end":1,"text":"4"}]}"#,
                "line 1: x: expected a form of number at 0..1, but found `roman`",
            ),
            (
                r#"{"id":"x","text":"4","mentions":[{"kind":"date","start":3,"end":1,"text":"4"}]}"#,
                "line 1: x: expected `4` at 3..1, but found ``",
            ),
        ] {
            let error = read_gold(line.as_bytes()).map_err(|error| error.to_string());
            assert_eq!(error, Err(expected.to_string()));
        }
    }
}
