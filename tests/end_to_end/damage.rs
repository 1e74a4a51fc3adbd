//! An index that is damaged: searches and runs say so, and `verify` tells what and whom it costs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::support::{Archive, stderr, stdout, thoisu};

/// Runs in the folder of an archive.
fn call(archive: &Archive, arguments: &[&str]) -> Output {
    thoisu().args(arguments).current_dir(archive.path()).output().unwrap()
}

/// Two files, each in a segment of its own.
fn archive() -> Archive {
    let record = |i: usize| {
        format!(
            "{{\"id\":\"t{i}\",\"title\":\"Tin {i}\",\"text\":\"Ngày {i}/5/2020, xã họp dân.\"}}\n"
        )
    };
    let lines = |numbers: std::ops::Range<usize>| numbers.map(record).collect::<String>();
    let archive = Archive::with(&[
        ("một.jsonl", lines(1..9).as_bytes()),
        ("hai.jsonl", lines(9..17).as_bytes()),
    ]);
    let output = call(&archive, &["run", "một.jsonl", "--out", "kho"]);
    assert!(output.status.success(), "{}", stderr(&output));
    archive
}

/// All files of a folder with what they hold.
fn snapshot(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
        match entry.is_dir() {
            true => found.extend(snapshot(&entry)),
            false => drop(found.insert(entry.clone(), fs::read(&entry).unwrap())),
        }
    }
    found
}

fn files_of(archive: &Archive, part: &str) -> Vec<PathBuf> {
    let found = snapshot(&archive.path().join("kho/index"));
    found
        .into_keys()
        .filter(|path| path.extension().is_some_and(|extension| extension == part))
        .collect()
}

#[test]
fn a_damaged_index_is_left_as_it_is_and_named() {
    for (part, content) in
        [("idx", &b"x"[..]), ("store", b""), ("fast", b"x"), ("term", b"xyz"), ("json", b"{}")]
    {
        let archive = archive();
        files_of(&archive, part).iter().for_each(|path| fs::write(path, content).unwrap());
        let before = snapshot(&archive.path().join("kho"));
        for (arguments, said) in [
            (
                &["search", "kho", "họp"][..],
                "kho: the index is damaged; `thoisu verify kho` tells what\n",
            ),
            (
                &["timeline", "kho", "họp"],
                "kho: the index is damaged; `thoisu verify kho` tells what\n",
            ),
            (&["show", "kho", "t1"], "kho: the index is damaged; `thoisu verify kho` tells what\n"),
            (
                &["run", "hai.jsonl", "--out", "kho"],
                "`thoisu verify kho` tells what; nothing was changed; move the folder away and run the same command again\n",
            ),
        ] {
            let output = call(&archive, arguments);
            assert_eq!(
                (output.status.code(), stdout(&output)),
                (Some(1), String::new()),
                "{part} {arguments:?}: {}",
                stderr(&output)
            );
            assert!(
                stderr(&output).ends_with(said) && stderr(&output).lines().count() == 1,
                "{part} {arguments:?}: {}",
                stderr(&output)
            );
        }
        let output = call(&archive, &["verify", "kho"]);
        let told = stdout(&output);
        assert!(
            output.status.code() == Some(1) && stderr(&output).contains("run `thoisu run` again"),
            "{}",
            stderr(&output)
        );
        for path in files_of(&archive, part) {
            let name = format!("index/{}: ", path.file_name().unwrap().to_string_lossy());
            let line = told
                .lines()
                .find(|line| line.starts_with(&name))
                .unwrap_or_else(|| panic!("{name} in {told}"));
            let items =
                (1..9).map(|number| format!("một.jsonl:{number}")).collect::<Vec<_>>().join(", ");
            assert!(line.ends_with(&format!("read again: {items}")) || part == "json", "{line}");
        }
        assert_eq!(snapshot(&archive.path().join("kho")), before, "{part}");
    }
}

#[test]
fn the_items_of_the_segment_and_no_others() {
    let archive = archive();
    let first = files_of(&archive, "store");
    // Small segments are merged in time; as long as these are two, each has its own items.
    call(&archive, &["run", "hai.jsonl", "--out", "kho"]);
    let second: Vec<PathBuf> =
        files_of(&archive, "store").into_iter().filter(|path| !first.contains(path)).collect();
    let is_apart = first.iter().all(|path| path.exists());
    for path in &second {
        let content = fs::read(path).unwrap();
        let mut flipped = content.clone();
        flipped[content.len() / 3] ^= 4;
        fs::write(path, flipped).unwrap();
        let output = call(&archive, &["verify", "kho"]);
        let told = stdout(&output);
        assert!(
            output.status.code() == Some(1)
                && told.lines().count() == 1
                && told.contains("its checksum is wrong"),
            "{told}"
        );
        assert!(
            told.contains("hai.jsonl:8") && (!is_apart || !told.contains("một.jsonl")),
            "{told}"
        );
        fs::write(path, content).unwrap();
    }
    let output = call(&archive, &["verify", "kho"]);
    assert!(
        output.status.success() && stdout(&output).starts_with("kho: no fault in 16 documents ("),
        "{output:?}"
    );
}

#[test]
fn verify_teaches_and_refuses() {
    let archive = archive();
    let help = call(&archive, &["verify", "--help"]);
    assert!(
        stdout(&help).contains("thoisu verify archive") && stdout(&help).contains("read again: "),
        "{}",
        stdout(&help)
    );
    for folder in ["none", "."] {
        let output = call(&archive, &["verify", folder]);
        assert!(
            output.status.code() == Some(1)
                && stderr(&output).contains("make one with `thoisu run INPUT --out DIR`"),
            "{output:?}"
        );
    }
}

/// Permissions of the folder say nothing to root, so the whole folder must be as it was.
#[cfg(unix)]
#[test]
fn verify_writes_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let archive = archive();
    let kho = archive.path().join("kho");
    let before = snapshot(&kho);
    for folder in [kho.join("index"), kho.clone()] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).unwrap();
    }
    let output = call(&archive, &["verify", "kho"]);
    for folder in [kho.clone(), kho.join("index")] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    }
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(snapshot(&kho), before);
}
