//! Words and codes as data: each table is a TSV file under `lexicon/data/`, each line an entry with its variants and an example.
//!
//! A line holds `sense ⇥ forms ⇥ value ⇥ example ⇥ note`; forms are variants of one entry, separated by `|`; `#` begins a comment.
//! Every example is matched by its own entry (a test holds it). To add a unit, an issuer or a document type, add one line.

mod senses;
pub mod token;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
pub use senses::{Context, DateWord, DocType, Issuer, LawName, NumberWord, Relative, Sorted, Unit};

use crate::lexicon::token::{Scanner, Token, Tokens, UNKNOWN, Vocabulary, WordId, begins};
use crate::text::fold;

/// A table of entries found by their words.
#[derive(Debug)]
pub struct Lexicon<S> {
    entries: Vec<Entry<S>>,
    /// For each word, the entries that begin with it.
    by_first: Vec<Candidates>,
    /// For each word, how many words the longest entry has that ends with it.
    longest_ending: Vec<u8>,
    /// For each word, the sorts of the entries that begin with it, and of those that end with it: most questions are answered by them.
    first_sorts: Vec<u64>,
    last_sorts: Vec<u64>,
    /// For each word, the entry that is nothing but it, in any case.
    single: Vec<Option<u32>>,
}

/// The entries that begin with one word, longest first.
#[derive(Clone, Debug, Default)]
struct Candidates {
    /// All of them; or, where they are many (three hundred begin with luật), those of that word alone.
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
        let (list, longer): (Vec<_>, Vec<_>) = all.into_iter().partition(|candidate| candidate.second == UNKNOWN);
        let mut by_second: FxHashMap<WordId, Vec<Candidate>> = FxHashMap::default();
        longer.into_iter().for_each(|candidate| by_second.entry(candidate.second).or_default().push(candidate));
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
    /// A form of one letter is matched with its own case only: `m` is a metre, `M` is not.
    exact: Option<&'static str>,
    sense: S,
}

impl<S: Sorted> Lexicon<S> {
    /// The entry with the most words that begins at token `at`, and the number of its tokens.
    #[inline]
    pub fn longest<'l>(&'l self, tokens: &Tokens<'_>, at: usize) -> Option<(&'l S, usize)> {
        self.matches(tokens, at).next()
    }

    /// The entry of one word at token `at`, whatever longer ones begin there.
    #[inline]
    pub fn single(&self, tokens: &Tokens<'_>, at: usize) -> Option<&S> {
        let index = self.single.get(usize::from(tokens.word(at))).copied().flatten()?;
        self.entries.get(index as usize).map(|entry| &entry.sense)
    }

    /// All entries that begin at token `at`, longest first, with the number of their tokens.
    #[inline]
    pub fn matches<'l, 't>(&'l self, tokens: &Tokens<'t>, at: usize) -> impl Iterator<Item = (&'l S, usize)> + use<'l, 't, S> {
        self.matches_of(tokens, at, u64::MAX)
    }

    /// The same of these [sorts](Sorted) alone.
    #[inline]
    pub fn matches_of<'l, 't>(
        &'l self,
        tokens: &Tokens<'t>,
        at: usize,
        sorts: u64,
    ) -> impl Iterator<Item = (&'l S, usize)> + use<'l, 't, S> {
        let tokens = *tokens;
        let candidates = if self.sorts(&tokens, at) & sorts == 0 { None } else { self.by_first.get(usize::from(tokens.word(at))) };
        let second = if candidates.is_none() || tokens.starts_line(at + 1) { UNKNOWN } else { tokens.word(at + 1) };
        let candidates = candidates.map_or(&[][..], |candidates| candidates.before(second));
        let entries = candidates.iter().filter(move |candidate| candidate.second == UNKNOWN || candidate.second == second).filter_map(
            move |candidate| {
                let entry = self.entries.get(candidate.index as usize)?;
                let has_word = |(i, &word): (usize, &WordId)| tokens.word(at + i) == word && !tokens.starts_line(at + i);
                let fits = entry.words.iter().enumerate().skip(2).all(has_word);
                let exact = entry.exact.is_none_or(|form| tokens.str(at) == form);
                (fits && exact).then_some((&entry.sense, entry.words.len()))
            },
        );
        entries.filter(move |(sense, _)| sense.sort() & sorts != 0)
    }

    /// The [sorts](Sorted) of the entries that may begin at token `at`, as its word tells.
    #[inline]
    pub fn sorts(&self, tokens: &Tokens<'_>, at: usize) -> u64 {
        self.first_sorts.get(usize::from(tokens.word(at))).copied().unwrap_or_default()
    }

    /// The longest entry that ends right before token `end`, and the number of its tokens.
    pub fn longest_before<'l>(&'l self, tokens: &Tokens<'_>, end: usize) -> Option<(&'l S, usize)> {
        self.before(tokens, end).find_map(|at| self.matches(tokens, at).find(|&(_, length)| at + length == end))
    }

    /// The same if it is of one of these [sorts](Sorted).
    #[inline]
    pub fn longest_before_of<'l>(&'l self, tokens: &Tokens<'_>, end: usize, sorts: u64) -> Option<(&'l S, usize)> {
        let last = end.checked_sub(1).map_or(UNKNOWN, |last| tokens.word(last));
        let may_end = self.last_sorts.get(usize::from(last)).copied().unwrap_or_default() & sorts != 0;
        if may_end { self.longest_before(tokens, end).filter(|(sense, _)| sense.sort() & sorts != 0) } else { None }
    }

    /// Where entries may begin that end right before token `end`.
    #[inline]
    fn before(&self, tokens: &Tokens<'_>, end: usize) -> std::ops::Range<usize> {
        let last = end.checked_sub(1).map_or(UNKNOWN, |last| tokens.word(last));
        let longest = self.longest_ending.get(usize::from(last)).copied().unwrap_or_default();
        end.saturating_sub(usize::from(longest))..end
    }

    /// The senses of all entries that end right before token `end`.
    pub fn all_before<'l>(&'l self, tokens: &Tokens<'_>, end: usize) -> impl Iterator<Item = &'l S> {
        self.before(tokens, end)
            .flat_map(move |at| self.matches(tokens, at).filter(move |&(_, length)| at + length == end).map(|(sense, _)| sense))
    }

    /// Whether any entry begins with the word of token `at`.
    #[inline]
    pub fn begins(&self, tokens: &Tokens<'_>, at: usize) -> bool {
        self.sorts(tokens, at) != 0
    }

    fn has_first(&self, word: usize) -> bool {
        self.first_sorts.get(word).is_some_and(|&sorts| sorts != 0)
    }

    /// The senses of all entries.
    pub fn senses(&self) -> impl Iterator<Item = &S> {
        self.entries.iter().map(|entry| &entry.sense)
    }
}

