//! The entries of a table, found by their words.

use rustc_hash::FxHashMap;

use super::senses::{Kinded, Sense};
use super::table::{Fault, Row, Table, listed};
use crate::lexicon::token::{Case, Token, Tokens, UNKNOWN, Vocabulary, WordId};

/// A table of entries found by their words.
#[derive(Debug)]
pub struct Lexicon<S> {
    entries: Vec<Entry<S>>,
    /// The forms of all entries, as the table has them.
    forms: Vec<Written>,
    /// For each word, the entries that begin with it.
    by_first: Vec<Candidates>,
    /// For each word, how many words the longest entry has that ends with it.
    longest_ending: Vec<u8>,
    /// For each word, the kinds of the entries that begin with it, and of those that end with it:
    /// most questions are answered by them.
    first_kinds: Vec<u64>,
    last_kinds: Vec<u64>,
    /// For each word, the entry that is nothing but it, in any case.
    single: Vec<Option<u32>>,
}

/// A form as its table has it.
#[derive(Clone, Copy, Debug)]
struct Written {
    form: &'static str,
    /// The kind of its sense.
    kind: u64,
}

/// The entries that begin with one word, longest first.
#[derive(Clone, Debug, Default)]
struct Candidates {
    /// All of them; or, where they are many (three hundred begin with luật), those of that word
    /// alone.
    list: Vec<Candidate>,
    /// Where they are many, by their second word: those that have it, and those of one word alone.
    by_second: FxHashMap<WordId, Vec<Candidate>>,
}

impl Candidates {
    /// So many entries are looked through one by one.
    const FEW: usize = 12;

    /// Of entries that are in order.
    fn new(all: Vec<Candidate>) -> Candidates {
        if all.len() <= Candidates::FEW {
            return Candidates { list: all, by_second: FxHashMap::default() };
        }
        let (list, longer): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|candidate| candidate.second == UNKNOWN);
        let mut by_second: FxHashMap<WordId, Vec<Candidate>> = FxHashMap::default();
        longer
            .into_iter()
            .for_each(|candidate| by_second.entry(candidate.second).or_default().push(candidate));
        by_second.values_mut().for_each(|candidates| candidates.extend(&list));
        Candidates { list, by_second }
    }

    /// Those that may go on with this word; some others may be among them.
    #[inline]
    fn before(&self, second: WordId) -> &[Candidate] {
        if self.by_second.is_empty() { &self.list } else { self.of_many(second) }
    }

    #[inline(never)]
    fn of_many(&self, second: WordId) -> &[Candidate] {
        self.by_second.get(&second).unwrap_or(&self.list)
    }
}

/// An entry that may begin at a token, by what tells most of them apart.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    /// Its second word; [`UNKNOWN`] where it has but one.
    second: WordId,
    /// Its place among the entries.
    index: u32,
}

#[derive(Debug)]
struct Entry<S> {
    words: Box<[WordId]>,
    /// Its words as they are written, where their case tells: `m` is a metre, `M` is not. Empty for
    /// an entry of any case.
    written: Box<[&'static str]>,
    sense: S,
}

impl<S> Entry<S> {
    /// Whether the words stand at `at` in a line of capitals, where their case tells nothing. That
    /// of a lone letter still does (5G), except for the metre's.
    #[cold]
    fn is_shouted(&self, tokens: &Tokens<'_>, at: usize) -> bool {
        let is_letter = |word: &str| word.chars().nth(1).is_none() && word != "m";
        let are_capitals =
            || (at..at + self.written.len()).all(|at| tokens.case(at) == Case::Upper);
        !self.written.iter().any(|word| is_letter(word)) && tokens.in_capitals(at) && are_capitals()
    }
}

impl<S: Kinded> Lexicon<S> {
    /// The entry with the most words that begins at token `at`, and the number of its tokens.
    #[inline]
    pub fn longest<'l>(&'l self, tokens: &Tokens<'_>, at: usize) -> Option<(&'l S, usize)> {
        self.matches(tokens, at).next()
    }

    /// The entry of one word at token `at`, whatever longer ones begin there.
    #[inline]
    pub fn single(&self, tokens: &Tokens<'_>, at: usize) -> Option<&S> {
        self.of_word(tokens.word(at))
    }

    /// The entry of this word alone.
    #[inline]
    pub fn of_word(&self, word: WordId) -> Option<&S> {
        let index = self.single.get(usize::from(word)).copied().flatten()?;
        self.entries.get(index as usize).map(|entry| &entry.sense)
    }

