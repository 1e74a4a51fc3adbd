//! From the text of a query to its tree: recursive descent over the normalised text.
//!
//! ```text
//! or     = and { "OR" and }
//! and    = unary { ["AND"] unary }
//! unary  = ["-" | "!" | "NOT"] atom
//! atom   = "(" or ")" | phrase ["~" digits] | ["="] word ["*"] | field ":" value
//! ```
//! Offsets are bytes of the normalised text until an error is made, which leads them back to the
//! query as given.

use super::super::analyzer::{self, LONGEST, lower, term};
use super::super::store::keys::source_key;
use super::super::store::terms::AskedFields;
use super::error::{QueryError, beginning};
use super::node::{Condition, Mentioned, Node, Phrase, Scope, Sought, Word};
use super::value::{Days, Refusal, days, numbers};
use crate::index::store::named::Named;
use crate::model::{Asked, By, name_key};
use crate::{Span, Text};

/// The fields that can be asked for: those of the mentions, and these.
fn fields() -> impl Iterator<Item = &'static str> {
    let mentioned = AskedFields::all().iter().map(|fields| fields.asked.name);
    ["title"].into_iter().chain(mentioned).chain([
        "published",
        "source",
        "author",
        "section",
        "tag",
        "id",
    ])
}

/// Parentheses nested deeper are no query a person types, and each level takes room on the stack.
const DEEPEST: usize = 50;

/// A query of more bytes, or of more words and conditions, is no question but a document; each part
/// costs a walk through the index, and so does each word of a phrase.
const LONGEST_QUERY: usize = 64 << 10;
const MOST_PARTS: usize = 1000;

/// Words of one phrase, or of one word with signs in it; an address has some thirty. The places of
/// all are compared with each other.
const MOST_TOGETHER: usize = 64;

/// Prefixes of a query: each may be a thousand words of the index.
const MOST_PREFIXES: usize = 20;

/// Bytes of a date or number; the longest that the news writes out have some eighty.
const LONGEST_VALUE: usize = 200;

/// Words behind an unquoted date or number that are asked whether they belong to it: a day written
/// out has five.
const MOST_BEHIND: usize = 5;

/// A word of so many letters with a `?` behind it may be meant as a pattern.
const SHORT: usize = 7;

/// Notes on what is left out: the first tell enough.
const MOST_NOTES: usize = 3;

/// `published:none`: without a time of publication.
const UNDATED: &str = "none";

/// Words that may stand between the words of a phrase.
const MOST_SLOP: u32 = 100;

/// Reads a query: its tree, and what a reader of its answer should know.
pub(super) fn parse(query: &str) -> Result<(Node, Vec<String>), QueryError> {
    if query.len() > LONGEST_QUERY {
        let offset = (0..=LONGEST_QUERY).rev().find(|&at| query.is_char_boundary(at)).unwrap_or(0);
        let message = format!(
            "expected a query of at most {LONGEST_QUERY} bytes, but found one of {}",
            query.len()
        );
        return Err(QueryError { query: query.to_string(), offset, message });
    }
    let text = Text::new(query.to_string());
    let mut parser = Parser {
        text: &text,
        at: 0,
        depth: 0,
        parts: 0,
        prefixes: 0,
        scope: Scope::Everywhere,
        notes: Vec::new(),
    };
    let root = parser.or()?;
    if parser.eat(')') {
        return Err(
            parser.error(parser.at - 1, "expected a word, but found `)` without a `(` before it")
        );
    }
    let notes = std::mem::take(&mut parser.notes);
    root.map(|root| (root, notes)).ok_or_else(|| {
        let found = if query.trim().is_empty() {
            "an empty query".to_string()
        } else {
            format!("only `{}`", beginning(query.trim()))
        };
        parser.error(0, &format!("expected a word to look for, but found {found}"))
    })
}

struct Parser<'a> {
    text: &'a Text,
    at: usize,
    depth: usize,
    /// Words and conditions so far, those of phrases one by one.
    parts: usize,
    prefixes: usize,
    scope: Scope,
    notes: Vec<String>,
}

