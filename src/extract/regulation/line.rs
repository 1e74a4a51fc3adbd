//! A line whose regulations are described: its tokens, its mentions and its sentences, each found
//! without a search through the line.

use jiff::civil::Date;

use crate::Value;
use crate::extract::view::Found;
use crate::lexicon::token::{Case, Tokens};
use crate::lexicon::{BodyWord, Kinded, Lexicon, TitleWord, lexicons};
use crate::model::{CalendarUnit, DateValue, Edtf, Regulation, RegulationForm};
use crate::split::sentences;

/// So many words may stand between the type of a document and its symbol.
const WORDS_BEFORE_SYMBOL: usize = 4;

/// A line, with the questions that all attributes ask.
pub(super) struct AskedLine<'a> {
    pub tokens: Tokens<'a>,
    /// Its mentions, in text order.
    pub found: &'a [Found],
    /// Where its sentences begin, in tokens.
    starts: Vec<usize>,
}

impl<'a> AskedLine<'a> {
    pub fn new(tokens: Tokens<'a>, found: &'a [Found]) -> AskedLine<'a> {
        let mut at = 0;
        let starts = sentences(tokens.text).map(|sentence| {
            at += tokens
                .list
                .get(at..)
                .unwrap_or_default()
                .partition_point(|token| token.span().start < sentence.start);
            at
        });
        AskedLine { tokens, found, starts: starts.collect() }
    }

    /// Where the sentence around a token begins.
    pub fn sentence_start(&self, at: usize) -> usize {
        let behind = self.starts.partition_point(|&start| start <= at);
        behind.checked_sub(1).and_then(|last| self.starts.get(last)).copied().unwrap_or(0)
    }

    /// Behind the last token of the sentence around a token.
    pub fn sentence_end(&self, at: usize) -> usize {
        let next = self.starts.partition_point(|&start| start <= at);
        self.starts.get(next).copied().unwrap_or(self.tokens.list.len())
    }

    /// The place among the mentions of the first one that begins at token `at` or behind it.
    pub fn index(&self, at: usize) -> usize {
        self.found.partition_point(|found| found.from < at)
    }

    /// The mention that begins at token `at`.
    pub fn mention_at(&self, at: usize) -> Option<&'a Found> {
        self.found.get(self.index(at)).filter(|found| found.from == at)
    }

    /// The day that is mentioned at token `at`, and where the mention ends.
    pub fn day_at(&self, at: usize) -> Option<(Date, usize)> {
        self.mention_at(at).and_then(|found| Some((day_of(&found.value)?, found.to)))
    }

    /// The word of titles at `at` of one of these kinds, and its length.
    pub fn title_word(&self, at: usize, kinds: u64) -> Option<(TitleWord, usize)> {
        lexicons()
            .titles
            .matches_of(&self.tokens, at, kinds)
            .next()
            .map(|(word, length)| (*word, length))
    }

    /// Whether a word of titles of one of these kinds begins at `at`.
    pub fn is_title_word(&self, at: usize, kinds: u64) -> bool {
        lexicons().titles.matches_of(&self.tokens, at, kinds).next().is_some()
    }

    /// The length of the longest word of titles of one of these kinds that ends before `end`.
    pub fn title_word_before(&self, end: usize, kinds: u64) -> Option<(TitleWord, usize)> {
        before(&lexicons().titles, &self.tokens, end, kinds).map(|(word, length)| (*word, length))
    }

    /// The length of the words of bodies of these kinds at `at`, in small letters if they are verbs
    /// or events.
    pub fn body_word(&self, at: usize, kinds: u64) -> Option<usize> {
        lexicons().bodies.matches_of(&self.tokens, at, kinds).next().map(|(_, length)| length)
    }

    /// Whether a verb or an event of these kinds begins at `at`; in capitals it is part of a name.
    pub fn is_small_body_word(&self, at: usize, kinds: u64) -> bool {
        self.tokens.case(at) == Case::Lower && self.body_word(at, kinds).is_some()
    }

    /// The document that is named at `at`: a regulation, or its type and a few words before it.
    pub fn document_at(&self, at: usize) -> Option<&'a Found> {
        let is_document = |found: &&Found| regulation_of(found).is_some();
        if let Some(found) = self.mention_at(at).filter(is_document) {
            return Some(found);
        }
        // Chỉ thị số 5-CT/TW, Kế hoạch hành động số 5/KH-UBND; "hướng dẫn Nghị định số 5" names one
        // document, not two.
        let (_, length) = lexicons().doc_types.longest(&self.tokens, at)?;
        let next = self.found.get(self.index(at + length)).filter(is_document)?;
        let leads = next.from <= at + length + WORDS_BEFORE_SYMBOL
            && !(at + length..next.from).any(|t| {
                self.tokens.is_mark(t, &[',', ';', '('])
                    || lexicons().doc_types.begins(&self.tokens, t)
            })
            && regulation_of(next)
                .is_some_and(|regulation| regulation.form == RegulationForm::Code);
        leads.then_some(next)
    }
}

/// The longest entry of these kinds that ends before token `end`, and its length.
fn before<'l, S: Kinded>(
    lexicon: &'l Lexicon<S>,
    tokens: &Tokens<'_>,
    end: usize,
    kinds: u64,
) -> Option<(&'l S, usize)> {
    const LONGEST: usize = 5;
    (end.saturating_sub(LONGEST)..end).find_map(|at| {
        lexicon.matches_of(tokens, at, kinds).find(|&(_, length)| at + length == end)
    })
}

/// What a mention says of a regulation, if it is one.
pub(super) fn regulation_of(found: &Found) -> Option<&Regulation> {
    Regulation::of(&found.value)
}

/// The day of a mention, if it is one.
pub(super) fn day_of(value: &Value) -> Option<Date> {
    match DateValue::of(value)?.edtf? {
        Edtf::At(moment @ CalendarUnit::Day { .. }) => moment.first(),
        _ => None,
    }
}

/// The kinds of the words of bodies that make a day one of something else than an issue.
pub(super) const OTHER_EVENTS: u64 = BodyWord::Meeting.bit() | BodyWord::Saying.bit();
