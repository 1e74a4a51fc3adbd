//! The relations found so far, each once.

use rustc_hash::FxHashMap;

use super::units::Unit;
use crate::model::{End, Relation, RelationKind};
use crate::resolve::Reading;

/// What was found so far.
pub(super) struct Found<'a> {
    list: Vec<Relation>,
    /// The place of each relation, by what is done, to which regulation, and by which.
    known: FxHashMap<(RelationKind, String), Vec<Known>>,
    reading: &'a Reading,
    units: &'a [Unit<'a>],
}

/// The regulation that acts, and the place of its relation.
type Known = (Option<String>, usize);

/// What a relation goes to.
#[derive(Clone)]
pub(super) enum To {
    Unit(usize),
    Name(String),
}

impl<'a> Found<'a> {
    pub fn new(reading: &'a Reading, units: &'a [Unit<'a>]) -> Found<'a> {
        Found { list: Vec::new(), known: FxHashMap::default(), reading, units }
    }

    /// Adds a relation between two units that the sentence around token `at` states.
    pub fn add(
        &mut self,
        kind: RelationKind,
        from: Option<usize>,
        to: To,
        is_planned: bool,
        at: usize,
    ) {
        let id = |unit: usize| self.units.get(unit).map(|unit| unit.id.clone());
        let (to_id, end) = match to {
            To::Unit(unit) => match (id(unit), self.units.get(unit)) {
                (Some(id), Some(unit)) => (id, End::Mention(unit.mention)),
                _ => return,
            },
            To::Name(name) => (name.clone(), End::Name(name)),
        };
        let from_id = from.and_then(id);
        if from.is_some() && from_id.is_none() || from_id.as_ref() == Some(&to_id) {
            return;
        }
        let place = self.list.len();
        let known = self.known.entry((kind, to_id)).or_default();
        if let Some((_, place)) = known.iter().find(|(from, _)| *from == from_id) {
            // What is stated once is no plan.
            self.list
                .get_mut(*place)
                .into_iter()
                .for_each(|relation| relation.is_planned &= is_planned);
            return;
        }
        known.push((from_id, place));
        let sentence = self.reading.sentence(at);
        let (field, evidence) = self.reading.place(sentence.start, sentence.end);
        let from =
            from.and_then(|from| self.units.get(from)).map(|unit| End::Mention(unit.mention));
        self.list.push(Relation { kind, from, to: end, is_planned, field, evidence });
    }

    /// All relations. One without an actor is left out where the document names the actor
    /// elsewhere.
    pub fn finish(self) -> Vec<Relation> {
        let mut is_said = vec![false; self.list.len()];
        for known in
            self.known.values().filter(|known| known.iter().any(|(from, _)| from.is_some()))
        {
            let unnamed = known.iter().filter(|(from, _)| from.is_none());
            unnamed.for_each(|(_, place)| {
                is_said.get_mut(*place).into_iter().for_each(|said| *said = true)
            });
        }
        self.list
            .into_iter()
            .zip(is_said)
            .filter(|(_, is_said)| !is_said)
            .map(|(relation, _)| relation)
            .collect()
    }
}
