//! From the loose words of a query to a bag: what each may stand for in this index, and how much it
//! says.

use std::ops::Range;

use tantivy::Score;
use tantivy::schema::Field;

use super::bag::{Bag, Form, Name, Source, Unit};
use super::bm25f::{Pattern, Place, length_factors, rarity};
use super::codes::{Code, codes};
use super::help::Replaced;
use super::mentioned::raises;
use super::node::{Condition, Node, Phrase, Word};
use super::plan::Planner;
use super::slips::corrected;
use super::spelling::{Marks, is_level};
use super::understood::{key, understood};
use crate::Result;
use crate::index::analyzer::{lower, term};
use crate::text::is_syllable;

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

/// What a word counts that was put in the place of one that no document has.
const CORRECTED: Score = 0.6;

/// What another form of the same thing counts: `Ủy ban nhân dân` for `UBND`.
const SAME: Score = 0.85;

/// What the province counts that one was merged with: what is said of it is seldom said of the
/// other.
const PROVINCE: Score = 0.4;

/// What a province's name may stand behind, folded.
const LEADS_TO_PROVINCE: &str = "tinh";

/// What the words of a symbol that stand in a text by chance count of a mention of it.
const BY_CHANCE: Score = 0.4;

/// What a mention of what is near a symbol counts, where no document mentions the symbol.
const NEAR: Score = 0.7;

/// What a word that only begins so counts of the beginning as a whole word.
const BEGINS_SO: Score = 0.9;

/// A symbol weighs so many times what its words do.
const SYMBOL: Score = 2.0;

/// Words that only ask (`là ai`) weigh so much of what they would.
const ASKS: Score = 0.2;

/// The longest form in the table of what queries abbreviate, in words as they are typed.
const LONGEST_FORM: usize = 8;

/// The bag of the loose words, which are looked for in these fields.
pub(super) fn gather(
    loose: &[Loose],
    fields: &[(Field, Score)],
    planner: &mut Planner,
) -> Result<Bag> {
    // A word stands for itself first; completed ones are a form of their own.
    let completes = std::mem::take(&mut planner.taking.completes);
    let names = fields.iter().map(|&(field, _)| field).collect();
    let documents =
        planner.searcher.segment_readers().iter().map(|segment| u64::from(segment.max_doc())).sum();
    let (units, keys, searched) = (Vec::new(), Vec::new(), Vec::new());
    let mut gatherer =
        Gatherer { names, documents, planner, completes, units, keys, searched, ends: None };
    for run in loose.chunk_by(|a, b| a.at + 1 == b.at) {
        gatherer.run(run)?;
    }
    gatherer.weigh_questions();
    let names = gatherer.names();
    let Gatherer { units, searched, .. } = gatherer;
    planner.taking.completes = completes;
    if !planner.help.corrected.is_empty() {
        planner.help.showing = Some(searched.join(" "));
    }
    let typed = loose.iter().map(|loose| loose.phrase.typed.as_str()).collect::<Vec<_>>().join(" ");
    let raises = if planner.taking.is_exact { Vec::new() } else { raises(&typed) };
    let is_bare = loose.iter().all(|loose| loose.phrase.typed.is_ascii())
        && typed.contains(char::is_alphabetic);
    let factors = length_factors(planner.searcher, fields)?;
    Ok(Bag {
        units,
        fields: fields.to_vec(),
        factors,
        names,
        raises,
        is_bare,
        dropped: planner.help.dropped.len(),
    })
}

struct Gatherer<'g, 'p> {
    names: Vec<Field>,
    /// How many documents there are.
    documents: u64,
    planner: &'g mut Planner<'p>,
    completes: bool,
    units: Vec<Unit>,
    /// What each unit was typed as.
    keys: Vec<Key>,
    /// The words as they are searched.
    searched: Vec<String>,
    /// Behind which node the last unit ends.
    ends: Option<usize>,
}

/// What a unit was typed as: in lower case, and folded; whether it begins with a capital.
struct Key {
    lower: String,
    folded: String,
    is_capital: bool,
}

