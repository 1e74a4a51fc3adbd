//! Records of regulations as linked data: Turtle, in the terms of schema.org and of the European
//! Legislation Identifier (ELI).
//!
//! What neither has a term for stands under `urn:thoisu:`: relations such as `thoisu:suspends`,
//! plans (`thoisu:planned_repeals`), counts.

use std::fmt::Write as _;

use crate::model::RelationKind;
use crate::registry::{Force, Record, Related};

const PREFIXES: &str = "\
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix schema: <https://schema.org/> .
@prefix thoisu: <urn:thoisu:> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
";

/// Records as Turtle: each a `schema:Legislation` and `eli:LegalResource` with what the documents
/// say of it, relations both ways.
///
/// An act that the documents do not name is a blank node.
///
/// ```
/// use thoisu::registry::Record;
/// use thoisu::report::turtle;
/// let record = Record { id: "49/2017/NĐ-CP".into(), documents: 3, ..Record::default() };
/// let text = turtle([&record]);
/// assert!(text.contains("<urn:thoisu:regulation:49%2F2017%2FN%C4%90-CP> a schema:Legislation, eli:LegalResource"));
/// assert!(text.contains("eli:id_local \"49/2017/NĐ-CP\""));
/// ```
pub fn turtle<'r>(records: impl IntoIterator<Item = &'r Record>) -> String {
    let mut out = String::from(PREFIXES);
    for record in records {
        let _ = write!(out, "\n{} a schema:Legislation, eli:LegalResource", iri(&record.id));
        for (predicate, object) in statements(record) {
            let _ = write!(out, " ;\n    {predicate} {object}");
        }
        out.push_str(" .\n");
    }
    out
}

/// What is said of a record: predicates and objects.
fn statements(record: &Record) -> Vec<(String, String)> {
    let vietnamese = |text: &str| format!("{}@vi", literal(text));
    let mut all: Vec<(&str, String)> = vec![
        ("schema:legislationIdentifier", literal(record.symbol())),
        ("eli:id_local", literal(record.symbol())),
    ];
    all.extend(record.doc_type.as_deref().map(|name| ("schema:legislationType", vietnamese(name))));
    let body = |name: &str| format!("[ a schema:Organization ; schema:name {} ]", vietnamese(name));
    all.extend(record.issuer.as_deref().map(|name| ("schema:legislationPassedBy", body(name))));
    if let Some(day) = record.issued {
        let day = format!("\"{day}\"^^xsd:date");
        all.extend([("schema:legislationDate", day.clone()), ("eli:date_document", day)]);
    }
    all.extend(record.title.as_deref().map(|title| ("schema:name", vietnamese(title))));
    all.extend(record.aliases.iter().map(|alias| ("schema:alternateName", vietnamese(alias))));
    match record.force {
        Force::Replaced | Force::Repealed => {
            all.push(("schema:legislationLegalForce", "schema:NotInForce".to_string()))
        }
        Force::Suspended => all.push(("thoisu:force", literal(record.force.name()))),
        Force::InForce => all.push(("schema:legislationLegalForce", "schema:InForce".to_string())),
        Force::Unknown => {}
    }
    all.extend([
        ("thoisu:documents", record.documents.to_string()),
        ("thoisu:mentions", record.mentions.to_string()),
    ]);
    let said = all.into_iter().map(|(predicate, object)| (predicate.to_string(), object));
    let mut all: Vec<(String, String)> = said.collect();
    for related in &record.relations {
        let other = related.other.as_deref().map_or_else(|| "[]".to_string(), iri);
        all.extend(predicates(related).map(|predicate| (predicate, other.clone())));
    }
    // Two kinds may have one term: a regulation replaces and repeals another.
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|statement| seen.insert(statement.clone()));
    all
}

/// The predicates of a relation as seen from the record: those of ELI where the act is done, and
/// ours for what ELI does not tell apart.
fn predicates(related: &Related) -> impl Iterator<Item = String> {
    let (eli, own) = match related.kind {
        RelationKind::Amends => (Some(("amends", "amended_by")), false),
        RelationKind::Replaces => (Some(("repeals", "repealed_by")), true),
        RelationKind::Repeals => (Some(("repeals", "repealed_by")), false),
        RelationKind::BasedOn => (Some(("based_on", "basis_for")), false),
        RelationKind::Details => (Some(("based_on", "basis_for")), true),
        RelationKind::Consolidates => (Some(("consolidates", "consolidated_by")), false),
        RelationKind::Corrects => (Some(("corrects", "corrected_by")), false),
        RelationKind::Suspends | RelationKind::Extends | RelationKind::Implements => (None, true),
    };
    let is_actor = related.is_actor;
    let eli = eli
        .filter(|_| !related.is_planned)
        .map(|(does, undergoes)| format!("eli:{}", if is_actor { does } else { undergoes }));
    let planned = if related.is_planned { "planned_" } else { "" };
    let name = if is_actor { related.kind.name() } else { related.kind.passive() };
    let own = (own || related.is_planned).then(|| format!("thoisu:{planned}{name}"));
    eli.into_iter().chain(own)
}

/// The address of a regulation: its id with all but letters, digits and a few marks escaped.
fn iri(id: &str) -> String {
    let mut iri = String::from("<urn:thoisu:regulation:");
    for byte in id.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                iri.push(char::from(byte))
            }
            byte => {
                let _ = write!(iri, "%{byte:02X}");
            }
        }
    }
    iri.push('>');
    iri
}

/// A text in quotation marks, escaped.
fn literal(text: &str) -> String {
    let mut literal = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(literal, "\\u{:04X}", u32::from(c));
            }
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped() {
        for (text, expected) in [
            ("về \"ba không\"", r#""về \"ba không\"""#),
            ("a\\b\nc", r#""a\\b\nc""#),
            ("a\u{7}b\u{85}", r#""a\u0007b\u0085""#),
            ("", "\"\""),
        ] {
            assert_eq!(literal(text), expected);
        }
        assert_eq!(iri("Luật A> <b"), "<urn:thoisu:regulation:Lu%E1%BA%ADt%20A%3E%20%3Cb>");
    }

    #[test]
    fn plans_are_no_facts() {
        let related = |kind, is_actor, is_planned| Related {
            kind,
            is_actor,
            other: Some("x".into()),
            is_planned,
            closed_by: None,
            stated: None,
            documents: Vec::new(),
            at: Vec::new(),
        };
        for (related, expected) in [
            (related(RelationKind::Amends, true, false), "eli:amends"),
            (related(RelationKind::Replaces, false, false), "eli:repealed_by thoisu:replaced_by"),
            (related(RelationKind::Repeals, false, true), "thoisu:planned_repealed_by"),
            (related(RelationKind::Details, true, false), "eli:based_on thoisu:details"),
            (related(RelationKind::Suspends, true, false), "thoisu:suspends"),
        ] {
            assert_eq!(predicates(&related).collect::<Vec<_>>().join(" "), expected);
        }
    }
}
