//! Encodings through the whole program: told, counted, doubted, forced.

use serde_json::Value;
use thoisu::text::charset::{Encoding, encode};

use crate::support::{Archive, stderr, stdout, thoisu};

const ARTICLE: &str = "Xã Tân Phú mở đường liên thôn\n\nNgày 19/5/2021, Ủy ban nhân dân tỉnh ban hành Quyết định 15/2021/QĐ-UBND, dành 12,5 tỷ đồng \
    mở rộng đường liên thôn của xã Tân Phú, đoạn qua cầu Bến Đá.\n\nNgười dân hiến 3.200 mét vuông đất.";

/// The values found in each document, by its id.
fn values(archive: &Archive, arguments: &[&str]) -> Vec<(String, Vec<String>)> {
    let output = thoisu()
        .args(["extract", "."])
        .args(arguments)
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let record = |line: &str| {
        let record: Value = serde_json::from_str(line).unwrap();
        let values = record["mentions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|mention| mention["value"].as_str().unwrap().to_string())
            .collect();
        (record["id"].as_str().unwrap().to_string(), values)
    };
    stdout(&output).lines().map(record).collect()
}

#[test]
fn the_same_article_in_every_encoding() {
    let encoded: Vec<(String, Vec<u8>)> = Encoding::ALL
        .iter()
        .map(|&encoding| (format!("{encoding}.txt"), encode(ARTICLE, encoding).unwrap()))
        .collect();
    let mut files: Vec<(&str, &[u8])> =
        encoded.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let misread: String = ARTICLE.bytes().map(char::from).collect();
    files.push(("misread.txt", misread.as_bytes()));
    let record = format!(
        "{{\"id\":\"r\",\"title\":\"Xã Tân Phú\",\"text\":{}}}\n",
        serde_json::to_string(ARTICLE).unwrap()
    );
    let (abc, mojibake) = (
        encode(&record, Encoding::Tcvn3).unwrap(),
        record.bytes().map(char::from).collect::<String>(),
    );
    files.extend([("record-abc.jsonl", &*abc), ("record-misread.jsonl", mojibake.as_bytes())]);
    let archive = Archive::with(&files);
    let found = values(&archive, &[]);
    assert_eq!(found.len(), files.len());
    for (id, values) in &found {
        assert_eq!(values, &["2021-05-19", "15/2021/QĐ-UBND", "12500000000", "3200"], "{id}");
    }
    let output =
        thoisu().args(["run", ".", "--out", "out"]).current_dir(archive.path()).output().unwrap();
    let table = stdout(&output);
    for line in [
        "       2  TCVN3\n",
        "       2  UTF-8 misread as windows-1252\n",
        "       1  VNI\n",
        "       1  UTF-16BE\n",
        "       1  VIQR\n",
    ] {
        assert!(table.contains(line), "{line:?} in {table}");
    }
    assert!(!table.contains("in doubt"), "{table}");
}

#[test]
fn offsets_are_of_the_text_as_given_or_none() {
    let misread: String = ARTICLE.bytes().map(char::from).collect();
    let archive = Archive::with(&[
        ("a.txt", &encode(ARTICLE, Encoding::Viscii).unwrap()),
        ("b.txt", misread.as_bytes()),
    ]);
    let output = thoisu().args(["extract", "."]).current_dir(archive.path()).output().unwrap();
    let starts: Vec<Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["mentions"][0]["start"].clone())
        .collect();
    let place = ARTICLE.chars().position(|c| c == 'N').unwrap();
    assert_eq!(starts, [Value::from(place), Value::Null]);
}

