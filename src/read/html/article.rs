//! From a page's text blocks to the article's: where it begins and ends, and which role each block has.

use super::walk::{Role, TextBlock};
use crate::BlockKind;

/// A block with its role and the part it belongs to.
type Chosen = (String, BlockKind, usize);

/// Headings of boxes of other articles, in lower case.
const BOX_HEADINGS: [&str; 26] = [
    "có thể bạn quan tâm",
    "bạn có thể quan tâm",
    "tin liên quan",
    "bài liên quan",
    "tin bài liên quan",
    "bài viết liên quan",
    "xem thêm",
    "đọc thêm",
    "đọc tiếp",
    "tin cùng chuyên mục",
    "cùng chuyên mục",
    "bài cùng chuyên mục",
    "tin khác",
    "các tin khác",
    "tin mới",
    "tin mới nhất",
    "tin nổi bật",
    "đọc nhiều",
    "đọc nhiều nhất",
    "xem nhiều",
    "tin đọc nhiều",
    "tin cùng loại",
    "bài mới",
    "mới nhất",
    "mời bạn đọc",
    "tin tức khác",
];

/// Headings of what stands behind an article and is none: the rest of the page is left out.
const ENDINGS: [&str; 9] = [
    "bình luận",
    "ý kiến bạn đọc",
    "ý kiến của bạn",
    "gửi bình luận",
    "từ khóa",
    "từ khóa:",
    "chủ đề",
    "chia sẻ bài viết",
    "bình luận của bạn",
];

/// A paragraph that is surely text and no label, in characters.
const TEXT: usize = 40;
/// A full paragraph, in characters.
const PARAGRAPH: usize = 100;
/// So much text makes an article, in characters: less is a page of links.
const ARTICLE: usize = 80;
/// A headline's length at most, in characters.
const HEADLINE: usize = 250;

/// The blocks of the article and of the teasers with a summary, in page order.
pub(super) fn choose(blocks: Vec<TextBlock>) -> Vec<Chosen> {
    let title = title(&blocks);
    let start = title.map_or(0, |at| at + 1);
    let mut main: Vec<(usize, &TextBlock)> = Vec::new();
    let mut boxes: Vec<(usize, &TextBlock)> = Vec::new();
    // A heading that opens a box without a telling class: what follows in the heading's own parent, or to the end of the page.
    let mut behind_heading = false;
    for (at, block) in blocks.iter().enumerate().skip(start) {
        let lower = block.text.to_lowercase();
        let label = lower.trim_end_matches([':', ' ', '»', '›']).trim_start_matches(['>', ' ', '»']).trim();
        if block.is_furniture {
            continue;
        }
        if ENDINGS.contains(&label) && !main.is_empty() {
            break;
        }
        if BOX_HEADINGS.contains(&label) {
            behind_heading |= block.boxed.is_none() && !main.is_empty();
            continue;
        }
        // Two paragraphs in a row are no teasers: the list was one inside the article, which goes on.
        let is_long = |block: &TextBlock| is_text(block) && block.chars() >= PARAGRAPH && block.role == Role::None;
        if behind_heading
            && block.boxed.is_none()
            && is_long(block)
            && boxes.last().is_some_and(|(_, last)| is_long(last) && last.boxed.is_none())
        {
            behind_heading = false;
            main.extend(boxes.pop());
        }
        if block.boxed.is_some() || behind_heading {
            boxes.push((at, block));
        } else {
            main.push((at, block));
        }
    }
    let body = body_of(&main);
    let text: usize = body.iter().filter(|(_, block)| is_text(block)).map(|(_, block)| block.chars()).sum();
    if text < ARTICLE && !(title.is_some() && text >= TEXT) {
        return Vec::new();
    }
    let mut chosen = Vec::new();
    if let Some(title) = title.and_then(|at| blocks.get(at)) {
        chosen.push((title.text.clone(), BlockKind::Title, 0));
    }
    chosen.extend(with_roles(&body));
    chosen.extend(teasers(&boxes));
    chosen
}

/// The headline: the first `h1`, else the first longer heading.
fn title(blocks: &[TextBlock]) -> Option<usize> {
    let is_headline = |block: &TextBlock| block.chars() <= HEADLINE && block.chars() >= 4 && block.boxed.is_none();
    let h1 = blocks
        .iter()
        .position(|block| block.heading == 1 && is_headline(block) && (!block.is_link() || block.chars() > 25) && !block.is_furniture);
    h1.or_else(|| blocks.iter().position(|block| block.heading == 1 && is_headline(block) && !block.is_link())).or_else(|| {
        let is_title =
            |block: &TextBlock| block.heading == 2 && is_headline(block) && block.chars() >= 20 && !block.is_link() && !block.is_furniture;
        blocks.iter().position(is_title)
    })
}

/// Running text: long enough, not a link.
fn is_text(block: &TextBlock) -> bool {
    !block.is_link() && (block.chars() >= TEXT || block.text.ends_with(['.', '…', '?', '!', '”', '"', ':', ';'])) && block.heading == 0
}