    /// All entries that begin at token `at`, longest first, with the number of their tokens.
    #[inline]
    pub fn matches<'l, 't>(
        &'l self,
        tokens: &Tokens<'t>,
        at: usize,
    ) -> impl Iterator<Item = (&'l S, usize)> + use<'l, 't, S> {
        self.matches_of(tokens, at, u64::MAX)
    }

    /// The same of these [kinds](Kinded) alone.
    #[inline]
    pub fn matches_of<'l, 't>(
        &'l self,
        tokens: &Tokens<'t>,
        at: usize,
        kinds: u64,
    ) -> impl Iterator<Item = (&'l S, usize)> + use<'l, 't, S> {
        let tokens = *tokens;
        let candidates = if self.kinds(&tokens, at) & kinds == 0 {
            None
        } else {
            self.by_first.get(usize::from(tokens.word(at)))
        };
        let second = if candidates.is_none() || tokens.starts_line(at + 1) {
            UNKNOWN
        } else {
            tokens.word(at + 1)
        };
        let candidates = candidates.map_or(&[][..], |candidates| candidates.before(second));
        let entries = candidates
            .iter()
            .filter(move |candidate| candidate.second == UNKNOWN || candidate.second == second)
            .filter_map(move |candidate| {
                let entry = self.entries.get(candidate.index as usize)?;
                let has_word = |(i, &word): (usize, &WordId)| {
                    tokens.word(at + i) == word && !tokens.starts_line(at + i)
                };
                let fits = entry.words.iter().enumerate().skip(2).all(has_word);
                let is_written_so =
                    entry.written.iter().enumerate().all(|(i, &word)| tokens.str(at + i) == word);
                (fits && (is_written_so || entry.is_shouted(&tokens, at)))
                    .then_some((&entry.sense, entry.words.len()))
            });
        entries.filter(move |(sense, _)| sense.bit() & kinds != 0)
    }

    /// The [kinds](Kinded) of the entries that may begin at token `at`, as its word tells.
    #[inline]
    pub fn kinds(&self, tokens: &Tokens<'_>, at: usize) -> u64 {
        self.first_kinds.get(usize::from(tokens.word(at))).copied().unwrap_or_default()
    }

    /// The longest entry that ends right before token `end`, and the number of its tokens.
    pub fn longest_before<'l>(&'l self, tokens: &Tokens<'_>, end: usize) -> Option<(&'l S, usize)> {
        self.before(tokens, end)
            .find_map(|at| self.matches(tokens, at).find(|&(_, length)| at + length == end))
    }

    /// The same if it is of one of these [kinds](Kinded).
    #[inline]
    pub fn longest_before_of<'l>(
        &'l self,
        tokens: &Tokens<'_>,
        end: usize,
        kinds: u64,
    ) -> Option<(&'l S, usize)> {
        let last = end.checked_sub(1).map_or(UNKNOWN, |last| tokens.word(last));
        let may_end =
            self.last_kinds.get(usize::from(last)).copied().unwrap_or_default() & kinds != 0;
        if !may_end {
            return None;
        }
        let ends = |at: usize| self.matches(tokens, at).any(|(_, length)| at + length == end);
        // A longer entry of another kind outweighs; the same words may have several senses.
        let at = self.before(tokens, end).find(|&at| ends(at))?;
        self.matches_of(tokens, at, kinds).find(|&(_, length)| at + length == end)
    }

    /// Where entries may begin that end right before token `end`.
    #[inline]
    fn before(&self, tokens: &Tokens<'_>, end: usize) -> std::ops::Range<usize> {
        let last = end.checked_sub(1).map_or(UNKNOWN, |last| tokens.word(last));
        let longest = self.longest_ending.get(usize::from(last)).copied().unwrap_or_default();
        end.saturating_sub(usize::from(longest))..end
    }

    /// The senses of all entries that end right before token `end`.
    pub fn all_before<'l>(
        &'l self,
        tokens: &Tokens<'_>,
        end: usize,
    ) -> impl Iterator<Item = &'l S> {
        self.before(tokens, end).flat_map(move |at| {
            self.matches(tokens, at)
                .filter(move |&(_, length)| at + length == end)
                .map(|(sense, _)| sense)
        })
    }

    /// Whether an entry of one of these [kinds](Kinded) begins at token `at`.
    #[inline]
    pub fn has(&self, tokens: &Tokens<'_>, at: usize, kinds: u64) -> bool {
        self.length(tokens, at, kinds).is_some()
    }

    /// The number of tokens of the longest entry of one of these [kinds](Kinded) that begins at
    /// token `at`.
    #[inline]
    pub fn length(&self, tokens: &Tokens<'_>, at: usize, kinds: u64) -> Option<usize> {
        // Nearly every answer is no, and found without a call.
        if self.kinds(tokens, at) & kinds == 0 {
            None
        } else {
            self.length_of_entry(tokens, at, kinds)
        }
    }

    #[inline(never)]
    fn length_of_entry(&self, tokens: &Tokens<'_>, at: usize, kinds: u64) -> Option<usize> {
        self.matches_of(tokens, at, kinds).next().map(|(_, length)| length)
    }

    /// Whether any entry begins with the word of token `at`.
    #[inline]
    pub fn begins(&self, tokens: &Tokens<'_>, at: usize) -> bool {
        self.kinds(tokens, at) != 0
    }

    /// The first words of the entries of such a sense.
    pub(super) fn first_words(
        &self,
        is_meant: impl Fn(&S) -> bool,
    ) -> impl Iterator<Item = WordId> {
        self.entries
            .iter()
            .filter(move |entry| is_meant(&entry.sense))
            .filter_map(|entry| entry.words.first().copied())
    }

    /// The forms of these [kinds](Kinded), as the table has them.
    pub fn forms(&self, kinds: u64) -> impl Iterator<Item = &'static str> {
        self.forms
            .iter()
            .filter(move |written| written.kind & kinds != 0)
            .map(|written| written.form)
    }

    /// The senses of all entries.
    pub fn senses(&self) -> impl Iterator<Item = &S> {
        self.entries.iter().map(|entry| &entry.sense)
    }
}

