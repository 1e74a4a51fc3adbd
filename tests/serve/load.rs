//! Many requests at a time, while the index changes below the server.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::client::{Connection, archive, index, lines, serve, served};

#[test]
fn a_later_commit_is_seen_and_no_answer_is_torn() {
    let served = served();
    let more: Vec<(String, String)> = (0..40)
        .map(|at| {
            (
                format!("moi-{at}"),
                format!("Bài mới {at}\n\nXã Vân Trà họp ngày {}/3/2023.", at % 28 + 1),
            )
        })
        .collect();
    let more: Vec<(&str, &str, &str, &str)> =
        more.iter().map(|(id, text)| (id.as_str(), "2023-03-02", "", text.as_str())).collect();
    fs::write(served.archive.path().join("more.jsonl"), lines(&more)).unwrap();
    let done = AtomicBool::new(false);
    let totals = thread::scope(|scope| {
        let load = || {
            let mut connection = Connection::new(&served);
            let mut totals = Vec::new();
            while !done.load(Ordering::Relaxed) {
                let answer = connection.get("/search.json?limit=3", "").unwrap();
                assert_eq!(answer.status, 200, "{}", answer.text());
                let json = answer.json();
                let total = json["total"].as_u64().unwrap();
                // Hits, total and facets are of one commit: each article has a year.
                let years = json["facets"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .find(|facet| facet["field"] == "year")
                    .unwrap();
                let sum: u64 = years["values"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|value| value["documents"].as_u64().unwrap())
                    .sum();
                assert_eq!(sum, total, "{json}");
                totals.push(total);
            }
            totals
        };
        let workers: Vec<_> = (0..4).map(|_| scope.spawn(load)).collect();
        index(&served.archive, "more.jsonl");
        let mut connection = Connection::new(&served);
        while connection.get("/search.json?limit=0", "").unwrap().json()["total"] != 47 {
            thread::yield_now();
        }
        done.store(true, Ordering::Relaxed);
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect::<Vec<_>>()
    });
    assert!(
        totals.iter().all(|total| [7, 47].contains(total)) && totals.contains(&7),
        "{totals:?}"
    );
    assert_eq!(served.get("/document?id=moi-5").status, 200);
    assert!(served.get("/metrics").text().contains("thoisu_index_reloads_total 1\n"));
}

/// The files of a folder with what they hold.
fn files(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

#[test]
fn nothing_is_written_to_the_index() {
    let archive = archive();
    let before = files(archive.path());
    let served = serve(archive, &[]);
    for path in [
        "/",
        "/search.csv",
        "/regulations",
        "/regulation/1/2020/NĐ-CP",
        "/document?id=ben-do&q=do&n=1",
        "/timeline?share=1",
    ] {
        assert_eq!(served.get(path).status, 200, "{path}");
    }
    assert!(files(served.archive.path()) == before);
}

#[cfg(unix)]
#[test]
fn a_request_to_end_ends_it_after_what_is_under_way() {
    let mut served = served();
    let mut waiting = Connection::new(&served);
    assert_eq!(waiting.get("/", "").map(|answer| answer.status), Some(200));
    let told = std::process::Command::new("kill")
        .args(["-TERM", &served.child.id().to_string()])
        .status()
        .unwrap();
    assert!(told.success());
    assert_eq!(served.child.wait().unwrap().code(), Some(0));
    // The idle connection was closed, and no new one is taken.
    assert!(waiting.get("/", "").is_none());
    assert!(std::net::TcpStream::connect(&served.address).is_err());
}
