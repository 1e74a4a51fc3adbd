//! What short forms mean, as tables of texts.

use super::*;
use crate::sample::articles;

/// The surface and target of each reference of a text that is no symbol.
fn targets(text: &str, published: Option<&str>) -> Vec<String> {
    let mut found = Vec::new();
    for article in articles(text, published) {
        let resolved = resolve(&article);
        for mention in &resolved.mentions {
            if let Some(regulation) = Regulation::of(&mention.value)
                .filter(|regulation| regulation.form != RegulationForm::Code)
            {
                let target = regulation
                    .target
                    .as_ref()
                    .map_or("·".into(), |target| format!("{} {}", target.how.name(), target.id));
                found.push(format!(
                    "{} = {target}",
                    if regulation.value.is_empty() { &mention.surface } else { &regulation.value }
                ));
            }
        }
    }
    found
}

#[test]
fn further_types_with_a_number() {
    for (text, expected) in [
        (
            "Tỉnh ủy ban hành Kế hoạch số 30-KH/TU. Theo Kế hoạch 30, xã làm. Kế hoạch này rõ.",
            "Kế hoạch 30 = antecedent 30-KH/TU|Kế hoạch này = antecedent 30-KH/TU",
        ),
        (
            "Theo Hướng dẫn số 36, xã làm. Hướng dẫn số 36-HD/VPTW rất rõ.",
            "Hướng dẫn 36 = later 36-HD/VPTW",
        ),
        (
            "Theo Chương trình số 12-CTr/TU, Báo cáo 12 đã gửi. Chương trình 12 rõ.",
            "Chương trình 12 = antecedent 12-CTr/TU",
        ),
        // No symbol, two symbols, something counted.
        ("Theo Kế hoạch 30, xã làm.", ""),
        ("Kế hoạch số 30-KH/TU và Kế hoạch số 30/KH-UBND đã ra. Theo Kế hoạch 30, xã làm.", ""),
        ("Kế hoạch số 30-KH/TU đã ra. Kế hoạch 30% đã xong.", ""),
    ] {
        assert_eq!(targets(text, None).join("|"), expected, "{text}");
    }
}

#[test]
fn type_and_number() {
    let table: [(&str, &[&str]); 15] = [
        (
            "Nghị định 49/2017/NĐ-CP mới ra. Theo Nghị định 49, dân nộp đơn.",
            &["Nghị định 49 = antecedent 49/2017/NĐ-CP"],
        ),
        (
            "Thực hiện Chỉ thị 5, xã họp. Chỉ thị số 05-CT/TW nêu rõ.",
            &["Chỉ thị 5 = later 05-CT/TW"],
        ),
        ("Theo Nghị định 34 năm 2011, xã xử lý.", &["Nghị định 34 = rule 34/2011/NĐ-CP"]),
        (
            "Theo Thông tư 15/2020 của Bộ Y tế, trạm mở cửa.",
            &["Thông tư 15/2020 = rule 15/2020/TT-BYT"],
        ),
        ("Kết luận số 36 của Bộ Chính trị nêu rõ.", &["Kết luận 36 = rule 36-KL/TW"]),
        (
            "Quyết định 45/2018 của Thủ tướng Chính phủ có hiệu lực.",
            &["Quyết định 45/2018 = rule 45/2018/QĐ-TTg"],
        ),
        (
            "Nghị quyết 43/2022 của Quốc hội được triển khai.",
            &["Nghị quyết 43/2022 = rule 43/2022/QH15"],
        ),
        (
            "Theo Thông tư 03/2019 của Bộ Giáo dục Đào tạo, trường mở.",
            &["Thông tư 03/2019 = rule 03/2019/TT-BGDĐT"],
        ),
        (
            "Nghị định 34/2013/NĐ-CP, tức 34/NĐ-CP, đã ra. Nghị định 34 rõ.",
            &["Nghị định 34 = antecedent 34/2013/NĐ-CP"],
        ),
        (
            "Tháng 7/2014, Chính phủ ban hành Nghị định 67 về tàu cá.",
            &["Nghị định 67 = rule 67/2014/NĐ-CP"],
        ),
        // Two terms of the National Assembly sat in 2021.
        ("Nghị quyết 23/2021 của Quốc hội được triển khai.", &["Nghị quyết 23/2021 = ·"]),
        ("Quyết định 477 của Thủ tướng được triển khai.", &["Quyết định 477 = ·"]),
        ("Theo Thông tư 12, xã họp. Nghị định 12/2020/NĐ-CP nêu rõ.", &["Thông tư 12 = ·"]),
        (
            "Nghị quyết số 66.13/2026 (gọi tắt là Nghị quyết 66) đã có. Theo Nghị quyết 66, xã làm.",
            &[
                "Nghị quyết 66.13/2026 = rule 66.13/2026/NQ-CP",
                "Nghị quyết 66 = antecedent 66.13/2026/NQ-CP",
                "Nghị quyết 66 = antecedent 66.13/2026/NQ-CP",
            ],
        ),
        (
            "Nghị định 11 (sửa đổi Nghị định 163/2006/NĐ-CP) có từ năm 2012.",
            &["Nghị định 11 = rule 11/2012/NĐ-CP"],
        ),
    ];
    for (text, expected) in table {
        assert_eq!(targets(text, None), expected, "{text}");
    }
}

