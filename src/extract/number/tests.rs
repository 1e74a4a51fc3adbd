//! Tables of numbers and of what is none.

use crate::extract::find;
use crate::{Text, Value};

/// The number mentions of a text as `surface=value class unit approx`, without what is not there.
fn numbers(text: &str) -> Vec<String> {
    find(text, None)
        .into_iter()
        .filter_map(|(span, value)| match value {
            Value::Number(q) => {
                let details = [Some(q.class.name()), q.unit, q.approx.map(|approx| approx.sign())];
                Some(format!(
                    "{}={} {}",
                    span.slice(text),
                    q.amount,
                    details.into_iter().flatten().collect::<Vec<_>>().join(" ")
                ))
            }
            _ => None,
        })
        .collect()
}

#[track_caller]
fn check(table: &[(&str, &[&str])]) {
    for (text, expected) in table {
        assert_eq!(numbers(text), *expected, "{text}");
    }
}

#[test]
fn digits() {
    check(&[
        ("8.890 học viên", &["8.890=8890 count"]),
        ("giá 36,650 triệu đồng", &["36,650 triệu đồng=36650000 money VND"]),
        ("có 300,000 người", &["300,000=300000 count"]),
        ("1.234.567,5 đồng", &["1.234.567,5 đồng=1234567.5 money VND"]),
        ("02 đối tượng", &["02=2 count"]),
        ("4,2ha đất", &["4,2ha=4.2 measure ha"]),
        ("37,5 độ C", &["37,5 độ C=37.5 measure °C"]),
        ("100 km/h", &["100 km/h=100 measure km/h"]),
        ("12,5 phần trăm", &["12,5 phần trăm=12.5 percent %"]),
        ("3 điểm %", &["3 điểm %=3 percent pp"]),
        ("tăng 24.5%", &["24.5%=24.5 percent %"]),
        ("39/55 xã", &["39/55=39/55 ratio"]),
        ("24/24 xã", &["24/24=24/24 ratio"]),
        ("5 năm", &["5 năm=5 duration year"]),
        ("550.000 đồng/m2", &["550.000 đồng=550000 money VND"]),
        ("quy định 17 ngành nghề", &["17=17 count"]),
        ("tổng số 15", &["15=15 count"]),
        ("trong 3 năm học", &["3 năm=3 duration year"]),
        ("mỗi lô 60 chiếc", &["60=60 count"]),
        ("công suất 83 mã lực", &["83 mã lực=83 measure hp"]),
        ("giảm 0,2-0,3% điểm", &["0,2-0,3% điểm=0.2..0.3 percent pp"]),
        ("quy hoạch chi tiết xây dựng 1/2000", &["1/2000=1/2000 ratio"]),
    ]);
}

#[test]
fn magnitudes_and_money() {
    check(&[
        ("1.200 tỷ đồng", &["1.200 tỷ đồng=1200000000000 money VND"]),
        ("3 triệu USD", &["3 triệu USD=3000000 money USD"]),
        ("3 tỷ 500 triệu đồng", &["3 tỷ 500 triệu đồng=3500000000 money VND"]),
        ("1,2 triệu tỷ đồng", &["1,2 triệu tỷ đồng=1200000000000000 money VND"]),
        ("2 triệu rưỡi", &["2 triệu rưỡi=2500000 count"]),
        ("3 tỷ lệ", &["3=3 count"]),
        ("5 đồng chí", &["5=5 count"]),
        ("60 USD/thùng", &["60 USD=60 money USD"]),
    ]);
}

#[test]
fn ranges_and_approximations() {
    check(&[
        ("80-90%", &["80-90%=80..90 percent %"]),
        ("từ 5 đến 10 km", &["từ 5 đến 10 km=5..10 measure km"]),
        ("7-10 triệu đồng", &["7-10 triệu đồng=7000000..10000000 money VND"]),
        ("27% - 27,5%", &["27% - 27,5%=27..27.5 percent %"]),
        ("từ 40,8% lên 42,13%", &["40,8%=40.8 percent %", "42,13%=42.13 percent %"]),
        ("hơn 20 người", &["20=20 count >"]),
        ("ít nhất 3 cán bộ", &["3=3 count >="]),
        ("18 tuổi trở lên", &["18=18 count >="]),
        ("không quá 2,4 triệu đồng", &["2,4 triệu đồng=2400000 money VND <="]),
        ("khoảng 15 ha", &["15 ha=15 measure ha ~"]),
        ("chưa tới 550 hộ", &["550=550 count <"]),
        ("dựa trên 3 ý tưởng", &["3=3 count"]),
        (
            "từ 500.000 đồng đến một triệu đồng",
            &["từ 500.000 đồng đến một triệu đồng=500000..1000000 money VND"],
        ),
    ]);
}

