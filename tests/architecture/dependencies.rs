//! What the crates below this one ask of who builds and ships it: their licences and their Rust.

use std::process::Command;

/// Licences that a dependency may have, and why each is no hindrance to a binary under MIT.
const ALLOWED: [(&str, &str); 12] = [
    ("0BSD", "asks nothing"),
    ("Apache-2.0", "asks for its text and notices"),
    ("BSD-2-Clause", "asks for its text"),
    ("BSD-3-Clause", "asks for its text"),
    ("CC0-1.0", "asks nothing"),
    ("ISC", "asks for its text"),
    ("MIT", "asks for its text"),
    ("MIT-0", "asks nothing"),
    ("MPL-2.0", "asks for the source of its own files, which we use unchanged"),
    ("Unicode-3.0", "asks for its text"),
    ("Unlicense", "asks nothing"),
    ("Zlib", "asks that changed sources say so"),
];

#[test]
fn licences_are_allowed() {
    let faults: Vec<String> = dependencies()
        .iter()
        .filter(|package| !is_allowed(package["license"].as_str().unwrap_or_default()))
        .map(|package| format!("{}: {}", package["name"], package["license"]))
        .collect();
    assert!(
        faults.is_empty(),
        "licences that `ALLOWED` does not hold: read them, then add them or choose another crate:\n{}",
        faults.join("\n")
    );
}

#[test]
fn no_dependency_needs_a_newer_rust() {
    let ours = minor(env!("CARGO_PKG_RUST_VERSION"));
    let faults: Vec<String> = dependencies()
        .iter()
        .filter(|package| package["rust_version"].as_str().is_some_and(|its| minor(its) > ours))
        .map(|package| format!("{} {}", package["name"], package["rust_version"]))
        .collect();
    assert!(faults.is_empty(), "crates that need a newer Rust than ours:\n{}", faults.join("\n"));
}

#[test]
fn expressions_are_read_as_cargo_writes_them() {
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0-only OR MIT", true),
        ("Unlicense/MIT", true),
        ("Apache-2.0 / GPL-2.0", true),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("MIT AND GPL-3.0-only", false),
        ("GPL-3.0-only", false),
        ("", false),
    ] {
        assert_eq!(is_allowed(expression), expected, "{expression:?}");
    }
}

/// Where an expression joins licences with AND, each that it names must be allowed; else one is
/// enough. `/` is an older way to write OR.
fn is_allowed(expression: &str) -> bool {
    let words = || {
        expression
            .split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '.'))
            .filter(|word| !word.is_empty())
    };
    let mut licences = words().filter(|word| !["AND", "OR"].contains(word));
    let allowed = |word: &str| ALLOWED.iter().any(|(name, _)| *name == word);
    if words().any(|word| word == "AND") { licences.all(allowed) } else { licences.any(allowed) }
}

/// The 89 of "1.89" or "1.89.0".
fn minor(version: &str) -> u32 {
    version
        .split('.')
        .nth(1)
        .and_then(|minor| minor.parse().ok())
        .expect("a version of Rust has a minor number")
}

/// All packages that `cargo` builds on this machine, but ours.
fn dependencies() -> Vec<serde_json::Value> {
    let cargo = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("cargo starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("cargo writes UTF-8")
    };
    let version = cargo(&["-vV"]);
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .expect("cargo names its platform");
    let metadata =
        cargo(&["metadata", "--format-version=1", "--locked", "--filter-platform", host]);
    let mut metadata: serde_json::Value =
        serde_json::from_str(&metadata).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array_mut().expect("a list of packages");
    let packages: Vec<_> =
        packages.drain(..).filter(|package| package["name"] != "thoisu").collect();
    assert!(packages.len() > 100, "expected all crates, but found {}", packages.len());
    packages
}
