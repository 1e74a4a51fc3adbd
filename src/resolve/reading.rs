//! A document as the resolver reads it: its tokens over all paragraphs, its sentences, and its regulations by their tokens.

use crate::lexicon::lexicons;
use crate::lexicon::token::{Gap, Token, Tokens};
use crate::model::Regulation;
use crate::split::sentences;
use crate::{Mention, Span, Text};

/// A text's tokens and sentences.
pub(crate) struct Reading {
    /// The text; paragraphs end lines, wrapped lines do not.
    text: String,
    list: Vec<Token>,
    /// The sentences, in tokens.
    sentences: Vec<Span>,
    /// The first token of each line.
    lines: Vec<usize>,
}

/// A regulation that the text names, by its place.
#[derive(Clone, Copy)]
pub(crate) struct Reference<'a> {
    /// Its place among the document's mentions.
    pub mention: usize,
    pub regulation: &'a Regulation,
    /// Its tokens.
    pub from: usize,
    pub to: usize,
}

impl Reading {
    pub fn new(text: &Text) -> Reading {
        let mut flat = String::with_capacity(text.as_str().len());
        let mut bounds = Vec::new();
        for (span, line) in text.paragraphs_on_one_line() {
            // What stands between two paragraphs is blank.
            flat.extend(std::iter::repeat_n('\n', span.start.saturating_sub(flat.len())));
            flat.push_str(&line);
            bounds.extend(sentences(&line).map(|sentence| sentence.shifted(span.start)));
        }
        let list = lexicons().tokens(&flat);
        let token_at = |byte: usize| list.partition_point(|token| token.span().start < byte);
        let sentences = bounds.iter().map(|span| Span::new(token_at(span.start), token_at(span.end))).collect();
        let begins = |at: &usize| *at == 0 || list.get(*at).is_some_and(|token| token.gap == Gap::Line);
        let lines = (0..list.len()).filter(begins).collect();
        Reading { text: flat, list, sentences, lines }
    }

    pub fn tokens(&self) -> Tokens<'_> {
        Tokens { text: &self.text, list: &self.list }
    }

    /// The regulations among the mentions, in order.
    pub fn references<'a>(&self, mentions: &'a [Mention]) -> Vec<Reference<'a>> {
        let reference = |(mention, found): (usize, &'a Mention)| {
            let regulation = Regulation::of(&found.value)?;
            let from = self.list.partition_point(|token| token.span().end <= found.span.start);
            let to = self.list.partition_point(|token| token.span().start < found.span.end);
            Some(Reference { mention, regulation, from, to })
        };
        mentions.iter().enumerate().filter_map(reference).collect()
    }

    /// The tokens of the sentence around a token.
    pub fn sentence(&self, at: usize) -> Span {
        let next = self.sentences.partition_point(|sentence| sentence.end <= at);
        self.sentences.get(next).copied().unwrap_or(Span::new(at, at))
    }

    /// The first token of the line around a token.
    pub fn line_start(&self, at: usize) -> usize {
        let next = self.lines.partition_point(|&line| line <= at);
        next.checked_sub(1).and_then(|line| self.lines.get(line)).copied().unwrap_or_default()
    }

    /// The tokens of the line above the one that begins at a token.
    pub fn line_above(&self, line: usize) -> Option<Span> {
        let at = self.lines.partition_point(|&other| other < line);
        let start = at.checked_sub(1).and_then(|above| self.lines.get(above))?;
        (*start < line).then(|| Span::new(*start, line))
    }

    /// The place of tokens in the text, in bytes.
    pub fn span(&self, from: usize, to: usize) -> Span {
        self.tokens().span(from, to)
    }
}