#[test]
fn words() {
    check(&[
        ("hai mươi mốt xã", &["hai mươi mốt=21 count"]),
        ("ba trăm linh năm hộ", &["ba trăm linh năm=305 count"]),
        ("hơn hai nghìn người", &["hai nghìn=2000 count >"]),
        ("sáu đảng ủy cơ sở", &["sáu=6 count"]),
        ("ba thập kỷ", &["ba thập kỷ=3 duration decade"]),
        ("hai phần ba số đại biểu", &["hai phần ba=2/3 ratio"]),
        ("một nửa", &["một nửa=1/2 ratio"]),
        ("nửa triệu đồng", &["nửa triệu đồng=500000 money VND"]),
        ("có năm người", &["năm=5 count"]),
        ("bốn năm sau", &["bốn năm=4 duration year"]),
        ("Ba trong số các dự án", &["Ba=3 count"]),
        ("ít nhất năm quan chức", &["năm=5 count >="]),
        ("gộp vào một đến hai phường", &["một đến hai=1..2 count"]),
        ("hai triệu rưỡi đồng", &["hai triệu rưỡi đồng=2500000 money VND"]),
        ("Chín trong 10 nhóm", &["Chín=9 count", "10=10 count"]),
    ]);
}

#[test]
fn ordinals() {
    check(&[
        ("lần thứ 18", &["18=18 ordinal"]),
        ("lần thứ ba", &["ba=3 ordinal"]),
        ("khóa XIII", &["XIII=13 ordinal"]),
        ("họp lần hai", &["hai=2 ordinal"]),
        ("gấp hai lần ba tỉnh", &["hai=2 count", "ba=3 count"]),
        ("phiên họp 49", &["49=49 ordinal"]),
        ("kỳ họp 32", &["32=32 ordinal"]),
        ("Đại hội XIV", &["XIV=14 ordinal"]),
        ("hội nghị Trung ương 6", &["6=6 ordinal"]),
    ]);
}

#[test]
fn signs() {
    check(&[
        ("GDP tăng trưởng -2,4%", &["-2,4%=-2.4 percent %"]),
        ("lợi nhuận (-7,05%)", &["-7,05%=-7.05 percent %"]),
        ("xuống –12 độ C", &["–12 độ C=-12 measure °C"]),
        ("thâm hụt -3,1 tỷ USD", &["-3,1 tỷ USD=-3100000000 money USD"]),
        ("tăng trưởng âm 1,8%", &["âm 1,8%=-1.8 percent %"]),
        ("kho lạnh âm 18 độ C", &["âm 18 độ C=-18 measure °C"]),
        ("lỗ âm 20 tỷ đồng", &["âm 20 tỷ đồng=-20000000000 money VND"]),
        ("từ -5 đến -3 độ C", &["từ -5 đến -3 độ C=-5..-3 measure °C"]),
        ("điểm số còn -4", &["-4=-4 count"]),
        // no signs: items of lists, joints of ranges, falls
        ("-3,5% hộ nghèo", &["3,5%=3.5 percent %"]),
        ("5 -10% số xã", &["5 -10%=5..10 percent %"]),
        ("giảm 3,5%", &["3,5%=3.5 percent %"]),
    ]);
}

#[test]
fn points_and_commas() {
    check(&[
        ("thu 2,750.40 USD", &["2,750.40 USD=2750.4 money USD"]),
        ("chỉ số đạt 1,318.25", &["1,318.25=1318.25 count"]),
        ("xuất 23,456.7 tấn", &["23,456.7 tấn=23456.7 measure t"]),
        ("đạt 7.5 điểm", &["7.5=7.5 count"]),
        ("gấp 2.5 lần", &["2.5=2.5 count"]),
        ("hệ số phụ cấp 0.7", &["0.7=0.7 count"]),
        ("bậc lương có hệ số 4.98", &["4.98=4.98 count"]),
        // by the document's habit
        ("tăng 24.5%, từ 3.9 lên", &["24.5%=24.5 percent %", "3.9=3.9 count"]),
        ("tăng 1.5%, thu 1,234 cây", &["1.5%=1.5 percent %", "1,234=1234 count"]),
        // 8 and more digits with a unit
        ("nộp 25000000 đồng", &["25000000 đồng=25000000 money VND"]),
        ("phát 12000000 liều", &["12000000=12000000 count"]),
        ("tài khoản 19034567812", &[]),
        // sections, versions, days
        ("2.3. Nhiệm vụ", &[]),
        ("công nghiệp 4.0", &[]),
        ("theo mục 2.4 của", &[]),
    ]);
}

