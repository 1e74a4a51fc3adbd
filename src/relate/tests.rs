//! What regulations do to each other, as tables of sentences.

use super::*;
use crate::model::End;
use crate::sample::articles;

/// The relations of a text: `kind from → to`, with `?` for who is not named and `planned` where it
/// is meant to be.
fn relations(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for article in articles(text, None) {
        let resolved = resolve(&article);
        let name = |end: &End| match end {
            End::Mention(at) => resolved.id(*at).unwrap_or_default().to_string(),
            End::Name(name) => name.clone(),
        };
        for Relation { kind, from, to, is_planned, .. } in relate(&resolved) {
            let planned = if is_planned { " planned" } else { "" };
            found.push(format!(
                "{} {} → {}{planned}",
                kind.name(),
                from.as_ref().map_or("?".into(), name),
                name(&to)
            ));
        }
    }
    found.sort();
    found
}

/// Texts, and the relations of each.
fn holds(table: &[(&str, &[&str])]) {
    for (text, expected) in table {
        assert_eq!(&relations(text), expected, "{text}");
    }
}

#[test]
fn verbs_say_what_is_done() {
    holds(&[
        (
            "Nghị định 49/2017/NĐ-CP sửa đổi, bổ sung Nghị định 25/2011/NĐ-CP.",
            &["amends 49/2017/NĐ-CP → 25/2011/NĐ-CP"],
        ),
        (
            "Thông tư 5/2020/TT-BTC ngày 3/2/2020 của Bộ Tài chính thay thế Thông tư 7/2015/TT-BTC.",
            &["replaces 5/2020/TT-BTC → 7/2015/TT-BTC"],
        ),
        (
            "Quyết định 1/2020/QĐ-UBND bãi bỏ Quyết định 2/2010/QĐ-UBND.",
            &["repeals 1/2020/QĐ-UBND → 2/2010/QĐ-UBND"],
        ),
        (
            "Nghị định 1/2020/NĐ-CP bãi bỏ Điều 5 Nghị định 2/2010/NĐ-CP.",
            &["amends 1/2020/NĐ-CP → 2/2010/NĐ-CP"],
        ),
        (
            "Nghị quyết 9/2026/NQ-CP tạm ngưng hiệu lực Nghị định 46/2026/NĐ-CP.",
            &["suspends 9/2026/NQ-CP → 46/2026/NĐ-CP"],
        ),
        (
            "Nghị quyết 9/2026/NQ-CP gia hạn thực hiện Nghị quyết 8/2024/NQ-CP.",
            &["extends 9/2026/NQ-CP → 8/2024/NQ-CP"],
        ),
        (
            "Nghị định 1/2020/NĐ-CP quy định chi tiết một số điều của Luật Giá 2012.",
            &["details 1/2020/NĐ-CP → Luật Giá 2012"],
        ),
        (
            "Kế hoạch số 12-KH/TU thực hiện Nghị quyết số 57-NQ/TW.",
            &["implements 12-KH/TU → 57-NQ/TW"],
        ),
        (
            "Quyết định 1/2020/QĐ-UBND đính chính Quyết định 2/2019/QĐ-UBND.",
            &["corrects 1/2020/QĐ-UBND → 2/2019/QĐ-UBND"],
        ),
        (
            "Nghị quyết 9/2026/QH16 lùi hiệu lực thi hành của Luật Giá 2023.",
            &["suspends 9/2026/QH16 → Luật Giá 2023"],
        ),
        (
            "Nghị quyết 9/2026/QH16 về việc lùi thời điểm có hiệu lực thi hành Luật Giá 2023 và Luật Nhà ở 2024.",
            &["suspends 9/2026/QH16 → Luật Giá 2023", "suspends 9/2026/QH16 → Luật Nhà ở 2024"],
        ),
        // An act that complements another does not amend it.
        ("Quy định 8-QĐi/TW bổ sung cho Quy định 101-QĐ/TW.", &[]),
        // Turned round.
        (
            "Nghị định 163/2006/NĐ-CP được sửa đổi bởi Nghị định 11/2012/NĐ-CP.",
            &["amends 11/2012/NĐ-CP → 163/2006/NĐ-CP"],
        ),
        (
            "Luật Giá 2012 (được thay thế bằng Luật Giá 2023) đã cũ.",
            &["replaces Luật Giá 2023 → Luật Giá 2012"],
        ),
        (
            "Luật Luật sư 2006 (được sửa đổi, bổ sung năm 2012) nêu rõ.",
            &["amends ? → Luật Luật sư 2006"],
        ),
        (
            "Bộ luật Hình sự năm 2015, sửa đổi, bổ sung năm 2017, nêu rõ.",
            &["amends ? → Bộ luật Hình sự 2015"],
        ),
        (
            "Nghị định 100/2019/NĐ-CP (sửa đổi, bổ sung tại Nghị định 123/2021/NĐ-CP) nêu rõ.",
            &["amends 123/2021/NĐ-CP → 100/2019/NĐ-CP"],
        ),
        // Words between.
        (
            "Nghị định 34/2013/NĐ-CP về quản lý nhà, có hiệu lực từ ngày 6/6/2013, thay thế Nghị định 61/1994/NĐ-CP.",
            &["replaces 34/2013/NĐ-CP → 61/1994/NĐ-CP"],
        ),
        (
            "Nghị định 1/2020/NĐ-CP quy định chi tiết một số điều và biện pháp tổ chức thi hành Luật Giá 2012.",
            &["details 1/2020/NĐ-CP → Luật Giá 2012"],
        ),
        (
            "Quyết định 1926/QĐ-UBND điều chỉnh Quyết định 8282/QĐ-UBND.",
            &["amends 1926/QĐ-UBND → 8282/QĐ-UBND"],
        ),
        // A body, and an act without a number.
        (
            "Ngân hàng Nhà nước đã lùi thời điểm áp dụng Thông tư 02/2013/TT-NHNN.",
            &["suspends ? → 02/2013/TT-NHNN"],
        ),
        (
            "Bộ kỳ vọng vào Nghị định sửa đổi một số điều của Nghị định 38/2012/NĐ-CP.",
            &["amends ? → 38/2012/NĐ-CP planned"],
        ),
    ]);
}