/// All tables, read once.
pub struct Lexicons {
    /// The words of all tables.
    pub vocabulary: Vocabulary,
    /// Words of dates.
    pub dates: Lexicon<DateWord>,
    /// Number words, magnitudes, approximators.
    pub numbers: Lexicon<NumberWord>,
    /// Units of measure, money and time.
    pub units: Lexicon<Unit>,
    /// What stands before or after a numeral and decides what it is.
    pub contexts: Lexicon<Context>,
    /// Types of documents, by name.
    pub doc_types: Lexicon<DocType>,
    /// Issuing bodies, by name.
    pub issuers: Lexicon<Issuer>,
    /// Laws, codes and ordinances, by name.
    pub laws: Lexicon<LawName>,
    /// The abbreviations of types and bodies in symbols.
    pub codes: FxHashSet<&'static str>,
    /// The same, by what they fold to.
    pub codes_by_fold: FxHashMap<String, Vec<&'static str>>,
}

impl Lexicons {
    /// Cuts texts into tokens whose words these lexicons know.
    pub fn scanner(&self) -> Scanner<'_> {
        Scanner::new(&self.vocabulary)
    }

    /// The tokens of a short text.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let mut scanner = self.scanner();
        scanner.scan(text);
        scanner.tokens().to_vec()
    }

    /// The type with this abbreviation in a symbol: `NQ`, `QĐ`. Case and Đ/D carry meaning (HD is no HĐ).
    pub fn type_of_code(&self, abbreviation: &str) -> Option<&DocType> {
        self.doc_types.senses().find(|t| t.codes.contains(&abbreviation))
    }

    /// The body with this abbreviation in a symbol: `CP`, `BTC`.
    pub fn issuer_of_code(&self, abbreviation: &str) -> Option<&Issuer> {
        self.issuers.senses().find(|i| i.codes.contains(&abbreviation))
    }
}

/// The written words of dates, numbers and units that fold to a word typed bare: `ty` may be tỷ or tỉ, `nam` năm. Empty for any other word.
pub fn marked_words(bare: &str) -> &'static [String] {
    static WORDS: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
        let mut words: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for table in [include_str!("data/dates.tsv"), include_str!("data/numbers.tsv"), include_str!("data/units.tsv")] {
            for word in rows(table).flat_map(|(_, forms, _)| forms).flat_map(str::split_whitespace).filter(|word| !word.is_ascii()) {
                let known = words.entry(fold(word)).or_default();
                if !known.iter().any(|known| known == word) {
                    known.push(word.to_string());
                }
            }
        }
        words
    });
    WORDS.get(bare).map_or(&[], Vec::as_slice)
}

