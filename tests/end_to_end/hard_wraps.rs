//! Text in lines of a page: what a line end cuts is read whole.

use serde_json::Value;

use crate::support::{Archive, stdout, thoisu};

#[test]
fn a_brief_in_lines_of_a_page_keeps_its_dates() {
    for (brief, values) in [
        (
            "Xã Tân Hội khánh thành cầu\n\nCầu Bến Gỗ được khởi công ngày 4 tháng 3\nnăm 2019, thông xe sáng ngày 21 tháng\n\
             12 năm 2020 với vốn hai mươi tỷ đồng\nlấy từ ngân sách huyện.\n",
            vec!["2019-03-04", "2020-12-21", "20000000000"],
        ),
        (
            "Sở Nội vụ trình đề án\n\nĐề án sắp xếp đơn vị hành chính từ năm\n2024 đến năm 2026 được Sở Nội vụ trình\nngày 7 tháng 2 năm 2024 theo Luật Đầu tư\n\
             công năm 2019 và văn bản khác.\n",
            vec!["2024/2026", "2024-02-07", "Luật Đầu tư công 2019"],
        ),
        (
            "Bão vào bờ\n\nBão số 3 vào bờ rạng sáng ngày 8 tháng\n9 năm 2023, làm tốc mái sáu trăm nhà và\nlàm hư hại 12 ki-lô-mét đê biển\ncủa tỉnh.\n",
            vec!["2023-09-08", "600", "12"],
        ),
    ] {
        let archive = Archive::with(&[("tin.txt", brief.as_bytes())]);
        let output =
            thoisu().args(["extract", "tin.txt"]).current_dir(archive.path()).output().unwrap();
        let record: Value = serde_json::from_str(&stdout(&output)).unwrap();
        let found: Vec<&str> = record["mentions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|mention| mention["value"].as_str().unwrap())
            .collect();
        assert_eq!(found, values, "{brief}");
    }
}
