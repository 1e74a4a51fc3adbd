//! Tables of dates and of what is none. Values first are easy to read down; the publication day is
//! 2023-04-13, a Thursday.

use crate::Value;
use crate::extract::find;

/// The date mentions of a text as `surface=value`.
fn dates(text: &str, published: Option<&str>) -> Vec<String> {
    let published = published.and_then(|day| day.parse().ok());
    find(text, published)
        .into_iter()
        .filter_map(|(span, value)| match value {
            Value::Date(super::DateValue { edtf, .. }) => Some(format!(
                "{}={}",
                span.slice(text),
                edtf.map_or("null".to_string(), |edtf| edtf.to_string())
            )),
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
            (
                "Năm 2016, lập đội. Tháng 9 cùng năm, đội ra mắt",
                &["Năm 2016=2016", "Tháng 9=2016-09"],
            ),
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
            (
                "từ ngày 9 đến 15-11 năm ngoái",
                &["từ ngày 9 đến 15-11 năm ngoái=2022-11-09/2022-11-15"],
            ),
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
    check(
        &[
            ("hôm qua", &["hôm qua=null"]),
            ("ngày 12/4", &["ngày 12/4=XXXX-04-12"]),
            ("quý II", &["quý II=XXXX-34"]),
        ],
        None,
    );
}

#[test]
fn the_tense_of_the_sentence_decides_where_the_nearest_year_is_doubtful() {
    check(
        &[
            ("Trước đó, ngày 16/8, Sở đã báo cáo.", &["ngày 16/8=2022-08-16"]),
            ("Dự kiến khởi công ngày 5/12 và sẽ xong sớm.", &["ngày 5/12=2023-12-05"]),
            ("Ngày 16/8, Sở báo cáo.", &["Ngày 16/8=2023-08-16"]),
            ("Tàu neo ở cảng hôm 2/9.", &["hôm 2/9=2022-09-02"]),
            (
                "Ngày 2-9-2022, xe đổ. Đến ngày 16-8 chủ xe khai.",
                &["Ngày 2-9-2022=2022-09-02", "ngày 16-8=2022-08-16"],
            ),
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
        "kỳ hạn 6-12 tháng 5,6%/năm",
        "tiêm 2-3 tháng 1 lần",
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

/// Kinds of writing that real texts have and early grammars missed: three sentences of each.
#[test]
fn capitals() {
    check(
        &[
            ("NGÀY 6 THÁNG 4 NĂM 2023", &["NGÀY 6 THÁNG 4 NĂM 2023=2023-04-06"]),
            (
                "Làm tại Hà Trung, Ngày 21 Tháng 2 Năm 2022",
                &["Ngày 21 Tháng 2 Năm 2022=2022-02-21"],
            ),
            ("KẾT QUẢ 9 THÁNG ĐẦU NĂM 2022", &["9 THÁNG ĐẦU NĂM 2022=2022-01/2022-09"]),
            ("NHIỆM VỤ 6 THÁNG CUỐI NĂM 2023", &["6 THÁNG CUỐI NĂM 2023=2023-41"]),
            ("TỪ NGÀY 5 ĐẾN 10/4/2023", &["TỪ NGÀY 5 ĐẾN 10/4/2023=2023-04-05/2023-04-10"]),
            ("HAI NGÀY 14 VÀ 15/4", &["NGÀY 14=2023-04-14", "15/4=2023-04-15"]),
            ("THU NGÂN SÁCH QUÝ I NĂM 2023", &["QUÝ I NĂM 2023=2023-33"]),
            ("NHIỆM VỤ 11 THÁNG NĂM 2022", &["11 THÁNG NĂM 2022=2022-01/2022-11"]),
            ("HỌP VÀO THỨ HAI TỚI", &["THỨ HAI TỚI=2023-04-17"]),
            ("PHẦN THỨ TƯ: CAM KẾT", &[]),
            ("KỶ NIỆM NHỮNG THÁNG NĂM HÀO HÙNG", &[]),
            ("RA QUÂN MÙA XUÂN NĂM 2023", &["MÙA XUÂN NĂM 2023=2023-21"]),
        ],
        DAY,
    );
}

#[test]
fn blanks_around_separators() {
    check(
        &[
            ("phiếu ghi 2023 / 02 / 07", &["2023 / 02 / 07=2023-02-07"]),
            ("bản lưu 2022 - 11 - 30 của xã", &["2022 - 11 - 30=2022-11-30"]),
            ("Ngày 7 / 5 / 2014, xã họp", &["Ngày 7 / 5 / 2014=2014-05-07"]),
            ("ngày 3 - 2 - 2021 tại trụ sở", &["ngày 3 - 2 - 2021=2021-02-03"]),
            ("sáng 21 / 3, đoàn về", &["sáng 21 / 3=2023-03-21"]),
            ("hạn nộp 31 / 12 / 2022", &["31 / 12 / 2022=2022-12-31"]),
            ("tháng 5 / 2022", &["tháng 5 / 2022=2022-05"]),
            (
                "từ ngày 5 / 4 đến ngày 10 / 4 / 2023",
                &["từ ngày 5 / 4 đến ngày 10 / 4 / 2023=2023-04-05/2023-04-10"],
            ),
            ("nghỉ lễ 30 / 4 - 1 / 5", &["30 / 4 - 1 / 5=2023-04-30/2023-05-01"]),
            ("ngày 26 /5/ 2017", &["ngày 26 /5/ 2017=2017-05-26"]),
            ("chiều 28 - 3, Sở họp", &["chiều 28 - 3=2023-03-28"]),
            ("ngày 5 - 3 người bị thương", &["ngày 5=2023-04-05"]),
        ],
        DAY,
    );
}

#[test]
fn years_of_history() {
    check(
        &[
            ("Năm 981, quân Tống thua trận.", &["Năm 981=0981"]),
            ("nhà Ngô (939-965) đóng đô", &["939-965=0939/0965"]),
            ("triều Trần (1226 - 1400)", &["1226 - 1400=1226/1400"]),
            ("thế kỷ II trước Công nguyên", &["thế kỷ II trước Công nguyên=-0199/-0100"]),
            ("năm 179 TCN", &["năm 179 TCN=-0178"]),
            ("thế kỷ VII TCN", &["thế kỷ VII TCN=-0699/-0600"]),
            ("cuộc khởi nghĩa năm 43 trước Công nguyên", &["năm 43 trước Công nguyên=-0042"]),
            ("khởi nghĩa năm 42; dựng cờ", &["năm 42=0042"]),
            ("một năm 365 ngày", &[]),
            ("mỗi năm 450 tấn", &[]),
            ("khoảng 5 năm 200 hộ", &[]),
        ],
        DAY,
    );
}

#[test]
fn years_are_1_to_9999_or_said_to_be_before_our_era() {
    let unknown = |text: &str| dates(text, Some("9999-12-31"));
    assert_eq!(
        unknown("Năm sau; quý I năm sau; ngày mai; tuần tới"),
        ["Năm sau=null", "quý I năm sau=null", "ngày mai=null", "tuần tới=null"]
    );
    assert_eq!(unknown("tháng 12 năm nay"), ["tháng 12 năm nay=9999-12"]);
    let unknown = |text: &str| dates(text, Some("0001-01-01"));
    assert_eq!(
        unknown("Hôm qua; năm ngoái; tháng trước; năm kia"),
        ["Hôm qua=null", "năm ngoái=null", "tháng trước=null", "năm kia=null"]
    );
    assert_eq!(
        unknown("từ tháng 11 năm ngoái đến nay; hôm nay"),
        ["tháng 11 năm ngoái=null", "hôm nay=0001-01-01"]
    );
    check(
        &[
            ("năm 1 TCN", &["năm 1 TCN=0000"]),
            ("thế kỷ 1", &["thế kỷ 1=00XX"]),
            ("thế kỷ I TCN", &["thế kỷ I TCN=-0099/0000"]),
        ],
        DAY,
    );
    check(
        &[(
            "Năm 257 TCN, dựng nước; tháng 3 cùng năm lên ngôi",
            &["Năm 257 TCN=-0256", "tháng 3=null"],
        )],
        DAY,
    );
}

#[test]
fn words_and_digits() {
    check(
        &[
            ("Ngày 2 tháng Chín năm 1945", &["Ngày 2 tháng Chín năm 1945=1945-09-02"]),
            ("ngày 30 tháng Tư", &["ngày 30 tháng Tư=2023-04-30"]),
            (
                "ngày mười chín tháng tám năm 1945",
                &["ngày mười chín tháng tám năm 1945=1945-08-19"],
            ),
            ("họp vào ngày hai mươi lăm tháng ba", &["ngày hai mươi lăm tháng ba=2023-03-25"]),
            (
                "Năm một nghìn chín trăm năm mươi tư, hòa bình",
                &["Năm một nghìn chín trăm năm mươi tư=1954"],
            ),
            ("năm hai nghìn không trăm hai mươi", &["năm hai nghìn không trăm hai mươi=2020"]),
            ("Đầu tháng mười một, đập xả nước", &["Đầu tháng mười một=2022-11"]),
            ("vào tháng mười hai, công ty nghỉ", &["tháng mười hai=2022-12"]),
            ("giữa tháng ba", &["giữa tháng ba=2023-03"]),
            ("20 Tháng Chín, 2019", &["20 Tháng Chín, 2019=2019-09-20"]),
            ("mỗi tháng hai lần", &[]),
            ("mỗi tháng một buổi", &[]),
            ("trước ngày 15 tháng 12 hằng năm", &[]),
            ("từ ngày 01 tháng 01 đến ngày 31 tháng 12 hằng năm", &[]),
        ],
        DAY,
    );
}

#[test]
fn years_behind_commas_blanks_and_cua() {
    check(
        &[
            ("ngày 12 tháng 8, 2005", &["ngày 12 tháng 8, 2005=2005-08-12"]),
            ("ký 4 tháng 3 2016 tại Huế", &["4 tháng 3 2016=2016-03-04"]),
            ("lập ngày 15 tháng 6, năm 2011", &["ngày 15 tháng 6, năm 2011=2011-06-15"]),
            ("thu quý III của năm 2021", &["quý III của năm 2021=2021-35"]),
            ("tháng 5 của năm 2020", &["tháng 5 của năm 2020=2020-05"]),
            ("9 tháng đầu của năm 2021", &["9 tháng đầu của năm 2021=2021-01/2021-09"]),
            ("so với tháng 6 (năm 2021)", &["tháng 6=2021-06", "năm 2021=2021"]),
            ("14 tháng 3, 2018 tỉnh ký kết", &["14 tháng 3, 2018=2018-03-14"]),
            ("lập 2021/09/05", &["2021/09/05=2021-09-05"]),
            ("ngày 5 tháng 3, 2000 người dự", &["ngày 5 tháng 3=2023-03-05"]),
        ],
        DAY,
    );
}

#[test]
fn days_of_relative_months_and_months_of_relative_years() {
    check(
        &[
            ("Ngày 9 tháng này, đoàn đến", &["Ngày 9 tháng này=2023-04-09"]),
            ("ngày 23 tháng trước", &["ngày 23 tháng trước=2023-03-23"]),
            ("hạn là ngày 5 tháng tới", &["ngày 5 tháng tới=2023-05-05"]),
            ("trong 3 tháng năm nay", &["3 tháng năm nay=2023-01/2023-03"]),
            ("10 tháng năm ngoái", &["10 tháng năm ngoái=2022-01/2022-10"]),
            ("11 tháng của năm 2022", &["11 tháng của năm 2022=2022-01/2022-11"]),
            ("8 tháng/2022", &["8 tháng/2022=2022-01/2022-08"]),
            ("năm trước nữa", &["năm trước nữa=2021"]),
            ("tháng trước nữa", &["tháng trước nữa=2023-02"]),
            ("tuần sau nữa", &["tuần sau nữa=2023-04-24/2023-04-30"]),
        ],
        DAY,
    );
}

#[test]
fn weekdays() {
    check(
        &[
            ("Đoàn về vào thứ bảy tới.", &["thứ bảy tới=2023-04-15"]),
            ("mưa lớn hôm thứ ba vừa qua", &["hôm thứ ba vừa qua=2023-04-11"]),
            ("sẽ họp vào thứ Sáu của tuần tới", &["thứ Sáu của tuần tới=2023-04-21"]),
            ("khai mạc Chủ nhật này", &["Chủ nhật này=2023-04-16"]),
            ("hôm thứ hai, công an xã", &["hôm thứ hai=2023-04-10"]),
            (
                "tiếp dân ngày 11/4/2023 (thứ Ba)",
                &["ngày 11/4/2023=2023-04-11", "thứ Ba=2023-04-11"],
            ),
            ("ngày 24/4 - thứ Hai", &["ngày 24/4=2023-04-24", "thứ Hai=2023-04-24"]),
            (
                "Thứ Hai đầu tiên của tháng 9/2024",
                &["Thứ Hai đầu tiên của tháng 9/2024=2024-09-02"],
            ),
            (
                "Chủ nhật cuối cùng của tháng 5/2024",
                &["Chủ nhật cuối cùng của tháng 5/2024=2024-05-26"],
            ),
            ("xếp vào thứ hai trong bảng", &[]),
            ("sinh hoạt vào thứ Hai hằng tuần", &[]),
            ("đứng thứ ba", &[]),
            ("học vào thứ 3, 5, 7", &[]),
            ("bước vào ngày thứ sáu của đợt rét", &[]),
        ],
        DAY,
    );
}

#[test]
fn intervals_with_clock_times_and_of_mixed_grain() {
    check(
        &[
            (
                "từ 7h30 ngày 3/6/2023 đến 16h00 ngày 8/6/2023",
                &["từ 7h30 ngày 3/6/2023 đến 16h00 ngày 8/6/2023=2023-06-03/2023-06-08"],
            ),
            (
                "từ 0 giờ ngày 1/5 đến 24 giờ ngày 5/5",
                &["từ 0 giờ ngày 1/5 đến 24 giờ ngày 5/5=2023-05-01/2023-05-05"],
            ),
            (
                "Từ 8:00 ngày 2/5 đến hết ngày 6/5",
                &["Từ 8:00 ngày 2/5 đến hết ngày 6/5=2023-05-02/2023-05-06"],
            ),
            (
                "từ 5 giờ sáng 2/5 đến 22 giờ đêm 3/5",
                &["từ 5 giờ sáng 2/5 đến 22 giờ đêm 3/5=2023-05-02/2023-05-03"],
            ),
            (
                "từ ngày 5/9 đến hết tháng 10/2022",
                &["từ ngày 5/9 đến hết tháng 10/2022=2022-09-05/2022-10"],
            ),
            (
                "từ ngày 1-11 tới hết tháng 12-2022",
                &["từ ngày 1-11 tới hết tháng 12-2022=2022-11-01/2022-12"],
            ),
            (
                "từ tháng 3 đến ngày 15/6/2022",
                &["từ tháng 3 đến ngày 15/6/2022=2022-03/2022-06-15"],
            ),
            ("trong tháng 6 hoặc tháng 7/2022", &["tháng 6=2022-06", "tháng 7/2022=2022-07"]),
            ("tháng 12 và tháng 1/2022", &["tháng 12=2021-12", "tháng 1/2022=2022-01"]),
            ("quý II hoặc quý III/2022", &["quý II=2022-34", "quý III/2022=2022-35"]),
            ("Năm 2019 2020 2021 1,34", &["Năm 2019=2019", "2020=2020", "2021=2021"]),
            ("củng cố trong phiên hôm nay khi giá tăng", &["hôm nay=2023-04-13"]),
            ("tuần này khi mưa lớn", &["tuần này=2023-04-10/2023-04-16"]),
            ("năm trước khi khởi công", &[]),
            ("chưa hết mùa mốt năm nay", &["năm nay=2023"]),
            ("hai mươi mốt năm nay", &[]),
            ("Mấy hôm nay, xã vắng", &[]),
            ("vài hôm nay trời mưa", &[]),
            ("Năm Trước 1995", &["1995=1995"]),
            ("đăng cai Á vận hội mùa đông 2029", &["2029=2029"]),
            ("tháng 10 và 11 năm 2022", &["tháng 10=2022-10", "11 năm 2022=2022-11"]),
            ("tháng 10 và 11 năm qua", &["tháng 10=2022-10"]),
            ("quý II-III/2022", &["quý II-III/2022=2022-04/2022-09"]),
            ("quý 1 - 2 năm 2023", &["quý 1 - 2 năm 2023=2023-01/2023-06"]),
            ("5–10 tháng 4 họp", &["5–10 tháng 4=2023-04-05/2023-04-10"]),
            (
                "từ 19h hôm qua đến 1h ngày 13/4, mưa lớn",
                &["từ 19h hôm qua đến 1h ngày 13/4=2023-04-12/2023-04-13"],
            ),
            ("mưa to từ đêm 24 đến sáng 26/4", &["từ đêm 24 đến sáng 26/4=2023-04-24/2023-04-26"]),
            ("nhiệm vụ 5 năm 2021 - 2025", &["2021 - 2025=2021/2025"]),
            ("kế hoạch ba năm 2023-2025", &["2023-2025=2023/2025"]),
        ],
        DAY,
    );
}

#[test]
fn holidays_and_names() {
    check(
        &[
            ("chào mừng Quốc khánh 2/9", &["2/9=2023-09-02"]),
            ("nghỉ lễ 30/4 và 1/5", &["30/4=2023-04-30", "1/5=2023-05-01"]),
            ("quà dịp 8-3 năm nay", &["8-3 năm nay=2023-03-08"]),
            ("thưởng Tết 2024", &["Tết 2024=2024-02-10"]),
            ("vé tàu tết năm 2023", &["tết năm 2023=2023-01-22"]),
            ("Tết Dương lịch 2023", &["Tết Dương lịch 2023=2023-01-01"]),
            ("hội mùng 1 tháng 6 nhuận năm 2025", &["mùng 1 tháng 6 nhuận năm 2025=2025-07-25"]),
            ("rằm tháng 2 nhuận năm 2023", &["rằm tháng 2 nhuận năm 2023=2023-04-05"]),
            ("Quảng trường 22 tháng 12", &[]),
            ("đến Bệnh viện 30 tháng 4", &[]),
            ("nhà ở hẻm 45/12/7", &[]),
            ("thăm dò ở vùng 15-1/05", &[]),
            ("Tỷ lệ cổ phần là 9/4", &[]),
            ("chiếm đến 2/3 tổng số hồ sơ", &[]),
            ("https://tin.example.vn/2022/04/12/a-5-3.html", &[]),
            ("gửi tin.5-3@example.vn", &[]),
        ],
        DAY,
    );
}

#[test]
fn the_year_that_the_sentence_fixes() {
    check(
        &[
            (
                "Trong chiến dịch năm 1968, ngày 11/2, đơn vị rút.",
                &["năm 1968=1968", "ngày 11/2=1968-02-11"],
            ),
            (
                "Tết Mậu Thân năm 1968, ngày 11.2, vị trí lộ",
                &["Tết Mậu Thân năm 1968=1968-01-29", "ngày 11.2=1968-02-11"],
            ),
            (
                "Mùa xuân năm 1975, sáng 10/3, quân ta nổ súng",
                &["Mùa xuân năm 1975=1975-21", "sáng 10/3=1975-03-10"],
            ),
            ("Báo cáo năm 2022 gửi ngày 5/4 cho thấy", &["năm 2022=2022", "ngày 5/4=2023-04-05"]),
            (
                "tại hội nghị tổng kết năm 2022, ngày 16/2",
                &["năm 2022=2022", "ngày 16/2=2023-02-16"],
            ),
        ],
        DAY,
    );
}

#[test]
fn bare_years() {
    check(
        &[
            ("Học phí 2023 tăng mạnh.", &["2023=2023"]),
            ("mức đóng 2024 xã Hòa An", &["2024=2024"]),
            ("Theo bà Lan, 2023 là năm khó khăn.", &["2023=2023"]),
            ("2022 là năm bản lề", &["2022=2022"]),
            ("Năm 2017 mở hội; hội sách toàn thành 2017 đã tan", &["Năm 2017=2017", "2017=2017"]),
            ("huy động 2023 người", &[]),
            ("có 2024 hộ dân", &[]),
            ("nhà số 2023 Trần Phú", &[]),
        ],
        DAY,
    );
}

#[test]
fn footnotes_and_dashes() {
    check(
        &[
            ("Sáng nay¹ (5-4), xã họp", &["Sáng nay=2023-04-13", "5-4=2023-04-05"]),
            ("họp thứ Năm[2] (6-4[3]), bàn việc đê", &["thứ Năm=2023-04-06", "6-4=2023-04-06"]),
            ("khai giảng ngày 5/9¹ tại xã", &["ngày 5/9=2023-09-05"]),
            (
                "ngày 5—3—2023, giai đoạn 2021—2025",
                &["ngày 5—3—2023=2023-03-05", "2021—2025=2021/2025"],
            ),
        ],
        Some("2023-04-13"),
    );
}
