//! A line as extractors see it: its tokens, which of them are taken, and what was found.

use std::borrow::Cow;

use jiff::civil::Date;

use super::notes::Notes;
use crate::lexicon::token::{Tokens, next_candidate};
use crate::{Value, Why};

/// A paragraph to be read.
pub(super) struct Line<'a> {
    /// Its document's place among those that are read together.
    pub document: usize,
    /// Where it begins in its document, in bytes.
    pub start: usize,
    pub text: Cow<'a, str>,
    pub published: Option<Date>,
}

/// A line's tokens, and which of them are taken.
pub(super) struct LineCursor<'a> {
    /// The line's place in its batch.
    pub number: usize,
    pub line: &'a Line<'a>,
    /// The lines of the batch.
    pub lines: &'a [Line<'a>],
    pub tokens: Tokens<'a>,
    /// What may begin with each token, and some padding.
    pub begins: &'a [u8],
    pub claimed: &'a mut [bool],
    /// What the rules note of the mention that they read.
    pub notes: &'a Notes,
    /// The mentions of the batch.
    pub found: &'a mut Vec<Found>,
}

/// A mention: its line's place in the batch, its tokens in the line, and its value.
pub(super) struct Found {
    pub line: usize,
    pub from: usize,
    pub to: usize,
    pub value: Value,
    pub why: Option<Box<Why>>,
}

impl LineCursor<'_> {
    /// The lines right before and behind, of the same document.
    pub fn beside(&self) -> impl Iterator<Item = &Line<'_>> {
        let places = [self.number.checked_sub(1), self.number.checked_add(1)];
        let beside = places.into_iter().flatten().filter_map(|at| self.lines.get(at));
        beside.filter(|line| line.document == self.line.document)
    }

    /// The first token from `from` on that may begin something of `candidates`, a set of
    /// [`begins`](crate::lexicon::token::begins).
    pub fn next(&self, from: usize, candidates: u8) -> Option<usize> {
        next_candidate(self.begins, from, candidates)
    }

    /// What may begin with token `i`: a set of [`begins`](crate::lexicon::token::begins).
    pub fn may_begin(&self, i: usize) -> u8 {
        self.begins.get(i).copied().unwrap_or_default()
    }

    /// Whether none of the tokens `from..to` is taken.
    pub fn is_free(&self, from: usize, to: usize) -> bool {
        self.claimed.get(from..to).is_some_and(|taken| taken.iter().all(|taken| !taken))
    }

    pub fn claim(&mut self, from: usize, to: usize) {
        if let Some(tokens) = self.claimed.get_mut(from..to) {
            tokens.fill(true);
        }
    }

    /// Takes a mention's tokens.
    pub fn push(&mut self, from: usize, to: usize, value: impl Into<Value>) {
        self.claim(from, to);
        self.found.push(Found {
            line: self.number,
            from,
            to,
            value: value.into(),
            why: self.notes.so_far(),
        });
    }

    /// What was found in the line.
    pub fn found(&self) -> impl Iterator<Item = &Found> {
        self.found.iter().rev().take_while(|found| {
            #[cfg(test)]
            crate::work::count(1);
            found.line == self.number
        })
    }
}
