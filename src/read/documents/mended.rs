//! JSON that some programs write although it is none: `NaN` and `Infinity` (Python, pandas), and
//! numbers that no program holds.

/// The most keys that a warning names, and the most characters of each.
const NAMED: (usize, usize) = (8, 60);

/// A record in which what is no number is `null`, and the first keys under which that was; `None`
/// where there is nothing of the kind.
pub(super) fn mended(json: &str) -> Option<(String, Vec<String>)> {
    let (mut out, mut keys, mut last) = (String::new(), Vec::<String>::new(), "");
    let mut rest = json;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => string_length(rest),
            c if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (token, behind) = rest.split_at(length);
        if first == '"' && behind.trim_start().starts_with(':') {
            last = token;
        }
        let written = if is_no_number(token) { "null" } else { token };
        if written != token && keys.len() < NAMED.0 {
            let key: String = last.chars().take(NAMED.1).collect();
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        out.push_str(written);
        rest = behind;
    }
    (!keys.is_empty()).then_some((out, keys))
}

/// The bytes of the string that begins here, with its quotes.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.')
}

/// Whether a word outside of strings is a number that JSON lacks, or one beyond those of 64 bits.
fn is_no_number(word: &str) -> bool {
    if word.starts_with('"') {
        return false;
    }
    let number = word.strip_prefix(['-', '+']).unwrap_or(word).to_ascii_lowercase();
    match number.as_str() {
        "nan" | "infinity" | "inf" => true,
        number => {
            number.starts_with(|c: char| c.is_ascii_digit())
                && number.parse::<f64>().is_ok_and(f64::is_infinite)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_is_null() {
        for (json, expected, keys) in [
            (r#"{"a":NaN}"#, r#"{"a":null}"#, &["\"a\""][..]),
            (
                r#"{"a":-Infinity, "b": [1, inf,"NaN"]}"#,
                r#"{"a":null, "b": [1, null,"NaN"]}"#,
                &["\"a\"", "\"b\""],
            ),
            (
                r#"{"a\"NaN":1e999,"xã":"Infinity\\"}"#,
                r#"{"a\"NaN":null,"xã":"Infinity\\"}"#,
                &["\"a\\\"NaN\""],
            ),
        ] {
            let keys = keys.iter().map(ToString::to_string).collect();
            assert_eq!(mended(json), Some((expected.to_string(), keys)), "{json}");
        }
        for json in [r#"{"a":"NaN","b":null,"c":12345678901234567890123}"#, "{\"", ""] {
            assert_eq!(mended(json), None, "{json}");
        }
    }
}
