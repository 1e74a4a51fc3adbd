//! Tables of dates and of what is none. Values first are easy to read down; the publication day is 2023-04-13, a Thursday.

use crate::Value;
use crate::extract::find;

/// The date mentions of a text as `surface=value`.
fn dates(text: &str, published: Option<&str>) -> Vec<String> {
    let published = published.and_then(|day| day.parse().ok());
    find(text, published)
        .into_iter()
        .filter_map(|(span, value)| match value {
            Value::Date(super::DateValue { edtf, .. }) => {
                Some(format!("{}={}", span.slice(text), edtf.map_or("null".to_string(), |edtf| edtf.to_string())))
            }
            _ => None,
        })
        .collect()
}

#[track_caller]
fn check(table: &[(&str, &[&str])], published: Option<&str>) {
    for (text, expected) in table {
        assert_eq!(dates(text, published), *expected, "{text}");
    }
}

const DAY: Option<&str> = Some("2023-04-13");

#[test]
fn days() {
    check(
        &[
            ("Ngày 19/5/2021, hội nghị", &["Ngày 19/5/2021=2021-05-19"]),
            ("ký 05-01-2020.", &["05-01-2020=2020-01-05"]),
            ("từ ngày 1.1.2019", &["ngày 1.1.2019=2019-01-01"]),
            ("ngày 5 tháng 7 năm 2019", &["ngày 5 tháng 7 năm 2019=2019-07-05"]),
            ("Chiều 12/4, Bộ trưởng", &["Chiều 12/4=2023-04-12"]),
            ("rạng sáng ngày 2-5", &["rạng sáng ngày 2-5=2023-05-02"]),
            ("8h30 ngày 5/4/2023", &["ngày 5/4/2023=2023-04-05"]),
            ("hôm 28/12", &["hôm 28/12=2022-12-28"]),
            ("thứ Ba, 11/4, đoàn", &["thứ Ba, 11/4=2023-04-11"]),
            ("dự kiến vào 27/4", &["27/4=2023-04-27"]),
            ("hôm nay (13-4)", &["hôm nay=2023-04-13", "13-4=2023-04-13"]),
            ("đến 31/12 tới", &["31/12=2023-12-31"]),
            ("Tính đến 28.3, dư nợ", &["28.3=2023-03-28"]),
            ("2023-03-05", &["2023-03-05=2023-03-05"]),
            ("ngày 15/8 năm ngoái", &["ngày 15/8 năm ngoái=2022-08-15"]),
            ("Từ 1-9, mức thu mới áp dụng", &["1-9=2023-09-01"]),
            ("ngày 26/5/ 2017, ông", &["ngày 26/5/ 2017=2017-05-26"]),
            ("31/05/13 07:48 GMT+7", &["31/05/13=2013-05-31"]),
            ("sáng nay 21.11, Thành ủy", &["sáng nay=2023-04-13", "21.11=2022-11-21"]),
            ("ngày chủ nhật 9/4", &["ngày chủ nhật 9/4=2023-04-09"]),
            ("có hiệu lực từ 1-7 tới.", &["1-7=2023-07-01"]),
            ("đến 31-12 năm nay", &["31-12 năm nay=2023-12-31"]),
            ("thứ hai (10-4)", &["thứ hai=2023-04-10", "10-4=2023-04-10"]),
            ("Năm 2016, đoàn đến ngày 30/6.", &["Năm 2016=2016", "ngày 30/6=2016-06-30"]),
        ],
        DAY,
    );
}

