//! The walls of the house, held by reading `src`: who names whom, and which crate is used where.
//!
//! The check reads tokens and knows no types. It sees `use` lines and paths; it does not see
//! methods.
#![allow(clippy::expect_used, reason = "a test that cannot go on should stop where it stands")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

mod dependencies;
mod measures;

/// Crates, and the places that may use each, nearly always one: a folder ends with `/`.
const CRATES: [(&str, &str); 60] = [
    ("axum", "serve/"),
    ("form_urlencoded", "serve/"),
    ("http_body", "serve/"),
    ("hyper", "serve/"),
    ("hyper_util", "serve/"),
    ("maud", "serve/"),
    ("percent_encoding", "serve/"),
    ("tokio", "serve/"),
    ("tower_http", "serve/"),
    ("tantivy", "index/"),
    ("crc32fast", "index/"),
    ("tantivy_fst", "index/"),
    ("rayon", "run/pipeline.rs"),
    ("fearless_simd", "text/fast/"),
    ("simdutf8", "text/fast/"),
    ("bytecount", "text/fast/"),
    ("memchr", "text/fast/"),
    ("scraper", "read/documents/html/"),
    ("ego_tree", "read/documents/html/"),
    ("html5ever", "read/documents/html/parser.rs"),
    ("pdfboss_core", "read/documents/pdf/reader.rs"),
    ("pdfboss_text", "read/documents/pdf/"),
    ("quick_xml", "read/"),
    ("mail_parser", "read/documents/mail.rs"),
    ("cfb", "read/documents/doc.rs"),
    ("walkdir", "read/"),
    ("globset", "read/ignore.rs"),
    ("pulldown_cmark", "read/documents/markdown.rs"),
    ("csv_core", "read/containers/"),
    ("httparse", "read/documents/"),
    ("flate2", "read/"),
    ("ruzstd", "read/"),
    ("brotli_decompressor", "read/"),
    ("encoding_rs_io", "read/"),
    ("encoding_rs", "text/charset/"),
    ("arrow_array", "report/tables/"),
    ("arrow_schema", "report/tables/"),
    ("parquet", "report/tables/parquet.rs"),
    ("arrow_array", "read/containers/parquet.rs"),
    ("arrow_schema", "read/containers/parquet.rs"),
    ("parquet", "read/containers/parquet.rs"),
    ("bytes", "read/containers/parquet.rs"),
    ("tar", "read/containers/"),
    ("zip", "read/containers/"),
    ("clap", "cli/"),
    ("clap_complete", "cli/"),
    ("clap_mangen", "cli/"),
    ("indicatif", "cli/"),
    ("env_logger", "cli/"),
    ("bytesize", "cli/"),
    ("ctrlc", "cli/"),
    ("anstream", "cli/"),
    ("anstyle", "cli/"),
    ("rustyline", "cli/"),
    ("dirs", "cli/"),
    ("terminal_size", "cli/print.rs"),
    ("arrow_array", "python/"),
    ("arrow_schema", "python/"),
    ("arrow_pyarrow", "python/"),
    ("pyo3", "python"),
];

#[test]
fn each_crate_has_its_place() {
    let house = House::read();
    let mut faults = Vec::new();
    for file in &house.files {
        let is_place_of = |name: &str| {
            CRATES.iter().any(|(other, place)| *other == name && file.path.starts_with(place))
        };
        let outside = |(name, _): &&(&str, &str)| file.crates.contains(*name) && !is_place_of(name);
        faults.extend(
            CRATES
                .iter()
                .filter(outside)
                .map(|(name, place)| format!("{}: `{name}` is for {place}", file.path)),
        );
    }
    assert!(faults.is_empty(), "crates out of their places:\n{}", faults.join("\n"));
}

#[test]
fn only_the_command_line_prints() {
    let house = House::read();
    let prints = |file: &&SourceFile| {
        let says =
            |name: &str| file.tokens.windows(2).any(|pair| pair[0] == name && pair[1] == "!");
        // `.stdout(` says where another program prints.
        let takes = |name: &str| {
            file.tokens
                .windows(3)
                .any(|three| three[0] != "." && three[1] == name && three[2] == "(")
        };
        ["print", "println", "eprint", "eprintln"].into_iter().any(says)
            || ["stdout", "stderr"].into_iter().any(takes)
    };
    let faults: Vec<_> = house
        .files
        .iter()
        .filter(prints)
        .map(|file| &file.path)
        .filter(|path| !path.starts_with("cli/"))
        .collect();
    assert!(faults.is_empty(), "files that print outside of cli/: {faults:?}");
}