/// What else stands for words, and the number that those words share.
#[derive(Default)]
struct Same {
    forms: Vec<Form>,
    number: Option<usize>,
}

impl Gatherer<'_, '_> {
    /// Words of which each stands right behind the one before it.
    fn run(&mut self, run: &[Loose]) -> Result<()> {
        let nodes: Vec<Node> = run.iter().map(|loose| loose.node.clone()).collect();
        let is_exact = self.planner.taking.is_exact;
        let found = if is_exact { Vec::new() } else { codes(&nodes, self.planner.searcher) };
        let mut codes = found.into_iter().peekable();
        let mut at = 0;
        while let Some(rest) = run.get(at..).filter(|rest| !rest.is_empty()) {
            if let Some(code) = codes.next_if(|code| code.nodes.start == at) {
                let covered = run.get(code.nodes.clone()).unwrap_or_default();
                at = code.nodes.end;
                self.code(code, covered)?;
                continue;
            }
            let before = codes.peek().map_or(run.len(), |code| code.nodes.start);
            let rest = rest.get(..before - at).unwrap_or(rest);
            let (length, same) = if is_exact { (1, Same::default()) } else { self.same(rest)? };
            for loose in rest.get(..length).unwrap_or_default() {
                self.word(loose, &same)?;
            }
            at += length;
        }
        Ok(())
    }

    /// Adds a unit for the nodes from `at` on.
    fn push(
        &mut self,
        (at, nodes): (usize, usize),
        typed: &str,
        forms: Vec<Form>,
        (weight, same): (Score, Option<usize>),
    ) {
        let follows = self.ends == Some(at);
        self.ends = Some(at + nodes);
        let is_capital = typed.starts_with(char::is_uppercase);
        self.keys.push(Key { lower: lower(typed), folded: key(typed), is_capital });
        self.units.push(Unit { forms, weight, follows, same });
    }

    /// A regulation: what mentions it, and what has the words of its symbol side by side.
    fn code(&mut self, code: Code, covered: &[Loose]) -> Result<()> {
        let Some(first) = covered.first() else { return Ok(()) };
        let mut pattern = Pattern::default();
        for loose in covered {
            let found = self.planner.pattern(&self.names, loose.phrase, None)?;
            self.planner.shown.push(found.clone());
            let offset = u32::try_from(pattern.places.len()).unwrap_or(u32::MAX);
            pattern.places.extend(
                found
                    .places
                    .into_iter()
                    .map(|place| Place { offset: place.offset + offset, ..place }),
            );
        }
        let weight = self.weight(&pattern) * SYMBOL;
        let factor = if code.missed.is_some() { NEAR } else { 1.0 };
        let cited = code.cited.into_iter().map(|cited| Source::Cited(Condition::Mentions(cited)));
        let mut forms: Vec<Form> =
            cited.map(|source| Form { source, factor, beside: factor }).collect();
        let typed =
            covered.iter().map(|loose| loose.phrase.typed.as_str()).collect::<Vec<_>>().join(" ");
        if let Some(missed) = code.missed {
            let near = understood_number(&missed.symbol).filter(|_| missed.near > 0);
            let near = near.map_or(String::new(), |name| format!("; {} cite {name}", missed.near));
            self.planner.help.notes.push(format!("no document cites {}{near}", missed.symbol));
        }
        if pattern.places.iter().all(|place| place.documents > 0) {
            forms.push(Form {
                source: Source::Words(pattern),
                factor: BY_CHANCE,
                beside: BY_CHANCE,
            });
        }
        self.searched.push(typed.clone());
        if forms.is_empty() {
            self.planner.help.dropped.push(typed);
            return Ok(());
        }
        self.push((first.at, covered.len()), &typed, forms, (weight, None));
        Ok(())
    }

