//! What one document says of regulations: the unit that an index stores and a registry folds.

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::model::{End, How, Regulation, RegulationForm, Relation, RelationKind, is_open};
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
    /// The short forms that it leaves open, each once.
    #[serde(rename = "o", default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<Open>,
    /// What it says that they do to each other.
    #[serde(rename = "r", default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Stated>,
}

/// A short form (`Nghị quyết 57`) that a document does not resolve; all documents together may
/// ([`settled`](super::settled)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// Type and number.
    #[serde(rename = "v")]
    pub value: String,
    /// The type.
    #[serde(rename = "t")]
    pub doc_type: String,
    /// The number, as written.
    #[serde(rename = "n")]
    pub number: String,
    /// The year beside the number.
    #[serde(rename = "y", default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
    /// The body that the document names as its issuer.
    #[serde(rename = "i", default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// What the document says that it is about.
    #[serde(rename = "h", default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
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
    /// That it is in force: the day from which, or nothing.
    #[serde(rename = "f")]
    InForce,
}

impl SaidOf {
    /// All, in the order in which they are shown.
    pub const ALL: [SaidOf; 5] =
        [SaidOf::Type, SaidOf::Issuer, SaidOf::Issued, SaidOf::Title, SaidOf::InForce];

    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            SaidOf::Type => "type",
            SaidOf::Issuer => "issuer",
            SaidOf::Issued => "issued",
            SaidOf::Title => "title",
            SaidOf::InForce => "in_force",
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
    /// A mention in that sentence, in Unicode scalars of the text as given.
    #[serde(rename = "m", default, skip_serializing_if = "Option::is_none")]
    pub place: Option<(usize, usize)>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// A relation between the regulations that its ends name; none where one has no name.
fn stated(relation: &Relation, mentions: &[&Mention]) -> Option<Stated> {
    let id = |end: &End| match end {
        End::Mention(at) => {
            let regulation =
                mentions.get(*at).and_then(|mention| Regulation::of(&mention.value))?;
            Some(regulation.known_id().unwrap_or(&regulation.value).to_string())
                .filter(|id| !id.is_empty())
        }
        End::Name(name) => Some(name.clone()),
    };
    let from = match &relation.from {
        Some(from) => Some(id(from)?),
        None => None,
    };
    Some(Stated {
        kind: relation.kind,
        from,
        to: id(&relation.to)?,
        is_planned: relation.is_planned,
        evidence: (relation.evidence.start, relation.evidence.end),
        place: place_of(relation, mentions),
    })
}

/// Where the sentence of a relation names one of its ends. Any mention of a regulation stands for
/// it: one in the sentence shows what is said.
fn place_of(relation: &Relation, mentions: &[&Mention]) -> Option<(usize, usize)> {
    let sentence = relation.evidence.start..relation.evidence.end;
    let ends = [Some(&relation.to), relation.from.as_ref()].into_iter().flatten();
    ends.filter_map(|end| if let End::Mention(at) = end { mentions.get(*at) } else { None })
        .find(|mention| mention.field == relation.field && sentence.contains(&mention.span.start))
        .map(|mention| (mention.source.start, mention.source.end))
}

impl Facts {
    /// What a document says, once it is linked ([`link`](crate::link)).
    pub fn new(annotated: &Annotated) -> Facts {
        let mut facts = Facts::default();
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        let mentions: Vec<&Mention> = annotated.all_mentions().collect();
        for mention in &mentions {
            let Some(regulation) = Regulation::of(&mention.value) else { continue };
            let Some(id) = id_in_document(regulation, &mentions) else {
                facts.add_open(regulation);
                continue;
            };
            let next = facts.cited.len();
            let place = *places.entry(id).or_insert(next);
            if place == next {
                facts.cited.push(Cited {
                    id: id.to_string(),
                    place: (mention.source.start, mention.source.end),
                    ..Cited::default()
                });
            }
            if let Some(cited) = facts.cited.get_mut(place) {
                cited.add(mention, regulation);
            }
        }
        if let Some(own) =
            annotated.document.regulation.as_deref().filter(|own| own.form == RegulationForm::Code)
        {
            facts.add_own(own);
        }
        facts.add_in_force(annotated, &mentions);
        let stated = |relation: &Relation| stated(relation, &mentions);
        facts.relations = annotated.relations.iter().filter_map(stated).collect();
        facts
    }

