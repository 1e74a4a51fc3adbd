//! From the text of a query to its tree: recursive descent over the normalised text.
//!
//! ```text
//! or     = and { "OR" and }
//! and    = unary { ["AND"] unary }
//! unary  = ["-"] atom
//! atom   = "(" or ")" | phrase | word | field ":" value
//! ```
//! Offsets are bytes of the normalised text until an error is made, which leads them back to the query as given.

use jiff::civil::Date;

use super::super::analyzer::{LONGEST, Words, terms};
use super::{Node, QueryError, Scope};
use crate::mention::Moment;
use crate::{Span, Text};

/// The fields that can be asked for.
const FIELDS: [&str; 7] = ["title", "regulation", "type", "issuer", "published", "source", "id"];

/// Parentheses nested deeper are no query a person types, and each level takes room on the stack.
const DEEPEST: usize = 50;

pub(super) fn parse(query: &str) -> Result<Node, QueryError> {
    let text = Text::new(query.to_string());
    let mut parser = Parser { text: &text, at: 0, depth: 0, scope: Scope::Everywhere };
    let root = parser.or()?;
    if parser.eat(')') {
        return Err(parser.error(parser.at - 1, "expected a word, but found `)` without a `(` before it"));
    }
    root.ok_or_else(|| {
        let found = if query.trim().is_empty() { "an empty query".to_string() } else { format!("only `{}`", query.trim()) };
        parser.error(0, &format!("expected a word to look for, but found {found}"))
    })
}

