//! A run that goes on with an index ends with the documents of a fresh run over the same input,
//! whatever happened to the input between: with `prune`, with and without `dedup`, also where a run
//! in between was stopped.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use thoisu::index::{Index, IndexWriter, Query, SearchOptions};
use thoisu::random::Random;
use thoisu::read::{ReadOptions, Reader};
use thoisu::run::{Options, ingest};

/// Histories, and the rounds of each: a round changes the input, runs, and compares.
const HISTORIES: u64 = 60;
const ROUNDS: u64 = 4;

/// Different texts, few enough to be met again under other names.
const TEXTS: usize = 7;

/// An archive: files by name, each with its texts.
#[derive(Default)]
struct Input {
    files: BTreeMap<String, File>,
    created: usize,
}

enum File {
    /// A text file of one article.
    Article(usize),
    /// JSON Lines: records with an id of their own or none.
    Records(Vec<(Option<usize>, usize)>),
}

/// A text of the pool. Some have a teaser, which is a document of its own, and which others share.
fn text(number: usize) -> String {
    let teaser = match number % 3 {
        0 => String::new(),
        k => format!(
            "\n\nTin liên quan\n\nChợ đầu mối thứ {k} ở xã bên\n\nXã bên mở chợ đầu mối thứ {k} có {k}00 gian hàng, bán từ 4 giờ sáng, vào ngày {k}/9 năm nay.\n"
        ),
    };
    format!(
        "Hội nghị lần {number} của xã\n\nSáng {}/9/2023, xã Hòa Bình họp lần {number} bàn về đường liên thôn.{teaser}",
        number + 1
    )
}

impl Input {
    fn change(&mut self, random: &mut Random) {
        let names: Vec<String> = self.files.keys().cloned().collect();
        let chosen = (!names.is_empty()).then(|| names[random.below(names.len())].clone());
        let number = random.below(TEXTS);
        match (random.below(6), chosen) {
            (0, _) | (_, None) => {
                let name = self.name(random);
                let records = |random: &mut Random| {
                    (0..1 + random.below(4)).map(|i| (Some(i), random.below(TEXTS))).collect()
                };
                let file = if random.below(2) == 0 {
                    File::Article(number)
                } else {
                    File::Records(records(random))
                };
                self.files.insert(name, file);
            }
            (1, Some(name)) => self.rename(&name, random),
            (2, Some(name)) => drop(self.files.remove(&name)),
            (3, Some(name)) => self.copy(&name, random),
            (_, Some(name)) => match self.files.get_mut(&name) {
                Some(File::Records(records)) => change_records(records, random),
                _ => drop(self.files.insert(name, File::Article(number))),
            },
        }
    }

    /// A name that may sort before or behind all others.
    fn name(&mut self, random: &mut Random) -> String {
        self.created += 1;
        format!("{}/{}", ["a", "m", "z"][random.below(3)], self.created)
    }

    fn rename(&mut self, name: &str, random: &mut Random) {
        if let Some(file) = self.files.remove(name) {
            let name = self.name(random);
            self.files.insert(name, file);
        }
    }

    fn copy(&mut self, name: &str, random: &mut Random) {
        let copy = match self.files.get(name) {
            Some(File::Article(text)) => File::Article(*text),
            Some(File::Records(records)) => File::Records(records.clone()),
            None => return,
        };
        let name = self.name(random);
        self.files.insert(name, copy);
    }

    fn write(&self, dir: &Path) {
        drop(fs::remove_dir_all(dir));
        fs::create_dir_all(dir).unwrap();
        for (name, file) in &self.files {
            let path = dir.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            match file {
                File::Article(number) => {
                    fs::write(path.with_extension("txt"), text(*number)).unwrap()
                }
                File::Records(records) => {
                    let line = |(id, number): &(Option<usize>, usize)| match id {
                        Some(id) => format!(
                            "{}\n",
                            serde_json::json!({"id": format!("{name}-{id}"), "text": text(*number)})
                        ),
                        None => format!("{}\n", serde_json::json!({"text": text(*number)})),
                    };
                    fs::write(
                        path.with_extension("jsonl"),
                        records.iter().map(line).collect::<String>(),
                    )
                    .unwrap();
                }
            }
        }
    }
}

