//! Names: the symbol beside one, and the year or symbol that the document gives it elsewhere.

use std::cell::LazyCell;

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::name::{Name, tidy};
use super::reading::{Reading, Reference};
use super::targets::Targets;
use crate::lexicon::{ReferenceWord, RegulationCue, RelationList, lexicons};
use crate::model::{How, RegulationForm, is_numbered, symbol_year};

/// `Luật Nhà ở số 27/2023/QH15`: the symbol belongs to the name before it, or to the amending law
/// whose list that name ends.
pub(super) fn adjacent(reading: &Reading, references: &[Reference<'_>], targets: &mut Targets) {
    let bare = LazyCell::new(|| bare(reading, references));
    for (at, pair) in references.windows(2).enumerate() {
        let [name, code] = pair else { continue };
        let is_pair = name.regulation.form == RegulationForm::Named
            && code.regulation.form == RegulationForm::Code;
        if !is_pair || !reading.is_beside(name.to, code.from, &MARKS) {
            continue;
        }
        let symbol = code.regulation.value.clone();
        let head = list_head(reading, references, at);
        if head != at {
            targets.set(head, symbol, How::Later, Some(at + 1));
        } else if !reading.is_amending(name)
            || !belongs_inside(reading, references, name, code, &bare)
        {
            targets.set(at, symbol, How::Adjacent, Some(at + 1));
        }
    }
}

/// What may stand between a name and its symbol.
const MARKS: [char; 4] = ['(', ',', ':', '['];

/// The amending law whose list of laws a name ends; the name itself if there is none.
fn list_head(reading: &Reading, references: &[Reference<'_>], at: usize) -> usize {
    let tokens = reading.tokens();
    let mut head = at;
    while let (Some(before), Some(here)) =
        (head.checked_sub(1).and_then(|i| references.get(i)), references.get(head))
    {
        let is_joint = |i: usize| {
            tokens.is_mark(i, &[',', ';'])
                || lexicons().regulation_cues.has(&tokens, i, RegulationCue::And.bit())
        };
        if before.regulation.form != RegulationForm::Named || !(before.to..here.from).all(is_joint)
        {
            break;
        }
        head -= 1;
        if reading.is_amending(before) {
            return head;
        }
    }
    at
}

/// The law inside an amending law's name, with the year that follows, in tokens.
fn inner_name(reading: &Reading, name: &Reference<'_>) -> Option<(usize, usize)> {
    let tokens = reading.tokens();
    let inner = (name.from..name.to).find_map(|at| {
        let length =
            lexicons().references.length(&tokens, at, ReferenceWord::SomeArticlesOf.bit())?;
        Some(at + length)
    })?;
    reading.law_between(inner, name.to).map(|(from, _)| (from, name.to))
}

/// Whether the symbol after an amending law's name is that of the law inside it.
fn belongs_inside(
    reading: &Reading,
    references: &[Reference<'_>],
    name: &Reference<'_>,
    code: &Reference<'_>,
    bare: &Bare<'_>,
) -> bool {
    let Some((from, to)) = inner_name(reading, name) else { return false };
    let symbol = &code.regulation.value;
    if bare.contains(&(Name::new(&name.regulation.value).key().to_string(), symbol.as_str())) {
        return true;
    }
    let inner = Name::new(reading.span(from, to).slice(reading.tokens().text));
    let is_inner = |other: &Reference<'_>| {
        let named = Name::new(&other.regulation.value);
        other.regulation.form == RegulationForm::Named
            && named.is_same(&inner)
            && named.year.is_some()
            && named.year == code.regulation.year
    };
    references.iter().any(is_inner)
        || references.windows(2).any(|pair| match pair {
            [other, symbol] => {
                symbol.regulation.value == code.regulation.value
                    && Name::new(&other.regulation.value).is_same(&inner)
                    && reading.is_beside(other.to, symbol.from, &MARKS)
            }
            _ => false,
        })
}

/// Names of amending laws and the symbols beside them that are of the laws inside the names.
type Bare<'a> = FxHashSet<(String, &'a str)>;

/// Those that some place of the text tells: a bill has no number yet, and of a list either all laws
/// have theirs or none.
fn bare<'a>(reading: &Reading, references: &[Reference<'a>]) -> Bare<'a> {
    let mut found = Bare::default();
    for (at, pair) in references.windows(2).enumerate() {
        let [name, code] = pair else { continue };
        let is_pair = name.regulation.form == RegulationForm::Named
            && code.regulation.form == RegulationForm::Code
            && reading.is_amending(name);
        if is_pair && (is_bill(reading, name.from) || is_of_bare_list(reading, references, at)) {
            let key = Name::new(&name.regulation.value).key().to_string();
            found.insert((key, code.regulation.value.as_str()));
        }
    }
    found
}