#[test]
fn months_quarters_halves_years() {
    check(
        &[
            ("tháng 3/2026", &["tháng 3/2026=2026-03"]),
            ("tháng 3 năm 2026", &["tháng 3 năm 2026=2026-03"]),
            ("cuối tháng 6-2017", &["cuối tháng 6-2017=2017-06"]),
            ("từ tháng 1.2019", &["tháng 1.2019=2019-01"]),
            ("tháng 11 năm ngoái", &["tháng 11 năm ngoái=2022-11"]),
            ("tháng 9 tới", &["tháng 9=2023-09"]),
            ("vào tháng Tám", &["tháng Tám=2023-08"]),
            ("từ 8/2015", &["8/2015=2015-08"]),
            ("quý I/2023", &["quý I/2023=2023-33"]),
            ("quý 3 năm 2022", &["quý 3 năm 2022=2022-35"]),
            ("quý IV", &["quý IV=2022-36"]),
            ("6 tháng đầu năm 2023", &["6 tháng đầu năm 2023=2023-40"]),
            ("bốn tháng đầu năm 2013", &["bốn tháng đầu năm 2013=2013-01/2013-04"]),
            ("sáu tháng cuối năm", &["sáu tháng cuối năm=2023-41"]),
            ("9 tháng đầu năm 2022", &["9 tháng đầu năm 2022=2022-01/2022-09"]),
            ("9 tháng năm 2018", &["9 tháng năm 2018=2018-01/2018-09"]),
            ("nửa đầu năm 2016", &["nửa đầu năm 2016=2016-40"]),
            ("cuối năm 2017", &["cuối năm 2017=2017"]),
            ("tầm nhìn 2045", &["2045=2045"]),
            ("(SN 1975)", &["1975=1975"]),
            ("những năm 1990", &["những năm 1990=199X"]),
            ("thập niên 90", &["thập niên 90=199X"]),
            ("thế kỷ XXI", &["thế kỷ XXI=20XX"]),
            ("những năm 80-90", &["những năm 80-90=198X/199X"]),
            ("thế kỷ 18-19", &["thế kỷ 18-19=17XX/18XX"]),
            ("nửa đầu thế kỷ 20", &["nửa đầu thế kỷ 20=19XX"]),
            ("mùa giải 2019/20", &["2019/20=2019/2020"]),
            ("năm học 2024/2025", &["2024/2025=2024/2025"]),
            ("mùa hè năm ngoái", &["mùa hè năm ngoái=2022-22"]),
            ("mùa đông 2018", &["mùa đông 2018=2018-24"]),
            ("Thế vận hội mùa đông 2026", &["2026=2026"]),
            ("3 quý đầu năm nay", &["3 quý đầu năm nay=2023-01/2023-09"]),
            ("quý đầu năm 2019", &["quý đầu năm 2019=2019-33"]),
            ("tháng 12 2016, đơn vị", &["tháng 12 2016=2016-12"]),
            ("Năm 2016, lập đội. Tháng 9 cùng năm, đội ra mắt", &["Năm 2016=2016", "Tháng 9=2016-09"]),
            ("năm 2017 và 2019", &["năm 2017=2017", "2019=2019"]),
            ("SEA Games 2021 được tổ chức", &["2021=2021"]),
        ],
        DAY,
    );
}

#[test]
fn intervals_and_lists() {
    check(
        &[
            ("giai đoạn 2018-2022", &["2018-2022=2018/2022"]),
            ("từ năm 2018 đến năm 2022", &["từ năm 2018 đến năm 2022=2018/2022"]),
            ("từ năm 2018 đến nay", &["từ năm 2018 đến nay=2018/.."]),
            ("từ năm 2025 trở đi", &["từ năm 2025 trở đi=2025/.."]),
            ("từ năm 2013", &["năm 2013=2013"]),
            ("từ năm 2001 đến tháng 9/2005", &["từ năm 2001 đến tháng 9/2005=2001/2005-09"]),
            ("ngày 5-10/4/2023", &["ngày 5-10/4/2023=2023-04-05/2023-04-10"]),
            ("từ ngày 5 đến 10/4/2023", &["từ ngày 5 đến 10/4/2023=2023-04-05/2023-04-10"]),
            ("từ ngày 29/12 đến 2/1", &["từ ngày 29/12 đến 2/1=2022-12-29/2023-01-02"]),
            ("thăm Canada từ 8-10 tháng 6", &["từ 8-10 tháng 6=2023-06-08/2023-06-10"]),
            ("từ 31-1 đến nay", &["từ 31-1 đến nay=2023-01-31/.."]),
            ("từ 13-9 đến 25-10-2016", &["từ 13-9 đến 25-10-2016=2016-09-13/2016-10-25"]),
            ("từ ngày 9 đến 15-11 năm ngoái", &["từ ngày 9 đến 15-11 năm ngoái=2022-11-09/2022-11-15"]),
            ("hai ngày 14 và 15/4", &["ngày 14=2023-04-14", "15/4=2023-04-15"]),
            ("từ năm 2011 cho đến nay", &["từ năm 2011 cho đến nay=2011/.."]),
            ("nhiệm kỳ 1996 đến tháng 2-2003", &["1996 đến tháng 2-2003=1996/2003-02"]),
            ("từ tháng 3.2012 đến 10.2016", &["từ tháng 3.2012 đến 10.2016=2012-03/2016-10"]),
            ("(8/1999-4/2001)", &["8/1999-4/2001=1999-08/2001-04"]),
            ("tháng 7-9/2017", &["tháng 7-9/2017=2017-07/2017-09"]),
            ("30/4/1975-30/4/2019", &["30/4/1975=1975-04-30", "30/4/2019=2019-04-30"]),
            ("ngày 5 và 6/4/2023", &["ngày 5=2023-04-05", "6/4/2023=2023-04-06"]),
            ("ngày 5, 6 và 7/4", &["ngày 5=2023-04-05", "6=2023-04-06", "7/4=2023-04-07"]),
            ("tháng 2 và 3/2023", &["tháng 2=2023-02", "3/2023=2023-03"]),
        ],
        DAY,
    );
}

