//! `--dedup`: exact copies are dropped and counted, near copies name the document they are like, in one run or several.

use serde_json::Value;

use crate::support::{Archive, counts, documents, stderr, stdout, thoisu};

const REPORT: &str = "Chiều 5/9, đoàn công tác của tỉnh đã đến kiểm tra tiến độ thi công cây cầu mới bắc qua sông Cái và yêu cầu các nhà thầu \
    tập trung máy móc, nhân lực để hoàn thành phần móng trước mùa mưa, bảo đảm an toàn cho người dân sống ở hai bên bờ. Đoàn cũng đề nghị \
    chính quyền xã sớm bàn giao mặt bằng còn lại và tuyên truyền để người dân ủng hộ dự án.";

fn archive() -> Archive {
    let original = format!("Kiểm tra cầu sông Cái\n\n{REPORT}");
    let near = format!("Sớm xong móng cầu sông Cái\n\n(Báo X) - {REPORT}\n\nTheo TTXVN");
    Archive::with(&[
        ("a.txt", original.as_bytes()),
        ("b.txt", original.replace("\n\n", "\r\n \r\n").as_bytes()),
        ("c.txt", near.as_bytes()),
        ("d.txt", "Chuyện khác hẳn ở xã bên\n\nXã bên mở chợ đầu mối vào ngày 2/9.".as_bytes()),
    ])
}

#[test]
fn run_drops_exact_copies_and_marks_near_ones() {
    let archive = archive();
    for (round, indexed, unchanged) in [(1, 3, 0), (2, 0, 3)] {
        let output = thoisu()
            .args(["run", "a.txt", "b.txt", "c.txt", "d.txt", "--out", "gộp", "--dedup"])
            .current_dir(archive.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let counts = counts(&stdout(&output));
        let expected = [("items", 4), ("indexed", indexed), ("unchanged", unchanged), ("duplicates", 1), ("skipped", 0)];
        expected.iter().for_each(|(name, count)| assert_eq!(counts[*name], *count, "round {round}: {name} of {counts:?}"));
    }
    let hits = documents(archive.path(), "gộp");
    let near: Vec<(&str, Option<&str>)> = hits.iter().map(|hit| (hit["id"].as_str().unwrap(), hit["near_duplicate_of"].as_str())).collect();
    assert_eq!(near, [("a.txt", None), ("c.txt", Some("a.txt")), ("d.txt", None)]);
}

#[test]
fn what_one_run_indexed_the_next_knows() {
    let archive = archive();
    let run = |input: &str| {
        let output = thoisu().args(["run", input, "--out", "out", "--dedup"]).current_dir(archive.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let counts = counts(&stdout(&output));
        (counts["indexed"], counts["duplicates"])
    };
    assert_eq!([run("a.txt"), run("b.txt"), run("c.txt")], [(1, 0), (0, 1), (1, 0)]);
    // A document that changed a little is no duplicate of its older self.
    std::fs::write(archive.path().join("a.txt"), format!("Kiểm tra cầu sông Cái lần hai\n\n{REPORT}")).unwrap();
    assert_eq!(run("a.txt"), (1, 0));
    let hits = documents(archive.path(), "out");
    assert_eq!(hits.iter().map(|hit| hit["near_duplicate_of"].as_str()).collect::<Vec<_>>(), [None, Some("a.txt")]);
}

#[test]
fn extract_drops_and_marks_them_too() {
    let archive = archive();
    let output = thoisu().args(["extract", ".", "--dedup"]).current_dir(archive.path()).output().unwrap();
    let records: Vec<Value> = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let near: Vec<(&str, Option<&str>)> =
        records.iter().map(|record| (record["id"].as_str().unwrap(), record["near_duplicate_of"].as_str())).collect();
    assert_eq!(near, [("a.txt", None), ("c.txt", Some("a.txt")), ("d.txt", None)]);
}