    /// The longest run of words that is an abbreviation or a long form, or a province that was
    /// merged, with what else stands for it.
    fn same(&mut self, run: &[Loose]) -> Result<(usize, Same)> {
        for length in (1..=LONGEST_FORM.min(run.len())).rev() {
            let (Some(words), Some(first)) = (run.get(..length), run.first()) else { continue };
            let typed: Vec<&str> = words.iter().map(|loose| loose.phrase.typed.as_str()).collect();
            let typed = typed.join(" ");
            let is_plain = words.iter().all(|loose| {
                loose.phrase.words.iter().all(|word| !word.is_prefix && !word.is_exact)
            });
            // `tư` is a word, `TƯ` an abbreviation.
            let is_word =
                length == 1 && is_syllable(&lower(&typed)) && typed.chars().any(char::is_lowercase);
            if !is_plain || is_word {
                continue;
            }
            let found = key(&typed);
            let mut same = Same::default();
            let mut searched = Vec::new();
            for other in understood().others(&found) {
                // Nor does every `tư` of a text stand for `Trung ương`.
                if !is_syllable(&lower(other)) {
                    self.add_same((other, SAME), &mut same, &mut searched)?;
                }
            }
            if !same.forms.is_empty() {
                same.number = Some(self.planner.help.expanded.len());
            }
            if self.is_province(words, first.at) {
                for other in understood().provinces(&found) {
                    self.add_same((other, PROVINCE), &mut same, &mut searched)?;
                }
                if let Some((old, new)) = understood().merged(&found) {
                    self.planner.help.notes.push(format!("{old} is part of {new} since 1/7/2025"));
                }
            }
            if !same.forms.is_empty() {
                self.planner.help.expanded.push(Replaced { typed, searched });
                return Ok((length, same));
            }
        }
        Ok((1, Same::default()))
    }

    /// Adds another form of the same, if documents have it.
    fn add_same(
        &mut self,
        (other, factor): (&str, Score),
        same: &mut Same,
        searched: &mut Vec<String>,
    ) -> Result<()> {
        let pattern = self.planner.pattern(&self.names, &Phrase::of(other), Some(Marks::Exact))?;
        if pattern.places.iter().all(|place| place.documents > 0) {
            same.forms.push(Form { source: Source::Words(pattern), factor, beside: factor });
            searched.push(other.to_string());
        }
        Ok(())
    }

    /// Whether words may name a province: those in capitals, and those behind `tỉnh`. `hải dương`
    /// may be an ocean.
    fn is_province(&self, words: &[Loose], at: usize) -> bool {
        let is_led = self.ends == Some(at)
            && self.keys.last().is_some_and(|key| key.folded == LEADS_TO_PROVINCE);
        is_led || words.iter().all(|loose| loose.phrase.typed.starts_with(char::is_uppercase))
    }

    /// A word: as typed, with more marks where that is asked for, with what else may be meant where
    /// nothing has it.
    fn word(&mut self, loose: &Loose, same: &Same) -> Result<()> {
        let phrase = loose.phrase;
        let mut pattern = self.planner.pattern(&self.names, phrase, None)?;
        let is_open = !self.planner.taking.is_exact
            && !phrase.words.iter().any(|word| word.is_exact || word.is_prefix);
        let mut forms = Vec::new();
        if is_open {
            self.add_figures(phrase, &mut pattern)?;
        }
        let stands = pattern.places.iter().all(|place| place.documents > 0);
        let mut weight = self.weight(&pattern);
        if stands {
            forms.extend(typed_first(&pattern, phrase));
        }
        forms.extend(same.forms.iter().cloned());
        if is_open {
            forms.extend(self.glued(phrase)?);
        }
        let completes = forms.is_empty()
            || self.completes
                && phrase
                    .words
                    .iter()
                    .all(|word| is_level(&word.text) && !self.planner.sure.contains(&word.text));
        if is_open && completes {
            let completed = self.planner.pattern(&self.names, phrase, Some(Marks::Completed))?;
            if let Some(form) = further(&completed, &pattern, stands) {
                weight = if stands { weight } else { self.weight(&completed) };
                forms.push(form);
                self.planner.help.completed.push(phrase.typed.clone());
            }
        }
        let mut searched = phrase.typed.clone();
        if is_open
            && forms.is_empty()
            && let Some((corrected, pattern)) = corrected(self.planner, &self.names, phrase)?
        {
            weight = self.weight(&pattern);
            let source = Source::Words(pattern);
            forms.push(Form { source, factor: CORRECTED, beside: CORRECTED });
            searched.clone_from(&corrected);
            self.planner
                .help
                .corrected
                .push(Replaced { typed: phrase.typed.clone(), searched: vec![corrected] });
        }
        self.searched.push(searched);
        if forms.is_empty() {
            self.planner.help.dropped.push(phrase.typed.clone());
            return Ok(());
        }
        if !stands && let Some(Form { source: Source::Words(other), .. }) = same.forms.first() {
            weight = self.weight(other);
        }
        self.push((loose.at, 1), &phrase.typed, forms, (weight, same.number));
        Ok(())
    }