/// A record is added, removed, moved, given another text or another id.
fn change_records(records: &mut Vec<(Option<usize>, usize)>, random: &mut Random) {
    let (at, number) = (random.below(records.len() + 1), random.below(TEXTS));
    match (random.below(5), records.get_mut(at)) {
        (0, Some(_)) => drop(records.remove(at)),
        (1, Some(record)) => record.1 = number,
        (2, Some(record)) => record.0 = [None, Some(20 + random.below(9))][random.below(2)],
        (3, Some(_)) => {
            let other = random.below(records.len());
            records.swap(at, other);
        }
        _ => records.insert(at, (Some(10 + records.len()), number)),
    }
}

/// One run; it is stopped behind so many items.
fn run(input: &Path, out: &Path, options: Options, items: usize) {
    let mut reader = Reader::new(&[input.to_path_buf()], ReadOptions::default()).unwrap();
    let (stop, mut left) = (AtomicBool::new(items == 0), items);
    let writer = IndexWriter::open_with_memory(out, 1, 15_000_000).unwrap();
    ingest(&mut reader, writer, &options, &stop, &mut |_| {
        left = left.saturating_sub(1);
        stop.store(left == 0, Ordering::Relaxed);
        Ok(())
    })
    .unwrap();
}

/// Title and text of all documents of an index.
fn documents(out: &Path) -> Vec<(Option<String>, String)> {
    let index = Index::open(out).unwrap();
    let all = index
        .search(
            &Query::parse("-zzz").unwrap(),
            &SearchOptions { limit: 10_000, ..SearchOptions::default() },
        )
        .unwrap();
    let ids: BTreeSet<String> = all.hits.into_iter().map(|hit| hit.document.id).collect();
    let mut documents: Vec<_> = ids
        .iter()
        .flat_map(|id| index.documents(id).unwrap())
        .map(|document| (document.facts.title, document.text))
        .collect();
    documents.sort();
    documents
}

/// Whether the runs of a history look for duplicates.
#[derive(Clone, Copy, Debug)]
enum Dedup {
    Always,
    Never,
    Sometimes,
}

#[test]
fn a_continued_index_holds_what_a_fresh_one_does() {
    let mut rounds = 0;
    for history in 0..HISTORIES {
        let dedup =
            [Dedup::Always, Dedup::Never, Dedup::Always, Dedup::Sometimes][(history % 4) as usize];
        let (temp, mut random, mut input) =
            (tempfile::tempdir().unwrap(), Random::new(2026 + history), Input::default());
        let [source, continued] = ["in", "continued"].map(|name| temp.path().join(name));
        for round in 0..ROUNDS {
            (0..1 + random.below(5)).for_each(|_| input.change(&mut random));
            input.write(&source);
            let dedup = match dedup {
                Dedup::Always => true,
                Dedup::Never => false,
                Dedup::Sometimes => random.below(2) == 0,
            };
            let options = Options {
                threads: 1,
                commit_every: 1 << 10,
                dedup,
                prune: true,
                ..Options::default()
            };
            if random.below(3) == 0 {
                run(&source, &continued, options, random.below(6));
            }
            run(&source, &continued, options, usize::MAX);
            let fresh = temp.path().join(format!("fresh-{round}"));
            run(&source, &fresh, options, usize::MAX);
            assert_eq!(
                documents(&continued),
                documents(&fresh),
                "history {history}, round {round}, {options:?}"
            );
            rounds += 1;
        }
    }
    assert_eq!(rounds, HISTORIES * ROUNDS);
}