#[test]
fn no_module_names_a_later_one() {
    let house = House::read();
    let root = &house.files[house.by_module[&Vec::new()]];
    // `error` may be named anywhere, and the crate's root names all.
    let order: Vec<&str> = root
        .tokens
        .windows(2)
        .filter(|pair| pair[0] == "mod")
        .map(|pair| pair[1].as_str())
        .collect();
    let place = |file: &SourceFile| {
        file.module.first().and_then(|module| order.iter().position(|name| name == module))
    };
    let mut faults = Vec::new();
    for (from, to, name) in house.arrows() {
        if let (Some(here), Some(there)) = (place(from), place(to))
            && here < there
        {
            faults.push(format!("{} names {} ({name})", from.path, to.path));
        }
    }
    assert!(
        faults.is_empty(),
        "modules that name one after them in lib.rs:\n{}",
        faults.join("\n")
    );
}

#[test]
fn no_circles_between_files() {
    let house = House::read();
    let circles = house.circles();
    assert!(circles.is_empty(), "{} circles between files:\n{}", circles.len(), circles.join("\n"));
}

/// The files of `src` without their tests.
struct House {
    files: Vec<SourceFile>,
    by_module: BTreeMap<Vec<String>, usize>,
}

struct SourceFile {
    /// Relative to `src`.
    path: String,
    /// Its module's path below the crate.
    module: Vec<String>,
    tokens: Vec<String>,
    imports: Vec<Import>,
    /// Paths in code that begin with `crate`, `self`, `super` or a name that may be imported.
    paths: Vec<Vec<String>>,
    /// Names that the file defines.
    defined: BTreeSet<String>,
    /// First names of paths that lead to no module of this crate.
    crates: BTreeSet<String>,
}

/// One name that a `use` brings into a file; `*` for all of a module.
struct Import {
    name: String,
    path: Vec<String>,
}

impl House {
    fn read() -> House {
        let mut files = Vec::new();
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        read_folder(&src, "", &mut files);
        assert!(files.len() > 100, "expected the files of `src`, but found {}", files.len());
        // The binary is a crate of its own.
        let by_module = files.iter().enumerate().filter(|(_, file)| file.path != "main.rs");
        let by_module = by_module.map(|(index, file)| (file.module.clone(), index)).collect();
        let mut house = House { files, by_module };
        let crates: Vec<BTreeSet<String>> =
            house.files.iter().map(|file| house.crates_of(file)).collect();
        for (file, crates) in house.files.iter_mut().zip(crates) {
            file.crates = crates;
        }
        house
    }

    fn crates_of(&self, file: &SourceFile) -> BTreeSet<String> {
        let paths = file.imports.iter().map(|import| &import.path).chain(&file.paths);
        paths
            .filter(|path| self.absolute(file, path).is_none())
            .filter_map(|path| path.first().cloned())
            .collect()
    }

