//! Words are data: the grammars in `src/extract` name lists of words, and hold few words of
//! Vietnamese themselves.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use std::fs;
use std::path::{Path, PathBuf};

use thoisu::lexicon::lexicons;
use thoisu::lexicon::token::UNKNOWN;

/// So many Vietnamese literals are left in the grammars. The ceiling falls with them; it never
/// rises.
const CEILING: usize = 21;

#[test]
fn grammars_hold_few_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/extract");
    let mut found = Vec::new();
    for path in sources(&root) {
        let source = fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        found.extend(
            literals(&source)
                .into_iter()
                .filter(|literal| is_vietnamese(literal))
                .map(|literal| format!("{name}: {literal}")),
        );
    }
    let message = "put the words into a list of src/lexicon/data and ask for it by name";
    assert!(
        found.len() <= CEILING,
        "{} Vietnamese literals, at most {CEILING}: {message}\n{}",
        found.len(),
        found.join("\n")
    );
}

/// The sources below a folder, without tests.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.ends_with("tests.rs")
        {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The string literals of a source, up to its tests.
fn literals(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut literals = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find(['"', '/', '\'']) {
        let from = &rest[at..];
        let length = match from.as_bytes() {
            [b'/', b'/', ..] => from.find('\n').unwrap_or(from.len()),
            // A character; a lifetime has no second quotation mark so near.
            [b'\'', b'\\', ..] => 2 + from[2..].find('\'').map_or(0, |end| end + 1),
            [b'\'', ..] => match from.char_indices().nth(2) {
                Some((end, '\'')) => end + 1,
                _ => 1,
            },
            [b'"', ..] => {
                let end = end_of_string(from);
                literals.push(from[1..end].to_string());
                end + 1
            }
            _ => 1,
        };
        rest = from.get(length..).unwrap_or_default();
    }
    literals
}

/// Where the string that begins at the first byte ends: its closing quotation mark.
fn end_of_string(from: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in from.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at,
            _ => {}
        }
    }
    from.len()
}

/// Whether a literal has a letter of Vietnamese that ASCII lacks, or words only that the tables
/// know.
fn is_vietnamese(literal: &str) -> bool {
    if literal.chars().any(|letter| !letter.is_ascii() && letter.is_alphabetic()) {
        return true;
    }
    let words: Vec<_> = lexicons()
        .tokens(literal)
        .into_iter()
        .filter(|token| token.span().slice(literal).chars().all(char::is_alphabetic))
        .collect();
    !words.is_empty() && words.iter().all(|token| token.word != UNKNOWN)
}

#[test]
fn literals_are_found() {
    let source = r#"
        // "chú thích" is no literal
        let a = ("và", "trong", '"', "tail", 'đ', "a\"b");
        fn of<'a>(x: &'a str) -> &'a str { "năm" }
        #[cfg(test)]
        mod tests { const X: &str = "tháng"; }
    "#;
    assert_eq!(literals(source), ["và", "trong", "tail", "a\\\"b", "năm"]);
    let vietnamese: Vec<String> =
        literals(source).into_iter().filter(|literal| is_vietnamese(literal)).collect();
    assert_eq!(vietnamese, ["và", "trong", "năm"]);
}