/// From the first running text to the last, without what is link or label in between; a lead before and a caption or byline behind belong to it.
fn body_of<'a>(blocks: &[(usize, &'a TextBlock)]) -> Vec<(usize, &'a TextBlock)> {
    let counts = |block: &TextBlock| is_text(block) || matches!(block.role, Role::Lead | Role::Caption | Role::Author) && !block.is_link();
    let Some(first) = blocks.iter().position(|(_, block)| counts(block) && !is_dateline(block)) else { return Vec::new() };
    let last = last_of_run(blocks, first, &counts);
    // A lead set as a heading stands right before the text.
    let is_lead = |block: &TextBlock| (2..=3).contains(&block.heading) && block.chars() >= TEXT && !block.is_link();
    let first = first.checked_sub(1).filter(|&before| blocks.get(before).is_some_and(|(_, block)| is_lead(block))).unwrap_or(first);
    blocks
        .iter()
        .take(last + 1)
        .skip(first)
        .filter(|(_, block)| !(is_dateline(block) || is_label(block) || block.is_link() && block.chars() < HEADLINE))
        .copied()
        .collect()
}

/// Text after a long stretch of links is another part of the page.
fn last_of_run(blocks: &[(usize, &TextBlock)], first: usize, counts: &impl Fn(&TextBlock) -> bool) -> usize {
    const LINKS_BETWEEN: usize = 12;
    let (mut last, mut links) = (first, 0);
    for (at, (_, block)) in blocks.iter().enumerate().skip(first) {
        if counts(block) {
            if links >= LINKS_BETWEEN {
                break;
            }
            (last, links) = (at, 0);
        } else {
            links += usize::from(block.is_link());
        }
    }
    // A byline without a class stands right behind the text: a name, short and no link.
    if let Some((_, block)) = blocks.get(last + 1)
        && !block.is_link()
        && block.chars() <= 60
        && block.heading == 0
        && !is_dateline(block)
    {
        last += 1;
    }
    last
}

/// The line with the time of publication.
fn is_dateline(block: &TextBlock) -> bool {
    block.chars() <= 60
        && block.role == Role::None
        && crate::Published::parse(&block.text).is_some()
        && (block.text.contains(':') || block.text.contains("GMT") || block.chars() <= 24)
}

/// What sites write beside articles.
fn is_label(block: &TextBlock) -> bool {
    const LABELS: [&str; 16] = [
        "chia sẻ",
        "in bài viết",
        "lưu bài viết",
        "zalo",
        "facebook",
        "twitter",
        "email",
        "copy link",
        "google news",
        "trở lại",
        "theo dõi",
        "nghe đọc bài",
        "quay lại",
        "gửi",
        "like",
        "quảng cáo",
    ];
    let lower = block.text.to_lowercase();
    block.chars() <= 40
        && LABELS.iter().any(|label| lower == *label || lower.split(['|', '•', '·']).all(|part| LABELS.contains(&part.trim())))
}

fn with_roles(body: &[(usize, &TextBlock)]) -> Vec<Chosen> {
    let mut chosen: Vec<Chosen> = Vec::new();
    let has_lead = body.iter().any(|(_, block)| block.role == Role::Lead);
    for (at, (_, block)) in body.iter().enumerate() {
        // An h2 before the body is its lead where no class says so.
        let heads = at == 0 && (2..=3).contains(&block.heading) && !has_lead && block.chars() >= TEXT;
        let kind = match block.role {
            Role::Lead if at <= 2 => BlockKind::Lead,
            Role::Caption => BlockKind::Caption,
            Role::Author if block.chars() <= 120 => BlockKind::Byline,
            _ if heads => BlockKind::Lead,
            _ => BlockKind::Paragraph,
        };
        let is_repeated =
            kind == BlockKind::Caption && chosen.iter().any(|(text, kind, _)| *kind == BlockKind::Caption && *text == block.text);
        if !is_repeated {
            chosen.push((block.text.clone(), kind, 0));
        }
    }
    chosen
}

/// The items of boxes that have a headline and a summary, each a part of its own.
fn teasers(blocks: &[(usize, &TextBlock)]) -> Vec<Chosen> {
    #[derive(Default)]
    struct Item<'a> {
        captions: Vec<&'a str>,
        title: Option<&'a str>,
        summaries: Vec<&'a str>,
    }
    let mut items: Vec<Item> = vec![Item::default()];
    let is_caption = |block: &TextBlock| block.role == Role::Caption;
    let is_headline = |block: &TextBlock| !is_caption(block) && block.chars() <= HEADLINE && (block.heading > 0 || block.is_link());
    for (at, (_, block)) in blocks.iter().enumerate() {
        let leads_on = is_caption(block) && blocks.get(at + 1).is_some_and(|(_, next)| is_headline(next));
        let (is_caption, is_headline) = (is_caption(block), is_headline(block));
        let Some(item) = items.last_mut() else { break };
        // A caption or headline behind a finished item begins the next; so does a caption that a headline follows.
        if item.title.is_some() && (is_headline || is_caption && (leads_on || !item.summaries.is_empty())) {
            items.push(Item::default());
        }
        let Some(item) = items.last_mut() else { break };
        if is_headline {
            item.title = Some(&block.text);
        } else if is_caption {
            item.captions.push(&block.text);
        } else if item.title.is_some() && block.chars() >= TEXT {
            item.summaries.push(&block.text);
        }
    }
    let whole = items.into_iter().filter(|item| item.title.is_some() && !item.summaries.is_empty());
    let mut chosen = Vec::new();
    for (number, item) in whole.enumerate() {
        let part = number + 1;
        chosen.extend(item.captions.iter().map(|text| (text.to_string(), BlockKind::Caption, part)));
        chosen.extend(item.title.map(|text| (text.to_string(), BlockKind::Title, part)));
        chosen.extend(item.summaries.iter().map(|text| (text.to_string(), BlockKind::Lead, part)));
    }
    chosen
}
