//! What each line of a page looks like, before it is known whose it is.

use super::kinship::Kinship;
use super::lines::{Half, Line, ends_with_question, ends_with_stop};
use super::phrases::Signpost;
use crate::BlockKind;
use crate::lexicon::dateline::{LONGEST, dateline};
use crate::lexicon::pages::{Furniture, pages};
use crate::text::is_longer;

/// A sentence of so many characters, at least, is running text: a shorter one may stand below a
/// picture.
pub(super) const PROSE: usize = 60;

/// The look of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// A heading, furniture or a link.
    Sign(Signpost),
    /// A time of publication: "7/3/2026 08:06", "3 giờ trước".
    Date,
    /// The name of an author or a source.
    Byline,
    /// The text of a picture, with its credit.
    Caption,
    /// A short line that begins like a sentence and does not end like one.
    Headline,
    /// Running text.
    Prose,
    /// A short sentence.
    Short,
    /// A few words: a section, a place, a count.
    Label,
}

impl Look {
    /// The look of a line.
    pub fn of(line: &Line) -> Look {
        if line.is_prose {
            return if line.is_longer_than(PROSE - 1) { Look::Prose } else { Look::Short };
        }
        match (line.half, line.kind) {
            (Some(Half::Headline), _) | (None, Some(BlockKind::Title)) => return Look::Headline,
            (Some(Half::Summary), _) | (None, Some(BlockKind::Lead)) => return Look::Prose,
            (None, Some(BlockKind::Caption)) => return Look::Caption,
            (None, Some(BlockKind::Byline)) => return Look::Byline,
            _ => {}
        }
        if let Some(sign) = line.signpost() {
            return Look::Sign(sign);
        }
        if is_time(line.text) {
            return Look::Date;
        }
        if line.is_caption() {
            return Look::Caption;
        }
        if line.is_byline() {
            return Look::Byline;
        }
        // A question behind another sentence is the end of a summary.
        let is_question =
            ends_with_question(line.text) && line.text.contains(". ") && line.is_longer_than(PROSE);
        if line.is_headline() && !is_question {
            return Look::Headline;
        }
        let is_long = line.is_longer_than(PROSE - 1);
        let ends = ends_with_stop(line.text)
            || ends_with_question(line.text)
            || line.text.ends_with([':', ';']);
        match (is_long, ends) {
            (true, _) => Look::Prose,
            (false, true) => Look::Short,
            (false, false) => Look::Label,
        }
    }

    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Look::Sign(Signpost::Whole(Furniture::Tail | Furniture::Links)) => "heading",
            Look::Sign(Signpost::Whole(Furniture::Tags)) => "tags",
            Look::Sign(Signpost::Whole(Furniture::Comments)) => "comments",
            Look::Sign(Signpost::Whole(Furniture::Share | Furniture::Button)) => "button",
            Look::Sign(Signpost::Whole(Furniture::Menu | Furniture::Section)) => "menu",
            Look::Sign(Signpost::Imprint) => "imprint",
            Look::Sign(Signpost::Link | Signpost::TailLink) => "link",
            Look::Date => "date",
            Look::Byline => "byline",
            Look::Caption => "caption",
            Look::Headline => "headline",
            Look::Prose => "prose",
            Look::Short => "sentence",
            Look::Label => "label",
        }
    }

    /// Whether it is text of some length.
    pub fn is_text(self) -> bool {
        matches!(self, Look::Prose | Look::Short)
    }
}

/// A longer line is no headline, even one that runs on, in characters.
const LONG_HEADLINE: usize = 260;
/// A headline that ends in "…" or ".”" is no longer than this.
const OPEN_HEADLINE: usize = 150;
/// Pairs of words that such a headline and its summary share, at least.
const SURE: usize = 2;

/// Whether a line that looks like text is a headline, as the words of the text behind it tell: one
/// that is long and has no stop, or ends in "…" or ".”".
pub(super) fn is_headline_of(lines: &[Line], kinship: &Kinship, line: usize, text: usize) -> bool {
    let (Some(first), Some(second)) = (lines.get(line), lines.get(text)) else { return false };
    let runs_on = !ends_with_stop(first.text)
        && !ends_with_question(first.text)
        && !first.is_longer_than(LONG_HEADLINE);
    let ends_open =
        first.text.ends_with(['…', '”', '"', '’', '\'', '»']) || first.text.ends_with("...");
    let may_be =
        first.half.is_none() && (runs_on || ends_open && !first.is_longer_than(OPEN_HEADLINE));
    may_be
        && second.is_longer_than(PROSE - 1)
        && Look::of(second).is_text()
        && kinship.echo(line, text) >= SURE
}

/// Whether a line holds nothing but a time of publication, a count or the like.
fn is_time(line: &str) -> bool {
    let has_digit = || line.bytes().any(|byte| byte.is_ascii_digit());
    if is_longer(line, LONGEST) {
        return false;
    }
    let is_clock = || {
        !is_longer(line, 12)
            && line.contains([':', 'h'])
            && !line.contains(|c: char| c.is_alphabetic() && c != 'h')
    };
    pages().is_ago(line) || has_digit() && (is_clock() || dateline(line).is_some())
}
