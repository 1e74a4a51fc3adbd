//! Titles, bodies and days, by what a sentence says.

use crate::Value;
use crate::extract::find;
use crate::model::Regulation;

/// The regulations of a text.
fn regulations(text: &str) -> Vec<Regulation> {
    let regulation = |value| match value {
        Value::Regulation(regulation) => Some(*regulation),
        _ => None,
    };
    find(text, None).into_iter().filter_map(|(_, value)| regulation(value)).collect()
}

/// Sentences with the title of their first regulation between ⟦ and ⟧, or without one.
const TITLES: [&str; 59] = [
    // A title goes on through commas, quotations, brackets and abbreviations.
    "Nghị quyết số 41-NQ/TW của Bộ Chính trị ⟦về phát triển nghề cá, nghề muối và du lịch biển⟧, đồng thời mở đợt thi đua.",
    "UBND tỉnh vừa ra Quyết định 77/QĐ-UBND năm 2025 ⟦thành lập Tổ công tác về nhà ở công nhân (NOCN) tại TP. Lạng Giang năm 2026⟧ (Tổ 77).",
    "Thực hiện Công văn số 9-CV/TĐTN ngày 2/3/2026 của Tỉnh đoàn Lào Cai ⟦về việc mở “Tháng Ba biên giới” lần thứ II, năm 2026⟧, Đoàn xã Nam Giang đã ra quân.",
    "Quyết định số 12/QĐ-TLĐ ⟦về việc chỉ định Ban Chấp hành, Ban Thường vụ, Chủ tịch; Ủy ban Kiểm tra Liên đoàn Lao động tỉnh⟧. Quyết định có hiệu lực ngay.",
    "UBND tỉnh ban hành Quyết định số 5/QĐ-UBND ⟦xếp hạng “Đình làng Nam” là di tích cấp tỉnh⟧.",
    "Chính phủ có Nghị định 9/2025/NĐ-CP ⟦về đò ngang⟧, có hiệu lực từ ngày 1/5/2025.",
    "Nghị quyết 18, ngày 2/3/2017 của Trung ương ⟦“Một số vấn đề về bộ máy”⟧ đã đi vào cuộc sống.",
    // Another document inside a title has its own title there.
    "Chính phủ ban hành Nghị định số 8/2026/NĐ-CP ⟦sửa đổi, bổ sung một số điều của Nghị định số 7/2020/NĐ-CP ngày 5/1/2020 của Chính phủ về giống lúa⟧ có hiệu lực từ 1/5/2026.",
    "Tỉnh ủy ra Chương trình hành động số 3-CTr/TU ⟦thực hiện Nghị quyết số 5-NQ/TW ngày 2/2/2025 của Bộ Chính trị về biển⟧. Báo đã đưa tin.",
    "Căn cứ Thông tư số 3/2020/TT-BYT ⟦sửa đổi Thông tư số 1/2018/TT-BYT và Thông tư số 2/2019/TT-BYT⟧, bệnh viện lập danh sách.",
    "Bãi bỏ Nghị định 7/2025/NĐ-CP ⟦sửa đổi, bổ sung các Nghị định quy định về điều kiện đầu tư⟧.",
    // A list of documents ends it.
    "Hội nghị quán triệt Chỉ thị số 6-CT/TW ⟦về công tác thiếu nhi⟧ và Kết luận số 8-KL/TW của Ban Bí thư về bơi lội.",
    "Xã học tập Kết luận số 8-KL/TW ⟦về bơi lội⟧; kế hoạch thực hiện.",
    "Căn cứ Nghị định số 5/2020/NĐ-CP ⟦quy định chi tiết một số điều của Luật Thú y⟧; Nghị định số 6/2021/NĐ-CP ngày 1/1/2021 của Chính phủ.",
    "Theo Nghị định 5/2020/NĐ-CP ⟦về trợ giúp hộ nghèo⟧ và các văn bản hướng dẫn, xã lập danh sách.",
    // Day and body stand before it.
    "theo Kế hoạch số 2-KH/TU, ngày 3/2/2026, ⟦tổ chức “Ngày hội trồng cây” lần thứ II⟧, các xã đã ra quân.",
    "Xã thực hiện Chỉ thị số 3/CT-TTg, ngày 17/12/2024, của Thủ tướng Chính phủ ⟦về bình ổn giá gạo⟧.",
    "Xã nhận Công văn số 5/UBND-VX ngày 5/6/2025 của Chủ tịch UBND tỉnh Lê Văn Ba ⟦về tiêm chủng⟧.",
    "Phó thủ tướng vừa ký quyết định (số 2/2024/QĐ-TTg ngày 22-11-2024) ⟦về mức hỗ trợ nhà ở⟧.",
    "Xã nêu Thông tư 4/2020/TT-BYT do Bộ Y tế ban hành ⟦hướng dẫn khám thai⟧.",
    // A new clause ends it.
    "Theo Nghị định 8/2024/NĐ-CP ⟦về xử phạt giao thông⟧, người đi xe máy vượt đèn đỏ bị phạt 4 triệu đồng.",
    "Theo Thông tư 8/2024/TT-NHNN của Ngân hàng Nhà nước, ⟦sửa đổi, bổ sung một số điều của Thông tư 7/2024/TT-NHNN⟧, việc đặt tên được quy định rõ hơn.",
    "UBND tỉnh ra Quyết định 5/QĐ-UBND ⟦về phòng cháy rừng⟧, giao các huyện trực gác.",
    "UBND tỉnh có Quyết định 5/QĐ-UBND ⟦về bến đò⟧, UBND xã đã họp dân.",
    "Thành phố có Quyết định 5/QĐ-UBND ⟦về điều chỉnh giá đất⟧, khiến nhiều hộ lo lắng.",
    "Cuộc họp triển khai Nghị quyết 8 ⟦về kinh tế hộ⟧, Thủ tướng Lê Văn Ba khẳng định vai trò của hợp tác xã.",
    "Xã tổng kết Nghị quyết 9 ⟦về đường bộ, đường sắt⟧ và đánh giá vẫn còn vướng.",
    // A predicate ends it, and lets a verb open one where the document is the subject.
    "Thông tư 8/2025/TT-BTC của Bộ Tài chính ⟦hướng dẫn thu phí đò⟧ quy định rõ ba mức phí.",
    "Còn Thông tư 2/2018/TT-BYT ⟦quy định tiêu chí chọn trạm y tế, phòng khám⟧ có hiệu lực từ ngày 15/1/2019.",
    "Nghị quyết số 7-NQ/TW của Bộ Chính trị ⟦về nghề rừng, nghề biển⟧ là động lực mới.",
    "Nghị quyết 6-NQ/TU ⟦về trồng rừng⟧ được quán triệt tới các xã.",
    "Xã tuyên truyền Chỉ thị số 2/CT-TTg ⟦về tiền ảo⟧ vừa được Thủ tướng ban hành.",
    "Bộ Y tế có Quyết định số 5/QĐ-BYT ⟦về chế độ đối với TNXP đã hoàn thành nhiệm vụ⟧.",
    "Ngành ra Thông tư 5/2020/TT-BCT ⟦về nhập khẩu máy móc, thiết bị đã qua sử dụng⟧.",
    // So do its own symbol in brackets, and the beginning or end of its effect.
    "Nghị định số 5/2023/NĐ-CP ⟦sửa đổi Nghị định số 4/2021/NĐ-CP về trợ cấp⟧ (Nghị định số 5/2023/NĐ-CP) chấm dứt hiệu lực.",
    "Thực hiện Thông tư số 6/2025/TT-BTC ⟦miễn lệ phí cho hộ dân⟧ từ ngày Thông tư này có hiệu lực đến hết năm.",
    "Quyết định 5/QĐ-UBND ⟦về bến đò⟧ chấm dứt hiệu lực kể từ hôm nay.",
    "Căn cứ Nghị định số 131/2021/NĐ-CP của Chính phủ ⟦quy định chi tiết và biện pháp thi hành Pháp lệnh Thú y⟧.",
    "Thông tư số 8/2020/TT-BYT ⟦hướng dẫn bảo vệ người tố cáo là người làm thuê⟧, có hiệu lực từ năm 2021.",
    // A stamp that a page break put there hides the rest.
    "Căn cứ Thông tư số 8/2025/TT-BTC hướng dẫn thu phí trong lĩnh vực Ký bởi: Cổng Thông tin, thủy sản.",
    // So do words that only lead on, and words of doubt.
    "Đó là nội dung của Thông tư 3/2024/TT-BCT ⟦về khoảng cách an toàn của đường dây tải điện⟧ đang được Bộ Công Thương ban hành.",
    "Xã lo Chỉ thị số 4/CT-TTg ⟦về khai thác cát sông⟧ khó có thể được thực hiện.",
    "Bạn đọc xem Công văn số 5/SYT-NV ⟦về việc kiểm tra quầy thuốc⟧ tại đây.",
    "Theo Quyết định 5/QĐ-UBND ⟦về bến đò⟧, mặc dù mùa lũ chưa tới.",
    // No titles.
    "Dù Nghị định 6/2005/NĐ-CP của Chính phủ ban hành từ ngày 7/8/2005, nhiều xã chưa làm.",
    "Việc đó có thuộc trường hợp mà Thông tư 13/2013/TT-BTP hướng dẫn không?",
    "Xã nhắc Nghị quyết số 6-NQ/TU ban hành vào năm ngoái.",
    "Theo Điều 5 Nghị định 3/2024/NĐ-CP quy định về mức phạt như sau: phạt tiền.",
    "Nghị định 3/2024/NĐ-CP đã sửa đổi, bổ sung ba điều về học phí.",
    "Nghị định 3/2024/NĐ-CP sửa đổi, bổ sung ba điều về học phí.",
    "Nghị định 4/2024/NĐ-CP quy định hộ nghèo được miễn phí.",
    "Chính phủ ban hành Nghị định 4/2024/NĐ-CP quy định mức phạt đối với cá nhân là 5.000.000 đồng.",
    "Nghị định 3/2020/NĐ-CP ngày 24/8/2020 sửa đổi, bổ sung, số tiền bảo hiểm được trả là 30 triệu đồng.",
    "quy chế ban hành kèm theo Quyết định số 5/QĐ-UBND.",
    "Thông tư 3/2026/TT-BTC của Bộ Tài chính có hiệu lực từ ngày 2/3/2026 quy định các đối tượng được miễn phí.",
    "Từ ngày 1/7/2025, Nghị định 3/2024/NĐ-CP quy định mức phạt mới.",
    "Trước đó, Chính phủ có Nghị định 40 ban hành năm 2014, nhưng chưa đủ.",
    "bổ sung điểm c khoản 1 điều 13 Thông tư 17, quy định đối với tài khoản cá nhân.",
    "Xã góp ý Nghị quyết 98 sửa đổi và nhiều nghị quyết khác.",
];

