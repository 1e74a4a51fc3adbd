//! Official documents, news that speaks of them, and texts between the two.

use proptest::prelude::*;

use crate::split::split;
use crate::{Document, Meta, Origin, RawDocument};

fn documents(text: &str, record: Option<u64>) -> Vec<Document> {
    let raw = RawDocument {
        origin: Origin { path: "van-ban.txt".to_string(), record },
        source_id: "v".to_string(),
        meta: Meta::default(),
        text: text.to_string(),
        blocks: Vec::new(),
        addressable: true,
    };
    split(raw).unwrap_or_default()
}

/// The parts of a head, and below it the numbers of its articles and the signature.
fn outline(document: &Document) -> Vec<String> {
    let text = document.text.as_str();
    let Some(head) = document.head.as_deref() else { return vec!["news".to_string()] };
    let issuers: Vec<&str> = head.issuers.iter().map(|issuer| issuer.slice(text)).collect();
    let articles: Vec<&str> =
        document.blocks.iter().filter_map(|block| document.article_number(block)).collect();
    let shown = |part: Option<&str>| part.unwrap_or("-").to_string();
    vec![
        shown(head.number.map(|number| number.slice(text))),
        issuers.join(" / "),
        shown(head.issued.map(|day| day.to_string()).as_deref()),
        shown(head.doc_type),
        shown(head.title.map(|title| title.slice(text).replace('\n', " ")).as_deref()),
        articles.join(" "),
    ]
}

const MOTTO: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc";
const BODY: &str = "Căn cứ Luật Phí và lệ phí số 97/2015/QH13;\nTheo đề nghị của Giám đốc Sở Tài chính,\nQUYẾT ĐỊNH:\n\
                    Điều 1. Phí đò ngang là 5.000 đồng một lượt.\nĐiều 2. Quyết định này có hiệu lực từ ngày 1 tháng 4 năm 2026./.\n\
                    Nơi nhận:\n- Như Điều 2;\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê An";

#[test]
fn the_parts_of_a_head_are_found_in_any_order() {
    let issuer = "ỦY BAN NHÂN DÂN\nTỈNH LẠNG GIANG";
    let (number, day) = ("Số: 5/2026/QĐ-UBND", "Lạng Giang, ngày 05 tháng 3 năm 2026");
    let title = "QUYẾT ĐỊNH\nVề phí đò ngang\ntrên địa bàn tỉnh";
    let expected = [
        "5/2026/QĐ-UBND",
        "ỦY BAN NHÂN DÂN / TỈNH LẠNG GIANG",
        "2026-03-05",
        "Quyết định",
        "Về phí đò ngang trên địa bàn tỉnh",
        "1 2",
    ];
    for head in [
        format!("{issuer}\n{number}\n{MOTTO}\n{day}\n\n{title}\n\n"),
        format!(
            "{MOTTO}\n________\n{issuer}\n{number}\n{day}\n{title}\n_____\nỦY BAN NHÂN DÂN TỈNH LẠNG GIANG\n"
        ),
        format!(
            "CÔNG BÁO/Số 12 + 13/Ngày 20-3-2026\n41\n \nVĂN BẢN PHÁP LUẬT KHÁC\n{issuer}\n \n{number}\n{MOTTO}\n{day}\n{title}\n"
        ),
        // Two columns on a line.
        format!(
            "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH LẠNG GIANG | Độc lập - Tự do - Hạnh phúc\n{number} {day}\n{title}\n"
        ),
        // A line end in the country's name, in the day, in the number.
        format!(
            "{issuer}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM\n{number}\nLạng Giang, ngày 05 tháng 3 năm\n2026\n{title}\n"
        ),
        // The stamp of a signature above, the figure of a footnote behind.
        format!(
            "Người ký: Văn phòng\nEmail: vp@vi.du.vn\nThời gian ký: 1.1.2026\n{issuer}\n{number}\n{MOTTO}\n{day}\nQUYẾT ĐỊNH1\nVề phí đò ngang\ntrên địa bàn tỉnh2\n\n"
        ),
    ] {
        for text in [format!("{head}{BODY}"), format!("{head}{BODY}").replace('\n', "\r\n")] {
            let found = documents(&text, None);
            assert_eq!(
                found.iter().map(outline).collect::<Vec<_>>(),
                [expected.map(str::to_string).to_vec()],
                "{text}"
            );
            assert_eq!(
                found[0].meta.title.as_deref(),
                Some("QUYẾT ĐỊNH Về phí đò ngang trên địa bàn tỉnh")
            );
        }
    }
}

