//! `--dedup`: exact copies are dropped and counted, near copies name the document they are like, in
//! one run or several.

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
        let expected = [
            ("items", 4),
            ("indexed", indexed),
            ("unchanged", unchanged),
            ("duplicates", 1),
            ("skipped", 0),
        ];
        expected.iter().for_each(|(name, count)| {
            assert_eq!(counts[*name], *count, "round {round}: {name} of {counts:?}")
        });
    }
    let hits = documents(archive.path(), "gộp");
    let near: Vec<(&str, Option<&str>)> = hits
        .iter()
        .map(|hit| (hit["id"].as_str().unwrap(), hit["near_duplicate_of"].as_str()))
        .collect();
    assert_eq!(near, [("a.txt", None), ("c.txt", Some("a.txt")), ("d.txt", None)]);
}

#[test]
fn what_one_run_indexed_the_next_knows() {
    let archive = archive();
    let run = |input: &str| {
        let output = thoisu()
            .args(["run", input, "--out", "out", "--dedup"])
            .current_dir(archive.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let counts = counts(&stdout(&output));
        (counts["indexed"], counts["duplicates"])
    };
    assert_eq!([run("a.txt"), run("b.txt"), run("c.txt")], [(1, 0), (0, 1), (1, 0)]);
    // A document that changed a little is no duplicate of its older self.
    std::fs::write(
        archive.path().join("a.txt"),
        format!("Kiểm tra cầu sông Cái lần hai\n\n{REPORT}"),
    )
    .unwrap();
    assert_eq!(run("a.txt"), (1, 0));
    let hits = documents(archive.path(), "out");
    assert_eq!(
        hits.iter().map(|hit| hit["near_duplicate_of"].as_str()).collect::<Vec<_>>(),
        [None, Some("a.txt")]
    );
}

#[test]
fn extract_drops_and_marks_them_too() {
    let archive = archive();
    let output =
        thoisu().args(["extract", ".", "--dedup"]).current_dir(archive.path()).output().unwrap();
    let records: Vec<Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let near: Vec<(&str, Option<&str>)> = records
        .iter()
        .map(|record| (record["id"].as_str().unwrap(), record["near_duplicate_of"].as_str()))
        .collect();
    assert_eq!(near, [("a.txt", None), ("c.txt", Some("a.txt")), ("d.txt", None)]);
}

/// An article of a village.
fn article(village: &str) -> String {
    format!(
        "Hội nghị ở xã {village}\n\nSáng 5/9/2023, xã {village} họp bàn về đường liên thôn với nhiều nội dung khác nhau."
    )
}

/// The villages whose articles an index holds, in order.
fn villages(archive: &Archive, out: &str) -> Vec<String> {
    let title = |hit: &Value| hit["title"].as_str().unwrap().replace("Hội nghị ở xã ", "");
    let mut villages: Vec<String> = documents(archive.path(), out).iter().map(title).collect();
    villages.sort();
    villages
}

/// A text that leaves its place for another, which its old place's new text must not take away:
/// with and without `--prune`, whichever of the places is read first, as files and as records of a
/// file.
#[test]
fn a_text_that_moves_is_not_lost() {
    for (prune, from, to) in
        [(true, "a", "b"), (true, "b", "a"), (false, "a", "b"), (false, "b", "a")]
    {
        for records in [false, true] {
            let archive = Archive::with(&[]);
            let write = |texts: &[(&str, &str)]| {
                let dir = archive.path().join("in");
                drop(std::fs::remove_dir_all(&dir));
                std::fs::create_dir(&dir).unwrap();
                let record = |(id, village): &(&str, &str)| {
                    format!("{}\n", serde_json::json!({"id": id, "text": article(village)}))
                };
                match records {
                    true => std::fs::write(
                        dir.join("tin.jsonl"),
                        texts.iter().map(record).collect::<String>(),
                    )
                    .unwrap(),
                    false => texts.iter().for_each(|(name, village)| {
                        std::fs::write(dir.join(format!("{name}.txt")), article(village)).unwrap()
                    }),
                }
            };
            let run = || {
                let prune: &[&str] = if prune { &["--prune"] } else { &[] };
                let output = thoisu()
                    .args(["run", "in", "--out", "out", "--dedup"])
                    .args(prune)
                    .current_dir(archive.path())
                    .output()
                    .unwrap();
                assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
                counts(&stdout(&output))
            };
            write(&[(from, "Yên Hòa"), ("k", "Cổ Loa")]);
            run();
            let mut moved = [(from, "Bình Minh"), ("k", "Cổ Loa"), (to, "Yên Hòa")];
            moved.sort_unstable();
            write(&moved);
            run();
            let case = format!("prune {prune}, {from} to {to}, records {records}");
            assert_eq!(villages(&archive, "out"), ["Bình Minh", "Cổ Loa", "Yên Hòa"], "{case}");
            assert_eq!(run()["unchanged"], 3, "{case}: the same again changes nothing");
        }
    }
}

#[test]
fn an_item_that_lost_a_document_to_another_gets_it_back() {
    let page = format!(
        "{}\n\nTin liên quan\n\nChợ đầu mối ở xã bên\n\nXã bên mở chợ đầu mối có 200 gian hàng ở đầu xã, bán từ 4 giờ sáng, vào ngày 2/9 năm nay.\n",
        article("Yên Hòa")
    );
    let other = page.replace("Yên Hòa", "Cổ Loa");
    let archive = Archive::with(&[("in/a.txt", page.as_bytes()), ("in/b.txt", other.as_bytes())]);
    let run = || {
        let output = thoisu()
            .args(["run", "in", "--out", "out", "--dedup", "--prune"])
            .current_dir(archive.path())
            .output()
            .unwrap();
        let counts = counts(&stdout(&output));
        (counts["indexed"], counts["unchanged"], documents(archive.path(), "out").len())
    };
    assert_eq!(run(), (2, 0, 3), "the teaser is one document");
    assert_eq!(run(), (0, 2, 3));
    std::fs::remove_file(archive.path().join("in/a.txt")).unwrap();
    assert_eq!(run(), (1, 0, 2), "the other page has it now");
    assert_eq!(run(), (0, 1, 2));
}
