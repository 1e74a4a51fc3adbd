//! What a query asks of the records of regulations: words and conditions.

use super::body::successor;
use super::record::Record;
use super::relations::Related;
use crate::model::{RelationKind, name_key};
use crate::text::fold;
use crate::{Error, Result};

/// What a query asks of records: all of it.
///
/// ```
/// use thoisu::registry::{Record, Wanted};
/// let record = Record { id: "49/2017/NĐ-CP".into(), doc_type: Some("Nghị định".into()), documents: 5, ..Record::default() };
/// assert!(Wanted::parse("49/2017 type:\"nghi dinh\" cited:>4")?.has(&record));
/// # Ok::<(), thoisu::Error>(())
/// ```
#[derive(Debug, Default, PartialEq)]
pub struct Wanted {
    /// Words as [`key`] writes them; those in quotation marks stand together.
    words: Vec<String>,
    doc_type: Option<String>,
    issuer: Option<String>,
    year: Option<i16>,
    /// The fewest articles that cite it.
    cited: usize,
    disputed: bool,
    replaced: bool,
    planned: bool,
}

/// Words that ask for a property, not for themselves: `disputed`, `replaced`, `planned`.
pub const MARKS: [&str; 3] = ["disputed", "replaced", "planned"];

/// What conditions there are, for messages.
const CONDITIONS: &str = "`type:luat`, `issuer:\"bo chinh tri\"`, `year:2024` or `cited:>5`";

impl Wanted {
    /// Reads a query.
    ///
    /// # Errors
    ///
    /// When it has a condition that there is none of, or whose value is wrong; the message says
    /// what was expected.
    pub fn parse(query: &str) -> Result<Wanted> {
        let mut wanted = Wanted::default();
        for part in parts(query)? {
            match part.split_once(':') {
                Some((name, "")) if name.chars().all(char::is_alphabetic) => {
                    return Err(Error::new(format!(
                        "expected a value behind `{name}:`, such as in {CONDITIONS}, but found none"
                    )));
                }
                Some(("type", value)) => wanted.doc_type = Some(name_key(value)),
                Some(("issuer", value)) => wanted.issuer = Some(name_key(value)),
                Some(("year", value)) => wanted.year = Some(year(value)?),
                Some(("cited", value)) => wanted.cited = fewest(value)?,
                Some((name, _)) if name.chars().all(char::is_alphabetic) && !name.is_empty() => {
                    return Err(Error::new(format!(
                        "expected a condition such as {CONDITIONS}, but found `{name}:`"
                    )));
                }
                _ if MARKS.contains(&part.as_str()) => wanted.mark(&part),
                _ => wanted.words.push(key(&part)),
            }
        }
        wanted.words.retain(|word| !word.trim().is_empty());
        Ok(wanted)
    }

    fn mark(&mut self, word: &str) {
        let [disputed, replaced, _] = MARKS;
        match word {
            _ if word == disputed => self.disputed = true,
            _ if word == replaced => self.replaced = true,
            _ => self.planned = true,
        }
    }

    /// Whether a record is as asked for.
    pub fn has(&self, record: &Record) -> bool {
        let is = |wanted: &Option<String>, value: &Option<String>| {
            wanted.as_ref().is_none_or(|wanted| {
                value.as_ref().is_some_and(|value| name_key(value).contains(wanted.as_str()))
            })
        };
        let undergoes = |is_asked: fn(&Related) -> bool| {
            record.relations.iter().any(|related| !related.is_actor && is_asked(related))
        };
        let year = || record.issued.map(|day| day.year()).or(record.year());
        let texts = || {
            [Some(&record.id), record.title.as_ref()].into_iter().flatten().chain(&record.aliases)
        };
        is(&self.doc_type, &record.doc_type)
            && (is(&self.issuer, &record.issuer)
                || is(&self.issuer, &record.issuer.as_deref().and_then(successor)))
            && self.year.is_none_or(|wanted| year() == Some(wanted))
            && record.documents >= self.cited
            && (!self.disputed || !record.disputed.is_empty())
            && (!self.replaced
                || undergoes(|related| {
                    related.kind == RelationKind::Replaces && !related.is_planned
                }))
            && (!self.planned
                || undergoes(|related| related.is_planned && related.closed_by.is_none()))
            && (self.words.is_empty() || {
                let keys: Vec<String> = texts().map(|text| key(text)).collect();
                self.words.iter().all(|word| keys.iter().any(|key| key.contains(word.as_str())))
            })
    }
}