/// Entries of more words are not looked for backwards.
const LONGEST_BEFORE: usize = 5;

impl<S> Lexicon<S> {
    /// Makes entries findable by their words, whose numbers are below `ids`.
    fn of(entries: Vec<Entry<S>>, forms: Vec<Written>, ids: usize) -> Lexicon<S>
    where
        S: Kinded,
    {
        let mut by_first: Vec<Vec<Candidate>> = vec![Vec::new(); ids];
        let mut longest_ending = vec![0; ids];
        let (mut first_kinds, mut last_kinds) = (vec![0; ids], vec![0; ids]);
        let note = |kinds: &mut Vec<u64>, word: Option<&WordId>, kind: u64| {
            if let Some(kinds) = word.and_then(|&word| kinds.get_mut(usize::from(word))) {
                *kinds |= kind;
            }
        };
        for (index, entry) in entries.iter().enumerate() {
            note(&mut first_kinds, entry.words.first(), entry.sense.bit());
            note(&mut last_kinds, entry.words.last(), entry.sense.bit());
            if let Some(list) =
                entry.words.first().and_then(|&first| by_first.get_mut(first as usize))
            {
                if let Some(longest) =
                    entry.words.last().and_then(|&last| longest_ending.get_mut(usize::from(last)))
                {
                    *longest =
                        entry.words.len().min(LONGEST_BEFORE).max(usize::from(*longest)) as u8;
                }
                list.push(Candidate {
                    second: entry.words.get(1).copied().unwrap_or(UNKNOWN),
                    index: index as u32,
                });
            }
        }
        for list in &mut by_first {
            list.sort_by_key(|candidate| {
                std::cmp::Reverse(entries[candidate.index as usize].words.len())
            });
        }
        let is_single = |candidate: &&Candidate| {
            let entry = &entries[candidate.index as usize];
            entry.words.len() == 1 && entry.written.is_empty()
        };
        let single = by_first
            .iter()
            .map(|list| list.iter().find(is_single).map(|candidate| candidate.index))
            .collect();
        let by_first = by_first.into_iter().map(Candidates::new).collect();
        Lexicon { entries, forms, by_first, longest_ending, first_kinds, last_kinds, single }
    }
}

/// Reads a table, and the rows of a further one that are of its senses. Words that have no number
/// in the vocabulary are given one.
pub(super) fn read<S: Sense>(
    table: Table,
    further: &[Row],
    vocabulary: &mut Vocabulary,
    faults: &mut Vec<Fault>,
) -> Lexicon<S> {
    let mut reading = LexiconBuilder {
        entries: Vec::new(),
        forms: Vec::new(),
        lines: Vec::new(),
        seen: FxHashMap::default(),
        vocabulary,
    };
    let own = table.rows(S::COLUMNS, faults);
    for row in own.iter().chain(further.iter().filter(|row| S::SENSES.contains(&row.sense))) {
        match read_sense(row) {
            Ok(sense) => reading.add(row, sense, faults),
            Err(message) => faults.push(row.fault(message)),
        }
    }
    Lexicon::of(reading.entries, reading.forms, reading.vocabulary.ids())
}

