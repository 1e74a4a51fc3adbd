//! From the loose words of a query to a bag: what each may stand for in this index, and how much it says.

use tantivy::Score;
use tantivy::schema::Field;

use super::bag::{Bag, Form, Source, Unit};
use super::codes::{Code, codes};
use super::node::{Condition, Node, Phrase};
use super::plan::Planner;
use super::spelling::Marks;
use super::words::{Pattern, Place, length_factors, rarity};
use crate::Result;
use crate::text::{Tone, tone_of};

/// A loose word and its place among the nodes of a query.
#[derive(Clone, Copy)]
pub(super) struct Loose<'n> {
    pub at: usize,
    pub node: &'n Node,
    pub phrase: &'n Phrase,
}

/// What a word with more marks than were typed counts of one that is written as typed.
const COMPLETED: Score = 0.3;

/// The same beside its neighbour.
const COMPLETED_BESIDE: Score = 0.7;

/// The same where no document has the word as typed.
const ONLY_COMPLETED: Score = 0.8;

/// What the words of a symbol that stand in a text by chance count of a mention of it.
const BY_CHANCE: Score = 0.4;

/// What a word that only begins so counts of the beginning as a whole word.
const BEGINS_SO: Score = 0.9;

/// A symbol weighs so many times what its words do.
const SYMBOL: Score = 2.0;

/// The bag of the loose words, which are looked for in these fields.
pub(super) fn gather(loose: &[Loose], fields: &[(Field, Score)], planner: &mut Planner) -> Result<Bag> {
    // A word stands for itself first; completed ones are a form of their own.
    let completes = std::mem::take(&mut planner.taking.completes);
    let mut gatherer =
        Gatherer { names: fields.iter().map(|&(field, _)| field).collect(), planner, completes, units: Vec::new(), ends: None };
    for run in loose.chunk_by(|a, b| a.at + 1 == b.at) {
        gatherer.run(run)?;
    }
    let units = gatherer.units;
    planner.taking.completes = completes;
    let is_bare = loose.iter().all(|loose| loose.phrase.typed.is_ascii()) && loose.iter().any(|loose| has_letter(&loose.phrase.typed));
    let factors = length_factors(planner.searcher, fields)?;
    Ok(Bag { units, fields: fields.to_vec(), factors, names: Vec::new(), raises: Vec::new(), is_bare, dropped: planner.help.dropped.len() })
}

fn has_letter(text: &str) -> bool {
    text.contains(char::is_alphabetic)
}

struct Gatherer<'g, 'p> {
    names: Vec<Field>,
    planner: &'g mut Planner<'p>,
    completes: bool,
    units: Vec<Unit>,
    /// Behind which node the last unit ends.
    ends: Option<usize>,
}

impl Gatherer<'_, '_> {
    /// Words of which each stands right behind the one before it.
    fn run(&mut self, run: &[Loose]) -> Result<()> {
        let nodes: Vec<Node> = run.iter().map(|loose| loose.node.clone()).collect();
        let found = if self.planner.taking.is_exact { Vec::new() } else { codes(&nodes, self.planner.searcher) };
        let mut codes = found.into_iter().peekable();
        let mut at = 0;
        while let Some(loose) = run.get(at) {
            if let Some(code) = codes.next_if(|code| code.nodes.start == at) {
                let covered = run.get(code.nodes.clone()).unwrap_or_default();
                at = code.nodes.end;
                self.code(code, covered)?;
                continue;
            }
            at += 1;
            self.word(loose)?;
        }
        Ok(())
    }

    /// Adds a unit for the nodes from `at` on.
    fn push(&mut self, (at, nodes): (usize, usize), forms: Vec<Form>, weight: Score) {
        let follows = self.ends == Some(at);
        self.ends = Some(at + nodes);
        self.units.push(Unit { forms, weight, follows });
    }

