//! Gold annotations: documents with the mentions that ought to be found, and which regulation each
//! means and what it does to others.

use std::collections::HashMap;
use std::io::BufRead;

use super::group::Group;
use crate::model::{End, Kinds, RegulationForm, RelationKind};
use crate::{Error, Kind, Result};

/// A document with the mentions that people marked in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
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
    /// What regulations do to each other; `None` where the gold does not say.
    #[serde(default)]
    pub relations: Option<Vec<GoldRelation>>,
    /// Further names of a target that are right, by the target.
    #[serde(default)]
    pub names: HashMap<String, Vec<String>>,
}

/// A relation that a document states.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
pub struct GoldRelation {
    /// What is done.
    pub kind: RelationKind,
    /// Who does it: a place among the gold mentions, or a name; `None` where the text does not name
    /// it.
    pub from: Option<End>,
    /// To what.
    pub to: End,
    /// Whether it is a draft, a bill or a proposal.
    #[serde(default)]
    pub status: Option<Status>,
}

/// How far a relation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A draft, a bill or a proposal.
    Planned,
}

impl GoldDocument {
    /// The page whose documents count together: `source_id`, or `id` where there is none.
    pub fn page(&self) -> &str {
        self.source_id.as_deref().filter(|id| !id.is_empty()).unwrap_or(&self.id)
    }

    /// Whether every mention is what it says: its text stands at its span, and a scored one has a
    /// known form.
    ///
    /// # Errors
    /// The first mention that is not, with the document's id in front.
    pub fn check(&self) -> Result<()> {
        let text: Vec<char> = self.text.chars().collect();
        let mentions = self.mentions.iter().try_for_each(|mention| mention.check(&text));
        mentions
            .and_then(|()| self.relations().try_for_each(|relation| self.check_ends(relation)))
            .map_err(|error| error.context(&self.id))
    }

    /// Whether it says which regulation a mention means, or what one does to another.
    pub fn has_links(&self) -> bool {
        self.relations.is_some()
            || self.mentions.iter().any(|mention| mention.facts.contains_key(TARGET))
    }

    /// The relations that it states.
    fn relations(&self) -> impl Iterator<Item = &GoldRelation> {
        self.relations.iter().flatten()
    }