/// Whether the name at `at`, which a symbol follows, stands in a list of laws of which the next two
/// have none.
fn is_of_bare_list(reading: &Reading, references: &[Reference<'_>], at: usize) -> bool {
    let tokens = reading.tokens();
    let is_named = |other: &Reference<'_>| other.regulation.form == RegulationForm::Named;
    let is_next = |before: &Reference<'_>, here: &Reference<'_>| {
        here.from - before.to <= TO_NEXT
            && (before.to..here.from).any(|at| {
                tokens.is_mark(at, &[',', ';'])
                    || lexicons().relations.has(&tokens, at, RelationList::And.bit())
            })
    };
    let bare = |pair: &&[Reference<'_>]| matches!(pair, [before, here] if is_named(before) && is_named(here) && is_next(before, here));
    let before = references.get(..=at).unwrap_or_default().windows(2).rev();
    let before = before.take(NEXT).take_while(bare).count();
    // Behind its symbol the list goes on.
    let behind = references.get(at + 1..).unwrap_or_default();
    let goes_on = matches!(behind, [code, next, ..] if is_named(next) && is_next(code, next));
    let behind = behind.get(1..).unwrap_or_default().windows(2);
    let behind = behind.take(LOOKED).take_while(bare).count();
    let ends_bare = references
        .get(at + behind + 3)
        .is_none_or(|last| last.regulation.form != RegulationForm::Code);
    // A law before it has its symbol.
    let has_symbols = at.checked_sub(1).and_then(|i| references.get(i)).is_some_and(|code| {
        code.regulation.form == RegulationForm::Code
            && references.get(at).is_some_and(|name| is_next(code, name))
    });
    if has_symbols {
        return false;
    }
    before >= NEXT || goes_on && ends_bare && before + behind + 1 >= NEXT
}

/// So many laws without a symbol make a list of such.
const NEXT: usize = 2;
/// The most laws that are looked at behind one.
const LOOKED: usize = 16;

/// The most tokens between two laws of a list: Luật Thủy lợi (sửa đổi); …
const TO_NEXT: usize = 5;

/// Whether the words before say that a law is discussed or passed.
fn is_bill(reading: &Reading, from: usize) -> bool {
    let words = RelationList::Bill.bit() | RelationList::Passed.bit();
    lexicons().relations.longest_before_of(&reading.tokens(), from, words).is_some()
}

/// What stands around a name without a year that says which law of that name is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Any,
    Newest,
    Former,
    /// A bill.
    None,
}

pub(super) fn resolve(
    reading: &Reading,
    references: &[Reference<'_>],
    published: Option<Date>,
    targets: &mut Targets,
) {
    // Luật Lưu trữ (năm 2011)
    let named = |reference: &Reference<'_>| {
        Name::new(&reference.regulation.value).of_year(year_in_brackets(reading, reference))
    };
    let names: Vec<Option<Name>> = references
        .iter()
        .map(|reference| {
            (reference.regulation.form == RegulationForm::Named).then(|| named(reference))
        })
        .collect();
    resolve_dated(references, &names, targets);
    resolve_by_day(reading, references, &names, targets);
    let known: Vec<Option<String>> =
        (0..references.len()).map(|at| targets.get(at).map(str::to_string)).collect();
    for (at, name, reference) in named_references(references, &names) {
        if targets.get(at).is_some() || name.year.is_some() {
            continue;
        }
        if let Some((from, id)) =
            meant(reading, references, &names, &known, at, (name, reference, published))
        {
            targets.set(at, id, antecedent(from, at), Some(from));
        }
    }
}

/// The references that are names, with their places.
fn named_references<'n, 'r, 'a>(
    references: &'r [Reference<'a>],
    names: &'n [Option<Name>],
) -> impl Iterator<Item = (usize, &'n Name, &'r Reference<'a>)> {
    let pairs = names.iter().zip(references).enumerate();
    pairs.filter_map(|(at, (name, reference))| Some((at, name.as_ref()?, reference)))
}

/// How a reference at `at` is resolved by the one at `from`.
fn antecedent(from: usize, at: usize) -> How {
    if from < at { How::Antecedent } else { How::Later }
}

