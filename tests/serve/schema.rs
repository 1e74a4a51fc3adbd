//! JSON against a schema: types, required keys, values, and no key that it does not name. Of `oneOf`
//! the choice with the fewest faults is taken.

use serde_json::Value;

/// The faults of a value by a schema; `root` holds what `$ref` names.
pub fn faults(value: &Value, schema: &Value, root: &Value, place: &str) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str() {
        let schema =
            root.pointer(name.trim_start_matches('#')).unwrap_or_else(|| panic!("no {name}"));
        return faults(value, schema, root, place);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let each = choices.iter().map(|choice| faults(value, choice, root, place));
        return each.min_by_key(Vec::len).unwrap_or_default();
    }
    let mut found = Vec::new();
    let types: Vec<&str> = match &schema["type"] {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => panic!("{place}: the schema states no type"),
    };
    if !types.iter().any(|name| is_of(value, name)) {
        return vec![format!("{place}: expected {types:?}, but found {value}")];
    }
    if let Some(values) = schema["enum"].as_array()
        && !values.contains(value)
    {
        found.push(format!("{place}: expected one of {values:?}, but found {value}"));
    }
    for (bound, is_out) in
        [("minimum", (|a, b| a < b) as fn(f64, f64) -> bool), ("maximum", |a, b| a > b)]
    {
        if let (Some(number), Some(bound)) = (value.as_f64(), schema[bound].as_f64())
            && is_out(number, bound)
        {
            found.push(format!("{place}: {number} is out of bounds"));
        }
    }
    if let Some(items) = value.as_array() {
        for (at, item) in items.iter().enumerate() {
            found.extend(faults(item, &schema["items"], root, &format!("{place}[{at}]")));
        }
    }
    if let Some(object) = value.as_object() {
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !object.contains_key(name) {
                found.push(format!("{place}: no `{name}`"));
            }
        }
        for (name, value) in object {
            let place = format!("{place}.{name}");
            match (&schema["properties"][name], &schema["additionalProperties"]) {
                (Value::Object(_), _) => {
                    found.extend(faults(value, &schema["properties"][name], root, &place))
                }
                (_, others @ Value::Object(_)) => found.extend(faults(value, others, root, &place)),
                (_, Value::Bool(true)) => {}
                _ if schema["properties"].is_null() => {}
                _ => found.push(format!("{place}: not in the description")),
            }
        }
    }
    found
}

fn is_of(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => panic!("a type `{name}`"),
    }
}