#[test]
fn names() {
    let table: [(&str, &[&str]); 13] = [
        (
            "Luật Nhà ở số 27/2023/QH15 mới. Theo Luật Nhà ở, dân mua.",
            &["Luật Nhà ở = adjacent 27/2023/QH15", "Luật Nhà ở = antecedent 27/2023/QH15"],
        ),
        (
            "Theo Luật Đất đai năm 2013, xã cấp. Luật Đất đai nêu rõ.",
            &[
                "Luật Đất đai 2013 = self Luật Đất đai 2013",
                "Luật Đất đai = antecedent Luật Đất đai 2013",
            ],
        ),
        ("Theo Luật Giá, xã bán.", &["Luật Giá = ·"]),
        (
            "Luật Nhà ở 2023 hay hơn Luật Nhà ở của các nước.",
            &["Luật Nhà ở 2023 = self Luật Nhà ở 2023", "Luật Nhà ở = ·"],
        ),
        ("Luật Lưu trữ (năm 2011) đã cũ.", &["Luật Lưu trữ = rule Luật Lưu trữ 2011"]),
        (
            "Dự án Luật Đất đai được bàn. Luật Đất đai 2013 còn hiệu lực.",
            &["Luật Đất đai = ·", "Luật Đất đai 2013 = self Luật Đất đai 2013"],
        ),
        (
            "Luật Đất đai (sửa đổi) được bàn. Luật Đất đai 2013 còn hiệu lực.",
            &["Luật Đất đai = ·", "Luật Đất đai 2013 = self Luật Đất đai 2013"],
        ),
        (
            "Luật Đất đai 2003 và Luật Đất đai 2013 khác nhau. Luật Đất đai nêu rõ; Luật Đất đai cũ thì không.",
            &[
                "Luật Đất đai 2003 = self Luật Đất đai 2003",
                "Luật Đất đai 2013 = self Luật Đất đai 2013",
                "Luật Đất đai = antecedent Luật Đất đai 2013",
                "Luật Đất đai = antecedent Luật Đất đai 2003",
            ],
        ),
        (
            "Bộ luật Dân sự 2015 nêu rõ. Theo BLDS, dân ký.",
            &[
                "Bộ luật Dân sự 2015 = self Bộ luật Dân sự 2015",
                "BLDS = antecedent Bộ luật Dân sự 2015",
            ],
        ),
        ("Luật thuế GTGT số 13/2008/QH12 đã cũ.", &["Luật thuế GTGT = adjacent 13/2008/QH12"]),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Phá sản, Luật Giá và Luật Nhà ở số 85/2025/QH15 đã ra.",
            &[
                "Luật sửa đổi, bổ sung một số điều của Luật Phá sản = later 85/2025/QH15",
                "Luật Giá = ·",
                "Luật Nhà ở = ·",
            ],
        ),
        (
            "Bộ luật Hình sự số 100/2015/QH13 được sửa. Theo Bộ luật Hình sự năm 2015, tội nặng.",
            &[
                "Bộ luật Hình sự = adjacent 100/2015/QH13",
                "Bộ luật Hình sự 2015 = antecedent 100/2015/QH13",
            ],
        ),
        (
            "Thực hiện Nghị quyết Trung ương 4 khóa XII, xã họp.",
            &["Nghị quyết Trung ương 4 khóa XII = self Nghị quyết Trung ương 4 khóa XII"],
        ),
    ];
    for (text, expected) in table {
        assert_eq!(targets(text, None), expected, "{text}");
    }
}

