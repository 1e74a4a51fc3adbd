//! The query language: a tree, and errors that point into the text.
//!
//! ```text
//! query = or
//! or    = and {"OR" and}
//! and   = unary {["AND"] unary}
//! unary = ["-"] atom
//! atom  = "(" or ")" | [field ":"] ("phrase" | word | "(" or ")")
//! ```
//! Fields: `title`, `regulation`, `published`, `source`, `id`. A colon behind any other word is a part of it (`8:30`).

use std::fmt;

use jiff::civil::Date;

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pub(super) root: Node,
    text: String,
}

/// Where text is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Title or body.
    Everywhere,
    /// Title only.
    Title,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// Words that stand together in this order; often one.
    Text {
        text: String,
        scope: Scope,
    },
    Regulation(String),
    Published {
        from: Option<Date>,
        to: Option<Date>,
    },
    Source(String),
    Id(String),
    Not(Box<Node>),
    And(Vec<Node>),
    Or(Vec<Node>),
}

/// Why a query does not parse, with the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    query: String,
    /// Byte offset into the query.
    at: usize,
    message: String,
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The caret stands under the character; tabs and the like are shown as they are above it.
        let column = self.query.get(..self.at).unwrap_or_default().chars().count();
        writeln!(f, "the query does not parse: {}", self.message)?;
        writeln!(f, "  {}", self.query)?;
        write!(f, "  {:column$}^", "")
    }
}

impl std::error::Error for QueryError {}

impl From<QueryError> for crate::Error {
    fn from(error: QueryError) -> crate::Error {
        crate::Error::new(error.to_string())
    }
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    ///
    /// What is wrong, and where.
    ///
    /// ```
    /// use thoisu::index::Query;
    /// assert!(Query::parse("\"Quốc hội\" regulation:27-NQ/TW -bóng (thuế OR phí) published:2022..2023").is_ok());
    /// assert_eq!(
    ///     Query::parse("thuế (phí").unwrap_err().to_string(),
    ///     "the query does not parse: expected `)` to close this, but found the end\n  thuế (phí\n       ^",
    /// );
    /// ```
    pub fn parse(text: &str) -> Result<Query, QueryError> {
        let mut parser = Parser { text, at: 0, depth: 0 };
        let root = parser.or()?;
        parser.skip_blanks();
        match parser.rest().chars().next() {
            None => Ok(Query { root, text: text.to_string() }),
            Some(_) => Err(parser.error(parser.at, "expected a word, but found `)` without its `(`")),
        }
    }

    /// The query as typed.
    pub fn text(&self) -> &str {
        &self.text
    }
}

const FIELDS: [&str; 5] = ["title", "regulation", "published", "source", "id"];