/// Heads of other sorts → number, issuers, day, type, title, articles.
const HEADS: &[(&str, [&str; 6])] = &[
    (
        "TỈNH ỦY LẠNG GIANG\n*\nSố 7-QĐ/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nLạng Giang, ngày 5 tháng 3 năm 2026\n\nQUY ĐỊNH\nvề kỷ luật phát ngôn\n-----\n\
         - Căn cứ Điều lệ Đảng,\nBan Thường vụ Tỉnh ủy quy định như sau:\nĐiều 1. Phạm vi\nQuy định này áp dụng cho đảng viên.\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\nLê An",
        ["7-QĐ/TU", "TỈNH ỦY LẠNG GIANG", "2026-03-05", "Quy định", "về kỷ luật phát ngôn", "1"],
    ),
    (
        "QUỐC HỘI\nLuật số: 5/2026/QH16\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nLUẬT\nBẾN ĐÒ\n\nCăn cứ Hiến pháp;\n\
         Quốc hội ban hành Luật Bến đò.\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\nLuật này quy định về bến đò.\nĐiều 2. Hiệu lực\nTừ năm 2027.\n\
         Luật này được Quốc hội thông qua\nngày 12 tháng 5 năm 2026.\nCHỦ TỊCH QUỐC HỘI\nLê An",
        ["5/2026/QH16", "QUỐC HỘI", "2026-05-12", "Luật", "BẾN ĐÒ", "1 2"],
    ),
    // A letter has no type line. Number and day may be left blank.
    (
        "UBND TỈNH LẠNG GIANG\nSỞ Y TẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 1234/SYT-NVY\nV/v phòng, chống dịch\nsốt xuất huyết\n\
         Lạng Giang, ngày 5 tháng 3 năm 2026\nKính gửi: Các bệnh viện\nSở Y tế đề nghị các bệnh viện thực hiện.",
        [
            "1234/SYT-NVY",
            "UBND TỈNH LẠNG GIANG / SỞ Y TẾ",
            "2026-03-05",
            "Công văn",
            "V/v phòng, chống dịch sốt xuất huyết",
            "",
        ],
    ),
    (
        "BỘ XÂY DỰNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố:      /2026/TT-BXD\nHà Nội, ngày    tháng    năm 2026\nTHÔNG TƯ\nHướng dẫn về bến đò\nCăn cứ Luật Bến đò;\nĐiều 1. Phạm vi\nBến đò.",
        ["-", "BỘ XÂY DỰNG", "-", "Thông tư", "Hướng dẫn về bến đò", "1"],
    ),
    // A consolidated text has number and day at its end.
    (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nTHÔNG TƯ\nHướng dẫn về bến đò\n\nThông tư số 3/2020/TT-BXD ngày 1 tháng 2 năm 2020 của Bộ Xây dựng được sửa đổi bởi:\n\
         Thông tư số 4/2021/TT-BXD ngày 5 tháng 6 năm 2021.\nCăn cứ Luật Bến đò;\nĐiều 1. Phạm vi\nBến đò.\nĐiều 2. Hiệu lực1\nTừ năm 2020.\n\
         BỘ XÂY DỰNG\nXÁC THỰC VĂN BẢN HỢP NHẤT\nSố: 9/VBHN-BXD\nHà Nội, ngày 7 tháng 8 năm 2022\nBỘ TRƯỞNG\nLê An\n1 Điều 2 của Thông tư số 4/2021/TT-BXD quy định như sau:",
        ["9/VBHN-BXD", "BỘ XÂY DỰNG", "2022-08-07", "Thông tư", "Hướng dẫn về bến đò", "1 2"],
    ),
    // The head of the page was taken from the PDF behind its text.
    (
        "NGHỊ ĐỊNH\nQuy định về bến đò\nCăn cứ Luật Bến đò;\nChính phủ ban hành Nghị định quy định về bến đò.\nĐiều 1. Phạm vi\nBến đò ngang.\n\
         CHÍNH PHỦ\nSố: 8/2026/NĐ-CP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 7 tháng 4 năm 2026\nĐiều 2. Hiệu lực\nTừ ngày ký.",
        ["8/2026/NĐ-CP", "CHÍNH PHỦ", "2026-04-07", "Nghị định", "Quy định về bến đò", "1 2"],
    ),
];