/// Words in small letters without marks, numbers without leading zeros, a blank around each: a
/// whole word is found, no part of one.
fn key(text: &str) -> String {
    let mut key = String::from(" ");
    for word in fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let plain = word.trim_start_matches('0');
        key.push_str(if plain.starts_with(|c: char| c.is_ascii_digit()) { plain } else { word });
        key.push(' ');
    }
    key
}

/// The parts of a query, those in quotation marks as one.
fn parts(query: &str) -> Result<Vec<String>> {
    let (mut parts, mut part, mut in_quotes) = (Vec::new(), String::new(), false);
    for c in query.chars() {
        match c {
            '"' => in_quotes = !in_quotes,
            c if c.is_whitespace() && !in_quotes => parts.push(std::mem::take(&mut part)),
            c => part.push(c),
        }
    }
    if in_quotes {
        return Err(Error::new("expected a second quote `\"`, but found the end of the query"));
    }
    parts.push(part);
    parts.retain(|part| !part.is_empty());
    Ok(parts)
}

fn year(value: &str) -> Result<i16> {
    let year = value.parse().ok().filter(|year| (1900..=2100).contains(year));
    year.ok_or_else(|| {
        Error::new(format!(
            "expected a year of 1900 to 2100, such as `year:2024`, but found `{value}`"
        ))
    })
}

/// `>5` is six and more, `>=5` and `5` five and more.
fn fewest(value: &str) -> Result<usize> {
    let (number, more) = match (value.strip_prefix(">="), value.strip_prefix('>')) {
        (Some(number), _) => (number, 0),
        (_, Some(number)) => (number, 1),
        _ => (value, 0),
    };
    let fewest = number.trim().parse().ok().and_then(|number: usize| number.checked_add(more));
    fewest.ok_or_else(|| {
        Error::new(format!(
            "expected a number of articles, such as `cited:>5` or `cited:5`, but found `{value}`"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        Record {
            id: "49/2017/NĐ-CP".into(),
            doc_type: Some("Nghị định".into()),
            issuer: Some("Chính phủ".into()),
            title: Some("về đại lý bưu chính".into()),
            aliases: vec!["Nghị định 49".into()],
            documents: 5,
            ..Record::default()
        }
    }

    #[test]
    fn records_are_found_by_words_and_conditions() {
        for (query, has) in [
            ("", true),
            ("nghi dinh 49", true),
            ("\"Nghị định 049\"", true),
            ("49/2017/nd-cp", true),
            ("đại lý", true),
            // Parts of words and numbers are none.
            ("9/2017/NĐ-CP", false),
            ("dai ly xang", false),
            ("type:\"nghi dinh\" issuer:\"chinh phu\" year:2017", true),
            ("type:luat", false),
            ("year:2018", false),
            ("cited:5", true),
            ("cited:>=5", true),
            ("cited:>5", false),
            ("disputed", false),
            ("replaced", false),
            ("planned", false),
        ] {
            assert_eq!(
                Wanted::parse(query).ok().map(|wanted| wanted.has(&record())),
                Some(has),
                "{query}"
            );
        }
    }

    #[test]
    fn mistakes_say_what_was_expected() {
        for (query, message) in [
            ("year:abc", "expected a year of 1900 to 2100, such as `year:2024`, but found `abc`"),
            (
                "cited:>x",
                "expected a number of articles, such as `cited:>5` or `cited:5`, but found `>x`",
            ),
            ("issued:2024", "but found `issued:`"),
            ("type:", "expected a value behind `type:`"),
            ("\"bưu chính", "expected a second quote"),
        ] {
            let error =
                Wanted::parse(query).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(error.contains(message), "{query}: {error}");
        }
    }
}