/// Brackets nested deeper are refused: they are no query a person types.
const DEEPEST: usize = 64;

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn error(&self, at: usize, message: impl Into<String>) -> QueryError {
        QueryError { query: self.text.to_string(), at, message: message.into() }
    }

    fn skip_blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn eat(&mut self, sign: char) -> bool {
        let found = self.rest().starts_with(sign);
        self.at += if found { sign.len_utf8() } else { 0 };
        found
    }

    /// Whether this operator stands here as a word of its own; takes it.
    fn eat_operator(&mut self, operator: &str) -> bool {
        let is_word = self
            .rest()
            .strip_prefix(operator)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '('));
        self.at += if is_word { operator.len() } else { 0 };
        is_word
    }

    fn or(&mut self) -> Result<Node, QueryError> {
        let mut branches = vec![self.and()?];
        loop {
            self.skip_blanks();
            if !self.eat_operator("OR") {
                return Ok(one_or(branches, Node::Or));
            }
            branches.push(self.and()?);
        }
    }

    fn and(&mut self) -> Result<Node, QueryError> {
        let mut parts = Vec::new();
        loop {
            self.skip_blanks();
            let begun = self.at;
            if !parts.is_empty() && self.eat_operator("AND") {
                self.skip_blanks();
            }
            if self.rest().is_empty() || self.rest().starts_with(')') || self.is_at_or() {
                if parts.is_empty() || self.at != begun {
                    let found =
                        self.rest().chars().next().map_or("the end".to_string(), |c| if c == ')' { "`)`".into() } else { "`OR`".into() });
                    return Err(self.error(self.at, format!("expected a word, but found {found}")));
                }
                return Ok(one_or(parts, Node::And));
            }
            parts.push(self.unary()?);
        }
    }

    fn is_at_or(&self) -> bool {
        Parser { text: self.text, at: self.at, depth: 0 }.eat_operator("OR")
    }

    fn unary(&mut self) -> Result<Node, QueryError> {
        let begun = self.at;
        if self.rest().starts_with('-') && !self.rest()[1..].starts_with(|c: char| c.is_whitespace()) {
            self.at += 1;
            if self.rest().is_empty() {
                return Err(self.error(begun, "expected a word behind `-`, but found the end"));
            }
            return Ok(Node::Not(Box::new(self.atom(Scope::Everywhere)?)));
        }
        self.atom(Scope::Everywhere)
    }

    fn atom(&mut self, scope: Scope) -> Result<Node, QueryError> {
        let begun = self.at;
        if self.eat('(') {
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err(self.error(begun, "expected a simpler query, but found too many brackets inside each other"));
            }
            let inner =
                self.or().map_err(|error| if self.rest().is_empty() && error.at == self.at { self.unclosed(begun) } else { error })?;
            self.skip_blanks();
            self.depth -= 1;
            return if self.eat(')') { Ok(scoped(inner, scope)) } else { Err(self.unclosed(begun)) };
        }
        if self.rest().starts_with('"') {
            let text = self.quoted()?;
            return self.text_node(text, begun, scope);
        }
        if let Some(field) = FIELDS.iter().find(|field| self.rest().strip_prefix(**field).is_some_and(|rest| rest.starts_with(':'))) {
            self.at += field.len() + 1;
            return self.field(field, begun);
        }
        let word = self.word();
        self.text_node(word.to_string(), begun, scope)
    }

    fn unclosed(&self, at: usize) -> QueryError {
        self.error(at, "expected `)` to close this, but found the end")
    }

    fn text_node(&self, text: String, at: usize, scope: Scope) -> Result<Node, QueryError> {
        if !text.chars().any(char::is_alphanumeric) {
            return Err(self.error(at, format!("expected letters or digits to look for, but found `{text}`")));
        }
        Ok(Node::Text { text, scope })
    }

    /// Up to a blank, bracket or quotation mark.
    fn word(&mut self) -> &'a str {
        let end = self.rest().find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"')).unwrap_or(self.rest().len());
        let word = &self.rest()[..end];
        self.at += end;
        word
    }

    fn quoted(&mut self) -> Result<String, QueryError> {
        let begun = self.at;
        self.at += 1;
        match self.rest().find('"') {
            Some(end) => {
                let text = self.rest()[..end].to_string();
                self.at += end + 1;
                Ok(text)
            }
            None => Err(self.error(begun, "expected `\"` to close this, but found the end")),
        }
    }

    fn field(&mut self, field: &str, begun: usize) -> Result<Node, QueryError> {
        let at = self.at;
        if field == "title" {
            if self.rest().is_empty() || self.rest().starts_with(char::is_whitespace) {
                return Err(self.error(at, "expected a word, a phrase or brackets behind `title:`"));
            }
            return self.atom(Scope::Title);
        }
        let value = if self.rest().starts_with('"') { self.quoted()? } else { self.word().to_string() };
        if value.trim().is_empty() {
            return Err(self.error(begun, format!("expected a value behind `{field}:`")));
        }
        match field {
            "regulation" => Ok(Node::Regulation(value)),
            "source" => Ok(Node::Source(value.to_lowercase())),
            "id" => Ok(Node::Id(value)),
            _ => self.published(&value, at),
        }
    }

    /// `2023`, `2023-04`, `2023-04-13`, and ranges with `..` of them, whole years and months included.
    fn published(&self, value: &str, at: usize) -> Result<Node, QueryError> {
        let expected = || {
            self.error(
                at,
                format!("expected a day, month or year (2023-04-13, 2023-04, 2023) or a range (2022..2023), but found `{value}`"),
            )
        };
        let (from, to) = match value.split_once("..") {
            Some((from, to)) => {
                let from = if from.is_empty() { None } else { Some(period(from).ok_or_else(expected)?.0) };
                let to = if to.is_empty() { None } else { Some(period(to).ok_or_else(expected)?.1) };
                (from, to)
            }
            None => {
                let (from, to) = period(value).ok_or_else(expected)?;
                (Some(from), Some(to))
            }
        };
        if from.is_none() && to.is_none() || from > to && to.is_some() {
            return Err(expected());
        }
        Ok(Node::Published { from, to })
    }
}

fn one_or(mut nodes: Vec<Node>, many: impl Fn(Vec<Node>) -> Node) -> Node {
    match nodes.len() {
        1 => nodes.remove(0),
        _ => many(nodes),
    }
}