#[test]
fn seen_from_the_day_of_publication() {
    check(
        &[
            ("hôm qua", &["hôm qua=2023-04-12"]),
            ("sáng mai", &["sáng mai=2023-04-14"]),
            ("tối qua", &["tối qua=2023-04-12"]),
            ("tuần trước", &["tuần trước=2023-04-03/2023-04-09"]),
            ("thứ Hai tuần tới", &["thứ Hai tuần tới=2023-04-17"]),
            ("thứ Hai tới", &["thứ Hai tới=2023-04-17"]),
            ("tháng này", &["tháng này=2023-04"]),
            ("năm ngoái", &["năm ngoái=2022"]),
            ("cuối năm nay", &["cuối năm nay=2023"]),
        ],
        DAY,
    );
    check(&[("hôm qua", &["hôm qua=null"]), ("ngày 12/4", &["ngày 12/4=XXXX-04-12"]), ("quý II", &["quý II=XXXX-34"])], None);
}

#[test]
fn the_tense_of_the_sentence_decides_where_the_nearest_year_is_doubtful() {
    check(
        &[
            ("Trước đó, ngày 16/8, Sở đã báo cáo.", &["ngày 16/8=2022-08-16"]),
            ("Dự kiến khởi công ngày 5/12 và sẽ xong sớm.", &["ngày 5/12=2023-12-05"]),
            ("Ngày 16/8, Sở báo cáo.", &["Ngày 16/8=2023-08-16"]),
        ],
        DAY,
    );
}

#[test]
fn the_lunar_calendar() {
    check(
        &[
            ("Tết Nguyên đán Bính Ngọ 2026", &["Tết Nguyên đán Bính Ngọ 2026=2026-02-17"]),
            ("Xuân Mậu Thân 1968", &["Xuân Mậu Thân 1968=1968-01-29"]),
            ("rằm tháng Giêng năm 2023", &["rằm tháng Giêng năm 2023=2023-02-05"]),
            ("mùng 1 Tết", &[]),
            ("12/8 âm lịch", &[]),
            ("dịp tháng Chạp", &[]),
        ],
        DAY,
    );
}

#[test]
fn what_is_no_date() {
    for text in [
        "2/3 số ghế",
        "đạt 39/55 tiêu chí",
        "trực 24/7",
        "tỷ số 3-1",
        "số 18/3 đường Lê Lợi",
        "trong 5 năm qua",
        "31/2/2023",
        "ngày 31/2/2023",
        "ngày 30-2",
        "một tháng 1 lần",
        "phần thưởng cao quý này",
        "bản đồ 1/2000",
        "trong 5-10 năm tới",
        "đường Cách Mạng Tháng 8",
        "mỗi ngày 5 ca",
        "từ 5-6 năm",
        "nhiều năm nay",
        "lần thứ hai",
        "lớp 8/2",
        "cấp 6-7",
        "Cách mạng tháng Tám",
        "Công viên 23/9",
        "3 tháng trước",
        "1.975 người",
        "khoảng 2000 người",
    ] {
        assert_eq!(dates(text, DAY), [""; 0], "{text}");
    }
}
