//! A document as the resolver reads it: its tokens over all paragraphs, its sentences, and its
//! regulations by their tokens.

use crate::lexicon::token::{Gap, Token, Tokens};
use crate::lexicon::{ReferenceWord, RegulationCue, lexicons};
use crate::model::{Regulation, RegulationForm};
use crate::split::sentences;
use crate::text::CharCounter;
use crate::{Annotated, Document, Mention, MentionField, Span, Value};

/// The tokens and sentences of a document's title, lead and text, as one text.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    /// The fields, a line between them; paragraphs end lines, wrapped lines do not.
    text: String,
    /// Where each field that the document has begins, in order.
    fields: Vec<(MentionField, usize)>,
    list: Vec<Token>,
    /// The sentences of the lines that have references, in tokens.
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
    /// Without sentences yet: [`cut`](Reading::cut) finds those that matter.
    pub fn new(document: &Document) -> Reading {
        let mut flat = String::with_capacity(document.text.as_str().len());
        let mut fields = Vec::new();
        for field in MentionField::ALL {
            let Some(text) = document.field(field) else { continue };
            let base = if flat.is_empty() { 0 } else { flat.len() + 1 };
            fields.push((field, base));
            for (span, line) in text.paragraphs_on_one_line() {
                // Only blanks separate two paragraphs.
                flat.extend(std::iter::repeat_n(
                    '\n',
                    (base + span.start).saturating_sub(flat.len()),
                ));
                flat.push_str(&line);
            }
        }
        let list = lexicons().tokens(&flat);
        let begins =
            |at: &usize| *at == 0 || list.get(*at).is_some_and(|token| token.gap == Gap::Line);
        let lines = (0..list.len()).filter(begins).collect();
        Reading { text: flat, fields, list, sentences: Vec::new(), lines }
    }

    /// Finds the sentences of the lines that have references.
    pub fn cut(&mut self, mentions: &[Mention]) {
        let tokens: Vec<usize> =
            self.references(mentions).iter().map(|reference| reference.from).collect();
        let mut bounds = Vec::new();
        let mut last = None;
        for line in tokens
            .into_iter()
            .map(|at| self.line_start(at))
            .filter(|line| last.replace(*line) != Some(*line))
        {
            let next = self
                .lines
                .get(self.lines.partition_point(|&other| other <= line))
                .copied()
                .unwrap_or(self.list.len());
            let span = self.span(line, next);
            bounds.extend(
                sentences(span.slice(&self.text)).map(|sentence| sentence.shifted(span.start)),
            );
        }
        let token_at = |byte: usize| self.list.partition_point(|token| token.span().start < byte);
        self.sentences =
            bounds.iter().map(|span| Span::new(token_at(span.start), token_at(span.end))).collect();
    }

    pub fn tokens(&self) -> Tokens<'_> {
        Tokens { text: &self.text, list: &self.list }
    }

    /// The regulations among the mentions, in order.
    pub fn references<'a>(&self, mentions: &'a [Mention]) -> Vec<Reference<'a>> {
        let reference = |(mention, found): (usize, &'a Mention)| {
            let regulation = Regulation::of(&found.value)?;
            let span = found.span.shifted(self.base(found.field));
            let from = self.list.partition_point(|token| token.span().end <= span.start);
            let to = self.list.partition_point(|token| token.span().start < span.end);
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

    /// Where a field begins.
    fn base(&self, field: MentionField) -> usize {
        self.fields.iter().find(|(other, _)| *other == field).map_or(0, |(_, base)| *base)
    }

    /// The field of tokens, and their place in it, in bytes.
    pub fn place(&self, from: usize, to: usize) -> (MentionField, Span) {
        let span = self.span(from, to);
        let last = self.fields.iter().rev().find(|(_, base)| *base <= span.start);
        last.map_or((MentionField::Text, span), |(field, base)| {
            (*field, Span::new(span.start - base, span.end - base))
        })
    }

    /// A mention of a regulation between two tokens.
    pub fn mention(
        &self,
        annotated: &Annotated,
        from: usize,
        to: usize,
        regulation: Regulation,
    ) -> Option<Mention> {
        let (field, span) = self.place(from, to);
        let text = annotated.document.field(field)?;
        let source = text.source_span(span);
        let surface = source.slice(text.source()).to_string();
        Some(Mention {
            field,
            span,
            source: CharCounter::new(text).chars(source),
            surface,
            value: Value::from(regulation),
            why: None,
        })
    }

    /// Whether only these marks and words like `số` lie between two tokens.
    pub fn is_beside(&self, mut from: usize, to: usize, marks: &[char]) -> bool {
        let tokens = self.tokens();
        while from < to {
            match lexicons().references.length(&tokens, from, ReferenceWord::Number.bit()) {
                Some(length) => from += length,
                None if tokens.is_mark(from, marks) => from += 1,
                None => return false,
            }
        }
        from == to
    }

    /// Whether a name is that of a law that amends others.
    pub fn is_amending(&self, reference: &Reference<'_>) -> bool {
        let tokens = self.tokens();
        let mut head = reference.from + 1..(reference.from + 3).min(reference.to);
        reference.regulation.form == RegulationForm::Named
            && head.any(|at| {
                lexicons().regulation_cues.has(&tokens, at, RegulationCue::Amending.bit())
            })
    }

    /// Whether a word of one of these lists ends right before a token.
    pub fn follows(&self, at: usize, lists: u64) -> bool {
        lexicons().references.longest_before_of(&self.tokens(), at, lists).is_some()
    }

    /// The first law that a list names between two tokens, and where its name ends.
    pub fn law_between(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let tokens = self.tokens();
        (from..to).find_map(|at| {
            lexicons().laws.longest(&tokens, at).map(|(_, length)| (at, (at + length).min(to)))
        })
    }

    /// The place of tokens in the text of all fields, in bytes.
    pub fn span(&self, from: usize, to: usize) -> Span {
        self.tokens().span(from, to)
    }
}
