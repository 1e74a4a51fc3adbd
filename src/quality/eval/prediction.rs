//! What some system found, by page.

use std::collections::HashMap;

use serde::Deserialize;

use super::gold::{Facts, has_targets, text_of};
use crate::model::{End, Regulation, RegulationForm, RelationKind};
use crate::{Annotated, Kind, Mention};

/// A mention as some system found it; the shape of a mention in the output of `extract`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Prediction {
    /// First Unicode scalar of the text as given.
    pub start: usize,
    /// Behind the last Unicode scalar.
    pub end: usize,
    /// What sort of thing.
    pub kind: Kind,
    /// How it is written: `code`, `words` …
    #[serde(default)]
    pub form: Option<String>,
    /// The canonical value.
    #[serde(default)]
    pub value: Option<String>,
    /// What else is said of it, by name.
    #[serde(flatten)]
    pub facts: Facts,
}

impl Prediction {
    /// Whether it is a type and a word that points (`Nghị định này`).
    pub(super) fn is_back(&self) -> bool {
        has_targets(self.kind) && self.form.as_deref() == Some(RegulationForm::Back.name())
    }
}

impl From<&Mention> for Prediction {
    fn from(mention: &Mention) -> Prediction {
        let kind = mention.value.kind();
        let facts: Facts = mention.value.with_facts(|_, facts| {
            let named =
                kind.about().fields.iter().zip(facts).filter(|(_, fact)| !fact.is_unknown());
            named.map(|(field, fact)| (field.name.to_string(), fact.to_string().into())).collect()
        });
        let form = text_of(&facts, "form").map(str::to_string);
        Prediction {
            start: mention.source.start,
            end: mention.source.end,
            kind,
            form,
            value: mention.value.canonical(),
            facts,
        }
    }
}

/// Predictions by page, in the order given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Predictions {
    pub(super) pages: HashMap<String, PredictedPage>,
}

/// What was found on one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PredictedPage {
    pub mentions: Vec<Prediction>,
    /// Their ends are places in `mentions`, or names.
    pub relations: Vec<(RelationKind, Option<End>, End, bool)>,
}

impl Predictions {
    /// Adds the predictions for a page, behind those it already has.
    pub fn insert(&mut self, page: &str, mentions: impl IntoIterator<Item = Prediction>) {
        self.page(page).mentions.extend(mentions);
    }

    /// Adds the mentions of a document's text to those of its page, and the relations that it
    /// states.
    pub fn add(&mut self, annotated: &Annotated) {
        let page = self.page(&annotated.document.source_id);
        let before = page.mentions.len();
        let end = |end: &End| moved(end, annotated, before);
        page.relations.extend(annotated.relations.iter().map(|found| {
            (found.kind, found.from.as_ref().map(end), end(&found.to), found.is_planned)
        }));
        page.mentions.extend(annotated.mentions.iter().map(Prediction::from));
    }

    fn page(&mut self, page: &str) -> &mut PredictedPage {
        self.pages.entry(page.to_string()).or_default()
    }
}

/// An end of a document's relation on its page, which has mentions before the document's. What
/// stands in a field of its own is named.
fn moved(end: &End, annotated: &Annotated, before: usize) -> End {
    let End::Mention(at) = end else { return end.clone() };
    match at.checked_sub(annotated.apart.len()) {
        Some(at) => End::Mention(before + at),
        None => {
            let regulation =
                annotated.apart.get(*at).and_then(|mention| Regulation::of(&mention.value));
            let name = regulation.map(|regulation| {
                regulation.target.as_ref().map_or(&regulation.value, |target| &target.id)
            });
            End::Name(name.cloned().unwrap_or_default())
        }
    }
}

impl From<&Annotated> for Predictions {
    fn from(annotated: &Annotated) -> Predictions {
        [annotated].into_iter().collect()
    }
}

impl<'a> FromIterator<&'a Annotated> for Predictions {
    fn from_iter<I: IntoIterator<Item = &'a Annotated>>(annotated: I) -> Predictions {
        let mut predictions = Predictions::default();
        annotated.into_iter().for_each(|annotated| predictions.add(annotated));
        predictions
    }
}