/// Words that may begin the name of a law or resolution beside those of the table of laws: those that `regulation::named` reads by their shape.
const NAME_HEADS: [&str; 6] = ["luật", "bộ", "pháp", "nghị", "nq", "văn"];

/// Abbreviated types in running text: `NĐ 46`, `QĐ số 99`.
pub const ABBREVIATED_TYPES: [&str; 6] = ["NQ", "NĐ", "QĐ", "CT", "TT", "KL"];

/// The tables, read at first use.
pub fn lexicons() -> &'static Lexicons {
    static LEXICONS: LazyLock<Lexicons> = LazyLock::new(|| {
        let mut vocabulary = Vocabulary::default();
        let dates = read(include_str!("data/dates.tsv"), &mut vocabulary, senses::date_word);
        let numbers = read(include_str!("data/numbers.tsv"), &mut vocabulary, senses::number_word);
        let units = read(include_str!("data/units.tsv"), &mut vocabulary, senses::unit);
        let contexts = read(include_str!("data/contexts.tsv"), &mut vocabulary, senses::context);
        let doc_types = read(include_str!("data/doc_types.tsv"), &mut vocabulary, senses::doc_type);
        let issuers = read(include_str!("data/issuers.tsv"), &mut vocabulary, senses::issuer);
        let laws = read(include_str!("data/laws.tsv"), &mut vocabulary, senses::law_name);
        let mut heads = |words: &[&str]| -> Vec<usize> {
            words.iter().flat_map(|word| vocabulary.read(word)).map(|token| usize::from(token.word)).collect()
        };
        let (name_heads, type_heads) = (heads(&NAME_HEADS), heads(&ABBREVIATED_TYPES));
        // Of what makes up or stands beside numbers, only the beginnings of numerals and fixed phrases are looked for by themselves.
        let mut number_heads = vec![false; vocabulary.ids()];
        let numerals = numbers.entries.iter().filter(|entry| entry.sense.begins_numeral()).map(|entry| &entry.words);
        let fixed = contexts.entries.iter().filter(|entry| entry.sense == Context::Fixed).map(|entry| &entry.words);
        for words in numerals.chain(fixed) {
            if let Some(is_head) = words.first().and_then(|&first| number_heads.get_mut(usize::from(first))) {
                *is_head = true;
            }
        }
        vocabulary.index(|word| {
            let word = usize::from(word);
            let by = |is_first: bool, what: u8| if is_first { what } else { 0 };
            let sorts = dates.first_sorts.get(word).copied().unwrap_or_default();
            let is_date = sorts & (DateWord::BEGINNINGS | DateWord::From.bit()) != 0;
            let is_number = number_heads.get(word).is_some_and(|is_head| *is_head);
            by(is_date || is_number, begins::DATE)
                | by(is_number, begins::NUMBER)
                | by(doc_types.has_first(word) || type_heads.contains(&word), begins::REGULATION)
                | by(laws.has_first(word) || name_heads.contains(&word), begins::NAME)
        });
        let type_codes = doc_types.senses().flat_map(|doc_type| &doc_type.codes);
        let codes: FxHashSet<&str> = type_codes.chain(issuers.senses().flat_map(|issuer| &issuer.codes)).copied().collect();
        let mut codes_by_fold: FxHashMap<String, Vec<&str>> = FxHashMap::default();
        codes.iter().for_each(|code| codes_by_fold.entry(fold(code)).or_default().push(code));
        Lexicons { vocabulary, dates, numbers, units, contexts, doc_types, issuers, laws, codes, codes_by_fold }
    });
    &LEXICONS
}

/// Entries of more words are not looked for backwards.
const LONGEST_BEFORE: usize = 5;

/// One line of a table.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    sense: &'static str,
    /// The first form: the canonical one.
    canonical: &'static str,
    value: &'static str,
}

/// The lines of a table: the row, its forms, its example.
fn rows(table: &'static str) -> impl Iterator<Item = (Row, std::str::Split<'static, char>, &'static str)> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or("").trim();
        let (sense, forms, value, example) = (column(), column(), column(), column());
        let canonical = forms.split('|').next().unwrap_or("");
        (Row { sense, canonical, value }, forms.split('|'), example)
    })
}

