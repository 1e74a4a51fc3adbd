//! What is written around an article on a page of HTML. The words are data, the same as for text:
//! `lexicon/data/pages.tsv`.

use crate::Published;
use crate::lexicon::dateline;
use crate::lexicon::pages::{Furniture, pages};
use crate::text::{Text, is_longer};

/// A longer text is no heading and no button, in bytes.
const SHORT: usize = 100;

/// What a short text is, normalised as the table is.
fn furniture(text: &str) -> Option<Furniture> {
    let is_short = text.len() <= SHORT;
    if !is_short { None } else { pages().furniture(Text::new(text.to_string()).as_str()) }
}

/// Whether a text is the heading of a box of other articles.
pub(super) fn is_box_heading(text: &str) -> bool {
    matches!(furniture(text), Some(Furniture::Tail | Furniture::Links))
}

/// Whether a text is the heading of what ends a page: comments, tags.
pub(super) fn is_ending(text: &str) -> bool {
    matches!(furniture(text), Some(Furniture::Comments | Furniture::Tags))
}

/// Whether a text is of the imprint of a page.
pub(super) fn is_imprint(text: &str) -> bool {
    let text = Text::new(text.chars().take(120).collect());
    pages().is_imprint(text.as_str())
}

/// Whether a text is a button's or only such.
pub(super) fn is_label(text: &str) -> bool {
    let is_button =
        |part: &str| matches!(furniture(part), Some(Furniture::Share | Furniture::Button));
    text.len() <= SHORT && text.split(['|', '•', '·']).all(is_button)
}

/// Whether a text leads to other articles.
pub(super) fn leads_away(text: &str) -> bool {
    let start = Text::new(text.chars().take(60).collect());
    pages().leads_away(start.as_str()) || pages().opens_links(start.as_str())
}

/// The time of publication that a text states, if it is a dateline.
pub(super) fn dateline(text: &str) -> Option<Published> {
    if is_longer(text, dateline::LONGEST) {
        None
    } else {
        dateline::dateline(Text::new(text.to_string()).as_str())
    }
}

/// Whether a short line looks like the names of authors or of an agency: "Hải Đăng", "Theo TTXVN",
/// "An Bình - Lê Tú (tổng hợp)".
pub(super) fn looks_like_names(text: &str) -> bool {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .filter(|word| !word.is_empty())
        .collect();
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    text.len() <= 90
        && !words.is_empty()
        && words.len() <= 10
        && capitals * 10 >= words.len() * 6
        && !leads_away(text)
}

/// The name in a byline: "Bài và ảnh: HỮU ĐẠT", "Minh Khôi - 07/03/2026 08:47", "Theo Lê Vy/Báo
/// Mới" → the name alone.
pub(super) fn name_in(byline: &str) -> Option<String> {
    const MORE: [&str; 4] = [" và 1 tác giả", " và 2 tác giả", " thực hiện", " (tổng hợp)"];
    let line = byline.split([';', '|', '•', '·', '@']).next()?.split(" - 0").next()?;
    let line = line.split_once(':').map_or(line, |(_, name)| name);
    let line = MORE.iter().fold(line, |line, more| line.split(more).next().unwrap_or(line));
    // A day behind the name: "Minh Khôi - Thứ Ba, 07/03/2026".
    let line =
        if line.contains(char::is_numeric) { line.split([',', '-', '–']).next()? } else { line };
    let name = line
        .split(['/', '('])
        .find(|part| !part.trim().is_empty())?
        .trim()
        .trim_start_matches("Theo ")
        .trim_start_matches("Tác giả ");
    let name = name.trim_matches([':', ' ', '(', ')', '-', '–', ',']).trim();
    let is_name = name.chars().any(char::is_alphabetic)
        && !name.contains(char::is_numeric)
        && !is_label(name);
    (is_name && !name.starts_with("và ")).then(|| name.to_string())
}