#[test]
fn back_references() {
    let table: [(&str, &[&str]); 18] = [
        (
            "Nghị định 49/2017/NĐ-CP đã ra. Nghị định này có 5 điều.",
            &["Nghị định này = antecedent 49/2017/NĐ-CP"],
        ),
        (
            "Thông tư 02/2013/TT-NHNN đã cũ. Áp dụng thông tư nói trên thì khó.",
            &["thông tư nói trên = antecedent 02/2013/TT-NHNN"],
        ),
        (
            "Theo Quyết định 236, xã bán. Xã hủy quyết định đó.",
            &["Quyết định 236 = ·", "quyết định đó = antecedent Quyết định 236"],
        ),
        (
            "Nghị quyết 09/2026/NQ-CP hoãn Nghị quyết 66.13/2026/NQ-CP.\nNghị quyết này có hiệu lực từ ngày 4/2.",
            &["Nghị quyết này = antecedent 09/2026/NQ-CP"],
        ),
        ("Nghị định 49/2017/NĐ-CP đã ra. Quy định này tốt, kỷ luật này nghiêm.", &[]),
        ("Nghị định 1/2017/NĐ-CP và Nghị định 2/2017/NĐ-CP đã ra. Hai nghị định này tốt.", &[]),
        ("Nghị định này tốt.", &[]),
        ("Quyết định 37/QĐ-UBND bị thu hồi, tỉnh sẽ ban hành Quyết định mới.", &[]),
        (
            "Thông báo 225/TB-UBND đã ra. Sở ra tiếp một Thông báo về lịch thi, với Thông báo này thì rõ.",
            &[],
        ),
        (
            "Luật Nhà ở 2023 đã ra. Theo văn bản này, xã làm.",
            &["Luật Nhà ở 2023 = self Luật Nhà ở 2023"],
        ),
        (
            "Quyết định 21/2017/QĐ-TTg tốt.\nDân gửi tiền yên tâm.\nQuyết định này có hiệu lực từ ngày 5/8.",
            &["Quyết định này = antecedent 21/2017/QĐ-TTg"],
        ),
        ("Quyết định 69/2013/QĐ-TTg đã cũ. Xã họp theo quyết định trên cơ sở đó.", &[]),
        (
            "Chỉ thị 05-CT/TW đã ra. Xã thực hiện Chỉ thị này.",
            &["Chỉ thị này = antecedent 05-CT/TW"],
        ),
        // What is ended is spoken of no further, unless it stands alone or is said to have ended
        // another.
        (
            "Nghị định 9/2020/NĐ-CP thay thế Nghị định số 5/2010/NĐ-CP. Nghị định này gồm 6 chương.",
            &["Nghị định này = antecedent 9/2020/NĐ-CP"],
        ),
        (
            "Quyết định 9/2020/QĐ-UBND bãi bỏ Quyết định 5/2010/QĐ-UBND. Dân đọc Quyết định này.",
            &["Quyết định này = antecedent 9/2020/QĐ-UBND"],
        ),
        (
            "Nghị định 5/2010/NĐ-CP được thay thế bởi Nghị định 9/2020/NĐ-CP. Nghị định này dài.",
            &["Nghị định này = antecedent 9/2020/NĐ-CP"],
        ),
        (
            "Dân xin thay thế Nghị định 5/2010/NĐ-CP. Nghị định này đã cũ.",
            &["Nghị định này = antecedent 5/2010/NĐ-CP"],
        ),
        (
            "Luật Giá 2012 đã cũ. Luật này sẽ sửa.",
            &["Luật Giá 2012 = self Luật Giá 2012", "Luật này = antecedent Luật Giá 2012"],
        ),
    ];
    for (text, expected) in table {
        assert_eq!(targets(text, None), expected, "{text}");
    }
}

#[test]
fn back_references_after_articles_and_quotations() {
    for (text, expected) in [
        (
            "Nghị định 105/2009/NĐ-CP đã ra. Tại khoản 3 Điều 8 Nghị định này quy định mức phạt.",
            "Nghị định này = antecedent 105/2009/NĐ-CP",
        ),
        ("Nghị định 105/2009/NĐ-CP và 2 Nghị định này.", ""),
        (
            "UBND ra Quyết định 19/QĐ-UBND, nội dung là “điều chỉnh Điều 2 Quyết định 82/QĐ-UB”. Theo Quyết định này, dân nộp thêm.",
            "Quyết định này = antecedent 19/QĐ-UBND",
        ),
        // The articles that are spoken of are those of the law that the text is about.
        (
            "Luật Giá 2023 đã ra; Luật Giá 2023 có 9 chương. Việc thuê theo Luật Nhà ở 2014. Giá tính theo Điều 5 Luật này.",
            "Luật Giá 2023 = self Luật Giá 2023|Luật Giá 2023 = self Luật Giá 2023|Luật Nhà ở 2014 = self Luật Nhà ở 2014|Luật này = antecedent Luật Giá 2023",
        ),
    ] {
        assert_eq!(targets(text, None).join("|"), expected, "{text}");
    }
}

