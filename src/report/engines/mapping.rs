//! What the fields of the objects in `document.rs` are, in the words of each engine.

use serde_json::{Map, Value, json};

use super::engine::Engine;
use crate::model::{Holds, Kind};

/// The name of the index in the mapping and in the commands of the documentation.
const NAME: &str = "thoisu";

/// The longest keyword that Lucene takes, in characters of four bytes; longer ones stay unindexed.
const LONGEST: u32 = 8191;

/// Mentions that a document has at most: `read` refuses texts with more than 100 000, and titles
/// and leads have some.
const MENTIONS: u32 = 200_000;

/// Fields of a document that are one word for the engine.
const NAMES: [&str; 8] =
    ["id", "source_id", "origin", "published_from", "url", "source", "section", "tags"];
/// Fields of a mention that are one word for the engine, beside those of its kind.
const MENTION_NAMES: [&str; 4] = ["kind", "field", "value", "cites"];

/// The mapping of an engine.
pub(super) fn mapping(engine: Engine) -> Value {
    match engine {
        Engine::OpenSearch => open_search(),
        Engine::Quickwit => quickwit(),
    }
}

/// What the fields of all kinds hold, each name once.
fn fields_of_kinds() -> Vec<(&'static str, Holds)> {
    let mut fields: Vec<(&str, Holds)> = Vec::new();
    for field in Kind::ALL.iter().flat_map(|kind| kind.about().fields) {
        if !fields.iter().any(|(name, _)| *name == field.name) {
            fields.push((field.name, field.holds));
        }
    }
    fields
}

/// Settings and mapping of an index in OpenSearch. `strict`: a document with another field is
/// refused, so a mistake is told and not guessed over.
fn open_search() -> Value {
    json!({
        "settings": {
            "index": { "mapping": { "nested_objects": { "limit": MENTIONS } } },
            "analysis": { "analyzer": {
                "words": { "type": "custom", "tokenizer": "standard", "filter": ["lowercase"] },
                "folded": {
                    "type": "custom", "tokenizer": "standard", "filter": ["lowercase", "asciifolding"]
                },
            } },
        },
        "mappings": { "dynamic": "strict", "properties": document_properties() },
    })
}

fn document_properties() -> Map<String, Value> {
    let mut properties = Map::new();
    for name in NAMES.into_iter().chain(["author", "near_duplicate_of"]) {
        properties.insert(name.into(), keyword());
    }
    for name in ["title", "lead", "text"] {
        properties.insert(name.into(), words());
    }
    for name in ["published", "day"] {
        properties.insert(name.into(), date());
    }
    let own = json!({
        "value": keyword(), "type": keyword(), "issuer": keyword(), "title": words(), "issued": date(),
    });
    properties.insert("regulation".into(), json!({ "properties": own }));
    let mentions = json!({
        "type": "nested", "dynamic": "strict", "properties": mention_properties(),
    });
    properties.insert("mentions".into(), mentions);
    properties
}

fn mention_properties() -> Map<String, Value> {
    let mut properties: Map<String, Value> =
        MENTION_NAMES.into_iter().map(|name| (name.into(), keyword())).collect();
    for name in ["start", "end"] {
        properties.insert(name.into(), json!({ "type": "integer" }));
    }
    properties.insert("text".into(), words());
    properties.insert("confidence".into(), json!({ "type": "double" }));
    properties.insert("days".into(), json!({ "type": "date_range", "format": "strict_date" }));
    properties.insert("amount".into(), json!({ "type": "double_range" }));
    for (name, holds) in fields_of_kinds() {
        let holds = match holds {
            Holds::Text => keyword(),
            Holds::Whole => json!({ "type": "integer" }),
            Holds::Day => date(),
        };
        properties.insert(name.into(), holds);
    }
    properties
}

fn keyword() -> Value {
    json!({ "type": "keyword", "ignore_above": LONGEST })
}

fn date() -> Value {
    json!({ "type": "date", "format": "strict_date_optional_time" })
}

/// Words as they are written, and folded: without diacritics.
fn words() -> Value {
    json!({
        "type": "text",
        "analyzer": "words",
        "fields": { "folded": { "type": "text", "analyzer": "folded" } },
    })
}

/// The configuration of an index in Quickwit.
fn quickwit() -> Value {
    let raw = |name: &str, of: &str| json!({ "name": name, "type": of, "tokenizer": "raw", "fast": true });
    let names = NAMES.iter().chain(&["author", "near_duplicate_of", "day"]);
    let mut fields: Vec<Value> =
        names.map(|name| raw(name, if *name == "tags" { "array<text>" } else { "text" })).collect();
    fields.push(raw("cites", "array<text>"));
    for name in ["title", "lead", "text"] {
        fields.push(json!({
            "name": name, "type": "text", "tokenizer": "default", "record": "position", "fieldnorms": true,
        }));
        fields.push(json!({
            "name": format!("{name}_folded"), "type": "concatenate", "concatenate_fields": [name],
            "tokenizer": "folded", "record": "position",
        }));
    }
    for (name, of) in [
        ("published", "datetime"),
        ("date_first", "array<datetime>"),
        ("date_last", "array<datetime>"),
    ] {
        fields.push(json!({
            "name": name, "type": of, "input_formats": ["rfc3339"], "fast": true, "fast_precision": "seconds",
        }));
    }
    fields.push(json!({ "name": "regulation", "type": "json", "tokenizer": "raw" }));
    fields.push(json!({ "name": "mentions", "type": "array<json>", "tokenizer": "raw" }));
    json!({
        "version": "0.8",
        "index_id": NAME,
        "doc_mapping": {
            "mode": "strict",
            "field_mappings": fields,
            "tokenizers": [{
                "name": "folded", "type": "simple", "filters": ["remove_long", "lower_caser", "ascii_folding"],
            }],
        },
        "search_settings": { "default_search_fields": ["title", "lead", "text"] },
    })
}
