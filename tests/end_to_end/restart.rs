//! Runs on an index that is there: what is unchanged, changed, gone; runs that were killed,
//! stopped, out of room, or two at once.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{Archive, counts, documents, stderr, stdout, thoisu};

fn run(archive: &Archive, arguments: &[&str]) -> BTreeMap<String, u64> {
    let output = thoisu().arg("run").args(arguments).current_dir(archive.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
    counts(&stdout(&output))
}

/// Each of these in a run's table.
fn assert_counts(counts: &BTreeMap<String, u64>, expected: &[(&str, u64)]) {
    for (name, count) in expected {
        assert_eq!(counts[*name], *count, "{name} of {counts:?}");
    }
}

/// News of `n` records; every fifth has a teaser, and with it two documents.
fn news(n: usize) -> String {
    let tail = r"\n\nTin liên quan\nHuyện bên mở thêm chợ đầu mối\nChợ đầu mối của huyện bên có 200 gian hàng, mở cửa từ 4 giờ sáng vào ngày 2/9 năm nay.";
    let record = |i: usize| {
        let text = format!(
            "Xã số {i} họp dân lần thứ {i}.\\nNgày {}/{}/2020, xã có {i} hộ, đạt {}%.",
            i % 28 + 1,
            i % 12 + 1,
            i % 100
        );
        format!(
            "{{\"id\":\"t{i}\",\"title\":\"Tin xã số {i}\",\"text\":\"{text}{}\"}}\n",
            if i.is_multiple_of(5) { tail } else { "" }
        )
    };
    (0..n).map(record).collect()
}

#[test]
fn the_same_again_reads_only_what_is_new() {
    let archive = Archive::with(&[
        ("in/a.jsonl", b"{\"id\":1,\"text\":\"Tin 1.\"}\n{\"id\":2,\"text\":\"Tin 2.\"}\n{\"text\":\"Tin 3.\"}\n".as_slice()),
        ("in/b.txt", "Tiêu đề tốt\n\nNăm 2022 có 5 xã.".as_bytes()),
        ("in/c.jsonl", b"{\"id\":1,\"text\":\"Tin khac, cung so.\"}\n"),
    ]);
    assert_counts(
        &run(&archive, &["in", "--out", "out"]),
        &[("items", 5), ("indexed", 5), ("unchanged", 0), ("documents", 5)],
    );
    let shown = thoisu().args(["show", "out", "1"]).current_dir(archive.path()).output().unwrap();
    let expected =
        "another document has the id `1`: from in/c.jsonl:1; shown is the one from in/a.jsonl:1";
    assert!(
        stdout(&shown).contains("Tin [") && stderr(&shown).contains(expected),
        "{}",
        stderr(&shown)
    );
    let before = documents(archive.path(), "out");
    assert_counts(
        &run(&archive, &["in", "--out", "out"]),
        &[("items", 5), ("indexed", 0), ("unchanged", 5), ("documents", 0)],
    );
    assert_eq!(documents(archive.path(), "out"), before);
    // A record changed and one new, whereby those behind it change their places; a file gone.
    fs::write(
        archive.path().join("in/a.jsonl"),
        "{\"id\":1,\"text\":\"Tin 1 sua.\"}\n{\"text\":\"Tin moi.\"}\n{\"id\":2,\"text\":\"Tin 2.\"}\n{\"text\":\"Tin 3.\"}\n",
    )
    .unwrap();
    fs::remove_file(archive.path().join("in/b.txt")).unwrap();
    let output =
        thoisu().args(["run", "in", "--out", "out"]).current_dir(archive.path()).output().unwrap();
    assert_counts(&counts(&stdout(&output)), &[("items", 5), ("indexed", 4), ("unchanged", 1)]);
    assert!(
        stdout(&output).contains(
            "2 documents of 2 items of earlier runs were not in the input and stay; --prune"
        ),
        "{}",
        stdout(&output)
    );
    // With --prune the index is as one made anew.
    run(&archive, &["in", "--out", "out", "--prune"]);
    run(&archive, &["in", "--out", "anew"]);
    assert_eq!(documents(archive.path(), "out"), documents(archive.path(), "anew"));
}

#[test]
fn another_input_on_the_same_index_adds_to_it() {
    let archive = Archive::with(&[
        ("2019/tin.txt", "Tin năm 2019 của xã".as_bytes()),
        ("2020/tin.txt", "Tin năm 2020 của xã".as_bytes()),
    ]);
    run(&archive, &["2019", "--out", "out"]);
    run(&archive, &["2020", "--out", "out"]);
    assert_eq!(
        documents(archive.path(), "out").len(),
        2,
        "files of one name in two folders are two items"
    );
}

#[test]
fn what_comes_by_a_pipe_adds_to_the_index_unless_it_has_an_id() {
    let archive = Archive::with(&[]);
    for (lines, indexed) in [
        ("{\"text\":\"Tin 1.\"}\n{\"id\":7,\"text\":\"Tin 7.\"}\n", 2),
        ("{\"text\":\"Tin 2.\"}\n{\"id\":7,\"text\":\"Tin 8.\"}\n", 2),
    ] {
        let output = thoisu()
            .args(["run", "-", "--out", "out"])
            .write_stdin(lines)
            .current_dir(archive.path())
            .output()
            .unwrap();
        assert_counts(&counts(&stdout(&output)), &[("items", 2), ("indexed", indexed)]);
    }
    let snippets: Vec<String> = documents(archive.path(), "out")
        .into_iter()
        .map(|hit| hit["snippet"].to_string())
        .collect();
    assert_eq!(snippets, ["\"Tin 1.\"", "\"Tin 2.\"", "\"Tin 8.\""]);
}

#[test]
fn what_could_not_be_read_is_not_pruned() {
    let archive = Archive::with(&[
        ("in/a.jsonl", b"{\"id\":1,\"text\":\"Tin 1.\"}\n{\"id\":2,\"text\":\"Tin 2.\"}\n"),
        ("in/b.txt", b"Tin B."),
    ]);
    run(&archive, &["in", "--out", "out"]);
    fs::write(archive.path().join("in/a.jsonl"), "{\"id\":1,\"text\":\"Tin 1.\"}\n{\"id\":2,\"te")
        .unwrap();
    fs::remove_file(archive.path().join("in/b.txt")).unwrap();
    let output = thoisu()
        .args(["run", "in", "--out", "out", "--prune"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let ids: Vec<String> =
        documents(archive.path(), "out").into_iter().map(|hit| hit["id"].to_string()).collect();
    assert_eq!(ids, ["\"1\"", "\"2\""]);
    let skipped = fs::read_to_string(archive.path().join("out/skipped.jsonl")).unwrap();
    let skipped: Value = serde_json::from_str(skipped.trim()).unwrap();
    assert_eq!(
        (skipped["path"].as_str(), skipped["record"].as_u64()),
        (Some("in/a.jsonl"), Some(2))
    );
    assert!(skipped["reason"].as_str().unwrap().contains("EOF while parsing"), "{skipped}");
}

/// Numbers that look random and are the same in each run of the test (a linear congruence by
/// Knuth).
struct Moments(u64);

impl Moments {
    /// From 0 to 1.
    fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
}

#[test]
fn a_run_killed_at_any_moment_is_completed_by_the_next() {
    let archive = Archive::with(&[("news.jsonl", news(1500).as_bytes())]);
    let arguments = ["news.jsonl", "--commit-every", "20kB", "--threads", "2", "--out"];
    let begun = Instant::now();
    run(&archive, &[&arguments[..], &["whole"]].concat());
    let time = begun.elapsed();
    let whole = documents(archive.path(), "whole");
    assert_eq!(whole.len(), 1800);
    let mut moments = Moments(2026);
    let mut kills = 0;
    for round in 0..5 {
        let out = format!("broken-{round}");
        while kills < 4 * (round + 1) {
            let mut child = Command::new(env!("CARGO_BIN_EXE_thoisu"))
                .arg("run")
                .args(arguments)
                .arg(&out)
                .current_dir(archive.path())
                .stdout(Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(time.mul_f64(moments.next() * 0.9));
            child.kill().unwrap();
            child.wait().unwrap();
            kills += 1;
            // Whatever was committed opens, is undamaged, and holds items whole.
            if archive.path().join(&out).join("index").exists() {
                let verified =
                    thoisu().args(["verify", &out]).current_dir(archive.path()).output().unwrap();
                assert!(verified.status.success(), "{}{}", stdout(&verified), stderr(&verified));
                let found = documents(archive.path(), &out);
                let teasers =
                    found.iter().filter(|hit| hit["id"].as_str().unwrap().ends_with("#2")).count();
                let fifths = found.iter().filter(|hit| {
                    hit["id"]
                        .as_str()
                        .unwrap()
                        .trim_start_matches('t')
                        .parse()
                        .is_ok_and(|i: u64| i.is_multiple_of(5))
                });
                assert_eq!(teasers, fifths.count(), "{out}");
            }
        }
        run(&archive, &[&arguments[..], &[&*out]].concat());
        assert!(documents(archive.path(), &out) == whole, "{out} differs from the unbroken run");
    }
    assert_eq!(kills, 20);
}

/// Starts a run that takes a while, and waits until it writes to its folder.
#[cfg(unix)]
fn long_run(archive: &Archive, out: &str) -> std::process::Child {
    let child = Command::new(env!("CARGO_BIN_EXE_thoisu"))
        .args(["run", "-", "--out", out, "--commit-every", "100kB"])
        .current_dir(archive.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    wait_for(&archive.path().join(out).join("skipped.jsonl"));
    child
}

#[cfg(unix)]
fn wait_for(path: &Path) {
    let begun = Instant::now();
    while !path.exists() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{} is not there", path.display());
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
#[cfg(unix)]
fn two_runs_on_one_folder_and_an_interrupt() {
    use std::io::{BufRead, Write};
    let archive = Archive::with(&[("a.txt", b"Tin A.")]);
    let mut first = long_run(&archive, "out");
    let second = thoisu()
        .args(["run", "a.txt", "--out", "out"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(1));
    assert!(
        stderr(&second).contains("out: another run is writing to this folder; wait for it"),
        "{}",
        stderr(&second)
    );
    // The first waits for its input; interrupted, it ends with what it had been given.
    let mut input = first.stdin.take().unwrap();
    input.write_all(news(100).as_bytes()).unwrap();
    input.flush().unwrap();
    let interrupted =
        Command::new("kill").args(["-INT", &first.id().to_string()]).status().unwrap();
    assert!(interrupted.success());
    // Once it has said so, the line that it waits for is not taken any more.
    let mut said = String::new();
    std::io::BufReader::new(first.stderr.take().unwrap()).read_line(&mut said).unwrap();
    assert_eq!(said, "thoisu: finishing the documents under way; once more to stop at once\n");
    input.write_all(news(101).lines().last().unwrap().as_bytes()).unwrap();
    drop(input);
    let output = first.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", stderr(&output));
    assert!(
        stdout(&output).contains("Stopped before the end of the input. What was read is in out; run the same command again"),
        "{output:?}"
    );
    let counts = counts(&stdout(&output));
    assert_eq!(counts["items"], counts["indexed"]);
    assert_eq!(documents(archive.path(), "out").len() as u64, counts["documents"]);
}

#[test]
#[cfg(unix)]
fn a_disk_without_room_loses_nothing_that_was_committed() {
    let archive =
        Archive::with(&[("few.jsonl", news(10).as_bytes()), ("news.jsonl", news(1500).as_bytes())]);
    run(&archive, &["few.jsonl", "--out", "out"]);
    let committed = documents(archive.path(), "out");
    // No file may grow beyond this; where the signal for it is ignored, the write fails as on a
    // full disk.
    let script = "trap '' XFSZ; ulimit -f 20; exec \"$0\" run news.jsonl --out out --threads 1";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_thoisu")])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", stdout(&output));
    let said = stderr(&output);
    assert!(
        said.contains("out: the index cannot be written: ")
            && said.contains("run the same command again"),
        "{said}"
    );
    assert_eq!(documents(archive.path(), "out"), committed);
    run(&archive, &["few.jsonl", "news.jsonl", "--out", "out"]);
    run(&archive, &["few.jsonl", "news.jsonl", "--out", "whole"]);
    assert_eq!(documents(archive.path(), "out"), documents(archive.path(), "whole"));
}

#[test]
#[cfg(unix)]
fn a_run_whose_index_is_taken_away_says_so() {
    use std::io::Write;
    // The marker; a file of a segment that was committed.
    for (out, lost) in [("marker", "thoisu-index"), ("segment", ".store")] {
        let archive = Archive::with(&[]);
        let mut run = long_run(&archive, out);
        let index = archive.path().join(out).join("index");
        let mut input = run.stdin.take().unwrap();
        // Some commits, and too few segments to be merged.
        input.write_all(news(3000).as_bytes()).unwrap();
        input.flush().unwrap();
        let names = || {
            fs::read_dir(&index)
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .filter(|path| path.to_string_lossy().ends_with(lost))
        };
        let begun = Instant::now();
        loop {
            assert!(begun.elapsed() < Duration::from_secs(60), "nothing was committed");
            match names().next() {
                Some(_)
                    if fs::read_to_string(index.join("meta.json"))
                        .unwrap()
                        .contains("segment_id") =>
                {
                    break;
                }
                _ => std::thread::sleep(Duration::from_millis(5)),
            }
        }
        names().for_each(|path| fs::remove_file(path).unwrap());
        drop(input);
        let output = run.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{out}: {}", stdout(&output));
        let said = stderr(&output);
        assert!(said.contains(out) && said.contains("run the same command again"), "{said}");
    }
}

#[test]
#[cfg(unix)]
fn an_index_can_be_read_without_writing() {
    use std::os::unix::fs::PermissionsExt;
    let archive = Archive::with(&[("a.txt", "Họp về thuế 1/1/2020".as_bytes())]);
    let script = "umask 027; exec \"$0\" run a.txt --out out";
    let status = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_thoisu")])
        .current_dir(archive.path())
        .output()
        .unwrap()
        .status;
    assert!(status.success());
    for entry in fs::read_dir(archive.path().join("out/index")).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(
            entry.metadata().unwrap().permissions().mode() & 0o777,
            0o640,
            "{:?}",
            entry.path()
        );
    }
    // A lock file that cannot be opened for writing, not even by root, as on a read-only mount.
    let lock = archive.path().join("out/index/.tantivy-meta.lock");
    drop(fs::remove_file(&lock));
    fs::create_dir(&lock).unwrap();
    assert_eq!(documents(archive.path(), "out").len(), 1);
    let shown =
        thoisu().args(["show", "out", "a.txt"]).current_dir(archive.path()).output().unwrap();
    assert!(stdout(&shown).contains("[date 2020-01-01: 1/1/2020]"), "{}", stderr(&shown));
}

#[test]
#[cfg(unix)]
fn links_that_lead_out_are_followed_only_where_asked() {
    use std::os::unix::fs::symlink;
    let archive = Archive::with(&[
        ("in/a.txt", b"Tin A."),
        ("in/kho/b.txt", b"Tin B."),
        ("ngoai/c.txt", b"Tin C."),
        ("d.txt", b"Tin D."),
    ]);
    for (target, link) in
        [("../ngoai", "in/thu-muc"), ("../d.txt", "in/tep.txt"), ("kho/b.txt", "in/trong.txt")]
    {
        symlink(target, archive.path().join(link)).unwrap();
    }
    let run = |more: &[&str]| {
        let output = thoisu()
            .args(["run", "in", "--out", "out"])
            .args(more)
            .current_dir(archive.path())
            .output()
            .unwrap();
        (
            counts(&stdout(&output))["items"],
            stdout(&output)
                .contains("2 symbolic links lead out of the input folder and were not followed"),
        )
    };
    assert_eq!(run(&[]), (3, true));
    assert_eq!(run(&["--follow"]), (5, false));
    let extracted = thoisu().args(["extract", "in"]).current_dir(archive.path()).output().unwrap();
    assert_eq!(stdout(&extracted).lines().count(), 3);
    assert!(
        stderr(&extracted).contains("2 symbolic links lead out of the input folder"),
        "{}",
        stderr(&extracted)
    );
}

#[test]
fn threads_are_bounded() {
    let archive = Archive::with(&[("a.txt", b"Tin A.")]);
    let output = thoisu()
        .args(["run", "a.txt", "--out", "out", "--threads", "3000"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(
        stderr(&output).contains("--threads 3000: ")
            && stderr(&output).contains(", 4 for each of "),
        "{}",
        stderr(&output)
    );
}
