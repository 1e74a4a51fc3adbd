//! What newspapers write around articles, in lower case.

/// Headings of boxes of other articles.
const BOX_HEADINGS: [&str; 36] = [
    "có thể bạn quan tâm",
    "bạn có thể quan tâm",
    "có thể bạn thích",
    "tin liên quan",
    "bài liên quan",
    "tin bài liên quan",
    "bài viết liên quan",
    "tin, bài liên quan",
    "các tin liên quan",
    "xem thêm",
    "đọc thêm",
    "đọc tiếp",
    "tin cùng chuyên mục",
    "cùng chuyên mục",
    "bài cùng chuyên mục",
    "cùng mục",
    "cùng chủ đề",
    "tin khác",
    "các tin khác",
    "các bài khác",
    "tin mới",
    "tin mới nhất",
    "tin nổi bật",
    "tin nóng",
    "nổi bật",
    "đọc nhiều",
    "đọc nhiều nhất",
    "xem nhiều",
    "tin đọc nhiều",
    "tin xem nhiều",
    "tin cùng loại",
    "bài mới",
    "mới nhất",
    "mời bạn đọc",
    "tin tức khác",
    "dành cho bạn",
];

/// Headings of what stands behind an article and is none: the rest of the page is left out.
const ENDINGS: [&str; 16] = [
    "bình luận",
    "ý kiến bạn đọc",
    "ý kiến của bạn",
    "ý kiến",
    "gửi bình luận",
    "gửi ý kiến",
    "phản hồi",
    "từ khóa",
    "từ khoá",
    "chủ đề",
    "tags",
    "tag",
    "chia sẻ bài viết",
    "bình luận của bạn",
    "viết bình luận",
    "thăm dò ý kiến",
];

/// How the imprint at a page's foot begins.
const IMPRINTS: [&str; 6] = ["giấy phép", "tổng biên tập", "cơ quan chủ quản", "trụ sở", "tòa soạn", "toà soạn"];

/// The same for what needs no number or colon to be sure.
const SURE_IMPRINTS: [&str; 4] = ["bản quyền", "© ", "® ", "ghi rõ nguồn"];

/// What stands on buttons and counters.
const LABELS: [&str; 36] = [
    "chia sẻ",
    "chia sẻ bài viết",
    "in bài viết",
    "in bài",
    "bản in",
    "in trang",
    "lưu bài viết",
    "lưu tin",
    "gửi email",
    "gửi mail",
    "gửi bài viết",
    "zalo",
    "facebook",
    "twitter",
    "email",
    "copy link",
    "sao chép liên kết",
    "link bài gốc",
    "google news",
    "trở lại",
    "theo dõi",
    "nghe đọc bài",
    "nghe bài viết",
    "quay lại",
    "về đầu trang",
    "trở lên trên",
    "lên đầu trang",
    "gửi",
    "like",
    "thích",
    "quảng cáo",
    "a-",
    "a+",
    "cỡ chữ",
    "phóng to",
    "thu nhỏ",
];

/// Behind these a line is about other articles or about the site.
const OTHERS: [&str; 7] = [">>", "và 1 tác giả", "xem thêm", "đọc thêm", "mời độc giả", "mời quý độc giả", "theo dõi chúng tôi"];

/// A heading without the marks around it: "» Tin liên quan:" → "tin liên quan".
fn bare(text: &str) -> String {
    text.to_lowercase().trim_end_matches([':', ' ', '»', '›', '>', '.']).trim_start_matches(['>', ' ', '»', '#', '•', '-']).to_string()
}

/// Whether a text is the heading of a box of other articles.
pub(super) fn is_box_heading(text: &str) -> bool {
    text.len() <= 80 && BOX_HEADINGS.contains(&bare(text).as_str())
}

/// Whether a text is the heading of what ends a page: comments, tags.
pub(super) fn is_ending(text: &str) -> bool {
    let bare = bare(text);
    // "Bình luận (12)", "12 bình luận"
    let counted = bare.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | ' '));
    text.len() <= 60 && ENDINGS.contains(&counted)
}

/// Whether a text is the imprint of a page.
pub(super) fn is_imprint(text: &str) -> bool {
    let start: String = text.chars().take(40).collect::<String>().to_lowercase();
    let start = start.trim_start();
    let is_sure = SURE_IMPRINTS.iter().any(|phrase| start.starts_with(phrase));
    is_sure || IMPRINTS.iter().any(|phrase| start.starts_with(phrase)) && text.chars().any(|c| c.is_ascii_digit() || c == ':')
}

/// Whether a text is a button's or only such.
pub(super) fn is_label(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.len() <= 100 && lower.split(['|', '•', '·']).all(|part| LABELS.contains(&part.trim()))
}

/// Whether a text leads to other articles.
pub(super) fn leads_away(text: &str) -> bool {
    let start: String = text.chars().take(30).collect::<String>().to_lowercase();
    OTHERS.iter().any(|phrase| start.starts_with(phrase))
}

/// Whether a short line looks like the names of authors or of an agency: "Hải Đăng", "Theo TTXVN", "An Bình - Lê Tú (tổng hợp)".
pub(super) fn looks_like_names(text: &str) -> bool {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|word| !word.is_empty()).collect();
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    text.len() <= 90 && !words.is_empty() && words.len() <= 10 && capitals * 10 >= words.len() * 6 && !leads_away(text)
}

/// The name in a byline: "Bài và ảnh: HỮU ĐẠT", "Minh Khôi - 07/03/2026 08:47", "Theo Lê Vy/Báo Mới" → the name alone.
pub(super) fn name_in(byline: &str) -> Option<String> {
    const MORE: [&str; 4] = [" và 1 tác giả", " và 2 tác giả", " thực hiện", " (tổng hợp)"];
    let line = byline.split([';', '|', '•', '·', '@']).next()?.split(" - 0").next()?;
    let line = line.split_once(':').map_or(line, |(_, name)| name);
    let line = MORE.iter().fold(line, |line, more| line.split(more).next().unwrap_or(line));
    // A day behind the name: "Minh Khôi - Thứ Ba, 07/03/2026".
    let line = if line.contains(char::is_numeric) { line.split([',', '-', '–']).next()? } else { line };
    let name =
        line.split(['/', '(']).find(|part| !part.trim().is_empty())?.trim().trim_start_matches("Theo ").trim_start_matches("Tác giả ");
    let name = name.trim_matches([':', ' ', '(', ')', '-', '–', ',']).trim();
    let is_name = name.chars().any(char::is_alphabetic) && !name.contains(char::is_numeric) && !is_label(name);
    (is_name && !name.starts_with("và ")).then(|| name.to_string())
}
