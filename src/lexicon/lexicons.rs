//! All tables read: the vocabulary of their words, a lexicon each, and what is looked up across
//! them.

use rustc_hash::{FxHashMap, FxHashSet};
use twox_hash::XxHash3_64;

use super::cues::{DateCue, NumberCue, ProvisionWord, RegulationCue, RegulationList};
use super::lookup::{self, Lexicon};
use super::references::{IdentityWord, ReferenceWord, RelationWord};
use super::senses::{Context, DateWord, DateWordKind, DocType, Issuer, LawName, NumberWord, Unit};
use super::surroundings::{BodyWord, TitleWord};
use super::table::{Fault, Row};
use super::tables::{
    BODIES, CONTEXTS, DATE_CUES, DATES, DOC_TYPES, IDENTITIES, ISSUERS, LAWS, NUMBER_CUES, NUMBERS,
    PROVISIONS, REFERENCES, REGULATION_CUES, RELATIONS, TITLES, UNITS,
};
use super::token::{Scanner, Token, Vocabulary, WordId, begins};
use crate::text::fold;

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
    /// Lists of words that the grammar of dates asks for.
    pub date_cues: Lexicon<DateCue>,
    /// Lists of words that the grammar of numbers asks for.
    pub number_cues: Lexicon<NumberCue>,
    /// Lists of words that the grammars of regulations ask for.
    pub regulation_cues: Lexicon<RegulationCue>,
    /// Words of references to articles, clauses and points.
    pub provisions: Lexicon<ProvisionWord>,
    /// Words that open and end titles of documents.
    pub titles: Lexicon<TitleWord>,
    /// Words of the names of bodies.
    pub bodies: Lexicon<BodyWord>,
    /// Names that say who a body is.
    pub identities: Lexicon<IdentityWord>,
    /// Words that tell which regulation a short form means.
    pub references: Lexicon<ReferenceWord>,
    /// Words that say what regulations do to each other.
    pub relations: Lexicon<RelationWord>,
    /// The abbreviations of types and bodies in symbols.
    pub codes: FxHashSet<&'static str>,
    /// What begins symbols that are no regulations: court files, licences, contracts.
    pub other_symbols: FxHashSet<&'static str>,
    /// The abbreviations of types and bodies, by what they fold to.
    pub codes_by_fold: FxHashMap<String, Vec<&'static str>>,
    /// A user's own table among them.
    pub(super) own: Option<OwnTable>,
}

/// A table that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTable {
    /// Its name in messages: the name of its file.
    pub name: String,
    /// What it says.
    pub text: String,
}

impl OwnTable {
    /// A number that tells its text from others.
    pub fn hash(&self) -> u64 {
        XxHash3_64::oneshot(self.text.as_bytes())
    }
}

/// The tables may have so many different words, of which the built-in ones have some two thousand.
const MOST_WORDS: usize = 1 << 14;

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

    /// The number of a word in small letters; [`UNKNOWN`](super::token::UNKNOWN) if no table holds
    /// it.
    pub fn word(&self, word: &str) -> WordId {
        self.vocabulary.get_any(word).0
    }

    /// The type with this abbreviation in a symbol: `NQ`, `QĐ`. Case and Đ/D carry meaning (HD is
    /// no HĐ).
    pub fn type_of_code(&self, abbreviation: &str) -> Option<&DocType> {
        self.doc_types.senses().find(|t| t.codes.contains(&abbreviation))
    }

    /// The type with this abbreviation in running text: `NĐ 46`.
    pub fn type_of_short(&self, abbreviation: &str) -> Option<&DocType> {
        self.doc_types.senses().find(|doc_type| doc_type.short == Some(abbreviation))
    }

    /// The body with this abbreviation in a symbol: `CP`, `BTC`.
    pub fn issuer_of_code(&self, abbreviation: &str) -> Option<&Issuer> {
        self.issuers.senses().find(|i| i.codes.contains(&abbreviation))
    }
}