#[test]
fn bodies_of_lists_and_sessions() {
    for (text, expected) in [
        (
            "Theo Kết luận số 63 ngày 27/5/2013 của Hội nghị lần thứ 7 Ban Chấp hành Trung ương khóa XI, lương tăng.",
            "Kết luận 63 = rule 63-KL/TW",
        ),
        (
            "Chính phủ ban hành Nghị quyết số 85 năm 2012 và Nghị quyết số 16 năm 2015.",
            "Nghị quyết 85 = rule 85/NQ-CP|Nghị quyết 16 = rule 16/NQ-CP",
        ),
        (
            "Chính phủ ban hành Nghị quyết số 85 năm 2012, tỉnh bàn Nghị quyết số 16 năm 2015.",
            "Nghị quyết 85 = rule 85/NQ-CP|Nghị quyết 16 = ·",
        ),
        // In a list without symbols, the symbol is that of the law within the name.
        (
            "Các luật gồm: Luật Cảnh vệ; Luật Du lịch; Luật sửa đổi, bổ sung một số điều của Bộ luật Hình sự số 100/2015/QH13.",
            "Luật Cảnh vệ = ·|Luật Du lịch = ·|Luật sửa đổi, bổ sung một số điều của Bộ luật Hình sự = ·",
        ),
        (
            "Ba luật mới là: Luật sửa đổi, bổ sung một số điều của Luật Giá số 16/2023/QH15, Luật Cảnh vệ và Luật Du lịch.",
            "Luật sửa đổi, bổ sung một số điều của Luật Giá = ·|Luật Cảnh vệ = ·|Luật Du lịch = ·",
        ),
        (
            "Theo Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 81/2025/QH15, Luật sửa đổi, bổ sung một số điều của Luật Giá số 99/2025/QH15, Luật Cảnh vệ, Luật Du lịch, xã làm.",
            "Luật sửa đổi, bổ sung một số điều của Luật Đất đai = adjacent 81/2025/QH15|Luật sửa đổi, bổ sung một số điều của Luật Giá = adjacent 99/2025/QH15|Luật Cảnh vệ = ·|Luật Du lịch = ·",
        ),
        (
            "Theo Luật sửa đổi, bổ sung một số điều của Luật Giá số 44/2019/QH14 và Luật Cảnh vệ, xã làm.",
            "Luật sửa đổi, bổ sung một số điều của Luật Giá = adjacent 44/2019/QH14|Luật Cảnh vệ = ·",
        ),
    ] {
        assert_eq!(targets(text, None).join("|"), expected, "{text}");
    }
}

#[test]
fn an_official_document_calls_itself_by_its_type() {
    let act = "ỦY BAN NHÂN DÂN\nTỈNH HÀ TRUNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 7/2023/QĐ-UBND\n\
               Hà Trung, ngày 3 tháng 5 năm 2023\nQUYẾT ĐỊNH\nVề giá nước\nQUYẾT ĐỊNH:\nĐiều 1. Sửa đổi Quyết định số 5/2019/QĐ-UBND.\n\
               Điều 2. Giám đốc Sở Tài chính chịu trách nhiệm thi hành Quyết định này.\n";
    assert_eq!(targets(act, None), ["Quyết định này = antecedent 7/2023/QĐ-UBND"]);
}

#[test]
fn a_law_of_later_years_is_not_meant() {
    let text =
        "Luật Đất đai 2013 còn hiệu lực; Luật Đất đai 2024 sẽ thay. Theo Luật Đất đai, xã cấp.";
    assert_eq!(
        targets(text, Some("2023-05-04")).last().map(String::as_str),
        Some("Luật Đất đai = antecedent Luật Đất đai 2013")
    );
}

#[test]
fn nothing_comes_from_nothing() {
    for text in [
        "Theo Luật Giá và Nghị định 12, Thông tư 5, Luật này nêu rõ.",
        "Nghị quyết 54 của Quốc hội, Luật Nhà ở và BLDS.",
    ] {
        assert!(
            targets(text, None)
                .iter()
                .all(|found| found.ends_with('·') || found.starts_with("Luật này")),
            "{text}"
        );
    }
}
