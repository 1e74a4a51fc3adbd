//! The pages of `corpus/trang-bao/` as scrapers dump them: where the article ends, which teasers
//! follow, and what is in no document.
//!
//! Each page is read as it is, and again with every heading replaced by words that no table has:
//! then its structure alone decides.

use std::fs;
use std::path::PathBuf;

use crate::support::{stdout, thoisu};
use serde_json::Value;

/// What was right on some pages.
#[derive(Debug, Default, PartialEq)]
struct Score {
    pages: usize,
    titles: usize,
    /// Pages with a publication day that is the gold's.
    days: usize,
    /// Pages whose article has all of its paragraphs and nothing else.
    bodies: usize,
    /// Pages whose article lost none of its paragraphs.
    whole: usize,
    teasers: usize,
    found: usize,
    invented: usize,
}

const UNKNOWN: [&str; 5] =
    ["Sóng vỗ mạn thuyền", "Hương bưởi đầu ngõ", "NẮNG THÁNG BA", "Quán nhỏ", "Đò chiều bến cũ"];

fn gold() -> Vec<Value> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus/trang-bao.gold.jsonl");
    fs::read_to_string(path)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|value| value.as_str().unwrap().to_string()).collect()
}

/// A document's blocks of some kinds.
fn blocks(document: &Value, kinds: &[&str]) -> Vec<String> {
    let text: Vec<char> = document["text"].as_str().unwrap().chars().collect();
    let of_kind = document["blocks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|block| kinds.contains(&block["kind"].as_str().unwrap()));
    let place = |block: &Value, key: &str| block[key].as_u64().unwrap() as usize;
    of_kind.map(|block| text[place(block, "start")..place(block, "end")].iter().collect()).collect()
}

fn score(with_unknown_headings: bool) -> Score {
    let folder = tempfile::tempdir().unwrap();
    let mut score = Score::default();
    for (number, gold) in gold().iter().enumerate() {
        let source = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("corpus")
            .join(gold["id"].as_str().unwrap());
        let mut page = fs::read_to_string(source).unwrap();
        if with_unknown_headings {
            for heading in strings(&gold["headings"]) {
                let lines: Vec<&str> = page
                    .split("\n\n")
                    .map(
                        |line| if line == heading { UNKNOWN[number % UNKNOWN.len()] } else { line },
                    )
                    .collect();
                page = lines.join("\n\n");
            }
        }
        let path = folder.path().join("trang.txt");
        fs::write(&path, page).unwrap();
        let output = thoisu().args(["extract", "--text"]).arg(&path).output().unwrap();
        let documents: Vec<Value> =
            stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let (article, teasers) = documents.split_first().unwrap();
        let body = blocks(article, &["lead", "paragraph"]);
        let expected = strings(&gold["body"]);
        score.pages += 1;
        score.titles += usize::from(article["title"] == gold["title"]);
        score.days += usize::from(
            article["published"].as_str().map(|time| &time[..10]) == gold["published"].as_str(),
        );
        score.bodies += usize::from(body == expected);
        score.whole += usize::from(expected.iter().all(|line| body.contains(line)));
        let gold: Vec<Vec<String>> =
            gold["teasers"].as_array().unwrap().iter().map(strings).collect();
        score.teasers += gold.len();
        for teaser in teasers {
            let found = [blocks(teaser, &["title"]), blocks(teaser, &["lead"])].concat();
            let is_right = gold.contains(&found);
            score.found += usize::from(is_right);
            score.invented += usize::from(!is_right);
        }
    }
    score
}

#[test]
fn pages_as_they_are() {
    let score = score(false);
    let Score { pages, titles, days, bodies, whole, teasers, found, invented } = score;
    assert!(pages >= 20, "{score:?}");
    assert_eq!(
        (titles, days, bodies, whole, found, invented),
        (pages, pages, pages, pages, teasers, 0),
        "{score:?}"
    );
}

#[test]
fn pages_with_unknown_headings() {
    let score = score(true);
    // No article loses a line; its unknown heading, and a box in its middle, may stay with it.
    assert_eq!((score.titles, score.whole), (score.pages, score.pages), "{score:?}");
    assert!(
        10 * score.found >= 7 * score.teasers && 4 * score.invented <= score.teasers,
        "{score:?}"
    );
}

/// Teasers of invented items; `captions` says before which of them a caption stands, from 0 on.
fn captioned(captions: &[usize]) -> String {
    const ITEMS: [[&str; 3]; 4] = [
        [
            "Bến cá Cồn Sậy có thêm kho lạnh",
            "Sáng 6/5, ngư dân gửi mẻ tôm đầu tiên vào kho lạnh mới, giá gửi bằng một nửa so với thuê ở tỉnh.",
            "Ghe về bến lúc rạng sáng.",
        ],
        [
            "Lớp xóa mù chữ mở buổi tối ở bản Pha",
            "Hai mươi học viên theo học ba buổi mỗi tuần, phần lớn là phụ nữ đã ngoài năm mươi tuổi trong bản.",
            "Cô giáo cầm tay học trò lớn tuổi tập viết.",
        ],
        [
            "Vải sớm được giá, nhà vườn phấn khởi",
            "Thương lái trả 45.000 đồng một ký ngay tại gốc, cao hơn vụ trước và cao nhất trong vòng năm năm qua.",
            "Chùm quả chín đỏ trên đồi.",
        ],
        [
            "Thư viện xe buýt ghé trường vùng cao",
            "Chuyến xe chở 2.000 cuốn sách dừng ở sáu điểm trường, mỗi nơi hai ngày, kéo dài đến hết học kỳ này.",
            "Bọn trẻ xếp hàng chờ mượn truyện.",
        ],
    ];
    let items = ITEMS.iter().enumerate().map(|(number, [headline, summary, caption])| {
        let caption =
            if captions.contains(&number) { format!("{caption}\n\n") } else { String::new() };
        format!("{caption}{headline}\n\n{summary}")
    });
    let article = "Xã Đông Hải họp bàn việc chống hạn\n\nChiều 5/5, xã họp bàn việc chống hạn cho 300 ha lúa theo Chỉ thị số 8-CT/TU.\n\n\
        Chủ tịch xã giao mỗi thôn cử ba người trực trạm bơm từ ngày 7/5 đến khi có mưa.";
    format!("{article}\n\nCó thể bạn quan tâm\n\n{}\n", items.collect::<Vec<_>>().join("\n\n"))
}

#[test]
fn a_caption_goes_with_the_headline_behind_it() {
    for captions in [&[1][..], &[2], &[3], &[0, 2], &[1, 3], &[0, 1, 2, 3]] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("trang.txt");
        fs::write(&path, captioned(captions)).unwrap();
        let printed =
            stdout(&thoisu().args(["extract", "--text", "-q"]).arg(&path).output().unwrap());
        let documents: Vec<Value> =
            printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let with_caption: Vec<usize> =
            (0..4).filter(|&at| !blocks(&documents[at + 1], &["caption"]).is_empty()).collect();
        assert_eq!((documents.len(), with_caption.as_slice()), (5, captions));
    }
}