#[test]
fn what_is_doubtful_is_said_and_what_is_forced_is_done() {
    let archive = Archive::with(&[("a.txt", b"x\xb7 h\xe9i ch\xf1 5")]);
    let output =
        thoisu().args(["run", ".", "--out", "out"]).current_dir(archive.path()).output().unwrap();
    assert!(
        stderr(&output).contains(
            "there is too little marked text to tell; name the encoding with `--encoding`"
        ),
        "{}",
        stderr(&output)
    );
    assert!(stdout(&output).contains("(1 in doubt)"), "{}", stdout(&output));
    let output = thoisu()
        .args(["extract", ".", "--encoding", "abc", "--text"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert!(
        stdout(&output).contains("xã hội chủ 5") && stderr(&output).is_empty(),
        "{}",
        stdout(&output)
    );
    let output = thoisu()
        .args(["extract", "a.txt", "--encoding", "latin-99"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert!(
        stderr(&output).contains("expected an encoding such as UTF-8, UTF-16LE"),
        "{}",
        stderr(&output)
    );
    // Another encoding makes other documents of the same bytes.
    let output = thoisu()
        .args(["run", ".", "--out", "out", "--encoding", "viscii"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert!(stdout(&output).contains("  indexed               1\n"), "{}", stdout(&output));
}

/// Windows' signs at 0x80–0x9F; a blank where it has none.
const WINDOWS: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// UTF-8 misread as windows-1252 by a program that straightens quotation marks and drops bytes
/// without a sign.
fn misread_and_damaged(text: &str) -> String {
    let sign = |byte: u8| match byte {
        0x80..=0x9f => WINDOWS.chars().nth(usize::from(byte) - 0x80).filter(|sign| *sign != ' '),
        _ => Some(char::from(byte)),
    };
    text.bytes()
        .filter_map(sign)
        .map(|sign| if matches!(sign, '“' | '”') { '"' } else { sign })
        .collect()
}

#[test]
fn misread_text_that_lost_bytes_is_warned_of() {
    let damaged = "Xã Phú Lộc mở lối qua đồng\n\nNgày 7/2/2023, xã học Nghị quyết số 4-NQ/TU; đường dài 3 km, chi 12 tỷ đồng.";
    let whole = "Tuần lễ áo dài\n\nNgày 8/3/2022, xã mở tuần lễ áo dài, có 200 hội viên.";
    let archive = Archive::with(&[("mat.txt", misread_and_damaged(damaged).as_bytes())]);
    let output = thoisu()
        .args(["extract", "mat.txt", "--text"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    let (out, told) = (stdout(&output), stderr(&output));
    assert!(
        told.contains("mat.txt: read as UTF-8 misread as windows-1252")
            && told.contains("have lost bytes"),
        "{told}"
    );
    for found in ["2023-02-07", "4-NQ/TU", "Nghị quyết"] {
        assert!(out.contains(found), "{found} in {out}");
    }
    let archive =
        Archive::with(&[("du.txt", whole.bytes().map(char::from).collect::<String>().as_bytes())]);
    let output = thoisu()
        .args(["extract", "du.txt", "--text"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert!(
        stdout(&output).contains("mở tuần lễ áo dài") && stderr(&output).is_empty(),
        "{}",
        stderr(&output)
    );
}

#[test]
fn words_in_capitals_stay_so_in_tcvn3() {
    // The fonts have no capitals with a tone: small letters stand for them.
    let typed = "Xã Nam Phú tổng kết năm\n\nĐảNG Bộ Xã NAM PHú ĐạT 95,5% CHỉ TIÊU NĂM 2022. Ngày 9/1/2023, ông Ưng Văn ẩn đọc báo cáo của ủY BAN.";
    let archive = Archive::with(&[("abc.txt", &encode(typed, Encoding::Tcvn3).unwrap())]);
    let output = thoisu()
        .args(["extract", "abc.txt", "--text"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    let out = stdout(&output);
    for words in [
        "ĐẢNG BỘ XÃ NAM PHÚ ĐẠT 95,5% CHỈ TIÊU NĂM 2022",
        "ông Ưng Văn ẩn đọc báo cáo của ỦY BAN",
        "2023-01-09",
    ] {
        assert!(out.contains(words), "{words} in {out}");
    }
}