#[test]
fn parts_of_wholes() {
    check(&[
        ("4 trên 9 xã đạt chuẩn", &["4 trên 9=4/9 ratio"]),
        ("có 17 trên tổng số 22 phường", &["17 trên tổng số 22=17/22 ratio"]),
        ("bảy trên mười hộ", &["bảy trên mười=7/10 ratio"]),
        ("chọn 15 trên 60 tuổi", &["15=15 count", "60=60 count >"]),
        ("có 3 trên 5 triệu đồng", &["3=3 count", "5 triệu đồng=5000000 money VND >"]),
        ("mỗi nhà 3/4kg thóc", &["3/4=3/4 ratio"]),
        ("thu 600 triệu/1 năm", &["600 triệu=600000000 count", "1 năm=1 duration year"]),
        ("02 (hai) bản", &["02=2 count", "hai=2 count"]),
        ("trong 05 (năm) ngày", &["05=5 count", "năm=5 count"]),
        ("01 (một) bộ hồ sơ", &["01=1 count", "một=1 count"]),
    ]);
}

#[test]
fn ranges_with_comparators() {
    check(&[
        (
            "giá từ 40 đến trên 60 triệu đồng",
            &["từ 40 đến trên 60 triệu đồng=40000000..60000000 money VND"],
        ),
        (
            "từ 5 tỷ đồng đến dưới 8 tỷ đồng",
            &["từ 5 tỷ đồng đến dưới 8 tỷ đồng=5000000000..8000000000 money VND"],
        ),
        ("20 đến hơn 30 ha", &["20 đến hơn 30 ha=20..30 measure ha"]),
        ("từ đủ 14 tuổi đến dưới 18 tuổi", &["14=14 count", "18=18 count <"]),
        ("giữa 4 và 6 triệu đồng", &["giữa 4 và 6 triệu đồng=4000000..6000000 money VND"]),
        ("nằm giữa 15 và 20%", &["giữa 15 và 20%=15..20 percent %"]),
        ("giữa hai và ba tỷ đồng", &["giữa hai và ba tỷ đồng=2000000000..3000000000 money VND"]),
    ]);
}

#[test]
fn units_of_all_sorts() {
    check(&[
        ("xe 150cc", &["150cc=150 measure cc"]),
        ("động đất 6,1 độ Richter", &["6,1 độ Richter=6.1 measure độ Richter"]),
        ("ở 10,5 độ vĩ Bắc", &["10,5 độ vĩ Bắc=10.5 measure °"]),
        ("nghiêng 30 độ", &["30 độ=30 measure °"]),
        ("nóng 98 độ F", &["98 độ F=98 measure °F"]),
        ("giá 8 cent/kWh", &["8 cent/kWh=8 money cent/kWh"]),
        ("băng tần 3,5GHz", &["3,5GHz=3.5 measure GHz"]),
        ("pin 4.500 mAh", &["4.500 mAh=4500 measure mAh"]),
        ("bụi 55 µg/m3", &["55 µg/m3=55 measure µg/m3"]),
        ("cồn 0,4 mg/lít", &["0,4 mg/lít=0.4 measure mg/l"]),
        ("gõ 12 ký tự", &["12=12 count"]),
        ("rổ 7 đồng tiền", &["7=7 count"]),
        ("nộp 50.000 đồng tiền phí", &["50.000 đồng=50000 money VND"]),
        ("3 số điện thoại", &["3=3 count"]),
        ("5 đô thị", &["5=5 count"]),
        ("dài 3 km rưỡi", &["3 km rưỡi=3.5 measure km"]),
        // currency in front
        ("vốn $25 triệu", &["$25 triệu=25000000 money USD"]),
        ("vay USD 4,5 tỷ", &["USD 4,5 tỷ=4500000000 money USD"]),
        ("giá €300", &["€300=300 money EUR"]),
        // short forms
        ("giá 3tr2", &["3tr2=3200000 count"]),
        ("bán 1 tỷ 2.", &["1 tỷ 2=1200000000 count"]),
        ("mua 2 triệu 5 đồng", &["2 triệu 5 đồng=2500000 money VND"]),
        // a blank lost
        ("nộp 4.000.000 đồngđối với", &["4.000.000=4000000 money VND"]),
        ("chi 3 tỷđồng", &["3=3000000000 money VND"]),
        ("dài hơn20 km", &["20 km=20 measure km >"]),
        ("tăng5% so với", &["5%=5 percent %"]),
    ]);
}