/// What the line means, if it has a known sense with a good value, at least one form, and nothing
/// in columns of other tables.
pub(super) fn read_sense<S: Sense>(row: &Row) -> Result<S, String> {
    if !S::SENSES.contains(&row.sense) {
        return Err(format!(
            "expected one of the senses {}, but found `{}`",
            listed(S::SENSES.iter().copied()),
            row.sense
        ));
    }
    if row.canonical().is_empty() {
        return Err("expected a form, but found none".into());
    }
    if let Some(column) = row.foreign_column(S::COLUMNS) {
        return Err(format!(
            "expected nothing in column `{column}` of `{}`, but found `{}`",
            row.sense,
            row.cell(column)
        ));
    }
    S::read(row)
}

/// The entries of a table that is being read.
struct LexiconBuilder<'v, S> {
    entries: Vec<Entry<S>>,
    forms: Vec<Written>,
    /// The lines so far.
    lines: Vec<SeenLine>,
    /// The forms so far: the lines that have them.
    seen: FxHashMap<Form, Vec<usize>>,
    vocabulary: &'v mut Vocabulary,
}

/// A line that has been read.
struct SeenLine {
    /// The name of its sense.
    name: &'static str,
    place: String,
}

/// A form by its words, and their spelling where their case tells.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Form {
    words: Box<[WordId]>,
    written: Box<[&'static str]>,
}

impl<S: Sense> LexiconBuilder<'_, S> {
    /// Adds the entries of a line. Faults are a form that no text can have, and one that an earlier
    /// line has with no word of it in `also`.
    fn add(&mut self, row: &Row, sense: S, faults: &mut Vec<Fault>) {
        let line = self.lines.len();
        self.lines.push(SeenLine { name: row.sense, place: row.place() });
        let mut also: Vec<&str> = Vec::new();
        for form in row.forms() {
            let tokens = self.vocabulary.intern(form);
            if tokens.iter().any(|token| token.word == UNKNOWN) {
                faults.push(row.fault(format!(
                    "expected words and numbers of one or two digits, but found `{form}`"
                )));
                continue;
            }
            let is_exact =
                row.cell("case") == "exact" || form.chars().count() == 1 && form.is_ascii();
            let form_of = |tokens: &[&Token]| Form {
                words: tokens.iter().map(|token| token.word).collect(),
                written: tokens
                    .iter()
                    .filter(|_| is_exact)
                    .map(|token| token.span().slice(form))
                    .collect(),
            };
            let whole = form_of(&tokens.iter().collect::<Vec<_>>());
            self.forms.push(Written { form, kind: sense.bit() });
            self.compare(row, line, form, &whole, &mut also, faults);
            self.push(whole, &sense);
            // The press leaves out the commas inside a name: Luật Phòng chống tham nhũng.
            let without_commas: Vec<_> =
                tokens.iter().filter(|token| token.span().slice(form) != ",").collect();
            if without_commas.len() > 2 && without_commas.len() < tokens.len() {
                self.push(form_of(&without_commas), &sense);
            }
        }
        if let Some(name) = row.list("also").find(|name| !also.contains(name)) {
            faults.push(row.fault(format!(
                "expected in `also` only what earlier lines say of these forms, but found `{name}`"
            )));
        }
    }

    fn push(&mut self, form: Form, sense: &S) {
        self.entries.push(Entry { words: form.words, written: form.written, sense: sense.clone() });
    }

    /// Compares a form with the same form of earlier lines; notes in `also` the senses that the
    /// line names.
    fn compare(
        &mut self,
        row: &Row,
        line: usize,
        form: &str,
        words: &Form,
        also: &mut Vec<&str>,
        faults: &mut Vec<Fault>,
    ) {
        let earlier = self.seen.entry(words.clone()).or_default();
        for earlier in earlier.iter().filter_map(|&line| self.lines.get(line)) {
            if earlier.name == row.sense {
                faults.push(row.fault(format!(
                    "expected each form once, but found `{form}` at {} too",
                    earlier.place
                )));
            } else if !S::ARE_LISTS {
                match row.list("also").find(|name| *name == earlier.name) {
                    Some(name) => also.push(name),
                    None => faults.push(row.fault(format!(
                        "expected one sense of `{form}`, but it is `{}` here and `{}` at {}: where both hold, name the earlier one in column `also`",
                        row.sense, earlier.name, earlier.place,
                    ))),
                }
            }
        }
        earlier.push(line);
    }
}