/// A part, or nothing where there was only what no word is made of.
type Parsed = Result<Option<Node>, QueryError>;

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.text.as_str().get(self.at..).unwrap_or_default()
    }

    fn error(&self, at: usize, message: &str) -> QueryError {
        let offset = self.text.source_span(Span::new(at, self.text.as_str().len())).start;
        QueryError { query: self.text.source().to_string(), offset, message: message.to_string() }
    }

    /// What stands at the place, for messages.
    fn found(&self) -> String {
        match self.rest().chars().next() {
            None => "the end of the query".to_string(),
            Some(c) if c.is_whitespace() => "a blank".to_string(),
            Some(_) => {
                let end = self
                    .rest()
                    .char_indices()
                    .skip(1)
                    .find(|&(_, c)| ends_word(c))
                    .map_or(self.rest().len(), |(at, _)| at);
                format!("`{}`", beginning(&self.rest()[..end]))
            }
        }
    }

    fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn eat(&mut self, sign: char) -> bool {
        let found = self.rest().starts_with(sign);
        if found {
            self.at += sign.len_utf8();
        }
        found
    }

    /// The operator at the place, as a word of its own.
    fn operator(&self) -> Option<&'static str> {
        ["OR", "AND"].into_iter().find(|operator| {
            self.rest()
                .strip_prefix(operator)
                .is_some_and(|rest| rest.chars().next().is_none_or(ends_word))
        })
    }

    fn is_at_end(&self) -> bool {
        self.rest().is_empty() || self.rest().starts_with(')')
    }

    fn or(&mut self) -> Parsed {
        let mut parts = Vec::new();
        loop {
            parts.extend(self.and()?);
            if self.operator() != Some("OR") {
                return Ok(one_or(parts, Node::Or));
            }
            self.at += "OR".len();
            self.expect_operand("OR")?;
        }
    }

    /// What must stand on either side of an operator.
    fn expect_operand(&mut self, operator: &str) -> Result<(), QueryError> {
        self.skip_blanks();
        if self.is_at_end() || self.operator().is_some() {
            return Err(self.error(
                self.at,
                &format!("expected a word after `{operator}`, but found {}", self.found()),
            ));
        }
        Ok(())
    }

    fn and(&mut self) -> Parsed {
        let mut parts = Vec::new();
        let mut is_first = true;
        loop {
            self.skip_blanks();
            match self.operator() {
                Some(operator) if is_first => {
                    return Err(self.error(self.at, &format!("expected a word before `{operator}`; to look for the word itself, quote it")));
                }
                Some("AND") => {
                    self.at += "AND".len();
                    self.expect_operand("AND")?;
                }
                Some(_) => return Ok(one_or(parts, Node::And)),
                None if self.is_at_end() => return Ok(one_or(parts, Node::And)),
                None => {}
            }
            let part = self.unary()?;
            self.note_excluded(part.as_ref());
            parts.extend(part);
            is_first = false;
        }
    }

    /// Tells that only one word is excluded, where another follows that may be meant too.
    fn note_excluded(&mut self, part: Option<&Node>) {
        let Some(Node::Not(inner)) = part else { return };
        let Node::Phrase(Phrase { typed, is_quoted: false, .. }) = &**inner else { return };
        let rest = self.rest().trim_start();
        if !rest.starts_with(char::is_lowercase) || self.notes.len() == MOST_NOTES {
            return;
        }
        let next = rest.split(ends_word).next().unwrap_or_default();
        // A field is no part of what is left out.
        if next.contains(':') {
            return;
        }
        self.notes.push(format!(
            "only `{typed}` is left out; to leave out more words together, quote them: `-\"{typed} {}\"`",
            beginning(next)
        ));
    }

    fn unary(&mut self) -> Parsed {
        let mut is_negated = false;
        loop {
            let rest = self.rest();
            let behind = rest.strip_prefix(['-', '!']).and_then(|rest| rest.chars().next());
            if behind.is_some_and(|c| !c.is_whitespace() && c != ')') {
                self.at += 1;
            } else if rest
                .strip_prefix("NOT")
                .is_some_and(|rest| rest.chars().next().is_none_or(ends_word))
            {
                self.at += "NOT".len();
                self.expect_operand("NOT")?;
            } else {
                break;
            }
            is_negated = true;
        }
        let node = self.atom()?;
        Ok(if is_negated { node.map(|node| Node::Not(Box::new(node))) } else { node })
    }

    fn atom(&mut self) -> Parsed {
        self.count_part(self.at)?;
        if self.rest().starts_with('(') {
            return self.group();
        }
        if self.rest().starts_with(is_quote) {
            return self.phrase();
        }
        if let Some(field) = self.field()? {
            return self.value(field);
        }
        self.word()
    }

    fn group(&mut self) -> Parsed {
        let open = self.at;
        self.at += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error(
                open,
                &format!(
                    "expected at most {DEEPEST} parentheses within each other, but found more"
                ),
            ));
        }
        self.skip_blanks();
        if self.rest().starts_with(')') {
            return Err(self.error(self.at, "expected a word in the parentheses, but found `)`"));
        }
        let inner = self.or()?;
        if !self.eat(')') {
            return Err(
                self.error(open, "expected a `)` for this `(`, but found the end of the query")
            );
        }
        self.depth -= 1;
        Ok(inner)
    }

    fn phrase(&mut self) -> Parsed {
        let open = self.at;
        let quoted = self.quoted()?;
        let words = self.words(quoted)?;
        if words.is_empty() {
            return Err(self.error(open, "expected a word between the quotes, but found none"));
        }
        let slop = self.slop()?;
        Ok(Some(Node::Phrase(Phrase {
            words,
            typed: self.slice(quoted),
            slop,
            is_quoted: true,
            scope: self.scope,
        })))
    }

    /// The `~3` behind a phrase; 0 where there is none.
    fn slop(&mut self) -> Result<u32, QueryError> {
        let Some(digits) = self.rest().strip_prefix('~') else { return Ok(0) };
        let digits = digits.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        match digits.parse() {
            Ok(slop) if slop <= MOST_SLOP => {
                self.at += 1 + digits.len();
                Ok(slop)
            }
            _ => Err(self.error(
                self.at,
                &format!("expected a number of words up to {MOST_SLOP} after `~`, such as `~3`"),
            )),
        }
    }

    fn slice(&self, span: Span) -> String {
        span.slice(self.text.as_str()).to_string()
    }

    /// What stands between two quotes.
    fn quoted(&mut self) -> Result<Span, QueryError> {
        let open = self.at;
        let mut chars = self.rest().char_indices().filter(|&(_, c)| is_quote(c));
        match (chars.next(), chars.next()) {
            (Some((_, first)), Some((end, last))) => {
                self.at = open + end + last.len_utf8();
                Ok(Span::new(open + first.len_utf8(), open + end))
            }
            _ => Err(self.error(
                open,
                "expected a second quote for this one, but found the end of the query",
            )),
        }
    }

    fn word(&mut self) -> Parsed {
        let is_exact = self
            .rest()
            .strip_prefix('=')
            .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        self.at += usize::from(is_exact);
        let span = self.until_word_ends();
        self.refuse_operators(span)?;
        let mut words = self.words(span)?;
        words.iter_mut().for_each(|word| word.is_exact = is_exact);
        let phrase =
            Phrase { words, typed: self.slice(span), slop: 0, is_quoted: false, scope: self.scope };
        Ok(Some(phrase).filter(|phrase| !phrase.words.is_empty()).map(Node::Phrase))
    }

    /// What looks like an operator that there is not.
    fn refuse_operators(&mut self, span: Span) -> Result<(), QueryError> {
        let typed = self.slice(span);
        let is_word = |c: char| c.is_alphanumeric();
        let is_plain =
            typed.chars().all(|c| is_word(c) || matches!(c, '*' | '?' | '~' | '^' | '.'));
        let mut before = None;
        for (at, c) in typed.char_indices() {
            let behind = typed.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
            let is_between = before.is_none_or(is_word) && behind.is_some_and(is_word);
            let is_wildcard = c == '*' && is_between || c == '?' && before.is_some() && is_between;
            if is_plain && is_wildcard {
                let message = format!(
                    "expected no `{c}` inside a word; a `*` may end one (`chuyển*`), other wildcards there are not"
                );
                return Err(self.error(span.start + at, &message));
            }
            let is_number =
                |rest: &str| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
            let is_last = typed.get(at + 1..).is_some_and(is_number);
            if is_plain && matches!(c, '~' | '^') && before.is_some() && is_last {
                let message = match c {
                    '~' => {
                        "expected `~` behind a phrase only (`\"thuế đất\"~3`); a misspelt word is corrected by itself"
                    }
                    _ => {
                        "expected no `^`: words cannot be weighted; they weigh by how rare they are"
                    }
                };
                return Err(self.error(span.start + at, message));
            }
            before = Some(c);
        }
        let short = typed.strip_suffix('?').filter(|word| {
            word.chars().count() <= SHORT && word.chars().all(is_word) && !word.is_empty()
        });
        if let Some(word) = short.filter(|_| self.text.as_str().trim() == typed) {
            self.notes.push(format!(
                "`?` is no wildcard, it was left out; `{word}*` finds the words that begin so"
            ));
        }
        Ok(())
    }

    /// Up to a blank, parenthesis or quote. Always takes something, lest the caller go in circles.
    fn until_word_ends(&mut self) -> Span {
        let start = self.at;
        self.at += self
            .rest()
            .char_indices()
            .skip(1)
            .find(|&(_, c)| ends_word(c))
            .map_or(self.rest().len(), |(at, _)| at);
        Span::new(start, self.at)
    }

    /// Counts a word or a condition at a place.
    fn count_part(&mut self, at: usize) -> Result<(), QueryError> {
        self.parts += 1;
        if self.parts > MOST_PARTS {
            return Err(self.error(
                at,
                &format!("expected at most {MOST_PARTS} words and conditions, but found more"),
            ));
        }
        Ok(())
    }

    /// The words of a stretch; one with a `*` right behind it, and nothing behind that, is a
    /// prefix.
    fn words(&mut self, span: Span) -> Result<Vec<Word>, QueryError> {
        let text = span.slice(self.text.as_str());
        let mut words = Vec::new();
        for (position, word) in analyzer::words(text).enumerate() {
            let at = span.start + word.start;
            if word.len() > LONGEST {
                return Err(self.error(
                    at,
                    &format!("expected a word of at most {LONGEST} bytes, but found a longer one"),
                ));
            }
            if position == MOST_TOGETHER {
                let message = format!(
                    "expected at most {MOST_TOGETHER} words in a phrase, but found more; without quotes and signs they may be more"
                );
                return Err(self.error(at, &message));
            }
            // The first counts as the atom that it stands in.
            if position > 0 {
                self.count_part(at)?;
            }
            let behind = text.get(word.end..).and_then(|rest| rest.strip_prefix('*'));
            let is_prefix =
                behind.is_some_and(|rest| rest.chars().next().is_none_or(char::is_whitespace));
            self.prefixes += usize::from(is_prefix);
            if self.prefixes > MOST_PREFIXES {
                return Err(
                    self.error(at, &format!("expected at most {MOST_PREFIXES} beginnings of words, such as `chuyển*`, but found more"))
                );
            }
            let surface = word.slice(text);
            words.push(Word {
                text: if is_prefix { lower(surface) } else { term(surface) },
                position,
                is_prefix,
                is_exact: false,
            });
        }
        Ok(words)
    }

    /// The field whose name and colon stand here; goes behind the colon.
    fn field(&mut self) -> Result<Option<&'static str>, QueryError> {
        let Some((name, rest)) = self.rest().split_once(':') else { return Ok(None) };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Ok(None);
        }
        // Telephones begin every line with a capital.
        if let Some(field) = fields().find(|field| field.eq_ignore_ascii_case(name)) {
            self.at += name.len() + 1;
            return Ok(Some(field));
        }
        let has_value = rest.chars().next().is_some_and(|c| !c.is_whitespace() && c != ')');
        if has_value
            && let Some(meant) =
                fields().find(|field| looks_like(&name.to_ascii_lowercase(), field))
        {
            return Err(self.error(
                self.at,
                &format!("expected a field, such as `{meant}:`, but found `{}:`", beginning(name)),
            ));
        }
        let is_address = rest.starts_with("//");
        if has_value && !is_address && name.bytes().all(|byte| byte.is_ascii_lowercase()) {
            let known = fields().map(|field| format!("`{field}:`")).collect::<Vec<_>>().join(", ");
            let message = format!(
                "expected a field ({known}), but found `{}:`; a blank behind the colon makes it a word",
                beginning(name)
            );
            return Err(self.error(self.at, &message));
        }
        Ok(None)
    }

    fn value(&mut self, field: &'static str) -> Parsed {
        if self.scope == Scope::Title {
            let at = self.at - field.len() - 1;
            return Err(self.error(
                at,
                &format!("expected words only inside `title:(…)`, but found `{field}:`"),
            ));
        }
        let start = self.at;
        let is_missing = self.rest().chars().next().is_none_or(|c| c.is_whitespace() || c == ')');
        if field == "title" {
            return self.in_title(is_missing);
        }
        if is_missing || self.rest().starts_with('(') {
            return Err(self.error(
                start,
                &format!("expected a value after `{field}:`, but found {}", self.found()),
            ));
        }
        let is_quoted = self.rest().starts_with(is_quote);
        let span = if is_quoted { self.quoted()? } else { self.until_word_ends() };
        let value = span.slice(self.text.as_str()).trim();
        if value.is_empty() {
            return Err(self.error(
                start,
                &format!("expected a value after `{field}:`, but found empty quotes"),
            ));
        }
        let asked = AskedFields::named(field);
        self.bounded(field, value, start)?;
        if let Some(fields) = asked {
            let sought = self.sought(fields.asked, span, start)?;
            return Ok(Some(Node::Condition(Condition::Mentions(Mentioned { fields, sought }))));
        }
        let refused = |parser: &Self, expected: &str| {
            let found = beginning(value);
            parser.error(start, &format!("expected {expected}, but found `{found}`"))
        };
        Ok(Some(Node::Condition(match field {
            "source" => match source_key(value) {
                host if host.is_empty() => {
                    return Err(refused(self, "a site, such as `nhandan.vn`"));
                }
                host => Condition::Source(host),
            },
            "author" | "section" | "tag" => {
                match Named::of(field).map(|named| (named, name_key(value))) {
                    Some((named, key)) if !key.is_empty() => Condition::Named(named, key),
                    _ => return Err(refused(self, &format!("a name after `{field}:`"))),
                }
            }
            // Ids are kept as given, not normalised.
            "id" => Condition::Id(self.text.source_slice(span).to_string()),
            _ if value.eq_ignore_ascii_case(UNDATED) => {
                let dated = Condition::Published(Days { first: None, last: None });
                return Ok(Some(Node::Not(Box::new(Node::Condition(dated)))));
            }
            _ => Condition::Published(self.read(field, span, is_quoted, days)?),
        })))
    }

    /// What stands behind `title:`.
    fn in_title(&mut self, is_missing: bool) -> Parsed {
        if is_missing {
            let found = self.found();
            let message =
                format!("expected a word, a phrase or `(` after `title:`, but found {found}");
            return Err(self.error(self.at, &message));
        }
        self.scope = Scope::Title;
        // No field inside: `title:a:b` is the word `a:b`.
        let node = match self.rest().chars().next() {
            Some('(') => self.group(),
            Some(c) if is_quote(c) => self.phrase(),
            _ => self.word(),
        };
        self.scope = Scope::Everywhere;
        node
    }

    /// Refuses a value that is longer than a date, a number or a symbol; names may be so long.
    fn bounded(&self, field: &str, value: &str, start: usize) -> Result<(), QueryError> {
        let is_name = AskedFields::named(field)
            .map_or(field != "published", |fields| matches!(fields.asked.by, By::Name { .. }));
        if is_name || value.len() <= LONGEST_VALUE {
            return Ok(());
        }
        let message = format!(
            "expected a value of at most {LONGEST_VALUE} bytes after `{field}:`, \
             but found a longer one"
        );
        Err(self.error(start, &message))
    }

    /// Reads what is sought among the mentions.
    /// The value begins at `start`, with its quotes.
    fn sought(&self, asked: &Asked, span: Span, start: usize) -> Result<Sought, QueryError> {
        let value = span.slice(self.text.as_str()).trim();
        let is_quoted = start < span.start;
        Ok(match asked.by {
            By::Name { expected, .. } if !value.chars().any(char::is_alphanumeric) => {
                return Err(self.error(
                    start,
                    &format!("expected {expected} but found `{}`", beginning(value)),
                ));
            }
            // An id of the registry: 57-NQ/TW@2024 is found by its symbol.
            By::Name { key, .. } => Sought::Key(key(value.split('@').next().unwrap_or(value))),
            By::Days => Sought::Days(self.read(asked.name, span, is_quoted, days)?),
            By::Amounts => Sought::Numbers(self.read(asked.name, span, is_quoted, numbers)?),
        })
    }

    /// Reads a date or a number.
    fn read<T: PartialEq>(
        &self,
        field: &str,
        span: Span,
        is_quoted: bool,
        read: fn(&str) -> Result<T, Refusal>,
    ) -> Result<T, QueryError> {
        let found = read(span.slice(self.text.as_str()));
        if !is_quoted && let Some(longer) = self.with_words_behind(span, &found, read) {
            return Err(self.error(
                span.start,
                &format!("expected quotes around a value of several words: `{field}:\"{longer}\"`"),
            ));
        }
        found.map_err(|(at, message)| self.error(span.start + at, &message))
    }

    /// A value with words behind it, where they belong to it: with them it is another one.
    fn with_words_behind<T: PartialEq>(
        &self,
        span: Span,
        found: &Result<T, Refusal>,
        read: fn(&str) -> Result<T, Refusal>,
    ) -> Option<&'a str> {
        let text = self.text.as_str();
        let mut end = span.end;
        let mut longer = Vec::new();
        while longer.len() < MOST_BEHIND {
            let rest = text.get(end..)?;
            let word = rest.trim_start();
            let length = word.find(ends_word).unwrap_or(word.len());
            end += rest.len() - word.len() + length;
            if length == 0 || end - span.start > LONGEST_VALUE {
                break;
            }
            let value = Span::new(span.start, end).slice(text);
            longer.push((value, read(value).ok()));
        }
        // The shortest that says what the longest says: a noun that is counted says nothing.
        let said = longer
            .iter()
            .rev()
            .find_map(|(_, said)| said.as_ref())
            .filter(|said| found.as_ref().ok() != Some(said))?;
        longer.iter().find(|(_, other)| other.as_ref() == Some(said)).map(|(value, _)| *value)
    }
}