    /// A path of a file's code from the crate's root; `None` if it leads out of the crate.
    fn absolute(&self, file: &SourceFile, path: &[String]) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let mut base = match first.as_str() {
            "crate" => Vec::new(),
            "self" => file.module.clone(),
            "super" => file.module[..file.module.len().saturating_sub(1)].to_vec(),
            name => {
                let child: Vec<String> =
                    file.module.iter().cloned().chain([name.to_string()]).collect();
                if self.by_module.contains_key(&child) {
                    child
                } else {
                    let import = file.imports.iter().find(|import| {
                        import.name == name && import.path.first().is_some_and(|it| it != name)
                    })?;
                    self.absolute(file, &import.path)?
                }
            }
        };
        for name in rest {
            match name.as_str() {
                "super" => drop(base.pop()),
                "self" => {}
                _ => base.push(name.clone()),
            }
        }
        Some(base)
    }

    /// The file that defines what an absolute path names: faces, which only hand a name on, are
    /// looked through.
    fn target(&self, path: &[String], depth: usize) -> usize {
        let len = (0..=path.len())
            .rev()
            .find(|&len| self.by_module.contains_key(&path[..len]))
            .unwrap_or(0);
        let index = self.by_module[&path[..len]];
        let file = &self.files[index];
        let Some(name) = path.get(len).filter(|name| *name != "*" && depth < 8) else {
            return index;
        };
        if file.defined.contains(name) {
            return index;
        }
        let named = file.imports.iter().filter(|import| import.name == *name);
        let globs = file.imports.iter().filter(|import| import.name == "*");
        for import in named.chain(globs) {
            let Some(mut on) = self.absolute(file, &import.path) else { continue };
            if import.name == "*" {
                on.push(name.clone());
                let found = self.target(&on, depth + 1);
                if self.files[found].defined.contains(name) {
                    return found;
                }
            } else {
                return self.target(&on, depth + 1);
            }
        }
        index
    }

    /// Each pair of files of which the first names something that the second defines, and one such
    /// name.
    fn arrows(&self) -> Vec<(&SourceFile, &SourceFile, String)> {
        let mut arrows = BTreeMap::new();
        for (from, file) in self.files.iter().enumerate() {
            for path in file.imports.iter().map(|import| &import.path).chain(&file.paths) {
                let Some(path) = self.absolute(file, path) else { continue };
                let to = self.target(&path, 0);
                if to != from {
                    arrows.entry((from, to)).or_insert_with(|| path.join("::"));
                }
            }
        }
        arrows
            .into_iter()
            .map(|((from, to), name)| (&self.files[from], &self.files[to], name))
            .collect()
    }

    /// The groups of files that reach each other, each with the arrows that tie it.
    fn circles(&self) -> Vec<String> {
        let arrows = self.arrows();
        let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (from, to, _) in &arrows {
            next.entry(&from.path).or_default().push(&to.path);
        }
        let mut reached: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for file in &self.files {
            let (mut seen, mut open) = (BTreeSet::new(), vec![file.path.as_str()]);
            while let Some(at) = open.pop() {
                open.extend(next.get(at).into_iter().flatten().filter(|to| seen.insert(**to)));
            }
            reached.insert(&file.path, seen);
        }
        let circle = |at: &str| {
            reached[at]
                .iter()
                .copied()
                .filter(|to| reached[to].contains(at))
                .collect::<BTreeSet<_>>()
        };
        let circles: BTreeSet<_> = self
            .files
            .iter()
            .map(|file| circle(&file.path))
            .filter(|circle| !circle.is_empty())
            .collect();
        let ties = |circle: &BTreeSet<&str>| {
            let inside = arrows
                .iter()
                .filter(|(from, to, _)| circle.contains(&*from.path) && circle.contains(&*to.path));
            inside
                .map(|(from, to, name)| format!("  {} → {} ({name})\n", from.path, to.path))
                .collect::<String>()
        };
        circles.iter().map(|circle| format!("{} files:\n{}", circle.len(), ties(circle))).collect()
    }
}

fn read_folder(folder: &Path, prefix: &str, files: &mut Vec<SourceFile>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .expect("a folder of src")
        .map(|entry| entry.expect("an entry of src").path())
        .collect();
    entries.sort();
    for entry in entries {
        let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if entry.is_dir() {
            read_folder(&entry, &format!("{prefix}{name}/"), files);
        } else if name.ends_with(".rs") && name != "tests.rs" {
            files.push(source_file(
                format!("{prefix}{name}"),
                &fs::read_to_string(&entry).expect("a file of src"),
            ));
        }
    }
}

