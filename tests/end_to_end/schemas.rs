//! What the commands print, against the JSON Schemas beside the code: types, values, required keys,
//! and no key that a schema does not name.

use std::path::Path;

use serde_json::{Value, json};

use crate::schema::faults;
use crate::support::{Archive, stderr, stdout, thoisu};

const SCHEMAS: [&str; 4] = ["extract", "search", "regulations", "skipped"];

/// All schemas as one value, `extract.json` under `/extract.json`, each reference led there.
fn schemas() -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report/schema");
    let read = |name: &str| {
        let file = format!("{name}.json");
        let text = std::fs::read_to_string(folder.join(&file)).unwrap();
        let text = text
            .replace("\"$ref\": \"#/", &format!("\"$ref\": \"{file}#/"))
            .replace(".json#/", ".json/")
            .replace("\"$ref\": \"", "\"$ref\": \"#/");
        (file, serde_json::from_str(&text).unwrap())
    };
    Value::Object(SCHEMAS.into_iter().map(read).collect())
}

/// What a command prints that runs in the project's folder; some items of `corpus/` are skipped.
fn printed(arguments: &[&str]) -> String {
    let output = thoisu().args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    stdout(&output)
}

/// Holds JSON Lines against the schema at `place`, and tells how many there are.
fn hold_lines(lines: &str, schemas: &Value, place: &str) -> usize {
    for line in lines.lines() {
        hold(&serde_json::from_str(line).unwrap(), schemas, place);
    }
    lines.lines().count()
}

fn hold(value: &Value, schemas: &Value, place: &str) {
    let schema = schemas.pointer(place).unwrap();
    assert_eq!(faults(value, schema, schemas, place), [] as [String; 0], "{value}");
}

#[test]
fn lines_of_extract() {
    let schemas = schemas();
    for options in [
        &[] as &[&str],
        &["--dedup", "--all-fields"],
        &["--resolve", "--text", "--all-blocks", "--explain"],
        &["--text", "--kinds", "date,regulation,number,provision"],
    ] {
        let lines = printed(&[&["extract", "corpus", "--allow-skips", "-q"], options].concat());
        assert!(hold_lines(&lines, &schemas, "/extract.json") > 100, "{options:?}");
    }
}

#[test]
fn answers_of_an_index() {
    let schemas = schemas();
    let archive = Archive::with(&[]);
    let out = archive.path().join("index").to_string_lossy().into_owned();
    printed(&["run", "corpus", "--out", &out, "-q"]);

    let skipped = std::fs::read_to_string(Path::new(&out).join("skipped.jsonl")).unwrap();
    assert!(hold_lines(&skipped, &schemas, "/skipped.json") > 3);

    for query in
        ["nghi quyet trung uong", "nq 57", "thamnhũng", "xyzzy thuế", "regulation:57-NQ/TW"]
    {
        let facets = "regulation,type,issuer,year,source,author,section,tag";
        let answer = printed(&["search", &out, query, "--format", "json", "--facets", facets]);
        hold(&serde_json::from_str(&answer).unwrap(), &schemas, "/search.json");
    }
    let hits = printed(&["search", &out, "nghi quyet", "--format", "jsonl", "--all"]);
    assert!(hold_lines(&hits, &schemas, "/search.json/$defs/Hit") > 5);

    let records = printed(&["regulations", &out, "--format", "json"]);
    hold(&serde_json::from_str(&records).unwrap(), &schemas, "/regulations.json");
    let records = printed(&["regulations", &out, "--format", "jsonl"]);
    assert!(hold_lines(&records, &schemas, "/regulations.json/$defs/Record") > 100);
}

#[test]
fn what_no_schema_names_is_a_fault() {
    let schemas = schemas();
    let found = |value: Value| {
        faults(&value, schemas.pointer("/skipped.json").unwrap(), &schemas, "line").len()
    };
    let line = json!({"path": "tin.txt", "record": null, "fate": "failed", "reason": "empty"});
    assert_eq!(found(line.clone()), 0);
    for (key, value) in [("more", json!(1)), ("fate", json!("lost")), ("record", json!(-1))] {
        let mut line = line.clone();
        line[key] = value;
        assert_eq!(found(line), 1, "{key}");
    }
    assert_eq!(found(json!({"path": "tin.txt", "record": null, "fate": "failed"})), 1);
}

#[test]
fn the_reference_leads_to_each_schema() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report");
    let page = std::fs::read_to_string(src.join("OUTPUT.md")).unwrap();
    for name in SCHEMAS {
        assert!(page.contains(&format!("(schema/{name}.json)")), "{name}");
    }
    assert_eq!(std::fs::read_dir(src.join("schema")).unwrap().count(), SCHEMAS.len());
}
