//! What the end-to-end tests share: the binary, and a folder of files.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

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
    let output = thoisu()
        .args(["search", out, "-zzz", "--limit", "100000", "--format", "json"])
        .current_dir(dir)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let answer: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let mut hits = answer["hits"].as_array().unwrap().clone();
    hits.sort_by_key(|hit| (hit["id"].to_string(), hit["snippet"].to_string()));
    hits
}

/// One gzip member.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

/// One Zstandard frame.
pub fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// A tar of these files, whatever their names.
pub fn tar(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, content) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        // By hand: the crate refuses names that lead outside.
        if name.len() < 100 {
            header.as_gnu_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
            header.set_cksum();
            tar.append(&header, *content).unwrap();
        } else {
            tar.append_data(&mut header, name, *content).unwrap();
        }
    }
    tar.into_inner().unwrap()
}

/// A zip of these files.
pub fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        zip.start_file(
            *name,
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::DEFLATE),
        )
        .unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