#[test]
fn approximators() {
    check(&[
        ("rộng (~60 m2)", &["60 m2=60 measure m2 ~"]),
        ("cách ≈ 5 km", &["5 km=5 measure km ~"]),
        ("tỷ lệ ≥ 95%", &["95%=95 percent % >="]),
        ("tối đa bằng 70%", &["70%=70 percent % <="]),
        ("không thấp hơn 9.000 đồng", &["9.000 đồng=9000 money VND >="]),
        ("không ít hơn 15 ngày", &["15 ngày=15 duration day >="]),
        ("không nhỏ hơn 3 m", &["3 m=3 measure m >="]),
        ("không lớn hơn 40%", &["40%=40 percent % <="]),
        ("tiến độ 60%", &["60%=60 percent %"]),
        ("nồng độ 5%", &["5%=5 percent %"]),
        ("mật độ 300 người", &["300=300 count"]),
        ("chừng độ 20 ngày", &["20 ngày=20 duration day ~"]),
    ]);
}

#[test]
fn words_of_all_sorts() {
    check(&[
        ("lạm phát sáu phẩy hai phần trăm", &["sáu phẩy hai phần trăm=6.2 percent %"]),
        ("góp hai phẩy năm tỷ đồng", &["hai phẩy năm tỷ đồng=2500000000 money VND"]),
        ("hơn bốn nghìn năm dựng nước", &["bốn nghìn năm=4000 duration year >"]),
        ("ba triệu năm trước", &["ba triệu năm=3000000 duration year"]),
        ("thưởng ba triệu tư", &["ba triệu tư=3400000 count"]),
        ("vé hai trăm tư nghìn đồng", &["hai trăm tư nghìn đồng=240000 money VND"]),
        ("(ba nghìn, bảy trăm tỷ đồng)", &["ba nghìn, bảy trăm tỷ đồng=3700000000000 money VND"]),
        ("tủ có năm viên thuốc", &["năm=5 count"]),
        ("xe hàng ba bánh", &["ba=3 count"]),
        ("mười năm 2021-2030", &["mười năm=10 duration year"]),
        // father
        ("Ba tôi làm ruộng", &[]),
        ("ruộng của ba tôi", &[]),
        ("ba mình đi bộ đội", &[]),
    ]);
}

#[test]
fn labels_in_lists() {
    check(&[
        ("các Điều 3, 7 và 9 của", &[]),
        ("quận 1, 3 và 5 đi đầu", &[]),
        ("khoản 2, 4 Điều 6", &[]),
        ("tổ 1 đến 7.", &[]),
        ("lớp 10, 15 em vắng", &["15=15 count"]),
        ("quận 3, 2.000 hộ", &["2.000=2000 count"]),
        ("Điều 5 và 2/3 số hộ", &["2/3=2/3 ratio"]),
        // what is counted is no label
        ("gồm 9 chương 60 điều", &["9=9 count", "60=60 count"]),
        ("in hình 8 ngôi sao", &["8=8 count"]),
        // the decimals of metres stand behind their sign
        ("em cao 1m75", &["1m75=1.75 measure m"]),
        ("rộng 386.600m2", &["386.600m2=386600 measure m2"]),
        ("chứa 5m3", &["5m3=5 measure m3"]),
        ("rào cao 2m5, dài", &["2m5=2.5 measure m"]),
        ("1,7 tỉ phân tử", &["1,7 tỉ=1700000000 count"]),
        ("trong 2-3 tháng đầu năm", &["2-3 tháng=2..3 duration month"]),
        ("có 12 xã 80 thôn bản", &["12=12 count", "80=80 count"]),
        ("lần 2 lớp 10 môn Toán", &["2=2 ordinal"]),
    ]);
}