fn source_file(path: String, text: &str) -> SourceFile {
    let name = path.trim_end_matches(".rs").trim_end_matches("/mod");
    let module = if matches!(name, "lib" | "main") {
        Vec::new()
    } else {
        name.split('/').map(str::to_string).collect()
    };
    let tokens = tokens(without_tests(text));
    let mut file = SourceFile {
        path,
        module,
        tokens,
        imports: Vec::new(),
        paths: Vec::new(),
        defined: BTreeSet::new(),
        crates: BTreeSet::new(),
    };
    let tokens = std::mem::take(&mut file.tokens);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let next = tokens.get(at + 1).map_or("", String::as_str);
        match token.as_str() {
            "use" if next != "<" => at = import(&tokens, at + 1, &[], &mut file.imports),
            // A visibility names no one.
            "in" if next == "crate" && tokens[at - 1] == "(" => {
                at += tokens[at..].iter().position(|token| token == ")").unwrap_or(1)
            }
            "fn" | "struct" | "enum" | "trait" | "type" | "const" | "static" | "mod" => {
                // `mod name;` and `mod name { … }` differ: only the second defines its names here.
                if token != "mod" || tokens.get(at + 2).is_some_and(|token| token == "{") {
                    file.defined.insert(next.to_string());
                }
                at += 1;
            }
            "macro_rules" => {
                file.defined.insert(tokens.get(at + 2).cloned().unwrap_or_default());
                at += 2;
            }
            name if next == "::" && is_name(name) => {
                let mut path = vec![name.to_string()];
                while tokens.get(at + 1).is_some_and(|token| token == "::")
                    && tokens.get(at + 2).is_some_and(|token| is_name(token))
                {
                    path.push(tokens[at + 2].clone());
                    at += 2;
                }
                file.paths.push(path);
                at += 1;
            }
            _ => at += 1,
        }
    }
    file.tokens = tokens;
    file
}

/// A file up to its `mod tests { … }`, which stands at the end.
fn without_tests(text: &str) -> &str {
    let is_inline = |rest: &str| {
        let after = rest.lines().find(|line| !line.starts_with("#["));
        after.is_some_and(|line| line.starts_with("mod ") && line.ends_with('{'))
    };
    let inline = text.match_indices("#[cfg(test)]\n").find(|&(at, _)| is_inline(&text[at..]));
    inline.map_or(text, |(at, _)| &text[..at])
}

/// Reads one tree of a `use` and returns where it ends.
fn import(tokens: &[String], mut at: usize, prefix: &[String], imports: &mut Vec<Import>) -> usize {
    let mut path = prefix.to_vec();
    loop {
        match tokens.get(at).map_or(";", String::as_str) {
            "{" => {
                at += 1;
                while tokens.get(at).is_some_and(|token| token != "}") {
                    at = import(tokens, at, &path, imports);
                    at += usize::from(tokens.get(at).is_some_and(|token| token == ","));
                }
                return at + 1;
            }
            "*" => {
                imports.push(Import { name: "*".into(), path });
                return at + 1;
            }
            "," | "}" | ";" => {
                path.retain({
                    let mut first = true;
                    move |name| std::mem::take(&mut first) || name != "self"
                });
                imports.push(Import { name: path.last().cloned().unwrap_or_default(), path });
                return at;
            }
            "as" => {
                imports.push(Import { name: tokens[at + 1].clone(), path });
                return at + 2;
            }
            "::" => at += 1,
            name => {
                path.push(name.to_string());
                at += 1;
            }
        }
    }
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Names, `::` and single characters, without comments and literals.
fn tokens(text: &str) -> Vec<String> {
    let (mut tokens, mut rest) = (Vec::new(), text);
    while let Some(c) = rest.chars().next() {
        let name =
            &rest[..rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())];
        let behind = &rest[name.len()..];
        let len = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if matches!(name, "r" | "br") && behind.trim_start_matches('#').starts_with('"') {
            let hashes = behind.len() - behind.trim_start_matches('#').len();
            let end = format!("\"{}", "#".repeat(hashes));
            let begin = name.len() + hashes + 1;
            begin + rest[begin..].find(&end).unwrap_or(0) + end.len()
        } else if !name.is_empty() {
            tokens.push(name.to_string());
            name.len()
        } else if c == '"' {
            literal(rest, '"')
        } else if c == '\'' && (rest[1..].starts_with('\\') || rest.chars().nth(2) == Some('\'')) {
            literal(rest, '\'')
        } else {
            let len = if rest.starts_with("::") { 2 } else { c.len_utf8() };
            tokens.extend((!c.is_whitespace()).then(|| rest[..len].to_string()));
            len
        };
        rest = &rest[len..];
    }
    tokens
}

/// The length of the literal that begins here and ends with a quote.
fn literal(text: &str, quote: char) -> usize {
    let mut escaped = false;
    let is_end = |c: char| {
        let ends = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    };
    text[1..].find(is_end).map_or(text.len(), |at| at + 2)
}