#[test]
fn heads_of_all_sorts() {
    for (text, expected) in HEADS {
        for record in [None, Some(1)] {
            let found = documents(text, record);
            assert_eq!(
                found.iter().map(outline).collect::<Vec<_>>(),
                [expected.map(str::to_string).to_vec()],
                "{text}"
            );
        }
    }
}

#[test]
fn articles_of_other_acts_are_none_of_its_own() {
    let head = format!(
        "CHÍNH PHỦ\nSố: 5/2026/NĐ-CP\n{MOTTO}\nHà Nội, ngày 5 tháng 3 năm 2026\nNGHỊ ĐỊNH\nVề đò\nCăn cứ Luật Đò;\n"
    );
    let signed = "TM. CHÍNH PHỦ\nTHỦ TƯỚNG\nLê An\n";
    for (body, expected) in [
        // Quoted ones, an inserted one, one that a repeal took away.
        (
            "Điều 1. Sửa đổi như sau:\n“Điều 2. Đò\nMới.\nĐiều 3. Bến\nMới.”.\nĐiều 2. Hiệu lực\nTừ ngày ký.",
            "1 2",
        ),
        ("Điều 1. A\nb.\nĐiều 2. B\nb.\nĐiều 2a. C\nb.\nĐiều 4. D\nb.", "1 2 2a 4"),
        // A quotation that nothing closes.
        ("Điều 1. Sửa đổi như sau:\n“Điều 7. Đò\nMới.\nĐiều 2. Hiệu lực\nTừ ngày ký.", "1 2"),
        // An annexed regulation has its own; what only mentions an article is none.
        (
            "Điều 1. Ban hành Quy chế.\nĐiều 5 Luật Đò quy định bến.\nQUY CHẾ\n(Ban hành kèm theo Nghị định số 5/2026/NĐ-CP)\nĐiều 1. Bến\nb.\nĐiều 2. Đò\nb.",
            "1 1 2",
        ),
    ] {
        let text = format!("{head}{body}\n{signed}");
        let found = documents(&text, None);
        assert_eq!(
            found.iter().map(|document| outline(document)[5].clone()).collect::<Vec<_>>(),
            [expected],
            "{text}"
        );
    }
}

#[test]
fn what_is_printed_around_pages_is_not_its_own() {
    let page = "CÔNG BÁO/Số 12 + 13/Ngày 20-3-2026\n42\n";
    let text = format!(
        "{page}UBND TỈNH LẠNG GIANG\nSố: 5/2026/QĐ-UBND\n{MOTTO}\nQUYẾT ĐỊNH\nVề đò\nCăn cứ Luật Đò;\nĐiều 1. Đò ngang\n{page}là đò."
    );
    let annotated = crate::extract(documents(&text, None).remove(0));
    let values: Vec<_> =
        annotated.mentions.iter().filter_map(|mention| mention.value.canonical()).collect();
    assert_eq!(values, ["5/2026/QĐ-UBND"]);
}

#[test]
fn acts_of_one_issue_are_parted_and_forms_are_not() {
    let act = |number: u32, title: &str| {
        format!(
            "UBND TỈNH LẠNG GIANG\nSố: {number}/2026/QĐ-UBND\n{MOTTO}\nLạng Giang, ngày {number} tháng 3 năm 2026\n\nQUYẾT ĐỊNH\n{title}\n\n{BODY}\n\n"
        )
    };
    let form = format!(
        "Mẫu số 1\nUBND XÃ …\nSố: …/QĐ-UBND\n{MOTTO}\n…, ngày … tháng … năm …\nQUYẾT ĐỊNH\nVề việc cấp phép\n{BODY}\n"
    );
    let text = format!(
        "{}CÔNG BÁO/Số 12 + 13/Ngày 20-3-2026\n7\n{}{form}",
        act(5, "Về đò"),
        act(6, "Về bến")
    );
    for record in [None, Some(1)] {
        let found = documents(&text, record);
        let numbers: Vec<String> = found
            .iter()
            .map(|document| format!("{} {}", document.id, outline(document)[0]))
            .collect();
        assert_eq!(numbers, ["v 5/2026/QĐ-UBND", "v#2 6/2026/QĐ-UBND"]);
        // Places of the second act lead to the whole text.
        let second = &found[1];
        let place = second
            .head
            .as_deref()
            .and_then(|head| head.number)
            .map(|number| second.text.source_chars(number));
        let surface: Option<String> =
            place.map(|place| text.chars().skip(place.start).take(place.len()).collect());
        assert_eq!(surface.as_deref(), Some("6/2026/QĐ-UBND"));
    }
}

