//! One part of a reference: a head and its label, or several.

use crate::extract::counted::is_counted;
use crate::extract::roman::roman;
use crate::extract::view::LineCursor;
use crate::lexicon::token::{TokenKind, Tokens};
use crate::lexicon::{NumberWord, ProvisionWord, ProvisionWordKind, lexicons};
use crate::model::{Level, Step};

/// Labels of one part; no law has lists so long.
const MOST_LABELS: usize = 64;

/// A head with its labels.
pub(super) struct Part {
    pub level: Level,
    /// None of "Điều này".
    pub labels: Vec<Label>,
    pub from: usize,
    pub to: usize,
    /// Whether it may be a verb and a count: điều 5 xe.
    pub may_count: bool,
}

/// A number or letter.
pub(super) struct Label {
    pub text: String,
    pub from: usize,
    pub to: usize,
}

impl Part {
    /// The step to one of its labels.
    pub fn step(&self, label: &Label) -> Step {
        Step { level: self.level, label: label.text.clone() }
    }

    /// The step to its first label.
    pub fn first_step(&self) -> Option<Step> {
        self.labels.first().map(|label| self.step(label))
    }
}

/// Whether a head may stand at `i`.
pub(super) fn is_head(tokens: &Tokens<'_>, i: usize) -> bool {
    lexicons().provisions.kinds(tokens, i) & ProvisionWordKind::Level.bit() != 0
}

/// Whether a comma or "và" joins what stands on either side.
pub(super) fn is_joint(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is_mark(at, &[','])
        || lexicons().provisions.has(tokens, at, ProvisionWordKind::And.bit())
}

/// The part that begins at token `i`.
pub(super) fn part_at(view: &LineCursor<'_>, i: usize) -> Option<Part> {
    let tokens = &view.tokens;
    let words = &lexicons().provisions;
    let (&ProvisionWord::Level(level), length) =
        words.matches_of(tokens, i, ProvisionWordKind::Level.bit()).next()?
    else {
        return None;
    };
    let mut at = i + length;
    if !view.is_free(i, at) {
        return None;
    }
    if let Some(length) = words.length(tokens, at, ProvisionWordKind::This.bit()) {
        return Some(Part {
            level,
            labels: Vec::new(),
            from: i,
            to: at + length,
            may_count: false,
        });
    }
    at += words.length(tokens, at, ProvisionWordKind::Number.bit()).unwrap_or(0);
    let first = label_at(view, at, level)?;
    let may_count = !tokens.is_capitalised(i) && counts(tokens, first.to);
    let mut labels = vec![first];
    while let Some(last) = labels.last().filter(|_| labels.len() < MOST_LABELS)
        && is_joint(tokens, last.to)
        // "Điều 8, 10 người": a count, no article.
        && let Some(next) = label_at(view, last.to + 1, level).filter(|next| !counts(tokens, next.to))
    {
        labels.push(next);
    }
    let to = labels.last()?.to;
    Some(Part { level, labels, from: i, to, may_count })
}

/// Whether what stands at `at` makes a count of the number before it.
fn counts(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_head = is_head(tokens, at);
    let magnitude =
        matches!(lexicons().numbers.longest(tokens, at), Some((NumberWord::Magnitude(_), _)));
    !is_head
        && (magnitude || is_counted(tokens, at) || lexicons().units.longest(tokens, at).is_some())
}

fn label_at(view: &LineCursor<'_>, at: usize, level: Level) -> Option<Label> {
    let tokens = &view.tokens;
    if !view.is_free(at, at + 1) || tokens.starts_line(at) {
        return None;
    }
    if let Some(digits) = tokens.digits(at) {
        return numbered(tokens, at, digits).filter(|label| view.is_free(at, label.to));
    }
    let may_be_roman = level < Level::Article;
    if may_be_roman && let Some(number) = roman(tokens, at) {
        return Some(Label { text: number.to_string(), from: at, to: at + 1 });
    }
    let is_letter = tokens.kind(at) == Some(TokenKind::Word)
        && matches!(tokens.str(at).as_bytes(), [b'a'..=b'z' | b'A'..=b'Z']);
    let is_lettered = (is_letter || tokens.is_word(at, &["đ"]))
        && !matches!(level, Level::Article | Level::Clause);
    let may_end = !(tokens.is_glued(at + 1) && tokens.kind(at + 1) != Some(TokenKind::Mark));
    (is_lettered && may_end).then(|| Label {
        text: tokens.str(at).to_lowercase(),
        from: at,
        to: at + 1,
    })
}

/// `5`, `5a`; no date, decimal, range or symbol.
fn numbered(tokens: &Tokens<'_>, at: usize, digits: &str) -> Option<Label> {
    let is_small = digits.len() <= 3 && !digits.starts_with('0');
    let is_suffixed = tokens.is_glued(at + 1)
        && tokens.kind(at + 1) == Some(TokenKind::Word)
        && tokens.str(at + 1).chars().count() == 1;
    let to = at + 1 + usize::from(is_suffixed);
    let goes_on = tokens.is_glued(to)
        && (tokens.kind(to) != Some(TokenKind::Mark)
            || tokens.is_mark(to, &['/', '-', '.', ',', ':'])
                && tokens.is_glued(to + 1)
                && tokens.kind(to + 1) == Some(TokenKind::Digits)
            || tokens.is_mark(to, &['/', '%']));
    let text = || tokens.span(at, to).slice(tokens.text).to_lowercase();
    (is_small && !goes_on).then(|| Label { text: text(), from: at, to })
}