#[test]
fn titles_of_sentences() {
    for marked in TITLES {
        let text = marked.replace(['⟦', '⟧'], "");
        let expected = marked
            .split_once('⟦')
            .and_then(|(_, rest)| rest.split_once('⟧'))
            .map(|(title, _)| title);
        let first = regulations(&text).into_iter().next();
        assert_eq!(
            first.as_ref().and_then(|regulation| regulation.title.as_deref()),
            expected,
            "{text}"
        );
    }
}

#[test]
fn a_repeated_symbol_does_not_take_another_title() {
    let text = "Chính phủ ban hành Nghị định 6/2025/NĐ-CP về bến đò. Theo Nghị định 6/2025/NĐ-CP về trình tự cấp phép, chủ đò nộp đơn.";
    let titles: Vec<_> = regulations(text).into_iter().map(|regulation| regulation.title).collect();
    assert_eq!(titles, [Some("về bến đò".to_string()), None]);
}

/// Sentences with issuer and day of their first regulation.
const ISSUES: [(&str, Option<&str>, Option<&str>); 18] = [
    (
        "Ngày 3/2/2025, UBND tỉnh Lạng Giang ra Quyết định số 5/QĐ-UBND.",
        Some("UBND tỉnh Lạng Giang"),
        Some("2025-02-03"),
    ),
    (
        "UBND tỉnh ngày 3/2/2025 đã ra Quyết định số 5/QĐ-UBND.",
        Some("UBND tỉnh"),
        Some("2025-02-03"),
    ),
    (
        "Chủ tịch UBND TP Huế, ông Lê Văn Ba, vừa ký Quyết định 5/QĐ-UBND.",
        Some("UBND TP Huế"),
        None,
    ),
    (
        "Chủ tịch UBND tỉnh Quảng Trị Lê Văn Ba ký Quyết định 5/QĐ-UBND.",
        Some("UBND tỉnh Quảng Trị"),
        None,
    ),
    // The place of a person who is named before it.
    ("Ông Lê Văn Ba, Giám đốc Sở Y tế, ký Quyết định số 5/QĐ-UBND.", None, None),
    (
        "Đồng chí Lê Văn Ba - Ủy viên Trung ương Đảng, Chủ tịch Tổng LĐLĐVN - đã ký Quyết định số 5/QĐ-TLĐ.",
        Some("Tổng LĐLĐVN"),
        None,
    ),
    ("Phó Giám đốc Sở Y tế Lê Văn Ba ký Công văn số 5/SYT-NV.", Some("Sở Y tế"), None),
    (
        "Phó Thủ tướng Chính phủ Lê Văn Ba ký Quyết định số 5/QĐ-TTg.",
        Some("Thủ tướng Chính phủ"),
        None,
    ),
    // The letters of the symbol decide.
    (
        "Được Bộ Chính trị đồng ý tại văn bản số 5-CV/VPTW, xã tặng quà.",
        Some("Văn phòng Trung ương Đảng"),
        None,
    ),
    (
        "UBND tỉnh phê duyệt dự án tại Quyết định số 5/QĐ-UBND ngày 4/11/2022.",
        Some("UBND tỉnh"),
        Some("2022-11-04"),
    ),
    ("UBND huyện Nam không thực hiện đúng quy định tại Quyết định số 5/2014/QĐ-UBND.", None, None),
    ("Bộ Nội vụ nêu rõ tại Thông tư 5/2018/TT-BTC.", Some("Bộ Tài chính"), None),
    // The day of a meeting, of a statement or of the next clause.
    (
        "Ngày 5/6/2025, tại hội nghị, UBND tỉnh cho biết Bộ Y tế đã ban hành Thông tư số 5/2025/TT-BYT.",
        Some("Bộ Y tế"),
        None,
    ),
    (
        "Ngày 5/6/2025, tại lễ công bố, Bộ Y tế ban hành Quyết định số 5/QĐ-BYT.",
        Some("Bộ Y tế"),
        None,
    ),
    ("Theo Quyết định số 5/QĐ-UBND, ngày 5/6, xã Nam Giang đã họp dân.", None, None),
    (
        "Theo Quyết định số 5/QĐ-UBND, ngày 5/6/2025, xã Nam Giang đã họp dân.",
        None,
        Some("2025-06-05"),
    ),
    (
        "Theo Thông tư số 5/2025/TT-BTC vừa được Bộ Tài chính ban hành, mức phí giảm.",
        Some("Bộ Tài chính"),
        None,
    ),
    ("Quyết định 5/QĐ-BTC của Bộ Tài chính và Bộ Y tế về phí.", Some("Bộ Tài chính"), None),
];