fn one_or(mut parts: Vec<Node>, many: fn(Vec<Node>) -> Node) -> Option<Node> {
    if parts.len() > 1 { Some(many(parts)) } else { parts.pop() }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”')
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c)
}

/// Whether a word is a field's name cut short, grown longer, with its letters in another order, or
/// with one letter amiss.
fn looks_like(word: &str, field: &str) -> bool {
    // Of so short a name too many words are one letter away.
    if field.len() < 3 {
        return word.strip_suffix('s') == Some(field);
    }
    let sorted = |text: &str| {
        let mut letters = text.as_bytes().to_vec();
        letters.sort_unstable();
        letters
    };
    let is_part = word.len() >= 3 && field.starts_with(word) || word.starts_with(field);
    is_part || sorted(word) == sorted(field) || is_one_letter_off(word, field)
}

/// Whether one letter is missing, too much or, of a longer name, another (`data:` begins an
/// address).
fn is_one_letter_off(word: &str, field: &str) -> bool {
    let (word, field) = (word.as_bytes(), field.as_bytes());
    let before = word.iter().zip(field).take_while(|(a, b)| a == b).count();
    let (word, rest) =
        (word.get(before..).unwrap_or_default(), field.get(before..).unwrap_or_default());
    let behind = word.iter().rev().zip(rest.iter().rev()).take_while(|(a, b)| a == b).count();
    match (word.len() - behind, rest.len() - behind) {
        (0, 1) | (1, 0) => true,
        (1, 1) => field.len() >= 5,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
