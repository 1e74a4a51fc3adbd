//! What the end-to-end tests share: the binary, and a folder of files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

/// The binary under test.
pub fn thoisu() -> Command {
    Command::new(env!("CARGO_BIN_EXE_thoisu"))
}

/// A folder of files that goes when the test ends.
pub struct Archive {
    dir: TempDir,
}

impl Archive {
    pub fn with(files: &[(&str, &[u8])]) -> Archive {
        let dir = TempDir::new().unwrap();
        for (name, content) in files {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        Archive { dir }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The counts of a run's table by their names.
pub fn counts(table: &str) -> BTreeMap<String, u64> {
    let count = |line: &str| {
        let (name, number) = line.trim().split_once("  ")?;
        Some((name.to_string(), number.trim().replace(' ', "").parse().ok()?))
    };
    table.lines().take_while(|line| !line.is_empty()).filter_map(count).collect()
}

/// All documents of an index as `search` shows them, in the order of their ids and texts.
pub fn documents(dir: &Path, out: &str) -> Vec<serde_json::Value> {
    let output = thoisu().args(["search", out, "-zzz", "--limit", "100000", "--format", "json"]).current_dir(dir).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let answer: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let mut hits = answer["hits"].as_array().unwrap().clone();
    hits.sort_by_key(|hit| (hit["id"].to_string(), hit["snippet"].to_string()));
    hits
}