#[test]
fn issuers_and_days_of_sentences() {
    for (text, issuer, issued) in ISSUES {
        let first = regulations(text).into_iter().next();
        let day =
            first.as_ref().and_then(|regulation| regulation.issued).map(|day| day.to_string());
        let got =
            (first.as_ref().and_then(|regulation| regulation.issuer.as_deref()), day.as_deref());
        assert_eq!(got, (issuer, issued), "{text}");
    }
}

/// Bodies of State, Party, unions and others; the places are partly invented.
const BODIES: &str = "\
Quốc hội
Ủy ban Thường vụ Quốc hội
Chính phủ
Thủ tướng Chính phủ
Chủ tịch nước
Bộ Chính trị
Ban Bí thư
Ban Bí thư Trung ương Đảng
Ban Chấp hành Trung ương Đảng
Quân ủy Trung ương
Đảng ủy Công an Trung ương
Đảng ủy Chính phủ
Đảng ủy Quốc hội
Đảng ủy Mặt trận Tổ quốc, các đoàn thể Trung ương
Đảng ủy các cơ quan Đảng Trung ương
Đảng ủy Bộ Tài chính
Đảng ủy Quân sự tỉnh Lạng Giang
Đảng ủy Công an tỉnh Lạng Giang
Đảng ủy xã Phong Hải
Đảng ủy phường Tân Hòa
Đảng ủy Khối các cơ quan tỉnh
Ban Thường vụ Đảng ủy Chính phủ
Ban Thường vụ Tỉnh ủy Lào Cai
Ban Thường vụ Thành ủy Hà Nội
Ban Thường vụ Đảng ủy xã Nam Giang
Thường trực Tỉnh ủy Nghệ An
Tỉnh ủy Quảng Trị
Thành ủy Thành phố Hồ Chí Minh
Thành ủy TP. Hồ Chí Minh
Thành ủy Huế
Huyện ủy Bắc Sơn
Quận ủy Hoàng Mai
Thị ủy Sơn Tây
Ban Chấp hành Đảng bộ tỉnh Gia Lai
Ban Tổ chức Trung ương
Ban Tổ chức Tỉnh ủy Lào Cai
Ban Tuyên giáo và Dân vận Trung ương
Ban Tuyên giáo và Dân vận Tỉnh ủy Phú Thọ
Ban Nội chính Trung ương
Ban Nội chính Tỉnh ủy Cà Mau
Ban Chính sách, chiến lược Trung ương
Ủy ban Kiểm tra Trung ương
Ủy ban Kiểm tra Tỉnh ủy Sơn La
Văn phòng Trung ương Đảng
Văn phòng Tỉnh ủy Đồng Nai
Văn phòng Thành ủy Hải Phòng
Văn phòng Chính phủ
Văn phòng Quốc hội
Văn phòng Chủ tịch nước
Văn phòng UBND tỉnh Tây Ninh
Văn phòng Đoàn ĐBQH và HĐND tỉnh Tây Ninh
Hội đồng Lý luận Trung ương
Học viện Chính trị quốc gia Hồ Chí Minh
Học viện Nông nghiệp Việt Nam
Học viện Hành chính Quốc gia
Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam
Ủy ban MTTQ Việt Nam tỉnh Lào Cai
Ủy ban MTTQ Việt Nam xã Phong Hải
Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Đà Nẵng
Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Lai Châu
Trung ương Đoàn
Ban Bí thư Trung ương Đoàn
Trung ương Đoàn TNCS Hồ Chí Minh
Tỉnh đoàn Lào Cai
Thành đoàn Hà Nội
Ban Thường vụ Tỉnh đoàn Nghệ An
Đoàn Thanh niên xã Phong Hải
Huyện đoàn Bắc Sơn
Tổng Liên đoàn Lao động Việt Nam
Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam
Liên đoàn Lao động tỉnh Phú Thọ
Liên đoàn Lao động thành phố Hà Nội
LĐLĐ tỉnh Phú Thọ
Hội Nông dân Việt Nam
Hội Nông dân tỉnh Sơn La
Trung ương Hội Nông dân Việt Nam
Hội Liên hiệp Phụ nữ Việt Nam
Hội LHPN tỉnh Hà Tĩnh
Hội Cựu chiến binh Việt Nam
Hội Cựu chiến binh tỉnh An Giang
Hội Chữ thập đỏ Việt Nam
Hội Nhà báo Việt Nam
Hội Luật gia Việt Nam
Liên minh Hợp tác xã Việt Nam
Liên hiệp các Hội Khoa học và Kỹ thuật Việt Nam
Bộ Quốc phòng
Bộ Công an
Bộ Y tế
Bộ Tư pháp
Bộ Tài chính
Bộ Nông nghiệp và Môi trường
Bộ Văn hóa, Thể thao và Du lịch
Bộ Dân tộc và Tôn giáo
Bộ Lao động - Thương binh và Xã hội
Bộ Giáo dục và Đào tạo
Bộ GD&ĐT
Bộ NN&MT
Ngân hàng Nhà nước Việt Nam
Thanh tra Chính phủ
Kiểm toán Nhà nước
Thông tấn xã Việt Nam
Đài Tiếng nói Việt Nam
Đài Truyền hình Việt Nam
Viện Hàn lâm Khoa học xã hội Việt Nam
Bảo hiểm xã hội Việt Nam
Bảo hiểm xã hội tỉnh Bắc Ninh
Ủy ban Chứng khoán Nhà nước
Ủy ban Quản lý vốn nhà nước tại doanh nghiệp
Ủy ban Dân tộc
Tòa án nhân dân tối cao
Hội đồng Thẩm phán Tòa án nhân dân tối cao
Viện kiểm sát nhân dân tối cao
Tòa án nhân dân tỉnh Lạng Sơn
TAND tỉnh Lạng Sơn
TAND TP Hà Nội
Viện kiểm sát nhân dân tỉnh Cao Bằng
VKSND huyện Bắc Sơn
Cục Thi hành án dân sự tỉnh Hưng Yên
UBND tỉnh Quảng Trị
UBND TP. Đà Nẵng
UBND TP Huế
UBND TP.HCM
UBND thành phố Hải Phòng
UBND huyện Đức Cơ
UBND quận 1
UBND phường Bến Thành
UBND xã Phong Hải
UBND tỉnh Thừa Thiên - Huế
UBND tỉnh Bà Rịa - Vũng Tàu
Ủy ban nhân dân tỉnh Đắk Lắk
Ủy ban nhân dân thành phố Hà Nội
HĐND tỉnh Vĩnh Long
HĐND TP Cần Thơ
Hội đồng nhân dân tỉnh Thanh Hóa
Thường trực HĐND tỉnh Điện Biên
Sở Y tế
Sở Y tế Hà Nội
Sở Nông nghiệp và Môi trường tỉnh Lào Cai
Sở Văn hóa, Thể thao và Du lịch
Sở Giáo dục và Đào tạo TP.HCM
Sở GD&ĐT Bắc Sơn
Sở Tài chính tỉnh Nghệ An
Sở Xây dựng Hà Nội
Công an tỉnh Đồng Nai
Công an TP Hà Nội
Công an xã Phong Hải
Bộ Chỉ huy Quân sự tỉnh Phú Thọ
Bộ CHQS tỉnh Phú Thọ
Bộ Tư lệnh Thủ đô Hà Nội
Bộ Tư lệnh Bộ đội Biên phòng
Quân khu 2
Bộ Tổng Tham mưu
Tổng cục Chính trị Quân đội nhân dân Việt Nam
Cục Thuế
Cục Hải quan
Cục Đăng kiểm Việt Nam
Cục Hàng không Việt Nam
Cục Cảnh sát giao thông
Cục Quản lý Dược
Cục Việc làm
Cục Bảo vệ thực vật
Chi cục Thuế khu vực II
Thuế tỉnh Lào Cai
Kho bạc Nhà nước
Kho bạc Nhà nước Khu vực III
Tổng cục Thống kê
Cục Thống kê tỉnh Lai Châu
Vụ Pháp chế Bộ Y tế
Thanh tra Bộ Xây dựng
Thanh tra tỉnh Gia Lai
Thanh tra Sở Y tế
Công đoàn Bộ Y tế
Công đoàn Viên chức Việt Nam
Ban Chỉ đạo 389 quốc gia
Ban Quản lý khu kinh tế tỉnh Quảng Ninh
Ban Dân tộc tỉnh Hòa Bình
Hội đồng Bầu cử quốc gia
Ủy ban bầu cử tỉnh Lào Cai
Hội đồng Thi đua - Khen thưởng Trung ương
Ban Thi đua - Khen thưởng Trung ương
Trường Chính trị tỉnh Lào Cai
Đại học Quốc gia Hà Nội
Đại học Thái Nguyên
Trường Đại học Y Hà Nội
Tập đoàn Điện lực Việt Nam
Tổng công ty Đường sắt Việt Nam
Ngân hàng Chính sách xã hội
Giáo hội Phật giáo Việt Nam
Liên đoàn Bóng đá Việt Nam
Phòng Giáo dục và Đào tạo huyện Bắc Sơn
Phòng Văn hóa - Xã hội xã Phong Hải
Nhà xuất bản Chính trị quốc gia Sự thật
Ủy ban ATGT Quốc gia
Đoàn đại biểu Quốc hội tỉnh Cà Mau
Ban cán sự đảng Chính phủ
Đảng đoàn Quốc hội
Ban Kinh tế - Ngân sách HĐND tỉnh";

#[test]
fn bodies_are_named_whole_in_every_frame() {
    const FRAMES: [&str; 4] = [
        "Thực hiện Kế hoạch số 12 ngày 3/2/2025 của … về trồng rừng, các xã đã ra quân.",
        "Ngày 3/2/2025, … đã ban hành Nghị quyết số 12 về trồng rừng.",
        "Căn cứ Quyết định số 12 của …, xã lập danh sách.",
        "Theo Quyết định số 12 do … ban hành ngày 3/2/2025, xã lập danh sách.",
    ];
    assert!(BODIES.lines().count() >= 150);
    for body in BODIES.lines() {
        for frame in FRAMES {
            let text = frame.replace('…', body);
            let issuer =
                regulations(&text).into_iter().next().and_then(|regulation| regulation.issuer);
            assert_eq!(issuer.as_deref(), Some(body), "{text}");
        }
    }
}