    /// Adds what the document says of acts in force.
    fn add_in_force(&mut self, annotated: &Annotated, mentions: &[&Mention]) {
        for in_force in &annotated.in_force {
            let Some(mention) = mentions.get(in_force.mention) else { continue };
            let id = Regulation::of(&mention.value)
                .and_then(|regulation| id_in_document(regulation, mentions));
            let value = in_force.since.map_or(String::new(), |day| day.to_string());
            let place = (mention.source.start, mention.source.end);
            if let Some(cited) = self.cited.iter_mut().find(|cited| Some(cited.id.as_str()) == id) {
                cited.said.push(Said { of: SaidOf::InForce, value, is_beside: true, place });
            }
        }
    }

    /// Whether the document cites nothing.
    pub fn is_empty(&self) -> bool {
        self.cited.is_empty() && self.open.is_empty()
    }

    /// Adds a short form without a target. What a further mention of it says beside is added to the
    /// first.
    fn add_open(&mut self, regulation: &Regulation) {
        let (RegulationForm::Partial, Some(doc_type), Some(number)) =
            (regulation.form, &regulation.doc_type, &regulation.number)
        else {
            return;
        };
        let Regulation { value, year, issuer, title, .. } = regulation;
        if let Some(known) = self.open.iter_mut().find(|open| open.value == *value) {
            known.issuer = known.issuer.take().or_else(|| issuer.clone());
            known.title = known.title.take().or_else(|| title.clone());
            return;
        }
        let (value, doc_type, number) = (value.clone(), doc_type.clone(), number.clone());
        self.open.push(Open {
            value,
            doc_type,
            number,
            year: *year,
            issuer: issuer.clone(),
            title: title.clone(),
        });
    }

    /// What an official document says of itself comes first.
    fn add_own(&mut self, own: &Regulation) {
        let place = self.cited.iter().position(|cited| cited.id == own.value);
        let at = place.unwrap_or(self.cited.len());
        if place.is_none() {
            self.cited.push(Cited { id: own.value.clone(), ..Cited::default() });
        }
        if let Some(cited) = self.cited.get_mut(at) {
            let said = statements(own).map(|(of, value)| Said {
                of,
                value,
                is_beside: true,
                place: cited.place,
            });
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
        // "văn bản này" says no type.
        for (of, value) in statements(regulation)
            .filter(|(of, _)| *of != SaidOf::Type || regulation.form != RegulationForm::Back)
        {
            if !self
                .said
                .iter()
                .any(|said| said.of == of && said.value == value && said.is_beside == is_beside)
            {
                self.said.push(Said { of, value, is_beside, place });
            }
        }
        let is_named = regulation.form == RegulationForm::Named;
        if is_named && how == Some(How::Adjacent) {
            self.name.get_or_insert_with(|| regulation.value.clone());
        }
        let is_alias = matches!(regulation.form, RegulationForm::Named | RegulationForm::Partial)
            && how != Some(How::Itself);
        if is_alias && how.is_some() && !self.aliases.contains(&regulation.value) {
            self.aliases.push(regulation.value.clone());
        }
    }
}

/// The regulation that a mention means, where that is known: a symbol, or a target. A back
/// reference to an open short form is open, too.
fn id_in_document<'m>(regulation: &'m Regulation, mentions: &[&Mention]) -> Option<&'m str> {
    let pointed = || {
        let at = regulation.target.as_ref()?.antecedent?;
        Regulation::of(&mentions.get(at)?.value)
    };
    let is_left = |other: &Regulation| other.target.is_none() && other.form != RegulationForm::Code;
    if regulation.form == RegulationForm::Back && pointed().is_some_and(is_left) {
        None
    } else {
        // A plenum's resolution without its term is many.
        regulation.known_id().filter(|id| regulation.form != RegulationForm::Named || !is_open(id))
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