/// `title:(a OR b)`: the scope of all texts inside.
fn scoped(node: Node, scope: Scope) -> Node {
    if scope == Scope::Everywhere {
        return node;
    }
    let all = |nodes: Vec<Node>| nodes.into_iter().map(|node| scoped(node, scope)).collect();
    match node {
        Node::Text { text, .. } => Node::Text { text, scope },
        Node::Not(node) => Node::Not(Box::new(scoped(*node, scope))),
        Node::And(nodes) => Node::And(all(nodes)),
        Node::Or(nodes) => Node::Or(all(nodes)),
        other => other,
    }
}

/// The first and last day of a year, month or day.
fn period(text: &str) -> Option<(Date, Date)> {
    let numbers: Option<Vec<i16>> = text.split(['-', '/']).map(|part| part.parse().ok()).collect();
    let small = |n: i16| i8::try_from(n).ok();
    match numbers?.as_slice() {
        [year] if text.len() == 4 => Some((Date::new(*year, 1, 1).ok()?, Date::new(*year, 12, 31).ok()?)),
        [year, month] if *year > 999 => {
            let first = Date::new(*year, small(*month)?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        [year, month, day] if *year > 999 => {
            let day = Date::new(*year, small(*month)?, small(*day)?).ok()?;
            Some((day, day))
        }
        // 13/4/2023, as people write it
        [day, month, year] if *year > 999 => {
            let day = Date::new(*year, small(*month)?, small(*day)?).ok()?;
            Some((day, day))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Node {
        Node::Text { text: text.into(), scope: Scope::Everywhere }
    }

    #[test]
    fn queries_and_their_trees() {
        let table = [
            ("thuế", text("thuế")),
            ("thuế phí", Node::And(vec![text("thuế"), text("phí")])),
            ("thuế AND phí", Node::And(vec![text("thuế"), text("phí")])),
            ("a OR b c", Node::Or(vec![text("a"), Node::And(vec![text("b"), text("c")])])),
            ("\"chính trị\" -bóng", Node::And(vec![text("chính trị"), Node::Not(Box::new(text("bóng")))])),
            ("a - b8:30", Node::And(vec![text("a"), text("b8:30")])),
            (
                "title:(a b)",
                Node::And(vec![Node::Text { text: "a".into(), scope: Scope::Title }, Node::Text { text: "b".into(), scope: Scope::Title }]),
            ),
            ("regulation:\"Nghị quyết 18\"", Node::Regulation("Nghị quyết 18".into())),
            ("Oregon ORANGE", Node::And(vec![text("Oregon"), text("ORANGE")])),
        ];
        for (query, tree) in table {
            if query == "a - b8:30" {
                // A lone hyphen is nothing to look for.
                assert!(Query::parse(query).is_err());
                continue;
            }
            assert_eq!(Query::parse(query).map(|q| q.root), Ok(tree), "{query}");
        }
    }

    #[test]
    fn periods() {
        let table = [
            ("published:2023", "2023-01-01", "2023-12-31"),
            ("published:2024-02", "2024-02-01", "2024-02-29"),
            ("published:2023-04-13", "2023-04-13", "2023-04-13"),
            ("published:13/4/2023", "2023-04-13", "2023-04-13"),
            ("published:2022..2023-06", "2022-01-01", "2023-06-30"),
        ];
        for (query, from, to) in table {
            let expected = Node::Published { from: from.parse().ok(), to: to.parse().ok() };
            assert_eq!(Query::parse(query).map(|q| q.root), Ok(expected), "{query}");
        }
        assert_eq!(Query::parse("published:..2022").map(|q| q.root), Ok(Node::Published { from: None, to: "2022-12-31".parse().ok() }));
    }

    #[test]
    fn errors_point_to_their_place() {
        let table = [
            ("", "the query does not parse: expected a word, but found the end\n  \n  ^"),
            ("a OR", "the query does not parse: expected a word, but found the end\n  a OR\n      ^"),
            ("thuế \"phí", "the query does not parse: expected `\"` to close this, but found the end\n  thuế \"phí\n       ^"),
            ("thuế) phí", "the query does not parse: expected a word, but found `)` without its `(`\n  thuế) phí\n      ^"),
            ("((a)", "the query does not parse: expected `)` to close this, but found the end\n  ((a)\n  ^"),
            (
                "published:2023-13",
                "the query does not parse: expected a day, month or year (2023-04-13, 2023-04, 2023) or a range (2022..2023), but found `2023-13`\n  published:2023-13\n            ^",
            ),
        ];
        for (query, expected) in table {
            assert_eq!(Query::parse(query).map_err(|e| e.to_string()).err().as_deref(), Some(expected), "{query}");
        }
    }
}
