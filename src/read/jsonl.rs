//! One line of JSON Lines: `{"id", "title"?, "text", "published"?, "url"?}`; further fields are left alone.

use serde::Deserialize;

use crate::{Error, Meta, Origin, Published, RawDocument, Result};

#[derive(Deserialize)]
struct Record {
    id: Option<Id>,
    title: Option<String>,
    text: Option<String>,
    published: Option<String>,
    url: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

/// The record of a line; `fallback` is the id of a record without one.
pub(super) fn document(line: &[u8], origin: Origin, fallback: String) -> Result<RawDocument> {
    let record: Record = serde_json::from_slice(line).map_err(|error| {
        let message = error.to_string();
        // serde_json counts lines inside the record, which is always its first.
        let message = message.replace(" at line 1 column ", " at column ");
        Error::new(format!("expected a JSON object with a string `text`, but: {message}"))
    })?;
    let text = record.text.ok_or_else(|| Error::new("expected a field `text`, but the record has none"))?;
    let source_id = match record.id {
        Some(Id::Text(id)) if !id.is_empty() => id,
        Some(Id::Number(id)) => id.to_string(),
        _ => fallback,
    };
    let published = record.published.filter(|published| !published.trim().is_empty());
    let day = published.as_deref().and_then(Published::parse);
    if let (Some(given), None) = (&published, day) {
        log::warn!("{origin}: `published` is no date that can be read: `{given}`; relative dates stay unresolved");
    }
    let meta = Meta { title: record.title.filter(|title| !title.trim().is_empty()), published: day, url: record.url, ..Meta::default() };
    Ok(RawDocument { origin, source_id, meta, text, blocks: Vec::new(), addressable: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<RawDocument> {
        document(line.as_bytes(), Origin { path: "a.jsonl".into(), record: Some(1) }, "a.jsonl:1".into())
    }

    #[test]
    fn records_with_and_without_the_optional_fields() {
        let raw = read(r#"{"id":7,"title":"","text":"Hà Nội","published":"2023-04-13","extra":[1]}"#);
        let raw = raw.map(|raw| (raw.source_id, raw.meta.title, raw.text, raw.meta.published.map(|p| p.to_string())));
        assert_eq!(raw.ok(), Some(("7".into(), None, "Hà Nội".into(), Some("2023-04-13".into()))));
        assert_eq!(read(r#"{"text":"x"}"#).map(|raw| raw.source_id).ok(), Some("a.jsonl:1".into()));
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (line, expected) in [
            ("{\"id\":1}", "expected a field `text`, but the record has none"),
            ("{\"text\":5}", "expected a JSON object with a string `text`, but: invalid type: integer `5`, expected a string at column 9"),
            ("{\"text\":\"a", "expected a JSON object with a string `text`, but: EOF while parsing a string at column 10"),
        ] {
            assert_eq!(read(line).map_err(|error| error.to_string()).err().as_deref(), Some(expected), "{line}");
        }
    }
}