#[test]
fn what_is_no_number() {
    for text in [
        "Lũ dưới báo động 2 rút dần",
        "Thủy điện Vân Trà 2 được khởi công",
        "Năm lớp 8 em đoạt giải",
        "4 CÔNG BÁO/Số 511 + 512/Ngày 24-7-2017",
        "CÔNG BÁO/Số 73 + 74/Ngày 16-01-2024 39",
        "CÔNG BÁO/Số 12/Ngày 3-4-2029\n57",
        "58\nCÔNG BÁO/Số 12/Ngày 3-4-2029",
        "7 Điều này được bãi bỏ",
        "3 Thông tư này đã được thay thế",
        "b)4 Trường hợp đi vắng",
        "“2. Xã có rừng",
        "tại số thứ tự 3 và 7",
        "Thư ký, máy lẻ 4546",
        "bôn ba xứ người",
        "bãi bỏ một phần một số điều",
        "Việc đã xong. 2. Nội dung",
        "gồm: 1- Đơn xin; 2- Biên bản; 3- Hồ sơ",
        "chương trình “Đêm hội hoa 7” mở màn",
        "dòng iPhone 18 ra mắt",
        "Chương trình 224 và các dự án",
        "gọi 0987 654 321",
        "Điện thoại: (028) 3822 1234",
        "tổng đài 1800 5678",
        "+84 912 345 678",
        "lớn gấp 10⁶",
        "dịp 30/4 và 1/5",
        "Bảo hiểm xã hội12 nêu",
        "07:48 GMT+7",
        "đủ một năm công tác trở lên",
        "giá 4.80 lakh",
        "ngày 31/2/2023",
        "Điều 5 khoản 2",
        "phường 12, quận 3",
        "quốc lộ 1A",
        "Covid-19",
        "số 5 Tràng Thi",
        "F0",
        "8h30",
        "lúc 14 giờ 30",
        "20:15",
        "tỷ số 2-1",
        "hai bên",
        "cả hai",
        "một số",
        "hàng trăm người",
        "vài chục người",
        "ông Sáu",
        "Ba Vì",
        "bà Tám",
        "trong năm dự án",
        "không",
        "tư nhân",
        "MH370",
        "0902.999.655",
        "1. Phạm vi",
        "lần thứ nhất",
        "năm đầu tiên",
        "số điện thoại 0243822042",
        "24/24",
    ] {
        assert_eq!(numbers(text), [""; 0], "{text}");
    }
}

#[test]
fn capitals() {
    check(&[
        ("XÃ LẬP BỐN TỔ CÔNG TÁC TRONG 6 THÁNG", &["BỐN=4 count", "6 THÁNG=6 duration month"]),
        (
            "SỬA 12 TRÊN 15 TRẠM BƠM, ĐÀO 300M MƯƠNG",
            &["12 TRÊN 15=12/15 ratio", "300M=300 measure m"],
        ),
        ("GẦN HAI NGHÌN HỘ DÂN VÙNG 5G", &["HAI NGHÌN=2000 count <"]),
        ("TĂNG BA PHẨY HAI PHẦN TRĂM", &["BA PHẨY HAI PHẦN TRĂM=3.2 percent %"]),
        // names, with and without marks
        ("DANH SÁCH: LE VAN BA TO TRUONG, TRAN HAI YEN, HAI HA CO LTD", &[]),
        ("Bà Nguyễn Thị Ba VĐV bơi", &[]),
        ("có 3 Tháng Tám", &["3=3 count"]),
    ]);
}

#[test]
fn footnotes() {
    check(&[
        ("huyện có ba¹ trạm y tế", &["ba=3 count"]),
        ("bốn[12] tổ hòa giải", &["bốn=4 count"]),
        ("xây 10¹ nhà, trồng 10⁶ cây, lát 5 m²", &["10=10 count", "5 m²=5 measure m2"]),
    ]);
}

#[test]
fn dashes_of_every_length() {
    for dash in ["-", "\u{2010}", "\u{2011}", "\u{2012}", "–", "—", "\u{2015}", "\u{2212}"] {
        let text = format!("tăng 5{dash}7%, giảm còn ({dash}3,5%), cao 12{dash}15 m");
        let text = Text::new(text);
        let values: Vec<_> = find(text.as_str(), None)
            .into_iter()
            .filter_map(|(_, value)| value.canonical())
            .collect();
        assert_eq!(values, ["5..7", "-3.5", "12..15"], "{}", text.source());
    }
}