    /// A regulation: what mentions it, and what has the words of its symbol side by side.
    fn code(&mut self, code: Code, covered: &[Loose]) -> Result<()> {
        let Some(first) = covered.first() else { return Ok(()) };
        let mut pattern = Pattern::default();
        for loose in covered {
            let found = self.planner.pattern(&self.names, loose.phrase, None)?;
            let offset = u32::try_from(pattern.places.len()).unwrap_or(u32::MAX);
            pattern.places.extend(found.places.into_iter().map(|place| Place { offset: place.offset + offset, ..place }));
        }
        let weight = self.weight(&pattern) * SYMBOL;
        let cited = code.cited.into_iter().map(|cited| Form::typed(Source::Cited(Condition::Mentions(cited))));
        let mut forms: Vec<Form> = cited.collect();
        forms.push(Form { source: Source::Words(pattern), factor: BY_CHANCE, beside: BY_CHANCE });
        self.push((first.at, covered.len()), forms, weight);
        Ok(())
    }

    /// A word: as typed, with more marks where that is asked for, with what else may be meant where nothing has it.
    fn word(&mut self, loose: &Loose) -> Result<()> {
        let phrase = loose.phrase;
        let pattern = self.planner.pattern(&self.names, phrase, None)?;
        let mut forms = Vec::new();
        let is_open = !self.planner.taking.is_exact && !phrase.words.iter().any(|word| word.is_exact || word.is_prefix);
        let stands = pattern.places.iter().all(|place| place.documents > 0);
        let weight = self.weight(&pattern);
        if stands {
            forms.extend(typed_first(&pattern, phrase));
        }
        let completes = !stands || self.completes && phrase.words.iter().all(|word| is_level(&word.text));
        if is_open && completes {
            let completed = self.planner.pattern(&self.names, phrase, Some(Marks::Completed))?;
            let further = without(&completed, &pattern);
            if further.places.iter().all(|place| !place.spellings.is_empty() && place.documents > 0) {
                let weight = if stands { weight } else { self.weight(&completed) };
                let factor = if stands { COMPLETED } else { ONLY_COMPLETED };
                forms.push(Form { source: Source::Words(further), factor, beside: COMPLETED_BESIDE });
                self.planner.help.completed.push(phrase.typed.clone());
                self.push((loose.at, 1), forms, weight);
                return Ok(());
            }
        }
        if forms.is_empty() {
            self.planner.help.dropped.push(phrase.typed.clone());
            return Ok(());
        }
        self.push((loose.at, 1), forms, weight);
        Ok(())
    }

    /// How much a word or phrase says.
    fn weight(&self, pattern: &Pattern) -> Score {
        let all: u64 = self.planner.searcher.segment_readers().iter().map(|segment| u64::from(segment.max_doc())).sum();
        pattern.places.iter().map(|place| rarity(place.documents, all)).sum()
    }
}

/// The forms of a word that documents have: of a beginning, the whole word before those that only begin so.
fn typed_first(pattern: &Pattern, phrase: &Phrase) -> Vec<Form> {
    let own = |pattern: &Pattern| pattern.places.first().map(|place| place.typed.clone());
    if let ([word], Some(own)) = (phrase.words.as_slice(), own(pattern))
        && word.is_prefix
    {
        let (mut whole, mut longer) = (pattern.clone(), pattern.clone());
        whole.places.iter_mut().for_each(|place| place.spellings.retain(|spelling| *spelling == own));
        longer.places.iter_mut().for_each(|place| place.spellings.retain(|spelling| *spelling != own));
        return vec![Form::typed(Source::Words(whole)), Form { source: Source::Words(longer), factor: BEGINS_SO, beside: BEGINS_SO }];
    }
    vec![Form::typed(Source::Words(pattern.clone()))]
}

/// A word's further spellings. Of a phrase, all: some of its words may be as typed.
fn without(completed: &Pattern, typed: &Pattern) -> Pattern {
    let mut further = completed.clone();
    if let ([place], [typed]) = (further.places.as_mut_slice(), typed.places.as_slice()) {
        place.spellings.retain(|spelling| !typed.spellings.contains(spelling));
    }
    further
}

/// Whether a word has no tone, as one typed in haste.
fn is_level(word: &str) -> bool {
    word.chars().all(|c| tone_of(c).is_none_or(|(_, tone)| tone == Tone::Level))
}