struct Parser<'a> {
    text: &'a Text,
    at: usize,
    depth: usize,
    scope: Scope,
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
                let end = self.rest().char_indices().skip(1).find(|&(_, c)| ends_word(c)).map_or(self.rest().len(), |(at, _)| at);
                format!("`{}`", &self.rest()[..end])
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
        ["OR", "AND"]
            .into_iter()
            .find(|operator| self.rest().strip_prefix(operator).is_some_and(|rest| rest.chars().next().is_none_or(ends_word)))
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
            return Err(self.error(self.at, &format!("expected a word after `{operator}`, but found {}", self.found())));
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
            parts.extend(self.unary()?);
            is_first = false;
        }
    }

    fn unary(&mut self) -> Parsed {
        let is_negated =
            self.rest().strip_prefix('-').is_some_and(|rest| rest.chars().next().is_some_and(|c| !c.is_whitespace() && c != ')'));
        if is_negated {
            self.at += 1;
        }
        let node = self.atom()?;
        Ok(if is_negated { node.map(|node| Node::Not(Box::new(node))) } else { node })
    }

    fn atom(&mut self) -> Parsed {
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
            return Err(self.error(open, &format!("expected at most {DEEPEST} parentheses within each other, but found more")));
        }
        self.skip_blanks();
        if self.rest().starts_with(')') {
            return Err(self.error(self.at, "expected a word in the parentheses, but found `)`"));
        }
        let inner = self.or()?;
        if !self.eat(')') {
            return Err(self.error(open, "expected a `)` for this `(`, but found the end of the query"));
        }
        self.depth -= 1;
        Ok(inner)
    }

    fn phrase(&mut self) -> Parsed {
        let open = self.at;
        let phrase = self.quoted()?;
        match self.words(phrase)? {
            None => Err(self.error(open, "expected a word between the quotes, but found none")),
            words => Ok(words),
        }
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
            _ => Err(self.error(open, "expected a second quote for this one, but found the end of the query")),
        }
    }

    fn word(&mut self) -> Parsed {
        let word = self.until_word_ends();
        self.words(word)
    }

    /// Up to a blank, parenthesis or quote. Always takes something, lest the caller go in circles.
    fn until_word_ends(&mut self) -> Span {
        let start = self.at;
        self.at += self.rest().char_indices().skip(1).find(|&(_, c)| ends_word(c)).map_or(self.rest().len(), |(at, _)| at);
        Span::new(start, self.at)
    }

    fn words(&self, span: Span) -> Parsed {
        let text = span.slice(self.text.as_str());
        if let Some(word) = Words::new(text).find(|word| word.len() > LONGEST) {
            return Err(self.error(span.start + word.start, &format!("expected a word of at most {LONGEST} bytes, but found a longer one")));
        }
        let terms = terms(text);
        Ok((!terms.is_empty()).then_some(Node::Words { terms, scope: self.scope }))
    }

    /// The field whose name and colon stand here; goes behind the colon.
    fn field(&mut self) -> Result<Option<&'static str>, QueryError> {
        let Some((name, rest)) = self.rest().split_once(':') else { return Ok(None) };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Ok(None);
        }
        if let Some(field) = FIELDS.into_iter().find(|field| *field == name) {
            self.at += name.len() + 1;
            return Ok(Some(field));
        }
        let has_value = rest.chars().next().is_some_and(|c| !c.is_whitespace() && c != ')');
        if has_value && let Some(meant) = FIELDS.into_iter().find(|field| looks_like(name, field)) {
            return Err(self.error(self.at, &format!("expected a field, such as `{meant}:`, but found `{name}:`")));
        }
        Ok(None)
    }

    fn value(&mut self, field: &'static str) -> Parsed {
        if self.scope == Scope::Title {
            let at = self.at - field.len() - 1;
            return Err(self.error(at, &format!("expected words only inside `title:(…)`, but found `{field}:`")));
        }
        let start = self.at;
        let is_missing = self.rest().chars().next().is_none_or(|c| c.is_whitespace() || c == ')');
        if field == "title" {
            if is_missing {
                return Err(self.error(start, &format!("expected a word, a phrase or `(` after `title:`, but found {}", self.found())));
            }
            self.scope = Scope::Title;
            // No field inside: `title:a:b` is the word `a:b`.
            let node = match self.rest().chars().next() {
                Some('(') => self.group(),
                Some(c) if is_quote(c) => self.phrase(),
                _ => self.word(),
            };
            self.scope = Scope::Everywhere;
            return node;
        }
        if is_missing || self.rest().starts_with('(') {
            return Err(self.error(start, &format!("expected a value after `{field}:`, but found {}", self.found())));
        }
        let span = if self.rest().starts_with(is_quote) { self.quoted()? } else { self.until_word_ends() };
        let value = span.slice(self.text.as_str()).trim();
        if value.is_empty() {
            return Err(self.error(start, &format!("expected a value after `{field}:`, but found empty quotes")));
        }
        Ok(Some(match field {
            "regulation" if !value.chars().any(char::is_alphanumeric) => {
                return Err(self.error(start, &format!("expected a regulation, such as `15-NQ/TW`, but found `{value}`")));
            }
            "regulation" => Node::Regulation(value.to_string()),
            "type" | "issuer" if !value.chars().any(char::is_alphanumeric) => {
                return Err(self.error(start, &format!("expected a name after `{field}:`, but found `{value}`")));
            }
            "type" => Node::Type(value.to_string()),
            "issuer" => Node::Issuer(value.to_string()),
            "source" => Node::Source(value.to_string()),
            // Ids are kept as given, not normalised.
            "id" => Node::Id(self.text.source_slice(span).to_string()),
            _ => self.published(span)?,
        }))
    }

    fn published(&self, span: Span) -> Result<Node, QueryError> {
        let value = span.slice(self.text.as_str());
        let Some((from, to)) = value.split_once("..") else {
            let moment = self.moment(span)?;
            return Ok(Node::Published { from: moment.first(), to: moment.last() });
        };
        let end = |span: Span| if span.is_empty() { Ok(None) } else { self.moment(span).map(Some) };
        let first = end(Span::new(span.start, span.start + from.len()))?.and_then(Moment::first);
        let last = end(Span::new(span.end - to.len(), span.end))?.and_then(Moment::last);
        match (first, last) {
            (None, None) => Err(self.error(span.start, "expected a date on at least one side of `..`, but found none")),
            (Some(first), Some(last)) if first > last => {
                let at = span.end - to.len();
                Err(self.error(at, &format!("expected an end not before the beginning `{from}`, but found `{to}`")))
            }
            (from, to) => Ok(Node::Published { from, to }),
        }
    }

    /// A year, month or day that exists.
    fn moment(&self, span: Span) -> Result<Moment, QueryError> {
        let text = span.slice(self.text.as_str());
        let error = |expected: &str| self.error(span.start, &format!("expected {expected}, but found `{text}`"));
        let mut parts = text.split('-').zip([4, 2, 2]).map(|(part, digits)| {
            let fits = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            fits.then(|| part.parse::<i16>().ok()).flatten()
        });
        let (year, month, day) = (parts.next().flatten(), parts.next(), parts.next());
        let malformed = || error("a year, month or day, such as `2023`, `2023-04` or `2023-04-13`");
        let year = year.filter(|_| text.split('-').count() <= 3).ok_or_else(malformed)?;
        let Some(month) = month else { return Ok(Moment::Year(year)) };
        let month = i8::try_from(month.ok_or_else(malformed)?).map_err(|_| malformed())?;
        if !(1..=12).contains(&month) {
            return Err(error("a month from 01 to 12"));
        }
        let Some(day) = day else { return Ok(Moment::Month { year: Some(year), month }) };
        let day = i8::try_from(day.ok_or_else(malformed)?).map_err(|_| malformed())?;
        Date::new(year, month, day).map(Moment::from_date).map_err(|_| error("a day of the calendar"))
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

/// Whether a word is a field's name cut short, grown longer, or with its letters in another order.
fn looks_like(word: &str, field: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters = text.as_bytes().to_vec();
        letters.sort_unstable();
        letters
    };
    let is_part = word.len() >= 3 && field.starts_with(word) || field.len() >= 3 && word.starts_with(field);
    is_part || field.len() >= 3 && sorted(word) == sorted(field)
}

#[cfg(test)]
mod tests;
