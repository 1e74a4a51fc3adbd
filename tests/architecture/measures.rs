//! How long a function of `src` may be.

use std::path::Path;

use super::House;

/// The most lines of a function, from `fn` to its closing brace: what fits on a screen.
const MOST_LINES: usize = 60;

#[test]
fn functions_fit_on_a_screen() {
    let mut long = Vec::new();
    for file in House::read().files {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(&file.path);
        let text = std::fs::read_to_string(path).expect("a file of `src` is read");
        let functions = functions(&text).into_iter().filter(|found| found.lines > MOST_LINES);
        long.extend(
            functions.map(|found| (file.path.clone(), found.name.to_string(), found.lines)),
        );
    }
    assert!(long.is_empty(), "functions of more than {MOST_LINES} lines; split them: {long:?}");
}

#[test]
fn the_lines_of_a_function_are_counted() {
    let text = "\
trait Take {
    fn take(
        &self,
    ) -> usize;
    fn empty(&self) {}
}

impl Take for Net {
    pub(crate) const fn take(
        &self,
    ) -> usize {
        let inner = {
            1
        };
        inner
    }
}

fn main() {
    run();
}";
    let found: Vec<_> = functions(text).iter().map(|found| (found.name, found.lines)).collect();
    assert_eq!(found, [("empty", 1), ("take", 8), ("main", 3)]);
}

struct Function<'t> {
    name: &'t str,
    lines: usize,
}

/// The functions with a body, as rustfmt lays them out: the closing brace of one that is longer
/// than a line has the indentation of its first line.
fn functions(text: &str) -> Vec<Function<'_>> {
    let lines: Vec<&str> = text.lines().collect();
    let begun = lines.iter().enumerate();
    begun
        .filter_map(|(at, line)| Some((at, name_of(line)?)))
        .filter_map(|(at, name)| {
            let indent = |line: &str| line.len() - line.trim_start().len();
            let column = indent(lines[at]);
            let mut own = lines[at..]
                .iter()
                .enumerate()
                .filter(|(_, line)| indent(line) == column && !line.is_empty());
            // The signature ends with `{`, or with `;` where a trait has no body for it.
            let (_, head) = own.find(|(_, line)| line.ends_with(['{', '}', ';']))?;
            match head.chars().next_back() {
                Some('}') => Some(Function { name, lines: 1 }),
                Some('{') => {
                    let (last, _) = own.find(|(_, line)| line.trim() == "}")?;
                    Some(Function { name, lines: last + 1 })
                }
                _ => None,
            }
        })
        .collect()
}

/// The name of the function that begins in this line.
fn name_of(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("fn ")?;
    let is_head = before.split_whitespace().all(|word| {
        word.starts_with("pub")
            || ["const", "async", "unsafe"].contains(&word)
            || word.ends_with(')')
    });
    let end = after.find(|c: char| !(c.is_alphanumeric() || c == '_'))?;
    is_head.then(|| &after[..end]).filter(|name| !name.is_empty())
}