#[test]
fn lists_chains_and_plans() {
    holds(&[
        // Proposals, tasks and letters.
        (
            "Việc cần làm: sửa đổi Thông tư 38/2015/TT-BTC; họp dân.",
            &["amends ? → 38/2015/TT-BTC planned"],
        ),
        (
            "Tờ trình 9055/TTr-BGTVT đề xuất sửa đổi Nghị định 92/2016/NĐ-CP.",
            &["amends ? → 92/2016/NĐ-CP planned"],
        ),
        (
            "Theo Thông tư 38/2018/TT-BTC, sửa đổi, bổ sung một số điều của Thông tư 46/2015/TT-BTC.",
            &["amends 38/2018/TT-BTC → 46/2015/TT-BTC"],
        ),
        // Lists and chains.
        (
            "Nghị định 1/2020/NĐ-CP thay thế Nghị định 2/2010/NĐ-CP, Nghị định 3/2011/NĐ-CP và Nghị định 4/2012/NĐ-CP.",
            &[
                "replaces 1/2020/NĐ-CP → 2/2010/NĐ-CP",
                "replaces 1/2020/NĐ-CP → 3/2011/NĐ-CP",
                "replaces 1/2020/NĐ-CP → 4/2012/NĐ-CP",
            ],
        ),
        (
            "Thông tư 5/2020/TT-BTC sửa đổi Thông tư 7/2015/TT-BTC hướng dẫn Nghị định 8/2014/NĐ-CP.",
            &["amends 5/2020/TT-BTC → 7/2015/TT-BTC", "details 7/2015/TT-BTC → 8/2014/NĐ-CP"],
        ),
        (
            "Nghị định 1/2020/NĐ-CP sửa đổi Nghị định 2/2010/NĐ-CP và thay thế Nghị định 3/2011/NĐ-CP.",
            &["amends 1/2020/NĐ-CP → 2/2010/NĐ-CP", "replaces 1/2020/NĐ-CP → 3/2011/NĐ-CP"],
        ),
        (
            "Nghị định 1/2020/NĐ-CP sửa đổi Điều 1 của Nghị định 2/2010/NĐ-CP hướng dẫn Luật Giá 2009 và Điều 2 của Nghị định 3/2011/NĐ-CP.",
            &[
                "amends 1/2020/NĐ-CP → 2/2010/NĐ-CP",
                "amends 1/2020/NĐ-CP → 3/2011/NĐ-CP",
                "details 2/2010/NĐ-CP → Luật Giá 2009",
            ],
        ),
        // Plans and what is denied.
        ("Sở đề nghị sửa đổi Nghị định 2/2010/NĐ-CP.", &["amends ? → 2/2010/NĐ-CP planned"]),
        ("Sở chưa hủy Quyết định 236/QĐ-UBND.", &[]),
        (
            "Quyết định 5/2020/QĐ-UBND bãi bỏ một số văn bản.\nCác quyết định bị bãi bỏ gồm:\n1. Quyết định 2/2010/QĐ-UBND về chợ.\n2. Quyết định 3/2011/QĐ-UBND về đường.",
            &["repeals 5/2020/QĐ-UBND → 2/2010/QĐ-UBND", "repeals 5/2020/QĐ-UBND → 3/2011/QĐ-UBND"],
        ),
    ]);
}

