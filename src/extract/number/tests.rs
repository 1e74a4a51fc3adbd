//! Tables of numbers and of what is none.

use crate::Value;
use crate::extract::find;

/// The number mentions of a text as `surface=value class unit approx`, without what is not there.
fn numbers(text: &str) -> Vec<String> {
    find(text, None)
        .into_iter()
        .filter_map(|(span, value)| match value {
            Value::Number(q) => {
                let details = [Some(q.class.name()), q.unit, q.approx.map(|approx| approx.sign())];
                Some(format!("{}={} {}", span.slice(text), q.amount, details.into_iter().flatten().collect::<Vec<_>>().join(" ")))
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
        ("từ 500.000 đồng đến một triệu đồng", &["từ 500.000 đồng đến một triệu đồng=500000..1000000 money VND"]),
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
fn what_is_no_number() {
    for text in [
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
