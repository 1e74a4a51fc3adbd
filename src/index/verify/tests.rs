//! Flipped bits: each is told, and costs the items of its segment at most.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::Annotated;
use crate::index::search::tests::{annotated, ids, put};
use crate::index::store::manifest::Stamp;
use crate::index::{
    CountBy, Granularity, Index, IndexWriter, Query, SearchOptions, TimelineOptions,
};
use crate::random::Random;

fn document(number: usize) -> Annotated {
    let text = format!(
        "Xã số {number} họp dân lần thứ {number}, thu ngân sách {} tỷ đồng, hội nghị tổng kết.",
        number * 7
    );
    let mut document =
        annotated(&format!("t{number}#2"), &format!("Tin xã {number}"), &text, Some("2021-05-19"));
    document.document.origin.path = format!("tin.jsonl:{number}");
    document
}

/// An index of two segments, of one of which documents were deleted.
fn index(dir: &Path) {
    for numbers in [0..40, 40..60] {
        let mut writer = IndexWriter::open(dir, 1).unwrap();
        numbers.for_each(|number| put(&mut writer, &document(number)));
        for gone in [3, 5] {
            let id = format!("t{gone}#2");
            let text = document(gone).document.text.as_str().to_string();
            writer.remove(Stamp::new("-", &id, text.as_bytes(), 0).key).unwrap();
        }
        writer.stop().unwrap();
    }
}

/// The files of an index but its locks.
fn index_files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir.join(INDEX)).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> =
        entries.filter(|path| !path.to_string_lossy().ends_with(".lock")).collect();
    found.sort();
    found
}

fn name(file: &Path) -> String {
    format!("{INDEX}/{}", file.file_name().unwrap().to_string_lossy())
}

/// Asks an index for what reads all of its files; it may refuse, but not panic.
fn ask(dir: &Path) -> Vec<String> {
    let Ok(index) = Index::open(dir) else { return Vec::new() };
    let queries = [
        "hop dan",
        "\"hội nghị tổng kết\"",
        "ngan* -thu published:2021",
        "number:>=7",
        "source:a OR id:t9#2",
        "title:tin",
    ];
    let mut answers: Vec<String> =
        queries.iter().map(|query| ids(&index, query, &SearchOptions::default())).collect();
    let query = Query::parse("xã").unwrap();
    answers.push(format!(
        "{:?}",
        index
            .timeline(
                &query,
                &TimelineOptions {
                    by: Granularity::Year,
                    of: CountBy::Published,
                    ..TimelineOptions::default()
                }
            )
            .map_err(|error| error.to_string())
    ));
    answers.push(format!("{:?}", index.documents("t9#2").map_err(|error| error.to_string())));
    answers
}

#[test]
fn a_sound_index_has_no_fault() {
    let dir = tempfile::tempdir().unwrap();
    IndexWriter::open(dir.path(), 1).unwrap().finish().unwrap();
    assert_eq!(verify(dir.path()).unwrap(), Verified { segments: 0, documents: 0, faults: vec![] });
    index(dir.path());
    let found = verify(dir.path()).unwrap();
    assert_eq!((found.documents, found.faults), (58, vec![]));
    assert!(
        verify(dir.path().join("none"))
            .unwrap_err()
            .to_string()
            .contains("expected a folder with a thoisu index")
    );
}

#[test]
fn every_flipped_bit_is_told() {
    let dir = tempfile::tempdir().unwrap();
    index(dir.path());
    let answers = ask(dir.path());
    let checked = files::check(dir.path()).unwrap();
    let items: BTreeMap<String, Vec<String>> = checked
        .segments
        .iter()
        .map(|segment| (segment.file(""), items::of_segment(dir.path(), segment, |_| false).items))
        .collect();
    assert_eq!(items.values().map(Vec::len).sum::<usize>(), 58);
    let files: Vec<(PathBuf, Vec<u8>)> = index_files(dir.path())
        .into_iter()
        .map(|path| (path.clone(), fs::read(&path).unwrap()))
        .collect();
    let mut random = Random::new(27);
    let (mut whole, mut damaged) = (0, 0);
    for flip in 0..300 {
        // Small files and large ones alike.
        let (path, content) = &files[flip % files.len()];
        let (at, bit) = (random.below(content.len()), random.below(8));
        let mut flipped = content.clone();
        flipped[at] ^= 1 << bit;
        fs::write(path, &flipped).unwrap();
        let (told, name) = (verify(dir.path()).unwrap().faults, name(path));
        let fault = told
            .iter()
            .find(|fault| fault.file == name)
            .unwrap_or_else(|| panic!("bit {bit} of byte {at} of {name}: {told:?}"));
        let of_segment =
            items.iter().find(|(segment, _)| name.contains(&***segment)).map(|(_, items)| items);
        match (&fault.again, of_segment) {
            (Again::These { items, unknown: 0 }, Some(expected)) => {
                let deleted = ["tin.jsonl:3", "tin.jsonl:5"].map(String::from);
                let is_of_it = |item: &String| {
                    expected.contains(item) || name.ends_with(".del") && deleted.contains(item)
                };
                assert!(items.iter().all(is_of_it), "{fault}");
                assert!(items.len() >= expected.len(), "{fault}");
                whole += usize::from(items == expected);
            }
            (again, of_segment) => {
                assert!(of_segment.is_none() && !matches!(again, Again::These { .. }), "{fault}")
            }
        }
        damaged += usize::from(ask(dir.path()) != answers);
        fs::write(path, content).unwrap();
    }
    assert!(whole > 200, "all items but those deleted: {whole}");
    assert!(damaged > 0, "some damage is met by searches");
    assert_eq!(verify(dir.path()).unwrap().faults, []);
}

#[test]
fn files_that_are_gone_cut_or_of_another_segment() {
    let dir = tempfile::tempdir().unwrap();
    index(dir.path());
    let files = index_files(dir.path());
    for (number, path) in files.iter().enumerate() {
        let content = fs::read(path).unwrap();
        let of_its_kind = files
            .iter()
            .find(|other| other.extension() == path.extension() && other != &path)
            .map(|other| fs::read(other).unwrap());
        let half = content[..content.len() / 2].to_vec();
        for (what, changed) in [
            ("gone", None),
            ("empty", Some(Vec::new())),
            ("half", Some(half)),
            ("another", of_its_kind),
        ] {
            match changed {
                Some(changed) => fs::write(path, changed).unwrap(),
                None if what == "gone" => fs::remove_file(path).unwrap(),
                None => continue,
            }
            let told = verify(dir.path()).unwrap().faults;
            // Another file of the same kind has a right checksum: what it says is at odds with the
            // rest, if documents are told apart by it.
            let name = name(path);
            let is_told = told.iter().any(|fault| fault.file == name)
                || what == "another" && !told.is_empty();
            let tells_nothing = what == "another"
                && [".fieldnorm", ".pos", ".term", ".idx"].iter().any(|end| name.ends_with(end));
            assert!(is_told || tells_nothing, "{what} {name} ({number}): {told:?}");
            let refused = IndexWriter::open(dir.path(), 1)
                .err()
                .map(|error| error.to_string())
                .unwrap_or_default();
            assert!(!refused.is_empty() || what == "another", "{what} {name}");
            fs::write(path, &content).unwrap();
        }
    }
}
