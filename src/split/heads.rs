//! The head of a text file's article: what stands there besides the headline and tells when, where
//! and by whom it was published.
//!
//! ```text
//! head     = {keyed} | [dateline] headline [byline] [dateline]
//! keyed    = key ":" value                  Tiêu đề: …   Ngày đăng: 5/9/2022   Tác giả: …
//! dateline = a day, at will with a time, weekday, name of the paper: Thứ Hai, 5/9/2022, 08:15 (GMT+7)
//! ```
//!
//! Not covered: datelines in the first sentence ("Hà Nội, ngày 5/9 (TTXVN) - …"), which have no
//! year and stay in the lead.

use super::lines::Line;
use crate::lexicon::dateline::written_day;
use crate::{BlockKind, Meta, Published, Span};

/// What a key's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Title,
    Published,
    Author,
    Source,
    Url,
    Section,
    Tags,
    Lead,
    Text,
    /// Known, but of no use.
    Other,
}

/// Keys in lower case.
const KEYS: [(&str, Key); 39] = [
    ("tiêu đề", Key::Title),
    ("tựa đề", Key::Title),
    ("tựa", Key::Title),
    ("tít", Key::Title),
    ("tên bài", Key::Title),
    ("title", Key::Title),
    ("ngày", Key::Published),
    ("ngày đăng", Key::Published),
    ("ngày giờ", Key::Published),
    ("ngày xuất bản", Key::Published),
    ("thời gian", Key::Published),
    ("thời gian đăng", Key::Published),
    ("đăng ngày", Key::Published),
    ("date", Key::Published),
    ("published", Key::Published),
    ("tác giả", Key::Author),
    ("phóng viên", Key::Author),
    ("author", Key::Author),
    ("nguồn", Key::Source),
    ("báo", Key::Source),
    ("source", Key::Source),
    ("url", Key::Url),
    ("link", Key::Url),
    ("liên kết", Key::Url),
    ("đường dẫn", Key::Url),
    ("chuyên mục", Key::Section),
    ("mục", Key::Section),
    ("category", Key::Section),
    ("từ khóa", Key::Tags),
    ("tags", Key::Tags),
    ("tag", Key::Tags),
    ("keywords", Key::Tags),
    ("tóm tắt", Key::Lead),
    ("sapo", Key::Lead),
    ("mô tả", Key::Lead),
    ("summary", Key::Lead),
    ("nội dung", Key::Text),
    ("text", Key::Text),
    ("id", Key::Other),
];

/// Lines that a keyed head has at most.
const HEAD: usize = 12;

/// A line of a keyed head: its key and the place of its value.
pub(super) fn keyed(line: &str) -> Option<(Key, Span)> {
    let (name, value) = line.split_once(':').filter(|(name, _)| name.len() <= 30)?;
    let name = name.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let key = KEYS.iter().find(|(known, _)| *known == name)?.1;
    Some((key, super::lines::trimmed(line, Span::new(line.len() - value.len(), line.len()))))
}

/// Reads a keyed head: fills `meta` where it states nothing, gives the lines of the head their
/// roles, and takes out those that are no text. Returns whether there is one.
pub(super) fn read_keyed(lines: &mut Vec<Line>, meta: &mut Meta) -> bool {
    let is_keyed = |line: &Line| keyed(line.text).is_some();
    let head = lines.iter().take(HEAD).take_while(|line| is_keyed(line)).count();
    let names_title = lines
        .iter()
        .take(head)
        .any(|line| keyed(line.text).is_some_and(|(key, _)| key == Key::Title));
    if names_title {
        let mut number = 0;
        lines.retain_mut(|line| {
            number += 1;
            number > head || keep_keyed(line, meta)
        });
    }
    names_title
}

/// Takes a keyed line's value in; whether the value is text of the article.
fn keep_keyed(line: &mut Line, meta: &mut Meta) -> bool {
    let Some((key, place)) = keyed(line.text) else { return true };
    let value = place.slice(line.text);
    let given = || Some(value.to_string()).filter(|value| !value.is_empty());
    let kind = match key {
        Key::Title => BlockKind::Title,
        Key::Lead => BlockKind::Lead,
        Key::Text => BlockKind::Paragraph,
        Key::Published => {
            meta.published =
                meta.published.or_else(|| Published::parse(value)).or_else(|| written_day(value));
            BlockKind::Byline
        }
        Key::Author => {
            meta.author = meta.author.take().or_else(given);
            BlockKind::Byline
        }
        Key::Source => BlockKind::Byline,
        Key::Url => {
            meta.url = meta.url.take().or_else(given);
            return false;
        }
        Key::Section => {
            meta.section = meta.section.take().or_else(given);
            return false;
        }
        Key::Tags => {
            if meta.tags.is_empty() {
                meta.tags = value
                    .split([',', ';'])
                    .map(str::trim)
                    .filter(|tag| !tag.is_empty())
                    .map(str::to_string)
                    .collect();
            }
            return false;
        }
        Key::Other => return false,
    };
    let is_empty = value.is_empty();
    let kind = Some(kind).filter(|&kind| kind != BlockKind::Paragraph);
    *line = Line {
        span: place.shifted(line.span.start),
        gap: line.gap,
        kind,
        ..Line::new(line.text, place)
    };
    !is_empty
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        for (line, expected) in [
            ("Tiêu đề: Xã họp dân", Some((Key::Title, "Xã họp dân"))),
            ("NGÀY ĐĂNG : 5/9/2022", Some((Key::Published, "5/9/2022"))),
            ("* URL: https://vi.du.vn/tin", Some((Key::Url, "https://vi.du.vn/tin"))),
            ("Nội dung:", Some((Key::Text, ""))),
            ("Chủ tịch xã: dân đồng tình", None),
            ("Ngày mai họp dân", None),
        ] {
            assert_eq!(
                keyed(line).map(|(key, place)| (key, place.slice(line))),
                expected,
                "{line}"
            );
        }
    }
}