#[test]
fn news_of_acts_is_news() {
    for text in [
        "Tỉnh Lạng Giang ban hành phí đò ngang mới\n\nChiều 5/3, UBND tỉnh Lạng Giang ban hành Quyết định số 5/2026/QĐ-UBND.\nĐiều 1. Phí đò ngang là 5.000 đồng.",
        "TOÀN VĂN QUYẾT ĐỊNH VỀ PHÍ ĐÒ NGANG\n\nBáo Lạng Giang đăng toàn văn quyết định mới của tỉnh về phí đò ngang.\n\nQUYẾT ĐỊNH\nVề phí đò\nCăn cứ Luật Phí;",
        "ĐẢNG CỘNG SẢN VIỆT NAM TRÒN 96 TUỔI\n\nSáng 3/2, xã Tân Phú mít tinh kỷ niệm ngày thành lập Đảng với 300 đảng viên.",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nĐƠN XIN VIỆC\nKính gửi: Công ty đò Lạng Giang\nTôi tên là Lê An.",
        "Số: 5/2026/QĐ-UBND\nTỉnh vừa ra quyết định này.",
        "Thông báo\n\nXã mời bà con họp bàn việc làm đường liên thôn lúc 8 giờ sáng mai.",
        "NGHỊ QUYẾT\n\nCăn cứ vào tình hình, huyện sẽ họp.",
        "",
    ] {
        for record in [None, Some(1)] {
            assert!(
                documents(text, record).iter().all(|document| document.head.is_none()),
                "{text}"
            );
        }
    }
}

proptest! {
    /// However much of an act an article quotes, and wherever: it stays what it was.
    #[test]
    fn news_never_becomes_official_by_what_it_quotes(
        lead in proptest::sample::select(vec!["Xã Tân Phú mở đường liên thôn", "UBND xã họp bàn việc làm đường", "(Báo Lạng Giang) - Sáng 5/9, xã họp dân."]),
        at in 1usize..6,
        act in 0usize..HEADS.len(),
    ) {
        let mut lines = vec![lead; 1];
        lines.extend(["Sáng 5/9, xã Tân Phú khởi công tuyến đường nối hai thôn, dài hơn 12 km.", "Đường rộng 6,5 m.", "Người dân hiến 4 ha đất.", "Đường xong năm sau.", "Dân mừng."]);
        lines.insert(at, HEADS[act].0);
        let text = lines.join("\n\n");
        for record in [None, Some(1)] {
            prop_assert!(documents(&text, record).iter().all(|document| document.head.is_none()), "{}", text);
        }
    }

    /// The blocks of any text with such lines are in order, apart, and inside of it.
    #[test]
    fn blocks_never_overlap(pieces in proptest::collection::vec(proptest::sample::select(vec![
        MOTTO, "BỘ XÂY DỰNG", "Số: 5/2026/TT-BXD", "Hà Nội, ngày 5 tháng 3 năm 2026", "THÔNG TƯ", "Hướng dẫn về bến đò", "Căn cứ Luật Đò;", "QUYẾT ĐỊNH:",
        "Điều 1. Bến", "“Điều 2. Đò", "Điều 2. Đò”.", "Điều 3a. Ghe", "Chương II", "Nơi nhận:", "TM. CHÍNH PHỦ", "Lê An", "CÔNG BÁO/Số 1/Ngày 1-1-2026", "XÁC THỰC VĂN BẢN HỢP NHẤT",
        "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 5-QĐ/TU", "Kính gửi:", "V/v đò", "", "_____", "\u{200b}Hoà bình | Số: 7/TB-XD", "Ngày 5 tháng", "năm", "2026",
    ]), 0..40)) {
        let text = pieces.join("\n");
        for document in documents(&text, None) {
            let (text, spans) = (document.text.as_str(), document.blocks.iter().map(|block| block.span).collect::<Vec<_>>());
            prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{:?}", document.blocks);
            prop_assert!(spans.iter().all(|span| text.get(span.start..span.end).is_some_and(|text| !text.is_empty())));
            prop_assert!(document.asides.is_empty());
        }
    }
}
