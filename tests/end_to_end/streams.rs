//! Streams that close or fill up, and text from archives that would act on a terminal or a
//! spreadsheet.

use std::fs;
use std::process::{Command, Stdio};

use crate::support::{Archive, documents, stderr, stdout, tar, thoisu};

/// Many records that are skipped, each with a line on standard error, and one that is good.
fn noisy() -> Archive {
    let records = "{\n".repeat(3000) + "{\"id\":\"a\",\"text\":\"Họp về thuế 1/1/2020\"}\n";
    Archive::with(&[("bad.jsonl", records.as_bytes())])
}

/// The exit code of a command whose standard error nobody reads.
fn code_without_reader(archive: &Archive, arguments: &[&str]) -> Option<i32> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_thoisu"))
        .args(arguments)
        .current_dir(archive.path())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stderr.take());
    child.wait().unwrap().code()
}

#[test]
fn a_closed_standard_error_is_ignored() {
    let archive = noisy();
    assert_eq!(code_without_reader(&archive, &["run", "bad.jsonl", "--out", "out"]), Some(2));
    assert_eq!(documents(archive.path(), "out").len(), 1);
    assert_eq!(
        code_without_reader(&archive, &["extract", "bad.jsonl", "--output", "mentions.jsonl"]),
        Some(2)
    );
    assert_eq!(
        fs::read_to_string(archive.path().join("mentions.jsonl")).unwrap().lines().count(),
        1
    );
    assert_eq!(code_without_reader(&archive, &["search", "nowhere", "thuế"]), Some(1));
    assert_eq!(
        code_without_reader(
            &archive,
            &["-vv", "run", "bad.jsonl", "--out", "out", "--threads", "4000"]
        ),
        Some(2)
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_standard_error_is_ignored_and_a_full_standard_output_told() {
    let archive = noisy();
    let code = |script: &str| {
        let output = Command::new("sh")
            .args(["-c", script, env!("CARGO_BIN_EXE_thoisu")])
            .current_dir(archive.path())
            .output()
            .unwrap();
        (output.status.code(), stderr(&output))
    };
    assert_eq!(code("exec \"$0\" run bad.jsonl --out a 2>/dev/full >/dev/null").0, Some(2));
    assert_eq!(documents(archive.path(), "a").len(), 1);
    let (run, said) = code("exec \"$0\" -q run bad.jsonl --out b >/dev/full");
    assert!(
        run == Some(1)
            && said.ends_with(
                "thoisu: standard output: no space left on the device; free some, or write elsewhere\n"
            ),
        "{said}"
    );
    assert_eq!(
        documents(archive.path(), "b").len(),
        1,
        "what was read is committed before anything is printed"
    );
    for command in [
        "extract bad.jsonl",
        "search a thuế",
        "search a thuế --format json",
        "show a a",
        "synth",
        "completions bash",
    ] {
        assert_eq!(code(&format!("exec \"$0\" -q {command} >/dev/full")).0, Some(1), "{command}");
    }
}

#[test]
#[cfg(unix)]
fn a_closed_standard_output_ends_quietly() {
    let archive = noisy();
    for command in ["synth --documents 5000", "extract bad.jsonl", "-q run bad.jsonl --out out"] {
        let script = format!("(\"$0\" {command}; echo $? >code) 2>said | true");
        let status = Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_thoisu")])
            .current_dir(archive.path())
            .status()
            .unwrap();
        assert!(status.success());
        let code = fs::read_to_string(archive.path().join("code")).unwrap();
        // Where the output fits into the pipe before it closes, the skipped records tell.
        assert!(
            code == "0\n" || code == "2\n" && !command.starts_with("synth"),
            "{command}: {code}"
        );
        assert!(
            !fs::read_to_string(archive.path().join("said")).unwrap().contains("roken pipe"),
            "{command}"
        );
    }
    assert_eq!(documents(archive.path(), "out").len(), 1);
}

#[test]
fn an_archive_sends_nothing_to_the_terminal() {
    let escape = "\u{1b}]0;PWN\u{7}";
    let same_id = r#"{"id":"\u001b]0;PWN\u0007","text":"một 1/1/2020"}"#;
    let pages = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {escape}\r\n\r\n<p>x"
    );
    let head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a/1\r\nContent-Length";
    let archive = Archive::with(&[
        ("id.jsonl", format!("{same_id}\n{}\n", same_id.replace("một", "hai")).as_bytes()),
        ("header.csv", format!("{escape},b\nx,y\n").as_bytes()),
        ("value.json", format!("[{escape}]").as_bytes()),
        ("name.tar", &tar(&[(&format!("../{escape}.txt"), b"Tin")])),
        ("coding.warc", format!("{head}: {}\r\n\r\n{pages}\r\n\r\n", pages.len()).as_bytes()),
        (
            "published.jsonl",
            format!("{{\"id\":\"p\",\"published\":\"{escape}\",\"text\":\"ba\"}}\n")
                .replace('\u{1b}', "\\u001b")
                .replace('\u{7}', "\\u0007")
                .as_bytes(),
        ),
        (
            "bidi.jsonl",
            "{\"id\":\"tin\u{202e}txt\",\"title\":\"Họp\u{2066} xã\",\"url\":\"http://a/\u{202e}b\",\"text\":\"Họp về thuế.\"}\n"
                .as_bytes(),
        ),
    ]);
    for name in ["id.jsonl", "header.csv", "name.tar", "published.jsonl"] {
        let output = thoisu()
            .args(["-v", "run", name, "--out", name.trim_end_matches(char::is_alphabetic)])
            .current_dir(archive.path())
            .output()
            .unwrap();
        let said = stderr(&output) + &stdout(&output);
        assert!(said.contains("\\x1b]0;PWN\\x07"), "{name}: {said}");
        assert!(!said.contains('\u{1b}') && !said.contains('\u{7}'), "{name}: {said}");
    }
    let all = thoisu()
        .args(["-v", "run", ".", "--out", "out"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert!(![stderr(&all), stdout(&all)].concat().contains('\u{1b}'), "{}", stderr(&all));
    for arguments in [&["search", "out", "thuế"][..], &["show", "out", "tin\u{202e}txt"]] {
        let shown = stdout(&thoisu().args(arguments).current_dir(archive.path()).output().unwrap());
        assert!(
            shown.contains("tin\\u{202e}txt  http://a/\\u{202e}b")
                || shown.contains("tin\\u{202e}txt"),
            "{shown}"
        );
        assert!(!shown.contains('\u{202e}') && !shown.contains('\u{2066}'), "{shown}");
    }
}

#[test]
fn a_spreadsheet_gets_text_and_no_formulas() {
    let record = r#"{"id":"@SUM(1)","title":"=cmd|' /C calc'!A0","url":"+x","text":"Lãi\n\n-3,5% so với 1/1/2020"}"#;
    let archive = Archive::with(&[("a.jsonl", record.as_bytes())]);
    let rows = |more: &[&str]| {
        let output = thoisu()
            .args(["extract", "a.jsonl", "--format", "csv"])
            .args(more)
            .current_dir(archive.path())
            .output()
            .unwrap();
        let mut rows = csv::Reader::from_reader(output.stdout.as_slice());
        rows.records()
            .map(|row| row.unwrap().iter().map(str::to_string).collect())
            .collect::<Vec<Vec<String>>>()
    };
    for (more, mark) in [(&[][..], "'"), (&["--csv-raw"], "")] {
        let rows = rows(more);
        let expected = ["@SUM(1)", "@SUM(1)", "=cmd|' /C calc'!A0", "", "+x"]
            .map(|cell| if cell.is_empty() { String::new() } else { format!("{mark}{cell}") });
        assert_eq!(rows[0][..5], expected);
        // Figures stay figures.
        assert!(
            rows.iter().all(|row| row[6].parse::<u32>().is_ok() && !row[9].starts_with('\'')),
            "{rows:?}"
        );
    }
}