#[test]
fn amending_laws_say_it_in_their_names() {
    holds(&[
        // A bill has no number yet, and its list ends with it.
        (
            "Quốc hội thông qua Luật sửa đổi, bổ sung một số điều của Bộ luật Hình sự số 100/2015/QH13.",
            &["amends Luật sửa đổi, bổ sung một số điều của Bộ luật Hình sự → 100/2015/QH13"],
        ),
        (
            "Xã bàn dự án Luật sửa đổi, bổ sung một số điều của Luật Giá; Luật Nhà ở (sửa đổi).",
            &["amends Luật sửa đổi, bổ sung một số điều của Luật Giá → Luật Giá planned"],
        ),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Giá số 44/2019/QH14 đã ra.",
            &["amends 44/2019/QH14 → Luật Giá"],
        ),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Phá sản và Luật Giá số 85/2025/QH15 đã ra.",
            &["amends 85/2025/QH15 → Luật Giá", "amends 85/2025/QH15 → Luật Phá sản"],
        ),
        (
            "Dự thảo Luật sửa đổi, bổ sung một số điều của Luật Giá được bàn.",
            &["amends Luật sửa đổi, bổ sung một số điều của Luật Giá → Luật Giá planned"],
        ),
    ]);
}

#[test]
fn no_actor_no_relation() {
    for text in [
        "Tỉnh thực hiện Chỉ thị 05-CT/TW.",
        "Theo Luật Giá 2012, người dân được bồi thường.",
        "Xã thực hiện Chỉ thị 05-CT/TW gắn với thực hiện Nghị quyết 57-NQ/TW.",
        "Những thay đổi trong Quyết định 24/2017/QĐ-TTg là lớn.",
        "Nghị định 49/2017/NĐ-CP và Nghị định 25/2011/NĐ-CP khác nhau.",
        "Luật Trẻ em 2016 được bổ sung thêm 46 điều.",
        "Quốc hội bàn Luật Đầu tư công (sửa đổi) và Luật Kiến trúc.",
        "Bộ đề nghị sửa đổi hệ thống pháp luật để phù hợp Luật Giá 2012.",
        "Quyết định 24/2017/QĐ-TTg giúp tỉnh điều chỉnh giá điện cho hợp Luật Giá 2012.",
    ] {
        assert_eq!(relations(text), [""; 0], "{text}");
    }
}

/// A passive says what its active says, and a list says the same in any order.
#[test]
fn forms_mirror_each_other() {
    let acts = ["11/2012/NĐ-CP", "163/2006/NĐ-CP", "05/2020/TT-BTC", "7/2015/QĐ-TTg"];
    for (active, passive) in
        [("sửa đổi", "sửa đổi"), ("thay thế", "thay thế"), ("bãi bỏ", "bãi bỏ")]
    {
        for from in acts {
            for to in acts.into_iter().filter(|to| *to != from) {
                let said = relations(&format!("Văn bản {from} {active} văn bản {to}."));
                assert_eq!(said.len(), 1, "{from} {active} {to}");
                assert_eq!(
                    relations(&format!("Văn bản {to} được {passive} bởi {from}.")),
                    said,
                    "{from} {active} {to}"
                );
            }
        }
    }
    let list = |a: &str, b: &str, c: &str| {
        relations(&format!("Nghị định 1/2024/NĐ-CP thay thế {a}, {b} và {c}."))
    };
    let (a, b, c) = ("Nghị định 2/2010/NĐ-CP", "Nghị định 3/2011/NĐ-CP", "Nghị định 4/2012/NĐ-CP");
    for other in [list(b, a, c), list(c, b, a), list(b, c, a)] {
        assert_eq!(other, list(a, b, c));
    }
}

