//! What one document says of regulations: the unit that an index stores and a registry folds.

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::model::{End, How, Regulation, RegulationForm, Relation, RelationKind};
use crate::{Annotated, Mention};

/// A document as the registry knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its id.
    pub document: String,
    /// The day of publication in Vietnam.
    pub day: Option<Date>,
    /// The document of which it is a near duplicate: the two count once.
    pub near_duplicate_of: Option<String>,
}

/// What a document says of regulations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The regulations that it cites, each once.
    #[serde(rename = "c", default, skip_serializing_if = "Vec::is_empty")]
    pub cited: Vec<Cited>,
    /// What it says that they do to each other.
    #[serde(rename = "r", default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Stated>,
}

/// A regulation that a document cites.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited {
    /// Its symbol, or its name with year, within the document.
    #[serde(rename = "i")]
    pub id: String,
    /// How often it is mentioned.
    #[serde(rename = "n")]
    pub mentions: u32,
    /// The short forms that mean it, each once.
    #[serde(rename = "a", default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The law's name, where the symbol is beside it.
    #[serde(rename = "l", default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What is said of it.
    #[serde(rename = "s", default, skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<Said>,
    /// Where it is first mentioned, in Unicode scalars of the text as given.
    #[serde(rename = "p")]
    pub place: (usize, usize),
}

/// Something that a document says of a regulation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Of what.
    #[serde(rename = "k")]
    pub of: SaidOf,
    /// The value, a day as `YYYY-MM-DD`.
    #[serde(rename = "v")]
    pub value: String,
    /// Whether it is stated beside the full symbol.
    #[serde(rename = "b", default, skip_serializing_if = "is_false")]
    pub is_beside: bool,
    /// The mention that it describes, in Unicode scalars of the text as given.
    #[serde(rename = "p")]
    pub place: (usize, usize),
}

/// What a statement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SaidOf {
    /// The type: Nghị quyết.
    #[serde(rename = "t")]
    Type,
    /// The body that issued it.
    #[serde(rename = "i")]
    Issuer,
    /// The day of issue.
    #[serde(rename = "d")]
    Issued,
    /// What it is about.
    #[serde(rename = "h")]
    Title,
}

impl SaidOf {
    /// All, in the order in which they are shown.
    pub const ALL: [SaidOf; 4] = [SaidOf::Type, SaidOf::Issuer, SaidOf::Issued, SaidOf::Title];

    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            SaidOf::Type => "type",
            SaidOf::Issuer => "issuer",
            SaidOf::Issued => "issued",
            SaidOf::Title => "title",
        }
    }
}

/// A relation that a document states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// What is done: the name of a [`RelationKind`].
    #[serde(rename = "k")]
    pub kind: RelationKind,
    /// By which regulation; none where the document does not name it.
    #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// To which.
    #[serde(rename = "t")]
    pub to: String,
    /// Whether it is meant to be.
    #[serde(rename = "p", default, skip_serializing_if = "is_false")]
    pub is_planned: bool,
    /// The sentence, in bytes of the normalised text of its field.
    #[serde(rename = "e")]
    pub evidence: (usize, usize),
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_false(value: &bool) -> bool {
    !*value
}

impl Facts {
    /// What a document says, once it is linked ([`link`](crate::link)).
    pub fn new(annotated: &Annotated) -> Facts {
        let mut facts = Facts::default();
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        let mentions: Vec<&Mention> = annotated.all_mentions().collect();
        for mention in &mentions {
            let Some((regulation, id)) = Regulation::of(&mention.value).and_then(|regulation| Some((regulation, regulation.known_id()?)))
            else {
                continue;
            };
            let next = facts.cited.len();
            let place = *places.entry(id).or_insert(next);
            if place == next {
                facts.cited.push(Cited { id: id.to_string(), place: (mention.source.start, mention.source.end), ..Cited::default() });
            }
            if let Some(cited) = facts.cited.get_mut(place) {
                cited.add(mention, regulation);
            }
        }
        if let Some(own) = annotated.document.regulation.as_deref().filter(|own| own.form == RegulationForm::Code) {
            facts.add_own(own);
        }
        let id = |end: &End| match end {
            End::Mention(at) => {
                let regulation = mentions.get(*at).and_then(|mention| Regulation::of(&mention.value))?;
                Some(regulation.known_id().unwrap_or(&regulation.value).to_string()).filter(|id| !id.is_empty())
            }
            End::Name(name) => Some(name.clone()),
        };
        let stated = |relation: &Relation| {
            let from = match &relation.from {
                Some(from) => Some(id(from)?),
                None => None,
            };
            let evidence = (relation.evidence.start, relation.evidence.end);
            Some(Stated { kind: relation.kind, from, to: id(&relation.to)?, is_planned: relation.is_planned, evidence })
        };
        facts.relations = annotated.relations.iter().filter_map(stated).collect();
        facts
    }

    /// Whether the document cites nothing.
    pub fn is_empty(&self) -> bool {
        self.cited.is_empty()
    }

    /// What an official document says of itself comes first.
    fn add_own(&mut self, own: &Regulation) {
        let place = self.cited.iter().position(|cited| cited.id == own.value);
        let at = place.unwrap_or(self.cited.len());
        if place.is_none() {
            self.cited.push(Cited { id: own.value.clone(), ..Cited::default() });
        }
        if let Some(cited) = self.cited.get_mut(at) {
            let said = statements(own).map(|(of, value)| Said { of, value, is_beside: true, place: cited.place });
            let said: Vec<Said> = said.collect();
            cited.said.splice(0..0, said);
        }
    }
}

impl Cited {
    fn add(&mut self, mention: &Mention, regulation: &Regulation) {
        let how = regulation.target.as_ref().map(|target| target.how);
        self.mentions += 1;
        let place = (mention.source.start, mention.source.end);
        let is_beside = regulation.form == RegulationForm::Code;
        for (of, value) in statements(regulation) {
            if !self.said.iter().any(|said| said.of == of && said.value == value && said.is_beside == is_beside) {
                self.said.push(Said { of, value, is_beside, place });
            }
        }
        let is_named = regulation.form == RegulationForm::Named;
        if is_named && how == Some(How::Adjacent) {
            self.name.get_or_insert_with(|| regulation.value.clone());
        }
        let is_alias = matches!(regulation.form, RegulationForm::Named | RegulationForm::Partial) && how != Some(How::Itself);
        if is_alias && how.is_some() && !self.aliases.contains(&regulation.value) {
            self.aliases.push(regulation.value.clone());
        }
    }
}

fn statements(regulation: &Regulation) -> impl Iterator<Item = (SaidOf, String)> {
    let stated = [
        (SaidOf::Type, regulation.doc_type.clone()),
        (SaidOf::Issuer, regulation.issuer.clone()),
        (SaidOf::Issued, regulation.issued.map(|day: Date| day.to_string())),
        (SaidOf::Title, regulation.title.clone()),
    ];
    stated.into_iter().filter_map(|(of, value)| Some((of, value?)))
}
