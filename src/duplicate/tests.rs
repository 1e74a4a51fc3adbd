//! Copies of articles and what is no copy.

use proptest::prelude::*;

use super::*;
use crate::split::split;
use crate::{Meta, Origin, RawDocument};

fn fingerprint(text: &str) -> Fingerprint {
    let raw = RawDocument {
        origin: Origin { path: "bài".to_string(), record: None },
        source_id: "bài".to_string(),
        meta: Meta::default(),
        text: text.to_string(),
        blocks: Vec::new(),
        addressable: true,
    };
    Fingerprint::of(&split(raw).unwrap_or_default()[0])
}

const ARTICLE: &str = "Tỉnh họp bàn phòng, chống hạn

Sáng 12/3, Ủy ban nhân dân tỉnh họp bàn các biện pháp phòng, chống hạn và xâm nhập mặn trong mùa khô năm nay.

Theo báo cáo của Sở Nông nghiệp và Môi trường, mực nước ở bốn hồ chứa lớn chỉ còn hơn một nửa dung tích thiết kế, thấp hơn cùng kỳ nhiều năm.
Gần 3.000 ha lúa ở các xã ven biển có nguy cơ thiếu nước tưới từ cuối tháng này nếu trời tiếp tục không mưa.
Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các địa phương rà soát lịch gieo trồng, chuyển những chân ruộng cao sang cây màu ngắn ngày, đồng thời nạo vét kênh mương nội đồng trước ngày 25/3.
Các công ty thủy lợi phải đo độ mặn hai giờ một lần, đóng cống khi độ mặn vượt quá một phần nghìn và báo cho người dân qua loa truyền thanh.
Tỉnh dành 18 tỷ đồng từ ngân sách dự phòng để lắp trạm bơm dã chiến và chở nước ngọt đến những thôn ở cuối nguồn.
Lê Minh Hòa";

#[test]
fn copies_of_an_article() {
    let edited = |from: &str, to: &str| ARTICLE.replace(from, to);
    let cut = |from: &str| ARTICLE[..ARTICLE.find(from).unwrap_or_default()].to_string();
    for (copy, expected) in [
        (ARTICLE.to_string(), "exact"),
        (ARTICLE.replace(' ', "\u{a0}").replace('\n', "\r\n"), "exact"),
        (edited("hòa", "hoà").replace("thủy lợi", "thuỷ lợi"), "exact"),
        // What papers change: headline, byline, a picture, the lead, small words, capitals, the
        // end.
        (edited("Tỉnh họp bàn phòng, chống hạn", "Bốn hồ lớn cạn nước, tỉnh họp khẩn"), "near"),
        (edited("Lê Minh Hòa", "Theo TTXVN"), "near"),
        (edited("Gần 3.000", "Hồ chứa nước mùa khô - Ảnh: AN BÌNH\nGần 3.000"), "near"),
        (edited("Sáng 12/3", "(Báo Bưu Điện) - Sáng 12-3"), "near"),
        (edited("Ủy ban nhân dân tỉnh", "UBND tỉnh"), "near"),
        (edited("Chủ tịch Ủy ban", "chủ tịch ủy ban"), "near"),
        (
            edited(
                "Sáng 12/3, Ủy ban nhân dân tỉnh họp bàn các biện pháp phòng, chống hạn và xâm nhập mặn trong mùa khô năm nay.\n\n",
                "",
            ),
            "near",
        ),
        (cut("\nTỉnh dành"), "near"),
        // Half of it is another article.
        (cut("\nChủ tịch"), "new"),
        (
            "Tỉnh họp bàn phòng, chống hạn\n\nSáng 12/3, Ủy ban nhân dân tỉnh họp.".to_string(),
            "new",
        ),
    ] {
        let mut duplicates = Duplicates::default();
        assert_eq!(duplicates.judge("a", &fingerprint(ARTICLE)), Verdict::New);
        let verdict = match duplicates.judge("b", &fingerprint(&copy)) {
            Verdict::New => "new",
            Verdict::Exact("a") => "exact",
            Verdict::Near { of: "a", similarity }
                if (Duplicates::LEAST..=1.0).contains(&similarity) =>
            {
                "near"
            }
            _ => "wrong",
        };
        assert_eq!(verdict, expected, "{copy}");
    }
}

/// Short texts are alike by nature.
#[test]
fn short_texts_are_compared_as_a_whole() {
    let mut duplicates = Duplicates::default();
    let gold = |price: u32| {
        fingerprint(&format!(
            "Giá vàng hôm nay\nGiá vàng miếng bán ra là {price} triệu đồng một lượng."
        ))
    };
    assert_eq!(duplicates.judge("a", &gold(80)), Verdict::New);
    assert_eq!(duplicates.judge("b", &gold(81)), Verdict::New);
    assert_eq!(duplicates.judge("c", &gold(80)), Verdict::Exact("a"));
}

/// All copies name the first, and a document seeded from an index counts like one judged.
#[test]
fn copies_name_the_first() {
    let copy = fingerprint(&ARTICLE.replace("Lê Minh Hòa", "Theo TTXVN"));
    let other = fingerprint(&ARTICLE.replace("Lê Minh Hòa", "An Bình"));
    let mut judged = Duplicates::default();
    judged.judge("a", &fingerprint(ARTICLE));
    judged.judge("b", &copy);
    let mut seeded = Duplicates::default();
    seeded.remember("b", &copy, false);
    seeded.remember("a", &fingerprint(ARTICLE), true);
    for mut duplicates in [judged, seeded] {
        assert!(matches!(duplicates.judge("c", &other), Verdict::Near { of: "a", .. }));
        assert_eq!(duplicates.judge("d", &copy), Verdict::Exact("b"));
    }
}

/// Stored fingerprints outlive the program that made them: this one must never change.
#[test]
fn a_fingerprint_is_the_same_everywhere() {
    let fingerprint = fingerprint(ARTICLE);
    assert_eq!(format!("{:032x}", fingerprint.exact), "00032aea1afdf660984a1715c0ebd92b");
    assert_eq!(fingerprint.to_bytes()[16..24], [39, 113, 173, 85, 86, 166, 255, 243]);
    assert_eq!(Fingerprint::from_bytes(&fingerprint.to_bytes()), Some(fingerprint));
    assert_eq!(Fingerprint::from_bytes(&[0; 63]), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// The table finds what a comparison with every sketch finds among those that share a band,
    /// however often it grows.
    #[test]
    fn the_table_finds_the_most_similar(seeds in proptest::collection::vec((0u8..6, proptest::collection::vec((0usize..48, 0u8..4), 0..24)), 0..200)) {
        let mut table = Table::default();
        let mut known: Vec<[u8; 48]> = Vec::new();
        for (seed, edits) in seeds {
            let mut sketch = [seed; 48];
            edits.into_iter().for_each(|(lane, value)| sketch[lane] = value);
            let shares_band = |other: &(usize, &[u8; 48])| other.1.chunks(4).zip(sketch.chunks(4)).any(|(a, b)| a == b);
            let equal = |other: &[u8; 48]| other.iter().zip(&sketch).filter(|(a, b)| a == b).count();
            let expected = known.iter().enumerate().filter(shares_band).map(|(number, other)| (equal(other), std::cmp::Reverse(number as u32)));
            let expected = expected.filter(|(equal, _)| *equal >= table::LEAST).max();
            prop_assert_eq!(table.most_similar(&sketch, |_| true), expected.map(|(equal, number)| (number.0, equal)));
            table.insert(known.len() as u32, sketch);
            known.push(sketch);
        }
    }
}