impl Lexicons {
    /// Reads all tables and the rows of a user's own one, and tells what is wrong with them.
    pub(super) fn read(own: &[Row]) -> (Lexicons, Vec<Fault>) {
        let mut vocabulary = Vocabulary::default();
        let mut faults = Vec::new();
        let (words, found) = (&mut vocabulary, &mut faults);
        let dates = lookup::read(DATES, &[], words, found);
        let numbers = lookup::read(NUMBERS, &[], words, found);
        let units = lookup::read(UNITS, own, words, found);
        let contexts = lookup::read(CONTEXTS, &[], words, found);
        let doc_types: Lexicon<DocType> = lookup::read(DOC_TYPES, own, words, found);
        let issuers: Lexicon<Issuer> = lookup::read(ISSUERS, own, words, found);
        let laws = lookup::read(LAWS, &[], words, found);
        let date_cues = lookup::read(DATE_CUES, &[], words, found);
        let number_cues = lookup::read(NUMBER_CUES, &[], words, found);
        let regulation_cues = lookup::read(REGULATION_CUES, &[], words, found);
        let provisions = lookup::read(PROVISIONS, &[], words, found);
        let titles = lookup::read(TITLES, &[], words, found);
        let bodies = lookup::read(BODIES, &[], words, found);
        let identities = lookup::read(IDENTITIES, &[], words, found);
        let references = lookup::read(REFERENCES, &[], words, found);
        let relations = lookup::read(RELATIONS, &[], words, found);
        let type_codes = doc_types.senses().flat_map(|doc_type| &doc_type.codes);
        let codes: FxHashSet<&str> =
            type_codes.chain(issuers.senses().flat_map(|issuer| &issuer.codes)).copied().collect();
        let codes_by_fold = by_fold(&codes);
        let other_symbols = regulation_cues.forms(RegulationCue::OtherSymbol.bit()).collect();
        let mut lexicons = Lexicons {
            vocabulary: Vocabulary::default(),
            dates,
            numbers,
            units,
            contexts,
            doc_types,
            issuers,
            laws,
            date_cues,
            number_cues,
            regulation_cues,
            provisions,
            titles,
            bodies,
            identities,
            references,
            relations,
            codes,
            other_symbols,
            codes_by_fold,
            own: None,
        };
        let begins = lexicons.begins(&mut vocabulary);
        if vocabulary.ids() > MOST_WORDS {
            faults.extend(own.first().map(too_many_words));
            return (lexicons, faults);
        }
        vocabulary.index(|word| begins.get(usize::from(word)).copied().unwrap_or_default());
        lexicons.vocabulary = vocabulary;
        (lexicons, faults)
    }

    /// What may begin with each word: a set of [`begins`].
    fn begins(&self, vocabulary: &mut Vocabulary) -> Vec<u8> {
        let shorts: Vec<Token> = self
            .doc_types
            .senses()
            .filter_map(|doc_type| doc_type.short)
            .flat_map(|short| vocabulary.intern(short))
            .collect();
        let mut begins = vec![0; vocabulary.ids()];
        let mut mark = |words: &mut dyn Iterator<Item = WordId>, what: u8| {
            for word in words {
                if let Some(begins) = begins.get_mut(usize::from(word)) {
                    *begins |= what;
                }
            }
        };
        // Of what makes up or stands beside numbers, only the beginnings of numerals and fixed
        // phrases are looked for by themselves.
        mark(
            &mut self.numbers.first_words(|word| word.begins_numeral()),
            begins::DATE | begins::NUMBER,
        );
        mark(
            &mut self.contexts.first_words(|&context| context == Context::Fixed),
            begins::DATE | begins::NUMBER,
        );
        mark(
            &mut self.dates.first_words(|word| {
                word.bit() & (DateWordKind::BEGINNINGS | DateWordKind::From.bit()) != 0
            }),
            begins::DATE,
        );
        mark(&mut self.doc_types.first_words(|_| true), begins::REGULATION);
        mark(&mut shorts.iter().map(|token| token.word), begins::REGULATION);
        mark(&mut self.laws.first_words(|_| true), begins::NAME);
        mark(
            &mut self
                .regulation_cues
                .first_words(|cue| cue.bit() & RegulationList::NAME_HEADS != 0),
            begins::NAME,
        );
        begins
    }
}

/// Codes by their letters without diacritics and case.
fn by_fold(codes: &FxHashSet<&'static str>) -> FxHashMap<String, Vec<&'static str>> {
    let mut by_fold: FxHashMap<String, Vec<&str>> = FxHashMap::default();
    codes.iter().for_each(|code| by_fold.entry(fold(code)).or_default().push(code));
    by_fold
}

fn too_many_words(row: &Row) -> Fault {
    row.fault(format!(
        "expected at most {MOST_WORDS} different words in all tables, but found more"
    ))
}