    /// Adds the other ways to write a number: 1000, 1.000 and 1,000.
    fn add_figures(&mut self, phrase: &Phrase, pattern: &mut Pattern) -> Result<()> {
        let ([word], [place]) = (phrase.words.as_slice(), pattern.places.as_mut_slice()) else {
            return Ok(());
        };
        for figures in figures(&word.text) {
            let other = Word { text: figures.clone(), ..word.clone() };
            let found = self.planner.spellings(&self.names, &other, Marks::Exact)?;
            if found.documents > 0 {
                place.spellings.push(figures);
                place.documents = place.documents.max(found.documents);
            }
        }
        place.spellings.sort_unstable();
        Ok(())
    }

    /// Letters and figures written as one word, or as two: covid19, covid-19.
    fn glued(&mut self, phrase: &Phrase) -> Result<Option<Form>> {
        let letters = |word: &str| word.chars().all(char::is_alphabetic);
        let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        let other = match phrase.words.as_slice() {
            [word] => {
                let end = word.text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
                let (name, number) = word.text.split_at_checked(end).unwrap_or_default();
                (name.chars().count() > 1 && letters(name) && digits(number))
                    .then(|| format!("{name} {number}"))
            }
            [name, number] => {
                let is_name = name.text.chars().count() > 1 && letters(&name.text);
                (is_name && digits(&number.text)).then(|| format!("{}{}", name.text, number.text))
            }
            _ => None,
        };
        let Some(other) = other else { return Ok(None) };
        let pattern = self.planner.pattern(&self.names, &Phrase::of(&other), None)?;
        let stands = pattern.places.iter().all(|place| place.documents > 0);
        Ok(stands.then_some(Form { source: Source::Words(pattern), factor: SAME, beside: SAME }))
    }

    /// How much a word or phrase says.
    fn weight(&self, pattern: &Pattern) -> Score {
        pattern.places.iter().map(|place| rarity(place.documents, self.documents)).sum()
    }

    /// Lessens the weight of words that only ask.
    fn weigh_questions(&mut self) {
        if self.units.len() < 3 || self.planner.taking.is_exact {
            return;
        }
        for length in 2..=4 {
            for at in 0..=self.units.len().saturating_sub(length) {
                let Some(keys) =
                    self.keys.get(at..at + length).filter(|keys| keys.len() < self.units.len())
                else {
                    continue;
                };
                let joined =
                    keys.iter().map(|key| key.folded.as_str()).collect::<Vec<_>>().join(" ");
                if understood().asks(&joined) {
                    self.units
                        .iter_mut()
                        .skip(at)
                        .take(length)
                        .for_each(|unit| unit.weight *= ASKS);
                }
            }
        }
    }