#[test]
fn official_documents_rest_on_what_their_preambles_name() {
    let act = |grounds: &str| {
        format!(
            "ỦY BAN NHÂN DÂN\nTỈNH HÀ TRUNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 7/2023/QĐ-UBND\n\
             Hà Trung, ngày 3 tháng 5 năm 2023\nQUYẾT ĐỊNH\nVề giá nước\n{grounds}\nQUYẾT ĐỊNH:\nĐiều 1. Giá nước là 7.000 đồng.\n\
             Điều 2. Quyết định này thay thế Quyết định số 5/2019/QĐ-UBND.\n"
        )
    };
    let replaces = "replaces 7/2023/QĐ-UBND → 5/2019/QĐ-UBND";
    for (grounds, expected) in [
        ("Căn cứ Luật Giá 2012;", &["based_on 7/2023/QĐ-UBND → Luật Giá 2012", replaces][..]),
        (
            "Căn cứ Luật Giá 2012;\nCăn cứ Nghị định số 1/2020/NĐ-CP ngày 2/1/2020 hướng dẫn Luật Giá 2012;",
            &[
                "based_on 7/2023/QĐ-UBND → 1/2020/NĐ-CP",
                "based_on 7/2023/QĐ-UBND → Luật Giá 2012",
                "details 1/2020/NĐ-CP → Luật Giá 2012",
                replaces,
            ],
        ),
        ("Theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số 8/TTr-STC.", &[replaces]),
    ] {
        assert_eq!(relations(&act(grounds)), expected, "{grounds}");
    }
    assert_eq!(
        relations("Nghị định 1/2020/NĐ-CP nêu rõ.\nCăn cứ Luật Giá 2012, xã thu phí."),
        [] as [&str; 0],
        "news"
    );
}

#[test]
fn what_takes_effect() {
    for (text, expected) in [
        ("Nghị định 49/2017/NĐ-CP có hiệu lực từ ngày 24/4/2017.", "49/2017/NĐ-CP 2017-04-24"),
        (
            "Nghị định 49/2017/NĐ-CP ngày 1/4/2017 của Chính phủ về đò có hiệu lực thi hành kể từ ngày 24/4/2017.",
            "49/2017/NĐ-CP 2017-04-24",
        ),
        ("Luật Giá 2023 sẽ có hiệu lực từ ngày 1/7/2024.", "Luật Giá 2023 2024-07-01"),
        (
            "Luật Giá 2023 và Luật Nhà ở 2023 có hiệu lực từ ngày 1/7/2024.",
            "Luật Giá 2023 2024-07-01|Luật Nhà ở 2023 2024-07-01",
        ),
        (
            "Nghị định 49/2017/NĐ-CP sửa đổi Nghị định 25/2011/NĐ-CP có hiệu lực từ ngày 24/4/2017.",
            "49/2017/NĐ-CP 2017-04-24",
        ),
        (
            "Nghị định 49/2017/NĐ-CP đã ra. Nghị định này có hiệu lực từ ngày 24/4/2017.",
            "49/2017/NĐ-CP 2017-04-24",
        ),
        ("Nghị định 49/2017/NĐ-CP đã có hiệu lực.", "49/2017/NĐ-CP"),
        (
            "Luật Giá 2023 có hiệu lực từ ngày 1/7/2024. Luật này có hiệu lực từ ngày 1/1/2026.",
            "Luật Giá 2023 2024-07-01",
        ),
        ("Nhiệm vụ nêu trong Luật Giá 2023; luật khác có hiệu lực từ ngày 1/7/2024.", ""),
        // Denied, a time of something else, without a day, a draft, a part.
        ("Điều 5 của Luật Giá 2023 có hiệu lực từ ngày 1/7/2024.", ""),
        ("Nghị định 49/2017/NĐ-CP chưa có hiệu lực.", ""),
        ("Nghị định 49/2017/NĐ-CP hết hiệu lực từ ngày 24/4/2017.", ""),
        ("Khi Nghị định 49/2017/NĐ-CP có hiệu lực từ ngày 24/4/2017, xã họp.", ""),
        ("Nghị định 49/2017/NĐ-CP có hiệu lực, xã họp.", ""),
        ("Dự thảo Nghị định 49/2017/NĐ-CP có hiệu lực từ ngày 24/4/2017.", ""),
        (
            "Xã dẫn Thông tư 2/2016/TT-BTC; theo đó Nghị định 49/2017/NĐ-CP của Chính phủ ghi giấy phép có hiệu lực từ ngày 24/4/2017.",
            "",
        ),
    ] {
        let mut found = Vec::new();
        for article in articles(text, Some("2017-05-02")) {
            let resolved = resolve(&article);
            for in_force in read(&resolved).1 {
                let since = in_force.since.map_or(String::new(), |day| format!(" {day}"));
                found.push(format!("{}{since}", resolved.id(in_force.mention).unwrap_or_default()));
            }
        }
        assert_eq!(found.join("|"), expected, "{text}");
    }
}