    /// Whether the ends of a relation are mentions that can have a target.
    fn check_ends(&self, relation: &GoldRelation) -> Result<()> {
        for end in relation.from.iter().chain([&relation.to]) {
            let End::Mention(at) = end else { continue };
            if !self.mentions.get(*at).is_some_and(|mention| has_targets(mention.kind)) {
                let kind = relation.kind.name();
                return Err(Error::new(format!(
                    "expected a regulation at place {at} of `mentions` for `{kind}`, but found none"
                )));
            }
        }
        Ok(())
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

/// The name of the fact that says which regulation a mention means.
pub(super) const TARGET: &str = "target";

/// Whether mentions of a kind can mean what another mention names.
pub(super) fn has_targets(kind: Kind) -> bool {
    kind.about().fields.iter().any(|field| field.name == TARGET)
}

/// The kinds that are scored: gold with targets or relations may leave kinds unmarked. `None` is
/// all.
pub(super) fn marked_kinds(gold: &[GoldDocument]) -> Option<Kinds> {
    let has_links = gold.iter().any(GoldDocument::has_links);
    has_links.then(|| {
        gold.iter().flat_map(|document| &document.mentions).map(|mention| mention.kind).collect()
    })
}

const fn yes() -> bool {
    true
}

impl GoldMention {
    /// The group it counts in; `None` for a form that its kind does not have.
    pub fn group(&self) -> Option<Group> {
        Group::of(self.kind, self.form.as_deref())
    }

    /// Whether it is a type and a word that points (`Nghị định này`), which only resolving finds.
    pub(super) fn is_back(&self) -> bool {
        has_targets(self.kind) && self.form.as_deref() == Some(RegulationForm::Back.name())
    }

    fn check(&self, text: &[char]) -> Result<()> {
        let (start, end, name) = (self.start, self.end, self.kind.name());
        if self.score && self.group().is_none() && !self.is_back() {
            let form = self.form.as_deref().unwrap_or_default();
            return Err(Error::new(format!(
                "expected a form of {name} at {start}..{end}, but found `{form}`"
            )));
        }
        let found: String = text.get(start..end).unwrap_or_default().iter().collect();
        if found.is_empty() || found != self.text {
            return Err(Error::new(format!(
                "expected `{}` at {start}..{end}, but found `{found}`",
                self.text
            )));
        }
        Ok(())
    }
}

/// Reads gold from JSON Lines and checks it; empty lines are passed over.
///
/// # Errors
/// The first line that cannot be read, does not parse or does not hold what it says; the line's
/// number in front.
pub fn read_gold(input: impl BufRead) -> Result<Vec<GoldDocument>> {
    let mut documents = Vec::new();
    for (number, line) in (1..).zip(input.lines()) {
        let at_line = |error: Error| error.context(format_args!("line {number}"));
        let line = line.map_err(|error| at_line(error.into()))?;
        if line.trim().is_empty() {
            continue;
        }
        let document: GoldDocument = serde_json::from_str(&line)
            .map_err(|error| at_line(Error::caused("expected a gold document", error)))?;
        document.check().map_err(at_line)?;
        documents.push(document);
    }
    Ok(documents)
}

/// The gold of one page: its documents' mentions, in the order given.
pub(super) struct Page<'a> {
    pub id: &'a str,
    /// The text of the page's first document, of which the offsets are.
    text: Vec<char>,
    pub mentions: Vec<&'a GoldMention>,
    /// The relations; a mention at an end is a place in `mentions`.
    pub relations: Vec<GoldRelation>,
    /// A further name and the target that it names.
    pub names: Vec<(&'a str, &'a str)>,
}

impl<'a> Page<'a> {
    fn new(document: &'a GoldDocument) -> Page<'a> {
        Page {
            id: document.page(),
            text: document.text.chars().collect(),
            mentions: Vec::new(),
            relations: Vec::new(),
            names: Vec::new(),
        }
    }

    fn add(&mut self, document: &'a GoldDocument) {
        let before = self.mentions.len();
        let moved = |end: &End| match end {
            End::Mention(at) => End::Mention(before + at),
            End::Name(name) => End::Name(name.clone()),
        };
        let on_page = |relation: &GoldRelation| GoldRelation {
            from: relation.from.as_ref().map(moved),
            to: moved(&relation.to),
            ..relation.clone()
        };
        self.relations.extend(document.relations().map(on_page));
        self.mentions.extend(&document.mentions);
        let names = document.names.iter();
        self.names.extend(
            names.flat_map(|(target, names)| {
                names.iter().map(|name| (name.as_str(), target.as_str()))
            }),
        );
    }

    /// The words around a span, in one line.
    pub fn context(&self, start: usize, end: usize) -> String {
        self.slice(start.saturating_sub(30), end.saturating_add(20)).replace('\n', "⏎")
    }

    /// The words of a span, in Unicode scalars; as much of it as the text has.
    pub fn slice(&self, start: usize, end: usize) -> String {
        self.text.iter().take(end).skip(start).collect()
    }
}

/// Gathers documents into pages, in order of first appearance.
pub(super) fn pages(documents: &[GoldDocument]) -> Vec<Page<'_>> {
    let mut pages: Vec<Page<'_>> = Vec::new();
    let mut place_of: HashMap<&str, usize> = HashMap::new();
    for document in documents {
        let id = document.page();
        let place = *place_of.entry(id).or_insert(pages.len());
        if place == pages.len() {
            pages.push(Page::new(document));
        }
        pages.get_mut(place).into_iter().for_each(|page| page.add(document));
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
        let ids: Vec<_> = documents
            .iter()
            .map(|document| (document.page(), document.mentions.iter().filter(|m| m.score).count()))
            .collect();
        assert_eq!(ids, [("g1", 1), ("g2", 0)]);
    }

    #[test]
    fn bad_gold_is_told() {
        for (line, expected) in [
            (
                r#"{"id":"x""#,
                "line 1: expected a gold document: EOF while parsing an object at line 1 column 9",
            ),
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
                r#"{"id":"x","text":"4","mentions":[{"kind":"number","form":"back","start":0,"end":1,"text":"4"}]}"#,
                "line 1: x: expected a form of number at 0..1, but found `back`",
            ),
            (
                r#"{"id":"x","text":"a","mentions":[],"relations":[{"kind":"amends","from":null,"to":0}]}"#,
                "line 1: x: expected a regulation at place 0 of `mentions` for `amends`, but found none",
            ),
            (
                r#"{"id":"x","text":"a","mentions":[],"relations":[{"kind":"amends","from":null,"to":"Luật Giá","status":"done"}]}"#,
                "line 1: expected a gold document: unknown variant `done`, expected `planned` at line 1 column 111",
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
