//! Publication lines: a day, at will with a time, weekday, name of the paper, section.
//!
//! ```text
//! dateline = "Thứ Hai, 5/9/2022, 08:15 (GMT+7)" | "Cập nhật lúc: 9h30, 5/9/2022" | "05-09-2022 - 08:15 AM | Bất động sản" …
//! ```
//!
//! Every word is a name or one of the small words of `pages.tsv`: "Hạn chót: 30/6/2025" tells of
//! something else.

use super::pages::pages;
use crate::Published;

/// A longer line is none, in characters.
pub const LONGEST: usize = 90;

/// Words of a section's name beside a dateline, at most.
const SECTION_WORDS: usize = 5;

/// The publication time that a line states which holds nothing else but names; the name of a
/// section may follow it behind a bar.
pub fn dateline(line: &str) -> Option<Published> {
    if let Some((before, behind)) = line.split_once(" | ").filter(|_| line.len() <= 3 * LONGEST) {
        // A part with figures is more than a name: "08:15 | 13/04/2023".
        let is_name = |part: &str| {
            !part.contains(|c: char| c.is_ascii_digit())
                && part.split_whitespace().nth(SECTION_WORDS).is_none()
                && !part.ends_with(['.', '?', '!'])
        };
        let found = bare_dateline(before)
            .filter(|_| is_name(behind))
            .or_else(|| bare_dateline(behind).filter(|_| is_name(before)));
        return found.or_else(|| bare_dateline(line));
    }
    bare_dateline(line)
}

fn bare_dateline(line: &str) -> Option<Published> {
    if line.len() > 3 * LONGEST
        || !line.contains(|c: char| c.is_ascii_digit())
        || line.chars().count() > LONGEST
    {
        return None;
    }
    // "CÔNG BÁO/Số 12/Ngày …" is the head of a page.
    let has_path = line.split('/').skip(1).any(|part| part.starts_with(char::is_alphabetic));
    if has_path || line.ends_with(['.', '?', '!', ';', ':']) {
        return None;
    }
    let words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let are_known = words.clone().all(|word| {
        let is_name = word.starts_with(char::is_uppercase);
        let is_figure = word.starts_with(|c: char| c.is_ascii_digit());
        is_name || is_figure || pages().dateline_words.has(word)
    });
    if !are_known || words.filter(|word| word.starts_with(char::is_alphabetic)).count() > 9 {
        return None;
    }
    Published::parse(line).or_else(|| written_day(line))
}

/// "Ngày 5 tháng 9 năm 2022".
pub fn written_day(line: &str) -> Option<Published> {
    let words: Vec<String> = line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let day = words
        .windows(6)
        .find(|words| words[0] == "ngày" && words[2] == "tháng" && words[4] == "năm")?;
    Published::parse(&format!("{}/{}/{}", day[1], day[3], day[5]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        for (line, expected) in [
            ("Thứ Hai, 5/9/2022, 08:15 (GMT+7)", Some("2022-09-05T08:15:00+07:00")),
            ("05/09/2022 08:15", Some("2022-09-05T08:15:00+07:00")),
            ("08:15 | 05/09/2022", Some("2022-09-05T08:15:00+07:00")),
            ("05/09/2022 | Xã hội", Some("2022-09-05")),
            ("Chủ nhật, ngày 4-9-2022", Some("2022-09-04")),
            ("Cập nhật lúc: 9h30, 5/9/2022", Some("2022-09-05T09:30:00+07:00")),
            ("2022-09-05 08:15:00", Some("2022-09-05T08:15:00+07:00")),
            ("Báo Sông Hương - 5/9/2022", Some("2022-09-05")),
            ("Ngày 5 tháng 9 năm 2022", Some("2022-09-05")),
            ("Hà Nội, ngày 5 tháng 9 năm 2022", Some("2022-09-05")),
            ("Lễ khánh thành diễn ra ngày 5/9/2022", None),
            ("Quyết định có hiệu lực từ 5/9/2022.", None),
            ("Khánh thành cầu Bến Đình 5/9", None),
            ("Từ 1/9/2022 đến 5/9/2022", None),
        ] {
            assert_eq!(
                dateline(line).map(|published| published.to_string()).as_deref(),
                expected,
                "{line}"
            );
        }
    }
}