#[test]
fn an_act_is_made_for_another() {
    holds(&[
        (
            "Thực hiện Nghị quyết 57-NQ/TW của Bộ Chính trị, UBND tỉnh đã ban hành Kế hoạch số 12/KH-UBND.",
            &["implements 12/KH-UBND → 57-NQ/TW"],
        ),
        (
            "Nhằm hướng dẫn chi tiết Nghị định 12/2011/NĐ-CP, Bộ Tài chính đã ban hành Thông tư 96/2011/TT-BTC.",
            &["details 96/2011/TT-BTC → 12/2011/NĐ-CP"],
        ),
        (
            "Căn cứ Luật Giá 2023, Bộ Tài chính ban hành Thông tư 29/2024/TT-BTC.",
            &["based_on 29/2024/TT-BTC → Luật Giá 2023"],
        ),
        // The act is not what the body makes, or stands in another sentence.
        ("Thực hiện Nghị quyết 57-NQ/TW, UBND tỉnh học theo Kế hoạch 12/KH-UBND của Bộ.", &[]),
        ("Thực hiện Nghị quyết 57-NQ/TW. UBND tỉnh ban hành Kế hoạch 12/KH-UBND.", &[]),
        (
            "Nghị quyết 98/NQ-CP ban hành Chương trình hành động của Chính phủ thực hiện Nghị quyết 10-NQ/TW.",
            &["implements 98/NQ-CP → 10-NQ/TW"],
        ),
        (
            "Quyết định 12/QĐ-UBND ban hành Kế hoạch số 5/KH-UBND và thực hiện Nghị quyết 10-NQ/TW.",
            &[],
        ),
    ]);
}

#[test]
fn titles_and_nouns_are_no_actors() {
    holds(&[
        (
            "Nghị định 101/2012/NĐ-CP ngày 22/11/2012 của Chính phủ về thanh toán không dùng tiền mặt (đã được sửa đổi, bổ sung theo Nghị định 80/2016/NĐ-CP) nêu rõ.",
            &["amends 80/2016/NĐ-CP → 101/2012/NĐ-CP"],
        ),
        (
            "Nghị định sửa đổi, bổ sung Nghị định 158/2013/NĐ-CP là Nghị định 28/2017/NĐ-CP.",
            &["amends 28/2017/NĐ-CP → 158/2013/NĐ-CP"],
        ),
        ("Luật Báo chí sửa đổi này khác gì với Luật Xuất bản?", &[]),
        ("Sau Nghị quyết 26-NQ/TW về nông thôn, việc sửa đổi Luật Thủy sản 2003 là tốt.", &[]),
        (
            "Thông tư 124/2011/TT-BTC hướng dẫn về lệ phí trước bạ và Thông tư số 34/2013/TT-BTC đã có hiệu lực.",
            &[],
        ),
        (
            "Thông tư 5/2020/TT-BTC hướng dẫn Nghị định 10/2019/NĐ-CP và Nghị định 11/2019/NĐ-CP.",
            &["details 5/2020/TT-BTC → 10/2019/NĐ-CP", "details 5/2020/TT-BTC → 11/2019/NĐ-CP"],
        ),
        (
            "Thông tư 12/2013/TT-NHNN sẽ kéo dài thời điểm thực hiện Thông tư 02/2013/TT-NHNN.",
            &["suspends 12/2013/TT-NHNN → 02/2013/TT-NHNN"],
        ),
        (
            "Thông tư 21/2015/TT-BTC hướng dẫn việc thực hiện ưu đãi tại Nghị định 111/2015/NĐ-CP.",
            &["details 21/2015/TT-BTC → 111/2015/NĐ-CP"],
        ),
    ]);
}