/// Those with a year, and the meetings of the Party: they are known first.
fn resolve_dated(references: &[Reference<'_>], names: &[Option<Name>], targets: &mut Targets) {
    for (at, name, reference) in named_references(references, names) {
        if targets.get(at).is_some() || name.year.is_none() && !is_meeting(reference) {
            continue;
        }
        let regulation = reference.regulation;
        match symbol_of(references, names, targets, at, name) {
            Some((from, id)) => targets.set(at, id, antecedent(from, at), Some(from)),
            None if regulation.year.is_none() && !is_meeting(reference) => {
                let year = name.year.map(|year| format!(" {year}")).unwrap_or_default();
                targets.set(at, format!("{}{year}", regulation.value), How::Rule, None);
            }
            None => match spelt_out(references, names, at, name) {
                Some((from, id)) => targets.set(at, id, antecedent(from, at), Some(from)),
                None => targets.set(at, tidy(&regulation.value), How::Itself, None),
            },
        }
    }
}

/// Names that a day beside them, or the year of a list, tells apart.
fn resolve_by_day(
    reading: &Reading,
    references: &[Reference<'_>],
    names: &[Option<Name>],
    targets: &mut Targets,
) {
    for (at, name, reference) in named_references(references, names) {
        if targets.get(at).is_some() || name.year.is_some() {
            continue;
        }
        // A day beside the name may be that of another act: a year that the document gives the name
        // counts more.
        let is_known =
            names.iter().flatten().any(|other| other.year.is_some() && other.is_same(name));
        let issued = reference.regulation.issued.filter(|_| !is_known);
        let year = issued
            .map(|issued| issued.year())
            .or_else(|| year_of_list(reading, references, names, at));
        // Luật sửa đổi … của Luật A và Luật B ngày 22/11/2019: the day is that of the amending law.
        if let Some(issued) = issued {
            let head = list_head(reading, references, at);
            if let Some(amending) = references.get(head).filter(|_| head != at) {
                if targets.get(head).is_none() {
                    let id = format!("{} {}", amending.regulation.value, issued.year());
                    targets.set(head, id, How::Rule, None);
                }
                continue;
            }
        }
        if let Some(year) = year.filter(|_| which(reading, reference) == Which::Any) {
            targets.set(at, format!("{} {year}", reference.regulation.value), How::Rule, None);
        }
    }
}

/// `(năm 2011)` after a name.
fn year_in_brackets(reading: &Reading, reference: &Reference<'_>) -> Option<i16> {
    let tokens = reading.tokens();
    let at = reference.to + usize::from(tokens.is_mark(reference.to, &['(']));
    let year_at = at
        + lexicons()
            .references
            .length(&tokens, at, ReferenceWord::Year.bit())
            .filter(|_| at > reference.to)?;
    let is_closed = tokens.is_mark(year_at + 1, &[')', ',']);
    tokens.digits(year_at).filter(|digits| digits.len() == 4 && is_closed)?.parse().ok()
}

/// The year at the end of a list: `Luật Giá và Luật Nhà ở năm 2023`, where no other law of the name
/// has one.
fn year_of_list(
    reading: &Reading,
    references: &[Reference<'_>],
    names: &[Option<Name>],
    at: usize,
) -> Option<i16> {
    let (here, next, name) =
        (references.get(at)?, references.get(at + 1)?, names.get(at)?.as_ref()?);
    let tokens = reading.tokens();
    let is_joint = next.from == here.to + 1
        && lexicons().regulation_cues.has(&tokens, here.to, RegulationCue::And.bit());
    let is_known = names.iter().flatten().any(|other| other.year.is_some() && other.is_same(name));
    let says_year =
        next.to > 1 && lexicons().references.has(&tokens, next.to - 2, ReferenceWord::Year.bit());
    let is_one_type = here.regulation.doc_type == next.regulation.doc_type;
    names
        .get(at + 1)?
        .as_ref()?
        .year
        .filter(|_| is_joint && says_year && is_one_type && !is_known && !reading.is_amending(here))
}

/// The name that an abbreviation stands for, of the same year: BLHS 2015.
fn spelt_out(
    references: &[Reference<'_>],
    names: &[Option<Name>],
    at: usize,
    name: &Name,
) -> Option<(usize, String)> {
    let is_longer = |from: &usize| {
        let other = names.get(*from).and_then(Option::as_ref);
        other.is_some_and(|other| {
            other.year == name.year && other.is_same(name) && other.words() > name.words()
        })
    };
    let from = (0..at).rev().chain(at + 1..names.len()).find(is_longer)?;
    Some((from, references.get(from)?.regulation.value.clone()))
}

/// A resolution of a congress or plenum whose number is in its name.
fn is_meeting(reference: &Reference<'_>) -> bool {
    reference.regulation.value.chars().any(|c| c.is_ascii_digit())
        || reference
            .regulation
            .value
            .split_whitespace()
            .any(|word| word.len() < 6 && word.chars().all(|c| "IVXL".contains(c)))
}

/// The symbol that a law of this name and year has elsewhere.
fn symbol_of(
    references: &[Reference<'_>],
    names: &[Option<Name>],
    targets: &Targets,
    at: usize,
    name: &Name,
) -> Option<(usize, String)> {
    let candidate = |from: usize| {
        let id = targets.get(from)?;
        let named = names.get(from)?.as_ref()?;
        let year = symbol_year(id);
        (from != at && named.is_same(name) && year == name.year && year.is_some())
            .then(|| (from, id.to_string()))
    };
    (0..at).rev().chain(at + 1..references.len()).find_map(candidate)
}

/// The year that an id has.
fn year_of(id: &str) -> Option<i16> {
    if is_numbered(id) { symbol_year(id) } else { Name::new(id).year }
}

/// The law of this name that is meant, and the reference that says it.
fn meant(
    reading: &Reading,
    references: &[Reference<'_>],
    names: &[Option<Name>],
    known: &[Option<String>],
    at: usize,
    (name, reference, published): (&Name, &Reference<'_>, Option<Date>),
) -> Option<(usize, String)> {
    let fits = |from: &usize| {
        *from != at
            && names.get(*from).and_then(Option::as_ref).is_some_and(|other| other.is_same(name))
    };
    let found: Vec<(usize, &str)> = (0..references.len())
        .filter(fits)
        .filter_map(|from| Some((from, known.get(from)?.as_deref()?)))
        .collect();
    let mut ids: Vec<&str> = found.iter().map(|(_, id)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    let from_of = |id: &str| {
        let before = found.iter().rev().find(|(from, found)| *from < at && *found == id);
        before
            .or(found.iter().find(|(_, found)| *found == id))
            .map(|(from, id)| (*from, (*id).to_string()))
    };
    let which = which(reading, reference);
    let is_recent = |id: &str| match (year_of(id), published) {
        (Some(year), Some(published)) => year + 2 > published.year(),
        _ => true,
    };
    match (which, ids.as_slice()) {
        (Which::None, _) | (_, []) => None,
        (Which::Newest, [only]) if !is_recent(only) && !is_current(reading, reference) => None,
        (_, [only]) => from_of(only),
        (Which::Newest, ids) => from_of(ids.iter().max_by_key(|id| year_of(id))?),
        (Which::Former, ids) => {
            let newest = ids.iter().filter_map(|id| year_of(id)).max()?;
            from_of(
                ids.iter().filter(|id| year_of(id) < Some(newest)).max_by_key(|id| year_of(id))?,
            )
        }
        // A law named without a year is the one in force: the newest that the document has, and
        // that was made by then.
        (Which::Any, ids) => {
            let is_made = |id: &&&str| {
                published
                    .is_none_or(|published| year_of(id).is_none_or(|year| year <= published.year()))
            };
            from_of(ids.iter().filter(is_made).max_by_key(|id| year_of(id))?)
        }
    }
}

/// Whether `hiện hành` follows a name: the law in force, of any age.
fn is_current(reading: &Reading, reference: &Reference<'_>) -> bool {
    let tokens = reading.tokens();
    lexicons()
        .references
        .length(&tokens, reference.to, ReferenceWord::Newest.bit())
        .is_some_and(|length| length > 1)
}

fn which(reading: &Reading, reference: &Reference<'_>) -> Which {
    let tokens = reading.tokens();
    let at = reference.to + usize::from(tokens.is_mark(reference.to, &['(']));
    let has = |at: usize, word: ReferenceWord| lexicons().references.has(&tokens, at, word.bit());
    let is_draft =
        reading.follows(reference.from, ReferenceWord::Draft.bit() | ReferenceWord::Vague.bit());
    match () {
        () if is_draft
            || has(at, ReferenceWord::Revised)
            || has(at, ReferenceWord::First)
            || has(at, ReferenceWord::Foreign) =>
        {
            Which::None
        }
        () if has(at, ReferenceWord::Newest) => Which::Newest,
        () if has(at, ReferenceWord::Former) => Which::Former,
        () => Which::Any,
    }
}