fn read<S: Clone + Sorted>(table: &'static str, vocabulary: &mut Vocabulary, sense: impl Fn(Row) -> Option<S>) -> Lexicon<S> {
    let mut entries: Vec<Entry<S>> = Vec::new();
    for (row, forms, _) in rows(table) {
        // A line whose sense is misspelt has no entry; the test over the tables names it.
        let Some(sense) = sense(row) else { continue };
        for form in forms.filter(|form| !form.is_empty()) {
            let words = vocabulary.read(form);
            // A number of many digits is no word; the test over the tables names the line.
            if words.iter().any(|token| token.word == UNKNOWN) {
                continue;
            }
            let exact = (form.chars().count() == 1 && form.is_ascii()).then_some(form);
            let mut push = |tokens: &[&Token]| {
                let words = tokens.iter().map(|token| token.word).collect();
                entries.push(Entry { words, exact, sense: sense.clone() });
            };
            push(&words.iter().collect::<Vec<_>>());
            // The press leaves out the commas inside a name: Luật Phòng chống tham nhũng.
            let without_commas: Vec<_> = words.iter().filter(|token| token.span().slice(form) != ",").collect();
            if without_commas.len() > 2 && without_commas.len() < words.len() {
                push(&without_commas);
            }
        }
    }
    // Bodies known only by their abbreviation have an entry without words: it is found by code, never in running text.
    let mut by_first: Vec<Vec<Candidate>> = vec![Vec::new(); vocabulary.ids()];
    let mut longest_ending = vec![0; vocabulary.ids()];
    let (mut first_sorts, mut last_sorts) = (vec![0; vocabulary.ids()], vec![0; vocabulary.ids()]);
    let note = |sorts: &mut Vec<u64>, word: Option<&WordId>, sort: u64| {
        if let Some(sorts) = word.and_then(|&word| sorts.get_mut(usize::from(word))) {
            *sorts |= sort;
        }
    };
    for (index, entry) in entries.iter().enumerate() {
        note(&mut first_sorts, entry.words.first(), entry.sense.sort());
        note(&mut last_sorts, entry.words.last(), entry.sense.sort());
        if let Some(list) = entry.words.first().and_then(|&first| by_first.get_mut(first as usize)) {
            if let Some(longest) = entry.words.last().and_then(|&last| longest_ending.get_mut(usize::from(last))) {
                *longest = entry.words.len().min(LONGEST_BEFORE).max(usize::from(*longest)) as u8;
            }
            list.push(Candidate { second: entry.words.get(1).copied().unwrap_or(UNKNOWN), index: index as u32 });
        }
    }
    for list in &mut by_first {
        list.sort_by_key(|candidate| std::cmp::Reverse(entries[candidate.index as usize].words.len()));
    }
    let is_single = |candidate: &&Candidate| {
        let entry = &entries[candidate.index as usize];
        entry.words.len() == 1 && entry.exact.is_none()
    };
    let single = by_first.iter().map(|list| list.iter().find(is_single).map(|candidate| candidate.index)).collect();
    let by_first = by_first.into_iter().map(Candidates::new).collect();
    Lexicon { entries, by_first, longest_ending, first_sorts, last_sorts, single }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each line has a known sense, and its example holds one of its forms, which the table finds there.
    fn check<S: Sorted>(name: &str, table: &'static str, lexicon: &Lexicon<S>, sense: impl Fn(Row) -> Option<S>) {
        let all = lexicons();
        for (row, forms, example) in rows(table) {
            assert!(sense(row).is_some(), "{name}: unknown sense or value in `{}` `{}` `{}`", row.sense, row.canonical, row.value);
            if row.canonical.is_empty() {
                continue;
            }
            let forms: Vec<&str> = forms.collect();
            let list = all.tokens(example);
            let tokens = Tokens { text: example, list: &list };
            let found = (0..list.len()).any(|at| {
                lexicon.matches(&tokens, at).any(|(_, length)| {
                    let words = tokens.span(at, at + length).slice(example).to_lowercase();
                    forms.iter().any(|form| form.to_lowercase() == words)
                })
            });
            assert!(found, "{name}: the example `{example}` of `{}` is not matched by its own entry", row.canonical);
        }
    }

    #[test]
    fn words_typed_bare_are_known() {
        assert_eq!(marked_words("thang"), ["tháng", "thắng"]);
        assert!(marked_words("ty").contains(&"tỷ".to_string()));
        assert!(marked_words("tháng").is_empty() && marked_words("gi").is_empty());
    }

    #[test]
    fn every_line_is_matched_by_its_example() {
        let all = lexicons();
        check("dates", include_str!("data/dates.tsv"), &all.dates, senses::date_word);
        check("numbers", include_str!("data/numbers.tsv"), &all.numbers, senses::number_word);
        check("units", include_str!("data/units.tsv"), &all.units, senses::unit);
        check("contexts", include_str!("data/contexts.tsv"), &all.contexts, senses::context);
        check("doc_types", include_str!("data/doc_types.tsv"), &all.doc_types, senses::doc_type);
        check("issuers", include_str!("data/issuers.tsv"), &all.issuers, senses::issuer);
        check("laws", include_str!("data/laws.tsv"), &all.laws, senses::law_name);
    }
}