    /// Names among the words: three syllables of which the first is a surname, and two to four that
    /// are typed in capitals among others that are not.
    fn names(&self) -> Vec<Name> {
        let is_bare = !self.planner.taking.is_marked;
        let is_surname = |at: usize| {
            self.keys.get(at).is_some_and(|Key { lower, folded, .. }| {
                understood().is_surname(if is_bare { folded } else { lower })
            })
        };
        let mut runs: Vec<Range<usize>> = (0..self.units.len().saturating_sub(2))
            .filter(|&at| is_surname(at))
            .map(|at| at..at + 3)
            .collect();
        if self.keys.iter().any(|key| !key.is_capital) {
            let mut at = 0;
            for run in self.keys.chunk_by(|a, b| a.is_capital == b.is_capital) {
                let range = at..at + run.len();
                at = range.end;
                let is_name = run.iter().all(|key| key.is_capital) && (2..=4).contains(&run.len());
                if is_name && !runs.contains(&range) {
                    runs.push(range);
                }
            }
        }
        runs.into_iter().filter_map(|run| self.name(run)).collect()
    }

    /// These units as a name, if they were typed one behind the other.
    fn name(&self, run: Range<usize>) -> Option<Name> {
        let units = self.units.get(run)?;
        if !units.iter().skip(1).all(|unit| unit.follows) {
            return None;
        }
        let mut pattern = Pattern::default();
        for (offset, unit) in (0..).zip(units) {
            let Source::Words(Pattern { places, .. }) = &unit.forms.first()?.source else {
                return None;
            };
            let [place] = places.as_slice() else { return None };
            pattern.places.push(Place { offset, ..place.clone() });
        }
        Some(Name { pattern, weight: units.iter().map(|unit| unit.weight).sum() })
    }
}

/// What a completed word stands for beside what was typed, if documents have it.
fn further(completed: &Pattern, typed: &Pattern, stands: bool) -> Option<Form> {
    let further = without(completed, typed);
    let is_there =
        further.places.iter().all(|place| !place.spellings.is_empty() && place.documents > 0);
    let factor = if stands { COMPLETED } else { ONLY_COMPLETED };
    let source = Source::Words(further);
    is_there.then_some(Form { source, factor, beside: COMPLETED_BESIDE })
}

/// The type and number of a symbol, as its name: `Nghị quyết 57` of 57-NQ/TW.
fn understood_number(symbol: &str) -> Option<String> {
    let mut parts = symbol.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let number = parts.next()?;
    let name = parts.find_map(|part| crate::lexicon::lexicons().type_of_code(part))?;
    Some(format!("{} {number}", name.name))
}

/// The other ways to write a whole number of four digits or more: without marks, with dots, with
/// commas.
fn figures(word: &str) -> Vec<String> {
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    let grouped = |mark: char| {
        let mut out = String::new();
        for (at, digit) in digits.char_indices() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(mark);
            }
            out.push(digit);
        }
        out
    };
    let ways = [digits.clone(), grouped('.'), grouped(',')];
    let is_number =
        digits.len() >= 4 && !digits.starts_with('0') && ways.iter().any(|way| way == word);
    ways.into_iter().filter(|way| is_number && way != word).collect()
}

/// The forms of a word that documents have: of a beginning, the whole word before those that only
/// begin so.
fn typed_first(pattern: &Pattern, phrase: &Phrase) -> Vec<Form> {
    if let ([word], [place]) = (phrase.words.as_slice(), pattern.places.as_slice())
        && word.is_prefix
    {
        let own = term(&place.typed);
        let (mut whole, mut longer) = (pattern.clone(), pattern.clone());
        whole
            .places
            .iter_mut()
            .for_each(|place| place.spellings.retain(|spelling| *spelling == own));
        longer
            .places
            .iter_mut()
            .for_each(|place| place.spellings.retain(|spelling| *spelling != own));
        return vec![
            Form::typed(Source::Words(whole)),
            Form { source: Source::Words(longer), factor: BEGINS_SO, beside: BEGINS_SO },
        ];
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_however_they_are_written() {
        for (word, expected) in [
            ("1000", &["1.000", "1,000"][..]),
            ("1.200", &["1200", "1,200"]),
            ("1,234,567", &["1234567", "1.234.567"]),
            ("12.5", &[]),
            ("999", &[]),
            ("0123", &[]),
            ("1.20.3", &[]),
        ] {
            assert_eq!(figures(word), expected, "{word}");
        }
    }
}
